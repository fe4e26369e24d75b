//! The table of codes: every kind of mistake, its stable name, its level and what it means.
//!
//! A name never changes once it is out: `[rules]`, editors and scripts hold on to it. The manual's page of
//! messages is held to this table by a test.

use super::Severity::{self, Error, Note, Warning};

/// What there is to know about a code.
#[derive(Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// Its stable name, in kebab case.
    pub name: &'static str,
    /// Its level where `[rules]` says nothing.
    pub severity: Severity,
    /// What it means, in a line.
    pub about: &'static str,
}

/// A kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Two things would be written at one address.
    AddressClash,
    /// A wikilink fits more than one thing.
    AmbiguousLink,
    /// A date that isn't one.
    BadDate,
    /// A question id that isn't lower-case words joined by hyphens.
    BadId,
    /// A formula that can't be read as TeX math.
    BadMath,
    /// A slug, alias or permalink that would leave the site, or can't be an address.
    BadSlug,
    /// Raw HTML or a link that the page's Content-Security-Policy will block.
    BlockedByPolicy,
    /// A link to a heading that isn't there.
    BrokenAnchor,
    /// A link to something that isn't there.
    BrokenLink,
    /// A directive with an argument it doesn't take, or without one it needs.
    DirectiveArguments,
    /// Two questions with one id.
    DuplicateId,
    /// Two files for one name, as `a.md` and `a/index.md`.
    DuplicateName,
    /// An FAQ entry without an answer.
    EmptyAnswer,
    /// A section named as an FAQ that doesn't look like one, and stays as it is.
    FaqShape,
    /// Front matter that isn't closed, or isn't there.
    FrontMatter,
    /// Takeaways or an FAQ both in the front matter and as a section.
    GivenTwice,
    /// A text file that isn't UTF-8.
    InvalidUtf8,
    /// A first-level heading in a body; the page's title is its only one.
    LateTitle,
    /// A symbolic link that leads out of the site.
    LeavesSite,
    /// An image or another file that isn't there.
    MissingFile,
    /// A key that has to be there.
    MissingKey,
    /// A multiple-choice question without a right choice.
    NoRightChoice,
    /// A topic that is its own ancestor.
    ParentCycle,
    /// A static file takes the place of an output that would be made.
    ShadowedOutput,
    /// Text of a question file that belongs to no question.
    StrayText,
    /// A section named as takeaways that isn't one list, and stays as it is.
    TakeawaysShape,
    /// A template that failed while a page was rendered.
    TemplateError,
    /// A template that can't be parsed.
    TemplateSyntax,
    /// A link to a Markdown file that was left as text.
    TextLink,
    /// A mistake in TOML.
    TomlSyntax,
    /// A text file too large to be meant.
    TooLarge,
    /// Raw HTML that stays open across the end of a section or an answer.
    UnclosedHtml,
    /// A reference link without its definition.
    UndefinedReference,
    /// An article named in the front matter that isn't there.
    UnknownArticle,
    /// An author that no file declares.
    UnknownAuthor,
    /// A directive that neither the theme nor gen has.
    UnknownDirective,
    /// A key that isn't known.
    UnknownKey,
    /// A code block in a language that can't be highlighted.
    UnknownLanguage,
    /// A level that `levels` doesn't list.
    UnknownLevel,
    /// A question id that no question has.
    UnknownQuestion,
    /// A topic that no file declares.
    UnknownTopic,
    /// A link or citation to something that exists but isn't published.
    UnpublishedTarget,
    /// A file or folder that can't be read.
    UnreadableFile,
    /// A value of another type than the key takes.
    WrongType,
    /// A value that the key can't take.
    WrongValue,
    /// A mistake in YAML.
    YamlSyntax,
}

