//! What texts in any script are made of: which characters make words, and the words themselves.
//!
//! [`each_word`] finds the words by which texts are compared, in NFC and lower case; a [`Stemmer`] takes their endings
//! off. Slugs, ids, reading time, cards, auto-links, the search and related pages all ask here what a character is.
//!
//! Left out: the words of the search field, which `search` and its script find by a rule of their own.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, GeneralCategoryGroup, LineBreak},
};
use rust_stemmers::Algorithm;
use std::borrow::Cow;

/// `text` in NFC: accents and their letters are one character, as most keyboards write them.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { ComposingNormalizerBorrowed::new_nfc().normalize(text) }
}

/// The first character of `text` that no HTML may hold, and its byte: a control character that isn't white space, or none at all.
pub(crate) fn unfit(text: &str) -> Option<(usize, char)> {
    let may_be = |byte: u8| matches!(byte, 0..=8 | 0xb | 0xe..=0x1f | 0x7f | 0xc2 | 0xef..);
    // nearly every text is plain enough to be known without its characters
    if !text.bytes().fold(false, |found, byte| found | may_be(byte)) {
        return None;
    }
    text.char_indices().find(|(_, char)| {
        let code = u32::from(*char);
        let is_none = matches!(char, '\u{fdd0}'..='\u{fdef}') || code & 0xfffe == 0xfffe;
        is_none || char.is_control() && !matches!(char, '\t' | '\n' | '\u{c}' | '\r')
    })
}

/// `text`, which an author wrote, as a terminal may be given it: on one line, with a sign in place of whatever would move the
/// cursor, break the line or turn its direction.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    visible_but(text, &[])
}

