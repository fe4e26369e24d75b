//! One node of a graph: a type, an `@id`, and properties, of which empty ones are left out.

use super::script_text::write_text;
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

impl Data<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => write_text(text, out),
            Self::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Self::List(list) => {
                out.push(b'[');
                for (at, value) in list.iter().enumerate() {
                    out.extend((at > 0).then_some(b','));
                    value.write(out);
                }
                out.push(b']');
            }
            Self::Object(entries) => {
                out.push(b'{');
                for (at, entry) in entries.iter().enumerate() {
                    out.extend((at > 0).then_some(b','));
                    write_entry(entry, out);
                }
                out.push(b'}');
            }
        }
    }
}

fn write_entry((name, value): &(&'static str, Data<'_>), out: &mut Vec<u8>) {
    // names are words of schema.org: there is nothing in them to escape
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    value.write(out);
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

impl Node<'_> {
    /// Writes it as JSON that is safe inside a `<script>`.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"@type\":\"");
        out.extend_from_slice(self.kind.as_bytes());
        out.extend_from_slice(b"\",\"@id\":");
        write_text(&self.id, out);
        for property in &self.properties {
            out.push(b',');
            write_entry(property, out);
        }
        out.push(b'}');
    }
}

/// What stands in the place of the node `id` in another one.
pub(super) fn reference(id: String) -> Data<'static> {
    Data::Object(vec![("@id", Data::Text(id.into()))])
}
