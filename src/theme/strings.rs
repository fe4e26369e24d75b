//! The theme's words, by language: `strings.toml` has a table for each, `[en]`, `[de]`, `[pt-BR]`.
//!
//! The words of a language are laid over one another: English, the language, its variant; in each the embedded theme's,
//! then the chosen theme's. The site's own words from `[strings]` go over all of them, those for every language
//! first. So a word that is nowhere translated is English, and is never missing. Only dates are digits then: the names of
//! English months in another language's text would be neither.

use super::embedded;
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Text},
    tree::{Table, Value as Written, toml},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use tera::{Map, Value};

const FALLBACK: &str = "en";
/// The tag of every language that nobody has words of.
const OTHER: &str = "und";

/// A word of the site's own, from `[strings]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteString {
    /// The language it is for; `None` for every one.
    pub language: Option<String>,
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Words by name.
type Wording = BTreeMap<String, String>;

/// The words of every language that has some.
#[derive(Debug)]
pub(super) struct Translations {
    by_language: BTreeMap<String, Value>,
    names: BTreeSet<String>,
}

impl Translations {
    /// The words in `files`, over those of the embedded theme, and `site`'s over them, for the theme `theme`.
    pub(super) fn read(
        files: &[(SourcePath, Arc<str>)],
        site: &[SiteString],
        theme: &str,
        diags: &mut Diagnostics,
    ) -> Self {
        // word by word, so that a site's own file needs no more than the words it changes
        let mut files: Vec<_> = embedded::texts("strings.toml").chain(files.iter().cloned()).collect();
        // The chosen theme's come last, and so count.
        let chosen = format!("themes/{theme}/strings.toml");
        files.sort_by_key(|(path, _)| path.as_str() == chosen);
        let mut themes: BTreeMap<String, Wording> = BTreeMap::new();
        for (path, text) in &files {
            languages(path, text, &mut themes, diags);
        }
        let mut own: BTreeMap<Option<String>, Wording> = BTreeMap::new();
        for word in site {
            let language = word.language.as_deref().map(str::to_lowercase);
            own.entry(language).or_default().insert(word.name.clone(), word.text.clone());
        }
        let tags = own.keys().flatten().chain(themes.keys()).cloned().chain([FALLBACK, OTHER].map(str::to_owned));
        let tags: BTreeSet<String> = tags.collect();
        let names = themes.values().chain(own.values()).flat_map(|words| words.keys().cloned()).collect();
        let by_language = tags.into_iter().map(|tag| (tag.clone(), words(&tag, &themes, &own))).collect();
        Self { by_language, names }
    }

    /// The words for `language`.
    pub(super) fn of(&self, language: &str) -> &Value {
        // most are spelled as they are known
        if let Some(words) = self.by_language.get(language) {
            return words;
        }
        let language = language.to_lowercase();
        let found = variants(&language).find_map(|tag| self.by_language.get(tag));
        found.unwrap_or(&self.by_language[OTHER])
    }

    /// The names of all words.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// The language tag and the ones it is a variant of: `pt-br`, `pt`.
fn variants(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(base, _)| base))
}

/// The words of the language `tag`, from the layer that counts least to the one that counts most.
fn words(tag: &str, themes: &BTreeMap<String, Wording>, own: &BTreeMap<Option<String>, Wording>) -> Value {
    let own_of = |tag: &str| own.get(&Some(tag.to_owned()));
    let mut tags: Vec<&str> = variants(tag).collect();
    tags.reverse();
    let mut layers: Vec<Option<&Wording>> = Vec::new();
    if !tags.contains(&FALLBACK) {
        // The site's own English counts less than the theme's translation, and more than the theme's English.
        layers.extend([themes.get(FALLBACK), own_of(FALLBACK)]);
    }
    layers.extend(tags.iter().map(|tag| themes.get(*tag)));
    layers.push(own.get(&None));
    layers.extend(tags.iter().map(|tag| own_of(tag)));
    let mut all = Wording::new();
    let english = if tags.contains(&FALLBACK) { 0 } else { 2 };
    let of_language = || layers[english..].iter().flatten();
    let has_dates = ["date_format", "months"].iter().any(|name| of_language().any(|words| words.contains_key(*name)));
    layers.iter().flatten().for_each(|words| all.extend((*words).clone()));
    if !has_dates {
        all.insert("date_format".to_owned(), "%Y-%m-%d".to_owned());
    }
    let map: Map = all.into_iter().map(|(name, text)| (name.into(), Value::from(text))).collect();
    Value::from(map)
}

/// Adds the words of the file `path` to `themes`.
fn languages(path: &SourcePath, text: &Arc<str>, themes: &mut BTreeMap<String, Wording>, diags: &mut Diagnostics) {
    let table = toml::parse(&Text::verbatim(&**text, 0), path, diags);
    for entry in table.entries {
        match entry.node.value {
            Written::Table(words) => {
                let known = themes.entry(entry.name.to_lowercase()).or_default();
                known.extend(texts(path, words, diags));
            }
            other => {
                let message = format!("`{}` stands outside of a language, and is {}", entry.name, other.type_name());
                let help = "put it below the header of its language, such as `[en]`";
                diags.push(Diagnostic::at(Code::WrongType, path, entry.key, message).help(help));
            }
        }
    }
}

fn texts(path: &SourcePath, words: Table, diags: &mut Diagnostics) -> Wording {
    let mut texts = Wording::new();
    for entry in words.entries {
        match entry.node.value {
            Written::String(text) => {
                texts.insert(entry.name.into(), text.as_str().to_owned());
            }
            other => {
                let message = format!("`{}` takes a string, not {}", entry.name, other.type_name());
                let help = format!("write `{} = \"…\"`", entry.name);
                diags.push(Diagnostic::at(Code::WrongType, path, entry.node.span, message).help(help));
            }
        }
    }
    texts
}
