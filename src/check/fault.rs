//! A mistake on a rendered page: the rule, the words it is reported in, and how a source may write what it is about.
//!
//! A rule of pages is a function here, called where `pages` sees the mistake, and a row of `diag::codes`.

use super::{html::PageHeading, sections::Closing};
use crate::{diag::Code, site::Url};
use std::ops::Range;

/// Something as a source writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SourceForm {
    /// This text.
    Text {
        text: String,
        /// How many bytes at either end only make sure that it is the right one.
        around: usize,
    },
    /// A tag that begins so and holds this.
    Tag { begins: &'static str, holds: String },
    /// A heading of that level whose letters are these, whatever marks stand between them.
    Heading { level: usize, letters: String },
}

impl SourceForm {
    /// `text` as it is.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), around: 0 }
    }

    /// The value of an attribute: in quotes, else as it is.
    pub(super) fn value(value: &str) -> Vec<Self> {
        let quoted = ['"', '\''].map(|quote| Self::Text { text: format!("{quote}{value}{quote}"), around: 1 });
        quoted.into_iter().chain([Self::plain(value)]).collect()
    }

    /// Where it stands first in `source`.
    pub(super) fn find(&self, source: &str) -> Option<Range<usize>> {
        match self {
            Self::Text { text, around } => {
                let at = source.find(text.as_str())?;
                Some(at + around..at + text.len() - around)
            }
            Self::Tag { begins, holds } => source.match_indices(begins).find_map(|(at, _)| {
                let tag = &source[at..at + source[at..].find('>')? + 1];
                tag.contains(holds.as_str()).then(|| at..at + tag.len())
            }),
            Self::Heading { level, letters } => {
                let mut end = 0;
                source.split_inclusive('\n').find_map(|line| {
                    let start = end;
                    end += line.len();
                    let words = line.trim_start_matches('#');
                    let is_one = line.len() - words.len() == *level && words.starts_with(' ');
                    // an address or an id may stand between the letters, or behind them
                    let mut left = words.chars();
                    let is_it = is_one && letters.chars().all(|letter| left.any(|char| char == letter));
                    is_it.then(|| start..start + line.trim_end().len())
                })
            }
        }
    }
}

/// What is wrong on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageFault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
    /// The address it is about, if what the graph tells of that is enough.
    pub(super) address: Option<String>,
    /// How a source may write it, the likeliest first.
    pub(super) forms: Vec<SourceForm>,
}

impl PageFault {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>, written: Vec<SourceForm>) -> Self {
        Self { code, message: message.into(), help: help.into(), address: None, forms: written }
    }

    fn of_address(self, address: String) -> Self {
        Self { address: Some(address), ..self }
    }

    /// Nothing is at the address `value`, which the page wants to show or lead to.
    pub(super) fn nothing(value: &str, is_shown: bool, help: String) -> Self {
        let (code, message) = if is_shown {
            (Code::MissingFile, format!("the page wants to show `{value}`, which isn't there"))
        } else {
            (Code::BrokenLink, format!("there is no page or file at `{value}`"))
        };
        Self::new(code, message, help, SourceForm::value(value)).of_address(value.to_owned())
    }

    /// The page at `url` has no element of that id.
    pub(super) fn anchor(url: &Url, id: &str) -> Self {
        let message = format!("the page `{url}` has no element with the id `{id}`");
        let help = "link to an id that is there, or to the page without `#`";
        let written = format!("#{id}");
        Self::new(Code::BrokenAnchor, message, help, vec![SourceForm::plain(&*written)]).of_address(written)
    }

    /// The address `value` lacks its slash.
    pub(super) fn slash(value: &str, right: &str) -> Self {
        let message = format!("`{value}` leads there only by a detour");
        Self::new(Code::MissingSlash, message, format!("write `{right}`"), SourceForm::value(value))
    }

    /// The address `value` is an old one.
    pub(super) fn moved(value: &str, right: &str) -> Self {
        let message = format!("`{value}` is an old address");
        let written = SourceForm::value(value);
        Self::new(Code::MovedLink, message, format!("write `{right}`"), written).of_address(value.to_owned())
    }

    /// The id stands there twice.
    pub(super) fn repeated_id(id: &str) -> Self {
        let help = "give one of the elements another id: links reach only the first";
        let own = [format!("id=\"{id}\""), format!("{{#{id}}}")].map(SourceForm::plain);
        let written = own.into_iter().chain(SourceForm::value(id)).collect();
        Self::new(Code::RepeatedId, format!("the id `{id}` stands on this page twice"), help, written)
    }

    /// A heading stands behind one that is more than a level above it.
    pub(super) fn skipped_heading(PageHeading { level, id, text }: &PageHeading, behind: u8) -> Self {
        let message = format!("`{text}` is a heading of level {level} behind one of level {behind}");
        let marks = "#".repeat(usize::from(*level));
        let written = [format!("{marks} {text}"), format!("{{#{id}}}"), text.clone(), format!("<h{level}")]
            .map(SourceForm::plain);
        let letters = text.chars().filter(|char| char.is_alphanumeric()).collect();
        let mut written = Vec::from(written);
        written.insert(2, SourceForm::Heading { level: usize::from(*level), letters });
        Self::new(Code::SkippedHeading, message, format!("make it one of level {}", behind + 1), written)
    }

    /// The image at `source` has no `alt`.
    pub(super) fn without_alt(source: &str) -> Self {
        let help = "say in `alt` what it shows; leave it empty if the image only decorates: `alt=\"\"`";
        // of an address in a text and on the page only the last part is the same
        let holds = source.rsplit('/').next().unwrap_or_default().to_owned();
        let written = vec![SourceForm::Tag { begins: "<img", holds }];
        Self::new(Code::MissingAlt, format!("the image `{source}` has no `alt`"), help, written)
    }

    /// A paragraph repeats its section.
    pub(super) fn closing(Closing { text, percent }: &Closing) -> Self {
        let message = format!("{percent}% of the words of this closing paragraph stand in its section already");
        let beginning = |words| text.split(' ').take(words).collect::<Vec<_>>().join(" ");
        let written = [8, 6, 4, 3].map(|words| SourceForm::plain(beginning(words))).into();
        Self::new(Code::RepeatedClosing, message, "remove it, or let it say what the section doesn't", written)
    }

    /// The structured data is wrong.
    pub(super) fn data(message: String, help: String) -> Self {
        Self::new(Code::StructuredData, message, help, vec![SourceForm::plain("application/ld+json")])
    }

    /// The page has no `<title>`.
    pub(super) fn no_title() -> Self {
        let help = "write `<title>{{ page.head_title }}</title>` into the template";
        Self::new(Code::MissingTitle, "this page has no `<title>`", help, Vec::new())
    }

    /// The page has no description.
    pub(super) fn no_description() -> Self {
        let help = "write `<meta name=\"description\" content=\"{{ page.description }}\">` into the template";
        Self::new(Code::MissingDescription, "this page says no description to search engines", help, Vec::new())
    }
}
