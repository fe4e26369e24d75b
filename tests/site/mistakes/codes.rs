//! Every code there is stands in a case.

use super::{
    articles, config, files, front_matter, links, markdown, places, questions, references, rules, syntax, templates,
    wikilinks,
};
use sitegen::diag::CODES;

#[test]
fn every_code_is_told_by_a_case() {
    let cases = [
        articles::CASES,
        config::CASES,
        files::CASES,
        front_matter::CASES,
        links::CASES,
        markdown::CASES,
        places::CASES,
        questions::CASES,
        references::CASES,
        rules::CASES,
        syntax::CASES,
        templates::CASES,
        wikilinks::CASES,
    ];
    let told: Vec<&str> =
        cases.iter().flat_map(|cases| cases.iter()).map(|case| case.told).chain([files::TOO_LARGE]).collect();
    let missing: Vec<&str> = CODES
        .iter()
        .filter(|info| !told.iter().any(|told| told.contains(&format!(" {}: ", info.name))))
        .map(|info| info.name)
        .collect();
    assert!(missing.is_empty(), "no case tells {missing:?}");
}
