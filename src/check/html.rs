//! The HTML of one page, read once, to what the rules look at: [`read`] makes [`Facts`] of it.
//!
//! The tokens are those of a browser (`html5gum` passes the tokenizer tests of html5lib); no tree is made of them, since
//! no rule needs one. Attributes that nobody asks for are skipped before they are copied, so that a page takes about as
//! long as the tokenizer itself. Left out: whether anything leads anywhere, which is for the rules.

use super::sections::{Closing, Sections};
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::convert::Infallible;

/// What there is to know of a page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// How many bytes the page has.
    pub(super) bytes: usize,
    /// Whether it has a `<title>` that says something.
    pub(super) has_title: bool,
    /// Whether it has a description for search engines.
    pub(super) has_description: bool,
    /// What it links to, shows and loads, in order.
    pub(super) references: Vec<Reference>,
    /// The ids of its elements, in order.
    pub(super) ids: Vec<String>,
    /// Its headings, in order.
    pub(super) headings: Vec<Heading>,
    /// The sources of images that have no `alt` at all.
    pub(super) without_alt: Vec<String>,
    /// The texts of its structured data.
    pub(super) json_ld: Vec<String>,
    /// The paragraphs that close a section and repeat it.
    pub(super) closings: Vec<Closing>,
}

/// An address in a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// What it is for.
    pub(super) role: Role,
    /// As it is written, decoded.
    pub(super) value: String,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// One can go there.
    Lead,
    /// The page shows or loads what is there.
    Shown,
    /// The page says it of itself or to programs: canonical, feeds, previews.
    Named,
}

/// A heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) id: String,
    pub(super) text: String,
}

/// Reads the page `html`; `with_sections` says whether its closing paragraphs are looked at.
pub(super) fn read(html: &[u8], with_sections: bool) -> Facts {
    let mut reader = Reader { sections: with_sections.then(Sections::default), ..Reader::default() };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        reader.event(event);
        None
    });
    emitter.naively_switch_states(true);
    // the events are all there is: no token ever comes out
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    let closings = reader.sections.map(Sections::finish).unwrap_or_default();
    Facts { bytes: html.len(), closings, ..reader.facts }
}

/// The attributes that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Action,
    Alt,
    Content,
    Data,
    Href,
    HttpEquiv,
    Id,
    Key,
    Poster,
    Rel,
    Src,
    Srcset,
    Type,
    Other,
}

impl Name {
    fn of(name: &[u8]) -> Self {
        match name {
            b"action" | b"formaction" => Self::Action,
            b"alt" => Self::Alt,
            b"content" => Self::Content,
            b"data" => Self::Data,
            b"href" | b"xlink:href" => Self::Href,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"name" | b"property" => Self::Key,
            b"poster" => Self::Poster,
            b"rel" => Self::Rel,
            b"src" => Self::Src,
            b"srcset" | b"imagesrcset" => Self::Srcset,
            b"type" => Self::Type,
            _ => Self::Other,
        }
    }
}

/// What the text that is read belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Page,
    Title,
    JsonLd,
    /// A script or a style: no text of the page.
    Code,
}

#[derive(Default)]
struct Reader {
    facts: Facts,
    sections: Option<Sections>,
    tag: Vec<u8>,
    attributes: Vec<(Name, String)>,
    /// Whether the value that comes next is wanted.
    wants_value: bool,
    within: Within,
    in_body: bool,
    heading: Option<Heading>,
}

impl Reader {
    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                let name = Name::of(name);
                self.wants_value = name != Name::Other && !self.has(name);
                if self.wants_value {
                    self.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } if self.wants_value => {
                if let Some((_, text)) = self.attributes.last_mut() {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.element(),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(value),
            _ => {}
        }
    }

    fn has(&self, name: Name) -> bool {
        self.attributes.iter().any(|(known, _)| *known == name)
    }

    /// The value of an attribute, which is gone then.
    fn take(&mut self, name: Name) -> Option<String> {
        let found = self.attributes.iter_mut().find(|(known, _)| *known == name)?;
        Some(std::mem::take(&mut found.1))
    }

