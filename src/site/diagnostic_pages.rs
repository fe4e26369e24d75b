//! On which page a mistake is: what was reported before pages had addresses gets that of the page its file makes.
//!
//! A file is one page, or the introduction of a list; a question file has a page for each question, and what stands
//! between two of them belongs to the first. What no page is made of (the defaults of a question file, `site.toml`, an
//! asset, what isn't published) has none.

use super::{Entity, Linked, Url, names::NameTarget};
use crate::{
    diag::Diagnostics,
    place::{Place, SourcePath, Span},
};
use foldhash::{HashMap, HashMapExt};

impl Linked {
    /// Adds to those of `diags` that have no page the one they are on, but for questions of files that are `stale`: where
    /// those stand was read of an older version.
    pub(crate) fn add_pages(&self, diags: &mut Diagnostics, is_stale: impl Fn(&SourcePath) -> bool) {
        let mut questions = None;
        for diag in diags.iter_mut().filter(|diag| diag.address.is_none()) {
            let Some(place) = &diag.place else { continue };
            let url = match self.names.file(place.file.as_str()) {
                Some(NameTarget::Entity(entity)) => Some(self.url(*entity)),
                Some(NameTarget::List(url)) => Some(url),
                Some(NameTarget::QuestionFile) if !is_stale(&place.file) => {
                    let questions = questions.get_or_insert_with(|| Questions::of(self));
                    questions.at(place).map(|question| self.url(Entity::question(question)))
                }
                _ => None,
            };
            diag.address = url.filter(|url| !url.is_made_up()).map(Url::to_string);
        }
    }
}

/// Where the questions of each file stand.
struct Questions<'a>(HashMap<&'a SourcePath, Vec<(Span, usize)>>);

impl<'a> Questions<'a> {
    fn of(site: &'a Linked) -> Self {
        let mut files: HashMap<&SourcePath, Vec<(Span, usize)>> = HashMap::new();
        for (at, question) in site.questions.iter().enumerate() {
            files.entry(&question.meta.file).or_default().push((question.extent, at));
        }
        Self(files)
    }

    fn at(&self, place: &Place) -> Option<usize> {
        let of_file = self.0.get(&place.file)?;
        let holds = |extent: &Span| (extent.start..extent.end).contains(&place.span.start);
        of_file.iter().find(|(extent, _)| holds(extent)).map(|(_, question)| *question)
    }
}
