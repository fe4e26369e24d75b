//! Short texts: a whole text as one body, and inline Markdown.
//!
//! Inline Markdown is what stands within a paragraph. In it, `1. `, `#` or `-` at the beginning are words, not
//! blocks, so the text is read where CommonMark sees no blocks: as the second line of a paragraph, indented by four
//! spaces, which nothing can interrupt. The word in the first line is left out again.
//!
//! A text that needs no parser, as `runs` knows, gets none.

mod runs;

use super::{
    Options,
    body::{Body, Parts},
    document::{Document, Part, Source},
    ids::Ids,
    prose::Prose,
    render,
    words::Counter,
};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
};
use pulldown_cmark::{Event, Tag};
use runs::{Kind, Run, runs};
use std::ops::Range;

/// What stands before each paragraph: a word, and the indentation of the first line behind it.
const OPENING: &str = "x\n    ";
const INDENT: &str = "    ";

/// A whole text as one body.
pub fn block(text: &Text, file: &SourcePath, options: &Options, ids: &mut Ids, diags: &mut Diagnostics) -> Body {
    if let Some(runs) = runs(text.as_str()) {
        return written(text, &runs, true);
    }
    let document = Document::parse(text, file, options, diags);
    let all = Part::of(0..document.blocks().len());
    document.compose(&[all], ids, diags).pop().unwrap_or_default()
}

/// The body of a text that is these `runs`: a paragraph, or inline.
fn written(text: &Text, runs: &[Run], is_block: bool) -> Body {
    let (before, after) = if is_block { ("<p>", "</p>\n") } else { ("", "") };
    let room = |run: &Run| run.inner.len() + run.kind.tags().0.len() + run.kind.tags().1.len();
    let mut html = String::with_capacity(before.len() + runs.iter().map(room).sum::<usize>() + after.len());
    let (mut counter, mut prose) = (Counter::new(), Prose::default());
    prose.block();
    html.push_str(before);
    for Run { kind, inner } in runs {
        let (open, close) = kind.tags();
        let words = &text.as_str()[inner.clone()];
        html.push_str(open);
        match kind {
            _ if !is_block => {}
            Kind::Code => prose.other(words),
            _ => pieces(text, inner.clone(), html.len(), &mut prose),
        }
        counter.count(words);
        html.push_str(words);
        html.push_str(close);
    }
    html.push_str(after);
    let parts = Parts { prose: render::exact(prose.pieces), ..Parts::NONE };
    Body::new(html.into_boxed_str(), Box::default(), counter.finish(), parts)
}

/// Adds bytes `range` of `text` to `prose`, which stand in the HTML from byte `at` on; a string of TOML or YAML may skip
/// bytes of the file.
fn pieces(text: &Text, range: Range<usize>, at: usize, prose: &mut Prose) {
    let mut from = range.start;
    for border in text.borders(range.clone()).chain([range.end]) {
        let html = Span::new(at + from - range.start, at + border - range.start);
        let source = text.span(from..border);
        prose.text(&text.as_str()[from..border], html.start..html.end, source.start..source.end, false);
        from = border;
    }
}

/// Inline Markdown: what stands in its paragraphs, with `<br />` between them. Nothing in it makes a block.
pub fn inline(text: &Text, file: &SourcePath, options: &Options, diags: &mut Diagnostics) -> Body {
    if let Some(runs) = runs(text.as_str()) {
        return written(text, &runs, false);
    }
    let (read, shifts) = as_paragraphs(text.as_str());
    let source = Source { read: &read, text, shifts, file: file.clone() };
    let document = Document::read(source, options, true, diags);
    let mut extents = Vec::new();
    let mut start = None;
    for (at, step) in document.steps.iter().enumerate() {
        match (&step.event, start) {
            // The paragraph, its word, and the line break after that.
            (Event::Start(Tag::Paragraph), None) => start = Some(at + 3),
            (Event::End(pulldown_cmark::TagEnd::Paragraph), Some(from)) => {
                extents.push(from.min(at)..at);
                start = None;
            }
            _ => {}
        }
    }
    render::inline(&document, &extents, diags)
}

