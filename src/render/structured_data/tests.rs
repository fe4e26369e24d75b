//! Whole graphs, the table of the header, and texts that would like to leave their script.

use super::{
    Article, Author, Card, Crumb, Glossary, Graph, Organization, Page, Quiz, Term, WebSite, script_text::write_text,
};
use serde_json::{Value, json};

const BASE: &str = "https://example.org/";
const PAGE: &str = "https://example.org/articles/a/";

const ADA: Author<'_> = Author {
    organization: false,
    name: "Ada",
    url: "https://example.org/authors/ada/",
    description: "",
    image: None,
    same_as: &[],
};

const ABOUT: Page<'_> = Page { name: "A page", description: "", language: "en", modified: None };

const CARD: Card<'_> = Card { question: "Why?", answer: "Because." };

const QUIZ: Quiz<'_> =
    Quiz { name: "Why?", topics: &["Databases"], level: Some("mid"), language: "en", cards: &[CARD] };

const ARTICLE: Article<'_> = Article {
    headline: "An article",
    description: "What it says.",
    image: Some("https://example.org/x.png"),
    published: Some("2026-05-12"),
    modified: None,
    authors: &[ADA, ADA],
    language: "en",
    topics: &["Databases"],
    words: 800,
};

fn nodes(fill: impl FnOnce(&mut Graph)) -> Vec<Value> {
    let mut graph = Graph::new(BASE.to_owned()).on(PAGE.to_owned());
    fill(&mut graph);
    let script = graph.finish();
    if script.is_empty() {
        return Vec::new();
    }
    let value: Value = serde_json::from_str(&script).expect("a graph is JSON");
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].as_array().expect("a graph is a list").clone()
}

#[test]
fn the_site_and_its_publisher() {
    let same_as = ["https://example.com/@prep".to_owned()];
    let nodes = nodes(|graph| {
        graph.website(&WebSite { name: "Prep", description: "", language: "en" });
        graph.organization(&Organization { name: "Prep", url: "", logo: None, same_as: &same_as });
    });
    assert_eq!(
        json!(nodes),
        json!([
            { "@type": "WebSite", "@id": "https://example.org/#website", "url": BASE, "name": "Prep",
              "inLanguage": "en", "publisher": { "@id": "https://example.org/#organization" } },
            { "@type": "Organization", "@id": "https://example.org/#organization", "name": "Prep", "url": BASE,
              "sameAs": ["https://example.com/@prep"] },
        ])
    );
}

#[test]
fn a_page_goes_on_from_what_all_pages_say() {
    let website = |graph: &mut Graph| graph.website(&WebSite { name: "Prep", description: "", language: "en" });
    let mut common = Graph::new(BASE.to_owned());
    website(&mut common);
    for page in [PAGE, BASE] {
        let mut graph = common.on(page.to_owned());
        graph.web_page(&ABOUT);
        website(&mut graph); // is there already
        let value: Value = serde_json::from_str(&graph.finish()).expect("a graph is JSON");
        let ids: Vec<&Value> =
            value["@graph"].as_array().expect("it is a list").iter().map(|node| &node["@id"]).collect();
        assert_eq!(json!(ids), json!([format!("{BASE}#website"), format!("{page}#webpage")]));
    }
}

#[test]
fn breadcrumbs_count_from_one() {
    let home = || Crumb { name: "Home", url: Some(BASE) };
    let nodes = nodes(|graph| graph.breadcrumbs(&[home(), Crumb { name: "An article", url: None }]));
    assert_eq!(
        json!(nodes),
        json!([{
            "@type": "BreadcrumbList", "@id": "https://example.org/articles/a/#breadcrumbs", "itemListElement": [
                { "@type": "ListItem", "position": 1, "name": "Home", "item": BASE },
                { "@type": "ListItem", "position": 2, "name": "An article" },
            ]
        }])
    );
    assert!(self::nodes(|graph| graph.breadcrumbs(&[home()])).is_empty());
}

#[test]
fn an_article_brings_each_author_once() {
    assert_eq!(
        json!(nodes(|graph| graph.article(&ARTICLE))),
        json!([
            { "@type": "Article", "@id": "https://example.org/articles/a/#article", "headline": "An article",
              "description": "What it says.", "url": PAGE, "mainEntityOfPage": PAGE,
              "image": "https://example.org/x.png", "datePublished": "2026-05-12", "dateModified": "2026-05-12",
              "author": [{ "@id": "https://example.org/authors/ada/#author" }],
              "publisher": { "@id": "https://example.org/#organization" },
              "isPartOf": { "@id": "https://example.org/#website" },
              "inLanguage": "en", "about": [{ "@type": "Thing", "name": "Databases" }], "wordCount": 800 },
            { "@type": "Person", "@id": "https://example.org/authors/ada/#author", "name": "Ada",
              "url": "https://example.org/authors/ada/" },
        ])
    );
}

