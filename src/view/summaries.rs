//! What lists show of a thing, built once and shared; and `site`, which every page has.

use super::{
    GENERATOR, Making, Views,
    record::{Record, list},
};
use crate::{
    content::Meta,
    markdown::Body,
    site::{Address, Entity, Site, Url},
    theme::Theme,
};
use rayon::prelude::*;
use tera::Value;

/// So many articles `site.articles` has.
const NEWEST: usize = 20;
/// So many articles `site.most_linked` has.
const MOST_LINKED: usize = 5;

/// Everything that is shared.
pub(super) struct Shared {
    /// The variable `site`.
    pub(super) site: Value,
    /// A summary of each article.
    pub(super) articles: Vec<Value>,
    /// A summary of each question.
    pub(super) questions: Vec<Value>,
    /// A summary of each topic, with its children's.
    pub(super) topics: Vec<Value>,
    /// A link to each topic.
    pub(super) topic_links: Vec<Value>,
    /// A summary of each author.
    pub(super) authors: Vec<Value>,
    /// The feeds of the site.
    pub(super) feeds: Vec<Value>,
    /// A link to each article: title and address.
    pub(super) article_links: Vec<Value>,
    /// A summary of each term of each taxonomy.
    pub(super) terms: Vec<Vec<Value>>,
}

impl Shared {
    fn empty() -> Self {
        let (articles, questions, topics) = (Vec::new(), Vec::new(), Vec::new());
        let (topic_links, article_links, authors, terms) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let feeds = Vec::new();
        Self { site: Value::none(), articles, questions, topics, topic_links, feeds, article_links, authors, terms }
    }

    /// Builds them: those first that others hold.
    pub(super) fn build(site: &Site, theme: &Theme) -> Self {
        let mut views = Views { site, theme, shared: Self::empty() };
        views.shared.topic_links = (0..site.topics.len()).map(|at| views.topic_link(at)).collect();
        views.shared.topics = views.topic_summaries();
        views.shared.authors = (0..site.authors.len()).map(|at| views.author_summary(at)).collect();
        views.shared.terms = (0..site.taxonomies.len()).map(|at| views.term_summaries(at)).collect();
        views.shared.article_links =
            (0..site.articles.len()).into_par_iter().map(|at| views.link_with_kind(Entity::Article(at))).collect();
        views.shared.articles = (0..site.articles.len()).into_par_iter().map(|at| views.article_summary(at)).collect();
        views.shared.questions =
            (0..site.questions.len()).into_par_iter().map(|at| views.question_summary(at)).collect();
        views.shared.feeds = views.feeds_below(&Url::new("/"), &site.config.title);
        views.shared.site = views.site_value();
        views.shared
    }
}

