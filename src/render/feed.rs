//! A feed, as Atom (RFC 4287) and as JSON Feed 1.1.
//!
//! [`atom`] and [`json`] write the same [`Feed`]. Every URL in it is absolute already, also those within the content:
//! a reader's program shows an entry far from the site. Entries come out in the order they are given; of two with one
//! id only the first does, since ids are what readers' programs tell entries apart by.
//!
//! What the formats demand is made sure of here, not left to the caller: an entry without a title is titled by its
//! address, a feed without authors is its own site's, an entry without content has its summary.
//!
//! Left out: enclosures (nothing here is a podcast), paging (RFC 5005), XHTML content.

use super::xml::Xml;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a feed tells of the site or topic it belongs to, and its entries.
pub(crate) struct Feed<'a> {
    /// The name of the site or the topic.
    pub(crate) title: &'a str,
    /// A line about it; empty where there is none.
    pub(crate) subtitle: &'a str,
    /// The page it is a feed of, absolute.
    pub(crate) home: &'a str,
    /// The feed as Atom, absolute. It is also the feed's id.
    pub(crate) atom_url: &'a str,
    /// The same feed as JSON, absolute.
    pub(crate) json_url: &'a str,
    /// Its language, as BCP 47 has them.
    pub(crate) language: &'a str,
    /// The style sheet by which a browser shows the Atom form.
    pub(crate) style: Option<&'a str>,
    /// When anything in it last changed. An empty feed has that too.
    pub(crate) updated: Timestamp,
    /// The program that wrote it, with its version.
    pub(crate) generator: &'a str,
    /// Who holds the rights to it.
    pub(crate) rights: Option<&'a str>,
    /// A square picture, absolute.
    pub(crate) icon: Option<&'a str>,
    /// Who writes, where an entry doesn't say.
    pub(crate) authors: Vec<FeedAuthor<'a>>,
    /// What is new, newest first.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// Somebody who writes.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct FeedAuthor<'a> {
    /// The name shown.
    pub(crate) name: &'a str,
    /// The author's page, absolute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<&'a str>,
}

/// One article in a feed.
pub(crate) struct Entry<'a> {
    /// What never changes: the absolute permalink.
    pub(crate) id: &'a str,
    /// Where it is, absolute.
    pub(crate) url: &'a str,
    /// Its title, as plain text.
    pub(crate) title: &'a str,
    /// A sentence or two, as plain text; empty where there is none.
    pub(crate) summary: &'a str,
    /// The whole of it as HTML, unless the feed holds only summaries.
    pub(crate) content_html: Option<String>,
    /// When it came out, where it says.
    pub(crate) published: Option<Timestamp>,
    /// When it last changed.
    pub(crate) updated: Timestamp,
    /// Who wrote it.
    pub(crate) authors: Vec<FeedAuthor<'a>>,
    /// What it is about.
    pub(crate) tags: Vec<String>,
    /// Its picture, absolute.
    pub(crate) image: Option<&'a str>,
    /// Its language, as BCP 47 has them.
    pub(crate) language: &'a str,
}

/// The namespace of `media:thumbnail`, the one way Atom readers take an entry's picture from.
const MEDIA: (&str, &str) = ("xmlns:media", "http://search.yahoo.com/mrss/");

/// The feed as Atom.
pub(crate) fn atom(feed: &Feed<'_>) -> Vec<u8> {
    let entries = distinct(&feed.entries);
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    if entries.iter().any(|entry| entry.image.is_some()) {
        attributes.push(MEDIA);
    }
    if !feed.language.is_empty() {
        attributes.push(("xml:lang", feed.language));
    }
    let mut xml = Xml::new();
    if let Some(style) = feed.style {
        xml.style(style);
    }
    xml.open("feed", &attributes);
    atom_head(&mut xml, feed);
    for entry in entries {
        atom_entry(&mut xml, entry, feed.language);
    }
    xml.close("feed");
    xml.finish()
}

