//! The variables of lists: articles, questions, topics, authors, terms, cheat sheets.

use super::{
    Making, Views,
    record::{Record, list},
};
use crate::{
    content::FaqEntry,
    kind::Kind,
    site::{Entity, QUESTIONS_ON_A_PAGE, Url},
};
use std::collections::BTreeSet;
use tera::Value;

impl Views<'_> {
    pub(super) fn articles(&self, making: &Making, number: usize, page: Record) -> Record {
        let site = self.site;
        let introduction = site.introductions.of(Some(Kind::Article)).filter(|_| number == 1);
        let page = self.paged(making, page, &site.listed, &site.list_url(Kind::Article), number);
        page.set("intro", self.introduction(making, introduction))
    }

    /// `page` with one page of `articles` and its `pagination`.
    fn paged(&self, making: &Making, page: Record, articles: &[usize], first: &Url, number: usize) -> Record {
        let config = &self.site.config;
        let total = self.site.pages_of(articles.len());
        let size = config.paginate.unwrap_or(articles.len().max(1));
        let shown = articles.iter().skip((number - 1) * size).take(size);
        let shown = list(shown.map(|&at| self.article_summary(making, at)));
        let pagination = self.pagination(first, number, total, articles.len());
        page.set("articles", shown).set("pagination", pagination)
    }

    fn pagination(&self, first: &Url, number: usize, total: usize, count: usize) -> Value {
        let url = |number: usize| match number {
            1 => first.href(&self.site.config.base.path),
            _ => first.below(&format!("page/{number}/")).href(&self.site.config.base.path),
        };
        let page = |n: usize| Record::new().set("n", n).set("url", url(n)).set("current", n == number).value();
        Record::new()
            .set("current", number)
            .set("total", total)
            .set("count", count)
            .set("previous", (number > 1).then(|| url(number - 1)))
            .set("next", (number < total).then(|| url(number + 1)))
            .set("first", url(1))
            .set("last", url(total))
            .set("pages", list(near(number, total).map(page)))
            .value()
    }

    pub(super) fn questions(&self, making: &Making, level: Option<usize>, page: Record) -> Record {
        let site = self.site;
        let url = site.list_url(Kind::Question);
        let split = site.questions.len() > QUESTIONS_ON_A_PAGE;
        let all: Vec<usize> = (0..site.questions.len()).collect();
        let shown = self.shown(&all, level, split);
        let introduction = site.introductions.of(Some(Kind::Question)).filter(|_| level.is_none());
        page.set("intro", self.introduction(making, introduction))
            .set("groups", self.groups_by_topic(&shown))
            .set("level", level.map(|level| site.config.levels[level].clone()))
            .set("levels", self.level_links(&all, &url, split))
            .set("topics", list(self.named_topics(&shown).into_iter().filter_map(|at| self.topic_counts(at))))
            .set("total", site.questions.len())
    }

    /// Which of `questions` a page shows: all, those of a level, or none where each level has a page of its own.
    fn shown(&self, questions: &[usize], level: Option<usize>, split: bool) -> Vec<usize> {
        let site = self.site;
        match level {
            Some(level) => {
                let is_of_level = |at: &usize| site.level_of(&site.questions[*at].meta) == Some(level);
                questions.iter().copied().filter(is_of_level).collect()
            }
            None if split => {
                questions.iter().copied().filter(|&at| site.level_of(&site.questions[at].meta).is_none()).collect()
            }
            None => questions.to_vec(),
        }
    }

    /// The topics by which `questions` are grouped; all where the page shows none.
    fn named_topics(&self, questions: &[usize]) -> Vec<usize> {
        let primary = |at: &usize| self.site.primary_topic(&self.site.questions[*at].meta);
        let used: BTreeSet<usize> = questions.iter().filter_map(primary).collect();
        (0..self.site.topics.len()).filter(|at| questions.is_empty() || used.contains(at)).collect()
    }

    /// `questions` by primary topic, in the order of the topics, each by level; those without a topic last.
    fn groups_by_topic(&self, questions: &[usize]) -> Value {
        let site = self.site;
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); site.topics.len() + 1];
        for &at in questions {
            let topic = site.primary_topic(&site.questions[at].meta);
            groups[topic.unwrap_or(site.topics.len())].push(at);
        }
        let used = groups.into_iter().enumerate().filter(|(_, group)| !group.is_empty());
        list(used.map(|(topic, group)| {
            let link = if topic < self.site.topics.len() { self.topic_link(topic) } else { Value::none() };
            Record::new()
                .set("topic", link)
                .set("count", group.len())
                .set("levels", self.groups_by_level(&group))
                .value()
        }))
    }

    /// `questions`, which are in order of their levels, as a group for each level.
    fn groups_by_level(&self, questions: &[usize]) -> Value {
        let level = |at: &usize| self.site.level_of(&self.site.questions[*at].meta);
        list(questions.chunk_by(|a, b| level(a) == level(b)).map(|group| {
            let level = group.first().and_then(level).map(|level| self.site.config.levels[level].clone());
            let questions = list(group.iter().map(|&at| self.question_summary(at)));
            Record::new().set("level", level).set("count", group.len()).set("questions", questions).value()
        }))
    }

    /// Each level with how many of `questions` have it, and its page where levels have pages.
    fn level_links(&self, questions: &[usize], first: &Url, split: bool) -> Value {
        let site = self.site;
        list((0..site.config.levels.len()).map(|level| {
            let count = questions.iter().filter(|&&at| site.level_of(&site.questions[at].meta) == Some(level)).count();
            let url = split.then(|| site.level_url(first, level).href(&site.config.base.path));
            Record::new().set("name", site.config.levels[level].clone()).set("count", count).set("url", url).value()
        }))
    }

    /// A topic with its number of questions by level; `None` for one that has none.
    fn topic_counts(&self, at: usize) -> Option<Value> {
        let site = self.site;
        let questions = &site.topics[at].questions;
        let count = |level: usize| {
            let name = site.config.levels[level].clone();
            let count = questions.iter().filter(|&&at| site.level_of(&site.questions[at].meta) == Some(level)).count();
            Record::new().set("level", name).set("count", count).value()
        };
        let counts = list((0..site.config.levels.len()).map(count));
        let topic = Record::new()
            .set("id", site.topics[at].id.as_str())
            .set("title", site.topics[at].title.as_str())
            .set("url", site.href(Entity::topic(at)))
            .set("count", questions.len())
            .set("counts", counts);
        (!questions.is_empty()).then(|| topic.value())
    }

    pub(super) fn topics(&self, making: &Making, page: Record) -> Record {
        let top = (0..self.site.topics.len()).filter(|&at| self.site.topics[at].parent.is_none());
        page.set("intro", self.introduction(making, self.site.introductions.of(Some(Kind::Topic))))
            .set("topics", list(top.map(|at| self.topic_summary(at))))
    }

    pub(super) fn topic(
        &self,
        making: &Making,
        at: usize,
        number: usize,
        level: Option<usize>,
        page: Record,
    ) -> Record {
        let site = self.site;
        let topic = &site.topics[at];
        let url = site.url(Entity::topic(at));
        let split = topic.questions.len() > QUESTIONS_ON_A_PAGE;
        let is_first = number == 1 && level.is_none();
        let body = match topic.file.as_ref().filter(|_| is_first) {
            Some(file) => {
                let filler = self.filler(making, &file.meta);
                filler.html(&file.lead) + &filler.linked(Entity::topic(at), &file.body)
            }
            None => String::new(),
        };
        let shown = if number == 1 { self.shown(&topic.questions, level, split) } else { Vec::new() };
        let counts = Record::new()
            .set("articles_own", topic.counts.own_articles)
            .set("articles", topic.counts.articles)
            .set("questions_own", topic.counts.own_questions)
            .set("questions", topic.counts.questions);
        let href = |url: Url| site.addresses.get(&url).map(|_| url.href(&site.config.base.path));
        let articles: &[usize] = if level.is_none() { &topic.articles } else { &[] };
        let page = self.paged(making, page, articles, url, number);
        let levels = self.level_links(&topic.questions, url, split);
        page.set("body", super::safe(&body))
            .set("id", topic.id.as_str())
            .set("children", list(topic.children.iter().map(|&child| self.topic_summary(child))))
            .set("parent", topic.parent.map(|parent| self.topic_link(parent)))
            .set("groups", self.groups_by_level(&shown))
            .set("levels", if split { levels } else { list([]) })
            .set("level", level.map(|level| site.config.levels[level].clone()))
            .set("counts", counts.value())
            .set("cheatsheet", href(url.below("cheatsheet/")))
            .set("practice", href(url.below("practice/")))
            .set("faq_rows", list(if is_first { self.faq_rows(making, at) } else { Vec::new() }))
            .set("terms", topic.phrases().map(|phrase| phrase.words.value.clone()).collect::<Vec<_>>())
    }

    /// The articles' own FAQ entries, where `site.toml` wants them as rows of their topics.
    fn faq_rows(&self, making: &Making, topic: usize) -> Vec<Value> {
        let site = self.site;
        if !site.config.topics.list_faq {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for &at in &site.topics[topic].articles {
            let meta = &site.articles[at].meta;
            for entry in &site.articles[at].faq {
                let FaqEntry::Own { id, question, .. } = entry else { continue };
                let url = format!("{}#{}", site.href(Entity::article(at)), crate::site::encode_fragment(id));
                let filler = self.filler_at(making, meta, site.url(Entity::article(at)), "", false);
                rows.push(Record::new().set("question", filler.label(question)).set("url", url).value());
            }
        }
        rows
    }

    pub(super) fn cheat_sheet(&self, at: usize, page: Record) -> Record {
        let site = self.site;
        let with_takeaway = |at: &usize| site.questions[*at].takeaway.is_some();
        let questions: Vec<usize> = site.topics[at].questions.iter().copied().filter(with_takeaway).collect();
        page.set("topic", self.topic_link(at)).set("groups", self.groups_by_level(&questions))
    }

    /// The cards of a topic or, without one, of the whole site. Beyond what one page shows, the topics' own pages have them.
    pub(super) fn practice(&self, topic: Option<usize>, page: Record) -> Record {
        let site = self.site;
        let all: Vec<usize> = (0..site.questions.len()).collect();
        let questions = topic.map_or(&all, |at| &site.topics[at].questions);
        let is_whole = questions.len() <= QUESTIONS_ON_A_PAGE;
        let below: Vec<usize> = match topic {
            Some(at) => site.topics[at].children.clone(),
            None => (0..site.topics.len()).filter(|&at| site.topics[at].parent.is_none()).collect(),
        };
        let practised = |&at: &usize| {
            let url = site.url(Entity::topic(at)).below("practice/");
            let topic = &site.topics[at];
            site.addresses.get(&url).map(|_| {
                let url = url.href(&site.config.base.path);
                Record::new()
                    .set("title", topic.title.as_str())
                    .set("url", url)
                    .set("count", topic.questions.len())
                    .value()
            })
        };
        page.set("topic", topic.map(|at| self.topic_link(at)))
            .set("topics", list(below.iter().filter_map(practised)))
            .set("groups", if is_whole { self.groups_by_level(questions) } else { list([]) })
            .set("count", questions.len())
    }

    pub(super) fn author(&self, making: &Making, at: usize, number: usize, page: Record) -> Record {
        let site = self.site;
        let author = &site.authors[at];
        let filler = self.filler(making, &author.meta);
        let mut body = String::new();
        if number == 1 {
            body = filler.html(&author.lead);
            body.push_str(&filler.html(&author.body));
        }
        let named = |question: &usize| {
            let authors = site.questions[*question].meta.authors.iter().flatten();
            authors.into_iter().any(|name| name.value == author.meta.name)
        };
        let questions = (0..site.questions.len()).filter(|_| number == 1).filter(named);
        let page = self.paged(making, page, &site.articles_by_author[at], site.url(Entity::author(at)), number);
        page.set("body", super::safe(&body))
            .set("name", author.meta.title.as_str())
            .set("url_external", author.url.clone())
            .set("same_as", author.same_as.clone())
            .set("questions", list(questions.map(|at| self.question_summary(at))))
    }

    pub(super) fn authors(&self, making: &Making, page: Record) -> Record {
        page.set("intro", self.introduction(making, self.site.introductions.of(Some(Kind::Author))))
            .set("authors", self.all_authors())
    }

    pub(super) fn terms(&self, at: usize, page: Record) -> Record {
        page.set("taxonomy", self.taxonomy_link(at).value()).set("terms", self.term_summaries(at))
    }

    pub(super) fn term(&self, making: &Making, taxonomy: usize, at: usize, number: usize, page: Record) -> Record {
        let site = self.site;
        let term = &site.taxonomies[taxonomy].terms[at];
        let questions = term.questions.iter().filter(|_| number == 1);
        let page = self.paged(making, page, &term.articles, site.url(Entity::term(taxonomy, at)), number);
        page.set("name", term.name.as_str())
            .set("taxonomy", self.taxonomy_link(taxonomy).value())
            .set("questions", list(questions.map(|&at| self.question_summary(at))))
    }
}

/// The numbers a pagination names: the first, the last, and those near `number`.
fn near(number: usize, total: usize) -> impl Iterator<Item = usize> {
    (1..=total).filter(move |&n| n == 1 || n == total || n.abs_diff(number) <= 2)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_pagination_names_the_ends_and_what_is_near() {
        assert_eq!(near(1, 1).collect::<Vec<_>>(), [1]);
        assert_eq!(near(50, 500).collect::<Vec<_>>(), [1, 48, 49, 50, 51, 52, 500]);
    }
}
