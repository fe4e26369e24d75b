//! What lists show of a thing, made once and shared: a summary, and for articles a row of HTML in it, which
//! `rows/article.html` makes for each language of lists.

use super::{PageContext, Views, list, safe};
use crate::{
    content::Meta,
    site::{RelatedPages, Url},
    theme::{ARTICLE_ROW, TemplateFailure},
};
use foldhash::{HashMap, HashSet};
use std::{
    hash::Hash,
    sync::{OnceLock, PoisonError, RwLock},
};
use tera::{Context, Value};

/// So many levels of topics stand in one another: Tera runs components twenty deep.
const TOPIC_LEVELS: usize = 16;

/// Everything that is shared, each value made when it is first asked for: a preview makes one page and not all.
#[derive(Debug)]
pub(crate) struct SharedValues {
    /// Which pages are related.
    pub(super) related: RelatedPages,
    /// What pages of a kind have in common, by kind, language and address.
    pub(super) fragments: OnceMap<String, RenderedValue>,
    /// The addresses that the site's navigation leads to.
    pub(super) navigation: OnceLock<HashSet<String>>,
    site: OnceLock<Value>,
    topics: OnceLock<Vec<Value>>,
    /// By the language of the lists they stand in.
    articles: OnceMap<(usize, String), RenderedValue>,
    questions: OnceMap<usize, Value>,
}

impl SharedValues {
    /// Room for the values of a site, whose related pages are these.
    pub(crate) fn new(related: RelatedPages) -> Self {
        Self {
            related,
            fragments: OnceMap::default(),
            navigation: OnceLock::new(),
            site: OnceLock::new(),
            topics: OnceLock::new(),
            articles: OnceMap::default(),
            questions: OnceMap::default(),
        }
    }
}

/// A value with what templates made for it, and how they failed.
#[derive(Clone, Debug)]
pub(super) struct RenderedValue {
    pub(super) value: Value,
    pub(super) failures: Vec<TemplateFailure>,
}

/// Values that are made once.
#[derive(Debug)]
pub(super) struct OnceMap<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for OnceMap<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, V: Clone> OnceMap<K, V> {
    /// The value at `key`, made if it isn't there yet.
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        // a thread that panicked with the lock has left a whole map
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.unwrap_or_else(|| {
            let new = make();
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, new.clone());
            new
        })
    }
}

impl Views<'_> {
    /// The variable `site`.
    pub(super) fn site_value(&self) -> Value {
        self.shared.site.get_or_init(|| self.make_site().into()).clone()
    }

    /// A summary of an article, with its row for the page that is being made; where that failed, the page fails.
    pub(super) fn article_summary(&self, making: &PageContext, at: usize) -> Value {
        let RenderedValue { value, failures } = self.listed_article(at, &making.language);
        making.failures.borrow_mut().extend(failures);
        value
    }

    /// A summary of an article for `site`; the pages that list the article tell how its row failed.
    pub(super) fn in_site_language(&self, at: usize) -> Value {
        self.listed_article(at, &self.site.config.language).value
    }

    /// A summary of a question.
    pub(super) fn question_summary(&self, at: usize) -> Value {
        let meta = &self.site.questions[at].meta;
        let made = || self.quietly(meta, |making| self.make_question_summary(at, making).into());
        self.shared.questions.get(at, made)
    }

    /// A summary of a topic, with its children's.
    pub(super) fn topic_summary(&self, at: usize) -> Value {
        self.shared.topics.get_or_init(|| self.summarize_topics())[at].clone()
    }

    /// The summaries of all authors.
    pub(super) fn all_authors(&self) -> Value {
        list((0..self.site.authors.len()).map(|at| self.author_summary(at)))
    }

    /// A summary of each term of a taxonomy.
    pub(super) fn term_summaries(&self, taxonomy: usize) -> Value {
        let terms = 0..self.site.taxonomies[taxonomy].terms.len();
        list(terms.map(|at| self.term_summary(taxonomy, at)))
    }

    /// The level of something.
    pub(super) fn level(&self, meta: &Meta) -> Option<&str> {
        self.site.level_of(meta).map(|level| self.site.config.levels[level].as_str())
    }

    /// Links to the topics of something.
    pub(super) fn topic_links(&self, meta: &Meta) -> Value {
        list(self.site.topics_of(meta).into_iter().map(|at| self.topic_link(at)))
    }

    /// The authors of something.
    pub(super) fn author_list(&self, meta: &Meta) -> Value {
        list(self.site.authors_of(meta).into_iter().map(|at| self.author_summary(at)))
    }

    /// Runs `make` for a page that isn't made now: its failures are told when it is.
    pub(super) fn quietly<T>(&self, meta: &Meta, make: impl FnOnce(&PageContext) -> T) -> T {
        // a summary is shown on other pages: its anchors need their page's address
        let nowhere = Url::new("");
        make(&PageContext::new(&nowhere, "", String::new(), meta.language(&self.site.config.language)))
    }
}

impl Views<'_> {
    /// Each topic with those below it, as deep as a template can follow: beyond, one is shown on the pages of others.
    fn summarize_topics(&self) -> Vec<Value> {
        let topics = &self.site.topics;
        let mut levels = vec![1; topics.len()];
        let mut summaries = vec![Value::none(); topics.len()];
        // children stand behind their parents
        for at in (0..topics.len()).rev() {
            let children = &topics[at].children;
            levels[at] += children.iter().map(|&child| levels[child]).max().unwrap_or(0);
            let is_deep = levels[at] > TOPIC_LEVELS;
            let child = |&child: &usize| {
                if is_deep { self.cut_topic(child, TOPIC_LEVELS - 1) } else { summaries[child].clone() }
            };
            summaries[at] = self.make_topic_summary(at, list(children.iter().map(child))).into();
        }
        summaries
    }

    /// The summary of a topic with no more than so many `levels`, its own among them.
    fn cut_topic(&self, at: usize, levels: usize) -> Value {
        let children = self.site.topics[at].children.iter().filter(|_| levels > 1);
        self.make_topic_summary(at, list(children.map(|&child| self.cut_topic(child, levels - 1)))).into()
    }

    /// An article as lists in `language` show it.
    fn listed_article(&self, at: usize, language: &str) -> RenderedValue {
        self.shared.articles.get((at, language.to_owned()), || self.list_article(at, language))
    }

    /// An article for lists in `language`, with its row there; where that fails, it is empty.
    fn list_article(&self, at: usize, language: &str) -> RenderedValue {
        let mut summary = self.make_article_summary(at);
        // the row can't be part of what it is made from
        summary.0.retain(|(name, _)| *name != "row");
        let summary = Value::from(summary);
        let mut context = Context::new();
        context.insert_value("article", summary.clone());
        context.insert_value("strings", self.theme.strings(language).clone());
        context.insert_value("page", self.row_page(language).into());
        let (row, failures) = match self.theme.render_part(ARTICLE_ROW, &context) {
            Ok(row) => (row, Vec::new()),
            Err(failure) => (String::new(), vec![failure]),
        };
        // nothing else holds the summary now, so that it takes its row without a copy
        drop(context);
        let mut listed = summary.into_map().unwrap_or_default();
        listed.insert("row".into(), safe(row.trim()));
        RenderedValue { value: Value::from(listed), failures }
    }
}
