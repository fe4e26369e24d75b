//! What people who move from other generators write: their keys, their habits.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "keys that mean something else here",
        r##"
== content/articles/a.md ==
---
title: A
published: false
permalink: /x/
---
Text.
== content/articles/b.md ==
+++
title = "B"
published = true
url = "/z/"
+++
Text.
== content/articles/c.md ==
---
title: C
published: 2026-05-01
lastmod: 2026-05-02
---
Text.
"##,
        r##"
content/articles/a.md:3:1 «published» error unknown-key: `published` is not a key of an article
  help: write `draft: true`
  page: /articles/a/
content/articles/a.md:4:1 «permalink» error unknown-key: `permalink` is not a key of an article
  help: `slug` is the last part of an address, `[permalinks]` in `site.toml` has the rest, and `aliases` takes old addresses
  page: /articles/a/
content/articles/b.md:3:1 «published» error unknown-key: `published` is not a key of an article
  help: leave it out: all is published but what says `draft = true`
  page: /articles/b/
content/articles/b.md:4:1 «url» error unknown-key: `url` is not a key of an article
  help: `slug` is the last part of an address, `[permalinks]` in `site.toml` has the rest, and `aliases` takes old addresses
  page: /articles/b/
content/articles/c.md:3:1 «published» error unknown-key: `published` is not a key of an article
  help: it is called `publish` here
  page: /articles/c/
content/articles/c.md:4:1 «lastmod» error unknown-key: `lastmod` is not a key of an article
  help: it is called `updated` here
  page: /articles/c/
"##,
    ),
    Case::refused(
        "front matter below blank lines",
        r##"
== content/articles/a.md ==

+++
title = "A"
level = "nope"
+++
Text.
== content/articles/b.md ==


---
title: B
---
Text.
== content/articles/c.md ==

---

# No title

A rule above.

---

Another.
== content/articles/d.md ==

+++
title = "D"
"##,
        r##"
content/articles/a.md:2:1 «+++» error front-matter: front matter begins on the first line of its file
  help: remove the blank lines above it
  page: /articles/a/
content/articles/a.md:4:10 «nope» error unknown-level: there is no level `nope`
  help: the levels of this site are `junior`, `mid`, `senior`
  page: /articles/a/
content/articles/b.md:3:1 «---» error front-matter: front matter begins on the first line of its file
  help: remove the blank lines above it
  page: /articles/b/
content/articles/c.md:1:1 «» error missing-key: an article needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /articles/c/
content/articles/c.md:4:1 «# No title» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/c/
content/articles/d.md:2:1 «+++» error front-matter: the front matter is not closed
  help: put a line `+++` after its last key
  page: /articles/d/
"##,
    ),
    Case::refused(
        "values of site.toml that are no addresses and no languages",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
language = "de_AT"
[structured_data.organization]
name = "Prep"
url = "foo"
"##,
        r##"
site.toml:3:13 «de_AT» error wrong-value: `de_AT` is not the tag of a language
  help: write `de-AT`
site.toml:6:8 «foo» error wrong-value: `url` can't be `foo`
  help: write the whole URL, such as `https://example.org/page/`
"##,
    ),
    Case::refused(
        "values that are no addresses and no languages",
        r##"
== content/articles/a.md ==
+++
title = "A"
language = "EN_us"
canonical = "foo"
+++
== content/articles/b.md ==
+++
title = "B"
language = "zz-"
canonical = "https://"
+++
== content/articles/c.md ==
+++
title = "C"
language = "zh-Hant-TW"
canonical = "HTTPS://example.org/c?d#e"
+++
== content/authors/ana.md ==
+++
title = "Ana"
url = "ana.example"
same_as = ["https://social.example/@ana", "@ana", "mailto:a@b"]
+++
"##,
        r##"
content/articles/a.md:3:13 «EN_us» error wrong-value: `EN_us` is not the tag of a language
  help: write `en-us`
  page: /articles/a/
content/articles/a.md:4:14 «foo» error wrong-value: `canonical` can't be `foo`
  help: write the whole URL, such as `https://example.org/page/`
  page: /articles/a/
content/articles/b.md:3:13 «zz-» error wrong-value: `zz-` is not the tag of a language
  help: write a tag such as `en`, `de` or `pt-BR`
  page: /articles/b/
content/articles/b.md:4:14 «https://» error wrong-value: `canonical` can't be `https://`
  help: write the whole URL, such as `https://example.org/page/`
  page: /articles/b/
content/authors/ana.md:3:8 «ana.example» error wrong-value: `url` can't be `ana.example`
  help: write the whole URL, such as `https://example.org/page/`
  page: /authors/ana/
content/authors/ana.md:4:44 «@ana» error wrong-value: `same_as` can't be `@ana`
  help: write the whole URL, such as `https://example.org/page/`
  page: /authors/ana/
content/authors/ana.md:4:52 «mailto:a@b» error wrong-value: `same_as` can't be `mailto:a@b`
  help: write the whole URL, such as `https://example.org/page/`
  page: /authors/ana/
"##,
    ),
    Case::published(
        "dates in an order that can't be",
        r##"
== content/articles/a.md ==
+++
title = "A"
date = 2026-05-12
updated = 2026-05-11
publish = 2026-05-12T10:00:00Z
expires = 2026-05-12T09:00:00Z
+++
== content/articles/b.md ==
+++
title = "B"
date = 2026-05-12T10:00:00Z
updated = 2026-05-12
publish = 2026-05-12
+++
== content/questions/q.toml ==
publish = 2026-05-12
[[question]]
id = "a"
question = "A?"
answer = "A."
expires = 2026-05-01
[[question]]
id = "b"
question = "B?"
answer = "B."
"##,
        r##"
content/articles/a.md:4:11 «2026-05-11» warning date-order: `updated` comes before `date`
  help: write a later date, or leave `updated` out
  content/articles/a.md:3:8 «2026-05-12» `date` is this
content/articles/a.md:6:11 «2026-05-12T09:00:00Z» warning date-order: `expires` comes before `publish`
  help: write a later date, or leave `expires` out
  content/articles/a.md:5:11 «2026-05-12T10:00:00Z» `publish` is this
content/questions/q.toml:6:11 «2026-05-01» warning date-order: `expires` comes before `publish`
  help: write a later date, or leave `expires` out
  content/questions/q.toml:1:11 «2026-05-12» `publish` is this
"##,
    ),
];

#[test]
fn what_others_call_otherwise() {
    check_all(CASES);
}
