//! `gen check --fix`: what is safe is mended, shown as a diff, and nothing else is touched.

use crate::support::{Site, TODAY};
use std::{fs, os::unix::fs::PermissionsExt as _};

const SITE: &str = r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
description = "Questions."
[defaults]
authors = ["ada"]
[rules]
missing-date = "off"
[[taxonomies]]
name = "roles"
== content/authors/ada.md ==
# Ada
== content/index.md (crlf, bom) ==
# Home

[one](/articles/new), [two](/old/one?y) and [three](/articles/new/index.html?x).
<a href="/old/one/">four</a>
== content/articles/new.md ==
+++
title = "New"
description = "New."
roles = ["Data Engineer", "platform-engineer"]
aliases = ["/old/one/"]
topics = ["Data-Bases"]
faq = ["old-id"]
+++
Text.

## Part

Text.
== content/articles/other.md ==
---
title: Other
description: Other.
roles:
  - data-engineer
topics: [databases]
---
See [[new]].
== content/topics/databases.md ==
+++
title = "Databases"
description = "Rows."
+++
== content/questions/q.toml ==
roles = ["data-engineer", "platform-engineers"]
topics = ["databases"]
[[question]]
id = "new-id"
question = "Which?"
answer = "This one."
aliases = ["old-id"]
"##;

#[test]
fn what_is_safe_is_mended_and_shown() {
    let site = Site::new(SITE);
    let file = site.root().join("content/index.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it is ours");
    let run = site.run(&["check", "--as-of", TODAY, "--fix"]);
    insta::assert_snapshot!(run.stdout.replace('\r', "\\r"));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let text = fs::read_to_string(&file).expect("it is there");
    assert_eq!(
        text,
        "\u{feff}# Home\r\n\r\n[one](/articles/new/), [two](/articles/new/?y) and [three](/articles/new/?x).\r\n\
         <a href=\"/articles/new/\">four</a>\r\n"
    );
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
    let left = site.check(&[]);
    insta::assert_snapshot!(left.messages());
    let again = site.run(&["check", "--as-of", TODAY, "--fix"]);
    assert_eq!(again.stdout, "", "what is mended is left alone");
    let left: Vec<_> = fs::read_dir(site.root().join("content")).expect("it is a folder").flatten().collect();
    assert_eq!(left.len(), 5, "nothing is left behind: {left:?}");
}

#[test]
fn with_messages_for_programs_the_diff_goes_to_stderr() {
    let site = Site::new(SITE);
    let run = site.check(&["--fix"]);
    assert!(run.stderr.contains("--- a/content/index.md") && run.stderr.contains("mended content/index.md"));
    assert!(run.objects().iter().all(|object| object["code"] != "missing-slash"));
}
