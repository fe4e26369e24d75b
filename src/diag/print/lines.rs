//! The lines of a text: from bytes to lines and columns.
//!
//! A line ends with `\n` or `\r\n`. Columns count Unicode scalars from 1; a byte order mark at the start of a
//! text is none of them, as no editor shows it.

use std::{ops::Range, sync::Arc};

/// A text and where its lines begin.
pub(super) struct Lines {
    text: Arc<str>,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// How many characters begin before each [`BLOCK`] of bytes, so that no column is counted over a line of megabytes.
    characters: Vec<usize>,
}

/// So many bytes are counted at most for a column.
const BLOCK: usize = 1024;

/// A place as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in Unicode scalars.
    pub(super) column: usize,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

impl Lines {
    pub(super) fn new(text: Arc<str>) -> Self {
        let first = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = [first].into_iter().chain(breaks).collect();
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            characters.push(characters[characters.len() - 1] + count(block));
        }
        Self { text, starts, characters }
    }

    /// The line and column of byte `at`.
    pub(super) fn position(&self, at: usize) -> Position {
        let at = self.border(at);
        let line = self.index(at);
        Position { line: line + 1, column: self.before(at) - self.before(self.starts[line]) + 1 }
    }

    /// How many characters begin before byte `at`.
    fn before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        self.characters[block] + count(&self.text.as_bytes()[block * BLOCK..at])
    }

    /// What stands at the place that begins at byte `at`: the bytes of its line, without its end.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let line = self.index(self.border(at));
        let start = self.starts[line];
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        start..start + content.len()
    }

    /// Bytes `range` of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// The border of a character at or before byte `at`, within the text.
    pub(super) fn border(&self, at: usize) -> usize {
        let mut at = at.clamp(self.starts[0], self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}

/// How many characters begin in `bytes`: in UTF-8, all but the continuing ones begin one.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_lines_and_columns() {
        for (text, at, line, column, content) in [
            ("ab\ncd", 4, 2, 2, "cd"),
            ("ab\r\ncd\r\n", 2, 1, 3, "ab"),
            ("ab\r\ncd\r\n", 3, 1, 4, "ab"),
            ("ab\r\ncd\r\n", 8, 3, 1, ""),
            ("héé\n", 3, 1, 3, "héé"),
            ("héé\n", 2, 1, 2, "héé"),
            ("\u{feff}ab", 0, 1, 1, "ab"),
            ("\u{feff}ab", 4, 1, 2, "ab"),
            ("", 7, 1, 1, ""),
            ("a", 9, 1, 2, "a"),
        ] {
            let lines = Lines::new(text.into());
            assert_eq!(lines.position(at), Position { line, column }, "{text:?} at {at}");
            assert_eq!(lines.slice(lines.line(at)), content, "{text:?} at {at}");
        }
    }

    #[test]
    fn columns_of_long_lines_are_exact() {
        let text = "a\n".to_owned() + &"xé日".repeat(1000);
        let lines = Lines::new(text.as_str().into());
        for (column, (at, _)) in text[2..].char_indices().enumerate() {
            assert_eq!(lines.position(at + 2), Position { line: 2, column: column + 1 });
        }
        assert_eq!(lines.position(text.len()), Position { line: 2, column: 3001 });
    }
}
