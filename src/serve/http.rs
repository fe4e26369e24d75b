//! Connections: accepted, limited, and handed to the router.
//!
//! `hyper` reads the requests, with limits on the size of headers and on the time they take, and `connections` limits the
//! rest, so that a client that is slow, or does nothing, keeps nobody waiting; `axum` routes them. What is for the preview itself lies below
//! `/.gen/`, which it keeps: only `static/` could have anything there.

use super::{ServerState, answer, connections::Connections, events};
use crate::diag::Error;
use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hyper::{
    server::conn::http1,
    service::{Service as _, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{net::TcpListener, sync::Arc, time::Duration};

/// The headers of a request come within this time, and a connection is idle for no longer.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// The headers of a request are no longer.
const HEADER_BYTES: usize = 32 * 1024;
/// So many headers a request has at most.
const HEADERS: usize = 100;

/// What an open page runs: one function, so that the page's own scripts see nothing of it.
const PAGE: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("client/patch.js"),
    include_str!("client/files.js"),
    include_str!("client/banner.js"),
    include_str!("client/page.js"),
    "})();\n",
);
/// What it leaves the networking to.
const WORKER: &str = include_str!("client/worker.js");

/// Answers requests until the program is told to end.
pub(super) fn run(listener: TcpListener, shared: Arc<ServerState>) -> Result<(), Error> {
    let failed = |reason: &std::io::Error| Error::new(format!("cannot start the server: {reason}"));
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).enable_all().build().map_err(|reason| failed(&reason))?;
    listener.set_nonblocking(true).map_err(|reason| failed(&reason))?;
    let done = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(|reason| failed(&reason))?;
        let end = end()?;
        tokio::select! {
            () = accept(listener, router(shared)) => {}
            () = end => {}
        }
        Ok(())
    });
    // ends without waiting for open connections
    runtime.shutdown_background();
    done
}

/// Resolves when the program is told to end.
fn end() -> Result<impl Future<Output = ()>, Error> {
    let failed = |reason: std::io::Error| Error::new(format!("cannot wait for Ctrl-C: {reason}"));
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    {
        let _ = failed;
        Ok(async {
            let _ = tokio::signal::ctrl_c().await;
        })
    }
}

async fn accept(listener: tokio::net::TcpListener, router: Router) {
    let connections = Connections::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // too many files are open
            connections.evict();
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let held = connections.hold().await;
        let router = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| held.answered(router.call(request)));
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
            server.max_header_size(HEADER_BYTES).max_headers(HEADERS).max_buf_size(2 * HEADER_BYTES);
            // a client that goes away is nobody's mistake
            tokio::select! {
                _ = server.serve_connection(TokioIo::new(held.watch(stream)), service) => {}
                () = held.ended() => {}
            }
        });
    }
}

fn router(shared: Arc<ServerState>) -> Router {
    // a worker that an older server of this port has sent may still be there
    let worker = format!("/.gen/serve/worker.js?{}", &blake3::hash(WORKER.as_bytes()).to_hex()[..16]);
    let page = Bytes::from(PAGE.replace("/.gen/serve/worker.js", &worker));
    Router::new()
        .route("/.gen/serve/page.js", get(|| async { script(page) }))
        .route("/.gen/serve/worker.js", get(|| async { script(Bytes::from_static(WORKER.as_bytes())) }))
        .route("/.gen/serve/events", get(events::events))
        .fallback(answer::answer)
        .layer(middleware::from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

/// A script of the preview. The worker's own policy is that of this answer, and not that of the page.
fn script(text: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text).into_response()
}

/// Refuses requests that are meant for another site, and says of every answer what it isn't to be used for.
async fn guard(State(shared): State<Arc<ServerState>>, request: Request, next: Next) -> Response {
    let named = request.headers().get_all(header::HOST).iter().collect::<Vec<_>>();
    let is_ours = |host: &str| shared.hosts.takes(host);
    let by_header = matches!(named[..], [host] if host.to_str().is_ok_and(is_ours));
    let by_target = request.uri().authority().is_none_or(|authority| is_ours(authority.as_str()));
    let mut response = if by_header && by_target {
        next.run(request).await
    } else {
        let text = "This is the preview of another site. A name is allowed with `--allow-host NAME`.\n";
        (StatusCode::MISDIRECTED_REQUEST, text).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}
