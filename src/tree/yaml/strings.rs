//! Where the bytes of a YAML string were written.
//!
//! YAML joins lines, strips indentation and reads escapes, and the parser keeps no map of that. But what it keeps
//! is in order and, white space apart, character for character what was written: so the value is laid beside the
//! source, and each character that isn't blank finds its own. Blanks stand for the last ones before it.

use crate::{place::Text, tree::origin::Origin};
use saphyr_parser::ScalarStyle;
use std::ops::Range;

/// The string `value`, written in `style` at bytes `range` of the text.
pub(super) fn text(origin: &Origin, value: &str, style: ScalarStyle, range: Range<usize>) -> Text {
    let source = &origin.text()[range.clone()];
    if source == value {
        return origin.slice(range);
    }
    let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    if let Some(quoted) = origin.text().get(inner.clone())
        && quoted == value
        && matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
    {
        return origin.slice(inner);
    }
    let (start, written) = match style {
        ScalarStyle::SingleQuoted => (inner.start, single(origin.text().get(inner).unwrap_or(""))),
        ScalarStyle::DoubleQuoted => (inner.start, double(origin.text().get(inner).unwrap_or(""))),
        ScalarStyle::Plain => (range.start, plain(source)),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let header = if source.starts_with(['|', '>']) { source.find('\n').map_or(0, |at| at + 1) } else { 0 };
            (range.start + header, plain(&source[header..]))
        }
    };
    let runs = align(value, &written).unwrap_or_else(|| vec![(0, 0)]);
    let runs: Vec<(usize, usize)> = runs.into_iter().map(|(byte, at)| (byte, start + at)).collect();
    origin.compose(value.into(), &runs, range.end)
}

/// The characters of a source with their bytes.
type Written = Vec<(char, usize)>;

fn plain(source: &str) -> Written {
    source.char_indices().map(|(at, char)| (char, at)).collect()
}

fn single(source: &str) -> Written {
    let mut written = plain(source);
    let mut quoted = false;
    written.retain(|&(char, _)| {
        quoted = char == '\'' && !quoted;
        char != '\'' || quoted
    });
    written
}

fn double(source: &str) -> Written {
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
fn align(value: &str, written: &Written) -> Option<Vec<(usize, usize)>> {
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
