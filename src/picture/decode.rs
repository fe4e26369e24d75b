//! The pixels of an image: upright, in sRGB, eight bits a channel, with alpha.
//!
//! What the file claims is limited before memory is asked for, and what is broken is an [`Unreadable`], never a panic: a
//! decoder that panics all the same is taken at its word. Colours of another profile are turned into sRGB, since what is
//! made of the pixels carries no profile.

use super::{MOST_PIXELS, Unreadable};
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The most memory that a decoder may ask for.
const MOST_MEMORY: u64 = 1 << 30;

/// Pixels in red, green, blue and alpha, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: Vec<u8>,
}

/// The pixels of the image `bytes`.
///
/// # Errors
/// Why there are none.
pub(crate) fn decode(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let decoded = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    decoded.unwrap_or_else(|_| Err(Unreadable("its decoder gives up".to_owned())))
}

fn read(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let unreadable = |reason: ImageError| Unreadable(words(&reason));
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|reason| Unreadable(reason.to_string()))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unreadable("it has too many pixels".to_owned()));
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    let image = image.into_rgba8();
    let (width, height) = image.dimensions();
    let mut pixels = Pixels { width, height, bytes: image.into_raw() };
    if let Some(profile) = profile {
        pixels.bytes = as_srgb(pixels.bytes, &profile);
    }
    Ok(pixels)
}

/// `bytes`, whose colours are those of `profile`, as sRGB; as they are where the profile can't be read, or isn't one of
/// red, green and blue: then the decoder has turned them already.
fn as_srgb(bytes: Vec<u8>, profile: &[u8]) -> Vec<u8> {
    let Ok(from) = ColorProfile::new_from_slice(profile) else { return bytes };
    let srgb = ColorProfile::new_srgb();
    if from.color_space != DataColorSpace::Rgb {
        return bytes;
    }
    let Ok(turn) = from.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, TransformOptions::default()) else {
        return bytes;
    };
    let mut turned = vec![0; bytes.len()];
    match turn.transform(&bytes, &mut turned) {
        Ok(()) => turned,
        Err(_) => bytes,
    }
}

/// A decoder's reason as the rest of a sentence.
fn words(reason: &ImageError) -> String {
    let text = match reason {
        ImageError::Limits(_) => "it needs too much memory".to_owned(),
        ImageError::IoError(_) => "it ends too early".to_owned(),
        other => other.to_string(),
    };
    let line = text.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let mut chars = line.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
