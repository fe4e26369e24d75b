//! What an author can get wrong, and what they are told: file, line, column, message and help.
//!
//! A [`Case`] is a site with all its mistakes and the messages of one run. Modules hold the cases by what they are
//! about; `codes` sees that every code there is stands in one of them. `human` shows messages as people see them,
//! `random` and `hostile` send what no author would write.

mod addresses;
mod anchors;
mod articles;
mod cascades;
mod codes;
mod config;
mod directives;
mod empty;
mod files;
mod front_matter;
mod glossary;
mod hostile;
mod human;
mod links;
mod markdown;
mod meant;
mod moving;
mod places;
mod policy;
mod questions;
mod random;
mod references;
mod rules;
mod syntax;
mod templates;
mod time;
mod usage;
mod wikilinks;

use crate::support::{Site, check_refused};

/// A site, and what is said about it.
pub(crate) struct Case {
    about: &'static str,
    arguments: &'static [&'static str],
    is_published: bool,
    site: &'static str,
    told: &'static str,
}

impl Case {
    /// A site with errors: status 1, and nothing is published.
    const fn refused(about: &'static str, site: &'static str, told: &'static str) -> Self {
        Self { about, arguments: &[], is_published: false, site, told }
    }

    /// A site with warnings at most: status 0.
    const fn published(about: &'static str, site: &'static str, told: &'static str) -> Self {
        Self { is_published: true, ..Self::refused(about, site, told) }
    }

    /// With more arguments.
    const fn with(self, arguments: &'static [&'static str]) -> Self {
        Self { arguments, ..self }
    }
}

/// Builds the site of every case and compares; all that differ are told.
fn check_all(cases: &[Case]) {
    let check = |case: &Case| {
        if case.is_published {
            Site::new(case.site).build(case.arguments).expect(0, case.told);
        } else {
            check_refused(case.site, case.arguments, case.told);
        }
    };
    let differ: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let result = std::panic::catch_unwind(|| check(case));
            let reason = result.err()?.downcast::<String>().map_or_else(|_| "failed".to_owned(), |reason| *reason);
            Some(format!("===== {}\n{reason}\n", case.about))
        })
        .collect();
    assert!(differ.is_empty(), "{} of {} cases differ\n{}", differ.len(), cases.len(), differ.concat());
}
