//! Markup of other tools that would be printed as text: what it is called here.
//!
//! One row of [`PATTERNS`] a thing. All that a row finds under one name is one message, at the first place, with how often it
//! comes, since a blog that moves here may have a thousand. Code is never looked at, and a row asks for more than its
//! first signs: `{{ value }}`, `{:ok, x}` and `a | b` are prose.

use super::{
    events::{Events, Step},
    raw::Raw,
    source::Source,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    html::{self, Token, TokenKind},
};
use aho_corasick::AhoCorasick;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::LazyLock,
};

/// Something that means nothing here.
struct Pattern {
    /// The signs it begins with.
    begin: &'static str,
    /// Whether it begins a line.
    is_line: bool,
    /// How long it is at the beginning of a line's rest, and its name.
    read: fn(&str) -> Option<(usize, &str)>,
    /// What it is.
    what: &'static str,
}

const SHORTCODE: &str = "a shortcode of Hugo";
const LIQUID: &str = "a tag of Liquid";
const WORDPRESS: &str = "a shortcode of WordPress";
const ADMONITION: &str = "an admonition of another tool";
const MODULE: &str = "a line of MDX";

const PATTERNS: &[Pattern] = &[
    Pattern { begin: "{{<", is_line: false, read: |rest| tag(rest, "{{<", ">}}"), what: SHORTCODE },
    Pattern { begin: "{{%", is_line: false, read: |rest| tag(rest, "{{%", "%}}"), what: SHORTCODE },
    Pattern { begin: "{%", is_line: false, read: liquid, what: LIQUID },
    Pattern { begin: "[caption", is_line: false, read: wordpress, what: WORDPRESS },
    Pattern { begin: "[gallery", is_line: false, read: wordpress, what: WORDPRESS },
    Pattern { begin: "[embed", is_line: false, read: wordpress, what: WORDPRESS },
    Pattern { begin: ":::", is_line: true, read: |rest| admonition(rest, ":::"), what: ADMONITION },
    Pattern { begin: "!!!", is_line: true, read: |rest| admonition(rest, "!!!"), what: ADMONITION },
    Pattern { begin: "???", is_line: true, read: |rest| admonition(rest, "???"), what: ADMONITION },
    Pattern { begin: "import ", is_line: true, read: import, what: MODULE },
    Pattern { begin: "export ", is_line: true, read: export, what: MODULE },
    Pattern { begin: "{:", is_line: false, read: kramdown, what: "a list of attributes of kramdown" },
    Pattern { begin: "![[", is_line: false, read: embed, what: "an embed of Obsidian" },
];

/// `BEGIN name … END`, on one line.
fn tag<'r>(rest: &'r str, begin: &str, end: &str) -> Option<(usize, &'r str)> {
    let inner = &rest[begin.len()..];
    let inner = &inner[..inner.find(end)?];
    let name = inner.trim_start_matches(|char: char| char.is_whitespace() || "/-".contains(char));
    let name = &name[..name.find(|char: char| !char.is_alphanumeric() && !"_-/.".contains(char)).unwrap_or(name.len())];
    // a single letter stands for any name
    name.chars().nth(1).is_some().then_some((begin.len() + inner.len() + end.len(), name.trim_end_matches('/')))
}

/// A tag that only sites are built with: `{% if %}` is as likely what the text is about.
fn liquid(rest: &str) -> Option<(usize, &str)> {
    const NAMES: [&str; 10] = [
        "include",
        "include_relative",
        "include_cached",
        "highlight",
        "endhighlight",
        "post_url",
        "link",
        "gist",
        "youtube",
        "figure",
    ];
    tag(rest, "{%", "%}").filter(|(_, name)| NAMES.contains(name))
}

fn wordpress(rest: &str) -> Option<(usize, &str)> {
    let end = rest.find(']')?;
    let name = rest[1..end].split(' ').next().unwrap_or_default();
    let has_more = rest[..end].contains('=') || rest[end..].contains(&format!("[/{name}]"));
    (has_more && matches!(name, "caption" | "gallery" | "embed")).then_some((end + 1, name))
}

fn admonition<'r>(rest: &'r str, signs: &str) -> Option<(usize, &'r str)> {
    let inner = rest[signs.len()..].trim_start_matches([':', '+', '{']).trim_start_matches([' ', '{', '.']);
    let has_space = signs == ":::" || rest[signs.len()..].starts_with([' ', '+']);
    let end = inner.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(inner.len());
    (has_space && inner.starts_with(|char: char| char.is_ascii_lowercase()))
        .then(|| (rest.len() - inner.len() + end, &inner[..end]))
}

fn import(rest: &str) -> Option<(usize, &str)> {
    let is_import = [" from '", " from \"", "import '", "import \""].iter().any(|part| rest.contains(part));
    (is_import && rest.trim_end().ends_with(['\'', '"', ';'])).then(|| (rest.trim_end().len(), "import"))
}

