//! One diagnostic in the form of rustc, by rustc's own printer.
//!
//! Only the lines that are pointed at are handed over: the first line of each place, which the printer cuts to
//! the width of a terminal. What is related on the same line becomes a second mark there, all else a snippet of
//! its own. Of a file without text the name is all there is.

use super::{Files, lines::Lines};
use crate::{
    diag::{Diagnostic, Severity},
    place::Place,
    text::{visible, visible_but},
};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// How many bytes of a line are handed over behind a place.
const BEHIND: usize = 400;

/// So far into a line the place alone is shown: the printer would take its time over each of its characters.
const FAR: usize = 20_000;

/// How many bytes of a place are marked.
const MARKED: usize = 400;

/// A diagnostic as text, with an empty line behind it.
pub(super) fn print(diagnostic: &Diagnostic, files: &mut Files, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    for shown in places(diagnostic, files) {
        group = match shown {
            Excerpt::File(file) => group.element(Origin::path(visible(&file).into_owned())),
            Excerpt::Line(line) => group.element(line.snippet()),
        };
    }
    // the file of a page says enough; the address helps where the place is in a template or missing
    let is_elsewhere = diagnostic.place.as_ref().is_none_or(|place| place.file.as_str().ends_with(".html"));
    if let Some(address) = diagnostic.address.as_ref().filter(|_| is_elsewhere) {
        group = group.element(Level::NOTE.message(format!("found on the page `{}`", one_line(address))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(one_line(help)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // a line of a source has more such signs than the printer knows; what colours begin with is its own
    let kept: &[char] = if color { &['\n', '\u{1b}'] } else { &['\n'] };
    format!("{}\n\n", visible_but(&renderer.render(&[group]), kept))
}

/// What is shown of a file.
enum Excerpt {
    /// Its name.
    File(String),
    /// A line.
    Line(Line),
}

/// A line with what is marked in it.
struct Line {
    file: String,
    /// From 1.
    number: usize,
    source: String,
    /// The byte of the text that `source` begins with.
    start: usize,
    marks: Vec<Mark>,
}

struct Mark {
    primary: bool,
    /// The bytes of the text.
    range: Range<usize>,
    label: Option<String>,
}

/// The lines to show: that of the diagnostic first, then those of what is related.
fn places(diagnostic: &Diagnostic, files: &mut Files) -> Vec<Excerpt> {
    let primary = diagnostic.place.iter().map(|place| (true, place, diagnostic.label.as_deref()));
    let related = diagnostic.related.iter().map(|related| (false, &related.place, Some(related.message.as_str())));
    let mut shown: Vec<Excerpt> = Vec::new();
    for (primary, place, label) in primary.chain(related) {
        let Some(lines) = files.lines(&place.file) else {
            shown.push(Excerpt::File(place.file.as_str().to_owned()));
            continue;
        };
        let start = place.span.range().start;
        if start.saturating_sub(lines.line(start).start) > FAR {
            let at = lines.position(start);
            shown.push(Excerpt::File(format!("{}:{}:{}", place.file, at.line, at.column)));
            continue;
        }
        let mark = Mark { primary, range: marked(&lines, place), label: label.map(one_line) };
        match shown.first_mut() {
            Some(Excerpt::Line(first)) if first.holds(place, &mark) => first.marks.push(mark),
            _ => shown.push(Excerpt::Line(Line::new(place, &lines, mark))),
        }
    }
    shown
}

/// What of a place is marked: no more than its first line.
fn marked(lines: &Lines, place: &Place) -> Range<usize> {
    let range = place.span.range();
    let line = lines.line(range.start);
    let start = lines.border(range.start).min(line.end);
    let end = lines.border(range.end.min(start + MARKED)).clamp(start, line.end);
    start..end
}

impl Line {
    fn new(place: &Place, lines: &Lines, mark: Mark) -> Self {
        let line = lines.line(mark.range.start);
        let end = lines.border(mark.range.end + BEHIND).clamp(mark.range.end, line.end);
        Self {
            file: place.file.as_str().to_owned(),
            number: lines.position(mark.range.start).line,
            source: lines.slice(line.start..end).to_owned(),
            start: line.start,
            marks: vec![mark],
        }
    }

    /// Whether `mark`, at `place`, is on what is shown of this line.
    fn holds(&self, place: &Place, mark: &Mark) -> bool {
        let shown = self.start..=self.start + self.source.len();
        self.file == place.file.as_str() && shown.contains(&mark.range.start) && shown.contains(&mark.range.end)
    }

    fn snippet(self) -> Snippet<'static, Annotation<'static>> {
        let start = self.start;
        let marks = self.marks.into_iter().map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(mark.range.start - start..mark.range.end - start).label(mark.label)
        });
        Snippet::source(self.source).path(visible(&self.file).into_owned()).line_start(self.number).annotations(marks)
    }
}

/// Text of an author's as one harmless line.
fn one_line(text: &str) -> String {
    visible(&text.replace(['\n', '\r'], " ")).into_owned()
}
