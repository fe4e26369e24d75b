//! Raw HTML: written as it is, but for its addresses and ids, which become slots.
//!
//! It is the author's right, so nothing is refused here (`sanitize` does that where `site.toml` asks for it). Its
//! links are links like any other, its ids take the prefix, what a Content-Security-Policy may block is noted, and
//! an element that a body begins has to end in it, or it would swallow what the page puts behind.

use super::Writer;
use crate::{
    diag::Code,
    markdown::{
        RawHtml,
        body::{Link, LinkKind, LinkTarget, RawUse, Slot},
        escape, events,
        html::{self, Attribute, Tag, TagKind, Token},
        policy, sanitize,
    },
};
use pulldown_cmark::Event;
use std::{borrow::Cow, ops::Range};

/// An element that was begun.
#[derive(Debug)]
pub(super) struct Open {
    name: Box<str>,
    /// Its start tag in the source.
    range: Range<usize>,
    /// Whether auto-links stay out of it.
    quiet: bool,
}

/// More open elements than this aren't kept track of: nobody writes them, and end tags look through all.
const MOST_OPEN: usize = 200;

/// A piece of raw HTML and where it stands in the source.
struct Raw<'a> {
    html: Cow<'a, str>,
    /// `(byte of the HTML, byte of the source)`: both count on together up to the next pair.
    runs: Vec<(usize, usize)>,
}

impl Raw<'_> {
    fn source(&self, range: Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let run = self.runs.partition_point(|&(html, _)| html <= at).saturating_sub(1);
            self.runs.get(run).map_or(0, |&(html, source)| source + at.saturating_sub(html))
        };
        back(range.start)..back(range.end.max(range.start + 1) - 1) + usize::from(range.end > range.start)
    }
}

