//! The output folder, whose only writer this is.
//!
//! 1. [`Publisher::open`] makes sure that the folder is ours: new, empty, or with a manifest of what `gen` wrote
//!    there (`ours`). It takes the lock and clears away what a killed build left.
//! 2. [`Publisher::stage`] takes each file, from many threads. What already stands in the output, byte for byte, is only
//!    noted; the rest is written whole to the staging area.
//! 3. [`Publisher::finish`] renames everything into place and removes what is gone, in the steps of `plan`. If one fails, those
//!    before it are undone (`step`), and the error says in which state the output is (`told`). Or
//!    [`Publisher::abandon`] leaves the output as it was; so does dropping the publisher.
//!
//! Invariants: a file that `gen` didn't write is never changed or removed, and nothing is written through a symbolic
//! link inside the output. Until `finish` nothing changes but the staging area. Every change is one rename or one
//! removal, so a process killed at any moment leaves whole files; the manifest lists what it may have left, and
//! the next build puts it right. What is not here: no build makes a backup, and none survives a power cut by force
//! of `fsync`.

mod ground;
mod lock;
mod manifest;
mod ours;
mod path;
mod plan;
mod staging;
mod step;
#[cfg(test)]
mod tests;
mod told;

pub use path::OutputPath;

use crate::{cache::Cache, diag::Error, disk};
use lock::Lock;
use manifest::{Fingerprint, Manifest};
use ours::{SecondNote, refuse_foreign};
use plan::{Before, PlannedFile, PublishPlan};
use staging::Staging;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Mutex,
};
use step::{Beside, Done, PublishStep};
use told::{as_it_was, disturbed, failed, part_new};

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
    /// The folders of the output that nobody may look into, if files are there that should go. They stay, and are still ours.
    pub unread: Vec<String>,
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
    /// Those of them in whose place stands what somebody else made of them.
    edited: Mutex<BTreeSet<String>>,
    /// What is written beside the output, at last.
    beside: Option<Beside>,
    /// What was done to the output so far.
    done: Done,
    /// What the site knows of the output by itself.
    second: SecondNote,
    /// The last field, so that the lock goes when all else is done.
    lock: Lock,
}

impl Publisher {
    /// Takes hold of the folder `out`, which is made if it isn't there.
    ///
    /// A folder that is neither empty nor has a manifest is refused, unless the author says `adopt`: what is there then
    /// stays, and isn't ours. A folder that another build holds is refused too. `cache` is that of the site.
    pub fn open(out: &Path, adopt: bool, cache: &Cache) -> Result<Self, Error> {
        let made = make_folder(out)?;
        Self::hold(out, adopt, SecondNote::of(out, cache), made.clone()).inspect_err(|_| unmake(&made))
    }

