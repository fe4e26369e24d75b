//! `gen links`: the list of what terms become, and how it gets into the sources.

use crate::{
    markup::{Tree, output},
    support::{Site, TODAY},
};
use std::{fs, path::Path};

/// A site with terms in every kind of text that has auto-links, and in every form of file.
const SITE: &str = r#"
== content/topics/caching.md ==
+++
title = "Caching"
terms = ["cache", "cache stampede"]
+++
Lead.

An idempotent call.
== content/topics/big data's/index.md ==
---
title: "Big data"
terms:
  - "cluster"
---
Lead.
== content/glossary.toml ==
[[term]]
term = "idempotent"
definition = "The same if done twice."

[[term]]
term = "café"
definition = "A place."
== content/articles/yaml.md ==
---
title: "A: \"quoted\""   # kept
takeaways: ["The cache."]
---
The cache, lead.

## Parts

A *cache
stampede* here & there.

- In a list, it is
  idempotent.

`cache` only.
== content/articles/bundle/index.md (crlf, bom) ==
+++
title = "Bundle"
+++
Lead.

## Parts

A cache
stampede.

A cluster.
== content/guide.md ==
# Guide
Lead.

Wow!cache

Wow! cache and R&amp;D.
== content/questions/q.toml ==
topics = ["caching"]

[[question]]
id = "one"
question = "What is a cache?"
answer = '''
A cluster.

Some idempotent `code`.
'''

[[question]]
id = "two"
question = "Two?"
answer = "The \"cluster\" and\n\nan idempotent caf\u00e9.\n\nThe caf\u00e9."

[[question]]
id = "three"
question = "Three?"
answer = 'A cluster'
== content/questions/m.md ==
+++
topics = ["caching"]
+++
## Four? {#four}

```{question}
takeaway = "A cluster."
```

A cluster.
"#;

