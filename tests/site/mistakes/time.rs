//! What time does to a site that nobody touches: nothing it says is an error on one day and none on another.

use super::{Case, check_all};
use crate::support::Site;

/// Everything that only the article `E` and the question `q3` fill, which expire on the 8th, and links to all of it.
const EXPIRING: &str = r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
paginate = 1
[topics]
strict = false
[[taxonomies]]
name = "roles"
[[menu]]
name = "E"
url = "/articles/e/"
[[menu]]
name = "Roles"
url = "/roles/"
[[menu]]
name = "File"
url = "articles/e.md"
[[menu]]
name = "Atom"
url = "/topics/db/atom.xml"
== content/topics/db.md ==
# Databases
== content/articles/e.md ==
+++
title = "E"
expires = 2026-03-08
aliases = ["/old-e/"]
roles = ["dev"]
topics = ["db", "x y"]
weight = 1
date = 2026-03-01
+++
Text.

## H

[Own](#h).
== content/articles/e2/index.md ==
+++
title = "E2"
expires = 2026-03-08
+++
Text.
== content/questions/q.toml ==
[[question]]
id = "q3"
question = "Three?"
answer = "So."
takeaway = "So."
topics = ["db"]
expires = 2026-03-08
aliases = ["q-old"]
[[question]]
id = "stub"
question = "Stub?"
[[question]]
id = "there"
question = "There?"
answer = "So."
aliases = ["older"]
== content/articles/a.md ==
+++
title = "A"
related = ["E"]
never_related = ["e"]
+++
[1](/articles/e/) [2](/articles/e/#h) [3](/old-e/) [4](/questions/q3/) [5](/articles/e) [6](/articles/e/index.html)

[7](../questions/q.toml#q3) [8](../questions/q.toml#stub) [9](../questions/q.toml#q-old) [10](../questions/q.toml#older)

[11](/roles/dev/) [12](/roles/) [[roles:dev]] [[dev]] [13](/topics/db/cheatsheet/) [14](/topics/db/atom.xml)

[[topic:x y]] [[x y]] [15](/topics/x-y/) [16](/articles/page/2/) [17](e.md#h) [[e#H]] [18](e.md)

```{questions}
topic = "x y"
```
"##;

#[test]
fn what_leads_to_something_unpublished_is_text() {
    let site = Site::new(EXPIRING);
    site.build(&["--as-of", "2026-03-08"]);
    let html = site.output("articles/a/index.html");
    assert!(!html.contains("/articles/e/") && !html.contains("/roles/") && html.contains(" 16 "), "{html}");
}

/// A list that nothing is in yet, as after `gen init` with another first article.
#[test]
fn a_list_of_drafts_is_no_mistake_of_the_menu() {
    let site = Site::new(
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[[menu]]
name = "Articles"
url = "/articles/"
[[menu]]
name = "The same"
url = "articles/index.md"
== content/articles/first.md ==
+++
title = "First"
draft = true
+++
Text.
"##,
    );
    let told = r##"
site.toml:5:8 «/articles/» warning unpublished-target: what would be at `/articles/` isn't published, so the menu leaves this out
  help: nothing to do if it will be published; else remove the entry
site.toml:8:8 «articles/index.md» warning unpublished-target: what would be at `/articles/` isn't published, so the menu leaves this out
  help: nothing to do if it will be published; else remove the entry
"##;
    site.build(&["--strict"]).expect(0, told);
    site.build(&["--drafts"]).expect(0, "");
    std::fs::remove_file(site.root().join("content/articles/first.md")).expect("it was there");
    assert_eq!(site.build(&[]).status, Some(1));
}

pub(super) const CASES: &[Case] = &[
    Case::published("before the article and the question expire", EXPIRING, r##"
content/articles/a.md:8:33 «../questions/q.toml#stub» warning unpublished-target: the question `Stub?` has no answer yet, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
"##).with(&[
        "--as-of",
        "2026-03-07",
        "--strict",
    ]),
    Case::published("when they have expired", EXPIRING, r##"
content/articles/a.md:3:13 «E» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:5 «/articles/e/» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:23 «/articles/e/#h» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:43 «/old-e/» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:56 «/questions/q3/» warning unpublished-target: the question `Three?` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:76 «/articles/e» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:93 «/articles/e/index.html» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:8:5 «../questions/q.toml#q3» warning unpublished-target: the question `Three?` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:8:33 «../questions/q.toml#stub» warning unpublished-target: the question `Stub?` has no answer yet, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:8:63 «../questions/q.toml#q-old» warning unpublished-target: the question `Three?` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:10:6 «/roles/dev/» warning unpublished-target: what would be at `/roles/dev/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:10:24 «/roles/» warning unpublished-target: what would be at `/roles/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:10:35 «roles:dev» warning unpublished-target: what would be at `/roles/dev/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:10:49 «dev» warning unpublished-target: what would be at `/roles/dev/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:10:60 «/topics/db/cheatsheet/» warning unpublished-target: what would be at `/topics/db/cheatsheet/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:10:89 «/topics/db/atom.xml» warning unpublished-target: what would be at `/topics/db/atom.xml` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:3 «topic:x y» warning unpublished-target: what would be at `/topics/x-y/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:17 «x y» warning unpublished-target: what would be at `/topics/x-y/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:28 «/topics/x-y/» warning unpublished-target: what would be at `/topics/x-y/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:47 «/articles/page/2/» warning unpublished-target: what would be at `/articles/page/2/` isn't published, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:71 «e.md#h» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:81 «e#H» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:12:92 «e.md» warning unpublished-target: the article `E` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:15:10 «x y» warning unpublished-target: what has the topic `x y` isn't published, so this isn't shown
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
site.toml:10:8 «/articles/e/» warning unpublished-target: the article `E` has expired, so the menu leaves this out
  help: nothing to do if it will be published; else remove the entry
site.toml:13:8 «/roles/» warning unpublished-target: what would be at `/roles/` isn't published, so the menu leaves this out
  help: nothing to do if it will be published; else remove the entry
site.toml:16:8 «articles/e.md» warning unpublished-target: the article `E` has expired, so the menu leaves this out
  help: nothing to do if it will be published; else remove the entry
site.toml:19:8 «/topics/db/atom.xml» warning unpublished-target: what would be at `/topics/db/atom.xml` isn't published, so the menu leaves this out
  help: nothing to do if it will be published; else remove the entry
"##).with(&["--as-of", "2026-03-08", "--strict"]),
    Case::refused(
        "what is scheduled or has expired is checked before its day and after",
        r##"
== content/articles/later.md ==
+++
title = "Later"
publish = 2026-12-01
topics = ["db"]
authors = ["ada"]
level = "expert"
template = "none.html"
related = ["zzzzzz"]
faq = ["no-such"]
slug = "later"
aliases = ["relative"]

[image]
src = "none.svg"
+++
[a](none.md), [b](#nothing), [c](#there), [[later#There]], [d](gone.md#nothing), [e](draft.md#nothing) and [f](/articles/gone/#part).

## There

```{nothing}
```
== content/articles/gone.md ==
+++
title = "Gone"
expires = 2026-01-01
topics = ["db"]
+++
[a](none.md)

## Part
== content/articles/draft.md ==
+++
title = "Draft"
draft = true
publish = 2026-12-01
topics = ["db"]
aliases = ["relative"]
+++
[a](none.md)
== content/page.md ==
+++
title = "Page"
publish = 2026-12-01
+++
[a](articles/none.md)
== content/questions/q.toml ==
[[question]]
id = "later-too"
question = "Later?"
answer = "[a](none.md)"
publish = 2026-12-01
follow_ups = ["no-such"]
[[question]]
id = "stub"
question = "Stub [a](none.md)?"
publish = 2026-12-01
"##,
        r##"
content/articles/gone.md:4:12 «db» error unknown-topic: there is no topic `db`
  help: declare it in `content/topics/db.md`, or set `strict = false` under `[topics]`
content/articles/gone.md:6:5 «none.md» error broken-link: there is no file `content/articles/none.md`
  help: write the path of a file, relative to this one
content/articles/later.md:4:12 «db» error unknown-topic: there is no topic `db`
  help: declare it in `content/topics/db.md`, or set `strict = false` under `[topics]`
content/articles/later.md:5:13 «ada» error unknown-author: there is no author `ada`
  help: write `content/authors/ada.md` with a `title`
content/articles/later.md:6:10 «expert» error unknown-level: there is no level `expert`
  help: the levels of this site are `junior`, `mid`, `senior`
content/articles/later.md:7:13 «none.html» error wrong-value: there is no template `none.html`
  help: write `templates/none.html`, or name one of the theme's, such as `article.html`
content/articles/later.md:8:13 «zzzzzz» error unknown-article: there is no article `zzzzzz`
  help: write the name of an article: its path below `content/articles/`, without `.md`
content/articles/later.md:9:9 «no-such» error unknown-question: there is no question `no-such`
  help: write the id of a question of a question file
content/articles/later.md:11:13 «relative» error bad-slug: `relative` can't be an alias: it must begin with `/`
  help: write the old address as a path from the site's root, such as `/old/path/`
content/articles/later.md:14:8 «none.svg» error missing-file: there is no file `content/articles/none.svg`
  help: put the file beside the text, or into `static/`
content/articles/later.md:16:5 «none.md» error broken-link: there is no file `content/articles/none.md`
  help: did you mean `gone.md`?
content/articles/later.md:16:19 «#nothing» error broken-anchor: there is no heading `#nothing` at `/articles/later/`
  help: the headings there are `faq`, `there`
content/articles/later.md:16:64 «gone.md#nothing» error broken-anchor: there is no heading `#nothing` at `/articles/gone/`
  help: the headings there are `part`
content/articles/later.md:20:4 «{nothing}» error unknown-directive: there is no directive `nothing`
  help: write `templates/directives/nothing.html`, or leave out the braces to show code
content/page.md:5:5 «articles/none.md» error broken-link: there is no file `content/articles/none.md`
  help: did you mean `articles/gone.md`?
content/questions/q.toml:4:15 «none.md» error broken-link: there is no file `content/questions/none.md`
  help: write the path of a file, relative to this one
content/questions/q.toml:6:16 «no-such» error unknown-question: there is no question `no-such`
  help: write the id of a question of a question file
"##,
    ),
    Case::refused(
        "what is scheduled is held against all that will be there",
        r##"
== content/articles/there.md ==
+++
title = "There"
slug = "one"
+++
Text.
== content/articles/leaving.md ==
+++
title = "Leaving"
slug = "two"
expires = 2026-12-01
aliases = ["/left/"]
+++
Text.
== content/articles/a.md ==
+++
title = "A"
slug = "one"
publish = 2026-12-01
aliases = ["/articles/two/", "/left/", "/articles/", "/both/"]
+++
Text.
== content/articles/b.md ==
+++
title = "B"
slug = "Two"
publish = 2026-11-30
expires = 2026-12-15
aliases = ["/both/"]
+++
Text.
== content/articles/c.md ==
+++
title = "C"
publish = 2026-12-15
aliases = ["/both/"]
+++
Text.
== content/articles/d.md ==
+++
title = "D"
slug = "gone"
publish = 2026-12-15
+++
Text.
== content/articles/gone.md ==
+++
title = "Gone"
expires = 2026-01-01
+++
Text.
== content/articles/gone-too.md ==
+++
title = "Gone too"
slug = "one"
expires = 2026-01-01
+++
Text.
"##,
        r##"
content/articles/a.md:2:9 «"A"» error address-clash: the article `A` and the article `There` would both be at `/articles/one/`
  help: give one of them another `slug`, or rename its file
  content/articles/there.md:2:9 «"There"» the article `There` is here
content/articles/a.md:5:13 «/articles/two/» error address-clash: the alias `/articles/two/` would be at `/articles/two/` and the article `B` at `/articles/Two/`, which differ only by case
  help: remove the alias
  content/articles/b.md:2:9 «"B"» the article `B` is here
content/articles/a.md:5:41 «/articles/» error address-clash: the alias `/articles/` and the list of articles would both be at `/articles/`
  help: remove the alias
content/articles/b.md:2:9 «"B"» error address-clash: the article `B` would be at `/articles/Two/` and the article `Leaving` at `/articles/two/`, which differ only by case
  help: give one of them another `slug`, or rename its file
  content/articles/leaving.md:2:9 «"Leaving"» the article `Leaving` is here
content/articles/b.md:6:13 «/both/» error address-clash: the alias `/both/` and the alias `/both/` would both be at `/both/`
  help: remove the alias
  content/articles/a.md:5:55 «/both/» the alias `/both/` is here
content/articles/c.md:4:13 «/both/» error address-clash: the alias `/both/` and the alias `/both/` would both be at `/both/`
  help: remove the alias
  content/articles/a.md:5:55 «/both/» the alias `/both/` is here
"##,
    ),
    Case::refused(
        "a question file names its questions",
        r##"
== content/articles/a.md ==
# A

[a](../questions/q.toml#cachin), [b](../questions/q.toml), [c](../questions/q.toml#), [d](../questions/q.toml#older) and [e](../questions/q.toml#zzzzzzzz).
== content/questions/q.toml ==
[[question]]
id = "caching"
question = "There?"
answer = "So."
aliases = ["older"]
"##,
        r##"
content/articles/a.md:3:5 «../questions/q.toml#cachin» error broken-link: there is no question `cachin`
  help: did you mean `caching`?
  page: /articles/a/
content/articles/a.md:3:38 «../questions/q.toml» error broken-link: a question file has no page of its own
  help: link to one of its questions: `[[question-id]]`
  page: /articles/a/
content/articles/a.md:3:64 «../questions/q.toml#» error broken-link: a question file has no page of its own
  help: link to one of its questions: `[[question-id]]`
  page: /articles/a/
content/articles/a.md:3:126 «../questions/q.toml#zzzzzzzz» error broken-link: there is no question `zzzzzzzz`
  help: write the id of a question of a question file
  page: /articles/a/
"##,
    ),
];

#[test]
fn mistakes_of_time() {
    check_all(CASES);
}

/// An article may take the place of another at its address on the day the other expires.
#[test]
fn one_article_may_follow_another_at_its_address() {
    let site = Site::new(
        r##"
== content/articles/old.md ==
+++
title = "Old"
slug = "guide"
expires = 2026-06-10
+++
[own](#was)

## Was
== content/articles/new.md ==
+++
title = "New"
slug = "guide"
publish = 2026-06-10
+++
[own](#is)

## Is
== content/articles/a.md ==
# A

[guide](/articles/guide/)
"##,
    );
    for (day, title) in [("2026-06-01", "Old"), ("2026-06-10", "New")] {
        site.build(&["--as-of", day, "--strict"]).expect(0, "");
        assert!(site.output("articles/guide/index.html").contains(&format!("<h1>{title}</h1>")), "{day}");
    }
}
