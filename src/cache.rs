//! `.gen/cache/`: results that are kept between runs. Only this module reads and writes there.
//!
//! The folder gets a `.gitignore` of its own and may be deleted at any time: what it holds only saves work. A file is a
//! JSON object that names the version it was written by; a torn one, a foreign one and one of another version are as if
//! they weren't there. Files are put into place whole, by a rename.
//!
//! [`Cache::bytes`] and [`Cache::keep_bytes`] do the same for what isn't JSON, each in a file of its own in a folder of
//! the cache, behind its digest. What builds don't use any more is dropped by [`Cache::sweep`], which counts builds and
//! reads no clock.

use crate::{diag::Error, disk};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

/// Another number whenever what is kept changes its form.
const VERSION: u64 = 1;

/// What so many builds in a row didn't use is dropped.
pub const KEPT_BUILDS: u64 = 30;

/// Which build last used each file of a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Uses {
    builds: u64,
    last: BTreeMap<String, u64>,
}

/// The kept results of a site.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// That of the site at `root`; nothing is read or written yet.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(".gen/cache") }
    }

    /// What was kept as `name`, if it can be used.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let text = disk::read(&self.folder.join(format!("{name}.json"))).ok()?;
        let mut value: Value = serde_json::from_slice(&text).ok()?;
        if value.get("version")?.as_u64()? != VERSION {
            return None;
        }
        serde_json::from_value(value.get_mut("kept")?.take()).ok()
    }

    /// Keeps `kept` as `name`.
    ///
    /// # Errors
    /// Where the folder can't be written.
    pub fn write<T: Serialize>(&self, name: &str, kept: &T) -> Result<(), Error> {
        let text = json!({ "version": VERSION, "kept": kept }).to_string();
        let file = self.folder.join(format!("{name}.json"));
        self.put(&file, text.as_bytes()).map_err(|reason| Error::io("write", file, &reason))
    }

    /// The bytes that were kept as `name` in `folder`, if they are whole.
    pub fn bytes(&self, folder: &str, name: &str) -> Option<Vec<u8>> {
        let mut kept = disk::read(&self.folder.join(folder).join(name)).ok()?;
        let bytes = kept.split_off(blake3::OUT_LEN.min(kept.len()));
        (kept == blake3::hash(&bytes).as_bytes()).then_some(bytes)
    }

    /// Whether something is kept as `name` in `folder`; it may be torn.
    pub fn has(&self, folder: &str, name: &str) -> bool {
        disk::metadata(&self.folder.join(folder).join(name)).is_ok_and(|found| found.is_file())
    }

    /// Keeps `bytes` as `name` in `folder`.
    ///
    /// # Errors
    /// Where the folder can't be written.
    pub fn keep_bytes(&self, folder: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.put(&self.folder.join(folder).join(name), &[blake3::hash(bytes).as_bytes(), bytes].concat())
    }

    /// Notes that a build used `used` of `folder`, and drops what the last [`KEPT_BUILDS`] builds didn't use.
    ///
    /// # Errors
    /// Where the folder can't be written.
    pub fn sweep(&self, folder: &str, used: &BTreeSet<String>) -> Result<(), Error> {
        let mut uses: Uses = self.read(folder).unwrap_or_default();
        let Ok(entries) = disk::entries(&self.folder.join(folder)) else { return Ok(()) };
        uses.builds += 1;
        let builds = uses.builds;
        let mut last = BTreeMap::new();
        for name in entries.into_iter().filter_map(|(name, _)| name.into_string().ok()) {
            // what isn't known yet was made by a preview, or lost its note
            let known = uses.last.get(&name).copied().unwrap_or(builds);
            let known = if used.contains(&name) { builds } else { known };
            if known + KEPT_BUILDS < builds {
                // another program may have removed it, and then it is gone
                let _ = disk::remove_file(&self.folder.join(folder).join(&name));
            } else {
                last.insert(name, known);
            }
        }
        self.write(folder, &Uses { builds, last })
    }

    /// Puts `bytes` into place as `file`, whole.
    fn put(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.make_folder()?;
        disk::make_folders(file.parent().unwrap_or(&self.folder))?;
        // programs and threads may make the same at once
        let thread = rayon::current_thread_index().unwrap_or(usize::MAX);
        let temporary = file.with_extension(format!("{}-{thread}.tmp", std::process::id()));
        disk::write(&temporary, bytes).and_then(|()| disk::rename(&temporary, file)).inspect_err(|_| {
            // what is left of it would take room on a full disk
            let _ = disk::remove_file(&temporary);
        })
    }

    fn make_folder(&self) -> io::Result<()> {
        disk::make_folders(&self.folder)?;
        let ignore = self.folder.join(".gitignore");
        if !disk::is_free(&ignore)? {
            return Ok(());
        }
        disk::write(&ignore, b"*\n").inspect_err(|_| drop(disk::remove_file(&ignore)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_kept_comes_back_and_what_is_torn_does_not() {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let cache = Cache::of(root.path());
        assert_eq!(cache.read::<Vec<u8>>("numbers"), None);
        cache.write("numbers", &[1, 2]).expect("the folder can be written");
        assert_eq!(cache.read::<Vec<u8>>("numbers"), Some(vec![1, 2]));
        let folder = root.path().join(".gen/cache");
        assert_eq!(fs::read_to_string(folder.join(".gitignore")).expect("it is there"), "*\n");
        for torn in
            ["", "{\"version\":1,\"kept\":[1", "{\"version\":2,\"kept\":[1]}", "[]", "{\"version\":1,\"kept\":{}}"]
        {
            fs::write(folder.join("numbers.json"), torn).expect("it can be written");
            assert_eq!(cache.read::<Vec<u8>>("numbers"), None, "{torn}");
        }
    }

    #[test]
    fn bytes_come_back_whole_or_not_at_all() {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let cache = Cache::of(root.path());
        assert_eq!(cache.bytes("images", "a.avif"), None);
        cache.keep_bytes("images", "a.avif", b"picture").expect("the folder can be written");
        assert_eq!(cache.bytes("images", "a.avif").as_deref(), Some(&b"picture"[..]));
        let file = root.path().join(".gen/cache/images/a.avif");
        let kept = fs::read(&file).expect("it is there");
        for torn in [&kept[..0], &kept[..20], &kept[..kept.len() - 1], &[&kept[..], b"x"].concat()] {
            fs::write(&file, torn).expect("it can be written");
            assert_eq!(cache.bytes("images", "a.avif"), None, "{} bytes", torn.len());
        }
    }

    #[test]
    fn what_builds_no_longer_use_is_dropped() {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let cache = Cache::of(root.path());
        cache.keep_bytes("images", "old", b"1").expect("the folder can be written");
        cache.keep_bytes("images", "new", b"2").expect("the folder can be written");
        let used = BTreeSet::from(["new".to_owned()]);
        for _ in 0..=KEPT_BUILDS {
            assert!(cache.has("images", "old"));
            cache.sweep("images", &used).expect("the folder can be written");
        }
        cache.sweep("images", &used).expect("the folder can be written");
        assert!(!cache.has("images", "old") && cache.has("images", "new"));
    }
}
