//! Changes of source files, as an author would make them: planned, shown as a diff, and written with care.
//!
//! 1. [`Changes::plan`] reads each file that is to change again. It has to be what it was when it was parsed (its digest
//!    says so), and at each place has to stand what the edit expects; otherwise nothing is changed. A command that makes
//!    whole new texts of its own starts with [`Change::new`].
//! 2. [`Change::diff`] shows it as a unified diff, as `patch -p1` and `git apply` take it.
//! 3. [`Change::write`] puts the file into place whole (`replace`). A file that has changed meanwhile is left alone, and said.
//!
//! Only bytes within the edits' places differ afterwards, so that line ends, a byte order mark and all else stay.

mod replace;

use crate::{
    diag::Error,
    place::{SourcePath, Span},
    source::Sources,
};
use similar::TextDiff;
use std::{collections::BTreeMap, fs, path::PathBuf};

/// One change: the bytes `span` of `file`, which are `old`, become `new`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file.
    pub file: SourcePath,
    /// Which bytes of it.
    pub span: Span,
    /// What stands there.
    pub old: String,
    /// What will.
    pub new: String,
}

/// Files as they are and as they will be.
#[derive(Debug, Default)]
pub struct Changes {
    files: Vec<Change>,
}

/// A file as it is and as it will be.
#[derive(Debug)]
pub struct Change {
    path: SourcePath,
    file: PathBuf,
    before: String,
    after: String,
}

impl Change {
    /// The text `before` of the file `path` becomes `after`, each with all its bytes.
    pub fn new(sources: &Sources, path: &SourcePath, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { path: path.clone(), file: sources.absolute(path), before: before.into(), after: after.into() }
    }

    /// The change as a unified diff, with the path from the site's root; nothing if nothing changes.
    pub fn diff(&self) -> String {
        let diff = TextDiff::from_lines(&self.before, &self.after);
        let (a, b) = (format!("a/{}", self.path), format!("b/{}", self.path));
        diff.unified_diff().header(&a, &b).to_string()
    }

    /// Writes the file.
    ///
    /// # Errors
    /// If it can't be written, or holds something else by now; it is as it was then.
    pub fn write(&self) -> Result<(), Error> {
        replace::replace(&self.file, &self.before, &self.after)
    }
}

impl Changes {
    /// The changes that `edits` make; `digest` is that of a file's text, without a byte order mark, when it was parsed. Of
    /// two edits that overlap, the first by place is made.
    ///
    /// # Errors
    /// Where a file can't be read, or isn't what was parsed.
    pub fn plan(
        sources: &Sources,
        edits: impl IntoIterator<Item = Edit>,
        digest: impl Fn(&SourcePath) -> Option<blake3::Hash>,
    ) -> Result<Self, Error> {
        let mut by_file: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
        for edit in edits {
            by_file.entry(edit.file.clone()).or_default().push(edit);
        }
        let mut files = Vec::new();
        for (path, mut edits) in by_file {
            edits.sort();
            let file = sources.absolute(&path);
            let text = fs::read_to_string(&file).map_err(|reason| Error::io("read", &file, &reason))?;
            let parsed = text.strip_prefix('\u{feff}').unwrap_or(&text);
            if digest(&path) != Some(blake3::hash(parsed.as_bytes())) {
                return Err(changed(&path));
            }
            let after = edited(&text, &edits).ok_or_else(|| changed(&path))?;
            files.push(Change::new(sources, &path, text, after));
        }
        Ok(Self { files })
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that change, in order.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.iter().map(|file| &file.path)
    }

    /// All changes as a unified diff.
    pub fn diff(&self) -> String {
        self.files.iter().map(Change::diff).collect()
    }

    /// Writes the files.
    ///
    /// # Errors
    /// Where one can't be written, or has changed since the plan was made; those before it are written.
    pub fn write(&self) -> Result<(), Error> {
        self.files.iter().try_for_each(Change::write)
    }
}

fn changed(path: &SourcePath) -> Error {
    Error::new(format!("`{path}` was changed while it was checked, so it is left as it is")).help("run it again")
}

/// `text` with `edits`, which are in order; `None` where one doesn't fit.
fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    let mut after = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        let range = edit.span.range();
        if range.start < from {
            continue;
        }
        if text.get(range.clone())? != edit.old {
            return None;
        }
        after.push_str(&text[from..range.start]);
        after.push_str(&edit.new);
        from = range.end;
    }
    after.push_str(&text[from..]);
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(file: &str, span: (usize, usize), old: &str, new: &str) -> Edit {
        Edit { file: SourcePath::new(file), span: Span::new(span.0, span.1), old: old.into(), new: new.into() }
    }

    #[test]
    fn only_the_places_of_edits_change() {
        let text = "\u{feff}one\r\ntwo\r\n";
        let edits = [edit("a", (3, 6), "one", "1"), edit("a", (4, 6), "ne", "x"), edit("a", (8, 11), "two", "zwei")];
        assert_eq!(edited(text, &edits).as_deref(), Some("\u{feff}1\r\nzwei\r\n"));
        assert_eq!(edited(text, &[edit("a", (3, 6), "two", "x")]), None);
        assert_eq!(edited(text, &[edit("a", (3, 99), "two", "x")]), None);
    }

    #[test]
    fn a_file_that_was_changed_is_left_alone() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        fs::write(folder.path().join("site.toml"), "").expect("it can be written");
        let file = folder.path().join("a.md");
        fs::write(&file, "one").expect("it can be written");
        let sources = Sources::open(folder.path()).expect("there is a site");
        let plan = |digest: &str| {
            let digest = blake3::hash(digest.as_bytes());
            Changes::plan(&sources, [edit("a.md", (0, 3), "one", "two")], |_| Some(digest))
        };
        assert!(plan("other").is_err());
        let changes = plan("one").expect("it is what was parsed");
        assert_eq!(
            changes.diff(),
            "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+two\n\\ No newline at end of file\n"
        );
        fs::write(&file, "three").expect("it can be written");
        assert!(changes.write().is_err());
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "three");
        fs::write(&file, "one").expect("it can be written");
        changes.write().expect("it is what was planned");
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 2);
    }
}
