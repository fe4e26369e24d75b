//! The output folder, whose only writer this is.
//!
//! 1. [`Publisher::open`] makes sure that the folder is ours: new, empty, or with a manifest of what `gen` wrote
//!    there. It takes the lock and clears away what a killed build left.
//! 2. [`Publisher::stage`] takes each file, from many threads. What already stands in the output, byte for byte, is only
//!    noted; the rest is written whole to the staging area.
//! 3. [`Publisher::finish`] renames everything into place and removes what is gone, in the steps of `plan`. Or
//!    [`Publisher::abandon`] leaves the output as it was; so does dropping the publisher.
//!
//! Invariants: a file that `gen` didn't write is never changed or removed, and nothing is written through a symbolic
//! link inside the output. Until `finish` nothing changes but the staging area. Every change is one rename or one
//! removal, so a process killed at any moment leaves whole files; the manifest lists what it may have left, and
//! the next build puts it right. What is not here: no build makes a backup, and none survives a power cut by force
//! of `fsync`.

mod folders;
mod lock;
mod manifest;
mod path;
mod plan;
mod shared_map;
mod staging;
#[cfg(test)]
mod tests;

pub use path::OutputPath;

use crate::diag::Error;
use folders::{Folder, Folders};
use lock::Lock;
use manifest::{Manifest, Written};
use path::MANIFEST;
use plan::{Before, Output, Plan, Step};
use shared_map::SharedMap;
use staging::{Slot, Staging};
use std::{
    collections::BTreeSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Mutex,
};

/// Up to this length a file is copied by way of memory, like a page.
const SMALL: u64 = 1 << 20;

/// What a file of the output shall hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this file holds: an asset, copied.
    File(PathBuf),
}

/// What a build changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many files were written.
    pub written: usize,
    /// How many stayed as they were.
    pub unchanged: usize,
    /// How many were removed, because no page or asset has that path any more.
    pub removed: usize,
    /// The paths of files that would have been removed, but were changed by somebody since `gen` wrote them. They
    /// stay, and from now on are not ours.
    pub kept: Vec<String>,
    /// How many bytes were written.
    pub bytes: u64,
}

/// A build's hold on its output folder.
#[derive(Debug)]
pub struct Publisher {
    out: PathBuf,
    /// What the output held before.
    old: Manifest,
    /// Whether the output has a manifest, so that it stays ours whatever happens.
    noted: bool,
    /// Whether nothing was there, so that no page can meet anything.
    fresh: bool,
    /// The folders that were made for the output, the topmost last.
    made: Vec<PathBuf>,
    folders: Folders,
    staging: Staging,
    /// The files so far; one that is being staged has no value yet.
    outputs: SharedMap<Option<Output>>,
    /// What of somebody else's stands where the output wants something.
    in_the_way: Mutex<BTreeSet<String>>,
    /// The paths of files to come where a folder stands.
    meets: Mutex<BTreeSet<String>>,
    /// What is written beside the output, at last.
    beside: Vec<Step>,
    /// The last field, so that the lock goes when all else is done.
    lock: Lock,
}

impl Publisher {
    /// Takes hold of the folder `out`, which is made if it isn't there.
    ///
    /// A folder that is neither empty nor has a manifest is refused, unless the author says `adopt`: what is there then
    /// stays, and isn't ours. A folder that another build holds is refused too.
    pub fn open(out: &Path, adopt: bool) -> Result<Self, Error> {
        let made = make_folder(out)?;
        Self::hold(out, adopt, made.clone()).inspect_err(|_| unmake(&made))
    }

    fn hold(out: &Path, adopt: bool, made: Vec<PathBuf>) -> Result<Self, Error> {
        refuse_foreign(out, adopt)?;
        let lock = Lock::take(out)?;
        // Another build may have published between the first look and the lock.
        let owner = refuse_foreign(out, adopt).inspect_err(|_| lock.remove())?;
        let staging = Staging::open(out)?;
        let fresh = matches!(owner, Owner::Nobody);
        let (old, noted) = match owner {
            Owner::Us(manifest) => (manifest, true),
            Owner::Nobody | Owner::Others => (Manifest::default(), false),
        };
        let folders = Folders::new(out.to_owned(), fresh);
        let (outputs, in_the_way, meets) = (SharedMap::default(), Mutex::default(), Mutex::default());
        Ok(Self {
            out: out.to_owned(),
            old,
            noted,
            fresh,
            made,
            folders,
            staging,
            outputs,
            in_the_way,
            meets,
            beside: Vec::new(),
            lock,
        })
    }

