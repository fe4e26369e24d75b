//! What is said about a link that leads nowhere: what is missing, and the nearest thing that is there.

use super::{Check, PAGE, listed};
use crate::{
    diag::Code,
    place::Span,
    site::{Url, links::Broken},
};

impl Check<'_> {
    /// Tells the `broken` link at `span` to what is called `what`.
    pub(super) fn broken(&mut self, broken: &Broken, span: Span, what: &str) {
        match broken {
            Broken::Empty => {
                self.tell(Code::BrokenLink, span, "this link leads nowhere".into(), "write where it should lead");
            }
            Broken::Script => self.tell(
                Code::BlockedByPolicy,
                span,
                "the page's Content-Security-Policy forbids scripts in links".into(),
                "link to an address",
            ),
            Broken::QuestionFile => self.tell(
                Code::BrokenLink,
                span,
                "a question file has no page of its own".into(),
                "link to one of its questions: `[[question-id]]`",
            ),
            Broken::Nothing(path) => self.nothing(path, span, what),
            Broken::Anchor(url, anchor) => {
                let ids = self.site.anchor_ids(url).unwrap_or_default();
                let near = self.near(anchor, ids.iter().copied());
                let help = anchor_help(url, anchor, &ids, near);
                self.tell(Code::BrokenAnchor, span, format!("there is no heading `#{anchor}` at `{url}`"), help);
            }
            // it may be the id of a question that could not be read
            Broken::Name(name) if self.site.questions_are_incomplete && is_id(name) => {}
            Broken::Name(name) => {
                let names = self.site.names.all();
                let plain = name.split_once(':').map_or(name.as_str(), |(_, name)| name);
                let help = match self.near(plain, names.iter().copied()) {
                    Some(near) => format!("did you mean `{}`?", self.site.spelled(near)),
                    None => "write the id, name or title of something that exists, or `[text](file.md)`".to_owned(),
                };
                self.tell(Code::BrokenLink, span, format!("nothing is called `{name}`"), help);
            }
            Broken::Ambiguous(spellings) => {
                let spellings: Vec<String> = spellings.iter().map(|spelling| format!("`{spelling}`")).collect();
                let message = format!("this wikilink fits {} things", spellings.len());
                self.tell(Code::AmbiguousLink, span, message, format!("write one of {}", spellings.join(", ")));
            }
        }
    }

    fn nothing(&mut self, path: &str, span: Span, what: &str) {
        let site = self.site;
        let is_shown = what != PAGE;
        let code = if is_shown { Code::MissingFile } else { Code::BrokenLink };
        if path.starts_with('/') {
            let urls: Vec<&str> = site.addresses.iter().map(|(url, _)| url.as_str()).collect();
            let help = match (self.near(path, urls), path.strip_prefix(site.config.base.path.trim_end_matches('/'))) {
                (_, Some(rest)) if site.config.base.path != "/" && site.known(rest) => {
                    format!("leave out the base path: `{rest}`")
                }
                (Some(url), _) => format!("did you mean `{url}`?"),
                _ if is_shown => "put the file into `static/`, or write its path relative to this file".to_owned(),
                _ => "no address is near it; link by file instead: `[text](file.md)`".to_owned(),
            };
            return self.tell(code, span, format!("there is no {what} at `{path}`"), help);
        }
        let file = self.file();
        let assets = site.assets.values().map(|asset| asset.path.as_str());
        let known = site.names.file_paths().into_iter().chain(assets).filter(|known| *known != file.as_str());
        // as the author would write them: a folder that both have makes no two names alike
        let known: Vec<String> = known.map(|known| relative(file.folder(), known)).collect();
        let help = match self.near(&relative(file.folder(), path), known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if is_shown => "put the file beside the text, or into `static/`".to_owned(),
            None => "write the path of a file, relative to this one".to_owned(),
        };
        self.tell(code, span, format!("there is no file `{path}`"), help);
    }
}

/// Whether `name` is shaped like a question's id.
fn is_id(name: &str) -> bool {
    let name = name.strip_prefix("question:").unwrap_or(name);
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What to do about a heading `anchor` that isn't among `ids`, those of the page at `url`.
pub(super) fn anchor_help(url: &Url, anchor: &str, ids: &[&str], near: Option<&str>) -> String {
    match near {
        Some(id) => format!("did you mean `#{id}`?"),
        None if ids.is_empty() => format!("the page `{url}` has no headings; link to it without `#{anchor}`"),
        None => format!("the headings there are {}", listed(ids)),
    }
}

/// `path` as a text in `folder` writes it.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_is_written_from_the_folder_of_the_text() {
        assert_eq!(relative("content/articles", "content/articles/a.md"), "a.md");
        assert_eq!(relative("content/articles/x", "content/topics/a.md"), "../../topics/a.md");
    }
}
