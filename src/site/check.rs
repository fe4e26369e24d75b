//! Every reference of the site, looked at once: links, citations, authors, levels, images, and what directives name.
//!
//! Texts are checked in parallel and told in the order of the entities. What comes out, beside the mistakes, is who
//! links to what ([`Backlinks`]). A question that isn't known is not told where a question file could not be read: it may
//! stand there.

mod broken;
mod configured;

use super::{Address, Entity, Origin, Site, Target, links::Broken};
use crate::{
    content::{FaqEntry, FollowUp, Meta, Reference},
    diag::{Code, Diagnostic, Diagnostics, nearest},
    markdown::{Body, Directive, LinkKind, LinkTarget},
    place::{SourcePath, Span},
    tree::{Node, Value},
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicUsize, Ordering},
};

/// So many mistakes get a look for the nearest name; beyond, it would take longer than anyone waits.
const NEAREST_LOOKS: usize = 500;

/// What a link leads to.
const PAGE: &str = "page or file";

/// Who links to what, and which articles cite which question.
#[derive(Debug, Default)]
pub struct Backlinks {
    links: BTreeMap<Entity, BTreeSet<Entity>>,
    citations: BTreeMap<usize, BTreeSet<usize>>,
}

impl Backlinks {
    /// Everything whose text links to `entity`, in order.
    pub fn to(&self, entity: Entity) -> impl Iterator<Item = Entity> {
        self.links.get(&entity).into_iter().flatten().copied()
    }

    /// How many texts link to `entity`.
    pub fn count(&self, entity: Entity) -> usize {
        self.links.get(&entity).map_or(0, BTreeSet::len)
    }

    /// The articles that cite the question `question`, in their order.
    pub fn citing(&self, question: usize) -> impl Iterator<Item = usize> {
        self.citations.get(&question).into_iter().flatten().copied()
    }
}

/// Checks all references of `site`.
pub(super) fn check(site: &Site, diags: &mut Diagnostics) -> Backlinks {
    let looks = AtomicUsize::new(0);
    let mut texts = all_texts(site);
    let checked: Vec<Check> = texts
        .par_drain(..)
        .map(|text| {
            let mut check =
                Check { site, looks: &looks, text, told: Diagnostics::new(), to: Vec::new(), cited: Vec::new() };
            check.run();
            check
        })
        .collect();
    let mut backlinks = Backlinks::default();
    for check in checked {
        diags.extend(check.told);
        let Some(from) = check.text.entity else { continue };
        for to in check.to.into_iter().filter(|&to| to != from) {
            backlinks.links.entry(to).or_default().insert(from);
        }
        if let Entity::Article(article) = from {
            for question in check.cited {
                backlinks.citations.entry(question).or_default().insert(article);
            }
        }
    }
    configured::check(site, diags);
    backlinks
}

/// One thing with its texts.
struct Texts<'a> {
    entity: Option<Entity>,
    meta: &'a Meta,
    origin: Origin<'a>,
    bodies: Vec<&'a Body>,
}

fn all_texts(site: &Site) -> Vec<Texts<'_>> {
    let mut texts: Vec<Texts> = site
        .entities_with_meta()
        .map(|(entity, meta)| {
            let origin = Origin { file: &meta.file, url: site.url(entity) };
            Texts { entity: Some(entity), meta, origin, bodies: site.bodies(entity) }
        })
        .collect();
    for ((_, page), url) in site.introductions.all().zip(&site.introduction_urls) {
        let origin = Origin { file: &page.meta.file, url };
        texts.push(Texts { entity: None, meta: &page.meta, origin, bodies: vec![&page.lead, &page.body] });
    }
    texts
}

impl Site {
    /// All Markdown of `entity`, in the order of its page.
    pub(crate) fn bodies(&self, entity: Entity) -> Vec<&Body> {
        match entity {
            Entity::Article(at) => {
                let article = &self.articles[at];
                let mut bodies = vec![&article.lead];
                bodies.extend(&article.takeaways);
                bodies.push(&article.body);
                for entry in &article.faq {
                    if let FaqEntry::Own { question, answer, .. } = entry {
                        bodies.extend([question, answer]);
                    }
                }
                bodies
            }
            Entity::Question(at) => self.questions[at].bodies().collect(),
            Entity::Topic(at) => self.topics[at].introduction().collect(),
            Entity::Author(at) => vec![&self.authors[at].lead, &self.authors[at].body],
            Entity::Page(at) => vec![&self.pages[at].lead, &self.pages[at].body],
            Entity::Term(..) => Vec::new(),
        }
    }
}