/// `export const NAME =`, `export function NAME(`, `export default NAME;`: what a program says, and no sentence.
fn export(rest: &str) -> Option<(usize, &str)> {
    let line = rest.trim_end();
    let is_of_name = |char: char| char.is_alphanumeric() || "_$".contains(char);
    let what = line["export ".len()..].trim_start();
    let behind = what.trim_start_matches(is_of_name);
    let word = &what[..what.len() - behind.len()];
    let named = behind.trim_start();
    let after = named.trim_start_matches(is_of_name);
    let is_ended = line.ends_with(['{', '}', '[', ']', '(', '>', ';']);
    let is_export = match word {
        "const" | "let" | "var" | "type" => {
            let is_typed = after.starts_with(':') || named.starts_with(['{', '[']);
            after.trim_start().starts_with('=') || is_typed && after.contains('=')
        }
        "function" => after.starts_with(['(', '<']),
        "async" => named.starts_with("function ") && named.contains('('),
        "class" | "interface" | "enum" => line.ends_with(['{', '}']),
        "default" => {
            let is_name = after == ";" || after.is_empty() && named.starts_with(|char: char| char.is_uppercase());
            is_name
                || after.starts_with(['(', '.']) && is_ended
                || named.starts_with(['{', '[', '<']) && is_ended
                || named.contains("=>")
                || ["function", "class", "async"].iter().any(|word| named.starts_with(word)) && is_ended
        }
        "" => what.starts_with(['{', '*']) && (what.ends_with('}') || what.ends_with(['\'', '"', ';'])),
        _ => false,
    };
    is_export.then_some((line.len(), "export"))
}

/// `{: .class}`, `{:#id}`, `{:toc}`, `{: key="value"}`.
fn kramdown(rest: &str) -> Option<(usize, &str)> {
    let inner = &rest[2..rest.find('}')?];
    let first = inner.trim_start();
    let named = first.strip_prefix(['.', '#']).is_some_and(|name| name.starts_with(|char: char| char.is_alphabetic()));
    (named || first == "toc" || first.contains("=\"")).then_some((2 + inner.len() + 1, "{:"))
}

fn embed(rest: &str) -> Option<(usize, &str)> {
    let end = rest.find("]]")?;
    let name = rest[3..end].split(['|', '#']).next().unwrap_or_default();
    (!name.is_empty() && !name.contains('[')).then_some((end + 2, if is_picture(name) { "picture" } else { "embed" }))
}

/// Whether `path` is an image's by its end.
pub(super) fn is_picture(path: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].contains(&&*end))
}

/// What to write in place of `name`.
fn instead(name: &str) -> &'static str {
    match name {
        "figure" | "img" | "image" | "picture" | "caption" => {
            "write `![what it shows](picture.png)`, or a directive: a fence `{figure}` with `src`, `alt` and `caption`"
        }
        "youtube" | "vimeo" | "video" => "write a directive: a fence `{video}` with `src` and `title`",
        "highlight" | "endhighlight" | "code" | "gist" => "write a code fence with its language",
        "ref" | "relref" | "post_url" | "link" => "write a relative link, `[text](other.md)`, or `[[name]]`",
        "details" | "expand" | "collapse" | "spoiler" | "accordion" => {
            "write a directive: a fence `{details}` with `summary` and `text`"
        }
        "toc" => "write a directive: a fence `{toc}`",
        "import" | "export" => "take it away; what needs a template is a directive: a fence with its name in braces",
        "{:" => {
            "an id or class goes into braces at the end of a heading, `## Words {#id}`; other attributes need raw HTML"
        }
        "markdown" => "take it away: Markdown within raw HTML stands between blank lines",
        "embed" | "include" | "include_relative" | "include_cached" => {
            "write the text itself, or a link; what needs a template is a directive: a fence with its name in braces"
        }
        "note" | "notice" | "tip" | "hint" | "info" | "important" | "warning" | "caution" | "danger" | "alert"
        | "admonition" | "callout" | "success" | "question" | "example" | "quote" | "abstract" | "bug" | "failure" => {
            "write an alert: a quote whose first line is `[!NOTE]`, `[!TIP]`, `[!WARNING]` or another"
        }
        _ => "write it as a directive: a fence with its name in braces, and a template in `templates/directives/`",
    }
}

/// What was found: by what it is and its name, the first place and how many there are.
type Found<'s> = BTreeMap<(&'static str, &'s str), (Range<usize>, usize)>;

