//! An article's Markdown, cut into its parts.
//!
//! The blocks of one parse are looked at in order: only headings at the top level count.
//!
//! 1. A first block `# Title` leaves the text where the front matter has no title.
//! 2. The lead is what comes before the first `##`; without one, the first block, up to where the raw HTML that it opens is
//!    closed.
//! 3. The first section whose name `[sections]` lists and that has the shape of one is the takeaways or the FAQ. Any other
//!    of such a name is reported and stays where it is: what is written is shown, whatever `[rules]` say. A section ends at
//!    the next heading of its level or a higher one, at a thematic break, or at the end.
//! 4. All the rest is the body.
//!
//! Nothing is rendered here: the result says which blocks belong where.

use crate::{
    config,
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{Block, BlockKind},
    place::{Place, SourcePath, Span},
};
use std::ops::Range;

/// Which blocks belong where.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sections {
    /// The block that is the title.
    pub(super) title: Option<usize>,
    /// The blocks of the lead.
    pub(super) lead: Vec<Range<usize>>,
    /// The blocks of the body.
    pub(super) body: Vec<Range<usize>>,
    /// The takeaways: the heading's place and the blocks below it.
    pub(super) takeaways: Option<(Span, Range<usize>)>,
    /// The FAQ: the heading's place and its entries.
    pub(super) faq: Option<(Span, Vec<FaqSection>)>,
}

/// An entry of an FAQ section.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FaqSection {
    /// The block of its heading.
    pub(super) heading: usize,
    /// The blocks of its answer.
    pub(super) answer: Range<usize>,
}

/// The names that make a section the takeaways or the FAQ, in the language of the text.
#[derive(Clone, Copy)]
pub(super) struct HeadingNames<'a> {
    /// The names of all languages.
    pub(super) sections: &'a config::SectionNames,
    /// The language.
    pub(super) language: &'a str,
}

/// Cuts `blocks` up. `has_title`: whether the front matter has one; `names`: of the sections that are lifted out, `None`
/// for texts that have none.
pub(super) fn cut(
    blocks: &[Block],
    has_title: bool,
    names: Option<HeadingNames>,
    file: &SourcePath,
    diags: &mut Diagnostics,
) -> Sections {
    let mut sections = Sections::default();
    if !has_title && level(blocks, 0) == Some(1) {
        sections.title = Some(0);
    }
    let start = usize::from(sections.title.is_some());
    let special = match names {
        Some(names) => special_sections(blocks, start, names, file, diags, &mut sections),
        None => Vec::new(),
    };
    let first_heading = (start..blocks.len()).find(|&at| level(blocks, at).is_some_and(|level| level <= 2));
    let lead_end = first_heading.unwrap_or_else(|| end_of_first(blocks, start));
    sections.lead = without(start..lead_end, &special);
    sections.body = without(lead_end..blocks.len(), &special);
    sections
}

/// Finds the takeaways and the FAQ; returns the ranges of blocks that they take.
fn special_sections(
    blocks: &[Block],
    start: usize,
    names: HeadingNames,
    file: &SourcePath,
    diags: &mut Diagnostics,
    sections: &mut Sections,
) -> Vec<Range<usize>> {
    let mut special = Vec::new();
    for at in start..blocks.len() {
        let BlockKind::Heading { level: 2, text, .. } = &blocks[at].kind else { continue };
        let section = at + 1..section_end(blocks, at);
        let told = if names.sections.is_takeaways(names.language, text) {
            match &sections.takeaways {
                Some((first, _)) => Some(second(Code::TakeawaysShape, blocks[at].span, *first, file)),
                None if !are_takeaways(&blocks[section.clone()]) => Some(not_takeaways(blocks, at, file)),
                None => {
                    sections.takeaways = Some((blocks[at].span, section.clone()));
                    None
                }
            }
        } else if names.sections.is_faq(names.language, text) {
            match (&sections.faq, faq_entries(blocks, &section)) {
                (Some((first, _)), _) => Some(second(Code::FaqShape, blocks[at].span, *first, file)),
                (None, Err(reason)) => Some(not_faq(blocks, at, file, reason)),
                (None, Ok(entries)) => {
                    sections.faq = Some((blocks[at].span, entries));
                    None
                }
            }
        } else {
            continue;
        };
        match told {
            Some(told) => diags.push(told),
            None => special.push(at..section.end),
        }
    }
    special
}

/// Where the block `start` ends, with those that belong to it.
fn end_of_first(blocks: &[Block], start: usize) -> usize {
    let (mut at, mut end) = (start, start + 1);
    while let Some(block) = blocks.get(at).filter(|_| at < end) {
        end = end.max(at + block.reach + 1);
        at += 1;
    }
    end.min(blocks.len())
}

fn level(blocks: &[Block], at: usize) -> Option<u8> {
    match blocks.get(at)?.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// The block before which the section of the heading `at` ends.
fn section_end(blocks: &[Block], at: usize) -> usize {
    let own = level(blocks, at).unwrap_or(6);
    let ends = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => level <= own,
        BlockKind::Rule => true,
        _ => false,
    };
    (at + 1..blocks.len()).find(|&next| ends(&blocks[next])).unwrap_or(blocks.len())
}

/// Whether the `body` of a section is nothing but paragraphs and lists.
fn are_takeaways(body: &[Block]) -> bool {
    !body.is_empty() && body.iter().all(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::List))
}

