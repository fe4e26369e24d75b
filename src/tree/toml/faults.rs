//! What is wrong with a TOML text, in an author's words: one diagnostic a mistake.
//!
//! The parser, the scalars and the drafts each tell what they meet; [`Faults`] turns that into diagnostics with
//! places in the file, drops what another mistake on the same line explains, and stops where a string that was
//! never closed makes nonsense of all below. `syntax` has the words for the parser's own errors, `strings` those for what
//! quotes can do.

mod strings;
mod syntax;

use super::{draft::Name, scalars::Scalar};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, SourcePath, Span},
    tree::{dates::NoDate, origin::Origin},
};
use std::ops::Range;
use toml_parser::ParseError;

/// More mistakes than this in one text are no longer told one by one: it is something other than TOML.
const LIMIT: usize = 100;

/// The mistakes found so far.
pub(super) struct Faults<'t> {
    origin: Origin<'t>,
    file: &'t SourcePath,
    found: Vec<Fault>,
    /// From this byte of the text on nothing can be judged: a string above was never closed.
    nonsense: Option<usize>,
    /// Where strings begin that took in what stands behind them on their line, brackets too.
    greedy: Vec<usize>,
}

struct Fault {
    /// The byte of the text it is about.
    at: usize,
    weight: Weight,
    diagnostic: Diagnostic,
}

/// How mistakes of one line stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It is told whatever else is.
    Own,
    /// An earlier mistake of the line explains it.
    Follows,
    /// It explains all others of the line.
    Explains,
    /// A bracket without its end, which is missed up to this byte; a string that took that end in explains it.
    Bracket(usize),
}

impl<'t> Faults<'t> {
    pub(super) fn new(origin: Origin<'t>, file: &'t SourcePath) -> Self {
        Self { origin, file, found: Vec::new(), nonsense: None, greedy: Vec::new() }
    }

    /// Whether keys may be missing because of a mistake elsewhere.
    pub(super) fn cut_short(&self) -> bool {
        self.nonsense.is_some() || self.found.len() >= LIMIT
    }

    /// Hands over what was found, in the order of the text.
    pub(super) fn report(mut self, diags: &mut Diagnostics) {
        let text = self.origin.text();
        let line = |fault: &Fault| text[..fault.at].rfind('\n').map_or(0, |newline| newline + 1);
        let is_taken = |fault: &Fault| match fault.weight {
            Weight::Bracket(end) => self.greedy.iter().any(|string| (fault.at..end).contains(string)),
            _ => false,
        };
        self.found.retain(|fault| self.nonsense.is_none_or(|from| fault.at <= from) && !is_taken(fault));
        self.found.sort_by_key(|fault| fault.at);
        let explained: Vec<usize> =
            self.found.iter().filter(|fault| fault.weight == Weight::Explains).map(&line).collect();
        let mut told = None;
        for fault in self.found {
            let at = line(&fault);
            let follows = fault.weight == Weight::Follows && told == Some(at);
            if follows || (fault.weight != Weight::Explains && explained.contains(&at)) {
                continue;
            }
            told = Some(at);
            diags.push(fault.diagnostic);
        }
    }

    fn diagnostic(&self, code: Code, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(code, self.file, self.origin.span(range), message)
    }

    fn add(&mut self, at: usize, diagnostic: Diagnostic) {
        self.weigh(at, Weight::Own, diagnostic);
    }

    fn weigh(&mut self, at: usize, weight: Weight, diagnostic: Diagnostic) {
        if self.found.len() < LIMIT {
            self.found.push(Fault { at, weight, diagnostic });
        }
    }

    fn related(&self, span: Span) -> Place {
        Place { file: self.file.clone(), span }
    }

