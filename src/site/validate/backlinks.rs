//! Who links to what, and which articles cite which question.

use super::TermLinks;
use crate::site::{Entity, autolinks::TermLink};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Who links to what, and which articles cite which question.
#[derive(Debug, Default)]
pub struct Backlinks {
    /// In order, each once.
    pub(super) links: HashMap<Entity, Vec<Entity>>,
    /// The same the other way round.
    pub(super) from: HashMap<Entity, Vec<Entity>>,
    pub(super) citations: BTreeMap<usize, BTreeSet<usize>>,
}

impl Backlinks {
    /// Everything whose text links to `entity`, in order.
    pub fn to(&self, entity: Entity) -> impl Iterator<Item = Entity> {
        self.links.get(&entity).into_iter().flatten().copied()
    }

    /// How many texts link to `entity`.
    pub fn count(&self, entity: Entity) -> usize {
        self.links.get(&entity).map_or(0, Vec::len)
    }

    /// All that the text of `entity` links to or cites.
    pub(in crate::site) fn from(&self, entity: Entity) -> &[Entity] {
        self.from.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// The articles that cite the question `question`, in their order.
    pub fn citing(&self, question: usize) -> impl Iterator<Item = usize> {
        self.citations.get(&question).into_iter().flatten().copied()
    }
}

impl Backlinks {
    /// A page that shows the answer of a question has the links of that answer too.
    pub(super) fn share_with_citing(&self, terms: &mut TermLinks) {
        for (&question, articles) in &self.citations {
            let Some(links) = terms.get(&Entity::question(question)) else { continue };
            let links: Vec<TermLink> = links.iter().map(|link| TermLink { paragraph: None, ..*link }).collect();
            for &article in articles {
                terms.entry(Entity::article(article)).or_default().extend(&links);
            }
        }
    }
}
