//! The rules of a table at work: comments, names behind marks, strings with code in them.

use super::{
    grammar::{Class, Hole, Quote, Rule},
    lexer::{HereDoc, Lexer, State, Until},
    table::{LETTER, Table},
};

/// What may follow a word that lets its author choose a delimiter.
const DELIMITERS: &[u8] = b"/{([<|!#~\"'^";

/// Tags and escapes are shorter.
const LONGEST_TAG: usize = 40;

impl Lexer<'_, '_> {
    /// Reads what `rule` says, if that stands here.
    pub(super) fn rule(&mut self, table: &Table, rule: &Rule) -> bool {
        match *rule {
            Rule::Line(open) => self.sees(open) && self.line(Class::Comment),
            Rule::LineApart(open) => self.is_apart() && self.sees(open) && self.line(Class::Comment),
            Rule::Start(open, class) => self.is_line_start() && self.sees(open) && self.line(class),
            Rule::Block { open, close, nests, class } => self.sees(open) && self.block(open, close, nests, class),
            Rule::Quote(ref quote) => self.sees(quote.open) && self.quote(table, quote, self.at),
            Rule::QuoteApart(ref quote) => {
                !self.state.value && self.sees(quote.open) && self.quote(table, quote, self.at)
            }
            Rule::Prefixed { words, quotes } => self.prefixed(table, words, quotes),
            Rule::Tagged { open, tag, then, close, end, class } => {
                self.sees(open) && self.tagged((open, tag, then), (close, end), class)
            }
            Rule::Delimited { words, parts, holes } => {
                !self.state.dot && words.split(' ').any(|word| self.delimited(table, word, parts, holes))
            }
            Rule::HereDoc { open, marks, bare, holes } => {
                self.sees(open) && self.here_document(open, marks, bare, holes)
            }
            Rule::Char(class) => self.char(class),
            Rule::Regex => !self.state.value && self.regex(),
            Rule::Hole(ref hole) => self.sees(hole.open()) && self.hole(table, hole, None),
            Rule::Name(open, class) => self.sees(open) && self.name(open, class),
            Rule::Brackets { open, pair, class, starts } => self.sees(open) && self.brackets(open, pair, class, starts),
            Rule::Directive(open) => self.state.line && self.sees(open) && self.directive(table, open),
            Rule::Label(mark, class) => self.state.line && self.label(mark, class),
            Rule::Jsx => (!self.state.value || self.state.line) && self.jsx(table),
        }
    }

    fn before(&self) -> Option<u8> {
        self.at.checked_sub(1).map(|before| self.code.as_bytes()[before])
    }

    fn is_line_start(&self) -> bool {
        self.before().is_none_or(|before| before == b'\n')
    }

    fn is_apart(&self) -> bool {
        self.before().is_none_or(|before| before.is_ascii_whitespace() || b";|&()[]{},".contains(&before))
    }

    /// The rest of the line.
    pub(super) fn line(&mut self, class: Class) -> bool {
        self.take(class, self.line_end().max(self.at));
        true
    }

    fn block(&mut self, open: &str, close: &str, nests: bool, class: Class) -> bool {
        // what must stand at the start of a line has its end in front
        let from = self.at + usize::from(open.starts_with('\n'));
        self.at += open.len();
        let mut depth = 1;
        while depth > 0 && self.at < self.code.len() {
            if !nests {
                self.at = (self.find(close) + close.len()).min(self.code.len());
                break;
            }
            if self.sees(close) {
                (depth, self.at) = (depth - 1, self.at + close.len());
            } else if self.sees(open) {
                (depth, self.at) = (depth + 1, self.at + open.len());
            } else {
                self.at += 1;
            }
        }
        self.spans.token(class, from, self.at);
        true
    }

