//! A site at one moment: what lies at a path, and its bytes when they are asked for.

use super::{
    page_cache::{PageCache, RenderOutcome, RenderedPage},
    snapshot_id::SnapshotId,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    pipeline::{Built, Failures},
    place::SourcePath,
    render::{Common, Output, Renderer},
    site::{Address, RelatedPages, Site, Url},
    theme::{TemplateFailure, Theme},
    view,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard},
};

/// A mistake of a template is looked for again on so many pages.
const TRIES_OF_ONE: usize = 8;
/// So many pages are tried for that in all.
const TRIES: usize = 64;

/// A site as its files were after one batch of changes. It never changes; only what was found wrong while pages were
/// rendered grows.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) id: SnapshotId,
    site: Arc<Site>,
    theme: Arc<Theme>,
    common: Common,
    /// The content files that have no page, since no version of them could be parsed, by where it would be.
    unparsed: BTreeMap<Url, SourcePath>,
    diags: Diagnostics,
    failures: Mutex<Failures>,
    /// The last snapshot without a mistake in a template, where this one may have some.
    good: Mutex<Option<Arc<Self>>>,
}

/// What lies at a path.
#[derive(Debug)]
pub(super) enum Lookup<'a> {
    /// This address.
    Here(&'a Url, &'a Address),
    /// Nothing, but something at this path.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

impl Snapshot {
    /// The first of the server called `server`, of what was `built`, with these `related` pages.
    pub(super) fn first(server: Arc<str>, built: Built, related: RelatedPages) -> Self {
        let Built { site, theme, diags, unparsed, .. } = built;
        let common = Common::of(&site, &theme, related);
        let (site, failures, good) = (Arc::new(site), Mutex::default(), Mutex::default());
        Self { id: SnapshotId { server, number: 1 }, site, theme, common, unparsed, diags, failures, good }
    }

    /// The next one, of what was `built`. What failed in this one is taken to fail still.
    pub(super) fn next(self: &Arc<Self>, built: Built, related: RelatedPages) -> Self {
        let next = Self::first(self.id.server.clone(), built, related);
        let failures = self.failed().carried(|url| next.site.addresses.get(url).is_some());
        let good = match (self.is_sound(), Arc::ptr_eq(&self.theme, &next.theme)) {
            (true, true) => None,
            (true, false) => Some(self.clone()),
            (false, _) => self.good().clone(),
        };
        if self.is_sound() {
            *self.good() = None;
        }
        Self { id: self.id.next(), failures: Mutex::new(failures), good: Mutex::new(good), ..next }
    }

    /// The next one, of the same files, with other `related` pages.
    pub(super) fn relate(&self, related: RelatedPages) -> Self {
        Self {
            id: self.id.next(),
            site: self.site.clone(),
            theme: self.theme.clone(),
            common: Common::of(&self.site, &self.theme, related),
            unparsed: self.unparsed.clone(),
            diags: self.diags.clone(),
            failures: Mutex::new(self.failed().carried(|_| true)),
            good: Mutex::new(self.good().clone()),
        }
    }

    /// Whether no template is known to fail.
    fn is_sound(&self) -> bool {
        let is_of_template = |diag: &Diagnostic| diag.code == Code::TemplateSyntax;
        self.failed().is_empty() && !self.diags.iter().any(is_of_template)
    }

