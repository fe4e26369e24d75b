//! What Markdown becomes: tables of a text and its HTML, with every slot filled so that one sees it.

mod arbitrary;
mod autolinks;
mod blocks;
mod code;
mod commonmark;
mod documents;
mod foreign;
mod grammars;
mod notes;
mod prose;
mod raw_html;
mod sanitized;

use super::{Body, Document, Fill, Ids, LinkKind, LinkTarget, Options, Word, block, escape, inline};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
};
use std::sync::LazyLock;

/// Fills slots with what a plain page would hold; ids are prefixed by `p-`, and words stand in brackets.
struct PlainFill<'b> {
    body: &'b Body,
    prefix: &'static str,
}

impl PlainFill<'_> {
    fn url(&self, link: usize) -> String {
        let mut url = String::new();
        match &self.body.links[link].target {
            LinkTarget::Url(target) => address(target, &mut url),
            LinkTarget::Wiki(target) => {
                url = format!("wiki:{}", target.written());
                url.extend(target.heading.iter().map(|heading| format!("#{heading}")));
            }
        }
        url
    }

    fn title(&self, link: usize, out: &mut String) {
        if let Some(title) = &self.body.links[link].title {
            out.push_str(" title=\"");
            escape::attribute(title, out);
            out.push('"');
        }
    }
}

/// An address as CommonMark's examples write it.
fn address(target: &str, out: &mut String) {
    for byte in target.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            _ if byte.is_ascii_alphanumeric() || b"-_.!~*'();/?:@=+$,#%".contains(&byte) => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

impl Fill for PlainFill<'_> {
    fn id_prefix(&self) -> &str {
        self.prefix
    }

    fn before_fragment(&self, out: &mut String) {
        out.push('#');
        out.push_str(self.prefix);
    }

    fn open(&self, link: usize, out: &mut String) {
        out.push_str(&format!("<a href=\"{}\"", self.url(link)));
        self.title(link, out);
        out.push('>');
    }

    fn close(&self, _: usize, out: &mut String) {
        out.push_str("</a>");
    }

    fn text(&self, link: usize, out: &mut String) {
        let LinkTarget::Wiki(target) = &self.body.links[link].target else { panic!("only wikilinks have no text") };
        out.push_str(&format!("({})", escape::escaped(&target.name)));
    }

    fn image(&self, link: usize, out: &mut String) {
        out.push_str(&format!("<img src=\"{}\" alt=\"", self.url(link)));
        escape::attribute(self.body.links[link].alt.as_deref().unwrap_or_default(), out);
        out.push('"');
        self.title(link, out);
        out.push_str(" />");
    }

    fn url(&self, link: usize, out: &mut String) {
        assert!(matches!(self.body.links[link].kind, LinkKind::Raw { .. }));
        let LinkTarget::Url(target) = &self.body.links[link].target else { panic!("raw HTML has no wikilinks") };
        out.push('@');
        escape::attribute(target, out);
    }

    fn directive(&self, directive: usize, out: &mut String) {
        out.push_str(&format!("<{}>", self.body.directives[directive].name));
    }

    fn word(&self, word: Word, out: &mut String) {
        out.push_str(&format!("[{word:?}]"));
    }
}

/// The body with its slots filled.
fn show(body: &Body) -> String {
    let mut out = String::new();
    body.fill(&PlainFill { body, prefix: "" }, &mut out);
    out
}

fn file() -> SourcePath {
    SourcePath::new("content/a.md")
}

/// Options without highlighting, which has tests of its own.
fn options() -> Options {
    Options { highlight: false, ..Options::default() }
}

/// The body of a whole text and what was reported.
fn body_with(markdown: &str, options: &Options) -> (Body, Diagnostics) {
    let mut diags = Diagnostics::new();
    let body = block(&Text::verbatim(markdown, 0), &file(), options, &mut Ids::new(), &mut diags);
    (body, diags)
}

fn body(markdown: &str) -> Body {
    body_with(markdown, &options()).0
}

/// Asserts what each text becomes.
fn check_with(options: &Options, cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(show(&body_with(markdown, options).0), *expected, "{markdown}");
    }
}

fn check(cases: &[(&str, &str)]) {
    check_with(&options(), cases);
}

/// Each diagnostic as its code, what it points at, its message and its help.
fn reported(markdown: &str, options: &Options) -> Vec<(&'static str, String, String, String)> {
    let (_, mut diags) = body_with(markdown, options);
    diags.finish(&Default::default());
    let at = |span: Span| markdown[span.range()].to_owned();
    diags
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.clone().map_or(String::new(), |place| at(place.span));
            (diagnostic.code.name(), place, diagnostic.message.clone(), diagnostic.help.clone().unwrap_or_default())
        })
        .collect()
}

/// The body of inline Markdown.
fn inline_body(markdown: &str) -> Body {
    inline(&Text::verbatim(markdown, 0), &file(), &options(), &mut Diagnostics::new())
}

/// A document to take apart.
fn document(text: &Text) -> Document<'_> {
    static OPTIONS: LazyLock<Options> = LazyLock::new(options);
    Document::parse(text, &file(), &OPTIONS, &mut Diagnostics::new())
}
