//! Writes bodies from events: the one place where Markdown becomes HTML.
//!
//! 1. [`compose`] counts who refers to which footnote (`notes`).
//! 2. A [`Writer`] goes over the events of each part once. Blocks are written in `blocks`, alerts in `alerts`, code in `code`, what
//!    is in them in `inline`, raw HTML in `raw` (what is wrong with it in `faults`); what depends on the target becomes a slot.
//! 3. The last body that isn't empty and has no heading of its own (no FAQ entry) gets the footnotes, and each is
//!    [finished](Writer::finish).
//!
//! The line breaks are those of CommonMark's own examples, so that these can be compared byte for byte. Events are
//! flat, and so is this: text nested a thousand quotes deep needs no deeper stack.

mod alerts;
mod blocks;
mod code;
mod faults;
mod inline;
mod notes;
mod raw;

use super::{
    body::{Body, BodyData, Directive, Heading, Link, RawUse, RawUseKind, Slot},
    document::{BodySpec, Document},
    elements::{self, Elements},
    ids::Ids,
    prose::Prose,
    reading::Counter,
    sanitize::{self, Guard},
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::Span,
};
use faults::Strays;
use notes::Numbering;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::ops::Range;

/// The steps of what goes into one body, and the step of the heading before it.
pub(super) type Extents = (Option<usize>, Vec<Range<usize>>);

impl Document<'_> {
    /// One body for each of `parts`. Ids are given in the order of the parts, from `ids`; footnotes are numbered in
    /// the order they are first referred to, and stand at the end of the last body that isn't empty.
    pub fn compose(&self, parts: &[BodySpec], ids: &mut Ids, diags: &mut Diagnostics) -> Vec<Body> {
        let extents = |part: &BodySpec| {
            let blocks = part.blocks.iter().flat_map(|range| self.extents.get(range.clone()).unwrap_or(&[]));
            blocks.cloned().collect::<Vec<_>>()
        };
        let heading =
            |part: &BodySpec| part.heading.and_then(|block| self.extents.get(block)).map(|extent| extent.start);
        let parts: Vec<_> = parts.iter().map(|part| (heading(part), extents(part))).collect();
        compose(self, &parts, &self.around.wrappers, ids, diags)
    }

    /// The paragraphs and the items of lists among the top-level `blocks`, each as inline text where it is one paragraph,
    /// else as blocks.
    pub fn items(&self, blocks: Range<usize>, ids: &mut Ids, diags: &mut Diagnostics) -> Vec<Body> {
        let mut items = Vec::new();
        for extent in self.extents.get(blocks).unwrap_or(&[]) {
            match self.steps[extent.start].event {
                Event::Start(Tag::Paragraph) => items.push((None, vec![self.one_paragraph(extent.clone())])),
                Event::Start(Tag::List(_)) => self.list_items(extent, &mut items),
                _ => {}
            }
        }
        compose(self, &items, &self.around.wrappers, ids, diags)
    }

    /// Puts the items of the list that is `extent` to `items`.
    fn list_items(&self, extent: &Range<usize>, items: &mut Vec<Extents>) {
        let mut depth = 0_usize;
        let mut start = 0;
        for at in extent.start + 1..extent.end - 1 {
            match self.steps[at].event {
                Event::Start(_) => {
                    start = if depth == 0 { at + 1 } else { start };
                    depth += 1;
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        items.push((None, vec![self.one_paragraph(start..at)]));
                    }
                }
                _ => {}
            }
        }
    }

    /// `steps` without the paragraph around them, if that is all they are.
    fn one_paragraph(&self, steps: Range<usize>) -> Range<usize> {
        let paragraph = |at: usize| matches!(self.steps[at].event, Event::Start(Tag::Paragraph));
        let alone = steps.len() >= 2
            && paragraph(steps.start)
            && matches!(self.steps[steps.end - 1].event, Event::End(TagEnd::Paragraph))
            && steps.clone().filter(|&at| paragraph(at)).count() == 1;
        if alone { steps.start + 1..steps.end - 1 } else { steps }
    }
}

