//! Addresses: what lives at which URL, and that no two things live at one.
//!
//! A [`Url`] is rooted at the site (`/articles/x/`), decoded, and without the base path; [`Url::href`] is how a page
//! spells it, [`Url::output`] where its bytes lie. [`Addresses`] is the table of all of them. It is filled in a fixed
//! order, pages first: a second owner of an address, or of one that differs only by case, is told with both places.

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, SourcePath},
};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Arc,
};

/// An address, rooted at the site, decoded, without the base path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

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

impl Url {
    /// The address written `url`, which begins with `/`.
    pub fn new(url: impl Into<Arc<str>>) -> Self {
        Self(url.into())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as a page of a site below `base` (`/` or `/blog/`) spells it, ready for an attribute.
    pub fn href(&self, base: &str) -> String {
        let mut href = base.trim_end_matches('/').to_owned();
        href.extend(utf8_percent_encode(&self.0, PATH));
        href
    }

    /// The path of its file in the output folder.
    pub fn output(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The address `part` below this one, which ends with `/`.
    pub fn below(&self, part: &str) -> Self {
        Self(format!("{}{part}", self.0).into())
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
pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
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
    /// A plain page.
    Page(usize),
    /// An article.
    Article(usize),
    /// A page of the list of articles.
    Articles(usize),
    /// A question.
    Question(usize),
    /// The question index, or one level of it.
    Questions(Option<usize>),
    /// A topic, and which page of its articles.
    Topic(usize, usize),
    /// One level of a topic's questions, where they are too many for one page.
    TopicLevel(usize, usize),
    /// The topic index.
    Topics,
    /// A topic's cheat sheet.
    CheatSheet(usize),
    /// An author, and which page of the articles.
    Author(usize, usize),
    /// The list of authors.
    Authors,
    /// A taxonomy's list of terms.
    Terms(usize),
    /// A term of a taxonomy, and which page of the articles.
    Term(usize, usize, usize),
    /// The Atom feed of the site or of a topic.
    Atom(Option<usize>),
    /// The JSON feed of the site or of a topic.
    JsonFeed(Option<usize>),
    /// A file of the sitemap.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// `404.html`.
    NotFound,
    /// A page that leads on to another address.
    Redirect(Url),
    /// A file of the site, published as it is.
    Asset(SourcePath),
    /// A file of the theme, by its number.
    ThemeFile(usize),
}

impl Address {
    /// Whether it is made for machines; a file of `static/` may take its place.
    pub fn is_machine_output(&self) -> bool {
        matches!(
            self,
            Self::Atom(_) | Self::JsonFeed(_) | Self::Sitemap(_) | Self::Robots | Self::NotFound | Self::ThemeFile(_)
        )
    }
}

/// All addresses.
#[derive(Debug, Default)]
pub struct Addresses {
    table: BTreeMap<Url, Address>,
    owners: HashMap<String, Owner>,
}

#[derive(Debug)]
struct Owner {
    url: Url,
    what: String,
    place: Option<Place>,
}

impl Addresses {
    /// What lives at `url`.
    pub fn get(&self, url: &Url) -> Option<&Address> {
        self.table.get(url)
    }

    /// All of them, in the order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Url, &Address)> {
        self.table.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Forgets who owns which address: nothing is added any more.
    pub(super) fn close(&mut self) {
        self.owners = HashMap::new();
    }

    /// Gives `url` to `address`, which is called `what` and written at `place`.
    pub(super) fn add(
        &mut self,
        url: Url,
        address: Address,
        what: impl Into<String>,
        place: Option<Place>,
        diags: &mut Diagnostics,
    ) {
        let key = url.as_str().to_lowercase();
        let what = what.into();
        if let Some(owner) = self.owners.get(&key) {
            let static_file = matches!(address, Address::Asset(_)) && place_is_static(place.as_ref());
            if static_file && self.table.get(&owner.url).is_some_and(Address::is_machine_output) && owner.url == url {
                diags.push(shadowed(&url, &owner.what, place));
                self.table.insert(url, address);
            } else {
                diags.push(clash(&url, &what, place, owner));
            }
            return;
        }
        self.owners.insert(key, Owner { url: url.clone(), what, place });
        self.table.insert(url, address);
    }
}

fn place_is_static(place: Option<&Place>) -> bool {
    place.is_some_and(|place| place.file.as_str().starts_with("static/"))
}

fn shadowed(url: &Url, what: &str, place: Option<Place>) -> Diagnostic {
    let message = format!("this file takes the place of {what} at `{url}`");
    let diagnostic = Diagnostic::new(Code::ShadowedOutput, message).help("remove it to have the one that is made");
    Diagnostic { place, ..diagnostic }
}

fn clash(url: &Url, what: &str, place: Option<Place>, owner: &Owner) -> Diagnostic {
    let message = if owner.url == *url {
        format!("{what} and {} would both be at `{url}`", owner.what)
    } else {
        format!("{what} would be at `{url}` and {} at `{}`, which differ only by case", owner.what, owner.url)
    };
    let help = if place_is_static(place.as_ref()) {
        "rename or remove the file"
    } else if what.starts_with("the alias ") {
        "remove the alias"
    } else {
        "give one of them another `slug`, or rename its file"
    };
    let mut diagnostic = Diagnostic::new(Code::AddressClash, message).help(help);
    diagnostic.place = place.or_else(|| owner.place.clone());
    match &owner.place {
        Some(other) if diagnostic.place.as_ref() != Some(other) => {
            diagnostic.related(other.clone(), format!("{} is here", owner.what))
        }
        _ => diagnostic,
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
