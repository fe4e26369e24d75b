//! The manifest: which files of the output folder `gen` wrote, as a text file and back.
//!
//! The first line is `gen-manifest 3 COUNT`; then one line a file, `LENGTH DIGEST PATH`, ordered. Neither path nor bytes
//! can be read from it: the manifest is uploaded with the site, and a page that nothing lists must not be listed here.
//! `PATH` is the first half of the path's BLAKE3 in hex, `DIGEST` the XXH3 of the bytes: it tells whether somebody changed a
//! file, and whoever wants to deceive it can write to the folder anyway. While a build is renaming its files into place a
//! path may stand twice, as it was and as it will be, because a killed build may have left either; and the folders that it
//! is about to make or to remove stand there as `folder PATH`.
//!
//! A manifest is *damaged* where its count is wrong or a line can't be read: someone edited it, a merge left its
//! marks, a copy was cut short, another version of `gen` wrote it. The lines that can be read are still kept, but a damaged
//! manifest proves nothing by a path alone: a file then counts as ours only if its bytes have the listed digest
//! ([`Manifest::is_damaged`]). So no file that someone else put there can be lost, whatever the damage says.

use crate::disk;
use std::{collections::BTreeSet, fmt::Write as _, io, path::Path};
use twox_hash::XxHash3_128;

/// What every manifest begins with, before its version.
const HEADER: &str = "gen-manifest ";
const VERSION: &str = "3";
/// What the line of a folder begins with.
const FOLDER: &str = "folder ";

/// What was written to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// The file's length in bytes.
    pub(super) length: u64,
    /// The digest of its bytes.
    digest: u128,
}

impl Fingerprint {
    /// What writing `bytes` leaves.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, digest: XxHash3_128::oneshot(bytes) }
    }

    /// What the file at `path` holds, which is never whole in memory.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let (mut length, mut hasher) = (0, XxHash3_128::new());
        disk::read_pieces(path, |piece| {
            hasher.write(piece);
            length += piece.len() as u64;
        })?;
        Ok(Self { length, digest: hasher.finish_128() })
    }

    /// What the file at `path` holds, if one is there. It is read only if its length `may_be` that; else the digest is none.
    pub(super) fn at(path: &Path, may_be: impl Fn(u64) -> bool) -> io::Result<Option<Self>> {
        let length = match disk::metadata(path) {
            Ok(found) if found.is_file() => found.len(),
            Err(reason) if !disk::is_missing(&reason) => return Err(reason),
            _ => return Ok(None),
        };
        if may_be(length) { Self::of_file(path).map(Some) } else { Ok(Some(Self { length, digest: 0 })) }
    }

    /// Whether the file at `path` holds just that; one that can't be read doesn't.
    pub(super) fn is_at(self, path: &Path) -> bool {
        let may_be = disk::metadata(path).is_ok_and(|found| found.is_file() && found.len() == self.length);
        may_be && Self::of_file(path).is_ok_and(|found| found == self)
    }
}

/// A path, as a manifest names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PathHash(u128);

impl PathHash {
    fn of(path: &str) -> Self {
        let (half, _) = blake3::hash(path.as_bytes())
            .as_bytes()
            .split_first_chunk()
            .map_or(([0; 16], &[][..]), |(half, rest)| (*half, rest));
        Self(u128::from_be_bytes(half))
    }
}

/// The files that `gen` wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Manifest {
    /// In the order of their names; what may stand at one path stands together.
    files: Vec<(PathHash, Fingerprint)>,
    /// The folders that a build was about to make or to remove.
    folders: Vec<PathHash>,
    damaged: bool,
}

