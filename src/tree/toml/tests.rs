//! TOML in, tree and messages out.

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
    ("\u{feff}title = 'x'\n", &[], "{\"title\":\"x\"}", &[], false),
    (
        "title = hello world\nb = 1",
        &["toml-syntax @8 \"hello world\" a string needs quotes = write `title = \"hello world\"`"],
        "{}",
        &[],
        true,
    ),
    (
        "title = It's here # note\n",
        &["toml-syntax @8 \"It's here\" a string needs quotes = write `title = \"It's here\"`"],
        "{}",
        &[],
        true,
    ),
    (
        "title = hello, world\n",
        &["toml-syntax @8 \"hello, world\" a string needs quotes = write `title = \"hello, world\"`"],
        "{}",
        &[],
        true,
    ),
    (
        "title = \"abc\nb = 1",
        &["toml-syntax @8 \"\\\"abc\" this string is not closed = put `\"` at the end of the string"],
        "{}",
        &[],
        true,
    ),
    (
        "title = 'abc\r\nb = 1\r\n",
        &["toml-syntax @8 \"'abc\" this string is not closed = put `'` at the end of the string"],
        "{}",
        &[],
        true,
    ),
    (
        "title: \"abc\"\ndate: 2026\n",
        &[
            "toml-syntax @0 \"title: \\\"abc\\\"\" `title` has no `=` = write `title = \"abc\"`; strings stand in quotes",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "date = 1\ntopics = [\"a\", \"b\"\nlevel = \"mid\"\n[extra]\nx = 1\n",
        &[
            "toml-syntax @18 \"[\" this list is not closed, or lacks a comma [it can be read up to here @28 \"l\"] = put a `]` after its last item, and a `,` between two; an item with keys is `{ key = \"value\" }`",
        ],
        "{\"date\":1}",
        &[],
        true,
    ),
    (
        "topics = [\n  \"a\",\n  b,\n]\n",
        &["toml-syntax @20 \"b\" a string needs quotes = write `\"b\"`"],
        "{}",
        &[],
        true,
    ),
    (
        "topics = [hello, world]\n",
        &["toml-syntax @10 \"hello\" a string needs quotes = write `\"hello\"`"],
        "{}",
        &[],
        true,
    ),
    (
        "names = [\"x\", 'it's']\n",
        &["toml-syntax @14 \"'it's']\" the `'` within this string ends it = put `\"` around the whole string"],
        "{}",
        &[],
        true,
    ),
    (
        "title = 'What's new'\n",
        &["toml-syntax @8 \"'What's new'\" the `'` within this string ends it = put `\"` around the whole string"],
        "{}",
        &[],
        true,
    ),
    (
        "image = { src = \"a\", alt = \"b\"\nlevel = 1\n",
        &[
            "toml-syntax @8 \"{\" this table is not closed, or lacks a comma [it can be read up to here @31 \"l\"] = write it as `{ key = \"value\", key = \"value\" }`",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "image = { src = \"a\" alt = \"b\" }\nlevel = 1\n",
        &[
            "toml-syntax @8 \"{\" this table is not closed, or lacks a comma [it can be read up to here @20 \"a\"] = write it as `{ key = \"value\", key = \"value\" }`",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "a = 1\n[extra\nx = 1\n",
        &["toml-syntax @6 \"[extra\" this header is not closed = write `[extra]`"],
        "{\"a\":1}",
        &[],
        true,
    ),
    ("[[faq]\nx = 1\n", &["toml-syntax @0 \"[[faq]\" this header is not closed = write `[[faq]]`"], "{}", &[], true),
    (
        "[faq]\nx = 1\n[faq]\nx=2\n",
        &[
            "toml-syntax @13 \"faq\" `faq` is given twice [first given here @1 \"faq\"] = put all of its keys below one header",
        ],
        "{\"faq\":{\"x\":1}}",
        &[],
        true,
    ),
    (
        "[faq]\nx = 1\n[[faq]]\n",
        &[
            "toml-syntax @14 \"faq\" `faq` is given twice [first given here @1 \"faq\"] = put all of its keys below one header",
        ],
        "{\"faq\":{\"x\":1}}",
        &[],
        true,
    ),
    (
        "[[faq]]\n[faq]\n",
        &[
            "toml-syntax @9 \"faq\" `faq` is given twice [first given here @2 \"faq\"] = put all of its keys below one header",
        ],
        "{\"faq\":[{}]}",
        &[],
        true,
    ),
    (
        "title = 1\ntitle = 2\n",
        &["toml-syntax @10 \"title\" `title` is given twice [first given here @0 \"title\"] = keep one of the two"],
        "{\"title\":1}",
        &[],
        true,
    ),
    (
        "[[faq]]\nid = 1\nimage = { id = 2 }\n[[faq]]\nid = 1\nid = 3\n",
        &["toml-syntax @49 \"id\" `id` is given twice [first given here @42 \"id\"] = keep one of the two"],
        "{\"faq\":[{\"id\":1,\"image\":{\"id\":2}},{\"id\":1}]}",
        &[],
        true,
    ),
    (
        "a.b = 1\n[a]\nc = 2\n",
        &["toml-syntax @9 \"a\" `a` is given twice [first given here @0 \"a\"] = put all of its keys below one header"],
        "{\"a\":{\"b\":1}}",
        &[],
        true,
    ),
    ("[a]\nc = 2\n[x]\n[a.b]\n", &[], "{\"a\":{\"c\":2,\"b\":{}},\"x\":{}}", &[], false),
    (
        "date = 2026-13-45\n",
        &[
            "bad-date @7 \"2026-13-45\" `2026-13-45` is not a date = write year, month and day, as in `date = 2026-05-12`",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "b = 2026/05/12\n",
        &["bad-date @4 \"2026/05/12\" `2026/05/12` is not a date = write `b = 2026-05-12`"],
        "{}",
        &[],
        true,
    ),
    (
        "c = 12:30:00\nd = 1\n",
        &["bad-date @4 \"12:30:00\" `12:30:00` is not a date = write year, month and day, as in `c = 2026-05-12`"],
        "{\"d\":1}",
        &["c"],
        false,
    ),
    ("draft = yes\n", &["toml-syntax @8 \"yes\" `yes` is not a value = write `draft = true`"], "{}", &[], true),
    ("x = True\n", &["toml-syntax @4 \"True\" `True` is not a value = write `x = true`"], "{}", &[], true),
    (
        "path = \"C:\\dir\"\n",
        &[
            "toml-syntax @10 \"\\\\d\" `\\d` is not an escape = write `\\\\d` for the backslash itself, or use single quotes, where it means nothing else",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "path = \"\\u12\"\n",
        &[
            "toml-syntax @8 \"\\\\u12\" `\\u12` is not an escape = write `\\\\u12` for the backslash itself, or use single quotes, where it means nothing else",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "answer = '''\nabc\n\n[[question]]\nid = \"x\"\nanswer = '''\nMarkdown here.\nMore: words\n'''\n",
        &[
            "toml-syntax @53 \"Markdown here.\" this line has no `=` [the string above it begins here @9 \"'''\"] = write `key = \"value\"`, or begin the line with `#` if it is a comment; if that string was to end earlier, put `'''` where it ends",
        ],
        "{\"answer\":\"abc\\n\\n[[question]]\\nid = \\\"x\\\"\\nanswer = \"}",
        &[],
        true,
    ),
    (
        "answer = '''abc\n",
        &["toml-syntax @9 \"'''\" this string is not closed = put `'''` on a line of their own where it ends"],
        "{}",
        &[],
        true,
    ),
    (
        "x = \ny = 1\n",
        &["toml-syntax @4 \"\" `x` has no value = write a value after the `=`, or remove the line"],
        "{}",
        &[],
        true,
    ),
    (
        "x = 1\n= 3\n",
        &["toml-syntax @6 \"= 3\" a key is missing = put a key before the `=`, or a name between the brackets"],
        "{\"x\":1}",
        &[],
        true,
    ),
    (
        "y\n",
        &[
            "toml-syntax @0 \"y\" this line has no `=` = write `key = \"value\"`, or begin the line with `#` if it is a comment",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "x = 0x\nw = 99999999999999999999\n",
        &[
            "toml-syntax @4 \"0x\" `0x` is not a number = write it in digits, or in quotes if it is text: `x = \"0x\"`",
            "toml-syntax @11 \"99999999999999999999\" `99999999999999999999` is not a number = write it in digits, or in quotes if it is text: `w = \"99999999999999999999\"`",
        ],
        "{}",
        &["x", "w"],
        false,
    ),
    (
        "z = 1__2\n",
        &[
            "toml-syntax @4 \"1__2\" `1__2` is not a number = write it in digits, or in quotes if it is text: `z = \"1__2\"`",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "q = 5 minutes\n",
        &["toml-syntax @4 \"5 minutes\" a string needs quotes = write `q = \"5 minutes\"`"],
        "{}",
        &[],
        true,
    ),
    (
        "v=1.2.3",
        &[
            "toml-syntax @2 \"1.2.3\" `1.2.3` is not a number = write it in digits, or in quotes if it is text: `v = \"1.2.3\"`",
        ],
        "{}",
        &[],
        true,
    ),
    ("x = [1 2]\n", &["toml-syntax @5 \"1 2\" a string needs quotes = write `\"1 2\"`"], "{}", &[], true),
    ("y = [1,,2]\n", &["toml-syntax @7 \",\" there is a comma too many = remove it"], "{}", &[], true),
    ("z = [a = 1]\n", &["toml-syntax @5 \"a\" a string needs quotes = write `\"a\"`"], "{}", &[], true),
    ("a = 1 b = 2\n", &["toml-syntax @4 \"1 b = 2\" a string needs quotes = write `a = \"1 b = 2\"`"], "{}", &[], true),
    (
        "a = 'x' y\n",
        &["toml-syntax @0 \"a = 'x' y\" the line goes on after its value = put one key and its value on a line"],
        "{}",
        &[],
        true,
    ),
    (
        "] = 3\n",
        &[
            "toml-syntax @0 \"] = 3\" missing table open, expected `[` = write `key = \"value\"`, or `[name]` for a header",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "[]\n",
        &["toml-syntax @0 \"[]\" a key is missing = put a key before the `=`, or a name between the brackets"],
        "{}",
        &[],
        true,
    ),
    (
        "[a.]\nk = 1\n",
        &["toml-syntax @0 \"[a.]\" a key is missing = put a key before the `=`, or a name between the brackets"],
        "{}",
        &[],
        true,
    ),
    (
        "\"\"\"x\"\"\" = 1\n",
        &[
            "toml-syntax @0 \"\\\"\\\"\\\"x\\\"\\\"\\\"\" keys cannot be multi-line basic strings, expected basic string, literal string = write `key = \"value\"`, or `[name]` for a header",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "schön = 1\n",
        &[
            "toml-syntax @3 \"ö\" a key without quotes can't hold this = use letters, digits, `-` and `_`, or put the key in quotes",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "a = \"x\u{7}y\"\r\n",
        &["toml-syntax @6 \"\\u{7}\" a string can't hold this character = remove the control character"],
        "{}",
        &[],
        true,
    ),
    (
        "a = \"x\u{7f}\"\n",
        &["toml-syntax @6 \"\\u{7f}\" a string can't hold this character = remove the control character"],
        "{}",
        &[],
        true,
    ),
    ("b = \"é\ty \u{a0}\"\n", &[], "{\"b\":\"é\\ty \u{a0}\"}", &[], false),
    (
        "b = [\"é \\u0080\"]\n",
        &[
            "invalid-utf8 @9 \"\\\\u\" U+0080 is a character that no page may hold = take it away, and what a terminal's colours have behind it; code is shown without colours by itself",
        ],
        "{\"b\":[\"é \u{80}\"]}",
        &[],
        false,
    ),
    (
        "a = {b = {c = 1}}\na.b.d = 1\n",
        &[
            "toml-syntax @18 \"a\" keys can't be added to this: its value is given above = put the keys where the value is given, or rename one of the two",
        ],
        "{\"a\":{\"b\":{\"c\":1}}}",
        &[],
        true,
    ),
    (
        "a = {{{\n",
        &[
            "toml-syntax @4 \"{\" this table is not closed, or lacks a comma [it can be read up to here @5 \"{\"] = write it as `{ key = \"value\", key = \"value\" }`",
        ],
        "{}",
        &[],
        true,
    ),
    (
        "hello there\n",
        &[
            "toml-syntax @0 \"hello there\" this line has no `=` = write `key = \"value\"`, or begin the line with `#` if it is a comment",
        ],
        "{}",
        &[],
        true,
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
