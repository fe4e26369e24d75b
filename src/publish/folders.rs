//! Which folders of the output are there already, asked of the file system once for each.
//!
//! `gen` never writes through a symbolic link inside the output: behind it lies something that isn't the output. So every
//! folder is looked at from the top down, and one below a link, or below a file, is [`Folder::Blocked`].

use super::{
    manifest::Manifest,
    path::{folder_of, folders_above},
    shared_map::SharedMap,
};
use std::path::PathBuf;

/// What is known of a folder of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// It is there.
    There,
    /// It isn't, or a file of ours stands in its place, which will be gone.
    Missing,
    /// Something of somebody else's stands in its place or in that of a folder above it.
    Blocked,
}

/// The folders of one output.
#[derive(Debug)]
pub(super) struct Folders {
    out: PathBuf,
    /// Whether there was nothing in the output at first; then nothing has to be asked.
    fresh: bool,
    known: SharedMap<Folder>,
}

impl Folders {
    /// The folders of the output `out`.
    pub(super) fn new(out: PathBuf, fresh: bool) -> Self {
        Self { out, fresh, known: SharedMap::default() }
    }

    /// What is known of the folder that `path` lies in.
    pub(super) fn around(&self, path: &str, old: &Manifest) -> Folder {
        folder_of(path).map_or(Folder::There, |folder| self.state(folder, old))
    }

    /// The topmost folder above `path` that isn't there.
    pub(super) fn topmost_missing<'p>(&self, path: &'p str, old: &Manifest) -> Option<&'p str> {
        folders_above(path).take_while(|folder| self.state(folder, old) == Folder::Missing).last()
    }

    /// What stands in the way of the folders above `path`.
    pub(super) fn blocker<'p>(&self, path: &'p str, old: &Manifest) -> Option<&'p str> {
        folders_above(path).take_while(|folder| self.state(folder, old) == Folder::Blocked).last()
    }

    fn state(&self, folder: &str, old: &Manifest) -> Folder {
        if self.fresh {
            return Folder::Missing;
        }
        if let Some(state) = self.known.get(folder) {
            return state;
        }
        let state = match self.around(folder, old) {
            Folder::There => self.look(folder, old),
            above => above,
        };
        self.known.insert(folder, state);
        state
    }

    fn look(&self, folder: &str, old: &Manifest) -> Folder {
        match self.out.join(folder).symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => Folder::There,
            Ok(metadata) if metadata.is_file() && old.lists(folder) => Folder::Missing,
            Ok(_) => Folder::Blocked,
            // What can't be looked at can't be written to either: the rename will say why.
            Err(_) => Folder::Missing,
        }
    }
}
