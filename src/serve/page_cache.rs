//! The bytes of pages, kept until the next snapshot; and after it, as the last good ones while a template fails.
//!
//! A page is looked up by its address and the number of the snapshot it was made from. History is never shown but for
//! one case: a template that fails keeps the last bytes of the addresses it hits.

use super::snapshot_id::SnapshotId;
use crate::site::Url;
use axum::body::Bytes;
use foldhash::HashMap;
use std::sync::{Arc, Mutex};

/// Beyond so many bytes, pages that nobody asked for aren't kept.
const ROOM_UNASKED: usize = 48 << 20;
/// Beyond so many bytes, none is.
const ROOM: usize = 160 << 20;

/// The tag of the script, with the digest of the page it stands in and the snapshot it is of.
fn tag(version: &str, snapshot: &SnapshotId) -> String {
    format!("<script src=\"/.gen/serve/page.js\" data-version=\"{version}\" data-since=\"{snapshot}\"></script>")
}

/// A page, or another output that is made from the site.
#[derive(Debug)]
pub(super) struct RenderedPage {
    /// Its bytes, with the script's tag in them if it is a page.
    pub(super) bytes: Bytes,
    /// The digest of its bytes without the tag.
    pub(super) version: String,
}

impl RenderedPage {
    /// Of the bytes that a build writes; with the script's tag if it is one that browsers open, of that snapshot.
    pub(super) fn new(bytes: Vec<u8>, snapshot: Option<SnapshotId>) -> Self {
        let version = blake3::hash(&bytes).to_hex()[..16].to_owned();
        let bytes = match snapshot {
            Some(snapshot) => with_script(&bytes, &tag(&version, &snapshot)),
            None => bytes,
        };
        Self { bytes: bytes.into(), version }
    }
}

/// `html` with the tag of the script. It stands before the page's policy, which forbids scripts to most pages and doesn't
/// reach what comes before it: so a preview can follow the page and yet shows what the policy does to it.
fn with_script(html: &[u8], tag: &str) -> Vec<u8> {
    let at = behind_head(html);
    [&html[..at], tag.as_bytes(), &html[at..]].concat()
}

/// The place behind `<head>`; the end where there is none. One in a comment is none.
fn behind_head(html: &[u8]) -> usize {
    let is_head = |rest: &[u8]| {
        rest.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"<head"))
            && matches!(rest.get(5), Some(b'>' | b' ' | b'\t' | b'\n' | b'\r'))
    };
    let to = |from: usize, end: &[u8]| {
        html[from..].windows(end.len()).position(|found| found == end).map_or(html.len(), |at| from + at + end.len())
    };
    let mut at = 0;
    while at < html.len() {
        match &html[at..] {
            rest if rest.starts_with(b"<!--") => at = to(at + 2, b"-->"),
            rest if is_head(rest) => return to(at, b">"),
            _ => at += 1,
        }
    }
    html.len()
}

/// What is known of an address.
#[derive(Debug)]
struct CacheEntry {
    /// The snapshot it was last made from, or was tried to.
    number: u64,
    failed: bool,
    /// The last that didn't fail.
    page: Option<Arc<RenderedPage>>,
}

/// What became of a page.
#[derive(Clone, Debug)]
pub(super) enum RenderOutcome {
    /// It is as the snapshot has it.
    Fresh(Arc<RenderedPage>),
    /// Its template fails; these are its last good bytes.
    Stale(Arc<RenderedPage>),
    /// Its template fails, and it never did otherwise.
    Failed,
}

/// All pages that are kept.
#[derive(Debug, Default)]
pub(super) struct PageCache(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    kept: HashMap<Url, CacheEntry>,
    bytes: usize,
}

impl PageCache {
    /// The page at `url` if it is known to the snapshot `number`.
    pub(super) fn known(&self, url: &Url, number: u64) -> Option<RenderOutcome> {
        let inner = self.0.lock().expect("no thread panics while it holds the pages");
        let kept = inner.kept.get(url).filter(|kept| kept.number == number)?;
        Some(match (&kept.page, kept.failed) {
            (Some(page), false) => RenderOutcome::Fresh(page.clone()),
            (Some(page), true) => RenderOutcome::Stale(page.clone()),
            (None, _) => RenderOutcome::Failed,
        })
    }

    /// Takes in that the snapshot `number` made `page` of `url`; `None` if a template failed. One made from an older
    /// snapshot than what is known is not kept, and one that nobody `asked` for only while there is room.
    pub(super) fn keep(&self, url: &Url, number: u64, page: Option<Arc<RenderedPage>>, asked: bool) -> RenderOutcome {
        let mut guard = self.0.lock().expect("no thread panics while it holds the pages");
        let inner = &mut *guard;
        let old = inner.kept.get(url);
        let is_late = old.is_some_and(|old| old.number > number);
        let made = match (&page, old.and_then(|old| old.page.clone())) {
            (Some(page), _) => RenderOutcome::Fresh(page.clone()),
            (None, Some(old)) => RenderOutcome::Stale(old),
            (None, None) => RenderOutcome::Failed,
        };
        let has_room = inner.bytes < if asked { ROOM } else { ROOM_UNASKED };
        if is_late || (page.is_some() && old.is_none() && !has_room) {
            return made;
        }
        let failed = page.is_none();
        let kept = inner.kept.entry(url.clone()).or_insert(CacheEntry { number, failed, page: None });
        kept.number = number;
        kept.failed = failed;
        if let Some(page) = page {
            inner.bytes += page.bytes.len();
            inner.bytes -= kept.page.replace(page).map_or(0, |old| old.bytes.len());
        }
        made
    }

