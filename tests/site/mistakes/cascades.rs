//! One mistake, one message: what a mistake brings along is not told as well.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "what couldn't be read isn't missed: a date that the address needs",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[permalinks]
articles = "/{year}/{slug}/"
== content/articles/bytes.md (bytes) ==
a\xff
== content/articles/closed.md ==
+++
title = "Closed
+++
Text.
== content/articles/date.md ==
+++
title = "Date"
date = 2026-01-01x
+++
Text.
== content/articles/none.md ==
+++
title = "None"
+++
Text.
"##,
        r##"
content/articles/bytes.md:1:2 «» error invalid-utf8: this file isn't UTF-8: the byte 0xff can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
content/articles/closed.md:2:9 «"Closed» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
content/articles/date.md:3:8 «2026-01-01x» error toml-syntax: a string needs quotes
  help: write `date = "2026-01-01x"`
content/articles/none.md:2:9 «"None"» error bad-slug: this article has no address: its permalink names a date, but it has no `date`
  help: give it a `date`, or leave the date out of its pattern under `[permalinks]`
"##,
    ),
    Case::refused(
        "quotes within strings",
        r##"
== content/articles/a.md ==
+++
title = 'What's new'
+++
Text.
== content/articles/b.md ==
+++
title = 'It's "both" \ways'
+++
Text.
== content/articles/c.md ==
+++
title = "C"
authors = ["x", 'it's']
+++
Text.
== content/articles/d.md ==
+++
title = "D"
description = "say "hi" now"
+++
Text.
== content/articles/e.md ==
+++
title = "E"
topics = ['a', 'b]
level = "mid"
+++
Text.
== content/articles/f.md ==
+++
title = "F"
names = [
    'c',
    'd]
weight = 1
+++
Text.
== content/authors/x.md ==
# X
"##,
        r##"
content/articles/a.md:2:9 «'What's new'» error toml-syntax: the `'` within this string ends it
  help: put `"` around the whole string
  page: /articles/a/
content/articles/b.md:2:9 «'It's "both" \ways'» error toml-syntax: the `'` within this string ends it
  help: put `"` around the whole string
  page: /articles/b/
content/articles/c.md:3:17 «'it's']» error toml-syntax: the `'` within this string ends it
  help: put `"` around the whole string
  page: /articles/c/
content/articles/d.md:3:15 «"say "hi" now"» error toml-syntax: the `"` within this string ends it
  help: put `'` around the whole string
  page: /articles/d/
content/articles/e.md:3:16 «'b]» error toml-syntax: this string is not closed
  help: put `'` at the end of the string
  page: /articles/e/
content/articles/f.md:5:5 «'d]» error toml-syntax: this string is not closed
  help: put `'` at the end of the string
  page: /articles/f/
"##,
    ),
    Case::refused(
        "choices of which one can't be read",
        r##"
== content/questions/q.toml ==
[[question]]
id = "a"
question = "A?"
choices = [{ text = 'a', correct = "true" }, { text = 'b' }]
[[question]]
id = "b"
question = "B?"
choices = ["a", { text = 'b' }]
[[question]]
id = "c"
question = "C?"
choices = [{ text = 'a' }, { txt = 'b', correct = true }]
"##,
        r##"
content/questions/q.toml:4:36 «"true"» error wrong-type: `correct` takes true or false, not a string
  help: write `correct = true`
  page: /questions/a/
content/questions/q.toml:8:12 «"a"» error wrong-type: the items of `choices` are each a table, not a string
  help: write `{ text = "a" }`
  page: /questions/b/
content/questions/q.toml:12:30 «txt» error unknown-key: `txt` is not a key of an entry of `choices`
  help: did you mean `text`?
  page: /questions/c/
"##,
    ),
    Case::refused(
        "a header without its end",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[a
b = 1
== content/articles/a.md ==
+++
title = "A"
[[x
b = 1
+++
"##,
        r##"
content/articles/a.md:3:1 «[[x» error toml-syntax: this header is not closed
  help: write `[[x]]`
  page: /articles/a/
site.toml:3:1 «[a» error toml-syntax: this header is not closed
  help: write `[a]`
"##,
    ),
];

#[test]
fn what_follows_is_not_told() {
    check_all(CASES);
}
