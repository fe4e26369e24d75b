//! The ids that questions may have which could not be read, so that what cites one of them isn't told as well.
//!
//! An id that can't be one stands for the one it would be written as. Where a file is cut short, or a question has no id,
//! each value of one line and each heading may be meant as one. Nothing else is hidden by a faulty file; only of one that
//! can't be read at all nothing is known.

use super::slug;
use crate::{
    diag::{Code, Diagnostics},
    place::Text,
};
use std::collections::BTreeSet;

/// Mistakes that take a question away, or that may.
const LOSING: &[Code] = &[
    Code::FrontMatter,
    Code::InvalidUtf8,
    Code::MissingKey,
    Code::TomlSyntax,
    Code::WrongType,
    Code::WrongValue,
    Code::YamlSyntax,
];

/// Ids that questions may have which could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostIds {
    ids: BTreeSet<String>,
    is_any: bool,
}

impl LostIds {
    /// Those of a file of which nothing is known.
    pub fn any() -> Self {
        Self { ids: BTreeSet::new(), is_any: true }
    }

    /// Those of the question file `text`, in which `told` is wrong.
    pub fn of(text: &Text, told: &Diagnostics) -> Self {
        let mut ids = BTreeSet::new();
        if told.iter().any(|diag| LOSING.contains(&diag.code)) {
            ids.extend(values(text.as_str()));
        }
        for diag in told.iter().filter(|diag| diag.code == Code::BadId) {
            let (start, place) = (text.span(0..0).range().start, diag.place.as_ref());
            let range = place.map_or(0..0, |place| place.span.range());
            let written = text.as_str().get(range.start.saturating_sub(start)..range.end.saturating_sub(start));
            ids.extend(written.map(|id| slug::slugify(id, true)));
        }
        ids.retain(|id| slug::check_id(id).is_ok());
        Self { ids, is_any: false }
    }

    /// Adds those of another file.
    pub fn add(&mut self, others: &Self) {
        self.ids.extend(others.ids.iter().cloned());
        self.is_any |= others.is_any;
    }

    /// Whether `name` may be one of them, or the words of its question.
    pub fn may_hold(&self, name: &str) -> bool {
        (self.is_any && slug::check_id(name).is_ok())
            || (!self.ids.is_empty() && self.ids.contains(&slug::slugify(name, true)))
    }
}

/// The slugs of all headings and of all values of one line.
fn values(text: &str) -> impl Iterator<Item = String> {
    let pieces = text.lines().flat_map(|line| match line.trim_start().strip_prefix("## ") {
        Some(heading) => heading.split(['{', '}']).collect::<Vec<_>>(),
        None => line.split_once('=').map(|(_, value)| value.split(['"', '\'']).collect()).unwrap_or_default(),
    });
    pieces.map(|piece| slug::slugify(piece.strip_prefix('#').unwrap_or(piece), true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::Diagnostic,
        place::{SourcePath, Span},
    };

    fn lost(text: &str, told: &[(Code, Span)]) -> Vec<String> {
        let file = SourcePath::new("content/questions/q.toml");
        let told = told.iter().map(|&(code, span)| {
            let mut diags = Diagnostics::new();
            diags.push(Diagnostic::at(code, &file, span, ""));
            diags
        });
        LostIds::of(&Text::verbatim(text, 3), &told.collect()).ids.into_iter().collect()
    }

    #[test]
    fn what_can_not_be_read_may_be_what_the_text_shows() {
        let toml =
            "[[question]]\nid = 'Bad Id'\nquestion = \"What is it?\"\nlevel = mid\nanswer = '''\nProse only.\n'''\n";
        assert_eq!(lost(toml, &[(Code::BadId, Span::new(22, 28))]), ["bad-id"]);
        assert_eq!(lost(toml, &[(Code::TomlSyntax, Span::new(3, 4))]), ["bad-id", "mid", "what-is-it"]);
        assert_eq!(lost(toml, &[(Code::UnknownLanguage, Span::new(3, 4))]), [""; 0]);
        assert_eq!(
            lost("## What is it? {#its-id}\n\nProse.\n", &[(Code::YamlSyntax, Span::default())]),
            ["its-id", "what-is-it"]
        );
        let all = LostIds::any();
        assert!(all.may_hold("any-id") && !all.may_hold("article:x") && !all.may_hold("In words"));
    }
}
