//! Words as numbers: each word's stem is a term, and terms are counted through.
//!
//! A [`Lexicon`] knows the words that it has met, so that each is stemmed once; texts are counted in it one after another.
//! Words are compared without case and in NFC. They are cut to their stems by the Snowball algorithm of the language; where
//! there is none, a word is its own stem. Chinese, Japanese, Korean, Thai and the like aren't cut into words: every two neighbouring
//! characters are a term (bigrams do as well there as segmentation does, see Nie and Ren, "Chinese information retrieval:
//! using characters or words?", 1999). What is one letter or only digits says too little, and is left out.
//!
//! Terms are told apart by 64 bits of a digest, and called by numbers. Those of a lexicon are its own; a [`Dictionary`] has
//! the numbers that all texts of a site share. Which number a term gets depends on the threads, so that nothing else may
//! depend on numbers.

use super::vectors::{Term, Vector};
use foldhash::HashMap;
use icu_normalizer::ComposingNormalizerBorrowed;
use rust_stemmers::{Algorithm, Stemmer};

use twox_hash::XxHash3_64;

/// Longer words are no words of a language.
const LONGEST: usize = 40;
/// What stands for a word that is left out.
const NONE: u32 = u32::MAX;

/// The numbers of terms, by their digests.
#[derive(Debug, Default)]
pub(super) struct Dictionary(HashMap<u64, u32>);

impl Dictionary {
    /// The number of each of `terms`, which are digests.
    pub(super) fn numbers(&mut self, terms: &[u64]) -> Vec<u32> {
        let number = |term: &u64| {
            let next = number(self.0.len());
            *self.0.entry(*term).or_insert(next)
        };
        terms.iter().map(number).collect()
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The words that were met, and the counts of the text that is being counted.
pub(super) struct Lexicon {
    /// The languages, each with its stemmer, and which of them is spoken.
    languages: Vec<(String, Option<Stemmer>)>,
    language: usize,
    /// The number of each word's term, by a digest of word and language.
    words: HashMap<u64, u32>,
    /// The number of each term, by its digest.
    numbers: HashMap<u64, u32>,
    /// The digest of each term.
    terms: Vec<u64>,
    /// How often each term was met in this text, and those that were.
    counts: Vec<u32>,
    met: Vec<u32>,
    length: u32,
    lower: String,
}

impl Lexicon {
    /// One without words.
    pub(super) fn new() -> Self {
        Self {
            languages: Vec::new(),
            language: 0,
            words: HashMap::default(),
            numbers: HashMap::default(),
            terms: Vec::new(),
            counts: Vec::new(),
            met: Vec::new(),
            length: 0,
            lower: String::new(),
        }
    }

    /// From now on, words are those of `language`, as [`super::pages::language`] writes it.
    pub(super) fn speak(&mut self, language: &str) {
        self.language = self.languages.iter().position(|(known, _)| known == language).unwrap_or_else(|| {
            self.languages.push((language.to_owned(), algorithm(language).map(Stemmer::create)));
            self.languages.len() - 1
        });
    }

    /// Counts `word`, as a text has it, `weight` times.
    pub(super) fn count(&mut self, word: &str, weight: u32) {
        if !word.is_ascii() {
            return self.count_wide(word, weight);
        }
        if word.len() < 2 || word.len() > LONGEST {
            return;
        }
        self.lower.clear();
        self.lower.push_str(word);
        self.lower.make_ascii_lowercase();
        let digest = digest(&self.lower, self.language as u64);
        let term = self.words.get(&digest).copied().unwrap_or_else(|| {
            let term = self.term_of_lower();
            self.words.insert(digest, term);
            term
        });
        self.add(term, weight);
    }

    /// The counts of the text, and an end to it. Terms are those of the lexicon, in the order of the text.
    pub(super) fn finish(&mut self) -> Vector {
        let counted =
            |number: &u32| Term { number: *number, count: std::mem::take(&mut self.counts[*number as usize]) };
        let terms = self.met.iter().map(counted).collect();
        self.met.clear();
        Vector { terms, length: std::mem::take(&mut self.length) }
    }

    /// The digests of the terms, by their numbers.
    pub(super) fn terms(&self) -> &[u64] {
        &self.terms
    }

    fn add(&mut self, term: u32, weight: u32) {
        if term == NONE {
            return;
        }
        let count = &mut self.counts[term as usize];
        if *count == 0 {
            self.met.push(term);
        }
        *count += weight;
        self.length += weight;
    }

    /// The term that the word in `lower` is.
    fn term_of_lower(&mut self) -> u32 {
        if !self.lower.bytes().any(|byte| byte.is_ascii_alphabetic() || byte >= 0x80) {
            return NONE;
        }
        let term = match self.languages.get(self.language) {
            Some((_, Some(stemmer))) => digest(&stemmer.stem(&self.lower), TERM),
            _ => digest(&self.lower, TERM),
        };
        self.term(term)
    }

    /// The term with that digest.
    fn term(&mut self, digest: u64) -> u32 {
        let Self { numbers, terms, counts, .. } = self;
        *numbers.entry(digest).or_insert_with(|| {
            terms.push(digest);
            counts.push(0);
            number(terms.len() - 1)
        })
    }

    /// Counts what of `run`, letters with signs beyond ASCII between them, is words.
    fn count_wide(&mut self, run: &str, weight: u32) {
        let run = ComposingNormalizerBorrowed::new_nfc().normalize(run);
        self.lower.clear();
        let mut before = None;
        for c in run.chars() {
            let is_unspaced = is_unspaced(c);
            if is_unspaced || !(c.is_alphanumeric() || is_mark(c)) {
                self.end_word(weight);
            } else {
                self.lower.extend(c.to_lowercase());
            }
            if let (true, Some(before)) = (is_unspaced, before) {
                let term = self.term(digest(&String::from_iter([before, c]), TERM));
                self.add(term, weight);
            }
            before = is_unspaced.then_some(c);
        }
        self.end_word(weight);
    }

    /// Counts the word in `lower`, if there is one.
    fn end_word(&mut self, weight: u32) {
        let mut chars = self.lower.chars();
        if chars.nth(1).is_some() && chars.nth(LONGEST - 2).is_none() {
            let term = self.term_of_lower();
            self.add(term, weight);
        }
        self.lower.clear();
    }
}

/// The stemmer of `language`.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        // what isn't in their own script is English in most technical texts of these
        "en" | "zh" | "ja" | "ko" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// Whether `c` is written without spaces around words, or in syllables: Han, Kana, Hangul, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}'
        | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}')
}

