//! What stands within blocks: text with its wikilinks and formulas, code, links, images.

use super::Writer;
use crate::{
    diag::Code,
    markdown::{
        RawHtml,
        body::{Link, LinkKind, LinkTarget, Slot},
        escape,
        marks::{self, Mark, MarkKind},
        math, sanitize,
        wiki::Wiki,
    },
    place::Span,
};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_, '_, '_> {
    /// Writes text from the bytes `range` of the source.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let document = self.document;
        if range.start < self.skip_to {
            let rest = self.skip_to..range.end;
            return document.source.read.get(rest.clone()).into_iter().for_each(|text| self.text(text, rest.clone()));
        }
        let cut = self.heading_end.filter(|&end| end < range.end);
        if document.marks.is_empty() && cut.is_none() {
            return self.plain(text);
        }
        let end = cut.unwrap_or(range.end);
        let first = document.marks.partition_point(|mark| mark.range.start < range.start);
        let mut from = range.start;
        for mark in document.marks[first..].iter().take_while(|mark| mark.range.start < end) {
            self.plain(&document.source.read[from..mark.range.start]);
            self.mark(mark);
            from = mark.range.end;
        }
        if from == range.start && cut.is_none() {
            // A decoded entity isn't what its bytes say.
            self.plain(text);
        } else {
            self.plain(document.source.read.get(from..end).unwrap_or_default());
        }
    }

    /// Writes text that has no marks.
    pub(super) fn plain(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.counter.count(text);
        if let Some(guard) = &mut self.guard {
            return guard.text(text, self.quiet == 0, &mut self.out);
        }
        let start = self.position();
        escape::text(text, &mut self.out);
        if self.quiet == 0 {
            let end = self.position();
            let cut = self.slots.last().is_some_and(|&(at, _)| at == start);
            match self.prose.last_mut() {
                Some(last) if last.end == start && !cut => last.end = end,
                _ => self.prose.push(start..end),
            }
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let source = self.document.source.read;
        self.skip_to = mark.range.end;
        match &mark.kind {
            MarkKind::Wiki(_) if !self.open_links.is_empty() => self.plain(&source[mark.range.clone()]),
            MarkKind::Wiki(wiki) => self.wikilink(wiki),
            MarkKind::Math { display, .. } => {
                let tex = marks::tex(source, mark);
                self.math(&tex, *display, mark.inside());
            }
        }
    }

    fn wikilink(&mut self, wiki: &Wiki) {
        let link = self.link(Link {
            span: self.span(wiki.written.clone()),
            kind: LinkKind::Text,
            target: LinkTarget::Wiki(wiki.target.clone()),
            title: None,
            alt: None,
            has_text: wiki.text.is_some(),
        });
        self.slot(Slot::Open(link));
        match &wiki.text {
            Some(text) => {
                self.quiet += 1;
                self.label(&self.document.source.read[text.clone()]);
                self.quiet -= 1;
            }
            None => {
                self.counter.count(&wiki.target.name);
                self.slot(Slot::Text(link));
            }
        }
        self.slot(Slot::Close(link));
    }

    /// Writes the text of a wikilink, which the parser didn't see: emphasis and code are all it may hold.
    fn label(&mut self, text: &str) {
        if !text.contains(['*', '_', '`', '~', '\\', '&', '<']) {
            return self.plain(text);
        }
        for event in Parser::new(text) {
            match event {
                Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => self.plain(&text),
                Event::Code(code) => self.code(&code),
                Event::Start(Tag::Emphasis) => self.out.push_str("<em>"),
                Event::End(TagEnd::Emphasis) => self.out.push_str("</em>"),
                Event::Start(Tag::Strong) => self.out.push_str("<strong>"),
                Event::End(TagEnd::Strong) => self.out.push_str("</strong>"),
                _ => {}
            }
        }
    }

    /// Writes a formula whose TeX stands at `inside`.
    pub(super) fn math(&mut self, tex: &str, display: bool, inside: Range<usize>) {
        // A formula is read as one word.
        self.counter.space();
        self.counter.count("x");
        self.counter.space();
        match math::mathml(tex, display) {
            Ok(mathml) => self.trusted(&mathml),
            Err(reason) => {
                let help = "mend the TeX, or write `\\$` where dollar signs aren't meant as math".to_owned();
                self.report(Code::BadMath, inside, format!("this formula can't be read: {reason}"), help);
                self.out.push_str("<code>");
                escape::text(tex.trim(), &mut self.out);
                self.out.push_str("</code>");
            }
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        self.out.push_str("<code>");
        self.quiet += 1;
        self.plain(code);
        self.quiet -= 1;
        self.out.push_str("</code>");
    }

    pub(super) fn hard_break(&mut self) {
        self.counter.space();
        self.out.push_str("<br />\n");
    }

    /// Writes the start of a link, whose text is in the steps to come.
    pub(super) fn start_link(&mut self, at: usize, kind: LinkType, destination: &str, title: &str) {
        self.quiet += 1;
        if self.is_refused(destination) {
            return self.open_links.push(None);
        }
        let url = if kind == LinkType::Email { format!("mailto:{destination}") } else { destination.to_owned() };
        let link = self.link(Link {
            span: self.destination(at, kind, destination),
            kind: LinkKind::Text,
            target: LinkTarget::Url(url),
            title: (!title.is_empty()).then(|| title.to_owned()),
            alt: None,
            has_text: true,
        });
        self.open_links.push(Some(link));
        self.slot(Slot::Open(link));
    }

    pub(super) fn end_link(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
        if let Some(Some(link)) = self.open_links.pop() {
            self.slot(Slot::Close(link));
        }
    }

    /// Writes the image that begins with step `at`; the step after it.
    pub(super) fn image(&mut self, at: usize, kind: LinkType, destination: &str, title: &str) -> usize {
        let end = self.end_of(at);
        let alt = self.alt(at + 1..end);
        if self.is_refused(destination) {
            self.plain(&alt);
            return end + 1;
        }
        let link = self.link(Link {
            span: self.destination(at, kind, destination),
            kind: LinkKind::Image,
            target: LinkTarget::Url(destination.to_owned()),
            title: (!title.is_empty()).then(|| title.to_owned()),
            alt: Some(alt),
            has_text: true,
        });
        self.slot(Slot::Image(link));
        end + 1
    }

    /// The plain text of the steps `extent`, as CommonMark takes it for the description of an image.
    fn alt(&self, extent: Range<usize>) -> String {
        let mut alt = String::new();
        for step in &self.document.steps[extent] {
            match &step.event {
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        alt
    }

    /// Whether content that isn't trusted may not link there.
    fn is_refused(&self, destination: &str) -> bool {
        self.document.options.html == RawHtml::Sanitize && !sanitize::is_safe(destination)
    }

    /// Where the destination of the link or image that begins with step `at` is written.
    fn destination(&self, at: usize, kind: LinkType, destination: &str) -> Span {
        let source = &self.document.source;
        if let Some(span) = source.span_of(destination) {
            return span;
        }
        let range = self.document.steps[at].range();
        if kind != LinkType::Inline {
            return source.span(range);
        }
        // The parser had to decode it: look for it behind the text.
        let inner = &self.document.steps[at + 1..self.end_of(at)];
        let text_end = inner.iter().map(|step| step.range().end).max();
        let from = text_end.unwrap_or(range.start + 1).max(range.start + 1);
        let written =
            source.read[from..range.end].find("](").and_then(|n| written(source.read, from + n + 2, range.end));
        source.span(written.unwrap_or(range))
    }
}

/// The bytes of the destination that is written from `from` on, in a link that ends at `end`.
fn written(source: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let bytes = &source.as_bytes()[..end];
    let start = from + bytes.get(from..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let angle = bytes[start] == b'<';
    let mut at = start + usize::from(angle);
    let mut depth = 0;
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'>' if angle => return Some(start + 1..at),
            b'(' if !angle => depth += 1,
            b')' if !angle && depth == 0 => return Some(start..at),
            b')' if !angle => depth -= 1,
            byte if !angle && byte.is_ascii_whitespace() => return Some(start..at),
            _ => {}
        }
        at += 1;
    }
    None
}
