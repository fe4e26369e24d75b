//! Requests that nobody means well with.

use crate::preview::Preview;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::symlink,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

const SITE: &str = "
== content/articles/a.md ==
# A
Words.
== static/ok.txt ==
fine
";

#[test]
fn only_requests_for_this_server_are_answered() {
    let preview = Preview::start_with(SITE, &["--allow-host", "preview.test:8080"], &[]);
    let port = preview.port;
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n"), 200),
        (format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"), 200),
        (format!("GET / HTTP/1.1\r\nHost: [::1]:{port}\r\n"), 200),
        ("GET / HTTP/1.1\r\nHost: preview.test\r\n".to_owned(), 200),
        ("GET / HTTP/1.1\r\nHost: PREVIEW.test.:80\r\n".to_owned(), 200),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n".to_owned(), 421),
        ("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n".to_owned(), 421),
        ("GET / HTTP/1.1\r\nHost: 192.168.1.7\r\n".to_owned(), 421),
        ("GET / HTTP/1.1\r\nHost: \r\n".to_owned(), 421),
        ("GET / HTTP/1.1\r\n".to_owned(), 421),
        ("GET / HTTP/1.0\r\n".to_owned(), 421),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n".to_owned(), 421),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n".to_owned(), 421),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n".to_owned(), 200),
        ("GET /.gen/serve/page.js HTTP/1.1\r\nHost: evil.example\r\n".to_owned(), 421),
        ("GET /.gen/serve/events?page=/&version=x HTTP/1.1\r\nHost: evil.example\r\n".to_owned(), 421),
    ] {
        let answer = preview.ask(&head);
        assert_eq!(answer.status, status, "{head}{}", answer.text());
        assert!(status == 200 || !answer.text().contains("<html"), "{head}");
    }
}

