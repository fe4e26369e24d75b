//! What the preview hears of: the one kind of message that its threads send it.

use crate::{
    place::SourcePath,
    site::{LastRelated, RelatedPages},
};
use notify::Event;
use std::path::PathBuf;

/// Something that the preview has to look at.
#[derive(Debug)]
pub(super) enum Message {
    /// The system says that something changed.
    Event(notify::Result<Event>),
    /// These files are others than they were.
    Changed(Vec<SourcePath>),
    /// Other folders lie at these places than did.
    Replaced(Vec<PathBuf>),
    /// A page was found to fail.
    Failed,
    /// Related lists were found.
    Related(Box<RelatedLists>),
}

/// The related lists that were found for a snapshot.
#[derive(Debug)]
pub(super) struct RelatedLists {
    /// The number of the snapshot.
    pub(super) number: u64,
    /// The lists.
    pub(super) related: RelatedPages,
    /// The same, for snapshots to come.
    pub(super) remembered: LastRelated,
}
