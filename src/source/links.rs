//! Where a symbolic link of the site leads: through which places, and to what, be that there or not.
//!
//! A change at any of them is a change of the link: of another link on its way, of a folder above its target, of the target.

use crate::place::SourcePath;
use std::{
    ffi::OsString,
    fs,
    path::{Component, Path, PathBuf},
};

/// More links than this one after the other are a circle; systems follow no more either.
const MOST: usize = 40;

/// The places below the folder `root` that `path` leads through: each symbolic link, and the end. `root` is without any.
pub(super) fn way(root: &Path, path: &SourcePath) -> Vec<PathBuf> {
    // the steps that are left, the next one last
    let mut left = steps(Path::new(path.as_str()));
    let (mut at, mut places) = (root.to_owned(), Vec::new());
    while let Some(step) = left.pop() {
        match step {
            Step::Start(start) => at = start,
            Step::Up => drop(at.pop()),
            Step::Down(name) => {
                let next = at.join(name);
                match fs::read_link(&next) {
                    Ok(target) if places.len() < MOST => {
                        left.extend(steps(&target));
                        places.push(next);
                    }
                    _ => at = next,
                }
            }
        }
    }
    places.push(at);
    places.retain(|place| place.starts_with(root));
    places
}

enum Step {
    Start(PathBuf),
    Up,
    Down(OsString),
}

/// The steps of `path`, the first one last.
fn steps(path: &Path) -> Vec<Step> {
    let step = |part: Component| match part {
        Component::Prefix(_) | Component::RootDir => Some(Step::Start(Path::new(part.as_os_str()).to_owned())),
        Component::CurDir => None,
        Component::ParentDir => Some(Step::Up),
        Component::Normal(name) => Some(Step::Down(name.to_owned())),
    };
    let mut steps: Vec<Step> = path.components().filter_map(step).collect();
    steps.reverse();
    steps
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_way_has_every_link_and_the_end() {
        let folder = tempfile::tempdir().expect("there is room");
        let root = folder.path().canonicalize().expect("it is there");
        fs::create_dir_all(root.join("content")).expect("there is room");
        fs::create_dir_all(root.join("v1")).expect("there is room");
        fs::write(root.join("v1/x.md"), "x").expect("there is room");
        for (target, link) in [
            ("v1", "now"),
            ("../now/x.md", "content/x.md"),
            ("x.md", "content/y.md"),
            ("../late/z.md", "content/z.md"),
            ("/etc/passwd", "content/out.md"),
            ("circle.md", "content/circle.md"),
        ] {
            symlink(target, root.join(link)).expect("nothing is there");
        }
        let way = |path: &str| -> Vec<String> {
            let places = super::way(&root, &SourcePath::new(path)).into_iter();
            let below = |place: PathBuf| place.strip_prefix(&root).expect("it is below").display().to_string();
            places.map(below).collect()
        };
        assert_eq!(way("content/x.md"), ["content/x.md", "now", "v1/x.md"]);
        assert_eq!(way("content/y.md"), ["content/y.md", "content/x.md", "now", "v1/x.md"]);
        assert_eq!(way("content/z.md"), ["content/z.md", "late/z.md"]);
        assert_eq!(way("content/out.md"), ["content/out.md"]);
        assert_eq!(way("content/circle.md").len(), MOST + 1);
        assert_eq!(way("v1/x.md"), ["v1/x.md"]);
    }
}
