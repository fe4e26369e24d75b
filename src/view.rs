//! What a template sees: `site`, `strings`, `page` and `fragments`.
//!
//! `Shared` holds what pages have in common, each value made once: `site`, and a summary of every article, question,
//! topic and author, which lists show without copying. `Views` makes the variables of one address.
//!
//! - `variables` is the documented list of them all; the manual and a test hold it to what is really there.
//! - `html` fills the slots of a text for a page, an embedded answer or a feed; `directive` renders a directive in it.
//! - `image` describes images, with their smaller versions.
//! - `fragments` renders what pages have in common.
//! - `summaries` makes what lists show of things, with the rows of articles.
//! - `pages`, `faq`, `lists` and `glossary` build the values; `crumbs` the way from the home page; `feed` writes
//!   an article for a feed.
//!
//! Every documented key is always there: what isn't known is `none`, and lists may be empty, since Tera refuses to read
//! what is undefined.

mod crumbs;
mod directive;
mod faq;
mod feed;
mod fragments;
mod glossary;
mod html;
mod image;
mod lists;
mod pages;
mod record;
mod summaries;
mod variables;

pub(crate) use crumbs::{Basics, Crumb};
pub use variables::{GROUPS, Group, Variable};

use crate::{
    kind::Kind,
    site::{Address, Entity, Site, Url, is_right_to_left},
    theme::{TemplateFailure, Theme},
};
use html::Filler;
use record::{Record, list, safe};
use std::borrow::Cow;
use std::{cell::RefCell, collections::BTreeMap};
pub(crate) use summaries::Shared;
use tera::{Context, Value};

/// The name and version that pages and feeds give as their generator.
pub(crate) const GENERATOR: &str = concat!("gen ", env!("CARGO_PKG_VERSION"));

/// What all pages share, and the way to each page's own variables.
#[derive(Clone, Copy)]
pub(crate) struct Views<'a> {
    site: &'a Site,
    theme: &'a Theme,
    shared: &'a Shared,
}

/// What a page's head says besides its own variables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'a> {
    /// The structured data, ready for a script element; empty where there is none.
    pub(crate) json_ld: &'a str,
    /// The Content-Security-Policy.
    pub(crate) csp: &'a str,
}

/// The page that is being made.
struct Making<'a> {
    url: &'a Url,
    kind: &'static str,
    title: String,
    language: String,
    failures: RefCell<Vec<TemplateFailure>>,
    /// How often each question was embedded so far.
    embedded: RefCell<BTreeMap<String, usize>>,
}

impl<'a> Making<'a> {
    /// The page at `url`, with nothing in it yet.
    fn new(url: &'a Url, kind: &'static str, title: String, language: &str) -> Self {
        let language = language.to_owned();
        Self { url, kind, title, language, failures: RefCell::default(), embedded: RefCell::default() }
    }

    /// The direction of its language, as the attribute `dir` has it.
    fn dir(&self) -> &'static str {
        dir(&self.language)
    }

    /// What stands before the ids of the question `id` where it is embedded: `ID--`, then `ID--2--` and so on.
    fn id_prefix(&self, id: &str) -> String {
        let mut embedded = self.embedded.borrow_mut();
        let times = embedded.entry(id.to_owned()).or_default();
        *times += 1;
        if *times == 1 { format!("{id}--") } else { format!("{id}--{times}--") }
    }
}

/// The direction of `language`, as the attribute `dir` has it.
fn dir(language: &str) -> &'static str {
    if is_right_to_left(language) { "rtl" } else { "ltr" }
}

impl<'a> Views<'a> {
    /// The views of `site` in `theme`; `shared` has room for what pages have in common.
    pub(crate) fn new(site: &'a Site, theme: &'a Theme, shared: &'a Shared) -> Self {
        Self { site, theme, shared }
    }