    /// A string from byte `from` on, whose quote stands here.
    pub(super) fn quote(&mut self, table: &Table, quote: &Quote, from: usize) -> bool {
        let is_doc = quote.is_doc && self.state.line;
        let class = if is_doc { Class::Comment } else { quote.class };
        self.at += quote.open.len();
        let mut piece = from;
        while let Some(byte) = self.peek(0) {
            if self.sees(quote.close) {
                self.at += quote.close.len();
                if quote.doubles && self.sees(quote.close) {
                    self.at += quote.close.len();
                    continue;
                }
                break;
            }
            if byte == b'\n' && !quote.lines {
                break;
            }
            if quote.holes.iter().any(|hole| self.sees(hole.open()) && self.hole(table, hole, Some((class, piece)))) {
                piece = self.at;
            } else if quote.escape == Some(byte) {
                self.escape(quote.lines);
            } else {
                self.at += 1;
            }
        }
        self.spans.token(self.key_class(table, false).filter(|_| piece == from).unwrap_or(class), piece, self.at);
        self.passed();
        true
    }

    /// What an escape takes with it.
    fn escape(&mut self, lines: bool) {
        self.at += 1;
        if let Some(escaped) = self.rest().chars().next().filter(|&escaped| lines || escaped != '\n') {
            self.at += escaped.len_utf8();
        }
    }

    fn prefixed(&mut self, table: &Table, words: &str, quotes: &[Quote]) -> bool {
        let from = self.at;
        let length = self.rest().bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
        if !words.split(' ').any(|word| word.eq_ignore_ascii_case(&self.code[from..from + length])) {
            return false;
        }
        self.at += length;
        let applies = quotes.iter().any(|quote| self.sees(quote.open) && self.quote(table, quote, from));
        if !applies {
            self.at = from;
        }
        applies
    }

    fn tagged(&mut self, (open, tag, then): (&str, &str, &str), (close, end): (&str, &str), class: Class) -> bool {
        let rest = &self.code.as_bytes()[self.at + open.len()..];
        let is_tag = |byte: &u8| {
            if tag == "a" { byte.is_ascii_alphanumeric() || *byte == b'_' } else { tag.as_bytes().contains(byte) }
        };
        let length = rest.iter().take(LONGEST_TAG).take_while(|byte| is_tag(byte)).count();
        let chosen = self.at + open.len()..self.at + open.len() + length;
        if !rest[length..].starts_with(then.as_bytes()) {
            return false;
        }
        let closing = format!("{close}{}{end}", &self.code[chosen.clone()]);
        let from = self.at;
        self.at = chosen.end + then.len();
        self.at = (self.find(&closing) + closing.len()).min(self.code.len());
        self.spans.token(class, from, self.at);
        if class != Class::Comment {
            self.passed();
        }
        true
    }

    fn delimited(&mut self, table: &Table, word: &str, parts: u8, holes: &[Hole]) -> bool {
        let is_sigil = word.starts_with('%') && self.state.value;
        let delimiter = self.peek(word.len()).filter(|byte| DELIMITERS.contains(byte));
        let (true, Some(delimiter)) = (!is_sigil && self.sees(word), delimiter) else { return false };
        let mut piece = self.at;
        self.at += word.len();
        let close = closing(delimiter);
        for part in 0..parts {
            if part > 0 && close != delimiter {
                // the second pair may stand apart
                self.skip(|byte| byte.is_ascii_whitespace());
                if self.peek(0) != Some(delimiter) {
                    break;
                }
            }
            if part == 0 || close != delimiter {
                self.at += 1;
            }
            piece = self.delimited_part(table, (delimiter, close), holes, piece);
        }
        self.skip(|byte| byte.is_ascii_lowercase());
        self.spans.token(Class::String, piece, self.at);
        self.passed();
        true
    }

    /// Up to the closing delimiter; from where on it isn't told yet.
    fn delimited_part(&mut self, table: &Table, (open, close): (u8, u8), holes: &[Hole], mut piece: usize) -> usize {
        let mut depth = 0;
        while let Some(byte) = self.peek(0) {
            if byte == close && depth == 0 {
                self.at += 1;
                break;
            }
            depth += usize::from(byte == open);
            depth -= usize::from(byte == close);
            let mut holes = holes.iter().filter(|_| open != b'\'');
            if holes.any(|hole| self.sees(hole.open()) && self.hole(table, hole, Some((Class::String, piece)))) {
                piece = self.at;
            } else if byte == b'\\' {
                self.escape(true);
            } else {
                self.at += 1;
            }
        }
        piece
    }

