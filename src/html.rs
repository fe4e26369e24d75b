//! HTML as a browser takes it apart: texts, and tags with their attributes, each with its bytes.
//!
//! [`tokens`] is the house's way to read HTML. It never fails: what isn't a tag is text, and what is begun but not
//! finished is skipped, as a browser would swallow it. `html5gum` does the work, by the tokenizer of the HTML standard;
//! [`plain`] takes from it what is read as it is written, which is nearly all of the HTML that bodies are made of.
//! [`prose`] is the same without the content of elements that one doesn't want. Where elements end isn't its business
//! otherwise.

use html5gum::{
    Span, State, StringReader, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};
use std::{borrow::Cow, ops::Range};

/// A piece of HTML; all of them together are the whole of it.
#[derive(Debug, PartialEq)]
pub(crate) struct Token<'h> {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: TokenKind<'h>,
}

/// What a [`Token`] is.
#[derive(Debug, PartialEq)]
pub(crate) enum TokenKind<'h> {
    /// Text, decoded.
    Text(Cow<'h, str>),
    /// A comment, declaration or instruction.
    Comment,
    /// What isn't finished, up to the end.
    Unfinished,
    /// The tag at the beginning of an element, or one that is all of it.
    Start(Tag<'h>),
    /// The tag at its end, by its name in lower case.
    End(Cow<'h, str>),
}

/// A start tag.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tag<'h> {
    /// Its name, in lower case.
    pub(crate) name: Cow<'h, str>,
    /// Whether it is all of its element: `<path/>`.
    pub(crate) is_whole: bool,
    /// Its attributes, in order.
    pub(crate) attributes: Vec<Attribute<'h>>,
}

impl Tag<'_> {
    /// The value of the attribute `name`; empty where there is none.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.attributes.iter().find(|attribute| attribute.name == name).map_or("", |attribute| &attribute.value)
    }

    /// Whether the element's content is text to the end tag, whatever it holds.
    pub(crate) fn holds_text(&self) -> bool {
        !self.is_whole && holds_text(&self.name)
    }
}

/// Whether the content of the element `name` is text to its end tag, whatever it holds.
pub(crate) fn holds_text(name: &str) -> bool {
    state_within(name).is_some()
}

/// An attribute.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Attribute<'h> {
    /// Its name, in lower case.
    pub(crate) name: Cow<'h, str>,
    /// Its value, decoded; empty where it has none.
    pub(crate) value: Cow<'h, str>,
    /// The bytes of all of it.
    pub(crate) range: Range<usize>,
    /// The bytes of its value, without quotes; `None` if it has none.
    pub(crate) place: Option<Range<usize>>,
}

/// How the content of an element is read that is no HTML.
fn state_within(name: &str) -> Option<State> {
    match name {
        "script" => Some(State::ScriptData),
        "textarea" | "title" => Some(State::RcData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
        _ => None,
    }
}

/// The tokens of `html`, in order.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    tokens_from(html, 0)
}

/// The same from byte `from` on.
pub(crate) fn tokens_from(html: &str, from: usize) -> impl Iterator<Item = Token<'_>> {
    Tokens { html, end: from, tokenizer: None }
}

/// Where in `html`, which goes on in an element `name` that holds text alone, its end tag is, or `html` ends.
pub(crate) fn end_of_text(html: &str, name: &str) -> usize {
    let ends = |at: &usize| {
        let rest = &html.as_bytes()[at + 2..];
        let is_name = rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()));
        is_name && rest.get(name.len()).is_some_and(|byte| b" \t\n\x0c\r/>".contains(byte))
    };
    memchr::memmem::find_iter(html.as_bytes(), "</").find(ends).unwrap_or(html.len())
}

