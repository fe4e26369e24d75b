//! The plan: every address of the site, and who lives there.
//!
//! Addresses are given in a fixed order, so that the same clash is always reported the same way: pages, articles, questions,
//! topics, authors and terms; then lists and their further pages; then aliases; then what is made for machines; then
//! files; at last what isn't published, which lives nowhere. A thing whose own address is taken keeps it for links, so
//! that a clash is reported once.

mod unpublished;

use super::{
    Address, Addresses, Asset, Contents, Entity, HostFile, IndexFile, Planned, SearchRecords, Url,
    address::SEARCH_PAGE, aliases, bundles, permalink, permalink::MissingValue, unpublished::PendingAddresses,
};
use crate::{
    config::Form,
    content::{Meta, slug},
    diag::{Code, Diagnostic, Diagnostics},
    kind::{FILED, Kind, Placeholder, pages_first},
    place::{Place, Span},
};
use std::collections::BTreeMap;

/// More questions than this stand on one page a level.
pub(crate) const QUESTIONS_ON_A_PAGE: usize = 2_000;
/// The most addresses a file of a sitemap may have, by sitemaps.org.
pub(crate) const URLS_IN_A_SITEMAP: usize = 50_000;

/// The addresses of everything in `contents`, of the files `assets` and of those of the theme.
pub(super) fn plan(contents: Contents, assets: Vec<Asset>, theme_files: &[String], diags: &mut Diagnostics) -> Planned {
    let (assets, held_back) = bundles::part(&contents, assets);
    let mut addresses = Addresses::default();
    addresses.reserve(contents.articles.len() + contents.questions.len() + contents.pages.len() + assets.len());
    let site = Planned {
        assets: BTreeMap::new(),
        addresses,
        moved_queries: Vec::new(),
        urls: vec![Vec::new(); FILED.len() + contents.taxonomies.len()],
        pending: PendingAddresses::default(),
        introduction_urls: contents.introductions.all().map(|(list, _)| contents.introduction_url(list)).collect(),
        contents,
    };
    let mut plan = Plan { site, diags };
    plan.things();
    plan.lists();
    plan.aliases();
    plan.machine_outputs(theme_files);
    plan.files(assets);
    plan.unpublished(held_back);
    let Plan { mut site, diags } = plan;
    site.addresses.close(diags);
    site
}

/// A plan that is being made.
struct Plan<'a> {
    site: Planned,
    diags: &'a mut Diagnostics,
}

