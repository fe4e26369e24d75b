//! Raw HTML: written as it is, but for its addresses and ids, which become slots.
//!
//! It is the author's right, so nothing is refused here (`sanitize` does that where `site.toml` asks for it). Its
//! links are links like any other, its ids take the prefix, what a Content-Security-Policy may block is noted, and
//! an element that a body begins has to end in it, or it would swallow what the page puts behind.

use super::Writer;
use crate::{
    diag::Code,
    html::{self, Attribute, Tag, Token, TokenKind},
    markdown::{
        RawHtml,
        body::{Link, LinkKind, LinkTarget, RawUse, Slot},
        escape, events, policy, sanitize,
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
        for step in &document.steps[at + 1..end] {
            let (Event::Html(line) | Event::Text(line)) = &step.event else { continue };
            runs.push((html.len(), step.range.start));
            html.push_str(line);
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
        let mut in_text = false;
        for Token { range, kind } in html::tokens(&raw.html) {
            let written = &raw.html[range.clone()];
            match kind {
                TokenKind::Start(tag) => {
                    in_text = tag.holds_text();
                    self.tag(raw, &tag, range);
                    continue;
                }
                TokenKind::End(name) => {
                    in_text = false;
                    self.end_element(&name);
                }
                TokenKind::Text(text) if !in_text => {
                    self.counter.count(&text);
                    self.prose.other(&text);
                }
                TokenKind::Text(_) => {}
                TokenKind::Comment => {
                    let close = if written.starts_with("<!--") { "-->" } else { ">" };
                    self.quiet += u32::from(!written.ends_with(close));
                }
                // a browser takes what follows for a part of it, and where that ends isn't known
                TokenKind::Unfinished => self.quiet += 1,
            }
            self.as_it_is(written);
        }
    }

    fn as_it_is(&mut self, html: &str) {
        match &mut self.guard {
            Some(guard) => guard.raw(html, &mut self.out),
            None => self.out.push_str(html),
        }
    }

    fn tag(&mut self, raw: &Raw<'_>, tag: &Tag<'_>, range: Range<usize>) {
        if self.guard.is_some() && !tag.is_whole && self.open_raw.len() >= MOST_OPEN {
            // The sanitiser's time grows with the square of the depth.
            return;
        }
        match tag.is_whole {
            true => self.void_element(&tag.name),
            false => self.start_element(&tag.name, raw.source(range.clone())),
        }
        policy::uses(tag, &range, |kind, origin, range| {
            let span = self.document.source.span(raw.source(range));
            self.raw_uses.push(RawUse { kind, origin, span });
        });
        let mut from = range.start;
        for attribute in &tag.attributes {
            if let Some(place) = attribute.place.clone() {
                from = self.attribute(raw, &tag.name, attribute, place, from);
            }
        }
        self.as_it_is(&raw.html[from..range.end]);
    }

    /// Writes from byte `from` through `attribute`, whose value is at `place`, if anything in it becomes a slot; the byte
    /// to go on from.
    fn attribute(
        &mut self,
        raw: &Raw<'_>,
        tag: &str,
        attribute: &Attribute<'_>,
        place: Range<usize>,
        from: usize,
    ) -> usize {
        match &*attribute.name {
            "id" => {
                self.report_taken(raw, &attribute.value, &place);
                self.new_raw_id(raw, &attribute.value, place, from)
            }
            "name" if tag == "a" => self.new_raw_id(raw, &attribute.value, place, from),
            "for" | "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                self.id_references(raw, place, from)
            }
            "srcset" => self.addresses(raw, tag, attribute, place, from),
            "href" | "src" | "poster" | "cite" | "action" | "formaction" | "xlink:href" => {
                self.addresses(raw, tag, attribute, place, from)
            }
            "data" if tag == "object" => self.addresses(raw, tag, attribute, place, from),
            _ => from,
        }
    }

    /// Reports an id that something above has. (An `id` and a `name` of one element may be alike.)
    fn report_taken(&mut self, raw: &Raw<'_>, id: &str, place: &Range<usize>) {
        if self.ids.has(id) {
            let message = format!("the id `{id}` stands on this page already, and links lead to the first");
            self.report(Code::DuplicateAnchor, raw.source(place.clone()), message, "give it another id".to_owned());
        }
    }

    fn new_raw_id(&mut self, raw: &Raw<'_>, id: &str, place: Range<usize>, from: usize) -> usize {
        if id.is_empty() {
            return from;
        }
        self.ids.reserve(id);
        self.given.push(id.to_owned());
        self.as_it_is(&raw.html[from..place.start]);
        self.slot(Slot::IdPrefix);
        self.as_it_is(&raw.html[place.clone()]);
        place.end
    }

    /// Writes ids that name elements of the same body.
    fn id_references(&mut self, raw: &Raw<'_>, place: Range<usize>, mut from: usize) -> usize {
        let mut at = place.start;
        for id in raw.html[place].split_ascii_whitespace() {
            at = raw.html[at..].find(id).map_or(at, |n| at + n);
            self.as_it_is(&raw.html[from..at]);
            self.slot(Slot::IdPrefix);
            from = at;
            at += id.len();
        }
        from
    }

    /// Writes an attribute whose value, at `place`, holds addresses, in double quotes.
    fn addresses(
        &mut self,
        raw: &Raw<'_>,
        tag: &str,
        attribute: &Attribute<'_>,
        place: Range<usize>,
        from: usize,
    ) -> usize {
        let value = &*attribute.value;
        let urls = if attribute.name == "srcset" { srcset(value) } else { vec![trimmed(value)] };
        let is_decoded = raw.html[place.clone()] != *value;
        let quote = attribute.range.end - place.end;
        self.as_it_is(&raw.html[from..place.start - quote]);
        let mut at = 0;
        let mut between = String::from("\"");
        for url in urls {
            escape::attribute(&value[at..url.start], &mut between);
            self.as_it_is(&std::mem::take(&mut between));
            at = url.end;
            let target = value[url.clone()].to_owned();
            if self.document.options.html == RawHtml::Sanitize && !sanitize::is_safe(&target) {
                continue;
            }
            // where entities are decoded, only the whole is known
            let written = if is_decoded { place.clone() } else { place.start + url.start..place.start + url.end };
            let link = self.link(Link {
                span: self.span(raw.source(written)),
                kind: LinkKind::Raw { tag: tag.into(), attribute: (&*attribute.name).into() },
                target: LinkTarget::Url(target),
                title: None,
                alt: None,
                has_text: true,
                paragraph: 0,
            });
            self.slot(Slot::Url(link));
        }
        escape::attribute(&value[at..], &mut between);
        self.as_it_is(&between);
        self.as_it_is("\"");
        attribute.range.end
    }

    fn start_element(&mut self, name: &str, range: Range<usize>) {
        if VOID.contains(&name) {
            return self.void_element(name);
        }
        if self.open_raw.len() >= MOST_OPEN {
            // where links may go isn't known from here on
            self.quiet += 1;
            return;
        }
        let quiet = WITHOUT_LINKS.contains(&name);
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
            if self.document.options.html == RawHtml::Keep && !MAY_STAY_OPEN.contains(&&*open.name) {
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

/// `value` without the spaces around.
fn trimmed(value: &str) -> Range<usize> {
    let start = value.len() - value.trim_ascii_start().len();
    start..start + value.trim_ascii().len()
}

/// The addresses in a `srcset`: each up to a space, commas between.
fn srcset(value: &str) -> Vec<Range<usize>> {
    let mut urls = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || char == ',');
        if rest.is_empty() {
            return urls;
        }
        let start = value.len() - rest.len();
        let (word, behind) = rest.split_at(rest.find(|char: char| char.is_ascii_whitespace()).unwrap_or(rest.len()));
        let url = word.trim_end_matches(',');
        urls.push(start..start + url.len());
        // behind an address without a comma stands its size
        rest = if url == word { behind.split_once(',').map_or("", |(_, next)| next) } else { behind };
    }
}

/// Elements that never have an end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose end tag may be left out, by the HTML standard.
const MAY_STAY_OPEN: [&str; 19] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption",
    "rt", "rp", "html", "head", "body",
];

/// Elements whose text is no place for links.
const WITHOUT_LINKS: [&str; 46] = [
    "a",
    "audio",
    "blockquote",
    "button",
    "canvas",
    "caption",
    "code",
    "datalist",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "iframe",
    "kbd",
    "label",
    "legend",
    "math",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "plaintext",
    "pre",
    "q",
    "rp",
    "rt",
    "samp",
    "script",
    "select",
    "style",
    "summary",
    "svg",
    "table",
    "template",
    "textarea",
    "title",
    "var",
    "video",
    "xmp",
];

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
            let found: Vec<_> = srcset(value).into_iter().map(|range| &value[range]).collect();
            assert_eq!(found, expected, "{value}");
        }
    }
}
