//! The structured data of each page: which nodes it has, by the table of `structured_data`, and what stands in them.

use super::{
    Renderer,
    structured_data::{Graph, reference, without_empty},
};
use crate::{
    content::{FaqEntry, Meta},
    kind::Kind,
    site::{Address, Entity, TermTarget, Url},
    view::{Basics, Crumb},
};
use serde_json::{Value, json};

impl Renderer<'_> {
    /// The structured data of the page at `url`, ready for a script element; empty where it has none.
    pub(super) fn page_data(&self, url: &Url, address: &Address, basics: &Basics) -> String {
        let site = self.site;
        if !site.config.structured_data.enabled || matches!(address, Address::Redirect(_) | Address::NotFound) {
            return String::new();
        }
        let graph = self.common.graph.get_or_init(|| self.publisher()).on(site.absolute(url));
        let moment = site.meta_at(address).and_then(|meta| meta.updated.or(meta.date));
        let mut data = PageData { renderer: self, graph, basics, modified: moment.map(|moment| moment.iso()) };
        data.breadcrumbs();
        match address {
            Address::Thing(Entity { kind: Kind::Article, at }, _) => data.article(*at),
            Address::Thing(Entity { kind: Kind::Question, at }, _) => data.question(*at),
            Address::Thing(Entity { kind: Kind::Author, at }, _) => {
                let id = self.author_id(*at);
                data.page("ProfilePage", "webpage", Some(("mainEntity", reference(id))));
                let image = self.views.absolute_image(&site.authors[*at].meta, url);
                data.author(*at, image);
            }
            Address::Glossary => data.glossary(),
            Address::Home | Address::Thing(Entity { kind: Kind::Page, .. }, _) | Address::Search => {
                data.page("WebPage", "webpage", None)
            }
            _ => data.page("CollectionPage", "webpage", None),
        }
        data.graph.finish()
    }

    /// What every page says: the site, and who publishes it.
    fn publisher(&self) -> Graph {
        let config = &self.site.config;
        let home = self.site.absolute(&Url::new("/"));
        let mut graph = Graph::new(home.clone());
        graph.add(json!({
            "@type": "WebSite", "@id": graph.of_site("website"),
            "url": home, "name": config.title, "description": config.description, "inLanguage": config.language,
            "publisher": reference(graph.of_site("organization")),
        }));
        let organization = config.structured_data.organization.as_ref();
        let logo = organization.and_then(|organization| organization.logo.as_ref());
        graph.add(json!({
            "@type": "Organization", "@id": graph.of_site("organization"),
            "name": organization.map_or(&config.title, |organization| &organization.name),
            "url": organization.and_then(|organization| organization.url.as_ref()).unwrap_or(&home),
            "logo": logo.map(|logo| self.absolute_file(&logo.value)),
        }));
        graph
    }

    /// The absolute address of a file that `site.toml` names by its path on the site or by its URL.
    fn absolute_file(&self, path: &str) -> String {
        if path.starts_with('/') { self.site.absolute(&Url::new(path)) } else { path.to_owned() }
    }

    /// The same on every page that names the author.
    fn author_id(&self, at: usize) -> String {
        format!("{}#author", self.site.absolute(self.site.url(Entity::author(at))))
    }
}

/// The structured data of one page in the making.
struct PageData<'a> {
    renderer: &'a Renderer<'a>,
    graph: Graph,
    basics: &'a Basics<'a>,
    /// When the page last changed: ISO 8601.
    modified: Option<String>,
}

