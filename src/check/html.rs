//! The HTML of one page, read once, to what the rules look at: [`read`] makes [`Facts`] of it.
//!
//! The tokens are those of a browser (`html5gum` passes the tokenizer tests of html5lib); no tree is made of them, since
//! no rule needs one. Left out: whether anything leads anywhere, which is for the rules.

use super::sections::{Closing, Sections};
use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};

type StartTag = html5gum::StartTag<()>;

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
    pub(super) references: Vec<PageReference>,
    /// The ids of its elements, in order.
    pub(super) ids: Vec<String>,
    /// Its headings, in order.
    pub(super) headings: Vec<PageHeading>,
    /// The sources of images that have no `alt` at all.
    pub(super) without_alt: Vec<String>,
    /// The texts of its structured data.
    pub(super) json_ld: Vec<String>,
    /// The paragraphs that close a section and repeat it.
    pub(super) closings: Vec<Closing>,
}

/// An address in a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PageReference {
    /// What it is for.
    pub(super) role: AddressUse,
    /// As it is written, decoded.
    pub(super) value: String,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AddressUse {
    /// One can go there.
    Lead,
    /// The page shows or loads what is there.
    Shown,
    /// The page says it of itself or to programs: canonical, feeds, previews.
    Named,
}

/// A heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PageHeading {
    pub(super) level: u8,
    pub(super) id: String,
    pub(super) text: String,
}

/// Reads the page `html`; `with_sections` says whether its closing paragraphs are looked at.
pub(super) fn read(html: &[u8], with_sections: bool) -> Facts {
    let mut reader = Reader { sections: with_sections.then(Sections::default), ..Reader::default() };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&tag.name),
            Token::String(text) => reader.text(&text),
            _ => {}
        }
    }
    let closings = reader.sections.map(Sections::finish).unwrap_or_default();
    Facts { bytes: html.len(), closings, ..reader.facts }
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
    within: Within,
    in_body: bool,
    heading: Option<PageHeading>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag) {
        self.structure(tag);
        self.references(tag);
        let id = value(tag, &["id"]).filter(|id| !id.is_empty());
        if tag.name == b"a".as_slice() {
            // an anchor of old: browsers go to its name as well
            let name = value(tag, &["name"]).filter(|name| !name.is_empty() && Some(name) != id.as_ref());
            self.facts.ids.extend(name);
        }
        if let Some(id) = id {
            if let Some(heading) =
                self.heading.as_mut().filter(|heading| heading.id.is_empty() && is_heading(&tag.name))
            {
                heading.id.clone_from(&id);
            }
            self.facts.ids.push(id);
        }
    }

    /// What the element is in the page.
    fn structure(&mut self, tag: &StartTag) {
        if let Some(sections) = &mut self.sections {
            sections.start(&tag.name);
        }
        match &**tag.name {
            b"body" => self.in_body = true,
            b"title" if !self.in_body => self.within = Within::Title,
            b"script" => {
                let kind = value(tag, &["type"]).unwrap_or_default();
                let is_data = kind.trim().eq_ignore_ascii_case("application/ld+json");
                self.within = if is_data { Within::JsonLd } else { Within::Code };
                self.facts.json_ld.extend(is_data.then(String::new));
            }
            b"style" => self.within = Within::Code,
            name if is_heading(name) => {
                self.heading = Some(PageHeading { level: name[1] - b'0', id: String::new(), text: String::new() });
            }
            b"img" if value(tag, &["alt"]).is_none() => {
                self.facts.without_alt.push(value(tag, &["src"]).unwrap_or_default());
            }
            _ => {}
        }
    }

    /// The addresses of the element.
    fn references(&mut self, tag: &StartTag) {
        const LOADED: [&str; 7] =
            ["stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest", "mask-icon"];
        const HREF: &[&str] = &["href", "xlink:href"];
        match &**tag.name {
            b"meta" => return self.meta(tag),
            b"link" => {
                let rel = value(tag, &["rel"]).unwrap_or_default().to_ascii_lowercase();
                let is_loaded = rel.split_ascii_whitespace().any(|rel| LOADED.contains(&rel));
                self.refer(value(tag, HREF), if is_loaded { AddressUse::Shown } else { AddressUse::Named });
            }
            b"a" | b"area" => self.refer(value(tag, HREF), AddressUse::Lead),
            b"use" | b"image" => self.refer(value(tag, HREF), AddressUse::Shown),
            b"object" => self.refer(value(tag, &["data"]), AddressUse::Shown),
            b"form" | b"button" | b"input" => self.refer(value(tag, &["action", "formaction"]), AddressUse::Named),
            _ => {}
        }
        self.refer(value(tag, &["src"]), AddressUse::Shown);
        self.refer(value(tag, &["poster"]), AddressUse::Shown);
        let list = value(tag, &["srcset", "imagesrcset"]).unwrap_or_default();
        let candidates = list.split(", ").filter_map(|candidate| candidate.split_ascii_whitespace().next());
        let candidates = candidates.map(|candidate| candidate.trim_end_matches(',')).filter(|value| !value.is_empty());
        candidates.for_each(|candidate| self.refer(Some(candidate.to_owned()), AddressUse::Shown));
    }

    fn refer(&mut self, value: Option<String>, role: AddressUse) {
        self.facts.references.extend(value.map(|value| PageReference { role, value }));
    }

    fn meta(&mut self, tag: &StartTag) {
        let content = value(tag, &["content"]).unwrap_or_default();
        match value(tag, &["name", "property"]).unwrap_or_default().as_str() {
            "description" => self.facts.has_description |= !content.trim().is_empty(),
            "og:image" | "og:video" | "og:audio" | "twitter:image" if !content.is_empty() => {
                self.refer(Some(content), AddressUse::Shown);
            }
            "og:url" if !content.is_empty() => self.refer(Some(content), AddressUse::Named),
            _ if value(tag, &["http-equiv"]).is_some_and(|name| name.eq_ignore_ascii_case("refresh")) => {
                let url = content.split_once('=').map(|(_, url)| url.trim().trim_matches(['"', '\'']).to_owned());
                self.refer(url, AddressUse::Lead);
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

/// The value of the first of the attributes `names` that `tag` has.
fn value(tag: &StartTag, names: &[&str]) -> Option<String> {
    let value = names.iter().find_map(|name| tag.attributes.get(name.as_bytes()))?;
    Some(String::from_utf8_lossy(value).into_owned())
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

    fn roles(html: &str) -> Vec<(AddressUse, String)> {
        facts(html).references.into_iter().map(|reference| (reference.role, reference.value)).collect()
    }

    #[test]
    fn addresses_are_found_in_their_roles() {
        use AddressUse::{Lead, Named, Shown};
        let cases: &[(&str, &[(AddressUse, &str)])] = &[
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
            let expected: Vec<(AddressUse, String)> =
                expected.iter().map(|(role, value)| (*role, (*value).into())).collect();
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
