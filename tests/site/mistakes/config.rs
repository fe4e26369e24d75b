//! Mistakes in `site.toml`: told with nothing but what holds whatever it says.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "every value of site.toml wrong",
        r##"
== site.toml ==
title = 5
base_url = "prep.example"
langauge = "en"
language = "english!"
timezone = "Europe/Berlim"
levels = ["junior", "junior", ""]
paginate = -1
theme = "prop"

[markdown]
math = "yes"
html = "sanitise"
smart = true

[permalinks]
articles = "/blog/{slag}/"
articels = "/x/"
questions = "/q/"

[defaults]
level = "expert"

[rules]
late-titel = "off"
late-title = "none"

[security.csp]
image-src = ["https://img.example"]
img-src = ["self"]

[[taxonomies]]
name = "topics"
title = "Topics"

[[menu]]
name = "About"
== content/index.md ==
# Home
"##,
        r##"
site.toml:1:9 «5» error wrong-type: `title` takes a string, not a whole number
  help: write `title = "5"`
site.toml:2:13 «prep.example» error wrong-value: `prep.example` can't be the base URL: it has to begin with `https://` or `http://`
  help: write where the site will be, as in `base_url = "https://example.org/"`
site.toml:3:1 «langauge» error unknown-key: `langauge` is not a key of `site.toml`
  help: did you mean `language`?
site.toml:4:13 «english!» error wrong-value: `english!` is not the tag of a language
  help: write a tag such as `en`, `de` or `pt-BR`
site.toml:5:13 «Europe/Berlim» error wrong-value: there is no time zone `Europe/Berlim`
  help: did you mean `Europe/Berlin`?
site.toml:6:22 «junior» error wrong-value: the level `junior` is given twice
  help: remove one of the two
site.toml:6:32 «» error wrong-value: a level without a name
  help: remove it
site.toml:7:12 «-1» error wrong-value: `paginate` can't be -1
  help: write a number that is between 0 and 10000
site.toml:8:10 «prop» error wrong-value: there is no theme `prop`
  help: put it into a folder of that name below `themes/`, or use `prep`, which comes with gen
site.toml:11:8 «"yes"» error wrong-type: `math` takes true or false, not a string
  help: write `math = true`
site.toml:12:9 «sanitise» error wrong-value: `html` can't be `sanitise`
  help: did you mean `sanitize`? it is one of `keep`, `sanitize`
site.toml:13:1 «smart» error unknown-key: `smart` is not a key of `markdown`
  help: its keys are `highlight`, `math`, `definition_lists`, `linkify`, `html`, `languages`, `external_rel`
site.toml:16:19 «{slag}» error wrong-value: addresses of articles have no `{slag}`
  help: did you mean `{slug}`? an address of articles may hold `{slug}`, `{year}`, `{month}`, `{topic}`, `{path}`
site.toml:17:1 «articels» error unknown-key: `articels` is neither a kind of content nor a taxonomy
  help: did you mean `articles`?
site.toml:18:14 «/q/» error wrong-value: every entry would have the same address
  help: put `{slug}` into it, as in `/questions/{slug}/`
site.toml:21:10 «expert» error unknown-level: there is no level `expert`
  help: the levels are `junior`
site.toml:24:1 «late-titel» error unknown-key: there is no rule `late-titel`
  help: did you mean `late-title`?
site.toml:25:15 «none» error wrong-value: `late-title` can't be `none`
  help: did you mean `note`? it is one of `off`, `note`, `warning`, `error`
site.toml:28:1 «image-src» error unknown-key: there is no directive `image-src`
  help: did you mean `img-src`?
site.toml:29:13 «self» error wrong-value: `self` is not a source
  help: a keyword stands in quotes: `"'self'"`
site.toml:32:9 «topics» error wrong-value: a taxonomy can't be called `topics`: that is a kind of content
  help: choose another name
site.toml:35:1 «[[menu]]» error missing-key: an entry of `menu` needs the key `url`
  help: add `url = "…"`
