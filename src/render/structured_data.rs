//! Structured data: what a page says of itself to search engines, as JSON-LD in the words of schema.org.
//!
//! A [`Graph`] writes the nodes a page has, one after the other, as one object with a `@graph` that is safe inside a `<script>`
//! (`script_text`). What all pages of a site say is written once: [`Graph::on`] goes on from there. Nodes name each other by
//! `@id`, and a node whose `@id` is there already is not added again, so that a page has one node of a thing however often it
//! is spoken of.
//!
//! What Google does with a type changes every year. This table is the one place that decides (as of 2026-11):
//!
//! | type | pages | shown | source, below <https://developers.google.com/search/docs/appearance/> |
//! |---|---|---|---|
//! | `WebSite` | all | the site's name; the search box it once gave ended in November 2024 | `site-names` |
//! | `Organization` | all | logo and name in the site's panel | `structured-data/organization` |
//! | `BreadcrumbList` | all but home | the path in place of the URL, on desktop only since January 2025 | `structured-data/breadcrumb` |
//! | `Article` | articles | title, picture, date, author; nothing is required | `structured-data/article` |
//! | `ProfilePage` | authors | the author in discussions and beside articles, since November 2023 | `structured-data/profile-page` |
//! | `Person` | with what they wrote | as an article's author | `structured-data/article` |
//! | `Quiz` | questions, practice | the carousel of flashcards (education Q&A); cards with one answer only | `structured-data/education-qa` |
//! | `FAQPage` | articles, where asked | few sites since August 2023, nothing since May 2026 | `structured-data/faqpage` |
//! | `DefinedTermSet` | the glossary | nothing; says what each term means | <https://schema.org/DefinedTermSet> |
//! | `CollectionPage` | lists | nothing; says what the page is | <https://schema.org/CollectionPage> |
//! | `WebPage` | the rest | nothing; says what the page is | <https://schema.org/WebPage> |
//!
//! Left out: `QAPage` (only for answers that users submit), multiple choice in a `Quiz` (the practice problems it was
//! for ended in January 2026), `HowTo` (ended in September 2023), `SearchAction` (November 2024).

mod node;
mod script_text;

use node::{Data, Node, reference};

/// What each type has to have to be shown, as of the table above: what `gen check` holds rendered pages to. A `Question`
/// has `text` in a `Quiz` and `name` in an `FAQPage`.
pub(crate) const REQUIRED: &[(&str, &[&str])] = &[
    ("Answer", &["text"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("FAQPage", &["mainEntity"]),
    ("ListItem", &["position"]),
    ("ProfilePage", &["mainEntity"]),
    ("Question", &["acceptedAnswer"]),
    ("Quiz", &["hasPart"]),
    ("WebSite", &["name", "url"]),
];

/// The type that is only for answers which readers submit, so that no page of such a site may have it.
pub(crate) const REFUSED: &str = "QAPage";

/// The nodes of one page, as they are written.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    at: Addresses,
    written: Written,
}

/// What pages and what belongs to them are named by.
#[derive(Clone, Debug)]
struct Addresses {
    /// The site's absolute URL, with a slash at its end.
    base: String,
    /// The page's absolute URL.
    page: String,
}

/// The nodes so far.
#[derive(Clone, Debug, Default)]
struct Written {
    /// The `@id` of each.
    ids: Vec<String>,
    /// All of them as JSON, with commas between.
    nodes: Vec<u8>,
}

/// The site.
pub(crate) struct WebSite<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// A sentence about it; empty where there is none.
    pub(crate) description: &'a str,
    /// Its language, as BCP 47 has them.
    pub(crate) language: &'a str,
}

/// Who publishes the site.
pub(crate) struct Organization<'a> {
    /// The name.
    pub(crate) name: &'a str,
    /// The organization's own home page, absolute; the site's if empty.
    pub(crate) url: &'a str,
    /// The logo, absolute.
    pub(crate) logo: Option<&'a str>,
    /// Its pages elsewhere.
    pub(crate) same_as: &'a [String],
}

