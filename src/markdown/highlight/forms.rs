//! Data and style sheets: YAML, in which a line's indentation counts, and CSS, in which the end of a statement says what it is.

use super::{
    grammar::{BRACE, Class, Form, Hole, Word, quote},
    lexer::{Lexer, Until},
    table::Table,
};

impl Lexer<'_, '_> {
    pub(super) fn yaml(&mut self, table: &Table) {
        let (mut indent, mut open) = (0, 0usize);
        let mut is_start = true;
        while let Some(byte) = self.peek(0) {
            let line = is_start;
            is_start = byte == b'\n' || is_start && byte == b' ';
            indent = if byte == b'\n' { 0 } else { indent + usize::from(line && byte == b' ') };
            match byte {
                b'#' if self.is_after_space() => _ = self.line(Class::Comment),
                b'-' | b'?' if matches!(self.peek(1), None | Some(b' ' | b'\n')) => {
                    self.take(Class::Operator, self.at + 1)
                }
                b'-' | b'.' if line && indent == 0 && (self.sees("---") || self.sees("...")) => {
                    self.take(Class::Operator, self.at + 3);
                }
                b'{' if self.sees("{{") => self.moustache(),
                b'{' | b'[' => (open, self.at) = (open + 1, self.at + 1),
                b'}' | b']' => (open, self.at) = (open.saturating_sub(1), self.at + 1),
                b'"' => _ = self.quote(table, &quote("\"").lines(), self.at),
                b'\'' => _ = self.quote(table, &quote("'").doubles().lines(), self.at),
                b'&' | b'*' if self.peek(1).is_some_and(|next| next.is_ascii_alphanumeric()) => {
                    self.until_space(Class::Variable)
                }
                b'!' => self.until_space(Class::Type),
                b'|' | b'>' if self.is_block_scalar() => self.block_scalar(indent),
                b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => self.at += 1,
                _ => self.scalar(table, open > 0),
            }
        }
    }

    fn is_after_space(&self) -> bool {
        self.at == 0 || self.code.as_bytes()[self.at - 1].is_ascii_whitespace()
    }

    /// `{{ … }}` of Helm, Ansible and others.
    fn moustache(&mut self) {
        let end = self.line_end();
        let end = self.code[self.at..end].find("}}").map_or(end, |close| self.at + close + 2);
        self.take(Class::Variable, end);
    }

