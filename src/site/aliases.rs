//! The old addresses of things, as `aliases` names them: each read, or reported with what is wrong with it.
//!
//! An alias of a question is an old id, any other a path of the site. One with a query, such as `/?p=123`, has no file of its
//! own: only a host can answer it, so it is taken where `[publish] redirects` names one that does. What is said twice or is
//! taken by something else is for `clash` to tell.

use super::{Planned, Url, address::decode};
use crate::{
    config::{Host, Publish},
    content::{Meta, Reference, slug},
    diag::{Code, Diagnostic, Diagnostics},
    kind::Kind,
    place::Place,
};
use std::collections::BTreeMap;

/// An old address.
pub(super) struct Alias {
    pub(super) from: OldAddress,
    /// What it is called in messages.
    pub(super) what: String,
    pub(super) place: Place,
    /// Where it leads now.
    pub(super) target: Url,
}

/// What was asked for.
pub(super) enum OldAddress {
    /// A path.
    Path(Url),
    /// A path with this query, without its `?`.
    Query(Url, String),
}

/// All old addresses in `site`, in the order of what they are of.
pub(super) fn aliases(site: &Planned, diags: &mut Diagnostics) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (entity, meta) in site.entities_with_meta() {
        for alias in &meta.aliases {
            let place = Place { file: meta.file.clone(), span: alias.span };
            match read(site, meta, alias, entity.kind) {
                Ok(from) => {
                    let what = format!("the alias `{}`", alias.value);
                    report_base_path(site, &from, alias, &place, diags);
                    aliases.push(Alias { from, what, place, target: site.url(entity).clone() });
                }
                Err(diagnostic) => diags.push(*diagnostic),
            }
        }
    }
    report_twice(&aliases, diags);
    report_too_many(site, &aliases, diags);
    aliases
}

/// Reports addresses with a query that lead to two pages; of the others, the table of addresses tells it.
fn report_twice(aliases: &[Alias], diags: &mut Diagnostics) {
    let mut first: BTreeMap<(&Url, &str), &Alias> = BTreeMap::new();
    for alias in aliases {
        let OldAddress::Query(path, query) = &alias.from else { continue };
        if let Some(other) = first.insert((path, query), alias) {
            let message = format!("{} is one of `{}` and of `{}`", alias.what, other.target, alias.target);
            let diagnostic =
                Diagnostic { place: Some(alias.place.clone()), ..Diagnostic::new(Code::AddressClash, message) };
            diags.push(diagnostic.related(other.place.clone(), "first given here").help("remove one of the two"));
            first.insert((path, query), other);
        }
    }
}

pub(super) fn read(site: &Planned, meta: &Meta, alias: &Reference, kind: Kind) -> Result<OldAddress, Box<Diagnostic>> {
    let from = match kind {
        Kind::Question => slug::check_id(&alias.value)
            .map(|()| OldAddress::Path(site.simple_url(Kind::Question, &alias.value, &alias.value)))
            .map_err(|reason| (reason.to_owned(), "write the question's old id, such as `index-cost`".to_owned())),
        _ => path(&alias.value, &site.config.publish),
    };
    from.map_err(|(reason, help)| {
        let message = format!("`{}` can't be an alias: {reason}", alias.value);
        Box::new(Diagnostic::at(Code::BadSlug, &meta.file, alias.span, message).help(help))
    })
}