/// One body for each of `parts`, in the tags of those `wrappers` that begin before it.
fn compose(
    document: &Document<'_>,
    parts: &[Extents],
    wrappers: &[Range<usize>],
    ids: &mut Ids,
    diags: &mut Diagnostics,
) -> Vec<Body> {
    let mut notes = Numbering::count(document, parts.iter().flat_map(|(_, extents)| extents));
    // A part with a heading is an entry of an FAQ; the footnotes go to the end of the text.
    let of_text = parts.iter().rposition(|(heading, extents)| heading.is_none() && !extents.is_empty());
    let last = of_text.or_else(|| parts.iter().rposition(|(_, extents)| !extents.is_empty()));
    let mut bodies = Vec::with_capacity(parts.len());
    for (at, (heading, extents)) in parts.iter().enumerate() {
        let mut writer = Writer::new(document, ids, diags, &mut notes);
        let heading_id = heading.map(|heading| writer.heading_id(heading));
        if let Some(Event::Start(Tag::Heading { level, .. })) = heading.map(|heading| &document.steps[heading].event) {
            writer.under = *level as u8;
        }
        let mut wrappers = wrappers.iter().peekable();
        for extent in extents {
            while let Some(wrapper) = wrappers.next_if(|wrapper| wrapper.start < extent.start) {
                writer.wrap(wrapper);
            }
            writer.run(extent.clone());
        }
        writer.close_raw(false);
        if last == Some(at) {
            writer.notes();
        }
        writer.close_raw(true);
        bodies.push(writer.finish(heading_id));
    }
    bodies
}

/// One body of inline text from the steps of its paragraphs.
pub(super) fn inline(document: &Document<'_>, paragraphs: &[Range<usize>], diags: &mut Diagnostics) -> Body {
    let mut notes = Numbering::default();
    let mut ids = Ids::new();
    let mut writer = Writer::new(document, &mut ids, diags, &mut notes);
    writer.quiet = 1;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at > 0 {
            writer.hard_break();
        }
        writer.run(paragraph.clone());
    }
    writer.close_raw(true);
    writer.finish(None)
}

/// A body that is being written.
struct Writer<'d, 't, 'c> {
    document: &'d Document<'t>,
    ids: &'c mut Ids,
    diags: &'c mut Diagnostics,
    numbering: &'c mut Numbering,
    out: String,
    slots: Vec<(u32, Slot)>,
    links: Vec<Link>,
    directives: Vec<Directive>,
    headings: Vec<Heading>,
    /// The level of the heading that the body stands under.
    under: u8,
    given: Vec<String>,
    prose: Prose,
    raw_uses: Vec<RawUse>,
    counter: Counter,
    /// The links that are open; `None` where a link is left out.
    open_links: Vec<Option<u32>>,
    /// The elements of raw HTML that are open.
    elements: Elements,
    /// Whether a start tag is written that stood in a body before.
    is_again: bool,
    /// The end tags that end nothing, neighbours together.
    strays: Vec<Strays>,
    /// How many of the things that are open keep auto-links out.
    quiet: u32,
    /// Where the content of the open heading ends in the source; its attributes follow.
    heading_end: Option<usize>,
    /// The end tags of the quotes that are open, alerts aside which the parser reads.
    quotes: Vec<&'static str>,
    /// Up to here, the source is a formula that was written already.
    skip_to: usize,
    table: Table,
    /// What keeps slots through the sanitiser, where it has to run.
    guard: Option<Guard>,
}

/// Where in a table the writer is.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Whether the open cell is a heading.
    is_heading: bool,
}

impl<'d, 't, 'c> Writer<'d, 't, 'c> {
    fn new(
        document: &'d Document<'t>,
        ids: &'c mut Ids,
        diags: &'c mut Diagnostics,
        numbering: &'c mut Numbering,
    ) -> Self {
        Self {
            document,
            ids,
            diags,
            numbering,
            out: String::new(),
            slots: Vec::new(),
            links: Vec::new(),
            directives: Vec::new(),
            headings: Vec::new(),
            under: 1,
            given: Vec::new(),
            prose: Prose::default(),
            raw_uses: Vec::new(),
            counter: Counter::new(),
            open_links: Vec::new(),
            elements: Elements::default(),
            is_again: false,
            strays: Vec::new(),
            quiet: 0,
            heading_end: None,
            quotes: Vec::new(),
            skip_to: 0,
            table: Table::default(),
            guard: document.guarded.then(Guard::default),
        }
    }

    /// Writes the steps of `extent`.
    fn run(&mut self, extent: Range<usize>) {
        let mut at = extent.start;
        while at < extent.end {
            at = self.step(at);
        }
    }

