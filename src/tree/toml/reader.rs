//! The events of a TOML text become drafts of tables, and in the end one table.
//!
//! An event can be missing after a mistake (a header that is never closed, a key without a value), so nothing
//! here waits for one: a header ends with its line, a broken value leaves its key behind as broken.

use super::{
    draft::{Draft, Name},
    faults::Faults,
    scalars::{self, Scalar},
};
use crate::tree::{Node, Table, Value, origin::Origin};
use std::{borrow::Cow, ops::Range};
use toml_parser::{
    ParseError, Source,
    lexer::Token,
    parser::{Event, EventKind, RecursionGuard, ValidateWhitespace, parse_document},
};

/// How deep lists and tables may lie in each other, and how many parts a dotted key may have: recursion below
/// must end before the stack does.
const DEPTH: u32 = 80;

/// What has been read so far.
pub(super) struct Reader<'t> {
    origin: Origin<'t>,
    root: Draft,
    /// The table that the last header opened; nothing for a header that could not be.
    open: Option<Vec<usize>>,
    /// Whether that table had been opened before, which has been told.
    again: bool,
}

/// The events of a piece, read one after another.
struct Events<'e> {
    events: &'e [Event],
    source: Source<'e>,
    /// Where the piece begins in the text.
    offset: usize,
}

impl<'e> Events<'e> {
    fn next(&mut self) -> Option<&'e Event> {
        let (first, rest) = self.events.split_first()?;
        self.events = rest;
        Some(first)
    }

    fn next_if(&mut self, wanted: impl Fn(EventKind) -> bool) -> Option<&'e Event> {
        self.events.first().filter(|event| wanted(event.kind()))?;
        self.next()
    }

    fn skip(&mut self, unwanted: impl Fn(EventKind) -> bool) {
        while self.next_if(&unwanted).is_some() {}
    }

    fn range(&self, event: &Event) -> Range<usize> {
        self.offset + event.span().start()..self.offset + event.span().end()
    }
}

fn is_blank(kind: EventKind) -> bool {
    matches!(kind, EventKind::Whitespace | EventKind::Comment | EventKind::Newline | EventKind::Error)
}

impl<'t> Reader<'t> {
    pub(super) fn new(origin: Origin<'t>) -> Self {
        Self { origin, root: Draft::default(), open: Some(Vec::new()), again: false }
    }

    /// All that was read, as one table.
    pub(super) fn finish(self) -> Table {
        self.root.finish()
    }

