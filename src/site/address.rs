//! Addresses: how they are spelt, and what may live at one.
//!
//! A [`Url`] is rooted at the site (`/articles/x/`), decoded, and without the base path; [`Url::href`] is how a page
//! spells it, [`Url::output`] where its bytes lie. An [`Address`] is what lives there.

use super::Entity;
use crate::{kind::Kind, picture::Variant, place::SourcePath, text::nfc};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::{borrow::Cow, fmt, sync::Arc};

/// An address, rooted at the site, decoded, without the base path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

/// What the search page is called where another page is at its address.
pub(super) const SEARCH_PAGE: &str = "the search page";

/// What a path of a URL has to escape.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'#')
    .add(b'?')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// Where what has no address is kept. A folder with a dot is never listed, so that no file can have such an address.
const MADE_UP: &str = "/.without-address/";

impl Url {
    /// The address written `url`, which begins with `/`; in NFC, so that a name is one address however a disk or a keyboard
    /// puts its accents.
    pub fn new(url: impl Into<Arc<str>>) -> Self {
        let url = url.into();
        match nfc(&url) {
            Cow::Borrowed(_) => Self(url),
            Cow::Owned(url) => Self(url.into()),
        }
    }

    /// A stand-in for the address of what has none, so that links to it lead somewhere until that is mended. No two things
    /// have the same.
    pub(super) fn made_up(kind: &str, name: &str) -> Self {
        Self(format!("{MADE_UP}{kind}/{name}/").into())
    }

    /// Whether it is such a stand-in.
    pub(crate) fn is_made_up(&self) -> bool {
        self.0.starts_with(MADE_UP)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as a page of a site below `base` (`/` or `/blog/`) spells it, ready for an attribute.
    pub fn href(&self, base: &str) -> String {
        let base = base.trim_end_matches('/');
        // without an early end, so that the compiler looks at many bytes at a time
        let is_plain =
            |plain, byte: &u8| plain & (byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'_' | b'/' | b'.'));
        let mut href = String::with_capacity(base.len() + self.0.len());
        href.push_str(base);
        if self.0.as_bytes().iter().fold(true, is_plain) {
            href.push_str(&self.0);
        } else {
            href.extend(utf8_percent_encode(&self.0, PATH));
        }
        href
    }

    /// The path of its file in the output folder.
    pub fn output(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { [path, "index.html"].concat() } else { path.to_owned() }
    }

    /// The address `part` below this one, which ends with `/`.
    pub fn below(&self, part: &str) -> Self {
        Self::new(format!("{}{part}", self.0))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// `text` as the path of a link is decoded.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    // few have anything to decode
    if text.as_bytes().contains(&b'%') { percent_decode_str(text).decode_utf8_lossy() } else { text.into() }
}

/// `text` as the fragment of a link is spelt.
pub(crate) fn encode_fragment(text: &str) -> String {
    const FRAGMENT: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'&').add(b'\'').add(b'%');
    utf8_percent_encode(text, FRAGMENT).to_string()
}

/// What lives at an address. Numbers are indexes into the lists of [`super::Site`]; pages of a list count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// The home page.
    Home,
    /// A thing, and which page of the articles that it lists.
    Thing(Entity, usize),
    /// The list of a kind, and which page of it.
    List(Kind, usize),
    /// One level of all questions or of a topic's, where they are too many for one page.
    Level(Option<usize>, usize),
    /// A topic's cheat sheet.
    CheatSheet(usize),
    /// The practice page of all questions, or of a topic's.
    Practice(Option<usize>),
    /// The glossary.
    Glossary,
    /// The Atom feed of the site or of a topic.
    Atom(Option<usize>),
    /// The JSON feed of the site or of a topic.
    JsonFeed(Option<usize>),
    /// A file of the sitemap.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// A file that the site's host reads.
    HostFile(HostFile),
    /// `404.html`.
    NotFound,
    /// The search page.
    Search,
    /// A file of the search index.
    SearchFile(IndexFile),
    /// A page that leads on to another address.
    Redirect(Url),
    /// A file of the site, published as it is.
    Asset(SourcePath),
    /// A file of the theme, by its number.
    ThemeFile(usize),
    /// A smaller version of the image at this address.
    Variant(Url, Variant),
    /// The social card of this article or question.
    Card(Entity),
}

/// A file of the search index; the files of a kind are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndexFile {
    /// What has to be known before anything is looked up.
    Manifest,
    /// Terms with their records.
    Terms(usize),
    /// Terms that a misspelt word may mean.
    Lexicon(usize),
    /// What is shown of records.
    Records(usize),
    /// The records of a topic.
    Topic(usize),
    /// The records of a level.
    Level(usize),
}

/// A file that is there for a host, and not for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HostFile {
    /// GitHub Pages doesn't run Jekyll over a site that has it. It is empty.
    NoJekyll,
    /// Redirects for Netlify and those that read the same.
    Redirects,
    /// Headers for the same.
    Headers,
    /// Redirects and headers for Apache.
    Htaccess,
    /// Redirects and headers for Vercel.
    VercelJson,
}

impl HostFile {
    /// Where it lives: hosts look nowhere else.
    pub(super) fn url(self) -> Url {
        Url::new(match self {
            Self::NoJekyll => "/.nojekyll",
            Self::Redirects => "/_redirects",
            Self::Headers => "/_headers",
            Self::Htaccess => "/.htaccess",
            Self::VercelJson => "/vercel.json",
        })
    }
}

impl IndexFile {
    /// Where it lives.
    pub(super) fn url(self) -> Url {
        Url::new(match self {
            Self::Manifest => "/gen-assets/search/index.json".to_owned(),
            Self::Terms(at) => format!("/gen-assets/search/terms-{at}.bin"),
            Self::Lexicon(at) => format!("/gen-assets/search/near-{at}.bin"),
            Self::Records(at) => format!("/gen-assets/search/records-{at}.txt"),
            Self::Topic(at) => format!("/gen-assets/search/topic-{at}.bin"),
            Self::Level(at) => format!("/gen-assets/search/level-{at}.bin"),
        })
    }
}

impl Address {
    /// Whether it is made for machines; a file of `static/` may take its place.
    pub fn is_machine_output(&self) -> bool {
        matches!(
            self,
            Self::Atom(_)
                | Self::JsonFeed(_)
                | Self::Sitemap(_)
                | Self::Robots
                | Self::HostFile(_)
                | Self::NotFound
                | Self::SearchFile(_)
                | Self::ThemeFile(_)
                | Self::Variant(..)
                | Self::Card(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_spelling_and_a_file() {
        for (url, href, output) in [
            ("/", "/blog/", "index.html"),
            ("/articles/x/", "/blog/articles/x/", "articles/x/index.html"),
            ("/a b/ü.png", "/blog/a%20b/%C3%BC.png", "a b/ü.png"),
            ("/atom.xml", "/blog/atom.xml", "atom.xml"),
        ] {
            let url = Url::new(url);
            assert_eq!((&*url.href("/blog/"), &*url.output()), (href, output));
        }
    }
}
