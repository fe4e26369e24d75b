//! JPEG, PNG and WebP, each read by its own decoder: what the header says, and the pixels.
//!
//! [`Codec::open`] reads a header, of which the beginning of a file is enough: width and height, whether the image moves, how it
//! lies by its EXIF, the profile of its colours. [`Codec::pixels`] reads the rest, in four channels of eight bits, as the
//! file has them: they are set upright and turned into sRGB in `decode`. Of other formats [`size`] reads the size.

use std::io::Cursor;
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};

/// The most memory that a decoder may ask for.
const MOST_MEMORY: usize = 1 << 30;

/// An image whose header was read.
pub(super) struct Codec<'a> {
    decoder: Decoder<'a>,
    /// Its width in pixels, as they are stored.
    width: u32,
    height: u32,
    /// Whether it has more than one picture.
    pub(super) is_moving: bool,
    /// How it lies.
    pub(super) way: Orientation,
    /// The profile of its colours.
    pub(super) profile: Option<Vec<u8>>,
}

enum Decoder<'a> {
    Jpeg(Box<zune_jpeg::JpegDecoder<ZCursor<&'a [u8]>>>),
    Png(Box<png::Reader<Cursor<&'a [u8]>>>),
    Webp(Box<image_webp::WebPDecoder<Cursor<&'a [u8]>>>),
}

/// How the pixels of an image lie: the number that EXIF has for it, from 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(u32);

impl<'a> Codec<'a> {
    /// The JPEG, PNG or WebP that begins with `head`.
    ///
    /// # Errors
    /// Why it is none, in words.
    pub(super) fn open(head: &'a [u8]) -> Result<Self, String> {
        if head.starts_with(&[0xff, 0xd8]) {
            return Self::jpeg(head);
        }
        if head.starts_with(b"\x89PNG") {
            return Self::png(head);
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            return Self::webp(head);
        }
        Err("it is neither JPEG, PNG nor WebP".to_owned())
    }

    fn jpeg(head: &'a [u8]) -> Result<Self, String> {
        let options =
            DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
        let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(head), options);
        decoder.decode_headers().map_err(|reason| format!("{reason:?}"))?;
        let is_gray = matches!(decoder.input_colorspace(), Some(ColorSpace::Luma | ColorSpace::LumaA));
        let colors = if is_gray { ColorSpace::Luma } else { ColorSpace::RGB };
        let options = decoder.options().jpeg_set_out_colorspace(colors);
        decoder.set_options(options);
        let (width, height) = decoder.dimensions().ok_or("it has no size")?;
        let (width, height) = (u32::try_from(width).unwrap_or(u32::MAX), u32::try_from(height).unwrap_or(u32::MAX));
        let (way, profile) = (Orientation::of(decoder.exif().cloned()), decoder.icc_profile());
        Ok(Self { decoder: Decoder::Jpeg(Box::new(decoder)), width, height, is_moving: false, way, profile })
    }

    fn png(head: &'a [u8]) -> Result<Self, String> {
        let mut decoder = png::Decoder::new_with_limits(Cursor::new(head), png::Limits { bytes: MOST_MEMORY });
        decoder.set_ignore_text_chunk(true);
        decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
        let reader = decoder.read_info().map_err(|reason| reason.to_string())?;
        let info = reader.info();
        let (width, height) = info.size();
        let is_moving = info.animation_control.is_some();
        let way = Orientation::of(info.exif_metadata.as_deref().map(<[u8]>::to_vec));
        let profile = info.icc_profile.as_deref().map(<[u8]>::to_vec);
        Ok(Self { decoder: Decoder::Png(Box::new(reader)), width, height, is_moving, way, profile })
    }

    fn webp(head: &'a [u8]) -> Result<Self, String> {
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(head)).map_err(|reason| reason.to_string())?;
        decoder.set_memory_limit(MOST_MEMORY);
        let (width, height) = decoder.dimensions();
        let is_moving = decoder.is_animated();
        // what stands behind the pixels isn't there while only the beginning is
        let way = Orientation::of(decoder.exif_metadata().ok().flatten());
        let profile = decoder.icc_profile().ok().flatten();
        Ok(Self { decoder: Decoder::Webp(Box::new(decoder)), width, height, is_moving, way, profile })
    }

    /// Width and height, as the pixels are stored.
    pub(super) fn stored(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Width and height, as the image is shown.
    pub(super) fn shown(&self) -> (u32, u32) {
        if self.way.lies() { (self.height, self.width) } else { (self.width, self.height) }
    }

    /// The pixels in red, green, blue and alpha, as they are stored.
    ///
    /// # Errors
    /// Why there are none, in words.
    pub(super) fn pixels(self) -> Result<Vec<u8>, String> {
        let count = usize::try_from(u64::from(self.width) * u64::from(self.height)).unwrap_or(usize::MAX);
        if count.checked_mul(4).is_none_or(|bytes| bytes > MOST_MEMORY) {
            return Err("it needs too much memory".to_owned());
        }
        let bytes = match self.decoder {
            Decoder::Jpeg(mut decoder) => decoder.decode().map_err(|reason| format!("{reason:?}"))?,
            Decoder::Png(mut reader) => {
                let mut bytes = vec![0; reader.output_buffer_size().ok_or("it needs too much memory")?];
                reader.next_frame(&mut bytes).map_err(|reason| reason.to_string())?;
                bytes
            }
            Decoder::Webp(mut decoder) => {
                let mut bytes = vec![0; decoder.output_buffer_size().ok_or("it needs too much memory")?];
                decoder.read_image(&mut bytes).map_err(|reason| reason.to_string())?;
                bytes
            }
        };
        four_channels(bytes, count)
    }
}

/// `bytes`, of `count` pixels with one to four channels each, in four.
fn four_channels(bytes: Vec<u8>, count: usize) -> Result<Vec<u8>, String> {
    match bytes.len().checked_div(count) {
        Some(1) => Ok(bytes.iter().flat_map(|&gray| [gray, gray, gray, u8::MAX]).collect()),
        Some(2) => Ok(bytes.chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect()),
        Some(3) => Ok(bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], u8::MAX]).collect()),
        Some(4) => Ok(bytes),
        _ => Err("it ends too early".to_owned()),
    }
}

