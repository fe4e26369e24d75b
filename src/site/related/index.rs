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
//! So the work grows with the number of texts: at most [`CANDIDATES`] similarities a text. Only additions, multiplications,
//! divisions and square roots are used, which are the same on every machine; a library's logarithm isn't.

use super::{
    Stop,
    vectors::{Term, Vector},
};
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
pub(super) struct Index {
    /// The terms of each text, the heaviest first.
    texts: Lists<Weight>,
    /// The texts of each term, those in which it weighs most first.
    terms: Lists<u32>,
}

/// A term of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    term: u32,
    weight: f32,
}

/// Lists, one behind the other.
#[derive(Debug, Default)]
struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Lists<T> {
    fn push(&mut self, list: &[T]) {
        self.extend(list.iter().copied());
    }

    /// Adds the list of these.
    fn extend(&mut self, list: impl Iterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(end_of(&self.items));
    }

    /// The lists of all `parts`, one part behind the other.
    fn concat(parts: Vec<Self>) -> Self {
        let (ends, items) = parts.iter().fold((0, 0), |(e, i), part| (e + part.ends.len(), i + part.items.len()));
        let mut all = Self { ends: Vec::with_capacity(ends), items: Vec::with_capacity(items) };
        for part in parts {
            let start = end_of(&all.items);
            all.items.extend_from_slice(&part.items);
            all.ends.extend(part.ends.iter().map(|end| start + end));
        }
        all
    }

    fn get(&self, at: u32) -> &[T] {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.items[start as usize..self.ends[at] as usize]
    }

    fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.ends.len() as u32).map(|at| self.get(at))
    }

    fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Where a list ends that ends with `items`.
fn end_of<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).expect("memory ends before")
}

/// Room for finding candidates, of one thread.
pub(super) struct Desk {
    /// The weights of the terms of the text that is looked at.
    weights: Vec<f32>,
    /// Which texts were found.
    found: Vec<bool>,
    candidates: Vec<u32>,
}

impl Index {
    /// The index of texts, which have these vectors, of as many `terms` in all. `None` if it was to `stop`.
    pub(super) fn of(vectors: &[Arc<Vector>], terms: usize, stop: &Stop) -> Option<Self> {
        let idf = idf(vectors, terms);
        if stop.is_set() {
            return None;
        }
        let length: u64 = vectors.iter().map(|vector| u64::from(vector.length)).sum();
        let mean = (length as f32 / vectors.len().max(1) as f32).max(1.0);
        let share = vectors.len().div_ceil(rayon::current_num_threads() * 4).max(64);
        let weighed = vectors.par_chunks(share).with_max_len(1).map(|vectors| {
            let (mut lists, mut room) = (Lists::default(), Vec::new());
            vectors.iter().for_each(|vector| lists.push(weigh(vector, &idf, mean, &mut room)));
            lists
        });
        let texts = Lists::concat(weighed.collect());
        if stop.is_set() {
            return None;
        }
        let terms = champions(&texts, terms);
        Some(Self { texts, terms })
    }

    /// Room for finding candidates.
    pub(super) fn desk(&self) -> Desk {
        let (weights, found) = (vec![0.0; self.terms.len()], vec![false; self.texts.len()]);
        Desk { weights, found, candidates: Vec::with_capacity(CANDIDATES) }
    }

    /// Calls `each` with every candidate for `text` and its similarity, in no order to speak of.
    pub(super) fn candidates(&self, text: u32, desk: &mut Desk, mut each: impl FnMut(u32, f32)) {
        let Desk { weights, found, candidates } = desk;
        let own = self.texts.get(text);
        candidates.clear();
        found[text as usize] = true;
        'full: for Weight { term, .. } in own {
            for &other in self.terms.get(*term) {
                if !std::mem::replace(&mut found[other as usize], true) {
                    candidates.push(other);
                    if candidates.len() == CANDIDATES {
                        break 'full;
                    }
                }
            }
        }
        own.iter().for_each(|own| weights[own.term as usize] = own.weight);
        for &other in &*candidates {
            let terms = self.texts.get(other);
            each(other, terms.iter().map(|other| weights[other.term as usize] * other.weight).sum());
        }
        own.iter().for_each(|own| weights[own.term as usize] = 0.0);
        found[text as usize] = false;
        candidates.iter().for_each(|&other| found[other as usize] = false);
    }
}

