//! How much there is to read: words where a language puts spaces between them, characters where it doesn't.

use std::ops::{Add, AddAssign};
use wide::u8x16;

/// An amount of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Words between spaces.
    pub spaced: u32,
    /// Chinese and Japanese characters, which are read one by one.
    pub cjk: u32,
}

/// Words an adult reads silently in a minute: the mean of about 230 to 240 that the review of Brysbaert, "How many
/// words do we read per minute?" (2019), finds for non-fiction.
const SPACED_A_MINUTE: u32 = 230;
/// Characters of Chinese or Japanese in a minute, the figure Medium and others use.
const CJK_A_MINUTE: u32 = 500;

impl Words {
    /// All words, a character counting as one.
    pub fn total(&self) -> u32 {
        self.spaced.saturating_add(self.cjk)
    }

    /// How many minutes it takes to read them, rounded up, at least 1.
    pub fn minutes(&self) -> u32 {
        let spaced = u64::from(self.spaced) * u64::from(CJK_A_MINUTE);
        let cjk = u64::from(self.cjk) * u64::from(SPACED_A_MINUTE);
        let minutes = (spaced + cjk).div_ceil(u64::from(SPACED_A_MINUTE) * u64::from(CJK_A_MINUTE));
        u32::try_from(minutes).unwrap_or(u32::MAX).max(1)
    }
}

impl Add for Words {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { spaced: self.spaced.saturating_add(other.spaced), cjk: self.cjk.saturating_add(other.cjk) }
    }
}

impl AddAssign for Words {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Counts words over text that comes in pieces: `re*mark*able` is one. Pieces are short, and counting takes [`BLOCK`]
/// characters at once: ASCII is gathered until there are as many.
#[derive(Debug)]
pub(super) struct Counter {
    words: Words,
    in_word: bool,
    gathered: [u8; BLOCK],
    /// How many of them there are.
    length: usize,
}

/// So many ASCII characters are counted at once: a bit stands for each.
const BLOCK: usize = 64;

impl Counter {
    /// Nothing counted yet.
    pub(super) fn new() -> Self {
        Self { words: Words::default(), in_word: false, gathered: [0; BLOCK], length: 0 }
    }

    /// Counts `text`, which goes on where the last piece ended.
    pub(super) fn count(&mut self, text: &str) {
        if !text.is_ascii() {
            self.settle();
            return self.count_wide(text);
        }
        let mut text = text.as_bytes();
        if self.length > 0 {
            let (first, rest) = text.split_at(text.len().min(BLOCK - self.length));
            self.gather(first);
            text = rest;
            if self.length < BLOCK {
                return;
            }
            self.settle();
        }
        let (blocks, rest) = text.as_chunks::<BLOCK>();
        blocks.iter().for_each(|block| self.count_block(block));
        self.gather(rest);
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, words: Words) {
        self.words += words;
    }

    /// The next text begins a new word.
    pub(super) fn space(&mut self) {
        self.count(" ");
    }

    /// What was counted.
    pub(super) fn finish(mut self) -> Words {
        self.settle();
        self.words
    }

    fn gather(&mut self, piece: &[u8]) {
        self.gathered[self.length..][..piece.len()].copy_from_slice(piece);
        self.length += piece.len();
    }

    /// Counts what was gathered.
    fn settle(&mut self) {
        if self.length == 0 {
            return;
        }
        let mut block = self.gathered;
        // what is neither a letter nor a space changes nothing
        block[self.length..].fill(b'-');
        self.count_block(&block);
        self.length = 0;
    }

    fn count_block(&mut self, block: &[u8; BLOCK]) {
        let lower = u8x16::splat(b' ');
        let letters = bits(block, |bytes| within(bytes, b'0', b'9') | within(bytes | lower, b'a', b'z'));
        let spaces = bits(block, |bytes| bytes.simd_eq(u8x16::splat(b' ')) | within(bytes, b'\t', b'\r'));
        // A letter begins or goes on with a word, a space ends it, and all else leaves it as it is: so does a carry, which a
        // letter makes, all else passes on, and a space ends, when these two are added.
        let (passes, makes) = (!spaces, letters);
        let (sum, one) = passes.overflowing_add(makes);
        let (sum, other) = sum.overflowing_add(u64::from(self.in_word));
        let within = sum ^ passes ^ makes;
        self.words.spaced = self.words.spaced.saturating_add((letters & !within).count_ones());
        self.in_word = one | other;
    }

    fn count_wide(&mut self, text: &str) {
        for char in text.chars() {
            if is_cjk(char) {
                self.words.cjk += 1;
                self.in_word = false;
            } else if char.is_whitespace() {
                self.in_word = false;
            } else if !self.in_word && char.is_alphanumeric() {
                self.in_word = true;
                self.words.spaced += 1;
            }
        }
    }
}

/// For which bytes of `block` something holds, which is asked of sixteen at once: the first is the lowest bit.
fn bits(block: &[u8; BLOCK], holds: impl Fn(u8x16) -> u8x16) -> u64 {
    let (parts, _) = block.as_chunks::<16>();
    let mask = |part: &[u8; 16]| u64::from(holds(u8x16::from(*part)).to_bitmask());
    parts.iter().enumerate().fold(0, |bits, (at, part)| bits | mask(part) << (16 * at))
}

/// Which of `bytes` lie from `first` to `last`.
fn within(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).simd_eq(above)
}

/// Whether words of this script aren't set apart by spaces: Han, Hiragana, Katakana (Hangul is).
pub(super) fn is_cjk(char: char) -> bool {
    matches!(char, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_counted_apart() {
        for (pieces, spaced, cjk) in [
            (&["one two"][..], 2, 0),
            (&["re", "mark", "able"], 1, 0),
            (&["a - b"], 2, 0),
            (&["naïve café"], 2, 0),
            (&["缓存 cache 策略"], 1, 4),
            (&["ひらがな and カタカナ"], 1, 8),
            (&["한국어 단어"], 2, 0),
            (&["", " "], 0, 0),
        ] {
            let mut counter = Counter::new();
            pieces.iter().for_each(|piece| counter.count(piece));
            assert_eq!(counter.finish(), Words { spaced, cjk }, "{pieces:?}");
        }
    }

    /// Against the plain way, one character at a time, over pieces of many lengths that end within words and between them.
    #[test]
    fn blocks_count_as_characters_do() {
        let pattern = "it's a b--c\u{b}d/e@f`g{h[i  X9\t\n'quoted' ,;. don't-stop 42";
        let text = pattern.repeat(8);
        for length in 0..text.len() {
            let (before, after) = text.split_at(length);
            let pieces = [before, "", after, "é x", before, before];
            for end in 0..=pieces.len() {
                let (mut fast, mut plain) = (Counter::new(), Counter::new());
                for piece in &pieces[..end] {
                    fast.count(piece);
                    plain.count_wide(piece);
                }
                assert_eq!(fast.finish(), plain.words, "{:?}", &pieces[..end]);
            }
        }
    }

    #[test]
    fn a_minute_is_230_words_or_500_characters() {
        for (spaced, cjk, minutes) in [(0, 0, 1), (230, 0, 1), (231, 0, 2), (0, 500, 1), (0, 501, 2), (230, 500, 2)] {
            assert_eq!(Words { spaced, cjk }.minutes(), minutes, "{spaced} {cjk}");
        }
        assert_eq!((Words { spaced: 1, cjk: 2 } + Words { spaced: 3, cjk: 4 }).total(), 10);
    }
}
