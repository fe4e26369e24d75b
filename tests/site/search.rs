//! The search index of a site, exact: what is found, in which files, with which words.

use crate::{
    markup::{between, output},
    support::{Site, check, check_refused},
};
use serde_json::Value;
use std::fmt::Write as _;

/// A site with a record of every kind.
const SITE: &str = r#"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/desk/"
[defaults]
level = "mid"
[[taxonomies]]
name = "roles"
title = "Roles"
== content/index.md ==
# Home
== content/about.md ==
+++
title = "About us"
description = "Who we are."
+++
We answer.

## Contact
== content/hidden.md ==
+++
title = "Hidden page"
unlisted = true
+++
== content/topics/databases.md ==
+++
title = "Databases"
description = "Rows and more."
terms = ["relational"]
+++
== content/topics/databases/indexes.md ==
+++
title = "Indexes"
parent = "databases"
+++
== content/authors/ada.md ==
+++
title = "Ada"
+++
== content/articles/b-trees.md ==
+++
title = "B-trees, explained"
topics = ["databases/indexes"]
level = "senior"
roles = ["SRE"]
takeaways = ["Pages are *cached*."]
names = ["balanced trees"]
faq = ["index-cost", { question = "Why `B`?", answer = "Nobody knows." }]
+++
A lead with [a link](hidden.md).

## Splitting pages

Text that isn't read.
== content/articles/hidden.md ==
+++
title = "Hidden article"
unlisted = true
faq = [{ question = "Hidden?", answer = "Yes." }]
+++
Lead.
== content/articles/german.md ==
+++
title = "Größen der Caches"
language = "de"
+++
Die Caches sind groß.
== content/articles/draft.md ==
+++
title = "Draft"
draft = true
+++
== content/glossary.toml ==
[[term]]
term = "Write-ahead log"
also = ["WAL"]
topics = ["databases"]
definition = "Changes are *logged* first."
== content/questions/q.toml ==
topics = ["databases"]
[[question]]
id = "index-cost"
question = "What does an `index` cost?"
answer = "Every write maintains it."
takeaway = "Writes get dearer."
level = "junior"

[[question]]
id = "pick"
question = "Which one caches?"
choices = [{ text = "A heap" }, { text = "A page", correct = true, why = "It is *warm*." }]
"#;

/// A file of the index less its first line, which is the version.
fn file(site: &Site, name: &str) -> Vec<u8> {
    let bytes = std::fs::read(site.root().join("public/gen-assets/search").join(name)).expect("it was published");
    let version = manifest(site)["version"].as_str().expect("it has a version").to_owned();
    bytes.strip_prefix(format!("{version}\n").as_bytes()).expect("it begins with the version").to_vec()
}

fn manifest(site: &Site) -> Value {
    serde_json::from_str(&site.output("gen-assets/search/index.json")).expect("the manifest is JSON")
}

/// Takes a number off the beginning of `bytes`.
fn number(bytes: &mut &[u8]) -> usize {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first().expect("a number goes on");
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return number;
        }
    }
}

/// A table of terms, each with the number of records it is in.
fn table(bytes: &mut &[u8]) -> Vec<(String, usize)> {
    let mut last = Vec::new();
    let count = number(bytes);
    let mut terms = Vec::new();
    for _ in 0..count {
        let (shared, more) = (number(bytes), number(bytes));
        last.truncate(shared);
        last.extend(&bytes[..more]);
        *bytes = &bytes[more..];
        terms.push((String::from_utf8(last.clone()).expect("a term is text"), number(bytes)));
    }
    terms
}

/// The terms of a file, with `record×impact` for each posting.
fn postings(bytes: &[u8]) -> Vec<(String, Vec<(usize, usize)>)> {
    let mut rest = bytes;
    let terms = table(&mut rest);
    let read = terms.into_iter().map(|(term, count)| {
        let mut record = 0;
        let postings = (0..count.min(2048)).map(|_| {
            let next = number(&mut rest);
            record += next >> 4;
            (record, next & 0xf)
        });
        (term, postings.collect())
    });
    let read = read.collect();
    assert!(rest.is_empty(), "{} bytes are left", rest.len());
    read
}

fn ascending(mut bytes: &[u8]) -> Vec<usize> {
    let (mut last, mut numbers) = (0, Vec::new());
    while !bytes.is_empty() {
        last += number(&mut bytes);
        numbers.push(last);
    }
    numbers
}

