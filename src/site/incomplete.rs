//! What could not be read: a name which isn't found may be that of something in it. That it can't be read is reported; what is
//! missing because of it is not.

use crate::{content::FileRole, kind::Kind, place::SourcePath};
use std::collections::BTreeSet;

/// What may be there and isn't known.
#[derive(Clone, Debug, Default)]
pub struct Incomplete {
    /// The files and folders that could not be listed.
    pub paths: Vec<SourcePath>,
    /// The files whose front matter, or all of them, could not be parsed.
    pub unparsed: BTreeSet<SourcePath>,
    /// Whether a question file may hold more questions than could be read.
    pub questions: bool,
    /// Whether the glossary may hold more terms than could be read.
    pub glossary: bool,
}

impl Incomplete {
    /// Whether the file or folder `path` may be one of them, or lie in one.
    fn may_hold_file(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let is_at_or_below = |file: &str| {
            let below = |folder: &SourcePath| file.strip_prefix(folder.as_str()).map(|rest| rest.bytes().next());
            self.paths.iter().any(|folder| matches!(below(folder), Some(None | Some(b'/'))))
        };
        !self.paths.is_empty()
            && [path, &format!("{path}.md"), &format!("{path}/index.md")].into_iter().any(is_at_or_below)
    }

    /// Whether the target of a link may lie in one of them: the path of a file, or an address such as files have.
    pub(super) fn may_hold_target(&self, path: &str) -> bool {
        let folders: &[&str] = if path.starts_with('/') { &["content", "static"] } else { &[""] };
        folders.iter().any(|folder| self.may_hold_file(&format!("{folder}{path}")))
    }

    /// Whether what is called `name` of a kind, whose files lie in `content/KIND/`, may be one of them.
    pub(super) fn may_hold(&self, kind: &str, name: &str) -> bool {
        self.may_hold_file(&format!("content/{kind}/{name}"))
    }

    /// Whether what a wikilink names `written`, with or without its kind, may be there.
    pub(super) fn may_hold_any(&self, written: &str) -> bool {
        let (kind, name) = written.rsplit_once(':').unwrap_or(("", written));
        let of_kind = |kind: Kind| self.may_hold(kind.row().folder, name);
        self.glossary
            || ["", "question"].contains(&kind) && self.may_hold_questions()
            || self.may_hold_file(&format!("content/{name}"))
            || [Kind::Article, Kind::Topic, Kind::Author].into_iter().any(of_kind)
    }

    /// Whether questions may be there that aren't known.
    pub(super) fn may_hold_questions(&self) -> bool {
        let is_folder = |path: &SourcePath| !path.file_name().contains('.');
        self.questions
            || self.paths.iter().any(|path| match FileRole::of(path) {
                Some(FileRole::Questions { .. }) => true,
                _ => {
                    is_folder(path)
                        && (path.as_str() == "content" || format!("{path}/").starts_with("content/questions/"))
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_may_be_there() {
        let unknown = |paths: &[&str]| Incomplete {
            paths: paths.iter().map(|path| SourcePath::new(*path)).collect(),
            ..Incomplete::default()
        };
        let some = unknown(&["content/articles/secret", "content/topics/gone.md", "static/img"]);
        assert!(some.may_hold_file("content/articles/secret/a.md") && some.may_hold_file("content/articles/secret/"));
        assert!(!some.may_hold_file("content/articles/secrets/a.md") && !some.may_hold_file("content/articles/a.md"));
        assert!(
            some.may_hold("articles", "secret/a") && some.may_hold("topics", "gone") && !some.may_hold("topics", "go")
        );
        assert!(
            some.may_hold_target("/img/x.png") && some.may_hold_target("/topics/gone/") && !some.may_hold_target("/x")
        );
        assert!(some.may_hold_any("gone") && some.may_hold_any("secret/b") && !some.may_hold_any("other"));
        for (path, holds) in [
            ("content", true),
            ("content/questions", true),
            ("content/questions/sub", true),
            ("content/questions/q.toml", true),
            ("content/questions/q.png", false),
            ("content/questionsx", false),
            ("static", false),
        ] {
            assert_eq!(unknown(&[path]).may_hold_questions(), holds, "{path}");
        }
    }
}
