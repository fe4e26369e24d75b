//! The grammar of wikilinks: `[[target]]`, `[[target#heading]]`, `[[target|text]]`, `[[kind:name]]`; and of words that no
//! auto-link uses: `[[!word]]`.
//!
//! It is narrow on purpose, because prose and code samples are full of double brackets: a target begins with a
//! letter or digit and holds none of `[ ] , ; = ( ) " ^`, all on one line. `[[ -f x ]]` and `[[1,2],[3,4]]` are
//! text (behind a kind a name begins with any sign: `[[roles:.NET]]`), and so is what CommonMark has another meaning for,
//! `[[1]](address)` and `[[1]][label]`. Behind `[[!` the same rules hold, but for `#`, and for a dot that a name may begin
//! with; no space stands inside the brackets.

use std::ops::Range;

/// What stands in the brackets of a `[[kind:name#heading|text]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WikiTarget {
    /// The kind before the colon.
    pub kind: Option<String>,
    /// The name, id or title.
    pub name: String,
    /// The heading after the `#`.
    pub heading: Option<String>,
}

impl WikiTarget {
    /// What `written` names, as it would between double brackets: `kind:name#heading`.
    pub fn read(written: &str) -> Self {
        let (name, heading) = written.split_once('#').map_or((written, None), |(name, heading)| (name, Some(heading)));
        target(name.trim(), heading.map(str::trim))
    }

    /// The target as it is written, without the heading: `kind:name`.
    pub fn written(&self) -> String {
        self.kind.as_ref().map_or_else(|| self.name.clone(), |kind| format!("{kind}:{}", self.name))
    }
}

/// A wikilink as it stands in a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wiki {
    /// What it names.
    pub(super) target: WikiTarget,
    /// The bytes of the target, up to the bar.
    pub(super) written: Range<usize>,
    /// The bytes of the text after the bar.
    pub(super) text: Option<Range<usize>>,
    /// The byte after the closing brackets.
    pub(super) end: usize,
}

/// The wikilink whose `[[` stands at byte `start` of `source`; or the byte up to which there can't be one.
pub(super) fn scan(source: &str, start: usize) -> Result<Wiki, usize> {
    let from = start + 2;
    let first = source[from..].chars().next();
    if !first.is_some_and(char::is_alphanumeric) {
        return Err(start + 1);
    }
    let name_end = end_of(source, from, |byte| b"[],;=()\"^|#\r\n\\".contains(&byte));
    let heading = match source.as_bytes().get(name_end) {
        Some(b'#') => Some(name_end + 1..end_of(source, name_end + 1, |byte| b"[]|\r\n\\".contains(&byte))),
        _ => None,
    };
    let written = from..heading.as_ref().map_or(name_end, |heading| heading.end);
    // In a table the bar has to be escaped for other programs; both spellings are a bar here.
    let bar = ["|", "\\|"].into_iter().find(|bar| source[written.end..].starts_with(bar));
    let text = bar.map(|bar| {
        let begin = written.end + bar.len();
        begin..end_of(source, begin, |byte| b"[]\r\n".contains(&byte))
    });
    let close = text.as_ref().map_or(written.end, |text| text.end);
    let bare = source[from..name_end].trim();
    if !closes(&source[close..]) || bare.is_empty() {
        return Err(close.max(start + 1));
    }
    let target = target(bare, heading.map(|heading| source[heading].trim()));
    let text = text.filter(|text| !source[text.clone()].trim().is_empty());
    Ok(Wiki { target, written, text, end: close + 2 })
}

/// The bytes of the words in the `[[!words]]` that stands at byte `start` of `source`; or the byte up to which there can't
/// be one.
pub(super) fn scan_words(source: &str, start: usize) -> Result<Range<usize>, usize> {
    let from = start + "[[!".len();
    let name = source[from..].strip_prefix('.').unwrap_or(&source[from..]);
    if !name.starts_with(char::is_alphanumeric) {
        return Err(start + 1);
    }
    let end = end_of(source, from, |byte| b"[],;=()\"^|\r\n\\".contains(&byte));
    if !closes(&source[end..]) || source[from..end].ends_with(char::is_whitespace) {
        return Err(end.max(start + 1));
    }
    Ok(from..end)
}

/// Whether `rest` closes double brackets that CommonMark has no other meaning for.
fn closes(rest: &str) -> bool {
    let is_taken = rest.starts_with("]](") || (rest.starts_with("]][") && !rest.starts_with("]][["));
    rest.starts_with("]]") && !is_taken
}

