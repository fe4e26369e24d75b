//! Ids that stand twice on a page.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[Case::published(
    "ids of headings and of raw HTML",
    r##"
== content/articles/a.md ==
+++
title = "A"
faq = ["q1"]
+++
Lead.

## One {#k}

## Two {#k}

### K

## Three {#faq}

## H

<p id="h">Raw.</p>

<p id="raw">Raw.</p> <a id="both" name="both">Once.</a>

## Raw

## Both {#both}
== content/questions/q.md ==
## One? {#q1}

### H {#h}

### H {#h}
"##,
    r##"
content/articles/a.md:9:10 «k» warning duplicate-anchor: the id `k` is taken on this page, so this heading gets `k-1`
  help: give it another id
  page: /articles/a/
content/articles/a.md:13:12 «faq» warning duplicate-anchor: the id `faq` is taken on this page, so this heading gets `faq-1`
  help: give it another id
  page: /articles/a/
content/articles/a.md:17:8 «h» warning duplicate-anchor: the id `h` stands on this page already, and links lead to the first
  help: give it another id
  page: /articles/a/
content/articles/a.md:23:11 «both» warning duplicate-anchor: the id `both` is taken on this page, so this heading gets `both-1`
  help: give it another id
  page: /articles/a/
content/questions/q.md:5:9 «h» warning duplicate-anchor: the id `h` is taken on this page, so this heading gets `h-1`
  help: give it another id
  page: /questions/q1/
"##,
)];

#[test]
fn ids_that_stand_twice() {
    check_all(CASES);
}
