//! The lists: what is old, thin, alone, much linked, not answered.

use super::{Cell, Section};
use crate::{
    check::Subject,
    content::{Meta, WrittenDate},
    kind::Kind,
    site::{Entity, Site, Url},
};
use std::cmp::Reverse;

/// An article of fewer words is short.
const SHORT: u32 = 300;
/// A topic with fewer questions is thin.
const FEW: usize = 3;

/// All lists.
pub(super) fn all(subject: &Subject) -> Vec<Section> {
    vec![
        oldest(subject),
        reviews(subject),
        thin_topics(subject),
        short_articles(subject),
        stubs(subject),
        orphans(subject),
        dead_ends(subject),
        linked(subject, true),
        linked(subject, false),
    ]
}

fn file(meta: &Meta) -> Cell {
    Cell::text(meta.file.as_str())
}

/// Articles and questions, each with its last date.
fn dated(site: &Site, date: impl Fn(&Meta) -> Option<WrittenDate>) -> Vec<(WrittenDate, &Meta)> {
    let articles = site.articles.iter().map(|article| &article.meta);
    let metas = articles.chain(site.questions.iter().map(|question| &question.meta));
    let mut dated: Vec<(WrittenDate, &Meta)> = metas.filter_map(|meta| Some((date(meta)?, meta))).collect();
    dated.sort_by(|a, b| (a.0.timestamp, &a.1.file, &a.1.name).cmp(&(b.0.timestamp, &b.1.file, &b.1.name)));
    dated
}

fn oldest(subject: &Subject) -> Section {
    let today = subject.today();
    let dated = dated(subject.site(), |meta| meta.updated.or(meta.date));
    let row = |(moment, meta): (WrittenDate, &Meta)| {
        let date = moment.date.at.date();
        let days = date.until(today).map_or(0, |span| span.get_days().max(0));
        let days = usize::try_from(days).unwrap_or(0);
        vec![Cell::text(meta.title.as_str()), Cell::text(date.to_string()), Cell::Number(days), file(meta)]
    };
    let about = "What was changed longest ago, by `updated`, else by `date`.";
    Section::new("Oldest", about, &["title", "last change", "days", "file"], dated.into_iter().map(row).collect())
}

fn reviews(subject: &Subject) -> Section {
    let dated = dated(subject.site(), |meta| meta.review_by);
    let row = |(moment, meta): (WrittenDate, &Meta)| {
        let state = if moment.timestamp <= subject.as_of() { "due" } else { "to come" };
        vec![
            Cell::text(meta.title.as_str()),
            Cell::text(moment.date.at.date().to_string()),
            Cell::text(state),
            file(meta),
        ]
    };
    let rows = dated.into_iter().map(row).collect();
    Section::new("Reviews", "What has a `review_by`, the next first.", &["title", "review by", "state", "file"], rows)
}

fn thin_topics(subject: &Subject) -> Section {
    let site = subject.site();
    let row = |topic: &crate::site::TopicNode| {
        let has =
            |level: usize| topic.questions.iter().any(|&at| site.level_of(&site.questions[at].meta) == Some(level));
        let missing: Vec<&str> = (0..site.config.levels.len())
            .filter(|&level| !has(level))
            .map(|level| &*site.config.levels[level])
            .collect();
        let (questions, articles) = (topic.counts.questions, topic.counts.articles);
        let is_thin = questions < FEW || articles == 0 || !missing.is_empty();
        let missing = if missing.is_empty() { "none".to_owned() } else { missing.join(", ") };
        let cells =
            vec![Cell::text(topic.title.as_str()), Cell::count(questions), Cell::count(articles), Cell::Text(missing)];
        is_thin.then_some((questions, cells))
    };
    let mut rows: Vec<(usize, Vec<Cell>)> = site.topics.iter().filter_map(row).collect();
    rows.sort_by_key(|(questions, _)| *questions);
    let about =
        format!("Topics with fewer than {FEW} questions, without an article, or without questions on some level.");
    let head = ["topic", "questions", "articles", "levels missing"];
    Section::new("Thin topics", &about, &head, rows.into_iter().map(|(_, row)| row).collect())
}

fn short_articles(subject: &Subject) -> Section {
    let words = |article: &crate::content::Article| article.lead.words.total() + article.body.words.total();
    let articles = subject.site().articles.iter();
    let mut short: Vec<(u32, &Meta)> =
        articles.map(|article| (words(article), &article.meta)).filter(|(words, _)| *words < SHORT).collect();
    short.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    let row =
        |(words, meta): (u32, &Meta)| vec![Cell::text(meta.title.as_str()), Cell::Number(words as usize), file(meta)];
    let about = format!("Articles of fewer than {SHORT} words.");
    Section::new("Short articles", &about, &["title", "words", "file"], short.into_iter().map(row).collect())
}

fn stubs(subject: &Subject) -> Section {
    let stubs = subject.site().unpublished.iter().filter(|other| other.is_stub()).map(|stub| stub.meta());
    let rows = stubs.map(|stub| vec![Cell::text(stub.title.as_str()), Cell::text(stub.file.as_str())]).collect();
    Section::new("Questions without an answer", "They have no page yet.", &["question", "file"], rows)
}

fn orphans(subject: &Subject) -> Section {
    let row = |(_, meta, url): (Entity, &Meta, &Url)| {
        vec![Cell::text(meta.title.as_str()), Cell::text(url.as_str()), file(meta)]
    };
    let rows = subject.orphans().into_iter().map(row).collect();
    let about = "Articles, pages and questions without a topic that no text of another page links to.";
    Section::new("Orphans", about, &["title", "address", "file"], rows)
}

fn dead_ends(subject: &Subject) -> Section {
    let row = |(_, meta, url): (Entity, &Meta, &Url)| {
        vec![Cell::text(meta.title.as_str()), Cell::text(url.as_str()), file(meta)]
    };
    let rows = subject.dead_ends().into_iter().map(row).collect();
    Section::new("Dead ends", "Articles and pages whose text links to nothing.", &["title", "address", "file"], rows)
}

/// The articles, questions and topics that most texts link to, or the articles that fewest do.
fn linked(subject: &Subject, most: bool) -> Section {
    let site = subject.site();
    let backlinks = subject.backlinks();
    let entities = site.entities_with_meta().filter(|(entity, _)| match entity.kind {
        Kind::Article => true,
        Kind::Question | Kind::Topic => most,
        _ => false,
    });
    let mut linked: Vec<(usize, &Meta, &Url)> = entities
        .map(|(entity, meta)| {
            let url = site.url(entity);
            (backlinks.get(url).copied().unwrap_or(0), meta, url)
        })
        .filter(|(count, ..)| !most || *count > 0)
        .collect();
    if most {
        linked.sort_by_key(|(count, _, url)| (Reverse(*count), *url));
    } else {
        linked.sort_by_key(|(count, _, url)| (*count, *url));
    }
    let row = |(count, meta, url): (usize, &Meta, &Url)| {
        vec![Cell::text(meta.title.as_str()), Cell::count(count), Cell::text(url.as_str())]
    };
    let rows = linked.into_iter().map(row).collect();
    let (title, about) = match most {
        true => {
            ("Most linked", "Articles, questions and topics by the number of pages whose texts link to or cite them.")
        }
        false => ("Least linked", "Articles by the number of pages whose texts link to them, the fewest first."),
    };
    Section::new(title, about, &["title", "pages", "address"], rows)
}
