//! The plan: the steps that turn the output as it is into the output as it shall be.
//!
//! 1. What can't be is refused before anything is touched: a path that is both a file and a folder, a file of
//!    somebody else's in the way.
//! 2. The manifest is written with the old paths and the new ones, so that whatever a killed build leaves is known to
//!    be ours.
//! 3. Old files and folders that stand where a new folder or file comes go first.
//! 4. New folders and files are renamed into place, each by one step of the file system.
//! 5. What the old manifest lists and the new one doesn't goes, if it still is what was written, and the
//!    folders left empty by that; the exact manifest is written.
//!
//! The steps stand in a list, so that a test can stop after any of them.

use super::{
    folders::{Folder, Folders},
    manifest::{Manifest, Written},
    path::{MANIFEST, folders_above},
    staging::{Slot, Staging, written_at},
};
use crate::diag::Error;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// A file of the new output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    /// What it holds.
    pub(super) written: Written,
    /// Where it waits, if it differs from what is in the output.
    pub(super) staged: Option<Slot>,
}

/// One change of the output folder.
#[derive(Debug)]
pub(super) enum Step {
    /// Writes the manifest.
    Note(Manifest),
    /// Renames a whole new folder into place.
    Graft(Box<str>),
    /// Renames a new file into place.
    Place(Slot, Box<str>),
    /// Removes a file.
    Remove(Box<str>),
    /// Removes a folder if it is empty.
    RemoveFolder(Box<str>),
}

/// All changes, in order, and the old files that stay because somebody changed them.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
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
    pub(super) folders: &'a Folders,
}

impl Plan {
    /// The plan that leads to `outputs`, which are ordered by path. There is none while anything is in the way: what
    /// `ways` says already, or what is found now.
    pub(super) fn new(
        before: &Before<'_>,
        outputs: &[(Box<str>, Output)],
        mut ways: BTreeSet<String>,
    ) -> Result<Self, Error> {
        let files: BTreeSet<&str> = outputs.iter().map(|(path, _)| &**path).collect();
        let folders: BTreeSet<&str> = files.iter().flat_map(|path| folders_above(path)).collect();
        if let Some(both) = files.intersection(&folders).next() {
            return Err(Error::new(format!("`{both}` would be both a file and a folder of the output"))
                .help("give one of the two pages another address"));
        }
        let leftovers = before.leftovers(&files);
        ways.extend(leftovers.kept.iter().filter(|path| folders.contains(*path)).map(|path| (*path).to_owned()));
        let replaced = before.replaced(outputs, &leftovers, &mut ways)?;
        if !ways.is_empty() {
            return Err(in_the_way(before.out, &ways));
        }
        let first = |path: &&str| folders.contains(path) || folders_above(path).any(|above| files.contains(above));
        let (first, last): (Vec<&str>, Vec<&str>) = leftovers.gone.iter().copied().partition(first);

        let new = Manifest::new(outputs.iter().map(|(path, output)| (path.clone(), output.written)).collect());
        let union = before.old.union(&new);
        let note_first = !before.noted || union != *before.old;
        let note_last = union != new;
        let mut steps = Vec::new();
        steps.extend(note_first.then_some(Step::Note(union)));
        steps.extend(first.iter().map(|path| Step::Remove((*path).into())));
        steps.extend(replaced.into_iter().rev().map(Step::RemoveFolder));
        steps.extend(before.renames(outputs));
        steps.extend(last.iter().map(|path| Step::Remove((*path).into())));
        steps.extend(leftovers.folders.iter().rev().map(|folder| Step::RemoveFolder((*folder).into())));
        steps.extend(note_last.then_some(Step::Note(new)));
        let kept = leftovers.kept.into_iter().map(str::to_owned).collect();
        Ok(Self { steps, removed: leftovers.gone.len(), kept })
    }
}

/// What the old output has and the new one doesn't want.
struct Leftovers<'a> {
    /// The files to remove, in order.
    gone: Vec<&'a str>,
    /// The files that stay, because somebody changed them.
    kept: Vec<&'a str>,
    /// The folders that may be empty then. Those of files that are gone already are among them: a killed build may
    /// have removed the file and not its folder.
    folders: BTreeSet<&'a str>,
}

