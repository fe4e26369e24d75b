//! Links that name what they lead to: wikilinks, and references to definitions; and those to what isn't published.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "wikilinks",
        r##"
== content/articles/caching.md ==
+++
title = "Caching"
names = ["Keeping copies"]
+++
[[caching]] [[Caching]] [[topic:caching]] [[article:caching]] [[caching|both]] [[cachin]] [[sql#nothing]]
[[topic:nothing]] [[topics:caching]] [[#here]] [[keeping copies]] [[Zzzzzzzzzzzzzz]] [[twice]]

## Here

`[[code]]`, [[1,2],[3,4]] and [[ -f x ]] are text.
== content/articles/other.md ==
+++
title = "Other"
names = ["Twice", "Keeping Copies"]
+++
Text.
== content/articles/third.md ==
+++
title = "Twice"
+++
Text.
== content/topics/caching.md ==
# Caching
== content/topics/sql.md ==
# SQL
"##,
        r##"
content/articles/caching.md:5:3 «caching» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[article:caching]]`, `[[topic:caching]]`
  page: /articles/caching/
content/articles/caching.md:5:15 «Caching» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[article:caching]]`, `[[topic:caching]]`
  page: /articles/caching/
content/articles/caching.md:5:65 «caching» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[article:caching]]`, `[[topic:caching]]`
  page: /articles/caching/
content/articles/caching.md:5:82 «cachin» error broken-link: nothing is called `cachin`
  help: did you mean `[[article:caching]]`?
  page: /articles/caching/
content/articles/caching.md:5:93 «sql#nothing» error broken-anchor: there is no heading `#nothing` at `/topics/sql/`
  help: the page `/topics/sql/` has no headings; link to it without `#nothing`
  page: /articles/caching/
content/articles/caching.md:6:3 «topic:nothing» error broken-link: nothing is called `topic:nothing`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/caching/
content/articles/caching.md:6:21 «topics:caching» error broken-link: nothing is called `topics:caching`
  help: did you mean `[[article:caching]]`?
  page: /articles/caching/
content/articles/caching.md:6:50 «keeping copies» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[article:caching]]`, `[[article:other]]`
  page: /articles/caching/
content/articles/caching.md:6:69 «Zzzzzzzzzzzzzz» error broken-link: nothing is called `Zzzzzzzzzzzzzz`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/caching/
content/articles/caching.md:6:88 «twice» error ambiguous-link: this wikilink fits 2 things
  help: write one of `[[article:other]]`, `[[article:third]]`
  page: /articles/caching/
"##,
    ),
    Case::refused(
        "what is near to a wikilink can be written as one",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[[taxonomies]]
name = "roles"
== content/articles/a.md ==
+++
title = "A"
roles = [".NET"]
+++
[[roles:.NET]], [[roles:dotnet]], [[dotnet]]; [[nett]], [[roles:.NETT]], [[what next]], [[std::vector]], [[C++: the language]].
== content/articles/b.md ==
+++
title = "What next?"
names = ["What (next)"]
+++
Text.
"##,
        r##"
content/articles/a.md:5:49 «nett» error broken-link: nothing is called `nett`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/a/
content/articles/a.md:5:59 «roles:.NETT» error broken-link: nothing is called `roles:.NETT`
  help: did you mean `[[roles:dotnet]]`?
  page: /articles/a/
content/articles/a.md:5:76 «what next» error broken-link: nothing is called `what next`
  help: did you mean `[[what next?]]`?
  page: /articles/a/
content/articles/a.md:5:91 «std::vector» error broken-link: nothing is called `std::vector`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/a/
content/articles/a.md:5:108 «C++: the language» error broken-link: nothing is called `C++: the language`
  help: write the id, name or title of something that exists, or `[text](file.md)`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "reference links",
        r##"
== content/articles/a.md ==
# A

See [the docs][docs], [the other][Oter], [collapsed][] and [a task] of ![a picture][pic].

An array `a[0][1]`, arr[i][j], and [x](b.md) left \[as](b.md) text: ](b.md).

[other]: b.md
== content/articles/b.md ==
# B

Text.
"##,
        r##"
content/articles/a.md:3:5 «[the docs][docs]» error undefined-reference: there is no definition of the reference `docs`
  help: define it on a line of its own: `[docs]: https://example.org`; or write `\[` for text
  page: /articles/a/
content/articles/a.md:3:23 «[the other][Oter]» error undefined-reference: there is no definition of the reference `Oter`
  help: define it on a line of its own: `[Oter]: https://example.org`; or write `\[` for text
  page: /articles/a/
content/articles/a.md:3:42 «[collapsed][]» error undefined-reference: there is no definition of the reference `collapsed`
  help: define it on a line of its own: `[collapsed]: https://example.org`; or write `\[` for text
  page: /articles/a/
content/articles/a.md:3:72 «![a picture][pic]» error undefined-reference: there is no definition of the reference `pic`
  help: define it on a line of its own: `[pic]: https://example.org`; or write `\[` for text
  page: /articles/a/
content/articles/a.md:5:57 «b.md» warning text-link: `b.md` is not a link here and stays text
  help: write `[text](b.md)`, or `\]` for a bracket that is text
  page: /articles/a/
content/articles/a.md:5:71 «b.md» warning text-link: `b.md` is not a link here and stays text
  help: write `[text](b.md)`, or `\]` for a bracket that is text
  page: /articles/a/
"##,
    ),
    Case::published(
        "what isn't published is text",
        r##"
== content/articles/a.md ==
+++
title = "A"
related = ["draft"]
faq = ["stub"]
+++
[draft](draft.md), [[later]], [old](old.md#x) and [[stub]].
== content/articles/draft.md ==
+++
title = "Draft"
draft = true
+++
Text with [a broken link](nothing.md).
== content/articles/later.md ==
+++
title = "Later"
publish = 2027-01-01
+++
Text.
== content/articles/old.md ==
+++
title = "Old"
expires = 2026-05-31
+++
## X
== content/questions/q.toml ==
[[question]]
id = "stub"
question = "What?"

[[question]]
id = "whole"
question = "What else?"
answer = "That."
follow_ups = ["stub"]
"##,
        r##"
content/articles/a.md:3:13 «draft» warning unpublished-target: the article `Draft` is a draft, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:4:9 «stub» warning unpublished-target: the question `What?` has no answer yet, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:9 «draft.md» warning unpublished-target: the article `Draft` is a draft, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:22 «later» warning unpublished-target: the article `Later` is scheduled for later, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:37 «old.md#x» warning unpublished-target: the article `Old` has expired, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:6:53 «stub» warning unpublished-target: the question `What?` has no answer yet, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/questions/q.toml:9:16 «stub» warning unpublished-target: the question `What?` has no answer yet, so this isn't a link
  help: nothing to do if it will be published; else remove the link
  page: /questions/whole/
"##,
    ),
];

#[test]
fn mistakes_of_wikilinks() {
    check_all(CASES);
}
