//! Statuses, types, conditional requests and ranges.

use crate::preview::{Answer, Preview, wait};
use std::{
    fs,
    time::{Duration, UNIX_EPOCH},
};

const SITE: &str = "
== content/articles/a.md ==
+++
title = \"A\"
date = 2026-01-01
aliases = [\"/old/\"]
+++
Words.
== content/articles/ü b.md ==
# Ü
== static/clip.mp4 ==
0123456789
== static/raw.html ==
<!doctype html><head><title>Raw</title></head>
== static/dir/file.txt ==
text
== static/demo/index.html ==
<!doctype html><title>Demo</title>
";

/// Asks for `path` with these headers.
fn with(preview: &Preview, method: &str, path: &str, headers: &str) -> Answer {
    preview.ask(&format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}"))
}

#[test]
fn a_path_has_an_honest_status() {
    let preview = Preview::start(SITE);
    for (path, status, location) in [
        ("/", 200, None),
        ("/articles/a/", 200, None),
        ("/articles/a/?query=1#x", 200, None),
        ("/articles/a/index.html", 200, None),
        ("/articles/%C3%BC-b/", 200, None),
        ("/articles/a", 301, Some("/articles/a/")),
        ("/articles/a?x=1&y=2", 301, Some("/articles/a/?x=1&y=2")),
        ("/articles", 301, Some("/articles/")),
        ("/old/", 301, Some("/articles/a/")),
        ("/old", 301, Some("/old/")),
        ("/404.html", 404, None),
        ("/nothing/", 404, None),
        ("/dir/", 404, None),
        ("/demo/", 200, None),
        ("/demo", 301, Some("/demo/")),
        ("/demo?x=1", 301, Some("/demo/?x=1")),
        ("/demo/index.html", 200, None),
        ("/static/clip.mp4", 404, None),
        ("/content/articles/a.md", 404, None),
        ("/site.toml", 404, None),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (status, location), "{path}");
    }
}

#[test]
fn what_is_not_there_is_the_sites_own_page_and_an_alias_has_its_page() {
    let preview = Preview::start(SITE);
    // related lists may make another snapshot in between
    let is_own = |answer: &Answer| answer.body == preview.get("/404.html").body;
    let missing = preview.until("/nothing/", "the site's own page", is_own);
    assert!(missing.text().contains("page-404"));
    let alias = preview.get("/old/").text();
    assert!(alias.contains("http-equiv=\"refresh\"") && alias.contains("/articles/a/"), "{alias}");
}

#[test]
fn a_file_in_the_place_of_that_page_is_one_and_no_less_missing() {
    let preview = Preview::start(&format!("{SITE}== static/404.html ==\n<html><head></head>own 404\n"));
    for path in ["/nothing/", "/404.html"] {
        for headers in ["", "If-None-Match: *\r\n", "Range: bytes=0-2\r\n"] {
            let answer = with(&preview, "GET", path, headers);
            assert_eq!((answer.status, answer.header("etag")), (404, None), "{path} {headers}");
            let (page, tags) = answer.without_tag();
            assert_eq!((String::from_utf8_lossy(&page).as_ref(), tags), ("<html><head></head>own 404\n", 1));
        }
    }
    // who looks at it hears when it is another, and when there is something at its address
    let events = preview.listen("/nothing/", &preview.version("/nothing/"));
    preview.write("== static/404.html ==\n<html><head></head>another 404\n");
    let hears = |status: u16| {
        wait("it to hear of the newest", || {
            let (heard, answer) = (events.next("page"), preview.get("/nothing/"));
            let is_newest = heard["version"] == preview.version("/nothing/").as_str();
            if is_newest && answer.status == status { Ok(()) } else { Err(answer.text()) }
        });
    };
    hears(404);
    assert!(preview.get("/nothing/").text().contains("another 404"));
    preview.write("== content/nothing.md ==\n# Something\n");
    hears(200);
    preview.remove("static/404.html");
    preview.until("/none/", "the theme's page", |answer| answer.text().contains("page-404"));
}

#[test]
fn a_file_has_its_type_and_its_bytes() {
    let preview = Preview::start(SITE);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/nothing/", "text/html; charset=utf-8"),
        ("/clip.mp4", "video/mp4"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/gen-assets/style.css", "text/css; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
    }
    // a file of the author's is what it is, even if it is a page
    assert_eq!(preview.get("/raw.html").text(), "<!doctype html><head><title>Raw</title></head>\n");
}

