//! Pictures made from pixels, and back: what is planned, what comes out, and what is refused.

use super::*;
use image::{DynamicImage, ImageEncoder, ImageFormat, RgbImage, RgbaImage, codecs::jpeg::JpegEncoder};
use std::io::Cursor;

const QUALITY: Quality = Quality { webp: 80 };
const WIDTHS: &[u32] = &[480, 768, 1080, 1440];
/// The beginning of a PNG of 60,000 by 60,000 pixels.
const VAST: &[u8] = include_bytes!("../../tests/data/vast.png");

/// An image with enough in it to be large: waves of colour with a little noise.
fn waves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 3;
        let wave = |scale: f32| ((x as f32 / scale).sin() * (y as f32 / scale).cos() * 100.0 + 120.0) as u8;
        image::Rgb([wave(31.0), wave(57.0), wave(17.0).wrapping_add((noise % 23) as u8)])
    })
}

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("memory can be written");
    bytes
}

/// `image` as a JPEG that says how it lies.
fn jpeg(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif).expect("the encoder takes it");
    encoder.encode_image(image).expect("memory can be written");
    bytes
}

fn picture(width: u32, height: u32, length: u64) -> Picture {
    Picture { digest: blake3::hash(b"x"), width, height, length }
}

fn widths(picture: &Picture, format: Format) -> Vec<u32> {
    let variants = picture.variants(WIDTHS, &[format], QUALITY);
    variants.into_iter().map(|variant| variant.width).collect()
}

#[test]
fn widths_go_up_to_the_images_own() {
    for (own, expected) in [
        (4000, &[480, 768, 1080, 1440][..]),
        (1440, &[480, 768, 1080, 1440]),
        (1500, &[480, 768, 1080, 1440]),
        (1000, &[480, 768, 1000]),
        (800, &[480, 800]),
        (480, &[480]),
    ] {
        assert_eq!(widths(&picture(own, own, 10_000_000), Format::Webp), expected, "{own}");
    }
}

#[test]
fn a_format_that_would_not_be_smaller_is_not_planned() {
    let screenshot = picture(1440, 900, 80_000);
    assert!(widths(&screenshot, Format::Webp).is_empty());
    assert!(widths(&picture(480, 30_000, 90_000_000), Format::Webp).is_empty(), "too high");
}

#[test]
fn a_name_is_the_digest_of_all_that_counts() {
    let (one, other) = (picture(1000, 800, 9), Picture { digest: blake3::hash(b"y"), ..picture(1000, 800, 9) });
    let variant = Variant { format: Format::Webp, width: 480, by_way_of: 480, quality: 60 };
    let name = one.file_name(variant);
    assert!(name.ends_with("-480.webp"), "{name}");
    assert_eq!(name, one.file_name(variant));
    for differs in [
        other.file_name(variant),
        one.file_name(Variant { quality: 61, ..variant }),
        one.file_name(Variant { by_way_of: 600, ..variant }),
    ] {
        assert_ne!(name[..16], differs[..16]);
    }
}

#[test]
fn the_makers_are_those_of_the_lock_file() {
    let lock = include_str!("../../Cargo.lock");
    for maker in MAKERS.split(", ") {
        let (name, version) = maker.split_once(' ').expect("a name and a version");
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(lock.contains(&entry), "`{maker}` isn't in Cargo.lock: bring MAKERS up to date");
    }
}

#[test]
fn variants_can_be_read_by_others_and_are_smaller() {
    let bytes = png(waves(600, 300));
    let picture = Picture::of(&bytes).expect("it is fit");
    let pixels = decode(&bytes).expect("it is whole");
    for variant in picture.variants(&[480], &Format::ALL, QUALITY) {
        let made = encode(&picture, &pixels, variant);
        assert!(made.len() < bytes.len(), "{variant:?}");
        assert_eq!(made, encode(&picture, &pixels, variant), "{variant:?} is the same each time");
        assert_eq!(size(&made), Some((variant.width, picture.height_at(variant.width))), "{variant:?}");
    }
}

