//! Mistakes that CommonMark lets pass: references without a definition, links that aren't any, fences that nothing closes.
//!
//! Only what looks meant is reported. `[text][label]` and `[label][]` are, but not directly behind a letter, digit
//! or bracket, where they are an index; `[^note]` is, but not where it is a character class of a regular
//! expression; `](other file.md)` is, since nobody writes that on purpose.

use super::{
    events::{Events, Step},
    fence::{self, Unclosed},
    foreign,
    source::Source,
    tables,
};
use crate::diag::{Code, Diagnostic, Diagnostics};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// Reports what in `events` looks like a link and isn't one.
pub(super) fn check(source: &Source<'_>, events: &Events<'_>, diags: &mut Diagnostics) {
    for range in &events.undefined {
        let before = source.read[..range.start].chars().next_back();
        if !before.is_some_and(|char| char.is_alphanumeric() || matches!(char, ')' | ']' | '_')) {
            let reference = &source.read[range.clone()];
            let label = label(reference);
            let message = format!("there is no definition of the reference `{label}`");
            let help =
                format!("define it on a line of its own: `[{label}]: https://example.org`; or write `\\[` for text");
            diags.push(
                Diagnostic::at(Code::UndefinedReference, &source.file, source.span(range.clone()), message).help(help),
            );
        }
    }
    foreign::check(source, events, diags);
    tables::check(source, &events.steps, diags);
    let mut code = false;
    for (at, step) in events.steps.iter().enumerate() {
        match &step.event {
            Event::Start(Tag::CodeBlock(kind)) => {
                code = true;
                if !matches!(kind, CodeBlockKind::Fenced(info) if fence::directive(info).is_some()) {
                    unclosed_fence(source, &events.steps[at..]).into_iter().for_each(|fault| diags.push(fault));
                }
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if !code && text.len() == 1 => bracket(source, step.range.start, diags),
            _ => {}
        }
    }
}

/// What there is to tell of the fence that `steps` begin with, if nothing closes it.
pub(super) fn unclosed_fence(source: &Source<'_>, steps: &[Step<'_>]) -> Option<Diagnostic> {
    let Unclosed { range, help } = fence::unclosed(source.read, steps)?;
    let message = "this fence is never closed, and makes code of what follows";
    Some(Diagnostic::at(Code::UnclosedFence, &source.file, source.span(range), message).help(help))
}

/// The label of `[text][label]` or `[label][]`, on one line.
fn label(reference: &str) -> String {
    let inner = reference.trim_end_matches("[]");
    let label = if inner.len() < reference.len() { inner } else { &inner[inner.rfind('[').unwrap_or(0)..] };
    label.trim_matches(['!', '[', ']']).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Looks at a bracket that came out as text, at byte `at`.
fn bracket(source: &Source<'_>, at: usize, diags: &mut Diagnostics) {
    let rest = &source.read[at..];
    if let Some(inside) = rest.strip_prefix("](") {
        text_link(source, at + 2, inside, diags);
    } else if let Some(inside) = rest.strip_prefix("[^") {
        undefined_note(source, at, inside, diags);
    }
}

fn text_link(source: &Source<'_>, at: usize, inside: &str, diags: &mut Diagnostics) {
    let Some(written) = in_brackets(inside) else { return };
    let path = written.split('#').next().unwrap_or(written).trim();
    let is_spaced = path.contains(char::is_whitespace);
    let is_meant = path.ends_with(".md") && !path.contains('(') || is_spaced && foreign::is_picture(path);
    if path.len() > 3 && is_meant && !path.contains(['<', '>']) {
        let help = match written.trim() {
            spaced if is_spaced => format!("put a path with spaces between angle brackets: `](<{spaced}>)`"),
            path => format!("write `[text]({path})`, or `\\]` for a bracket that is text"),
        };
        let what = if foreign::is_picture(path) { "an image" } else { "a link" };
        let message = format!("`{path}` is not {what} here and stays text");
        let span = source.span(at..at + written.len());
        diags.push(Diagnostic::at(Code::TextLink, &source.file, span, message).help(help));
    }
}

/// `inside` up to the bracket that closes it on its line.
fn in_brackets(inside: &str) -> Option<&str> {
    let mut depth = 0;
    // Far more than any path: brackets in a line of a megabyte mustn't each go over all of it.
    for (at, byte) in inside.bytes().take(1000).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(&inside[..at]),
            b')' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

fn undefined_note(source: &Source<'_>, at: usize, inside: &str, diags: &mut Diagnostics) {
    let is_label = |char: &char| char.is_alphanumeric() || matches!(char, '-' | '_');
    let len: usize = inside.chars().take_while(is_label).map(char::len_utf8).sum();
    let (label, rest) = inside.split_at(len);
    let Some(rest) = rest.strip_prefix(']').filter(|_| !label.is_empty()) else { return };
    let range = label.as_bytes().get(1) == Some(&b'-') || label.ends_with('-');
    let class = range || rest.starts_with(['+', '*', '?', '{', ']', '/', '\\', '(']);
    if class || source.read[..at].ends_with(['(', '[', '/', '^', '\\', '|']) {
        return;
    }
    let message = format!("there is no definition of the footnote `{label}`");
    let help = format!("define it at the start of a line: `[^{label}]: …`; or write `\\[^{label}]` for text");
    let span = source.span(at..at + 2 + len + 1);
    diags.push(Diagnostic::at(Code::UndefinedReference, &source.file, span, message).help(help));
}
