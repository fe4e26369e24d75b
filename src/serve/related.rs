//! Related lists: they follow a snapshot and never delay one.
//!
//! A new snapshot has the lists that were found last, as far as they still fit. When nothing changes for a moment, the
//! new ones are found on threads of their own, half of the machine's, so that requests and the next save have the rest. A
//! save stops the search; what comes out of one that wasn't stopped becomes the next snapshot.

use super::{
    message::{Message, RelatedLists},
    snapshot::Snapshot,
};
use crate::site::{LastRelated, RelatedPages, StopFlag, Vectors};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
};

/// Finds related lists.
pub(super) struct RelatedFinder {
    known: LastRelated,
    vectors: Arc<Mutex<Vectors>>,
    /// What stops the search that was begun last.
    stop: Arc<StopFlag>,
    threads: Option<Arc<ThreadPool>>,
    messages: mpsc::Sender<Message>,
}

impl RelatedFinder {
    /// Nothing is known yet; what is found is told in `messages`.
    pub(super) fn new(messages: mpsc::Sender<Message>) -> Self {
        let threads = rayon::current_num_threads().div_ceil(2);
        // where the system has no room for more threads, those of all do
        let threads = ThreadPoolBuilder::new().num_threads(threads).build().ok().map(Arc::new);
        Self { known: LastRelated::default(), vectors: Arc::default(), stop: Arc::default(), threads, messages }
    }

    /// The lists of a snapshot for which none were found yet.
    pub(super) fn last(&self) -> RelatedPages {
        RelatedPages::remembered(&self.known)
    }

    /// Begins to find the lists of `snapshot`.
    pub(super) fn begin(&mut self, snapshot: Arc<Snapshot>) {
        self.stop();
        self.stop = Arc::default();
        let (stop, vectors) = (self.stop.clone(), self.vectors.clone());
        let (threads, messages) = (self.threads.clone(), self.messages.clone());
        // not on the pool itself: a thread of it that waits for its own work would take up the next search meanwhile
        thread::spawn(move || {
            let mut vectors = vectors.lock().expect("no search panics");
            let (site, vectors) = (snapshot.site(), &mut *vectors);
            let mut find = || RelatedPages::find(site, vectors, &stop);
            let found = match &threads {
                Some(threads) => threads.install(find),
                None => find(),
            };
            if let Some(related) = found {
                let remembered = related.remember(site);
                // nobody listens any more when the program ends
                let _ = messages.send(Message::Related(Box::new(RelatedLists {
                    number: snapshot.id.number,
                    related,
                    remembered,
                })));
            }
        });
    }

    /// Stops the search, if there is one.
    pub(super) fn stop(&self) {
        self.stop.set();
    }

    /// Takes in what was found, and gives it back as the lists of its snapshot.
    pub(super) fn take(&mut self, found: RelatedLists) -> RelatedPages {
        self.known = found.remembered;
        found.related
    }
}
