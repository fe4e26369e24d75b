//! Directives: a fence with a name in braces and TOML inside.

pub(super) use super::fence::directive as name;

use super::{Options, body::Directive, ids::Ids};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
    tree::{Table, Value},
};

/// Where a directive stands.
pub(super) struct DirectiveContext<'a> {
    /// The level of a heading in it.
    pub(super) heading: u8,
    /// The file.
    pub(super) file: &'a SourcePath,
    /// How the file is read.
    pub(super) options: &'a Options,
}

/// What to do about an info string that is nearly a directive's: a brace and a word, but not a name in braces alone. Braces
/// around anything else, as `{.python}` and `{1,3}`, are words that other programs read, and leave code.
pub(super) fn mend(info: &str) -> Option<String> {
    let inner = info.trim().strip_prefix('{')?.trim_start();
    if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) || name(info).is_some() {
        return None;
    }
    let end = inner.find(|char: char| !char.is_ascii_alphanumeric() && !"-_".contains(char)).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase().replace('_', "-");
    let has_more = !inner[end..].trim().trim_start_matches('}').trim().is_empty();
    let arguments = if has_more { ", with its arguments as TOML in the lines below" } else { "" };
    Some(format!("write `{{{name}}}`{arguments}; to show code, leave out the braces"))
}

/// The directive `name` with the arguments `args`, which stand in `toml`; `faults` are those of them so far.
pub(super) fn parse(
    name: &str,
    span: Span,
    toml: &Text,
    (args, mut faults): (Table, Diagnostics),
    around: &DirectiveContext<'_>,
    ids: &mut Ids,
) -> Directive {
    let &DirectiveContext { heading, file, options } = around;
    let mut markdown = Vec::new();
    for entry in &args.entries {
        if let Value::String(text) = &entry.node.value {
            match &*entry.name {
                "text" => markdown.push(("text".to_owned(), super::block(text, file, options, ids, &mut faults))),
                "caption" => markdown.push(("caption".to_owned(), super::inline(text, file, options, &mut faults))),
                _ => {}
            }
        }
    }
    Directive { name: name.to_owned(), written: toml.as_str().into(), args, faults, span, heading, markdown }
}

#[cfg(test)]
mod tests {
    use super::{mend, name};

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

    #[test]
    fn what_is_nearly_a_directive_can_be_mended() {
        const CODE: &str = "; to show code, leave out the braces";
        for (info, expected) in [
            ("{Questions}", Some("write `{questions}`")),
            ("{ questions }", Some("write `{questions}`")),
            ("{my_box}", Some("write `{my-box}`")),
            ("{toc", Some("write `{toc}`")),
            ("{toc} x", Some("write `{toc}`, with its arguments as TOML in the lines below")),
            ("{quiz ids=1}", Some("write `{quiz}`, with its arguments as TOML in the lines below")),
            ("{quiz}", None),
            ("{.python}", None),
            ("{#id}", None),
            ("{1,3}", None),
            ("{{ x }}", None),
            ("{% raw %}", None),
            ("{}", None),
            ("js {1,3}", None),
            ("", None),
        ] {
            assert_eq!(mend(info), expected.map(|help| format!("{help}{CODE}")), "{info}");
        }
    }
}
