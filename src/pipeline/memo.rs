//! What earlier builds of a site have made of its files, so that the next one looks only at those that changed.
//!
//! A result is used again while everything it was made from is the same: a content file's values while the file and the
//! [`Settings`] are, the theme while its [`ThemeKey`] is. What can't be read keeps its last good version: `site.toml` as
//! a whole, a content file's values. A build that is a site's only one begins with an empty memo.

use crate::{
    card::Font,
    config::Config,
    content::{FileContent, Settings, Unread},
    diag::{Diagnostic, Diagnostics},
    picture::{self, Fitness, Picture},
    place::{SourcePath, Span},
    source::SourceFile,
    theme::{SiteString, Theme},
};
use foldhash::HashMap;
use std::sync::Arc;

/// The results of earlier builds.
#[derive(Debug, Default)]
pub struct Memo {
    /// The last configuration without errors.
    pub(super) config: Option<Arc<Config>>,
    /// What the values of `files` were read with.
    pub(super) settings: Option<Settings>,
    /// The content files.
    pub(super) files: HashMap<SourcePath, Arc<Parsed>>,
    /// The files that are published as they are.
    pub(super) assets: HashMap<SourcePath, Measured>,
    /// The font of the social cards, by the digest of its file.
    pub(super) card_font: Option<Arc<Font>>,
    /// The theme.
    pub(super) theme: Option<KnownTheme>,
    /// Whether the digest of each text is taken when it is first read.
    pub(super) keeps_digests: bool,
}

/// Which version of a file its values are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParseState {
    /// The newest.
    Whole,
    /// An older one: the newest can't be parsed.
    Stale,
    /// What could be saved of the newest: no version could be parsed so far.
    Never,
}

/// What was made of one content file.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    /// The version of the file.
    pub(super) version: u64,
    /// The digest of its text, where it was needed.
    pub(super) digest: Option<blake3::Hash>,
    /// Its values.
    pub(super) item: Option<FileContent>,
    /// What is wrong in it.
    pub(super) diags: Diagnostics,
    /// Which version of the file the values are from.
    pub(super) state: ParseState,
}

/// What is known of a file that is published as it is.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    /// The version of the file.
    pub(super) version: u64,
    /// Width and height, if it is an image that says so.
    pub(super) size: Option<(u32, u32)>,
    /// What keeps it from being the image that its name says.
    pub(super) broken: Option<picture::Fault>,
    /// Why it may have been meant to be read.
    pub(super) unread: Option<Unread>,
    /// Whether smaller versions of it can be made.
    pub(super) fitness: Fitness,
    /// What is known of it, if they can and are wanted.
    pub(super) picture: Option<Picture>,
    /// Whether they were wanted.
    pub(super) is_wanted: bool,
    /// What keeps it from being read.
    pub(super) fault: Option<Diagnostic>,
}

/// A theme that was read.
#[derive(Debug)]
pub(super) struct KnownTheme {
    /// What it was made from.
    pub(super) key: ThemeKey,
    /// What was made of it.
    pub(super) theme: Arc<Theme>,
    /// What is wrong in it.
    pub(super) diags: Diagnostics,
}

/// All that a theme is made from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ThemeKey {
    /// Its name.
    pub(super) name: String,
    /// Where `site.toml` names it.
    pub(super) span: Span,
    /// The words of `[strings]`.
    pub(super) words: Vec<SiteString>,
    /// Its files, with their versions.
    pub(super) files: Vec<SourceFile>,
}

impl Memo {
    /// An empty one that keeps the digest of every text, for what will change the files.
    pub(crate) fn with_digests() -> Self {
        Self { keeps_digests: true, ..Self::default() }
    }

    /// The digest of the content file at `path`, without a byte order mark, as it was parsed.
    pub(crate) fn digest(&self, path: &SourcePath) -> Option<blake3::Hash> {
        self.files.get(path)?.digest
    }

    /// What was made of the file `file` as it is, if it was read with `settings`.
    pub(super) fn recall(&self, file: &SourceFile, settings: &Settings) -> Option<&Arc<Parsed>> {
        self.last(&file.path, settings).filter(|parsed| parsed.version == file.version)
    }

    /// What was made of the file at `path` when it was last read, if it was with `settings`.
    pub(super) fn last(&self, path: &SourcePath, settings: &Settings) -> Option<&Arc<Parsed>> {
        if self.settings.as_ref() == Some(settings) { self.files.get(path) } else { None }
    }

    /// The values of the file at `path` from its last version that could be parsed.
    pub(super) fn last_good(&self, path: &SourcePath) -> Option<&FileContent> {
        let parsed = self.files.get(path)?;
        if parsed.state == ParseState::Never { None } else { parsed.item.as_ref() }
    }
}
