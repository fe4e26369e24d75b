//! What authors write: a file becomes typed values.
//!
//! This module's entry point is [`parse`], a function of one file's path and text and of the configuration:
//!
//! 1. [`Role::of`] says by the path alone what a file below `content/` is: an article, a question file, an asset…
//! 2. `front_matter` parts the text into a spanned tree and the Markdown below it.
//! 3. The tree is held against the kind's table of `keys`; `meta` takes out what all kinds share.
//! 4. The Markdown is parsed once, `sections` cuts it into lead, body, takeaways and FAQ, and each kind's own module
//!    (`article`, `page`, `topic`, `author`, `question`) puts its type together.
//!
//! A file with mistakes still gives a value wherever it can, so that its address exists and links to it don't break as
//! well. What needs a second file to be known (a topic, an author, a link's target) is left to `site`.

mod article;
mod author;
mod front_matter;
pub mod keys;
mod meta;
mod page;
mod question;
mod question_file;
mod role;
mod sections;
pub mod slug;
mod topic;

pub use article::{Article, FAQ_ID, FaqEntry, TAKEAWAYS_ID};
pub use author::Author;
pub use meta::{Citation, Image, Meta, Moment, Publication, Reference};
pub use page::Page;
pub use question::{Choice, FollowUp, Question};
pub use role::Role;
pub use topic::Topic;

use crate::{
    config::Config,
    diag::Diagnostics,
    markdown::{self, Body, Ids},
    place::{SourcePath, Text},
};

/// What one file of `content/` holds.
#[derive(Debug)]
pub enum Item {
    /// An article.
    Article(Box<Article>),
    /// A plain page, the home page, or the introduction of a list.
    Page(Box<Page>),
    /// The questions of a file.
    Questions(Vec<Question>),
    /// A topic.
    Topic(Box<Topic>),
    /// An author.
    Author(Box<Author>),
}

/// What every kind needs to read its file.
pub(crate) struct Reader<'a> {
    /// The file.
    pub(crate) file: &'a SourcePath,
    /// Its name: its path below its kind's folder, without `.md` and `/index.md`.
    pub(crate) name: &'a str,
    /// The configuration.
    pub(crate) config: &'a Config,
    /// How its Markdown is read.
    pub(crate) markdown: &'a markdown::Options,
}

impl Reader<'_> {
    /// Markdown that is a line in most cases: one paragraph comes without `<p>`, anything else as its blocks.
    pub(crate) fn short(&self, text: &Text, diags: &mut Diagnostics) -> Body {
        let mut told = Diagnostics::new();
        let body = markdown::block(text, self.file, self.markdown, &mut Ids::new(), &mut told);
        if body.is_one_paragraph() {
            return markdown::inline(text, self.file, self.markdown, diags);
        }
        diags.extend(told);
        body
    }

    /// The names of the taxonomies, which are keys of articles and questions.
    pub(crate) fn taxonomies(&self) -> Vec<&str> {
        self.config.taxonomies.iter().map(|taxonomy| taxonomy.name.value.as_str()).collect()
    }
}

/// The typed values of the file `file`, which is a `role` and holds `text`.
pub fn parse(
    role: &Role,
    file: &SourcePath,
    text: &Text,
    config: &Config,
    markdown: &markdown::Options,
    diags: &mut Diagnostics,
) -> Option<Item> {
    let reader = |name| Reader { file, name, config, markdown };
    Some(match role {
        Role::Article { name } => Item::Article(Box::new(article::read(&reader(name), text, diags))),
        Role::Page { name } => Item::Page(Box::new(page::read(&reader(name), text, diags))),
        Role::Topic { name } => Item::Topic(Box::new(topic::read(&reader(name), text, diags))),
        Role::Author { name } => Item::Author(Box::new(author::read(&reader(name), text, diags))),
        Role::QuestionToml { name } => Item::Questions(question_file::read_toml(&reader(name), text, diags)),
        Role::QuestionMarkdown { name } => Item::Questions(question_file::read_markdown(&reader(name), text, diags)),
        Role::Glossary | Role::Asset => return None,
    })
}
