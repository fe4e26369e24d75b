//! `gen report`: the editor's view of a small site, as text and as a page.

use crate::{
    check::PLANTED,
    support::{Site, TODAY},
};

#[test]
fn a_report_shows_what_is_there_and_what_is_thin() {
    let site = Site::new(PLANTED);
    let run = site.run(&["report", "--as-of", TODAY]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
    assert_eq!(run.stdout, site.run(&["report", "--as-of", TODAY]).stdout, "it is the same again");
    assert!(!site.root().join("public").exists(), "a report wrote something");
}

#[test]
fn a_report_can_be_a_page_of_its_own() {
    let site = Site::new(PLANTED);
    let run = site.run(&["report", "--as-of", TODAY, "--format", "html", "--out", "report.html"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let html = std::fs::read_to_string(site.root().join("report.html")).expect("it was written");
    insta::assert_snapshot!(html);
    for elsewhere in ["src=", "href=\"http", "<script", "url("] {
        assert!(!html.contains(elsewhere), "the page needs {elsewhere}");
    }
}

#[test]
fn a_site_with_errors_is_reported_as_far_as_it_goes() {
    let site = Site::new("== content/articles/a.md ==\n# A\n\n[nothing](nothing.md)\n");
    let run = site.run(&["report", "--as-of", TODAY]);
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("articles") && run.stderr.contains("gen check"), "{}", run.stderr);
}

/// The rows of a section of a report.
fn section(report: &str, title: &str) -> Vec<String> {
    let rest = report.split_once(&format!("\n{title}\n=")).map_or("", |(_, rest)| rest);
    let rest = rest.split_once("\n=").map_or(rest, |(own, _)| own);
    let rows = rest.lines().skip_while(|line| !line.starts_with("  ---")).skip(1);
    rows.take_while(|line| !line.is_empty()).map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn links_that_terms_make_are_counted() {
    let with = |front: &str| {
        let site = Site::new(&format!(
            r#"
== content/topics/caching.md ==
+++
title = "Caching"
terms = ["cache"]
+++
== content/glossary.toml ==
[[term]]
term = "mutex"
definition = "A lock."
== content/articles/a.md ==
+++
title = "A"
{front}
+++
Lead.

A cache keeps copies.
== content/articles/b.md ==
+++
title = "B"
{front}
+++
Lead.

It takes a mutex.

It asks the cache.
== content/articles/c.md ==
# C
Lead.

Nothing is a term here.
"#
        ));
        let run = site.run(&["report", "--as-of", TODAY]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        ["Dead ends", "Most linked"].map(|title| section(&run.stdout, title))
    };
    let dead_end = |name: &str| format!("{} /articles/{name}/ content/articles/{name}.md", name.to_uppercase());
    assert_eq!(with(""), [vec![dead_end("c")], vec!["Caching 2 /topics/caching/".to_owned()]]);
    assert_eq!(with("autolinks = false"), [["a", "b", "c"].map(dead_end).to_vec(), vec![]]);
}
