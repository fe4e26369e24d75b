//! All content together: what is published, in which order, at which address, and what leads where.
//!
//! This module's entry point is [`assemble`]:
//!
//! 1. `published` parts what is published from what isn't (drafts, scheduled, expired, stubs), refuses two files of one
//!    name and two questions of one id, and puts everything into its order.
//! 2. `topics` makes the tree of topics and its lists, `terms` those of the taxonomies.
//! 3. `plan` gives every page, list, feed, alias and asset its [`Url`]: from then on every address is known, also those that
//!    wait for what isn't `unpublished` any more.
//!    `aliases` reads the old addresses of things.
//! 4. `names` and `links` say what a link or a wikilink leads to; `validate` does so once for every link of the site, tells
//!    the broken ones with what is `near`, and keeps who links to what. `graph` is every reference with its place, made when
//!    asked for.
//! 5. `autolinks` makes one automaton of all terms, and says which words of a page's text lead to one.
//! 6. `pictures` plans smaller versions of the images that texts show, and social cards.
//! 7. `related` finds, for a finished site, the articles and questions that are related to one another (`RelatedPages`);
//!    `records` numbers what the search finds.
//!
//! A [`Site`] is immutable: what a page shows is a function of it, of the theme and of an address.

mod address;
mod addresses;
mod autolinks;
mod bundles;
mod validate;
mod clash;
mod direction;
mod diagnostic_pages;
mod external;
mod graph;
mod links;
mod aliases;
mod names;
mod near;
mod permalink;
mod pictures;
mod plan;
mod published;
mod records;
mod reference;
mod related;
mod terms;
mod topics;
mod incomplete;
mod unpublished;

pub use address::{Address, HostFile, IndexFile, Url};
pub(crate) use address::{decode, encode_fragment};
pub use addresses::Addresses;
pub use autolinks::{AutoLink, TermTarget};
pub(crate) use direction::is_right_to_left;
pub use graph::{Correction, Edge, LinkGraph};
pub use incomplete::Incomplete;
pub(crate) use links::relative;
pub use links::{LinkOrigin, Target};
pub use pictures::Pictures;
pub(crate) use plan::{QUESTIONS_ON_A_PAGE, URLS_IN_A_SITEMAP};
pub use published::PublishingOptions;
pub(crate) use records::{RECORDS_IN_A_FILE, SearchRecord, SearchRecords};
pub use reference::{Destination, ReferenceKind};
pub(crate) use related::{LastRelated, RelatedPages, StopFlag, Vectors};
pub use terms::{Taxonomy, Term};
pub use topics::{Counts, TopicNode};
pub use unpublished::Unpublished;
pub use validate::Backlinks;

use crate::{
    card::Font,
    config::Config,
    content::{Author, ContentItem, FileContent, Meta, Page, Unread},
    diag::Diagnostics,
    kind::{FILED, Kind, pages_first},
    markdown::Body,
    picture::{self, Fitness, Picture},
    place::{SourcePath, Spanned},
    text::nfc,
};
use foldhash::HashMap;
use published::Published;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    sync::Arc,
};

/// A thing that has a page: its kind, and its number among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity {
    /// Its kind.
    pub kind: Kind,
    /// Its number.
    pub at: usize,
}

impl Entity {
    /// An article.
    pub const fn article(at: usize) -> Self {
        Self { kind: Kind::Article, at }
    }

    /// A question.
    pub const fn question(at: usize) -> Self {
        Self { kind: Kind::Question, at }
    }

    /// A topic.
    pub const fn topic(at: usize) -> Self {
        Self { kind: Kind::Topic, at }
    }

    /// An author.
    pub const fn author(at: usize) -> Self {
        Self { kind: Kind::Author, at }
    }

    /// A plain page.
    pub const fn page(at: usize) -> Self {
        Self { kind: Kind::Page, at }
    }