    pub(super) fn duplicate(&mut self, name: &Name, first: Span) {
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, name.range.clone(), format!("`{}` is given twice", name.text))
            .related(self.related(first), "first given here")
            .help("keep one of the two");
        self.add(name.range.start, diagnostic);
    }

    pub(super) fn duplicate_table(&mut self, name: &Name, first: Span) {
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, name.range.clone(), format!("the table `{}` is opened twice", name.text))
            .related(self.related(first), "first opened here")
            .help("put all of its keys below one header");
        self.add(name.range.start, diagnostic);
    }

    pub(super) fn single_brackets(&mut self, name: &Name, first: Span) {
        let message = format!("`{}` is a list of tables, but this header has single brackets", name.text);
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, name.range.clone(), message)
            .related(self.related(first), "the list begins here")
            .help(format!("write `[[{}]]`", name.text));
        self.add(name.range.start, diagnostic);
    }

    pub(super) fn closed_table(&mut self, name: &Name, first: Span) {
        let message = format!("`{}` has a header of its own, so dotted keys can't add to it", name.text);
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, name.range.clone(), message)
            .related(self.related(first), "its header")
            .help("put the key below that header");
        self.add(name.range.start, diagnostic);
    }

    pub(super) fn no_table(&mut self, name: &Name, first: Span) {
        let message = format!("`{}` is not a table that keys can be added to", name.text);
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, name.range.clone(), message)
            .related(self.related(first), "its value is given here")
            .help("put the keys where the value is given, or rename one of the two");
        self.add(name.range.start, diagnostic);
    }

    pub(super) fn too_deep(&mut self, range: Range<usize>) {
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, range.clone(), "these keys are nested too deeply")
            .help("use a flatter structure");
        self.add(range.start, diagnostic);
    }

    /// A key that can't be read.
    pub(super) fn key(&mut self, error: &ParseError, range: Range<usize>, header: bool) {
        let written = &self.origin.text()[range.clone()];
        let (message, help) = if !written.is_empty() {
            let quoted = written.trim_matches(['"', '\'']).replace(['"', '\\'], "");
            let help = match error.description().starts_with("invalid unquoted") {
                true => format!("use letters, digits, `-` and `_`, or put it in quotes: `\"{quoted}\"`"),
                false => format!("write it in plain quotes: `\"{quoted}\"`"),
            };
            (format!("`{}` is not a key", shorten(written)), help)
        } else if header {
            ("a header without a name".to_owned(), "put the name of a table between the brackets".to_owned())
        } else {
            ("a value without a key".to_owned(), "put a key before the `=`".to_owned())
        };
        let diagnostic = self.diagnostic(Code::TomlSyntax, range.clone(), message).help(help);
        self.add(range.start, diagnostic);
    }

    pub(super) fn no_value(&mut self, scalar: &Scalar) {
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, scalar.range.clone(), format!("`{}` has no value", scalar.key))
            .help("write a value after the `=`, or remove the line");
        self.add(scalar.range.start, diagnostic);
    }

    /// A string without quotes.
    pub(super) fn unquoted(&mut self, scalar: &Scalar) {
        let range = if scalar.alone { self.rest_of_line(scalar.range.start) } else { scalar.range.clone() };
        let written = self.origin.text()[range.clone()].trim_end_matches(['"', '\'']);
        let quote = if written.contains(['"', '\\']) && !written.contains('\'') { '\'' } else { '"' };
        let escaped = if quote == '"' { written.replace('\\', "\\\\").replace('"', "\\\"") } else { written.into() };
        let quoted = format!("{quote}{}{quote}", shorten(&escaped));
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, range.clone(), "a string needs quotes")
            .help(format!("write `{}`", assigned(scalar, &quoted)));
        self.add(range.start, diagnostic);
    }

    pub(super) fn flag(&mut self, written: &str, flag: bool, scalar: &Scalar) {
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, scalar.range.clone(), format!("`{written}` is not a value"))
            .help(format!("write `{}`", assigned(scalar, &flag.to_string())));
        self.add(scalar.range.start, diagnostic);
    }

    pub(super) fn number(&mut self, written: &str, reason: &str, scalar: &Scalar) {
        let quoted = format!("\"{}\"", shorten(written));
        let diagnostic = self
            .diagnostic(Code::TomlSyntax, scalar.range.clone(), format!("`{}` is not a number", shorten(written)))
            .label(reason)
            .help(format!("write it in digits, or in quotes if it is text: `{}`", assigned(scalar, &quoted)));
        self.add(scalar.range.start, diagnostic);
    }

    pub(super) fn date(&mut self, written: &str, why: &NoDate, scalar: &Scalar) {
        let date = why.meant.as_deref().unwrap_or("2026-05-12");
        let verb = if why.meant.is_some() { "write" } else { "write year, month and day, as in" };
        let diagnostic = self
            .diagnostic(Code::BadDate, scalar.range.clone(), format!("`{}` is not a date", shorten(written)))
            .label(why.reason.as_str())
            .help(format!("{verb} `{}`", assigned(scalar, date)));
        self.add(scalar.range.start, diagnostic);
    }

    /// From byte `start` to the end of its line, without a comment.
    fn rest_of_line(&self, start: usize) -> Range<usize> {
        let line = self.origin.text()[start..].lines().next().unwrap_or("");
        let line = line.split(" #").next().unwrap_or(line);
        start..start + line.trim_end().len()
    }
}

/// `key = value` where the value has its line for itself, else only the value.
fn assigned(scalar: &Scalar, value: &str) -> String {
    if scalar.alone { format!("{} = {value}", scalar.key) } else { value.to_owned() }
}

/// A text short enough for a message.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
