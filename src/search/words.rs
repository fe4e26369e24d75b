//! A text's words, as the index and the search field understand them.
//!
//! [`each`] finds them: letters without case and accents (NFKD, without the marks U+0300 to U+036F, `ß` as `ss` and the like), joined over an
//! apostrophe; `c++`, `c#` and `f#` keep their ends. Chinese, Japanese and Korean have no words between spaces, so each two
//! neighbours are one. [`Words`] makes terms of them: in English, stop words have none, and `stem` takes endings off.
//!
//! `themes/prep/static/search-engine.js` has the same rules; `tests/data/search.json` holds both to the same results.
//!
//! Left out: words within `camelCase` and `snake_case` beyond the underscore, synonyms, stop words and endings of other
//! languages.

use super::stem::stem;
use foldhash::fast::FixedState;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, GeneralCategoryGroup},
};
use std::{borrow::Cow, collections::HashMap};

/// Words longer than this are no words: keys, hashes, data.
const LONGEST: usize = 32;

/// Letters that are written with others where a keyboard lacks them.
const LETTERS: &[(char, &str)] =
    &[('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('đ', "d"), ('ł', "l"), ('ı', "i")];

/// English words that say nothing of what a text is about. What is a keyword of a language (`for`, `if`, `this`) isn't one.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "at", "be", "been", "by", "can", "could", "did", "does", "had", "has", "have", "how", "i",
    "in", "is", "it", "its", "may", "of", "on", "or", "our", "should", "so", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "to", "was", "we", "were", "what", "when", "where", "which", "who", "why",
    "will", "would", "you", "your",
];

/// Calls `found` with each word of `text`, in order.
pub(super) fn each(text: &str, mut found: impl FnMut(&str)) {
    let folded = fold(text);
    let mut rest = &*folded;
    while let Some(first) = rest.chars().next() {
        let length = if begins_word(first) {
            let length = word_length(rest);
            word(&rest[..length], &mut found);
            length
        } else if is_wide(first) {
            let length = length_while(rest, is_wide);
            pairs(&rest[..length], &mut found);
            length
        } else {
            first.len_utf8()
        };
        rest = &rest[length..];
    }
}

/// `text` without case and accents.
fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let is_folded = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_folded { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) };
    }
    let lower = text.to_lowercase();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let mut bare = String::with_capacity(decomposed.len());
    for char in decomposed.chars() {
        match (char, LETTERS.iter().find(|(letter, _)| *letter == char)) {
            ('\u{300}'..='\u{36f}', _) => {}
            (_, Some((_, letters))) => bare.push_str(letters),
            (char, None) => bare.push(char),
        }
    }
    Cow::Owned(ComposingNormalizerBorrowed::new_nfc().normalize(&bare).into_owned())
}

/// Whether words of this script aren't set apart by spaces, or are too long to be found whole.
fn is_wide(char: char) -> bool {
    matches!(char, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{323af}')
}

/// Whether it is part of a word: a letter, a digit, or a mark, which is part of a letter in many scripts.
fn is_letter(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphanumeric();
    }
    let is_mark = || GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(char));
    (char.is_alphanumeric() || is_mark()) && !is_wide(char)
}

fn begins_word(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphanumeric() } else { char.is_alphanumeric() && !is_wide(char) }
}

/// How many bytes at the beginning of `text` are such characters.
fn length_while(text: &str, is_such: impl Fn(char) -> bool) -> usize {
    text.find(|char| !is_such(char)).unwrap_or(text.len())
}

/// How many bytes at the beginning of `text` are letters.
fn letters(text: &str) -> usize {
    let ascii = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    let is_all = text.as_bytes().get(ascii).is_none_or(u8::is_ascii);
    if is_all { ascii } else { ascii + length_while(&text[ascii..], is_letter) }
}

/// How many bytes of `text`, which begins with a letter, are one word.
fn word_length(text: &str) -> usize {
    let mut length = letters(text);
    if text.as_bytes().get(length).is_none_or(|byte| *byte == b' ') {
        return length;
    }
    while let Some(after) =
        text[length..].strip_prefix(['\'', '\u{2019}']).filter(|after| after.starts_with(begins_word))
    {
        length = text.len() - after.len() + letters(after);
    }
    let is_more = |char: char| is_letter(char) || is_wide(char) || matches!(char, '+' | '#');
    let ends = |end: &&str| text[length..].strip_prefix(*end).is_some_and(|after| !after.starts_with(is_more));
    length + ["++", "#"].into_iter().find(ends).map_or(0, str::len)
}

fn word(token: &str, found: &mut impl FnMut(&str)) {
    let bare = if token.contains(['\'', '\u{2019}']) {
        Cow::Owned(token.replace(['\'', '\u{2019}'], ""))
    } else {
        Cow::Borrowed(token)
    };
    if bare.len() <= LONGEST || bare.chars().count() <= LONGEST {
        found(&bare);
    }
}

/// Each two neighbours of `run`; a character that stands alone.
fn pairs(run: &str, found: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    match starts.len() {
        2 => found(run),
        _ => starts.windows(3).for_each(|three| found(&run[three[0]..three[2]])),
    }
}

/// The term of a word in an English text; `None` for a stop word.
fn english(word: &str) -> Option<Cow<'_, str>> {
    if STOP_WORDS.binary_search(&word).is_ok() { None } else { Some(stem(word)) }
}

/// A map for look-up by words, of which there are millions.
pub(super) type ByWord<K, V> = HashMap<K, V, FixedState>;

/// The terms of texts, numbered as they are met; each word is looked at once, and its term known from then on.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The terms by their numbers.
    pub(super) terms: Vec<Box<str>>,
    numbers: ByWord<Box<str>, u32>,
    english: ByWord<Box<str>, Option<u32>>,
}

impl Words {
    /// Appends the terms of `text` to `terms`.
    pub(super) fn read(&mut self, text: &str, is_english: bool, terms: &mut Vec<u32>) {
        each(text, |word| terms.extend(if is_english { self.english(word) } else { Some(self.number(word)) }));
    }

    fn english(&mut self, word: &str) -> Option<u32> {
        if let Some(known) = self.english.get(word) {
            return *known;
        }
        let number = english(word).map(|term| self.number(&term));
        self.english.insert(word.into(), number);
        number
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = u32::try_from(self.terms.len()).expect("no machine holds so many words");
        self.terms.push(term.into());
        self.numbers.insert(term.into(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn words_and_terms_are_those_of_the_vectors() {
        let vectors: Value =
            serde_json::from_str(include_str!("../../tests/data/search.json")).expect("the vectors are JSON");
        let cases = vectors["words"].as_array().expect("there are cases");
        assert!(cases.len() > 30);
        for case in cases {
            let text = case["text"].as_str().expect("a case has a text");
            let (mut words, mut terms) = (Vec::new(), Vec::new());
            each(text, |word| words.push(word.to_owned()));
            words.iter().for_each(|word| terms.extend(english(word).map(Cow::into_owned)));
            assert_eq!(Value::from(words), case["words"], "{text}");
            assert_eq!(Value::from(terms), case["terms"], "{text}");
        }
    }

    #[test]
    fn stop_words_are_in_order_and_each_word_has_one_number() {
        assert!(STOP_WORDS.is_sorted());
        let (mut words, mut terms) = (Words::default(), Vec::new());
        words.read("The caches cache", true, &mut terms);
        words.read("The cach", false, &mut terms);
        assert_eq!(terms, [0, 0, 1, 0]);
        assert_eq!(words.terms, ["cach".into(), "the".into()]);
    }
}