/// The texts and tags of `html` without what stands in elements whose start tag `is_silent` knows, up to the next end
/// tag of that name.
pub(crate) fn prose<'h>(html: &'h str, is_silent: impl Fn(&Tag<'_>) -> bool) -> impl Iterator<Item = Token<'h>> {
    let mut within: Option<Cow<'_, str>> = None;
    tokens(html).filter(move |token| match (&within, &token.kind) {
        (Some(name), TokenKind::End(end)) if name == end => {
            within = None;
            true
        }
        (Some(_), _) => false,
        (None, TokenKind::Start(tag)) => {
            within = (!tag.is_whole && is_silent(tag)).then(|| tag.name.clone());
            true
        }
        (None, _) => true,
    })
}

/// `html`, which is text, with its entities decoded.
pub(crate) fn decode(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let text = |token: Token<'_>| if let TokenKind::Text(text) = token.kind { Some(text.into_owned()) } else { None };
    Cow::Owned(tokens(html).filter_map(text).collect())
}

struct Tokens<'h> {
    html: &'h str,
    /// Up to here, all was told.
    end: usize,
    /// What reads on from there, within an element that holds text.
    tokenizer: Option<FullTokenizer<'h>>,
}

type FullTokenizer<'h> = Tokenizer<StringReader<'h>, CallbackEmitter<Reader<'h>, Token<'h>, usize>>;

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        let (html, from) = (self.html, self.end);
        if self.tokenizer.is_none()
            && let Some(token) = plain(html, from)
        {
            self.end = token.range.end;
            return Some(token);
        }
        let within = self.tokenizer.is_some();
        let mut tokenizer = self.tokenizer.take().unwrap_or_else(|| {
            let emitter = CallbackEmitter::new(Reader { html, from, tag: Tag::default(), start: 0 });
            Tokenizer::new_with_emitter(&html[from..], emitter)
        });
        let Some(Ok(token)) = tokenizer.next() else {
            self.end = html.len();
            return (from < html.len()).then_some(Token { range: from..html.len(), kind: TokenKind::Unfinished });
        };
        match &token.kind {
            TokenKind::Start(tag) if tag.holds_text() => {
                state_within(&tag.name).into_iter().for_each(|state| tokenizer.set_state(state));
                self.tokenizer = Some(tokenizer);
            }
            TokenKind::Text(_) if within => self.tokenizer = Some(tokenizer),
            _ => {}
        }
        // what a browser drops, as `</>`, goes with what stands around it
        self.end = token.range.end;
        Some(Token { range: from..self.end, ..token })
    }
}

/// The token at byte `at` of `html`, where it is read as it is written: text without entities, and tags in lower case whose
/// attributes have their values in double quotes.
fn plain(html: &str, at: usize) -> Option<Token<'_>> {
    let rest = &html.as_bytes()[at..];
    match rest {
        [b'<', b'/', ..] => {
            let name = name(html, at + 2)?;
            let end = at + 2 + name.len();
            (html.as_bytes().get(end) == Some(&b'>'))
                .then(|| Token { range: at..end + 1, kind: TokenKind::End(name.into()) })
        }
        [b'<', ..] => plain_start(html, at),
        _ => {
            let end = memchr::memchr3(b'<', b'&', b'\r', rest).unwrap_or(rest.len());
            let ends = match &rest[end..] {
                [b'<', b'/', next, ..] | [b'<', next, ..] => next.is_ascii_alphabetic(),
                other => other.is_empty(),
            };
            (ends && end > 0).then(|| Token { range: at..at + end, kind: TokenKind::Text(html[at..at + end].into()) })
        }
    }
}

fn plain_start(html: &str, start: usize) -> Option<Token<'_>> {
    let tag = name(html, start + 1).filter(|name| state_within(name).is_none())?;
    let mut tag = Tag { name: tag.into(), ..Tag::default() };
    let mut at = start + 1 + tag.name.len();
    while let Some(name) = html[at..].strip_prefix(' ').and_then(|_| name(html, at + 1)) {
        let from = at + 1 + name.len() + 2;
        let value = html.get(from..).filter(|_| html[..from].ends_with("=\""))?;
        let value = &value[..value.find(['"', '&', '\r', '\0'])?];
        let end = from + value.len();
        if !html[end..].starts_with('"') || tag.attributes.iter().any(|attribute| attribute.name == name) {
            return None;
        }
        let (range, place) = (at + 1..end + 1, Some(from..end));
        tag.attributes.push(Attribute { name: name.into(), value: value.into(), range, place });
        at = end + 1;
    }
    let rest = html[at..].trim_start_matches(' ');
    tag.is_whole = rest.starts_with('/');
    let end = html.len() - rest.strip_prefix('/').unwrap_or(rest).strip_prefix('>')?.len();
    Some(Token { range: start..end, kind: TokenKind::Start(tag) })
}

