//! HTML as a browser takes it apart: texts, and tags with their attributes, each with its bytes.
//!
//! [`tokens`] is the house's way to read HTML. It never fails: what isn't a tag is text, and what is begun but not
//! finished is skipped, as a browser would swallow it. `html5gum` does the work, by the tokenizer of the HTML standard.
//! [`prose`] is the same without the content of elements that one doesn't want. Where elements end isn't its business
//! otherwise.

use html5gum::{
    Span, State, StringReader, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};
use std::{borrow::Cow, ops::Range};

/// A piece of HTML; all of them together are the whole of it.
#[derive(Debug, PartialEq)]
pub(crate) struct Token {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a [`Token`] is.
#[derive(Debug, PartialEq)]
pub(crate) enum Kind {
    /// Text, decoded.
    Text(String),
    /// A comment, declaration or instruction.
    Comment,
    /// What isn't finished, up to the end.
    Unfinished,
    /// The tag at the beginning of an element, or one that is all of it.
    Start(Tag),
    /// The tag at its end, by its name in lower case.
    End(String),
}

/// A start tag.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tag {
    /// Its name, in lower case.
    pub(crate) name: String,
    /// Whether it is all of its element: `<path/>`.
    pub(crate) is_whole: bool,
    /// Its attributes, in order.
    pub(crate) attributes: Vec<Attribute>,
}

impl Tag {
    /// The value of the attribute `name`; empty where there is none.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.attributes.iter().find(|attribute| attribute.name == name).map_or("", |attribute| &attribute.value)
    }

    /// Whether the element's content is text to the end tag, whatever it holds.
    pub(crate) fn holds_text(&self) -> bool {
        !self.is_whole && state_within(&self.name).is_some()
    }
}

/// An attribute.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Attribute {
    /// Its name, in lower case.
    pub(crate) name: String,
    /// Its value, decoded; empty where it has none.
    pub(crate) value: String,
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
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let emitter = CallbackEmitter::new(Reader { html, tag: Tag::default(), start: 0 });
    Tokens { tokenizer: Tokenizer::new_with_emitter(html, emitter), end: 0, length: html.len() }
}

/// The texts and tags of `html` without what stands in elements whose start tag `is_silent` knows, up to the next end
/// tag of that name.
pub(crate) fn prose(html: &str, is_silent: impl Fn(&Tag) -> bool) -> impl Iterator<Item = Token> {
    let mut within: Option<String> = None;
    tokens(html).filter(move |token| match (&within, &token.kind) {
        (Some(name), Kind::End(end)) if name == end => {
            within = None;
            true
        }
        (Some(_), _) => false,
        (None, Kind::Start(tag)) => {
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
    let text = |token: Token| if let Kind::Text(text) = token.kind { Some(text) } else { None };
    Cow::Owned(tokens(html).filter_map(text).collect())
}

struct Tokens<'h> {
    tokenizer: Tokenizer<StringReader<'h>, CallbackEmitter<Reader<'h>, Token, usize>>,
    /// Up to here, all was told.
    end: usize,
    length: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let Some(Ok(token)) = self.tokenizer.next() else {
            let range = std::mem::replace(&mut self.end, self.length)..self.length;
            return (!range.is_empty()).then_some(Token { range, kind: Kind::Unfinished });
        };
        if let Kind::Start(tag) = &token.kind
            && let Some(state) = state_within(&tag.name).filter(|_| !tag.is_whole)
        {
            self.tokenizer.set_state(state);
        }
        // what a browser drops, as `</>`, goes with what stands around it
        Some(Token { range: std::mem::replace(&mut self.end, token.range.end)..token.range.end, ..token })
    }
}

/// Makes tokens of the events of `html5gum`.
struct Reader<'h> {
    html: &'h str,
    /// The tag that is being read, and where it begins.
    tag: Tag,
    start: usize,
}

impl Callback<Token, usize> for Reader<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Token> {
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let range = span.start..span.end;
        let (range, kind) = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: string(name), ..Tag::default() };
                self.start = span.start;
                return None;
            }
            CallbackEvent::AttributeName { name } => {
                // of an empty value nothing is told
                let place = empty_value(self.html, span.end);
                let range = span.start..place.as_ref().map_or(span.end, |place| behind(self.html, place));
                self.tag.attributes.push(Attribute { name: string(name), value: String::new(), range, place });
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
                (self.start..span.end, Kind::Start(tag))
            }
            CallbackEvent::EndTag { name } => (range, Kind::End(string(name))),
            CallbackEvent::String { value } => (range, Kind::Text(string(value))),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => (range, Kind::Comment),
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
                Kind::Text(text) => shape.push_str(&format!("[{text}]")),
                Kind::Comment => shape.push('~'),
                Kind::Unfinished => shape.push('?'),
                Kind::End(name) => shape.push_str(&format!("</{name}>")),
                Kind::Start(tag) => {
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

    proptest::proptest! {
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
