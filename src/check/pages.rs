//! Every page of a site, rendered and read: what it leads to, and what is wrong with it.
//!
//! 1. [`AddressIndex`] gives each address a number, and finds it by the way a page spells it.
//! 2. [`read_page`] makes a [`CheckedPage`] of the HTML of one: its addresses are resolved at once, so that only numbers are
//!    kept of those that lead somewhere, and a [`PageFault`] of those that don't.
//! 3. [`Pages::of`] gathers the pages and then follows what leads to an id of another page.
//!
//! Nothing is reported here: where a fault stands in the sources is for `rendered` to find.

use super::{
    fault::PageFault,
    html::{self, AddressUse, Facts},
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
    collections::{BTreeSet, VecDeque},
    sync::Mutex,
};

/// The number of an address, in the order of the addresses.
pub(super) type AddressNumber = u32;

/// Every page, by the number of its address.
#[derive(Debug)]
pub(crate) struct Pages<'a> {
    index: AddressIndex<'a>,
    pages: Vec<Option<CheckedPage>>,
}

/// What is known of one page.
#[derive(Debug, Default)]
pub(super) struct CheckedPage {
    pub(super) bytes: usize,
    /// The pages one can go to from it, in order, each once.
    pub(super) leads: Vec<AddressNumber>,
    /// The files it shows or loads.
    pub(super) shows: Vec<AddressNumber>,
    /// The ids of its elements.
    ids: BTreeSet<String>,
    /// What leads to ids of other pages: which page, which id.
    anchors: Vec<(AddressNumber, String)>,
    /// The addresses of other sites.
    pub(super) elsewhere: Vec<String>,
    pub(super) faults: Vec<PageFault>,
}

impl<'a> Pages<'a> {
    /// Renders and reads every page of `built`; what the templates did wrong is reported.
    ///
    /// # Errors
    /// None of its own.
    pub(super) fn of(built: &'a Built, diags: &mut Diagnostics) -> Result<Self, Error> {
        let index = AddressIndex::of(&built.site);
        let mut slots: Vec<Mutex<Option<CheckedPage>>> = Vec::new();
        slots.resize_with(index.addresses.len(), Mutex::default);
        let failures = render_each(built, |url, address, output| {
            if let (Output::Bytes(bytes), true) = (output, view::kind(address).is_some())
                && let Some(at) = index.by_url(url)
            {
                let page = read_page(&index, url, address, &bytes);
                *slots[at as usize].lock().expect("each is written once") = Some(page);
            }
            Ok(())
        })?;
        diags.extend(failures);
        let pages = slots.into_iter().map(|slot| slot.into_inner().expect("no thread panicked")).collect();
        let mut pages = Self { index, pages };
        pages.follow_anchors();
        Ok(pages)
    }

    /// The pages, each with the number of its address.
    pub(super) fn iter(&self) -> impl Iterator<Item = (AddressNumber, &CheckedPage)> {
        (0..).zip(&self.pages).filter_map(|(at, page)| Some((at, page.as_ref()?)))
    }

    /// How many pages there are.
    pub(crate) fn count(&self) -> usize {
        self.pages.iter().flatten().count()
    }

