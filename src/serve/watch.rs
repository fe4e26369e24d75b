//! What changed on disk: the system's events, made paths of the site.
//!
//! [`Watch`] asks for the events of the folders that the site's files lie in, each by itself and by its real place, of the
//! root for `site.toml` and folders that come and go, and of the folders in which the targets of symbolic links lie; never
//! of `.git`, `target`, `public`, or anything outside of the site. An event names a place, and a place may be a part of the
//! site under several paths: its own, and those of the links that lead to it or through it.
//!
//! What is watched follows what is listed ([`Watch::follow`]), by one rule: **what is in doubt is watched anew, and listed
//! when it is**, since what changed before is in no event. In doubt is a folder that is watched for the first time; a place
//! where a folder that is watched came, went or was replaced, with all in it; a landmark that is another (`landmarks`), as
//! after a mount; and the whole site where events were lost. Where the system sends none, `poll` looks at the files again
//! and again.

use super::{landmarks::Landmarks, message::Message, poll};
use crate::{
    diag::Error,
    place::SourcePath,
    source::{FOLDERS, SITE_TOML, Sources, is_ignored},
};
use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode, ModifyKind},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::mpsc::Sender,
};

/// Where the system has one watch for a folder and all in it, that is asked for: these systems have few watches, or hold a
/// folder fast that is watched.
const IS_RECURSIVE: bool = cfg!(any(target_os = "macos", windows));

const THEMES: &str = "themes";

/// Folders so far below the root are landmarks, such as that of a theme.
const NEAR: usize = 2;

/// The watcher of a site's folder.
pub(super) struct Watch {
    /// The system's; none where files are looked at again and again.
    system: Option<RecommendedWatcher>,
    root: PathBuf,
    /// Where the root really is.
    real: PathBuf,
    messages: Sender<Message>,
    /// The folders that are watched.
    watched: BTreeSet<PathBuf>,
    /// The places where folders that are watched may not be those that are there.
    doubtful: BTreeSet<PathBuf>,
    landmarks: Landmarks,
    /// The links that lead to a place or through it, each with whether what lies there belongs to the site.
    links: BTreeMap<PathBuf, Vec<(SourcePath, bool)>>,
    /// The [`Sources::shape`] that the watches are for.
    shape: Option<u64>,
    /// Why files are looked at again and again, if they are and it wasn't told yet.
    polls: Option<String>,
}

impl Watch {
    /// Watches the site at `root`, all that lies in its folders: what is watched before it is read can't change unseen.
    pub(super) fn start(root: &Path, polls: bool, messages: Sender<Message>) -> Result<Self, Error> {
        let real = root.canonicalize().map_err(|reason| Error::io("watch", root, &reason))?;
        let mut watch = Self {
            system: None,
            root: root.to_owned(),
            real,
            messages,
            watched: BTreeSet::new(),
            doubtful: BTreeSet::new(),
            landmarks: Landmarks::default(),
            links: BTreeMap::new(),
            shape: None,
            polls: None,
        };
        match if polls { Err("as `--poll` asks".to_owned()) } else { events(watch.messages.clone()) } {
            Ok(system) => {
                watch.system = Some(system);
                watch.landmarks.look_in_background(watch.messages.clone());
                let mut survey = Sources::rooted(&watch.root);
                survey.survey(&FOLDERS);
                watch.follow(&survey);
                // what is listed next counts its shape from the beginning, so that no other one compares with it
                watch.shape = None;
            }
            Err(reason) => watch.poll(reason),
        }
        Ok(watch)
    }

    /// Why files are looked at again and again, when that wasn't told yet.
    pub(super) fn polls(&mut self) -> Option<String> {
        self.polls.take()
    }

    /// Looks at the files again and again from now on.
    fn poll(&mut self, reason: String) {
        self.system = None;
        self.landmarks = Landmarks::default();
        self.polls = Some(reason);
        poll::start(self.root.clone(), self.messages.clone());
    }

