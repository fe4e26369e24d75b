//! What is reported of raw HTML: tags without their other half, and what swallows the rest of a text.

use super::Writer;
use crate::{
    diag::{Code, Diagnostic},
    html,
    markdown::{
        RawHtml,
        elements::{self, Open},
        foreign,
        raw::Raw,
    },
    place::Place,
};
use std::ops::Range;

/// End tags that end nothing, side by side.
pub(super) struct Strays {
    range: Range<usize>,
    names: Vec<String>,
}

/// `tags` as words: "`<a>`, `<b>` and `<c>`".
fn listed(tags: impl Iterator<Item = String>) -> String {
    let tags: Vec<String> = tags.collect();
    match tags.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => tags.concat(),
    }
}

impl Writer<'_, '_, '_> {
    /// Reports a comment that isn't closed, or what a browser takes for one; what closes it.
    pub(super) fn report_comment(&mut self, raw: &Raw<'_>, range: Range<usize>) -> &'static str {
        let written = &raw.html[range.clone()];
        if written.starts_with("<!--") {
            if written.ends_with("-->") || written.ends_with("--!>") {
                return "";
            }
            let place = raw.source(range.start..range.start + "<!--".len());
            let help = "end it with `-->`, before a blank line if a tag stands before it";
            self.report(
                Code::UnclosedHtml,
                place,
                "this comment is not closed, and hides what follows".into(),
                help.into(),
            );
            return "-->";
        }
        let end = |char: char| char.is_whitespace() || char == '>';
        let name = &written[..written.find(end).unwrap_or(written.len())];
        let name = &name[..name.char_indices().nth(9).map_or(name.len(), |(at, _)| at)];
        let closing = match name {
            "<![CDATA[" => "]]>",
            name if name.starts_with("<?") => "?>",
            _ => ">",
        };
        let place = raw.source(range.start..range.start + name.len());
        if self.elements.are_foreign() {
            // pictures and formulas have such things by right
        } else if raw.html[range.start..].contains(closing) && written.ends_with('>') {
            let help = format!("take it away; or put it into code, or write `\\{name}`, to show it");
            self.report(Code::StrayHtml, place, format!("browsers show nothing of `{name}`, up to the next `>`"), help);
        } else {
            let help = format!("end it with `{closing}`; or put it into code, or write `\\{name}`, to show it");
            self.report(Code::UnclosedHtml, place, format!("`{name}` is not closed, and hides what follows"), help);
        }
        if written.ends_with('>') { "" } else { ">" }
    }

    /// Reports a tag that isn't whole and is left out.
    pub(super) fn report_unfinished(&mut self, raw: &Raw<'_>, range: Range<usize>) {
        let written = &raw.html[range.clone()];
        let line = written.trim_end().find('\n').unwrap_or(written.trim_end().len());
        let place = raw.source(range.start..range.start + line);
        let help = "end it with `>`, with a quote before that if a value is open; or write `\\<` for text";
        self.report(Code::UnclosedHtml, place, "this tag has no end, and is left out".into(), help.into());
    }

    /// Reports a start tag that is left out.
    pub(super) fn report_refused(&mut self, name: &str, range: Range<usize>) {
        let (message, help) = match name {
            "plaintext" => ("nothing ends `<plaintext>`: it is left out", "put the text into a code block"),
            _ => ("too many elements are open here: this one and more are left out", "close those before it"),
        };
        self.report_html(Code::UnclosedHtml, range, message.to_owned(), help.to_owned());
    }

    /// Reports a start tag with a slash that doesn't close it. That of a component is told as one.
    pub(super) fn report_slash(&mut self, raw: &Raw<'_>, name: &str, range: Range<usize>) {
        if foreign::component(&self.document.source, raw.source(range.clone()), "<", name).is_some() {
            return;
        }
        let message = format!("the slash doesn't close `<{name}>`: HTML knows that only of elements like `<br/>`");
        self.report_html(Code::StrayHtml, raw.source(range), message, format!("write `<{name}></{name}>`"));
    }

    /// Tells the end tag of an element that has none.
    pub(super) fn report_void_end(&mut self, raw: &Raw<'_>, name: &str, range: Range<usize>) {
        let message = format!("`<{name}>` has no end tag");
        let help = if name == "br" { "write `<br>`".to_owned() } else { format!("take `</{name}>` away") };
        self.report_html(Code::StrayHtml, raw.source(range), message, help);
    }

    /// Notes an end tag that ends nothing, unless its start tag in another body is told.
    pub(super) fn report_stray(&mut self, raw: &Raw<'_>, name: &str, range: Range<usize>) {
        let place = raw.source(range);
        if self.document.around.ends(place.start) {
            return;
        }
        match self.strays.last_mut().filter(|last| self.document.source.are_neighbours(&last.range, &place)) {
            Some(last) => {
                last.range.end = place.end;
                last.names.push(name.to_owned());
            }
            None => self.strays.push(Strays { range: place, names: vec![name.to_owned()] }),
        }
    }

    /// Reports the end tags that end nothing.
    pub(super) fn report_strays(&mut self) {
        for Strays { range, names } in std::mem::take(&mut self.strays) {
            let (ends, it) = if names.len() == 1 {
                ("ends nothing here, and is", "it")
            } else {
                ("end nothing here, and are", "them")
            };
            let message = format!("{} {ends} left out", listed(names.iter().map(|name| format!("`</{name}>`"))));
            let starts: String = names.iter().rev().map(|name| format!("<{name}>")).collect();
            let help = format!("write `{starts}` before {it} in the same block, or take {it} away; `\\<` is text");
            self.report_html(Code::StrayHtml, range, message, help);
        }
    }

    /// Reports the end tag of a `<p>` that ended before the block `by`.
    pub(super) fn report_ended(&mut self, raw: &Raw<'_>, open: &Open, by: &str, range: Range<usize>) {
        let message = format!("`</p>` ends nothing: its `<p>` ended before {by}, since no paragraph holds a block");
        let start = Place::new(&self.document.source.file, self.span(open.range.clone()));
        let help = "write `<div>` and `</div>` in place of both, or take `</p>` away";
        if self.document.options.html == RawHtml::Keep {
            let span = self.span(raw.source(range));
            let told = Diagnostic::at(Code::StrayHtml, &self.document.source.file, span, message);
            self.diags.push(told.related(start, "this one").help(help));
        }
    }

    /// Reports elements that had to be closed before `before`, the innermost first.
    pub(super) fn report_early(&mut self, open: Vec<Open>, before: &str) {
        self.report_left_open(open, &format!("not closed before {before}"), ["there"; 2]);
    }

    /// Reports elements that are still open at the end of the body, the innermost first.
    pub(super) fn report_open(&mut self, open: Vec<Open>) {
        let (across, never): (Vec<Open>, _) =
            open.into_iter().partition(|open| self.document.around.starts(open.range.start));
        for open in across {
            let name = self.written_name(&open);
            let message = format!("`<{name}>` is not closed before the end of the text it stands in");
            let help = format!("close it with `</{name}>` before the section or answer ends, or write `\\<` for text");
            self.report_html(Code::UnclosedHtml, open.range.clone(), message, help);
        }
        self.report_left_open(never, "never closed", ["with its text", "with their text"]);
    }

    /// Reports elements that are still open, the innermost first: neighbours in one message.
    fn report_left_open(&mut self, mut open: Vec<Open>, what: &str, ends: [&str; 2]) {
        let source = &self.document.source;
        // `{{<tip>}}` is told as a whole
        let is_shortcode = |open: &Open| source.read[..open.range.start].ends_with("{{");
        open.retain(|open| !elements::may_stay_open(&open.name) && !is_shortcode(open));
        open.reverse();
        // in these, all that follows is read as their text
        let code = |open: &Open| if html::holds_text(&open.name) { Code::UnclosedHtml } else { Code::StrayHtml };
        for group in open.chunk_by(|a, b| source.are_neighbours(&a.range, &b.range) && code(a) == code(b)) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let names: Vec<String> = group.iter().map(|open| self.written_name(open)).collect();
            let (are, end, ends) = if names.len() == 1 { ("is", "ends", ends[0]) } else { ("are", "end", ends[1]) };
            let tags = listed(names.iter().map(|name| format!("`<{name}>`")));
            let message = format!("{tags} {are} {what}, and {end} {ends}");
            let end_tags: String = names.iter().rev().map(|name| format!("</{name}>")).collect();
            let help = format!("write `{end_tags}` before that, or `\\<` for text");
            self.report_html(code(first), first.range.start..last.range.end, message, help);
        }
    }

    fn written_name(&self, open: &Open) -> String {
        let written = self.document.source.read[open.range.clone()].trim_start_matches('<');
        written.get(..open.name.len()).unwrap_or(&open.name).to_owned()
    }

    /// Reports a mistake of tags, which the sanitiser mends without a word.
    fn report_html(&mut self, code: Code, range: Range<usize>, message: String, help: String) {
        if self.document.options.html == RawHtml::Keep {
            self.report(code, range, message, help);
        }
    }
}
