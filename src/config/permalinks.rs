//! Patterns of addresses: `/blog/{year}/{slug}/`.
//!
//! A [`Pattern`] is checked when `site.toml` is read, each mistake at its place in the string, so that filling
//! one can't fail. What a placeholder stands for, `site` knows.

use crate::{
    diag::{Code, Diagnostic, Diagnostics, one_of, quoted},
    kind::{FILED, Kind, Placeholder, Row},
    place::{SourcePath, Text},
};
use std::{collections::BTreeMap, ops::Range};

/// The names of all placeholders.
const PLACEHOLDERS: &[(&str, Placeholder)] = &[
    ("slug", Placeholder::Slug),
    ("year", Placeholder::Year),
    ("month", Placeholder::Month),
    ("topic", Placeholder::Topic),
    ("path", Placeholder::Path),
];

/// The pattern of a kind's addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Fixed text and what follows it; the last has nothing behind it.
    parts: Vec<(String, Option<Placeholder>)>,
}

impl Pattern {
    /// `folder`, with the slug below it.
    fn below(folder: &str) -> Self {
        Self { parts: vec![(format!("/{folder}/"), Some(Placeholder::Slug)), ("/".to_owned(), None)] }
    }

    /// The pattern of a kind that has no other.
    fn default_of(kind: &Row) -> Self {
        if kind.has_list {
            return Self::below(kind.folder);
        }
        Self { parts: vec![("/".to_owned(), Some(Placeholder::Path)), ("/".to_owned(), None)] }
    }

    /// The address of the list of all entries: the folders before the first placeholder.
    pub fn list(&self) -> &str {
        let fixed = self.parts.first().map_or("/", |(fixed, _)| fixed);
        &fixed[..fixed.rfind('/').map_or(0, |slash| slash + 1)]
    }

    /// Whether its addresses hold `placeholder`.
    pub fn has(&self, placeholder: Placeholder) -> bool {
        self.parts.iter().any(|(_, part)| *part == Some(placeholder))
    }

    /// The address of an entry, with `value` for each placeholder.
    pub fn fill(&self, value: impl Fn(Placeholder) -> String) -> String {
        let mut address = String::new();
        for (fixed, placeholder) in &self.parts {
            address.push_str(fixed);
            address.extend(placeholder.map(&value));
        }
        address
    }
}

/// The patterns of all kinds, by folder, and of the taxonomies, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalinks(BTreeMap<String, Pattern>);

impl Default for Permalinks {
    fn default() -> Self {
        Self::with([].into_iter())
    }
}

impl Permalinks {
    /// The pattern of the kind or taxonomy `name`.
    pub fn of(&self, name: &str) -> &Pattern {
        self.0.get(name).expect("every kind and every taxonomy has a pattern")
    }

    /// The default patterns, with those of `taxonomies`.
    pub(super) fn with<'a>(taxonomies: impl Iterator<Item = &'a str>) -> Self {
        let kinds = FILED.map(|kind| (kind.row().folder.to_owned(), Pattern::default_of(kind.row())));
        Self(taxonomies.map(|name| (name.to_owned(), Pattern::below(name))).chain(kinds).collect())
    }

    /// Where the pattern of the kind or taxonomy `name` is kept, and what its addresses may hold.
    pub(super) fn slot(&mut self, name: &str) -> Option<(&mut Pattern, &'static [Placeholder])> {
        let kind = FILED.into_iter().find(|kind| kind.row().folder == name).unwrap_or(Kind::Term(0));
        Some((self.0.get_mut(name)?, kind.row().placeholders))
    }

    /// The names that `[permalinks]` may have: those of the kinds, then those of the taxonomies.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let kinds = FILED.map(|kind| kind.row().folder);
        kinds.into_iter().chain(self.0.keys().map(String::as_str).filter(move |name| !kinds.contains(name)))
    }
}

/// Reads the pattern of `kind`, whose addresses may hold `known`; each mistake goes to `diags`.
pub(super) fn parse(
    text: &Text,
    kind: &str,
    known: &[Placeholder],
    file: &SourcePath,
    diags: &mut Diagnostics,
) -> Option<Pattern> {
    let mut mistakes = Vec::new();
    let pattern = split(text.as_str(), kind, known, &mut mistakes);
    if !text.as_str().is_empty() {
        shape(text.as_str(), &mut mistakes);
    }
    let named = |wanted| pattern.parts.iter().any(|(_, placeholder)| *placeholder == Some(wanted));
    if mistakes.is_empty() && !named(Placeholder::Slug) && !named(Placeholder::Path) {
        let whole = 0..text.as_str().len();
        let help = format!("put `{{slug}}` into it, as in `/{kind}/{{slug}}/`");
        mistakes.push((whole, "every entry would have the same address".to_owned(), help));
    }
    let faultless = mistakes.is_empty();
    for (range, message, help) in mistakes {
        diags.push(Diagnostic::at(Code::WrongValue, file, text.span(range), message).help(help));
    }
    faultless.then_some(pattern)
}

