//! Symbolic links, names that aren't text, and folders that are not the site's: what is watched, and what isn't.

use crate::{bytes::copy, preview::Preview, support::Site};
use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::symlink},
    path::PathBuf,
};

const SITE: &str = "
== conf.toml ==
title = \"Linked\"
base_url = \"https://prep.example/\"
== content/articles/a.md ==
# A
First.
== content/base.md ==
# Base
First base.
== content/articles/b.md (link) ==
../base.md
== notes/l.md ==
# L
First linked.
== content/articles/l.md (link) ==
../../notes/l.md
== content/articles/second.md (link) ==
l.md
== v1/x.md ==
# X
First version.
== v2/x.md ==
# X
Second version.
== now (link) ==
v1
== content/articles/x.md (link) ==
../../now/x.md
== shared/images/p.txt ==
p
== static/images (link) ==
../shared/images
";

/// A site whose `site.toml` is a link.
fn site() -> Site {
    let site = Site::new(SITE);
    fs::remove_file(site.root().join("site.toml")).expect("it is there");
    symlink("conf.toml", site.root().join("site.toml")).expect("nothing is there");
    site
}

#[test]
fn what_a_link_leads_to_is_seen_to_change() {
    for flags in [&[][..], &["--poll"]] {
        let preview = Preview::of(site(), flags, &[]);
        let root = preview.site.root();
        preview.until_text("/articles/l/", "First linked.");
        preview.write("== notes/l.md ==\n# L\nSecond linked.\n== content/base.md ==\n# Base\nSecond base.\n");
        for (path, words) in [
            ("/articles/l/", "Second linked."),
            ("/articles/second/", "Second linked."),
            ("/articles/b/", "Second base."),
            ("/base/", "Second base."),
        ] {
            preview.until_text(path, words);
        }
        // as editors save
        preview.write("== notes/l.md.tmp ==\n# L\nThird linked.\n");
        preview.rename("notes/l.md.tmp", "notes/l.md");
        preview.until_text("/articles/l/", "Third linked.");
        preview.write("== conf.toml ==\ntitle = \"Other title\"\nbase_url = \"https://prep.example/\"\n");
        preview.until_text("/articles/a/", "Other title");
        // another link on the way
        preview.until_text("/articles/x/", "First version.");
        symlink("v2", root.join("next")).expect("nothing is there");
        preview.rename("next", "now");
        preview.until_text("/articles/x/", "Second version.");
        preview.write("== v2/x.md ==\n# X\nThird version.\n");
        preview.until_text("/articles/x/", "Third version.");
    }
}

#[test]
fn a_folder_that_a_link_leads_to_is_the_sites() {
    for flags in [&[][..], &["--poll"]] {
        let preview = Preview::of(site(), flags, &[]);
        assert_eq!(preview.get("/images/p.txt").text(), "p\n");
        preview.write("== shared/images/more/q.txt ==\nq\n== shared/images/.hidden/q.txt ==\nq\n");
        preview.until_status("/images/more/q.txt", 200);
        preview.write("== shared/images/more/q.txt ==\nanother\n");
        preview.until_text("/images/more/q.txt", "another");
        preview.remove("shared/images/p.txt");
        preview.until_status("/images/p.txt", 404);
        preview.rename("shared", "away");
        preview.until_status("/images/more/q.txt", 404);
        preview.until_said("static/images");
        preview.rename("away", "shared");
        preview.until_text("/images/more/q.txt", "another");
        preview.write("== shared/images/more/q.txt ==\nafter all\n");
        preview.until_text("/images/more/q.txt", "after all");
    }
}

