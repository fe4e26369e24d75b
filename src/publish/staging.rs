//! The staging area: new files, whole, each under a number, until all of them are there.
//!
//! The area is made with its first file. Files are not flushed to the disk one by one: that would take longer than the whole
//! build, and protects from a power cut, not from a killed process.

use super::{manifest::Fingerprint, path::STAGING};
use crate::diag::Error;
use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// The number of a staged file.
pub(super) type Slot = u32;

/// The staging area of one build.
#[derive(Debug)]
pub(super) struct Staging {
    root: PathBuf,
    next: AtomicU32,
}

impl Staging {
    /// The staging area of the output `out`, with what a killed build left there removed.
    pub(super) fn open(out: &Path) -> Result<Self, Error> {
        let staging = Self { root: out.join(STAGING), next: AtomicU32::new(0) };
        staging.remove().map_err(|reason| Error::io("remove", &staging.root, &reason))?;
        Ok(staging)
    }

    /// Where the staged file `slot` waits.
    pub(super) fn path(&self, slot: Slot) -> PathBuf {
        self.root.join(slot.to_string())
    }

    /// Stages a file that holds `bytes`.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<Slot, Error> {
        self.fill(|file| file.write_all(bytes))
    }

    /// Stages a copy of the file `from`, and says what was copied: the file may be written to meanwhile.
    pub(super) fn copy(&self, from: &Path) -> Result<(Slot, Fingerprint), Error> {
        let mut source = File::open(from).map_err(|reason| Error::io("read", from, &reason))?;
        let slot = self.fill(|file| io::copy(&mut source, file).map(drop))?;
        let path = self.path(slot);
        let written = Fingerprint::of_file(&path).map_err(|reason| Error::io("read", &path, &reason))?;
        Ok((slot, written))
    }

    fn fill(&self, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<Slot, Error> {
        let slot = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.path(slot);
        let made = fs::create_dir_all(&self.root).and_then(|()| File::create_new(&path));
        made.and_then(|mut file| write(&mut file)).map_err(|reason| Error::io("write", path, &reason))?;
        Ok(slot)
    }

    /// Removes the whole area.
    pub(super) fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.root) {
            Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(()),
            Err(reason) if reason.kind() == ErrorKind::NotADirectory => fs::remove_file(&self.root),
            done => done,
        }
    }
}
