//! Words for the errors of the TOML parser itself: what stands where nothing of its kind may stand.
//!
//! The crate describes an error by a fixed sentence; the table below turns each into an author's words and a
//! help. A sentence it doesn't know is shown as it is.

use super::{Faults, Weight, shorten};
use crate::diag::Code;
use std::ops::Range;
use toml_parser::{Expected, ParseError};

/// Where a mistake is shown.
#[derive(Clone, Copy)]
enum At {
    /// At what the parser didn't expect.
    Unexpected,
    /// At the bracket that opens the list or table.
    Bracket,
    /// From the error to the end of the line.
    Line,
}

/// The parser's description, where it is shown, what is said, and the help.
const WORDS: &[(&str, At, &str, &str)] = &[
    ("unclosed array", At::Bracket, "this list is not closed", "put a `]` after its last item"),
    ("unclosed inline table", At::Bracket, "this table is not closed", "put a `}` after its last value"),
    (
        "missing comma between array elements",
        At::Unexpected,
        "a comma is missing between two items",
        "put a `,` before this item",
    ),
    (
        "missing comma between key-value pairs",
        At::Unexpected,
        "a comma is missing between two keys",
        "put a `,` before this key",
    ),
    ("extra comma in array", At::Unexpected, "there is a comma too many", "remove it"),
    ("extra comma in inline table", At::Unexpected, "there is a comma too many", "remove it"),
    (
        "unexpected `=` in array",
        At::Unexpected,
        "a list holds values, not keys",
        "put keys in braces: `[{ key = \"value\" }]`",
    ),
    ("extra `=`", At::Unexpected, "there is a `=` too many", "remove it"),
    ("extra assignment between key-value pairs", At::Unexpected, "there is a `=` too many", "remove it"),
    (
        "missing assignment between key-value pairs",
        At::Unexpected,
        "a key in a table has no value",
        "put `=` between the key and its value",
    ),
    (
        "missing key for inline table element",
        At::Unexpected,
        "a value in a table has no key",
        "write `key = value`, or use `[…]` for a list",
    ),
    ("missing array opening", At::Unexpected, "a `]` without its `[`", "put a `[` where the list begins"),
    ("missing inline table opening", At::Unexpected, "a `}` without its `{`", "put a `{` where the table begins"),
    ("invalid inline table element", At::Unexpected, "a `]` where the table goes on", "close the table with `}`"),
    ("missing table open", At::Unexpected, "a `]` without its `[`", "write a header as `[name]`"),
    (
        "invalid key-value pair",
        At::Line,
        "this line is neither a key with its value nor a header",
        "write `key = \"value\"`, or begin the line with `#` if it is a comment",
    ),
    (
        "carriage return must be followed by newline",
        At::Unexpected,
        "a carriage return without a newline",
        "save the file with Unix or Windows line ends",
    ),
    ("invalid comment character", At::Unexpected, "a control character in a comment", "remove it"),
    (
        "cannot recurse further; max recursion depth met",
        At::Unexpected,
        "lists and tables are nested too deeply",
        "use a flatter structure",
    ),
];

