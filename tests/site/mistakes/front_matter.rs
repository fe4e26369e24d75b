//! Mistakes in front matter: keys, types, dates, and the syntax of TOML and YAML.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "keys that aren't known",
        r##"
== content/articles/a.md ==
+++
tilte = "A"
title = "A"
tags = ["sql"]
categories = ["sql"]
zzzz = 1
[image]
scr = "a.svg"
src = "a.svg"
+++
Text.
== content/articles/a.svg ==
<svg/>
== content/articles/b.md ==
---
title: B
lastmod: 2026-01-01
image:
  src: a.svg
  caption_: x
---
Text.
== content/topics/sql.md ==
+++
title = "SQL"
partent = "db"
+++
== content/authors/ana.md ==
+++
title = "Ana"
twitter = "@ana"
+++
== content/about.md ==
+++
title = "About"
level = "mid"
+++
"##,
        r##"
content/about.md:3:1 «level» error unknown-key: `level` is a key of an article, and this file is a page
  help: articles lie in `content/articles/`: move the file there; `[permalinks]` in `site.toml` sets their addresses
  page: /about/
content/articles/a.md:2:1 «tilte» error unknown-key: `tilte` is not a key of an article
  help: did you mean `title`?
  page: /articles/a/
content/articles/a.md:4:1 «tags» error unknown-key: `tags` is not a key of an article
  help: it is called `topics` here; what isn't a topic is a taxonomy of its own: `[[taxonomies]]` with `name = "tags"` in `site.toml`
  page: /articles/a/
content/articles/a.md:5:1 «categories» error unknown-key: `categories` is not a key of an article
  help: it is called `topics` here; what isn't a topic is a taxonomy of its own: `[[taxonomies]]` with `name = "categories"` in `site.toml`
  page: /articles/a/
content/articles/a.md:6:1 «zzzz» error unknown-key: `zzzz` is not a key of an article
  help: keys of your own go into the table `extra`
  page: /articles/a/
content/articles/a.md:8:1 «scr» error unknown-key: `scr` is not a key of `image`
  help: did you mean `src`?
  page: /articles/a/
content/articles/b.md:3:1 «lastmod» error unknown-key: `lastmod` is not a key of an article
  help: it is called `updated` here
  page: /articles/b/
content/articles/b.md:6:3 «caption_» error unknown-key: `caption_` is not a key of `image`
  help: did you mean `caption`?
  page: /articles/b/
content/authors/ana.md:3:1 «twitter» error unknown-key: `twitter` is not a key of an author
  help: keys of your own go into the table `extra`
  page: /authors/ana/
content/topics/sql.md:3:1 «partent» error unknown-key: `partent` is not a key of a topic
  help: did you mean `parent`?
  page: /topics/sql/
