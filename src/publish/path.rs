//! A path of the output: a text becomes an [`OutputPath`], or is refused.
//!
//! Everything that could lead out of the output folder, mean different files on different systems, or hide one of
//! `gen`'s own files is refused here once, so that nothing below has to ask again. Two paths that differ only
//! by case are both allowed: `site` tells them apart.

use std::{fmt, path::Path};

/// Where `gen` notes what it has written.
pub(super) const MANIFEST: &str = crate::source::OUTPUT_MARK;
/// The file that a running build holds locked.
pub(super) const LOCK: &str = ".gen-lock";
/// Where new files wait until all of them are there.
pub(super) const STAGING: &str = ".gen-staging";

/// Whether `name`, at the top of an output folder, is one of `gen`'s own files; on some systems case doesn't count.
pub(super) fn is_own(name: &str) -> bool {
    [MANIFEST, LOCK, STAGING].iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// A file's path below the output folder, with `/` between its parts.
///
/// It has no empty part, no `.` and no `..`, no backslash, no control character and no drive, and isn't one
/// of the files that `gen` keeps for itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Box<str>);

impl OutputPath {
    /// The path written `path`, or `None` where it can't be one.
    pub fn new(path: &str) -> Option<Self> {
        let mut parts = path.split('/');
        let first = parts.clone().next().unwrap_or_default();
        let drive = first.as_bytes().get(1) == Some(&b':');
        let fine = !drive && !is_own(first) && parts.all(is_part);
        fine.then(|| Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

fn is_part(part: &str) -> bool {
    !matches!(part, "" | "." | "..") && !part.contains(|c: char| c == '\\' || c.is_control())
}

/// The folders above `path`, the nearest first: `a/b` and `a` for `a/b/c`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |folder| folder_of(folder))
}

/// The folder that `path` lies in, or `None` at the top.
pub(super) fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// The path of `file` below the folder `out`, as the output spells it.
pub(super) fn below(out: &Path, file: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = file.strip_prefix(out).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_are_taken_and_paths_that_are_refused() {
        for fine in
            ["index.html", "a/b/c.html", "a..b", "...", "ü/ß.html", "a b", "con", ".well-known/x", "x/.gen-lock"]
        {
            assert_eq!(OutputPath::new(fine).map(|path| path.to_string()).as_deref(), Some(fine));
        }
        for bad in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "a/./b",
            "..",
            "a/../b",
            "a\\b",
            "C:/a",
            "c:a",
            "a\0b",
            "a\nb",
            "\u{7f}",
            ".gen-manifest",
            ".gen-staging/a",
            ".GEN-lock",
        ] {
            assert_eq!(OutputPath::new(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_folders_above_a_path() {
        assert_eq!(folders_above("a/b/c").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders_above("a").count(), 0);
    }
}
