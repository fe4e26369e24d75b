//! Our own narrow grammars: wikilinks, math, heading attributes; and prose that must not be taken for them.

use super::*;

fn math() -> Options {
    Options { math: true, ..options() }
}

/// The text with each formula as its TeX between bars.
fn formulas(markdown: &str) -> String {
    let html = show(&body_with(markdown, &math()).0);
    let mut shown = String::new();
    let mut rest = &*html;
    while let Some((before, math)) = rest.split_once("<math display=\"") {
        let tex = math.split_once("alttext=\"").and_then(|(_, tex)| tex.split_once('"')).map_or("", |(tex, _)| tex);
        let bar = if math.starts_with("block") { "‖" } else { "|" };
        shown.push_str(&format!("{before}{bar}{tex}{bar}"));
        rest = math.split_once("</math>").map_or("", |(_, rest)| rest);
    }
    shown + rest
}

#[test]
fn wikilinks_become_links() {
    check(&[
        ("[[a]]", "<p><a href=\"wiki:a\">(a)</a></p>\n"),
        ("see [[topic:a#B c]].", "<p>see <a href=\"wiki:topic:a#B c\">(a)</a>.</p>\n"),
        ("[[a|b *c* `d`]]", "<p><a href=\"wiki:a\">b <em>c</em> <code>d</code></a></p>\n"),
        ("[[a|b < c]]", "<p><a href=\"wiki:a\">b &lt; c</a></p>\n"),
        (
            "[[a_b_c]] and [[d*e]] *f*",
            "<p><a href=\"wiki:a_b_c\">(a_b_c)</a> and <a href=\"wiki:d*e\">(d*e)</a> <em>f</em></p>\n",
        ),
        ("**[[a]]**", "<p><strong><a href=\"wiki:a\">(a)</a></strong></p>\n"),
        ("[[a]][[b]]", "<p><a href=\"wiki:a\">(a)</a><a href=\"wiki:b\">(b)</a></p>\n"),
        ("[[a]]\n\n[a]: /u", "<p><a href=\"wiki:a\">(a)</a></p>\n"),
        ("- [[a]]\n- b", "<ul>\n<li><a href=\"wiki:a\">(a)</a></li>\n<li>b</li>\n</ul>\n"),
        ("> [[a]]", "<blockquote>\n<p><a href=\"wiki:a\">(a)</a></p>\n</blockquote>\n"),
        (
            "```\nx\n```\n[[a]]",
            "<pre class=\"code\" tabindex=\"0\"><code>x\n</code></pre>\n<p><a href=\"wiki:a\">(a)</a></p>\n",
        ),
    ]);
}

#[test]
fn other_brackets_are_text() {
    check(&[
        ("[[ -f x ]]", "<p>[[ -f x ]]</p>\n"),
        ("[[1,2],[3,4]]", "<p>[[1,2],[3,4]]</p>\n"),
        ("`[[a]]` ``[[`a]]``", "<p><code>[[a]]</code> <code>[[`a]]</code></p>\n"),
        ("\\[[a]]", "<p>[[a]]</p>\n"),
        ("[[1]](u)", "<p><a href=\"u\">[1]</a></p>\n"),
        ("[[1]][r]\n\n[r]: u", "<p><a href=\"u\">[1]</a></p>\n"),
        ("[x [[a]] y](u)", "<p><a href=\"u\">x [[a]] y</a></p>\n"),
        ("![x [[a]]](u)", "<p><img src=\"u\" alt=\"x [[a]]\" /></p>\n"),
        ("<b title=\"[[a]]\">c</b>", "<p><b title=\"[[a]]\">c</b></p>\n"),
        ("<div>\n[[a]]\n</div>", "<div>\n[[a]]\n</div>"),
        ("[a](b[[c]]d)", "<p><a href=\"b%5B%5Bc%5D%5Dd\">a</a></p>\n"),
        ("[a]: <u> \"[[t]]\"\n\n[a]", "<p><a href=\"u\" title=\"[[t]]\">a</a></p>\n"),
        ("[a](u \"\\* [[t]]\")", "<p><a href=\"u\" title=\"* [[t]]\">a</a></p>\n"),
    ]);
}

