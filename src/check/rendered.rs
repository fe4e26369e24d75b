//! What is wrong on the rendered pages, told once each: with its place in the sources, one page and the number of others.
//!
//! What a build has told already isn't told again: a broken address of raw HTML stands in the page as it was written,
//! and the source that wrote it has its mistake.

use super::{
    Subject,
    pages::{At, Fault},
    places::Written,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    site::{Address, End, Url},
};
use std::collections::{BTreeMap, BTreeSet};

/// Tells what is wrong on pages.
pub(super) fn tell(subject: &Subject, diags: &mut Diagnostics) {
    let mut groups: BTreeMap<&Fault, Vec<At>> = BTreeMap::new();
    for (at, page) in subject.pages.iter() {
        page.faults.iter().for_each(|fault| groups.entry(fault).or_default().push(at));
    }
    let told = Told::of(subject);
    for (fault, pages) in groups.into_iter().filter(|(fault, _)| !told.has(fault)) {
        diags.push(diagnostic(subject, fault, &pages));
    }
}

/// What the sources have been told of.
struct Told<'a> {
    /// Addresses that lead nowhere, as they were written.
    nowhere: BTreeSet<&'a str>,
    /// Old addresses that are linked to.
    moved: BTreeSet<&'a Url>,
    base: &'a str,
}

impl<'a> Told<'a> {
    fn of(subject: &'a Subject) -> Self {
        let mut told = Self { nowhere: BTreeSet::new(), moved: BTreeSet::new(), base: &subject.site.config.base.path };
        for edge in subject.graph.edges() {
            match &edge.to {
                End::Nowhere => told.nowhere.extend(edge.written.as_deref()),
                End::Page(url) if matches!(subject.site.addresses.get(url), Some(Address::Redirect(_))) => {
                    told.moved.insert(url);
                }
                _ => {}
            }
        }
        told
    }

    fn has(&self, fault: &Fault) -> bool {
        match fault {
            Fault::Nothing { value, .. } => self.nowhere.contains(value.as_str()),
            Fault::Anchor { id, .. } => self.nowhere.contains(format!("#{id}").as_str()),
            Fault::Moved { value, .. } => {
                let path = &value[..value.find(['?', '#']).unwrap_or(value.len())];
                self.moved.iter().any(|url| url.href(self.base) == path)
            }
            _ => false,
        }
    }
}

fn diagnostic(subject: &Subject, fault: &Fault, pages: &[At]) -> Diagnostic {
    let (code, message, help) = words(fault);
    let (first, is_alone) = (pages[0], pages.len() == 1);
    let url = subject.pages.url(first);
    let message = match pages.len() {
        1 => message,
        2 => format!("{message} (on `{url}` and one other page)"),
        count => format!("{message} (on `{url}` and {} other pages)", count - 1),
    };
    let place = subject.places.find(subject.pages, first, is_alone, &written(fault));
    Diagnostic { place, ..Diagnostic::new(code, message).help(help).address(url.as_str()) }
}

