//! Whole new files, titles nobody would choose, and everything that is refused.

use super::{Kind, NewOptions, new, text::toml_string};
use crate::diag::Error;
use jiff::civil::{Date, date};
use std::{fs, path::Path};
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 24);

/// A site with `files`, and nothing else but a configuration.
fn site(files: &[(&str, &str)]) -> TempDir {
    let temp = tempfile::tempdir().expect("a folder");
    for (name, text) in files.iter().chain(&[("site.toml", "")]) {
        let path = temp.path().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, text).expect("it can be written");
    }
    temp
}

fn read(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).expect("the file is there")
}

/// Runs the command and returns the file's name from the root and its text.
fn made(site: &TempDir, kind: Kind, title: &str, options: NewOptions<'_>) -> (String, String) {
    let path = new(site.path(), kind, title, &options, TODAY).expect("it can be made");
    let name = path.strip_prefix(site.path()).expect("it lies in the site").to_string_lossy().replace('\\', "/");
    let text = read(site.path(), &name);
    (name, text)
}

fn refused(site: &TempDir, kind: Kind, title: &str, options: NewOptions<'_>) -> (String, String) {
    let error: Error = new(site.path(), kind, title, &options, TODAY).expect_err("it is refused");
    let message = error.to_string().replace(&site.path().display().to_string(), "SITE");
    (message, error.help_text().unwrap_or_default().to_owned())
}

fn front(text: &str) -> toml::Table {
    let (front, _) = text.strip_prefix("+++\n").and_then(|text| text.split_once("+++\n")).expect("front matter");
    front.parse().expect("it is TOML")
}

#[test]
fn an_article_is_a_dated_draft() {
    let site = site(&[]);
    let options = NewOptions { topic: Some("databases"), level: Some("mid"), ..NewOptions::default() };
    let (name, text) = made(&site, Kind::Article, "C++ \"move\" semantics", options);
    assert_eq!(name, "content/articles/cplusplus-move-semantics.md");
    assert_eq!(
        text,
        r#"+++
title = "C++ \"move\" semantics"
date = 2026-11-24
draft = true # delete this line to publish the article
topics = ["databases"] # the first is the primary one
level = "mid"
# description = "" # one sentence of 80 to 155 characters, for lists and search engines
# takeaways = [""] # or a section `## Key takeaways` that is one list
# sources = [{ title = "", url = "https://" }]
# Below the next line: the short answer first, in a paragraph of its own, then sections under `## …`.
+++
"#
    );
    let (name, text) = made(&site, Kind::Article, "Bundled", NewOptions { bundle: true, ..NewOptions::default() });
    assert_eq!(name, "content/articles/bundled/index.md");
    assert_eq!(front(&text).keys().collect::<Vec<_>>(), ["title", "date", "draft"]);
}

#[test]
fn a_topic_and_an_author_have_their_keys() {
    let site = site(&[]);
    let (name, text) = made(&site, Kind::Topic, "Caching", NewOptions { topic: Some("backend"), ..Default::default() });
    assert_eq!(name, "content/topics/caching.md");
    assert_eq!(
        text,
        r#"+++
title = "Caching"
parent = "backend"
# description = "" # one sentence of 80 to 155 characters, for lists and search engines
# terms = [""] # phrases that may link here
# weight = 1 # its place among its siblings
+++
"#
    );
    fs::write(site.path().join("site.toml"), "[slugs]\nascii = true\n").expect("it can be written");
    let (name, text) = made(&site, Kind::Author, "Žofie Nováková", NewOptions::default());
    assert_eq!(name, "content/authors/zofie-novakova.md");
    assert_eq!(front(&text)["title"].as_str(), Some("Žofie Nováková"));
}

