//! Texts as JSON that is safe inside a `<script>`: nothing in them can end the element, begin a comment or another script, or
//! break an old JavaScript parser. None of these characters occurs in JSON outside of texts.

use serde::Serialize as _;
use std::io;

/// Writes `text` with its quotes.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    // whole texts, and no search that ends early: many bytes at a time
    let is_plain = |plain, byte: u8| plain & (byte >= b' ') & !matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&' | 0xe2);
    if text.bytes().fold(true, is_plain) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        return out.push(b'"');
    }
    let mut serializer = serde_json::Serializer::with_formatter(out, InScript);
    text.serialize(&mut serializer).expect("a text can be written to memory");
}

/// Compact JSON whose strings hold nothing that means something to HTML.
struct InScript;

impl serde_json::ser::Formatter for InScript {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        let mut from = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            let (escaped, length) = match byte {
                b'<' => ("\\u003c", 1),
                b'>' => ("\\u003e", 1),
                b'&' => ("\\u0026", 1),
                0xe2 if bytes[at..].starts_with("\u{2028}".as_bytes()) => ("\\u2028", 3),
                0xe2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => ("\\u2029", 3),
                _ => continue,
            };
            writer.write_all(&bytes[from..at])?;
            writer.write_all(escaped.as_bytes())?;
            from = at + length;
        }
        writer.write_all(&bytes[from..])
    }
}
