//! What a template sees: `site`, `strings`, `page` and `fragments`.
//!
//! `SharedValues` holds what pages have in common, each value made once: `site`, and a summary of every article, question,
//! topic and author, which lists show without copying. `Views` makes the variables of one address.
//!
//! - `record` is the table by which a variable, its documentation and its value are one row.
//! - `site`, `pages`, `parts`, `lists` and `directive` have the rows; the manual's list of variables is made of them.
//! - `html` fills the slots of a text for a page, an embedded answer or a feed; `directive` renders a directive in it.
//! - `image` describes images, with their smaller versions; `faq` and `glossary` the entries of both.
//! - `fragments` renders what pages have in common.
//! - `summaries` keeps what lists show of things, with the rows of articles.
//! - `crumbs` is the way from the home page; `feed` writes an article for a feed.
//!
//! Every documented key is always there: what isn't known is `none`, and lists may be empty, since Tera refuses to read
//! what is undefined.

mod crumbs;
mod faq;
mod feed;
mod fragments;
mod glossary;
mod html;
mod image;
mod lists;
mod pages;
mod parts;
mod record;
mod site;
mod summaries;

pub(crate) use crumbs::{Basics, Crumb};
pub use record::{Group, Variable};

use crate::{
    content::Meta,
    kind::Kind,
    site::{Address, Entity, Site, Url, is_right_to_left},
    theme::{TemplateFailure, Theme},
};
use record::{Record, list, safe};
use std::{cell::RefCell, collections::BTreeMap};
pub(crate) use summaries::SharedValues;
use tera::{Context, Value};

/// The variables of every map that a template meets, in the order of the manual: `site`, `page` and its kinds, the parts
/// these hold, and what directives see. Absent are `strings`, whose names are the theme's, and keys of the author's own.
pub fn groups() -> impl Iterator<Item = &'static Group> {
    [site::GROUPS, pages::GROUPS, parts::GROUPS, lists::GROUPS, html::GROUPS].into_iter().flatten()
}

/// The name and version that pages and feeds give as their generator.
pub(crate) const GENERATOR: &str = concat!("gen ", env!("CARGO_PKG_VERSION"));

/// What all pages share, and the way to each page's own variables.
#[derive(Clone, Copy)]
pub(crate) struct Views<'a> {
    site: &'a Site,
    theme: &'a Theme,
    shared: &'a SharedValues,
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
struct PageContext<'a> {
    url: &'a Url,
    kind: &'static str,
    title: String,
    language: String,
    failures: RefCell<Vec<TemplateFailure>>,
    /// How often each question was embedded so far.
    embedded: RefCell<BTreeMap<String, usize>>,
}

impl<'a> PageContext<'a> {
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
    pub(crate) fn new(site: &'a Site, theme: &'a Theme, shared: &'a SharedValues) -> Self {
        Self { site, theme, shared }
    }

