//! Blocks: paragraphs, headings, lists, tables, quotes and directives.

use super::Writer;
use crate::{
    diag::{Code, Diagnostics},
    markdown::{
        body::{Heading, Slot, Word},
        directive,
        heading::{self, Outline},
    },
};
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::ops::Range;

/// The end of a quote that is no alert.
const QUOTE_END: &str = "</blockquote>\n";

impl Writer<'_, '_, '_> {
    /// Writes the start of `tag`, the step `at`.
    pub(super) fn start(&mut self, at: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open_block("<p>"),
            Tag::Heading { level, .. } => self.start_heading(at, *level as u8),
            Tag::BlockQuote(None) => {
                self.quiet += 1;
                self.quotes.push(QUOTE_END);
                self.open_block("<blockquote>\n");
            }
            Tag::BlockQuote(Some(kind)) => self.plain_alert(*kind),
            Tag::List(None) => self.open_block("<ul>\n"),
            Tag::List(Some(1)) => self.open_block("<ol>\n"),
            Tag::List(Some(start)) => self.open_block(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.start_item(at),
            Tag::DefinitionList => self.open_block("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.quiet += 1;
                self.open_block("<dt>");
            }
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.start_cell(at),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.strike(&self.document.steps[at].range.clone(), "<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(at, *link_type, dest_url, title),
            // Written whole when they begin, or switched off.
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    /// Writes the end of `tag`, whose source is `range`.
    pub(super) fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::BlockQuote(None) => {
                let end = self.quotes.pop().unwrap_or_default();
                if end == QUOTE_END {
                    self.quiet = self.quiet.saturating_sub(1);
                    self.prose.block();
                }
                self.out.push_str(end);
            }
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => {
                self.prose.block();
                self.out.push_str("</li>\n");
            }
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.quiet = self.quiet.saturating_sub(1);
                self.out.push_str("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => {
                self.quiet = self.quiet.saturating_sub(1);
                self.prose.block();
                self.out.push_str("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.out.push_str("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(if self.table.is_heading { "</th>" } else { "</td>" });
                self.table.column += 1;
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.strike(range, "</del>"),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    pub(super) fn open_block(&mut self, tag: &str) {
        self.counter.space();
        self.prose.block();
        self.fresh_line();
        self.out.push_str(tag);
    }

    fn strike(&mut self, range: &Range<usize>, tag: &str) {
        if heading::struck(self.document.source.read, range) {
            self.out.push_str(tag);
        } else {
            // only one of the two marks is `range`'s own
            self.words("~");
        }
    }

    /// The id of the heading that begins with step `at`, which isn't in the body.
    pub(super) fn heading_id(&mut self, at: usize) -> String {
        let outline = self.document.outline(at);
        self.new_id(&outline)
    }

    fn new_id(&mut self, outline: &Outline) -> String {
        let Some(range) = &outline.attributes.id else { return self.ids.slug(&outline.text) };
        let wanted = &self.document.source.read[range.clone()];
        let is_taken = self.ids.has_explicit(wanted);
        let id = self.ids.explicit(wanted);
        if is_taken {
            let message = format!("the id `{wanted}` is taken on this page, so this heading gets `{id}`");
            self.report(Code::DuplicateAnchor, range.clone(), message, "give it another id".to_owned());
        }
        id
    }

    fn start_heading(&mut self, at: usize, level: u8) {
        self.quiet += 1;
        let outline = self.document.outline(at);
        self.heading_end = Some(outline.content.end);
        if !self.document.options.extensions {
            self.open_tag_of_heading(level);
            return self.out.push('>');
        }
        if level == 1 {
            self.late_title(at);
        }
        let level = level.max(2);
        self.open_tag_of_heading(level);
        let id = self.new_id(&outline);
        self.id_attribute(&id);
        for (at, class) in outline.attributes.classes.iter().enumerate() {
            self.out.push_str(if at == 0 { " class=\"" } else { " " });
            self.out.push_str(&self.document.source.read[class.clone()]);
        }
        self.out.push_str(if outline.attributes.classes.is_empty() { ">" } else { "\">" });
        let Outline { text, html, names, .. } = outline;
        self.headings.push(Heading { level, id, text, html, names: names.into_boxed_slice() });
    }

    fn end_heading(&mut self, level: u8) {
        self.quiet = self.quiet.saturating_sub(1);
        self.heading_end = None;
        let level = if self.document.options.extensions { level.max(2) } else { level };
        self.out.push_str("</h");
        self.out.push(char::from(b'0' + level));
        self.out.push_str(">\n");
    }

    fn open_tag_of_heading(&mut self, level: u8) {
        self.open_block("<h");
        self.out.push(char::from(b'0' + level));
    }

    fn late_title(&mut self, at: usize) {
        let range = self.document.steps[at].range.clone();
        let written = self.document.source.read[range.clone()].trim_end();
        let help = match written.starts_with('#') {
            true => "begin it with `##`; the title of the page is its only first-level heading",
            false => "underline it with `---`; the title of the page is its only first-level heading",
        };
        let range = range.start..range.start + written.len();
        self.report(Code::LateTitle, range, "a first-level heading in a body".into(), help.into());
    }

    fn start_item(&mut self, at: usize) {
        let next = |n: usize| self.document.steps.get(at + n).map(|step| &step.event);
        let (task, loose) = match (next(1), next(2)) {
            (Some(Event::TaskListMarker(done)), _) => (Some(*done), false),
            (Some(Event::Start(Tag::Paragraph)), Some(Event::TaskListMarker(done))) => (Some(*done), true),
            _ => (None, false),
        };
        let Some(done) = task else { return self.open_block("<li>") };
        self.open_block("<li class=\"task\">");
        // The box stands before the item's text; in a loose list that means before its first paragraph.
        self.trusted(if done {
            "<input type=\"checkbox\" disabled checked aria-label=\""
        } else {
            "<input type=\"checkbox\" disabled aria-label=\""
        });
        self.slot(Slot::Word(if done { Word::Done } else { Word::ToDo }));
        self.trusted("\">");
        self.out.push_str(if loose { "\n" } else { " " });
    }

    fn start_table(&mut self, alignments: &[Alignment]) {
        self.quiet += 1;
        self.table.alignments = alignments.to_vec();
        // A wide table scrolls, and what scrolls has to be reached with the keyboard.
        self.open_block("<div class=\"table\" role=\"group\" tabindex=\"0\"><table>");
    }

    fn start_row(&mut self, head: bool) {
        self.table.head = head;
        self.table.column = 0;
        self.out.push_str(if head { "<thead><tr>" } else { "<tr>" });
    }

    fn start_cell(&mut self, at: usize) {
        self.counter.space();
        // A heading without words heads nothing: the corner of a table with headings on two sides.
        let next = self.document.steps.get(at + 1).map(|step| &step.event);
        self.table.is_heading = self.table.head && !matches!(next, Some(Event::End(TagEnd::TableCell)));
        self.out.push_str(if self.table.is_heading { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            _ => ">",
        });
    }

    /// Leaves a slot for the directive `name`, the fence that begins with step `at`.
    pub(super) fn directive(&mut self, at: usize, name: &str, info: &str) {
        let document = self.document;
        let span = document.source.span_of(info).unwrap_or_else(|| self.span(document.steps[at].range.clone()));
        let (toml, mut faults) = (document.code_text(at), Diagnostics::new());
        let args = document.arguments(at, &toml, &mut faults);
        let (file, options) = (&document.source.file, document.options);
        let heading = self.headings.last().map_or(self.under, |heading| heading.level);
        let around = directive::DirectiveContext { heading: (heading + 1).min(6), file, options };
        let directive = directive::parse(name, span, &toml, (args, faults), &around, self.ids);
        for (_, body) in &directive.markdown {
            self.given.extend_from_slice(&body.ids);
            self.counter.add(body.words);
        }
        self.directives.push(directive);
        self.slot(Slot::Directive(u32::try_from(self.directives.len() - 1).unwrap_or(u32::MAX)));
        self.out.push('\n');
    }
}
