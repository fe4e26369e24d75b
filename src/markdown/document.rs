//! A [`Document`]: one text, read once, whose top-level blocks can be put into bodies as one likes.
//!
//! 1. [`Document::parse`] reads the events, finds where the top-level blocks begin and end, lifts out the footnote
//!    definitions and the raw HTML around the rest of the text, and reports references without a definition.
//! 2. The caller looks at [`Document::blocks`], decides which make a lead, a section or an answer, and
//! 3. [`Document::compose`] writes one [`Body`] for each [`BodySpec`]: ids in one sequence, footnotes numbered through.
//!
//! Left out: what a section is. Only headings have a meaning here, and only as headings.

use super::{
    Options, RawHtml,
    around::{self, Around},
    characters, cjk,
    events::{self, Step},
    heading::{self, Outline},
    linkify::linkify,
    marks::{Mark, MarkKind},
    references,
    source::Source,
    wiki::WikiTarget,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Span, Spanned, Text},
    tree::{self, Table},
};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// One text that was parsed.
#[derive(Debug)]
pub struct Document<'t> {
    pub(super) source: Source<'t>,
    pub(super) options: &'t Options,
    pub(super) steps: Vec<Step<'t>>,
    pub(super) marks: Vec<Mark>,
    blocks: Vec<Block>,
    /// The steps of each block.
    pub(super) extents: Vec<Range<usize>>,
    pub(super) notes: Notes,
    /// What raw HTML holds blocks together.
    pub(super) around: Around,
    /// Which of its wrappers stand in a body already, by their first step: an id stands in the first alone.
    pub(super) begun: RefCell<BTreeSet<usize>>,
    /// Whether the sanitiser has to run over its bodies.
    pub(super) guarded: bool,
}

/// The footnote definitions of a text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The steps within each.
    pub(super) extents: Vec<Range<usize>>,
    /// Which label defines which, without case. Of two definitions the first counts.
    labels: BTreeMap<String, usize>,
}

/// A top-level block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the file.
    pub span: Span,
    /// How many blocks behind it belong to it, because they close the raw HTML that it opens.
    pub reach: usize,
}

/// What a top-level block is, as far as one has to know.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading.
    Heading {
        /// Its level as it is written.
        level: u8,
        /// Its plain text.
        text: String,
        /// The id in braces at its end.
        id: Option<Spanned<String>>,
        /// What it names, where it is nothing but one wikilink.
        wiki: Option<WikiTarget>,
    },
    /// A thematic break.
    Rule,
    /// A list.
    List,
    /// A paragraph.
    Paragraph,
    /// A fenced code block.
    Fence {
        /// What stands after the opening fence.
        info: String,
    },
    /// Anything else.
    Other,
}

/// What makes one body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodySpec {
    /// Ranges of top-level blocks, in order.
    pub blocks: Vec<Range<usize>>,
    /// A top-level heading that isn't in the body but takes an id where the body begins;
    /// [`BodyData::heading_id`](super::BodyData::heading_id) is it.
    pub heading: Option<usize>,
}

impl BodySpec {
    /// A part that is one range of blocks.
    pub fn of(blocks: Range<usize>) -> Self {
        Self { blocks: std::iter::once(blocks).collect(), heading: None }
    }
}

impl<'t> Document<'t> {
    /// Parses `text`, which stands in `file`.
    pub fn parse(text: &'t Text, file: &SourcePath, options: &'t Options, diags: &mut Diagnostics) -> Self {
        let source = Source { read: text.as_str(), text, shifts: Vec::new(), file: file.clone() };
        Self::read(source, options, false, diags)
    }

