//! The lock on an output folder: one build at a time writes there.
//!
//! It is the operating system's lock on the file `.gen-lock`, which ends with the process that holds it: a killed build
//! leaves the file behind, but never the lock. A build that ends removes the file. On a file system without locks a build
//! goes on without one.

use super::{path::LOCK, told::failed};
use crate::{diag::Error, disk};
use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// So often the file is opened anew; there are disks where no file is the same twice.
const MOST: usize = 100;

/// The lock, held as long as this lives.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock on the folder `out`, or says that another build has it.
    pub(super) fn take(out: &Path) -> Result<Self, Error> {
        let path = out.join(LOCK);
        let mut tries = 0..MOST;
        loop {
            let file = disk::open_or_create(&path).map_err(|reason| failed("open", &path, &reason))?;
            match file.try_lock() {
                // the build that had it has removed the file it was on: nobody else would see this lock
                Ok(()) if tries.next().is_some() && !is_at(&file, &path) => {}
                Ok(()) => return Ok(Self { path, _file: file }),
                Err(TryLockError::WouldBlock) => return Err(busy(out)),
                Err(TryLockError::Error(reason)) if reason.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { path, _file: file });
                }
                Err(TryLockError::Error(reason)) => return Err(failed("lock", path, &reason)),
            }
        }
    }

    /// Removes the file, while the lock is still held. Whoever opened it meanwhile finds it gone when it has the lock.
    pub(super) fn remove(&self) {
        let _ = disk::remove_file(&self.path);
    }

    /// Whether the file is gone, because somebody has emptied the folder.
    pub(super) fn is_gone(&self) -> bool {
        disk::is_free(&self.path).is_ok_and(|is_free| is_free)
    }
}

fn busy(out: &Path) -> Error {
    Error::new(format!("another build is writing `{}`", out.display()))
        .help("wait until it is done, or build into another folder with `--out`")
}

/// Whether `file` still is the one at `path`: a build that ended may have removed it between the opening and
/// the locking, and a lock on a removed file keeps nobody out.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata().map(id), disk::metadata(path).map(id)), (Ok(held), Ok(there)) if held == there)
}

/// Whether there still is a file at `path`; elsewhere than on Unix the standard library can't tell which.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    disk::metadata(path).is_ok()
}
