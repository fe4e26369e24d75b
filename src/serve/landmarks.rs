//! Landmarks: the site's folder and those near it, which are looked at a few times a second.
//!
//! A disk that is mounted, or a folder above the site that is renamed, puts another folder in the place of one that is
//! watched, or none, and no event tells of it; nor does one tell that a site's folder is back. So it is remembered which
//! folder lies at each of these places, and when another does, that is told.

use super::message::Message;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, mpsc::Sender},
    thread,
    time::{Duration, SystemTime},
};

/// So often they are looked at. What differs is told when it does so twice: most changes are in an event as well, which
/// comes sooner.
const EVERY: Duration = Duration::from_millis(150);

/// The places that are looked at.
#[derive(Default)]
pub(super) struct Landmarks(Arc<Mutex<BTreeMap<PathBuf, Landmark>>>);

/// What is known of one.
struct Landmark {
    folder: Option<FolderId>,
    /// Whether another folder was there when it was last looked at.
    is_other: bool,
}

/// Which folder it is; a new one may have the number of one that was removed, but not its birth.
#[derive(PartialEq, Eq)]
struct FolderId {
    number: (u64, u64),
    born: Option<SystemTime>,
}

impl FolderId {
    /// That of the folder at `path`, or where a link there leads.
    fn at(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt as _;
            (meta.dev(), meta.ino())
        };
        #[cfg(not(unix))]
        let number = (0, 0);
        Some(Self { number, born: meta.created().ok() })
    }
}

impl Landmarks {
    /// Looks at them again and again, as long as this value lives.
    pub(super) fn look_in_background(&self, messages: Sender<Message>) {
        let all = Arc::downgrade(&self.0);
        thread::spawn(move || {
            while let Some(all) = all.upgrade() {
                let others = Self(all).look(false);
                // nobody listens any more when the program ends
                if !others.is_empty() && messages.send(Message::Replaced(others)).is_err() {
                    return;
                }
                thread::sleep(EVERY);
            }
        });
    }

    /// Those where another folder lies than was remembered; it is from now on.
    pub(super) fn others(&self) -> Vec<PathBuf> {
        self.look(true)
    }

    /// Looks at each: those where another folder lies, if it does so for the second time or `at_once`.
    fn look(&self, at_once: bool) -> Vec<PathBuf> {
        let mut others = Vec::new();
        for (path, landmark) in self.all().iter_mut() {
            let folder = FolderId::at(path);
            let is_other = folder != landmark.folder;
            if is_other && (at_once || landmark.is_other) {
                others.push(path.clone());
                *landmark = Landmark { folder, is_other: false };
            } else {
                landmark.is_other = is_other;
            }
        }
        others
    }

    /// Looks at `paths` from now on, and at no others.
    pub(super) fn keep(&self, paths: impl Iterator<Item = PathBuf>) {
        let mut all = self.all();
        let mut before = std::mem::take(&mut *all);
        for path in paths {
            let known = before.remove(&path);
            let landmark = known.unwrap_or_else(|| Landmark { folder: FolderId::at(&path), is_other: false });
            all.insert(path, landmark);
        }
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Landmark>> {
        self.0.lock().expect("no thread panics while it holds the landmarks")
    }
}
