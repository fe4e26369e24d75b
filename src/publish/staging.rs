//! The staging area: new files, whole, each under a number, until all of them are there; then the old ones that they replace.
//!
//! The area is made with its first file. Files are not flushed to the disk one by one: that would take longer than the whole
//! build, and protects from a power cut, not from a killed process.

use super::{manifest::Fingerprint, path::STAGING, told::failed};
use crate::{diag::Error, disk};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// The number of a staged file.
pub(super) type Slot = u32;

/// The staging area of one build.
#[derive(Debug)]
pub(super) struct Staging {
    root: PathBuf,
    next: AtomicU32,
    is_made: OnceLock<()>,
}

impl Staging {
    /// The staging area of the output `out`, with what a killed build left there removed.
    pub(super) fn open(out: &Path) -> Result<Self, Error> {
        let staging = Self { root: out.join(STAGING), next: AtomicU32::new(0), is_made: OnceLock::new() };
        staging.remove().map_err(|reason| failed("remove", &staging.root, &reason))?;
        Ok(staging)
    }

    /// Where the staged file `slot` waits.
    pub(super) fn path(&self, slot: Slot) -> PathBuf {
        self.root.join(slot.to_string())
    }

    /// A number that no file has, in an area that is there.
    pub(super) fn reserve(&self) -> io::Result<Slot> {
        if self.is_made.get().is_none() {
            disk::make_folders(&self.root)?;
            let _ = self.is_made.set(());
        }
        Ok(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Stages a file that holds `bytes`.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<Slot, Error> {
        self.fill(|file, path| disk::write_all(file, path, bytes))
    }

    /// Stages a copy of the file `from`, and says what was copied: the file may be written to meanwhile.
    pub(super) fn copy(&self, from: &Path) -> Result<(Slot, Fingerprint), Error> {
        let slot = self.fill(|file, path| disk::copy(from, file, path))?;
        let path = self.path(slot);
        let written = Fingerprint::of_file(&path).map_err(|reason| failed("read", &path, &reason))?;
        Ok((slot, written))
    }

    fn fill(&self, write: impl FnOnce(&mut File, &Path) -> io::Result<()>) -> Result<Slot, Error> {
        let slot = self.reserve().map_err(|reason| failed("create", &self.root, &reason))?;
        let path = self.path(slot);
        let made = disk::create(&path);
        made.and_then(|mut file| write(&mut file, &path)).map_err(|reason| failed("write", path, &reason))?;
        Ok(slot)
    }

    /// Removes the whole area.
    pub(super) fn remove(&self) -> io::Result<()> {
        disk::remove_all(&self.root)
    }
}
