//! What is refused, in which words, and that it leaves everything as it was.

use super::*;

/// The message and the help of `result`, with the output folder as `OUT`.
fn told<T>(site: &Site, result: Result<T, Error>) -> (String, String) {
    let error = result.err().expect("an error");
    let clean = |text: &str| text.replace(site.out.to_str().expect("UTF-8"), "OUT");
    (clean(&error.to_string()), clean(error.help_text().unwrap_or_default()))
}

const MOVE: &str = "move it away, or build into another folder with `--out`";

const AS_IT_WAS: &str = "; nothing was published, and `OUT` is as it was";

fn in_the_way(path: &str) -> (String, String) {
    let message = format!("`OUT/{path}` is in the way of a page, and gen didn't write it as it is{AS_IT_WAS}");
    (message, MOVE.to_owned())
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let refused = (
        "`OUT` is not empty, and gen has not written it".to_owned(),
        "build into another folder with `--out`, or pass `--adopt`: what is in the folder then stays as it is, and \
         pages are added"
            .to_owned(),
    );
    for theirs in ["x", ".git/config", "a/b/c", ".gen-manifest"] {
        let site = Site::new();
        site.write(theirs, "theirs");
        assert_eq!(told(&site, site.build(&[("p", "1")])), refused, "{theirs}");
        assert_eq!(walkdir::WalkDir::new(&site.out).into_iter().count(), theirs.split('/').count() + 1, "{theirs}");
    }
}

#[test]
fn a_file_is_no_output_folder() {
    let site = Site::new();
    fs::write(&site.out, "").expect("a file");
    let expected = ("the output folder `OUT` is a file".to_owned(), MOVE.to_owned());
    assert_eq!(told(&site, site.build(&[])), expected);
}

#[test]
fn one_build_at_a_time() {
    let site = Site::new();
    let first = site.staged(&[("a", "1")], false).expect("free");
    let busy = ("another build is writing `OUT`", "wait until it is done, or build into another folder with `--out`");
    let busy = (busy.0.to_owned(), busy.1.to_owned());
    assert_eq!(told(&site, site.build(&[])), busy);
    first.finish().expect("published");
    let second = site.staged(&[], false).expect("free again");
    assert_eq!(told(&site, site.build(&[("b", "2")])), busy);
    second.abandon();
    site.build(&[("b", "2")]).expect("free again");
    assert_eq!(site.tree(), tree_of(&[("b", "2")]));
}

#[test]
fn what_stands_in_the_way_is_named() {
    type Case =
        (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)], &'static str);
    // what, ours before, what somebody then writes, and what is in the way of `p`, `q/x`, `r/s/x`
    let cases: &[Case] = &[
        ("a file at a page", &[], &[("p", "t")], "p"),
        ("a folder at a page", &[], &[("p/t", "t")], "p"),
        ("a file at a folder", &[], &[("q", "t")], "q"),
        ("a file at a folder above", &[], &[("r", "t")], "r"),
        ("a file at a page in a folder", &[("r/s/y", "1")], &[("r/s/x", "t")], "r/s/x"),
        ("ours, edited, at a folder", &[("q", "1")], &[("q", "t")], "q"),
        ("theirs among ours, where a file comes", &[("p/a", "1"), ("p/b/c", "2")], &[("p/b/t", "t")], "p/b/t"),
        ("ours, edited, where a file comes", &[("p/a", "1")], &[("p/a", "t")], "p/a"),
        ("a folder of theirs among ours", &[("p/a", "1")], &[("p/t/u", "t")], "p/t"),
    ];
    for (what, ours, theirs, way) in cases {
        let site = Site::new();
        site.build(ours).expect("a first build");
        theirs.iter().for_each(|(path, bytes)| site.write(path, bytes));
        let (tree, text) = (site.tree(), site.manifest().to_text());
        let result = site.build(&[("p", "1"), ("q/x", "2"), ("r/s/x", "3")]);
        assert_eq!(told(&site, result), in_the_way(way), "{what}");
        assert_eq!((site.tree(), site.manifest().to_text()), (tree, text), "{what}: nothing changed");
    }
}

#[test]
fn all_that_stands_in_the_way_is_told_at_once() {
    let site = Site::new();
    site.build(&[("p/a", "1"), ("u", "2")]).expect("a first build");
    [("p/t", "t"), ("q", "t"), ("r/s/x", "t"), ("u", "t")].iter().for_each(|(path, bytes)| site.write(path, bytes));
    let tree = site.tree();
    let result = site.build(&[("p", "1"), ("q/x", "2"), ("q/y", "2"), ("r/s/x", "3"), ("u/v", "4")]);
    let message = "4 files are in the way of pages, and gen didn't write them as they are: `OUT/p/t`, `OUT/q`, \
                   `OUT/r/s/x`, `OUT/u`";
    let help = "move them away, or build into another folder with `--out`";
    assert_eq!(told(&site, result), (format!("{message}{AS_IT_WAS}"), help.to_owned()));
    assert_eq!(site.tree(), tree);
}

