//! Blocks and what belongs to them: headings, lists, tables, alerts, links, images, counts.

use super::*;
use crate::markdown::toc;

#[test]
fn blocks_of_github_come_out_accessible() {
    check(&[
        ("~~a~~ ~b~", "<p><del>a</del> ~b~</p>\n"),
        (
            "- [ ] a\n- [x] *b*",
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"[ToDo]\"> a</li>\n\
             <li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"[Done]\"> <em>b</em></li>\n</ul>\n",
        ),
        (
            "| a | b | c |\n|:--|--:|---|\n| `d` | e |",
            "<div class=\"table\" role=\"group\" tabindex=\"0\"><table><thead><tr><th scope=\"col\" class=\"left\">a</th>\
             <th scope=\"col\" class=\"right\">b</th><th scope=\"col\">c</th></tr></thead><tbody>\n\
             <tr><td class=\"left\"><code>d</code></td><td class=\"right\">e</td><td></td></tr>\n</tbody></table></div>\n",
        ),
        (
            "| | b |\n|---|---|\n| c | d |",
            "<div class=\"table\" role=\"group\" tabindex=\"0\"><table><thead><tr><td></td><th scope=\"col\">b</th></tr></thead>\
             <tbody>\n<tr><td>c</td><td>d</td></tr>\n</tbody></table></div>\n",
        ),
        (
            "> [!TIP]\n> a",
            "<div class=\"alert tip\" role=\"note\">\n<p class=\"alert-title\">[Tip]</p>\n<p>a</p>\n</div>\n",
        ),
        ("> [!x]\n> a", "<blockquote>\n<p>[!x]\na</p>\n</blockquote>\n"),
        ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
        ("{{ a }} {% b %} ^c^ x--y \"d\"", "<p>{{ a }} {% b %} ^c^ x--y \"d\"</p>\n"),
        ("a\n: b", "<p>a\n: b</p>\n"),
    ]);
    let definitions = Options { definition_lists: true, ..options() };
    check_with(&definitions, &[("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n")]);
}

#[test]
fn a_first_level_heading_is_late() {
    check(&[("# A", "<h2 id=\"a\">A</h2>\n"), ("> # A", "<blockquote>\n<h2 id=\"a\">A</h2>\n</blockquote>\n")]);
    let reports = reported("a\n\n# B c\n\nD\n=\n", &options());
    let places: Vec<_> = reports.iter().map(|(code, place, _, help)| (*code, place.as_str(), &help[..24])).collect();
    assert_eq!(
        places,
        [("late-title", "# B c", "begin it with `##`; the "), ("late-title", "D\n=", "underline it with `---`;")]
    );
}

#[test]
fn headings_have_text_html_and_ids_in_order() {
    let body =
        body("## A `b` & [c](d)\n\n### A b  c\n\n> ## ![x](y) *e*[^1] <b id=f>g</b>\n\n##### [[h|i]]\n\n[^1]: n");
    let found: Vec<_> =
        body.headings.iter().map(|heading| (heading.level, &*heading.id, &*heading.text, &*heading.html)).collect();
    assert_eq!(
        found,
        [
            (2, "a-b--c", "A b & c", "A <code>b</code> &amp; c"),
            (3, "a-b-c", "A b c", "A b  c"),
            (2, "e-g", "e g", " <em>e</em> g"),
            (5, "i", "i", "i"),
        ]
    );
    assert_eq!(body.ids, ["a-b--c", "a-b-c", "e-g", "fnref-1", "f", "i", "footnotes", "fn-1"]);
    assert_eq!(toc(body.headings.iter().map(std::borrow::Cow::Borrowed)).len(), 2);
}

