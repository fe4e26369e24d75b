//! Server-sent events: what open pages have to know.
//!
//! A browser asks on behalf of all its open pages: of each it says which path it shows, in which version, and up to which
//! snapshot it knows what changed. A page hears `page` when its bytes are others, `files` when files of the site are,
//! `mistakes` when the banner is another, and `go` when it follows the author's saves. Only pages of this server hear
//! anything: what another origin asks is refused.
//!
//! Of the streams, the newest [`STREAMS`] are open: a browser has one, and asks again when it is closed. They find out one
//! after the other what they have to tell, since that takes all pages they are for, and who asks for a page doesn't wait.

use super::{ServerState, answer, preview::PreviewState, snapshot::Lookup, snapshot_id::SnapshotId};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::{mpsc, oneshot};
use tokio_stream::{StreamExt as _, wrappers::ReceiverStream};

/// So many pages are told by one stream.
const PAGES: usize = 200;
/// So many streams are open.
const STREAMS: usize = 64;

/// The streams of a server.
#[derive(Default)]
pub(super) struct Streams {
    /// What keeps each of them open, in the order in which they began.
    open: std::sync::Mutex<VecDeque<oneshot::Sender<()>>>,
    /// Held by the one that finds out what to tell.
    turn: tokio::sync::Mutex<()>,
}

impl Streams {
    /// Counts one more; what comes when it has to end.
    fn begin(&self) -> oneshot::Receiver<()> {
        let (keep, ended) = oneshot::channel();
        let mut open = self.open.lock().expect("no thread panics while it holds the streams");
        open.retain(|other| !other.is_closed());
        open.push_back(keep);
        if open.len() > STREAMS {
            open.pop_front();
        }
        ended
    }
}

/// The stream of events of the pages that the query names: `page=…&version=…&since=…`, again and again.
pub(super) async fn events(
    State(shared): State<Arc<ServerState>>,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    if !is_same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let (send, receive) = mpsc::channel(16);
    let watchers = PageWatcher::all(&query, &shared);
    let ended = shared.streams.begin();
    tokio::spawn(async move {
        tokio::select! {
            () = send_events(shared, watchers, send) => {}
            _ = ended => {}
        }
    });
    let events = ReceiverStream::new(receive).map(Ok::<_, Infallible>);
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response()
}

/// Whether a page of this server asks: browsers say which origin does.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let origin = text(header::ORIGIN.as_str());
    site && origin.is_none_or(|origin| origin.split_once("://").is_some_and(|(_, named)| named == host))
}

/// Tells pages what they have to know, as long as they listen.
async fn send_events(shared: Arc<ServerState>, mut watchers: Vec<PageWatcher>, send: mpsc::Sender<Event>) {
    let mut shown = shared.shown.clone();
    loop {
        let now = shown.borrow_and_update().clone();
        let state = shared.clone();
        let turn = shared.streams.turn.lock().await;
        let step = tokio::task::spawn_blocking(move || {
            let events: Vec<Event> = watchers.iter_mut().flat_map(|teller| teller.events(&state, &now)).collect();
            (watchers, events)
        });
        let Ok((back, events)) = step.await else { return };
        drop(turn);
        watchers = back;
        for event in events {
            if send.send(event).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = shown.changed() => if changed.is_err() { return },
            () = send.closed() => return,
        }
    }
}

/// What one page knows.
struct PageWatcher {
    /// Its number among the pages of its browser.
    at: usize,
    /// Its path, as the browser spells it.
    path: String,
    /// The version it shows.
    version: String,
    /// Up to which snapshot it knows what files changed; not known of a page that doesn't say.
    since: Option<SnapshotId>,
    /// The last snapshot it heard of.
    number: u64,
    mistakes: Value,
}

impl PageWatcher {
    /// One for each page that `query` names.
    fn all(query: &[(String, String)], shared: &ServerState) -> Vec<Self> {
        let snapshot = shared.shown.borrow().snapshot.clone();
        let mut watchers: Vec<Self> = Vec::new();
        for (key, value) in query {
            match (key.as_str(), watchers.last_mut()) {
                ("version", Some(teller)) => teller.version.clone_from(value),
                ("since", Some(teller)) => teller.since = SnapshotId::parse(value),
                ("page", _) => watchers.push(Self {
                    at: 0,
                    path: value.clone(),
                    version: String::new(),
                    since: Some(snapshot.id.clone()),
                    number: snapshot.id.number,
                    mistakes: Value::Null,
                }),
                _ => {}
            }
        }
        watchers.truncate(PAGES);
        watchers.iter_mut().enumerate().for_each(|(at, teller)| teller.at = at);
        watchers
    }

    /// What the page doesn't know yet.
    fn events(&mut self, shared: &ServerState, shown: &PreviewState) -> Vec<Event> {
        let snapshot = &shown.snapshot;
        let mut events: Vec<(&str, Value)> = Vec::new();
        if let Some((number, url)) = &shown.saved
            && *number > self.number
        {
            events.push(("go", json!({ "url": url })));
        }
        events.extend(self.files(shown).map(|files| ("files", files)));
        let version = answer::version(shared, shown, &self.path);
        if version != self.version {
            events.push(("page", json!({ "version": version })));
            self.version = version;
        }
        let path = percent_decode_str(&self.path).decode_utf8_lossy();
        let url = match snapshot.find(&path) {
            Lookup::Here(url, _) => Some(url.clone()),
            _ => snapshot.url_of(&path),
        };
        let source = url.as_ref().and_then(|url| snapshot.source_of(url));
        let mistakes = shown.mistakes.banner(url.as_ref(), source);
        if mistakes != self.mistakes {
            events.push(("mistakes", mistakes.clone()));
            self.mistakes = mistakes;
        }
        (self.number, self.since) = (snapshot.id.number, Some(snapshot.id.clone()));
        let id = snapshot.id.to_string();
        let event = |(name, mut data): (&str, Value)| {
            data["at"] = self.at.into();
            Event::default().event(name).id(&id).data(data.to_string())
        };
        events.into_iter().map(event).collect()
    }

    /// The files that changed since the page last heard of any: all, if that can't be said any more.
    fn files(&self, shown: &PreviewState) -> Option<Value> {
        let now = &shown.snapshot.id;
        let known = self.since.as_ref().filter(|since| since.server == now.server && since.number >= shown.forgotten);
        let Some(since) = known else { return Some(json!({ "all": true })) };
        let changed = shown.files.iter().filter(|(number, _)| *number > since.number);
        let paths: Vec<&String> = changed.map(|(_, url)| url).collect();
        (!paths.is_empty()).then(|| json!({ "paths": paths }))
    }
}

#[cfg(test)]
mod tests {
    use super::is_same_origin;
    use axum::http::{HeaderMap, HeaderValue};

    #[test]
    fn only_pages_of_this_server_hear_anything() {
        for (origin, site, same) in [
            (None, None, true),
            (Some("http://localhost:1111"), None, true),
            (None, Some("same-origin"), true),
            (None, Some("none"), true),
            (None, Some("cross-site"), false),
            (None, Some("same-site"), false),
            (Some("http://localhost:2222"), None, false),
            (Some("http://evil.example"), Some("same-origin"), false),
            (Some("null"), None, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_static("localhost:1111"));
            origin.map(|origin| headers.insert("origin", HeaderValue::from_static(origin)));
            site.map(|site| headers.insert("sec-fetch-site", HeaderValue::from_static(site)));
            assert_eq!(is_same_origin(&headers), same, "{origin:?} {site:?}");
        }
    }
}
