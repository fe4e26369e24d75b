//! What all kinds share: title, addresses, dates, names, and references to other files.
//!
//! Keys a kind doesn't have were refused before, so that one reader serves all; what isn't given is empty or `None`.
//! References keep their places: whether they lead anywhere is for `site` to say.

use super::{Reader, slug};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{Block, BlockKind, Body},
    place::{Place, SourcePath, Span, Spanned, Text},
    text::nfc,
    tree::{
        Date,
        keys::{Fields, TextOrTable},
    },
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use std::collections::BTreeMap;

/// A name, id or path of something else, as it was written.
pub type Reference = Spanned<String>;

/// What all kinds share.
#[derive(Debug)]
pub struct Meta {
    /// The file it is written in.
    pub file: SourcePath,
    /// Where a mistake about the whole of it is reported: its title, its id, or the opening of its front matter.
    pub at: Span,
    /// Its path below its kind's folder, without `.md`; a question's id.
    pub name: String,
    /// Its title, plain; where it has none, its name.
    pub title: String,
    /// Its description, plain, or nothing.
    pub description: String,
    /// The last part of its address, where `slug` gives it.
    pub slug: Option<String>,
    /// Further names for wikilinks.
    pub names: Vec<String>,
    /// Old addresses; a question's old ids.
    pub aliases: Vec<Reference>,
    /// The language, where it isn't the site's.
    pub language: Option<String>,
    /// Its weight in lists: lighter comes first.
    pub weight: i64,
    /// The lead image.
    pub image: Option<Image>,
    /// When it was written.
    pub date: Option<WrittenDate>,
    /// When it last changed in substance.
    pub updated: Option<WrittenDate>,
    /// When it has to be looked at again.
    pub review_by: Option<WrittenDate>,
    /// Whether and when it is published.
    pub publication: Publication,
    /// The template, where it isn't the kind's.
    pub template: Option<Reference>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Whether it stands in no list, feed or sitemap.
    pub unlisted: bool,
    /// The address that is the original's, where it isn't this page's.
    pub canonical: Option<String>,
    /// Its authors, where they are given.
    pub authors: Option<Vec<Reference>>,
    /// Its topics, the primary one first.
    pub topics: Vec<Reference>,
    /// Its level.
    pub level: Option<Reference>,
    /// Whether terms in its text become links.
    pub autolinks: bool,
    /// Its terms, by taxonomy.
    pub terms: BTreeMap<String, Vec<Reference>>,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// The site's own keys.
    pub extra: serde_json::Value,
}

/// An image with its words.
#[derive(Debug)]
pub struct Image {
    /// Where it lies, as written.
    pub src: Reference,
    /// What it shows, in words; empty where it only decorates.
    pub alt: String,
    /// Whether the words were given, be they empty.
    pub has_alt: bool,
    /// The caption, inline Markdown.
    pub caption: Option<Body>,
}

/// A source: a title and an address.
#[derive(Debug)]
pub struct Citation {
    /// The title; the address where none is given.
    pub title: String,
    /// The address, or a link as the file would write it.
    pub url: Reference,
}

/// A date as it was written, and the moment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// As it was written.
    pub date: Date,
    /// The moment; midnight in the site's time zone where no time was written.
    pub timestamp: Timestamp,
}

/// Whether and when something is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// Not before it is finished.
    pub draft: bool,
    /// Not before then.
    pub publish: Option<WrittenDate>,
    /// Not from then on.
    pub expires: Option<WrittenDate>,
}

/// The moment that a clock in `zone` shows `at`. One before the first or after the last that can be held, as the end of the
/// year 9999 may be, is that one: it still comes before, or after, all others.
pub(crate) fn timestamp(at: DateTime, zone: &TimeZone) -> Timestamp {
    let outside = if at.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
    zone.to_ambiguous_timestamp(at).compatible().unwrap_or(outside)
}

