//! Random edits of a small site that uses everything: no panic, no other status than 0 and 1, and a place for every
//! error. The numbers come from a fixed seed, so that a failure can be repeated; it names the edits that led there. More rounds than
//! [`ROUNDS`] are run where `GEN_RANDOM_ROUNDS` says how many.

use crate::support::Site;
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

/// So many sites are built; each has a few edits more than the site in good order.
const ROUNDS: usize = 120;

/// A site with a bit of everything.
const SITE: &str = r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/blog/"
levels = ["junior", "mid"]
[markdown]
math = true
[defaults]
authors = ["ana"]
[permalinks]
articles = "/read/{year}/{slug}/"
[rules]
late-title = "note"
[[taxonomies]]
name = "roles"
title = "Roles"
[[menu]]
name = "About"
url = "about.md"
[strings.de]
on_this_page = "Inhalt"
== content/index.md ==
# Home

Welcome to [[caching]] and [[sql|databases]].
== content/about.md ==
---
title: "About \u00fcs"
description: >
  Folded
  text.
aliases: [/old/]
---
Text.
== content/articles/caching.md ==
+++
title = "Caching \"well\""
date = 2026-05-12T10:00:00+02:00
topics = ["sql"]
roles = ["backend"]
level = "mid"
takeaways = ["One `thing`.", """
Two \
  [things](#part)."""]
sources = [{ title = "RFC", url = "https://www.rfc-editor.org/" }]
image = { src = "a.svg", alt = "A", caption = "See *it*." }
[[faq]]
question = "Why?"
answer = '''So, [see](indexes.md#cost).'''
[extra]
free = [1, 2.5, { a = true }]
+++
Lead with $x^2$ and a note[^n], ~~old~~ <b class="x">raw</b> ünïcode 日本語.

## Part

| a | b |
|---|:-:|
| 1 | `x\|y` |

> [!TIP]
> A tip with [a link](../topics/sql.md).

- [x] done
  1. nested

     ```{questions}
     topic = "sql"
     limit = 2
     ```

```rust
fn main() { println!("{}", 1); }
```

```{figure}
src = "a.svg"
alt = "A"
caption = "From [here](indexes.md)."
```

```{details}
summary = "More"
text = "**Bold** [ref]."
```

<p><a href="indexes.md">raw</a> <img src="a.svg" alt=""></p>

$$
\frac{a}{b}
$$

[^n]: The note, [ref].

[ref]: indexes.md "Indexes"
== content/articles/a.svg ==
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
== content/articles/indexes.md ==
---
title: Indexes
date: 2026-05-01
topics: [sql]
related: [caching]
faq:
  - index-cost
  - question: How?
    answer: |
      Thus.
---
Lead.

## Cost

Text[^1] with [[index-cost]] and [[article:caching#part|part]].

[^1]: Note.

## Key takeaways

- One
- Two

***

After.
== content/topics/sql.md ==
+++
title = "SQL"
terms = ["index"]
+++
Introduction.
== content/topics/indexing.md ==
+++
title = "Indexing"
parent = "sql"
+++
== content/authors/ana.md ==
+++
title = "Ana"
kind = "person"
same_as = ["https://ana.example/"]
+++
== content/questions/sql.toml ==
topics = ["sql"]
level = "junior"

[[question]]
id = "index-cost"
question = "What does an `index` cost?"
answer = '''Writes. See [[caching]].'''
takeaway = "Writes."
mistakes = ["Saying \"nothing\"."]
follow_ups = ["which-index", "In words?"]
aliases = ["cost"]

[[question]]
id = "which-index"
question = "Which?"
choices = [{ text = "B-tree", correct = true, why = "So." }, { text = "Hash" }]
== content/questions/more.md ==
+++
topics = ["indexing"]
+++
## What is it? {#what-is-it}

```{question}
level = "mid"
```

It is `it`.
== templates/page.html ==
{% extends "themes/prep/templates/page.html" %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.body }}{% endblock %}
== templates/directives/note.html ==
{# args: text, kind = "tip" #}
<p class="{{ args.kind }}">{{ args.text }}</p>
== static/robots.txt ==
User-agent: *
"##;

/// What is thrown in.
const GARBAGE: &[&str] = &[
    "\0",
    "\u{feff}",
    "\r",
    "\r\n",
    "\t",
    "\"",
    "'''",
    "\"\"\"",
    "\\",
    "\\u12",
    "[",
    "]]",
    "[[",
    "{",
    "}}",
    "{{",
    "{%",
    "%}",
    "+++\n",
    "---\n",
    "```",
    "```{questions}\n",
    "<div>",
    "</p>",
    "<!--",
    "<script>",
    "$",
    "$$",
    "[^n]",
    "[[x|",
    "](x.md)",
    "# ",
    "## ",
    "> ",
    "- ",
    "= ",
    "id = ",
    ": ",
    "&x ",
    "*x",
    "!",
    "|",
    "\u{1f469}\u{200d}\u{1f469}",
    "e\u{301}",
    "\u{202e}",
    "..",
    "/",
    "-1",
    "1e999",
    "99999999999999999999",
    "2026-02-30",
    "{slug}",
    "\u{85}",
    "\u{2028}",
    "\\(",
    "\\frac{",
    "{#id}",
    "{.class}",
    "## FAQ\n",
    "***\n",
];

/// Numbers that look random and are the same each time (Vigna's splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let number = usize::try_from((z ^ (z >> 31)) >> 33).expect("31 bits are a number anywhere");
        number % limit.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte is below 256")
    }
}

