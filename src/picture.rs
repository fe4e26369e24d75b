//! Pictures: what is known of an image from its header, which smaller versions it gets, and how those are made.
//!
//! 1. [`Picture::of`] reads the header (`codec`): width and height as shown, and whether smaller versions can be made. It
//!    takes the digest of the bytes.
//! 2. [`Picture::variants`] plans them, by the header and [`Quality`] alone, so that a page's HTML is known before any is
//!    made. Each is called by the digest of all it is made from, and its width.
//! 3. `decode` makes pixels of bytes, upright and in sRGB, within limits; `encode` makes them smaller, once to the widest that
//!    is wanted and from there to each width, and writes a variant.
//!
//! What other sites show beside a link ([`Picture::for_link`]) is a JPEG, since some of them read nothing newer. A format is planned only where its largest version can be expected to be smaller than the original; one that comes out
//! larger all the same is made again, less fine. What is absent: no file is read here and nothing is kept; vector images
//! and moving ones are left as they are.

mod codec;
mod decode;
mod encode;
mod whole;
#[cfg(test)]
mod tests;

pub use codec::size;
pub use decode::{Pixels, decode};
pub(crate) use encode::{encode, shrink};
pub use whole::{Fault, fault};

use codec::Codec;
use std::fmt;

/// The makers of variants, by their versions: another one may make other bytes. A test holds it to `Cargo.lock`.
const MAKERS: &str = "libwebp-sys 0.9.6, fast_image_resize 6.1.0, jpeg-encoder 0.7.1, zune-jpeg 0.5.15, png 0.18.1, image-webp 0.2.4, qcms 0.3.0";
/// Another number whenever variants are made in another way.
const VERSION: u32 = 2;

/// An image of fewer bytes is quick to load as it is.
const SMALL_BYTES: u64 = 4 * 1024;
/// An image that is narrower has no smaller versions.
const SMALL_WIDTH: u32 = 480;
/// An image of more pixels isn't decoded: it would take more memory than a build should.
const MOST_PIXELS: u64 = 60_000_000;
/// What other sites show beside a link is no wider,
const LINK_WIDTH: u32 = 1200;
/// has no more bytes unless it is made for that,
const LINK_BYTES: u64 = 1 << 20;
/// and is so fine.
const JPEG_QUALITY: u8 = 82;
/// WebP can't be higher.
const MOST_HEIGHT: u32 = 16_383;
/// A width so much below the image's own, or less, isn't worth a version besides it: in percent.
const NEAR: u64 = 115;

/// A format that variants are made in, the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// WebP.
    Webp,
    /// JPEG, for other sites only.
    Jpeg,
}

impl Format {
    /// Every format that pages name, the better first.
    pub const ALL: [Self; 1] = [Self::Webp];

    /// Its name, which is the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// How many bytes ten thousand pixels of a photograph may be expected to take.
    fn weight(self) -> u64 {
        match self {
            Self::Webp => 800,
            Self::Jpeg => 1_500,
        }
    }
}

/// How fine variants are, from 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Those in WebP.
    pub webp: u8,
}

impl Quality {
    fn of(self, format: Format) -> u8 {
        match format {
            Format::Webp => self.webp,
            Format::Jpeg => JPEG_QUALITY,
        }
    }
}

/// What is known of an image that smaller versions can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The digest of its bytes.
    digest: blake3::Hash,
    /// Its width in pixels, as it is shown.
    width: u32,
    /// Its height.
    height: u32,
    /// How many bytes it has.
    length: u64,
}

/// A smaller version of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// The format.
    pub format: Format,
    /// The width in pixels.
    pub width: u32,
    /// The width that the picture is made smaller to at first.
    pub by_way_of: u32,
    /// How fine it is, from 1 to 100.
    pub quality: u8,
}

/// All that a variant is made from.
#[derive(Debug)]
#[expect(dead_code, reason = "only its digest is used, which is that of its debug form")]
struct Recipe<'a> {
    content: &'a str,
    variant: Variant,
    makers: &'static str,
    version: u32,
}

