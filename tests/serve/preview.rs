//! The harness: a site in a folder, its server, and a small client.
//!
//! [`Preview::start`] writes a site and serves it; [`Preview::get`] asks for a path, [`Preview::until`] asks until the answer
//! is the expected one, [`Preview::listen`] opens the stream of events of a page. Waiting is always for a condition, with a
//! limit.

use crate::support::{Site, TODAY};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

/// So long a condition is waited for.
const LIMIT: Duration = Duration::from_secs(60);

/// So long a page may take where a client that waits for a limit would take longer.
const SOON: Duration = Duration::from_secs(5);

/// A server of a site.
pub(crate) struct Preview {
    pub(crate) site: Site,
    server: Child,
    said: Arc<Mutex<String>>,
    pub(crate) port: u16,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The page without the tag of the preview's script, and how many tags there were.
    pub(crate) fn without_tag(&self) -> (Vec<u8>, usize) {
        let text = self.text();
        let mut parts = text.split("<script src=\"/.gen/serve/page.js\" data-version=\"");
        let mut page = parts.next().unwrap_or_default().to_owned();
        let mut tags = 0;
        for part in parts {
            tags += 1;
            page.push_str(part.split_once("\"></script>").map_or(part, |(_, rest)| rest));
        }
        if tags == 0 { (self.body.clone(), 0) } else { (page.into_bytes(), tags) }
    }

    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.unwrap_or(0),
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
            body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }
}

impl Preview {
    /// Serves the site that `files` describes.
    pub(crate) fn start(files: &str) -> Self {
        Self::start_with(files, &[], &[])
    }

    /// The same with these flags and variables of the environment.
    pub(crate) fn start_with(files: &str, flags: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::of(Site::new(files), flags, environment)
    }

