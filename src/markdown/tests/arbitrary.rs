//! Texts nobody would write, and prose that everybody does.

use super::*;
use crate::{
    html::{self, Token, TokenKind},
    markdown::{BodySpec, RawHtml, elements},
    text::is_cjk,
};
use proptest::prelude::*;

/// What means something to one of the grammars.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "[", "]", "[[", "]]", "(", ")", "$", "$$", "`", "```", "~~~", "\n", "\n\n", "> ", "- ", "1. ", "# ", "## ",
    "{#a}", "{.b}", "|", "|---|", "\n|--|\n", "*", "_", "**", "~~", "<", ">", "<b>", "</b>", "<a href=x", "<!--",
    "-->", "<script>", "&amp;", "&", "\\", "a", "é", "缓", " ", "\t", "[^1]", "\n[^1]: ", "[a]: b\n", "](c.md)", "![",
    "{", "}", "{toc}", "x = \"y\"", "\r\n", "    ", ":", "http://a.b", "=", "---\n", "\u{0}", "\u{fdd0}", "math",
    "rust", "\\frac", "^2", "[!NOTE]", "- [x] ", "\"", "'", "<div\n", "id=c",
];

/// What somebody might repeat without end.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "[", "[[", "[[a", "[[a|", "$", "$$ ", "$a ", "$$a\n", "`", "` `` ", "> ", "- ", "*a ", "**a", "<a ", "<!--",
    "</a>", "<b>", "[^1]", "[a][b] ", "](a.md", "![", "{", "&amp;", "\\", "\n\n# a", "[[a]]", "$a$ ", "<a href=b>",
    "~~a", "| a |\n", "a\n- ", "[^", "](", "\"", "<![CDATA[", "> <div\n> a",
];

/// Prose with what other programs take for markup.
#[rustfmt::skip]
const PROSE: &[&str] = &[
    "the", "cache", "$5", "$120k-$150k", "{{ x }}", "[] and {}", "[[ -f x ]]", "[[1,2],[3,4]]", "~", "^", "x^2",
    "~/.ssh", "snake_case", "*em*", "`code`", "a_b_c", "e.g.", "(see", "below)", "--", "...", "\"quoted\"", "it's",
    "#1", "50%", "a/b", "<=", "=>", "&", "x[0]", "a|b", "@you", "\\", "/", "~5", "\n", "\n\n", "[x]", "[ ]", "{#if x}",
    "{%", "%}", "::", "!", "?", ";", "C#", "C++", "f(x)", "é", "缓存",
];

/// Raw HTML, whole and broken, with Markdown and words.
#[rustfmt::skip]
const HTML: &[&str] = &[
    "<div>", "<div>\n\n", "\n\n<div>\n\n", "</div>", "\n\n</div>\n\n", "<b>", "</b>", "<p>", "</p>", "<ul>", "<li>", "</ul>",
    "<table><tr><td>", "</table>", "<details>", "</details>", "<br>", "<br/>", "<div/>", "<Vec/>", "<String>", "<svg><path/></svg>",
    "<!-- ", " -->", " -- >", "<![CDATA[", "]]>", "<?php ", "?>", "<!DOCTYPE html>", "<div class=\"", "\">", "</span>", "<a href=b>",
    "</a>", "<style>", "</style>", "<textarea>", "</article>", "\n\n", "\n\n", "\n", "> ", "\n\n- ", "\n\n## ", "*", "**", "word ",
    "word ", "word ", "word ", " ",
];

/// Texts made of them.
pub(super) fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn every_option() -> Vec<Options> {
    let all = Options { math: true, definition_lists: true, ..options() };
    vec![all.clone(), Options { html: RawHtml::Sanitize, ..all.clone() }, Options { extensions: false, ..all }]
}

/// What must hold of every body.
fn is_sound(body: &Body, markdown: &str) {
    let _ = show(body);
    let _ = body.text();
    assert!(body.slots.is_sorted_by_key(|&(at, _)| at), "{markdown:?}");
    for stretch in body.stretches() {
        let text = body.stretch(stretch.html.clone());
        assert!(!text.contains(['<', '>']), "{markdown:?} has the prose {text:?}");
        let is_within = |at: u32| (stretch.html.start + 1..stretch.html.end).contains(&(at as usize));
        assert!(!body.slots.iter().any(|&(at, _)| is_within(at)), "{markdown:?}");
        assert!(markdown.get(body.source(stretch.html.clone()).range()).is_some(), "{markdown:?}: {stretch:?}");
    }
    assert!(body.prose.is_sorted_by_key(|piece| (piece.start, piece.paragraph)), "{markdown:?}");
    for link in &body.links {
        assert!(markdown.get(link.span.range()).is_some(), "{markdown:?} has {link:?}");
    }
    let mut ids = body.ids.clone();
    ids.sort();
    ids.dedup();
    assert!(ids.len() == body.ids.len() || markdown.contains("id="), "{markdown:?} gives {:?}", body.ids);
}

