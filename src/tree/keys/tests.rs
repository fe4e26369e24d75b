//! Tables and keys in, values and messages out.
