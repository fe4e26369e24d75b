//! Names of topics, authors, levels, articles that aren't there; two things at one address or of one name.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "names that nothing has",
        r##"
== content/articles/a.md ==
+++
title = "A"
authors = ["anna", "zzzzzz"]
topics = ["slq", "zzzzzz"]
level = "midd"
related = ["bb", "zzzzzz"]
never_related = ["bb"]
+++
Text.
== content/articles/b.md ==
+++
title = "B"
level = "expert"
+++
Text.
== content/topics/sql.md ==
+++
title = "SQL"
parent = "databses"
+++
== content/topics/databases.md ==
# Databases
== content/authors/ana.md ==
# Ana
== content/questions/q.toml ==
topics = ["slq"]
level = "midd"
authors = ["anna"]
[[question]]
id = "one"
question = "One?"
answer = "So."
[[question]]
id = "two"
question = "Two?"
answer = "So."
"##,
        r##"
content/articles/a.md:3:13 «anna» error unknown-author: there is no author `anna`
  help: did you mean `ana`?
  page: /articles/a/
content/articles/a.md:3:21 «zzzzzz» error unknown-author: there is no author `zzzzzz`
  help: write `content/authors/zzzzzz.md` with a `title`
  page: /articles/a/
content/articles/a.md:4:12 «slq» error unknown-topic: there is no topic `slq`
  help: did you mean `sql`?
  page: /articles/a/
content/articles/a.md:4:19 «zzzzzz» error unknown-topic: there is no topic `zzzzzz`
  help: declare it in `content/topics/zzzzzz.md`, or set `strict = false` under `[topics]`
  page: /articles/a/
content/articles/a.md:5:10 «midd» error unknown-level: there is no level `midd`
  help: did you mean `mid`? the levels of this site are `junior`, `mid`, `senior`
  page: /articles/a/
content/articles/a.md:6:13 «bb» error unknown-article: there is no article `bb`
  help: did you mean `b`?
  page: /articles/a/
content/articles/a.md:6:19 «zzzzzz» error unknown-article: there is no article `zzzzzz`
  help: write the name of an article: its path below `content/articles/`, without `.md`
  page: /articles/a/
content/articles/a.md:7:19 «bb» error unknown-article: there is no article `bb`
  help: did you mean `b`?
  page: /articles/a/
content/articles/b.md:3:10 «expert» error unknown-level: there is no level `expert`
  help: the levels of this site are `junior`, `mid`, `senior`
  page: /articles/b/
content/questions/q.toml:1:12 «slq» error unknown-topic: there is no topic `slq`
  help: did you mean `sql`?
content/questions/q.toml:2:10 «midd» error unknown-level: there is no level `midd`
  help: did you mean `mid`? the levels of this site are `junior`, `mid`, `senior`
  page: /questions/one/
content/questions/q.toml:3:13 «anna» error unknown-author: there is no author `anna`
  help: did you mean `ana`?
  page: /questions/one/
content/topics/sql.md:3:11 «databses» error unknown-topic: there is no topic `databses`
  help: did you mean `databases`?
  page: /topics/sql/
