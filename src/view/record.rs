//! Maps and lists for templates.

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use tera::Value;

/// A map that is being filled. Keys are literals, so that the list of variables can name them all.
#[derive(Clone)]
pub(super) struct Record(Vec<(&'static str, Value)>);

impl Record {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self::with_room(8)
    }

    /// An empty one with room for so many keys.
    pub(super) fn with_room(keys: usize) -> Self {
        Self(Vec::with_capacity(keys))
    }

    /// With `value` as its `key`; one that is set again is what it was set to last.
    pub(super) fn set(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// The map as a value, its keys in the order they were first set.
    pub(super) fn value(self) -> Value {
        // the one way to make a map of Tera's without filling another one before; values in it are not copied
        Value::from_serializable(&self)
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Record", self.0.len())?;
        // a value goes its way through a slot of its thread; truth values and `none` get there faster by themselves
        self.0.iter().try_for_each(|(key, value)| match value.as_bool() {
            Some(flag) => fields.serialize_field(key, &flag),
            None if value.is_none() => fields.serialize_field(key, &()),
            None => fields.serialize_field(key, value),
        })?;
        fields.end()
    }
}

/// A list.
pub(super) fn list(values: impl IntoIterator<Item = Value>) -> Value {
    Value::from(values.into_iter().collect::<Vec<_>>())
}

/// HTML that is printed as it is.
pub(super) fn safe(html: &str) -> Value {
    Value::safe_string(html)
}
