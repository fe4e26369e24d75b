//! Front matter: what stands between `+++` or `---` lines at the top of a file, and the text below.
//!
//! The opening line is the very first of the file; a file that begins with anything else has none. One that is never
//! closed is told at its opening line, and nothing else of the file is then looked at: all that follows would be
//! noise.

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Span, Text},
    tree::{Table, toml, yaml},
};

/// A file, parted.
pub(super) struct FrontMatter {
    /// What the front matter says.
    pub(super) table: Table,
    /// Where a mistake about the front matter as a whole is told: its opening line.
    pub(super) at: Span,
    /// The text below.
    pub(super) body: Text,
}

impl FrontMatter {
    /// Parts `text`, the text of `file`.
    pub(super) fn split(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Self {
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
        let table = if fence == "+++" { toml::parse(&inner, file, diags) } else { yaml::parse(&inner, file, diags) };
        Self { table, at: text.span(0..fence.len()), body: text.slice(below..all.len()) }
    }
}

/// Where the inside ends and where the text below begins.
fn closing(all: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = from;
    for line in all[from..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn not_closed(text: &Text, file: &SourcePath, fence: &str) -> Diagnostic {
    let message = "the front matter is not closed";
    let help = format!("put a line `{fence}` after its last key");
    Diagnostic::at(Code::FrontMatter, file, text.span(0..fence.len()), message).label("it begins here").help(help)
}