impl PageData<'_> {
    /// The way from the home page here. A single step is no way.
    fn breadcrumbs(&mut self) {
        let site = self.renderer.site;
        if self.basics.crumbs.len() < 2 {
            return;
        }
        let step = |(at, crumb): (usize, &Crumb)| {
            let item = crumb.url.as_ref().map(|url| site.absolute(url));
            without_empty(json!({ "@type": "ListItem", "position": at + 1, "name": crumb.name, "item": item }))
        };
        self.graph.add(json!({
            "@type": "BreadcrumbList", "@id": self.graph.of_page("breadcrumbs"),
            "itemListElement": self.basics.crumbs.iter().enumerate().map(step).collect::<Vec<_>>(),
        }));
    }

    /// The page itself, as one of this kind, with one property `more`.
    fn page(&mut self, kind: &str, fragment: &str, more: Option<(&str, Value)>) {
        let mut node = json!({
            "@type": kind, "@id": self.graph.of_page(fragment),
            "url": self.graph.page(), "name": self.basics.title, "description": self.basics.description,
            "inLanguage": self.basics.language, "dateModified": self.modified,
            "isPartOf": reference(self.graph.of_site("website")),
        });
        if let Some((name, value)) = more {
            node[name] = value;
        }
        self.graph.add(node);
    }

    /// An article, its authors, and its FAQ where `site.toml` asks for it.
    fn article(&mut self, at: usize) {
        let Renderer { site, views, .. } = self.renderer;
        let article = &site.articles[at];
        let meta = &article.meta;
        let authors = site.authors_of(meta);
        let mut ids: Vec<String> = authors.iter().map(|&at| self.renderer.author_id(at)).collect();
        ids.dedup();
        let image = views.absolute_image(meta, site.url(Entity::article(at)));
        self.graph.add(json!({
            "@type": "Article", "@id": self.graph.of_page("article"),
            "headline": meta.title, "description": self.basics.description,
            "url": self.graph.page(), "mainEntityOfPage": self.graph.page(),
            "image": image.or_else(|| views.card_address(&Address::Thing(Entity::article(at), 1))),
            "datePublished": meta.date.map(|date| date.iso()),
            "dateModified": meta.updated.or(meta.date).map(|date| date.iso()),
            "author": ids.into_iter().map(reference).collect::<Vec<_>>(),
            "publisher": reference(self.graph.of_site("organization")),
            "isPartOf": reference(self.graph.of_site("website")),
            "inLanguage": self.basics.language, "about": self.about(meta),
            "wordCount": (article.lead.words + article.body.words).total(),
        }));
        authors.into_iter().for_each(|at| self.author(at, None));
        if site.config.structured_data.faq_page {
            self.faq(at);
        }
    }

    fn author(&mut self, at: usize, image: Option<String>) {
        let site = self.renderer.site;
        let author = &site.authors[at];
        self.graph.add(json!({
            "@type": if author.is_organization { "Organization" } else { "Person" }, "@id": self.renderer.author_id(at),
            "name": author.meta.title, "url": site.absolute(site.url(Entity::author(at))),
            "description": author.meta.description, "image": image, "sameAs": author.same_as,
        }));
    }

    /// The FAQ of an article, if it has one.
    fn faq(&mut self, at: usize) {
        let Renderer { site, views, .. } = self.renderer;
        let texts = |entry: &FaqEntry| match entry {
            FaqEntry::Own { question, answer, .. } => Some((question.text(), answer.in_words())),
            FaqEntry::Cited(id) => {
                let at = site.question(&id.value)?;
                Some((site.questions[at].meta.title.clone(), views.answer_text(at)))
            }
        };
        let entry = |(question, text): (String, String)| {
            // a flashcard has its question in `text`, an entry of an FAQ in `name`
            json!({ "@type": "Question", "name": question, "acceptedAnswer": answer(&text) })
        };
        let told = site.articles[at].faq.iter().filter_map(texts).filter(|(_, answer)| !answer.is_empty());
        let entries: Vec<Value> = told.map(entry).collect();
        if !entries.is_empty() {
            self.page("FAQPage", "faq-page", Some(("mainEntity", entries.into())));
        }
    }

    /// A page with a flashcard, unless it is multiple choice.
    fn question(&mut self, at: usize) {
        self.page("WebPage", "webpage", None);
        let site = self.renderer.site;
        let question = &site.questions[at];
        let answer_text = question.answer.in_words();
        // an answer without a word, as a picture without `alt` is, says nothing to who can't see it
        if !question.choices.is_empty() || answer_text.is_empty() {
            return;
        }
        let level = site.level_of(&question.meta).map(|level| site.config.levels[level].as_str());
        let subjects = self.topics(&question.meta).into_iter().map(|topic| ("educationalSubject", topic));
        let alignments = subjects.chain(level.map(|level| ("educationalLevel", level)));
        let alignment = |(kind, name): (&str, &str)| json!({ "@type": "AlignmentObject", "alignmentType": kind, "targetName": name });
        let flashcard = json!({
            "@type": "Question", "eduQuestionType": "Flashcard", "text": question.meta.title,
            "acceptedAnswer": answer(&answer_text),
        });
        self.graph.add(json!({
            "@type": "Quiz", "@id": self.graph.of_page("quiz"),
            "url": self.graph.page(), "name": self.basics.title, "inLanguage": self.basics.language,
            "isPartOf": reference(self.graph.of_site("website")), "about": self.about(&question.meta),
            "educationalAlignment": alignments.map(alignment).collect::<Vec<_>>(), "hasPart": [flashcard],
        }));
    }

    /// The glossary: a list, and what its terms mean.
    fn glossary(&mut self) {
        self.page("CollectionPage", "webpage", None);
        let site = self.renderer.site;
        let definitions = site.glossary.iter().flat_map(|glossary| &glossary.definitions);
        let terms: Vec<Value> = definitions
            .enumerate()
            .map(|(at, definition)| {
                let url = format!("{}{}", site.config.base.origin, site.term_href(TermTarget::Definition(at)));
                let also: Vec<&str> = definition.also.iter().map(|phrase| &*phrase.words.value).collect();
                without_empty(json!({
                    "@type": "DefinedTerm", "@id": url, "url": url, "name": definition.term.words.value,
                    "alternateName": also, "description": definition.body.text(),
                }))
            })
            .collect();
        if !terms.is_empty() {
            self.graph.add(json!({
                "@type": "DefinedTermSet", "@id": self.graph.of_page("glossary"),
                "url": self.graph.page(), "name": self.basics.title, "inLanguage": self.basics.language,
                "isPartOf": reference(self.graph.of_site("website")), "hasDefinedTerm": terms,
            }));
        }
    }

    fn topics(&self, meta: &Meta) -> Vec<&str> {
        let site = self.renderer.site;
        site.topics_of(meta).into_iter().map(|at| site.topics[at].title.as_str()).collect()
    }

    fn about(&self, meta: &Meta) -> Vec<Value> {
        self.topics(meta).into_iter().map(|name| json!({ "@type": "Thing", "name": name })).collect()
    }
}

fn answer(text: &str) -> Value {
    json!({ "@type": "Answer", "text": text })
}
