//! Flags, what is printed, and how it ends.

use crate::{
    preview::Preview,
    support::{Site, TODAY},
};
use std::{fs, net::TcpListener, time::Duration};

const SITE: &str = "
== content/articles/a.md ==
# A
Words.
== content/articles/draft.md ==
+++
draft = true
+++
# Draft
== content/articles/later.md ==
+++
publish = 2026-06-15
+++
# Later
";

#[test]
fn drafts_and_the_scheduled_are_shown_if_asked_for() {
    for (flags, draft, later) in [
        (&[][..], 404, 404),
        (&["--drafts"], 200, 404),
        (&["--future"], 404, 200),
        (&["--drafts", "--future"], 200, 200),
        (&["--as-of", "2026-06-16"], 404, 200),
    ] {
        let preview = Preview::start_with(SITE, flags, &[]);
        let statuses = ["/articles/a/", "/articles/draft/", "/articles/later/"].map(|path| preview.get(path).status);
        assert_eq!(statuses, [200, draft, later], "{flags:?}");
    }
}

#[test]
fn what_is_shown_is_said() {
    let preview = Preview::start_with(SITE, &["--drafts", "--future"], &[]);
    let said = preview.said();
    let lines: Vec<&str> = said.lines().collect();
    // the time of day is not ours to know
    let (time, rest) = lines[0].split_at(9);
    assert!(time.chars().all(|c| c.is_ascii_digit() || ": ".contains(c)), "{said}");
    assert!(rest.contains(" addresses, 3 files parsed, in ") && rest.ends_with(" ms; no mistakes"), "{said}");
    let port = preview.port;
    let expected = format!("preview at http://127.0.0.1:{port}/, with drafts and what is scheduled; Ctrl-C ends it");
    assert_eq!(lines[1], expected);
}

#[test]
fn a_taken_port_is_passed_over_and_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("some port is free");
    let port = taken.local_addr().expect("it is bound").port();
    let preview = Preview::start_with(SITE, &["--port", &port.to_string()], &[]);
    assert!(preview.port > port, "{}", preview.port);
    assert!(preview.said().contains(&format!("port {port} is taken, so this is at {}\n", preview.port)));
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_base_path_is_served_below() {
    let site = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/blog/\"
== content/articles/a.md ==
# A
";
    let preview = Preview::start(site);
    assert!(preview.said().contains(&format!("http://127.0.0.1:{}/blog/,", preview.port)));
    for (path, status, location) in [
        ("/blog/", 200, None),
        ("/blog/articles/a/", 200, None),
        ("/", 301, Some("/blog/")),
        ("/blog", 301, Some("/blog/")),
        ("/blog/articles/a", 301, Some("/blog/articles/a/")),
        ("/articles/a/", 404, None),
        ("/blogs/", 404, None),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (status, location), "{path}");
    }
}

#[test]
fn a_base_path_is_found_however_it_is_written() {
    for (base, announced, paths) in [
        ("b%20l", "/b%20l/", ["/b%20l/", "/b%20l/articles/a/"]),
        ("bl\u{f6}g", "/bl%C3%B6g/", ["/bl%C3%B6g/", "/bl%C3%B6g/articles/a/"]),
    ] {
        let site = format!("== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/{base}/\"\n{SITE}");
        let preview = Preview::start(&site);
        assert!(
            preview.said().contains(&format!("http://127.0.0.1:{}{announced},", preview.port)),
            "{}",
            preview.said()
        );
        for path in paths {
            assert_eq!(preview.get(path).status, 200, "{path}");
            let answer = preview.get(path.trim_end_matches('/'));
            assert_eq!((answer.status, answer.header("location")), (301, Some(path)), "{path}");
            assert_eq!(preview.listen(path, "").next("mistakes")["errors"], 0);
        }
        assert_eq!(preview.get("/").header("location"), Some(announced));
        assert_eq!(preview.get("/articles/a/").status, 404);
    }
}

