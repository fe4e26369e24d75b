//! Markdown: a text becomes pieces with slots.
//!
//! It knows nothing of articles, sites or addresses. A text is read once, by pulldown-cmark:
//!
//! 1. `marks` finds wikilinks and formulas, our own narrow grammars, and hides them from CommonMark; `events` reads
//!    the rest and keeps the events with their bytes.
//! 2. A [`Document`] shows the caller its top-level blocks; the caller says which of them make one body together.
//! 3. `render` writes each [`Body`]: HTML with slots for all that depends on where it is shown, and beside it the
//!    links, headings, ids and directives in it.
//! 4. [`Body::fill`] makes the HTML of a page, an embedded answer or a feed from it, with a [`Fill`] for the slots.
//!
//! Short texts go through [`inline`], [`block`] and [`short()`]. Mistakes are reported with their place in the file; nothing
//! fails. Template syntax is never looked at, and `{{ }}` comes out as it is.

mod around;
mod body;
mod characters;
mod directive;
mod cjk;
mod document;
mod elements;
mod escape;
mod events;
mod fence;
mod foreign;
mod heading;
mod highlight;
mod ids;
mod linkify;
mod marks;
mod math;
mod plain;
mod policy;
mod prose;
mod raw;
mod references;
mod render;
mod sanitize;
mod short;
mod source;
mod tables;
mod toc;
mod wiki;
mod reading;

#[cfg(test)]
mod tests;

pub use body::{
    Body, BodyData, Directive, Fill, Heading, HeadingName, Link, LinkKind, LinkTarget, RawUse, RawUseKind, Word,
};
pub use document::{Block, BlockKind, BodySpec, Document};
pub(crate) use escape::{attribute as escape_attribute, escaped};
pub(crate) use highlight::without_classes;
pub use ids::Ids;
pub(crate) use plain::of_html as plain_text;
pub use prose::{Piece, Stretch, joins_after, joins_before};
pub use reading::WordCount;
pub use short::{block, inline, short};
pub use toc::{TocEntry, toc};
pub use wiki::WikiTarget;
pub(crate) use wiki::is_wikilink;

use std::collections::BTreeSet;

/// What `[markdown]` of `site.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether there is more than plain CommonMark: tables, footnotes, wikilinks, ids of headings, …
    pub extensions: bool,
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether `$…$` and `$$…$$` are math; ```` ```math ```` always is.
    pub math: bool,
    /// Whether a line `: …` below a term makes a definition list.
    pub definition_lists: bool,
    /// Whether bare addresses of pages are links.
    pub linkify: bool,
    /// What becomes of raw HTML.
    pub html: RawHtml,
    /// Names of languages that code may be in without being highlighted.
    pub languages: BTreeSet<String>,
}

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is the author's right.
    Keep,
    /// What could run code or leave its place is taken out, and links may lead to web and mail addresses only.
    Sanitize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            extensions: true,
            highlight: true,
            math: false,
            definition_lists: false,
            linkify: true,
            html: RawHtml::Keep,
            languages: BTreeSet::new(),
        }
    }
}
