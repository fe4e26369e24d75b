//! A text's words, as the index and the search field understand them.
//!
//! [`words`] finds them: letters without case and accents (NFKD, without the marks U+0300 to U+036F, `ß` as `ss` and the like), joined over an
//! apostrophe; `c++`, `c#` and `f#` keep their ends. Chinese, Japanese and Korean have no words between spaces, so each two
//! neighbours are one. [`terms`] makes terms of them: in English, stop words have none, and `stem` takes endings off.
//!
//! `themes/prep/static/search-engine.js` has the same rules; `tests/data/search.json` holds both to the same results.
//!
//! Left out: words within `camelCase` and `snake_case` beyond the underscore, synonyms, stop words and endings of other
//! languages.

use super::stem::stem;
use crate::text::{is_cjk, is_hangul, is_of_word, nfc};
use icu_normalizer::DecomposingNormalizerBorrowed;

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

/// The words of `text`, in order.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words = Vec::new();
    let mut rest = &*folded;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if begins_word(first) => word_length(rest),
            _ if is_wide(first) => length_while(rest, is_wide),
            _ => first.len_utf8(),
        };
        let (run, behind) = rest.split_at(length);
        rest = behind;
        if is_wide(first) {
            words.extend(pairs(run));
        } else if begins_word(first) {
            let word = run.replace(['\'', '\u{2019}'], "");
            words.extend((word.chars().count() <= LONGEST).then_some(word));
        }
    }
    words
}

/// `text` without case and accents.
fn fold(text: &str) -> String {
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
    nfc(&bare).into_owned()
}

/// Whether words of this script aren't set apart by spaces, or are too long to be found whole.
fn is_wide(char: char) -> bool {
    is_cjk(char) || is_hangul(char)
}

fn is_letter(char: char) -> bool {
    is_of_word(char) && !is_wide(char)
}

fn begins_word(char: char) -> bool {
    char.is_alphanumeric() && !is_wide(char)
}

/// How many bytes at the beginning of `text` are such characters.
fn length_while(text: &str, is_such: impl Fn(char) -> bool) -> usize {
    text.find(|char| !is_such(char)).unwrap_or(text.len())
}

/// How many bytes of `text`, which begins with a letter, are one word.
fn word_length(text: &str) -> usize {
    let mut length = length_while(text, is_letter);
    while let Some(after) =
        text[length..].strip_prefix(['\'', '\u{2019}']).filter(|after| after.starts_with(begins_word))
    {
        length = text.len() - after.len() + length_while(after, is_letter);
    }
    let is_more = |char: char| is_letter(char) || is_wide(char) || matches!(char, '+' | '#');
    let ends = |end: &&str| text[length..].strip_prefix(*end).is_some_and(|after| !after.starts_with(is_more));
    length + ["++", "#"].into_iter().find(ends).map_or(0, str::len)
}

/// Each two neighbours of `run`; a character that stands alone.
fn pairs(run: &str) -> Vec<String> {
    let chars: Vec<char> = run.chars().collect();
    match chars.len() {
        1 => vec![run.to_owned()],
        _ => chars.windows(2).map(String::from_iter).collect(),
    }
}

/// The terms of `text`, in order: its words, and in English their stems without stop words.
pub(super) fn terms(text: &str, is_english: bool) -> Vec<String> {
    let mut words = words(text);
    if is_english {
        words.retain(|word| STOP_WORDS.binary_search(&&**word).is_err());
        words.iter_mut().for_each(|word| *word = stem(word).into_owned());
    }
    words
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
            assert_eq!(Value::from(words(text)), case["words"], "{text}");
            assert_eq!(Value::from(terms(text, true)), case["terms"], "{text}");
        }
    }

    #[test]
    fn stop_words_are_in_order_and_are_english() {
        assert!(STOP_WORDS.is_sorted());
        assert_eq!(terms("The caches cache", true), ["cach", "cach"]);
        assert_eq!(terms("The cach", false), ["the", "cach"]);
    }
}
