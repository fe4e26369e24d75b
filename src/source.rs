//! The input files: the only reader of a site's folder.
//!
//! 1. [`Sources::open`] finds the root and its `site.toml`.
//! 2. [`Sources::list`] walks `content/`, `templates/`, `static/` and the theme's folder, once, into a sorted list of
//!    [`SourceFile`]s: a path and a length, no text. Hidden files and editors' backups are not there; what can't be
//!    read, or leads out of the site, is told and left out.
//! 3. [`Sources::text`] reads one file as UTF-8, when its stage asks. The caller drops the text when it has parsed
//!    it, so that memory holds what came out of the texts and not the texts as well.
//!
//! Nothing is cached here and nothing is interpreted: what a path means is `content`'s business.

use crate::{
    diag::{Code, Diagnostic, Diagnostics, Error},
    place::{SourcePath, Span, Text},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};
use walkdir::WalkDir;

/// The name of the configuration, which marks the root of a site.
pub const SITE_TOML: &str = "site.toml";

/// Larger texts are not meant: the Bible has 4 MB.
const LARGEST_TEXT: u64 = 16 << 20;

/// A site's folder and what lies in it.
#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    files: Vec<SourceFile>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its path below the root.
    pub path: SourcePath,
    /// Its length in bytes when it was listed.
    pub length: u64,
}

impl Sources {
    /// The site at `root`.
    ///
    /// # Errors
    /// Where there is no `site.toml`.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let marker = root.join(SITE_TOML);
        match fs::metadata(&marker) {
            Ok(meta) if meta.is_file() => Ok(Self { root: root.to_path_buf(), files: Vec::new() }),
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

    /// Lists the files of the site, with those of the theme called `theme` if the site has it.
    pub fn list(&mut self, theme: &str, diags: &mut Diagnostics) {
        self.files.clear();
        let theme = format!("themes/{theme}");
        let root = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        for folder in ["content", "static", "templates", &theme] {
            if self.root.join(folder).symlink_metadata().is_ok() {
                self.walk(folder, &root, diags);
            }
        }
        self.files.sort();
    }

    /// The files below the folder `folder` of the root, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .iter()
            .filter(move |file| file.path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Where a file of the site lies on this machine.
    pub fn absolute(&self, path: &SourcePath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// The text of a file; what keeps it from being one is told.
    pub fn text(&self, path: &SourcePath, diags: &mut Diagnostics) -> Option<Text> {
        match self.bytes(path, LARGEST_TEXT) {
            Ok(bytes) => decode(path, bytes, diags),
            Err(diagnostic) => {
                diags.push(*diagnostic);
                None
            }
        }
    }

    /// The text of a file as well as it can be shown, for the lines beside a diagnostic; nothing of a file that lies
    /// outside of the site.
    pub fn excerpt_text(&self, path: &SourcePath) -> Option<Arc<str>> {
        let root = fs::canonicalize(&self.root).ok()?;
        if leaves(&self.absolute(path), &root) {
            return None;
        }
        let bytes = self.bytes(path, LARGEST_TEXT).ok()?;
        Some(String::from_utf8_lossy(&bytes).into())
    }

    /// The first bytes of an image, up to `limit`: enough for its width and height.
    pub fn head(&self, path: &SourcePath, limit: u64) -> Option<Vec<u8>> {
        use io::Read as _;
        let mut head = Vec::new();
        fs::File::open(self.absolute(path)).ok()?.take(limit).read_to_end(&mut head).ok()?;
        Some(head)
    }

    fn bytes(&self, path: &SourcePath, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
        let full = self.absolute(path);
        let meta = fs::metadata(&full).map_err(|reason| Box::new(unreadable(path, &reason)))?;
        if !meta.is_file() {
            // reading a pipe would wait for ever
            return Err(Box::new(not_a_file(path)));
        }
        let length = meta.len();
        if length > limit {
            let message = format!("this text has {} MB; it may have {}", length.div_ceil(1 << 20), limit >> 20);
            return Err(Box::new(
                Diagnostic::at(Code::TooLarge, path, Span::default(), message).help("split it into several files"),
            ));
        }
        fs::read(full).map_err(|reason| Box::new(unreadable(path, &reason)))
    }

    fn walk(&mut self, folder: &str, canonical_root: &Path, diags: &mut Diagnostics) {
        let mut entries = WalkDir::new(self.root.join(folder)).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    diags.push(self.walk_error(&error));
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let is_ignored = entry.depth() > 0 && is_ignored(&entry.file_name().to_string_lossy());
            let path = self.source_path(entry.path());
            let leaves = !is_ignored && entry.path_is_symlink() && leaves(entry.path(), canonical_root);
            if leaves {
                diags.push(leaves_site(&path));
            }
            if (is_ignored || leaves) && is_folder {
                entries.skip_current_dir();
            }
            if is_ignored || leaves || is_folder {
                continue;
            }
            match self.listed(&entry, path) {
                Ok(file) => self.files.push(file),
                Err(diagnostic) => diags.push(*diagnostic),
            }
        }
    }

    fn listed(&self, entry: &walkdir::DirEntry, path: SourcePath) -> Result<SourceFile, Box<Diagnostic>> {
        if entry.path().to_str().is_none() {
            let message = "the name of this file isn't UTF-8, so it can't be an address";
            return Err(Box::new(
                Diagnostic::at(Code::InvalidUtf8, &path, Span::default(), message).help("rename the file"),
            ));
        }
        if !entry.file_type().is_file() {
            return Err(Box::new(not_a_file(&path)));
        }
        let length = entry.metadata().map(|meta| meta.len()).unwrap_or(0);
        Ok(SourceFile { path, length })
    }

    fn source_path(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        SourcePath::new(parts.join("/"))
    }

    fn walk_error(&self, error: &walkdir::Error) -> Diagnostic {
        let path = self.source_path(error.path().unwrap_or(&self.root));
        if error.loop_ancestor().is_some() {
            let message = "this symbolic link leads to a folder it lies in";
            return Diagnostic::at(Code::LeavesSite, &path, Span::default(), message).help("remove the link");
        }
        match error.io_error() {
            Some(reason) => unreadable(&path, reason),
            None => unreadable(&path, &io::Error::other("unknown reason")),
        }
    }
}

/// Width and height of an SVG, from its attributes or its view box.
pub(crate) fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let from = tag.find(&format!(" {name}=")).or_else(|| tag.find(&format!("\n{name}=")))? + name.len() + 2;
        let quote = tag[from..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        tag[from + 1..].split(quote).next()
    };
    let length = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok().filter(|length| *length >= 1.0);
    let given = || Some((length(attribute("width")?)?, length(attribute("height")?)?));
    let of_view_box = || {
        let parts: Vec<f64> = attribute("viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        (parts.len() == 4).then(|| (parts[2], parts[3]))
    };
    let (width, height) = given().or_else(of_view_box)?;
    // a picture is never larger than this; the cast can't overflow
    Some((width.round().min(1e6) as u32, height.round().min(1e6) as u32))
}

fn decode(path: &SourcePath, bytes: Vec<u8>, diags: &mut Diagnostics) -> Option<Text> {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => Some(Text::verbatim(rest, '\u{feff}'.len_utf8())),
            None => Some(Text::verbatim(text, 0)),
        },
        Err(error) => {
            diags.push(not_utf8(path, &error));
            None
        }
    }
}

