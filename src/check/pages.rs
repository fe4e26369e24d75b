//! Every page of a site, rendered and read: what it leads to, and what is wrong with it.
//!
//! 1. [`Index`] gives each address a number, and finds it by the way a page spells it.
//! 2. [`read_page`] makes a [`Page`] of the HTML of one: its addresses are resolved at once, so that only numbers are
//!    kept of those that lead somewhere, and a [`Fault`] of those that don't.
//! 3. [`Pages::of`] gathers the pages and then follows what leads to an id of another page.
//!
//! Nothing is told here: where a fault stands in the sources is for `told` to find.

use super::{
    html::{self, Facts, Role},
    structured,
};
use crate::{
    diag::{Diagnostics, Error},
    kind::Kind,
    pipeline::{Built, render_each},
    render::Output,
    site::{self, Address, Entity, Site, Url},
    view,
};
use foldhash::HashMap;
use std::{
    collections::VecDeque,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Mutex,
};

/// The number of an address, in the order of the addresses.
pub(super) type At = u32;

/// Every page, by the number of its address.
#[derive(Debug)]
pub(crate) struct Pages<'a> {
    index: Index<'a>,
    pages: Vec<Option<Page>>,
}

/// What is known of one page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) bytes: usize,
    /// The pages one can go to from it, in order, each once.
    pub(super) leads: Vec<At>,
    /// The files it shows or loads.
    pub(super) shows: Vec<At>,
    /// The hashes of its ids, in order.
    ids: Vec<u64>,
    /// What leads to ids of other pages: which page, which id.
    anchors: Vec<(At, String)>,
    /// The addresses of other sites.
    pub(super) elsewhere: Vec<String>,
    pub(super) faults: Vec<Fault>,
}

/// What is wrong on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Nothing is at this address; whether the page wants to show it.
    Nothing { value: String, is_shown: bool, help: String },
    /// This page has no element of this id.
    Anchor { url: Url, id: String },
    /// The address lacks its slash; the one that is right.
    Slash { value: String, right: String },
    /// The address is an old one; the one that is right.
    Moved { value: String, right: String },
    /// The id stands there twice.
    RepeatedId(String),
    /// A heading of this level stands behind one of that.
    SkippedHeading { level: u8, behind: u8, id: String, text: String },
    /// This image has no `alt`.
    WithoutAlt(String),
    /// This paragraph repeats its section, so many percent of it.
    Closing { text: String, percent: usize },
    /// The structured data is wrong: what, and what to do.
    Data { message: String, help: String },
    /// The page has no `<title>`.
    NoTitle,
    /// The page has no description.
    NoDescription,
}

impl<'a> Pages<'a> {
    /// Renders and reads every page of `built`; what the templates did wrong is told.
    ///
    /// # Errors
    /// None of its own.
    pub(super) fn of(built: &'a Built, diags: &mut Diagnostics) -> Result<Self, Error> {
        let index = Index::of(&built.site);
        let mut slots: Vec<Mutex<Option<Page>>> = Vec::new();
        slots.resize_with(index.addresses.len(), Mutex::default);
        let told = render_each(built, |url, address, output| {
            if let (Output::Bytes(bytes), true) = (output, view::kind(address).is_some())
                && let Some(at) = index.by_url(url)
            {
                let page = read_page(&index, url, address, &bytes);
                *slots[at as usize].lock().expect("each is written once") = Some(page);
            }
            Ok(())
        })?;
        diags.extend(told);
        let pages = slots.into_iter().map(|slot| slot.into_inner().expect("no thread panicked")).collect();
        let mut pages = Self { index, pages };
        pages.follow_anchors();
        Ok(pages)
    }

    /// The pages, each with the number of its address.
    pub(super) fn iter(&self) -> impl Iterator<Item = (At, &Page)> {
        (0..).zip(&self.pages).filter_map(|(at, page)| Some((at, page.as_ref()?)))
    }

    /// How many pages there are.
    pub(crate) fn count(&self) -> usize {
        self.pages.iter().flatten().count()
    }