impl Plan<'_> {
    fn add(&mut self, url: Url, address: Address, what: impl Into<String>, place: Option<Place>) {
        self.site.addresses.add(url, address, what, place, self.diags);
    }

    /// The home page, and every thing: topics before what may have them in its address.
    fn things(&mut self) {
        let home = self.site.introductions.of(None).map(|page| place(&page.meta));
        self.add(Url::new("/"), Address::Home, "the home page", home);
        let first = [Kind::Page, Kind::Topic];
        let others = pages_first().filter(|kind| !first.contains(kind));
        for kind in first.into_iter().chain(others).chain(self.site.taxonomy_kinds()) {
            for entity in self.site.entities(kind) {
                let (url, lack) = self.site.own_url(entity);
                if let (Some(lack), Some(meta)) = (lack, self.site.meta_of(entity))
                    && !self.site.incomplete.unparsed.contains(&meta.file)
                {
                    self.diags.push(without_address(kind, meta, lack));
                }
                let what = format!("the {} `{}`", kind.row().noun, self.site.title(entity));
                let place = self.site.place_of(entity);
                self.site.urls[kind.index()].push(url.clone());
                self.add(url, Address::Thing(entity, 1), what, place);
            }
        }
    }

    fn lists(&mut self) {
        for kind in FILED.into_iter().filter(|kind| kind.row().has_list) {
            let introduction = self.site.introductions.of(Some(kind)).map(|page| place(&page.meta));
            if self.site.count(kind) > 0 || introduction.is_some() {
                self.list(kind, introduction);
            }
        }
        self.list_pages();
        if self.site.config.search.enabled {
            self.add(Url::new("/search/"), Address::Search, SEARCH_PAGE, None);
        }
        if let Some(glossary) = &self.site.glossary {
            let place = Place { file: glossary.meta.file.clone(), span: Span::default() };
            self.add(self.site.glossary_url(), Address::Glossary, "the glossary", Some(place));
        }
        for kind in self.site.taxonomy_kinds() {
            if self.site.count(kind) > 0 {
                self.list(kind, None);
            }
        }
    }

    fn list(&mut self, kind: Kind, place: Option<Place>) {
        let what = format!("the list of {}", self.site.folder(kind));
        self.add(self.site.list_url(kind), Address::List(kind, 1), what, place);
    }

    /// The further pages of lists, and what stands below a topic.
    fn list_pages(&mut self) {
        let list = |kind, page| Address::List(kind, page);
        let articles = self.site.list_url(Kind::Article);
        self.further(&articles, self.site.listed.len(), "articles", |page| list(Kind::Article, page));
        let levels = self.site.config.levels.len();
        if self.site.questions.len() > QUESTIONS_ON_A_PAGE {
            for level in 0..levels {
                let url = self.site.level_url(&self.site.list_url(Kind::Question), level);
                self.add(url, Address::Level(None, level), "a level of the question index", None);
            }
        }
        if self.site.config.practice && !self.site.questions.is_empty() {
            self.add(Url::new("/practice/"), Address::Practice(None), "the practice page", None);
        }
        for at in 0..self.site.topics.len() {
            let url = self.site.url(Entity::topic(at)).clone();
            let questions = self.site.topics[at].questions.len();
            self.further_of(Entity::topic(at));
            if questions > QUESTIONS_ON_A_PAGE {
                for level in 0..levels {
                    let url = self.site.level_url(&url, level);
                    self.add(url, Address::Level(Some(at), level), "a level of a topic", None);
                }
            }
            if self.site.has_cheat_sheet(at) {
                self.add(url.below("cheatsheet/"), Address::CheatSheet(at), "a topic's cheat sheet", None);
            }
            if self.site.config.practice && questions > 0 {
                self.add(url.below("practice/"), Address::Practice(Some(at)), "a topic's practice page", None);
            }
        }
        for kind in std::iter::once(Kind::Author).chain(self.site.taxonomy_kinds()) {
            self.site.entities(kind).for_each(|entity| self.further_of(entity));
        }
    }

    /// The further pages of a thing that lists its articles.
    fn further_of(&mut self, entity: Entity) {
        let (url, count) = (self.site.url(entity).clone(), self.site.articles_of(entity).len());
        self.further(&url, count, entity.kind.row().one, |page| Address::Thing(entity, page));
    }

    /// The pages of a list of `count` entries, from the second on.
    fn further(&mut self, list: &Url, count: usize, what: &str, address: impl Fn(usize) -> Address) {
        for page in 2..=self.site.pages_of(count) {
            let url = list.below(&format!("page/{page}/"));
            self.add(url, address(page), format!("page {page} of {what}"), None);
        }
    }

    /// Old addresses lead to the new ones: each is a page that leads on, but those that only a query tells apart.
    fn aliases(&mut self) {
        for alias in aliases::aliases(&self.site, self.diags) {
            let aliases::Alias { from, what, place, target } = alias;
            match from {
                aliases::OldAddress::Path(url) => self.add(url, Address::Redirect(target), what, Some(place)),
                aliases::OldAddress::Query(path, query) => self.site.moved_queries.push((path, query, target)),
            }
        }
    }

    fn machine_outputs(&mut self, theme_files: &[String]) {
        if self.site.config.feed.enabled {
            if self.site.have_news(&self.site.listed) {
                self.add(Url::new("/atom.xml"), Address::Atom(None), "the Atom feed", None);
                self.add(Url::new("/feed.json"), Address::JsonFeed(None), "the JSON feed", None);
            }
            for at in 0..self.site.topics.len() {
                if self.site.config.feed.topics && self.site.have_news(&self.site.topics[at].articles) {
                    let url = self.site.url(Entity::topic(at)).clone();
                    self.add(url.below("atom.xml"), Address::Atom(Some(at)), "a topic's Atom feed", None);
                    self.add(url.below("feed.json"), Address::JsonFeed(Some(at)), "a topic's JSON feed", None);
                }
            }
        }
        let indexed = self.site.sitemap_entries().count();
        let files = indexed.div_ceil(URLS_IN_A_SITEMAP);
        self.add(Url::new("/sitemap.xml"), Address::Sitemap(0), "the sitemap", None);
        for file in 1..=files {
            if files > 1 {
                self.add(
                    Url::new(format!("/sitemap-{file}.xml")),
                    Address::Sitemap(file),
                    "a part of the sitemap",
                    None,
                );
            }
        }
        self.add(Url::new("/robots.txt"), Address::Robots, "`robots.txt`", None);
        self.host_files();
        self.add(Url::new("/404.html"), Address::NotFound, "the page for what isn't found", None);
        for (at, path) in theme_files.iter().enumerate() {
            self.add(Url::new(format!("/gen-assets/{path}")), Address::ThemeFile(at), "a file of the theme", None);
        }
        if self.site.config.search.has_index() {
            self.search_index();
        }
    }

    /// The files for the hosts that `[publish]` names, and the one that lets GitHub Pages take the site as it is.
    fn host_files(&mut self) {
        let publish = &self.site.config.publish;
        let (redirects, headers) = publish.has(Form::Underscore);
        let files = [
            (true, HostFile::NoJekyll),
            (redirects, HostFile::Redirects),
            (headers, HostFile::Headers),
            (publish.has(Form::Htaccess) != (false, false), HostFile::Htaccess),
            (publish.has(Form::VercelJson) != (false, false), HostFile::VercelJson),
        ];
        for (_, file) in files.into_iter().filter(|(is_wanted, _)| *is_wanted) {
            self.add(file.url(), Address::HostFile(file), "a file for the site's host", None);
        }
    }

    fn search_index(&mut self) {
        let records = SearchRecords::of(&self.site);
        let files: Vec<IndexFile> = std::iter::once(IndexFile::Manifest)
            .chain((0..records.files_of_terms()).map(IndexFile::Terms))
            .chain((0..records.lexicons()).map(IndexFile::Lexicon))
            .chain((0..records.files()).map(IndexFile::Records))
            .chain((0..self.site.topics.len()).map(IndexFile::Topic))
            .chain((0..self.site.config.levels.len()).map(IndexFile::Level))
            .collect();
        for file in files {
            self.add(file.url(), Address::SearchFile(file), "a file of the search index", None);
        }
    }

    fn files(&mut self, assets: Vec<Asset>) {
        for asset in assets {
            let path = asset.path.as_str();
            let Some((_, below)) = path.split_once('/') else { continue };
            let url = Url::new(format!("/{below}"));
            let place = Place { file: asset.path.clone(), span: Span::default() };
            let index = below.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
            if let Some(folder) = index.map(|folder| Url::new(format!("/{folder}")))
                && self.site.addresses.get(&folder).is_some()
            {
                self.add(folder, Address::Asset(asset.path.clone()), format!("the file `{path}`"), Some(place));
                continue;
            }
            self.add(url.clone(), Address::Asset(asset.path.clone()), format!("the file `{path}`"), Some(place));
            self.site.assets.insert(url, asset);
        }
    }
}

