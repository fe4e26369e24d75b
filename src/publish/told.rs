//! What is told of an output that can't be written: what failed, in which state the output is, and what to do.

use crate::diag::Error;
use std::{
    collections::BTreeSet,
    io::{self, ErrorKind},
    path::Path,
};

/// That `verb` failed on `path`, with what to do about `reason`.
pub(super) fn failed(verb: &str, path: impl AsRef<Path>, reason: &io::Error) -> Error {
    Error::io(verb, path.as_ref(), reason).help(match reason.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "see that you may write to it and to the folder it lies in, or build into another folder with `--out`"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room on the disk, and build again"
        }
        ErrorKind::InvalidInput | ErrorKind::IsADirectory | ErrorKind::NotADirectory => {
            "remove it, and build again, or build into another folder with `--out`"
        }
        _ => "see that the disk can be read and written to, and build again",
    })
}

/// That `error` came before anything was changed, or that all was put back.
pub(super) fn as_it_was(error: &Error, out: &Path) -> Error {
    with_state(error, &format!("nothing was published, and `{}` is as it was", out.display()))
}

/// That `error` came in the midst, and that `left` changes couldn't be put back.
pub(super) fn part_new(error: &Error, out: &Path, left: usize) -> Error {
    let files = if left == 1 { "1 file or folder".to_owned() } else { format!("{left} files or folders") };
    let state = format!("`{}` is now part old, part new: {files} could not be put back", out.display());
    let help = error.help_text().unwrap_or("see that the output can be written to, and build again");
    with_state(error, &state)
        .help(format!("{help}; don't upload the folder before: the next build puts all of it right"))
}

fn with_state(error: &Error, state: &str) -> Error {
    let told = Error::new(format!("{error}; {state}"));
    match error.help_text() {
        Some(help) => told.help(help),
        None => told,
    }
}

/// That somebody else has removed files of the output while it was written.
pub(super) fn disturbed(out: &Path) -> Error {
    let message = format!(
        "another program has removed files of `{}` while gen wrote there, and what is left isn't whole",
        out.display()
    );
    Error::new(message).help("build again when that program is done: that puts all of it right")
}

/// So many of the files in the way are named.
const NAMED: usize = 20;

/// The error for what `gen` didn't write, or what was changed since, at each of `paths`, where a page shall be.
pub(super) fn in_the_way(out: &Path, paths: &BTreeSet<String>) -> Error {
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
