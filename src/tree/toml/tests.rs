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
        "{\"b\":1}",
        &["title"],
        false,
    ),
    (
        "title = It's here # note\n",
        &["toml-syntax @8 \"It's here\" a string needs quotes = write `title = \"It's here\"`"],
        "{}",
        &["title"],
        false,
    ),
    (
        "title = \"abc\nb = 1",
        &["toml-syntax @8 \"\\\"abc\" this string is not closed = put `\"` at the end of the string"],
        "{\"b\":1}",
        &["title"],
        false,
    ),
    (
        "title: \"abc\"\ndate: 2026\n",
        &[
            "toml-syntax @0 \"title: \\\"abc\\\"\" `title` has no `=` = write `title = \"abc\"`; strings stand in quotes",
            "toml-syntax @13 \"date: 2026\" `date` has no `=` = write `date = 2026`; strings stand in quotes",
        ],
        "{}",
        &["title", "date"],
        false,
    ),
    (
        "topics = [\"a\", \"b\"\nlevel = \"mid\"\n[extra]\nx = 1\n",
        &["toml-syntax @9 \"[\" this list is not closed = put a `]` after its last item"],
        "{\"topics\":[\"a\",\"b\"],\"level\":\"mid\",\"extra\":{\"x\":1}}",
        &[],
        false,
    ),
    (
        "topics = [hello, world]\n",
        &[
            "toml-syntax @10 \"hello\" a string needs quotes = write `\"hello\"`",
            "toml-syntax @17 \"world\" a string needs quotes = write `\"world\"`",
        ],
        "{\"topics\":[]}",
        &[],
        false,
    ),
    (
        "image = { src = \"a\", alt = \"b\"\nlevel = 1\n",
        &["toml-syntax @8 \"{\" this table is not closed = put a `}` after its last value"],
        "{\"image\":{\"src\":\"a\",\"alt\":\"b\"},\"level\":1}",
        &[],
        false,
    ),
    (
        "image = { src = \"a\" alt = \"b\" }\nlevel = 1\n",
        &["toml-syntax @20 \"a\" a comma is missing between two keys = put a `,` before this key"],
        "{\"image\":{\"src\":\"a\",\"alt\":\"b\"},\"level\":1}",
        &[],
        false,
    ),
    (
        "[extra\nx = 1\n",
        &["toml-syntax @0 \"[extra\" this header is not closed = write `[extra]`"],
        "{\"extra\":{\"x\":1}}",
        &[],
        false,
    ),
    (
        "[[faq]\nx = 1\n",
        &["toml-syntax @0 \"[[faq]\" this header is not closed = write `[[faq]]`"],
        "{\"faq\":[{\"x\":1}]}",
        &[],
        false,
    ),
    (
        "[faq]\nx = 1\n[faq]\nx=2\n[[faq]]\n",
        &[
            "toml-syntax @13 \"faq\" the table `faq` is opened twice [first opened here @1 \"faq\"] = put all of its keys below one header",
            "toml-syntax @24 \"faq\" `faq` is given twice [first given here @1 \"faq\"] = keep one of the two",
        ],
        "{\"faq\":{\"x\":1}}",
        &[],
        false,
    ),
    (
        "[[faq]]\n[faq]\n",
        &[
            "toml-syntax @9 \"faq\" `faq` is a list of tables, but this header has single brackets [the list begins here @2 \"faq\"] = write `[[faq]]`",
        ],
        "{\"faq\":[{}]}",
        &[],
        false,
    ),
    (
        "title = 1\ntitle = 2\n",
        &["toml-syntax @10 \"title\" `title` is given twice [first given here @0 \"title\"] = keep one of the two"],
        "{\"title\":1}",
        &[],
        false,
    ),
    (
        "a.b = 1\n[a]\nc = 2\n",
        &[
            "toml-syntax @9 \"a\" the table `a` is opened twice [first opened here @0 \"a\"] = put all of its keys below one header",
        ],
        "{\"a\":{\"b\":1,\"c\":2}}",
        &[],
        false,
    ),
    ("[a]\nc = 2\n[x]\n[a.b]\n", &[], "{\"a\":{\"c\":2,\"b\":{}},\"x\":{}}", &[], false),
    (
        "date = 2026-13-45\nb = 2026/05/12\nc = 12:30:00\n",
        &[
            "bad-date @7 \"2026-13-45\" `2026-13-45` is not a date = write year, month and day, as in `date = 2026-05-12`",
            "bad-date @22 \"2026/05/12\" `2026/05/12` is not a date = write `b = 2026-05-12`",
            "bad-date @37 \"12:30:00\" `12:30:00` is not a date = write year, month and day, as in `c = 2026-05-12`",
        ],
        "{}",
        &["date", "b", "c"],
        false,
    ),
    (
        "draft = yes\nx = True\n",
        &[
            "toml-syntax @8 \"yes\" `yes` is not a value = write `draft = true`",
            "toml-syntax @16 \"True\" `True` is not a value = write `x = true`",
        ],
        "{}",
        &["draft", "x"],
        false,
    ),
    (
        "path = \"C:\\dir\"\n",
        &[
            "toml-syntax @10 \"\\\\d\" `\\d` is not an escape = write `\\\\d` for the backslash itself, or use single quotes, where it means nothing else",
        ],
        "{}",
        &["path"],
        false,
    ),
    (
        "path = \"\\u12\"\n",
        &[
            "toml-syntax @8 \"\\\\u12\" `\\u12` is not an escape = write `\\\\u12` for the backslash itself, or use single quotes, where it means nothing else",
        ],
        "{}",
        &["path"],
        false,
    ),
    (
        "answer = '''\nabc\n\n[[question]]\nid = \"x\"\nanswer = '''\nMarkdown here.\nMore: words\n'''\n",
        &[
            "toml-syntax @9 \"'''\" this string is not closed [it goes on to these quotes @49 \"'''\"] = put `'''` where it ends, before the next key",
        ],
        "{\"answer\":\"abc\\n\\n[[question]]\\nid = \\\"x\\\"\\nanswer = \"}",
        &["Markdown", "More", ""],
        true,
    ),
    (
        "answer = '''abc\n",
        &["toml-syntax @9 \"'''\" this string is not closed = put `'''` on a line of their own where it ends"],
        "{}",
        &["answer"],
        true,
    ),
    (
        "x = \n= 3\ny\n",
        &[
            "toml-syntax @4 \"\" `x` has no value = write a value after the `=`, or remove the line",
            "toml-syntax @5 \"\" a value without a key = put a key before the `=`",
            "toml-syntax @9 \"y\" `y` has no value = write `y = \"…\"`",
        ],
        "{}",
        &["x", "y"],
        false,
    ),
    (
        "x = 0x\nw = 99999999999999999999\nz = 1__2\nq = 5 minutes\nv=1.2.3",
        &[
            "toml-syntax @4 \"0x\" `0x` is not a number = write it in digits, or in quotes if it is text: `x = \"0x\"`",
            "toml-syntax @11 \"99999999999999999999\" `99999999999999999999` is not a number = write it in digits, or in quotes if it is text: `w = \"99999999999999999999\"`",
            "toml-syntax @36 \"1__2\" `1__2` is not a number = write it in digits, or in quotes if it is text: `z = \"1__2\"`",
            "toml-syntax @45 \"5 minutes\" a string needs quotes = write `q = \"5 minutes\"`",
            "toml-syntax @57 \"1.2.3\" `1.2.3` is not a number = write it in digits, or in quotes if it is text: `v = \"1.2.3\"`",
        ],
        "{}",
        &["x", "w", "z", "q", "v"],
        false,
    ),
    (
        "x = [1 2]\ny = [1,,2]\nz = [a = 1]\n",
        &[
            "toml-syntax @5 \"1 2\" a string needs quotes = write `\"1 2\"`",
            "toml-syntax @17 \",\" there is a comma too many = remove it",
            "toml-syntax @28 \"=\" a list holds values, not keys = put keys in braces: `[{ key = \"value\" }]`",
        ],
        "{\"x\":[],\"y\":[1,2],\"z\":[1]}",
        &[],
        false,
    ),
    (
        "a = 1 b = 2\n",
        &["toml-syntax @4 \"1 b = 2\" a string needs quotes = write `a = \"1 b = 2\"`"],
        "{}",
        &["a"],
        false,
    ),
    (
        "] = 3\n[]\n[a.]\nk = 1\n",
        &[
            "toml-syntax @0 \"]\" a `]` without its `[` = write a header as `[name]`",
            "toml-syntax @7 \"\" a header without a name = put the name of a table between the brackets",
            "toml-syntax @12 \"\" a header without a name = put the name of a table between the brackets",
        ],
        "{}",
        &[],
        false,
    ),
    (
        "\"\"\"x\"\"\" = 1\nschön = 1\n",
        &[
            "toml-syntax @0 \"\\\"\\\"\\\"x\\\"\\\"\\\"\" `\"\"\"x\"\"\"` is not a key = write it in plain quotes: `\"x\"`",
            "toml-syntax @12 \"schön\" `schön` is not a key = use letters, digits, `-` and `_`, or put it in quotes: `\"schön\"`",
        ],
        "{}",
        &[],
        false,
    ),
    (
        "a = \"x\u{7}y\"\r\nb = \"x\r\n# \u{1}\n",
        &[
            "toml-syntax @6 \"\\u{7}\" a string can't hold this character = remove the control character, or write it as an escape such as `\\u0007`",
            "toml-syntax @15 \"\\\"x\" this string is not closed = put `\"` at the end of the string",
            "toml-syntax @21 \"\" a control character in a comment = remove it",
        ],
        "{}",
        &["a", "b"],
        false,
    ),
    (
        "a = \"x\u{7f}\"\nb = \"é\ty \u{80}\"\n",
        &[
            "toml-syntax @6 \"\\u{7f}\" a string can't hold this character = remove the control character, or write it as an escape such as `\\u0007`",
        ],
        "{\"b\":\"é\\ty \u{80}\"}",
        &["a"],
        false,
    ),
    (
        "a = {b = {c = 1}}\na.b.d = 1\n",
        &[
            "toml-syntax @18 \"a\" `a` is not a table that keys can be added to [its value is given here @0 \"a\"] = put the keys where the value is given, or rename one of the two",
        ],
        "{\"a\":{\"b\":{\"c\":1}}}",
        &[],
        false,
    ),
    (
        "a = {{{\n",
        &[
            "toml-syntax @4 \"{\" this table is not closed = put a `}` after its last value",
            "toml-syntax @5 \"{\" a value in a table has no key = write `key = value`, or use `[…]` for a list",
        ],
        "{\"a\":{}}",
        &[],
        false,
    ),
    (
        "hello there\n",
        &[
            "toml-syntax @0 \"hello there\" this line is neither a key with its value nor a header = write `key = \"value\"`, or begin the line with `#` if it is a comment",
        ],
        "{}",
        &["hello"],
        false,
    ),
];

#[test]
fn every_mistake_is_told_once_and_the_rest_is_kept() {
    for &(source, expected, json, broken, cut_short) in CASES {
        let (table, _) = parsed(source);
        assert_eq!(told(source), expected, "{source}");
        assert_eq!(table.to_json().to_string(), json, "{source}");
        let names: Vec<&str> = table.broken.iter().map(|name| &**name).collect();
        assert_eq!((&names[..], table.cut_short), (broken, cut_short), "{source}");
    }
}
