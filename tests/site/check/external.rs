//! `gen check --external`, against a server of the test's own on the loopback interface: no other is ever asked.

use crate::support::{Run, Site, TODAY};
use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// How often each path was asked for, by method.
type Asked = Arc<Mutex<BTreeMap<String, usize>>>;

/// A server that answers as the path says.
struct Server {
    port: u16,
    asked: Asked,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        let asked = Asked::default();
        let counted = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let counted = counted.clone();
                thread::spawn(move || answer(stream, &counted));
            }
        });
        Self { port, asked }
    }

    /// What was asked for since the last time, as `HEAD /path` with how often.
    fn asked(&self) -> BTreeMap<String, usize> {
        std::mem::take(&mut *self.asked.lock().expect("no thread panicked"))
    }
}

fn answer(mut stream: TcpStream, asked: &Asked) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream has a copy")).lines();
    let Some(Ok(first)) = lines.next() else { return };
    let request = first.rsplit_once(' ').map_or(first.as_str(), |(request, _)| request).to_owned();
    for line in lines.by_ref() {
        if line.is_ok_and(|line| line.is_empty()) {
            break;
        }
    }
    let times = {
        let mut asked = asked.lock().expect("no thread panicked");
        let times = asked.entry(request.clone()).or_default();
        *times += 1;
        *times
    };
    let (method, path) = request.split_once(' ').expect("a request has a method");
    let head = match (method, path) {
        (_, "/slow") => {
            // never answers: waits until the other side has had enough
            let _ = lines.next();
            return;
        }
        (_, "/moved") => "301 Moved Permanently\r\nLocation: /moved-again?x=1".to_owned(),
        (_, "/moved-again?x=1") => "308 Permanent Redirect\r\nLocation: /fine".to_owned(),
        (_, "/elsewhere-today") => "302 Found\r\nLocation: /moved".to_owned(),
        (_, "/round") => "302 Found\r\nLocation: /round".to_owned(),
        (_, "/gone") => "404 Not Found".to_owned(),
        (_, "/refused") => "403 Forbidden".to_owned(),
        ("HEAD", "/get-only") => "405 Method Not Allowed".to_owned(),
        (_, "/busy") if times == 1 => "429 Too Many Requests\r\nRetry-After: 0".to_owned(),
        (_, "/always-busy") => "429 Too Many Requests\r\nRetry-After: 86400".to_owned(),
        _ => "200 OK".to_owned(),
    };
    let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
}

const PATHS: &[&str] = &[
    "fine#part",
    "moved",
    "elsewhere-today",
    "round",
    "gone",
    "refused",
    "get-only",
    "busy",
    "always-busy",
    "slow",
    "ignored/x",
];

/// A site that links to all of them, and to one in a template.
fn site(server: &Server) -> Site {
    let links: String =
        PATHS.iter().map(|path| format!("[{path}](http://127.0.0.1:{}/{path})\n", server.port)).collect();
    Site::new(&format!(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\ndescription = \"Q.\"\n\
         [check.external]\ntimeout = 1\nignore = [\"http://127.0.0.1:{0}/ignored\"]\n\
         == content/index.md ==\n# Home\n\n{links}\n[own](https://prep.example/) and [mail](mailto:a@prep.example).\n\
         == templates/fragments/site_footer.html ==\n<a href=\"http://127.0.0.1:{0}/gone?by=template\">x</a>\n\
         <a href=\"http://127.0.0.1:{0}/missing/gone\">x</a>\n",
        server.port
    ))
}

fn check(site: &Site, arguments: &[&str]) -> Run {
    // a proxy of the machine's would be asked instead
    let none =
        ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"].map(|name| (name, ""));
    site.run_with(&[&["check", "--external", "--message-format", "json", "--as-of", TODAY], arguments].concat(), &none)
}

/// What is told; the port is written `PORT`.
pub(crate) const EXTERNAL: &str = r##"
content/index.md:4:9 «http://127.0.0.1:PORT/moved» warning moved-external-link: `http://127.0.0.1:PORT/moved` has moved for good
  help: write `http://127.0.0.1:PORT/fine`
  page: /
