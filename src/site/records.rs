//! What the search finds, numbered, and how many files its index has.
//!
//! A record is a question, an own entry of an article's FAQ, an article, a topic, a term of the glossary, or a page of another kind;
//! what is unlisted is none. The numbers go by kind, so that a number says which kind a record is of. The plan has to give the files of the
//! index their addresses before anybody has read a word for it: their count follows from that of the records.

use super::{Contents, Entity};
use crate::{
    content::FaqEntry,
    kind::{Kind, pages_first},
};
use std::ops::Range;

/// So many records lie in one file.
pub(crate) const RECORDS_IN_A_FILE: usize = 20;
/// About so many bytes a file of terms has.
const FILE_OF_TERMS: usize = 4 * 1024;
/// From so many files on they grow more slowly than the site.
const FILES_OF_SMALL: usize = 64;
/// About so many records have the words of one file for misspelt ones.
const RECORDS_TO_A_LEXICON: usize = 2_500;
/// More of these files are not needed: rare words are left out of them.
const LEXICONS: usize = 24;

/// A thing that the search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SearchRecord {
    /// What has a page.
    Entity(Entity),
    /// An own entry of an article's FAQ: the article, and which entry.
    Faq(usize, usize),
    /// A definition of the glossary.
    Definition(usize),
}

/// The records of a site by their numbers.
#[derive(Debug)]
pub(crate) struct SearchRecords {
    all: Vec<SearchRecord>,
    /// Where the articles, the topics, the terms of the glossary and the pages begin; questions and entries of FAQs are before them.
    pub(crate) starts: [usize; 4],
}

impl SearchRecords {
    /// Those of `site`.
    pub(crate) fn of(site: &Contents) -> Self {
        let mut all: Vec<SearchRecord> =
            (0..site.questions.len()).map(|at| SearchRecord::Entity(Entity::question(at))).collect();
        for &article in &site.listed {
            let entries = site.articles[article].faq.iter().enumerate();
            let own = entries.filter(|(_, entry)| matches!(entry, FaqEntry::Own { .. }));
            all.extend(own.map(|(entry, _)| SearchRecord::Faq(article, entry)));
        }
        let articles = all.len();
        let mut add = |records: &mut dyn Iterator<Item = SearchRecord>| {
            all.extend(records);
            all.len()
        };
        let topics = add(&mut site.listed.iter().map(|&at| SearchRecord::Entity(Entity::article(at))));
        let terms = add(&mut (0..site.topics.len()).map(|at| SearchRecord::Entity(Entity::topic(at))));
        let glossary = site.glossary.iter().filter(|glossary| !glossary.meta.unlisted);
        let definitions = glossary.map(|glossary| glossary.definitions.len()).sum();
        let pages = add(&mut (0..definitions).map(SearchRecord::Definition));
        let first = [Kind::Question, Kind::Article, Kind::Topic];
        let others = pages_first().filter(|kind| !first.contains(kind));
        let others = others.chain(site.taxonomy_kinds());
        let is_found =
            |entity: &Entity| site.meta_of(*entity).is_none_or(|meta| entity.kind == Kind::Author || !meta.unlisted);
        add(&mut others.flat_map(|kind| site.entities(kind)).filter(is_found).map(SearchRecord::Entity));
        Self { all, starts: [articles, topics, terms, pages] }
    }

    /// All of them, in order.
    pub(crate) fn all(&self) -> &[SearchRecord] {
        &self.all
    }

    /// How many files hold what is shown of them.
    pub(crate) fn files(&self) -> usize {
        self.all.len().div_ceil(RECORDS_IN_A_FILE).max(1)
    }

    /// How many files hold their terms, for about [`FILE_OF_TERMS`] each: an article has most of them, and in a large site the
    /// terms of very many records keep only some.
    pub(crate) fn files_of_terms(&self) -> usize {
        let [articles, topics, ..] = self.starts;
        let kinds: [(Range<usize>, usize); 3] =
            [(0..articles, 60), (articles..topics, 180), (topics..self.all.len(), 24)];
        let bytes: usize = kinds.into_iter().map(|(range, bytes)| range.len() * bytes).sum();
        let files = bytes.div_ceil(FILE_OF_TERMS).max(1);
        files.min(FILES_OF_SMALL + files / 4)
    }

    /// How many files hold the words that a misspelt one may mean.
    pub(crate) fn lexicons(&self) -> usize {
        self.all.len().div_ceil(RECORDS_TO_A_LEXICON).clamp(1, LEXICONS)
    }
}
