//! The one harness of the whole-site tests: a site in one string, built by the program itself.
//!
//! 1. [`Site::new`] writes the files of a string: each begins with a line `== path ==`. A word in parentheses says what
//!    isn't plain text: `(crlf)` and `(bom)` write it so, `(bytes)` reads `\r \n \t \0 \xff \\` in it, `(link)` makes a
//!    symbolic link to what it says, `(folder)` an empty folder, `(pipe)` a named pipe. Without a `site.toml` it gets
//!    [`SITE_TOML`].
//! 2. [`Site::build`] runs `gen build` with messages in JSON, [`Site::run`] any command.
//! 3. [`Run::messages`] tells the messages as text: place, the words that stand there, severity, code, message; then
//!    help, page and related places. So a test is an input and an output.
//!
//! [`check`] is all of that for a site that is right, [`check_refused`] for one that isn't.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

/// The `site.toml` of a site that brings none.
pub(crate) const SITE_TOML: &str = "title = \"Prep\"\nbase_url = \"https://prep.example/\"\n";

/// The day all tests build on.
pub(crate) const TODAY: &str = "2026-06-01";

/// A site in a folder that is removed with it.
#[derive(Debug)]
pub(crate) struct Site {
    folder: TempDir,
}

/// What a run of `gen` came to.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; `None` if it was killed.
    pub(crate) status: Option<i32>,
    /// What it wrote to stdout.
    pub(crate) stdout: String,
    /// What it wrote to stderr.
    pub(crate) stderr: String,
    root: PathBuf,
}

impl Site {
    /// The site that `files` describes.
    pub(crate) fn new(files: &str) -> Self {
        let site = Self { folder: TempDir::new().expect("there is room for a folder") };
        site.put("site.toml", SITE_TOML.as_bytes());
        site.add(files);
        site
    }

    /// Writes the files of `files`, over those that are there.
    pub(crate) fn add(&self, files: &str) {
        for (path, how, text) in parts(files) {
            self.write(path, &how, &text);
        }
    }

    /// Writes one file, with its folders.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        fs::write(self.place(path), bytes).unwrap_or_else(|error| panic!("cannot write {path}: {error}"));
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The text of a file of the output.
    pub(crate) fn output(&self, path: &str) -> String {
        let file = self.root().join("public").join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("no output at {path}: {error}"))
    }

    /// Builds with messages in JSON, on [`TODAY`] unless `arguments` say otherwise.
    pub(crate) fn build(&self, arguments: &[&str]) -> Run {
        let day: &[&str] = if arguments.contains(&"--as-of") { &[] } else { &["--as-of", TODAY] };
        self.run(&[&["build", "--message-format", "json"], day, arguments].concat())
    }

    /// Runs `gen` in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// The same, with these variables in its environment.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
        command.args(arguments).env_remove("SOURCE_DATE_EPOCH").envs(environment.iter().copied());
        self.finish(&mut command)
    }

    /// Builds as somebody to whom the modes of files mean something, also if root runs the tests.
    pub(crate) fn build_as_anybody(&self) -> Run {
        let arguments = ["build", "--message-format", "json", "--as-of", TODAY];
        if fs::metadata(self.root()).expect("it is there").uid() != 0 {
            return self.run(&arguments);
        }
        // nobody may not go where the program lies
        let program = self.root().join(".gen-for-anybody");
        // by another process: one that is forked here meanwhile would hold it open for writing, and it couldn't be run
        let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_gen")).arg(&program).status();
        assert!(copied.is_ok_and(|status| status.success()), "there is room");
        set_mode(self.root(), 0o777);
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let mut command = Command::new("setpriv");
        command.args(nobody).arg(program).args(arguments).env_remove("SOURCE_DATE_EPOCH");
        self.finish(&mut command)
    }

    fn finish(&self, command: &mut Command) -> Run {
        command.current_dir(self.root());
        let Output { status, stdout, stderr } = command.output().expect("the program was built for this test");
        let text = |bytes| String::from_utf8(bytes).expect("what gen says is UTF-8");
        Run { status: status.code(), stdout: text(stdout), stderr: text(stderr), root: self.root().to_owned() }
    }

    /// Where `path` lies, with the folders above it made.
    fn place(&self, path: &str) -> PathBuf {
        let file = self.root().join(path);
        let folder = file.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).unwrap_or_else(|error| panic!("cannot make the folder of {path}: {error}"));
        file
    }

    fn write(&self, path: &str, how: &[&str], text: &str) {
        let line = text.trim_end();
        match how {
            ["link"] => std::os::unix::fs::symlink(line, self.place(path)).expect("nothing is there yet"),
            ["folder"] => fs::create_dir_all(self.place(path)).expect("nothing is there yet"),
            ["pipe"] => {
                let made = Command::new("mkfifo").arg(self.place(path)).status();
                assert!(made.is_ok_and(|status| status.success()), "cannot make the pipe {path}");
            }
            ["bytes"] => self.put(path, &unescape(line)),
            _ => {
                assert!(
                    how.iter().all(|word| matches!(*word, "crlf" | "bom")),
                    "{path} is written {how:?}, which is nothing"
                );
                let text = if how.contains(&"crlf") { text.replace('\n', "\r\n") } else { text.to_owned() };
                let mark = if how.contains(&"bom") { "\u{feff}" } else { "" };
                self.put(path, format!("{mark}{text}").as_bytes());
            }
        }
    }
}

