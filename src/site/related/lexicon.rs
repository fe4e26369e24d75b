//! Words as numbers: each word's stem is a term, and terms are counted through.
//!
//! A [`Lexicon`] counts texts of one language, one after another, and knows the words that it has met, so that each is
//! stemmed once. All lexicons of a site share a [`Dictionary`] of terms. Which number a term gets depends on the threads,
//! so that nothing else may depend on numbers.

use crate::text::Stemmer;
use foldhash::HashMap;
use std::{mem, sync::Mutex};

/// A term of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TermCount {
    /// The number of the term in the dictionary.
    pub(super) number: u32,
    /// How often it is in the text, by the weights of the fields.
    pub(super) count: u32,
}

/// A text as the terms that it has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Vector {
    /// Its terms, in the order in which it has them.
    pub(super) terms: Box<[TermCount]>,
    /// The sum of their counts.
    pub(super) length: u32,
}

/// The numbers of terms.
pub(super) type Dictionary = Mutex<HashMap<String, u32>>;

/// The words that were met, and the counts of the text that is being counted.
pub(super) struct Lexicon<'d> {
    dictionary: &'d Dictionary,
    stemmer: Stemmer,
    words: HashMap<String, u32>,
    /// The terms of the text, in the order in which it has them, and the counts of all terms.
    met: Vec<u32>,
    counts: Vec<u32>,
}

impl<'d> Lexicon<'d> {
    /// One for texts in `language`, as [`super::features::language`] writes it.
    pub(super) fn new(language: &str, dictionary: &'d Dictionary) -> Self {
        let stemmer = Stemmer::of(language);
        Self { dictionary, stemmer, words: HashMap::default(), met: Vec::new(), counts: Vec::new() }
    }

    /// Counts `word`, as [`crate::text::each_word`] tells it, `weight` times.
    pub(super) fn count(&mut self, word: &str, weight: u32) {
        let term = self.words.get(word).copied().unwrap_or_else(|| {
            let term = self.term(&self.stemmer.stem(word));
            self.words.insert(word.to_owned(), term);
            term
        });
        let at = term as usize;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        if self.counts[at] == 0 {
            self.met.push(term);
        }
        self.counts[at] += weight;
    }

    fn term(&self, stem: &str) -> u32 {
        let mut known = self.dictionary.lock().expect("no thread panics while it holds the dictionary");
        let next = u32::try_from(known.len()).expect("no machine holds so many words");
        *known.entry(stem.to_owned()).or_insert(next)
    }

    /// The counts of the text, and an end to it.
    pub(super) fn finish(&mut self) -> Vector {
        let count = |number| TermCount { number, count: mem::take(&mut self.counts[number as usize]) };
        let terms: Box<[TermCount]> = self.met.drain(..).map(count).collect();
        Vector { length: terms.iter().map(|term| term.count).sum(), terms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_stems() {
        let dictionary = Dictionary::default();
        let number = |language: &str, word: &str| {
            let mut lexicon = Lexicon::new(language, &dictionary);
            lexicon.count(word, 1);
            lexicon.finish().terms[0].number
        };
        let (english, german) = (number("en", "running"), number("de", "running"));
        assert_ne!(english, german);
        assert_eq!((number("en", "run"), number("de", "running")), (english, german));
    }

    #[test]
    fn counts_are_those_of_one_text() {
        let dictionary = Dictionary::default();
        let mut lexicon = Lexicon::new("en", &dictionary);
        for word in ["index", "indexes", "lock"] {
            lexicon.count(word, 2);
        }
        let first = lexicon.finish();
        assert_eq!((first.length, first.terms.iter().map(|term| term.count).max()), (6, Some(4)));
        lexicon.count("lock", 1);
        let second = lexicon.finish();
        assert_eq!((second.length, second.terms.len()), (1, 1));
    }
}
