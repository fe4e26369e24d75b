//! An article: lead, takeaways, body, FAQ.
//!
//! 1. The front matter is held against `keys::ARTICLE`.
//! 2. `sections` cuts the Markdown; what is given in both ways is reported, and both are shown.
//! 3. Lead, body and the FAQ's own answers are composed in one go, so that ids and footnotes count through them.

use super::{
    ContentItem, Reader,
    front_matter::FrontMatter,
    keys,
    meta::{Meta, Reference, references, require_title, spanned},
    sections::{self, FaqSection, HeadingNames, Sections},
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{self, BlockKind, Body, BodySpec, Document, Ids, WikiTarget},
    place::{Place, SourcePath, Span, Text},
    tree::keys::{Fields, TableOwner, TextOrTable, check},
};

/// The id of the takeaways' section.
pub const TAKEAWAYS_ID: &str = "key-takeaways";
/// The id of the FAQ's section.
pub const FAQ_ID: &str = "faq";

/// An article.
#[derive(Debug)]
pub struct Article {
    /// What all kinds share.
    pub meta: Meta,
    /// What comes before the first section.
    pub lead: Body,
    /// The rest, less takeaways and FAQ.
    pub body: Body,
    /// The takeaways, inline Markdown.
    pub takeaways: Vec<Body>,
    /// The FAQ.
    pub faq: Vec<FaqEntry>,
    /// Articles that are surely related.
    pub related: Vec<Reference>,
    /// Articles that are surely not.
    pub never_related: Vec<Reference>,
}

/// An entry of an article's FAQ.
#[derive(Debug)]
pub enum FaqEntry {
    /// A question of a question file.
    Cited(Reference),
    /// One of the article's own.
    Own {
        /// The anchor on the page.
        id: String,
        /// The question, inline Markdown.
        question: Body,
        /// The answer.
        answer: Body,
    },
}

impl ContentItem for Article {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn bodies(&self) -> Vec<&Body> {
        let mut bodies = vec![&self.lead];
        bodies.extend(&self.takeaways);
        bodies.push(&self.body);
        for entry in &self.faq {
            if let FaqEntry::Own { question, answer, .. } = entry {
                bodies.extend([question, answer]);
            }
        }
        bodies
    }

    fn auto_linked(&self) -> Option<&Body> {
        Some(&self.body)
    }

    /// Those of its texts, of both sections, and of the FAQ's own entries.
    fn anchors(&self) -> Vec<&str> {
        let takeaways = (!self.takeaways.is_empty()).then_some(TAKEAWAYS_ID);
        let faq = (!self.faq.is_empty()).then_some(FAQ_ID);
        let own = self.faq.iter().filter_map(|entry| match entry {
            FaqEntry::Own { id, .. } => Some(id.as_str()),
            FaqEntry::Cited(_) => None,
        });
        let of_texts = self.bodies().into_iter().flat_map(|body| &body.ids).map(String::as_str);
        takeaways.into_iter().chain(faq).chain(own).chain(of_texts).collect()
    }
}

/// Reads an article.
pub(super) fn read(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> Article {
    let FrontMatter { table, at, body } = FrontMatter::split(text, reader.file, diags);
    let more = reader.taxonomies();
    let owner =
        TableOwner { what: "an article", keys: keys::ARTICLE, more: &more, at, file: reader.file, elsewhere: None };
    let [takeaways_key, faq_key] = ["takeaways", "faq"].map(|key| table.entry(key).map(|entry| entry.key));
    let checked = check(table, &owner, diags);
    let keys = checked.fields();
    let mut meta = Meta::read(reader, at, &keys, diags);
    let document = Document::parse(&body, reader.file, reader.markdown, diags);
    let language = meta.language(&reader.settings.language).to_owned();
    let names = HeadingNames { sections: &reader.settings.sections, language: &language };
    let sections = sections::cut(document.blocks(), keys.given("title"), Some(names), reader.file, diags);
    match sections.title.map(|at| &document.blocks()[at]) {
        Some(block) => meta.take_title(block, "an article", diags),
        None if !keys.given("title") => require_title(at, reader.file, "an article", diags),
        None => {}
    }
    let source = ArticleSource { reader, keys, document: &document, sections: &sections };
    source.report_given_twice("takeaways", sections.takeaways.as_ref().map(|(span, _)| *span), takeaways_key, diags);
    source.report_given_twice("faq", sections.faq.as_ref().map(|(span, _)| *span), faq_key, diags);
    source.article(meta, diags)
}

/// All that an article is put together from.
struct ArticleSource<'a> {
    reader: &'a Reader<'a>,
    keys: Fields<'a>,
    document: &'a Document<'a>,
    sections: &'a Sections,
}