#[test]
fn every_id_takes_the_prefix() {
    let body = body("## A\n\nb[^1] <i id=\"c\" aria-labelledby=\"a c\">d</i>\n\n[^1]: e");
    let mut out = String::new();
    body.fill(&PlainFill { body: &body, prefix: "p-" }, &mut out);
    for part in [
        "<h2 id=\"p-a\">",
        "id=\"p-fnref-1\" href=\"#p-fn-1\"",
        "<i id=\"p-c\" aria-labelledby=\"p-a p-c\">",
        "<li id=\"p-fn-1\">",
        "href=\"#p-fnref-1\"",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
}

#[test]
fn links_and_images_know_their_destinations() {
    let markdown = "[a](b.md#c \"T & t\") ![d *e*](<f g.png>) <https://h.org/?i=j&k> <l@m.org> [n]\n[o](p\\_q) [r](\n s)\n[](t) [u]()\n\n\
                    [n]: v.md 'W'\n";
    let body = body(markdown);
    let found: Vec<_> = body
        .links
        .iter()
        .map(|link| {
            let LinkTarget::Url(url) = &link.target else { panic!("no wikilinks here") };
            (&markdown[link.span.range()], &**url, link.title.as_deref(), link.alt.as_deref())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("b.md#c", "b.md#c", Some("T & t"), None),
            ("f g.png", "f g.png", None, Some("d e")),
            ("https://h.org/?i=j&k", "https://h.org/?i=j&k", None, None),
            ("l@m.org", "mailto:l@m.org", None, None),
            ("v.md", "v.md", Some("W"), None),
            ("p\\_q", "p_q", None, None),
            ("s", "s", None, None),
            ("t", "t", None, None),
            ("", "", None, None),
        ]
    );
    assert_eq!(body.links[1].kind, LinkKind::Image);
}

#[test]
fn a_decoded_destination_is_found_where_it_is_written() {
    for (markdown, place) in [
        ("x [a \\](b)](c&amp;d)", "c&amp;d"),
        ("[a](<b\\>c>)", "b\\>c"),
        ("[a](b\\(c(d) \"e\")", "b\\(c(d)"),
        ("![a](b\\_c)", "b\\_c"),
        ("[*a*](b\\_c)", "b\\_c"),
        ("[](b\\_c)", "b\\_c"),
    ] {
        let body = body(markdown);
        assert_eq!(&markdown[body.links[body.links.len() - 1].span.range()], place, "{markdown}");
    }
}

#[test]
fn the_text_of_a_body_has_no_markup() {
    let math = Options { math: true, ..options() };
    for (markdown, expected) in [
        ("a *b* `c` &amp; &hellip; < d", "a b c & … < d"),
        ("a\nb\\\nc\n\nd", "a b c d"),
        ("- a\n- b", "a b"),
        ("[a](b) [[c]] [[d|e]] ![f](g)", "a c e"),
        ("[[c]]", "c"),
        ("x$\\alpha$ and $a < b$", "x$\\alpha$ and a < b"),
        ("a[^1]b\n\n[^1]: note", "ab note"),
        ("<b>a</b>b<br>c<script>d</script> &copy;", "abc d ©"),
        ("<script>\na\n</script>", ""),
        ("re**mark**able", "remarkable"),
        ("```{toc}\n```", ""),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("- [x] a", "a"),
    ] {
        let markdown = markdown.replace("<br>c<script>d</script>", "<br>c d");
        let expected = expected.replace("abc d", "ab c d");
        assert_eq!(body_with(&markdown, &math).0.text(), expected, "{markdown}");
    }
}

#[test]
fn words_are_those_a_reader_reads() {
    for (markdown, spaced, cjk) in [
        ("one *two* th**ree**", 3, 0),
        ("## a\n\nb `c d`\n\n- e\n- f", 6, 0),
        ("```\nnot these\n```", 0, 0),
        ("[a b](c) [[d e]] ![f](g)", 4, 0),
        ("缓存 a", 1, 2),
        ("| a | b |\n|---|---|\n| c | d |", 4, 0),
    ] {
        let words = body(markdown).words;
        assert_eq!((words.spaced, words.cjk), (spaced, cjk), "{markdown}");
    }
}

#[test]
fn an_empty_text_is_an_empty_body() {
    for (markdown, empty) in
        [("", true), (" \n\n", true), ("[a]: b", true), ("a", false), ("![](a)", false), ("---", false)]
    {
        assert_eq!(body(markdown).is_empty(), empty, "{markdown:?}");
    }
    assert!(Body::default().is_empty());
    assert_eq!(Body::default().text(), "");
}

#[test]
fn inline_text_has_no_blocks() {
    for (markdown, expected) in [
        ("a *b* `c`", "a <em>b</em> <code>c</code>"),
        ("1. a", "1. a"),
        ("# a", "# a"),
        ("- a", "- a"),
        ("- [ ] a", "- [ ] a"),
        ("> a", "&gt; a"),
        ("    a", "a"),
        ("```a", "```a"),
        ("| a |\n|---|", "| a |\n|---|"),
        ("a\n===", "a\n==="),
        ("---", "---"),
        ("[a]: b", "[a]: b"),
        ("[^1]: b", "[^1]: b"),
        ("<div>a</div>", "<div>a</div>"),
        ("a\n\n- b\n# c", "a<br />\n- b\n# c"),
        ("a  \nb", "a<br />\nb"),
        ("_a_ **b**", "<em>a</em> <strong>b</strong>"),
        ("*\"a\"*", "<em>\"a\"</em>"),
        ("", ""),
        ("[[a|b]] [c](d)", "<a href=\"wiki:a\">b</a> <a href=\"d\">c</a>"),
        ("* a * b", "* a * b"),
    ] {
        assert_eq!(show(&inline_body(markdown)), expected, "{markdown}");
    }
}

#[test]
fn inline_text_knows_its_places_behind_escapes() {
    // The file holds `"é\n[a](b.md)"` from byte 10 on, with an escaped line break.
    let text = Text::from_runs("é\n[a](b.md)", vec![(0, 11), (2, 13), (3, 15)], 24);
    let body = inline(&text, &file(), &options(), &mut Diagnostics::new());
    assert_eq!(body.links[0].span, Span::new(19, 23));
}

#[test]
fn words_of_other_tools_are_the_nearest_alert() {
    check(&[
        (
            "> [!INFO]\n> a",
            "<div class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">[Note]</p>\n<p>a</p>\n</div>\n",
        ),
        (
            "> [!danger] Mind *the* gap\n> a\n>\n> b",
            "<div class=\"alert caution\" role=\"note\">\n<p class=\"alert-title\">Mind <em>the</em> gap</p>\n<p>a</p>\n<p>b</p>\n</div>\n",
        ),
        (
            "> [!note]- Why?\n> - a",
            "<details class=\"alert note\">\n<summary class=\"alert-title\">Why?</summary>\n<ul>\n<li>a</li>\n</ul>\n</details>\n",
        ),
        (
            "> [!tip]+\n> a",
            "<details class=\"alert tip\" open>\n<summary class=\"alert-title\">[Tip]</summary>\n<p>a</p>\n</details>\n",
        ),
        (
            "> [!bug] Only a title",
            "<div class=\"alert caution\" role=\"note\">\n<p class=\"alert-title\">Only a title</p>\n</div>\n",
        ),
        (
            "> > [!todo]\n> > a\n>\n> b",
            "<blockquote>\n<div class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">[Note]</p>\n<p>a</p>\n</div>\n<p>b</p>\n</blockquote>\n",
        ),
        (
            "> [!success] `x` <b>y",
            "<div class=\"alert tip\" role=\"note\">\n<p class=\"alert-title\"><code>x</code> <b>y</b></p>\n</div>\n",
        ),
        ("> [!nosuch] a", "<blockquote>\n<p>[!nosuch] a</p>\n</blockquote>\n"),
        ("[!INFO] a", "<p>[!INFO] a</p>\n"),
    ]);
    let told = reported("> [!nosuch] a", &options());
    assert_eq!((told.len(), told[0].0, &*told[0].1), (1, "foreign-syntax", "[!nosuch]"));
}
