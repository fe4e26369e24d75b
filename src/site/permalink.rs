//! Permalinks: from a pattern of `[permalinks]` to an address.
//!
//! `config` has checked the patterns: each begins with `/` and holds only parts that its kind can have.

use super::Url;
use crate::{
    config::Pattern,
    content::{Meta, slug},
    kind::Placeholder,
};
use std::cell::Cell;

/// What fills a pattern's parts.
pub(super) struct PatternValues<'a> {
    /// What the address is of.
    pub(super) meta: &'a Meta,
    /// The slug of its primary topic.
    pub(super) topic: Option<&'a str>,
    /// Whether slugs are transliterated.
    pub(super) ascii: bool,
}

impl PatternValues<'_> {
    fn slug(&self) -> String {
        let last = self.meta.name.rsplit('/').next().unwrap_or_default();
        self.meta.slug.clone().unwrap_or_else(|| slug::slugify(last, self.ascii))
    }

    /// The path below the kind's folder, each part as a slug, the last one the thing's own.
    fn path(&self) -> String {
        let folder = self.meta.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folders = folder.split('/').map(|part| slug::slugify(part, self.ascii)).filter(|part| !part.is_empty());
        folders.chain([self.slug()]).collect::<Vec<_>>().join("/")
    }

    fn part(&self, placeholder: Placeholder) -> Result<String, MissingValue> {
        let date = || self.meta.date.ok_or(MissingValue::Date).map(|moment| moment.date.at);
        let part = match placeholder {
            Placeholder::Slug => self.slug(),
            Placeholder::Path => self.path(),
            Placeholder::Topic => self.topic.ok_or(MissingValue::Topic)?.to_owned(),
            Placeholder::Year => format!("{:04}", date()?.year()),
            Placeholder::Month => format!("{:02}", date()?.month()),
        };
        // a topic without a slug is reported where it is named
        if part.is_empty() && placeholder != Placeholder::Topic { Err(MissingValue::Name) } else { Ok(part) }
    }
}

/// What something lacks that its pattern needs.
#[derive(Clone, Copy, Debug)]
pub(super) enum MissingValue {
    Name,
    Date,
    Topic,
}

impl MissingValue {
    /// Why there is no address, as the rest of a sentence.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Name => "nothing of its name can stand in one",
            Self::Date => "its permalink names a date, but it has no `date`",
            Self::Topic => "its permalink names `{topic}`, but it has no topic",
        }
    }

    /// What to do.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Name => "give it a `slug`, or rename its file",
            Self::Date => "give it a `date`, or leave the date out of its pattern under `[permalinks]`",
            Self::Topic => "name a topic under `topics`, or leave `{topic}` out of its pattern under `[permalinks]`",
        }
    }
}

/// The address that `pattern` gives, or why it gives none.
pub(super) fn expand(pattern: &Pattern, parts: &PatternValues) -> Result<Url, MissingValue> {
    let fault = Cell::new(None);
    let url = pattern.fill(|placeholder| {
        parts.part(placeholder).unwrap_or_else(|reason| {
            fault.set(Some(reason));
            String::new()
        })
    });
    fault.get().map_or(Ok(Url::new(url)), Err)
}

/// Where the list of a pattern's pages lives: its fixed part before the first placeholder. Where that is the root, which
/// is the home page's, it is `/KIND/`.
pub(super) fn list(pattern: &Pattern, kind: &str) -> Url {
    match pattern.list() {
        "/" | "" => Url::new(format!("/{kind}/")),
        list => Url::new(list),
    }
}
