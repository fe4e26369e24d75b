//! The variable `site`, which every page has, and the maps that only it holds.

use super::{GENERATOR, Record, Views, list, record::variables};
use crate::{
    config::{MenuEntry, SearchEngine},
    kind::Kind,
    place::SourcePath,
    site::{Address, Entity, LinkOrigin, Url},
    theme::StaticFile,
};
use std::{cmp::Reverse, collections::BTreeMap};
use tera::Value;

/// So many articles `site.articles` has.
const NEWEST: usize = 20;
/// So many articles `site.most_linked` has.
const MOST_LINKED: usize = 5;
/// The theme's style sheet for feeds, which pages don't load.
const FEED_STYLE: &str = "feed.css";
/// Its style sheet for the search, which pages of a site without one don't load.
const SEARCH_STYLE: &str = "search.css";
/// The folder of the theme's style sheets that pages of one kind load, which their names say.
const KINDS: &str = "kinds/";

variables! { impl Views<'_> {
    /// The site as a whole, the same on every page.
    fn make_site(&self) -> "site" {
        let (site, config) = (self.site, &self.site.config);
        let newest = site.listed.iter().take(NEWEST);
        /// String: `title` of `site.toml`.
        title: config.title.as_str(),
        /// String: `description` of `site.toml`; empty without one.
        description: config.description.clone().unwrap_or_default(),
        /// String: the absolute address of the home page, with `/` at its end.
        base_url: config.base.absolute("/"),
        /// String: the address of the home page as links spell it: `/`, or the path of `base_url`.
        home: Url::new("/").href(&config.base.path),
        /// String: the tag of the site's language, such as `en`.
        language: config.language.as_str(),
        /// String: `copyright` of `site.toml`; `none` without one.
        copyright: config.copyright.clone(),
        /// String: `license` of `site.toml`; `none` without one.
        license: config.license.clone(),
        /// List: the entries of `[[menu]]`, in order; what leads to something unpublished is left out.
        menu of "menu entry": self.menu(),
        /// List of strings: the levels, the easiest first.
        levels: config.levels.clone(),
        /// List: the topics without a parent, in their order; each has its children.
        topics of "topic summary": list(self.top_topics().map(|at| self.topic_summary(at))),
        /// List: the taxonomies of `site.toml` that have terms.
        taxonomies of "taxonomy with terms": self.taxonomies(),
        /// List: the first 20 articles in the site's order, without unlisted ones.
        articles of "article summary": list(newest.map(|&at| self.in_site_language(at))),
        /// List: the articles that most texts link to, at most 5; empty where none does.
        most_linked of "article summary": self.most_linked(),
        /// List: all authors, in their order.
        authors of "author summary": self.all_authors(),
        /// Map: how much there is of each kind.
        counts of "site counts": self.site_counts(),
        /// Map: the addresses of the lists.
        urls of "site addresses": self.site_urls(),
        /// Map: how the site is searched; `none` where `[search]` switches it off.
        search of "search": self.search(),
        /// Map: the addresses of the site's feeds.
        feeds of "site feeds": self.site_feeds(),
        /// List: the style sheets of the theme, in the order of their paths, without `feed.css`, which the Atom feeds
        /// name, and without `search.css` where there is no search.
        styles of "style sheet": self.styles(),
        /// Map: the scripts of the theme by their names, the paths below `static/` without `.js`; each has `url` and
        /// `integrity`, as a style sheet.
        scripts: self.scripts(),
        /// Map: the site's icon, or the theme's; `none` where neither has one.
        favicon of "icon": self.favicon(),
        /// Map: what `[extra]` of `site.toml` says; empty without it.
        extra: Value::from_serializable(&config.extra),
        /// String: the name and version of gen.
        generator: GENERATOR,
        /// Number: the year of the newest `date` or `updated` of an article; `none` without any.
        year: self.year(),
    }

    /// An item of `site.menu`.
    fn menu_link(&self, entry: &MenuEntry, url: Option<String>, children: Vec<Value>) -> "menu entry" {
        let leads_away = url.as_ref().is_some_and(|url| url.contains("://"));
        let rel = leads_away.then(|| self.site.config.markdown.external_rel.clone());
        /// String: what the entry says.
        name: entry.name.as_str(),
        /// String: where it leads, ready for `href`; `none` for one that only opens its `children`.
        url: url,
        /// String: the `rel` of a link that leads to another site; else `none`.
        rel: rel,
        /// List: the entries below it, which have none themselves; empty without any.
        children of "menu entry": list(children),
    }

    /// The map `site.counts`; only what is published counts.
    fn site_counts(&self) -> "site counts" {
        let site = self.site;
        /// Number: the articles, without unlisted ones.
        articles: site.listed.len(),
        /// Number: the questions.
        questions: site.questions.len(),
        /// Number: the topics.
        topics: site.topics.len(),
        /// Number: the authors.
        authors: site.authors.len(),
    }

    /// The map `site.urls`, for links that every page has.
    fn site_urls(&self) -> "site addresses" {
        let site = self.site;
        let href = |url: Url| site.addresses.get(&url).map(|_| url.href(&site.config.base.path));
        /// String: the list of articles; `none` where the site has none.
        articles: href(site.list_url(Kind::Article)),
        /// String: the question index; `none` where the site has none.
        questions: href(site.list_url(Kind::Question)),
        /// String: the topic index; `none` where the site has none.
        topics: href(site.list_url(Kind::Topic)),
        /// String: the list of authors; `none` where the site has none.
        authors: href(site.list_url(Kind::Author)),
        /// String: the search page; `none` where the site has none.
        search: href(Url::new("/search/")),
        /// String: the practice page; `none` where the site has none.
        practice: href(Url::new("/practice/")),
        /// String: the glossary; `none` where the site has none.
        glossary: href(Url::new("/glossary/")),
    }

    /// The map `site.search`.
    fn search_index(&self, engine: &str, index: &str) -> "search" {
        /// String: `gen`, or `pagefind`, as `[search]` says.
        engine: engine,
        /// String: the address of the folder in which the engine finds its index.
        index: Url::new(index).href(&self.site.config.base.path),
    }

    /// The map `site.feeds`.
    fn site_feeds(&self) -> "site feeds" {
        let href = |url: &str| {
            let url = Url::new(url);
            let is_feed = matches!(self.site.addresses.get(&url), Some(Address::Atom(_) | Address::JsonFeed(_)));
            is_feed.then(|| url.href(&self.site.config.base.path))
        };
        /// String: the address of the Atom feed; `none` where it is switched off, or no article has a date.
        atom: href("/atom.xml"),
        /// String: the address of the JSON feed; `none` where it is switched off, or no article has a date.
        json: href("/feed.json"),
    }

    /// An item of `site.styles`.
    fn style(&self, file: &StaticFile) -> "style sheet" {
        let kind = || Some(file.path.strip_prefix(KINDS)?.strip_suffix(".css")?.to_owned());
        /// String: its address, which changes when its bytes do.
        url: self.versioned(file),
        /// String: the digest of its bytes, for the attribute `integrity`.
        integrity: file.digests.integrity.clone(),
        /// String: the kind of the pages it is for, as `practice` for `kinds/practice.css`; `none` where all pages
        /// load it.
        kind: kind(),
    }

    /// The map `site.favicon`.
    fn icon(&self, url: String) -> "icon" {
        let kind = match url.split('?').next().and_then(|path| path.rsplit('.').next()) {
            Some("svg") => Some("image/svg+xml"),
            Some("png") => Some("image/png"),
            _ => None,
        };
        /// String: its address.
        url: url,
        /// String: its media type, for SVG and PNG; `none` for others.
        type: kind,
    }
} }

