//! Which of the near pages each page names: fair to all, and none left out.
//!
//! 1. What authors name stands first, whatever else.
//! 2. All pairs are gone through, the nearest first: a page gets another if it has room and the other isn't named too often
//!    already ([`OFTEN`]).
//! 3. A page that nobody names gets into the list of the nearest page that has room, or in which something can be
//!    replaced that other pages name too; where none is near, into that of a neighbour by id.

use super::{
    SHOWN,
    features::Features,
    near::{Neighbour, STRANGE},
};
use rayon::prelude::*;

/// A page is named by so many others at most, as long as no author names it.
const OFTEN: u32 = 3 * SHOWN as u32;

/// The lists of `pages`: for each page those that it names. `nearest` has for each page those that it may name, the nearest
/// first; `naming` tells for some pages those that may name them.
pub(super) fn pick(
    pages: &[Features],
    nearest: &[Vec<Neighbour>],
    naming: impl FnOnce(&[u32]) -> Vec<Vec<Neighbour>>,
) -> Vec<Vec<u32>> {
    let mut lists = ListBuilder::of(pages);
    let mut pairs: Vec<(Neighbour, u32)> = Vec::with_capacity(nearest.iter().map(Vec::len).sum());
    for (page, near) in (0..).zip(nearest) {
        pairs.extend(near.iter().map(|&near| (near, page)));
    }
    pairs.par_sort_unstable_by(|(a, of_a), (b, of_b)| {
        let ranks = |of: &u32, near: &Neighbour| (pages[*of as usize].rank, near.rank);
        b.score.total_cmp(&a.score).then_with(|| ranks(of_a, a).cmp(&ranks(of_b, b)))
    });
    for (near, page) in pairs {
        if lists.has_room(page) && lists.named[near.page as usize] < OFTEN {
            lists.add(page, near);
        }
    }
    let is_left = |(at, page): &(u32, &Features)| page.is_listed && lists.named[*at as usize] == 0;
    let left: Vec<u32> = (0..).zip(pages).filter(is_left).map(|(at, _)| at).collect();
    left.iter().zip(naming(&left)).for_each(|(&page, others)| lists.place(page, &others));
    lists.finish()
}

/// The lists in the making.
struct ListBuilder<'a> {
    pages: &'a [Features],
    /// What each page names beside what its author does.
    found: Vec<Vec<Neighbour>>,
    /// By how many each is named.
    named: Vec<u32>,
}

impl<'a> ListBuilder<'a> {
    fn of(pages: &'a [Features]) -> Self {
        let mut named = vec![0; pages.len()];
        pages.iter().flat_map(|page| &page.named).for_each(|&other| named[other as usize] += 1);
        Self { pages, found: vec![Vec::new(); pages.len()], named }
    }

    fn has_room(&self, page: u32) -> bool {
        self.pages[page as usize].named.len() + self.found[page as usize].len() < SHOWN
    }

    fn add(&mut self, page: u32, near: Neighbour) {
        if self.pages[page as usize].named.contains(&near.page) {
            return;
        }
        let found = &mut self.found[page as usize];
        let at = found.partition_point(|known| *known > near);
        found.insert(at, near);
        self.named[near.page as usize] += 1;
    }

    /// Puts `page` into the list of the nearest of `others` that can take it. One that isn't near it only does so while it has room.
    fn place(&mut self, page: u32, others: &[Neighbour]) {
        let (near, strangers) = others.split_at(others.partition_point(|other| other.score > STRANGE));
        let roomy = strangers.iter().find(|other| self.has_room(other.page));
        let _is_placed = near.iter().chain(roomy).chain(strangers).any(|other| self.squeeze_in(page, other));
    }

    /// Puts `page` into the list of `other`, if there is room or something can be replaced; whether it is there then.
    fn squeeze_in(&mut self, page: u32, other: &Neighbour) -> bool {
        if !self.has_room(other.page) {
            let found = &self.found[other.page as usize];
            let weakest = found.iter().rposition(|known| self.named[known.page as usize] > 1);
            let Some(weakest) = weakest else { return false };
            let gone = self.found[other.page as usize].remove(weakest);
            self.named[gone.page as usize] -= 1;
        }
        self.add(other.page, Neighbour { score: other.score, rank: self.pages[page as usize].rank, page });
        true
    }

