//! Reads code once, from its start to its end, and tells its tokens.
//!
//! 1. [`Lexer::run`] reads code in one language: by its rules and words, or in the way of its form (`markup`, `forms`).
//! 2. [`Lexer::code`] takes token by token: a rule of the table, a number, a word, a mark.
//! 3. Code within code (the holes of strings, scripts in HTML, fences in Markdown) is read by the same functions, to a
//!    bounded depth; below it, code is text.
//!
//! No byte is read more than a few times: what a rule looks ahead for is bounded, or is passed by when it was found, or goes
//! to the end.

use super::{
    grammar::{Capitals, Class, Form, Hole, Word},
    spans::Spans,
    table::{DIGIT, INNER, LETTER, OPERATOR, RULES, Table},
    tables,
};
use memchr::memmem;
use std::mem;

/// How deep code may stand in code.
pub(super) const DEEPEST: usize = 12;

pub(super) struct Lexer<'c, 'o> {
    /// The code up to where the language at hand ends.
    pub(super) code: &'c str,
    pub(super) at: usize,
    pub(super) state: State,
    pub(super) depth: usize,
    /// Here-documents that begin behind this line.
    pub(super) documents: Vec<HereDoc<'c>>,
    pub(super) spans: Spans<'c, 'o>,
    #[cfg(test)]
    pub(super) steps: std::cell::Cell<usize>,
}

/// What was before, as far as it says what may follow.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    /// A value, behind which `/` divides and `<` compares.
    pub(super) value: bool,
    /// A dot, behind which a member is named.
    pub(super) dot: bool,
    /// A keyword, behind which something is named.
    pub(super) names: Option<Class>,
    /// Where a statement begins.
    pub(super) head: bool,
    /// `name=`, behind whose value the statement still begins.
    pub(super) assigned: bool,
    /// A type, behind which something is named.
    pub(super) typed: bool,
    /// Nothing but space in this line.
    pub(super) line: bool,
}

impl State {
    pub(super) const START: Self =
        Self { value: false, dot: false, names: None, head: true, assigned: false, typed: false, line: true };
    const VALUE: Self = Self { value: true, head: false, line: false, ..Self::START };
}

/// A document that ends with a line of its own.
pub(super) struct HereDoc<'c> {
    pub(super) end: &'c str,
    pub(super) holes: &'static [Hole],
}

/// Where code ends that stands in other code.
#[derive(Clone, Copy)]
pub(super) enum Until {
    End,
    /// At the bracket that closes one that was open before.
    Bracket((u8, u8)),
    /// At the end of a line that isn't continued.
    Line,
    Text(&'static str),
}

impl<'c, 'o> Lexer<'c, 'o> {
    pub(super) fn new(code: &'c str, out: &'o mut String) -> Self {
        Self {
            code,
            at: 0,
            state: State::START,
            depth: 0,
            documents: Vec::new(),
            spans: Spans::new(code, out),
            #[cfg(test)]
            steps: Default::default(),
        }
    }

    /// Reads to the end of the code.
    pub(super) fn run(&mut self, table: &Table) {
        self.state = State::START;
        match table.language.form {
            Form::Code => self.code(table, Until::End),
            Form::Xml | Form::Html | Form::Template => self.markup(table),
            Form::Php if self.rest().contains("<?") => self.markup(table),
            Form::Php => self.code(table, Until::End),
            Form::Yaml => self.yaml(table),
            Form::Css | Form::Scss => self.css(table),
            Form::Markdown => self.markdown(),
            Form::Http => self.http(),
            Form::Prompts(language) => self.prompts(language),
            Form::Dockerfile => self.dockerfile(table),
            Form::Makefile => self.makefile(table),
        }
    }

    /// Reads up to byte `end` in the language of that name; as text where there is none.
    pub(super) fn within(&mut self, end: usize, language: &str) {
        let whole = self.code;
        self.code = &whole[..end];
        if self.depth < DEEPEST
            && let Some(table) = tables::find(language)
        {
            let state = self.state;
            self.depth += 1;
            self.run(table);
            self.depth -= 1;
            self.state = state;
        }
        self.at = end;
        self.code = whole;
    }

