//! Texts whose lines have different languages: Markdown, HTTP, a terminal's screen, Dockerfiles, Makefiles.

use super::{grammar::Class, languages, lexer::Lexer, table::Table, tables};

/// A longer prompt is none.
const LONGEST_PROMPT: usize = 80;

impl Lexer<'_, '_> {
    pub(super) fn markdown(&mut self) {
        if self.sees("---\n") {
            self.take(Class::Operator, self.at + 3);
            let end = self.find("\n---");
            self.within(end, "yaml");
            self.take(Class::Operator, (self.at + 4).min(self.code.len()));
        }
        while self.at < self.code.len() {
            self.skip(|byte| byte == b' ');
            if self.sees("```") || self.sees("~~~") {
                self.fence();
            } else if self.sees("<!--") {
                let end = (self.find("-->") + 3).min(self.code.len());
                self.take(Class::Comment, end);
            } else {
                let hashes = self.rest().bytes().take(7).take_while(|&byte| byte == b'#').count();
                if (1..7).contains(&hashes) && self.peek(hashes) == Some(b' ') {
                    self.line(Class::Tag);
                }
                self.list_item();
                self.inline();
            }
            self.at = (self.find("\n") + 1).min(self.code.len());
        }
    }

    fn fence(&mut self) {
        let mark = &self.rest()[..3];
        self.line(Class::Operator);
        let info = self.code[..self.at].rsplit('\n').next().unwrap_or("").trim_start().trim_start_matches(['`', '~']);
        let language = languages::language(info).to_lowercase();
        let mut close = self.at;
        for line in self.rest().split_inclusive('\n') {
            if close > self.at && line.trim_start().starts_with(mark) {
                break;
            }
            close += line.len();
        }
        self.walk(close - self.at);
        self.within(close, &language);
        self.skip(|byte| byte == b' ');
        if self.sees(mark) {
            self.line(Class::Operator);
        }
    }

    fn list_item(&mut self) {
        while self.sees("> ") {
            self.take(Class::Operator, self.at + 1);
            self.at += 1;
        }
        let digits = self.rest().bytes().take(9).take_while(u8::is_ascii_digit).count();
        let length = match self.peek(digits) {
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return,
        };
        if self.peek(length) == Some(b' ') {
            self.take(Class::Operator, self.at + length);
        }
    }

    fn inline(&mut self) {
        let end = self.line_end();
        while self.at < end {
            match self.peek(0) {
                Some(b'`') => {
                    let ticks = self.rest().bytes().take(3).take_while(|&byte| byte == b'`').count();
                    let mark = &self.code[self.at..self.at + ticks];
                    let close = self.code[self.at + ticks..end].find(mark);
                    self.walk(close.unwrap_or(end - self.at));
                    match close {
                        Some(close) => self.take(Class::String, self.at + ticks + close + ticks),
                        None => self.at += ticks,
                    }
                }
                Some(b']') if self.sees("](") => {
                    self.at += 2;
                    let url =
                        self.rest().bytes().take_while(|&byte| byte != b')' && !byte.is_ascii_whitespace()).count();
                    self.take(Class::String, (self.at + url).min(end));
                }
                _ => self.at += 1,
            }
        }
        self.at = end.max(self.at);
    }

    pub(super) fn http(&mut self) {
        while self.at < self.code.len() {
            self.http_head();
            // what is behind an empty line is content, up to the next message
            let mut end = self.at;
            for line in self.rest().split_inclusive('\n') {
                if end > self.at && (line.starts_with("###") || line.starts_with("HTTP/")) {
                    break;
                }
                end += line.len();
            }
            self.walk(end - self.at);
            let content = self.code[self.at..end].trim_start();
            let language = match content.bytes().next() {
                Some(b'{' | b'[') => "json",
                Some(b'<') => "xml",
                _ => "text",
            };
            self.within(end, language);
        }
    }

    /// The lines of a message up to the empty one.
    fn http_head(&mut self) {
        loop {
            // as `curl -v` shows them
            self.at += if ["> ", "< ", "* "].iter().any(|mark| self.sees(mark)) { 2 } else { 0 };
            let end = self.line_end();
            let line = &self.code[self.at..end];
            let word = line.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-/.".contains(byte)).count();
            let is_request =
                word > 2 && line[..word].bytes().all(|byte| byte.is_ascii_uppercase()) && line[word..].starts_with(' ');
            if line.trim().is_empty() {
                self.at = (self.find("\n") + 1).min(self.code.len());
                return;
            } else if line.starts_with('#') || line.starts_with("//") {
                self.line(Class::Comment);
            } else if is_request {
                self.take(Class::Keyword, self.at + word);
                if let Some(version) = line.rfind(" HTTP/") {
                    self.take(Class::String, end - line.len() + version);
                    self.take(Class::Keyword, end);
                } else {
                    self.take(Class::String, end);
                }
            } else if line.starts_with("HTTP/") {
                self.take(Class::Keyword, self.at + word);
                self.take(Class::Number, end);
            } else if line[word..].starts_with(':') {
                self.take(Class::Attribute, self.at + word);
            }
            self.at = (self.find("\n") + 1).min(self.code.len());
            if self.at == self.code.len() {
                return;
            }
        }
    }