    /// Takes the file `path` of the new output. May be called from many threads at once. Where a file of somebody else's
    /// stands, that is noted, and [`finish`](Self::finish) tells all such files.
    ///
    /// # Errors
    /// Where the disk is full, or two outputs have the same path.
    pub fn stage(&self, path: &OutputPath, content: Content) -> Result<(), Error> {
        let path = path.as_str();
        if !self.outputs.insert(path, None) {
            return Err(Error::new(format!("two outputs would be written to `{path}`")));
        }
        let output = match content {
            Content::Bytes(bytes) => self.stage_bytes(path, &bytes)?,
            Content::File(from) => self.stage_file(path, &from)?,
        };
        if output.is_some() {
            self.outputs.insert(path, output);
        }
        Ok(())
    }

    /// Takes the text of the file that stands beside the output and is called after it, with `ending`: `public.nginx.conf`. It
    /// begins with `mark`, by which the next build knows it; it isn't uploaded with the output.
    ///
    /// # Errors
    /// Where a file of somebody else's has its name.
    pub fn beside(&mut self, ending: &str, mark: &str, text: String) -> Result<(), Error> {
        let mut path = std::path::absolute(&self.out).unwrap_or_else(|_| self.out.clone()).into_os_string();
        path.push(ending);
        let path = PathBuf::from(path);
        match fs::read(&path) {
            Ok(there) if there == text.as_bytes() => return Ok(()),
            Ok(there) if !there.starts_with(mark.as_bytes()) => {
                let message =
                    format!("`{}` is in the way of what is written there, and gen didn't write it", path.display());
                return Err(Error::new(message).help("move it away, or build into another folder with `--out`"));
            }
            Err(reason) if reason.kind() != ErrorKind::NotFound => return Err(Error::io("read", path, &reason)),
            _ => {}
        }
        self.beside.push(Step::Beside(path, text.into_bytes()));
        Ok(())
    }

    /// Makes the output what was staged: the new files are renamed into place, those that are gone removed.
    ///
    /// # Errors
    /// Where files of somebody else's are in the way; nothing has changed then.
    pub fn finish(mut self) -> Result<Report, Error> {
        let (plan, report) = self.plan()?;
        for step in &plan.steps {
            self.run(step)?;
        }
        for step in std::mem::take(&mut self.beside) {
            self.run(&step)?;
        }
        Ok(report)
    }

    /// Leaves the output as it was.
    pub fn abandon(self) {}

    fn stage_bytes(&self, path: &str, bytes: &[u8]) -> Result<Option<Output>, Error> {
        let written = Written::of(bytes);
        if self.may_be_unchanged(path, written) && staging::holds(&self.out.join(path), bytes) {
            return Ok(Some(Output { written, staged: None }));
        }
        let Some(slot) = self.slot(path) else { return Ok(None) };
        self.staging.write(slot, path, bytes)?;
        Ok(Some(Output { written, staged: Some(slot) }))
    }

    fn stage_file(&self, path: &str, from: &Path) -> Result<Option<Output>, Error> {
        let unreadable = |reason| Error::io("read", from, &reason);
        let length = fs::metadata(from).map_err(unreadable)?.len();
        if length <= SMALL {
            return self.stage_bytes(path, &fs::read(from).map_err(unreadable)?);
        }
        let listed = self.old.is_damaged() || self.old.at(path).any(|old| old.length == length);
        let same = listed.then(|| staging::holds_copy(&self.out.join(path), from)).flatten();
        if let Some(written) = same.filter(|&written| self.may_be_unchanged(path, written)) {
            return Ok(Some(Output { written, staged: None }));
        }
        let Some(slot) = self.slot(path) else { return Ok(None) };
        Ok(Some(Output { written: self.staging.copy(slot, path, from)?, staged: Some(slot) }))
    }

    /// Whether the file at `path` may be taken as ours as it is, if it holds what is to be written. A damaged
    /// manifest may have lost the line; to take over the very bytes that would be written loses nothing.
    fn may_be_unchanged(&self, path: &str, written: Written) -> bool {
        !self.fresh && (self.old.is_damaged() || self.old.at(path).any(|old| old == written))
    }

    /// Where the file for `path` is to wait, if it may be written at all; what is in its way is noted.
    fn slot(&self, path: &str) -> Option<Slot> {
        let way = match self.folders.around(path, &self.old) {
            Folder::Blocked => self.folders.blocker(path, &self.old).unwrap_or(path),
            Folder::Missing => return Some(Slot::Tree),
            Folder::There if self.fresh || self.is_free(path) => return Some(self.staging.number()),
            Folder::There => path,
        };
        self.in_the_way.lock().expect("no thread panics while it holds the list").insert(way.to_owned());
        None
    }

