//! What all kinds have in common: front matter, texts, anchors.

use super::Meta;
use crate::markdown::Body;

/// What is written in a file and has a page; each kind says it in its own module.
pub trait ContentItem {
    /// Its front matter.
    fn meta(&self) -> &Meta;

    /// All its Markdown, in the order of its page.
    fn bodies(&self) -> Vec<&Body>;

    /// The text in which terms may become links, if it has one.
    fn auto_linked(&self) -> Option<&Body>;

    /// Its anchors: those of its texts, and what else a page of its kind has.
    fn anchors(&self) -> Vec<&str> {
        self.bodies().into_iter().flat_map(|body| &body.ids).map(String::as_str).collect()
    }

    /// Whether it has nothing to show yet.
    fn is_stub(&self) -> bool {
        false
    }
}