impl Manifest {
    /// The manifest of `files`, in any order.
    pub(super) fn new<'a>(files: impl Iterator<Item = (&'a str, Fingerprint)>) -> Self {
        Self::of_names(files.map(|(path, written)| (PathHash::of(path), written)).collect(), Vec::new())
    }

    fn of_names(mut files: Vec<(PathHash, Fingerprint)>, mut folders: Vec<PathHash>) -> Self {
        files.sort_unstable_by_key(|(name, written)| (*name, written.length, written.digest));
        files.dedup();
        folders.sort_unstable();
        folders.dedup();
        Self { files, folders, damaged: false }
    }

    /// The manifest written `text`; `None` where that doesn't even begin like one.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut rows = text.split(|&byte| byte == b'\n').map(|row| row.strip_suffix(b"\r").unwrap_or(row));
        let head = rows.next()?.strip_prefix(HEADER.as_bytes())?;
        let (version, count) = std::str::from_utf8(head).ok().and_then(|head| head.split_once(' ')).unwrap_or_default();
        let (mut files, mut folders, mut damaged) = (Vec::new(), Vec::new(), version != VERSION);
        for row in rows.filter(|row| !row.is_empty()) {
            match std::str::from_utf8(row).ok().and_then(parse_line) {
                Some(Line::File(name, written)) => files.push((name, written)),
                Some(Line::Folder(name)) => folders.push(name),
                None => damaged = true,
            }
        }
        damaged |= count.trim().parse() != Ok(files.len() + folders.len());
        Some(Self { damaged, ..Self::of_names(files, folders) })
    }

    /// The manifest as text.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::with_capacity(32 + self.files.len() * 80);
        let _ = writeln!(text, "{HEADER}{VERSION} {}", self.files.len() + self.folders.len());
        for (PathHash(name), Fingerprint { length, digest }) in &self.files {
            let _ = writeln!(text, "{length} {digest:032x} {name:032x}");
        }
        for PathHash(name) in &self.folders {
            let _ = writeln!(text, "{FOLDER}{name:032x}");
        }
        text
    }

    /// The files of both manifests, and `folders`, which are about to be made or removed.
    pub(super) fn union<'a>(&self, other: &Self, folders: impl Iterator<Item = &'a str>) -> Self {
        let files = self.files.iter().chain(&other.files).copied().collect();
        Self::of_names(files, folders.map(PathHash::of).collect())
    }

    /// The same with the files of `old` that aren't among `seen`, and so may still be there.
    pub(super) fn with_unseen<'a>(&self, old: &Self, seen: impl Iterator<Item = &'a str>) -> Self {
        let seen: BTreeSet<PathHash> = self.files.iter().map(|(name, _)| *name).chain(seen.map(PathHash::of)).collect();
        let unseen = old.files.iter().filter(|(name, _)| !seen.contains(name));
        Self::of_names(self.files.iter().chain(unseen).copied().collect(), Vec::new())
    }

    /// The same as a proof by bytes alone: somebody may have done anything to the files since it was written.
    pub(super) fn into_hearsay(self) -> Self {
        Self { damaged: true, ..self }
    }

    /// Whether part of it is lost, so that a listed path may be a mistake.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// Whether it names nothing that `newer` doesn't name: nothing can be left over.
    pub(super) fn is_within(&self, newer: &Self) -> bool {
        let listed =
            |(name, _): &(PathHash, Fingerprint)| newer.files.binary_search_by_key(name, |(name, _)| *name).is_ok();
        self.folders.is_empty() && self.files.iter().all(listed)
    }

    /// What may stand at `path`; empty where `gen` wrote nothing there.
    pub(super) fn at(&self, path: &str) -> impl Iterator<Item = Fingerprint> {
        let name = PathHash::of(path);
        let start = self.files.partition_point(|(listed, _)| *listed < name);
        self.files[start..].iter().take_while(move |(listed, _)| *listed == name).map(|&(_, written)| written)
    }

    /// Whether `gen` wrote something to `path`.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.at(path).next().is_some()
    }

    /// Whether a build was about to make or to remove the folder `path`.
    pub(super) fn lists_folder(&self, path: &str) -> bool {
        !self.folders.is_empty() && self.folders.binary_search(&PathHash::of(path)).is_ok()
    }

    /// How many paths it names.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        let names: BTreeSet<PathHash> = self.files.iter().map(|(name, _)| *name).collect();
        names.len()
    }
}