#[test]
fn flashcards_are_a_quiz() {
    assert_eq!(
        json!(nodes(|graph| graph.quiz(&QUIZ))),
        json!([{
            "@type": "Quiz", "@id": "https://example.org/articles/a/#quiz", "url": PAGE, "name": "Why?",
            "inLanguage": "en", "isPartOf": { "@id": "https://example.org/#website" },
            "about": [{ "@type": "Thing", "name": "Databases" }],
            "educationalAlignment": [
                { "@type": "AlignmentObject", "alignmentType": "educationalSubject", "targetName": "Databases" },
                { "@type": "AlignmentObject", "alignmentType": "educationalLevel", "targetName": "mid" },
            ],
            "hasPart": [{ "@type": "Question", "eduQuestionType": "Flashcard", "text": "Why?",
                          "acceptedAnswer": { "@type": "Answer", "text": "Because." } }],
        }])
    );
    assert!(nodes(|graph| graph.quiz(&Quiz { cards: &[], ..QUIZ })).is_empty());
}

#[test]
fn pages_say_what_they_are() {
    let page = |kind: &str, fragment: &str| {
        json!({ "@type": kind, "@id": format!("{PAGE}#{fragment}"), "url": PAGE, "name": "A page",
                "inLanguage": "en", "isPartOf": { "@id": "https://example.org/#website" } })
    };
    assert_eq!(nodes(|graph| graph.web_page(&ABOUT)), [page("WebPage", "webpage")]);
    assert_eq!(nodes(|graph| graph.collection_page(&ABOUT)), [page("CollectionPage", "webpage")]);

    let mut profile = page("ProfilePage", "webpage");
    profile["mainEntity"] = json!({ "@id": "https://example.org/authors/ada/#author" });
    let profile_nodes = nodes(|graph| graph.profile_page(&ABOUT, &ADA));
    assert_eq!(profile_nodes[0], profile);
    assert_eq!(profile_nodes[1]["name"], "Ada");

    let mut faq = page("FAQPage", "faq-page");
    let answer = json!({ "@type": "Answer", "text": "Because." });
    faq["mainEntity"] = json!([{ "@type": "Question", "name": "Why?", "acceptedAnswer": answer }]);
    assert_eq!(nodes(|graph| graph.faq_page(&ABOUT, &[CARD])), [faq]);
    assert!(nodes(|graph| graph.faq_page(&ABOUT, &[])).is_empty());
}

#[test]
fn the_table_names_every_type() {
    let table: Vec<&str> = include_str!("../structured_data.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `")?.split('`').next())
        .collect();
    let mut made: Vec<String> = nodes(|graph| {
        graph.website(&WebSite { name: "Prep", description: "", language: "en" });
        graph.organization(&Organization { name: "Prep", url: "", logo: None, same_as: &[] });
        graph.breadcrumbs(&[Crumb { name: "a", url: None }, Crumb { name: "b", url: None }]);
        graph.article(&ARTICLE);
        graph.quiz(&QUIZ);
        graph.faq_page(&ABOUT, &[CARD]);
        let term = Term { url: String::new(), name: "a", also: Vec::new(), definition: String::new() };
        graph.glossary(&Glossary { name: "Glossary", language: "en", terms: &[term] });
    })
    .into_iter()
    .chain(nodes(|graph| graph.profile_page(&ABOUT, &ADA)))
    .chain(nodes(|graph| graph.collection_page(&ABOUT)))
    .chain(nodes(|graph| graph.web_page(&ABOUT)))
    .map(|node| node["@type"].as_str().expect("a node has a type").to_owned())
    .collect();
    made.sort();
    made.dedup();
    let mut table: Vec<String> = table.into_iter().map(str::to_owned).collect();
    table.sort();
    assert_eq!(made, table);
}

fn script(text: &str) -> String {
    let mut out = Vec::new();
    write_text(text, &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn nothing_leaves_its_script() {
    let hostile = ["</script><script>alert(1)</script>", "<!-- <script>", "]]> & \u{2028}\u{2029}", "\"'\\\n\0🚀"];
    for text in hostile.into_iter().chain(["\\", "\"", "\t", "\u{1f}", "\u{2028}", "\u{7f}'", "é🚀", "plain", ""]) {
        let script = script(text);
        assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{script}");
        assert_eq!(serde_json::from_str::<Value>(&script).ok(), Some(text.into()));
    }
    assert_eq!(script("</a>"), r#""\u003c/a\u003e""#);
}
