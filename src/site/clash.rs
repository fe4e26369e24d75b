//! Why something can't be at its address: the address can't be one of a file, something else has it, or something else
//! would be a file where it needs a folder.
//!
//! Addresses are compared as the files they become, and without case: the output has to be the same on every file system.

use super::{Address, Url, address::SEARCH_PAGE};
use crate::{
    diag::{Code, Diagnostic},
    place::Place,
    text::nfc,
};

/// What the names of `gen`'s own files in an output begin with.
const OWN: &str = ".gen-";
/// The longest name that file systems take, in bytes.
const LONGEST_NAME: usize = 255;
/// What is said of a longer one.
const NAME_TOO_LONG: &str = "a part of it is longer than 255 bytes";
/// The longest path below the output, in bytes: macOS takes 1,023 with what is above it (Linux 4,095), of which this leaves 123.
const LONGEST_PATH: usize = 900;
/// What is said of a longer one.
const PATH_TOO_LONG: &str =
    "as a file it is longer than 900 bytes, and with the folder of the output not every system takes it";

/// What has an address, in words, and where it is written.
#[derive(Debug)]
pub(super) struct AddressOwner {
    pub(super) url: Url,
    pub(super) kind: OwnerKind,
    pub(super) what: String,
    pub(super) place: Option<Place>,
}

/// How its author would give it another address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnerKind {
    /// It is an old address of something.
    Alias,
    /// It is a file, published as it is.
    File,
    /// It is a page, or made by gen.
    Made,
}

impl OwnerKind {
    pub(super) fn of(address: &Address) -> Self {
        match address {
            Address::Redirect(_) => Self::Alias,
            Address::Asset(_) => Self::File,
            _ => Self::Made,
        }
    }
}

impl AddressOwner {
    /// Whether it is a file of `static/`.
    pub(super) fn is_static(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.file.as_str().starts_with("static/"))
    }

    /// The file that its address becomes, as file systems without case tell it from others.
    pub(super) fn key(&self) -> String {
        key(&self.url)
    }
}

/// What no two addresses may have in common.
pub(super) fn key(url: &Url) -> String {
    url.output().to_lowercase()
}

/// The folders above the file `path`, the nearest first.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |folder| folder_of(folder))
}

fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// What keeps `owner`'s address from being a file of the output, if anything does.
pub(super) fn unfit(owner: &AddressOwner) -> Option<Diagnostic> {
    let reason = fault(&owner.url)?;
    let help = match owner.kind {
        OwnerKind::Alias if [NAME_TOO_LONG, PATH_TOO_LONG].contains(&reason) => "write a shorter alias, or remove it",
        _ if reason == NAME_TOO_LONG => "give it a shorter `slug`, id or name",
        OwnerKind::File if reason == PATH_TOO_LONG => "give it a shorter name, or put it into fewer or shorter folders",
        _ if reason == PATH_TOO_LONG => {
            "give it a shorter `slug` or permalink, or put it into fewer or shorter folders"
        }
        OwnerKind::Alias => {
            "remove the alias, or write the old address as a path from the site's root, such as `/old/path/`"
        }
        OwnerKind::File => "rename the file",
        OwnerKind::Made => "give it another `slug`, or rename its file",
    };
    let message = match owner.kind {
        OwnerKind::Alias => format!("{} can't be an address: {reason}", short(&owner.what)),
        _ => format!("{} can't be at `{}`: {reason}", short(&owner.what), short(owner.url.as_str())),
    };
    Some(Diagnostic { place: owner.place.clone(), ..Diagnostic::new(Code::BadSlug, message).help(help) })
}

/// `text`, its middle left out where it is long: one name of it may fill a screen.
fn short(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    match chars.len() {
        0..=100 => text.to_owned(),
        length => chars[..60].iter().chain(&['…']).chain(&chars[length - 20..]).collect(),
    }
}

fn fault(url: &Url) -> Option<&'static str> {
    let path = url.as_str().trim_start_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    if first.get(..OWN.len()).is_some_and(|start| start.eq_ignore_ascii_case(OWN)) {
        return Some("names that begin with `.gen-` are those of gen's own files there");
    }
    if first.as_bytes().get(1) == Some(&b':') {
        return Some("it would be on another drive");
    }
    if path.contains(|c: char| c == '\\' || c.is_control()) {
        return Some("no file can have such a name");
    }
    if path.split('/').any(|part| part.len() > LONGEST_NAME) {
        return Some(NAME_TOO_LONG);
    }
    (path.len() > LONGEST_PATH || url.output().len() > LONGEST_PATH).then_some(PATH_TOO_LONG)
}

