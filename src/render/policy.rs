//! The Content-Security-Policy of a page: nothing but what the page is known to need.
//!
//! 1. [`Policy::new`] begins with a policy under which a page can load its own pictures, styles, fonts and media and
//!    nothing else, and adds what its template [`Needs`].
//! 2. It merges what the site adds by `[security] csp`, source by source. A site can only widen the policy.
//! 3. The policy's text, for `<meta http-equiv>`, has its directives always in one order.
//!
//! [`Policy::blocked`] tells what raw HTML in a text would lose, so that its author is warned. Where only a browser
//! could tell (a hash that may fit an inline script, a path within an origin) it keeps silent: a false warning is
//! worse than a missing one.
//!
//! Left out: `frame-ancestors`, `report-uri` and `sandbox`, which browsers ignore in a `<meta>`
//! (<https://www.w3.org/TR/CSP3/#meta-element>), and `report-to`, whose endpoints only a header can declare.

mod source;

use crate::theme::Theme;
use std::{collections::BTreeMap, fmt};

/// The directives a policy may have, in the order it is written in; one that another falls back to stands before it.
const DIRECTIVES: &[&str] = &[
    "default-src",
    "script-src",
    "script-src-elem",
    "script-src-attr",
    "style-src",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "font-src",
    "media-src",
    "connect-src",
    "manifest-src",
    "child-src",
    "frame-src",
    "worker-src",
    "object-src",
    "base-uri",
    "form-action",
];

/// What every page may do.
const BASE: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
];

/// What a page's template uses beyond pictures, styles, fonts and media of the site.
#[derive(Clone, Copy, Default)]
pub(crate) struct Needs {
    /// Scripts of the site, and files of it that they fetch, as the search index.
    pub(crate) scripts: bool,
    /// Pagefind: WebAssembly in scripts, workers, and pictures within style sheets.
    pub(crate) pagefind: bool,
}

impl Needs {
    /// What the pages of `theme` need: a theme with scripts may run them, and they may fetch files of the site.
    pub(crate) fn of(theme: &Theme) -> Self {
        Self { scripts: theme.statics().iter().any(|file| file.path.ends_with(".js")), pagefind: false }
    }
}

/// The policy of a page: directives and their sources. A directive that is not there falls back to another.
pub(crate) struct Policy {
    directives: BTreeMap<&'static str, Vec<String>>,
}

/// What a piece of raw HTML wants to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use<'a> {
    /// A `<script>` with its code inside.
    InlineScript,
    /// An attribute such as `onclick`, or a `javascript:` address.
    EventHandler,
    /// A `<style>` element.
    InlineStyle,
    /// A `style` attribute.
    StyleAttribute,
    /// Something of another origin.
    External {
        /// The directive that rules over it, as `img-src`.
        directive: &'a str,
        /// Its URL or only its origin; one without a scheme begins with `//`.
        origin: &'a str,
    },
}

impl Policy {
    /// The policy of a page that needs `needs`, on a site that adds `additions`: sources by directive. A directive
    /// that isn't known or has no effect in a `<meta>`, and a source that would break the policy, is passed over:
    /// `config` reports those.
    pub(crate) fn new(needs: Needs, additions: &BTreeMap<String, Vec<String>>) -> Self {
        let mut policy = Self { directives: BTreeMap::new() };
        for (name, source) in BASE {
            policy.allow(name, source);
        }
        if needs.scripts {
            policy.allow("script-src", "'self'");
            policy.allow("connect-src", "'self'");
        }
        if needs.pagefind {
            policy.allow("script-src", "'wasm-unsafe-eval'");
            policy.allow("worker-src", "'self'");
            policy.allow("img-src", "data:");
        }
        for name in DIRECTIVES {
            if let Some(sources) = additions.get(*name) {
                policy.add(name, sources);
            }
        }
        policy
    }

    /// The directive under which `what` would be blocked, and to which a source for it has to be added; `None` if it
    /// is allowed.
    pub(crate) fn blocked(&self, what: Use<'_>) -> Option<&'static str> {
        let (wanted, is_allowed): (_, fn(&[String], &str) -> bool) = match what {
            Use::InlineScript => ("script-src-elem", |sources, _| source::allow_inline(sources)),
            Use::EventHandler => ("script-src-attr", |sources, _| source::allow_attributes(sources)),
            Use::InlineStyle => ("style-src-elem", |sources, _| source::allow_inline(sources)),
            Use::StyleAttribute => ("style-src-attr", |sources, _| source::allow_attributes(sources)),
            Use::External { directive, .. } => (directive, source::allow_url),
        };
        let url = if let Use::External { origin, .. } = what { origin } else { "" };
        let wanted = *DIRECTIVES.iter().find(|name| **name == wanted)?;
        let ruling = self.ruling(wanted)?;
        let is_allowed = is_allowed(self.directives.get(ruling)?, url);
        // to add the origin to `default-src` would allow it everything, so the narrower directive is named
        (!is_allowed).then_some(if ruling == "default-src" { family(wanted) } else { ruling })
    }

    /// The directive that decides where `name` stands in the page: itself or what it falls back to.
    fn ruling(&self, name: &'static str) -> Option<&'static str> {
        fallbacks(name).iter().copied().find(|name| self.directives.contains_key(name))
    }

    /// Adds the site's sources to a directive. One that the policy didn't have takes along what held in its place,
    /// or it would shut out what the page itself needs; nothing comes along from `default-src`.
    fn add(&mut self, name: &'static str, sources: &[String]) {
        let before = self.ruling(name).filter(|ruling| *ruling != "default-src" || name == "default-src");
        let before = before.and_then(|ruling| self.directives.get(ruling)).cloned().unwrap_or_default();
        for source in &before {
            self.allow(name, source);
        }
        for source in sources.iter().flat_map(|source| source.split_whitespace()) {
            if source::is_sound(source) {
                self.allow(name, source);
            }
        }
    }

    /// Adds one source; anything takes the place of `'none'`, and `'none'` that of nothing.
    fn allow(&mut self, name: &'static str, source: &str) {
        let sources = self.directives.entry(name).or_default();
        sources.retain(|other| other != "'none'");
        let is_none = source.eq_ignore_ascii_case("'none'");
        if sources.is_empty() || (!is_none && !sources.iter().any(|other| other == source)) {
            sources.push(if is_none { "'none'".to_owned() } else { source.to_owned() });
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for name in DIRECTIVES {
            let Some(sources) = self.directives.get(name) else { continue };
            if !std::mem::take(&mut first) {
                f.write_str("; ")?;
            }
            f.write_str(name)?;
            for source in sources {
                write!(f, " {source}")?;
            }
        }
        Ok(())
    }
}

/// The directive itself, and those that hold in its place if it isn't there, in order (CSP 3, section 6.8.3).
fn fallbacks(name: &'static str) -> Vec<&'static str> {
    match name {
        "script-src-elem" | "script-src-attr" => vec![name, "script-src", "default-src"],
        "style-src-elem" | "style-src-attr" => vec![name, "style-src", "default-src"],
        "frame-src" => vec![name, "child-src", "default-src"],
        "worker-src" => vec![name, "child-src", "script-src", "default-src"],
        "default-src" | "base-uri" | "form-action" => vec![name],
        _ => vec![name, "default-src"],
    }
}

/// The directive most people know for `name`.
fn family(name: &'static str) -> &'static str {
    match name {
        "script-src-elem" | "script-src-attr" => "script-src",
        "style-src-elem" | "style-src-attr" => "style-src",
        name => name,
    }
}

#[cfg(test)]
mod tests;
