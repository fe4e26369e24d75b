//! `gen init`: a small site that builds without a warning, for its author to replace piece by piece.
//!
//! 1. The folder has to be missing or empty; names that begin with a dot may be there, as `.git` is after `git init`.
//!    Otherwise nothing is written, and the error names what is in the way.
//! 2. The files of `starter/` are created in it. The article gets the day's date. A `.gitignore` of the author's
//!    own stays as it is.
//!
//! No file that is there is ever written over, also when somebody else creates it in the same moment.

use super::create::create;
use crate::diag::Error;
use jiff::civil::Date;
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// The files of the starter, in the order they are written; the configuration comes last, since only with it the
/// folder is a site.
const FILES: &[(&str, &str)] = &[
    (".gitignore", include_str!("starter/gitignore")),
    ("content/index.md", include_str!("starter/content/index.md")),
    ("content/about.md", include_str!("starter/content/about.md")),
    ("content/authors/editors.md", include_str!("starter/content/authors/editors.md")),
    ("content/topics/backend.md", include_str!("starter/content/topics/backend.md")),
    ("content/topics/databases.md", include_str!("starter/content/topics/databases.md")),
    ("content/questions/databases.toml", include_str!("starter/content/questions/databases.toml")),
    ("content/glossary.toml", include_str!("starter/content/glossary.toml")),
    (
        "content/articles/explain-a-database-index.md",
        include_str!("starter/content/articles/explain-a-database-index.md"),
    ),
    ("site.toml", include_str!("starter/site.toml")),
];

/// The line of the starter's article that gets the day's date.
const DATE: &str = "\ndate = 2000-01-01\n";

/// Writes the starter to the folder `dir`, with `date` as the day its article came out. Returns the files written.
///
/// Fails if there is anything but dotfiles in `dir`, or if a file can't be written; the help then says what has been.
pub(crate) fn init(dir: &Path, date: Date) -> Result<Vec<PathBuf>, Error> {
    let present = names_in(dir)?;
    let in_the_way: Vec<&str> = present.iter().map(String::as_str).filter(|name| !name.starts_with('.')).collect();
    if !in_the_way.is_empty() {
        return Err(Error::new(format!("`{}` is not empty: it holds {}", dir.display(), list(&in_the_way)))
            .help("nothing was written; name a new folder, as `gen init notes`"));
    }
    let mut written = Vec::new();
    for (name, text) in FILES {
        if present.iter().any(|present| present == name) {
            continue;
        }
        let path = dir.join(name);
        let text = text.replacen(DATE, &format!("\ndate = {date}\n"), 1);
        create(&path, &text).map_err(|error| halfway(error, &written))?;
        written.push(path);
    }
    Ok(written)
}

/// The names of what lies in `dir`, in order; none if there is no such folder yet.
fn names_in(dir: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(dir) {
        Err(reason) if reason.kind() == ErrorKind::NotFound && dir.symlink_metadata().is_err() => return Ok(Vec::new()),
        Err(reason) if reason.kind() == ErrorKind::NotADirectory => {
            return Err(Error::new(format!("`{}` is not a folder", dir.display()))
                .help("name a new or an empty folder, as `gen init notes`"));
        }
        entries => entries.map_err(|reason| Error::io("read the folder", dir, &reason))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|reason| Error::io("read the folder", dir, &reason))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// `names` in backticks; of many, the first few.
fn list(names: &[&str]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match (names.len().saturating_sub(SHOWN), shown.split_last()) {
        (0, Some((last, []))) => last.clone(),
        (0, Some((last, others))) => format!("{} and {last}", others.join(", ")),
        (more, _) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The error of a starter that could be written only in part.
fn halfway(error: Error, written: &[PathBuf]) -> Error {
    if written.is_empty() {
        return error;
    }
    let paths: Vec<String> = written.iter().map(|path| format!("`{}`", path.display())).collect();
    error.help(format!("written so far: {}; remove them before you try again", paths.join(", ")))
}

#[cfg(test)]
mod tests;
