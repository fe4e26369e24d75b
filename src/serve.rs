//! `gen serve`: a live preview that renders what the browser asks for, from an immutable snapshot.
//!
//! This module's entry point is [`Server`]. Data goes one way here too:
//!
//! 1. `watch` makes the system's events, what `poll` finds, or that one of the `landmarks` is another, changed paths, and
//!    `batches` puts them together: a save, a checkout, a folder moved in.
//! 2. `preview` makes a batch one new `snapshot`: the same steps as a build, with what is known taken from the memo. It
//!    is the one writer; readers get whole snapshots, swapped in one cell.
//! 3. `snapshot` says what lies at a path and renders it when it is asked for; `page_cache` keeps the bytes until the next
//!    snapshot, and as the last good ones while a template fails. After some quiet the pages nobody asked for are rendered
//!    too, one by one, so that all mistakes are known.
//! 4. `related` finds the related lists of a snapshot in the background; with them it becomes the next one.
//! 5. `http` accepts `connections` and answers requests: `host` refuses those that mean another site, `answer` finds the
//!    status and the bytes, `file` sends files with their ranges.
//! 6. `events` tells each open page when its bytes, a file, or the list of mistakes (`mistakes`) changed; the script in
//!    `client/` patches the page in place.
//!
//! Bytes equal those a build writes, but for the tag of that script. Nothing is ever written, code of the content is never
//! run, and nothing is compressed: it is all on one machine.

mod answer;
mod batches;
mod clock;
mod connections;
mod events;
mod file;
mod follow;
mod host;
mod http;
mod landmarks;
mod mistakes;
mod message;
mod page_cache;
mod poll;
mod preview;
mod related;
mod snapshot;
mod snapshot_id;
mod watch;

use crate::{
    cache::Cache,
    config::Editor,
    diag::{Diagnostics, Error},
    pipeline::{BuildOptions, PictureMaker},
    source::Sources,
};
pub use clock::Clock;
use events::Streams;
use host::Hosts;
use jiff::civil::Date;
use message::Message;
use page_cache::PageCache;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use preview::{Preview, PreviewState};
use std::{
    net::{SocketAddr, TcpListener, ToSocketAddrs as _},
    path::PathBuf,
    sync::{Arc, Mutex, atomic::AtomicUsize, mpsc},
    time::Duration,
};
use tokio::sync::watch as cell;

/// What is wanted of a preview.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// What is wanted of the site.
    pub build: BuildOptions,
    /// What tells which day it is, where the build date is today's.
    pub clock: Clock,
    /// The name or address to listen at.
    pub host: String,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Further names by which the server may be called.
    pub allowed_hosts: Vec<String>,
    /// Whether open pages go to what was just saved.
    pub follow: bool,
    /// Whether files are looked at again and again, instead of waiting for the system's events.
    pub poll: bool,
    /// How files are opened in an editor, if not as `site.toml` says.
    pub editor: Option<Editor>,
}

