//! Tables while they are being put together, by TOML's rules of who may add to which.
//!
//! A [`Draft`] knows how each table began: by a header, on the way to one, by dotted keys, or in braces. A key
//! that stands already is refused with the place of the first; `reader` finishes drafts into [`Table`]s.

use super::faults::Faults;
use crate::{
    place::Span,
    tree::{Entry, Node, Table, Value},
};
use foldhash::HashMap;
use std::ops::Range;

/// Beyond this many entries a draft keeps an index: large tables must not be quadratic.
const INDEXED: usize = 32;

/// How a table began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Begun {
    /// It is the whole text, or stands in braces.
    #[default]
    Whole,
    /// Its own header opened it.
    Header,
    /// A header of a table below it passed through.
    Passing,
    /// Dotted keys put something into it.
    Dotted,
}

/// A key as it was read.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) text: Box<str>,
    /// Where, in the text.
    pub(super) range: Range<usize>,
    /// Where, in the file.
    pub(super) span: Span,
}

/// A table while it is put together.
#[derive(Debug, Default)]
pub(super) struct Draft {
    begun: Begun,
    entries: Vec<Slot>,
    index: HashMap<Box<str>, usize>,
    broken: Vec<Box<str>>,
    /// Whether its header has no end.
    unclosed: bool,
}

#[derive(Debug)]
struct Slot {
    name: Box<str>,
    key: Span,
    span: Span,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Value(Value),
    Table(Draft),
    Tables(Vec<(Span, Draft)>),
}

impl Draft {
    fn headed() -> Self {
        Self { begun: Begun::Header, ..Self::default() }
    }

    fn find(&self, name: &str) -> Option<usize> {
        if self.entries.len() > INDEXED {
            return self.index.get(name).copied();
        }
        self.entries.iter().position(|slot| &*slot.name == name)
    }

    fn add(&mut self, name: Name, span: Span, content: Content) -> usize {
        let at = self.entries.len();
        if at > INDEXED {
            self.index.insert(name.text.clone(), at);
        }
        self.entries.push(Slot { name: name.text, key: name.span, span, content });
        if at == INDEXED {
            self.index = self.entries.iter().enumerate().map(|(at, slot)| (slot.name.clone(), at)).collect();
        }
        at
    }

    /// The entry called `name`, which is a table that began as `begun` says if it wasn't there.
    fn find_or_add(&mut self, name: &Name, begun: Begun) -> usize {
        self.find(&name.text).unwrap_or_else(|| {
            let table = Self { begun, ..Self::default() };
            self.add(name.clone(), name.span, Content::Table(table))
        })
    }

    /// Puts `node` at the dotted key `path`; no node is a value that couldn't be read. Whoever is `quiet` says
    /// nothing of keys that stand already.
    pub(super) fn put(&mut self, mut path: Vec<Name>, node: Option<Node>, quiet: bool, faults: &mut Faults) {
        let Some(last) = path.pop() else { return };
        let mut draft = self;
        for name in path {
            let at = draft.find_or_add(&name, Begun::Dotted);
            let slot = &mut draft.entries[at];
            draft = match &mut slot.content {
                Content::Table(table) if table.begun != Begun::Header => table,
                Content::Table(_) if !quiet => return faults.closed_table(&name, slot.key),
                Content::Value(_) | Content::Tables(_) if !quiet => return faults.no_table(&name, slot.key),
                _ => return,
            };
        }
        match (draft.find(&last.text), node) {
            (Some(at), _) if !quiet => faults.duplicate(&last, draft.entries[at].key),
            (Some(_), _) => {}
            (None, Some(Node { value, span })) => {
                draft.add(last, span, Content::Value(value));
            }
            (None, None) => draft.broken.push(last.text),
        }
    }

    /// Opens the table of the header `path` below this one, `list` for `[[…]]`; the way to it by entry, and
    /// whether it had been opened before.
    pub(super) fn open(
        &mut self,
        mut path: Vec<Name>,
        list: bool,
        span: Span,
        faults: &mut Faults,
    ) -> Option<(Vec<usize>, bool)> {
        let last = path.pop()?;
        let mut draft = self;
        let mut way = Vec::with_capacity(path.len() + 1);
        for name in path {
            let at = draft.find_or_add(&name, Begun::Passing);
            way.push(at);
            let slot = &mut draft.entries[at];
            draft = match slot.content.table() {
                Some(table) => table,
                None => {
                    faults.no_table(&name, slot.key);
                    return None;
                }
            };
        }
        let (at, again) = draft.open_last(last, list, span, faults)?;
        way.push(at);
        Some((way, again))
    }

    fn open_last(&mut self, name: Name, list: bool, span: Span, faults: &mut Faults) -> Option<(usize, bool)> {
        let Some(at) = self.find(&name.text) else {
            let content =
                if list { Content::Tables(vec![(span, Self::headed())]) } else { Content::Table(Self::headed()) };
            return Some((self.add(name, span, content), false));
        };
        let slot = &mut self.entries[at];
        match &mut slot.content {
            Content::Tables(tables) if list => tables.push((span, Self::headed())),
            Content::Table(table) if !list && table.begun == Begun::Passing => {
                table.begun = Begun::Header;
                (slot.key, slot.span) = (name.span, span);
            }
            Content::Table(_) if !list => {
                faults.duplicate_table(&name, slot.key);
                return Some((at, true));
            }
            Content::Tables(_) => {
                faults.single_brackets(&name, slot.key);
                return None;
            }
            _ => {
                faults.duplicate(&name, slot.key);
                return None;
            }
        }
        Some((at, false))
    }

    /// The table at the end of a `way` that [`open`](Self::open) gave.
    pub(super) fn at(&mut self, way: &[usize]) -> &mut Self {
        way.iter().fold(self, |draft, &at| {
            draft.entries[at].content.table().expect("`open` passes only through tables, and nothing replaces them")
        })
    }

    /// Notes that its header, the last that was read, has no end: what stands in it may belong elsewhere.
    pub(super) fn leave_unclosed(&mut self) {
        self.unclosed = true;
    }

    /// The finished table.
    pub(super) fn finish(self) -> Table {
        let entries = self.entries.into_iter().map(Slot::finish).collect();
        let (header, cut_short) = (self.begun == Begun::Header, self.unclosed);
        Table { entries, broken: self.broken, header, cut_short, ..Table::default() }
    }
}

impl Content {
    /// The table that headers and keys add to; of a list of tables the last.
    fn table(&mut self) -> Option<&mut Draft> {
        match self {
            Self::Value(_) => None,
            Self::Table(table) => Some(table),
            Self::Tables(tables) => tables.last_mut().map(|(_, table)| table),
        }
    }
}

impl Slot {
    fn finish(self) -> Entry {
        let value = match self.content {
            Content::Value(value) => value,
            Content::Table(table) => Value::Table(table.finish()),
            Content::Tables(tables) => Value::Array(
                tables.into_iter().map(|(span, table)| Node { value: Value::Table(table.finish()), span }).collect(),
            ),
        };
        Entry { name: self.name, key: self.key, node: Node { value, span: self.span } }
    }
}
