//! TOML's quoted strings as [`Text`]s that know where each of their bytes was written.
//!
//! A string without escapes stands in the file as it is. For the others [`decode`] notes after each escape,
//! each line joined by a backslash and each `\r\n` (which becomes `\n`, so that a checkout's line ends don't
//! change a page) where the next bytes come from. The crate's own decoder has found the string faultless before.

use crate::{place::Text, tree::origin::Origin};
use memchr::memchr2;
use std::ops::Range;
use toml_parser::decoder::Encoding;

/// The string that stands, with its quotes, at bytes `range` of the text.
pub(super) fn text(origin: &Origin, range: Range<usize>, encoding: Encoding) -> Text {
    let (quotes, escapes) = match encoding {
        Encoding::LiteralString => (1, false),
        Encoding::BasicString => (1, true),
        Encoding::MlLiteralString => (3, false),
        Encoding::MlBasicString => (3, true),
    };
    let (mut start, end) = (range.start + quotes, range.end.saturating_sub(quotes));
    let mut body = origin.text().get(start..end).unwrap_or("");
    if quotes == 3 {
        let first = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).unwrap_or(body);
        start += body.len() - first.len();
        body = first;
    }
    // where a backslash is one, only the other is looked for
    let backslash = if escapes { b'\\' } else { b'\r' };
    if memchr2(b'\r', backslash, body.as_bytes()).is_none() {
        return origin.slice(start..start + body.len());
    }
    let (value, mut runs) = decode(body, escapes);
    runs.iter_mut().for_each(|run| run.1 += start);
    origin.compose(value.into(), &runs, end)
}

/// The value of a string's `body`, and its runs: byte of the value, byte of the body.
fn decode(body: &str, escapes: bool) -> (String, Vec<(usize, usize)>) {
    let mut value = String::with_capacity(body.len());
    let mut runs = vec![(0, 0)];
    let mut at = 0;
    while at < body.len() {
        let rest = &body[at..];
        let plain = rest.find(|c| c == '\r' || escapes && c == '\\').unwrap_or(rest.len());
        value.push_str(&rest[..plain]);
        at += plain;
        let rest = &rest[plain..];
        if rest.is_empty() {
            break;
        }
        let length = if rest.starts_with('\r') {
            1
        } else {
            runs.push((value.len(), at));
            let (char, length) = escape(rest);
            value.extend(char);
            length
        };
        at += length;
        runs.push((value.len(), at));
    }
    (value, runs)
}

/// What the escape at the start of `rest` stands for, and how long it is; a backslash at the end of a line takes
/// in all white space after it, and stands for nothing.
fn escape(rest: &str) -> (Option<char>, usize) {
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        (code.and_then(char::from_u32), 2 + digits)
    };
    match rest[1..].chars().next() {
        Some('b') => (Some('\u{8}'), 2),
        Some('t') => (Some('\t'), 2),
        Some('n') => (Some('\n'), 2),
        Some('f') => (Some('\u{c}'), 2),
        Some('r') => (Some('\r'), 2),
        Some('e') => (Some('\u{1b}'), 2),
        Some('x') => hex(2),
        Some('u') => hex(4),
        Some('U') => hex(8),
        Some(char @ ('"' | '\\')) => (Some(char), 2),
        _ => {
            let after = rest[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            (None, rest.len() - after.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Span;

    #[test]
    fn strings_know_where_their_bytes_were_written() {
        use Encoding::{BasicString, LiteralString, MlBasicString, MlLiteralString};
        // (source, encoding, value, [(byte of the value, byte of the source)])
        for (source, encoding, value, places) in [
            (r#""abc""#, BasicString, "abc", &[(0, 1), (2, 3)][..]),
            (r#""a\tb""#, BasicString, "a\tb", &[(0, 1), (1, 2), (2, 4)]),
            (r#""\u00e9x\\""#, BasicString, "éx\\", &[(0, 1), (2, 7), (3, 8)]),
            (r"'a\tb'", LiteralString, r"a\tb", &[(1, 2), (3, 4)]),
            ("'''\r\na\r\nb'''", MlLiteralString, "a\nb", &[(0, 5), (1, 7), (2, 8)]),
            ("\"\"\"\na \\\n   b\\\"\"\"\"", MlBasicString, "a b\"", &[(0, 4), (2, 11), (3, 12)]),
            ("\"\"", BasicString, "", &[]),
        ] {
            let whole = Text::verbatim(source, 100);
            let text = text(&Origin::new(&whole), 0..source.len(), encoding);
            assert_eq!(text.as_str(), value, "{source}");
            for &(byte, at) in places {
                assert_eq!(text.span(byte..byte + 1).start, Span::new(100 + at, 0).start, "{source}: byte {byte}");
            }
        }
    }
}
