//! The connections of a server: how many there are, and which one has to go when a new one comes.
//!
//! A client that reads nothing, or says nothing, holds a connection, and a system gives a program only so many. So no
//! connection waits longer than [`WRITE_TIME`] for its client to read, and when there are [`MOST`], the one on which
//! nothing has moved for longest makes room. A page whose stream of events is closed asks again, and misses nothing.

use std::{
    collections::BTreeMap,
    io,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::Notify,
    time::Sleep,
};

/// So many connections there are at a time. Each may have a file open as well, and common systems allow a program 1,024.
const MOST: usize = 256;
/// So long a client may read nothing of what it has asked for.
const WRITE_TIME: Duration = Duration::from_secs(30);
/// A connection on which nothing has moved for so long may be closed for another.
const STILL: Duration = Duration::from_millis(500);

/// All connections of a server.
#[derive(Clone)]
pub(super) struct Connections {
    begun: Instant,
    write_time: Duration,
    all: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    next: u64,
    by_number: BTreeMap<u64, Arc<Connection>>,
}

/// One of them.
struct Connection {
    /// When something last moved on it, in milliseconds since the server began.
    moved: AtomicU64,
    end: Notify,
}

/// A connection's place among the others, as long as it is held.
pub(super) struct ConnectionGuard {
    connections: Connections,
    number: u64,
    connection: Arc<Connection>,
}

impl Connections {
    /// None so far.
    pub(super) fn new() -> Self {
        Self { begun: Instant::now(), write_time: WRITE_TIME, all: Arc::default() }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Counts one more connection, once there is room for it.
    pub(super) async fn hold(&self) -> ConnectionGuard {
        while !self.has_room() {
            tokio::time::sleep(STILL / 10).await;
        }
        let connection = Arc::new(Connection { moved: AtomicU64::new(self.now()), end: Notify::new() });
        let mut all = self.all.lock().expect("no thread panics while it holds the connections");
        all.next += 1;
        let number = all.next;
        all.by_number.insert(number, connection.clone());
        drop(all);
        ConnectionGuard { connections: self.clone(), number, connection }
    }

    fn has_room(&self) -> bool {
        self.all.lock().expect("no thread panics while it holds the connections").by_number.len() < MOST || self.evict()
    }

    /// Ends the connection on which nothing has moved for longest, if there is one that is still; whether there is.
    pub(super) fn evict(&self) -> bool {
        let mut all = self.all.lock().expect("no thread panics while it holds the connections");
        let longest = all.by_number.iter().map(|(at, one)| (one.moved.load(Ordering::Relaxed), *at)).min();
        let still = u64::try_from(STILL.as_millis()).unwrap_or(u64::MAX);
        let Some((_, number)) = longest.filter(|(moved, _)| moved.saturating_add(still) <= self.now()) else {
            return false;
        };
        if let Some(connection) = all.by_number.remove(&number) {
            connection.end.notify_one();
        }
        true
    }
}

impl ConnectionGuard {
    /// `stream`, whose movements are noted and whose waits for the client are limited.
    pub(super) fn watch<S>(&self, stream: S) -> WatchedStream<S> {
        WatchedStream {
            stream,
            connections: self.connections.clone(),
            connection: self.connection.clone(),
            waiting: None,
        }
    }

    /// Resolves when the connection has to make room.
    pub(super) async fn ended(&self) {
        self.connection.end.notified().await;
    }
}

impl Drop for ConnectionGuard {
    fn drop(&mut self) {
        let mut all = self.connections.all.lock().expect("no thread panics while it holds the connections");
        all.by_number.remove(&self.number);
    }
}

/// The stream of a connection.
pub(super) struct WatchedStream<S> {
    stream: S,
    connections: Connections,
    connection: Arc<Connection>,
    /// The end of the wait for the client to read.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> WatchedStream<S> {
    fn moved(&mut self) {
        self.connection.moved.store(self.connections.now(), Ordering::Relaxed);
        self.waiting = None;
    }

    /// What came of an attempt to write: a wait is over when its time is.
    fn written<T>(&mut self, context: &mut Context, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.moved();
            return done;
        }
        let time = self.connections.write_time;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(time)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WatchedStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context, buffer: &mut ReadBuf) -> Poll<io::Result<()>> {
        let done = ready!(Pin::new(&mut self.stream).poll_read(context, buffer));
        self.connection.moved.store(self.connections.now(), Ordering::Relaxed);
        Poll::Ready(done)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WatchedStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, done)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(context);
        self.written(context, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context,
        parts: &[io::IoSlice],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.written(context, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt as _;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().enable_time().build().expect("it can be made")
    }

    #[test]
    fn a_client_that_reads_nothing_is_left() {
        runtime().block_on(async {
            let connections = Connections { write_time: Duration::from_millis(1), ..Connections::new() };
            let held = connections.hold().await;
            let (ours, _theirs) = tokio::io::duplex(16);
            let mut watched = held.watch(ours);
            let failed = watched.write_all(&[0; 17]).await.expect_err("nobody reads it");
            assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        });
    }

    #[test]
    fn the_one_that_was_still_for_longest_makes_room() {
        runtime().block_on(async {
            let connections = Connections { begun: Instant::now() - 10 * STILL, ..Connections::new() };
            let held = [connections.hold().await, connections.hold().await, connections.hold().await];
            let (first, second) = (&held[0].connection, &held[1].connection);
            first.moved.store(1, Ordering::Relaxed);
            second.moved.store(0, Ordering::Relaxed);
            assert!(connections.evict() && connections.evict(), "two are still");
            assert!(!connections.evict(), "the third has just moved");
            tokio::join!(held[0].ended(), held[1].ended());
            assert_eq!(connections.all.lock().expect("nobody panics").by_number.len(), 1);
        });
    }
}
