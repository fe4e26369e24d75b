//! The tree of topics and its lists.
//!
//! 1. A parent that no file declares, a topic that is its own ancestor, and one that lies too deep are reported; such a topic
//!    stands at the top (`parents`).
//! 2. A topic that content names and no file declares is reported with the nearest one; with `[topics] strict = false` it
//!    comes into being by being named. Two spellings with one slug are one topic then; the first one met names it.
//! 3. The tree is put into a list, each topic before its children, brothers by weight and title.
//! 4. Each topic's lists hold its own entries and its descendants', in the order of the site.

mod parents;

use super::{Planned, Unpublished, published::Published, terms::without_slug};
use crate::{
    config::Config,
    content::{Meta, Phrase, Topic, slug},
    diag::{Code, Diagnostic, Diagnostics, KnownNames},
    markdown::Body,
    place::{Place, Span},
    text::nfc,
};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A topic in the tree.
#[derive(Debug)]
pub struct TopicNode {
    /// Its id: its file's name.
    pub id: String,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The topic it is a part of.
    pub parent: Option<usize>,
    /// Its parts, in their order.
    pub children: Vec<usize>,
    /// Its articles and its descendants', in their order.
    pub articles: Vec<usize>,
    /// Those of them whose primary topic it is.
    pub primary_of: Vec<usize>,
    /// Its questions and its descendants', in their order.
    pub questions: Vec<usize>,
    /// How many there are.
    pub counts: Counts,
    /// What its file says; `None` for a topic that came into being by being named.
    pub file: Option<Arc<Topic>>,
    /// Where it was named first, if no file declares it.
    pub named_at: Option<Place>,
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

    /// The phrases that lead to it.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.file.iter().flat_map(|topic| &topic.terms)
    }

    /// Its front matter, where it has a file.
    pub fn meta(&self) -> Option<&Meta> {
        self.file.as_ref().map(|topic| &topic.meta)
    }
}

/// The topics of `published` as a list, with everything that belongs to them.
pub(super) fn build_tree(config: &Config, published: &Published, diags: &mut Diagnostics) -> Vec<TopicNode> {
    let mut declared: Vec<Declared> = published.topic_files.iter().map(|topic| Declared::of(topic, config)).collect();
    let ids: BTreeSet<String> = declared.iter().map(|topic| topic.id.clone()).collect();
    let names = KnownNames::new(&ids);
    parents::settle(&mut declared, &names, &published.incomplete, diags);
    declare_used(config, published, &names, &mut declared, diags);
    let mut nodes = in_order(&declared);
    let mut files: HashMap<String, Arc<Topic>> =
        published.topic_files.iter().map(|topic| (topic.meta.name.clone(), topic.clone())).collect();
    for node in &mut nodes {
        node.file = files.remove(&node.id);
    }
    fill(config, &mut nodes, published);
    nodes
}

/// A topic before the tree is a list.
struct Declared<'a> {
    id: String,
    slug: String,
    parent: Option<(String, Span)>,
    topic: Option<&'a Topic>,
    named_at: Option<Place>,
}

impl<'a> Declared<'a> {
    fn of(topic: &'a Topic, config: &Config) -> Self {
        let parent = topic.parent.as_ref().map(|parent| (parent.value.clone(), parent.span));
        let last = topic.meta.name.rsplit('/').next().unwrap_or_default();
        let slug = topic.meta.slug.clone().unwrap_or_else(|| slug::slugify(last, config.ascii_slugs));
        Self { id: topic.meta.name.clone(), slug, parent, topic: Some(topic), named_at: None }
    }
}

fn unknown(meta: &Meta, span: Span, name: &str, known: &KnownNames) -> Diagnostic {
    let help = match known.nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("declare it in `content/topics/{name}.md`, or set `strict = false` under `[topics]`"),
    };
    Diagnostic::at(Code::UnknownTopic, &meta.file, span, format!("there is no topic `{name}`")).help(help)
}