/// Somebody who writes.
pub(crate) struct Author<'a> {
    /// Whether it is an organization and no person.
    pub(crate) organization: bool,
    /// The name shown.
    pub(crate) name: &'a str,
    /// The author's page on this site, absolute. It identifies the author on all pages.
    pub(crate) url: &'a str,
    /// A sentence about the author; empty where there is none.
    pub(crate) description: &'a str,
    /// A picture, absolute.
    pub(crate) image: Option<&'a str>,
    /// The author's pages elsewhere.
    pub(crate) same_as: &'a [String],
}

/// One step of a breadcrumb.
pub(crate) struct Crumb<'a> {
    /// What it says.
    pub(crate) name: &'a str,
    /// Where it leads, absolute; the last is the page itself and needs none.
    pub(crate) url: Option<&'a str>,
}

/// An article.
pub(crate) struct Article<'a> {
    /// Its title, whole: search engines cut where they like.
    pub(crate) headline: &'a str,
    /// A sentence about it; empty where there is none.
    pub(crate) description: &'a str,
    /// Its picture, absolute.
    pub(crate) image: Option<&'a str>,
    /// When it came out: ISO 8601, with an offset if it has a time.
    pub(crate) published: Option<&'a str>,
    /// When it last changed, in the same form.
    pub(crate) modified: Option<&'a str>,
    /// Who wrote it.
    pub(crate) authors: &'a [Author<'a>],
    /// Its language, as BCP 47 has them.
    pub(crate) language: &'a str,
    /// The titles of its topics.
    pub(crate) topics: &'a [&'a str],
    /// How many words it has.
    pub(crate) words: u32,
}

/// A page of no kind that search engines know.
pub(crate) struct Page<'a> {
    /// Its title.
    pub(crate) name: &'a str,
    /// A sentence about it; empty where there is none.
    pub(crate) description: &'a str,
    /// Its language, as BCP 47 has them.
    pub(crate) language: &'a str,
    /// When it last changed: ISO 8601.
    pub(crate) modified: Option<&'a str>,
}

/// Flashcards: all of them stand in the page with their answers, and none is multiple choice.
pub(crate) struct Quiz<'a> {
    /// The page's title.
    pub(crate) name: &'a str,
    /// The titles of the topics they are about.
    pub(crate) topics: &'a [&'a str],
    /// The level, where all have the same.
    pub(crate) level: Option<&'a str>,
    /// Their language, as BCP 47 has them.
    pub(crate) language: &'a str,
    /// The cards.
    pub(crate) cards: &'a [Card<'a>],
}

/// A question with its answer, both as plain text.
pub(crate) struct Card<'a> {
    /// The question.
    pub(crate) question: &'a str,
    /// The whole answer.
    pub(crate) answer: &'a str,
}

/// A glossary.
pub(crate) struct Glossary<'a> {
    /// The page's title.
    pub(crate) name: &'a str,
    /// Its language, as BCP 47 has them.
    pub(crate) language: &'a str,
    /// Its terms.
    pub(crate) terms: &'a [Term<'a>],
}

/// A term with what it means, as plain text.
pub(crate) struct Term<'a> {
    /// Its address, absolute.
    pub(crate) url: String,
    /// The term.
    pub(crate) name: &'a str,
    /// Its further spellings.
    pub(crate) also: Vec<&'a str>,
    /// What it means.
    pub(crate) definition: String,
}

impl Graph {
    /// An empty graph for pages of the site at `base`: an absolute URL with a slash at its end.
    pub(crate) fn new(base: String) -> Self {
        Self { at: Addresses { base, page: String::new() }, written: Written::default() }
    }

    /// The graph of the page at the absolute URL `page`, which begins with what is written here.
    pub(crate) fn on(&self, page: String) -> Self {
        let mut written = Written { ids: self.written.ids.clone(), nodes: Vec::with_capacity(4096) };
        written.nodes.extend_from_slice(&self.written.nodes);
        Self { at: Addresses { base: self.at.base.clone(), page }, written }
    }

    /// Adds the site.
    pub(crate) fn website(&mut self, site: &WebSite<'_>) {
        let node = Node::new("WebSite", self.at.of_site("website"))
            .text("url", &self.at.base)
            .text("name", site.name)
            .text("description", site.description)
            .text("inLanguage", site.language)
            .value("publisher", reference(self.at.of_site("organization")));
        self.written.add(node);
    }

