//! Raw HTML.

use super::*;
use crate::markdown::{BodySpec, RawUseKind};

#[test]
fn raw_html_stays_and_its_addresses_become_slots() {
    check(&[
        ("<div class='a'>\nb *c*\n</div>", "<div class='a'>\nb *c*\n</div>"),
        ("a <b>c</b> <!-- d -->", "<p>a <b>c</b> <!-- d --></p>\n"),
        ("<a href=\"b.md\" title=c>d</a>", "<p><a href=\"@b.md\" title=c>d</a></p>\n"),
        ("<a href=b>c</a> <a href='d&amp;e'>f</a>", "<p><a href=\"@b\">c</a> <a href=\"@d&amp;e\">f</a></p>\n"),
        ("<img src=a srcset='b 1x, c\"d 2x'>", "<img src=\"@a\" srcset=\"@b 1x, @c&quot;d 2x\">"),
        (
            "<object data=a><param></object> <i data=b></i>",
            "<p><object data=\"@a\"><param></object> <i data=b></i></p>\n",
        ),
        ("<a href>b</a> <a href=\"\">c</a>", "<p><a href>b</a> <a href=\"@\">c</a></p>\n"),
        ("<script>\nlet a = \"<img src=b>\";\n</script>", "<script>\nlet a = \"<img src=b>\";\n</script>"),
        ("> <div\n> id=\"a\"\n> >\n> b\n> </div>\n", "<blockquote>\n<div\nid=\"a\"\n>\nb\n</div>\n</blockquote>\n"),
        ("<div>\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("<A\nHREF=b>c</A>", "<p><A\nHREF=\"@b\">c</A></p>\n"),
    ]);
}

#[test]
fn links_in_raw_html_have_exact_places() {
    let markdown = "é\n\n> <video poster = ' a.png '\n>   src=\"b.mp4\">\n> </video>\n\nc <a href=\"d&amp;e\">f</a>";
    let body = body(markdown);
    let found: Vec<_> = body
        .links
        .iter()
        .map(|link| {
            let LinkKind::Raw { tag, attribute } = &link.kind else { panic!("all are raw") };
            let LinkTarget::Url(url) = &link.target else { panic!("none is a wikilink") };
            (&**tag, &**attribute, &markdown[link.span.range()], &**url, link.kind.embeds())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("video", "poster", "a.png", "a.png", true),
            ("video", "src", "b.mp4", "b.mp4", true),
            ("a", "href", "d&amp;e", "d&e", false),
        ]
    );
}

#[test]
fn ids_in_raw_html_are_ids_of_the_body() {
    let body = body("<div id=\"a\">\n\n## A\n\n</div>\n<a name='b'></a><label for=a>c</label>");
    assert_eq!(body.ids, ["a", "a-1", "b"]);
    assert!(show(&body).contains("<h2 id=\"a-1\">A</h2>"));
}

/// Codes, and what they point at.
type Told<'t> = &'t [(&'t str, &'t str)];

/// Asserts what each text becomes, and what is told of it: the code, and what it points at.
fn check_told(cases: &[(&str, &str, Told)]) {
    for (markdown, html, expected) in cases {
        let reports = reported(markdown, &options());
        let told: Vec<_> = reports.iter().map(|(code, place, ..)| (*code, place.as_str())).collect();
        assert_eq!((&*show(&body(markdown)), told), (*html, expected.to_vec()), "{markdown}");
    }
}

#[test]
fn a_tag_without_its_other_half_is_told_and_mended() {
    check_told(&[
        ("<div class=x>\n\nb", "<div class=x>\n<p>b</p>\n</div>", &[("stray-html", "<div class=x>")]),
        ("a <b>c\n\nd", "<p>a <b>c</b></p>\n<p>d</p>\n", &[("stray-html", "<b>")]),
        (
            "> <section\n> id=a>",
            "<blockquote>\n<section\nid=a></section></blockquote>\n",
            &[("stray-html", "<section\n> id=a>")],
        ),
        ("- <b>a\n- b</b>", "<ul>\n<li><b>a</b></li>\n<li>b</li>\n</ul>\n", &[("stray-html", "<b>")]),
        ("*a <b>c* d</b>", "<p><em>a <b>c</b></em> d</p>\n", &[("stray-html", "<b>")]),
        ("<i><b>a</i></b>", "<p><i><b>a</b></i></p>\n", &[("stray-html", "<b>")]),
        ("a</b> c", "<p>a c</p>\n", &[("stray-html", "</b>")]),
        (
            "a\n\n</div></div>\n</article>\nb</i>\n\n> c</b>\n> </b>",
            "<p>a</p>\n\n\nb\n<blockquote>\n<p>c\n</p>\n</blockquote>\n",
            &[("stray-html", "</div></div>\n</article>"), ("stray-html", "</i>"), ("stray-html", "</b>\n> </b>")],
        ),
        (
            "<div> <section>\n<b>\n\nc",
            "<div> <section>\n<b>\n<p>c</p>\n</b></section></div>",
            &[("stray-html", "<div> <section>\n<b>")],
        ),
        ("a</p>b", "<p>ab</p>\n", &[("stray-html", "</p>")]),
        (
            "a<br></br>b <img src=a></img>",
            "<p>a<br></br>b <img src=\"@a\"></p>\n",
            &[("stray-html", "</br>"), ("stray-html", "</img>")],
        ),
        ("a <Vec/> b", "<p>a <Vec/></vec> b</p>\n", &[("foreign-syntax", "<Vec/>")]),
        ("a Vec<String> b", "<p>a Vec<String> b</string></p>\n", &[("stray-html", "<String>")]),
    ]);
}