    fn hold(out: &Path, adopt: bool, second: SecondNote, made: Vec<PathBuf>) -> Result<Self, Error> {
        refuse_foreign(out, adopt, &second)?;
        let lock = Lock::take(out)?;
        // Another build may have published between the first look and the lock.
        let whole = refuse_foreign(out, adopt, &second).and_then(|ours| Ok((ours, Staging::open(out)?)));
        let (ours, staging) = whole.inspect_err(|_| lock.remove())?;
        Ok(Self {
            out: out.to_owned(),
            noted: ours.is_noted,
            old: ours.manifest,
            made,
            staging,
            outputs: Mutex::default(),
            edited: Mutex::default(),
            beside: None,
            done: Done::default(),
            second,
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
        let output = self.staged(path, content).map_err(|error| match self.lock.is_gone() {
            true => disturbed(&self.out),
            false => as_it_was(&error, &self.out),
        })?;
        note(Some(output));
        Ok(())
    }

    fn staged(&self, path: &str, content: OutputContent) -> Result<PlannedFile, Error> {
        let written = match &content {
            OutputContent::Bytes(bytes) => Fingerprint::of(bytes),
            OutputContent::File(from) => Fingerprint::of_file(from).map_err(|reason| failed("read", from, &reason))?,
        };
        if self.is_there(path, written) {
            return Ok(PlannedFile { written, staged: None });
        }
        let (slot, written) = match content {
            OutputContent::Bytes(bytes) => (self.staging.write(&bytes)?, written),
            OutputContent::File(from) => self.staging.copy(&from)?,
        };
        Ok(PlannedFile { written, staged: Some(slot) })
    }

    /// Whether a file that may be taken as ours is at `path` and holds what is to be written. A damaged manifest may have
    /// lost the line; to take over the very bytes that would be written loses nothing. A file that holds neither that nor what we
    /// wrote is noted: it is read for that only where it will be replaced.
    fn is_there(&self, path: &str, written: Fingerprint) -> bool {
        if self.old.is_damaged() {
            return written.is_at(&self.out.join(path));
        }
        let ours = || self.old.at(path);
        if ours().next().is_none() {
            return false;
        }
        let may_be = |length| written.length == length || ours().any(|ours| ours.length == length);
        // what is gone, or can't be read, was not edited
        let Ok(Some(found)) = Fingerprint::at(&self.out.join(path), may_be) else { return false };
        let is_as_written = ours().any(|ours| found == ours);
        if !is_as_written && found != written {
            self.edited.lock().expect("no thread panics while it notes").insert(path.to_owned());
        }
        is_as_written && found == written
    }

    /// The files so far that somebody else has changed since they were written, and that will be replaced.
    pub fn edited(&self) -> Vec<String> {
        self.edited.lock().expect("no thread panics while it notes").iter().cloned().collect()
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
        let before = match disk::read(&path) {
            Ok(there) if there == text.as_bytes() => return Ok(()),
            Ok(there) if !there.starts_with(mark.as_bytes()) => {
                let message =
                    format!("`{}` is in the way of what is written there, and gen didn't write it", path.display());
                return Err(Error::new(message).help("move it away, or build into another folder with `--out`"));
            }
            Ok(there) => Some(there),
            Err(reason) if reason.kind() == ErrorKind::NotFound => None,
            Err(reason) => return Err(as_it_was(&failed("read", path, &reason), &self.out)),
        };
        self.beside = Some(Beside { path, text, before });
        Ok(())
    }

    /// Makes the output what was staged: the new files are renamed into place, those that are gone removed.
    ///
    /// # Errors
    /// Where files of somebody else's are in the way, or the disk refuses something; all is as it was then, or the error says
    /// that it isn't.
    pub fn finish(mut self) -> Result<PublishReport, Error> {
        let (plan, report) = self.plan().map_err(|error| as_it_was(&error, &self.out))?;
        if self.lock.is_gone() {
            return Err(disturbed(&self.out));
        }
        self.second.keep(&plan, &self.old);
        for step in &plan.steps {
            if let Err(error) = self.run(step) {
                return Err(self.put_back(error));
            }
        }
        if self.lock.is_gone() || disk::is_free(&self.out.join(path::MANIFEST)).is_ok_and(|is_free| is_free) {
            return Err(disturbed(&self.out));
        }
        Ok(report)
    }

    /// Undoes what was done before `error`, and says in which state the output is now.
    fn put_back(&mut self, error: Error) -> Error {
        let left = std::mem::take(&mut self.done).put_back(&self.out);
        if self.lock.is_gone() {
            return disturbed(&self.out);
        }
        self.noted = !disk::is_free(&self.out.join(path::MANIFEST)).is_ok_and(|is_free| is_free);
        match left {
            0 => as_it_was(&error, &self.out),
            left => part_new(&error, &self.out, left),
        }
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
        let before = Before { out: &self.out, old: &self.old, noted: self.noted };
        let mut plan = PublishPlan::new(&before, &outputs)?;
        let stage = |manifest: &Manifest| self.staging.write(manifest.to_text().as_bytes()).map(PublishStep::Note);
        let first = plan.first_note.as_ref().map(stage).transpose()?;
        let last = plan.last_note.as_ref().map(stage).transpose()?;
        if let Some(beside) = &self.beside {
            beside.stage()?;
        }
        plan.steps.splice(..0, first);
        plan.steps.extend(self.beside.clone().map(PublishStep::Beside));
        plan.steps.extend(last);
        let written = outputs.iter().filter(|(_, output)| output.staged.is_some());
        let report = PublishReport {
            written: written.clone().count(),
            unchanged: outputs.len() - written.clone().count(),
            removed: plan.removed,
            kept: plan.kept.clone(),
            unread: plan.unread.clone(),
            bytes: written.map(|(_, output)| output.written.length).sum(),
        };
        Ok((plan, report))
    }

    fn run(&mut self, step: &PublishStep) -> Result<(), Error> {
        step.run(&self.out, &self.staging, &mut self.done)?;
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
        self.beside.iter().for_each(Beside::clear);
        self.lock.remove();
        if !self.noted {
            unmake(&self.made);
        }
    }
}

/// Makes the folder `out` where it is missing, and returns the folders that were made, the topmost last.
fn make_folder(out: &Path) -> Result<Vec<PathBuf>, Error> {
    match disk::metadata(out) {
        Ok(found) if found.is_dir() => return Ok(Vec::new()),
        Ok(_) => {
            let message = format!("the output folder `{}` is a file", out.display());
            return Err(Error::new(message).help("move it away, or build into another folder with `--out`"));
        }
        Err(reason) if reason.kind() == ErrorKind::NotFound => {}
        Err(reason) => return Err(failed("read", out, &reason)),
    }
    let missing = |path: &&Path| !path.as_os_str().is_empty() && disk::is_free(path).is_ok_and(|is_free| is_free);
    let made: Vec<PathBuf> = out.ancestors().take_while(missing).map(Path::to_owned).collect();
    disk::make_folders(out).map_err(|reason| failed("create", out, &reason)).inspect_err(|_| unmake(&made))?;
    Ok(made)
}

/// Removes the folders `made` again, as far as they are empty.
fn unmake(made: &[PathBuf]) {
    for folder in made {
        let _ = disk::remove_folder(folder);
    }
}
