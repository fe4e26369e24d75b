//! Maps whose keys are digests: 64 bits that tell the words of a site apart, and need no other hash.
//!
//! Of a million words, two have the same digest in one site of ten million; then one is taken for the other.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A map by digests.
pub(crate) type ByDigest<T> = HashMap<u64, T, BuildHasherDefault<Digested>>;

/// A hasher of numbers that are digests already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Digested(u64);

impl Hasher for Digested {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only digests are hashed");
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}