    /// Parses what `source` holds; `inline` as [`events::read`] has it.
    pub(super) fn read(source: Source<'t>, options: &'t Options, inline: bool, diags: &mut Diagnostics) -> Self {
        let events = events::read(source.read, options, inline);
        if options.extensions {
            references::check(&source, &events, diags);
            characters::check(&source, &events.steps, diags);
        }
        let mut steps = events.steps;
        if options.extensions {
            steps = cjk::adapt(source.read, steps, &events.marks);
            if options.linkify {
                steps = linkify(source.read, steps, &events.marks);
            }
        }
        let is_raw = |step: &Step<'_>| matches!(step.event, Event::Html(_) | Event::InlineHtml(_));
        let has_raw = options.extensions && steps.iter().any(is_raw);
        let guarded = options.html == RawHtml::Sanitize && steps.iter().any(is_raw);
        let mut document = Self { marks: events.marks, guarded, ..Self::of_steps(source, options, steps) };
        document.find_blocks();
        if has_raw {
            document.look_around();
        }
        document
    }

    /// One whose events are known, and that has no blocks.
    pub(super) fn of_steps(source: Source<'t>, options: &'t Options, steps: Vec<Step<'t>>) -> Self {
        let (marks, blocks, extents, notes) = (Vec::new(), Vec::new(), Vec::new(), Notes::default());
        let (around, begun, guarded) = (Around::default(), RefCell::default(), false);
        Self { source, options, steps, marks, blocks, extents, notes, around, begun, guarded }
    }

    /// The top-level blocks in order. Footnote and reference definitions are none, and neither are tags of raw HTML around
    /// the whole rest of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether it is no more than one paragraph.
    pub(super) fn is_one_paragraph(&self) -> bool {
        let is_paragraph =
            |extent: &Range<usize>| matches!(self.steps[extent.start].event, Event::Start(Tag::Paragraph));
        self.extents.len() == 1 && self.notes.extents.is_empty() && self.extents.iter().all(is_paragraph)
    }

    /// What the heading `block` says, as it is written, without what makes it a heading and without its attributes.
    pub fn heading_words(&self, block: usize) -> Option<Text> {
        let at = self.extents.get(block)?.start;
        matches!(self.steps[at].event, Event::Start(Tag::Heading { .. }))
            .then(|| self.source.text.slice(self.outline(at).content))
    }

    /// The TOML between the fences of the top-level block `block`.
    pub fn fence_arguments(&self, block: usize, diags: &mut Diagnostics) -> Table {
        self.extents
            .get(block)
            .map_or_else(Table::default, |extent| self.arguments(extent.start, &self.code_text(extent.start), diags))
    }

    /// The TOML `toml` in the fence that begins with step `at`. One that nothing closes goes on to the end of the text, whose
    /// words aren't faults of TOML.
    pub(super) fn arguments(&self, at: usize, toml: &Text, diags: &mut Diagnostics) -> Table {
        let mut told = Diagnostics::new();
        let table = tree::toml::parse(toml, &self.source.file, &mut told);
        match references::unclosed_fence(&self.source, &self.steps[at..]) {
            None => diags.extend(told),
            Some(fault) => {
                let message = "this directive is never closed, so what follows is read as its arguments";
                diags.push(Diagnostic { message: message.into(), ..fault.of(Code::TomlSyntax) });
            }
        }
        table
    }

    /// The text of the code block that begins with step `at`.
    pub(super) fn code_text(&self, at: usize) -> Text {
        let mut value = String::new();
        let mut runs = Vec::new();
        let mut end = self.source.span(self.steps[at].range.clone()).start;
        for step in &self.steps[at + 1..] {
            let Event::Text(text) = &step.event else { break };
            let from = step.range.start;
            for n in 0..text.len() {
                let byte = self.source.span(from + n..from + n + 1).start;
                if runs.is_empty() || byte != end {
                    runs.push((Span::new(value.len() + n, 0).start, byte));
                }
                end = byte + 1;
            }
            value.push_str(text);
        }
        if runs.is_empty() {
            // A fence with nothing in it has its place behind its first line.
            let fence = self.steps[at].range.clone();
            let line = self.source.read[fence.clone()].find('\n').map_or(fence.end, |n| fence.start + n + 1);
            end = self.source.span(line..line).start;
            runs.push((0, end));
        }
        Text::from_runs(value, runs, end as usize)
    }

