//! Taxonomies beside topics: their terms, and what bears them.
//!
//! Terms need no declaration. Two spellings with one slug are one term; the first one met gives the name.

use super::published::Published;
use crate::{
    config::Config,
    content::{Meta, slug},
};
use std::collections::BTreeMap;

/// A taxonomy of `site.toml` with its terms.
#[derive(Debug)]
pub struct Taxonomy {
    /// Its name: the key of the front matter, and the first part of its addresses.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its terms, by slug.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Debug, Default)]
pub struct Term {
    /// The name shown, as it was written first.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// The articles that bear it, in their order.
    pub articles: Vec<usize>,
    /// The questions that bear it, in their order.
    pub questions: Vec<usize>,
}

/// The name of a term that was written `term`: one written like an address is shown as words.
fn shown(term: &str, slug: &str) -> String {
    let mut chars = term.chars();
    match chars.next() {
        Some(first) if term == slug && term.contains('-') => {
            first.to_uppercase().chain(chars.map(|c| if c == '-' { ' ' } else { c })).collect()
        }
        _ => term.to_owned(),
    }
}

/// The taxonomies of `config`, with the terms that `published` uses.
pub(super) fn collect(config: &Config, published: &Published) -> Vec<Taxonomy> {
    config
        .taxonomies
        .iter()
        .map(|taxonomy| collect_one(config, &taxonomy.name.value, &taxonomy.title, published))
        .collect()
}

fn collect_one(config: &Config, name: &str, title: &str, published: &Published) -> Taxonomy {
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    let mut add = |meta: &Meta, list: fn(&mut Term) -> &mut Vec<usize>, at: usize| {
        for term in meta.terms.get(name).into_iter().flatten() {
            let slug = slug::slugify(&term.value, config.ascii_slugs);
            if slug.is_empty() {
                continue;
            }
            let entry = terms.entry(slug.clone()).or_default();
            if entry.name.is_empty() {
                entry.name = shown(&term.value, &slug);
                entry.slug = slug;
            }
            if list(entry).last() != Some(&at) {
                list(entry).push(at);
            }
        }
    };
    let listed = published.articles.iter().enumerate().filter(|(_, article)| !article.meta.unlisted);
    for (at, article) in listed {
        add(&article.meta, |term| &mut term.articles, at);
    }
    for (at, question) in published.questions.iter().enumerate() {
        add(&question.meta, |term| &mut term.questions, at);
    }
    Taxonomy { name: name.to_owned(), title: title.to_owned(), terms: terms.into_values().collect() }
}