#[test]
fn a_wikilink_knows_where_it_is_written() {
    let markdown = "é [[topic:a#b|c]] [[d]]";
    let body = body(markdown);
    let spans: Vec<_> = body.links.iter().map(|link| (&markdown[link.span.range()], link.has_text)).collect();
    assert_eq!(spans, [("topic:a#b", true), ("d", false)]);
}

#[test]
fn tables_take_wikilinks_with_a_bar() {
    for bar in ["|", "\\|"] {
        let html = show(&body(&format!("| a | b |\n|---|---|\n| [[c{bar}d]] | e |")));
        assert!(html.contains("<td><a href=\"wiki:c\">d</a></td><td>e</td>"), "{html}");
    }
}

#[test]
fn formulas_are_found() {
    for (markdown, expected) in [
        ("$x$", "<p>|x|</p>\n"),
        ("a $O(n \\log n)$, b", "<p>a |O(n \\log n)|, b</p>\n"),
        ("($a_1 * b_2 * c$)", "<p>(|a_1 * b_2 * c|)</p>\n"),
        ("$a < b$ and $c<d>e$", "<p>|a &lt; b| and |c&lt;d&gt;e|</p>\n"),
        ("$2^n$ $3 = x$ $4\\pi$", "<p>|2^n| |3 = x| |4\\pi|</p>\n"),
        ("$a\nb$", "<p>|a b|</p>\n"),
        ("> $a\n> b$ c $d$", "<blockquote>\n<p>|a b| c |d|</p>\n</blockquote>\n"),
        ("$$\na \\\\\n- b\n= c\n$$", "<p>‖a \\\\ - b = c‖</p>\n"),
        ("> $$\n> a > b\n> $$", "<blockquote>\n<p>‖a &gt; b‖</p>\n</blockquote>\n"),
        ("a $$b$$ c", "<p>a ‖b‖ c</p>\n"),
        ("- $a$\n- $b$", "<ul>\n<li>|a|</li>\n<li>|b|</li>\n</ul>\n"),
        ("**$a$**", "<p><strong>|a|</strong></p>\n"),
        ("$\\$5 + x$", "<p>|\\$5 + x|</p>\n"),
    ] {
        assert_eq!(formulas(markdown), expected, "{markdown}");
    }
}

#[test]
fn prices_and_variables_are_no_formulas() {
    for markdown in [
        "$120k-$150k",
        "from $5 to $10",
        "$5 and $x",
        "a$b$c",
        "$ x $",
        "$x $",
        "$HOME/bin and $PATH",
        "$$",
        "$$$x$$$",
        "$",
        "$x$y",
        "costs $5.",
        "$1, $2 and $3",
        "US$ 5 and US$ 6",
        "$5-$",
        "$a",
        "$$a",
        "$a$$",
    ] {
        let expected = format!("<p>{markdown}</p>\n");
        assert_eq!(formulas(markdown), expected, "{markdown}");
    }
    for (markdown, expected) in [
        ("`$a$` $b`c$`", "<p><code>$a$</code> $b<code>c$</code></p>\n"),
        ("\\$a$", "<p>$a$</p>\n"),
        ("- a $b\n- c$ d", "<ul>\n<li>a $b</li>\n<li>c$ d</li>\n</ul>\n"),
        ("$a\n\nb$", "<p>$a</p>\n<p>b$</p>\n"),
        ("[a](b_$c$)", "<p><a href=\"b_$c$\">a</a></p>\n"),
        ("a <b title=\"$a$\"></b>", "<p>a <b title=\"$a$\"></b></p>\n"),
    ] {
        assert_eq!(formulas(markdown), expected, "{markdown}");
    }
    check(&[("$a_b$ and $c_d$", "<p>$a_b$ and $c_d$</p>\n"), ("$*a*$", "<p>$<em>a</em>$</p>\n")]);
}