    /// Reads code within code up to `until`; whether it isn't too deep for that.
    pub(super) fn nested(&mut self, table: &Table, until: Until) -> bool {
        if self.depth >= DEEPEST {
            return false;
        }
        let state = mem::replace(&mut self.state, State { line: false, ..State::START });
        self.depth += 1;
        self.code(table, until);
        self.depth -= 1;
        self.state = state;
        true
    }

    pub(super) fn code(&mut self, table: &Table, until: Until) {
        let mut open = 0;
        while let Some(byte) = self.peek(0) {
            match until {
                Until::Bracket((_, close)) if byte == close && open == 0 => return,
                Until::Line if byte == b'\n' && self.documents.is_empty() && !self.is_continued() => return,
                Until::Text(text) if self.sees(text) => return,
                _ => (),
            }
            let marks = table.bytes[usize::from(byte)];
            if self.applies(table, marks & RULES) {
                continue;
            }
            if marks & DIGIT != 0 {
                self.number(table);
            } else if marks & LETTER != 0 {
                self.word(table);
            } else if marks & OPERATOR != 0 {
                self.operator(table, until);
            } else {
                if let Until::Bracket((opening, closing)) = until {
                    open += usize::from(byte == opening);
                    open -= usize::from(byte == closing);
                }
                self.mark(table, byte);
            }
        }
    }

    /// Whether one of the rules applied.
    fn applies(&mut self, table: &Table, mut rules: u32) -> bool {
        while rules != 0 {
            if self.rule(table, &table.language.rules[rules.trailing_zeros() as usize]) {
                return true;
            }
            rules &= rules - 1;
        }
        false
    }

    fn number(&mut self, table: &Table) {
        let from = self.at;
        let mut before = 0;
        let is_hex = self.sees("0x");
        while let Some(byte) = self.peek(0) {
            let is_digit_next = self.peek(1).is_some_and(|next| next.is_ascii_digit());
            match byte {
                b'.' | b'\'' if is_digit_next => (),
                b'-' | b':' if is_digit_next && table.is(byte, INNER) => (),
                b'+' | b'-' if is_digit_next && matches!(before, b'e' | b'E') && !is_hex => (),
                _ if byte.is_ascii_alphanumeric() || byte == b'_' => (),
                _ => break,
            }
            before = byte;
            self.at += 1;
        }
        // in `8080:80` and `12px-x` it is a part of a word
        if self.peek(0).is_some_and(|next| table.is(next, LETTER)) {
            self.skip(|byte| table.is(byte, LETTER | DIGIT | INNER));
        } else {
            self.spans.token(Class::Number, from, self.at);
        }
        self.passed();
    }

    /// A value is behind the lexer.
    pub(super) fn passed(&mut self) {
        self.state = State { assigned: self.state.assigned, ..State::VALUE };
    }

    fn word(&mut self, table: &Table) {
        let from = self.at;
        self.skip(|byte| table.is(byte, LETTER | DIGIT | INNER));
        let word = &self.code[from..self.at];
        let before = self.state;
        let State { dot, names, head, .. } = before;
        self.passed();
        let language = table.language;
        let is_name =
            dot && language.members || language.labels && self.sees(":") && !self.sees("::") && word != "default";
        let known = if is_name { None } else { table.word(word) };
        let is_first = |known: &Word| matches!(known, Word::Is(Class::Keyword) | Word::Names(_) | Word::Leads(_));
        let known = known.filter(|known| head || language.heads.is_none() || !is_first(known));
        let class = match known {
            Some(Word::Is(class)) => {
                self.state.names = names.filter(|_| matches!(class, Class::Variable | Class::Keyword));
                Some(class)
            }
            Some(Word::Names(class)) => {
                self.state.names = Some(class);
                Some(Class::Keyword)
            }
            Some(Word::Binds) => {
                self.state.names = (!self.is_bound()).then_some(Class::Function);
                Some(Class::Keyword)
            }
            Some(Word::Leads(class)) => {
                self.state.head = true;
                Some(class)
            }
            Some(Word::Within) => Some(Class::Keyword),
            None => names.or_else(|| self.head_class(table, head)).or_else(|| self.name_class(table, word, before)),
        };
        self.state.typed = class == Some(Class::Type);
        self.state.value = class != Some(Class::Keyword);
        let class = self.key_class(table, true).or(class);
        if let Some(class) = class {
            self.spans.token(class, from, self.at);
        }
    }

