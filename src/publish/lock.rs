//! The lock on an output folder: one build at a time writes there.
//!
//! It is the operating system's lock on the file `.gen-lock`, which ends with the process that holds it: a killed build
//! leaves the file behind, but never the lock. A build that ends removes the file. On a file system without locks a build
//! goes on without one.

use super::path::LOCK;
use crate::diag::Error;
use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

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
        loop {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(|reason| Error::io("open", &path, &reason))?;
            match file.try_lock() {
                // the build that had it has removed the file it was on: nobody else would see this lock
                Ok(()) if !is_at(&file, &path) => continue,
                Ok(()) => return Ok(Self { path, _file: file }),
                Err(TryLockError::WouldBlock) => return Err(busy(out)),
                Err(TryLockError::Error(reason)) if reason.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { path, _file: file });
                }
                Err(TryLockError::Error(reason)) => return Err(Error::io("lock", path, &reason)),
            }
        }
    }

    /// Removes the file, while the lock is still held. Whoever opened it meanwhile finds it gone when it has the lock.
    pub(super) fn remove(&self) {
        let _ = std::fs::remove_file(&self.path);
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
    matches!((file.metadata().map(id), std::fs::metadata(path).map(id)), (Ok(held), Ok(there)) if held == there)
}

/// Whether there still is a file at `path`; elsewhere than on Unix the standard library can't tell which.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
