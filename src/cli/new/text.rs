//! The text of new files: front matter that parses, and hints for what is left to fill in.
//!
//! Every key that is written has a value that the author gave; all others are comments, so that no file begins with
//! an empty description or a topic that doesn't exist.

use super::NewOptions;
use jiff::civil::Date;

/// An article: a draft with its front matter, and nothing below that could be published by accident.
pub(super) fn article(title: &str, options: &NewOptions<'_>, date: Date) -> String {
    let title = toml_string(title);
    let topics = topics(options, "the first is the primary one");
    let level = level(options);
    format!(
        "+++
title = {title}
date = {date}
draft = true # delete this line to publish the article
{topics}
{level}
# description = \"\" # one sentence of 80 to 155 characters, for lists and search engines
# takeaways = [\"\"] # or a section `## Key takeaways` that is one list
# sources = [{{ title = \"\", url = \"https://\" }}]
# Below the next line: the short answer first, in a paragraph of its own, then sections under `## …`.
+++
"
    )
}

/// A question file with one question.
pub(super) fn question_file(id: &str, title: &str, options: &NewOptions<'_>) -> String {
    let topics = topics(options, "for all questions of this file");
    let level = level(options);
    format!("{topics}\n{level}\n\n{}", question(id, title, &NewOptions::default()))
}

/// A question as a table of a question file.
pub(super) fn question(id: &str, title: &str, options: &NewOptions<'_>) -> String {
    let mut own = String::new();
    if let Some(topic) = options.topic {
        own.push_str(&format!("topics = [{}]\n", toml_string(topic)));
    }
    if let Some(level) = options.level {
        own.push_str(&format!("level = {}\n", toml_string(level)));
    }
    let (id, title) = (toml_string(id), toml_string(title));
    format!(
        "[[question]]
id = {id}
question = {title}
{own}# until it has an answer, the question is a stub: `gen check` lists it, and it has no page
# answer = '''
# Markdown.
# '''
# takeaway = \"\" # one sentence for the cheat sheet
# mistakes = [\"\"] # what people get wrong
# follow_ups = [\"\"] # ids of other questions, or questions in words
"
    )
}

/// A question as a section of a question file in Markdown. Its answer goes below.
pub(super) fn question_section(id: &str, title: &str, options: &NewOptions<'_>) -> String {
    let mut keys = String::new();
    if let Some(topic) = options.topic {
        keys.push_str(&format!("topics = [{}]\n", toml_string(topic)));
    }
    if let Some(level) = options.level {
        keys.push_str(&format!("level = {}\n", toml_string(level)));
    }
    let heading = format!("## {title} {{#{id}}}\n");
    if keys.is_empty() { heading } else { format!("{heading}\n```{{question}}\n{keys}```\n") }
}

/// A topic.
pub(super) fn topic(title: &str, options: &NewOptions<'_>) -> String {
    let title = toml_string(title);
    let parent = match options.topic {
        Some(topic) => format!("parent = {}", toml_string(topic)),
        None => "# parent = \"\" # the topic above this one, by the name of its file".to_owned(),
    };
    format!(
        "+++
title = {title}
{parent}
# description = \"\" # one sentence of 80 to 155 characters, for lists and search engines
# terms = [\"\"] # phrases that may link here
# weight = 1 # its place among its siblings
+++
"
    )
}

/// An author.
pub(super) fn author(title: &str) -> String {
    let title = toml_string(title);
    format!(
        "+++
title = {title}
# description = \"\" # one sentence on who this is
# kind = \"organization\" # without this line, a person
# url = \"https://\" # a home page elsewhere
# same_as = [\"https://\"] # pages that are about the same author
+++
"
    )
}

fn topics(options: &NewOptions<'_>, hint: &str) -> String {
    match options.topic {
        Some(topic) => format!("topics = [{}] # {hint}", toml_string(topic)),
        None => format!("# topics = [\"\"] # {hint}"),
    }
}

fn level(options: &NewOptions<'_>) -> String {
    match options.level {
        Some(level) => format!("level = {}", toml_string(level)),
        None => "# level = \"\" # one of the `levels` of site.toml".to_owned(),
    }
}

/// `text` as a basic string of TOML: quotes, backslashes and control characters are escaped, the rest is as it is.
pub(super) fn toml_string(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => string.extend(['\\', c]),
            c if c.is_control() => string.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => string.push(c),
        }
    }
    string.push('"');
    string
}
