//! The pixels of a card: outlines filled in one of three inks on paper, written as a PNG.
//!
//! A pixel holds an ink and how much of it there is; both together are a colour of the palette, so that a card has one
//! byte a pixel and takes a few kilobytes.

use super::{
    HEIGHT, WIDTH,
    font::{Font, Line},
};
use ab_glyph_rasterizer::{Point, Rasterizer, point};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use rustybuzz::ttf_parser::OutlineBuilder;

/// The colour below all.
const PAPER: [u8; 3] = [0xfb, 0xf9, 0xf6];
/// So many shades an ink has.
const SHADES: u8 = 15;

/// What is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The title's.
    Text,
    /// The site's.
    Muted,
    /// The topic's.
    Accent,
}

impl Ink {
    const ALL: [Self; 3] = [Self::Text, Self::Muted, Self::Accent];

    /// Its colour, one of the theme's in the light.
    fn color(self) -> [u8; 3] {
        match self {
            Self::Text => [0x26, 0x21, 0x1c],
            Self::Muted => [0x60, 0x58, 0x50],
            Self::Accent => [0x24, 0x4f, 0x92],
        }
    }

    /// The place in the palette of so much of it: none, where there is paper, up to [`SHADES`].
    fn index(self, shade: u8) -> u8 {
        if shade == 0 { 0 } else { self as u8 * SHADES + shade }
    }
}

/// A card that is being drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    /// A place in the palette for each pixel.
    pixels: Vec<u8>,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; (WIDTH * HEIGHT) as usize] }
    }

    /// Fills a rectangle.
    pub(super) fn rectangle(&mut self, left: f32, top: f32, width: f32, height: f32, ink: Ink) {
        let mut fill = rasterizer();
        let (right, bottom) = (left + width, top + height);
        fill.draw_line(point(left, top), point(left, bottom));
        fill.draw_line(point(right, bottom), point(right, top));
        self.fill(&fill, ink);
    }

    /// Writes `line`, whose glyphs are those of `font`, from `left` on.
    pub(super) fn line(&mut self, font: &Font, line: &Line, left: f32, baseline: f32, size: f32, ink: Ink) {
        let face = font.face();
        let scale = size / line.units.max(1.0);
        let (start, at) = (point(0.0, 0.0), point(0.0, 0.0));
        let mut pen = Pen { fill: rasterizer(), origin: start, left, baseline, scale, start, at };
        for &(glyph, x, y) in &line.glyphs {
            pen.origin = point(x, y);
            // a glyph without outline, as a space has none, only takes its room
            let _ = face.outline_glyph(glyph, &mut pen);
        }
        self.fill(&pen.fill, ink);
    }

    fn fill(&mut self, fill: &Rasterizer, ink: Ink) {
        fill.for_each_pixel(|at, coverage| {
            let shades = coverage * f32::from(SHADES);
            if shades >= 0.5 {
                // glyphs that overlap cover more than all
                self.pixels[at] = ink.index(shades.min(f32::from(SHADES)).round() as u8);
            }
        });
    }

    /// The card as a PNG.
    pub(super) fn png(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, WIDTH, HEIGHT);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(palette());
        encoder.set_compression(Compression::Balanced);
        encoder.set_filter(Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.pixels));
        written.expect("memory can be written, and there is one byte for each pixel");
        bytes
    }
}

fn rasterizer() -> Rasterizer {
    Rasterizer::new(WIDTH as usize, HEIGHT as usize)
}

/// Draws outlines as a font gives them: in its units, from the origin of a glyph.
struct Pen {
    fill: Rasterizer,
    origin: Point,
    left: f32,
    baseline: f32,
    scale: f32,
    /// Where the outline began, and where it is.
    start: Point,
    at: Point,
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> Point {
        point(self.left + (self.origin.x + x) * self.scale, self.baseline - (self.origin.y + y) * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.place(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.place(x, y);
        self.fill.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let to = self.place(x, y);
        self.fill.draw_quad(self.at, self.place(x1, y1), to);
        self.at = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let to = self.place(x, y);
        self.fill.draw_cubic(self.at, self.place(x1, y1), self.place(x2, y2), to);
        self.at = to;
    }

    fn close(&mut self) {
        self.fill.draw_line(self.at, self.start);
        self.at = self.start;
    }
}

/// Paper, and each ink in its shades on it.
fn palette() -> Vec<u8> {
    let mut palette = PAPER.to_vec();
    for ink in Ink::ALL {
        for shade in 1..=u16::from(SHADES) {
            let mix = |paper: u8, ink: u8| {
                let most = u16::from(SHADES);
                let mixed = (u16::from(paper) * (most - shade) + u16::from(ink) * shade + most / 2) / most;
                u8::try_from(mixed).expect("it lies between two bytes")
            };
            palette.extend((0..3).map(|channel| mix(PAPER[channel], ink.color()[channel])));
        }
    }
    palette
}