/// Every code, in the order of [`Code`], which is that of the names.
pub const CODES: &[CodeInfo] = &[
    row(Code::AddressClash, "address-clash", Error, "two things would be written at one address"),
    row(Code::AmbiguousLink, "ambiguous-link", Error, "a wikilink fits more than one thing"),
    row(Code::BadDate, "bad-date", Error, "a date that isn't one"),
    row(Code::BadId, "bad-id", Error, "a question id that isn't lower-case words joined by hyphens"),
    row(Code::BadMath, "bad-math", Error, "a formula that can't be read as TeX math"),
    row(
        Code::BadSlug,
        "bad-slug",
        Error,
        "a slug, alias or permalink that would leave the site, or can't be an address",
    ),
    row(
        Code::BlockedByPolicy,
        "blocked-by-policy",
        Warning,
        "raw HTML or a link that the page's Content-Security-Policy will block",
    ),
    row(Code::BrokenAnchor, "broken-anchor", Error, "a link to a heading that isn't there"),
    row(Code::BrokenLink, "broken-link", Error, "a link to something that isn't there"),
    row(
        Code::DirectiveArguments,
        "directive-arguments",
        Error,
        "a directive with an argument it doesn't take, or without one it needs",
    ),
    row(Code::DuplicateId, "duplicate-id", Error, "two questions with one id"),
    row(Code::DuplicateName, "duplicate-name", Error, "two files for one name, as `a.md` and `a/index.md`"),
    row(Code::EmptyAnswer, "empty-answer", Error, "an FAQ entry without an answer"),
    row(
        Code::FaqShape,
        "faq-shape",
        Warning,
        "a section named as an FAQ that doesn't look like one, and stays as it is",
    ),
    row(Code::FrontMatter, "front-matter", Error, "front matter that isn't closed, or isn't there"),
    row(Code::GivenTwice, "given-twice", Error, "takeaways or an FAQ both in the front matter and as a section"),
    row(Code::InvalidUtf8, "invalid-utf8", Error, "a text file that isn't UTF-8"),
    row(Code::LateTitle, "late-title", Warning, "a first-level heading in a body; the page's title is its only one"),
    row(Code::LeavesSite, "leaves-site", Error, "a symbolic link that leads out of the site"),
    row(Code::MissingFile, "missing-file", Error, "an image or another file that isn't there"),
    row(Code::MissingKey, "missing-key", Error, "a key that has to be there"),
    row(Code::NoRightChoice, "no-right-choice", Error, "a multiple-choice question without a right choice"),
    row(Code::ParentCycle, "parent-cycle", Error, "a topic that is its own ancestor"),
    row(Code::ShadowedOutput, "shadowed-output", Note, "a static file takes the place of an output that would be made"),
    row(
        Code::StrayText,
        "stray-text",
        Warning,
        "text of a question file that belongs to no question, and would be lost",
    ),
    row(
        Code::TakeawaysShape,
        "takeaways-shape",
        Warning,
        "a section named as takeaways that isn't one list, and stays as it is",
    ),
    row(Code::TemplateError, "template-error", Error, "a template that failed while a page was rendered"),
    row(Code::TemplateSyntax, "template-syntax", Error, "a template that can't be parsed"),
    row(Code::TextLink, "text-link", Warning, "a link to a Markdown file that was left as text"),
    row(Code::TomlSyntax, "toml-syntax", Error, "a mistake in TOML"),
    row(Code::TooLarge, "too-large", Error, "a text file too large to be meant"),
    row(
        Code::UnclosedHtml,
        "unclosed-html",
        Error,
        "raw HTML that stays open across the end of a section or an answer",
    ),
    row(Code::UndefinedReference, "undefined-reference", Error, "a reference link without its definition"),
    row(Code::UnknownArticle, "unknown-article", Error, "an article named in the front matter that isn't there"),
    row(Code::UnknownAuthor, "unknown-author", Error, "an author that no file declares"),
    row(Code::UnknownDirective, "unknown-directive", Error, "a directive that neither the theme nor gen has"),
    row(Code::UnknownKey, "unknown-key", Error, "a key that isn't known"),
    row(Code::UnknownLanguage, "unknown-language", Warning, "a code block in a language that can't be highlighted"),
    row(Code::UnknownLevel, "unknown-level", Error, "a level that `levels` doesn't list"),
    row(Code::UnknownQuestion, "unknown-question", Error, "a question id that no question has"),
    row(Code::UnknownTopic, "unknown-topic", Error, "a topic that no file declares"),
    row(
        Code::UnpublishedTarget,
        "unpublished-target",
        Warning,
        "a link or citation to something that exists but isn't published",
    ),
    row(Code::UnreadableFile, "unreadable-file", Error, "a file or folder that can't be read"),
    row(Code::WrongType, "wrong-type", Error, "a value of another type than the key takes"),
    row(Code::WrongValue, "wrong-value", Error, "a value that the key can't take"),
    row(Code::YamlSyntax, "yaml-syntax", Error, "a mistake in YAML"),
];

const fn row(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { code, name, severity, about }
}

impl Code {
    /// The code's row in [`CODES`].
    pub fn info(self) -> &'static CodeInfo {
        &CODES[self as usize]
    }

    /// Its stable name.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// Whether `[rules]` can't change its level: what has such a mistake has no page, so that publishing without it
    /// would silently take the page away.
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Self::AddressClash
                | Self::BadId
                | Self::DuplicateId
                | Self::DuplicateName
                | Self::FrontMatter
                | Self::InvalidUtf8
                | Self::TemplateError
                | Self::TemplateSyntax
                | Self::TomlSyntax
                | Self::TooLarge
                | Self::UnreadableFile
                | Self::YamlSyntax
        )
    }

    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        CODES.iter().find(|info| info.name == name).map(|info| info.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_codes_and_of_the_names() {
        for (row, info) in CODES.iter().enumerate() {
            assert_eq!(info.code as usize, row, "{}", info.name);
            assert_eq!(Code::from_name(info.name), Some(info.code));
        }
        assert!(CODES.is_sorted_by_key(|info| info.name));
    }
}
