//! What exists and isn't published, and the addresses that would be there with it.
//!
//! Drafts, stubs, what is scheduled and what has expired are [`Unpublished`]. A link to one of them is no broken link, and
//! neither is one to an address that only they would fill: an old address of theirs, a list, a further page of one, a
//! cheat sheet, a feed. Or else a build that nobody touched would break as time goes by. [`PendingAddresses`] keeps their own
//! addresses; the others are those of a plan of the site as if all were published, which is made when a link needs it.
//!
//! For the same reason what time alone brings about or takes away is checked as if it were published. What its author
//! hasn't finished, a draft or a stub, is not.

use super::{Addresses, Introductions, Planned, Url};
use crate::{
    content::{FileRole, Meta, Thing, is_index},
    kind::Kind,
    markdown::Body,
    place::SourcePath,
    text::nfc,
};
use foldhash::HashMap;
use std::sync::OnceLock;

/// Something that exists and isn't published.
#[derive(Clone, Debug)]
pub struct Unpublished {
    pub(super) thing: Thing,
    pub(super) reason: Reason,
}

/// Why something isn't published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Draft,
    Stub,
    Scheduled,
    Expired,
}

impl Unpublished {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.thing.kind()
    }

    /// Its front matter.
    pub fn meta(&self) -> &Meta {
        self.thing.meta()
    }

    /// Why it isn't published: "is a draft".
    pub fn reason(&self) -> &'static str {
        match self.reason {
            Reason::Draft => "is a draft",
            Reason::Stub => "has no answer yet",
            Reason::Scheduled => "is scheduled for later",
            Reason::Expired => "has expired",
        }
    }

    /// Whether it is only a matter of time: what it says is held to what holds for all that is published.
    pub(crate) fn is_finished(&self) -> bool {
        matches!(self.reason, Reason::Scheduled | Reason::Expired)
    }

    /// Whether it is a question without an answer.
    pub(crate) fn is_stub(&self) -> bool {
        self.reason == Reason::Stub
    }

    /// Whether it is a bundle with `file` in its folder.
    pub(super) fn is_bundle_of(&self, file: &str) -> bool {
        let own = &self.meta().file;
        is_index(own) && nfc(file).strip_prefix(&*nfc(own.folder())).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Its anchors.
    pub(super) fn anchors(&self) -> Vec<&str> {
        self.thing.as_item().anchors()
    }

    /// All its Markdown, in the order of its page.
    pub(crate) fn bodies(&self) -> Vec<&Body> {
        self.thing.as_item().bodies()
    }
}

/// The addresses that wait for what isn't published.
#[derive(Debug, Default)]
pub(super) struct PendingAddresses {
    /// The address of each thing, by its number in `unpublished` of the site.
    pub(super) urls: Vec<Url>,
    /// Whose an address is: that of a thing, an old one of it, or that of a file of its bundle.
    pub(super) owners: HashMap<Url, usize>,
    /// All addresses as if everything were published.
    pub(super) all: OnceLock<Addresses>,
}

impl Planned {
    /// What isn't published and has the address `url`, by its number.
    pub(super) fn unpublished_at(&self, url: &Url) -> Option<usize> {
        self.pending.owners.get(url).copied()
    }

    /// The address that the unpublished thing with that number would have.
    pub(super) fn unpublished_url(&self, at: usize) -> &Url {
        &self.pending.urls[at]
    }

    /// What is only a matter of time, with its number.
    pub(super) fn finished(&self) -> impl Iterator<Item = (usize, &Unpublished)> {
        self.unpublished.iter().enumerate().filter(|(_, other)| other.is_finished())
    }

    /// The front matter and the texts of what is only a matter of time.
    pub(crate) fn finished_texts(&self) -> impl Iterator<Item = (&Meta, Vec<&Body>)> {
        self.finished().map(|(_, other)| (other.meta(), other.bodies()))
    }
}

/// Whether `file` is the home page or the introduction of a list, whose page is there without it.
pub(super) fn is_introduction(file: &SourcePath) -> bool {
    is_index(file)
        && matches!(FileRole::of(file), Some(FileRole::Thing { kind: Kind::Page, name }) if Introductions::list(&name).is_some())
}
