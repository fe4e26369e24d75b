//! The manual is built without a warning, and every link of its pages leads to something.

use crate::site;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The path of `base_url` in `docs/site.toml`.
const BASE: &str = "/gen/";

#[test]
fn the_manual_is_built_without_a_warning_and_every_link_of_it_leads_somewhere() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let out = tempfile::tempdir().expect("there is room for a folder");
    let report = site::build(&docs, out.path(), true);
    assert!(report.diags.is_empty() && report.published.is_some(), "{}", site::told(&report.diags));
    let pages: BTreeMap<String, String> = site::pages(out.path())
        .into_iter()
        .map(|path| {
            let below =
                path.strip_prefix(out.path()).expect("a page lies in the output").to_string_lossy().replace('\\', "/");
            (address(&below), fs::read_to_string(path).expect("a page is text"))
        })
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(address, html)| (address.as_str(), values(html, "id").collect())).collect();
    let mut followed = 0;
    for (from, html) in &pages {
        for link in values(html, "href").chain(values(html, "src")).filter(|link| !link.contains(':')) {
            follow(from, link, &ids, out.path());
            followed += 1;
        }
    }
    assert!(followed > 100, "only {followed} links were found");
}

/// The address of a page by its path in the output.
fn address(below: &str) -> String {
    format!("{BASE}{}", below.strip_suffix("index.html").unwrap_or(below))
}

/// The values of all attributes `name`.
fn values<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    let starts: Vec<usize> = html.match_indices(&opening).map(|(at, _)| at + opening.len()).collect();
    starts.into_iter().filter_map(|start| html[start..].split('"').next())
}

fn follow(from: &str, link: &str, ids: &BTreeMap<&str, BTreeSet<&str>>, out: &Path) {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let target = if path.is_empty() { from } else { path };
    match ids.get(target) {
        Some(ids) => assert!(fragment.is_empty() || ids.contains(fragment), "{from}: `{link}` has no such id"),
        None => {
            let file = target.strip_prefix(BASE).unwrap_or_else(|| panic!("{from}: `{link}` leaves the base path"));
            assert!(out.join(file).is_file(), "{from}: `{link}` leads nowhere");
        }
    }
}
