//! Where in the sources something stands that was found on a rendered page.
//!
//! What one page alone has is looked for in its own source file, then in the templates it is made of; what several pages
//! have, in the site's own templates first, and in those of a theme that the site doesn't hold last: nobody can mend those.
//! Where it can't be found as it is written (a template may put it together), the place is the page's title or the first
//! line of a template of the site's, and the message names the page.

use super::{
    fault::SourceForm,
    pages::{AddressNumber, Pages},
};
use crate::{
    content::Meta,
    pipeline::Built,
    place::{Place, SourcePath, Span},
    source::Sources,
    view,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// Finds places, and reads each file once for it.
pub(super) struct Places<'a> {
    built: &'a Built,
    sources: &'a Sources,
    texts: Mutex<BTreeMap<SourcePath, Option<Arc<str>>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(built: &'a Built, sources: &'a Sources) -> Self {
        Self { built, sources, texts: Mutex::default() }
    }

    /// The whole text of a file of the site, with its byte order mark if it has one.
    pub(super) fn text(&self, file: &SourcePath) -> Option<Arc<str>> {
        let mut texts = self.texts.lock().expect("no thread panics while it reads");
        texts.entry(file.clone()).or_insert_with(|| self.sources.excerpt_text(file)).clone()
    }

    /// Where one of `written` stands that was found on the page `at`, and on no other if `is_alone`.
    pub(super) fn find(
        &self,
        pages: &Pages,
        at: AddressNumber,
        is_alone: bool,
        written: &[SourceForm],
    ) -> Option<Place> {
        let address = pages.address(at);
        let meta = self.built.site.meta_at(address);
        let template = view::template(&self.built.site, &self.built.theme, address);
        let in_source = || meta.and_then(|meta| written.iter().find_map(|written| self.within(meta, written)));
        let in_template = || {
            let theme = &self.built.theme;
            written.iter().find_map(|written| theme.find(template?, &|source| written.find(source)))
        };
        let in_own = || in_template().filter(|place| self.text(&place.file).is_some());
        let found =
            if is_alone { in_source().or_else(in_template) } else { in_own().or_else(in_source).or_else(in_template) };
        found.or_else(|| {
            let file = template.and_then(|template| self.built.theme.file(template));
            let own = || file.filter(|file| self.text(file).is_some()).map(|file| Place::new(file, Span::default()));
            match (meta, own().or_else(|| self.own_template(template))) {
                (Some(meta), _) if is_alone => Some(Place::new(&meta.file, meta.at)),
                (_, Some(own)) => Some(own),
                (Some(meta), None) => Some(Place::new(&meta.file, meta.at)),
                (None, None) => Some(Place::new(file?, Span::default())),
            }
        })
    }

    /// The first line of a template that `template` is made of and that the site holds.
    fn own_template(&self, template: Option<&str>) -> Option<Place> {
        let folders = ["templates", "themes"].into_iter().flat_map(|folder| self.sources.below(folder));
        let own: Vec<Arc<str>> = folders.filter_map(|file| self.text(&file.path)).collect();
        let is_own =
            |source: &str| own.iter().any(|text| text.trim_start_matches('\u{feff}') == source).then_some(0..0);
        if own.is_empty() { None } else { self.built.theme.find(template?, &is_own) }
    }

    /// Where `written` stands in the text of the thing `meta` is of.
    pub(super) fn within(&self, meta: &Meta, written: &SourceForm) -> Option<Place> {
        let text = self.text(&meta.file)?;
        // the questions of a file stand one behind the other
        let from = if meta.file.as_str().starts_with("content/questions/") { meta.at.range().start } else { 0 };
        let range = written.find(text.get(from..)?)?;
        Some(Place::new(&meta.file, from + range.start..from + range.end))
    }

    /// Where the key `key` of the thing `meta` is of is written: its name, at the beginning of a line; the thing itself
    /// where it isn't found.
    pub(super) fn key(&self, meta: &Meta, key: &str) -> Place {
        let own = || Place::new(&meta.file, meta.at);
        let Some(text) = self.text(&meta.file) else { return own() };
        let is_question = meta.file.as_str().starts_with("content/questions/");
        let from = if is_question { meta.at.range().start } else { 0 };
        let key_at = |range: &str, from: usize| {
            range.match_indices(key).map(|(at, _)| at).find_map(|at| {
                let begins = range[..at].ends_with(['\n', '\u{feff}']) || at == 0;
                let ends = range[at + key.len()..].trim_start_matches([' ', '\t']).starts_with(['=', ':']);
                (begins && ends).then_some(from + at)
            })
        };
        let of_thing = text.get(from..).map(|rest| {
            let next = ["\n[[question]]", "\n## "].iter().filter_map(|mark| rest.get(1..)?.find(mark)).min();
            &rest[..next.filter(|_| is_question).map_or(rest.len(), |next| next + 1)]
        });
        let found = of_thing.and_then(|part| key_at(part, from)).or_else(|| key_at(&text, 0));
        found.map_or_else(own, |at| Place::new(&meta.file, at..at + key.len()))
    }
}
