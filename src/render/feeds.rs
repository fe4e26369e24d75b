//! The feeds, the sitemap and `robots.txt` of a site: what goes into them.
//!
//! A feed has the newest listed articles of the site, or of a topic, by date. Its content is the article's lead,
//! takeaways, body and FAQ with absolute addresses, or its description, as `[feed]` asks.

use super::{
    Renderer,
    feed::{Entry, Feed, FeedAuthor},
    sitemap,
};
use crate::{
    content::{Article, Meta},
    site::{Address, Entity, Site, URLS_IN_A_SITEMAP, Url},
    view::GENERATOR,
};
use jiff::Timestamp;

/// What a feed is made from, owned, since its addresses are made for it.
pub(super) struct FeedData<'a> {
    site: &'a Site,
    title: String,
    subtitle: String,
    home: String,
    atom_url: String,
    json_url: String,
    style: Option<String>,
    updated: Timestamp,
    authors: Vec<(String, String)>,
    entries: Vec<EntryData<'a>>,
}

struct EntryData<'a> {
    article: &'a Article,
    url: String,
    summary: String,
    content: Option<String>,
    published: Option<Timestamp>,
    updated: Timestamp,
    authors: Vec<(String, String)>,
    tags: Vec<String>,
    image: Option<String>,
}

impl<'a> Renderer<'a> {
    /// The feed of the site, or of a topic.
    pub(super) fn feed(&self, topic: Option<usize>) -> FeedData<'a> {
        let site = self.site;
        let folder = topic.map_or_else(|| Url::new("/"), |at| site.url(Entity::topic(at)).clone());
        let mut newest: Vec<usize> = match topic {
            Some(at) => site.topics[at].articles.clone(),
            None => site.listed.clone(),
        };
        newest.sort_by_key(|&at| std::cmp::Reverse(site.articles[at].meta.date.map(|date| date.timestamp)));
        let entries: Vec<_> = newest.into_iter().take(site.config.feed.limit).map(|at| self.entry(at)).collect();
        let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or(Timestamp::UNIX_EPOCH);
        let title = match topic {
            Some(at) => format!("{} · {}", site.topics[at].title, site.config.title),
            None => site.config.title.clone(),
        };
        let description = topic.and_then(|at| site.topics[at].meta()).map(|meta| meta.description.clone());
        FeedData {
            site,
            title,
            subtitle: description.or_else(|| site.config.description.clone()).unwrap_or_default(),
            home: site.absolute(&folder),
            atom_url: site.absolute(&folder.below("atom.xml")),
            json_url: site.absolute(&folder.below("feed.json")),
            style: self.views.feed_style(),
            updated,
            authors: authors(
                site,
                &site
                    .config
                    .defaults
                    .authors
                    .iter()
                    .filter_map(|author| site.author(&author.value))
                    .collect::<Vec<_>>(),
            ),
            entries,
        }
    }

    fn entry(&self, at: usize) -> EntryData<'a> {
        let site = self.site;
        let article = &site.articles[at];
        let meta = &article.meta;
        let published = meta.date.map(|date| date.timestamp);
        let language = meta.language(&site.config.language);
        EntryData {
            article,
            url: site.absolute(site.url(Entity::article(at))),
            summary: self.views.description(&Address::Thing(Entity::article(at), 1), language),
            content: site.config.feed.full.then(|| self.views.feed_content(at)),
            published,
            // readers' programs take an entry for older than it is otherwise
            updated: meta.updated.map(|date| date.timestamp).max(published).unwrap_or(Timestamp::UNIX_EPOCH),
            authors: authors(site, &site.authors_of(meta)),
            tags: site.topics_of(meta).into_iter().map(|topic| site.topics[topic].title.clone()).collect(),
            image: self.views.absolute_image(meta, site.url(Entity::article(at))),
        }
    }
}

fn authors(site: &Site, authors: &[usize]) -> Vec<(String, String)> {
    let author = |&at: &usize| (site.authors[at].meta.title.clone(), site.absolute(site.url(Entity::author(at))));
    authors.iter().map(author).collect()
}

impl FeedData<'_> {
    /// The feed as the formats take it.
    pub(super) fn as_feed(&self) -> Feed<'_> {
        let config = &self.site.config;
        Feed {
            title: &self.title,
            subtitle: &self.subtitle,
            home: &self.home,
            atom_url: &self.atom_url,
            json_url: &self.json_url,
            style: self.style.as_deref(),
            language: &config.language,
            updated: self.updated,
            generator: GENERATOR,
            rights: config.copyright.as_deref(),
            icon: None,
            authors: named(&self.authors),
            entries: self.entries.iter().map(|entry| entry.as_entry(&config.language)).collect(),
        }
    }
}

impl EntryData<'_> {
    fn as_entry<'b>(&'b self, language: &'b str) -> Entry<'b> {
        let meta: &Meta = &self.article.meta;
        Entry {
            id: &self.url,
            url: &self.url,
            title: &meta.title,
            summary: &self.summary,
            content_html: self.content.clone(),
            published: self.published,
            updated: self.updated,
            authors: named(&self.authors),
            tags: self.tags.clone(),
            image: self.image.as_deref(),
            language: meta.language(language),
        }
    }
}

fn named(authors: &[(String, String)]) -> Vec<FeedAuthor<'_>> {
    authors.iter().map(|(name, url)| FeedAuthor { name, url: Some(url) }).collect()
}

/// The files of the sitemap.
pub(super) fn sitemap(site: &Site) -> Vec<Vec<u8>> {
    let entry = |(url, address): (&Url, &Address)| {
        let meta = site.meta_at(address);
        let moment = meta.and_then(|meta| meta.updated.or(meta.date));
        sitemap::Entry { url: site.absolute(url), lastmod: moment.map(|moment| moment.iso()) }
    };
    let entries: Vec<_> = site.sitemap_entries().map(entry).collect();
    let base = site.absolute(&Url::new("/"));
    sitemap::files(&entries, &base, URLS_IN_A_SITEMAP).into_iter().map(|(_, bytes)| bytes).collect()
}

/// What robots are told.
pub(super) fn robots(site: &Site) -> String {
    let sitemap = Url::new("/sitemap.xml");
    let has_sitemap = matches!(site.addresses.get(&sitemap), Some(Address::Sitemap(_)));
    let sitemap = has_sitemap.then(|| site.absolute(&sitemap));
    sitemap::robots(&site.absolute(&Url::new("/")), sitemap.as_deref(), &[])
}
