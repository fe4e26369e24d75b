//! Random edits, one after another: after each, every address is what a clean build of the same files writes.
//!
//! Edits come from a fixed seed. Where an edit leaves the site with an error, there is no build to compare with; then the
//! server has to answer, and the next edit that mends it is compared again.

use crate::{
    bytes::{files, same, url_path},
    preview::{Preview, wait},
    support::{Run, Site},
};
use std::{collections::BTreeSet, fs, path::Path};

/// A generator of numbers that are random enough: splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).expect("it is small")).expect("it is small")
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }
}

const SITE: &str = "
== site.toml ==
title = \"Random\"
base_url = \"https://prep.example/blog/\"
paginate = 4
[topics]
strict = false
== content/index.md ==
# Home
== content/about.md ==
# About
[One](articles/one.md)
== content/articles/one.md ==
+++
title = \"One\"
topics = [\"t\"]
+++
Words. [[why]]
== content/articles/two.md ==
+++
title = \"Two\"
topics = [\"t\", \"u\"]
aliases = [\"/old-two/\"]
+++
Words.
## FAQ
### [[why]]
== content/articles/folder/index.md ==
# Bundle
![A picture](picture.svg)
== content/articles/folder/picture.svg ==
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
== content/topics/t.md ==
# T
== content/topics/u.md ==
+++
title = \"U\"
parent = \"t\"
+++
== content/authors/editors.md ==
# The editors
== content/questions/q.toml ==
topics = [\"t\"]
[[question]]
id = \"why\"
question = \"Why?\"
answer = \"Because.\"
takeaway = \"It is so.\"
== content/questions/m.md ==
+++
topics = [\"u\"]
+++
## How? {#how}
So.
== static/robots.txt ==
User-agent: *
== static/data.json ==
{}
";

/// One edit, as the files it writes.
fn edit(dice: &mut Dice, site: &Site, at: usize) -> String {
    let articles = ["one", "two", "n1", "n2", "n3", "n4"];
    let topic = dice.pick(&["t", "u", "v"]);
    let name = dice.pick(&articles);
    let article = |name: &str, more: &str| {
        format!(
            "== content/articles/{name}.md ==\n+++\ntitle = \"{name} {at}\"\ntopics = [\"{topic}\"]\n{more}+++\nEdit {at}. [[why]]\n## A\n[Home](../index.md)\n"
        )
    };
    let root = site.root();
    match dice.roll(18) {
        0..=4 => article(name, ""),
        5 => article(name, "draft = true\n"),
        6 => article(name, &format!("slug = \"slug-{}\"\naliases = [\"/alias-{}/\"]\n", dice.roll(3), dice.roll(3))),
        7 => article(name, "authors = [\"editors\"]\nlevel = \"mid\"\ndate = 2026-01-02\n"),
        8 => article(name, "broken = \n"),
        9 => {
            // whatever it was, it isn't there any more
            let _ = fs::remove_file(root.join(format!("content/articles/{name}.md")));
            String::new()
        }
        10 => {
            let to = dice.pick(&articles);
            let _ = fs::rename(
                root.join(format!("content/articles/{name}.md")),
                root.join(format!("content/articles/{to}.md")),
            );
            String::new()
        }
        11 => format!("== content/topics/{topic}.md ==\n# Topic {at}\nIntroduction {at}.\n"),
        12 => format!(
            "== content/questions/q.toml ==\ntopics = [\"{topic}\"]\n[[question]]\nid = \"why\"\nquestion = \"Why {at}?\"\nanswer = \"Because of {at}.\"\n"
        ),
        13 => format!(
            "== content/questions/m.md ==\n+++\ntopics = [\"{topic}\"]\n+++\n## How {at}? {{#how}}\nSo {at}.\n## Which? {{#which-{}}}\nThis.\n",
            dice.roll(3)
        ),
        14 => format!(
            "== site.toml ==\ntitle = \"Random {at}\"\nbase_url = \"https://prep.example/blog/\"\npaginate = {}\n[topics]\nstrict = false\n",
            2 + dice.roll(4)
        ),
        15 => {
            if dice.roll(2) == 0 {
                let _ = fs::remove_dir_all(root.join("templates"));
                return String::new();
            }
            format!(
                "== templates/article.html ==\n{}\n",
                dice.pick(&["own {{ page.title }} {{ page.lead }} {{ site.title }}", "{% bad", "{{ page.nope }}"])
            )
        }
        16 => {
            format!("== themes/prep/strings.toml ==\n[en]\ntakeaways = \"In short {at}\"\nfaq = \"Questions {at}\"\n")
        }
        _ => format!(
            "== static/data.json ==\n{{\"at\": {at}}}\n== content/articles/folder/picture.svg ==\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"10\"></svg>\n",
            10 + at
        ),
    }
}

#[test]
fn after_every_edit_the_preview_is_what_a_build_makes() {
    let mut compared = 0;
    for seed in 1..=8 {
        let mut dice = Dice(seed);
        let preview = Preview::start(SITE);
        let mut ever = BTreeSet::new();
        let mut history = Vec::new();
        for at in 0..14 {
            let files_of_edit = edit(&mut dice, &preview.site, at);
            preview.write(&files_of_edit);
            history.push(files_of_edit);
            let out = preview.site.root().join(format!("built-{at}"));
            let run = preview.site.run(&[
                "build",
                "--quiet",
                "--as-of",
                crate::support::TODAY,
                "--out",
                &out.to_string_lossy(),
            ]);
            compared += usize::from(run.status == Some(0));
            compare(&preview, &run, &out, &mut ever, &format!("seed {seed}, after\n{}", history.join("---\n")));
        }
    }
    assert!(compared > 30, "only {compared} edits left a site that can be built");
}

/// Waits until the server gives what the build of the same files has; only that it answers where there is none.
fn compare(preview: &Preview, run: &Run, out: &Path, ever: &mut BTreeSet<String>, when: &str) {
    if run.status != Some(0) {
        return wait("an answer", || match preview.get("/blog/").status {
            200 | 404 | 500 => Ok(()),
            other => Err(format!("{other} {when}")),
        });
    }
    let built = files(out);
    let paths: BTreeSet<String> = built.iter().map(|file| format!("/blog{}", url_path(out, file))).collect();
    wait(&format!("the preview to be what a build makes, {when}"), || {
        for file in &built {
            let path = url_path(out, file);
            let answer = preview.get(&format!("/blog{path}"));
            same(&path, &answer, &fs::read(file).expect("it was built"))
                .map_err(|why| format!("{path}: {why}\n{}", preview.said()))?;
        }
        match ever.difference(&paths).find(|path| preview.get(path).status != 404 && !is_slash_away(path, &paths)) {
            Some(path) => Err(format!("{path} is still there")),
            None => Ok(()),
        }
    });
    ever.extend(paths);
}

/// Whether a path leads on to one that is there.
fn is_slash_away(path: &str, paths: &BTreeSet<String>) -> bool {
    paths.contains(&format!("{path}/"))
}
