//! A report for a terminal: each section a heading, a sentence and a table whose columns are aligned.

use super::{Report, Section};
use crate::text::visible;

/// A cell is cut to so many characters.
const WIDEST: usize = 60;

impl Report {
    /// The report as plain text.
    pub fn text(&self) -> String {
        let sections: String = self.sections.iter().map(section).collect();
        format!("{}, {}\n{sections}", visible(&self.title), self.date)
    }
}

fn section(section: &Section) -> String {
    let mut text = format!("\n{}\n{}\n{}\n", section.title, "=".repeat(section.title.chars().count()), section.about);
    if section.rows.is_empty() {
        text.push_str("\n  none\n");
        return text;
    }
    let heads: Vec<String> = section.heads().map(|head| visible(head).into_owned()).collect();
    let rows: Vec<Vec<String>> =
        section.rows.iter().map(|row| row.iter().map(|cell| cut(&visible(&cell.to_string()))).collect()).collect();
    let width = |at: usize| {
        let cells = rows.iter().map(|row| row[at].chars().count());
        cells.chain([heads[at].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let line = |cells: &[String]| {
        let cells = cells.iter().enumerate().map(|(at, cell)| {
            let room = " ".repeat(widths[at] - cell.chars().count());
            if section.is_numeric(at) { format!("{room}{cell}") } else { format!("{cell}{room}") }
        });
        format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned() + "\n"
    };
    text.push('\n');
    text.push_str(&line(&heads));
    text.push_str(&line(&widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>()));
    rows.iter().for_each(|row| text.push_str(&line(row)));
    if section.left_out > 0 {
        text.push_str(&format!("  and {} more\n", section.left_out));
    }
    text
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
