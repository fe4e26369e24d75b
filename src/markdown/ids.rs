//! Ids for headings and footnotes, by GitHub's rule, unique within what shares an [`Ids`].
//!
//! A text becomes lower case, its spaces become hyphens, and what is neither letter, digit, mark, `_` nor `-` is
//! dropped. What was given before gets `-1`, `-2`, … Two rules are our own: a text that leaves nothing is
//! `section`, and since ids of templates begin with `x-`, one that would do so loses that hyphen (`x-ray` is
//! `xray`), whether it was made from a text or written as `{#x-ray}`.
use foldhash::{HashMap, HashSet};

/// The ids given so far.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    given: HashSet<Box<str>>,
    /// How often each text was met, so that a thousand equal headings don't try a thousand numbers each.
    repeats: HashMap<Box<str>, u32>,
}

impl Ids {
    /// No ids yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes `id`, which stands in the page by other means, so that it isn't given again.
    pub fn reserve(&mut self, id: &str) {
        self.given.insert(id.into());
    }

    /// Whether `id` was given or taken before.
    pub fn has(&self, id: &str) -> bool {
        self.given.contains(id)
    }

    /// Whether the id that an author asks for was.
    pub(super) fn has_explicit(&self, id: &str) -> bool {
        self.has(&off_templates(id.to_owned()))
    }

    /// A new id for a heading or note of that text.
    pub fn slug(&mut self, text: &str) -> String {
        let slug = slug(text);
        self.unused(if slug.is_empty() { "section".into() } else { slug })
    }

    /// The id an author asked for, as it is, or with a number if it was given before.
    pub fn explicit(&mut self, id: &str) -> String {
        self.unused(id.to_owned())
    }

    fn unused(&mut self, id: String) -> String {
        let id = off_templates(id);
        if self.given.insert(id.as_str().into()) {
            return id;
        }
        let mut repeats = self.repeats.get(&*id).copied().unwrap_or(0);
        loop {
            repeats += 1;
            let next = off_templates(format!("{id}-{repeats}"));
            if self.given.insert(next.as_str().into()) {
                self.repeats.insert(id.into(), repeats);
                return next;
            }
        }
    }
}

/// What each ASCII character becomes by GitHub's rule; 0 for what is dropped.
const SLUG: [u8; 128] = {
    let (mut table, mut byte) = ([0; 128], 0);
    while byte < 128u8 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'A'..=b'Z' => byte.to_ascii_lowercase(),
            b'\t'..=b'\r' | b' ' => b'-',
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// GitHub's rule, without its numbers.
fn slug(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        // each byte is written, and the next one over it where it is dropped
        let (mut slug, mut end) = (vec![0; text.len()], 0);
        for byte in text.bytes() {
            slug[end] = SLUG[usize::from(byte)];
            end += usize::from(slug[end] != 0);
        }
        slug.truncate(end);
        return String::from_utf8(slug).expect("these bytes are ASCII");
    }
    let mut slug = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '-' | '_' => slug.push(char),
            _ if char.is_whitespace() => slug.push('-'),
            _ if char.is_alphanumeric() || is_mark(char) => slug.extend(char.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// The id without the hyphen that would make it one of a template's.
fn off_templates(mut id: String) -> String {
    if id.starts_with("x-") {
        let hyphens = id[1..].bytes().take_while(|&byte| byte == b'-').count();
        id.replace_range(1..1 + hyphens, "");
    }
    id
}

/// Whether a character that is neither letter nor digit belongs to the letter before it: combining accents, and the
/// signs of the scripts of India, whose block holds nothing else but the two full stops.
pub(super) fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{901}'..='\u{963}' | '\u{971}'..='\u{df3}' | '\u{e31}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_an_id_by_githubs_rule() {
        for (text, id) in [
            ("What is a B-tree?", "what-is-a-b-tree"),
            ("C++ & Rust", "c--rust"),
            ("snake_case", "snake_case"),
            ("[] and {}", "-and-"),
            ("Über uns", "über-uns"),
            ("पानी कैसे", "पानी-कैसे"),
            ("cafe\u{301}", "cafe\u{301}"),
            ("缓存 策略", "缓存-策略"),
            ("!?", "section"),
            ("", "section"),
            ("🚀 Launch", "-launch"),
            ("a\tb\nc\u{b}d", "a-b-c-d"),
            ("X-ray", "xray"),
            ("x--y", "xy"),
            ("x", "x"),
        ] {
            assert_eq!(Ids::new().slug(text), id, "{text}");
        }
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::new();
        ids.reserve("faq");
        let given: Vec<_> = ["FAQ", "a", "a", "a-1", "a", "X", "X", "!", "!"].map(|text| ids.slug(text)).into();
        assert_eq!(given, ["faq-1", "a", "a-1", "a-1-1", "a-2", "x", "x1", "section", "section-1"]);
        assert_eq!([ids.explicit("A.b:c"), ids.explicit("A.b:c"), ids.explicit("x-a")], ["A.b:c", "A.b:c-1", "xa"]);
    }
}
