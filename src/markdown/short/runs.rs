//! The runs of a text that needs no parser: one line of words, `code`, *emphasis* and **strong emphasis**, none of them
//! within another.
//!
//! Most takeaways, questions and answers of a line are such, and a parser takes many times as long to be set up as it
//! takes to look through them. [`runs`] knows only what has one reading by CommonMark: a mark of emphasis stands between
//! a space and a letter, a code span holds what needs no escape, and whatever could mean something to Markdown, to HTML
//! or to the grammars of our own makes it give up. A test holds it to what the parser says.

use std::ops::Range;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes, without its marks.
    pub(super) inner: Range<usize>,
}

/// What a [`Run`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Words,
    /// A code span.
    Code,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
}

impl Kind {
    /// The tags around it.
    pub(super) fn tags(self) -> (&'static str, &'static str) {
        match self {
            Self::Words => ("", ""),
            Self::Code => ("<code>", "</code>"),
            Self::Emphasis => ("<em>", "</em>"),
            Self::Strong => ("<strong>", "</strong>"),
        }
    }
}

/// The runs of `text` in order; nothing where only a parser can tell.
pub(super) fn runs(text: &str) -> Option<Vec<Run>> {
    let bytes = text.as_bytes();
    // what begins with a digit, a hyphen or a space may be a block, and spaces at the end go
    let begins = matches!(bytes.first()?, b'a'..=b'z' | b'A'..=b'Z' | b'`' | b'*');
    if !begins || text.ends_with(' ') {
        return None;
    }
    let mut runs = Vec::with_capacity(1);
    let mut at = 0;
    while at < bytes.len() {
        let run = match bytes[at] {
            b'`' => code(bytes, at)?,
            b'*' => emphasis(bytes, at)?,
            _ => Run { kind: Kind::Words, inner: at..end_of(&WORDS, bytes, at) },
        };
        let next = match run.kind {
            Kind::Words => run.inner.end,
            Kind::Code | Kind::Emphasis => run.inner.end + 1,
            Kind::Strong => run.inner.end + 2,
        };
        if next == at {
            return None;
        }
        runs.push(run);
        at = next;
    }
    Some(runs)
}

/// The code span that begins at `at`.
fn code(bytes: &[u8], at: usize) -> Option<Run> {
    let inner = at + 1..end_of(&CODE, bytes, at + 1);
    let is_closed = bytes.get(inner.end) == Some(&b'`') && bytes.get(inner.end + 1) != Some(&b'`');
    let is_trimmed = bytes.get(inner.start) != Some(&b' ') && bytes[inner.end - 1] != b' ';
    (is_closed && is_trimmed && !inner.is_empty()).then_some(Run { kind: Kind::Code, inner })
}

/// The emphasis that begins at `at`.
fn emphasis(bytes: &[u8], at: usize) -> Option<Run> {
    let (kind, marks) = if bytes.get(at + 1) == Some(&b'*') { (Kind::Strong, 2) } else { (Kind::Emphasis, 1) };
    let inner = at + marks..end_of(&WORDS, bytes, at + marks);
    let behind = inner.end + marks;
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let opens = at == 0 || matches!(bytes[at - 1], b' ' | b'(');
    let is_closed = bytes.get(inner.end..behind)?.iter().all(|byte| *byte == b'*');
    let closes = bytes.get(behind).is_none_or(|byte| b" .,;:?)".contains(byte));
    let is_one = is_letter(inner.start) && is_letter(inner.end - 1) && opens && is_closed && closes;
    is_one.then_some(Run { kind, inner })
}

/// Where the bytes of `table` end that begin at `from`.
fn end_of(table: &[bool; 256], bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| table[usize::from(**byte)]).count()
}

/// The bytes of words.
const WORDS: [bool; 256] = table(b" .,;:?()/%-'");
/// The bytes of code.
const CODE: [bool; 256] = table(b" .,;:?()/%-'_=+*#@");

/// Letters, digits, what isn't ASCII, and `others`.
const fn table(others: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80..);
        byte += 1;
    }
    let mut at = 0;
    while at < others.len() {
        table[others[at] as usize] = true;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_reading_is_known() {
        use Kind::{Code, Emphasis, Strong, Words};
        for (text, expected) in [
            ("one two", &[(Words, "one two")][..]),
            ("`a_b`", &[(Code, "a_b")]),
            (
                "use `a = *b` twice: `c`.",
                &[(Words, "use "), (Code, "a = *b"), (Words, " twice: "), (Code, "c"), (Words, ".")],
            ),
            (
                "*one* and **two words**, (*three*)",
                &[
                    (Emphasis, "one"),
                    (Words, " and "),
                    (Strong, "two words"),
                    (Words, ", ("),
                    (Emphasis, "three"),
                    (Words, ")"),
                ],
            ),
        ] {
            let found = runs(text).unwrap_or_else(|| panic!("{text}: only a parser can tell"));
            let found: Vec<_> = found.iter().map(|run| (run.kind, &text[run.inner.clone()])).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn everything_else_is_for_the_parser() {
        for text in [
            "",
            " a",
            "a ",
            "1. a",
            "- a",
            "* a",
            "a\nb",
            "a `b",
            "a ``b``",
            "a `b``",
            "a ` b`",
            "a `b `",
            "a ``",
            "a `<b>`",
            "a *b",
            "a * b*",
            "a *b *",
            "a*b*",
            "a *b*c",
            "a ***b***",
            "a **b*",
            "a *b**",
            "a *b `c`*",
            "a **",
            "a *.b*",
            "a é*b*",
            "a_b_",
            "a [b]",
            "a & b",
            "a < b",
            "a $b$",
            "a ~b~",
            "a\\",
            "a!",
            "a\tb",
            "a |",
            "a \"b\"",
        ] {
            assert_eq!(runs(text), None, "{text:?}");
        }
    }
}