/// Builds `site` and compares what is told with `expected`; it is published all the same.
pub(crate) fn check(site: &str, expected: &str) -> Site {
    let site = Site::new(site);
    let run = site.build(&[]);
    run.expect(0, expected);
    site
}

/// Builds `site` over an earlier output, compares what is told with `expected`, and sees that nothing was published and
/// the earlier output is as it was.
pub(crate) fn check_refused(site: &str, arguments: &[&str], expected: &str) {
    let site = Site::new(site);
    publish_earlier(&site);
    let before = Published::of(&site);
    site.build(arguments).expect(1, expected);
    assert_eq!(before, Published::of(&site), "a build that failed touched the output");
}

/// Gives `site` the output of an earlier build: that of a small site without mistakes.
fn publish_earlier(site: &Site) {
    let earlier =
        Site::new("== content/index.md ==\n# Home\n== content/about.md ==\n# About\n== content/a.svg ==\n<svg/>\n");
    let out = site.root().join("public");
    earlier.build(&["--out", &out.to_string_lossy()]).expect(0, "");
}

/// Sets who may do what with `path`.
pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the file is the test's own");
}

/// Every file of an output, with its content and its time.
#[derive(PartialEq, Eq)]
pub(crate) struct Published(BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)>);

impl Published {
    /// That of `site`.
    pub(crate) fn of(site: &Site) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![site.root().join("public")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the output is a folder") {
                let path = entry.expect("the output can be listed").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let time = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a file has a time");
                    files.insert(path.clone(), (fs::read(&path).expect("a file can be read"), time));
                }
            }
        }
        Self(files)
    }
}

impl std::fmt::Debug for Published {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Run {
    /// Sees that it ended with `status` and told `expected`.
    pub(crate) fn expect(&self, status: i32, expected: &str) {
        let told = self.messages();
        let is_same = told.trim() == expected.trim() && self.status == Some(status);
        assert!(
            is_same,
            "status {:?}, expected {status}\n----- told\n{}\n----- expected\n{}\n----- stderr\n{}",
            self.status,
            told.trim(),
            expected.trim(),
            self.stderr
        );
    }

    /// The messages of a build as text.
    pub(crate) fn messages(&self) -> String {
        self.objects().iter().map(|object| self.message(object)).collect()
    }

    /// The messages of a build as JSON objects.
    pub(crate) fn objects(&self) -> Vec<Value> {
        let object = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line} isn't JSON: {error}"));
        self.stdout.lines().map(object).collect()
    }