/// Reports what in `events` is markup of another tool.
pub(super) fn check(source: &Source<'_>, events: &Events<'_>, diags: &mut Diagnostics) {
    static BEGINS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new(PATTERNS.iter().map(|pattern| pattern.begin)).expect("a dozen short words are no trouble")
    });
    let mut found = Found::new();
    let mut texts: Option<Vec<Range<usize>>> = None;
    let mut to = 0;
    for begin in BEGINS.find_iter(source.read) {
        let at = begin.start();
        let texts = texts.get_or_insert_with(|| texts_of(&events.steps));
        let text = texts.partition_point(|text| text.end <= at);
        let is_escaped = source.read[..at].ends_with('\\');
        if at < to || is_escaped || texts.get(text).is_none_or(|text| text.start > at) {
            continue;
        }
        let pattern = &PATTERNS[begin.pattern().as_usize()];
        // more than any of them takes: a line of a megabyte mustn't be gone over for each
        let line = source.read[at..].char_indices().take_while(|(length, char)| *length < 1000 && *char != '\n');
        let line = &source.read[at..at + line.last().map_or(0, |(length, char)| length + char.len_utf8())];
        let before = source.read[..at].bytes().rev();
        let begins_line = || before.take_while(|byte| *byte != b'\n').take(100).all(|byte| b" \t>-*".contains(&byte));
        if pattern.is_line && !begins_line() {
            continue;
        }
        if let Some((length, name)) = (pattern.read)(line) {
            to = at + length;
            found.entry((pattern.what, name)).or_insert((at..to, 0)).1 += 1;
        }
    }
    components(source, &events.steps, &mut found);
    report(source, found, diags);
}

fn report(source: &Source<'_>, found: Found<'_>, diags: &mut Diagnostics) {
    for ((what, name), (range, count)) in found {
        let written = source.read[range.clone()].split('\n').next().unwrap_or_default();
        let short = match written.char_indices().nth(40) {
            Some((end, _)) => format!("{}…", &written[..end]),
            None => written.to_owned(),
        };
        let times = if count > 1 { format!(" ({count} times in this text)") } else { String::new() };
        let message = format!("`{short}` is {what}, which does nothing here{times}");
        let help = format!("{}; put it into code to show it", instead(name));
        let diagnostic = Diagnostic::at(Code::ForeignSyntax, &source.file, source.span(range), message);
        diags.push(diagnostic.help(help));
    }
}

/// Where text stands that is no code.
fn texts_of(steps: &[Step<'_>]) -> Vec<Range<usize>> {
    let mut code = false;
    let mut texts = Vec::new();
    for step in steps {
        match &step.event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => texts.push(step.range.clone()),
            _ => {}
        }
    }
    texts
}

/// Finds in raw HTML what other tools give a meaning: `<Tabs>`, `markdown="1"`.
fn components<'s>(source: &Source<'s>, steps: &[Step<'_>], found: &mut Found<'s>) {
    let mut tags = Tags::default();
    let mut block = 0;
    for (at, step) in steps.iter().enumerate() {
        match &step.event {
            Event::Start(Tag::HtmlBlock) => block = at + 1,
            Event::End(TagEnd::HtmlBlock) => tags.read(source, &Raw::block(&steps[block..at]), found),
            Event::InlineHtml(html) => tags.read(source, &Raw::inline(source.read, html, step.range.clone()), found),
            _ => {}
        }
    }
    let Tags { starts, ends } = tags;
    for (name, place, is_sure) in starts {
        if is_sure || ends.contains(name) {
            found.entry(("a component of MDX", name)).or_insert((place, 0)).1 += 1;
        }
    }
}

/// The tags that begin with a capital, and have small letters.
#[derive(Default)]
struct Tags<'s> {
    /// Their names, where they stand, and whether they have what a type as in `Vec<String>` hasn't.
    starts: Vec<(&'s str, Range<usize>, bool)>,
    ends: BTreeSet<&'s str>,
}

impl<'s> Tags<'s> {
    fn read(&mut self, source: &Source<'s>, raw: &Raw<'_>, found: &mut Found<'s>) {
        for Token { range, kind } in html::tokens(&raw.html) {
            let place = raw.source(range);
            match kind {
                TokenKind::Start(tag) => {
                    self.starts.extend(component(source, place.clone(), "<", &tag.name).map(|name| {
                        let is_sure = tag.is_whole || !tag.attributes.is_empty();
                        (name, place, is_sure)
                    }));
                    for attribute in tag.attributes.iter().filter(|attribute| attribute.name == "markdown") {
                        let place = raw.source(attribute.range.clone());
                        found.entry(("an attribute of other tools", "markdown")).or_insert((place, 0)).1 += 1;
                    }
                }
                TokenKind::End(name) => self.ends.extend(component(source, place, "</", &name)),
                _ => {}
            }
        }
    }
}

/// `name` as it is written in the tag at `place`, if it is that of a component.
pub(super) fn component<'s>(source: &Source<'s>, place: Range<usize>, begin: &str, name: &str) -> Option<&'s str> {
    let written = source.read.get(place)?.strip_prefix(begin)?.get(..name.len())?;
    let is_capital = written.starts_with(|char: char| char.is_ascii_uppercase());
    (is_capital && written.contains(|char: char| char.is_ascii_lowercase())).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::is_picture;

    #[test]
    fn a_picture_is_known_by_its_end() {
        assert!(["a.png", "a b.JPG", "a.b.svg"].into_iter().all(is_picture));
        assert!(!["a.md", "png", ".pngx", ""].into_iter().any(is_picture));
    }
}
