//! While a mistake stands: history is kept a file, never a page; what no longer exists is gone at once; the server lives.

use crate::preview::{Preview, wait};

const SITE: &str = "
== content/articles/a.md ==
+++
title = \"A\"
+++
First of a.
== content/articles/b.md ==
+++
title = \"B\"
+++
First of b. [A](a.md)
== content/topics/t.md ==
# T
== content/questions/q.toml ==
topics = [\"t\"]
[[question]]
id = \"why\"
question = \"Why?\"
answer = \"Because.\"
[[question]]
id = \"how\"
question = \"How?\"
answer = \"So.\"
";

const MENDED: &str = "== content/articles/a.md ==\n+++\ntitle = \"A\"\n+++\nSecond of a.\n";
const BROKEN: &str = "== content/articles/a.md ==\n+++\ntitle = \"A\n+++\nSecond of a. [x](nowhere.md)\n";

/// How many errors the banner of the page at `path` counts.
fn errors(preview: &Preview, path: &str) -> u64 {
    preview.listen(path, "").next("mistakes")["errors"].as_u64().expect("it is a number")
}

/// Waits until the first mistake in the banner holds `words`.
fn until_first(preview: &Preview, words: &str) {
    let events = preview.listen("/", "");
    wait(&format!("a mistake with {words:?}"), || match events.next("mistakes") {
        data if data["list"][0]["message"].as_str().is_some_and(|text| text.contains(words)) => Ok(()),
        data => Err(data.to_string()),
    });
}

#[test]
fn a_file_that_cannot_be_parsed_keeps_its_last_version() {
    let preview = Preview::start(SITE);
    preview.get("/articles/b/");
    preview.write(BROKEN);
    preview.until_said("error[toml-syntax]");
    // what is said about the older version would stand at the wrong places of the newest
    assert!(!preview.said().contains("broken-link"));
    preview.until_text("/articles/a/", "First of a.");
    preview.write("== content/articles/b.md ==\n# B\nSecond of b. [A](a.md)\n");
    preview.until_text("/articles/b/", "Second of b. <a href=\"/articles/a/\">A</a>");
    preview.until_text("/articles/a/", "First of a.");
    assert!(preview.get("/articles/").text().contains(">A<"));
    preview.write(MENDED);
    preview.until_text("/articles/a/", "Second of a.");
    assert_eq!(errors(&preview, "/articles/a/"), 0);
}

#[test]
fn a_file_that_is_not_text_keeps_its_last_version() {
    let preview = Preview::start(SITE);
    preview.site.put("content/articles/a.md", b"+++\ntitle = \"A\"\n+++\ncaf\xe9\n");
    preview.until_said("error[invalid-utf8]");
    assert!(preview.get("/articles/a/").text().contains("First of a."));
    preview.write(MENDED);
    preview.until_text("/articles/a/", "Second of a.");
}

#[test]
fn a_new_file_that_never_could_be_parsed_has_no_page() {
    let preview = Preview::start(SITE);
    preview.write("== content/articles/new.md ==\n+++\ntitle = \"New\n+++\nWords.\n");
    preview.until_said("error[toml-syntax]");
    let answer = preview.get("/articles/new/");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("page-404"));
    assert_eq!(errors(&preview, "/articles/new/"), 1);
    preview.write("== content/articles/new.md ==\n+++\ntitle = \"New\"\n+++\nWords.\n");
    preview.until_text("/articles/new/", "Words.");
}

#[test]
fn what_never_could_be_parsed_is_nowhere() {
    let linking = "== content/articles/a.md ==\n+++\ntitle = \"A\"\ntopics = [\"u\"]\nauthors = [\"who\"]\n+++\n\
                   [by file](new.md), [[new]], [by address](/articles/new/).\n";
    let broken = "+++\ntitle = \n+++\nWords.\n";
    let preview = Preview::start(&format!(
        "{SITE}{linking}== content/topics/u.md ==\n# U\n== content/authors/who.md ==\n# Who\n"
    ));
    preview.write(&format!(
        "== content/articles/new.md ==\n{broken}== content/page.md ==\n{broken}== content/topics/v.md ==\n{broken}"
    ));
    preview.site.put("content/authors/else.md", b"# Else\xff\n");
    preview.until_errors(4);
    for path in ["/articles/new/", "/page/", "/topics/v/", "/authors/else/"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
        assert_eq!(preview.listen(path, "").next("mistakes")["list"][0]["here"], true, "{path}");
        for list in
            ["/", "/articles/", "/topics/", "/authors/", "/sitemap.xml", "/atom.xml", "/feed.json", "/articles/a/"]
        {
            assert!(!preview.get(list).text().contains(path), "{path} in {list}");
        }
    }
    // what leads to them is no mistake, but it leads nowhere
    assert!(
        preview.get("/articles/a/").text().contains("<p>by file, new, by address.</p>"),
        "{}",
        preview.get("/articles/a/").text()
    );
    preview.write("== content/articles/new.md ==\n# New\n");
    preview.until_text("/articles/new/", "New");
    preview.until_text("/articles/a/", "<a href=\"/articles/new/\">by file</a>");
}

