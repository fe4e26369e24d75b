//! What is published and what isn't, and the order of everything.
//!
//! Drafts, what is scheduled or expired, and stubs go to a list of their own with the reason: a link to one is no
//! broken link. Two files for one name and two questions with one id are refused here, before anything counts on names
//! being unique; the first by path stays.

use super::{
    Introductions,
    incomplete::Incomplete,
    unpublished::{Reason, Unpublished},
};
use crate::{
    config::Config,
    content::{Article, Author, FileContent, Glossary, Meta, Page, Question, Thing, Topic},
    diag::{Code, Diagnostic, Diagnostics},
    kind::Kind,
    place::Place,
};
use foldhash::HashMap;
use jiff::Timestamp;
use std::{cmp::Reverse, collections::hash_map::Entry, sync::Arc};

/// What counts as published.
#[derive(Clone, Copy, Debug)]
pub struct PublishingOptions {
    /// Drafts do.
    pub drafts: bool,
    /// What is scheduled does.
    pub future: bool,
    /// The build date: only publishing and expiry look at it.
    pub as_of: Timestamp,
}

/// The content, parted and in order.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The published articles, in their order.
    pub articles: Vec<Arc<Article>>,
    /// The published questions, by level, weight and place in their file.
    pub questions: Vec<Arc<Question>>,
    /// The topics that have a file, by weight and title.
    pub(super) topic_files: Vec<Arc<Topic>>,
    /// The authors, by weight and name.
    pub authors: Vec<Arc<Author>>,
    /// The published pages, by weight and title.
    pub pages: Vec<Arc<Page>>,
    /// The introductions of lists.
    pub introductions: Introductions,
    /// The glossary.
    pub glossary: Option<Arc<Glossary>>,
    /// What isn't published, and why.
    pub unpublished: Vec<Unpublished>,
    pub(super) incomplete: Incomplete,
}

/// Parts `items`, which are in the order of their files' paths.
pub(super) fn partition(
    config: &Config,
    items: Vec<FileContent>,
    options: &PublishingOptions,
    diags: &mut Diagnostics,
) -> Published {
    let mut published = Published::default();
    let mut seen = TakenNames::default();
    seen.0.reserve(items.len());
    let mut keep = |published: &mut Published, thing: Thing| {
        if seen.is_new(thing.kind(), thing.meta(), diags) {
            match reason(&thing, options) {
                None => published.publish(thing),
                Some(reason) => published.unpublished.push(Unpublished { thing, reason }),
            }
        }
    };
    for item in items {
        match item {
            FileContent::Thing(thing) => keep(&mut published, thing),
            FileContent::Questions(questions) => {
                questions.into_iter().for_each(|question| keep(&mut published, Thing::Question(question)));
            }
            FileContent::Glossary(glossary) => published.glossary = Some(glossary),
        }
    }
    published.sort(config);
    published
}

impl Published {
    /// Adds `thing` to what is published.
    pub(super) fn publish(&mut self, thing: Thing) {
        match thing {
            Thing::Article(article) => self.articles.push(article),
            Thing::Question(question) => self.questions.push(question),
            Thing::Topic(topic) => self.topic_files.push(topic),
            Thing::Author(author) => self.authors.push(author),
            Thing::Page(page) => match Introductions::list(&page.meta.name) {
                Some(list) => drop(self.introductions.0.insert(list, page)),
                None => self.pages.push(page),
            },
        }
    }

    /// Puts everything into its order.
    pub(super) fn sort(&mut self, config: &Config) {
        // with cached keys, which copy the names: to read them from two articles at every comparison takes longer
        self.articles.sort_by_cached_key(|article| {
            let meta = &article.meta;
            (meta.weight, Reverse(meta.date.map(|date| date.timestamp)), meta.name.clone())
        });
        let level = |question: &Question| {
            let own = question.meta.level.as_ref().map(|level| &level.value);
            let level = own.or(config.defaults.level.as_ref());
            level.and_then(|level| config.levels.iter().position(|known| known == level)).unwrap_or(usize::MAX)
        };
        self.questions.sort_by(|a, b| {
            (level(a), a.meta.weight)
                .cmp(&(level(b), b.meta.weight))
                .then_with(|| (&a.meta.file, a.extent, &a.meta.name).cmp(&(&b.meta.file, b.extent, &b.meta.name)))
        });
        let by_weight = |a: &Meta, b: &Meta| {
            (a.weight, a.title.to_lowercase(), &a.name).cmp(&(b.weight, b.title.to_lowercase(), &b.name))
        };
        self.topic_files.sort_by(|a, b| by_weight(&a.meta, &b.meta));
        self.authors.sort_by(|a, b| by_weight(&a.meta, &b.meta));
        self.pages.sort_by(|a, b| by_weight(&a.meta, &b.meta));
    }
}

/// Why something isn't published, if it isn't.
fn reason(thing: &Thing, options: &PublishingOptions) -> Option<Reason> {
    let publication = &thing.meta().publication;
    if !thing.kind().row().may_wait {
        None
    } else if publication.draft && !options.drafts {
        Some(Reason::Draft)
    } else if thing.as_item().is_stub() {
        Some(Reason::Stub)
    } else if publication.publish.is_some_and(|moment| moment.timestamp > options.as_of) && !options.future {
        Some(Reason::Scheduled)
    } else if publication.expires.is_some_and(|moment| moment.timestamp <= options.as_of) {
        Some(Reason::Expired)
    } else {
        None
    }
}

/// The names taken so far, and by whom.
#[derive(Default)]
struct TakenNames(HashMap<(Kind, String), Place>);

impl TakenNames {
    /// Whether no other `kind` of that name came before; tells it otherwise.
    fn is_new(&mut self, kind: Kind, meta: &Meta, diags: &mut Diagnostics) -> bool {
        let place = Place { file: meta.file.clone(), span: meta.at };
        let first = match self.0.entry((kind, meta.name.clone())) {
            Entry::Vacant(free) => {
                free.insert(place);
                return true;
            }
            Entry::Occupied(first) => first.into_mut(),
        };
        diags.push(match kind {
            Kind::Question => duplicate_id(meta, first),
            kind => duplicate_name(kind.row().noun, meta, first),
        });
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
