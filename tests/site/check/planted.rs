//! A site with every fault once, and what is told of it. With `UPDATE_PLANTED=1` the test writes that into `planted.txt`,
//! for whoever plants another.

use crate::support::{Site, TODAY};

/// The site.
pub(crate) const PLANTED: &str = r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
description = "Questions and answers."
[[taxonomies]]
name = "roles"
[[menu]]
name = "Old"
url = "/old/"
[check]
title_length = 40
description_length = 60
page_kb = 8
[practice]
enabled = false
[rules]
dead-end = "note"
== content/index.md ==
# Home

Begin with [indexes](articles/indexes.md) or [caches](/articles/caches).
== content/articles/indexes.md ==
+++
title = "Indexes of 2024, and all that one has to know of them"
description = "What an index costs, what it brings, and how one finds out whether it is used."
authors = ["ada"]
topics = ["databases"]
roles = ["backend-developer"]
review_by = 2026-05-31
aliases = ["/old/"]
image = { src = "tree.svg" }
+++
A tree finds a row in four reads. See [caches](caches.md) and [before](/old/?x).

![](tree.svg)

## Cost

An index makes reading cheap and writing dear: every insert, update and delete touches each index of the table, and each
index takes memory that the cache of pages could have used for rows. So an index has to earn its place, and the planner's
statistics show whether it does. Drop those that nobody reads.

So every insert and update and delete touches each index, takes memory of the cache, and an index has to earn its place:
the statistics of the planner show whether.

## Further

#### Deep

<b>One</b> and two. <img src="tree.svg">

```{mark}
```

```{mark}
```

## FAQ

### What does an index cost?

Writes.
== content/articles/tree.svg ==
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>
== content/articles/unused.png (bytes) ==
\x89PNG
== content/articles/caches.md ==
+++
title = "Caches"
topics = ["databases"]
roles = ["Backend Developer"]
+++
A cache is a copy.
== content/articles/alone.md ==
+++
title = "Alone"
description = "Nothing leads here."
authors = ["ada"]
roles = ["backend-developer", "data-engineer", "data-engineers"]
+++
See [[indexes]].
== content/authors/ada.md ==
# Ada
== content/topics/databases.md ==
+++
title = "Databases"
description = "Rows and trees."
+++
== content/topics/empty.md ==
+++
title = "Empty"
description = "Nothing."
+++
== content/questions/databases.toml ==
topics = ["databases"]
[[question]]
id = "index-cost"
question = "What does an index cost?"
answer = "Writes."
[[question]]
id = "page-split"
question = "What happens to a B-tree when a full page has to take one more row?"
answer = "It is split."
[[question]]
id = "page-split-again"
question = "What happens to the B-tree when a full page has to take one more row?"
answer = "It is split."
[[question]]
id = "not-yet"
question = "And then?"
[[question]]
id = "bare"
question = "Which one?"
choices = [{ text = "This", correct = true }, { text = "That" }]
== templates/topic.html ==
<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "QAPage"}</script>
<link rel="stylesheet" href="/style.css"></head>
<body><h1>{{ page.title }}</h1>
<a href="/nowhere/">Nowhere</a> <a href="/articles/caches/#none">No id</a> <a href="{{ site.home }}topics">Topics</a>
</body></html>
== templates/directives/mark.html ==
{# args: #}
<p id="twice">Here.</p>
== templates/partials/lonely.html ==
Nothing includes this.
"##;

/// What is told of it.
pub(crate) const REPORT: &str = include_str!("planted.txt");

#[test]
fn every_fault_is_told_once_with_its_place() {
    let site = Site::new(PLANTED);
    let run = site.check(&[]);
    if std::env::var_os("UPDATE_PLANTED").is_some_and(|value| value == "1") {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/check/planted.txt");
        std::fs::write(file, run.messages()).expect("the file can be written");
    }
    run.expect(1, REPORT);
}

#[test]
fn people_see_the_faults_and_how_many_there_are() {
    let run = Site::new(PLANTED).run(&["check", "--as-of", TODAY]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    let seconds = |line: &str| {
        if line.contains(" pages checked in ") { "… pages checked: …".to_owned() } else { line.to_owned() }
    };
    let told: Vec<String> = run.stderr.lines().map(|line| seconds(line.trim_end())).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn levels_of_rules_hold_for_a_check() {
    let site = Site::new(PLANTED);
    let rules: String = [
        "broken-link",
        "broken-anchor",
        "missing-file",
        "repeated-id",
        "structured-data",
        "missing-title",
        "orphan",
        "past-year",
    ]
    .map(|rule| format!("{rule} = \"off\"\n"))
    .concat();
    let toml = std::fs::read_to_string(site.root().join("site.toml")).expect("it is there");
    site.put("site.toml", format!("{toml}{rules}stub = \"error\"\n").as_bytes());
    let run = site.check(&[]);
    let objects = run.objects();
    let of = |severity: &str| {
        objects.iter().filter(|o| o["severity"] == severity).map(|o| o["code"].as_str()).collect::<Vec<_>>()
    };
    assert_eq!((run.status, of("error")), (Some(1), vec![Some("stub")]));
    assert!(!of("warning").contains(&Some("orphan")) && of("warning").contains(&Some("long-title")));
    site.put("site.toml", format!("{toml}{rules}").as_bytes());
    assert_eq!(site.check(&[]).status, Some(0));
    assert_eq!(site.check(&["--strict"]).status, Some(1));
}
