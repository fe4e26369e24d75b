//! The pages of keys: `site.toml` and front matter, a table of keys for each table that can be written.

use super::{anchor, cell};
use sitegen::{
    config::keys::SITE,
    content::keys::{
        ARTICLE, AUTHOR, CHOICE, DEFINITION, FAQ, GLOSSARY, IMAGE, PAGE, PHRASE, QUESTION, QUESTION_FILE, SOURCE, TOPIC,
    },
    tree::keys::{Key, ValueKind},
};

/// A table that can be written: how its section is called, and its keys.
struct Section {
    title: String,
    keys: &'static [Key],
}

pub(super) fn configuration() -> String {
    let mut sections = vec![Section { title: "Keys of the site".to_owned(), keys: SITE }];
    gather("", SITE, &mut sections);
    page(&sections)
}

pub(super) fn front_matter() -> String {
    let sections = [
        ("Articles", ARTICLE),
        ("Question files", QUESTION_FILE),
        ("Questions", QUESTION),
        ("Topics", TOPIC),
        ("Authors", AUTHOR),
        ("Pages", PAGE),
        ("The glossary", GLOSSARY),
        ("A term of the glossary", DEFINITION),
        ("A table in `terms` of a topic", PHRASE),
        ("The table `image`", IMAGE),
        ("A table in `sources`", SOURCE),
        ("A table in `faq`", FAQ),
        ("A table in `choices`", CHOICE),
    ];
    page(&sections.map(|(title, keys)| Section { title: title.to_owned(), keys }))
}

/// Adds the tables within `keys`, which is called `path`.
fn gather(path: &str, keys: &'static [Key], sections: &mut Vec<Section>) {
    for key in keys {
        let name = format!("{path}{}", key.name);
        let (title, keys) = match key.kind {
            ValueKind::Table(keys) | ValueKind::Languages(&ValueKind::Table(keys)) => (format!("`[{name}]`"), keys),
            ValueKind::Tables(keys) => (format!("`[[{name}]]`"), keys),
            _ => continue,
        };
        sections.push(Section { title, keys });
        gather(&format!("{name}."), keys, sections);
    }
}

fn page(sections: &[Section]) -> String {
    sections.iter().map(|section| section_text(section, sections)).collect()
}

fn section_text(section: &Section, all: &[Section]) -> String {
    let mut text = format!(
        "## {} {{#{}}}\n\n| key | value | what it does |\n|---|---|---|\n",
        section.title,
        anchor(&section.title)
    );
    for key in section.keys {
        let required = if key.required { " **Required.**" } else { "" };
        let default = match key.default {
            "" => String::new(),
            default => format!(" Default: {}.", written(default)),
        };
        let about = cell(&format!("{}{required}{default}", key.about));
        text.push_str(&format!("| `{}` | {} | {about} |\n", key.name, cell(&value(&key.kind, all))));
    }
    text.push('\n');
    text
}

/// A default: words as they are, a value as code.
fn written(default: &str) -> String {
    let is_value = default.starts_with(['"', '[']) || !default.contains(' ');
    if is_value { format!("`{default}`") } else { default.to_owned() }
}

/// What a key takes, in words.
fn value(kind: &ValueKind, all: &[Section]) -> String {
    let section = |what: &str, keys: &'static [Key]| match all.iter().find(|section| section.keys == keys) {
        Some(section) => format!("[{what}](#{})", anchor(&section.title)),
        None => what.to_owned(),
    };
    match *kind {
        ValueKind::Text => "text".to_owned(),
        ValueKind::Url => "whole URL".to_owned(),
        ValueKind::Urls => "list of whole URLs".to_owned(),
        ValueKind::Language => "tag of a language".to_owned(),
        ValueKind::Inline => "inline Markdown".to_owned(),
        ValueKind::Markdown => "Markdown".to_owned(),
        ValueKind::Texts => "list of texts".to_owned(),
        ValueKind::Inlines => "list of texts in inline Markdown".to_owned(),
        ValueKind::Markdowns => "list of texts in Markdown".to_owned(),
        ValueKind::Flag => "`true` or `false`".to_owned(),
        ValueKind::Integer { min: i64::MIN, .. } => "whole number".to_owned(),
        ValueKind::Integer { min, max } => format!("whole number, {min} to {max}"),
        ValueKind::Integers { min, max } => format!("list of whole numbers, {min} to {max}"),
        ValueKind::Date => "date".to_owned(),
        ValueKind::OneOf(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
        ValueKind::SomeOf(words) => {
            format!("list of {}", words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Table(keys) => section("table", keys),
        ValueKind::Tables(keys) | ValueKind::Entries(keys) => section("list of tables", keys),
        ValueKind::TextsOrTables(keys) => format!("list of texts or {}", section("tables", keys)),
        ValueKind::Map(of) => format!("table of your own keys, each with: {}", value(of, all)),
        ValueKind::Languages(ValueKind::Table(keys)) => section("table, and one for each language", keys),
        ValueKind::Languages(of) => format!("{}; and such a table for each language", value(of, all)),
        ValueKind::Free => "any value".to_owned(),
    }
}
