//! Diagnostics as text for people and as JSON for machines.
//!
//! [`human`] prints in the form of rustc (`human`), [`few`] the first of each kind, [`json()`] one object a line, [`sarif()`] one log for pages of code
//! scanning (`sarif`), [`summary`] the counts. Lines and
//! columns are worked out here (`lines`), from the texts that the caller has; a diagnostic whose text is gone is
//! shown with its file alone. Nothing is written anywhere: only `cli` does that.

mod human;
mod lines;
mod sarif;
#[cfg(test)]
mod tests;

use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::place::{Place, SourcePath};
use lines::Lines;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

/// The text of a file, where there is one.
pub type TextLookup<'a> = &'a dyn Fn(&SourcePath) -> Option<Arc<str>>;

/// Every diagnostic as rustc would print it, with an empty line after each.
pub fn human(diags: &Diagnostics, text: TextLookup, color: bool) -> String {
    let mut files = Files::new(text);
    diags.iter().map(|diagnostic| human::print(diagnostic, &mut files, color)).collect()
}

/// The same, but of each code the first [`FEW`] alone, and then how many more there are.
pub fn few(diags: &Diagnostics, text: TextLookup, color: bool) -> String {
    let mut files = Files::new(text);
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut printed = String::new();
    for diagnostic in diags.iter() {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= FEW {
            printed.push_str(&human::print(diagnostic, &mut files, color));
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > FEW) {
        let command = if code.info().is_check { "check" } else { "build" };
        let (more, name) = (count - FEW, code.name());
        let _ = writeln!(printed, "… and {more} more of `{name}`: `gen {command} --all` prints all\n");
    }
    printed
}

/// How many mistakes of a kind one reads on a terminal before one begins to mend them.
pub const FEW: usize = 20;

/// Every diagnostic as a JSON object on a line of its own.
pub fn json(diags: &Diagnostics, text: TextLookup) -> String {
    let mut files = Files::new(text);
    diags.iter().map(|diagnostic| format!("{}\n", object(diagnostic, &mut files))).collect()
}

/// Every diagnostic as a log in SARIF 2.1.0; files are named from where the program runs, to which `root` is the site's folder.
pub fn sarif(diags: &Diagnostics, text: TextLookup, root: &str) -> String {
    format!("{:#}\n", sarif::log(diags, &mut Files::new(text), root))
}

/// A diagnostic as the object that [`json()`] writes.
pub fn value(diagnostic: &Diagnostic, text: TextLookup) -> Value {
    object(diagnostic, &mut Files::new(text))
}

/// Finds the lines and columns of places, for who prints more than diagnostics.
pub struct Locator<'a>(Files<'a>);

impl<'a> Locator<'a> {
    /// One that takes the files from `text`.
    pub fn new(text: TextLookup<'a>) -> Self {
        Self(Files::new(text))
    }

    /// The line and column of the beginning of `place`, both from 1; `None` where its file is gone.
    pub fn position(&mut self, place: &Place) -> Option<(usize, usize)> {
        let position = self.0.lines(&place.file)?.position(place.span.range().start);
        Some((position.line, position.column))
    }

    /// `place` as a diagnostic's object has it: `file`, `line`, `column`, `end_line`, `end_column`.
    pub fn object(&mut self, place: &Place) -> serde_json::Map<String, Value> {
        let mut object = serde_json::Map::new();
        self::place(&mut object, Some(place), &mut self.0);
        object
    }
}

/// How many there are: "2 errors and 1 warning".
pub fn summary(diags: &Diagnostics) -> String {
    let counted = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let plural = if diags.count(severity) == 1 { "" } else { "s" };
        (diags.count(severity), format!("{} {}{plural}", diags.count(severity), severity.name()))
    });
    let counts: Vec<String> = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    match counts.split_last() {
        None => "no mistakes".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The files that diagnostics name, each asked for once.
struct Files<'a> {
    text: TextLookup<'a>,
    known: BTreeMap<SourcePath, Option<Arc<Lines>>>,
}

impl<'a> Files<'a> {
    fn new(text: TextLookup<'a>) -> Self {
        Self { text, known: BTreeMap::new() }
    }

    fn lines(&mut self, file: &SourcePath) -> Option<Arc<Lines>> {
        let text = self.text;
        self.known.entry(file.clone()).or_insert_with(|| text(file).map(|text| Arc::new(Lines::new(text)))).clone()
    }
}

fn object(diagnostic: &Diagnostic, files: &mut Files) -> Value {
    let mut object = serde_json::Map::new();
    object.insert("code".to_owned(), diagnostic.code.name().into());
    object.insert("severity".to_owned(), diagnostic.severity.name().into());
    object.insert("message".to_owned(), diagnostic.message.as_str().into());
    place(&mut object, diagnostic.place.as_ref(), files);
    object.insert("help".to_owned(), diagnostic.help.as_deref().into());
    object.insert("address".to_owned(), diagnostic.address.as_deref().into());
    let related = diagnostic.related.iter().map(|related| {
        let mut object = serde_json::Map::new();
        place(&mut object, Some(&related.place), files);
        object.insert("message".to_owned(), related.message.as_str().into());
        Value::Object(object)
    });
    object.insert("related".to_owned(), related.collect());
    Value::Object(object)
}

/// Adds where something stands, `null`s where that isn't known.
fn place(object: &mut serde_json::Map<String, Value>, place: Option<&Place>, files: &mut Files) {
    let lines = place.and_then(|place| files.lines(&place.file));
    let at = place.zip(lines).map(|(place, lines)| {
        let range = place.span.range();
        (lines.position(range.start), lines.position(range.end))
    });
    let number = |number: Option<usize>| number.map_or(Value::Null, |number| json!(number));
    object.insert("file".to_owned(), place.map(|place| place.file.as_str()).into());
    object.insert("line".to_owned(), number(at.map(|(start, _)| start.line)));
    object.insert("column".to_owned(), number(at.map(|(start, _)| start.column)));
    object.insert("end_line".to_owned(), number(at.map(|(_, end)| end.line)));
    object.insert("end_column".to_owned(), number(at.map(|(_, end)| end.column)));
}
