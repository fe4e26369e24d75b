//! A variant: pixels made smaller and written in a format.
//!
//! [`shrink`] makes the pixels of an image smaller once, to what the widest version needs; [`encode`] goes on from there, since to
//! look at all pixels of a photograph again for each version takes longer than all the rest. The filter is Lanczos, with the colours weighted by their alpha, so that what is cut out has no dark rim. The encoders
//! use one thread each: there is one variant a thread to make.

use super::{Format, Picture, Pixels, Variant};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image, images::ImageRef};
use jpeg_encoder::{ColorType, Encoder};

/// The effort of the WebP encoder, from 0 to 6: its own choice.
const WEBP_EFFORT: i32 = 4;
/// So much less fine a variant is made that came out no smaller than its original.
const STEP: u8 = 15;
/// The least fine one that is tried.
const LEAST: u8 = 20;

/// The pixels of `picture`, at that width.
pub(crate) fn shrink(picture: &Picture, pixels: &Pixels, width: u32) -> Pixels {
    resize(pixels, width, picture.height_at(width))
}

/// The bytes of `variant` of `picture`, whose pixels, at the width that it goes [by way of](Variant::by_way_of), are `pixels`.
pub(crate) fn encode(picture: &Picture, pixels: &Pixels, variant: Variant) -> Vec<u8> {
    let small = resize(pixels, variant.width, picture.height_at(variant.width));
    let mut quality = variant.quality;
    loop {
        let bytes = match variant.format {
            Format::Webp => webp(&small, quality),
            Format::Jpeg => jpeg(&small, quality),
        };
        if (bytes.len() as u64) < picture.length() || quality <= LEAST {
            return bytes;
        }
        quality = quality.saturating_sub(STEP).max(LEAST);
    }
}

fn resize(pixels: &Pixels, width: u32, height: u32) -> Pixels {
    if (pixels.width, pixels.height) == (width, height) {
        return pixels.clone();
    }
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.bytes, PixelType::U8x4)
        .expect("there are four bytes for each pixel");
    let mut to = Image::new(width, height, PixelType::U8x4);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(true);
    Resizer::new().resize(&from, &mut to, &options).expect("both have the same kind of pixels");
    Pixels { width, height, bytes: to.into_vec() }
}

fn is_opaque(pixels: &Pixels) -> bool {
    pixels.bytes.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX)
}

/// `pixels` without alpha.
fn opaque(pixels: &Pixels) -> Vec<u8> {
    pixels.bytes.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

/// What can be seen through is white.
fn jpeg(pixels: &Pixels, quality: u8) -> Vec<u8> {
    let on_white = |color: u8, alpha: u8| {
        let (color, alpha) = (u32::from(color), u32::from(alpha));
        u8::try_from((color * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
    };
    let flat: Vec<u8> =
        pixels.bytes.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]].map(|color| on_white(color, p[3]))).collect();
    let side = |length: u32| u16::try_from(length).expect("a picture is within what JPEG takes");
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, quality)
        .encode(&flat, side(pixels.width), side(pixels.height), ColorType::Rgb)
        .expect("memory takes all that is written");
    bytes
}

fn webp(pixels: &Pixels, quality: u8) -> Vec<u8> {
    let mut config = webp::WebPConfig::new().expect("libwebp is the version it was built with");
    config.quality = f32::from(quality);
    config.method = WEBP_EFFORT;
    let encode =
        |bytes: &[u8], layout| webp::Encoder::new(bytes, layout, pixels.width, pixels.height).encode_advanced(&config);
    let encoded = if is_opaque(pixels) {
        encode(&opaque(pixels), webp::PixelLayout::Rgb)
    } else {
        encode(&pixels.bytes, webp::PixelLayout::Rgba)
    };
    encoded.expect("a picture is within what WebP takes").to_vec()
}
