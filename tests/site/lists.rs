//! The lists: their order, their pages, what embeds what.

use crate::{
    markup::{between, broken, output, parse},
    support::check,
};
use std::fmt::Write as _;

/// The addresses that the links in `html` lead to, those between `from` and `to`, without repetition.
fn links(html: &str, from: &str, to: &str) -> Vec<String> {
    let tags = parse(between(html, from, to)).0;
    let mut links: Vec<String> = tags.iter().filter_map(|tag| tag.attribute("href")).map(str::to_owned).collect();
    links.dedup();
    links
}

#[test]
fn articles_stand_by_weight_then_date_then_name() {
    let article =
        |name: &str, keys: &str| format!("== content/articles/{name}.md ==\n+++\ntitle = \"x\"\n{keys}\n+++\n");
    let site = [
        article("b", "date = 2026-01-02"),
        article("a", "date = 2026-01-02"),
        article("new", "date = 2026-01-02T00:00:01Z"),
        article("heavy", "date = 2026-05-01\nweight = 1"),
        article("light", "weight = -1"),
        article("undated", ""),
        article("hidden", "unlisted = true\nweight = -9"),
    ];
    let site = check(&site.concat(), "");
    let expected = ["light", "new", "a", "b", "undated", "heavy"].map(|name| format!("/articles/{name}/"));
    assert_eq!(links(&site.output("articles/index.html"), "<ul class=\"entries\">", "</main>"), expected);
    let feed = site.output("feed.json");
    let feed: serde_json::Value = serde_json::from_str(&feed).expect("a feed is JSON");
    let items: Vec<_> =
        feed["items"].as_array().expect("it has items").iter().filter_map(|item| item["url"].as_str()).collect();
    assert!(!items.iter().any(|url| url.contains("hidden")), "{items:?}");
}

