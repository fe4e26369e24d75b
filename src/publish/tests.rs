//! Whole builds into a folder that is looked at afterwards: what stands there, byte for byte, and what was reported.

mod failing;
mod faulty;
mod killed;

use super::{path::MANIFEST, *};
use std::{collections::BTreeMap, fs};
use tempfile::TempDir;

/// An output folder, and what is asked of it.
struct Site {
    temp: TempDir,
    out: PathBuf,
}

impl Site {
    fn new() -> Self {
        let temp = crate::disk::faults::folder();
        Self { out: temp.path().join("public"), temp }
    }

    /// One whole build.
    fn build(&self, files: &[(&str, &str)]) -> Result<PublishReport, Error> {
        self.build_with(files, false)
    }

    fn build_with(&self, files: &[(&str, &str)], adopt: bool) -> Result<PublishReport, Error> {
        self.staged(files, adopt)?.finish()
    }

    /// A build that has staged `files`.
    fn staged(&self, files: &[(&str, &str)], adopt: bool) -> Result<Publisher, Error> {
        let publisher = Publisher::open(&self.out, adopt, &self.cache())?;
        for (path, bytes) in files {
            let path = OutputPath::new(path).expect("a fine path");
            publisher.stage(&path, OutputContent::Bytes(bytes.as_bytes().to_vec()))?;
        }
        Ok(publisher)
    }

    fn cache(&self) -> Cache {
        Cache::of(self.temp.path())
    }

