//! A moment in the life of a preview: which snapshot of which server. A page says from which one it is, so that it can be
//! told what has changed since, however long it didn't listen.

use std::{
    fmt,
    hash::{BuildHasher as _, RandomState},
    sync::Arc,
};

/// A snapshot of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The server's name.
    pub(super) server: Arc<str>,
    /// The snapshot's number.
    pub(super) number: u64,
}

impl Moment {
    /// The moment written `text`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (server, number) = text.split_once('-')?;
        Some(Self { server: server.into(), number: number.parse().ok()? })
    }
}

impl fmt::Display for Moment {
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
    fn a_moment_is_read_as_it_is_written() {
        let moment = Moment { server: name_of_server(), number: 7 };
        assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        for text in ["", "7", "a-", "a-b", "a-1-2"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        assert_ne!(name_of_server(), name_of_server());
    }
}
