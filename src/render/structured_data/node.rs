//! One node of a graph: a type, an `@id`, and properties, of which empty ones are left out.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Value, json};

/// A node in the making: its properties in the order they were given.
pub(super) struct Node {
    id: String,
    kind: &'static str,
    properties: Vec<(&'static str, Value)>,
}

impl Node {
    /// A node of the type `kind` that others name by `id`.
    pub(super) fn new(kind: &'static str, id: String) -> Self {
        Self { id, kind, properties: Vec::with_capacity(12) }
    }

    /// What others name it by.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// With the property `name`, unless `text` is empty.
    pub(super) fn text(self, name: &'static str, text: &str) -> Self {
        if text.trim().is_empty() { self } else { self.value(name, text.into()) }
    }

    /// With the property `name` as a list of texts, unless there are none.
    pub(super) fn texts(self, name: &'static str, texts: &[String]) -> Self {
        self.list(name, texts.iter().map(|text| text.as_str().into()).collect())
    }

    /// With the property `name` as a list, unless it is empty.
    pub(super) fn list(self, name: &'static str, values: Vec<Value>) -> Self {
        if values.is_empty() { self } else { self.value(name, Value::Array(values)) }
    }

    /// With the property `name`.
    pub(super) fn value(mut self, name: &'static str, value: Value) -> Self {
        self.properties.push((name, value));
        self
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("@type", self.kind)?;
        map.serialize_entry("@id", &self.id)?;
        for (name, value) in &self.properties {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What stands in the place of the node `id` in another one.
pub(super) fn reference(id: &str) -> Value {
    json!({ "@id": id })
}
