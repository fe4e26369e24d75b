//! What is published and what isn't, and the order of everything.
//!
//! Drafts, what is scheduled or expired, and stubs go to a list of their own with the reason: a link to one is no
//! broken link. Two files for one name and two questions with one id are refused here, before anything counts on names
//! being unique; the first by path stays.

use super::Introductions;
use crate::{
    config::Config,
    content::{Article, Author, Item, Meta, Page, Question, Topic},
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, SourcePath},
};
use jiff::Timestamp;
use std::{cmp::Reverse, collections::HashMap};

/// What counts as published.
#[derive(Clone, Copy, Debug)]
pub struct BuildOptions {
    /// Drafts do.
    pub drafts: bool,
    /// What is scheduled does.
    pub future: bool,
    /// The build date: only publishing and expiry look at it.
    pub as_of: Timestamp,
}

/// Something that exists and isn't published.
#[derive(Debug)]
pub struct Unpublished {
    /// Its kind, as wikilinks name it.
    pub kind: &'static str,
    /// Its file.
    pub file: SourcePath,
    /// Its id or path.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The last part of its address, where it is given.
    pub slug: Option<String>,
    /// Its further names.
    pub names: Vec<String>,
    /// Why it isn't published: "is a draft".
    pub reason: &'static str,
}

/// The content, parted and in order.
#[derive(Debug, Default)]
pub(super) struct Published {
    pub(super) articles: Vec<Box<Article>>,
    pub(super) questions: Vec<Question>,
    pub(super) topics: Vec<Topic>,
    pub(super) authors: Vec<Author>,
    pub(super) pages: Vec<Page>,
    pub(super) introductions: Introductions,
    pub(super) unpublished: Vec<Unpublished>,
}

/// Parts `items`, which are in the order of their files' paths.
pub(super) fn part(config: &Config, items: Vec<Item>, options: &BuildOptions, diags: &mut Diagnostics) -> Published {
    let mut published = Published::default();
    let mut seen = Seen::default();
    for item in items {
        match item {
            Item::Article(article) => {
                if seen.is_new("article", &article.meta, diags) {
                    published.keep(
                        "article",
                        article,
                        |article| &article.meta,
                        options,
                        false,
                        |all| &mut all.articles,
                    );
                }
            }
            Item::Page(page) => published.page(*page, &mut seen, options, diags),
            Item::Topic(topic) => {
                if seen.is_new("topic", &topic.meta, diags) {
                    published.topics.push(*topic);
                }
            }
            Item::Author(author) => {
                if seen.is_new("author", &author.meta, diags) {
                    published.authors.push(*author);
                }
            }
            Item::Questions(questions) => {
                for question in questions {
                    if seen.is_new("question", &question.meta, diags) {
                        let is_stub = question.is_stub();
                        published.keep("question", question, |q| &q.meta, options, is_stub, |all| &mut all.questions);
                    }
                }
            }
        }
    }
    published.sort(config);
    published
}

impl Published {
    fn keep<T>(
        &mut self,
        kind: &'static str,
        value: T,
        meta: fn(&T) -> &Meta,
        options: &BuildOptions,
        is_stub: bool,
        list: fn(&mut Self) -> &mut Vec<T>,
    ) {
        match reason(meta(&value), is_stub, options) {
            None => list(self).push(value),
            Some(reason) => {
                let meta = meta(&value);
                self.unpublished.push(Unpublished {
                    kind,
                    file: meta.file.clone(),
                    name: meta.name.clone(),
                    title: meta.title.clone(),
                    slug: meta.slug.clone(),
                    names: meta.names.clone(),
                    reason,
                });
            }
        }
    }

