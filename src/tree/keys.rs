//! The one description of what may be written in a table, and the check of a table against it.
//!
//! A table of [`Key`]s (`content::keys` and `config::keys` have them) drives parsing, "did you mean", the schema
//! and the manual. [`check`] holds a [`Table`] against one and reports what is unknown, of the wrong type, out of
//! range or missing; what it returns holds only what is right, so that [`Fields`] gives typed values out and
//! can't fail. `foreign` knows what other generators call our keys, `expected` shows how a value is written.

mod validate;
mod foreign;
#[cfg(test)]
mod tests;
mod expected;

use super::{Date, Entry, Node, Syntax, Table, Value};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
};

/// A key that may be written.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value has to be.
    pub kind: ValueKind,
    /// Whether it has to be there.
    pub required: bool,
    /// What it is for, in a sentence: for the schema and the manual.
    pub about: &'static str,
    /// What holds where it isn't written, as the manual shows it; empty where nothing does.
    pub default: &'static str,
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, kind: ValueKind, about: &'static str) -> Self {
        Self { name, kind, required: false, about, default: "" }
    }

    /// The key, but it has to be there.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The key with what holds where it isn't written.
    pub const fn default(self, default: &'static str) -> Self {
        Self { default, ..self }
    }
}

/// What a key's value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Plain text.
    Text,
    /// A whole URL of the web.
    Url,
    /// The tag of a language.
    Language,
    /// Inline Markdown.
    Inline,
    /// Markdown with blocks.
    Markdown,
    /// A list of plain texts.
    Texts,
    /// A list of whole URLs of the web.
    Urls,
    /// A list of texts in inline Markdown.
    Inlines,
    /// A list of texts in Markdown.
    Markdowns,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer {
        /// The least it may be.
        min: i64,
        /// The most it may be.
        max: i64,
    },
    /// A list of whole numbers.
    Integers {
        /// The least each may be.
        min: i64,
        /// The most each may be.
        max: i64,
    },
    /// A date, with or without a time; a string that is a date is taken as well.
    Date,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// A list of some words, any of these.
    SomeOf(&'static [&'static str]),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A list of tables with these keys.
    Tables(&'static [Key]),
    /// A list of tables with these keys and those of the site's taxonomies.
    Entries(&'static [Key]),
    /// A list whose items are texts or tables with these keys.
    TextsOrTables(&'static [Key]),
    /// A table with free keys, whose values are all of one kind.
    Map(&'static ValueKind),
    /// What the kind within says (a table), and in it one more such table for each language, named by its tag.
    Languages(&'static ValueKind),
    /// Anything.
    Free,
}

/// Whether `name` has the shape of a language's tag: `de`, `pt-BR`, `zh-Hant`.
pub fn is_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether `text` is a whole URL of the web: a scheme and a host.
fn is_url(text: &str) -> bool {
    let scheme = text
        .split_once("://")
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"));
    let host = scheme.map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| !host.is_empty()) && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// How the key `name` is written in TOML with a value in the form that `kind` takes, made of `value` where it can be.
pub(crate) fn assigned(name: &str, kind: &ValueKind, value: &Node) -> String {
    expected::assigned(name, kind, Some(value), Syntax::Toml)
}

/// Whose table is checked.
#[derive(Clone, Copy, Debug)]
pub struct TableOwner<'a> {
    /// What it is, for messages: "an article".
    pub what: &'a str,
    /// What may be written in it.
    pub keys: &'static [Key],
    /// Names of further keys, which take lists of strings: the site's taxonomies.
    pub more: &'a [&'a str],
    /// Where a missing key is reported: the opening of the front matter.
    pub at: Span,
    /// The file.
    pub file: &'a SourcePath,
    /// What else the file may have been meant to be.
    pub elsewhere: Option<Elsewhere>,
}

/// What a file would be that lay elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere {
    /// What it would be: "an article".
    pub what: &'static str,
    /// The keys it would have.
    pub keys: &'static [Key],
    /// Where it would have to lie.
    pub help: &'static str,
    /// Whether the name of its folder says that it was meant so.
    pub is_likely: bool,
}

/// Holds `table` against its owner's keys; what is wrong goes to `diags` and is left out.
pub fn check(table: Table, owner: &TableOwner, diags: &mut Diagnostics) -> ValidTable {
    ValidTable { table: validate::table(table, owner, diags), at: owner.at }
}

/// A table that holds only what its keys allow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidTable {
    table: Table,
    at: Span,
}

