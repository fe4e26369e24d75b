//! The tree of topics and its lists.
//!
//! 1. A parent that no file declares, and a topic that is its own ancestor, are told; such a topic stands at the top.
//! 2. A topic that content names and no file declares is told with the nearest one; with `[topics] strict = false` it
//!    comes into being by being named.
//! 3. The tree is put into a list, each topic before its children, brothers by weight and title.
//! 4. Each topic's lists hold its own entries and its descendants', in the order of the site.

use super::published::Published;
use crate::{
    config::Config,
    content::{Meta, Topic},
    diag::{Code, Diagnostic, Diagnostics, nearest},
    markdown::Body,
    place::Span,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A topic in the tree.
#[derive(Debug)]
pub struct TopicNode {
    /// Its id: its file's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The topic it is a part of.
    pub parent: Option<usize>,
    /// Its parts, in their order.
    pub children: Vec<usize>,
    /// Its articles and its descendants', in their order.
    pub articles: Vec<usize>,
    /// Its questions and its descendants', in their order.
    pub questions: Vec<usize>,
    /// How many there are.
    pub counts: Counts,
    /// What its file says; `None` for a topic that came into being by being named.
    pub file: Option<Topic>,
}

/// How many entries a topic has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that name it.
    pub own_articles: usize,
    /// Those and its descendants'.
    pub articles: usize,
    /// Questions that name it.
    pub own_questions: usize,
    /// Those and its descendants'.
    pub questions: usize,
}

impl TopicNode {
    /// The beginning and the rest of its introduction.
    pub fn introduction(&self) -> impl Iterator<Item = &Body> {
        self.file.iter().flat_map(|topic| [&topic.lead, &topic.body])
    }

    /// Its front matter, where it has a file.
    pub fn meta(&self) -> Option<&Meta> {
        self.file.as_ref().map(|topic| &topic.meta)
    }
}

/// The topics of `published` as a list, with everything that belongs to them.
pub(super) fn grow(config: &Config, published: &mut Published, diags: &mut Diagnostics) -> Vec<TopicNode> {
    let mut declared: Vec<Declared> = published.topics.iter().map(Declared::of).collect();
    tell_unknown_parents(&mut declared, diags);
    break_cycles(&mut declared, diags);
    declare_used(config, published, &mut declared, diags);
    let mut nodes = in_order(&declared);
    let mut files: HashMap<String, Topic> =
        published.topics.drain(..).map(|topic| (topic.meta.name.clone(), topic)).collect();
    for node in &mut nodes {
        node.file = files.remove(&node.id);
    }
    fill(&mut nodes, published);
    nodes
}

/// A topic before the tree is a list.
struct Declared<'a> {
    id: String,
    parent: Option<(String, Span)>,
    topic: Option<&'a Topic>,
}

impl<'a> Declared<'a> {
    fn of(topic: &'a Topic) -> Self {
        let parent = topic.parent.as_ref().map(|parent| (parent.value.clone(), parent.span));
        Self { id: topic.meta.name.clone(), parent, topic: Some(topic) }
    }
}

fn tell_unknown_parents(declared: &mut [Declared], diags: &mut Diagnostics) {
    let ids: BTreeSet<String> = declared.iter().map(|topic| topic.id.clone()).collect();
    for topic in declared {
        let (Some((parent, span)), Some(file)) = (&topic.parent, topic.topic) else { continue };
        if !ids.contains(parent) {
            diags.push(unknown(&file.meta, *span, parent, ids.iter().map(String::as_str)));
            topic.parent = None;
        }
    }
}

fn break_cycles(declared: &mut [Declared], diags: &mut Diagnostics) {
    let by_id: HashMap<String, usize> = declared.iter().enumerate().map(|(at, topic)| (topic.id.clone(), at)).collect();
    for start in 0..declared.len() {
        let mut path = vec![start];
        let mut at = start;
        while let Some(next) = declared[at].parent.as_ref().and_then(|(parent, _)| by_id.get(parent)) {
            at = *next;
            if at == start {
                diags.push(cycle(declared, &path));
                declared[start].parent = None;
                break;
            }
            if path.contains(&at) {
                break;
            }
            path.push(at);
        }
    }
}

