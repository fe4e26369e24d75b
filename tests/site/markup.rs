//! Reading what was built: an output as a map of files, and HTML as tags and words.
//!
//! The reader of HTML is as small as our own output allows: tags with quoted attributes; comments and scripts are
//! skipped.

use crate::support::Site;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The files of an output by path, without `gen`'s own.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// The output of `site`.
pub(crate) fn output(site: &Site) -> Tree {
    tree(&site.root().join("public"))
}

/// The files below `folder`, without `gen`'s own notes.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap_or_else(|error| panic!("the output can't be read: {error}"));
        let path = entry.path().strip_prefix(folder).expect("a walk stays below its folder");
        let path = path.to_str().expect("paths are UTF-8").to_owned();
        if entry.file_type().is_file() && !path.starts_with(".gen-") {
            files.insert(path, fs::read(entry.path()).expect("a file can be read"));
        }
    }
    files
}

/// The paths of `tree`, one a line.
pub(crate) fn paths(tree: &Tree) -> String {
    tree.keys().map(|path| format!("{path}\n")).collect()
}

/// A tag.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Its name, in lower case; that of an end tag begins with a slash.
    pub(crate) name: String,
    /// Its attributes, decoded.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The attribute `name`.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The tags of `html`, and the text between them.
pub(crate) fn parse(html: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        if let Some(comment) = rest[open..].strip_prefix("<!--") {
            rest = comment.split_once("-->").expect("a comment ends").1;
            continue;
        }
        let (tag, end) = tag(&rest[open..]);
        rest = &rest[open + end..];
        if matches!(tag.name.as_str(), "script" | "style") {
            rest = &rest[rest.find("</").expect("a script ends")..];
        }
        tags.push(tag);
    }
    text.push_str(rest);
    (tags, decode(&text))
}

/// The tag at the beginning of `html`, and where it ends.
fn tag(html: &str) -> (Tag, usize) {
    let (mut quote, mut end) = (None, html.len());
    for (at, char) in html.char_indices() {
        match (quote, char) {
            (None, '>') => {
                end = at;
                break;
            }
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    let inner = &html[1..end];
    let name_end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
    let name = inner[..name_end].trim_end_matches('/').to_ascii_lowercase();
    let name = if inner.starts_with('/') { format!("/{}", name.trim_start_matches('/')) } else { name };
    (Tag { name, attributes: attributes(&inner[name_end..]) }, end + 1)
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && rest != "/" {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let close = quoted.find('"').unwrap_or_else(|| panic!("`{name}` isn't closed in {text}"));
            value = decode(&quoted[..close]);
            rest = &quoted[close + 1..];
        } else {
            assert!(!rest.starts_with('='), "`{name}` isn't quoted in {text}");
        }
        attributes.push((name, value));
        rest = rest.trim_start();
    }
    attributes
}

/// `text` with its character references replaced.
pub(crate) fn decode(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, char)| text.replace(name, char))
}

/// The words of `html`, as one reads them: blanks don't count.
pub(crate) fn words(html: &str) -> Vec<String> {
    parse(html).1.split_whitespace().map(str::to_owned).collect()
}

/// What stands in `html` between `from` and the first `to` behind it.
pub(crate) fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let start = html.find(from).unwrap_or_else(|| panic!("there is no {from} in {html}")) + from.len();
    let end = html[start..].find(to).unwrap_or_else(|| panic!("there is no {to} behind {from} in {html}"));
    &html[start..start + end]
}

/// What is wrong with the links and ids of `tree`, which is published below the path `base` of `origin`: links that lead
/// nowhere, ids that aren't unique.
pub(crate) fn broken(tree: &Tree, origin: &str, base: &str) -> Vec<String> {
    let html = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: BTreeMap<&str, Vec<Tag>> =
        html.map(|(path, bytes)| (path.as_str(), parse(&String::from_utf8_lossy(bytes)).0)).collect();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, tags) in &pages {
        for id in tags.iter().filter_map(|tag| tag.attribute("id")) {
            if !ids.entry(path).or_default().insert(id) {
                wrong.push(format!("{path}: the id `{id}` stands twice"));
            }
        }
    }
    for (path, tags) in &pages {
        for link in tags.iter().flat_map(links) {
            let own = format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path));
            let Some(target) = local(&link, origin, &own) else { continue };
            let (to, fragment) = target.split_once('#').unwrap_or((&target, ""));
            let to = to.split('?').next().unwrap_or_default();
            let file = to.strip_prefix(base).map(|to| percent_encoding::percent_decode_str(to).decode_utf8_lossy());
            let file = file
                .map(|to| if to.is_empty() || to.ends_with('/') { format!("{to}index.html") } else { to.into_owned() });
            let Some(file) = file.filter(|file| tree.contains_key(file)) else {
                wrong.push(format!("{path}: nothing is at `{link}`"));
                continue;
            };
            let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            if !fragment.is_empty() && !ids.get(file.as_str()).is_some_and(|ids| ids.contains(&*fragment)) {
                wrong.push(format!("{path}: there is no such id at `{link}`"));
            }
        }
    }
    wrong
}

/// The addresses in a tag.
fn links(tag: &Tag) -> Vec<String> {
    let named = ["href", "src", "poster", "action"].iter().filter_map(|name| tag.attribute(name)).map(str::to_owned);
    let refresh =
        tag.attribute("content").and_then(|content| content.split_once("url=")).map(|(_, url)| url.to_owned());
    named.chain(refresh).collect()
}

/// The path on the site that `link`, which stands at `own`, leads to; `None` where it leads elsewhere.
fn local(link: &str, origin: &str, own: &str) -> Option<String> {
    if let Some(path) = link.strip_prefix(origin) {
        return Some(path.to_owned());
    }
    match link.chars().next()? {
        '#' => Some(format!("{own}{link}")),
        '/' if !link.starts_with("//") => Some(link.to_owned()),
        _ if link.starts_with("//") || link.split('/').next().is_some_and(|first| first.contains(':')) => None,
        _ => Some(format!("(a relative address) {link}")),
    }
}

#[test]
fn what_is_broken_is_found() {
    let page = |html: &str| html.as_bytes().to_vec();
    let tree = Tree::from([
        (
            "index.html".to_owned(),
            page("<a id=\"a\" href=\"/p/x/#b\">1</a><a href='#c'>2</a><a id=\"a\">3</a>".replace('\'', "\"").as_str()),
        ),
        (
            "x/index.html".to_owned(),
            page(
                "<img src=\"/p/none.png\"><a href=\"https://o.example/p/\">1</a><a href=\"y\">2</a><a href=\"/\">3</a>",
            ),
        ),
    ]);
    let wrong = broken(&tree, "https://o.example", "/p/").join("\n");
    let expected = "index.html: the id `a` stands twice\nindex.html: there is no such id at `/p/x/#b`\nindex.html: there is \
                    no such id at `#c`\nx/index.html: nothing is at `/p/none.png`\nx/index.html: nothing is at `y`\n\
                    x/index.html: nothing is at `/`";
    assert_eq!(wrong, expected);
}
