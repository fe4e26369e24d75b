//! The variables of single things: home, page, article, question.

use super::{
    Making, Views,
    faq::choices,
    record::{Record, list, safe},
};
use crate::{
    content::{Citation, FaqEntry, FollowUp, Meta, Page},
    kind::Kind,
    markdown::{LinkTarget, TocEntry, toc},
    site::Entity,
};
use std::sync::Arc;
use tera::Value;

/// So many articles the home page shows.
const HOME_ARTICLES: usize = 10;
/// So many questions the home page shows.
const HOME_QUESTIONS: usize = 5;

impl Views<'_> {
    pub(super) fn home(&self, making: &Making, page: Record) -> Record {
        let site = self.site;
        let articles = site.listed.iter().take(HOME_ARTICLES);
        page.set("body", self.introduction(making, site.introductions.of(None)))
            .set("articles", list(articles.map(|&at| self.article_summary(making, at))))
            .set("questions", list((0..site.questions.len().min(HOME_QUESTIONS)).map(|at| self.question_summary(at))))
    }

    /// The whole text of a page as HTML; empty where there is none.
    pub(super) fn introduction(&self, making: &Making, page: Option<&Page>) -> Value {
        let Some(page) = page else { return safe("") };
        let filler = self.filler(making, &page.meta);
        let mut html = filler.html(&page.lead);
        html.push_str(&filler.html(&page.body));
        safe(&html)
    }

    pub(super) fn plain_page(&self, making: &Making, at: usize, page: Record) -> Record {
        let site = self.site;
        let own = &site.pages[at];
        let meta = &own.meta;
        let filler = self.filler(making, meta);
        let words = own.lead.words + own.body.words;
        let is_child = |other: &Page| {
            other
                .meta
                .name
                .strip_prefix(&*meta.name)
                .is_some_and(|rest| rest.strip_prefix('/').is_some_and(|rest| !rest.contains('/')))
                && !other.meta.unlisted
        };
        let is_list = meta.file.file_name() == "index.md";
        let children = site.pages.iter().enumerate().filter(|(_, other)| is_list && is_child(other));
        let child = |(at, child): (usize, &Arc<Page>)| {
            Record::new()
                .set("title", child.meta.title.as_str())
                .set("url", site.href(Entity::page(at)))
                .set("description", child.meta.description.as_str())
                .value()
        };
        page.set("lead", safe(&filler.html(&own.lead)))
            .set("body", safe(&filler.linked(Entity::page(at), &own.body)))
            .set("toc", toc_value(&toc(filler.headings([&own.lead, &own.body]))))
            .set("minutes", words.minutes())
            .set("words", words.total())
            .set("date", meta.date.map(|moment| moment.iso()))
            .set("authors", list(self.page_authors(meta)))
            .set("sources", self.sources(making, meta))
            .set("pages", list(children.map(child)))
    }

    /// A page has the authors it names, and no one else's.
    fn page_authors(&self, meta: &Meta) -> Vec<Value> {
        let named = meta.authors.iter().flatten().filter_map(|author| self.site.author(&author.value));
        named.map(|at| self.author_summary(at)).collect()
    }

    pub(super) fn article(&self, making: &Making, at: usize, page: Record) -> Record {
        let site = self.site;
        let article = &site.articles[at];
        let meta = &article.meta;
        let filler = self.filler(making, meta);
        let words = article.lead.words + article.body.words;
        let cited = article.faq.iter().filter_map(|entry| match entry {
            FaqEntry::Cited(id) => site.question(&id.value),
            FaqEntry::Own { .. } => None,
        });
        let (previous, next) = self.neighbours_of_article(at);
        let primary = site.primary_topic(meta);
        page.set("lead", safe(&filler.html(&article.lead)))
            .set("body", safe(&filler.linked(Entity::article(at), &article.body)))
            .set("takeaways", list(article.takeaways.iter().map(|takeaway| filler.markdown(takeaway))))
            .set("faq", list(article.faq.iter().filter_map(|entry| self.faq_entry(making, meta, entry))))
            .set("toc", toc_value(&toc(filler.headings([&article.lead, &article.body]))))
            .set("sources", self.sources(making, meta))
            .set("authors", self.author_list(meta))
            .set("date", meta.date.map(|moment| moment.iso()))
            .set("review_by", meta.review_by.map(|moment| moment.iso()))
            .set("minutes", words.minutes())
            .set("words", words.total())
            .set("topics", self.topic_links(meta))
            .set("primary", primary.map(|topic| self.topic_link(topic)))
            .set("level", self.level(meta))
            .set("terms", self.terms_of(meta))
            .set(
                "related",
                list(
                    self.shared.related.articles(site, at).into_iter().map(|other| self.article_summary(making, other)),
                ),
            )
            .set("questions", list(cited.map(|at| self.question_summary(at))))
            .set("backlinks", self.backlinks(Entity::article(at)))
            .set("previous", previous)
            .set("next", next)
    }

    pub(super) fn question(&self, making: &Making, at: usize, page: Record) -> Record {
        let site = self.site;
        let question = &site.questions[at];
        let meta = &question.meta;
        let filler = self.filler(making, meta);
        let answer = || safe(&filler.linked(Entity::question(at), &question.answer));
        let answer = if question.answer.is_empty() { Value::none() } else { answer() };
        let (previous, next) = self.neighbours_of_question(at);
        page.set("id", meta.name.as_str())
            .set("question", filler.label(&question.question))
            .set("answer", answer)
            .set("choices", choices(&filler, question))
            .set("takeaway", question.takeaway.as_ref().map(|takeaway| filler.markdown(takeaway)))
            .set("mistakes", list(question.mistakes.iter().map(|mistake| filler.markdown(mistake))))
            .set("follow_ups", list(question.follow_ups.iter().filter_map(|next| self.follow_up(making, meta, next))))
            .set("sources", self.sources(making, meta))
            .set("level", self.level(meta))
            .set("level_index", site.level_of(meta))
            .set("topics", self.topic_links(meta))
            .set("terms", self.terms_of(meta))
            .set("authors", self.author_list(meta))
            .set(
                "related",
                list(self.shared.related.questions(site, at).into_iter().map(|at| self.question_summary(at))),
            )
            .set("cited_by", list(site.backlinks.citing(at).map(|at| self.article_summary(making, at))))
            .set("backlinks", self.backlinks(Entity::question(at)))
            .set("previous", previous)
            .set("next", next)
    }

    fn follow_up(&self, making: &Making, meta: &Meta, next: &FollowUp) -> Option<Value> {
        Some(match next {
            FollowUp::Words(words) => {
                Record::new().set("text", self.markdown(making, meta, words)).set("url", Value::none()).value()
            }
            FollowUp::Question(id) => {
                let at = self.site.question(&id.value)?;
                let text = self.question_summary(at).get_from_path("question")?.clone();
                Record::new().set("text", text).set("url", self.site.href(Entity::question(at))).value()
            }
        })
    }

    fn sources(&self, making: &Making, meta: &Meta) -> Value {
        let filler = self.filler(making, meta);
        let source = |source: &Citation| {
            let target = self.site.resolve_target(filler.origin, &LinkTarget::Url(source.url.value.clone()))?;
            let url = filler.href(&target)?;
            Some(Record::new().set("title", source.title.as_str()).set("url", url).value())
        };
        list(meta.sources.iter().filter_map(source))
    }

    /// The terms of something, by taxonomy.
    fn terms_of(&self, meta: &Meta) -> Value {
        let site = self.site;
        let of_taxonomy = |taxonomy: usize| {
            let own = meta.terms.get(&site.taxonomies[taxonomy].name)?;
            let terms = own.iter().filter_map(|term| {
                let slug = crate::content::slug::slugify(&term.value, site.config.ascii_slugs);
                let at = site.taxonomies[taxonomy].terms.iter().position(|known| known.slug == slug)?;
                let url = site.href(Entity::term(taxonomy, at));
                Some(
                    Record::new()
                        .set("name", site.taxonomies[taxonomy].terms[at].name.as_str())
                        .set("url", url)
                        .value(),
                )
            });
            let title = site.taxonomies[taxonomy].title.clone();
            let name = site.taxonomies[taxonomy].name.clone();
            Some(Record::new().set("taxonomy", name).set("title", title).set("terms", list(terms)).value())
        };
        list((0..site.taxonomies.len()).filter_map(of_taxonomy))
    }

    /// Everything that links here.
    fn backlinks(&self, entity: Entity) -> Value {
        let citing: Vec<usize> = match entity.kind {
            // what cites a question is named as that already
            Kind::Question => self.site.backlinks.citing(entity.at).collect(),
            _ => Vec::new(),
        };
        let is_new = |from: &Entity| from.kind != Kind::Article || !citing.contains(&from.at);
        list(self.site.backlinks.to(entity).filter(is_new).map(|from| match from.kind {
            Kind::Article => self.article_link(from.at),
            _ => self.link_with_kind(from),
        }))
    }

    /// A link to `entity`, with the kind of thing it is.
    pub(super) fn link_with_kind(&self, entity: Entity) -> Value {
        let own = &self.site.config.language;
        let language = self.site.meta_of(entity).map_or(own.as_str(), |meta| meta.language(own));
        Record::new()
            .set("title", self.site.title(entity).to_owned())
            .set("url", self.site.href(entity))
            .set("kind", entity.kind.row().noun)
            .set("language", language)
            .value()
    }

    /// The articles before and after this one among those of its primary topic.
    fn neighbours_of_article(&self, at: usize) -> (Value, Value) {
        let site = self.site;
        let primary = site.articles[at].meta.topics.first().and_then(|topic| site.topic(&topic.value));
        self.beside(primary.map(|topic| &*site.topics[topic].primary_of), at, |at| self.article_link(at))
    }

    /// The questions before and after this one among those of its primary topic.
    fn neighbours_of_question(&self, at: usize) -> (Value, Value) {
        let site = self.site;
        let primary = site.primary_topic(&site.questions[at].meta);
        let link = |at| self.link_with_kind(Entity::question(at));
        self.beside(primary.map(|topic| &*site.topics[topic].questions), at, link)
    }

    /// Links to what stands before and behind `at` in `list`.
    fn beside(&self, list: Option<&[usize]>, at: usize, link: impl Fn(usize) -> Value) -> (Value, Value) {
        let list = list.unwrap_or_default();
        let Ok(position) = list.binary_search(&at) else { return (Value::none(), Value::none()) };
        let link = |at: Option<&usize>| Value::from(at.map(|&at| link(at)));
        (link(position.checked_sub(1).and_then(|at| list.get(at))), link(list.get(position + 1)))
    }
}

/// Headings as templates get them.
pub(super) fn toc_value(entries: &[TocEntry<'_>]) -> Value {
    list(entries.iter().map(|TocEntry { heading, children }| {
        Record::new()
            .set("level", u32::from(heading.level))
            .set("id", heading.id.as_str())
            .set("html", safe(&heading.html))
            .set("children", toc_value(children))
            .value()
    }))
}
