//! The plain text of a body: for descriptions, search and structured data.

use super::{
    body::{Body, LinkTarget, Slot},
    escape,
    html::{self, Tag, TagKind, Token},
};

/// The text of `body`, without markup.
pub(super) fn text(body: &Body) -> String {
    let inner =
        body.html.strip_prefix("<p>").and_then(|rest| rest.trim_end().strip_suffix("</p>")).unwrap_or(&body.html);
    if body.slots.is_empty() && !inner.contains(['<', '&']) {
        // most takeaways and answers are one paragraph of plain words
        return inner.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut names = body.slots.iter().filter_map(|&(at, slot)| match slot {
        Slot::Text(link) => Some((at as usize, name(body, link as usize))),
        _ => None,
    });
    let mut next = names.next();
    let mut writer = Collapsed::default();
    let html = &*body.html;
    let mut at = 0;
    while let Some(token) = html::next(html, at) {
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
                writer.push(&escape::decode(&html[from..end]));
                end
            }
            Token::Skip(end) => end,
            Token::Tag(tag) => element(html, &tag, &mut writer),
        };
    }
    next.into_iter().chain(names).for_each(|(_, name)| writer.push(name));
    writer.text
}

fn name(body: &Body, link: usize) -> &str {
    match body.links.get(link).map(|link| &link.target) {
        Some(LinkTarget::Wiki(target)) => &target.name,
        _ => "",
    }
}

/// Deals with a tag; the byte to go on from.
fn element(html: &str, tag: &Tag, writer: &mut Collapsed) -> usize {
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
#[derive(Default)]
struct Collapsed {
    text: String,
    space: bool,
}

impl Collapsed {
    fn push(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for word in text.split_whitespace() {
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.space = true;
        }
        if !text.trim().is_empty() {
            self.space = text.ends_with(char::is_whitespace);
        }
    }

    fn space(&mut self) {
        self.space = true;
    }
}
