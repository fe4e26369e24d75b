//! What the search reads of a record, and what it shows.
//!
//! Read are the question or title, the headings, the takeaways, the labels (topics, level, terms) and the first words of the
//! answer or the lead: what somebody remembers of a page. Shown are the title and the first line of the answer.

use crate::{
    content::{FaqEntry, Meta, Question},
    kind::Kind,
    markdown::{Body, Heading},
    site::{Entity, SearchRecord, Site, encode_fragment},
};
use std::borrow::Cow;

/// So many bytes of an answer or a lead are read.
const READ: usize = 160;
/// So many of an entry of an FAQ, of which an article has several.
const READ_OF_FAQ: usize = 64;
/// So many characters the shown line has at most.
const SHOWN: usize = 72;

/// Where in a record a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Headings,
    Takeaways,
    Labels,
    Text,
}

/// All fields.
pub(super) const FIELDS: [Field; 5] = [Field::Title, Field::Headings, Field::Takeaways, Field::Labels, Field::Text];

/// What a record says.
#[derive(Debug, Default)]
pub(super) struct RecordTexts<'a> {
    /// Its title or question.
    pub(super) title: Cow<'a, str>,
    /// Its address without the base path, as links spell it.
    pub(super) url: String,
    /// The first line of its answer, lead or description.
    pub(super) line: String,
    /// The number of its level.
    pub(super) level: Option<usize>,
    /// The numbers of its topics.
    pub(super) topics: Vec<usize>,
    /// The language it is in, where that isn't the site's.
    pub(super) language: Option<&'a str>,
    /// Whether it is in English.
    pub(super) is_english: bool,
    /// Its texts besides the title, each field's together.
    pub(super) texts: Vec<(Field, Cow<'a, str>)>,
}

/// What `record` of `site` says.
pub(super) fn read(site: &Site, record: SearchRecord) -> RecordTexts<'_> {
    match record {
        SearchRecord::Faq(article, entry) => faq(site, article, entry),
        SearchRecord::Definition(at) => definition(site, at),
        SearchRecord::Entity(entity) => match entity.kind {
            Kind::Article => article(site, entity.at),
            Kind::Question => question(site, entity.at),
            Kind::Topic => topic(site, entity.at),
            _ => plain(site, entity, site.meta_of(entity), &site.bodies(entity)),
        },
    }
}

fn article(site: &Site, at: usize) -> RecordTexts<'_> {
    let article = &site.articles[at];
    let mut texts = RecordTexts::of(site, Entity::article(at), Some(&article.meta));
    texts.headings(article.lead.headings.iter().chain(&article.body.headings));
    texts.texts.extend(article.meta.names.iter().map(|name| (Field::Headings, Cow::Borrowed(name.as_str()))));
    texts.texts.extend(article.takeaways.iter().map(|takeaway| (Field::Takeaways, Cow::Owned(takeaway.text()))));
    texts.labels(site, Some(&article.meta));
    texts.beginning(&[&article.lead, &article.body], &article.meta.description, READ);
    texts
}

fn faq(site: &Site, at: usize, entry: usize) -> RecordTexts<'_> {
    let article = &site.articles[at];
    let mut texts = RecordTexts::of(site, Entity::article(at), Some(&article.meta));
    if let FaqEntry::Own { id, question, answer } = &article.faq[entry] {
        texts.title = Cow::Owned(question.text());
        texts.url = format!("{}#{}", texts.url, fragment(id));
        texts.beginning(&[answer], "", READ_OF_FAQ);
    }
    texts
}

/// `id` as addresses of the index have it: a `=` stands for an anchor there.
fn fragment(id: &str) -> String {
    encode_fragment(id).replace('=', "%3D")
}

fn definition(site: &Site, at: usize) -> RecordTexts<'_> {
    let glossary = site.glossary.as_ref().expect("its definitions are numbered only where there is one");
    let definition = &glossary.definitions[at];
    let mut texts = RecordTexts {
        title: Cow::Borrowed(&definition.term.words.value),
        url: format!("{}#{}", site.glossary_url().href("/"), fragment(&definition.id)),
        topics: site.topics_named(&definition.topics),
        language: foreign(site, glossary.meta.language(&site.config.language)),
        is_english: is_english(glossary.meta.language(&site.config.language)),
        ..RecordTexts::default()
    };
    let also = definition.also.iter().map(|phrase| (Field::Title, Cow::Borrowed(phrase.words.value.as_str())));
    texts.texts.extend(also);
    texts.labels(site, None);
    texts.beginning(&[&definition.body], "", READ);
    texts
}

fn question(site: &Site, at: usize) -> RecordTexts<'_> {
    let question = &site.questions[at];
    let mut texts = RecordTexts::of(site, Entity::question(at), Some(&question.meta));
    texts.texts.extend(question.takeaway.iter().map(|takeaway| (Field::Takeaways, Cow::Owned(takeaway.text()))));
    texts.labels(site, Some(&question.meta));
    texts.beginning(&[answer_of(question)], "", READ);
    texts
}

