//! The glossary, and the terms of topics.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "terms that can't be any",
        r##"
== content/glossary.toml ==
[[term]]
term = ""
definition = "x"

[[term]]
term = " "
definition = "x"

[[term]]
term = "+-+"
definition = "x"

[[term]]
term = "fine"
definition = " "
also = ["", "?", "good"]
case = "upper"
aliases = ["x"]

[[term]]
definition = "x"

[[term]]
term = "no definition"

[[term]]
term = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
definition = "x"

[[term]]
term = "ids"
id = "a b"
definition = "x"

[[term]]
term = "lists"
definition = ["x"]
see = "x"
title = "x"

[[terms]]
term = "x"
== content/topics/t.md ==
+++
title = "T"
terms = ["", "!", 7, { term = " " }, { case = "any" }, { term = "ok", case = "ANY", x = 1 }]
+++
"##,
        r##"
content/glossary.toml:2:8 «""» error wrong-value: `term` is empty
  help: put a text there
  page: /glossary/
content/glossary.toml:6:8 «" "» error wrong-value: `term` is empty
  help: put a text there
  page: /glossary/
content/glossary.toml:10:9 «+-+» error wrong-value: `+-+` can't be a term: it has no letter and no digit
  help: write a word or a short phrase
  page: /glossary/
content/glossary.toml:15:14 «" "» error wrong-value: `definition` is empty
  help: put a text there
  page: /glossary/
content/glossary.toml:16:10 «» error wrong-value: a term is empty
  help: write a word or a short phrase, or remove it
  page: /glossary/
content/glossary.toml:16:14 «?» error wrong-value: `?` can't be a term: it has no letter and no digit
  help: write a word or a short phrase
  page: /glossary/
content/glossary.toml:17:9 «upper» error wrong-value: `case` can't be `upper`
  help: it is one of `exact`, `any`
  page: /glossary/
content/glossary.toml:18:1 «aliases» error unknown-key: `aliases` is not a key of an entry of `term`
  help: its keys are `term`, `id`, `definition`, `also`, `case`, `autolink`, `topics`, `see`
  page: /glossary/
content/glossary.toml:20:1 «[[term]]» error missing-key: an entry of `term` needs the key `term`
  help: add `term = "…"`
  page: /glossary/
content/glossary.toml:23:1 «[[term]]» error missing-key: an entry of `term` needs the key `definition`
  help: add `definition = "…"`
  page: /glossary/
content/glossary.toml:27:9 «xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…» error wrong-value: a term has 101 characters; it may have 100
  help: write a word or a short phrase, as texts have it
  page: /glossary/
content/glossary.toml:32:7 «a b» error bad-slug: `a b` can't be the id of a term: blanks and the characters `? # % " < >` can't stand in an address
  help: write `id = "ids"`
  page: /glossary/
content/glossary.toml:37:14 «["x"]» error wrong-type: `definition` takes a string, not a list
  help: write `definition = "x"`
  page: /glossary/
content/glossary.toml:38:7 «"x"» error wrong-type: `see` takes a list of strings, not a string
  help: write `see = ["x"]`
  page: /glossary/
content/glossary.toml:39:1 «title» error unknown-key: `title` is a key of the glossary, but stands in the table `term` above it
  help: move it up, before the first header: a header takes in all keys below it
  page: /glossary/
content/glossary.toml:41:3 «terms» error unknown-key: `terms` is not a key of the glossary
  help: did you mean `term`?
  page: /glossary/
content/topics/t.md:3:11 «» error wrong-value: a term is empty
  help: write a word or a short phrase, or remove it
  page: /topics/t/
content/topics/t.md:3:15 «!» error wrong-value: `!` can't be a term: it has no letter and no digit
  help: write a word or a short phrase
  page: /topics/t/
content/topics/t.md:3:19 «7» error wrong-type: the items of `terms` are each a string or a table, not a whole number
  help: write `"7"`
  page: /topics/t/