    /// Somebody else writes a file.
    fn write(&self, path: &str, bytes: &str) {
        let path = self.out.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Everything in the output but `gen`'s own files: folders end with a slash, files are followed by what they hold.
    fn tree(&self) -> Vec<String> {
        let entries = walkdir::WalkDir::new(&self.out).min_depth(1).sort_by_file_name().into_iter();
        let shown = entries.map(|entry| {
            let entry = entry.expect("the folder can be read");
            let path = entry.path().strip_prefix(&self.out).expect("below the output").to_str().expect("UTF-8");
            match entry.file_type().is_dir() {
                true => format!("{path}/"),
                false => format!("{path} {}", fs::read_to_string(entry.path()).unwrap_or_default()),
            }
        });
        shown.filter(|path| path.split(' ').next() != Some(MANIFEST)).collect()
    }

    fn manifest(&self) -> Manifest {
        Manifest::parse(&fs::read(self.out.join(MANIFEST)).expect("a manifest")).expect("a whole one")
    }
}

/// What `tree` shows of `files`.
fn tree_of(files: &[(&str, &str)]) -> Vec<String> {
    let mut shown: BTreeMap<String, String> = BTreeMap::new();
    for (path, bytes) in files {
        shown.insert((*path).to_owned(), format!("{path} {bytes}"));
        shown.extend(path::folders_above(path).map(|folder| (folder.to_owned(), format!("{folder}/"))));
    }
    let mut rows: Vec<(String, String)> = shown.into_iter().collect();
    // As a walk goes: part by part, not byte by byte.
    rows.sort_by(|a, b| a.0.split('/').cmp(b.0.split('/')));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn counts(report: &PublishReport) -> (usize, usize, usize, u64) {
    (report.written, report.unchanged, report.removed, report.bytes)
}

/// Builds that follow one another: their files, and what each reports as written, unchanged, removed, bytes.
type Builds<'a> = &'a [(&'a [(&'a str, &'a str)], (usize, usize, usize, u64))];

#[test]
fn builds_that_follow_one_another() {
    let cases: &[(&str, Builds<'_>)] = &[
        ("nothing, twice", &[(&[], (0, 0, 0, 0)), (&[], (0, 0, 0, 0))]),
        ("the same", &[(&[("a", "1"), ("b/c", "22")], (2, 0, 0, 3)), (&[("a", "1"), ("b/c", "22")], (0, 2, 0, 0))]),
        (
            "one changed, same length",
            &[(&[("a", "1"), ("b/c", "2")], (2, 0, 0, 2)), (&[("a", "9"), ("b/c", "2")], (1, 1, 0, 1))],
        ),
        (
            "a new file in an old folder",
            &[(&[("a/x", "1")], (1, 0, 0, 1)), (&[("a/x", "1"), ("a/y", "2")], (1, 1, 0, 1))],
        ),
        (
            "a new folder in an old one",
            &[(&[("a/x", "1")], (1, 0, 0, 1)), (&[("a/x", "1"), ("a/b/c/y", "2")], (1, 1, 0, 1))],
        ),
        ("a folder gone", &[(&[("a/b/x", "1"), ("a/y", "2")], (2, 0, 0, 2)), (&[("a/y", "2")], (0, 1, 1, 0))]),
        ("all gone", &[(&[("a/b/x", "1"), ("y", "2")], (2, 0, 0, 2)), (&[], (0, 0, 2, 0))]),
        ("a file becomes a folder", &[(&[("a", "1")], (1, 0, 0, 1)), (&[("a/i", "1")], (1, 0, 1, 1))]),
        ("and deep down", &[(&[("z/a", "1")], (1, 0, 0, 1)), (&[("z/a/b/i", "1"), ("z/a/j", "2")], (2, 0, 1, 2))]),
        ("a folder becomes a file", &[(&[("a/b/i", "1"), ("a/j", "2")], (2, 0, 0, 2)), (&[("a", "1")], (1, 0, 2, 1))]),
        ("both at once", &[(&[("a", "1"), ("b/i", "2")], (2, 0, 0, 2)), (&[("a/i", "2"), ("b", "1")], (2, 0, 2, 2))]),
        ("empty files", &[(&[("a", ""), ("b/c", "")], (2, 0, 0, 0)), (&[("a", ""), ("b/c", "")], (0, 2, 0, 0))]),
        (
            "names like one another",
            &[(&[("a", ""), ("a-b/x", ""), ("a.b", "")], (3, 0, 0, 0)), (&[("a-b/x", "1")], (1, 0, 2, 1))],
        ),
    ];
    for (what, builds) in cases {
        let site = Site::new();
        for (turn, (files, expected)) in builds.iter().enumerate() {
            let report = site.build(files).unwrap_or_else(|error| panic!("{what}, {turn}: {error}"));
            assert_eq!(counts(&report), *expected, "{what}, {turn}");
            assert_eq!(report.kept, [""; 0], "{what}, {turn}");
            assert_eq!(site.tree(), tree_of(files), "{what}, {turn}");
            assert_eq!(site.manifest().len(), files.len(), "{what}, {turn}");
        }
    }
}

#[test]
fn what_somebody_did_to_our_files_is_put_right_and_nothing_of_theirs_is_lost() {
    let files: &[(&str, &str)] = &[("a/x", "1"), ("b", "2"), ("c/d/y", "3")];
    type Deed = fn(&Site);
    type Case = (
        &'static str,
        Deed,
        &'static [(&'static str, &'static str)],
        &'static [(&'static str, &'static str)],
        &'static [&'static str],
    );
    let cases: &[Case] = &[
        ("a page edited", |s| s.write("b", "9"), &[("a/x", "1"), ("b", "2")], &[("a/x", "1"), ("b", "2")], &[]),
        ("a page edited to another length", |s| s.write("b", "long"), &[("b", "2")], &[("b", "2")], &[]),
        (
            "a page deleted",
            |s| fs::remove_file(s.out.join("a/x")).expect("it is there"),
            &[("a/x", "1"), ("b", "2")],
            &[("a/x", "1"), ("b", "2")],
            &[],
        ),
        (
            "a folder deleted",
            |s| fs::remove_dir_all(s.out.join("c")).expect("it is there"),
            &[("b", "2"), ("c/d/y", "3")],
            &[("b", "2"), ("c/d/y", "3")],
            &[],
        ),
        (
            "a page edited that goes",
            |s| s.write("a/x", "mine"),
            &[("b", "2")],
            &[("a/x", "mine"), ("b", "2")],
            &["a/x"],
        ),
        ("a file beside ours", |s| s.write("a/theirs", "t"), &[("b", "2")], &[("a/theirs", "t"), ("b", "2")], &[]),
        ("a file in a new folder", |s| s.write("n/t", "t"), &[("n/x", "1")], &[("n/t", "t"), ("n/x", "1")], &[]),
        (
            "a new file beside theirs, deep",
            |s| s.write("n/t", "t"),
            &[("n/m/x", "1")],
            &[("n/m/x", "1"), ("n/t", "t")],
            &[],
        ),
    ];
    for (what, deed, next, expected, kept) in cases {
        let site = Site::new();
        site.build(files).expect("a first build");
        deed(&site);
        let report = site.build(next).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(site.tree(), tree_of(expected), "{what}");
        assert_eq!(report.kept, *kept, "{what}");
        site.build(&[]).unwrap_or_else(|error| panic!("{what}, and away: {error}"));
        let theirs: Vec<_> = expected.iter().filter(|file| !next.contains(file)).copied().collect();
        assert_eq!(site.tree(), tree_of(&theirs), "{what}, and away");
    }
}

#[test]
fn an_adopted_folder_keeps_what_was_there() {
    let site = Site::new();
    site.write("CNAME", "example.org");
    site.write("old/page", "o");
    site.build_with(&[("old/index.html", "1"), ("new/index.html", "2")], true).expect("adopted");
    let theirs = [("CNAME", "example.org"), ("old/page", "o")];
    let all = [theirs[0], theirs[1], ("old/index.html", "1"), ("new/index.html", "2")];
    assert_eq!(site.tree(), tree_of(&all));
    site.build(&[]).expect("ours by now");
    assert_eq!(site.tree(), tree_of(&theirs));
}

#[test]
fn assets_are_copied_and_compared() {
    let site = Site::new();
    let large = "x".repeat((1 << 20) + 7);
    let other = format!("{}y", &large[1..]);
    for (turn, (bytes, written)) in
        [(&large, 2), (&large, 0), (&other, 2), (&large, 2), (&String::from("s"), 2)].iter().enumerate()
    {
        let from = site.temp.path().join("asset");
        fs::write(&from, bytes.as_bytes()).expect("a file");
        let publisher = Publisher::open(&site.out, false, &site.cache()).expect("free");
        for path in ["a.bin", "deep/er/b.bin"] {
            publisher.stage(&OutputPath::new(path).expect("fine"), OutputContent::File(from.clone())).expect("staged");
        }
        let report = publisher.finish().expect("published");
        assert_eq!((report.written, report.unchanged), (*written, 2 - written), "{turn}");
        assert_eq!(site.tree(), tree_of(&[("a.bin", bytes), ("deep/er/b.bin", bytes)]), "{turn}");
    }
}

#[test]
fn many_threads_stage_at_once() {
    use rayon::prelude::*;
    let site = Site::new();
    let names: Vec<String> = (0..400).map(|n| format!("{}/{}/{n}.html", n % 7, n % 3)).collect();
    for round in 0..2 {
        let publisher = Publisher::open(&site.out, false, &site.cache()).expect("free");
        names.par_iter().for_each(|name| {
            let path = OutputPath::new(name).expect("fine");
            publisher.stage(&path, OutputContent::Bytes(name.clone().into_bytes())).expect("staged");
        });
        assert_eq!(publisher.finish().expect("published").written, if round == 0 { 400 } else { 0 });
    }
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
    assert_eq!(site.tree(), tree_of(&files));
}

#[test]
fn a_build_that_is_abandoned_or_dropped_changes_nothing() {
    let site = Site::new();
    site.staged(&[("a/b", "1")], false).expect("staged").abandon();
    assert!(!site.out.exists(), "a folder made for nothing is gone again");
    fs::create_dir(&site.out).expect("a folder");
    drop(site.staged(&[("a/b", "1")], false).expect("staged"));
    assert_eq!(fs::read_dir(&site.out).expect("it stays").count(), 0);

    site.build(&[("a/b", "1")]).expect("a build");
    let text = site.manifest().to_text();
    drop(site.staged(&[("a/b", "2"), ("c", "3"), ("d/e", "4")], false).expect("staged"));
    assert_eq!((site.tree(), site.manifest().to_text()), (tree_of(&[("a/b", "1")]), text));
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let site = Site::new();
    let files = [("a/b", "1"), ("c", "2")];
    site.build(&files).expect("a build");
    let stamp = |path: &str| fs::metadata(site.out.join(path)).and_then(|found| found.modified()).expect("a time");
    let all = [MANIFEST, "a", "a/b", "c"];
    let before = all.map(stamp);
    site.build(&files).expect("a second one");
    assert_eq!(all.map(stamp), before);
}
