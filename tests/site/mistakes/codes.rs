//! Every code there is stands in a case.

use super::{
    addresses, anchors, articles, cascades, config, directives, empty, files, front_matter, glossary, hostile, links,
    markdown, meant, moving, places, policy, questions, references, rules, syntax, templates, time, wikilinks,
};
use crate::{
    check::{EXTERNAL, REPORT},
    hosts, images, publishing,
};
use sitegen::diag::CODES;

#[test]
fn every_code_is_told_by_a_case() {
    let cases = [
        addresses::CASES,
        anchors::CASES,
        articles::CASES,
        cascades::CASES,
        config::CASES,
        directives::CASES,
        empty::CASES,
        files::CASES,
        front_matter::CASES,
        glossary::CASES,
        links::CASES,
        markdown::CASES,
        meant::CASES,
        moving::CASES,
        places::CASES,
        policy::CASES,
        questions::CASES,
        references::CASES,
        rules::CASES,
        syntax::CASES,
        templates::CASES,
        time::CASES,
        wikilinks::CASES,
    ];
    let told: Vec<&str> = cases
        .iter()
        .flat_map(|cases| cases.iter())
        .map(|case| case.told)
        .chain([files::TOO_LARGE, hostile::DEEP_TOPIC, REPORT, EXTERNAL, publishing::EDITED])
        .chain(images::TOLD)
        .chain(hosts::TOLD)
        .collect();
    let missing: Vec<&str> = CODES
        .iter()
        .filter(|info| !told.iter().any(|told| told.contains(&format!(" {}: ", info.name))))
        .map(|info| info.name)
        .collect();
    assert!(missing.is_empty(), "no case tells {missing:?}");
}
