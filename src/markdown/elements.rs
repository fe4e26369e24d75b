//! The elements of raw HTML that are open, by the rules of the HTML standard: which end tag ends what.
//!
//! An element ends within the Markdown it begins in: a list item, a quote, a cell, a paragraph. Only what a browser takes out
//! of a paragraph anyway, as `<details>`, goes on behind it. A `<p>` ends before the next block. Nothing is told here: `render::raw` does that, and mends the
//! output; `around` asks which blocks belong together.

use crate::html;
use foldhash::HashMap;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// An element that was begun.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// Its name, in lower case.
    pub(super) name: Box<str>,
    /// Its start tag in the source.
    pub(super) range: Range<usize>,
    /// The top-level block it begins in, for who counts them.
    pub(super) block: usize,
    /// Whether it is around the rest of the text, and goes on in the next body.
    pub(super) goes_on: bool,
}

/// What an end tag does.
#[derive(Debug)]
pub(super) enum End {
    /// It ends an element, and those in it that are still open, the innermost first.
    Of(Open, Vec<Open>),
    /// Its element had to be ended before.
    Late,
    /// Its `<p>` ended before a block, which is said.
    Ended(Open, String),
    /// It ends nothing.
    Stray,
}

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Elements {
    open: Vec<Open>,
    scopes: Vec<Scope>,
    /// How many of each name were ended before their end tag.
    early: HashMap<Box<str>, usize>,
    /// How many there was no room for.
    refused: u32,
    /// The `<p>`s that ended before a block, each with what that was.
    paragraphs: Vec<(Open, String)>,
}

/// Something of Markdown's that is open.
#[derive(Debug)]
struct Scope {
    /// How many elements were open where it began.
    base: usize,
    what: &'static str,
    /// Whether it is a paragraph that a browser ended before raw HTML in it.
    is_ended: bool,
}

/// More open elements than this aren't taken: nobody writes them, and end tags look through all.
const MOST_OPEN: usize = 200;

impl Elements {
    /// Enters what Markdown begins.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        let what = match tag {
            Tag::Paragraph => PARAGRAPH,
            Tag::Heading { .. } => "heading",
            Tag::Item => "list item",
            Tag::BlockQuote(_) => "quote",
            Tag::TableCell => "cell",
            Tag::Link { .. } => "link",
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => "emphasis",
            _ => "block",
        };
        self.scopes.push(Scope { base: self.open.len(), what, is_ended: false });
    }

    /// Leaves what was entered last: what it is, the elements that are still open in it, the innermost first, and whether it
    /// is a paragraph that ended already.
    pub(super) fn leave(&mut self) -> (&'static str, Vec<Open>, bool) {
        let Some(Scope { base, what, is_ended }) = self.scopes.pop() else { return ("text", Vec::new(), false) };
        (what, self.end_from(base), is_ended)
    }

    /// What is still open where a body ends, the innermost first; without `all`, only what doesn't go on.
    pub(super) fn finish(&mut self, all: bool) -> Vec<Open> {
        self.scopes.clear();
        let base = self.open.iter().rposition(|open| open.goes_on).map_or(0, |last| last + 1);
        self.end_from(if all { 0 } else { base })
    }

    /// How many there was no room for.
    pub(super) fn refused(&self) -> u32 {
        self.refused
    }

    /// How many are open.
    pub(super) fn open(&self) -> usize {
        self.open.len()
    }

    /// Notes that all but the `first` ones go on in the next body.
    pub(super) fn goes_on(&mut self, first: usize) {
        self.open.iter_mut().skip(first).for_each(|open| open.goes_on = true);
    }

    /// Whether the start tag `tag` is all of its element.
    pub(super) fn is_empty(&self, tag: &html::Tag<'_>) -> bool {
        is_void(&tag.name) || tag.is_whole && (is_foreign(&tag.name) || self.are_foreign())
    }

    /// Whether what comes is of a picture or formula, which have rules of their own.
    pub(super) fn are_foreign(&self) -> bool {
        self.open.iter().any(|open| is_foreign(&open.name))
    }

    /// Up to where a browser reads `html`, which comes next, as text, since it stands in an element that holds nothing else.
    pub(super) fn text_until(&self, html: &str) -> usize {
        let within = self.open.last().filter(|open| html::holds_text(&open.name));
        within.map_or(0, |open| html::end_of_text(html, &open.name))
    }

    /// Begins an element; whether there is room for it. The end tag of one for which there is none comes in vain.
    pub(super) fn start(&mut self, open: Open) -> bool {
        if self.open.len() >= MOST_OPEN {
            self.refused += 1;
            *self.early.entry(open.name).or_default() += 1;
            return false;
        }
        let leaves = self.leaves_paragraph(&open.name);
        self.open.push(open);
        match self.scopes.last_mut() {
            Some(paragraph) if leaves && paragraph.base + 1 == self.open.len() => paragraph.base += 1,
            _ => {}
        }
        true
    }

    /// Ends the element `name`.
    pub(super) fn end(&mut self, name: &str) -> End {
        // what leaves a paragraph is looked for in what that stands in
        let scope = self.scopes.len().checked_sub(if self.leaves_paragraph(name) { 2 } else { 1 });
        let base = scope.and_then(|scope| self.scopes.get(scope)).map_or(0, |scope| scope.base);
        let Some(at) = self.open[base..].iter().rposition(|open| &*open.name == name) else {
            return match self.early.get_mut(name).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    End::Late
                }
                None if name == "p" => self.paragraphs.pop().map_or(End::Stray, |(open, by)| End::Ended(open, by)),
                None => End::Stray,
            };
        };
        let inner = self.end_from(base + at + 1);
        let open = self.open.remove(base + at);
        if let Some(paragraph) = self.scopes.last_mut() {
            // what it stood in ended with it
            paragraph.is_ended |= paragraph.what == PARAGRAPH && self.open.len() < paragraph.base;
            paragraph.base = paragraph.base.min(self.open.len());
        }
        End::Of(open, inner)
    }

    /// Ends what a browser ends before the start tag of the element `name`: the paragraph of Markdown it stands in, or a `<p>`
    /// and the elements in it, which are returned, the innermost first.
    pub(super) fn before(&mut self, name: &str) -> Option<Vec<Open>> {
        if !ends_paragraph(name) || self.are_foreign() {
            return None;
        }
        let raw = self.end_paragraph(|| format!("`<{name}>`"));
        let is_inline = |scope: &Scope| matches!(scope.what, "link" | "emphasis");
        if raw.is_none()
            && let Some(scope) = self.scopes.iter_mut().rev().find(|scope| !is_inline(scope))
        {
            let is_kept = self.open[scope.base..].iter().any(|open| KEEPS_PARAGRAPH.contains(&&*open.name));
            scope.is_ended |= scope.what == PARAGRAPH && !is_kept;
        }
        raw
    }

    /// Ends the `<p>` that is open, as a browser does before a block, `by`: it, and the elements in it, the innermost first.
    pub(super) fn end_paragraph(&mut self, by: impl FnOnce() -> String) -> Option<Vec<Open>> {
        let holds = |open: &Open| &*open.name == "p" || KEEPS_PARAGRAPH.contains(&&*open.name);
        let at = self.open.iter().rposition(holds).filter(|at| &*self.open[*at].name == "p")?;
        let inner = self.end_from(at + 1);
        let paragraph = self.open.pop()?;
        self.scopes.iter_mut().for_each(|scope| scope.base = scope.base.min(self.open.len()));
        self.paragraphs.push((paragraph.clone(), by()));
        Some(inner.into_iter().chain([paragraph]).collect())
    }

    /// Whether a browser takes the element `name` out of the paragraph that Markdown has open.
    fn leaves_paragraph(&self, name: &str) -> bool {
        self.scopes.last().is_some_and(|scope| scope.what == PARAGRAPH) && ends_paragraph(name)
    }

    fn end_from(&mut self, base: usize) -> Vec<Open> {
        let ended: Vec<Open> = self.open.drain(base.min(self.open.len())..).rev().collect();
        for open in ended.iter().filter(|open| !may_stay_open(&open.name)) {
            *self.early.entry(open.name.clone()).or_default() += 1;
        }
        ended
    }
}