impl Writer<'_, '_, '_> {
    /// Writes the HTML block that begins with step `at`; the step after it.
    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let document = self.document;
        let end = self.end_of(at);
        let mut html = String::new();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut whole = true;
        for step in &document.steps[at + 1..end] {
            let (Event::Html(line) | Event::Text(line)) = &step.event else { continue };
            let start = step.range().start;
            whole &= runs.first().is_none_or(|&(_, first)| first + html.len() == start);
            whole &= line.len() == step.range().len();
            runs.push((html.len(), start));
            html.push_str(line);
        }
        if whole {
            runs.truncate(1);
        }
        self.counter.space();
        self.prose.block();
        self.fresh_line();
        self.raw(&Raw { html: Cow::Owned(html), runs });
        self.counter.space();
        self.prose.block();
        end + 1
    }

    /// Writes inline HTML, one tag or comment.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let source = self.document.source.read;
        let runs = match events::offset(source, html) {
            Some(start) => vec![(0, start)],
            None => line_runs(source, range, html),
        };
        self.raw(&Raw { html: Cow::Borrowed(html), runs });
    }

    fn raw(&mut self, raw: &Raw<'_>) {
        if !self.document.options.extensions {
            return self.out.push_str(&raw.html);
        }
        let mut at = 0;
        while let Some(token) = html::next(&raw.html, at) {
            at = match token {
                Token::Text(end) => {
                    self.counter.count(&raw.html[at..end]);
                    self.prose.other(&raw.html[at..end]);
                    self.as_it_is(&raw.html[at..end]);
                    end
                }
                Token::Skip(end) => {
                    let skipped = &raw.html[at..end];
                    let close = if skipped.starts_with("<!--") { "-->" } else { ">" };
                    // what isn't finished swallows what comes after, up to nobody knows where
                    self.quiet += u32::from(!skipped.ends_with(close));
                    self.as_it_is(skipped);
                    end
                }
                Token::Tag(tag) => {
                    self.tag(raw, &tag);
                    let text = tag.kind == TagKind::Start && html::holds_text(&tag.name);
                    let end = if text { html::text_end(&raw.html, tag.range.end, &tag.name) } else { tag.range.end };
                    self.as_it_is(&raw.html[tag.range.end..end]);
                    end
                }
            };
        }
    }

    fn as_it_is(&mut self, html: &str) {
        match &mut self.guard {
            Some(guard) => guard.raw(html, &mut self.out),
            None => self.out.push_str(html),
        }
    }

    fn tag(&mut self, raw: &Raw<'_>, tag: &Tag) {
        if self.guard.is_some() && tag.kind == TagKind::Start && self.open_raw.len() >= MOST_OPEN {
            // The sanitiser's time grows with the square of the depth.
            return;
        }
        match tag.kind {
            TagKind::End => self.end_element(&tag.name),
            TagKind::Start => self.start_element(&tag.name, raw.source(tag.range.clone())),
            TagKind::Whole => self.void_element(&tag.name),
        }
        let mut from = tag.range.start;
        if tag.kind != TagKind::End {
            policy::uses(&raw.html, tag, |kind, origin, range| {
                let span = self.document.source.span(raw.source(range));
                self.raw_uses.push(RawUse { kind, origin, span });
            });
            for attribute in &tag.attributes {
                from = self.attribute(raw, &tag.name, attribute, from);
            }
        }
        self.as_it_is(&raw.html[from..tag.range.end]);
    }

    /// Writes from byte `from` through `attribute`, if anything in it becomes a slot; the byte to go on from.
    fn attribute(&mut self, raw: &Raw<'_>, tag: &str, attribute: &Attribute, from: usize) -> usize {
        let Some(value) = attribute.value.clone() else { return from };
        match &*attribute.name {
            "id" => {
                self.tell_taken(raw, &value);
                self.new_raw_id(raw, value, from)
            }
            "name" if tag == "a" => self.new_raw_id(raw, value, from),
            "for" | "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                self.id_references(raw, value, from)
            }
            "srcset" => self.addresses(raw, tag, attribute, from, srcset(&raw.html, value)),
            "href" | "src" | "poster" | "cite" | "action" | "formaction" | "xlink:href" => {
                self.addresses(raw, tag, attribute, from, vec![trim(&raw.html, value)])
            }
            "data" if tag == "object" => self.addresses(raw, tag, attribute, from, vec![trim(&raw.html, value)]),
            _ => from,
        }
    }

    /// Tells an id that something above has. (An `id` and a `name` of one element may be alike.)
    fn tell_taken(&mut self, raw: &Raw<'_>, value: &Range<usize>) {
        let id = escape::decode(&raw.html[value.clone()]);
        if self.ids.has(&id) {
            let message = format!("the id `{id}` stands on this page already, and links lead to the first");
            self.report(Code::DuplicateAnchor, raw.source(value.clone()), message, "give it another id".to_owned());
        }
    }

    fn new_raw_id(&mut self, raw: &Raw<'_>, value: Range<usize>, from: usize) -> usize {
        let id = escape::decode(&raw.html[value.clone()]);
        if !id.is_empty() {
            self.ids.reserve(&id);
            self.given.push(id.into_owned());
            self.as_it_is(&raw.html[from..value.start]);
            self.slot(Slot::IdPrefix);
            self.as_it_is(&raw.html[value.clone()]);
            return value.end;
        }
        from
    }

    /// Writes ids that name elements of the same body.
    fn id_references(&mut self, raw: &Raw<'_>, value: Range<usize>, mut from: usize) -> usize {
        let mut at = value.start;
        for id in raw.html[value].split_ascii_whitespace() {
            at = raw.html[at..].find(id).map_or(at, |n| at + n);
            self.as_it_is(&raw.html[from..at]);
            self.slot(Slot::IdPrefix);
            from = at;
            at += id.len();
        }
        from
    }

    /// Writes an attribute whose value holds addresses at `urls`, in double quotes.
    fn addresses(
        &mut self,
        raw: &Raw<'_>,
        tag: &str,
        attribute: &Attribute,
        from: usize,
        urls: Vec<Range<usize>>,
    ) -> usize {
        let Some(value) = attribute.value.clone() else { return from };
        let quote = usize::from(attribute.quote.is_some());
        self.as_it_is(&raw.html[from..value.start - quote]);
        self.as_it_is("\"");
        let mut at = value.start;
        for url in urls {
            let mut between = String::new();
            escape::attribute(&escape::decode(&raw.html[at..url.start]), &mut between);
            self.as_it_is(&between);
            at = url.end;
            let target = escape::decode(&raw.html[url.clone()]).into_owned();
            if self.document.options.html == RawHtml::Sanitize && !sanitize::is_safe(&target) {
                continue;
            }
            let link = self.link(Link {
                span: self.span(raw.source(url)),
                kind: LinkKind::Raw { tag: tag.into(), attribute: attribute.name.clone() },
                target: LinkTarget::Url(target),
                title: None,
                alt: None,
                has_text: true,
                paragraph: 0,
            });
            self.slot(Slot::Url(link));
        }
        let mut rest = String::new();
        escape::attribute(&escape::decode(&raw.html[at..value.end]), &mut rest);
        self.as_it_is(&rest);
        self.as_it_is("\"");
        value.end + quote
    }

    fn start_element(&mut self, name: &str, range: Range<usize>) {
        if is_void(name) {
            return self.void_element(name);
        }
        if self.open_raw.len() >= MOST_OPEN {
            // where links may go isn't known from here on
            self.quiet += 1;
            return;
        }
        let quiet = keeps_links_out(name);
        self.quiet += u32::from(quiet);
        self.open_raw.push(Open { name: name.into(), range, quiet });
    }

    /// Few of them break a line, but only one stands within words.
    fn void_element(&mut self, name: &str) {
        if name != "wbr" {
            self.prose.gap();
        }
    }

    fn end_element(&mut self, name: &str) {
        if let Some(at) = self.open_raw.iter().rposition(|open| &*open.name == name) {
            let open = self.open_raw.remove(at);
            self.quiet = self.quiet.saturating_sub(u32::from(open.quiet));
        }
    }

    /// Reports the elements that are still open where a body ends. What the sanitiser sees is closed: it would do so
    /// itself, but behind what is put at the end.
    pub(super) fn close_raw(&mut self) {
        for open in std::mem::take(&mut self.open_raw).into_iter().rev() {
            if self.guard.is_some() && !matches!(&*open.name, "p" | "html" | "head" | "body") {
                self.out.push_str(&format!("</{}>", open.name));
            }
            self.quiet = self.quiet.saturating_sub(u32::from(open.quiet));
            if self.document.options.html == RawHtml::Keep && !may_stay_open(&open.name) {
                let written = self.document.source.read[open.range.clone()].trim_start_matches('<');
                let name = written.get(..open.name.len()).unwrap_or(&open.name);
                let message = format!("`<{name}>` is not closed before the end of the text it stands in");
                let help =
                    format!("close it with `</{name}>` before the section or answer ends, or write `\\<` for text");
                self.report(Code::UnclosedHtml, open.range, message, help);
            }
        }
    }
}

