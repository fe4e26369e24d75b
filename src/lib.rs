//! gen

pub mod place;
pub mod diag;
pub mod tree;
