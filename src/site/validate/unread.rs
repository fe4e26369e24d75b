//! Files of `content/` that are published as they are, and were likely meant to be read: an article under another name, questions in
//! another notation.

use crate::{
    content::Unread,
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Span},
    site::{Linked, Url},
};
use std::collections::BTreeSet;

/// Reports those that begin with front matter, and the others that nothing links to; `linked` are those that something does.
pub(super) fn report(site: &Linked, linked: &BTreeSet<Url>, diags: &mut Diagnostics) {
    for (url, asset) in &site.assets {
        let Some(unread) = asset.unread else { continue };
        let message = match unread {
            Unread::FrontMatter => "this begins with front matter, and is published as it is: it isn't read",
            _ if linked.contains(url) => continue,
            _ => "this isn't read, and is published as it is; no text links to it",
        };
        let diagnostic = Diagnostic::at(Code::UnreadFile, &asset.path, Span::default(), message);
        diags.push(diagnostic.help(help(unread, &asset.path)));
    }
}

fn help(unread: Unread, path: &SourcePath) -> String {
    let name = path.file_name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if path.as_str().starts_with("content/questions/") {
        return format!("write its questions as TOML in `{stem}.toml`, or as Markdown in `{stem}.md`");
    }
    if unread == Unread::Questions {
        return format!(
            "questions are read from `content/questions/`, as TOML: write it as `content/questions/{stem}.toml`"
        );
    }
    format!("write it as Markdown in `{stem}.md`; if it is meant as a file, link to it, or move it to `static/`")
}