    /// Takes in the last good bytes of the page at `url`, which fails in the snapshot `number`.
    pub(super) fn keep_good(&self, url: &Url, number: u64, page: Arc<RenderedPage>) -> RenderOutcome {
        let mut guard = self.0.lock().expect("no thread panics while it holds the pages");
        let inner = &mut *guard;
        if inner.bytes < ROOM
            && let Some(kept) = inner.kept.get_mut(url).filter(|kept| kept.number == number && kept.page.is_none())
        {
            inner.bytes += page.bytes.len();
            kept.page = Some(page.clone());
        }
        RenderOutcome::Stale(page)
    }

    /// Forgets the pages whose address is gone.
    pub(super) fn retain(&self, is_there: impl Fn(&Url) -> bool) {
        let mut guard = self.0.lock().expect("no thread panics while it holds the pages");
        let inner = &mut *guard;
        inner.kept.retain(|url, _| is_there(url));
        inner.bytes = inner.kept.values().filter_map(|kept| kept.page.as_ref()).map(|page| page.bytes.len()).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Option<Arc<RenderedPage>> {
        Some(Arc::new(RenderedPage::new(text.as_bytes().to_vec(), None)))
    }

    fn shown(made: &RenderOutcome) -> String {
        match made {
            RenderOutcome::Fresh(page) => format!("new {}", String::from_utf8_lossy(&page.bytes)),
            RenderOutcome::Stale(page) => format!("old {}", String::from_utf8_lossy(&page.bytes)),
            RenderOutcome::Failed => "failed".to_owned(),
        }
    }

    #[test]
    fn the_tag_stands_behind_the_head() {
        for (html, expected) in [
            ("<html><head><meta>", "<html><head>TAG<meta>"),
            ("<HEAD lang=en>x", "<HEAD lang=en>TAGx"),
            ("<header>x</header>", "<header>x</header>TAG"),
            ("<!-- <head> --><html><head><title>", "<!-- <head> --><html><head>TAG<title>"),
            ("<!--><head>x", "<!--><head>TAGx"),
            ("<!-- <head>", "<!-- <head>TAG"),
            ("", "TAG"),
        ] {
            let snapshot = SnapshotId { server: "s".into(), number: 1 };
            let page = RenderedPage::new(html.as_bytes().to_vec(), Some(snapshot.clone()));
            let text = String::from_utf8(page.bytes.to_vec()).expect("it is text");
            assert_eq!(text.replace(&tag(&page.version, &snapshot), "TAG"), expected);
        }
    }

    #[test]
    fn a_page_that_fails_keeps_its_last_good_bytes() {
        let (pages, url) = (PageCache::default(), Url::new("/x/"));
        assert_eq!(shown(&pages.keep(&url, 1, None, true)), "failed");
        assert_eq!(shown(&pages.keep(&url, 2, page("a"), true)), "new a");
        assert!(pages.known(&url, 3).is_none());
        assert_eq!(shown(&pages.keep(&url, 3, None, true)), "old a");
        assert_eq!(shown(&pages.known(&url, 3).expect("it is known")), "old a");
        assert_eq!(shown(&pages.keep(&url, 4, page("b"), true)), "new b");
        // one that was long in the making doesn't take the place of a newer one
        assert_eq!(shown(&pages.keep(&url, 3, page("late"), true)), "new late");
        assert_eq!(shown(&pages.known(&url, 4).expect("it is known")), "new b");
        pages.retain(|_| false);
        assert!(pages.known(&url, 4).is_none());
        // one that wasn't kept is made again
        assert_eq!(shown(&pages.keep(&url, 5, None, true)), "failed");
        assert_eq!(shown(&pages.keep_good(&url, 5, page("c").expect("it is one"))), "old c");
        assert_eq!(shown(&pages.known(&url, 5).expect("it is known")), "old c");
    }

    #[test]
    fn pages_that_nobody_asked_for_are_kept_while_there_is_room() {
        let pages = PageCache::default();
        let large = || Some(Arc::new(RenderedPage::new(vec![b'x'; ROOM_UNASKED], None)));
        pages.keep(&Url::new("/a/"), 1, large(), false);
        pages.keep(&Url::new("/b/"), 1, large(), false);
        pages.keep(&Url::new("/c/"), 1, page("c"), true);
        let known = |url: &str| pages.known(&Url::new(url), 1).is_some();
        assert_eq!((known("/a/"), known("/b/"), known("/c/")), (true, false, true));
    }
}