    pub(super) fn url(&self, at: At) -> &'a Url {
        self.index.addresses[at as usize].0
    }

    pub(super) fn address(&self, at: At) -> &'a Address {
        self.index.addresses[at as usize].1
    }

    /// The number of what is at `url`.
    pub(super) fn at(&self, url: &Url) -> Option<At> {
        self.index.by_url(url)
    }

    /// For each address, how many links it is away from the home page; `None` where no way leads there.
    pub(crate) fn depths(&self) -> Vec<(&'a Url, &'a Address, Option<usize>)> {
        let mut depths: Vec<Option<usize>> = vec![None; self.pages.len()];
        let mut waiting = VecDeque::new();
        if let Some(home) = self.at(&Url::new("/")) {
            depths[home as usize] = Some(0);
            waiting.push_back((home, 0));
        }
        while let Some((at, depth)) = waiting.pop_front() {
            for &next in self.pages[at as usize].iter().flat_map(|page| &page.leads) {
                if depths[next as usize].is_none() {
                    depths[next as usize] = Some(depth + 1);
                    waiting.push_back((next, depth + 1));
                }
            }
        }
        let known = self.index.addresses.iter().zip(&self.pages).zip(depths);
        known
            .filter(|((_, page), _)| page.is_some())
            .map(|((&(url, address), _), depth)| (url, address, depth))
            .collect()
    }

    /// Adds the faults of links to ids that their pages don't have.
    fn follow_anchors(&mut self) {
        let mut broken: Vec<(usize, Fault)> = Vec::new();
        for (from, page) in self.pages.iter().enumerate() {
            for (to, id) in page.iter().flat_map(|page| &page.anchors) {
                // what files hold isn't read
                let Some(target) = &self.pages[*to as usize] else { continue };
                if !target.has_id(id) {
                    broken.push((from, Fault::Anchor { url: self.url(*to).clone(), id: id.clone() }));
                }
            }
        }
        for (from, fault) in broken {
            if let Some(page) = &mut self.pages[from] {
                page.faults.push(fault);
            }
        }
    }
}

impl Page {
    /// Whether it has an element of that id; browsers know `top` and text fragments by themselves.
    fn has_id(&self, id: &str) -> bool {
        id.is_empty() || id == "top" || id.starts_with(":~:") || self.ids.binary_search(&hash(id)).is_ok()
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// The page at `url`, whose HTML is `bytes`.
fn read_page(index: &Index, url: &Url, address: &Address, bytes: &[u8]) -> Page {
    let with_sections = matches!(address, Address::Thing(Entity { kind: Kind::Article | Kind::Page, .. }, _));
    let mut facts = html::read(bytes, with_sections);
    let mut page = Page { bytes: facts.bytes, ..Page::default() };
    page.ids(&mut facts);
    for reference in std::mem::take(&mut facts.references) {
        page.reference(index, url, reference.role, reference.value);
    }
    for list in [&mut page.leads, &mut page.shows] {
        list.sort_unstable();
        list.dedup();
    }
    page.anchors.sort_unstable();
    page.anchors.dedup();
    page.head_and_headings(&facts, address);
    page.faults.extend(facts.without_alt.into_iter().map(Fault::WithoutAlt));
    let closing = |closing: super::sections::Closing| Fault::Closing { text: closing.text, percent: closing.percent };
    page.faults.extend(facts.closings.into_iter().map(closing));
    let data = |(message, help)| Fault::Data { message, help };
    page.faults.extend(structured::check(&facts.json_ld).into_iter().map(data));
    page
}

impl Page {
    fn ids(&mut self, facts: &mut Facts) {
        let mut ids: Vec<(u64, String)> = facts.ids.drain(..).map(|id| (hash(&id), id)).collect();
        ids.sort_unstable();
        let repeated = ids.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
        self.faults.extend(repeated.map(|same| Fault::RepeatedId(same[0].1.clone())));
        self.ids = ids.into_iter().map(|(hash, _)| hash).collect();
        self.ids.dedup();
    }

    fn head_and_headings(&mut self, facts: &Facts, address: &Address) {
        if !facts.has_title {
            self.faults.push(Fault::NoTitle);
        }
        if !facts.has_description && !matches!(address, Address::Redirect(_) | Address::NotFound) {
            self.faults.push(Fault::NoDescription);
        }
        for pair in facts.headings.windows(2) {
            let (behind, heading) = (&pair[0], &pair[1]);
            if heading.level > behind.level + 1 {
                self.faults.push(Fault::SkippedHeading {
                    level: heading.level,
                    behind: behind.level,
                    id: heading.id.clone(),
                    text: heading.text.clone(),
                });
            }
        }
    }

    fn reference(&mut self, index: &Index, url: &Url, role: Role, value: String) {
        let (at, flaw) = match index.resolve(url, &value) {
            Resolved::Page(at, flaw) => (at, flaw),
            Resolved::Elsewhere => {
                // what a page says of itself is none of a reader's business
                if role != Role::Named {
                    self.elsewhere.push(value);
                }
                return;
            }
            Resolved::Nothing(help) => {
                return self.faults.push(Fault::Nothing { value, is_shown: role == Role::Shown, help });
            }
            Resolved::NotJudged => return,
        };
        match role {
            Role::Lead => self.leads.push(at),
            Role::Shown => self.shows.push(at),
            Role::Named => {}
        }
        let (own, address) = index.addresses[at as usize];
        if let Some((_, id)) = value.split_once('#') {
            let id = site::decode(id).into_owned();
            match own == url {
                true if !self.has_id(&id) => self.faults.push(Fault::Anchor { url: url.clone(), id }),
                true => {}
                false => self.anchors.push((at, id)),
            }
        }
        let rest = value.find(['?', '#']).map_or("", |at| &value[at..]);
        let right = |url: &Url| format!("{}{rest}", url.href(index.base));
        match address {
            Address::Redirect(target) if role == Role::Lead => {
                self.faults.push(Fault::Moved { right: right(target), value });
            }
            _ if flaw && role == Role::Lead => self.faults.push(Fault::Slash { right: right(own), value }),
            _ => {}
        }
    }
}

/// What an address on a page leads to.
enum Resolved {
    /// To something of the site; whether its slash is missing.
    Page(At, bool),
    /// To another site.
    Elsewhere,
    /// To nothing; what to do about it.
    Nothing(String),
    /// That can't be told: a mail address, or a part of the host that isn't the site's.
    NotJudged,
}

/// The addresses of a site by number, and how pages spell them.
#[derive(Debug)]
struct Index<'a> {
    addresses: Vec<(&'a Url, &'a Address)>,
    by_href: HashMap<String, At>,
    origin: &'a str,
    base: &'a str,
}

impl<'a> Index<'a> {
    fn of(site: &'a Site) -> Self {
        let base = &site.config.base;
        let addresses: Vec<_> = site.addresses.iter().collect();
        let by_href = (0..).zip(&addresses).map(|(at, (url, _))| (url.href(&base.path), at)).collect();
        Self { addresses, by_href, origin: &base.origin, base: &base.path }
    }