impl Faults<'_> {
    /// Tells an error of the parser in the bytes `piece` of the text.
    pub(in crate::tree::toml) fn syntax(&mut self, error: &ParseError, piece: Range<usize>) {
        let offset = piece.start;
        let range = |span: toml_parser::Span| offset + span.start()..offset + span.end();
        let unexpected = error.unexpected().map_or(offset..offset, range);
        match error.description() {
            "unclosed table" | "unclosed array table" => self.header(error, offset),
            "key with no value" | "missing value for key" => self.without_value(unexpected.start),
            "unexpected key or value" | "unexpected content between comment and newline" => {
                self.after_value(unexpected.start);
            }
            description => {
                let known = WORDS.iter().find(|row| row.0 == description);
                let place = match known.map_or(At::Unexpected, |row| row.1) {
                    At::Bracket => error.context().map_or(unexpected, range),
                    At::Unexpected => self.token(unexpected.start),
                    At::Line => self.rest_of_line(unexpected.start),
                };
                let message = known.map_or_else(|| words(error), |row| row.2.to_owned());
                let help = known.map_or("write `key = \"value\"`, or `[name]` for a header", |row| row.3);
                let diagnostic = self.diagnostic(Code::TomlSyntax, place.clone(), message).help(help);
                let weight = match description {
                    "unexpected `=` in array" => Weight::Explains,
                    "unclosed array" | "unclosed inline table" => Weight::Bracket(piece.end),
                    _ => Weight::Own,
                };
                self.weigh(place.start, weight, diagnostic);
            }
        }
    }

    /// A header whose bracket isn't closed.
    fn header(&mut self, error: &ParseError, offset: usize) {
        let start = error.context().map_or(offset, |span| offset + span.start());
        let range = self.rest_of_line(start);
        let name = self.origin.text()[range.clone()].trim_matches(['[', ']', ' ']);
        let list = error.description() == "unclosed array table";
        let whole = if list { format!("[[{name}]]") } else { format!("[{name}]") };
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, range, "this header is not closed")
            .help(format!("write `{}`", shorten(&whole)));
        self.add(start, diagnostic);
    }

    /// A line that begins with a key, but has no `=` at byte `at`.
    fn without_value(&mut self, at: usize) {
        let text = self.origin.text();
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if self.runs_on(start) || self.runs_on(at) {
            return;
        }
        let start = start + (text[start..].len() - text[start..].trim_start().len());
        let range = self.rest_of_line(start);
        let line = &text[range.clone()];
        let (message, help) = match line.split_once(':') {
            Some((key, value)) if is_word(key) => {
                let value = value.trim();
                let value = if value.is_empty() { "\"…\"".to_owned() } else { shorten(value) };
                (format!("`{key}` has no `=`"), format!("write `{key} = {value}`; strings stand in quotes"))
            }
            _ if is_word(line) => (format!("`{line}` has no value"), format!("write `{line} = \"…\"`")),
            _ => (
                "this line is neither a key with its value nor a header".to_owned(),
                "write `key = \"value\"`, or begin the line with `#` if it is a comment".to_owned(),
            ),
        };
        let diagnostic = self.diagnostic(Code::TomlSyntax, range, message).help(help);
        self.add(start, diagnostic);
    }

    /// Something behind a value, on its line.
    fn after_value(&mut self, at: usize) {
        if self.runs_on(at) {
            return;
        }
        let range = self.rest_of_line(at);
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, range, "the line goes on after its value")
            .help("put one key and its value on a line");
        self.weigh(at, Weight::Follows, diagnostic);
    }

    /// Whether what stands at byte `at` is what a string left over that was never closed: the quotes just above
    /// stand behind `key =`, and so were meant to open one. Then that is told, and all below is nonsense.
    fn runs_on(&mut self, at: usize) -> bool {
        if self.nonsense.is_some_and(|from| at > from) {
            return true;
        }
        let text = self.origin.text();
        let before = text[..at].trim_end();
        let Some(quotes) = ["'''", "\"\"\""].into_iter().find(|quotes| before.ends_with(quotes)) else {
            return false;
        };
        let closing = before.len() - 3;
        let start = text[..closing].rfind('\n').map_or(0, |newline| newline + 1);
        let assigns = text[start..closing].trim().strip_suffix('=').is_some_and(|key| is_word(key.trim()));
        let Some(opening) = text[..start].rfind(quotes).filter(|_| assigns) else { return false };
        let related = self.related(self.origin.span(closing..closing + 3));
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, opening..opening + 3, "this string is not closed")
            .related(related, "it goes on to these quotes")
            .help(format!("put `{quotes}` where it ends, before the next key"));
        self.add(opening, diagnostic);
        self.nonsense = Some(opening);
        true
    }

    /// The character at byte `at`, so that there is something to point at.
    fn token(&self, at: usize) -> Range<usize> {
        let next = self.origin.text()[at..].chars().next().filter(|char| !char.is_control());
        at..at + next.map_or(0, char::len_utf8)
    }
}

fn is_word(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|char| char.is_alphanumeric() || "-_.".contains(char))
}

/// The parser's own words.
fn words(error: &ParseError) -> String {
    let expected = error.expected().and_then(<[Expected]>::first).map(|expected| match expected {
        Expected::Literal(literal) => format!(", expected `{}`", literal.escape_debug()),
        Expected::Description(description) => format!(", expected {description}"),
        _ => String::new(),
    });
    format!("{}{}", error.description(), expected.unwrap_or_default())
}
