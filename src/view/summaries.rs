//! What lists show of a thing, made once and shared: a summary, and for articles a row of HTML in it, which `rows/article.html`
//! makes for each language of lists; and `site`, which every page has.

use super::{
    GENERATOR, Making, Views, dir,
    fragments::Fragments,
    record::{Record, list, safe},
};
use crate::{
    config::SearchEngine,
    content::Meta,
    kind::Kind,
    markdown::Body,
    site::{Address, Entity, Related, Site, Url},
    theme::{ARTICLE_ROW, StaticFile, TemplateFailure},
};
use foldhash::HashMap;
use std::{
    cmp::Reverse,
    collections::BTreeMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};
use tera::{Context, Value};

/// So many articles `site.articles` has.
const NEWEST: usize = 20;
/// The theme's style sheet for feeds, which pages don't load.
const FEED_STYLE: &str = "feed.css";
/// Its style sheet for the search, which pages of a site without one don't load.
const SEARCH_STYLE: &str = "search.css";
/// The folder of the theme's style sheets that pages of one kind load, which their names say.
const KINDS: &str = "kinds/";
/// So many articles `site.most_linked` has.
const MOST_LINKED: usize = 5;

/// So many levels of topics stand in one another: Tera runs components twenty deep.
const TOPIC_LEVELS: usize = 16;

/// Everything that is shared, each value made when it is first asked for: a preview makes one page and not all.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Which pages are related.
    pub(super) related: Related,
    /// What pages of a kind have in common.
    pub(super) fragments: Fragments,
    site: OnceLock<Value>,
    topics: OnceLock<Vec<Value>>,
    /// By the language of the lists they stand in.
    articles: RwLock<HashMap<String, Arc<[OnceLock<Listed>]>>>,
    article_links: Vec<OnceLock<Value>>,
    questions: Vec<OnceLock<Value>>,
    topic_links: Vec<OnceLock<Value>>,
    authors: Vec<OnceLock<Value>>,
    terms: Vec<OnceLock<Value>>,
}

/// What lists show of something, and how its row failed.
#[derive(Clone, Debug)]
struct Listed {
    summary: Value,
    failure: Option<Box<TemplateFailure>>,
}

impl Shared {
    /// Room for the values of `site`, whose related pages are these.
    pub(crate) fn new(site: &Site, related: Related) -> Self {
        Self {
            related,
            fragments: Fragments::default(),
            site: OnceLock::new(),
            topics: OnceLock::new(),
            articles: RwLock::default(),
            article_links: room(site.articles.len()),
            questions: room(site.questions.len()),
            topic_links: room(site.topics.len()),
            authors: room(site.authors.len()),
            terms: room(site.taxonomies.len()),
        }
    }
}

/// Room for so many values that are not made yet.
fn room<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

impl Views<'_> {
    /// The variable `site`.
    pub(super) fn site_value(&self) -> Value {
        self.shared.site.get_or_init(|| self.make_site()).clone()
    }

    /// A summary of an article, with its row for the page that is being made; where that failed, the page fails.
    pub(super) fn article_summary(&self, making: &Making, at: usize) -> Value {
        let Listed { summary, failure } = self.listed_article(at, &making.language);
        making.failures.borrow_mut().extend(failure.map(|failure| *failure));
        summary
    }

    /// An article as lists in `language` show it.
    fn listed_article(&self, at: usize, language: &str) -> Listed {
        let all = &self.shared.articles;
        // a thread that panicked with the lock has left a whole map
        let known = all.read().unwrap_or_else(PoisonError::into_inner).get(language).cloned();
        let articles = known.unwrap_or_else(|| {
            let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
            all.entry(language.to_owned()).or_insert_with(|| room(self.site.articles.len()).into()).clone()
        });
        articles[at].get_or_init(|| self.list_article(at, language)).clone()
    }

    /// A link to an article: title, address and kind.
    pub(super) fn article_link(&self, at: usize) -> Value {
        self.shared.article_links[at].get_or_init(|| self.link_with_kind(Entity::article(at))).clone()
    }

    /// A summary of a question.
    pub(super) fn question_summary(&self, at: usize) -> Value {
        self.shared.questions[at].get_or_init(|| self.summarize_question(at)).clone()
    }

    /// A summary of a topic, with its children's.
    pub(super) fn topic_summary(&self, at: usize) -> Value {
        self.shared.topics.get_or_init(|| self.summarize_topics())[at].clone()
    }

    /// A link to a topic.
    pub(super) fn topic_link(&self, at: usize) -> Value {
        self.shared.topic_links[at].get_or_init(|| self.make_topic_link(at)).clone()
    }

    /// A summary of an author.
    pub(super) fn author_summary(&self, at: usize) -> Value {
        self.shared.authors[at].get_or_init(|| self.summarize_author(at)).clone()
    }

    /// The summaries of all authors.
    pub(super) fn all_authors(&self) -> Value {
        list((0..self.site.authors.len()).map(|at| self.author_summary(at)))
    }

    /// A summary of each term of a taxonomy.
    pub(super) fn term_summaries(&self, taxonomy: usize) -> Value {
        self.shared.terms[taxonomy].get_or_init(|| self.summarize_terms(taxonomy)).clone()
    }
}

