//! The parser's events over one text, with the bytes each came from, as the author wrote them.
//!
//! 1. Marks of our own are found and hidden (`marks`), so that CommonMark sees none of what is in them.
//! 2. pulldown-cmark reads the text, once.
//! 3. Every string it hands out is put back to what stands in the source; where it had to copy one, the hidden
//!    bytes in the copy are replaced.
//!
//! Events are kept in a list, because headings and footnotes have to be known before what refers to them is written.

use super::{
    Options,
    marks::{self, Mark},
};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag};
use std::ops::Range;

/// One event and the bytes of the source it came from.
#[derive(Debug)]
pub(super) struct Step<'t> {
    pub(super) event: Event<'t>,
    pub(super) range: Range<usize>,
}

/// A text that was read.
#[derive(Debug)]
pub(super) struct Events<'t> {
    /// The events, in order.
    pub(super) steps: Vec<Step<'t>>,
    /// Wikilinks and formulas that may be in the text events.
    pub(super) marks: Vec<Mark>,
    /// References `[text][label]` and `[label][]` without a definition.
    pub(super) undefined: Vec<Range<usize>>,
}

/// Reads `source`; `inline` keeps what only whole blocks are made of switched off.
pub(super) fn read<'t>(source: &'t str, options: &Options, inline: bool) -> Events<'t> {
    let marks = if options.extensions { marks::find(source, options.math) } else { Vec::new() };
    let mut undefined = Vec::new();
    let steps = if marks.is_empty() {
        parse(source, flags(options, inline), &mut undefined, |event, _| event)
    } else {
        let hidden = marks::hide(source, &marks);
        let restore = Restore { source, hidden: &hidden, marks: &marks };
        parse(&hidden, flags(options, inline), &mut undefined, |event, range| restore.event(event, range))
    };
    Events { steps, marks, undefined }
}

fn flags(options: &Options, inline: bool) -> pulldown_cmark::Options {
    use pulldown_cmark::Options as Flags;
    let mut flags = Flags::empty();
    if options.extensions {
        flags |= Flags::ENABLE_STRIKETHROUGH;
        if !inline {
            flags |= Flags::ENABLE_TABLES | Flags::ENABLE_TASKLISTS | Flags::ENABLE_FOOTNOTES | Flags::ENABLE_GFM;
            flags.set(Flags::ENABLE_DEFINITION_LIST, options.definition_lists);
        }
    }
    flags
}

fn parse<'p, 't>(
    text: &'p str,
    flags: pulldown_cmark::Options,
    undefined: &mut Vec<Range<usize>>,
    restore: impl Fn(Event<'p>, Range<usize>) -> Event<'t>,
) -> Vec<Step<'t>> {
    let callback = |link: BrokenLink<'p>| {
        match link.link_type {
            LinkType::Reference => undefined.push(link.span),
            // The parser leaves the empty brackets out.
            LinkType::Collapsed => undefined.push(link.span.start..link.span.end + "[]".len()),
            _ => {}
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, flags, Some(callback));
    let step = |(event, range): (Event<'p>, Range<usize>)| Step { event: restore(event, range.clone()), range };
    parser.into_offset_iter().map(step).collect()
}

/// Whether the step is text as it stands in `source`.
pub(super) fn is_written(source: &str, step: &Step<'_>) -> bool {
    matches!(&step.event, Event::Text(text) if source.get(step.range.clone()) == Some(text))
}

/// `steps` with the texts as one that stand in `source` one behind the other: the parser cuts them wherever emphasis might begin.
pub(super) fn merged<'t>(source: &'t str, steps: Vec<Step<'t>>) -> Vec<Step<'t>> {
    let mut merged: Vec<Step<'t>> = Vec::with_capacity(steps.len());
    let mut was_written = false;
    for step in steps {
        let is_written = is_written(source, &step);
        let goes_on = |last: &&mut Step<'t>| was_written && is_written && last.range.end == step.range.start;
        match merged.last_mut().filter(goes_on) {
            Some(last) => {
                last.range.end = step.range.end;
                last.event = Event::Text(source[last.range.clone()].into());
            }
            None => merged.push(step),
        }
        was_written = is_written;
    }
    merged
}

/// Where `part` stands in `whole`, if it is a slice of it.
pub(super) fn offset(whole: &str, part: &str) -> Option<usize> {
    let at = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (at + part.len() <= whole.len() && whole.is_char_boundary(at)).then_some(at)
}

/// Puts the source's own bytes back into what was read from the hidden ones.
struct Restore<'t, 'h> {
    source: &'t str,
    hidden: &'h str,
    marks: &'h [Mark],
}

impl<'t> Restore<'t, '_> {
    fn event(&self, event: Event<'_>, range: Range<usize>) -> Event<'t> {
        match event {
            Event::Text(text) => Event::Text(self.text(text, &range)),
            Event::Code(text) => Event::Code(self.text(text, &range)),
            Event::Html(text) => Event::Html(self.text(text, &range)),
            Event::InlineHtml(text) => Event::InlineHtml(self.text(text, &range)),
            Event::FootnoteReference(text) => Event::FootnoteReference(self.text(text, &range)),
            Event::Start(tag) => Event::Start(self.tag(tag, &range)),
            other => other.into_static(),
        }
    }

    fn tag(&self, tag: Tag<'_>, range: &Range<usize>) -> Tag<'t> {
        match tag {
            Tag::Link { link_type, dest_url, title, id } => Tag::Link {
                link_type,
                dest_url: self.text(dest_url, range),
                title: self.text(title, range),
                id: self.text(id, range),
            },
            Tag::Image { link_type, dest_url, title, id } => Tag::Image {
                link_type,
                dest_url: self.text(dest_url, range),
                title: self.text(title, range),
                id: self.text(id, range),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.text(info, range)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.text(label, range)),
            other => other.into_static(),
        }
    }

    fn text(&self, text: CowStr<'_>, range: &Range<usize>) -> CowStr<'t> {
        let slice = offset(self.hidden, &text).and_then(|at| self.source.get(at..at + text.len()));
        match slice {
            Some(slice) => CowStr::Borrowed(slice),
            None => self.copy(text, range),
        }
    }

    /// A copied string, with the marks that lie in `range` put back in their order.
    fn copy(&self, text: CowStr<'_>, range: &Range<usize>) -> CowStr<'t> {
        let first = self.marks.partition_point(|mark| mark.range.start < range.start);
        let mut restored = String::new();
        let mut from = 0;
        for mark in self.marks[first..].iter().take_while(|mark| mark.range.end <= range.end) {
            let hidden = &self.hidden[mark.range.clone()];
            if let Some(at) = text[from..].find(hidden) {
                restored.push_str(&text[from..from + at]);
                restored.push_str(&self.source[mark.range.clone()]);
                from += at + hidden.len();
            }
        }
        if from == 0 {
            return text.into_static();
        }
        restored.push_str(&text[from..]);
        restored.into()
    }
}
