//! One spanned tree for everything an author writes as data: `site.toml`, front matter, question files, the
//! arguments of directives.
//!
//! 1. `toml` and `yaml` parse a text into a [`Table`]; of a text that can't be parsed both tell the first mistake and give
//!    what stands above it. Every key and value keeps its [`Span`] in the file.
//! 2. `keys` holds such a table against a table of [`keys::Key`]s, the only description of what may be written
//!    there: it reports what is unknown, of the wrong type or missing, and returns the table without them.
//! 3. `config` and `content` then take typed values out, and can no longer fail on the type of one.
//!
//! Strings are [`Text`]s, so that a mistake within one has its exact place.

mod dates;
pub mod keys;
mod origin;
mod strings;
#[cfg(test)]
mod tests;
pub mod toml;
pub mod yaml;

use crate::{
    diag::{Diagnostic, Diagnostics},
    place::{SourcePath, Span, Text},
    text::unfit,
};
use jiff::civil::DateTime;
use std::fmt;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// The whole of it, with quotes and brackets; for a table that has no brackets, its header.
    pub span: Span,
    /// How it is written, where a number, flag or date is written in another way than [`Value`] has it: `3.10`, `0755`.
    pub written: Option<Box<str>>,
}

/// A value as TOML and YAML have them.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    String(Text),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date, with or without a time (a date without one is its midnight, and `has_time` false); an offset that
    /// was written is kept in minutes.
    Date(Date),
    /// A list.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
}

/// A date as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The civil date and time.
    pub at: DateTime,
    /// Whether a time was written.
    pub has_time: bool,
    /// The offset from UTC in minutes, where one was written.
    pub offset: Option<i16>,
}

/// Keys and values, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries; no name stands twice.
    pub entries: Vec<Entry>,
    /// Names of keys whose values could not be read, or not as a whole: they are there, so nobody need miss them.
    pub broken: Vec<Box<str>>,
    /// Whether part of the text could not be read, so that any key may be missing from here.
    pub cut_short: bool,
    /// Whether a TOML header opened it, and so all keys below that header are its own.
    pub header: bool,
    /// How it was written, which is how help lines write.
    pub syntax: Syntax,
}

/// The two forms in which data is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// `key = "value"`
    #[default]
    Toml,
    /// `key: value`
    Yaml,
}

/// One key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key's name.
    pub name: Box<str>,
    /// Where the key stands.
    pub key: Span,
    /// Its value.
    pub node: Node,
}

impl Table {
    /// The value of the key `name`.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|entry| &entry.node)
    }

    /// The entry of the key `name`.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| &*entry.name == name)
    }
}

impl Node {
    /// `value`, which stands at `span` and is written as `source`.
    pub fn new(value: Value, span: Span, source: &str) -> Self {
        let is_other = !matches!(value, Value::String(_)) && value.plain().is_some_and(|plain| plain != source);
        let written = is_other.then(|| source.into());
        Self { value, span, written }
    }

    /// A value without parts, as it is written; a list of one such, too.
    fn plain(&self) -> Option<String> {
        match (&self.written, &self.value) {
            (Some(written), _) => Some(written.to_string()),
            (None, Value::Array(items)) => items.first().filter(|_| items.len() == 1)?.plain(),
            (None, value) => value.plain(),
        }
    }
}

impl Value {
    /// A value without parts, as text.
    fn plain(&self) -> Option<String> {
        match self {
            Self::String(text) => Some(text.as_str().to_owned()),
            Self::Integer(number) => Some(number.to_string()),
            Self::Float(number) => Some(number.to_string()),
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Date(date) => Some(date.to_string()),
            Self::Array(_) | Self::Table(_) => None,
        }
    }

    /// What it is, with its article: "a string", "a list".
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::String(_) => "a string",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Bool(_) => "true or false",
            Self::Date(_) => "a date",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The value as JSON, for `extra` and the arguments of directives; dates become ISO strings, and numbers that
    /// JSON doesn't have (`inf`, `nan`) become null.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::String(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Float(number) => (*number).into(),
            Self::Bool(flag) => (*flag).into(),
            Self::Date(date) => date.to_string().into(),
            Self::Array(items) => items.iter().map(|item| item.value.to_json()).collect(),
            Self::Table(table) => table.to_json(),
        }
    }
}

impl Table {
    /// The table as a JSON object.
    pub fn to_json(&self) -> serde_json::Value {
        self.entries.iter().map(|entry| (entry.name.to_string(), entry.node.value.to_json())).collect()
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 writes it: `2026-05-12`, `2026-05-12T08:30:00`, `2026-05-12T08:30:00+02:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.has_time {
            return write!(f, "{}", self.at.date());
        }
        write!(f, "{}", self.at)?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// Reports the strings in `table`, which was read from `file`, that hold a character that no page may hold.
fn check_characters(table: &Table, file: &SourcePath, diags: &mut Diagnostics) {
    fn check(value: &Value, file: &SourcePath, diags: &mut Diagnostics) {
        match value {
            Value::String(text) => {
                if let Some((at, char)) = unfit(text.as_str()) {
                    diags.push(Diagnostic::unfit(file, text.span(at..at + char.len_utf8()), char));
                }
            }
            Value::Array(items) => items.iter().for_each(|item| check(&item.value, file, diags)),
            Value::Table(table) => check_characters(table, file, diags),
            _ => {}
        }
    }
    table.entries.iter().for_each(|entry| check(&entry.node.value, file, diags));
}

/// A text short enough for a message.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
