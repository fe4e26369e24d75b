//! Files that were meant to be something else: texts under another name, images that aren't any, names written in another form.

use super::{Case, check_all};
use crate::support::{Site, check_refused};

pub(super) const CASES: &[Case] = &[
    Case::published(
        "texts that aren't read, and those that are",
        r##"
== content/articles/a.markdown ==
+++
title = "A"
+++
See [c](c.MD) and [the notes](dl/notes.txt).
== content/articles/b.mdx ==
---
title: B
---
Text.
== content/articles/c.MD ==
# C

Text.
== content/articles/d.txt ==
Text.
== content/articles/dl/notes.txt ==
Text.
== content/articles/pod.yaml ==
---
kind: Pod
== content/questions/a.yaml ==
- question: Why?
== content/questions/b.TOML ==
[[question]]
id = "why"
question = "Why?"
answer = "So."
== content/question/b.toml ==
[[question]]
id = "who"
question = "Who?"
answer = "We."
== content/data/c.toml ==
x = 1
== content/humans.txt ==
Us.
"##,
        r##"
content/articles/b.mdx:1:1 «» warning unread-file: this begins with front matter, and is published as it is: it isn't read
  help: write it as Markdown in `b.md`; if it is meant as a file, link to it, or move it to `static/`
content/articles/d.txt:1:1 «» warning unread-file: this isn't read, and is published as it is; no text links to it
  help: write it as Markdown in `d.md`; if it is meant as a file, link to it, or move it to `static/`
content/question/b.toml:1:1 «» warning unread-file: this isn't read, and is published as it is; no text links to it
  help: questions are read from `content/questions/`, as TOML: write it as `content/questions/b.toml`
content/questions/a.yaml:1:1 «» warning unread-file: this isn't read, and is published as it is; no text links to it
  help: write its questions as TOML in `a.toml`, or as Markdown in `a.md`
"##,
    ),
    Case::refused(
        "articles in another folder",
        r##"
== content/posts/a.md ==
+++
title = "A"
topics = ["databases"]
level = "mid"
+++
Text.
== content/Articles/b.md ==
---
title: B
tags: [sql]
---
Text.
== content/article/c.md ==
+++
title = "C"
descripton = "x"
topcis = ["x"]
+++
Text.
== content/topic/d.md ==
+++
title = "D"
parnet = "x"
+++
== content/authors-of-ours/e.md ==
+++
title = "E"
topcis = "x"
+++
"##,
        r##"
content/Articles/b.md:3:1 «tags» error unknown-key: `tags` is a key of an article, and this file is a page
  help: articles lie in `content/articles/`: move the file there; `[permalinks]` in `site.toml` sets their addresses
  page: /articles/b/
content/article/c.md:3:1 «descripton» error unknown-key: `descripton` is not a key of a page
  help: did you mean `description`?
  page: /article/c/
content/article/c.md:4:1 «topcis» error unknown-key: `topcis` may be `topics`, a key of an article, and this file is a page
  help: articles lie in `content/articles/`: move the file there; `[permalinks]` in `site.toml` sets their addresses
  page: /article/c/
content/authors-of-ours/e.md:3:1 «topcis» error unknown-key: `topcis` is not a key of a page
  help: keys of your own go into the table `extra`
  page: /authors-of-ours/e/
content/posts/a.md:3:1 «topics» error unknown-key: `topics` is a key of an article, and this file is a page
  help: articles lie in `content/articles/`: move the file there; `[permalinks]` in `site.toml` sets their addresses
  page: /posts/a/
content/topic/d.md:3:1 «parnet» error unknown-key: `parnet` may be `parent`, a key of a topic, and this file is a page
  help: topics lie in `content/topics/`: move the file there
  page: /topic/d/
"##,
    ),
    Case::refused(
        "images that aren't any",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
favicon = "/icon.png"
[images]
enabled = false
== static/icon.png ==
version https://git-lfs.github.com/spec/v1
oid sha256:0
== content/articles/a.md ==
+++
title = "A"
image = { src = "empty.webp", alt = "" }
+++
![One](page.png) and <img src="cut.jpg" alt="Two">.

```{figure}
src = "lfs.svg"
alt = "Three"
```

[A link](page.png) shows nothing.
== content/articles/empty.webp (bytes) ==

== content/articles/page.png ==
<!doctype html>
<title>Not found</title>
== content/articles/cut.jpg (bytes) ==
\xff\xd8\xff\xda\0\x02abc
== content/articles/lfs.svg ==
version https://git-lfs.github.com/spec/v1
oid sha256:0
== content/articles/unseen.png ==
Nobody sees it.
"##,
        r##"
content/articles/a.md:3:18 «empty.webp» error broken-image: the image `content/articles/empty.webp` can't be read: it is empty
  help: put the image itself there
  page: /articles/a/
content/articles/a.md:5:8 «page.png» error broken-image: the image `content/articles/page.png` can't be read: it is a page of HTML, and no image
  help: put the image itself there
  page: /articles/a/
content/articles/a.md:5:32 «cut.jpg» error broken-image: the image `content/articles/cut.jpg` can't be read: it ends too early
  help: open it in an image editor and save it again, or take a copy that is whole
  page: /articles/a/
content/articles/a.md:8:8 «lfs.svg» error broken-image: the image `content/articles/lfs.svg` can't be read: it is a pointer of Git LFS, and not the image itself
  help: run `git lfs pull`, also where the site is built
  page: /articles/a/
site.toml:3:12 «/icon.png» error broken-image: the image `static/icon.png` can't be read: it is a pointer of Git LFS, and not the image itself
  help: run `git lfs pull`, also where the site is built
"##,
    ),
    Case::published(
        "names in two forms",
        "== content/articles/caf\u{e9}.md ==\n+++\ntitle = \"Caf\u{e9}\"\ntopics = [\"re\u{301}seau\"]\nimage = { src = \"e\u{301}.svg\", alt = \"\" }\n+++\n## \u{c9}t\u{e9}\n\n[one](the\u{301}.md#e\u{301}te\u{301}), [[the\u{301}]], ![two](\u{e9}.svg), [three](#e\u{301}te\u{301}).\n== content/articles/th\u{e9}.md ==\n# Th\u{e9}\n\n## E\u{301}te\u{301}\n\n[one](cafe\u{301}.md#\u{e9}t\u{e9}), [two](/articles/caf%C3%A9/), [three](/articles/cafe%CC%81/).\n== content/articles/e\u{301}.svg ==\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n== content/topics/r\u{e9}seau.md ==\n# R\u{e9}seau\n",
        "",
    ),
    Case::refused(
        "names too long for a disk",
        LONG,
        r##"
content/articles/a.md:2:9 «"A"» error bad-slug: the article `A` can't be at `/articles/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaaaaaa/`: a part of it is longer than 255 bytes
  help: give it a shorter `slug`, id or name
  page: /articles/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/
content/articles/a.md:4:11 «bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…» error bad-slug: the term `bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…bbbbbbbbbbbbbbbbbbb` can't be at `/roles/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…bbbbbbbbbbbbbbbbbbb/`: a part of it is longer than 255 bytes
  help: give it a shorter `slug`, id or name
  page: /articles/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/
"##,
    ),
    Case::refused(
        "links that were meant for what is there",
        r##"
== content/articles/good.md ==
# Good

Text.
== content/articles/a.md ==
# A

[1](good), [2](good.html), [3](/content/articles/good.md), [4](content/articles/good.md), [5](www.example.org/x),
[6](../../static/paper.pdf), [7](paper.pdf), [8](/static/paper.pdf), [9](/posts/good), [10](/2020/05/good.html), [11](/posts/bad/).
== static/paper.pdf ==
Paper.
"##,
        r##"
content/articles/a.md:3:5 «good» error broken-link: there is no file `content/articles/good`
  help: did you mean `good.md`?
  page: /articles/a/
content/articles/a.md:3:16 «good.html» error broken-link: there is no file `content/articles/good.html`
  help: did you mean `good.md`?
  page: /articles/a/
content/articles/a.md:3:32 «/content/articles/good.md» error broken-link: there is no page or file at `/content/articles/good.md`
  help: did you mean `good.md`?
  page: /articles/a/
content/articles/a.md:3:64 «content/articles/good.md» error broken-link: there is no file `content/articles/content/articles/good.md`
  help: did you mean `good.md`?
  page: /articles/a/
content/articles/a.md:3:95 «www.example.org/x» error broken-link: there is no file `content/articles/www.example.org/x`
  help: did you mean `https://www.example.org/x`?
  page: /articles/a/
content/articles/a.md:4:34 «paper.pdf» error broken-link: there is no file `content/articles/paper.pdf`
  help: did you mean `/paper.pdf`?
  page: /articles/a/
content/articles/a.md:4:50 «/static/paper.pdf» error broken-link: there is no page or file at `/static/paper.pdf`
  help: did you mean `/paper.pdf`?
  page: /articles/a/
content/articles/a.md:4:74 «/posts/good» error broken-link: there is no page or file at `/posts/good`
  help: did you mean `/articles/good/`?
  page: /articles/a/
content/articles/a.md:4:93 «/2020/05/good.html» error broken-link: there is no page or file at `/2020/05/good.html`
  help: did you mean `/articles/good/`?
  page: /articles/a/
content/articles/a.md:4:119 «/posts/bad/» error broken-link: there is no page or file at `/posts/bad/`
  help: no address is near it; link by file instead: `[text](file.md)`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "a directive that there isn't, and one of another program",
        r##"
== content/articles/a.md ==
# A

```{r}
x <- c(1, 2)
plot(x)
```

```{details}
summary = "S"
text = "open
```
"##,
        r##"
content/articles/a.md:3:4 «{r}» error unknown-directive: there is no directive `r`
  help: write `templates/directives/r.html`, or leave out the braces to show code
  page: /articles/a/
content/articles/a.md:10:8 «"open» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /articles/a/
"##,
    ),
    Case::refused(
        "curly quotes, the other notation, a title twice",
        r##"
== content/articles/a.md ==
+++
title = “A”
+++
Text.
== content/articles/b.md ==
+++
title = "B"
topics = [‘databases’]
+++
Text.
== content/articles/c.md ==
+++
title: C
draft: false
+++
Text.
== content/articles/d.md ==
---
title = "D"
---
Text.
== content/articles/e.md ==
+++
title = "E"
description = "One
and two."
+++
Text.
== content/articles/f.md ==
+++
title = "F"
+++
# F

Text.
== content/articles/g.md ==
---
title: G
roles: 3.10
topics: 0755
date: 2024-9-14 15:00:00 -0700
draft: True
---
Text.
== content/articles/h.md ==
+++
title = "H"
keywords = ["x"]
pubDate = 2026-01-01
[extra]
level = "mid"
mine = 1
+++
Text.
"##,
        r##"
content/articles/a.md:2:9 «“A”» error toml-syntax: a string doesn't begin with a curly quote
  help: write straight ones: `title = "A"`
  page: /articles/a/
content/articles/b.md:3:11 «‘databases’» error toml-syntax: a string doesn't begin with a curly quote
  help: write straight ones: `"databases"`
  page: /articles/b/
content/articles/c.md:1:1 «+++» error front-matter: this is YAML, and stands between the lines of TOML
  help: write `---` in place of both lines `+++`
  page: /articles/c/
content/articles/d.md:1:1 «---» error front-matter: this is TOML, and stands between the lines of YAML
  help: write `+++` in place of both lines `---`
  page: /articles/d/
content/articles/e.md:3:15 «"One» error toml-syntax: this string is not closed on its line
  help: a string with line breaks stands between `'''` and `'''`
  page: /articles/e/
content/articles/f.md:4:1 «# F» warning late-title: a first-level heading in a body
  help: delete it: the page shows the title of the front matter
  page: /articles/f/
content/articles/g.md:3:1 «roles» error unknown-key: `roles` is not a key of an article
  help: keys of your own go into the table `extra`
content/articles/g.md:4:9 «0755» error wrong-type: `topics` takes a list of strings, not a whole number
  help: write `topics: ["0755"]`
content/articles/g.md:5:7 «2024-9-14 15:00:00 -0700» error bad-date: `2024-9-14 15:00:00 -0700` is not a date
  help: write `date: 2024-09-14T15:00:00-07:00`
content/articles/h.md:3:1 «keywords» error unknown-key: `keywords` is not a key of an article
  help: it is called `topics` here; what isn't a topic is a taxonomy of its own: `[[taxonomies]]` with `name = "keywords"` in `site.toml`
  page: /articles/h/
content/articles/h.md:4:1 «pubDate» error unknown-key: `pubDate` is not a key of an article
  help: it is called `date` here
  page: /articles/h/
content/articles/h.md:6:1 «level» warning extra-key: `level` is a key of an article, and under `extra` only templates of your own see it
  help: move it up, before the header `[extra]`, or give it another name
  page: /articles/h/
"##,
    ),
];

