//! Mistakes of articles: takeaways and FAQs given twice, out of shape, or empty.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "takeaways and FAQ given twice",
        r##"
== content/articles/a.md ==
+++
title = "A"
takeaways = ["One."]

[[faq]]
question = "Why?"
answer = "So."
+++
Lead.

## Key takeaways

- Two.

## FAQ

### How?

Thus.
== content/articles/b.md ==
# B

Lead.

## TL;DR

- One.

## Takeaways

- Two.

## FAQ

### How?

Thus.

## FAQs

### Why?

So.
"##,
        r##"
content/articles/a.md:11:1 «## Key takeaways»…12:1 error given-twice: `takeaways` is given twice: in the front matter and as a section
  help: keep one: remove the section, or the key `takeaways`
  page: /articles/a/
  content/articles/a.md:3:1 «takeaways» the front matter gives it here
content/articles/a.md:15:1 «## FAQ»…16:1 error given-twice: `faq` is given twice: in the front matter and as a section
  help: keep one: remove the section, or the key `faq`
  page: /articles/a/
  content/articles/a.md:5:3 «faq» the front matter gives it here
content/articles/b.md:9:1 «## Takeaways»…10:1 error given-twice: a second section with takeaways
  help: put both into one section, or give this one another name
  page: /articles/b/
content/articles/b.md:19:1 «## FAQs»…20:1 error given-twice: a second section with FAQ
  help: put both into one section, or give this one another name
  page: /articles/b/
"##,
    ),
    Case::refused(
        "answers that aren't there",
        r##"
== content/articles/a.md ==
# A

Lead.

## FAQ

### How?

### Why?

So.

### [[index-cost]]

### [[index-cost|]]

### Where?
== content/articles/b.md ==
+++
title = "B"

[[faq]]
question = "Why?"
answer = ""

[[faq]]
question = "  "
answer = "So."

[[faq]]
answer = "So."

[[faq]]
question = "How?"
answer = " \n "
+++
Text.
== content/questions/q.toml ==
[[question]]
id = "index-cost"
question = "What?"
answer = "That."
"##,
        r##"
content/articles/a.md:7:5 «How?» error empty-answer: this FAQ entry has no answer
  help: write the answer, or cite a question of a question file by its id
  page: /articles/a/
content/articles/a.md:15:5 «[[index-cost|]]» error given-twice: the FAQ cites `index-cost` twice
  help: remove one of the two
  page: /articles/a/
  content/articles/a.md:13:5 «[[index-cost]]» first here
content/articles/a.md:17:5 «Where?» error empty-answer: this FAQ entry has no answer
  help: write the answer, or cite a question of a question file by its id
  page: /articles/a/
content/articles/b.md:6:10 «""» error wrong-value: `answer` is empty
  help: put a text there
  page: /articles/b/
content/articles/b.md:9:12 «"  "» error wrong-value: `question` is empty
  help: put a text there
  page: /articles/b/
content/articles/b.md:12:1 «[[faq]]» error missing-key: an entry of `faq` needs the key `question`
  help: add `question = "…"`
  page: /articles/b/
content/articles/b.md:17:10 «" \n "» error wrong-value: `answer` is empty
  help: put a text there
  page: /articles/b/
"##,
    ),
    Case::published(
        "sections out of shape stay as they are",
        r##"
== content/articles/a.md ==
# A

Lead.

## Key takeaways

One paragraph.

## FAQ

Text before the first.

### How?

Thus.

# Late
== content/articles/b.md ==
# B

Lead.

## FAQs

No headings.

## Takeaways

- One

and more.
"##,
        r##"
content/articles/a.md:5:1 «## Key takeaways»…6:1 warning takeaways-shape: this section is named as takeaways, but its body isn't one list
  help: make its body one list, or give the section another name; it stays in the text as it is
  page: /articles/a/
content/articles/a.md:9:1 «## FAQ»…10:1 warning faq-shape: this section is named as an FAQ, but there is text before its first `###`
  help: write each question as a `###` heading with its answer below; the section stays in the text as it is
  page: /articles/a/
content/articles/a.md:17:1 «# Late» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/a/
content/articles/b.md:5:1 «## FAQs»…6:1 warning faq-shape: this section is named as an FAQ, but it has no `###` headings
  help: write each question as a `###` heading with its answer below; the section stays in the text as it is
  page: /articles/b/
content/articles/b.md:9:1 «## Takeaways»…10:1 warning takeaways-shape: this section is named as takeaways, but its body isn't one list
  help: make its body one list, or give the section another name; it stays in the text as it is
  page: /articles/b/
"##,
    ),
    Case::refused(
        "an FAQ that cites what isn't there",
        r##"
== content/articles/a.md ==
+++
title = "A"
faq = ["index-cots", "other"]
+++
Text.
== content/articles/b.md ==
# B

Lead.

## FAQ

### [[index-cots]]

### [[Not an id]]

### [[index-cost]]

A body where none may be.
== content/questions/q.toml ==
[[question]]
id = "index-cost"
question = "What?"
answer = "That."
"##,
        r##"
content/articles/a.md:3:9 «index-cots» error unknown-question: there is no question `index-cots`
  help: did you mean `index-cost`?
  page: /articles/a/
content/articles/a.md:3:23 «other» error unknown-question: there is no question `other`
  help: write the id of a question of a question file
  page: /articles/a/
content/articles/b.md:7:5 «[[index-cots]]» error unknown-question: there is no question `index-cots`
  help: did you mean `index-cost`?
  page: /articles/b/
content/articles/b.md:9:5 «[[Not an id]]» error unknown-question: there is no question `Not an id`
  help: write the id of a question of a question file
  page: /articles/b/
"##,
    ),
];

#[test]
fn mistakes_of_articles() {
    check_all(CASES);
}
