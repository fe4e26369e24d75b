//! The plan: the steps that turn the output as it is into the output as it shall be.
//!
//! 1. What can't be is refused before anything is touched: a path that is both a file and a folder, a file of
//!    somebody else's in the way, a folder that may not be written to (`ground`).
//! 2. The manifest is written with the old paths and the new ones, so that whatever a killed build leaves is known to
//!    be ours.
//! 3. Old files and folders that stand where a new folder or file comes go first.
//! 4. New folders are made, and new files renamed into place, each by one step of the file system. What needs room on the disk comes
//!    as early as it can.
//! 5. What the old manifest lists and the new one doesn't goes, if it still is what was written, and the
//!    folders left empty by that; the exact manifest is written.
//!
//! The steps (`step`) stand in a list, so that a test can stop after any of them, and that they can be undone.

use super::{
    ground::Ground,
    manifest::{Fingerprint, Manifest},
    path::{below, folders_above, is_own},
    staging::Slot,
    step::PublishStep,
    told::{failed, in_the_way},
};
use crate::{diag::Error, disk};
use std::{collections::BTreeSet, io::ErrorKind, path::Path};
use walkdir::WalkDir;

/// A file of the new output.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedFile {
    /// What it holds.
    pub(super) written: Fingerprint,
    /// Where it waits, if it differs from what is in the output.
    pub(super) staged: Option<Slot>,
}

/// All changes, in order, and the old files that stay because somebody changed them.
#[derive(Debug)]
pub(super) struct PublishPlan {
    /// The manifest to begin with, if it isn't that which is there.
    pub(super) first_note: Option<Manifest>,
    pub(super) steps: Vec<PublishStep>,
    /// The manifest to end with, if it is another than the first.
    pub(super) last_note: Option<Manifest>,
    pub(super) removed: usize,
    pub(super) kept: Vec<String>,
    /// The folders that nobody may look into, if old files may be in them.
    pub(super) unread: Vec<String>,
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
        let leftovers = if before.old.is_within(&new) { Leftovers::default() } else { before.leftovers(&files)? };
        let (new, unread) = match new.with_unseen(before.old, leftovers.files()) {
            more if !leftovers.unread.is_empty() && more != new => (more, leftovers.unread.clone()),
            _ => (new, Vec::new()),
        };
        let staged: Vec<(&String, Slot)> =
            outputs.iter().filter_map(|(path, output)| Some((path, output.staged?))).collect();
        let mut ground = Ground::of(before.out)?;
        for path in staged.iter().map(|(path, _)| *path).chain(&leftovers.gone).chain(&leftovers.folders) {
            ground.look(path, |path| before.old.lists(path))?;
        }
        let mut ways: BTreeSet<String> =
            leftovers.kept.iter().filter(|path| folders.contains(path.as_str())).cloned().collect();
        let replaced = before.replaced(staged.iter().map(|(path, _)| path.as_str()), &leftovers, &ground, &mut ways)?;
        if !ways.is_empty() {
            return Err(in_the_way(before.out, &ways));
        }
        let first =
            |path: &&String| folders.contains(path.as_str()) || folders_above(path).any(|above| files.contains(above));
        let (first, last): (Vec<&String>, Vec<&String>) = leftovers.gone.iter().partition(first);

        let emptied = leftovers.folders.iter().chain(&replaced).map(String::as_str);
        let union = before.old.union(&new, ground.lacking().chain(emptied));
        let note_first = !before.noted || union != *before.old;
        let note_last = union != new;
        let place = |&(path, slot): &(&String, Slot)| match before.old.lists(path) {
            true => PublishStep::Replace(slot, path.clone()),
            false => PublishStep::Place(slot, path.clone()),
        };
        let mut steps = Vec::new();
        steps.extend(first.into_iter().cloned().map(PublishStep::Remove));
        steps.extend(ground.lacking().map(str::to_owned).map(PublishStep::MakeFolder));
        steps.extend(replaced.into_iter().rev().map(PublishStep::RemoveFolder));
        steps.extend(staged.iter().map(place));
        steps.extend(last.into_iter().cloned().map(PublishStep::Remove));
        steps.extend(leftovers.folders.iter().rev().cloned().map(PublishStep::RemoveFolder));
        let [first_note, last_note] =
            [(note_first, union), (note_last, new)].map(|(is_new, note)| is_new.then_some(note));
        if !steps.is_empty() || first_note.is_some() || last_note.is_some() {
            let removed = leftovers.gone.iter().chain(&leftovers.folders);
            ground.check(staged.iter().map(|(path, _)| *path).chain(removed).map(String::as_str))?;
        }
        Ok(Self { first_note, steps, last_note, removed: leftovers.gone.len(), kept: leftovers.kept, unread })
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
    /// The folders that nobody may look into.
    unread: Vec<String>,
}

