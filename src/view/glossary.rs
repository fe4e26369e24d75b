//! The glossary: its terms by first letter, and what a text calls them.

use super::{Record, Views, html::Filler};
use crate::{
    content::{Glossary, See},
    markdown::LinkTarget,
    site::Target,
};
use icu_normalizer::DecomposingNormalizerBorrowed;

/// The letter of terms that begin with a digit.
const DIGITS: &str = "0–9";

/// Where a term stands among the others: its letters without accents and case, as people look them up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey {
    /// The first of its letters, in upper case.
    pub(super) letter: String,
    letters: String,
    term: String,
}

impl SortKey {
    fn of(term: &str) -> Self {
        let plain = DecomposingNormalizerBorrowed::new_nfd().normalize(term);
        let letters: String =
            plain.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let letter = match letters.chars().next() {
            Some(first) if first.is_numeric() => DIGITS.to_owned(),
            Some(first) => first.to_uppercase().collect(),
            None => String::new(),
        };
        Self { letter, letters, term: term.to_owned() }
    }

    /// The id of the section of its letter.
    pub(super) fn anchor(&self) -> String {
        match self.letter.as_str() {
            DIGITS => "x-0-9".to_owned(),
            letter => format!("x-{}", letter.to_lowercase()),
        }
    }
}

impl Views<'_> {
    /// The terms by first letter.
    pub(super) fn letters(&self, filler: &Filler, glossary: &Glossary) -> Vec<Record> {
        let definitions = glossary.definitions.iter().enumerate();
        let mut terms: Vec<(SortKey, usize)> =
            definitions.map(|(at, definition)| (SortKey::of(&definition.term.words.value), at)).collect();
        terms.sort();
        let groups = terms.chunk_by(|(one, _), (other, _)| one.letter == other.letter).filter_map(|group| {
            let terms = group.iter().map(|&(_, at)| self.definition(filler, at, &glossary.definitions[at]).into());
            group.first().map(|(place, _)| self.letter(place, terms.collect()))
        });
        groups.collect()
    }

    /// What a term refers to; nothing where that isn't published.
    pub(super) fn see(&self, filler: &Filler, see: &See) -> Option<Record> {
        let (target, url) = filler.lead(&see.target)?;
        let title = match (&target, &see.target) {
            (Target::Local { entity: Some(entity), .. }, _) => self.site.title(*entity),
            (Target::Local { definition: Some(at), .. }, _) => self.term_of(*at),
            (_, LinkTarget::Wiki(wiki)) => &wiki.name,
            _ => &see.written.value,
        };
        Some(self.link(title, url))
    }

    /// The definition `at` as a text calls it by `name`: in the spelling it chose, or as the term if that is an id.
    pub(super) fn spelling<'b>(&'b self, at: usize, name: &'b str) -> &'b str {
        let definition = self.site.glossary.as_ref().map(|glossary| &glossary.definitions[at]);
        let is_name = |words: &str| words.to_lowercase() == name.to_lowercase();
        let is_spelling = definition.is_some_and(|known| known.spellings().any(|phrase| is_name(&phrase.words.value)));
        if is_spelling { name } else { self.term_of(at) }
    }

    /// The term of the definition `at`.
    pub(super) fn term_of(&self, at: usize) -> &str {
        self.site.glossary.as_ref().map_or("", |glossary| &glossary.definitions[at].term.words.value)
    }
}

#[cfg(test)]
mod tests {
    use super::SortKey;

    #[test]
    fn terms_stand_where_people_look_for_them() {
        let mut terms =
            ["Zebra", "äpfel", "Apfel", "2PC", ".NET", "naïve", "nab", "индекс", "缓存", "X.509"].map(SortKey::of);
        terms.sort();
        let shown = terms.map(|place| format!("{} {}", place.anchor(), place.term));
        assert_eq!(
            shown,
            [
                "x-0-9 2PC",
                "x-a Apfel",
                "x-a äpfel",
                "x-n nab",
                "x-n naïve",
                "x-n .NET",
                "x-x X.509",
                "x-z Zebra",
                "x-и индекс",
                "x-缓 缓存"
            ]
        );
    }
}
