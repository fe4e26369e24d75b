//! What quotes can do: a string that is never closed, one that ends at a quote within it, one with a bad escape.

use super::{Faults, Scalar, Weight, assigned, shorten};
use crate::diag::Code;
use std::ops::Range;
use toml_parser::ParseError;

impl Faults<'_> {
    /// Whether a string ends at a quote that was meant as a part of it, as in `'it's'`: then a word follows at once. That
    /// is told, and explains all else that is wrong on the line.
    pub(in crate::tree::toml) fn ends_early(&mut self, scalar: &Scalar) -> bool {
        let text = self.origin.text();
        let written = &text[scalar.range.clone()];
        let quote = if written.starts_with('"') { '"' } else { '\'' };
        let is_line = written.len() >= 2 && (written.len() == 2 || !written[1..].starts_with(quote));
        if !is_line || !text[scalar.range.end..].starts_with(char::is_alphanumeric) {
            return false;
        }
        let (range, inner) = meant(text, scalar.range.clone(), quote);
        let help = format!("write `{}`", assigned(scalar, &requoted(inner)));
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, range.clone(), format!("the `{quote}` within this string ends it"))
            .help(help);
        self.greedy.push(range.start);
        self.weigh(range.start, Weight::Explains, diagnostic);
        true
    }

    /// A quoted string that can't be read.
    pub(in crate::tree::toml) fn string(&mut self, error: &ParseError, scalar: &Scalar) {
        let range = scalar.range.clone();
        let written = &self.origin.text()[range.clone()];
        let offset = range.start - scalar.event.span().start();
        let at = error.unexpected().map_or(range.start, |span| span.start() + offset);
        let quotes =
            [r#"""""#, "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes)).unwrap_or("\"");
        let closed = written.len() >= 2 * quotes.len() && written.ends_with(quotes);
        if error.description().starts_with("invalid") && at >= range.end && (quotes.len() == 3 || !closed) {
            return self.unclosed(range, quotes);
        }
        let escape = escape_before(written, at.saturating_sub(range.start));
        let (range, message, help) = match escape {
            Some((from, escape)) if quotes.starts_with('"') => {
                let from = range.start + from;
                let help = format!(
                    "write `\\{escape}` for the backslash itself, or use single quotes, where it means nothing else"
                );
                (from..from + escape.len(), format!("`{escape}` is not an escape"), help)
            }
            _ => {
                let end = self.origin.text()[at..].chars().next().map_or(at, |char| at + char.len_utf8());
                let help = "remove the control character, or write it as an escape such as `\\u0007`";
                (at..end, "a string can't hold this character".to_owned(), help.to_owned())
            }
        };
        let diagnostic = self.diagnostic(Code::TomlSyntax, range.clone(), message).help(help);
        self.add(range.start, diagnostic);
    }

    /// A string that ends with its line, or with the text.
    fn unclosed(&mut self, range: Range<usize>, quotes: &str) {
        let opening = range.start..range.start + quotes.len();
        let (range, place) = match quotes.len() {
            1 => (range.start..self.rest_of_line(range.start).end, "the end of the string"),
            _ => (opening.clone(), "a line of their own where it ends"),
        };
        if self.origin.text()[range.clone()].contains([']', '}']) {
            self.greedy.push(opening.start);
        }
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, range, "this string is not closed")
            .help(format!("put `{quotes}` at {place}").replace("at a line", "on a line"));
        self.add(opening.start, diagnostic);
        if quotes.len() == 3 {
            self.nonsense = Some(self.nonsense.map_or(opening.start, |from| from.min(opening.start)));
        }
    }
}

/// The string that was meant by the one at `range`, and what is in it: it goes on to a quote behind which a list, a table
/// or the line goes on, or else to the end of the line.
fn meant(text: &str, range: Range<usize>, quote: char) -> (Range<usize>, &str) {
    let line = text[range.start..].lines().next().unwrap_or_default();
    let own = range.len();
    let ends = line.char_indices().filter(|&(at, c)| c == quote && at >= own);
    let is_end = |&(at, _): &(usize, char)| {
        line[at + 1..].trim_start().chars().next().is_none_or(|next| [',', ']', '}', '#'].contains(&next))
    };
    match ends.clone().find(is_end) {
        Some((at, _)) => (range.start..range.start + at + 1, &line[1..at]),
        None => (range.start..range.start + line.trim_end().len(), line[1..].trim_end()),
    }
}

/// `inner` in the quotes that it doesn't hold; with escapes, if it holds both.
fn requoted(inner: &str) -> String {
    if !inner.contains(['"', '\\']) {
        format!("\"{}\"", shorten(inner))
    } else if !inner.contains('\'') {
        format!("'{}'", shorten(inner))
    } else {
        format!("\"{}\"", shorten(&inner.replace('\\', "\\\\").replace('"', "\\\"")))
    }
}

/// The escape that the error at byte `at` of a string is about, and where it begins.
fn escape_before(written: &str, at: usize) -> Option<(usize, &str)> {
    let from = written.get(..at)?.rfind('\\')?;
    let rest = &written[from + 1..];
    let length = match rest.chars().next()? {
        'x' | 'u' | 'U' => 1 + rest[1..].chars().take_while(char::is_ascii_hexdigit).count(),
        char => char.len_utf8(),
    };
    Some((from, &written[from..from + 1 + length]))
}
