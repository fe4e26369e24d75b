//! What open pages hear.

use crate::preview::{Preview, wait};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

const SITE: &str = "
== content/articles/a.md ==
# A
Words.
== content/articles/b.md ==
# B
Something else.
== static/a.svg ==
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
== static/.well-known/security.txt ==
Contact: us
== themes/prep/static/own.css ==
p { color: red }
";

#[test]
fn a_page_hears_of_its_own_bytes_only() {
    let preview = Preview::start(SITE);
    let (a, b) = ("/articles/a/", "/articles/b/");
    let clean = |data: &serde_json::Value| data["errors"] == 0;
    // related lists may make another snapshot in between
    let (of_a, of_b) = wait("two pages that have nothing to hear", || {
        let (of_a, of_b) = (preview.listen(a, &preview.version(a)), preview.listen(b, &preview.version(b)));
        let kinds = [of_a.kinds_until(clean), of_b.kinds_until(clean)].concat();
        if kinds.is_empty() { Ok((of_a, of_b)) } else { Err(format!("{kinds:?}")) }
    });
    preview.write("== content/articles/a.md ==\n# A\nOther words.\n");
    let heard = of_a.next("page");
    assert_eq!(heard["version"], preview.version(a).as_str());
    // the end of what there is to hear is marked by a mistake in a third place
    preview.write("== content/articles/c.md ==\n+++\nunlisted = true\n+++\n# C\n[x](nowhere.md)\n");
    assert_eq!(of_b.kinds_until(|data| data["errors"] == 1), Vec::<String>::new());
}

#[test]
fn a_page_that_is_not_the_newest_hears_it_at_once() {
    let preview = Preview::start(SITE);
    // related lists may make another snapshot in between
    preview.until("/articles/a/", "the one that was heard of", |_| {
        let heard = preview.listen("/articles/a/", "an-old-one").next("page");
        heard["version"] == preview.version("/articles/a/").as_str()
    });
    let moved = preview.listen("/articles/a", "x").next("page");
    assert_eq!(moved["version"], "moved to /articles/a/");
}

#[test]
fn a_page_hears_of_files_that_changed() {
    let preview = Preview::start(SITE);
    let events = preview.listen("/articles/a/", &preview.version("/articles/a/"));
    events.next("mistakes");
    assert_eq!(preview.get("/.well-known/security.txt").text(), "Contact: us\n");
    for (file, path) in [
        ("static/a.svg", "/a.svg"),
        ("static/.well-known/security.txt", "/.well-known/security.txt"),
        ("themes/prep/static/own.css", "/gen-assets/own.css"),
    ] {
        preview.write(&format!("== {file} ==\nother\n"));
        assert_eq!(events.next("files")["paths"], serde_json::json!([path]));
    }
}

#[test]
fn a_page_that_did_not_listen_hears_of_the_files_that_changed_meanwhile() {
    let preview = Preview::start(SITE);
    let since = preview.since("/articles/a/");
    let version = preview.version("/articles/a/");
    preview.write("== static/a.svg ==\nother\n== themes/prep/static/own.css ==\nother\n");
    wait("both files", || {
        let heard = preview.listen("/articles/a/", &format!("{version}&since={since}")).next("files");
        match heard["paths"].to_string() {
            paths if paths.contains("/gen-assets/own.css") && paths.contains("/a.svg") => Ok(()),
            paths => Err(paths),
        }
    });
    // one that knows a moment of another server, or of none, takes all files for others
    for since in ["0123456789abcdef-1", "nonsense", ""] {
        let heard = preview.listen("/articles/a/", &format!("{version}&since={since}")).next("files");
        assert_eq!(heard["all"], true, "{since}");
    }
    // one that knows the newest hears nothing
    let events = preview.listen("/articles/a/", &format!("{version}&since={}", preview.since("/articles/b/")));
    assert!(!events.kinds_until(|data| data["errors"] == 0).contains(&"files".to_owned()));
}

#[test]
fn a_page_whose_files_are_forgotten_takes_all_for_others() {
    let preview = Preview::start(SITE);
    let (since, version) = (preview.since("/articles/a/"), preview.version("/articles/a/"));
    let files = |words: &str| -> String { (0..600).map(|at| format!("== static/{at}.txt ==\n{words}\n")).collect() };
    preview.write(&files("first"));
    // the last one; what comes in several batches would be one with what is written next
    preview.until_status("/599.txt", 200);
    preview.write(&files("second"));
    wait("all files", || {
        let heard = preview.listen("/articles/a/", &format!("{version}&since={since}")).next("files");
        if heard["all"] == true { Ok(()) } else { Err(heard.to_string()) }
    });
}

#[test]
fn one_stream_tells_all_pages_of_a_browser() {
    let preview = Preview::start(SITE);
    let (a, b) = (preview.version("/articles/a/"), preview.version("/articles/b/"));
    let events = preview.listen("/articles/a/", &format!("{a}&page=/articles/b/&version={b}&page=/&version=old"));
    let heard: Vec<_> = (0..4).map(|_| events.any()).collect();
    let told: Vec<_> = heard.iter().map(|(kind, data)| (kind.as_str(), data["at"].as_u64())).collect();
    assert_eq!(told, [("mistakes", Some(0)), ("mistakes", Some(1)), ("page", Some(2)), ("mistakes", Some(2))]);
    preview.write("== content/articles/b.md ==\n# B\nOther words.\n");
    let heard = events.next("page");
    assert_eq!((heard["at"].as_u64(), heard["version"].as_str()), (Some(1), Some(&*preview.version("/articles/b/"))));
}

