//! Front matter: what stands between `+++` or `---` lines at the top of a file, and the text below.
//!
//! The opening line is the very first of the file; a file that begins with anything else has none, and with blank lines
//! above it is reported and read all the same. One that is never closed is reported at its opening line, and nothing else of the file is then looked at: all that follows would be
//! noise.

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Span, Text},
    tree::{Table, toml, yaml},
};
use memchr::memmem;

/// A file, parted.
pub(super) struct FrontMatter {
    /// What the front matter says.
    pub(super) table: Table,
    /// Where a mistake about the front matter as a whole is reported: its opening line.
    pub(super) at: Span,
    /// The text below.
    pub(super) body: Text,
}

impl FrontMatter {
    /// Parts `text`, the text of `file`.
    pub(super) fn split(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Self {
        if let Some((blank, is_closed)) = blank_above(text.as_str()) {
            let whole = text.slice(blank..text.as_str().len());
            if is_closed {
                diags.push(not_at_the_top(&whole, file));
            }
            return Self::split(&whole, file, diags);
        }
        let all = text.as_str();
        let first = all.split_inclusive('\n').next().unwrap_or_default();
        let fence = first.trim_end();
        let none = |body: Text| Self { table: Table::default(), at: text.span(0..fence.len()), body };
        if !matches!(fence, "+++" | "---") {
            return none(text.clone());
        }
        let Some((inner, below)) = closing(all, first.len(), fence) else {
            diags.push(not_closed(text, file, fence));
            let table = Table { cut_short: true, ..Table::default() };
            return Self { table, ..none(text.slice(all.len()..all.len())) };
        };
        let inner = text.slice(first.len()..inner);
        let other = other_fence(inner.as_str(), fence);
        if let Some(other) = other {
            diags.push(of_the_other(text, file, fence, other));
        }
        let is_toml = other.unwrap_or(fence) == "+++";
        let table = if is_toml { toml::parse(&inner, file, diags) } else { yaml::parse(&inner, file, diags) };
        Self { table, at: text.span(0..fence.len()), body: text.slice(below..all.len()) }
    }
}

/// How many bytes of blank lines stand above front matter, and whether that is closed; nothing where what follows is
/// Markdown: a line of hyphens alone is a thematic break, so those have to hold a key.
fn blank_above(all: &str) -> Option<(usize, bool)> {
    let rest = all.trim_start();
    let blank = all[..all.len() - rest.len()].rfind('\n').map(|newline| newline + 1)?;
    let mut lines = all[blank..].lines().map(str::trim_end);
    let fence = lines.next().filter(|line| matches!(*line, "+++" | "---"))?;
    let first = lines.next().unwrap_or_default();
    let is_closed = first == fence || lines.any(|line| line == fence);
    let is_key =
        |line: &str| line.split_once(':').is_some_and(|(key, _)| key.chars().all(|c| c.is_alphanumeric() || c == '_'));
    (fence == "+++" || (is_closed && is_key(first))).then_some((blank, is_closed))
}

/// The fence that what stands between two lines `fence` should have by its first key: `key: value` is YAML, `key = value` is TOML.
fn other_fence(inner: &str, fence: &str) -> Option<&'static str> {
    let is_blank = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let first = inner.lines().find(|line| !is_blank(line))?;
    let end = first.find(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c)).filter(|end| *end > 0)?;
    let mark = first[end..].trim_start();
    match fence {
        "+++" if mark == ":" || mark.starts_with(": ") => Some("---"),
        "---" if mark.starts_with("= ") => Some("+++"),
        _ => None,
    }
}

fn of_the_other(text: &Text, file: &SourcePath, fence: &str, other: &str) -> Diagnostic {
    let name = |fence| if fence == "+++" { "TOML" } else { "YAML" };
    let message = format!("this is {}, and stands between the lines of {}", name(other), name(fence));
    Diagnostic::at(Code::FrontMatter, file, text.span(0..fence.len()), message)
        .help(format!("write `{other}` in place of both lines `{fence}`"))
}

fn not_at_the_top(text: &Text, file: &SourcePath) -> Diagnostic {
    let fence = text.as_str().lines().next().unwrap_or_default().trim_end().len();
    Diagnostic::at(Code::FrontMatter, file, text.span(0..fence), "front matter begins on the first line of its file")
        .help("remove the blank lines above it")
}

/// Where the inside ends and where the text below begins.
fn closing(all: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    memmem::find_iter(&all.as_bytes()[from..], fence).find_map(|at| {
        let (before, line) = all.split_at(from + at);
        let line = line.split_inclusive('\n').next().unwrap_or_default();
        let is_fence = before.ends_with('\n') && line.trim_end() == fence;
        is_fence.then_some((before.len(), before.len() + line.len()))
    })
}

fn not_closed(text: &Text, file: &SourcePath, fence: &str) -> Diagnostic {
    let message = "the front matter is not closed";
    let help = format!("put a line `{fence}` after its last key");
    Diagnostic::at(Code::FrontMatter, file, text.span(0..fence.len()), message).label("it begins here").help(help)
}
