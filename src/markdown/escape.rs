//! Text as HTML, and HTML's text back.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

/// Writes `text` as the content of an element.
pub(super) fn text(text: &str, out: &mut String) {
    escape(text, &IN_TEXT, out);
}

/// Writes `text` as the value of an attribute in double quotes.
pub(super) fn attribute(text: &str, out: &mut String) {
    escape(text, &IN_VALUES, out);
}

/// Which bytes have to be escaped.
type Special = [bool; 256];

const IN_TEXT: Special = special(b"&<>");
const IN_VALUES: Special = special(b"&<>\"");

const fn special(bytes: &[u8]) -> Special {
    let mut special = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
}

fn escape(text: &str, special: &Special, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| special[usize::from(byte)]) {
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