fn atom_head(xml: &mut Xml, feed: &Feed<'_>) {
    xml.text("title", &[], or(feed.title, feed.home));
    if !feed.subtitle.trim().is_empty() {
        xml.text("subtitle", &[], feed.subtitle);
    }
    xml.text("id", &[], feed.atom_url);
    xml.text("updated", &[], &feed.updated.to_string());
    link(xml, "self", "application/atom+xml", feed.atom_url);
    link(xml, "alternate", "text/html", feed.home);
    link(xml, "alternate", "application/feed+json", feed.json_url);
    let own = FeedAuthor { name: or(feed.title, feed.home), url: Some(feed.home) };
    let authors = named(&feed.authors);
    // an entry may only be without an author if its feed has one
    authors_of(xml, if authors.is_empty() { vec![own] } else { authors });
    if !feed.generator.is_empty() {
        xml.text("generator", &[], feed.generator);
    }
    if let Some(icon) = feed.icon {
        xml.text("icon", &[], icon);
    }
    if let Some(rights) = feed.rights {
        xml.text("rights", &[], rights);
    }
}

fn atom_entry(xml: &mut Xml, entry: &Entry<'_>, feed_language: &str) {
    let language = [("xml:lang", entry.language)];
    let differs = !entry.language.is_empty() && entry.language != feed_language;
    xml.open("entry", if differs { &language } else { &[] });
    xml.text("title", &[], or(entry.title, entry.url));
    xml.text("id", &[], entry.id);
    link(xml, "alternate", "text/html", entry.url);
    if let Some(published) = entry.published {
        xml.text("published", &[], &published.to_string());
    }
    xml.text("updated", &[], &entry.updated.to_string());
    authors_of(xml, named(&entry.authors));
    for tag in entry.tags.iter().filter(|tag| !tag.trim().is_empty()) {
        xml.empty("category", &[("term", tag)]);
    }
    if let Some(image) = entry.image {
        xml.empty("media:thumbnail", &[("url", image)]);
    }
    if !entry.summary.trim().is_empty() {
        xml.text("summary", &[], entry.summary);
    }
    if let Some(html) = &entry.content_html {
        xml.text("content", &[("type", "html")], html);
    }
    xml.close("entry");
}

fn link(xml: &mut Xml, rel: &str, kind: &str, url: &str) {
    xml.empty("link", &[("rel", rel), ("type", kind), ("href", url)]);
}

fn authors_of(xml: &mut Xml, authors: Vec<FeedAuthor<'_>>) {
    for author in authors {
        xml.open("author", &[]);
        xml.text("name", &[], author.name);
        if let Some(url) = author.url {
            xml.text("uri", &[], url);
        }
        xml.close("author");
    }
}

/// A JSON Feed, in the order of its specification. An absent list or text is left out, as it wants.
#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<FeedAuthor<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    /// One of the two contents has to be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<FeedAuthor<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
}

/// The feed as JSON. The format has no place for the generator, the rights and another feed.
pub(crate) fn json(feed: &Feed<'_>) -> Vec<u8> {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: or(feed.title, feed.home),
        home_page_url: feed.home,
        feed_url: feed.json_url,
        description: feed.subtitle.trim(),
        icon: feed.icon,
        authors: named(&feed.authors),
        language: feed.language,
        items: distinct(&feed.entries).into_iter().map(json_item).collect(),
    };
    let mut bytes = serde_json::to_vec(&feed).expect("texts and lists always have a JSON form");
    bytes.push(b'\n');
    bytes
}

fn json_item<'a>(entry: &'a Entry<'_>) -> JsonItem<'a> {
    let content_html = entry.content_html.as_deref();
    JsonItem {
        id: entry.id,
        url: entry.url,
        title: or(entry.title, entry.url),
        content_html,
        content_text: content_html.is_none().then_some(entry.summary),
        summary: entry.summary.trim(),
        image: entry.image,
        date_published: entry.published.map(|time| time.to_string()),
        date_modified: entry.updated.to_string(),
        authors: named(&entry.authors),
        tags: &entry.tags,
        language: entry.language,
    }
}

/// The entries, the first of each id.
fn distinct<'a>(entries: &'a [Entry<'a>]) -> Vec<&'a Entry<'a>> {
    let mut ids = BTreeSet::new();
    entries.iter().filter(|entry| ids.insert(entry.id)).collect()
}

/// The authors who have a name: both formats demand one.
fn named<'a>(authors: &[FeedAuthor<'a>]) -> Vec<FeedAuthor<'a>> {
    authors.iter().copied().filter(|author| !author.name.trim().is_empty()).collect()
}

fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.trim().is_empty() { otherwise } else { text }
}

#[cfg(test)]
mod tests;
