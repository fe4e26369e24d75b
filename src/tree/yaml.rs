//! YAML into the same spanned tree as TOML, for people who move.
//!
//! 1. `events` runs the parser and turns its marks, which count characters, into bytes.
//! 2. `reader` makes values of the events by YAML 1.2's core schema, with dates; anchors are copied in, within a
//!    limit; `strings` finds out where each byte of a string was written.
//! 3. The parser stops at its first error. It is reported in the words of `faults`, and what stands above its line is taken.
//!
//! A null is a key that isn't there, and a mistake in a list. Tags (but `!!str`), merge keys and further documents are not read.

mod events;
mod faults;
mod reader;
#[cfg(test)]
mod tests;

use super::{Table, check_characters, origin::Origin};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Text},
};
use saphyr_parser::Event;
use std::ops::Range;

/// An event and where it stands in the text.
type Placed<'t> = (Event<'t>, Range<usize>);

/// Reads YAML; what is wrong with it goes to `diags`, with places in `file`.
pub fn parse(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Table {
    let origin = Origin::new(text);
    let (events, fault) = events::events(origin.text());
    // a value may go on in the line of the fault
    let end = fault.as_ref().map(|fault| origin.text()[..fault.at].rfind('\n').map_or(0, |newline| newline + 1));
    let mut found = Diagnostics::new();
    let pairs = reader::document(origin, file, &events, end, &mut found);
    let is_told = pairs.is_empty() && !found.is_empty();
    diags.extend(found);
    let table = reader::table(pairs, file, diags);
    check_characters(&table, file, diags);
    if let Some(fault) = fault.as_ref().filter(|_| !is_told) {
        let (range, message, help) = fault.words(origin.text());
        diags.push(Diagnostic::at(Code::YamlSyntax, file, origin.span(range), message).help(help));
    }
    Table { cut_short: fault.is_some() || is_told, ..table }
}
