//! Footnotes.

use super::*;
use crate::markdown::BodySpec;

/// The page without what every list of notes has around it.
fn notes(markdown: &str) -> String {
    show(&body(markdown))
        .replace("<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\n", "<section>")
        .replace("<h2 class=\"visually-hidden\" id=\"footnotes\">[Footnotes]</h2>\n<ol>\n", "")
        .replace("</ol>\n</section>\n", "</section>")
        .replace(" role=\"doc-noteref\"", "")
        .replace(" role=\"doc-backlink\"", "")
        .replace(" class=\"fnref\"", "")
        .replace("\u{21a9}\u{fe0e}", "^")
}

#[test]
fn notes_stand_at_the_end_with_links_back() {
    let html = show(&body("a[^x]\n\n[^x]: b"));
    assert_eq!(
        html,
        "<p>a<sup class=\"fnref\"><a id=\"fnref-x\" href=\"#fn-x\" role=\"doc-noteref\" aria-label=\"[Footnote(1)]\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\n\
         <h2 class=\"visually-hidden\" id=\"footnotes\">[Footnotes]</h2>\n<ol>\n<li id=\"fn-x\">\n<p>b \
         <a href=\"#fnref-x\" role=\"doc-backlink\" aria-label=\"[BackToReference(1)]\">\u{21a9}\u{fe0e}</a></p>\n</li>\n</ol>\n</section>\n"
    );
}

#[test]
fn notes_are_numbered_as_they_are_referred_to() {
    let html = notes("a[^b] c[^a] d[^B]\n\n[^a]: A\n\n[^b]: B\n\n[^c]: nobody's");
    for part in [
        "a<sup><a id=\"fnref-b\" href=\"#fn-b\" aria-label=\"[Footnote(1)]\">1</a></sup>",
        "c<sup><a id=\"fnref-a\" href=\"#fn-a\" aria-label=\"[Footnote(2)]\">2</a></sup>",
        "d<sup><a id=\"fnref-b.2\" href=\"#fn-b\" aria-label=\"[Footnote(1)]\">1</a></sup>",
        "<li id=\"fn-b\">\n<p>B <a href=\"#fnref-b\" aria-label=\"[BackToReference(1)]\">^</a> \
         <a href=\"#fnref-b.2\" aria-label=\"[BackToReference(2)]\">^<sup>2</sup></a></p>\n</li>\n<li id=\"fn-a\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("nobody"), "{html}");
}

#[test]
fn notes_that_refer_to_each_other_come_to_an_end() {
    let html = notes("a[^a]\n\n[^a]: b[^b] and itself[^a]\n\n[^b]: back to a[^a]");
    assert_eq!(html.matches("<li").count(), 2);
    assert_eq!(html.matches("href=\"#fn-a\"").count(), 3);
    assert_eq!(html.matches("href=\"#fnref-a.3\"").count(), 1);
}

#[test]
fn a_note_may_hold_blocks_and_stand_anywhere() {
    let html = notes("- a[^1]\n\n  [^1]: b\n\n      ```\n      c\n      ```\n- d");
    assert!(html.contains("</code></pre>\n<p> <a href=\"#fnref-1\""), "{html}");
    assert!(html.starts_with("<ul>\n<li>\n<p>a<sup>"), "{html}");
    assert!(!html.contains("<li>\n<p>b"), "{html}");
}

#[test]
fn an_undefined_note_is_text() {
    check(&[("a[^x]", "<p>a[^x]</p>\n"), ("a[^x](b)", "<p>a<a href=\"b\">^x</a></p>\n")]);
}

#[test]
fn labels_become_ids_that_no_heading_has() {
    let body = body("## fn-1\n\na[^1] b[^ü!]\n\n[^1]: c\n[^ü!]: d");
    assert_eq!(body.ids, ["fn-1", "fnref-1-1", "fnref-ü", "footnotes", "fn-1-1", "fn-ü"]);
}

#[test]
fn notes_stand_in_the_last_body_that_holds_anything() {
    let text = Text::verbatim("a[^1]\n\nb[^2]\n\n[^1]: x\n\n[^2]: y\n", 0);
    let document = document(&text);
    assert_eq!(document.blocks().len(), 2);
    let parts = [0..1, 1..2, 2..2].map(BodySpec::of);
    let bodies = document.compose(&parts, &mut Ids::new(), &mut Diagnostics::new());
    let counts: Vec<_> = bodies.iter().map(|body| show(body).matches("<li id=").count()).collect();
    assert_eq!(counts, [0, 2, 0]);
    assert!(bodies[2].is_empty());
}

#[test]
fn ids_of_notes_and_headings_never_meet() {
    for markdown in ["## fnref-1\n\na[^1]\n\n[^1]: b", "a[^1] b[^1]\n\n[^1]: c\n\n## d {#fnref-1.2}\n\n## fn-1"] {
        let mut ids = body(markdown).ids.clone();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{markdown}");
    }
    let body = body("## fnref-1\n\na[^1]\n\n[^1]: b");
    assert_eq!(body.ids, ["fnref-1", "fnref-1-1", "footnotes", "fn-1-1"]);
}
