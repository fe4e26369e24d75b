//! XML documents, for feeds and sitemaps.
//!
//! An [`Xml`] is written from top to bottom: [`open`](Xml::open) and [`close`](Xml::close) an element, or write one
//! that holds [`text`](Xml::text) or [nothing](Xml::empty). Text and attributes are escaped, and characters that XML
//! 1.0 cannot hold in any spelling are dropped: one of them would make the whole document unreadable.
//!
//! Left out: namespaces, comments, mixed content; nothing here needs them.

use crate::markdown::escaped;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event},
};
use std::borrow::Cow;

/// Attributes of an element: names and values.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document in the making, indented by two spaces.
pub(crate) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document that holds only its declaration.
    pub(crate) fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 2));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    /// The style sheet by which a browser shows the document (<https://www.w3.org/TR/xml-stylesheet/>); before any element.
    pub(crate) fn style(&mut self, href: &str) {
        let href = text(href).replace('"', "&quot;");
        self.write(Event::PI(BytesPI::new(format!("xml-stylesheet href=\"{href}\" type=\"text/css\""))));
    }

    /// The start tag of an element that holds others.
    pub(crate) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Start(start(name, attributes)));
    }

    /// The end tag of the element `name`.
    pub(crate) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds `text`.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// The same, with attributes.
    pub(crate) fn text_with(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::from_escaped(self::text(text))));
        self.close(name);
    }

    /// An element that holds nothing.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// The bytes of the document, with a last line end.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("a vector takes whatever is written to it");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*allowed(value)));
    }
    start
}

/// `text` as the content of an element: what would be markup escaped, and line ends as they are, which readers would change.
fn text(text: &str) -> String {
    let text = escaped(&allowed(text));
    if text.contains('\r') { text.replace('\r', "&#13;") } else { text }
}

/// `text` without the characters that are not a `Char` of XML 1.0, section 2.2.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    // each of them has one of these bytes: a quick look first, since texts of feeds are long
    let is_suspect = |byte: u8| (byte < b' ') & !matches!(byte, b'\t' | b'\n' | b'\r') | (byte == 0xef);
    match text.bytes().fold(false, |found, byte| found | is_suspect(byte)) {
        true => text.replace(is_forbidden, "").into(),
        false => text.into(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Xml;
    use quick_xml::{Reader, events::Event};

    /// The elements of `bytes` with a text of their own, as they are read back: path, text. Panics where it is not
    /// well formed.
    pub(crate) fn read_back(bytes: &[u8]) -> Vec<(String, String)> {
        let text = std::str::from_utf8(bytes).expect("it is UTF-8");
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let (mut path, mut found) = (Vec::<String>::new(), Vec::<(String, String)>::new());
        let mut content = String::new();
        loop {
            match reader.read_event().expect("it is well formed") {
                Event::Start(start) => {
                    check_attributes(&start);
                    path.push(start.name().as_ref().to_owned());
                    content.clear();
                }
                Event::Empty(start) => check_attributes(&start),
                Event::Text(text) => content.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => content.push_str(&resolve(&name)),
                Event::End(_) => {
                    if !content.trim().is_empty() {
                        found.push((path.join("/"), std::mem::take(&mut content)));
                    }
                    path.pop();
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(path.is_empty(), "every element is closed");
        found
    }

    fn check_attributes(start: &quick_xml::events::BytesStart<'_>) {
        for attribute in start.attributes() {
            let attribute = attribute.expect("its attributes are well formed");
            quick_xml::escape::unescape(&attribute.value).expect("its entities are known");
        }
    }

    fn resolve(name: &str) -> String {
        quick_xml::escape::unescape(&format!("&{name};")).expect("its entities are known").into_owned()
    }

    #[test]
    fn a_document_is_escaped_and_indented() {
        let mut xml = Xml::new();
        xml.open("a", &[("href", "x?a=1&b=\"2\"<\n\0")]);
        xml.text("b", "<i> & \u{1}\u{fffe}\"quotes\" ]]> 🚀\r\n");
        xml.text_with("c", &[("x", "")], "");
        xml.empty("d", &[("y", "'")]);
        xml.close("a");
        let bytes = xml.finish();
        assert_eq!(
            std::str::from_utf8(&bytes),
            Ok(concat!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n",
                "<a href=\"x?a=1&amp;b=&quot;2&quot;&lt;&#10;\">\n",
                "  <b>&lt;i&gt; &amp; \"quotes\" ]]&gt; 🚀&#13;\n</b>\n",
                "  <c x=\"\"></c>\n",
                "  <d y=\"&apos;\"/>\n",
                "</a>\n"
            ))
        );
        assert_eq!(read_back(&bytes), [("a/b".to_owned(), "<i> & \"quotes\" ]]> 🚀\r\n".to_owned())]);
    }
}
