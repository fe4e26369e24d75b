//! The plan: every address of the site, and who lives there.
//!
//! Addresses are given in a fixed order, so that the same clash is always told the same way: pages, articles, questions,
//! topics, authors and terms; then lists and their further pages; then aliases; then what is made for machines; then
//! files; at last what isn't published, which lives nowhere. A thing whose own address is taken keeps it for links, so
//! that a clash is told once.

mod unpublished;

use super::{
    Address, Asset, Entity, HostFile, IndexFile, Records, Site, Url, address::SEARCH_PAGE, bundles, moved, permalink,
    permalink::Lack,
};
use crate::{
    config::{Form, Placeholder},
    content::{Meta, slug},
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, Span},
};

/// More questions than this stand on one page a level.
pub(crate) const QUESTIONS_ON_A_PAGE: usize = 2_000;
/// The most addresses a file of a sitemap may have, by sitemaps.org.
pub(crate) const URLS_IN_A_SITEMAP: usize = 50_000;

/// Gives everything in `site` its address.
pub(super) fn plan(site: &mut Site, assets: Vec<Asset>, theme_files: &[String], diags: &mut Diagnostics) {
    let (assets, held_back) = bundles::part(site, assets);
    site.addresses.reserve(site.articles.len() + site.questions.len() + site.pages.len() + assets.len());
    let mut plan = Plan { site: &mut *site, diags };
    plan.pages();
    plan.topics();
    plan.articles_and_questions();
    plan.authors_and_terms();
    plan.lists();
    plan.aliases();
    plan.machine_outputs(theme_files);
    plan.files(assets);
    plan.unpublished(held_back);
    site.addresses.close(diags);
}

struct Plan<'a> {
    site: &'a mut Site,
    diags: &'a mut Diagnostics,
}

