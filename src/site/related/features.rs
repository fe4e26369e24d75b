//! What else counts when pages are related: language, topics and terms, what the author says, what a page links to.

use crate::{
    content::{FollowUp, Meta, Reference, slug::slugify},
    kind,
    site::{Entity, Site},
};
use rayon::prelude::*;

/// So many neighbours on either side are looked at in the list of a topic.
pub(super) const NEIGHBOURS: usize = 12;

/// Articles or questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    Articles,
    Questions,
}

/// What is known of a page beside its text. Pages are called by their numbers in the site, those of their own kind.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Features {
    /// Its place among all pages of its kind by their ids: of equally near pages the first comes first, whatever the order
    /// of the site.
    pub(super) rank: u32,
    /// Its language, without region and script.
    pub(super) language: String,
    /// Whether other pages may name it.
    pub(super) is_listed: bool,
    /// Its topics and those above them.
    pub(super) topics: Vec<u32>,
    /// Its terms, as numbers that no two taxonomies share.
    pub(super) terms: Vec<(u32, u32)>,
    /// Those that its author names as related, in that order.
    pub(super) named: Vec<u32>,
    /// Those that it isn't to name: itself, what its author says, and what it links to or cites already.
    pub(super) barred: Vec<u32>,
}

impl PageKind {
    /// How many pages of the kind `site` has.
    pub(super) fn count(self, site: &Site) -> usize {
        match self {
            Self::Articles => site.articles.len(),
            Self::Questions => site.questions.len(),
        }
    }

    /// The name of a page.
    pub(super) fn name(self, site: &Site, at: u32) -> &str {
        &self.meta(site, at).name
    }

    /// The page called `name`.
    pub(super) fn find(self, site: &Site, name: &str) -> Option<u32> {
        let found = match self {
            Self::Articles => site.article(name),
            Self::Questions => site.question(name),
        };
        found.map(number)
    }

    /// The page `at` of `site`, ranked by its place in the site.
    pub(super) fn page(self, site: &Site, at: u32) -> Features {
        let meta = self.meta(site, at);
        let find = |names: &[Reference]| -> Vec<u32> {
            names.iter().filter_map(|name| self.find(site, &name.value)).filter(|&other| other != at).collect()
        };
        let (related, never) = self.wishes(site, at);
        let mut named: Vec<u32> = Vec::with_capacity(related.len());
        find(related).into_iter().for_each(|other| {
            if !named.contains(&other) {
                named.push(other)
            }
        });
        let mut barred = find(never);
        barred.push(at);
        barred.extend(site.backlinks.from(self.entity(at)).iter().filter_map(|&to| self.number(to)));
        if let Self::Questions = self {
            let next = site.questions[at as usize].follow_ups.iter().filter_map(|next| match next {
                FollowUp::Question(id) => self.find(site, &id.value),
                FollowUp::Words(_) => None,
            });
            barred.extend(next);
        }
        let topics = topics(site, meta);
        let (language, is_listed) = (language(site, meta), !meta.unlisted);
        Features { rank: at, language, is_listed, topics, terms: terms(site, meta), named, barred }
    }

    /// All pages of `site`, each with its rank.
    pub(super) fn pages(self, site: &Site) -> Vec<Features> {
        let mut pages: Vec<Features> =
            (0..self.count(site)).into_par_iter().map(|at| self.page(site, number(at))).collect();
        let mut order: Vec<u32> = (0..).take(pages.len()).collect();
        order.par_sort_unstable_by(|&a, &b| self.name(site, a).cmp(self.name(site, b)).then(a.cmp(&b)));
        (0..).zip(order).for_each(|(rank, at)| pages[at as usize].rank = rank);
        pages
    }

    /// The neighbours of a page in the lists of its topics and of those above, those that are so in most lists first.
    pub(super) fn neighbours(self, site: &Site, at: u32) -> Vec<u32> {
        let mut near: Vec<u32> = Vec::new();
        for topic in topics(site, self.meta(site, at)) {
            let topic = &site.topics[topic as usize];
            let list = match self {
                Self::Articles => &topic.articles,
                Self::Questions => &topic.questions,
            };
            let position = list.binary_search(&(at as usize)).unwrap_or_else(|position| position);
            let around = position.saturating_sub(NEIGHBOURS)..(position + NEIGHBOURS + 1).min(list.len());
            near.extend(list[around].iter().map(|&other| number(other)));
        }
        near.sort_unstable();
        let mut counted: Vec<(std::cmp::Reverse<usize>, u32)> =
            near.chunk_by(|a, b| a == b).map(|same| (std::cmp::Reverse(same.len()), same[0])).collect();
        counted.sort_unstable();
        counted.into_iter().map(|(_, other)| other).collect()
    }

    /// What the page `at` has in common with pages of every kind.
    pub(super) fn meta(self, site: &Site, at: u32) -> &Meta {
        match self {
            Self::Articles => &site.articles[at as usize].meta,
            Self::Questions => &site.questions[at as usize].meta,
        }
    }

    /// What a page's author names as related, and as never related.
    fn wishes(self, site: &Site, at: u32) -> (&[Reference], &[Reference]) {
        match self {
            Self::Articles => {
                let article = &site.articles[at as usize];
                (&article.related, &article.never_related)
            }
            Self::Questions => {
                let question = &site.questions[at as usize];
                (&question.related, &question.never_related)
            }
        }
    }

    fn entity(self, at: u32) -> Entity {
        match self {
            Self::Articles => Entity::article(at as usize),
            Self::Questions => Entity::question(at as usize),
        }
    }

    /// The number of `entity`, if it is of this kind.
    fn number(self, entity: Entity) -> Option<u32> {
        match (self, entity.kind) {
            (Self::Articles, kind::Kind::Article) | (Self::Questions, kind::Kind::Question) => Some(number(entity.at)),
            _ => None,
        }
    }
}

/// The language of a page, without region and script, in lower case.
pub(super) fn language(site: &Site, meta: &Meta) -> String {
    let tag = meta.language(&site.config.language);
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The topics of a page and those above them.
fn topics(site: &Site, meta: &Meta) -> Vec<u32> {
    let own = site.topics_of(meta).into_iter();
    let mut topics: Vec<u32> = own.flat_map(|topic| site.topic_and_above(topic)).map(number).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// The terms of a page: their taxonomy and their number in it.
fn terms(site: &Site, meta: &Meta) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for (taxonomy, known) in site.taxonomies.iter().enumerate() {
        let own = meta.terms.get(&known.name).into_iter().flatten();
        let slugs = own.map(|term| slugify(&term.value, site.config.ascii_slugs));
        let find = |slug: String| known.terms.binary_search_by(|term| term.slug.as_str().cmp(&slug)).ok();
        all.extend(slugs.filter_map(find).map(|term| (number(taxonomy), number(term))));
    }
    all
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("a site has fewer than four billion pages")
}