impl Leftovers {
    fn files(&self) -> impl Iterator<Item = &str> {
        self.gone.iter().chain(&self.kept).map(String::as_str)
    }
}

impl Before<'_> {
    /// What isn't among `files` any more. The manifest has no paths, so the output is walked for them; what is behind a link
    /// isn't the output, and what is in a folder that nobody may read stays, and is still noted.
    fn leftovers(&self, files: &BTreeSet<&str>) -> Result<Leftovers, Error> {
        let mut leftovers = Leftovers::default();
        let is_ours = |entry: &walkdir::DirEntry| entry.depth() != 1 || !entry.file_name().to_str().is_some_and(is_own);
        let entries = WalkDir::new(self.out).min_depth(1).into_iter().filter_entry(is_ours);
        for entry in entries {
            let entry = match disk::walked(entry) {
                Ok(entry) => entry,
                Err(fault) if fault.reason.kind() == ErrorKind::PermissionDenied => {
                    leftovers.unread.extend(below(self.out, &fault.path));
                    continue;
                }
                // somebody has removed it meanwhile
                Err(fault) if disk::is_missing(&fault.reason) => continue,
                Err(fault) => return Err(failed("read", fault.path, &fault.reason)),
            };
            // what isn't UTF-8 was never written by us
            let Some(path) = below(self.out, entry.path()) else { continue };
            if entry.file_type().is_dir() {
                leftovers.folders.extend(self.old.lists_folder(&path).then_some(path));
            } else if self.old.lists(&path) && !files.contains(&*path) {
                leftovers.folders.extend(folders_above(&path).map(str::to_owned));
                let is_as_written = entry.file_type().is_file() && self.holds_ours(&path)?;
                let list = if is_as_written { &mut leftovers.gone } else { &mut leftovers.kept };
                list.push(path);
            }
        }
        leftovers.gone.sort_unstable();
        leftovers.kept.sort_unstable();
        Ok(leftovers)
    }

    /// The folders to remove first, the deepest last, because a file comes in their place. What of somebody else's stands where one
    /// of the `staged` files comes goes into `ways`.
    fn replaced<'p>(
        &self,
        staged: impl Iterator<Item = &'p str>,
        leftovers: &Leftovers,
        ground: &Ground<'_>,
        ways: &mut BTreeSet<String>,
    ) -> Result<BTreeSet<String>, Error> {
        let mut replaced = BTreeSet::new();
        for path in staged {
            if let Some(blocker) = ground.blocker(path) {
                ways.insert(blocker.to_owned());
                continue;
            }
            let at = self.out.join(path);
            match disk::link_metadata(&at) {
                Ok(found) if found.is_dir() => self.replace(path, leftovers, &mut replaced, ways)?,
                Ok(_) if !self.is_ours(path)? => drop(ways.insert(path.to_owned())),
                Ok(found) => ground.check_disk(path, &found)?,
                Err(reason) if disk::is_missing(&reason) => {}
                Err(reason) => return Err(failed("read", at, &reason)),
            }
        }
        Ok(replaced)
    }

    /// Whether the file at `path` may be taken for ours.
    fn is_ours(&self, path: &str) -> Result<bool, Error> {
        if self.old.is_damaged() { self.holds_ours(path) } else { Ok(self.old.lists(path)) }
    }

    /// Whether the file at `path` is as it was written. What can't be read must not count as changed: it would stay for ever.
    fn holds_ours(&self, path: &str) -> Result<bool, Error> {
        let at = self.out.join(path);
        match Fingerprint::at(&at, |length| self.old.at(path).any(|written| written.length == length)) {
            Ok(found) => Ok(self.old.at(path).any(|written| found == Some(written))),
            Err(reason) => Err(failed("read", at, &reason)),
        }
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
        for (name, kind) in disk::entries(&at).map_err(|reason| failed("read", &at, &reason))? {
            let path = format!("{folder}/{}", name.to_string_lossy());
            if kind.is_dir() {
                self.replace(&path, leftovers, replaced, ways)?;
            } else if leftovers.gone.binary_search(&path).is_err() {
                ways.insert(path);
            }
        }
        replaced.insert(folder.to_owned());
        Ok(())
    }
}