/// How much each of the `terms` says: the rarer, the more. Nothing, if it is in too many texts or in one.
fn idf(vectors: &[Arc<Vector>], terms: usize) -> Vec<f32> {
    let share = vectors.len().div_ceil(rayon::current_num_threads()).max(64);
    let counted = vectors.par_chunks(share).map(|vectors| {
        let mut counts = vec![0_u32; terms];
        vectors.iter().flat_map(|vector| &vector.terms).for_each(|term| counts[term.number as usize] += 1);
        counts
    });
    let together = |mut one: Vec<u32>, other: Vec<u32>| {
        one.resize(terms, 0);
        one.iter_mut().zip(other).for_each(|(one, other)| *one += other);
        one
    };
    let counts = counted.reduce(Vec::new, together);
    let (n, most) = (vectors.len() as f32, most(vectors.len()));
    let of_count: Vec<f32> =
        (0..=most).map(|df| df as f32).map(|df| ln(1.0 + (n - df + 0.5).max(0.0) / (df + 0.5))).collect();
    counts.into_iter().map(|df| if df < 2 { 0.0 } else { of_count.get(df as usize).copied().unwrap_or(0.0) }).collect()
}

/// The heaviest terms of a text, the heaviest first; of equal ones, those it has first.
fn weigh<'r>(vector: &Vector, idf: &[f32], mean: f32, room: &'r mut Vec<Weight>) -> &'r [Weight] {
    let slow = K1 * (1.0 - B + B * vector.length as f32 / mean);
    let weight = |Term { number, count }: &Term| {
        let idf = idf[*number as usize];
        (idf > 0.0).then(|| Weight { term: *number, weight: idf * *count as f32 / (*count as f32 + slow) })
    };
    room.clear();
    room.extend(vector.terms.iter().filter_map(weight));
    room.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    room.truncate(TERMS);
    let length = room.iter().map(|own| own.weight * own.weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    room.iter_mut().for_each(|own| own.weight /= length);
    room
}

/// For each of the `terms` the texts in which it weighs most, the heaviest first; of equal ones, those that come first.
fn champions(texts: &Lists<Weight>, terms: usize) -> Lists<u32> {
    let mut found: Vec<Vec<(f32, u32)>> = vec![Vec::new(); terms];
    for (text, weights) in (0..).zip(texts.iter()) {
        weights.iter().for_each(|own| found[own.term as usize].push((own.weight, text)));
    }
    found.par_iter_mut().with_min_len(256).for_each(|list| {
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        list.truncate(CHAMPIONS);
    });
    let mut lists = Lists::default();
    found.iter().for_each(|list| lists.extend(list.iter().map(|(_, text)| *text)));
    lists
}

/// In so many of `texts` texts a term may be: in a tenth of them. In a small site that would drop what the site is about; there
/// it is half of them, up to what a tenth of a site of a thousand pages would be.
fn most(texts: usize) -> u32 {
    let most = (texts / 10).max((texts / 2).min(100)).max(2);
    u32::try_from(most).unwrap_or(u32::MAX)
}

/// The natural logarithm of `x`, which is at least 1, to 16 binary places.
fn ln(x: f32) -> f32 {
    let mut mantissa = f64::from(x);
    let mut log = 0.0;
    while mantissa >= 2.0 {
        mantissa /= 2.0;
        log += 1.0;
    }
    let mut place = 1.0;
    for _ in 0..16 {
        mantissa *= mantissa;
        place /= 2.0;
        if mantissa >= 2.0 {
            mantissa /= 2.0;
            log += place;
        }
    }
    (log * std::f64::consts::LN_2) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for x in [1.0_f32, 1.001, 1.5, 2.0, std::f32::consts::E, 1000.0, 1e9] {
            assert!((ln(x) - x.ln()).abs() < 1e-4, "{x}: {} and {}", ln(x), x.ln());
        }
    }

    #[test]
    fn a_term_of_more_than_a_tenth_is_dropped() {
        for (texts, expected) in [(1, 2), (17, 8), (176, 88), (900, 100), (10_000, 1_000)] {
            assert_eq!(most(texts), expected, "{texts}");
        }
    }

    #[test]
    fn similarity_is_a_cosine() {
        let vector = |numbers: &[u32]| {
            let terms: Box<[Term]> = numbers.iter().map(|&number| Term { number, count: 3 }).collect();
            Arc::new(Vector { length: 3 * numbers.len() as u32, terms })
        };
        let texts = [&[1, 2][..], &[1, 2], &[2, 3], &[3, 4], &[9], &[10], &[11]].map(vector);
        let index = Index::of(&texts, 12, &Stop::default()).expect("nobody stops it");
        let mut desk = index.desk();
        let mut similar = |text: u32| {
            let mut all = Vec::new();
            index.candidates(text, &mut desk, |other, similarity| all.push((other, (similarity * 100.0).round())));
            all.sort_by_key(|a| a.0);
            all
        };
        let (of_first, of_third, of_last) = (similar(0), similar(2), similar(4));
        assert_eq!(of_first, [(1, 100.0), (2, 34.0)]);
        assert_eq!(of_third, [(0, 34.0), (1, 34.0), (3, 82.0)]);
        assert_eq!(of_last, []);
    }
}
