//! Code blocks, directives, and formulas between fences.

use super::*;
use crate::{markdown::RawHtml, tree::Value};

fn code(attributes: &str, code: &str) -> String {
    format!("<pre class=\"code\"{attributes} tabindex=\"0\"><code>{code}</code></pre>\n")
}

#[test]
fn code_keeps_its_text_and_its_language() {
    for (markdown, attributes, expected) in [
        ("```rust\na < b\n```", " data-language=\"rust\"", "a &lt; b\n"),
        ("```rust,ignore\na\n```", " data-language=\"rust\"", "a\n"),
        ("```js title=x\na\n```", " data-language=\"js\"", "a\n"),
        ("```\na\n\n  b\n```", "", "a\n\n  b\n"),
        ("    a\n\tb\n", "", "a\nb\n"),
        ("> ```\n> a\n> b\n> ```", "", "a\nb\n"),
        ("```c++\n```", " data-language=\"c++\"", ""),
        ("``` a\"b\n```", " data-language=\"a&quot;b\"", ""),
        ("```\n[[a]] $b$ {{ c }}\n```", "", "[[a]] $b$ {{ c }}\n"),
        ("    [[a]] $b$\n", "", "[[a]] $b$\n"),
    ] {
        let html = show(&body_with(markdown, &Options { math: true, ..options() }).0);
        let html = html.replace("<blockquote>\n", "").replace("</blockquote>\n", "");
        assert_eq!(html, code(attributes, expected), "{markdown}");
    }
}

#[test]
fn lines_stand_out_and_a_file_has_a_name() {
    for (markdown, expected) in [
        (
            "```js {1,3-4}\na\nb\nc\nd\n```",
            code(" data-language=\"js\"", "<mark>a\n</mark>b\n<mark>c\n</mark><mark>d\n</mark>"),
        ),
        ("```{2}\na\n< b\n```", code("", "a\n<mark>&lt; b\n</mark>")),
        (
            "```js name=\"a <b>.js\"\na\n```",
            format!(
                "<figure class=\"code-file\"><figcaption>a &lt;b&gt;.js</figcaption>\n{}</figure>\n",
                code(" data-language=\"js\"", "a\n").trim_end()
            ),
        ),
        ("```diff\n-a\n+b\n c\n```", code(" data-language=\"diff\"", "-a\n+b\n c\n")),
    ] {
        assert_eq!(show(&body(markdown)), expected, "{markdown}");
    }
    let colours = |markdown: &str| show(&body_with(markdown, &Options::default()).0);
    let html = colours("```rust {2}\n/* a\nb */\nfn c() {}\n```");
    assert_eq!(
        html,
        code(
            " data-language=\"rust\"",
            "<span class=\"c\">/* a</span>\n<mark><span class=\"c\">b */</span>\n</mark><span class=\"k\">fn</span> <span class=\"f\">c</span>() {}\n"
        )
    );
    let html = colours("```diff {3}\n-a\n+b\n c\n```");
    assert_eq!(html, code(" data-language=\"diff\"", "<del>-a\n</del><ins>+b\n</ins><mark> c\n</mark>"));
}

#[test]
fn marks_come_through_the_sanitiser() {
    let options = Options { html: RawHtml::Sanitize, ..options() };
    let html = show(&body_with("<b onclick=\"x\">a</b>\n\n```js {1} name=\"a.js\"\nb\n```\n", &options).0);
    assert!(html.starts_with("<p><b>a</b></p>\n<figure class=\"code-file\"><figcaption>a.js</figcaption>"), "{html}");
    assert!(html.contains("<code><mark>b\n</mark></code></pre></figure>"), "{html}");
}

#[test]
fn what_a_fence_does_not_take_is_a_warning_at_its_place() {
    assert_eq!(
        reported("a\n\n> ```rust {2} nmae=\"b\"\n> a\n> ```", &options()),
        [
            (
                "fence-info",
                "{2}".into(),
                "there is no line 2 in this code".into(),
                "take the lines away, or name the only line: `{1}`".into()
            ),
            (
                "fence-info",
                "nmae=\"b\"".into(),
                "a code block takes no `nmae`".into(),
                "did you mean `name=\"…\"`?".into()
            )
        ]
    );
    assert_eq!(reported("```rust,ignore\na\n```", &options()), []);
    let plain = Options { extensions: false, ..options() };
    assert_eq!(reported("```rust {9} x\na\n```", &plain), []);
}

#[test]
fn code_is_highlighted_unless_switched_off() {
    let markdown = "```rust\nfn main() {}\n```";
    let on = show(&body_with(markdown, &Options::default()).0);
    assert!(on.contains("<span class=\"k\">fn</span>"), "{on}");
    assert!(!show(&body(markdown)).contains("<span"));
}

