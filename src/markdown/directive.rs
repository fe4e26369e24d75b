//! Directives: a fence with a name in braces and TOML inside.

use super::{Options, body::Body, ids::Ids};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
    tree::{self, Table, Value},
};

/// A fence ```` ```{name} ````, whose place in the HTML a template fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// The name in braces: `[a-z][a-z0-9-]*`.
    pub name: String,
    /// The TOML between the fences.
    pub args: Table,
    /// The fence's info string, in the file.
    pub span: Span,
    /// Arguments that are Markdown, by name: `text` as blocks, `caption` as inline text.
    pub markdown: Vec<(String, Body)>,
}

/// The name in an info string that is only a name in braces.
pub(super) fn name(info: &str) -> Option<&str> {
    let name = info.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut bytes = name.bytes();
    let first = bytes.next()?.is_ascii_lowercase();
    let rest = bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (first && rest).then_some(name)
}

/// The directive `name` with the arguments that `toml` holds.
pub(super) fn parse(
    name: &str,
    span: Span,
    toml: &Text,
    file: &SourcePath,
    options: &Options,
    ids: &mut Ids,
    diags: &mut Diagnostics,
) -> Directive {
    let args = tree::toml::parse(toml, file, diags);
    let mut markdown = Vec::new();
    for entry in &args.entries {
        if let Value::String(text) = &entry.node.value {
            match &*entry.name {
                "text" => markdown.push(("text".to_owned(), super::block(text, file, options, ids, diags))),
                "caption" => markdown.push(("caption".to_owned(), super::inline(text, file, options, diags))),
                _ => {}
            }
        }
    }
    Directive { name: name.to_owned(), args, span, markdown }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_directive_is_a_name_in_braces_and_nothing_else() {
        for (info, expected) in [
            ("{questions}", Some("questions")),
            (" {a-1} ", Some("a-1")),
            ("{.python}", None),
            ("{Toc}", None),
            ("{1a}", None),
            ("{}", None),
            ("rust {a}", None),
            ("{a} b", None),
            ("{a", None),
        ] {
            assert_eq!(name(info), expected, "{info}");
        }
    }
}