/// The files of [`SITE`]: path and bytes.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let parts = SITE.trim_start().split("== ").skip(1);
    parts.filter_map(|part| part.split_once(" ==\n")).map(|(path, text)| (path, text.as_bytes().to_vec())).collect()
}

/// Edits `bytes` once: deletes, inserts, doubles, swaps, cuts off, or flips; what was done.
fn edit(bytes: &mut Vec<u8>, numbers: &mut Numbers) -> String {
    let at = numbers.below(bytes.len());
    let end = (at + 1 + numbers.below(12)).min(bytes.len());
    match numbers.below(7) {
        0 => {
            bytes.drain(at..end);
            format!("delete {at}..{end}")
        }
        1 | 2 => {
            let garbage = GARBAGE[numbers.below(GARBAGE.len())];
            bytes.splice(at..at, garbage.bytes());
            format!("insert {garbage:?} at {at}")
        }
        3 => {
            let copy = bytes[at..end].to_vec();
            bytes.splice(at..at, copy);
            format!("double {at}..{end}")
        }
        4 => {
            let other = numbers.below(bytes.len());
            if !bytes.is_empty() {
                bytes.swap(at, other);
            }
            format!("swap {at} and {other}")
        }
        5 if numbers.below(4) == 0 => {
            *bytes = (0..numbers.below(400)).map(|_| numbers.byte()).collect();
            format!("replace by {} bytes", bytes.len())
        }
        5 => {
            bytes.truncate(at);
            format!("cut off at {at}")
        }
        _ => {
            let byte = numbers.byte();
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
            format!("write 0x{byte:02x} at {at}")
        }
    }
}

/// Builds the site of round `round`; why it is wrong, if it is.
fn build(round: usize) -> Result<bool, String> {
    let mut numbers = Numbers(round as u64);
    let mut files = files();
    let mut edits = Vec::new();
    for _ in 0..1 + round % 4 {
        let file = numbers.below(files.len());
        let (path, bytes) = &mut files[file];
        edits.push(format!("{path}: {}", edit(bytes, &mut numbers)));
    }
    let site = Site::new("");
    files.iter().for_each(|(path, bytes)| site.put(path, bytes));
    let run = site.build(&[]);
    let wrong = |what: &str| Err(format!("round {round}: {what}\n{}\n{}", edits.join("\n"), run.stderr));
    let objects = run.objects();
    let errors = || objects.iter().filter(|object| object["severity"] == "error");
    let is_placed = |object: &&serde_json::Value| {
        object["file"].is_string()
            && (object["line"].is_u64() || object["code"] == "unreadable-file" || object["code"] == "invalid-utf8")
    };
    if !matches!(run.status, Some(0 | 1)) || run.stderr.contains("panicked") {
        return wrong(&format!("status {:?}", run.status));
    }
    if let Some(object) = errors().find(|object| !is_placed(object) || !object["help"].is_string()) {
        return wrong(&format!("no place or help: {object}"));
    }
    if (run.status == Some(1)) != errors().next().is_some() {
        return wrong("the status doesn't fit the messages");
    }
    Ok(run.status == Some(0))
}

#[test]
fn random_edits_are_mistakes_with_places() {
    let rounds = std::env::var("GEN_RANDOM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let (next, failed, published) = (AtomicUsize::new(0), Mutex::new(Vec::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(round) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|round| *round < rounds) {
                    match build(round) {
                        Ok(is_published) => drop(published.fetch_add(usize::from(is_published), Ordering::Relaxed)),
                        Err(why) => failed.lock().expect("no thread panics with the list").push(why),
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().expect("no thread panicked");
    assert!(failed.is_empty(), "{} of {rounds} rounds\n{}", failed.len(), failed.join("\n\n"));
    let published = published.into_inner();
    // edits that all break the site, or none of them, would test little
    assert!((rounds / 10..rounds * 9 / 10).contains(&published), "{published} of {rounds} were published");
}

#[test]
fn the_site_that_is_edited_has_no_mistakes() {
    let site = Site::new("");
    files().iter().for_each(|(path, bytes)| site.put(path, bytes));
    let run = site.build(&[]);
    let severe = |object: &serde_json::Value| object["severity"] != "note";
    assert!(run.status == Some(0) && !run.objects().iter().any(severe), "{}", run.messages());
}
