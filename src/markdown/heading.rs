//! Headings: their attributes at the end, and their text before anything is written.
//!
//! Attributes are `{#id}`, `{.class}` or both, only at the very end and behind a space: pulldown-cmark's own option
//! takes any braces, and `## [] and {}` would lose them.

use super::{
    body::HeadingName,
    escape,
    events::Step,
    marks::{self, Mark, MarkKind},
    wiki::WikiTarget,
};
use crate::text::is_of_word;
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

/// What stands in braces at the end of a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attributes {
    /// Where the heading's own content ends: at the space before the brace.
    pub(super) content_end: usize,
    /// The bytes of the id.
    pub(super) id: Option<Range<usize>>,
    /// The bytes of each class.
    pub(super) classes: Vec<Range<usize>>,
}

/// The attributes of the heading whose content is `content` of `source`.
pub(super) fn attributes(source: &str, content: Range<usize>) -> Attributes {
    let text = source[content.clone()].trim_end();
    let end = content.start + text.len();
    let none = Attributes { content_end: end, ..Attributes::default() };
    let Some(open) = text.strip_suffix('}').and_then(|text| text.rfind('{')) else { return none };
    let before = &text[..open];
    // braces alone are the heading itself: there is nothing else that could have attributes
    if before.trim_end().is_empty() || !before.ends_with([' ', '\t']) {
        return none;
    }
    let mut found = Attributes { content_end: content.start + before.trim_end().len(), ..Attributes::default() };
    let mut at = content.start + open + 1;
    for word in source[at..end - 1].split([' ', '\t']) {
        let range = at + 1..at + word.len();
        at += word.len() + 1;
        match word.split_at_checked(1) {
            None if word.is_empty() => {}
            Some(("#", name)) if is_name(name) && found.id.is_none() => found.id = Some(range),
            Some((".", name)) if is_name(name) => found.classes.push(range),
            _ => return none,
        }
    }
    if found.id.is_none() && found.classes.is_empty() { none } else { found }
}

/// Whether it is a name of letters of any script, as ids that are made of words hold them.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|char| is_of_word(char) || "_:.-".contains(char))
}

/// A heading, read ahead of writing it.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// Its plain text, spaces collapsed.
    pub(super) text: String,
    /// Its inline HTML without links, ids, images, raw HTML and footnote references.
    pub(super) html: String,
    /// The wikilinks in it without a text of their own.
    pub(super) names: Vec<HeadingName>,
    /// What stands at its end, and where its content ends.
    pub(super) attributes: Attributes,
    /// The bytes of its content, attributes aside.
    pub(super) content: Range<usize>,
}

/// Reads the heading whose content begins with the first of `steps`. Attributes are looked for with `extensions`.
pub(super) fn outline(source: &str, steps: &[Step<'_>], marks: &[Mark], extensions: bool) -> Outline {
    let inner = || steps.iter().take_while(|step| !matches!(step.event, Event::End(TagEnd::Heading(_))));
    // one without content ends where it begins
    let end_of = |step: &Step<'_>| step.range.start + source[step.range.clone()].trim_end().len();
    let first = inner().next().map_or_else(|| steps.first().map_or(0, end_of), |step| step.range.start);
    // the parser leaves the backslash out of an escape
    let start = first - usize::from(source[..first].ends_with('\\'));
    let end = inner().map(|step| step.range.end).max().unwrap_or(start);
    let attributes = if extensions {
        attributes(source, start..end)
    } else {
        Attributes { content_end: end, ..Attributes::default() }
    };
    let content = start..attributes.content_end.max(start);
    let room = || String::with_capacity(content.len());
    let (text, html, names) = (room(), room(), Vec::new());
    let mut reader = Reader { source, marks, text, html, names, images: 0, skip_to: 0 };
    for step in inner() {
        let range = step.range.clone();
        if range.start < content.end && range.start >= reader.skip_to {
            reader.read(&step.event, range.start..range.end.min(content.end));
        }
    }
    let Reader { text, html, mut names, .. } = reader;
    let collapsed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if collapsed.len() != text.len() {
        // names may stand elsewhere now, and are left as they are
        names.clear();
    }
    Outline { text: collapsed, html, names, attributes, content }
}

struct Reader<'s> {
    source: &'s str,
    marks: &'s [Mark],
    text: String,
    html: String,
    names: Vec<HeadingName>,
    images: usize,
    skip_to: usize,
}

