//! What the YAML parser's errors mean to an author.
//!
//! The parser names the rule of the grammar it was in; [`words`] turns that into what is wrong with the line and
//! what to do. A sentence it doesn't know is shown as it is.

use super::Placed;
use saphyr_parser::Event;
use std::ops::Range;

/// An error that stopped the parser.
#[derive(Debug)]
pub(super) struct YamlFault {
    /// The byte of the text where it stopped.
    pub(super) at: usize,
    /// What the last event before it was about.
    last: Range<usize>,
    /// Where the innermost list or table begins that was open then.
    open: usize,
    /// The parser's words.
    reason: String,
}

/// Where a mistake is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Where the parser stopped.
    Stop,
    /// Behind the tab that a line begins with.
    Tab,
    /// At the quote that opens the string.
    Quote,
    /// At the bracket that opens the list or table.
    Bracket,
}

/// A part of the parser's words, where the mistake is shown, what is said, and the help.
const WORDS: &[(&str, At, &str, &str)] = &[
    (
        "mapping values are not allowed",
        At::Stop,
        "a second `:` in one value",
        "put the value in quotes, as in `title: \"Part one: indexes\"`",
    ),
    ("unexpected end of stream", At::Quote, "this string is not closed", "put the same quotes at its end"),
    (
        "invalid indentation in quoted scalar",
        At::Quote,
        "this string is not closed, or goes on without indentation",
        "put the same quotes at its end",
    ),
    (
        "invalid trailing content",
        At::Stop,
        "the line goes on after its string",
        "put the whole value into one pair of quotes",
    ),
    (
        "unknown escape character",
        At::Stop,
        "this is not an escape",
        "write `\\\\` for a backslash, or use single quotes, where it means nothing else",
    ),
    ("hexadecimal number", At::Stop, "this escape has too few digits", "write `\\u` with four hexadecimal digits"),
    (
        "flow sequence, expected",
        At::Bracket,
        "this list is not closed, or lacks a comma",
        "put a `]` after its last item, and a `,` between two",
    ),
    (
        "flow mapping, did not find",
        At::Bracket,
        "this table is not closed, or lacks a comma",
        "put a `}` after its last value, and a `,` between two",
    ),
    (
        "expected node content",
        At::Bracket,
        "this list or table is not closed, or has an empty item",
        "put the closing bracket after its last value, and a value between two commas",
    ),
    (
        "invalid indentation in flow construct",
        At::Bracket,
        "this list or table is not closed",
        "put the closing bracket after its last value",
    ),
    ("misplaced bracket", At::Stop, "a closing bracket that nothing opens", "remove it, or put the value in quotes"),
    ("tab", At::Tab, "a tab in the indentation", "indent with spaces"),
    (
        "unexpected character",
        At::Stop,
        "a value can't begin with this character",
        "put the value in quotes, as in `title: \"@name\"`",
    ),
    (
        "plain scalar cannot start",
        At::Stop,
        "a value can't begin with this character",
        "put the value in quotes, as in `title: \"- name\"`",
    ),
    (
        "unknown anchor",
        At::Stop,
        "no anchor of this name stands above",
        "put the value in quotes if its `*` is text, as in `title: \"*args\"`",
    ),
    (
        "anchor or alias",
        At::Stop,
        "`&` and `*` at the start of a value stand for an anchor",
        "put the value in quotes if it is text",
    ),
    ("recursion limit", At::Stop, "lists and tables are nested too deeply", "use a flatter structure"),
    (
        "while parsing a tag",
        At::Stop,
        "a `!` at the start of a value stands for a tag",
        "put the value in quotes if it is text",
    ),
    (
        "simple key expect",
        At::Stop,
        "a line that is neither a key with its value nor an item of a list",
        "write `key: value`, or indent the line if it belongs to the value above",
    ),
    (
        "block scalar",
        At::Stop,
        "the text below a `|` or `>` is not indented alike",
        "indent all of its lines with as many spaces as the first",
    ),
    (
        "did not find expected key",
        At::Stop,
        "this line doesn't fit the ones above it",
        "write `key: value`, and indent the keys of one table alike",
    ),
    (
        "indent",
        At::Stop,
        "the indentation doesn't fit the lines above",
        "indent the keys of one table alike, with spaces",
    ),
    (
        "block",
        At::Stop,
        "the indentation doesn't fit the lines above",
        "indent the items of one list alike, with spaces",
    ),
    (
        "document",
        At::Stop,
        "a line that ends the data, and goes on after it",
        "put the value in quotes if the line is text",
    ),
];

impl YamlFault {
    /// The error at byte `at`, behind `events`.
    pub(super) fn new(events: &[Placed], at: usize, reason: &str) -> Self {
        let mut open = Vec::new();
        for (event, range) in events {
            match event {
                Event::SequenceStart(..) | Event::MappingStart(..) => open.push(range.start),
                Event::SequenceEnd | Event::MappingEnd => drop(open.pop()),
                _ => {}
            }
        }
        let last = events.last().map_or(0..0, |(_, range)| range.clone());
        Self { at, open: open.last().copied().unwrap_or(last.end), last, reason: reason.to_owned() }
    }

    /// Where it is in `text`, what is said, and the help.
    pub(super) fn words(&self, text: &str) -> (Range<usize>, String, String) {
        let is_in_brackets = text[self.open..].starts_with(['[', '{']);
        let is_below = text.get(self.last.start..self.at).is_some_and(|between| between.contains('\n'));
        let reason = match &*self.reason {
            reason if reason.contains("illegal placement of ':'") => "flow sequence, expected",
            reason if is_in_brackets && reason.contains("indent") => "invalid indentation in flow construct",
            // a key below a value means that its line is indented, not that the value has a second `:`
            reason if is_below && reason.contains("mapping values") => "indent",
            reason => reason,
        };
        let known = WORDS.iter().find(|row| reason.contains(row.0));
        let (place, message, help) = known.map_or(
            (At::Stop, self.reason.as_str(), "write `key: value`, with the value in quotes where in doubt"),
            |row| (row.1, row.2, row.3),
        );
        let first = |from: usize, opening: [char; 2]| text[from..].find(opening).map(|at| from + at);
        let at = match place {
            At::Quote => first(self.last.end, ['"', '\'']),
            At::Bracket if is_in_brackets => Some(self.open),
            At::Bracket => first(self.last.end, ['[', '{']),
            At::Tab => behind_tab(text, self.at),
            At::Stop => None,
        };
        let at = at.unwrap_or(self.at).min(text.len());
        let next = text[at..].chars().next().filter(|char| !char.is_control());
        (at..at + next.map_or(0, char::len_utf8), message.to_owned(), help.to_owned())
    }
}

/// The first character of the first line behind byte `from` that is indented with a tab.
fn behind_tab(text: &str, from: usize) -> Option<usize> {
    let mut lines = text.get(from..)?.split_inclusive('\n');
    let mut start = from + lines.next()?.len();
    for line in lines {
        let words = line.trim_start_matches([' ', '\t']);
        if line[..line.len() - words.len()].contains('\t') {
            return Some(start + line.len() - words.len());
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn no_row_hides_another() {
        for (at, row) in WORDS.iter().enumerate() {
            assert!(!WORDS[..at].iter().any(|earlier| row.0.contains(earlier.0)), "{} is never reached", row.0);
        }
    }
}
