//! Which pages are near one, by what they say: an inverted index of texts, and the similarity of two.
//!
//! 1. A term in more than a tenth of the texts says too little and would make long lists; one in a single text leads
//!    nowhere. Both are dropped, which drops the stop words of every language ([`most`] is milder to small sites).
//! 2. The weight of a term in a text is that of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
//!    and Beyond", 2009): `idf · tf / (tf + K1 · (1 - B + B · length / mean length))`, with the `idf` that is never negative,
//!    `ln(1 + (n - df + 0.5) / (df + 0.5))`.
//! 3. A text keeps its heaviest [`TERMS`] terms as a vector of length one. The similarity of two texts is the cosine of their
//!    vectors (Salton, Wong and Yang, "A vector space model for automatic indexing", 1975): 0 for nothing in common, 1 for
//!    the same.
//! 4. For each term, the texts in which it weighs most are listed, the heaviest first ("champion lists", Manning, Raghavan
//!    and Schütze, "Introduction to Information Retrieval", 2008, 7.1.3). The candidates for a text are those that the lists
//!    of its terms name, its heaviest term first, up to [`CANDIDATES`]; to each of them its similarity is computed.
//!
//! So the work grows with the number of texts: at most [`CANDIDATES`] similarities a text. The logarithm is that of `libm`,
//! which is the same on every machine.

use super::{
    StopFlag,
    lexicon::{TermCount, Vector},
};
use foldhash::HashSet;
use rayon::prelude::*;
use std::sync::Arc;

/// So many terms of a text are kept.
const TERMS: usize = 24;
/// So many candidates are looked at for a text.
pub(super) const CANDIDATES: usize = 128;
/// So many texts are listed for a term.
const CHAMPIONS: usize = 64;
/// How soon more of a term adds less. More than the usual 1.2 to 2: what a text says once is no sign of what it is about, and
/// counts are weighted by their fields.
const K1: f32 = 8.0;
/// How much the length of a text counts: the usual value.
const B: f32 = 0.75;

/// An inverted index of texts, which are called by their numbers.
#[derive(Debug)]
pub(super) struct TermIndex {
    /// The terms of each text, the heaviest first.
    texts: Vec<Vec<Weight>>,
    /// The texts of each term, those in which it weighs most first.
    terms: Vec<Vec<u32>>,
}

/// A term of a text.
#[derive(Clone, Copy, Debug)]
struct Weight {
    term: u32,
    weight: f32,
}

impl TermIndex {
    /// The index of texts, which have these vectors, of as many `terms` in all. `None` if it was to `stop`.
    pub(super) fn of(vectors: &[Arc<Vector>], terms: usize, stop: &StopFlag) -> Option<Self> {
        let idf = idf(vectors, terms);
        let length: u64 = vectors.iter().map(|vector| u64::from(vector.length)).sum();
        let mean = (length as f32 / vectors.len().max(1) as f32).max(1.0);
        let texts: Vec<_> = vectors.par_iter().map(|vector| weigh(vector, &idf, mean)).collect();
        if stop.is_set() {
            return None;
        }
        let terms = champions(&texts, terms);
        Some(Self { texts, terms })
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.terms.len()
    }

    /// The candidates for `text`, each with its similarity. `weights` are as many zeros as there are terms, and so they stay.
    pub(super) fn candidates(&self, text: u32, weights: &mut [f32]) -> Vec<(u32, f32)> {
        let own = &self.texts[text as usize];
        let named = own.iter().flat_map(|own| &self.terms[own.term as usize]).copied();
        let mut found = HashSet::from_iter([text]);
        let candidates = named.filter(|other| found.insert(*other)).take(CANDIDATES);
        own.iter().for_each(|own| weights[own.term as usize] = own.weight);
        let product = |other: &Weight| weights[other.term as usize] * other.weight;
        let similarity = |other: u32| self.texts[other as usize].iter().map(product).sum();
        let similar = candidates.map(|other| (other, similarity(other))).collect();
        own.iter().for_each(|own| weights[own.term as usize] = 0.0);
        similar
    }
}

