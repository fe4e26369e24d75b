//! What is wrong with a TOML text, in an author's words.
//!
//! A mistake within a value is reported by what stands there: a string without quotes, a list without its end. Any other is
//! reported by a small table of the crate's sentences ([`WORDS`]), and what isn't in it in the crate's own.

use crate::{
    diag::{Code, Diagnostic},
    place::{Place, SourcePath},
    tree::{Entry, Table, Value, dates, origin::Origin, shorten},
};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

/// How a sentence of the crate begins, what is said, and the help.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "key with no value",
        "this line has no `=`",
        "write `key = \"value\"`, or begin the line with `#` if it is a comment",
    ),
    ("unexpected key or value", "the line goes on after its value", "put one key and its value on a line"),
    ("extra comma", "there is a comma too many", "remove it"),
    ("unquoted keys cannot be empty", "a key is missing", "put a key before the `=`, or a name between the brackets"),
    (
        "invalid unquoted key",
        "a key without quotes can't hold this",
        "use letters, digits, `-` and `_`, or put the key in quotes",
    ),
    (
        "cannot extend value",
        "keys can't be added to this: its value is given above",
        "put the keys where the value is given, or rename one of the two",
    ),
    ("cannot recurse", "lists and tables are nested too deeply", "use a flatter structure"),
    ("recursion limit", "these keys are nested too deeply", "use a flatter structure"),
];

/// A value, and its key where it has its line to itself.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    pub(super) key: Option<&'a str>,
    pub(super) range: Range<usize>,
}

/// Reports mistakes of a text.
#[derive(Clone, Copy)]
pub(super) struct Faults<'t> {
    pub(super) origin: Origin<'t>,
    pub(super) file: &'t SourcePath,
}