/// What is said of a fault, and what to do.
fn words(fault: &Fault) -> (Code, String, String) {
    match fault {
        Fault::Nothing { value, is_shown: true, help } => {
            (Code::MissingFile, format!("the page wants to show `{value}`, which isn't there"), help.clone())
        }
        Fault::Nothing { value, help, .. } => {
            (Code::BrokenLink, format!("there is no page or file at `{value}`"), help.clone())
        }
        Fault::Anchor { url, id } => (
            Code::BrokenAnchor,
            format!("the page `{url}` has no element with the id `{id}`"),
            "link to an id that is there, or to the page without `#`".to_owned(),
        ),
        Fault::Slash { value, right } => {
            (Code::MissingSlash, format!("`{value}` leads there only by a detour"), format!("write `{right}`"))
        }
        Fault::Moved { value, right } => {
            (Code::MovedLink, format!("`{value}` is an old address"), format!("write `{right}`"))
        }
        Fault::RepeatedId(id) => (
            Code::RepeatedId,
            format!("the id `{id}` stands on this page twice"),
            "give one of the elements another id: links reach only the first".to_owned(),
        ),
        Fault::SkippedHeading { level, behind, text, .. } => (
            Code::SkippedHeading,
            format!("`{text}` is a heading of level {level} behind one of level {behind}"),
            format!("make it one of level {}", behind + 1),
        ),
        Fault::WithoutAlt(source) => (
            Code::MissingAlt,
            format!("the image `{source}` has no `alt`"),
            "say in `alt` what it shows; leave it empty if the image only decorates: `alt=\"\"`".to_owned(),
        ),
        Fault::Closing { percent, .. } => (
            Code::RepeatedClosing,
            format!("{percent}% of the words of this closing paragraph stand in its section already"),
            "remove it, or let it say what the section doesn't".to_owned(),
        ),
        Fault::Data { message, help } => (Code::StructuredData, message.clone(), help.clone()),
        Fault::NoTitle => (
            Code::MissingTitle,
            "this page has no `<title>`".to_owned(),
            "write `<title>{{ page.head_title }}</title>` into the template".to_owned(),
        ),
        Fault::NoDescription => (
            Code::MissingDescription,
            "this page says no description to search engines".to_owned(),
            "write `<meta name=\"description\" content=\"{{ page.description }}\">` into the template".to_owned(),
        ),
    }
}

/// How a source may write what the fault is about, the likeliest first.
fn written(fault: &Fault) -> Vec<Written> {
    match fault {
        Fault::Nothing { value, .. } | Fault::Slash { value, .. } | Fault::Moved { value, .. } => Written::value(value),
        Fault::WithoutAlt(source) => {
            // an address in a text is another one than that of the page, but for its last part
            let name = source.rsplit('/').next().unwrap_or_default().to_owned();
            vec![Written::Tag { begins: "<img", holds: name }]
        }
        Fault::Anchor { id, .. } => vec![Written::plain(format!("#{id}"))],
        Fault::RepeatedId(id) => {
            let mut written = Written::value(id);
            written.insert(0, Written::plain(format!("{{#{id}}}")));
            written.insert(0, Written::plain(format!("id=\"{id}\"")));
            written
        }
        Fault::SkippedHeading { level, id, text, .. } => {
            let marks = "#".repeat(usize::from(*level));
            let tag = format!("<h{level}");
            vec![
                Written::plain(format!("{marks} {text}")),
                Written::plain(format!("{{#{id}}}")),
                Written::plain(text.clone()),
                Written::plain(tag),
            ]
        }
        Fault::Closing { text, .. } => [8, 6, 4, 3].map(|words| Written::plain(beginning(text, words))).into(),
        Fault::Data { .. } | Fault::NoTitle | Fault::NoDescription => vec![Written::plain("application/ld+json")]
            .into_iter()
            .filter(|_| matches!(fault, Fault::Data { .. }))
            .collect(),
    }
}

/// The first words of `text`.
fn beginning(text: &str, words: usize) -> String {
    text.split(' ').take(words).collect::<Vec<_>>().join(" ")
}

/// Tells the pages that are too heavy.
pub(super) fn weight(subject: &Subject, diags: &mut Diagnostics) {
    let limit = subject.site.config.check.page_kb;
    for (at, page) in subject.pages.iter().filter(|(_, page)| page.bytes > limit * 1_000) {
        let url = subject.pages.url(at);
        let message = format!("the HTML of `{url}` has {} kB; the limit is {limit} kB", page.bytes.div_ceil(1_000));
        let help = "split the page or shorten the list, or raise `page_kb` under `[check]`";
        let place = subject.places.find(subject.pages, at, true, &[]);
        diags.push(Diagnostic { place, ..Diagnostic::new(Code::HeavyPage, message).help(help).address(url.as_str()) });
    }
}