impl Views<'_> {
    fn make_topic_link(&self, at: usize) -> Value {
        let topic = &self.site.topics[at];
        let url = self.site.href(Entity::topic(at));
        Record::new().set("id", topic.id.as_str()).set("title", topic.title.as_str()).set("url", url).value()
    }

    /// Each topic with those below it, as deep as a template can follow: beyond, one is shown on the pages of others.
    fn summarize_topics(&self) -> Vec<Value> {
        let topics = &self.site.topics;
        let mut levels = vec![1; topics.len()];
        let mut summaries = vec![Value::none(); topics.len()];
        // children stand behind their parents
        for at in (0..topics.len()).rev() {
            let children = &topics[at].children;
            levels[at] += children.iter().map(|&child| levels[child]).max().unwrap_or(0);
            let is_deep = levels[at] > TOPIC_LEVELS;
            let child = |&child: &usize| {
                if is_deep { self.cut_topic(child, TOPIC_LEVELS - 1) } else { summaries[child].clone() }
            };
            let children = list(children.iter().map(child));
            summaries[at] = self.summarize_topic(at, children);
        }
        summaries
    }

    /// The summary of a topic with no more than so many `levels`, its own among them.
    fn cut_topic(&self, at: usize, levels: usize) -> Value {
        let children = self.site.topics[at].children.iter().filter(|_| levels > 1);
        self.summarize_topic(at, list(children.map(|&child| self.cut_topic(child, levels - 1))))
    }

    fn summarize_topic(&self, at: usize, children: Value) -> Value {
        let topic = &self.site.topics[at];
        let counts = Record::new().set("articles", topic.counts.articles).set("questions", topic.counts.questions);
        Record::new()
            .set("id", topic.id.as_str())
            .set("title", topic.title.as_str())
            .set("url", self.site.href(Entity::topic(at)))
            .set("description", topic.meta().map_or("", |meta| &meta.description))
            .set("counts", counts.value())
            .set("children", children)
            .value()
    }

    fn summarize_author(&self, at: usize) -> Value {
        let author = &self.site.authors[at];
        Record::new()
            .set("id", author.meta.name.as_str())
            .set("name", author.meta.title.as_str())
            .set("url", self.site.href(Entity::author(at)))
            .set("description", author.meta.description.as_str())
            .value()
    }

    fn summarize_terms(&self, taxonomy: usize) -> Value {
        let terms = self.site.taxonomies[taxonomy].terms.iter().enumerate();
        let summary = |(at, term): (usize, &crate::site::Term)| {
            Record::new()
                .set("name", term.name.as_str())
                .set("url", self.site.href(Entity::term(taxonomy, at)))
                .set("count", term.articles.len() + term.questions.len())
                .value()
        };
        list(terms.map(summary))
    }

    /// An article for lists in `language`, with its row there; where that fails, it is empty.
    fn list_article(&self, at: usize, language: &str) -> Listed {
        let summary = self.summarize_article(at);
        let mut context = Context::new();
        context.insert_value("article", summary.clone());
        context.insert_value("strings", self.theme.strings(language).clone());
        context.insert_value("page", Record::new().set("language", language).set("dir", dir(language)).value());
        let (row, failure) = match self.theme.render_part(ARTICLE_ROW, &context) {
            Ok(row) => (row, None),
            Err(failure) => (String::new(), Some(Box::new(failure))),
        };
        // the summary is this one's alone again, and takes its row without being made once more
        drop(context);
        let mut listed = summary.into_map().unwrap_or_default();
        listed.insert("row".into(), safe(row.trim()));
        Listed { summary: Value::from(listed), failure }
    }

    fn summarize_article(&self, at: usize) -> Value {
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
            .set("url", self.site.href(Entity::article(at)))
            .set("description", self.description(&Address::Thing(Entity::article(at), 1), language))
            .set("date", meta.date.map(|moment| moment.iso()))
            .set("updated", meta.updated.map(|moment| moment.iso()))
            .set("minutes", (article.lead.words + article.body.words).minutes())
            .set("level", self.level(meta))
            .set("topics", self.topic_links(meta))
            .set("image", image)
            .set("authors", self.author_list(meta))
            .set("language", language)
            .value()
    }

    fn summarize_question(&self, at: usize) -> Value {
        let question = &self.site.questions[at];
        let meta = &question.meta;
        self.quietly(meta, |making| {
            let markdown = |body: &Body| self.filler(making, meta).markdown(body);
            Record::new()
                .set("id", meta.name.as_str())
                .set("question", self.filler(making, meta).label(&question.question))
                .set("text", meta.title.as_str())
                .set("url", self.site.href(Entity::question(at)))
                .set("level", self.level(meta))
                .set("topics", self.topic_links(meta))
                .set("takeaway", question.takeaway.as_ref().map(markdown))
                .set("multiple_choice", !question.choices.is_empty())
                .set("old_ids", list(meta.aliases.iter().map(|alias| Value::from(alias.value.as_str()))))
                .set("language", meta.language(&self.site.config.language))
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
        list(self.site.topics_of(meta).into_iter().map(|at| self.topic_link(at)))
    }

    /// The authors of something.
    pub(super) fn author_list(&self, meta: &Meta) -> Value {
        list(self.site.authors_of(meta).into_iter().map(|at| self.author_summary(at)))
    }

    fn make_site(&self) -> Value {
        let site = self.site;
        let config = &site.config;
        let newest = site.listed.iter().take(NEWEST).map(|&at| self.in_site_language(at));
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
            .set("topics", list(top.map(|at| self.topic_summary(at))))
            .set("taxonomies", self.taxonomies())
            .set("articles", list(newest))
            .set("most_linked", self.most_linked())
            .set("authors", self.all_authors())
            .set("counts", counts.value())
            .set("urls", self.urls())
            .set("search", self.search())
            .set("feeds", self.site_feeds())
            .set("styles", self.styles())
            .set("scripts", self.scripts())
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
        list(self.site.config.menu.iter().filter_map(|entry| self.menu_entry(origin, entry)))
    }

    /// An entry of the menu with those below it; `None` if nothing of it leads anywhere.
    fn menu_entry(&self, origin: crate::site::Origin, entry: &crate::config::MenuEntry) -> Option<Value> {
        let written = entry.url.as_ref().map(|url| url.value.as_str());
        let url = written.and_then(|url| self.site.resolve_url(origin, url));
        let children: Vec<Value> = entry.children.iter().filter_map(|child| self.menu_entry(origin, child)).collect();
        if url.is_none() && children.is_empty() {
            return None;
        }
        let leads_away = url.as_ref().is_some_and(|url| url.contains("://"));
        let rel = leads_away.then(|| self.site.config.markdown.external_rel.clone());
        let record = Record::new().set("name", entry.name.as_str()).set("url", url);
        Some(record.set("rel", rel).set("children", list(children)).value())
    }

    fn taxonomies(&self) -> Value {
        let used = (0..self.site.taxonomies.len()).filter(|&at| !self.site.taxonomies[at].terms.is_empty());
        list(used.map(|at| self.taxonomy_link(at).set("terms", self.term_summaries(at)).value()))
    }

    /// A taxonomy without its terms.
    pub(super) fn taxonomy_link(&self, at: usize) -> Record {
        let taxonomy = &self.site.taxonomies[at];
        let url = self.site.list_url(Kind::Term(at)).href(&self.site.config.base.path);
        Record::new().set("name", taxonomy.name.as_str()).set("title", taxonomy.title.as_str()).set("url", url)
    }

    fn most_linked(&self) -> Value {
        let site = self.site;
        let counted = site.listed.iter().map(|&at| (Reverse(site.backlinks.count(Entity::article(at))), at));
        let mut linked: Vec<(Reverse<usize>, usize)> = counted.filter(|(Reverse(count), _)| *count > 0).collect();
        linked.sort_unstable();
        list(linked.into_iter().take(MOST_LINKED).map(|(_, at)| self.in_site_language(at)))
    }

    /// A summary of an article for `site`; the pages that list the article tell how its row failed.
    fn in_site_language(&self, at: usize) -> Value {
        self.listed_article(at, &self.site.config.language).summary
    }

    /// The addresses of the lists; `none` for those the site doesn't have.
    fn urls(&self) -> Value {
        let site = self.site;
        let href = |url: Url| site.addresses.get(&url).map(|_| url.href(&site.config.base.path));
        Record::new()
            .set("articles", href(site.list_url(Kind::Article)))
            .set("questions", href(site.list_url(Kind::Question)))
            .set("topics", href(site.list_url(Kind::Topic)))
            .set("authors", href(site.list_url(Kind::Author)))
            .set("search", href(Url::new("/search/")))
            .set("practice", href(Url::new("/practice/")))
            .set("glossary", href(Url::new("/glossary/")))
            .value()
    }

    fn search(&self) -> Value {
        let config = &self.site.config;
        if !config.search.enabled {
            return Value::none();
        }
        let (engine, index) = match config.search.engine {
            SearchEngine::Gen => ("gen", "/gen-assets/search/"),
            SearchEngine::Pagefind => ("pagefind", "/pagefind/"),
        };
        Record::new().set("engine", engine).set("index", Url::new(index).href(&config.base.path)).value()
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
        let is_for_pages = |file: &&StaticFile| match &*file.path {
            FEED_STYLE => false,
            SEARCH_STYLE => self.site.config.search.enabled,
            path => path.ends_with(".css"),
        };
        let kind = |file: &StaticFile| Some(file.path.strip_prefix(KINDS)?.strip_suffix(".css")?.to_owned());
        let style = |file: &StaticFile| self.checked_file(file).set("kind", kind(file)).value();
        list(self.theme.statics().iter().filter(is_for_pages).map(style))
    }

    /// The address of the style sheet of feeds, where the theme has one.
    pub(crate) fn feed_style(&self) -> Option<String> {
        self.theme.statics().iter().find(|file| file.path == FEED_STYLE).map(|file| self.versioned(file))
    }

    /// The theme's scripts by their names.
    fn scripts(&self) -> Value {
        let named =
            |file: &StaticFile| Some((file.path.strip_suffix(".js")?.to_owned(), self.checked_file(file).value()));
        Value::from(self.theme.statics().iter().filter_map(named).collect::<BTreeMap<_, _>>())
    }

    /// A script or style sheet of the theme.
    fn checked_file(&self, file: &StaticFile) -> Record {
        Record::new().set("url", self.versioned(file)).set("integrity", file.digests.integrity.clone())
    }

    /// The address of a file of the theme, which changes when its bytes do.
    fn versioned(&self, file: &StaticFile) -> String {
        let url = Url::new(format!("/gen-assets/{}", file.path));
        format!("{}?v={}", url.href(&self.site.config.base.path), file.digests.fingerprint)
    }

    /// The site's own icon, or the theme's.
    fn favicon(&self) -> Value {
        let site = self.site;
        let wanted = site.config.favicon.iter().map(|icon| Url::new(icon.value.as_str()));
        let own = wanted.chain(["/favicon.svg", "/favicon.ico", "/favicon.png"].map(Url::new)).collect::<Vec<_>>();
        let own = own.iter().find(|url| site.addresses.get(url).is_some()).map(|url| url.href(&site.config.base.path));
        let of_theme = || {
            let file = self.theme.statics().iter().find(|file| file.path.starts_with("favicon."))?;
            Some(self.versioned(file))
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
