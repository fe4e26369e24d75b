//! What Tera says of templates that can't be loaded, as diagnostics with exact places.

use super::{
    super::{
        messages::{Reworded, reword, tidy},
        report::{self, ReportEntry},
        syntax::SpannedName,
    },
    Library, TemplateSource, first_line,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics, nearest},
    place::{Place, Span},
};
use std::{collections::BTreeSet, ops::Range};
use tera::ErrorKind;

/// The mistake in the syntax of `source`, if that is what `error` is.
pub(super) fn syntax(error: &tera::Error, source: &TemplateSource) -> Option<Diagnostic> {
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    if let Some((word, range)) = source.outline.open.last()
        && report.message() == "Unexpected end of input"
    {
        let message = format!("this `{word}` is never closed");
        let help = format!("write `{{% end{word} %}}` where it ends");
        return Some(Diagnostic::at(Code::TemplateSyntax, &source.path, range.clone(), message).help(help));
    }
    let Reworded { message, help } = reword(report.message());
    let range = clip(report.span().range.clone(), &source.text);
    // What is in the way may begin with the line break before it.
    let blank = source.text[range.clone()].len() - source.text[range.clone()].trim_start().len();
    let range = if blank < range.len() { range.start + blank..range.end } else { range };
    let misplaced = (report.message() == "Unknown tag").then(|| misplaced(source, &range)).flatten();
    if misplaced.is_some() {
        return misplaced;
    }
    let diagnostic = Diagnostic::at(Code::TemplateSyntax, &source.path, range, message).help(help);
    let notes = report::parse(&error.to_string()).into_iter().filter(|part| part.is_note);
    Some(notes.fold(diagnostic, |diagnostic, note| {
        let place = Place::new(&source.path, note.range(&source.text));
        diagnostic.related(place, note.message)
    }))
}

/// A tag that Tera knows, at the wrong place: the end tag of something else than what is open, or a branch of no `if`.
fn misplaced(source: &TemplateSource, range: &Range<usize>) -> Option<Diagnostic> {
    let word = &source.text[range.clone()];
    let told = |message, help| Diagnostic::at(Code::TemplateSyntax, &source.path, range.clone(), message).help(help);
    if matches!(word, "else" | "elif") {
        let message = format!("`{word}` goes on with nothing here");
        return Some(told(
            message,
            "it stands between `{% if … %}` and `{% endif %}`, an `elif` before the `else`".into(),
        ));
    }
    let (_, open) = source.outline.crossed.as_ref().filter(|((_, crossed), _)| crossed == range)?;
    let ended = word.strip_prefix("end")?;
    let Some((inner, at)) = open.last() else {
        let message = format!("this `{word}` ends nothing: no `{ended}` is open here");
        let start = if ended == "raw" { "raw" } else { &format!("{ended} …") };
        return Some(told(message, format!("remove it, or write `{{% {start} %}}` before it")));
    };
    let is_outer = open.iter().any(|(outer, _)| outer == ended);
    let place = if is_outer { "before it" } else { "in its place" };
    let message = format!("this `{word}` can't end the `{inner}` that is open here");
    let diagnostic = told(message, format!("write `{{% end{inner} %}}` {place}"));
    Some(diagnostic.related(Place::new(&source.path, at.clone()), format!("this `{inner}` is open")))
}

/// Reports what `error` says of all templates together; the paths of those it stands in.
pub(in crate::theme) fn report(error: &tera::Error, library: &Library, diags: &mut Diagnostics) -> BTreeSet<String> {
    let mut culprits = BTreeSet::new();
    let mut report = |path: &str, diagnostic: Diagnostic| {
        culprits.insert(path.to_owned());
        diags.push(diagnostic);
    };
    match error.kind() {
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let path = inheritance_chain.last().unwrap_or(tpl);
            report(path, circular_extends(path, library));
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let path = include_chain.last().unwrap_or(tpl);
            report(path, circular_include(path, include_chain, library));
        }
        ErrorKind::MissingParent { current, parent } => {
            let (path, span) = match library.extends(current) {
                Some((source, (_, range))) => (source.path.as_str(), Span::from(range.clone())),
                None => (current.as_str(), Span::default()),
            };
            report(path, missing(path, span, parent, library));
        }
        _ => {
            let text = error.to_string();
            if let Some((path, diagnostic)) = defined_twice(&text, library) {
                report(&path, diagnostic);
            }
            for part in report::parse(&text) {
                let Some(source) = library.sources.get(&part.file) else { continue };
                culprits.insert(part.file.clone());
                let diagnostic =
                    missing_block(&part, source, library).unwrap_or_else(|| reference(&part, source, library));
                // Many templates may miss the same block.
                if diags.iter().all(|known| *known != diagnostic) {
                    diags.push(diagnostic);
                }
            }
        }
    }
    culprits.retain(|path| library.sources.contains_key(path));
    culprits
}

fn at(path: &str, span: impl Into<Span>, message: String, library: &Library) -> Diagnostic {
    match library.sources.get(path) {
        Some(source) => Diagnostic::at(Code::TemplateSyntax, &source.path, span, message),
        None => Diagnostic::new(Code::TemplateSyntax, message),
    }
}

