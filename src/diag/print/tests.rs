//! Diagnostics in, text and JSON out.

use super::*;
use crate::{diag::Code, place::Span};
use proptest::prelude::*;

const TEXT: &str = "+++\ntitle = \"Tea\"\n+++\n\nSee [this](indexs.md), and\t[that](é.md).\r\nEnd";

fn texts(file: &SourcePath) -> Option<Arc<str>> {
    match file.as_str() {
        "a.md" => Some(TEXT.into()),
        "long.md" => Some(format!("{}[x](y.md){}", "a".repeat(5_000), "b".repeat(5_000)).into()),
        "empty.md" => Some("".into()),
        "bom.md" => Some("\u{feff}title".into()),
        _ => None,
    }
}

fn at(file: &str, part: &str) -> Diagnostic {
    let file = SourcePath::new(file);
    let text = texts(&file).unwrap_or_default();
    let start = text.find(part).unwrap_or(0);
    Diagnostic::at(Code::BrokenLink, &file, Span::new(start, start + part.len()), "there is no such page")
}

fn list(diagnostics: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut list = Diagnostics::new();
    diagnostics.into_iter().for_each(|diagnostic| list.push(diagnostic));
    list
}

fn place(file: &str, start: usize, end: usize) -> Place {
    Place::new(&SourcePath::new(file), Span::new(start, end))
}

fn late(start: usize, end: usize) -> Diagnostic {
    Diagnostic::at(Code::LateTitle, &SourcePath::new("a.md"), Span::new(start, end), "late")
}

#[test]
fn diagnostics_are_printed_in_the_form_of_rustc() {
    let end = TEXT.len();
    for (diagnostic, expected) in [
        (
            at("a.md", "indexs.md").label("nothing here").help("did you mean `indexes.md`?"),
            r#"error[broken-link]: there is no such page
 --> a.md:5:12
  |
5 | See [this](indexs.md), and    [that](é.md).
  |            ^^^^^^^^^ nothing here
  |
  = help: did you mean `indexes.md`?"#,
        ),
        (
            at("a.md", "é.md").related(place("a.md", 4, 9), "the title").related(place("bom.md", 3, 8), "another"),
            r#"error[broken-link]: there is no such page
 --> a.md:5:35
  |
5 | See [this](indexs.md), and    [that](é.md).
  |                                      ^^^^
  |
 ::: a.md:2:1
  |
2 | title = "Tea"
  | ----- the title
  |
 ::: bom.md:1:1
  |
1 | title
  | ----- another"#,
        ),
        (
            at("a.md", "indexs.md").related(place("a.md", 27, 29), "on its line").address("/x/"),
            r#"error[broken-link]: there is no such page
 --> a.md:5:12
  |
5 | See [this](indexs.md), and    [that](é.md).
  |     --     ^^^^^^^^^
  |     |
  |     on its line"#,
        ),
        (at("empty.md", ""), "error[broken-link]: there is no such page\n --> empty.md:1:1\n  |\n1 |\n  | ^"),
        (
            at("gone.md", "x").help("restore\nit \u{1b}[31m"),
            "error[broken-link]: there is no such page\n--> gone.md\n = help: restore it ␛[31m",
        ),
        (Diagnostic::new(Code::MissingFile, "no\nplace"), "error[missing-file]: no place"),
        (late(4, 40), "warning[late-title]: late\n --> a.md:2:1\n  |\n2 | title = \"Tea\"\n  | ^^^^^^^^^^^^^"),
        (late(end, end), "warning[late-title]: late\n --> a.md:6:4\n  |\n6 | End\n  |    ^"),
        (late(900, 990), "warning[late-title]: late\n --> a.md:6:4\n  |\n6 | End\n  |    ^"),
        (late(22, 22), "warning[late-title]: late\n --> a.md:4:1\n  |\n4 |\n  | ^"),
    ] {
        assert_eq!(human(&list([diagnostic]), &texts, false), format!("{expected}\n\n"));
    }
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let printed = human(&list([at("long.md", "y.md")]), &texts, false);
    assert!(printed.contains(" --> long.md:1:5005\n") && printed.contains("a[x](y.md)b") && printed.contains("^^^^\n"));
    assert!(printed.lines().all(|line| line.chars().count() < 150), "{printed}");
}

#[test]
fn colours_are_there_only_when_asked_for() {
    let list = list([at("a.md", "é.md")]);
    assert!(human(&list, &texts, true).contains('\u{1b}') && !human(&list, &texts, false).contains('\u{1b}'));
}

#[test]
fn json_has_one_object_a_line() {
    let list = list([
        at("a.md", "é.md").help("h").address("/x/").related(place("bom.md", 3, 8), "other"),
        at("gone.md", "").related(place("a.md", 4, 40), "lines"),
        Diagnostic::new(Code::MissingFile, "no\nplace"),
    ]);
    let expected = [
        concat!(
            r#"{"code":"broken-link","severity":"error","message":"there is no such page","file":"a.md","line":5,"column":35,"#,
            r#""end_line":5,"end_column":39,"help":"h","address":"/x/","related":[{"file":"bom.md","line":1,"column":1,"#,
            r#""end_line":1,"end_column":6,"message":"other"}]}"#
        ),
        concat!(
            r#"{"code":"broken-link","severity":"error","message":"there is no such page","file":"gone.md","line":null,"#,
            r#""column":null,"end_line":null,"end_column":null,"help":null,"address":null,"related":[{"file":"a.md","#,
            r#""line":2,"column":1,"end_line":5,"end_column":18,"message":"lines"}]}"#
        ),
        concat!(
            r#"{"code":"missing-file","severity":"error","message":"no\nplace","file":null,"line":null,"column":null,"#,
            r#""end_line":null,"end_column":null,"help":null,"address":null,"related":[]}"#
        ),
    ];
    assert_eq!(json(&list, &texts).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_summary_counts_in_words() {
    let diagnostic = |severity| Diagnostic { severity, ..late(0, 0) };
    use Severity::{Error, Note, Warning};
    for (severities, expected) in [
        (&[][..], "no mistakes"),
        (&[Error], "1 error"),
        (&[Error, Warning, Error], "2 errors and 1 warning"),
        (&[Note, Warning, Error, Note], "1 error, 1 warning and 2 notes"),
    ] {
        assert_eq!(summary(&list(severities.iter().map(|severity| diagnostic(*severity)))), expected);
    }
}

proptest! {
    #[test]
    fn nothing_panics_wherever_a_place_is(text in "[aé\t\r\n\u{feff}\u{1b}]{0,20}", spans in proptest::collection::vec((0..30_u32, 0..30_u32), 1..5)) {
        let texts = |_: &SourcePath| Some(Arc::from(text.as_str()));
        let mut spans = spans.into_iter().map(|(start, end)| Place::new(&SourcePath::new("a"), Span { start, end }));
        let mut diagnostic = Diagnostic { place: spans.next(), ..Diagnostic::new(Code::BrokenLink, "x") };
        for place in spans {
            diagnostic = diagnostic.related(place, "y");
        }
        let list = list([diagnostic]);
        prop_assert!(human(&list, &texts, false).starts_with("error[broken-link]: x\n"));
        prop_assert_eq!(json(&list, &texts).lines().count(), 1);
    }
}
