//! The text that auto-links may use: where it is, which paragraph it is in, and where it was written.

use super::*;
use crate::{
    markdown::{RawHtml, Stretch},
    tree::{Value, toml},
};

fn strict() -> Options {
    Options { html: RawHtml::Sanitize, ..options() }
}

/// The stretches of a text, each behind the number of its paragraph, which count from 1 here; `~` where a word goes on.
fn stretches(markdown: &str, options: &Options) -> Vec<String> {
    let body = body_with(markdown, options).0;
    let mut paragraphs: Vec<u32> = body.stretches().map(|stretch| stretch.paragraph).collect();
    paragraphs.dedup();
    let shown = |stretch: Stretch| {
        let number = paragraphs.iter().position(|known| *known == stretch.paragraph).unwrap_or(0) + 1;
        let mark = |is_joined: bool, own: bool| if is_joined && !own { "~" } else { "" };
        let text = body.stretch(stretch.html.clone());
        let before = mark(stretch.is_joined_before, text.starts_with(' '));
        format!("{number} {before}{text}{}", mark(stretch.is_joined_after, text.ends_with(' ')))
    };
    body.stretches().map(shown).collect()
}

const CASES: &[(&str, &[&str])] = &[
    ("a & b *c* d", &["1 a &amp; b ", "1 c", "1  d"]),
    ("a\nb", &["1 a\nb"]),
    ("a\n\nb", &["1 a", "2 b"]),
    ("a [b](c) d", &["1 a ", "1  d"]),
    ("a [[b]] c", &["1 a ", "1  c"]),
    ("a [[!b]] c", &["1 a ", "1  c"]),
    ("a ![b](c) d", &["1 a ", "1  d"]),
    ("a `b` c", &["1 a ", "1  c"]),
    ("## a\n\n- b\n- c", &["1 b", "2 c"]),
    ("- a\n\n  b\n- c", &["1 a", "2 b", "3 c"]),
    ("- a\n  - b\n- c", &["1 a", "2 b", "3 c"]),
    ("> a\n\nb", &["1 b"]),
    ("> [!TIP]\n> a", &["1 a"]),
    ("| a |\n|---|\n| b |", &[]),
    ("a <a href=x>b</a> c", &["1 a ", "1  c"]),
    ("a <b>c</b> d", &["1 a ", "1 c", "1  d"]),
    ("<blockquote>\n\na\n\n</blockquote>", &[]),
    ("<a href=x>\n\na\n\n</a>", &[]),
    ("a[^1] b\n\n[^1]: c", &["1 a", "1  b"]),
    ("<div>\na\n</div>", &[]),
    ("<https://a.org>", &[]),
    // words that go on in other markup
    ("re*a* *a*b *a* *a*.", &["1 re~", "1 ~a", "1  ", "1 a~", "1 ~b ", "1 a", "1  ", "1 a", "1 ~."]),
    ("`re`a a`b`", &["1 ~a a~"]),
    ("[re](x)a a[b](x)", &["1 ~a a~"]),
    ("[[re]]a a[[b]]", &["1 ~a a~"]),
    ("[[re|x]]a", &["1 ~a"]),
    ("[[!re]]a", &["1 ~a"]),
    ("re<b>a</b> a<b>b</b>", &["1 re~", "1 ~a", "1  a~", "1 ~b"]),
    ("re<wbr>a re<br>a", &["1 re~", "1 ~a re", "1 a"]),
    ("re\\\na", &["1 re", "1 a"]),
    ("*a*# *a*-b", &["1 a~", "1 ~# ", "1 a", "1 ~-b"]),
];

#[test]
fn prose_is_the_text_where_links_may_go() {
    for (markdown, expected) in CASES {
        assert_eq!(stretches(markdown, &options()), *expected, "{markdown}");
    }
}

