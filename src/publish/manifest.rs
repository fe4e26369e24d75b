//! The manifest: which files of the output folder `gen` wrote, as a text file and back.
//!
//! The first line is `gen-manifest 1 COUNT`; then one line a file, `LENGTH DIGEST PATH`, ordered by path, the digest
//! BLAKE3 in hex. While a build is renaming its files into place a path may stand twice, as it was and as it
//! will be, because a killed build may have left either.
//!
//! A manifest is *damaged* where its count is wrong or a line can't be read: someone edited it, a merge left its
//! marks, a copy was cut short. The lines that can be read are still kept, but a damaged manifest proves nothing by
//! a path alone: a file then counts as ours only if its bytes have the listed digest ([`Manifest::is_damaged`]).
//! So no file that someone else put there can be lost, whatever the damage says.

use super::path::OutputPath;
use blake3::Hash;
use std::fmt::Write;

const HEADER: &str = "gen-manifest 1";

/// What was written to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The file's length in bytes.
    pub(super) length: u64,
    /// The digest of its bytes.
    pub(super) digest: Hash,
}

impl Written {
    /// What writing `bytes` leaves.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, digest: blake3::hash(bytes) }
    }
}

/// The files that `gen` wrote, ordered by path.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Manifest {
    lines: Vec<(Box<str>, Written)>,
    damaged: bool,
}

impl Manifest {
    /// The manifest of `lines`, in any order.
    pub(super) fn new(mut lines: Vec<(Box<str>, Written)>) -> Self {
        lines.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.digest.as_bytes().cmp(b.1.digest.as_bytes())));
        lines.dedup();
        Self { lines, damaged: false }
    }

    /// The manifest written `text`; `None` where that doesn't even begin like one.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut rows = text.split(|&byte| byte == b'\n').map(|row| row.strip_suffix(b"\r").unwrap_or(row));
        let count = rows.next()?.strip_prefix(HEADER.as_bytes())?;
        let rows = rows.filter(|row| !row.is_empty());
        let (mut lines, mut broken) = (Vec::new(), false);
        for row in rows {
            match std::str::from_utf8(row).ok().and_then(parse_line) {
                Some(line) => lines.push(line),
                None => broken = true,
            }
        }
        let count = std::str::from_utf8(count).ok().and_then(|count| count.trim().parse().ok());
        let damaged = broken || count != Some(lines.len());
        Some(Self { damaged, ..Self::new(lines) })
    }

    /// The manifest as text.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::with_capacity(32 + self.lines.len() * 128);
        let _ = writeln!(text, "{HEADER} {}", self.lines.len());
        for (path, written) in &self.lines {
            let _ = write!(text, "{} ", written.length);
            text.extend([written.digest.to_hex().as_str(), " ", path, "\n"]);
        }
        text
    }

    /// Both manifests in one.
    pub(super) fn union(&self, other: &Self) -> Self {
        if self.lines.is_empty() {
            return other.clone();
        }
        Self::new(self.lines.iter().chain(&other.lines).cloned().collect())
    }

    /// Whether part of it is lost, so that a listed path may be a mistake.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// What may stand at `path`; empty where `gen` wrote nothing there.
    pub(super) fn at(&self, path: &str) -> impl Iterator<Item = Written> {
        let start = self.lines.partition_point(|(line, _)| **line < *path);
        self.lines[start..].iter().take_while(move |(line, _)| **line == *path).map(|&(_, written)| written)
    }

    /// Whether `gen` wrote something to `path`.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.at(path).next().is_some()
    }

    /// Whether `gen` wrote something below the folder `folder`.
    pub(super) fn lists_below(&self, folder: &str) -> bool {
        if self.lines.is_empty() {
            return false;
        }
        let below = format!("{folder}/");
        let start = self.lines.partition_point(|(line, _)| **line < *below);
        self.lines.get(start).is_some_and(|(line, _)| line.starts_with(&below))
    }

    /// The paths, in order; each once.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let mut last = None;
        self.lines.iter().map(|(path, _)| &**path).filter(move |path| last.replace(*path) != Some(*path))
    }
}

fn parse_line(line: &str) -> Option<(Box<str>, Written)> {
    let (length, rest) = line.split_once(' ')?;
    let (digest, path) = rest.split_once(' ')?;
    let written = Written { length: length.parse().ok()?, digest: Hash::from_hex(digest).ok()? };
    OutputPath::new(path)?;
    Some((path.into(), written))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(paths: &[(&str, &str)]) -> Manifest {
        Manifest::new(paths.iter().map(|(path, bytes)| ((*path).into(), Written::of(bytes.as_bytes()))).collect())
    }

    #[test]
    fn text_and_back() {
        let all = manifest(&[("b/x y.html", "1"), ("a.html", ""), ("b/ü.html", "22"), ("a.html", "old")]);
        let text = all.to_text();
        assert!(text.starts_with("gen-manifest 1 4\n"), "{text}");
        assert_eq!(Manifest::parse(text.as_bytes()).as_ref(), Some(&all));
        assert_eq!(Manifest::parse(text.replace('\n', "\r\n").as_bytes()).as_ref(), Some(&all));
        assert_eq!(all.paths().collect::<Vec<_>>(), ["a.html", "b/x y.html", "b/ü.html"]);
        assert_eq!(all.at("a.html").count(), 2);
    }

    #[test]
    fn damage_is_seen_and_the_rest_kept() {
        let text = manifest(&[("a", "1"), ("b", "2")]).to_text();
        let cases: [(&str, String, usize); 6] = [
            ("cut short", text[..text.len() - 2].to_owned(), 1),
            ("a line lost", text.lines().take(2).collect::<Vec<_>>().join("\n"), 1),
            ("merge marks", text.replace(" b\n", " b\n<<<<<<<\n"), 2),
            ("a path that leads out", text.replace(" b\n", " ../b\n"), 1),
            ("a length that is none", text.replacen("\n1 ", "\nx ", 1), 1),
            ("another version", text.replace("manifest 1", "manifest 12"), 2),
        ];
        for (what, text, kept) in cases {
            let parsed = Manifest::parse(text.as_bytes()).expect("the header is there");
            assert!(parsed.is_damaged() && parsed.paths().count() == kept, "{what}: {parsed:?}");
        }
        for foreign in ["", "hello\n", "1 x y\n"] {
            assert_eq!(Manifest::parse(foreign.as_bytes()), None);
        }
        assert_eq!(Manifest::parse(b"gen-manifest 1 0\n\xff\n").map(|parsed| parsed.is_damaged()), Some(true));
    }

    #[test]
    fn what_lies_below_a_folder() {
        let all = manifest(&[("a-2/x", ""), ("a.html", ""), ("a/x", ""), ("b", ""), ("c-d", "")]);
        for (folder, expected) in
            [("a", true), ("a-2", true), ("a.html", false), ("b", false), ("c", false), ("", false)]
        {
            assert_eq!(all.lists_below(folder), expected, "{folder}");
        }
        assert!(all.lists("a/x") && !all.lists("a"));
    }
}