    fn good(&self) -> MutexGuard<'_, Option<Arc<Self>>> {
        self.good.lock().expect("no thread panics while it holds the snapshot")
    }

    /// The path that the site lies at: `/`, or `/blog/`.
    pub(super) fn base(&self) -> &str {
        &self.site.config.base.path
    }

    /// The site.
    pub(super) fn site(&self) -> &Site {
        &self.site
    }

    /// The theme.
    pub(super) fn theme(&self) -> Arc<Theme> {
        self.theme.clone()
    }

    /// The address that `path`, decoded, would be of; none where that isn't below the site's own.
    pub(super) fn url_of(&self, path: &str) -> Option<Url> {
        path.strip_prefix(&*self.site.config.base.decoded_path()).map(|rest| Url::new(format!("/{rest}")))
    }

    /// What lies at `path`, a decoded path as a browser asks for it.
    pub(super) fn find(&self, path: &str) -> Lookup<'_> {
        let base = self.base();
        let Some(url) = self.url_of(path) else {
            return if path == "/" || self.site.config.base.decoded_path().strip_suffix('/') == Some(path) {
                Lookup::Elsewhere(base.to_owned())
            } else {
                Lookup::Nothing
            };
        };
        let url = url.as_str();
        if let Some((url, address)) = self.at(url) {
            return Lookup::Here(url, address);
        }
        if let Some(folder) = url.strip_suffix("index.html").filter(|folder| folder.ends_with('/'))
            && let Some((url, address)) = self.at(folder)
        {
            return Lookup::Here(url, address);
        }
        if let Some((url, _)) = self.at(&format!("{url}/")) {
            return Lookup::Elsewhere(url.href(base));
        }
        // a page among the files, as every host of files has it
        let folder = format!("{}/", url.trim_end_matches('/'));
        match self.at(&format!("{folder}index.html")) {
            Some((index, address)) if folder == url => Lookup::Here(index, address),
            Some(_) => Lookup::Elsewhere(Url::new(folder).href(base)),
            None => Lookup::Nothing,
        }
    }

    fn at(&self, url: &str) -> Option<(&Url, &Address)> {
        self.site.addresses.entry(&Url::new(url))
    }

    /// The file that the page at `url` is written in, or would be.
    pub(super) fn source_of(&self, url: &Url) -> Option<&SourcePath> {
        let written = || Some(&self.site.meta_at(self.site.addresses.get(url)?)?.file);
        self.unparsed.get(url).or_else(written)
    }

    /// What the page or other output at `url` is.
    pub(super) fn page(&self, url: &Url, address: &Address, pages: &PageCache, asked: bool) -> RenderOutcome {
        let made = pages.known(url, self.id.number).unwrap_or_else(|| {
            let (page, failures) = self.render(url, address);
            self.failed().tried(url, failures);
            pages.keep(url, self.id.number, page, asked)
        });
        match made {
            // its last good bytes aren't kept, but they can be made again
            RenderOutcome::Failed if asked => match self.last_good(url) {
                Some(page) => pages.keep_good(url, self.id.number, page),
                None => RenderOutcome::Failed,
            },
            made => made,
        }
    }

    fn render(&self, url: &Url, address: &Address) -> (Option<Arc<RenderedPage>>, Vec<TemplateFailure>) {
        let has_script = view::kind(address).is_some() && !matches!(address, Address::Redirect(_));
        match Renderer::new(&self.site, &self.theme, &self.common).render(url, address) {
            Ok(Output::Bytes(bytes)) => {
                (Some(Arc::new(RenderedPage::new(bytes, has_script.then(|| self.id.clone())))), Vec::new())
            }
            Ok(Output::Asset(_) | Output::Theme(_) | Output::Picture | Output::LeftToHost) => (None, Vec::new()),
            Err(failures) => (None, failures),
        }
    }

    /// The page at `url` as it was before templates failed.
    fn last_good(&self, url: &Url) -> Option<Arc<RenderedPage>> {
        let good = self.good().clone()?;
        good.render(url, good.site.addresses.get(url)?).0
    }

    /// The addresses that are rendered: all but files, pictures, and the search index, in which no template can fail.
    pub(super) fn rendered(&self) -> impl Iterator<Item = (&Url, &Address)> {
        use Address::{Asset, Card, SearchFile, ThemeFile, Variant};
        let is_file =
            |address: &Address| matches!(address, Asset(_) | ThemeFile(_) | SearchFile(_) | Variant(..) | Card(_));
        self.site.addresses.iter().filter(move |(_, address)| !is_file(address))
    }

    /// All that is wrong, as far as it is known.
    pub(super) fn diagnostics(&self) -> Diagnostics {
        let mut diags = self.diags.clone();
        let found: Vec<Diagnostic> = self.failed().diagnostics().collect();
        found.into_iter().for_each(|diag| diags.push(diag));
        diags.finish(&self.site.config.rules);
        diags
    }

    /// Another number whenever more or less was found to fail.
    pub(super) fn revision(&self) -> u64 {
        self.failed().revision()
    }

    /// Tries again what failed in the snapshot before, so that what stands is reported and what was mended isn't. A mistake is
    /// looked for on the first few of its pages, since there may be thousands; beyond [`TRIES`], it is taken to stand.
    pub(super) fn retry(&self, pages: &PageCache) {
        let mut tries = 0;
        let keys = self.failed().carried_keys();
        for key in keys {
            for _ in 0..TRIES_OF_ONE {
                let Some(url) = self.failed().untried(&key).cloned() else { break };
                if tries == TRIES {
                    return;
                }
                tries += 1;
                if let Some(address) = self.site.addresses.get(&url) {
                    self.page(&url, address, pages, false);
                }
            }
            self.failed().give_up(&key);
        }
    }

    /// The pages that tell soonest what is wrong since the snapshot `old`: those written in the files `changed`, and if
    /// templates are others, one for each.
    pub(super) fn samples(&self, old: &Self, changed: &BTreeSet<SourcePath>) -> Vec<(&Url, &Address)> {
        let is_restyled = !Arc::ptr_eq(&self.theme, &old.theme);
        let mut seen = BTreeSet::new();
        let is_sample = |(_, address): &(&Url, &Address)| {
            let meta = self.site.meta_at(address);
            let own = meta.and_then(|meta| meta.template.as_ref()).map(|template| &*template.value);
            let is_first = is_restyled && seen.insert((view::kind(address), own));
            is_first || meta.is_some_and(|meta| changed.contains(&meta.file))
        };
        self.rendered().filter(is_sample).collect()
    }

    fn failed(&self) -> MutexGuard<'_, Failures> {
        self.failures.lock().expect("no thread panics while it holds the list")
    }
}