#[test]
fn what_is_wrong_with_a_link_is_told_as_long_as_it_is() {
    for flags in [&[][..], &["--poll"]] {
        let site = site();
        symlink(".", site.root().join("content/circle")).expect("nothing is there");
        let preview = Preview::of(site, flags, &[]);
        let root = preview.site.root();
        let (is, is_not) = (|| preview.until_errors(1), || preview.until_errors(0));
        is();
        fs::remove_file(root.join("content/circle")).expect("it is there");
        is_not();
        symlink("../content", root.join("content/circle")).expect("nothing is there");
        is();
        preview.write("== content/articles/a.md ==\n# A\nBeside a circle.\n");
        preview.until_text("/articles/a/", "Beside a circle.");
        assert_eq!(preview.get("/circle/articles/a/").status, 404);
        fs::remove_file(root.join("content/circle")).expect("it is there");
        is_not();
        symlink("nowhere.md", root.join("content/dangling.md")).expect("nothing is there");
        is();
        fs::remove_file(root.join("content/dangling.md")).expect("it is there");
        is_not();
        // what it leads to comes late, with its folder
        symlink("../late/folder/text.txt", root.join("static/late.txt")).expect("nothing is there");
        is();
        preview.write("== late/folder/text.txt ==\nhere\n");
        preview.until_text("/late.txt", "here");
        is_not();
        preview.write("== late/folder/text.txt ==\nthere\n");
        preview.until_text("/late.txt", "there");
        symlink("/etc/hostname", root.join("static/out.txt")).expect("nothing is there");
        is();
        assert_eq!(preview.get("/out.txt").status, 404);
        fs::remove_file(root.join("static/out.txt")).expect("it is there");
        is_not();
        // what an editor puts beside a file that is open
        symlink("author@machine.1:1", root.join("content/articles/.#a.md")).expect("nothing is there");
        preview.write("== content/articles/a.md ==\n# A\nStill right.\n");
        preview.until_text("/articles/a/", "Still right.");
        is_not();
    }
}

#[test]
fn a_name_that_is_not_text_is_told_as_long_as_it_is_there() {
    for flags in [&[][..], &["--poll"]] {
        let preview = Preview::of(site(), flags, &[]);
        let name = |bytes: &[u8]| preview.site.root().join("content").join(OsStr::from_bytes(bytes));
        fs::write(name(b"\xff.txt"), "x").expect("there is room");
        preview.until_said("error[invalid-utf8]");
        preview.until_errors(1);
        fs::rename(name(b"\xff.txt"), name(b"\xfe.txt")).expect("it is there");
        preview.write("== content/articles/a.md ==\n# A\nSecond.\n");
        preview.until_text("/articles/a/", "Second.");
        preview.until_errors(1);
        fs::remove_file(name(b"\xfe.txt")).expect("it is there");
        preview.until_errors(0);
    }
}

/// How many folders the server has asked the system to watch.
#[cfg(target_os = "linux")]
fn watches(preview: &Preview) -> usize {
    let files = fs::read_dir(format!("/proc/{}/fdinfo", preview.pid())).expect("the server runs");
    let texts = files.filter_map(|file| fs::read_to_string(file.ok()?.path()).ok());
    texts.map(|text| text.lines().filter(|line| line.starts_with("inotify wd:")).count()).sum()
}

#[test]
#[cfg(target_os = "linux")]
fn only_folders_of_the_site_are_watched() {
    let site = Site::new("== content/articles/a.md ==\n# A\nFirst.\n== static/ok.txt ==\nfine\n");
    let outside = tempfile::tempdir().expect("there is room");
    for at in 0..50 {
        for folder in [outside.path().join(at.to_string()), site.root().join(format!("static/.git/{at}"))] {
            fs::create_dir_all(folder).expect("there is room");
        }
    }
    symlink(outside.path(), site.root().join("static/outside")).expect("nothing is there");
    let preview = Preview::of(site, &[], &[]);
    // the root, `content`, `content/articles`, `static`
    assert_eq!(watches(&preview), 4);
    preview.write("== content/articles/deep/er/b.md ==\n# B\n");
    preview.until_status("/articles/b/", 200);
    assert_eq!(watches(&preview), 6);
    fs::remove_dir_all(preview.site.root().join("content/articles/deep")).expect("it is there");
    preview.until_status("/articles/b/", 404);
    preview.write("== content/articles/a.md ==\n# A\nSecond.\n");
    preview.until_text("/articles/a/", "Second.");
    assert_eq!(watches(&preview), 4);
}

#[test]
fn a_folder_that_takes_the_place_of_the_root_is_the_root() {
    let preview = Preview::start("== content/articles/a.md ==\n# A\nFirst.\n");
    let root = preview.site.root().to_owned();
    let away = PathBuf::from(format!("{}-away", root.display()));
    fs::rename(&root, &away).expect("nothing is there");
    preview.until_status("/articles/a/", 404);
    copy(&away, &root);
    preview.until_text("/articles/a/", "First.");
    fs::write(away.join("content/articles/a.md"), "# A\nOf the one that went.\n").expect("it is there");
    preview.write("== content/articles/a.md ==\n# A\nOf the one that came.\n");
    preview.until_text("/articles/a/", "Of the one that came.");
    fs::remove_dir_all(away).expect("it is there");
    preview.write("== content/articles/b.md ==\n# B\n");
    preview.until_status("/articles/b/", 200);
}