    /// Watches what `sources` has listed. What is watched for the first time, or anew, has to be listed once more: something
    /// may have changed in it since.
    pub(super) fn follow(&mut self, sources: &Sources) -> Vec<SourcePath> {
        // a folder of themes is no part of what is listed before it has the right one
        let themes = self.real.join(THEMES);
        let has_themes = self.watched.contains(&themes) == themes.is_dir();
        let is_same = has_themes && self.shape == Some(sources.shape()) && self.doubtful.is_empty();
        if self.system.is_none() || is_same {
            return Vec::new();
        }
        self.shape = Some(sources.shape());
        self.real = sources.real_root();
        self.links.clear();
        for (link, places, is_whole) in sources.links() {
            for place in places {
                self.links.entry(place).or_default().push((link.clone(), is_whole));
            }
        }
        // before it is asked what is there: what is put in their place from now on is another
        for place in self.landmarks.others() {
            self.doubt(&place);
        }
        let wanted = self.wanted(sources);
        self.keep_landmarks(&wanted);
        let doubtful = std::mem::take(&mut self.doubtful);
        let is_doubtful = |folder: &Path| folder.ancestors().any(|above| doubtful.contains(above));
        let left: Vec<PathBuf> =
            self.watched.iter().filter(|folder| !wanted.contains(*folder) || is_doubtful(folder)).cloned().collect();
        for folder in &left {
            self.watched.remove(folder);
        }
        let new: Vec<PathBuf> = wanted.difference(&self.watched).cloned().collect();
        self.register(&left, &new);
        let is_whole = self.system.is_none() || (new.contains(&self.real) && self.watched.contains(&self.real));
        if is_whole {
            return everything();
        }
        new.iter().filter(|folder| self.watched.contains(*folder)).flat_map(|folder| self.named(folder)).collect()
    }

    /// The places where another folder may come to lie without an event: the root, and those near it.
    fn keep_landmarks(&self, wanted: &BTreeSet<PathBuf>) {
        let is_near = |folder: &&PathBuf| {
            folder.strip_prefix(&self.real).is_ok_and(|below| (1..=NEAR).contains(&below.iter().count()))
        };
        let own = FOLDERS.iter().map(|folder| self.root.join(folder)).chain([self.root.clone()]);
        self.landmarks.keep(own.chain(wanted.iter().filter(is_near).cloned()));
    }

    /// The folders whose events are of interest.
    fn wanted(&self, sources: &Sources) -> BTreeSet<PathBuf> {
        let targets = self.links.keys().filter_map(|place| place.ancestors().skip(1).find(|above| above.is_dir()));
        let own = [self.real.clone(), self.real.join(THEMES)].into_iter().filter(|folder| folder.is_dir());
        let mut wanted: BTreeSet<PathBuf> =
            targets.chain(sources.real_folders()).map(Path::to_owned).chain(own).collect();
        wanted.retain(|folder| folder.starts_with(&self.real));
        if IS_RECURSIVE {
            let all = wanted.clone();
            let is_within = |above: &Path| above != self.real && all.contains(above);
            wanted.retain(|folder| !folder.ancestors().skip(1).any(is_within));
        }
        wanted
    }

    /// Leaves the folders `left` and watches the folders `new`.
    fn register(&mut self, left: &[PathBuf], new: &[PathBuf]) {
        let Some(system) = &mut self.system else { return };
        let mut paths = system.paths_mut();
        // one that is gone is watched no more, and can't be left
        left.iter().for_each(|folder| drop(paths.remove(folder)));
        let mode = |folder: &Path| match IS_RECURSIVE && folder != self.real {
            true => RecursiveMode::Recursive,
            false => RecursiveMode::NonRecursive,
        };
        let mut failed = None;
        for folder in new {
            match paths.add(folder, mode(folder)) {
                Ok(()) => drop(self.watched.insert(folder.clone())),
                Err(reason) if matches!(reason.kind, notify::ErrorKind::MaxFilesWatch) => failed = Some(reason),
                // it went while it was listed, of which an event comes
                Err(_) => {}
            }
        }
        let done = paths.commit();
        if let Some(reason) = failed.or(done.err()) {
            self.poll(format!("since {}", words(&reason)));
        }
    }