/// Words of a text as HTML, without tags and marks; lines of Chinese go on in the next.
fn words(html: &str) -> Vec<String> {
    let text = |token: Token<'_>| if let TokenKind::Text(text) = token.kind { Some(text.into_owned()) } else { None };
    let text: String = html::tokens(html).filter_map(text).collect();
    let mut joined = String::new();
    for line in text.split_inclusive('\n') {
        if joined.trim_end_matches('\n').ends_with(is_cjk) && line.starts_with(is_cjk) {
            joined.truncate(joined.trim_end_matches('\n').len());
        }
        joined.push_str(line);
    }
    joined.split_whitespace().map(str::to_owned).collect()
}

/// Whether every element of `html` ends in what it began in, by the rules of the HTML standard.
fn is_balanced(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for token in html::tokens(html) {
        match token.kind {
            TokenKind::Start(tag) if elements::is_void(&tag.name) => {}
            TokenKind::Start(tag) if tag.is_whole && open.iter().any(|open| open == "svg") => {}
            TokenKind::Start(tag) => {
                // a paragraph ends, whatever of a line is open in it
                let paragraph = open.iter().rposition(|open| elements::ends_paragraph(open));
                if let Some(at) = paragraph.filter(|&at| elements::ends_paragraph(&tag.name) && open[at] == "p") {
                    open.remove(at);
                }
                open.push(tag.name.into_owned());
            }
            TokenKind::End(name) => {
                let Some(at) = open.iter().rposition(|open| *open == *name) else { return false };
                if !open[at + 1..].iter().all(|open| elements::may_stay_open(open)) {
                    return false;
                }
                open.truncate(at);
            }
            TokenKind::Unfinished => return false,
            TokenKind::Text(_) | TokenKind::Comment => {}
        }
    }
    open.iter().all(|open| elements::may_stay_open(open))
}

/// How often `word` stands in `text`.
fn count(text: &str) -> usize {
    text.matches("word").count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_everything_stays_sound(markdown in pieces()) {
        for options in every_option() {
            let (body, diags) = body_with(&markdown, &options);
            is_sound(&body, &markdown);
            for diagnostic in diags.iter() {
                let span = diagnostic.place.as_ref().map_or(Span::default(), |place| place.span);
                prop_assert!(markdown.get(span.range()).is_some(), "{diagnostic:?}");
                prop_assert!(diagnostic.help.is_some());
            }
            let text = Text::verbatim(markdown.as_str(), 0);
            is_sound(&inline(&text, &file(), &options, &mut Diagnostics::new()), &markdown);
            let document = Document::parse(&text, &file(), &options, &mut Diagnostics::new());
            let part = |n| BodySpec { heading: Some(n), ..BodySpec::of(n..n + 1) };
            let parts: Vec<_> = (0..document.blocks().len()).map(part).collect();
            document.compose(&parts, &mut Ids::new(), &mut Diagnostics::new());
            for n in 0..document.blocks().len() {
                document.items(n..n + 1, &mut Ids::new(), &mut Diagnostics::new());
                document.fence_arguments(n, &mut Diagnostics::new());
            }
        }
    }

    #[test]
    fn raw_html_is_balanced_and_hides_no_word_in_silence(
        parts in prop::collection::vec(prop::sample::select(HTML), 0..30)
    ) {
        let markdown = parts.concat();
        let (body, diags) = body_with(&markdown, &options());
        let html = show(&body);
        prop_assert!(is_balanced(&html), "{markdown:?} gives {html:?}");
        if diags.is_empty() {
            let text = |token: Token<'_>| if let TokenKind::Text(text) = token.kind { count(&text) } else { 0 };
            let shown: usize = html::tokens(&html).map(text).sum();
            let hidden = html::tokens(&html).filter(|token| !matches!(token.kind, TokenKind::Text(_)));
            let hidden: usize = hidden.map(|token| count(&html[token.range])).sum();
            prop_assert!(shown + hidden >= count(&markdown), "{markdown:?} gives {html:?}");
        }
    }

    #[test]
    fn nothing_panics_on_any_characters(markdown in "\\PC{0,80}") {
        for options in every_option() {
            is_sound(&body_with(&markdown, &options).0, &markdown);
        }
    }

    #[test]
    fn prose_has_the_words_that_plain_commonmark_gives(
        parts in prop::collection::vec(prop::sample::select(PROSE), 0..40)
    ) {
        let markdown = parts.join(" ");
        let plain = Options { extensions: false, ..options() };
        let ours = words(&show(&body_with(&markdown, &options()).0));
        prop_assert_eq!(&ours, &words(&show(&body_with(&markdown, &plain).0)));
        let math = Options { math: true, ..options() };
        prop_assert_eq!(&ours, &words(&show(&body_with(&markdown, &math).0)));
    }
}

#[test]
fn what_is_written_as_an_entity_has_its_place() {
    let texts = ["<b>x</b> a\u{a0}", "<b>x</b> a\u{a0}<i>é</i>", "<b>x</b>\u{a0}é&quot;", "é&nGt;", "&nLt;é", "é&amp;"];
    for markdown in texts {
        for options in every_option() {
            is_sound(&body_with(markdown, &options).0, markdown);
        }
    }
}

/// What takes the square of their length doesn't end within the time of a test run.
#[test]
fn enormous_texts_are_sound() {
    for unit in UNITS {
        let markdown = unit.repeat(60_000 / unit.len());
        for options in [Options { math: true, ..options() }, Options { html: RawHtml::Sanitize, ..options() }] {
            is_sound(&body_with(&markdown, &options).0, &markdown);
        }
    }
}
