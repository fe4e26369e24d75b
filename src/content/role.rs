//! What a file below `content/` is, by its path alone.

use crate::{kind::Kind, place::SourcePath};

/// What a file below `content/` is. Names are paths below the kind's folder, without `.md` and `/index.md`.
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

impl FileRole {
    /// The role of the file at `path`; `None` outside of `content/`.
    pub fn of(path: &SourcePath) -> Option<Self> {
        let path = path.as_str().strip_prefix("content/")?;
        if path == "glossary.toml" {
            return Some(Self::Glossary);
        }
        if let Some(name) = path.strip_prefix("questions/").and_then(|rest| rest.strip_suffix(".toml")) {
            return Some(Self::Questions { name: name.to_owned(), is_toml: true });
        }
        let Some(name) = path.strip_suffix(".md") else { return Some(Self::Asset) };
        let name = name.strip_suffix("/index").unwrap_or(if name == "index" { "" } else { name });
        let (kind, name) = match name.split_once('/').and_then(|(folder, rest)| Some((Kind::of_folder(folder)?, rest)))
        {
            Some((kind, rest)) => (kind, rest.to_owned()),
            None => (Kind::Page, name.to_owned()),
        };
        Some(if kind == Kind::Question { Self::Questions { name, is_toml: false } } else { Self::Thing { kind, name } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_says_what_a_file_is() {
        let role = |path: &str| FileRole::of(&SourcePath::new(path));
        let thing = |kind, name: &str| Some(FileRole::Thing { kind, name: name.into() });
        let article = |name| thing(Kind::Article, name);
        let page = |name| thing(Kind::Page, name);
        let questions = |is_toml| Some(FileRole::Questions { name: "sql".into(), is_toml });
        assert_eq!(role("content/articles/a.md"), article("a"));
        assert_eq!(role("content/articles/a/index.md"), article("a"));
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