impl ArticleSource<'_> {
    fn article(&self, meta: Meta, diags: &mut Diagnostics) -> Article {
        let mut ids = Ids::new();
        if self.sections.takeaways.is_some() || self.keys.has("takeaways") {
            ids.reserve(TAKEAWAYS_ID);
        }
        if self.sections.faq.is_some() || self.keys.has("faq") {
            ids.reserve(FAQ_ID);
        }
        let entries = self.sections.faq.as_ref().map_or(&[][..], |(_, entries)| entries);
        let own: Vec<&FaqSection> = entries.iter().filter(|entry| self.cites(entry).is_none()).collect();
        let mut parts = vec![part(self.sections.lead.clone(), None), part(self.sections.body.clone(), None)];
        parts.extend(own.iter().map(|entry| part(vec![entry.answer.clone()], Some(entry.heading))));
        let mut bodies = self.document.compose(&parts, &mut ids, diags).into_iter();
        let (lead, body) = (bodies.next().unwrap_or_default().without_prose(), bodies.next().unwrap_or_default());
        let mut faq = self.front_matter_faq(&mut ids, diags);
        faq.extend(entries.iter().map(|entry| match self.cites(entry) {
            Some(id) => FaqEntry::Cited(id),
            None => self.own_entry(entry, bodies.next().unwrap_or_default(), diags),
        }));
        report_cited_twice(self.reader.file, &faq, diags);
        meta.mend_repeated_title(self.document.blocks(), diags);
        Article {
            takeaways: self.takeaways(diags),
            related: references(&self.keys, "related").unwrap_or_default(),
            never_related: references(&self.keys, "never_related").unwrap_or_default(),
            meta,
            lead,
            body,
            faq,
        }
    }

    /// Reports what the front matter has the key `key` for, at `written`, and the text a section.
    fn report_given_twice(&self, key: &str, section: Option<Span>, written: Option<Span>, diags: &mut Diagnostics) {
        let (Some(section), Some(written)) = (section, written) else { return };
        let message = format!("`{key}` is given twice: in the front matter and as a section");
        let place = Place::new(self.reader.file, written);
        diags.push(
            Diagnostic::at(Code::GivenTwice, self.reader.file, section, message)
                .related(place, "the front matter gives it here")
                .help(format!("keep one: remove the section, or the key `{key}`")),
        );
    }

    fn takeaways(&self, diags: &mut Diagnostics) -> Vec<Body> {
        let (file, options) = (self.reader.file, self.reader.markdown);
        let texts = self.keys.texts("takeaways").into_iter().flatten();
        let mut takeaways: Vec<Body> = texts.map(|text| markdown::inline(text, file, options, diags)).collect();
        if let Some((_, blocks)) = &self.sections.takeaways {
            takeaways.extend(self.document.items(blocks.clone(), &mut Ids::new(), diags));
        }
        takeaways
    }

    /// The question that an entry of the section cites: a heading that is only `[[id]]`, with nothing below.
    fn cites(&self, entry: &FaqSection) -> Option<Reference> {
        let target = self.wikilink(entry).filter(|_| entry.answer.is_empty())?;
        let words = self.heading_words(entry);
        let text = words.as_str().trim_end_matches("]]").split_once('|').map_or("", |(_, text)| text.trim());
        // a text of its own makes it a question of its own: a cited one is shown in the words it has everywhere
        let is_plain = text.is_empty() && target.heading.is_none() && names_question(target);
        is_plain.then(|| Reference::new(target.name.clone(), words.whole()))
    }

    /// What the heading of an entry names, if it is nothing but one wikilink.
    fn wikilink(&self, entry: &FaqSection) -> Option<&WikiTarget> {
        match &self.document.blocks()[entry.heading].kind {
            BlockKind::Heading { wiki, .. } => wiki.as_ref(),
            _ => None,
        }
    }

    fn heading_words(&self, entry: &FaqSection) -> Text {
        self.document.heading_words(entry.heading).expect("an entry begins with its heading")
    }

    fn own_entry(&self, entry: &FaqSection, answer: Body, diags: &mut Diagnostics) -> FaqEntry {
        let block = &self.document.blocks()[entry.heading];
        let question = self.heading_words(entry);
        if let BlockKind::Heading { text, .. } = &block.kind {
            report_wordless(self.reader.file, text, block.span, diags);
        }
        if answer.is_empty() {
            let fault = no_answer(self.reader, question.whole());
            diags.push(match self.wikilink(entry).filter(|target| names_question(target)) {
                Some(target) => fault
                    .help(format!("to cite a question, write `### [[{}]]`: it is shown in its own words", target.name)),
                None => fault,
            });
        }
        let id = answer.heading_id.clone().unwrap_or_default();
        let question = markdown::inline(&question, self.reader.file, self.reader.markdown, diags);
        FaqEntry::Own { id, question, answer: answer.without_prose() }
    }

    fn front_matter_faq(&self, ids: &mut Ids, diags: &mut Diagnostics) -> Vec<FaqEntry> {
        let items = self.keys.items("faq").into_iter().flatten();
        items.filter_map(|item| self.front_matter_entry(item, ids, diags)).collect()
    }

    fn front_matter_entry(&self, item: TextOrTable, ids: &mut Ids, diags: &mut Diagnostics) -> Option<FaqEntry> {
        let table = match item {
            TextOrTable::Text(id) => return Some(FaqEntry::Cited(spanned(id))),
            TextOrTable::Table(table) => table,
        };
        let (file, options) = (self.reader.file, self.reader.markdown);
        let text = table.text("question")?;
        let question = markdown::inline(text, file, options, diags);
        let words = question.text();
        report_wordless(file, &words, text.whole(), diags);
        let id = ids.slug(&words);
        let answer =
            table.text("answer").map(|text| markdown::block(text, file, options, ids, diags)).unwrap_or_default();
        if let (true, Some(span)) = (answer.is_empty(), table.span("answer")) {
            diags.push(no_answer(self.reader, span));
        }
        Some(FaqEntry::Own { id, question, answer: answer.without_prose() })
    }
}

