//! What the pages of lists hold: where one is in a list, how questions are grouped, and which of them a page shows.

use super::{PageContext, Views, glossary::SortKey, html::Filler, list, record::variables};
use crate::{
    content::{Definition, FaqEntry},
    site::{Entity, TermTarget, Url, encode_fragment},
};
use std::collections::BTreeSet;
use tera::Value;

variables! { impl Views<'_> {
    /// Where a page stands in a list of articles.
    fn pagination(&self, first: &Url, count: usize, number: usize) -> "pagination" {
        let total = self.site.pages_of(count);
        let url = |number: usize| match number {
            1 => first.href(&self.site.config.base.path),
            _ => first.below(&format!("page/{number}/")).href(&self.site.config.base.path),
        };
        /// Number: the number of this page, from 1.
        current: number,
        /// Number: how many pages there are.
        total: total,
        /// Number: how many articles they list together.
        count: count,
        /// String: the address of the page before; `none` on the first.
        previous: (number > 1).then(|| url(number - 1)),
        /// String: the address of the page after; `none` on the last.
        next: (number < total).then(|| url(number + 1)),
        /// String: the address of the first page.
        first: url(1),
        /// String: the address of the last page.
        last: url(total),
        /// List: the first page, the last, and the two on either side of this one.
        pages of "page number": list(near(number, total).map(|n| self.page_number(n, url(n), n == number))),
    }

    /// A page that a pagination names.
    fn page_number(&self, n: usize, url: String, is_current: bool) -> "page number" {
        /// Number: its number.
        n: n,
        /// String: its address as links spell it.
        url: url,
        /// Truth value: whether it is this page.
        current: is_current,
    }

    /// The questions of one primary topic.
    fn topic_group(&self, topic: Option<usize>, group: &[usize]) -> "group of a topic" {
        /// Map: the topic; `none` for the questions without one.
        topic of "topic link": topic.map(|topic| self.topic_link(topic)),
        /// Number: how many questions there are.
        count: group.len(),
        /// List: the questions by level.
        levels of "group of a level": self.groups_by_level(group),
    }

    /// The questions of one level; those without a level come last.
    fn level_group(&self, level: Option<usize>, group: &[usize]) -> "group of a level" {
        /// String: the level; `none` for the questions without one.
        level: level.map(|level| self.site.config.levels[level].as_str()),
        /// Number: how many questions there are.
        count: group.len(),
        /// List: the questions.
        questions of "question summary": list(group.iter().map(|&at| self.question_summary(at))),
    }

    /// A topic that can be practised.
    fn practice_link(&self, at: usize, url: &Url) -> "practice link" {
        let topic = &self.site.topics[at];
        /// String: the title of the topic.
        title: topic.title.as_str(),
        /// String: the address of its practice page.
        url: url.href(&self.site.config.base.path),
        /// Number: how many questions it has.
        count: topic.questions.len(),
    }

    /// A level of the site in a list of questions.
    fn level_link(&self, level: usize, questions: &[usize], url: Option<String>) -> "level link" {
        /// String: the level.
        name: self.site.config.levels[level].as_str(),
        /// Number: how many questions of the list have it.
        count: self.count(questions, level),
        /// String: its page, where levels have pages of their own; else `none`.
        url: url,
    }

    /// A topic in the question index.
    fn topic_row(&self, at: usize) -> "row of a topic" {
        let topic = &self.site.topics[at];
        let levels = 0..self.site.config.levels.len();
        /// String: its id, the name of its file.
        id: topic.id.as_str(),
        /// String: its title.
        title: topic.title.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::topic(at)),
        /// Number: its questions, with those of the topics below it.
        count: topic.questions.len(),
        /// List: the same for each level of the site.
        counts of "count of a level": list(levels.map(|level| self.level_count(level, &topic.questions))),
    }

    /// How many questions of a topic have a level.
    fn level_count(&self, level: usize, questions: &[usize]) -> "count of a level" {
        /// String: the level.
        level: self.site.config.levels[level].as_str(),
        /// Number: how many questions have it.
        count: self.count(questions, level),
    }

    /// A letter with the terms that begin with it.
    fn letter(&self, place: &SortKey, terms: Vec<Value>) -> "letter of the glossary" {
        /// String: the letter in upper case, without accents; `0–9` for digits.
        letter: place.letter.as_str(),
        /// String: an id for its section, which no term has.
        id: place.anchor(),
        /// List: the terms, in order.
        terms of "definition": terms,
    }

    /// A term of the glossary.
    fn definition(&self, filler: &Filler, at: usize, definition: &Definition) -> "definition" {
        let also: Vec<&str> = definition.also.iter().map(|phrase| phrase.words.value.as_str()).collect();
        let topics = self.site.topics_named(&definition.topics).into_iter();
        /// String: the id its entry must have, which links to it name.
        id: definition.id.as_str(),
        /// String: the term.
        term: definition.term.words.value.as_str(),
        /// String: the address of its entry.
        url: self.site.term_href(TermTarget::Definition(at)),
        /// List of strings: its further spellings.
        also: also,
        /// HTML: what it means.
        definition: filler.markdown(&definition.body),
        /// List: its topics.
        topics of "topic link": list(topics.map(|at| self.topic_link(at))),
        /// List: where to read more, without what isn't published.
        see of "link": list(definition.see.iter().filter_map(|see| self.see(filler, see))),
    }
} }

