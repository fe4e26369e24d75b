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

mod lock;
mod manifest;
mod path;
mod plan;
mod staging;
#[cfg(test)]
mod tests;

pub use path::OutputPath;

use crate::diag::Error;
use lock::Lock;
use manifest::{Fingerprint, Manifest};
use path::MANIFEST;
use plan::{Before, PlannedFile, PublishPlan, PublishStep};
use staging::Staging;
use std::{
    collections::BTreeMap,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Mutex,
};

/// What a file of the output shall hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this file holds: an asset, copied.
    File(PathBuf),
}

/// What a build changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
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
    /// The folders that were made for the output, the topmost last.
    made: Vec<PathBuf>,
    staging: Staging,
    /// The files so far, by path; one that is being staged has no value yet.
    outputs: Mutex<BTreeMap<String, Option<PlannedFile>>>,
    /// What is written beside the output, at last.
    beside: Vec<(PathBuf, String)>,
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
        let manifest = refuse_foreign(out, adopt).inspect_err(|_| lock.remove())?;
        let noted = manifest.is_some();
        Ok(Self {
            out: out.to_owned(),
            old: manifest.unwrap_or_default(),
            noted,
            made,
            staging: Staging::open(out)?,
            outputs: Mutex::default(),
            beside: Vec::new(),
            lock,
        })
    }

    /// Takes the file `path` of the new output. May be called from many threads at once. Whether something of somebody
    /// else's stands there is for [`finish`](Self::finish) to say.
    ///
    /// # Errors
    /// Where the disk is full, or two outputs have the same path.
    pub fn stage(&self, path: &OutputPath, content: OutputContent) -> Result<(), Error> {
        let path = path.as_str();
        let note =
            |output| self.outputs.lock().expect("no thread panics while it notes").insert(path.to_owned(), output);
        if note(None).is_some() {
            return Err(Error::new(format!("two outputs would be written to `{path}`")));
        }
        let written = match &content {
            OutputContent::Bytes(bytes) => Fingerprint::of(bytes),
            OutputContent::File(from) => {
                Fingerprint::of_file(from).map_err(|reason| Error::io("read", from, &reason))?
            }
        };
        let output = match content {
            _ if self.is_there(path, written) => PlannedFile { written, staged: None },
            OutputContent::Bytes(bytes) => PlannedFile { written, staged: Some(self.staging.write(&bytes)?) },
            OutputContent::File(from) => {
                let (slot, written) = self.staging.copy(&from)?;
                PlannedFile { written, staged: Some(slot) }
            }
        };
        note(Some(output));
        Ok(())
    }

    /// Whether a file that may be taken as ours is at `path` and holds what is to be written. A damaged manifest may have
    /// lost the line; to take over the very bytes that would be written loses nothing.
    fn is_there(&self, path: &str, written: Fingerprint) -> bool {
        let may_be = self.old.is_damaged() || self.old.at(path).any(|old| old == written);
        may_be && written.is_at(&self.out.join(path))
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
        self.beside.push((path, text));
        Ok(())
    }

    /// Makes the output what was staged: the new files are renamed into place, those that are gone removed.
    ///
    /// # Errors
    /// Where files of somebody else's are in the way; nothing has changed then.
    pub fn finish(mut self) -> Result<PublishReport, Error> {
        let (plan, report) = self.plan()?;
        for step in &plan.steps {
            self.run(step)?;
        }
        for (path, text) in &self.beside {
            plan::beside(path, text.as_bytes())?;
        }
        Ok(report)
    }

    /// Leaves the output as it was.
    pub fn abandon(self) {}

    /// The steps to the new output, and what they will have changed.
    fn plan(&mut self) -> Result<(PublishPlan, PublishReport), Error> {
        let staged = std::mem::take(self.outputs.get_mut().expect("no thread panicked"));
        let whole = |(path, output): (String, Option<PlannedFile>)| match output {
            Some(output) => Ok((path, output)),
            None => Err(Error::new(format!("`{path}` could not be staged"))),
        };
        let outputs: Vec<(String, PlannedFile)> = staged.into_iter().map(whole).collect::<Result<_, _>>()?;
        let plan = PublishPlan::new(&Before { out: &self.out, old: &self.old, noted: self.noted }, &outputs)?;
        let written = outputs.iter().filter(|(_, output)| output.staged.is_some());
        let report = PublishReport {
            written: written.clone().count(),
            unchanged: outputs.len() - written.clone().count(),
            removed: plan.removed,
            kept: plan.kept.clone(),
            bytes: written.map(|(_, output)| output.written.length).sum(),
        };
        Ok((plan, report))
    }

    fn run(&mut self, step: &PublishStep) -> Result<(), Error> {
        step.run(&self.out, &self.staging)?;
        self.noted |= matches!(step, PublishStep::Note(_));
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

/// The manifest of the folder `out`, if it has one; an error where the folder is somebody else's and not to be adopted.
fn refuse_foreign(out: &Path, adopt: bool) -> Result<Option<Manifest>, Error> {
    let unreadable = |reason| Error::io("read", out, &reason);
    let path = out.join(MANIFEST);
    let manifest = match fs::read(&path) {
        Ok(text) => Manifest::parse(&text),
        Err(reason) if reason.kind() == ErrorKind::NotFound => None,
        Err(reason) => return Err(Error::io("read", path, &reason)),
    };
    if adopt || manifest.is_some() {
        return Ok(manifest);
    }
    for entry in fs::read_dir(out).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        // a manifest that isn't even one is a file of somebody else's
        if name == MANIFEST || !name.to_str().is_some_and(path::is_own) {
            let message = format!("`{}` is not empty, and gen has not written it", out.display());
            let help = "build into another folder with `--out`, or pass `--adopt`: \
                        what is in the folder then stays as it is, and pages are added";
            return Err(Error::new(message).help(help));
        }
    }
    Ok(None)
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