    /// Adds who publishes the site.
    pub(crate) fn organization(&mut self, organization: &Organization<'_>) {
        let url = if organization.url.is_empty() { self.at.base.as_str() } else { organization.url };
        let node = Node::new("Organization", self.at.of_site("organization"))
            .text("name", organization.name)
            .text("url", url)
            .text("logo", organization.logo.unwrap_or_default())
            .texts("sameAs", organization.same_as);
        self.written.add(node);
    }

    /// Adds the way from the home page here. A single step is no way.
    pub(crate) fn breadcrumbs(&mut self, crumbs: &[Crumb<'_>]) {
        if crumbs.len() < 2 {
            return;
        }
        let items = crumbs.iter().enumerate().map(|(at, crumb)| step(at + 1, crumb)).collect();
        let node = Node::new("BreadcrumbList", self.at.of_page("breadcrumbs"));
        self.written.add(node.value("itemListElement", Data::List(items)));
    }

    /// Adds an article and its authors.
    pub(crate) fn article(&mut self, article: &Article<'_>) {
        let mut authors: Vec<String> = article.authors.iter().map(author_id).collect();
        authors.dedup();
        let node = Node::new("Article", self.at.of_page("article"))
            .text("headline", article.headline)
            .text("description", article.description)
            .text("url", &self.at.page)
            .text("mainEntityOfPage", &self.at.page)
            .text("image", article.image.unwrap_or_default())
            .text("datePublished", article.published.unwrap_or_default())
            .text("dateModified", article.modified.or(article.published).unwrap_or_default())
            .list("author", authors.into_iter().map(reference).collect())
            .value("publisher", reference(self.at.of_site("organization")))
            .value("isPartOf", reference(self.at.of_site("website")))
            .text("inLanguage", article.language)
            .list("about", things(article.topics))
            .value("wordCount", Data::Number(article.words as usize));
        self.written.add(node);
        article.authors.iter().for_each(|author| self.author(author));
    }

    /// Adds an author.
    pub(crate) fn author(&mut self, author: &Author<'_>) {
        let kind = if author.organization { "Organization" } else { "Person" };
        let node = Node::new(kind, author_id(author))
            .text("name", author.name)
            .text("url", author.url)
            .text("description", author.description)
            .text("image", author.image.unwrap_or_default())
            .texts("sameAs", author.same_as);
        self.written.add(node);
    }

    /// Adds the page about `author`, and the author.
    pub(crate) fn profile_page(&mut self, page: &Page<'_>, author: &Author<'_>) {
        let node = self.at.page_node("ProfilePage", "webpage", page);
        self.written.add(node.value("mainEntity", reference(author_id(author))));
        self.author(author);
    }

    /// Adds the page as one that lists others.
    pub(crate) fn collection_page(&mut self, page: &Page<'_>) {
        let node = self.at.page_node("CollectionPage", "webpage", page);
        self.written.add(node);
    }

    /// Adds the page as a page.
    pub(crate) fn web_page(&mut self, page: &Page<'_>) {
        let node = self.at.page_node("WebPage", "webpage", page);
        self.written.add(node);
    }

    /// Adds flashcards; a quiz without cards is not one.
    pub(crate) fn quiz(&mut self, quiz: &Quiz<'_>) {
        if quiz.cards.is_empty() {
            return;
        }
        let subjects = quiz.topics.iter().map(|topic| ("educationalSubject", *topic));
        let levels = quiz.level.iter().map(|level| ("educationalLevel", *level));
        let node = Node::new("Quiz", self.at.of_page("quiz"))
            .text("url", &self.at.page)
            .text("name", quiz.name)
            .text("inLanguage", quiz.language)
            .value("isPartOf", reference(self.at.of_site("website")))
            .list("about", things(quiz.topics))
            .list("educationalAlignment", subjects.chain(levels).map(alignment).collect())
            .list("hasPart", quiz.cards.iter().map(|card| question(card, Some("Flashcard"))).collect());
        self.written.add(node);
    }

    /// Adds a glossary; one without terms is not one.
    pub(crate) fn glossary(&mut self, glossary: &Glossary<'_>) {
        if glossary.terms.is_empty() {
            return;
        }
        let node = Node::new("DefinedTermSet", self.at.of_page("glossary"))
            .text("url", &self.at.page)
            .text("name", glossary.name)
            .text("inLanguage", glossary.language)
            .value("isPartOf", reference(self.at.of_site("website")))
            .list("hasDefinedTerm", glossary.terms.iter().map(defined_term).collect());
        self.written.add(node);
    }

    /// Adds the page's questions and answers as an FAQ: only where the author asked for it.
    pub(crate) fn faq_page(&mut self, page: &Page<'_>, entries: &[Card<'_>]) {
        if entries.is_empty() {
            return;
        }
        let node = self.at.page_node("FAQPage", "faq-page", page);
        self.written.add(node.list("mainEntity", entries.iter().map(|entry| question(entry, None)).collect()));
    }