impl WrittenDate {
    /// The moment `date` is, in `zone` where it has no offset of its own.
    pub(crate) fn new(date: Date, zone: &TimeZone) -> Self {
        let zone = match date.offset.and_then(|minutes| jiff::tz::Offset::from_seconds(i32::from(minutes) * 60).ok()) {
            Some(offset) => TimeZone::fixed(offset),
            None => zone.clone(),
        };
        Self { date, timestamp: timestamp(date.at, &zone) }
    }

    /// The date as ISO 8601 has it, with the time where one was written.
    pub fn iso(&self) -> String {
        if self.date.has_time { self.timestamp.to_string() } else { self.date.at.date().to_string() }
    }
}

impl Meta {
    /// What `keys`, a checked front matter, says; a mistake about the whole of it stands at `at`.
    pub(super) fn read(reader: &Reader, at: Span, keys: &Fields, diags: &mut Diagnostics) -> Self {
        let moment = |name| keys.date(name).map(|date| WrittenDate::new(date, &reader.settings.timezone));
        report_order(reader, keys, ["date", "updated"], diags);
        report_order(reader, keys, ["publish", "expires"], diags);
        Self {
            file: reader.file.clone(),
            at: keys.span("title").unwrap_or(at),
            name: reader.name.to_owned(),
            title: keys.text("title").map_or_else(|| reader.name.to_owned(), |title| title.as_str().trim().to_owned()),
            description: plain(keys, "description"),
            slug: read_slug(reader, keys, diags),
            names: keys.texts("names").into_iter().flatten().map(|name| name.as_str().to_owned()).collect(),
            aliases: references(keys, "aliases").unwrap_or_default(),
            language: keys.text("language").map(|language| language.as_str().to_owned()),
            weight: keys.integer("weight").unwrap_or(0),
            image: read_image(reader, keys, diags),
            date: moment("date"),
            updated: moment("updated"),
            review_by: moment("review_by"),
            publication: Publication {
                draft: keys.flag("draft").unwrap_or(false),
                publish: moment("publish"),
                expires: moment("expires"),
            },
            template: keys.text("template").map(spanned),
            noindex: keys.flag("noindex").unwrap_or(false),
            unlisted: keys.flag("unlisted").unwrap_or(false),
            canonical: keys.text("canonical").map(|url| url.as_str().to_owned()),
            authors: references(keys, "authors"),
            topics: references(keys, "topics").unwrap_or_default(),
            level: keys.text("level").map(spanned),
            autolinks: keys.flag("autolinks").unwrap_or(true),
            terms: read_terms(reader, keys),
            sources: read_sources(keys),
            extra: keys.node("extra").map_or_else(|| serde_json::json!({}), |node| node.value.to_json()),
        }
    }

    /// Takes its title from the heading `block`; one without words is reported, and the name stays.
    pub(super) fn take_title(&mut self, block: &Block, what: &str, diags: &mut Diagnostics) {
        self.at = block.span;
        let BlockKind::Heading { text, .. } = &block.kind else { return };
        if text.is_empty() {
            let message = format!("{what} needs a `title`, and this heading has no words");
            let help = "write the title behind the `#`, or as `title = \"…\"` into the front matter";
            diags.push(Diagnostic::at(Code::MissingKey, &self.file, block.span, message).help(help));
        } else {
            self.title.clone_from(text);
        }
    }

    /// Says of a first block `# Title` that it repeats the title of the front matter, if it does.
    pub(super) fn mend_repeated_title(&self, blocks: &[Block], diags: &mut Diagnostics) {
        let Some(Block { kind: BlockKind::Heading { level: 1, text, .. }, span, .. }) = blocks.first() else { return };
        if *text != self.title {
            return;
        }
        let is_it = |diag: &&mut Diagnostic| {
            diag.code == Code::LateTitle && diag.place.as_ref().is_some_and(|place| place.span.start == span.start)
        };
        if let Some(diag) = diags.iter_mut().find(is_it) {
            diag.help = Some("delete it: the page shows the title of the front matter".to_owned());
        }
    }

