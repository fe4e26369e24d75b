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

#[test]
fn an_element_that_stays_open_is_an_error_at_its_start() {
    for (markdown, place) in [
        ("a\n\n<div class=x>\n\nb", "<div class=x>"),
        ("a <b>c", "<b>"),
        ("<details><summary>a</summary>\n\nb", "<details>"),
        ("> <section\n> id=a>", "<section\n> id=a>"),
        ("a[^1]\n\n[^1]: <i>b", "<i>"),
    ] {
        let reports = reported(markdown, &options());
        assert_eq!(reports.len(), 1, "{markdown}");
        assert_eq!((reports[0].0, reports[0].1.as_str()), ("unclosed-html", place), "{markdown}");
        assert!(reports[0].3.starts_with("close it with `</"), "{markdown}");
    }
    for markdown in [
        "<div>\n\na\n\n</div>",
        "<p>a",
        "<ul>\n<li>a\n</ul>",
        "<br> <img src=a>",
        "<b>a</b>",
        "<svg><path/></svg>",
        "`<div>`",
        "</div>",
        "<!-- <div> -->",
        "<script>\n'<div>'\n</script>",
        "<i><b>a</i></b>",
    ] {
        assert_eq!(reported(markdown, &options()), [], "{markdown}");
    }
}

#[test]
fn an_element_has_to_end_in_its_own_part() {
    let text = Text::verbatim("<div>\n\na\n\n</div>\n", 0);
    let document = document(&text);
    let mut diags = Diagnostics::new();
    document.compose(&[BodySpec::of(0..2), BodySpec::of(2..3)], &mut Ids::new(), &mut diags);
    let places: Vec<_> =
        diags.iter().filter_map(|diagnostic| diagnostic.place.as_ref().map(|place| place.span)).collect();
    assert_eq!(places, [Span::new(0, 5)]);
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
