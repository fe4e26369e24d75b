//! What is wrong, as the banner of an open page shows it: the page's own mistakes first, each as the terminal prints it,
//! with a link that opens its place in the author's editor.

use crate::{
    config::Editor,
    diag::{Diagnostic, Diagnostics, Severity, print},
    place::SourcePath,
    site::Url,
    source::Sources,
    theme::{self, Theme},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

/// So many are listed; the counts are of all.
const LISTED: usize = 50;

/// What an editor's URL has to escape of a path.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// Where texts come from, and how they are opened.
pub(super) struct PrintContext {
    pub(super) sources: Sources,
    pub(super) theme: Arc<Theme>,
    pub(super) editor: Editor,
}

/// All that is wrong with a snapshot, as far as it is known.
pub(super) struct Mistakes {
    diags: Diagnostics,
    /// Each as the banner gets it, once it is asked for.
    shown: Vec<OnceLock<Value>>,
    context: PrintContext,
}

impl Mistakes {
    /// Those of `diags`, which is finished.
    pub(super) fn new(diags: Diagnostics, context: PrintContext) -> Self {
        let shown = diags.iter().map(|_| OnceLock::new()).collect();
        Self { diags, shown, context }
    }

    /// Those that are reported.
    pub(super) fn diagnostics(&self) -> &Diagnostics {
        &self.diags
    }

    /// What the banner of the page at `url` shows, which is written in `source`.
    pub(super) fn banner(&self, url: Option<&Url>, source: Option<&SourcePath>) -> Value {
        let is_here = |diag: &Diagnostic| {
            let of_page = url.is_some_and(|url| diag.address.as_deref() == Some(url.as_str()));
            of_page || (source.is_some() && diag.place.as_ref().map(|place| &place.file) == source)
        };
        let listed = || self.diags.iter().enumerate().filter(|(_, diag)| diag.severity != Severity::Note);
        let here = listed().filter(|(_, diag)| is_here(diag)).map(|(at, diag)| (at, diag, true));
        let others = listed().filter(|(_, diag)| !is_here(diag)).map(|(at, diag)| (at, diag, false));
        let list = here.chain(others).take(LISTED).map(|(at, diag, here)| {
            let mut value = self.shown[at].get_or_init(|| self.context.show(diag)).clone();
            value["here"] = here.into();
            value
        });
        let (errors, warnings) = (self.diags.count(Severity::Error), self.diags.count(Severity::Warning));
        json!({ "errors": errors, "warnings": warnings, "list": list.collect::<Vec<_>>() })
    }

    /// `diags` as the terminal prints them, without colour.
    pub(super) fn text(&self, diags: &Diagnostics) -> String {
        print::human(diags, &|path| self.context.text(path), false)
    }
}

impl PrintContext {
    fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.sources.excerpt_text(path).or_else(|| self.theme.text(path)).or_else(|| theme::embedded_text(path))
    }

    fn show(&self, diag: &Diagnostic) -> Value {
        let text = |path: &SourcePath| self.text(path);
        let mut value = print::value(diag, &text);
        let mut one = Diagnostics::new();
        one.push(diag.clone());
        value["text"] = print::human(&one, &text, false).trim_end().into();
        let file = diag.place.as_ref().map(|place| self.sources.absolute(&place.file));
        let number = |key: &str| value[key].as_u64().unwrap_or(1);
        let file = file.filter(|file| file.is_file());
        let link = file.and_then(|file| self.editor.url(&escaped(&file), number("line"), number("column")));
        value["editor"] = link.into();
        value
    }
}

/// The whole path of `file` as an editor's URL spells it.
fn escaped(file: &Path) -> String {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let path = file.to_string_lossy().replace('\\', "/");
    let path = utf8_percent_encode(&path, PATH).to_string();
    // the path of a drive has no slash in front
    if path.starts_with('/') { path } else { format!("/{path}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_escaped() {
        assert_eq!(escaped(Path::new("/no/such #{line}.md")), "/no/such%20%23%7Bline%7D.md");
    }
}