impl Orientation {
    /// How an image with that EXIF lies.
    fn of(exif: Option<Vec<u8>>) -> Self {
        let read = |exif: Vec<u8>| {
            // JPEG has a mark before it that other formats have not
            let exif = exif.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec).unwrap_or(exif);
            let fields = exif::Reader::new().read_raw(exif).ok()?;
            fields.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
        };
        Self(exif.and_then(read).filter(|way| (1..=8).contains(way)).unwrap_or(1))
    }

    /// Whether it lies on its side.
    fn lies(self) -> bool {
        self.0 >= 5
    }

    /// The pixels `bytes`, four bytes each, of an image of that width and height, set upright.
    pub(super) fn upright(self, bytes: Vec<u8>, (width, height): (u32, u32)) -> Vec<u8> {
        if self.0 == 1 {
            return bytes;
        }
        let (width, height) = (width as usize, height as usize);
        let (shown_width, shown_height) = if self.lies() { (height, width) } else { (width, height) };
        let mut upright = Vec::with_capacity(bytes.len());
        for y in 0..shown_height {
            for x in 0..shown_width {
                let (left, right) = (x, shown_width - 1 - x);
                let (above, below) = (y, shown_height - 1 - y);
                let (at_x, at_y) = match self.0 {
                    2 => (right, above),
                    3 => (right, below),
                    4 => (left, below),
                    5 => (above, left),
                    6 => (above, right),
                    7 => (below, right),
                    _ => (below, left),
                };
                let at = (at_y * width + at_x) * 4;
                upright.extend_from_slice(&bytes[at..at + 4]);
            }
        }
        upright
    }
}

/// Width and height of the image that begins with `head`, as it is shown; its format may be one that is only shown.
pub fn size(head: &[u8]) -> Option<(u32, u32)> {
    if let Ok(codec) = Codec::open(head) {
        return Some(codec.shown());
    }
    let size = imagesize::blob_size(head).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}
