//! A font, and a line of text shaped by it: outlines with their places, in units of the font's em.
//!
//! A line that is written in two directions is parted into runs by the Unicode Bidirectional Algorithm (UAX 9), each of
//! which is shaped by itself; the runs then stand in the order they are seen.

use harfrust::{
    Buffer, Direction, ShapeOptions, ShaperFont,
    font::glyph::outline::{DrawMemory, DrawOptions, PathElement},
    shape,
};
use std::fmt;
use unicode_bidi::{BidiInfo, Level};

/// A font that cards are written in.
#[derive(Clone)]
pub struct Font {
    font: harfrust::Font,
    digest: String,
}

/// A line of text, ready to be drawn at any size.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Each outline with the place of its origin.
    pub(super) glyphs: Vec<(Vec<PathElement>, f32, f32)>,
    /// How far the line goes, in units of the font.
    advance: f32,
    /// How many units the font has in an em.
    pub(super) units: f32,
}

impl Font {
    /// The font of the file `bytes`, TrueType or OpenType; of a collection, its first.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let digest = blake3::hash(&bytes).to_hex().to_string();
        let font = harfrust::Font::new(bytes, 0).filter(|font| font.charmap().has_unicode())?;
        (!font.outline_glyphs().is_empty() && font.units_per_em() > 0).then_some(Self { font, digest })
    }

    /// The digest of its bytes.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The first letter of `text` that it doesn't have.
    pub fn lacks(&self, text: &str) -> Option<char> {
        let map = self.font.charmap();
        text.chars().find(|&char| !is_unseen(char) && map.map_unicode(char).is_none())
    }

    /// `text`, a single line, shaped; `is_rtl` is the direction where the text has none of its own.
    pub(super) fn line(&self, text: &str, is_rtl: bool) -> Line {
        let mut line = Line { units: f32::from(self.font.units_per_em()), ..Line::default() };
        let level = if is_rtl { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(level));
        for paragraph in &info.paragraphs {
            let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_rtl = levels[run.start].is_rtl();
                self.run(&text[run], is_rtl, &mut line);
            }
        }
        line
    }

    /// Adds `text`, which is written in one direction, to `line`.
    fn run(&self, text: &str, is_rtl: bool, line: &mut Line) {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        if shape(&ShaperFont::new(&self.font), &mut buffer, ShapeOptions::new()).is_err() {
            return;
        }
        let outlines = self.font.outline_glyphs();
        for (glyph, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let mut path: Vec<PathElement> = Vec::new();
            // a glyph without outline, as a space has none, only takes its room
            if let Some(outline) = outlines.get(harfrust::GlyphId::new(glyph.glyph_id))
                && outline.draw(&DrawOptions::default(), DrawMemory::default(), &mut path).is_ok()
                && !path.is_empty()
            {
                line.glyphs.push((path, line.advance + place.x_offset as f32, place.y_offset as f32));
            }
            line.advance += place.x_advance as f32;
        }
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
