//! The page of messages: each code with its level, what it means, and a message as it is printed.
//!
//! The messages are real: for each code a row of `files`, `texts`, `sites` or `checks` has what is wrong with a small site, and what there is
//! to know beside the message. A code without a row, and a row without its message, fail.

mod checks;
mod files;
mod sites;
mod texts;

use crate::site::{self, Site};
use sitegen::{
    diag::{CODES, CodeInfo, Diagnostics, print},
    place::SourcePath,
    source::Sources,
};
use std::collections::BTreeMap;

/// A mistake.
struct Example {
    code: &'static str,
    /// What there is to know, in Markdown.
    about: &'static str,
    /// The files that are wrong, over those of [`BASE`].
    files: &'static [(&'static str, &'static [u8])],
    /// What can't be written as bytes here.
    special: Option<fn(&Site)>,
}

const fn example(code: &'static str, about: &'static str, files: &'static [(&'static str, &'static [u8])]) -> Example {
    Example { code, about, files, special: None }
}

/// The site that the mistakes are made in.
const BASE: &[(&str, &[u8])] = &[
    ("site.toml", b"title = \"Prep notes\"\nbase_url = \"https://prep.example/\"\n"),
    ("content/index.md", b"+++\ntitle = \"Prep notes\"\n+++\nWelcome.\n"),
    ("content/topics/caching.md", b"+++\ntitle = \"Caching\"\n+++\n"),
    ("content/authors/editors.md", b"+++\ntitle = \"The editors\"\n+++\n"),
    (
        "content/articles/caching-strategies.md",
        b"+++\ntitle = \"Caching strategies\"\n+++\n## Write-through\n\nText.\n",
    ),
    (
        "content/questions/databases.toml",
        b"[[question]]\nid = \"index-cost\"\nquestion = \"What does an index cost?\"\nanswer = \"Writes.\"\n",
    ),
];

pub(crate) fn page() -> String {
    let examples = [checks::EXAMPLES, files::EXAMPLES, texts::EXAMPLES, sites::EXAMPLES];
    let examples: Vec<&Example> = examples.into_iter().flatten().collect();
    for example in &examples {
        assert!(CODES.iter().any(|info| info.name == example.code), "there is no code `{}`", example.code);
    }
    let overview: String = CODES
        .iter()
        .map(|info| {
            let by = if info.is_check { "`gen check`" } else { "every build" };
            format!("| [`{0}`](#{0}) | {1} | {by} | {2} |\n", info.name, info.level(), info.about)
        })
        .collect();
    let sections: String = CODES
        .iter()
        .map(|info| {
            let example = examples.iter().find(|example| example.code == info.name);
            section(info, example.unwrap_or_else(|| panic!("`{}` has no example", info.name)))
        })
        .collect();
    format!("## All codes\n\n| code | level | told by | what is told |\n|---|---|---|---|\n{overview}\n{sections}")
}

fn section(info: &CodeInfo, example: &Example) -> String {
    let (name, level) = (info.name, info.level());
    let about = format!("{}{}", info.about[..1].to_uppercase(), &info.about[1..]);
    let message = message(info, example);
    let by = if info.is_check { ", told by `gen check`" } else { "" };
    format!(
        "## {name} {{#{name}}}\n\n*{}{by}.* {about}.\n\n{}\n\n```text\n{message}\n```\n\n",
        capital(level),
        example.about
    )
}

fn capital(word: &str) -> String {
    format!("{}{}", word[..1].to_uppercase(), &word[1..])
}

/// The first message with the code, as a build prints it, or a check what only that tells.
fn message(info: &CodeInfo, example: &Example) -> String {
    let files: BTreeMap<&str, &[u8]> = BASE.iter().chain(example.files).copied().collect();
    let site = Site::with(files);
    if let Some(special) = example.special {
        special(&site);
    }
    let all = if info.is_check { site.check(info.name.contains("external")) } else { site.build().diags };
    let mut told: Diagnostics = all.clone();
    told.retain(|diag| diag.code == info.code);
    assert!(!told.is_empty(), "the example of `{}` doesn't show it, but:\n{}", info.name, site::told(&all));
    let mut is_first = true;
    told.retain(|_| std::mem::take(&mut is_first));
    let sources = Sources::open(&site.root()).expect("the site has a `site.toml`");
    let text = |path: &SourcePath| sources.excerpt_text(path).or_else(|| sitegen::theme::embedded_text(path));
    let printed = print::human(&told, &text, false);
    printed.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
