//! Documents taken apart: blocks, parts, items of lists, the text of fences.

use super::*;
use crate::markdown::{BlockKind, BodySpec};

const ARTICLE: &str = "Lead[^n].

## One {#uno}

Text.

[^n]: Note.

[ref]: /u

---

- a
- b

\
    ```{question}
level = \"mid\"
```

### [[id-of|x]]

    code
";

#[test]
fn blocks_are_what_stands_at_the_top() {
    let text = Text::verbatim(ARTICLE, 0);
    let document = document(&text);
    let shown: Vec<_> = document
        .blocks()
        .iter()
        .map(|block| {
            let kind = match &block.kind {
                BlockKind::Heading { level, text, id, wiki } => {
                    let id = id.as_ref().map_or("", |id| &ARTICLE[id.span.range()]);
                    let wiki = wiki.as_ref().map_or("", |wiki| &wiki.name);
                    format!("h{level} {text} #{id} @{wiki}")
                }
                BlockKind::Fence { info } => format!("fence {info}"),
                other => format!("{other:?}"),
            };
            (kind, ARTICLE[block.span.range()].lines().next().unwrap_or_default())
        })
        .collect();
    let shown: Vec<_> = shown.iter().map(|(kind, line)| (kind.as_str(), *line)).collect();
    assert_eq!(
        shown,
        [
            ("Paragraph", "Lead[^n]."),
            ("h2 One #uno @", "## One {#uno}"),
            ("Paragraph", "Text."),
            ("Rule", "---"),
            ("List", "- a"),
            ("fence {question}", "```{question}"),
            ("h3 x # @id-of", "### [[id-of|x]]"),
            ("Other", "code"),
        ]
    );
}

#[test]
fn parts_share_one_sequence_of_ids() {
    let text = Text::verbatim("## A\n\nx\n\n### A\n\ny\n\n### A\n\nz\n\n## A\n", 0);
    let document = document(&text);
    let part = |heading, blocks| BodySpec { heading, ..BodySpec::of(blocks) };
    let parts = [part(None, 0..2), part(Some(2), 3..4), part(Some(4), 5..6), part(None, 6..7)];
    let bodies = document.compose(&parts, &mut Ids::new(), &mut Diagnostics::new());
    let shown: Vec<_> = bodies.iter().map(|body| (body.heading_id.as_deref(), show(body))).collect();
    assert_eq!(
        shown,
        [
            (None, "<h2 id=\"a\">A</h2>\n<p>x</p>\n".to_owned()),
            (Some("a-1"), "<p>y</p>\n".to_owned()),
            (Some("a-2"), "<p>z</p>\n".to_owned()),
            (None, "<h2 id=\"a-3\">A</h2>\n".to_owned()),
        ]
    );
}

#[test]
fn a_part_may_leave_blocks_out() {
    let text = Text::verbatim("a\n\nb\n\nc\n\n[r]: /u\n", 0);
    let parts =
        [BodySpec { blocks: vec![0..1, 2..3], heading: None }, BodySpec { heading: Some(9), ..BodySpec::of(5..9) }];
    let bodies = document(&text).compose(&parts, &mut Ids::new(), &mut Diagnostics::new());
    assert_eq!(show(&bodies[0]), "<p>a</p>\n<p>c</p>\n");
    assert_eq!(bodies[1], Body::default());
}

#[test]
fn items_are_inline_where_they_are_one_paragraph() {
    for (markdown, expected) in [
        ("- a *b*\n- c", &["a <em>b</em>", "c"][..]),
        ("1. a\n\n2. b", &["a", "b"]),
        ("- a\n  - b\n- c", &["a\n<ul>\n<li>b</li>\n</ul>\n", "c"]),
        ("- a\n\n  b", &["<p>a</p>\n<p>b</p>\n"]),
        ("-", &[""]),
        ("- [[a]]", &["<a href=\"wiki:a\">(a)</a>"]),
        ("a *b*", &["a <em>b</em>"]),
        ("# a", &[]),
    ] {
        let text = Text::verbatim(markdown, 0);
        let items = document(&text).items(0..1, &mut Ids::new(), &mut Diagnostics::new());
        assert_eq!(items.iter().map(show).collect::<Vec<_>>(), expected, "{markdown}");
    }
    let empty = Text::verbatim("", 0);
    assert_eq!(document(&empty).items(0..1, &mut Ids::new(), &mut Diagnostics::new()), []);
}

#[test]
fn the_text_of_a_fence_has_exact_places() {
    let markdown = "a\n\n  ```{question}\n  é = 1\n  b\n  ```\n";
    // The document begins at byte 7 of its file.
    let text = Text::verbatim(markdown, 7);
    let document = document(&text);
    let toml = document.code_text(document.extents[1].start);
    assert_eq!(toml.as_str(), "é = 1\nb\n");
    let at = |part: &str| {
        let start = toml.as_str().find(part).expect("it is there");
        let span = toml.span(start..start + part.len());
        &markdown[span.start as usize - 7..span.end as usize - 7]
    };
    assert_eq!((at("é"), at("1"), at("b")), ("é", "1", "b"));
}

#[test]
fn an_empty_fence_has_its_place_behind_its_first_line() {
    let text = Text::verbatim("```{toc}\n```\n", 0);
    let toml = document(&text).code_text(0);
    assert_eq!((toml.as_str(), toml.whole()), ("", Span::new(9, 9)));
}

#[test]
fn a_heading_is_its_words() {
    for (source, words, at) in [
        ("## What is it?\n", "What is it?", 3),
        ("### `a` {#x} ##\n", "`a`", 4),
        ("## C# {#c-sharp}", "C#", 3),
        ("## C#\n", "C#", 3),
        ("## [] and {}\n", "[] and {}", 3),
        ("### What does C{#}\n", "What does C{#}", 4),
        ("## \\# and \\*a*\n", "\\# and \\*a*", 3),
        ("Why?\n---\n", "Why?", 0),
        ("a\n\n##\n", "", 5),
    ] {
        let text = Text::verbatim(source, 7);
        let options = Options::default();
        let document = Document::parse(&text, &file(), &options, &mut Diagnostics::new());
        let words_of = document.heading_words(document.blocks().len() - 1).expect("it is a heading");
        assert_eq!((words_of.as_str(), words_of.whole().start), (words, at + 7), "{source}");
    }
}