    fn until_space(&mut self, class: Class) {
        let from = self.at;
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !b",]}".contains(&byte));
        self.spans.token(class, from, self.at);
    }

    fn is_block_scalar(&self) -> bool {
        let end = self.line_end();
        let rest = self.code[self.at + 1..end].trim_start_matches(['+', '-', '1', '2', '4', '8']).trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// The lines that stand further in than `indent`.
    fn block_scalar(&mut self, indent: usize) {
        self.at += 1;
        self.skip(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b' '));
        if self.peek(0) == Some(b'#') {
            self.line(Class::Comment);
        }
        self.at = self.find("\n");
        let (from, mut end) = (self.at, self.at);
        while self.at < self.code.len() {
            self.at += 1;
            let line_end = self.find("\n");
            let line = &self.code[self.at..line_end];
            if !line.trim().is_empty() {
                if line.len() - line.trim_start_matches(' ').len() <= indent {
                    break;
                }
                end = self.at + line.trim_end().len();
            }
            self.at = line_end;
        }
        let text = &self.code[from..end];
        self.spans.token(Class::String, end - text.trim_start().len(), end);
        self.at = end;
    }

    /// A text without quotes: a key, a value, a number.
    fn scalar(&mut self, table: &Table, in_brackets: bool) {
        let from = self.at;
        let mut is_key = false;
        while let Some(byte) = self.peek(0) {
            is_key = byte == b':' && matches!(self.peek(1), None | Some(b' ' | b'\n' | b'\r'));
            let is_comment = byte == b'#' && self.is_after_space();
            let ends = byte == b'\n' || in_brackets && b",[]{}".contains(&byte);
            if is_key || is_comment || ends || self.sees("{{") {
                break;
            }
            self.at += 1;
        }
        let text = self.code[from..self.at].trim_end();
        let is_number = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
            && (text.parse::<f64>().is_ok() || text.starts_with("0x") || text.starts_with("0o"));
        let class = match table.word(text) {
            _ if is_key => Some(Class::Attribute),
            Some(Word::Is(class)) => Some(class),
            _ => is_number.then_some(Class::Number),
        };
        if let Some(class) = class {
            self.spans.token(class, from, from + text.len());
        }
    }

    pub(super) fn css(&mut self, table: &Table) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'/' if self.css_comment(table) => (),
                b'@' if table.word(self.word_at(1)).is_some() => {
                    self.take(Class::Keyword, self.at + 1 + self.word_at(1).len());
                    let end = self.statement_end();
                    self.values(table, end);
                }
                b'}' | b'{' | b';' => self.at += 1,
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ => {
                    let end = self.statement_end();
                    let is_rule = self.code.as_bytes().get(end) == Some(&b'{');
                    if is_rule { self.selector(table, end) } else { self.declaration(table, end) }
                }
            }
        }
    }

    fn css_comment(&mut self, table: &Table) -> bool {
        if self.sees("/*") {
            let end = (self.find("*/") + 2).min(self.code.len());
            self.take(Class::Comment, end);
            return true;
        }
        table.language.form == Form::Scss && self.sees("//") && self.is_after_space() && self.line(Class::Comment)
    }

    /// The word so many bytes on.
    fn word_at(&self, ahead: usize) -> &str {
        let rest = &self.rest()[ahead..];
        let length = rest.bytes().take_while(|&byte| is_name(byte)).count();
        self.walk(length);
        &rest[..length]
    }

    /// Where the statement ends that begins here: at `{`, `;` or `}`, or at the end.
    fn statement_end(&self) -> usize {
        let bytes = self.code.as_bytes();
        let (mut at, mut open, mut holes) = (self.at, 0usize, 0usize);
        let mut mark = None;
        while let Some(&byte) = bytes.get(at) {
            match (mark, byte) {
                (_, b'\\') => at += 1,
                (Some(open), byte) if byte == open || byte == b'\n' => mark = None,
                (Some(_), _) => (),
                (None, b'"' | b'\'') => mark = Some(byte),
                (None, b'/') if bytes.get(at + 1) == Some(&b'*') => {
                    at = self.code.get(at..).and_then(|rest| rest.find("*/")).map_or(bytes.len(), |end| at + end + 1);
                }
                (None, b'#') if bytes.get(at + 1) == Some(&b'{') => (holes, at) = (holes + 1, at + 1),
                (None, b'}') if holes > 0 => holes -= 1,
                (None, b'(') => open += 1,
                (None, b')') => open = open.saturating_sub(1),
                (None, b';') if open > 0 => (),
                (None, b'{' | b'}' | b';') => break,
                _ => (),
            }
            at += 1;
        }
        self.walk(at - self.at);
        at.min(bytes.len())
    }

    fn selector(&mut self, table: &Table, end: usize) {
        while self.at < end {
            let Some(byte) = self.peek(0) else { break };
            let from = self.at;
            let class = match byte {
                b'.' | b'#' | b'%' if self.peek(1).is_some_and(is_name) => Some(Class::Attribute),
                b':' => Some(Class::Keyword),
                _ if byte.is_ascii_digit() => Some(Class::Number),
                _ if is_name(byte) => Some(Class::Tag),
                _ => None,
            };
            match (byte, class) {
                (b'#', _) if self.sees("#{") => _ = self.hole(table, &Hole::Whole("#{", BRACE), None),
                (b'"' | b'\'', _) => _ = self.quote(table, &quote(if byte == b'"' { "\"" } else { "'" }), from),
                (b'/', _) if self.css_comment(table) => (),
                (b'[', _) => {
                    self.at += 1;
                    let length = self.word_at(0).len();
                    self.take(Class::Attribute, self.at + length);
                }
                (_, Some(class)) => {
                    self.skip(|byte| byte == b':' && class == Class::Keyword);
                    self.at += usize::from(class == Class::Attribute);
                    self.skip(|byte| is_name(byte) || byte == b'%' && class == Class::Number);
                    self.spans.token(class, from, self.at);
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.max(end);
    }

    fn declaration(&mut self, table: &Table, end: usize) {
        let is_variable = self.sees("--") || self.sees("$") || self.sees("@");
        let name_end = self.code[self.at..end].find(':').map_or(end, |colon| self.at + colon);
        let name = self.code[self.at..name_end].trim_end();
        if !name.contains(['\n', '{', '(']) && name_end < end {
            self.take(if is_variable { Class::Variable } else { Class::Attribute }, self.at + name.len());
        }
        self.values(table, end);
    }

    fn values(&mut self, table: &Table, end: usize) {
        while self.at < end {
            let Some(byte) = self.peek(0) else { break };
            let from = self.at;
            let next = self.peek(1);
            let is_signed = matches!(byte, b'-' | b'+' | b'.') && next.is_some_and(|next| next.is_ascii_digit());
            let class = match byte {
                b'"' | b'\'' => {
                    self.quote(table, &quote(if byte == b'"' { "\"" } else { "'" }), from);
                    continue;
                }
                b'/' if self.css_comment(table) => continue,
                b'#' if next == Some(b'{') => {
                    self.hole(table, &Hole::Whole("#{", BRACE), None);
                    continue;
                }
                _ if byte == b'#' || byte.is_ascii_digit() || is_signed => Some(Class::Number),
                b'$' | b'@' => Some(Class::Variable),
                b'!' => Some(Class::Keyword),
                b'-' if next == Some(b'-') => Some(Class::Variable),
                _ => None,
            };
            self.at += 1;
            if class.is_none() && !is_name(byte) {
                continue;
            }
            self.skip(|byte| is_name(byte) || class == Some(Class::Number) && matches!(byte, b'.' | b'%'));
            let word = &self.code[from..self.at];
            let class = class.or_else(|| match table.word(word) {
                Some(Word::Within) => Some(Class::Keyword),
                _ => self.sees("(").then_some(Class::Function),
            });
            if let Some(class) = class {
                self.spans.token(class, from, self.at);
            }
            if word == "url" && self.sees("(") && !self.sees("(\"") && !self.sees("('") {
                self.at += 1;
                let close = self.find(")").min(end);
                self.take(Class::String, close);
            }
        }
        self.at = self.at.max(end);
    }

    /// Code in the table's language up to the end of the line.
    pub(super) fn line_of(&mut self, table: &Table) {
        if !self.nested(table, Until::Line) {
            self.at = self.find("\n");
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}
