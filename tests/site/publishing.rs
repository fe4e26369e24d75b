//! What `gen build` does to an output folder: it writes what differs, removes what is gone, and never touches what it
//! didn't write.

use crate::{
    markup::{output, paths},
    outputs::full,
    support::{Published, Run, Site},
};
use std::{collections::BTreeMap, fs, os::unix::fs::MetadataExt as _, time::SystemTime};

const SITE: &str = "
== content/index.md ==
# Home
== content/about.md ==
# About
== content/articles/a.md ==
+++
title = \"A\"
aliases = [\"/old-a/\"]
+++
Alpha.
== content/articles/b.md ==
# B

Beta.
== content/data.csv ==
1,2
";

fn built() -> Site {
    let site = Site::new(SITE);
    site.build(&[]).expect(0, "");
    site
}

/// The node and the time of every file of the output.
fn stamps(site: &Site) -> BTreeMap<String, (u64, SystemTime)> {
    let paths = output(site).into_keys().chain([".gen-manifest".to_owned()]);
    let stamp = |path: String| {
        let meta = fs::metadata(site.root().join("public").join(&path)).expect("it is there");
        (path, (meta.ino(), meta.modified().expect("a file has a time")))
    };
    paths.map(stamp).collect()
}

/// The paths that are in `new` and were not, or not like that, in `old`.
fn changed<'a, V: PartialEq>(old: &BTreeMap<String, V>, new: &'a BTreeMap<String, V>) -> Vec<&'a str> {
    new.iter().filter(|(path, value)| old.get(*path) != Some(value)).map(|(path, _)| path.as_str()).collect()
}

/// That `run` was refused for reasons outside the content, with these words, and that nothing of `site` changed.
fn refused(site: &Site, run: &Run, words: &[&str], before: &Published) {
    assert_eq!(run.status, Some(2), "{}{}", run.stdout, run.stderr);
    words.iter().for_each(|word| assert!(run.stderr.contains(word), "no `{word}` in {}", run.stderr));
    assert!(run.stderr.contains("help"), "{}", run.stderr);
    assert_eq!(*before, Published::of(site));
}

#[test]
fn a_second_build_writes_nothing() {
    let site = full();
    site.build(&[]);
    let before = stamps(&site);
    let run = site.run(&["build", "--as-of", "2026-06-01"]);
    assert_eq!(before, stamps(&site));
    assert!(run.stderr.contains("0 written"), "{}", run.stderr);
}

#[test]
fn an_edit_writes_what_differs() {
    let site = built();
    let (old, before) = (output(&site), stamps(&site));
    site.add("== content/articles/b.md ==\n# B\n\nBeta, revised.\n== content/data.csv ==\n1,3\n");
    site.build(&[]).expect(0, "");
    let (new, after) = (output(&site), stamps(&site));
    let written: Vec<&str> = changed(&before, &after).into_iter().filter(|path| *path != ".gen-manifest").collect();
    assert_eq!(written, changed(&old, &new));
    assert!(written.contains(&"articles/b/index.html") && written.contains(&"data.csv"), "{written:?}");
    assert!(!written.contains(&"about/index.html") && !written.contains(&"articles/a/index.html"), "{written:?}");
}

#[test]
fn what_is_gone_goes() {
    let site = built();
    let before = paths(&output(&site));
    fs::remove_file(site.root().join("content/articles/a.md")).expect("it was there");
    fs::remove_file(site.root().join("content/data.csv")).expect("it was there");
    site.build(&[]).expect(0, "");
    let after = paths(&output(&site));
    let gone: Vec<&str> = before.lines().filter(|path| !after.contains(path)).collect();
    assert_eq!(gone, ["articles/a/index.html", "data.csv", "old-a/index.html"]);
    assert!(!site.root().join("public/old-a").exists(), "empty folders go too");
}

#[test]
fn files_of_others_stay() {
    let site = built();
    let theirs = ["CNAME", "articles/a/theirs.txt", "theirs/deep/x.html"];
    theirs.iter().for_each(|path| site.put(&format!("public/{path}"), b"theirs"));
    fs::remove_file(site.root().join("content/articles/a.md")).expect("it was there");
    site.build(&[]).expect(0, "");
    theirs.iter().for_each(|path| assert_eq!(site.output(path), "theirs"));
    assert!(!site.root().join("public/articles/a/index.html").exists());
}

#[test]
fn a_file_of_others_in_the_way_is_an_error() {
    let site = built();
    site.put("public/articles/c/index.html", b"theirs");
    site.add("== content/articles/c.md ==\n# C\n");
    let before = Published::of(&site);
    refused(&site, &site.build(&[]), &["articles/c/index.html"], &before);
}

#[test]
fn all_files_of_others_in_the_way_are_told_at_once() {
    let site = Site::new(SITE);
    let theirs = ["public/index.html", "public/articles/a/index.html", "public/about"];
    theirs.iter().for_each(|path| site.put(path, b"theirs"));
    let before = Published::of(&site);
    let run = site.build(&["--adopt"]);
    refused(&site, &run, &["3 files are in the way", "/about`", "/articles/a/index.html`", "/index.html`"], &before);
}

