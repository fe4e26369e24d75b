//! The events of a YAML text become values, by the core schema of YAML 1.2.
//!
//! A value without quotes is a boolean, a number, a date or else a string, a null nothing at all; as the item of a list it is told. An alias is a
//! copy of what its anchor names; all copies of a text together may hold only so many values, so that a few
//! lines can't fill the memory.

use super::Placed;
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, SourcePath, Span},
    tree::{Entry, Node, Syntax, Table, Value, dates, origin::Origin, strings},
};
use foldhash::{HashMap, HashMapExt};
use saphyr_parser::{Event, ScalarStyle};
use std::{collections::BTreeMap, ops::Range};

/// How deep lists and tables may lie in each other.
const DEPTH: usize = 80;

/// How many values and kilobytes the aliases of a text may copy.
const COPIES: usize = 20_000;

/// What an event begins.
enum Found {
    Value(Node),
    /// A value that is nothing.
    Null,
    /// What is told, and is no value.
    Fault,
}

impl Found {
    fn node(self) -> Option<Node> {
        match self {
            Self::Value(node) => Some(node),
            Self::Null | Self::Fault => None,
        }
    }
}

/// A key and its value; no value is a null.
pub(super) struct Pair {
    name: Box<str>,
    key: Span,
    node: Option<Node>,
}

/// The keys and values that `events` of a text are, up to byte `end` if an error ends them; what is wrong with them goes to
/// `diags`.
pub(super) fn document(
    origin: Origin,
    file: &SourcePath,
    events: &[Placed],
    end: Option<usize>,
    diags: &mut Diagnostics,
) -> Vec<Pair> {
    let end = end.unwrap_or(usize::MAX);
    Document { origin, file, events, end, anchors: BTreeMap::new(), copies: 0, is_cut: false, diags }.root()
}

/// `pairs` as a table, each key once and without those whose value is null.
pub(super) fn table(pairs: Vec<Pair>, file: &SourcePath, diags: &mut Diagnostics) -> Table {
    let mut table = Table { syntax: Syntax::Yaml, ..Table::default() };
    let mut first: HashMap<Box<str>, Span> = HashMap::new();
    for Pair { name, key, node } in pairs {
        if let Some(&span) = first.get(&name) {
            let diagnostic = Diagnostic::at(Code::YamlSyntax, file, key, format!("`{name}` is given twice"))
                .related(Place::new(file, span), "first given here")
                .help("keep one of the two");
            diags.push(diagnostic);
            continue;
        }
        first.insert(name.clone(), key);
        table.entries.extend(node.map(|node| Entry { name, key, node }));
    }
    table
}

/// A document while it is read.
struct Document<'r, 't> {
    origin: Origin<'t>,
    file: &'r SourcePath,
    /// The events still to come.
    events: &'r [Placed<'t>],
    /// Values that reach this byte aren't whole.
    end: usize,
    /// What each anchor names, and how large it is; nothing if that is a null.
    anchors: BTreeMap<usize, Option<(Node, usize)>>,
    copies: usize,
    /// Whether a value wasn't whole.
    is_cut: bool,
    diags: &'r mut Diagnostics,
}

impl<'r, 't> Document<'r, 't> {
    fn next(&mut self) -> Option<&'r Placed<'t>> {
        let (first, rest) = self.events.split_first()?;
        self.events = rest;
        self.is_cut |= first.1.end > self.end;
        Some(first)
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.diags.push(Diagnostic::at(Code::YamlSyntax, self.file, span, message).help(help));
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(range)
    }

