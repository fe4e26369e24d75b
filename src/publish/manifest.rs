//! The manifest: which files of the output folder `gen` wrote, as a text file and back.
//!
//! The first line is `gen-manifest 2 COUNT`; then one line a file, `LENGTH DIGEST PATH`, ordered by path, the digest
//! XXH3 of 128 bits in hex: it tells whether somebody changed a file, and whoever wants to deceive it can write to the
//! folder anyway. While a build is renaming its files into place a path may stand twice, as it was and as it will be,
//! because a killed build may have left either. Version 1 had digests of another kind, which are not read: its files are
//! ours, but none of them counts as what was written.
//!
//! A manifest is *damaged* where its count is wrong or a line can't be read: someone edited it, a merge left its
//! marks, a copy was cut short. The lines that can be read are still kept, but a damaged manifest proves nothing by
//! a path alone: a file then counts as ours only if its bytes have the listed digest ([`Manifest::is_damaged`]).
//! So no file that someone else put there can be lost, whatever the damage says.

use super::path::OutputPath;
use std::fmt::Write;
use twox_hash::XxHash3_128;

/// What every manifest begins with, before its version.
const HEADER: &str = "gen-manifest ";
const VERSION: &str = "2";
/// In the place of a digest that isn't known.
const UNKNOWN: &str = "-";
/// The version before, whose digests are not read.
const OTHER_DIGESTS: &str = "1";

/// What was written to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The file's length in bytes.
    pub(super) length: u64,
    /// The digest of its bytes, if it is known.
    digest: Option<u128>,
}

impl Written {
    /// What writing `bytes` leaves.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, digest: Some(XxHash3_128::oneshot(bytes)) }
    }
}

/// Bytes that come one piece after another, and what writing them all leaves.
#[derive(Default)]
pub(super) struct Pieces {
    length: u64,
    hasher: XxHash3_128,
}

impl Pieces {
    /// One more piece.
    pub(super) fn add(&mut self, piece: &[u8]) {
        self.length += piece.len() as u64;
        self.hasher.write(piece);
    }

    /// What they are together.
    pub(super) fn written(&self) -> Written {
        Written { length: self.length, digest: Some(self.hasher.finish_128()) }
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
        lines.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.digest.cmp(&b.1.digest)));
        lines.dedup();
        Self { lines, damaged: false }
    }

    /// The manifest written `text`; `None` where that doesn't even begin like one.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut rows = text.split(|&byte| byte == b'\n').map(|row| row.strip_suffix(b"\r").unwrap_or(row));
        let head = rows.next()?.strip_prefix(HEADER.as_bytes())?;
        let (version, count) = std::str::from_utf8(head).ok().and_then(|head| head.split_once(' ')).unwrap_or_default();
        let rows = rows.filter(|row| !row.is_empty());
        let (mut lines, mut broken) = (Vec::new(), ![VERSION, OTHER_DIGESTS].contains(&version));
        for row in rows {
            match std::str::from_utf8(row).ok().and_then(|row| parse_line(row, version)) {
                Some(line) => lines.push(line),
                None => broken = true,
            }
        }
        let damaged = broken || count.trim().parse() != Ok(lines.len());
        Some(Self { damaged, ..Self::new(lines) })
    }

    /// The manifest as text.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::with_capacity(32 + self.lines.len() * 128);
        let _ = writeln!(text, "{HEADER}{VERSION} {}", self.lines.len());
        for (path, Written { length, digest }) in &self.lines {
            let _ = match digest {
                Some(digest) => writeln!(text, "{length} {digest:032x} {path}"),
                None => writeln!(text, "{length} {UNKNOWN} {path}"),
            };
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

/// A line of a manifest of that `version`.
fn parse_line(line: &str, version: &str) -> Option<(Box<str>, Written)> {
    let (length, rest) = line.split_once(' ')?;
    let (digest, path) = rest.split_once(' ')?;
    let digest = match digest {
        _ if version == OTHER_DIGESTS => None,
        UNKNOWN => None,
        _ if digest.len() == 32 => Some(u128::from_str_radix(digest, 16).ok()?),
        _ => return None,
    };
    OutputPath::new(path)?;
    Some((path.into(), Written { length: length.parse().ok()?, digest }))
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
        assert!(text.starts_with("gen-manifest 2 4\n"), "{text}");
        assert!(
            text.contains("\n0 99aa06d3014798d86001c324468d497f a.html\n"),
            "no bytes, by the definition of XXH3: {text}"
        );
        assert_eq!(Manifest::parse(text.as_bytes()).as_ref(), Some(&all));
        assert_eq!(Manifest::parse(text.replace('\n', "\r\n").as_bytes()).as_ref(), Some(&all));
        assert_eq!(all.paths().collect::<Vec<_>>(), ["a.html", "b/x y.html", "b/ü.html"]);
        assert_eq!(all.at("a.html").count(), 2);
    }

    #[test]
    fn damage_is_seen_and_the_rest_kept() {
        let text = manifest(&[("a", "1"), ("b", "2")]).to_text();
        let cases: [(&str, String, usize); 7] = [
            ("cut short", text[..text.len() - 2].to_owned(), 1),
            ("a line lost", text.lines().take(2).collect::<Vec<_>>().join("\n"), 1),
            ("merge marks", text.replace(" b\n", " b\n<<<<<<<\n"), 2),
            ("a path that leads out", text.replace(" b\n", " ../b\n"), 1),
            ("a length that is none", text.replacen("\n1 ", "\nx ", 1), 1),
            ("another version", text.replace("manifest 2", "manifest 22"), 2),
            ("a digest that is none", text.replacen(" b\n", "0 b\n", 1), 1),
        ];
        for (what, text, kept) in cases {
            let parsed = Manifest::parse(text.as_bytes()).expect("the header is there");
            assert!(parsed.is_damaged() && parsed.paths().count() == kept, "{what}: {parsed:?}");
        }
        for foreign in ["", "hello\n", "1 x y\n"] {
            assert_eq!(Manifest::parse(foreign.as_bytes()), None);
        }
        assert_eq!(Manifest::parse(b"gen-manifest 2 0\n\xff\n").map(|parsed| parsed.is_damaged()), Some(true));
    }

    #[test]
    fn of_the_version_before_the_paths_are_known() {
        let text = format!("gen-manifest 1 2\n1 {0} a\n1 {0} b\n", "0".repeat(64));
        let old = Manifest::parse(text.as_bytes()).expect("the header is there");
        assert!(!old.is_damaged() && old.lists("a") && !old.at("a").any(|written| written == Written::of(b"1")));
        // what a build is killed with is read again
        let union = old.union(&manifest(&[("a", "1"), ("c", "2")]));
        assert_eq!(union.at("a").count(), 2);
        assert_eq!(Manifest::parse(union.to_text().as_bytes()), Some(union));
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
