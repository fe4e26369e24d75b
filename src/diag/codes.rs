//! The table of codes: every kind of mistake, its stable name, its level and what it means.
//!
//! A name never changes once it is out: `[rules]`, editors and scripts hold on to it. The manual's page of
//! messages is held to this table by a test.

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
    CodeInfo {
        code: Code::AddressClash,
        name: "address-clash",
        severity: Severity::Error,
        about: "two things would be written at one address",
    },
    CodeInfo {
        code: Code::AmbiguousLink,
        name: "ambiguous-link",
        severity: Severity::Error,
        about: "a wikilink fits more than one thing",
    },
    CodeInfo { code: Code::BadDate, name: "bad-date", severity: Severity::Error, about: "a date that isn't one" },
    CodeInfo {
        code: Code::BadId,
        name: "bad-id",
        severity: Severity::Error,
        about: "a question id that isn't lower-case words joined by hyphens",
    },
    CodeInfo {
        code: Code::BadMath,
        name: "bad-math",
        severity: Severity::Error,
        about: "a formula that can't be read as TeX math",
    },
    CodeInfo {
        code: Code::BadSlug,
        name: "bad-slug",
        severity: Severity::Error,
        about: "a slug, alias or permalink that would leave the site, or can't be an address",
    },
    CodeInfo {
        code: Code::BlockedByPolicy,
        name: "blocked-by-policy",
        severity: Severity::Warning,
        about: "raw HTML or a link that the page's Content-Security-Policy will block",
    },
    CodeInfo {
        code: Code::BrokenAnchor,
        name: "broken-anchor",
        severity: Severity::Error,
        about: "a link to a heading that isn't there",
    },
    CodeInfo {
        code: Code::BrokenLink,
        name: "broken-link",
        severity: Severity::Error,
        about: "a link to something that isn't there",
    },
    CodeInfo {
        code: Code::DirectiveArguments,
        name: "directive-arguments",
        severity: Severity::Error,
        about: "a directive with an argument it doesn't take, or without one it needs",
    },
    CodeInfo {
        code: Code::DuplicateId,
        name: "duplicate-id",
        severity: Severity::Error,
        about: "two questions with one id",
    },
    CodeInfo {
        code: Code::DuplicateName,
        name: "duplicate-name",
        severity: Severity::Error,
        about: "two files for one name, as `a.md` and `a/index.md`",
    },
    CodeInfo {
        code: Code::EmptyAnswer,
        name: "empty-answer",
        severity: Severity::Error,
        about: "an FAQ entry without an answer",
    },
    CodeInfo {
        code: Code::FaqShape,
        name: "faq-shape",
        severity: Severity::Warning,
        about: "a section named as an FAQ that doesn't look like one, and stays as it is",
    },
    CodeInfo {
        code: Code::FrontMatter,
        name: "front-matter",
        severity: Severity::Error,
        about: "front matter that isn't closed, or isn't there",
    },
    CodeInfo {
        code: Code::GivenTwice,
        name: "given-twice",
        severity: Severity::Error,
        about: "takeaways or an FAQ both in the front matter and as a section",
    },
    CodeInfo {
        code: Code::InvalidUtf8,
        name: "invalid-utf8",
        severity: Severity::Error,
        about: "a text file that isn't UTF-8",
    },
    CodeInfo {
        code: Code::LateTitle,
        name: "late-title",
        severity: Severity::Warning,
        about: "a first-level heading in a body; the page's title is its only one",
    },
    CodeInfo {
        code: Code::LeavesSite,
        name: "leaves-site",
        severity: Severity::Error,
        about: "a symbolic link that leads out of the site",
    },
    CodeInfo {
        code: Code::MissingFile,
        name: "missing-file",
        severity: Severity::Error,
        about: "an image or another file that isn't there",
    },
    CodeInfo {
        code: Code::MissingKey,
        name: "missing-key",
        severity: Severity::Error,
        about: "a key that has to be there",
    },
    CodeInfo {
        code: Code::NoRightChoice,
        name: "no-right-choice",
        severity: Severity::Error,
        about: "a multiple-choice question without a right choice",
    },
    CodeInfo {
        code: Code::ParentCycle,
        name: "parent-cycle",
        severity: Severity::Error,
        about: "a topic that is its own ancestor",
    },
    CodeInfo {
        code: Code::ShadowedOutput,
        name: "shadowed-output",
        severity: Severity::Note,
        about: "a static file takes the place of an output that would be made",
    },
    CodeInfo {
        code: Code::StrayText,
        name: "stray-text",
        severity: Severity::Warning,
        about: "text of a question file that belongs to no question, and would be lost",
    },
    CodeInfo {
        code: Code::TakeawaysShape,
        name: "takeaways-shape",
        severity: Severity::Warning,
        about: "a section named as takeaways that isn't one list, and stays as it is",
    },
    CodeInfo {
        code: Code::TemplateError,
        name: "template-error",
        severity: Severity::Error,
        about: "a template that failed while a page was rendered",
    },
    CodeInfo {
        code: Code::TemplateSyntax,
        name: "template-syntax",
        severity: Severity::Error,
        about: "a template that can't be parsed",
    },
    CodeInfo {
        code: Code::TextLink,
        name: "text-link",
        severity: Severity::Warning,
        about: "a link to a Markdown file that was left as text",
    },
    CodeInfo { code: Code::TomlSyntax, name: "toml-syntax", severity: Severity::Error, about: "a mistake in TOML" },
    CodeInfo {
        code: Code::TooLarge,
        name: "too-large",
        severity: Severity::Error,
        about: "a text file too large to be meant",
    },
    CodeInfo {
        code: Code::UnclosedHtml,
        name: "unclosed-html",
        severity: Severity::Error,
        about: "raw HTML that stays open across the end of a section or an answer",
    },
    CodeInfo {
        code: Code::UndefinedReference,
        name: "undefined-reference",
        severity: Severity::Error,
        about: "a reference link without its definition",
    },
    CodeInfo {
        code: Code::UnknownArticle,
        name: "unknown-article",
        severity: Severity::Error,
        about: "an article named in the front matter that isn't there",
    },
    CodeInfo {
        code: Code::UnknownAuthor,
        name: "unknown-author",
        severity: Severity::Error,
        about: "an author that no file declares",
    },
    CodeInfo {
        code: Code::UnknownDirective,
        name: "unknown-directive",
        severity: Severity::Error,
        about: "a directive that neither the theme nor gen has",
    },
    CodeInfo {
        code: Code::UnknownKey,
        name: "unknown-key",
        severity: Severity::Error,
        about: "a key that isn't known",
    },
    CodeInfo {
        code: Code::UnknownLanguage,
        name: "unknown-language",
        severity: Severity::Warning,
        about: "a code block in a language that can't be highlighted",
    },
    CodeInfo {
        code: Code::UnknownLevel,
        name: "unknown-level",
        severity: Severity::Error,
        about: "a level that `levels` doesn't list",
    },
    CodeInfo {
        code: Code::UnknownQuestion,
        name: "unknown-question",
        severity: Severity::Error,
        about: "a question id that no question has",
    },
    CodeInfo {
        code: Code::UnknownTopic,
        name: "unknown-topic",
        severity: Severity::Error,
        about: "a topic that no file declares",
    },
    CodeInfo {
        code: Code::UnpublishedTarget,
        name: "unpublished-target",
        severity: Severity::Warning,
        about: "a link or citation to something that exists but isn't published",
    },
    CodeInfo {
        code: Code::UnreadableFile,
        name: "unreadable-file",
        severity: Severity::Error,
        about: "a file or folder that can't be read",
    },
    CodeInfo {
        code: Code::WrongType,
        name: "wrong-type",
        severity: Severity::Error,
        about: "a value of another type than the key takes",
    },
    CodeInfo {
        code: Code::WrongValue,
        name: "wrong-value",
        severity: Severity::Error,
        about: "a value that the key can't take",
    },
    CodeInfo { code: Code::YamlSyntax, name: "yaml-syntax", severity: Severity::Error, about: "a mistake in YAML" },
];

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
