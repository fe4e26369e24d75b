//! What stands within blocks: text with its wikilinks and formulas, code, links, images.
//!
//! Text that auto-links may use keeps its place in the file ([`Writer::plain`]); all other goes through [`Writer::words`].

use super::Writer;
use crate::{
    diag::Code,
    markdown::{
        body::{Link, LinkKind, LinkTarget, Slot},
        characters::without_colours,
        escape,
        marks::{self, Mark, MarkKind},
        math,
        sanitize::Guard,
        wiki::Wiki,
    },
    place::Span,
};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::{borrow::Cow, ops::Range};

impl Writer<'_, '_, '_> {
    /// Writes text from the bytes `range` of the source.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let document = self.document;
        if range.start < self.skip_to {
            let rest = self.skip_to..range.end;
            return document.source.read.get(rest.clone()).into_iter().for_each(|text| self.text(text, rest.clone()));
        }
        // two entities decode to more bytes than they are written with: no byte of the file can be named for each
        if text.len() > range.len() {
            return self.words(text);
        }
        let cut = self.heading_end.filter(|&end| end < range.end);
        if document.marks.is_empty() && cut.is_none() {
            return self.plain(text, range.start);
        }
        let end = cut.unwrap_or(range.end);
        let first = document.marks.partition_point(|mark| mark.range.start < range.start);
        let mut from = range.start;
        for mark in document.marks[first..].iter().take_while(|mark| mark.range.start < end) {
            self.plain(&document.source.read[from..mark.range.start], from);
            self.mark(mark);
            from = mark.range.end;
        }
        if from == range.start && cut.is_none() {
            // A decoded entity isn't what its bytes say.
            self.plain(text, range.start);
        } else {
            self.plain(document.source.read.get(from..end).unwrap_or_default(), from);
        }
    }

    /// Writes text that has no marks, from the bytes of the source that begin at `at`.
    pub(super) fn plain(&mut self, text: &str, at: usize) {
        if self.quiet > 0 || (self.guard.is_some() && !Guard::keeps(text)) {
            return self.words(text);
        }
        // a string of TOML or YAML may skip bytes of the file
        let mut from = 0;
        let source = &self.document.source;
        for border in source.text.borders(at..at + text.len()).map(|border| border - at).chain([text.len()]) {
            if let Some(piece) = text.get(from..border).filter(|piece| !piece.is_empty()) {
                self.counter.count(piece);
                let file = source.span(at + from..at + border);
                self.piece(piece, file.start..file.end);
                from = border;
            }
        }
    }

    /// Writes text that auto-links may use, from bytes `file` of the file.
    fn piece(&mut self, text: &str, file: Range<u32>) {
        if let Some(guard) = &mut self.guard {
            return guard.prose(text, self.prose.unplaced(text, file), &mut self.out);
        }
        let start = self.position();
        escape::text(text, &mut self.out);
        let is_cut = self.slots.last().is_some_and(|&(at, _)| at == start);
        self.prose.text(text, start..self.position(), file, is_cut);
    }

    /// Writes text that auto-links may not use.
    pub(super) fn words(&mut self, text: &str) {
        self.counter.count(text);
        self.prose.other(text);
        match &mut self.guard {
            Some(guard) => guard.text(text, &mut self.out),
            None => escape::text(text, &mut self.out),
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let source = self.document.source.read;
        self.skip_to = mark.range.end;
        match &mark.kind {
            MarkKind::Wiki(_) if !self.open_links.is_empty() => self.words(&source[mark.range.clone()]),
            MarkKind::Wiki(wiki) => self.wikilink(wiki),
            MarkKind::Words(words) => self.words(&source[words.clone()]),
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
            target: LinkTarget::Wiki(Box::new(wiki.target.clone())),
            title: None,
            alt: None,
            has_text: wiki.text.is_some(),
            paragraph: 0,
        });
        self.slot(Slot::Open(link));
        match &wiki.text {
            Some(text) => self.label(&self.document.source.read[text.clone()]),
            None => {
                self.counter.count(&wiki.target.name);
                self.prose.other(&wiki.target.name);
                self.slot(Slot::Text(link));
            }
        }
        self.slot(Slot::Close(link));
    }

    /// Writes the text of a wikilink, which the parser didn't see: emphasis and code are all it may hold.
    fn label(&mut self, text: &str) {
        if !text.contains(['*', '_', '`', '~', '\\', '&', '<']) {
            return self.words(text);
        }
        for event in Parser::new(text) {
            match event {
                Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => self.words(&text),
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
        self.prose.other("x");
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
        self.words(&without_colours(code));
        self.out.push_str("</code>");
    }

    pub(super) fn hard_break(&mut self) {
        self.counter.space();
        self.prose.gap();
        self.out.push_str("<br />\n");
    }

    /// Writes the start of a link, whose text is in the steps to come.
    pub(super) fn start_link(&mut self, at: usize, kind: LinkType, destination: &str, title: &str) {
        self.quiet += 1;
        let url = if kind == LinkType::Email { format!("mailto:{destination}") } else { destination.to_owned() };
        let link = self.link(Link {
            span: self.destination(at, kind, destination),
            kind: LinkKind::Text,
            target: LinkTarget::Url(url),
            title: (!title.is_empty()).then(|| title.into()),
            alt: None,
            has_text: true,
            paragraph: 0,
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
        let link = self.link(Link {
            span: self.destination(at, kind, destination),
            kind: LinkKind::Image,
            target: LinkTarget::Url(destination.to_owned()),
            title: (!title.is_empty()).then(|| title.into()),
            alt: Some(alt.into()),
            has_text: true,
            paragraph: 0,
        });
        self.slot(Slot::Image(link));
        self.prose.gap();
        end + 1
    }

    /// The plain text of the steps `extent`, as CommonMark takes it for the description of an image.
    fn alt(&self, extent: Range<usize>) -> String {
        let mut alt = String::new();
        for step in &self.document.steps[extent] {
            match &step.event {
                Event::Text(text) => alt.push_str(&self.without_brackets(text, step.range.clone())),
                Event::Code(text) | Event::InlineHtml(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        alt
    }

    /// `text`, from bytes `range` of the source, with each `[[!word]]` as its word.
    fn without_brackets<'a>(&self, text: &'a str, range: Range<usize>) -> Cow<'a, str> {
        let mut text = Cow::Borrowed(text);
        let first = self.document.marks.partition_point(|mark| mark.range.start < range.start);
        for mark in self.document.marks[first..].iter().take_while(|mark| mark.range.end <= range.end) {
            if let MarkKind::Words(words) = &mark.kind {
                let source = self.document.source.read;
                text = text.replacen(&source[mark.range.clone()], &source[words.clone()], 1).into();
            }
        }
        text
    }

    /// Where the destination of the link or image that begins with step `at` is written.
    fn destination(&self, at: usize, kind: LinkType, destination: &str) -> Span {
        let source = &self.document.source;
        if let Some(span) = source.span_of(destination) {
            return span;
        }
        let range = self.document.steps[at].range.clone();
        if kind != LinkType::Inline {
            return source.span(range);
        }
        // The parser had to decode it: look for it behind the text.
        let inner = &self.document.steps[at + 1..self.end_of(at)];
        let text_end = inner.iter().map(|step| step.range.end).max();
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
