//! Every reference of the site, looked at once: links, citations, authors, levels, images, and what directives name.
//!
//! Texts are checked in parallel and reported in the order of the entities, also those of what is scheduled or has expired:
//! whether a text is right doesn't depend on the day. What comes out, beside the mistakes, is who links to what
//! ([`Backlinks`], without auto-links: it is what authors wrote), and which pages link to what terms lead to. [`walk`] gives
//! every reference with its place for `graph`, auto-links among them. An unknown question isn't reported while one may be
//! there that could not be read.

mod backlinks;
mod broken;
mod configured;
mod directives;
mod texts;
mod unread;

use super::{
    Address, Asset, Entity, LinkOrigin, Linked, Site, Target, TermTarget,
    autolinks::TermLink,
    links::Broken,
    names::NameTarget,
    near::NameList,
    reference::{Destination, FoundReference, ReferenceKind},
    terms::without_slug,
    unpublished::Unpublished,
};
use crate::{
    content::{Article, Definition, FaqEntry, FollowUp, Question, Reference},
    diag::{Code, Diagnostic, Diagnostics, one_of, quoted},
    kind::Kind,
    markdown::{Body, LinkKind, LinkTarget},
    place::{Place, SourcePath, Span},
    scheme::is_safe,
    site::Url,
};
pub use backlinks::Backlinks;
use foldhash::HashMap;
use rayon::prelude::*;
use std::collections::BTreeSet;
use texts::{OwnReferences, ThingTexts};

/// So many mistakes of a text get a look for the nearest name: of thousands that are alike, it would take longer than anyone
/// waits.
const MOST_LOOKS: usize = 100;

/// What to do about an address whose scheme isn't one of those that readers can follow.
const OTHER_SCHEME: &str = "link to a page, a mail address or a file of the site, or show the address as code";

/// What comes of it where a link leads to something unpublished, and where something unpublished should be shown.
const LINK: &str = "so this isn't a link";
const SHOWN: &str = "so this isn't shown";

/// What a link leads to, or a page shows.
const IMAGE: &str = "image";
const PAGE: &str = "page or file";

/// The links to the targets of terms, by the page they are on.
type TermLinks = HashMap<Entity, Vec<TermLink>>;

/// What the check of all references shows.
pub(super) struct ReferenceReport {
    pub(super) backlinks: Backlinks,
    pub(super) terms: TermLinks,
    /// The images of the site that texts show, each at its place, in the order of the texts.
    pub(super) shown: Vec<(Url, Place)>,
}

/// What is said of an image that isn't one, which stands at `span`, by whoever shows it.
fn not_an_image(asset: &Asset) -> Option<(String, &'static str)> {
    let fault = asset.fault?;
    Some((format!("the image `{}` can't be read: {}", asset.path, fault.reason), fault.help))
}

/// Checks all references of `site`.
pub(super) fn check(site: &Linked, diags: &mut Diagnostics) -> ReferenceReport {
    let mut backlinks = Backlinks::default();
    let mut terms = TermLinks::default();
    let (mut shown, mut files) = (Vec::new(), BTreeSet::new());
    let checked = checked(site, None);
    backlinks.links.reserve(checked.len());
    backlinks.from.reserve(checked.len());
    for check in checked {
        diags.extend(check.diags);
        shown.extend(check.shown);
        files.extend(check.files);
        let Some(from) = check.text.entity else { continue };
        for to in check.to.iter().copied().filter(|&to| to != from) {
            backlinks.links.entry(to).or_default().push(from);
        }
        if !check.terms.is_empty() {
            terms.insert(from, check.terms);
        }
        let to: Vec<Entity> = check.to.into_iter().chain(check.cited.iter().map(|&at| Entity::question(at))).collect();
        if !to.is_empty() {
            backlinks.from.insert(from, to);
        }
        if from.kind == Kind::Article {
            for question in check.cited {
                backlinks.citations.entry(question).or_default().insert(from.at);
            }
        }
    }
    backlinks.links.values_mut().for_each(|links| {
        links.sort_unstable();
        links.dedup();
    });
    backlinks.share_with_citing(&mut terms);
    configured::check(site, &mut files, diags);
    unread::report(site, &files, diags);
    ReferenceReport { backlinks, terms, shown }
}

/// Every reference of the texts of `site`, by the address of its page, in the order of the entities; nothing is reported.
pub(super) fn walk(site: &Site) -> impl Iterator<Item = (&Url, &SourcePath, Vec<FoundReference>)> {
    checked(site, Some(site)).into_iter().map(|check| (check.text.origin.url, check.text.origin.file, check.found))
}

