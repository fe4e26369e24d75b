//! The plan: the steps that turn the output as it is into the output as it shall be.
//!
//! 1. What can't be is refused before anything is touched: a path that is both a file and a folder, a file of
//!    somebody else's in the way.
//! 2. The manifest is written with the old paths and the new ones, so that whatever a killed build leaves is known to
//!    be ours.
//! 3. Old files and folders that stand where a new folder or file comes go first.
//! 4. New files are renamed into place, each by one step of the file system.
//! 5. What the old manifest lists and the new one doesn't goes, if it still is what was written, and the
//!    folders left empty by that; the exact manifest is written.
//!
//! The steps stand in a list, so that a test can stop after any of them.

use super::{
    manifest::{Fingerprint, Manifest},
    path::{MANIFEST, folders_above, is_own},
    staging::{Slot, Staging},
};
use crate::diag::Error;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// A file of the new output.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedFile {
    /// What it holds.
    pub(super) written: Fingerprint,
    /// Where it waits, if it differs from what is in the output.
    pub(super) staged: Option<Slot>,
}

/// One change of the output folder.
#[derive(Debug)]
pub(super) enum PublishStep {
    /// Writes the manifest.
    Note(Manifest),
    /// Renames a staged file to a path where nothing is.
    Place(Slot, String),
    /// Renames a staged file into the place of one of ours.
    Replace(Slot, String),
    /// Removes a file.
    Remove(String),
    /// Removes a folder if it is empty.
    RemoveFolder(String),
}

/// All changes, in order, and the old files that stay because somebody changed them.
#[derive(Debug)]
pub(super) struct PublishPlan {
    pub(super) steps: Vec<PublishStep>,
    pub(super) removed: usize,
    pub(super) kept: Vec<String>,
}

/// What a plan is made from.
#[derive(Debug)]
pub(super) struct Before<'a> {
    pub(super) out: &'a Path,
    pub(super) old: &'a Manifest,
    /// Whether the output has a manifest.
    pub(super) noted: bool,
}

impl PublishPlan {
    /// The plan that leads to `outputs`, which are ordered by path. There is none while anything is in the way.
    pub(super) fn new(before: &Before<'_>, outputs: &[(String, PlannedFile)]) -> Result<Self, Error> {
        let files: BTreeSet<&str> = outputs.iter().map(|(path, _)| path.as_str()).collect();
        let folders: BTreeSet<&str> = files.iter().flat_map(|path| folders_above(path)).collect();
        if let Some(both) = files.intersection(&folders).next() {
            return Err(Error::new(format!("`{both}` would be both a file and a folder of the output"))
                .help("give one of the two pages another address"));
        }
        let new = Manifest::new(outputs.iter().map(|(path, output)| (path.as_str(), output.written)));
        let leftovers = if before.old.is_within(&new) { Leftovers::default() } else { before.leftovers(&files) };
        let mut ways: BTreeSet<String> =
            leftovers.kept.iter().filter(|path| folders.contains(path.as_str())).cloned().collect();
        let staged: Vec<(&String, Slot)> =
            outputs.iter().filter_map(|(path, output)| Some((path, output.staged?))).collect();
        let replaced = before.replaced(staged.iter().map(|(path, _)| path.as_str()), &leftovers, &mut ways)?;
        if !ways.is_empty() {
            return Err(in_the_way(before.out, &ways));
        }
        let first =
            |path: &&String| folders.contains(path.as_str()) || folders_above(path).any(|above| files.contains(above));
        let (first, last): (Vec<&String>, Vec<&String>) = leftovers.gone.iter().partition(first);

        let made = staged.iter().flat_map(|(path, _)| folders_above(path)).filter(|folder| before.lacks(folder));
        let emptied = leftovers.folders.iter().chain(&replaced).map(String::as_str);
        let union = before.old.union(&new, made.chain(emptied));
        let note_first = !before.noted || union != *before.old;
        let note_last = union != new;
        let place = |&(path, slot): &(&String, Slot)| match before.old.lists(path) {
            true => PublishStep::Replace(slot, path.clone()),
            false => PublishStep::Place(slot, path.clone()),
        };
        let mut steps = Vec::new();
        steps.extend(note_first.then_some(PublishStep::Note(union)));
        steps.extend(first.into_iter().cloned().map(PublishStep::Remove));
        steps.extend(replaced.into_iter().rev().map(PublishStep::RemoveFolder));
        steps.extend(staged.iter().map(place));
        steps.extend(last.into_iter().cloned().map(PublishStep::Remove));
        steps.extend(leftovers.folders.iter().rev().cloned().map(PublishStep::RemoveFolder));
        steps.extend(note_last.then_some(PublishStep::Note(new)));
        Ok(Self { steps, removed: leftovers.gone.len(), kept: leftovers.kept })
    }
}