/// How much each of the `terms` says: the rarer, the more. Nothing, if it is in too many texts or in one.
fn idf(vectors: &[Arc<Vector>], terms: usize) -> Vec<f32> {
    let mut counts = vec![0_u32; terms];
    vectors.iter().flat_map(|vector| &vector.terms).for_each(|term| counts[term.number as usize] += 1);
    let (n, most) = (vectors.len() as f32, most(vectors.len()));
    let of_count = |df: u32| match df as f32 {
        _ if df < 2 || df > most => 0.0,
        df => libm::logf(1.0 + (n - df + 0.5).max(0.0) / (df + 0.5)),
    };
    counts.into_iter().map(of_count).collect()
}

/// The heaviest terms of a text, the heaviest first; of equal ones, those it has first.
fn weigh(vector: &Vector, idf: &[f32], mean: f32) -> Vec<Weight> {
    let slow = K1 * (1.0 - B + B * vector.length as f32 / mean);
    let weight = |TermCount { number, count }: &TermCount| {
        let idf = idf[*number as usize];
        (idf > 0.0).then(|| Weight { term: *number, weight: idf * *count as f32 / (*count as f32 + slow) })
    };
    let mut terms: Vec<Weight> = vector.terms.iter().filter_map(weight).collect();
    terms.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    terms.truncate(TERMS);
    let length = terms.iter().map(|own| own.weight * own.weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    terms.iter_mut().for_each(|own| own.weight /= length);
    terms
}

/// For each of the `terms` the texts in which it weighs most, the heaviest first; of equal ones, those that come first.
fn champions(texts: &[Vec<Weight>], terms: usize) -> Vec<Vec<u32>> {
    let mut found: Vec<Vec<(f32, u32)>> = vec![Vec::new(); terms];
    for (text, weights) in (0..).zip(texts) {
        weights.iter().for_each(|own| found[own.term as usize].push((own.weight, text)));
    }
    let heaviest = |mut list: Vec<(f32, u32)>| {
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        list.into_iter().take(CHAMPIONS).map(|(_, text)| text).collect()
    };
    found.into_par_iter().map(heaviest).collect()
}

/// In so many of `texts` texts a term may be: in a tenth of them. In a small site that would drop what the site is about; there
/// it is half of them, up to what a tenth of a site of a thousand pages would be.
fn most(texts: usize) -> u32 {
    let most = (texts / 10).max((texts / 2).min(100)).max(2);
    u32::try_from(most).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_more_than_a_tenth_is_dropped() {
        for (texts, expected) in [(1, 2), (17, 8), (176, 88), (900, 100), (10_000, 1_000)] {
            assert_eq!(most(texts), expected, "{texts}");
        }
    }

    #[test]
    fn similarity_is_a_cosine() {
        let vector = |numbers: &[u32]| {
            let terms: Box<[TermCount]> = numbers.iter().map(|&number| TermCount { number, count: 3 }).collect();
            Arc::new(Vector { length: 3 * numbers.len() as u32, terms })
        };
        let texts = [&[1, 2][..], &[1, 2], &[2, 3], &[3, 4], &[9], &[10], &[11]].map(vector);
        let index = TermIndex::of(&texts, 12, &StopFlag::default()).expect("nobody stops it");
        let similar = |text: u32| {
            let rounded = |(other, similarity): (u32, f32)| (other, (similarity * 100.0).round());
            let mut all: Vec<_> = index.candidates(text, &mut [0.0; 12]).into_iter().map(rounded).collect();
            all.sort_by_key(|a| a.0);
            all
        };
        let (of_first, of_third, of_last) = (similar(0), similar(2), similar(4));
        assert_eq!(of_first, [(1, 100.0), (2, 34.0)]);
        assert_eq!(of_third, [(0, 34.0), (1, 34.0), (3, 82.0)]);
        assert_eq!(of_last, []);
    }
}
