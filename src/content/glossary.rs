//! The glossary: `content/glossary.toml`, terms with what they mean.
//!
//! Each `[[term]]` is a [`Definition`]. Its id is an anchor of the page, made from the term where none is given; two of one id
//! are reported here, two terms with one spelling by `site`, which knows those of topics too.

use super::{
    Reader, keys,
    meta::{Meta, Reference, references},
    phrase::{self, Case, Phrase},
    slug,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{self, Body, Ids, LinkTarget, WikiTarget},
    place::{Place, Text},
    tree::{
        keys::{Fields, TableOwner, check},
        toml,
    },
};

/// The glossary.
#[derive(Debug)]
pub struct Glossary {
    /// What all kinds share; the title is empty where none is given.
    pub meta: Meta,
    /// What stands above the terms.
    pub intro: Body,
    /// The terms, in the order of the file.
    pub definitions: Vec<Definition>,
}

/// A term with what it means.
#[derive(Debug)]
pub struct Definition {
    /// Its anchor on the page.
    pub id: String,
    /// The term.
    pub term: Phrase,
    /// Its further spellings.
    pub also: Vec<Phrase>,
    /// What it means.
    pub body: Body,
    /// Whether texts link to it by themselves.
    pub is_auto: bool,
    /// Its topics.
    pub topics: Vec<Reference>,
    /// Where to read more.
    pub see: Vec<See>,
}

/// Something that a term refers to.
#[derive(Debug)]
pub struct See {
    /// As it is written.
    pub written: Reference,
    /// What that means: a name as in a wikilink, or an address.
    pub target: LinkTarget,
}

impl Glossary {
    /// The anchors of its page: the terms, and those of its texts.
    pub fn anchors(&self) -> Vec<&str> {
        let terms = self.definitions.iter().map(|definition| definition.id.as_str());
        terms.chain(self.bodies().flat_map(|body| &body.ids).map(String::as_str)).collect()
    }

    /// All its texts, in the order of the file.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        std::iter::once(&self.intro).chain(self.definitions.iter().map(|definition| &definition.body))
    }
}

impl Definition {
    /// The term and its further spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &Phrase> {
        std::iter::once(&self.term).chain(&self.also)
    }
}

/// Reads the glossary.
pub(super) fn read(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Glossary {
    let at = text.span(0..0);
    let table = toml::parse(text, reader.file, diags);
    let owner =
        TableOwner { what: "the glossary", keys: keys::GLOSSARY, more: &[], at, file: reader.file, elsewhere: None };
    let checked = check(table, &owner, diags);
    let keys = checked.fields();
    let mut meta = Meta::read(reader, at, &keys, diags);
    if !keys.has("title") {
        meta.title.clear();
    }
    let mut definitions: Vec<Definition> = Vec::new();
    let mut texts = Vec::new();
    for keys in keys.tables("term").into_iter().flatten() {
        let Some(definition) = definition(reader, &keys, diags) else { continue };
        match definitions.iter().find(|other| other.id == definition.id) {
            Some(other) => diags.push(same_id(reader, other, &definition, &keys)),
            None => {
                texts.push(keys.text("definition"));
                definitions.push(definition);
            }
        }
    }
    // all stand on one page: their headings and notes get ids from one sequence, behind the terms
    let mut ids = Ids::new();
    definitions.iter().for_each(|definition| ids.reserve(&definition.id));
    let mut markdown = |text: Option<&Text>| {
        let body = |text| markdown::block(text, reader.file, reader.markdown, &mut ids, diags);
        text.map(body).unwrap_or_default()
    };
    let intro = markdown(keys.text("intro"));
    definitions.iter_mut().zip(texts).for_each(|(definition, text)| definition.body = markdown(text));
    Glossary { meta, intro, definitions }
}

/// A term, whose text is read later.
fn definition(reader: &Reader, keys: &Fields, diags: &mut Diagnostics) -> Option<Definition> {
    let case = Case::read(keys);
    let term = phrase::read(keys.text("term")?, case, reader.file, diags)?;
    let also = keys.texts("also").into_iter().flatten();
    Some(Definition {
        id: id(reader, keys, &term, diags)?,
        also: also.filter_map(|text| phrase::read(text, case, reader.file, diags)).collect(),
        term,
        body: Body::default(),
        is_auto: keys.flag("autolink").unwrap_or(true),
        topics: references(keys, "topics").unwrap_or_default(),
        see: references(keys, "see").into_iter().flatten().map(see).collect(),
    })
}

/// The anchor of a term: the one that is given, or made from the term.
fn id(reader: &Reader, keys: &Fields, term: &Phrase, diags: &mut Diagnostics) -> Option<String> {
    let made = slug::slugify(&term.words.value, reader.settings.ascii_slugs);
    let (id, span) = match keys.text("id") {
        Some(id) => (id.as_str(), id.whole()),
        None => (made.as_str(), term.words.span),
    };
    match slug::check(id) {
        // ids that begin with `x-` are those of templates
        Ok(()) => Some(Ids::new().explicit(id)),
        Err(reason) => {
            let message = format!("`{id}` can't be the id of a term: {reason}");
            let help = if made.is_empty() {
                "write an `id` such as `big-o`".to_owned()
            } else {
                format!("write `id = \"{made}\"`")
            };
            diags.push(Diagnostic::at(Code::BadSlug, reader.file, span, message).help(help));
            None
        }
    }
}

fn same_id(reader: &Reader, first: &Definition, second: &Definition, keys: &Fields) -> Diagnostic {
    let span = keys.text("id").map_or(second.term.words.span, Text::whole);
    let message = format!("two terms have the id `{}`", second.id);
    let place = Place::new(reader.file, first.term.words.span);
    Diagnostic::at(Code::DuplicateId, reader.file, span, message)
        .related(place, format!("the first is `{}`", first.term.words.value))
        .help("give one of them an `id` of its own, or make them one term with `also`")
}

fn see(written: Reference) -> See {
    let text = written.value.trim();
    let path = text.split('#').next().unwrap_or_default();
    let is_address = text.contains("://")
        || text.starts_with(['/', '#'])
        || text.starts_with("./")
        || text.starts_with("../")
        || super::role::stem(path).is_some()
        || path.ends_with(".toml");
    let target =
        if is_address { LinkTarget::Url(text.to_owned()) } else { LinkTarget::Wiki(Box::new(WikiTarget::read(text))) };
    See { written, target }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Span;

    #[test]
    fn what_to_see_is_a_name_or_an_address() {
        for (written, is_address) in [
            ("cache-aside", false),
            ("TCP/IP basics", false),
            ("topic:caching", false),
            ("../topics/caching.md", true),
            ("articles/caching.md#ttl", true),
            ("/questions/", true),
            ("https://example.org/", true),
            ("questions/caching.toml#ttl", true),
        ] {
            let see = see(Reference::new(written.to_owned(), Span::default()));
            assert_eq!(matches!(see.target, LinkTarget::Url(_)), is_address, "{written}");
        }
    }
}
