//! What is near to a name that leads nowhere, for "did you mean".
//!
//! Each list of names ([`NameList`]) is put together when the first broken reference asks for it, and kept.

use super::{Linked, Url, links::relative};
use crate::{diag::KnownNames, place::SourcePath};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// A list of names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameList {
    /// All that wikilinks can name.
    Names,
    /// The addresses of the site.
    Addresses,
    /// The names of articles.
    Articles,
    /// The ids of questions.
    Questions,
    /// The ids of authors.
    Authors,
    /// The ids of topics.
    Topics,
    /// The ids of headings of the page at an address, sorted.
    Anchors(Url),
    /// The files, as the texts of a folder write them.
    Files(String),
}

/// The lists that were asked for.
#[derive(Debug, Default)]
pub(super) struct NearestNames(Mutex<BTreeMap<NameList, Arc<KnownNames>>>);

impl Linked {
    /// The names of `list`.
    pub(super) fn known_names(&self, list: NameList) -> Arc<KnownNames> {
        let mut lists = self.near.0.lock().expect("no thread panics while it makes a list");
        lists.entry(list).or_insert_with_key(|list| Arc::new(self.list(list))).clone()
    }

    /// The name of `list` that is nearest to `name`.
    pub(super) fn nearest(&self, list: NameList, name: &str) -> Option<String> {
        self.known_names(list).nearest(name).map(str::to_owned)
    }

    /// The file that is nearest to `path`, both as the text in `file` writes them: a folder that they have in common makes
    /// no two names alike.
    pub(super) fn nearest_file(&self, path: &str, file: &SourcePath) -> Option<String> {
        let known = self.known_names(NameList::Files(file.folder().to_owned()));
        known.nearest_other(&relative(file.folder(), path), file.file_name()).map(str::to_owned)
    }

    fn list(&self, list: &NameList) -> KnownNames {
        match list {
            NameList::Names => KnownNames::new(self.names.all(self)),
            NameList::Addresses => KnownNames::paths(self.addresses.iter().map(|(url, _)| url.as_str())),
            NameList::Articles => KnownNames::new(self.articles.iter().map(|article| article.meta.name.as_str())),
            NameList::Questions => KnownNames::new(self.names.question_ids()),
            NameList::Authors => KnownNames::new(self.authors.iter().map(|author| author.meta.name.as_str())),
            NameList::Topics => KnownNames::new(self.topics.iter().map(|topic| topic.id.as_str())),
            NameList::Anchors(url) => KnownNames::new(self.anchor_ids(url).unwrap_or_default()),
            NameList::Files(folder) => {
                let assets = self.assets.values().map(|asset| asset.path.as_str());
                let files = self.names.file_paths().into_iter().chain(assets);
                KnownNames::paths(files.map(|path| relative(folder, path)))
            }
        }
    }
}