    pub(super) fn prompts(&mut self, language: &'static str) {
        let is_other = |prompt: &str| !matches!(prompt, "# " | "> " | "... ");
        let has_others = self.rest().lines().any(|line| prompt(line).is_some_and(is_other));
        let mut was_command = false;
        while self.at < self.code.len() {
            let end = self.line_end();
            let line = &self.code[self.at..end];
            // these go on with what is before them
            let prompt = prompt(line).filter(|prompt| !matches!(*prompt, "> " | "... ") || was_command);
            was_command = prompt.is_some();
            match prompt {
                Some("# ") if has_others => _ = self.line(Class::Comment),
                Some(prompt) => {
                    self.take(Class::Operator, self.at + prompt.trim_end().len());
                    let language = speaks(prompt).unwrap_or(language);
                    match tables::find(language) {
                        Some(table) if language == "bash" => self.line_of(table),
                        _ => self.within(end, language),
                    }
                }
                None => self.at = end,
            }
            self.at = (self.find("\n") + 1).min(self.code.len());
        }
    }

    pub(super) fn dockerfile(&mut self, table: &Table) {
        while self.at < self.code.len() {
            self.skip(|byte| byte.is_ascii_whitespace());
            let length = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
            let word = &self.code[self.at..self.at + length];
            let is_known = table.word(word).is_some();
            if self.sees("#") {
                self.line(Class::Comment);
            } else if is_known {
                self.take(Class::Keyword, self.at + length);
            }
            let runs =
                ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL"].iter().any(|runs| runs.eq_ignore_ascii_case(word));
            match tables::find("bash") {
                Some(shell) if runs => self.run_instruction(shell),
                _ => self.line_of(table),
            }
        }
    }

    /// A command over lines, with comments between them.
    fn run_instruction(&mut self, shell: &Table) {
        loop {
            let from = self.at;
            self.line_of(shell);
            let last = self.code[from..self.at].rsplit('\n').next().unwrap_or("");
            if !last.trim_start().starts_with('#') || self.at == self.code.len() {
                return;
            }
            self.at += 1;
        }
    }

    pub(super) fn makefile(&mut self, table: &Table) {
        while self.at < self.code.len() {
            let is_recipe = self.sees("\t");
            self.skip(|byte| byte == b' ' || byte == b'\t');
            let end = self.line_end();
            let line = &self.code[self.at..end];
            let name = line.find([':', '=']).map(|mark| (mark, line[mark..].trim_start_matches(':').starts_with('=')));
            if line.starts_with('#') {
                self.line(Class::Comment);
            } else if is_recipe {
                self.at += line.bytes().take_while(|byte| b"@-+".contains(byte)).count();
                if let Some(shell) = tables::find("make recipe") {
                    self.line_of(shell);
                }
            } else if let Some((mark, is_assigned)) =
                name.filter(|_| table.word(line.split(' ').next().unwrap_or("")).is_none())
            {
                let name = line[..mark].trim_end_matches(['?', '+', '!']).trim_end();
                let class = if is_assigned { Class::Variable } else { Class::Function };
                if name.contains('$') {
                    self.line_of(table);
                } else {
                    self.take(class, self.at + name.len());
                }
            }
            self.line_of(table);
            self.at = (self.at + 1).min(self.code.len());
        }
    }
}

/// The prompt that `line` begins with, up to the command.
fn prompt(line: &str) -> Option<&str> {
    if line.starts_with(">>> ") || line.starts_with("... ") {
        return Some(&line[..4]);
    }
    let head = line.bytes().take(LONGEST_PROMPT);
    let at = head.zip(line.bytes().skip(1)).position(|(mark, next)| next == b' ' && b"$#%>".contains(&mark))?;
    let (before, mark) = (&line[..at], line.as_bytes()[at]);
    let is_machine = before.contains(['@', '~']) || before.starts_with(['(', '[']) || before.ends_with(['=', ':']);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:()/~\\[]".contains(&byte);
    let fits = match mark {
        _ if before.is_empty() => true,
        b'>' => before.starts_with("PS ") || before.bytes().all(is_name),
        _ => is_machine && !before.ends_with(' ') || before.starts_with('(') && before.ends_with(") "),
    };
    fits.then(|| &line[..at + 2])
}

/// The language that is spoken behind `prompt`, if it tells.
fn speaks(prompt: &str) -> Option<&'static str> {
    const SPOKEN: &[(&str, &str)] = &[
        (">>> ", "python"),
        ("... ", "python"),
        ("mysql", "sql"),
        ("MariaDB", "sql"),
        ("sqlite", "sql"),
        ("irb", "ruby"),
        ("iex", "elixir"),
        ("scala", "scala"),
        ("ghci", "haskell"),
        ("PS ", "powershell"),
        ("jshell", "java"),
    ];
    let spoken = SPOKEN.iter().find(|(start, _)| prompt.starts_with(start)).map(|&(_, language)| language);
    let is_psql = prompt.ends_with("=# ") || prompt.ends_with("=> ") || prompt.ends_with("-# ");
    spoken.or(is_psql.then_some("sql"))
}
