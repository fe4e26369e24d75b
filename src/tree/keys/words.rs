//! How a key is written: what a kind expects in words, and examples with the author's own value in them.

use super::{Key, Kind};
use crate::tree::{Node, Syntax};

/// What a kind expects, with its article.
pub(super) fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Url | Kind::Language | Kind::Inline | Kind::Markdown | Kind::OneOf(_) => "a string",
        Kind::Texts | Kind::Urls | Kind::Inlines | Kind::Markdowns | Kind::SomeOf(_) => "a list of strings",
        Kind::Flag => "true or false",
        Kind::Integer { .. } => "a whole number",
        Kind::Integers { .. } => "a list of whole numbers",
        Kind::Date => "a date",
        Kind::Table(_) | Kind::Map(_) | Kind::Languages(_) => "a table",
        Kind::Tables(_) | Kind::Entries(_) => "a list of tables",
        Kind::TextsOrTables(_) => "a list of strings or tables",
        Kind::Free => "a value",
    }
}

/// The key `name` with a value in the form that `kind` takes, made of `value` where it can be.
pub(super) fn assigned(name: &str, kind: &Kind, value: Option<&Node>, syntax: Syntax) -> String {
    match syntax {
        Syntax::Toml => format!("{name} = {}", written(kind, value, syntax)),
        Syntax::Yaml => format!("{name}: {}", written(kind, value, syntax)),
    }
}

/// A value of `kind`, made of `value` where it can be.
fn written(kind: &Kind, value: Option<&Node>, syntax: Syntax) -> String {
    match kind {
        Kind::Text | Kind::Inline | Kind::Markdown => {
            quoted(&value.and_then(Node::plain).unwrap_or_else(|| "…".into()))
        }
        Kind::Url => quoted("https://example.org/"),
        Kind::Urls => format!("[{}]", quoted("https://example.org/")),
        Kind::Language => quoted("en"),
        Kind::OneOf(words) => quoted(words.first().unwrap_or(&"…")),
        Kind::Texts | Kind::Inlines | Kind::Markdowns => {
            let items = value.and_then(Node::plain).unwrap_or_else(|| "…".into());
            let list = matches!(kind, Kind::Texts) && items.split(',').all(|item| item.trim().len() < 30);
            let items: Vec<String> =
                if list { items.split(',').map(|item| quoted(item.trim())).collect() } else { vec![quoted(&items)] };
            format!("[{}]", items.join(", "))
        }
        Kind::Flag => {
            let word = value.and_then(Node::plain).unwrap_or_default().to_lowercase();
            (!["false", "no", "off", "0", "n"].contains(&&*word)).to_string()
        }
        Kind::Integer { min, max } => {
            let number = value.and_then(Node::plain).and_then(|text| text.trim().parse().ok()).unwrap_or(10);
            number.clamp(*min, *max).to_string()
        }
        Kind::Integers { min, max } => {
            format!("[{}]", written(&Kind::Integer { min: *min, max: *max }, value, syntax))
        }
        Kind::SomeOf(words) => format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")),
        Kind::Date => "2026-05-12".to_owned(),
        Kind::Table(keys) => table(keys, value, syntax),
        Kind::Tables(keys) | Kind::Entries(keys) => format!("[{}]", table(keys, value, syntax)),
        Kind::TextsOrTables(keys) => match value.and_then(Node::plain) {
            Some(text) => format!("[{}]", quoted(&text)),
            None => format!("[{}]", table(keys, value, syntax)),
        },
        Kind::Map(_) | Kind::Languages(_) => table(&[], None, syntax),
        Kind::Free => "…".to_owned(),
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
