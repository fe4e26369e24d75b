//! What is checked: everything that has texts, with the address its links are relative to.
//!
//! Entities in their order, then the introductions of lists and the glossary, then what isn't published only because of the
//! day. Drafts and stubs are left out: their authors aren't done.

use crate::{
    content::{Article, ContentItem as _, Definition, Meta, Question, Thing},
    kind::Kind,
    markdown::Body,
    site::{Entity, LinkOrigin, Linked},
};
use rayon::prelude::*;

/// One thing with its texts.
pub(super) struct ThingTexts<'a> {
    /// Its number, where it is published and no introduction.
    pub(super) entity: Option<Entity>,
    pub(super) is_published: bool,
    pub(super) more: OwnReferences<'a>,
    pub(super) meta: &'a Meta,
    pub(super) origin: LinkOrigin<'a>,
    pub(super) bodies: Vec<&'a Body>,
}

/// What has references of its own kind.
pub(super) enum OwnReferences<'a> {
    Article(&'a Article),
    Question(&'a Question),
    Definitions(&'a [Definition]),
    Nothing,
}

/// All of them; `is_published_only` leaves out what is scheduled or has expired.
pub(super) fn all(site: &Linked, is_published_only: bool) -> Vec<ThingTexts<'_>> {
    let mut texts: Vec<ThingTexts> = site
        .entities_with_meta()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(entity, meta)| {
            let origin = LinkOrigin { file: &meta.file, url: site.url(entity) };
            let more = match entity.kind {
                Kind::Article => OwnReferences::Article(&site.articles[entity.at]),
                Kind::Question => OwnReferences::Question(&site.questions[entity.at]),
                _ => OwnReferences::Nothing,
            };
            ThingTexts { entity: Some(entity), is_published: true, more, meta, origin, bodies: site.bodies(entity) }
        })
        .collect();
    for ((_, page), url) in site.introductions.all().zip(&site.introduction_urls) {
        let origin = LinkOrigin { file: &page.meta.file, url };
        let bodies = page.bodies();
        let meta = &page.meta;
        texts.push(ThingTexts { entity: None, is_published: true, more: OwnReferences::Nothing, meta, origin, bodies });
    }
    if let (Some(glossary), Some((url, _))) = (&site.glossary, site.addresses.entry(&site.glossary_url())) {
        let (meta, more) = (&glossary.meta, OwnReferences::Definitions(&glossary.definitions));
        let origin = LinkOrigin { file: &meta.file, url };
        let bodies = glossary.bodies().collect();
        texts.push(ThingTexts { entity: None, is_published: true, more, meta, origin, bodies });
    }
    let finished = site.finished().filter(|_| !is_published_only);
    texts.extend(finished.map(|(at, other)| {
        let more = match &other.thing {
            Thing::Article(article) => OwnReferences::Article(article),
            Thing::Question(question) => OwnReferences::Question(question),
            _ => OwnReferences::Nothing,
        };
        let origin = LinkOrigin { file: &other.meta().file, url: site.unpublished_url(at) };
        ThingTexts { entity: None, is_published: false, more, meta: other.meta(), origin, bodies: other.bodies() }
    }));
    texts
}
