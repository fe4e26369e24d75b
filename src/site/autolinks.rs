//! Auto-links: which words of a page's text lead somewhere by themselves.
//!
//! 1. [`Phrases::of`] gathers the terms of topics and of the glossary, in all their spellings (`phrases`), and makes one
//!    automaton of them (Aho and Corasick, "Efficient string matching", 1975). Two of one spelling are reported.
//! 2. `validate` notes, for every page, the links to such targets that its author wrote: [`TermLink`].
//! 3. [`Site::auto_links`] goes through a body's text, paragraph by paragraph, and takes the first phrase in each that leads
//!    to something the page doesn't link yet. Rendering and `gen links` both ask it, so that they can't differ.
//!
//! Nothing of it is kept in a `Body`: a changed term parses no text again. A link that an author wrote counts like one made
//! here, for its paragraph and for the page, so that auto-links which become the author's bring no new ones after them.

mod phrases;

pub(super) use phrases::Phrases;

use super::{Contents, Entity, Linked, Site, Url};
use crate::{
    content::Phrase,
    kind::Kind,
    markdown::Body,
    place::{SourcePath, Span},
};
use std::{collections::BTreeSet, ops::Range};

/// A page has at most so many, those of its author with them.
const ON_A_PAGE: usize = 8;

/// What a term leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermTarget {
    /// A topic.
    Topic(usize),
    /// A definition of the glossary.
    Definition(usize),
}

/// A link that a page makes by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct AutoLink<'a> {
    /// The bytes of the body's HTML that are its text.
    pub html: Range<usize>,
    /// Where these words stand in the file of the page.
    pub place: Span,
    /// The phrase they are, as it is declared.
    pub phrase: &'a Phrase,
    /// The file that declares it.
    pub declared_in: &'a SourcePath,
    /// Where it leads.
    pub target: TermTarget,
}

/// A link to the target of terms that an author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TermLink {
    /// Where it leads.
    pub(super) target: TermTarget,
    /// Its paragraph, if it stands in the text that has auto-links.
    pub(super) paragraph: Option<u32>,
}

impl Site {
    /// The auto-links of the page of `entity`, in the order of its text.
    pub fn auto_links(&self, entity: Entity) -> Vec<AutoLink<'_>> {
        match self.auto_linked(entity) {
            Some(body) if !self.phrases.is_empty() => TermSearch::new(self, entity, body).run(),
            _ => Vec::new(),
        }
    }
}

impl Contents {
    /// The text of `entity` that has auto-links: the body of an article, a page or a topic, the answer of a question.
    pub fn auto_linked(&self, entity: Entity) -> Option<&Body> {
        let written = self.written(entity)?;
        let (meta, body) = (written.meta(), written.auto_linked()?);
        let language = &self.config.language;
        let is_wanted = self.config.autolinks && meta.autolinks && meta.language(language) == language;
        is_wanted.then_some(body)
    }

    /// The address of the glossary.
    pub(crate) fn glossary_url(&self) -> Url {
        Url::new("/glossary/")
    }

    /// The anchor of the definition `at`.
    pub(crate) fn definition_id(&self, at: usize) -> &str {
        self.glossary.as_ref().map_or("", |glossary| &glossary.definitions[at].id)
    }
}

impl Linked {
    /// The address of the page that `target` is on.
    pub(super) fn term_url(&self, target: TermTarget) -> Url {
        match target {
            TermTarget::Topic(at) => self.url(Entity::topic(at)).clone(),
            TermTarget::Definition(_) => self.glossary_url(),
        }
    }

    /// Where `target` is, as an address of the site with its anchor, not escaped.
    pub fn term_address(&self, target: TermTarget) -> String {
        let url = self.term_url(target);
        match target {
            TermTarget::Topic(_) => url.as_str().to_owned(),
            TermTarget::Definition(at) => format!("{url}#{}", self.definition_id(at)),
        }
    }

    /// The address of `target` as a page spells it.
    pub fn term_href(&self, target: TermTarget) -> String {
        match target {
            TermTarget::Topic(at) => self.href(Entity::topic(at)),
            TermTarget::Definition(at) => {
                let page = self.glossary_url().href(&self.config.base.path);
                format!("{page}#{}", super::encode_fragment(self.definition_id(at)))
            }
        }
    }

    /// The topics that the page of `entity` links whatever its text says: in its breadcrumb, as its labels, in its lists.
    fn shown_topics(&self, entity: Entity) -> BTreeSet<usize> {
        let mut shown = BTreeSet::new();
        if let Some(meta) = self.meta_of(entity) {
            shown.extend(self.topics_of(meta));
            shown.extend(self.primary_topic(meta).into_iter().flat_map(|topic| self.topic_and_above(topic)));
        }
        if entity.kind == Kind::Topic {
            shown.extend(self.topic_and_above(entity.at).chain(self.topics[entity.at].children.iter().copied()));
        }
        shown
    }
}

/// The search for the auto-links of one page.
struct TermSearch<'a> {
    site: &'a Site,
    entity: Entity,
    body: &'a Body,
    written: &'a [TermLink],
    /// What is asked for only where a topic could be linked.
    shown_topics: Option<BTreeSet<usize>>,
    found: Vec<AutoLink<'a>>,
}

impl<'a> TermSearch<'a> {
    fn new(site: &'a Site, entity: Entity, body: &'a Body) -> Self {
        let written = site.term_links.get(&entity).map_or(&[][..], Vec::as_slice);
        Self { site, entity, body, written, shown_topics: None, found: Vec::new() }
    }

    fn run(mut self) -> Vec<AutoLink<'a>> {
        let of_author: BTreeSet<TermTarget> =
            self.written.iter().filter(|link| link.paragraph.is_some()).map(|link| link.target).collect();
        let room = ON_A_PAGE.saturating_sub(of_author.len());
        let (site, body) = (self.site, self.body);
        let mut text = Vec::new();
        let mut last = None;
        for stretch in body.stretches() {
            if self.found.len() >= room {
                break;
            }
            if last == Some(stretch.paragraph) || self.has_link(stretch.paragraph) {
                continue;
            }
            let html = body.stretch(stretch.html.clone());
            let best = site.phrases.first(html, &stretch, &mut text, |target| self.is_new(target));
            if let Some((within, spelling)) = best {
                let html = stretch.html.start + within.start..stretch.html.start + within.end;
                self.found.push(AutoLink {
                    place: body.source(html.clone()),
                    html,
                    phrase: &spelling.phrase,
                    declared_in: &spelling.file,
                    target: spelling.target,
                });
                last = Some(stretch.paragraph);
            }
        }
        self.found
    }

    /// Whether its author put a link to the target of terms into `paragraph`.
    fn has_link(&self, paragraph: u32) -> bool {
        self.written.iter().any(|link| link.paragraph == Some(paragraph))
    }

    /// Whether the page doesn't link `target` yet, and isn't its own.
    fn is_new(&mut self, target: TermTarget) -> bool {
        let is_linked = self.found.iter().any(|link| link.target == target)
            || self.written.iter().any(|link| link.target == target);
        if is_linked {
            return false;
        }
        let TermTarget::Topic(topic) = target else { return true };
        let (site, entity) = (self.site, self.entity);
        !self.shown_topics.get_or_insert_with(|| site.shown_topics(entity)).contains(&topic)
    }
}
