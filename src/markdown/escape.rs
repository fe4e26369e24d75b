//! Text as HTML, and HTML's text back.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

/// `text` as the text of a body is written.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    self::text(text, &mut out);
    out
}

/// Writes `text` as the content of an element.
pub(super) fn text(text: &str, out: &mut String) {
    pulldown_cmark_escape::escape_html_body_text(out, text).expect("a string takes all that is written");
}

/// Writes `text` as the value of an attribute in double quotes, or as content where quotes do no harm.
pub(crate) fn attribute(text: &str, out: &mut String) {
    let mut rest = text;
    // an apostrophe stays, as in CommonMark's own examples
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// `html` with its entities decoded.
pub(super) fn decode(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let name =
            rest.bytes().skip(1).take(33).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let end = 1 + name + usize::from(rest.as_bytes().get(1 + name) == Some(&b';'));
        push_entity(&rest[..end], &mut text);
        rest = &rest[end..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Writes what an entity stands for. The parser has the table of all two thousand, so the rare ones go through it.
fn push_entity(entity: &str, text: &mut String) {
    match entity {
        "&amp;" => text.push('&'),
        "&lt;" => text.push('<'),
        "&gt;" => text.push('>'),
        "&quot;" => text.push('"'),
        "&#39;" | "&apos;" => text.push('\''),
        _ if entity.ends_with(';') => Parser::new(entity).for_each(|event| {
            if let Event::Text(decoded) = event {
                text.push_str(&decoded);
            }
        }),
        _ => text.push_str(entity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_html_would_take_for_markup_is_escaped() {
        let (mut content, mut value) = (String::new(), String::new());
        text("a < b && \"c\" > 'd'", &mut content);
        attribute("a < b && \"c\" > 'd'", &mut value);
        assert_eq!(content, "a &lt; b &amp;&amp; \"c\" &gt; 'd'");
        assert_eq!(value, "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
    }

    #[test]
    fn entities_are_decoded() {
        for (html, text) in [
            ("a &amp; b", "a & b"),
            ("&hellip;&#x41;&#66;", "…AB"),
            ("&nosuch; &amp", "&nosuch; &amp"),
            ("&", "&"),
            ("AT&T;", "AT&T;"),
            ("&ouml;é&ouml;", "öéö"),
        ] {
            assert_eq!(decode(html), text, "{html}");
        }
    }
}