    fn here_document(&mut self, open: &str, marks: &str, bare: bool, holes: &'static [Hole]) -> bool {
        let from = self.at;
        let rest = &self.rest()[open.len()..];
        let word = rest.trim_start_matches(|mark: char| marks.contains(mark));
        let mark = word.bytes().next().filter(|mark| b"'\"".contains(mark));
        let word = &word[usize::from(mark.is_some())..];
        let letters =
            word.bytes().take(LONGEST_TAG).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        let (end, after) = word.split_at(letters);
        let Some(first) = end.bytes().next().filter(|first| !first.is_ascii_digit()) else { return false };
        let is_marked = mark.is_some() || !rest.starts_with(end);
        if !(bare || is_marked || first.is_ascii_uppercase()) {
            return false;
        }
        self.documents.push(HereDoc { end, holes: if mark == Some(b'\'') { &[] } else { holes } });
        let after = after.strip_prefix(['\'', '"']).filter(|_| mark.is_some()).unwrap_or(after);
        self.at = self.code.len() - after.len();
        self.spans.token(Class::String, from, self.at);
        self.passed();
        true
    }

    /// The here-documents that the line began whose end is just passed.
    pub(super) fn here_documents(&mut self, table: &Table) {
        for HereDoc { end, holes } in std::mem::take(&mut self.documents) {
            let mut piece = self.at;
            while self.at < self.code.len() {
                if self.is_line_start() {
                    let line_end = self.line_end();
                    let line = self.code[self.at..line_end.max(self.at)].trim();
                    // PHP has `;` behind it, and calls go on
                    if line
                        .strip_prefix(end)
                        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
                    {
                        let text = &self.code[self.at..];
                        self.at += text.len() - text.trim_start_matches([' ', '\t']).len() + end.len();
                        break;
                    }
                }
                let mut holes = holes.iter();
                if holes.any(|hole| self.sees(hole.open()) && self.hole(table, hole, Some((Class::String, piece)))) {
                    piece = self.at;
                } else if self.peek(0) == Some(b'\\') {
                    self.escape(false);
                } else {
                    self.at += 1;
                }
            }
            self.spans.token(Class::String, piece, self.at);
        }
    }