#[test]
fn what_somebody_did_to_our_files_is_put_right() {
    let site = built();
    let before = output(&site);
    site.put("public/about/index.html", b"edited");
    fs::remove_file(site.root().join("public/index.html")).expect("it was there");
    fs::remove_dir_all(site.root().join("public/articles")).expect("it was there");
    site.build(&["--strict"]).expect(0, EDITED);
    assert_eq!(paths(&before), paths(&output(&site)));
    assert!(before == output(&site));
}

pub(crate) const EDITED: &str = "
(nowhere) note edited-output: `about/index.html` of the output was changed since gen wrote it, and is written anew
  help: change what it is made from, in `content/`, `templates/` or `static/`: the output is made of that each time
";

#[test]
fn edited_pages_are_told_whether_they_would_have_changed_or_not() {
    let site = built();
    let edited =
        ["index.html", "about/index.html", "articles/a/index.html", "articles/b/index.html", "data.csv", "404.html"];
    edited.iter().for_each(|path| site.put(&format!("public/{path}"), format!("{} ", site.output(path)).as_bytes()));
    // one of the same length
    site.put("public/data.csv", b"1,3\n");
    site.add("== content/articles/b.md ==\n# B\n\nBeta, revised.\n");
    let told = "note edited-output: 6 files of the output were changed since gen wrote them, and are written anew: \
                `404.html`, `about/index.html`, `articles/a/index.html`, `articles/b/index.html`, `data.csv`, and 1 more\n";
    let run = site.build(&["--strict"]);
    assert!(run.status == Some(0) && run.messages().contains(told), "{}", run.messages());
    site.build(&[]).expect(0, "");
    // a rule keeps them
    site.put("public/about/index.html", b"edited");
    site.add(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[rules]\nedited-output = \"error\"\n",
    );
    site.build(&[]).expect(1, &EDITED.replace("note", "error"));
    assert_eq!(site.output("about/index.html"), "edited");
}

#[test]
fn an_edited_page_that_goes_is_kept_and_told() {
    let site = built();
    site.put("public/articles/a/index.html", b"edited");
    fs::remove_file(site.root().join("content/articles/a.md")).expect("it was there");
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.status, Some(0));
    assert!(run.stderr.contains("kept `") && run.stderr.contains("articles/a/index.html"), "{}", run.stderr);
    assert_eq!(site.output("articles/a/index.html"), "edited");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_until_adopted() {
    let site = Site::new(SITE);
    site.put("public/index.txt", b"theirs");
    site.put("public/about/theirs.txt", b"theirs");
    let before = Published::of(&site);
    refused(&site, &site.build(&[]), &["public", "--adopt"], &before);
    site.build(&["--adopt"]).expect(0, "");
    assert_eq!((site.output("index.txt"), site.output("about/theirs.txt")), ("theirs".into(), "theirs".into()));
    site.build(&[]).expect(0, "");
    site.put("public/data.csv", b"edited");
    fs::remove_dir_all(site.root().join("content")).expect("it was there");
    site.build(&[]).expect(0, "");
    assert_eq!((site.output("index.txt"), site.output("about/theirs.txt")), ("theirs".into(), "theirs".into()));
}

#[test]
fn a_build_that_fails_changes_nothing() {
    let site = built();
    let before = Published::of(&site);
    for (file, arguments) in [
        ("== content/articles/c.md ==\n# C\n\n[broken](none.md)\n", &[][..]),
        ("== content/articles/c.md ==\n# C\n\n# Late\n", &["--strict"]),
        ("== content/articles/c.md ==\n# C\n== templates/page.html ==\n{{ page.no_such_thing }}\n", &[]),
        ("== site.toml ==\ntitle = 1\n", &[]),
    ] {
        site.add(file);
        let run = site.build(arguments);
        assert_eq!(run.status, Some(1), "{file}");
        assert!(!run.stdout.is_empty(), "{file}");
        assert_eq!(before, Published::of(&site), "{file}");
        assert!(!site.root().join("public/.gen-staging").exists(), "{file}");
    }
    let site = Site::new("== content/a.md ==\n# A\n\n[broken](none.md)\n");
    assert_eq!(site.build(&[]).status, Some(1));
    assert!(!site.root().join("public").exists(), "a folder was made for nothing");
}

#[test]
fn an_output_that_can_not_be_one_is_refused() {
    let site = built();
    site.put("file", b"x");
    site.add("== linked (link) ==\ncontent\n");
    let before = Published::of(&site);
    refused(&site, &site.build(&["--out", "file"]), &["`file` is a file"], &before);
    for out in [
        "content",
        "content/public",
        ".",
        "..",
        "static",
        "templates/x",
        "themes",
        "content/../content/new",
        ".gen",
        ".gen/cache",
        "linked",
        "linked/x",
    ] {
        let run = site.build(&["--out", out, "--adopt"]);
        refused(&site, &run, &["the output folder `"], &before);
    }
    assert!(!site.root().join("content/public").exists() && !site.root().join("static").exists());
    let empty = tempfile::TempDir::new().expect("there is room for a folder");
    let run = site.build(&["--root", &empty.path().to_string_lossy()]);
    refused(&site, &run, &["site.toml"], &before);
}

#[test]
fn an_output_below_the_output_of_another_site_is_no_site() {
    let site = Site::new(SITE);
    site.build(&["--out", "out/one"]).expect(0, "");
    site.build(&["--out", "out/two"]).expect(0, "");
    assert!(site.root().join("out/one/index.html").exists() && site.root().join("out/two/index.html").exists());
    assert!(!site.root().join("public").exists());
}
