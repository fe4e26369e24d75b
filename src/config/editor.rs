//! How a file is opened in an editor: the URL that its program has registered with the system.

/// The editors that are known by name, with how they are told a place.
const EDITORS: &[(&str, &str)] = &[
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("emacs", "org-protocol://open-file?url=file://{path}&line={line}&column={column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
];

/// Schemes that would run code in the page.
const CODE: &[&str] = &["javascript", "data", "vbscript", "blob"];

/// The URL of an editor, with `{path}`, `{line}` and `{column}` in it; empty for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(String);

impl Default for Editor {
    fn default() -> Self {
        Self::parse("vscode").expect("it is known")
    }
}

impl Editor {
    /// Reads the name of an editor, `none`, or a URL; what to write instead otherwise.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(String::new()));
        }
        if let Some((_, url)) = EDITORS.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*url).to_owned()));
        }
        let names: Vec<String> = Self::names().map(|name| format!("`{name}`")).collect();
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
                && !CODE.contains(&scheme.to_ascii_lowercase().as_str())
        };
        let is_url = text.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)) && text.contains("{path}");
        if is_url && !text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!(
                "write one of {}, `none`, or a URL such as `my-editor://open?file={{path}}&line={{line}}`",
                names.join(", ")
            ))
        }
    }

    /// The names of all editors that are known.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        EDITORS.iter().map(|(name, _)| *name)
    }

    /// The URL that opens the file at `path`, which is escaped, at a place.
    pub(crate) fn url(&self, path: &str, line: u64, column: u64) -> Option<String> {
        let url = self.0.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        (!url.is_empty()).then(|| url.replace("{path}", path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_a_name_or_a_url() {
        for (text, url) in [
            ("vscode", Some("vscode://file/a.md:3:7")),
            ("none", None),
            ("x-edit:{path}?l={line}&k={line}", Some("x-edit:/a.md?l=3&k=3")),
        ] {
            let editor = Editor::parse(text).expect("it is one");
            assert_eq!(editor.url("/a.md", 3, 7).as_deref(), url, "{text}");
        }
        for text in ["vim", "", "javascript:alert('{path}')", "DATA:{path}", "x://no-path", "x://{path} y", ":{path}"] {
            assert!(Editor::parse(text).is_err(), "{text}");
        }
    }
}
