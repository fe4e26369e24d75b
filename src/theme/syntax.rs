//! The outline of a template: what Tera doesn't tell of it, with exact places.
//!
//! A small lexer walks the tags as Tera's does (comments, `raw` blocks, strings in three kinds of quotes) and notes the
//! header comment and the names a template extends, includes and defines. It never fails: where a tag isn't
//! closed the outline ends, and Tera says why.

use std::ops::Range;

/// A name and the bytes it stands at.
pub(super) type SpannedName = (String, Range<usize>);

/// What a template consists of.
#[derive(Debug, Default, PartialEq)]
pub(super) struct TemplateOutline {
    /// The bytes inside the comment that the template begins with.
    pub(super) header: Option<Range<usize>>,
    /// The template it extends.
    pub(super) extends: Option<SpannedName>,
    /// The templates it includes.
    pub(super) includes: Vec<SpannedName>,
    /// The blocks it has.
    pub(super) blocks: Vec<SpannedName>,
    /// The components it defines.
    pub(super) components: Vec<SpannedName>,
    /// The names behind every `<`, which are those of the components it uses, or of what is compared.
    pub(super) calls: Vec<String>,
    /// The words of the tags that are still open at the end, the innermost last.
    pub(super) open: Vec<SpannedName>,
    /// The first end tag that isn't that of the innermost open tag, by its word, and what is open there, the innermost last.
    pub(super) crossed: Option<(SpannedName, Vec<SpannedName>)>,
    /// Where it asks for the whole context, which Tera gives in no order.
    pub(super) contexts: Vec<Range<usize>>,
    /// The first tag within more than [`MOST_OPEN`] others.
    pub(super) too_deep: Option<Range<usize>>,
    /// How many tags are open, with the branches of each `if` up to here; and the same where each of `open` begins.
    depth: usize,
    depths: Vec<usize>,
}

/// How many tags may be open, where each `elif` counts as well: for Tera's parser it lies within the branch before it, and
/// each takes of the stack.
pub(super) const MOST_OPEN: usize = 128;
/// The words of the tags that have an end tag, but `raw`, which holds no tags.
const PAIRED: [&str; 5] = ["if", "for", "block", "component", "filter"];

