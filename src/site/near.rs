//! What is near to a name that leads nowhere, for "did you mean".
//!
//! A site's names, addresses and files are each put together ([`KnownNames`]) when the first broken reference asks for them.

use super::{Linked, links::relative};
use crate::{diag::KnownNames, place::SourcePath};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

/// The lists that were asked for.
#[derive(Debug, Default)]
pub(super) struct NearestNames {
    names: OnceLock<KnownNames>,
    addresses: OnceLock<KnownNames>,
    articles: OnceLock<KnownNames>,
    questions: OnceLock<KnownNames>,
    /// The files, as the texts of each folder write them.
    files: Mutex<BTreeMap<String, Arc<KnownNames>>>,
}

impl Linked {
    /// The exact name or title that is nearest to `name`.
    pub(super) fn near_name(&self, name: &str) -> Option<&str> {
        self.near.names.get_or_init(|| KnownNames::new(self.names.all(self))).nearest(name)
    }

    /// The address that is nearest to `path`.
    pub(super) fn near_address(&self, path: &str) -> Option<&str> {
        let urls = || KnownNames::paths(self.addresses.iter().map(|(url, _)| url.as_str()));
        self.near.addresses.get_or_init(urls).nearest(path)
    }

    /// The name of the article that is nearest to `name`.
    pub(super) fn near_article(&self, name: &str) -> Option<&str> {
        let names = || KnownNames::new(self.articles.iter().map(|article| article.meta.name.as_str()));
        self.near.articles.get_or_init(names).nearest(name)
    }

    /// The id of the question that is nearest to `id`.
    pub(super) fn near_question(&self, id: &str) -> Option<&str> {
        self.near.questions.get_or_init(|| KnownNames::new(self.names.question_ids())).nearest(id)
    }

    /// The file that is nearest to `path`, both as the text in `file` writes them: a folder that they have in common makes
    /// no two names alike.
    pub(super) fn near_file(&self, path: &str, file: &SourcePath) -> Option<String> {
        let folder = file.folder();
        let all = || {
            let assets = self.assets.values().map(|asset| asset.path.as_str());
            let files = self.names.file_paths().into_iter().chain(assets);
            Arc::new(KnownNames::paths(files.map(|path| relative(folder, path))))
        };
        let mut folders = self.near.files.lock().expect("no thread panics while it holds the folders");
        let known = folders.entry(folder.to_owned()).or_insert_with(all).clone();
        drop(folders);
        known.nearest_other(&relative(folder, path), file.file_name()).map(str::to_owned)
    }
}
