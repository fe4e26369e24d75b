//! The structured data of a page, as it was rendered, against the dated table of `render::structured_data`.
//!
//! Only what search engines refuse is reported: what isn't JSON, a type that no such page may have, a quiz of several kinds
//! of questions, and required properties that are missing. What they merely don't show is no mistake.

use crate::render::structured_data::{REFUSED, REQUIRED};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What is wrong with the structured data `texts` of one page, each with what to do about it.
pub(super) fn check(texts: &[String]) -> Vec<(String, String)> {
    let mut faults = BTreeSet::new();
    for text in texts {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => node(&value, None, &mut faults),
            Err(reason) => {
                let help = "print it with `{{ page.json_ld | safe }}`, or mend the template's own";
                faults.insert((format!("the structured data isn't JSON: {reason}"), help.to_owned()));
            }
        }
    }
    faults.into_iter().collect()
}

type Faults = BTreeSet<(String, String)>;

/// Looks at a node and at all within it; `parent` is the type of the one around it.
fn node(value: &Value, parent: Option<&str>, faults: &mut Faults) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| node(item, parent, faults)),
        Value::Object(object) => {
            let kinds = kinds(object);
            for kind in &kinds {
                check_kind(kind, object, parent, faults);
            }
            let own = kinds.first().copied();
            object.values().for_each(|value| node(value, own.or(parent), faults));
        }
        _ => {}
    }
}

/// The types of a node.
fn kinds(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn check_kind(kind: &str, object: &Map<String, Value>, parent: Option<&str>, faults: &mut Faults) {
    let has = |name: &str| object.get(name).is_some_and(|value| !is_empty(value));
    if kind == REFUSED {
        let help = "use `Quiz` for questions with the site's own answers; `gen` writes it by itself";
        faults.insert((
            format!("`{REFUSED}` is only for pages where readers submit the answers; search engines penalise it here"),
            help.to_owned(),
        ));
    }
    let required = REQUIRED.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, names)| *names);
    let name = match (kind, parent) {
        ("Question", Some("FAQPage")) => Some("name"),
        ("Question", _) => Some("text"),
        _ => None,
    };
    for name in required.iter().copied().chain(name).filter(|name| !has(name)) {
        faults.insert((
            format!("the structured data has a `{kind}` without `{name}`"),
            format!("give it `{name}`, or leave out the `{kind}`"),
        ));
    }
    if kind == "Quiz" {
        quiz(object, faults);
    }
}

/// All questions of a quiz are of one kind.
fn quiz(object: &Map<String, Value>, faults: &mut Faults) {
    let parts = match object.get("hasPart") {
        Some(Value::Array(parts)) => parts.iter().collect(),
        Some(part) => vec![part],
        None => Vec::new(),
    };
    let kinds: BTreeSet<&str> =
        parts.iter().map(|part| part.get("eduQuestionType").and_then(Value::as_str).unwrap_or("none")).collect();
    if kinds.len() > 1 {
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
        faults.insert((
            format!("the structured data has a `Quiz` of mixed kinds of questions: {}", kinds.join(", ")),
            "keep those with `\"eduQuestionType\": \"Flashcard\"`, and leave multiple choice out".to_owned(),
        ));
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_search_engines_refuse_is_found() {
        let answer = r#""acceptedAnswer":{"@type":"Answer","text":"B."}"#;
        for (json, expected) in [
            ("{".to_owned(), vec!["the structured data isn't JSON: EOF while parsing an object at line 1 column 1"]),
            (r#"{"@graph":[{"@type":"WebSite","name":"A","url":"b"},{"@id":"c"}]}"#.to_owned(), vec![]),
            (
                r#"{"@type":["WebPage","QAPage"]}"#.to_owned(),
                vec!["`QAPage` is only for pages where readers submit the answers; search engines penalise it here"],
            ),
            (
                format!(
                    r#"{{"@type":"Quiz","hasPart":[{{"@type":"Question","text":"A?","eduQuestionType":"Flashcard",{answer}}},
                    {{"@type":"Question","text":"A?","eduQuestionType":"Multiple choice",{answer}}}]}}"#
                ),
                vec!["the structured data has a `Quiz` of mixed kinds of questions: `Flashcard`, `Multiple choice`"],
            ),
            (
                r#"{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"A?","acceptedAnswer":{"@type":"Answer","text":" "}}]}"#
                    .to_owned(),
                vec!["the structured data has a `Answer` without `text`"],
            ),
            (
                r#"{"@type":"Quiz","hasPart":[]}"#.to_owned(),
                vec!["the structured data has a `Quiz` without `hasPart`"],
            ),
        ] {
            let told: Vec<String> = check(std::slice::from_ref(&json)).into_iter().map(|(message, _)| message).collect();
            assert_eq!(told, expected, "{json}");
        }
    }
}
