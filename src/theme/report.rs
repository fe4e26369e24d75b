//! Tera's reports, which are text, as values.
//!
//! A report looks as `rustc` prints one, `error: MESSAGE`, `--> FILE:LINE:COLUMN`, the line, and carets below it; notes
//! follow as `note: LABEL FILE:LINE:COLUMN` in the same form. The crate is pinned, and a test holds it to that form.

use std::ops::Range;

/// A part of a report: an error, or a note that belongs to the error before it.
#[derive(Debug, PartialEq)]
pub(super) struct ReportEntry {
    /// What is said; of a note, its label.
    pub(super) message: String,
    /// Whether it is a note.
    pub(super) is_note: bool,
    /// The name of the template.
    pub(super) file: String,
    line: usize,
    column: usize,
    width: usize,
}

/// The parts of `text`, which may hold several reports.
pub(super) fn parse(text: &str) -> Vec<ReportEntry> {
    let mut parts: Vec<ReportEntry> = Vec::new();
    let mut message: Option<String> = None;
    for line in text.lines() {
        if let Some(error) = line.strip_prefix("error: ") {
            message = Some(error.to_owned());
        } else if let Some((label, locus)) = line.strip_prefix("note: ").and_then(|note| note.rsplit_once(' ')) {
            parts.extend(part(label, locus, true));
        } else if let Some(locus) = line.trim_start().strip_prefix("--> ") {
            parts.extend(message.take().and_then(|message| part(&message, locus, false)));
        } else if let Some((margin, carets)) = line.split_once('|')
            && margin.trim().is_empty()
            && carets.ends_with('^')
            && let Some(last) = parts.last_mut()
        {
            last.width = carets.matches('^').count();
        }
    }
    parts
}

fn part(message: &str, locus: &str, is_note: bool) -> Option<ReportEntry> {
    let mut numbers = locus.rsplitn(3, ':');
    let column = numbers.next()?.parse::<usize>().ok()?.checked_sub(1)?;
    let line = numbers.next()?.parse::<usize>().ok()?.checked_sub(1)?;
    Some(ReportEntry { message: message.to_owned(), is_note, file: numbers.next()?.to_owned(), line, column, width: 1 })
}

impl ReportEntry {
    /// The bytes of `source` it is about.
    pub(super) fn range(&self, source: &str) -> Range<usize> {
        let mut lines = source.split_inclusive('\n');
        let before: usize = lines.by_ref().take(self.line).map(str::len).sum();
        let line = lines.next().unwrap_or_default().trim_end_matches('\n');
        let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        before + byte(self.column)..before + byte(self.column + self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::{Context, Tera};

    fn shown(text: &str, source: &str) -> Vec<(String, bool, String, String)> {
        let parts = parse(text).into_iter();
        parts
            .map(|part| (part.message.clone(), part.is_note, part.file.clone(), source[part.range(source)].to_owned()))
            .collect()
    }

    #[test]
    fn the_form_of_the_reports_of_this_tera() {
        let mut tera = Tera::default();
        let source = "é | \n\t{{ 'ü' | a }} {{ b() }}\n{% if 1 is c %}{% endif %}";
        let error = tera.add_raw_template("x:y.html", source).expect_err("three mistakes").to_string();
        let row = |message: &str, text: &str| (message.to_owned(), false, "x:y.html".to_owned(), text.to_owned());
        let expected =
            [row("Unknown filter `a`", "a"), row("Unknown function `b`", "b()"), row("Unknown test `c`", "c")];
        assert_eq!(shown(&error, source), expected);

        let source = "^ {% include 'inner' %}";
        tera.add_raw_templates([("inner", "{{ a }}"), ("outer", source)]).expect("two templates");
        let error = tera.render("outer", &Context::new()).expect_err("no `a`").to_string();
        let parts = parse(&error);
        assert_eq!(parts.len(), 2, "{error}");
        assert_eq!((&*parts[0].file, parts[0].is_note), ("inner", false));
        assert_eq!(
            shown(&error, source)[1],
            ("called from".to_owned(), true, "outer".to_owned(), "'inner'".to_owned())
        );
    }

    #[test]
    fn what_is_no_report() {
        assert_eq!(parse("Circular extend\n --> a:1\n--> x"), []);
        assert_eq!(parse("error: a\n --> b:0:0"), []);
        let odd = parse("error: a\n --> b:9:9").remove(0);
        assert_eq!(odd.range("short"), 5..5);
    }
}