/// All texts of `site`, checked; of a whole one every reference is kept, and nothing reported.
fn checked<'a>(site: &'a Linked, whole: Option<&'a Site>) -> Vec<Validator<'a>> {
    let check = |text| {
        let (diags, to, terms, cited) = (Diagnostics::new(), Vec::new(), Vec::new(), Vec::new());
        let (found, shown, files) = (Vec::new(), Vec::new(), Vec::new());
        let mut check = Validator { site, text, diags, to, terms, cited, shown, files, whole, found };
        check.run();
        check
    };
    texts::all(site, whole.is_some()).into_par_iter().map(check).collect()
}

/// The check of one thing.
struct Validator<'a> {
    site: &'a Linked,
    text: ThingTexts<'a>,
    diags: Diagnostics,
    to: Vec<Entity>,
    terms: Vec<TermLink>,
    cited: Vec<usize>,
    shown: Vec<(Url, Place)>,
    /// The files that may have been meant to be read, and that it links to.
    files: Vec<Url>,
    /// The whole site, if references are kept.
    whole: Option<&'a Site>,
    found: Vec<FoundReference>,
}

impl<'a> Validator<'a> {
    fn run(&mut self) {
        let auto_linked = self.text.entity.and_then(|entity| self.site.auto_linked(entity));
        for body in std::mem::take(&mut self.text.bodies) {
            self.body(body, auto_linked.is_some_and(|linked| std::ptr::eq(linked, body)));
        }
        self.meta();
        self.named();
        self.auto_links();
        match self.text.more {
            OwnReferences::Article(article) => self.article(article),
            OwnReferences::Question(question) => self.question(question),
            OwnReferences::Definitions(all) => all.iter().for_each(|definition| self.definition(definition)),
            OwnReferences::Nothing => {}
        }
    }