/// The same, with the characters `kept` as they are.
pub(crate) fn visible_but<'t>(text: &'t str, kept: &[char]) -> Cow<'t, str> {
    let is_sly = |char: char| !kept.contains(&char) && (char.is_control() || turns(char));
    if !text.contains(is_sly) {
        return Cow::Borrowed(text);
    }
    let sign = |char: char| match u32::from(char) {
        _ if !is_sly(char) => char,
        0x9 => ' ',
        0x7f => '\u{2421}',
        code @ ..0x20 => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// Whether a character turns the direction of what follows, or breaks its line, unseen.
fn turns(char: char) -> bool {
    matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What kind of character it is.
pub(crate) fn category(char: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(char)
}

/// Whether it is an accent, a vowel sign, or another part of the letter before it.
pub(crate) fn is_mark(char: char) -> bool {
    GeneralCategoryGroup::Mark.contains(category(char))
}

/// Whether it is part of a word: a letter, a digit, or a mark.
pub(crate) fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || (!char.is_ascii() && is_mark(char))
}

/// Whether it is Chinese or Japanese: Han with its iteration marks, Hiragana, Katakana.
pub(crate) fn is_cjk(char: char) -> bool {
    matches!(char, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// Whether it is a syllable of Hangul: Korean has spaces, but endings that words are hardly found by.
pub(crate) fn is_hangul(char: char) -> bool {
    matches!(char, '\u{ac00}'..='\u{d7a3}')
}

/// Whether its script sets no spaces between words: Chinese and Japanese, Thai, Lao, Burmese, Khmer.
pub(crate) fn is_unspaced(char: char) -> bool {
    is_cjk(char) || (is_of_word(char) && line_break(char) == LineBreak::ComplexContext)
}

/// How lines break around it.
pub(crate) fn line_break(char: char) -> LineBreak {
    CodePointMapData::<LineBreak>::new().get(char)
}

/// Longer words are no words of a language.
const LONGEST: usize = 40;

/// Calls `found` with every word of `text`, which is plain, in order: a run of letters and digits in lower case, with the
/// plus signs and hashes behind it (`c++`, `c#`). Of scripts without spaces, and of Hangul, every two neighbouring characters
/// are a word: bigrams do as well there as segmentation does (Nie and Ren, "Chinese information retrieval: using characters
/// or words?", 1999). What is one letter or only digits says too little, and is left out.
pub(crate) fn each_word(text: &str, found: &mut impl FnMut(&str)) {
    let text = nfc(text);
    let bytes = text.as_bytes();
    let (mut at, mut lower) = (0, String::new());
    while at < bytes.len() {
        let (start, mut classes) = (at, 0);
        while let Some(byte) = bytes.get(at).filter(|byte| class(**byte) & (ALPHANUMERIC | BEYOND) != 0) {
            classes |= class(*byte);
            at += 1;
        }
        if classes == 0 {
            at += 1;
            continue;
        }
        let run = &text[start..at];
        let signs = bytes[at..].iter().take_while(|byte| matches!(byte, b'+' | b'#')).count();
        match classes {
            DIGIT => {}
            _ if classes & BEYOND != 0 => each_of_run(run, &text[at..at + signs], &mut lower, found),
            _ => {
                let mut word = &text[start..at + signs];
                if classes & UPPER != 0 {
                    lower.clear();
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                    word = &lower;
                }
                if (2..=LONGEST).contains(&word.len()) {
                    found(word);
                }
            }
        }
    }
}

/// The words of `run`, which holds letters beyond ASCII and whatever they stand beside; `signs` are those behind it.
fn each_of_run(mut run: &str, signs: &str, word: &mut String, found: &mut impl FnMut(&str)) {
    while let Some(first) = run.chars().next() {
        let part = CharClass::of(first);
        let (these, rest) = run.split_at(run.find(|char| CharClass::of(char) != part).unwrap_or(run.len()));
        run = rest;
        match part {
            CharClass::Letters => {
                word.clear();
                word.extend(these.chars().flat_map(char::to_lowercase));
                word.push_str(if rest.is_empty() { signs } else { "" });
                if !these.bytes().all(|byte| byte.is_ascii_digit()) && (2..=LONGEST).contains(&word.chars().count()) {
                    found(word);
                }
            }
            CharClass::Unspaced => these.chars().zip(these.chars().skip(1)).for_each(|(one, next)| {
                found(&String::from_iter([one, next]));
            }),
            CharClass::Between => {}
        }
    }
}

/// What neighbouring characters are together.
#[derive(Clone, Copy, PartialEq)]
enum CharClass {
    /// A word.
    Letters,
    /// Words that are bigrams.
    Unspaced,
    /// Nothing.
    Between,
}

impl CharClass {
    fn of(char: char) -> Self {
        match char {
            _ if is_unspaced(char) || is_hangul(char) => Self::Unspaced,
            _ if is_of_word(char) => Self::Letters,
            _ => Self::Between,
        }
    }
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
/// ASCII letters and digits.
pub(crate) const ALPHANUMERIC: u8 = LOWER | UPPER | DIGIT;
/// ASCII white space.
pub(crate) const SPACE: u8 = 8;
/// A part of a character beyond ASCII.
pub(crate) const BEYOND: u8 = 16;

/// What each byte of a text is: words are found, and counted, in every text of a site, most of which is ASCII.
static CLASSES: [u8; 256] = {
    let (mut classes, mut byte) = ([0; 256], 0_u8);
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t'..=b'\r' => SPACE,
            0x80.. => BEYOND,
            _ => 0,
        };
        byte = match byte.checked_add(1) {
            Some(next) => next,
            None => break classes,
        };
    }
};

/// What the byte is that belongs to a text.
pub(crate) fn class(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Takes words of one language to their stems, by the Snowball algorithm of it; where there is none, a word is its own stem.
pub(crate) struct Stemmer(Option<rust_stemmers::Stemmer>);

impl Stemmer {
    /// That of `language`, a tag without region and script, in lower case.
    pub(crate) fn of(language: &str) -> Self {
        Self(algorithm(language).map(rust_stemmers::Stemmer::create))
    }

    /// The stem of `word`, which is in lower case.
    pub(crate) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        self.0.as_ref().map_or(Cow::Borrowed(word), |stemmer| stemmer.stem(word))
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    /// The stems of a text, in order of the alphabet.
    fn stems(language: &str, text: &str) -> Vec<String> {
        let stemmer = Stemmer::of(language);
        let mut stems = Vec::new();
        each_word(text, &mut |word| stems.push(stemmer.stem(word).into_owned()));
        stems.sort();
        stems
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_as_a_sign() {
        for (text, shown) in [
            ("Größe 日本 👩\u{200d}🚀 क\u{94d}\u{200c}ष", "Größe 日本 👩\u{200d}🚀 क\u{94d}\u{200c}ष"),
            ("\u{1b}]0;x\u{7}", "␛]0;x␇"),
            ("a\tb\nc\rd\u{7f}\u{9b}1m", "a b␊c␍d␡\u{fffd}1m"),
            ("\u{202e}gnp.exe\u{2066}\u{200f}\u{61c}\u{2028}", "\u{fffd}gnp.exe\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible_but("a\tb\nc\u{1b}", &['\n', '\t']), "a\tb\nc␛");
    }

    #[test]
    fn words_are_the_same_in_every_form() {
        for (language, one, other) in [
            ("en", "Caching caches, cached!", "cache cache cache"),
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
            assert_eq!(stems(language, one), stems(language, other), "{language} {one}");
        }
    }

    #[test]
    fn words_that_differ_have_stems_that_differ() {
        for (language, one, other) in [
            ("en", "C++", "C#"),
            ("en", "go", "got"),
            ("en", "internationalization", "internationalisms"),
            ("pl", "kolejka", "kolejki"),
            ("zh", "缓存", "存缓"),
            ("zh", "\u{4e00}\u{4e01}", "\u{4e20}\u{4e01}"),
        ] {
            assert_ne!(stems(language, one), stems(language, other), "{language} {one}");
        }
    }

    #[test]
    fn words_have_their_signs_and_no_others() {
        let mut words = Vec::new();
        each_word("a <b> & c++11ab, x#y C++ ++", &mut |word| words.push(word.to_owned()));
        assert_eq!(words, ["c++", "11ab", "x#", "c++"]);
    }

    #[test]
    fn scripts_are_told_apart() {
        for (text, are_cjk, are_unspaced) in [
            ("人々〆ひカー𠀀", true, true),
            ("ไทยลາວမြန်ខ្មែរ", false, true),
            ("aé한क", false, false),
            ("、。๏ ", false, false),
        ] {
            for char in text.chars() {
                assert_eq!((is_cjk(char), is_unspaced(char)), (are_cjk, are_unspaced), "{char}");
            }
        }
    }
}
