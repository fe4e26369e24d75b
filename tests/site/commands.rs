//! `gen init` and `gen new`: what they write builds, and they never write over anything.

use crate::{
    markup::{broken, tree},
    support::{Published, Run, Site},
};
use std::{fs, path::Path};

/// Builds the site in `folder` of `site` without a warning.
fn build(site: &Site, folder: &str, arguments: &[&str]) -> Run {
    let run = site.build(&[&["--root", folder][..], arguments].concat());
    assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    run
}

#[test]
fn a_new_site_builds_without_a_warning() {
    for (folder, is_made) in [("new", false), ("deep/er/new", false), ("empty", true), (".", true)] {
        let temp = tempfile::TempDir::new().expect("there is room for a folder");
        let site = Site::new("");
        let root = temp.path().join(folder);
        if is_made {
            fs::create_dir_all(&root).expect("nothing is there yet");
        }
        let root = root.to_str().expect("UTF-8");
        let run = site.run(&["init", root]);
        assert_eq!(run.status, Some(0), "{folder}: {}", run.stderr);
        assert!(run.stderr.contains("site.toml") && run.stderr.contains("gen build"), "{}", run.stderr);
        build(&site, root, &["--strict", "--drafts", "--future"]);
        build(&site, root, &["--strict"]);
        let output = tree(&Path::new(root).join("public"));
        assert!(
            output.contains_key("articles/index.html") && output.contains_key("roles/index.html"),
            "{:?}",
            output.keys()
        );
        assert_eq!(broken(&output, "https://example.org", "/"), [""; 0]);
    }
}

#[test]
fn the_next_commands_can_be_typed() {
    let site = Site::new("");
    fs::remove_file(site.root().join("site.toml")).expect("it was there");
    let next = |arguments: &[&str]| site.run(arguments).stderr.lines().last().unwrap_or_default().to_owned();
    let at = |root: &str, out: &str| {
        format!("next: `gen serve{root}` shows the site, `gen build{root}` makes it in `{out}`")
    };
    assert_eq!(next(&["init", "."]), at("", "public"));
    assert_eq!(next(&["init", "notes"]), at(" --root notes", "notes/public"));
    assert_eq!(next(&["init", "--root", "other", "."]), at(" --root other", "other/public"));
}

#[test]
fn one_page_is_one_page() {
    let toml = "title = \"Prep\"\nbase_url = \"https://prep.example/\"\n[search]\nenabled = false\n";
    let site = Site::new(&format!("== site.toml ==\n{toml}"));
    let said = |site: &Site| site.run(&["build", "--as-of", "2026-06-01"]).stderr;
    assert!(said(&site).starts_with("1 page in `public`, "), "{}", said(&site));
    site.add("== content/about.md ==\n# About\n");
    assert!(said(&site).starts_with("2 pages in `public`, "), "{}", said(&site));
}

#[test]
fn a_folder_that_holds_something_is_no_place_for_a_new_site() {
    let site = Site::new("== taken/notes.txt ==\nmine\n");
    for folder in ["taken", ".", "taken/notes.txt"] {
        let run = site.run(&["init", folder]);
        assert_eq!(run.status, Some(2), "{folder}");
        assert!(run.stderr.contains("help"), "{}", run.stderr);
    }
    assert_eq!(fs::read_dir(site.root().join("taken")).expect("it is there").count(), 1);
    assert!(!site.root().join("content").exists());
}

/// What each kind is begun with, and the file that comes of it.
const NEW: &[(&[&str], &str)] = &[
    (&["topic", "Message queues"], "content/topics/message-queues.md"),
    (&["topic", "Kafka & friends", "--topic", "message-queues"], "content/topics/kafka-friends.md"),
    (&["author", "Ada \"A\" Writer"], "content/authors/ada-a-writer.md"),
    (&["article", "What's a \"queue\"?"], "content/articles/what-s-a-queue.md"),
    (
        &["article", "C++ and $5 {#x} [[y]]", "--topic", "message-queues", "--level", "senior"],
        "content/articles/cplusplus-and-5-sharpx-y.md",
    ),
    (&["article", "With images", "--bundle"], "content/articles/with-images/index.md"),
    (&["question", "What does a queue cost?"], "content/questions/what-does-a-queue-cost.toml"),
    (
        &["question", "Why \\d+ and '''?", "--topic", "message-queues", "--level", "mid"],
        "content/questions/why-dplus-and.toml",
    ),
    (&["question", "And then?", "--file", "what-does-a-queue-cost"], "content/questions/what-does-a-queue-cost.toml"),
];

#[test]
fn what_is_begun_with_new_builds() {
    let site = Site::new("");
    for (arguments, file) in NEW {
        let run = site.run(&[&["new"], *arguments].concat());
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(file) && site.root().join(file).is_file(), "{arguments:?}: {}", run.stderr);
        build(&site, ".", &["--strict", "--drafts"]);
        build(&site, ".", &["--strict"]);
    }
    let title = site.root().join("public");
    assert!(!title.join("articles/with-images/index.html").exists(), "an article begins as a draft");
    build(&site, ".", &["--drafts"]);
    assert!(site.output("articles/what-s-a-queue/index.html").contains("<h1>What&#39;s a &quot;queue&quot;?</h1>"));
}

#[test]
fn nothing_is_written_over() {
    let site = Site::new("");
    site.put("content/questions/words.md", b"## Words? {#words}\n\nA.\n");
    for (arguments, _) in NEW {
        site.run(&[&["new"], *arguments].concat());
    }
    site.build(&["--drafts"]);
    let read = |file: &str| fs::read(site.root().join(file)).expect("it was written");
    let files: Vec<_> = NEW.iter().map(|(_, file)| (file, read(file))).collect();
    let before = Published::of(&site);
    for (arguments, _) in NEW {
        let run = site.run(&[&["new"], *arguments].concat());
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("help"), "{}", run.stderr);
    }
    for other in
        [&["article", "With images"][..], &["article", "What's a \"queue\"?", "--bundle"], &["question", "Words?"]]
    {
        assert_eq!(site.run(&[&["new"], other].concat()).status, Some(2), "{other:?}");
    }
    files.iter().for_each(|(file, bytes)| assert!(read(file) == *bytes, "{file} was changed"));
    assert_eq!(before, Published::of(&site));
}

#[test]
fn new_wants_a_site_and_a_name() {
    let site = Site::new("");
    let empty = tempfile::TempDir::new().expect("there is room for a folder");
    let elsewhere = empty.path().to_str().expect("UTF-8");
    for arguments in [
        &["article", "A", "--root", elsewhere][..],
        &["article", ""],
        &["article", "///"],
        &["topic", "🚀"],
        &["recipe", "A"],
    ] {
        let run = site.run(&[&["new"], arguments].concat());
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.stderr);
    }
    assert!(!site.root().join("content").exists() && fs::read_dir(elsewhere).expect("it is there").next().is_none());
}

#[test]
fn what_is_typed_wrong_is_told() {
    let site = Site::new("");
    for (arguments, status) in [
        (&[][..], 2),
        (&["bild"], 2),
        (&["build", "--as-off", "x"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["build", "--help"], 0),
    ] {
        assert_eq!(site.run(arguments).status, Some(status), "{arguments:?}");
    }
    assert!(site.run(&["bild"]).stderr.contains("build"), "the nearest command is named");
    let run = site.build(&["--base-url", "ftp://x"]);
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("help"), "{}", run.stderr);
}