/// What answers a question: its answer, or why its first right choice is right.
fn answer_of(question: &Question) -> &Body {
    let right = question.choices.iter().find(|choice| choice.correct);
    match right {
        Some(choice) if question.answer.is_empty() => choice.why.as_ref().unwrap_or(&choice.text),
        _ => &question.answer,
    }
}

fn topic(site: &Site, at: usize) -> RecordTexts<'_> {
    let topic = &site.topics[at];
    let mut texts = RecordTexts::of(site, Entity::topic(at), topic.meta());
    let terms = topic.file.iter().flat_map(|file| &file.terms);
    texts.texts.extend(terms.map(|term| (Field::Takeaways, Cow::Borrowed(term.words.value.as_str()))));
    let description = topic.meta().map_or("", |meta| &meta.description);
    texts.beginning(&topic.introduction().collect::<Vec<_>>(), description, READ);
    texts
}

fn plain<'a>(site: &'a Site, entity: Entity, meta: Option<&'a Meta>, bodies: &[&'a Body]) -> RecordTexts<'a> {
    let mut texts = RecordTexts::of(site, entity, meta);
    texts.headings(bodies.iter().flat_map(|body| &body.headings));
    texts.beginning(bodies, meta.map_or("", |meta| &meta.description), READ);
    texts
}

impl<'a> RecordTexts<'a> {
    fn of(site: &'a Site, entity: Entity, meta: Option<&'a Meta>) -> Self {
        let language = meta.map_or(site.config.language.as_str(), |meta| meta.language(&site.config.language));
        Self {
            title: Cow::Borrowed(site.title(entity)),
            url: site.url(entity).href("/"),
            level: meta.and_then(|meta| site.level_of(meta)).filter(|_| has_level(entity)),
            topics: meta.map(|meta| site.topics_of(meta)).unwrap_or_default(),
            language: foreign(site, language),
            is_english: is_english(language),
            ..Self::default()
        }
    }

    fn headings(&mut self, headings: impl Iterator<Item = &'a Heading>) {
        self.texts.extend(headings.map(|heading| (Field::Headings, Cow::Borrowed(heading.text.as_str()))));
    }

    fn labels(&mut self, site: &'a Site, meta: Option<&'a Meta>) {
        let topics = self.topics.iter().map(|&topic| site.topics[topic].title.as_str());
        let level = self.level.map(|level| site.config.levels[level].as_str());
        let terms = meta.into_iter().flat_map(|meta| meta.terms.values().flatten()).map(|term| term.value.as_str());
        let labels: Vec<_> = topics.chain(level).chain(terms).map(|label| (Field::Labels, label.into())).collect();
        self.texts.extend(labels);
    }

    /// The beginning of the first of `bodies` that says something; the shown line is that of `description`, where there is one.
    fn beginning(&mut self, bodies: &[&'a Body], description: &str, read: usize) {
        // a character takes four bytes at most
        let mut texts = bodies.iter().map(|body| body.beginning(read.max(4 * SHOWN)));
        let text = texts.find(|text| !text.is_empty()).unwrap_or_default();
        self.line = line(if description.is_empty() { &text } else { description });
        if !description.is_empty() {
            self.texts.push((Field::Text, Cow::Owned(description.to_owned())));
        }
        self.texts.push((Field::Text, Cow::Owned(up_to(text, read))));
    }
}

/// `language`, if it isn't that of `site`.
fn foreign<'a>(site: &Site, language: &'a str) -> Option<&'a str> {
    Some(language).filter(|language| *language != site.config.language)
}

/// Whether texts in `language` are in English, of whichever country.
fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// Whether things of that kind have a level, if only that of the configuration.
fn has_level(entity: Entity) -> bool {
    entity.kind.row().has_level
}

/// `text` up to the end of the word that reaches byte `limit`.
fn up_to(mut text: String, limit: usize) -> String {
    // a blank is all that stands between words of a collapsed text
    if let Some(after) = text.as_bytes().get(limit..).and_then(|rest| rest.iter().position(|byte| *byte == b' ')) {
        text.truncate(limit + after);
    }
    text
}

/// The beginning of `text`, at most [`SHOWN`] characters, ending with a word.
fn line(text: &str) -> String {
    if text.len() <= SHOWN {
        return text.to_owned();
    }
    let Some((end, _)) = text.char_indices().nth(SHOWN) else { return text.to_owned() };
    let cut = text[..end].rfind(char::is_whitespace).filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' ', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_a_word() {
        assert_eq!(line("short"), "short");
        let cut = line(&"words, ".repeat(30));
        assert!(cut.ends_with("words…") && cut.chars().count() <= SHOWN + 1, "{cut}");
        assert_eq!(line(&"字".repeat(200)).chars().count(), SHOWN + 1);
    }

    #[test]
    fn a_text_is_cut_behind_a_word() {
        assert_eq!(up_to("one two three".to_owned(), 4), "one two");
        assert_eq!(up_to("one two".to_owned(), 7), "one two");
        assert_eq!(up_to("字字 字".to_owned(), 2), "字字");
    }
}
