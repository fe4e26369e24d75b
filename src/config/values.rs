//! The tables of `site.toml` as structs, with their defaults.

use crate::{
    picture::{Format, Quality},
    place::{Spanned, Text},
    text::nfc,
    tree::{Value, keys::Fields},
};
use std::collections::{BTreeMap, BTreeSet};

/// A text with its place.
pub(super) fn spanned(text: &Text) -> Spanned<String> {
    Spanned::new(text.as_str().to_owned(), text.whole())
}

fn strings(texts: Option<Vec<&Text>>) -> Option<Vec<String>> {
    Some(texts?.into_iter().map(|text| nfc(text.as_str()).into_owned()).collect())
}

/// `[sections]`: how the sections that are lifted out of an article are called, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionNames {
    everywhere: Names,
    languages: BTreeMap<String, Names>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Names {
    takeaways: Option<Vec<String>>,
    faq: Option<Vec<String>>,
}

/// What the sections are called in English, whatever their case.
const TAKEAWAYS: &[&str] = &["key takeaways", "takeaways", "tl;dr"];
const FAQ: &[&str] = &["faq", "faqs", "frequently asked questions"];

impl SectionNames {
    pub(super) fn read(fields: Option<Fields>) -> Self {
        let Some(fields) = fields else { return Self::default() };
        let names =
            |fields: Fields| Names { takeaways: strings(fields.texts("takeaways")), faq: strings(fields.texts("faq")) };
        let languages = tables(fields).map(|(language, fields)| (language.to_owned(), names(fields))).collect();
        Self { everywhere: names(fields), languages }
    }

    /// Whether a section with this heading holds the takeaways of an article in `language`.
    pub fn is_takeaways(&self, language: &str, heading: &str) -> bool {
        self.is(language, heading, |names| names.takeaways.as_ref(), TAKEAWAYS)
    }

    /// Whether a section with this heading holds the questions and answers of an article in `language`.
    pub fn is_faq(&self, language: &str, heading: &str) -> bool {
        self.is(language, heading, |names| names.faq.as_ref(), FAQ)
    }

    /// The names are those of the language, of its base language, of all languages, or the English ones.
    fn is(
        &self,
        language: &str,
        heading: &str,
        names: impl Fn(&Names) -> Option<&Vec<String>>,
        english: &[&str],
    ) -> bool {
        let base = language.split('-').next().unwrap_or(language);
        let own = [language, base].into_iter().find_map(|tag| names(self.languages.get(tag)?));
        match own.or_else(|| names(&self.everywhere)) {
            Some(names) => names.iter().any(|name| is_same_name(name.trim(), heading.trim())),
            None => english.iter().any(|name| name.eq_ignore_ascii_case(heading.trim())),
        }
    }
}

/// Whether two names differ in case only.
fn is_same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || !(one.is_ascii() && other.is_ascii()) && one.to_lowercase() == other.to_lowercase()
}

/// The tables within a table, by name: those of languages.
fn tables<'a>(fields: Fields<'a>) -> impl Iterator<Item = (&'a str, Fields<'a>)> {
    let names = fields.as_table().entries.iter().map(|entry| &*entry.name);
    names.filter_map(move |name| Some((name, fields.table(name)?)))
}

/// `[search]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Whether there is a search.
    pub enabled: bool,
    /// What searches.
    pub engine: SearchEngine,
}

/// What searches a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchEngine {
    /// The theme's script, with an index that the build makes.
    Gen,
    /// Pagefind, whose program makes an index of the whole text once the site is built.
    Pagefind,
}

impl Default for Search {
    fn default() -> Self {
        Self { enabled: true, engine: SearchEngine::Gen }
    }
}

impl Search {
    pub(super) fn read(fields: Fields) -> Self {
        let is_pagefind = fields.text("engine").is_some_and(|engine| engine.as_str() == "pagefind");
        Self {
            enabled: fields.flag("enabled").unwrap_or(true),
            engine: if is_pagefind { SearchEngine::Pagefind } else { SearchEngine::Gen },
        }
    }

    /// Whether the build makes an index.
    pub fn has_index(&self) -> bool {
        self.enabled && self.engine == SearchEngine::Gen
    }
}

/// `[markdown]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether `$…$` is a formula.
    pub math: bool,
    /// Whether there are definition lists.
    pub definition_lists: bool,
    /// Whether bare addresses of pages are links.
    pub linkify: bool,
    /// What happens to raw HTML.
    pub html: RawHtml,
    /// Further languages of code that need not be highlighted.
    pub languages: BTreeSet<String>,
    /// The `rel` of links to other sites.
    pub external_rel: String,
}

