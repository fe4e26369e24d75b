//! Finds wikilinks, words without auto-links and formulas in a source before CommonMark sees it, and hides them from it.
//!
//! 1. [`find`] goes over the source once, line by line, past fenced code, code spans and escapes, and notes what
//!    looks like a wikilink or a formula: a [`Mark`].
//! 2. [`hide`] overwrites the marks by letters of the same length, so that `_`, `*`, `|` or a `- ` in them mean
//!    nothing, and every byte keeps its place.
//! 3. The parser runs over that; `events` then puts the source's own bytes back. Only a mark that comes out in
//!    text, not in an indented code block or raw HTML, is one after all.
//!
//! The rules for formulas are those of DESIGN.md; prices and shell variables must stay as they are. What looks
//! like a mark and isn't costs nothing, so this needn't know all of CommonMark's blocks.

use super::wiki::{self, Wiki};
use std::ops::Range;

/// Something between marks of our own.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its bytes in the source, with its own brackets or dollar signs.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: MarkKind,
}

/// What a [`Mark`] is.
#[derive(Debug)]
pub(super) enum MarkKind {
    /// A wikilink.
    Wiki(Wiki),
    /// Words that no auto-link uses: the bytes of them.
    Words(Range<usize>),
    /// A formula.
    Math {
        /// Whether it stands on its own, between `$$`.
        display: bool,
        /// How many `>` stand before its lines.
        quotes: usize,
        /// Whether it stands in a row of a table, where `\|` is a bar.
        row: bool,
    },
}

impl Mark {
    /// The bytes within the dollar signs.
    pub(super) fn inside(&self) -> Range<usize> {
        let width = if matches!(self.kind, MarkKind::Math { display: true, .. }) { 2 } else { 1 };
        self.range.start + width..self.range.end - width
    }
}

/// The marks of `source`, in order; formulas only with `math`.
pub(super) fn find(source: &str, math: bool) -> Vec<Mark> {
    let may_have_marks = source.contains("[[") || (math && source.contains('$'));
    if !may_have_marks {
        return Vec::new();
    }
    let mut finder = Finder { source, math, marks: Vec::new(), fence: None, row: false, quotes: 0, unclosed: 0 };
    let mut at = 0;
    while at < source.len() {
        at = finder.step(at);
    }
    finder.marks
}

/// An open code fence: its character, its length, and where it stands.
struct Fence {
    byte: u8,
    len: usize,
    quotes: usize,
    nested: bool,
}

struct Finder<'s> {
    source: &'s str,
    math: bool,
    marks: Vec<Mark>,
    fence: Option<Fence>,
    /// Whether the line at hand is a row of a table.
    row: bool,
    /// How many `>` the line at hand begins with.
    quotes: usize,
    /// Up to here, no `$$` closes another.
    unclosed: usize,
}

/// How a line begins: what containers it is in, and where its own text starts.
struct Prefix {
    quotes: usize,
    indent: usize,
    /// Where the text after quote marks and spaces begins.
    text: usize,
    /// Where the text after list markers begins.
    inner: usize,
}

