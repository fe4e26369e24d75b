//! What a language's table says, in the words that tables are written in.
//!
//! A [`Language`] is static data: its names, its [`Rule`]s for what isn't a word (comments, strings, names behind a mark), its
//! words by class, and a few habits (names before a parenthesis, types by case, first words of a statement). What isn't said
//! in a table has a [`Form`] of its own: markup, YAML, style sheets.

/// The class of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Operator,
    Variable,
    Number,
    Function,
    Type,
    Attribute,
    Tag,
    Keyword,
    String,
    Comment,
    Deleted,
    Inserted,
}

impl Class {
    /// The start tag of its span.
    pub(super) fn start(self) -> &'static str {
        match self {
            Self::Operator => "<span class=\"o\">",
            Self::Variable => "<span class=\"v\">",
            Self::Number => "<span class=\"n\">",
            Self::Function => "<span class=\"f\">",
            Self::Type => "<span class=\"t\">",
            Self::Attribute => "<span class=\"a\">",
            Self::Tag => "<span class=\"g\">",
            Self::Keyword => "<span class=\"k\">",
            Self::String => "<span class=\"s\">",
            Self::Comment => "<span class=\"c\">",
            Self::Deleted => "<span class=\"d\">",
            Self::Inserted => "<span class=\"i\">",
        }
    }
}

/// A language.
pub(super) struct Language {
    /// What authors call it, in lower case.
    pub(super) names: &'static [&'static str],
    pub(super) form: Form,
    /// Of two that fit the first counts.
    pub(super) rules: &'static [Rule],
    /// Words, with spaces between them.
    pub(super) words: &'static [(Word, &'static str)],
    /// Whether a word is the same in capitals.
    pub(super) folds: bool,
    /// What a word may have besides letters, digits and `_`.
    pub(super) letters: &'static str,
    /// The same, though no word begins with it.
    pub(super) inner: &'static str,
    /// What names that begin with a capital are.
    pub(super) capitals: Capitals,
    /// What stands behind the name of a function that is called. A `!` is a part of the name.
    pub(super) calls: &'static [&'static str],
    /// The class of a statement's first word, and behind which marks one begins.
    pub(super) heads: Option<(Class, &'static str)>,
    /// The class of a word or string before the mark.
    pub(super) keys: Option<(char, Class)>,
    /// Whether a name behind a dot may be spelled as a keyword.
    pub(super) members: bool,
    /// Whether words before a colon are names, whatever they are elsewhere.
    pub(super) labels: bool,
    /// What is an operator.
    pub(super) operators: &'static str,
}

/// What a text is on the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Tokens as the table has them.
    Code,
    /// Tags; with scripts and styles in them; and what `{{` opens is code.
    Xml,
    Html,
    Template,
    /// Code between `<?php` and `?>` in HTML; code alone, where no `<?` is in it.
    Php,
    Yaml,
    Css,
    Scss,
    Markdown,
    Http,
    /// Lines behind a prompt in the language, and what programs answer.
    Prompts(&'static str),
    Dockerfile,
    Makefile,
}

/// What a name that begins with a capital is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    Nothing,
    Type,
    /// A type, or a function where it is called, or neither behind a dot or another type.
    TypeOrCall,
    /// The same, and a field where a line begins.
    Exported,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Is(Class),
    /// A keyword, and the name behind it has the class.
    Names(Class),
    /// A keyword, and the name behind it is a function if it takes something: `let f x = …`.
    Binds,
    /// A first word, behind which another one stands.
    Leads(Class),
    /// A keyword where no first word is.
    Within,
}