impl Plan<'_> {
    fn add(&mut self, url: Url, address: Address, what: impl Into<String>, place: Option<Place>) {
        self.site.addresses.add(url, address, what, place, self.diags);
    }

    /// Gives `entity` the address that its kind's pattern says.
    fn entity(&mut self, entity: Entity, address: Address, url: Url, what: &str, place: Option<Place>) {
        self.site.urls.push(entity, url.clone());
        let what = ["the ", what, " `", self.site.title(entity), "`"].concat();
        self.add(url, address, what, place);
    }

    /// The address that the pattern of `kind` gives to what `meta` is of, or why it gives none.
    fn expand(&self, kind: &str, meta: &Meta, topic: Option<&str>) -> Result<Url, Lack> {
        let parts = permalink::Parts { meta, topic, ascii: self.site.config.ascii_slugs };
        permalink::expand(self.site.config.permalinks.of(kind), &parts)
    }

    /// Tells that what `meta` is of has no address. It gets one all the same, so that links to it don't break as well.
    fn without_address(&mut self, kind: &str, what: &str, meta: &Meta, lack: Lack) -> Url {
        let message = format!("this {what} has no address: {}", lack.reason());
        self.diags.push(Diagnostic::at(Code::BadSlug, &meta.file, meta.at, message).help(lack.help()));
        Url::made_up(kind, &meta.name)
    }

    fn url(&mut self, kind: &str, what: &str, meta: &Meta, topic: Option<&str>) -> Url {
        self.expand(kind, meta, topic).unwrap_or_else(|lack| self.without_address(kind, what, meta, lack))
    }

    fn pages(&mut self) {
        let home = self.site.introductions.home.as_ref().map(|page| place(&page.meta));
        self.add(Url::new("/"), Address::Home, "the home page", home);
        let pages = std::mem::take(&mut self.site.pages);
        let urls: Vec<Url> = pages.iter().map(|page| self.url("pages", "page", &page.meta, None)).collect();
        let places: Vec<Place> = pages.iter().map(|page| place(&page.meta)).collect();
        self.site.pages = pages;
        for (at, (url, place)) in urls.into_iter().zip(places).enumerate() {
            self.entity(Entity::Page(at), Address::Page(at), url, "page", Some(place));
        }
    }

    fn topics(&mut self) {
        for at in 0..self.site.topics.len() {
            let topic = &self.site.topics[at];
            let place = topic.meta().map(place).or_else(|| topic.named_at.clone());
            let url = self.site.simple_url("topics", &topic.slug, &topic.id);
            self.entity(Entity::Topic(at), Address::Topic(at, 1), url, "topic", place);
        }
    }

    fn articles_and_questions(&mut self) {
        let articles = std::mem::take(&mut self.site.articles);
        let questions = std::mem::take(&mut self.site.questions);
        let metas = articles.iter().map(|article| &article.meta).chain(questions.iter().map(|question| &question.meta));
        let metas: Vec<&Meta> = metas.collect();
        let mut urls = Vec::with_capacity(metas.len());
        for (at, meta) in metas.iter().enumerate() {
            let (kind, what) = if at < articles.len() { ("articles", "article") } else { ("questions", "question") };
            let topic = self.topic_slug(kind, meta);
            urls.push((self.url(kind, what, meta, topic.as_deref()), place(meta)));
        }
        let count = articles.len();
        (self.site.articles, self.site.questions) = (articles, questions);
        for (at, (url, place)) in urls.into_iter().enumerate() {
            if at < count {
                self.entity(Entity::Article(at), Address::Article(at), url, "article", Some(place));
            } else {
                let at = at - count;
                self.entity(Entity::Question(at), Address::Question(at), url, "question", Some(place));
            }
        }
    }

    /// The last part of the address of the primary topic, where the addresses of `kind` hold it; of one that isn't there,
    /// what it would be.
    fn topic_slug(&self, kind: &str, meta: &Meta) -> Option<String> {
        if !self.site.config.permalinks.of(kind).has(Placeholder::Topic) {
            return None;
        }
        let id = &meta.topics.first()?.value;
        let Some(at) = self.site.topics.iter().position(|topic| topic.id == *id) else {
            return Some(slug::slugify(id, self.site.config.ascii_slugs));
        };
        let url = self.site.url(Entity::Topic(at)).as_str();
        url.trim_end_matches('/').rsplit('/').next().map(str::to_owned)
    }

    fn authors_and_terms(&mut self) {
        for at in 0..self.site.authors.len() {
            let meta = &self.site.authors[at].meta;
            let last = meta.name.rsplit('/').next().unwrap_or_default();
            let slug = meta.slug.clone().unwrap_or_else(|| slug::slugify(last, self.site.config.ascii_slugs));
            let (url, place) = (self.site.simple_url("authors", &slug, &meta.name), place(meta));
            self.entity(Entity::Author(at), Address::Author(at, 1), url, "author", Some(place));
        }
        for taxonomy in 0..self.site.taxonomies.len() {
            let name = self.site.taxonomies[taxonomy].name.clone();
            for at in 0..self.site.taxonomies[taxonomy].terms.len() {
                let slug = self.site.taxonomies[taxonomy].terms[at].slug.clone();
                let url = self.site.simple_url(&name, &slug, &slug);
                self.entity(Entity::Term(taxonomy, at), Address::Term(taxonomy, at, 1), url, "term", None);
            }
        }
    }

    fn lists(&mut self) {
        let site = &*self.site;
        let introductions = &site.introductions;
        let lists = [
            ("articles", !site.articles.is_empty(), &introductions.articles, Address::Articles(1)),
            ("questions", !site.questions.is_empty(), &introductions.questions, Address::Questions(None)),
            ("topics", !site.topics.is_empty(), &introductions.topics, Address::Topics),
            ("authors", !site.authors.is_empty(), &introductions.authors, Address::Authors),
        ];
        let lists: Vec<_> = lists
            .into_iter()
            .filter(|(_, has_entries, page, _)| *has_entries || page.is_some())
            .map(|(kind, _, page, address)| (kind, page.as_ref().map(|page| place(&page.meta)), address))
            .collect();
        for (kind, place, address) in lists {
            let url = self.site.list_url(kind);
            self.add(url, address, format!("the list of {kind}"), place);
        }
        self.list_pages();
        if self.site.config.search.enabled {
            self.add(Url::new("/search/"), Address::Search, SEARCH_PAGE, None);
        }
        if let Some(glossary) = &self.site.glossary {
            let place = Place { file: glossary.meta.file.clone(), span: Span::default() };
            self.add(self.site.glossary_url(), Address::Glossary, "the glossary", Some(place));
        }
        for at in 0..self.site.taxonomies.len() {
            let name = self.site.taxonomies[at].name.clone();
            if !self.site.taxonomies[at].terms.is_empty() {
                self.add(self.site.list_url(&name), Address::Terms(at), format!("the list of {name}"), None);
            }
        }
    }

    /// The further pages of lists, and what stands below a topic.
    fn list_pages(&mut self) {
        let articles = self.site.list_url("articles");
        self.further(&articles, self.site.listed.len(), "articles", Address::Articles);
        let levels = self.site.config.levels.len();
        if self.site.questions.len() > QUESTIONS_ON_A_PAGE {
            for level in 0..levels {
                let url = self.site.level_url(&self.site.list_url("questions"), level);
                self.add(url, Address::Questions(Some(level)), "a level of the question index", None);
            }
        }
        if self.site.config.practice && !self.site.questions.is_empty() {
            self.add(Url::new("/practice/"), Address::Practice(None), "the practice page", None);
        }
        for at in 0..self.site.topics.len() {
            let url = self.site.url(Entity::Topic(at)).clone();
            let (articles, questions) = (self.site.topics[at].articles.len(), self.site.topics[at].questions.len());
            self.further(&url, articles, "a topic", |page| Address::Topic(at, page));
            if questions > QUESTIONS_ON_A_PAGE {
                for level in 0..levels {
                    let url = self.site.level_url(&url, level);
                    self.add(url, Address::TopicLevel(at, level), "a level of a topic", None);
                }
            }
            if self.site.has_cheat_sheet(at) {
                self.add(url.below("cheatsheet/"), Address::CheatSheet(at), "a topic's cheat sheet", None);
            }
            if self.site.config.practice && questions > 0 {
                self.add(url.below("practice/"), Address::Practice(Some(at)), "a topic's practice page", None);
            }
        }
        for at in 0..self.site.authors.len() {
            let url = self.site.url(Entity::Author(at)).clone();
            let count = self.site.articles_by_author[at].len();
            self.further(&url, count, "an author", |page| Address::Author(at, page));
        }
        for taxonomy in 0..self.site.taxonomies.len() {
            for at in 0..self.site.taxonomies[taxonomy].terms.len() {
                let url = self.site.url(Entity::Term(taxonomy, at)).clone();
                let count = self.site.taxonomies[taxonomy].terms[at].articles.len();
                self.further(&url, count, "a term", |page| Address::Term(taxonomy, at, page));
            }
        }
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
        for alias in moved::aliases(self.site, self.diags) {
            let moved::Alias { from, what, place, target } = alias;
            match from {
                moved::From::Path(url) => self.add(url, Address::Redirect(target), what, Some(place)),
                moved::From::Query(path, query) => self.site.moved_queries.push((path, query, target)),
            }
        }
    }

    fn machine_outputs(&mut self, theme_files: &[String]) {
        if self.site.config.feed.enabled {
            self.add(Url::new("/atom.xml"), Address::Atom(None), "the Atom feed", None);
            self.add(Url::new("/feed.json"), Address::JsonFeed(None), "the JSON feed", None);
            for at in 0..self.site.topics.len() {
                if self.site.config.feed.topics && !self.site.topics[at].articles.is_empty() {
                    let url = self.site.url(Entity::Topic(at)).clone();
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
        let records = Records::of(self.site);
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

impl Site {
    /// How many pages a list of `count` articles has.
    pub(crate) fn pages_of(&self, count: usize) -> usize {
        self.config.paginate.map_or(1, |size| count.div_ceil(size).max(1))
    }

    /// Where the list of `kind` lives.
    pub(crate) fn list_url(&self, kind: &str) -> Url {
        permalink::list(self.config.permalinks.of(kind), kind)
    }

    /// The address of a thing of `kind`, where its pattern can only name a slug and a path.
    pub(super) fn simple_url(&self, kind: &str, slug: &str, path: &str) -> Url {
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Url::new(self.config.permalinks.of(kind).fill(|placeholder| match placeholder {
            Placeholder::Path => format!("{folder}{slug}"),
            _ => slug.to_owned(),
        }))
    }

    /// Where one level of the list at `list` lives, if levels have pages of their own.
    pub(crate) fn level_url(&self, list: &Url, level: usize) -> Url {
        list.below(&format!("{}/", slug::slugify(&self.config.levels[level], self.config.ascii_slugs)))
    }

    /// Whether a topic has a cheat sheet: some question of it has a takeaway.
    pub(crate) fn has_cheat_sheet(&self, topic: usize) -> bool {
        self.topics[topic].questions.iter().any(|&at| self.questions[at].takeaway.is_some())
    }

    /// Everything that has front matter of its own and an address.
    pub(crate) fn entities_with_meta(&self) -> impl Iterator<Item = (Entity, &Meta)> {
        let pages = self.pages.iter().enumerate().map(|(at, page)| (Entity::Page(at), &page.meta));
        let articles = self.articles.iter().enumerate().map(|(at, article)| (Entity::Article(at), &article.meta));
        let questions = self.questions.iter().enumerate().map(|(at, q)| (Entity::Question(at), &q.meta));
        let topics = self.topics.iter().enumerate().filter_map(|(at, topic)| Some((Entity::Topic(at), topic.meta()?)));
        let authors = self.authors.iter().enumerate().map(|(at, author)| (Entity::Author(at), &author.meta));
        pages.chain(articles).chain(questions).chain(topics).chain(authors)
    }

    /// What the sitemap lists: every page that search engines may show, in the order of the addresses.
    pub(crate) fn sitemap_entries(&self) -> impl Iterator<Item = (&Url, &Address)> {
        self.addresses.iter().filter(|(_, address)| match address {
            Address::Redirect(_) | Address::Asset(_) | Address::Search => false,
            Address::Articles(page)
            | Address::Topic(_, page)
            | Address::Author(_, page)
            | Address::Term(_, _, page) => *page == 1 && !self.is_hidden(address),
            other => !other.is_machine_output() && !self.is_hidden(other),
        })
    }

    fn is_hidden(&self, address: &Address) -> bool {
        self.meta_at(address).is_some_and(|meta| meta.noindex || meta.unlisted || meta.canonical.is_some())
    }

    /// The front matter of `entity`, where it has any.
    pub(crate) fn meta_of(&self, entity: Entity) -> Option<&Meta> {
        match entity {
            Entity::Article(at) => Some(&self.articles[at].meta),
            Entity::Question(at) => Some(&self.questions[at].meta),
            Entity::Topic(at) => self.topics[at].meta(),
            Entity::Author(at) => Some(&self.authors[at].meta),
            Entity::Page(at) => Some(&self.pages[at].meta),
            Entity::Term(..) => None,
        }
    }

    /// The front matter of the page at `address`, where it has any.
    pub(crate) fn meta_at(&self, address: &Address) -> Option<&Meta> {
        match address {
            Address::Home => self.introductions.home.as_ref().map(|page| &page.meta),
            Address::Articles(_) => self.introductions.articles.as_ref().map(|page| &page.meta),
            Address::Questions(_) => self.introductions.questions.as_ref().map(|page| &page.meta),
            Address::Topics => self.introductions.topics.as_ref().map(|page| &page.meta),
            Address::Authors => self.introductions.authors.as_ref().map(|page| &page.meta),
            Address::Page(at) => self.meta_of(Entity::Page(*at)),
            Address::Article(at) => self.meta_of(Entity::Article(*at)),
            Address::Question(at) => self.meta_of(Entity::Question(*at)),
            Address::Topic(at, _) | Address::TopicLevel(at, _) => self.meta_of(Entity::Topic(*at)),
            Address::Author(at, _) => self.meta_of(Entity::Author(*at)),
            Address::Glossary => self.glossary.as_ref().map(|glossary| &glossary.meta),
            _ => None,
        }
    }
}

fn place(meta: &Meta) -> Place {
    Place { file: meta.file.clone(), span: meta.at }
}
