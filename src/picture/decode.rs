//! The pixels of an image: upright, in sRGB, eight bits a channel, with alpha.
//!
//! What the file claims is limited before memory is asked for, and what is broken is an [`Unreadable`], never a panic: a
//! decoder that panics all the same is taken at its word. Colours of another profile are turned into sRGB, since what is
//! made of the pixels carries no profile.

use super::{MOST_PIXELS, Unreadable, codec::Codec};
use qcms::{DataType, Intent, Profile, Transform};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pixels in red, green, blue and alpha, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// How many pixels a row has.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// Four bytes a pixel.
    pub bytes: Vec<u8>,
}

/// The pixels of the image `bytes`.
///
/// # Errors
/// Why there are none.
pub fn decode(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let decoded = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    decoded.unwrap_or_else(|_| Err(Unreadable("its decoder gives up".to_owned())))
}

fn read(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let unreadable = |reason: String| Unreadable(words(&reason));
    let codec = Codec::open(bytes).map_err(unreadable)?;
    let (stored, (width, height)) = (codec.stored(), codec.shown());
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unreadable("it has too many pixels".to_owned()));
    }
    let (way, profile) = (codec.way, codec.profile.clone());
    let mut bytes = way.upright(codec.pixels().map_err(unreadable)?, stored);
    if let Some(profile) = profile {
        to_srgb(&mut bytes, &profile);
    }
    Ok(Pixels { width, height, bytes })
}

/// Turns `bytes`, whose colours are those of `profile`, into sRGB. They stay as they are where the profile can't be read, or isn't
/// one of red, green and blue: then the decoder has turned them already.
fn to_srgb(bytes: &mut [u8], profile: &[u8]) {
    // the kind of its colours, by the specification of ICC (7.2.6)
    if profile.get(16..20) != Some(b"RGB ") {
        return;
    }
    let Some(from) = Profile::new_from_slice(profile, false).filter(|profile| !profile.is_sRGB()) else { return };
    let mut srgb = Profile::new_sRGB();
    srgb.precache_output_transform();
    if let Some(turn) = Transform::new(&from, &srgb, DataType::RGBA8, Intent::Perceptual) {
        turn.apply(bytes);
    }
}

/// A decoder's reason as the rest of a sentence.
fn words(reason: &str) -> String {
    let lower = reason.to_ascii_lowercase();
    if ["unexpected end", "eof", "unexpectedendof", "exhausted", "failed to fill"]
        .iter()
        .any(|words| lower.contains(words))
    {
        return "it ends too early".to_owned();
    }
    let line = reason.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let mut chars = line.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
