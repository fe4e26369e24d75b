//! What the parser reads, and where its bytes stand in the file.

use super::events;
use crate::place::{SourcePath, Span, Text};
use std::ops::Range;

/// What is read, and where its bytes stand in the file.
#[derive(Clone, Debug)]
pub(super) struct Source<'t> {
    /// What the parser reads.
    pub(super) read: &'t str,
    /// The text it was made from, which is the same but for [`super::inline`].
    pub(super) text: &'t Text,
    /// `(byte of what is read, byte of the text)`: both count on together up to the next pair; none if they are alike.
    pub(super) shifts: Vec<(usize, usize)>,
    pub(super) file: SourcePath,
}

impl Source<'_> {
    /// The bytes of the file that `range` of what is read came from.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        if self.shifts.is_empty() {
            return self.text.span(range);
        }
        let back = |at: usize| {
            let shift = self.shifts.partition_point(|&(read, _)| read <= at).saturating_sub(1);
            let (read, text) = self.shifts[shift];
            text + at.saturating_sub(read)
        };
        self.text.span(back(range.start)..back(range.end))
    }

    /// Whether nothing stands between the tags at `one` and `next`.
    pub(super) fn are_neighbours(&self, one: &Range<usize>, next: &Range<usize>) -> bool {
        let between = self.read.get(one.end..next.start);
        // a quote begins each of its lines with such a sign
        between.is_some_and(|between| between.chars().all(|char| char.is_whitespace() || char == '>'))
    }

    /// The bytes of the file that `part`, a slice of what is read, came from.
    pub(super) fn span_of(&self, part: &str) -> Option<Span> {
        let at = events::offset(self.read, part)?;
        Some(self.span(at..at + part.len()))
    }
}
