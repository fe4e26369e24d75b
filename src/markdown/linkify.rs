//! Bare addresses of pages as links: `https://…`, `http://…` and `www.…` in a text, by a narrow form of GitHub's rule
//! (<https://github.github.com/gfm/#autolinks-extension->).
//!
//! 1. Texts that follow one another are read as one, since the parser cuts them wherever emphasis might begin. What it had to
//!    decode or to unescape ends such a run.
//! 2. An address begins where no word goes on. It ends before white space, brackets, quotes and letters of a script without
//!    spaces, and before the punctuation that closes a sentence or a bracket around it.
//! 3. In its place come the events of `<https://…>`.
//!
//! Left out: addresses of mail and other schemes, and hosts without a dot.

use super::{
    events::{self, Step},
    marks::Mark,
};
use crate::text::{is_hangul, is_of_word, is_unspaced};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// `steps` of `source` with its addresses as links, but for what stands in links, code and `marks`.
pub(super) fn linkify<'t>(source: &'t str, steps: Vec<Step<'t>>, marks: &[Mark]) -> Vec<Step<'t>> {
    if !["http://", "https://", "www."].iter().any(|begin| source.contains(begin)) {
        return steps;
    }
    let steps = events::merged(source, steps);
    let mut linked = Vec::with_capacity(steps.len());
    let mut closed = Closed::default();
    for step in steps {
        closed.see(&step.event);
        let is_text = !closed.is_open() && events::is_written(source, &step);
        let urls = if is_text { urls(source, &step.range, marks) } else { Vec::new() };
        match urls.is_empty() {
            true => linked.push(step),
            false => push(source, step.range, urls, &mut linked),
        }
    }
    linked
}

/// What is open whose text is left alone.
#[derive(Default)]
struct Closed {
    /// Links, images and blocks of code.
    depth: usize,
    /// Whether an `<a>` of raw HTML is.
    raw: bool,
}

impl Closed {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => self.depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => self.depth = self.depth.saturating_sub(1),
            Event::End(TagEnd::Paragraph) => self.raw = false,
            Event::InlineHtml(html) => {
                let tag = html.trim_end_matches(['>', ' ']).to_ascii_lowercase();
                let is_start = tag.strip_prefix("<a").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
                self.raw = (self.raw || is_start) && tag != "</a";
            }
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        self.depth > 0 || self.raw
    }
}

/// The steps of the text `range` of `source`, in which `urls` are links.
fn push<'t>(source: &'t str, range: Range<usize>, urls: Vec<Range<usize>>, steps: &mut Vec<Step<'t>>) {
    let text = |range: Range<usize>| Step { event: Event::Text(source[range.clone()].into()), range };
    let mut from = range.start;
    for url in urls {
        steps.extend((from < url.start).then(|| text(from..url.start)));
        let written = &source[url.clone()];
        let dest_url = if written.starts_with("www.") { format!("http://{written}").into() } else { written.into() };
        let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
        let link = Tag::Link { link_type: LinkType::Autolink, dest_url, title, id };
        steps.push(Step { event: Event::Start(link), range: url.clone() });
        steps.push(text(url.clone()));
        steps.push(Step { event: Event::End(TagEnd::Link), range: url.clone() });
        from = url.end;
    }
    steps.extend((from < range.end).then(|| text(from..range.end)));
}

/// The addresses in the text `range` of `source`, in order.
fn urls(source: &str, range: &Range<usize>, marks: &[Mark]) -> Vec<Range<usize>> {
    let text = &source[range.clone()];
    let mut urls: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['h', 'w']) {
        at += found;
        let before = source[..range.start + at].chars().next_back();
        let length = if begins(before) { length(&text[at..]) } else { None };
        let url = range.start + at..range.start + at + length.unwrap_or(1);
        let first = marks.partition_point(|mark| mark.range.end <= url.start);
        let is_free = marks.get(first).is_none_or(|mark| mark.range.start >= url.end);
        at += length.unwrap_or(1);
        urls.extend((length.is_some() && is_free).then_some(url));
    }
    urls
}

/// Whether an address may begin behind `before`.
fn begins(before: Option<char>) -> bool {
    before.is_none_or(|char| {
        is_unspaced(char) || is_hangul(char) || !(is_of_word(char) || "/\\@.:-=&?#%+".contains(char))
    })
}