/// Where the lines of `html` came from, which is `range` of `source` without what containers put before its lines.
fn line_runs(source: &str, range: Range<usize>, html: &str) -> Vec<(usize, usize)> {
    let (mut at, mut from) = (0, range.start);
    let mut runs = Vec::new();
    for (line, written) in html.split_inclusive('\n').zip(source[range].split_inclusive('\n')) {
        runs.push((at, from + written.len().saturating_sub(line.len())));
        at += line.len();
        from += written.len();
    }
    runs
}

/// `range` of `html` without the spaces around.
fn trim(html: &str, range: Range<usize>) -> Range<usize> {
    let text = &html[range.clone()];
    let start = range.start + (text.len() - text.trim_ascii_start().len());
    start..(start + text.trim_ascii().len()).min(range.end)
}

/// The addresses in a `srcset`: each up to a space, commas between.
fn srcset(html: &str, value: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &html.as_bytes()[..value.end];
    let mut urls = Vec::new();
    let mut at = value.start;
    while at < value.end {
        if bytes[at].is_ascii_whitespace() || bytes[at] == b',' {
            at += 1;
            continue;
        }
        let start = at;
        while at < value.end && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let url = html[start..at].trim_end_matches(',');
        urls.push(start..start + url.len());
        if start + url.len() == at {
            at = bytes[at..].iter().position(|&byte| byte == b',').map_or(value.end, |n| at + n);
        }
    }
    urls
}

/// Whether an element never has an end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the HTML standard lets the end tag be left out.
fn may_stay_open(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "option"
            | "optgroup"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "colgroup"
            | "caption"
            | "rt"
            | "rp"
            | "html"
            | "head"
            | "body"
    )
}

/// Whether text in the element is no place for links.
fn keeps_links_out(name: &str) -> bool {
    matches!(
        name,
        "a" | "audio"
            | "blockquote"
            | "button"
            | "canvas"
            | "caption"
            | "code"
            | "datalist"
            | "dt"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "iframe"
            | "kbd"
            | "label"
            | "legend"
            | "math"
            | "nav"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "optgroup"
            | "option"
            | "output"
            | "plaintext"
            | "pre"
            | "q"
            | "rp"
            | "rt"
            | "samp"
            | "script"
            | "select"
            | "style"
            | "summary"
            | "svg"
            | "table"
            | "template"
            | "textarea"
            | "title"
            | "var"
            | "video"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    use super::srcset;

    #[test]
    fn a_srcset_holds_addresses_and_sizes() {
        for (value, expected) in [
            ("a.png", &["a.png"][..]),
            ("a.png 1x, b.png 2x", &["a.png", "b.png"]),
            (" a.png,b.png 2x ,c.png", &["a.png,b.png", "c.png"]),
            ("data:image/png;base64,AA== 1x, b.png", &["data:image/png;base64,AA==", "b.png"]),
            ("a.png, b.png", &["a.png", "b.png"]),
            ("", &[]),
            (",,", &[]),
        ] {
            let found: Vec<_> = srcset(value, 0..value.len()).into_iter().map(|range| &value[range]).collect();
            assert_eq!(found, expected, "{value}");
        }
    }
}