/// What begins otherwise than a word.
pub(super) enum Rule {
    /// A comment to the end of the line.
    Line(&'static str),
    /// The same, where no word is before it.
    LineApart(&'static str),
    /// From the start of a line to its end.
    Start(&'static str, Class),
    /// From one to the other; one may hold others.
    Block {
        open: &'static str,
        close: &'static str,
        nests: bool,
        class: Class,
    },
    Quote(Quote),
    /// The same where no value is before it.
    QuoteApart(Quote),
    /// A word before a quote: `f"…"`.
    Prefixed {
        words: &'static str,
        quotes: &'static [Quote],
    },
    /// A quote that chooses its own end: `r##"…"##`.
    Tagged {
        open: &'static str,
        tag: &'static str,
        then: &'static str,
        close: &'static str,
        end: &'static str,
        class: Class,
    },
    /// A word and a delimiter of one's choice: `qw(…)`, in so many parts.
    Delimited {
        words: &'static str,
        parts: u8,
        holes: &'static [Hole],
    },
    /// `<<EOF`, and lines up to `EOF`; `marks` may stand between, and `bare` needs none of them.
    HereDoc {
        open: &'static str,
        marks: &'static str,
        bare: bool,
        holes: &'static [Hole],
    },
    /// A character between apostrophes, or else a name behind one.
    Char(Option<Class>),
    /// A regular expression between slashes, where no division can be.
    Regex,
    /// What holes are in strings may stand in code, too.
    Hole(Hole),
    /// A name with dots, behind a mark that no letter is before: `@app.route`.
    Name(&'static str, Class),
    /// From the opening to its closing bracket; at the start of a line only.
    Brackets {
        open: &'static str,
        pair: (u8, u8),
        class: Class,
        starts: bool,
    },
    /// A word behind a mark at the start of a line, and what stands in `<…>`: `#include <a.h>`.
    Directive(&'static str),
    /// A word before the mark at the start of a line: `label:`.
    Label(&'static str, Class),
    /// A tag where a value is expected.
    Jsx,
}

/// A text between quotes.
#[derive(Clone, Copy)]
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// What takes the next character its meaning.
    pub(super) escape: Option<u8>,
    /// Whether the closing quote twice is the quote itself.
    pub(super) doubles: bool,
    pub(super) holes: &'static [Hole],
    /// Whether it may go over lines.
    pub(super) lines: bool,
    pub(super) class: Class,
    /// Whether it is a comment where a statement begins.
    pub(super) is_doc: bool,
}

/// Code within a text.
#[derive(Clone, Copy)]
pub(super) enum Hole {
    /// Code up to the closing bracket: `${…}`.
    Code(&'static str, (u8, u8)),
    /// The same, as one variable.
    Whole(&'static str, (u8, u8)),
    /// A name behind the mark, or one of the characters: `$name`, `$?`.
    Name(&'static str, &'static str),
}

impl Hole {
    pub(super) fn open(&self) -> &'static str {
        let (Self::Code(open, _) | Self::Whole(open, _) | Self::Name(open, _)) = self;
        open
    }
}

/// A language of which nothing is said.
pub(super) const NONE: Language = Language {
    names: &[],
    form: Form::Code,
    rules: &[],
    words: &[],
    folds: false,
    letters: "",
    inner: "",
    capitals: Capitals::Nothing,
    calls: &[],
    heads: None,
    keys: None,
    members: false,
    labels: false,
    operators: "",
};

/// What most languages have.
pub(super) const CODE: Language =
    Language { calls: &["("], capitals: Capitals::Type, members: true, operators: "=+-*/<>!&|^%~?", ..NONE };

pub(super) const K: Word = Word::Is(Class::Keyword);
pub(super) const N: Word = Word::Is(Class::Number);
pub(super) const T: Word = Word::Is(Class::Type);
pub(super) const V: Word = Word::Is(Class::Variable);
pub(super) const F: Word = Word::Is(Class::Function);
/// Keywords before the name of a function, and of a type.
pub(super) const FN: Word = Word::Names(Class::Function);
pub(super) const TY: Word = Word::Names(Class::Type);

pub(super) const PAREN: (u8, u8) = (b'(', b')');
pub(super) const BRACKET: (u8, u8) = (b'[', b']');
pub(super) const BRACE: (u8, u8) = (b'{', b'}');

pub(super) const fn block(open: &'static str, close: &'static str) -> Rule {
    Rule::Block { open, close, nests: false, class: Class::Comment }
}

pub(super) const fn nested(open: &'static str, close: &'static str) -> Rule {
    Rule::Block { open, close, nests: true, class: Class::Comment }
}

pub(super) const fn tagged(
    open: &'static str,
    tag: &'static str,
    then: &'static str,
    close: &'static str,
    end: &'static str,
) -> Rule {
    Rule::Tagged { open, tag, then, close, end, class: Class::String }
}

/// A text in a line, with backslashes.
pub(super) const fn quote(mark: &'static str) -> Quote {
    Quote {
        open: mark,
        close: mark,
        escape: Some(b'\\'),
        doubles: false,
        holes: &[],
        lines: false,
        class: Class::String,
        is_doc: false,
    }
}

impl Quote {
    pub(super) const fn opened(self, open: &'static str) -> Self {
        Self { open, ..self }
    }

    pub(super) const fn holes(self, holes: &'static [Hole]) -> Self {
        Self { holes, ..self }
    }

    pub(super) const fn lines(self) -> Self {
        Self { lines: true, ..self }
    }

    pub(super) const fn raw(self) -> Self {
        Self { escape: None, ..self }
    }

    pub(super) const fn escape(self, escape: u8) -> Self {
        Self { escape: Some(escape), ..self }
    }

    pub(super) const fn doubles(self) -> Self {
        Self { doubles: true, escape: None, ..self }
    }

    pub(super) const fn doc(self) -> Self {
        Self { is_doc: true, lines: true, ..self }
    }

    pub(super) const fn class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    pub(super) const fn rule(self) -> Rule {
        Rule::Quote(self)
    }
}
