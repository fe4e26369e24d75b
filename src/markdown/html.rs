//! Finds the tags in raw HTML, and their attributes.
//!
//! It follows the tokenizer of the HTML standard as far as an author's own HTML goes, and never fails: what isn't a
//! tag is text, and what is begun but not finished is skipped, as a browser would swallow it. Where elements end
//! isn't its business.

use std::{borrow::Cow, ops::Range};

/// A tag.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'h> {
    /// Its bytes, from `<` to `>`.
    pub(super) range: Range<usize>,
    /// Its name, in lower case.
    pub(super) name: Cow<'h, str>,
    /// Which of the two it is.
    pub(super) kind: TagKind,
    /// Its attributes, in order.
    pub(super) attributes: Vec<Attribute>,
}

/// Where a tag stands in its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// At its beginning.
    Start,
    /// At its end.
    End,
    /// It is all of it: `<path/>`.
    Whole,
}

/// An attribute.
#[derive(Debug, PartialEq)]
pub(super) struct Attribute {
    /// Its name, in lower case.
    pub(super) name: Box<str>,
    /// The bytes of its name.
    pub(super) written: Range<usize>,
    /// The bytes of its value, without quotes; `None` if it has none.
    pub(super) value: Option<Range<usize>>,
    /// The quotes around its value.
    pub(super) quote: Option<u8>,
}

/// What [`next`] found.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'h> {
    /// Text up to this byte.
    Text(usize),
    /// A comment, declaration or instruction up to this byte, or what isn't finished.
    Skip(usize),
    /// A tag.
    Tag(Tag<'h>),
}

/// The token that begins at byte `at` of `html`; `None` at the end.
pub(super) fn next(html: &str, at: usize) -> Option<Token<'_>> {
    let bytes = html.as_bytes();
    let rest = html.get(at..)?;
    if !rest.starts_with('<') || !begins_markup(bytes.get(at + 1)) {
        let from = at + rest.chars().next()?.len_utf8();
        let end = html[from..].find('<').map_or(html.len(), |n| from + n);
        return Some(Token::Text(end));
    }
    let until = |end: &str, from: usize| {
        html.get(from..).and_then(|rest| rest.find(end)).map_or(html.len(), |n| from + n + end.len())
    };
    match bytes[at + 1] {
        b'!' if rest.starts_with("<!--") => Some(Token::Skip(until("-->", (at + 2).min(html.len())))),
        b'!' | b'?' => Some(Token::Skip(until(">", at + 2))),
        _ => Some(tag(html, at).map_or(Token::Skip(html.len()), Token::Tag)),
    }
}

fn begins_markup(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
}

fn tag(html: &str, start: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let end_tag = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(end_tag);
    let name_end = skip(bytes, name_start, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'));
    let mut attributes = Vec::new();
    let mut at = name_end;
    let whole = loop {
        let from = at;
        at = skip(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if *bytes.get(at)? == b'>' {
            break at > from && bytes[at - 1] == b'/';
        }
        let (attribute, next) = attribute(html, at)?;
        attributes.push(attribute);
        at = next;
    };
    let kind = match (end_tag, whole) {
        (true, _) => TagKind::End,
        (false, true) => TagKind::Whole,
        (false, false) => TagKind::Start,
    };
    let mut name = Cow::Borrowed(&html[name_start..name_end]);
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        name.to_mut().make_ascii_lowercase();
    }
    Some(Tag { range: start..at + 1, name, kind, attributes })
}

/// The attribute that begins at byte `start`, and the byte after it.
fn attribute(html: &str, start: usize) -> Option<(Attribute, usize)> {
    let bytes = html.as_bytes();
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
    // An equals sign at the beginning is part of the name.
    let name_end = skip(bytes, start + 1, |byte| !ends(byte));
    let name: Box<str> = html.get(start..name_end)?.to_ascii_lowercase().into();
    let written = start..name_end;
    let equals = skip(bytes, name_end, |byte| byte.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return Some((Attribute { name, written, value: None, quote: None }, name_end));
    }
    let from = skip(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
    let quote = bytes.get(from).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let (value, next) = match quote {
        Some(quote) => {
            let end = skip(bytes, from + 1, |byte| byte != quote);
            bytes.get(end)?;
            (from + 1..end, end + 1)
        }
        None => {
            let end = skip(bytes, from, |byte| !byte.is_ascii_whitespace() && byte != b'>');
            (from..end, end)
        }
    };
    Some((Attribute { name, written, value: Some(value), quote }, next))
}

/// The first byte from `at` on that isn't `wanted`.
fn skip(bytes: &[u8], at: usize, wanted: impl Fn(u8) -> bool) -> usize {
    bytes
        .get(at..)
        .map_or(bytes.len(), |rest| rest.iter().position(|&byte| !wanted(byte)).map_or(bytes.len(), |n| at + n))
}

/// Whether an element's content is text to the end tag, whatever it holds.
pub(super) fn holds_text(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes")
}

/// Where the content of an element that [holds text](holds_text) ends: at its end tag, or at the end.
pub(super) fn text_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(n) = html[at..].find("</") {
        at += n + 2;
        let end = at + name.len();
        if bytes.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(end).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        {
            return at - 2;
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        let mut shape = String::new();
        let mut at = 0;
        while let Some(token) = next(html, at) {
            let (text, end) = match token {
                Token::Text(end) => (format!("[{}]", &html[at..end]), end),
                Token::Skip(end) => ("~".into(), end),
                Token::Tag(tag) => {
                    let attributes: String = tag
                        .attributes
                        .iter()
                        .map(|attribute| {
                            let value = attribute.value.clone().map_or("-", |value| &html[value]);
                            format!(" {}:{value}", attribute.name)
                        })
                        .collect();
                    let sign = match tag.kind {
                        TagKind::Start => "",
                        TagKind::End => "/",
                        TagKind::Whole => "!",
                    };
                    (format!("<{sign}{}{attributes}>", tag.name), tag.range.end)
                }
            };
            assert!(end > at, "{html} stands still at {at}");
            shape.push_str(&text);
            at = end;
        }
        shape
    }

    #[test]
    fn tags_and_attributes_are_found_as_browsers_find_them() {
        for (html, expected) in [
            ("a <b>c</b> d", "[a ]<b>[c]</b>[ d]"),
            ("<A HREF=x Title='y z' disabled>", "<a href:x title:y z disabled:->"),
            ("<img src = \"a>b\"/>", "<!img src:a>b>"),
            ("<br/><br />", "<!br><!br>"),
            ("<a href=/x/>", "<a href:/x/>"),
            ("a < b <= c", "[a ][< b ][<= c]"),
            ("<!-- <b> --><i>", "~<i>"),
            ("<!doctype html><?php ?>x", "~~[x]"),
            ("<!--", "~"),
            ("<a href=\"x", "~"),
            ("<a", "~"),
            ("<", "[<]"),
            ("<é>", "[<é>]"),
            ("<a =x>", "<a =x:->"),
            ("<a x=>", "<a x:>"),
            ("<div\nclass=a\n>", "<div class:a>"),
        ] {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn a_script_ends_at_its_own_end_tag() {
        for (html, end) in [("a</b></SCRIPT >x", 5), ("a</scripts></script>", 11), ("a", 1), ("</script", 0)] {
            assert_eq!(text_end(html, 0, "script"), end, "{html}");
        }
    }
}