impl Views<'_> {
    /// The articles of page `number` of the list `articles`.
    pub(super) fn articles_on(&self, making: &PageContext, articles: &[usize], number: usize) -> Value {
        let size = self.site.config.paginate.unwrap_or(articles.len().max(1));
        let shown = articles.iter().skip((number - 1) * size).take(size);
        list(shown.map(|&at| self.article_summary(making, at)))
    }

    /// Which of `questions` a page shows: all, those of a level, or none where each level has a page of its own.
    pub(super) fn shown(&self, questions: &[usize], level: Option<usize>, split: bool) -> Vec<usize> {
        let is_shown = |at: &usize| (level.is_none() && !split) || self.level_at(*at) == level;
        questions.iter().copied().filter(is_shown).collect()
    }

    /// The level of a question.
    fn level_at(&self, question: usize) -> Option<usize> {
        self.site.level_of(&self.site.questions[question].meta)
    }

    /// How many of `questions` have this level.
    fn count(&self, questions: &[usize], level: usize) -> usize {
        questions.iter().filter(|&&at| self.level_at(at) == Some(level)).count()
    }

    /// The topics by which `questions` are grouped; all where the page shows none.
    pub(super) fn named_topics(&self, questions: &[usize]) -> Vec<usize> {
        let primary = |at: &usize| self.site.primary_topic(&self.site.questions[*at].meta);
        let used: BTreeSet<usize> = questions.iter().filter_map(primary).collect();
        (0..self.site.topics.len()).filter(|at| questions.is_empty() || used.contains(at)).collect()
    }

    /// `questions` by primary topic, in the order of the topics, each by level; those without a topic last.
    pub(super) fn groups_by_topic(&self, questions: &[usize]) -> Value {
        let topics = self.site.topics.len();
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); topics + 1];
        for &at in questions {
            groups[self.site.primary_topic(&self.site.questions[at].meta).unwrap_or(topics)].push(at);
        }
        let used = groups.iter().enumerate().filter(|(_, group)| !group.is_empty());
        list(used.map(|(topic, group)| self.topic_group(Some(topic).filter(|&topic| topic < topics), group)))
    }

    /// `questions`, which are in order of their levels, as a group for each level.
    pub(super) fn groups_by_level(&self, questions: &[usize]) -> Value {
        let level = |at: &usize| self.level_at(*at);
        let groups = questions.chunk_by(|a, b| level(a) == level(b));
        list(groups.map(|group| self.level_group(group.first().and_then(level), group)))
    }

    /// Each level with how many of `questions` have it, and its page where levels have pages.
    pub(super) fn level_links(&self, questions: &[usize], first: &Url, split: bool) -> Value {
        let url = |level| split.then(|| self.site.level_url(first, level).href(&self.site.config.base.path));
        list((0..self.site.config.levels.len()).map(|level| self.level_link(level, questions, url(level))))
    }

    /// The practice page of a topic, if it has one.
    pub(super) fn practised(&self, topic: usize) -> Option<Value> {
        let url = self.site.url(Entity::topic(topic)).below("practice/");
        self.site.addresses.get(&url).map(|_| self.practice_link(topic, &url).into())
    }

    /// The introduction of a topic; further pages of its lists have none.
    pub(super) fn topic_body(&self, making: &PageContext, at: usize, is_first: bool) -> String {
        let file = self.site.topics[at].file.as_ref().filter(|_| is_first);
        file.map_or_else(String::new, |file| {
            let filler = self.filler(making, &file.meta);
            filler.html(&file.lead) + &filler.linked(Entity::topic(at), &file.body)
        })
    }

    /// The articles' own FAQ entries, where `site.toml` wants them as rows of their topics.
    pub(super) fn faq_rows(&self, making: &PageContext, topic: usize) -> Vec<Value> {
        let site = self.site;
        let mut rows = Vec::new();
        for &at in site.topics[topic].articles.iter().filter(|_| site.config.topics.list_faq) {
            let filler = self.filler_at(making, &site.articles[at].meta, site.url(Entity::article(at)), "", false);
            for entry in &site.articles[at].faq {
                let FaqEntry::Own { id, question, .. } = entry else { continue };
                let url = format!("{}#{}", site.href(Entity::article(at)), encode_fragment(id));
                rows.push(self.faq_row(filler.label(question), url).into());
            }
        }
        rows
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