    fn element(&mut self) {
        let tag = std::mem::take(&mut self.tag);
        self.structure(&tag);
        self.references(&tag);
        if let Some(id) = self.take(Name::Id).filter(|id| !id.is_empty()) {
            if let Some(heading) = self.heading.as_mut().filter(|heading| heading.id.is_empty() && is_heading(&tag)) {
                heading.id.clone_from(&id);
            }
            self.facts.ids.push(id);
        }
        self.tag = tag;
    }

    /// What the element is in the page.
    fn structure(&mut self, tag: &[u8]) {
        if let Some(sections) = &mut self.sections {
            sections.start(tag);
        }
        match tag {
            b"body" => self.in_body = true,
            b"title" if !self.in_body => self.within = Within::Title,
            b"script" => {
                let kind = self.take(Name::Type).unwrap_or_default();
                let is_data = kind.trim().eq_ignore_ascii_case("application/ld+json");
                self.within = if is_data { Within::JsonLd } else { Within::Code };
                self.facts.json_ld.extend(is_data.then(String::new));
            }
            b"style" => self.within = Within::Code,
            tag if is_heading(tag) => {
                self.heading = Some(Heading { level: tag[1] - b'0', id: String::new(), text: String::new() });
            }
            b"img" if !self.has(Name::Alt) => {
                let source = self.attributes.iter().find(|(name, _)| *name == Name::Src);
                self.facts.without_alt.push(source.map(|(_, value)| value.clone()).unwrap_or_default());
            }
            _ => {}
        }
    }

    /// The addresses of the element.
    fn references(&mut self, tag: &[u8]) {
        match tag {
            b"meta" => return self.meta(),
            b"link" => {
                let rel = self.take(Name::Rel).unwrap_or_default();
                let is_loaded = rel.split_ascii_whitespace().any(|rel| {
                    ["stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest", "mask-icon"]
                        .iter()
                        .any(|loaded| rel.eq_ignore_ascii_case(loaded))
                });
                self.refer(Name::Href, if is_loaded { Role::Shown } else { Role::Named });
            }
            b"a" | b"area" => self.refer(Name::Href, Role::Lead),
            b"use" | b"image" => self.refer(Name::Href, Role::Shown),
            b"object" => self.refer(Name::Data, Role::Shown),
            b"form" | b"button" | b"input" => self.refer(Name::Action, Role::Named),
            _ => {}
        }
        self.refer(Name::Src, Role::Shown);
        self.refer(Name::Poster, Role::Shown);
        if let Some(list) = self.take(Name::Srcset) {
            let candidates = list.split(", ").filter_map(|candidate| candidate.split_ascii_whitespace().next());
            let candidates = candidates.map(|candidate| candidate.trim_end_matches(','));
            self.facts.references.extend(
                candidates
                    .filter(|value| !value.is_empty())
                    .map(|value| Reference { role: Role::Shown, value: value.to_owned() }),
            );
        }
    }

    fn refer(&mut self, name: Name, role: Role) {
        if let Some(value) = self.take(name) {
            self.facts.references.push(Reference { role, value });
        }
    }

