//! The staging area: new files, whole, until all of them are there.
//!
//! A file whose folder already is in the output is staged under a number, so that no folder is made for it; one whose
//! folder is missing is staged in a *tree* of the output's shape, so that a whole new folder later takes one
//! rename, however many files are in it. Nothing is made before the first file comes.
//!
//! Files are not flushed to the disk one by one: that would take longer than the whole build, and protects from a power
//! cut, not from a killed process.

use super::{
    manifest::{Pieces, Written},
    path::{STAGING, folder_of},
    shared_map::SharedMap,
};
use crate::diag::Error;
use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

const CHUNK: usize = 1 << 16;

/// Where a staged file waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Under this number.
    Number(u32),
    /// In the tree, at its own path.
    Tree,
}

/// The staging area of one build.
#[derive(Debug)]
pub(super) struct Staging {
    root: PathBuf,
    next: AtomicU32,
    made: SharedMap<()>,
}

impl Staging {
    /// The staging area of the output `out`, with what a killed build left there removed.
    pub(super) fn open(out: &Path) -> Result<Self, Error> {
        let staging = Self { root: out.join(STAGING), next: AtomicU32::new(0), made: SharedMap::default() };
        staging.remove().map_err(|reason| Error::io("remove", &staging.root, &reason))?;
        Ok(staging)
    }

    /// The next free number.
    pub(super) fn number(&self) -> Slot {
        Slot::Number(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Where the file for `path` waits.
    pub(super) fn path(&self, slot: Slot, path: &str) -> PathBuf {
        self.root.join(name(slot, path))
    }

    /// Writes `bytes`, to go to `path`.
    pub(super) fn write(&self, slot: Slot, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let written = self.create(slot, path).and_then(|mut file| file.write_all(bytes));
        written.map_err(|reason| Error::io("write", self.path(slot, path), &reason))
    }

    /// Copies the file `from`, to go to `path`, and says what was copied: the file may be written to meanwhile.
    pub(super) fn copy(&self, slot: Slot, path: &str, from: &Path) -> Result<Written, Error> {
        let to_error = |reason| Error::io("write", self.path(slot, path), &reason);
        let from_error = |reason| Error::io("read", from, &reason);
        let mut source = File::open(from).map_err(from_error)?;
        let mut file = self.create(slot, path).map_err(to_error)?;
        let (mut pieces, mut chunk) = (Pieces::default(), vec![0; CHUNK]);
        loop {
            let read = read_full(&mut source, &mut chunk).map_err(from_error)?;
            if read == 0 {
                return Ok(pieces.written());
            }
            pieces.add(&chunk[..read]);
            file.write_all(&chunk[..read]).map_err(to_error)?;
        }
    }

    /// Removes the whole area.
    pub(super) fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.root) {
            Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(()),
            Err(reason) if reason.kind() == ErrorKind::NotADirectory => fs::remove_file(&self.root),
            done => done,
        }
    }

    fn create(&self, slot: Slot, path: &str) -> io::Result<File> {
        let name = name(slot, path);
        self.make(folder_of(&name).unwrap_or_default())?;
        File::create_new(self.root.join(name))
    }

    /// Makes the folder `folder` of the area (the area itself where that is empty) and those above it, each once.
    fn make(&self, folder: &str) -> io::Result<()> {
        if self.made.get(folder).is_some() {
            return Ok(());
        }
        if !folder.is_empty() {
            self.make(folder_of(folder).unwrap_or_default())?;
        }
        match fs::create_dir(self.root.join(folder)) {
            Err(reason) if reason.kind() != ErrorKind::AlreadyExists => return Err(reason),
            _ => self.made.insert(folder, ()),
        };
        Ok(())
    }
}

/// The name, in the area, of the file that goes to `path`.
fn name(slot: Slot, path: &str) -> String {
    match slot {
        Slot::Number(number) => number.to_string(),
        Slot::Tree => ["tree/", path].concat(),
    }
}

/// Whether the file at `path` holds just `bytes`; one that can't be read doesn't.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let read = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        if !is_file_of_length(&file, bytes.len() as u64)? {
            return Ok(false);
        }
        let mut there = vec![0; bytes.len()];
        file.read_exact(&mut there)?;
        Ok(there == bytes)
    };
    read().unwrap_or(false)
}

/// What the file `from` holds, if the file at `path` holds the same.
pub(super) fn holds_copy(path: &Path, from: &Path) -> Option<Written> {
    let (mut there, mut source) = (File::open(path).ok()?, File::open(from).ok()?);
    let length = source.metadata().ok()?.len();
    if !is_file_of_length(&there, length).ok()? {
        return None;
    }
    let (mut pieces, mut left, mut right) = (Pieces::default(), vec![0; CHUNK], vec![0; CHUNK]);
    loop {
        let read = read_full(&mut source, &mut left).ok()?;
        if read_full(&mut there, &mut right).ok()? != read || left[..read] != right[..read] {
            return None;
        }
        if read == 0 {
            return Some(pieces.written());
        }
        pieces.add(&left[..read]);
    }
}

/// What stands at `path`, if it is a file that can be read.
pub(super) fn written_at(path: &Path) -> Option<Written> {
    let mut file = File::open(path).ok()?;
    file.metadata().ok().filter(fs::Metadata::is_file)?;
    let (mut pieces, mut chunk) = (Pieces::default(), vec![0; CHUNK]);
    loop {
        match read_full(&mut file, &mut chunk).ok()? {
            0 => return Some(pieces.written()),
            read => pieces.add(&chunk[..read]),
        }
    }
}

fn is_file_of_length(file: &File, length: u64) -> io::Result<bool> {
    let metadata = file.metadata()?;
    Ok(metadata.is_file() && metadata.len() == length)
}

/// Fills `chunk` as far as there is something to read.
fn read_full(from: &mut impl Read, chunk: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < chunk.len() {
        match from.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(reason) if reason.kind() == ErrorKind::Interrupted => {}
            Err(reason) => return Err(reason),
        }
    }
    Ok(filled)
}
