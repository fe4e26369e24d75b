//! A feed, as Atom (RFC 4287) and as JSON Feed 1.1.
//!
//! [`atom`] and [`json`] write the same [`Feed`]. Every URL in it is absolute already, also those within the content:
//! a reader's program shows an entry far from the site. Entries come out in the order they are given.
//!
//! What the formats demand is made sure of here, not left to the caller: an entry without a title is titled by its
//! address, a feed without authors is its own site's, an entry without content has its summary.
//!
//! Left out: enclosures (nothing here is a podcast), paging (RFC 5005), XHTML content.

use super::{structured_data::without_empty, xml::Xml};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

/// What a feed tells of the site or topic it belongs to, and its entries.
#[derive(Clone)]
pub(crate) struct Feed {
    /// The name of the site or the topic.
    pub(crate) title: String,
    /// A line about it; empty where there is none.
    pub(crate) subtitle: String,
    /// The page it is a feed of, absolute.
    pub(crate) home: String,
    /// The feed as Atom, absolute. It is also the feed's id.
    pub(crate) atom_url: String,
    /// The same feed as JSON, absolute.
    pub(crate) json_url: String,
    /// Its language, as BCP 47 has them.
    pub(crate) language: String,
    /// The style sheet by which a browser shows the Atom form.
    pub(crate) style: Option<String>,
    /// When anything in it last changed.
    pub(crate) updated: Timestamp,
    /// The program that wrote it, with its version.
    pub(crate) generator: &'static str,
    /// Who holds the rights to it.
    pub(crate) rights: Option<String>,
    /// Who writes, where an entry doesn't say.
    pub(crate) authors: Vec<FeedAuthor>,
    /// What is new, newest first.
    pub(crate) entries: Vec<FeedEntry>,
}

/// Somebody who writes.
#[derive(Clone, Serialize)]
pub(crate) struct FeedAuthor {
    /// The name shown.
    pub(crate) name: String,
    /// The author's page, absolute.
    pub(crate) url: String,
}

/// One article in a feed.
#[derive(Clone)]
pub(crate) struct FeedEntry {
    /// Where it is, absolute; also its id, which never changes.
    pub(crate) url: String,
    /// Its title, as plain text.
    pub(crate) title: String,
    /// A sentence or two, as plain text; empty where there is none.
    pub(crate) summary: String,
    /// The whole of it as HTML, unless the feed holds only summaries.
    pub(crate) content_html: Option<String>,
    /// When it came out, where it says.
    pub(crate) published: Option<Timestamp>,
    /// When it last changed.
    pub(crate) updated: Timestamp,
    /// Who wrote it.
    pub(crate) authors: Vec<FeedAuthor>,
    /// What it is about.
    pub(crate) tags: Vec<String>,
    /// Its picture, absolute.
    pub(crate) image: Option<String>,
    /// Its language, as BCP 47 has them.
    pub(crate) language: String,
}

/// The namespace of `media:thumbnail`, the one way Atom readers take an entry's picture from.
const MEDIA: (&str, &str) = ("xmlns:media", "http://search.yahoo.com/mrss/");

/// The feed as Atom.
pub(crate) fn atom(feed: &Feed) -> Vec<u8> {
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    if feed.entries.iter().any(|entry| entry.image.is_some()) {
        attributes.push(MEDIA);
    }
    attributes.push(("xml:lang", &feed.language));
    let mut xml = Xml::new();
    if let Some(style) = &feed.style {
        xml.style(style);
    }
    xml.open("feed", &attributes);
    atom_head(&mut xml, feed);
    feed.entries.iter().for_each(|entry| atom_entry(&mut xml, entry, &feed.language));
    xml.close("feed");
    xml.finish()
}