    /// Whether nothing of somebody else's stands at `path`.
    fn is_free(&self, path: &str) -> bool {
        let at = self.out.join(path);
        match at.symlink_metadata() {
            // What is in the folder is looked at when all paths are known.
            Ok(found) if found.is_dir() => {
                self.meets.lock().expect("no thread panics while it holds the list").insert(path.to_owned())
            }
            Ok(_) if self.old.is_damaged() => {
                staging::written_at(&at).is_some_and(|found| self.old.at(path).any(|old| old == found))
            }
            Ok(_) => self.old.lists(path),
            // What can't be looked at can't be written to either: the rename will say why.
            Err(_) => true,
        }
    }

    /// The steps to the new output, and what they will have changed.
    fn plan(&mut self) -> Result<(Plan, Report), Error> {
        let in_the_way = std::mem::take(self.in_the_way.get_mut().expect("no thread panicked"));
        let meets = std::mem::take(self.meets.get_mut().expect("no thread panicked"));
        let mut outputs = Vec::new();
        for (path, output) in std::mem::take(&mut self.outputs).into_sorted() {
            match output {
                Some(output) => outputs.push((path, output)),
                None if in_the_way.is_empty() => return Err(Error::new(format!("`{path}` could not be staged"))),
                None => {}
            }
        }
        let before = Before { out: &self.out, old: &self.old, noted: self.noted, folders: &self.folders, meets };
        let plan = Plan::new(&before, &outputs, in_the_way)?;
        let written = outputs.iter().filter(|(_, output)| output.staged.is_some());
        let report = Report {
            written: written.clone().count(),
            unchanged: outputs.len() - written.clone().count(),
            removed: plan.removed,
            kept: plan.kept.clone(),
            bytes: written.map(|(_, output)| output.written.length).sum(),
        };
        Ok((plan, report))
    }

    fn run(&mut self, step: &Step) -> Result<(), Error> {
        step.run(&self.out, &self.staging)?;
        self.noted |= matches!(step, Step::Note(_));
        Ok(())
    }
}

impl Drop for Publisher {
    /// Removes the staging area and the lock's file, which nobody wants to upload; of a folder that isn't ours, the folders
    /// made for nothing, too.
    fn drop(&mut self) {
        // Nobody is left to tell a failure to: the next build clears the area away again.
        let _ = self.staging.remove();
        self.lock.remove();
        if !self.noted {
            unmake(&self.made);
        }
    }
}

/// Whose an output folder is.
enum Owner {
    /// It is empty.
    Nobody,
    /// Ours: it has a manifest.
    Us(Manifest),
    /// It holds something, and no manifest.
    Others,
}

/// Whose the folder `out` is; an error where it is somebody else's and not to be adopted.
fn refuse_foreign(out: &Path, adopt: bool) -> Result<Owner, Error> {
    match owner(out)? {
        Owner::Others if !adopt => {
            let message = format!("`{}` is not empty, and gen has not written it", out.display());
            let help = "build into another folder with `--out`, or pass `--adopt`: \
                        what is in the folder then stays as it is, and pages are added";
            Err(Error::new(message).help(help))
        }
        owner => Ok(owner),
    }
}

fn owner(out: &Path) -> Result<Owner, Error> {
    let unreadable = |reason| Error::io("read", out, &reason);
    let path = out.join(MANIFEST);
    match fs::read(&path) {
        Ok(text) => return Ok(Manifest::parse(&text).map_or(Owner::Others, Owner::Us)),
        Err(reason) if reason.kind() == ErrorKind::NotFound => {}
        Err(reason) => return Err(Error::io("read", path, &reason)),
    }
    for entry in fs::read_dir(out).map_err(unreadable)? {
        if !entry.map_err(unreadable)?.file_name().to_str().is_some_and(path::is_own) {
            return Ok(Owner::Others);
        }
    }
    Ok(Owner::Nobody)
}

/// Makes the folder `out` where it is missing, and returns the folders that were made, the topmost last.
fn make_folder(out: &Path) -> Result<Vec<PathBuf>, Error> {
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => return Ok(Vec::new()),
        Ok(_) => {
            let message = format!("the output folder `{}` is a file", out.display());
            return Err(Error::new(message).help("move it away, or build into another folder with `--out`"));
        }
        Err(reason) if reason.kind() == ErrorKind::NotFound => {}
        Err(reason) => return Err(Error::io("read", out, &reason)),
    }
    let missing = |path: &&Path| !path.as_os_str().is_empty() && path.symlink_metadata().is_err();
    let made: Vec<PathBuf> = out.ancestors().take_while(missing).map(Path::to_owned).collect();
    fs::create_dir_all(out).map_err(|reason| Error::io("create", out, &reason))?;
    Ok(made)
}

/// Removes the folders `made` again, as far as they are empty.
fn unmake(made: &[PathBuf]) {
    for folder in made {
        let _ = fs::remove_dir(folder);
    }
}
