//! Whether an output folder is ours: by the manifest in it, or by the second note of it.
//!
//! While somebody empties the folder as a build writes to it (`rm -rf public`), the manifest may go and new files stay. So the
//! site keeps a second note, the manifest as it was before the last changes, in its cache. It proves nothing by a path
//! alone: a folder without a manifest counts as ours only if each file in it holds what the note says.

use super::{
    manifest::Manifest,
    path::{MANIFEST, is_own},
    plan::PublishPlan,
    told::failed,
};
use crate::{cache::Cache, diag::Error, disk};
use std::{io::ErrorKind, path::Path};
use walkdir::WalkDir;

/// Where the cache has the notes of a site's outputs.
const FOLDER: &str = "published";

/// What the output holds by what we know.
pub(super) struct Ours {
    pub(super) manifest: Manifest,
    /// Whether that is said by a manifest in it.
    pub(super) is_noted: bool,
}

/// What the cache of the site knows of an output.
#[derive(Debug)]
pub(super) struct SecondNote {
    cache: Cache,
    name: String,
}

impl SecondNote {
    /// That of the output `out`.
    pub(super) fn of(out: &Path, cache: &Cache) -> Self {
        let real = disk::real(out).unwrap_or_else(|_| out.to_owned());
        let name = blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex().to_string();
        Self { cache: cache.clone(), name }
    }

    fn read(&self) -> Option<Manifest> {
        Some(Manifest::parse(&self.cache.bytes(FOLDER, &self.name)?)?.into_hearsay())
    }

    /// Keeps what the output may hold while `plan` is carried out, and after it.
    pub(super) fn keep(&self, plan: &PublishPlan, old: &Manifest) {
        let first = match &plan.first_note {
            Some(first) => first,
            None if !self.cache.has(FOLDER, &self.name) => old,
            None => return,
        };
        // without it, a folder that somebody has emptied in part is refused, and nothing is lost
        let _ = self.cache.keep_bytes(FOLDER, &self.name, first.to_text().as_bytes());
        let _ = self.cache.sweep(FOLDER, &[self.name.clone()].into());
    }
}

/// What of the folder `out` is ours; an error where it is somebody else's and not to be adopted.
pub(super) fn refuse_foreign(out: &Path, adopt: bool, second: &SecondNote) -> Result<Ours, Error> {
    let path = out.join(MANIFEST);
    let text = match disk::read(&path) {
        Ok(text) => Some(text),
        Err(reason) if reason.kind() == ErrorKind::NotFound => None,
        Err(reason) => return Err(failed("read", path, &reason)),
    };
    if let Some(manifest) = text.as_deref().and_then(Manifest::parse) {
        return Ok(Ours { manifest, is_noted: true });
    }
    let entries = disk::entries(out).map_err(|reason| failed("read", out, &reason))?;
    // a manifest that isn't even one is a file of somebody else's
    let is_foreign = |name: &std::ffi::OsString| name == MANIFEST || !name.to_str().is_some_and(is_own);
    if !entries.iter().any(|(name, _)| is_foreign(name)) {
        return Ok(Ours { manifest: Manifest::default(), is_noted: false });
    }
    // a power cut may leave an empty one
    let second = second.read().filter(|_| text.is_none_or(|text| text.is_empty()));
    match second {
        Some(manifest) if adopt || holds_only(out, &manifest) => Ok(Ours { manifest, is_noted: false }),
        _ if adopt => Ok(Ours { manifest: Manifest::default(), is_noted: false }),
        _ => {
            let message = format!("`{}` is not empty, and gen has not written it", out.display());
            let help = "build into another folder with `--out`, or pass `--adopt`: \
                        what is in the folder then stays as it is, and pages are added";
            Err(Error::new(message).help(help))
        }
    }
}

/// Whether each file of the folder `out` is one that `manifest` lists, and as it was written.
fn holds_only(out: &Path, manifest: &Manifest) -> bool {
    let is_ours = |entry: &walkdir::DirEntry| entry.depth() != 1 || !entry.file_name().to_str().is_some_and(is_own);
    WalkDir::new(out).min_depth(1).into_iter().filter_entry(is_ours).all(|entry| {
        let Ok(entry) = disk::walked(entry) else { return false };
        let path = super::path::below(out, entry.path());
        let is_listed = || path.is_some_and(|path| manifest.at(&path).any(|written| written.is_at(entry.path())));
        entry.file_type().is_dir() || entry.file_type().is_file() && is_listed()
    })
}
