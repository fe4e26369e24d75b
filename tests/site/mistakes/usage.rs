//! What is no mistake of a site: no site, a folder of others, arguments that make no sense. Status 2, and what to do.

use crate::support::Site;
use std::fs;

/// Runs `arguments` in a site and compares the last lines of stderr.
fn check(site: &Site, arguments: &[&str], expected: &str) {
    let run = site.run(arguments);
    let told: String = anstrip(&run.stderr).replace(&*site.root().to_string_lossy(), "ROOT");
    assert_eq!((run.status, told.trim(), run.stdout.as_str()), (Some(2), expected.trim(), ""), "{arguments:?}");
}

/// `text` without the colours of a terminal.
fn anstrip(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

const HOME: &str = "== content/index.md ==\n# Home\n";

#[test]
fn without_site_toml_there_is_no_site() {
    let site = Site::new(HOME);
    fs::remove_file(site.root().join("site.toml")).expect("it was there");
    check(
        &site,
        &["build"],
        "error: there is no `site.toml` in `.`\n  = help: go to the site's folder, name it with `--root DIR`, or write a new site with `gen init DIR`",
    );
    check(
        &site,
        &["build", "--root", "nowhere"],
        "error: there is no `site.toml` in `nowhere`\n  = help: go to the site's folder, name it with `--root DIR`, or write a new site with `gen init DIR`",
    );
    fs::create_dir(site.root().join("site.toml")).expect("nothing is there");
    check(
        &site,
        &["build"],
        "error: `./site.toml` isn't a file\n  = help: a site's root holds its configuration in a file of that name",
    );
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_folder_of_others_is_refused_and_stays() {
    let site = Site::new(HOME);
    site.put("public/mine.txt", b"mine");
    check(
        &site,
        &["build"],
        "error: `./public` is not empty, and gen has not written it\n  = help: build into another folder with `--out`, or pass `--adopt`: what is in the folder then stays as it is, and pages are added",
    );
    site.put("taken", b"a file");
    check(
        &site,
        &["build", "--out", "taken"],
        "error: the output folder `taken` is a file\n  = help: move it away, or build into another folder with `--out`",
    );
    assert_eq!(site.output("mine.txt"), "mine");
    site.build(&["--adopt"]).expect(0, "");
    assert_eq!(site.output("mine.txt"), "mine");
    assert!(site.output("index.html").contains("Home"));
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let site = Site::new(HOME);
    check(
        &site,
        &["build", "--as-of", "tomorrow"],
        "error: `tomorrow` isn't a date\n  = help: write it as `2026-05-31`, or with a time as `2026-05-31T18:00:00Z`",
    );
    check(
        &site,
        &["build", "--base-url", "prep.example"],
        "error: `prep.example` can't be the base URL: it has to begin with `https://` or `http://`\n  = help: write it as `https://example.org/blog/`",
    );
    assert_eq!(site.run(&["bulid"]).status, Some(2));
    assert_eq!(site.run(&["build", "--message-format", "xml"]).status, Some(2));
}
