//! All content together: what is published, in which order, at which address, and what leads where.
//!
//! This module's entry point is [`assemble`]:
//!
//! 1. `published` parts what is published from what isn't (drafts, scheduled, expired, stubs), refuses two files of one
//!    name and two questions of one id, and puts everything into its order.
//! 2. `topics` makes the tree of topics and its lists, `terms` those of the taxonomies.
//! 3. `plan` gives every page, list, feed, alias and asset its [`Url`]: from then on every address is known.
//! 4. `names` and `links` say what a link or a wikilink leads to; `check` does so once for every link of the site, tells
//!    the broken ones, and keeps who links to what.
//! 5. `related` picks related articles.
//!
//! A [`Site`] is immutable: what a page shows is a function of it, of the theme and of an address.

mod address;
mod check;
mod links;
mod names;
mod permalink;
mod plan;
mod published;
mod related;
mod terms;
mod topics;

pub(crate) use address::encode_fragment;
pub use address::{Address, Addresses, Url};
pub use check::Backlinks;
pub use links::{Origin, Target};
pub(crate) use plan::{QUESTIONS_ON_A_PAGE, URLS_IN_A_SITEMAP};
pub use published::{BuildOptions, Unpublished};
pub use terms::{Taxonomy, Term};
pub use topics::{Counts, TopicNode};

use crate::{
    config::Config,
    content::{Article, Author, Item, Meta, Page, Question},
    diag::Diagnostics,
    place::SourcePath,
};
use std::collections::{BTreeMap, BTreeSet};

/// A thing that has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// An article.
    Article(usize),
    /// A question.
    Question(usize),
    /// A topic.
    Topic(usize),
    /// An author.
    Author(usize),
    /// A page.
    Page(usize),
    /// A term of a taxonomy.
    Term(usize, usize),
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The file.
    pub path: SourcePath,
    /// Width and height, for an image whose header says so.
    pub size: Option<(u32, u32)>,
}

/// The introductions of lists and the home page: pages with an address that is not their own.
#[derive(Debug, Default)]
pub struct Introductions {
    /// The home page.
    pub home: Option<Page>,
    /// The introduction of the list of articles.
    pub articles: Option<Page>,
    /// The introduction of the question index.
    pub questions: Option<Page>,
    /// The introduction of the topic index.
    pub topics: Option<Page>,
    /// The introduction of the list of authors.
    pub authors: Option<Page>,
}

impl Introductions {
    /// Those that are there, each with the list it introduces; the home page's is empty.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &Page)> {
        let all = [
            ("", &self.home),
            ("articles", &self.articles),
            ("questions", &self.questions),
            ("topics", &self.topics),
            ("authors", &self.authors),
        ];
        all.into_iter().filter_map(|(list, page)| Some((list, page.as_ref()?)))
    }
}

/// A whole site.
#[derive(Debug)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// The published articles, in their order; boxed, so that sorting them moves no more than pointers.
    pub articles: Vec<Box<Article>>,
    /// The published questions, by level, weight and place in their file.
    pub questions: Vec<Question>,
    /// The topics, each behind its parent, in their order.
    pub topics: Vec<TopicNode>,
    /// The authors, by weight and name.
    pub authors: Vec<Author>,
    /// The published pages, by path.
    pub pages: Vec<Page>,
    /// The introductions of lists.
    pub introductions: Introductions,
    /// The taxonomies, as the configuration has them.
    pub taxonomies: Vec<Taxonomy>,
    /// What isn't published, and why.
    pub unpublished: Vec<Unpublished>,
    /// The assets by their address.
    pub assets: BTreeMap<Url, Asset>,
    /// Every address.
    pub addresses: Addresses,
    /// Who links to what.
    pub backlinks: Backlinks,
    /// The related articles of each article.
    pub related: Vec<Vec<usize>>,
    /// Whether a question file could not be read, so that ids may be missing.
    pub(crate) questions_are_incomplete: bool,
    introduction_urls: Vec<Url>,
    /// The articles that lists name, in their order.
    pub(crate) listed: Vec<usize>,
    /// Of those, the ones of each author.
    pub(crate) articles_by_author: Vec<Vec<usize>>,
    urls: Urls,
    names: names::Names,
}

/// The addresses of things, by their numbers.
#[derive(Debug, Default)]
struct Urls {
    articles: Vec<Url>,
    questions: Vec<Url>,
    topics: Vec<Url>,
    authors: Vec<Url>,
    pages: Vec<Url>,
    terms: Vec<Vec<Url>>,
}

impl Urls {
    fn get(&self, entity: Entity) -> Option<&Url> {
        match entity {
            Entity::Article(at) => self.articles.get(at),
            Entity::Question(at) => self.questions.get(at),
            Entity::Topic(at) => self.topics.get(at),
            Entity::Author(at) => self.authors.get(at),
            Entity::Page(at) => self.pages.get(at),
            Entity::Term(taxonomy, at) => self.terms.get(taxonomy)?.get(at),
        }
    }

    /// Adds the address of the next thing of its kind, or of the taxonomy with that number.
    fn push(&mut self, entity: Entity, url: Url) {
        match entity {
            Entity::Article(_) => self.articles.push(url),
            Entity::Question(_) => self.questions.push(url),
            Entity::Topic(_) => self.topics.push(url),
            Entity::Author(_) => self.authors.push(url),
            Entity::Page(_) => self.pages.push(url),
            Entity::Term(taxonomy, _) => {
                self.terms.resize_with(self.terms.len().max(taxonomy + 1), Vec::new);
                self.terms[taxonomy].push(url);
            }
        }
    }
}