impl ValidTable {
    /// Its values.
    pub fn fields(&self) -> Fields<'_> {
        Fields { table: &self.table, at: self.at }
    }

    /// The table itself.
    pub fn into_table(self) -> Table {
        self.table
    }

    /// With the entries of `defaults` that it doesn't have and `is_default` lets pass.
    pub fn over(mut self, defaults: &ValidTable, is_default: fn(&str) -> bool) -> Self {
        let missing = |entry: &&Entry| is_default(&entry.name) && !self.fields().given(&entry.name);
        let missing: Vec<Entry> = defaults.table.entries.iter().filter(missing).cloned().collect();
        self.table.entries.extend(missing);
        self
    }
}

/// The values of a checked table. Each is there or not, and never of another type than asked for, as long as
/// one asks for what the table of keys says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fields<'a> {
    table: &'a Table,
    at: Span,
}

/// An item of a list that takes texts and tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TextOrTable<'a> {
    /// A text.
    Text(&'a Text),
    /// A table.
    Table(Fields<'a>),
}

impl<'a> Fields<'a> {
    /// Where the table stands: its brackets or header, for a whole file its owner's place.
    pub fn at(&self) -> Span {
        self.at
    }

    /// The table itself.
    pub fn as_table(&self) -> &'a Table {
        self.table
    }

    /// The value of `name`, whatever it is.
    pub fn node(&self, name: &str) -> Option<&'a Node> {
        self.table.get(name)
    }

    /// Whether `name` has a value.
    pub fn has(&self, name: &str) -> bool {
        self.node(name).is_some()
    }

    /// Whether `name` was written, even if its value could not be taken.
    pub fn given(&self, name: &str) -> bool {
        self.has(name) || self.table.cut_short || self.table.broken.iter().any(|broken| &**broken == name)
    }

    /// Whether all that was written as the value of `name` could be taken.
    pub fn is_whole(&self, name: &str) -> bool {
        self.has(name) && !self.table.broken.iter().any(|broken| &**broken == name)
    }

    /// Where the value of `name` stands.
    pub fn span(&self, name: &str) -> Option<Span> {
        self.node(name).map(|node| node.span)
    }

    /// Where the key `name` stands.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.table.entry(name).map(|entry| entry.key)
    }

    /// A text, in Markdown or plain.
    pub fn text(&self, name: &str) -> Option<&'a Text> {
        match &self.node(name)?.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.node(name)?.value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// A whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.node(name)?.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// A list of whole numbers.
    pub fn integers(&self, name: &str) -> Option<Vec<i64>> {
        let Value::Array(items) = &self.node(name)?.value else { return None };
        let number = |node: &Node| match node.value {
            Value::Integer(number) => Some(number),
            _ => None,
        };
        Some(items.iter().filter_map(number).collect())
    }

    /// A date.
    pub fn date(&self, name: &str) -> Option<Date> {
        match self.node(name)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Option<Vec<&'a Text>> {
        let text = |item| match item {
            TextOrTable::Text(text) => Some(text),
            TextOrTable::Table(_) => None,
        };
        Some(self.items(name)?.into_iter().filter_map(text).collect())
    }

    /// A table.
    pub fn table(&self, name: &str) -> Option<Fields<'a>> {
        Fields::of(self.node(name)?)
    }

    /// A list of tables.
    pub fn tables(&self, name: &str) -> Option<Vec<Fields<'a>>> {
        let table = |item| match item {
            TextOrTable::Table(table) => Some(table),
            TextOrTable::Text(_) => None,
        };
        Some(self.items(name)?.into_iter().filter_map(table).collect())
    }

    /// A list of texts and tables.
    pub fn items(&self, name: &str) -> Option<Vec<TextOrTable<'a>>> {
        let Value::Array(items) = &self.node(name)?.value else { return None };
        let item = |node: &'a Node| match &node.value {
            Value::String(text) => Some(TextOrTable::Text(text)),
            _ => Fields::of(node).map(TextOrTable::Table),
        };
        Some(items.iter().filter_map(item).collect())
    }

    fn of(node: &'a Node) -> Option<Self> {
        match &node.value {
            Value::Table(table) => Some(Fields { table, at: node.span }),
            _ => None,
        }
    }
}
