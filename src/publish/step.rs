//! One change of the output, and how it is undone.
//!
//! What a step replaces or removes is kept in the staging area until the last step is done: by a second name where the disk has
//! such, so that the old file stays until the new one takes its place; else it is moved there. [`Done::put_back`] undoes
//! what was done, the last first. A process killed in between leaves the manifest that the first step wrote, with what was and what
//! will be, and the next build puts everything right.

use super::{
    path::MANIFEST,
    staging::{Slot, Staging},
    told::{failed, in_the_way},
};
use crate::{diag::Error, disk};
use std::{
    collections::BTreeSet,
    fs::Permissions,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// One change of the output folder.
#[derive(Debug)]
pub(super) enum PublishStep {
    /// Renames a staged manifest into its place.
    Note(Slot),
    /// Makes a folder.
    MakeFolder(String),
    /// Renames a staged file to a path where nothing is.
    Place(Slot, String),
    /// Renames a staged file into the place of one of ours.
    Replace(Slot, String),
    /// Removes a file.
    Remove(String),
    /// Removes a folder if it is empty.
    RemoveFolder(String),
    /// Renames the file beside the output into its place.
    Beside(Beside),
}

/// The file that stands beside the output.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    /// Where.
    pub(super) path: PathBuf,
    /// What it shall hold, which waits next to it: the staging area may be on another disk.
    pub(super) text: String,
    /// What it holds now, if it is there.
    pub(super) before: Option<Vec<u8>>,
}

/// What was done so far, in order.
#[derive(Debug, Default)]
pub(super) struct Done(Vec<Change>);

/// How one change is undone.
#[derive(Debug)]
enum Change {
    /// There was no such file.
    Placed(PathBuf),
    /// There was a file, and it is kept under this name.
    Kept { at: PathBuf, of: PathBuf },
    /// There was no such folder.
    Made(PathBuf),
    /// There was an empty folder, to be used like this.
    Emptied(PathBuf, Permissions),
    /// What the file beside the output held.
    Beside(Beside),
}

impl PublishStep {
    /// Does it, in the output `out`, and notes in `done` how it is undone.
    pub(super) fn run(&self, out: &Path, staging: &Staging, done: &mut Done) -> Result<(), Error> {
        match self {
            Self::Note(slot) => {
                let path = out.join(MANIFEST);
                done.replace(staging, *slot, &path).map_err(|reason| failed("write", &path, &reason))
            }
            Self::MakeFolder(folder) => {
                let path = out.join(folder);
                done.make(&path).map_err(|reason| failed("create", &path, &reason))
            }
            Self::Place(slot, path) => {
                let to = out.join(path);
                match disk::is_free(&to) {
                    Ok(true) => {}
                    // somebody has put something there since it was looked at
                    Ok(false) => return Err(in_the_way(out, &BTreeSet::from([path.clone()]))),
                    Err(reason) => return Err(failed("write", &to, &reason)),
                }
                done.place(staging, *slot, &to).map_err(|reason| failed("write", &to, &reason))
            }
            Self::Replace(slot, path) => {
                let to = out.join(path);
                done.replace(staging, *slot, &to).map_err(|reason| failed("write", &to, &reason))
            }
            Self::Remove(path) => {
                let path = out.join(path);
                let kept = staging.reserve().and_then(|slot| done.keep(&path, staging.path(slot)));
                kept.and_then(|_| disk::remove_file(&path)).map_err(|reason| failed("remove", &path, &reason))
            }
            Self::RemoveFolder(folder) => {
                let path = out.join(folder);
                done.remove_folder(&path).map_err(|reason| failed("remove", &path, &reason))
            }
            Self::Beside(beside) => {
                disk::rename(&beside.staged(), &beside.path)
                    .map_err(|reason| failed("write", &beside.path, &reason))?;
                done.0.push(Change::Beside(beside.clone()));
                Ok(())
            }
        }
    }
}

