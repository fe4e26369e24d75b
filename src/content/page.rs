//! A plain page: also the home page, and the introduction of a list.

use super::{
    ContentItem, Reader,
    front_matter::FrontMatter,
    keys,
    meta::{Meta, require_title},
    sections,
};
use crate::{
    diag::{Diagnostics, nearest},
    markdown::{Body, BodySpec, Document, Ids},
    place::{SourcePath, Text},
    tree::keys::{Elsewhere, Key, TableOwner, ValidTable, check},
};

/// A page: front matter and Markdown.
#[derive(Debug)]
pub struct Page {
    /// What all kinds share.
    pub meta: Meta,
    /// What comes before the first section.
    pub lead: Body,
    /// The rest.
    pub body: Body,
}

impl ContentItem for Page {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn bodies(&self) -> Vec<&Body> {
        vec![&self.lead, &self.body]
    }

    fn auto_linked(&self) -> Option<&Body> {
        Some(&self.body)
    }
}

/// What a file with keys of an article is, wherever it lies.
const ARTICLE: Elsewhere = Elsewhere {
    what: "an article",
    keys: keys::ARTICLE,
    help: "articles lie in `content/articles/`: move the file there; `[permalinks]` in `site.toml` sets their addresses",
    is_likely: false,
};
const TOPIC: Elsewhere = Elsewhere {
    what: "a topic",
    keys: keys::TOPIC,
    help: "topics lie in `content/topics/`: move the file there",
    is_likely: true,
};
const AUTHOR: Elsewhere = Elsewhere {
    what: "an author",
    keys: keys::AUTHOR,
    help: "authors lie in `content/authors/`: move the file there",
    is_likely: true,
};

/// What the page `file` may have been meant to be: its folder says so by nearly the name of another, or by that of other tools.
fn elsewhere(file: &SourcePath) -> Elsewhere {
    let below = file.as_str().strip_prefix("content/").and_then(|below| below.split_once('/'));
    let folder = below.map(|(folder, _)| folder.trim_start_matches('_').to_lowercase());
    let near = folder.as_deref().and_then(|folder| nearest(folder, ["articles", "posts", "blog", "topics", "authors"]));
    match near {
        Some("topics") => TOPIC,
        Some("authors") => AUTHOR,
        near => Elsewhere { is_likely: near.is_some(), ..ARTICLE },
    }
}

/// Reads a page.
pub(super) fn read(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Page {
    read_as(reader, text, keys::PAGE, "a page", diags).0
}

/// Reads front matter with the keys `keys` and the Markdown below it; the keys come back too, for the kinds that have
/// more of them than a page.
pub(super) fn read_as(
    reader: &Reader,
    text: &Text,
    keys: &'static [Key],
    what: &str,
    diags: &mut Diagnostics,
) -> (Page, ValidTable) {
    let FrontMatter { table, at, body } = FrontMatter::split(text, reader.file, diags);
    let elsewhere = std::ptr::eq(keys, keys::PAGE).then(|| elsewhere(reader.file));
    let owner = TableOwner { what, keys, more: &[], at, file: reader.file, elsewhere };
    let checked = check(table, &owner, diags);
    let has_title = checked.fields().given("title");
    let mut meta = Meta::read(reader, at, &checked.fields(), diags);
    let document = Document::parse(&body, reader.file, reader.markdown, diags);
    let sections = sections::cut(document.blocks(), has_title, None, reader.file, diags);
    match sections.title.map(|at| &document.blocks()[at]) {
        Some(block) => meta.take_title(block, what, diags),
        None if !has_title => require_title(at, reader.file, what, diags),
        None => {}
    }
    let parts = [sections.lead, sections.body].map(|blocks| BodySpec { blocks, heading: None });
    let mut bodies = document.compose(&parts, &mut Ids::new(), diags).into_iter();
    let (lead, body) = (bodies.next().unwrap_or_default(), bodies.next().unwrap_or_default());
    meta.mend_repeated_title(document.blocks(), diags);
    (Page { meta, lead, body }, checked)
}
