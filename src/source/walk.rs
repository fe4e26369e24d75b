//! Listing: what lies in a folder, without what is hidden, what editors leave behind, and what leads out of the site.
//!
//! [`Sources::visit`] is the one walk, for the list of files and for a preview that has to look again and again. It follows
//! symbolic links, and never out of the site.

use super::{
    OUTPUT_MARK, SourceFile, Sources, links,
    text::{not_a_file, unreadable},
};
use crate::{
    diag::{Code, Diagnostic},
    disk::{self, WalkFault},
    place::{SourcePath, Span},
};
use rayon::prelude::*;
use std::{
    fs, io,
    path::{MAIN_SEPARATOR, Path, PathBuf, is_separator},
    time::SystemTime,
};
use walkdir::WalkDir;

/// Something that lies in the site.
pub(crate) struct WalkEntry {
    /// Its path.
    pub(crate) path: SourcePath,
    /// Whether it is a symbolic link; what it leads to counts.
    pub(crate) is_link: bool,
    /// What it is.
    pub(crate) kind: EntryKind,
}

impl WalkEntry {
    fn fault(path: SourcePath, is_link: bool, fault: Diagnostic) -> Self {
        Self { path, is_link, kind: EntryKind::Fault(Box::new(fault)) }
    }
}

/// What lies at a path.
pub(crate) enum EntryKind {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// Something that can't be listed, and why.
    Fault(Box<Diagnostic>),
}

/// What changes when a file does, without a look at its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Its length in bytes.
    pub(crate) length: u64,
    /// When it was written.
    pub(crate) written: Option<SystemTime>,
    /// Which file it is, and when that came to be so: two files may have one length and one date. Zeros where the system
    /// doesn't say.
    pub(crate) identity: (u64, i64, i64),
}

impl Stamp {
    /// That of the file at `path`; of one that went away meanwhile, one that no file has.
    pub(crate) fn at(path: &Path) -> Self {
        disk::metadata(path).map(|meta| Self::of(&meta)).unwrap_or_default()
    }

    /// That of a file with this `meta`.
    pub(crate) fn of(meta: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt as _;
            (meta.ino(), meta.ctime(), meta.ctime_nsec())
        };
        #[cfg(not(unix))]
        let identity = (0, 0, 0);
        Self { length: meta.len(), written: meta.modified().ok(), identity }
    }
}

impl Sources {
    /// Lists what is at `path`: a file, all files of a folder, or nothing.
    pub(super) fn walk(&mut self, path: &SourcePath) {
        let mut all = Vec::new();
        self.visit(path, &mut |seen| all.push(seen));
        // a map takes what comes in order at its end, without a search
        all.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let root = self.real_root();
        for WalkEntry { path, is_link, kind: what } in all {
            if is_link {
                self.links.insert(path.clone(), links::way(&root, &path));
                self.shape += 1;
            }
            match what {
                EntryKind::Folder => {
                    // asked for where it may be anything; elsewhere it lies in that of its folder
                    let above = self.walked.get(path.folder()).filter(|_| !is_link);
                    let real = above.map(|above| above.join(path.file_name()));
                    let asked = || disk::real(&self.absolute(&path)).unwrap_or_else(|_| root.join(path.as_str()));
                    let real = real.unwrap_or_else(asked);
                    self.walked.insert(path, real);
                    self.shape += 1;
                }
                EntryKind::File => {
                    let file = SourceFile { path: path.clone(), version: self.version };
                    self.files.insert(path, file);
                }
                EntryKind::Fault(fault) => drop(self.faults.insert(path, *fault)),
            }
        }
    }

    /// Shows `see` what is at `path`, and all in it if it is a folder. Only names are asked for: to ask for the files themselves
    /// would take longer than all the rest.
    pub(crate) fn visit(&self, path: &SourcePath, see: &mut dyn FnMut(WalkEntry)) {
        let start = self.absolute(path);
        let root = match disk::is_free(&start).and_then(|is_free| Ok((is_free, disk::real(&self.root)?))) {
            Ok((true, _)) => return,
            Ok((false, root)) => root,
            // what may well be there must not count as gone
            Err(reason) => return see(WalkEntry::fault(path.clone(), false, unreadable(path, &reason))),
        };
        if is_circle(&start) {
            return see(WalkEntry::fault(path.clone(), true, circle(path)));
        }
        let mut entries = WalkDir::new(start).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            let entry = match disk::walked(entry) {
                Ok(entry) => entry,
                Err(error) => {
                    let at = if error.path.as_os_str().is_empty() { &self.root } else { &error.path };
                    let (path, is_link) = (self.source_path(at), at.is_symlink());
                    if !(error.depth > 0 && is_ignored_name(&path, path.file_name())) {
                        let told = walk_error(&path, &error);
                        see(WalkEntry::fault(path, is_link, told));
                    }
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let path = self.source_path(entry.path());
            let is_ignored = entry.depth() > 0 && is_ignored_name(&path, path.file_name());
            let is_link = entry.path_is_symlink();
            let is_checked = !is_ignored && (is_link || entry.depth() == 0);
            let stray = if is_checked { self.kept_out(&path, &root) } else { None };
            if (is_ignored || stray.is_some()) && is_folder {
                entries.skip_current_dir();
            }
            if is_ignored {
                continue;
            }
            let kind = match stray.or_else(|| if is_folder { None } else { not_listed(&entry, &path) }) {
                Some(fault) => EntryKind::Fault(Box::new(fault)),
                None if is_folder => EntryKind::Folder,
                None => EntryKind::File,
            };
            see(WalkEntry { path, is_link, kind });
        }
    }

    /// What is said of `path` if it leads to where no source may be; `root` is without symbolic links.
    fn kept_out(&self, path: &SourcePath, root: &Path) -> Option<Diagnostic> {
        match self.stray(path, root) {
            Ok(stray) => stray.map(|stray| stray.told(path)),
            Err(reason) => Some(unreadable(path, &reason)),
        }
    }

    /// Where `path` leads to, if no source may be there.
    pub(super) fn stray(&self, path: &SourcePath, root: &Path) -> io::Result<Option<Stray>> {
        let target = disk::real(&self.absolute(path))?;
        if !target.starts_with(root) {
            return Ok(Some(Stray::Outside));
        }
        if target == root.join(path.as_str()) {
            return Ok(None);
        }
        if target.starts_with(root.join(OWN)) {
            return Ok(Some(Stray::Own));
        }
        let holds_or_is_in = |out: &PathBuf| out.starts_with(&target) || target.starts_with(out);
        let mut folders = target.ancestors().take_while(|folder| *folder != root);
        let is_output = self.out.as_ref().is_some_and(holds_or_is_in)
            || folders.any(|folder| disk::metadata(&folder.join(OUTPUT_MARK)).is_ok());
        Ok(is_output.then_some(Stray::Output))
    }

    /// The root, without symbolic links.
    pub(crate) fn real_root(&self) -> PathBuf {
        fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone())
    }

