//! What is wrong on the rendered pages, reported once each: with its place in the sources, one page and the number of others.
//!
//! What a build has reported already isn't reported again: a broken address of raw HTML stands in the page as it was written,
//! and the source that wrote it has its mistake.

use super::{Rule, Subject, fault::PageFault, pages::AddressNumber};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    site::{Address, Destination, Url},
};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong on pages, and their weight.
pub(super) const RULES: &[Rule] = &[faults, weight];

/// Reports what is wrong on pages.
fn faults(subject: &Subject, diags: &mut Diagnostics) {
    let mut groups: BTreeMap<&PageFault, Vec<AddressNumber>> = BTreeMap::new();
    for (at, page) in subject.pages.iter() {
        page.faults.iter().for_each(|fault| groups.entry(fault).or_default().push(at));
    }
    let reported = ReportedBySources::of(subject);
    for (fault, pages) in groups.into_iter().filter(|(fault, _)| !reported.has(fault)) {
        diags.push(diagnostic(subject, fault, &pages));
    }
}

/// What the sources have been told of.
struct ReportedBySources<'a> {
    /// Addresses that lead nowhere, as they were written.
    nowhere: BTreeSet<&'a str>,
    /// Old addresses that are linked to.
    moved: BTreeSet<&'a Url>,
    base: &'a str,
}

impl<'a> ReportedBySources<'a> {
    fn of(subject: &'a Subject) -> Self {
        let mut reported =
            Self { nowhere: BTreeSet::new(), moved: BTreeSet::new(), base: &subject.site.config.base.path };
        for edge in subject.graph.edges() {
            match &edge.to {
                Destination::Nowhere => reported.nowhere.extend(edge.written.as_deref()),
                Destination::Page(url) if matches!(subject.site.addresses.get(url), Some(Address::Redirect(_))) => {
                    reported.moved.insert(url);
                }
                _ => {}
            }
        }
        reported
    }

    fn has(&self, fault: &PageFault) -> bool {
        let Some(address) = &fault.address else { return false };
        if fault.code == Code::MovedLink {
            let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
            return self.moved.iter().any(|url| url.href(self.base) == path);
        }
        self.nowhere.contains(address.as_str())
    }
}

fn diagnostic(subject: &Subject, fault: &PageFault, pages: &[AddressNumber]) -> Diagnostic {
    let PageFault { code, message, help, forms: written, .. } = fault;
    let (first, is_alone) = (pages[0], pages.len() == 1);
    let url = subject.pages.url(first);
    let message = match pages.len() {
        1 => message.clone(),
        2 => format!("{message} (on `{url}` and one other page)"),
        count => format!("{message} (on `{url}` and {} other pages)", count - 1),
    };
    let place = subject.places.find(&subject.pages, first, is_alone, written);
    Diagnostic { place, ..Diagnostic::new(*code, message).help(help.clone()).address(url.as_str()) }
}

/// Reports the pages that are too heavy.
fn weight(subject: &Subject, diags: &mut Diagnostics) {
    let limit = subject.site.config.check.page_kb;
    for (at, page) in subject.pages.iter().filter(|(_, page)| page.bytes > limit * 1_000) {
        let url = subject.pages.url(at);
        let message = format!("the HTML of `{url}` has {} kB; the limit is {limit} kB", page.bytes.div_ceil(1_000));
        let help = "split the page or shorten the list, or raise `page_kb` under `[check]`";
        let place = subject.places.find(&subject.pages, at, true, &[]);
        diags.push(Diagnostic { place, ..Diagnostic::new(Code::HeavyPage, message).help(help).address(url.as_str()) });
    }
}
