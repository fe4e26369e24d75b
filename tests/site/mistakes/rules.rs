//! `[rules]` sets a rule's level, `--strict` refuses warnings, and time alone never breaks a build.

use super::{Case, check_all};

const LATE: &str = r##"
== content/articles/a.md ==
# A

Text.

# Late

```pyhton
x
```
"##;

pub(super) const CASES: &[Case] = &[
    Case::published(
        "warnings alone",
        LATE,
        r##"
content/articles/a.md:5:1 «# Late» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/a/
content/articles/a.md:7:4 «pyhton» warning unknown-language: code in the language `pyhton` can't be highlighted
  help: did you mean `python`? Otherwise list it in `[markdown] languages`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "warnings alone, strictly",
        LATE,
        r##"
content/articles/a.md:5:1 «# Late» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/a/
content/articles/a.md:7:4 «pyhton» warning unknown-language: code in the language `pyhton` can't be highlighted
  help: did you mean `python`? Otherwise list it in `[markdown] languages`
  page: /articles/a/
"##,
    )
    .with(&["--strict"]),
    Case::refused(
        "a warning made an error, another switched off, an error made a warning and one a note",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[rules]
late-title = "error"
unknown-language = "off"
broken-link = "warning"
broken-anchor = "note"
unknown-topic = "off"
== content/articles/a.md ==
+++
title = "A"
topics = ["nothing"]
+++
Text.

# Late

```pyhton
[nothing](nothing.md)
```

[nothing](nothing.md) and [nowhere](#nowhere).
"##,
        r##"
content/articles/a.md:7:1 «# Late» error late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/a/
content/articles/a.md:13:11 «nothing.md» warning broken-link: there is no file `content/articles/nothing.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:13:37 «#nowhere» note broken-anchor: there is no heading `#nowhere` at `/articles/a/`
  help: the headings there are `late`
  page: /articles/a/
"##,
    ),
    Case::published(
        "errors made warnings don't keep a site from being published",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[rules]
broken-link = "warning"
missing-file = "note"
unknown-topic = "warning"
== content/articles/a.md ==
+++
title = "A"
topics = ["nothing"]
+++
[nothing](nothing.md) and ![nothing](nothing.png).
"##,
        r##"
content/articles/a.md:3:12 «nothing» warning unknown-topic: there is no topic `nothing`
  help: declare it in `content/topics/nothing.md`, or set `strict = false` under `[topics]`
  page: /articles/a/
content/articles/a.md:5:11 «nothing.md» warning broken-link: there is no file `content/articles/nothing.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:5:38 «nothing.png» note missing-file: there is no file `content/articles/nothing.png`
  help: put the file beside the text, or into `static/`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "what would take a page or a part of one away can't be lowered",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[rules]
toml-syntax = "off"
address-clash = "warning"
duplicate-id = "error"
bad-date = "warning"
stray-text = "note"
== content/index.md ==
# Home
"##,
        r##"
site.toml:4:15 «"off"» error wrong-value: `toml-syntax` can't be lowered: what has such a mistake is left out of the site
  help: remove the line
site.toml:5:17 «"warning"» error wrong-value: `address-clash` can't be lowered: what has such a mistake is left out of the site
  help: remove the line
site.toml:7:12 «"warning"» error wrong-value: `bad-date` can't be lowered: what has such a mistake is left out of the site
  help: remove the line
site.toml:8:14 «"note"» error wrong-value: `stray-text` can't be lowered: what has such a mistake is left out of the site
  help: remove the line
"##,
    ),
    Case::published(
        "what isn't published is no reason to refuse, strictly or not",
        r##"
== content/articles/a.md ==
# A

See [b](b.md).
== content/articles/b.md ==
+++
title = "B"
draft = true
+++
Text.
"##,
        r##"
content/articles/a.md:3:9 «b.md» warning unpublished-target: the article `B` is a draft, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
"##,
    )
    .with(&["--strict"]),
    Case::published(
        "a note is no reason to refuse",
        "== content/index.md ==\n# Home\n== static/robots.txt ==\nUser-agent: *\n",
        r##"
static/robots.txt:1:1 «» note shadowed-output: this file takes the place of `robots.txt` at `/robots.txt`
  help: remove it to have the one that is made
"##,
    )
    .with(&["--strict"]),
];

#[test]
fn levels_of_rules() {
    check_all(CASES);
}