/// Whether smaller versions of an image can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fitness {
    /// They can, as far as its header shows.
    Fit,
    /// It is left as it is: another kind, a moving or a small one.
    Left,
    /// It has too many pixels, so many millions.
    Huge(u64),
}

impl Picture {
    /// Whether an image whose file has `length` bytes and begins with `head` can have smaller versions.
    pub fn fitness(head: &[u8], length: u64) -> Fitness {
        let Some(codec) = Codec::open(head).ok().filter(|codec| !codec.is_moving) else { return Fitness::Left };
        let (width, height) = codec.shown();
        let pixels = u64::from(width) * u64::from(height);
        if pixels > MOST_PIXELS {
            return Fitness::Huge(pixels / 1_000_000);
        }
        if width < SMALL_WIDTH || length < SMALL_BYTES { Fitness::Left } else { Fitness::Fit }
    }

    /// What is known of the image `bytes`, if it is fit.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if Self::fitness(bytes, bytes.len() as u64) != Fitness::Fit {
            return None;
        }
        let ((width, height), length) = (Codec::open(bytes).ok()?.shown(), bytes.len() as u64);
        Some(Self { digest: blake3::hash(bytes), width, height, length })
    }

    /// What the file is called that says that its pixels could be read.
    pub(crate) fn mark(&self) -> String {
        format!("{}.read", &self.digest.to_hex()[..20])
    }

    /// How many bytes it has.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// How high a version of that width is.
    pub(crate) fn height_at(&self, width: u32) -> u32 {
        let exact = u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2;
        u32::try_from(exact / u64::from(self.width)).unwrap_or(u32::MAX).max(1)
    }

    /// Its smaller versions in `formats`, at those of `widths` that are below its own, and at its own where that isn't
    /// the largest: by format, the smallest first.
    pub fn variants(&self, widths: &[u32], formats: &[Format], quality: Quality) -> Vec<Variant> {
        let mut variants = Vec::new();
        let widths = self.widths(widths);
        let Some(&largest) = widths.last() else { return variants };
        if self.height_at(largest) > MOST_HEIGHT {
            return variants;
        }
        let pixels = u64::from(largest) * u64::from(self.height_at(largest));
        for format in Format::ALL.into_iter().filter(|format| formats.contains(format)) {
            if pixels * format.weight() / 10_000 < self.length {
                variants.extend(widths.iter().map(|&width| Variant {
                    format,
                    width,
                    by_way_of: largest,
                    quality: quality.of(format),
                }));
            }
        }
        variants
    }

    /// What other sites show beside a link to a page whose image it is; `None` if that may be the image itself.
    pub fn for_link(&self) -> Option<Variant> {
        let is_fit = self.width <= LINK_WIDTH && self.length <= LINK_BYTES;
        let width = self.width.min(LINK_WIDTH);
        let variant = Variant { format: Format::Jpeg, width, by_way_of: width, quality: JPEG_QUALITY };
        (!is_fit && self.height_at(width) <= MOST_HEIGHT).then_some(variant)
    }

    fn widths(&self, wanted: &[u32]) -> Vec<u32> {
        let mut widths = wanted.to_vec();
        widths.sort_unstable();
        widths.dedup();
        let largest = widths.last().copied().unwrap_or(0);
        let below = |width: &u32| u64::from(*width) * NEAR <= u64::from(self.width) * 100;
        let mut fit: Vec<u32> = widths.into_iter().filter(below).collect();
        if fit.last() != Some(&largest) {
            fit.push(self.width.min(largest));
        }
        fit
    }

    /// What the file of `variant` is called: the same only for the same bytes.
    pub(crate) fn file_name(&self, variant: Variant) -> String {
        let content = self.digest.to_hex();
        let recipe = Recipe { content: &content, variant, makers: MAKERS, version: VERSION };
        let digest = blake3::hash(format!("{recipe:?}").as_bytes()).to_hex();
        format!("{}-{}.{}", &digest[..16], variant.width, variant.format.name())
    }
}

/// Why a picture could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub(crate) String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
