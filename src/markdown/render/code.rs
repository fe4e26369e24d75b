//! Code: highlighted, with the lines and the name that its fence gives; formulas between fences.

use super::Writer;
use crate::{
    diag::{Code, Diagnostic},
    markdown::{
        characters::without_colours,
        directive, escape, events,
        fence::{self, Fence, InfoFault},
        highlight::{self, LanguageSupport, Line},
    },
};
use pulldown_cmark::{CodeBlockKind, Event};
use std::ops::Range;

impl Writer<'_, '_, '_> {
    /// Writes the code block, formula or directive that begins with step `at`; the step after it.
    pub(super) fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let end = self.end_of(at);
        let info = match kind {
            CodeBlockKind::Fenced(info) => &**info,
            CodeBlockKind::Indented => "",
        };
        self.counter.space();
        self.prose.block();
        self.fresh_line();
        if !self.document.options.extensions {
            self.plain_code(at, info);
        } else if let Some(name) = directive::name(info) {
            self.directive(at, name, info);
        } else if info.split_whitespace().next() == Some("math") {
            let tex = self.code_content(at);
            let range = self.document.steps.get(at + 1).map_or(0..0, |first| first.range.start..first.range.start);
            let last = self.document.steps[end.saturating_sub(1).max(at)].range.end;
            self.out.push_str("<p>");
            self.math(&tex, true, range.start.min(last)..last);
            self.out.push_str("</p>\n");
        } else {
            let is_meant_as_directive = self.report_near_directive(at, info);
            self.code_with_marks(at, info, !is_meant_as_directive);
        }
        end + 1
    }

    /// Reports an info string that was likely meant as a directive's, which would be shown as code; whether it is one.
    fn report_near_directive(&mut self, at: usize, info: &str) -> bool {
        let Some(help) = directive::mend(info) else { return false };
        let written =
            self.document.source.span_of(info).unwrap_or_else(|| self.span(self.document.steps[at].range.clone()));
        let message = format!("`{info}` is no directive: that is a name in braces, and nothing else");
        let file = &self.document.source.file;
        self.diags.push(Diagnostic::at(Code::UnknownDirective, file, written, message).help(help));
        true
    }

    fn code_content(&self, at: usize) -> String {
        let text = |step: &events::Step<'_>| match &step.event {
            Event::Text(text) => Some(text.to_string()),
            _ => None,
        };
        let code: String = self.document.steps[at + 1..].iter().map_while(text).collect();
        without_colours(&code).into_owned()
    }

    /// A code block as the specification's examples have it.
    fn plain_code(&mut self, at: usize, info: &str) {
        match info.split_whitespace().next() {
            Some(language) => {
                self.out.push_str("<pre><code class=\"language-");
                escape::attribute(language, &mut self.out);
                self.out.push_str("\">");
            }
            None => self.out.push_str("<pre><code>"),
        }
        escape::text(&self.code_content(at), &mut self.out);
        self.out.push_str("</code></pre>\n");
    }

    fn code_with_marks(&mut self, at: usize, info: &str, tell: bool) {
        let code = self.code_content(at);
        let fence = fence::read(info, code.lines().count());
        let mut html = String::with_capacity(code.len() * 2);
        if let Some(name) = fence.name {
            html.push_str("<figure class=\"code-file\"><figcaption>");
            escape::text(name, &mut html);
            html.push_str("</figcaption>\n");
        }
        html.push_str("<pre class=\"code\"");
        if !fence.language.is_empty() {
            html.push_str(" data-language=\"");
            escape::attribute(fence.language, &mut html);
            html.push('"');
        }
        html.push_str(" tabindex=\"0\"><code>");
        self.highlighted(at, info, &fence, &code, &mut html);
        html.push_str(if fence.name.is_some() { "</code></pre></figure>" } else { "</code></pre>" });
        self.trusted(&html);
        self.out.push('\n');
        for InfoFault { range, message, help } in fence.faults.into_iter().filter(|_| tell) {
            let range = self.within_info(at, info, range);
            self.report(Code::FenceInfo, range, message, help);
        }
    }

    /// Writes `code` with its tokens in spans, and its lines in elements where they stand out.
    fn highlighted(&mut self, at: usize, info: &str, fence: &Fence<'_>, code: &str, html: &mut String) {
        let options = self.document.options;
        let is_diff = options.highlight && highlight::is_diff(fence.language);
        let mut lines = vec![None; if is_diff || !fence.lines.is_empty() { code.lines().count() } else { 0 }];
        let mut tokens = String::new();
        let out = if lines.is_empty() { &mut *html } else { &mut tokens };
        let known = match fence.language {
            "" => LanguageSupport::Plain,
            language if !options.highlight || options.languages.contains(language) => LanguageSupport::Plain,
            language => highlight::find(language),
        };
        match known {
            LanguageSupport::Grammar(_) if is_diff => highlight::write_diff(code, &mut lines, out),
            LanguageSupport::Grammar(grammar) => highlight::write(grammar, code, out),
            LanguageSupport::Plain | LanguageSupport::Unknown => escape::text(code, out),
        }
        for line in fence.lines.iter().flat_map(Clone::clone) {
            lines[line - 1] = Some(Line::Marked);
        }
        if !lines.is_empty() {
            highlight::wrap_lines(&tokens, &lines, html);
        }
        if known == LanguageSupport::Unknown {
            self.unknown_language(at, info, fence.language);
        }
    }

    fn unknown_language(&mut self, at: usize, info: &str, language: &str) {
        let start = info.find(language).unwrap_or(0);
        let range = self.within_info(at, info, start..start + language.len());
        let help = match highlight::nearest(language) {
            Some(nearest) => format!("did you mean `{nearest}`? Otherwise list it in `[markdown] languages`"),
            None => "list it in `[markdown] languages`, or write `text` for none".to_owned(),
        };
        let message = format!("code in the language `{language}` can't be highlighted");
        self.report(Code::UnknownLanguage, range, message, help);
    }

    /// Where the bytes `range` of `info`, the info string of the block `at`, stand; the block where that isn't known.
    fn within_info(&self, at: usize, info: &str, range: Range<usize>) -> Range<usize> {
        let block = self.document.steps[at].range.clone();
        match events::offset(self.document.source.read, info) {
            Some(start) => start + range.start..(start + range.end).min(block.end.max(start)),
            None => block,
        }
    }
}
