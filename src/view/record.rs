//! The maps of templates, and their documentation: one table, from which both are made.
//!
//! [`variables`] takes functions that look like those of Rust, but what one makes is written as the rows of a map: a doc
//! comment, the name of the variable, and its value. Out of it come the functions, each of which makes a [`Record`], and
//! `GROUPS`, the same rows for the manual. A row whose value is a map, or a list of maps, names their group: `of "image"`.

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use tera::Value;

/// A variable. What is neither a map nor a list of maps is a string, a number, a truth value, or a list of those.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it is: its type, what it holds, and when it is `none`.
    pub about: &'static str,
    /// The name of the group whose variables its map has, or each map of its list.
    pub group: Option<&'static str>,
}

/// The variables of one map.
#[derive(Debug)]
pub struct Group {
    /// What has them.
    pub name: &'static str,
    /// Where one meets it, in a sentence.
    pub about: &'static str,
    /// The variables.
    pub variables: &'static [Variable],
}

/// Functions that make maps, with the documentation of each variable; behind the arrow stands the name of the group.
macro_rules! variables {
    (impl $type:ty { $(
        $(#[doc = $about:literal])+
        fn $make:ident($($parameter:tt)*) -> $name:literal {
            $(let $variable:tt $(: $of_type:ty)? = $init:expr;)*
            $($(#[doc = $doc:literal])+ $key:ident $(of $of:literal)?: $value:expr,)*
        }
    )+ }) => {
        /// The documentation of the maps that are made here.
        pub(in crate::view) const GROUPS: &[$crate::view::Group] = &[$($crate::view::Group {
            name: $name,
            about: concat!($($about),+).trim_ascii(),
            variables: &[$($crate::view::Variable {
                name: stringify!($key),
                about: concat!($($doc),+).trim_ascii(),
                group: $crate::view::record::group(concat!($($of)?)),
            }),*],
        }),+];

        impl $type { $(
            pub(super) fn $make($($parameter)*) -> $crate::view::Record {
                $(let $variable $(: $of_type)? = $init;)*
                $crate::view::Record(vec![$((stringify!($key), tera::Value::from($value))),*])
            }
        )+ }
    };
}
pub(super) use variables;

/// The group called `name`; an empty name is none.
pub(super) const fn group(name: &'static str) -> Option<&'static str> {
    if name.is_empty() { None } else { Some(name) }
}

/// A map for templates: its keys in order, with their values.
pub(super) struct Record(pub(super) Vec<(&'static str, Value)>);

impl Record {
    /// With the variables of `more` behind its own.
    pub(super) fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        // Tera makes its map of this at once, without another map before it and without copying values
        Self::from_serializable(&record)
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Record", self.0.len())?;
        // Tera hands a `Value` over through a thread-local slot; truth values and `none` are quicker by themselves
        self.0.iter().try_for_each(|(key, value)| match value.as_bool() {
            Some(flag) => fields.serialize_field(key, &flag),
            None if value.is_none() => fields.serialize_field(key, &()),
            None => fields.serialize_field(key, value),
        })?;
        fields.end()
    }
}

/// A list.
pub(super) fn list<T: Into<Value>>(values: impl IntoIterator<Item = T>) -> Value {
    Value::from(values.into_iter().map(Into::into).collect::<Vec<Value>>())
}

/// HTML that is printed as it is.
pub(super) fn safe(html: &str) -> Value {
    Value::safe_string(html)
}