    fn find_blocks(&mut self) {
        let mut open: Vec<(usize, bool)> = Vec::new();
        for at in 0..self.steps.len() {
            match &self.steps[at].event {
                Event::Start(tag) => {
                    let note = match tag {
                        Tag::FootnoteDefinition(label) => Some(label.to_lowercase()),
                        _ => None,
                    };
                    open.push((at, note.is_some()));
                    if let Some(label) = note {
                        // Its extent is empty until its end is met.
                        self.notes.define(label, at + 1);
                    }
                }
                Event::End(_) => {
                    let Some((start, note)) = open.pop() else { continue };
                    if note {
                        self.notes.close(start + 1, at);
                    } else if open.is_empty() {
                        self.push_block(start..at + 1);
                    }
                }
                _ if open.is_empty() => self.push_block(at..at + 1),
                _ => {}
            }
        }
    }

    fn push_block(&mut self, extent: Range<usize>) {
        let step = &self.steps[extent.start];
        let span = self.source.span(step.range.clone());
        let kind = match &step.event {
            Event::Rule => BlockKind::Rule,
            Event::Start(Tag::List(_)) => BlockKind::List,
            Event::Start(Tag::Paragraph) => BlockKind::Paragraph,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                BlockKind::Fence { info: info.trim().to_owned() }
            }
            Event::Start(Tag::Heading { level, .. }) => self.heading(*level as u8, extent.start),
            _ => BlockKind::Other,
        };
        self.blocks.push(Block { kind, span, reach: 0 });
        self.extents.push(extent);
    }

    /// Finds what raw HTML holds together, and lifts out what is around the rest of the text.
    fn look_around(&mut self) {
        let blocks = &self.blocks;
        let is_border = |at: usize| matches!(blocks[at].kind, BlockKind::Heading { level: 1..=2, .. });
        let (around, lifted) = around::find(self.source.read, &self.steps, &self.extents, is_border);
        for &block in lifted.iter().rev() {
            self.blocks.remove(block);
            self.extents.remove(block);
        }
        self.blocks.iter_mut().enumerate().for_each(|(at, block)| block.reach = around.reach(at));
        self.around = around;
    }

    fn heading(&self, level: u8, at: usize) -> BlockKind {
        let outline = self.outline(at);
        let id = outline.attributes.id.as_ref().map(|id| {
            let span = self.source.span(id.clone());
            Spanned::new(self.source.read[id.clone()].to_owned(), span)
        });
        let wiki = self.marks.iter().find(|mark| mark.range == outline.content).and_then(|mark| match &mark.kind {
            MarkKind::Wiki(wiki) => Some(wiki.target.clone()),
            MarkKind::Words(_) | MarkKind::Math { .. } => None,
        });
        BlockKind::Heading { level, text: outline.text, id, wiki }
    }

    /// The heading that begins with step `at`, read ahead.
    pub(super) fn outline(&self, at: usize) -> Outline {
        heading::outline(self.source.read, &self.steps[at + 1..], &self.marks, self.options.extensions)
    }
}

impl Notes {
    fn define(&mut self, label: String, start: usize) {
        self.labels.entry(label).or_insert(self.extents.len());
        self.extents.push(start..start);
    }

    fn close(&mut self, start: usize, end: usize) {
        if let Ok(note) = self.extents.binary_search_by_key(&start, |extent| extent.start) {
            self.extents[note].end = end;
        }
    }

    /// The label of `note`, in lower case.
    pub(super) fn label(&self, note: usize) -> &str {
        self.labels.iter().find(|(_, known)| **known == note).map_or("", |(label, _)| label)
    }

    /// The definition of `label`.
    pub(super) fn find(&self, label: &str) -> Option<usize> {
        if self.extents.is_empty() { None } else { self.labels.get(&label.to_lowercase()).copied() }
    }
}