impl<'a> Before<'a> {
    fn leftovers(&self, files: &BTreeSet<&str>) -> Leftovers<'a> {
        let (mut gone, mut kept, mut folders) = (Vec::new(), Vec::new(), BTreeSet::new());
        for path in self.old.paths().filter(|path| !files.contains(path)) {
            let at = self.out.join(path);
            if self.folders.around(path, self.old) == Folder::Blocked {
                continue;
            }
            // A folder in the file's place is what a build killed half-way leaves, and is looked at by its own files.
            if at.symlink_metadata().map_or(true, |found| found.is_dir()) {
                folders.extend(folders_above(path));
            } else if written_at(&at).is_some_and(|found| self.old.at(path).any(|written| written == found)) {
                folders.extend(folders_above(path));
                gone.push(path);
            } else {
                kept.push(path);
            }
        }
        Leftovers { gone, kept, folders }
    }

    /// The folders to remove first, the deepest last, because a file comes in their place.
    fn replaced(
        &self,
        outputs: &[(Box<str>, Output)],
        leftovers: &Leftovers<'_>,
        ways: &mut BTreeSet<String>,
    ) -> Result<BTreeSet<Box<str>>, Error> {
        let mut replaced = BTreeSet::new();
        for (path, _) in outputs.iter().filter(|(_, output)| output.staged.is_some()) {
            let is_folder = || self.out.join(&**path).symlink_metadata().is_ok_and(|found| found.is_dir());
            if self.old.lists_below(path) && is_folder() {
                self.replace(path, leftovers, &mut replaced, ways)?;
            }
        }
        Ok(replaced)
    }

    /// Puts `folder` and the folders in it on the list; what else than old files is in them is in the way.
    fn replace(
        &self,
        folder: &str,
        leftovers: &Leftovers<'_>,
        replaced: &mut BTreeSet<Box<str>>,
        ways: &mut BTreeSet<String>,
    ) -> Result<(), Error> {
        let at = self.out.join(folder);
        let entries = fs::read_dir(&at).map_err(|reason| Error::io("read", &at, &reason))?;
        for entry in entries {
            let entry = entry.map_err(|reason| Error::io("read", &at, &reason))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && self.old.lists_below(&path) {
                self.replace(&path, leftovers, replaced, ways)?;
            } else if leftovers.gone.binary_search(&&*path).is_err() {
                ways.insert(path);
            }
        }
        replaced.insert(folder.into());
        Ok(())
    }

    /// The steps that bring new files into place: whole folders where they are new.
    fn renames(&self, outputs: &[(Box<str>, Output)]) -> Vec<Step> {
        let (mut grafts, mut places) = (BTreeSet::new(), Vec::new());
        for (path, output) in outputs {
            match output.staged {
                Some(Slot::Tree) => grafts.extend(self.folders.topmost_missing(path, self.old)),
                Some(slot) => places.push(Step::Place(slot, path.clone())),
                None => {}
            }
        }
        grafts.into_iter().map(|folder| Step::Graft(folder.into())).chain(places).collect()
    }
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

impl Step {
    /// Does it, in the output `out`.
    pub(super) fn run(&self, out: &Path, staging: &Staging) -> Result<(), Error> {
        match self {
            Self::Note(manifest) => note(manifest, out, staging),
            Self::Graft(folder) => graft(&staging.path(Slot::Tree, folder), out, folder),
            Self::Place(slot, path) => {
                let to = out.join(&**path);
                rename(&staging.path(*slot, path), &to).map_err(|reason| Error::io("write", to, &reason))
            }
            Self::Remove(path) => {
                let path = out.join(&**path);
                unless(fs::remove_file(&path), &[ErrorKind::NotFound]).map_err(|r| Error::io("remove", path, &r))
            }
            Self::RemoveFolder(folder) => {
                let path = out.join(&**folder);
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
    let slot = staging.number();
    staging.write(slot, "", manifest.to_text().as_bytes())?;
    let to = out.join(MANIFEST);
    rename(&staging.path(slot, ""), &to).map_err(|reason| Error::io("write", to, &reason))
}

/// Renames `from` to `to`, whose folder is made again should somebody have removed it since it was looked at.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(reason) if reason.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(to.parent().unwrap_or(to))?;
            fs::rename(from, to)
        }
        done => done,
    }
}

/// Renames the staged folder `from` to `folder`; should there be one by now, what is in it one by one.
fn graft(from: &Path, out: &Path, folder: &str) -> Result<(), Error> {
    let to = out.join(folder);
    let failed = |reason: io::Error| Error::io("write", &to, &reason);
    match rename(from, &to) {
        Err(_) if from.is_dir() && to.is_dir() => {}
        done => return done.map_err(failed),
    }
    let children: io::Result<Vec<PathBuf>> =
        fs::read_dir(from).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    for child in children.map_err(failed)? {
        let name = child.file_name().unwrap_or_default().to_string_lossy();
        let path = format!("{folder}/{name}");
        if child.is_file() && out.join(&path).symlink_metadata().is_ok() {
            return Err(in_the_way(out, &BTreeSet::from([path])));
        }
        graft(&child, out, &path)?;
    }
    Ok(())
}