fn cycle(declared: &[Declared], path: &[usize]) -> Diagnostic {
    let names: Vec<String> = path.iter().chain(path.first()).map(|&at| format!("`{}`", declared[at].id)).collect();
    let way = match names.as_slice() {
        [first, second, third, .., last] if names.len() > 8 => {
            format!("{first} under {second} under {third} … under {last}")
        }
        _ => names.join(" under "),
    };
    let message = format!("this topic is its own ancestor: {way}");
    let topic = &declared[path[0]];
    match (topic.topic, &topic.parent) {
        (Some(file), Some((_, span))) => Diagnostic::at(Code::ParentCycle, &file.meta.file, *span, message),
        _ => Diagnostic::new(Code::ParentCycle, message),
    }
    .help("remove the `parent` of one of them")
}

fn unknown<'a>(meta: &Meta, span: Span, name: &str, ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(name, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("declare it in `content/topics/{name}.md`, or set `strict = false` under `[topics]`"),
    };
    Diagnostic::at(Code::UnknownTopic, &meta.file, span, format!("there is no topic `{name}`")).help(help)
}

/// Tells topics that content names and no file declares, or declares them where that is allowed.
fn declare_used(config: &Config, published: &Published, declared: &mut Vec<Declared>, diags: &mut Diagnostics) {
    let ids: BTreeSet<String> = declared.iter().map(|topic| topic.id.clone()).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let articles = published.articles.iter().map(|article| &article.meta);
    for meta in articles.chain(published.questions.iter().map(|question| &question.meta)) {
        for topic in meta.topics.iter().filter(|topic| !ids.contains(&topic.value)) {
            if config.topics.strict {
                diags.push(unknown(meta, topic.span, &topic.value, ids.iter().map(String::as_str)));
            } else if !crate::content::slug::slugify(&topic.value, config.ascii_slugs).is_empty() {
                used.insert(topic.value.clone());
            }
        }
    }
    declared.extend(used.into_iter().map(|id| Declared { id, parent: None, topic: None }));
}

/// The topics, each before its children; brothers keep the order they have.
fn in_order(declared: &[Declared]) -> Vec<TopicNode> {
    let mut children: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, topic) in declared.iter().enumerate() {
        children.entry(topic.parent.as_ref().map(|(parent, _)| parent.as_str())).or_default().push(at);
    }
    let mut nodes: Vec<TopicNode> = Vec::new();
    let top = children.get(&None).into_iter().flatten().rev().map(|&at| (at, None));
    let mut waiting: Vec<(usize, Option<usize>)> = top.collect();
    while let Some((at, parent)) = waiting.pop() {
        let position = nodes.len();
        if let Some(parent) = parent {
            nodes[parent].children.push(position);
        }
        nodes.push(node(&declared[at], parent));
        let below = children.get(&Some(declared[at].id.as_str())).into_iter().flatten().rev();
        waiting.extend(below.map(|&child| (child, Some(position))));
    }
    nodes
}

fn node(declared: &Declared, parent: Option<usize>) -> TopicNode {
    TopicNode {
        id: declared.id.clone(),
        title: declared.topic.map_or_else(|| humanized(&declared.id), |topic| topic.meta.title.clone()),
        parent,
        children: Vec::new(),
        articles: Vec::new(),
        questions: Vec::new(),
        counts: Counts::default(),
        file: None,
    }
}

/// `message-queues` as a title: `Message queues`.
fn humanized(id: &str) -> String {
    let words = id.rsplit('/').next().unwrap_or(id).replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn fill(nodes: &mut [TopicNode], published: &Published) {
    let by_id: HashMap<String, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)).collect();
    let parents: Vec<Option<usize>> = nodes.iter().map(|node| node.parent).collect();
    let named = |meta: &Meta| -> BTreeSet<usize> {
        meta.topics.iter().filter_map(|topic| by_id.get(&topic.value).copied()).collect()
    };
    let with_ancestors = |own: &BTreeSet<usize>| -> BTreeSet<usize> {
        own.iter().flat_map(|&at| std::iter::successors(Some(at), |&at| parents[at])).collect()
    };
    let listed = published.articles.iter().enumerate().filter(|(_, article)| !article.meta.unlisted);
    for (at, article) in listed {
        let own = named(&article.meta);
        own.iter().for_each(|&topic| nodes[topic].counts.own_articles += 1);
        with_ancestors(&own).into_iter().for_each(|topic| nodes[topic].articles.push(at));
    }
    for (at, question) in published.questions.iter().enumerate() {
        let own = named(&question.meta);
        own.iter().for_each(|&topic| nodes[topic].counts.own_questions += 1);
        with_ancestors(&own).into_iter().for_each(|topic| nodes[topic].questions.push(at));
    }
    for node in nodes {
        node.counts.articles = node.articles.len();
        node.counts.questions = node.questions.len();
    }
}
