//! The text of a body without its markup, for descriptions, search and structured data; and its words one by one, for
//! comparing texts.
//!
//! [`Body::text`] puts the names of wikilinks where they go and reads the HTML of that. [`Body::each_word`] leaves out
//! code, formulas and pictures.

use super::{
    body::{Body, LinkTarget, Slot},
    escape,
};
use crate::{
    html::{self, Tag, TokenKind},
    text,
};

impl Body {
    /// The text without any markup: entities decoded, whitespace collapsed, formulas as TeX, wikilinks without a
    /// text as their target's name. Images, directives and footnote marks leave nothing.
    pub fn text(&self) -> String {
        of_html(&named(self), usize::MAX)
    }

    /// The text; what its pictures show, if those are all there is.
    pub(crate) fn in_words(&self) -> String {
        let text = self.text();
        if !text.is_empty() {
            return text;
        }
        let shown = self.links.iter().filter_map(|link| link.alt.as_deref().map(str::trim));
        shown.filter(|alt| !alt.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The beginning of [`text`](Self::text), up to the end of the word that reaches byte `limit`.
    pub fn beginning(&self, limit: usize) -> String {
        of_html(&named(self), limit)
    }

    /// Calls `each` with every word of the text, in order.
    pub(crate) fn each_word(&self, each: &mut impl FnMut(&str)) {
        let is_silent = |tag: &Tag<'_>| matches!(&*tag.name, "pre" | "math" | "svg" | "style" | "script");
        for token in html::prose(&self.html, is_silent) {
            if let TokenKind::Text(text) = token.kind {
                text::each_word(&text, each);
            }
        }
    }
}

/// The HTML of `body` with the names of its wikilinks.
fn named(body: &Body) -> String {
    let mut html = String::with_capacity(body.html.len());
    let mut from = 0;
    for &(at, slot) in &body.slots {
        if let Slot::Text(link) = slot
            && let LinkTarget::Wiki(target) = &body.links[link as usize].target
        {
            html.push_str(&body.html[from..at as usize]);
            escape::text(&target.name, &mut html);
            from = at as usize;
        }
    }
    html + &body.html[from..]
}

/// The text of `html`, up to the end of the word that reaches byte `limit`.
pub(crate) fn of_html(html: &str, limit: usize) -> String {
    let mut text = String::new();
    for token in html::prose(html, is_silent) {
        match &token.kind {
            TokenKind::Text(words) => push_words(words, &mut text),
            TokenKind::Start(tag) if tag.name == "math" => push_words(tag.value("alttext"), &mut text),
            TokenKind::Start(Tag { name, .. }) | TokenKind::End(name) if !is_inline(name) => push_words(" ", &mut text),
            _ => {}
        }
        if text.len() > limit {
            break;
        }
    }
    let end = text.as_bytes().iter().skip(limit).position(|byte| *byte == b' ');
    text.truncate(end.map_or(text.trim_end().len(), |end| limit + end));
    text
}

/// Appends `words` with single spaces between them, and none at the beginning.
fn push_words(words: &str, text: &mut String) {
    for (at, word) in words.split(char::is_whitespace).enumerate() {
        if at > 0 && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// Whether an element has nothing to say, or says it by itself.
fn is_silent(tag: &Tag<'_>) -> bool {
    match &*tag.name {
        "math" | "script" | "style" => true,
        "sup" => tag.value("class") == "fnref",
        "a" => tag.value("role") == "doc-backlink",
        _ => false,
    }
}

/// Elements that stand within a line of text.
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "math", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::Diagnostics,
        markdown::{Ids, Options, block},
        place::{SourcePath, Text},
    };

    fn body(markdown: &str) -> Body {
        let options = Options { math: true, ..Options::default() };
        let text = Text::verbatim(markdown, 0);
        block(&text, &SourcePath::new("a.md"), &options, &mut Ids::new(), &mut Diagnostics::new())
    }

    #[test]
    fn a_beginning_ends_with_the_word_that_reaches_the_limit() {
        for (text, limit, expected) in [
            ("one two three", 0, "one"),
            ("one two three", 3, "one"),
            ("one two three", 4, "one two"),
            ("one two three", 99, "one two three"),
            ("one *two three* four", 5, "one two"),
            ("one `two` [three](x.md)", 6, "one two"),
            ("# One\n\ntwo\n\nthree four", 6, "One two"),
            ("größer & größer", 4, "größer"),
        ] {
            assert_eq!(body(text).beginning(limit), expected, "{text} at {limit}");
        }
    }

    #[test]
    fn words_are_those_of_the_prose() {
        for (markdown, expected) in [
            ("Plain words.", "plain words"),
            ("C++, C# and `cache_size` of a *big* [link](x.md \"title\")", "c++ c# and cache size of big link"),
            ("an &lt; ab &amp;amp; cd &hellip; RAT&TAT", "an ab amp cd rat tat"),
            ("## The heading {#x}\n\n- item\n", "the heading item"),
            ("before\n\n```rust\nfn code() {}\n```\n\nafter", "before after"),
            ("before $x^2$ after", "before after"),
            ("caf\u{e9} \u{7f13}\u{5b58}", "caf\u{e9} \u{7f13}\u{5b58}"),
            ("<div title=\"a > b\">in <!-- not --> it</div>\n<pre>code</pre><style>p{}</style>xy", "in it xy"),
            ("<kbd>Ctrl</kbd>+<b", "ctrl"),
            ("re*mark*able", "re mark able"),
        ] {
            let mut words = Vec::new();
            body(markdown).each_word(&mut |word| words.push(word.to_owned()));
            assert_eq!(words.join(" "), expected, "{markdown}");
        }
    }
}