impl Finder<'_> {
    /// Deals with what begins at `at`, the start of a line or what a formula left of one; the byte to go on from.
    fn step(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let line_end = self.line_end(at);
        if at == 0 || bytes[at - 1] == b'\n' {
            let prefix = prefix(self.source, at, line_end);
            if self.skips(&prefix, line_end) {
                return line_end;
            }
            self.quotes = prefix.quotes;
            self.row = bytes.get(prefix.text) == Some(&b'|');
        }
        let mut end = line_end;
        while end < bytes.len() && !self.begins_block(end) {
            end = self.line_end(end);
        }
        self.inline(at, end)
    }

    /// Whether a line holds no inline text: fences and what is in them, blank lines, reference definitions.
    fn skips(&mut self, prefix: &Prefix, line_end: usize) -> bool {
        let text = self.source[prefix.text..line_end].trim_end();
        if let Some(fence) = &self.fence {
            let left = prefix.quotes < fence.quotes || (fence.nested && prefix.indent == 0 && !text.is_empty());
            let run = text.bytes().take_while(|&byte| byte == fence.byte).count();
            let closes = run >= fence.len && run == text.len();
            if closes || left {
                self.fence = None;
            }
            if !left {
                return true;
            }
        }
        self.fence = fence(self.source, prefix, line_end);
        let label = text.strip_prefix('[').filter(|label| !label.starts_with(['^', '[']));
        let defines = label.is_some_and(|label| label.split_once(']').is_some_and(|(_, rest)| rest.starts_with(':')));
        self.fence.is_some() || text.is_empty() || defines
    }

    /// Whether the line at `at` can't go on the paragraph before it.
    fn begins_block(&self, at: usize) -> bool {
        let end = self.line_end(at);
        let prefix = prefix(self.source, at, end);
        let text = self.source[prefix.text..end].trim_end();
        text.is_empty()
            || prefix.inner > prefix.text
            || prefix.quotes > self.quotes
            || text.starts_with(['#', '|'])
            || fence(self.source, &prefix, end).is_some()
    }

    fn line_end(&self, at: usize) -> usize {
        self.source[at..].find('\n').map_or(self.source.len(), |n| at + n + 1)
    }

    /// Finds the marks in inline text; the byte to go on from, which a formula of many lines may put past `end`.
    fn inline(&mut self, start: usize, end: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut lonely = 0_u64;
        let mut at = start;
        while at < end {
            at = match bytes[at] {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at + 2,
                b'`' => code_end(bytes, at, end, &mut lonely),
                b'[' if bytes.get(at + 1) == Some(&b'[') => self.brackets(at),
                b'$' if self.math => self.math(at, end),
                _ => at + 1,
            };
        }
        at
    }

    /// Deals with double brackets at `at`.
    fn brackets(&mut self, at: usize) -> usize {
        if self.source.as_bytes().get(at + 2) == Some(&b'!') {
            return match wiki::scan_words(self.source, at) {
                Ok(words) => self.push(at..words.end + "]]".len(), MarkKind::Words(words)),
                Err(next) => next,
            };
        }
        // an embed of another tool, which `foreign` tells
        if self.source[..at].ends_with('!') && !self.source[..at].ends_with("\\!") {
            return at + 2;
        }
        match wiki::scan(self.source, at) {
            Ok(wiki) => self.push(at..wiki.end, MarkKind::Wiki(wiki)),
            Err(next) => next,
        }
    }

    fn push(&mut self, range: Range<usize>, kind: MarkKind) -> usize {
        let end = range.end;
        self.marks.push(Mark { range, kind });
        end
    }

    /// Deals with a dollar sign at `at`.
    fn math(&mut self, at: usize, end: usize) -> usize {
        let run = self.source.as_bytes()[at..].iter().take_while(|&&byte| byte == b'$').count();
        let close = match run {
            1 => self.inline_math(at, end),
            2 => self.display_math(at),
            _ => None,
        };
        match close {
            Some(close) => {
                let kind = MarkKind::Math { display: run == 2, quotes: self.quotes, row: self.row };
                self.push(at..close, kind)
            }
            None => at + run,
        }
    }

    /// The end of the inline formula that begins at `at`.
    fn inline_math(&self, at: usize, end: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut close = at + 1;
        loop {
            match *bytes[..end].get(close)? {
                b'\\' => close += 1,
                b'$' => break,
                b'`' => return None,
                b'|' if self.row => return None,
                _ => {}
            }
            close += 1;
        }
        let inside = &self.source[at + 1..close];
        let number = inside.starts_with(|char: char| char.is_ascii_digit()) && !inside.contains(['\\', '^', '_', '=']);
        let apart = !self.source[..at].ends_with(char::is_alphanumeric)
            && !self.source[close + 1..].starts_with(|char: char| char.is_alphanumeric() || char == '$');
        let tight =
            !inside.is_empty() && !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
        (apart && tight && !number).then_some(close + 1)
    }

    /// The end of the display formula that begins at `at`; it may go on to the next blank line, whatever its lines
    /// begin with.
    fn display_math(&mut self, at: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut close = at + 2;
        if at < self.unclosed {
            return None;
        }
        let closed = loop {
            match bytes.get(close) {
                None | Some(b'`') => break false,
                Some(b'\\') => close += 1,
                Some(b'$') if bytes.get(close + 1) == Some(&b'$') => break bytes.get(close + 2) != Some(&b'$'),
                Some(b'|') if self.row => break false,
                Some(b'\n') if self.is_blank(close + 1) => break false,
                Some(_) => {}
            }
            close += 1;
        };
        let inside = self.source.get(at + 2..close)?;
        if closed && !inside.trim().is_empty() {
            return Some(close + 2);
        }
        self.unclosed = close;
        None
    }

    fn is_blank(&self, at: usize) -> bool {
        self.source[at..self.line_end(at)].bytes().all(|byte| byte == b'>' || byte.is_ascii_whitespace())
    }
}

