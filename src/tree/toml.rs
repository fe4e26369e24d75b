//! TOML into the spanned tree, going on after every mistake.
//!
//! 1. `pieces` cuts the text where a list or table was plainly never closed, so that it swallows nothing.
//! 2. `toml_parser` turns each piece into events and goes on after errors.
//! 3. `reader` makes values of the events (`scalars`, `strings`), `draft` puts them into tables by TOML's rules.
//! 4. `faults` says in an author's words what is wrong, one diagnostic a mistake.
//!
//! A broken value is left out and its key remembered in [`Table::broken`]; the rest is kept. The crate `toml`
//! itself is not used: its tree keeps made-up values for broken ones, and forgets the first of two equal keys.

mod draft;
mod faults;
mod pieces;
mod reader;
mod scalars;
mod strings;
#[cfg(test)]
mod tests;

use super::{Table, origin::Origin};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Text},
};
use faults::Faults;
use reader::Reader;
use toml_parser::Source;

/// Reads TOML; what is wrong with it goes to `diags`, with places in `file`.
pub fn parse(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Table {
    let origin = Origin::new(text);
    let mut faults = Faults::new(origin, file);
    let mut reader = Reader::new(origin);
    let tokens = Source::new(origin.text()).lex().into_vec();
    match pieces::cut(origin.text(), &tokens).as_slice() {
        [whole] => reader.read(whole.clone(), &tokens, &mut faults),
        pieces => pieces.iter().for_each(|piece| {
            let tokens = Source::new(&origin.text()[piece.clone()]).lex().into_vec();
            reader.read(piece.clone(), &tokens, &mut faults);
        }),
    }
    let mut table = reader.finish();
    table.cut_short |= faults.cut_short();
    faults.report(diags);
    table
}