"##,
    ),
    Case::refused(
        "nothing in site.toml",
        "== site.toml ==\n== content/index.md ==\n# Home\n",
        r##"
site.toml:1:1 «» error missing-key: `site.toml` needs the key `base_url`
  help: add `base_url = "…"`
site.toml:1:1 «» error missing-key: `site.toml` needs the key `title`
  help: add `title = "…"`
"##,
    ),
    Case::refused(
        "a string that is not closed in site.toml",
        r##"
== site.toml ==
title = "Prep
base_url = "https://prep.example/"
== content/index.md ==
# Home
"##,
        r##"
site.toml:1:9 «"Prep» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
"##,
    ),
    Case::refused(
        "a key that is given twice in site.toml",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
paginate = 10
paginate = 20
== content/index.md ==
# Home
"##,
        r##"
site.toml:4:1 «paginate» error toml-syntax: `paginate` is given twice
  help: keep one of the two
  site.toml:3:1 «paginate» first given here
"##,
    ),
    Case::refused(
        "site.toml is broken: nothing that follows from it is told",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
levels = "junior"
== content/index.md ==
# Home
See [nothing](missing.md) and [[nothing]].
== content/articles/a.md ==
+++
title = "A"
level = "expert"
topics = ["nothing"]
tilte = "x"
+++
Text.
== content/articles/b.md ==
+++
title = "B
+++
Text.
== content/articles/c.md ==
+++
title = "C"
Text.
== content/articles/d.md (bytes) ==
# D\n\xff
== content/articles/e.md ==
---
title: [
---
Text.
== templates/article.html ==
{{ page.title | shout }}
"##,
        r##"
content/articles/b.md:2:9 «"B» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /articles/b/
content/articles/c.md:1:1 «+++» error front-matter: the front matter is not closed
  help: put a line `+++` after its last key
  page: /articles/c/
content/articles/d.md:2:1 «» error invalid-utf8: this file isn't UTF-8: the byte 0xff can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
  page: /articles/d/
content/articles/e.md:2:8 «[» error yaml-syntax: this list or table is not closed, or has an empty item
  help: put the closing bracket after its last value, and a value between two commas
  page: /articles/e/
site.toml:3:10 «"junior"» error wrong-type: `levels` takes a list of strings, not a string
  help: write `levels = ["junior"]`
templates/article.html:1:17 «shout» error template-syntax: unknown filter `shout`
  help: the manual lists all filters
"##,
    ),
    Case::refused(
        "site.toml is not text",
        "== site.toml (bytes) ==\ntitle = \"Caf\\xe9\"\\nbase_url = 3\n== content/index.md ==\n# Home\n",
        r##"
site.toml:1:13 «» error invalid-utf8: this file isn't UTF-8: the byte 0xe9 can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
"##,
    ),
    Case::refused(
        "site.toml in UTF-16",
        "== site.toml (bytes) ==\n\\xff\\xfet\\0i\\0\n== content/index.md ==\n# Home\n",
        r##"
site.toml:1:1 «» error invalid-utf8: this file isn't UTF-8: the byte 0xff can't stand here
  help: the file looks like UTF-16; save it as UTF-8
"##,
    ),
    Case::refused(
        "what site.toml names isn't there",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
favicon = "/icon.svg"

[defaults]
authors = ["ana"]

[[menu]]
name = "Topics"
url = "/topisc/"

[[menu]]
name = "About"
url = "abuot.md"

[[menu]]
name = "Part"
url = "about.md#nothing"
== content/index.md ==
# Home
== content/about.md ==
# About
## History
Text.
== content/authors/anna.md ==
# Anna
== content/articles/a.md ==
# A
Text.
"##,
        r##"
site.toml:3:12 «/icon.svg» error missing-file: there is no file at `/icon.svg`
  help: put it at `static/icon.svg`
site.toml:6:13 «ana» error unknown-author: there is no author `ana`
  help: did you mean `anna`?
site.toml:10:8 «/topisc/» error broken-link: the menu's `/topisc/` leads nowhere
  help: write an address of the site such as `/articles/`, or a file below `content/`
site.toml:14:8 «abuot.md» error broken-link: the menu's `abuot.md` leads nowhere
  help: did you mean `about.md`?
site.toml:18:8 «about.md#nothing» error broken-anchor: there is no heading `#nothing` at `/about/`
  help: the headings there are `history`
"##,
    ),
    Case::refused(
        "permalinks that can't be",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"

[permalinks]
articles = "blog/{slug}/"
questions = "/../{slug}/"
topics = "/{slug"
authors = "/{year}/{slug}/"
pages = "//x/{slug}/"
== content/index.md ==
# Home
"##,
        r##"
site.toml:5:13 «b» error wrong-value: an address has to begin with `/`
  help: put a `/` before it
site.toml:6:15 «..» error wrong-value: an address can't leave its folder
  help: remove this part
site.toml:7:12 «{» error wrong-value: this brace is not closed
  help: write a placeholder as `{slug}`
site.toml:7:16 «g» error wrong-value: an address has to end with `/`
  help: put a `/` behind it
site.toml:8:13 «{year}» error wrong-value: addresses of authors have no `{year}`
  help: an address of authors may hold `{slug}`
site.toml:9:10 «//» error wrong-value: an address can't have an empty part
  help: remove one `/`
"##,
    ),
    Case::refused(
        "taxonomies called like a folder",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[[taxonomies]]
name = "images"
[[taxonomies]]
name = "roles"
[[taxonomies]]
name = "fine"
== content/images/a.svg ==
<svg/>
== static/roles/b.svg ==
<svg/>
"##,
        r##"
site.toml:4:9 «images» error wrong-value: a taxonomy can't be called `images`: `content/images/` is a folder of the site
  help: choose another name, or rename the folder
site.toml:6:9 «roles» error wrong-value: a taxonomy can't be called `roles`: `static/roles/` is a folder of the site
  help: choose another name, or rename the folder
"##,
    ),
];

#[test]
fn mistakes_of_the_configuration() {
    check_all(CASES);
}
