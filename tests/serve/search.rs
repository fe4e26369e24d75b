//! The search index in the preview: made when it is asked for, and as new as the pages.

use crate::preview::Preview;
use serde_json::Value;

const SITE: &str = "
== content/questions/q.toml ==
[[question]]
id = \"a\"
question = \"What is an index?\"
answer = \"A table.\"
";

fn version(preview: &Preview) -> String {
    let manifest: Value =
        serde_json::from_str(&preview.get("/gen-assets/search/index.json").text()).expect("the manifest is JSON");
    manifest["version"].as_str().expect("it has a version").to_owned()
}

#[test]
fn the_index_follows_a_save_and_says_so_by_its_version() {
    let preview = Preview::start(SITE);
    let first = version(&preview);
    let records = preview.get("/gen-assets/search/records-0.txt").text();
    assert!(records.starts_with(&format!("{first}\nWhat is an index?\t")), "{records}");
    preview.write(&SITE.replace("What is an index?", "What does an index cost?"));
    let records = preview.until_text("/gen-assets/search/records-0.txt", "What does an index cost?").text();
    let second = version(&preview);
    assert_ne!(first, second);
    assert!(records.starts_with(&format!("{second}\n")), "{records}");
    // the whole of it as a build makes it
    preview.site.build(&[]).expect(0, "");
    for name in ["index.json", "terms-0.bin", "near-0.bin", "records-0.txt", "level-0.bin"] {
        let built =
            std::fs::read(preview.site.root().join("public/gen-assets/search").join(name)).expect("it was built");
        assert!(preview.get(&format!("/gen-assets/search/{name}")).body == built, "{name} differs");
    }
}

#[test]
fn an_index_stays_what_it_is_where_no_record_changes() {
    let preview = Preview::start(SITE);
    let first = version(&preview);
    preview.write("== static/notes.txt ==\nNotes.\n");
    preview.until_text("/notes.txt", "Notes.");
    assert_eq!(version(&preview), first);
}
