//! Files that can't be read, or aren't text.

use super::{Case, check_all};
use crate::support::{Site, set_mode};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "files that aren't UTF-8",
        r##"
== content/articles/a.md (bytes) ==
# A\n\nCaf\xe9 noir.
== content/articles/b.md (bytes) ==
\xff\xfe#\0 \0B\0
== content/articles/c.md (bytes) ==
# C\n\xc3
== content/questions/q.toml (bytes) ==
[[question]]\nid = "one"\nquestion = "\xe4"
== templates/page.html (bytes) ==
\xff
== content/articles/d.md ==
# D

[a](a.md) and [b](b.md).
"##,
        r##"
content/articles/a.md:3:4 «» error invalid-utf8: this file isn't UTF-8: the byte 0xe9 can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
  page: /articles/a/
content/articles/b.md:1:1 «» error invalid-utf8: this file isn't UTF-8: the byte 0xff can't stand here
  help: the file looks like UTF-16; save it as UTF-8
  page: /articles/b/
content/articles/c.md:2:1 «» error invalid-utf8: this file isn't UTF-8: the byte 0xc3 can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
  page: /articles/c/
content/questions/q.toml:3:13 «» error invalid-utf8: this file isn't UTF-8: the byte 0xe4 can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
templates/page.html:1:1 «» error invalid-utf8: this file isn't UTF-8: the byte 0xff can't stand here
  help: save the file as UTF-8; it may be in Latin-1 or Windows-1252
"##,
    ),
    Case::refused(
        "files that can't be read",
        r##"
== content/articles/gone.md (link) ==
nowhere.md
== content/articles/pipe.md (pipe) ==
== content/articles/folder.md (folder) ==
== static/gone.png (link) ==
nowhere.png
== templates/gone.html (link) ==
nowhere.html
== content/articles/a.md ==
# A
Text with [a broken link](nothing.md).
"##,
        r##"
content/articles/a.md:2:27 «nothing.md» error broken-link: there is no file `content/articles/nothing.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/gone.md error unreadable-file: cannot read this: no such file or directory
  help: the symbolic link leads nowhere, or the file was removed meanwhile
content/articles/pipe.md error unreadable-file: this is neither a file nor a folder
  help: remove it from the site's folders
static/gone.png error unreadable-file: cannot read this: no such file or directory
  help: the symbolic link leads nowhere, or the file was removed meanwhile
templates/gone.html error unreadable-file: cannot read this: no such file or directory
  help: the symbolic link leads nowhere, or the file was removed meanwhile
"##,
    ),
    Case::refused(
        "links out of the site",
        r##"
== content/articles/hosts.md (link) ==
/etc/hosts
== content/folder (link) ==
/etc
== static/root (link) ==
../..
== content/loop (link) ==
../content
== content/articles/inside.md (link) ==
../../notes.md
== notes.md ==
# Notes
Text.
"##,
        r##"
content/articles/hosts.md error leaves-site: this symbolic link leads out of the site's folder
  help: copy what it leads to into the site, or remove the link
content/folder error leaves-site: this symbolic link leads out of the site's folder
  help: copy what it leads to into the site, or remove the link
content/loop error leaves-site: this symbolic link leads to a folder it lies in
  help: remove the link
static/root error leaves-site: this symbolic link leads out of the site's folder
  help: copy what it leads to into the site, or remove the link
"##,
    ),
];

#[test]
fn mistakes_of_files() {
    check_all(CASES);
}

#[test]
fn a_text_too_large_to_be_meant_is_told() {
    let site = Site::new("== content/index.md ==\n# Home\n");
    site.put("content/articles/a.md", &vec![b'x'; (16 << 20) + 1]);
    site.build(&[]).expect(1, TOO_LARGE);
}

pub(super) const TOO_LARGE: &str = r##"
content/articles/a.md error too-large: this text has 17 MB; it may have 16
  help: split it into several files
  page: /articles/a/
"##;

#[test]
fn a_name_that_is_not_text_is_told() {
    use std::os::unix::ffi::OsStringExt as _;
    let site = Site::new("== content/articles/a.md ==\n# A\nText.\n");
    let name = std::ffi::OsString::from_vec(b"caf\xe9.md".to_vec());
    std::fs::write(site.root().join("content/articles").join(name), "# B\n").expect("there is room");
    let told = "content/articles/caf�.md error invalid-utf8: the name of this file isn't UTF-8, so it can't be an \
                address\n  help: rename the file\n";
    site.build(&[]).expect(1, told);
}

#[test]
fn what_may_not_be_read_is_told_with_all_the_rest() {
    let site = Site::new(
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
theme = "own"
[[menu]]
name = "Secret"
url = "/articles/secret/"
== content/articles/a.md ==
+++
title = "A"
topics = ["sql", "none"]
authors = ["ada"]
faq = ["some-id"]
related = ["secret/b"]
+++
[b](secret/b.md), [c](secret/), ![d](d.svg), ![e](/img/e.png), [[secret/b]], [[some-id]], [[ada]], [f](data.csv) and [g](none.md).
== content/articles/d.svg ==
<svg/>
== content/articles/data.csv ==
1,2
== content/articles/closed.md ==
# Closed
== content/articles/secret/b.md ==
# B
== content/questions/q.toml ==
[[question]]
== content/topics/sql.md ==
# SQL
== content/authors/x.md ==
# X
== static/img/e.png ==
-
== themes/own/static/extra.css ==
body {}
"##,
    );
    let closed = [
        "content/articles/closed.md",
        "content/articles/d.svg",
        "content/articles/data.csv",
        "content/articles/secret",
        "content/authors",
        "content/questions",
        "static/img",
        "themes/own/static/extra.css",
    ];
    closed.iter().for_each(|path| set_mode(&site.root().join(path), 0));
    let run = site.build_as_anybody();
    closed.iter().for_each(|path| set_mode(&site.root().join(path), 0o777));
    run.expect(1, UNREADABLE);
}

const UNREADABLE: &str = r##"
content/articles/a.md:3:19 «none» error unknown-topic: there is no topic `none`
  help: declare it in `content/topics/none.md`, or set `strict = false` under `[topics]`
  page: /articles/a/
content/articles/a.md:8:122 «none.md» error broken-link: there is no file `content/articles/none.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/closed.md error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
  page: /articles/closed/
content/articles/d.svg error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
content/articles/data.csv error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
content/articles/secret error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
content/authors error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
content/questions error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
static/img error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
themes/own/static/extra.css error unreadable-file: cannot read this: permission denied
  help: give yourself the right to read it, or remove it from the site's folders
"##;
