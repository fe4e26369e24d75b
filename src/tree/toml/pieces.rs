//! Where a TOML text is to be cut so that a bracket nobody closed swallows no more than its own lines.
//!
//! Within brackets TOML ends no line, so `topics = ["a"` takes in everything below it, and every line there
//! would be told as a mistake. A line within brackets that can only be a key with its value, or a header, shows
//! that the bracket ended above: the text is cut there, and each piece is parsed for itself.

use std::ops::Range;
use toml_parser::lexer::{Token, TokenKind};

/// A bracket that is open, and whether its closing one follows before the next header; `None` until asked.
struct Open {
    kind: TokenKind,
    closes: Option<bool>,
}

/// The pieces of `text`, whose `tokens` these are, in order; together they are all of it.
pub(super) fn cut(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut open: Vec<Open> = Vec::new();
    let mut cuts = vec![0];
    let mut line_start = None;
    let mut before = TokenKind::Newline;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind() {
            TokenKind::Newline => {
                line_start = Some(token.span().end());
                continue;
            }
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => continue,
            _ => {}
        }
        if let (Some(start), Some(bracket)) = (line_start.take(), open.last_mut())
            && begins_anew(text, &tokens[at..], bracket, before)
        {
            cuts.push(start);
            open.clear();
        }
        before = token.kind();
        track(&mut open, before);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|ends| ends[0]..ends[1]).collect()
}

fn track(open: &mut Vec<Open>, kind: TokenKind) {
    let opening = match kind {
        TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
            open.push(Open { kind, closes: None });
            return;
        }
        TokenKind::RightSquareBracket => TokenKind::LeftSquareBracket,
        TokenKind::RightCurlyBracket => TokenKind::LeftCurlyBracket,
        _ => return,
    };
    if open.last().is_some_and(|last| last.kind == opening) {
        open.pop();
    }
}

/// Whether the line that begins with `line` can't belong to the bracket it stands in.
fn begins_anew(text: &str, line: &[Token], bracket: &mut Open, before: TokenKind) -> bool {
    if is_header(text, line) {
        return true;
    }
    if !is_assignment(line) {
        return false;
    }
    if bracket.kind == TokenKind::LeftSquareBracket {
        return true;
    }
    // in a table that is closed below, only a comma is missing
    !matches!(before, TokenKind::Comma | TokenKind::LeftCurlyBracket)
        && !*bracket.closes.get_or_insert_with(|| closes_below(text, line))
}

/// `key =`, `a.b =`
fn is_assignment(line: &[Token]) -> bool {
    let mut kinds = line.iter().map(Token::kind).filter(|kind| *kind != TokenKind::Whitespace);
    loop {
        if !matches!(kinds.next(), Some(TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString)) {
            return false;
        }
        match kinds.next() {
            Some(TokenKind::Equals) => return true,
            Some(TokenKind::Dot) => {}
            _ => return false,
        }
    }
}

/// `[word]`, `[[word]]`, alone on its line. Words are no values, so it is no list in a list.
fn is_header(text: &str, line: &[Token]) -> bool {
    use TokenKind::{Comment, Dot, Eof, LeftSquareBracket, Newline, RightSquareBracket, Whitespace};
    let mut tokens = line.iter().filter(|token| token.kind() != Whitespace).peekable();
    let mut depth = 0;
    while depth < 2 && tokens.next_if(|token| token.kind() == LeftSquareBracket).is_some() {
        depth += 1;
    }
    loop {
        if depth == 0 || !tokens.next().is_some_and(|token| is_word(text, token)) {
            return false;
        }
        if tokens.next_if(|token| token.kind() == Dot).is_none() {
            break;
        }
    }
    let closed = (0..depth).all(|_| tokens.next().map(Token::kind) == Some(RightSquareBracket));
    closed && matches!(tokens.next().map(Token::kind), None | Some(Comment | Eof | Newline))
}

/// Whether a token is a bare key that is no value as well, as `true` and `7` are.
fn is_word(text: &str, token: &Token) -> bool {
    let word = &text[token.span().start()..token.span().end()];
    token.kind() == TokenKind::Atom
        && word.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && !["true", "false", "inf", "nan"].contains(&word)
}

/// Whether the table that `rest` stands in is closed before the next header.
fn closes_below(text: &str, rest: &[Token]) -> bool {
    let mut depth = 0_usize;
    let mut line_start = false;
    for (at, token) in rest.iter().enumerate() {
        match token.kind() {
            TokenKind::Newline => {
                line_start = true;
                continue;
            }
            TokenKind::Whitespace => continue,
            TokenKind::LeftSquareBracket if line_start && is_header(text, &rest[at..]) => return false,
            TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightCurlyBracket if depth == 0 => return true,
            TokenKind::RightCurlyBracket => depth -= 1,
            _ => {}
        }
        line_start = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn only_brackets_that_nobody_closed_are_cut() {
        for (text, pieces) in [
            ("a = [1,\n 2]\nb = 3\n", &["a = [1,\n 2]\nb = 3\n"][..]),
            ("a = [1\nb = 3\n[x]\n", &["a = [1\n", "b = 3\n[x]\n"]),
            ("a = [\n  [1],\n  [true]\n]\n", &["a = [\n  [1],\n  [true]\n]\n"]),
            ("a = ['x'\n[[faq]]\nb = 1", &["a = ['x'\n", "[[faq]]\nb = 1"]),
            ("t = {\n a = 1\n b = 2\n}\n", &["t = {\n a = 1\n b = 2\n}\n"]),
            ("t = { a = 1\nb = 2\nc = 3", &["t = { a = 1\n", "b = 2\nc = 3"]),
            ("t = { a = [1\nb.c = 2", &["t = { a = [1\n", "b.c = 2"]),
            ("", &[""]),
        ] {
            let tokens = toml_parser::Source::new(text).lex().into_vec();
            let found: Vec<&str> = cut(text, &tokens).into_iter().map(|piece| &text[piece]).collect();
            assert_eq!(found, pieces, "{text}");
        }
    }
}
