//! The structured data of each page: which nodes it has, by the table of `structured_data`.

use super::{
    Renderer,
    structured_data::{Article, Author, Card, Crumb, Glossary, Graph, Organization, Page, Quiz, Term, WebSite},
};
use crate::{
    content::{FaqEntry, Meta},
    kind::Kind,
    site::{Address, Entity, TermTarget, Url},
    view::{self, Basics},
};

impl Renderer<'_> {
    /// The structured data of the page at `url`, ready for a script element; empty where it has none.
    pub(super) fn page_data(&self, url: &Url, address: &Address, basics: &Basics) -> String {
        let site = self.site;
        if !site.config.structured_data.enabled || matches!(address, Address::Redirect(_) | Address::NotFound) {
            return String::new();
        }
        let mut graph = self.common.graph.get_or_init(|| self.publisher()).on(site.absolute(url));
        let meta = site.meta_at(address);
        self.breadcrumbs(&mut graph, &basics.crumbs);
        let modified = meta.and_then(|meta| meta.updated.or(meta.date)).map(|moment| moment.iso());
        let about = Page {
            name: &basics.title,
            description: &basics.description,
            language: basics.language,
            modified: modified.as_deref(),
        };
        match address {
            Address::Thing(Entity { kind: Kind::Article, at }, _) => self.article_data(&mut graph, *at, &about),
            Address::Thing(Entity { kind: Kind::Question, at }, _) => self.question_data(&mut graph, *at, &about),
            Address::Thing(Entity { kind: Kind::Author, at }, _) => {
                let image = self.views.absolute_image(&site.authors[*at].meta, url);
                let (author, link) = (&site.authors[*at], site.absolute(site.url(Entity::author(*at))));
                let author = Author {
                    organization: author.is_organization,
                    name: &author.meta.title,
                    url: &link,
                    description: &author.meta.description,
                    image: image.as_deref(),
                    same_as: &author.same_as,
                };
                graph.profile_page(&about, &author);
            }
            Address::Glossary => self.glossary_data(&mut graph, &about),
            Address::Home | Address::Thing(Entity { kind: Kind::Page, .. }, _) | Address::Search => {
                graph.web_page(&about)
            }
            _ => graph.collection_page(&about),
        }
        graph.finish()
    }

    /// What every page says: the site, and who publishes it.
    fn publisher(&self) -> Graph {
        let config = &self.site.config;
        let mut graph = Graph::new(self.site.absolute(&Url::new("/")));
        let description = config.description.as_deref().unwrap_or_default();
        graph.website(&WebSite { name: &config.title, description, language: &config.language });
        let organization = config.structured_data.organization.as_ref();
        let logo = organization
            .and_then(|organization| organization.logo.as_ref())
            .map(|logo| self.absolute_file(&logo.value));
        graph.organization(&Organization {
            name: organization.map_or(&config.title, |organization| &organization.name),
            url: organization.and_then(|organization| organization.url.as_deref()).unwrap_or_default(),
            logo: logo.as_deref(),
            same_as: &[],
        });
        graph
    }

    /// The absolute address of a file that `site.toml` names by its path on the site or by its URL.
    fn absolute_file(&self, path: &str) -> String {
        if path.starts_with('/') { self.site.absolute(&Url::new(path)) } else { path.to_owned() }
    }

    fn breadcrumbs(&self, graph: &mut Graph, crumbs: &[view::Crumb]) {
        let urls: Vec<Option<String>> =
            crumbs.iter().map(|crumb| crumb.url.as_ref().map(|url| self.site.absolute(url))).collect();
        let crumbs: Vec<Crumb> =
            crumbs.iter().zip(&urls).map(|(crumb, url)| Crumb { name: &crumb.name, url: url.as_deref() }).collect();
        if crumbs.len() > 1 {
            graph.breadcrumbs(&crumbs);
        }
    }

    fn article_data(&self, graph: &mut Graph, at: usize, about: &Page) {
        let site = self.site;
        let article = &site.articles[at];
        let meta = &article.meta;
        let authors: Vec<usize> = site.authors_of(meta);
        let links: Vec<String> = authors.iter().map(|&at| site.absolute(site.url(Entity::author(at)))).collect();
        let authors: Vec<Author> = authors
            .iter()
            .zip(&links)
            .map(|(&at, link)| Author {
                organization: site.authors[at].is_organization,
                name: &site.authors[at].meta.title,
                url: link,
                description: &site.authors[at].meta.description,
                image: None,
                same_as: &site.authors[at].same_as,
            })
            .collect();
        let image = self.views.absolute_image(meta, site.url(Entity::article(at)));
        let image = image.or_else(|| self.views.card_address(&Address::Thing(Entity::article(at), 1)));
        let (published, modified) = (meta.date.map(|date| date.iso()), meta.updated.map(|date| date.iso()));
        graph.article(&Article {
            headline: &meta.title,
            description: about.description,
            image: image.as_deref(),
            published: published.as_deref(),
            modified: modified.as_deref(),
            authors: &authors,
            language: about.language,
            topics: &self.topic_titles(meta),
            words: (article.lead.words + article.body.words).total(),
        });
        if site.config.structured_data.faq_page {
            self.faq_data(graph, at, about);
        }
    }

    /// The FAQ of an article, where `site.toml` asks for it.
    fn faq_data(&self, graph: &mut Graph, at: usize, about: &Page) {
        let site = self.site;
        let texts: Vec<(String, String)> = site.articles[at]
            .faq
            .iter()
            .filter_map(|entry| match entry {
                FaqEntry::Own { question, answer, .. } => Some((question.text(), answer.text())),
                FaqEntry::Cited(id) => {
                    let at = site.question(&id.value)?;
                    Some((site.questions[at].meta.title.clone(), self.views.answer_text(at)))
                }
            })
            .collect();
        let cards: Vec<Card> = texts.iter().map(|(question, answer)| Card { question, answer }).collect();
        if !cards.is_empty() {
            graph.faq_page(about, &cards);
        }
    }

    /// A flash card, unless it is multiple choice.
    fn question_data(&self, graph: &mut Graph, at: usize, about: &Page) {
        let site = self.site;
        let question = &site.questions[at];
        graph.web_page(about);
        if question.choices.is_empty() {
            let answer = question.answer.text();
            let level = site.level_of(&question.meta).map(|level| site.config.levels[level].as_str());
            graph.quiz(&Quiz {
                name: about.name,
                topics: &self.topic_titles(&question.meta),
                level,
                language: about.language,
                cards: &[Card { question: &question.meta.title, answer: &answer }],
            });
        }
    }

    /// The glossary: a list, and what its terms mean.
    fn glossary_data(&self, graph: &mut Graph, about: &Page) {
        graph.collection_page(about);
        let site = self.site;
        let definitions = site.glossary.iter().flat_map(|glossary| &glossary.definitions);
        let terms: Vec<Term> = definitions
            .enumerate()
            .map(|(at, definition)| Term {
                url: format!("{}{}", site.config.base.origin, site.term_href(TermTarget::Definition(at))),
                name: &definition.term.words.value,
                also: definition.also.iter().map(|phrase| phrase.words.value.as_str()).collect(),
                definition: definition.body.text(),
            })
            .collect();
        graph.glossary(&Glossary { name: about.name, language: about.language, terms: &terms });
    }

    fn topic_titles(&self, meta: &Meta) -> Vec<&str> {
        self.site.topics_of(meta).into_iter().map(|at| self.site.topics[at].title.as_str()).collect()
    }
}
