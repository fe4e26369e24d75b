//! The feed of a site or of a topic: what goes into it.
//!
//! A feed has the newest listed articles, by date; one without a date isn't news of any day, and stands in none. Where no article has
//! one, there is no feed. Its content is the article's lead, takeaways, body and FAQ with absolute
//! addresses, or its description, as `[feed]` asks.

use super::{
    Renderer,
    feed::{Feed, FeedAuthor, FeedEntry},
};
use crate::{
    site::{Address, Entity, Url},
    view::GENERATOR,
};
use jiff::Timestamp;

impl Renderer<'_> {
    /// The feed of the site, or of a topic.
    pub(super) fn feed(&self, topic: Option<usize>) -> Feed {
        let (site, config) = (self.site, &self.site.config);
        let folder = topic.map_or_else(|| Url::new("/"), |at| site.url(Entity::topic(at)).clone());
        let mut newest: Vec<usize> = match topic {
            Some(at) => site.topics[at].articles.clone(),
            None => site.listed.clone(),
        };
        newest.sort_by_key(|&at| std::cmp::Reverse(site.articles[at].meta.date.map(|date| date.timestamp)));
        let dated = newest.into_iter().filter_map(|at| Some((at, site.articles[at].meta.date?.timestamp)));
        let entries: Vec<FeedEntry> =
            dated.take(config.feed.limit).map(|(at, published)| self.entry(at, published)).collect();
        let title = match topic {
            Some(at) => format!("{} · {}", site.topics[at].title, config.title),
            None => config.title.clone(),
        };
        let description = topic.and_then(|at| site.topics[at].meta()).map(|meta| meta.description.clone());
        let authors = config.defaults.authors.iter().filter_map(|author| site.author(&author.value));
        Feed {
            title,
            subtitle: description.or_else(|| config.description.clone()).unwrap_or_default(),
            home: site.absolute(&folder),
            atom_url: site.absolute(&folder.below("atom.xml")),
            json_url: site.absolute(&folder.below("feed.json")),
            language: config.language.clone(),
            style: self.views.feed_style(),
            updated: entries.iter().map(|entry| entry.updated).max().expect("the plan has no feed without entries"),
            generator: GENERATOR,
            rights: config.copyright.clone(),
            authors: self.feed_authors(authors),
            entries,
        }
    }

    fn entry(&self, at: usize, published: Timestamp) -> FeedEntry {
        let site = self.site;
        let meta = &site.articles[at].meta;
        let url = site.url(Entity::article(at));
        let language = meta.language(&site.config.language);
        FeedEntry {
            url: site.absolute(url),
            title: meta.title.clone(),
            summary: self.views.description(&Address::Thing(Entity::article(at), 1), language),
            content_html: site.config.feed.full.then(|| self.views.feed_content(at)),
            published: Some(published),
            // an entry changed before it was published would look older than it is
            updated: meta.updated.map_or(published, |date| date.timestamp.max(published)),
            authors: self.feed_authors(site.authors_of(meta)),
            tags: site.topics_of(meta).into_iter().map(|topic| site.topics[topic].title.clone()).collect(),
            image: self.views.absolute_image(meta, url),
            language: language.to_owned(),
        }
    }

    fn feed_authors(&self, authors: impl IntoIterator<Item = usize>) -> Vec<FeedAuthor> {
        let author = |at: usize| FeedAuthor {
            name: self.site.authors[at].meta.title.clone(),
            url: self.site.absolute(self.site.url(Entity::author(at))),
        };
        authors.into_iter().map(author).collect()
    }
}
