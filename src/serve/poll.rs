//! Watching without events: the site's files are listed again and again, and what differs has changed.
//!
//! `notify` has a watcher of this kind, which compares whole seconds and so misses a second save within one. Here a file
//! is another when its length, its time of change to the nanosecond, or its identity is another; what can't be listed has
//! its reason in the place of these.

use super::message::Message;
use crate::{
    place::SourcePath,
    source::{EntryKind, FOLDERS, SITE_TOML, Sources, Stamp},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

/// So often the files are listed.
const EVERY: Duration = Duration::from_millis(500);

/// The files, each with what changes when it does; or why it isn't one.
type Listing = BTreeMap<SourcePath, Result<Stamp, String>>;

/// Lists the site at `root` again and again, on a thread of its own, as long as anyone wants to know.
pub(super) fn start(root: PathBuf, messages: Sender<Message>) {
    let mut before = list(&root);
    thread::spawn(move || {
        loop {
            thread::sleep(EVERY);
            let now = list(&root);
            let changed = differing(&before, &now);
            before = now;
            if !changed.is_empty() && messages.send(Message::Changed(changed)).is_err() {
                return;
            }
        }
    });
}

fn list(root: &Path) -> Listing {
    let sources = Sources::rooted(root);
    let mut listing = Listing::new();
    for name in FOLDERS.into_iter().chain([SITE_TOML]) {
        sources.visit(&SourcePath::new(name), &mut |seen| {
            let state = match seen.kind {
                EntryKind::Folder => return,
                EntryKind::File => Ok(Stamp::at(&sources.absolute(&seen.path))),
                EntryKind::Fault(fault) => Err(fault.message),
            };
            listing.insert(seen.path, state);
        });
    }
    listing
}

/// The files that are in one listing and not, or not so, in the other.
fn differing(before: &Listing, now: &Listing) -> Vec<SourcePath> {
    let other = now.iter().filter(|(path, state)| before.get(*path) != Some(*state)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    other.chain(gone).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn what_differs_has_changed() {
        let state = |length, nanos, inode| {
            let written = Some(SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos));
            Ok(Stamp { length, written, identity: (inode, 0, 0) })
        };
        let listing = |files: &[(&str, Result<Stamp, String>)]| -> Listing {
            files.iter().map(|(path, state)| (SourcePath::new(*path), state.clone())).collect()
        };
        let fault = |reason: &str| Err(reason.to_owned());
        let before = listing(&[
            ("a", state(1, 5, 1)),
            ("b", state(1, 5, 2)),
            ("c", state(1, 5, 3)),
            ("d", state(1, 5, 4)),
            ("f", state(1, 5, 5)),
            ("g", fault("gone")),
            ("h", fault("gone")),
            ("i", fault("gone")),
        ]);
        let now = listing(&[
            ("a", state(1, 5, 1)),
            ("b", state(1, 4, 2)),
            ("c", state(2, 5, 3)),
            ("e", state(1, 5, 4)),
            ("f", state(1, 5, 6)),
            ("g", fault("gone")),
            ("h", state(1, 5, 7)),
        ]);
        let changed: Vec<String> = differing(&before, &now).iter().map(ToString::to_string).collect();
        assert_eq!(changed, ["b", "c", "e", "f", "h", "d", "i"]);
    }
}
