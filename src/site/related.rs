//! Related articles: those an article names, then those nearest to it.
//!
//! Near are the articles that share most of its topics and terms. Only its neighbours in its topics' lists are looked
//! at, so that the work grows with the number of articles and not with its square. Equally near ones follow the site's
//! order.

use super::Site;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many are shown.
const SHOWN: usize = 5;
/// So many neighbours on either side are looked at in each topic.
const NEIGHBOURS: usize = 12;

/// The related articles of each article.
pub(super) fn pick(site: &Site) -> Vec<Vec<usize>> {
    let positions = positions(site);
    (0..site.articles.len()).into_par_iter().map(|at| related(site, &positions, at)).collect()
}

/// Where each article stands in its topics' lists: `(topic, position)`.
fn positions(site: &Site) -> Vec<Vec<(usize, usize)>> {
    let mut positions = vec![Vec::new(); site.articles.len()];
    for (topic, node) in site.topics.iter().enumerate() {
        for (position, &article) in node.articles.iter().enumerate() {
            positions[article].push((topic, position));
        }
    }
    positions
}

fn related(site: &Site, positions: &[Vec<(usize, usize)>], at: usize) -> Vec<usize> {
    let article = &site.articles[at];
    let named = article.related.iter().filter_map(|name| site.article(&name.value)).filter(|&other| other != at);
    let mut picked: Vec<usize> = Vec::new();
    for other in named {
        if !picked.contains(&other) {
            picked.push(other);
        }
    }
    let never: BTreeSet<usize> = article.never_related.iter().filter_map(|name| site.article(&name.value)).collect();
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for &(topic, position) in &positions[at] {
        let list = &site.topics[topic].articles;
        let near = position.saturating_sub(NEIGHBOURS)..(position + NEIGHBOURS + 1).min(list.len());
        for &other in &list[near] {
            *shared.entry(other).or_default() += 1;
        }
    }
    shared.retain(|other, _| *other != at && !never.contains(other) && !picked.contains(other));
    let mut nearest: Vec<(usize, usize)> = shared.into_iter().collect();
    nearest.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
    picked.extend(nearest.into_iter().map(|(other, _)| other));
    picked.truncate(SHOWN.max(article.related.len()));
    picked
}
