//! A variant: pixels made smaller and written in a format.
//!
//! The filter is Lanczos, with the colours weighted by their alpha, so that what is cut out has no dark rim. The encoders
//! use one thread each: there is one variant a thread to make.

use super::{Format, Picture, Pixels, Variant};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image, images::ImageRef};
use ravif::{Img, RGB8, RGBA8};

/// The speed of the AVIF encoder, from 1 to 10: beyond, files grow faster than time falls.
const AVIF_SPEED: u8 = 9;
/// The effort of the WebP encoder, from 0 to 6: its own choice.
const WEBP_EFFORT: i32 = 4;
/// So much less fine a variant is made that came out no smaller than its original.
const STEP: u8 = 15;
/// The least fine one that is tried.
const LEAST: u8 = 20;

/// The bytes of `variant` of `picture`, whose pixels are `pixels`.
pub(crate) fn encode(picture: &Picture, pixels: &Pixels, variant: Variant) -> Vec<u8> {
    let small = resize(pixels, variant.width, picture.height_at(variant.width));
    let mut quality = variant.quality;
    loop {
        let bytes = match variant.format {
            Format::Avif => avif(&small, quality),
            Format::Webp => webp(&small, quality),
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

fn avif(pixels: &Pixels, quality: u8) -> Vec<u8> {
    let encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality))
        .with_alpha_quality(f32::from(quality))
        .with_speed(AVIF_SPEED)
        .with_num_threads(Some(1));
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let encoded = if is_opaque(pixels) {
        let colors: Vec<RGB8> = pixels.bytes.chunks_exact(4).map(|p| RGB8::new(p[0], p[1], p[2])).collect();
        encoder.encode_rgb(Img::new(&colors, width, height))
    } else {
        let colors: Vec<RGBA8> = pixels.bytes.chunks_exact(4).map(|p| RGBA8::new(p[0], p[1], p[2], p[3])).collect();
        encoder.encode_rgba(Img::new(&colors, width, height))
    };
    encoded.expect("a picture has a width and a height, and no more pixels than the encoder takes").avif_file
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