    /// A term of a taxonomy.
    pub const fn term(taxonomy: usize, at: usize) -> Self {
        Self { kind: Kind::Term(taxonomy), at }
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The file.
    pub path: SourcePath,
    /// Width and height, for an image whose header says so.
    pub size: Option<(u32, u32)>,
    /// What keeps it from being the image that its name says.
    pub fault: Option<picture::Fault>,
    /// Why it may have been meant to be read.
    pub unread: Option<Unread>,
    /// Whether smaller versions of it can be made.
    pub fitness: Fitness,
    /// What is known of it, if they can.
    pub picture: Option<Picture>,
}

/// The home page, and the introductions of lists: pages with an address that is not their own.
#[derive(Clone, Debug, Default)]
pub struct Introductions(BTreeMap<Option<Kind>, Arc<Page>>);

impl Introductions {
    /// The list that a page of that name introduces, if it does: the empty name is the home page's.
    fn list(name: &str) -> Option<Option<Kind>> {
        if name.is_empty() { Some(None) } else { Kind::of_folder(name).map(Some) }
    }

    /// The lists that can be introduced.
    fn lists() -> impl Iterator<Item = Option<Kind>> {
        let lists = FILED.into_iter().filter(|kind| kind.row().has_list);
        std::iter::once(None).chain(lists.map(Some))
    }

    /// The introduction of the list of that kind, or the home page.
    pub(crate) fn of(&self, list: Option<Kind>) -> Option<&Page> {
        self.0.get(&list).map(|page| &**page)
    }

    /// Those that are there, each with the list it introduces; the home page introduces none.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Option<Kind>, &Page)> {
        self.0.iter().map(|(list, page)| (*list, &**page))
    }
}

/// What is published, with what hangs together by itself: topics with their parts, terms, lists.
#[derive(Debug)]
pub struct Contents {
    published: Published,
    /// The configuration.
    pub config: Arc<Config>,
    /// The topics, each behind its parent, in their order.
    pub topics: Vec<TopicNode>,
    /// The taxonomies, as the configuration has them.
    pub taxonomies: Vec<Taxonomy>,
    /// The articles that lists name, in their order.
    pub(crate) listed: Vec<usize>,
    /// Of those, the ones of each author.
    pub(crate) articles_by_author: Vec<Vec<usize>>,
}

/// The same with all addresses.
#[derive(Debug)]
pub struct Planned {
    contents: Contents,
    /// The assets by their address.
    pub assets: BTreeMap<Url, Asset>,
    /// Every address.
    pub addresses: Addresses,
    /// Old addresses that a query tells apart: a path, its query, and where that leads now.
    pub(crate) moved_queries: Vec<(Url, String, Url)>,
    /// The addresses of things: those of each kind, by their numbers.
    urls: Vec<Vec<Url>>,
    pending: unpublished::PendingAddresses,
    /// The addresses of the introductions, in their order.
    introduction_urls: Vec<Url>,
}

/// The same with all that a link may name.
#[derive(Debug)]
pub struct Linked {
    planned: Planned,
    names: names::NameIndex,
    near: near::NearestNames,
}

/// A whole site: all of that, and what its texts link to, show and name.
#[derive(Debug)]
pub struct Site {
    linked: Linked,
    /// Who links to what.
    pub backlinks: Backlinks,
    /// The pictures that are made.
    pub pictures: Pictures,
    /// The links to the targets of terms that authors wrote, by the page they are on; for look-up.
    term_links: HashMap<Entity, Vec<autolinks::TermLink>>,
    phrases: autolinks::Phrases,
}

/// Each step has all of the one before.
macro_rules! goes_on {
    ($step:ident from $before:ident by $field:ident) => {
        impl Deref for $step {
            type Target = $before;

            fn deref(&self) -> &$before {
                &self.$field
            }
        }
    };
}

goes_on!(Contents from Published by published);
goes_on!(Planned from Contents by contents);
goes_on!(Linked from Planned by planned);
goes_on!(Site from Linked by linked);

/// What a site is put together from.
#[derive(Clone, Debug)]
pub struct SiteInput {
    /// The configuration.
    pub config: Arc<Config>,
    /// The values of the files, in the order of their paths.
    pub items: Vec<FileContent>,
    /// The files published as they are.
    pub assets: Vec<Asset>,
    /// The theme's files, as paths below `/gen-assets/`.
    pub theme_files: Vec<String>,
    /// What counts as published.
    pub options: PublishingOptions,
    /// The question files, also those without a question.
    pub question_files: Vec<SourcePath>,
    /// What could not be read.
    pub incomplete: Incomplete,
    /// The font of the social cards, if there are any.
    pub card_font: Option<Arc<Font>>,
}

