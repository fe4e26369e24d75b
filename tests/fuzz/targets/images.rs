//! The bytes of an image: whether it is one, its size, and its pixels.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use sitegen::{
    picture::{self, Fitness, Picture},
    source,
};
use std::sync::Once;

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    // a decoder that panics is caught, and isn't what is looked for here
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| ())));
    for ending in ["png", "svg"] {
        let _ = picture::fault(bytes, ending);
    }
    let _ = (picture::size(bytes), source::svg_size(bytes));
    if matches!(Picture::fitness(bytes, bytes.len() as u64), Fitness::Huge(_)) {
        return Corpus::Keep;
    }
    let _ = Picture::of(bytes);
    if let Ok(pixels) = picture::decode(bytes) {
        assert_eq!(pixels.bytes.len() as u64, 4 * u64::from(pixels.width) * u64::from(pixels.height));
    }
    Corpus::Keep
});
