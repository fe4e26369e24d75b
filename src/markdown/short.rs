//! Short texts: a whole text as one body, and inline Markdown.
//!
//! Inline Markdown is what stands within a paragraph. In it, `1. `, `#` or `-` at the beginning are words, not
//! blocks, so the text is read where CommonMark sees no blocks: as the second line of a paragraph, indented by four
//! spaces, which nothing can interrupt. The word in the first line is left out again.

use super::{
    Options,
    body::{Body, Parts},
    document::{Document, Part, Source},
    ids::Ids,
    prose::Piece,
    render,
    words::Counter,
};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
};
use pulldown_cmark::{Event, Tag};

/// What stands before each paragraph: a word, and the indentation of the first line behind it.
const OPENING: &str = "x\n    ";
const INDENT: &str = "    ";

/// A whole text as one body.
pub fn block(text: &Text, file: &SourcePath, options: &Options, ids: &mut Ids, diags: &mut Diagnostics) -> Body {
    if is_plain(text.as_str()) {
        let html = ["<p>", text.as_str(), "</p>\n"].concat();
        return plain(html, text.as_str(), pieces(text, "<p>".len()));
    }
    let document = Document::parse(text, file, options, diags);
    let all = Part::of(0..document.blocks().len());
    document.compose(&[all], ids, diags).pop().unwrap_or_default()
}

/// Whether `text` is one line that begins with a letter and holds nothing that could mean something to Markdown, HTML or
/// the grammars of our own. Most takeaways, questions and answers of a line are; no parser need be set up for them.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| PLAIN[usize::from(byte)];
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && !text.ends_with(' ') && text.bytes().all(is_plain)
}

/// The bytes of plain texts.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80..)
            || matches!(byte as u8, b' ' | b'.' | b',' | b';' | b':' | b'?' | b'(' | b')' | b'/' | b'%' | b'-' | b'\'');
        byte += 1;
    }
    plain
};

/// The body of a plain text, which is in `html`.
fn plain(html: String, text: &str, prose: Vec<Piece>) -> Body {
    let mut counter = Counter::new();
    counter.count(text);
    Body::new(html.into_boxed_str(), Box::default(), counter.finish(), Parts { prose, ..Parts::NONE })
}

/// The one paragraph `text`, which stands in the HTML from byte `at` on, as prose.
fn pieces(text: &Text, at: usize) -> Vec<Piece> {
    let all = 0..text.as_str().len();
    let starts = [0].into_iter().chain(text.borders(all.clone()));
    let ends = text.borders(all.clone()).chain([all.end]);
    let piece = |(start, end): (usize, usize)| Piece {
        start: Span::new(at + start, 0).start,
        end: Span::new(0, at + end).end,
        source: text.span(start..start).start,
        paragraph: 1,
        continues: start > 0,
        ..Piece::default()
    };
    starts.zip(ends).map(piece).collect()
}

/// Inline Markdown: what stands in its paragraphs, with `<br />` between them. Nothing in it makes a block.
pub fn inline(text: &Text, file: &SourcePath, options: &Options, diags: &mut Diagnostics) -> Body {
    if is_plain(text.as_str()) {
        return plain(text.as_str().to_owned(), text.as_str(), Vec::new());
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
        fn a_plain_text_is_what_the_parser_makes_of_it(text in "[A-Za-z][a-zA-Z0-9 .,;:?()/%'é日-]{0,40}[a-z?.]") {
            proptest::prop_assert!(is_plain(&text));
            let options = Options { definition_lists: true, math: true, ..Options::default() };
            let text = Text::verbatim(text, 5);
            let file = SourcePath::new("a.md");
            let block = block(&text, &file, &options, &mut Ids::new(), &mut Diagnostics::new());
            proptest::prop_assert_eq!(&block, &parsed(&text, &options));
            let inline = inline(&text, &file, &options, &mut Diagnostics::new());
            proptest::prop_assert_eq!(inline.words, block.words);
            proptest::prop_assert_eq!(&*inline.html, text.as_str());
            proptest::prop_assert!(inline.prose.is_empty());
        }
    }
}
