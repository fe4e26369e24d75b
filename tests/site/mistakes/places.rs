//! Places that are hard to tell: inside escaped strings, YAML, CRLF files, after a byte order mark, in lists and quotes.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "inside strings of TOML",
        r##"
== content/questions/q.toml ==
[[question]]
id = "one"
question = "A \"quoted\" word and [a](one.md)?"
answer = "Line one\nline \u00fc two [a](two.md)\n\n[b][undefined]"
takeaway = 'Literal \n [a](three.md)'
mistakes = ["Ü [a](four.md)", """
Many
  lines \
     joined [a](five.md)
"""]

[[question]]
id = "two"
question = "Two?"
answer = '''
# Title

<a href="six.md">x</a>
  [[seven]]
'''
"##,
        r##"
content/questions/q.toml:3:39 «one.md» error broken-link: there is no file `content/questions/one.md`
  help: write the path of a file, relative to this one
  page: /questions/one/
content/questions/q.toml:4:41 «two.md» error broken-link: there is no file `content/questions/two.md`
  help: write the path of a file, relative to this one
  page: /questions/one/
content/questions/q.toml:4:52 «[b][undefined]» error undefined-reference: there is no definition of the reference `undefined`
  help: define it on a line of its own: `[undefined]: https://example.org`; or write `\[` for text
  page: /questions/one/
content/questions/q.toml:5:28 «three.md» error broken-link: there is no file `content/questions/three.md`
  help: write the path of a file, relative to this one
  page: /questions/one/
content/questions/q.toml:6:20 «four.md» error broken-link: there is no file `content/questions/four.md`
  help: write the path of a file, relative to this one
  page: /questions/one/
content/questions/q.toml:9:17 «five.md» error broken-link: there is no file `content/questions/five.md`
  help: write the path of a file, relative to this one
  page: /questions/one/
content/questions/q.toml:16:1 «# Title» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /questions/two/
content/questions/q.toml:18:10 «six.md» error broken-link: there is no file `content/questions/six.md`
  help: write the path of a file, relative to this one
  page: /questions/two/
content/questions/q.toml:19:5 «seven» error broken-link: nothing is called `seven`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /questions/two/
"##,
    ),
    Case::refused(
        "inside strings of YAML",
        r##"
== content/articles/a.md ==
---
title: A
takeaways:
  - "A \"quoted\" ü [a](one.md)"
  - 'It''s [a](two.md)'
  - plain [a](three.md)
faq:
  - question: >-
      Folded
      [a](four.md)?
    answer: |
      Literal

      Ünïcode [a](five.md)
  - question: Two?
    answer: "joined \
      by a backslash [a](six.md)"
---
Text [a](seven.md).
"##,
        r##"
content/articles/a.md:4:25 «one.md» error broken-link: there is no file `content/articles/one.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:5:16 «two.md» error broken-link: there is no file `content/articles/two.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:6:15 «three.md» error broken-link: there is no file `content/articles/three.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:10:11 «four.md» error broken-link: there is no file `content/articles/four.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:14:19 «five.md» error broken-link: there is no file `content/articles/five.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:17:26 «six.md» error broken-link: there is no file `content/articles/six.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:19:10 «seven.md» error broken-link: there is no file `content/articles/seven.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
"##,
    ),
    Case::refused(
        "in files with CRLF and a byte order mark",
        r##"
== content/articles/a.md (crlf, bom) ==
+++
title = "A"
tilte = "A"
takeaways = ["""
One [a](one.md)"""]
+++
Text [a](two.md).

- list
  [a](three.md)

```{questions}
topc = "x"
```
== content/articles/b.md (crlf) ==
---
title: B
tilte: B
---
# Late

| a | b |
|---|---|
| [a](four.md) | \| [b](five.md) |
== content/questions/q.md (bom) ==
## Óne? {#one}

```{question}
anwser = "x"
```

[a](six.md)
== content/questions/r.toml (crlf) ==
[[question]]
id = "two"
question = "Two?"
answer = """
Line
[a](seven.md)
"""
"##,
        r##"
content/articles/a.md:3:1 «tilte» error unknown-key: `tilte` is not a key of an article
  help: did you mean `title`?
  page: /articles/a/
content/articles/a.md:5:9 «one.md» error broken-link: there is no file `content/articles/one.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:7:10 «two.md» error broken-link: there is no file `content/articles/two.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:10:7 «three.md» error broken-link: there is no file `content/articles/three.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:13:1 «topc» error directive-arguments: the directive `questions` takes no argument `topc`
  help: did you mean `topic`?
  page: /articles/a/
content/articles/b.md:3:1 «tilte» error unknown-key: `tilte` is not a key of an article
  help: did you mean `title`?
  page: /articles/b/
content/articles/b.md:5:1 «# Late» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/b/
content/articles/b.md:9:7 «four.md» error broken-link: there is no file `content/articles/four.md`
  help: write the path of a file, relative to this one
  page: /articles/b/
content/articles/b.md:9:25 «five.md» error broken-link: there is no file `content/articles/five.md`
  help: write the path of a file, relative to this one
  page: /articles/b/
content/questions/q.md:4:1 «anwser» error unknown-key: `anwser` is not a key of a question
  help: did you mean `answer`?
  page: /questions/one/
content/questions/q.md:7:5 «six.md» error broken-link: there is no file `content/questions/six.md`
  help: write the path of a file, relative to this one
  page: /questions/one/
content/questions/r.toml:6:5 «seven.md» error broken-link: there is no file `content/questions/seven.md`
  help: write the path of a file, relative to this one
  page: /questions/two/
"##,
    ),
    Case::refused(
        "in lists, quotes, tables and footnotes, and after wide characters",
        r##"
== content/articles/a.md ==
# A

> - a quote
>   1. with a list and 日本語 [a](one.md)
>      ```{questions}
>      topc = "x"
>      ```

A note[^n] and 👩‍👩‍👧 [a](two.md) and	a tab [a](three.md).

[^n]: The note has [a](four.md)
    and goes on [a](five.md).

> [!TIP]
> An alert [a](six.md).

| a |
|---|
| `x\|y` [a](seven.md) |

[ref]: eight.md "Title"

A [ref] twice: [ref].
"##,
        r##"
content/articles/a.md:4:32 «one.md» error broken-link: there is no file `content/articles/one.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:6:8 «topc» error directive-arguments: the directive `questions` takes no argument `topc`
  help: did you mean `topic`?
  page: /articles/a/
content/articles/a.md:9:26 «two.md» error broken-link: there is no file `content/articles/two.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:9:48 «three.md» error broken-link: there is no file `content/articles/three.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:11:24 «four.md» error broken-link: there is no file `content/articles/four.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:12:21 «five.md» error broken-link: there is no file `content/articles/five.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:15:16 «six.md» error broken-link: there is no file `content/articles/six.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:19:14 «seven.md» error broken-link: there is no file `content/articles/seven.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:21:8 «eight.md» error broken-link: there is no file `content/articles/eight.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
"##,
    ),
];

#[test]
fn places_of_mistakes() {
    check_all(CASES);
}
