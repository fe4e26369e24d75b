//! What counts as a change, and what a change costs.

use crate::{
    preview::{Preview, wait},
    support::Site,
};
use std::fs;

const SITE: &str = "
== content/articles/a.md ==
# A
First.
== content/articles/b.md ==
# B
== static/ok.txt ==
fine
";

/// How many snapshots were made after the first.
fn rebuilds(said: &str) -> usize {
    said.lines().filter(|line| line.contains(" changed: ")).count()
}

#[test]
fn an_editor_that_saves_by_renaming_is_seen() {
    let preview = Preview::start(SITE);
    preview.write("== content/articles/.a.md.swp ==\nx\n== content/articles/a.md.tmp ==\n# A\nSecond.\n");
    preview.rename("content/articles/a.md", "content/articles/a.md~");
    preview.rename("content/articles/a.md.tmp", "content/articles/a.md");
    preview.until_text("/articles/a/", "Second.");
    preview.remove("content/articles/a.md~");
    preview.remove("content/articles/.a.md.swp");
    preview.write("== content/articles/b.md ==\n# B\nLast.\n");
    preview.until_text("/articles/b/", "Last.");
    assert!(rebuilds(&preview.said()) <= 3, "{}", preview.said());
}

#[test]
fn what_is_not_the_sites_makes_no_snapshot() {
    let preview = Preview::start(SITE);
    preview.write(
        "
== public/index.html ==
x
== target/debug/x ==
x
== .git/index ==
x
== notes.md ==
x
== content/articles/.hidden.md ==
x
== content/articles/a.md~ ==
x
== content/articles/#a.md# ==
x
== content/articles/a.md.swp ==
x
",
    );
    preview.write("== content/articles/b.md ==\n# B\nLast.\n");
    preview.until_text("/articles/b/", "Last.");
    let said = preview.until_said(" changed: ");
    for line in said.lines().filter(|line| line.contains(" changed: ")) {
        assert!(line.contains(" content/articles/b.md changed: "), "{line}");
    }
}

#[test]
fn a_checkout_is_a_batch() {
    let preview = Preview::start(SITE);
    let files: String =
        (0..300).map(|at| format!("== content/articles/n{at}.md ==\n# N{at}\nChecked out.\n")).collect();
    preview.write(&files);
    for at in [0, 150, 299] {
        preview.until_text(&format!("/articles/n{at}/"), "Checked out.");
    }
    preview.write(&files.replace("Checked out.", "Again."));
    for at in [0, 150, 299] {
        preview.until_text(&format!("/articles/n{at}/"), "Again.");
    }
    // a machine that is slow may see it in parts, but never file by file
    assert!(rebuilds(&preview.said()) <= 30, "{}", preview.said());
}

#[test]
fn a_folder_stands_for_all_in_it() {
    let preview = Preview::start(SITE);
    preview.write("== drafts/more/c.md ==\n# C\n== drafts/d.md ==\n# D\n== drafts/d.png.txt ==\nx\n");
    preview.rename("drafts", "content/articles/moved");
    preview.until_status("/articles/c/", 200);
    assert_eq!(preview.get("/articles/d/").status, 200);
    preview.rename("content/articles/moved", "content/pages");
    preview.until_status("/pages/d/", 200);
    assert_eq!([preview.get("/articles/d/").status, preview.get("/pages/more/c/").status], [404, 200]);
    preview.write("== content/pages/more/later.md ==\n# Later\n");
    preview.until_status("/pages/more/later/", 200);
    fs::remove_dir_all(preview.site.root().join("content/pages")).expect("it is there");
    preview.until_status("/pages/d/", 404);
    assert_eq!(preview.get("/pages/more/later/").status, 404);
    preview.rename("content", "elsewhere");
    preview.until_status("/articles/a/", 404);
    preview.rename("elsewhere", "content");
    preview.until_status("/articles/a/", 200);
    preview.write("== content/articles/a.md ==\n# A\nStill watched.\n");
    preview.until_text("/articles/a/", "Still watched.");
}