    /// The template of the page at `address`; `None` for what no template makes.
    pub(crate) fn template(&self, address: &Address) -> Option<&'a str> {
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
        let making = PageContext::new(url, kind(address).unwrap_or_default(), basics.title.clone(), basics.language);
        let fragments = self.fragments(&making, &url.href(&self.site.config.base.path), head.csp);
        let page = self.common(&making, address, &basics, head).and(self.own(&making, address));
        let mut context = self.frame(&making, page);
        context.insert_value("fragments", fragments);
        (context, making.failures.into_inner())
    }

    /// The variables that every template sees, for the page that is being made: `site`, `strings`, and `page` as it is given.
    fn frame(&self, making: &PageContext, page: Record) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site_value());
        context.insert_value("strings", self.theme.strings(&making.language).clone());
        context.insert_value("page", page.into());
        context
    }

    /// What a page of its kind has besides.
    fn own(&self, making: &PageContext, address: &Address) -> Record {
        match address {
            Address::Home => self.home(making),
            Address::Thing(Entity { kind, at }, number) => match kind {
                Kind::Article => self.article(making, *at),
                Kind::Question => self.question(making, *at),
                Kind::Topic => self.topic(making, *at, *number, None),
                Kind::Author => self.author(making, *at, *number),
                Kind::Page => self.plain_page(making, *at),
                Kind::Term(taxonomy) => self.term(making, *taxonomy, *at, *number),
            },
            Address::List(kind, number) => match kind {
                Kind::Article => self.articles(making, *number),
                Kind::Question => self.questions(making, None),
                Kind::Topic => self.topics(making),
                Kind::Author => self.authors(making),
                Kind::Term(taxonomy) => self.terms(*taxonomy),
                Kind::Page => Record(Vec::new()),
            },
            Address::Level(None, level) => self.questions(making, Some(*level)),
            Address::Level(Some(topic), level) => self.topic(making, *topic, 1, Some(*level)),
            Address::CheatSheet(at) => self.cheat_sheet(*at),
            Address::Practice(topic) => self.practice(*topic),
            Address::Glossary => self
                .site
                .glossary
                .as_ref()
                .map_or_else(|| Record(Vec::new()), |glossary| self.glossary(making, glossary)),
            Address::Redirect(target) => self.redirect(target),
            Address::Search => self.search_page(),
            _ => self.not_found(),
        }
    }

    /// The title for the `title` element.
    fn head_title(&self, making: &PageContext, address: &Address) -> String {
        let (title, of_site) = (&making.title, &self.site.config.title);
        match page_number(address) {
            _ if *address == Address::Home => of_site.clone(),
            1 => format!("{title} · {of_site}"),
            number => format!("{title} · {} · {of_site}", self.page_n(number, &making.language)),
        }
    }

    /// The address that search engines shall keep.
    fn canonical(&self, making: &PageContext, address: &Address, meta: Option<&Meta>) -> String {
        match address {
            Address::Redirect(target) => self.site.absolute(target),
            _ => meta.and_then(|meta| meta.canonical.clone()).unwrap_or_else(|| self.site.absolute(making.url)),
        }
    }

    /// Whether search engines are asked to leave it out.
    fn is_hidden(&self, address: &Address, meta: Option<&Meta>) -> bool {
        // a redirect isn't hidden: search engines would drop its target as well
        self.site.config.publish.noindex
            || meta.is_some_and(|meta| meta.noindex || meta.unlisted)
            || matches!(address, Address::NotFound | Address::Search)
    }

    /// The feeds of a page of a topic; other pages have none but the site's.
    fn page_feeds(&self, address: &Address) -> Value {
        let (Address::Thing(Entity { kind: Kind::Topic, at }, _)
        | Address::Level(Some(at), _)
        | Address::CheatSheet(at)
        | Address::Practice(Some(at))) = address
        else {
            return list::<Record>([]);
        };
        let site = self.site;
        let title = format!("{} · {}", site.topics[*at].title, site.config.title);
        let formats = [("atom.xml", "application/atom+xml"), ("feed.json", "application/feed+json")];
        let feeds = formats.map(|(name, format)| (site.url(Entity::topic(*at)).below(name), format));
        let there = feeds.into_iter().filter(|(url, _)| site.addresses.get(url).is_some());
        list(there.map(|(url, format)| self.feed_link(&url, format, &title)))
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

    /// The theme's word called `name`; its name where the theme has none.
    fn word<'s>(&'s self, language: &str, name: &'s str) -> &'s str {
        self.theme.strings(language).get_from_path(name).and_then(Value::as_str).unwrap_or(name)
    }
}

/// The template of the page at `address`, as its kind has it; `None` for what no template makes.
pub(crate) fn template<'a>(site: &'a Site, theme: &Theme, address: &Address) -> Option<&'a str> {
    let own = site.meta_at(address).and_then(|meta| meta.template.as_ref());
    // one that isn't there is reported by `render::validate`; the page's other mistakes are reported all the same
    if let Some(own) = own.filter(|own| theme.has(&own.value)) {
        return Some(&own.value);
    }
    template_of_kind(address)
}

/// The kind of the page at `address`, as templates know it; `None` for what isn't a page.
pub(crate) fn kind(address: &Address) -> Option<&'static str> {
    template_of_kind(address)?.strip_suffix(".html")
}

/// The template of all pages of a kind, which is called as the kind is.
fn template_of_kind(address: &Address) -> Option<&'static str> {
    Some(match address {
        Address::Home => "home.html",
        Address::Thing(Entity { kind, .. }, _) => kind.row().templates[0],
        Address::List(kind, _) => kind.row().templates[1],
        Address::Level(None, _) => Kind::Question.row().templates[1],
        Address::Level(Some(_), _) => Kind::Topic.row().templates[0],
        Address::CheatSheet(_) => "cheatsheet.html",
        Address::Practice(_) => "practice.html",
        Address::Glossary => "glossary.html",
        Address::Redirect(_) => "redirect.html",
        Address::NotFound => "404.html",
        Address::Search => "search.html",
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
        Address::Thing(Entity { kind: Kind::Article, .. }, _) => "article",
        Address::Thing(Entity { kind: Kind::Author, .. }, _) => "profile",
        _ => "website",
    }
}