#[test]
fn two_outputs_that_clash_are_told() {
    let twice = ("two outputs would be written to `a`", "");
    let both = ("`a/b` would be both a file and a folder of the output", "give one of the two pages another address");
    type Case = (&'static [(&'static str, &'static str)], (&'static str, &'static str));
    let cases: &[Case] = &[
        (&[("a", "1"), ("a", "2")], twice),
        (&[("a/b", "1"), ("a/b2", "2")], ("", "")),
        (&[("a/b", "1"), ("z", ""), ("a/b-c", ""), ("a/b/c/d", "2")], both),
    ];
    for (files, (message, help)) in cases {
        let site = Site::new();
        match site.build(files) {
            Ok(_) => assert_eq!(*message, ""),
            // Where the folder is made first, the file system says it sooner.
            result => {
                let (said, helped) = told(&site, result);
                let said = said.trim_end_matches(AS_IT_WAS);
                if !said.starts_with("cannot write") {
                    assert_eq!((said, helped.as_str()), (*message, *help));
                }
                assert!(!site.out.exists());
            }
        }
    }
}

#[test]
fn a_damaged_manifest_loses_no_file() {
    let site = Site::new();
    site.build(&[("a", "1"), ("b", "2"), ("c", "3")]).expect("a first build");
    let text = fs::read_to_string(site.out.join(MANIFEST)).expect("a manifest");
    // The line of `b` is lost, that of `c` now names what somebody else wrote.
    let name = |path: &str| {
        let text = Manifest::new([(path, Fingerprint::of(b""))].into_iter()).to_text();
        text.trim_end().rsplit(' ').next().expect("a line ends with a path's digest").to_owned()
    };
    let is_whole = |line: &&str| !line.ends_with(&name("b"));
    let damaged: String =
        text.lines().filter(is_whole).map(|line| line.replace(&name("c"), &name("t")) + "\n").collect();
    assert!(text.contains(&name("b")) && damaged.contains(&name("t")), "{damaged}");
    site.write(MANIFEST, &damaged);
    site.write("t", "theirs");
    assert_eq!(told(&site, site.build(&[("t", "4")])), in_the_way("t"));
    // `t` isn't what was written, so it stays; `b` holds what is to be written, so it is ours again.
    let report = site.build(&[("b", "2")]).expect("a build");
    assert_eq!((report.unchanged, report.removed, report.kept), (1, 1, vec!["t".to_owned()]));
    assert_eq!(site.tree(), tree_of(&[("b", "2"), ("c", "3"), ("t", "theirs")]));
    site.build(&[]).expect("the manifest is whole again");
    assert_eq!(site.tree(), tree_of(&[("c", "3"), ("t", "theirs")]));
}

#[test]
fn what_cannot_be_written_or_renamed_is_told_and_put_right_by_the_next_build() {
    let site = Site::new();
    site.build(&[("a", "1"), ("b/c", "2")]).expect("a first build");
    let new = [("a", "9"), ("d", "3"), ("e/f", "4")];

    // A file where the staging area would be made stands for a disk that takes nothing more.
    let publisher = site.staged(&[], false).expect("free");
    fs::write(site.out.join(path::STAGING), "").expect("a file");
    let result = publisher.stage(&OutputPath::new("a").expect("fine"), OutputContent::Bytes(vec![9]));
    let (message, _) = told(&site, result);
    assert!(message.starts_with("cannot create `OUT/.gen-staging`: "), "{message}");
    assert!(message.ends_with(AS_IT_WAS), "{message}");
    drop(publisher);
    assert_eq!(site.tree(), tree_of(&[("a", "1"), ("b/c", "2")]));

    // Somebody writes into the output between the last look and the renames.
    let publisher = site.staged(&new, false).expect("staged");
    site.write("e/f", "theirs");
    let (message, _) = told(&site, publisher.finish());
    assert!(message.contains("`OUT/e/f` is in the way"), "{message}");
    assert_eq!(fs::read_to_string(site.out.join("e/f")).expect("it is there"), "theirs");
    fs::remove_file(site.out.join("e/f")).expect("it is there");
    site.build(&new).expect("nothing is in the way now");
    assert_eq!(site.tree(), tree_of(&new));
}

#[test]
fn an_asset_that_is_gone_is_told_and_nothing_changes() {
    let site = Site::new();
    site.build(&[("a", "1")]).expect("a first build");
    let publisher = site.staged(&[("b", "2")], false).expect("free");
    let missing = site.temp.path().join("missing");
    let path = OutputPath::new("c").expect("fine");
    let told = publisher.stage(&path, OutputContent::File(missing.clone())).expect_err("it is gone").to_string();
    assert!(told.starts_with(&format!("cannot read `{}`: ", missing.display())), "{told}");
    let (message, _) = self::told(&site, publisher.finish());
    assert_eq!(message, format!("`c` could not be staged{AS_IT_WAS}"));
    assert_eq!(site.tree(), tree_of(&[("a", "1")]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_but_the_output_may_be_one() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    let elsewhere = site.temp.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    symlink(&elsewhere, &site.out).expect("a link");
    site.build(&[("a/x", "1"), ("b/y", "2")]).expect("the output itself may be a link");
    assert_eq!(fs::read_to_string(elsewhere.join("a/x")).expect("it is there"), "1");

    let other = site.temp.path().join("other");
    fs::rename(elsewhere.join("a"), &other).expect("moved");
    symlink(&other, elsewhere.join("a")).expect("a link");
    assert_eq!(told(&site, site.build(&[("a/x", "9")])), in_the_way("a"));
    site.build(&[("b/y", "2")]).expect("what is behind the link is let alone");
    assert_eq!(fs::read_to_string(other.join("x")).expect("it is there"), "1");
}