content/topics/t.md:3:31 «" "» error wrong-value: `term` is empty
  help: put a text there
  page: /topics/t/
content/topics/t.md:3:38 «{ case = "any" }» error missing-key: an entry of `terms` needs the key `term`
  help: add `term = "…"`
  page: /topics/t/
content/topics/t.md:3:79 «ANY» error wrong-value: `case` can't be `ANY`
  help: did you mean `any`? it is one of `exact`, `any`
  page: /topics/t/
content/topics/t.md:3:85 «x» error unknown-key: `x` is not a key of an entry of `terms`
  help: its keys are `term`, `case`
  page: /topics/t/
"##,
    ),
    Case::refused(
        "terms of one spelling",
        r##"
== content/glossary.toml ==
[[term]]
term = "index"
also = ["Index", "indexes"]
definition = "x"

[[term]]
term = "indexes"
definition = "x"

[[term]]
term = "REST"
definition = "x"

[[term]]
term = "rest"
definition = "x"

[[term]]
term = "Rest"
id = "pause"
case = "exact"
autolink = false
definition = "x"

[[term]]
term = "lock"
autolink = false
definition = "x"

[[term]]
term = "a/b"
definition = "x"

[[term]]
term = "a b"
definition = "x"

[[term]]
term = "c"
id = "a-b"
definition = "x"
== content/topics/a.md ==
+++
title = "A"
terms = ["Indexes", "lock", "queue", "queue", "TCP"]
+++
== content/topics/b.md ==
+++
title = "B"
terms = ["queue", "tcp"]
+++
"##,
        r##"
content/glossary.toml:3:10 «Index» error duplicate-term: the term `Index` is given twice
  help: remove one of them; they differ only by case
  page: /glossary/
  content/glossary.toml:2:9 «index» it is given here first
content/glossary.toml:7:9 «indexes» error duplicate-term: the term `indexes` would lead to two places
  help: keep it in one place; a term of the glossary is there without links to it with `autolink = false`
  page: /glossary/
  content/glossary.toml:3:19 «indexes» it is given here first
content/glossary.toml:15:9 «rest» error duplicate-id: two terms have the id `rest`
  help: give one of them an `id` of its own, or make them one term with `also`
  page: /glossary/
  content/glossary.toml:11:9 «REST» the first is `REST`
content/glossary.toml:35:9 «a b» error duplicate-id: two terms have the id `a-b`
  help: give one of them an `id` of its own, or make them one term with `also`
  page: /glossary/
  content/glossary.toml:31:9 «a/b» the first is `a/b`
content/glossary.toml:40:7 «a-b» error duplicate-id: two terms have the id `a-b`
  help: give one of them an `id` of its own, or make them one term with `also`
  page: /glossary/
  content/glossary.toml:31:9 «a/b» the first is `a/b`
content/topics/a.md:3:11 «Indexes» error duplicate-term: the term `Indexes` would lead to two places
  help: keep it in one place; a term of the glossary is there without links to it with `autolink = false`
  page: /topics/a/
  content/glossary.toml:3:19 «indexes» it is given here first
content/topics/a.md:3:39 «queue» error duplicate-term: the term `queue` is given twice
  help: remove one of them
  page: /topics/a/
  content/topics/a.md:3:30 «queue» it is given here first
content/topics/b.md:3:11 «queue» error duplicate-term: the term `queue` would lead to two places
  help: keep it in one place; a term of the glossary is there without links to it with `autolink = false`
  page: /topics/b/
  content/topics/a.md:3:30 «queue» it is given here first
content/topics/b.md:3:20 «tcp» error duplicate-term: the term `tcp` would lead to two places
  help: keep it in one place; a term of the glossary is there without links to it with `autolink = false`
  page: /topics/b/
  content/topics/a.md:3:48 «TCP» it is given here first
"##,
    ),
    Case::refused(
        "what terms refer to",
        r##"
== content/glossary.toml ==
intro = "See [x](nowhere.md) and [[nothing]]."

[[term]]
term = "caching"
topics = ["cachin"]
see = ["cachin", "topics/cachin.md", "/nowhere/", "caching"]
definition = '''
First [[topic:caching]].

See [x](#cachin).
'''
== content/topics/caching.md ==
# Caching
== content/articles/a.md ==
# A
[[caching]] [[glossary:caching]] [[glossary:cachin]] [x](/glossary/#cachin) [x](../glossary.toml#cachin)
"##,
        r##"
content/articles/a.md:2:3 «caching» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[topic:caching]]`, `[[glossary:caching]]`
  page: /articles/a/
content/articles/a.md:2:36 «glossary:cachin» error broken-link: nothing is called `glossary:cachin`
  help: did you mean `[[topic:caching]]`?
  page: /articles/a/
content/articles/a.md:2:58 «/glossary/#cachin» error broken-anchor: there is no heading `#cachin` at `/glossary/`
  help: did you mean `#caching`?
  page: /articles/a/
content/articles/a.md:2:81 «../glossary.toml#cachin» error broken-anchor: there is no heading `#cachin` at `/glossary/`
  help: did you mean `#caching`?
  page: /articles/a/
content/glossary.toml:1:18 «nowhere.md» error broken-link: there is no file `content/nowhere.md`
  help: write the path of a file, relative to this one
  page: /glossary/
content/glossary.toml:1:36 «nothing» error broken-link: nothing is called `nothing`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /glossary/
content/glossary.toml:5:12 «cachin» error unknown-topic: there is no topic `cachin`
  help: did you mean `caching`?
  page: /glossary/
content/glossary.toml:6:9 «cachin» error broken-link: nothing is called `cachin`
  help: did you mean `[[topic:caching]]`?
  page: /glossary/
content/glossary.toml:6:19 «topics/cachin.md» error broken-link: there is no file `content/topics/cachin.md`
  help: did you mean `topics/caching.md`?
  page: /glossary/
content/glossary.toml:6:39 «/nowhere/» error broken-link: there is no page or file at `/nowhere/`
  help: no address is near it; link by file instead: `[text](file.md)`
  page: /glossary/
content/glossary.toml:6:52 «caching» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[topic:caching]]`, `[[glossary:caching]]`
  page: /glossary/
content/glossary.toml:10:9 «#cachin» error broken-anchor: there is no heading `#cachin` at `/glossary/`
  help: did you mean `#caching`?
  page: /glossary/
