//! The input files: the only reader of a site's folder.
//!
//! 1. [`Sources::open`] finds the root and its `site.toml`.
//! 2. [`Sources::list`] walks `content/`, `templates/`, `static/` and the theme's folder (`walk`) into a sorted list of
//!    [`SourceFile`]s: a path and a version, no text. Hidden files (in `static/`, few) and editors' backups are
//!    not there; what can't be read, or leads out of the site, is reported and left out.
//! 3. [`Sources::update`] looks again at paths that may have changed, and at nothing else. So that it can be known which
//!    those are, the list has the folders and the symbolic links (`links`) as well.
//! 4. [`Sources::text`] reads one file as UTF-8 (`text`), when its stage asks. The caller drops the text when it has
//!    parsed it, so that memory holds what came out of the texts and not the texts as well.
//!
//! Nothing is cached here and nothing is interpreted: what a path means is `content`'s business.

mod image;
mod links;
mod text;
mod walk;

pub use image::svg_size;
pub use walk::is_ignored;
pub(crate) use walk::{EntryKind, Stamp};

use crate::{
    diag::{Code, Diagnostic, Diagnostics, Error},
    disk,
    place::{SourcePath, Span, Text},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};
use text::{decode, unreadable, without_root};

/// The name of the configuration, which marks the root of a site.
pub const SITE_TOML: &str = "site.toml";

/// The folders that a site's files lie in.
pub(crate) const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

/// The file by which an output of `gen` is known: what lies beside it is no source.
pub(crate) const OUTPUT_MARK: &str = ".gen-manifest";

/// Larger texts are not meant: the Bible has 4 MB.
const LARGEST_TEXT: u64 = 16 << 20;

/// A site's folder and what lies in it.
#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    /// Where the output is to be, without symbolic links.
    out: Option<PathBuf>,
    files: BTreeMap<SourcePath, SourceFile>,
    /// What kept files from being listed, by their paths.
    faults: BTreeMap<SourcePath, Diagnostic>,
    /// The folders that are listed.
    folders: Vec<String>,
    /// The folders in them, each with where it really is.
    walked: BTreeMap<SourcePath, PathBuf>,
    /// The symbolic links, each with the places it leads through.
    links: BTreeMap<SourcePath, Vec<PathBuf>>,
    /// Another number whenever the folders or the links are others.
    shape: u64,
    version: u64,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its path below the root.
    pub path: SourcePath,
    /// Another number whenever the file may have changed.
    pub version: u64,
}

impl Sources {
    /// How many files are listed.
    pub(crate) fn count(&self) -> usize {
        self.files.len()
    }

