//! `gen`: a static-site generator for interview-prep blogs.
//!
//! Markdown articles and question files go in, a static site comes out: topic pages, questions, cheat sheets, feeds,
//! every link checked. [`build`] is the whole of it, and data falls through the modules once, from top to bottom:
//!
//! 1. [`source`] lists the site's files and reads them, [`config`] makes `site.toml` a [`config::Config`].
//! 2. [`markdown`] makes a text pieces with slots, [`content`] a file typed values, both in parallel, a file at a time.
//! 3. [`site`] puts all of it together: what is published, at which address, what links where. A [`site::Site`] is
//!    immutable. What is related to what is found for a finished site, since it takes all texts: [`site`] says how.
//!    [`search`] makes the index that readers search.
//! 4. [`theme`] loads templates and words, [`view`] says what they see.
//! 5. [`render`] makes the bytes of one address, a pure function of site, theme and address; all addresses in parallel.
//! 6. [`publish`] writes what differs and removes what is gone, whole or not at all.
//!
//! [`check`] does steps 1 to 5, reads every page it rendered, and says what only the whole shows; [`report`] is the
//! editor's view of the same. [`serve`] does steps 1 to 4 for every save, with what a [`Memo`] knows of the files that are
//! the same, and renders an address when a browser asks for it.
//!
//! What holds everywhere: only `source` reads the site's files, only `publish` writes output, only `cache` uses
//! `.gen/cache/`, all three by way of `disk`, only `cli` prints, and only what an author runs for it (`init`, `new`, `links --write`, `check --fix` by
//! way of [`edit`]) writes sources. A mistake of the author's is a [`diag::Diagnostic`] with its place, pushed to a list, and
//! the work goes on; a failure of the environment is a [`diag::Error`]. Nothing that reaches the output is in the order of a
//! hash map or of threads, and no clock is read but by `cli`.

pub mod place;
pub mod kind;
mod text;
mod scheme;
pub mod diag;
pub mod progress;
pub mod tree;
mod disk;
pub mod source;
pub mod edit;
pub mod picture;
pub mod card;
pub mod config;
pub mod cache;
mod html;
pub mod markdown;
pub mod content;
pub mod site;
pub mod search;
pub mod theme;
pub mod view;
pub mod render;
pub mod publish;
mod pipeline;
pub mod check;
pub mod report;
pub mod serve;
pub mod cli;

pub use pipeline::{AsOf, BuildOptions, BuildReport, Built, Memo, assemble, build};