/// The byte after the code span that begins at `at`, or after its backticks if it isn't closed before `end`. A set
/// bit of `lonely` says that no run of that length follows any more, so that nothing is searched for twice.
fn code_end(bytes: &[u8], at: usize, end: usize, lonely: &mut u64) -> usize {
    let run = |from: usize| bytes[from..end].iter().take_while(|&&byte| byte == b'`').count();
    let len = run(at);
    if len < 64 && *lonely & (1 << len) == 0 {
        let mut from = at + len;
        while let Some(next) = bytes[from..end].iter().position(|&byte| byte == b'`') {
            let found = run(from + next);
            from += next + found;
            if found == len {
                return from;
            }
        }
        *lonely |= 1 << len;
    }
    at + len
}

/// The containers that the line from `start` to `end` begins with.
fn prefix(source: &str, start: usize, end: usize) -> Prefix {
    let bytes = &source.as_bytes()[..end];
    let blank = |mut at: usize| {
        while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
            at += 1;
        }
        at
    };
    let mut text = blank(start);
    let (mut quotes, mut indent) = (0, text - start);
    while bytes.get(text) == Some(&b'>') {
        quotes += 1;
        let next = blank(text + 1);
        indent = next - text - 1;
        text = next;
    }
    let mut inner = text;
    while let Some(marker) = list_marker(&bytes[inner..]) {
        inner = blank(inner + marker);
    }
    Prefix { quotes, indent, text, inner }
}

/// The length of the list marker that `bytes` begin with.
fn list_marker(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let marker = match bytes.get(digits)? {
        b'-' | b'+' | b'*' if digits == 0 => 1,
        b'.' | b')' if (1..10).contains(&digits) => digits + 1,
        _ => return None,
    };
    bytes.get(marker).is_none_or(u8::is_ascii_whitespace).then_some(marker)
}

/// The code fence that a line opens.
fn fence(source: &str, prefix: &Prefix, end: usize) -> Option<Fence> {
    let text = &source[prefix.inner..end];
    let byte = text.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let len = text.bytes().take_while(|&next| next == byte).count();
    let opens = len >= 3 && (byte == b'~' || !text[len..].contains('`'));
    let nested = prefix.inner > prefix.text || prefix.indent >= 4;
    opens.then_some(Fence { byte, len, quotes: prefix.quotes, nested })
}

/// `source` with its marks overwritten by as many bytes that mean nothing to CommonMark. What stands at the ends of
/// a mark stays punctuation, for the rules of emphasis look at it.
pub(super) fn hide(source: &str, marks: &[Mark]) -> String {
    let mut hidden = String::with_capacity(source.len());
    for mark in marks {
        hidden.push_str(&source[hidden.len()..mark.range.start]);
        match mark.kind {
            MarkKind::Wiki(_) | MarkKind::Words(_) => {
                hidden.push(',');
                hidden.extend(std::iter::repeat_n('x', mark.range.len() - 2));
                hidden.push(',');
            }
            MarkKind::Math { quotes, .. } => {
                let inside = mark.inside();
                hidden.push_str(&source[mark.range.start..inside.start]);
                lines(source, inside.clone(), quotes, |prefix, line| {
                    hidden.push_str(&source[prefix]);
                    hidden.extend(std::iter::repeat_n('x', line.len()));
                });
                hidden.push_str(&source[inside.end..mark.range.end]);
            }
        }
    }
    hidden.push_str(&source[hidden.len()..]);
    hidden
}

/// The TeX of a formula: its source without what its containers put before its lines.
pub(super) fn tex(source: &str, mark: &Mark) -> String {
    let MarkKind::Math { quotes, row, .. } = mark.kind else { return String::new() };
    let mut tex = String::with_capacity(mark.range.len());
    lines(source, mark.inside(), quotes, |prefix, line| {
        if !prefix.is_empty() {
            tex.push('\n');
        }
        tex.push_str(&source[line]);
    });
    if row { tex.replace("\\|", "|") } else { tex }
}

/// Cuts `inside` into its lines, each with what stands before it: the line break, spaces, and up to `quotes` `>`.
fn lines(source: &str, inside: Range<usize>, quotes: usize, mut each: impl FnMut(Range<usize>, Range<usize>)) {
    let bytes = source.as_bytes();
    let (mut prefix, mut at) = (inside.start..inside.start, inside.start);
    loop {
        let end = bytes[at..inside.end].iter().position(|&byte| byte == b'\n').map_or(inside.end, |n| at + n);
        let end = if end < inside.end && end > at && bytes[end - 1] == b'\r' { end - 1 } else { end };
        each(prefix, at..end);
        if end == inside.end {
            return;
        }
        let mut text = end;
        let mut left = quotes;
        while text < inside.end && (bytes[text].is_ascii_whitespace() || (bytes[text] == b'>' && left > 0)) {
            left -= usize::from(bytes[text] == b'>');
            text += 1;
        }
        (prefix, at) = (end..text, text);
    }
}
