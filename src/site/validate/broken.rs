//! What is said about a link that leads nowhere: what is missing, and the nearest thing that is there.

use super::{OTHER_SCHEME, PAGE, Validator, listed};
use crate::{
    diag::{Code, KnownNames},
    place::Span,
    site::{
        Url,
        links::{Broken, relative},
        names::NameTarget,
        near::NameList,
    },
};

impl Validator<'_> {
    /// Reports the `broken` link at `span` to what is called `what`.
    pub(super) fn broken(&mut self, broken: &Broken, span: Span, what: &str) {
        match broken {
            Broken::Empty => {
                self.report(Code::BrokenLink, span, "this link leads nowhere".into(), "write where it should lead");
            }
            Broken::Script => self.report(
                Code::BlockedByPolicy,
                span,
                "the page's Content-Security-Policy forbids scripts in links".into(),
                "link to an address",
            ),
            Broken::Refused(scheme) => {
                let message = format!("`{scheme}:` isn't let through by `html = \"sanitize\"`, so this is no link");
                self.report(Code::UnusualScheme, span, message, OTHER_SCHEME);
            }
            Broken::Unreachable(fault) => {
                self.report(Code::BrokenLink, span, fault.message.clone(), fault.help.as_str())
            }
            Broken::QuestionFile => self.report(
                Code::BrokenLink,
                span,
                "a question file has no page of its own".into(),
                "link to one of its questions: `[[question-id]]`",
            ),
            Broken::Question(id) => self.no_question(id, span, Code::BrokenLink),
            // it may lie in a folder that can't be read
            Broken::Nothing(path) if self.site.incomplete.may_hold_target(path) => {}
            Broken::Nothing(path) => self.nothing(path, span, what),
            // it may be a term that could not be read
            Broken::Anchor(url, _) if self.site.incomplete.glossary && *url == self.site.glossary_url() => {}
            Broken::Anchor(url, anchor) => {
                let known = self.site.known_names(NameList::Anchors(url.clone()));
                let near = if self.may_look() { known.nearest(anchor) } else { None };
                let help = anchor_help(url, anchor, &known, near);
                self.report(Code::BrokenAnchor, span, format!("there is no heading `#{anchor}` at `{url}`"), help);
            }
            // it may lie in a folder that can't be read, or be the id of a question that can't
            Broken::Name(name) if self.site.incomplete.may_hold_any(name) => {}
            Broken::Name(name) => {
                let plain = name.split_once(':').map_or(name.as_str(), |(_, name)| name);
                let near = self.nearest(NameList::Names, plain).and_then(|near| self.site.spelled(&near));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the id, name or title of something that exists, or `[text](file.md)`".to_owned(),
                };
                self.report(Code::BrokenLink, span, format!("nothing is called `{name}`"), help);
            }
            Broken::Ambiguous { count, some } => {
                let message = format!("this wikilink fits {count} things");
                self.report(Code::AmbiguousLink, span, message, format!("write one of {}", listed(some)));
            }
        }
    }

    fn nothing(&mut self, path: &str, span: Span, what: &str) {
        let site = self.site;
        let is_shown = what != PAGE;
        let code = if is_shown { Code::MissingFile } else { Code::BrokenLink };
        if path.starts_with('/') {
            let near = self.nearest(NameList::Addresses, path);
            let base = site.config.base.decoded_path();
            let help = match (self.moved(path).or(near), path.strip_prefix(base.trim_end_matches('/'))) {
                (_, Some(rest)) if site.config.base.path != "/" && site.known(rest) => {
                    format!("leave out the base path: `{rest}`")
                }
                (Some(url), _) => format!("did you mean `{url}`?"),
                _ if is_shown => "put the file into `static/`, or write its path relative to this file".to_owned(),
                _ => "no address is near it; link by file instead: `[text](file.md)`".to_owned(),
            };
            return self.report(code, span, format!("there is no {what} at `{path}`"), help);
        }
        let file = self.file();
        let near = || if self.may_look() { site.nearest_file(path, file) } else { None };
        let help = match self.meant(path).or_else(near) {
            Some(near) => format!("did you mean `{near}`?"),
            None if is_shown => "put the file beside the text, or into `static/`".to_owned(),
            None => "write the path of a file, relative to this one".to_owned(),
        };
        self.report(code, span, format!("there is no file `{path}`"), help);
    }
}

impl Validator<'_> {
    /// What lies at the address `path` under another prefix: a page with the same last part, or the file of a text.
    fn moved(&self, path: &str) -> Option<String> {
        let site = self.site;
        if path.starts_with("/content/") || path.starts_with("/static/") {
            return self.meant(&path[1..]);
        }
        let last = path.trim_end_matches("index.html").trim_end_matches('/').rsplit('/').next()?;
        let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
        match site.names.find(site, None, name).as_slice() {
            [(_, NameTarget::Entity(entity)), ..] => Some(site.url(*entity).to_string()),
            _ => None,
        }
    }

    /// What `path`, which no file has, was written for: a text by its name or as HTML, a file of `static/` by its own path, or
    /// another site without its `https://`.
    fn meant(&self, path: &str) -> Option<String> {
        let (site, folder) = (self.site, self.file().folder());
        let name = path.rsplit('/').next().unwrap_or(path);
        let host = path.split('/').position(|part| part.starts_with("www."));
        if let Some(host) = host {
            let url: Vec<&str> = path.split('/').skip(host).collect();
            return Some(format!("https://{}", url.join("/")));
        }
        let stem = path.trim_end_matches('/');
        let stem = stem.strip_suffix(".html").unwrap_or(stem);
        // a path that was meant from the root of the folder stands behind that of the text
        let rooted = path.find("content/").map(|at| &path[at..]).filter(|rooted| *rooted != path);
        let texts = [format!("{stem}.md"), format!("{stem}/index.md"), path.to_owned()];
        let mut texts =
            texts.iter().map(String::as_str).chain(path.rfind("/content/").map(|at| &path[at + 1..])).chain(rooted);
        if let Some(text) = texts.find(|text| site.names.file(text).is_some()) {
            return Some(relative(folder, text));
        }
        let below = path.rfind("static/").map_or(name, |at| &path[at + "static/".len()..]);
        [below, name].iter().map(|path| Url::new(format!("/{path}"))).find_map(|url| {
            let is_static = site.assets.get(&url)?.path.as_str().starts_with("static/");
            is_static.then(|| url.to_string())
        })
    }
}

/// What to do about a heading `anchor` that isn't among `known`, those of the page at `url`, and to which `near` is the nearest.
pub(super) fn anchor_help(url: &Url, anchor: &str, known: &KnownNames, near: Option<&str>) -> String {
    match near {
        Some(id) => format!("did you mean `#{id}`?"),
        None if known.names().is_empty() => format!("the page `{url}` has no headings; link to it without `#{anchor}`"),
        None => format!("the headings there are {}", listed(known.names())),
    }
}