/// What happens to raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is the author's right.
    Keep,
    /// What could run or load is removed.
    Sanitize,
}

impl Default for Markdown {
    fn default() -> Self {
        Self {
            highlight: true,
            math: false,
            definition_lists: false,
            linkify: true,
            html: RawHtml::Keep,
            languages: BTreeSet::new(),
            external_rel: "external".to_owned(),
        }
    }
}

impl Markdown {
    pub(super) fn read(fields: Fields) -> Self {
        let sanitize = fields.text("html").is_some_and(|html| html.as_str() == "sanitize");
        let normal = Self::default();
        Self {
            highlight: fields.flag("highlight").unwrap_or(normal.highlight),
            math: fields.flag("math").unwrap_or(normal.math),
            definition_lists: fields.flag("definition_lists").unwrap_or(normal.definition_lists),
            linkify: fields.flag("linkify").unwrap_or(normal.linkify),
            html: if sanitize { RawHtml::Sanitize } else { RawHtml::Keep },
            languages: strings(fields.texts("languages")).unwrap_or_default().into_iter().collect(),
            external_rel: fields.text("external_rel").map_or(normal.external_rel, |rel| rel.as_str().to_owned()),
        }
    }
}

/// `[feed]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Whether there are feeds.
    pub enabled: bool,
    /// How many entries a feed holds.
    pub limit: usize,
    /// Whether an entry holds the whole content, not only a summary.
    pub full: bool,
    /// Whether each topic has feeds of its own.
    pub topics: bool,
}

impl Default for Feed {
    fn default() -> Self {
        Self { enabled: true, limit: 20, full: true, topics: true }
    }
}

impl Feed {
    pub(super) fn read(fields: Fields) -> Self {
        let normal = Self::default();
        Self {
            enabled: fields.flag("enabled").unwrap_or(normal.enabled),
            limit: fields.integer("limit").and_then(|limit| limit.try_into().ok()).unwrap_or(normal.limit),
            full: fields.text("content").is_none_or(|content| content.as_str() == "full"),
            topics: fields.flag("topics").unwrap_or(normal.topics),
        }
    }
}

/// `[images]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Whether images that texts show get smaller versions.
    pub enabled: bool,
    /// Their widths in pixels.
    pub widths: Vec<u32>,
    /// Their formats.
    pub formats: Vec<Format>,
    /// How fine they are.
    pub quality: Quality,
    /// Whether each article and question has a social card.
    pub cards: bool,
    /// The font of the cards, by its path in the site's folder.
    pub card_font: Option<Spanned<String>>,
}

impl Default for Images {
    fn default() -> Self {
        Self {
            enabled: true,
            widths: vec![720, 1080, 1440],
            formats: vec![Format::Webp],
            quality: Quality { webp: 80 },
            cards: false,
            card_font: None,
        }
    }
}

impl Images {
    pub(super) fn read(fields: Fields) -> Self {
        let normal = Self::default();
        let quality = |name: &str, normal: u8| fields.integer(name).and_then(|n| n.try_into().ok()).unwrap_or(normal);
        let widths = |widths: Vec<i64>| widths.into_iter().filter_map(|width| width.try_into().ok()).collect();
        let format = |format: &Format, names: &[&Text]| names.iter().any(|name| name.as_str() == format.name());
        let formats = |names: Vec<&Text>| Format::ALL.into_iter().filter(|one| format(one, &names)).collect();
        Self {
            enabled: fields.flag("enabled").unwrap_or(normal.enabled),
            widths: fields.integers("widths").map_or(normal.widths, widths),
            formats: fields.texts("formats").map_or(normal.formats, formats),
            quality: Quality { webp: quality("webp_quality", normal.quality.webp) },
            cards: fields.flag("cards").unwrap_or(normal.cards),
            card_font: fields.text("card_font").map(spanned),
        }
    }
}

/// `[structured_data]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredData {
    /// Whether pages hold JSON-LD.
    pub enabled: bool,
    /// Whether articles with questions are marked as `FAQPage`.
    pub faq_page: bool,
    /// Who publishes the site.
    pub organization: Option<Organization>,
}

/// `[structured_data.organization]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// Its own site.
    pub url: Option<String>,
    /// Its logo: a path from the root of the site, or a URL.
    pub logo: Option<Spanned<String>>,
}

impl Default for StructuredData {
    fn default() -> Self {
        Self { enabled: true, faq_page: false, organization: None }
    }
}

