//! The forms of what is told: SARIF, and where it is read from.

use super::planted::PLANTED;
use crate::support::{Site, TODAY};
use serde_json::Value;

fn sarif(site: &Site, arguments: &[&str]) -> Value {
    let run = site.run(&[&["check", "--as-of", TODAY, "--message-format", "sarif"], arguments].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

#[test]
fn a_log_in_sarif_names_rules_places_and_fingerprints() {
    let site = Site::new(PLANTED);
    let log = sarif(&site, &[]);
    let run = &log["runs"][0];
    assert_eq!((log["version"].as_str(), run["columnKind"].as_str()), (Some("2.1.0"), Some("unicodeCodePoints")));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules are listed");
    assert_eq!(rules.len(), sitegen::diag::CODES.len());
    let results = run["results"].as_array().expect("results are listed");
    assert_eq!(results.len(), site.check(&[]).objects().len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("a small one");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let mut one = results.iter().find(|result| result["ruleId"] == "similar-questions").expect("two are alike").clone();
    // another rule of an earlier name moves it
    one["ruleIndex"].take();
    insta::assert_snapshot!(format!("{one:#}"));
    let mut prints: Vec<&str> =
        results.iter().filter_map(|result| result["partialFingerprints"]["gen/v1"].as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), results.len(), "two results have one fingerprint");
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_files_are_named_from_where_one_stands() {
    let site = Site::new(
        "== sub/site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\ndescription = \"Q.\"\n",
    );
    let text = "# Alone\n\nSee [this](alone.md).\n";
    site.put("sub/content/a b.md", text.as_bytes());
    let before = sarif(&site, &["--root", "sub"]);
    site.put("sub/content/a b.md", format!("+++\ndescription = \"\"\n+++\n\n{text}").as_bytes());
    let after = sarif(&site, &["--root", "sub"]);
    let orphan = |log: &Value| {
        let results = log["runs"][0]["results"].as_array().expect("results are listed").clone();
        results.into_iter().find(|result| result["ruleId"] == "orphan").expect("it is an orphan")
    };
    let (before, after) = (orphan(&before), orphan(&after));
    assert_eq!(before["partialFingerprints"], after["partialFingerprints"]);
    let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
    assert_eq!(place(&before)["artifactLocation"]["uri"], "sub/content/a%20b.md");
    assert_eq!(
        (place(&before)["region"]["startLine"].as_u64(), place(&after)["region"]["startLine"].as_u64()),
        (Some(1), Some(5))
    );
}