impl Done {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        match disk::make_folder(folder) {
            Ok(()) => self.0.push(Change::Made(folder.to_owned())),
            Err(reason) if reason.kind() == ErrorKind::AlreadyExists && disk::link_metadata(folder)?.is_dir() => {}
            Err(reason) => return Err(reason),
        }
        Ok(())
    }

    fn place(&mut self, staging: &Staging, slot: Slot, to: &Path) -> io::Result<()> {
        disk::rename(&staging.path(slot), to)?;
        self.0.push(Change::Placed(to.to_owned()));
        Ok(())
    }

    fn replace(&mut self, staging: &Staging, slot: Slot, to: &Path) -> io::Result<()> {
        let is_kept = self.keep(to, staging.path(staging.reserve()?))?;
        disk::rename(&staging.path(slot), to)?;
        if !is_kept {
            self.0.push(Change::Placed(to.to_owned()));
        }
        Ok(())
    }

    /// Keeps the file `of` as `at`; whether there is one.
    fn keep(&mut self, of: &Path, at: PathBuf) -> io::Result<bool> {
        match disk::link(of, &at) {
            Ok(()) => {}
            Err(reason) if disk::is_missing(&reason) => return Ok(false),
            // not every disk has second names, and not every file may have one
            Err(_) if !disk::link_metadata(of)?.is_dir() => disk::rename(of, &at)?,
            Err(reason) => return Err(reason),
        }
        self.0.push(Change::Kept { at, of: of.to_owned() });
        Ok(true)
    }

    fn remove_folder(&mut self, path: &Path) -> io::Result<()> {
        let before = match disk::link_metadata(path) {
            Ok(before) if before.is_dir() => before.permissions(),
            Ok(_) => return Ok(()),
            Err(reason) if disk::is_missing(&reason) => return Ok(()),
            Err(reason) => return Err(reason),
        };
        match disk::remove_folder(path) {
            Ok(()) => self.0.push(Change::Emptied(path.to_owned(), before)),
            // somebody else keeps something there
            Err(reason) if reason.kind() == ErrorKind::DirectoryNotEmpty || disk::is_missing(&reason) => {}
            Err(reason) => return Err(reason),
        }
        Ok(())
    }

    /// Undoes all of it, as far as that is possible: how many changes are left. The manifest was the first change, and while
    /// any other is left it stays, since it tells the next build what may be there.
    pub(super) fn put_back(self, out: &Path) -> usize {
        let manifest = out.join(MANIFEST);
        let mut left = 0;
        for change in self.0.into_iter().rev() {
            if left == 0 || *change.path() != manifest {
                left += usize::from(change.put_back().is_err());
            }
        }
        left
    }
}

impl Change {
    fn path(&self) -> &Path {
        match self {
            Self::Placed(path) | Self::Kept { of: path, .. } | Self::Made(path) | Self::Emptied(path, _) => path,
            Self::Beside(beside) => &beside.path,
        }
    }

    fn put_back(self) -> io::Result<()> {
        match self {
            Self::Placed(path) => disk::remove_file(&path),
            Self::Kept { at, of } => disk::rename(&at, &of),
            Self::Made(path) => match disk::remove_folder(&path) {
                // somebody else has put something there
                Err(reason) if reason.kind() == ErrorKind::DirectoryNotEmpty || disk::is_missing(&reason) => Ok(()),
                done => done,
            },
            Self::Emptied(path, permissions) => {
                disk::make_folder(&path).and_then(|()| disk::permit(&path, permissions))
            }
            Self::Beside(beside) => match &beside.before {
                Some(before) => beside.write(before).and_then(|()| disk::rename(&beside.staged(), &beside.path)),
                None => disk::remove_file(&beside.path),
            },
        }
    }
}

impl Beside {
    fn staged(&self) -> PathBuf {
        let mut staged = self.path.clone().into_os_string();
        staged.push(".gen-staging");
        staged.into()
    }

    /// Lets its text wait.
    pub(super) fn stage(&self) -> Result<(), Error> {
        self.write(self.text.as_bytes()).map_err(|reason| failed("write", &self.path, &reason))
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        disk::write(&self.staged(), bytes)
    }

    /// Removes what waits: it is in nobody's way, and nobody wants it.
    pub(super) fn clear(&self) {
        let _ = disk::remove_file(&self.staged());
    }
}