#[test]
fn the_index_of_a_small_site() {
    let site = check(SITE, "");
    let mut shown = serde_json::to_string_pretty(&manifest(&site)).expect("it was JSON");
    let _ = write!(shown, "\n\n{}", String::from_utf8_lossy(&file(&site, "records-0.txt")));
    for (term, of) in postings(&file(&site, "terms-0.bin")) {
        let of: Vec<String> = of.iter().map(|(record, impact)| format!("{record}×{impact}")).collect();
        let _ = write!(shown, "\n{term}: {}", of.join(" "));
    }
    insta::assert_snapshot!("index", shown);
}

#[test]
fn what_is_published_of_the_search() {
    let site = check(SITE, "");
    let tree = output(&site);
    let of_search = |path: &&String| path.contains("search");
    assert_eq!(
        tree.keys().filter(of_search).collect::<Vec<_>>(),
        [
            "gen-assets/search-engine.js",
            "gen-assets/search-pagefind.js",
            "gen-assets/search-panel.js",
            "gen-assets/search.css",
            "gen-assets/search.js",
            "gen-assets/search/index.json",
            "gen-assets/search/level-0.bin",
            "gen-assets/search/level-1.bin",
            "gen-assets/search/level-2.bin",
            "gen-assets/search/near-0.bin",
            "gen-assets/search/records-0.txt",
            "gen-assets/search/terms-0.bin",
            "gen-assets/search/topic-0.bin",
            "gen-assets/search/topic-1.bin",
            "search/index.html",
        ]
    );
    let lists = ["level-0.bin", "level-1.bin", "level-2.bin", "topic-0.bin", "topic-1.bin"];
    let lists = lists.map(|name| ascending(&file(&site, name)));
    // questions, the own entry of the FAQ, articles, topics, the term: with those of the topics below
    assert_eq!(lists, [vec![0], vec![1, 4], vec![2, 3], vec![0, 1, 2, 3, 5, 6, 7], vec![2, 3, 6]]);
    let near: Vec<String> = table(&mut &*file(&site, "near-0.bin")).into_iter().map(|(term, _)| term).collect();
    assert!(near.contains(&"databas".to_owned()) && !near.contains(&"b".to_owned()), "{near:?}");
}

#[test]
fn every_page_leads_to_the_search_and_the_search_page_to_the_lists() {
    let site = check(SITE, "");
    let page = site.output("questions/pick/index.html");
    for part in [
        "data-page=\"/desk/search/\"",
        "data-index=\"/desk/gen-assets/search/\"",
        "data-panel=\"/desk/gen-assets/search-panel.js?v=",
        "<a class=\"tool\" href=\"/desk/search/\">",
    ] {
        assert!(page.contains(part), "{part} isn't in {page}");
    }
    let search = site.output("search/index.html");
    assert!(search.contains("<meta name=\"robots\" content=\"noindex\">"), "{search}");
    assert!(!search.contains("data-pagefind"), "{search}");
    let main = between(&search, "<main", "</main>");
    for part in
        ["<noscript>", "href=\"/desk/questions/\"", "href=\"/desk/articles/\"", "href=\"/desk/topics/databases/\""]
    {
        assert!(main.contains(part), "{part} isn't in {main}");
    }
    assert!(!site.output("sitemap.xml").contains("/search/"));
}

#[test]
fn words_are_there_in_every_language_of_a_page() {
    let site = check(SITE, "");
    let manifest = manifest(&site);
    let words = |language: &str| manifest["words"][language]["search_more"].as_str().map(str::to_owned);
    assert_eq!((words("en"), words("de"), words("fr")), (Some("Show more".into()), Some("Mehr zeigen".into()), None));
    assert_eq!(manifest["language"], "en");
}

#[test]
fn a_search_that_is_switched_off_leaves_nothing() {
    let site = check(&SITE.replace("[defaults]", "[search]\nenabled = false\n[defaults]"), "");
    let tree = output(&site);
    assert!(!tree.keys().any(|path| path.starts_with("search/") || path.starts_with("gen-assets/search/")));
    let page = site.output("questions/pick/index.html");
    assert!(!page.contains("/search/") && !page.contains("data-panel") && !page.contains("search.css"), "{page}");
}