#[test]
fn a_paragraph_ends_before_a_block() {
    check_told(&[
        ("<p>\n\n- a\n\n</p>", "<p>\n<ul>\n<li>a</li>\n</ul>\n", &[("stray-html", "</p>")]),
        ("<p align=x>\n\na\n\n</p>", "<p align=x>\n<p>a</p>\n", &[("stray-html", "</p>")]),
        ("<p>\n\n***\n\n</p>", "<p>\n<hr />\n", &[("stray-html", "</p>")]),
        (
            "<p><b>\n\n## a\n\n</b></p>",
            "<p><b>\n</b>\n<h2 id=\"a\">a</h2>\n<p></p>\n",
            &[("stray-html", "<b>"), ("stray-html", "</p>")],
        ),
        ("<p>a<hr>b</p>", "<p>a<hr>b", &[("stray-html", "</p>")]),
        ("<p>a<div>b</div></p>", "<p>a<div>b</div>", &[("stray-html", "</p>")]),
        ("<p>a<p>b</p>", "<p>a<p>b</p>", &[]),
        ("<p>a\n\n- b\n\n<p>c", "<p>a\n<ul>\n<li>b</li>\n</ul>\n<p>c", &[]),
        ("<p><button><div>a</div></button></p>", "<p><button><div>a</div></button></p>", &[]),
        ("<p><svg><p></p></svg></p>", "<p><svg><p></p></svg></p>", &[]),
        ("a <div>b</div> *c*", "<p>a <div>b</div> <em>c</em>\n", &[]),
        ("*a <div>b</div>* c", "<p><em>a <div>b</div></em> c\n", &[]),
        ("- a <p>b</p>\n- c", "<ul>\n<li>a <p>b</p></li>\n<li>c</li>\n</ul>\n", &[]),
    ]);
    let [(_, _, message, help)] = &reported("<p>\n\n- a\n\n</p>", &options())[..] else { panic!("one is told") };
    assert_eq!(message, "`</p>` ends nothing: its `<p>` ended before the list, since no paragraph holds a block");
    assert_eq!(help, "write `<div>` and `</div>` in place of both, or take `</p>` away");
}

#[test]
fn html_that_is_whole_stays_as_it_is() {
    for markdown in [
        "<div>\n\na\n\n</div>",
        "<p>a",
        "<ul>\n<li>a\n</ul>",
        "<table>\n<tr><th>a<td>b\n<tr><td>c\n</table>",
        "<dl>\n<dt>a\n<dd>b\n</dl>",
        "<br> <br/> <img src=a>",
        "<b>a</b>",
        "<svg><path/></svg>",
        "<svg/>",
        "`<div>`",
        "<!-- <div> -->",
        "<!-- a\n\nb -->",
        "<!--> a",
        "<script>\n'<div>'\n</script>",
        "a <details><summary>b</summary>\n\nc\n\n</details>",
        "1. a <details>\n\n   b\n\n   </details>",
        "<span>\n\na\n\n</span>",
    ] {
        assert_eq!(reported(markdown, &options()), [], "{markdown}");
    }
}