/// What the old output has and the new one doesn't want.
#[derive(Default)]
struct Leftovers {
    /// The files to remove, in order.
    gone: Vec<String>,
    /// The files that stay, because somebody changed them, in order.
    kept: Vec<String>,
    /// The folders with a file of either kind, and those that a killed build has emptied and not removed.
    folders: BTreeSet<String>,
}

impl Before<'_> {
    /// What isn't among `files` any more. The manifest has no paths, so the output is walked for them; what is behind a link
    /// isn't the output, and what is in a folder that nobody may read stays.
    fn leftovers(&self, files: &BTreeSet<&str>) -> Leftovers {
        let mut leftovers = Leftovers::default();
        let is_ours = |entry: &walkdir::DirEntry| entry.depth() != 1 || !entry.file_name().to_str().is_some_and(is_own);
        let entries = WalkDir::new(self.out).min_depth(1).into_iter().filter_entry(is_ours);
        for entry in entries.flatten() {
            // what isn't UTF-8 was never written by us
            let Some(path) = below(self.out, entry.path()) else { continue };
            if entry.file_type().is_dir() {
                leftovers.folders.extend(self.old.lists_folder(&path).then_some(path));
            } else if self.old.lists(&path) && !files.contains(&*path) {
                leftovers.folders.extend(folders_above(&path).map(str::to_owned));
                let is_as_written = entry.file_type().is_file() && self.holds_ours(&path);
                let list = if is_as_written { &mut leftovers.gone } else { &mut leftovers.kept };
                list.push(path);
            }
        }
        leftovers.gone.sort_unstable();
        leftovers.kept.sort_unstable();
        leftovers
    }

    /// The folders to remove first, the deepest last, because a file comes in their place. What of somebody else's stands where one
    /// of the `staged` files comes goes into `ways`.
    fn replaced<'p>(
        &self,
        staged: impl Iterator<Item = &'p str>,
        leftovers: &Leftovers,
        ways: &mut BTreeSet<String>,
    ) -> Result<BTreeSet<String>, Error> {
        let mut replaced = BTreeSet::new();
        for path in staged {
            match (self.blocker(path), self.out.join(path).symlink_metadata()) {
                (Some(blocker), _) => drop(ways.insert(blocker.to_owned())),
                (None, Ok(found)) if found.is_dir() => self.replace(path, leftovers, &mut replaced, ways)?,
                (None, Ok(_)) if !self.is_ours(path) => drop(ways.insert(path.to_owned())),
                // what can't be looked at can't be written to either: the rename will say why
                _ => {}
            }
        }
        Ok(replaced)
    }

    /// The topmost of the folders above `path` in whose place something of somebody else's stands: nothing is written through a
    /// symbolic link.
    fn blocker<'p>(&self, path: &'p str) -> Option<&'p str> {
        let is_blocked = |folder: &&str| match self.out.join(folder).symlink_metadata() {
            Ok(found) => !(found.is_dir() || found.is_file() && self.old.lists(folder)),
            Err(_) => false,
        };
        folders_above(path).filter(is_blocked).last()
    }

    /// Whether the file at `path` may be taken for ours.
    fn is_ours(&self, path: &str) -> bool {
        if self.old.is_damaged() { self.holds_ours(path) } else { self.old.lists(path) }
    }

    /// Whether the file at `path` is as it was written.
    fn holds_ours(&self, path: &str) -> bool {
        self.old.at(path).any(|written| written.is_at(&self.out.join(path)))
    }

    fn lacks(&self, folder: &str) -> bool {
        !self.out.join(folder).is_dir()
    }

    /// Puts `folder` and the folders in it on the list, if old files are in it; what else is there is in the way.
    fn replace(
        &self,
        folder: &str,
        leftovers: &Leftovers,
        replaced: &mut BTreeSet<String>,
        ways: &mut BTreeSet<String>,
    ) -> Result<(), Error> {
        if !leftovers.folders.contains(folder) {
            ways.insert(folder.to_owned());
            return Ok(());
        }
        let at = self.out.join(folder);
        let entries = fs::read_dir(&at).map_err(|reason| Error::io("read", &at, &reason))?;
        for entry in entries {
            let entry = entry.map_err(|reason| Error::io("read", &at, &reason))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.replace(&path, leftovers, replaced, ways)?;
            } else if leftovers.gone.binary_search(&path).is_err() {
                ways.insert(path);
            }
        }
        replaced.insert(folder.to_owned());
        Ok(())
    }
}