/// A mistake: where in the pattern, what, and the help.
type Mistake = (Range<usize>, String, String);

fn split(text: &str, kind: &str, known: &[Placeholder], mistakes: &mut Vec<Mistake>) -> Pattern {
    let name_of = |wanted: Placeholder| PLACEHOLDERS.iter().find(|row| row.1 == wanted).map_or("", |row| row.0);
    let names: Vec<&str> = known.iter().map(|placeholder| name_of(*placeholder)).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let Some(close) = text[open..].find('}').map(|close| open + close) else {
            let help = "write a placeholder as `{slug}`";
            mistakes.push((open..open + 1, "this brace is not closed".to_owned(), help.to_owned()));
            break;
        };
        let name = &text[open + 1..close];
        let placeholder = PLACEHOLDERS.iter().find(|row| row.0 == name).map(|row| row.1);
        if !placeholder.is_some_and(|placeholder| known.contains(&placeholder)) {
            let braced: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
            let braced = || braced.iter().map(String::as_str);
            let list = format!("an address of {kind} may hold {}", quoted(braced()));
            let help = one_of(&text[open..=close], braced(), &list);
            mistakes.push((open..close + 1, format!("addresses of {kind} have no `{{{name}}}`"), help));
        }
        parts.push((text[at..open].to_owned(), placeholder));
        at = close + 1;
    }
    parts.push((text[at..].to_owned(), None));
    Pattern { parts }
}

/// What an address can't be, whatever its placeholders.
fn shape(text: &str, mistakes: &mut Vec<Mistake>) {
    let mut wrong = |range: Range<usize>, message: &str, help: &str| {
        mistakes.push((range, message.to_owned(), help.to_owned()));
    };
    let first = text.chars().next().map_or(0, char::len_utf8);
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    if !text.starts_with('/') {
        wrong(0..first, "an address has to begin with `/`", "put a `/` before it");
    }
    if !text.ends_with('/') {
        wrong(text.len() - last..text.len(), "an address has to end with `/`", "put a `/` behind it");
    }
    if let Some(at) = text.find("//") {
        wrong(at..at + 2, "an address can't have an empty part", "remove one `/`");
    }
    if let Some((at, char)) =
        text.char_indices().find(|(_, c)| c.is_whitespace() || c.is_control() || "?#\\%".contains(*c))
    {
        let message = format!("an address can't hold `{}`", char.escape_debug());
        wrong(at..at + char.len_utf8(), &message, "remove it");
    }
    if text.starts_with("/.gen-") {
        wrong(1..6, "names that begin with `.gen-` are those of gen's own files in the output", "choose another name");
    }
    let mut at = 0;
    for part in text.split('/') {
        if [".", ".."].contains(&part) {
            wrong(at..at + part.len(), "an address can't leave its folder", "remove this part");
        }
        at += part.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_make_addresses_and_lists() {
        for (pattern, address, list) in [
            ("/blog/{slug}/", "/blog/S/", "/blog/"),
            ("/{year}/{month}/{slug}/", "/Y/M/S/", "/"),
            ("/b/x-{slug}/", "/b/x-S/", "/b/"),
            ("/{path}/", "/P/", "/"),
            ("/{topic}/a/{slug}/b/", "/T/a/S/b/", "/"),
        ] {
            let known: Vec<Placeholder> = PLACEHOLDERS.iter().map(|row| row.1).collect();
            let mut diags = Diagnostics::new();
            let text = Text::verbatim(pattern, 0);
            let parsed = parse(&text, "articles", &known, &SourcePath::new("site.toml"), &mut diags);
            let parsed = parsed.expect("the pattern is right");
            let letter = |placeholder: Placeholder| format!("{placeholder:?}")[..1].to_owned();
            assert_eq!((parsed.fill(letter).as_str(), parsed.list()), (address, list), "{pattern}");
        }
        assert_eq!(Permalinks::default().of("questions").list(), "/questions/");
    }
}