/// Whether a wikilink may be to a question.
fn names_question(target: &WikiTarget) -> bool {
    target.kind.as_ref().is_none_or(|kind| kind == "question")
}

/// Reports a question that an FAQ cites a second time.
fn report_cited_twice(file: &SourcePath, faq: &[FaqEntry], diags: &mut Diagnostics) {
    let mut seen: Vec<&Reference> = Vec::new();
    for entry in faq {
        let FaqEntry::Cited(id) = entry else { continue };
        match seen.iter().find(|other| other.value == id.value) {
            Some(first) => diags.push(
                Diagnostic::at(Code::GivenTwice, file, id.span, format!("the FAQ cites `{}` twice", id.value))
                    .related(Place::new(file, first.span), "first here")
                    .help("remove one of the two"),
            ),
            None => seen.push(id),
        }
    }
}

fn part(blocks: Vec<std::ops::Range<usize>>, heading: Option<usize>) -> BodySpec {
    BodySpec { blocks, heading }
}

fn no_answer(reader: &Reader, span: Span) -> Diagnostic {
    Diagnostic::at(Code::EmptyAnswer, reader.file, span, "this FAQ entry has no answer")
        .help("write the answer, or cite a question of a question file by its id")
}

/// Reports the question at `span`, whose plain text is `words`, if it has none: by them lists, feeds and search engines know it.
pub(super) fn report_wordless(file: &SourcePath, words: &str, span: Span, diags: &mut Diagnostics) {
    if words.is_empty() {
        let help = "write the question itself; a picture or a comment can't stand for it";
        diags.push(Diagnostic::at(Code::MissingKey, file, span, "this question has no words").help(help));
    }
}
