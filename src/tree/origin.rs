//! From the bytes of a parsed text to the bytes of its file.
//!
//! A text is rarely a whole file: it is the front matter of one, or the inside of a fence in a list, whose
//! indentation is not part of it. Parsers count in the text; an [`Origin`] says where that is in the file, and
//! makes the [`Text`]s of the strings found in it, verbatim ones and those put together from runs.

use crate::place::{Span, Text};
use std::ops::Range;

/// A text and where it came from.
#[derive(Clone, Copy)]
pub(super) struct Origin<'t> {
    text: &'t Text,
    /// Byte 0 of the text in the file, if the text stands there byte for byte.
    offset: Option<usize>,
}

impl<'t> Origin<'t> {
    pub(super) fn new(text: &'t Text) -> Self {
        let whole = text.whole();
        let verbatim = whole.range().len() == text.as_str().len();
        Self { text, offset: verbatim.then_some(whole.start as usize) }
    }

    /// The text itself.
    pub(super) fn text(&self) -> &'t str {
        self.text.as_str()
    }

    /// Where bytes `range` of the text stand in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match self.offset {
            Some(offset) => Span::new(offset + range.start, offset + range.end),
            None => self.text.span(range),
        }
    }

    /// Bytes `range` of the text as a string of their own.
    pub(super) fn slice(&self, range: Range<usize>) -> Text {
        let value = &self.text()[range.clone()];
        match self.offset {
            Some(offset) => Text::verbatim(value, offset + range.start),
            None => self.compose(value.into(), &[(0, range.start)], range.end),
        }
    }

    /// The string `value`, put together from runs of the text (`runs`: byte of the value, byte of the text); it
    /// ends in the text at byte `end`.
    pub(super) fn compose(&self, value: Box<str>, runs: &[(usize, usize)], end: usize) -> Text {
        let place = |byte: usize| self.span(byte..byte).start;
        let mut placed: Vec<(u32, u32)> = Vec::with_capacity(runs.len());
        let lengths = runs.iter().skip(1).map(|run| run.0).chain([value.len()]);
        for (&(start, source), next) in runs.iter().zip(lengths) {
            // within a run of ours the text may itself skip bytes of the file
            let steps = if self.offset.is_some() { 1 } else { next.saturating_sub(start).max(1) };
            for step in 0..steps {
                let at = place((source + step).min(self.text().len()));
                let follows = placed.last().is_some_and(|&(v, f)| at.checked_sub(f) == Some((start + step) as u32 - v));
                if !follows {
                    placed.push(((start + step) as u32, at));
                }
            }
        }
        let end = place(end.min(self.text().len())) as usize;
        Text::from_runs(value, placed, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_keep_their_places_behind_skipped_indentation() {
        // the file holds `ab\n  cd` from byte 10 on, the text `ab\ncd`
        let text = Text::from_runs("ab\ncd", vec![(0, 10), (3, 15)], 17);
        let origin = Origin::new(&text);
        assert_eq!(origin.span(3..5), Span::new(15, 17));
        let slice = origin.slice(1..5);
        assert_eq!(slice.as_str(), "b\ncd");
        assert_eq!((slice.span(0..1), slice.span(2..4)), (Span::new(11, 12), Span::new(15, 17)));
        let whole = Text::verbatim("ab\ncd", 7);
        assert_eq!(Origin::new(&whole).slice(3..5), Text::verbatim("cd", 10));
    }
}
