//! Maps and lists for templates.

use std::collections::BTreeMap;
use tera::Value;

/// A map that is being filled. Keys are literals, so that the list of variables can name them all.
#[derive(Clone, Default)]
pub(super) struct Record(Vec<(&'static str, Value)>);

impl Record {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With `value` as its `key`; one that is set again is what it was set to last.
    pub(super) fn set(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// The map as a value, its keys in order.
    pub(super) fn value(self) -> Value {
        // a map of Tera's own would be filled twice, since there is no way to make it a value without a copy; of equal keys the last stays
        Value::from(BTreeMap::from_iter(self.0))
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
