//! Footnotes: who refers to which, the marks in the text, and the list at the end.
//!
//! All references are counted before anything is written, those within notes as well, because a note ends with a
//! link back to each. A note is written once however notes refer to each other, so a circle of them ends.

use super::Writer;
use crate::markdown::{
    body::{Slot, Word},
    document::Document,
    ids,
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The footnotes of one call of [`compose`](super::compose).
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The notes in the order they are first referred to.
    order: Vec<usize>,
    /// By note.
    notes: Vec<Note>,
}

#[derive(Clone, Debug, Default)]
struct Note {
    /// From 1; 0 where nothing refers to it.
    number: u32,
    /// How many references there are, and how many were written.
    references: u32,
    written: u32,
    /// The end of its ids, given when it is first met.
    name: String,
}

impl Numbering {
    /// Counts the references in `extents` and in the notes these lead to.
    pub(super) fn count<'e>(document: &Document<'_>, extents: impl Iterator<Item = &'e Range<usize>>) -> Self {
        let mut numbering = Self { order: Vec::new(), notes: vec![Note::default(); document.notes.extents.len()] };
        if numbering.notes.is_empty() {
            return numbering;
        }
        extents.for_each(|extent| numbering.visit(document, extent.clone()));
        let mut next = 0;
        while let Some(&note) = numbering.order.get(next) {
            numbering.visit(document, document.notes.extents[note].clone());
            next += 1;
        }
        numbering
    }

    fn visit(&mut self, document: &Document<'_>, extent: Range<usize>) {
        // Definitions are written elsewhere, and descriptions of images have no marks.
        let mut hidden = 0_usize;
        for step in &document.steps[extent] {
            match &step.event {
                Event::Start(Tag::FootnoteDefinition(_) | Tag::Image { .. }) => hidden += 1,
                Event::End(TagEnd::FootnoteDefinition | TagEnd::Image) => hidden = hidden.saturating_sub(1),
                Event::FootnoteReference(label) if hidden == 0 => {
                    let Some(note) = document.notes.find(label) else { continue };
                    self.notes[note].references += 1;
                    if self.notes[note].number == 0 {
                        self.order.push(note);
                        self.notes[note].number = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
                    }
                }
                _ => {}
            }
        }
    }
}

impl Writer<'_, '_, '_> {
    /// Writes the mark of a reference.
    pub(super) fn note_reference(&mut self, label: &str) {
        let Some(note) = self.document.notes.find(label).filter(|&note| self.numbering.notes[note].number > 0) else {
            return self.words(&format!("[^{label}]"));
        };
        let name = self.note_name(note, label);
        self.prose.gap();
        self.numbering.notes[note].written += 1;
        let Note { number, written, .. } = self.numbering.notes[note];
        self.out.push_str("<sup class=\"fnref\"><a");
        self.id_attribute(&ids::reference(&name, written));
        self.out.push_str(" href=\"");
        self.slot(Slot::Fragment);
        self.out.push_str("fn-");
        self.out.push_str(&name);
        self.out.push_str("\" role=\"doc-noteref\" aria-label=\"");
        self.slot(Slot::Word(Word::Footnote(number)));
        self.out.push_str(&format!("\">{number}</a></sup>"));
    }

    /// What the ids of a note end with; the same for all its references.
    fn note_name(&mut self, note: usize, label: &str) -> String {
        if self.numbering.notes[note].name.is_empty() {
            let references = self.numbering.notes[note].references;
            self.numbering.notes[note].name = self.ids.note(label, references);
        }
        self.numbering.notes[note].name.clone()
    }

    /// Writes the list of notes, if there are any.
    pub(super) fn notes(&mut self) {
        if self.numbering.order.is_empty() {
            return;
        }
        let heading = self.ids.slug("footnotes");
        self.fresh_line();
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"");
        self.slot(Slot::IdPrefix);
        self.out.push_str(&heading);
        self.out.push_str("\">\n<h2 class=\"visually-hidden\"");
        self.id_attribute(&heading);
        self.out.push('>');
        self.slot(Slot::Word(Word::Footnotes));
        self.out.push_str("</h2>\n<ol>\n");
        self.quiet += 1;
        for at in 0..self.numbering.order.len() {
            self.note(self.numbering.order[at]);
        }
        self.quiet -= 1;
        self.out.push_str("</ol>\n</section>\n");
    }

    fn note(&mut self, note: usize) {
        let extent = self.document.notes.extents[note].clone();
        let name = self.note_name(note, self.document.notes.label(note));
        self.out.push_str("<li");
        self.id_attribute(&ids::note(&name));
        self.out.push_str(">\n");
        self.counter.space();
        self.skip_to = 0;
        self.run(extent);
        self.close_raw(false);
        // The links back go to the end of the last paragraph, where the reader is.
        let paragraph = self.out.ends_with("</p>\n");
        if paragraph {
            self.out.truncate(self.out.len() - "</p>\n".len());
        } else {
            self.fresh_line();
            self.out.push_str("<p>");
        }
        for reference in 1..=self.numbering.notes[note].references {
            self.back_link(&name, reference);
        }
        self.out.push_str("</p>\n</li>\n");
    }

    fn back_link(&mut self, name: &str, reference: u32) {
        self.out.push_str(" <a href=\"");
        self.slot(Slot::Fragment);
        self.out.push_str(&ids::reference(name, reference));
        self.out.push_str("\" role=\"doc-backlink\" aria-label=\"");
        self.slot(Slot::Word(Word::BackToReference(reference)));
        let number = if reference == 1 { String::new() } else { format!("<sup>{reference}</sup>") };
        self.out.push_str(&format!("\">\u{21a9}\u{fe0e}{number}</a>"));
    }
}
