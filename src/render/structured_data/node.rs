//! One node of a graph: a type, an `@id`, and properties, of which empty ones are left out.

use serde_json::{Map, Value, json};

/// A node in the making.
pub(super) struct Node(Map<String, Value>);

impl Node {
    /// A node of the type `kind` that others name by `id`.
    pub(super) fn new(kind: &str, id: &str) -> Self {
        Self(Map::new()).text("@type", kind).text("@id", id)
    }

    /// With the property `name`, unless `text` is empty.
    pub(super) fn text(self, name: &str, text: &str) -> Self {
        if text.trim().is_empty() { self } else { self.value(name, text.into()) }
    }

    /// With the property `name` as a list of texts, unless there are none.
    pub(super) fn texts(self, name: &str, texts: &[String]) -> Self {
        self.list(name, texts.iter().map(|text| text.as_str().into()).collect())
    }

    /// With the property `name` as a list, unless it is empty.
    pub(super) fn list(self, name: &str, values: Vec<Value>) -> Self {
        if values.is_empty() { self } else { self.value(name, Value::Array(values)) }
    }

    /// With the property `name`.
    pub(super) fn value(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// The node as an object, in the order it was made.
    pub(super) fn finish(self) -> Map<String, Value> {
        self.0
    }
}

/// What stands in the place of the node `id` in another one.
pub(super) fn reference(id: &str) -> Value {
    json!({ "@id": id })
}
