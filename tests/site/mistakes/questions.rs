//! Mistakes of question files, in both forms.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "questions in TOML",
        r##"
== content/questions/a.toml ==
topics = ["sql"]
levle = "mid"

[[question]]
question = "No id?"
answer = "So."

[[question]]
id = "No Good"
question = "A bad id?"
answer = "So."

[[question]]
id = "no-words"
answer = "So."

[[question]]
id = "choice"
question = "Which?"
choices = [{ text = "A" }, { text = "B", correct = false }]

[[question]]
id = "choice-types"
question = "Which?"
choices = [{ txt = "A", correct = "yes" }]

[[question]]
id = "followed"
question = "And then?"
answer = "So."
follow_ups = ["no-such", "Words are fine?", "folowed"]
related = ["nothing-like-it"]

[[question]]
id = "followed"
question = "Again?"
answer = "So."
anwser = "So."
== content/topics/sql.md ==
# SQL
"##,
        r##"
content/questions/a.toml:2:1 «levle» error unknown-key: `levle` is not a key of a question file
  help: did you mean `level`?
content/questions/a.toml:4:1 «[[question]]» error missing-key: a question needs the key `id`
  help: add `id = "…"`
content/questions/a.toml:9:7 «No Good» error bad-id: `No Good` can't be a question's id: an id is lower-case words and digits, joined by hyphens
  help: write `no-good`
content/questions/a.toml:13:1 «[[question]]» error missing-key: a question needs the key `question`
  help: add `question = "…"`
  page: /questions/no-words/
content/questions/a.toml:20:11 «[{ text = "A" }, { text = "B", correct = false }]» error no-right-choice: none of these choices is right
  help: mark the right one, or several, with `correct = true`
  page: /questions/choice/
content/questions/a.toml:25:14 «txt» error unknown-key: `txt` is not a key of an entry of `choices`
  help: did you mean `text`?
content/questions/a.toml:25:35 «"yes"» error wrong-type: `correct` takes true or false, not a string
  help: write `correct = true`
content/questions/a.toml:35:7 «followed» error duplicate-id: two questions have the id `followed`
  help: give one of them another id; an old id can be kept under `aliases`
  content/questions/a.toml:28:7 «followed» the first is here
content/questions/a.toml:38:1 «anwser» error unknown-key: `anwser` is not a key of a question
  help: did you mean `answer`?
