//! One address, one output: [`Renderer::render`] is a function of the site, the theme and an address.
//!
//! - A page is its template over its variables (`view`), with structured data (`page_data`, by the table of
//!   `structured_data`) and a Content-Security-Policy (`policy`).
//! - `feeds`, `sitemap` and `robots.txt` are made for machines, without a template (`feed`, `sitemap`, `xml`); so are the files
//!   of the search index (`search`), with the words that its script shows.
//! - `hosts` writes what the site's host reads: redirects and headers.
//! - A file of the site or the theme is not read here, and no picture made: its place is the output.
//!
//! [`check`] tells, before any page is rendered, what a theme and a policy have to say about the texts: directives that
//! don't exist or get the wrong arguments, templates that aren't there, and raw HTML that the policy will block.

mod validate;
mod feed;
mod feeds;
mod hosts;
mod page_data;
mod policy;
mod sitemap;
pub(crate) mod structured_data;
mod xml;

pub(crate) use hosts::WRITTEN;
pub use validate::check;

use crate::{
    config::SearchEngine,
    place::SourcePath,
    progress::{Progress, Work},
    search::SearchIndex,
    site::{Address, RelatedPages, Site, Url},
    theme::{StaticContent, TemplateFailure, Theme},
    view::{Head, SharedValues, Views},
};
use policy::{Needs, Policy};
use std::{collections::BTreeSet, sync::OnceLock};
use structured_data::Graph;

/// A page has room for so many bytes from the beginning; a longer one has to be moved to where there is more.
const ROOM: usize = 32 * 1024;

/// What lies at an address.
#[derive(Debug)]
pub enum Output {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file of the site, as it is.
    Asset(SourcePath),
    /// A file of the theme, as it is.
    Theme(StaticContent),
    /// A picture, which is made elsewhere: by `pipeline`, when it is published or asked for.
    Picture,
    /// Nothing: the host of the site answers for it.
    LeftToHost,
}

/// Renders the addresses of a site.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    views: Views<'a>,
    common: &'a Common,
    progress: Progress,
}

/// What the outputs of one site have in common, each part made when it is first asked for.
#[derive(Debug)]
pub struct Common {
    shared: SharedValues,
    policy: String,
    /// That of the search page.
    search_policy: String,
    /// What the structured data of every page begins with.
    graph: OnceLock<Graph>,
    sitemap: OnceLock<Vec<Vec<u8>>>,
    index: OnceLock<SearchIndex>,
    /// The old addresses that the host answers for.
    answered: OnceLock<BTreeSet<Url>>,
}

impl Common {
    /// Room for what the outputs of `site` in `theme` have in common; the related pages are `related`.
    pub(crate) fn of(site: &Site, theme: &Theme, related: RelatedPages) -> Self {
        Self {
            shared: SharedValues::new(related),
            policy: Policy::new(Needs::of(theme), &site.config.csp).to_string(),
            search_policy: search_policy(site, theme),
            graph: OnceLock::new(),
            sitemap: OnceLock::new(),
            index: OnceLock::new(),
            answered: OnceLock::new(),
        }
    }
}

/// The policy of the search page, which allows all that other pages may do, too.
fn search_policy(site: &Site, theme: &Theme) -> String {
    let needs = Needs { pagefind: site.config.search.engine == SearchEngine::Pagefind, ..Needs::of(theme) };
    Policy::new(needs, &site.config.csp).to_string()
}

/// What stands beside the output of `site` in `theme`, for its host: an ending of the output's name, and the text.
pub(crate) fn beside(site: &Site, theme: &Theme) -> Option<(&'static str, String)> {
    Some((".nginx.conf", hosts::nginx(site, &search_policy(site, theme))?))
}

impl<'a> Renderer<'a> {
    /// Renders `site` in `theme`; `common` is that of the same site, and of no other theme.
    pub fn new(site: &'a Site, theme: &'a Theme, common: &'a Common) -> Self {
        Self { site, theme, views: Views::new(site, theme, &common.shared), common, progress: Progress::default() }
    }

    /// Makes the search index. Whoever renders its files on threads of rayon has to call it first: a thread that waits for parts of
    /// the index may be given other work meanwhile, and that must not wait for the index.
    pub(crate) fn prepare(&self) {
        if self.site.config.search.has_index() {
            self.index();
        }
    }

    /// What lies at `url`, where `address` lives.
    ///
    /// # Errors
    /// Why the templates of a page failed.
    pub fn render(&self, url: &Url, address: &Address) -> Result<Output, Vec<TemplateFailure>> {
        Ok(match address {
            Address::Asset(path) => Output::Asset(path.clone()),
            Address::ThemeFile(at) => Output::Theme(self.theme.statics()[*at].content.clone()),
            Address::Variant(..) | Address::Card(_) => Output::Picture,
            Address::HostFile(file) => {
                Output::Bytes(hosts::file(self.site, *file, &self.common.search_policy).into_bytes())
            }
            Address::Redirect(_) if self.is_answered(url) => Output::LeftToHost,
            Address::Robots => Output::Bytes(sitemap::robots(self.site).into_bytes()),
            Address::Sitemap(at) => Output::Bytes(self.sitemap().get(*at).cloned().unwrap_or_default()),
            Address::Atom(topic) => Output::Bytes(feed::atom(&self.feed(*topic))),
            Address::JsonFeed(topic) => Output::Bytes(feed::json(&self.feed(*topic))),
            Address::SearchFile(file) => Output::Bytes(self.index().file(*file, || self.search_words())),
            page => Output::Bytes(self.page(url, page)?),
        })
    }

    /// The same, and tells `progress` how long pages take.
    pub(crate) fn watched(self, progress: &Progress) -> Self {
        Self { progress: progress.clone(), ..self }
    }

    fn is_answered(&self, url: &Url) -> bool {
        self.common.answered.get_or_init(|| hosts::answered(self.site)).contains(url)
    }

    fn sitemap(&self) -> &[Vec<u8>] {
        self.common.sitemap.get_or_init(|| sitemap::files(self.site))
    }

    fn index(&self) -> &SearchIndex {
        self.common.index.get_or_init(|| SearchIndex::of(self.site))
    }

    /// The words of the search in every language that pages are in.
    fn search_words(&self) -> serde_json::Value {
        let site = &self.site.config.language;
        let metas = self.site.addresses.iter().filter_map(|(_, address)| self.site.meta_at(address));
        let own = metas.filter_map(|meta| meta.language.as_deref());
        let languages: BTreeSet<&str> = own.chain([site.as_str()]).collect();
        languages.into_iter().map(|language| (language.to_owned(), self.views.search_words(language))).collect()
    }

    fn page(&self, url: &Url, address: &Address) -> Result<Vec<u8>, Vec<TemplateFailure>> {
        let Some(template) = self.views.template(address) else { return Ok(Vec::new()) };
        let basics = self.views.basics(url, address);
        let json_ld = self.page_data(url, address, &basics);
        let is_search = matches!(address, Address::Search);
        let csp = if is_search { &self.common.search_policy } else { &self.common.policy };
        let head = Head { json_ld: &json_ld, csp };
        let (context, mut failures) = self.views.context(url, address, basics, head);
        let mut html = Vec::with_capacity(ROOM);
        let rendered = self.progress.time(
            Work::Template,
            || template.to_owned(),
            || self.theme.render(template, &context, &mut html),
        );
        match rendered {
            Ok(()) if failures.is_empty() => Ok(html),
            Ok(()) => Err(failures),
            Err(failure) => {
                failures.push(failure);
                Err(failures)
            }
        }
    }
}
