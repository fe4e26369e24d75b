//! The files of a theme that are published as they are, below `/gen-assets/`.
//!
//! The chosen theme's `static/` lies over that of the prep theme, whose templates its own may fall back to. A file's
//! fingerprint is part of its address or its query, so that browsers may keep it for ever; a script or style sheet has its
//! `integrity` besides, by Subresource Integrity (<https://www.w3.org/TR/SRI/>).

use super::embedded;
use crate::place::SourcePath;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha384};
use std::{collections::BTreeMap, path::PathBuf};

/// A file of a theme's `static/`, as `source` has found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenStatic {
    /// Its path: `themes/NAME/static/style.css`.
    pub path: SourcePath,
    /// Where it lies on disk.
    pub file: PathBuf,
    /// What is known of its bytes.
    pub digests: Digests,
}

/// What tells the bytes of a file from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digests {
    /// The first twelve hexadecimal digits of their BLAKE3 digest.
    pub fingerprint: String,
    /// For a script or a style sheet, the value of `integrity`; else nothing.
    pub integrity: Option<String>,
}

impl Digests {
    /// The digests of `bytes`, the content of the file at `path`.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let fingerprint = blake3::hash(bytes).to_hex()[..12].to_owned();
        let is_checked = path.ends_with(".css") || path.ends_with(".js");
        let integrity = is_checked.then(|| format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes))));
        Self { fingerprint, integrity }
    }
}

/// A file to publish as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its path below `static/`.
    pub path: String,
    /// What it holds.
    pub content: StaticContent,
    /// What is known of its bytes.
    pub digests: Digests,
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
    let mut put = |path: &str, content: StaticContent, digests: Digests| {
        files.insert(path.to_owned(), StaticFile { path: path.to_owned(), content, digests });
    };
    let embedded_folder = format!("{}static/", embedded::FOLDER);
    for (path, bytes) in embedded::files("static/") {
        if let Some(path) = path.as_str().strip_prefix(&embedded_folder) {
            put(path, StaticContent::Embedded(bytes), Digests::of(path, bytes));
        }
    }
    for folder in [embedded_folder, format!("themes/{theme}/static/")] {
        for file in &given {
            if let Some(path) = file.path.as_str().strip_prefix(&folder) {
                put(path, StaticContent::File(file.file.clone()), file.digests.clone());
            }
        }
    }
    files.into_values().collect()
}
