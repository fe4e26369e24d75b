//! `gen check`: what only the whole of a site shows, told with place, page and help; and that a blog without a fault is
//! told nothing.
//!
//! `planted` is one site with every fault once, and the exact report of it; `cases` are the finer points; `external` asks a
//! server of its own, on this machine; `fix` mends and shows what it changed; `formats` are SARIF and the summary.

mod cases;
mod external;
mod fix;
mod formats;
mod planted;

pub(crate) use external::EXTERNAL;
pub(crate) use planted::{PLANTED, REPORT};

use crate::support::{Run, Site, TODAY};

impl Site {
    /// Checks with messages in JSON, on [`TODAY`] unless `arguments` say otherwise.
    pub(crate) fn check(&self, arguments: &[&str]) -> Run {
        let day: &[&str] = if arguments.contains(&"--as-of") { &[] } else { &["--as-of", TODAY] };
        self.run(&[&["check", "--message-format", "json"], day, arguments].concat())
    }
}

/// Checks `site` and compares what is told with `expected`.
fn told(site: &str, status: i32, expected: &str) -> Site {
    let site = Site::new(site);
    site.check(&[]).expect(status, expected);
    assert!(!site.root().join("public").exists() && !site.root().join(".gen").exists(), "a check wrote something");
    site
}

/// A `site.toml` that names an author for all and describes the site.
pub(crate) const HEAD: &str = r#"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
description = "Questions and answers."
[defaults]
authors = ["ada"]
[rules]
missing-date = "off"
== content/authors/ada.md ==
# Ada
"#;

#[test]
fn a_blog_without_a_fault_is_told_nothing() {
    let files = r##"
== content/index.md ==
# Home

Begin with [indexes](articles/indexes.md) or [caches](/articles/caches/).
== content/articles/indexes.md ==
+++
title = "Indexes"
description = "What an index costs."
topics = ["databases"]
faq = ["index-cost"]
review_by = 2026-06-02
image = { src = "tree.svg", alt = "A tree of three levels" }
+++
A tree finds a row in four reads. See [caches](caches.md#cost) and [[index-cost]].

## Cost

### Writes

Each index is written, too. ![The tree](tree.svg)
== content/articles/tree.svg ==
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>
== content/articles/caches.md ==
+++
title = "Caches in 2026"
description = "What a cache costs."
topics = ["databases"]
+++
A cache is a copy. See [[indexes]].

## Cost

Memory, and <a href="/articles/indexes/" id="here">being wrong</a>.
== content/topics/databases.md ==
+++
title = "Databases"
description = "Rows and trees."
+++
== content/questions/databases.toml ==
topics = ["databases"]
[[question]]
id = "index-cost"
question = "What does an index cost?"
answer = "Writes."
[[question]]
id = "index-kind"
question = "Which index suits a range of dates?"
choices = [{ text = "Hash", why = "It has no order." }, { text = "Tree", correct = true }]
"##;
    let site = told(&format!("{HEAD}{files}"), 0, "");
    let run = site.run(&["check", "--as-of", TODAY, "--strict"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.is_empty() && run.stderr.contains("pages checked in") && run.stderr.contains("no mistakes"));
    assert_eq!(site.run(&["check", "--as-of", TODAY, "--quiet"]).stderr, "");
}

#[test]
fn a_build_is_told_nothing_of_it() {
    let site = Site::new(PLANTED);
    let built = site.build(&["--strict"]);
    assert_eq!((built.status, built.messages().as_str()), (Some(0), ""));
}
