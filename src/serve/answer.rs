//! What a request gets: the status and the bytes of a path.
//!
//! Paths are looked up in the table of addresses and never joined to a folder, so that none can leave the site. Status
//! codes are honest: 200 for what is there (and for the last good bytes of a page whose template fails), 301 for an alias,
//! with its page as the body, and for a missing slash, 404 with the site's own page, 500 for a page that never rendered.

use super::{
    ServerState,
    file::{self, ResponseContent},
    message::Message,
    page_cache::{RenderOutcome, RenderedPage},
    preview::PreviewState,
    snapshot::Lookup,
};
use crate::{
    place::SourcePath,
    site::{Address, Url},
    theme::StaticContent,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Where the page for what isn't there lies.
const NOT_FOUND: &str = "/404.html";

/// What lies at a path, before anything is read.
pub(super) enum Reply {
    /// A page or another output, with its type.
    Made(StatusCode, Arc<RenderedPage>, HeaderValue),
    /// A file.
    File(PathBuf, HeaderValue),
    /// Something is elsewhere; an alias has a page that says so.
    Moved(String, Option<Arc<RenderedPage>>),
}

/// Answers a request for something of the site.
pub(super) async fn answer(State(shared): State<Arc<ServerState>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let busy = Busy::new(shared.busy.clone());
    let answered = tokio::task::spawn_blocking(move || {
        let _busy = busy;
        let shown = shared.shown.borrow().clone();
        let moved = parts.uri.query().and_then(|query| moved(&shown, parts.uri.path(), query));
        let reply = moved.unwrap_or_else(|| look(&shared, &shown, parts.uri.path()));
        respond(&shared, &parts, reply)
    });
    answered.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// One request that is being answered: the pages that nobody asked for wait.
struct Busy(Arc<AtomicUsize>);

impl Busy {
    fn new(count: Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Where an old address leads that only its query tells apart: as a host would answer it.
fn moved(shown: &PreviewState, path: &str, query: &str) -> Option<Reply> {
    let snapshot = &shown.snapshot;
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let below = decoded.strip_prefix(snapshot.base().trim_end_matches('/'))?;
    let asked: Vec<&str> = query.split('&').collect();
    let has_all = |wanted: &str| wanted.split('&').all(|parameter| asked.contains(&parameter));
    let old = snapshot.site().moved_queries.iter().filter(|(at, wanted, _)| at.as_str() == below && has_all(wanted));
    // of several that fit, the one with the most parameters counts
    let (.., target) = old.max_by_key(|(_, wanted, _)| wanted.split('&').count())?;
    Some(Reply::Moved(target.href(snapshot.base()), None))
}

/// What lies at `path`, as a request spells it.
pub(super) fn look(shared: &ServerState, shown: &PreviewState, path: &str) -> Reply {
    let snapshot = &shown.snapshot;
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return not_found(shared, shown) };
    match snapshot.find(&path) {
        Lookup::Nothing => not_found(shared, shown),
        Lookup::Elsewhere(href) => Reply::Moved(href, None),
        Lookup::Here(url, address) => match address {
            Address::Asset(_) if url.as_str() == NOT_FOUND => not_found(shared, shown),
            Address::Asset(file) => Reply::File(shared.sources.absolute(file), kind_of(file.as_str())),
            Address::ThemeFile(at) => theme_file(&snapshot.theme().statics()[*at].content, url),
            Address::Variant(from, variant) => {
                let _drawing = shared.drawing.lock();
                match shared.picture_maker.variant(snapshot.site(), &shared.sources, from, *variant) {
                    Ok(bytes) => as_it_is(bytes, url),
                    // a browser makes of it what it can, and a build tells what is wrong
                    Err(_) => match snapshot.site().assets.get(from) {
                        Some(asset) => Reply::File(shared.sources.absolute(&asset.path), kind_of(asset.path.as_str())),
                        None => not_found(shared, shown),
                    },
                }
            }
            Address::Card(entity) => match shared.picture_maker.card(snapshot.site(), *entity) {
                Some(bytes) => as_it_is(bytes, url),
                None => not_found(shared, shown),
            },
            Address::NotFound => not_found(shared, shown),
            Address::Redirect(target) => match made(shared, shown, url, address) {
                RenderOutcome::Fresh(page) | RenderOutcome::Stale(page) => {
                    Reply::Moved(target.href(snapshot.base()), Some(page))
                }
                RenderOutcome::Failed => Reply::Moved(target.href(snapshot.base()), None),
            },
            _ => match made(shared, shown, url, address) {
                RenderOutcome::Fresh(page) | RenderOutcome::Stale(page) => {
                    Reply::Made(StatusCode::OK, page, kind_of(&url.output()))
                }
                RenderOutcome::Failed => {
                    failed(shown, "This page can't be shown yet", StatusCode::INTERNAL_SERVER_ERROR)
                }
            },
        },
    }
}

/// Bytes that are no page.
fn as_it_is(bytes: Vec<u8>, url: &Url) -> Reply {
    Reply::Made(StatusCode::OK, Arc::new(RenderedPage::new(bytes, None)), kind_of(url.as_str()))
}

/// The page at `url`. That a template fails is told to the one who tells it to all.
fn made(shared: &ServerState, shown: &PreviewState, url: &Url, address: &Address) -> RenderOutcome {
    let before = shown.snapshot.revision();
    let made = shown.snapshot.page(url, address, &shared.pages, true);
    if shown.snapshot.revision() != before {
        // nobody listens any more when the program ends
        let _ = shared.messages.send(Message::Failed);
    }
    made
}

/// The site's own page for what isn't there.
fn not_found(shared: &ServerState, shown: &PreviewState) -> Reply {
    let url = Url::new(NOT_FOUND);
    let own = match shown.snapshot.site().addresses.get(&url) {
        // a file in its place is a page like any other: it goes when there is something to show
        Some(Address::Asset(file)) => match file::read(&shared.sources, &shared.sources.absolute(file)) {
            Ok(bytes) => RenderOutcome::Fresh(Arc::new(RenderedPage::new(bytes, Some(shown.snapshot.id.clone())))),
            Err(_) => RenderOutcome::Failed,
        },
        Some(address) => made(shared, shown, &url, address),
        None => RenderOutcome::Failed,
    };
    match own {
        RenderOutcome::Fresh(page) | RenderOutcome::Stale(page) => {
            Reply::Made(StatusCode::NOT_FOUND, page, kind_of("404.html"))
        }
        RenderOutcome::Failed => failed(shown, "There is no such page", StatusCode::NOT_FOUND),
    }
}

/// A page of the preview's own, for where the site has none: what is wrong, in the words of the terminal.
fn failed(shown: &PreviewState, title: &str, status: StatusCode) -> Reply {
    let text = shown.mistakes.text(&shown.snapshot.diagnostics()).replace('&', "&amp;").replace('<', "&lt;");
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<pre>{text}</pre>\n</main>\n</body>\n</html>\n"
    );
    Reply::Made(
        status,
        Arc::new(RenderedPage::new(html.into_bytes(), Some(shown.snapshot.id.clone()))),
        kind_of("index.html"),
    )
}

fn theme_file(content: &StaticContent, url: &Url) -> Reply {
    match content {
        StaticContent::Embedded(bytes) => as_it_is(bytes.to_vec(), url),
        StaticContent::File(file) => Reply::File(file.clone(), kind_of(url.as_str())),
    }
}

/// The media type of what is called `name`, with the encoding of texts.
fn kind_of(name: &str) -> HeaderValue {
    let kind = match SourcePath::new(name).file_name() {
        "atom.xml" => "application/atom+xml".to_owned(),
        "feed.json" => "application/feed+json".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    };
    let is_text = kind.starts_with("text/")
        || ["+xml", "+json", "/xml", "/json", "/javascript"].iter().any(|end| kind.ends_with(end));
    let kind = if is_text { format!("{kind}; charset=utf-8") } else { kind };
    HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

fn respond(shared: &ServerState, request: &Parts, reply: Reply) -> Response {
    match reply {
        Reply::Made(StatusCode::OK, page, kind) => {
            // the script's tag in it names this server
            let version = format!("{}-{}", page.version, shared.server);
            file::send(request, kind, &version, ResponseContent::Bytes(page.bytes.clone()))
        }
        Reply::Made(status, page, kind) => {
            (status, [(header::CONTENT_TYPE, kind)], Body::from(page.bytes.clone())).into_response()
        }
        Reply::File(path, kind) => match file::open(&shared.sources, &path) {
            Ok((content, version)) => file::send(request, kind, &version, content),
            // it was removed just now, or it came to lead out of the site
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        Reply::Moved(href, page) => {
            let location = match request.uri.query() {
                Some(query) if page.is_none() => format!("{href}?{query}"),
                _ => href,
            };
            let body = page.map_or_else(Body::empty, |page| Body::from(page.bytes.clone()));
            // the base URL may hold other than ASCII, which a header can't
            let location = utf8_percent_encode(&location, CONTROLS).to_string();
            let location = HeaderValue::from_str(&location).unwrap_or(HeaderValue::from_static("/"));
            let headers = [(header::LOCATION, location), (header::CONTENT_TYPE, kind_of("index.html"))];
            (StatusCode::MOVED_PERMANENTLY, headers, body).into_response()
        }
    }
}

/// What an open page at `path` is a version of: the same as long as its bytes are.
pub(super) fn version(shared: &ServerState, shown: &PreviewState, path: &str) -> String {
    match look(shared, shown, path) {
        Reply::Made(_, page, _) => page.version.clone(),
        Reply::Moved(href, _) => format!("moved to {href}"),
        Reply::File(..) => "a file".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn texts_say_their_encoding() {
        for (name, kind) in [
            ("articles/x/index.html", "text/html; charset=utf-8"),
            ("atom.xml", "application/atom+xml; charset=utf-8"),
            ("topics/x/feed.json", "application/feed+json; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("gen-assets/style.css", "text/css; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.avif", "image/avif"),
            ("a.mp4", "video/mp4"),
            ("a.woff2", "font/woff2"),
            ("x.unknown", "application/octet-stream"),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}
