//! Short texts: a whole text as one body, and inline Markdown.
//!
//! Inline Markdown is what stands within a paragraph. In it, `1. `, `#` or `-` at the beginning are words, not
//! blocks, so the text is read where CommonMark sees no blocks: as the second line of a paragraph, indented by four
//! spaces, which nothing can interrupt. The word in the first line is left out again.

use super::{
    Options,
    body::Body,
    document::{BodySpec, Document},
    events::Step,
    ids::Ids,
    render,
    source::Source,
};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Text},
};
use pulldown_cmark::{Event, Tag};

/// What stands before each paragraph: a word, and the indentation of the first line behind it.
const OPENING: &str = "x\n    ";
const INDENT: &str = "    ";

/// A whole text as one body.
pub fn block(text: &Text, file: &SourcePath, options: &Options, ids: &mut Ids, diags: &mut Diagnostics) -> Body {
    whole(&Document::parse(text, file, options, diags), ids, diags)
}

fn whole(document: &Document<'_>, ids: &mut Ids, diags: &mut Diagnostics) -> Body {
    let all = BodySpec::of(0..document.blocks().len());
    document.compose(&[all], ids, diags).pop().unwrap_or_default()
}

/// What is a line in most cases: one paragraph as [`inline`] Markdown, anything else as its blocks.
pub fn short(text: &Text, file: &SourcePath, options: &Options, diags: &mut Diagnostics) -> Body {
    let mut found = Diagnostics::new();
    let document = Document::parse(text, file, options, &mut found);
    if document.is_one_paragraph() {
        return inline(text, file, options, diags);
    }
    diags.extend(found);
    whole(&document, &mut Ids::new(), diags)
}

/// Inline Markdown: what stands in its paragraphs, with `<br />` between them. Nothing in it makes a block.
pub fn inline(text: &Text, file: &SourcePath, options: &Options, diags: &mut Diagnostics) -> Body {
    if is_plain(text.as_str()) {
        let source = Source { read: text.as_str(), text, shifts: Vec::new(), file: file.clone() };
        let words = Step { event: Event::Text(text.as_str().into()), range: 0..text.as_str().len() };
        let extents = std::slice::from_ref(&(0..1));
        return render::inline(&Document::of_steps(source, options, vec![words]), extents, diags);
    }
    parsed(text, file, options, diags)
}

fn parsed(text: &Text, file: &SourcePath, options: &Options, diags: &mut Diagnostics) -> Body {
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

/// Whether `text` is a line of which nobody could think that it is anything but words: most questions are.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.' | b'?' | b'/' | b'-');
    !text.is_empty() && text.trim() == text && text.bytes().all(is_plain) && !text.contains("www.")
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

    proptest::proptest! {
        #[test]
        fn plain_words_are_what_the_parser_makes_of_them(text in "[a-z1. ,?/-]{1,12}") {
            let (file, options) = (SourcePath::new("a.md"), Options::default());
            let text = Text::verbatim(text, 0);
            let [short, long] = [inline, parsed].map(|read| read(&text, &file, &options, &mut Diagnostics::new()));
            proptest::prop_assert_eq!(format!("{short:?}"), format!("{long:?}"));
        }
    }

    #[test]
    fn one_paragraph_is_a_line_whatever_is_in_it() {
        for (text, html) in [
            ("Use <progress value=1></progress> for *it*.", "Use <progress value=1></progress> for <em>it</em>."),
            ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
            ("- One.", "<ul>\n<li>One.</li>\n</ul>\n"),
            ("<p>One.</p>", "<p>One.</p>\n"),
        ] {
            let text = Text::verbatim(text, 0);
            let body = short(&text, &SourcePath::new("a.md"), &Options::default(), &mut Diagnostics::new());
            assert_eq!(body.fixed().map(str::trim_end), Some(html.trim_end()));
        }
    }
}
