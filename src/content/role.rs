//! What a file below `content/` is, by its path alone.

use crate::place::SourcePath;

/// What a file below `content/` is. Names are paths below the kind's folder, without `.md` and `/index.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// `articles/NAME.md` or `articles/NAME/index.md`.
    Article {
        /// Its name.
        name: String,
    },
    /// Any other Markdown; the home page is the one with the empty name, a list's introduction has the list's.
    Page {
        /// Its path below `content/`.
        name: String,
    },
    /// `topics/NAME.md`.
    Topic {
        /// Its name, which is its id.
        name: String,
    },
    /// `authors/NAME.md`.
    Author {
        /// Its name, which is its id.
        name: String,
    },
    /// `questions/NAME.toml`.
    QuestionToml {
        /// Its name.
        name: String,
    },
    /// `questions/NAME.md`.
    QuestionMarkdown {
        /// Its name.
        name: String,
    },
    /// `glossary.toml`.
    Glossary,
    /// Anything else: published as it is.
    Asset,
}

impl Role {
    /// The role of the file at `path`; `None` outside of `content/`.
    pub fn of(path: &SourcePath) -> Option<Self> {
        let path = path.as_str().strip_prefix("content/")?;
        if path == "glossary.toml" {
            return Some(Self::Glossary);
        }
        if let Some(name) = path.strip_prefix("questions/").and_then(|rest| rest.strip_suffix(".toml")) {
            return Some(Self::QuestionToml { name: name.to_owned() });
        }
        let Some(name) = path.strip_suffix(".md") else { return Some(Self::Asset) };
        let name = name.strip_suffix("/index").unwrap_or(if name == "index" { "" } else { name }).to_owned();
        Some(match name.split_once('/') {
            Some(("articles", name)) => Self::Article { name: name.to_owned() },
            Some(("topics", name)) => Self::Topic { name: name.to_owned() },
            Some(("authors", name)) => Self::Author { name: name.to_owned() },
            Some(("questions", name)) => Self::QuestionMarkdown { name: name.to_owned() },
            _ => Self::Page { name },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_says_what_a_file_is() {
        let role = |path: &str| Role::of(&SourcePath::new(path));
        let article = |name: &str| Some(Role::Article { name: name.into() });
        let page = |name: &str| Some(Role::Page { name: name.into() });
        assert_eq!(role("content/articles/a.md"), article("a"));
        assert_eq!(role("content/articles/a/index.md"), article("a"));
        assert_eq!(role("content/articles/2026/a.md"), article("2026/a"));
        assert_eq!(role("content/articles/index.md"), page("articles"));
        assert_eq!(role("content/index.md"), page(""));
        assert_eq!(role("content/guides/index.md"), page("guides"));
        assert_eq!(role("content/topics/sql.md"), Some(Role::Topic { name: "sql".into() }));
        assert_eq!(role("content/questions/sql.toml"), Some(Role::QuestionToml { name: "sql".into() }));
        assert_eq!(role("content/questions/sql.md"), Some(Role::QuestionMarkdown { name: "sql".into() }));
        assert_eq!(role("content/articles/a/x.svg"), Some(Role::Asset));
        assert_eq!(role("content/glossary.toml"), Some(Role::Glossary));
        assert_eq!(role("static/a.md"), None);
    }
}
