//! All content together: what is published, in which order, at which address, and what leads where.
//!
//! This module's entry point is [`assemble`]:
//!
//! 1. `published` parts what is published from what isn't (drafts, scheduled, expired, stubs), refuses two files of one
//!    name and two questions of one id, and puts everything into its order.
//! 2. `topics` makes the tree of topics and its lists, `terms` those of the taxonomies.
//! 3. `plan` gives every page, list, feed, alias and asset its [`Url`]: from then on every address is known, also those that
//!    wait for what isn't `unpublished` any more.
//!    `moved` reads the old addresses of things.
//! 4. `names` and `links` say what a link or a wikilink leads to; `check` does so once for every link of the site, tells
//!    the broken ones with what is `near`, and keeps who links to what. `graph` is every reference with its place, made when
//!    asked for.
//! 5. `autolinks` makes one automaton of all terms, and says which words of a page's text lead to one.
//! 6. `pictures` plans smaller versions of the images that texts show, and social cards.
//! 7. `related` finds, for a finished site, the articles and questions that are related to one another (`Related`);
//!    `records` numbers what the search finds.
//!
//! A [`Site`] is immutable: what a page shows is a function of it, of the theme and of an address.

mod address;
mod autolinks;
mod bundles;
mod check;
mod clash;
mod direction;
mod found_on;
mod graph;
mod links;
mod moved;
mod names;
mod near;
mod permalink;
mod pictures;
mod plan;
mod published;
mod records;
mod related;
mod terms;
mod topics;
mod unknown;
mod unpublished;

pub use address::{Address, Addresses, HostFile, IndexFile, Url};
pub(crate) use address::{decode, encode_fragment};
pub use autolinks::{AutoLink, TermTarget};
pub use check::Backlinks;
pub(crate) use direction::is_right_to_left;
pub use graph::{Edge, End, Graph, How, Mended};
pub(crate) use links::relative;
pub use links::{Origin, Target};
pub use near::NearLists;
pub use pictures::Pictures;
pub(crate) use plan::{QUESTIONS_ON_A_PAGE, URLS_IN_A_SITEMAP};
pub use published::BuildOptions;
pub(crate) use records::{RECORDS_IN_A_FILE, Record, Records};
pub(crate) use related::{Related, Remembered, Stop, Vectors};
pub use terms::{Taxonomy, Term};
pub use topics::{Counts, TopicNode};
pub use unpublished::Unpublished;

use crate::{
    card::Font,
    config::Config,
    content::{Article, Author, Glossary, Item, LostIds, Meta, Page, Question},
    diag::Diagnostics,
    picture::{Fitness, Picture},
    place::{SourcePath, Spanned},
};
use foldhash::{HashMap, HashMapExt};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

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
    /// Whether smaller versions of it can be made.
    pub fitness: Fitness,
    /// What is known of it, if they can.
    pub picture: Option<Picture>,
}

/// The introductions of lists and the home page: pages with an address that is not their own.
#[derive(Clone, Debug, Default)]
pub struct Introductions {
    /// The home page.
    pub home: Option<Arc<Page>>,
    /// The introduction of the list of articles.
    pub articles: Option<Arc<Page>>,
    /// The introduction of the question index.
    pub questions: Option<Arc<Page>>,
    /// The introduction of the topic index.
    pub topics: Option<Arc<Page>>,
    /// The introduction of the list of authors.
    pub authors: Option<Arc<Page>>,
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
        all.into_iter().filter_map(|(list, page)| Some((list, page.as_deref()?)))
    }
}