fn atom_head(xml: &mut Xml, feed: &Feed) {
    xml.text("title", or(&feed.title, &feed.home));
    if !feed.subtitle.trim().is_empty() {
        xml.text("subtitle", &feed.subtitle);
    }
    xml.text("id", &feed.atom_url);
    xml.text("updated", &feed.updated.to_string());
    link(xml, "self", "application/atom+xml", &feed.atom_url);
    link(xml, "alternate", "text/html", &feed.home);
    link(xml, "alternate", "application/feed+json", &feed.json_url);
    let own = FeedAuthor { name: or(&feed.title, &feed.home).to_owned(), url: feed.home.clone() };
    let authors = named(&feed.authors);
    // an entry may only be without an author if its feed has one
    authors_of(xml, if authors.is_empty() { vec![&own] } else { authors });
    xml.text("generator", feed.generator);
    if let Some(rights) = &feed.rights {
        xml.text("rights", rights);
    }
}

fn atom_entry(xml: &mut Xml, entry: &FeedEntry, feed_language: &str) {
    let language = [("xml:lang", &*entry.language)];
    xml.open("entry", if entry.language == feed_language { &[] } else { &language });
    xml.text("title", or(&entry.title, &entry.url));
    xml.text("id", &entry.url);
    link(xml, "alternate", "text/html", &entry.url);
    if let Some(published) = entry.published {
        xml.text("published", &published.to_string());
    }
    xml.text("updated", &entry.updated.to_string());
    authors_of(xml, named(&entry.authors));
    for tag in entry.tags.iter().filter(|tag| !tag.trim().is_empty()) {
        xml.empty("category", &[("term", tag)]);
    }
    if let Some(image) = &entry.image {
        xml.empty("media:thumbnail", &[("url", image)]);
    }
    if !entry.summary.trim().is_empty() {
        xml.text("summary", &entry.summary);
    }
    if let Some(html) = &entry.content_html {
        xml.text_with("content", &[("type", "html")], html);
    }
    xml.close("entry");
}

fn link(xml: &mut Xml, rel: &str, kind: &str, url: &str) {
    xml.empty("link", &[("rel", rel), ("type", kind), ("href", url)]);
}

fn authors_of(xml: &mut Xml, authors: Vec<&FeedAuthor>) {
    for author in authors {
        xml.open("author", &[]);
        xml.text("name", &author.name);
        xml.text("uri", &author.url);
        xml.close("author");
    }
}

/// The feed as JSON. The format has no place for the generator, the rights and another feed. An absent list or text is left out,
/// as it wants; but not the list of items.
pub(crate) fn json(feed: &Feed) -> Vec<u8> {
    let mut json = without_empty(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": or(&feed.title, &feed.home),
        "home_page_url": feed.home,
        "feed_url": feed.json_url,
        "description": feed.subtitle.trim(),
        "authors": named(&feed.authors),
        "language": feed.language,
    }));
    json["items"] = feed.entries.iter().map(json_item).collect();
    let mut bytes = serde_json::to_vec(&json).expect("the keys of its objects are strings");
    bytes.push(b'\n');
    bytes
}

fn json_item(entry: &FeedEntry) -> Value {
    // one of the two contents has to be there
    let (content, text) = match &entry.content_html {
        Some(html) => ("content_html", html),
        None => ("content_text", &entry.summary),
    };
    let mut item = without_empty(json!({
        "id": entry.url,
        "url": entry.url,
        "title": or(&entry.title, &entry.url),
        content: text,
        "summary": entry.summary.trim(),
        "image": entry.image,
        "date_published": entry.published.map(|time| time.to_string()),
        "date_modified": entry.updated.to_string(),
        "authors": named(&entry.authors),
        "tags": entry.tags,
        "language": entry.language,
    }));
    if text.trim().is_empty() {
        item[content] = text.as_str().into();
    }
    item
}

/// The authors who have a name: both formats demand one.
fn named(authors: &[FeedAuthor]) -> Vec<&FeedAuthor> {
    authors.iter().filter(|author| !author.name.trim().is_empty()).collect()
}

fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.trim().is_empty() { otherwise } else { text }
}

#[cfg(test)]
mod tests;
