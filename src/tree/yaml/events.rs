//! The events of a YAML text, with places in bytes.

use super::{Placed, faults::YamlFault};
use saphyr_parser::{Event, Marker, Parser};

/// The events of `text`, and the error that ends them, if one does.
pub(super) fn events(text: &str) -> (Vec<Placed<'_>>, Option<YamlFault>) {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    let byte = |mark: &Marker| bytes.get(mark.index()).copied().unwrap_or(text.len());
    let mut parser = Parser::new_from_str(text);
    let mut events: Vec<Placed> = Vec::new();
    let mut documents = 0;
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let (start, end) = (byte(&span.start), byte(&span.end));
                documents += usize::from(matches!(event, Event::DocumentStart(_)));
                if documents > 1 {
                    let fault = YamlFault::new(&events, start, "a second document");
                    return (events, Some(fault));
                }
                events.push((event, start..end.max(start)));
            }
            Err(error) => {
                let fault = YamlFault::new(&events, byte(error.marker()), error.info());
                return (events, Some(fault));
            }
        }
    }
    (events, None)
}
