//! Code with its tokens in a dozen classes.
//!
//! 1. [`find`] knows a language by its names (`languages`).
//! 2. [`write`] lets syntect parse the code with a grammar of `two-face`, those of bat, and maps each token's scope
//!    to one of a dozen classes (`scopes`), without nesting; neighbours of one class become one `<span>`.
//! 3. `lines` puts elements around lines that stand out.
//! 4. The result of the second step is kept, since the same block comes again in feeds, embedded answers and the next build of `serve`,
//!    and takes up to a millisecond.
//!
//! The grammars take twenty milliseconds to load, so that happens once, when the first block needs them, and never
//! where highlighting is off. What is written is under four times the code, or the lesser classes are left out.

mod languages;
mod lines;
mod scopes;

pub(super) use languages::language;
pub(super) use lines::{Line, is_diff, wrap_lines, write_diff};

use super::escape;
use foldhash::HashMap;
use scopes::{Class, Classes};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use syntect::parsing::{BasicScopeStackOp, ParseState, ScopeStack, SyntaxSet};

/// What is known of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LanguageSupport {
    /// A grammar for it.
    Grammar(Grammar),
    /// That it has none, or none we have, and is left as it is.
    Plain,
    /// Nothing.
    Unknown,
}

/// A grammar, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Grammar(usize);

/// Code in longer lines, or more of it, is data rather than a sample, and takes grammars too long.
const LONGEST_LINE: usize = 2_000;
const LONGEST: usize = 200_000;

/// How many times its length code may become.
const GROWTH: usize = 4;

/// How much each shard of the memory may hold, in bytes, before it is emptied.
const SHARD_LIMIT: usize = 2 << 20;
const SHARDS: usize = 16;

struct Highlighter {
    grammars: SyntaxSet,
    /// The grammar of each name and file extension, in lower case.
    names: BTreeMap<String, usize>,
    classes: Classes,
    memory: [Mutex<Shard>; SHARDS],
}

/// Blocks that were highlighted before. Each is a pure function of its key, so forgetting changes nothing.
#[derive(Default)]
struct Shard {
    blocks: HashMap<(Grammar, Box<str>), Arc<str>>,
    size: usize,
}

fn highlighter() -> &'static Highlighter {
    static HIGHLIGHTER: OnceLock<Highlighter> = OnceLock::new();
    HIGHLIGHTER.get_or_init(|| {
        let grammars = two_face::syntax::extra_newlines();
        let mut names = BTreeMap::new();
        for (number, grammar) in grammars.syntaxes().iter().enumerate() {
            for name in grammar.file_extensions.iter().chain([&grammar.name]) {
                names.entry(name.to_lowercase()).or_insert(number);
            }
        }
        Highlighter { grammars, names, classes: Classes::new(), memory: Default::default() }
    })
}

/// The grammar of `language`, as it is written behind a fence.
pub(super) fn find(language: &str) -> LanguageSupport {
    let language = language.to_lowercase();
    if languages::is_plain(&language) {
        return LanguageSupport::Plain;
    }
    let names = &highlighter().names;
    let name = languages::alias(&language).unwrap_or(&language);
    match names.get(name) {
        Some(&number) => LanguageSupport::Grammar(Grammar(number)),
        None if languages::has_no_grammar(&language) => LanguageSupport::Plain,
        None => LanguageSupport::Unknown,
    }
}

/// The known name that is nearest to `language`.
pub(super) fn nearest(language: &str) -> Option<&'static str> {
    let names = highlighter().names.keys().map(String::as_str);
    crate::diag::nearest(language, languages::names().chain(names))
}

/// Writes `code` with its tokens in spans.
pub(super) fn write(grammar: Grammar, code: &str, out: &mut String) {
    let highlighter = highlighter();
    let digest = code.bytes().fold(grammar.0, |digest, byte| digest.rotate_left(5) ^ usize::from(byte));
    let shard = &highlighter.memory[digest % SHARDS];
    let key = (grammar, Box::from(code));
    // A thread that panicked while it held the lock left whole entries behind.
    if let Some(html) = shard.lock().unwrap_or_else(PoisonError::into_inner).blocks.get(&key) {
        return out.push_str(html);
    }
    let html: Arc<str> = highlighter.highlight(grammar, code).into();
    out.push_str(&html);
    let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
    if shard.size > SHARD_LIMIT {
        *shard = Shard::default();
    }
    shard.size += code.len() + html.len();
    shard.blocks.insert(key, html);
}

/// A run of text in one class.
type Token<'c> = (Option<Class>, &'c str);

