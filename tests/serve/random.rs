//! Random days: what authors, editors, version control and systems do to a site, in a random order, and clients that come and
//! go. In between and at the end, every address is what a clean build of the same files writes.
//!
//! A day does each kind of thing once, in an order and with choices from a fixed seed. Where it leaves the site with an error
//! there is no build to compare with; then the server has to answer. At the end all is mended and compared, and the last
//! server has to be idle. `RANDOM_DAYS=3..100` runs those days in the place of the first few.

use crate::{
    bytes::{copy, files, same, url_path},
    preview::{Preview, wait},
    support::{Run, TODAY},
};
use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    net::TcpStream,
    ops::Range,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

/// A generator of numbers that are random enough: splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).expect("it is small")).expect("it is small")
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }

    /// The numbers below `count` in some order.
    fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..count).collect();
        (0..count).map(|_| left.swap_remove(self.roll(left.len()))).collect()
    }
}

const SITE: &str = "
== site.toml ==
title = \"Random\"
base_url = \"https://prep.example/blog/\"
paginate = 4
[topics]
strict = false
== content/index.md ==
# Home
== content/about.md ==
# About
[One](articles/one.md)
== content/articles/one.md ==
+++
title = \"One\"
topics = [\"t\"]
+++
Words. [[why]]
== content/articles/two.md ==
+++
title = \"Two\"
topics = [\"t\", \"u\"]
aliases = [\"/old-two/\"]
+++
Words.
## FAQ
### [[why]]
== content/articles/folder/index.md ==
# Bundle
![A picture](picture.svg)
== content/articles/folder/picture.svg ==
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
== content/topics/t.md ==
# T
== content/topics/u.md ==
+++
title = \"U\"
parent = \"t\"
+++
== content/authors/editors.md ==
# The editors
== content/questions/q.toml ==
topics = [\"t\"]
[[question]]
id = \"why\"
question = \"Why?\"
answer = \"Because.\"
takeaway = \"It is so.\"
== content/questions/m.md ==
+++
topics = [\"u\"]
+++
## How? {#how}
So.
== static/robots.txt ==
User-agent: *
== static/data.json ==
{}
";

/// The kinds of edits, and the kinds of things in all.
const EDITS: usize = 15;
const KINDS: usize = EDITS + 9;

/// One edit, as the files it writes.
fn edit(kind: usize, dice: &mut Dice, root: &Path, at: usize) -> String {
    let articles = ["one", "two", "n1", "n2", "n3", "n4"];
    let topic = dice.pick(&["t", "u", "v"]);
    let name = dice.pick(&articles);
    let article = |name: &str, more: &str| {
        format!(
            "== content/articles/{name}.md ==\n+++\ntitle = \"{name} {at}\"\ntopics = [\"{topic}\"]\n{more}+++\nEdit {at}. [[why]]\n## A\n[Home](../index.md)\n"
        )
    };
    match kind {
        0 | 1 => article(name, ""),
        2 => article(name, "draft = true\n"),
        3 => article(name, &format!("slug = \"slug-{}\"\naliases = [\"/alias-{}/\"]\n", dice.roll(3), dice.roll(3))),
        4 => article(name, "authors = [\"editors\"]\nlevel = \"mid\"\ndate = 2026-01-02\n"),
        5 => article(name, "broken = \n"),
        6 => {
            // whatever it was, it isn't there any more
            let _ = fs::remove_file(root.join(format!("content/articles/{name}.md")));
            String::new()
        }
        7 => {
            let to = dice.pick(&articles);
            let _ = fs::rename(
                root.join(format!("content/articles/{name}.md")),
                root.join(format!("content/articles/{to}.md")),
            );
            String::new()
        }
        8 => format!("== content/topics/{topic}.md ==\n# Topic {at}\nIntroduction {at}.\n"),
        9 => format!(
            "== content/questions/q.toml ==\ntopics = [\"{topic}\"]\n[[question]]\nid = \"why\"\nquestion = \"Why {at}?\"\nanswer = \"Because of {at}.\"\n"
        ),
        10 => format!(
            "== content/questions/m.md ==\n+++\ntopics = [\"{topic}\"]\n+++\n## How {at}? {{#how}}\nSo {at}.\n## Which? {{#which-{}}}\nThis.\n",
            dice.roll(3)
        ),
        11 => format!(
            "== site.toml ==\ntitle = \"Random {at}\"\nbase_url = \"https://prep.example/blog/\"\npaginate = {}\n[topics]\nstrict = false\n",
            2 + dice.roll(4)
        ),
        12 => {
            if dice.roll(2) == 0 {
                let _ = fs::remove_dir_all(root.join("templates"));
                return String::new();
            }
            format!(
                "== templates/article.html ==\n{}\n",
                dice.pick(&["own {{ page.title }} {{ page.lead }} {{ site.title }}", "{% bad", "{{ page.nope }}"])
            )
        }
        13 => {
            format!("== themes/prep/strings.toml ==\n[en]\ntakeaways = \"In short {at}\"\nfaq = \"Questions {at}\"\n")
        }
        _ => format!(
            "== static/data.json ==\n{{\"at\": {at}}}\n== content/articles/folder/picture.svg ==\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"10\"></svg>\n",
            10 + at
        ),
    }
}

/// A site, its server, and what a day has brought so far.
struct Day {
    preview: Preview,
    root: PathBuf,
    dice: Dice,
    /// The addresses that there were at some time.
    ever: BTreeSet<String>,
    history: Vec<String>,
    clients: Vec<TcpStream>,
}

impl Day {
    fn begin(seed: u64) -> Self {
        let preview = Preview::start_with(&within(SITE), &["--root", "above/site"], &[]);
        let root = preview.site.root().join("above/site");
        let day =
            Self { preview, root, dice: Dice(seed), ever: BTreeSet::new(), history: Vec::new(), clients: Vec::new() };
        day.git(&["init", "--quiet"]);
        for version in ["first", "second"] {
            day.write(&many(version));
            day.git(&["add", "content", "static"]);
            day.git(&["commit", "--quiet", "--message", version]);
            day.git(&["tag", version]);
        }
        day
    }

    /// Whether git is there, and does it.
    fn git(&self, arguments: &[&str]) -> bool {
        let own = ["-c", "user.name=x", "-c", "user.email=x@prep.example", "-c", "gc.auto=0"];
        let mut git = Command::new("git");
        git.current_dir(&self.root).args(own).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
        git.output().is_ok_and(|done| done.status.success())
    }

    fn write(&self, files: &str) {
        self.preview.write(&within(files));
    }

    /// Does one thing of that kind; what it was.
    fn act(&mut self, kind: usize, at: usize) -> String {
        if let Some(kind) = kind.checked_sub(EDITS) {
            return self.happen(kind, at);
        }
        let written = edit(kind, &mut self.dice, &self.root, at);
        self.write(&written);
        format!("edit {kind}: {written}")
    }

    /// What happens other than edits.
    fn happen(&mut self, kind: usize, at: usize) -> String {
        match kind {
            0 => {
                let version = self.dice.pick(&["first", "second"]).to_owned();
                // what is there already, and not in it, stays
                if !self.git(&["checkout", "--quiet", "--force", &version, "--", "."]) {
                    self.write(&many(&version));
                }
                format!("checkout of {version}")
            }
            1 => {
                let folder =
                    self.dice.pick(&["content/articles/many", "content/articles/folder", "static", "templates"]);
                // it may be a link, or not there
                let _ = fs::remove_dir_all(self.root.join(folder));
                format!("{folder} removed")
            }
            2 => {
                self.preview.rename("above", "moved");
                self.preview.rename("moved", "above");
                "a folder above was renamed and back".to_owned()
            }
            3 => self.folder_goes("", at),
            4 => self.folder_goes("content", at),
            5 => self.folder_goes("content/articles", at),
            6 => {
                let folder = self.dice.pick(&["static", "themes", "themes/prep", "templates", "content/topics"]);
                self.folder_goes(folder, at)
            }
            7 => {
                self.clients_come();
                format!("{} clients", self.clients.len())
            }
            _ => {
                self.clients.clear();
                "no clients".to_owned()
            }
        }
    }

    /// A folder goes, and comes back, or another does, or a link to it.
    fn folder_goes(&mut self, folder: &str, at: usize) -> String {
        let place = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        let (outside, inside) = (self.preview.site.root().join(format!("away{at}")), self.root.join(format!("at{at}")));
        if fs::symlink_metadata(&place).is_err() {
            return format!("no {folder}");
        }
        let target =
            fs::read_link(&place).map(|target| format!(", a link to {}", target.display())).unwrap_or_default();
        self.history.push(format!("{folder} goes{target}\n"));
        fs::rename(&place, &outside).expect("it is there");
        // what is above was not looked at, or was
        if self.dice.roll(2) == 0 && ["", "content", "content/articles"].contains(&folder) {
            self.preview.until_status("/blog/articles/folder/", 404);
        }
        let is_link = outside.is_symlink();
        let how = self.dice.roll(if is_link { 1 } else { 3 });
        match how {
            0 => fs::rename(&outside, &place).expect("nothing is there"),
            1 => copy(&outside, &place),
            _ if folder.is_empty() => symlink(&outside, &place).expect("nothing is there"),
            _ => {
                fs::rename(&outside, &inside).expect("nothing is there");
                symlink(&inside, &place).expect("nothing is there");
            }
        }
        format!("{folder} went and came back as {}", ["itself", "a copy", "a link"][how])
    }

    /// Clients that read nothing come; so many that some have to go.
    fn clients_come(&mut self) {
        let events = "GET /.gen/serve/events?page=/blog/&version=x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        let page = "GET /blog/ HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(30);
        for _ in 0..150 {
            let mut client = self.preview.connect();
            let head = self.dice.pick(&["", "GET / HTTP/1.1\r\nHost: lo", events, &page]);
            // one that had to make room is closed
            let _ = client.write_all(head.as_bytes());
            self.clients.push(client);
        }
    }

    /// Compares the preview with a build; whether there could be one.
    fn compare(&mut self, at: usize) -> bool {
        let out = self.preview.site.root().join(format!("built{at}"));
        let run = self.preview.site.run(&[
            "build",
            "--quiet",
            "--root",
            "above/site",
            "--as-of",
            TODAY,
            "--out",
            &out.to_string_lossy(),
        ]);
        compare(&self.preview, &run, &out, &mut self.ever, &self.history.join("---\n"));
        run.status == Some(0)
    }

    /// Puts right what edits have broken.
    fn mend(&mut self) {
        let _ = fs::remove_dir_all(self.root.join("templates"));
        // two files may have the same slug, or the same id
        for name in ["one", "two", "n1", "n2", "n3", "n4"] {
            let _ = fs::remove_file(self.root.join(format!("content/articles/{name}.md")));
        }
        self.write(SITE);
    }
}

impl Drop for Day {
    /// What led to a failure is a part of it.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = std::io::stderr().write_all(self.history.concat().as_bytes());
        }
    }
}

/// `files`, in the folder that the site of a day lies in.
fn within(files: &str) -> String {
    files
        .split_inclusive('\n')
        .map(|line| match line.strip_prefix("== ") {
            Some(rest) => format!("== above/site/{rest}"),
            None => line.to_owned(),
        })
        .collect()
}

/// Files that change together.
fn many(version: &str) -> String {
    let article = |at| {
        format!(
            "== content/articles/many/{version}-{at}.md ==\n# {version} {at}\nWords.\n== content/articles/many/both-{at}.md ==\n# Both {at}\nOf {version}.\n"
        )
    };
    (0..6).map(article).collect()
}

#[test]
fn after_a_random_day_the_preview_is_what_a_build_makes() {
    let days = std::env::var("RANDOM_DAYS").ok().and_then(|days| {
        let (from, to) = days.split_once("..")?;
        Some(Range { start: from.parse().ok()?, end: to.parse().ok()? })
    });
    let days = days.unwrap_or(1..3);
    for seed in days.clone() {
        let mut day = Day::begin(seed);
        day.history.push(format!("day {seed}\n"));
        for (at, kind) in day.dice.shuffled(KINDS).into_iter().enumerate() {
            let what = day.act(kind, at);
            day.history.push(format!("{what}\n"));
            if day.dice.roll(4) == 0 {
                day.compare(at);
            }
        }
        day.mend();
        assert!(day.compare(KINDS), "what was mended can be built: {}", day.history.join("---\n"));
        day.clients.clear();
        if seed + 1 == days.end {
            #[cfg(target_os = "linux")]
            day.preview.until_idle();
        }
    }
}

/// Waits until the server gives what the build of the same files has; only that it answers where there is none.
fn compare(preview: &Preview, run: &Run, out: &Path, ever: &mut BTreeSet<String>, when: &str) {
    if run.status != Some(0) {
        return wait("an answer", || match preview.get("/blog/").status {
            200 | 404 | 500 => Ok(()),
            other => Err(format!("{other} {when}")),
        });
    }
    let built = files(out);
    let paths: BTreeSet<String> = built.iter().map(|file| format!("/blog{}", url_path(out, file))).collect();
    wait(&format!("the preview to be what a build makes, {when}"), || {
        for file in &built {
            let path = url_path(out, file);
            let answer = preview.get(&format!("/blog{path}"));
            same(&path, &answer, &fs::read(file).expect("it was built"))
                .map_err(|why| format!("{path}: {why}\n{}", preview.said()))?;
        }
        match ever.difference(&paths).find(|path| preview.get(path).status != 404 && !is_slash_away(path, &paths)) {
            Some(path) => Err(format!("{path} is still there")),
            None => Ok(()),
        }
    });
    ever.extend(paths);
}

/// Whether a path leads on to one that is there.
fn is_slash_away(path: &str, paths: &BTreeSet<String>) -> bool {
    paths.contains(&format!("{path}/"))
}