/// The name at byte `at`, if one begins there, as far as it is made of lower case letters, digits and hyphens.
fn name(html: &str, at: usize) -> Option<&str> {
    let rest = html.get(at..)?;
    let is_of_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    let length = rest.bytes().take_while(is_of_name).count();
    rest.starts_with(|char: char| char.is_ascii_lowercase()).then(|| &rest[..length])
}

/// Makes tokens of the events of `html5gum`.
struct Reader<'h> {
    html: &'h str,
    /// Where it began to read.
    from: usize,
    /// The tag that is being read, and where it begins.
    tag: Tag<'h>,
    start: usize,
}

impl<'h> Callback<Token<'h>, usize> for Reader<'h> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Token<'h>> {
        let string = |bytes: &[u8]| Cow::Owned(String::from_utf8_lossy(bytes).into_owned());
        let range = self.from + span.start..self.from + span.end;
        let (range, kind) = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: string(name), ..Tag::default() };
                self.start = range.start;
                return None;
            }
            CallbackEvent::AttributeName { name } => {
                // of an empty value nothing is told
                let place = empty_value(self.html, range.end);
                let range = range.start..place.as_ref().map_or(range.end, |place| behind(self.html, place));
                self.tag.attributes.push(Attribute { name: string(name), value: "".into(), range, place });
                return None;
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) = self.tag.attributes.last_mut() {
                    attribute.range.end = behind(self.html, &range);
                    (attribute.value, attribute.place) = (string(value), Some(range));
                }
                return None;
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = Tag { is_whole: self_closing, ..std::mem::take(&mut self.tag) };
                (self.start..range.end, TokenKind::Start(tag))
            }
            CallbackEvent::EndTag { name } => (range, TokenKind::End(string(name))),
            CallbackEvent::String { value } => (range, TokenKind::Text(string(value))),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => (range, TokenKind::Comment),
            CallbackEvent::Error(_) => return None,
        };
        Some(Token { range, kind })
    }
}

/// Where the value begins that the attribute has whose name ends at byte `end`, if it has one.
fn empty_value(html: &str, end: usize) -> Option<Range<usize>> {
    let rest = html[end..].trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let at = html.len() - rest.len() + usize::from(rest.starts_with(['"', '\'']));
    Some(at..at)
}