"##,
    ),
    Case::refused(
        "a glossary that can't be read breaks no links to it",
        r##"
== content/glossary.toml ==
[[term]]
term = "index
definition = "x"

[[term]]
term = "lock"
definition = "x"
== content/articles/a.md ==
# A
[[index]] [[glossary:index]] [x](/glossary/#index) [[lock]] [y](nowhere.md)
"##,
        r##"
content/articles/a.md:2:65 «nowhere.md» error broken-link: there is no file `content/articles/nowhere.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/glossary.toml:2:8 «"index» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /glossary/
"##,
    ),
    Case::refused(
        "something else at the glossary's address",
        r##"
== content/glossary.toml ==
[[term]]
term = "index"
definition = "x"
== content/glossary.md ==
# Words
"##,
        r##"
content/glossary.toml:1:1 «» error address-clash: the glossary and the page `Words` would both be at `/glossary/`
  help: give one of them another `slug`, or rename its file
  page: /glossary/
  content/glossary.md:1:1 «# Words»…2:1 the page `Words` is here
"##,
    ),
    Case::published(
        "a term that isn't published",
        r##"
== content/glossary.toml ==
[[term]]
term = "index"
see = ["later"]
definition = "x"
== content/articles/later.md ==
+++
title = "Later"
publish = 2026-09-01
+++
"##,
        r##"
content/glossary.toml:3:9 «later» warning unpublished-target: the article `Later` is scheduled for later, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /glossary/
"##,
    ),
];

#[test]
fn mistakes_in_the_glossary() {
    check_all(CASES);
}