const PARAGRAPH: &str = "paragraph";

/// The block that `event` begins, if a browser ends a paragraph before it.
pub(super) fn block(event: &Event<'_>) -> Option<&'static str> {
    Some(match event {
        Event::Start(Tag::Paragraph) => PARAGRAPH,
        Event::Start(Tag::Heading { .. }) => "heading",
        Event::Start(Tag::List(_)) => "list",
        Event::Start(Tag::BlockQuote(_)) => "quote",
        Event::Start(Tag::CodeBlock(_)) => "code block",
        Event::Start(Tag::Table(_)) => "table",
        Event::Rule => "thematic break",
        _ => return None,
    })
}

fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// Whether the element `name` never has an end tag.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the end tag of the element `name` may be left out, by the HTML standard.
pub(super) fn may_stay_open(name: &str) -> bool {
    MAY_STAY_OPEN.contains(&name)
}

/// Whether the start tag of the element `name` ends a paragraph that is open.
pub(super) fn ends_paragraph(name: &str) -> bool {
    ENDS_PARAGRAPH.contains(&name)
}

/// Whether the text of the element `name` is no place for links.
pub(super) fn is_without_links(name: &str) -> bool {
    WITHOUT_LINKS.contains(&name)
}

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

const MAY_STAY_OPEN: [&str; 19] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption",
    "rt", "rp", "html", "head", "body",
];

#[rustfmt::skip]
const ENDS_PARAGRAPH: [&str; 37] = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "listing", "main",
    "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul", "xmp",
];

/// What is between a `<p>` and a block that doesn't end it: the borders of a "button scope" in the HTML standard, but tables,
/// which end a `<p>` themselves.
const KEEPS_PARAGRAPH: [&str; 5] = ["applet", "button", "marquee", "object", "template"];

#[rustfmt::skip]
const WITHOUT_LINKS: [&str; 46] = [
    "a", "audio", "blockquote", "button", "canvas", "caption", "code", "datalist", "dt", "h1", "h2", "h3", "h4", "h5",
    "h6", "iframe", "kbd", "label", "legend", "math", "nav", "noembed", "noframes", "noscript", "object", "optgroup",
    "option", "output", "plaintext", "pre", "q", "rp", "rt", "samp", "script", "select", "style", "summary", "svg",
    "table", "template", "textarea", "title", "var", "video", "xmp",
];
