//! The table of codes: every kind of mistake, its stable name, its level and what it means.
//!
//! A name never changes once it is out: `[rules]`, editors and scripts hold on to it. The manual's page of
//! messages is held to this table by a test. One row makes a code, here and in [`Code`].

use super::Severity;

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
    /// Whether `[rules]` can't lower its level.
    is_fixed: bool,
    /// What it means, in a line.
    pub about: &'static str,
}

/// Makes the codes and their table of rows: the code, its name, who tells it, its level, and what it means.
macro_rules! codes {
    ($($code:ident = $name:literal, $told:ident, $severity:ident, $about:literal;)*) => {
        /// A kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $about] $code,)*
        }

        /// Every code, in the order of [`Code`], which is that of the names.
        pub const CODES: &[CodeInfo] = &[$($told(Code::$code, $name, Severity::$severity, $about),)*];
    };
}

codes! {
    AddressClash = "address-clash", fixed, Error, "two things would be written at one address";
    AliasBasePath = "alias-base-path", build, Warning, "an alias that repeats the base path of the site";
    AmbiguousLink = "ambiguous-link", build, Error, "a wikilink fits more than one thing";
    BadDate = "bad-date", fixed, Error, "a date that isn't one";
    BadId = "bad-id", fixed, Error, "a question id that isn't lower-case words joined by hyphens";
    BadMath = "bad-math", build, Error, "a formula that can't be read as TeX math";
    BadSlug = "bad-slug", fixed, Error, "a slug, alias or permalink that would leave the site, or can't be an address";
    BlockedByPolicy = "blocked-by-policy", build, Warning,
        "raw HTML or a link that the page's Content-Security-Policy will block";
    BrokenAnchor = "broken-anchor", build, Error, "a link to a heading that isn't there";
    BrokenExternalLink = "broken-external-link", check, Warning,
        "a link to another site that answers with an error, or not at all";
    BrokenImage = "broken-image", build, Error, "an image that can't be read, or that is none";
    BrokenLink = "broken-link", build, Error, "a link to something that isn't there";
    CacheUnwritable = "cache-unwritable", build, Note, "results that can't be kept in `.gen/cache` between builds";
    CardLetters = "card-letters", build, Note, "a title that the font of the social cards has no letters for";
    DateOrder = "date-order", build, Warning, "a date that comes before one it has to follow";
    DeadEnd = "dead-end", off, Warning, "an article or page that links to nothing";
    DeepTopic = "deep-topic", fixed, Error, "a topic below too many others";
    DirectiveArguments = "directive-arguments", build, Error,
        "a directive with an argument it doesn't take, or without one it needs";
    DuplicateAnchor = "duplicate-anchor", build, Warning, "an id that stands twice on a page";
    DuplicateId = "duplicate-id", fixed, Error, "two questions, or two terms of the glossary, with one id";
    DuplicateName = "duplicate-name", fixed, Error, "two files for one name, as `a.md` and `a/index.md`";
    DuplicateTerm = "duplicate-term", build, Error, "two terms of the glossary and of topics that are spelled alike";
    EditedOutput = "edited-output", build, Note, "a file of the output that was changed since gen wrote it, and is written anew";
    EmptyAnswer = "empty-answer", build, Error, "an FAQ entry without an answer";
    EmptyTopic = "empty-topic", check, Warning, "a topic without articles and questions";
    ExtraKey = "extra-key", build, Warning, "a key under `[extra]` that is one of its page's own";
    FaqShape = "faq-shape", build, Warning, "a section named as an FAQ that isn't the first or doesn't look like one, and stays as it is";
    FenceInfo = "fence-info", build, Warning, "something behind a code block's language that isn't understood";
    ForeignSyntax = "foreign-syntax", build, Warning, "markup of another tool, which does nothing here";
    FrontMatter = "front-matter", fixed, Error, "front matter that isn't closed, or isn't there";
    GivenTwice = "given-twice", fixed, Error,
        "takeaways or an FAQ both in the front matter and as a section, or a question twice in one FAQ";
    HeavyPage = "heavy-page", check, Warning, "a page over the weight that `[check]` sets";
    HugeImage = "huge-image", build, Warning, "an image with too many pixels for smaller versions";
    InvalidUtf8 = "invalid-utf8", fixed, Error, "a text file that isn't UTF-8, or holds a control character that no page may hold";
    LateTitle = "late-title", build, Warning, "a first-level heading in a body; the page's title is its only one";
    LeavesSite = "leaves-site", build, Error, "a symbolic link that leads out of the site, or to what gen has made";
    LongDescription = "long-description", check, Warning, "a description longer than search engines show";
    LongTitle = "long-title", check, Warning, "a title longer than search engines show";
    MissingAlt = "missing-alt", check, Warning, "an image without words for those who don't see it";
    MissingAuthor = "missing-author", check, Warning, "an article that names no author";
    MissingDate = "missing-date", check, Warning, "an article without a date";
    MissingDescription = "missing-description", check, Warning, "a page without a description of its own";
    MissingFile = "missing-file", build, Error, "an image or another file that isn't there";
    MissingKey = "missing-key", fixed, Error, "a key that has to be there";
    MissingSlash = "missing-slash", check, Warning, "a link to a page without the slash at its end";
    MissingTitle = "missing-title", check, Error, "a page whose template gives it no title";
    MovedExternalLink = "moved-external-link", check, Warning, "a link to another site that has moved for good";
    MovedLink = "moved-link", check, Warning, "a link to an old address, which only leads on";
    NoRightChoice = "no-right-choice", build, Error, "a multiple-choice question without a right choice";
    Orphan = "orphan", check, Warning, "an article or page that no text links to";
    ParentCycle = "parent-cycle", build, Error, "a topic that is its own ancestor";
    PastYear = "past-year", check, Warning, "a title with a year that is past";
    Placeholder = "placeholder", build, Warning, "an example value that was never replaced";
    RepeatedClosing = "repeated-closing", check, Warning, "a closing paragraph that repeats its section";
    RepeatedId = "repeated-id", check, Error, "an id that stands on a page twice";
    ReviewDue = "review-due", check, Warning, "a page whose `review_by` has come";
    ShadowedOutput = "shadowed-output", build, Note, "a static file takes the place of an output that would be made";
    SimilarQuestions = "similar-questions", check, Warning, "two questions that ask the same";
    SimilarTerms = "similar-terms", check, Warning, "terms that differ only in case, hyphens or plural";
    SkippedHeading = "skipped-heading", check, Warning, "a heading that skips a level";
    StrayHtml = "stray-html", build, Warning,
        "raw HTML with a tag too few or too many, which is mended, or that browsers show nothing of";
    StrayText = "stray-text", fixed, Warning, "text of a question file that belongs to no question, and would be lost";
    StructuredData = "structured-data", check, Error, "structured data that search engines refuse";
    Stub = "stub", check, Warning, "a question without an answer, which has no page yet";
    TableShape = "table-shape", build, Warning, "a table that stays text, or cells that its columns have no room for";
    TakeawaysShape = "takeaways-shape", build, Warning,
        "a section named as takeaways that isn't the first or holds more than paragraphs and lists, and stays as it is";
    TemplateError = "template-error", fixed, Error, "a template that failed while a page was rendered";
    TemplateSyntax = "template-syntax", fixed, Error, "a template that can't be parsed";
    TextLink = "text-link", build, Warning, "a link to a Markdown file, or an image, that was left as text";
    TomlSyntax = "toml-syntax", fixed, Error, "a mistake in TOML";
    TooLarge = "too-large", fixed, Error, "a text file too large to be meant";
    TooManyRedirects = "too-many-redirects", build, Warning, "more redirects than the site's host takes";
    UnansweredQuestion = "unanswered-question", check, Warning, "a multiple-choice question that explains nothing";
    UnclosedFence = "unclosed-fence", build, Warning, "a fence that nothing closes, so that all that follows is code";
    UnclosedHtml = "unclosed-html", build, Error,
        "raw HTML that stays open across the end of a section or an answer, or swallows the rest of a text";
    UndefinedReference = "undefined-reference", build, Error, "a reference link without its definition";
    UnjudgedExternalLink = "unjudged-external-link", check, Note, "a link to another site that doesn't answer programs";
    UnknownArticle = "unknown-article", build, Error, "an article named in the front matter that isn't there";
    UnknownAuthor = "unknown-author", build, Error, "an author that no file declares";
    UnknownDirective = "unknown-directive", build, Error, "a directive that neither the theme nor gen has";
    UnknownKey = "unknown-key", build, Error, "a key that isn't known";
    UnknownLanguage = "unknown-language", build, Warning, "a code block in a language that can't be highlighted";
    UnknownLevel = "unknown-level", build, Error, "a level that `levels` doesn't list";
    UnknownQuestion = "unknown-question", build, Error, "a question id that no question has";
    UnknownTerm = "unknown-term", build, Error, "a term that nothing has";
    UnknownTopic = "unknown-topic", build, Error, "a topic that no file declares";
    UnpublishedTarget = "unpublished-target", build, Warning,
        "a link or citation to something that exists but isn't published";
    UnreadFile = "unread-file", build, Warning,
        "a file of `content/` that was likely meant to be read, and is published as it is";
    UnreadableFile = "unreadable-file", fixed, Error, "a file or folder that can't be read";
    UnusedImage = "unused-image", check, Warning, "an image that no page shows";
    UnusedTemplate = "unused-template", check, Warning, "a template of the site that nothing uses";
    UnusualScheme = "unusual-scheme", build, Warning, "an address with a scheme that not every reader can follow";
    WrongType = "wrong-type", fixed, Error, "a value of another type than the key takes";
    WrongValue = "wrong-value", fixed, Error, "a value that the key can't take";
    YamlSyntax = "yaml-syntax", fixed, Error, "a mistake in YAML";
}

/// A mistake that every build tells.
const fn build(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { code, name, severity, is_on: true, is_check: false, is_fixed: false, about }
}

/// One that takes its page, or part of one, away, so that publishing without it would do so silently.
const fn fixed(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { is_fixed: true, ..build(code, name, severity, about) }
}

/// A rule of `gen check`.
const fn check(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { is_check: true, ..build(code, name, severity, about) }
}

/// A rule of `gen check` that is off until `[rules]` gives it a level.
const fn off(code: Code, name: &'static str, severity: Severity, about: &'static str) -> CodeInfo {
    CodeInfo { is_on: false, ..check(code, name, severity, about) }
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

    /// Whether `[rules]` can't lower its level: what has such a mistake, a page or a value of one, is left out, so that
    /// to publish without it would drop that silently.
    pub fn is_fixed(self) -> bool {
        self.info().is_fixed
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
