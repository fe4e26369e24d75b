//! Which page was just saved, for open pages that follow.

use crate::{
    place::SourcePath,
    site::{Site, Url},
};
use std::collections::BTreeSet;

/// The page of the one content file among `changed`; `None` where several changed, as in a checkout.
pub(super) fn saved_page(site: &Site, changed: &BTreeSet<SourcePath>) -> Option<Url> {
    let mut content = changed.iter().filter(|path| path.as_str().starts_with("content/"));
    let (Some(file), None) = (content.next(), content.next()) else { return None };
    // a question file leads to the first of its questions
    let own =
        site.entities_with_meta().find(|(_, meta)| meta.file == *file).map(|(entity, _)| site.url(entity).clone());
    let introduction = || {
        site.introductions.all().find(|(_, page)| page.meta.file == *file).map(|(list, _)| site.introduction_url(list))
    };
    own.or_else(introduction)
}
