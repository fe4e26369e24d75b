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
fn a_new_site_builds_without_a_warning_but_for_its_address() {
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
        let told = site.build(&["--root", root]).messages();
        assert!(
            told.contains("warning placeholder") && told.matches("warning").count() == 1,
            "only its address: {told}"
        );
        let at = ["--base-url", "https://prep.example/", "--strict"];
        build(&site, root, &[&at[..], &["--drafts", "--future"]].concat());
        build(&site, root, &at);
        let output = tree(&Path::new(root).join("public"));
        assert!(
            output.contains_key("articles/index.html") && output.contains_key("roles/index.html"),
            "{:?}",
            output.keys()
        );
        assert_eq!(broken(&output, "https://prep.example", "/"), [""; 0]);
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

#[test]
fn what_a_host_needs_is_written_with_a_new_site_or_for_one_that_is_there() {
    let files = [
        ("github", ".github/workflows/publish.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("netlify", "netlify.toml"),
        ("cloudflare", ".github/workflows/publish.yml"),
    ];
    for (host, file) in files {
        let site = Site::new("");
        let run = site.run(&["init", "new", "--host", host]);
        assert_eq!(run.status, Some(0), "{host}: {}", run.stderr);
        let new = site.root().join("new");
        let text = fs::read_to_string(new.join(file)).unwrap_or_else(|error| panic!("{host}: {error}"));
        assert!(text.contains("/gen") && !text.contains("{{repository}}"), "{host}: {text}");
        assert!(new.join("site.toml").is_file() && run.stderr.contains(file), "{host}: {}", run.stderr);

        // the site of the test is one that is there
        assert_eq!(site.run(&["init", ".", "--host", host]).status, Some(0), "{host}");
        assert_eq!(fs::read_to_string(site.root().join(file)).expect("it was written"), text, "{host}");
        assert!(!site.root().join("content").exists(), "{host}: nothing else is written");
        fs::write(site.root().join(file), "mine").expect("it can be written");
        let again = site.run(&["init", ".", "--host", host]);
        assert_eq!(again.status, Some(2), "{host}");
        assert!(
            again.stderr.contains("is there already") && again.stderr.contains("nothing was written"),
            "{}",
            again.stderr
        );
        assert_eq!(fs::read_to_string(site.root().join(file)).expect("it is there"), "mine", "{host}");

        fs::create_dir_all(site.root().join("other/.github/workflows")).expect("a folder");
        fs::write(site.root().join("other").join(file), "mine").expect("it can be written");
        let other = site.run(&["init", "other", "--host", host]);
        assert_eq!(other.status, Some(2), "{host}");
        assert!(!site.root().join("other/site.toml").exists(), "{host}: nothing is written at all");
    }
    let unknown = Site::new("").run(&["init", "new", "--host", "githb"]);
    assert_eq!(unknown.status, Some(2));
    assert!(unknown.stderr.contains("github") && unknown.stderr.contains("cloudflare"), "{}", unknown.stderr);
}

#[test]
fn a_site_is_found_from_the_folders_in_it() {
    let site = Site::new("== content/articles/deep/a.md ==\n# A\n\nText.\n");
    let deep = site.root().join("content/articles/deep");
    let run = |arguments: &[&str], folder: &Path| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gen"));
        command.args(arguments).current_dir(folder).output().expect("the program was built for this test")
    };
    let built = run(&["build"], &deep);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(site.root().join("public/articles/a/index.html").is_file() && !deep.join("public").exists());
    assert!(run(&["new", "article", "Second"], &deep).status.success());
    assert!(site.root().join("content/articles/second.md").is_file());
    let temp = tempfile::TempDir::new().expect("there is room for a folder");
    let nowhere = run(&["build"], temp.path());
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("site.toml"));
}

#[test]
fn shells_and_man_know_every_command() {
    let site = Site::new("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = site.run(&["completions", shell]);
        assert_eq!(run.status, Some(0), "{shell}: {}", run.stderr);
        for word in ["build", "serve", "completions", "base-url"] {
            assert!(run.stdout.contains(word), "{shell} doesn't know {word}");
        }
    }
    assert_eq!(site.run(&["completions", "csh"]).status, Some(2));
    let page = site.run(&["man"]);
    assert!(page.status == Some(0) && page.stdout.contains(".TH gen 1"), "{}", page.stdout);
    assert_eq!(site.run(&["man", "--out", "pages/man1"]).status, Some(0));
    let pages: Vec<String> = tree(&site.root().join("pages/man1")).into_keys().collect();
    for page in ["gen.1", "gen-build.1", "gen-init.1", "gen-serve.1"] {
        assert!(pages.iter().any(|name| name == page), "no {page} in {pages:?}");
    }
}

#[test]
fn a_table_of_timings_is_printed_where_it_is_asked_for_and_no_progress_off_a_terminal() {
    let site = Site::new("== content/articles/a.md ==\n# A\n");
    let run = site.run(&["build", "--timings"]);
    assert_eq!(run.status, Some(0));
    for line in ["stage ", "\nparse ", "\nrender ", "\npublish ", "slowest templates", "article.html"] {
        assert!(run.stderr.contains(line), "no {line:?} in {}", run.stderr);
    }
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains('\r'), "{:?}", run.stderr);
    assert!(!site.run(&["build"]).stderr.contains("stage"));
}
