//! The glossary: its page, what links to it, and what is told of it for machines.

use crate::{
    markup::{between, broken, output},
    support::{Site, check},
};

const SITE: &str = r#"
== content/glossary.toml ==
description = "What the words mean."
intro = "Words *with* meaning."
updated = 2026-05-01

[[term]]
term = "idempotent"
also = ["idempotency", "idempotent operation"]
topics = ["api"]
see = ["retries", "topic:api", "cache-aside", "https://example.net/", "../content/topics/api.md", "draft"]
definition = '''
Doing it **twice** is doing it once[^1]. See [[cache-aside]] and [the other](#b-tree).

[^1]: More or less.
'''

[[term]]
term = "cache aside"
id = "cache-aside"
definition = "Look there first[^1].\n\n[^1]: Or last."

[[term]]
term = "B-tree"
definition = "A tree."

[[term]]
term = "x-ray"
definition = "Ids of templates begin like this one would."
== content/topics/api.md ==
+++
title = "APIs"
+++
Lead.
== content/articles/retries.md ==
# Retries
See [[idempotent]], [[idempotency]], [[glossary:cache-aside]], [[Cache Aside]], [[b-tree|trees]], [a](/glossary/#b-tree),
[b](../glossary.toml#b-tree), [c](../glossary.toml), [d](/glossary/).
== content/articles/draft.md ==
+++
title = "Draft"
draft = true
+++
"#;

#[test]
fn a_page_of_terms() {
    let site = Site::new(SITE);
    let told = site.build(&[]);
    told.expect(
        0,
        r"
content/glossary.toml:9:100 «draft» warning unpublished-target: the article `Draft` is a draft, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /glossary/
",
    );
    let html = site.output("glossary/index.html");
    insta::assert_snapshot!("glossary", between(&html, "<main", "</main>"));
    assert!(html.contains("<title>Glossary · Prep</title>"), "{html}");
    assert!(html.contains("<meta name=\"description\" content=\"What the words mean.\">"), "{html}");
    let graph = between(&html, "<script type=\"application/ld+json\">", "</script>");
    let graph: serde_json::Value = serde_json::from_str(graph).expect("it is JSON");
    let set = graph["@graph"].as_array().and_then(|nodes| nodes.iter().find(|node| node["@type"] == "DefinedTermSet"));
    insta::assert_snapshot!("glossary_data", serde_json::to_string_pretty(&set).expect("it was JSON"));
    assert!(site.output("sitemap.xml").contains("<loc>https://prep.example/glossary/</loc>\n    <lastmod>2026-05-01<"));
    assert!(site.output("index.html").contains("<li><a href=\"/glossary/\">Glossary</a></li>"), "the footer");
    assert!(!between(&site.output("index.html"), "<nav", "</nav>").contains("glossary"), "the menu");
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
}

#[test]
fn links_to_terms() {
    let site = Site::new(SITE);
    site.build(&[]);
    let html = site.output("articles/retries/index.html");
    let text = between(&html, "<p>See ", "</p>");
    assert_eq!(
        text,
        "<a href=\"/glossary/#idempotent\">idempotent</a>, <a href=\"/glossary/#idempotent\">idempotency</a>, \
         <a href=\"/glossary/#cache-aside\">cache aside</a>, <a href=\"/glossary/#cache-aside\">Cache Aside</a>, \
         <a href=\"/glossary/#b-tree\">trees</a>, <a href=\"/glossary/#b-tree\">a</a>,\n\
         <a href=\"/glossary/#b-tree\">b</a>, <a href=\"/glossary/\">c</a>, <a href=\"/glossary/\">d</a>."
    );
}

#[test]
fn many_terms_stand_by_their_letters() {
    let terms = ["zebra", "Äpfel", "apple", "2PC", ".NET", "индекс"];
    let more = (0..16).map(|n| format!("word {n}"));
    let glossary: String = terms
        .iter()
        .map(|term| (*term).to_owned())
        .chain(more)
        .map(|term| format!("[[term]]\nterm = \"{term}\"\ndefinition = \"x\"\n"))
        .collect();
    let site = check(&format!("== content/glossary.toml ==\n{glossary}"), "");
    let html = site.output("glossary/index.html");
    let sections: Vec<&str> = html.split("<h2 id=\"").skip(1).filter_map(|part| part.split('<').next()).collect();
    assert_eq!(sections, ["x-0-9\">0–9", "x-a\">A", "x-n\">N", "x-w\">W", "x-z\">Z", "x-и\">И"]);
    assert_eq!(html.matches("<dl class=\"glossary\">").count(), 6);
    assert!(html.find("id=\"äpfel\"") < html.find("id=\"apple\""), "they stand by their letters, not by their bytes");
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
}

#[test]
fn without_terms_there_is_a_page_and_without_a_file_none() {
    let site = check("== content/glossary.toml ==\ntitle = \"Words\"\n", "");
    assert!(site.output("glossary/index.html").contains("<h1>Words</h1>"));
    let site = check("== content/index.md ==\n# Home\n", "");
    assert!(!site.root().join("public/glossary").exists());
    assert!(!site.output("index.html").contains("glossary/"));
}