impl TemplateOutline {
    /// The outline of the template `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut outline = Self::default();
        let mut at = 0;
        while let Some(end) = outline.tag(text, at) {
            at = end;
        }
        outline
    }

    /// Notes the first tag from byte `at` on, and returns where it ends.
    fn tag(&mut self, text: &str, at: usize) -> Option<usize> {
        let open = at + text[at..].find('{')?;
        let inner = open + 2;
        match text.as_bytes().get(open + 1) {
            Some(b'#') => {
                let end = inner + text.get(inner..)?.find("#}")?;
                if self.header.is_none() && text[..open].trim().is_empty() {
                    self.header = Some(inner..end);
                }
                Some(end + 2)
            }
            Some(b'%') => match raw_tag(&text[inner..], "raw") {
                Some(length) => after_raw(text, inner + length),
                None => self.tokens(text, inner, "%}", true),
            },
            Some(b'{') => self.tokens(text, inner, "}}", false),
            _ => Some(open + 1),
        }
    }

    /// Reads the tokens of a tag up to its `close`.
    fn tokens(&mut self, text: &str, at: usize, close: &str, statement: bool) -> Option<usize> {
        let mut tokens = Tokens { text, at, close };
        let mut first = None;
        loop {
            let (token, range) = tokens.next()?;
            match token {
                Token::Close => return Some(range.end),
                Token::Word("__tera_context") => self.contexts.push(range),
                Token::Word(word) if first.is_none() => {
                    first = Some(word);
                    if statement {
                        self.nest(word, range);
                    }
                }
                Token::Word(word) if statement => self.named(first, word.to_owned(), range, false),
                Token::String(name) if statement => self.named(first, name, range.start + 1..range.end - 1, true),
                Token::Word(_) | Token::String(_) => {}
                Token::Other if text[range.clone()] == *"<" => {
                    self.calls.push(dotted_name(&text[range.end..]).to_owned())
                }
                // The hyphen of `{%-` comes before the first word.
                Token::Other if first.is_none() => {}
                // `component a.b` has a dot in its name.
                Token::Other => {
                    let dotted = first == Some("component") && text.as_bytes()[range.start] == b'.';
                    first = if dotted { first } else { Some("") };
                }
            }
        }
    }

    /// Opens or closes what the tag with the word `word` does.
    fn nest(&mut self, word: &str, range: Range<usize>) {
        let ended = word.strip_prefix("end");
        if PAIRED.contains(&word) {
            self.depths.push(self.depth);
            self.depth += 1;
            self.open.push((word.to_owned(), range.clone()));
        } else if word == "elif" {
            self.depth += 1;
        } else if self.open.last().is_some_and(|(open, _)| ended == Some(open)) {
            self.open.pop();
            self.depth = self.depths.pop().unwrap_or_default();
        } else if self.crossed.is_none() && ended.is_some_and(|word| word == "raw" || PAIRED.contains(&word)) {
            self.crossed = Some(((word.to_owned(), range.clone()), self.open.clone()));
        }
        if self.depth > MOST_OPEN && self.too_deep.is_none() {
            self.too_deep = Some(range);
        }
    }

    /// Notes the name after the word `first`.
    fn named(&mut self, first: Option<&str>, name: String, range: Range<usize>, quoted: bool) {
        match (first, quoted) {
            (Some("extends"), true) => self.extends = self.extends.take().or(Some((name, range))),
            (Some("include"), true) => self.includes.push((name, range)),
            (Some("block"), false) => self.blocks.push((name, range)),
            (Some("component"), false) => match self.components.last_mut() {
                Some((whole, before)) if before.end + 1 == range.start && !whole.is_empty() => {
                    *whole = format!("{whole}.{name}");
                    before.end = range.end;
                }
                _ => self.components.push((name, range)),
            },
            _ => {}
        }
    }
}

enum Token<'t> {
    Word(&'t str),
    String(String),
    Other,
    Close,
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
    close: &'t str,
}

impl<'t> Tokens<'t> {
    fn next(&mut self) -> Option<(Token<'t>, Range<usize>)> {
        let rest = &self.text[self.at..];
        let start = self.text.len() - rest.trim_ascii_start().len();
        let rest = &self.text[start..];
        let first = rest.chars().next()?;
        let (token, length) = if rest.starts_with(self.close) {
            (Token::Close, self.close.len())
        } else if matches!(first, '"' | '\'' | '`') {
            let (value, length) = string(rest, first)?;
            (Token::String(value), length)
        } else if first == '_' || first.is_ascii_alphabetic() {
            let length = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            (Token::Word(&rest[..length]), length)
        } else {
            (Token::Other, first.len_utf8())
        };
        self.at = start + length;
        Some((token, start..self.at))
    }
}

/// The name, with its dots, that `rest` begins with.
fn dotted_name(rest: &str) -> &str {
    let end = rest.find(|c: char| !matches!(c, '_' | '.') && !c.is_ascii_alphanumeric());
    &rest[..end.unwrap_or(rest.len())]
}

/// The string that `rest` begins with, and its length with its quotes.
fn string(rest: &str, quote: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.push(chars.next()?.1),
            c if c == quote => return Some((value, at + 1)),
            c => value.push(c),
        }
    }
    None
}

/// The length of `raw %}` at the start of `rest`, if that is what stands there; `name` is `raw` or `endraw`.
fn raw_tag(rest: &str, name: &str) -> Option<usize> {
    let inner = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start();
    let inner = inner.strip_prefix(name)?.trim_ascii_start();
    let inner = inner.strip_prefix('-').unwrap_or(inner).strip_prefix("%}")?;
    Some(rest.len() - inner.len())
}

