//! The pages that are nearest to one: by what they say, with a bonus for what they share, then by their topics.

use super::{
    StopFlag,
    features::{Features, NEIGHBOURS, PageKind},
    index::TermIndex,
    lexicon::Vector,
};
use crate::site::Site;
use rayon::prelude::*;
use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

/// Pages that are less near have nothing to do with one another.
const NEAR: f32 = 0.1;
/// The same for pages of other topics: in short texts one rare word in common may be an accident.
const NEAR_APART: f32 = 0.2;
/// How near pages are that have nothing in common.
pub(super) const STRANGE: f32 = 0.0;
/// How much nearer a shared topic makes two pages, be it above those that they name; two at most count.
const TOPIC: f32 = 0.5;
/// How much nearer a shared term of a taxonomy makes them; two at most count.
const TERM: f32 = 0.05;

/// A page that is near another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Neighbour {
    /// How near: the similarity of the texts, and the bonus. Below all of these are the neighbours by topic.
    pub(super) score: f32,
    /// The page's rank, by which equally near ones are told apart.
    pub(super) rank: u32,
    /// The page.
    pub(super) page: u32,
}

impl Eq for Neighbour {}

/// The nearest is the greatest; of equally near ones that whose id comes first.
impl Ord for Neighbour {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.rank.cmp(&self.rank))
    }
}

impl PartialOrd for Neighbour {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a page, the first, can have another beside it.
type Fits<'f> = dyn Fn(u32, u32) -> bool + Sync + 'f;

/// The pages of one kind, and what is needed to say which are near one another.
pub(super) struct Nearness<'a> {
    site: &'a Site,
    kind: PageKind,
    pages: &'a [Features],
    /// For each language its index, and the page of each text in it, by their ranks.
    indexes: Vec<(TermIndex, Vec<u32>)>,
    /// Which index a page is in, and as which text.
    places: Vec<(u32, u32)>,
}

impl<'a> Nearness<'a> {
    /// For the pages of `site` of that kind, whose texts have these vectors, of as many terms in all. `None` if it was to `stop`.
    pub(super) fn of(
        site: &'a Site,
        kind: PageKind,
        pages: &'a [Features],
        (vectors, terms): (&[Arc<Vector>], usize),
        stop: &StopFlag,
    ) -> Option<Self> {
        let mut languages: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, page) in (0..).zip(pages) {
            languages.entry(&page.language).or_default().push(at);
        }
        languages.values_mut().for_each(|texts| texts.sort_unstable_by_key(|&page| pages[page as usize].rank));
        let mut places = vec![(0, 0); pages.len()];
        let mut indexes = Vec::new();
        for (language, texts) in (0..).zip(languages.into_values()) {
            (0..).zip(&texts).for_each(|(text, &page)| places[page as usize] = (language, text));
            let own: Vec<_> = texts.iter().map(|&page| vectors[page as usize].clone()).collect();
            indexes.push((TermIndex::of(&own, terms, stop)?, texts));
        }
        Some(Self { site, kind, pages, indexes, places })
    }

    /// The nearest pages of each page, as many as `most` and nearest first, that it may name. Nothing of use if it is to `stop`.
    pub(super) fn nearest(&self, most: usize, stop: &StopFlag) -> Vec<Vec<Neighbour>> {
        let all: Vec<u32> = (0..).take(self.pages.len()).collect();
        self.around(&all, most, &|page, other| self.may_name(page, other), stop)
    }

    /// For each of `pages` all that are near it and may name it, the nearest first; at the end the neighbours by id, which
    /// are strangers to it. Nothing of use if it is to `stop`.
    pub(super) fn naming(&self, pages: &[u32], stop: &StopFlag) -> Vec<Vec<Neighbour>> {
        let fits = |page: u32, other: u32| self.may_name(other, page);
        let mut naming = self.around(pages, usize::MAX, &fits, stop);
        for (&page, near) in pages.iter().zip(&mut naming) {
            let is_new = |other: &u32| fits(page, *other) && !near.iter().any(|near| near.page == *other);
            let strangers: Vec<u32> = self.neighbours_by_id(page).filter(is_new).collect();
            near.extend(strangers.into_iter().map(|other| self.near(other, STRANGE)));
        }
        naming
    }

    /// For each of `pages` the nearest of those that fit it.
    fn around(&self, pages: &[u32], most: usize, fits: &Fits, stop: &StopFlag) -> Vec<Vec<Neighbour>> {
        let terms = self.indexes.iter().map(|(index, _)| index.terms()).max().unwrap_or(0);
        let near = |weights: &mut Vec<f32>, &page: &u32| match stop.is_set() {
            true => Vec::new(),
            false => self.around_one(page, most, fits, weights),
        };
        pages.par_iter().map_init(|| vec![0.0; terms], near).collect()
    }

    fn may_name(&self, page: u32, other: u32) -> bool {
        let [page, other_page] = [page, other].map(|at| &self.pages[at as usize]);
        other_page.is_listed && page.language == other_page.language && !page.barred.contains(&other)
    }

    fn around_one(&self, page: u32, most: usize, fits: &Fits, weights: &mut [f32]) -> Vec<Neighbour> {
        let (language, text) = self.places[page as usize];
        let (index, pages) = &self.indexes[language as usize];
        let has_topics = !self.pages[page as usize].topics.is_empty();
        let near = |(other, similarity): (u32, f32)| {
            let other = pages[other as usize];
            let bonus = self.bonus(page, other);
            let least = if bonus <= 1.0 && has_topics { NEAR_APART } else { NEAR };
            let score = similarity * bonus;
            (score >= least && fits(page, other)).then(|| self.near(other, score))
        };
        let mut nearest: Vec<Neighbour> = index.candidates(text, weights).into_iter().filter_map(near).collect();
        nearest.sort_unstable_by(|a, b| b.cmp(a));
        nearest.truncate(most);
        if nearest.len() < super::SHOWN {
            self.complete(page, &mut nearest, fits);
        }
        nearest
    }

    fn near(&self, page: u32, score: f32) -> Neighbour {
        Neighbour { score, rank: self.pages[page as usize].rank, page }
    }

    /// What two pages share makes them nearer by this factor.
    fn bonus(&self, one: u32, other: u32) -> f32 {
        let [one, other] = [one, other].map(|at| &self.pages[at as usize]);
        let topics = one.topics.iter().filter(|topic| other.topics.contains(topic)).count();
        let terms = one.terms.iter().filter(|term| other.terms.contains(term)).count();
        1.0 + TOPIC * topics.min(2) as f32 + TERM * terms.min(2) as f32
    }

    /// Adds neighbours by topic behind those found by their text.
    fn complete(&self, page: u32, nearest: &mut Vec<Neighbour>, fits: &Fits) {
        let mut score = NEAR;
        for other in self.kind.neighbours(self.site, page) {
            if nearest.len() >= super::SHOWN {
                break;
            }
            if other != page && fits(page, other) && !nearest.iter().any(|near| near.page == other) {
                score *= 0.5;
                nearest.push(self.near(other, score));
            }
        }
    }

    /// The pages of the same language whose ids stand next to that of `page`, the next first.
    fn neighbours_by_id(&self, page: u32) -> impl Iterator<Item = u32> + '_ {
        let (language, text) = self.places[page as usize];
        let pages = &self.indexes[language as usize].1;
        let at = text as usize;
        let around = (1..=NEIGHBOURS).flat_map(move |far| [at.checked_add(far), at.checked_sub(far)]);
        around.flatten().filter_map(|at| pages.get(at).copied())
    }
}
