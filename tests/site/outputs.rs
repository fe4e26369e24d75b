//! A site with something of everything, whole: every file that is made of it is kept beside the tests.

use crate::{
    markup::{Tree, between, broken, output, paths},
    support::Site,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// The page that is shown with its frame; what it shares with others isn't shown again.
const WHOLE: &str = "blog/2026/guide/index.html";

/// The site.
pub(crate) fn full() -> Site {
    let site = Site::new(include_str!("full.txt"));
    site.put("content/articles/guide/desk.png", &png(3, 2));
    site
}

/// The beginning of an image of that size: what tells its size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND");
    bytes
}

#[test]
fn a_site_with_something_of_everything() {
    let site = full();
    let run = site.build(&[]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    insta::assert_snapshot!("told", run.messages());
    let tree = output(&site);
    insta::assert_snapshot!("files", paths(&tree));
    let mut shown: BTreeMap<&str, String> = BTreeMap::new();
    let frame = frame(&tree);
    for (path, bytes) in &tree {
        let Some(text) = text(path, bytes, &frame) else { continue };
        let group = path.split_once('/').map_or("top", |(folder, _)| folder);
        let _ = write!(shown.entry(group).or_default(), "===== {path}\n{text}\n");
    }
    for (group, text) in shown {
        insta::assert_snapshot!(group, text);
    }
}

#[test]
fn every_link_of_it_leads_somewhere() {
    let site = full();
    site.build(&[]);
    assert_eq!(broken(&output(&site), "https://example.org", "/prep/"), [""; 0]);
}

#[test]
fn every_page_has_what_every_page_has() {
    let site = full();
    site.build(&[]);
    let (mut titles, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for (path, bytes) in output(&site) {
        let html = String::from_utf8_lossy(&bytes);
        if !path.ends_with(".html") || html.contains("http-equiv=\"refresh\"") || path == "404.html" {
            continue;
        }
        let canonical = between(&html, "<link rel=\"canonical\" href=\"", "\"");
        assert!(canonical.starts_with("https://"), "{path}: {canonical}");
        assert!(addresses.insert(canonical.to_owned()), "{path}: {canonical} is another page's");
        assert!(titles.insert(between(&html, "<title>", "</title>").to_owned()), "{path}: another page has its title");
        assert!(!between(&html, "<meta name=\"description\" content=\"", "\"").is_empty(), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        for part in [
            "og:title",
            "og:url",
            "og:type",
            "twitter:card",
            "application/ld+json",
            "Content-Security-Policy",
            "<main id",
        ] {
            assert!(html.contains(part), "{path} has no {part}");
        }
        let graph = between(&html, "<script type=\"application/ld+json\">", "</script>");
        let graph: serde_json::Value = serde_json::from_str(graph).unwrap_or_else(|error| panic!("{path}: {error}"));
        let nodes = graph["@graph"].as_array().expect("the nodes");
        let ids: BTreeSet<_> = nodes.iter().map(|node| node["@id"].as_str().expect("each has an id")).collect();
        assert_eq!(ids.len(), nodes.len(), "{path}");
    }
    assert!(addresses.len() > 25);
}

#[test]
fn a_note_stays_with_the_text_wherever_it_is_referred_to() {
    let site = crate::support::check(
        "== content/articles/a.md ==\n+++\ntitle = \"A\"\ndate = 2026-01-01\n+++\nLead[^late].\n\n## Part\n\nBody[^1].\n\n## \
         FAQ\n\n### Why?\n\nSo[^Only-Here], and again[^late].\n\n[^1]: One.\n\n[^late]: Two.\n\n[^Only-Here]: Three.\n",
        "",
    );
    let tree = output(&site);
    assert_eq!(broken(&tree, "https://prep.example", "/"), [""; 0]);
    let html = site.output("articles/a/index.html");
    let notes = between(&html, "<section class=\"footnotes\"", "</section>");
    assert!(html.find("class=\"footnotes\"") < html.find("id=\"faq\""), "{html}");
    let order: Vec<_> =
        ["fn-late", "fn-1", "fn-only-here"].iter().map(|id| notes.find(&format!("<li id=\"{id}\">"))).collect();
    assert!(order.is_sorted() && !order.contains(&None), "{order:?} in {notes}");
    assert!(site.output("atom.xml").contains("Two."));
}

/// The lines and blocks of the page that is shown whole.
struct Frame {
    head: BTreeSet<String>,
    header: String,
    footer: String,
}

fn frame(tree: &Tree) -> Frame {
    let page = shorten(&String::from_utf8_lossy(&tree[WHOLE]));
    let (header, footer) = (header(&page).to_owned(), footer(&page).to_owned());
    Frame { head: between(&page, "<head>", "</head>").lines().map(str::to_owned).collect(), header, footer }
}

fn header(page: &str) -> &str {
    between(page, "<header class=\"site-header\">", "</header>")
}

fn footer(page: &str) -> &str {
    between(page, "<footer class=\"site-footer\">", "</footer>")
}

/// What is shown of a file; nothing of images and of what the theme brings.
fn text(path: &str, bytes: &[u8], frame: &Frame) -> Option<String> {
    if path.starts_with("gen-assets/")
        || !path.ends_with(".html") && !path.ends_with(".xml") && !path.ends_with("t") && !path.ends_with(".json")
    {
        return None;
    }
    let text = shorten(&String::from_utf8_lossy(bytes));
    if path.starts_with("topics/") && path.ends_with(".json") {
        return None;
    }
    if path.ends_with(".json") {
        let value: serde_json::Value = serde_json::from_str(&text).expect("a feed is JSON");
        return Some(serde_json::to_string_pretty(&value).expect("it was JSON"));
    }
    if path.starts_with("topics/") && path.ends_with("atom.xml") {
        // what entries hold stands in the site's own feed
        return Some(
            text.split("    <content")
                .map(|part| part.split_once("</content>").map_or(part, |(_, rest)| rest))
                .collect(),
        );
    }
    if !path.ends_with(".html") || path == WHOLE || !text.contains("<header class=\"site-header\">") {
        return Some(text);
    }
    let head = between(&text, "<head>", "</head>");
    let own: String = head.lines().filter(|line| !frame.head.contains(*line)).map(|line| format!("{line}\n")).collect();
    let mut shown = text.replace(head, &format!("\n{own}"));
    for (part, known) in [(header(&text), &frame.header), (footer(&text), &frame.footer)] {
        if part.replace(" aria-current=\"page\"", "") == *known {
            shown = shown.replace(part, "…");
        }
    }
    Some(shown)
}

/// `text` with a word in the place of each digest behind `mark`: files of the theme change more often than what names them.
fn without_digests(text: &str, mark: &str, is_digest: fn(char) -> bool) -> String {
    let mut parts = text.split(mark);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}{mark}DIGEST{}", part.trim_start_matches(is_digest)))
}

/// `text` without what changes with each version, and structured data in lines.
fn shorten(text: &str) -> String {
    let version = format!("gen {}", env!("CARGO_PKG_VERSION"));
    let text = text.replace(&version, "gen VERSION").replace(",{\"@type\"", ",\n{\"@type\"");
    let text = without_digests(&text, "?v=", |c| c.is_ascii_hexdigit());
    let text = without_digests(&text, "integrity=\"sha384-", |c| c.is_ascii_alphanumeric() || "+/=".contains(c));
    text.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// A site whose pages have structured data of every type.
const EVERY_TYPE: &str = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
[structured_data]
faq_page = true
== content/authors/ada.md ==
+++
title = \"Ada\"
+++
== content/glossary.toml ==
[[term]]
term = \"key\"
definition = \"What opens.\"
== content/questions/q.toml ==
[[question]]
id = \"q\"
question = \"Why?\"
answer = \"Because.\"
== content/articles/a.md ==
+++
title = \"A\"
date = 2026-01-01
authors = [\"ada\"]
faq = [\"q\"]
+++
Text.
";

#[test]
fn the_table_of_structured_data_names_every_type() {
    let rows = include_str!("../../src/render/structured_data.rs").lines();
    let table: BTreeSet<_> = rows.filter_map(|row| row.strip_prefix("//! | `")?.split('`').next()).collect();
    let tree = output(&crate::support::check(EVERY_TYPE, ""));
    let mut made = BTreeSet::new();
    for html in tree.values().map(|bytes| String::from_utf8_lossy(bytes)).filter(|text| text.contains("ld+json")) {
        let graph = between(&html, "<script type=\"application/ld+json\">", "</script>");
        let graph: serde_json::Value = serde_json::from_str(graph).expect("structured data is JSON");
        let nodes = graph["@graph"].as_array().expect("the nodes").iter();
        made.extend(nodes.map(|node| node["@type"].as_str().expect("each has a type").to_owned()));
    }
    assert_eq!(made.iter().map(String::as_str).collect::<BTreeSet<_>>(), table);
}