/// What a preview has to say; only `cli` prints.
#[derive(Debug)]
pub enum Notice<'a> {
    /// The files are looked at again and again, for this reason.
    Polling(&'a str),
    /// A new snapshot is served.
    Rebuilt(&'a Rebuilt),
    /// All that is wrong, when it isn't what it was.
    Mistakes(&'a Diagnostics),
}

/// What became of a batch of changes.
#[derive(Debug)]
pub struct Rebuilt {
    /// The paths that changed, in order; none for the first snapshot and for that of a new day.
    pub changed: Vec<String>,
    /// The day that has begun.
    pub day: Option<Date>,
    /// How many content files were parsed.
    pub parsed: usize,
    /// How many addresses there are.
    pub addresses: usize,
    /// From the last event of the batch to the new snapshot.
    pub took: Duration,
    /// How many mistakes of which severity there are.
    pub summary: String,
}

/// Who hears what a preview has to say.
pub type Listener = Box<dyn Fn(Notice<'_>) + Send>;

/// What the parts of a server share.
struct ServerState {
    hosts: Hosts,
    /// The name of the server.
    server: Arc<str>,
    /// What is shown now.
    shown: cell::Receiver<Arc<PreviewState>>,
    pages: Arc<PageCache>,
    /// For reading files; it lists none.
    sources: Sources,
    messages: mpsc::Sender<Message>,
    /// What makes pictures when they are asked for.
    picture_maker: PictureMaker,
    /// Held while a picture is made: pages go before pictures, and need threads too.
    drawing: Mutex<()>,
    /// How many requests are being answered.
    busy: Arc<AtomicUsize>,
    /// The streams of events.
    streams: Streams,
}

/// A preview server that is bound to its port.
pub struct Server {
    listener: TcpListener,
    shared: Arc<ServerState>,
}

impl Server {
    /// Binds to the first free port from the one that is wanted, makes the first snapshot, and begins to watch.
    ///
    /// # Errors
    /// If there is no site, or nothing to listen at.
    pub fn start(options: &ServeOptions, listener: Listener) -> Result<Self, Error> {
        Sources::open(&options.root)?;
        // by its whole path, so that a folder that takes the place of the root is the root
        let root = std::path::absolute(&options.root).map_err(|reason| Error::io("read", &options.root, &reason))?;
        let (sources, options) = (Sources::open(&root)?, &ServeOptions { root, ..options.clone() });
        let allowed = options.allowed_hosts.iter().map(|name| host::named(name)).collect::<Result<Vec<_>, _>>()?;
        let socket = bind(&options.host, options.port)?;
        let (send, messages) = mpsc::channel();
        let (server, pages) = (snapshot_id::name_of_server(), Arc::new(PageCache::default()));
        let busy = Arc::new(AtomicUsize::new(0));
        let (preview, shown) =
            Preview::start(options, server.clone(), send.clone(), pages.clone(), busy.clone(), listener)?;
        preview.run_in_background(messages);
        let bound = socket.local_addr().map_err(|reason| Error::io("listen at", &options.host, &reason))?;
        let hosts = Hosts::new(&options.host, bound.ip(), allowed);
        let (picture_maker, drawing) = (PictureMaker::new(Cache::of(&options.root)), Mutex::default());
        let shared = Arc::new(ServerState {
            hosts,
            server,
            shown,
            pages,
            sources,
            messages: send,
            picture_maker,
            drawing,
            busy,
            streams: Streams::default(),
        });
        Ok(Self { listener: socket, shared })
    }

    /// Where it listens.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// The path of the home page as a browser asks for it: `/`, or that of the base URL.
    pub fn base_path(&self) -> String {
        utf8_percent_encode(self.shared.shown.borrow().snapshot.base(), CONTROLS).to_string()
    }

    /// Answers requests until the program is told to end.
    ///
    /// # Errors
    /// If the system refuses what a server needs.
    pub fn run(self) -> Result<(), Error> {
        http::run(self.listener, self.shared)
    }
}

/// Listens at `host`, at `port` or the first free one after it.
fn bind(host: &str, port: u16) -> Result<TcpListener, Error> {
    const TRIES: u16 = 100;
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let cannot = |reason: &std::io::Error| {
        Error::new(format!("cannot listen at `{host}`, port {port}: {reason}"))
            .help("name an address of this machine with `--host`, and a free port with `--port`")
    };
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { TRIES }) {
        let addresses: Vec<SocketAddr> = (name, port).to_socket_addrs().map_err(|reason| cannot(&reason))?.collect();
        match connections::listen(&addresses) {
            Ok(listener) => return Ok(listener),
            Err(reason) if reason.kind() == std::io::ErrorKind::AddrInUse => last = Some(reason),
            Err(reason) => return Err(cannot(&reason)),
        }
    }
    Err(last.map_or_else(|| Error::new(format!("there is no address for `{host}`")), |reason| cannot(&reason)))
}
