//! The prep theme inside the binary: its files by the paths they would have in a site.

use crate::place::SourcePath;
use include_dir::{Dir, include_dir};
use std::sync::Arc;

static PREP: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/prep");

/// The folder that the embedded theme would lie in.
pub(super) const FOLDER: &str = "themes/prep/";

/// Every text file of the embedded theme below `folder` (empty: all), by its path in a site.
pub(super) fn texts(folder: &str) -> impl Iterator<Item = (SourcePath, Arc<str>)> {
    files(folder).filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?.into())))
}

/// Every file of the embedded theme below `folder` (empty: all), by its path in a site.
pub(super) fn files(folder: &str) -> impl Iterator<Item = (SourcePath, &'static [u8])> {
    let mut found = Vec::new();
    collect(&PREP, &mut found);
    let folder = format!("{FOLDER}{folder}");
    found.into_iter().filter(move |(path, _)| path.as_str().starts_with(&folder))
}

/// `given`, and the files of the embedded theme below `folder` that no given file takes the place of.
pub(super) fn under(folder: &str, given: Vec<(SourcePath, Arc<str>)>) -> Vec<(SourcePath, Arc<str>)> {
    let free = |path: &SourcePath| given.iter().all(|(other, _)| other != path);
    let kept: Vec<_> = texts(folder).filter(|(path, _)| free(path)).collect();
    kept.into_iter().chain(given).collect()
}

fn collect(dir: &'static Dir<'static>, found: &mut Vec<(SourcePath, &'static [u8])>) {
    for file in dir.files() {
        // The paths were made on the machine that built the binary.
        let path = file.path().to_string_lossy().replace('\\', "/");
        found.push((SourcePath::new(format!("{FOLDER}{path}")), file.contents()));
    }
    dir.dirs().for_each(|inner| collect(inner, found));
}
