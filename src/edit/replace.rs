//! A source file that a command writes anew for its author: whole or not at all, and only over what was read.
//!
//! 1. The new text goes to a hidden file beside the old one, which no build reads, and to the disk.
//! 2. It gets the permissions and the owner of the old one.
//! 3. If the old one still holds what was read, the new one takes its place in one step.
//!
//! A symbolic link stays one: what is written is the file it leads to.

use crate::diag::Error;
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Writes `after` to the file `path`, which holds `before`.
///
/// # Errors
/// If it holds something else by now, may not be written, or if the disk is full; the file is as it was then.
pub(super) fn replace(path: &Path, before: &str, after: &str) -> Result<(), Error> {
    let path = fs::canonicalize(path).map_err(|reason| Error::io("find", path, &reason))?;
    let meta = fs::metadata(&path).map_err(|reason| Error::io("read", &path, &reason))?;
    if meta.permissions().readonly() {
        return Err(Error::new(format!("`{}` may not be written", path.display()))
            .help("nothing was changed in it; give yourself the right to write it"));
    }
    let beside = beside(&path);
    let written = write(&beside, after, &meta).map_err(|reason| Error::io("write", &beside, &reason));
    let replaced = written.and_then(|()| swap(&beside, &path, before));
    if replaced.is_err() {
        // it is our own, and the failure before is what counts
        let _ = fs::remove_file(&beside);
    }
    replaced
}

fn write(path: &Path, text: &str, like: &fs::Metadata) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // only the superuser may give files away, and for anybody else it is theirs already
        let _ = fchown(&file, Some(like.uid()), Some(like.gid()));
    }
    file.set_permissions(like.permissions())?;
    file.sync_all()
}

/// Puts the file `new` into the place of `path`, if that still holds `before`.
fn swap(new: &Path, path: &Path, before: &str) -> Result<(), Error> {
    let now = fs::read(path).map_err(|reason| Error::io("read", path, &reason))?;
    if now != before.as_bytes() {
        return Err(Error::new(format!("`{}` was changed meanwhile", path.display()))
            .help("nothing was changed in it; run the command again"));
    }
    fs::rename(new, path).map_err(|reason| Error::io("replace", path, &reason))
}

/// A hidden name in the same folder: builds pass over it, and a rename there is one step.
fn beside(path: &Path) -> PathBuf {
    path.with_file_name(format!(".gen-{}.tmp", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_if_it_is_what_was_read() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "one").expect("it can be written");
        replace(&path, "one", "two").expect("it is as it was");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "two");
        let error = replace(&path, "one", "three").expect_err("it is another");
        assert!(error.to_string().contains("was changed meanwhile"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "two");
        assert!(replace(&folder.path().join("b.md"), "", "x").is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "something was left behind");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let (path, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&path, "one").expect("it can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink("a.md", &link).expect("nothing is there");
        replace(&link, "one", "two").expect("it is as it was");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "two");
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("it is ours");
        let error = replace(&path, "two", "three").expect_err("it may not be written");
        assert!(error.to_string().contains("may not be written"), "{error}");
    }
}