/// Whether `c` is an accent or another part of the letter before it.
fn is_mark(c: char) -> bool {
    use icu_properties::{CodePointMapData, props::GeneralCategory, props::GeneralCategoryGroup};
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

/// In place of a language: terms have none.
const TERM: u64 = u64::MAX;

/// A digest of a word of that language.
fn digest(word: &str, language: u64) -> u64 {
    XxHash3_64::oneshot_with_seed(language, word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digests of the terms of a text, in order.
    fn terms(language: &str, text: &str) -> Vec<u64> {
        let mut lexicon = Lexicon::new();
        lexicon.speak(language);
        crate::markdown::each_word(text, &mut |word| lexicon.count(word, 1));
        let mut terms: Vec<u64> =
            lexicon.finish().terms.iter().map(|term| lexicon.terms[term.number as usize]).collect();
        terms.sort_unstable();
        terms
    }

    #[test]
    fn words_are_the_same_in_every_form() {
        for (language, one, other) in [
            ("en", "Caching caches, cached!", "cache"),
            ("en", "QUERIES", "query"),
            ("de", "Häuser", "häusern"),
            ("de", "Ma\u{308}dchen", "mädchen"),
            ("en", "naïve—approach", "approaches naïve"),
            ("en", "2026 404 a 1", ""),
            ("pl", "kolejka", "Kolejka"),
            ("zh", "缓存 Caches", "cached 缓存"),
            ("ja", "ひらがな", "ひら らが がな"),
            ("en", "don’t", "don't"),
            ("th", "แคชและ", "แค คช ชแ แล ละ"),
        ] {
            assert_eq!(terms(language, one), terms(language, other), "{language} {one}");
        }
    }

    #[test]
    fn words_that_differ_have_numbers_that_differ() {
        for (language, one, other) in [
            ("en", "C++", "C#"),
            ("en", "go", "got"),
            ("en", "internationalization", "internationalisms"),
            ("pl", "kolejka", "kolejki"),
            ("zh", "缓存", "存缓"),
            ("zh", "\u{4e00}\u{4e01}", "\u{4e20}\u{4e01}"),
        ] {
            assert_ne!(terms(language, one), terms(language, other), "{language} {one}");
        }
    }

    #[test]
    fn a_language_has_its_own_stems() {
        let mut lexicon = Lexicon::new();
        let mut number = |language: &str, word: &str| {
            lexicon.speak(language);
            lexicon.count(word, 1);
            lexicon.finish().terms[0].number
        };
        let (english, german) = (number("en", "running"), number("de", "running"));
        assert_ne!(english, german);
        assert_eq!((number("en", "run"), number("de", "running")), (english, german));
    }

    #[test]
    fn counts_are_those_of_one_text() {
        let mut lexicon = Lexicon::new();
        lexicon.speak("en");
        for word in ["index", "Indexes", "lock"] {
            lexicon.count(word, 2);
        }
        let first = lexicon.finish();
        assert_eq!((first.length, first.terms.iter().map(|term| term.count).max()), (6, Some(4)));
        lexicon.count("lock", 1);
        let second = lexicon.finish();
        assert_eq!((second.length, second.terms.len()), (1, 1));
    }

    proptest::proptest! {
        #[test]
        fn a_digest_tells_words_apart(one in "[a-z]{1,12}", other in "[a-z]{1,12}") {
            proptest::prop_assert_eq!(one == other, digest(&one, 0) == digest(&other, 0));
            proptest::prop_assert_ne!(digest(&one, 0), digest(&one, TERM));
        }

        #[test]
        fn any_word_can_be_counted(word in "\\PC{0,60}") {
            let mut lexicon = Lexicon::new();
            lexicon.speak("en");
            lexicon.count(&word, 1);
            lexicon.finish();
        }
    }
}