impl Highlighter {
    fn highlight(&self, grammar: Grammar, code: &str) -> String {
        let tokens = self.tokens(grammar, code).unwrap_or_else(|| vec![(None, code)]);
        let limit = code.len() * GROWTH;
        for least in Class::LEVELS {
            let html = spans(&tokens, least);
            if html.len() < limit {
                return html;
            }
        }
        let mut html = String::new();
        escape::text(code, &mut html);
        html
    }

    /// The tokens of `code`; `None` where a grammar can't cope.
    fn tokens<'c>(&self, grammar: Grammar, code: &'c str) -> Option<Vec<Token<'c>>> {
        if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let mut state = ParseState::new(self.grammars.syntaxes().get(grammar.0)?);
        let mut stack = ScopeStack::new();
        let mut classes: Vec<Option<Class>> = Vec::new();
        let mut tokens = Vec::new();
        for line in code.split_inclusive('\n') {
            let mut from = 0;
            for (at, operation) in state.parse_line(line, &self.grammars).ok()? {
                let at = at.min(line.len());
                if let Some(text) = line.get(from..at).filter(|text| !text.is_empty()) {
                    tokens.push((Class::of(&classes), text));
                    from = at;
                }
                let apply = stack.apply_with_hook(&operation, |change, _| match change {
                    BasicScopeStackOp::Push(scope) => classes.push(self.classes.get(scope)),
                    BasicScopeStackOp::Pop => drop(classes.pop()),
                });
                apply.ok()?;
            }
            tokens.push((Class::of(&classes), &line[from..]));
        }
        Some(tokens)
    }
}

/// `tokens` as HTML, those of classes below `least` as plain text. Space between two tokens of a class joins them.
fn spans(tokens: &[Token<'_>], least: Class) -> String {
    let mut html = String::new();
    let mut open: Option<Class> = None;
    let mut space = String::new();
    for (class, text) in tokens {
        let class = class.filter(|&class| class >= least);
        if text.trim().is_empty() {
            space.push_str(text);
            continue;
        }
        if class != open {
            html.push_str(if open.is_some() { "</span>" } else { "" });
            html.push_str(&std::mem::take(&mut space));
            if let Some(class) = class {
                html.push_str("<span class=\"");
                html.push(class.letter());
                html.push_str("\">");
            }
            open = class;
        }
        html.push_str(&std::mem::take(&mut space));
        let ending = text.len() - text.trim_end().len();
        escape::text(&text[..text.len() - ending], &mut html);
        space.push_str(&text[text.len() - ending..]);
    }
    html.push_str(if open.is_some() { "</span>" } else { "" });
    html + &space
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(language: &str, code: &str) -> String {
        let LanguageSupport::Grammar(grammar) = find(language) else { panic!("{language} has a grammar") };
        let mut html = String::new();
        write(grammar, code, &mut html);
        html
    }

    #[test]
    fn tokens_have_one_letter_each() {
        for (language, code, expected) in [
            (
                "rust",
                "// a comment\n// b\nfn first() {}\n",
                "<span class=\"c\">// a comment\n// b</span>\n<span class=\"k\">fn</span> <span class=\"f\">first</span>() {}\n",
            ),
            ("python", "x = 'a<b'\n", "x = <span class=\"s\">'a&lt;b'</span>\n"),
            (
                "sql",
                "select count(*) from t;\n",
                "<span class=\"k\">select</span> <span class=\"f\">count</span>(*) <span class=\"k\">from</span> t;\n",
            ),
            (
                "diff",
                "-one line\n+another\n",
                "<span class=\"d\">-one line</span>\n<span class=\"i\">+another</span>\n",
            ),
        ] {
            assert_eq!(html(language, code), expected, "{language}");
        }
    }

    #[test]
    fn code_never_grows_four_times() {
        for code in ["a=1;b=2;c=3;\n", "f(1,2,3)+g(4)*5\n", "x\n", "if(a){b}\n"] {
            let code = code.repeat(20);
            for language in ["js", "rust", "python", "c"] {
                assert!(html(language, &code).len() < 4 * code.len(), "{language}: {code}");
            }
        }
    }

    #[test]
    fn text_is_never_changed() {
        let code = "fn main() {\n\tlet a = \"&lt;<b>\"; // é 🎉\r\n\n  }\n\n";
        for language in ["rust", "js", "html", "markdown", "yaml", "bash", "toml", "css", "php", "make"] {
            let html = html(language, code);
            let mut text = String::new();
            let mut rest = &*html;
            while let Some((before, tag)) = rest.split_once('<') {
                text.push_str(before);
                rest = tag.split_once('>').map_or("", |(_, rest)| rest);
            }
            text.push_str(rest);
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(text, code, "{language}");
        }
    }
}
