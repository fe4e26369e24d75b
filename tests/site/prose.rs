//! Prose that looks like syntax comes out as it was written.

use crate::{
    markup::{between, words},
    support::Site,
};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// A template that shows nothing but an article's text.
const TEMPLATE: &str =
    "== templates/article.html ==\n<!doctype html><title>x</title><main>{{ page.lead }}\n{{ page.body }}</main>\n";

/// The text of the article `name` of `site`, as HTML.
fn text(site: &Site, name: &str) -> String {
    between(&site.output(&format!("articles/{name}/index.html")), "<main>", "</main>").to_owned()
}

fn config(math: bool) -> String {
    format!("== site.toml ==\ntitle = \"P\"\nbase_url = \"https://p.example/\"\n[markdown]\nmath = {math}\n{TEMPLATE}")
}

#[test]
fn prose_that_looks_like_syntax_stays() {
    let cases = [
        ("Pays $120k-$150k, or $1,000 to $2,000 a day.", "<p>Pays $120k-$150k, or $1,000 to $2,000 a day.</p>"),
        ("US$5 and 5$ and $HOME/$USER.", "<p>US$5 and 5$ and $HOME/$USER.</p>"),
        ("`echo $PATH` costs $5 `$x`", "<p><code>echo $PATH</code> costs $5 <code>$x</code></p>"),
        ("## [] and {}", "<h2 id=\"-and-\">[] and {}</h2>"),
        ("## `Vec<T>` {}", "<h2 id=\"vect-\"><code>Vec&lt;T&gt;</code> {}</h2>"),
        (
            "If [[ -f x ]] then [[1,2],[3,4]] [[=a=]] [[:alpha:]].",
            "<p>If [[ -f x ]] then [[1,2],[3,4]] [[=a=]] [[:alpha:]].</p>",
        ),
        (
            "{{ page.title }} {% raw %} {# x #} {{< y >}} ${z}",
            "<p>{{ page.title }} {% raw %} {# x #} {{&lt; y &gt;}} ${z}</p>",
        ),
        (
            "`{{ x }}` and `{% y %}` and `Vec<T>`",
            "<p><code>{{ x }}</code> and <code>{% y %}</code> and <code>Vec&lt;T&gt;</code></p>",
        ),
        ("```text\n{{ x }} {% y %} <T> $1$ [[z]]\n```", "{{ x }} {% y %} &lt;T&gt; $1$ [[z]]\n</code></pre>"),
        ("Takes ~100k or ~200k, a ~ b, ^up^, ==no==, H~2~O?", ""),
        ("a^2 + b_1 = c*d; 2 * 3 * 4; snake_case_name, __init__?", ""),
        (
            "He said \"yes\" -- 'no' --- (c) (tm) ... 1/2 :smile: @you #tag",
            "<p>He said \"yes\" -- 'no' --- (c) (tm) ... 1/2 :smile: @you #tag</p>",
        ),
        ("Term\n: not a definition", "<p>Term\n: not a definition</p>"),
        ("a | b\nc | d", "<p>a | b\nc | d</p>"),
        ("x < y && y > z & AT&T &amp; &copy;", "<p>x &lt; y &amp;&amp; y &gt; z &amp; AT&amp;T &amp; ©</p>"),
        ("C:\\path\\new, \\d+, a\\_b", "<p>C:\\path\\new, \\d+, a_b</p>"),
        (
            "http://localhost/ and ftp://example.org and me@example.org",
            "<p>http://localhost/ and ftp://example.org and me@example.org</p>",
        ),
        ("Key: value\n---\n+++\nmore", ""),
        (
            "[x] not a task, [ ] neither, [^ nothing], [!NOTE]",
            "<p>[x] not a task, [ ] neither, [^ nothing], [!NOTE]</p>",
        ),
    ];
    for math in [false, true] {
        let articles = cases.iter().enumerate();
        let articles = articles
            .map(|(at, (source, _))| format!("== content/articles/a{at}.md ==\n+++\ntitle = \"x\"\n+++\n{source}\n"));
        let site = Site::new(&format!("{}{}", config(math), articles.collect::<String>()));
        site.build(&[]).expect(0, "");
        for (at, (source, expected)) in cases.iter().enumerate() {
            let html = text(&site, &format!("a{at}"));
            assert!(html.contains(expected), "{source}, math {math}: {html}");
            if !source.contains("H~2~O") {
                assert_eq!(words(&html), plain_words(source), "{source}, math {math}");
            }
        }
    }
}

