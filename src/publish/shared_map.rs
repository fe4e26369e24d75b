//! A map that many threads fill at once, by path: sixteen maps, each behind a lock of its own, so that they seldom wait
//! for one another. It is read out in the order of the paths, never in that of the hashes.

use foldhash::HashMap;
use rayon::prelude::*;
use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    sync::{Mutex, MutexGuard, PoisonError},
};

const SHARDS: usize = 16;

/// Values by path.
#[derive(Debug)]
pub(super) struct SharedMap<V>([Mutex<HashMap<Box<str>, V>>; SHARDS]);

impl<V> Default for SharedMap<V> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<V> SharedMap<V> {
    /// The value at `path`.
    pub(super) fn get(&self, path: &str) -> Option<V>
    where
        V: Copy,
    {
        self.shard(path).get(path).copied()
    }

    /// Puts `value` at `path` and returns whether there was none before.
    pub(super) fn insert(&self, path: &str, value: V) -> bool {
        self.shard(path).insert(path.into(), value).is_none()
    }

    /// All paths and values, ordered by path.
    pub(super) fn into_sorted(self) -> Vec<(Box<str>, V)>
    where
        V: Send,
    {
        let maps = self.0.into_iter().map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner));
        let mut all: Vec<_> = maps.flatten().collect();
        all.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all
    }

    fn shard(&self, path: &str) -> MutexGuard<'_, HashMap<Box<str>, V>> {
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(path);
        // A thread that panicked holding the lock has left a whole map: there is no half-done insertion.
        self.0[hash as usize % SHARDS].lock().unwrap_or_else(PoisonError::into_inner)
    }
}
