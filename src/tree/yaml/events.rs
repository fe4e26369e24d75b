//! The events of a YAML text, with places in bytes.

use super::faults::Fault;
use saphyr_parser::{Event, Marker, Parser};
use std::ops::Range;

/// An event and where it stands in the text.
pub(super) type Placed<'t> = (Event<'t>, Range<usize>);

/// The events of `piece` of `text`, all of them or the first error.
pub(super) fn events(text: &str, piece: Range<usize>) -> Result<Vec<Placed<'_>>, Fault> {
    let source = &text[piece.clone()];
    let bytes = Bytes::new(source, piece.start);
    let mut parser = Parser::new_from_str(source);
    let mut events = Vec::new();
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let (start, end) = (bytes.at(span.start), bytes.at(span.end));
                events.push((event, start..end.max(start)));
            }
            Err(error) => {
                let at = bytes.at(*error.marker());
                return Err(Fault { piece, at, reason: error.info().to_owned() });
            }
        }
    }
    Ok(events)
}

/// From characters to bytes.
struct Bytes {
    /// The byte of each character; none if each is one byte.
    table: Option<Vec<u32>>,
    offset: usize,
    length: usize,
}

impl Bytes {
    fn new(text: &str, offset: usize) -> Self {
        let table = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte as u32).collect());
        Self { table, offset, length: text.len() }
    }

    fn at(&self, mark: Marker) -> usize {
        let byte = match &self.table {
            Some(table) => table.get(mark.index()).map_or(self.length, |&byte| byte as usize),
            None => mark.index().min(self.length),
        };
        self.offset + byte
    }
}