#[test]
fn a_question_file_that_breaks_keeps_its_questions() {
    let preview = Preview::start(SITE);
    preview.write("== content/questions/q.toml ==\ntopics = [\"t\"]\n[[question]]\nid = \"why\"\nquestion = \"Why not?\"\nanswer = \"\n");
    preview.until_said("error[");
    for (path, words) in [("/questions/why/", "Because."), ("/questions/how/", "So."), ("/topics/t/", "How?")] {
        assert!(preview.get(path).text().contains(words), "{path}");
    }
    preview.write("== content/questions/q.toml ==\ntopics = [\"t\"]\n[[question]]\nid = \"why\"\nquestion = \"Why not?\"\nanswer = \"Now.\"\n");
    preview.until_text("/questions/why/", "Now.");
    assert_eq!(preview.get("/questions/how/").status, 404);
}

#[test]
fn a_page_with_a_broken_link_is_shown_new() {
    let preview = Preview::start(SITE);
    preview.write("== content/articles/a.md ==\n# A\nSecond of a, [marked](nowhere.md).\n");
    preview.until_text("/articles/a/", "Second of a, marked.");
    assert_eq!(errors(&preview, "/articles/a/"), 1);
}

#[test]
fn what_is_deleted_is_gone_at_once_whatever_else_is_broken() {
    let preview = Preview::start(SITE);
    preview.write(BROKEN);
    preview.until_said("error[toml-syntax]");
    preview.write("== site.toml ==\ntitle = \n== templates/question.html ==\n{% bad\n");
    preview.until_said("site.toml:1");
    preview.remove("content/articles/b.md");
    preview.until_status("/articles/b/", 404);
    preview.remove("content/articles/a.md");
    preview.until_status("/articles/a/", 404);
    preview.rename("content/questions/q.toml", "content/questions/q.txt");
    preview.until_status("/questions/why/", 404);
}

#[test]
fn a_template_that_fails_keeps_the_last_good_bytes() {
    for (template, message) in [
        ("{% bad", "error[template-syntax]"),
        ("{{ page.nope }}", "error[template-error]"),
        ("{% extends \"nowhere.html\" %}", "error[template-syntax]"),
    ] {
        let preview = Preview::start(SITE);
        let good = preview.get("/articles/a/");
        preview.write(&format!("== templates/article.html ==\n{template}\n"));
        preview.until_said(message);
        let kept = preview.get("/articles/a/");
        assert_eq!((kept.status, kept.body), (200, good.body.clone()), "{template}");
        // its text is newer now, and still nothing can be made of it
        preview.write(MENDED);
        preview.until_said("content/articles/a.md changed");
        assert_eq!(preview.get("/articles/a/").body, good.body, "{template}");
        preview.write("== content/articles/fresh.md ==\n# Fresh\n");
        let failed = preview.until_status("/articles/fresh/", 500).text();
        assert!(failed.contains(message) && failed.contains("templates/article.html:1:"), "{failed}");
        assert_eq!(preview.get("/topics/t/").status, 200);
        preview.remove("templates/article.html");
        preview.until_text("/articles/a/", "Second of a.");
        preview.until_status("/articles/fresh/", 200);
    }
}

#[test]
fn a_page_whose_last_good_bytes_are_not_kept_is_made_as_it_was() {
    let preview = Preview::start(SITE);
    preview.write("== templates/article.html ==\n{{ page.nope }}\n");
    preview.until_said("error[template-error]");
    // nobody has ever asked for it
    assert!(preview.get("/articles/a/").text().contains("First of a."));
    preview.write("== content/articles/b.md ==\n# B\nSecond of b.\n== templates/article.html ==\n{% bad\n");
    preview.until_said("error[template-syntax]");
    for _ in 0..2 {
        let page = preview.get("/articles/b/");
        assert!(page.status == 200 && page.text().contains("First of b."), "{}", page.text());
    }
    preview.remove("templates/article.html");
    preview.until_text("/articles/b/", "Second of b.");
}

