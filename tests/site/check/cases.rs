//! The finer points: what is no fault, what is told once, and what other settings change.

use super::{HEAD, told};
use crate::support::{Site, TODAY};

/// Checks a site with [`HEAD`].
fn check(files: &str, status: i32, expected: &str) {
    told(&format!("{HEAD}{files}"), status, expected);
}

#[test]
fn a_fault_of_a_template_is_told_once() {
    check(
        r##"
== content/index.md ==
# Home

[a](articles/a.md) [b](articles/b.md) [c](articles/c.md)
== content/articles/a.md ==
+++
title = "A"
description = "A."
+++
Text with <a href="nothing.md">a link that the build tells of</a>.
== content/articles/b.md ==
+++
title = "B"
description = "B."
+++
Text.
== content/articles/c.md ==
+++
title = "C"
description = "C."
+++
Text.
== templates/partials/article_after.html ==
<img src="/logo.png"> <a href='/articles/'>fine</a> <a href="{{ "/put-" ~ "together/" }}">x</a>
"##,
        1,
        r##"
content/articles/a.md:5:20 «nothing.md» error broken-link: there is no file `content/articles/nothing.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
templates/partials/article_after.html:1:1 «» error broken-link: there is no page or file at `/put-together/` (on `/articles/a/` and 2 other pages)
  help: link to an address that is there, or remove the link
  page: /articles/a/
templates/partials/article_after.html:1:1 «<img src="/logo.png">» warning missing-alt: the image `/logo.png` has no `alt` (on `/articles/a/` and 2 other pages)
  help: say in `alt` what it shows; leave it empty if the image only decorates: `alt=""`
  page: /articles/a/
templates/partials/article_after.html:1:11 «/logo.png» error missing-file: the page wants to show `/logo.png`, which isn't there (on `/articles/a/` and 2 other pages)
  help: link to an address that is there, or remove the link
  page: /articles/a/
"##,
    );
}

#[test]
fn below_a_base_path_links_of_templates_need_it() {
    told(
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/blog/"
description = "Questions."
== content/index.md ==
# Home

[a](about.md)
== content/about.md ==
+++
title = "About"
description = "About."
+++
Text.
== templates/fragments/site_footer.html ==
<a href="/about/">wrong</a> <a href="/shop/">another part of the host</a> <a href="https://prep.example/blog/about/">right</a>
<a href="about/">relative</a> <a href="/blog">home</a>
"##,
        1,
        r##"
templates/fragments/site_footer.html:1:10 «/about/» error broken-link: there is no page or file at `/about/` (on `/` and 3 other pages)
  help: put the base path before it: `/blog/about/`
  page: /
templates/fragments/site_footer.html:2:10 «about/» error broken-link: there is no page or file at `about/` (on `/about/` and one other page)
  help: link to an address that is there, or remove the link
  page: /about/
"##,
    );
}

#[test]
fn a_page_in_the_menu_or_in_a_list_is_no_orphan_and_an_unlisted_one_neither() {
    told(
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
description = "Questions."
[defaults]
authors = ["ada"]
[rules]
missing-date = "off"
[[menu]]
name = "About"
url = "about.md"
== content/authors/ada.md ==
# Ada
== content/about.md ==
+++
title = "About"
description = "About."
+++
Text.
== content/guides/index.md ==
+++
title = "Guides"
description = "All guides."
+++
== content/guides/one.md ==
+++
title = "One"
description = "One."
+++
See [this very page](one.md).
== content/articles/hidden.md ==
+++
title = "Hidden"
description = "Hidden."
unlisted = true
+++
See [[guides]].
== content/questions/q.toml ==
[[question]]
id = "lost"
question = "Who finds this?"
answer = "Nobody."
[[question]]
id = "found"
question = "Who finds that?"
answer = "Whoever reads [[lost-and-found]]."
[[question]]
id = "lost-and-found"
question = "And the other one?"
answer = "See [[found]]."
"##,
        0,
        r##"
content/questions/q.toml:2:7 «lost» warning orphan: no text links to the question `Who finds this?`
  help: give it a topic, cite it in an article, or link to it: `[[lost]]`
  page: /questions/lost/
"##,
    );
}

#[test]
fn an_image_that_a_draft_a_style_sheet_or_the_site_names_is_used() {
    check(
        r##"
== content/index.md ==
# Home
== content/articles/draft.md ==
+++
title = "Draft"
draft = true
+++
![A](draft.png)
== content/articles/draft.png ==
x
== static/style.css ==
a { background: url("bg.png") }
== static/bg.png ==
x
== static/og.png ==
x
== templates/fragments/site_footer.html ==
<a href="/style.css">style</a> <img src="/og.png" alt="">
"##,
        0,
        "",
    );
}

#[test]
fn a_broken_configuration_is_all_that_is_told() {
    told(
        r##"
== site.toml ==
title = "Prep"
base_url = "prep"
== content/articles/alone.md ==
# Alone

Text.
"##,
        1,
        r##"
site.toml:2:13 «prep» error wrong-value: `prep` can't be the base URL: it has to begin with `https://` or `http://`
  help: write where the site will be, as in `base_url = "https://example.org/"`
"##,
    );
}

