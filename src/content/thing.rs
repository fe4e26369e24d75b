//! What all kinds have in common: front matter, texts, anchors.

use super::{Article, Author, Meta, Page, Question, Topic};
use crate::{kind::Kind, markdown::Body};
use std::sync::Arc;

/// What is written in a file and has a page; each kind says it in its own module.
pub trait Written {
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

/// One of any kind; shared, since one file's values are part of many sites in turn while it is previewed.
#[derive(Clone, Debug)]
pub enum Thing {
    /// An article.
    Article(Arc<Article>),
    /// A question.
    Question(Arc<Question>),
    /// A topic.
    Topic(Arc<Topic>),
    /// An author.
    Author(Arc<Author>),
    /// A plain page, the home page, or the introduction of a list.
    Page(Arc<Page>),
}

impl Thing {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Article(_) => Kind::Article,
            Self::Question(_) => Kind::Question,
            Self::Topic(_) => Kind::Topic,
            Self::Author(_) => Kind::Author,
            Self::Page(_) => Kind::Page,
        }
    }

    /// What is written in it.
    pub fn written(&self) -> &dyn Written {
        match self {
            Self::Article(article) => &**article,
            Self::Question(question) => &**question,
            Self::Topic(topic) => &**topic,
            Self::Author(author) => &**author,
            Self::Page(page) => &**page,
        }
    }

    /// Its front matter.
    pub fn meta(&self) -> &Meta {
        self.written().meta()
    }
}