#[test]
fn a_broken_configuration_keeps_the_last_good_one() {
    let preview =
        Preview::start(&format!("== site.toml ==\ntitle = \"Good\"\nbase_url = \"https://prep.example/\"\n{SITE}"));
    for broken in ["title = \"", "title = \"Bad\"\nbase_url = \"https://prep.example/\"\nlevls = 1\n", ""] {
        preview.write(&format!("== site.toml ==\n{broken}\n"));
        let words = format!("On {}.", broken.len());
        preview.write(&format!("== content/articles/a.md ==\n# A\n{words}\n"));
        let page = preview.until_text("/articles/a/", &words).text();
        assert!(page.contains("<title>A · Good</title>"), "{broken}: {page}");
        assert!(errors(&preview, "/") >= 1, "{broken}");
    }
    preview.remove("site.toml");
    preview.write("== content/articles/a.md ==\n# A\nWithout.\n");
    assert!(preview.until_text("/articles/a/", "Without.").text().contains("<title>A · Good</title>"));
    preview.write("== site.toml ==\ntitle = \"Better\"\nbase_url = \"https://prep.example/\"\n");
    preview.until_text("/articles/a/", "<title>A · Better</title>");
    assert_eq!(errors(&preview, "/"), 0);
}

#[test]
fn a_first_build_may_fail() {
    let broken = "
== site.toml ==
title = \"
base_url = \"https://prep.example/\"
== content/articles/a.md ==
+++
title = \"A
+++
== templates/page.html ==
{% bad
== content/about.md ==
# About
";
    let preview = Preview::start(broken);
    assert!(preview.said().contains("toml-syntax") || preview.until_said("toml-syntax").contains("toml-syntax"));
    assert_eq!(preview.get("/articles/a/").status, 404);
    let page = preview.get("/about/");
    assert_eq!(page.status, 500);
    assert_eq!(page.without_tag().1, 1);
    for words in ["site.toml:1", "content/articles/a.md:2", "templates/page.html:1"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert_eq!(errors(&preview, "/"), 3);
    preview.write(&format!("== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n{MENDED}"));
    preview.remove("templates/page.html");
    preview.until_text("/articles/a/", "Second of a.");
    preview.until_text("/about/", "About");
    assert_eq!(errors(&preview, "/"), 0);
}

#[test]
fn a_template_that_fails_is_told_at_once_and_all_its_pages_after_some_quiet() {
    let preview = Preview::start(SITE);
    preview.write("== templates/question.html ==\n{{ page.nope }}\n");
    // one page of the template is tried right after the save, though nobody asked for any
    let said = preview.until_said("error[template-error]");
    assert!(said.contains("(on `/questions/how/`)"), "{said}");
    let before = preview.said();
    until_first(&preview, "and one other page");
    let events = preview.listen("/articles/a/", "");
    preview.remove("templates/question.html");
    wait("the banner to go", || match events.next("mistakes") {
        data if data["errors"] == 0 => Ok(()),
        data => Err(data.to_string()),
    });
    let said = preview.until_said_after(&before, "no mistakes");
    assert!(!said.contains("error[template-error]"), "it was told twice: {said}");
}

#[test]
fn a_template_that_fails_stays_told_over_saves_and_is_told_once() {
    let preview = Preview::start(SITE);
    preview.write("== templates/article.html ==\n{{ page.nope }}\n");
    preview.until_said("error[template-error]");
    let (of_a, of_t) = (preview.listen("/articles/a/", ""), preview.listen("/topics/t/", ""));
    let before = preview.said();
    for at in 0..5 {
        let before = preview.said();
        preview.write(&format!("== content/topics/t.md ==\n# T\nSave {at}.\n"));
        preview.until_text("/topics/t/", &format!("Save {at}."));
        preview.until_said_after(&before, "content/topics/t.md changed: 1 file parsed, in ");
    }
    // a second mistake marks the end of what there was to hear
    preview.write("== content/topics/t.md ==\n# T\n[x](nowhere.md)\n");
    for events in [of_a, of_t] {
        let mut counts = vec![1];
        while counts.last() != Some(&2) {
            counts.push(events.next("mistakes")["errors"].as_u64().expect("it is a number"));
        }
        assert!(!counts.contains(&0), "the banner went away: {counts:?}");
    }
    let said = preview.until_said_after(&before, "error[broken-link]");
    assert!(!said.contains("no mistakes") && !said.contains("error[template-error]"), "{said}");
}

#[test]
fn a_template_that_fails_on_one_page_less_still_fails() {
    let page = |name: &str, extra: &str| {
        format!("== content/articles/{name}.md ==\n+++\ntitle = \"{name}\"\n[extra]\n{extra}\n+++\nWords.\n")
    };
    let preview = Preview::start(&format!("{SITE}{}{}", page("a", ""), page("b", "")));
    preview.write("== templates/article.html ==\n{{ page.extra.color }}\n");
    until_first(&preview, "and one other page");
    let before = preview.said();
    preview.write(&page("a", "color = 1"));
    let said = preview.until_said_after(&before, "a.md changed: ");
    assert!(said.contains("; 1 error"), "{said}");
    preview.until_text("/articles/a/", "1");
    preview.write(&page("b", "color = 2"));
    let said = preview.until_said_after(&before, "b.md changed: ");
    assert!(said.ends_with("; no mistakes\n") && !said.contains("error[template-error]"), "{said}");
    assert_eq!(errors(&preview, "/articles/b/"), 0);
}
