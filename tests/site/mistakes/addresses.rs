//! Two things at one address, addresses that can't be files, things without an address.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "a page where another needs a folder",
        r##"
== content/articles/a.md ==
+++
title = "A"
slug = "index.html"
+++
Text.
== content/articles/b.md ==
+++
title = "B"
aliases = ["/foo.html", "/foo.html/bar/"]
+++
Text.
"##,
        r##"
content/articles/a.md:2:9 «"A"» error address-clash: the list of articles would be the file `articles/index.html`, where the article `A` at `/articles/index.html/` needs a folder
  help: give one of them another `slug`, or rename its file
  page: /articles/index.html/
content/articles/b.md:3:26 «/foo.html/bar/» error address-clash: the alias `/foo.html` would be the file `foo.html`, where the alias `/foo.html/bar/` needs a folder
  help: remove the alias
  page: /articles/b/
  content/articles/b.md:3:13 «/foo.html» the alias `/foo.html` is here
"##,
    ),
    Case::refused(
        "files where pages need folders, and folders where they need files",
        r##"
== content/articles/x.md ==
# X

Text.
== content/articles/y.md ==
# Y

Text.
== content/articles/x ==
An asset.
== static/topics ==
A file.
== content/topics/t.md ==
# T
== static/robots.txt/x ==
A file in a folder.
== content/about.md ==
# About
== static/about/index.html/x ==
Another.
"##,
        r##"
content/articles/x:1:1 «» error address-clash: the file `content/articles/x` would be the file `articles/x`, where the article `X` at `/articles/x/` needs a folder
  help: rename or remove the file
  content/articles/x.md:1:1 «# X»…2:1 the article `X` is here
static/about/index.html/x:1:1 «» error address-clash: the page `About` would be the file `about/index.html`, where the file `static/about/index.html/x` needs a folder
  help: rename or remove the file
  content/about.md:1:1 «# About»…2:1 the page `About` is here
static/robots.txt/x:1:1 «» error address-clash: `robots.txt` would be the file `robots.txt`, where the file `static/robots.txt/x` needs a folder
  help: rename or remove the file
static/topics:1:1 «» error address-clash: the file `static/topics` would be the file `topics`, where the list of topics at `/topics/` needs a folder
  help: rename or remove the file
"##,
    ),
    Case::refused(
        "addresses that differ only by case, or only in how they are written",
        r##"
== content/articles/x.md ==
# X

Text.
== static/articles/X/index.html ==
<p>
== content/articles/y.md ==
+++
title = "Y"
aliases = ["/old/index.html", "/old/", "/OLD", "/index.html"]
+++
Text.
"##,
        r##"
content/articles/y.md:3:32 «/old/» error address-clash: the alias `/old/` and the alias `/old/index.html` would both be at `/old/`
  help: remove the alias
  page: /articles/y/
  content/articles/y.md:3:13 «/old/index.html» the alias `/old/index.html` is here
content/articles/y.md:3:41 «/OLD» error address-clash: the alias `/OLD` would be at `/OLD/` and the alias `/old/index.html` at `/old/`, which differ only by case
  help: remove the alias
  page: /articles/y/
  content/articles/y.md:3:13 «/old/index.html» the alias `/old/index.html` is here
content/articles/y.md:3:49 «/index.html» error address-clash: the alias `/index.html` and the home page would both be at `/`
  help: remove the alias
  page: /articles/y/
static/articles/X/index.html:1:1 «» error address-clash: the file `static/articles/X/index.html` would be at `/articles/X/index.html` and the article `X` at `/articles/x/`, which differ only by case
  help: rename or remove the file
  content/articles/x.md:1:1 «# X»…2:1 the article `X` is here
"##,
    ),
    Case::refused(
        "names that gen keeps for itself, and names that no file can have",
        r##"
== content/articles/a.md ==
+++
title = "A"
aliases = ["/.gen-manifest", "/.GEN-lock", "/.gen-staging/x/", "/c:/x/", "/fine/.gen-lock"]
+++
Text.
== content/articles/b.md ==
+++
title = "B"
slug = "looooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooong"
+++
Text.
== content/articles/c.md ==
+++
title = "C"
publish = 2027-01-01
aliases = ["/.gen-lock"]
+++
Text.
"##,
        r##"
content/articles/a.md:3:13 «/.gen-manifest» error bad-slug: the alias `/.gen-manifest` can't be an address: names that begin with `.gen-` are those of gen's own files there
  help: remove the alias, or write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/a.md:3:31 «/.GEN-lock» error bad-slug: the alias `/.GEN-lock` can't be an address: names that begin with `.gen-` are those of gen's own files there
  help: remove the alias, or write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/a.md:3:45 «/.gen-staging/x/» error bad-slug: the alias `/.gen-staging/x/` can't be an address: names that begin with `.gen-` are those of gen's own files there
  help: remove the alias, or write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/a.md:3:65 «/c:/x/» error bad-slug: the alias `/c:/x/` can't be an address: it would be on another drive
  help: remove the alias, or write the old address as a path from the site's root, such as `/old/path/`
  page: /articles/a/
content/articles/b.md:2:9 «"B"» error bad-slug: the article `B` can't be at `/articles/looooooooooooooooooooooooooooooooooooooooooooooooo…ooooooooooooooooong/`: a part of it is longer than 255 bytes
  help: give it a shorter `slug`, id or name
  page: /articles/looooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooong/
content/articles/c.md:4:13 «/.gen-lock» error bad-slug: the alias `/.gen-lock` can't be an address: names that begin with `.gen-` are those of gen's own files there
  help: remove the alias, or write the old address as a path from the site's root, such as `/old/path/`
"##,
    ),
    Case::refused(
        "names that differ only by their accents",
        "== static/\u{e9}.txt ==\nx\n== static/e\u{301}.txt ==\ny\n== content/deep/\u{e9}/a.txt ==\nx\n== static/deep/e\u{301}/a.txt ==\ny\n",
        r"
static/deep/é/a.txt:1:1 «» error address-clash: the file `static/deep/é/a.txt` and the file `content/deep/é/a.txt` would both be at `/deep/é/a.txt`
  help: rename or remove the file
  content/deep/é/a.txt:1:1 «» the file `content/deep/é/a.txt` is here
static/é.txt:1:1 «» error address-clash: the file `static/é.txt` and the file `static/é.txt` would both be at `/é.txt`: their names differ only in how accents are written, as one character or as two
  help: rename or remove the file
  static/é.txt:1:1 «» the file `static/é.txt` is here
",
    ),
    Case::refused(
        "what has no address, and what of it is missing",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[permalinks]
articles = "/{topic}/{year}/{slug}/"
== content/articles/….md ==
+++
title = "One"
date = 2026-01-01
topics = ["db"]
+++
[two](🎉.md), [three](c.md), [[One]] and [broken](none.md).
== content/articles/🎉.md ==
+++
title = "Two"
date = 2026-01-01
topics = ["db"]
+++
Text.
== content/articles/b.md ==
+++
title = "No date"
topics = ["db"]
+++
Text.
== content/articles/c.md ==
+++
title = "No topic"
date = 2026-01-01
+++
Text.
== content/articles/d.md ==
+++
title = "An unknown topic"
date = 2026-01-01
topics = ["dbs"]
+++
Text.
== content/articles/e.md ==
+++
title = "Later"
publish = 2027-01-01
topics = ["db"]
+++
Text.
== content/topics/db.md ==
# Databases
"##,
        r##"
content/articles/b.md:2:9 «"No date"» error bad-slug: this article has no address: its permalink names a date, but it has no `date`
  help: give it a `date`, or leave the date out of its pattern under `[permalinks]`
content/articles/c.md:2:9 «"No topic"» error bad-slug: this article has no address: its permalink names `{topic}`, but it has no topic
  help: name a topic under `topics`, or leave `{topic}` out of its pattern under `[permalinks]`
content/articles/d.md:4:12 «dbs» error unknown-topic: there is no topic `dbs`
  help: did you mean `db`?
  page: /dbs/2026/d/
content/articles/e.md:2:9 «"Later"» error bad-slug: this article has no address: its permalink names a date, but it has no `date`
  help: give it a `date`, or leave the date out of its pattern under `[permalinks]`
content/articles/….md:2:9 «"One"» error bad-slug: this article has no address: nothing of its name can stand in one
  help: give it a `slug`, or rename its file
content/articles/….md:6:50 «none.md» error broken-link: there is no file `content/articles/none.md`
  help: write the path of a file, relative to this one
content/articles/🎉.md:2:9 «"Two"» error bad-slug: this article has no address: nothing of its name can stand in one
  help: give it a `slug`, or rename its file
"##,
    ),
    Case::refused(
        "old addresses where something is made",
        r##"
== content/articles/a.md ==
+++
title = "A"
aliases = ["/atom.xml", "/404.html", "/gen-assets/style.css", "/articles/"]
date = 2026-01-01
+++
Text.
"##,
        r##"
content/articles/a.md:3:13 «/atom.xml» error address-clash: the Atom feed and the alias `/atom.xml` would both be at `/atom.xml`
  help: remove the alias
  page: /articles/a/
content/articles/a.md:3:26 «/404.html» error address-clash: the page for what isn't found and the alias `/404.html` would both be at `/404.html`
  help: remove the alias
  page: /articles/a/
content/articles/a.md:3:39 «/gen-assets/style.css» error address-clash: a file of the theme and the alias `/gen-assets/style.css` would both be at `/gen-assets/style.css`
  help: remove the alias
  page: /articles/a/
content/articles/a.md:3:64 «/articles/» error address-clash: the alias `/articles/` and the list of articles would both be at `/articles/`
  help: remove the alias
  page: /articles/a/
"##,
    ),
];

#[test]
fn mistakes_of_addresses() {
    check_all(CASES);
}
