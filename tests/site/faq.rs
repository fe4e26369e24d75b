//! The FAQ of an article: what a cited question brings along, on the page, in structured data, and in feeds.

use crate::{
    markup::{Tree, between, broken, output, parse, words},
    support::{Site, check},
};

/// An article that cites two multiple-choice questions, one with two right choices and an answer besides.
const MULTIPLE_CHOICE: &str = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
[structured_data]
faq_page = true
== content/questions/q.toml ==
[[question]]
id = \"ack\"
question = \"When should a worker acknowledge?\"
choices = [
    { text = \"On receipt\", why = \"A crash loses it.\" },
    { text = \"After the effect is durable\", correct = true, why = \"A crash brings it *again*.\" },
]
[[question]]
id = \"two\"
question = \"Which are right?\"
choices = [{ text = \"a\" }, { text = \"b.\", correct = true, why = \"B why.\" }, { text = \"c\", correct = true }]
answer = \"Because.\"
== content/articles/a.md ==
+++
title = \"A\"
date = 2026-01-01
faq = [\"ack\", \"two\", { question = \"Own?\", answer = \"Yes.\" }]
+++
Text.
";

#[test]
fn a_cited_multiple_choice_question_shows_its_choices_and_which_are_right() {
    let site = check(MULTIPLE_CHOICE, "");
    let html = site.output("articles/a/index.html");
    let faq = between(&html, "id=\"faq\">", "</section>");
    let expected = "Frequently asked questions When should a worker acknowledge? Choose one A On receipt B After the effect is \
                    durable Check Answer A is wrong. A crash loses it. B is right. A crash brings it again. The question’s own \
                    page Which are right? Choose all that are right A a B b. C c Check Answer A is wrong. B is right. B why. C \
                    is right. Because. The question’s own page Own? Answer Yes.";
    assert_eq!(words(faq).join(" "), expected);
    let graph = between(&html, "<script type=\"application/ld+json\">", "</script>");
    let graph: serde_json::Value = serde_json::from_str(graph).expect("structured data is JSON");
    let nodes = graph["@graph"].as_array().expect("it has nodes");
    let page = nodes.iter().find(|node| node["@type"] == "FAQPage").expect("the FAQ is asked for");
    let answers = page["mainEntity"].as_array().expect("it has questions").iter();
    let answers: Vec<_> = answers.filter_map(|entry| entry["acceptedAnswer"]["text"].as_str()).collect();
    assert_eq!(
        answers,
        ["After the effect is durable: A crash brings it again.", "b. B why.\nc\nBecause.", "Yes."],
        "all that is right, and nothing else"
    );
}

/// Articles with all that has an id or leads to one.
const WITH_IDS: &str = "
== content/questions/q.toml ==
[[question]]
id = \"deep\"
question = \"Deep[[shallow]]?\"
answer = \"\"\"See [below](#more) and a note[^1].

### More

[^1]: Noted.
\"\"\"
[[question]]
id = \"shallow\"
question = \"Shallow?\"
choices = [{ text = \"x\", correct = true }, { text = \"y\", why = \"No.\" }]
[[question]]
id = \"hidden\"
draft = true
question = \"Hidden?\"
answer = \"A.\"
== content/articles/a.md ==
+++
title = \"A\"
date = 2026-01-01
+++
Lead[^n] and [below](#part).

[^n]: Note.

## Part

```{toc}
```

```{questions}
ids = [\"deep\"]
```

## FAQ

### [[deep]]

### [[shallow]]

### Own?

Yes, see [the part](#part) and [this](#own)[^n].
== content/articles/b.md ==
+++
title = \"B\"
date = 2026-01-02
+++
Lead[^n].

[^n]: Note.

## Part

Text.
";

/// What the feed of `site` says of each article.
fn contents(site: &Site) -> Vec<String> {
    let feed: serde_json::Value = serde_json::from_str(&site.output("feed.json")).expect("a feed is JSON");
    let items = feed["items"].as_array().expect("it has entries").iter();
    items.map(|item| item["content_html"].as_str().expect("it has the content").to_owned()).collect()
}

#[test]
fn a_feed_has_the_faq_with_choices_and_verdicts() {
    let site = check(MULTIPLE_CHOICE, "");
    let content = contents(&site).concat();
    let faq = &content[content.find("<h2>Frequently").expect("the FAQ has its heading")..];
    let expected = "Frequently asked questions When should a worker acknowledge? On receipt After the effect is durable A is \
                    wrong. A crash loses it. B is right. A crash brings it again. Which are right? a b. c A is wrong. B is \
                    right. B why. C is right. Because. Own? Yes.";
    assert_eq!(words(faq).join(" "), expected);
    assert!(site.output("atom.xml").contains("A crash brings it"));
}

#[test]
fn in_a_feed_every_address_is_whole_and_no_id_stands_twice() {
    let site = check(WITH_IDS, "");
    let mut pages = output(&site);
    assert_eq!(broken(&pages, "https://prep.example", "/"), [""; 0]);
    // as if one page showed all entries, elsewhere
    let all = contents(&site).concat();
    let links: Vec<String> = parse(&all).0.iter().filter_map(|tag| tag.attribute("href").map(str::to_owned)).collect();
    assert!(links.iter().all(|link| link.starts_with("https://prep.example/")), "{links:?}");
    for end in
        ["articles/a/#fn-n", "articles/a/#fnref-n", "articles/a/#fnref-n.2", "articles/a/#part", "articles/a/#own"]
    {
        assert!(links.contains(&format!("https://prep.example/{end}")), "no {end} in {links:?}");
    }
    for end in ["questions/deep/#more", "questions/deep/#fn-1", "questions/deep/#fnref-1"] {
        assert_eq!(links.iter().filter(|link| link.ends_with(end)).count(), 2, "{end} in {links:?}");
    }
    pages.insert("elsewhere/index.html".to_owned(), all.into_bytes());
    assert_eq!(broken(&Tree::from_iter(pages), "https://prep.example", "/"), [""; 0]);
}

#[test]
fn a_toc_in_an_embedded_answer_names_the_ids_that_are_there() {
    let site = check(
        "
== content/questions/q.md ==
## Long? {#long}
```{toc}
```
### One
Text.
### Two
Text.
== content/articles/a.md ==
+++
title = \"A\"
faq = [\"long\"]
+++
Text.
",
        "",
    );
    assert!(site.output("articles/a/index.html").contains("<a href=\"#long--one\">One</a>"));
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
}
