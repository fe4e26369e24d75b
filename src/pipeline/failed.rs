//! Mistakes of templates: each is told once, with one page and the number of others.

use crate::{diag::Diagnostic, site::Url, theme::TemplateFailure};
use std::collections::BTreeMap;

/// One mistake of a template, with the pages it hits.
pub(super) struct Failed {
    failure: TemplateFailure,
    page: Url,
    others: usize,
}

impl Failed {
    /// Counts `failure`, found on `page`, among `all`; of several the page that comes first is kept.
    pub(super) fn add(all: &mut BTreeMap<String, Self>, failure: TemplateFailure, page: &Url) {
        if failure.told {
            return;
        }
        let place = failure.place.as_ref().map(|place| format!("{}:{:09}", place.file, place.span.start));
        let key = format!("{} {}", place.unwrap_or_default(), failure.message);
        match all.get_mut(&key) {
            None => {
                all.insert(key, Self { failure, page: page.clone(), others: 0 });
            }
            Some(known) => {
                known.others += 1;
                if *page < known.page {
                    known.page = page.clone();
                    known.failure = failure;
                }
            }
        }
    }

    /// What is told of it.
    pub(super) fn diagnostic(self) -> Diagnostic {
        let pages = match self.others {
            0 => format!("on `{}`", self.page),
            1 => format!("on `{}` and one other page", self.page),
            others => format!("on `{}` and {others} other pages", self.page),
        };
        let message = format!("{} ({pages})", self.failure.message);
        Diagnostic { message, ..self.failure.diagnostic(self.page.as_str()) }
    }
}
