//! The header of an image: width and height as it is shown, and whether it moves.
//!
//! JPEG, PNG and WebP are read by their decoders, since a photograph may lie on its side and say so (EXIF), and browsers
//! set it upright. Of the other formats, only the size is read.

use image::{
    ImageDecoder,
    codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder},
    metadata::Orientation,
};
use std::io::Cursor;

/// What the header of a raster image says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Whether it has more than one picture.
    pub(super) is_moving: bool,
}

/// The header of the JPEG, PNG or WebP that begins with `head`.
pub(super) fn read(head: &[u8]) -> Option<Header> {
    let cursor = Cursor::new(head);
    if head.starts_with(&[0xff, 0xd8]) {
        return Some(upright(JpegDecoder::new(cursor).ok()?, false));
    }
    if head.starts_with(b"\x89PNG") {
        let png = PngDecoder::new(cursor).ok()?;
        let is_moving = png.is_apng().ok()?;
        return Some(upright(png, is_moving));
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        let webp = WebPDecoder::new(cursor).ok()?;
        let is_moving = webp.has_animation();
        return Some(upright(webp, is_moving));
    }
    None
}

/// Width and height of the image that begins with `head`, as it is shown.
pub(crate) fn size(head: &[u8]) -> Option<(u32, u32)> {
    if let Some(header) = read(head) {
        return Some((header.width, header.height));
    }
    let size = imagesize::blob_size(head).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

fn upright(mut decoder: impl ImageDecoder, is_moving: bool) -> Header {
    let (width, height) = decoder.dimensions();
    let lies = matches!(
        decoder.orientation(),
        Ok(Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH)
    );
    let (width, height) = if lies { (height, width) } else { (width, height) };
    Header { width, height, is_moving }
}
