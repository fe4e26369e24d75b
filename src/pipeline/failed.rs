//! Mistakes of templates: each is reported once, with one page and the number of others.
//!
//! A preview begins with those of the snapshot before ([`Failures::carried`]): a mistake that stands isn't forgotten
//! because no page with it was made again yet. Each page's are taken back when the page is tried.

use crate::{diag::Diagnostic, site::Url, theme::TemplateFailure};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What tells a mistake from others: its place and its message.
pub(crate) type MistakeKey = Arc<str>;

/// The mistakes of templates that were found while pages were rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Failures {
    found: BTreeMap<MistakeKey, Failed>,
    /// The pages that an earlier build found to fail and that weren't tried since, each with its mistakes.
    untried: BTreeMap<Url, Vec<MistakeKey>>,
    /// Whether a page failed by a mistake that was reported when the theme was loaded.
    has_reported: bool,
    revision: u64,
}

/// One mistake of a template, with the pages it hits.
#[derive(Clone, Debug)]
struct Failed {
    failure: TemplateFailure,
    pages: BTreeSet<Url>,
    /// Whether it was only found by an earlier build so far.
    is_carried: bool,
}

impl Failures {
    /// What a build begins with that comes after one with these failures: of the pages that are there still, until they
    /// are tried.
    pub(crate) fn carried(&self, is_there: impl Fn(&Url) -> bool) -> Self {
        let mut carried = Self { found: self.found.clone(), ..Self::default() };
        for (key, failed) in &mut carried.found {
            failed.is_carried = true;
            failed.pages.retain(&is_there);
            for page in &failed.pages {
                carried.untried.entry(page.clone()).or_default().push(key.clone());
            }
        }
        carried.found.retain(|_, failed| !failed.pages.is_empty());
        carried
    }

    /// Takes in that `page` was rendered, and what failed.
    pub(crate) fn tried(&mut self, page: &Url, failures: Vec<TemplateFailure>) {
        let before = self.untried.remove(page).unwrap_or_default();
        let now: BTreeSet<MistakeKey> = failures.into_iter().filter_map(|failure| self.add(failure, page)).collect();
        before.iter().filter(|key| !now.contains(*key)).for_each(|key| self.take_back(key, page));
    }

    /// Counts `failure`, found on `page`; of several pages that of the first is kept, and of several on one the first.
    pub(crate) fn add(&mut self, failure: TemplateFailure, page: &Url) -> Option<MistakeKey> {
        if failure.is_reported {
            self.has_reported = true;
            return None;
        }
        let place = failure.place.as_ref().map(|place| format!("{}:{:09}", place.file, place.span.start));
        let key = MistakeKey::from(format!("{} {}", place.unwrap_or_default(), failure.message));
        let new = || Failed { failure: failure.clone(), pages: BTreeSet::new(), is_carried: false };
        let known = self.found.entry(key.clone()).or_insert_with(new);
        let was_carried = std::mem::replace(&mut known.is_carried, false);
        let is_new = known.pages.insert(page.clone());
        let is_first = (is_new || was_carried) && known.pages.first() == Some(page);
        let is_other = is_first && known.failure != failure;
        if is_other {
            known.failure = failure;
        }
        self.revision += u64::from(is_new || is_other);
        Some(key)
    }

    fn take_back(&mut self, key: &MistakeKey, page: &Url) {
        self.revision += 1;
        if let Some(failed) = self.found.get_mut(key) {
            failed.pages.remove(page);
            if failed.pages.is_empty() {
                self.found.remove(key);
            }
        }
    }

    /// The mistakes that were only found by an earlier build so far.
    pub(crate) fn carried_keys(&self) -> Vec<MistakeKey> {
        self.found.iter().filter(|(_, failed)| failed.is_carried).map(|(key, _)| key.clone()).collect()
    }

    /// A page on which the mistake `key` was found by an earlier build; none once it was found anew.
    pub(crate) fn untried(&self, key: &MistakeKey) -> Option<&Url> {
        self.found.get(key).filter(|failed| failed.is_carried)?.pages.first()
    }

    /// Gives up the mistake `key`, if it wasn't found anew.
    pub(crate) fn give_up(&mut self, key: &MistakeKey) {
        let Some(failed) = self.found.get(key).filter(|failed| failed.is_carried) else { return };
        for page in &failed.pages {
            self.untried.entry(page.clone()).or_default().retain(|other| other != key);
        }
        self.untried.retain(|_, keys| !keys.is_empty());
        self.found.remove(key);
        self.revision += 1;
    }

    /// Whether nothing failed.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && !self.has_reported
    }

    /// Another number whenever what is reported of them may be other.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// What is reported of them.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.found.values().map(Failed::diagnostic)
    }
}

impl Failed {
    fn diagnostic(&self) -> Diagnostic {
        let page = self.pages.first().map(Url::as_str).unwrap_or_default();
        let pages = match self.pages.len() {
            0 | 1 => format!("on `{page}`"),
            2 => format!("on `{page}` and one other page"),
            pages => format!("on `{page}` and {} other pages", pages - 1),
        };
        let message = format!("{} ({pages})", self.failure.message);
        Diagnostic { message, ..self.failure.diagnostic(page) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(message: &str) -> TemplateFailure {
        TemplateFailure {
            message: message.to_owned(),
            place: None,
            help: None,
            related: Vec::new(),
            is_reported: false,
        }
    }

    fn told(failures: &Failures) -> Vec<String> {
        failures.diagnostics().map(|diagnostic| diagnostic.message).collect()
    }

    /// Those of `pages`, each with one mistake.
    fn found(pages: &[(&str, &str)]) -> Failures {
        let mut failures = Failures::default();
        pages.iter().for_each(|(page, message)| failures.tried(&Url::new(*page), vec![failure(message)]));
        failures
    }

    #[test]
    fn what_an_earlier_build_found_stands_until_its_page_is_tried() {
        let before = found(&[("/a/", "x"), ("/b/", "x"), ("/c/", "y")]);
        let mut failures = before.carried(|page| page.as_str() != "/c/");
        assert_eq!(told(&failures), ["x (on `/a/` and one other page)"]);
        failures.tried(&Url::new("/a/"), Vec::new());
        assert_eq!(told(&failures), ["x (on `/b/`)"]);
        failures.tried(&Url::new("/b/"), vec![failure("z")]);
        assert_eq!(told(&failures), ["z (on `/b/`)"]);
        // a page that is made a second time takes nothing back that was found since
        failures.tried(&Url::new("/b/"), vec![failure("z")]);
        assert_eq!(told(&failures), ["z (on `/b/`)"]);
    }

    #[test]
    fn a_mistake_is_given_up_only_if_it_was_not_found_anew() {
        let before = found(&[("/a/", "x"), ("/b/", "x"), ("/c/", "y"), ("/d/", "y")]);
        let mut failures = before.carried(|_| true);
        let keys = failures.carried_keys();
        assert_eq!(keys.len(), 2);
        failures.tried(&Url::new("/a/"), vec![failure("x")]);
        assert_eq!([failures.untried(&keys[0]).is_none(), failures.untried(&keys[1]).is_none()], [true, false]);
        let revision = failures.revision();
        keys.iter().for_each(|key| failures.give_up(key));
        assert_eq!(told(&failures), ["x (on `/a/` and one other page)"]);
        assert!(failures.revision() > revision);
        failures.tried(&Url::new("/c/"), vec![failure("y")]);
        assert_eq!(told(&failures).len(), 2);
    }
}