"##,
    ),
    Case::refused(
        "values of another type",
        r##"
== content/articles/a.md ==
+++
title = ["A"]
description = 7
topics = "sql"
weight = "heavy"
draft = "no"
date = 2026
image = "a.svg"
takeaways = [1, "two"]
faq = ["an-id", 3, { question = "Q?" }]
aliases = { old = "/x/" }
extra = 1
+++
Text.
== content/articles/b.md ==
---
title: 2026
description: yes
topics: sql
weight: 1.5
takeaways:
  - key: value
---
Text.
"##,
        r##"
content/articles/a.md:2:9 «["A"]» error wrong-type: `title` takes a string, not a list
  help: write `title = "A"`
  page: /articles/a/
content/articles/a.md:3:15 «7» error wrong-type: `description` takes a string, not a whole number
  help: write `description = "7"`
  page: /articles/a/
content/articles/a.md:4:10 «"sql"» error wrong-type: `topics` takes a list of strings, not a string
  help: write `topics = ["sql"]`
  page: /articles/a/
content/articles/a.md:5:10 «"heavy"» error wrong-type: `weight` takes a whole number, not a string
  help: write `weight = 10`
  page: /articles/a/
content/articles/a.md:6:9 «"no"» error wrong-type: `draft` takes true or false, not a string
  help: write `draft = false`
  page: /articles/a/
content/articles/a.md:7:8 «2026» error wrong-type: `date` takes a date, not a whole number
  help: write `date = 2026-05-12`
  page: /articles/a/
content/articles/a.md:8:9 «"a.svg"» error wrong-type: `image` takes a table, not a string
  help: write `image = { src = "a.svg" }`
  page: /articles/a/
content/articles/a.md:9:14 «1» error wrong-type: the items of `takeaways` are each a string, not a whole number
  help: write `"1"`
  page: /articles/a/
content/articles/a.md:10:9 «an-id» error unknown-question: there is no question `an-id`
  help: write the id of a question of a question file
  page: /articles/a/
content/articles/a.md:10:17 «3» error wrong-type: the items of `faq` are each a string or a table, not a whole number
  help: write `"3"`
  page: /articles/a/
content/articles/a.md:10:20 «{ question = "Q?" }» error missing-key: an entry of `faq` needs the key `answer`
  help: add `answer = "…"`
  page: /articles/a/
content/articles/a.md:11:11 «{ old = "/x/" }» error wrong-type: `aliases` takes a list of strings, not a table
  help: write `aliases = ["…"]`
  page: /articles/a/
content/articles/a.md:12:9 «1» error wrong-type: `extra` takes a table, not a whole number
  help: write `extra = { … }`
  page: /articles/a/
content/articles/b.md:2:8 «2026» error wrong-type: `title` takes a string, not a whole number
  help: write `title: "2026"`
  page: /articles/b/
content/articles/b.md:4:9 «sql» error wrong-type: `topics` takes a list of strings, not a string
  help: write `topics: ["sql"]`
  page: /articles/b/
content/articles/b.md:5:9 «1.5» error wrong-type: `weight` takes a whole number, not a number with a fraction
  help: write `weight: 10`
  page: /articles/b/
content/articles/b.md:7:5 «key: value» error wrong-type: the items of `takeaways` are each a string, not a table
  help: write `"…"`
  page: /articles/b/
"##,
    ),
    Case::refused(
        "dates that aren't",
        r##"
== content/articles/a.md ==
+++
title = "A"
date = 2026-02-30
+++
Text.
== content/articles/b.md ==
---
title: B
date: 2026-02-30
updated: yesterday
publish: 01/02/2026
---
Text.
== content/articles/c.md ==
+++
title = "C"
updated = "yesterday"
publish = "2026-13-01"
expires = 12:30:00
+++
Text.
== content/articles/d.md ==
+++
title = "D"
review_by = 2026-6-1
+++
Text.
"##,
        r##"
content/articles/a.md:3:8 «2026-02-30» error bad-date: `2026-02-30` is not a date
  help: write year, month and day, as in `date = 2026-05-12`
  page: /articles/a/
content/articles/b.md:3:7 «2026-02-30» error bad-date: `2026-02-30` is not a date
  help: write year, month and day, as in `date: 2026-05-12`
  page: /articles/b/
content/articles/b.md:4:10 «yesterday» error bad-date: `yesterday` is not a date
  help: write year, month and day, as in `updated: 2026-05-12`
  page: /articles/b/
content/articles/b.md:5:10 «01/02/2026» error bad-date: `01/02/2026` is not a date
  help: write year, month and day, as in `publish: 2026-05-12`
  page: /articles/b/
content/articles/c.md:3:11 «"yesterday"» error bad-date: `yesterday` is not a date
  help: write year, month and day, as in `updated = 2026-05-12`
  page: /articles/c/
content/articles/c.md:4:11 «"2026-13-01"» error bad-date: `2026-13-01` is not a date
  help: write year, month and day, as in `publish = 2026-05-12`
  page: /articles/c/
content/articles/c.md:5:11 «12:30:00» error bad-date: `12:30:00` is not a date
  help: write year, month and day, as in `expires = 2026-05-12`
  page: /articles/c/
content/articles/d.md:3:13 «2026-6-1» error bad-date: `2026-6-1` is not a date
  help: write `review_by = 2026-06-01`
  page: /articles/d/
"##,
    ),
    Case::refused(
        "no title",
        r##"
== content/articles/a.md ==
Just text.
== content/articles/b.md ==
+++
description = "A title was forgotten."
+++
## Second level
== content/articles/c.md ==
+++
title = "  "
+++
Text.
== content/articles/empty.md ==
== content/topics/sql.md ==
+++
weight = 1
+++
== content/authors/ana.md ==
Text.
== content/about.md ==
Text.
== content/guides/index.md ==
Text.
"##,
        r##"
content/about.md:1:1 «Text.» error missing-key: a page needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /about/
content/articles/a.md:1:1 «Just text.» error missing-key: an article needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /articles/a/
content/articles/b.md:1:1 «+++» error missing-key: an article needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /articles/b/
content/articles/c.md:2:9 «"  "» error wrong-value: `title` is empty
  help: put a text there
  page: /articles/c/
content/articles/empty.md:1:1 «» error missing-key: an article needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /articles/empty/
content/authors/ana.md:1:1 «Text.» error missing-key: an author needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /authors/ana/
content/guides/index.md:1:1 «Text.» error missing-key: a page needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /guides/
content/topics/sql.md:1:1 «+++» error missing-key: a topic needs a `title`
  help: write `title = "…"` into its front matter, or begin the text with `# Title`
  page: /topics/sql/
"##,
    ),
    Case::refused(
        "slugs and aliases that would leave the site",
        r##"
== content/articles/a.md ==
+++
title = "A"
slug = "../a"
aliases = ["../../etc/", "https://other.example/x/", "/fine/", ""]
+++
Text.
== content/articles/b.md ==
+++
title = "B"
slug = ""
+++
Text.
== content/articles/c.md ==
+++
title = "C"
slug = "C D"
+++
Text.
== content/articles/d.md ==
+++
title = "D"
slug = ".NET"
+++
== content/articles/e.md ==
+++
title = "E"
slug = "e."
+++
== content/articles/++.md ==
# Plus
Text.
== content/articles/---.md ==
# Dashes
Text.
"##,
        r##"
content/articles/---.md:1:1 «# Dashes»…2:1 error bad-slug: this article has no address: nothing of its name can stand in one
  help: give it a `slug`, or rename its file
content/articles/a.md:3:9 «../a» error bad-slug: `../a` can't be a slug: a slash in it would make it two parts of an address
  help: write `a`
  page: /articles/a/
content/articles/a.md:4:13 «../../etc/» error bad-slug: `../../etc/` can't be an alias: it must begin with `/`
  help: write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/a.md:4:27 «https://other.example/x/» error bad-slug: `https://other.example/x/` can't be an alias: it must begin with `/`
  help: write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/a.md:4:65 «» error bad-slug: `` can't be an alias: it must begin with `/`
  help: write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/b.md:3:9 «» error bad-slug: `` can't be a slug: it is empty
  help: write one part of an address, such as `my-article`
  page: /articles/b/
content/articles/c.md:3:9 «C D» error bad-slug: `C D` can't be a slug: blanks and the characters `? # % " < >` can't stand in an address
  help: write `c-d`
  page: /articles/c/
content/articles/d.md:3:9 «.NET» error bad-slug: `.NET` can't be a slug: a name that begins with a dot is hidden, and many hosts don't show it
  help: write `dotnet`
  page: /articles/d/
content/articles/e.md:3:9 «e.» error bad-slug: `e.` can't be a slug: some systems drop a dot at the end of a name
  help: write `e`
  page: /articles/e/
"##,
    ),
    Case::refused(
        "a template that isn't there",
        r##"
== content/articles/a.md ==
+++
title = "A"
template = "lnog.html"
+++
Text.
== templates/long.html ==
{{ page.title }}
"##,
        r##"
content/articles/a.md:3:13 «lnog.html» error wrong-value: there is no template `lnog.html`
  help: write `templates/lnog.html`, or name one of the theme's, such as `article.html`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "a taxonomy's key is checked like any other",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"

[[taxonomies]]
name = "roles"
title = "Roles"
== content/articles/a.md ==
+++
title = "A"
roles = "backend"
role = ["backend"]
+++
Text.
"##,
        r##"
content/articles/a.md:3:9 «"backend"» error wrong-type: `roles` takes a list of strings, not a string
  help: write `roles = ["backend"]`
  page: /articles/a/
content/articles/a.md:4:1 «role» error unknown-key: `role` is not a key of an article
  help: did you mean `roles`?
  page: /articles/a/
"##,
    ),
];

#[test]
fn mistakes_of_front_matter() {
    check_all(CASES);
}