impl Views<'_> {
    fn topic_link(&self, at: usize) -> Value {
        let topic = &self.site.topics[at];
        let url = self.site.href(Entity::Topic(at));
        Record::new().set("id", topic.id.as_str()).set("title", topic.title.as_str()).set("url", url).value()
    }

    fn topic_summaries(&self) -> Vec<Value> {
        let mut summaries = vec![Value::none(); self.site.topics.len()];
        // children stand behind their parents
        for at in (0..summaries.len()).rev() {
            let topic = &self.site.topics[at];
            let children = list(topic.children.iter().map(|&child| summaries[child].clone()));
            let counts = Record::new().set("articles", topic.counts.articles).set("questions", topic.counts.questions);
            summaries[at] = Record::new()
                .set("id", topic.id.as_str())
                .set("title", topic.title.as_str())
                .set("url", self.site.href(Entity::Topic(at)))
                .set("description", topic.meta().map_or("", |meta| &meta.description))
                .set("counts", counts.value())
                .set("children", children)
                .value();
        }
        summaries
    }

    fn author_summary(&self, at: usize) -> Value {
        let author = &self.site.authors[at];
        Record::new()
            .set("id", author.meta.name.as_str())
            .set("name", author.meta.title.as_str())
            .set("url", self.site.href(Entity::Author(at)))
            .set("description", author.meta.description.as_str())
            .value()
    }

    fn term_summaries(&self, taxonomy: usize) -> Vec<Value> {
        let terms = self.site.taxonomies[taxonomy].terms.iter().enumerate();
        let summary = |(at, term): (usize, &crate::site::Term)| {
            Record::new()
                .set("name", term.name.as_str())
                .set("url", self.site.href(Entity::Term(taxonomy, at)))
                .set("count", term.articles.len() + term.questions.len())
                .value()
        };
        terms.map(summary).collect()
    }

    fn article_summary(&self, at: usize) -> Value {
        let article = &self.site.articles[at];
        let meta = &article.meta;
        let image = match &meta.image {
            Some(image) => self.quietly(meta, |making| {
                self.image(&self.filler(making, meta), &image.src.value, &image.alt, Value::none())
            }),
            None => Value::none(),
        };
        let language = meta.language(&self.site.config.language);
        Record::new()
            .set("title", meta.title.as_str())
            .set("url", self.site.href(Entity::Article(at)))
            .set("description", self.description(&Address::Article(at), language))
            .set("date", meta.date.map(|moment| moment.iso()))
            .set("updated", meta.updated.map(|moment| moment.iso()))
            .set("minutes", (article.lead.words + article.body.words).minutes())
            .set("level", self.level(meta))
            .set("topics", self.topic_links(meta))
            .set("image", image)
            .set("authors", self.author_list(meta))
            .value()
    }

    fn question_summary(&self, at: usize) -> Value {
        let question = &self.site.questions[at];
        let meta = &question.meta;
        self.quietly(meta, |making| {
            let markdown = |body: &Body| self.filler(making, meta).markdown(body);
            Record::new()
                .set("id", meta.name.as_str())
                .set("question", self.filler(making, meta).label(&question.question))
                .set("text", meta.title.as_str())
                .set("url", self.site.href(Entity::Question(at)))
                .set("level", self.level(meta))
                .set("topics", self.topic_links(meta))
                .set("takeaway", question.takeaway.as_ref().map(markdown))
                .set("multiple_choice", !question.choices.is_empty())
                .value()
        })
    }

    /// Runs `make` for a page that isn't made now: its failures are told when it is.
    fn quietly(&self, meta: &Meta, make: impl FnOnce(&Making) -> Value) -> Value {
        // a summary is shown on other pages: its anchors need their page's address
        let nowhere = Url::new("");
        make(&Making::new(&nowhere, "", String::new(), meta.language(&self.site.config.language)))
    }

    /// The level of something.
    pub(super) fn level(&self, meta: &Meta) -> Value {
        Value::from(self.site.level_of(meta).map(|level| self.site.config.levels[level].as_str()))
    }

    /// Links to the topics of something.
    pub(super) fn topic_links(&self, meta: &Meta) -> Value {
        let topics = meta.topics.iter().filter_map(|topic| self.site.topic(&topic.value));
        list(topics.map(|at| self.shared.topic_links[at].clone()))
    }

    /// The authors of something.
    pub(super) fn author_list(&self, meta: &Meta) -> Value {
        list(self.site.authors_of(meta).into_iter().map(|at| self.shared.authors[at].clone()))
    }

    fn site_value(&self) -> Value {
        let site = self.site;
        let config = &site.config;
        let newest = site.listed.iter().take(NEWEST).map(|&at| self.shared.articles[at].clone());
        let top = (0..site.topics.len()).filter(|&at| site.topics[at].parent.is_none());
        let counts = Record::new()
            .set("articles", site.listed.len())
            .set("questions", site.questions.len())
            .set("topics", site.topics.len())
            .set("authors", site.authors.len());
        Record::new()
            .set("title", config.title.as_str())
            .set("description", config.description.clone().unwrap_or_default())
            .set("base_url", config.base.absolute("/"))
            .set("home", Url::new("/").href(&config.base.path))
            .set("language", config.language.as_str())
            .set("copyright", config.copyright.clone())
            .set("license", config.license.clone())
            .set("menu", self.menu())
            .set("levels", config.levels.clone())
            .set("topics", list(top.map(|at| self.shared.topics[at].clone())))
            .set("taxonomies", self.taxonomies())
            .set("articles", list(newest))
            .set("most_linked", self.most_linked())
            .set("authors", list(self.shared.authors.iter().cloned()))
            .set("counts", counts.value())
            .set("urls", self.urls())
            .set("feeds", self.site_feeds())
            .set("styles", self.styles())
            .set("favicon", self.favicon())
            .set("extra", Value::from_serializable(&config.extra))
            .set("generator", GENERATOR)
            .set("year", self.year())
            .value()
    }

    fn menu(&self) -> Value {
        let file = crate::place::SourcePath::new("content/index.md");
        let home = Url::new("/");
        let origin = crate::site::Origin { file: &file, url: &home };
        let entry = |entry: &crate::config::MenuEntry| {
            let url = self.site.resolve_url(origin, &entry.url.value)?;
            Some(Record::new().set("name", entry.name.as_str()).set("url", url).value())
        };
        list(self.site.config.menu.iter().filter_map(entry))
    }

    fn taxonomies(&self) -> Value {
        let used = (0..self.site.taxonomies.len()).filter(|&at| !self.site.taxonomies[at].terms.is_empty());
        list(used.map(|at| self.taxonomy_link(at).set("terms", list(self.shared.terms[at].iter().cloned())).value()))
    }

    /// A taxonomy without its terms.
    pub(super) fn taxonomy_link(&self, at: usize) -> Record {
        let taxonomy = &self.site.taxonomies[at];
        let url = self.site.list_url(&taxonomy.name).href(&self.site.config.base.path);
        Record::new().set("name", taxonomy.name.as_str()).set("title", taxonomy.title.as_str()).set("url", url)
    }

    fn most_linked(&self) -> Value {
        let site = self.site;
        let count = |at: usize| site.backlinks.count(Entity::Article(at));
        let mut linked: Vec<usize> = site.listed.iter().copied().filter(|&at| count(at) > 0).collect();
        linked.sort_by_key(|&at| (std::cmp::Reverse(count(at)), at));
        list(linked.into_iter().take(MOST_LINKED).map(|at| self.shared.articles[at].clone()))
    }

    /// The addresses of the lists; `none` for those the site doesn't have.
    fn urls(&self) -> Value {
        let site = self.site;
        let href = |url: Url| site.addresses.get(&url).map(|_| url.href(&site.config.base.path));
        Record::new()
            .set("articles", href(site.list_url("articles")))
            .set("questions", href(site.list_url("questions")))
            .set("topics", href(site.list_url("topics")))
            .set("authors", href(site.list_url("authors")))
            .set("search", href(Url::new("/search/")))
            .set("practice", href(Url::new("/practice/")))
            .set("glossary", href(Url::new("/glossary/")))
            .value()
    }

    fn site_feeds(&self) -> Value {
        let href = |url: &str| {
            let url = Url::new(url);
            let is_feed = matches!(self.site.addresses.get(&url), Some(Address::Atom(_) | Address::JsonFeed(_)));
            is_feed.then(|| url.href(&self.site.config.base.path))
        };
        Record::new().set("atom", href("/atom.xml")).set("json", href("/feed.json")).value()
    }

    fn styles(&self) -> Value {
        let styles = self.theme.statics().iter().filter(|file| file.path.ends_with(".css"));
        list(styles.map(|file| Record::new().set("url", self.versioned(&file.path, &file.fingerprint)).value()))
    }

    /// The address of a file of the theme, which changes when its bytes do.
    fn versioned(&self, path: &str, fingerprint: &str) -> String {
        format!("{}?v={fingerprint}", Url::new(format!("/_gen/{path}")).href(&self.site.config.base.path))
    }

    /// The site's own icon, or the theme's.
    fn favicon(&self) -> Value {
        let site = self.site;
        let wanted = site.config.favicon.iter().map(|icon| Url::new(icon.value.as_str()));
        let own = wanted.chain(["/favicon.svg", "/favicon.ico", "/favicon.png"].map(Url::new)).collect::<Vec<_>>();
        let own = own.iter().find(|url| site.addresses.get(url).is_some()).map(|url| url.href(&site.config.base.path));
        let of_theme = || {
            let file = self.theme.statics().iter().find(|file| file.path.starts_with("favicon."))?;
            Some(self.versioned(&file.path, &file.fingerprint))
        };
        let Some(url) = own.or_else(of_theme) else { return Value::none() };
        let kind = match url.split('?').next().and_then(|path| path.rsplit('.').next()) {
            Some("svg") => Some("image/svg+xml"),
            Some("png") => Some("image/png"),
            _ => None,
        };
        Record::new().set("url", url).set("type", kind).value()
    }

    /// The year of the newest article, which is as new as the site is.
    fn year(&self) -> Value {
        let dates = self.site.articles.iter().flat_map(|article| [article.meta.date, article.meta.updated]).flatten();
        Value::from(dates.map(|moment| moment.date.at.year()).max().map(i64::from))
    }
}
