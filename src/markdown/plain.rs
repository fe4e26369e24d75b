//! The plain text of a body: for descriptions, search and structured data.

use super::{
    body::{Body, LinkTarget, Slot},
    escape,
    html::{self, Tag, TagKind, Token},
};
use memchr::memchr2;

/// The text of `body`, without markup; no more of it than what makes it longer than `limit` bytes.
pub(super) fn text(body: &Body, limit: usize) -> String {
    if body.slots.is_empty() {
        return of_html(&body.html, limit);
    }
    let names = body.slots.iter().filter_map(|&(at, slot)| match slot {
        Slot::Text(link) => Some((at as usize, name(body, link as usize))),
        _ => None,
    });
    read(&body.html, names, limit)
}

/// The same of HTML without slots.
pub(crate) fn of_html(html: &str, limit: usize) -> String {
    let inner = html.strip_prefix("<p>").and_then(|rest| rest.trim_end().strip_suffix("</p>")).unwrap_or(html);
    // most takeaways and answers are one paragraph of words, some of them marked
    if markup(inner).is_none() {
        return Collapsed::of(up_to(inner, limit));
    }
    if limit >= inner.len()
        && let Some(text) = without_marks(inner)
    {
        return Collapsed::of(&text);
    }
    read(html, std::iter::empty(), limit)
}

/// The same of HTML with these `names` at bytes of it.
fn read<'n>(html: &str, mut names: impl Iterator<Item = (usize, &'n str)>, limit: usize) -> String {
    let mut next = names.next();
    let mut writer = Collapsed::with_room(html.len().min(limit));
    let mut at = 0;
    while let Some(token) = html::next(html, at).filter(|_| writer.text.len() <= limit) {
        while let Some((slot, name)) = next.filter(|&(slot, _)| slot <= at) {
            let _ = slot;
            writer.push(name);
            next = names.next();
        }
        at = match token {
            Token::Text(end) => {
                let mut from = at;
                while let Some((slot, name)) = next.filter(|&(slot, _)| slot < end) {
                    writer.push(&escape::decode(&html[from..slot]));
                    writer.push(name);
                    from = slot;
                    next = names.next();
                }
                writer.push(&escape::decode(up_to(&html[from..end], limit)));
                end
            }
            Token::Skip(end) => end,
            Token::Tag(tag) => element(html, &tag, &mut writer),
        };
    }
    next.into_iter().chain(names).filter(|(slot, _)| *slot <= at).for_each(|(_, name)| writer.push(name));
    writer.text
}

/// Where something begins in `html` that isn't plain text.
fn markup(html: &str) -> Option<usize> {
    memchr2(b'<', b'&', html.as_bytes())
}

/// The tags that part no words and have nothing to say, as most texts of a line have no others.
const MARKS: [&str; 6] = ["<code>", "</code>", "<em>", "</em>", "<strong>", "</strong>"];

/// `html` without its [`MARKS`]; nothing where it holds anything else that isn't text.
fn without_marks(html: &str) -> Option<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = markup(rest) {
        text.push_str(&rest[..at]);
        rest = MARKS.iter().find_map(|mark| rest[at..].strip_prefix(mark))?;
    }
    text.push_str(rest);
    Some(text)
}

/// `text` up to the first blank that has `limit` bytes before it.
fn up_to(text: &str, limit: usize) -> &str {
    let end = text.as_bytes().get(limit..).and_then(|rest| rest.iter().position(|byte| *byte == b' '));
    end.map_or(text, |end| &text[..limit + end])
}

/// Whether `text` is words with one space between them, as most texts are; false where only a closer look can tell.
pub(super) fn is_collapsed(text: &str) -> bool {
    // whole texts, and no search that ends early: many bytes at a time
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    is_plain && !pairs.fold(false, |doubled, (a, b)| doubled | (*a == b' ') & (*b == b' '))
}

fn name(body: &Body, link: usize) -> &str {
    match body.links.get(link).map(|link| &link.target) {
        Some(LinkTarget::Wiki(target)) => &target.name,
        _ => "",
    }
}

/// Deals with a tag; the byte to go on from.
fn element(html: &str, tag: &Tag<'_>, writer: &mut Collapsed) -> usize {
    let end = tag.range.end;
    let value = |name: &str| {
        let attribute = tag.attributes.iter().find(|attribute| &*attribute.name == name);
        attribute.and_then(|attribute| attribute.value.clone()).map_or("", |value| &html[value])
    };
    let past = |close: &str| html[end..].find(close).map_or(html.len(), |n| end + n + close.len());
    if !is_inline(&tag.name) {
        writer.space();
    }
    if tag.kind != TagKind::Start {
        return end;
    }
    match &*tag.name {
        "math" => {
            writer.push(&escape::decode(value("alttext")));
            past("</math>")
        }
        "sup" if value("class") == "fnref" => past("</sup>"),
        "a" if value("role") == "doc-backlink" => past("</a>"),
        "script" | "style" => html::text_end(html, end, &tag.name),
        _ => end,
    }
}

/// Whether an element stands within a line of text.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "math"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Text whose spaces are single, and none at its ends.
struct Collapsed {
    text: String,
    space: bool,
}

impl Collapsed {
    /// `text` with one space for each run of them, and none at its ends.
    fn of(text: &str) -> String {
        let mut writer = Self::with_room(text.len());
        writer.push(text);
        writer.text
    }

    /// No text yet, and room for so many bytes.
    fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), space: false }
    }

    fn push(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        if is_collapsed(words) {
            self.word(words);
        } else {
            words.split_whitespace().for_each(|word| {
                self.word(word);
                self.space = true;
            });
        }
        self.space = text.ends_with(char::is_whitespace);
    }

    /// `word`, after a space where there is one to write.
    fn word(&mut self, word: &str) {
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }

    fn space(&mut self) {
        self.space = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        diag::Diagnostics,
        markdown::{Ids, Options, block},
        place::{SourcePath, Text},
    };

    #[test]
    fn a_beginning_ends_with_the_word_that_reaches_the_limit() {
        for (text, limit, expected) in [
            ("one two three", 0, "one"),
            ("one two three", 3, "one"),
            ("one two three", 4, "one two"),
            ("one two three", 99, "one two three"),
            ("one *two three* four", 5, "one two three"),
            ("one `two` [three](x.md)", 6, "one two"),
            ("# One\n\ntwo\n\nthree four", 6, "One two"),
            ("größer & größer", 4, "größer"),
        ] {
            let (text, file) = (Text::verbatim(text, 0), SourcePath::new("a.md"));
            let body = block(&text, &file, &Options::default(), &mut Ids::new(), &mut Diagnostics::new());
            assert_eq!(body.beginning(limit), expected, "{} at {limit}", text.as_str());
        }
    }
}