    fn meta(&mut self) {
        let content = self.take(Name::Content).unwrap_or_default();
        let key = self.take(Name::Key).unwrap_or_default();
        match key.as_str() {
            "description" => self.facts.has_description |= !content.trim().is_empty(),
            "og:image" | "og:video" | "og:audio" | "twitter:image" if !content.is_empty() => {
                self.facts.references.push(Reference { role: Role::Shown, value: content });
            }
            "og:url" if !content.is_empty() => {
                self.facts.references.push(Reference { role: Role::Named, value: content });
            }
            _ if self.take(Name::HttpEquiv).is_some_and(|name| name.eq_ignore_ascii_case("refresh")) => {
                if let Some((_, url)) = content.split_once(['=']) {
                    let value = url.trim().trim_matches(['"', '\'']).to_owned();
                    self.facts.references.push(Reference { role: Role::Lead, value });
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, value: &[u8]) {
        match self.within {
            Within::Title => self.facts.has_title |= value.iter().any(|byte| !byte.is_ascii_whitespace()),
            Within::JsonLd => {
                if let Some(text) = self.facts.json_ld.last_mut() {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            Within::Code => {}
            Within::Page => {
                if let Some(heading) = &mut self.heading {
                    heading.text.push_str(&String::from_utf8_lossy(value));
                }
                if let Some(sections) = &mut self.sections {
                    sections.text(value);
                }
            }
        }
    }

    fn end(&mut self, tag: &[u8]) {
        match tag {
            b"title" | b"script" | b"style" => self.within = Within::Page,
            tag if is_heading(tag) => {
                if let Some(mut heading) = self.heading.take() {
                    heading.text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    self.facts.headings.push(heading);
                }
            }
            _ => {}
        }
        if let Some(sections) = &mut self.sections {
            sections.end(tag);
        }
    }
}

fn is_heading(tag: &[u8]) -> bool {
    matches!(tag, [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(html: &str) -> Facts {
        read(html.as_bytes(), false)
    }

    fn roles(html: &str) -> Vec<(Role, String)> {
        facts(html).references.into_iter().map(|reference| (reference.role, reference.value)).collect()
    }

    #[test]
    fn addresses_are_found_in_their_roles() {
        use Role::{Lead, Named, Shown};
        let cases: &[(&str, &[(Role, &str)])] = &[
            ("<a href='/a/?x=1&amp;y'>", &[(Lead, "/a/?x=1&y")]),
            ("<A HREF=/b/ class=c>", &[(Lead, "/b/")]),
            (
                "<img src=a.png srcset='b.png 1x, c.png 2x' alt>",
                &[(Shown, "a.png"), (Shown, "b.png"), (Shown, "c.png")],
            ),
            (
                "<video src=v poster=p><source src=s><track src=t>",
                &[(Shown, "v"), (Shown, "p"), (Shown, "s"), (Shown, "t")],
            ),
            ("<link rel='alternate' href=f><link rel='shortcut icon' href=i>", &[(Named, "f"), (Shown, "i")]),
            ("<meta property=og:image content=o><meta name=viewport content=w>", &[(Shown, "o")]),
            ("<meta http-equiv=refresh content='0; url=/new/'>", &[(Lead, "/new/")]),
            ("<object data=d></object><form action=f>", &[(Shown, "d"), (Named, "f")]),
            ("<script>'<a href=no>'</script><style>a{}</style><!-- <a href=no> -->", &[]),
            ("<textarea><a href=no></textarea><svg><use href='#i'/></svg>", &[(Shown, "#i")]),
        ];
        for (html, expected) in cases {
            let expected: Vec<(Role, String)> = expected.iter().map(|(role, value)| (*role, (*value).into())).collect();
            assert_eq!(roles(html), expected, "{html}");
        }
    }

    #[test]
    fn a_page_is_read_to_facts() {
        let facts = facts(
            "<head><title> T </title><meta name=description content=D><script type='application/ld+json'>{\"a\":\"<b>\"}</script>\
             <body><h2 id=one>O<i>n</i>e</h2><img src=a><img src=b alt=''><h4 id=two> T\n wo</h4><p id=three>",
        );
        assert!(facts.has_title && facts.has_description);
        assert_eq!(facts.ids, ["one", "two", "three"]);
        let headings: Vec<_> = facts.headings.iter().map(|h| (h.level, h.id.as_str(), h.text.as_str())).collect();
        assert_eq!(headings, [(2, "one", "One"), (4, "two", "T wo")]);
        assert_eq!(facts.without_alt, ["a"]);
        assert_eq!(facts.json_ld, ["{\"a\":\"<b>\"}"]);
    }

    #[test]
    fn an_empty_head_says_nothing() {
        let facts = facts("<head><title> </title><meta name=description content=''><body><svg><title>x</title></svg>");
        assert!(!facts.has_title && !facts.has_description);
    }
}