#[test]
fn what_swallows_the_rest_is_an_error() {
    check_told(&[
        ("a\n\n<!-- todo\n\n# b", "<p>a</p>\n<!-- todo\n\n# b-->", &[("unclosed-html", "<!--")]),
        ("<!-- a -- >\n\nb", "<!-- a -- >\n\nb-->", &[("unclosed-html", "<!--")]),
        ("<div><!-- a\n\nb -->\n</div>", "<div><!-- a\n-->\n<p>b --&gt;</p>\n</div>", &[("unclosed-html", "<!--")]),
        ("<![CDATA[ a\n\nb", "<![CDATA[ a\n\nb>", &[("unclosed-html", "<![CDATA[")]),
        ("<?php a -> b\n\nc", "<?php a -> b\n\nc", &[("unclosed-html", "<?php")]),
        ("<?php a ?>\n\nc", "<?php a ?>\n<p>c</p>\n", &[("stray-html", "<?php")]),
        ("<!DOCTYPE html>\n\nc", "<!DOCTYPE html>\n<p>c</p>\n", &[("stray-html", "<!DOCTYPE")]),
        ("<div class=\"a\n\nb", "<p>b</p>\n", &[("unclosed-html", "<div class=\"a")]),
        ("<style>\n\na", "<style>\n\na</style>", &[("unclosed-html", "<style>")]),
        ("a <textarea> b", "<p>a <textarea> b</textarea></p>\n", &[("unclosed-html", "<textarea>")]),
        (
            "a <textarea> <b> *c* </b>",
            "<p>a <textarea> &lt;b&gt; <em>c</em> &lt;/b&gt;</textarea></p>\n",
            &[("unclosed-html", "<textarea>")],
        ),
        ("<plaintext>\na", "\na", &[("unclosed-html", "<plaintext>")]),
    ]);
}

/// The bodies of `parts`, and what is told of them.
fn parts(markdown: &str, parts: &[BodySpec]) -> (Vec<String>, Vec<(&'static str, String)>) {
    let text = Text::verbatim(markdown, 0);
    let document = document(&text);
    let mut diags = Diagnostics::new();
    let bodies = document.compose(parts, &mut Ids::new(), &mut diags);
    let place = |span: Span| markdown[span.range()].to_owned();
    let told = diags
        .iter()
        .map(|told| (told.code.name(), told.place.as_ref().map_or(String::new(), |at| place(at.span))))
        .collect();
    (bodies.iter().map(show).collect(), told)
}

#[test]
fn an_element_has_to_end_in_its_own_part() {
    let (bodies, told) = parts("<div>\n\na\n\n</div>\n\nb\n", &[BodySpec::of(0..2), BodySpec::of(2..4)]);
    assert_eq!(told, [("unclosed-html", "<div>".to_owned())]);
    assert_eq!(bodies, ["<div>\n<p>a</p>\n</div>", "\n<p>b</p>\n"]);
}

#[test]
fn an_element_around_the_rest_is_in_every_part() {
    let markdown = "a\n\n<div id=x dir=rtl>\n<section>\n\nb\n\n## C\n\nd\n\n</section>\n\n</div>\n";
    let (bodies, told) = parts(markdown, &[BodySpec::of(0..2), BodySpec::of(2..4)]);
    assert_eq!(told, []);
    assert_eq!(
        bodies,
        [
            "<p>a</p>\n<div id=x dir=rtl>\n<section>\n<p>b</p>\n</section></div>",
            "<div  dir=rtl>\n<section>\n<h2 id=\"c\">C</h2>\n<p>d</p>\n</section></div>",
        ]
    );
}

#[test]
fn an_element_around_the_rest_has_its_id_once_and_is_around_items_too() {
    let markdown = "a\n\n<div id=x dir=rtl>\n\n## B\n\nc\n\n## D\n\n- e\n- f\n\n</div>\n";
    let text = Text::verbatim(markdown, 0);
    let document = document(&text);
    let mut diags = Diagnostics::new();
    let answer = BodySpec { heading: Some(1), ..BodySpec::of(2..3) };
    let bodies = document.compose(&[BodySpec::of(0..1), answer], &mut Ids::new(), &mut diags);
    let items = document.items(4..5, &mut Ids::new(), &mut diags);
    assert!(diags.is_empty() && items.iter().all(Body::is_inline));
    let all: Vec<String> = bodies.iter().chain(&items).map(show).collect();
    let again = |inner: &str| format!("<div  dir=rtl>\n{inner}</div>");
    assert_eq!(all, ["<p>a</p>\n", "<div id=x dir=rtl>\n<p>c</p>\n</div>", &again("e"), &again("f")]);
}

#[test]
fn what_a_policy_may_block_is_noted_with_its_place() {
    let markdown = "a <b style=\"color: red\" onclick=\"c()\">d</b>\n\n<iframe src=\"https://e.org/f\"></iframe>\n";
    let body = body(markdown);
    let found: Vec<_> =
        body.raw_uses.iter().map(|raw| (raw.kind, raw.origin.as_deref(), &markdown[raw.span.range()])).collect();
    assert_eq!(
        found,
        [
            (RawUseKind::StyleAttribute, None, "style=\"color: red\""),
            (RawUseKind::EventHandler, None, "onclick=\"c()\""),
            (RawUseKind::Frame, Some("https://e.org"), "https://e.org/f"),
        ]
    );
}