impl SiteInput {
    /// The same without what the files `unparsed` hold, of which no version could be parsed; `None` if that is the same. The
    /// questions of a file are its parts: those that could be read are there.
    pub(crate) fn readable(&self, unparsed: &BTreeSet<SourcePath>) -> Option<Self> {
        let is_readable = |item: &FileContent| match item {
            FileContent::Thing(thing) => !unparsed.contains(&thing.meta().file),
            FileContent::Glossary(glossary) => !unparsed.contains(&glossary.meta.file),
            FileContent::Questions(_) => true,
        };
        if self.items.iter().all(is_readable) {
            return None;
        }
        let items = self.items.iter().filter(|item| is_readable(item)).cloned().collect();
        Some(Self { items, ..self.clone() })
    }
}

/// The site made of the `input`. Mistakes are reported; what they hit is there all the same, as far as it can be.
pub fn assemble(input: SiteInput, diags: &mut Diagnostics) -> Site {
    let mut published = published::partition(&input.config, input.items, &input.options, diags);
    published.incomplete = input.incomplete;
    let contents = Contents::of(input.config, published, diags);
    let planned = plan::plan(contents, input.assets, &input.theme_files, diags);
    let mut linked = Linked {
        names: names::NameIndex::of(&planned, &input.question_files),
        near: near::NearestNames::default(),
        planned,
    };
    let references = validate::check(&linked, diags);
    let pictures = Pictures::plan(&linked, references.shown, input.card_font, diags);
    linked.planned.addresses.add_made(pictures.addresses());
    let phrases = autolinks::Phrases::of(&linked, diags);
    Site { linked, backlinks: references.backlinks, pictures, term_links: references.terms, phrases }
}

impl Contents {
    /// What was `published`, with its topics, terms and lists.
    fn of(config: Arc<Config>, published: Published, diags: &mut Diagnostics) -> Self {
        let topics = topics::build_tree(&config, &published, diags);
        let taxonomies = terms::collect(&config, &published, diags);
        let Published { articles, authors, .. } = &published;
        let listed: Vec<usize> = (0..articles.len()).filter(|&at| !articles[at].meta.unlisted).collect();
        let mut articles_by_author = vec![Vec::new(); authors.len()];
        for &at in &listed {
            let authors: BTreeSet<usize> = authors_of(&config, authors, &articles[at].meta).collect();
            authors.into_iter().for_each(|author| articles_by_author[author].push(at));
        }
        Self { published, config, topics, taxonomies, listed, articles_by_author }
    }
}

/// Which of `authors` wrote something: its own, or those the configuration gives to all.
fn authors_of<'a>(config: &'a Config, authors: &'a [Arc<Author>], meta: &'a Meta) -> impl Iterator<Item = usize> + 'a {
    let own = meta.authors.as_deref().unwrap_or(&config.defaults.authors);
    own.iter().filter_map(|id| authors.iter().position(|author| author.meta.name == id.value))
}

