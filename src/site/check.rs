//! Every reference of the site, looked at once: links, citations, authors, levels, images, and what directives name.
//!
//! Texts are checked in parallel and told in the order of the entities. What comes out, beside the mistakes, is who
//! links to what ([`Backlinks`]). A question that isn't known is not told where a question file could not be read: it may
//! stand there.

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
    configuration(site, diags);
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
            let is_image = matches!(link.kind, LinkKind::Image);
            self.link(&link.target, link.span, is_image);
        }
        for directive in &body.directives {
            self.directive(directive);
            for (_, body) in &directive.markdown {
                self.body(body);
            }
        }
    }

    fn link(&mut self, target: &LinkTarget, span: Span, is_image: bool) {
        match self.site.lead(self.text.origin, target) {
            Ok(Target::Local { entity: Some(entity), .. }) => self.to.push(entity),
            Ok(Target::Unpublished(at)) => self.unpublished(at, span),
            Ok(_) => {}
            Err(broken) => self.broken(&broken, span, is_image),
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

    fn broken(&mut self, broken: &Broken, span: Span, is_image: bool) {
        match broken {
            Broken::Empty => {
                self.tell(Code::BrokenLink, span, "this link leads nowhere".into(), "write where it should lead");
            }
            Broken::Script => self.tell(
                Code::BlockedByPolicy,
                span,
                "the page's Content-Security-Policy forbids scripts in links".into(),
                "link to an address",
            ),
            Broken::QuestionFile => self.tell(
                Code::BrokenLink,
                span,
                "a question file has no page of its own".into(),
                "link to one of its questions: `[[question-id]]`",
            ),
            Broken::Nothing(path) => self.nothing(path, span, is_image),
            Broken::Anchor(url, anchor) => {
                let ids = self.site.anchor_ids(url).unwrap_or_default();
                let help = match self.near(anchor, ids.iter().copied()) {
                    Some(id) => format!("did you mean `#{id}`?"),
                    None if ids.is_empty() => {
                        format!("the page `{url}` has no headings; link to it without `#{anchor}`")
                    }
                    None => format!("the headings there are {}", listed(&ids)),
                };
                self.tell(Code::BrokenAnchor, span, format!("there is no heading `#{anchor}` at `{url}`"), help);
            }
            Broken::Name(Some(kind), name) => {
                let kinds = self.site.names.kinds();
                let message = format!("no {kind} is called `{name}`");
                let help = match self.near(kind, kinds.iter().copied()) {
                    Some(near) if near != kind => format!("did you mean `[[{near}:{name}]]`?"),
                    _ => format!("the kinds are {}; write the name without one to look in all", listed(&kinds)),
                };
                self.tell(Code::BrokenLink, span, message, help);
            }
            Broken::Name(None, name) => {
                let names = self.site.names.all();
                let help = match self.near(name, names.iter().copied()) {
                    Some(near) => format!("did you mean `[[{near}]]`?"),
                    None => "write the id, name or title of something that exists, or `[text](file.md)`".to_owned(),
                };
                self.tell(Code::BrokenLink, span, format!("nothing is called `{name}`"), help);
            }
            Broken::Ambiguous(spellings) => {
                let spellings: Vec<String> = spellings.iter().map(|spelling| format!("`{spelling}`")).collect();
                let message = format!("this fits {} things", spellings.len());
                self.tell(Code::AmbiguousLink, span, message, format!("write one of {}", spellings.join(", ")));
            }
        }
    }

    fn nothing(&mut self, path: &str, span: Span, is_image: bool) {
        let site = self.site;
        let (code, what) = if is_image { (Code::MissingFile, "image") } else { (Code::BrokenLink, "page or file") };
        if path.starts_with('/') {
            let urls: Vec<&str> = site.addresses.iter().map(|(url, _)| url.as_str()).collect();
            let help = match (self.near(path, urls), path.strip_prefix(site.config.base.path.trim_end_matches('/'))) {
                (_, Some(rest)) if site.config.base.path != "/" && site.known(rest) => {
                    format!("leave out the base path: `{rest}`")
                }
                (Some(url), _) => format!("did you mean `{url}`?"),
                _ => "no address is near it; link by file instead: `[text](file.md)`".to_owned(),
            };
            return self.tell(code, span, format!("there is no {what} at `{path}`"), help);
        }
        let files: Vec<&str> = if is_image || !stem(path).1 {
            site.assets.values().map(|asset| asset.path.as_str()).collect()
        } else {
            site.names.file_paths()
        };
        let near = self.near(stem(path).0, files.iter().map(|file| stem(file).0));
        let near = near.and_then(|name| files.iter().find(|file| stem(file).0 == name));
        let help = match near {
            Some(near) => format!("did you mean `{}`?", relative(self.file().folder(), near)),
            None if is_image => "put the file beside the text, or into `static/`".to_owned(),
            None => "write the path of a file, relative to this one".to_owned(),
        };
        self.tell(code, span, format!("there is no file `{path}`"), help);
    }

    fn meta(&mut self) {
        let meta = self.text.meta;
        let site = self.site;
        for author in meta.authors.iter().flatten() {
            if site.author(&author.value).is_none() {
                let ids: Vec<&str> = site.authors.iter().map(|author| author.meta.name.as_str()).collect();
                let help = match self.near(&author.value, ids) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write `content/authors/{}.md` with a `title`", author.value),
                };
                self.tell(Code::UnknownAuthor, author.span, format!("there is no author `{}`", author.value), help);
            }
        }
        if let Some(level) = &meta.level {
            self.level(&level.value, level.span);
        }
        if let Some(image) = &meta.image {
            self.link(&LinkTarget::Url(image.src.value.clone()), image.src.span, true);
            image.caption.iter().for_each(|caption| self.body(caption));
        }
        for source in &meta.sources {
            self.link(&LinkTarget::Url(source.url.value.clone()), source.url.span, false);
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
                ("figure" | "video", "src" | "poster") => {
                    for src in strings(&entry.node) {
                        let is_image = directive.name == "figure" || &*entry.name == "poster";
                        self.link(&LinkTarget::Url(src.value), src.span, is_image);
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

/// The strings of a value that is one or a list of them.
fn strings(node: &Node) -> Vec<Reference> {
    match &node.value {
        Value::String(text) => vec![Reference::new(text.as_str().to_owned(), text.whole())],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// What `site.toml` names: authors, files and the menu's addresses.
fn configuration(site: &Site, diags: &mut Diagnostics) {
    let place = SourcePath::new(crate::source::SITE_TOML);
    let config = &site.config;
    for author in config.defaults.authors.iter().filter(|author| site.author(&author.value).is_none()) {
        let ids = site.authors.iter().map(|author| author.meta.name.as_str());
        let help = match nearest(&author.value, ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `content/authors/{}.md` with a `title`", author.value),
        };
        let message = format!("there is no author `{}`", author.value);
        diags.push(Diagnostic::at(Code::UnknownAuthor, &place, author.span, message).help(help));
    }
    let logo = config.structured_data.organization.as_ref().and_then(|organization| organization.logo.as_ref());
    for file in config.favicon.iter().chain(logo).filter(|file| !file.value.contains("://")) {
        if !site.known(&file.value) {
            let urls: Vec<&str> = site.assets.keys().map(super::Url::as_str).collect();
            let help = match nearest(&file.value, urls) {
                Some(url) => format!("did you mean `{url}`?"),
                None => format!(
                    "put the file into `static/`, and write its path there: `/{}`",
                    file.value.trim_matches('/')
                ),
            };
            let message = format!("there is no file at `{}`", file.value);
            diags.push(Diagnostic::at(Code::MissingFile, &place, file.span, message).help(help));
        }
    }
    menu(site, diags);
}

/// A menu's entries lead to files or addresses of the site, or to other hosts.
fn menu(site: &Site, diags: &mut Diagnostics) {
    let file = SourcePath::new("content/index.md");
    let home = super::Url::new("/");
    for entry in &site.config.menu {
        let origin = Origin { file: &file, url: &home };
        if let Err(broken) = site.lead_url(origin, &entry.url.value) {
            let urls: Vec<&str> = site.addresses.iter().map(|(url, _)| url.as_str()).collect();
            let help = match nearest(&entry.url.value, urls) {
                Some(url) => format!("did you mean `{url}`?"),
                None => "write an address of the site such as `/topics/`, or a file below `content/`".to_owned(),
            };
            let message = match broken {
                Broken::Anchor(url, anchor) => format!("there is no heading `#{anchor}` at `{url}`"),
                _ => format!("the menu's `{}` leads nowhere", entry.url.value),
            };
            let place = SourcePath::new(crate::source::SITE_TOML);
            diags.push(Diagnostic::at(Code::BrokenLink, &place, entry.url.span, message).help(help));
        }
    }
}

/// Some of `names`, as words.
fn listed(names: &[&str]) -> String {
    let some: Vec<String> = names.iter().take(8).map(|name| format!("`{name}`")).collect();
    if names.len() > some.len() { format!("{}, …", some.join(", ")) } else { some.join(", ") }
}

/// What a path is known by: for a text the name without its ending and `/index`, else the whole file name; and whether
/// it is a text's.
fn stem(path: &str) -> (&str, bool) {
    let file = path.rsplit('/').next().unwrap_or(path);
    match file.rsplit_once('.') {
        Some((stem, ending)) if ending.starts_with("md") || ending.starts_with("htm") || ending.starts_with("mark") => {
            let folder = path.rsplit('/').nth(1).filter(|_| stem == "index");
            (folder.unwrap_or(stem), true)
        }
        Some(_) => (file, false),
        None => (file, true),
    }
}

/// `path` as a text in `folder` writes it.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

impl Site {
    fn known(&self, path: &str) -> bool {
        self.addresses.get(&super::Url::new(path)).is_some_and(|address| !matches!(address, Address::Redirect(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::{relative, stem};

    #[test]
    fn a_path_is_written_from_the_folder_of_the_text() {
        assert_eq!(relative("content/articles", "content/articles/a.md"), "a.md");
        assert_eq!(stem("content/articles/x/index.md"), ("x", true));
        assert_eq!(stem("content/articles/x.mdd"), ("x", true));
        assert_eq!(stem("a/x.png"), ("x.png", false));
        assert_eq!(relative("content/articles/x", "content/topics/a.md"), "../../topics/a.md");
    }
}
