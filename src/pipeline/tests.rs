//! Whole builds on a disk that fails at any call, of the sources, the output or the cache.
//!
//! A site has two states, and is built from one to the other again and again, each time with another call that fails. Then what is
//! published is whole, one or the other, and what the build says is so; no source is another; and the next build, on
//! a disk without faults, leaves just what a clean build does.

use super::*;
use crate::disk::faults::{Fault, Faults};
use std::{collections::BTreeMap, fs, io::ErrorKind, path::PathBuf};
use tempfile::TempDir;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

const SITE_TOML: &str = "title = \"Prep\"\nbase_url = \"https://prep.example/\"\ntheme = \"own\"\n[search]\nenabled = false\n\
                         [images]\ncards = false\n[publish]\nredirects = \"nginx\"\n";

/// The two states: what is in both, and what is in one.
const BOTH: &[(&str, &str)] = &[
    ("site.toml", SITE_TOML),
    ("content/index.md", "# Home\n\nSee [the first](articles/first.md).\n"),
    ("content/articles/first.md", "+++\ntitle = \"First\"\naliases = [\"/old/\"]\n+++\n![](a.svg)\n"),
    ("content/articles/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"3\"></svg>"),
    ("themes/own/static/own.css", "p { color: red }\n"),
    ("themes/own/strings.toml", "[en]\nhome = \"House\"\n"),
    ("static/both.txt", "both"),
];
const STATES: [&[(&str, &str)]; 2] = [
    &[("content/articles/second.md", "# Second\n\nOne.\n"), ("static/x", "file"), ("static/y/z", "1")],
    &[("content/articles/third.md", "# Third\n\nTwo.\n"), ("static/x/y", "folder"), ("static/y/z", "2")],
];

struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(crate::disk::faults::folder());
        BOTH.iter().for_each(|(path, text)| site.write(path, text));
        #[cfg(unix)]
        std::os::unix::fs::symlink("both.txt", site.0.path().join("static/link.txt")).expect("nothing is there");
        site
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("there is room");
        fs::write(path, text).expect("there is room");
    }

    /// Gives it the other of its states.
    fn change_to(&self, state: usize) {
        for (path, _) in STATES[1 - state] {
            let _ = fs::remove_file(self.0.path().join(path));
        }
        let _ = fs::remove_dir(self.0.path().join("static/x"));
        STATES[state].iter().for_each(|(path, text)| self.write(path, text));
    }

    fn build(&self, out: &Path) -> Result<BuildReport, Error> {
        let options = BuildOptions {
            base_url: None,
            drafts: false,
            future: false,
            is_strict: false,
            adopt: false,
            as_of: AsOf::Day(civil::date(2026, 6, 1)),
            noindex: false,
            progress: Progress::default(),
        };
        Sources::open(self.0.path()).and_then(|mut sources| build(&mut sources, &options, out))
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("public")
    }

    /// All files of the site, but for what is published and kept, and for what stands beside the output.
    fn sources(&self) -> Tree {
        let mut all = tree(self.0.path());
        all.retain(|path, _| !path.starts_with("public") && !path.starts_with(".gen") && !path.ends_with(BESIDE));
        all
    }

    /// What is published, with what stands beside it.
    fn published(&self) -> Tree {
        let mut all = tree(&self.out());
        all.retain(|path, _| !path.to_str().is_some_and(|path| path.starts_with(".gen-")));
        all.extend(fs::read(self.0.path().join(BESIDE)).map(|bytes| (PathBuf::from(BESIDE), bytes)));
        all
    }
}

const BESIDE: &str = "public.nginx.conf";

fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be read"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let path = |entry: &walkdir::DirEntry| entry.path().strip_prefix(folder).expect("it lies there").to_owned();
    files.map(|entry| (path(&entry), fs::read(entry.path()).expect("it can be read"))).collect()
}

/// Builds `site`, in which nothing is wrong.
fn whole(site: &Site, what: &str) {
    let built = site.build(&site.out()).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(built.published.is_some() && built.diags.is_empty(), "{what}: {:?}", built.diags);
}

/// What a clean build of each state publishes.
fn clean() -> [Tree; 2] {
    [0, 1].map(|state| {
        let site = Site::new();
        site.change_to(state);
        whole(&site, "a clean build");
        site.published()
    })
}

/// Every `step`th call has `fault`: how many calls there were, and how many builds published nothing.
fn each_fault(fault: &Fault, step: usize) -> (usize, usize) {
    let clean = clean();
    let site = Site::new();
    site.change_to(0);
    whole(&site, "a first build");
    let (mut state, mut at, mut refused) = (0, 0, 0);
    loop {
        let (old, new) = (state, 1 - state);
        site.change_to(new);
        let (sources, before) = (site.sources(), tree(&site.out()));
        let faults = Faults::new(site.0.path(), at, fault.clone());
        let built = site.build(&site.out());
        let came = faults.came();
        drop(faults);
        if came == 0 {
            return (at, refused);
        }
        let what = format!("{fault:?} at {at}");
        let (expected, told) = match &built {
            Ok(BuildReport { published: Some(_), .. }) => (new, String::new()),
            Ok(BuildReport { diags, .. }) => {
                assert!(diags.has_errors(), "{what}: nothing is published, and nothing is said");
                (old, diags.iter().map(|diag| diag.message.clone()).collect())
            }
            Err(error) => (old, error.to_string()),
        };
        refused += usize::from(expected == old);
        let differing = |state: usize| -> Vec<PathBuf> {
            let (now, then) = (site.published(), &clean[state]);
            let paths = now.keys().chain(then.keys()).filter(|path| now.get(*path) != then.get(*path));
            paths.cloned().collect()
        };
        let others = differing(expected);
        assert!(others.is_empty(), "{what}: {others:?}; {told}");
        assert!(site.sources() == sources, "{what}: a source is another");
        at += step;
        // where nothing was touched, the next build is one that the next turn begins with
        if before != tree(&site.out()) {
            whole(&site, &format!("{what}, the next build"));
            let others = differing(new);
            assert!(others.is_empty(), "{what}, the next build: {others:?}");
            state = new;
        }
    }
}

#[test]
fn a_call_that_fails() {
    let (calls, refused) = each_fault(&Fault::Once(ErrorKind::Other), 1);
    assert!(calls > 200 && refused > 100, "{calls} calls, {refused} refused");
}

#[test]
fn a_disk_that_is_full() {
    let (calls, refused) = each_fault(&Fault::Full, 1);
    assert!(calls > 20 && refused > 20, "{calls} calls, {refused} refused");
}

#[test]
fn a_call_that_takes_long() {
    let (calls, refused) = each_fault(&Fault::Slow, 29);
    assert!(calls > 200 && refused == 0, "{calls} calls, {refused} refused");
}
