//! Where something stands in a source file.
//!
//! A [`Span`] is a range of bytes of a file, a [`Place`] a span with its file, and a [`Text`] a string that
//! knows which bytes of the file each of its own bytes came from. The last is what lets a mistake inside an
//! escaped TOML string, or inside the Markdown of one, be shown where the author typed it.
//!
//! Lines and columns are not kept: `diag::print` works them out, for the few places that are shown.

use std::{borrow::Borrow, fmt, ops::Range, sync::Arc};

/// A path below the site's root, with `/` between its parts, on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path written `path`, relative to the root.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file lies in, without a trailing slash; empty at the root.
    pub fn folder(&self) -> &str {
        self.last_slash().map_or("", |at| &self.0[..at])
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.last_slash().map_or(&*self.0, |at| &self.0[at + 1..])
    }

    fn last_slash(&self) -> Option<usize> {
        memchr::memrchr(b'/', self.0.as_bytes())
    }
}

/// So that a path is found by its text.
impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A range of bytes of one file. Files are at most 4 GiB (`source` refuses larger texts far earlier).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` to before byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The span as a range one can slice a text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A span of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// The bytes of it.
    pub span: Span,
}

impl Place {
    /// The place of `span` in `file`.
    pub fn new(file: &SourcePath, span: impl Into<Span>) -> Self {
        Self { file: file.clone(), span: span.into() }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: impl Into<Span>) -> Self {
        Self { value, span: span.into() }
    }
}

/// A string of a source file that knows where each of its bytes stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    value: Box<str>,
    runs: Runs,
    end: u32,
}

/// `(byte of the value, byte of the file)`: from the first on, both count on together, up to the next pair.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Runs {
    /// One: the text stands in its file as it is, as most do.
    One((u32, u32)),
    /// More than one.
    Several(Box<[(u32, u32)]>),
}

impl Runs {
    fn as_slice(&self) -> &[(u32, u32)] {
        match self {
            Self::One(run) => std::slice::from_ref(run),
            Self::Several(runs) => runs,
        }
    }
}

impl Text {
    /// A string that stands in the file byte for byte, from byte `offset` on.
    pub fn verbatim(value: impl Into<Box<str>>, offset: usize) -> Self {
        let value = value.into();
        let span = Span::new(offset, offset + value.len());
        Self { runs: Runs::One((0, span.start)), end: span.end, value }
    }

    /// A string put together from runs that stand in the file byte for byte (`runs`, in order, the first at
    /// byte 0 of the value); it ends in the file at byte `end`.
    pub fn from_runs(value: impl Into<Box<str>>, runs: Vec<(u32, u32)>, end: usize) -> Self {
        let runs = match *runs.as_slice() {
            [] => Runs::One((0, 0)),
            [run] => Runs::One(run),
            _ => Runs::Several(runs.into()),
        };
        Self { value: value.into(), runs, end: Span::new(0, end).end }
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// The bytes of the file that bytes `range` of the value came from.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
        Span::new(start, end.max(start).min((self.end as usize).max(start)))
    }

    /// The bytes of the file that the whole value came from.
    pub fn whole(&self) -> Span {
        self.span(0..self.value.len())
    }

    /// The bytes within `range` at which the file goes on elsewhere.
    pub fn borders(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        self.runs.as_slice()[self.run_of(range.start) + 1..]
            .iter()
            .map(|&(value, _)| value as usize)
            .take_while(move |&value| value < range.end)
    }

    /// Bytes `range` of it, which must lie on the borders of characters, still knowing their places.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let first = self.run_of(range.start);
        let (value, file) = self.runs.as_slice()[first];
        let shift = range.start.saturating_sub(value as usize);
        let start = Span::new(0, file as usize + shift).end;
        let later = self.runs.as_slice()[first + 1..].iter().take_while(|&&(value, _)| (value as usize) < range.end);
        let later = later.map(|&(value, file)| (value - Span::new(0, range.start).end, file));
        let runs = std::iter::once((0, start)).chain(later).collect();
        let end = self.span(range.clone()).end as usize;
        Self::from_runs(&self.value[range], runs, end)
    }

    /// The byte of the file that byte `at` of the value came from.
    fn offset(&self, at: usize) -> usize {
        let (value, file) = self.runs.as_slice()[self.run_of(at)];
        file as usize + at.saturating_sub(value as usize)
    }

    fn run_of(&self, at: usize) -> usize {
        match &self.runs {
            Runs::One(_) => 0,
            Runs::Several(runs) => runs.partition_point(|&(value, _)| value as usize <= at).saturating_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_knows_its_bytes_behind_escapes() {
        // the file holds `"a\nb"` from byte 10 on: the value is `a`, newline, `b`
        let text = Text::from_runs("a\nb", vec![(0, 11), (1, 12), (2, 14)], 15);
        assert_eq!(text.span(0..1), Span::new(11, 12));
        assert_eq!(text.span(2..3), Span::new(14, 15));
        assert_eq!(text.whole(), Span::new(11, 15));
        assert_eq!(text.slice(1..3), Text::from_runs("\nb", vec![(0, 12), (1, 14)], 15));
        assert_eq!(Text::verbatim("héllo", 4).span(1..3), Span::new(5, 7));
    }

    #[test]
    fn a_path_knows_its_folder_and_name() {
        let path = SourcePath::new("content/articles/a.md");
        assert_eq!((path.folder(), path.file_name()), ("content/articles", "a.md"));
        assert_eq!(SourcePath::new("site.toml").folder(), "");
    }
}
