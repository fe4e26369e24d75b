//! What authors write: a file becomes typed values.
//!
//! This module's entry point is [`parse`], a function of one file's path and text and of the [`Settings`]:
//!
//! 1. [`FileRole::of`] says by the path alone what a file below `content/` is: an article, a question file, an asset…
//! 2. `front_matter` parts the text into a spanned tree and the Markdown below it.
//! 3. The tree is held against the kind's table of `keys`; `meta` takes out what all kinds share.
//! 4. The Markdown is parsed once, `sections` cuts it into lead, body, takeaways and FAQ, and each kind's own module
//!    (`article`, `page`, `topic`, `author`, `question`, `glossary`) puts its type together.
//!
//! A file with mistakes still gives a value wherever it can, so that its address exists and links to it don't break as
//! well. What needs a second file to be known (a topic, an author, a link's target) is left to `site`.

mod article;
mod author;
mod front_matter;
mod glossary;
pub mod keys;
mod meta;
mod page;
mod phrase;
mod question;
mod question_file;
mod role;
mod sections;
pub mod slug;
mod thing;
mod topic;
mod written;

pub use article::{Article, FAQ_ID, FaqEntry, TAKEAWAYS_ID};
pub use author::Author;
pub use glossary::{Definition, Glossary, See};
pub(crate) use meta::timestamp;
pub use meta::{Citation, Image, Meta, Publication, Reference, WrittenDate};
pub use page::Page;
pub use phrase::{Case, Phrase};
pub use question::{Choice, FollowUp, Question};
pub(crate) use role::is_index;
pub use role::{FileRole, Unread};
pub use thing::Thing;
pub use topic::Topic;
pub use written::ContentItem;

use crate::{
    config::{Config, RawHtml, SectionNames},
    diag::Diagnostics,
    kind::Kind,
    markdown::{self, Body},
    place::{SourcePath, Text},
};
use jiff::tz::TimeZone;
use std::sync::Arc;

/// What one file of `content/` holds.
#[derive(Clone, Debug)]
pub enum FileContent {
    /// One thing with a page.
    Thing(Thing),
    /// The questions of a file.
    Questions(Vec<Arc<Question>>),
    /// The glossary.
    Glossary(Arc<Glossary>),
}

/// What every kind needs to read its file.
pub(crate) struct Reader<'a> {
    /// The file.
    pub(crate) file: &'a SourcePath,
    /// Its name: its path below its kind's folder, without `.md` and `/index.md`.
    pub(crate) name: &'a str,
    /// What the configuration says to it.
    pub(crate) settings: &'a Settings,
    /// How its Markdown is read.
    pub(crate) markdown: &'a markdown::Options,
}

/// What reading content depends on besides the files: all of the configuration that is known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of what names none.
    pub language: String,
    /// How the sections that are lifted out of an article are called.
    pub sections: SectionNames,
    /// The time zone of dates that name none.
    pub timezone: TimeZone,
    /// Whether slugs are transliterated to ASCII.
    pub ascii_slugs: bool,
    /// The names of the taxonomies, which are keys of articles and questions.
    pub taxonomies: Vec<String>,
    /// How Markdown is read.
    pub markdown: markdown::Options,
}

impl Settings {
    /// What `config` says.
    pub fn of(config: &Config) -> Self {
        let own = &config.markdown;
        Self {
            language: config.language.clone(),
            sections: config.sections.clone(),
            timezone: config.timezone.clone(),
            ascii_slugs: config.ascii_slugs,
            taxonomies: config.taxonomies.iter().map(|taxonomy| taxonomy.name.value.clone()).collect(),
            markdown: markdown::Options {
                extensions: true,
                highlight: own.highlight,
                math: own.math,
                definition_lists: own.definition_lists,
                linkify: own.linkify,
                html: match own.html {
                    RawHtml::Keep => markdown::RawHtml::Keep,
                    RawHtml::Sanitize => markdown::RawHtml::Sanitize,
                },
                languages: own.languages.clone(),
            },
        }
    }
}

impl Reader<'_> {
    /// Markdown that is a line in most cases: one paragraph comes without `<p>`, anything else as its blocks.
    pub(crate) fn short(&self, text: &Text, diags: &mut Diagnostics) -> Body {
        markdown::short(text, self.file, self.markdown, diags)
    }

    /// The names of the taxonomies, which are keys of articles and questions.
    pub(crate) fn taxonomies(&self) -> Vec<&str> {
        self.settings.taxonomies.iter().map(String::as_str).collect()
    }
}

/// The typed values of the file `file`, which is a `role` and holds `text`.
pub fn parse(
    role: &FileRole,
    file: &SourcePath,
    text: &Text,
    settings: &Settings,
    diags: &mut Diagnostics,
) -> Option<FileContent> {
    let reader = |name| Reader { file, name, settings, markdown: &settings.markdown };
    Some(match role {
        FileRole::Thing { kind, name } => FileContent::Thing(thing(*kind, &reader(name), text, diags)),
        FileRole::Questions { name, is_toml } => {
            let read = if *is_toml { question_file::read_toml } else { question_file::read_markdown };
            FileContent::Questions(read(&reader(name), text, diags).into_iter().map(Arc::new).collect())
        }
        FileRole::Glossary => FileContent::Glossary(Arc::new(glossary::read(&reader("glossary"), text, diags))),
        FileRole::Asset => return None,
    })
}

/// What a file says that holds one thing of that kind.
fn thing(kind: Kind, reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Thing {
    match kind {
        Kind::Article => Thing::Article(Arc::new(article::read(reader, text, diags))),
        Kind::Topic => Thing::Topic(Arc::new(topic::read(reader, text, diags))),
        Kind::Author => Thing::Author(Arc::new(author::read(reader, text, diags))),
        _ => Thing::Page(Arc::new(page::read(reader, text, diags))),
    }
}
