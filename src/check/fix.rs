//! What can be mended without a doubt: `gen check --fix`.
//!
//! Mended are spellings of terms that differ from the usual one only in case and hyphens, addresses that lack their
//! slash, old addresses, old ids of questions, and topics that are declared in another spelling. Each is one edit at its
//! place, and only where the file has exactly what is to be replaced: what is written with escapes is left to its author.

use super::{
    Subject,
    terms::{is_safe, variants},
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    edit::Edit,
    place::Place,
    source::SITE_TOML,
};

/// The edits that mend what is reported in `diags`, and what the graph and the terms show.
pub(super) fn edits(subject: &Subject, diags: &Diagnostics) -> Vec<Edit> {
    let mended = subject.graph.edges().iter().filter_map(|edge| {
        let right = edge.mended(subject.site)?;
        edit(subject, &edge.place, edge.written.as_deref()?, &right.address)
    });
    let named = diags.iter().filter_map(|diag| {
        let (place, written) = (diag.place.as_ref()?, written(subject, diag)?);
        edit(subject, place, &written, &right_name(subject, diag.code, &written)?)
    });
    let mut edits: Vec<Edit> = mended.chain(named).chain(terms(subject)).collect();
    edits.sort();
    edits.dedup();
    edits
}

fn terms(subject: &Subject) -> Vec<Edit> {
    let mut edits = Vec::new();
    for variants in variants(subject).iter().filter(|variants| variants.of != "topics") {
        let Some((right, others)) = variants.spellings.split_first() else { continue };
        for other in others.iter().filter(|other| is_safe(&right.written, &other.written)) {
            edits.extend(other.places.iter().filter_map(|place| edit(subject, place, &other.written, &right.written)));
        }
    }
    edits
}

/// What stands at the place of `diag`.
fn written(subject: &Subject, diag: &Diagnostic) -> Option<String> {
    if !matches!(diag.code, Code::UnknownQuestion | Code::UnknownTopic) {
        return None;
    }
    let place = diag.place.as_ref()?;
    subject.places.text(&place.file)?.get(place.span.range()).map(str::to_owned)
}

/// The name that the unknown one stands for, if there is but one.
fn right_name(subject: &Subject, code: Code, written: &str) -> Option<String> {
    let site = subject.site;
    let mut names: Vec<&str> = match code {
        Code::UnknownQuestion => {
            let is_alias = |aliases: &[crate::content::Reference]| aliases.iter().any(|alias| alias.value == written);
            let questions = site.questions.iter().filter(|question| is_alias(&question.meta.aliases));
            questions.map(|question| question.meta.name.as_str()).collect()
        }
        _ => site.topics.iter().map(|topic| topic.id.as_str()).filter(|id| is_safe(id, written)).collect(),
    };
    names.dedup();
    match names.as_slice() {
        [name] => Some((*name).to_owned()),
        _ => None,
    }
}

/// The edit at `place`, if the file has exactly `old` there and `new` needs no escape in any notation.
fn edit(subject: &Subject, place: &Place, old: &str, new: &str) -> Option<Edit> {
    let is_plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || " -_./%#?=&+~".contains(c));
    let there = subject.places.text(&place.file)?;
    let fits = there.get(place.span.range())? == old && is_plain(new) && old != new;
    let is_content = place.file.as_str() != SITE_TOML;
    (fits && is_content).then(|| Edit {
        file: place.file.clone(),
        span: place.span,
        old: old.to_owned(),
        new: new.to_owned(),
    })
}