    /// The whole, ready for a script element, its nodes in the order they were added; empty where there are none.
    pub(crate) fn finish(self) -> String {
        if self.written.ids.is_empty() {
            return String::new();
        }
        let nodes = String::from_utf8(self.written.nodes).expect("JSON is UTF-8");
        ["{\"@context\":\"https://schema.org\",\"@graph\":[", &nodes, "]}"].concat()
    }
}

impl Addresses {
    fn page_node<'n>(&'n self, kind: &'static str, fragment: &str, page: &Page<'n>) -> Node<'n> {
        Node::new(kind, self.of_page(fragment))
            .text("url", &self.page)
            .text("name", page.name)
            .text("description", page.description)
            .text("inLanguage", page.language)
            .text("dateModified", page.modified.unwrap_or_default())
            .value("isPartOf", reference(self.of_site("website")))
    }

    fn of_site(&self, fragment: &str) -> String {
        [&self.base, "#", fragment].concat()
    }

    fn of_page(&self, fragment: &str) -> String {
        [&self.page, "#", fragment].concat()
    }
}

impl Written {
    fn add(&mut self, node: Node<'_>) {
        if self.ids.iter().any(|known| known == node.id()) {
            return;
        }
        if !self.ids.is_empty() {
            self.nodes.push(b',');
        }
        node.write(&mut self.nodes);
        self.ids.push(node.into_id());
    }
}

/// The same on every page that names the author.
fn author_id(author: &Author<'_>) -> String {
    format!("{}#author", author.url)
}

fn things<'a>(names: &[&'a str]) -> Vec<Data<'a>> {
    names.iter().map(|&name| Data::Object(vec![("@type", "Thing".into()), ("name", name.into())])).collect()
}

/// A step of a breadcrumb, with its number.
fn step<'a>(position: usize, crumb: &Crumb<'a>) -> Data<'a> {
    let mut step =
        vec![("@type", "ListItem".into()), ("position", Data::Number(position)), ("name", crumb.name.into())];
    step.extend(crumb.url.map(|url| ("item", url.into())));
    Data::Object(step)
}

fn defined_term<'a>(term: &'a Term<'_>) -> Data<'a> {
    let mut entries = vec![
        ("@type", "DefinedTerm".into()),
        ("@id", term.url.as_str().into()),
        ("url", term.url.as_str().into()),
        ("name", term.name.into()),
    ];
    let also: Vec<Data<'_>> = term.also.iter().map(|&name| name.into()).collect();
    entries.extend((!also.is_empty()).then_some(("alternateName", Data::List(also))));
    entries.extend((!term.definition.is_empty()).then(|| ("description", term.definition.as_str().into())));
    Data::Object(entries)
}

fn alignment<'a>((kind, name): (&'a str, &'a str)) -> Data<'a> {
    let entries = [("@type", "AlignmentObject"), ("alignmentType", kind), ("targetName", name)];
    Data::Object(entries.into_iter().map(|(key, text)| (key, text.into())).collect())
}

fn question<'a>(card: &Card<'a>, kind: Option<&'static str>) -> Data<'a> {
    let answer = Data::Object(vec![("@type", "Answer".into()), ("text", card.answer.into())]);
    // a flashcard has its question in `text`, an entry of an FAQ in `name`
    let mut question = vec![("@type", "Question".into())];
    question.extend(kind.map(|kind| ("eduQuestionType", kind.into())));
    question.push((if kind.is_some() { "text" } else { "name" }, card.question.into()));
    question.push(("acceptedAnswer", answer));
    Data::Object(question)
}

#[cfg(test)]
mod tests;
