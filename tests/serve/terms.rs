//! Terms that change: pages follow, and no text is parsed again.

use crate::preview::Preview;

const SITE: &str = "
== content/glossary.toml ==
[[term]]
term = \"lock\"
definition = \"One at a time.\"
== content/topics/caching.md ==
# Caching
== content/articles/a.md ==
# A
Lead.

## Part

A lock, a cache, an index.
== content/articles/b.md ==
# B
== content/articles/c.md ==
# C
";

fn term(words: &str, id: &str) -> String {
    format!("<a href=\"/glossary/#{id}\" class=\"term\">{words}</a>")
}

#[test]
fn a_changed_term_changes_pages_and_parses_one_file() {
    let preview = Preview::start(SITE);
    preview.until_text("/articles/a/", &term("lock", "lock"));
    let said = preview.said();
    preview.write("== content/glossary.toml ==\n[[term]]\nterm = \"index\"\ndefinition = \"*Found* soon.\"\n");
    preview.until_text("/articles/a/", &term("index", "index"));
    preview.until_text("/glossary/", "<em>Found</em> soon.");
    let told = preview.until_said_after(&said, "content/glossary.toml changed");
    assert!(told.contains("content/glossary.toml changed: 1 file parsed"), "{told}");
    let said = preview.said();
    preview.write("== content/topics/caching.md ==\n+++\ntitle = \"Caching\"\nterms = [\"cache\"]\n+++\n");
    preview.until_text("/articles/a/", "A lock, a <a href=\"/topics/caching/\" class=\"term\">cache</a>, an index.");
    let told = preview.until_said_after(&said, "content/topics/caching.md changed");
    assert!(told.contains("content/topics/caching.md changed: 1 file parsed"), "{told}");
    preview.remove("content/glossary.toml");
    preview.until_status("/glossary/", 404);
}

#[test]
fn a_glossary_that_cannot_be_read_keeps_its_last_version() {
    let preview = Preview::start(SITE);
    preview.until_text("/articles/a/", &term("lock", "lock"));
    preview.write("== content/glossary.toml ==\n[[term]]\nterm = \"lock\n");
    preview.until_said("error[toml-syntax]");
    preview.until_text("/articles/a/", &term("lock", "lock"));
    preview.until_text("/glossary/", "One at a time.");
    let other = Preview::start("== content/glossary.toml ==\n[[term]]\nterm = \"lock\n");
    other.until_status("/glossary/", 404);
    other.write("== content/glossary.toml ==\n[[term]]\nterm = \"lock\"\ndefinition = \"Mended.\"\n");
    other.until_text("/glossary/", "Mended.");
}