    /// The entries of the whole document.
    fn root(&mut self) -> Vec<Pair> {
        while let Some((event, range)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::MappingStart(..) => return self.pairs(0).0,
                event => {
                    let range = range.clone();
                    if let Found::Value(node) = self.node(event, range, 0) {
                        let found = node.value.type_name();
                        let message = format!("keys and values are expected here, not {found}");
                        self.report(node.span, message, "write `key: value`, one a line");
                    }
                    break;
                }
            }
        }
        Vec::new()
    }

    /// The value that begins with `event`.
    fn node(&mut self, event: &Event, range: Range<usize>, depth: usize) -> Found {
        let (anchor, value, range) = match event {
            Event::Scalar(value, style, anchor, tag) => {
                let text = tag.as_ref().is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                (*anchor, self.scalar(value, *style, text, range.clone()), range)
            }
            Event::SequenceStart(anchor, _) => {
                let (items, end) = self.items(depth + 1);
                (*anchor, Some(Value::Array(items)), self.extent(range, end))
            }
            Event::MappingStart(anchor, _) => {
                let (pairs, end) = self.pairs(depth + 1);
                let table = table(pairs, self.file, self.diags);
                (*anchor, Some(Value::Table(table)), self.extent(range, end))
            }
            Event::Alias(anchor) => return self.copy(*anchor, range),
            _ => return Found::Null,
        };
        let source = self.origin.text().get(range.clone()).unwrap_or("");
        let node = value.map(|value| Node::new(value, self.span(range), source));
        if anchor > 0 {
            self.anchors.insert(anchor, node.as_ref().map(|node| (node.clone(), size(&node.value))));
        }
        node.map_or(Found::Null, Found::Value)
    }

    fn copy(&mut self, anchor: usize, range: Range<usize>) -> Found {
        let span = self.span(range);
        let (node, size) = match self.anchors.get(&anchor) {
            Some(Some(named)) => named,
            Some(None) => return Found::Null,
            None => {
                self.report(span, "this alias stands within what it names", "write the value out");
                return Found::Fault;
            }
        };
        self.copies += size;
        if self.copies > COPIES {
            self.report(span, "the aliases of this text copy too much", "write the values out where they are needed");
            return Found::Fault;
        }
        Found::Value(Node { span, ..node.clone() })
    }

    /// The items of a list up to its end, and where that is.
    fn items(&mut self, depth: usize) -> (Vec<Node>, Range<usize>) {
        let mut items = Vec::new();
        while let Some((event, range)) = self.next() {
            if *event == Event::SequenceEnd {
                return (items, range.clone());
            }
            match self.within(event, range.clone(), depth) {
                Found::Value(node) => items.push(node),
                Found::Null => self.nothing(range.clone()),
                Found::Fault => {}
            }
        }
        self.is_cut = true;
        (items, 0..0)
    }

    /// Tells an item of a list that is no value.
    fn nothing(&mut self, range: Range<usize>) {
        let written = self.origin.text().get(range.clone()).unwrap_or("").trim();
        let (message, help) = match written {
            "" => ("this item of the list is empty".to_owned(), "write its value, or remove it".to_owned()),
            word => {
                let help = format!("write `\"{word}\"` if the word is meant, or remove the item");
                (format!("`{word}` stands for no value, so that the list has no such item"), help)
            }
        };
        self.diags.push(Diagnostic::at(Code::WrongType, self.file, self.span(range), message).help(help));
    }

    /// The keys and values of a table up to its end, and where that is.
    fn pairs(&mut self, depth: usize) -> (Vec<Pair>, Range<usize>) {
        let mut pairs = Vec::new();
        while let Some((event, range)) = self.next() {
            let (name, key) = match event {
                Event::MappingEnd => return (pairs, range.clone()),
                Event::Scalar(name, ..) => (Some(name.as_ref()), self.span(range.clone())),
                event => {
                    self.within(event, range.clone(), depth);
                    (None, self.span(range.start..range.start + 1))
                }
            };
            let Some((event, range)) = self.next() else { break };
            let node = self.within(event, range.clone(), depth).node();
            if self.is_cut {
                break;
            }
            match name {
                Some(name) => pairs.push(Pair { name: name.into(), key, node }),
                None => self.report(key, "a key has to be a text", "put the key in quotes"),
            }
        }
        self.is_cut = true;
        (pairs, 0..0)
    }

    /// A value of a list or table, unless it lies too deep.
    fn within(&mut self, event: &Event, range: Range<usize>, depth: usize) -> Found {
        if depth < DEPTH || !matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) {
            return self.node(event, range, depth);
        }
        let span = self.span(range);
        self.report(span, "lists and tables are nested too deeply", "use a flatter structure");
        let mut open = 1;
        while open > 0 {
            match self.next() {
                Some((Event::SequenceStart(..) | Event::MappingStart(..), _)) => open += 1,
                Some((Event::SequenceEnd | Event::MappingEnd, _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        Found::Fault
    }

    /// From the start of a list or table to its bracket, or to the end of its first line where it has none.
    fn extent(&self, start: Range<usize>, end: Range<usize>) -> Range<usize> {
        let text = self.origin.text();
        let start = start.start.min(text.len());
        let line = text[start..].lines().next().unwrap_or("").trim_end().len();
        let bracket = text[start..].starts_with(['[', '{']) && end.end > start;
        start..if bracket { end.end } else { start + line }
    }

    fn scalar(&self, value: &str, style: ScalarStyle, text: bool, range: Range<usize>) -> Option<Value> {
        if style == ScalarStyle::Plain && !text {
            match value {
                "" | "~" | "null" | "Null" | "NULL" => return None,
                "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
                "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
                _ => {}
            }
            if let Some(value) = number(value) {
                return Some(value);
            }
            if dates::looks_like_one(value)
                && let Ok(date) = dates::parse(value)
            {
                return Some(Value::Date(date));
            }
        }
        Some(Value::String(strings::yaml(&self.origin, value, style, range)))
    }
}

/// A number as the core schema writes it.
fn number(value: &str) -> Option<Value> {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    if let Some(octal) = value.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok().map(Value::Integer);
    }
    if let Some(hexadecimal) = value.strip_prefix("0x") {
        return i64::from_str_radix(hexadecimal, 16).ok().map(Value::Integer);
    }
    if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return value.parse().ok().map(Value::Integer);
    }
    match digits {
        ".inf" | ".Inf" | ".INF" => {
            return Some(Value::Float(if value.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }));
        }
        ".nan" | ".NaN" | ".NAN" => return Some(Value::Float(f64::NAN)),
        _ => {}
    }
    let numeric = digits.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
        && digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && digits.bytes().any(|b| b.is_ascii_digit());
    value.parse().ok().filter(|_| numeric).map(Value::Float)
}

/// How much a value holds: one for each value, and for each kilobyte of text.
fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => 1 + text.as_str().len() / 1024,
        Value::Array(items) => 1 + items.iter().map(|item| size(&item.value)).sum::<usize>(),
        Value::Table(table) => 1 + table.entries.iter().map(|entry| size(&entry.node.value)).sum::<usize>(),
        _ => 1,
    }
}
