//! The files of a theme that are published as they are, below `/_gen/`.
//!
//! The chosen theme's `static/` lies over that of the prep theme, whose templates its own may fall back to. A file's
//! fingerprint is part of its address or its query, so that browsers may keep it for ever.

use super::embedded;
use crate::place::SourcePath;
use blake3::Hash;
use std::{collections::BTreeMap, path::PathBuf};

/// A file of a theme's `static/`, as `source` has found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenStatic {
    /// Its path: `themes/NAME/static/style.css`.
    pub path: SourcePath,
    /// Where it lies on disk.
    pub file: PathBuf,
    /// The BLAKE3 digest of its bytes.
    pub digest: Hash,
}

/// A file to publish as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its path below `static/`.
    pub path: String,
    /// What it holds.
    pub content: StaticContent,
    /// The first twelve hexadecimal digits of the BLAKE3 digest of its bytes.
    pub fingerprint: String,
}

/// What a static file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaticContent {
    /// These bytes, which are part of the binary.
    Embedded(&'static [u8]),
    /// What this file of the site holds.
    File(PathBuf),
}

/// The static files of the theme `theme`, ordered by path.
pub(super) fn collect(given: Vec<GivenStatic>, theme: &str) -> Vec<StaticFile> {
    let mut files: BTreeMap<String, StaticFile> = BTreeMap::new();
    let mut put = |path: &str, content: StaticContent, digest: Hash| {
        let fingerprint = digest.to_hex()[..12].to_owned();
        files.insert(path.to_owned(), StaticFile { path: path.to_owned(), content, fingerprint });
    };
    let embedded_folder = format!("{}static/", embedded::FOLDER);
    for (path, bytes) in embedded::files("static/") {
        if let Some(path) = path.as_str().strip_prefix(&embedded_folder) {
            put(path, StaticContent::Embedded(bytes), blake3::hash(bytes));
        }
    }
    for folder in [embedded_folder, format!("themes/{theme}/static/")] {
        for file in &given {
            if let Some(path) = file.path.as_str().strip_prefix(&folder) {
                put(path, StaticContent::File(file.file.clone()), file.digest);
            }
        }
    }
    files.into_values().collect()
}
