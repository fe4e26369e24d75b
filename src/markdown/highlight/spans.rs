//! Tokens as HTML.

use super::grammar::Class;
use crate::markdown::escape;

/// Code that is written with its tokens in spans, from its start to its end. Neighbours of one class, with no more than space
/// between them, share a span.
pub(super) struct Spans<'c, 'o> {
    code: &'c str,
    /// What is written of it.
    done: usize,
    open: Option<Class>,
    out: &'o mut String,
}

impl<'c, 'o> Spans<'c, 'o> {
    pub(super) fn new(code: &'c str, out: &'o mut String) -> Self {
        // what is usual
        out.reserve(code.len() * 3);
        Self { code, done: 0, open: None, out }
    }

    /// Bytes `from..to` are a token; none before was behind it.
    pub(super) fn token(&mut self, class: Class, from: usize, to: usize) {
        let token = &self.code[from..to];
        let trimmed = token.trim_ascii_start();
        let from = to - trimmed.len();
        let token = trimmed.trim_ascii_end();
        if token.is_empty() {
            return;
        }
        let between = &self.code[self.done..from];
        if self.open == Some(class) && between.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.out.push_str(between);
        } else {
            self.plain(from);
            self.out.push_str(class.start());
            self.open = Some(class);
        }
        self.text(token);
        self.done = from + token.len();
    }

    /// Writes what is left.
    pub(super) fn end(mut self) {
        self.plain(self.code.len());
    }

    fn plain(&mut self, to: usize) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
        self.text(&self.code[self.done..to]);
        self.done = to;
    }

    fn text(&mut self, text: &str) {
        if text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&')) {
            escape::text(text, self.out);
        } else {
            self.out.push_str(text);
        }
    }
}
