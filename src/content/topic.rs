//! A topic: its place in the tree of topics, its words, its introduction.

use super::{
    ContentItem, Reader, keys,
    meta::{Meta, Reference, spanned},
    page,
    phrase::{self, Case, Phrase},
};
use crate::{
    diag::Diagnostics,
    markdown::Body,
    place::Text,
    tree::keys::{Fields, TextOrTable},
};

/// A topic.
#[derive(Debug)]
pub struct Topic {
    /// What all kinds share; the name is the topic's id.
    pub meta: Meta,
    /// The topic it is a part of.
    pub parent: Option<Reference>,
    /// Phrases that may link to it.
    pub terms: Vec<Phrase>,
    /// The beginning of its introduction.
    pub lead: Body,
    /// The rest of it.
    pub body: Body,
}

impl ContentItem for Topic {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn bodies(&self) -> Vec<&Body> {
        vec![&self.lead, &self.body]
    }

    fn auto_linked(&self) -> Option<&Body> {
        Some(&self.body)
    }
}

/// Reads a topic.
pub(super) fn read(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Topic {
    let (page, checked) = page::read_as(reader, text, keys::TOPIC, "a topic", diags);
    let keys = checked.fields();
    Topic {
        parent: keys.text("parent").map(spanned),
        terms: terms(reader, &keys, diags),
        meta: page.meta,
        lead: page.lead,
        body: page.body,
    }
}

fn terms(reader: &Reader, keys: &Fields, diags: &mut Diagnostics) -> Vec<Phrase> {
    let phrase = |item| match item {
        TextOrTable::Text(text) => phrase::read(text, Case::default(), reader.file, diags),
        TextOrTable::Table(table) => phrase::read(table.text("term")?, Case::read(&table), reader.file, diags),
    };
    keys.items("terms").into_iter().flatten().filter_map(phrase).collect()
}