"##,
    ),
    Case::refused(
        "questions in Markdown",
        r##"
== content/questions/a.md ==
+++
topics = ["slq"]
+++
Text before the first.

## No id?

So.

## A bad id? {#No_Good}

So.

## Which? {#choice}

```{question}
choices = [{ text = "A" }]
```

## And then? {#followed}

```{question}
level = "expert"
follow_ups = ["no-such"]
question = "Other words?"
anwser = "So."
```

So.

## Again? {#followed}

```{question}
level = 
```

So.

## {#wordless}

So.
== content/topics/sql.md ==
# SQL
"##,
        r##"
content/questions/a.md:2:12 «slq» error unknown-topic: there is no topic `slq`
  help: did you mean `sql`?
content/questions/a.md:4:1 «Text before the first.»…5:1 warning stray-text: this belongs to no question, and would be lost
  help: begin each question with `## Its words {#its-id}`, and put its answer below
content/questions/a.md:6:4 «No id?» error missing-key: this question has no id
  help: write it behind the words: `## No id? {#no-id}`
content/questions/a.md:10:16 «No_Good» error bad-id: `No_Good` can't be a question's id: an id is lower-case words and digits, joined by hyphens
  help: write `no-good`
content/questions/a.md:17:11 «[{ text = "A" }]» error no-right-choice: none of these choices is right
  help: mark the right one, or several, with `correct = true`
  page: /questions/choice/
content/questions/a.md:23:10 «expert» error unknown-level: there is no level `expert`
  help: the levels of this site are `junior`, `mid`, `senior`
  page: /questions/followed/
content/questions/a.md:25:1 «question» error given-twice: `question` is given by the Markdown, and here again
  help: remove the key
  page: /questions/followed/
content/questions/a.md:26:1 «anwser» error unknown-key: `anwser` is not a key of a question
  help: did you mean `answer`?
  page: /questions/followed/
content/questions/a.md:31:13 «followed» error duplicate-id: two questions have the id `followed`
  help: give one of them another id; an old id can be kept under `aliases`
  content/questions/a.md:20:16 «followed» the first is here
content/questions/a.md:34:9 «» error toml-syntax: `level` has no value
  help: write a value after the `=`, or remove the line
content/questions/a.md:39:4 «» error missing-key: this question has no words
  help: write them before the id: `## Its words {#wordless}`
"##,
    ),
    Case::refused(
        "one id in two files",
        r##"
== content/questions/a.toml ==
[[question]]
id = "same"
question = "One?"
answer = "So."
== content/questions/b.md ==
## Two? {#same}

So.
== content/questions/c.toml ==
[[question]]
id = "third"
question = "Three?"
answer = "So."
aliases = ["same", "../x"]
"##,
        r##"
content/questions/b.md:1:11 «same» error duplicate-id: two questions have the id `same`
  help: give one of them another id; an old id can be kept under `aliases`
  content/questions/a.toml:2:7 «same» the first is here
content/questions/c.toml:5:13 «same» error address-clash: the alias `same` and the question `One?` would both be at `/questions/same/`
  help: remove the alias
  page: /questions/third/
  content/questions/a.toml:2:7 «same» the question `One?` is here
content/questions/c.toml:5:21 «../x» error bad-slug: `../x` can't be an alias: an id is lower-case words and digits, joined by hyphens
  help: write the question's old id, such as `index-cost`
  page: /questions/third/
"##,
    ),
    Case::refused(
        "question is not a list of tables",
        r##"
== content/questions/a.toml ==
question = "Why?"
== content/questions/b.toml ==
[question]
id = "b"
question = "Why?"
answer = "So."
== content/questions/c.toml ==
question = [1, 2]
"##,
        r##"
content/questions/a.toml:1:12 «"Why?"» error wrong-type: `question` takes a list of tables, not a string
  help: write `question = [{ id = "Why?", question = "…" }]`
content/questions/b.toml:1:1 «[question]» error wrong-type: `question` takes a list of tables, not a table
  help: write its header with two brackets, `[[question]]`, or a list of tables, `question = [{ … }]`
content/questions/c.toml:1:13 «1» error wrong-type: the items of `question` are each a table, not a whole number
  help: write `{ id = "1", question = "…" }`
content/questions/c.toml:1:16 «2» error wrong-type: the items of `question` are each a table, not a whole number
  help: write `{ id = "2", question = "…" }`
"##,
    ),
    Case::refused(
        "follow-ups and related questions that aren't there",
        r##"
== content/questions/a.toml ==
[[question]]
id = "followed"
question = "And then?"
answer = "So."
anwser = "So."
follow_ups = ["no-such", "Words are fine?", "folowed", "folow-up?"]
related = ["nothing-like-it"]
never_related = ["folowed"]
== content/articles/a.md ==
# A

See [[no-such]] and [[topic:followed]].
"##,
        r##"
content/articles/a.md:3:7 «no-such» error broken-link: nothing is called `no-such`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/a/
content/articles/a.md:3:23 «topic:followed» error broken-link: nothing is called `topic:followed`
  help: did you mean `[[followed]]`?
  page: /articles/a/
content/questions/a.toml:5:1 «anwser» error unknown-key: `anwser` is not a key of a question
  help: did you mean `answer`?
  page: /questions/followed/
content/questions/a.toml:6:16 «no-such» error unknown-question: there is no question `no-such`
  help: write the id of a question of a question file
  page: /questions/followed/
content/questions/a.toml:6:46 «folowed» error unknown-question: there is no question `folowed`
  help: did you mean `followed`?
  page: /questions/followed/
content/questions/a.toml:7:13 «nothing-like-it» error unknown-question: there is no question `nothing-like-it`
  help: write the id of a question of a question file
  page: /questions/followed/
content/questions/a.toml:8:19 «folowed» error unknown-question: there is no question `folowed`
  help: did you mean `followed`?
  page: /questions/followed/
"##,
    ),
    Case::refused(
        "a broken question file doesn't make its ids unknown",
        r##"
== content/questions/a.toml ==
[[question]]
id = "one"
question = "One?
answer = "So."

[[question]]
id = "two"
question = "Two?"
answer = "So."
== content/articles/a.md ==
+++
title = "A"
faq = ["one", "two"]
+++
See [[one]] and [[two]] and [[question:one]].
"##,
        r##"
content/questions/a.toml:3:12 «"One?» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /questions/one/
"##,
    ),
    Case::refused(
        "while a question file is broken, a question that isn't there may be one of it",
        r##"
== content/questions/a.toml ==
[[question]]
id = "one"
question = "One?
answer = '''
There is no such thing.
'''
[[question]]
id = "two"
question = "Two?"
answer = "So."
== content/questions/b.toml ==
[[question]]
id = 'Bad Id'
question = "Bad?"
answer = "no-such"
== content/questions/c.toml ==
[[question]]
question = "A question without an id?"
answer = "So."
== content/questions/d.md (bytes) ==
## Four? {#four}\n\nCaf\xe9.
== content/articles/a.md ==
+++
title = "A"
faq = ["one", "two", "bad-id", "no-such", "a-question-without-an-id", "four", "five"]
+++
See [[one]], [[Two?]], [[bad-id]], [[nowhere]], [[question:zz]], [[question:bad-id]], [[article:one]], [[topic:bad-id]], [[four]],
[1](../questions/a.toml#two), [2](../questions/b.toml#bad-id), [3](../questions/b.toml#none) and [4](../questions/c.toml).
"##,
        r##"
content/articles/a.md:5:89 «article:one» error broken-link: nothing is called `article:one`
  help: did you mean `[[one]]`?
  page: /articles/a/
content/articles/a.md:5:106 «topic:bad-id» error broken-link: nothing is called `topic:bad-id`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/a/
content/articles/a.md:6:102 «../questions/c.toml» error broken-link: a question file has no page of its own
  help: link to one of its questions: `[[question-id]]`
  page: /articles/a/
content/questions/a.toml:3:12 «"One?» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /questions/one/
content/questions/b.toml:2:7 «Bad Id» error bad-id: `Bad Id` can't be a question's id: an id is lower-case words and digits, joined by hyphens
  help: write `bad-id`
content/questions/c.toml:1:1 «[[question]]» error missing-key: a question needs the key `id`
  help: add `id = "…"`
content/questions/d.md:3:4 «» error invalid-utf8: this file isn't UTF-8: the byte 0xe9 can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
"##,
    ),
];

#[test]
fn mistakes_of_questions() {
    check_all(CASES);
}