impl Contents {
    /// How many pages a list of `count` articles has.
    pub(crate) fn pages_of(&self, count: usize) -> usize {
        self.config.paginate.map_or(1, |size| count.div_ceil(size).max(1))
    }

    /// The articles that the page of `entity` lists, if it lists any.
    pub(crate) fn articles_of(&self, entity: Entity) -> &[usize] {
        match entity.kind {
            Kind::Topic => &self.topics[entity.at].articles,
            Kind::Author => &self.articles_by_author[entity.at],
            Kind::Term(taxonomy) => &self.taxonomies[taxonomy].terms[entity.at].articles,
            _ => &[],
        }
    }

    /// Where the list of a kind lives.
    pub(crate) fn list_url(&self, kind: Kind) -> Url {
        let folder = self.folder(kind);
        permalink::list(self.config.permalinks.of(folder), folder)
    }

    /// The address of the list of a kind, or of the home page.
    pub(crate) fn introduction_url(&self, list: Option<Kind>) -> Url {
        list.map_or_else(|| Url::new("/"), |kind| self.list_url(kind))
    }

    /// The address of a thing of a kind, where its pattern can only name a slug and a path.
    pub(super) fn simple_url(&self, kind: Kind, slug: &str, path: &str) -> Url {
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Url::new(self.config.permalinks.of(self.folder(kind)).fill(|placeholder| match placeholder {
            Placeholder::Path => format!("{folder}{slug}"),
            _ => slug.to_owned(),
        }))
    }

    /// Where one level of the list at `list` lives, if levels have pages of their own.
    pub(crate) fn level_url(&self, list: &Url, level: usize) -> Url {
        list.below(&format!("{}/", slug::slugify(&self.config.levels[level], self.config.ascii_slugs)))
    }

    /// Whether a feed of `articles` has an entry: one that has a date. A feed without entries has no date to tell either.
    fn have_news(&self, articles: &[usize]) -> bool {
        articles.iter().any(|&at| self.articles[at].meta.date.is_some())
    }

    /// Whether a topic has a cheat sheet: some question of it has a takeaway.
    pub(crate) fn has_cheat_sheet(&self, topic: usize) -> bool {
        self.topics[topic].questions.iter().any(|&at| self.questions[at].takeaway.is_some())
    }

