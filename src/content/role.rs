//! What a file below `content/` is, by its path alone; and which of those that are published as they are were likely meant
//! to be read.

use crate::{diag::nearest, kind::Kind, place::SourcePath, text::nfc};

/// The endings of Markdown, in any case.
const MARKDOWN: &[&str] = &["md", "markdown"];
/// Endings of texts that other programs read, and `gen` doesn't.
const TEXTS: &[&str] =
    &["adoc", "asciidoc", "mdown", "mdtext", "mdx", "mkd", "mkdn", "org", "rst", "text", "textile", "txt"];
/// Endings of data.
const DATA: &[&str] = &["json", "yaml", "yml"];

/// What a file below `content/` is. Names are paths below the kind's folder in NFC, without `.md` and `/index.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// One thing: `KIND/NAME.md` or `KIND/NAME/index.md`. A page is any other Markdown; the home page is the one with the
    /// empty name, a list's introduction has the list's.
    Thing {
        /// Its kind, which is no question.
        kind: Kind,
        /// Its name; that of a topic or an author is its id.
        name: String,
    },
    /// Questions: `questions/NAME.toml` or `questions/NAME.md`.
    Questions {
        /// The name of the file.
        name: String,
        /// Whether it is TOML, and not Markdown.
        is_toml: bool,
    },
    /// `glossary.toml`.
    Glossary,
    /// Anything else: published as it is.
    Asset,
}

/// Why a file that is published as it is may have been meant to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It begins with front matter.
    FrontMatter,
    /// It is a text or data among the files of a kind; a text may link to such a file all the same.
    Text,
    /// The same, in a folder that is called nearly as that of questions, and data as these are.
    Questions,
}

impl Unread {
    /// Why the file at `path`, which begins with `head`, may have been meant to be read, if it may.
    pub(crate) fn of(path: &SourcePath, head: &[u8]) -> Option<Self> {
        let path = path.as_str().strip_prefix("content/")?;
        let (_, ending) = path.rsplit_once('.')?;
        let is_one_of = |endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
        let kind = path.split_once('/').and_then(|(folder, _)| Kind::of_folder(folder));
        let is_text = is_one_of(TEXTS) || is_one_of(&["htm", "html"]);
        if is_text && begins_with_front_matter(head) {
            return Some(Self::FrontMatter);
        }
        // data may be an example beside an article; questions are data themselves
        let is_among = is_one_of(TEXTS) || (is_one_of(DATA) && kind == Some(Kind::Question));
        let is_astray = (is_one_of(DATA) || is_one_of(&["toml"])) && are_nearly_questions(path);
        match is_astray {
            true => Some(Self::Questions),
            false => (kind.is_some() && is_among).then_some(Self::Text),
        }
    }
}

/// Whether the folder of `path`, which is below `content/`, is called nearly as that of questions.
fn are_nearly_questions(path: &str) -> bool {
    let folder = path.split_once('/').map(|(folder, _)| folder).filter(|folder| Kind::of_folder(folder).is_none());
    folder.is_some_and(|folder| nearest(folder, [Kind::Question.row().folder]).is_some())
}

/// Whether the first line is a fence, and the second a key.
fn begins_with_front_matter(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.trim_start_matches('\u{feff}').lines();
    let fence = lines.next().map(str::trim_end);
    let key = lines.next().and_then(|line| line.split_once([':', '=']));
    matches!(fence, Some("+++" | "---")) && key.is_some_and(|(key, _)| !key.trim().is_empty())
}

/// The path of a Markdown file without its ending; `None` for other files.
pub(crate) fn stem(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    MARKDOWN.iter().any(|known| known.eq_ignore_ascii_case(ending)).then_some(stem)
}

/// Whether the Markdown file at `path` stands for its folder.
pub(crate) fn is_index(path: &SourcePath) -> bool {
    stem(path.file_name()) == Some("index")
}

