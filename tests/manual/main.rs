//! The manual against the source: what it says is there, and all that is there is in it.
//!
//! - `variables` builds a small site whose templates print all they see, and compares it with `view::groups`.
//! - `reference` makes the pages of `docs/content/reference/` from the tables in the source, and compares them with the files. With
//!   `UPDATE_MANUAL=1` in the environment it writes them instead: all below the line [`reference::MARKER`]; what stands above it is written
//!   by hand.
//! - `messages` runs a broken site for every code, so that the page of messages shows real ones.
//! - `links` builds the manual without a warning, and follows every link of its pages.

mod links;
mod messages;
mod reference;
mod site;
mod variables;