#[test]
fn pagefind_has_a_page_attributes_and_a_policy_of_its_own() {
    let site = check(&SITE.replace("[defaults]", "[search]\nengine = \"pagefind\"\n[defaults]"), "");
    assert!(!output(&site).keys().any(|path| path.starts_with("gen-assets/search/")));
    let search = site.output("search/index.html");
    for part in [
        "<link rel=\"stylesheet\" href=\"/desk/pagefind/pagefind-ui.css\">",
        "data-pagefind=\"/desk/pagefind/\"",
        "script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;;",
        "img-src &#39;self&#39; data:;",
    ] {
        assert!(search.contains(part), "{part} isn't in {search}");
    }
    let page = site.output("articles/b-trees/index.html");
    assert!(!page.contains("wasm") && !page.contains("data-panel"), "{page}");
}

#[test]
fn pages_tell_pagefind_what_they_are() {
    let site = check(SITE, "");
    for (path, parts) in [
        (
            "articles/b-trees/",
            &["<main id=\"x-content\" data-pagefind-body", "data-pagefind-filter=\"level\">senior<"][..],
        ),
        ("questions/pick/", &["data-pagefind-meta=\"kind:question\"", "data-pagefind-filter=\"topic\">Databases<"]),
        ("topics/databases/", &["<header class=\"page-header\" data-pagefind-body"]),
        ("about/", &["data-pagefind-filter=\"kind:page\""]),
    ] {
        let html = site.output(&format!("{path}index.html"));
        parts.iter().for_each(|part| assert!(html.contains(part), "{path}: {part} isn't in {html}"));
    }
    for path in
        ["index.html", "questions/index.html", "hidden/index.html", "articles/hidden/index.html", "search/index.html"]
    {
        assert!(!site.output(path).contains("data-pagefind-body"), "{path}");
    }
}

#[test]
fn a_page_called_search_is_told_what_it_can_do() {
    check_refused(
        "
== content/search.md ==
# Find
",
        &[],
        "
content/search.md:1:1 «# Find»…2:1 error address-clash: the search page and the page `Find` would both be at `/search/`
  help: rename the file, or switch the search off with `enabled = false` under `[search]`
  page: /search/
",
    );
}

#[test]
fn a_term_of_very_many_records_keeps_those_of_which_it_says_most() {
    let mut site = String::from("== content/questions/q.toml ==\n");
    for at in 0..2_100 {
        // the word stands in the answers; in a few it is the question, too
        let word = if at % 100 == 99 { "Zebra" } else { "Thing" };
        let _ = write!(site, "[[question]]\nid = \"q-{at}\"\nquestion = \"{word} {at}?\"\nanswer = \"A zebra.\"\n");
    }
    let site = check(&site, "");
    let files = (0..).map_while(|at| {
        let name = format!("terms-{at}.bin");
        site.root().join("public/gen-assets/search").join(&name).is_file().then(|| file(&site, &name))
    });
    let files: Vec<Vec<u8>> = files.collect();
    assert!(files.len() > 10 && files.iter().all(|file| file.len() < 12_000), "{:?}", files.iter().map(Vec::len));
    let terms: Vec<_> = files.iter().flat_map(|file| postings(file)).collect();
    assert!(terms.is_sorted_by(|(a, _), (b, _)| a < b));
    let (_, zebra) = terms.iter().find(|(term, _)| term == "zebra").expect("it is in every answer");
    assert_eq!(zebra.len(), 2048);
    let titles: Vec<usize> = zebra.iter().filter(|(_, impact)| *impact > 9).map(|(record, _)| *record).collect();
    assert_eq!(titles, (0..2_100).filter(|at| at % 100 == 99).collect::<Vec<_>>());
    // of those that say less, the first
    assert_eq!(zebra.iter().filter(|(_, impact)| *impact <= 9).map(|(record, _)| *record).max(), Some(2_046));
    let beginnings = manifest(&site)["terms"].as_str().expect("it has them").to_owned();
    for (file, beginning) in files.iter().zip(beginnings.split(' ')) {
        let of_file = postings(file);
        assert!(of_file.iter().all(|(term, _)| term.as_str() >= beginning), "{beginning}");
    }
    assert_eq!(beginnings.split(' ').count(), files.len());
}
