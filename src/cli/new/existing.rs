//! What a site has that something new has to fit: its levels, its topics, the ids of its questions.
//!
//! Names of files are enough for topics; of question files the ids are read, also where the file has mistakes elsewhere. A
//! configuration that can't be read refuses nothing: the next build tells what is wrong with it.

use super::{NewOptions, append};
use crate::{
    config::Config,
    content::FileRole,
    diag::{Diagnostics, Error, nearest, one_of, quoted},
    kind::Kind,
    place::SourcePath,
    source::{SITE_TOML, Sources},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// What is known of a site.
#[derive(Debug, Default)]
pub(crate) struct ExistingSite {
    /// Whether slugs are transliterated.
    pub(super) ascii: bool,
    /// The levels, and whether topics have to be declared; `None` where the configuration can't be read.
    wanted: Option<(Vec<String>, bool)>,
    topics: BTreeSet<String>,
    /// The file of each question's id, present and past.
    questions: BTreeMap<String, PathBuf>,
}

impl ExistingSite {
    /// What there is in the site at `root`.
    pub(super) fn read(root: &Path) -> Self {
        let Ok(mut sources) = Sources::open(root) else { return Self::default() };
        let (file, mut diags) = (SourcePath::new(SITE_TOML), Diagnostics::new());
        let Some(text) = sources.text(&file, &mut diags) else { return Self::default() };
        let config = Config::load(&text, &file, &mut diags);
        let mut known = Self { ascii: config.ascii_slugs, ..Self::default() };
        if !diags.has_errors() {
            known.wanted = Some((config.levels, config.topics.strict));
        }
        sources.list(&config.theme.value, &mut diags);
        for file in sources.below("content") {
            let path = sources.absolute(&file.path);
            match FileRole::of(&file.path) {
                Some(FileRole::Thing { kind: Kind::Topic, name }) => drop(known.topics.insert(name)),
                Some(FileRole::Questions { .. }) => {
                    let ids = sources.text(&file.path, &mut diags).map(|text| append::ids(text.as_str(), &path));
                    known.questions.extend(ids.into_iter().flatten().map(|id| (id, path.clone())));
                }
                _ => {}
            }
        }
        known
    }

    /// Refuses what the site's next build would refuse of a new `kind` called `name`.
    pub(super) fn check(&self, kind: Kind, name: &str, options: &NewOptions<'_>) -> Result<(), Error> {
        if let (Kind::Question, Some(path)) = (kind, self.questions.get(name)) {
            return Err(append::taken(path, name));
        }
        let Some((levels, strict)) = &self.wanted else { return Ok(()) };
        if let Some(level) = options.level.filter(|level| !levels.iter().any(|known| known == level)) {
            let names = || levels.iter().map(String::as_str);
            let help = one_of(level, names(), &format!("its levels are {}", quoted(names())));
            return Err(Error::new(format!("this site has no level `{level}`")).help(help));
        }
        let is_wanted = *strict || kind == Kind::Topic;
        if let Some(topic) = options.topic.filter(|topic| is_wanted && !self.topics.contains(*topic)) {
            let help = match nearest(topic, self.topics.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `--topic {near}`?"),
                None => "begin it first with `gen new topic \"…\"`; it is named by its file".to_owned(),
            };
            return Err(Error::new(format!("there is no topic `{topic}`")).help(help));
        }
        Ok(())
    }
}