/// A slug of 300 letters, and a term of as many.
const LONG: &str = concat!(
    "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[[taxonomies]]\nname = \"roles\"\n",
    "== content/articles/a.md ==\n+++\ntitle = \"A\"\nslug = \"",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "\"\nroles = [\"",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "\"]\n+++\nText.\n",
);

#[test]
fn what_was_meant() {
    check_all(CASES);
}

#[test]
fn a_directive_that_there_is_not_is_shown_as_it_is_written() {
    let site = Site::new(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[rules]\nunknown-directive = \"off\"\n\
         == content/articles/a.md ==\n# A\n\n```{r}\nx <- c(1, 2)\n```\n",
    );
    site.build(&[]).expect(0, "");
    assert!(site.output("articles/a/index.html").contains("<pre><code>x &lt;- c(1, 2)\n</code></pre>"));
}

#[test]
fn a_moment_that_is_far_away_is_far_away_and_no_article_is_of_1970() {
    let site = Site::new(
        "== content/articles/later.md ==\n+++\ntitle = \"Later\"\npublish = 9999-12-31\n+++\nText.\n\
         == content/articles/stays.md ==\n+++\ntitle = \"Stays\"\ndate = 2026-05-01\nexpires = 9999-12-31T23:59:59-12:00\n+++\nText.\n\
         == content/articles/undated.md ==\n# Undated\n\nText.\n",
    );
    site.build(&[]).expect(0, "");
    assert!(!site.root().join("public/articles/later").exists() && site.root().join("public/articles/stays").exists());
    let feed = site.output("atom.xml");
    assert!(feed.contains("Stays") && !feed.contains("Undated") && !feed.contains("1970"), "{feed}");
}