/// What a site is put together from.
#[derive(Debug)]
pub struct Given {
    /// The configuration.
    pub config: Config,
    /// The values of the files, in the order of their paths.
    pub items: Vec<Item>,
    /// The files published as they are.
    pub assets: Vec<Asset>,
    /// The theme's files, as paths below `/_gen/`.
    pub theme_files: Vec<String>,
    /// What counts as published.
    pub options: BuildOptions,
    /// Whether a question file could not be read, so that ids may be missing.
    pub questions_are_incomplete: bool,
}

/// The site made of what was `given`. Mistakes are told; what they hit is there all the same, as far as it can be.
pub fn assemble(given: Given, diags: &mut Diagnostics) -> Site {
    let mut published = published::part(&given.config, given.items, &given.options, diags);
    let topics = topics::grow(&given.config, &mut published, diags);
    let taxonomies = terms::collect(&given.config, &published);
    let mut site = Site {
        config: given.config,
        articles: published.articles,
        questions: published.questions,
        authors: published.authors,
        pages: published.pages,
        introductions: published.introductions,
        unpublished: published.unpublished,
        topics,
        taxonomies,
        assets: BTreeMap::new(),
        addresses: Addresses::default(),
        backlinks: Backlinks::default(),
        related: Vec::new(),
        questions_are_incomplete: given.questions_are_incomplete,
        introduction_urls: Vec::new(),
        listed: Vec::new(),
        articles_by_author: Vec::new(),
        urls: Urls::default(),
        names: names::Names::default(),
    };
    site.list_articles();
    plan::plan(&mut site, given.assets, &given.theme_files, diags);
    site.introduction_urls = site.introductions.all().map(|(list, _)| site.introduction_url(list)).collect();
    site.names = names::Names::of(&site);
    site.backlinks = check::check(&site, diags);
    site.related = related::pick(&site);
    site
}

impl Site {
    /// The address of `entity`.
    pub fn url(&self, entity: Entity) -> &Url {
        self.urls.get(entity).expect("the plan gave every entity an address")
    }

    /// The address of `entity` as a page spells it.
    pub fn href(&self, entity: Entity) -> String {
        self.url(entity).href(&self.config.base.path)
    }

    /// The author called `id`.
    pub fn author(&self, id: &str) -> Option<usize> {
        self.authors.iter().position(|author| author.meta.name == id)
    }

    /// The address `url` with the site's host and base path.
    pub fn absolute(&self, url: &Url) -> String {
        format!("{}{}", self.config.base.origin, url.href(&self.config.base.path))
    }

    /// The authors of something: its own, or those the configuration gives to all.
    pub fn authors_of(&self, meta: &Meta) -> Vec<usize> {
        let own = meta.authors.as_deref().unwrap_or(&self.config.defaults.authors);
        own.iter().filter_map(|author| self.author(&author.value)).collect()
    }

    /// Sorts the articles that aren't unlisted by author, once for all pages of all lists.
    fn list_articles(&mut self) {
        self.listed = (0..self.articles.len()).filter(|&at| !self.articles[at].meta.unlisted).collect();
        let mut by_author = vec![Vec::new(); self.authors.len()];
        for &at in &self.listed {
            let authors: BTreeSet<usize> = self.authors_of(&self.articles[at].meta).into_iter().collect();
            authors.into_iter().for_each(|author| by_author[author].push(at));
        }
        self.articles_by_author = by_author;
    }

    /// The primary topic of something: the first of its topics that is there.
    pub(crate) fn primary_topic(&self, meta: &Meta) -> Option<usize> {
        meta.topics.iter().find_map(|topic| self.topic(&topic.value))
    }

    /// The level of something, as its number: its own, or the one the configuration gives to all.
    pub fn level_of(&self, meta: &Meta) -> Option<usize> {
        let own = meta.level.as_ref().map(|level| &level.value);
        let level = own.or(self.config.defaults.level.as_ref())?;
        self.config.levels.iter().position(|known| known == level)
    }

    /// The address of the list called `list`; of the home page for the empty name.
    pub(crate) fn introduction_url(&self, list: &str) -> Url {
        if list.is_empty() { Url::new("/") } else { self.list_url(list) }
    }

    /// The published article called `name`: its path below `content/articles/`, or the last part of it.
    pub fn article(&self, name: &str) -> Option<usize> {
        self.names.article(name)
    }

    /// The topic called `id`.
    pub fn topic(&self, id: &str) -> Option<usize> {
        self.names.topic(id)
    }

    /// The published question called `id`.
    pub fn question(&self, id: &str) -> Option<usize> {
        self.names.question(id)
    }

    /// The title of `entity`.
    pub fn title(&self, entity: Entity) -> &str {
        match entity {
            Entity::Article(at) => &self.articles[at].meta.title,
            Entity::Question(at) => &self.questions[at].meta.title,
            Entity::Topic(at) => &self.topics[at].title,
            Entity::Author(at) => &self.authors[at].meta.title,
            Entity::Page(at) => &self.pages[at].meta.title,
            Entity::Term(taxonomy, at) => &self.taxonomies[taxonomy].terms[at].name,
        }
    }
}