const LIST: &str = "\
content/articles/bundle/index.md:8:3  cache stampede -> /topics/caching/  (term of content/topics/caching.md)
content/articles/bundle/index.md:11:3  cluster -> /topics/big-data-s/  (term of content/topics/big data's/index.md)
content/articles/yaml.md:9:4  cache stampede -> /topics/caching/  (term of content/topics/caching.md)
content/articles/yaml.md:13:3  idempotent -> /glossary/#idempotent  (term of content/glossary.toml)
content/guide.md:4:5  cache -> /topics/caching/  (term of content/topics/caching.md)
content/questions/m.md:10:3  cluster -> /topics/big-data-s/  (term of content/topics/big data's/index.md)
content/questions/q.toml:7:3  cluster -> /topics/big-data-s/  (term of content/topics/big data's/index.md)
content/questions/q.toml:9:6  idempotent -> /glossary/#idempotent  (term of content/glossary.toml)
content/questions/q.toml:15:17  cluster -> /topics/big-data-s/  (term of content/topics/big data's/index.md)
content/questions/q.toml:15:37  idempotent -> /glossary/#idempotent  (term of content/glossary.toml)
content/questions/q.toml:15:66  café -> /glossary/#café  (term of content/glossary.toml)
content/questions/q.toml:20:13  cluster -> /topics/big-data-s/  (term of content/topics/big data's/index.md)
content/topics/caching.md:7:4  idempotent -> /glossary/#idempotent  (term of content/glossary.toml)
";

const LEFT: &str = "\
left content/guide.md:4:5  cache: a link there would change something else
left content/questions/q.toml:15:66  café: the words are written with an escape or an entity there
";

fn links(site: &Site, arguments: &[&str]) -> (Option<i32>, String, String) {
    let run = site.run(&[&["links", "--as-of", TODAY], arguments].concat());
    (run.status, run.stdout, run.stderr)
}

/// The bytes of every file of the site's sources.
fn sources(site: &Site) -> Tree {
    let mut files = crate::markup::tree(&site.root().join("content"));
    files.insert("site.toml".to_owned(), fs::read(site.root().join("site.toml")).expect("it is there"));
    files
}

#[test]
fn every_link_is_listed_with_its_place_and_its_reason() {
    let site = Site::new(SITE);
    let before = sources(&site);
    assert_eq!(links(&site, &[]), (Some(0), LIST.to_owned(), String::new()));
    let (status, stdout, stderr) = links(&site, &["--message-format", "json"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    assert_eq!(stdout.lines().count(), LIST.lines().count());
    assert_eq!(
        stdout.lines().next(),
        Some(
            r#"{"file":"content/articles/bundle/index.md","line":8,"column":3,"end_line":9,"end_column":9,"text":"cache stampede","page":"/articles/bundle/","target":"/topics/caching/","term":"cache stampede","declared":{"file":"content/topics/caching.md","line":3,"column":20,"end_line":3,"end_column":34}}"#
        )
    );
    assert_eq!(before, sources(&site));
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_diff_shows_what_would_be_written() {
    let site = Site::new(SITE);
    let before = sources(&site);
    let (status, diff, said) = links(&site, &["--diff"]);
    assert_eq!(status, Some(0));
    assert_eq!(said, format!("{LEFT}would write 11 links into 5 files\n"));
    assert_eq!(before, sources(&site));
    insta::assert_snapshot!("links_diff", diff.replace('\r', "␍"));
    let (_, json, said) = links(&site, &["--diff", "--message-format", "json"]);
    assert_eq!(said, "");
    assert_eq!(json.lines().filter(|line| line.contains(r#""written":true,"reason":null"#)).count(), 11);
    assert_eq!(json.lines().filter(|line| line.contains(r#""written":false,"reason":"a link there would"#)).count(), 1);
    // the diff is what `patch` takes: applied, it gives what `--write` writes
    let patched = apply(&before, &diff);
    let (status, written, _) = links(&site, &["--write"]);
    assert_eq!((status, written), (Some(0), diff));
    assert_eq!(patched, sources(&site));
}

#[test]
fn what_is_written_makes_the_same_pages() {
    let site = Site::new(SITE);
    site.build(&[]).expect(0, "");
    let made = output(&site);
    let before = sources(&site);
    let (status, diff, said) = links(&site, &["--write"]);
    assert_eq!((status, said), (Some(0), format!("{LEFT}wrote 11 links into 5 files\n")));
    let after = sources(&site);
    for (path, text) in &after {
        let (old, new) = (String::from_utf8_lossy(&before[path]), String::from_utf8_lossy(text));
        assert_eq!(old.lines().count(), new.lines().count(), "{path}");
        assert_eq!(old.matches("\r\n").count(), new.matches("\r\n").count(), "{path}");
        assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'), "{path}");
        assert_eq!(diff.contains(&format!("+++ b/content/{path}\n")), old != new, "{path}");
    }
    let yaml = String::from_utf8_lossy(&after["articles/yaml.md"]).into_owned();
    let front = yaml.split("---\n").nth(1);
    assert_eq!(front, Some("title: \"A: \\\"quoted\\\"\"   # kept\ntakeaways: [\"The cache.\"]\n"));
    site.build(&[]).expect(0, "");
    let now = output(&site);
    assert!(made.keys().eq(now.keys()));
    let mut links = 0;
    // feeds have the author's links only
    for (path, bytes) in made.iter().filter(|(path, _)| path.ends_with(".html")) {
        let (old, new) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&now[path]));
        links += old.matches(" class=\"term\"").count();
        assert_eq!(old.replace(" class=\"term\"", ""), new.replace(" class=\"term\"", ""), "{path}");
    }
    assert_eq!(links, 13);
    let (status, diff, said) = self::links(&site, &["--write"]);
    assert_eq!((status, diff.as_str()), (Some(0), ""));
    assert_eq!(said, format!("{}wrote 0 links into 0 files\n", LEFT.replace(":66", ":128")));
    assert_eq!(after, sources(&site));
}

#[test]
fn a_site_with_errors_is_left_alone() {
    let site = Site::new(SITE);
    site.add("== content/articles/broken.md ==\n# Broken\n[x](nowhere.md)\n");
    let before = sources(&site);
    for arguments in [&[][..], &["--diff"], &["--write"]] {
        let (status, stdout, stderr) = links(&site, arguments);
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(stderr.contains("error[broken-link]") && stderr.contains("no links listed: 1 error"), "{stderr}");
    }
    let (status, stdout, _) = links(&site, &["--message-format", "json"]);
    assert!(status == Some(1) && stdout.starts_with("{\"code\":\"broken-link\""), "{stdout}");
    assert_eq!(before, sources(&site));
    assert_eq!(links(&site, &["--write", "--diff"]).0, Some(2));
    assert_eq!(links(&site, &["--as-of", "x"]).0, Some(2));
}

#[test]
fn drafts_are_looked_at_when_they_are_asked_for() {
    let site = Site::new(SITE);
    site.add("== content/articles/draft.md ==\n+++\ntitle = \"D\"\ndraft = true\n+++\nLead.\n\nA cache.\n");
    assert!(!links(&site, &[]).1.contains("draft.md"));
    assert!(links(&site, &["--drafts"]).1.contains("content/articles/draft.md:7:3  cache"));
}

#[test]
fn a_site_without_terms_has_none() {
    let site = Site::new("== content/articles/a.md ==\n# A\nLead.\n\nText.\n");
    let (status, stdout, stderr) = links(&site, &[]);
    assert_eq!((status, stdout.as_str()), (Some(0), ""));
    assert_eq!(stderr, "no term of a topic or of the glossary stands where it would become a link\n");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_an_error_and_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new(SITE);
    let file = site.root().join("content/guide.md");
    fs::write(&file, "# Guide\nLead.\n\nA cache.\n").expect("it can be written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("it is ours");
    let (status, _, stderr) = links(&site, &["--write"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("guide.md` may not be written"), "{stderr}");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "# Guide\nLead.\n\nA cache.\n");
    assert!(!leftovers(site.root()), "something was left behind");
}

/// Whether a hidden file lies below `folder`.
fn leftovers(folder: &Path) -> bool {
    let files = walkdir::WalkDir::new(folder.join("content")).into_iter().filter_map(Result::ok);
    files.into_iter().any(|file| file.file_name().to_string_lossy().starts_with('.'))
}

/// `files` with the unified diff `diff` applied, as `patch -p2` would below `content/`.
fn apply(files: &Tree, diff: &str) -> Tree {
    let mut files = files.clone();
    for part in diff.split("--- a/content/").skip(1) {
        let (path, rest) = part.split_once('\n').expect("a name");
        let (_, hunks) = rest.split_once('\n').expect("two names");
        let text = String::from_utf8_lossy(&files[path]).into_owned();
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let mut at = 0;
        let mut new: Vec<String> = Vec::new();
        for line in hunks.split_inclusive('\n') {
            let (mark, line) = line.split_at(1);
            match mark {
                "@" => {
                    let number = line.split(['-', ',']).nth(1).and_then(|number| number.parse::<usize>().ok());
                    let start = number.expect("a number") - 1;
                    new.extend(lines[at..start].iter().cloned());
                    at = start;
                }
                "+" => new.push(line.to_owned()),
                "\\" => {
                    // the line before has no end
                    let last = new.last_mut().expect("there is one");
                    *last = last.trim_end_matches('\n').to_owned();
                }
                mark => {
                    assert_eq!(lines[at].trim_end_matches('\n'), line.trim_end_matches('\n'), "{path}");
                    at += 1;
                    new.extend((mark == " ").then(|| line.to_owned()));
                }
            }
        }
        new.extend(lines.drain(at..));
        files.insert(path.to_owned(), new.concat().into_bytes());
    }
    files
}
