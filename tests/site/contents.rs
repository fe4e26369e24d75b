//! Tables of contents: what they call headings, and which they name.

use crate::{
    markup::{between, broken, output, words},
    support::check,
};

#[test]
fn contents_call_what_a_heading_names_by_its_title() {
    let site = check(
        "
== content/questions/q.toml ==
[[question]]
id = \"q1\"
question = \"Is `a` < b?\"
answer = \"A.\"
== content/about.md ==
# About & more
== content/articles/a.md ==
+++
title = \"A\"
+++
Lead.

## On [[q1]] and [[about]], *still* [[q1|one]]

```{toc}
```

##

### ![](i.svg)

## Last {#last}
== content/articles/i.svg ==
<svg/>
",
        "",
    );
    let html = site.output("articles/a/index.html");
    let toc = between(&html, "<nav class=\"contents\"", "</nav>");
    let entry =
        "<li><a href=\"#on-q1-and-about-still-one\">On Is a &lt; b? and About &amp; more, <em>still</em> one</a></li>";
    assert!(toc.contains(entry), "{toc}");
    assert_eq!(toc.matches("<li>").count(), 2, "headings without words are left out: {toc}");
    let inline = between(&html, "<div class=\"inline-contents\">", "</div>");
    assert_eq!(words(inline).join(" "), "On this page On Is a < b? and About & more, still one Last");
    let heading = between(&html, "<h2 id=\"on-q1-and-about-still-one\">", "</h2>");
    assert_eq!(words(heading).join(" "), "On Is a < b? and About & more, still one");
    assert_eq!(broken(&output(&site), "https://prep.example", "/"), [""; 0]);
}
