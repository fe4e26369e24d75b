//! TOML in, tree and messages out.

use super::parse;
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
    tree::{Table, Value},
};

/// Parses `source` as the text of a file from byte 4 on.
fn parsed(source: &str) -> (Table, Diagnostics) {
    let mut diags = Diagnostics::new();
    let table = parse(&Text::verbatim(source, 4), &SourcePath::new("a.toml"), &mut diags);
    (table, diags)
}

/// The diagnostics as lines: code, the text they point at, message, help.
fn told(source: &str, diags: &Diagnostics) -> Vec<String> {
    let shown =
        |span: Span| format!("{}:{:?}", span.start - 4, source.get(span.start as usize - 4..span.end as usize - 4));
    diags
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.as_ref().map_or(String::new(), |place| shown(place.span));
            let related: String = diagnostic
                .related
                .iter()
                .map(|related| format!(" [{} {}]", related.message, shown(related.place.span)))
                .collect();
            let help = diagnostic.help.as_deref().unwrap_or("-");
            format!("{} {place} {}{related} = {help}", diagnostic.code.name(), diagnostic.message)
        })
        .collect()
}

#[test]
fn probe() {
    for source in [
        "title = hello world\nb = 1",
        "title = It's here # note\n",
        "title = \"abc\nb = 1",
        "title: \"abc\"\ndate: 2026\n",
        "topics = [\"a\", \"b\"\nlevel = \"mid\"\n[extra]\nx = 1\n",
        "topics = [hello, world]\n",
        "image = { src = \"a\", alt = \"b\"\nlevel = 1\n",
        "image = { src = \"a\" alt = \"b\" }\nlevel = 1\n",
        "[extra\nx = 1\n",
        "[[faq]\nx = 1\n",
        "[faq]\nx = 1\n[faq]\nx=2\n[[faq]]\n",
        "[[faq]]\n[faq]\n",
        "title = 1\ntitle = 2\n",
        "a.b = 1\n[a]\nc = 2\n",
        "[a]\nc = 2\n[x]\n[a.b]\n",
        "date = 2026-13-45\nb = 2026/05/12\nc = 12:30:00\n",
        "draft = yes\nx = True\n",
        "path = \"C:\\dir\"\n",
        "path = \"\\u12\"\n",
        "answer = '''\nabc\n\n[[question]]\nid = \"x\"\nanswer = '''\nMarkdown here.\nMore: words\n'''\n",
        "answer = '''abc\n",
        "x = \n= 3\ny\n",
        "x = 0x\nw = 99999999999999999999\nz = 1__2\nq = 5 minutes\nv=1.2.3",
        "x = [1 2]\ny = [1,,2]\nz = [a = 1]\n",
        "a = 1 b = 2\n",
        "] = 3\n[]\n[a.]\nk = 1\n",
        "\"\"\"x\"\"\" = 1\nsch\u{f6}n = 1\n",
        "a = \"x\u{7}y\"\r\nb = \"x\r\n# \u{1}\n",
        "a = {b = {c = 1}}\na.b.d = 1\n",
        "a = {{{\n",
        "hello there\n",
    ] {
        let (table, diags) = parsed(source);
        println!("--- {source:?}\n{}", told(source, &diags).join("\n"));
        println!("   {} {:?} {}", table.to_json(), table.broken, table.cut_short);
    }
}
