//! One address, one output: [`Renderer::render`] is a function of the site, the theme and an address.
//!
//! - A page is its template over its variables (`view`), with structured data (`page_data`, by the table of
//!   `structured_data`) and a Content-Security-Policy (`policy`).
//! - `feeds`, `sitemap` and `robots.txt` are made for machines, without a template (`feed`, `sitemap`, `xml`).
//! - A file of the site or the theme is not read here: its place is the output.
//!
//! [`check`] tells, before any page is rendered, what a theme and a policy have to say about the texts: directives that
//! don't exist or get the wrong arguments, templates that aren't there, and raw HTML that the policy will block.

mod check;
pub(crate) mod feed;
mod feeds;
mod page_data;
pub(crate) mod policy;
pub(crate) mod sitemap;
pub(crate) mod structured_data;
pub(crate) mod xml;

pub use check::check;

use crate::{
    place::SourcePath,
    site::{Address, Site, Url},
    theme::{StaticContent, TemplateFailure, Theme},
    view::{Head, Views},
};
use policy::{Needs, Policy};

/// What lies at an address.
#[derive(Debug)]
pub enum Output {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file of the site, as it is.
    Asset(SourcePath),
    /// A file of the theme, as it is.
    Theme(StaticContent),
}

/// Renders the addresses of a site.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    views: Views<'a>,
    policy: String,
    sitemap: Vec<Vec<u8>>,
}

impl<'a> Renderer<'a> {
    /// Builds what all addresses share.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        let policy = Policy::new(Needs::default(), &site.config.csp).to_string();
        Self { site, theme, views: Views::new(site, theme), policy, sitemap: feeds::sitemap(site) }
    }

    /// What lies at `url`, where `address` lives.
    ///
    /// # Errors
    /// Why the templates of a page failed.
    pub fn render(&self, url: &Url, address: &Address) -> Result<Output, Vec<TemplateFailure>> {
        Ok(match address {
            Address::Asset(path) => Output::Asset(path.clone()),
            Address::ThemeFile(at) => Output::Theme(self.theme.statics()[*at].content.clone()),
            Address::Robots => Output::Bytes(feeds::robots(self.site).into_bytes()),
            Address::Sitemap(at) => Output::Bytes(self.sitemap.get(*at).cloned().unwrap_or_default()),
            Address::Atom(topic) => Output::Bytes(feed::atom(&self.feed(*topic).as_feed())),
            Address::JsonFeed(topic) => Output::Bytes(feed::json(&self.feed(*topic).as_feed())),
            page => Output::Bytes(self.page(url, page)?),
        })
    }

    fn page(&self, url: &Url, address: &Address) -> Result<Vec<u8>, Vec<TemplateFailure>> {
        let Some(template) = self.views.template(address) else { return Ok(Vec::new()) };
        let json_ld = self.page_data(url, address);
        let head = Head { json_ld: &json_ld, csp: &self.policy };
        let (context, mut failures) = self.views.context(url, address, head);
        let mut html = Vec::with_capacity(16 * 1024);
        match self.theme.render(template, &context, &mut html) {
            Ok(()) if failures.is_empty() => Ok(html),
            Ok(()) => Err(failures),
            Err(failure) => {
                failures.push(failure);
                Err(failures)
            }
        }
    }
}