/// A line of a manifest.
enum Line {
    File(PathHash, Fingerprint),
    Folder(PathHash),
}

fn parse_line(line: &str) -> Option<Line> {
    if let Some(name) = line.strip_prefix(FOLDER) {
        return Some(Line::Folder(PathHash(parse_digest(name)?)));
    }
    let (length, rest) = line.split_once(' ')?;
    let (digest, name) = rest.split_once(' ')?;
    let written = Fingerprint { length: length.parse().ok()?, digest: parse_digest(digest)? };
    Some(Line::File(PathHash(parse_digest(name)?), written))
}

fn parse_digest(text: &str) -> Option<u128> {
    let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    u128::from_str_radix(text, 16).ok().filter(|_| is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        Manifest::new(files.iter().map(|(path, bytes)| (*path, Fingerprint::of(bytes.as_bytes()))))
    }

    #[test]
    fn text_and_back() {
        let all = manifest(&[("b/x y.html", "1"), ("a.html", ""), ("b/ü.html", "22"), ("a.html", "old")]);
        let text = all.to_text();
        assert!(text.starts_with("gen-manifest 3 4\n"), "{text}");
        let of_nothing = "\n0 99aa06d3014798d86001c324468d497f b49df8f2db62c3f1e0a1dba5b4b2e0d5\n";
        assert!(text.contains(&of_nothing[..36]), "no bytes, by the definition of XXH3: {text}");
        assert!(!text.contains("html"), "no path can be read: {text}");
        assert_eq!(Manifest::parse(text.as_bytes()).as_ref(), Some(&all));
        assert_eq!(Manifest::parse(text.replace('\n', "\r\n").as_bytes()).as_ref(), Some(&all));
        assert_eq!((all.len(), all.at("a.html").count()), (3, 2));
        assert!(all.lists("b/ü.html") && !all.lists("b") && !all.lists_folder("b"));
    }

    #[test]
    fn a_killed_build_leaves_files_and_folders() {
        let union = manifest(&[("a", "1"), ("b/c", "")]).union(&manifest(&[("a", "2")]), ["b"].into_iter());
        let read = Manifest::parse(union.to_text().as_bytes()).expect("the header is there");
        assert_eq!(read, union);
        assert!(!read.is_damaged() && read.at("a").count() == 2 && read.lists_folder("b") && !read.lists("b"));
        assert!(!read.is_within(&manifest(&[("a", "1"), ("b/c", "")])), "a folder may be left over");
        assert!(manifest(&[("a", "1")]).is_within(&read) && !manifest(&[("c", "")]).is_within(&read));
    }

    #[test]
    fn damage_is_seen_and_the_rest_kept() {
        let text = manifest(&[("a", "1"), ("b", "2")]).to_text();
        let cases: [(&str, String, usize); 7] = [
            ("cut short", text[..text.len() - 2].to_owned(), 1),
            ("a line lost", text.lines().take(2).collect::<Vec<_>>().join("\n"), 1),
            ("merge marks", text.replacen("\n", "\n<<<<<<<\n", 1), 2),
            (
                "a path that is no digest",
                text.trim_end().rsplit_once(' ').map(|(rest, _)| format!("{rest} b\n")).unwrap_or_default(),
                1,
            ),
            ("a length that is none", text.replacen("\n1 ", "\nx ", 1), 1),
            ("another version", text.replace("manifest 3", "manifest 2"), 2),
            ("a digest with a sign", text.replacen("\n1 ", "\n1 +", 1), 1),
        ];
        for (what, text, kept) in cases {
            let parsed = Manifest::parse(text.as_bytes()).expect("the header is there");
            assert!(parsed.is_damaged() && parsed.len() == kept, "{what}: {parsed:?}");
        }
        for foreign in ["", "hello\n", "1 x y\n"] {
            assert_eq!(Manifest::parse(foreign.as_bytes()), None);
        }
        assert_eq!(Manifest::parse(b"gen-manifest 3 0\n\xff\n").map(|parsed| parsed.is_damaged()), Some(true));
    }
}
