//! The files of bundles that aren't published: they aren't either.
//!
//! A bundle is a folder with an `index.md`. A file belongs to the nearest folder above it that holds content, and is held
//! back if that is a bundle and nothing in the folder is published.

use super::{Asset, Contents, Url, unpublished::is_introduction};
use crate::{content::is_index, place::SourcePath};
use foldhash::HashMap;

/// The files of `assets` that are published, and the addresses of those that aren't, each with the number of its bundle
/// in `unpublished` of the site.
pub(super) fn part(site: &Contents, assets: Vec<Asset>) -> (Vec<Asset>, Vec<(Url, usize)>) {
    let folders = folders(site);
    if folders.is_empty() {
        return (assets, Vec::new());
    }
    let mut held_back = Vec::new();
    let mut published = Vec::with_capacity(assets.len());
    for asset in assets {
        match (bundle(&folders, &asset.path), asset.path.as_str().strip_prefix("content")) {
            (Some(at), Some(url)) => held_back.push((Url::new(url), at)),
            _ => published.push(asset),
        }
    }
    (published, held_back)
}

/// The folders that hold content, with the bundle that isn't published where nothing in them is; none if there is no such
/// bundle at all.
fn folders(site: &Contents) -> HashMap<&str, Option<usize>> {
    let is_bundle = |file: &SourcePath| is_index(file) && !is_introduction(file);
    let unpublished = || site.unpublished.iter().map(|other| &other.meta().file).enumerate();
    let mut folders: HashMap<&str, Option<usize>> =
        unpublished().filter(|(_, file)| is_bundle(file)).map(|(at, file)| (file.folder(), Some(at))).collect();
    if folders.is_empty() {
        return folders;
    }
    for (_, file) in unpublished() {
        folders.entry(file.folder()).or_default();
    }
    let introductions = site.introductions.all().map(|(_, page)| &page.meta);
    for meta in site.entities_with_meta().map(|(_, meta)| meta).chain(introductions) {
        folders.insert(meta.file.folder(), None);
    }
    folders
}

/// The bundle that isn't published and holds `file`.
fn bundle(folders: &HashMap<&str, Option<usize>>, file: &SourcePath) -> Option<usize> {
    let above = |folder: &str| folder.rsplit_once('/').map(|(above, _)| above.len());
    let mut folder = file.folder();
    loop {
        if let Some(bundle) = folders.get(folder) {
            return *bundle;
        }
        folder = &folder[..above(folder)?];
    }
}
