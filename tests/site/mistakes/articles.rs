//! Mistakes of articles: takeaways and FAQs given twice, out of shape, or empty. None of them takes a word out of the page.

use super::{Case, check_all};
use crate::support::Site;

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
content/articles/b.md:9:1 «## Takeaways»…10:1 warning takeaways-shape: this section is named as takeaways, but there is one above; it stays in the text as it is
  help: put both into one section, or give this one another name
  page: /articles/b/
  content/articles/b.md:5:1 «## TL;DR»…6:1 this one is taken
content/articles/b.md:19:1 «## FAQs»…20:1 warning faq-shape: this section is named as an FAQ, but there is one above; it stays in the text as it is
  help: put both into one section, or give this one another name
  page: /articles/b/
  content/articles/b.md:13:1 «## FAQ»…14:1 this one is taken
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

> A quote.

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

```text
One
```
"##,
        r##"
content/articles/a.md:5:1 «## Key takeaways»…6:1 warning takeaways-shape: this section is named as takeaways, but its body isn't paragraphs and lists alone
  help: put nothing but paragraphs and lists into it, or give it another name; it stays in the text as it is
  page: /articles/a/
content/articles/a.md:11:1 «## FAQ»…12:1 warning faq-shape: this section is named as an FAQ, but there is text before its first `###`
  help: write each question as a `###` heading with its answer below; the section stays in the text as it is
  page: /articles/a/
content/articles/a.md:19:1 «# Late» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/a/
content/articles/b.md:5:1 «## FAQs»…6:1 warning faq-shape: this section is named as an FAQ, but it has no `###` headings
  help: write each question as a `###` heading with its answer below; the section stays in the text as it is
  page: /articles/b/
content/articles/b.md:9:1 «## Takeaways»…10:1 warning takeaways-shape: this section is named as takeaways, but its body isn't paragraphs and lists alone
  help: put nothing but paragraphs and lists into it, or give it another name; it stays in the text as it is
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

/// An ordinary post: what it says in short above, and what it taught below.
const TWO_BOXES: &str = r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
RULES
== content/articles/a.md ==
# A

Lead.

## TL;DR

An *index* is a copy.

It costs writes:

- each insert
- each update

## Part

Text.

## Key takeaways

- Measure first.

## FAQ

### How?

Thus.

## FAQs

### Why?

So.
"##;

#[test]
fn a_second_section_is_published_whatever_the_rules_say() {
    let page = |rules: &str| {
        let site = Site::new(&TWO_BOXES.replace("RULES", rules));
        site.build(&["--quiet"]);
        site.output("articles/a/index.html")
    };
    let plain = page("");
    for rules in ["[rules]\ntakeaways-shape = \"off\"\nfaq-shape = \"note\"", "[rules]\nfaq-shape = \"off\""] {
        assert_eq!(page(rules), plain, "{rules}");
    }
    for words in [
        "<li>An <em>index</em> is a copy.</li>",
        "<li>It costs writes:</li>",
        "<li>each insert</li>",
        "<h2 id=\"key-takeaways-1\">Key takeaways",
        "<li>Measure first.</li>",
        "<h2 id=\"faqs\">FAQs",
        "<h3 id=\"why\">Why?",
    ] {
        assert!(plain.contains(words), "{words}\n{plain}");
    }
}
