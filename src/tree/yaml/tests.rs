//! YAML in, tree and messages out.

use super::parse;
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
    tree::Table,
};

/// Parses `source` as the text of a file from byte 4 on.
fn parsed(source: &str) -> (Table, Diagnostics) {
    let mut diags = Diagnostics::new();
    let table = parse(&Text::verbatim(source, 4), &SourcePath::new("a.md"), &mut diags);
    (table, diags)
}

/// What of `source` a span of the file shows.
fn shown(source: &str, span: Span) -> &str {
    &source[span.start as usize - 4..span.end as usize - 4]
}

/// The diagnostics, each as `code @byte "what it points at" message [related] = help`.
fn told(source: &str) -> Vec<String> {
    let (_, diags) = parsed(source);
    let place = |span: Span| format!("@{} {:?}", span.start - 4, shown(source, span));
    let line = |diagnostic: &crate::diag::Diagnostic| {
        let at = diagnostic.place.as_ref().map_or(String::new(), |at| place(at.span));
        let related =
            diagnostic.related.iter().map(|related| format!(" [{} {}]", related.message, place(related.place.span)));
        let help = diagnostic.help.as_deref().unwrap_or("none");
        format!("{} {at} {}{} = {help}", diagnostic.code.name(), diagnostic.message, related.collect::<String>())
    };
    diags.iter().map(line).collect()
}

/// A text, what is told of it, what is left of it as JSON, the broken keys, and whether others may be missing.
type Case = (&'static str, &'static [&'static str], &'static str, &'static [&'static str], bool);