/// Where the `raw` block ends whose body begins at byte `at`.
fn after_raw(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += text[at..].find("{%")? + 2;
        if let Some(length) = raw_tag(&text[at..], "endraw") {
            return Some(at + length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(all: &[SpannedName], text: &str) -> Vec<String> {
        assert!(all.iter().all(|(name, range)| name.contains('\\') || text[range.clone()] == **name));
        all.iter().map(|(name, _)| name.clone()).collect()
    }

    /// A template; its header, what it extends, includes, its blocks, its components, how often the context.
    type Case =
        (&'static str, Option<&'static str>, Option<&'static str>, &'static str, &'static str, &'static str, usize);

    const NAMES: &[Case] = &[
        ("", None, None, "", "", "", 0),
        ("\n{# args: a #}\n{# b #}x", Some(" args: a "), None, "", "", "", 0),
        ("x{# args: a #}", None, None, "", "", "", 0),
        ("{% extends \"a.html\" %}{% block b %}{%- endblock b -%}", None, Some("a.html"), "", "b", "", 0),
        ("{%- extends 'a' -%}{% include `b` %}{%include \"c\"%}", None, Some("a"), "b c", "", "", 0),
        ("{% if \"extends\" %}{{ \"include\" }}{% set x = block %}{% endif %}", None, None, "", "", "", 0),
        ("{% raw %}{% include \"a\" %}{%- endraw -%}{% include \"b\" %}", None, None, "b", "", "", 0),
        ("{# {% include \"a\" %} #}{{ \"}}{% include 'b' %}\" }}", Some(" {% include \"a\" %} "), None, "", "", "", 0),
        (
            "{% component ui.Card(title, lang = block) %}{{ body }}{% endcomponent ui.Card %}",
            None,
            None,
            "",
            "",
            "ui.Card",
            0,
        ),
        ("{% component A() %}{% endcomponent %}{% component B() %}{% endcomponent %}", None, None, "", "", "A B", 0),
        (
            "{{ __tera_context }}{% set a = __tera_context %}{{ '__tera_context' }}{# __tera_context #}",
            None,
            None,
            "",
            "",
            "",
            2,
        ),
        ("{ {{ a }} }} %} { % {%", None, None, "", "", "", 0),
        ("{{ ü | x }}{% include \"ü\" %}{% include \"never closed", None, None, "ü", "", "", 0),
    ];

    #[test]
    fn what_a_template_names() {
        for (text, header, extends, includes, blocks, components, contexts) in NAMES {
            let outline = TemplateOutline::of(text);
            assert_eq!(outline.header.as_ref().map(|range| &text[range.clone()]), *header, "{text}");
            assert_eq!(outline.extends.as_ref().map(|(name, _)| name.as_str()), *extends, "{text}");
            assert_eq!(names(&outline.includes, text).join(" "), *includes, "{text}");
            assert_eq!(names(&outline.blocks, text).join(" "), *blocks, "{text}");
            assert_eq!(names(&outline.components, text).join(" "), *components, "{text}");
            assert_eq!(outline.contexts.len(), *contexts, "{text}");
        }
    }

    #[test]
    fn what_is_used_and_what_stays_open() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("{{ <Card a=1 /> }}{% <ui.Box> %}{% </ui.Box> %}", &["Card", "ui.Box", ""], &[]),
            ("{% set x = <Card /> %}{{ '<No />' }}{{ 1 < x }}", &["Card", ""], &[]),
            ("{% if a %}{% for b in c %}{% endfor %}{%- block d -%}", &[], &["if", "block"]),
            ("{% if a %}{% endfor %}{% endif %}{% endif %}{{ if }}", &[], &[]),
        ];
        for (text, calls, open) in cases {
            let outline = TemplateOutline::of(text);
            assert_eq!(outline.calls, *calls, "{text}");
            assert_eq!(outline.open.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), *open, "{text}");
        }
    }
}
