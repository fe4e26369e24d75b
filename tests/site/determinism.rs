//! The same input, configuration and build date give the same bytes: whatever the threads, the folder, the order in
//! which files were made, the environment.

use crate::{
    markup::{Tree, output, tree},
    outputs::full,
    support::{Site, TODAY},
};
use std::{path::Path, process::Command};

/// The sample blog of this repository, built with `environment` and `arguments`.
fn blog(environment: &[(&str, &str)], arguments: &[&str]) -> Tree {
    let folder = tempfile::TempDir::new().expect("there is room for a folder");
    let out = folder.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
    command.args(["build", "--quiet", "--root", env!("CARGO_MANIFEST_DIR"), "--as-of", TODAY, "--out"]).arg(&out);
    let run = command.args(arguments).envs(environment.iter().copied()).output().expect("the program was built");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    tree(&out)
}

/// Sees that two outputs are the same, and names the first difference.
fn check_same(one: &Tree, other: &Tree, what: &str) {
    assert!(one.keys().eq(other.keys()), "{what}: other files");
    for (path, bytes) in one {
        assert!(bytes == &other[path], "{what}: {path} differs");
    }
    assert!(one.len() > 20, "{what}: almost nothing was built");
}

#[test]
fn any_number_of_threads() {
    let one = blog(&[("RAYON_NUM_THREADS", "1")], &[]);
    for threads in ["2", "7"] {
        check_same(&one, &blog(&[("RAYON_NUM_THREADS", threads)], &[]), threads);
    }
}

#[test]
fn any_environment() {
    let plain = blog(&[("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C"), ("HOME", "/")], &[]);
    let other = [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "de_DE.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("HOME", "/nonexistent"),
        ("USER", "somebody"),
        ("SOURCE_DATE_EPOCH", "1"),
        ("NO_COLOR", "1"),
        ("CI", "true"),
    ];
    check_same(&plain, &blog(&other, &[]), "environment");
    check_same(&plain, &blog(&[], &["--message-format", "json", "--strict"]), "messages");
}

#[test]
fn any_folder_and_any_order_of_files() {
    let site = full();
    site.build(&[]);
    let one = output(&site);
    let text = include_str!("full.txt");
    let mut files: Vec<&str> = text.split_inclusive("\n== ").collect();
    files.reverse();
    let files: Vec<String> =
        files.iter().map(|file| format!("== {}", file.trim_start_matches("== ").trim_end_matches("== "))).collect();
    let other = Site::new("");
    let deep = Path::new("deeper/with a blank/ü");
    for file in &files {
        let (path, text) = file[3..].split_once(" ==\n").expect("each file has a name");
        other.put(&deep.join(path).to_string_lossy(), text.as_bytes());
    }
    let image = "content/articles/guide/desk.png";
    other.put(&deep.join(image).to_string_lossy(), &std::fs::read(site.root().join(image)).expect("it was written"));
    let run = other.build(&["--root", &deep.to_string_lossy()]);
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
    check_same(&one, &tree(&other.root().join(deep).join("public")), "another folder");
    let out = other.root().join("elsewhere");
    other.build(&["--root", &deep.to_string_lossy(), "--out", &out.to_string_lossy()]);
    check_same(&one, &tree(&out), "another output");
}

#[test]
fn any_day_on_which_nothing_begins_or_ends() {
    let site = full();
    site.build(&["--as-of", "2026-05-02"]);
    let one = output(&site);
    site.build(&["--as-of", "2026-12-31T23:59:59Z"]);
    check_same(&one, &output(&site), "another day");
}
