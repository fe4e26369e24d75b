//! Changes, batch by batch: what comes within [`QUIET`] of one another is a save, or a checkout of hundreds of files.

use super::{
    message::{Message, RelatedLists},
    watch::Watch,
};
use crate::place::SourcePath;
use std::{
    collections::BTreeSet,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

/// A batch ends when nothing came for so long.
const QUIET: Duration = Duration::from_millis(10);
/// A batch ends after so long in any case.
const LONGEST: Duration = Duration::from_secs(2);

/// The changes, batch by batch.
pub(super) struct Batches {
    messages: Receiver<Message>,
    waiting: Option<Message>,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum BatchEvent {
    /// These paths may have changed; the last event came at that time.
    Changed(BTreeSet<SourcePath>, Instant),
    /// A page was found to fail.
    Failed,
    /// Related lists were found.
    Related(Box<RelatedLists>),
    /// Nothing, for as long as was asked.
    Quiet,
    /// Nothing ever again.
    Ended,
}

impl Batches {
    /// Those of `messages`.
    pub(super) fn new(messages: Receiver<Message>) -> Self {
        Self { messages, waiting: None }
    }

    /// Whether something has come.
    pub(super) fn is_waiting(&mut self) -> bool {
        if self.waiting.is_none() {
            self.waiting = self.messages.try_recv().ok();
        }
        self.waiting.is_some()
    }

    /// What comes next, as `watch` understands it; `Quiet` if it doesn't within `limit`.
    pub(super) fn next(&mut self, watch: &mut Watch, limit: Option<Duration>) -> BatchEvent {
        let first = match (self.waiting.take(), limit) {
            (Some(message), _) => message,
            (None, None) => match self.messages.recv() {
                Ok(message) => message,
                Err(_) => return BatchEvent::Ended,
            },
            (None, Some(limit)) => match self.messages.recv_timeout(limit) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => return BatchEvent::Quiet,
                Err(RecvTimeoutError::Disconnected) => return BatchEvent::Ended,
            },
        };
        let first = match first {
            Message::Failed => return BatchEvent::Failed,
            Message::Related(found) => return BatchEvent::Related(found),
            changed => changed,
        };
        let begun = Instant::now();
        let mut last = begun;
        let mut changed: BTreeSet<SourcePath> = watch.paths(first).into_iter().collect();
        while begun.elapsed() < LONGEST {
            match self.messages.recv_timeout(QUIET) {
                Ok(other @ (Message::Failed | Message::Related(_))) => {
                    self.waiting = Some(other);
                    break;
                }
                Ok(message) => {
                    last = Instant::now();
                    changed.extend(watch.paths(message));
                }
                Err(_) => break,
            }
        }
        BatchEvent::Changed(changed, last)
    }
}