    /// Reads one piece of the text, of which these are the `tokens`.
    pub(super) fn read(&mut self, piece: Range<usize>, tokens: &[Token], faults: &mut Faults) {
        let source = Source::new(&self.origin.text()[piece.clone()]);
        let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
        let mut errors = Vec::new();
        let mut checked = ValidateWhitespace::new(&mut events, source);
        let mut guarded = RecursionGuard::new(&mut checked, DEPTH);
        parse_document(tokens, &mut guarded, &mut errors);
        for error in &errors {
            faults.syntax(error, piece.clone());
        }
        let mut events = Events { events: &events, source, offset: piece.start };
        while let Some(event) = events.next() {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => self.header(event, &mut events, faults),
                EventKind::SimpleKey => self.assignment(event, &mut events, faults),
                _ => {}
            }
        }
    }

    fn header(&mut self, opening: &Event, events: &mut Events<'_>, faults: &mut Faults) {
        let mut range = events.range(opening);
        events.skip(|kind| kind == EventKind::Whitespace);
        let path = match events.next_if(|kind| kind == EventKind::SimpleKey) {
            Some(first) => self.path(first, true, events, faults),
            None => None,
        };
        events.skip(|kind| kind == EventKind::Whitespace);
        range.end = path.iter().flatten().last().map_or(range.end, |name| name.range.end);
        let closing = events.next_if(|kind| matches!(kind, EventKind::StdTableClose | EventKind::ArrayTableClose));
        range.end = closing.map_or(range.end, |closing| events.range(closing).end);
        let list = opening.kind() == EventKind::ArrayTableOpen;
        let span = self.origin.span(range);
        let opened = path.and_then(|path| self.root.open(path, list, span, faults));
        (self.open, self.again) = opened.map_or((None, false), |(way, again)| (Some(way), again));
        if let (Some(way), None) = (&self.open, closing) {
            self.root.at(way).leave_unclosed();
        }
    }

    fn assignment<'e>(&mut self, key: &'e Event, events: &mut Events<'e>, faults: &mut Faults) {
        let path = self.path(key, false, events, faults);
        events.skip(|kind| kind == EventKind::Whitespace);
        let node = match events.next_if(|kind| kind == EventKind::KeyValSep) {
            Some(_) => self.value(path.as_deref(), true, events, faults),
            None => None,
        };
        if let (Some(path), Some(way)) = (path, &self.open) {
            self.root.at(way).put(path, node, self.again, faults);
        }
    }

    /// A dotted key whose first part is `first`; nothing if a part of it isn't one.
    fn path<'e>(
        &self,
        first: &'e Event,
        header: bool,
        events: &mut Events<'e>,
        faults: &mut Faults,
    ) -> Option<Vec<Name>> {
        if let Some(name) = self.bare_key(first, events) {
            return Some(vec![name]);
        }
        let mut path = Vec::with_capacity(1);
        let mut errors = Vec::new();
        let mut next = Some(first);
        while let Some(part) = next {
            let (mut decoded, mut of_part): (_, Vec<ParseError>) = (Cow::Borrowed(""), Vec::new());
            if let Some(raw) = events.source.get(part) {
                raw.decode_key(&mut decoded, &mut of_part);
            }
            let range = events.range(part);
            errors.extend(of_part.into_iter().next().map(|error| (error, range.clone())));
            path.push(Name { text: decoded.into(), span: self.origin.span(range.clone()), range });
            next = Self::next_part(events);
        }
        // a key that no `=` follows has been told by the parser
        let told = !header
            && events.events.iter().map(Event::kind).find(|kind| !is_blank(*kind)) != Some(EventKind::KeyValSep);
        if told {
            errors.clear();
            path.iter_mut().for_each(|name| name.text = name.text.trim_end_matches(':').into());
        }
        for (error, range) in &errors {
            faults.key(error, range.clone(), header);
        }
        if path.len() > DEPTH as usize {
            faults.too_deep(path[0].range.start..path[path.len() - 1].range.end);
            return None;
        }
        errors.is_empty().then_some(path)
    }

    /// The key `key`, if it is one word without quotes before a `=`, as most are: there is nothing to decode in it, and
    /// nothing that can be wrong with it.
    fn bare_key(&self, key: &Event, events: &Events<'_>) -> Option<Name> {
        let mut behind = events.events.iter().map(Event::kind).filter(|kind| *kind != EventKind::Whitespace);
        let range = events.range(key);
        let text = &self.origin.text()[range.clone()];
        let is_bare = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        let is_alone = behind.next() == Some(EventKind::KeyValSep);
        (is_bare && is_alone).then(|| Name { text: text.into(), span: self.origin.span(range.clone()), range })
    }

    /// The part of a dotted key that comes next, if one does.
    fn next_part<'e>(events: &mut Events<'e>) -> Option<&'e Event> {
        loop {
            let at = events.events.iter().position(|event| event.kind() != EventKind::Whitespace)?;
            if events.events[at].kind() != EventKind::KeySep {
                return None;
            }
            events.events = &events.events[at + 1..];
            events.skip(|kind| kind == EventKind::Whitespace);
            if let Some(part) = events.next_if(|kind| kind == EventKind::SimpleKey) {
                return Some(part);
            }
        }
    }

    /// The value that comes next; `alone` if it has its line for itself.
    fn value(&self, path: Option<&[Name]>, alone: bool, events: &mut Events, faults: &mut Faults) -> Option<Node> {
        events.skip(|kind| matches!(kind, EventKind::Whitespace | EventKind::Error));
        let event = events
            .next_if(|kind| matches!(kind, EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen))?;
        match event.kind() {
            EventKind::ArrayOpen => Some(self.array(event, path, events, faults)),
            EventKind::InlineTableOpen => Some(self.inline_table(event, events, faults)),
            _ => {
                let key = path.and_then(<[Name]>::last).map_or("key", |name| &name.text);
                let scalar = Scalar { event, range: events.range(event), key, alone };
                scalars::read(&scalar, events.source, &self.origin, faults)
            }
        }
    }

    fn array(&self, opening: &Event, path: Option<&[Name]>, events: &mut Events, faults: &mut Faults) -> Node {
        let mut range = events.range(opening);
        let mut items = Vec::new();
        while let Some(event) = events.events.first() {
            range.end = range.end.max(events.range(event).end);
            match event.kind() {
                EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                    items.extend(self.value(path, false, events, faults));
                }
                EventKind::ArrayClose => {
                    events.next();
                    break;
                }
                kind if is_blank(kind) || kind == EventKind::ValueSep => {
                    events.next();
                }
                _ => break,
            }
        }
        Node { value: Value::Array(items), span: self.origin.span(range) }
    }

    fn inline_table(&self, opening: &Event, events: &mut Events, faults: &mut Faults) -> Node {
        let mut range = events.range(opening);
        let mut draft = Draft::default();
        while let Some(event) = events.events.first() {
            range.end = range.end.max(events.range(event).end);
            match event.kind() {
                EventKind::SimpleKey => {
                    events.next();
                    let path = self.path(event, false, events, faults);
                    events.skip(|kind| is_blank(kind) || kind == EventKind::KeyValSep);
                    let node = self.value(path.as_deref(), false, events, faults);
                    draft.put(path.unwrap_or_default(), node, false, faults);
                }
                EventKind::InlineTableClose => {
                    events.next();
                    break;
                }
                kind if is_blank(kind) || kind == EventKind::ValueSep => {
                    events.next();
                }
                _ => break,
            }
        }
        Node { value: Value::Table(draft.finish()), span: self.origin.span(range) }
    }
}
