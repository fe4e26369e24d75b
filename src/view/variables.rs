//! The documented list of variables.

/// A variable.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
}

/// The variables of one map.
#[derive(Debug)]
pub struct Group {
    /// What has them.
    pub name: &'static str,
    /// The variables.
    pub variables: &'static [Variable],
}

/// All of them.
pub const GROUPS: &[Group] = &[];
