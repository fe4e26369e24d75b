//! A piece of raw HTML, put together from the parser's events, and where in the source each byte of it stands.

use super::events::{self, Step};
use pulldown_cmark::Event;
use std::{borrow::Cow, ops::Range};

/// A piece of raw HTML and where it stands in the source.
pub(super) struct Raw<'a> {
    pub(super) html: Cow<'a, str>,
    /// `(byte of the HTML, byte of the source)`: both count on together up to the next pair.
    runs: Vec<(usize, usize)>,
}

impl<'a> Raw<'a> {
    /// An HTML block, whose lines are `steps`.
    pub(super) fn block(steps: &[Step<'_>]) -> Self {
        let mut html = String::new();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for step in steps {
            let (Event::Html(line) | Event::Text(line)) = &step.event else { continue };
            runs.push((html.len(), step.range.start));
            html.push_str(line);
        }
        Self { html: Cow::Owned(html), runs }
    }

    /// Inline HTML, one tag or comment, from the bytes `range` of `source`.
    pub(super) fn inline(source: &str, html: &'a str, range: Range<usize>) -> Self {
        let runs = match events::offset(source, html) {
            Some(start) => vec![(0, start)],
            None => line_runs(source, range, html),
        };
        Self { html: Cow::Borrowed(html), runs }
    }

    /// Where the bytes `range` of it stand in the source.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let run = self.runs.partition_point(|&(html, _)| html <= at).saturating_sub(1);
            self.runs.get(run).map_or(0, |&(html, source)| source + at.saturating_sub(html))
        };
        back(range.start)..back(range.end.max(range.start + 1) - 1) + usize::from(range.end > range.start)
    }
}

/// Where the lines of `html` came from, which is `range` of `source` without what containers put before its lines.
fn line_runs(source: &str, range: Range<usize>, html: &str) -> Vec<(usize, usize)> {
    let (mut at, mut from) = (0, range.start);
    let mut runs = Vec::new();
    for (line, written) in html.split_inclusive('\n').zip(source[range].split_inclusive('\n')) {
        runs.push((at, from + written.len().saturating_sub(line.len())));
        at += line.len();
        from += written.len();
    }
    runs
}