impl Contents {
    /// How many there are of a kind.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Article => self.articles.len(),
            Kind::Question => self.questions.len(),
            Kind::Topic => self.topics.len(),
            Kind::Author => self.authors.len(),
            Kind::Page => self.pages.len(),
            Kind::Term(taxonomy) => self.taxonomies[taxonomy].terms.len(),
        }
    }

    /// What is written of `entity`: nothing of a term, and of a topic that came into being by being named.
    pub(crate) fn written(&self, entity: Entity) -> Option<&dyn ContentItem> {
        let at = entity.at;
        Some(match entity.kind {
            Kind::Article => &*self.articles[at],
            Kind::Question => &*self.questions[at],
            Kind::Topic => &**self.topics[at].file.as_ref()?,
            Kind::Author => &*self.authors[at],
            Kind::Page => &*self.pages[at],
            Kind::Term(_) => return None,
        })
    }

    /// The kinds that the taxonomies are.
    pub(crate) fn taxonomy_kinds(&self) -> impl Iterator<Item = Kind> + use<> {
        (0..self.taxonomies.len()).map(Kind::Term)
    }

    /// All things of a kind.
    pub(crate) fn entities(&self, kind: Kind) -> impl Iterator<Item = Entity> + use<> {
        (0..self.count(kind)).map(move |at| Entity { kind, at })
    }

    /// All that is written and has a page of its own, with its front matter: pages first.
    pub(crate) fn entities_with_meta(&self) -> impl Iterator<Item = (Entity, &Meta)> {
        let entities = pages_first().flat_map(|kind| self.entities(kind));
        entities.filter_map(|entity| Some((entity, self.meta_of(entity)?)))
    }

    /// The front matter of `entity`, where it has any.
    pub(crate) fn meta_of(&self, entity: Entity) -> Option<&Meta> {
        self.written(entity).map(ContentItem::meta)
    }

    /// All Markdown of `entity`, in the order of its page.
    pub(crate) fn bodies(&self, entity: Entity) -> Vec<&Body> {
        self.written(entity).map(ContentItem::bodies).unwrap_or_default()
    }

    /// The title of `entity`.
    pub fn title(&self, entity: Entity) -> &str {
        match entity.kind {
            Kind::Topic => &self.topics[entity.at].title,
            Kind::Term(taxonomy) => &self.taxonomies[taxonomy].terms[entity.at].name,
            _ => self.meta_of(entity).map_or("", |meta| &meta.title),
        }
    }

    /// The name of `entity`: its path below its kind's folder, or its id.
    pub(crate) fn name(&self, entity: Entity) -> &str {
        match entity.kind {
            Kind::Topic => &self.topics[entity.at].id,
            Kind::Term(taxonomy) => &self.taxonomies[taxonomy].terms[entity.at].slug,
            _ => self.meta_of(entity).map_or("", |meta| &meta.name),
        }
    }

    /// What all of a kind are called: its folder, or the taxonomy's name.
    pub(crate) fn folder(&self, kind: Kind) -> &str {
        match kind {
            Kind::Term(taxonomy) => &self.taxonomies[taxonomy].name,
            _ => kind.row().folder,
        }
    }

    /// The author called `id`.
    pub fn author(&self, id: &str) -> Option<usize> {
        let id = nfc(id);
        self.authors.iter().position(|author| author.meta.name == id)
    }

    /// The authors of something: its own, or those the configuration gives to all.
    pub fn authors_of(&self, meta: &Meta) -> Vec<usize> {
        authors_of(&self.config, &self.authors, meta).collect()
    }

    /// A topic and those above it, the nearest first.
    pub(crate) fn topic_and_above(&self, topic: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(topic), |&at| self.topics[at].parent)
    }

    /// How many topics stand above one.
    pub(crate) fn topic_depth(&self, topic: usize) -> usize {
        self.topic_and_above(topic).skip(1).count()
    }

    /// The level of something, as its number: its own, or the one the configuration gives to all.
    pub fn level_of(&self, meta: &Meta) -> Option<usize> {
        let own = meta.level.as_ref().map(|level| &level.value);
        let level = own.or(self.config.defaults.level.as_ref())?;
        self.config.levels.iter().position(|known| known == level)
    }
}

impl Planned {
    /// The address of `entity`.
    pub fn url(&self, entity: Entity) -> &Url {
        let of_kind = self.urls.get(entity.kind.index());
        of_kind.and_then(|urls| urls.get(entity.at)).expect("the plan gave every entity an address")
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

    /// The address `url` with the site's host and base path.
    pub fn absolute(&self, url: &Url) -> String {
        [&*self.config.base.origin, &*url.href(&self.config.base.path)].concat()
    }
}

impl Linked {
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

    /// The primary topic of something: the first of its topics that is there.
    pub(crate) fn primary_topic(&self, meta: &Meta) -> Option<usize> {
        meta.topics.iter().find_map(|topic| self.topic(&topic.value))
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
}
