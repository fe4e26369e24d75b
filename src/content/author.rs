//! An author: a person or an organisation.

use super::{
    ContentItem, Reader, keys,
    meta::{Meta, references},
    page,
};
use crate::{diag::Diagnostics, markdown::Body, place::Text};

/// An author.
#[derive(Debug)]
pub struct Author {
    /// What all kinds share; the name is the author's id, the title the name shown.
    pub meta: Meta,
    /// Whether it is an organisation rather than a person.
    pub is_organization: bool,
    /// A page of the author's elsewhere.
    pub url: Option<String>,
    /// Further pages that are the same author's.
    pub same_as: Vec<String>,
    /// The beginning of the text about the author.
    pub lead: Body,
    /// The rest of it.
    pub body: Body,
}

impl ContentItem for Author {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn bodies(&self) -> Vec<&Body> {
        vec![&self.lead, &self.body]
    }

    fn auto_linked(&self) -> Option<&Body> {
        None
    }
}

/// Reads an author.
pub(super) fn read(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Author {
    let (page, checked) = page::read_as(reader, text, keys::AUTHOR, "an author", diags);
    let keys = checked.fields();
    Author {
        is_organization: keys.text("kind").is_some_and(|kind| kind.as_str() == "organization"),
        url: keys.text("url").map(|url| url.as_str().to_owned()),
        same_as: references(&keys, "same_as").unwrap_or_default().into_iter().map(|url| url.value).collect(),
        meta: page.meta,
        lead: page.lead,
        body: page.body,
    }
}
