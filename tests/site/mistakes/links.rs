//! Links that lead nowhere, or to more than one thing.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "addresses that readers can't follow",
        r##"
== content/articles/a.md ==
# A

![A plan](<C:\\Users\\me\\my plan.png>) ![Another](file:///home/me/plan.png)

See [one](htp://x.example/a), [two](http:/x.example), [three](http://localhost:1111/articles/a/) and
<a href="file:///c.md">four</a>; [fine](<https://x.example/a b>), [yours](http://localhost:8080/).
"##,
        r##"
content/articles/a.md:3:12 «C:\\Users\\me\\my plan.png» error broken-link: `C:\Users\me\my plan.png` is a file of your computer, which readers don't have
  help: put the file beside the text, and write its path relative to this file
  page: /articles/a/
content/articles/a.md:3:52 «file:///home/me/plan.png» error broken-link: `file:///home/me/plan.png` is a file of your computer, which readers don't have
  help: put the file beside the text, and write its path relative to this file
  page: /articles/a/
content/articles/a.md:5:11 «htp://x.example/a» error broken-link: browsers know no `htp:`
  help: did you mean `http://x.example/a`?
  page: /articles/a/
content/articles/a.md:5:37 «http:/x.example» error broken-link: `http:/x.example` isn't an address: `//` follows `http:`
  help: write `http://x.example`
  page: /articles/a/
content/articles/a.md:5:63 «http://localhost:1111/articles/a/» error broken-link: `localhost:1111` is your own preview, which readers don't have
  help: link to the file of that page, as in `other.md`, or write its path from the first `/` on
  page: /articles/a/
content/articles/a.md:6:10 «file:///c.md» error broken-link: `file:///c.md` is a file of your computer, which readers don't have
  help: put the file beside the text, and write its path relative to this file
  page: /articles/a/
"##,
    ),
    Case::refused(
        "links and images of Markdown",
        r##"
== content/articles/a.md ==
# A

See [b](bb.md), [its heading](b.md#costt), [another](b.md#zzzzzzzz), [here](#wher), [root](/articels/b/) and
[nothing]().

![A picture](pictur.svg) ![Another](/img/zzzzzz.png)

## Where

A [file](data.csv) and a [folder](sub/) and [an escaped](%62%62.md) and <../topics/slq.md>.

[a question file](../questions/q.toml), [up](../../../etc/passwd), [script](javascript:alert(1)).
== content/articles/b.md ==
# B

## Cost

Text.
== content/articles/picture.svg ==
<svg/>
== content/topics/sql.md ==
# SQL
== content/questions/q.toml ==
[[question]]
id = "one"
question = "One?"
answer = "See [b](../articles/bb.md)."
mistakes = ["See [b](../articles/bb.md)."]
takeaway = "See [b](../articles/bb.md)."
"##,
        r##"
content/articles/a.md:3:9 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:3:31 «b.md#costt» error broken-anchor: there is no heading `#costt` at `/articles/b/`
  help: did you mean `#cost`?
  page: /articles/a/
content/articles/a.md:3:54 «b.md#zzzzzzzz» error broken-anchor: there is no heading `#zzzzzzzz` at `/articles/b/`
  help: the headings there are `cost`
  page: /articles/a/
content/articles/a.md:3:77 «#wher» error broken-anchor: there is no heading `#wher` at `/articles/a/`
  help: did you mean `#where`?
  page: /articles/a/
content/articles/a.md:3:92 «/articels/b/» error broken-link: there is no page or file at `/articels/b/`
  help: did you mean `/articles/b/`?
  page: /articles/a/
content/articles/a.md:4:11 «» error broken-link: this link leads nowhere
  help: write where it should lead
  page: /articles/a/
content/articles/a.md:6:14 «pictur.svg» error missing-file: there is no file `content/articles/pictur.svg`
  help: did you mean `picture.svg`?
  page: /articles/a/
content/articles/a.md:6:37 «/img/zzzzzz.png» error missing-file: there is no image at `/img/zzzzzz.png`
  help: put the file into `static/`, or write its path relative to this file
  page: /articles/a/
content/articles/a.md:10:10 «data.csv» error broken-link: there is no file `content/articles/data.csv`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:10:35 «sub/» error broken-link: there is no file `content/articles/sub`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:10:58 «%62%62.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:12:19 «../questions/q.toml» error broken-link: a question file has no page of its own
  help: link to one of its questions: `[[question-id]]`
  page: /articles/a/
content/articles/a.md:12:46 «../../../etc/passwd» error broken-link: there is no file `../../../etc/passwd`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:12:77 «javascript:alert(1)» warning blocked-by-policy: the page's Content-Security-Policy forbids scripts in links
  help: link to an address
  page: /articles/a/
content/questions/q.toml:4:19 «../articles/bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `../articles/b.md`?
  page: /questions/one/
content/questions/q.toml:5:22 «../articles/bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `../articles/b.md`?
  page: /questions/one/
content/questions/q.toml:6:21 «../articles/bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `../articles/b.md`?
  page: /questions/one/
"##,
    ),
    Case::refused(
        "links and images of raw HTML",
        r##"
== content/articles/a.md ==
# A

Text with <a href="bb.md">a link</a> and <img src="pictur.svg" alt="">.

<p>
<a class="x"
   href='b.md#costt'>a link</a>
<img srcset="pictur.svg 1x, picture.svg 2x" src="picture.svg" alt="">
<video src="film.mp4" poster="pictur.svg"></video>
</p>
== content/articles/b.md ==
# B

## Cost

Text.
== content/articles/picture.svg ==
<svg/>
"##,
        r##"
content/articles/a.md:3:20 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:3:52 «pictur.svg» error missing-file: there is no file `content/articles/pictur.svg`
  help: did you mean `picture.svg`?
  page: /articles/a/
content/articles/a.md:7:10 «b.md#costt» error broken-anchor: there is no heading `#costt` at `/articles/b/`
  help: did you mean `#cost`?
  page: /articles/a/
content/articles/a.md:8:14 «pictur.svg» error missing-file: there is no file `content/articles/pictur.svg`
  help: did you mean `picture.svg`?
  page: /articles/a/
content/articles/a.md:9:13 «film.mp4» error missing-file: there is no file `content/articles/film.mp4`
  help: put the file beside the text, or into `static/`
  page: /articles/a/
content/articles/a.md:9:31 «pictur.svg» error missing-file: there is no file `content/articles/pictur.svg`
  help: did you mean `picture.svg`?
  page: /articles/a/
"##,
    ),
    Case::refused(
        "links of images, captions and sources in front matter",
        r##"
== content/articles/a.md ==
+++
title = "A"
takeaways = ["See [b](bb.md)."]
sources = ["bb.md", { title = "B", url = "#nothing" }, "https://other.example/"]

[image]
src = "pictur.svg"
caption = "From [b](bb.md)."

[[faq]]
question = "See [b](bb.md)?"
answer = """
One line.

See [b](bb.md).
"""
+++
Text.
== content/articles/b.md ==
# B

Text.
== content/articles/picture.svg ==
<svg/>
"##,
        r##"
content/articles/a.md:3:23 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:4:13 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:4:43 «#nothing» error broken-anchor: there is no heading `#nothing` at `/articles/a/`
  help: the headings there are `faq`, `key-takeaways`, `see-b`
  page: /articles/a/
content/articles/a.md:7:8 «pictur.svg» error missing-file: there is no file `content/articles/pictur.svg`
  help: did you mean `picture.svg`?
  page: /articles/a/
content/articles/a.md:8:21 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:11:21 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
content/articles/a.md:15:9 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: did you mean `b.md`?
  page: /articles/a/
"##,
    ),
    Case::refused(
        "what is near to a path is near to its last part",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[[menu]]
name = "Near"
url = "/articles/longr/"
[[menu]]
name = "Far"
url = "/articles/none/"
== content/page.md ==
# Page

[one](articles/none.md), [two](/articles/none/), [three](articles/longr.md), [four](artciles/e.md), [five](/articles/longre/).
== content/articles/e.md ==
# E

Text.
== content/articles/longer.md ==
# Longer

Text.
"##,
        r##"
content/page.md:3:7 «articles/none.md» error broken-link: there is no file `content/articles/none.md`
  help: write the path of a file, relative to this one
  page: /page/
content/page.md:3:32 «/articles/none/» error broken-link: there is no page or file at `/articles/none/`
  help: no address is near it; link by file instead: `[text](file.md)`
  page: /page/
content/page.md:3:58 «articles/longr.md» error broken-link: there is no file `content/articles/longr.md`
  help: did you mean `articles/longer.md`?
  page: /page/
content/page.md:3:85 «artciles/e.md» error broken-link: there is no file `content/artciles/e.md`
  help: did you mean `articles/e.md`?
  page: /page/
content/page.md:3:108 «/articles/longre/» error broken-link: there is no page or file at `/articles/longre/`
  help: did you mean `/articles/longer/`?
  page: /page/
site.toml:5:8 «/articles/longr/» error broken-link: the menu's `/articles/longr/` leads nowhere
  help: did you mean `/articles/longer/`?
site.toml:8:8 «/articles/none/» error broken-link: the menu's `/articles/none/` leads nowhere
  help: write an address of the site such as `/articles/`, or a file below `content/`
"##,
    ),
    Case::refused(
        "under a base path",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/blog/"
== content/articles/a.md ==
# A

[one](/articles/b/), [two](/blog/articles/b/) and [three](/blog/articles/c/).
== content/articles/b.md ==
# B

Text.
"##,
        r##"
content/articles/a.md:3:28 «/blog/articles/b/» error broken-link: there is no page or file at `/blog/articles/b/`
  help: leave out the base path: `/articles/b/`
  page: /articles/a/
content/articles/a.md:3:59 «/blog/articles/c/» error broken-link: there is no page or file at `/blog/articles/c/`
  help: no address is near it; link by file instead: `[text](file.md)`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "a file with errors keeps its address",
        r##"
== content/articles/a.md ==
# A

[one](b.md), [two](c.md), [[d]], [heading](b.md#part), [five](../topics/sql.md) and [six](/articles/b/).
== content/articles/b.md ==
+++
title = "B
+++
## Part
== content/articles/c.md ==
+++
title = "C"
Text.
== content/articles/d.md (bytes) ==
# D\n\xff
== content/topics/sql.md ==
+++
titel = "SQL"
+++
"##,
        r##"
content/articles/b.md:2:9 «"B» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /articles/b/
content/articles/c.md:1:1 «+++» error front-matter: the front matter is not closed
  help: put a line `+++` after its last key
  page: /articles/c/
content/articles/d.md:2:1 «» error invalid-utf8: this file isn't UTF-8: the byte 0xff can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
  page: /articles/d/
content/topics/sql.md:2:1 «titel» error unknown-key: `titel` is not a key of a topic
  help: did you mean `title`?
  page: /topics/sql/
"##,
    ),
];

#[test]
fn mistakes_of_links() {
    check_all(CASES);
}