#[test]
fn a_mistake_is_here_however_the_page_is_spelt() {
    let preview = Preview::start("== content/articles/ü b.md ==\n# B\n[x](nowhere.md)\n");
    for path in ["/articles/%C3%BC-b/", "/articles/%C3%BC-b/index.html"] {
        assert_eq!(preview.listen(path, "").next("mistakes")["list"][0]["here"], true, "{path}");
    }
    assert_eq!(preview.listen("/articles/", "").next("mistakes")["list"][0]["here"], false);
}

#[test]
fn mistakes_come_with_their_place_the_pages_own_first() {
    let preview = Preview::start(SITE);
    let events = preview.listen("/articles/b/", &preview.version("/articles/b/"));
    assert_eq!(events.next("mistakes"), serde_json::json!({ "errors": 0, "warnings": 0, "list": [], "at": 0 }));
    preview.write("== content/articles/a.md ==\n# A\n[x](nowhere.md)\n");
    let first = events.next("mistakes");
    assert_eq!((&first["errors"], &first["list"][0]["here"]), (&1.into(), &false.into()));
    preview.write("== content/articles/b.md ==\n# B\n[y](gone.md) 1 < 2 \"\n");
    let both = events.next("mistakes");
    assert_eq!((both["errors"].as_u64(), both["list"].as_array().map(Vec::len)), (Some(2), Some(2)));
    let own = &both["list"][0];
    let shown = ["severity", "code", "file", "line", "column", "here"].map(|key| own[key].to_string());
    assert_eq!(shown, ["\"error\"", "\"broken-link\"", "\"content/articles/b.md\"", "2", "5", "true"]);
    let text = "error[broken-link]: there is no file `content/articles/gone.md`\n --> content/articles/b.md:2:5\n  |\n\
                2 | [y](gone.md) 1 < 2 \"\n  |     ^^^^^^^\n  |\n  = help: write the path of a file, relative to this one";
    assert_eq!(own["text"], text);
    preview.write("== content/articles/a.md ==\n# A\n== content/articles/b.md ==\n# B\n");
    wait("the mistakes to be gone", || match events.next("mistakes") {
        data if data["errors"] == 0 => Ok(()),
        data => Err(data.to_string()),
    });
}

#[test]
fn pages_go_to_what_was_saved_only_if_they_follow() {
    let preview = Preview::start_with(SITE, &["--follow"], &[]);
    let events = preview.listen("/articles/a/", &preview.version("/articles/a/"));
    events.next("mistakes");
    preview.write("== content/articles/new.md ==\n# New\n");
    assert_eq!(events.next("go")["url"], "/articles/new/");
    preview
        .write("== content/questions/q.toml ==\n[[question]]\nid = \"why\"\nquestion = \"Why?\"\nanswer = \"So.\"\n");
    assert_eq!(events.next("go")["url"], "/questions/why/");
    let without = Preview::start(SITE);
    let events = without.listen("/articles/a/", &without.version("/articles/a/"));
    events.next("mistakes");
    without.write("== content/articles/b.md ==\n# B\n[x](nowhere.md)\n");
    let kinds = events.kinds_until(|data| data["errors"] == 1);
    assert!(!kinds.contains(&"go".to_owned()), "{kinds:?}");
}

#[test]
fn two_hundred_clients_see_whole_pages_while_files_change() {
    let preview = Preview::start(SITE);
    let page =
        |word: &str| format!("== content/articles/a.md ==\n# {word}\n{}\n", format!("Says {word}.\n\n").repeat(50));
    preview.write(&page("gen0gen"));
    preview.until_text("/articles/a/", "gen0gen");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let clients: Vec<_> = (0..200)
            .map(|_| {
                scope.spawn(|| {
                    let mut asked = 0;
                    while !is_over.load(Ordering::Relaxed) {
                        let answer = preview.get("/articles/a/");
                        let text = answer.text();
                        let mut words: Vec<&str> =
                            text.split("Says ").skip(1).filter_map(|rest| rest.split('.').next()).collect();
                        assert_eq!((answer.status, words.len() >= 50), (200, true), "{text}");
                        words.dedup();
                        assert_eq!(words.len(), 1, "two states in one page: {words:?}");
                        asked += 1;
                    }
                    asked
                })
            })
            .collect();
        for at in 1..=10 {
            preview.write(&page(&format!("gen{at}gen")));
            preview.until_text("/articles/a/", &format!("gen{at}gen"));
        }
        is_over.store(true, Ordering::Relaxed);
        let asked: usize = clients.into_iter().map(|client| client.join().expect("no client fails")).sum();
        assert!(asked >= 200, "{asked}");
    });
    assert!(preview.get("/articles/a/").text().contains("gen10gen"));
}