    /// Where `entity` is declared, or named first.
    fn place_of(&self, entity: Entity) -> Option<Place> {
        let named_at = || match entity.kind {
            Kind::Topic => self.topics[entity.at].named_at.clone(),
            Kind::Term(taxonomy) => self.taxonomies[taxonomy].terms[entity.at].named_at.clone(),
            _ => None,
        };
        self.meta_of(entity).map(place).or_else(named_at)
    }
}

impl Planned {
    /// The address that the pattern of its kind gives to `entity`, and what it lacks for one. It gets one all the same, so
    /// that links to it don't break as well.
    fn own_url(&self, entity: Entity) -> (Url, Option<MissingValue>) {
        let name = self.name(entity);
        match (entity.kind, self.meta_of(entity)) {
            (Kind::Topic, _) => (self.simple_url(entity.kind, &self.topics[entity.at].slug, name), None),
            (Kind::Author, Some(meta)) => {
                let last = name.rsplit('/').next().unwrap_or_default();
                let slug = meta.slug.clone().unwrap_or_else(|| slug::slugify(last, self.config.ascii_slugs));
                (self.simple_url(entity.kind, &slug, name), None)
            }
            (kind, Some(meta)) => self.expand(kind, meta),
            (kind, None) => (self.simple_url(kind, name, name), None),
        }
    }

    /// The address that the pattern of `kind` gives to what `meta` is of, or a stand-in and what it lacks.
    fn expand(&self, kind: Kind, meta: &Meta) -> (Url, Option<MissingValue>) {
        let topic = self.topic_slug(kind, meta);
        let parts = permalink::PatternValues { meta, topic: topic.as_deref(), ascii: self.config.ascii_slugs };
        match permalink::expand(self.config.permalinks.of(self.folder(kind)), &parts) {
            Ok(url) => (url, None),
            Err(lack) => (Url::made_up(self.folder(kind), &meta.name), Some(lack)),
        }
    }

    /// The last part of the address of the primary topic, where the addresses of `kind` hold it; of one that isn't there,
    /// what it would be.
    fn topic_slug(&self, kind: Kind, meta: &Meta) -> Option<String> {
        if !self.config.permalinks.of(self.folder(kind)).has(Placeholder::Topic) {
            return None;
        }
        let id = &meta.topics.first()?.value;
        let Some(at) = self.topics.iter().position(|topic| topic.id == *id) else {
            return Some(slug::slugify(id, self.config.ascii_slugs));
        };
        let url = self.url(Entity::topic(at)).as_str();
        url.trim_end_matches('/').rsplit('/').next().map(str::to_owned)
    }

    /// What the sitemap lists: every page that search engines may show, in the order of the addresses.
    pub(crate) fn sitemap_entries(&self) -> impl Iterator<Item = (&Url, &Address)> {
        self.addresses.iter().filter(|(_, address)| match address {
            Address::Redirect(_) | Address::Asset(_) | Address::Search => false,
            Address::List(_, page) | Address::Thing(_, page) if *page > 1 => false,
            other => !other.is_machine_output() && !self.is_hidden(other),
        })
    }

    fn is_hidden(&self, address: &Address) -> bool {
        self.meta_at(address).is_some_and(|meta| meta.noindex || meta.unlisted || meta.canonical.is_some())
    }

    /// The front matter of the page at `address`, where it has any.
    pub(crate) fn meta_at(&self, address: &Address) -> Option<&Meta> {
        match address {
            Address::Home => self.introductions.of(None).map(|page| &page.meta),
            Address::List(kind, _) => self.introductions.of(Some(*kind)).map(|page| &page.meta),
            Address::Level(None, _) => self.introductions.of(Some(Kind::Question)).map(|page| &page.meta),
            Address::Level(Some(topic), _) => self.meta_of(Entity::topic(*topic)),
            Address::Thing(entity, _) => self.meta_of(*entity),
            Address::Glossary => self.glossary.as_ref().map(|glossary| &glossary.meta),
            _ => None,
        }
    }
}

/// Reports that what `meta` is of has no address.
fn without_address(kind: Kind, meta: &Meta, lack: MissingValue) -> Diagnostic {
    let message = format!("this {} has no address: {}", kind.row().noun, lack.reason());
    Diagnostic::at(Code::BadSlug, &meta.file, meta.at, message).help(lack.help())
}

fn place(meta: &Meta) -> Place {
    Place { file: meta.file.clone(), span: meta.at }
}
