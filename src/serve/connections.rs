//! The connections of a server: how many there are, and which one has to go when a new one comes.
//!
//! A client that reads nothing, or says nothing, holds a connection, and a system gives a program only so many. So a
//! connection holds little that its client doesn't read ([`UNREAD`]) and waits no longer than [`WRITE_TIME`] for that, and
//! when there are [`MOST`], the one that has waited for its client for longest makes room, at once. What a client sends or
//! reads byte by byte doesn't count, only that a request came as a whole, and none has to go while its answer is being
//! made. A page whose stream of events is closed asks again, and misses nothing.

use socket2::{Domain, Socket, Type};
use std::{
    collections::BTreeMap,
    io,
    net::{SocketAddr, TcpListener},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::Notify,
    time::Sleep,
};

/// So many connections there are at a time. Each may have a file open as well, and common systems allow a program 1,024.
const MOST: usize = 256;
/// So many more wait to be accepted: one that doesn't even get so far comes again after a second, or two, or four.
const BACKLOG: i32 = 1_024;
/// The system keeps about so many bytes of what a client hasn't read. Of its own accord it takes megabytes from the server
/// before a client that reads nothing is found out.
const UNREAD: usize = 128 << 10;
/// So long a client may read nothing of what it has asked for.
const WRITE_TIME: Duration = Duration::from_secs(30);

/// Listens at the first of `addresses` that can be had.
pub(super) fn listen(addresses: &[SocketAddr]) -> io::Result<TcpListener> {
    let mut failed = io::ErrorKind::AddrNotAvailable.into();
    for address in addresses {
        match listen_at(*address) {
            Ok(listener) => return Ok(listener),
            Err(reason) => failed = reason,
        }
    }
    Err(failed)
}

fn listen_at(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // what was closed a moment ago keeps no port; on Windows the same would take a port from another program
    socket.set_reuse_address(cfg!(unix))?;
    // the connections have it from here
    socket.set_send_buffer_size(UNREAD)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// All connections of a server.
#[derive(Clone)]
pub(super) struct Connections {
    write_time: Duration,
    all: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    /// How often a connection began to wait for its client: the time that is counted by.
    now: u64,
    next: u64,
    by_number: BTreeMap<u64, Arc<Connection>>,
}

/// One of them.
#[derive(Default)]
struct Connection {
    /// Since when it waits for its client.
    since: AtomicU64,
    /// Whether an answer is being made, for which the client waits.
    is_busy: AtomicBool,
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
        Self { write_time: WRITE_TIME, all: Arc::default() }
    }

    fn all(&self) -> MutexGuard<'_, Inner> {
        self.all.lock().expect("no thread panics while it holds the connections")
    }

    /// Counts one more connection, once there is room for it.
    pub(super) async fn hold(&self) -> ConnectionGuard {
        while self.all().by_number.len() >= MOST && !self.evict() {
            // all are being answered
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let connection = Arc::new(Connection::default());
        let mut all = self.all();
        all.begin_wait(&connection);
        all.next += 1;
        let number = all.next;
        all.by_number.insert(number, connection.clone());
        drop(all);
        ConnectionGuard { connections: self.clone(), number, connection }
    }

    /// Ends the connection that has waited for its client for longest, if one does; whether there is one.
    pub(super) fn evict(&self) -> bool {
        let mut all = self.all();
        let waiting = all.by_number.iter().filter(|(_, one)| !one.is_busy.load(Ordering::Relaxed));
        let longest = waiting.min_by_key(|(_, one)| one.since.load(Ordering::Relaxed)).map(|(number, _)| *number);
        let Some(connection) = longest.and_then(|number| all.by_number.remove(&number)) else { return false };
        connection.end.notify_one();
        true
    }
}

impl Inner {
    fn begin_wait(&mut self, connection: &Connection) {
        self.now += 1;
        connection.since.store(self.now, Ordering::Relaxed);
        connection.is_busy.store(false, Ordering::Relaxed);
    }
}

impl ConnectionGuard {
    /// `stream`, whose waits for the client are limited.
    pub(super) fn watch<S>(&self, stream: S) -> WatchedStream<S> {
        WatchedStream { stream, write_time: self.connections.write_time, waiting: None }
    }

    /// What comes of `making` an answer: the connection has to go neither meanwhile nor before those that waited then.
    pub(super) async fn answered<T>(&self, making: impl Future<Output = T>) -> T {
        self.connection.is_busy.store(true, Ordering::Relaxed);
        let made = making.await;
        self.connections.all().begin_wait(&self.connection);
        made
    }

    /// Resolves when the connection has to make room.
    pub(super) async fn ended(&self) {
        self.connection.end.notified().await;
    }
}

impl Drop for ConnectionGuard {
    fn drop(&mut self) {
        self.connections.all().by_number.remove(&self.number);
    }
}

/// The stream of a connection.
pub(super) struct WatchedStream<S> {
    stream: S,
    write_time: Duration,
    /// The end of the wait for the client to read.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> WatchedStream<S> {
    /// What came of an attempt to write: a wait is over when its time is.
    fn written<T>(&mut self, context: &mut Context, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.waiting = None;
            return done;
        }
        let time = self.write_time;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(time)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WatchedStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context, buffer: &mut ReadBuf) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
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
    fn the_one_that_has_waited_for_longest_makes_room() {
        runtime().block_on(async {
            let connections = Connections::new();
            let held = [connections.hold().await, connections.hold().await, connections.hold().await];
            held[0].answered(async {}).await;
            let making = held[1].answered(async {
                // the first and the third wait, and the third has done so for longer
                assert!(connections.evict());
                held[2].ended().await;
                assert!(connections.evict());
                held[0].ended().await;
                assert!(!connections.evict(), "an answer is being made");
            });
            making.await;
            assert!(connections.evict());
            held[1].ended().await;
        });
    }
}