impl Faults<'_> {
    /// The first mistake of a text, of which `read` is what the crate made of it and `above` what stands above the mistake.
    pub(super) fn first(&self, error: &Error, read: &DeTable, above: &Table) -> Diagnostic {
        let place = error.span().unwrap_or(0..0);
        if error.message() == "duplicate key" {
            return self.twice(place, above);
        }
        let Some(spot) = spot_of(error, read) else { return self.line(error, read) };
        match self.text()[spot.range.clone()].chars().next() {
            Some('"' | '\'') => self.string(&spot, place.start).unwrap_or_else(|| self.line(error, read)),
            Some(bracket @ ('[' | '{')) => self.bracket(bracket, &spot, place.start),
            _ => self.bare(spot, error),
        }
    }

    /// Where the line begins that an error in the text up to byte `end` is on, or the value it is in; always before `end`.
    pub(super) fn line_of(&self, error: &Error, read: &DeTable, end: usize) -> usize {
        let at = error.span().map_or(0, |span| span.start);
        let start = self.line_start(spot_of(error, read).map_or(at, |spot| spot.range.start.min(at)));
        if start < end { start } else { self.line_start(self.text()[..end].trim_end().len()) }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text()[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn text(&self) -> &str {
        self.origin.text()
    }

    fn diagnostic(&self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::at(Code::TomlSyntax, self.file, self.origin.span(range), message).help(help)
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, self.origin.span(range))
    }

    /// A key or header that stands above already.
    fn twice(&self, range: Range<usize>, above: &Table) -> Diagnostic {
        let name = self.text()[range.clone()].trim_matches(['"', '\'']);
        let is_header = self.text()[self.line_start(range.start)..].trim_start().starts_with('[');
        let help = if is_header { "put all of its keys below one header" } else { "keep one of the two" };
        let diagnostic = self.diagnostic(range.clone(), format!("`{name}` is given twice"), help);
        match last_named(above, name) {
            Some(first) => diagnostic.related(Place::new(self.file, first.key), "first given here"),
            None => diagnostic,
        }
    }

    /// A mistake outside of values, at its place or on its whole line.
    fn line(&self, error: &Error, read: &DeTable) -> Diagnostic {
        let at = error.span().unwrap_or(0..0);
        let start = self.line_start(at.start);
        let whole = self.trimmed(start);
        let line = &self.text()[whole.clone()];
        if let Some((key, value)) = line.split_once(':').filter(|_| !line.contains('=')) {
            let value = if value.trim().is_empty() { "\"…\"" } else { value.trim() };
            let help = format!("write `{key} = {}`; strings stand in quotes", shorten(value));
            return self.diagnostic(whole, format!("`{key}` has no `=`"), help);
        }
        if error.message().starts_with("unclosed") {
            let brackets = line.len() - line.trim_start_matches('[').len();
            let name = shorten(line.trim_matches(['[', ']', ' ']));
            let help = format!("write `{}{name}{}`", "[".repeat(brackets), "]".repeat(brackets));
            return self.diagnostic(whole, "this header is not closed", help);
        }
        let known = WORDS.iter().find(|row| error.message().starts_with(row.0));
        let message = known.map_or(error.message(), |row| row.1);
        let help = known.map_or("write `key = \"value\"`, or `[name]` for a header", |row| row.2);
        let diagnostic = self.diagnostic(if at.is_empty() { whole } else { at }, message, help);
        // quotes that were to open a string may have closed the one above
        let above = self.text()[..start].trim_end();
        let quotes = ["'''", "\"\"\""].into_iter().find(|quotes| above.ends_with(quotes));
        match quotes.and_then(|quotes| Some((quotes, spot(read, &(above.len()..above.len()))?.range.start))) {
            Some((quotes, opening)) => diagnostic
                .related(self.place(opening..opening + 3), "the string above it begins here")
                .help(format!("{help}; if that string was to end earlier, put `{quotes}` where it ends")),
            None => diagnostic,
        }
    }

    /// A list or table that the mistake at byte `at` is in.
    fn bracket(&self, bracket: char, spot: &Spot, at: usize) -> Diagnostic {
        let (message, help) = match bracket {
            '[' => (
                "this list is not closed, or lacks a comma",
                "put a `]` after its last item, and a `,` between two; an item with keys is `{ key = \"value\" }`",
            ),
            _ => ("this table is not closed, or lacks a comma", "write it as `{ key = \"value\", key = \"value\" }`"),
        };
        let start = spot.range.start;
        let line = &self.text()[self.trimmed(start)];
        if line.contains(CURLY) && !line.contains(['"', '\'']) {
            let range = self.trimmed(start);
            let help = format!("write straight ones: `{}`", spot.with(&shorten(&straight(line))));
            return self.diagnostic(range, "a string doesn't begin with a curly quote", help);
        }
        self.diagnostic(start..start + 1, message, help)
            .related(self.place(at..self.after(at)), "it can be read up to here")
    }

    /// A string with something wrong at byte `at`, or behind it.
    fn string(&self, spot: &Spot, at: usize) -> Option<Diagnostic> {
        let (text, start) = (self.text(), spot.range.start);
        let written = &text[spot.range.clone()];
        // a carriage return only ends the line
        if at < spot.range.end && !text[at..].starts_with("\r\n") {
            return Some(self.character(written, start, at));
        }
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes))?;
        if written.len() >= 2 * quotes.len() && written.ends_with(quotes) {
            let other = if quotes.starts_with('"') { '\'' } else { '"' };
            let help = format!("put `{other}` around the whole string");
            let message = format!("the `{quotes}` within this string ends it");
            let goes_on = text[at..].starts_with(char::is_alphanumeric);
            return goes_on.then(|| self.diagnostic(start..self.trimmed(start).end, message, help));
        }
        let below = text[self.trimmed(start).end..].lines().nth(1).map_or("", str::trim);
        if quotes.len() == 1 && !below.is_empty() && !below.contains('=') && !below.starts_with(['[', '#', '+']) {
            let help = "a string with line breaks stands between `'''` and `'''`";
            return Some(self.diagnostic(self.trimmed(start), "this string is not closed on its line", help));
        }
        let (range, place) = match quotes.len() {
            1 => (self.trimmed(start), "at the end of the string"),
            _ => (start..start + 3, "on a line of their own where it ends"),
        };
        Some(self.diagnostic(range, "this string is not closed", format!("put `{quotes}` {place}")))
    }

    /// What can't stand at byte `at`, in the string `written` at byte `start`.
    fn character(&self, written: &str, start: usize, at: usize) -> Diagnostic {
        match written.get(..at - start).and_then(|before| before.rfind('\\')) {
            Some(escape) if written.starts_with('"') => {
                let range = start + escape..at.max(self.after(start + escape + 1));
                let escape = &self.text()[range.clone()];
                let help = format!(
                    "write `\\{escape}` for the backslash itself, or use single quotes, where it means nothing else"
                );
                self.diagnostic(range, format!("`{escape}` is not an escape"), help)
            }
            _ => {
                let help = "remove the control character";
                self.diagnostic(at..self.after(at), "a string can't hold this character", help)
            }
        }
    }

    /// A value without quotes that isn't one, by what it looks like.
    fn bare(&self, mut spot: Spot, error: &Error) -> Diagnostic {
        let written = &self.text()[spot.range.clone()];
        let is_number = written.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
            && !written.contains(|c: char| c.is_whitespace() || c.is_alphabetic());
        if written.is_empty() {
            let key = spot.key.unwrap_or("key");
            let help = "write a value after the `=`, or remove the line";
            return self.diagnostic(spot.range.clone(), format!("`{key}` has no value"), help);
        } else if dates::looks_like_one(written) {
            let other = || dates::NoDate { reason: "not a date".into(), meant: None };
            return self.date(&spot, &dates::parse(written).err().unwrap_or_else(other));
        } else if is_number {
            return self.number(&spot, error.message());
        } else if let Some(flag) = flag(written) {
            let help = format!("write `{}`", spot.with(flag));
            return self.diagnostic(spot.range.clone(), format!("`{written}` is not a value"), help);
        }
        if spot.key.is_some() {
            spot.range = self.trimmed(spot.range.start);
        }
        let whole = &self.text()[spot.range.clone()];
        if whole.starts_with(CURLY) {
            let help = format!("write straight ones: `{}`", spot.with(&shorten(&straight(whole))));
            return self.diagnostic(spot.range.clone(), "a string doesn't begin with a curly quote", help);
        }
        let written = shorten(self.text()[spot.range.clone()].trim_end_matches(['"', '\'']));
        let quoted = match written.contains(['"', '\\']) {
            true if !written.contains('\'') => format!("'{written}'"),
            _ => format!("\"{}\"", written.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        self.diagnostic(spot.range.clone(), "a string needs quotes", format!("write `{}`", spot.with(&quoted)))
    }

    /// A number that isn't one.
    pub(super) fn number(&self, spot: &Spot, reason: &str) -> Diagnostic {
        let written = shorten(&self.text()[spot.range.clone()]);
        let quoted = spot.with(&format!("\"{written}\""));
        let help = format!("write it in digits, or in quotes if it is text: `{quoted}`");
        self.diagnostic(spot.range.clone(), format!("`{written}` is not a number"), help).label(reason)
    }

    /// A date that isn't one.
    pub(super) fn date(&self, spot: &Spot, why: &dates::NoDate) -> Diagnostic {
        let written = shorten(&self.text()[spot.range.clone()]);
        let help = why.help(|date| spot.with(date));
        let diagnostic = self.diagnostic(spot.range.clone(), format!("`{written}` is not a date"), help);
        Diagnostic { code: Code::BadDate, ..diagnostic.label(why.reason.as_str()) }
    }

    /// From byte `start` to the end of its line, without blanks around it and without a comment.
    fn trimmed(&self, start: usize) -> Range<usize> {
        let line = self.text()[start..].lines().next().unwrap_or("");
        let line = line.split(" #").next().unwrap_or(line).trim_end();
        start + (line.len() - line.trim_start().len())..start + line.len()
    }

    /// The byte behind the character at byte `at`; `at` itself where a line ends.
    fn after(&self, at: usize) -> usize {
        let next = self.text()[at..].chars().next().filter(|char| !['\r', '\n'].contains(char));
        at + next.map_or(0, char::len_utf8)
    }
}

impl Spot<'_> {
    /// How it is written with `value`.
    fn with(&self, value: &str) -> String {
        self.key.map_or_else(|| value.to_owned(), |key| format!("{key} = {value}"))
    }
}