    fn message(&self, object: &Value) -> String {
        let word = |key: &str| object[key].as_str().unwrap_or("-");
        let mut text = format!("{} {} {}: {}\n", self.place(object), word("severity"), word("code"), word("message"));
        if let Some(help) = object["help"].as_str() {
            let _ = writeln!(text, "  help: {help}");
        }
        if let Some(address) = object["address"].as_str() {
            let _ = writeln!(text, "  page: {address}");
        }
        for related in object["related"].as_array().into_iter().flatten() {
            let _ = writeln!(text, "  {} {}", self.place(related), related["message"].as_str().unwrap_or("-"));
        }
        text
    }

    /// `file:line:column` with the words that stand there, up to the end of the line.
    fn place(&self, object: &Value) -> String {
        let Some(file) = object["file"].as_str() else { return "(nowhere)".to_owned() };
        let number = |key: &str| object[key].as_u64().map(|number| usize::try_from(number).expect("files are small"));
        let (Some(line), Some(column)) = (number("line"), number("column")) else { return file.to_owned() };
        let (end_line, end) = (number("end_line").expect("a span ends"), number("end_column").expect("a span ends"));
        let file_on_disk = self.root.join(file);
        // a pipe would never end
        let text = if file_on_disk.is_file() { fs::read(file_on_disk).unwrap_or_default() } else { Vec::new() };
        let text = String::from_utf8_lossy(&text).trim_start_matches('\u{feff}').to_owned();
        let there: Vec<char> =
            text.split('\n').nth(line - 1).unwrap_or_default().trim_end_matches('\r').chars().collect();
        let to = if end_line == line { (end - 1).min(there.len()) } else { there.len() };
        let words: String = there.get(column - 1..to).unwrap_or_default().iter().collect();
        let more = if end_line > line { format!("…{end_line}:{end}") } else { String::new() };
        format!("{file}:{line}:{column} «{}»{more}", shorten(&words))
    }
}

/// At most sixty characters of a line.
fn shorten(words: &str) -> String {
    if words.chars().count() <= 60 {
        words.to_owned()
    } else {
        format!("{}…", words.chars().take(60).collect::<String>())
    }
}

/// The files of a site in one string: their paths, how they are written, and what they hold.
fn parts(files: &str) -> Vec<(&str, Vec<&str>, String)> {
    let mut parts: Vec<(&str, Vec<&str>, String)> = Vec::new();
    for line in files.split_inclusive('\n') {
        let marker = line.trim_end().strip_prefix("== ").and_then(|rest| rest.strip_suffix(" =="));
        match (marker, parts.last_mut()) {
            (Some(marker), _) => {
                let (path, how) = marker.split_once(" (").unwrap_or((marker, ")"));
                let how = how.strip_suffix(')').expect("what is said in parentheses is closed");
                parts.push((path, how.split(", ").filter(|word| !word.is_empty()).collect(), String::new()));
            }
            (None, Some((_, _, text))) => text.push_str(line),
            (None, None) => assert!(line.trim().is_empty(), "this stands before the first file: {line}"),
        }
    }
    parts
}

/// The bytes that `\xff` and its like stand for.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next().expect("something follows a backslash") {
            b'r' => b'\r',
            b'n' => b'\n',
            b't' => b'\t',
            b'0' => 0,
            b'\\' => b'\\',
            b'x' => {
                let digits = [rest.next(), rest.next()].map(|digit| char::from(digit.expect("two digits follow")));
                u8::from_str_radix(&String::from_iter(digits), 16).expect("two digits follow")
            }
            other => panic!("`\\{}` stands for nothing", char::from(other)),
        });
    }
    bytes
}

#[test]
fn a_site_in_a_string_is_files() {
    let site = Site::new("== a/b.md (crlf, bom) ==\none\ntwo\n== c (bytes) ==\nx\\xff\\0\n== d (link) ==\na\n");
    let read = |path: &str| fs::read(site.root().join(path)).expect("it was written");
    assert_eq!(read("a/b.md"), "\u{feff}one\r\ntwo\r\n".as_bytes());
    assert_eq!(read("c"), b"x\xff\0");
    assert_eq!(read("d/b.md"), read("a/b.md"));
    assert_eq!(read("site.toml"), SITE_TOML.as_bytes());
}