    /// The template of the page at `address`; `None` for what no template makes.
    pub(crate) fn template(&self, address: &Address) -> Option<Cow<'a, str>> {
        template(self.site, self.theme, address)
    }

    /// The variables of the page at `url`, which says this of itself, and the failures of the directives in it.
    pub(crate) fn context(
        &self,
        url: &Url,
        address: &Address,
        basics: Basics,
        head: Head,
    ) -> (Context, Vec<TemplateFailure>) {
        let Basics { language, title, description, crumbs } = basics;
        let making = Making::new(url, kind(address).unwrap_or_default(), title, language);
        let href = url.href(&self.site.config.base.path);
        let fragments = self.fragments(&making, &href, head.csp);
        let common = self.common(&making, address, &crumbs, head).set("url", href).set("description", description);
        let page = self.page(&making, address, common);
        let mut context = self.frame(&making, page);
        context.insert_value("fragments", fragments);
        (context, making.failures.into_inner())
    }

    /// The variables that every template sees, for the page that is being made: `site`, `strings`, and `page` as it is given.
    fn frame(&self, making: &Making, page: Record) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site_value());
        context.insert_value("strings", self.theme.strings(&making.language).clone());
        context.insert_value("page", page.value());
        context
    }

    fn page(&self, making: &Making, address: &Address, page: Record) -> Record {
        match address {
            Address::Home => self.home(making, page),
            Address::Thing(Entity { kind, at }, number) => match kind {
                Kind::Article => self.article(making, *at, page),
                Kind::Question => self.question(making, *at, page),
                Kind::Topic => self.topic(making, *at, *number, None, page),
                Kind::Author => self.author(making, *at, *number, page),
                Kind::Page => self.plain_page(making, *at, page),
                Kind::Term(taxonomy) => self.term(making, *taxonomy, *at, *number, page),
            },
            Address::List(kind, number) => match kind {
                Kind::Article => self.articles(making, *number, page),
                Kind::Question => self.questions(making, None, page),
                Kind::Topic => self.topics(making, page),
                Kind::Author => self.authors(making, page),
                Kind::Term(taxonomy) => self.terms(*taxonomy, page),
                Kind::Page => page,
            },
            Address::Level(None, level) => self.questions(making, Some(*level), page),
            Address::Level(Some(topic), level) => self.topic(making, *topic, 1, Some(*level), page),
            Address::CheatSheet(at) => self.cheat_sheet(*at, page),
            Address::Practice(topic) => self.practice(*topic, page),
            Address::Glossary => self.glossary(making, page),
            Address::Redirect(target) => page
                .set("target", target.href(&self.site.config.base.path))
                .set("target_absolute", self.site.absolute(target)),
            _ => page,
        }
    }

    /// What every page has, its address and its description aside.
    fn common(&self, making: &Making, address: &Address, crumbs: &[Crumb], head: Head) -> Record {
        let site = self.site;
        let meta = site.meta_at(address).filter(|_| !is_further(address));
        let head_title = match address {
            Address::Home => site.config.title.clone(),
            _ => match page_number(address) {
                1 => format!("{} · {}", making.title, site.config.title),
                number => {
                    format!("{} · {} · {}", making.title, self.page_n(number, &making.language), site.config.title)
                }
            },
        };
        let canonical = match address {
            Address::Redirect(target) => site.absolute(target),
            _ => meta.and_then(|meta| meta.canonical.clone()).unwrap_or_else(|| site.absolute(making.url)),
        };
        // of a page that leads on, search engines would drop the target as well
        let noindex = site.config.publish.noindex
            || meta.is_some_and(|meta| meta.noindex || meta.unlisted)
            || matches!(address, Address::NotFound | Address::Search);
        let crumb = |crumb: &Crumb| {
            let url = crumb.url.as_ref().map(|url| url.href(&site.config.base.path));
            Record::new().set("name", crumb.name.as_str()).set("url", url).value()
        };
        Record::with_room(64)
            .set("kind", making.kind)
            .set("canonical", canonical)
            .set("title", making.title.as_str())
            .set("head_title", head_title)
            .set("language", making.language.as_str())
            .set("dir", making.dir())
            .set("breadcrumbs", list(crumbs.iter().map(crumb)))
            .set("json_ld", safe(head.json_ld))
            .set("csp", head.csp)
            .set("og_type", og_type(address))
            .set("image", self.lead_image(making, address))
            .set("social", self.social(making, address))
            .set("noindex", noindex)
            .set("feeds", self.page_feeds(address))
            .set("updated", meta.and_then(|meta| meta.updated).map(|moment| moment.iso()))
            .set("extra", meta.map_or_else(|| Record::new().value(), |meta| Value::from_serializable(&meta.extra)))
    }

    /// The feeds of a page of a topic; other pages have none but the site's.
    fn page_feeds(&self, address: &Address) -> Value {
        let (Address::Thing(Entity { kind: Kind::Topic, at }, _)
        | Address::Level(Some(at), _)
        | Address::CheatSheet(at)
        | Address::Practice(Some(at))) = address
        else {
            return list([]);
        };
        let site = self.site;
        let title = format!("{} · {}", site.topics[*at].title, site.config.title);
        let formats = [("atom.xml", "application/atom+xml"), ("feed.json", "application/feed+json")];
        let feeds = formats.map(|(name, format)| (site.url(Entity::topic(*at)).below(name), format));
        let there = feeds.into_iter().filter(|(url, _)| site.addresses.get(url).is_some());
        list(there.map(|(url, format)| {
            let url = url.href(&site.config.base.path);
            Record::new().set("url", url).set("type", format).set("title", title.as_str()).value()
        }))
    }

    /// What page `number` of a list is called.
    fn page_n(&self, number: usize, language: &str) -> String {
        self.word(language, "page_n").replace("{n}", &number.to_string())
    }

    /// The theme's words for the search in `language`: those that begin with `search_`, and some that it shares.
    pub(crate) fn search_words(&self, language: &str) -> serde_json::Value {
        const SHARED: [&str; 6] = ["articles", "glossary", "level", "questions", "topic", "topics"];
        let is_for_search = |name: &str| name.starts_with("search_") || SHARED.contains(&name);
        let words = self.theme.string_names().filter(|name| is_for_search(name));
        words.map(|name| (name.to_owned(), serde_json::Value::from(self.word(language, name)))).collect()
    }

    /// The theme's word called `name`.
    fn word<'s>(&'s self, language: &str, name: &'s str) -> &'s str {
        html::word(self.theme, language, name)
    }
}