    fn source_path(&self, path: &Path) -> SourcePath {
        // a walk puts names behind the root as it is spelled
        let (root, path) = (self.root.to_string_lossy(), path.to_string_lossy());
        let below = path.strip_prefix(&*root).unwrap_or(&path).trim_start_matches(is_separator);
        if MAIN_SEPARATOR == '/' { SourcePath::new(below) } else { SourcePath::new(below.replace(MAIN_SEPARATOR, "/")) }
    }
}

/// What keeps an entry that is no folder from being listed as a file.
fn not_listed(entry: &walkdir::DirEntry, path: &SourcePath) -> Option<Diagnostic> {
    if entry.path().to_str().is_none() {
        let message = "the name of this file isn't UTF-8, so it can't be an address";
        return Some(Diagnostic::at(Code::InvalidUtf8, path, Span::default(), message).help("rename the file"));
    }
    (!entry.file_type().is_file()).then(|| not_a_file(path))
}

fn walk_error(path: &SourcePath, fault: &WalkFault) -> Diagnostic {
    if fault.is_circle { circle(path) } else { unreadable(path, &fault.reason) }
}

/// Whether `start` is a link to a folder it lies in; further down, a walk finds that out by itself.
fn is_circle(start: &Path) -> bool {
    let above = || start.parent().and_then(|above| above.canonicalize().ok());
    start.is_symlink() && start.canonicalize().is_ok_and(|real| above().is_some_and(|above| above.starts_with(real)))
}

fn circle(path: &SourcePath) -> Diagnostic {
    let message = "this symbolic link leads to a folder it lies in";
    Diagnostic::at(Code::LeavesSite, path, Span::default(), message).help("remove the link")
}

/// Where gen keeps what is its own, below a site's folder.
const OWN: &str = ".gen";

/// A place in which no source may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// Out of the site's folder.
    Outside,
    /// The output, or a folder with it, or an earlier output.
    Output,
    /// Where gen keeps results between builds.
    Own,
}

impl Stray {
    fn told(self, path: &SourcePath) -> Diagnostic {
        let (message, help) = match self {
            Self::Outside => (
                "this symbolic link leads out of the site's folder",
                "copy what it leads to into the site, or remove the link",
            ),
            Self::Output => (
                "this symbolic link leads to an output of gen, which would be published within itself",
                "remove the link, or copy what it leads to into the site",
            ),
            Self::Own => ("this symbolic link leads to `.gen`, where gen keeps what is its own", "remove the link"),
        };
        Diagnostic::at(Code::LeavesSite, path, Span::default(), message).help(help)
    }
}

/// Whether what lies at `path` is left out, for its own name or that of a folder on its way.
pub fn is_ignored(path: &SourcePath) -> bool {
    path.as_str().split('/').any(|name| is_ignored_name(path, name))
}

/// Whether `name`, a part of `path`, is hidden, or what an editor leaves behind. What lies in `static/` is published as it
/// is, `.well-known` and `.nojekyll` too: there only what no one means to publish is left out.
fn is_ignored_name(path: &SourcePath, name: &str) -> bool {
    let is_residue = name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".bck", ".tmp"].iter().any(|ending| name.ends_with(ending));
    let is_hidden = match name {
        ".git" | ".DS_Store" => true,
        _ => name.starts_with('.') && !path.as_str().starts_with("static/"),
    };
    is_residue || is_hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_and_hidden_files_are_not_there() {
        let ignored = |path: &str| is_ignored(&SourcePath::new(path));
        for name in [".git", "a.md~", "#a.md#", ".#a.md", "a.md.swp", ".a.md.swp", "x.bck", "x.tmp", ".DS_Store"] {
            for folder in ["content", "static", "themes/own/static"] {
                assert!(ignored(&format!("{folder}/{name}")), "{name}");
                assert!(ignored(&format!("{folder}/{name}/a")), "{name}");
            }
        }
        for name in ["a.md", "#a.md", "tmp", "swp.md"] {
            assert!(!ignored(&format!("content/{name}")), "{name}");
        }
        for name in [".well-known/security.txt", ".nojekyll", "a/.htaccess", ".gitignore"] {
            assert!(!ignored(&format!("static/{name}")), "{name}");
            assert!(ignored(&format!("content/{name}")) && ignored(&format!("templates/{name}")), "{name}");
        }
    }
}