    fn page(&mut self, page: Page, seen: &mut Seen, options: &BuildOptions, diags: &mut Diagnostics) {
        if !seen.is_new("page", &page.meta, diags) {
            return;
        }
        let is_introduction = matches!(&*page.meta.name, "" | "articles" | "questions" | "topics" | "authors");
        if is_introduction && reason(&page.meta, false, options).is_some() {
            return self.keep("page", page, |page| &page.meta, options, false, |all| &mut all.pages);
        }
        let introductions = &mut self.introductions;
        match page.meta.name.as_str() {
            "" => introductions.home = Some(page),
            "articles" => introductions.articles = Some(page),
            "questions" => introductions.questions = Some(page),
            "topics" => introductions.topics = Some(page),
            "authors" => introductions.authors = Some(page),
            _ => self.keep("page", page, |page| &page.meta, options, false, |all| &mut all.pages),
        }
    }

    fn sort(&mut self, config: &Config) {
        self.articles.sort_by(|a, b| {
            let key = |article: &Article| (article.meta.weight, Reverse(article.meta.date.map(|date| date.timestamp)));
            key(a).cmp(&key(b)).then_with(|| a.meta.name.cmp(&b.meta.name))
        });
        let level = |question: &Question| {
            let own = question.meta.level.as_ref().map(|level| &level.value);
            let level = own.or(config.defaults.level.as_ref());
            level.and_then(|level| config.levels.iter().position(|known| known == level)).unwrap_or(usize::MAX)
        };
        self.questions.sort_by(|a, b| {
            (level(a), a.meta.weight)
                .cmp(&(level(b), b.meta.weight))
                .then_with(|| (&a.meta.file, a.ordinal, &a.meta.name).cmp(&(&b.meta.file, b.ordinal, &b.meta.name)))
        });
        let by_weight = |a: &Meta, b: &Meta| {
            (a.weight, a.title.to_lowercase(), &a.name).cmp(&(b.weight, b.title.to_lowercase(), &b.name))
        };
        self.topics.sort_by(|a, b| by_weight(&a.meta, &b.meta));
        self.authors.sort_by(|a, b| by_weight(&a.meta, &b.meta));
        self.pages.sort_by(|a, b| by_weight(&a.meta, &b.meta));
    }
}

/// Why something isn't published, if it isn't.
fn reason(meta: &Meta, is_stub: bool, options: &BuildOptions) -> Option<&'static str> {
    let publication = &meta.publication;
    if publication.draft && !options.drafts {
        Some("is a draft")
    } else if publication.publish.is_some_and(|moment| moment.timestamp > options.as_of) && !options.future {
        Some("is scheduled for later")
    } else if publication.expires.is_some_and(|moment| moment.timestamp <= options.as_of) {
        Some("has expired")
    } else if is_stub {
        Some("has no answer yet")
    } else {
        None
    }
}

/// The names taken so far, and by whom.
#[derive(Default)]
struct Seen(HashMap<(&'static str, String), Place>);

impl Seen {
    /// Whether no other `kind` of that name came before; tells it otherwise.
    fn is_new(&mut self, kind: &'static str, meta: &Meta, diags: &mut Diagnostics) -> bool {
        let place = Place { file: meta.file.clone(), span: meta.at };
        let Some(first) = self.0.get(&(kind, meta.name.clone())) else {
            self.0.insert((kind, meta.name.clone()), place);
            return true;
        };
        diags.push(if kind == "question" { duplicate_id(meta, first) } else { duplicate_name(kind, meta, first) });
        false
    }
}

fn duplicate_id(meta: &Meta, first: &Place) -> Diagnostic {
    Diagnostic::at(Code::DuplicateId, &meta.file, meta.at, format!("two questions have the id `{}`", meta.name))
        .related(first.clone(), "the first is here")
        .help("give one of them another id; an old id can be kept under `aliases`")
}

fn duplicate_name(kind: &str, meta: &Meta, first: &Place) -> Diagnostic {
    let message = format!("`{}` and `{}` are two files for one {kind}", first.file, meta.file);
    Diagnostic::at(Code::DuplicateName, &meta.file, meta.at, message)
        .related(first.clone(), "the other file is this one")
        .help("keep one of them; a folder with an `index.md` has room for images beside it")
}
