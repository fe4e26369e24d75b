//! Titles, questions and answers that hold nothing to read.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "headings without words are no titles",
        r##"
== content/articles/a.md ==
# 

Text.
== content/articles/b.md ==
# ![A picture](i.png)

Text.
== content/articles/i.png ==
x
== content/articles/c.md ==
# <!-- a comment -->

Text.
== content/about.md ==
#
== content/topics/sql.md ==
# <!-- SQL -->
"##,
        r##"
content/about.md:1:1 «#»…2:1 error missing-key: a page needs a `title`, and this heading has no words
  help: write the title behind the `#`, or as `title = "…"` into the front matter
  page: /about/
content/articles/a.md:1:1 «# »…2:1 error missing-key: an article needs a `title`, and this heading has no words
  help: write the title behind the `#`, or as `title = "…"` into the front matter
  page: /articles/a/
content/articles/b.md:1:1 «# ![A picture](i.png)»…2:1 error missing-key: an article needs a `title`, and this heading has no words
  help: write the title behind the `#`, or as `title = "…"` into the front matter
  page: /articles/b/
content/articles/c.md:1:1 «# <!-- a comment -->»…2:1 error missing-key: an article needs a `title`, and this heading has no words
  help: write the title behind the `#`, or as `title = "…"` into the front matter
  page: /articles/c/
content/topics/sql.md:1:1 «# <!-- SQL -->»…2:1 error missing-key: a topic needs a `title`, and this heading has no words
  help: write the title behind the `#`, or as `title = "…"` into the front matter
  page: /topics/sql/
"##,
    ),
    Case::refused(
        "questions without words, and answers that are comments",
        r##"
== content/articles/a.md ==
# A

Text.

## FAQ

###

Text.

### <!-- Why? -->

Text.

### How?

<!-- later -->

### So?

Text. <!-- fine -->
== content/articles/b.md ==
+++
title = "B"
faq = [
    { question = "<!-- Why? -->", answer = "Text." },
    { question = "How?", answer = "<!-- later --> <!-- much later -->" },
]
+++
Text.
== content/questions/q.toml ==
[[question]]
id = "a"
question = "![](/a.svg)"
answer = "Text."
[[question]]
id = "b"
question = "B?"
answer = "<!-- a stub -->"
== static/a.svg ==
<svg/>
== content/articles/c.md ==
+++
title = "C"
faq = ["b"]
+++
"##,
        r##"
content/articles/a.md:7:1 «###»…8:1 error missing-key: this question has no words
  help: write the question itself; a picture or a comment can't stand for it
  page: /articles/a/
content/articles/a.md:11:1 «### <!-- Why? -->»…12:1 error missing-key: this question has no words
  help: write the question itself; a picture or a comment can't stand for it
  page: /articles/a/
content/articles/a.md:15:5 «How?» error empty-answer: this FAQ entry has no answer
  help: write the answer, or cite a question of a question file by its id
  page: /articles/a/
content/articles/b.md:4:19 «<!-- Why? -->» error missing-key: this question has no words
  help: write the question itself; a picture or a comment can't stand for it
  page: /articles/b/
content/articles/b.md:5:35 «"<!-- later --> <!-- much later -->"» error empty-answer: this FAQ entry has no answer
  help: write the answer, or cite a question of a question file by its id
  page: /articles/b/
content/articles/c.md:3:9 «b» warning unpublished-target: the question `B?` has no answer yet, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/c/
content/questions/q.toml:3:13 «![](/a.svg)» error missing-key: this question has no words
  help: write the question itself; a picture or a comment can't stand for it
  page: /questions/a/
"##,
    ),
    Case::refused(
        "a cited question has its own words, and is cited once",
        r##"
== content/questions/q.toml ==
[[question]]
id = "q1"
question = "One?"
answer = "A."
== content/articles/a.md ==
# A

Text.

## FAQ

### [[q1]]

### [[q1|Renamed]]

### [[question:q1]]

### [[q1#part]]

### [[article:b]]
== content/articles/b.md ==
+++
title = "B"
faq = ["q1", { question = "Own?", answer = "A." }, "q1"]
+++
"##,
        r##"
content/articles/a.md:9:5 «[[q1|Renamed]]» error empty-answer: this FAQ entry has no answer
  help: to cite a question, write `### [[q1]]`: it is shown in its own words
  page: /articles/a/
content/articles/a.md:11:5 «[[question:q1]]» error given-twice: the FAQ cites `q1` twice
  help: remove one of the two
  page: /articles/a/
  content/articles/a.md:7:5 «[[q1]]» first here
content/articles/a.md:13:5 «[[q1#part]]» error empty-answer: this FAQ entry has no answer
  help: to cite a question, write `### [[q1]]`: it is shown in its own words
  page: /articles/a/
content/articles/a.md:13:7 «q1#part» error broken-anchor: there is no heading `#part` at `/questions/q1/`
  help: the page `/questions/q1/` has no headings; link to it without `#part`
  page: /articles/a/
content/articles/a.md:15:5 «[[article:b]]» error empty-answer: this FAQ entry has no answer
  help: write the answer, or cite a question of a question file by its id
  page: /articles/a/
content/articles/b.md:3:53 «q1» error given-twice: the FAQ cites `q1` twice
  help: remove one of the two
  page: /articles/b/
  content/articles/b.md:3:9 «q1» first here
"##,
    ),
];

#[test]
fn what_holds_nothing() {
    check_all(CASES);
}
