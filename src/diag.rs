//! What is wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] is the author's mistake, as a value: a stable [`Code`], a message, the [`Place`] it stands
//! at, related places, and a help line with the next action. Stages push them to a [`Diagnostics`] list and go
//! on, so that one run tells all mistakes. `codes` is the table of all codes, `print` turns a list into
//! text or JSON, and only `cli` writes that anywhere.
//!
//! The environment's failures (a full disk, a port in use) are an [`Error`]: a path, a verb, and the reason.

mod codes;
pub mod print;
mod suggest;

pub use codes::{CODES, Code, CodeInfo};
pub use suggest::{KnownNames, nearest, nearest_path, one_of, quoted};

use crate::place::{Place, SourcePath, Span};
use std::{collections::BTreeMap, fmt, path::PathBuf};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Worth mending; `--strict` refuses to publish with it.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word that messages and `--message-format json` use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A second place that belongs to a diagnostic, with what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedPlace {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: String,
}

/// One mistake of the author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of mistake.
    pub code: Code,
    /// How bad; the code's own level until `[rules]` changes it.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where, if it stands anywhere.
    pub place: Option<Place>,
    /// A few words beside the carets.
    pub label: Option<String>,
    /// Other places one has to look at.
    pub related: Vec<RelatedPlace>,
    /// What to do next.
    pub help: Option<String>,
    /// The address of the page it was found on, where it is about one.
    pub address: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.info().severity,
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            help: None,
            address: None,
        }
    }

    /// The diagnostic `code` at `span` of `file`.
    pub fn at(code: Code, file: &SourcePath, span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self { place: Some(Place::new(file, span)), ..Self::new(code, message) }
    }

    /// That `char`, at `span` of `file`, is one that no page may hold.
    pub(crate) fn unfit(file: &SourcePath, span: impl Into<Span>, char: char) -> Self {
        let message = format!("U+{:04X} is a character that no page may hold", u32::from(char));
        Self::at(Code::InvalidUtf8, file, span, message)
            .help("take it away, and what a terminal's colours have behind it; code is shown without colours by itself")
    }

    /// The same as one of `code`.
    pub fn of(self, code: Code) -> Self {
        Self { code, severity: code.info().severity, ..self }
    }

    /// With `help` as its help line.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a help line where there is one to give.
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// With a few words beside the carets.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With a second place.
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(RelatedPlace { place, message: message.into() });
        self
    }

    /// With the address of the page it was found on.
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }
}

/// All that was found wrong so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: Diagnostics) {
        self.0.extend(others.0);
    }

    /// Keeps those that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// The diagnostics, in the order they were found until [`finish`](Self::finish) has put them by place.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// The diagnostics, to be added to.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.0.iter_mut()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether something is wrong enough that nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether by these levels of `[rules]` nothing keeps a site from being published: no error, and if `is_strict`, no warning
    /// but what time alone brings about (`unpublished-target`).
    pub fn is_clean(&self, rules: &BTreeMap<Code, Option<Severity>>, is_strict: bool) -> bool {
        let stops = |diag: &Diagnostic| match level(diag, rules) {
            Some(Severity::Error) => true,
            Some(Severity::Warning) => is_strict && diag.code != Code::UnpublishedTarget,
            Some(Severity::Note) | None => false,
        };
        !self.iter().any(stops)
    }

    /// Applies the levels of `[rules]` (`None` switches a rule off; what is off by itself needs one), orders by file and place, and drops what is
    /// said twice. Every list goes through here once before it is shown.
    pub fn finish(&mut self, rules: &BTreeMap<Code, Option<Severity>>) {
        self.0.retain_mut(|diagnostic| match level(diagnostic, rules) {
            None => false,
            Some(severity) => {
                diagnostic.severity = severity;
                true
            }
        });
        self.0.sort_by(|a, b| {
            a.place.cmp(&b.place).then_with(|| a.code.cmp(&b.code)).then_with(|| a.message.cmp(&b.message))
        });
        // the defaults of a question file are reported once, not for each question
        self.0.dedup_by(|a, b| {
            a == b || (a.place.is_some() && a.place == b.place && a.code == b.code && a.message == b.message)
        });
    }
}

/// How severe `diagnostic` is by `rules`; `None` if it isn't reported at all.
fn level(diagnostic: &Diagnostic, rules: &BTreeMap<Code, Option<Severity>>) -> Option<Severity> {
    let own = || diagnostic.code.info().is_on.then_some(diagnostic.severity);
    rules.get(&diagnostic.code).copied().unwrap_or_else(own)
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostics> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostics>>(lists: I) -> Self {
        Self(lists.into_iter().flat_map(|list| list.0).collect())
    }
}

/// The environment's failure: what could not be done to which path, and why.
#[derive(Debug)]
pub struct Error {
    message: String,
    help: Option<String>,
}

impl Error {
    /// `verb` ("read", "write", "rename") failed on `path` because of `reason`.
    pub fn io(verb: &str, path: impl Into<PathBuf>, reason: &std::io::Error) -> Self {
        Self { message: format!("cannot {verb} `{}`: {reason}", path.into().display()), help: None }
    }

    /// A failure in words: lower case, no full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// With what to do next.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What to do next, if anything can be said.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