impl Views<'_> {
    fn menu(&self) -> Value {
        let file = SourcePath::new("content/index.md");
        let home = Url::new("/");
        let origin = LinkOrigin { file: &file, url: &home };
        list(self.site.config.menu.iter().filter_map(|entry| self.menu_entry(origin, entry)))
    }

    /// An entry of the menu with those below it; `None` if nothing of it leads anywhere.
    fn menu_entry(&self, origin: LinkOrigin, entry: &MenuEntry) -> Option<Value> {
        let url = entry.url.as_ref().and_then(|url| self.site.resolve_url(origin, url.value.as_str()));
        let children: Vec<Value> = entry.children.iter().filter_map(|child| self.menu_entry(origin, child)).collect();
        let leads = url.is_some() || !children.is_empty();
        leads.then(|| self.menu_link(entry, url, children).into())
    }

    /// The topics without a parent.
    pub(super) fn top_topics(&self) -> impl Iterator<Item = usize> {
        (0..self.site.topics.len()).filter(|&at| self.site.topics[at].parent.is_none())
    }

    fn taxonomies(&self) -> Value {
        let used = (0..self.site.taxonomies.len()).filter(|&at| !self.site.taxonomies[at].terms.is_empty());
        list(used.map(|at| self.taxonomy_with_terms(at)))
    }

    fn most_linked(&self) -> Value {
        let site = self.site;
        let counted = site.listed.iter().map(|&at| (Reverse(site.backlinks.count(Entity::article(at))), at));
        let mut linked: Vec<(Reverse<usize>, usize)> = counted.filter(|(Reverse(count), _)| *count > 0).collect();
        linked.sort_unstable();
        list(linked.into_iter().take(MOST_LINKED).map(|(_, at)| self.in_site_language(at)))
    }

    fn search(&self) -> Option<Record> {
        let config = &self.site.config.search;
        config.enabled.then(|| match config.engine {
            SearchEngine::Gen => self.search_index("gen", "/gen-assets/search/"),
            SearchEngine::Pagefind => self.search_index("pagefind", "/pagefind/"),
        })
    }

    fn styles(&self) -> Value {
        let is_for_pages = |file: &&StaticFile| match &*file.path {
            FEED_STYLE => false,
            SEARCH_STYLE => self.site.config.search.enabled,
            path => path.ends_with(".css"),
        };
        list(self.theme.statics().iter().filter(is_for_pages).map(|file| self.style(file)))
    }

    /// The address of the style sheet of feeds, where the theme has one.
    pub(crate) fn feed_style(&self) -> Option<String> {
        self.theme.statics().iter().find(|file| file.path == FEED_STYLE).map(|file| self.versioned(file))
    }

    /// The theme's scripts by their names.
    fn scripts(&self) -> BTreeMap<String, Record> {
        let named = |file: &StaticFile| {
            let integrity = Value::from(file.digests.integrity.clone());
            let script = Record(vec![("url", self.versioned(file).into()), ("integrity", integrity)]);
            Some((file.path.strip_suffix(".js")?.to_owned(), script))
        };
        self.theme.statics().iter().filter_map(named).collect()
    }

    /// The address of a file of the theme, which changes when its bytes do.
    fn versioned(&self, file: &StaticFile) -> String {
        let url = Url::new(format!("/gen-assets/{}", file.path));
        format!("{}?v={}", url.href(&self.site.config.base.path), file.digests.fingerprint)
    }

    /// The site's own icon, or the theme's.
    fn favicon(&self) -> Option<Record> {
        let site = self.site;
        let wanted = site.config.favicon.iter().map(|icon| Url::new(icon.value.as_str()));
        let mut own = wanted.chain(["/favicon.svg", "/favicon.ico", "/favicon.png"].map(Url::new));
        let own = own.find(|url| site.addresses.get(url).is_some()).map(|url| url.href(&site.config.base.path));
        let of_theme = || self.theme.statics().iter().find(|file| file.path.starts_with("favicon."));
        Some(self.icon(own.or_else(|| of_theme().map(|file| self.versioned(file)))?))
    }

    /// The year of the newest article, which is as new as the site is.
    fn year(&self) -> Option<i64> {
        let dates = self.site.articles.iter().flat_map(|article| [article.meta.date, article.meta.updated]).flatten();
        dates.map(|moment| moment.date.at.year()).max().map(i64::from)
    }
}