    /// Writes the step `at`, or all that it begins; the step to go on with.
    fn step(&mut self, at: usize) -> usize {
        let step = &self.document.steps[at];
        let range = step.range.clone();
        if self.heading_end.is_some_and(|end| range.start >= end)
            && !matches!(step.event, Event::End(TagEnd::Heading(_)))
        {
            return at + 1;
        }
        if let Some(block) = elements::block(&step.event) {
            self.before_block(block);
        }
        match &step.event {
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(at, kind),
            Event::Start(Tag::HtmlBlock) => return self.html_block(at),
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                return self.image(at, *link_type, dest_url, title);
            }
            Event::Start(Tag::FootnoteDefinition(_)) => return self.end_of(at) + 1,
            Event::Start(tag) => {
                let is_quote = matches!(tag, Tag::BlockQuote(None)) && self.document.options.extensions;
                if let Some(next) = is_quote.then(|| self.alert(at)).flatten() {
                    return next;
                }
                self.elements.enter(tag);
                self.start(at, tag);
            }
            Event::End(tag) => match self.leave() {
                true => self.out.push('\n'),
                false => self.end(*tag, &range),
            },
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.code(code),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, range),
            Event::SoftBreak | Event::HardBreak if range.start < self.skip_to => {}
            Event::SoftBreak => self.plain("\n", range.start),
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.fresh_line();
                self.out.push_str("<hr />\n");
            }
            Event::FootnoteReference(label) => self.note_reference(label),
            // Boxes are written with their item; formulas are marks of our own.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    /// The step that ends what the step `at` starts.
    fn end_of(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (n, step) in self.document.steps[at..].iter().enumerate() {
            match step.event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 1 => return at + n,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.document.steps.len() - 1
    }

    /// Begins a new line, unless the last one just ended.
    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn position(&self) -> u32 {
        u32::try_from(self.out.len()).unwrap_or(u32::MAX)
    }

    fn slot(&mut self, slot: Slot) {
        match &mut self.guard {
            Some(guard) => guard.slot(slot, &mut self.out),
            None => self.slots.push((u32::try_from(self.out.len()).unwrap_or(u32::MAX), slot)),
        }
    }

    /// Writes HTML that is known to be good, and that the sanitiser wouldn't let through.
    fn trusted(&mut self, html: &str) {
        match &mut self.guard {
            Some(guard) => guard.html(html, &mut self.out),
            None => self.out.push_str(html),
        }
    }

    /// Writes an id attribute, and notes the id.
    fn id_attribute(&mut self, id: &str) {
        self.out.push_str(" id=\"");
        self.slot(Slot::IdPrefix);
        self.out.push_str(id);
        self.out.push('"');
        self.given.push(id.to_owned());
    }

    fn link(&mut self, link: Link) -> u32 {
        self.links.push(Link { paragraph: self.prose.paragraph, ..link });
        u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.document.source.span(range)
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: String, help: String) {
        let span = self.span(range);
        self.diags.push(Diagnostic::at(code, &self.document.source.file, span, message).help(help));
    }

    /// Drops the links that the sanitiser took, and what nobody's policy need allow any more: of raw HTML only pictures
    /// and films come through, with their addresses.
    fn forget_removed(&mut self) {
        let mut numbers: Vec<Option<u32>> = vec![None; self.links.len()];
        let mut kept = Vec::new();
        for (_, slot) in &mut self.slots {
            let Some(link) = slot.link_mut() else { continue };
            let number = numbers[*link as usize].unwrap_or_else(|| {
                kept.push(self.links[*link as usize].clone());
                u32::try_from(kept.len() - 1).unwrap_or(u32::MAX)
            });
            numbers[*link as usize] = Some(number);
            *link = number;
        }
        self.links = kept;
        let links = &self.links;
        self.raw_uses.retain(|raw| {
            let holds = |link: &Link| raw.span.start <= link.span.start && link.span.end <= raw.span.end;
            matches!(raw.kind, RawUseKind::Image | RawUseKind::Media) && links.iter().any(holds)
        });
    }

    fn finish(mut self, heading_id: Option<String>) -> Body {
        self.report_strays();
        let html = match self.guard.take() {
            Some(guard) => {
                let clean = sanitize::clean(&self.out, guard, &self.prose.pieces);
                (self.slots, self.prose.pieces) = (clean.slots, clean.prose);
                self.forget_removed();
                clean.html
            }
            None => self.out,
        };
        let parts = BodyData {
            links: self.links,
            directives: self.directives,
            headings: self.headings,
            ids: self.given,
            heading_id,
            prose: self.prose.pieces,
            raw_uses: self.raw_uses,
        };
        Body::new(html.into(), self.slots.into(), self.counter.finish(), parts)
    }
}