#[test]
fn it_is_the_same_behind_the_sanitiser() {
    for (markdown, expected) in CASES {
        // raw HTML is what makes the sanitiser run
        let found = stretches(&format!("{markdown}\n\n<i></i>"), &strict());
        assert_eq!(found, *expected, "{markdown}");
    }
    // what it drops would shift what follows
    assert_eq!(stretches("a\0b *c* <i>d</i>", &strict()), ["1 c", "1  ", "1 d"]);
    assert_eq!(stretches("a <object>b</object>\n\n<form>c</form>", &strict()), ["1 a "]);
}

#[test]
fn too_much_open_html_leaves_no_prose() {
    let markdown = format!("a {}<a href=x>b</a>", "<b>".repeat(300));
    assert_eq!(stretches(&markdown, &options()), ["1 a "]);
}

#[test]
fn inline_texts_have_none() {
    assert_eq!(inline_body("a *b*").prose, []);
    assert_eq!(inline_body("a").prose, []);
}

/// The bytes of the file from which each of `words`, which are escaped, was written.
fn written<'f>(file: &'f str, body: &Body, words: &[&str]) -> Vec<&'f str> {
    let place = |word: &&str| {
        let stretch = body.stretches().find(|stretch| body.stretch(stretch.html.clone()).contains(word));
        let stretch = stretch.unwrap_or_else(|| panic!("{file} has no {word}"));
        let at = stretch.html.start + body.stretch(stretch.html).find(word).expect("it was found");
        &file[body.source(at..at + word.len()).range()]
    };
    words.iter().map(place).collect()
}

#[test]
fn every_word_knows_where_it_was_written() {
    for (markdown, words, places) in [
        ("a < b & c", &["a", "b", "c"][..], &["a", "b", "c"][..]),
        ("é ü *ö*", &["é", "ü", "ö"], &["é", "ü", "ö"]),
        ("- one two\n  three four", &["one", "two\nthree", "four"], &["one", "two\n  three", "four"]),
        ("- one two\r\n  three", &["two\nthree", "three"], &["two\r\n  three", "three"]),
        ("a &amp; b &eacute; c", &["b", "c"], &["b", "c"]),
        ("R&D &amp; R&amp;D", &["R&amp;D"], &["R&D"]),
        ("x &amp; R&amp;D", &["R&amp;D"], &["R&amp;D"]),
        ("a \\* b \\_ c", &["a", "b", "c"], &["a", "b", "c"]),
        ("x&lt;", &["x&lt;"], &["x&"]),
        ("a<b", &["a&lt;", "&lt;b"], &["a<", "<b"]),
        ("~~~\ncode\n~~~\n\n1. x **b**\n\n   c\n", &["x", "b", "c"], &["x", "b", "c"]),
    ] {
        for options in [options(), strict()] {
            let markdown = if options == strict() { format!("{markdown}\n\n<i></i>") } else { markdown.to_owned() };
            let body = body_with(&markdown, &options).0;
            assert_eq!(written(&markdown, &body, words), places, "{markdown}");
        }
    }
}

#[test]
fn strings_of_toml_keep_their_places() {
    for (file, words, places) in [
        (r#"a = "one \"two\" three""#, &["one", "two", "three"][..], &["one", "two", "three"][..]),
        ("a = 'one two'", &["one two"], &["one two"]),
        (r#"a = "caf\u00e9 two""#, &["café", "two"], &["caf\\u", "two"]),
        (r#"a = "Caf\u00e9 two""#, &["two"], &["two"]),
        ("a = '''\none\ntwo *three* é\n'''", &["one\ntwo", "three", "é"], &["one\ntwo", "three", "é"]),
        ("a = \"\"\"\r\none \\\r\n  two\\n\\nthree\"\"\"", &["one two", "three"], &["one \\\r\n  two", "three"]),
    ] {
        let table = toml::parse(&Text::verbatim(file, 0), &self::file(), &mut Diagnostics::new());
        let Some(Value::String(text)) = table.get("a").map(|node| &node.value) else { panic!("{file}") };
        let body = block(text, &self::file(), &options(), &mut Ids::new(), &mut Diagnostics::new());
        assert_eq!(written(file, &body, words), places, "{file}");
    }
}