    /// The paths of the site that `message` names.
    pub(super) fn paths(&mut self, message: Message) -> Vec<SourcePath> {
        match message {
            Message::Changed(paths) => paths,
            Message::Failed | Message::Related(_) => Vec::new(),
            Message::Replaced(places) => places.iter().flat_map(|place| self.replacements(place)).collect(),
            Message::Event(Ok(event)) if !event.need_rescan() => {
                let mut places = event.paths;
                places.retain(|place| self.counts(event.kind, place));
                places.iter().flat_map(|place| self.changed(place)).collect()
            }
            Message::Event(_) => self.replacements(&self.root.clone()),
        }
    }

    /// The paths of the site that a change at `place` is a change of.
    fn changed(&mut self, place: &Path) -> Vec<SourcePath> {
        // no folder is named for what changes in it
        let is_watched = self.watched.range(place.to_owned()..).next().is_some_and(|next| next.starts_with(place));
        if is_watched {
            self.doubtful.insert(place.to_owned());
        }
        if place == self.real { everything() } else { self.named(place) }
    }

    /// Whether an event of this kind says that what is at `path` may have changed.
    fn counts(&self, kind: EventKind, path: &Path) -> bool {
        match kind {
            kind if is_reading(kind) => false,
            // a folder's own date and rights change with every file in it, and these have events of their own; but one that
            // couldn't be watched may have got its rights
            EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)) => {
                !path.is_dir() || !(IS_RECURSIVE || self.watched.contains(path))
            }
            _ => true,
        }
    }

    /// The paths of the site at `place`, where another folder lies.
    fn replacements(&mut self, place: &Path) -> Vec<SourcePath> {
        let real = self.doubt(place);
        self.changed(&real)
    }

    /// Takes what is watched at `place`, and where a link there leads, for another; by which real place it goes.
    fn doubt(&mut self, place: &Path) -> PathBuf {
        let below = place.strip_prefix(&self.root);
        let real = below.map_or_else(|_| place.to_owned(), |below| self.real.iter().chain(below).collect());
        self.doubtful.extend(place.canonicalize());
        self.doubtful.insert(real.clone());
        real
    }

    /// The paths of the site by which `place` can be named.
    fn named(&self, place: &Path) -> Vec<SourcePath> {
        let mut paths: Vec<SourcePath> = site_path(&self.real, place).into_iter().collect();
        // a link that leads to it, or to something in it
        let within = self.links.range(place.to_owned()..).take_while(|(to, _)| to.starts_with(place));
        paths.extend(within.flat_map(|(_, links)| links).map(|(link, _)| link.clone()));
        // a link to a folder that it lies in
        for above in place.ancestors().skip(1).take_while(|above| above.starts_with(&self.real)) {
            let Ok(rest) = place.strip_prefix(above) else { continue };
            for (link, _) in self.links.get(above).into_iter().flatten().filter(|(_, is_whole)| *is_whole) {
                paths.extend(site_path(Path::new(""), &Path::new(link.as_str()).join(rest)));
            }
        }
        paths
    }
}

/// All that a site has.
fn everything() -> Vec<SourcePath> {
    FOLDERS.into_iter().chain([SITE_TOML]).map(SourcePath::new).collect()
}

/// The system's watcher, of nothing so far; why there can be none otherwise.
fn events(messages: Sender<Message>) -> Result<RecommendedWatcher, String> {
    let send = move |event: notify::Result<Event>| {
        if event.as_ref().map_or(true, |event| !is_reading(event.kind)) {
            // nobody listens any more when the program ends
            let _ = messages.send(Message::Event(event));
        }
    };
    notify::recommended_watcher(send).map_err(|reason| format!("since {}", words(&reason)))
}

/// `path` below `root`, if it can be a part of the site.
fn site_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let first = parts.first()?;
    let is_known = FOLDERS.contains(&&**first) || (parts.len() == 1 && first == SITE_TOML);
    let path = SourcePath::new(parts.join("/"));
    (is_known && !is_ignored(&path)).then_some(path)
}