/// A whole site.
#[derive(Debug)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// The published articles, in their order.
    pub articles: Vec<Arc<Article>>,
    /// The published questions, by level, weight and place in their file.
    pub questions: Vec<Arc<Question>>,
    /// The topics, each behind its parent, in their order.
    pub topics: Vec<TopicNode>,
    /// The authors, by weight and name.
    pub authors: Vec<Arc<Author>>,
    /// The published pages, by path.
    pub pages: Vec<Arc<Page>>,
    /// The introductions of lists.
    pub introductions: Introductions,
    /// The glossary.
    pub glossary: Option<Arc<Glossary>>,
    /// The taxonomies, as the configuration has them.
    pub taxonomies: Vec<Taxonomy>,
    /// What isn't published, and why.
    pub unpublished: Vec<Unpublished>,
    /// The assets by their address.
    pub assets: BTreeMap<Url, Asset>,
    /// Every address.
    pub addresses: Addresses,
    /// Old addresses that a query tells apart: a path, its query, and where that leads now.
    pub(crate) moved_queries: Vec<(Url, String, Url)>,
    /// Who links to what.
    pub backlinks: Backlinks,
    /// The pictures that are made.
    pub pictures: Pictures,
    /// The ids that questions may have which could not be read.
    lost_ids: LostIds,
    /// The question files, also those without a question.
    question_files: Vec<SourcePath>,
    /// Whether the glossary could not be read, so that terms may be missing.
    pub(crate) glossary_is_incomplete: bool,
    unknown: unknown::Unknown,
    introduction_urls: Vec<Url>,
    /// The articles that lists name, in their order.
    pub(crate) listed: Vec<usize>,
    /// Of those, the ones of each author.
    pub(crate) articles_by_author: Vec<Vec<usize>>,
    urls: Urls,
    awaited: unpublished::Awaited,
    names: names::Names,
    near: near::Near,
    phrases: autolinks::Phrases,
    /// The links to the targets of terms that authors wrote, by the page they are on; for look-up.
    term_links: HashMap<Entity, Vec<autolinks::TermLink>>,
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
#[derive(Clone, Debug)]
pub struct Given {
    /// The configuration.
    pub config: Arc<Config>,
    /// The values of the files, in the order of their paths.
    pub items: Vec<Item>,
    /// The files published as they are.
    pub assets: Vec<Asset>,
    /// The theme's files, as paths below `/gen-assets/`.
    pub theme_files: Vec<String>,
    /// What counts as published.
    pub options: BuildOptions,
    /// The ids that questions may have which could not be read.
    pub lost_ids: LostIds,
    /// The question files, also those without a question.
    pub question_files: Vec<SourcePath>,
    /// Whether the glossary could not be read, so that terms may be missing.
    pub glossary_is_incomplete: bool,
    /// The files and folders that could not be listed.
    pub unknown: Vec<SourcePath>,
    /// The font of the social cards, if there are any.
    pub card_font: Option<Arc<Font>>,
    /// The lists of names that an earlier build of the site has looked for near ones in.
    pub near: Option<Arc<NearLists>>,
}

impl Given {
    /// The same without what the files `unparsed` hold, of which no version could be parsed; `None` if that is the same. The
    /// questions of a file are its parts: those that could be read are there.
    pub(crate) fn readable(&self, unparsed: &BTreeSet<SourcePath>) -> Option<Self> {
        let is_readable = |item: &Item| match item {
            Item::Article(article) => !unparsed.contains(&article.meta.file),
            Item::Page(page) => !unparsed.contains(&page.meta.file),
            Item::Topic(topic) => !unparsed.contains(&topic.meta.file),
            Item::Author(author) => !unparsed.contains(&author.meta.file),
            Item::Glossary(glossary) => !unparsed.contains(&glossary.meta.file),
            Item::Questions(_) => true,
        };
        if self.items.iter().all(is_readable) {
            return None;
        }
        let items = self.items.iter().filter(|item| is_readable(item)).cloned().collect();
        // nothing is told of it, so nothing near has to be found
        Some(Self { items, near: Some(NearLists::unasked()), ..self.clone() })
    }
}

/// The site made of what was `given`. Mistakes are told; what they hit is there all the same, as far as it can be.
pub fn assemble(given: Given, diags: &mut Diagnostics) -> Site {
    let mut published = published::part(&given.config, given.items, &given.options, diags);
    published.unknown = unknown::Unknown(given.unknown);
    let mut site = put_together(given.config, published, given.assets, &given.theme_files, diags);
    site.question_files = given.question_files;
    site.lost_ids = if site.unknown.may_hold_questions() { LostIds::any() } else { given.lost_ids };
    site.glossary_is_incomplete = given.glossary_is_incomplete;
    site.near = near::Near::after(given.near);
    site.names = names::Names::of(&site);
    let checked = check::check(&site, diags);
    (site.backlinks, site.term_links) = (checked.backlinks, checked.terms);
    pictures::plan(&mut site, checked.shown, given.card_font, diags);
    site.near.settle();
    site.phrases = autolinks::Phrases::of(&site, diags);
    site
}