    /// What is at `root`, be it a site or not, with nothing listed.
    pub(crate) fn rooted(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            out: None,
            files: BTreeMap::new(),
            faults: BTreeMap::new(),
            folders: Vec::new(),
            walked: BTreeMap::new(),
            links: BTreeMap::new(),
            shape: 0,
            version: 0,
        }
    }

    /// The site at `root`.
    ///
    /// # Errors
    /// Where there is no `site.toml`.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let marker = root.join(SITE_TOML);
        match disk::metadata(&marker) {
            Ok(meta) if meta.is_file() => Ok(Self::rooted(root)),
            Ok(_) => Err(Error::new(format!("`{}` isn't a file", marker.display()))
                .help("a site's root holds its configuration in a file of that name")),
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => {
                Err(Error::new(format!("there is no `{SITE_TOML}` in `{}`", root.display())).help(
                    "go to the site's folder, name it with `--root DIR`, or write a new site with `gen init DIR`",
                ))
            }
            Err(reason) => Err(Error::io("read", marker, &reason)),
        }
    }

    /// Keeps the folder `out` and what is in it from being listed, by whatever link.
    pub(crate) fn keep_out(&mut self, out: &Path) {
        self.out = disk::real(out).ok();
    }

    /// The same site with nothing listed, for reading single files.
    pub fn unlisted(&self) -> Self {
        Self::rooted(&self.root)
    }

    /// Lists the files of the site, with those of the theme called `theme` if the site has it. What is listed already
    /// is not looked at again.
    pub fn list(&mut self, theme: &str, diags: &mut Diagnostics) {
        let theme = format!("themes/{theme}");
        let folders = ["content", "static", "templates", &theme].map(str::to_owned);
        let gone: Vec<String> = self.folders.iter().filter(|old| !folders.contains(old)).cloned().collect();
        gone.iter().for_each(|folder| self.forget(folder));
        let new: Vec<&String> = folders.iter().filter(|folder| !self.folders.contains(folder)).collect();
        new.into_iter().for_each(|folder| self.walk(&SourcePath::new(folder.as_str())));
        self.folders = folders.to_vec();
        self.faults.values().for_each(|fault| diags.push(fault.clone()));
    }

    /// Lists the folders `folders` of the root.
    pub(crate) fn survey(&mut self, folders: &[&str]) {
        folders.iter().for_each(|folder| self.walk(&SourcePath::new(*folder)));
    }

    /// Looks again at each of `paths`, files or folders: what is there now, and what is gone. The files it was about.
    pub fn update<'a>(&mut self, paths: impl IntoIterator<Item = &'a SourcePath>) -> BTreeSet<SourcePath> {
        self.version += 1;
        let mut touched = BTreeSet::new();
        let paths: BTreeSet<SourcePath> = paths.into_iter().map(nameable).collect();
        for path in &paths {
            // a folder stands for all in it
            if folders_above(path).any(|above| paths.contains(&above)) || self.is_beyond_fault(path) {
                continue;
            }
            touched.extend(self.at_or_below(path));
            self.forget(path.as_str());
            if !is_ignored(path) {
                self.parts_of(path).iter().for_each(|part| self.walk(part));
            }
            touched.extend(self.at_or_below(path));
        }
        touched
    }

    /// Whether `path` lies in something that can't be listed: a folder outside of the site, a circle of links.
    fn is_beyond_fault(&self, path: &SourcePath) -> bool {
        folders_above(path).any(|above| self.faults.contains_key(&above))
    }

    /// What of `path` belongs to the site: all of it, or the site's folders in it.
    fn parts_of(&self, path: &SourcePath) -> Vec<SourcePath> {
        if self.folders.iter().any(|folder| is_below(path.as_str(), folder)) {
            return vec![path.clone()];
        }
        let within = self.folders.iter().filter(|folder| is_below(folder, path.as_str()));
        within.map(|folder| SourcePath::new(folder.as_str())).collect()
    }

    /// The files that `path` is or holds, be they listed or not fit for it.
    fn at_or_below(&self, path: &SourcePath) -> Vec<SourcePath> {
        let own = self.files.get(path).map(|file| file.path.clone());
        let faults = self.faults.keys().filter(|file| is_below(file.as_str(), path.as_str())).cloned();
        own.into_iter().chain(self.below(path.as_str()).map(|file| file.path.clone())).chain(faults).collect()
    }

    /// Removes `path`, and all below it, from the list.
    fn forget(&mut self, path: &str) {
        self.files.remove(&SourcePath::new(path));
        self.faults.remove(&SourcePath::new(path));
        let below: Vec<SourcePath> = self.below(path).map(|file| file.path.clone()).collect();
        below.iter().for_each(|file| drop(self.files.remove(file)));
        self.faults.retain(|file, _| !is_below(file.as_str(), path));
        let known = self.walked.len() + self.links.len();
        self.walked.retain(|folder, _| !is_below(folder.as_str(), path));
        self.links.retain(|link, _| !is_below(link.as_str(), path));
        self.shape += u64::from(self.walked.len() + self.links.len() != known);
    }

    /// The files below the folder `folder` of the root, in the order of their paths.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = &SourceFile> {
        let start = format!("{folder}/");
        let range = self.files.range(SourcePath::new(start.as_str())..);
        range.map(|(_, file)| file).take_while(move |file| file.path.as_str().starts_with(&start))
    }

    /// Another number whenever the folders or the links of the site are others.
    pub(crate) fn shape(&self) -> u64 {
        self.shape
    }

    /// Where the folders of the site really are.
    pub(crate) fn real_folders(&self) -> impl Iterator<Item = &Path> {
        self.walked.values().map(PathBuf::as_path)
    }

    /// The symbolic links of the site and of `site.toml`: each with the places it leads through, and whether what lies in
    /// it belongs to the site.
    pub(crate) fn links(&self) -> impl Iterator<Item = (SourcePath, Vec<PathBuf>, bool)> {
        let configuration = SourcePath::new(SITE_TOML);
        let is_link = self.absolute(&configuration).is_symlink();
        let own = is_link.then(|| (configuration.clone(), links::way(&self.real_root(), &configuration), false));
        let listed = self.links.iter();
        own.into_iter().chain(listed.map(|(link, way)| (link.clone(), way.clone(), self.walked.contains_key(link))))
    }

    /// The file at `path`, if it is listed.
    pub fn file(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file of the site lies on this machine.
    pub fn absolute(&self, path: &SourcePath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// The text of a file; what keeps it from being one is reported.
    pub fn text(&self, path: &SourcePath, diags: &mut Diagnostics) -> Option<Text> {
        match self.bytes(path, LARGEST_TEXT) {
            Ok(bytes) => decode(path, bytes, diags),
            Err(diagnostic) => {
                diags.push(*diagnostic);
                None
            }
        }
    }

    /// The text of a file as well as it can be shown, for the lines beside a diagnostic; nothing of a file that isn't one,
    /// or lies outside of the site.
    pub fn excerpt_text(&self, path: &SourcePath) -> Option<Arc<str>> {
        let root = disk::real(&self.root).ok()?;
        if self.stray(path, &root).ok()?.is_some() {
            return None;
        }
        let bytes = self.bytes(path, LARGEST_TEXT).ok()?;
        // no text in another encoding has such a byte but UTF-16
        let is_utf16 = matches!(bytes.first_chunk(), Some([0xff, 0xfe] | [0xfe, 0xff]));
        let is_text = is_utf16 || !bytes.contains(&0) || std::str::from_utf8(&bytes).is_ok();
        if !is_text {
            return None;
        }
        Some(String::from_utf8_lossy(&bytes).into())
    }

    /// A file of the site, opened for reading, unless it has come to lie outside of it.
    pub fn open_file(&self, path: &Path) -> io::Result<fs::File> {
        let path = disk::real(path)?;
        let is_within = path.starts_with(disk::real(&self.root)?);
        if is_within { Ok(disk::open(&path)?.0) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    /// The first bytes of a file, up to `limit`; none are enough to see that it can be read.
    pub fn head(&self, path: &SourcePath, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
        let full = self.absolute(path);
        let read = disk::open(&full).and_then(|(file, length)| match limit {
            0 => Ok(Vec::new()),
            _ => disk::read_from(file, &full, length, limit),
        });
        read.map_err(|reason| Box::new(unreadable(path, &reason)))
    }

    /// What could not be listed: files and folders that are there, and of which nothing is known.
    pub fn unknown(&self) -> impl Iterator<Item = &SourcePath> {
        self.faults.keys()
    }

    fn bytes(&self, path: &SourcePath, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
        let full = self.absolute(path);
        let unreadable = |reason: io::Error| match self.root.is_dir() {
            true => Box::new(unreadable(path, &reason)),
            false => Box::new(without_root(path)),
        };
        let (file, length) = disk::open(&full).map_err(unreadable)?;
        if length > limit {
            let message = format!("this text has {} MB; it may have {}", length.div_ceil(1 << 20), limit >> 20);
            return Err(Box::new(
                Diagnostic::at(Code::TooLarge, path, Span::default(), message).help("split it into several files"),
            ));
        }
        disk::read_from(file, &full, length, limit).map_err(unreadable)
    }
}

/// `path`, or the folder above a name in it that isn't UTF-8: such a name stands for no one file.
fn nameable(path: &SourcePath) -> SourcePath {
    match path.as_str().find(char::REPLACEMENT_CHARACTER) {
        Some(at) => SourcePath::new(path.as_str()[..at].rsplit_once('/').map_or("", |(folder, _)| folder)),
        None => path.clone(),
    }
}

/// The folders that `path` lies in.
fn folders_above(path: &SourcePath) -> impl Iterator<Item = SourcePath> {
    path.as_str().match_indices('/').map(|(at, _)| SourcePath::new(&path.as_str()[..at]))
}

/// Whether `path` is `folder` or lies in it.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
