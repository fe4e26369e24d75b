//! YAML into the same spanned tree as TOML, for people who move.
//!
//! 1. `events` runs the parser and turns its marks, which count characters, into bytes.
//! 2. `reader` makes values of the events by YAML 1.2's core schema, with dates; anchors are copied in, within a
//!    limit; `strings` finds out where each byte of a string was written.
//! 3. The parser stops at its first error. Then each top-level entry is parsed for itself, so that only the
//!    broken ones are lost, and each is told.
//!
//! A null is a key that isn't there. What is wrong is told in the words of `faults`. Tags (but `!!str`), merge
//! keys and further documents are not read.

mod events;
mod faults;
mod reader;
mod strings;
#[cfg(test)]
mod tests;

use super::{Table, origin::Origin};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Text},
};
use faults::Fault;
use reader::Reader;
use std::ops::Range;

/// Reads YAML; what is wrong with it goes to `diags`, with places in `file`.
pub fn parse(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Table {
    let reader = Reader::new(Origin::new(text), file);
    match reader.document(0..text.as_str().len()) {
        Ok((pairs, found)) => {
            let cut_short = pairs.is_empty() && !found.is_empty();
            diags.extend(found);
            Table { cut_short, ..reader.table(pairs, diags) }
        }
        Err(fault) => by_entry(&reader, &fault, diags),
    }
}

/// The table of a text that is broken somewhere, each of its entries parsed for itself.
fn by_entry(reader: &Reader, whole: &Fault, diags: &mut Diagnostics) -> Table {
    let mut pairs = Vec::new();
    let mut broken: Vec<Box<str>> = Vec::new();
    let mut told = false;
    let mut cut_short = false;
    for piece in pieces(reader.text()) {
        match reader.document(piece.clone()) {
            Ok((read, found)) => {
                told |= !found.is_empty();
                cut_short |= read.is_empty() && !found.is_empty();
                pairs.extend(read);
                diags.extend(found);
            }
            Err(fault) => {
                broken.extend(key(&reader.text()[piece]).map(Into::into));
                // an anchor of another entry is there in the whole
                if !fault.alias(reader.text()).is_some_and(|name| reader.text().contains(&format!("&{name}"))) {
                    diags.push(reader.tell(&fault));
                    told = true;
                }
            }
        }
    }
    if !told {
        diags.push(reader.tell(whole));
    }
    let table = reader.table(pairs, diags);
    Table { broken, cut_short: cut_short || !told, ..table }
}

/// The lines of each top-level entry: it begins where a line is not indented, and is neither a comment nor an
/// item of a list.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '#', '-', ']', '}', '\r', '\n']) {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    starts.windows(2).map(|ends| ends[0]..ends[1]).collect()
}

/// The key that an entry's first line begins with.
fn key(entry: &str) -> Option<&str> {
    let key = entry.lines().next()?.split(':').next()?.trim().trim_matches(['"', '\'']);
    (!key.is_empty()).then_some(key)
}