#[test]
fn questions_stand_by_level_then_weight_then_place() {
    let site = check(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
levels = [\"intern\", \"boss\", \"wizard\"]
== content/topics/t.md ==
# T
== content/questions/b.toml ==
topics = [\"t\"]
level = \"wizard\"
[[question]]
id = \"w-b\"
question = \"1?\"
answer = \"A.\"
[[question]]
id = \"i-heavy\"
level = \"intern\"
weight = 2
question = \"2?\"
answer = \"A.\"
[[question]]
id = \"none\"
level = \"boss\"
question = \"3?\"
answer = \"A.\"
== content/questions/a.md ==
---
topics: [t]
---
## Z? {#w-a}
```{question}
level = \"wizard\"
```
A.
## Y? {#i-z}
```{question}
level = \"intern\"
```
A.
## X? {#i-a}
```{question}
level = \"intern\"
```
A.
## W? {#no-level}
A.
",
        "",
    );
    let html = site.output("topics/t/index.html");
    let order = ["i-z", "i-a", "i-heavy", "none", "w-a", "w-b", "no-level"].map(|id| format!("/questions/{id}/"));
    assert_eq!(links(&html, "id=\"x-questions\"", "</section>"), order);
    let levels: Vec<&str> = html.split("<h3>").skip(1).filter_map(|rest| rest.split(" <").next()).collect();
    assert_eq!(levels, ["intern", "boss", "wizard", "any level"]);
}

#[test]
fn more_than_two_thousand_questions_stand_on_a_page_for_each_level() {
    let mut text = "== content/topics/t.md ==\n# T\n== content/questions/q.toml ==\ntopics = [\"t\"]\n".to_owned();
    for number in 0..2001 {
        let level =
            ["junior", "mid", "senior"].get(number % 4).map_or(String::new(), |level| format!("level = \"{level}\"\n"));
        let _ =
            writeln!(text, "[[question]]\nid = \"q{number}\"\nquestion = \"Q {number}?\"\nanswer = \"A.\"\n{level}");
    }
    let site = check(&text, "");
    for list in ["questions", "topics/t"] {
        let count =
            |path: &str| site.output(&format!("{list}/{path}index.html")).matches("href=\"/questions/q").count();
        assert_eq!(["", "junior/", "mid/", "senior/"].map(count), [500, 501, 500, 500], "{list}");
        let html = site.output(&format!("{list}/index.html"));
        assert!(
            html.contains(&format!("<a href=\"/{list}/junior/\">junior</a> <span class=\"count\">501</span>")),
            "{list}"
        );
    }
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
}

#[test]
fn lists_have_pages() {
    let article =
        |n: usize| format!("== content/articles/a{n:02}.md ==\n+++\ntitle = \"A {n}\"\ntopics = [\"t\"]\n+++\n");
    let articles: String = (1..=7).map(article).collect();
    let head = "title = \"Prep\"\nbase_url = \"https://prep.example/\"\n";
    for (paginate, pages) in [("paginate = 3", 3), ("paginate = 7", 1), ("paginate = 0", 1), ("", 1)] {
        let site = check(&format!("== site.toml ==\n{head}{paginate}\n== content/topics/t.md ==\n# T\n{articles}"), "");
        for list in ["articles", "topics/t"] {
            let mut shown = Vec::new();
            for page in 1..=pages {
                let path =
                    if page == 1 { format!("{list}/index.html") } else { format!("{list}/page/{page}/index.html") };
                shown.extend(links(&site.output(&path), "<ul class=\"entries\">", "</main>"));
            }
            shown.retain(|url| url.starts_with("/articles/a"));
            let all: Vec<String> = (1..=7).map(|n| format!("/articles/a{n:02}/")).collect();
            assert_eq!(shown, all, "{paginate}, {list}");
            for page in [1, pages + 1] {
                assert!(!site.root().join(format!("public/{list}/page/{page}")).exists(), "{paginate}, {list}, {page}");
            }
        }
        assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
    }
}

#[test]
fn an_answer_that_embeds_questions_names_them_only() {
    let question = |id: &str, keys: &str| {
        let directives = "```{questions}\ntopic = \"t\"\n```\n\n```{quiz}\ntopic = \"t\"\n```";
        format!(
            "[[question]]\nid = \"{id}\"\nquestion = \"Is it {id}?\"\nanswer = '''\n### Own heading\n\n{directives}\n'''\n{keys}\n"
        )
    };
    let site = check(
        &format!(
            "
== content/topics/t.md ==
# T
== content/questions/q.toml ==
topics = [\"t\"]
{}{}
== content/articles/a.md ==
+++
title = \"A\"
faq = [\"one\", \"two\"]
+++
Lead.

```{{questions}}
topic = \"t\"
```

```{{questions}}
ids = [\"one\"]
```
",
            question("one", ""),
            question("two", "choices = [{ text = \"x\", correct = true, why = \"y\" }]"),
        ),
        "",
    );
    let html = site.output("articles/a/index.html");
    for id in
        ["one--own-heading", "one--2--own-heading", "one--3--own-heading", "two--own-heading", "two--2--own-heading"]
    {
        assert!(html.contains(&format!("id=\"{id}\"")), "no {id} in {html}");
    }
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
}

#[test]
fn topics_may_lie_deep_in_one_another() {
    let topic = |at: usize| {
        let parent = if at == 0 { String::new() } else { format!("parent = \"t{}\"\n", at - 1) };
        format!("== content/topics/t{at}.md ==\n+++\ntitle = \"Topic {at}\"\n{parent}+++\n")
    };
    let deep: String = (0..60).map(topic).collect();
    let site = check(&format!("{deep}== content/articles/a.md ==\n+++\ntitle = \"A\"\ntopics = [\"t59\"]\n+++\n"), "");
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
    let below = |page: &str| links(&site.output(page), "<ul class=\"topics\">", "</main>");
    let expected = |range: std::ops::Range<usize>| range.map(|at| format!("/topics/t{at}/")).collect::<Vec<_>>();
    assert_eq!(below("topics/index.html"), expected(0..16));
    assert_eq!(below("topics/t20/index.html")[..16], expected(21..37));
    assert_eq!(below("topics/t50/index.html")[..9], expected(51..60));
}
