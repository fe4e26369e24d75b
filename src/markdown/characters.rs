//! Characters that no page may hold: control characters, as the colours of a terminal begin with.
//!
//! The first of a text is told, be it written or spelled as an entity. Code is shown without the colours of a terminal, so that
//! only what would be left of it counts.

use super::{events::Step, source::Source};
use crate::{
    diag::{Diagnostic, Diagnostics},
    text::unfit,
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::{borrow::Cow, ops::Range};

/// Reports the first character of `source`, whose events are `steps`, that no page may hold.
pub(super) fn check(source: &Source<'_>, steps: &[Step<'_>], diags: &mut Diagnostics) {
    let mut found = Vec::new();
    if unfit(source.read).is_some() {
        let fine = code_without_colours(steps);
        let mut at = 0;
        while let Some((next, char)) = unfit(&source.read[at..]).map(|(next, char)| (at + next, char)) {
            at = next + char.len_utf8();
            match fine.iter().find(|range| range.contains(&next)) {
                Some(range) => at = range.end,
                None => {
                    found.push((next..at, char));
                    break;
                }
            }
        }
    }
    if source.read.contains("&#") {
        let spelled = steps.iter().find_map(|step| match &step.event {
            Event::Text(text) => unfit(text).map(|(_, char)| (step.range.clone(), char)),
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                unfit(dest_url).or(unfit(title)).map(|(_, char)| (step.range.clone(), char))
            }
            _ => None,
        });
        found.extend(spelled.filter(|(range, _)| unfit(&source.read[range.clone()]).is_none()));
    }
    if let Some((range, char)) = found.into_iter().min_by_key(|(range, _)| range.start) {
        diags.push(Diagnostic::unfit(&source.file, source.span(range), char));
    }
}

/// The code that holds nothing but colours of what no page may hold.
fn code_without_colours(steps: &[Step<'_>]) -> Vec<Range<usize>> {
    let mut fine = Vec::new();
    let mut block = false;
    for step in steps {
        match &step.event {
            Event::Start(Tag::CodeBlock(_)) => block = true,
            Event::End(TagEnd::CodeBlock) => block = false,
            Event::Text(code) if block && unfit(&without_colours(code)).is_none() => fine.push(step.range.clone()),
            Event::Code(code) if unfit(&without_colours(code)).is_none() => fine.push(step.range.clone()),
            _ => {}
        }
    }
    fine
}

/// `code` without the escape sequences by which a terminal shows colours.
pub(super) fn without_colours(code: &str) -> Cow<'_, str> {
    if code.contains('\u{1b}') { anstream::adapter::strip_str(code).to_string().into() } else { code.into() }
}
