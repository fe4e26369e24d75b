//! A question file, in both forms: the tables of its questions, over the file's defaults.
//!
//! The structured form has a table `[[question]]` for each. In the Markdown form each `## Words {#id}` is one; a fence
//! `{question}` directly below may hold its other keys; what follows, up to the next `##`, is the answer. Text that
//! belongs to no question is told, since it would be lost.

use super::{
    Reader,
    article::heading_text,
    front_matter::FrontMatter,
    keys,
    question::{self, Question},
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{Block, BlockKind, Document, Ids, Part},
    place::{Span, Text},
    tree::{
        Entry, Node, Table, Value,
        keys::{Checked, check},
        toml,
    },
};

/// The questions of a structured file.
pub(super) fn read_toml(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Vec<Question> {
    let mut told = Diagnostics::new();
    let table = toml::parse(text, reader.file, &mut told);
    diags.extend(told);
    let defaults = checked_defaults(reader, &table, text.span(0..0), diags);
    let Some(Value::Array(tables)) = table.get("question").map(|node| &node.value) else { return Vec::new() };
    let mut questions = Vec::new();
    for (ordinal, node) in tables.iter().enumerate() {
        let Value::Table(own) = &node.value else { continue };
        let keys = checked(reader, own.clone(), node.span, diags);
        let keys = over(&keys, &defaults);
        questions.extend(question::read(reader, node.span, &keys, None, ordinal, diags));
    }
    questions
}

/// The questions of a file in Markdown.
pub(super) fn read_markdown(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Vec<Question> {
    let front = FrontMatter::split(text, reader.file, diags);
    let defaults = checked_defaults(reader, &front.table, front.at, diags);
    let document = Document::parse(&front.body, reader.file, reader.markdown, diags);
    let blocks = document.blocks();
    let is_question = |at: &usize| matches!(blocks[*at].kind, BlockKind::Heading { level: 2, .. });
    let starts: Vec<usize> = (0..blocks.len()).filter(is_question).collect();
    tell_stray(reader, &blocks[..starts.first().copied().unwrap_or(blocks.len())], diags);
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let mut questions = Vec::new();
    for (ordinal, (&start, end)) in starts.iter().zip(ends).enumerate() {
        let Some(own) = own_keys(reader, &front.body, &document, start, diags) else { continue };
        let has_fence = blocks.get(start + 1).is_some_and(is_fence);
        let answer = Part { blocks: vec![start + 1 + usize::from(has_fence)..end], heading: None };
        let answer = document.compose(&[answer], &mut Ids::new(), diags).pop();
        let keys = checked(reader, own, blocks[start].span, diags);
        let keys = over(&keys, &defaults);
        questions.extend(question::read(reader, blocks[start].span, &keys, answer, ordinal, diags));
    }
    questions
}

fn checked(reader: &Reader, table: Table, at: Span, diags: &mut Diagnostics) -> Checked {
    check(table, keys::QUESTION, &reader.config.taxonomy_keys(), "a question", at, reader.file, diags)
}

fn checked_defaults(reader: &Reader, table: &Table, at: Span, diags: &mut Diagnostics) -> Checked {
    let taxonomies = reader.config.taxonomy_keys();
    check(table.clone(), keys::QUESTION_FILE, &taxonomies, "a question file", at, reader.file, diags)
}

/// The keys of a question, and those of the file that it doesn't have. What names the file itself isn't a default.
fn over(own: &Checked, defaults: &Checked) -> Checked {
    let of_the_file = |entry: &&Entry| !matches!(&*entry.name, "question" | "title" | "description");
    let entries = defaults.as_table().entries.iter().filter(of_the_file).cloned().collect();
    Checked::trusted(question::with_defaults(own.as_table().clone(), &Table { entries }))
}

fn is_fence(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Fence { info } if info.trim() == "{question}")
}

/// The keys of the question whose heading is the block `at`: its id, its words, and those of its fence.
fn own_keys(
    reader: &Reader,
    text: &Text,
    document: &Document,
    at: usize,
    diags: &mut Diagnostics,
) -> Option<Table> {
    let block = &document.blocks()[at];
    let BlockKind::Heading { text: plain, id, .. } = &block.kind else { return None };
    let words = heading_text(text, block.span);
    let Some(id) = id else {
        let id = super::slug::slugify(plain, true);
        let message = "this question has no id";
        let help = format!("write it behind the words: `## {plain} {{#{id}}}`");
        diags.push(Diagnostic::at(Code::MissingKey, reader.file, words.whole(), message).help(help));
        return None;
    };
    let id = Text::verbatim(id.value.as_str(), id.span.range().start);
    let mut table = match document.fence_text(at + 1) {
        Some(keys) if document.blocks().get(at + 1).is_some_and(is_fence) => toml::parse(&keys, reader.file, diags),
        _ => Table::default(),
    };
    for (name, value) in [("question", words), ("id", id)] {
        if let Some(entry) = table.entry(name) {
            diags.push(twice(reader, name, entry.key));
            table.entries.retain(|entry| &*entry.name != name);
        }
        let span = value.whole();
        table.entries.insert(0, Entry { name: name.into(), key: span, node: Node { value: Value::String(value), span } });
    }
    if let Some(entry) = table.entry("answer") {
        diags.push(twice(reader, "answer", entry.key));
        table.entries.retain(|entry| &*entry.name != "answer");
    }
    Some(table)
}

fn twice(reader: &Reader, name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` is given by the Markdown, and here again");
    Diagnostic::at(Code::GivenTwice, reader.file, span, message).help("remove the key")
}

fn tell_stray(reader: &Reader, blocks: &[Block], diags: &mut Diagnostics) {
    let stray = blocks.iter().find(|block| !matches!(block.kind, BlockKind::Heading { level: 1, .. }));
    if let Some(block) = stray {
        let message = "this belongs to no question, and would be lost";
        let help = "begin each question with `## Its words {#its-id}`, and put its answer below";
        diags.push(Diagnostic::at(Code::StrayText, reader.file, block.span, message).help(help));
    }
}
