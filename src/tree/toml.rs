//! TOML into the spanned tree, by the crate `toml`.
//!
//! 1. The crate reads the text into a tree of its own, with the place of each key and value.
//! 2. If it found a mistake, the first is reported (`faults`), and only what stands above it is read, up to the line of the
//!    value it is in; then any key may be missing ([`Table::cut_short`]).
//! 3. Its tree becomes ours. Of a string its places are found (`strings`), and dates are read as everywhere (`dates`).
//!    A number or date that is none is reported, and its key remembered in [`Table::broken`].

mod faults;
#[cfg(test)]
mod tests;

use super::{Entry, Node, Table, Value, check_characters, dates, origin::Origin, strings};
use crate::{
    diag::{Diagnostic, Diagnostics},
    place::{SourcePath, Text},
};
use faults::{Faults, Spot};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Reads TOML; what is wrong with it goes to `diags`, with places in `file`.
pub fn parse(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Table {
    let origin = Origin::new(text);
    let faults = Faults { origin, file };
    let (mut read, mut errors) = DeTable::parse_recoverable(origin.text());
    let mut first = None;
    let mut end = origin.text().len();
    while let Some(error) = errors.into_iter().min_by_key(|error| error.span().map_or(0, |span| span.start)) {
        // what is broken, or was cut through, goes with all that stands below it
        end = faults.line_of(&error, read.get_ref(), end);
        let (above, others) = DeTable::parse_recoverable(&origin.text()[..end]);
        let broken = std::mem::replace(&mut read, above);
        first.get_or_insert((error, broken));
        errors = others;
    }
    let cut_short = first.is_some();
    let table = Reader { origin, faults, cut_short, diags }.table(read.into_inner(), None);
    check_characters(&table, file, diags);
    if let Some((error, broken)) = first {
        diags.push(faults.first(&error, broken.get_ref(), &table));
    }
    table
}

/// Makes our tree of the crate's.
struct Reader<'t, 'd> {
    origin: Origin<'t>,
    faults: Faults<'t>,
    cut_short: bool,
    diags: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    /// `table`, which begins with what stands at `span`.
    fn table(&mut self, table: DeTable, span: Option<Range<usize>>) -> Table {
        let written = span.map_or("", |span| &self.origin.text()[span]);
        let (header, is_inline) = (written.starts_with('['), written.starts_with('{'));
        let mut read = Table { header, cut_short: self.cut_short, ..Table::default() };
        for (key, node) in table {
            let (name, key) = (key.get_ref().as_ref(), self.origin.span(key.span()));
            match self.value(node, (!is_inline).then_some(name)) {
                Some(node) => read.entries.push(Entry { name: name.into(), key, node }),
                None => read.broken.push(name.into()),
            }
        }
        // the parser puts a table with a late header at that header, though keys below it were written before
        read.entries.sort_by_key(|entry| entry.key.start);
        read
    }

    /// A value, with its key where it has its line to itself; nothing if it isn't one.
    fn value(&mut self, node: Spanned<DeValue>, key: Option<&str>) -> Option<Node> {
        let range = node.span();
        let span = self.origin.span(range.clone());
        let (spot, written) = (Spot { key, range: range.clone() }, range.clone());
        let value = match node.into_inner() {
            DeValue::String(value) => Value::String(strings::toml(&self.origin, &value, range)),
            DeValue::Boolean(flag) => Value::Bool(flag),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => return self.report(self.faults.number(&spot, "a number has digits, and at most 18 of them")),
            },
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(float) if float.is_finite() || number.as_str().contains(['i', 'n']) => Value::Float(float),
                _ => return self.report(self.faults.number(&spot, "too large a number")),
            },
            DeValue::Datetime(_) => match dates::parse(&self.origin.text()[range]) {
                Ok(date) => Value::Date(date),
                Err(why) => return self.report(self.faults.date(&spot, &why)),
            },
            DeValue::Array(items) => {
                Value::Array(items.into_iter().filter_map(|item| self.value(item, None)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table, Some(range))),
        };
        Some(Node::new(value, span, &self.origin.text()[written]))
    }

    fn report(&mut self, diagnostic: Diagnostic) -> Option<Node> {
        self.diags.push(diagnostic);
        None
    }
}
