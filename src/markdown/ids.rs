//! Ids for headings and footnotes, by GitHub's rule, unique within what shares an [`Ids`].
//!
//! A text becomes lower case, its spaces become hyphens, and what is neither letter, digit, mark, `_` nor `-` is
//! dropped. What was given before gets `-1`, `-2`, … Two rules are our own: a text that leaves nothing is
//! `section`, and since ids of templates begin with `x-`, one that would do so loses that hyphen (`x-ray` is
//! `xray`), whether it was made from a text or written as `{#x-ray}`.
use crate::text::{is_of_word, nfc};
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
        self.unused(nfc(id).into_owned())
    }

    /// What the ids of a footnote of that label end with, which `references` refer to: [`note`] and [`reference`].
    pub(super) fn note(&mut self, label: &str, references: u32) -> String {
        let first = slug(&note(label)).split_off(NOTE.len());
        let mut repeats = self.repeats.get(&*note(&first)).copied().unwrap_or(0);
        loop {
            let name = if repeats == 0 { first.clone() } else { format!("{first}-{repeats}") };
            repeats += 1;
            let ids = || std::iter::once(note(&name)).chain((1..=references).map(|number| reference(&name, number)));
            if !ids().any(|id| self.has(&id)) {
                self.repeats.insert(note(&first).into(), repeats.saturating_sub(1));
                ids().for_each(|id| self.reserve(&id));
                return name;
            }
        }
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

const NOTE: &str = "fn-";

/// The id of the note `name`.
pub(super) fn note(name: &str) -> String {
    format!("{NOTE}{name}")
}

/// The id of the reference `number` to the note `name`; names hold no dot, so no two are alike.
pub(super) fn reference(name: &str, number: u32) -> String {
    if number > 1 { format!("fnref-{name}.{number}") } else { format!("fnref-{name}") }
}

/// GitHub's rule, without its numbers, in NFC.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for char in nfc(text.trim()).chars() {
        match char {
            '-' | '_' => slug.push(char),
            _ if char.is_whitespace() => slug.push('-'),
            _ if is_of_word(char) => slug.extend(char.to_lowercase()),
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
            ("cafe\u{301}", "caf\u{e9}"),
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
        assert_eq!([ids.slug("fnref-1"), ids.note("1", 2), ids.note("1", 1)], ["fnref-1", "1-1", "1-2"]);
        assert_eq!([ids.slug("fn-1-1"), ids.explicit("fnref-1-1.2")], ["fn-1-1-1", "fnref-1-1.2-1"]);
        assert_eq!([ids.explicit("A.b:c"), ids.explicit("A.b:c"), ids.explicit("x-a")], ["A.b:c", "A.b:c-1", "xa"]);
    }
}