    /// The language of the page.
    pub fn language<'a>(&'a self, site: &'a str) -> &'a str {
        self.language.as_deref().unwrap_or(site)
    }
}

/// Reports a title that is missing from the front matter at `at`, and from the text.
pub(super) fn require_title(at: Span, file: &SourcePath, what: &str, diags: &mut Diagnostics) {
    diags.push(
        Diagnostic::at(Code::MissingKey, file, at, format!("{what} needs a `title`"))
            .help("write `title = \"…\"` into its front matter, or begin the text with `# Title`"),
    );
}

/// Reports the second of two dates that comes before the first; days count where one of them has no time.
fn report_order(reader: &Reader, keys: &Fields, names: [&'static str; 2], diags: &mut Diagnostics) {
    let [first, second] = names;
    let (Some(earlier), Some(later)) = (keys.date(first), keys.date(second)) else { return };
    let (Some(first_at), Some(second_at)) = (keys.span(first), keys.span(second)) else { return };
    let is_before = if earlier.has_time && later.has_time {
        let moment = |date| WrittenDate::new(date, &reader.settings.timezone).timestamp;
        moment(later) < moment(earlier)
    } else {
        later.at.date() < earlier.at.date()
    };
    if is_before {
        diags.push(
            Diagnostic::at(Code::DateOrder, reader.file, second_at, format!("`{second}` comes before `{first}`"))
                .related(Place::new(reader.file, first_at), format!("`{first}` is this"))
                .help(format!("write a later date, or leave `{second}` out")),
        );
    }
}

/// What `text` names, in NFC, as all that is looked up by name.
pub(super) fn spanned(text: &Text) -> Reference {
    Spanned::new(nfc(text.as_str()).into_owned(), text.whole())
}

pub(super) fn references(keys: &Fields, name: &str) -> Option<Vec<Reference>> {
    keys.texts(name).map(|texts| texts.into_iter().map(spanned).collect())
}

fn plain(keys: &Fields, name: &str) -> String {
    keys.text(name).map(|text| text.as_str().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn read_slug(reader: &Reader, keys: &Fields, diags: &mut Diagnostics) -> Option<String> {
    let written = keys.text("slug")?;
    match slug::check(written.as_str()) {
        Ok(()) => Some(written.as_str().to_owned()),
        Err(reason) => {
            let message = format!("`{}` can't be a slug: {reason}", written.as_str());
            let help = match slug::slugify(written.as_str(), reader.settings.ascii_slugs) {
                slug if slug.is_empty() => "write one part of an address, such as `my-article`".to_owned(),
                slug => format!("write `{slug}`"),
            };
            diags.push(Diagnostic::at(Code::BadSlug, reader.file, written.whole(), message).help(help));
            None
        }
    }
}

fn read_image(reader: &Reader, keys: &Fields, diags: &mut Diagnostics) -> Option<Image> {
    let image = keys.table("image")?;
    let src = image.text("src").map(spanned)?;
    let caption = image.text("caption").map(|text| reader.short(text, diags));
    Some(Image { src, alt: plain(&image, "alt"), has_alt: image.has("alt"), caption })
}

fn read_terms(reader: &Reader, keys: &Fields) -> BTreeMap<String, Vec<Reference>> {
    let names = reader.settings.taxonomies.iter().cloned();
    names.filter_map(|name| Some((name.clone(), references(keys, &name)?))).collect()
}

fn read_sources(keys: &Fields) -> Vec<Citation> {
    let citation = |item| match item {
        TextOrTable::Text(url) => Some(Citation { title: url.as_str().to_owned(), url: spanned(url) }),
        TextOrTable::Table(table) => {
            let url = spanned(table.text("url")?);
            Some(Citation {
                title: table.text("title").map_or_else(|| url.value.clone(), |title| title.as_str().into()),
                url,
            })
        }
    };
    keys.items("sources").into_iter().flatten().filter_map(citation).collect()
}
