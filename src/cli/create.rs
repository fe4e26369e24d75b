//! Files that a command creates for the author: whole or not at all, and never over one that is there.

use crate::diag::Error;
use std::{
    fs,
    io::{ErrorKind, Write},
    path::Path,
};

/// Creates the file `path` with `text`, and the folders it lies in. A file that is there stays as it is, and is an
/// error; one that can't be written to its end is removed again.
pub(super) fn create(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|reason| Error::io("create the folder", folder, &reason))?;
    }
    let mut file = match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Err(reason) if reason.kind() == ErrorKind::AlreadyExists => return Err(exists(path)),
        file => file.map_err(|reason| Error::io("create", path, &reason))?,
    };
    file.write_all(text.as_bytes()).map_err(|reason| {
        drop(file);
        // what is there of it is our own; if it can't be removed, the failure to write is what counts
        let _ = fs::remove_file(path);
        Error::io("write", path, &reason)
    })
}

/// The error of a file that is in the way.
pub(super) fn exists(path: &Path) -> Error {
    Error::new(format!("`{}` is there already", path.display()))
        .help("nothing was changed; edit that file, or choose another name")
}