impl Reader<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        use pulldown_cmark::Tag::{Emphasis, Image, Strikethrough, Strong};
        match event {
            Event::Start(Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            _ if self.images > 0 => {}
            Event::Text(text) => self.words(text, range),
            Event::Code(code) => {
                self.text.push_str(code);
                self.element("code", code);
            }
            Event::SoftBreak | Event::HardBreak => self.plain(" "),
            Event::Start(Emphasis) => self.html.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => self.html.push_str("</em>"),
            Event::Start(Strong) => self.html.push_str("<strong>"),
            Event::End(TagEnd::Strong) => self.html.push_str("</strong>"),
            Event::Start(Strikethrough) | Event::End(TagEnd::Strikethrough) if !struck(self.source, &range) => {
                self.plain("~");
            }
            Event::Start(Strikethrough) => self.html.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => self.html.push_str("</del>"),
            _ => {}
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        let source = self.source;
        let mut from = range.start;
        let first = self.marks.partition_point(|mark| mark.range.start < from);
        for mark in self.marks[first..].iter().take_while(|mark| mark.range.start < range.end) {
            self.plain(&source[from..mark.range.start]);
            match &mark.kind {
                MarkKind::Wiki(wiki) => match &wiki.text {
                    Some(text) => self.plain(&source[text.clone()]),
                    None => self.name(&wiki.target),
                },
                MarkKind::Words(words) => self.plain(&source[words.clone()]),
                MarkKind::Math { .. } => {
                    let tex = marks::tex(source, mark);
                    self.text.push_str(&tex);
                    self.element("code", &tex);
                }
            }
            from = mark.range.end;
            self.skip_to = from;
        }
        if from == range.start {
            // Attributes may begin within a text; a decoded entity, on the other hand, isn't what its bytes say.
            let cut = source[range.clone()].len() < text.len() && text.starts_with(&source[range.clone()]);
            self.plain(if cut { &source[range] } else { text });
        } else if let Some(rest) = source.get(from..range.end) {
            self.plain(rest);
        }
    }

    fn name(&mut self, target: &WikiTarget) {
        let (text, html) = (self.text.len(), self.html.len());
        self.plain(&target.name);
        let (text, html) = (text..self.text.len(), html..self.html.len());
        self.names.push(HeadingName { target: target.clone(), text, html });
    }

    fn plain(&mut self, text: &str) {
        self.text.push_str(text);
        escape::text(text, &mut self.html);
    }

    fn element(&mut self, name: &str, text: &str) {
        self.html.extend(["<", name, ">"]);
        escape::text(text, &mut self.html);
        self.html.extend(["</", name, ">"]);
    }
}

/// Whether what the parser took for struck out stands between `~~`; a single `~` is text, for prose has many.
pub(super) fn struck(source: &str, range: &Range<usize>) -> bool {
    source[range.clone()].starts_with("~~")
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn only_ids_and_classes_at_the_end_are_attributes() {
        for (heading, content, id, classes) in [
            ("A {#b}", "A", Some("b"), &[][..]),
            ("A {.c}", "A", None, &["c"]),
            ("A {#b .c .d} ", "A", Some("b"), &["c", "d"]),
            ("{#if}", "{#if}", None, &[]),
            ("[] and {}", "[] and {}", None, &[]),
            ("Using {{ x }}", "Using {{ x }}", None, &[]),
            ("Using {{#if}}", "Using {{#if}}", None, &[]),
            ("A{#b}", "A{#b}", None, &[]),
            ("A {#b} c", "A {#b} c", None, &[]),
            ("A {#b #c}", "A {#b #c}", None, &[]),
            ("A {b}", "A {b}", None, &[]),
            ("A {#é}", "A", Some("é"), &[]),
            ("Größe {#größe .weit-é}", "Größe", Some("größe"), &["weit-é"]),
            ("A {#كتابة}", "A", Some("كتابة"), &[]),
            ("A {#पानी-कैसे}", "A", Some("पानी-कैसे"), &[]),
            ("A {#cafe\u{301}}", "A", Some("cafe\u{301}"), &[]),
            ("A {#…}", "A {#…}", None, &[]),
            ("A {#a→b}", "A {#a→b}", None, &[]),
            ("A {é}", "A {é}", None, &[]),
            ("A \\{#b}", "A \\{#b}", None, &[]),
            ("`{#b}`", "`{#b}`", None, &[]),
            ("}", "}", None, &[]),
            ("A {#a_b:c.d-e}", "A", Some("a_b:c.d-e"), &[]),
        ] {
            let found = attributes(heading, 0..heading.len());
            assert_eq!(&heading[..found.content_end], content, "{heading}");
            assert_eq!(found.id.map(|id| &heading[id]), id, "{heading}");
            let found: Vec<_> = found.classes.into_iter().map(|class| &heading[class]).collect();
            assert_eq!(found, classes, "{heading}");
        }
    }
}