/// A file of `static/` at the address of something that is made.
pub(super) fn shadowed(file: &AddressOwner, made: &AddressOwner) -> Diagnostic {
    let message = format!("this file takes the place of {} at `{}`", made.what, made.url);
    let diagnostic = Diagnostic::new(Code::ShadowedOutput, message).help("remove it to have the one that is made");
    Diagnostic { place: file.place.clone(), ..diagnostic }
}

/// Whether the names of two files look the same, and are put together from other characters.
fn differ_by_accents(late: &AddressOwner, owner: &AddressOwner) -> bool {
    let path = |owner: &AddressOwner| owner.place.as_ref().map(|place| place.file.clone());
    match (path(late), path(owner)) {
        (Some(late), Some(owner)) => late != owner && nfc(late.as_str()) == nfc(owner.as_str()),
        _ => false,
    }
}

/// Two things at one address: `late` came to it when `owner` was there.
pub(super) fn clash(late: &AddressOwner, owner: &AddressOwner) -> Diagnostic {
    let message = if differ_by_accents(late, owner) {
        format!(
            "{} and {} would both be at `{}`: their names differ only in how accents are written, as one character or as two",
            late.what, owner.what, late.url
        )
    } else if owner.url == late.url {
        format!("{} and {} would both be at `{}`", late.what, owner.what, late.url)
    } else {
        format!(
            "{} would be at `{}` and {} at `{}`, which differ only by case",
            late.what, late.url, owner.what, owner.url
        )
    };
    diagnostic(message, late, owner)
}

/// Two things of which one, `file`, would be a file where the other, `inner`, needs a folder.
pub(super) fn blocked(file: &AddressOwner, inner: &AddressOwner) -> Diagnostic {
    let inner_url = if inner.kind == OwnerKind::Made { format!(" at `{}`", inner.url) } else { String::new() };
    let path = file.url.output();
    let message = format!("{} would be the file `{path}`, where {}{inner_url} needs a folder", file.what, inner.what);
    let is_wrong = file.kind == OwnerKind::File || inner.place.is_none();
    let (late, owner) = if is_wrong { (file, inner) } else { (inner, file) };
    diagnostic(message, late, owner)
}

fn diagnostic(message: String, late: &AddressOwner, owner: &AddressOwner) -> Diagnostic {
    let help = match (late.kind, owner.kind) {
        (OwnerKind::File, _) => "rename or remove the file",
        (OwnerKind::Alias, _) | (_, OwnerKind::Alias) => "remove the alias",
        (_, OwnerKind::File) => "rename or remove the file",
        (OwnerKind::Made, OwnerKind::Made) if late.what == SEARCH_PAGE => {
            "rename the file, or switch the search off with `enabled = false` under `[search]`"
        }
        (OwnerKind::Made, OwnerKind::Made) => "give one of them another `slug`, or rename its file",
    };
    let mut diagnostic = Diagnostic::new(Code::AddressClash, message).help(help);
    diagnostic.place = late.place.clone().or_else(|| owner.place.clone());
    match &owner.place {
        Some(other) if diagnostic.place.as_ref() != Some(other) => {
            diagnostic.related(other.clone(), format!("{} is here", owner.what))
        }
        _ => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_be_files() {
        for (url, fits) in [
            ("/", true),
            ("/.well-known/x", true),
            ("/x/.gen-lock/", true),
            ("/ab:c/", true),
            ("/.gen-manifest", false),
            ("/.GEN-staging/x/", false),
            ("/c:/x/", false),
            ("/a\u{1}b/", false),
            ("/a\\b/", false),
        ] {
            assert_eq!(fault(&Url::new(url)).is_none(), fits, "{url}");
        }
        assert!(fault(&Url::new(format!("/{}/", "ü".repeat(127)))).is_none());
        assert!(fault(&Url::new(format!("/{}/", "ü".repeat(128)))).is_some());
    }

    #[test]
    fn the_folders_above_a_file() {
        assert_eq!(folders_above("a/b/c").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders_above("a").count(), 0);
    }
}
