//! Raw HTML: written as it is, but for its addresses and ids, which become slots.
//!
//! It is the author's right, so nothing is refused here (`sanitize` does that where `site.toml` asks for it). Its
//! links are links like any other, its ids take the prefix, and what a Content-Security-Policy may block is noted. A body
//! begins nothing that it doesn't end, and ends nothing else, or it would swallow what the page puts behind: what is open
//! is closed, and an end tag without its start tag left out, both told (`faults` has the words).

use super::Writer;
use crate::{
    diag::Code,
    html::{self, Attribute, Tag, Token, TokenKind},
    markdown::{
        RawHtml,
        body::{Link, LinkKind, LinkTarget, RawUse, Slot},
        elements::{self, End, Open},
        escape, policy,
        raw::Raw,
    },
    scheme::is_safe,
    text::nfc,
};
use std::ops::Range;

impl Writer<'_, '_, '_> {
    /// Writes the HTML block that begins with step `at`; the step after it.
    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let document = self.document;
        let end = self.end_of(at);
        self.counter.space();
        self.prose.block();
        self.fresh_line();
        self.raw(&Raw::block(&document.steps[at + 1..end]));
        self.counter.space();
        self.prose.block();
        end + 1
    }

    /// Writes inline HTML, one tag or comment.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        self.raw(&Raw::inline(self.document.source.read, html, range));
    }

    /// Begins the elements whose tags are the block `wrapper`, be it again.
    pub(super) fn wrap(&mut self, wrapper: &Range<usize>) {
        self.is_again = !self.document.begun.borrow_mut().insert(wrapper.start);
        let (uses, told) = (self.raw_uses.len(), std::mem::take(self.diags));
        let before = self.elements.open();
        self.html_block(wrapper.start);
        self.elements.goes_on(before);
        let new = std::mem::replace(self.diags, told);
        if std::mem::take(&mut self.is_again) {
            self.raw_uses.truncate(uses);
        } else {
            self.diags.extend(new);
        }
        self.fresh_line();
    }

    fn raw(&mut self, raw: &Raw<'_>) {
        if !self.document.options.extensions {
            return self.out.push_str(&raw.html);
        }
        let mut in_text = false;
        let from = self.elements.text_until(&raw.html);
        if from > 0 {
            self.words(&raw.html[..from]);
        }
        for Token { range, kind } in html::tokens_from(&raw.html, from) {
            let written = &raw.html[range.clone()];
            match kind {
                TokenKind::Text(_) if in_text => {}
                TokenKind::Start(tag) => {
                    in_text = tag.holds_text();
                    self.tag(raw, &tag, range);
                    continue;
                }
                TokenKind::End(name) => {
                    in_text = false;
                    if !self.end_element(raw, &name, range) {
                        continue;
                    }
                }
                TokenKind::Text(text) => {
                    self.counter.count(&text);
                    self.prose.other(&text);
                }
                TokenKind::Comment => {
                    self.as_it_is(written);
                    let end = self.report_comment(raw, range);
                    self.out.push_str(end);
                    continue;
                }
                // a browser would look for its end in what comes after
                TokenKind::Unfinished => {
                    self.report_unfinished(raw, range);
                    continue;
                }
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
        if let Some(ended) = self.elements.before(&tag.name) {
            self.close_early(ended, &format!("`<{}>`", tag.name));
        }
        let is_empty = self.elements.is_empty(tag);
        if is_empty {
            self.void_element(&tag.name);
        } else if !self.start_element(&tag.name, raw.source(range.clone())) {
            return;
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
        if tag.is_whole && !is_empty {
            self.close_whole(raw, &tag.name, range);
        }
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
            "id" if self.is_again => {
                self.as_it_is(&raw.html[from..attribute.range.start]);
                attribute.range.end
            }
            "id" => {
                self.report_taken(raw, &attribute.value, &place);
                self.new_raw_id(raw, &attribute.value, place, from)
            }
            "name" if tag == "a" => self.new_raw_id(raw, &attribute.value, place, from),
            "for" | "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                self.id_references(raw, place, from)
            }
            "srcset" => self.addresses(raw, tag, attribute, place, from),
            "cite" if !is_address(&attribute.value) => from,
            "href" | "src" | "poster" | "cite" | "action" | "formaction" | "xlink:href" => {
                self.addresses(raw, tag, attribute, place, from)
            }
            "data" if tag == "object" => self.addresses(raw, tag, attribute, place, from),
            _ => from,
        }
    }

    /// Reports an id that something above has. (An `id` and a `name` of one element may be alike.)
    fn report_taken(&mut self, raw: &Raw<'_>, id: &str, place: &Range<usize>) {
        if self.ids.has(&nfc(id)) {
            let message = format!("the id `{id}` stands on this page already, and links lead to the first");
            self.report(Code::DuplicateAnchor, raw.source(place.clone()), message, "give it another id".to_owned());
        }
    }

    fn new_raw_id(&mut self, raw: &Raw<'_>, id: &str, place: Range<usize>, from: usize) -> usize {
        if id.is_empty() {
            return from;
        }
        // in the form in which links look for it
        let id = nfc(id);
        self.ids.reserve(&id);
        self.given.push(id.into_owned());
        self.as_it_is(&raw.html[from..place.start]);
        self.slot(Slot::IdPrefix);
        self.as_it_is(&nfc(&raw.html[place.clone()]));
        place.end
    }

    /// Writes ids that name elements of the same body.
    fn id_references(&mut self, raw: &Raw<'_>, place: Range<usize>, mut from: usize) -> usize {
        let mut at = place.start;
        for id in raw.html[place].split_ascii_whitespace() {
            at = raw.html[at..].find(id).map_or(at, |n| at + n);
            self.as_it_is(&raw.html[from..at]);
            self.slot(Slot::IdPrefix);
            self.as_it_is(&nfc(id));
            at += id.len();
            from = at;
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
            if self.document.options.html == RawHtml::Sanitize && !is_safe(&target) {
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

    /// Begins an element; whether there is room for it.
    fn start_element(&mut self, name: &str, range: Range<usize>) -> bool {
        let open = Open { name: name.into(), range: range.clone(), block: 0, goes_on: false };
        let has_room = name != "plaintext" && self.elements.start(open);
        match has_room {
            true => self.quiet += u32::from(elements::is_without_links(name)),
            false => {
                // where links may go isn't known from here on
                self.quiet += 1;
                if self.elements.refused() < 2 {
                    self.report_refused(name, range);
                }
            }
        }
        has_room
    }

    /// Few of them break a line, but only one stands within words.
    fn void_element(&mut self, name: &str) {
        if name != "wbr" {
            self.prose.gap();
        }
    }

    /// Closes an element whose start tag has a slash, which doesn't close it.
    fn close_whole(&mut self, raw: &Raw<'_>, name: &str, range: Range<usize>) {
        self.report_slash(raw, name, range);
        if let End::Of(open, _) = self.elements.end(name) {
            self.unquiet(&open);
        }
        self.out.push_str(&format!("</{name}>"));
    }

    /// Ends the element `name`; whether its end tag, the bytes `range`, is written.
    fn end_element(&mut self, raw: &Raw<'_>, name: &str, range: Range<usize>) -> bool {
        if elements::is_void(name) && !self.elements.are_foreign() {
            self.report_void_end(raw, name, range);
            // it breaks the line as `<br>` does
            return name == "br";
        }
        match self.elements.end(name) {
            End::Of(open, inner) => {
                self.close_early(inner, &format!("`</{name}>`"));
                self.unquiet(&open);
                true
            }
            End::Late => false,
            End::Ended(open, by) => {
                self.report_ended(raw, &open, &by, range);
                false
            }
            End::Stray => {
                self.report_stray(raw, name, range);
                false
            }
        }
    }

    fn unquiet(&mut self, open: &Open) {
        self.quiet = self.quiet.saturating_sub(u32::from(elements::is_without_links(&open.name)));
    }

    /// Closes the elements that are still open where something of Markdown's ends; whether that is a paragraph that ended
    /// already.
    pub(super) fn leave(&mut self) -> bool {
        let (what, open, is_ended) = self.elements.leave();
        self.close_early(open, &format!("the end of the {what}"));
        is_ended
    }

    /// Closes the `<p>` that is open before `block`, as a browser does.
    pub(super) fn before_block(&mut self, block: &str) {
        if let Some(ended) = self.elements.end_paragraph(|| format!("the {block}")) {
            self.close_early(ended, &format!("the {block}"));
        }
    }

    /// Closes elements, the innermost first.
    fn close_early(&mut self, open: Vec<Open>, before: &str) {
        open.iter().for_each(|open| self.close(open));
        self.report_early(open, before);
    }

    /// Closes what is still open where a body ends; without `all`, only what doesn't go on in the next.
    pub(super) fn close_raw(&mut self, all: bool) {
        let mut open = self.elements.finish(all);
        open.iter().for_each(|open| self.close(open));
        open.retain(|open| !open.goes_on);
        self.report_open(open);
    }

    /// Writes the end tag of an element. Where it may be left out a browser knows, but not the sanitiser: it would put it
    /// behind what comes last.
    fn close(&mut self, open: &Open) {
        self.unquiet(open);
        let is_needed = match self.guard {
            Some(_) => !matches!(&*open.name, "p" | "html" | "head" | "body"),
            None => !elements::may_stay_open(&open.name),
        };
        if is_needed {
            self.out.push_str(&format!("</{}>", open.name));
        }
    }
}

/// Whether a `cite` is the address that it should be, and not a name.
fn is_address(cite: &str) -> bool {
    let cite = cite.trim_ascii();
    let path = cite.split(['#', '?']).next().unwrap_or(cite);
    !cite.contains(' ') && (cite.contains("://") || cite.starts_with(['/', '.', '#']) || path.ends_with(".md"))
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

#[cfg(test)]
mod tests {
    use super::{is_address, srcset};

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

    #[test]
    fn a_cite_is_an_address_only_if_it_looks_like_one() {
        for cite in ["https://x.example/a", "/articles/a/", "../b.md", "b.md#c", "#c", " ./a "] {
            assert!(is_address(cite), "{cite}");
        }
        for cite in ["Steve", "J. Doe", "RFC 9110", "", "Steve/Ann", "a.b"] {
            assert!(!is_address(cite), "{cite}");
        }
    }
}