/// A site with all its addresses, and nothing yet that goes by names. Not in parallel: it may be asked for by one of many
/// threads while the others wait for it.
fn put_together(
    config: Arc<Config>,
    mut published: published::Published,
    assets: Vec<Asset>,
    theme_files: &[String],
    diags: &mut Diagnostics,
) -> Site {
    let topics = topics::grow(&config, &mut published, diags);
    let taxonomies = terms::collect(&config, &published, diags);
    let mut site = Site {
        config,
        articles: published.articles,
        questions: published.questions,
        authors: published.authors,
        pages: published.pages,
        introductions: published.introductions,
        glossary: published.glossary,
        unpublished: published.unpublished,
        topics,
        taxonomies,
        assets: BTreeMap::new(),
        addresses: Addresses::default(),
        moved_queries: Vec::new(),
        backlinks: Backlinks::default(),
        pictures: Pictures::default(),
        lost_ids: LostIds::default(),
        question_files: Vec::new(),
        glossary_is_incomplete: false,
        unknown: published.unknown,
        introduction_urls: Vec::new(),
        listed: Vec::new(),
        articles_by_author: Vec::new(),
        urls: Urls::default(),
        awaited: unpublished::Awaited::default(),
        names: names::Names::default(),
        near: near::Near::default(),
        phrases: autolinks::Phrases::default(),
        term_links: HashMap::new(),
    };
    site.list_articles();
    plan::plan(&mut site, assets, theme_files, diags);
    site.introduction_urls = site.introductions.all().map(|(list, _)| site.introduction_url(list)).collect();
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

    /// The addresses of the pages that are written in `files`.
    pub(crate) fn addresses_of(&self, files: &BTreeSet<SourcePath>) -> BTreeMap<Url, SourcePath> {
        if files.is_empty() {
            return BTreeMap::new();
        }
        let entities = self.entities_with_meta().map(|(entity, meta)| (self.url(entity).clone(), meta));
        let introductions = self.introductions.all().zip(&self.introduction_urls);
        let introductions = introductions.map(|((_, page), url)| (url.clone(), &page.meta));
        let glossary = self.glossary.iter().map(|glossary| (self.glossary_url(), &glossary.meta));
        let written = entities.chain(introductions).chain(glossary).filter(|(_, meta)| files.contains(&meta.file));
        written.map(|(url, meta)| (url, meta.file.clone())).collect()
    }

    /// The author called `id`.
    pub fn author(&self, id: &str) -> Option<usize> {
        self.authors.iter().position(|author| author.meta.name == id)
    }

    /// The address `url` with the site's host and base path.
    pub fn absolute(&self, url: &Url) -> String {
        [&*self.config.base.origin, &*url.href(&self.config.base.path)].concat()
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

    /// The topics of something, in the order in which it names them, each once.
    pub(crate) fn topics_of(&self, meta: &Meta) -> Vec<usize> {
        self.topics_named(&meta.topics)
    }

    /// The topics that `names` are of, each once.
    pub(crate) fn topics_named(&self, names: &[Spanned<String>]) -> Vec<usize> {
        let mut topics = Vec::with_capacity(names.len());
        for at in names.iter().filter_map(|name| self.topic(&name.value)) {
            if !topics.contains(&at) {
                topics.push(at);
            }
        }
        topics
    }

    /// A topic and those above it, the nearest first.
    pub(crate) fn topic_and_above(&self, topic: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(topic), |&at| self.topics[at].parent)
    }

    /// How many topics stand above one.
    pub(crate) fn topic_depth(&self, topic: usize) -> usize {
        self.topic_and_above(topic).skip(1).count()
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
        self.names.article(self, name)
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