impl StructuredData {
    pub(super) fn read(fields: Fields) -> Self {
        let organization = |fields: Fields| {
            Some(Organization {
                name: fields.text("name")?.as_str().to_owned(),
                url: fields.text("url").map(|url| url.as_str().to_owned()),
                logo: fields.text("logo").map(spanned),
            })
        };
        Self {
            enabled: fields.flag("enabled").unwrap_or(true),
            faq_page: fields.flag("faq_page").unwrap_or(false),
            organization: fields.table("organization").and_then(organization),
        }
    }
}

/// `[defaults]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The authors of what names none.
    pub authors: Vec<Spanned<String>>,
    /// The level of what names none; one of the levels.
    pub level: Option<String>,
}

/// `[topics]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topics {
    /// Whether a topic that no file declares is an error.
    pub strict: bool,
    /// Whether entries of an article's FAQ are rows of its topics.
    pub list_faq: bool,
}

impl Default for Topics {
    fn default() -> Self {
        Self { strict: true, list_faq: false }
    }
}

impl Topics {
    pub(super) fn read(fields: Fields) -> Self {
        Self { strict: fields.flag("strict").unwrap_or(true), list_faq: fields.flag("list_faq").unwrap_or(false) }
    }
}

/// `[check]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How many characters a title may have.
    pub title_length: usize,
    /// How many characters a description may have.
    pub description_length: usize,
    /// How many kilobytes the HTML of a page may have.
    pub page_kb: usize,
    /// How links to other sites are checked.
    pub external: External,
}

/// `[check.external]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    /// Beginnings of URLs that are not asked for.
    pub ignore: Vec<String>,
    /// How many seconds an answer may take.
    pub timeout: u64,
    /// For how many days an answer is kept.
    pub keep_days: u64,
}

impl Default for Check {
    fn default() -> Self {
        Self { title_length: 70, description_length: 160, page_kb: 500, external: External::default() }
    }
}

impl Default for External {
    fn default() -> Self {
        Self { ignore: Vec::new(), timeout: 10, keep_days: 7 }
    }
}

impl Check {
    pub(super) fn read(fields: Fields) -> Self {
        let normal = Self::default();
        let number = |name: &str, normal: usize| fields.integer(name).and_then(|n| n.try_into().ok()).unwrap_or(normal);
        Self {
            title_length: number("title_length", normal.title_length),
            description_length: number("description_length", normal.description_length),
            page_kb: number("page_kb", normal.page_kb),
            external: fields.table("external").map_or(normal.external, External::read),
        }
    }
}

impl External {
    fn read(fields: Fields) -> Self {
        let normal = Self::default();
        let number = |name: &str, normal: u64| fields.integer(name).and_then(|n| n.try_into().ok()).unwrap_or(normal);
        Self {
            ignore: strings(fields.texts("ignore")).unwrap_or_default(),
            timeout: number("timeout", normal.timeout),
            keep_days: number("keep_days", normal.keep_days),
        }
    }
}

/// `[strings]`: the site's wording of the theme's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    /// For all languages.
    pub everywhere: BTreeMap<String, String>,
    /// By language.
    pub languages: BTreeMap<String, BTreeMap<String, String>>,
}

impl Strings {
    pub(super) fn read(fields: Option<Fields>) -> Self {
        let Some(fields) = fields else { return Self::default() };
        let languages = tables(fields).map(|(language, fields)| (language.to_owned(), words(fields))).collect();
        Self { everywhere: words(fields), languages }
    }
}

fn words(fields: Fields) -> BTreeMap<String, String> {
    let word = |entry: &crate::tree::Entry| match &entry.node.value {
        Value::String(text) => Some((entry.name.to_string(), text.as_str().to_owned())),
        _ => None,
    };
    fields.as_table().entries.iter().filter_map(word).collect()
}

/// `[[taxonomies]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// Its key in front matter, and the folder of its pages.
    pub name: Spanned<String>,
    /// The title of its list.
    pub title: String,
    /// What it sorts by.
    pub description: Option<String>,
}

/// `[[menu]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    /// What the entry says.
    pub name: String,
    /// Where it leads: a file of the content, a path from the root of the site, or a URL. One with `children` may lead
    /// nowhere by itself.
    pub url: Option<Spanned<String>>,
    /// The entries below it, which have no children.
    pub children: Vec<MenuEntry>,
}

impl MenuEntry {
    /// Where it and its children lead, in order.
    pub(crate) fn urls(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.url.iter().chain(self.children.iter().filter_map(|child| child.url.as_ref()))
    }
}