/// Whether `text` is a wikilink and nothing else.
pub(crate) fn is_wikilink(text: &str) -> bool {
    text.starts_with("[[") && scan(text, 0).is_ok_and(|wiki| wiki.end == text.len())
}

/// The first byte from `from` on that `stop` wants, or the end.
fn end_of(source: &str, from: usize, stop: impl Fn(u8) -> bool) -> usize {
    source.as_bytes()[from..].iter().position(|&byte| stop(byte)).map_or(source.len(), |n| from + n)
}

/// What `kind:name` and a heading name; a colon within a title (`C++: the language`, `std::vector`) isn't a kind's. Behind a
/// kind a name may begin with any sign, as terms do (`.NET`).
fn target(written: &str, heading: Option<&str>) -> WikiTarget {
    let split = written.split_once(':').filter(|(kind, name)| {
        let word = kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'_');
        word && !kind.is_empty() && name.starts_with(|first: char| !first.is_whitespace() && first != ':')
    });
    let (kind, name) = split.map_or((None, written), |(kind, name)| (Some(kind.to_owned()), name));
    let heading = heading.filter(|heading| !heading.is_empty()).map(str::to_owned);
    WikiTarget { kind, name: name.to_owned(), heading }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_kind_a_name_and_a_heading() {
        for (source, kind, name, heading, text) in [
            ("[[caching]]", None, "caching", None, None),
            ("[[topic:caching]]", Some("topic"), "caching", None, None),
            ("[[http-caching#Cache keys]]", None, "http-caching", Some("Cache keys"), None),
            ("[[a b|the text]]", None, "a b", None, Some("the text")),
            ("[[a#b (c), d|e]]", None, "a", Some("b (c), d"), Some("e")),
            ("[[a\\|b]]", None, "a", None, Some("b")),
            ("[[a|]]", None, "a", None, None),
            ("[[2pc]]", None, "2pc", None, None),
            ("[[roles:.NET]]", Some("roles"), ".NET", None, None),
            ("[[C++: the language]]", None, "C++: the language", None, None),
            ("[[std::vector]]", None, "std::vector", None, None),
            ("[[é]]", None, "é", None, None),
            ("[[a]][[b]]", None, "a", None, None),
        ] {
            let wiki = scan(source, 0).unwrap_or_else(|_| panic!("{source} is a wikilink"));
            let target = wiki.target;
            assert_eq!((target.kind.as_deref(), &*target.name), (kind, name), "{source}");
            assert_eq!(target.heading.as_deref(), heading, "{source}");
            assert_eq!(wiki.text.map(|text| &source[text]), text, "{source}");
        }
    }

    #[test]
    fn words_without_an_auto_link_begin_with_an_exclamation_mark() {
        for (source, words) in [
            ("[[!cache]]", Some("cache")),
            ("[[!cache stampede]] x", Some("cache stampede")),
            ("[[!.NET]]", Some(".NET")),
            ("[[!C#]]", Some("C#")),
            ("[[!R&D]]", Some("R&D")),
            ("[[!a]][[b]]", Some("a")),
            ("[[!é]]", Some("é")),
            ("[[! -f x ]]", None),
            ("[[!x ]]", None),
            ("[[!x]", None),
            ("[[!x", None),
            ("[[!-f x]]", None),
            ("[[!$x]]", None),
            ("[[!]]", None),
            ("[[!!x]]", None),
            ("[[!..x]]", None),
            ("[[!f(x)]]", None),
            ("[[!a=b]]", None),
            ("[[!a|b]]", None),
            ("[[!x]](u)", None),
            ("[[!x]][r]", None),
            ("[[!a\nb]]", None),
            ("[[!", None),
        ] {
            assert_eq!(scan_words(source, 0).ok().map(|words| &source[words]), words, "{source}");
        }
    }

    #[test]
    fn anything_else_in_double_brackets_is_text() {
        for source in [
            "[[ -f x ]]",
            "[[1,2],[3,4]]",
            "[[]]",
            "[[a",
            "[[a]",
            "[[a] ]",
            "[[:alpha:]]",
            "[[a=b]]",
            "[[a;b]]",
            "[[f(x)]]",
            "[[\"a\"]]",
            "[[a^b]]",
            "[[a[b]]]",
            "[[a\nb]]",
            "[[-a]]",
            "[[1]](u)",
            "[[1]][r]",
            "[[",
            "[[a|b[c]]]",
            "[[_a]]",
            "[[!a]]",
        ] {
            assert!(scan(source, 0).is_err(), "{source}");
        }
    }
}
