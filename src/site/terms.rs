//! Taxonomies beside topics: their terms, and what bears them.
//!
//! Terms need no declaration. Two spellings with one slug are one term; the first one met gives the name. One without a
//! slug is reported.

use super::{Planned, Unpublished, published::Published};
use crate::{
    config::Config,
    content::{Meta, Reference, slug},
    diag::{Code, Diagnostic, Diagnostics},
    place::Place,
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
    /// Where it was written first.
    pub named_at: Option<Place>,
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
pub(super) fn collect(config: &Config, published: &Published, diags: &mut Diagnostics) -> Vec<Taxonomy> {
    config
        .taxonomies
        .iter()
        .map(|taxonomy| collect_one(config, &taxonomy.name.value, &taxonomy.title, published, diags))
        .collect()
}

/// A name in `meta` of what is called `what` that can't be one: nothing of it can stand in an address.
pub(super) fn without_slug(meta: &Meta, name: &Reference, what: &str) -> Diagnostic {
    let (message, help) = if name.value.trim().is_empty() {
        (format!("{what} without a name"), "write its name, or remove the empty string")
    } else {
        let message = format!("`{}` can't be {what}: it has neither letters nor digits for an address", name.value);
        (message, "write it with letters or digits")
    };
    Diagnostic::at(Code::BadSlug, &meta.file, name.span, message).help(help)
}

/// The terms that only unpublished things bear, each with the number of its taxonomy; nothing is counted.
pub(super) fn pending(site: &Planned) -> Vec<(usize, Term)> {
    let mut pending: BTreeMap<(usize, String), Term> = BTreeMap::new();
    let metas = site.unpublished.iter().map(Unpublished::meta).filter(|meta| !meta.unlisted);
    for (meta, (at, taxonomy)) in metas.flat_map(|meta| site.taxonomies.iter().enumerate().map(move |one| (meta, one)))
    {
        for term in meta.terms.get(&taxonomy.name).into_iter().flatten() {
            let slug = slug::slugify(&term.value, site.config.ascii_slugs);
            let is_there = taxonomy.terms.binary_search_by(|known| known.slug.cmp(&slug)).is_ok();
            if !slug.is_empty() && !is_there {
                let name = shown(&term.value, &slug);
                pending.entry((at, slug.clone())).or_insert(Term { name, slug, ..Term::default() });
            }
        }
    }
    pending.into_iter().map(|((taxonomy, _), term)| (taxonomy, term)).collect()
}

fn collect_one(config: &Config, name: &str, title: &str, published: &Published, diags: &mut Diagnostics) -> Taxonomy {
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    let mut add = |meta: &Meta, list: Option<fn(&mut Term) -> &mut Vec<usize>>, at: usize| {
        for term in meta.terms.get(name).into_iter().flatten() {
            let slug = slug::slugify(&term.value, config.ascii_slugs);
            if slug.is_empty() {
                diags.push(without_slug(meta, term, "a term"));
                continue;
            }
            let Some(list) = list else { continue };
            let entry = terms.entry(slug.clone()).or_default();
            if entry.name.is_empty() {
                entry.name = shown(&term.value, &slug);
                entry.named_at = Some(Place::new(&meta.file, term.span));
                entry.slug = slug;
            }
            if list(entry).last() != Some(&at) {
                list(entry).push(at);
            }
        }
    };
    for (at, article) in published.articles.iter().enumerate() {
        let is_listed = !article.meta.unlisted;
        add(&article.meta, is_listed.then_some(|term| &mut term.articles), at);
    }
    for (at, question) in published.questions.iter().enumerate() {
        add(&question.meta, Some(|term| &mut term.questions), at);
    }
    for other in published.unpublished.iter().filter(|other| other.is_finished()) {
        add(other.meta(), None, 0);
    }
    Taxonomy { name: name.to_owned(), title: title.to_owned(), terms: terms.into_values().collect() }
}
