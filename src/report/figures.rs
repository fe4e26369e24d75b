//! The tables of numbers: totals, coverage by topic and level, depth.

use super::{Cell, Section};
use crate::{
    check::Subject,
    content::Meta,
    site::{Address, TopicNode},
};
use std::collections::BTreeMap;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Questions,
    Articles,
}

/// How much there is of everything.
pub(super) fn totals(subject: &Subject) -> Section {
    let site = subject.site();
    let words: u32 = site.articles.iter().map(|article| article.lead.words.total() + article.body.words.total()).sum();
    let drafts = site.unpublished.iter().filter(|other| !other.is_stub()).count();
    let stubs = site.unpublished.len() - drafts;
    let rows = [
        ("articles", site.articles.len()),
        ("words in articles", words as usize),
        ("questions", site.questions.len()),
        ("questions without an answer", stubs),
        ("topics", site.topics.len()),
        ("authors", site.authors.len()),
        ("other pages", site.pages.len()),
        ("drafts, scheduled, expired", drafts),
        ("pages in all", subject.pages().count()),
    ];
    let rows = rows.map(|(what, count)| vec![Cell::text(what), Cell::Number(count)]);
    Section::whole("Totals", "What is published, and what isn't yet.", &["what", "count"], rows.into())
}

/// What each topic has on each level, its descendants' included.
pub(super) fn coverage(subject: &Subject, of: Counted) -> Section {
    let site = subject.site();
    let levels = &site.config.levels;
    let level_of = |meta: &Meta| site.level_of(meta).unwrap_or(levels.len());
    let row = |(at, topic): (usize, &TopicNode)| {
        let mut counts = vec![0; levels.len() + 1];
        match of {
            Counted::Questions => {
                topic.questions.iter().for_each(|&at| counts[level_of(&site.questions[at].meta)] += 1)
            }
            Counted::Articles => topic.articles.iter().for_each(|&at| counts[level_of(&site.articles[at].meta)] += 1),
        }
        let name = format!("{}{}", "  ".repeat(site.topic_depth(at)), topic.title);
        let all = counts.iter().sum();
        let cells = counts.into_iter().map(Cell::count).chain([Cell::count(all)]);
        std::iter::once(Cell::Text(name)).chain(cells).collect()
    };
    let rows = site.topics.iter().enumerate().map(row).collect();
    let (title, about) = match of {
        Counted::Questions => {
            ("Questions by topic and level", "How many questions a topic has, those of its parts included.")
        }
        Counted::Articles => {
            ("Articles by topic and level", "How many articles a topic has, those of its parts included.")
        }
    };
    let mut more_heads: Vec<String> = levels.clone();
    more_heads.extend(["no level".to_owned(), "all".to_owned()]);
    Section { more_heads, ..Section::whole(title, about, &["topic"], rows) }
}

/// How far from the home page pages are.
pub(super) fn depth(subject: &Subject) -> Section {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut unreached = 0;
    for (_, address, depth) in subject.pages().depths() {
        match depth {
            _ if matches!(address, Address::Redirect(_) | Address::NotFound) => {}
            Some(depth) => *counts.entry(depth).or_default() += 1,
            None => unreached += 1,
        }
    }
    let reached = counts.into_iter().map(|(depth, count)| (depth.to_string(), count));
    let rows = reached.chain((unreached > 0).then(|| ("not reached".to_owned(), unreached)));
    let rows = rows.map(|(depth, count)| vec![Cell::Text(depth), Cell::Number(count)]).collect();
    let about = "How many links a reader follows from the home page to get there; redirects and the 404 page aside.";
    Section::whole("Depth", about, &["links from home", "pages"], rows)
}