    fn by_url(&self, url: &Url) -> Option<At> {
        self.by_href.get(&url.href(self.base)).copied()
    }

    /// What `value` leads to, on the page at `url`.
    fn resolve(&self, url: &Url, value: &str) -> Resolved {
        let value = value.trim();
        let path = &value[..value.find(['?', '#']).unwrap_or(value.len())];
        if let Some(&at) = self.by_href.get(path) {
            return Resolved::Page(at, false);
        }
        if path.is_empty() {
            return self.by_url(url).map_or(Resolved::NotJudged, |at| Resolved::Page(at, false));
        }
        if let Some(rest) = path.strip_prefix(self.origin).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            return self.rooted(if rest.is_empty() { "/" } else { rest });
        }
        if path.starts_with("//") || has_scheme(path) {
            let lower = path.get(..8).unwrap_or(path).to_ascii_lowercase();
            let is_web = ["http://", "https://", "//"].iter().any(|start| lower.starts_with(start));
            return if is_web { Resolved::Elsewhere } else { Resolved::NotJudged };
        }
        if path.starts_with('/') {
            return self.rooted(path);
        }
        self.rooted(&joined(&url.href(self.base), path))
    }

    /// What the path `path` of the host leads to.
    fn rooted(&self, path: &str) -> Resolved {
        let decoded = site::decode(path);
        let Some(below) = self.below(&decoded) else {
            // another part of the host may be there; but a page of the site is meant where there is one
            return match self.by_url(&Url::new(&*decoded)) {
                Some(_) => Resolved::Nothing(format!("put the base path before it: `{}{}`", self.base, &decoded[1..])),
                None => Resolved::NotJudged,
            };
        };
        if let Some(at) = self.by_url(&Url::new(below.as_str())) {
            return Resolved::Page(at, false);
        }
        let folder = below.strip_suffix("index.html").map_or_else(|| format!("{below}/"), str::to_owned);
        match self.by_url(&Url::new(folder)) {
            Some(at) => Resolved::Page(at, true),
            None => Resolved::Nothing("link to an address that is there, or remove the link".to_owned()),
        }
    }

    /// `path` without the base path; `None` where it lies outside of it.
    fn below(&self, path: &str) -> Option<String> {
        let base = self.base.trim_end_matches('/');
        match path.strip_prefix(base)? {
            "" => Some("/".to_owned()),
            rest => rest.starts_with('/').then(|| rest.to_owned()),
        }
    }
}

/// Whether `path` begins with a scheme.
fn has_scheme(path: &str) -> bool {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.is_empty());
    scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)))
}

/// The path that `relative` is on the page at `href`.
fn joined(href: &str, relative: &str) -> String {
    let folder = &href[..href.rfind('/').unwrap_or(0)];
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut is_folder = false;
    for part in relative.split('/') {
        is_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let end = if is_folder && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_joined_as_browsers_do() {
        for (href, relative, path) in [
            ("/a/b/", "c/", "/a/b/c/"),
            ("/a/b/", "c.png", "/a/b/c.png"),
            ("/a/b/", "../c", "/a/c"),
            ("/a/b/", "..", "/a/"),
            ("/a/b/", "../../../", "/"),
            ("/404.html", "./x", "/x"),
            ("/a/b/", ".", "/a/b/"),
        ] {
            assert_eq!(joined(href, relative), path, "{href} {relative}");
        }
    }
}