fn not_utf8(path: &SourcePath, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "the file looks like UTF-16; save it as UTF-8"
    } else {
        "save the file as UTF-8; it may be in Latin-1 or Windows-1252"
    };
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!("this file isn't UTF-8: the byte 0x{byte:02x} can't stand here");
    Diagnostic::at(Code::InvalidUtf8, path, Span::new(at, at + 1), message).help(help)
}

fn not_a_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::at(Code::UnreadableFile, path, Span::default(), "this is neither a file nor a folder")
        .help("remove it from the site's folders")
}

fn unreadable(path: &SourcePath, reason: &io::Error) -> Diagnostic {
    let help = match reason.kind() {
        io::ErrorKind::PermissionDenied => "give yourself the right to read it, or remove it from the site's folders",
        io::ErrorKind::NotFound => "the symbolic link leads nowhere, or the file was removed meanwhile",
        _ => "see that it can be opened, or remove it from the site's folders",
    };
    Diagnostic::at(Code::UnreadableFile, path, Span::default(), format!("cannot read this: {}", words(reason)))
        .help(help)
}

/// The system's reason without its number, and as the rest of a sentence.
fn words(reason: &io::Error) -> String {
    let text = reason.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn leaves_site(path: &SourcePath) -> Diagnostic {
    Diagnostic::at(Code::LeavesSite, path, Span::default(), "this symbolic link leads out of the site's folder")
        .help("copy what it leads to into the site, or remove the link")
}

fn leaves(path: &Path, canonical_root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|target| !target.starts_with(canonical_root))
}

/// Hidden files and what editors leave behind.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".bck", ".tmp"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_and_hidden_files_are_not_there() {
        for name in [".git", "a.md~", "#a.md#", "a.md.swp", "x.bck", "x.tmp"] {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["a.md", "#a.md", "tmp", "swp.md"] {
            assert!(!is_ignored(name), "{name}");
        }
    }

    #[test]
    fn what_is_not_utf8_has_its_place() {
        let path = SourcePath::new("content/a.md");
        let mut diags = Diagnostics::new();
        assert_eq!(decode(&path, b"caf\xe9 noir".to_vec(), &mut diags), None);
        let told: Vec<_> = diags.iter().collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].place.as_ref().map(|place| place.span), Some(Span::new(3, 4)));
        assert_eq!(decode(&path, "\u{feff}a".into(), &mut diags), Some(Text::verbatim("a", 3)));
    }
}
