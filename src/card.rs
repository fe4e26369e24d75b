//! Social cards: a picture of 1200 by 630 pixels with a title, its topic and the name of the site, which other sites show
//! beside a link.
//!
//! [`Card::draw`] is the entry point:
//!
//! 1. `lines` breaks the title into lines and finds the largest size at which they fit; a title that fits at none is cut.
//! 2. `font` shapes each line: glyphs with their places, in the order they are seen.
//! 3. `canvas` fills the outlines in one of three inks, and writes a PNG with a palette of their shades.
//!
//! What a card looks like is a function of its words, the font and the numbers below: no clock, no system font. A card is
//! called by the digest of all of that. A title for which the font has no letters has no card: [`Font::lacks`] says so.

mod canvas;
mod font;
mod lines;
#[cfg(test)]
mod tests;

pub use font::Font;

use canvas::{Canvas, Ink};
use font::Line;
use lines::MeasuredText;

/// Width of a card in pixels.
pub const WIDTH: u32 = 1200;
/// Height of a card in pixels.
pub const HEIGHT: u32 = 630;

/// Another number whenever cards are drawn in another way.
const VERSION: u32 = 1;

/// The space around the words.
const MARGIN: f32 = 80.0;
/// The bar at the edge where lines begin.
const BAR: f32 = 16.0;
/// The size of the topic and of the site's name.
const SMALL: f32 = 34.0;
/// The sizes a title may have, the largest first.
const SIZES: [f32; 6] = [84.0, 76.0, 68.0, 60.0, 54.0, 48.0];
/// The height of a line, by its size.
const LEADING: f32 = 1.2;
/// Where the title's room begins and ends, from above.
const TITLE: (f32, f32) = (150.0, 500.0);

/// What stands on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The title.
    pub title: String,
    /// The topic above it.
    pub topic: Option<String>,
    /// The name of the site, below.
    pub site: String,
    /// Whether lines begin on the right.
    pub is_rtl: bool,
}

/// All that a card is made from.
#[derive(Debug)]
#[expect(dead_code, reason = "only its digest is used, which is that of its debug form")]
struct Recipe<'a> {
    card: &'a Card,
    font: &'a str,
    version: u32,
}

impl Card {
    /// What its file is called: the same only for the same bytes.
    pub fn file_name(&self, font: &Font) -> String {
        let recipe = Recipe { card: self, font: font.digest(), version: VERSION };
        format!("{}.png", &blake3::hash(format!("{recipe:?}").as_bytes()).to_hex()[..20])
    }

    /// The first letter of its words that `font` doesn't have.
    pub fn lacks(&self, font: &Font) -> Option<char> {
        let texts = [Some(&self.title), self.topic.as_ref(), Some(&self.site)];
        texts.into_iter().flatten().find_map(|text| font.lacks(text))
    }

    /// The card as a PNG.
    pub fn draw(&self, font: &Font) -> Vec<u8> {
        let mut canvas = Canvas::new();
        let bar = if self.is_rtl { WIDTH as f32 - BAR } else { 0.0 };
        canvas.rectangle(bar, 0.0, BAR, HEIGHT as f32, Ink::Accent);
        let room = WIDTH as f32 - 2.0 * MARGIN;
        if let Some(topic) = &self.topic {
            self.write(
                &mut canvas,
                font,
                &lines::cut(font, topic, self.is_rtl, SMALL, room),
                SMALL,
                112.0,
                Ink::Accent,
            );
        }
        let (size, lines) = self.title_lines(font, room);
        let height = lines.len() as f32 * size * LEADING;
        let top = TITLE.0 + (TITLE.1 - TITLE.0 - height).max(0.0) / 2.0;
        for (at, line) in lines.iter().enumerate() {
            let baseline = top + at as f32 * size * LEADING + size * 0.95;
            self.write(&mut canvas, font, line, size, baseline, Ink::Text);
        }
        let site = lines::cut(font, &self.site, self.is_rtl, SMALL, room);
        self.write(&mut canvas, font, &site, SMALL, HEIGHT as f32 - 64.0, Ink::Muted);
        canvas.png()
    }

    /// The size of the title and its lines: the largest size at which all of it has room, else the smallest, cut.
    fn title_lines(&self, font: &Font, room: f32) -> (f32, Vec<Line>) {
        let fitting = |size: f32| ((TITLE.1 - TITLE.0) / (size * LEADING)) as usize;
        let parts = MeasuredText::of(font, &self.title, self.is_rtl);
        let found = SIZES.into_iter().find_map(|size| Some((size, parts.lines(size, room, fitting(size))?)));
        found.unwrap_or_else(|| {
            let size = SIZES[SIZES.len() - 1];
            (size, parts.cut_lines(size, room, fitting(size)))
        })
    }

    /// Writes `line` where lines begin.
    fn write(&self, canvas: &mut Canvas, font: &Font, line: &Line, size: f32, baseline: f32, ink: Ink) {
        let left = if self.is_rtl { WIDTH as f32 - MARGIN - line.width(size) } else { MARGIN };
        canvas.line(font, line, left, baseline, size, ink);
    }
}