fn faq_entries(blocks: &[Block], section: &Range<usize>) -> Result<Vec<FaqSection>, &'static str> {
    let headings: Vec<usize> = section.clone().filter(|&at| level(blocks, at) == Some(3)).collect();
    match headings.first() {
        None => return Err("it has no `###` headings"),
        Some(&first) if first > section.start => return Err("there is text before its first `###`"),
        Some(_) => {}
    }
    let ends = headings.iter().skip(1).copied().chain([section.end]);
    Ok(headings.iter().zip(ends).map(|(&heading, end)| FaqSection { heading, answer: heading + 1..end }).collect())
}

/// `range` less all of `holes`, which are in order.
fn without(range: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut kept = Vec::new();
    let mut at = range.start;
    for hole in holes.iter().filter(|hole| hole.start >= range.start && hole.start < range.end) {
        kept.push(at..hole.start);
        at = hole.end;
    }
    kept.push(at..range.end);
    kept.retain(|range| range.start < range.end);
    kept
}

fn not_takeaways(blocks: &[Block], at: usize, file: &SourcePath) -> Diagnostic {
    let message = "this section is named as takeaways, but its body isn't paragraphs and lists alone";
    Diagnostic::at(Code::TakeawaysShape, file, blocks[at].span, message)
        .help("put nothing but paragraphs and lists into it, or give it another name; it stays in the text as it is")
}

fn not_faq(blocks: &[Block], at: usize, file: &SourcePath, reason: &str) -> Diagnostic {
    let message = format!("this section is named as an FAQ, but {reason}");
    Diagnostic::at(Code::FaqShape, file, blocks[at].span, message)
        .help("write each question as a `###` heading with its answer below; the section stays in the text as it is")
}

/// Tells the section at `span`, since the one at `first` has such a name too.
fn second(code: Code, span: Span, first: Span, file: &SourcePath) -> Diagnostic {
    let what = if code == Code::FaqShape { "an FAQ" } else { "takeaways" };
    let message = format!("this section is named as {what}, but there is one above; it stays in the text as it is");
    Diagnostic::at(code, file, span, message)
        .related(Place::new(file, first), "this one is taken")
        .help("put both into one section, or give this one another name")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str) -> BlockKind {
        BlockKind::Heading { level, text: text.into(), id: None, wiki: None }
    }

    fn cut_up(kinds: Vec<BlockKind>) -> (Sections, Vec<&'static str>) {
        let blocks: Vec<_> = kinds.into_iter().map(|kind| Block { kind, span: Span::new(0, 1), reach: 0 }).collect();
        let names = HeadingNames { sections: &config::SectionNames::default(), language: "en" };
        let mut diags = Diagnostics::new();
        let sections = cut(&blocks, false, Some(names), &SourcePath::new("content/a.md"), &mut diags);
        (sections, diags.iter().map(|diag| diag.code.name()).collect())
    }

    #[test]
    fn an_article_is_lead_takeaways_body_and_faq() {
        use BlockKind::{List, Other, Rule};
        let (sections, told) = cut_up(vec![
            heading(1, "Title"),
            Other,
            heading(2, "key TAKEAWAYS"),
            List,
            heading(2, "One"),
            Other,
            heading(2, "FAQ"),
            heading(3, "Why?"),
            Other,
            heading(3, "How?"),
            Other,
            Rule,
            Other,
        ]);
        assert_eq!(told, [""; 0]);
        assert_eq!(sections.title, Some(0));
        assert_eq!(sections.lead, [1..2]);
        assert_eq!(sections.takeaways.map(|(_, blocks)| blocks), Some(3..4));
        assert_eq!(sections.body, [4..6, 11..13]);
        let entries = sections.faq.map(|(_, entries)| entries).unwrap_or_default();
        assert_eq!(entries, [FaqSection { heading: 7, answer: 8..9 }, FaqSection { heading: 9, answer: 10..11 }]);
    }

    #[test]
    fn a_section_of_another_shape_stays_and_is_told() {
        use BlockKind::{List, Other};
        let (sections, told) = cut_up(vec![Other, heading(2, "FAQ"), Other, heading(2, "Key takeaways"), List, Other]);
        assert_eq!(told, ["faq-shape", "takeaways-shape"]);
        assert_eq!((sections.lead, sections.body), (vec![0..1], vec![1..6]));
    }

    #[test]
    fn takeaways_are_paragraphs_and_lists_and_the_first_section_that_has_them() {
        use BlockKind::{List, Other, Paragraph};
        let (sections, told) = cut_up(vec![
            Other,
            heading(2, "TL;DR"),
            heading(2, "Takeaways"),
            Paragraph,
            List,
            heading(2, "Key takeaways"),
            List,
        ]);
        assert_eq!(told, ["takeaways-shape", "takeaways-shape"]);
        assert_eq!(sections.takeaways.map(|(_, blocks)| blocks), Some(3..5));
        assert_eq!((sections.lead, sections.body), (vec![0..1], vec![1..2, 5..7]));
    }

    #[test]
    fn without_a_section_the_first_block_leads() {
        use BlockKind::Other;
        let (sections, _) = cut_up(vec![Other, Other, heading(3, "x")]);
        assert_eq!((sections.lead, sections.body), (vec![0..1], vec![1..3]));
    }

    #[test]
    fn a_lead_goes_on_until_what_it_opened_is_closed() {
        let block = |reach| Block { kind: BlockKind::Other, span: Span::new(0, 1), reach };
        let blocks = [block(1), block(1), block(0), block(0)];
        let sections = cut(&blocks, false, None, &SourcePath::new("content/a.md"), &mut Diagnostics::new());
        assert_eq!((sections.lead, sections.body), (vec![0..3], vec![3..4]));
    }
}