const CASES: &[Case] = &[
    ("\u{feff}title: é\r\nb: 1\r\n", &[], "{\"title\":\"é\",\"b\":1}", &[], false),
    (
        "title: hello world\nn: 1\nf: 1.5\nb: true\nd: 2026-05-12\ne: 2026-05-12 10:00:00 +02:00\nx: ~\ny:\nz: no\n",
        &[],
        "{\"title\":\"hello world\",\"n\":1,\"f\":1.5,\"b\":true,\"d\":\"2026-05-12\",\"e\":\"2026-05-12T10:00:00+02:00\",\"z\":\"no\"}",
        &[],
        false,
    ),
    (
        "t: [javascript, null, undefined]\nu:\n  - ~\n  - a\n  -\n  - b\nv: [\"null\", {k: ~}]\nw: &w ~\nx: [*w]\n",
        &[
            "wrong-type @16 \"null\" `null` stands for no value, so that the list has no such item = write `\"null\"` if the word is meant, or remove the item",
            "wrong-type @40 \"~\" `~` stands for no value, so that the list has no such item = write `\"~\"` if the word is meant, or remove the item",
            "wrong-type @51 \"\" this item of the list is empty = write its value, or remove it",
            "wrong-type @90 \"*w\" `*w` stands for no value, so that the list has no such item = write `\"*w\"` if the word is meant, or remove the item",
        ],
        "{\"t\":[\"javascript\",\"undefined\"],\"u\":[\"a\",\"b\"],\"v\":[\"null\",{}],\"x\":[]}",
        &[],
        false,
    ),
    (
        "topics: [a, b]\nlist:\n  - x\n  - y: 1\n    z: 2\n- q\n",
        &[
            "yaml-syntax @47 \"q\" this line doesn't fit the ones above it = write `key: value`, and indent the keys of one table alike",
        ],
        "{\"topics\":[\"a\",\"b\"],\"list\":[\"x\",{\"y\":1,\"z\":2}]}",
        &[],
        true,
    ),
    (
        "title: Part one: two\nb: 1\n",
        &[
            "yaml-syntax @15 \":\" a second `:` in one value = put the value in quotes, as in `title: \"Part one: indexes\"`",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "title: \"abc\nb: 1\n",
        &[
            "yaml-syntax @7 \"\\\"\" this string is not closed, or goes on without indentation = put the same quotes at its end",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "topics: [a, b\nlevel: mid\n",
        &[
            "yaml-syntax @8 \"[\" this list is not closed, or lacks a comma = put a `]` after its last item, and a `,` between two",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "image: {src: a, alt: b\nlevel: mid\n",
        &[
            "yaml-syntax @7 \"{\" this table is not closed, or lacks a comma = put a `}` after its last value, and a `,` between two",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "title: @me\nb: 1\nc: *foo\nd: `x`\n",
        &[
            "yaml-syntax @7 \"@\" a value can't begin with this character = put the value in quotes, as in `title: \"@name\"`",
        ],
        "{}",
        &[],
        true,
    ),
    ("a: &x [1, 2]\nb: *x\n", &[], "{\"a\":[1,2],\"b\":[1,2]}", &[], false),
    (
        "a: &x [1, 2]\nb: *x\nc: [\nd: 1\n",
        &["yaml-syntax @22 \"[\" this list or table is not closed = put the closing bracket after its last value"],
        "{\"a\":[1,2],\"b\":[1,2]}",
        &[],
        true,
    ),
    (
        "a: \"\\d\"\n",
        &[
            "yaml-syntax @3 \"\\\"\" this is not an escape = write `\\\\` for a backslash, or use single quotes, where it means nothing else",
        ],
        "{}",
        &[],
        true,
    ),
    ("a: 'it''s\n  fine'\r\nb: \"x\\n\\u00e9y\n  z\"\n", &[], "{\"a\":\"it's fine\",\"b\":\"x\\néy z\"}", &[], false),
    (
        "é: ü\nbody: |\n  é one\n    two\n\n  three\nfold: >-\n  a b\n  c\n\n  d\nlast: 1\n",
        &[],
        "{\"é\":\"ü\",\"body\":\"é one\\n  two\\n\\nthree\\n\",\"fold\":\"a b c\\nd\",\"last\":1}",
        &[],
        false,
    ),
    (
        "a: 1\na: 2\nb: {c: 1, c: 2}\n",
        &[
            "yaml-syntax @20 \"c\" `c` is given twice [first given here @14 \"c\"] = keep one of the two",
            "yaml-syntax @5 \"a\" `a` is given twice [first given here @0 \"a\"] = keep one of the two",
        ],
        "{\"a\":1,\"b\":{\"c\":1}}",
        &[],
        false,
    ),
    (
        "a: 1\n b: 2\nc: 3\n",
        &[
            "yaml-syntax @7 \":\" the indentation doesn't fit the lines above = indent the keys of one table alike, with spaces",
        ],
        "{}",
        &[],
        true,
    ),
    ("a:\n\t- b\n", &["yaml-syntax @4 \"-\" a tab in the indentation = indent with spaces"], "{}", &[], true),
    (
        "hello\n",
        &["yaml-syntax @0 \"hello\" keys and values are expected here, not a string = write `key: value`, one a line"],
        "{}",
        &[],
        true,
    ),
    (
        "- a\n- b\n",
        &["yaml-syntax @0 \"- a\" keys and values are expected here, not a list = write `key: value`, one a line"],
        "{}",
        &[],
        true,
    ),
    (
        "a: 1\n---\nb: 2\n",
        &[
            "yaml-syntax @5 \"-\" a line that ends the data, and goes on after it = put the value in quotes if the line is text",
        ],
        "{\"a\":1}",
        &[],
        true,
    ),
    (
        "title hello\nb: 1\n",
        &[
            "yaml-syntax @0 \"title hello\\nb\" keys and values are expected here, not a string = write `key: value`, one a line",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "? [a, b]\n: c\nd: 1\n",
        &["yaml-syntax @2 \"[\" a key has to be a text = put the key in quotes"],
        "{\"d\":1}",
        &[],
        false,
    ),
    (
        "a: \"x\" y\n",
        &["yaml-syntax @7 \"y\" the line goes on after its string = put the whole value into one pair of quotes"],
        "{}",
        &[],
        true,
    ),
    (
        "a: |\n  x\n y\nb: 1\n",
        &[
            "yaml-syntax @10 \"y\" this line doesn't fit the ones above it = write `key: value`, and indent the keys of one table alike",
        ],
        "{}",
        &[],
        true,
    ),
    ("", &[], "{}", &[], false),
    ("# only\n", &[], "{}", &[], false),
    (
        "a: b\r\nc:\r\n  - d\r\n  - \"e\"\r\nf: >\r\n  x\r\n  y\r\n",
        &[],
        "{\"a\":\"b\",\"c\":[\"d\",\"e\"],\"f\":\"x y\\n\"}",
        &[],
        false,
    ),
];

#[test]
fn a_mistake_is_told_and_what_stands_above_is_kept() {
    for &(source, expected, json, broken, cut_short) in CASES {
        let (table, _) = parsed(source);
        assert_eq!(told(source), expected, "{source}");
        assert_eq!(table.to_json().to_string(), json, "{source}");
        let names: Vec<&str> = table.broken.iter().map(|name| &**name).collect();
        assert_eq!((&names[..], table.cut_short), (broken, cut_short), "{source}");
    }
}
