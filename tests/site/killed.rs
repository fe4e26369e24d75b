//! A build that is killed at any moment leaves whole files, and the next one puts everything right.
//!
//! When it is killed is drawn from a generator with a fixed seed, in looks at what the build has done so far: nothing is
//! asserted about time, and each moment is a fair one.

use crate::{
    markup::{Tree, output},
    support::{Site, TODAY},
};
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// So many articles the site has.
const ARTICLES: usize = 120;

fn site(words: &str) -> Site {
    let site = Site::new("== content/index.md ==\n# Home\n");
    write(&site, words, 0..ARTICLES);
    site
}

fn write(site: &Site, words: &str, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let text = format!("# Article {number}\n\n{words}\n\n## Part\n\n{}\n", "Some more words. ".repeat(200));
        site.put(&format!("content/articles/a{number}.md"), text.as_bytes());
    }
}

/// The output of a clean build of `site`.
fn clean(site: &Site) -> Tree {
    let folder = tempfile::TempDir::new().expect("there is room for a folder");
    let out = folder.path().join("out");
    site.build(&["--out", &out.to_string_lossy()]).expect(0, "");
    crate::markup::tree(&out)
}

/// Starts a build and kills it at the given look, or lets it end; whether it was killed.
fn kill(site: &Site, look: u64) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
    command.current_dir(site.root()).args(["build", "--quiet", "--as-of", TODAY]).stderr(Stdio::null());
    let mut build = command.spawn().expect("the program was built for this test");
    let staging = site.root().join("public/.gen-staging");
    // A look is a walk of the staging area once it is there, so that the moments are spread over the work.
    for _ in 0..look {
        if build.try_wait().expect("it is our process").is_some() {
            return false;
        }
        seen(&staging);
    }
    let _ = build.kill();
    !build.wait().expect("it is our process").success()
}

/// How many entries `folder` has by now.
fn seen(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder).into_iter().filter(Result::is_ok).count()
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_puts_everything_right() {
    let site = site("First words.");
    site.build(&[]).expect(0, "");
    let mut old = output(&site);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut killed = 0;
    for round in 0..14 {
        // other words, an article less or more
        write(&site, &format!("Words of round {round}."), 0..ARTICLES - 10);
        let last = site.root().join(format!("content/articles/a{}.md", ARTICLES - 1));
        if round % 2 == 0 {
            std::fs::remove_file(last).expect("it is there")
        } else {
            write(&site, "Back.", ARTICLES - 1..ARTICLES)
        }
        let new = clean(&site);
        seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        killed += usize::from(kill(&site, (seed >> 33) % 300 * (1 + round)));
        for (path, bytes) in output(&site) {
            let is_whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(is_whole, "round {round}: {path} is neither the old file nor the new one");
        }
        if round % 3 != 2 {
            // every third time, the next build comes upon what two killed ones left
            site.build(&[]).expect(0, "");
            assert!(output(&site) == new, "round {round}: the next build isn't a clean one");
            assert!(!site.root().join("public/.gen-staging").exists(), "round {round}");
        }
        old = output(&site);
    }
    assert!(killed > 2, "only {killed} builds were killed");
    site.build(&[]).expect(0, "");
    assert!(output(&site) == clean(&site));
}
