//! A phrase that texts may hold and that leads somewhere: a term of the glossary in one of its spellings, or one of a topic.

use super::meta::Reference;
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Text},
    tree::keys::Fields,
};

/// A phrase, and how texts have to spell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words, with single spaces between them.
    pub words: Reference,
    /// Whether case matters.
    pub case: Case,
}

/// Whether case matters where a phrase is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// In a word that is more than capitalised: `REST`, `GraphQL`, the `O` of `big O`. The case of other words, such as
    /// `index` and `Kubernetes`, doesn't.
    #[default]
    ByWord,
    /// In every letter.
    Exact,
    /// In none.
    Any,
}

/// Longer ones are sentences, and stand in no text a second time.
const LONGEST: usize = 100;

impl Case {
    /// What the key `case` says.
    pub(super) fn read(keys: &Fields) -> Self {
        match keys.text("case").map(|case| case.as_str()) {
            Some("exact") => Self::Exact,
            Some("any") => Self::Any,
            _ => Self::ByWord,
        }
    }
}

/// The phrase that `text` is; what can't be one is reported.
pub(super) fn read(text: &Text, case: Case, file: &SourcePath, diags: &mut Diagnostics) -> Option<Phrase> {
    let words = text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let length = words.chars().count();
    let (message, help) = if words.is_empty() {
        ("a term is empty".to_owned(), "write a word or a short phrase, or remove it")
    } else if !words.contains(char::is_alphanumeric) {
        (format!("`{words}` can't be a term: it has no letter and no digit"), "write a word or a short phrase")
    } else if length > LONGEST {
        let message = format!("a term has {length} characters; it may have {LONGEST}");
        (message, "write a word or a short phrase, as texts have it")
    } else {
        return Some(Phrase { words: Reference::new(words, text.whole()), case });
    };
    diags.push(Diagnostic::at(Code::WrongValue, file, text.whole(), message).help(help));
    None
}