/// The length of the address that `text` begins with.
fn length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://", ""].into_iter().find(|scheme| text.starts_with(scheme))?;
    if scheme.is_empty() && !text.starts_with("www.") {
        return None;
    }
    let is_of_url = |char: char| match char.is_ascii() {
        true => char.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(char),
        false => is_of_word(char) && !is_unspaced(char) && !is_hangul(char),
    };
    let url = trimmed(&text[..text.find(|char| !is_of_url(char)).unwrap_or(text.len())]);
    let host = url.get(scheme.len()..)?.split(['/', '?', '#', ':']).next()?;
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|char| is_of_word(char) || matches!(char, '-' | '_'));
    let (most, last) = host.rsplit_once('.')?;
    let names = !last.contains('_') && !most.rsplit('.').next()?.contains('_');
    (names && host.split('.').all(is_label)).then_some(url.len())
}

/// `url` without the punctuation at its end that belongs to the sentence, and the closing brackets that it doesn't open.
fn trimmed(url: &str) -> &str {
    let surplus = |url: &str| url.matches(')').count().saturating_sub(url.matches('(').count());
    let mut brackets = surplus(url);
    let mut end = url.len();
    while let Some(last) = url[..end].chars().next_back() {
        match last {
            ')' if brackets > 0 => brackets -= 1,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => {}
            _ => break,
        }
        end -= 1;
    }
    &url[..end]
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use crate::{
        diag::Diagnostics,
        markdown::{Ids, block},
        place::{SourcePath, Text},
    };

    /// The addresses that `markdown` links to, each with its text.
    fn links(markdown: &str) -> Vec<String> {
        let options = Options { math: true, ..Options::default() };
        let text = Text::verbatim(markdown, 0);
        let body = block(&text, &SourcePath::new("a.md"), &options, &mut Ids::new(), &mut Diagnostics::new());
        body.links.iter().map(|link| format!("{:?}", link.target)).collect()
    }

    #[test]
    fn addresses_are_links() {
        for (markdown, expected) in [
            ("See https://a.example/b_c_d?e=1&f=2#g.", &["https://a.example/b_c_d?e=1&f=2#g"][..]),
            ("(http://a.example/b_(c)) and www.a.example!", &["http://a.example/b_(c)", "http://www.a.example"]),
            ("**https://a.example/** _https://b.example_", &["https://a.example/", "https://b.example"]),
            ("# At https://a.example\n\n- https://b.example\n", &["https://a.example", "https://b.example"]),
            ("| a |\n|---|\n| https://a.example/x |\n", &["https://a.example/x"]),
            ("https://de.example/wiki/Größe, then", &["https://de.example/wiki/Größe"]),
            ("见https://a.example/b。然后", &["https://a.example/b"]),
            ("https://a.example:8080/x,y;z", &["https://a.example:8080/x,y;z"]),
            ("\"https://a.example/x\" 'https://b.example'", &["https://a.example/x", "https://b.example"]),
        ] {
            let expected: Vec<String> = expected.iter().map(|url| format!("Url({url:?})")).collect();
            assert_eq!(links(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn what_is_none_stays_text() {
        for markdown in [
            "`https://a.example`",
            "```\nhttps://a.example\n```",
            "https:// and http://localhost:1111/x and www.",
            "xhttps://a.example, user@www.a.example, a/www.b.example",
            "https://a_b.c_d/ https://a..b/ https://user@a.example/",
            "<a title=\"x\">https://a.example</a>",
            "$https://a.example$",
            "\\https://a.example h\\ttps://a.example",
            "ftp://a.example mailto:a@a.example",
        ] {
            assert_eq!(links(markdown), Vec::<String>::new(), "{markdown}");
        }
        assert_eq!(links("[https://a.example](https://b.example)"), ["Url(\"https://b.example\")"]);
    }

    #[test]
    fn many_are_found_in_time() {
        let brackets = format!("https://a.example/{}", "(".repeat(100_000));
        assert_eq!(links(&brackets).len(), 1);
        let closing = format!("https://a.example/{}", ").".repeat(100_000));
        assert_eq!(links(&closing), ["Url(\"https://a.example/\")"]);
        assert_eq!(links(&"https://a.example ".repeat(10_000)).len(), 10_000);
        // texts in as many pieces as there are brackets
        assert_eq!(links(&format!("www.a.example {}", "a]b ".repeat(100_000))).len(), 1);
    }
}
