//! Which top-level blocks raw HTML holds together, before they are put into bodies.
//!
//! 1. [`find`] pairs the tags that stand in different top-level blocks.
//! 2. A lead goes on to the block where all that it opened is closed: [`Around::reach`].
//! 3. An element around the whole rest of a text, sections and all, is no block: it is lifted out, and every body behind it
//!    begins and ends it again.

use super::{
    elements::{self, Elements, End, Open},
    events::Step,
    raw::Raw,
};
use crate::html::{self, Token, TokenKind};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::{collections::BTreeSet, ops::Range};

/// What raw HTML there is around blocks.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Where the start tags and the end tags stand whose other half is in another block.
    starts: BTreeSet<usize>,
    ends: BTreeSet<usize>,
    /// By block: how many blocks further all that it opens is closed.
    reach: Vec<usize>,
    /// The blocks whose tags are around the rest of the text: their steps.
    pub(super) wrappers: Vec<Range<usize>>,
}

impl Around {
    /// Whether the start tag at byte `at` has its end tag in another block.
    pub(super) fn starts(&self, at: usize) -> bool {
        self.starts.contains(&at)
    }

    /// Whether the end tag at byte `at` has its start tag in another block.
    pub(super) fn ends(&self, at: usize) -> bool {
        self.ends.contains(&at)
    }

    /// How many blocks behind `block` it takes until all that it opens is closed.
    pub(super) fn reach(&self, block: usize) -> usize {
        self.reach.get(block).copied().unwrap_or(0)
    }
}

/// A start tag and its end tag, in different blocks.
struct Pair {
    blocks: (usize, usize),
    tags: (usize, usize),
}

/// The tags of a block that is nothing but tags.
#[derive(Default)]
struct Tags {
    starts: Vec<usize>,
    ends: Vec<usize>,
    has_more: bool,
}

/// Reads the raw HTML of the blocks with the steps `extents`; `is_border` says which blocks begin a section. Also says which
/// blocks are lifted out.
pub(super) fn find(
    source: &str,
    steps: &[Step<'_>],
    extents: &[Range<usize>],
    is_border: impl Fn(usize) -> bool,
) -> (Around, BTreeSet<usize>) {
    let mut reader = Reader {
        source,
        elements: Elements::default(),
        pairs: Vec::new(),
        ended: Vec::new(),
        block: 0,
        tags: Vec::new(),
    };
    for (block, extent) in extents.iter().enumerate() {
        reader.block = block;
        reader.tags.push(Tags::default());
        reader.block(&steps[extent.clone()]);
    }
    let Reader { mut pairs, ended, tags, .. } = reader;
    let lifted = lift(&pairs, &tags, is_border);
    pairs.retain(|pair| !lifted.contains(&pair.blocks.0));
    let mut around = Around { reach: vec![0; extents.len()], ..Around::default() };
    for Pair { blocks, tags } in pairs {
        around.starts.insert(tags.0);
        around.ends.insert(tags.1);
        around.reach[blocks.0] = around.reach[blocks.0].max(blocks.1 - blocks.0);
    }
    for (start, end) in ended {
        around.reach[start] = around.reach[start].max(end - start);
    }
    let opens = |block: &&usize| !tags[**block].starts.is_empty();
    around.wrappers = lifted.iter().filter(opens).map(|&block| extents[block].clone()).collect();
    let reach = std::mem::take(&mut around.reach).into_iter().enumerate();
    around.reach = reach.filter(|(block, _)| !lifted.contains(block)).map(|(_, reach)| reach).collect();
    (around, lifted)
}

/// The blocks that only begin or end elements around the rest of the text, with sections in it.
fn lift(pairs: &[Pair], tags: &[Tags], is_border: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let are_ends = |tags: &&Tags| !tags.has_more && tags.starts.is_empty() && !tags.ends.is_empty();
    let tail = tags.len() - tags.iter().rev().take_while(are_ends).count();
    let is_around = |pair: &&Pair| {
        let (start, end) = pair.blocks;
        let opening = &tags[start];
        end >= tail && !opening.has_more && opening.ends.is_empty() && (start + 1..end).any(&is_border)
    };
    let mut around: Vec<&Pair> = if tail < tags.len() { pairs.iter().filter(is_around).collect() } else { Vec::new() };
    loop {
        // a block goes only with all of its tags
        let starts: BTreeSet<usize> = around.iter().map(|pair| pair.tags.0).collect();
        let ends: BTreeSet<usize> = around.iter().map(|pair| pair.tags.1).collect();
        let before = around.len();
        around.retain(|pair| {
            tags[pair.blocks.0].starts.iter().all(|tag| starts.contains(tag))
                && tags[pair.blocks.1].ends.iter().all(|tag| ends.contains(tag))
        });
        if around.len() == before {
            return around.iter().flat_map(|pair| [pair.blocks.0, pair.blocks.1]).collect();
        }
    }
}

struct Reader<'s> {
    source: &'s str,
    elements: Elements,
    pairs: Vec<Pair>,
    /// The blocks of a `<p>` that ended early, and of its end tag.
    ended: Vec<(usize, usize)>,
    block: usize,
    tags: Vec<Tags>,
}

impl Reader<'_> {
    fn block(&mut self, steps: &[Step<'_>]) {
        let is_html = matches!(steps.first().map(|step| &step.event), Some(Event::Start(Tag::HtmlBlock)));
        self.tags[self.block].has_more = !is_html;
        let mut hidden = 0_usize;
        let mut html = 0;
        for (at, step) in steps.iter().enumerate() {
            if let Some(block) = elements::block(&step.event) {
                self.elements.end_paragraph(|| block.to_owned());
            }
            match &step.event {
                Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_)) => hidden += 1,
                Event::End(TagEnd::Image | TagEnd::FootnoteDefinition) => hidden = hidden.saturating_sub(1),
                _ if hidden > 0 => {}
                Event::Start(Tag::HtmlBlock) => html = at + 1,
                Event::End(TagEnd::HtmlBlock) => self.raw(&Raw::block(&steps[html..at])),
                Event::InlineHtml(html) => self.raw(&Raw::inline(self.source, html, step.range.clone())),
                Event::Start(tag) => self.elements.enter(tag),
                Event::End(_) => drop(self.elements.leave()),
                _ => {}
            }
        }
    }

    fn raw(&mut self, raw: &Raw<'_>) {
        for Token { range, kind } in html::tokens_from(&raw.html, self.elements.text_until(&raw.html)) {
            let place = raw.source(range);
            if let TokenKind::Start(tag) = &kind {
                self.elements.before(&tag.name);
            }
            match kind {
                TokenKind::Start(tag) if !tag.is_whole && !self.elements.is_empty(&tag) => {
                    self.tags[self.block].starts.push(place.start);
                    let open = Open { name: (&*tag.name).into(), range: place, block: self.block, goes_on: false };
                    self.elements.start(open);
                }
                TokenKind::End(name) => {
                    self.tags[self.block].ends.push(place.start);
                    match self.elements.end(&name) {
                        End::Of(open, _) if open.block != self.block => self
                            .pairs
                            .push(Pair { blocks: (open.block, self.block), tags: (open.range.start, place.start) }),
                        End::Ended(open, _) => self.ended.push((open.block, self.block)),
                        _ => {}
                    }
                }
                TokenKind::Text(text) if text.trim().is_empty() => {}
                _ => self.tags[self.block].has_more = true,
            }
        }
    }
}