#[test]
fn head_is_get_without_the_body() {
    let preview = Preview::start(SITE);
    for path in ["/", "/articles/a/", "/clip.mp4", "/nothing/", "/old/", "/atom.xml", "/.gen/serve/page.js"] {
        let (head, get) = (with(&preview, "HEAD", path, ""), preview.get(path));
        assert!(head.body.is_empty() && !get.body.is_empty(), "{path}");
        assert_eq!(head.status, get.status, "{path}");
        for name in ["content-type", "content-length", "etag", "location"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = with(&preview, method, "/articles/a/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn what_one_has_already_is_not_sent_again() {
    let preview = Preview::start(SITE);
    for (path, change) in [
        ("/articles/a/", "== content/articles/a.md ==\n# A\nOther words.\n"),
        ("/clip.mp4", "== static/clip.mp4 ==\n0123456789x\n"),
    ] {
        let ask = |tag: &str| with(&preview, "GET", path, &format!("If-None-Match: {tag}\r\n"));
        let tag_of = |answer: &Answer| answer.header("etag").expect("it has a tag").to_owned();
        // related lists may make another snapshot in between
        let tag = tag_of(&preview.until(path, "known already", |answer| ask(&tag_of(answer)).status == 304));
        let again = ask(&tag);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), Some(tag.as_str()));
        assert_eq!(with(&preview, "GET", path, "If-None-Match: \"other\"\r\n").status, 200);
        preview.write(change);
        preview.until(path, "another", |answer| answer.header("etag") != Some(&tag));
        assert_eq!(with(&preview, "GET", path, &format!("If-None-Match: {tag}\r\n")).status, 200, "{path}");
    }
    let tag = preview.get("/gen-assets/style.css").header("etag").expect("it has a tag").to_owned();
    assert_eq!(with(&preview, "GET", "/gen-assets/style.css", &format!("If-None-Match: {tag}\r\n")).status, 304);
}

#[test]
fn another_file_of_the_same_length_and_date_is_another() {
    let preview = Preview::start(SITE);
    let root = preview.site.root();
    for (name, text) in [("static/a.txt", "AAAA"), ("b.txt", "BBBB")] {
        preview.site.put(name, text.as_bytes());
        let file = fs::File::options().write(true).open(root.join(name)).expect("it is there");
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1_000_000)).expect("the date can be set");
    }
    let tag = preview.until_text("/a.txt", "AAAA").header("etag").expect("it has a tag").to_owned();
    fs::rename(root.join("b.txt"), root.join("static/a.txt")).expect("it is there");
    let answer = with(&preview, "GET", "/a.txt", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((answer.status, answer.text().as_str()), (200, "BBBB"));
}

#[test]
fn a_part_of_a_file_can_be_had() {
    let preview = Preview::start(SITE);
    let tag = preview.get("/clip.mp4").header("etag").expect("it has a tag").to_owned();
    for (headers, status, range, body) in [
        ("Range: bytes=2-5\r\n".to_owned(), 206, Some("bytes 2-5/11"), "2345"),
        ("Range: bytes=-3\r\n".to_owned(), 206, Some("bytes 8-10/11"), "89\n"),
        ("Range: bytes=8-\r\n".to_owned(), 206, Some("bytes 8-10/11"), "89\n"),
        ("Range: bytes=8-999\r\n".to_owned(), 206, Some("bytes 8-10/11"), "89\n"),
        ("Range: bytes=11-\r\n".to_owned(), 416, Some("bytes */11"), ""),
        ("Range: bytes=0-1,3-4\r\n".to_owned(), 200, None, "0123456789\n"),
        ("Range: nonsense\r\n".to_owned(), 200, None, "0123456789\n"),
        (format!("Range: bytes=0-0\r\nIf-Range: {tag}\r\n"), 206, Some("bytes 0-0/11"), "0"),
        ("Range: bytes=0-0\r\nIf-Range: \"old\"\r\n".to_owned(), 200, None, "0123456789\n"),
    ] {
        let answer = with(&preview, "GET", "/clip.mp4", &headers);
        assert_eq!((answer.status, answer.header("content-range")), (status, range), "{headers}");
        assert_eq!(answer.text(), body, "{headers}");
    }
    assert_eq!(preview.get("/clip.mp4").header("accept-ranges"), Some("bytes"));
}

#[test]
fn a_large_file_is_whole() {
    let preview = Preview::start(SITE);
    let bytes: Vec<u8> = (0..5_000_000_u32).flat_map(u32::to_le_bytes).collect();
    preview.site.put("static/large.webm", &bytes);
    let answer = preview.until("/large.webm", "there", |answer| answer.body.len() == bytes.len());
    assert!(answer.body == bytes);
    let part = with(&preview, "GET", "/large.webm", "Range: bytes=4000000-11999999\r\n");
    assert!(part.status == 206 && part.body == bytes[4_000_000..12_000_000]);
}