/// The value that an error is in. Where a comma is missing, that isn't what stands in its place, but what it stands in.
fn spot_of<'a>(error: &Error, read: &'a DeTable) -> Option<Spot<'a>> {
    let at = error.span()?.start;
    let is = |words: &str| error.message().starts_with(words);
    let part = if is("missing comma") { at.saturating_sub(1)..at } else { at..at };
    spot(read, &part).filter(|_| !is("cannot recurse") && !is("extra comma"))
}

/// The innermost value of `table` that `part` of the text stands in, or just behind.
fn spot<'a>(table: &'a DeTable, part: &Range<usize>) -> Option<Spot<'a>> {
    table.iter().find_map(|(key, node)| {
        // a table that headers or dotted keys make stands where they do
        let is_made = node.span().start < key.span().end;
        within(node, Some(key.get_ref().as_ref()), is_made, part)
    })
}

fn within<'a>(
    node: &'a Spanned<DeValue>,
    key: Option<&'a str>,
    is_made: bool,
    part: &Range<usize>,
) -> Option<Spot<'a>> {
    let range = node.span();
    let inner = match node.get_ref() {
        DeValue::Array(items) => items.iter().find_map(|item| within(item, None, is_made, part)),
        DeValue::Table(table) if is_made => spot(table, part),
        DeValue::Table(table) => table.iter().find_map(|(_, node)| within(node, None, false, part)),
        _ => None,
    };
    let is_here = !is_made && range.start <= part.start && part.end <= range.end;
    inner.or_else(|| is_here.then_some(Spot { key, range }))
}

/// The last key or header called `name`, tables in braces left out.
fn last_named<'t>(table: &'t Table, name: &str) -> Option<&'t Entry> {
    let below = table.entries.iter().filter_map(|entry| match &entry.node.value {
        Value::Table(table) => last_named(table, name),
        Value::Array(items) => items.iter().rev().find_map(|item| match &item.value {
            Value::Table(table) => last_named(table, name),
            _ => None,
        }),
        _ => None,
    });
    below.chain(table.entry(name)).max_by_key(|entry| entry.key.start)
}

/// The quotes of typesetting, which word processors put in place of straight ones.
const CURLY: [char; 6] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{201a}'];

/// `text` with straight quotes.
fn straight(text: &str) -> String {
    text.replace(CURLY, "\"")
}

/// What other notations write for `true` and `false`.
fn flag(written: &str) -> Option<&'static str> {
    match written.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}
