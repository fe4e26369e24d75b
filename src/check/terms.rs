//! Terms that are one and the same, spelled differently: by case, by hyphens and spaces, or by a plural.
//!
//! The terms of each taxonomy are compared with one another, and the topics. The spelling that is used most is taken for
//! the right one; where two are used as often, the one that comes first in the alphabet.

use super::{Rule, Subject};
use crate::{
    content::{Meta, Reference},
    diag::{Code, Diagnostic, Diagnostics},
    place::Place,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// A spelling of a term and the places where it is used.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) written: String,
    pub(super) places: Vec<Place>,
}

/// Spellings of one term, the right one first.
#[derive(Debug)]
pub(super) struct Variants {
    /// What it is a term of: a taxonomy, or `topics`.
    pub(super) of: String,
    pub(super) spellings: Vec<Spelling>,
}

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[spellings];

/// Reports the spellings that aren't the right ones.
fn spellings(subject: &Subject, diags: &mut Diagnostics) {
    for variants in variants(subject) {
        let (right, others) = variants.spellings.split_first().expect("variants have spellings");
        for other in others {
            let message = format!("`{}` and `{}` seem to be one of the {}", other.written, right.written, variants.of);
            let mut help = format!("write `{}` everywhere", right.written);
            if is_safe(&right.written, &other.written) && variants.of != "topics" {
                help.push_str("; `gen check --fix` does so");
            }
            let diagnostic =
                Diagnostic { place: other.places.first().cloned(), ..Diagnostic::new(Code::SimilarTerms, message) };
            let diagnostic = match right.places.first() {
                Some(first) => diagnostic.related(first.clone(), format!("`{}` is used here", right.written)),
                None => diagnostic,
            };
            diags.push(diagnostic.help(help));
        }
    }
}

/// Whether two spellings differ only in case and hyphens, so that nothing is lost if one takes the other's place.
pub(super) fn is_safe(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// All terms with more than one spelling.
pub(super) fn variants(subject: &Subject) -> Vec<Variants> {
    let site = subject.site;
    let metas: Vec<&Meta> = site.entities_with_meta().map(|(_, meta)| meta).collect();
    let mut variants = Vec::new();
    for taxonomy in &site.taxonomies {
        let of = |meta: &&'_ Meta| -> Vec<(String, Place)> {
            let terms = meta.terms.get(&taxonomy.name).into_iter().flatten();
            terms.map(|term: &Reference| (term.value.clone(), Place::new(&meta.file, term.span))).collect()
        };
        variants.extend(group(&taxonomy.name, metas.iter().flat_map(of)));
    }
    let topics = site.topics.iter().map(|node| {
        let place = node.meta().map(|meta| Place::new(&meta.file, meta.at));
        let used = || {
            metas.iter().find_map(|meta| {
                let topic = meta.topics.iter().find(|topic| topic.value == node.id)?;
                Some(Place::new(&meta.file, topic.span))
            })
        };
        let spelling = Spelling { written: node.id.clone(), places: place.or_else(used).into_iter().collect() };
        (node.counts.own_articles + node.counts.own_questions, spelling)
    });
    variants.extend(together("topics", topics));
    variants
}

fn group(of: &str, used: impl Iterator<Item = (String, Place)>) -> Vec<Variants> {
    let mut spellings: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (written, place) in used {
        spellings.entry(written).or_default().push(place);
    }
    // the defaults of a question file are reported once, not for each question
    spellings.values_mut().for_each(|places| {
        places.sort();
        places.dedup();
    });
    let counted = spellings.into_iter().map(|(written, places)| (places.len(), Spelling { written, places }));
    together(of, counted)
}

/// Those of `spellings`, each with how often it is used, that are one term.
fn together(of: &str, spellings: impl Iterator<Item = (usize, Spelling)>) -> Vec<Variants> {
    let mut groups: BTreeMap<String, Vec<(usize, Spelling)>> = BTreeMap::new();
    for (count, spelling) in spellings {
        groups.entry(singular(&plain(&spelling.written))).or_default().push((count, spelling));
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .map(|mut group| {
            group.sort_by(|a, b| (Reverse(a.0), &a.1.written).cmp(&(Reverse(b.0), &b.1.written)));
            Variants { of: of.to_owned(), spellings: group.into_iter().map(|(_, spelling)| spelling).collect() }
        })
        .collect()
}

/// A term without case, hyphens and spaces.
fn plain(term: &str) -> String {
    term.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// An English word without the ending of its plural, only to be compared with others; a short one is left alone, and `ss`
/// is none.
fn singular(word: &str) -> String {
    const LEAST: usize = 4;
    if word.chars().count() < LEAST || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    // `batches` is of `batch` and `caches` of `cache`: neither keeps its `e`
    let has_e = ["che", "she", "sse", "xe"].iter().any(|ending| stem.ends_with(ending));
    if has_e { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_term() {
        for (one, other, is_one, is_fixable) in [
            ("backend-developer", "Backend Developer", true, true),
            ("databases", "database", true, false),
            ("queries", "query", true, false),
            ("caches", "cache", true, false),
            ("classes", "class", true, false),
            ("batches", "batch", true, false),
            ("ios", "io", false, false),
            ("kubernetes", "docker", false, false),
            ("redis", "redi", false, false),
        ] {
            assert_eq!(singular(&plain(one)) == singular(&plain(other)), is_one, "{one} {other}");
            assert_eq!(is_safe(one, other), is_fixable, "{one} {other}");
        }
    }
}
