//! Diagnostics as a log in SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for pages of code scanning.
//!
//! One run: the rules are all codes, in their order; each result has its rule, its level, its message with the help, its
//! region in Unicode scalars, the places that are related, and a fingerprint. That is made of code, file, message and the
//! words at the place, and not of the line, so that what is known stays known when a text above it grows.

use super::{Files, Lines};
use crate::{
    diag::{CODES, CodeInfo, Diagnostic, Diagnostics, Severity},
    place::Place,
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, sync::Arc};

/// What the path of a URI has to escape.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The log of `diags`.
pub(super) fn log(diags: &Diagnostics, files: &mut Files, root: &str) -> Value {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut results = Vec::new();
    for diagnostic in diags.iter() {
        let print = fingerprint(diagnostic, files);
        let count = known.entry(print.clone()).or_default();
        *count += 1;
        results.push(result(diagnostic, files, root, &format!("{print}:{count}")));
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gen",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": CODES.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(info: &CodeInfo) -> Value {
    let about = sentence(info.about);
    let help = format!(
        "{about} Each result says what to do next. `[rules] {} = \"off\"` in `site.toml` switches the rule off; \"note\", \
         \"warning\" and \"error\" set its level.",
        info.name
    );
    json!({
        "id": info.name,
        "shortDescription": { "text": about },
        "fullDescription": { "text": about },
        "help": { "text": help },
        "defaultConfiguration": { "enabled": info.is_on, "level": level(info.severity) },
    })
}

fn result(diagnostic: &Diagnostic, files: &mut Files, root: &str, fingerprint: &str) -> Value {
    let help = diagnostic.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
    set("ruleId", diagnostic.code.name().into());
    set("ruleIndex", (diagnostic.code as usize).into());
    set("level", level(diagnostic.severity).into());
    set("message", json!({ "text": format!("{}{help}", diagnostic.message) }));
    let mut location = Map::new();
    if let Some(place) = &diagnostic.place {
        location.insert("physicalLocation".to_owned(), physical(place, files, root));
    }
    if let Some(address) = &diagnostic.address {
        let logical = json!([{ "fullyQualifiedName": address, "kind": "resource" }]);
        location.insert("logicalLocations".to_owned(), logical);
    }
    if !location.is_empty() {
        set("locations", json!([location]));
    }
    let related = diagnostic.related.iter().enumerate().map(|(at, related)| {
        json!({
            "id": at + 1,
            "physicalLocation": physical(&related.place, files, root),
            "message": { "text": related.message },
        })
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        set("relatedLocations", related.into());
    }
    set("partialFingerprints", json!({ "gen/v1": fingerprint }));
    Value::Object(result)
}

fn physical(place: &Place, files: &mut Files, root: &str) -> Value {
    let folder = root.trim_end_matches('/');
    // a reader of the log finds files from where it was made; a folder elsewhere has no name there
    let is_below = !folder.is_empty() && folder != "." && !folder.starts_with(['/', '\\']) && !folder.contains(':');
    let path = if is_below { format!("{folder}/{}", place.file) } else { place.file.to_string() };
    let path = path.replace('\\', "/");
    let mut location = json!({ "artifactLocation": { "uri": utf8_percent_encode(&path, PATH).to_string() } });
    if let Some(lines) = files.lines(&place.file) {
        location["region"] = region(place, &lines);
    }
    location
}

fn region(place: &Place, lines: &Arc<Lines>) -> Value {
    let range = place.span.range();
    let (start, end) = (lines.position(range.start), lines.position(range.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// What makes a result the same in another run.
fn fingerprint(diagnostic: &Diagnostic, files: &mut Files) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    };
    add(diagnostic.code.name());
    add(&diagnostic.message);
    if let Some(place) = &diagnostic.place {
        add(place.file.as_str());
        if let Some(lines) = files.lines(&place.file) {
            let range = place.span.range();
            add(lines.slice(lines.border(range.start)..lines.border(range.end.max(range.start))));
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

/// `about` as a sentence.
fn sentence(about: &str) -> String {
    let mut chars = about.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", chars.as_str())
}
