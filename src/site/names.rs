//! What a name means: the names of wikilinks, and the files of relative links.
//!
//! A wikilink's target is looked for in three steps, and the first that has anything decides: by exact id or name; by
//! slug; by title or further name, without case; all names are kept, and looked for, in NFC. More than one thing in that step is ambiguous. The maps for that are made
//! when the first name is looked for: many sites have none.

use super::{Entity, Introductions, Planned, Url, terms, topics};
use crate::{
    kind::{FILED, Kind, pages_first},
    place::SourcePath,
    text::nfc,
};
use foldhash::HashMap;
use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

/// What a name or a file leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NameTarget {
    /// Something with a page.
    Entity(Entity),
    /// A definition of the glossary.
    Definition(usize),
    /// The home page or a list, by its address.
    List(Url),
    /// A question file: it has no page itself.
    QuestionFile,
    /// Something that isn't published, by its number in `unpublished` of the site.
    Unpublished(usize),
    /// A topic or a term that only unpublished things bear.
    Pending {
        /// How it is spelt in a wikilink.
        name: String,
        /// The address it would have.
        url: Url,
    },
}

/// A name's meaning with the kind that tells it from another.
type Kinded = (Arc<str>, NameTarget);

/// All names.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    spelled: OnceLock<Spelled>,
    files: HashMap<SourcePath, NameTarget>,
    /// The files of lists that aren't there.
    lists: HashMap<SourcePath, Url>,
    topics: topics::ByName,
    questions: HashMap<String, usize>,
}

/// What wikilinks may name, by how it is spelled.
#[derive(Debug, Default)]
struct Spelled {
    exact: HashMap<String, Vec<Kinded>>,
    slugs: HashMap<String, Vec<Kinded>>,
    titles: HashMap<String, Vec<Kinded>>,
}

impl NameIndex {
    /// The names of all that is in `site`, and of its `question_files`, also those without a question.
    pub(super) fn of(site: &Planned, question_files: &[SourcePath]) -> Self {
        let mut names = Self { topics: topics::ByName::of(&site.config, &site.topics), ..Self::default() };
        names.files.reserve(site.articles.len() + site.pages.len());
        names.questions.reserve(site.questions.len());
        for (entity, meta) in site.entities_with_meta() {
            if entity.kind == Kind::Question {
                names.questions.insert(meta.name.clone(), entity.at);
                names.files.entry(key(&meta.file)).or_insert(NameTarget::QuestionFile);
            } else {
                names.files.insert(key(&meta.file), NameTarget::Entity(entity));
            }
        }
        for file in question_files {
            names.files.entry(key(file)).or_insert(NameTarget::QuestionFile);
        }
        for (at, other) in site.unpublished.iter().enumerate() {
            let named =
                if other.kind() == Kind::Question { NameTarget::QuestionFile } else { NameTarget::Unpublished(at) };
            names.files.entry(key(&other.meta().file)).or_insert(named);
        }
        names.lists(site);
        names
    }

    fn lists(&mut self, site: &Planned) {
        for list in Introductions::lists() {
            let url = site.introduction_url(list);
            let default = || {
                SourcePath::new(match list {
                    Some(kind) => format!("content/{}/index.md", kind.row().folder),
                    None => "content/index.md".to_owned(),
                })
            };
            let file = site.introductions.of(list).map_or_else(default, |page| key(&page.meta.file));
            if site.addresses.get(&url).is_some() {
                self.files.insert(file, NameTarget::List(url));
            } else {
                self.lists.insert(file, url);
            }
        }
        if let Some(glossary) = &site.glossary {
            self.files.insert(key(&glossary.meta.file), NameTarget::List(site.glossary_url()));
        }
    }

    fn spelled(&self, site: &Planned) -> &Spelled {
        self.spelled.get_or_init(|| Spelled::of(site))
    }