/// The template of the page at `address`, as its kind has it; `None` for what no template makes.
pub(crate) fn template<'a>(site: &'a Site, theme: &Theme, address: &Address) -> Option<Cow<'a, str>> {
    let own = site.meta_at(address).and_then(|meta| meta.template.as_ref());
    // one that isn't there is told by `render::check`; the page's other mistakes are told all the same
    if let Some(own) = own.filter(|own| theme.has(&own.value)) {
        return Some(own.value.as_str().into());
    }
    Some(format!("{}.html", kind(address)?).into())
}

/// The kind of the page at `address`, as templates know it and are called; `None` for what isn't a page.
pub(crate) fn kind(address: &Address) -> Option<&'static str> {
    Some(match address {
        Address::Home => "home",
        Address::Thing(entity, _) => entity.kind.row().noun,
        Address::List(kind, _) => kind.row().folder,
        Address::Level(None, _) => Kind::Question.row().folder,
        Address::Level(Some(_), _) => Kind::Topic.row().noun,
        Address::CheatSheet(_) => "cheatsheet",
        Address::Practice(_) => "practice",
        Address::Glossary => "glossary",
        Address::Redirect(_) => "redirect",
        Address::NotFound => "404",
        Address::Search => "search",
        _ => return None,
    })
}

/// Whether it is a further page of a list.
fn is_further(address: &Address) -> bool {
    page_number(address) > 1 || matches!(address, Address::Level(..))
}

/// Which page of its list it is, from 1.
fn page_number(address: &Address) -> usize {
    match address {
        Address::List(_, number) | Address::Thing(_, number) => *number,
        _ => 1,
    }
}

fn og_type(address: &Address) -> &'static str {
    match address {
        Address::Thing(entity, _) if entity.kind == Kind::Article => "article",
        Address::Thing(entity, _) if entity.kind == Kind::Author => "profile",
        _ => "website",
    }
}