/// A template that extends itself, by way of others or not. Nearly always it means the one it overrides.
fn circular_extends(path: &str, library: &Library) -> Diagnostic {
    let span = library.extends(path).map_or_else(Span::default, |(_, (_, range))| range.clone().into());
    let mine = library.folders.iter().position(|folder| path.starts_with(folder.as_str()));
    let below = mine.and_then(|mine| {
        let name = path.strip_prefix(library.folders[mine].as_str())?;
        library.folders[mine + 1..]
            .iter()
            .map(|folder| format!("{folder}{name}"))
            .find(|path| library.sources.contains_key(path))
    });
    let help = match below {
        Some(below) => format!("to extend the template that this one overrides, write `{{% extends \"{below}\" %}}`"),
        None => "name another template, or remove the `extends`".to_owned(),
    };
    at(path, span, format!("`{path}` extends itself"), library).help(help)
}

fn circular_include(path: &str, chain: &[String], library: &Library) -> Diagnostic {
    // The chain ends where it closes: what it names last includes what comes after its first mention.
    let start = chain.iter().position(|link| link == path).unwrap_or_default();
    let next = chain.get(start + 1).map_or(path, String::as_str);
    let include = library.sources.get(path).and_then(|source| {
        let leads = |named: &&SpannedName| library.resolve(&named.0).is_some_and(|found| found.path.as_str() == next);
        source.outline.includes.iter().find(leads)
    });
    let span = include.map_or_else(Span::default, |(_, range)| range.clone().into());
    let way = chain[start..].join("` → `");
    at(path, span, format!("`{path}` includes itself: `{way}`"), library)
        .help("remove one of these `include`s, or write what repeats as a component")
}

/// A template that isn't there.
fn missing(path: &str, span: Span, name: &str, library: &Library) -> Diagnostic {
    let known = library.short_names().chain(library.sources.keys().map(String::as_str));
    let help = match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write it as `templates/{name}`, or name one that is there"),
    };
    at(path, span, format!("there is no template `{name}`"), library).help(help)
}

/// Two templates of one folder that define the same component; the error is reported at the second.
fn defined_twice(text: &str, library: &Library) -> Option<(String, Diagnostic)> {
    let [_, name, _, first, _, second, ..] = text.split('`').collect::<Vec<_>>()[..] else { return None };
    if !text.starts_with("Component `") {
        return None;
    }
    let place = |path: &str| {
        let source = library.sources.get(path)?;
        let (_, range) = source.outline.components.iter().find(|(component, _)| component == name)?;
        Some(Place::new(&source.path, range.clone()))
    };
    let span = place(second).map_or_else(Span::default, |place| place.span);
    let diagnostic = at(second, span, format!("the component `{name}` is defined twice"), library);
    let diagnostic = diagnostic.help("rename one of the two, or remove it");
    Some((
        second.to_owned(),
        match place(first) {
            Some(place) => diagnostic.related(place, "first defined here"),
            None => diagnostic,
        },
    ))
}

/// A block that a template of the binary fills and its parent, which is the author's, doesn't have: it is reported there.
fn missing_block(part: &ReportEntry, source: &TemplateSource, library: &Library) -> Option<Diagnostic> {
    let block = part.message.strip_prefix("Block `")?.split('`').next()?;
    let parent = parents(source, library).into_iter().find(|parent| !parent.is_embedded);
    let parent = parent.filter(|_| source.is_embedded)?;
    let message = format!("`{}` has no block `{block}`, which templates of the theme fill", parent.path);
    let help = format!("write `{{% block {block} %}}{{% endblock %}}` where it is to stand");
    let line = first_line(&parent.text);
    Some(Diagnostic::at(Code::TemplateSyntax, &parent.path, line, message).help(help))
}

/// Something a template names that isn't there.
fn reference(part: &ReportEntry, source: &TemplateSource, library: &Library) -> Diagnostic {
    let name = part.message.split('`').nth(1).unwrap_or_default();
    let range = narrow(clip(part.range(&source.text), &source.text), name, &source.text);
    if part.message.starts_with("Unknown template") {
        return missing(&part.file, range.into(), name, library);
    }
    let (known, list): (Vec<&SpannedName>, &str) = match part.message.split(' ').take(2).collect::<Vec<_>>()[..] {
        ["Unknown", "filter"] => (Vec::new(), "the manual lists all filters"),
        ["Unknown", "test"] => (Vec::new(), "the manual lists all tests"),
        ["Unknown", "function"] => (Vec::new(), "the functions are `range`, `super` and `throw`"),
        ["Unknown", "component"] => {
            let components = library.sources.values().flat_map(|source| &source.outline.components);
            (components.collect(), "define it with `{% component … %}` in a template")
        }
        _ => {
            let blocks = parents(source, library).into_iter().flat_map(|parent| &parent.outline.blocks);
            (blocks.collect(), "name a block of the template that this one extends")
        }
    };
    let known = known.into_iter().map(|(name, _)| name.as_str());
    let help = nearest(name, known).map_or_else(|| list.to_owned(), |near| format!("did you mean `{near}`?"));
    Diagnostic::at(Code::TemplateSyntax, &source.path, range, tidy(&part.message)).help(help)
}

/// The templates above `source`, the nearest first.
fn parents<'l>(source: &'l TemplateSource, library: &'l Library) -> Vec<&'l TemplateSource> {
    let above = |source: &&'l TemplateSource| library.resolve(&source.outline.extends.as_ref()?.0);
    std::iter::successors(above(&source), above).take(library.sources.len()).collect()
}

/// The bytes of `name` within `range`, where they can be found.
fn narrow(range: Range<usize>, name: &str, text: &str) -> Range<usize> {
    match text[range.clone()].find(name) {
        Some(offset) if !name.is_empty() => range.start + offset..range.start + offset + name.len(),
        _ => range,
    }
}

/// `range`, within `text` and its characters.
fn clip(range: Range<usize>, text: &str) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = floor(range.start);
    start..floor(range.end).max(start)
}