/// Whether an event of this kind says that something was read: that is no change, when this preview does it the least.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// What the watcher says, without the paths.
fn words(reason: &notify::Error) -> String {
    match &reason.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (`fs.inotify.max_user_watches`)".to_owned()
        }
        notify::ErrorKind::Io(reason) => reason.to_string(),
        notify::ErrorKind::Generic(reason) => reason.clone(),
        _ => reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::batches::{BatchEvent, Batches};
    use notify::event::{CreateKind, DataChange, Flag, MetadataKind};
    use std::sync::mpsc;

    /// A watcher of nothing, of the site at `/site` with these links.
    fn watch(links: &[(&str, &str, bool)]) -> Watch {
        let (messages, _) = mpsc::channel();
        let mut by_place: BTreeMap<PathBuf, Vec<(SourcePath, bool)>> = BTreeMap::new();
        for (place, link, is_whole) in links {
            by_place.entry(PathBuf::from(place)).or_default().push((SourcePath::new(*link), *is_whole));
        }
        Watch {
            system: None,
            root: PathBuf::from("/site"),
            real: PathBuf::from("/site"),
            messages,
            watched: BTreeSet::new(),
            doubtful: BTreeSet::new(),
            landmarks: Landmarks::default(),
            links: by_place,
            shape: None,
            polls: None,
        }
    }

    /// The paths of the batch that `events` make.
    fn batch(events: Vec<notify::Result<Event>>) -> Vec<String> {
        let (send, messages) = mpsc::channel();
        events.into_iter().for_each(|event| send.send(Message::Event(event)).expect("the receiver is there"));
        match Batches::new(messages).next(&mut watch(&[]), None) {
            BatchEvent::Changed(paths, _) => paths.iter().map(ToString::to_string).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(PathBuf::from(path)))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn what_comes_together_is_one_batch_of_the_sites_paths() {
        let paths = batch(vec![
            event(WRITTEN, "/site/content/articles/b.md"),
            event(WRITTEN, "/site/content/articles/a.md"),
            event(WRITTEN, "/site/content/articles/a.md"),
            event(WRITTEN, "/site/site.toml"),
            event(EventKind::Create(CreateKind::Folder), "/site/content/new"),
            event(EventKind::Access(AccessKind::Read), "/site/content/read.md"),
            event(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), "/site/static/touched.png"),
            event(WRITTEN, "/site/content/.a.md.swp"),
            event(WRITTEN, "/site/static/.a.svg.swp"),
            event(WRITTEN, "/site/static/.well-known/security.txt"),
            event(WRITTEN, "/site/content/.hidden"),
            event(WRITTEN, "/site/content/a.md~"),
            event(WRITTEN, "/site/themes/x/.git/index"),
            event(WRITTEN, "/site/public/index.html"),
            event(WRITTEN, "/site/target/debug/x"),
            event(WRITTEN, "/site/README.md"),
            event(WRITTEN, "/elsewhere/content/x.md"),
        ]);
        assert_eq!(
            paths,
            [
                "content/articles/a.md",
                "content/articles/b.md",
                "content/new",
                "site.toml",
                "static/.well-known/security.txt",
                "static/touched.png"
            ]
        );
    }

    #[test]
    fn lost_events_name_everything() {
        let lost = Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan));
        assert_eq!(batch(vec![lost]), ["content", "site.toml", "static", "templates", "themes"]);
        assert_eq!(batch(vec![Err(notify::Error::generic("x"))]).len(), 5);
    }

    #[test]
    fn a_place_has_the_names_of_the_links_that_lead_to_it() {
        let watch = watch(&[
            ("/site/notes/l.md", "content/articles/l.md", false),
            ("/site/conf.toml", "site.toml", false),
            ("/site/shared/images", "static/images", true),
            ("/site/content/articles/b", "content/c", true),
            ("/site/content", "content/circle", false),
            ("/site/late/x/y.md", "content/y.md", false),
        ]);
        for (place, names) in [
            ("/site/notes/l.md", &["content/articles/l.md"][..]),
            ("/site/notes/other.md", &[]),
            ("/site/notes", &["content/articles/l.md"]),
            ("/site/conf.toml", &["site.toml"]),
            ("/site/shared/images/a/b.png", &["static/images/a/b.png"]),
            ("/site/shared/images/.git/b.png", &[]),
            ("/site/content/articles/b/x.md", &["content/articles/b/x.md", "content/c/x.md"]),
            ("/site/content/articles/a.md", &["content/articles/a.md"]),
            ("/site/late", &["content/y.md"]),
        ] {
            let named: Vec<String> = watch.named(Path::new(place)).iter().map(ToString::to_string).collect();
            assert_eq!(named, names, "{place}");
        }
    }
}