    /// What `name` means in `site`, of the kind `kind` if one is given: nothing, one thing, or several.
    pub(super) fn find(&self, site: &Planned, kind: Option<&str>, name: &str) -> Vec<&Kinded> {
        let Spelled { exact, slugs, titles } = self.spelled(site);
        let name = nfc(name);
        let steps = [(exact, name.clone().into_owned()), (slugs, name.to_lowercase()), (titles, name.to_lowercase())];
        for (map, key) in steps {
            let of_kind = |(known, _): &&Kinded| kind.is_none_or(|kind| kind == &**known);
            let found: Vec<_> = map.get(&key).into_iter().flatten().filter(of_kind).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// What the file at `path` leads to.
    pub(super) fn file(&self, path: &str) -> Option<&NameTarget> {
        self.files.get(&*nfc(path)).or_else(|| {
            // a folder stands for its `index.md`, whatever the ending of that
            let (folder, _) = path.split_at(path.strip_suffix("/index.md")?.len());
            ["markdown", "MD"].iter().find_map(|ending| self.files.get(&*nfc(&format!("{folder}/index.{ending}"))))
        })
    }

    /// The address of the list that the file at `path` would introduce, where the list isn't there.
    pub(super) fn list(&self, path: &str) -> Option<&Url> {
        self.lists.get(path)
    }

    /// The paths of all files that lead anywhere, in no order.
    pub(super) fn file_paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.files.keys().map(SourcePath::as_str).collect();
        paths.sort_unstable();
        paths
    }

    /// All exact names and titles of `site`, in order.
    pub(super) fn all(&self, site: &Planned) -> Vec<&str> {
        let Spelled { exact, titles, .. } = self.spelled(site);
        let mut names: Vec<&str> = exact.keys().chain(titles.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The ids of the published questions, in order.
    pub(super) fn question_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.questions.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// The published article of `site` that is called `name`.
    pub(super) fn article(&self, site: &Planned, name: &str) -> Option<usize> {
        match self.find(site, Some("article"), name).as_slice() {
            [(_, NameTarget::Entity(Entity { kind: Kind::Article, at }))] => Some(*at),
            _ => None,
        }
    }

    /// The topic called `id`.
    pub(super) fn topic(&self, id: &str) -> Option<usize> {
        self.topics.find(id)
    }

    /// The published question called `id`.
    pub(super) fn question(&self, id: &str) -> Option<usize> {
        self.questions.get(id).copied()
    }
}

impl Spelled {
    fn of(site: &Planned) -> Self {
        let mut names = Self::default();
        let count = site.articles.len() + site.questions.len() + site.pages.len();
        [&mut names.exact, &mut names.slugs, &mut names.titles].into_iter().for_each(|map| map.reserve(count));
        let nouns = Nouns::of(site);
        for entity in pages_first().chain(site.taxonomy_kinds()).flat_map(|kind| site.entities(kind)) {
            let meta = site.meta_of(entity);
            let further: Vec<&str> = meta.iter().flat_map(|meta| &meta.names).map(String::as_str).collect();
            let (noun, slug) = (nouns.noun(entity.kind), last(site.url(entity)));
            names.add(&noun, NameTarget::Entity(entity), site.name(entity), slug, site.title(entity), &further);
        }
        names.definitions(site);
        names.unpublished(site, &nouns);
        names
    }

    fn definitions(&mut self, site: &Planned) {
        let Some(glossary) = &site.glossary else { return };
        let kind = Arc::from("glossary");
        for (at, definition) in glossary.definitions.iter().enumerate() {
            let further: Vec<&str> = definition.also.iter().map(|phrase| phrase.words.value.as_str()).collect();
            let (id, term) = (&definition.id, &definition.term.words.value);
            self.add(&kind, NameTarget::Definition(at), id, id, term, &further);
        }
    }

    /// Names mean the same whether what they name is published or not.
    fn unpublished(&mut self, site: &Planned, nouns: &Nouns) {
        for (at, other) in site.unpublished.iter().enumerate() {
            let meta = other.meta();
            let further: Vec<&str> = meta.names.iter().map(String::as_str).collect();
            let (noun, slug) = (nouns.noun(other.kind()), last(site.unpublished_url(at)));
            self.add(&noun, NameTarget::Unpublished(at), &meta.name, slug, &meta.title, &further);
        }
        for topic in topics::pending(site) {
            let url = site.simple_url(Kind::Topic, &topic.slug, &topic.name);
            let named = NameTarget::Pending { name: topic.name.clone(), url };
            self.add(&nouns.noun(Kind::Topic), named, &topic.name, &topic.slug, &topic.title, &[]);
        }
        for (taxonomy, term) in terms::pending(site) {
            let url = site.simple_url(Kind::Term(taxonomy), &term.slug, &term.slug);
            let named = NameTarget::Pending { name: term.slug.clone(), url };
            self.add(&nouns.noun(Kind::Term(taxonomy)), named, &term.slug, &term.slug, &term.name, &[]);
        }
    }

    fn add(&mut self, kind: &Arc<str>, named: NameTarget, name: &str, slug: &str, title: &str, further: &[&str]) {
        let put = |map: &mut HashMap<String, Vec<Kinded>>, key: String| {
            let list = map.entry(nfc(&key).into_owned()).or_insert_with(|| Vec::with_capacity(1));
            if !list.iter().any(|(_, known)| *known == named) {
                list.push((kind.clone(), named.clone()));
            }
        };
        put(&mut self.exact, name.to_owned());
        put(&mut self.slugs, slug.to_lowercase());
        put(&mut self.titles, title.to_lowercase());
        for name in further {
            put(&mut self.titles, name.to_lowercase());
        }
    }
}

/// What a file is looked up by.
fn key(file: &SourcePath) -> SourcePath {
    match nfc(file.as_str()) {
        Cow::Borrowed(_) => file.clone(),
        Cow::Owned(path) => SourcePath::new(path),
    }
}

/// How wikilinks name the kinds: by their nouns, terms by their taxonomy.
struct Nouns(Vec<Arc<str>>);

impl Nouns {
    fn of(site: &Planned) -> Self {
        let kinds = FILED.map(|kind| Arc::from(kind.row().noun)).into_iter();
        Self(kinds.chain(site.taxonomies.iter().map(|taxonomy| taxonomy.name.as_str().into())).collect())
    }

    fn noun(&self, kind: Kind) -> Arc<str> {
        self.0[kind.index()].clone()
    }
}

fn last(url: &Url) -> &str {
    url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}
