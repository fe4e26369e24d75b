//! What the Content-Security-Policy blocks: in directives, front matter and Markdown; and not what was taken out.

use super::{Case, check_all};
use crate::support::Site;

pub(super) const CASES: &[Case] = &[
    Case::published(
        "pictures of other hosts, wherever they stand",
        r##"
== static/z.mp4 ==
x
== content/articles/a.md ==
+++
title = "A"
[image]
src = "https://y.org/lead.jpg"
caption = "![](https://y.org/caption.jpg)"
+++
```{figure}
src = "https://y.org/z.jpg"
```

```{video}
src = "/z.mp4"
title = "Z"
poster = "https://y.org/x.jpg"
```

```{video}
src = "https://y.org/elsewhere.mp4"
title = "Elsewhere"
```

![](https://y.org/markdown.jpg)
== content/about.md ==
+++
title = "About"
image = { src = "data:image/png;base64,AA==" }
+++
== content/authors/ana.md ==
+++
title = "Ana"
image = { src = "//y.org/ana.jpg" }
+++
== content/topics/sql.md ==
+++
title = "SQL"
image = { src = "https://y.org/only-for-previews.jpg" }
+++
"##,
        r##"
content/about.md:3:18 «data:image/png;base64,AA==» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /about/
content/articles/a.md:4:8 «https://y.org/lead.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:5:16 «https://y.org/caption.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:8:8 «https://y.org/z.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:14:11 «https://y.org/x.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:22:5 «https://y.org/markdown.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/authors/ana.md:3:18 «//y.org/ana.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /authors/ana/
"##,
    ),
    Case::published(
        "what the site allows, and what is its own",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[security.csp]
img-src = ["https://y.org"]
== static/a.jpg ==
x
== content/articles/a.md ==
+++
title = "A"
image = { src = "https://y.org/lead.jpg" }
+++
```{figure}
src = "https://y.org/z.jpg"
```

```{figure}
src = "https://prep.example/a.jpg"
```
"##,
        r##"
"##,
    ),
    Case::published(
        "styles in a text are one message a file",
        r##"
== content/articles/a.md ==
+++
title = "A"
+++
<p style="color: red">b</p> <p style="color: red">d</p>

<p style="top: 0">f</p>
"##,
        r##"
content/articles/a.md:4:4 «style="color: red"» warning blocked-by-policy: the page's Content-Security-Policy blocks this inline style (`style-src`), 3 times in this file
  help: move it into a file of the site, or allow it under `[security] csp`
  page: /articles/a/
"##,
    ),
    Case::published(
        "what the sanitiser takes out needs no policy and leads nowhere",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[markdown]
html = "sanitize"
== content/articles/a.md ==
+++
title = "A"
+++
<script>alert(1)</script>

<b onclick="x()" style="color: red">Bold</b> <iframe src="https://v.org/"></iframe>

<style>p { color: red }</style>

<form action="/x"><button formaction="https://f.org/">Go</button></form>

<img src="https://y.org/stays.jpg" srcset="https://y.org/stays-too.jpg 2x" onerror="x()">
<video src="https://y.org/stays.mp4" poster="https://y.org/stays.jpg"></video>
"##,
        r##"
content/articles/a.md:12:11 «https://y.org/stays.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:12:44 «https://y.org/stays-too.jpg 2x» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:13:13 «https://y.org/stays.mp4» warning blocked-by-policy: the page's Content-Security-Policy blocks this media file (`media-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `media-src = ["…"]`
  page: /articles/a/
content/articles/a.md:13:46 «https://y.org/stays.jpg» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "a link that the sanitiser leaves is checked",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[markdown]
html = "sanitize"
== content/articles/a.md ==
+++
title = "A"
+++
<form action="/gone"><a href="/nowhere/">Here</a></form>

[There](there.md), and <b>unclosed[^1]

[^1]: A <i>note.
"##,
        r##"
content/articles/a.md:4:31 «/nowhere/» error broken-link: there is no page or file at `/nowhere/`
  help: no address is near it; link by file instead: `[text](file.md)`
  page: /articles/a/
content/articles/a.md:6:9 «there.md» error broken-link: there is no file `content/articles/there.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
"##,
    ),
    Case::published(
        "schemes that not every reader can follow",
        r##"
== content/articles/a.md ==
+++
title = "A"
sources = [{ url = "data:text/html,<b>x</b>" }, { url = "ssh://x.example/a" }]
+++
[Code](vscode://file/a), [code](data:text/html,x), <blob:https://x.example/a>, [mail](mailto:a@x.example).

![Dot](data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=) <a href="vscode:b">c</a>
"##,
        r##"
content/articles/a.md:3:21 «data:text/html,<b>x</b>» warning unusual-scheme: not every reader can follow an address that begins with `data:`
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:5:8 «vscode://file/a» warning unusual-scheme: not every reader can follow an address that begins with `vscode:`
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:5:33 «data:text/html,x» warning unusual-scheme: not every reader can follow an address that begins with `data:`
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:5:53 «blob:https://x.example/a» warning unusual-scheme: not every reader can follow an address that begins with `blob:`
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:7:8 «data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:7:73 «vscode:b» warning unusual-scheme: not every reader can follow an address that begins with `vscode:`
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
"##,
    ),
    Case::published(
        "schemes that the sanitiser doesn't let through",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[markdown]
html = "sanitize"
== content/articles/a.md ==
+++
title = "A"
sources = [{ url = "data:text/html,<b>x</b>" }, { url = "ssh://x.example/a" }]
image = { src = "data:image/png;base64,AA==", alt = "Dot" }
+++
[Code](vscode://file/a), [code](data:text/html,x), ![Dot](data:image/gif;base64,AA), <a href="vscode:b">c</a>
"##,
        r##"
content/articles/a.md:3:21 «data:text/html,<b>x</b>» warning unusual-scheme: `data:` isn't let through by `html = "sanitize"`, so this is no link
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:4:18 «data:image/png;base64,AA==» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:4:18 «data:image/png;base64,AA==» warning unusual-scheme: `data:` isn't let through by `html = "sanitize"`, so this is no link
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:6:8 «vscode://file/a» warning unusual-scheme: `vscode:` isn't let through by `html = "sanitize"`, so this is no link
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:6:33 «data:text/html,x» warning unusual-scheme: `data:` isn't let through by `html = "sanitize"`, so this is no link
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
content/articles/a.md:6:59 «data:image/gif;base64,AA» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
content/articles/a.md:6:59 «data:image/gif;base64,AA» warning unusual-scheme: `data:` isn't let through by `html = "sanitize"`, so this is no link
  help: link to a page, a mail address or a file of the site, or show the address as code
  page: /articles/a/
"##,
    ),
];

#[test]
fn what_the_policy_blocks() {
    check_all(CASES);
}

#[test]
fn nothing_that_could_run_comes_through_the_sanitiser() {
    let site = Site::new(
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[markdown]
html = "sanitize"
[rules]
unusual-scheme = "off"
blocked-by-policy = "off"
== content/articles/a.md ==
+++
title = "A"
sources = [{ title = "One", url = "data:text/html,no" }, { title = "Two", url = "javascript:no" }]
+++
[Alpha](javascript:no) ![Beta](javascript:no) [Gamma](data:text/html,no) <javascript:no> <JAVASCRIPT:no>
[Delta](vbscript:no) [Epsilon][f] <a href="blob:no">Zeta</a> <img src="data:no" alt="Eta">

[f]: vscode://no
"##,
    );
    assert_eq!(site.build(&[]).status, Some(0));
    let page = site.output("articles/a/index.html");
    let attributes: Vec<&str> = page.split('"').skip(1).step_by(2).collect();
    let bad: Vec<&&str> = attributes.iter().filter(|value| value.ends_with("no")).collect();
    assert!(bad.is_empty(), "{bad:?}");
    for text in ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"] {
        assert!(page.contains(text), "{text}");
    }
}
