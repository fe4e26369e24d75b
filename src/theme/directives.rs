//! What directives take, read from the comment that each `directives/NAME.html` begins with:
//! `{# args: ids = [], topic, limit = 5 #}`.
//!
//! An argument without a default is required. A default is `none`, `true`, `false`, a number, a string in quotes, or a
//! list of those. Each mistake is reported at its bytes; the arguments that can be read are kept, and
//! [`DirectiveSpec::complete`] says that there may be more, so that no fence is blamed for it. What an argument takes
//! follows from its default (`takes`).

mod takes;

use super::templates::{Library, TemplateSource, first_line};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, Span},
    tree::shorten,
};
use std::{collections::BTreeMap, ops::Range};
use takes::ArgType;
use tera::Value;

const FORM: &str = "begin the template with its arguments: `{# args: topic, limit = 5, level = none #}`";

/// What a directive takes.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectiveSpec {
    /// Its name, as a fence has it in braces.
    pub name: String,
    /// Its template, as [`Theme::render`](super::Theme::render) takes it.
    pub template: String,
    /// Its arguments, in the order they are written.
    pub args: Vec<Arg>,
    /// Where they are declared.
    pub place: Place,
    /// Whether all arguments could be read. Where not, a fence that uses another one may be right.
    pub complete: bool,
}

/// One argument of a directive.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// Its name.
    pub name: String,
    /// What it is where the fence doesn't give it; an argument without a default is required.
    pub default: Option<Value>,
    /// What it takes.
    pub(crate) takes: ArgType,
}

impl DirectiveSpec {
    /// The argument `name`.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|arg| arg.name == name)
    }
}

/// The directives of all templates, by name.
pub(super) fn read(library: &Library, diags: &mut Diagnostics) -> BTreeMap<String, DirectiveSpec> {
    let mut directives = BTreeMap::new();
    for source in library.sources.values() {
        let name = library.folders.iter().find_map(|folder| source.path.as_str().strip_prefix(folder.as_str()));
        let name = name.and_then(|name| name.strip_prefix("directives/")?.strip_suffix(".html"));
        let Some(name) = name.filter(|name| !name.contains('/')) else { continue };
        let template = format!("directives/{name}.html");
        let spec = spec(name, &template, source, diags);
        if library.resolve(&template).is_some_and(|used| used.path == source.path) {
            directives.insert(name.to_owned(), spec);
        }
    }
    directives
}

fn spec(name: &str, template: &str, source: &TemplateSource, diags: &mut Diagnostics) -> DirectiveSpec {
    let text = &*source.text;
    let header = source.outline.header.clone().filter(|range| inner(&text[range.clone()]).starts_with("args:"));
    let mut faults = Vec::new();
    let (args, span) = match header {
        Some(range) => {
            let start = range.start + text[range.clone()].find("args:").unwrap_or_default() + "args:".len();
            let end = range.start + text[range.clone()].trim_end_matches('-').len();
            (arguments(name, text, start..end, &mut faults), Span::new(range.start - 2, range.end + 2))
        }
        None => {
            let message = format!("the directive `{name}` doesn't say what it takes");
            let help = format!("{FORM}, or `{{# args: #}}` if it takes nothing");
            let line = first_line(text);
            faults.push(ArgumentFault { range: line.range(), message, help });
            (Vec::new(), line)
        }
    };
    let complete = faults.is_empty();
    for ArgumentFault { range, message, help } in faults {
        diags.push(Diagnostic::at(Code::TemplateSyntax, &source.path, range, message).help(help));
    }
    let place = Place::new(&source.path, span);
    DirectiveSpec { name: name.to_owned(), template: template.to_owned(), args, place, complete }
}

/// A comment's text without the hyphens and spaces at its ends.
fn inner(comment: &str) -> &str {
    comment.trim_matches('-').trim()
}

struct ArgumentFault {
    range: Range<usize>,
    message: String,
    help: String,
}

/// The arguments of `directive` that are written in the bytes `range` of `text`.
fn arguments(directive: &str, text: &str, range: Range<usize>, faults: &mut Vec<ArgumentFault>) -> Vec<Arg> {
    let mut args: Vec<Arg> = Vec::new();
    let parts = split(text, range.clone());
    if parts.len() == 1 && text[parts[0].clone()].is_empty() {
        return args;
    }
    for part in parts {
        match argument(directive, text, part.clone()) {
            Ok(arg) if args.iter().any(|other| other.name == arg.name) => {
                let message = format!("the argument `{}` stands here twice", arg.name);
                faults.push(ArgumentFault { range: part, message, help: "remove one of the two".to_owned() });
            }
            Ok(arg) => args.push(arg),
            Err(fault) => faults.push(fault),
        }
    }
    args
}

fn argument(directive: &str, text: &str, part: Range<usize>) -> Result<Arg, ArgumentFault> {
    let name_end = text[part.clone()].find('=').map_or(part.end, |at| part.start + at);
    let name = trimmed(text, part.start..name_end);
    let is_name = |name: &str| {
        name.starts_with(|c: char| c == '_' || c.is_ascii_lowercase())
            && name.bytes().all(|b| b == b'_' || b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if !is_name(&text[name.clone()]) {
        let message = match &text[name.clone()] {
            "" => "an argument's name is missing here".to_owned(),
            odd => format!("`{}` is no name of an argument", shorten(odd)),
        };
        let help = "write a name in lower case, with digits and `_`, and a comma between two arguments".to_owned();
        return Err(ArgumentFault { range: if name.is_empty() { part } else { name }, message, help });
    }
    let default = if name_end < part.end { Some(value(text, trimmed(text, name_end + 1..part.end))?) } else { None };
    let name = text[name].to_owned();
    Ok(Arg { takes: ArgType::of(directive, &name, default.as_ref()), name, default })
}

/// The default written in the bytes `range`: `none`, or a value as a fence writes it, in TOML.
fn value(text: &str, range: Range<usize>) -> Result<Value, ArgumentFault> {
    let written = &text[range.clone()];
    if written == "none" {
        return Ok(Value::none());
    }
    let read = written.parse::<toml::Value>().ok().filter(|value| !value.is_datetime() && !value.is_table());
    read.map(|value| Value::from_serializable(&value)).ok_or_else(|| ArgumentFault {
        message: match written {
            "" => "a default is missing after the `=`".to_owned(),
            odd => format!("`{}` is no default", shorten(odd)),
        },
        help: "write `none`, `true`, `false`, a number, a string in quotes, or a list of those".to_owned(),
        range: if range.is_empty() { range.start.saturating_sub(1)..range.start } else { range },
    })
}

/// The parts of the bytes `range` between the commas that stand in no string and no list, without the spaces round them.
fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), range.start, 0_usize, None);
    for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)) {
        match (quote, c) {
            (Some(open), c) => quote = (c != open).then_some(open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(trimmed(text, start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(trimmed(text, start..range.end));
    parts
}

/// `range` without the spaces at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..(start + part.trim().len())
}
