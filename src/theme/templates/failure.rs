//! What Tera says of a template that failed while a page was rendered, with its place and the way there.

use super::{
    super::{
        messages::{Reworded, reword},
        report,
    },
    Templates,
};
use crate::{
    diag::{Code, Diagnostic, RelatedPlace},
    place::Place,
};
use std::ops::Range;
use tera::ErrorKind;

/// Why a template failed while a page was rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFailure {
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where, in the innermost template.
    pub place: Option<Place>,
    /// What to do next.
    pub help: Option<String>,
    /// The places that led there, by includes, components and `extends`; the innermost first.
    pub related: Vec<RelatedPlace>,
    /// Whether [`Theme::load`](crate::theme::Theme::load) has reported the mistake already, so that it needn't be reported again.
    pub is_reported: bool,
}

impl TemplateFailure {
    /// The failure as a diagnostic, found on the page `address`.
    pub fn diagnostic(&self, address: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(Code::TemplateError, self.message.clone()).address(address);
        diagnostic.place = self.place.clone();
        diagnostic.related = self.related.clone();
        diagnostic.help_if(self.help.clone())
    }

    /// A failure without a place.
    pub(super) fn new(message: String, help: String) -> Self {
        Self { message, place: None, help: Some(help), related: Vec::new(), is_reported: false }
    }

    /// What Tera's `error` says of rendering the template at `entry`.
    pub(super) fn of(error: &tera::Error, entry: &str, templates: &Templates) -> Self {
        let ErrorKind::RenderingError(report) = error.kind() else {
            let Reworded { message, help } = reword(&error.to_string());
            // where it happened isn't said, but on which page's template it did
            let place = templates.place(entry, 0..0);
            return Self { place, ..Self::new(message, help) };
        };
        let Reworded { message, help } = reword(report.message());
        let text = templates.text(report.filename()).unwrap_or_default();
        let named = ["Variable `", "Field `"].iter().any(|start| report.message().starts_with(start));
        let range = report.span().range.clone();
        let range = if named { range } else { whole_path(range, &text) };
        let place = templates.place(report.filename(), range).or_else(|| templates.place(entry, 0..0));
        // Notes can only be had as text.
        let notes = report::parse(&error.to_string()).into_iter().filter(|part| part.is_note);
        let mut outermost = report.filename().to_owned();
        let mut related = Vec::new();
        for note in notes {
            let range = templates.text(&note.file).map(|text| note.range(&text));
            let place = range.and_then(|range| templates.place(&note.file, range));
            related.extend(place.map(|place| RelatedPlace { place, message: "called from here".to_owned() }));
            outermost = note.file;
        }
        related.extend(templates.way_up(entry, &outermost));
        Self { message, place, help: Some(help), related, is_reported: false }
    }
}

/// `range` with the rest of `page.list[0].title`, of which Tera may give the first part only.
fn whole_path(range: Range<usize>, text: &str) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range };
    let is_open = part.contains('[') && !part.contains(']');
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || (is_open && *byte == b']');
    let more = text.as_bytes()[range.end..].iter().take_while(|byte| goes_on(byte)).count();
    range.start..range.end + more
}
