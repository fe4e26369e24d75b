//! The events of a YAML text, with places in bytes.

use super::faults::Fault;
use saphyr_parser::{Event, Marker, Parser};
use std::ops::Range;

/// An event and where it stands in the text.
pub(super) type Placed<'t> = (Event<'t>, Range<usize>);

/// The events of `text`, and the error that ends them, if one does.
pub(super) fn events(text: &str) -> (Vec<Placed<'_>>, Option<Fault>) {
    let bytes = Bytes::new(text);
    let mut parser = Parser::new_from_str(text);
    let mut events: Vec<Placed> = Vec::new();
    let mut documents = 0;
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let (start, end) = (bytes.at(span.start), bytes.at(span.end));
                documents += usize::from(matches!(event, Event::DocumentStart(_)));
                if documents > 1 {
                    let fault = Fault::new(&events, start, "a second document");
                    return (events, Some(fault));
                }
                events.push((event, start..end.max(start)));
            }
            Err(error) => {
                let fault = Fault::new(&events, bytes.at(*error.marker()), error.info());
                return (events, Some(fault));
            }
        }
    }
    (events, None)
}

/// From characters to bytes.
struct Bytes {
    /// The byte of each character; none if each is one byte.
    table: Option<Vec<u32>>,
    length: usize,
}

impl Bytes {
    fn new(text: &str) -> Self {
        let table = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte as u32).collect());
        Self { table, length: text.len() }
    }

    fn at(&self, mark: Marker) -> usize {
        match &self.table {
            Some(table) => table.get(mark.index()).map_or(self.length, |&byte| byte as usize),
            None => mark.index().min(self.length),
        }
    }
}