    /// Serves `site`.
    pub(crate) fn of(site: Site, flags: &[&str], environment: &[(&str, &str)]) -> Self {
        let port: &[&str] = if flags.contains(&"--port") { &[] } else { &["--port", "0"] };
        let day: &[&str] = if flags.contains(&"--as-of") { &[] } else { &["--as-of", TODAY] };
        let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
        command.current_dir(site.root()).arg("serve").args([port, day, flags].concat());
        command.env_remove("GEN_EDITOR").env_remove("SOURCE_DATE_EPOCH").envs(environment.iter().copied());
        command.stderr(Stdio::piped()).stdout(Stdio::null()).stdin(Stdio::null());
        let mut server = command.spawn().expect("the program was built for this test");
        let said = Arc::new(Mutex::new(String::new()));
        let stderr = BufReader::new(server.stderr.take().expect("it is piped"));
        let heard = said.clone();
        thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                heard.lock().expect("nobody panics").push_str(&format!("{line}\n"));
            }
        });
        let mut preview = Self { site, server, said, port: 0 };
        preview.until_said("preview at http://");
        let said = preview.said();
        let url = said.split("preview at http://").nth(1).expect("it was said");
        let port = url.split(['/', ',']).next().and_then(|host| host.rsplit(':').next());
        preview.port = port.and_then(|port| port.parse().ok()).expect("it says its port");
        preview
    }

    /// All that the server said so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().expect("nobody panics").clone()
    }

    /// Waits until the server says `words`, after what it said `before`.
    pub(crate) fn until_said_after(&self, before: &str, words: &str) -> String {
        wait(&format!("it to say {words:?}"), || {
            let said = self.said();
            let new = said.get(before.len()..).unwrap_or_default().to_owned();
            if new.contains(words) { Ok(new) } else { Err(said) }
        })
    }

    /// Waits until the server says `words`.
    pub(crate) fn until_said(&self, words: &str) -> String {
        self.until_said_after("", words)
    }

    /// Asks for `path`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n"))
    }

    /// Asks for `path`, and for no longer than a reader would wait.
    pub(crate) fn get_soon(&self, path: &str) -> Answer {
        let address = SocketAddr::from(([127, 0, 0, 1], self.port));
        let mut stream = TcpStream::connect_timeout(&address, SOON).expect("the server listens");
        stream.set_read_timeout(Some(SOON)).expect("it is a time");
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("the server reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server answers soon");
        Answer::parse(&answer)
    }

    /// Asks with this beginning of a request; the rest is added.
    pub(crate) fn ask(&self, head: &str) -> Answer {
        self.raw(format!("{head}Connection: close\r\n\r\n").as_bytes())
    }

    /// Sends these bytes and reads all that comes back.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Answer {
        exchange(self.port, bytes)
    }

    /// A connection to the server.
    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.port)
    }

    /// Asks for `path` until the answer is as `is` says.
    pub(crate) fn until(&self, path: &str, what: &str, is: impl Fn(&Answer) -> bool) -> Answer {
        wait(&format!("{path} to be {what}"), || {
            let answer = self.get(path);
            if is(&answer) { Ok(answer) } else { Err(format!("{} {}\n{}", answer.status, answer.text(), self.said())) }
        })
    }

    /// Asks for `path` until it is there and holds `words`.
    pub(crate) fn until_text(&self, path: &str, words: &str) -> Answer {
        self.until(path, &format!("a page with {words:?}"), |answer| {
            answer.status == 200 && answer.text().contains(words)
        })
    }

    /// Asks for `path` until its status is that.
    pub(crate) fn until_status(&self, path: &str, status: u16) -> Answer {
        self.until(path, &format!("a {status}"), |answer| answer.status == status)
    }

    /// Writes the files of `files`, over those that are there.
    pub(crate) fn write(&self, files: &str) {
        self.site.add(files);
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.site.root().join(path)).expect("the file is there");
    }

    /// Renames a file or folder.
    pub(crate) fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.site.root().join(from), self.site.root().join(to)).expect("it is there");
    }

    /// The events that a page at `path` hears which shows `version`.
    pub(crate) fn listen(&self, path: &str, version: &str) -> Events {
        let mut stream = self.connect();
        let head = format!("GET /.gen/serve/events?page={path}&version={version} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("the server reads");
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let mut kind = String::new();
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(named) = line.strip_prefix("event: ") {
                    kind = named.to_owned();
                } else if let Some(data) = line.strip_prefix("data: ") {
                    let data = serde_json::from_str(data).expect("the data of an event is JSON");
                    if send.send((kind.clone(), data)).is_err() {
                        return;
                    }
                }
            }
        });
        Events(receive)
    }

    /// The version of the page at `path`, as its tag says.
    pub(crate) fn version(&self, path: &str) -> String {
        self.told_by_tag(path, "version")
    }

    /// The moment that the page at `path` was made, as its tag says.
    pub(crate) fn since(&self, path: &str) -> String {
        self.told_by_tag(path, "since")
    }

    fn told_by_tag(&self, path: &str, what: &str) -> String {
        let text = self.get(path).text();
        let told = text.split(&format!(" data-{what}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        told.unwrap_or_else(|| panic!("{path} has no {what}")).to_owned()
    }

    /// Waits until the banner of the home page counts so many errors.
    pub(crate) fn until_errors(&self, count: u64) {
        let events = self.listen("/", "");
        wait(&format!("{count} errors"), || match events.next("mistakes") {
            data if data["errors"] == count => Ok(()),
            data => Err(data.to_string()),
        });
    }

    /// Waits until there is a second in which the server does next to nothing.
    #[cfg(target_os = "linux")]
    pub(crate) fn until_idle(&self) {
        let ticks = || -> u64 {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).expect("the server runs");
            let fields = stat.rsplit(')').next().expect("its name is in parentheses").split_whitespace();
            fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("it is a number")).sum()
        };
        wait("the server to do nothing for a second", || {
            let (before, begun) = (ticks(), Instant::now());
            while begun.elapsed() < Duration::from_secs(1) {
                thread::park_timeout(Duration::from_millis(50));
            }
            // a hundred are a second
            match ticks() - before {
                0 | 1 => Ok(()),
                spent => Err(format!("{spent} ticks")),
            }
        });
    }

    /// The number of the server's process.
    pub(crate) fn pid(&self) -> u32 {
        self.server.id()
    }

    /// Tells the server to end, and waits until it has; how long it took.
    pub(crate) fn interrupt(&mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let pid = self.server.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("there is a `kill`").success());
        (self.server.wait().expect("it is our child"), begun.elapsed())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // it may have ended already
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    stream.set_read_timeout(Some(LIMIT)).expect("it is a time");
    stream
}

/// What a server at `port` answers to these bytes.
pub(crate) fn exchange(port: u16, bytes: &[u8]) -> Answer {
    let mut stream = connect(port);
    // a server may refuse a request before it has read all of it
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    Answer::parse(&answer)
}

/// The events of a page.
pub(crate) struct Events(mpsc::Receiver<(String, Value)>);

impl Events {
    /// The next event of that kind; others are passed over.
    pub(crate) fn next(&self, kind: &str) -> Value {
        loop {
            let (named, data) = self.0.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("no event `{kind}` came"));
            if named == kind {
                return data;
            }
        }
    }

    /// The next event, of whatever kind.
    pub(crate) fn any(&self) -> (String, Value) {
        self.0.recv_timeout(LIMIT).expect("an event comes")
    }

    /// The kinds of all events up to the next `mistakes` which `is` the one.
    pub(crate) fn kinds_until(&self, is: impl Fn(&Value) -> bool) -> Vec<String> {
        let mut kinds = Vec::new();
        loop {
            let (kind, data) = self.0.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("only {kinds:?} came"));
            if kind == "mistakes" && is(&data) {
                return kinds;
            }
            kinds.push(kind);
        }
    }
}

/// Tries until it is right; what it was last is told if that takes too long.
pub(crate) fn wait<T>(what: &str, attempt: impl Fn() -> Result<T, String>) -> T {
    let begun = Instant::now();
    loop {
        match attempt() {
            Ok(done) => return done,
            Err(last) if begun.elapsed() > LIMIT => panic!("waited in vain for {what}; last it was\n{last}"),
            Err(_) => thread::park_timeout(Duration::from_millis(5)),
        }
    }
}