"##,
    ),
    Case::refused(
        "topics in a circle",
        r##"
== content/topics/a.md ==
+++
title = "A"
parent = "b"
+++
== content/topics/b.md ==
+++
title = "B"
parent = "c"
+++
== content/topics/c.md ==
+++
title = "C"
parent = "a"
+++
== content/topics/own.md ==
+++
title = "Own"
parent = "own"
+++
== content/topics/below.md ==
+++
title = "Below"
parent = "a"
+++
== content/articles/x.md ==
+++
title = "X"
topics = ["a", "own", "below"]
+++
Text.
"##,
        r##"
content/topics/a.md:3:11 «b» error parent-cycle: this topic is its own ancestor: `a` under `b` under `c` under `a`
  help: remove the `parent` of one of them
  page: /topics/a/
content/topics/own.md:3:11 «own» error parent-cycle: this topic is its own ancestor: `own` under `own`
  help: remove the `parent` of one of them
  page: /topics/own/
"##,
    ),
    Case::refused(
        "two things at one address",
        r##"
== content/articles/a.md ==
+++
title = "A"
slug = "same"
+++
Text.
== content/articles/b.md ==
+++
title = "B"
slug = "same"
+++
Text.
== content/articles/C.md ==
+++
title = "C"
slug = "Same"
+++
Text.
== content/articles/d.md ==
+++
title = "D"
aliases = ["/articles/same/", "/about/"]
date = 2026-01-01
+++
Text.
== content/about.md ==
# About
== static/about/index.html ==
<p>About</p>
== static/atom.xml ==
<feed/>
== content/a.svg ==
<svg/>
== static/a.svg ==
<svg/>
"##,
        r##"
content/articles/a.md:2:9 «"A"» error address-clash: the article `A` would be at `/articles/same/` and the article `C` at `/articles/Same/`, which differ only by case
  help: give one of them another `slug`, or rename its file
  page: /articles/same/
  content/articles/C.md:2:9 «"C"» the article `C` is here
content/articles/b.md:2:9 «"B"» error address-clash: the article `B` would be at `/articles/same/` and the article `C` at `/articles/Same/`, which differ only by case
  help: give one of them another `slug`, or rename its file
  page: /articles/same/
  content/articles/C.md:2:9 «"C"» the article `C` is here
content/articles/d.md:3:13 «/articles/same/» error address-clash: the alias `/articles/same/` would be at `/articles/same/` and the article `C` at `/articles/Same/`, which differ only by case
  help: remove the alias
  page: /articles/d/
  content/articles/C.md:2:9 «"C"» the article `C` is here
content/articles/d.md:3:32 «/about/» error address-clash: the alias `/about/` and the page `About` would both be at `/about/`
  help: remove the alias
  page: /articles/d/
  content/about.md:1:1 «# About»…2:1 the page `About` is here
static/a.svg:1:1 «» error address-clash: the file `static/a.svg` and the file `content/a.svg` would both be at `/a.svg`
  help: rename or remove the file
  content/a.svg:1:1 «» the file `content/a.svg` is here
static/about/index.html:1:1 «» error address-clash: the file `static/about/index.html` and the page `About` would both be at `/about/`
  help: rename or remove the file
  content/about.md:1:1 «# About»…2:1 the page `About` is here
static/atom.xml:1:1 «» note shadowed-output: this file takes the place of the Atom feed at `/atom.xml`
  help: remove it to have the one that is made
"##,
    ),
    Case::refused(
        "two files of one name",
        r##"
== content/articles/a.md ==
# A
Text.
== content/articles/a/index.md ==
# Another A
Text.
== content/about.md ==
# About
== content/about/index.md ==
# Another About
== content/topics/sql.md ==
# SQL
== content/topics/sql/index.md ==
# Another SQL
"##,
        r##"
content/about/index.md:1:1 «# Another About»…2:1 error duplicate-name: `content/about.md` and `content/about/index.md` are two files for one page
  help: keep one of them; a folder with an `index.md` has room for images beside it
  content/about.md:1:1 «# About»…2:1 the other file is this one
content/articles/a/index.md:1:1 «# Another A»…2:1 error duplicate-name: `content/articles/a.md` and `content/articles/a/index.md` are two files for one article
  help: keep one of them; a folder with an `index.md` has room for images beside it
  content/articles/a.md:1:1 «# A»…2:1 the other file is this one
content/topics/sql/index.md:1:1 «# Another SQL»…2:1 error duplicate-name: `content/topics/sql.md` and `content/topics/sql/index.md` are two files for one topic
  help: keep one of them; a folder with an `index.md` has room for images beside it
  content/topics/sql.md:1:1 «# SQL»…2:1 the other file is this one
"##,
    ),
    Case::refused(
        "names of which nothing can stand in an address",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[[taxonomies]]
name = "roles"
== content/articles/a.md ==
+++
title = "A"
topics = ["", "🎉", "a"]
authors = ["", "ada"]
roles = ["🎉", "..", "", "dev"]
+++
Text.
== content/articles/b.md ==
+++
title = "B"
unlisted = true
roles = ["🎉"]
+++
Text.
== content/articles/c.md ==
+++
title = "C"
publish = 2027-01-01
roles = ["🎉"]
topics = ["…"]
+++
Text.
== content/topics/a.md ==
# A
== content/authors/ada.md ==
# Ada
== content/questions/q.toml ==
roles = ["🎉"]
topics = [" "]
[[question]]
id = "one"
question = "One?"
answer = "So."
[[question]]
id = "two"
question = "Two?"
answer = "So."
"##,
        r##"
content/articles/a.md:3:12 «» error bad-slug: a topic without a name
  help: write its name, or remove the empty string
  page: /articles/a/
content/articles/a.md:3:16 «🎉» error bad-slug: `🎉` can't be a topic: it has neither letters nor digits for an address
  help: write it with letters or digits
  page: /articles/a/
content/articles/a.md:4:13 «» error bad-slug: an author without a name
  help: write its name, or remove the empty string
  page: /articles/a/
content/articles/a.md:5:11 «🎉» error bad-slug: `🎉` can't be a term: it has neither letters nor digits for an address
  help: write it with letters or digits
  page: /articles/a/
content/articles/a.md:5:16 «..» error bad-slug: `..` can't be a term: it has neither letters nor digits for an address
  help: write it with letters or digits
  page: /articles/a/
content/articles/a.md:5:22 «» error bad-slug: a term without a name
  help: write its name, or remove the empty string
  page: /articles/a/
content/articles/b.md:4:11 «🎉» error bad-slug: `🎉` can't be a term: it has neither letters nor digits for an address
  help: write it with letters or digits
  page: /articles/b/
content/articles/c.md:4:11 «🎉» error bad-slug: `🎉` can't be a term: it has neither letters nor digits for an address
  help: write it with letters or digits
content/articles/c.md:5:12 «…» error bad-slug: `…` can't be a topic: it has neither letters nor digits for an address
  help: write it with letters or digits
content/questions/q.toml:1:11 «🎉» error bad-slug: `🎉` can't be a term: it has neither letters nor digits for an address
  help: write it with letters or digits
content/questions/q.toml:2:12 « » error bad-slug: a topic without a name
  help: write its name, or remove the empty string
"##,
    ),
    Case::refused(
        "topics that need no file, and have no address",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[topics]
strict = false
== content/articles/a.md ==
+++
title = "A"
topics = ["", "C++", "🎉"]
+++
Text.
== content/topics/x.md ==
+++
title = "X"
slug = "cplusplus"
+++
== content/page.md ==
+++
title = "Page"
aliases = ["/topics/new-topic/"]
+++
Text.
== content/articles/b.md ==
+++
title = "B"
topics = ["c", "New Topic"]
+++
Text.
"##,
        r##"
content/articles/a.md:3:12 «» error bad-slug: a topic without a name
  help: write its name, or remove the empty string
  page: /articles/a/
content/articles/a.md:3:23 «🎉» error bad-slug: `🎉` can't be a topic: it has neither letters nor digits for an address
  help: write it with letters or digits
  page: /articles/a/
content/page.md:3:13 «/topics/new-topic/» error address-clash: the alias `/topics/new-topic/` and the topic `New Topic` would both be at `/topics/new-topic/`
  help: remove the alias
  page: /page/
  content/articles/b.md:3:17 «New Topic» the topic `New Topic` is here
"##,
    ),
    Case::published(
        "topics need no file where site.toml says so",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[topics]
strict = false
== content/articles/a.md ==
+++
title = "A"
topics = ["sql"]
+++
Text.
"##,
        "",
    ),
];

#[test]
fn mistakes_of_references() {
    check_all(CASES);
}