    fn finish(self) -> Vec<Vec<u32>> {
        let lists = self.pages.iter().zip(self.found);
        lists
            .map(|(page, found)| page.named.iter().copied().chain(found.into_iter().map(|near| near.page)).collect())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pages of which each names some.
    fn pages(named: Vec<Vec<u32>>) -> Vec<Features> {
        let ranked = (0..).zip(named);
        ranked.map(|(rank, named)| Features { rank, is_listed: true, named, ..Features::default() }).collect()
    }

    fn near(page: u32, score: f32) -> Neighbour {
        Neighbour { score, rank: page, page }
    }

    #[test]
    fn the_nearest_pairs_come_first_and_authors_before_all() {
        let pages = pages(vec![vec![3], vec![], vec![], vec![]]);
        let nearest = [vec![near(1, 0.9), near(2, 0.5)], vec![near(0, 0.9)], vec![near(0, 0.5)], vec![]];
        assert_eq!(
            pick(&pages, &nearest, |left| vec![Vec::new(); left.len()]),
            [vec![3, 1, 2], vec![0], vec![0], vec![]]
        );
    }

    #[test]
    fn none_is_named_too_often() {
        let count = OFTEN + 5;
        let pages = pages(vec![vec![]; count as usize]);
        // all are nearest to the first; the later the page, the nearer
        let nearest: Vec<Vec<Neighbour>> =
            (0..count).map(|page| if page == 0 { vec![] } else { vec![near(0, page as f32)] }).collect();
        let lists = pick(&pages, &nearest, |left| vec![Vec::new(); left.len()]);
        let naming: Vec<usize> = (0..lists.len()).filter(|&page| lists[page].contains(&0)).collect();
        assert_eq!(naming, (5..count as usize).collect::<Vec<_>>());
    }

    #[test]
    fn who_is_named_by_nobody_takes_the_place_of_the_weakest_that_others_name_too() {
        let mut named = vec![vec![]; 8];
        named[7] = vec![3];
        let pages = pages(named);
        let mut nearest = vec![vec![]; 8];
        // the weakest of the first, 5, is named by it alone; 4 by another too, and 3 by an author
        nearest[0] = (1..6).map(|page| near(page, 1.0 - page as f32 / 10.0)).collect();
        nearest[6] = vec![near(4, 0.2), near(0, 0.2)];
        let near_to_six =
            |left: &[u32]| left.iter().map(|&page| if page == 6 { vec![near(0, 0.1)] } else { Vec::new() }).collect();
        let lists = pick(&pages, &nearest, near_to_six);
        assert_eq!(lists[0], [1, 2, 3, 5, 6]);
        assert_eq!(lists[6], [0, 4]);
    }

    fn random() -> impl Strategy<Value = (Vec<Features>, Vec<Vec<Neighbour>>)> {
        (2..30_u32).prop_flat_map(|count| {
            let others = move || proptest::collection::vec(0..count, 0..4);
            let page = move |at: u32| {
                others()
                    .prop_map(move |named| named.into_iter().filter(|other| *other != at).take(1).collect::<Vec<_>>())
            };
            let scores = proptest::collection::vec(0..20_u32, (count * count) as usize);
            let named: Vec<_> = (0..count).map(page).collect();
            (named, scores).prop_map(move |(named, scores)| {
                let score = |a: u32, b: u32| scores[(a.min(b) * count + a.max(b)) as usize];
                let nearest = (0..count).map(|page| {
                    let others = (0..count).filter(|&other| other != page && score(page, other) > 10);
                    let mut list: Vec<Neighbour> = others.map(|other| near(other, score(page, other) as f32)).collect();
                    list.sort_by(|a, b| b.cmp(a));
                    list
                });
                (pages(named), nearest.collect())
            })
        })
    }

    proptest! {
        #[test]
        fn every_page_is_named_if_any_list_can_take_it((pages, nearest) in random()) {
            let lists = pick(&pages, &nearest, |left| left.iter().map(|&page| nearest[page as usize].clone()).collect());
            let named = |page: u32| lists.iter().filter(|list| list.contains(&page)).count();
            for (at, list) in (0..).zip(&lists) {
                prop_assert!(list.starts_with(&pages[at as usize].named) && list.len() <= SHOWN);
                prop_assert!(!list.contains(&at));
                prop_assert_eq!(list.iter().collect::<std::collections::BTreeSet<_>>().len(), list.len());
                prop_assert!(named(at) <= OFTEN as usize || pages.iter().any(|page| page.named.contains(&at)));
                let can_take = |near: &&Neighbour| {
                    let list = &lists[near.page as usize];
                    let own = pages[near.page as usize].named.len();
                    list.len() < SHOWN || list[own..].iter().any(|&other| named(other) > 1)
                };
                prop_assert!(named(at) > 0 || !nearest[at as usize].iter().any(|near| can_take(&near)));
            }
        }
    }
}
