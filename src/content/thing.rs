//! A thing of any kind.

use super::{Article, Author, ContentItem, Meta, Page, Question, Topic};
use crate::kind::Kind;
use std::sync::Arc;

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
    pub fn as_item(&self) -> &dyn ContentItem {
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
        self.as_item().meta()
    }
}
