//! Raw HTML of authors one doesn't trust.

use super::*;
use crate::markdown::{RawHtml, RawUseKind};

fn strict() -> Options {
    Options { html: RawHtml::Sanitize, ..options() }
}

fn clean(markdown: &str) -> String {
    show(&body_with(markdown, &strict()).0)
}

#[test]
fn harmless_html_comes_through_with_its_slots() {
    for (markdown, expected) in [
        ("a <b>c</b> d", "<p>a <b>c</b> d</p>\n"),
        (
            "<b>a</b> [c](d.md \"e\") ![f](g.png) [[h]]",
            "<p><b>a</b> <a href=\"d.md\" title=\"e\">c</a> <img src=\"g.png\" alt=\"f\" /> <a href=\"wiki:h\">(h)</a></p>\n",
        ),
        ("<a href=\"b.md\">c</a>", "<p><a href=\"@b.md\">c</a></p>\n"),
        ("<b>a</b>\n\n## A {.x}", "<p><b>a</b></p>\n<h2 id=\"a\" class=\"x\">A</h2>\n"),
        ("<i id=a>b</i>", "<p><i id=\"a\">b</i></p>\n"),
        ("<b>x</b> a < b & c", "<p><b>x</b> a &lt; b &amp; c</p>\n"),
    ] {
        assert_eq!(clean(markdown), expected, "{markdown}");
    }
}

/// Links of Markdown are refused where they are resolved, with those of the front matter.
#[test]
fn what_could_run_is_taken_out() {
    for markdown in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<a href=\"java&#10;script:alert(1)\">a</a>",
        "<svg onload=alert(1)>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<form action=\"javascript:alert(1)\"><button>a",
        "<div style=\"background:url(javascript:alert(1))\">a</div>",
        "<video poster=javascript:alert(1)>",
        "<img srcset=\"javascript:alert(1) 1x\">",
    ] {
        let html = clean(markdown);
        for bad in [
            "<script",
            "onerror",
            "onload",
            "href=\"javascript",
            "href=\"@java",
            "<iframe",
            "style=",
            "<form",
            "src=\"java",
            "\"data:",
        ] {
            assert!(!html.contains(bad), "{markdown} gives {html}");
        }
        assert!(!html.contains("=\"@javascript") && !html.contains("@data:"), "{markdown} gives {html}");
    }
}

#[test]
fn no_slot_lands_in_a_tag() {
    let html = clean("<div title=\"\n\n[x](/onclick=alert(1)/) ![y](/onclick=alert(2)/) [[z]]\n\n\">a</div>");
    let links =
        "<a href=\"/onclick=alert(1)/\">x</a> <img src=\"/onclick=alert(2)/\" alt=\"y\" /> <a href=\"wiki:z\">(z)</a>";
    assert_eq!(html, format!("<p>{links}</p>\n<p>\"&gt;a</p>\n"), "a tag without its end is left out");
    let html = clean("<b title=\"\u{fdd0}0\u{fdd1}\">a</b> \u{fdd0}1\u{fdd1} [x](y)");
    assert_eq!(html, "<p><b title=\"0\">a</b> 1 <a href=\"y\">x</a></p>\n");
}

#[test]
fn our_own_html_comes_through_whole() {
    let markdown = "<b>a</b>\n\n```rust\nfn main() {}\n```\n\n- [x] b[^1]\n\n| c |\n|--:|\n| d |\n\n> [!NOTE]\n> $e$\n\n```{toc}\n```\n\n[^1]: f\n";
    for highlight in [false, true] {
        let keep = Options { highlight, math: true, ..options() };
        let strict = Options { html: RawHtml::Sanitize, ..keep.clone() };
        assert_eq!(show(&body_with(markdown, &strict).0), show(&body_with(markdown, &keep).0));
    }
}

#[test]
fn open_elements_are_closed_rather_than_reported() {
    assert_eq!(clean("<div>\n\na"), "<div>\n<p>a</p>\n</div>");
    assert_eq!(reported("<div>\n\na", &strict()), []);
}

#[test]
fn open_elements_end_before_the_notes() {
    let html = clean("a[^1] <b>open\n\n<ul><li>x\n\n[^1]: <i>note");
    let notes = html.find("<section class=\"footnotes\"").expect("there is a note");
    for name in ["b", "ul", "li", "i"] {
        let count = |tag: &str| html[..notes].matches(tag).count();
        assert_eq!(count(&format!("<{name}>")), count(&format!("</{name}>")), "{name} in {html}");
    }
    assert!(html[notes..].contains("<i>note</i>") && html.ends_with("</section>\n"), "{html}");
    assert_eq!(html.matches("<p></p>").count(), 0, "{html}");
}

#[test]
fn what_was_taken_out_is_forgotten() {
    let body = body_with(
        "x <form action=\"/a\"><a href=\"/b\">b</a></form> [c](d) <i onclick=x style=y>e</i> <img src=\"https://f.org/g\"> <iframe src=\"https://h.org\"></iframe>",
        &strict(),
    )
    .0;
    let targets: Vec<_> = body.links.iter().map(|link| &link.target).collect();
    assert_eq!(
        targets,
        ["/b", "d", "https://f.org/g"].map(|url| LinkTarget::Url(url.into())).iter().collect::<Vec<_>>()
    );
    assert_eq!(body.raw_uses.iter().map(|raw| raw.kind).collect::<Vec<_>>(), [RawUseKind::Image]);
    assert!(show(&body).contains("<a href=\"@/b\">b</a> <a href=\"d\">c</a>"), "{}", show(&body));
}