#[test]
fn where_no_article_has_a_date_there_is_no_feed() {
    let site = Site::new(
        "== content/articles/a.md ==\n+++\ntitle = \"A\"\ntopics = [\"sql\"]\n+++\nText.\n\
         == content/topics/sql.md ==\n# SQL\n",
    );
    site.build(&[]).expect(0, "");
    let public = site.root().join("public");
    let feeds = ["atom.xml", "feed.json", "topics/sql/atom.xml", "topics/sql/feed.json"];
    assert!(feeds.iter().all(|feed| !public.join(feed).exists()));
    assert!(
        !site.output("index.html").contains("atom.xml") && !site.output("topics/sql/index.html").contains("atom.xml")
    );
    site.put("content/articles/b.md", b"+++\ntitle = \"B\"\ndate = 2026-05-01\ntopics = [\"sql\"]\n+++\nText.\n");
    site.build(&[]).expect(0, "");
    assert!(feeds.iter().all(|feed| public.join(feed).exists()));
}

#[test]
fn what_no_page_may_hold_is_told_wherever_it_is_written() {
    check_refused(
        "== content/articles/a.md ==\n# T\u{1b}[1m\n\n`\u{1b}[1mx`\n\n```\n\u{1b}[1mx\u{1b}[0m\n```\n\
         == content/articles/b.md ==\n# B\n\n`\u{1b}[1mx` a &#27; b\n\
         == content/articles/c.md ==\n---\ntitle: \"C\\e[1m\"\n---\n\n```\na\u{8}b\n```\n\u{85}\n\
         == content/articles/fine.md ==\n# \u{fffd}\u{200b}\u{a0}\u{c}\n\n<!-- a\tb -->\n\
         == content/questions/q.toml ==\n[[question]]\nid = \"a\"\nquestion = \"A\\u0007?\"\nanswer = \"```\\nb\\uFFFE\\n```\"\n\
         == templates/x.html ==\n{{ page.title }}\u{9b}1m\n",
        &[],
        &"content/articles/a.md:1:4 «\u{1b}» error invalid-utf8: U+001B is a character that no page may hold\n  \
         help: HELP\n  page: /articles/a/\n\
         content/articles/b.md:3:11 «&#27;» error invalid-utf8: U+001B is a character that no page may hold\n  \
         help: HELP\n  page: /articles/b/\n\
         content/articles/c.md:2:10 «\\» error invalid-utf8: U+001B is a character that no page may hold\n  \
         help: HELP\n  page: /articles/c/\n\
         content/articles/c.md:6:2 «\u{8}» error invalid-utf8: U+0008 is a character that no page may hold\n  \
         help: HELP\n  page: /articles/c/\n\
         content/questions/q.toml:3:14 «\\» error invalid-utf8: U+0007 is a character that no page may hold\n  \
         help: HELP\n  page: /questions/a/\n\
         content/questions/q.toml:4:17 «\\uF» error invalid-utf8: U+FFFE is a character that no page may hold\n  \
         help: HELP\n  page: /questions/a/\n\
         templates/x.html:1:17 «\u{9b}» error invalid-utf8: U+009B is a character that no page may hold\n  help: HELP\n"
            .replace(
                "HELP",
                "take it away, and what a terminal's colours have behind it; code is shown without colours by itself",
            ),
    );
}

#[test]
fn an_answer_of_one_picture_is_told_to_search_engines_by_its_words_or_not_at_all() {
    let site = Site::new(
        "== content/questions/q.toml ==\n[[question]]\nid = \"seen\"\nquestion = \"Seen?\"\nanswer = \"![A tree](/t.svg)\"\n\
         [[question]]\nid = \"unseen\"\nquestion = \"Unseen?\"\nanswer = \"![](/t.svg)\"\n\
         [[question]]\nid = \"later\"\nquestion = \"Later?\"\n\
         == static/t.svg ==\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    site.build(&[]).expect(0, "");
    assert!(
        site.output("questions/seen/index.html")
            .contains("\"acceptedAnswer\":{\"@type\":\"Answer\",\"text\":\"A tree\"}")
    );
    assert!(!site.output("questions/unseen/index.html").contains("acceptedAnswer"));
    let run = site.run(&["build", "--as-of", crate::support::TODAY]);
    assert!(run.stderr.contains("1 question has no answer, and so no page: `gen check` names it"), "{}", run.stderr);
}
