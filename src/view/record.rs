//! Maps and lists for templates.

use std::collections::BTreeMap;
use tera::Value;

/// A map that is being filled. Keys are literals, so that the list of variables can name them all.
#[derive(Clone, Default)]
pub(super) struct Record(BTreeMap<&'static str, Value>);

impl Record {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With `value` as its `key`.
    pub(super) fn set(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.insert(key, value.into());
        self
    }

    /// The map as a value.
    pub(super) fn value(self) -> Value {
        Value::from(self.0)
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
