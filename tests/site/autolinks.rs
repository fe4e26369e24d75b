//! Auto-links: which words of a text become links, by which rule, and which don't.
//!
//! A [`Case`] is the text of an article below its lead; a link made there is shown as `[words]`.

use crate::{
    markup::between,
    support::{Site, check},
};

/// What the words of the cases lead to.
const TARGETS: &str = r#"
== content/topics/caching.md ==
+++
title = "Caching"
terms = ["cache", "cache stampede", "REST", "Kubernetes", "big O", ".NET", "C++", "R&D", "x<y", "缓存"]
+++
== content/topics/languages.md ==
+++
title = "Languages"
terms = [{ term = "Go", case = "exact" }, "C#", "мьютекс", "גיבוב"]
+++
== content/topics/sql.md ==
+++
title = "SQL"
terms = ["index", "amp", "time to live"]
+++
== content/glossary.toml ==
[[term]]
term = "idempotent"
definition = "The same if done twice."
also = ["idempotency", "idempotent operation"]

[[term]]
term = "ACID"
case = "any"
definition = "Four promises."

[[term]]
term = "lock"
definition = "Shown, and never linked."
autolink = false
"#;

/// Why, the text, and its words as they come out; links in brackets.
type Case = (&'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    ("a term of a topic", "The cache.", "The [cache]."),
    ("a term of the glossary", "It is idempotent.", "It is [idempotent]."),
    ("a further spelling", "By idempotency.", "By [idempotency]."),
    ("a list item", "- The cache\n- An index", "The [cache]\n\nAn [index]"),
    ("emphasis", "The *cache* and **index**", "The [cache] and index"),
    ("the first in a paragraph", "An index, a cache, an index.", "An [index], a cache, an index."),
    ("one a target", "A cache.\n\nA cache.\n\nREST.", "A [cache].\n\nA cache.\n\nREST."),
    ("the next that is new", "A cache.\n\nA cache, an index.", "A [cache].\n\nA cache, an [index]."),
    ("the longest", "A cache stampede.", "A [cache stampede]."),
    ("the longest that is whole", "A cache stampeding.", "A [cache] stampeding."),
    ("the longer one that begins first", "An idempotent operation.", "An [idempotent operation]."),
    ("over the end of a line", "A cache\nstampede.", "A [cache\nstampede]."),
    ("a lower-case term in any case", "Index. CACHE.", "[Index]. CACHE."),
    ("a name in capitals only so", "The rest. REST.", "The rest. [REST]."),
    ("a capitalized name in any case", "On kubernetes.", "On [kubernetes]."),
    ("a capital letter within a phrase", "By big o, by Big O.", "By big o, by [Big O]."),
    ("`case = \"exact\"`", "To go, GO or Go.", "To go, GO or [Go]."),
    ("`case = \"any\"`", "It is acid.", "It is [acid]."),
    (
        "letters around",
        "reindex indexes cached 2cache cache2 x_cache cache_x",
        "reindex indexes cached 2cache cache2 x_cache cache_x",
    ),
    ("marks around", "cache\u{301}", "cache\u{301}"),
    ("letters of other scripts around", "éindex indexé", "éindex indexé"),
    ("punctuation around", "(cache)", "([cache])"),
    ("quotation marks around", "“index”", "“[index]”"),
    ("an apostrophe behind", "The cache's size", "The [cache]'s size"),
    ("a hyphen behind", "An index-only scan", "An [index]-only scan"),
    ("a hyphen before", "A non-idempotent call", "A non-idempotent call"),
    (
        "parts of names",
        "index.html cache/x /etc/cache a.cache cache=1 std::cache @cache #cache --cache $cache",
        "index.html cache/x /etc/cache a.cache cache=1 std::cache @cache #cache --cache $cache",
    ),
    ("parts of addresses", "https://cache.example.org/index/", "https://cache.example.org/index/"),
    ("the end of a sentence", "It has an index.", "It has an [index]."),
    ("a language that goes on", "C, C++11 and C#x, ASP.NET.", "C, C++11 and C#x, ASP.NET."),
    ("names with signs", "In C++.\n\nIn C#.", "In [C++].\n\nIn [C#]."),
    ("a name that begins with a dot", "On .NET.", "On [.NET]."),
    (
        "a word that goes on in other markup",
        "re*index* *index*es `re`index [re](/)index index<b>es</b>",
        "reindex indexes reindex reindex indexes",
    ),
    ("a word that ends there", "*index* **cache**", "[index] cache"),
    ("escaped characters", "Our R&D, if x<y.", "Our [R&amp;D], if x&lt;y."),
    ("what is escaped twice", "If x<y.", "If [x&lt;y]."),
    ("the names of entities", "a & b &amp; c", "a &amp; b &amp; c"),
    ("a script without spaces", "使用缓存策略", "使用[缓存]策略"),
    ("another script", "Это мьютекс.", "Это [мьютекс]."),
    ("a script from right to left", "זה גיבוב.", "זה [גיבוב]."),
    ("code", "`cache` and ``index``", "cache and index"),
    ("a block of code", "```text\ncache\n```", "cache"),
    ("a link's text", "[the cache](/) [[sql|the index]]", "the cache the index"),
    ("an image's description", "![the cache](/x.svg)", ""),
    ("a heading", "### The cache", "The cache"),
    ("a table", "| cache |\n|---|\n| index |", "cache\n\nindex"),
    ("a quote", "> The cache", "The cache"),
    ("an alert", "> [!TIP]\n> The cache", "Tip\n\nThe [cache]"),
    ("a footnote", "A note[^1].\n\n[^1]: The cache", "A note1.\n\nFootnotes\n\nThe cache ↩︎"),
    ("raw HTML", "<div>\nThe cache\n</div>", "The cache"),
    ("text within raw HTML", "The <b>cache</b>", "The [cache]"),
    ("a raw link", "The <a href=\"/\">cache</a>, <kbd>index</kbd>", "The cache, index"),
    ("a raw quote around", "<blockquote>\n\nThe cache\n\n</blockquote>", "The cache"),
    ("a word that isn't meant", "A [[!cache]], a cache.", "A cache, a [cache]."),
    ("several words that aren't meant", "A [[!cache stampede]] in it", "A cache stampede in it"),
    ("`[[!` in other text", "[[ ! -f cache ]] [[!-f index ]] `[[!x]]`", "[[ ! -f [cache] ]] [[!-f index ]] [[!x]]"),
    ("what the page links already", "A [topic](../topics/caching.md).\n\nThe cache.", "A topic.\n\nThe cache."),
    ("what it links later", "The cache.\n\n[[topic:caching]]", "The cache.\n\nCaching"),
    ("a link by address", "The cache.\n\n[a](/topics/caching/)", "The cache.\n\na"),
    ("a link to a definition", "It is idempotent.\n\n[a](/glossary/#idempotent)", "It is idempotent.\n\na"),
    ("a link to another definition", "It is idempotent.\n\n[a](/glossary/#acid)", "It is [idempotent].\n\na"),
    ("a paragraph that links a term", "ACID, see [[topic:sql]].", "ACID, see SQL."),
    ("a paragraph with another link", "ACID, see [there](/).", "[ACID], see there."),
    ("`autolink = false`", "A lock.", "A lock."),
];