#[test]
fn questions_that_look_alike_and_are_not() {
    check(
        r##"
== content/index.md ==
# Home
== content/questions/q.toml ==
topics = ["t"]
[[question]]
id = "one"
question = "What is the difference between TCP and UDP?"
answer = "A."
[[question]]
id = "two"
question = "What is the difference between HTTP and HTTPS?"
answer = "A."
[[question]]
id = "three"
question = "What is new in C++?"
answer = "A."
[[question]]
id = "four"
question = "What is new in C#?"
answer = "A."
[[question]]
id = "five"
question = "what is NEW in C#"
answer = "A."
== content/topics/t.md ==
+++
title = "T"
description = "T."
+++
"##,
        0,
        r##"
content/questions/q.toml:19:7 «five» warning similar-questions: `five` asks the same as `four`
  help: keep one of them, with the other's id under `aliases`; or word them so that one sees the difference
  page: /questions/five/
  content/questions/q.toml:15:7 «four» the first is here
"##,
    );
}

#[test]
fn undeclared_topics_are_compared_too() {
    told(
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
description = "Questions."
[topics]
strict = false
== content/questions/q.toml ==
[[question]]
id = "one"
question = "One?"
answer = "A."
topics = ["sql-joins"]
[[question]]
id = "two"
question = "Two?"
answer = "A."
topics = ["sql-join"]
[[question]]
id = "three"
question = "Three?"
answer = "A."
topics = ["sql-joins"]
"##,
        0,
        r##"
content/questions/q.toml:10:12 «sql-join» warning similar-terms: `sql-join` and `sql-joins` seem to be one of the topics
  help: write `sql-joins` everywhere
  content/questions/q.toml:5:12 «sql-joins» `sql-joins` is used here
"##,
    );
}

#[test]
fn headings_are_found_as_they_are_written_and_answers_begin_theirs_where_builds_do() {
    check(
        r##"
== content/index.md ==
# Home

[a](articles/a.md) [q](questions/q.toml#q1)
== content/articles/a.md ==
+++
title = "A"
description = "A."
+++
Text with <a name="old"></a>, [a link](#old) and <a href="#old">another</a>.

## B

#### An [index](#b) \*starred\* `<T>` \[x\] &copy;

Text.
== content/questions/q.toml ==
[[question]]
id = "q1"
question = "One?"
answer = """
So.

### Fine

##### Too deep
"""
"##,
        0,
        r##"
content/articles/a.md:9:1 «#### An [index](#b) \*starred\* `<T>` \[x\] &copy;» warning skipped-heading: `An index *starred* <T> [x] ©` is a heading of level 4 behind one of level 2
  help: make it one of level 3
  page: /articles/a/
content/questions/q.toml:9:1 «##### Too deep» warning skipped-heading: `Too deep` is a heading of level 5 behind one of level 3
  help: make it one of level 4
  page: /questions/q1/
"##,
    );
}

#[test]
fn what_two_pages_have_and_nobody_wrote_so_stands_where_the_site_wrote_the_first() {
    check(
        r##"
== content/index.md ==
# Home

[q](questions/q.toml#q1) [q](questions/q.toml#q2)
== content/questions/q.toml ==
[[question]]
id = "q1"
question = "One?"
answer = """
So.

### Fine

##### &Auml;b
"""
[[question]]
id = "q2"
question = "Two?"
answer = """
So.

### Fine

##### &Auml;b
"""
"##,
        0,
        r##"
content/questions/q.toml:2:7 «q1» warning skipped-heading: `Äb` is a heading of level 5 behind one of level 3 (on `/questions/q1/` and one other page)
  help: make it one of level 4
  page: /questions/q1/
"##,
    );
}

#[test]
fn the_bytes_of_an_image_that_nothing_shows_are_not_printed() {
    let site = Site::new(&format!("{HEAD}== content/index.md ==\n# Home\n"));
    site.put("static/a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xdb\0C\n\x1b[31m\xff\xd9");
    let run = site.run(&["check", "--as-of", TODAY]);
    let told = run.stderr.split("\n\n").find(|told| told.contains("unused-image"));
    assert_eq!(
        told,
        Some(
            "warning[unused-image]: nothing shows the image `static/a.jpg`\n--> static/a.jpg\n = help: remove the file, or \
             show it where it belongs"
        )
    );
}

#[test]
fn names_are_one_in_every_form_and_published_in_nfc() {
    let (nfc, nfd) = ("\u{e9}", "e\u{301}");
    check(
        &format!(
            r##"
== content/index.md ==
# Home

[a](#{nfc}) <label for="{nfd}">x</label> <b id="{nfd}">y</b>
== static/{nfd}.svg ==
<svg xmlns="http://www.w3.org/2000/svg"/>
== static/{nfd}{nfd}.svg ==
<svg xmlns="http://www.w3.org/2000/svg"/>
== static/own.css ==
a {{ background: url({nfc}.svg) }} b {{ background: url(%C3%A9%C3%A9.svg) }}
== templates/fragments/site_footer.html ==
<a href="/{nfc}.svg">fine</a> <a href="/{nfd}.svg">not there</a>
"##
        ),
        1,
        &format!(
            r##"
templates/fragments/site_footer.html:1:36 «/{nfd}.svg» error broken-link: there is no page or file at `/{nfd}.svg` (on `/` and 4 other pages)
  help: write `/%C3%A9.svg`: published names are in NFC
  page: /
"##
        ),
    );
}