#[test]
fn formulas_are_formulas_where_they_are_asked_for() {
    let source =
        "== content/articles/a.md ==\n+++\ntitle = \"x\"\n+++\nSo $O(n \\log n)$, $2^{10}$, $x$; but $120k and $5.\n";
    for (math, formulas) in [(false, 0), (true, 3)] {
        let site = Site::new(&format!("{}{source}", config(math)));
        site.build(&[]).expect(0, "");
        let html = text(&site, "a");
        assert_eq!(html.matches("<math").count(), formulas, "{html}");
        assert!(html.ends_with("but $120k and $5.</p>\n") || html.contains("but $120k and $5."), "{html}");
        assert_eq!(html.contains("$2^{10}$"), !math, "{html}");
    }
}

/// The words that plain CommonMark makes of `source`.
fn plain_words(source: &str) -> Vec<String> {
    let mut text = String::new();
    for event in Parser::new(source) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::Rule => text.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) => text.push('\n'),
            Event::Html(_) | Event::InlineHtml(_) => {}
            other => panic!("{other:?} is no plain CommonMark"),
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// A generator of numbers, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// What people write into posts, as far as plain CommonMark knows nothing about it.
const PIECES: &[&str] = &[
    "the",
    "queue",
    "index",
    "why?",
    "*really*",
    "**cost**",
    "`let x = 1;`",
    "`{{ name }}`",
    "`a|b`",
    "$120k-$150k",
    "$5",
    "5$",
    "US$1.50",
    "[]",
    "{}",
    "[ ]",
    "[x]",
    "[[ -f x ]]",
    "[[1,2],[3,4]]",
    "{{ user }}",
    "{% if %}",
    "{#id}",
    "{.class}",
    "<https://a.example/b?c=d&e>",
    "[link](https://a.example)",
    "a^b",
    "a_b_c",
    "x*y",
    "~5",
    "==",
    "::",
    ":-)",
    ":tada:",
    "@me",
    "#3",
    "C#",
    "C++",
    "&",
    "&lt;",
    "<",
    ">",
    "->",
    "=>",
    "a<9",
    "1.",
    "2)",
    "-",
    "--",
    "---x",
    "...",
    "\"quoted\"",
    "it's",
    "(c)",
    "½",
    "naïve",
    "数据库",
    "\\*",
    "\\",
    "|",
    "a|b",
    "!",
    "100%",
    "/etc/hosts",
    "~/bin",
    "http://a.example",
    "mailto:x",
    "^1",
    "[!]",
    "`T<U>x`",
    "!important",
    "%20",
    "`` ` ``",
    "\\$5",
    "\\[[x]]",
    "e.g.",
];

/// A block of a post.
fn block(dice: &mut Dice) -> String {
    let line = |dice: &mut Dice| (0..3 + dice.roll(9)).map(|_| dice.pick(PIECES)).collect::<Vec<_>>().join(" ");
    match dice.roll(9) {
        0 => format!("## The {} end", line(dice)),
        1 => format!("### About {} {{}}", line(dice)),
        2 => format!("- One {}\n- Two {}\n  more {}", line(dice), line(dice), line(dice)),
        3 => format!("1. First {}\n2. Second {}", line(dice), line(dice)),
        4 => format!("> Quoted {}\n> on", line(dice)),
        5 => format!(
            "```{}\n{}\n<T> {{{{ x }}}} $1$\n```",
            dice.pick(&["", "rust", "text", "bash", "jinja2"]),
            line(dice)
        ),
        6 => format!("    indented {}", line(dice)),
        7 => "* * *".to_owned(),
        _ => format!("Words {}\nand {}.", line(dice), line(dice)),
    }
}

#[test]
fn five_hundred_posts_have_the_words_of_plain_commonmark() {
    let mut dice = Dice(2026);
    let posts: Vec<String> =
        (0..500).map(|_| (0..3 + dice.roll(8)).map(|_| block(&mut dice)).collect::<Vec<_>>().join("\n\n")).collect();
    for math in [false, true] {
        let site = Site::new(&config(math));
        // with formulas, a dollar sign behind a sum may well end one: `$5 a_b 5$`
        let posts: Vec<String> =
            posts.iter().map(|post| if math { post.replace("5$", "five") } else { post.clone() }).collect();
        for (at, post) in posts.iter().enumerate() {
            site.put(&format!("content/articles/p{at}.md"), format!("+++\ntitle = \"x\"\n+++\n{post}\n").as_bytes());
        }
        let run = site.build(&[]);
        assert_eq!(run.status, Some(0), "{}", run.messages());
        for (at, post) in posts.iter().enumerate() {
            assert_eq!(words(&text(&site, &format!("p{at}"))), plain_words(post), "math {math}, of\n{post}\n");
        }
    }
}