/// `text` with its paragraphs behind an [`OPENING`], and where their lines came from.
fn as_paragraphs(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut read = String::with_capacity(text.len() + OPENING.len());
    let mut shifts = vec![(0, 0)];
    let (mut at, mut within) = (0, false);
    for line in text.split_inclusive('\n') {
        let begin = at + (line.len() - line.trim_start().len());
        at += line.len();
        if line.trim().is_empty() {
            if within {
                read.push('\n');
            }
            within = false;
            continue;
        }
        read.push_str(if within { INDENT } else { OPENING });
        within = true;
        shifts.push((read.len(), begin));
        read.push_str(&text[begin..at]);
    }
    (read, shifts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_indented_so_that_nothing_in_them_is_a_block() {
        for (text, expected) in [
            ("# a", "x\n    # a"),
            ("  a\nb", "x\n    a\n    b"),
            ("a\n\n\n b\n", "x\n    a\n\nx\n    b\n"),
            ("", ""),
            (" \n ", ""),
        ] {
            let (read, shifts) = as_paragraphs(text);
            assert_eq!(read, expected, "{text:?}");
            for (read_at, text_at) in &shifts[1..] {
                assert_eq!(read.as_bytes()[*read_at], text.as_bytes()[*text_at], "{text:?}");
            }
        }
    }

    /// The same body, made by the parser.
    fn parsed(text: &Text, options: &Options) -> Body {
        let document = Document::parse(text, &SourcePath::new("a.md"), options, &mut Diagnostics::new());
        let all = Part::of(0..document.blocks().len());
        document.compose(&[all], &mut Ids::new(), &mut Diagnostics::new()).pop().unwrap_or_default()
    }

    proptest::proptest! {
        #[test]
        fn what_needs_no_parser_is_what_it_would_make(text in simple()) {
            let options = Options { definition_lists: true, math: true, ..Options::default() };
            let file = SourcePath::new("a.md");
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let skipped = Span::new(middle, middle + 9);
            // as it stands in a file, and with bytes of the file left out in the middle
            let texts = [
                Text::verbatim(&*text, 5),
                Text::from_runs(&*text, vec![(0, 5), (skipped.start, skipped.end)], text.len() + 9),
            ];
            for text in texts.into_iter().filter(|text| middle > 0 && runs(text.as_str()).is_some()) {
                let block = block(&text, &file, &options, &mut Ids::new(), &mut Diagnostics::new());
                proptest::prop_assert_eq!(&block, &parsed(&text, &options));
                let inline = inline(&text, &file, &options, &mut Diagnostics::new());
                let inner = block.html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n"));
                proptest::prop_assert_eq!((Some(&*inline.html), inline.words), (inner, block.words));
                proptest::prop_assert!(inline.prose.is_empty());
            }
        }
    }

    /// Texts most of which are simple, and others that all but are.
    fn simple() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let words = "[a-zA-Z0-9é日 .,;:?()/%'-]{0,12}";
        let part = prop_oneof![
            4 => words.prop_map(|words| words),
            2 => "`[a-z_=*#@ .-]{1,5}`".prop_map(|code| code),
            2 => "[ (][*][a-z0-9][a-z .-]{0,4}[a-z][*][ .,;:?)]".prop_map(|emphasis| emphasis),
            2 => "[ (][*]{2}[a-z0-9][a-z .-]{0,4}[a-z][*]{2}[ .,;:?)]".prop_map(|strong| strong),
            1 => "[*`]{1,2}[a-z .]{0,3}[*`]{0,2}".prop_map(|marks| marks),
        ];
        ("[A-Za-z]?", proptest::collection::vec(part, 0..6)).prop_map(|(first, parts)| first + &parts.concat())
    }
}
