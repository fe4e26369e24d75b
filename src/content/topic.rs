//! A topic: its place in the tree of topics, its words, its introduction.

use super::{
    Reader, keys,
    meta::{Meta, Reference, references, spanned},
    page,
};
use crate::{diag::Diagnostics, markdown::Body, place::Text};

/// A topic.
#[derive(Debug)]
pub struct Topic {
    /// What all kinds share; the name is the topic's id.
    pub meta: Meta,
    /// The topic it is a part of.
    pub parent: Option<Reference>,
    /// Phrases that may link to it.
    pub terms: Vec<String>,
    /// The beginning of its introduction.
    pub lead: Body,
    /// The rest of it.
    pub body: Body,
}

/// Reads a topic.
pub(super) fn read(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Topic {
    let (page, checked) = page::read_as(reader, text, keys::TOPIC, "a topic", diags);
    let keys = checked.fields();
    Topic {
        parent: keys.text("parent").map(spanned),
        terms: references(&keys, "terms").unwrap_or_default().into_iter().map(|term| term.value).collect(),
        meta: page.meta,
        lead: page.lead,
        body: page.body,
    }
}
