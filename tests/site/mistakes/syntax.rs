//! Front matter whose TOML or YAML can't be read, or that is not closed.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "TOML that can't be read goes on after each mistake",
        r##"
== content/articles/a.md ==
+++
title = A title
description = "open
topics = ["sql", "x"
weight = 1
weight = 2
level mid
= 3
authors = [1 2]
+++
Text with [a broken link](missing.md).
== content/articles/b.md ==
+++
title = "B"
[image
src = "x"
+++
Text.
"##,
        r##"
content/articles/a.md:2:9 «A title» error toml-syntax: a string needs quotes
  help: write `title = "A title"`
  page: /articles/a/
content/articles/a.md:3:15 «"open» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /articles/a/
content/articles/a.md:4:10 «[» error toml-syntax: this list is not closed
  help: put a `]` after its last item
  page: /articles/a/
content/articles/a.md:4:12 «sql» error unknown-topic: there is no topic `sql`
  help: declare it in `content/topics/sql.md`, or set `strict = false` under `[topics]`
  page: /articles/a/
content/articles/a.md:4:19 «x» error unknown-topic: there is no topic `x`
  help: declare it in `content/topics/x.md`, or set `strict = false` under `[topics]`
  page: /articles/a/
content/articles/a.md:6:1 «weight» error toml-syntax: `weight` is given twice
  help: keep one of the two
  page: /articles/a/
  content/articles/a.md:5:1 «weight» first given here
content/articles/a.md:7:1 «level mid» error toml-syntax: this line is neither a key with its value nor a header
  help: write `key = "value"`, or begin the line with `#` if it is a comment
  page: /articles/a/
content/articles/a.md:8:1 «» error toml-syntax: a value without a key
  help: put a key before the `=`
  page: /articles/a/
content/articles/a.md:9:12 «1 2» error toml-syntax: a string needs quotes
  help: write `"1 2"`
  page: /articles/a/
content/articles/a.md:11:27 «missing.md» error broken-link: there is no file `content/articles/missing.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/b.md:3:1 «[image» error toml-syntax: this header is not closed
  help: write `[image]`
  page: /articles/b/
content/articles/b.md:4:8 «x» error missing-file: there is no file `content/articles/x`
  help: put the file beside the text, or into `static/`
  page: /articles/b/
"##,
    ),
    Case::refused(
        "YAML that can't be read",
        r##"
== content/articles/a.md ==
---
title: A: B
---
Text.
== content/articles/b.md ==
---
title: B
	topics: [sql]
---
Text.
== content/articles/c.md ==
---
title: "open
---
Text.
== content/articles/d.md ==
---
title: D
title: D again
topics: [a, b
---
Text.
== content/articles/e.md ==
---
- a
- list
---
Text.
== content/articles/f.md ==
---
title: &x F
description: *y
---
Text.
"##,
        r##"
content/articles/a.md:2:9 «:» error yaml-syntax: a second `:` in one value
  help: put the value in quotes, as in `title: "Part one: indexes"`
  page: /articles/a/
content/articles/b.md:3:2 «t» error yaml-syntax: a tab in the indentation
  help: indent with spaces
  page: /articles/b/
content/articles/c.md:2:8 «"» error yaml-syntax: this string is not closed
  help: put the same quotes at its end
  page: /articles/c/
content/articles/d.md:3:1 «title» error yaml-syntax: `title` is given twice
  help: keep one of the two
  page: /articles/d/
  content/articles/d.md:2:1 «title» first given here
content/articles/d.md:4:9 «[» error yaml-syntax: this list is not closed, or lacks a comma
  help: put a `]` after its last item, and a `,` between two
  page: /articles/d/
content/articles/e.md:2:1 «- a» error yaml-syntax: keys and values are expected here, not a list
  help: write `key: value`, one a line
  page: /articles/e/
content/articles/f.md:3:14 «*» error yaml-syntax: no anchor of this name stands above
  help: put the value in quotes if its `*` is text, as in `title: "*args"`
  page: /articles/f/
"##,
    ),
    Case::refused(
        "front matter that is not closed",
        r##"
== content/articles/a.md ==
+++
title = "A"

Text.
== content/articles/b.md ==
---
title: B

Text.
== content/articles/c.md ==
+++
title = "C"
---
Text.
== content/questions/d.md ==
+++
topics = []
## What? {#what}
Text.
"##,
        r##"
content/articles/a.md:1:1 «+++» error front-matter: the front matter is not closed
  help: put a line `+++` after its last key
  page: /articles/a/
content/articles/b.md:1:1 «---» error front-matter: the front matter is not closed
  help: put a line `---` after its last key
  page: /articles/b/
content/articles/c.md:1:1 «+++» error front-matter: the front matter is not closed
  help: put a line `+++` after its last key
  page: /articles/c/
content/questions/d.md:1:1 «+++» error front-matter: the front matter is not closed
  help: put a line `+++` after its last key
"##,
    ),
];

#[test]
fn mistakes_of_syntax() {
    check_all(CASES);
}
