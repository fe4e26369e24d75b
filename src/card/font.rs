//! A font, and a line of text shaped by it: glyphs with their places, in units of the font's em.
//!
//! A line that is written in two directions is parted into runs by the Unicode Bidirectional Algorithm (UAX 9), each of
//! which is shaped by itself; the runs then stand in the order they are seen.

use rustybuzz::{Direction, Face, UnicodeBuffer, shape, ttf_parser::GlyphId};
use std::{fmt, sync::Arc};
use unicode_bidi::{BidiInfo, Level};

/// A font that cards are written in.
#[derive(Clone)]
pub struct Font {
    /// A whole font, as was seen when it was made.
    bytes: Arc<[u8]>,
    digest: String,
}

/// A line of text, ready to be drawn at any size.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Each glyph with the place of its origin.
    pub(super) glyphs: Vec<(GlyphId, f32, f32)>,
    /// How far the line goes, in units of the font.
    advance: f32,
    /// How many units the font has in an em.
    pub(super) units: f32,
}

impl Font {
    /// The font of the file `bytes`, TrueType or OpenType; of a collection, its first.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let digest = blake3::hash(&bytes).to_hex().to_string();
        let face = Face::from_slice(&bytes, 0)?;
        let has_letters = face.tables().cmap.is_some_and(|map| map.subtables.into_iter().any(|part| part.is_unicode()));
        let has_outlines = face.tables().glyf.is_some() || face.tables().cff.is_some() || face.tables().cff2.is_some();
        (has_letters && has_outlines && face.units_per_em() > 0)
            .then(|| Self { bytes: bytes.as_slice().into(), digest })
    }

    pub(super) fn face(&self) -> Face<'_> {
        Face::from_slice(&self.bytes, 0).expect("it was one when the font was made")
    }

    /// The digest of its bytes.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The first letter of `text` that it doesn't have.
    pub fn lacks(&self, text: &str) -> Option<char> {
        let face = self.face();
        text.chars().find(|&char| !is_unseen(char) && face.glyph_index(char).is_none())
    }

    /// `text`, a single line, shaped; `is_rtl` is the direction where the text has none of its own.
    pub(super) fn line(&self, text: &str, is_rtl: bool) -> Line {
        let face = self.face();
        let mut line = Line { units: face.units_per_em() as f32, ..Line::default() };
        let level = if is_rtl { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(level));
        for paragraph in &info.paragraphs {
            let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_rtl = levels[run.start].is_rtl();
                add_run(&face, &text[run], is_rtl, &mut line);
            }
        }
        line
    }
}

/// Adds `text`, which is written in one direction, to `line`.
fn add_run(face: &Face, text: &str, is_rtl: bool, line: &mut Line) {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    let shaped = shape(face, &[], buffer);
    for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let id = u16::try_from(glyph.glyph_id).map(GlyphId).unwrap_or_default();
        line.glyphs.push((id, line.advance + place.x_offset as f32, place.y_offset as f32));
        line.advance += place.x_advance as f32;
    }
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Font").field(&self.digest).finish()
    }
}

impl Line {
    /// How wide it is at that size.
    pub(super) fn width(&self, size: f32) -> f32 {
        self.advance * size / self.units
    }
}

/// Whether nothing is seen of `char`, so that no font needs it.
fn is_unseen(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
