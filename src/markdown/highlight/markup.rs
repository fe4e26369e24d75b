//! Tags: HTML with its scripts, styles and PHP, XML, templates, and the elements within JavaScript.

use super::{
    grammar::{BRACE, Class, Form, quote},
    lexer::{DEEPEST, Lexer, Until},
    table::Table,
    tables,
};

/// An entity is shorter.
const LONGEST_ENTITY: usize = 32;

impl Lexer<'_, '_> {
    pub(super) fn markup(&mut self, table: &Table) {
        let form = table.language.form;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'<' if self.sees("<!--") => self.through("<!--", "-->", Class::Comment),
                b'<' if self.sees("<![CDATA[") => self.through("<![CDATA[", "]]>", Class::String),
                b'<' if form != Form::Xml && (self.sees("<?php") || self.sees("<?=")) => {
                    self.program("php", "<?", "?>")
                }
                b'<' if form == Form::Template && self.sees("<%") => self.program("ruby", "<%", "%>"),
                b'<' => self.tag(table),
                b'{' if form == Form::Template && self.sees("{{") => self.program("typescript", "{{", "}}"),
                b'{' if form == Form::Template && self.sees("{%") => self.program("jinja code", "{%", "%}"),
                b'{' if form == Form::Template => self.template(table),
                b'&' => self.entity(),
                _ => self.at += 1,
            }
        }
    }

    /// What a single brace opens: a comment, a statement of Svelte, code.
    fn template(&mut self, table: &Table) {
        let is_word = self.peek(2).is_some_and(|next| next.is_ascii_alphabetic());
        match self.peek(1) {
            Some(b'#') if !is_word => return self.through("{#", "#}", Class::Comment),
            Some(b'#' | b':' | b'/' | b'@') if is_word => {
                let from = self.at + 1;
                self.at += 2;
                self.skip(|byte| byte.is_ascii_alphabetic());
                self.spans.token(Class::Keyword, from, self.at);
                self.at -= 1;
            }
            _ => (),
        }
        self.braces(table);
    }

    fn through(&mut self, open: &str, close: &str, class: Class) {
        let from = self.at;
        self.at += open.len();
        self.at = (self.find(close) + close.len()).min(self.code.len());
        self.spans.token(class, from, self.at);
    }

    /// Code of another language, between marks.
    fn program(&mut self, language: &str, open: &str, close: &'static str) {
        let from = self.at;
        self.at += open.len();
        self.skip(|byte| byte.is_ascii_lowercase() && open == "<?" || matches!(byte, b'=' | b'-'));
        self.spans.token(Class::Tag, from, self.at);
        if let Some(table) = tables::find(language) {
            self.nested(table, Until::Text(close));
        }
        let end = self.find(close);
        self.at = end;
        self.take(Class::Tag, (end + close.len()).min(self.code.len()));
    }

    fn entity(&mut self) {
        let rest = self.rest().as_bytes()[1..].iter().take(LONGEST_ENTITY);
        let length = rest.take_while(|&&byte| byte.is_ascii_alphanumeric() || byte == b'#').count();
        let is_entity = length > 0 && self.peek(length + 1) == Some(b';');
        let to = self.at + 1 + if is_entity { length + 1 } else { 0 };
        if is_entity { self.take(Class::String, to) } else { self.at = to }
    }

    fn tag(&mut self, table: &Table) {
        let from = self.at;
        let name_at = from + 1 + usize::from(matches!(self.peek(1), Some(b'/' | b'!' | b'?')));
        self.at = name_at;
        if !self.peek(0).is_some_and(|first| first.is_ascii_alphabetic()) {
            return;
        }
        self.skip(is_name);
        let name = &self.code[name_at..self.at];
        self.spans.token(Class::Tag, from, self.at);
        let attributes_at = self.at;
        let is_open = self.attributes(table);
        let attributes = &self.code[attributes_at..self.at];
        if table.language.form == Form::Xml || !is_open || name_at != from + 1 {
            return;
        }
        let (language, end) = match name {
            _ if name.eq_ignore_ascii_case("script") && attributes.contains("json") => ("json", "</script"),
            _ if name.eq_ignore_ascii_case("script") && attributes.contains("ts") => ("typescript", "</script"),
            _ if name.eq_ignore_ascii_case("script") => ("javascript", "</script"),
            _ if name.eq_ignore_ascii_case("style") => ("scss", "</style"),
            _ => return,
        };
        let end = self.find_tag(end);
        self.within(end, language);
    }

    /// Where the end tag begins that starts with `tag`.
    fn find_tag(&self, tag: &str) -> usize {
        let text = self.rest();
        let fits = |&(at, _): &(usize, &str)| {
            text.as_bytes()[at..].get(..tag.len()).is_some_and(|end| end.eq_ignore_ascii_case(tag.as_bytes()))
        };
        let end = text.match_indices("</").find(fits).map_or(self.code.len(), |(at, _)| self.at + at);
        self.walk(end - self.at);
        end
    }

    /// The attributes of a tag and what closes it; whether an element begins with it.
    fn attributes(&mut self, table: &Table) -> bool {
        let mut is_value = false;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'>' => {
                    self.take(Class::Tag, self.at + 1);
                    return true;
                }
                b'/' | b'?' if self.peek(1) == Some(b'>') => {
                    self.take(Class::Tag, self.at + 2);
                    return false;
                }
                b'<' => return false,
                b'"' => _ = self.quote(table, &quote("\"").raw().lines(), self.at),
                b'\'' => _ = self.quote(table, &quote("'").raw().lines(), self.at),
                b'{' if !matches!(table.language.form, Form::Html | Form::Xml | Form::Php) => self.braces(table),
                _ if is_value && !byte.is_ascii_whitespace() => {
                    let from = self.at;
                    self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>');
                    self.spans.token(Class::String, from, self.at);
                }
                _ if is_name(byte) => {
                    let from = self.at;
                    self.skip(is_name);
                    self.spans.token(Class::Attribute, from, self.at);
                }
                _ => self.at += 1,
            }
            is_value = byte == b'=' || is_value && byte.is_ascii_whitespace();
        }
        false
    }

    /// `{…}` with code in it.
    fn braces(&mut self, table: &Table) {
        self.at += 1;
        let table = if table.language.form == Form::Code { Some(table) } else { tables::find("typescript") };
        if let Some(table) = table {
            self.nested(table, Until::Bracket(BRACE));
        }
        self.at += usize::from(self.peek(0) == Some(b'}'));
    }

    /// An element within code, with all that is in it; whether it is one.
    pub(super) fn jsx(&mut self, table: &Table) -> bool {
        let name = self.rest()[1..].bytes().take(LONGEST_ENTITY).take_while(|&byte| is_name(byte)).count();
        self.walk(name);
        let after = &self.rest()[1 + name..];
        let starts = self.peek(1).is_some_and(|first| first.is_ascii_alphabetic() || first == b'>');
        // `<T,>(…) =>` and `<T extends U>(…) =>` have type parameters
        if !starts || self.depth >= DEEPEST || after.starts_with([',', '(', '[', '|']) || after.starts_with(" extends ")
        {
            return false;
        }
        let mut open = 0usize;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'<' => {
                    let is_end = self.peek(1) == Some(b'/');
                    self.take(Class::Tag, self.at + 1 + usize::from(is_end));
                    let name_at = self.at;
                    self.skip(is_name);
                    self.spans.token(Class::Tag, name_at, self.at);
                    let is_open = self.attributes(table);
                    open = if is_end { open.saturating_sub(1) } else { open + usize::from(is_open) };
                }
                b'{' => self.braces(table),
                b'&' => self.entity(),
                _ => self.at += 1,
            }
            if open == 0 {
                break;
            }
        }
        self.passed();
        true
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.:@#*".contains(&byte) || !byte.is_ascii()
}