/// The check of one thing.
struct Check<'a> {
    site: &'a Site,
    looks: &'a AtomicUsize,
    text: Texts<'a>,
    told: Diagnostics,
    to: Vec<Entity>,
    cited: Vec<usize>,
}

impl<'a> Check<'a> {
    fn run(&mut self) {
        for body in std::mem::take(&mut self.text.bodies) {
            self.body(body);
        }
        self.meta();
        match self.text.entity {
            Some(Entity::Article(at)) => self.article(at),
            Some(Entity::Question(at)) => self.question(at),
            _ => {}
        }
    }

    fn file(&self) -> &'a SourcePath {
        self.text.origin.file
    }

    fn tell(&mut self, code: Code, span: Span, message: String, help: impl Into<String>) {
        let address = self.text.origin.url.as_str().to_owned();
        self.told.push(Diagnostic::at(code, self.file(), span, message).help(help).address(address));
    }

    /// The nearest of `candidates`, as long as there weren't too many mistakes before.
    fn near<'b>(&self, name: &str, candidates: impl IntoIterator<Item = &'b str>) -> Option<&'b str> {
        let is_early = self.looks.fetch_add(1, Ordering::Relaxed) < NEAREST_LOOKS;
        is_early.then(|| nearest(name, candidates)).flatten()
    }

    fn body(&mut self, body: &Body) {
        for link in &body.links {
            let what = match &link.kind {
                LinkKind::Image => "image",
                kind if kind.embeds() => "file",
                _ => PAGE,
            };
            self.link(&link.target, link.span, what);
        }
        for directive in &body.directives {
            self.directive(directive);
            for (_, body) in &directive.markdown {
                self.body(body);
            }
        }
    }

    /// Checks a link to what is called `what`: a [`PAGE`], or something that the page shows.
    fn link(&mut self, target: &LinkTarget, span: Span, what: &str) {
        match self.site.lead(self.text.origin, target) {
            Ok(Target::Local { entity: Some(entity), .. }) => self.to.push(entity),
            Ok(Target::Unpublished(at)) => self.unpublished(at, span),
            Ok(_) => {}
            Err(broken) => self.broken(&broken, span, what),
        }
    }

    fn unpublished(&mut self, at: usize, span: Span) {
        let other = &self.site.unpublished[at];
        let message = format!("the {} `{}` {}, so this isn't a link", other.kind, other.title, other.reason);
        self.tell(
            Code::UnpublishedTarget,
            span,
            message,
            "nothing to do if it will be published; else remove the link",
        );
    }

    fn meta(&mut self) {
        let meta = self.text.meta;
        let site = self.site;
        for author in meta.authors.iter().flatten() {
            if site.author(&author.value).is_none() {
                let near = self.near(&author.value, author_ids(site));
                let (message, help) = unknown_author(&author.value, near);
                self.tell(Code::UnknownAuthor, author.span, message, help);
            }
        }
        if let Some(level) = &meta.level {
            self.level(&level.value, level.span);
        }
        if let Some(image) = &meta.image {
            self.link(&LinkTarget::Url(image.src.value.clone()), image.src.span, "image");
            image.caption.iter().for_each(|caption| self.body(caption));
        }
        for source in &meta.sources {
            self.link(&LinkTarget::Url(source.url.value.clone()), source.url.span, PAGE);
        }
    }

    fn level(&mut self, level: &str, span: Span) {
        let levels = &self.site.config.levels;
        if !levels.iter().any(|known| known == level) {
            let help = match self.near(level, levels.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "the levels of this site are {}",
                    listed(&levels.iter().map(String::as_str).collect::<Vec<_>>())
                ),
            };
            self.tell(Code::UnknownLevel, span, format!("there is no level `{level}`"), help);
        }
    }

    fn article(&mut self, at: usize) {
        let article = &self.site.articles[at];
        for entry in &article.faq {
            if let FaqEntry::Cited(id) = entry
                && let Some(question) = self.question_id(id)
            {
                self.cited.push(question);
            }
        }
        for other in article.related.iter().chain(&article.never_related) {
            if self.site.article(&other.value).is_none() {
                self.unknown_article(other);
            }
        }
    }

    fn unknown_article(&mut self, other: &Reference) {
        let site = self.site;
        let known = |at: &usize| site.unpublished[*at].kind == "article" && site.unpublished[*at].name == other.value;
        if let Some(at) = (0..site.unpublished.len()).find(known) {
            return self.unpublished(at, other.span);
        }
        let names: Vec<&str> = site.articles.iter().map(|article| article.meta.name.as_str()).collect();
        let help = match self.near(&other.value, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name of an article: its path below `content/articles/`, without `.md`".to_owned(),
        };
        self.tell(Code::UnknownArticle, other.span, format!("there is no article `{}`", other.value), help);
    }

    fn question(&mut self, at: usize) {
        let question = &self.site.questions[at];
        let next = question.follow_ups.iter().filter_map(|next| match next {
            FollowUp::Question(id) => Some(id),
            FollowUp::Words(_) => None,
        });
        for id in next.chain(&question.related) {
            self.question_id(id);
        }
    }

    /// The question called `id`, if it is published; what isn't there is told.
    fn question_id(&mut self, id: &Reference) -> Option<usize> {
        let site = self.site;
        if let Some(at) = site.question(&id.value) {
            return Some(at);
        }
        let same = |other: &super::Unpublished| other.kind == "question" && other.name == id.value;
        if let Some(at) = site.unpublished.iter().position(same) {
            self.unpublished(at, id.span);
        } else if !site.questions_are_incomplete {
            let ids = site.names.question_ids();
            let help = match self.near(&id.value, ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the id of a question of a question file".to_owned(),
            };
            self.tell(Code::UnknownQuestion, id.span, format!("there is no question `{}`", id.value), help);
        }
        None
    }

    /// What the built-in directives name: questions, a topic, a level, files.
    fn directive(&mut self, directive: &Directive) {
        for entry in &directive.args.entries {
            match (directive.name.as_str(), &*entry.name) {
                ("questions" | "quiz", "ids") => {
                    for id in strings(&entry.node) {
                        let question = self.question_id(&id);
                        self.cited.extend(question);
                    }
                }
                ("questions" | "quiz", "topic") => strings(&entry.node).iter().for_each(|topic| self.topic(topic)),
                ("questions" | "quiz", "level") => {
                    strings(&entry.node).iter().for_each(|level| self.level(&level.value, level.span));
                }
                ("questions" | "quiz", "limit") if !matches!(entry.node.value, Value::Integer(0..)) => {
                    let help = "write a whole number, such as `limit = 5`";
                    self.tell(Code::WrongType, entry.node.span, "`limit` takes a whole number".to_owned(), help);
                }
                ("figure" | "video", "src" | "poster") => {
                    for src in strings(&entry.node) {
                        let is_image = directive.name == "figure" || &*entry.name == "poster";
                        self.link(&LinkTarget::Url(src.value), src.span, if is_image { "image" } else { "file" });
                    }
                }
                _ => {}
            }
        }
    }

    fn topic(&mut self, topic: &Reference) {
        if self.site.topic(&topic.value).is_none() {
            let ids: Vec<&str> = self.site.topics.iter().map(|topic| topic.id.as_str()).collect();
            let help = match self.near(&topic.value, ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it in `content/topics/{}.md`", topic.value),
            };
            self.tell(Code::UnknownTopic, topic.span, format!("there is no topic `{}`", topic.value), help);
        }
    }
}

/// The ids of all authors.
fn author_ids(site: &Site) -> impl Iterator<Item = &str> {
    site.authors.iter().map(|author| author.meta.name.as_str())
}

/// What is said about the author `id`, whom no file declares, and what to do.
fn unknown_author(id: &str, near: Option<&str>) -> (String, String) {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `content/authors/{id}.md` with a `title`"),
    };
    (format!("there is no author `{id}`"), help)
}

/// The strings of a value that is one or a list of them.
fn strings(node: &Node) -> Vec<Reference> {
    match &node.value {
        Value::String(text) => vec![Reference::new(text.as_str().to_owned(), text.whole())],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Some of `names`, as words.
fn listed(names: &[&str]) -> String {
    let some: Vec<String> = names.iter().take(8).map(|name| format!("`{name}`")).collect();
    if names.len() > some.len() { format!("{}, …", some.join(", ")) } else { some.join(", ") }
}

impl Site {
    fn known(&self, path: &str) -> bool {
        self.addresses.get(&super::Url::new(path)).is_some_and(|address| !matches!(address, Address::Redirect(_)))
    }
}
