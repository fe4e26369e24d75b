//! Prose: the text of a body that auto-links may use, in pieces that know their paragraph and their place in the file.
//!
//! While a body is written, [`Prose`] is told of every text: what may be used becomes a [`Piece`], anything else only counts
//! as what stands beside one. [`Body::stretches`](super::Body::stretches) puts the pieces that follow one another together
//! again, and [`Body::source`](super::Body::source) finds a byte of them in the file.
//!
//! Here is also what makes a word whole ([`joins_before`], [`joins_after`]), since a word may go on behind a tag, which only
//! the writer sees: the `index` of `re*index*` is no word.

use crate::text;
use std::ops::Range;

/// A piece of a body's text, escaped and without tags or slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The first byte of it in the HTML.
    pub start: u32,
    /// The byte of the HTML after it.
    pub end: u32,
    /// The byte of the file that it was written from.
    pub source: u32,
    /// The number of the paragraph, list item, … it stands in; it counts up through the body.
    pub paragraph: u32,
    /// Whether it goes on the piece before it, and only its place in the file is another.
    pub continues: bool,
    /// Whether what stands before it makes its beginning a part of a longer word.
    pub is_joined_before: bool,
    /// The same for what stands behind it and its end.
    pub is_joined_after: bool,
}

/// Text that can be read in one go: pieces that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its bytes in the HTML.
    pub html: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: u32,
    /// Whether a longer word ends in it.
    pub is_joined_before: bool,
    /// Whether a longer word begins in it.
    pub is_joined_after: bool,
}

/// The pieces of a body that is being written.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) pieces: Vec<Piece>,
    /// The number of the paragraph that is being written.
    pub(super) paragraph: u32,
    /// Whether the last character belongs to a word that may go on.
    joins: bool,
    /// Whether the last piece has yet to hear what stands behind it.
    waits: bool,
    /// The byte of the file at which the last piece would go on.
    next: u32,
}

impl Prose {
    /// A block begins or ends.
    pub(super) fn block(&mut self) {
        self.paragraph += 1;
        self.gap();
    }

    /// A line ends, or something comes that no word goes on over.
    pub(super) fn gap(&mut self) {
        (self.joins, self.waits) = (false, false);
    }

    /// Text comes that auto-links may not use.
    pub(super) fn other(&mut self, text: &str) {
        self.note_text_after(text);
        self.joins = text.chars().next_back().is_some_and(joins_before);
    }

    /// Text comes that auto-links may use, written at bytes `html`, from the bytes of the file that `source` says; `is_cut`
    /// where something without a byte of its own stands before it.
    pub(super) fn text(&mut self, text: &str, html: Range<u32>, source: Range<u32>, is_cut: bool) {
        let goes_on = |last: &&mut Piece| last.end == html.start && last.paragraph == self.paragraph && !is_cut;
        match self.pieces.last_mut().filter(goes_on) {
            Some(last) if source.start == self.next => last.end = html.end,
            Some(_) => self.push(Piece { continues: true, ..self.piece(html, source.start) }),
            None => {
                self.note_text_after(text);
                self.push(self.piece(html, source.start));
            }
        }
        self.next = source.end;
        self.waits = true;
        self.joins = text.chars().next_back().is_some_and(joins_before);
    }

    /// The same for text whose place in the HTML isn't known yet; the piece's number.
    pub(super) fn unplaced(&mut self, text: &str, source: Range<u32>) -> usize {
        self.note_text_after(text);
        self.push(self.piece(0..0, source.start));
        self.waits = true;
        self.joins = text.chars().next_back().is_some_and(joins_before);
        self.pieces.len() - 1
    }

    fn piece(&self, html: Range<u32>, source: u32) -> Piece {
        Piece {
            start: html.start,
            end: html.end,
            source,
            paragraph: self.paragraph,
            is_joined_before: self.joins,
            ..Piece::default()
        }
    }

    fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    /// Tells the last piece what stands behind it.
    fn note_text_after(&mut self, text: &str) {
        if std::mem::take(&mut self.waits)
            && let Some(last) = self.pieces.last_mut()
        {
            last.is_joined_after = joins_after(text);
        }
    }
}

/// Whether a word that begins behind `char` is only a part of one: behind a letter, a digit or `_`, but also in
/// `non-idempotent`, `ASP.NET`, `/etc/cache`, `std::cache`, `@cache`, `--cache` and `$cache`.
pub fn joins_before(char: char) -> bool {
    is_word(char) || is_joiner(char) || matches!(char, '-' | '\u{2010}' | '\u{2011}' | '#' | '$')
}

/// Whether a word that ends before `text` is only a part of one: before a letter, a digit or `_`, but also in `C++`, `C#`,
/// `cache.html`, `cache/x` and `cache=1`. A hyphen may follow, as in `TLS-encrypted`.
pub fn joins_after(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('#' | '+') => true,
        Some(char) if is_word(char) => true,
        Some(char) if is_joiner(char) => chars.next().is_some_and(is_word),
        _ => false,
    }
}

fn is_joiner(char: char) -> bool {
    matches!(char, '.' | '/' | ':' | '@' | '=' | '\\' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Whether `char` is part of a word, in a script that sets its words apart by spaces.
fn is_word(char: char) -> bool {
    char == '_' || (text::is_of_word(char) && !text::is_unspaced(char))
}
