//! What topics say of their parents: each gets one that is there, or none.
//!
//! 1. A parent that no file declares is reported.
//! 2. Of topics that are their own ancestors the first is reported, once a circle, and loses its parent.
//! 3. A topic below [`DEEPEST`] others is reported and loses its parent, as do those as far below it: every page shows the way to its
//!    topic, so that a chain of thousands would make pages that grow with the square of it.

use super::{Declared, unknown};
use crate::{
    diag::{Code, Diagnostic, Diagnostics, KnownNames},
    site::incomplete::Incomplete,
};
use foldhash::HashMap;

/// How many topics may lie above one.
const DEEPEST: usize = 63;

/// Leaves every topic of `declared` a parent that is there, or none; `names` are their ids.
pub(super) fn settle(declared: &mut [Declared], names: &KnownNames, unread: &Incomplete, diags: &mut Diagnostics) {
    let numbers: HashMap<String, usize> =
        declared.iter().enumerate().map(|(at, topic)| (topic.id.clone(), at)).collect();
    for topic in declared.iter_mut() {
        let (Some((parent, span)), Some(file)) = (&topic.parent, topic.topic) else { continue };
        if !numbers.contains_key(parent) {
            if !unread.may_hold("topics", parent) {
                diags.push(unknown(&file.meta, *span, parent, names));
            }
            topic.parent = None;
        }
    }
    let mut parents: Vec<Option<usize>> = declared
        .iter()
        .map(|topic| topic.parent.as_ref().and_then(|(parent, _)| numbers.get(parent)).copied())
        .collect();
    for circle in circles(&parents) {
        diags.push(report(Code::ParentCycle, &declared[circle[0]], own_ancestor(declared, &circle)));
        parents[circle[0]] = None;
        declared[circle[0]].parent = None;
    }
    for (at, depth) in depths(&parents).into_iter().enumerate() {
        if depth == DEEPEST + 1 {
            let message = format!("this topic lies below {depth} others, and {DEEPEST} are the most");
            diags.push(report(Code::DeepTopic, &declared[at], message));
        }
        if depth > 0 && depth % (DEEPEST + 1) == 0 {
            declared[at].parent = None;
        }
    }
}

/// The circles among `parents`, each from its first topic on.
fn circles(parents: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    // from where each topic was reached first
    let mut reached: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while reached[at].is_none() {
            reached[at] = Some(start);
            let Some(parent) = parents[at] else { break };
            at = parent;
            if reached[at] == Some(start) {
                let around = std::iter::successors(parents[at], |&next| if next == at { None } else { parents[next] });
                let mut circle: Vec<usize> = around.collect();
                let first = (0..circle.len()).min_by_key(|&place| circle[place]).unwrap_or_default();
                circle.rotate_left(first);
                circles.push(circle);
            }
        }
    }
    circles
}

/// How many topics lie above each; there are no circles.
fn depths(parents: &[Option<usize>]) -> Vec<usize> {
    let mut depths: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let way: Vec<usize> =
            std::iter::successors(Some(start), |&at| parents[at].filter(|_| depths[at].is_none())).collect();
        let mut above = None;
        for &at in way.iter().rev() {
            let depth = depths[at].unwrap_or_else(|| above.map_or(0, |above: usize| above + 1));
            depths[at] = Some(depth);
            above = Some(depth);
        }
    }
    depths.into_iter().flatten().collect()
}

fn own_ancestor(declared: &[Declared], circle: &[usize]) -> String {
    let names: Vec<String> = circle.iter().chain(circle.first()).map(|&at| format!("`{}`", declared[at].id)).collect();
    let way = match names.as_slice() {
        [first, second, third, .., last] if names.len() > 8 => {
            format!("{first} under {second} under {third} … under {last}")
        }
        _ => names.join(" under "),
    };
    format!("this topic is its own ancestor: {way}")
}

fn report(code: Code, topic: &Declared, message: String) -> Diagnostic {
    let help = match code {
        Code::ParentCycle => "remove the `parent` of one of them",
        _ => "give it, or one above it, a `parent` nearer to the top",
    };
    match (topic.topic, &topic.parent) {
        (Some(file), Some((_, span))) => Diagnostic::at(code, &file.meta.file, *span, message),
        _ => Diagnostic::new(code, message),
    }
    .help(help)
}