impl FileRole {
    /// The role of the file at `path`; `None` outside of `content/`.
    pub fn of(path: &SourcePath) -> Option<Self> {
        let path = nfc(path.as_str().strip_prefix("content/")?);
        if path == "glossary.toml" {
            return Some(Self::Glossary);
        }
        if let Some(name) = path.strip_prefix("questions/").and_then(without_toml) {
            return Some(Self::Questions { name: name.to_owned(), is_toml: true });
        }
        let Some(name) = stem(&path) else { return Some(Self::Asset) };
        let name = name.strip_suffix("/index").unwrap_or(if name == "index" { "" } else { name });
        let (kind, name) = match name.split_once('/').and_then(|(folder, rest)| Some((Kind::of_folder(folder)?, rest)))
        {
            Some((kind, rest)) => (kind, rest.to_owned()),
            None => (Kind::Page, name.to_owned()),
        };
        Some(if kind == Kind::Question { Self::Questions { name, is_toml: false } } else { Self::Thing { kind, name } })
    }
}

/// The path of a TOML file without its ending.
fn without_toml(path: &str) -> Option<&str> {
    path.rsplit_once('.').filter(|(_, ending)| ending.eq_ignore_ascii_case("toml")).map(|(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_not_read_is_known_by_its_ending_and_its_first_lines() {
        let unread = |path: &str, head: &str| Unread::of(&SourcePath::new(path), head.as_bytes());
        for (path, head, expected) in [
            ("content/articles/b.mdx", "---\ntitle: B\n---\n", Some(Unread::FrontMatter)),
            ("content/about.txt", "\u{feff}+++\r\ntitle = \"B\"\r\n+++\r\n", Some(Unread::FrontMatter)),
            ("content/about.txt", "Words.", None),
            ("content/articles/d.TXT", "Words.", Some(Unread::Text)),
            ("content/articles/d.txt", "---\n\nWords: none\n", Some(Unread::Text)),
            ("content/questions/a.yaml", "question: x", Some(Unread::Text)),
            ("content/question/a.toml", "[[question]]\n", Some(Unread::Questions)),
            ("content/Questions/a.json", "[]", Some(Unread::Questions)),
            ("content/data/a.toml", "x = 1", None),
            ("content/articles/pod.yaml", "---\nkind: Pod\n---\n", None),
            ("content/articles/demo.html", "<p>", None),
            ("content/articles/a.png", "---\na: b\n", None),
            ("static/a.mdx", "---\na: b\n---\n", None),
        ] {
            assert_eq!(unread(path, head), expected, "{path} {head}");
        }
    }

    #[test]
    fn the_path_says_what_a_file_is() {
        let role = |path: &str| FileRole::of(&SourcePath::new(path));
        let thing = |kind, name: &str| Some(FileRole::Thing { kind, name: name.into() });
        let article = |name| thing(Kind::Article, name);
        let page = |name| thing(Kind::Page, name);
        let questions = |is_toml| Some(FileRole::Questions { name: "sql".into(), is_toml });
        assert_eq!(role("content/articles/a.md"), article("a"));
        assert_eq!(role("content/articles/a/index.md"), article("a"));
        assert_eq!(role("content/articles/a.markdown"), article("a"));
        assert_eq!(role("content/articles/a/index.MD"), article("a"));
        assert_eq!(role("content/articles/cafe\u{301}.md"), article("caf\u{e9}"));
        assert_eq!(role("content/articles/a.mdx"), Some(FileRole::Asset));
        assert_eq!(role("content/questions/sql.TOML"), questions(true));
        assert_eq!(role("content/articles/2026/a.md"), article("2026/a"));
        assert_eq!(role("content/articles/index.md"), page("articles"));
        assert_eq!(role("content/index.md"), page(""));
        assert_eq!(role("content/guides/index.md"), page("guides"));
        assert_eq!(role("content/pages/a.md"), page("pages/a"));
        assert_eq!(role("content/topics/sql.md"), thing(Kind::Topic, "sql"));
        assert_eq!(role("content/questions/sql.toml"), questions(true));
        assert_eq!(role("content/questions/sql.md"), questions(false));
        assert_eq!(role("content/articles/a/x.svg"), Some(FileRole::Asset));
        assert_eq!(role("content/glossary.toml"), Some(FileRole::Glossary));
        assert_eq!(role("static/a.md"), None);
    }
}
