//! Structured data: what a page says of itself to search engines, as JSON-LD in the words of schema.org.
//!
//! A [`Graph`] holds the nodes of a page, which `page_data` makes, as one object with a `@graph` that is safe inside a
//! `<script>`. What all pages of a site say is made once: [`Graph::on`] goes on from there. Nodes name each other by `@id`, and
//! a node whose `@id` is there already is not added again, so that a page has one node of a thing however often it is spoken of.
//!
//! What Google does with a type changes every year. This table is the one place that decides (as of 2026-11):
//!
//! | type | pages | shown | source, below <https://developers.google.com/search/docs/appearance/> |
//! |---|---|---|---|
//! | `WebSite` | all | the site's name; the search box it once gave ended in November 2024 | `site-names` |
//! | `Organization` | all | logo and name in the site's panel | `structured-data/organization` |
//! | `BreadcrumbList` | all but home | the path in place of the URL, on desktop only since January 2025 | `structured-data/breadcrumb` |
//! | `Article` | articles | title, picture, date, author; nothing is required | `structured-data/article` |
//! | `ProfilePage` | authors | the author in discussions and beside articles, since November 2023 | `structured-data/profile-page` |
//! | `Person` | with what they wrote | as an article's author | `structured-data/article` |
//! | `Quiz` | questions, practice | the carousel of flashcards (education Q&A); cards with one answer only | `structured-data/education-qa` |
//! | `FAQPage` | articles, where asked | few sites since August 2023, nothing since May 2026 | `structured-data/faqpage` |
//! | `DefinedTermSet` | the glossary | nothing; says what each term means | <https://schema.org/DefinedTermSet> |
//! | `CollectionPage` | lists | nothing; says what the page is | <https://schema.org/CollectionPage> |
//! | `WebPage` | the rest | nothing; says what the page is | <https://schema.org/WebPage> |
//!
//! Left out: `QAPage` (only for answers that users submit), multiple choice in a `Quiz` (the practice problems it was
//! for ended in January 2026), `HowTo` (ended in September 2023), `SearchAction` (November 2024).

use serde_json::{Value, json};

/// What each type has to have to be shown, as of the table above: what `gen check` holds rendered pages to. A `Question`
/// has `text` in a `Quiz` and `name` in an `FAQPage`.
pub(crate) const REQUIRED: &[(&str, &[&str])] = &[
    ("Answer", &["text"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("FAQPage", &["mainEntity"]),
    ("ListItem", &["position"]),
    ("ProfilePage", &["mainEntity"]),
    ("Question", &["acceptedAnswer"]),
    ("Quiz", &["hasPart"]),
    ("WebSite", &["name", "url"]),
];

/// The type that is only for answers which readers submit, so that no page of such a site may have it.
pub(crate) const REFUSED: &str = "QAPage";

/// The nodes of one page.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    /// The site's absolute URL, with a slash at its end.
    base: String,
    /// The page's absolute URL.
    page: String,
    nodes: Vec<Value>,
}

impl Graph {
    /// An empty graph for pages of the site at `base`: an absolute URL with a slash at its end.
    pub(crate) fn new(base: String) -> Self {
        Self { base, page: String::new(), nodes: Vec::new() }
    }

    /// The graph of the page at the absolute URL `page`, which begins with the nodes that are here.
    pub(crate) fn on(&self, page: String) -> Self {
        Self { page, ..self.clone() }
    }

    /// Adds `node` without what is empty in it, unless one with its `@id` is there.
    pub(crate) fn add(&mut self, node: Value) {
        if !self.nodes.iter().any(|known| known["@id"] == node["@id"]) {
            self.nodes.push(without_empty(node));
        }
    }

    /// The page's absolute URL.
    pub(crate) fn page(&self) -> &str {
        &self.page
    }

    /// The `@id` of a part of the site, as `website`.
    pub(crate) fn of_site(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.base)
    }

    /// The `@id` of a part of the page, as `article`.
    pub(crate) fn of_page(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.page)
    }

    /// The whole, ready for a script element, its nodes in the order they were added. Nothing in its texts, where alone these
    /// characters occur, can end the element, begin a comment or another script, or break an old JavaScript parser.
    pub(crate) fn finish(self) -> String {
        const ESCAPES: [(char, &str); 5] =
            [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")];
        let mut graph = json!({ "@context": "https://schema.org" });
        graph["@graph"] = Value::Array(self.nodes);
        let json = serde_json::to_string(&graph).expect("the keys of its objects are strings");
        let escape = |json: String, (char, escape)| if json.contains(char) { json.replace(char, escape) } else { json };
        ESCAPES.into_iter().fold(json, escape)
    }
}

/// What stands in the place of the node `id` in another one.
pub(crate) fn reference(id: String) -> Value {
    json!({ "@id": id })
}

/// The object `node` without its properties that say nothing: no value, an empty text, an empty list.
pub(crate) fn without_empty(mut node: Value) -> Value {
    let says_something = |_: &String, value: &mut Value| match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    node.as_object_mut().expect("a node is an object").retain(says_something);
    node
}

#[cfg(test)]
mod tests {
    use super::{Graph, without_empty};
    use serde_json::{Value, json};

    const BASE: &str = "https://example.org/";
    const PAGE: &str = "https://example.org/articles/a/";

    #[test]
    fn a_page_goes_on_from_what_all_pages_say() {
        let mut common = Graph::new(BASE.to_owned());
        let website = json!({ "@type": "WebSite", "@id": common.of_site("website") });
        common.add(website.clone());
        for page in [PAGE, BASE] {
            let mut graph = common.on(page.to_owned());
            graph.add(json!({ "@type": "WebPage", "@id": graph.of_page("webpage") }));
            graph.add(website.clone()); // is there already
            let value: Value = serde_json::from_str(&graph.finish()).expect("a graph is JSON");
            assert_eq!(value["@context"], "https://schema.org");
            let ids: Vec<&Value> =
                value["@graph"].as_array().expect("it is a list").iter().map(|node| &node["@id"]).collect();
            assert_eq!(json!(ids), json!([format!("{BASE}#website"), format!("{page}#webpage")]));
        }
    }

    #[test]
    fn what_is_empty_is_left_out() {
        let node =
            json!({ "@id": "a", "name": " ", "image": null, "about": [], "position": 0, "item": { "name": "" } });
        assert_eq!(without_empty(node), json!({ "@id": "a", "position": 0, "item": { "name": "" } }));
    }

    fn script(text: &str) -> String {
        let mut graph = Graph::new(BASE.to_owned());
        graph.add(json!({ "@id": text, "name": [text] }));
        graph.finish()
    }

    #[test]
    fn nothing_leaves_its_script() {
        let hostile = ["</script><script>alert(1)</script>", "<!-- <script>", "]]> & \u{2028}\u{2029}", "\"'\\\n\0🚀"];
        for text in hostile.into_iter().chain(["\\", "\"", "\t", "\u{1f}", "\u{2028}", "\u{7f}'", "é🚀", "plain", ""])
        {
            let script = script(text);
            assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{script}");
            let graph: Value = serde_json::from_str(&script).expect("it is JSON");
            assert_eq!(graph["@graph"][0]["name"][0], text);
        }
        assert!(script("</a>").contains(r#"["\u003c/a\u003e"]"#));
    }
}
