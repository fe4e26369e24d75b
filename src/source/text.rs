//! The bytes of a file as text, and what is said where they are none.

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Span, Text},
};
use std::io;

pub(super) fn decode(path: &SourcePath, bytes: Vec<u8>, diags: &mut Diagnostics) -> Option<Text> {
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

pub(super) fn not_a_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::at(Code::UnreadableFile, path, Span::default(), "this is neither a file nor a folder")
        .help("remove it from the site's folders")
}

pub(super) fn unreadable(path: &SourcePath, reason: &io::Error) -> Diagnostic {
    if matches!(reason.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory) {
        return not_a_file(path);
    }
    let help = match reason.kind() {
        io::ErrorKind::PermissionDenied => "give yourself the right to read it, or remove it from the site's folders",
        io::ErrorKind::NotFound => "the symbolic link leads nowhere, or the file was removed meanwhile",
        _ => "see that it can be opened, or remove it from the site's folders",
    };
    Diagnostic::at(Code::UnreadableFile, path, Span::default(), format!("cannot read this: {}", words(reason)))
        .help(help)
}

pub(super) fn without_root(path: &SourcePath) -> Diagnostic {
    Diagnostic::at(Code::UnreadableFile, path, Span::default(), "cannot read this: the site's folder isn't there")
        .help("bring it back to where it was; a preview goes on by itself then")
}

/// The system's reason without its number, and as the rest of a sentence.
fn words(reason: &io::Error) -> String {
    let text = reason.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf8_has_its_place() {
        let path = SourcePath::new("content/a.md");
        let mut diags = Diagnostics::new();
        assert_eq!(decode(&path, b"caf\xe9 noir".to_vec(), &mut diags), None);
        let found: Vec<_> = diags.iter().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place.as_ref().map(|place| place.span), Some(Span::new(3, 4)));
        assert_eq!(decode(&path, "\u{feff}a".into(), &mut diags), Some(Text::verbatim("a", 3)));
    }
}
