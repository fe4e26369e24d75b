//! What holds for both notations: nothing panics, strings know their bytes, and places lie in the file.

use super::{Node, Syntax, Table, Value, toml, yaml};
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Text},
};
use proptest::prelude::*;

const TOML: &str = "title = \"Tea \\u00e9 time\"\r\ndate = 2026-05-12\ntopics = ['a', \"b\"]\nimage = { src = 'x', alt = \"y\" }\n\
                    text = '''\nline one\n  line two\n'''\nfold = \"\"\"\na \\\n   b\"\"\"\n[extra]\nn = -1_0\nf = 1.5e3\n[[faq]]\nq = 'ä'\n";

const YAML: &str = "title: Tea time\r\ndate: 2026-05-12\ntopics: [a, 'b']\nimage: {src: x, alt: \"\\u00e9\"}\ntext: |\n  line one\n    \
                    line two\nfold: >-\n  a\n  b\nextra: &e\n  n: -1\nagain: *e\nfaq:\n- q: ä\n  a: it's\n";

fn parse(source: &str, offset: usize, syntax: Syntax) -> (Table, Diagnostics) {
    let mut diags = Diagnostics::new();
    let file = SourcePath::new("a");
    let text = Text::verbatim(source, offset);
    let table = match syntax {
        Syntax::Toml => toml::parse(&text, &file, &mut diags),
        Syntax::Yaml => yaml::parse(&text, &file, &mut diags),
    };
    (table, diags)
}

/// Calls `visit` with every value below `table`.
fn walk(table: &Table, visit: &mut impl FnMut(&Node)) {
    table.entries.iter().for_each(|entry| walk_node(&entry.node, visit));
}

fn walk_node(node: &Node, visit: &mut impl FnMut(&Node)) {
    visit(node);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| walk_node(item, visit)),
        Value::Table(table) => walk(table, visit),
        _ => {}
    }
}

/// Parses in both notations; every span of what comes out has to lie in the file, on the borders of characters.
fn holds(source: &str) {
    for syntax in [Syntax::Toml, Syntax::Yaml] {
        let (table, diags) = parse(source, 3, syntax);
        let inside = |span: crate::place::Span| {
            let range = span.start as usize - 3..span.end as usize - 3;
            assert!(source.get(range.clone()).is_some(), "{source:?}: {range:?}");
        };
        walk(&table, &mut |node| inside(node.span));
        table.entries.iter().for_each(|entry| inside(entry.key));
        diags.iter().for_each(|diagnostic| {
            assert!(diagnostic.help.is_some(), "{}", diagnostic.message);
            diagnostic.place.iter().for_each(|place| inside(place.span));
            diagnostic.related.iter().for_each(|related| inside(related.place.span));
        });
    }
}

#[test]
fn strings_know_their_bytes() {
    for (source, syntax, key, part) in [
        (TOML, Syntax::Toml, "title", "time"),
        (TOML, Syntax::Toml, "text", "line two"),
        (TOML, Syntax::Toml, "fold", "b"),
        (YAML, Syntax::Yaml, "title", "time"),
        (YAML, Syntax::Yaml, "text", "line two"),
        (YAML, Syntax::Yaml, "fold", "b"),
    ] {
        let (table, diags) = parse(source, 100, syntax);
        assert!(diags.is_empty(), "{diags:?}");
        let Some(Value::String(text)) = table.get(key).map(|node| &node.value) else { panic!("{key} is no string") };
        let at = text.as_str().rfind(part).expect("the part is in the string");
        let span = text.span(at..at + part.len());
        assert_eq!(&source[span.start as usize - 100..span.end as usize - 100], part, "{key}");
    }
}

#[test]
fn text_within_a_list_keeps_the_places_of_the_file() {
    // a fence in a list: two blanks before each line are not part of it
    let text = Text::from_runs("a = 1\nb = 'x\\y'\n", vec![(0, 12), (6, 20)], 31);
    let table = toml::parse(&text, &SourcePath::new("a.md"), &mut Diagnostics::new());
    let Some(Value::String(string)) = table.get("b").map(|node| &node.value) else { panic!("b is no string") };
    assert_eq!((string.span(1..2).range(), string.as_str()), (26..27, "x\\y"));
}

#[test]
fn json_has_dates_as_strings() {
    let (table, _) = parse("a = 2026-05-12T10:00:00-01:30\nb = [1, nan]\n[c]\nd = true", 0, Syntax::Toml);
    assert_eq!(table.to_json().to_string(), r#"{"a":"2026-05-12T10:00:00-01:30","b":[1,null],"c":{"d":true}}"#);
}

#[test]
fn large_and_deep_texts_end() {
    let aliases: String = (1..40).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    for source in [
        format!("a0: &a0 x\n{aliases}"),
        "[".repeat(50_000),
        format!("a = {}", "[".repeat(50_000)),
        format!("a = {}", "{a=".repeat(20_000)),
        "- ".repeat(20_000),
        format!("{}a = 1", "a.".repeat(20_000)),
        format!("[{}a]\nb = 1", "a.".repeat(20_000)),
        (0..30_000).map(|n| format!("k{n} = 1\n")).collect(),
        "a = [1\n".repeat(3_000),
        "t = { a = 1\nb = 2\n".repeat(3_000),
        "text without keys\n".repeat(3_000),
    ] {
        holds(&source);
    }
}

proptest! {
    #[test]
    fn nothing_panics_on_any_text(source in "\\PC{0,60}|[\\[\\]{}=:.,'\"\\\\#&*|>\\-a1é \t\r\n]{0,60}") {
        holds(&source);
    }

    #[test]
    fn nothing_panics_on_edits(yaml in any::<bool>(), at in 0..400_usize, cut in 0..20_usize, put in "[\\[\\]{}=:.,'\"\\\\#&*|>\\-ab1é \t\r\n]{0,4}") {
        let whole = if yaml { YAML } else { TOML };
        let border = |at: usize| (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        holds(&format!("{}{put}{}", &whole[..border(at)], &whole[border(at + cut)..]));
    }
}