#[test]
fn an_unknown_language_is_a_warning_at_its_name() {
    let on = Options::default();
    assert_eq!(
        reported("a\n\n> ```pyhton\n> a\n> ```", &on),
        [(
            "unknown-language",
            "pyhton".into(),
            "code in the language `pyhton` can't be highlighted".into(),
            "did you mean `python`? Otherwise list it in `[markdown] languages`".into()
        )]
    );
    for known in ["console", "text", "mermaid", "csharp", "sh", "tf", "yml", "powershell", "", "{x}", "math"] {
        assert_eq!(reported(&format!("```{known}\n```"), &on), [], "{known}");
    }
    let more = Options { languages: ["wibble".to_owned()].into(), ..Options::default() };
    assert_eq!(reported("```wibble\n```", &more), []);
    assert_eq!(reported("```wibble\n```", &options()), [], "without highlighting nothing is known");
}

#[test]
fn a_fence_with_a_name_in_braces_is_a_directive() {
    let markdown = "a\n\n```{details}\nsummary = \"b\"\ntext = \"**c** [d](e.md)\"\ncaption = \"# f\"\n```\n";
    let (body, diags) = body_with(markdown, &options());
    assert!(diags.is_empty());
    assert_eq!(show(&body), "<p>a</p>\n<details>\n");
    let directive = &body.directives[0];
    assert_eq!(&markdown[directive.span.range()], "{details}");
    let Some(Value::String(summary)) = directive.args.get("summary").map(|node| &node.value) else { panic!() };
    assert_eq!(&markdown[summary.whole().range()], "b");
    let shown: Vec<_> = directive.markdown.iter().map(|(name, body)| (name.as_str(), show(body))).collect();
    let text = "<p><strong>c</strong> <a href=\"e.md\">d</a></p>\n".to_owned();
    assert_eq!(shown, [("text", text), ("caption", "# f".to_owned())]);
    assert_eq!(&markdown[directive.markdown[0].1.links[0].span.range()], "e.md");
}

#[test]
fn headings_in_a_directive_go_one_below_what_it_stands_under() {
    let levels = |markdown: &str| -> Vec<u8> { body(markdown).directives.iter().map(|one| one.heading).collect() };
    let toc = "```{toc}\n```\n";
    assert_eq!(levels(&format!("{toc}\n## a\n\n{toc}\n### b\n\n{toc}\n## c\n\n{toc}")), [2, 3, 4, 3]);
    assert_eq!(levels(&format!("###### a\n\n{toc}")), [6]);
}

#[test]
fn a_directive_in_a_list_has_exact_places() {
    let markdown = "- a\n\n  ```{figure}\n  src = \"b.png\"\n  caption = '''c\n  [d](e.md)'''\n  ```\n";
    let (body, _) = body_with(markdown, &options());
    assert_eq!(show(&body), "<ul>\n<li>\n<p>a</p>\n<figure>\n</li>\n</ul>\n");
    let directive = &body.directives[0];
    let Some(Value::String(src)) = directive.args.get("src").map(|node| &node.value) else { panic!() };
    assert_eq!(&markdown[src.whole().range()], "b.png");
    assert_eq!(&markdown[directive.markdown[0].1.links[0].span.range()], "e.md");
}

#[test]
fn ids_and_words_of_a_directive_are_those_of_the_body() {
    let body = body("## A\n\n```{details}\ntext = '''\n## A\n\nb c\n'''\n```\n");
    assert_eq!(body.ids, ["a", "a-1"]);
    assert_eq!(body.words.spaced, 4);
    assert_eq!(body.headings.len(), 1);
}

#[test]
fn a_fence_of_math_is_math_always() {
    let (body, diags) = body_with("```math\na < b\n```", &options());
    assert!(diags.is_empty());
    let html = show(&body);
    assert!(html.starts_with("<p><math display=\"block\" alttext=\"a &lt; b\">"), "{html}");
    assert_eq!(
        reported("```math\n\\frac{1\n```", &options()),
        [(
            "bad-math",
            "\\frac{1\n".into(),
            "this formula can't be read: unbalanced group found, expected it to be closed with `}`".into(),
            "mend the TeX, or write `\\$` where dollar signs aren't meant as math".into()
        )]
    );
}

#[test]
fn colours_of_a_terminal_are_taken_out() {
    let shown = show(&body(
        "```console\n\u{1b}[1;32m$\u{1b}[0m ls \u{1b}]8;;http://a\u{1b}\\a.txt\u{1b}]8;;\u{7}\n```\n\n`\u{1b}[31mx`",
    ));
    assert!(shown.contains("<code>$ ls a.txt\n</code>") && shown.contains("<code>x</code>"), "{shown}");
}