#[test]
fn folders_may_come_later() {
    let preview = Preview::start("");
    preview.write("== content/articles/a.md ==\n# A\nFirst.\n");
    preview.until_text("/articles/a/", "First.");
    preview.write("== templates/article.html ==\nown {{ page.title }}\n");
    preview.until_text("/articles/a/", "own A");
    preview.write("== templates/article.html ==\nmine {{ page.title }} {{ strings.takeaways }}\n");
    preview.until_text("/articles/a/", "mine A Key takeaways");
    preview.write("== themes/prep/strings.toml ==\n[en]\ntakeaways = \"In short\"\n");
    preview.until_text("/articles/a/", "mine A In short");
    preview.write("== static/x.txt ==\nhere\n");
    preview.until_text("/x.txt", "here");
    fs::remove_dir_all(preview.site.root().join("templates")).expect("it is there");
    preview.until_text("/articles/a/", "First.");
    preview.write("== templates/article.html ==\nagain {{ page.title }}\n");
    preview.until_text("/articles/a/", "again A");
}

#[test]
fn another_theme_is_watched_from_when_it_is_chosen() {
    let theme = |word: &str| format!("== themes/own/templates/article.html ==\n{word} {{{{ page.title }}}}\n");
    let config = |theme: &str| {
        format!("== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\ntheme = \"{theme}\"\n")
    };
    let preview = Preview::start(SITE);
    preview.write(&theme("one"));
    preview.write(&config("own"));
    preview.until_text("/articles/a/", "one A");
    preview.write(&theme("two"));
    preview.until_text("/articles/a/", "two A");
    // a folder of themes that comes without the right one
    preview.rename("themes", "away");
    preview.until_text("/articles/a/", "First.");
    fs::create_dir(preview.site.root().join("themes")).expect("there is room");
    preview.write("== content/articles/b.md ==\n# B\nLast.\n");
    preview.until_text("/articles/b/", "Last.");
    preview.rename("away/own", "themes/own");
    preview.until_text("/articles/a/", "two A");
}

#[test]
fn a_save_parses_the_file_that_was_saved_and_no_other() {
    let site = Site::new("");
    let files: String = (0..200).map(|at| format!("== content/articles/n{at}.md ==\n# N{at}\nWords.\n")).collect();
    site.add(&files);
    let preview = Preview::of(site, &[], &[]);
    assert!(preview.said().contains(" 200 files parsed, in "), "{}", preview.said());
    for (path, at) in [("content/articles/n7.md", 7), ("content/articles/n7.md", 7), ("content/articles/n199.md", 199)]
    {
        let before = preview.said();
        let words = format!("Save {}.", before.len());
        preview.write(&format!("== {path} ==\n# N{at}\n{words}\n"));
        preview.until_text(&format!("/articles/n{at}/"), &words);
        let line = preview.until_said_after(&before, "changed: ");
        assert!(line.contains(&format!("{path} changed: 1 file parsed, in ")), "{line}");
    }
    for (file, text) in [("templates/article.html", "own {{ page.title }}"), ("static/x.txt", "x")] {
        let before = preview.said();
        preview.write(&format!("== {file} ==\n{text}\n"));
        let line = preview.until_said_after(&before, "changed: ");
        assert!(line.contains(&format!("{file} changed: 0 files parsed, in ")), "{line}");
    }
    // what only its title hangs on is not read again either; what dates and words hang on is
    for (line, parsed) in [("", "0 files"), ("timezone = \"Europe/Berlin\"\n", "200 files")] {
        let before = preview.said();
        preview.write(&format!("== site.toml ==\ntitle = \"Other\"\nbase_url = \"https://prep.example/\"\n{line}"));
        let said = preview.until_said_after(&before, "changed: ");
        assert!(said.contains(&format!("site.toml changed: {parsed} parsed, in ")), "{said}");
    }
}

#[test]
fn an_image_that_changes_has_its_new_size() {
    let svg = |width: u32| {
        format!("== static/a.svg ==\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"8\"></svg>\n")
    };
    let preview = Preview::start(&format!("== content/articles/a.md ==\n# A\n![x](/a.svg)\n{}", svg(10)));
    preview.until_text("/articles/a/", "width=\"10\"");
    preview.write(&svg(20));
    preview.until_text("/articles/a/", "width=\"20\"");
    assert!(preview.get("/a.svg").text().contains("width=\"20\""));
    preview.remove("static/a.svg");
    preview.until_said("there is no image at `/a.svg`");
    wait("the image to be gone", || match preview.get("/articles/a/").text() {
        text if text.contains("<img") => Err(text),
        _ => Ok(()),
    });
}
