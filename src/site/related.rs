//! Related pages: which articles an article names at its end, and which questions a question does.
//!
//! This module's entry point is [`RelatedPages::find`]:
//!
//! 1. `vectors` counts the words of every text, by `lexicon` as stems in the language of the page; what was counted before is
//!    taken from [`Vectors`].
//! 2. `index` finds the texts that are similar to one, by BM25 weights and the cosine; the formulas and where they come from
//!    stand there. Only pages of one kind and one language are compared.
//! 3. `near` adds what `features` knows: shared topics and terms bring two pages nearer, and where texts find too few the
//!    neighbours in the lists of topics follow. What a page links to already isn't offered again, nor what its author
//!    doesn't want.
//! 4. `pick` makes the lists: what authors name first, then the nearest, none too often, and every page at least once. Of
//!    equally near pages that comes first whose id does.
//!
//! With `[related] enabled = false` there is nothing but what authors name.
//!
//! Lists are made of a finished [`Site`], since they need all of it and nothing in it needs them: a preview serves a new
//! site with the lists it [remembers](LastRelated) from the last one, finds the new lists meanwhile, and is stopped in that by
//! the next save. The result depends on what the pages say and on nothing else, whatever the order of files and threads.

mod index;
mod near;
mod features;
mod pick;
mod vectors;
mod lexicon;

#[cfg(test)]
mod tests;

use super::Site;
use features::PageKind;
use foldhash::HashMap;
use lexicon::Vector;
use near::Nearness;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
pub(crate) use vectors::Vectors;

/// So many are shown, unless an author names more.
const SHOWN: usize = 5;
/// So many near pages are kept for each page, of which some may be named too often already.
const KEPT: usize = 3 * SHOWN;

/// Which pages are related.
#[derive(Debug)]
pub(crate) struct RelatedPages {
    articles: Lists,
    questions: Lists,
}

/// The lists of one kind.
#[derive(Debug)]
enum Lists {
    /// Those of this very site, by the numbers of the pages.
    Found(Vec<Vec<u32>>),
    /// Those of an earlier one, by their names.
    Remembered(Arc<HashMap<String, Vec<String>>>),
}

/// The lists of a site, as far as they are of use to the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastRelated {
    articles: Arc<HashMap<String, Vec<String>>>,
    questions: Arc<HashMap<String, Vec<String>>>,
}

/// Whether the search for related pages is to end without a result.
#[derive(Debug, Default)]
pub(crate) struct StopFlag(AtomicBool);

impl StopFlag {
    /// From now on it is.
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl RelatedPages {
    /// The related pages of `site`, with what is known of its texts in `vectors`. `None` if it was to `stop`.
    pub(crate) fn find(site: &Site, vectors: &mut Vectors, stop: &StopFlag) -> Option<Self> {
        if !site.config.related {
            return Some(Self::remembered(&LastRelated::default()));
        }
        let articles = vectors.of_articles(&site.articles, site, stop)?;
        let questions = vectors.of_questions(&site.questions, site, stop)?;
        let terms = vectors.terms();
        Some(Self {
            articles: Lists::Found(lists(site, PageKind::Articles, (&articles, terms), stop)?),
            questions: Lists::Found(lists(site, PageKind::Questions, (&questions, terms), stop)?),
        })
    }

    /// The lists of an earlier site, as long as those of this one aren't found.
    pub(crate) fn remembered(lists: &LastRelated) -> Self {
        Self {
            articles: Lists::Remembered(lists.articles.clone()),
            questions: Lists::Remembered(lists.questions.clone()),
        }
    }

    /// What the next site may take from these, which are those of `site`.
    pub(crate) fn remember(&self, site: &Site) -> LastRelated {
        LastRelated {
            articles: self.articles.remember(site, PageKind::Articles),
            questions: self.questions.remember(site, PageKind::Questions),
        }
    }

    /// The articles related to an article of `site`, the nearest first.
    pub(crate) fn articles(&self, site: &Site, article: usize) -> Vec<usize> {
        self.articles.of(site, PageKind::Articles, article)
    }

    /// The questions related to a question of `site`, the nearest first.
    pub(crate) fn questions(&self, site: &Site, question: usize) -> Vec<usize> {
        self.questions.of(site, PageKind::Questions, question)
    }
}

fn lists(site: &Site, kind: PageKind, vectors: (&[Arc<Vector>], usize), stop: &StopFlag) -> Option<Vec<Vec<u32>>> {
    let pages = kind.pages(site);
    let nearness = Nearness::of(site, kind, &pages, vectors, stop)?;
    let nearest = nearness.nearest(KEPT, stop);
    if stop.is_set() {
        return None;
    }
    let lists = pick::pick(&pages, &nearest, |left| nearness.naming(left, stop));
    if stop.is_set() { None } else { Some(lists) }
}

impl Lists {
    fn of(&self, site: &Site, kind: PageKind, at: usize) -> Vec<usize> {
        let at = at as u32;
        let known = match self {
            Self::Found(lists) => return lists[at as usize].iter().map(|&other| other as usize).collect(),
            Self::Remembered(lists) => lists.get(kind.name(site, at)),
        };
        let page = kind.page(site, at);
        let near: Vec<u32> = match known {
            _ if !site.config.related => Vec::new(),
            Some(names) => names.iter().filter_map(|name| kind.find(site, name)).collect(),
            None => kind.neighbours(site, at),
        };
        let mut list = page.named;
        for other in near {
            let meta = kind.meta(site, other);
            let fits =
                !meta.unlisted && features::language(site, meta) == page.language && !page.barred.contains(&other);
            if list.len() < SHOWN && fits && !list.contains(&other) {
                list.push(other);
            }
        }
        list.into_iter().map(|other| other as usize).collect()
    }

    fn remember(&self, site: &Site, kind: PageKind) -> Arc<HashMap<String, Vec<String>>> {
        let Self::Found(lists) = self else { return Arc::default() };
        let name = |at: u32| kind.name(site, at).to_owned();
        let named = (0..).zip(lists).map(|(at, list)| (name(at), list.iter().map(|&other| name(other)).collect()));
        Arc::new(named.collect())
    }
}