#[test]
fn any_address_is_taken_beyond_this_machine() {
    let preview = Preview::start_with(SITE, &["--host", "0.0.0.0"], &[]);
    assert!(preview.said().contains(&format!("preview at http://localhost:{}/", preview.port)));
    for (host, status) in [("192.168.1.7:1111", 200), ("localhost", 200), ("evil.example", 421)] {
        assert_eq!(preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n")).status, status, "{host}");
    }
}

#[test]
fn no_path_leaves_the_site() {
    let preview = Preview::start(SITE);
    fs::write(preview.site.root().join("secret.txt"), "secret").expect("there is room");
    for path in [
        "/../secret.txt",
        "/articles/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/./secret.txt",
        "/secret.txt",
        "/ok.txt%00",
        "/ok.txt%00.html",
        "/%00",
        "/ok.txt/",
        "/ok.txt/../ok.txt",
        "/%ff%fe",
        "/static/ok.txt",
        "/.gen/",
        "/.gen/serve/",
        "/.gen/serve/../../secret.txt",
        "/etc/passwd",
        "/gen-assets/../secret.txt",
        "/gen-assets/",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret") || !answer.text().ends_with("secret"), "{path}");
    }
    assert_eq!(preview.get("/ok.txt").text(), "fine\n");
}

#[test]
fn a_link_that_leads_out_is_not_followed() {
    let preview = Preview::start(SITE);
    let outside = tempfile::tempdir().expect("there is room");
    fs::write(outside.path().join("secret.txt"), "secret").expect("there is room");
    let root = preview.site.root();
    symlink(outside.path().join("secret.txt"), root.join("static/link.txt")).expect("nothing is there");
    symlink(outside.path(), root.join("static/folder")).expect("nothing is there");
    preview.until_said("this symbolic link leads out of the site's folder");
    assert_eq!([preview.get("/link.txt").status, preview.get("/folder/secret.txt").status], [404, 404]);
    // one that led to a file of the site when it was listed
    symlink(root.join("static/ok.txt"), root.join("static/within.txt")).expect("nothing is there");
    preview.until_status("/within.txt", 200);
    fs::remove_file(root.join("static/within.txt")).expect("it is there");
    symlink(outside.path().join("secret.txt"), root.join("static/within.txt")).expect("nothing is there");
    assert!(!preview.get("/within.txt").text().contains("secret"));
    preview.until_status("/within.txt", 404);
}

#[test]
fn what_is_too_long_is_refused() {
    let preview = Preview::start(SITE);
    let long = "x".repeat(60_000);
    assert_eq!(preview.get(&format!("/{}", &long[..20_000])).status, 404);
    for head in [
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {long}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}", "X-Many: 1\r\n".repeat(500)),
        "NONSENSE\r\n".to_owned(),
        "GET / HTTP/9.9\r\n".to_owned(),
    ] {
        let status = preview.ask(&head).status;
        assert!(matches!(status, 0 | 400 | 414 | 431 | 505), "{status} for {}", &head[..40.min(head.len())]);
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn slow_and_idle_clients_keep_nobody_waiting() {
    let preview = Preview::start(SITE);
    let mut slow: Vec<_> = (0..60).map(|_| preview.connect()).collect();
    for stream in &mut slow[..30] {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: local").expect("the server reads");
    }
    for _ in 0..20 {
        assert_eq!(preview.get("/articles/a/").status, 200);
    }
    slow[0].write_all(b"host\r\nConnection: close\r\n\r\n").expect("the server reads");
    let mut answer = String::new();
    slow[0].read_to_string(&mut answer).expect("the server answers");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[test]
fn nothing_is_shared_with_other_origins() {
    let preview = Preview::start(SITE);
    let port = preview.port;
    let events = "GET /.gen/serve/events?page=/&version=x HTTP/1.1\r\n";
    for (headers, status) in [
        (format!("Host: localhost:{port}\r\nOrigin: http://evil.example\r\n"), 403),
        (format!("Host: localhost:{port}\r\nOrigin: http://localhost:{}\r\n", port.wrapping_add(1)), 403),
        (format!("Host: localhost:{port}\r\nOrigin: null\r\n"), 403),
        (format!("Host: localhost:{port}\r\nSec-Fetch-Site: cross-site\r\n"), 403),
        (format!("Host: localhost:{port}\r\nSec-Fetch-Site: same-site\r\n"), 403),
    ] {
        assert_eq!(preview.ask(&format!("{events}{headers}")).status, status, "{headers}");
    }
    for path in ["/", "/articles/a/", "/ok.txt", "/.gen/serve/page.js", "/.gen/serve/worker.js", "/nothing/"] {
        let answer = preview.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"));
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
    }
}

/// A request for a stream of events.
const EVENTS: &str = "GET /.gen/serve/events?page=/&version=x HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[test]
fn clients_that_hold_all_connections_make_room_at_once() {
    let preview = Preview::start(SITE);
    // more than the system keeps of what a client doesn't read
    preview.site.put("static/large.bin", &vec![b'x'; 4 << 20]);
    preview.until("/large.bin", "there", |answer| answer.status == 200);
    let large = "GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for head in ["", "GET / HTTP/1.1\r\nHost: local", large, &large.repeat(20), EVENTS] {
        let held = crowd(&preview, head);
        for _ in 0..3 {
            assert_eq!(preview.get_soon("/articles/a/").status, 200, "{head}");
        }
        drop(held);
    }
}

#[test]
fn clients_that_never_finish_a_request_make_room_at_once() {
    let preview = Preview::start(SITE);
    let held = crowd(&preview, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in (0..500).take_while(|_| !is_over.load(Ordering::Relaxed)) {
                // one that had to make room is closed
                held.iter().for_each(|mut stream| drop(stream.write_all(b"x")));
                thread::park_timeout(Duration::from_millis(20));
            }
        });
        let answers = [(); 3].map(|()| preview.get_soon("/articles/a/").status);
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(answers, [200; 3]);
    });
}

#[test]
fn the_oldest_stream_of_events_makes_room_for_the_newest() {
    let preview = Preview::start(SITE);
    let open = || {
        let mut stream = preview.connect();
        stream.write_all(EVENTS.as_bytes()).expect("the server reads");
        let mut beginning = [0; 15];
        stream.read_exact(&mut beginning).expect("the server answers");
        assert_eq!(&beginning, b"HTTP/1.1 200 OK");
        stream
    };
    let first = open();
    let _others: Vec<_> = (0..64).map(|_| open()).collect();
    // a page's worker asks again when its stream is over
    let end = BufReader::new(first).lines().map_while(Result::ok).find(|line| line == "0");
    assert!(end.is_some(), "the last chunk, which is empty, ends the stream as a whole");
    let events = preview.listen("/articles/a/", "old");
    assert_eq!(events.next("page")["version"], preview.version("/articles/a/").as_str());
}

/// More clients than there are connections, each of which says `head` and then reads nothing.
fn crowd(preview: &Preview, head: &str) -> Vec<TcpStream> {
    let held: Vec<_> = (0..300).map(|_| preview.connect()).collect();
    // one that had to make room is closed
    held.iter().for_each(|mut stream| drop(stream.write_all(head.as_bytes())));
    held
}
