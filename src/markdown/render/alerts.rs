//! Alerts: quotes that begin with a word in brackets, as `[!NOTE]`.
//!
//! GitHub has five words, alone on their line, which the parser reads. Other tools have more, as Obsidian in its callouts: a
//! word of theirs is the nearest of the five. Behind it may stand `-`, so that the alert is folded, or `+`, so that it can be,
//! and a title of its own.

use super::Writer;
use crate::{
    diag::Code,
    markdown::body::{Slot, Word},
};
use pulldown_cmark::{BlockQuoteKind, Event, Tag};
use std::ops::Range;

/// The first line of an alert.
struct Title {
    kind: BlockQuoteKind,
    /// Whether it can be folded, and is open at first.
    fold: Option<bool>,
    /// Where the words of the title begin.
    words: usize,
}

impl Writer<'_, '_, '_> {
    /// Writes the start of the alert that the quote of step `at` is, if it is one: the step to go on with.
    pub(super) fn alert(&mut self, at: usize) -> Option<usize> {
        let document = self.document;
        let step = |at: usize| document.steps.get(at).map(|step| (&step.event, step.range.clone()));
        let (Event::Start(Tag::Paragraph), paragraph) = step(at + 1)? else { return None };
        let title = self.alert_title(paragraph)?;
        let mut depth = 0_usize;
        let mut end = at + 2;
        loop {
            match step(end)?.0 {
                Event::SoftBreak | Event::HardBreak if depth == 0 => break,
                Event::End(_) if depth == 0 => break,
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            end += 1;
        }
        let has_words = step(end - 1)?.1.end > title.words;
        self.elements.enter(&Tag::BlockQuote(None));
        self.start_alert(title.kind, title.fold);
        if has_words {
            self.skip_to = title.words;
            self.quiet += 1;
            self.elements.enter(&Tag::Paragraph);
            self.run(at + 2..end);
            self.leave();
            self.quiet -= 1;
        } else {
            self.slot(Slot::Word(alert_word(title.kind).1));
        }
        self.out.push_str(if title.fold.is_some() { "</summary>\n" } else { "</p>\n" });
        self.quotes.push(if title.fold.is_some() { "</details>\n" } else { "</div>\n" });
        if !matches!(step(end)?.0, Event::End(_)) {
            self.elements.enter(&Tag::Paragraph);
            self.open_block("<p>");
        }
        Some(end + 1)
    }

    /// The alert's title that the paragraph `paragraph` begins with. A word that no tool has is told.
    fn alert_title(&mut self, paragraph: Range<usize>) -> Option<Title> {
        let source = self.document.source.read;
        let line = source[paragraph.clone()].split('\n').next()?;
        let (word, rest) = line.strip_prefix("[!")?.split_once(']')?;
        if word.is_empty() || !word.chars().all(|char| char.is_alphanumeric() || "-_".contains(char)) {
            return None;
        }
        let Some(kind) = kind(&word.to_lowercase()) else {
            let place = paragraph.start..paragraph.start + "[!]".len() + word.len();
            let help = "write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`";
            self.report(Code::ForeignSyntax, place, format!("there is no alert `{word}`"), help.into());
            return None;
        };
        let (fold, rest) = match rest.split_at_checked(1) {
            Some(("+", rest)) => (Some(true), rest),
            Some(("-", rest)) => (Some(false), rest),
            _ => (None, rest),
        };
        Some(Title { kind, fold, words: paragraph.start + line.len() - rest.trim_start().len() })
    }

    /// Writes the start of an alert, up to its title.
    pub(super) fn start_alert(&mut self, kind: BlockQuoteKind, fold: Option<bool>) {
        let (class, _) = alert_word(kind);
        self.open_block(&match fold {
            None => format!("<div class=\"alert {class}\" role=\"note\">\n<p class=\"alert-title\">"),
            Some(true) => format!("<details class=\"alert {class}\" open>\n<summary class=\"alert-title\">"),
            Some(false) => format!("<details class=\"alert {class}\">\n<summary class=\"alert-title\">"),
        });
    }

    /// Writes the start of one of GitHub's alerts, with its title.
    pub(super) fn plain_alert(&mut self, kind: BlockQuoteKind) {
        self.start_alert(kind, None);
        self.slot(Slot::Word(alert_word(kind).1));
        self.out.push_str("</p>\n");
    }
}

/// The class of an alert, and its title.
fn alert_word(kind: BlockQuoteKind) -> (&'static str, Word) {
    match kind {
        BlockQuoteKind::Note => ("note", Word::Note),
        BlockQuoteKind::Tip => ("tip", Word::Tip),
        BlockQuoteKind::Important => ("important", Word::Important),
        BlockQuoteKind::Warning => ("warning", Word::Warning),
        BlockQuoteKind::Caution => ("caution", Word::Caution),
    }
}

/// The alert that the word `word` of any tool is nearest to.
fn kind(word: &str) -> Option<BlockQuoteKind> {
    Some(match word {
        "note" | "info" | "information" | "abstract" | "summary" | "tldr" | "quote" | "cite" | "example" | "todo"
        | "seealso" | "see-also" | "definition" | "details" => BlockQuoteKind::Note,
        "tip" | "hint" | "success" | "check" | "done" => BlockQuoteKind::Tip,
        "important" | "question" | "help" | "faq" | "key" => BlockQuoteKind::Important,
        "warning" | "warn" | "attention" => BlockQuoteKind::Warning,
        "caution" | "danger" | "error" | "failure" | "fail" | "missing" | "bug" => BlockQuoteKind::Caution,
        _ => return None,
    })
}
