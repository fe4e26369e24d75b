//! The editor's view of a site: what it covers, how old it is, where it is thin, and how it hangs together.
//!
//! [`report`] surveys the site as `check` does, and makes a [`Report`] of it: sections, each a table with a sentence on what
//! it shows (`figures`, `findings`). [`Report::text`] lays them out for a terminal, [`Report::html`] as one page that needs
//! nothing else (`html`). Both are the same for the same site and build date. Nothing is judged here: what is wrong is for
//! `check` to say.

mod figures;
mod html;
mod findings;
mod text;

use crate::{
    check::survey,
    diag::{Diagnostics, Error},
    pipeline::{self, BuildOptions, Memo},
    source::Sources,
};

/// So many rows of a list are shown; how many there are more is said.
const SHOWN: usize = 20;

/// A report.
#[derive(Debug)]
pub struct Report {
    title: String,
    /// The build date.
    date: String,
    sections: Vec<Section>,
}

/// A part of it: a table under a heading.
#[derive(Debug)]
struct Section {
    title: String,
    /// What the table shows, in a sentence.
    about: String,
    head: Vec<&'static str>,
    /// Heads that the site gives, behind the others.
    more_heads: Vec<String>,
    rows: Vec<Vec<Cell>>,
    /// How many rows are left out.
    left_out: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Text(String),
    Number(usize),
    /// Nothing, where a number would stand.
    Nothing,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `number`, or nothing for 0.
    fn count(number: usize) -> Self {
        if number == 0 { Self::Nothing } else { Self::Number(number) }
    }

    fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_))
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Nothing => f.write_str("·"),
        }
    }
}

impl Section {
    /// A table; of a long one the first rows are shown.
    fn new(title: &str, about: &str, head: &[&'static str], rows: Vec<Vec<Cell>>) -> Self {
        let mut rows = rows;
        let left_out = rows.len().saturating_sub(SHOWN);
        rows.truncate(SHOWN);
        Self { left_out, ..Self::whole(title, about, head, rows) }
    }

    /// A table with all its rows.
    fn whole(title: &str, about: &str, head: &[&'static str], rows: Vec<Vec<Cell>>) -> Self {
        let (title, about) = (title.to_owned(), about.to_owned());
        Self { title, about, head: head.to_vec(), more_heads: Vec::new(), rows, left_out: 0 }
    }

    /// Its heads, in order.
    fn heads(&self) -> impl Iterator<Item = &str> {
        self.head.iter().copied().chain(self.more_heads.iter().map(String::as_str))
    }

    /// Whether column `at` holds numbers.
    fn is_numeric(&self, at: usize) -> bool {
        self.rows.iter().all(|row| row.get(at).is_none_or(Cell::is_number))
    }
}

/// The report of the site of `sources`, and what is wrong with it.
///
/// # Errors
/// What the environment refuses.
pub fn report(sources: &mut Sources, options: &BuildOptions) -> Result<(Report, Diagnostics), Error> {
    let mut built = pipeline::assemble(sources, &mut Memo::default(), options)?;
    let rules = built.site.config.rules.clone();
    let mut diags = std::mem::take(&mut built.diags);
    let subject = survey(&built, sources, options, &mut diags)?;
    let mut sections = vec![
        figures::totals(&subject),
        figures::coverage(&subject, figures::Counted::Questions),
        figures::coverage(&subject, figures::Counted::Articles),
        figures::depth(&subject),
    ];
    sections.extend(findings::all(&subject));
    diags.finish(&rules);
    let title = built.site.config.title.clone();
    Ok((Report { title, date: subject.today().to_string(), sections }, diags))
}
