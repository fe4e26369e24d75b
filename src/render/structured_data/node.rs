//! One node of a graph: a type, an `@id`, and properties, of which empty ones are left out.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use std::borrow::Cow;

/// The value of a property: as JSON has them, less what no property needs. Objects keep the order they are written in.
pub(super) enum Data<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(usize),
    /// A list.
    List(Vec<Data<'a>>),
    /// An object, with keys that are known.
    Object(Vec<(&'static str, Data<'a>)>),
}

impl<'a> From<&'a str> for Data<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::List(list) => list.serialize(serializer),
            Self::Object(entries) => serializer.collect_map(entries.iter().map(|(name, value)| (name, value))),
        }
    }
}

/// A node in the making: its properties in the order they were given.
pub(super) struct Node<'a> {
    id: String,
    kind: &'static str,
    properties: Vec<(&'static str, Data<'a>)>,
}

impl<'a> Node<'a> {
    /// A node of the type `kind` that others name by `id`.
    pub(super) fn new(kind: &'static str, id: String) -> Self {
        Self { id, kind, properties: Vec::with_capacity(12) }
    }

    /// What others name it by.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The same, kept.
    pub(super) fn into_id(self) -> String {
        self.id
    }

    /// With the property `name`, unless `text` is empty.
    pub(super) fn text(self, name: &'static str, text: &'a str) -> Self {
        if text.trim().is_empty() { self } else { self.value(name, text.into()) }
    }

    /// With the property `name` as a list of texts, unless there are none.
    pub(super) fn texts(self, name: &'static str, texts: &'a [String]) -> Self {
        self.list(name, texts.iter().map(|text| text.as_str().into()).collect())
    }

    /// With the property `name` as a list, unless it is empty.
    pub(super) fn list(self, name: &'static str, values: Vec<Data<'a>>) -> Self {
        if values.is_empty() { self } else { self.value(name, Data::List(values)) }
    }

    /// With the property `name`.
    pub(super) fn value(mut self, name: &'static str, value: Data<'a>) -> Self {
        self.properties.push((name, value));
        self
    }
}

impl Serialize for Node<'_> {
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
pub(super) fn reference(id: String) -> Data<'static> {
    Data::Object(vec![("@id", Data::Text(id.into()))])
}