#[test]
fn alpha_and_colours_stay() {
    let image = RgbaImage::from_fn(600, 400, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) as u8 % 9;
        if x < 300 { image::Rgba([200, 40 + noise, 60, 255]) } else { image::Rgba([0, 0, noise, 0]) }
    });
    let bytes = png(image);
    let picture = Picture::of(&bytes).expect("it is fit");
    let pixels = decode(&bytes).expect("it is whole");
    let made = encode(&picture, &pixels, Variant { format: Format::Webp, width: 480, by_way_of: 600, quality: 90 });
    let small = image::load_from_memory(&made).expect("`image` reads WebP too").into_rgba8();
    assert_eq!(small.dimensions(), (480, 320));
    let (left, right) = (small.get_pixel(100, 160).0, small.get_pixel(400, 160).0);
    assert_eq!((left[3], right[3]), (255, 0));
    for (found, meant) in left.iter().zip([200, 44, 60]) {
        assert!(found.abs_diff(meant) < 12, "{left:?}");
    }
}

#[test]
fn other_sites_get_a_jpeg_of_what_is_wide_or_heavy() {
    for (width, length, expected) in [
        (1200, 1 << 20, None),
        (1201, 100_000, Some(1200)),
        (4000, 9_000_000, Some(1200)),
        (800, (1 << 20) + 1, Some(800)),
    ] {
        let made = picture(width, 800, length).for_link();
        assert_eq!(made.map(|variant| variant.width), expected, "{width} px, {length} bytes");
    }
    let image = RgbaImage::from_fn(1300, 650, |x, _| image::Rgba([200, 40, 60, if x < 650 { 255 } else { 0 }]));
    let picture = Picture { width: 1300, height: 650, ..picture(1300, 650, 2 << 20) };
    let pixels = decode(&png(image)).expect("it is whole");
    let variant = picture.for_link().expect("it is wide");
    let made = encode(&picture, &shrink(&picture, &pixels, variant.by_way_of), variant);
    assert!(made.starts_with(&[0xff, 0xd8]), "it is a JPEG");
    let small = image::load_from_memory(&made).expect("it can be read").into_rgb8();
    assert_eq!(small.dimensions(), (1200, 600));
    let (left, right) = (small.get_pixel(100, 300).0, small.get_pixel(1100, 300).0);
    assert!(left[0] > 180 && left[1] < 70, "{left:?}");
    assert!(right.iter().all(|&color| color > 245), "what can be seen through is white: {right:?}");
}

#[test]
fn a_photograph_is_set_upright() {
    let mut image = waves(700, 500);
    for (x, y) in (0..60).flat_map(|x| (0..60).map(move |y| (x, y))) {
        image.put_pixel(x, y, image::Rgb([255, 0, 0]));
    }
    // 6: what is at the top left belongs to the top right
    let bytes = jpeg(&image, 6);
    assert_eq!(size(&bytes), Some((500, 700)));
    let pixels = decode(&bytes).expect("it is whole");
    assert_eq!((pixels.width, pixels.height), (500, 700));
    let at = |x: u32, y: u32| &pixels.bytes[((y * 500 + x) * 4) as usize..][..3];
    assert!(at(470, 30)[0] > 200 && at(470, 30)[1] < 60, "{:?}", at(470, 30));
    assert_eq!(size(&jpeg(&image, 1)), Some((700, 500)));
}

#[test]
fn what_is_broken_is_refused_with_a_reason() {
    let whole = png(waves(600, 500));
    let mut claims_more = whole.clone();
    claims_more[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    claims_more[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    for (bytes, reason) in [
        (whole[..whole.len() / 2].to_vec(), "it ends too early"),
        (jpeg(&waves(600, 500), 1)[..200].to_vec(), ""),
        (b"not an image".to_vec(), ""),
    ] {
        let unreadable = decode(&bytes).expect_err("it is broken");
        assert!(unreadable.0.contains(reason) && !unreadable.0.is_empty(), "{unreadable:?}");
    }
    assert!(decode(&claims_more).is_err());
}

#[test]
fn a_header_says_what_is_left_as_it_is() {
    let whole = png(waves(600, 500));
    let length = whole.len() as u64;
    assert_eq!(Picture::fitness(&whole, length), Fitness::Fit);
    assert_eq!(Picture::fitness(&whole, 4_000), Fitness::Left, "few bytes");
    assert_eq!(Picture::fitness(&png(waves(479, 500)), length), Fitness::Left, "narrow");
    assert_eq!(Picture::fitness(b"<svg xmlns=\"\"/>", length), Fitness::Left);
    assert_eq!(Picture::fitness(b"GIF89a\x58\x02\x58\x02\0\0\0", length), Fitness::Left);
    assert_eq!(Picture::fitness(VAST, length), Fitness::Huge(3_600));
}
