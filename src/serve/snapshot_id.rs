//! Which snapshot of which server. A page says from which one it is, so that it can be told what has changed since, however long
//! it didn't listen.

use std::{
    fmt,
    hash::{BuildHasher as _, RandomState},
    sync::Arc,
};

/// What tells a snapshot from all others, of other servers too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SnapshotId {
    /// The server's name.
    pub(super) server: Arc<str>,
    /// The snapshot's number, which counts up.
    pub(super) number: u64,
}

impl SnapshotId {
    /// The one after it, of the same server.
    pub(super) fn next(&self) -> Self {
        Self { server: self.server.clone(), number: self.number + 1 }
    }

    /// The one written `text`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (server, number) = text.split_once('-')?;
        Some(Self { server: server.into(), number: number.parse().ok()? })
    }
}

impl fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.server, self.number)
    }
}

/// A name that no other server has.
pub(super) fn name_of_server() -> Arc<str> {
    format!("{:016x}", RandomState::new().hash_one(std::process::id())).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let id = SnapshotId { server: name_of_server(), number: 7 };
        assert_eq!(SnapshotId::parse(&id.to_string()), Some(id));
        for text in ["", "7", "a-", "a-b", "a-1-2"] {
            assert_eq!(SnapshotId::parse(text), None, "{text}");
        }
        assert_ne!(name_of_server(), name_of_server());
    }
}
