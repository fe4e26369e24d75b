//! A reference as the walk over all texts finds it: how one thing names another, and where that leads.

use super::{Target, Url, links::Broken};
use crate::place::Span;

/// How one thing names another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// A link of Markdown.
    Markdown,
    /// A `[[wikilink]]`.
    Wikilink,
    /// A link of raw HTML.
    Html,
    /// An auto-link: a term that leads somewhere by itself.
    Auto,
    /// Something that the page shows or loads: an image, a video.
    Embedded,
    /// A question cited in an FAQ or a directive.
    Citation,
    /// A question named as a follow-up.
    FollowUp,
    /// A thing named as related.
    Related,
    /// A topic named by content, or as the parent of a topic.
    Topic,
    /// An author.
    Author,
    /// A source that the text rests on.
    Source,
    /// An entry of the menu.
    Menu,
}

impl ReferenceKind {
    /// Whether it stands where a reader comes upon it while reading: in a text, as a cited question, as what is asked
    /// next or named as related.
    pub fn is_in_body(self) -> bool {
        !matches!(self, Self::Embedded | Self::Topic | Self::Author | Self::Source | Self::Menu)
    }
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A page or file of the site.
    Page(Url),
    /// Another host, a mail address and the like, as written.
    Elsewhere(String),
    /// Nothing that is published.
    Nowhere,
}

/// A reference as the walk finds it.
#[derive(Clone, Debug)]
pub(super) struct FoundReference {
    pub(super) to: Destination,
    /// The address as it was written, if it was one.
    pub(super) written: Option<Box<str>>,
    pub(super) kind: ReferenceKind,
    pub(super) span: Span,
}

impl FoundReference {
    /// The link that was `written` on the page at `url`, and what it leads to.
    pub(super) fn link(
        lead: &Result<Target, Broken>,
        written: Option<&str>,
        url: &Url,
        span: Span,
        kind: ReferenceKind,
    ) -> Self {
        let to = match lead {
            Ok(Target::Local { url, .. }) => Destination::Page(url.clone()),
            Ok(Target::Anchor(_)) => Destination::Page(url.clone()),
            Ok(Target::External(address)) => Destination::Elsewhere(address.clone()),
            Ok(Target::Unpublished(_) | Target::Pending(_)) | Err(_) => Destination::Nowhere,
        };
        Self { to, written: written.map(Box::from), kind, span }
    }
}
