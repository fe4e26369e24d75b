//! What is near to a name that leads nowhere, for "did you mean".
//!
//! A site's names, addresses and files are each put together ([`Known`]) when the first broken reference asks for them. The
//! next build of the site takes those over that are the same ([`NearLists`]), with what was found in them: a save of a
//! large site with many broken links would spend its time on nothing else.

use super::{Linked, links::relative};
use crate::{diag::Known, place::SourcePath};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

/// The lists of one site.
#[derive(Debug, Default)]
pub(super) struct Near {
    now: Arc<NearLists>,
    before: Option<Arc<NearLists>>,
}

/// The lists that were asked for.
#[derive(Debug, Default)]
pub struct NearLists {
    /// Whether nobody is told what is near.
    is_unasked: bool,
    names: OnceLock<Arc<Known>>,
    addresses: OnceLock<Arc<Known>>,
    articles: OnceLock<Arc<Known>>,
    questions: OnceLock<Arc<Known>>,
    files: OnceLock<Arc<Files>>,
}

/// The files, as the texts of each folder write them.
#[derive(Debug)]
struct Files {
    paths: Vec<String>,
    folders: Mutex<BTreeMap<String, Arc<Known>>>,
}

impl NearLists {
    /// Lists with nothing in them, for a site whose mistakes aren't told.
    pub(super) fn unasked() -> Arc<Self> {
        Arc::new(Self { is_unasked: true, ..Self::default() })
    }
}

impl Near {
    /// Those of a site that comes after one with the lists `before`.
    pub(super) fn after(before: Option<Arc<NearLists>>) -> Self {
        match before {
            Some(unasked) if unasked.is_unasked => Self { now: unasked, before: None },
            before => Self { now: Arc::default(), before },
        }
    }

    /// Takes nothing over any more.
    pub(super) fn settle(&mut self) {
        self.before = None;
    }

    fn list<'a>(
        &self,
        list: fn(&NearLists) -> &OnceLock<Arc<Known>>,
        of: fn(Vec<&'a str>) -> Known,
        names: impl FnOnce() -> Vec<&'a str>,
    ) -> &Known {
        list(&self.now).get_or_init(|| {
            let names = if self.now.is_unasked { Vec::new() } else { names() };
            let known = self.before.as_ref().and_then(|before| list(before).get());
            match known.filter(|known| known.are(&names)) {
                Some(known) => known.clone(),
                None => Arc::new(of(names)),
            }
        })
    }

    fn files(&self, paths: impl FnOnce() -> Vec<String>) -> &Files {
        self.now.files.get_or_init(|| {
            let paths = if self.now.is_unasked { Vec::new() } else { paths() };
            let known = self.before.as_ref().and_then(|before| before.files.get());
            match known.filter(|known| known.paths == paths) {
                Some(known) => known.clone(),
                None => Arc::new(Files { paths, folders: Mutex::default() }),
            }
        })
    }
}

impl Linked {
    /// The lists of names that were asked for, for the next build of the site.
    pub(crate) fn near_lists(&self) -> Arc<NearLists> {
        self.near.now.clone()
    }

    /// The exact name or title that is nearest to `name`.
    pub(super) fn near_name(&self, name: &str) -> Option<&str> {
        self.near.list(|lists| &lists.names, Known::new, || self.names.all(self)).nearest(name)
    }

    /// The address that is nearest to `path`.
    pub(super) fn near_address(&self, path: &str) -> Option<&str> {
        let urls = || self.addresses.iter().map(|(url, _)| url.as_str()).collect();
        self.near.list(|lists| &lists.addresses, Known::paths, urls).nearest(path)
    }

    /// The name of the article that is nearest to `name`.
    pub(super) fn near_article(&self, name: &str) -> Option<&str> {
        let names = || self.articles.iter().map(|article| article.meta.name.as_str()).collect();
        self.near.list(|lists| &lists.articles, Known::new, names).nearest(name)
    }

    /// The id of the question that is nearest to `id`.
    pub(super) fn near_question(&self, id: &str) -> Option<&str> {
        self.near.list(|lists| &lists.questions, Known::new, || self.names.question_ids()).nearest(id)
    }

    /// The file that is nearest to `path`, both as the text in `file` writes them: a folder that they have in common makes
    /// no two names alike.
    pub(super) fn near_file(&self, path: &str, file: &SourcePath) -> Option<String> {
        let paths = || {
            let assets = self.assets.values().map(|asset| asset.path.as_str());
            self.names.file_paths().into_iter().chain(assets).map(str::to_owned).collect()
        };
        let files = self.near.files(paths);
        let folder = file.folder();
        let mut folders = files.folders.lock().expect("no thread panics while it holds the folders");
        let new = || Arc::new(Known::paths(files.paths.iter().map(|path| relative(folder, path))));
        let known = folders.entry(folder.to_owned()).or_insert_with(new).clone();
        drop(folders);
        known.nearest_other(&relative(folder, path), file.file_name()).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_taken_over_and_what_is_not_is_made_anew() {
        let first = Near::default();
        let of = |near: &Near, names: &[&'static str]| -> *const Known {
            near.list(|lists| &lists.names, Known::new, || names.to_vec())
        };
        let made = of(&first, &["a", "b"]);
        let second = Near::after(Some(first.now.clone()));
        assert_eq!(of(&second, &["a", "b"]), made);
        let third = Near::after(Some(second.now.clone()));
        assert_ne!(of(&third, &["a", "c"]), made);
    }
}
