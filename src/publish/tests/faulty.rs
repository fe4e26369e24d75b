//! A disk that fails at any call: the output is whole as it was or whole as it shall be, the error says which, and the next
//! build puts everything right.

use super::*;
use crate::disk::faults::{Fault, Faults};
use std::{io::ErrorKind, sync::Arc};

type Files<'a> = &'a [(&'a str, &'a str)];

/// Outputs, and what they shall become.
const CASES: &[(Files<'_>, Files<'_>)] = &[
    (&[], &[("a", "1"), ("b/c", "2"), ("b/d/e", "3")]),
    (&[("a", "1"), ("b/c", "2"), ("g/h/i", "3")], &[("a", "9"), ("b/c", "2"), ("n/m", "4")]),
    (&[("a", "1"), ("b/i", "2"), ("b/j/k", "3")], &[("a/i", "2"), ("b", "1")]),
    (&[("a/b", "1"), ("a/c", "2")], &[]),
];

/// What `tree` shows, without what `gen` keeps for itself.
fn pages(site: &Site) -> Vec<String> {
    if !site.out.exists() {
        return Vec::new();
    }
    let is_page = |row: &String| !row.split(['/', ' ']).next().is_some_and(path::is_own);
    site.tree().into_iter().filter(is_page).collect()
}

/// A build of `new`, over one of `old`, on a disk with `faults`: what it came to and how many of the faults came.
fn build_on(
    old: Files<'_>,
    new: Files<'_>,
    faults: impl FnOnce(&Site) -> Faults,
) -> (Site, Result<PublishReport, String>, usize) {
    let site = Site::new();
    if !old.is_empty() {
        site.build(old).expect("a first build");
    }
    let faults = faults(&site);
    let built = site.build(new).map_err(|error| error.to_string());
    let came = faults.came();
    drop(faults);
    (site, built, came)
}

/// How many calls a build of `new` over one of `old` makes.
fn calls(old: Files<'_>, new: Files<'_>) -> usize {
    let site = Site::new();
    site.build(old).expect("a first build");
    Faults::calls(site.temp.path(), || drop(site.build(new)))
}

/// That the next build of `new` leaves just that, as a clean one does.
fn put_right(site: &Site, new: Files<'_>, what: &str) {
    let report = site.build(new).unwrap_or_else(|error| panic!("{what}, the next build: {error}"));
    assert_eq!(site.tree(), tree_of(new), "{what}");
    assert_eq!(report.kept, [""; 0], "{what}");
    assert_eq!(
        site.manifest(),
        Manifest::new(new.iter().map(|(path, text)| (*path, Fingerprint::of(text.as_bytes()))))
    );
}

#[test]
fn a_fault_at_any_call_leaves_the_output_as_it_was() {
    let faults = [Fault::Once(ErrorKind::Other), Fault::Once(ErrorKind::PermissionDenied), Fault::Full];
    for (old, new) in CASES {
        for fault in &faults {
            let mut at = 0;
            let mut failed = 0;
            loop {
                let what = format!("{old:?} to {new:?}, {fault:?} at {at}");
                let (site, built, came) = build_on(old, new, |site| Faults::new(site.temp.path(), at, fault.clone()));
                if came == 0 {
                    break;
                }
                match &built {
                    Ok(report) if !report.unread.is_empty() => {}
                    Ok(_) => assert_eq!(pages(&site), tree_of(new), "{what}"),
                    Err(message) => {
                        failed += 1;
                        assert_eq!(pages(&site), tree_of(old), "{what}: {message}");
                        assert!(!message.contains("part old"), "{what}: {message}");
                    }
                }
                put_right(&site, new, &what);
                at += 1;
            }
            assert!(failed > 3 && at > 10, "{old:?} to {new:?}, {fault:?}: {at}");
        }
    }
}

#[test]
fn a_disk_that_fails_while_all_is_put_back_is_told_and_put_right() {
    let mut mixed = 0;
    for (old, new) in CASES {
        for at in 0..calls(old, new) {
            for later in 0.. {
                let what = format!("{old:?} to {new:?}, a fault at {at}, and no change {later} later");
                let faults = |site: &Site| {
                    Faults::and(site.temp.path(), (at, Fault::Once(ErrorKind::Other)), (later, Fault::Stopped))
                };
                let (site, built, came) = build_on(old, new, faults);
                if came < 2 {
                    break;
                }
                let now = pages(&site);
                match &built {
                    Ok(_) => assert_eq!(now, tree_of(new), "{what}"),
                    Err(message) if message.contains("is now part old, part new") => mixed += 1,
                    Err(message) => assert_eq!(now, tree_of(old), "{what}: {message}"),
                }
                for row in now.iter().filter(|row| !row.ends_with('/')) {
                    let (path, text) = row.split_once(' ').expect("a path and what it holds");
                    assert!(old.contains(&(path, text)) || new.contains(&(path, text)), "{what}: {row} is not whole");
                }
                put_right(&site, new, &what);
            }
        }
    }
    assert!(mixed > 20, "{mixed}");
}

#[test]
fn somebody_empties_the_output_at_any_call() {
    let mut told = 0;
    for (old, new) in CASES {
        // all of it, or all but what `rm -rf` had listed before it came
        for spared in ["", "b", "n", "a"] {
            for at in 0.. {
                let what = format!("{old:?} to {new:?}, emptied but for `{spared}` at {at}");
                let (site, built, came) = build_on(old, new, |site| {
                    let out = site.out.clone();
                    let empty = move || {
                        for entry in fs::read_dir(&out).into_iter().flatten().flatten() {
                            if entry.file_name() != spared {
                                let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
                            }
                        }
                        let _ = fs::remove_dir(&out);
                    };
                    Faults::new(site.temp.path(), at, Fault::Deed(Arc::new(empty)))
                });
                if came == 0 {
                    break;
                }
                told += usize::from(built.is_err_and(|told| told.contains("another program has removed files of")));
                put_right(&site, new, &what);
            }
        }
    }
    assert!(told > 50, "{told}");
}
