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
    /// Whether it is told where `[rules]` says nothing.
    pub is_on: bool,
    /// Whether only `gen check` tells it.
    pub is_check: bool,
    /// What it means, in a line.
    pub about: &'static str,
}

/// A kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Two things would be written at one address.
    AddressClash,
    /// An alias that repeats the base path of the site.
    AliasBasePath,
    /// A wikilink fits more than one thing.
    AmbiguousLink,
    /// A date that isn't one.
    BadDate,
    /// A question id that isn't lower-case words joined by hyphens.
    BadId,
    /// A formula that can't be read as TeX math.
    BadMath,
    /// A slug, alias, permalink or id that would leave the site, or can't be an address.
    BadSlug,
    /// Raw HTML or a link that the page's Content-Security-Policy will block.
    BlockedByPolicy,
    /// A link to a heading that isn't there.
    BrokenAnchor,
    /// A link to another site that answers with an error, or not at all.
    BrokenExternalLink,
    /// An image whose pixels can't be read.
    BrokenImage,
    /// A link to something that isn't there.
    BrokenLink,
    /// Results can't be kept between builds.
    CacheUnwritable,
    /// A title whose letters the font of the social cards doesn't have.
    CardLetters,
    /// A date that comes before one it has to follow.
    DateOrder,
    /// An article or page that links to nothing.
    DeadEnd,
    /// A directive with an argument it doesn't take, or without one it needs.
    DirectiveArguments,
    /// An id that stands twice on a page.
    DuplicateAnchor,
    /// Two questions, or two terms of the glossary, with one id.
    DuplicateId,
    /// Two files for one name, as `a.md` and `a/index.md`.
    DuplicateName,
    /// Two terms of the glossary and of topics that are spelled alike.
    DuplicateTerm,
    /// An FAQ entry without an answer.
    EmptyAnswer,
    /// A topic without articles and questions.
    EmptyTopic,
    /// A section named as an FAQ that doesn't look like one, and stays as it is.
    FaqShape,
    /// Something behind a code block's language that isn't understood.
    FenceInfo,
    /// Front matter that isn't closed, or isn't there.
    FrontMatter,
    /// Takeaways or an FAQ both in the front matter and as a section, or a question twice in one FAQ.
    GivenTwice,
    /// A page over the weight that `[check]` sets.
    HeavyPage,
    /// An image with too many pixels.
    HugeImage,
    /// A text file that isn't UTF-8.
    InvalidUtf8,
    /// A first-level heading in a body; the page's title is its only one.
    LateTitle,
    /// A symbolic link that leads out of the site.
    LeavesSite,
    /// A description longer than search engines show.
    LongDescription,
    /// A title longer than search engines show.
    LongTitle,
    /// An image without words for those who don't see it.
    MissingAlt,
    /// An article that names no author.
    MissingAuthor,
    /// A page without a description of its own.
    MissingDescription,
    /// An image or another file that isn't there.
    MissingFile,
    /// A key that has to be there.
    MissingKey,
    /// A link to a page without the slash at its end.
    MissingSlash,
    /// A page whose template gives it no title.
    MissingTitle,
    /// A link to another site that has moved for good.
    MovedExternalLink,
    /// A link to an old address, which only leads on.
    MovedLink,
    /// A multiple-choice question without a right choice.
    NoRightChoice,
    /// An article or page that no text links to.
    Orphan,
    /// A topic that is its own ancestor.
    ParentCycle,
    /// A title with a year that is past.
    PastYear,
    /// An example value that was never replaced.
    Placeholder,
    /// A closing paragraph that repeats its section.
    RepeatedClosing,
    /// An id that stands on a page twice.
    RepeatedId,
    /// A page whose `review_by` has come.
    ReviewDue,
    /// A static file takes the place of an output that would be made.
    ShadowedOutput,
    /// Two questions that ask the same.
    SimilarQuestions,
    /// Terms that differ only in case, hyphens or plural.
    SimilarTerms,
    /// A heading that skips a level.
    SkippedHeading,
    /// Text of a question file that belongs to no question.
    StrayText,
    /// Structured data that search engines refuse.
    StructuredData,
    /// A question without an answer, which has no page yet.
    Stub,
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
    /// More redirects than the host of the site takes.
    TooManyRedirects,
    /// A multiple-choice question that explains nothing.
    UnansweredQuestion,
    /// Raw HTML that stays open across the end of a section or an answer.
    UnclosedHtml,
    /// A reference link without its definition.
    UndefinedReference,
    /// A link to another site that doesn't answer programs.
    UnjudgedExternalLink,
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
    /// A term that nothing has.
    UnknownTerm,
    /// A topic that no file declares.
    UnknownTopic,
    /// A link or citation to something that exists but isn't published.
    UnpublishedTarget,
    /// A file or folder that can't be read.
    UnreadableFile,
    /// An image that no page shows.
    UnusedImage,
    /// A template of the site that nothing uses.
    UnusedTemplate,
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
    row(Code::AliasBasePath, "alias-base-path", Warning, "an alias that repeats the base path of the site"),
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
    check(
        Code::BrokenExternalLink,
        "broken-external-link",
        Warning,
        "a link to another site that answers with an error, or not at all",
    ),
    row(Code::BrokenImage, "broken-image", Error, "an image whose pixels can't be read"),
    row(Code::BrokenLink, "broken-link", Error, "a link to something that isn't there"),
    row(Code::CacheUnwritable, "cache-unwritable", Note, "results that can't be kept in `.gen/cache` between builds"),
    row(Code::CardLetters, "card-letters", Note, "a title that the font of the social cards has no letters for"),
    row(Code::DateOrder, "date-order", Warning, "a date that comes before one it has to follow"),
    optional(Code::DeadEnd, "dead-end", "an article or page that links to nothing"),
    row(
        Code::DirectiveArguments,
        "directive-arguments",
        Error,
        "a directive with an argument it doesn't take, or without one it needs",
    ),
    row(Code::DuplicateAnchor, "duplicate-anchor", Warning, "an id that stands twice on a page"),
    row(Code::DuplicateId, "duplicate-id", Error, "two questions, or two terms of the glossary, with one id"),
    row(Code::DuplicateName, "duplicate-name", Error, "two files for one name, as `a.md` and `a/index.md`"),
    row(Code::DuplicateTerm, "duplicate-term", Error, "two terms of the glossary and of topics that are spelled alike"),
    row(Code::EmptyAnswer, "empty-answer", Error, "an FAQ entry without an answer"),
    check(Code::EmptyTopic, "empty-topic", Warning, "a topic without articles and questions"),
    row(
        Code::FaqShape,
        "faq-shape",
        Warning,
        "a section named as an FAQ that doesn't look like one, and stays as it is",
    ),
    row(Code::FenceInfo, "fence-info", Warning, "something behind a code block's language that isn't understood"),
    row(Code::FrontMatter, "front-matter", Error, "front matter that isn't closed, or isn't there"),
    row(
        Code::GivenTwice,
        "given-twice",
        Error,
        "takeaways or an FAQ both in the front matter and as a section, or a question twice in one FAQ",
    ),
    check(Code::HeavyPage, "heavy-page", Warning, "a page over the weight that `[check]` sets"),
    row(Code::HugeImage, "huge-image", Warning, "an image with too many pixels for smaller versions"),
    row(Code::InvalidUtf8, "invalid-utf8", Error, "a text file that isn't UTF-8"),
    row(Code::LateTitle, "late-title", Warning, "a first-level heading in a body; the page's title is its only one"),
    row(Code::LeavesSite, "leaves-site", Error, "a symbolic link that leads out of the site"),
    check(Code::LongDescription, "long-description", Warning, "a description longer than search engines show"),
    check(Code::LongTitle, "long-title", Warning, "a title longer than search engines show"),
    check(Code::MissingAlt, "missing-alt", Warning, "an image without words for those who don't see it"),
    check(Code::MissingAuthor, "missing-author", Warning, "an article that names no author"),
    check(Code::MissingDescription, "missing-description", Warning, "a page without a description of its own"),
    row(Code::MissingFile, "missing-file", Error, "an image or another file that isn't there"),
    row(Code::MissingKey, "missing-key", Error, "a key that has to be there"),
    check(Code::MissingSlash, "missing-slash", Warning, "a link to a page without the slash at its end"),
    check(Code::MissingTitle, "missing-title", Error, "a page whose template gives it no title"),
    check(Code::MovedExternalLink, "moved-external-link", Warning, "a link to another site that has moved for good"),
    check(Code::MovedLink, "moved-link", Warning, "a link to an old address, which only leads on"),
    row(Code::NoRightChoice, "no-right-choice", Error, "a multiple-choice question without a right choice"),
    check(Code::Orphan, "orphan", Warning, "an article or page that no text links to"),
    row(Code::ParentCycle, "parent-cycle", Error, "a topic that is its own ancestor"),
    check(Code::PastYear, "past-year", Warning, "a title with a year that is past"),
    row(Code::Placeholder, "placeholder", Warning, "an example value that was never replaced"),
    check(Code::RepeatedClosing, "repeated-closing", Warning, "a closing paragraph that repeats its section"),
    check(Code::RepeatedId, "repeated-id", Error, "an id that stands on a page twice"),
    check(Code::ReviewDue, "review-due", Warning, "a page whose `review_by` has come"),
    row(Code::ShadowedOutput, "shadowed-output", Note, "a static file takes the place of an output that would be made"),
    check(Code::SimilarQuestions, "similar-questions", Warning, "two questions that ask the same"),
    check(Code::SimilarTerms, "similar-terms", Warning, "terms that differ only in case, hyphens or plural"),
    check(Code::SkippedHeading, "skipped-heading", Warning, "a heading that skips a level"),
    row(
        Code::StrayText,
        "stray-text",
        Warning,
        "text of a question file that belongs to no question, and would be lost",
    ),
    check(Code::StructuredData, "structured-data", Error, "structured data that search engines refuse"),
    check(Code::Stub, "stub", Warning, "a question without an answer, which has no page yet"),
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
    row(Code::TooManyRedirects, "too-many-redirects", Warning, "more redirects than the site's host takes"),
    check(Code::UnansweredQuestion, "unanswered-question", Warning, "a multiple-choice question that explains nothing"),
    row(
        Code::UnclosedHtml,
        "unclosed-html",
        Error,
        "raw HTML that stays open across the end of a section or an answer",
    ),
    row(Code::UndefinedReference, "undefined-reference", Error, "a reference link without its definition"),
    check(
        Code::UnjudgedExternalLink,
        "unjudged-external-link",
        Note,
        "a link to another site that doesn't answer programs",
    ),
    row(Code::UnknownArticle, "unknown-article", Error, "an article named in the front matter that isn't there"),
    row(Code::UnknownAuthor, "unknown-author", Error, "an author that no file declares"),
    row(Code::UnknownDirective, "unknown-directive", Error, "a directive that neither the theme nor gen has"),
    row(Code::UnknownKey, "unknown-key", Error, "a key that isn't known"),
    row(Code::UnknownLanguage, "unknown-language", Warning, "a code block in a language that can't be highlighted"),
    row(Code::UnknownLevel, "unknown-level", Error, "a level that `levels` doesn't list"),
    row(Code::UnknownQuestion, "unknown-question", Error, "a question id that no question has"),
    row(Code::UnknownTerm, "unknown-term", Error, "a term that nothing has"),
    row(Code::UnknownTopic, "unknown-topic", Error, "a topic that no file declares"),
    row(
        Code::UnpublishedTarget,
        "unpublished-target",
        Warning,
        "a link or citation to something that exists but isn't published",
    ),
    row(Code::UnreadableFile, "unreadable-file", Error, "a file or folder that can't be read"),
    check(Code::UnusedImage, "unused-image", Warning, "an image that no page shows"),
    check(Code::UnusedTemplate, "unused-template", Warning, "a template of the site that nothing uses"),
    row(Code::WrongType, "wrong-type", Error, "a value of another type than the key takes"),
    row(Code::WrongValue, "wrong-value", Error, "a value that the key can't take"),
    row(Code::YamlSyntax, "yaml-syntax", Error, "a mistake in YAML"),
];

const fn row(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { code, name, severity, is_on: true, is_check: false, about }
}

/// A rule of `gen check`.
const fn check(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { is_check: true, ..row(code, name, severity, about) }
}

/// A rule of `gen check` that is off until `[rules]` gives it a level.
const fn optional(code: Code, name: &'static str, about: &'static str) -> CodeInfo {
    CodeInfo { is_on: false, ..check(code, name, Warning, about) }
}

impl CodeInfo {
    /// The word for its level where `[rules]` says nothing.
    pub fn level(&self) -> &'static str {
        if self.is_on { self.severity.name() } else { "off" }
    }
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
                | Self::BadSlug
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
