//! Tables that CommonMark takes for text, and cells that it drops.
//!
//! The second line of a table is its delimiter row, `|---|---|`, with as many cells as the first: without it all is a
//! paragraph. A row may have fewer cells than the first, but what it has more is left out.

use super::{events::Step, source::Source};
use crate::diag::{Code, Diagnostic, Diagnostics};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Reports the tables of `steps` that lose something.
pub(super) fn check(source: &Source<'_>, steps: &[Step<'_>], diags: &mut Diagnostics) {
    let mut cell = 0;
    for step in steps {
        match &step.event {
            Event::Start(Tag::Paragraph) => {
                if let Some((range, message, help)) = text_table(source.read, step.range.clone()) {
                    diags.push(fault(source, range, message).help(help));
                }
            }
            Event::End(TagEnd::TableCell) => cell = step.range.end,
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                if let Some(range) = surplus(source.read, cell) {
                    let message = format!("`{}` has no column, and is left out", &source.read[range.clone()]);
                    let help =
                        "give the first row and the delimiter row a cell more, or write `\\|` for a bar that is text";
                    diags.push(fault(source, range, message).help(help));
                }
            }
            _ => {}
        }
    }
}

fn fault(source: &Source<'_>, range: Range<usize>, message: String) -> Diagnostic {
    Diagnostic::at(Code::TableShape, &source.file, source.span(range), message)
}

/// What stands in a row behind its last cell, which ends at byte `end`.
fn surplus(source: &str, end: usize) -> Option<Range<usize>> {
    let line = source[end..].split('\n').next()?;
    let rest = line.trim_start().strip_prefix('|').unwrap_or(line.trim_start());
    let text = rest.trim().trim_end_matches('|').trim_end();
    let start = end + line.len() - rest.trim_start().len();
    (!text.is_empty()).then(|| start..start + text.len())
}

/// What is wrong with the paragraph `range`, if it was meant as a table: the place, the message and the help.
fn text_table(source: &str, range: Range<usize>) -> Option<(Range<usize>, String, String)> {
    let text = &source[range.clone()];
    if !text.contains('|') || !text.contains('\n') {
        return None;
    }
    let mut at = range.start;
    let mut before: Option<(&str, usize)> = None;
    for line in text.split_inclusive('\n') {
        let row = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - row.len();
        at += line.len();
        let row = row.trim_end();
        if let Some((above, above_start)) = before {
            let (has, needs) = (cells(row), cells(above));
            if is_delimiter(row) && above.contains('|') {
                let message =
                    format!("the delimiter row has {has} cells, and the row above it {needs}: this stays text");
                let help = format!("write `|{}`", "---|".repeat(needs));
                return Some((start..start + row.len(), message, help));
            }
            if is_row(above) && is_row(row) {
                let message = "a table without a delimiter row stays text".to_owned();
                let help = format!("write `|{}` below its first row", "---|".repeat(needs));
                return Some((above_start..above_start + above.len(), message, help));
            }
        }
        before = Some((row, start));
    }
    None
}

/// Whether it has bars around and between at least two cells.
fn is_row(row: &str) -> bool {
    row.starts_with('|') && row.ends_with('|') && cells(row) > 1
}

fn is_delimiter(row: &str) -> bool {
    (row.starts_with('|') || cells(row) > 1) && row.contains("--") && row.chars().all(|char| "|:- \t".contains(char))
}

/// How many cells a row has.
fn cells(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let inner = row.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(row);
    1 + inner.match_indices('|').filter(|(at, _)| !inner[..*at].ends_with('\\')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(&str, String, String)> {
        text_table(text, 0..text.len()).map(|(range, message, help)| (&text[range], message, help))
    }

    #[test]
    fn a_table_without_its_second_line_is_told() {
        for (text, written, message, help) in [
            (
                "| a | b |\n| 1 | 2 |\n",
                "| a | b |",
                "a table without a delimiter row stays text",
                "write `|---|---|` below its first row",
            ),
            (
                "Text:\n> | a | b |\n> | 1 | 2 |",
                "| a | b |",
                "a table without a delimiter row stays text",
                "write `|---|---|` below its first row",
            ),
            (
                "| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n",
                "|---|---|",
                "the delimiter row has 2 cells, and the row above it 3: this stays text",
                "write `|---|---|---|`",
            ),
            (
                "a | b\n---|---|---\n",
                "---|---|---",
                "the delimiter row has 3 cells, and the row above it 2: this stays text",
                "write `|---|---|`",
            ),
        ] {
            assert_eq!(told(text), Some((written, message.to_owned(), help.to_owned())), "{text}");
        }
    }

    #[test]
    fn bars_in_prose_are_no_table() {
        for text in ["a | b\nc | d\n", "|x| is\n|y|\n", "a || b\n|| c", "ls | wc\n-- |", "| a |\n| b |\n", "a | b"] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_behind_the_last_cell_is_too_much() {
        assert_eq!(surplus("| a | b |", 5), Some(6..7));
        assert_eq!(surplus("| a |  \nb", 3), None);
        assert_eq!(surplus("a | b | c | d\n", 5), Some(8..13));
    }
}
