//! A text broken into lines: between words, behind hyphens and slashes, and between the characters of scripts that are
//! written without spaces. A word that is longer than a line is broken anywhere.

use super::font::{Font, Line};
use crate::text;
use icu_properties::props::{GeneralCategory, LineBreak};

/// What stands where a text is cut.
const ELLIPSIS: char = '…';

/// A text in the parts that no line breaks, each measured once: what has room at one size is then only reckoned.
pub(super) struct MeasuredText<'a> {
    font: &'a Font,
    is_rtl: bool,
    /// Each with its width without and with the spaces behind it, at size 1.
    parts: Vec<(&'a str, f32, f32)>,
}

impl<'a> MeasuredText<'a> {
    pub(super) fn of(font: &'a Font, text: &'a str, is_rtl: bool) -> Self {
        let width = |part: &str| font.line(part, is_rtl).width(1.0);
        let parts = parts(text).into_iter().map(|part| (part, width(part.trim_end()), width(part))).collect();
        Self { font, is_rtl, parts }
    }

    /// The lines at that size, which are `room` wide at most; `None` if they are more than `count`, or a part has no room.
    pub(super) fn lines(&self, size: f32, room: f32, count: usize) -> Option<Vec<Line>> {
        let fits = self.parts.iter().all(|(_, width, _)| width * size <= room);
        let texts = self.texts(size, room);
        (fits && texts.len() <= count).then(|| texts.iter().map(|line| self.font.line(line, self.is_rtl)).collect())
    }

    /// The same whatever there is: a part without room is broken anywhere, and a text of more lines ends in an ellipsis.
    pub(super) fn cut_lines(&self, size: f32, room: f32, count: usize) -> Vec<Line> {
        let (font, is_rtl) = (self.font, self.is_rtl);
        let whole = self.texts(size, room);
        let texts: Vec<String> = whole.iter().flat_map(|line| pieces(font, line, is_rtl, size, room)).collect();
        let line = |text: &String| font.line(text, is_rtl);
        if texts.len() <= count {
            return texts.iter().map(line).collect();
        }
        let (kept, rest) = texts.split_at(count.saturating_sub(1));
        kept.iter().map(line).chain([cut(font, &rest.join(" "), is_rtl, size, room)]).collect()
    }

    /// The lines as texts: as many parts on each as have room.
    fn texts(&self, size: f32, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let (mut line, mut taken) = (String::new(), 0.0);
        for (part, width, with_spaces) in &self.parts {
            if !line.is_empty() && (taken + width) * size > room {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                taken = 0.0;
            }
            line.push_str(part);
            taken += with_spaces;
        }
        lines.extend(Some(line.trim_end().to_owned()).filter(|line| !line.is_empty()));
        lines
    }
}

/// `text` in one line, which ends in an ellipsis where `room` isn't enough.
pub(super) fn cut(font: &Font, text: &str, is_rtl: bool, size: f32, room: f32) -> Line {
    let whole = font.line(text, is_rtl);
    if whole.width(size) <= room {
        return whole;
    }
    let mut kept = text;
    // a line is hardly longer than some hundred characters: the rest need not be tried one by one
    if let Some((at, _)) = kept.char_indices().nth(200) {
        kept = &kept[..at];
    }
    while let Some((at, _)) = kept.char_indices().next_back() {
        kept = kept[..at].trim_end();
        let line = font.line(&format!("{kept}{ELLIPSIS}"), is_rtl);
        if line.width(size) <= room {
            return line;
        }
    }
    Line::default()
}

/// `line` in pieces that have room, wherever they end.
fn pieces(font: &Font, line: &str, is_rtl: bool, size: f32, room: f32) -> Vec<String> {
    if font.line(line, is_rtl).width(size) <= room {
        return vec![line.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for char in line.chars() {
        let last = pieces.last_mut().expect("there is one from the start");
        last.push(char);
        if last.chars().count() > 1 && font.line(last, is_rtl).width(size) > room {
            last.pop();
            pieces.push(char.to_string());
        }
    }
    pieces
}

/// The parts of `text` that no line breaks, each with the spaces behind it.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((_, char)) = chars.next() {
        let Some(&(at, next)) = chars.peek() else { break };
        let behind = char.is_whitespace() || matches!(char, '-' | '–' | '—' | '/') || is_unspaced(char);
        if (behind && !next.is_whitespace() && !is_closing(next)) || (is_unspaced(next) && !is_closing(next)) {
            parts.push(&text[start..at]);
            start = at;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Whether a line may end beside `char` without a space: ideographs and kana; Hangul isn't among them.
fn is_unspaced(char: char) -> bool {
    text::is_cjk(char) || matches!(char, '\u{2e80}'..='\u{3040}' | '\u{ff01}'..='\u{ff60}')
}

/// Whether `char` may not begin a line.
fn is_closing(char: char) -> bool {
    matches!(
        text::line_break(char),
        LineBreak::ClosePunctuation
            | LineBreak::CloseParenthesis
            | LineBreak::Exclamation
            | LineBreak::InfixNumeric
            | LineBreak::Nonstarter
            | LineBreak::ConditionalJapaneseStarter
    ) || text::category(char) == GeneralCategory::FinalPunctuation
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_line_breaks_between_words_and_ideographs() {
        for (text, expected) in [
            ("two words", &["two ", "words"][..]),
            ("read-write lock", &["read-", "write ", "lock"]),
            ("TCP/IP", &["TCP/", "IP"]),
            ("索引は何？", &["索", "引", "は", "何？"]),
            ("人々がキャッシュ", &["人々", "が", "キャッ", "シュ"]),
            ("a “b”: c", &["a ", "“b”: ", "c"]),
            ("(x), y", &["(x), ", "y"]),
            ("", &[""]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