#[test]
fn a_table_keeps_its_cells_around_formulas() {
    let html = formulas("| a | b |\n|---|---|\n| $x | y$ |\n| $z$ | $\\{c\\}$ |");
    for cell in ["<td>$x</td><td>y$</td>", "<td>|z|</td><td>|\\{c\\}|</td>"] {
        assert!(html.contains(cell), "{html}");
    }
}

#[test]
fn a_broken_formula_is_shown_as_code_and_reported_at_its_place() {
    check_with(&math(), &[("a $\\nosuch<$ b", "<p>a <code>\\nosuch&lt;</code> b</p>\n")]);
    let reports = reported("a $b$ and $\\nosuch$", &math());
    assert_eq!(reports.len(), 1);
    assert_eq!((reports[0].0, reports[0].1.as_str()), ("bad-math", "\\nosuch"));
}

#[test]
fn attributes_of_headings_are_taken_off() {
    check(&[
        ("## A {#b}", "<h2 id=\"b\">A</h2>\n"),
        ("## A {#b .c .d} ##", "<h2 id=\"b\" class=\"c d\">A</h2>\n"),
        ("## A {.c}", "<h2 id=\"a\" class=\"c\">A</h2>\n"),
        ("A *b* {#my_id_}\n---", "<h2 id=\"my_id_\">A <em>b</em></h2>\n"),
        ("## [] and {}", "<h2 id=\"-and-\">[] and {}</h2>\n"),
        ("## Using {{ x }}", "<h2 id=\"using--x-\">Using {{ x }}</h2>\n"),
        ("## {#a}", "<h2 id=\"a\">{#a}</h2>\n"),
        ("## A \\{#b}", "<h2 id=\"a-b\">A {#b}</h2>\n"),
        ("## A `{#b}`", "<h2 id=\"a-b\">A <code>{#b}</code></h2>\n"),
        ("## [[a]] {#b}", "<h2 id=\"b\"><a href=\"wiki:a\">(a)</a></h2>\n"),
        ("##", "<h2 id=\"section\"></h2>\n"),
    ]);
}

#[test]
fn references_without_a_definition_are_errors() {
    for (markdown, place, label) in [
        ("a [b][c] d", "[b][c]", "reference `c`"),
        ("a [b c][] d", "[b c][]", "reference `b c`"),
        ("![b][c]", "![b][c]", "reference `c`"),
        ("a[^b] c", "[^b]", "footnote `b`"),
    ] {
        let reports = reported(markdown, &options());
        assert_eq!(reports.len(), 1, "{markdown}");
        assert_eq!((reports[0].0, reports[0].1.as_str()), ("undefined-reference", place), "{markdown}");
        assert_eq!(reports[0].2, format!("there is no definition of the {label}"), "{markdown}");
        assert!(reports[0].3.contains("define it"), "{markdown}");
    }
    for markdown in [
        "a [b] c",
        "arr[i][j]",
        "f(x)[i][j]",
        "`[a][b]`",
        "[a][b]\n\n[b]: u",
        "\\[a][b]",
        "[^a-z]+ and [^0-9]",
        "x[^1]\n\n[^1]: a",
        "```\n[a][b] [^c]\n```",
        "<div>\n[a][b]\n</div>",
        "- [ ] a",
        "[^]",
        "([^ab])",
        "[^a b]",
    ] {
        assert_eq!(reported(markdown, &options()), [], "{markdown}");
    }
}

#[test]
fn a_link_left_as_text_is_a_warning() {
    let reports = reported("a [b](my file.md#c) d", &options());
    assert_eq!(
        reports,
        [(
            "text-link",
            "my file.md#c".into(),
            "`my file.md` is not a link here and stays text".into(),
            "put a path with spaces between angle brackets: `](<my file.md#c>)`".into()
        )]
    );
    for markdown in ["[b](a.md)", "`[b](my file.md)`", "a](b)", "[a] (b c.md)", "```\n[b](my file.md)\n```"] {
        assert_eq!(reported(markdown, &options()), [], "{markdown}");
    }
}
