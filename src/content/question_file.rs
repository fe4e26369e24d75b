//! A question file, in both forms: the tables of its questions, over the file's defaults.
//!
//! The structured form has a table `[[question]]` for each. In the Markdown form each `## Words {#id}` is one; a fence
//! `{question}` directly below may hold its other keys; what follows, up to the next `##`, is the answer. Text that
//! belongs to no question is reported, since it would be lost.

use super::{
    Reader,
    front_matter::FrontMatter,
    keys,
    question::{self, Question},
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{Block, BlockKind, BodySpec, Document, Ids},
    place::{Span, Text},
    tree::{
        Entry, Node, Table, Value,
        keys::{TableOwner, ValidTable, check},
        toml,
    },
};

/// The questions of a structured file.
pub(super) fn read_toml(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Vec<Question> {
    let table = toml::parse(text, reader.file, diags);
    let tables = match table.get("question").map(|node| &node.value) {
        Some(Value::Array(tables)) => tables.clone(),
        _ => Vec::new(),
    };
    let defaults = checked_defaults(reader, table, text.span(0..0), diags);
    let mut questions = Vec::new();
    let end = text.whole().end;
    let ends: Vec<u32> = tables.iter().skip(1).map(|node| node.span.start).chain([end]).collect();
    for (node, end) in tables.into_iter().zip(ends) {
        let extent = Span { start: node.span.start, end };
        let Value::Table(own) = node.value else { continue };
        let keys = checked(reader, own, node.span, diags).over(&defaults, is_default);
        questions.extend(question::read(reader, node.span, &keys.fields(), None, extent, diags));
    }
    questions
}

/// The questions of a file in Markdown.
pub(super) fn read_markdown(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Vec<Question> {
    let front = FrontMatter::split(text, reader.file, diags);
    let defaults = checked_defaults(reader, front.table, front.at, diags);
    let document = Document::parse(&front.body, reader.file, reader.markdown, diags);
    let blocks = document.blocks();
    let is_question = |at: &usize| matches!(blocks[*at].kind, BlockKind::Heading { level: 2, .. });
    let starts: Vec<usize> = (0..blocks.len()).filter(is_question).collect();
    report_stray(reader, &blocks[..starts.first().copied().unwrap_or(blocks.len())], diags);
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let mut questions = Vec::new();
    for (&start, end) in starts.iter().zip(ends) {
        let Some(own) = own_keys(reader, &document, start, diags) else { continue };
        let has_fence = blocks.get(start + 1).is_some_and(is_fence);
        let answer = BodySpec { blocks: vec![start + 1 + usize::from(has_fence)..end], heading: None };
        let to = blocks.get(end).map_or(front.body.whole().end, |next| next.span.start);
        let extent = Span { start: blocks[start].span.start, end: to };
        let answer = document.compose(&[answer], &mut Ids::new(), diags).pop();
        let keys = checked(reader, own, blocks[start].span, diags).over(&defaults, is_default);
        questions.extend(question::read(reader, blocks[start].span, &keys.fields(), answer, extent, diags));
    }
    questions
}

fn checked(reader: &Reader, table: Table, at: Span, diags: &mut Diagnostics) -> ValidTable {
    let more = reader.taxonomies();
    check(
        table,
        &TableOwner { what: "a question", keys: keys::QUESTION, more: &more, at, file: reader.file, elsewhere: None },
        diags,
    )
}

fn checked_defaults(reader: &Reader, table: Table, at: Span, diags: &mut Diagnostics) -> ValidTable {
    // the questions have a check of their own, as long as they are tables
    let is_table = |node: &Node| matches!(node.value, Value::Table(_));
    let are_tables = |node: &Node| matches!(&node.value, Value::Array(items) if items.iter().all(is_table));
    let is_checked_here = |entry: &Entry| &*entry.name != "question" || !are_tables(&entry.node);
    let entries = table.entries.into_iter().filter(is_checked_here).collect();
    let table = Table { entries, ..table };
    let more = reader.taxonomies();
    check(
        table,
        &TableOwner {
            what: "a question file",
            keys: keys::QUESTION_FILE,
            more: &more,
            at,
            file: reader.file,
            elsewhere: None,
        },
        diags,
    )
}

/// Whether a key of the file stands for all its questions, and doesn't name the file itself.
fn is_default(name: &str) -> bool {
    !matches!(name, "question" | "title" | "description")
}

fn is_fence(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Fence { info } if info.trim() == "{question}")
}

/// The keys of the question whose heading is the block `at`: its id, its words, and those of its fence.
fn own_keys(reader: &Reader, document: &Document, at: usize, diags: &mut Diagnostics) -> Option<Table> {
    let block = &document.blocks()[at];
    let BlockKind::Heading { text: plain, id, .. } = &block.kind else { return None };
    let words = document.heading_words(at)?;
    let Some(id) = id else {
        let mut span = words.whole();
        let (message, help) = match plain.strip_prefix("{#").and_then(|rest| rest.strip_suffix('}')) {
            Some(id) => {
                span.end = span.start;
                ("this question has no words", format!("write them before the id: `## Its words {{#{id}}}`"))
            }
            None => {
                let id = super::slug::slugify(plain, true);
                ("this question has no id", format!("write it behind the words: `## {plain} {{#{id}}}`"))
            }
        };
        diags.push(Diagnostic::at(Code::MissingKey, reader.file, span, message).help(help));
        return None;
    };
    let id = Text::verbatim(id.value.as_str(), id.span.range().start);
    let has_fence = document.blocks().get(at + 1).is_some_and(is_fence);
    let mut table = if has_fence { document.fence_arguments(at + 1, diags) } else { Table::default() };
    for (name, value) in [("question", words), ("id", id)] {
        if let Some(entry) = table.entry(name) {
            diags.push(twice(reader, name, entry.key));
            table.entries.retain(|entry| &*entry.name != name);
        }
        let span = value.whole();
        table.entries.insert(
            0,
            Entry { name: name.into(), key: span, node: Node { value: Value::String(value), span, written: None } },
        );
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

fn report_stray(reader: &Reader, blocks: &[Block], diags: &mut Diagnostics) {
    let stray = blocks.iter().find(|block| !matches!(block.kind, BlockKind::Heading { level: 1, .. }));
    if let Some(block) = stray {
        let message = "this belongs to no question, and would be lost";
        let help = "begin each question with `## Its words {#its-id}`, and put its answer below";
        diags.push(Diagnostic::at(Code::StrayText, reader.file, block.span, message).help(help));
    }
}