    /// The class of the first word of a statement, behind which the lexer stands.
    fn head_class(&mut self, table: &Table, head: bool) -> Option<Class> {
        let (class, _) = table.language.heads.filter(|_| head)?;
        let is_assigned = self.sees("=") && !self.sees("==") || self.sees("+=");
        self.state.assigned = is_assigned;
        Some(if is_assigned { Class::Variable } else { class })
    }

    /// Whether the name before which the lexer stands is that of a value rather than of a function: `let x = 1`.
    fn is_bound(&self) -> bool {
        let rest = self.rest().trim_start_matches(' ').trim_start_matches("rec ").trim_start_matches("mutable ");
        let name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '\'');
        rest.trim_start_matches(name).trim_start_matches(' ').starts_with(['=', ':', ','])
    }

    /// Whether `<…>(` stands here, as behind the name of a generic function.
    fn sees_type_arguments(&self) -> bool {
        const LONGEST: usize = 40;
        if !(self.sees("<") || self.sees("::<")) {
            return false;
        }
        let is_type = |byte: &u8| byte.is_ascii_alphanumeric() || b"_<>,.[]:'| ".contains(byte);
        let bytes = self.code.as_bytes()[self.at..].iter().take(LONGEST);
        let length = bytes.take_while(|byte| is_type(byte)).count();
        self.walk(length);
        self.peek(length) == Some(b'(') && self.peek(length - 1) == Some(b'>')
    }

    /// The class of a name, behind which the lexer stands.
    fn name_class(&mut self, table: &Table, name: &str, before: State) -> Option<Class> {
        let language = table.language;
        let is_call = language.calls.iter().any(|mark| self.sees(mark))
            || !language.calls.is_empty() && self.sees_type_arguments();
        self.at += usize::from(is_call && self.sees("!"));
        // of one letter, as type parameters are, or of several cases, as constants aren't
        let is_type = name.starts_with(|first: char| first.is_uppercase())
            && (name.len() == 1 || name.contains(|letter: char| letter.is_lowercase()));
        match language.capitals {
            Capitals::Type if is_type => Some(Class::Type),
            Capitals::TypeOrCall | Capitals::Exported if is_type && !is_call => {
                let is_field = language.capitals == Capitals::Exported && before.line && !self.sees(".");
                (!before.dot && !before.typed && !is_field).then_some(Class::Type)
            }
            _ => is_call.then_some(Class::Function),
        }
    }

    /// The class of what the lexer stands behind, if it is a key.
    pub(super) fn key_class(&self, table: &Table, is_word: bool) -> Option<Class> {
        let (mark, class) = table.language.keys?;
        let rest = self.rest().trim_start_matches([' ', '\t']);
        let space = self.rest().len() - rest.len();
        self.walk(space);
        let rest = rest.strip_prefix(mark)?;
        // `a ? b : c`
        let is_apart = is_word && mark == ':' && space > 0;
        (!rest.starts_with(['=', ':', '>']) && !is_apart).then_some(class)
    }

    fn operator(&mut self, table: &Table, until: Until) {
        let from = self.at;
        self.at += 1;
        // one that a rule may begin with, or where the code may end, is looked at for itself
        while let Some(byte) = self.peek(0)
            && table.bytes[usize::from(byte)] & (OPERATOR | RULES) == OPERATOR
            && !matches!(until, Until::Text(text) if self.sees(text))
        {
            self.at += 1;
        }
        self.spans.token(Class::Operator, from, self.at);
        let operator = &self.code[from..self.at];
        if matches!(operator, "++" | "--") {
            return;
        }
        let is_mark = matches!(operator, "*" | "&" | "?" | "**");
        let State { names, typed, .. } = self.state;
        self.state = State { names: names.filter(|_| is_mark), typed: typed && is_mark, ..State::default() };
        self.state.dot = operator.ends_with("->") && self.peek(0).is_some_and(|next| next.is_ascii_alphabetic());
        self.state.head = self.is_head(table, operator.as_bytes()[operator.len() - 1]);
    }

