//! How much there is to read: words where a language puts spaces between them, characters where it doesn't.

use crate::text::{ALPHANUMERIC, SPACE, class, is_cjk};
use std::ops::{Add, AddAssign};

/// An amount of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
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

impl WordCount {
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

impl Add for WordCount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { spaced: self.spaced.saturating_add(other.spaced), cjk: self.cjk.saturating_add(other.cjk) }
    }
}

impl AddAssign for WordCount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Counts words over text that comes in pieces: `re*mark*able` is one.
#[derive(Debug, Default)]
pub(super) struct Counter {
    words: WordCount,
    in_word: bool,
}

impl Counter {
    /// Nothing counted yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Counts `text`, which goes on where the last piece ended.
    pub(super) fn count(&mut self, text: &str) {
        // nearly all texts are ASCII, where a byte is a character
        if text.is_ascii() {
            return self.count_ascii(text.as_bytes());
        }
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

    /// The same, from one end of a word to the next.
    fn count_ascii(&mut self, mut text: &[u8]) {
        loop {
            if self.in_word {
                let Some(end) = text.iter().position(|byte| class(*byte) == SPACE) else { return };
                (text, self.in_word) = (&text[end..], false);
            }
            let Some(start) = text.iter().position(|byte| class(*byte) & ALPHANUMERIC != 0) else { return };
            self.words.spaced += 1;
            (text, self.in_word) = (&text[start..], true);
        }
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, words: WordCount) {
        self.words += words;
    }

    /// The next text begins a new word.
    pub(super) fn space(&mut self) {
        self.in_word = false;
    }

    /// What was counted.
    pub(super) fn finish(self) -> WordCount {
        self.words
    }
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
            assert_eq!(counter.finish(), WordCount { spaced, cjk }, "{pieces:?}");
        }
    }

    #[test]
    fn a_minute_is_230_words_or_500_characters() {
        for (spaced, cjk, minutes) in [(0, 0, 1), (230, 0, 1), (231, 0, 2), (0, 500, 1), (0, 501, 2), (230, 500, 2)] {
            assert_eq!(WordCount { spaced, cjk }.minutes(), minutes, "{spaced} {cjk}");
        }
        assert_eq!((WordCount { spaced: 1, cjk: 2 } + WordCount { spaced: 3, cjk: 4 }).total(), 10);
    }
}
