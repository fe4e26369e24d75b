//! The ground: the folders of the output that a plan touches, each looked at once, before anything is changed.

use super::{path::folders_above, told::failed};
use crate::{diag::Error, disk};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// What is where folders are, or shall be.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    out: &'a Path,
    /// The disk that the output is on.
    disk: u64,
    places: BTreeMap<String, Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Nothing,
    /// A folder, on this disk.
    Folder(u64),
    /// A file of ours, which goes.
    Ours,
    /// Something of somebody else's, or a symbolic link.
    Theirs,
}

impl<'a> Ground<'a> {
    /// That of the output `out`.
    pub(super) fn of(out: &'a Path) -> Result<Self, Error> {
        let found = disk::metadata(out).map_err(|reason| failed("read", out, &reason))?;
        Ok(Self { out, disk: disk::disk_of(&found), places: BTreeMap::new() })
    }

    /// Looks at the folders above `path`; `is_ours` knows the files that are.
    pub(super) fn look(&mut self, path: &str, is_ours: impl Fn(&str) -> bool) -> Result<(), Error> {
        for folder in folders_above(path) {
            if self.places.contains_key(folder) {
                break;
            }
            let at = self.out.join(folder);
            let place = match disk::link_metadata(&at) {
                Ok(found) if found.is_dir() => Place::Folder(disk::disk_of(&found)),
                Ok(found) if found.is_file() && is_ours(folder) => Place::Ours,
                Ok(_) => Place::Theirs,
                Err(reason) if disk::is_missing(&reason) => Place::Nothing,
                Err(reason) => return Err(failed("read", at, &reason)),
            };
            self.places.insert(folder.to_owned(), place);
        }
        Ok(())
    }

    /// The topmost of the folders above `path` in whose place something of somebody else's stands: nothing is written through a
    /// symbolic link.
    pub(super) fn blocker<'p>(&self, path: &'p str) -> Option<&'p str> {
        folders_above(path).filter(|folder| self.places.get(*folder) == Some(&Place::Theirs)).last()
    }

    /// The folders that aren't there yet, those above before those below.
    pub(super) fn lacking(&self) -> impl Iterator<Item = &str> + Clone {
        let lacking = self.places.iter().filter(|(_, place)| matches!(place, Place::Nothing | Place::Ours));
        lacking.map(|(folder, _)| folder.as_str())
    }

    /// Sees whether files can be renamed to and from each of `paths`, as far as that can be known without doing it.
    pub(super) fn check<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Result<(), Error> {
        let mut touched = BTreeSet::from([""]);
        for path in paths {
            let folder = folders_above(path).find(|folder| matches!(self.places.get(*folder), Some(Place::Folder(_))));
            touched.extend(folder);
        }
        for folder in touched {
            let at = if folder.is_empty() { self.out.to_owned() } else { self.out.join(folder) };
            disk::may_change(&at).map_err(|reason| failed("write to", &at, &reason))?;
            match self.places.get(folder) {
                Some(Place::Folder(disk)) if *disk != self.disk => return Err(self.elsewhere(folder)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Sees whether the file or folder that was `found` at `path` lies on the disk of the output.
    pub(super) fn check_disk(&self, path: &str, found: &std::fs::Metadata) -> Result<(), Error> {
        if disk::disk_of(found) == self.disk { Ok(()) } else { Err(self.elsewhere(path)) }
    }

    fn elsewhere(&self, path: &str) -> Error {
        let (at, out) = (self.out.join(path), self.out.display());
        let message =
            format!("`{}` is on another disk than `{out}`, so that no file can be put there in one step", at.display());
        Error::new(message).help("unmount it, or build into another folder with `--out`")
    }
}
