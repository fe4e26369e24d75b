//! Code with its tokens in a dozen classes.
//!
//! 1. [`find`] knows a language by its names (`tables`).
//! 2. [`write`] lets a `lexer` read the code by that language's table (`grammar` says what a table may say), once and without
//!    looking back, and puts each token of a class into a `<span>` (`spans`); neighbours of one class share it, and none nests.
//! 3. `lines` puts elements around lines that stand out.
//!
//! A reader sees words by what they look like, not by what they mean: nothing here knows a scope, a type or an import. That
//! is enough for colours, and costs no more than the copying of a text a few times. Nothing is kept: the same block again is read again.
//! A token of one byte becomes a span of 24, or 27 where it is escaped, which is the most that code can grow.

mod grammar;
mod languages;
mod lines;
mod spans;
mod table;
mod tables;
mod lexer;
mod rules;
mod forms;
mod markup;
mod texts;
#[cfg(test)]
mod tests;

pub(super) use languages::language;
pub(super) use lines::{Line, is_diff, wrap_lines, write_diff};

use lexer::Lexer;

/// What is known of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LanguageSupport {
    /// A table for it.
    Grammar(Grammar),
    /// That it has none, or none we have, and is left as it is.
    Plain,
    /// Nothing.
    Unknown,
}

/// A language, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grammar(usize);

/// The grammar of `language`, as it is written behind a fence.
pub(super) fn find(language: &str) -> LanguageSupport {
    let language = language.to_lowercase();
    match tables::number(&language) {
        Some(number) => LanguageSupport::Grammar(Grammar(number)),
        None if languages::is_plain(&language) => LanguageSupport::Plain,
        None => LanguageSupport::Unknown,
    }
}

/// The known name that is nearest to `language`.
pub(super) fn nearest(language: &str) -> Option<&'static str> {
    let names = tables::languages().flat_map(|language| language.names.iter().copied());
    crate::diag::nearest(language, names.chain(languages::plain()))
}

/// `html` with the text of tokens alone, for a place that has no style for their classes.
pub(crate) fn without_classes(html: &str) -> String {
    const START: &str = "<span class=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, span)) = rest.split_once(START) {
        out.push_str(before);
        // a token has a class of one letter, and nothing but text in it
        let token = span.get(1..).and_then(|span| span.strip_prefix("\">")).and_then(|text| text.split_once('<'));
        match token.and_then(|(text, after)| Some((text, after.strip_prefix("/span>")?))) {
            Some((text, after)) => {
                out.push_str(text);
                rest = after;
            }
            None => {
                out.push_str(START);
                rest = span;
            }
        }
    }
    out + rest
}

/// Writes `code` with its tokens in spans.
pub(super) fn write(grammar: Grammar, code: &str, out: &mut String) {
    let mut lexer = Lexer::new(code, out);
    if let Some(table) = tables::table(grammar.0) {
        lexer.run(table);
    }
    lexer.spans.end();
}