    fn is_head(&self, table: &Table, byte: u8) -> bool {
        table.language.heads.is_some_and(|(_, marks)| marks.as_bytes().contains(&byte))
    }

    /// What is neither a word nor an operator: space, brackets, separators.
    fn mark(&mut self, table: &Table, byte: u8) {
        self.at += 1;
        match byte {
            b'\n' => {
                self.here_documents(table);
                self.state.line = true;
                self.state.head |= self.is_head(table, byte);
            }
            b' ' | b'\t' | b'\r' => self.state.head |= mem::take(&mut self.state.assigned),
            b'.' if !self.state.value && !self.is_range() && self.peek(0).is_some_and(|next| next.is_ascii_digit()) => {
                self.at -= 1;
                self.number(table);
            }
            b'.' => {
                self.state = State { dot: !self.is_range(), names: self.state.names, ..State::default() };
            }
            b'\\' if self.sees("\n") => self.at += 1,
            b':' if self.sees("=") && table.is(b'=', OPERATOR) => {
                self.spans.token(Class::Operator, self.at - 1, self.at);
                self.state = State::default();
            }
            _ => {
                let value = matches!(byte, b')' | b']' | b'}');
                let head = self.is_head(table, byte) && !self.state.assigned;
                let assigned = self.state.assigned && byte == b'=';
                self.state = State { value, head, assigned, ..State::default() };
            }
        }
    }

    /// Whether the dot that the lexer stands behind is the second one.
    fn is_range(&self) -> bool {
        self.at > 1 && self.code.as_bytes()[self.at - 2] == b'.'
    }

    /// Whether the line that ends here goes on in the next one.
    pub(super) fn is_continued(&self) -> bool {
        let line = self.code[..self.at].strip_suffix('\r').unwrap_or(&self.code[..self.at]);
        line.ends_with('\\')
    }

    /// The byte so many behind the lexer.
    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.walk(1);
        self.code.as_bytes().get(self.at + ahead).copied()
    }

    pub(super) fn rest(&self) -> &'c str {
        &self.code[self.at..]
    }

    pub(super) fn sees(&self, text: &str) -> bool {
        self.walk(1);
        let (rest, text) = (&self.code.as_bytes()[self.at..], text.as_bytes());
        // most differ in the first byte, and a call takes longer than to see that
        rest.first() == text.first() && rest.starts_with(text)
    }

    pub(super) fn skip(&mut self, test: impl Fn(u8) -> bool) {
        while self.peek(0).is_some_and(&test) {
            self.at += 1;
        }
    }

    /// Where the next `text` begins; the end of the code where there is none.
    pub(super) fn find(&self, text: &str) -> usize {
        let found =
            memmem::find(self.rest().as_bytes(), text.as_bytes()).map_or(self.code.len(), |found| self.at + found);
        self.walk(found - self.at);
        found
    }

    /// Where this line ends, without what ends it.
    pub(super) fn line_end(&self) -> usize {
        let end = self.find("\n");
        let is_wide = end > self.at && self.code.as_bytes()[end - 1] == b'\r';
        end - usize::from(is_wide)
    }

    /// A token up to byte `to`.
    pub(super) fn take(&mut self, class: Class, to: usize) {
        self.spans.token(class, self.at, to);
        self.at = to;
    }

    /// Counts the bytes that were looked at, for the test that says they are few.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "the tests count"))]
    pub(super) fn walk(&self, _bytes: usize) {
        #[cfg(test)]
        self.steps.set(self.steps.get() + _bytes);
    }
}
