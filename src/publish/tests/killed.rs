//! A build killed after any of its steps leaves whole files, and the next build puts everything right.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

type Files<'a> = &'a [(&'a str, &'a str)];

/// Runs the first `steps` steps of a build and stops there as a killed process does; whether there were more.
fn kill_after(site: &Site, files: Files<'_>, steps: usize) -> bool {
    let mut publisher = site.staged(files, false).expect("staged");
    let (plan, _) = publisher.plan().expect("a plan");
    for step in plan.steps.iter().take(steps) {
        publisher.run(step).expect("a step");
    }
    // A killed process clears nothing away; only its lock ends with it.
    let aside = site.temp.path().join("aside");
    fs::rename(&site.out, &aside).expect("put aside");
    drop(publisher);
    fs::rename(&aside, &site.out).expect("put back");
    steps < plan.steps.len()
}

#[test]
fn killed_after_any_step() {
    let cases: &[(Files<'_>, Files<'_>)] = &[
        (&[], &[("a", "1"), ("b/c", "2"), ("b/d/e", "3")]),
        (&[("a", "1"), ("b/c", "2"), ("g/h/i", "3")], &[("a", "9"), ("b/c", "2"), ("n/m", "4")]),
        (&[("a", "1"), ("b/i", "2"), ("b/j/k", "3")], &[("a/i", "2"), ("b", "1")]),
        (&[("a/b", "1"), ("a/c", "2")], &[]),
    ];
    for (old, new) in cases {
        let mut steps = 0;
        let mut more = true;
        while more {
            for next in [*old, *new, &[("a", "5"), ("z", "6")]] {
                let site = Site::new();
                site.build(old).expect("a first build");
                more = kill_after(&site, new, steps);
                for row in site.tree().iter().filter(|row| {
                    !row.starts_with(path::STAGING) && !row.starts_with(path::LOCK) && !row.ends_with('/')
                }) {
                    let (at, bytes) = row.split_once(' ').expect("a path and what it holds");
                    assert!(old.contains(&(at, bytes)) || new.contains(&(at, bytes)), "{row} is whole, after {steps}");
                }
                let report = site.build(next).unwrap_or_else(|error| panic!("after {steps}: {error}"));
                assert_eq!(site.tree(), tree_of(next), "after {steps}");
                assert_eq!(report.kept, [""; 0], "after {steps}");
            }
            steps += 1;
        }
        assert!(steps > 2);
    }
}

/// Paths that get in one another's way.
const PATHS: [&str; 7] = ["a", "a/b", "a/b/c", "a-b", "d/e", "d/f/g", "h"];

/// A set of files without one that is also a folder.
fn files() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let file = (prop::sample::select(&PATHS[..]), prop::sample::select(&["", "1", "2", "33"][..]));
    prop::collection::btree_map(file.0, file.1, 0..6).prop_map(|files| {
        let folders: BTreeSet<&str> = files.keys().flat_map(|path| path::folders_above(path)).collect();
        files.into_iter().filter(|(path, _)| !folders.contains(path)).collect()
    })
}

/// The files of a build, the steps after which it is killed (if few enough), and a path somebody else writes to before.
fn turn() -> impl Strategy<Value = (Vec<(&'static str, &'static str)>, usize, Option<&'static str>)> {
    (files(), 0..12_usize, prop::option::of(prop::sample::select(&PATHS[..])))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Builds, kills and files of somebody else's, in any order: theirs are never lost, and a build that comes through
    /// leaves just its own files and theirs.
    #[test]
    fn any_history(history in prop::collection::vec(turn(), 1..6)) {
        let site = Site::new();
        site.build(&[]).expect("a first build");
        let mut theirs: BTreeMap<&str, &str> = BTreeMap::new();
        for (files, steps, their) in history {
            let free = |path: &str| site.out.join(path).symlink_metadata().is_err()
                && path::folders_above(path).all(|folder| !site.out.join(folder).is_file());
            if let Some(path) = their.filter(|path| free(path)) {
                site.write(path, "theirs");
                theirs.insert(path, "theirs");
            }
            let clean = site.staged(&files, false).and_then(|mut publisher| publisher.plan().map(|_| ())).is_ok();
            if clean && steps < 6 {
                kill_after(&site, &files, steps);
            }
            let built = site.build(&files);
            for path in theirs.keys() {
                let there = fs::read_to_string(site.out.join(path)).unwrap_or_default();
                prop_assert_eq!(there, "theirs");
            }
            prop_assert_eq!(built.is_ok(), clean);
            if built.is_ok() {
                let their_files = theirs.iter().map(|(path, bytes)| (*path, *bytes));
                let all: Vec<_> = files.iter().copied().chain(their_files).collect();
                prop_assert_eq!(site.tree(), tree_of(&all));
            }
        }
    }
}
