//! How a key is written: what a kind expects in words, and examples with the author's own value in them.

use super::{Key, ValueKind};
use crate::tree::{Node, Syntax};

/// What a kind expects, with its article.
pub(super) fn expected(kind: &ValueKind) -> &'static str {
    match kind {
        ValueKind::Text
        | ValueKind::Url
        | ValueKind::Language
        | ValueKind::Inline
        | ValueKind::Markdown
        | ValueKind::OneOf(_) => "a string",
        ValueKind::Texts | ValueKind::Urls | ValueKind::Inlines | ValueKind::Markdowns | ValueKind::SomeOf(_) => {
            "a list of strings"
        }
        ValueKind::Flag => "true or false",
        ValueKind::Integer { .. } => "a whole number",
        ValueKind::Integers { .. } => "a list of whole numbers",
        ValueKind::Date => "a date",
        ValueKind::Table(_) | ValueKind::Map(_) | ValueKind::Languages(_) => "a table",
        ValueKind::Tables(_) | ValueKind::Entries(_) => "a list of tables",
        ValueKind::TextsOrTables(_) => "a list of strings or tables",
        ValueKind::Free => "a value",
    }
}

/// The key `name` with a value in the form that `kind` takes, made of `value` where it can be.
pub(super) fn assigned(name: &str, kind: &ValueKind, value: Option<&Node>, syntax: Syntax) -> String {
    match syntax {
        Syntax::Toml => format!("{name} = {}", written(kind, value, syntax)),
        Syntax::Yaml => format!("{name}: {}", written(kind, value, syntax)),
    }
}

/// A value of `kind`, made of `value` where it can be.
fn written(kind: &ValueKind, value: Option<&Node>, syntax: Syntax) -> String {
    match kind {
        ValueKind::Text | ValueKind::Inline | ValueKind::Markdown => {
            quoted(&value.and_then(Node::plain).unwrap_or_else(|| "…".into()))
        }
        ValueKind::Url => quoted("https://example.org/"),
        ValueKind::Urls => format!("[{}]", quoted("https://example.org/")),
        ValueKind::Language => quoted("en"),
        ValueKind::OneOf(words) => quoted(words.first().unwrap_or(&"…")),
        ValueKind::Texts | ValueKind::Inlines | ValueKind::Markdowns => {
            let items = value.and_then(Node::plain).unwrap_or_else(|| "…".into());
            let list = matches!(kind, ValueKind::Texts) && items.split(',').all(|item| item.trim().len() < 30);
            let items: Vec<String> =
                if list { items.split(',').map(|item| quoted(item.trim())).collect() } else { vec![quoted(&items)] };
            format!("[{}]", items.join(", "))
        }
        ValueKind::Flag => {
            let word = value.and_then(Node::plain).unwrap_or_default().to_lowercase();
            (!["false", "no", "off", "0", "n"].contains(&&*word)).to_string()
        }
        ValueKind::Integer { min, max } => {
            let number = value.and_then(Node::plain).and_then(|text| text.trim().parse().ok()).unwrap_or(10);
            number.clamp(*min, *max).to_string()
        }
        ValueKind::Integers { min, max } => {
            format!("[{}]", written(&ValueKind::Integer { min: *min, max: *max }, value, syntax))
        }
        ValueKind::SomeOf(words) => {
            format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Date => "2026-05-12".to_owned(),
        ValueKind::Table(keys) => table(keys, value, syntax),
        ValueKind::Tables(keys) | ValueKind::Entries(keys) => format!("[{}]", table(keys, value, syntax)),
        ValueKind::TextsOrTables(keys) => match value.and_then(Node::plain) {
            Some(text) => format!("[{}]", quoted(&text)),
            None => format!("[{}]", table(keys, value, syntax)),
        },
        ValueKind::Map(_) | ValueKind::Languages(_) => table(&[], None, syntax),
        ValueKind::Free => "…".to_owned(),
    }
}

/// A table in braces: its first key with the author's value, and the other keys that have to be there.
fn table(keys: &[Key], value: Option<&Node>, syntax: Syntax) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        if at == 0 || key.required {
            parts.push(assigned(key.name, &key.kind, value.filter(|_| at == 0), syntax));
        }
    }
    if parts.is_empty() { "{ … }".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

/// `text` in double quotes, cut short where it is long. Both notations read it alike.
pub(super) fn quoted(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    let short: String = line.chars().take(40).collect();
    let rest = if short.len() < text.len() { "…" } else { "" };
    format!("\"{}{rest}\"", short.replace('\\', "\\\\").replace('"', "\\\""))
}