/// The byte behind the value at `place` and its quotes.
fn behind(html: &str, place: &Range<usize>) -> usize {
    place.end + usize::from(html[..place.start].ends_with(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        let mut shape = String::new();
        let mut at = 0;
        for Token { range, kind } in tokens(html) {
            assert_eq!(range.start, at, "{html} is told in order and whole");
            at = range.end;
            match kind {
                TokenKind::Text(text) => shape.push_str(&format!("[{text}]")),
                TokenKind::Comment => shape.push('~'),
                TokenKind::Unfinished => shape.push('?'),
                TokenKind::End(name) => shape.push_str(&format!("</{name}>")),
                TokenKind::Start(tag) => {
                    shape.push_str(if tag.is_whole { "<!" } else { "<" });
                    shape.push_str(&tag.name);
                    for Attribute { name, value, range, place } in tag.attributes {
                        shape.push_str(&format!(" {name}:{value}"));
                        let written = place.map_or("-", |place| &html[place]);
                        let all = &html[range];
                        shape.push_str(&if written == value {
                            format!("({all})")
                        } else {
                            format!("({all}: {written})")
                        });
                    }
                    shape.push('>');
                }
            }
        }
        assert_eq!(at, html.len(), "{html} is told in order and whole");
        shape
    }

    #[test]
    fn tags_and_attributes_are_found_as_browsers_find_them() {
        for (html, expected) in [
            ("a <b>c</b> d", "[a ]<b>[c]</b>[ d]"),
            ("<A HREF=x Title='y z' disabled>", "<a href:x(HREF=x) title:y z(Title='y z') disabled:(disabled: -)>"),
            ("<img src = \"a>b\"/>", "<!img src:a>b(src = \"a>b\")>"),
            ("<br/><br />", "<!br><!br>"),
            ("<a href=/x/>", "<a href:/x/(href=/x/)>"),
            ("<a href='?a&amp;b' x>", "<a href:?a&b(href='?a&amp;b': ?a&amp;b) x:(x: -)>"),
            ("a < b <= c &amp; d", "[a < b <= c & d]"),
            ("é&eacute;<b>é</b>", "[éé]<b>[é]</b>"),
            ("<!-- <b> --><i>", "~<i>"),
            ("<!doctype html><?php ?>x", "~~[x]"),
            ("<!--", "~"),
            ("<!-- a", "~"),
            ("a <a href=\"x", "[a ]?"),
            ("<a", "?"),
            ("<", "[<]"),
            ("<é>", "[<é>]"),
            ("<a =x>", "<a =x:(=x: -)>"),
            ("<a x=>", "<a x:(x=)>"),
            ("<a x = \"\" y=''>", "<a x:(x = \"\") y:(y='')>"),
            ("<div\nclass=a\n>", "<div class:a(class=a)>"),
            ("a</>b", "[ab]"),
        ] {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn some_elements_hold_text() {
        for (html, expected) in [
            ("<script>a</b></SCRIPT >x", "<script>[a</b>]</script>[x]"),
            ("<style>a</styles></style>", "<style>[a</styles>]</style>"),
            ("<title><b>&amp;</title>", "<title>[<b>&]</title>"),
            ("<xmp>a", "<xmp>[a]"),
            ("<script/>a<b>", "<!script>[a]<b>"),
        ] {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn entities_are_decoded() {
        for (html, text) in [
            ("a &amp; b", "a & b"),
            ("&hellip;&#x41;&#66;", "…AB"),
            ("&nosuch; &", "&nosuch; &"),
            ("AT&T;", "AT&T;"),
            ("&ouml;é&ouml;", "öéö"),
        ] {
            assert_eq!(decode(html), text, "{html}");
        }
    }

    /// All tokens of `html` by the full tokenizer.
    fn in_full(html: &str) -> Vec<Token<'_>> {
        let emitter = CallbackEmitter::new(Reader { html, from: 0, tag: Tag::default(), start: 0 });
        let mut tokenizer: FullTokenizer<'_> = Tokenizer::new_with_emitter(html, emitter);
        let mut tokens = Vec::new();
        while let Some(Ok(token)) = tokenizer.next() {
            tokens.push(token);
        }
        tokens
    }

    proptest::proptest! {
        #[test]
        fn what_is_plain_is_read_as_in_full(html in "(a|é|-|<|/|>|b|b2| |=|\"|\"c|B|&|;|!|\r|\0|<b|<b x=\"|\" y-z=\"|\">|/>|</b>|<a>){0,12}") {
            if let Some(token) = plain(&html, 0) {
                proptest::prop_assert_eq!(in_full(&html).into_iter().next(), Some(token));
            }
        }

        #[test]
        fn any_text_is_told_whole(html in "[a<>&;\"'/!=é缓\\-\r\n ]{0,40}") {
            let mut at = 0;
            for Token { range, .. } in tokens(&html) {
                proptest::prop_assert_eq!(range.start, at);
                proptest::prop_assert!(html.get(range.clone()).is_some_and(|part| !part.is_empty()));
                at = range.end;
            }
            proptest::prop_assert_eq!(at, html.len());
        }
    }
}
