//! Where the bytes of a string were written.
//!
//! TOML and YAML read escapes, YAML joins lines and strips indentation too, and their parsers keep no map of that. But what
//! they keep is in order and, white space apart, character for character what was written: so the value is laid beside the
//! source, and each character that isn't blank finds its own. Blanks stand for the last ones before it.

use super::origin::Origin;
use crate::place::Text;
use saphyr_parser::ScalarStyle;
use std::ops::Range;

/// The TOML string `value`, written with its quotes at bytes `range` of the text. A `\r\n` in a string of several lines
/// becomes `\n`, so that a checkout's line ends don't change a page.
pub(super) fn toml(origin: &Origin, value: &str, range: Range<usize>) -> Text {
    let source = &origin.text()[range.clone()];
    let written = if source.starts_with('"') { double } else { plain };
    if !source.starts_with("\"\"\"") && !source.starts_with("'''") {
        return laid(origin, value, range.start + 1..range.end - 1, written);
    }
    let body = &source[3..];
    let first = body.len() - body.strip_prefix("\r\n").or(body.strip_prefix('\n')).unwrap_or(body).len();
    laid(origin, &value.replace("\r\n", "\n"), range.start + 3 + first..range.end - 3, written)
}

/// The YAML string `value`, written in `style` at bytes `range` of the text.
pub(super) fn yaml(origin: &Origin, value: &str, style: ScalarStyle, range: Range<usize>) -> Text {
    let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    match style {
        ScalarStyle::SingleQuoted => laid(origin, value, inner, single),
        ScalarStyle::DoubleQuoted => laid(origin, value, inner, double),
        ScalarStyle::Plain => laid(origin, value, range, plain),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let source = &origin.text()[range.clone()];
            let header = if source.starts_with(['|', '>']) { source.find('\n').map_or(0, |at| at + 1) } else { 0 };
            laid(origin, value, range.start + header..range.end, plain)
        }
    }
}

/// The string `value`, whose characters `written` finds at bytes `range` of the text.
fn laid(origin: &Origin, value: &str, range: Range<usize>, written: fn(&str) -> CharPositions) -> Text {
    let source = origin.text().get(range.clone()).unwrap_or("");
    if source == value {
        return origin.slice(range);
    }
    let runs = align(value, &written(source)).unwrap_or_else(|| vec![(0, 0)]);
    let runs: Vec<(usize, usize)> = runs.into_iter().map(|(byte, at)| (byte, range.start + at)).collect();
    origin.compose(value.into(), &runs, range.end)
}

/// The characters of a source with their bytes.
type CharPositions = Vec<(char, usize)>;

fn plain(source: &str) -> CharPositions {
    source.char_indices().map(|(at, char)| (char, at)).collect()
}

fn single(source: &str) -> CharPositions {
    let mut written = plain(source);
    let mut quoted = false;
    written.retain(|&(char, _)| {
        quoted = char == '\'' && !quoted;
        char != '\'' || quoted
    });
    written
}

fn double(source: &str) -> CharPositions {
    let mut written = Vec::new();
    let mut chars = source.char_indices();
    while let Some((at, char)) = chars.next() {
        if char != '\\' {
            written.push((char, at));
            continue;
        }
        let Some((_, escape)) = chars.next() else { break };
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code: String = chars.by_ref().take(digits).map(|(_, digit)| digit).collect();
        let meant = match escape {
            'x' | 'u' | 'U' => u32::from_str_radix(&code, 16).ok().and_then(char::from_u32),
            '\n' | '\r' => None,
            escape => Some(unescaped(escape)),
        };
        written.extend(meant.map(|char| (char, at)));
    }
    written
}

/// What a backslash and `escape` stand for.
fn unescaped(escape: char) -> char {
    match escape {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        other => other,
    }
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r')
}

/// The runs that lay `value` beside what was `written`; nothing if they differ in more than blanks.
fn align(value: &str, written: &CharPositions) -> Option<Vec<(usize, usize)>> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut run = |byte: usize, at: usize| {
        let follows = runs.last().is_some_and(|&(start, source)| at.checked_sub(source) == Some(byte - start));
        if !follows {
            runs.push((byte, at));
        }
    };
    let mut next = 0;
    let mut blanks: Vec<usize> = Vec::new();
    for (byte, char) in value.char_indices() {
        if is_blank(char) {
            blanks.push(byte);
            continue;
        }
        let skipped = written[next..].iter().take_while(|(char, _)| is_blank(*char)).count();
        let found = next + skipped;
        let &(same, at) = written.get(found)?;
        if same != char {
            return None;
        }
        let missing = skipped.saturating_sub(blanks.len());
        for (nth, blank) in blanks.drain(..).enumerate() {
            run(blank, written[(next + missing + nth).min(found)].1);
        }
        run(byte, at);
        next = found + 1;
    }
    for (nth, blank) in blanks.into_iter().enumerate() {
        let last = written.len().checked_sub(1)?;
        run(blank, written[(next + nth).min(last)].1);
    }
    Some(runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Span;

    #[test]
    fn strings_know_where_their_bytes_were_written() {
        // (source, value as the parser gives it, value, [(byte of the value, byte of the source)])
        for (source, read, value, places) in [
            (r#""abc""#, "abc", "abc", &[(0, 1), (2, 3)][..]),
            (r#""a\tb""#, "a\tb", "a\tb", &[(0, 1), (1, 2), (2, 4)]),
            (r#""\u00e9x\\""#, "éx\\", "éx\\", &[(0, 1), (2, 7), (3, 8)]),
            (r"'a\tb'", r"a\tb", r"a\tb", &[(1, 2), (3, 4)]),
            ("'''\r\na\r\nb'''", "a\r\nb", "a\nb", &[(0, 5), (1, 7), (2, 8)]),
            ("\"\"\"\na \\\n   b\\\"\"\"\"", "a b\"", "a b\"", &[(0, 4), (2, 11), (3, 12)]),
            ("\"\"", "", "", &[]),
        ] {
            let whole = Text::verbatim(source, 100);
            let text = toml(&Origin::new(&whole), read, 0..source.len());
            assert_eq!(text.as_str(), value, "{source}");
            for &(byte, at) in places {
                assert_eq!(text.span(byte..byte + 1).start, Span::new(100 + at, 0).start, "{source}: byte {byte}");
            }
        }
    }
}
