//! Front matter whose TOML or YAML can't be read, or that is not closed.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "TOML that can't be read: the first mistake, and what is wrong above it",
        r##"
== content/articles/a.md ==
+++
title = A title
+++
Text with [a broken link](missing.md).
== content/articles/b.md ==
+++
title = "B"
description = "open
+++
Text.
== content/articles/c.md ==
+++
title = "C"
topics = ["sql", "x"
weight = 1
+++
Text.
== content/articles/d.md ==
+++
title = "D"
weight = 1
weight = 2
+++
Text.
== content/articles/e.md ==
+++
title = "E"
level mid
+++
Text.
== content/articles/f.md ==
+++
title = "F"
= 3
+++
Text.
== content/articles/g.md ==
+++
title = "G"
authors = [1 2]
+++
Text.
== content/articles/h.md ==
+++
title = "H"
[image
src = "x"
+++
Text.
== content/articles/i.md ==
+++
title: I
+++
Text.
== content/articles/j.md ==
+++
title = "J"
topics = ["sql"]
level = 
weight = 1
weight = 2
+++
Text.
"##,
        r##"
content/articles/a.md:2:9 «A title» error toml-syntax: a string needs quotes
  help: write `title = "A title"`
  page: /articles/a/
content/articles/a.md:4:27 «missing.md» error broken-link: there is no file `content/articles/missing.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/b.md:3:15 «"open» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /articles/b/
content/articles/c.md:3:10 «[» error toml-syntax: this list is not closed, or lacks a comma
  help: put a `]` after its last item, and a `,` between two; an item with keys is `{ key = "value" }`
  page: /articles/c/
  content/articles/c.md:4:1 «w» it can be read up to here
content/articles/d.md:4:1 «weight» error toml-syntax: `weight` is given twice
  help: keep one of the two
  page: /articles/d/
  content/articles/d.md:3:1 «weight» first given here
content/articles/e.md:3:1 «level mid» error toml-syntax: this line has no `=`
  help: write `key = "value"`, or begin the line with `#` if it is a comment
  page: /articles/e/
content/articles/f.md:3:1 «= 3» error toml-syntax: a key is missing
  help: put a key before the `=`, or a name between the brackets
  page: /articles/f/
content/articles/g.md:3:12 «1 2» error toml-syntax: a string needs quotes
  help: write `"1 2"`
  page: /articles/g/
content/articles/h.md:3:1 «[image» error toml-syntax: this header is not closed
  help: write `[image]`
  page: /articles/h/
content/articles/i.md:1:1 «+++» error front-matter: this is YAML, and stands between the lines of TOML
  help: write `---` in place of both lines `+++`
  page: /articles/i/
content/articles/j.md:3:12 «sql» error unknown-topic: there is no topic `sql`
  help: declare it in `content/topics/sql.md`, or set `strict = false` under `[topics]`
  page: /articles/j/
content/articles/j.md:4:9 «» error toml-syntax: `level` has no value
  help: write a value after the `=`, or remove the line
  page: /articles/j/
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