/// The words of `html`, a line a block; auto-links in brackets.
fn words(html: &str) -> String {
    let mut shown = html.to_owned();
    for (start, class) in html.match_indices("\" class=\"term\">") {
        let open = html[..start].rfind("<a href=").expect("the link begins");
        shown = shown.replace(&html[open..start + class.len()], "{");
    }
    let mut shown: String = shown
        .split("</a>")
        .map(|part| {
            if part.rfind('{') > part.rfind("<a ") {
                format!("{}]", part.replacen('{', "[", 1))
            } else {
                part.to_owned()
            }
        })
        .collect();
    for block in ["</p>", "</li>", "</th>", "</td>", "</h2>", "</h3>", "</pre>", "</div>"] {
        shown = shown.replace(block, &format!("{block}\n\n"));
    }
    let mut text = String::new();
    let mut rest = shown.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// The words of the page at `path`: its body without what stands around.
fn body(site: &Site, path: &str) -> String {
    let html = site.output(path);
    words(between(&html, "<!--body-->", "<!--end-->"))
}

/// Templates that show the texts of a page and nothing else.
const TEMPLATES: &str = "
== templates/article.html ==
{{ page.lead }}<!--body-->{{ page.body }}<!--end-->{{ page.faq | json }}{{ page.takeaways | json }}
== templates/question.html ==
<!--body-->{{ page.answer if page.answer else '' }}<!--end-->
== templates/page.html ==
{{ page.lead }}<!--body-->{{ page.body }}<!--end-->
== templates/topic.html ==
<!--body-->{{ page.body }}<!--end-->
== static/x.svg ==
<svg/>
";

#[test]
fn each_rule() {
    let articles: String = CASES
        .iter()
        .enumerate()
        .map(|(at, (_, text, _))| {
            format!("== content/articles/a{at}.md ==\n+++\ntitle = \"A\"\n+++\nLead.\n\n## H\n\n{text}\n")
        })
        .collect();
    let site = Site::new(&format!("{TARGETS}{TEMPLATES}{articles}"));
    let run = site.build(&[]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let differ: Vec<String> = CASES
        .iter()
        .enumerate()
        .filter_map(|(at, (why, _, expected))| {
            let found = body(&site, &format!("articles/a{at}/index.html"));
            let found = found.strip_prefix("H\n\n").unwrap_or(&found);
            (found != *expected && format!("H{expected}") != found)
                .then(|| format!("{why}\n  {found:?}\n  {expected:?}\n"))
        })
        .collect();
    assert!(differ.is_empty(), "{}", differ.concat());
}

/// An article with that front matter and text.
fn article(name: &str, front: &str, text: &str) -> String {
    format!("== content/articles/{name}.md ==\n+++\ntitle = \"A\"\n{front}+++\n{text}\n")
}

#[test]
fn a_link_is_an_ordinary_one() {
    let site = check(
        &format!(
            "{}{}{}",
            "== site.toml ==\ntitle = \"P\"\nbase_url = \"https://p.example/sub/\"\n",
            "== content/topics/größe.md ==\n+++\ntitle = \"G\"\nterms = [\"size\"]\n+++\n== content/glossary.toml ==\n[[term]]\nterm = \"Maß\"\ndefinition = \"x\"\n",
            article("a", "", "Lead.\n\n## H\n\nThe size.\n\nEin maß.")
        ),
        "",
    );
    let html = site.output("articles/a/index.html");
    assert!(html.contains("<p>The <a href=\"/sub/topics/gr%C3%B6%C3%9Fe/\" class=\"term\">size</a>.</p>"), "{html}");
    assert!(html.contains("<p>Ein <a href=\"/sub/glossary/#ma%C3%9F\" class=\"term\">maß</a>.</p>"), "{html}");
}

#[test]
fn only_bodies_on_their_own_page_have_them() {
    let site = Site::new(&format!(
        "{TARGETS}{TEMPLATES}{}{}{}",
        article(
            "a",
            "date = 2026-01-01\ntakeaways = [\"The cache.\"]\nfaq = [\"q\", { question = \"An index?\", answer = \"A cache.\" }]\n",
            "The cache, lead.\n\n## H\n\nThe cache.\n\n```{details}\nsummary = \"s\"\ntext = \"An index.\"\n```"
        ),
        "
== content/questions/q.toml ==
[[question]]
id = \"q\"
question = \"What is a cache?\"
answer = '''
An index.

A cache.
'''
[[question]]
id = \"off\"
autolinks = false
question = \"Off?\"
answer = \"A cache.\"
== content/guide.md ==
# Guide
The cache, lead.

The cache, body.
== content/topics/top.md ==
+++
title = \"Top\"
terms = [\"summit\"]
+++
The cache, lead.

The summit and the cache.
== content/authors/ada.md ==
# Ada
Lead.

The cache.
== content/index.md ==
# Home
Lead.

The cache.
",
        "== content/questions/off.toml ==\nautolinks = false\n[[question]]\nid = \"off2\"\nquestion = \"Off?\"\nanswer = \"A cache.\"\n"
    ));
    site.build(&[]).expect(0, "");
    assert_eq!(body(&site, "articles/a/index.html"), "H\n\nThe [cache].\n\ns\nAn index.");
    assert_eq!(body(&site, "questions/q/index.html"), "An [index].\n\nA [cache].");
    assert_eq!(body(&site, "questions/off/index.html"), "A cache.");
    assert_eq!(body(&site, "questions/off2/index.html"), "A cache.");
    assert_eq!(body(&site, "guide/index.html"), "The [cache], body.");
    assert_eq!(body(&site, "topics/top/index.html"), "The cache, lead.\n\nThe summit and the [cache].");
    let html = site.output("articles/a/index.html");
    assert_eq!(html.matches("class=\"term\"").count(), 1, "{html}");
    for path in [
        "index.html",
        "authors/ada/index.html",
        "glossary/index.html",
        "atom.xml",
        "feed.json",
        "topics/caching/index.html",
    ] {
        assert!(!site.output(path).contains("term\\\"") && !site.output(path).contains("class=\"term\""), "{path}");
    }
}

#[test]
fn what_a_page_links_anywhere_it_links_no_more() {
    let cases = [
        ("lead", "", "A [cache](../topics/caching.md).\n\n## H\n\nThe cache."),
        ("takeaway", "takeaways = [\"[a](/topics/caching/)\"]\n", "Lead.\n\n## H\n\nThe cache."),
        ("faq", "faq = [{ question = \"Q?\", answer = \"[[topic:caching]]\" }]\n", "Lead.\n\n## H\n\nThe cache."),
        ("cited", "faq = [\"q\"]\n", "Lead.\n\n## H\n\nThe cache."),
        ("source", "sources = [\"/topics/caching/\"]\n", "Lead.\n\n## H\n\nThe cache."),
        ("raw", "", "Lead.\n\n## H\n\n<a href=\"../topics/caching.md\">x</a>\n\nThe cache."),
        ("own", "topics = [\"caching\"]\n", "Lead.\n\n## H\n\nThe cache."),
        ("above", "topics = [\"below\"]\n", "Lead.\n\n## H\n\nThe cache."),
        ("off", "autolinks = false\n", "Lead.\n\n## H\n\nThe cache."),
        ("foreign", "language = \"de\"\n", "Lead.\n\n## H\n\nThe cache."),
    ];
    let articles: String = cases.iter().map(|(name, front, text)| article(name, front, text)).collect();
    let more = "== content/topics/below.md ==\n+++\ntitle = \"B\"\nparent = \"caching\"\n+++\nLead.\n\nThe cache.\n\
                == content/questions/q.toml ==\n[[question]]\nid = \"q\"\nquestion = \"Q?\"\nanswer = \"[[topic:caching]]\"\n";
    let site = Site::new(&format!(
        "{TARGETS}{TEMPLATES}{articles}{more}{}",
        article("plain", "", "Lead.\n\n## H\n\nThe cache.")
    ));
    site.build(&[]).expect(0, "");
    assert!(body(&site, "articles/plain/index.html").contains("[cache]"));
    for (name, ..) in cases {
        let found = body(&site, &format!("articles/{name}/index.html"));
        assert!(found.contains("cache") && !found.contains('['), "{name}: {found}");
    }
    assert!(!body(&site, "topics/below/index.html").contains('['));
    site.add("== site.toml ==\ntitle = \"P\"\nbase_url = \"https://p.example/\"\n[autolinks]\nenabled = false\n");
    site.build(&[]).expect(0, "");
    assert!(!body(&site, "articles/plain/index.html").contains('['));
}

#[test]
fn a_page_has_eight_with_those_of_its_author() {
    let terms: String = (0..12).map(|n| format!("[[term]]\nterm = \"word{n}\"\ndefinition = \"x\"\n")).collect();
    let paragraphs = |range: std::ops::Range<usize>| range.map(|n| format!("A word{n}.\n\n")).collect::<String>();
    let written = "[a](/glossary/#word10) b\n\n[a](/glossary/#word11) b\n\n[a](/glossary/#word11) c\n\n";
    let site = Site::new(&format!(
        "{TEMPLATES}== content/glossary.toml ==\n{terms}{}{}",
        article("a", "", &format!("Lead.\n\n## H\n\n{}", paragraphs(0..12))),
        article("b", "", &format!("Lead.\n\n## H\n\n{written}{}", paragraphs(0..10))),
    ));
    site.build(&[]).expect(0, "");
    let count = |name: &str| site.output(&format!("articles/{name}/index.html")).matches("class=\"term\"").count();
    assert_eq!([count("a"), count("b")], [8, 6]);
    assert!(!body(&site, "articles/a/index.html").contains("[word8]"));
}

#[test]
fn terms_that_nobody_would_write() {
    let long = "x".repeat(100);
    let site = Site::new(&format!(
        "{TEMPLATES}
== content/topics/t.md ==
+++
title = \"T\"
terms = [\".*\u{61}\", \"(a+)+$b\", \"<b>c</b>\", \"\\\"d\\\"\", \"&lt;e\", \"\u{202e}f\", \"{{{{ g }}}}\", \"[[h]]\", \"a](x) i\", \"{long}\"]
+++
{}",
        article(
            "a",
            "",
            &format!("Lead.\n\n## H\n\naaa .*a (a+)+$b\n\n\\<b>c\\</b>\n\n\"d\"\n\n&amp;lt;e\n\n\u{202e}f\n\n{{{{ g }}}}\n\n\\[[h]]\n\n{long}")
        )
    ));
    site.build(&[]).expect(0, "");
    let html = site.output("articles/a/index.html");
    assert_eq!(html.matches("class=\"term\"").count(), 1, "{html}");
    assert!(html.contains(">.*a</a> (a+)+$b"), "{html}");
    let run = site.run(&["links", "--diff"]);
    assert!(run.stdout.contains("+aaa [.*a](../topics/t.md) (a+)+$b"), "{}{}", run.stdout, run.stderr);
}