#[test]
fn a_question_gets_a_file() {
    let site = site(&[]);
    let options = NewOptions { topic: Some("databases"), ..NewOptions::default() };
    let (name, text) = made(&site, Kind::Question, "Größe: what does an `index` cost?", options);
    assert_eq!(name, "content/questions/grosse-what-does-an-index-cost.toml");
    assert_eq!(
        text,
        r#"topics = ["databases"] # for all questions of this file
# level = "" # one of the `levels` of site.toml

[[question]]
id = "grosse-what-does-an-index-cost"
question = "Größe: what does an `index` cost?"
# until it has an answer, the question is a stub: `gen check` lists it, and it has no page
# answer = '''
# Markdown.
# '''
# takeaway = "" # one sentence for the cheat sheet
# mistakes = [""] # what people get wrong
# follow_ups = [""] # ids of other questions, or questions in words
"#
    );
    let table: toml::Table = text.parse().expect("it is TOML");
    assert_eq!(table["question"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_question_is_added_to_a_file() {
    let toml = "# mine\r\n[[question]]\r\nid = \"a\"\r\nquestion = 'A?'";
    let markdown = "+++\nlevel = \"mid\"\nnote = '''\n```\n'''\n+++\n\n## A? {#a}\n\nYes.\n";
    for (file, before, named, level, added) in [
        (
            "a.toml",
            toml,
            "a",
            None,
            "\r\n\r\n[[question]]\r\nid = \"why-b\"\r\nquestion = \"Why B?\"\r\n# until it has an answer",
        ),
        (
            "a.toml",
            "",
            "content/questions/a.toml",
            Some("mid"),
            "[[question]]\nid = \"why-b\"\nquestion = \"Why B?\"\nlevel = \"mid\"\n#",
        ),
        ("a.md", markdown, "a.md", Some("mid"), "\n## Why B? {#why-b}\n\n```{question}\nlevel = \"mid\"\n```\n"),
        ("a.md", "\u{feff}## A? {#a}", "./a", None, "\n\n## Why B? {#why-b}\n"),
    ] {
        let name = format!("content/questions/{file}");
        let site = site(&[(&name, before)]);
        let options = NewOptions { file: Some(named), level, ..NewOptions::default() };
        let (found, text) = made(&site, Kind::Question, "Why B?", options);
        assert_eq!(found, name);
        let rest = text.strip_prefix(before).expect("what was there is untouched");
        assert!(rest.starts_with(added), "{rest:?}");
        // the second time its id is taken
        let (message, _) = refused(&site, Kind::Question, "Why B?", options);
        assert_eq!(message, format!("`SITE/{name}` has a question `why-b` already"));
        assert_eq!(read(site.path(), &name), text);
    }
}

#[test]
fn a_file_that_would_swallow_the_question_stays_as_it_is() {
    for (file, before, message) in [
        ("a.toml", "x = '''\n", "`SITE/content/questions/a.toml` can't be read as TOML: "),
        ("a.toml", "question = []\n", "no question can be added to the end of `SITE/content/questions/a.toml`"),
        ("a.toml", "[[question]]\nid = \"b\"\naliases = [\"why\"]\n", "`SITE/content/questions/a.toml` has a question"),
        ("a.md", "## A? {#a}\n\n```\ncode\n", "no question can be added to the end of `SITE/content/questions/a.md`"),
        ("a.md", "<!-- a note\n", "no question can be added to the end of `SITE/content/questions/a.md`"),
        ("a.md", "## Old {#why}\n\nText.\n", "`SITE/content/questions/a.md` has a question `why` already"),
    ] {
        let name = format!("content/questions/{file}");
        let site = site(&[(&name, before)]);
        let options = NewOptions { file: Some("a"), ..NewOptions::default() };
        let (found, help) = refused(&site, Kind::Question, "Why?", options);
        assert!(found.starts_with(message), "{found}");
        assert!(help.starts_with("nothing was changed; "), "{help}");
        assert_eq!(read(site.path(), &name), before);
    }
}

#[test]
fn a_question_file_is_named_within_the_site() {
    let site = site(&[("content/questions/databases.toml", ""), ("secret.toml", "")]);
    for (file, message, help) in [
        (
            "databsaes",
            "there is no question file `databsaes` in `SITE/content/questions`",
            "did you mean `--file databases`?",
        ),
        (
            "databases.md",
            "there is no question file `databases.md` in `SITE/content/questions`",
            "did you mean `--file databases.toml`?",
        ),
        (
            "zzz",
            "there is no question file `zzz` in `SITE/content/questions`",
            "leave `--file` out to begin a new file",
        ),
        (
            "../../secret.toml",
            "`../../secret.toml` is no question file of this site",
            "name a file of `content/questions`, as `--file databases`",
        ),
        (
            "/etc/passwd",
            "`/etc/passwd` is no question file of this site",
            "name a file of `content/questions`, as `--file databases`",
        ),
        ("", "`` is no question file of this site", "name a file of `content/questions`, as `--file databases`"),
    ] {
        let options = NewOptions { file: Some(file), ..NewOptions::default() };
        assert_eq!(refused(&site, Kind::Question, "Why?", options), (message.to_owned(), help.to_owned()));
    }
}

#[test]
fn no_title_breaks_the_front_matter() {
    for (title, kept) in [
        ("He said \"no\" \\ and left", "He said \"no\" \\ and left"),
        ("''' and \"\"\"", "''' and \"\"\""),
        ("two\nlines\r\nor\tthree\u{2028}four", "two lines or three four"),
        ("nul\0l \u{7} bell", "null bell"),
        ("+++\ntitle = 1", "+++ title = 1"),
        ("🚀 rockets # no comment", "🚀 rockets # no comment"),
        ("مقابلة عمل", "مقابلة عمل"),
    ] {
        let (_, text) = made(&site(&[]), Kind::Article, title, NewOptions::default());
        assert_eq!(front(&text)["title"].as_str(), Some(kept), "{title:?}");
        if title.is_ascii() {
            let (_, text) = made(&site(&[]), Kind::Question, title, NewOptions::default());
            let table: toml::Table = text.parse().expect("it is TOML");
            assert_eq!(table["question"][0]["question"].as_str(), Some(kept), "{title:?}");
        }
    }
    assert_eq!(toml_string("a\0\u{1b}\"\\"), r#""a\u0000\u001B\"\\""#);
}

#[test]
fn a_name_that_is_taken_or_none_is_refused() {
    let long = "long ".repeat(60);
    let site = site(&[
        ("content/articles/flat.md", "mine"),
        ("content/articles/bundle/index.md", "mine"),
        ("content/questions/why.md", "mine"),
    ]);
    let none = NewOptions::default();
    let bundle = NewOptions { bundle: true, ..none };
    let level = NewOptions { level: Some("mid"), ..none };
    let there = "nothing was changed; edit that file, or choose another name";
    let another = "give another title; the one you want can be set in the file";
    for (kind, title, options, message, help) in [
        (Kind::Article, "Flat", none, "`SITE/content/articles/flat.md` is there already", there),
        (Kind::Article, "Flat", bundle, "`SITE/content/articles/flat.md` is there already", there),
        (Kind::Article, "Bundle", none, "`SITE/content/articles/bundle/index.md` is there already", there),
        (Kind::Article, "Bundle", bundle, "`SITE/content/articles/bundle/index.md` is there already", there),
        (Kind::Question, "Why?", none, "`SITE/content/questions/why.md` is there already", there),
        (Kind::Topic, "🚀 ?", none, "the title `🚀 ?` has no letter or digit to make a name of", another),
        (
            Kind::Author,
            "Index",
            none,
            "the title `Index` makes the name `index`, which is that of the list itself",
            another,
        ),
        (
            Kind::Article,
            " \n",
            none,
            "an article needs a title",
            "give it in quotes, as `gen new article \"How indexes work\"`",
        ),
        (Kind::Author, "Ada", level, "an author takes no `--level`", "leave `--level` out"),
        (Kind::Topic, "Caching", bundle, "a topic takes no `--bundle`", "leave `--bundle` out"),
    ] {
        assert_eq!(refused(&site, kind, title, options), (message.to_owned(), help.to_owned()));
    }
    let (message, help) = refused(&site, Kind::Article, &long, none);
    assert!(message.ends_with("is too long for a file name"), "{message}");
    assert_eq!(help, "give a shorter title; the whole one can be set in the file");
    assert_eq!(read(site.path(), "content/articles/flat.md"), "mine");
    assert!(!site.path().join("content/topics").exists());
}

#[test]
fn what_the_next_build_would_refuse_is_refused_at_once() {
    let config = |more: &str| format!("title = \"T\"\nbase_url = \"https://t.example/\"\n{more}");
    let (strict, lenient) = (config(""), config("[topics]\nstrict = false\n"));
    let files = [
        ("content/questions/a.toml", "[[question]]\nid = \"what-is-x\"\naliases = [\"why\"]\n"),
        ("content/questions/deep/b.md", "+++\n+++\n## How? {#how}\n\nSo.\n"),
        ("content/topics/sql.md", "# SQL\n"),
        ("content/topics/deep/own.md", "# Own\n"),
    ];
    let in_site = |config: &str| {
        let site = site(&files);
        fs::write(site.path().join("site.toml"), config).expect("it can be written");
        site
    };
    let none = NewOptions::default();
    let (topic, level) =
        (|topic| NewOptions { topic: Some(topic), ..none }, |level| NewOptions { level: Some(level), ..none });
    let edit = "nothing was changed; word the new question differently, or edit the one that is there";
    let begin = "begin it first with `gen new topic \"…\"`; it is named by its file";
    let levels = "its levels are `junior`, `mid`, `senior`";
    for (kind, title, options, message, help) in [
        (
            Kind::Question,
            "What is X?",
            none,
            "`SITE/content/questions/a.toml` has a question `what-is-x` already",
            edit,
        ),
        (Kind::Question, "Why?", none, "`SITE/content/questions/a.toml` has a question `why` already", edit),
        (Kind::Question, "How?", none, "`SITE/content/questions/deep/b.md` has a question `how` already", edit),
        (
            Kind::Question,
            "How?",
            NewOptions { file: Some("a"), ..none },
            "`SITE/content/questions/deep/b.md` has a question `how` already",
            edit,
        ),
        (Kind::Article, "A", level("midd"), "this site has no level `midd`", &*format!("did you mean `mid`? {levels}")),
        (Kind::Question, "A?", level("expert"), "this site has no level `expert`", levels),
        (Kind::Article, "A", topic("sqll"), "there is no topic `sqll`", "did you mean `--topic sql`?"),
        (Kind::Article, "A", topic("nope"), "there is no topic `nope`", begin),
        (Kind::Topic, "A", topic("nope"), "there is no topic `nope`", begin),
    ] {
        let site = in_site(&strict);
        assert_eq!(refused(&site, kind, title, options), (message.to_owned(), help.to_owned()), "{title}");
        assert!(!site.path().join("content/articles").exists());
    }
    made(&in_site(&strict), Kind::Article, "A", NewOptions { level: Some("mid"), ..topic("deep/own") });
    made(&in_site(&lenient), Kind::Article, "A", topic("nope"));
    assert_eq!(refused(&in_site(&lenient), Kind::Topic, "A", topic("nope")).0, "there is no topic `nope`");
    // what is wrong with the configuration is told by the next build
    made(&in_site("levels = 5\n"), Kind::Question, "New?", level("expert"));
}

#[test]
fn a_folder_without_a_configuration_is_no_site() {
    let temp = tempfile::tempdir().expect("a folder");
    assert_eq!(
        refused(&temp, Kind::Article, "A", NewOptions::default()),
        (
            "there is no `site.toml` in `SITE`".to_owned(),
            "start a site with `gen init`, or name the folder of yours with `--root`".to_owned()
        )
    );
    assert!(!temp.path().join("content").exists());
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_string_of_toml(text in "(?s).*") {
        let table: toml::Table = format!("x = {}", toml_string(&text)).parse().expect("it is TOML");
        assert_eq!(table["x"].as_str(), Some(&*text));
    }

    #[test]
    fn any_file_is_added_to_or_left_alone(before in "(?s).{0,40}", toml in proptest::bool::ANY) {
        let name = if toml { "content/questions/a.toml" } else { "content/questions/a.md" };
        let site = site(&[(name, &before)]);
        let options = NewOptions { file: Some("a"), ..NewOptions::default() };
        let result = new(site.path(), Kind::Question, "Why?", &options, TODAY);
        let after = read(site.path(), name);
        assert!(after.starts_with(&before));
        assert_eq!(after.len() > before.len(), result.is_ok());
    }
}
