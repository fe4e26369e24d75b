//! A language's table made ready for its lexer: what may begin with each byte, and its words by hash.

use super::grammar::{Language, Rule, Word};
use foldhash::{HashMap, HashMapExt};

/// What a byte may be, in the bits above those of the rules.
pub(super) const LETTER: u32 = 1 << 31;
pub(super) const INNER: u32 = 1 << 30;
pub(super) const DIGIT: u32 = 1 << 29;
pub(super) const OPERATOR: u32 = 1 << 28;
pub(super) const RULES: u32 = OPERATOR - 1;

/// Longer words are none that a table has.
const LONGEST_WORD: usize = 40;

pub(super) struct Table {
    pub(super) language: &'static Language,
    /// For each byte what it may be, and a bit for each rule that may begin with it.
    pub(super) bytes: [u32; 256],
    words: HashMap<&'static str, Word>,
}

impl Table {
    pub(super) fn new(language: &'static Language) -> Self {
        let mut bytes = [0; 256];
        for (byte, marks) in (0..=255u8).zip(&mut bytes) {
            let is_letter = byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii();
            *marks |= if is_letter || language.letters.as_bytes().contains(&byte) { LETTER } else { 0 };
            *marks |= if language.inner.as_bytes().contains(&byte) { INNER } else { 0 };
            *marks |= if byte.is_ascii_digit() { DIGIT } else { 0 };
            *marks |= if language.operators.as_bytes().contains(&byte) { OPERATOR } else { 0 };
            for (number, rule) in language.rules.iter().enumerate() {
                *marks |= if begins(rule, byte, is_letter) { 1 << number } else { 0 };
            }
        }
        assert!(language.rules.len() <= RULES.count_ones() as usize, "a rule has a bit");
        let mut words = HashMap::new();
        for &(word, list) in language.words {
            words.extend(list.split_ascii_whitespace().map(|one| (one, word)));
        }
        Self { language, bytes, words }
    }

    pub(super) fn word(&self, word: &str) -> Option<Word> {
        if !self.language.folds {
            return self.words.get(word).copied();
        }
        let mut lower = [0; LONGEST_WORD];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.words.get(std::str::from_utf8(lower).ok()?).copied()
    }

    pub(super) fn is(&self, byte: u8, marks: u32) -> bool {
        self.bytes[usize::from(byte)] & marks != 0
    }
}

/// Whether `rule` may apply where `byte` stands.
fn begins(rule: &Rule, byte: u8, is_letter: bool) -> bool {
    let first = |text: &str| text.as_bytes().first() == Some(&byte);
    match rule {
        Rule::Line(open) | Rule::LineApart(open) | Rule::Start(open, _) | Rule::Block { open, .. } => first(open),
        Rule::Quote(quote) | Rule::QuoteApart(quote) => first(quote.open),
        Rule::Tagged { open, .. } | Rule::HereDoc { open, .. } | Rule::Brackets { open, .. } => first(open),
        Rule::Prefixed { words, .. } | Rule::Delimited { words, .. } => words.split(' ').any(first),
        Rule::Hole(hole) => first(hole.open()),
        Rule::Name(open, _) | Rule::Directive(open) => first(open),
        Rule::Char(_) => byte == b'\'',
        Rule::Regex => byte == b'/',
        Rule::Jsx => byte == b'<',
        Rule::Label(..) => is_letter || byte == b'.',
    }
}