#[test]
fn the_address_that_is_said_can_be_opened() {
    // not every machine has this address
    if TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    let preview = Preview::start_with(SITE, &["--host", "[::1]"], &[]);
    assert!(preview.said().contains(&format!("preview at http://[::1]:{}/,", preview.port)), "{}", preview.said());
}

#[test]
fn what_cannot_be_served_is_told() {
    let site = Site::new(SITE);
    for (arguments, message) in [
        (&["serve", "--host", "no.such.host.invalid"][..], "cannot listen at `no.such.host.invalid`, port 1111"),
        (&["serve", "--host", "192.0.2.1"], "cannot listen at `192.0.2.1`, port 1111"),
        (&["serve", "--root", "nowhere"], "there is no `site.toml` in `nowhere`"),
        (&["serve", "--as-of", "soon"], "`soon` isn't a date"),
        (&["serve", "--allow-host", "http://x.y"], "`http://x.y` can't be the name of a host"),
        (&["serve", "--allow-host", "*.test"], "`*.test` can't be the name of a host"),
        (&["serve", "--port", "99999"], "invalid value '99999'"),
    ] {
        let run = site.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
    }
    let run = site.run_with(&["serve"], &[("GEN_EDITOR", "javascript:{path}")]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("GEN_EDITOR is `javascript:{path}`"), "{}", run.stderr);
}

#[test]
fn polling_sees_changes_too() {
    let preview = Preview::start_with(SITE, &["--poll"], &[]);
    assert!(preview.said().contains("looking at the files again and again, as `--poll` asks\n"));
    preview.write("== content/articles/a.md ==\n# A\nOther words.\n");
    preview.until_text("/articles/a/", "Other words.");
    preview.write("== content/articles/new/b.md ==\n# B\n");
    preview.until_status("/articles/b/", 200);
}

#[test]
fn it_ends_at_once_and_never_touches_the_published_folder() {
    let site = Site::new(SITE);
    site.build(&[]).expect(0, "");
    let state = |root: &std::path::Path| {
        let mut files: Vec<_> = walk(&root.join("public"))
            .into_iter()
            .map(|path| {
                let meta = fs::metadata(&path).expect("it was listed");
                (fs::read(&path).unwrap_or_default(), meta.modified().expect("there is a time"), path)
            })
            .collect();
        files.sort();
        files
    };
    let before = state(site.root());
    assert!(before.len() > 5);
    let mut preview = Preview::of(site, &[], &[]);
    let events = preview.listen("/articles/a/", "");
    events.next("page");
    let _idle = preview.connect();
    preview.write("== content/articles/a.md ==\n# A\nOther words.\n");
    preview.until_text("/articles/a/", "Other words.");
    preview.remove("content/articles/a.md");
    preview.until_status("/articles/a/", 404);
    let (status, took) = preview.interrupt();
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(state(preview.site.root()), before);
}

#[test]
fn the_editor_is_the_sites_or_the_authors_own() {
    let broken = |editor: &str| {
        format!(
            "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[serve]\neditor = \"{editor}\"\n\
             == content/articles/a b.md ==\n# A\n[x](nowhere.md)\n"
        )
    };
    for (editor, environment, start, end) in [
        ("zed", &[][..], "zed://file/", "/content/articles/a%20b.md:2:5"),
        ("x-edit:{path}?l={line}", &[], "x-edit:/", "/content/articles/a%20b.md?l=2"),
        ("zed", &[("GEN_EDITOR", "vscodium")], "vscodium://file/", "/content/articles/a%20b.md:2:5"),
    ] {
        let preview = Preview::start_with(&broken(editor), &["--as-of", TODAY], environment);
        let mistakes = preview.listen("/articles/a-b/", "").next("mistakes");
        let link = mistakes["list"][0]["editor"].as_str().expect("there is a link").to_owned();
        assert!(link.starts_with(start) && link.ends_with(end), "{link}");
    }
    let preview = Preview::start(&broken("none"));
    assert!(preview.listen("/articles/a-b/", "").next("mistakes")["list"][0]["editor"].is_null());
}

/// All files below `folder`.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("it is a folder").map(|entry| entry.expect("it can be read").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