    pub(super) fn url(&self, at: AddressNumber) -> &'a Url {
        self.index.addresses[at as usize].0
    }

    pub(super) fn address(&self, at: AddressNumber) -> &'a Address {
        self.index.addresses[at as usize].1
    }

    /// The number of what is at `url`.
    pub(super) fn at(&self, url: &Url) -> Option<AddressNumber> {
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
        let mut broken: Vec<(usize, PageFault)> = Vec::new();
        for (from, page) in self.pages.iter().enumerate() {
            for (to, id) in page.iter().flat_map(|page| &page.anchors) {
                // what files hold isn't read
                let Some(target) = &self.pages[*to as usize] else { continue };
                if !target.has_id(id) {
                    broken.push((from, PageFault::anchor(self.url(*to), id)));
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

impl CheckedPage {
    /// Whether it has an element of that id; browsers know `top` and text fragments by themselves.
    fn has_id(&self, id: &str) -> bool {
        id.is_empty() || id == "top" || id.starts_with(":~:") || self.ids.contains(id)
    }
}

/// The page at `url`, whose HTML is `bytes`.
fn read_page(index: &AddressIndex, url: &Url, address: &Address, bytes: &[u8]) -> CheckedPage {
    let with_sections = matches!(address, Address::Thing(Entity { kind: Kind::Article | Kind::Page, .. }, _));
    let mut facts = html::read(bytes, with_sections);
    let mut page = CheckedPage { bytes: facts.bytes, ..CheckedPage::default() };
    page.ids(&mut facts);
    let here = index.home.join(&url.href(index.base)).unwrap_or_else(|_| index.home.clone());
    for reference in std::mem::take(&mut facts.references) {
        page.reference(index, &here, reference.role, reference.value);
    }
    for list in [&mut page.leads, &mut page.shows] {
        list.sort_unstable();
        list.dedup();
    }
    page.anchors.sort_unstable();
    page.anchors.dedup();
    page.head_and_headings(&facts, address);
    page.faults.extend(facts.without_alt.iter().map(|source| PageFault::without_alt(source)));
    page.faults.extend(facts.closings.iter().map(PageFault::closing));
    page.faults
        .extend(structured::check(&facts.json_ld).into_iter().map(|(message, help)| PageFault::data(message, help)));
    page
}

impl CheckedPage {
    fn ids(&mut self, facts: &mut Facts) {
        let mut repeated = BTreeSet::new();
        for id in facts.ids.drain(..) {
            if let Some(id) = self.ids.replace(id) {
                repeated.insert(id);
            }
        }
        self.faults.extend(repeated.iter().map(|id| PageFault::repeated_id(id)));
    }

    fn head_and_headings(&mut self, facts: &Facts, address: &Address) {
        if !facts.has_title {
            self.faults.push(PageFault::no_title());
        }
        if !facts.has_description && !matches!(address, Address::Redirect(_) | Address::NotFound) {
            self.faults.push(PageFault::no_description());
        }
        // `##` begins a question in a file of them, so that the headings of an answer begin with `###`
        let is_question = matches!(address, Address::Thing(Entity { kind: Kind::Question, .. }, _));
        for pair in facts.headings.windows(2) {
            let (behind, heading) = (&pair[0], &pair[1]);
            let may_skip = is_question && behind.level == 1 && heading.level == 3;
            if heading.level > behind.level + 1 && !may_skip {
                self.faults.push(PageFault::skipped_heading(heading, behind.level));
            }
        }
    }

    /// Takes in what the address `value` leads to from `here`.
    fn reference(&mut self, index: &AddressIndex, here: &url::Url, role: AddressUse, value: String) {
        let (at, flaw) = match index.resolve(here, &value) {
            Resolved::Page(at, flaw) => (at, flaw),
            Resolved::Elsewhere => {
                // no reader follows what a page says of itself to programs
                if role != AddressUse::Named {
                    self.elsewhere.push(value);
                }
                return;
            }
            Resolved::Nothing(help) => {
                return self.faults.push(PageFault::nothing(&value, role == AddressUse::Shown, help));
            }
            Resolved::NotJudged => return,
        };
        match role {
            AddressUse::Lead => self.leads.push(at),
            AddressUse::Shown => self.shows.push(at),
            AddressUse::Named => {}
        }
        let (own, address) = index.addresses[at as usize];
        if let Some((_, id)) = value.split_once('#') {
            let id = site::decode(id).into_owned();
            self.anchors.push((at, id));
        }
        let rest = value.find(['?', '#']).map_or("", |at| &value[at..]);
        let right = |url: &Url| format!("{}{rest}", url.href(index.base));
        match address {
            Address::Redirect(target) if role == AddressUse::Lead => {
                self.faults.push(PageFault::moved(&value, &right(target)))
            }
            _ if flaw && role == AddressUse::Lead => self.faults.push(PageFault::slash(&value, &right(own))),
            _ => {}
        }
    }
}

/// What an address on a page leads to.
enum Resolved {
    /// To something of the site; whether its slash is missing.
    Page(AddressNumber, bool),
    /// To another site.
    Elsewhere,
    /// To nothing; what to do about it.
    Nothing(String),
    /// That can't be told: a mail address, or a part of the host that isn't the site's.
    NotJudged,
}

/// The addresses of a site by number, and how pages spell them.
#[derive(Debug)]
struct AddressIndex<'a> {
    addresses: Vec<(&'a Url, &'a Address)>,
    by_url: HashMap<&'a Url, AddressNumber>,
    base: &'a str,
    /// The site's absolute URL.
    home: url::Url,
}

impl<'a> AddressIndex<'a> {
    fn of(site: &'a Site) -> Self {
        let home = url::Url::parse(&site.absolute(&Url::new("/"))).expect("the base URL was read as one");
        Self::new(site.addresses.iter().collect(), &site.config.base.path, home)
    }

    fn new(addresses: Vec<(&'a Url, &'a Address)>, base: &'a str, home: url::Url) -> Self {
        let by_url = (0..).zip(&addresses).map(|(at, (url, _))| (*url, at)).collect();
        Self { addresses, by_url, base, home }
    }

    fn by_url(&self, url: &Url) -> Option<AddressNumber> {
        self.by_url.get(url).copied()
    }

    /// What `value` leads to, on the page at `here`.
    fn resolve(&self, here: &url::Url, value: &str) -> Resolved {
        match here.join(value) {
            Ok(to) if to.origin() == self.home.origin() => self.rooted(&site::decode(to.path())),
            Ok(to) if matches!(to.scheme(), "http" | "https") => Resolved::Elsewhere,
            _ => Resolved::NotJudged,
        }
    }

    /// What the decoded path `path` of the host leads to.
    fn rooted(&self, path: &str) -> Resolved {
        let Some(below) = self.below(path) else {
            // another part of the host may be there; but a page of the site is meant where there is one
            return match self.by_url(&Url::new(path)) {
                Some(_) => Resolved::Nothing(format!("put the base path before it: `{}{}`", self.base, &path[1..])),
                None => Resolved::NotJudged,
            };
        };
        if let Some(at) = self.by_url(&Url::new(below.as_str())) {
            let url = self.addresses[at as usize].0;
            // a server knows the name in one form, and templates are no texts whose links are put into it
            return match url.as_str() == below {
                true => Resolved::Page(at, false),
                false => Resolved::Nothing(format!("write `{}`: published names are in NFC", url.href(self.base))),
            };
        }
        let folder = below.strip_suffix("index.html").map_or_else(|| format!("{below}/"), str::to_owned);
        match self.by_url(&Url::new(folder)) {
            Some(at) => Resolved::Page(at, true),
            None => Resolved::Nothing("link to an address that is there, or remove the link".to_owned()),
        }
    }

    /// `path` without the base path; `None` where it lies outside of it.
    fn below(&self, path: &str) -> Option<String> {
        let base = site::decode(self.home.path());
        match path.strip_prefix(base.trim_end_matches('/'))? {
            "" => Some("/".to_owned()),
            rest => rest.starts_with('/').then(|| rest.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_joined_as_browsers_do() {
        let urls = ["/", "/a/b/c/", "/a/b/c.png", "/a/c", "/a/", "/x"].map(Url::new);
        let addresses = urls.iter().map(|url| (url, &Address::Home)).collect();
        let index = AddressIndex::new(addresses, "/", url::Url::parse("https://prep.example/").expect("it is one"));
        for (href, relative, path) in [
            ("/a/b/", "c/", "/a/b/c/"),
            ("/a/b/", "c.png", "/a/b/c.png"),
            ("/a/b/", "../c", "/a/c"),
            ("/a/b/", "..", "/a/"),
            ("/a/b/", "../../../", "/"),
            ("/404.html", "./x", "/x"),
            ("/a/b/c/", ".", "/a/b/c/"),
        ] {
            let here = index.home.join(href).expect("it is one");
            let Resolved::Page(at, false) = index.resolve(&here, relative) else { panic!("{href} {relative}") };
            assert_eq!(urls[at as usize].as_str(), path, "{href} {relative}");
        }
    }
}
