//! What a site's host reads: real redirects from old addresses, and headers, in the form that the host takes.
//!
//! 1. [`Redirects::of`] puts together what `aliases` say: old paths, and paths that a query tells apart.
//! 2. Each form has a file of its own here: `underscore` for Netlify, Cloudflare Pages and GitLab Pages, `htaccess`, `nginx`,
//!    `vercel`. It writes the redirects that it can say exactly; of the others the pages that lead on are left.
//! 3. [`headers`] are the same for all: how long files may be kept, and what browsers may do. No header stands in two rules
//!    that meet, since hosts differ in which of them holds.
//!
//! What a host does by itself isn't written: its page for what isn't found, where that is `404.html`, and the way to a folder's
//! slash. Sources are spelled as the host compares them, decoded or as browsers send them; targets always as in links.

mod htaccess;
mod nginx;
mod underscore;
mod vercel;

use crate::{
    config::{Form, Host},
    site::{Address, HostFile, Site, Url},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::collections::{BTreeMap, BTreeSet};

/// What stands first in each file that has comments.
pub(crate) const WRITTEN: &str = "# Written by gen";
/// For a file whose address changes with its bytes: a year.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For a page: five minutes.
const FOR_MINUTES: &str = "public, max-age=300";
/// The folder of the files that may be kept for ever, since their address or its query changes with their bytes.
const ASSETS: &str = "/gen-assets/";
/// The one in it whose address stays: below [`ASSETS`]. The search asks for it anew each time, whatever a browser has kept, and
/// hosts that can't except a file from a rule forget what they have kept with each deploy.
const EXCEPT: &str = "search/index.json";

/// What browsers escape in a path.
const AS_SENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'^')
    .add(b'%');
/// What means something to a host in a target, besides.
const IN_TARGET: &AsciiSet = &AS_SENT
    .add(b'$')
    .add(b'*')
    .add(b':')
    .add(b'\'')
    .add(b'\\')
    .add(b'|')
    .add(b'&')
    .add(b'[')
    .add(b']')
    .add(b'(')
    .add(b')');

/// What has moved, by its old path.
#[derive(Debug)]
pub(super) struct Redirects<'a> {
    site: &'a Site,
    rules: BTreeMap<&'a Url, RedirectRules<'a>>,
}

/// What has moved from a path.
#[derive(Debug, Default)]
struct RedirectRules<'a> {
    /// Where the path itself leads now.
    target: Option<&'a Url>,
    /// Where it leads with a query: with all of these parameters. What asks for more stands first.
    queries: Vec<(Vec<(&'a str, &'a str)>, &'a Url)>,
}

impl<'a> Redirects<'a> {
    /// All that has moved in `site`.
    pub(super) fn of(site: &'a Site) -> Self {
        let mut old: BTreeMap<&Url, RedirectRules> = BTreeMap::new();
        for (url, address) in site.addresses.iter() {
            if let Address::Redirect(target) = address {
                old.entry(url).or_default().target = Some(target);
            }
        }
        for (path, query, target) in &site.moved_queries {
            let parameters = query.split('&').filter_map(|parameter| parameter.split_once('=')).collect();
            old.entry(path).or_default().queries.push((parameters, target));
        }
        old.values_mut().for_each(|old| old.queries.sort_by_key(|(parameters, _)| std::cmp::Reverse(parameters.len())));
        Self { site, rules: old }
    }

    /// `url`, decoded, below the base path.
    fn decoded(&self, url: &Url) -> String {
        format!("{}{}", self.site.config.base.decoded_path().trim_end_matches('/'), url.as_str())
    }

    /// `url` below the base path, as browsers send it.
    fn sent(&self, url: &Url) -> String {
        utf8_percent_encode(&self.decoded(url), AS_SENT).to_string()
    }

    /// `url` below the base path, as the end of a redirect.
    fn target(&self, url: &Url) -> String {
        utf8_percent_encode(&self.decoded(url), IN_TARGET).to_string()
    }

    /// The path of the folder `below` the site's root.
    fn folder(&self, below: &str) -> String {
        self.sent(&Url::new(below))
    }
}

/// The old addresses of `site` at which no page may lead on, since the host would show it and not redirect: GitLab Pages
/// looks for a file first.
pub(super) fn answered(site: &Site) -> BTreeSet<Url> {
    match &site.config.publish.redirects {
        Some(host) if host.value == Host::Gitlab => {
            underscore::old_paths(&Redirects::of(site), Host::Gitlab).cloned().collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The headers of every page, by name; `policy` is what pages may do.
fn headers(site: &Site, policy: &str) -> Vec<(&'static str, String)> {
    let ancestors = site.config.csp.get("frame-ancestors").map_or("'self'".to_owned(), |sources| sources.join(" "));
    let mut headers = vec![
        ("Content-Security-Policy", format!("{policy}; frame-ancestors {ancestors}")),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    if site.config.publish.noindex {
        headers.push(("X-Robots-Tag", "noindex".to_owned()));
    }
    headers
}

/// The text of `file`, for a site whose pages may do what `policy` says.
pub(super) fn file(site: &Site, file: HostFile, policy: &str) -> String {
    let redirects = Redirects::of(site);
    match file {
        HostFile::NoJekyll => String::new(),
        HostFile::Redirects => underscore::redirects(&redirects),
        HostFile::Headers => underscore::headers(&redirects, policy),
        HostFile::Htaccess => htaccess::text(&redirects, policy),
        HostFile::VercelJson => vercel::text(&redirects, policy),
    }
}

/// The part of nginx's configuration, if the site is for nginx.
pub(super) fn nginx(site: &Site, policy: &str) -> Option<String> {
    (site.config.publish.has(Form::Nginx) != (false, false)).then(|| nginx::text(&Redirects::of(site), policy))
}

/// `text` as a regular expression that matches just it, where `is_plain` says which characters stand for themselves.
fn exactly(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let one = |c: char| if is_plain(c) { c.to_string() } else { format!("\\x{:02X}", u32::from(c)) };
    text.chars().map(one).collect()
}

/// Whether `c` stands for itself in a regular expression of a web server, and in the quotes around it.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || "/-_~%".contains(c)
}

/// A regular expression for a query that has all of `parameters`, among others and in any order.
fn query(parameters: &[(&str, &str)]) -> String {
    let pair = |(key, value): &(&str, &str)| {
        let sent: String = utf8_percent_encode(&format!("{key}={value}"), CONTROLS).collect();
        exactly(&sent, |c| is_plain(c) || c == '=')
    };
    match parameters {
        [one] => format!("(?:^|&){}(?:&|$)", pair(one)),
        several => {
            let each = |parameter| format!("(?=(?:.*&)?{}(?:&|$))", pair(parameter));
            format!("^{}", several.iter().map(each).collect::<String>())
        }
    }
}