/// An old address as it is kept: a file where its last part has an ending, else a folder.
fn path(alias: &str, publish: &Publish) -> Result<OldAddress, (String, String)> {
    let refuse = |reason: &str| {
        let help = "write the old address as a path from the site's root, such as `/old/path/`";
        Err((reason.to_owned(), help.to_owned()))
    };
    let (alias, query) = alias.split_once('?').map_or((alias, None), |(path, query)| (path, Some(query)));
    let decoded = decode(alias);
    let Some(path) = decoded.strip_prefix('/') else { return refuse("it must begin with `/`") };
    if path.split('/').any(|part| part == ".." || part == ".") {
        return refuse("it would leave the site");
    }
    if path.contains(['?', '#', '\\', '\0']) || path.split('/').rev().skip(1).any(str::is_empty) {
        return refuse("it isn't a path of a site");
    }
    // the file of a folder is the folder's address
    let decoded = decoded.strip_suffix("index.html").filter(|url| url.ends_with('/')).unwrap_or(&decoded);
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let is_whole = is_file || decoded.ends_with('/');
    let url = if is_whole { Url::new(decoded) } else { Url::new(format!("{decoded}/")) };
    let Some(query) = query else { return Ok(OldAddress::Path(url)) };
    if !query.split('&').all(is_parameter) {
        let help = "write it as `/?p=123`: names with their values, joined by `&`".to_owned();
        return Err(("its query can't be written in the rules of a host".to_owned(), help));
    }
    match &publish.redirects {
        Some(host) if host.value.answers_queries() => Ok(OldAddress::Query(url, query.to_owned())),
        Some(host) => Err((
            format!("{} doesn't tell addresses apart by their query", host.value.name()),
            format!("remove it; these do: {}", Host::names_of_those_with_queries()),
        )),
        None => Err((
            "no file can be at an address with a query, only a host can answer it".to_owned(),
            format!("name the host, with `redirects` under `[publish]`: {}", Host::names_of_those_with_queries()),
        )),
    }
}

/// Whether `text` is a name and its value, which every host can be told of.
fn is_parameter(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else { return false };
    let is_word = |text: &str| {
        let text = decode(text);
        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "#\"'\\".contains(c))
    };
    is_word(name) && is_word(value) && !decode(value).starts_with(':')
}

/// An alias is rooted at the site. One that repeats the base path was most likely copied from a browser.
fn report_base_path(site: &Planned, from: &OldAddress, alias: &Reference, place: &Place, diags: &mut Diagnostics) {
    let base = site.config.base.decoded_path();
    let (OldAddress::Path(url) | OldAddress::Query(url, _)) = from;
    let Some(below) = url.as_str().strip_prefix(&base).filter(|_| base != "/") else { return };
    let message = format!("the alias `{}` lands at `{}`", alias.value, site.config.base.link(url.as_str()));
    let help = format!("write `/{below}`: an alias is a path from the site's root, which is at `{base}` already");
    let diagnostic = Diagnostic { place: Some(place.clone()), ..Diagnostic::new(Code::AliasBasePath, message) };
    diags.push(diagnostic.help(help));
}

/// A host that takes fewer redirects than there are leaves the rest to the pages that lead on. Who writes for Netlify may publish
/// on what reads the same file, and takes fewer.
fn report_too_many(site: &Planned, aliases: &[Alias], diags: &mut Diagnostics) {
    let Some(host) = &site.config.publish.redirects else { return };
    let limits: Vec<(Host, usize)> = match host.value {
        Host::Netlify => [Host::Cloudflare, Host::Gitlab].into_iter().collect(),
        host => vec![host],
    }
    .into_iter()
    .filter_map(|host| Some((host, host.most_redirects()?)))
    .filter(|(_, most)| aliases.len() > *most)
    .collect();
    if limits.is_empty() {
        return;
    }
    let takes = |(host, most): &(Host, usize)| format!("{} takes {most}", host.name());
    let limits: Vec<String> = limits.iter().map(takes).collect();
    let message = format!("there are {} redirects, and {}", aliases.len(), limits.join(", "));
    let help = match host.value {
        Host::Netlify => "nothing to do on Netlify: set the rule `too-many-redirects` to `off`",
        _ => "the others are left to pages that lead on; remove the aliases that nobody follows any more",
    };
    let file = crate::place::SourcePath::new(crate::source::SITE_TOML);
    diags.push(Diagnostic::at(Code::TooManyRedirects, &file, host.span, message).help(help));
}