content/index.md:6:9 «http://127.0.0.1:PORT/round» warning broken-external-link: `http://127.0.0.1:PORT/round` redirects more than 8 times
  help: link to where it is now, or to an archived copy; or name it under `[check.external] ignore`
  page: /
content/index.md:7:8 «http://127.0.0.1:PORT/gone» warning broken-external-link: `http://127.0.0.1:PORT/gone` answers 404
  help: link to where it is now, or to an archived copy; or name it under `[check.external] ignore`
  page: /
content/index.md:8:11 «http://127.0.0.1:PORT/refused» note unjudged-external-link: `http://127.0.0.1:PORT/refused` answers 403, so whether it is there can't be told
  help: look at it in a browser, then name it under `[check.external] ignore`
  page: /
content/index.md:11:15 «http://127.0.0.1:PORT/always-busy» note unjudged-external-link: `http://127.0.0.1:PORT/always-busy` answers 429, so whether it is there can't be told
  help: look at it in a browser, then name it under `[check.external] ignore`
  page: /
content/index.md:12:8 «http://127.0.0.1:PORT/slow» warning broken-external-link: `http://127.0.0.1:PORT/slow` gives no answer within 1 seconds
  help: link to where it is now, or to an archived copy; or name it under `[check.external] ignore`
  page: /
"##;

#[test]
fn other_sites_are_asked_once_and_their_answers_are_kept() {
    let server = Server::start();
    let site = site(&server);
    let expected = EXTERNAL.replace("PORT", &server.port.to_string());
    check(&site, &[]).expect(0, &expected);
    let asked: Vec<String> = server.asked().into_iter().map(|(request, times)| format!("{request} {times}")).collect();
    assert_eq!(
        asked,
        [
            "GET /get-only 1",
            "GET /gone 1",
            "GET /refused 1",
            "HEAD /always-busy 1",
            "HEAD /busy 2",
            "HEAD /elsewhere-today 1",
            // its own link, and what `/moved` and `/elsewhere-today` lead to
            "HEAD /fine 3",
            "HEAD /get-only 1",
            "HEAD /gone 1",
            "HEAD /gone?by=template 1",
            "HEAD /missing/gone 1",
            "HEAD /moved 2",
            "HEAD /moved-again?x=1 2",
            "HEAD /refused 1",
            "HEAD /round 9",
            "HEAD /slow 1",
        ]
    );
    check(&site, &[]).expect(0, &expected);
    assert!(server.asked().is_empty(), "what is kept is asked for again");
    assert_eq!(check(&site, &["--strict"]).status, Some(1));
    let kept = site.root().join(".gen/cache/external.json");
    std::fs::write(&kept, "{\"version\":1,\"kept\":{\"torn").expect("it can be written");
    check(&site, &[]).expect(0, &expected);
    assert!(server.asked().contains_key("HEAD /fine"), "a torn file was believed");
    assert_eq!(std::fs::read_to_string(site.root().join(".gen/cache/.gitignore")).expect("it is there"), "*\n");
}

#[test]
fn answers_grow_old() {
    let server = Server::start();
    let site = Site::new(&format!(
        "== content/index.md ==\n# Home\n\n[a](http://127.0.0.1:{0}/fine) [b](http://127.0.0.1:{0}/new)\n",
        server.port
    ));
    let kept = |at: u64| {
        let url = format!("http://127.0.0.1:{}/fine", server.port);
        let kept =
            serde_json::json!({ "version": 1, "kept": { url: { "at": at, "answer": { "fine": { "moved": null } } } } });
        site.put(".gen/cache/external.json", kept.to_string().as_bytes());
    };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is later").as_secs();
    kept(now - 8 * 24 * 3_600);
    check(&site, &[]);
    assert_eq!(server.asked().len(), 2, "an old answer was believed");
    kept(now - 6 * 24 * 3_600);
    check(&site, &[]);
    assert_eq!(server.asked().into_keys().collect::<Vec<_>>(), ["HEAD /new"]);
}

#[test]
fn without_being_asked_for_no_other_site_is_asked() {
    let server = Server::start();
    let site = site(&server);
    site.check(&[]).expect(0, "");
    assert!(server.asked().is_empty() && !site.root().join(".gen").exists());
}
