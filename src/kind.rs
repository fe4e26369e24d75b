//! The kinds of things that have a page: one row each.
//!
//! A row says where the files of a kind lie, how it is called, which addresses it may have, and what it takes part in; lists,
//! addresses, names, checks and `gen new` go by the rows. How a file is read is said by the kind's module of `content`, how
//! it is shown by its view.

/// A kind of thing that has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An article.
    Article,
    /// A question.
    Question,
    /// A topic.
    Topic,
    /// An author.
    Author,
    /// A plain page.
    Page,
    /// A term of the taxonomy with that number. Taxonomies are those of `site.toml`, and no files declare their terms.
    Term(usize),
}

/// A part of an address that differs from entry to entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The slug, for a question its id.
    Slug,
    /// The year of the date, in four digits.
    Year,
    /// The month of the date, in two digits.
    Month,
    /// The slug of the first topic.
    Topic,
    /// The slugs of the folders and of the file itself.
    Path,
}

/// What holds for a kind.
#[derive(Debug)]
pub struct Row {
    /// The folder below `content/` and the first part of its addresses. A plain page may lie in any other folder, and terms
    /// have that of their taxonomy.
    pub folder: &'static str,
    /// What one of it is called; wikilinks name it so.
    pub noun: &'static str,
    /// The noun with its article.
    pub one: &'static str,
    /// The template of its page, and that of their list.
    pub templates: [&'static str; 2],
    /// What its addresses may hold.
    pub placeholders: &'static [Placeholder],
    /// Whether there is a page that lists all of them, below which they lie, and which a file may introduce; the others lie
    /// where their files do.
    pub has_list: bool,
    /// Whether one of it can be a draft, or be published from a day on.
    pub may_wait: bool,
    /// Whether it has a level.
    pub has_level: bool,
    /// Whether its title and its description are written for search engines, and checked for them.
    pub has_headline: bool,
    /// Whether its page begins with the image of its front matter.
    pub begins_with_image: bool,
    /// Whether it has a social card.
    pub has_card: bool,
}

/// The kinds that are written in files, in the order of [`Kind`].
pub const FILED: [Kind; 5] = [Kind::Article, Kind::Question, Kind::Topic, Kind::Author, Kind::Page];

/// The same, pages first: the order in which things are gone through.
pub(crate) fn pages_first() -> impl Iterator<Item = Kind> {
    std::iter::once(Kind::Page).chain(FILED.into_iter().filter(|kind| *kind != Kind::Page))
}

const ROWS: [Row; 6] = {
    use Placeholder::{Month, Path, Slug, Topic, Year};
    const BARE: Row = Row {
        folder: "",
        noun: "term",
        one: "a term",
        templates: ["term.html", "terms.html"],
        placeholders: &[Slug],
        has_list: false,
        may_wait: false,
        has_level: false,
        has_headline: false,
        begins_with_image: false,
        has_card: false,
    };
    [
        Row {
            folder: "articles",
            noun: "article",
            one: "an article",
            templates: ["article.html", "articles.html"],
            placeholders: &[Slug, Year, Month, Topic, Path],
            has_list: true,
            may_wait: true,
            has_level: true,
            has_headline: true,
            begins_with_image: true,
            has_card: true,
        },
        Row {
            folder: "questions",
            noun: "question",
            one: "a question",
            templates: ["question.html", "questions.html"],
            placeholders: &[Slug, Topic],
            has_list: true,
            may_wait: true,
            has_level: true,
            has_card: true,
            ..BARE
        },
        Row {
            folder: "topics",
            noun: "topic",
            one: "a topic",
            templates: ["topic.html", "topics.html"],
            placeholders: &[Slug, Path],
            has_list: true,
            has_headline: true,
            ..BARE
        },
        Row {
            folder: "authors",
            noun: "author",
            one: "an author",
            templates: ["author.html", "authors.html"],
            has_list: true,
            begins_with_image: true,
            ..BARE
        },
        Row {
            folder: "pages",
            noun: "page",
            one: "a page",
            templates: ["page.html", "page.html"],
            placeholders: &[Slug, Year, Month, Path],
            may_wait: true,
            has_headline: true,
            begins_with_image: true,
            ..BARE
        },
        BARE,
    ]
};

impl Kind {
    /// What holds for it.
    pub fn row(self) -> &'static Row {
        &ROWS[self.index().min(ROWS.len() - 1)]
    }

    /// Its place among the kinds, in which each taxonomy is one.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Article => 0,
            Self::Question => 1,
            Self::Topic => 2,
            Self::Author => 3,
            Self::Page => 4,
            Self::Term(taxonomy) => 5 + taxonomy,
        }
    }

    /// The kind whose files lie in `content/FOLDER/`.
    pub(crate) fn of_folder(folder: &str) -> Option<Self> {
        FILED.into_iter().find(|kind| kind.row().has_list && kind.row().folder == folder)
    }
}
