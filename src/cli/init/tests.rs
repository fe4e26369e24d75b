//! The starter itself, and the folders it may and may not be written to.

use super::{DATE, FILES, init};
use jiff::civil::{Date, date};
use std::{fs, path::Path};

const TODAY: Date = date(2026, 11, 24);

/// The front matter and the body of a Markdown file of the starter.
fn parts(text: &str) -> (&str, &str) {
    text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++\n")).expect("the file has front matter")
}

fn toml(text: &str) -> toml::Table {
    text.parse().expect("it is TOML")
}

fn starter(name: &str) -> &'static str {
    FILES.iter().find(|(path, _)| *path == name).map(|(_, text)| *text).expect("the starter has the file")
}

#[test]
fn the_starter_is_written_to_a_new_folder() {
    let temp = tempfile::tempdir().expect("a folder");
    let dir = temp.path().join("a/notes");
    let written = init(&dir, TODAY).expect("it can be written");
    let expected: Vec<_> = FILES.iter().map(|(name, _)| dir.join(name)).collect();
    assert_eq!(written, expected);
    for (name, text) in FILES {
        let found = fs::read_to_string(dir.join(name)).expect("it was written");
        assert_eq!(found, text.replace(DATE, "\ndate = 2026-11-24\n"), "{name}");
    }
    let again = init(&dir, TODAY).expect_err("the folder isn't empty now");
    assert_eq!(again.to_string(), format!("`{}` is not empty: it holds `content` and `site.toml`", dir.display()));
    assert_eq!(again.help_text(), Some("nothing was written; name a new folder, as `gen init notes`"));
}

#[test]
fn dotfiles_stay_and_anything_else_is_refused() {
    for (present, refused) in [
        (&[".git", ".gitignore"][..], None),
        (&["README.md"], Some("`README.md`")),
        (&[".git", "b", "a"], Some("`a` and `b`")),
        (&["c", "b", "a"], Some("`a`, `b` and `c`")),
        (&["e", "d", "c", "b", "a"], Some("`a`, `b`, `c` and 2 more")),
    ] {
        let temp = tempfile::tempdir().expect("a folder");
        for name in present {
            fs::write(temp.path().join(name), "mine").expect("it can be written");
        }
        let result = init(temp.path(), TODAY);
        match refused {
            None => assert_eq!(result.expect("it can be written").len(), FILES.len() - 1),
            Some(names) => {
                let expected = format!("`{}` is not empty: it holds {names}", temp.path().display());
                assert_eq!(result.expect_err("something is in the way").to_string(), expected);
                assert!(!temp.path().join("content").exists());
            }
        }
        for name in present {
            assert_eq!(fs::read_to_string(temp.path().join(name)).ok().as_deref(), Some("mine"));
        }
    }
}

#[test]
fn a_file_is_no_folder() {
    let temp = tempfile::tempdir().expect("a folder");
    let file = temp.path().join("notes");
    fs::write(&file, "mine").expect("it can be written");
    let error = init(&file, TODAY).expect_err("it is a file");
    assert_eq!(error.to_string(), format!("`{}` is not a folder", file.display()));
    assert!(init(&file.join("below"), TODAY).is_err());
}

#[test]
fn a_starter_written_in_part_says_so() {
    let written = [Path::new("notes/.gitignore").to_owned(), Path::new("notes/content/index.md").to_owned()];
    let error = super::halfway(crate::diag::Error::new("the disk is full"), &written);
    assert_eq!(error.to_string(), "the disk is full");
    assert_eq!(
        error.help_text(),
        Some("written so far: `notes/.gitignore`, `notes/content/index.md`; remove them before you try again")
    );
}

#[test]
fn every_file_can_be_read() {
    let config = toml(starter("site.toml"));
    for key in ["title", "base_url", "description", "language", "levels", "paginate"] {
        assert!(config.contains_key(key), "{key}");
    }
    assert_eq!(config["defaults"]["authors"][0].as_str(), Some("editors"));
    assert_eq!(config["taxonomies"][0]["name"].as_str(), Some("roles"));
    assert_eq!(config["menu"].as_array().map(Vec::len), Some(4));

    for (name, text) in FILES.iter().filter(|(name, _)| name.ends_with(".md")) {
        let front = toml(parts(text).0);
        let length = front["description"].as_str().map_or(0, |text| text.chars().count());
        assert!(front["title"].is_str() && (40..=155).contains(&length), "{name}");
        assert!(!parts(text).1.contains("\n# "), "{name}");
    }
    let dated = FILES.iter().filter(|(_, text)| text.contains(DATE)).count();
    assert_eq!(dated, 1);
    assert_eq!(toml(parts(starter("content/topics/databases.md")).0)["parent"].as_str(), Some("backend"));
}

#[test]
fn the_questions_show_what_there_is() {
    let file = toml(starter("content/questions/databases.toml"));
    let questions = file["question"].as_array().expect("a list");
    let levels: Vec<_> = questions.iter().map(|question| question["level"].as_str()).collect();
    assert_eq!(levels, [Some("junior"), Some("mid"), Some("senior")]);
    let choices: Vec<_> = questions.iter().filter_map(|question| question.get("choices")?.as_array()).collect();
    let right = choices[0].iter().filter(|choice| choice.get("correct").is_some()).count();
    assert_eq!((choices.len(), choices[0].len(), right), (1, 4, 1));
}

#[test]
fn every_link_leads_somewhere() {
    let questions = toml(starter("content/questions/databases.toml"));
    let ids: Vec<_> = questions["question"].as_array().into_iter().flatten().map(|q| q["id"].as_str()).collect();
    let mut seen = 0;
    for (name, text) in FILES.iter().filter(|(name, _)| name.ends_with(".md")) {
        let folder = Path::new(name).parent().expect("a file lies in a folder");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            let path = folder.join(target).to_string_lossy().replace("articles/../", "");
            assert!(FILES.iter().any(|(name, _)| *name == path), "{name}: {target}");
            seen += 1;
        }
        for wiki in text.split("[[").skip(1).filter_map(|rest| rest.split_once("]]")).map(|(wiki, _)| wiki) {
            let target = wiki.split('|').next();
            assert!(target == Some("topic:databases") || ids.contains(&target), "{name}: {wiki}");
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}
