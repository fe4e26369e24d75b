//! Changes, batch by batch: what comes within [`QUIET`] of one another is a save, or a checkout of hundreds of files.

use super::{
    message::{Found, Note},
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
    notes: Receiver<Note>,
    waiting: Option<Note>,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Next {
    /// These paths may have changed; the last event came at that time.
    Changed(BTreeSet<SourcePath>, Instant),
    /// A page was found to fail.
    Failed,
    /// Related lists were found.
    Found(Box<Found>),
    /// Nothing, for as long as was asked.
    Quiet,
    /// Nothing ever again.
    Ended,
}

impl Batches {
    /// Those of `notes`.
    pub(super) fn new(notes: Receiver<Note>) -> Self {
        Self { notes, waiting: None }
    }

    /// Whether something has come.
    pub(super) fn is_waiting(&mut self) -> bool {
        if self.waiting.is_none() {
            self.waiting = self.notes.try_recv().ok();
        }
        self.waiting.is_some()
    }

    /// What comes next, as `watch` understands it; `Quiet` if it doesn't within `limit`.
    pub(super) fn next(&mut self, watch: &mut Watch, limit: Option<Duration>) -> Next {
        let first = match (self.waiting.take(), limit) {
            (Some(note), _) => note,
            (None, None) => match self.notes.recv() {
                Ok(note) => note,
                Err(_) => return Next::Ended,
            },
            (None, Some(limit)) => match self.notes.recv_timeout(limit) {
                Ok(note) => note,
                Err(RecvTimeoutError::Timeout) => return Next::Quiet,
                Err(RecvTimeoutError::Disconnected) => return Next::Ended,
            },
        };
        let first = match first {
            Note::Failed => return Next::Failed,
            Note::Found(found) => return Next::Found(found),
            changed => changed,
        };
        let begun = Instant::now();
        let mut last = begun;
        let mut changed: BTreeSet<SourcePath> = watch.paths(first).into_iter().collect();
        while begun.elapsed() < LONGEST {
            match self.notes.recv_timeout(QUIET) {
                Ok(other @ (Note::Failed | Note::Found(_))) => {
                    self.waiting = Some(other);
                    break;
                }
                Ok(note) => {
                    last = Instant::now();
                    changed.extend(watch.paths(note));
                }
                Err(_) => break,
            }
        }
        Next::Changed(changed, last)
    }
}
