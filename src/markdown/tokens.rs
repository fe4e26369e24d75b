//! The words of a text, one by one and without a copy of them: for comparing texts.
//!
//! [`each_word`] goes over plain text, [`Body::each_word`] over finished HTML. A word is a run of letters and digits, with
//! the plus signs and hashes behind it (`C++`, `C#`), as it is written. What isn't ASCII counts as a letter here: the
//! caller, who knows which language it is, cuts what is left. Left out: code blocks, formulas, styles, scripts, tags with
//! their attributes, entities, and what slots will put in.

use super::body::Body;

impl Body {
    /// Calls `each` with every word of the text, in order.
    pub(crate) fn each_word<'b>(&'b self, each: &mut impl FnMut(&'b str)) {
        scan::<true>(&self.html, each);
    }
}

/// Calls `each` with every word of `text`, which is plain, in order.
pub(crate) fn each_word<'t>(text: &'t str, each: &mut impl FnMut(&'t str)) {
    scan::<false>(text, each);
}

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A letter or digit, or a part of a character beyond ASCII.
    Word,
    /// A sign that belongs to the word it follows.
    Sign,
    /// The beginning of a tag, in HTML.
    Tag,
    /// The beginning of an entity, in HTML.
    Entity,
    /// Anything else.
    Between,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Between; 256];
    let mut at = 0;
    while at < 256 {
        bytes[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80.. => Byte::Word,
            b'+' | b'#' => Byte::Sign,
            b'<' => Byte::Tag,
            b'&' => Byte::Entity,
            _ => Byte::Between,
        };
        at += 1;
    }
    bytes
};

fn scan<'t, const HTML: bool>(text: &'t str, each: &mut impl FnMut(&'t str)) {
    let bytes = text.as_bytes();
    let kind = |at: usize| bytes.get(at).map(|byte| BYTES[usize::from(*byte)]);
    let mut at = 0;
    while let Some(found) = kind(at) {
        let start = at;
        match found {
            Byte::Word => {
                while kind(at) == Some(Byte::Word) {
                    at += 1;
                }
                while kind(at) == Some(Byte::Sign) {
                    at += 1;
                }
                each(&text[start..at]);
            }
            Byte::Tag if HTML => at = behind_tag(text, at),
            Byte::Entity if HTML => at = behind_entity(bytes, at),
            _ => at += 1,
        }
    }
}

/// The byte behind the tag that begins at byte `at` of `html`, and behind the element where it holds no prose.
fn behind_tag(html: &str, at: usize) -> usize {
    let bytes = html.as_bytes();
    let past = |close: &str, from: usize| {
        let rest = html.as_bytes().get(from..).unwrap_or_default();
        let found = rest.windows(close.len()).position(|part| part == close.as_bytes());
        found.map_or(html.len(), |n| from + n + close.len())
    };
    match bytes.get(at + 1) {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'/') => {}
        Some(b'!') if html[at..].starts_with("<!--") => return past("-->", at + 4),
        Some(b'!' | b'?') => return past(">", at + 2),
        _ => return at + 1,
    }
    let mut end = at + 1;
    let mut quote = 0;
    while let Some(&byte) = bytes.get(end) {
        end += 1;
        match byte {
            b'"' | b'\'' if quote == 0 => quote = byte,
            b'>' if quote == 0 => break,
            _ if byte == quote => quote = 0,
            _ => {}
        }
    }
    let begins = |name: &str| {
        let rest = bytes[at + 1..end].strip_prefix(name.as_bytes());
        rest.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    };
    let silent =
        [("pre", "</pre>"), ("math", "</math>"), ("svg", "</svg>"), ("style", "</style>"), ("script", "</script>")];
    silent.iter().find(|(name, _)| begins(name)).map_or(end, |(_, close)| past(close, end))
}

/// The byte behind the entity that begins at byte `at`; behind its `&` where it is none.
fn behind_entity(bytes: &[u8], at: usize) -> usize {
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'#';
    let length = bytes[at + 1..].iter().take(32).take_while(is_name).count();
    if bytes.get(at + 1 + length) == Some(&b';') { at + length + 2 } else { at + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::Diagnostics,
        markdown::{self, Words, body::Parts},
        place::{SourcePath, Text},
    };

    fn words(markdown: &str) -> String {
        let options = markdown::Options { math: true, ..markdown::Options::default() };
        let (mut ids, mut diags) = (markdown::Ids::new(), Diagnostics::new());
        let text = Text::verbatim(markdown, 0);
        let body = markdown::block(&text, &SourcePath::new("a.md"), &options, &mut ids, &mut diags);
        let mut words = Vec::new();
        body.each_word(&mut |word| words.push(word.to_owned()));
        words.join(" ")
    }

    #[test]
    fn words_are_those_of_the_prose() {
        for (markdown, expected) in [
            ("Plain words.", "Plain words"),
            ("C++, C# and `cache_size` of a *big* [link](x.md \"title\")", "C++ C# and cache size of a big link"),
            ("a &lt; b &amp;amp; c &hellip; AT&T", "a b amp c … AT T"),
            ("## A heading {#x}\n\n- item\n", "A heading item"),
            ("before\n\n```rust\nfn code() {}\n```\n\nafter", "before after"),
            ("before $x^2$ after", "before after"),
            ("caf\u{e9} \u{7f13}\u{5b58}", "caf\u{e9} \u{7f13}\u{5b58}"),
            ("<div title=\"a > b\">in <!-- not --> it</div>\n<pre>code</pre><style>p{}</style>x", "in it x"),
            ("<kbd>Ctrl</kbd>+<b", "Ctrl b"),
        ] {
            assert_eq!(words(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn plain_text_has_no_markup() {
        let mut words = Vec::new();
        each_word("a <b> & c++11", &mut |word| words.push(word));
        assert_eq!(words, ["a", "b", "c++", "11"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_in_any_text_is_cut_wrong(text in "[a<>&;\"'/!é缓 -]{0,40}") {
            let body = Body::new(text.clone().into(), Box::default(), Words::default(), Parts::NONE);
            let mut length = 0;
            body.each_word(&mut |word| length += word.len());
            each_word(&text, &mut |word| length += word.len());
            proptest::prop_assert!(length <= 2 * text.len());
        }
    }
}
