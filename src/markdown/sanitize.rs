//! HTML one doesn't trust, made harmless by ammonia over the finished piece.
//!
//! Only that sees a body as a browser will, so it runs last, and slots have to come through: while a body with raw
//! HTML is written, a [`Guard`] puts a number between two characters that no text may hold where a slot belongs,
//! and holds the slot. HTML of our own that ammonia wouldn't know (formulas, highlighted code) goes the same way.
//! Afterwards the numbers are turned back; one that ended up where it doesn't belong, say that of a link in an
//! attribute, is dropped.

use super::{body::Slot, escape, prose::Piece};
use crate::scheme::SAFE;
use ammonia::Builder;
use std::borrow::Cow;

/// Noncharacters, which Unicode sets aside for a program's own use.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// What is kept from the sanitiser.
#[derive(Debug, Default)]
pub(super) struct Guard(Vec<Guarded>);

#[derive(Debug)]
enum Guarded {
    Slot(Slot),
    Html(String),
    /// Where the piece of prose with that number begins.
    ProseStart(usize),
    /// Where it ends.
    ProseEnd,
}

impl Guard {
    /// Holds a slot that belongs at the end of `out`.
    pub(super) fn slot(&mut self, slot: Slot, out: &mut String) {
        self.hold(Guarded::Slot(slot), out);
    }

    /// Holds HTML of our own.
    pub(super) fn html(&mut self, html: &str, out: &mut String) {
        self.hold(Guarded::Html(html.to_owned()), out);
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str, out: &mut String) {
        escape::text(&without_marks(text), out);
    }

    /// Whether `text` comes through as it is, byte for byte.
    pub(super) fn keeps(text: &str) -> bool {
        !text.contains([OPEN, CLOSE, '\0', '\r'])
    }

    /// Writes the piece of prose with the number `piece`.
    pub(super) fn prose(&mut self, text: &str, piece: usize, out: &mut String) {
        self.hold(Guarded::ProseStart(piece), out);
        self.text(text, out);
        self.hold(Guarded::ProseEnd, out);
    }

    /// Writes raw HTML.
    pub(super) fn raw(&mut self, html: &str, out: &mut String) {
        out.push_str(&without_marks(html));
    }

    fn hold(&mut self, held: Guarded, out: &mut String) {
        out.push_str(&format!("{OPEN}{}{CLOSE}", self.0.len()));
        self.0.push(held);
    }
}

fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) { text.replace([OPEN, CLOSE], "").into() } else { text.into() }
}

/// HTML after the sanitiser.
#[derive(Debug, Default)]
pub(super) struct Clean {
    pub(super) html: String,
    pub(super) slots: Vec<(u32, Slot)>,
    pub(super) prose: Vec<Piece>,
}

impl Clean {
    /// Adds a piece of prose, which stands at bytes `start` to `end`.
    fn add(&mut self, piece: Piece, start: u32, end: u32) {
        let is_cut = self.slots.last().is_some_and(|&(at, _)| at == start);
        let goes_on = |last: &Piece| last.end == start && last.paragraph == piece.paragraph && !is_cut;
        let continues = self.prose.last().is_some_and(goes_on);
        self.prose.extend((start < end).then_some(Piece { start, end, continues, ..piece }));
    }
}

/// Cleans `html` and puts back what `guard` held; `pieces` are those of prose in it.
pub(super) fn clean(html: &str, guard: Guard, pieces: &[Piece]) -> Clean {
    let cleaned = builder().clean(html).to_string();
    let mut clean = Clean { html: String::with_capacity(cleaned.len()), ..Clean::default() };
    let mut place = Where::Text;
    let mut prose = None;
    let mut parts = cleaned.split(OPEN);
    let first = parts.next().unwrap_or_default();
    place = place.after(first);
    clean.html.push_str(first);
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        let at = u32::try_from(clean.html.len()).unwrap_or(u32::MAX);
        match number.parse().ok().and_then(|number: usize| guard.0.get(number)) {
            Some(Guarded::Slot(slot)) if place.takes(*slot) => clean.slots.push((at, *slot)),
            Some(Guarded::Html(html)) if place == Where::Text => clean.html.push_str(html),
            Some(Guarded::ProseStart(piece)) if place == Where::Text => {
                prose = pieces.get(*piece).map(|piece| (*piece, at));
            }
            Some(Guarded::ProseEnd) if place == Where::Text => {
                prose.take().into_iter().for_each(|(piece, start)| clean.add(piece, start, at));
            }
            _ => {}
        }
        // Prose is text alone: a piece with a tag in it is none.
        prose = prose.filter(|_| !rest.contains('<'));
        place = place.after(rest);
        clean.html.push_str(rest);
    }
    clean
}

/// Where in well-formed HTML something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Text,
    Tag,
    Value,
}

impl Where {
    fn after(self, html: &str) -> Self {
        html.bytes().fold(self, |place, byte| match (place, byte) {
            (Self::Text, b'<') => Self::Tag,
            (Self::Tag, b'>') => Self::Text,
            (Self::Tag, b'"') => Self::Value,
            (Self::Value, b'"') => Self::Tag,
            _ => place,
        })
    }

    fn takes(self, slot: Slot) -> bool {
        match slot {
            Slot::IdPrefix | Slot::Fragment | Slot::Url(_) => self == Self::Value,
            Slot::Word(_) => self != Self::Tag,
            _ => self == Self::Text,
        }
    }
}

/// What is let through: ammonia's own list, and what the HTML of tables, alerts, notes and media needs.
fn builder() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "picture", "source", "video", "audio", "track"])
        .add_generic_attributes(["class", "id", "role", "tabindex", "scope", "aria-label", "aria-labelledby"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["srcset", "sizes", "loading"])
        .add_tag_attributes("source", ["src", "srcset", "sizes", "media", "type"])
        .add_tag_attributes("video", ["src", "poster", "controls", "width", "height", "preload"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label"])
        .url_schemes(SAFE.into())
        .link_rel(None);
    builder
}