    fn file(&self) -> &'a SourcePath {
        self.text.origin.file
    }

    fn report(&mut self, code: Code, span: Span, message: String, help: impl Into<String>) {
        let url = self.text.origin.url;
        let mut diagnostic = Diagnostic::at(code, self.file(), span, message).help(help);
        diagnostic.address = Some(url.as_str().to_owned()).filter(|_| self.text.is_published && !url.is_made_up());
        self.diags.push(diagnostic);
    }

    /// The name of `list` that is nearest to `name`, for the first mistakes of a text. What is only walked needs none.
    fn nearest(&self, list: NameList, name: &str) -> Option<String> {
        if self.may_look() { self.site.nearest(list, name) } else { None }
    }

    fn may_look(&self) -> bool {
        self.whole.is_none() && self.diags.iter().count() < MOST_LOOKS
    }

    /// Checks `body`, which may be one that has auto-links.
    fn body(&mut self, body: &Body, is_auto_linked: bool) {
        for link in &body.links {
            let what = match &link.kind {
                LinkKind::Image => IMAGE,
                kind if kind.embeds() => "file",
                _ => PAGE,
            };
            let kind = match (&link.kind, &link.target) {
                (kind, _) if kind.embeds() => ReferenceKind::Embedded,
                (LinkKind::Raw { .. }, _) => ReferenceKind::Html,
                (_, LinkTarget::Wiki(_)) => ReferenceKind::Wikilink,
                _ => ReferenceKind::Markdown,
            };
            let paragraph = Some(link.paragraph).filter(|_| is_auto_linked);
            self.link_in(paragraph, &link.target, link.span, what, kind);
        }
        for directive in &body.directives {
            self.directive(directive);
            for (_, body) in &directive.markdown {
                self.body(body, false);
            }
        }
    }

    /// Checks a link to what is called `what`: a [`PAGE`], or something that the page shows.
    fn link(&mut self, target: &LinkTarget, span: Span, what: &str, kind: ReferenceKind) {
        self.link_in(None, target, span, what, kind);
    }

    /// Checks a link in the paragraph `paragraph` of the text that has auto-links, or elsewhere.
    fn link_in(&mut self, paragraph: Option<u32>, target: &LinkTarget, span: Span, what: &str, kind: ReferenceKind) {
        let lead = self.site.lead(self.text.origin, target);
        if self.whole.is_some() {
            let written = match target {
                LinkTarget::Url(url) => Some(url.as_str()),
                LinkTarget::Wiki(_) => None,
            };
            self.found.push(FoundReference::link(&lead, written, self.text.origin.url, span, kind));
        }
        if let (IMAGE, Ok(Target::Local { url, entity: None, .. })) = (what, &lead) {
            self.shown.push((url.clone(), Place { file: self.file().clone(), span }));
        }
        if let Ok(Target::Local { url, entity: None, .. }) = &lead
            && let Some(asset) = self.site.assets.get(url)
        {
            self.file_at(url, asset, span, what);
        }
        let mut note = |target| self.terms.push(TermLink { target, paragraph });
        match lead {
            Ok(Target::Local { definition: Some(at), .. }) => note(TermTarget::Definition(at)),
            Ok(Target::Local { entity: Some(entity), .. }) => {
                if entity.kind == Kind::Topic {
                    note(TermTarget::Topic(entity.at));
                }
                self.to.push(entity);
            }
            Ok(Target::Unpublished(at)) => self.unpublished(at, span, kept_out(what)),
            Ok(Target::Pending(url)) => self.report_pending(&format!("what would be at `{url}`"), span, kept_out(what)),
            Ok(Target::External(url)) if !(is_safe(&url) || what == IMAGE && url.starts_with("data:image/")) => {
                let scheme = url.split(':').next().unwrap_or_default();
                let message = format!("not every reader can follow an address that begins with `{scheme}:`");
                self.report(Code::UnusualScheme, span, message, OTHER_SCHEME);
            }
            Ok(_) => {}
            Err(broken) => self.broken(&broken, span, what),
        }
    }

    /// Looks at the file `asset` at `url`, which is linked to at `span`, or shown.
    fn file_at(&mut self, url: &Url, asset: &Asset, span: Span, what: &str) {
        if asset.unread.is_some() {
            self.files.push(url.clone());
        }
        if let Some((message, help)) = not_an_image(asset).filter(|_| what != PAGE) {
            self.report(Code::BrokenImage, span, message, help);
        }
    }

    /// Notes a reference to `entity`, where references are kept.
    fn note(&mut self, entity: Option<Entity>, span: Span, kind: ReferenceKind) {
        if let Some(entity) = entity.filter(|_| self.whole.is_some()) {
            let to = Destination::Page(self.site.url(entity).clone());
            self.found.push(FoundReference { to, written: None, kind, span });
        }
    }

    /// Notes the links that the page makes by itself, where references are kept.
    fn auto_links(&mut self) {
        let (Some(entity), Some(site)) = (self.text.entity, self.whole) else { return };
        self.found.extend(site.auto_links(entity).into_iter().map(|link| FoundReference {
            to: Destination::Page(site.term_url(link.target)),
            written: None,
            kind: ReferenceKind::Auto,
            span: link.place,
        }));
    }

    /// What the keys of the front matter name, which is looked up elsewhere and only noted here.
    fn named(&mut self) {
        if self.whole.is_none() {
            return;
        }
        let (site, meta) = (self.site, self.text.meta);
        for topic in &meta.topics {
            self.note(site.topic(&topic.value).map(Entity::topic), topic.span, ReferenceKind::Topic);
        }
        for author in meta.authors.iter().flatten() {
            self.note(site.author(&author.value).map(Entity::author), author.span, ReferenceKind::Author);
        }
        if let Some(Entity { kind: Kind::Topic, at }) = self.text.entity
            && let Some(parent) = site.topics[at].file.as_ref().and_then(|topic| topic.parent.as_ref())
        {
            self.note(site.topic(&parent.value).map(Entity::topic), parent.span, ReferenceKind::Topic);
        }
    }

    /// Reports that the unpublished thing with that number is not there, and what comes of that.
    fn unpublished(&mut self, at: usize, span: Span, so: &str) {
        self.not_there(&not_published(&self.site.unpublished[at]), span, so);
    }

    /// The same for what comes with unpublished things only.
    fn report_pending(&mut self, what: &str, span: Span, so: &str) {
        self.not_there(&format!("{what} isn't published"), span, so);
    }

    fn not_there(&mut self, why: &str, span: Span, so: &str) {
        // a text that isn't published itself may link to what isn't
        if self.text.is_published {
            let help = "nothing to do if it will be published; else remove the link";
            self.report(Code::UnpublishedTarget, span, format!("{why}, {so}"), help);
        }
    }

    fn meta(&mut self) {
        let meta = self.text.meta;
        let site = self.site;
        for author in meta.authors.iter().flatten() {
            if author.value.trim().is_empty() {
                self.diags.push(without_slug(meta, author, "an author"));
            } else if site.author(&author.value).is_none() && !site.incomplete.may_hold("authors", &author.value) {
                let near = self.nearest(NameList::Authors, &author.value);
                let (message, help) = unknown_author(&author.value, near.as_deref());
                self.report(Code::UnknownAuthor, author.span, message, help);
            }
        }
        if let Some(level) = &meta.level {
            self.level(&level.value, level.span);
        }
        if let Some(image) = &meta.image {
            self.link(&LinkTarget::Url(image.src.value.clone()), image.src.span, IMAGE, ReferenceKind::Embedded);
            image.caption.iter().for_each(|caption| self.body(caption, false));
        }
        for source in &meta.sources {
            self.link(&LinkTarget::Url(source.url.value.clone()), source.url.span, PAGE, ReferenceKind::Source);
        }
    }

    fn level(&mut self, level: &str, span: Span) {
        let levels = &self.site.config.levels;
        if !levels.iter().any(|known| known == level) {
            let names = || levels.iter().map(String::as_str);
            let help = one_of(level, names(), &format!("the levels of this site are {}", quoted(names())));
            self.report(Code::UnknownLevel, span, format!("there is no level `{level}`"), help);
        }
    }

    fn article(&mut self, article: &Article) {
        for entry in &article.faq {
            if let FaqEntry::Cited(id) = entry
                && let Some(question) = self.question_id(id)
            {
                self.cited.push(question);
                self.note(Some(Entity::question(question)), id.span, ReferenceKind::Citation);
            }
        }
        for other in &article.related {
            match self.site.names.find(self.site, Some("article"), &other.value).as_slice() {
                [(_, NameTarget::Entity(entity))] => self.note(Some(*entity), other.span, ReferenceKind::Related),
                [(_, NameTarget::Unpublished(at))] => self.unpublished(*at, other.span, LINK),
                _ => self.unknown_article(other),
            }
        }
        for other in &article.never_related {
            // what isn't published isn't shown as related either
            if !matches!(self.site.names.find(self.site, Some("article"), &other.value).as_slice(), [_]) {
                self.unknown_article(other);
            }
        }
    }

    fn unknown_article(&mut self, other: &Reference) {
        let site = self.site;
        if site.incomplete.may_hold("articles", &other.value) {
            return;
        }
        let help = match self.nearest(NameList::Articles, &other.value) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name of an article: its path below `content/articles/`, without `.md`".to_owned(),
        };
        self.report(Code::UnknownArticle, other.span, format!("there is no article `{}`", other.value), help);
    }

    fn question(&mut self, question: &Question) {
        let next = question.follow_ups.iter().filter_map(|next| match next {
            FollowUp::Question(id) => Some((id, ReferenceKind::FollowUp)),
            FollowUp::Words(_) => None,
        });
        for (id, kind) in next.chain(question.related.iter().map(|id| (id, ReferenceKind::Related))) {
            let other = self.question_id(id);
            self.note(other.map(Entity::question), id.span, kind);
        }
        for id in &question.never_related {
            // what isn't published isn't shown as related either
            if self.site.question(&id.value).is_none() && self.unpublished_question(id).is_none() {
                self.no_question(&id.value, id.span, Code::UnknownQuestion);
            }
        }
    }

    fn definition(&mut self, definition: &Definition) {
        definition.topics.iter().for_each(|topic| self.topic(topic));
        for see in &definition.see {
            self.link(&see.target, see.written.span, PAGE, ReferenceKind::Related);
        }
    }

    /// The question called `id`, if it is published; what isn't there is reported.
    fn question_id(&mut self, id: &Reference) -> Option<usize> {
        let site = self.site;
        if let Some(at) = site.question(&id.value) {
            return Some(at);
        }
        if let Some(at) = self.unpublished_question(id) {
            self.unpublished(at, id.span, LINK);
        } else {
            self.no_question(&id.value, id.span, Code::UnknownQuestion);
        }
        None
    }

    /// The number of the unpublished question called `id`.
    fn unpublished_question(&self, id: &Reference) -> Option<usize> {
        let same = |other: &Unpublished| other.kind() == Kind::Question && other.meta().name == id.value;
        self.site.unpublished.iter().position(same)
    }

    /// Reports that no question is called `id`, unless it may be one that could not be read.
    fn no_question(&mut self, id: &str, span: Span, code: Code) {
        if self.site.incomplete.may_hold_questions() {
            return;
        }
        let help = match self.nearest(NameList::Questions, id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the id of a question of a question file".to_owned(),
        };
        self.report(code, span, format!("there is no question `{id}`"), help);
    }
}

/// What comes of it that what is called `what` isn't published.
fn kept_out(what: &str) -> &'static str {
    if what == PAGE { LINK } else { SHOWN }
}

/// What `other` is, and why it isn't published.
fn not_published(other: &Unpublished) -> String {
    format!("the {} `{}` {}", other.kind().row().noun, other.meta().title, other.reason())
}

/// What is said about the author `id`, whom no file declares, and what to do.
fn unknown_author(id: &str, near: Option<&str>) -> (String, String) {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `content/authors/{id}.md` with a `title`"),
    };
    (format!("there is no author `{id}`"), help)
}

/// Some of `names`, as words.
fn listed(names: &[impl AsRef<str>]) -> String {
    let some: Vec<String> = names.iter().take(8).map(|name| format!("`{}`", name.as_ref())).collect();
    if names.len() > some.len() { format!("{}, …", some.join(", ")) } else { some.join(", ") }
}

impl Linked {
    fn known(&self, path: &str) -> bool {
        self.addresses.get(&super::Url::new(path)).is_some_and(|address| !matches!(address, Address::Redirect(_)))
    }
}
