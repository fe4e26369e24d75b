//! Links to other sites: whether what they lead to is still there.
//!
//! 1. Every URL of the rendered pages and of the sources is gathered once, without its fragment, with the places that name
//!    it; those that `[check.external] ignore` names, and the site's own, are left out.
//! 2. What the cache knows and isn't too old is taken from there: answers that are fine for `keep_days`, others for an
//!    hour, since they may be mended meanwhile.
//! 3. The rest is asked for (`ask`): hosts in parallel, each host one question after the other with a gap between them.
//! 4. What was learned is kept, and reported: gone, moved for good, or not to be judged. Never more than a warning, since
//!    another site's bad day is no fault of this one.

mod ask;

use super::{Subject, fault::SourceForm};
use crate::{
    cache::Cache,
    diag::{Code, Diagnostic, Diagnostics, Error, Severity},
    place::Place,
    progress::{Stage, StageGuard},
    site::{Destination, Url},
};
pub(super) use ask::Answer;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::Mutex,
};

/// So many hosts are asked at a time.
const HOSTS: usize = 8;
/// For so many seconds an answer that isn't fine is believed.
const HOUR: u64 = 3_600;
/// The name of what is kept.
const KEPT: &str = "external";

/// An answer and when it was given, in seconds since 1970.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct CachedAnswer {
    at: u64,
    answer: Answer,
}

/// Where a URL is named: places, and a page where there is none.
#[derive(Debug, Default)]
struct Mentions<'a> {
    places: Vec<(Place, &'a Url)>,
    page: Option<(u32, String)>,
}

/// Reports the links to other sites that are gone or have moved; `now` is in seconds since 1970.
///
/// # Errors
/// Where the cache can't be written.
pub(super) fn report(subject: &Subject, cache: &Cache, now: u64, diags: &mut Diagnostics) -> Result<(), Error> {
    let named = named(subject);
    let settings = &subject.site.config.check.external;
    let keeps = |kept: &CachedAnswer| {
        let keep = if matches!(kept.answer, Answer::Fine { .. }) { settings.keep_days * 24 * HOUR } else { HOUR };
        kept.at <= now && now - kept.at <= keep
    };
    let mut known: BTreeMap<String, CachedAnswer> = cache.read(KEPT).unwrap_or_default();
    known.retain(|_, kept| keeps(kept));
    let unknown: Vec<&str> = named.keys().filter(|url| !known.contains_key(*url)).map(String::as_str).collect();
    if !unknown.is_empty() {
        let asking = subject.built.progress.begin(Stage::Ask, unknown.len());
        let answers = ask_all(&unknown, settings.timeout, &asking);
        drop(asking);
        known.extend(answers.into_iter().map(|(url, answer)| (url, CachedAnswer { at: now, answer })));
        cache.write(KEPT, &known)?;
    }
    for (url, named) in &named {
        if let Some(kept) = known.get(url) {
            diagnostics(subject, url, &kept.answer, named).for_each(|diag| diags.push(diag));
        }
    }
    Ok(())
}

/// Every URL of other sites, with where it is named.
fn named<'a>(subject: &'a Subject) -> BTreeMap<String, Mentions<'a>> {
    let config = &subject.site.config;
    let wanted = |written: &str| {
        let url = plain(written)?;
        let is_own = url.starts_with(&config.base.origin);
        let is_ignored = config.check.external.ignore.iter().any(|start| url.starts_with(start.as_str()));
        (!is_own && !is_ignored).then_some(url)
    };
    let mut named: BTreeMap<String, Mentions> = BTreeMap::new();
    for edge in subject.graph.edges() {
        if let Destination::Elsewhere(written) = &edge.to
            && let Some(url) = wanted(written)
        {
            named.entry(url).or_default().places.push((edge.place.clone(), &edge.from));
        }
    }
    for (at, page) in subject.pages.iter() {
        for written in &page.elsewhere {
            if let Some(url) = wanted(written) {
                named.entry(url).or_default().page.get_or_insert_with(|| (at, written.clone()));
            }
        }
    }
    named
}

/// A web address without its fragment; `None` for any other.
fn plain(written: &str) -> Option<String> {
    let whole = if written.starts_with("//") { format!("https:{written}") } else { written.to_owned() };
    let mut url = url::Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    url.host_str()?;
    Some(url.into())
}

/// Asks for all of `urls`: hosts in parallel, one URL of a host at a time.
fn ask_all(urls: &[&str], timeout: u64, asking: &StageGuard) -> Vec<(String, Answer)> {
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in urls {
        let host = url::Url::parse(url).ok().and_then(|url| Some(format!("{}:{:?}", url.host_str()?, url.port())));
        hosts.entry(host.unwrap_or_default()).or_default().push(url);
    }
    let waiting: Mutex<VecDeque<Vec<&str>>> = Mutex::new(hosts.into_values().collect());
    let answers: Mutex<Vec<(String, Answer)>> = Mutex::default();
    let asker = ask::Asker::new(timeout);
    std::thread::scope(|scope| {
        for _ in 0..HOSTS {
            scope.spawn(|| {
                while let Some(urls) = { waiting.lock().expect("no thread panics while it holds the list").pop_front() }
                {
                    for (number, url) in urls.into_iter().enumerate() {
                        if number > 0 {
                            ask::pause();
                        }
                        let answer = (url.to_owned(), asker.ask(url));
                        asking.one();
                        answers.lock().expect("no thread panics while it holds the list").push(answer);
                    }
                }
            });
        }
    });
    answers.into_inner().expect("no thread panicked")
}

/// What is said of `url`, at each place that names it.
fn diagnostics<'a>(
    subject: &'a Subject,
    url: &'a str,
    answer: &'a Answer,
    named: &'a Mentions,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let (code, message, help) = match answer {
        Answer::Fine { moved: None } => return Vec::new().into_iter(),
        Answer::Fine { moved: Some(to) } => {
            (Code::MovedExternalLink, format!("`{url}` has moved for good"), format!("write `{to}`"))
        }
        Answer::Gone { why } => (
            Code::BrokenExternalLink,
            format!("`{url}` {why}"),
            "link to where it is now, or to an archived copy; or name it under `[check.external] ignore`".to_owned(),
        ),
        Answer::Unjudged { why } => (
            Code::UnjudgedExternalLink,
            format!("`{url}` {why}, so whether it is there can't be told"),
            "look at it in a browser, then name it under `[check.external] ignore`".to_owned(),
        ),
    };
    let severity = code.info().severity;
    debug_assert!(severity > Severity::Error, "another site's bad day is no error");
    let new = |place: Option<Place>, address: &Url| Diagnostic {
        place,
        ..Diagnostic::new(code, message.clone()).help(help.clone()).address(address.as_str())
    };
    let diags: Vec<Diagnostic> = match &named.page {
        // a template's own, or a key of the front matter that is no reference
        Some((at, written)) if named.places.is_empty() => {
            let place = subject.places.find(&subject.pages, *at, true, &SourceForm::value(written));
            vec![new(place, subject.pages.url(*at))]
        }
        _ => named.places.iter().map(|(place, from)| new(Some(place.clone()), from)).collect(),
    };
    diags.into_iter()
}