    fn char(&mut self, class: Option<Class>) -> bool {
        let rest = &self.rest()[1..];
        let mut chars = rest.char_indices();
        let end = match chars.next() {
            Some((_, '\\')) => {
                let escape = rest.bytes().take(LONGEST_TAG).skip(2);
                escape.take_while(|byte| byte.is_ascii_graphic()).position(|byte| byte == b'\'').map(|at| at + 3)
            }
            Some((_, char)) if char != '\n' => rest[char.len_utf8()..].starts_with('\'').then(|| char.len_utf8() + 1),
            _ => None,
        };
        let from = self.at;
        self.at += 1;
        if let Some(end) = end {
            self.at += end;
            self.spans.token(Class::String, from, self.at);
            self.passed();
        } else if let Some(class) = class
            && self.peek(0).is_some_and(|next| next.is_ascii_alphabetic() || next == b'_')
        {
            self.skip(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            self.spans.token(class, from, self.at);
        }
        true
    }

    /// A regular expression, which ends in its line.
    fn regex(&mut self) -> bool {
        let from = self.at;
        self.at += 1;
        let mut in_class = false;
        while let Some(byte) = self.peek(0).filter(|&byte| byte != b'\n') {
            match byte {
                b'\\' => {
                    self.escape(false);
                    continue;
                }
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => {
                    self.at += 1;
                    self.skip(|byte| byte.is_ascii_lowercase());
                    break;
                }
                _ => (),
            }
            self.at += 1;
        }
        self.spans.token(Class::String, from, self.at);
        self.passed();
        true
    }

    /// A hole: in code, or in a string of the class, of which all up to byte `.1` is told.
    pub(super) fn hole(&mut self, table: &Table, hole: &Hole, within: Option<(Class, usize)>) -> bool {
        let from = self.at;
        let flush = |lexer: &mut Self| {
            if let Some((class, piece)) = within {
                lexer.spans.token(class, piece, from);
            }
        };
        match *hole {
            Hole::Code(open, _) if open == "{" && self.sees("{{") => {
                self.at += 2;
                let (class, piece) = within.unwrap_or((Class::String, from));
                self.spans.token(class, piece, self.at);
            }
            Hole::Code(open, (_, close)) => {
                if self.depth + 1 >= super::lexer::DEEPEST {
                    return false;
                }
                flush(self);
                self.at += open.len();
                let pair = (open.as_bytes()[open.len() - 1], close);
                self.nested(table, Until::Bracket(pair));
                self.at += usize::from(self.at < self.code.len());
                self.passed();
                return true;
            }
            Hole::Whole(open, (opening, close)) => {
                flush(self);
                self.at += open.len();
                self.balance(opening, close, 1);
                self.spans.token(Class::Variable, from, self.at);
            }
            Hole::Name(open, marks) => {
                let Some(first) = self.peek(open.len()) else { return false };
                if first.is_ascii_alphabetic() || first == b'_' {
                    flush(self);
                    self.at += open.len();
                    self.skip(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                } else if marks.as_bytes().contains(&first) {
                    flush(self);
                    self.at += open.len() + 1;
                } else {
                    return false;
                }
                self.spans.token(Class::Variable, from, self.at);
            }
        }
        self.passed();
        true
    }

    /// Up to behind the bracket that closes the first of `depth` that are open.
    fn balance(&mut self, open: u8, close: u8, mut depth: usize) {
        while let Some(byte) = self.peek(0) {
            if byte == b'\\' {
                self.escape(true);
                continue;
            }
            self.at += 1;
            depth += usize::from(byte == open);
            depth -= usize::from(byte == close);
            if depth == 0 {
                break;
            }
        }
    }

    fn name(&mut self, open: &str, class: Class) -> bool {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        let first = self.peek(open.len()).filter(|&first| is_letter(first) && !first.is_ascii_digit());
        if first.is_none() || self.before().is_some_and(|before| is_letter(before) || before == open.as_bytes()[0]) {
            return false;
        }
        let from = self.at;
        self.at += open.len();
        self.skip(is_letter);
        while self.peek(0) == Some(b'.') && self.peek(1).is_some_and(|next| next.is_ascii_alphabetic()) {
            self.at += 1;
            self.skip(is_letter);
        }
        self.spans.token(class, from, self.at);
        self.passed();
        true
    }

    fn brackets(&mut self, open: &str, (opening, close): (u8, u8), class: Class, starts: bool) -> bool {
        let whole = self.code;
        if starts {
            let is_name_next = self.peek(open.len()).is_some_and(|next| next.is_ascii_alphabetic());
            if !(self.state.line && is_name_next) {
                return false;
            }
            let end = self.line_end();
            if !(self.code[self.at..end].trim_end().ends_with(char::from(close))) {
                return false;
            }
            self.code = &whole[..end];
        }
        let from = self.at;
        self.at += open.len();
        let depth = open.bytes().filter(|&byte| byte == opening).count();
        self.balance(opening, close, depth);
        self.spans.token(class, from, self.at);
        self.code = whole;
        true
    }

    fn directive(&mut self, table: &Table, open: &str) -> bool {
        let from = self.at;
        self.at += open.len();
        self.skip(|byte| byte == b' ');
        if !self.peek(0).is_some_and(|first| first.is_ascii_alphabetic()) {
            self.at = from;
            return false;
        }
        self.skip(|byte| table.is(byte, LETTER));
        self.spans.token(Class::Keyword, from, self.at);
        self.skip(|byte| byte == b' ');
        if self.peek(0) == Some(b'<') {
            let end = self.line_end();
            self.at = self.code[self.at..end].find('>').map_or(end, |close| self.at + close + 1).min(end);
            let start = self.code[..self.at].rfind('<').unwrap_or(self.at);
            self.spans.token(Class::String, start, self.at);
        }
        self.state = State::default();
        true
    }

    fn label(&mut self, mark: &str, class: Class) -> bool {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.$".contains(byte);
        let end = self.at + self.rest().bytes().take_while(is_name).count();
        let after = &self.code[end..];
        self.walk(end - self.at);
        let fits = after.strip_prefix(mark).is_some_and(|next| !next.starts_with([':', '=']));
        if fits {
            self.take(class, end);
            self.at += mark.len();
            self.state = State { head: true, ..State::default() };
        }
        fits
    }
}

/// The delimiter that ends what `open` begins.
fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        open => open,
    }
}
