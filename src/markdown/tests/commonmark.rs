//! The examples of the CommonMark specification: the whole of plain Markdown.

use super::*;
use crate::markdown::RawHtml;

fn plain() -> Options {
    Options { extensions: false, highlight: false, html: RawHtml::Keep, ..Options::default() }
}

/// Our text doesn't escape quotes, which HTML needs in attributes only.
fn unquoted(html: &str) -> String {
    html.replace("&quot;", "\"")
}

#[test]
fn every_example_of_the_specification_comes_out_as_it_says() {
    let file = include_str!("../../../tests/data/commonmark-0.31.2.json");
    let examples: Vec<serde_json::Value> = serde_json::from_str(file).expect("the examples are JSON");
    assert_eq!(examples.len(), 652);
    let mut wrong = Vec::new();
    for example in &examples {
        let field = |name: &str| example[name].as_str().unwrap_or_default();
        let html = show(&body_with(field("markdown"), &plain()).0);
        if unquoted(&html) != unquoted(field("html")) {
            wrong.push(format!("{}: {:?}\n  {:?}\n  {:?}", example["example"], field("markdown"), field("html"), html));
        }
    }
    assert!(wrong.is_empty(), "{} examples differ\n{}", wrong.len(), wrong.join("\n"));
}