/// The path of `file` below the folder `out`, as the output spells it.
fn below(out: &Path, file: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = file.strip_prefix(out).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// So many of the files in the way are named.
const NAMED: usize = 20;

/// The error for what `gen` didn't write, or what was changed since, at each of `paths`, where a page shall be.
fn in_the_way(out: &Path, paths: &BTreeSet<String>) -> Error {
    let shown = |path: &String| format!("`{}`", out.join(path).display());
    let mut names: Vec<String> = paths.iter().take(NAMED).map(shown).collect();
    if let [one] = names.as_slice() {
        return Error::new(format!("{one} is in the way of a page, and gen didn't write it as it is"))
            .help("move it away, or build into another folder with `--out`");
    }
    if paths.len() > NAMED {
        names.push(format!("and {} more", paths.len() - NAMED));
    }
    let message = "files are in the way of pages, and gen didn't write them as they are";
    Error::new(format!("{} {message}: {}", paths.len(), names.join(", ")))
        .help("move them away, or build into another folder with `--out`")
}

impl PublishStep {
    /// Does it, in the output `out`.
    pub(super) fn run(&self, out: &Path, staging: &Staging) -> Result<(), Error> {
        match self {
            Self::Note(manifest) => note(manifest, out, staging),
            // somebody may have put something there since it was looked at
            Self::Place(_, path) if out.join(path).symlink_metadata().is_ok() => {
                Err(in_the_way(out, &BTreeSet::from([path.clone()])))
            }
            Self::Place(slot, path) | Self::Replace(slot, path) => rename(&staging.path(*slot), &out.join(path)),
            Self::Remove(path) => {
                let path = out.join(path);
                unless(fs::remove_file(&path), &[ErrorKind::NotFound]).map_err(|r| Error::io("remove", path, &r))
            }
            Self::RemoveFolder(folder) => {
                let path = out.join(folder);
                // Not empty: somebody else keeps something there.
                let fine = [ErrorKind::NotFound, ErrorKind::DirectoryNotEmpty, ErrorKind::NotADirectory];
                unless(fs::remove_dir(&path), &fine).map_err(|r| Error::io("remove", path, &r))
            }
        }
    }
}

fn unless(done: io::Result<()>, fine: &[ErrorKind]) -> io::Result<()> {
    done.or_else(|reason| if fine.contains(&reason.kind()) { Ok(()) } else { Err(reason) })
}

fn note(manifest: &Manifest, out: &Path, staging: &Staging) -> Result<(), Error> {
    let slot = staging.write(manifest.to_text().as_bytes())?;
    rename(&staging.path(slot), &out.join(MANIFEST))
}

/// Renames `from` to `to`, whose folder is made if it isn't there.
fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    let made = to.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::rename(from, to)).map_err(|reason| Error::io("write", to, &reason))
}

/// Writes a whole file in one step, though not from the staging area, which may be on another disk.
pub(super) fn beside(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut staged = path.as_os_str().to_owned();
    staged.push(".gen-staging");
    let staged = PathBuf::from(staged);
    let written = fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, path));
    written.map_err(|reason| {
        // what is left of it is in nobody's way
        let _ = fs::remove_file(&staged);
        Error::io("write", path, &reason)
    })
}