/// Reports topics that content names and no file declares, or declares them where that is allowed.
fn declare_used(
    config: &Config,
    published: &Published,
    names: &KnownNames,
    declared: &mut Vec<Declared>,
    diags: &mut Diagnostics,
) {
    let known: HashSet<&str> = names.names().iter().map(String::as_str).collect();
    let slugs: BTreeSet<String> = declared.iter().map(|topic| topic.slug.clone()).collect();
    let mut used: BTreeMap<String, Declared> = BTreeMap::new();
    let articles = published.articles.iter().map(|article| &article.meta);
    let metas = articles.chain(published.questions.iter().map(|question| &question.meta)).map(|meta| (meta, true));
    let later = published.unpublished.iter().filter(|other| other.is_finished()).map(|other| (other.meta(), false));
    for (meta, is_published) in metas.chain(later) {
        for topic in meta.topics.iter().filter(|topic| !known.contains(topic.value.as_str())) {
            let slug = slug::slugify(&topic.value, config.ascii_slugs);
            if slug.is_empty() {
                diags.push(without_slug(meta, topic, "a topic"));
            } else if config.topics.strict {
                if !published.incomplete.may_hold("topics", &topic.value) {
                    diags.push(unknown(meta, topic.span, &topic.value, names));
                }
            } else if is_published && !slugs.contains(&slug) && !used.contains_key(&slug) {
                let named_at = Some(Place::new(&meta.file, topic.span));
                let id = topic.value.clone();
                used.insert(slug.clone(), Declared { id, slug, parent: None, topic: None, named_at });
            }
        }
    }
    declared.extend(used.into_values());
}

/// A topic that only unpublished things name.
pub(super) struct PendingTopic {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) title: String,
}

/// The topics that would come into being by being named, if all that names them were published.
pub(super) fn pending(site: &Planned) -> Vec<PendingTopic> {
    if site.config.topics.strict {
        return Vec::new();
    }
    let mut pending: BTreeMap<String, &str> = BTreeMap::new();
    for topic in site.unpublished.iter().map(Unpublished::meta).flat_map(|meta| &meta.topics) {
        let slug = slug::slugify(&topic.value, site.config.ascii_slugs);
        if !slug.is_empty() && site.topics.iter().all(|known| known.id != topic.value && known.slug != slug) {
            pending.entry(slug).or_insert(&topic.value);
        }
    }
    pending
        .into_iter()
        .map(|(slug, name)| PendingTopic { name: name.to_owned(), slug, title: humanized(name) })
        .collect()
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
        slug: declared.slug.clone(),
        title: declared.topic.map_or_else(|| humanized(&declared.id), |topic| topic.meta.title.clone()),
        parent,
        children: Vec::new(),
        articles: Vec::new(),
        primary_of: Vec::new(),
        questions: Vec::new(),
        counts: Counts::default(),
        file: None,
        named_at: declared.named_at.clone(),
    }
}

/// `message-queues` as a title: `Message queues`.
fn humanized(id: &str) -> String {
    let words = id.rsplit('/').next().unwrap_or(id).replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The topics by the names they go by.
#[derive(Debug, Default)]
pub(super) struct ByName {
    ids: HashMap<String, usize>,
    /// Where topics need no declaration.
    slugs: HashMap<String, usize>,
    ascii: bool,
}

impl ByName {
    pub(super) fn of(config: &Config, nodes: &[TopicNode]) -> Self {
        let by = |name: fn(&TopicNode) -> &String| {
            // the first of several is found
            nodes.iter().enumerate().rev().map(|(at, node)| (nfc(name(node)).into_owned(), at)).collect()
        };
        let slugs = if config.topics.strict { HashMap::new() } else { by(|node| &node.slug) };
        Self { ids: by(|node| &node.id), slugs, ascii: config.ascii_slugs }
    }

    /// The topic called `name`, by its id or, where topics need no declaration, by what has its slug.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let by_slug = || self.slugs.get(&slug::slugify(name, self.ascii));
        self.ids.get(&*nfc(name)).or_else(|| if self.slugs.is_empty() { None } else { by_slug() }).copied()
    }
}

/// The numbers, each once.
fn each_once(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn fill(config: &Config, nodes: &mut [TopicNode], published: &Published) {
    let by_name = ByName::of(config, nodes);
    let parents: Vec<Option<usize>> = nodes.iter().map(|node| node.parent).collect();
    let named = |meta: &Meta| each_once(meta.topics.iter().filter_map(|topic| by_name.find(&topic.value)));
    let with_ancestors =
        |own: &[usize]| each_once(own.iter().flat_map(|&at| std::iter::successors(Some(at), |&at| parents[at])));
    let listed = published.articles.iter().enumerate().filter(|(_, article)| !article.meta.unlisted);
    for (at, article) in listed {
        let own = named(&article.meta);
        own.iter().for_each(|&topic| nodes[topic].counts.own_articles += 1);
        if let Some(primary) = article.meta.topics.first().and_then(|topic| by_name.find(&topic.value)) {
            nodes[primary].primary_of.push(at);
        }
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
