//! Which template needs which: what it extends and includes, and those that define the components it calls.
//!
//! [`Library::check_chains`] reports a chain of templates that is too long for the stack, [`hold_back`] adds to those that can't be
//! rendered the ones that need them. Circles are left to Tera, which names them.

use super::{Library, TemplateSource};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many templates may extend or include one another in a chain. Each takes of the stack while a page is rendered.
const MOST_CHAINED: usize = 32;

/// The paths of templates, by the path of one that they need.
pub(super) type Users = BTreeMap<String, BTreeSet<String>>;

impl Library {
    /// The templates that `source` needs.
    pub(in crate::theme) fn needs<'a>(
        &'a self,
        source: &'a TemplateSource,
    ) -> impl Iterator<Item = &'a TemplateSource> {
        let outline = &source.outline;
        let defining = outline.calls.iter().filter_map(|call| self.components.get(call)).flatten();
        self.chained(source).chain(defining.filter_map(|path| self.sources.get(path)))
    }

    /// Those that it extends or includes.
    fn chained<'a>(&'a self, source: &'a TemplateSource) -> impl Iterator<Item = &'a TemplateSource> {
        let outline = &source.outline;
        outline.extends.iter().chain(&outline.includes).filter_map(|(name, _)| self.resolve(name))
    }

    /// Which templates need which.
    pub(super) fn users(&self) -> Users {
        let mut users = Users::new();
        for source in self.sources.values() {
            for needed in self.needs(source) {
                users.entry(needed.path.to_string()).or_default().insert(source.path.to_string());
            }
        }
        users
    }

    /// Reports the templates at which a chain becomes too long, and adds them to `broken`.
    pub(super) fn check_chains(&self, users: &Users, broken: &mut BTreeSet<String>, diags: &mut Diagnostics) {
        // those whose chain has at most so many templates
        let mut short: BTreeSet<&str> = BTreeSet::new();
        let mut next: Vec<&TemplateSource> = self.sources.values().collect();
        for length in 1..=MOST_CHAINED + 1 {
            let is_next =
                |source: &TemplateSource| self.chained(source).all(|needed| short.contains(needed.path.as_str()));
            next.retain(|source| !short.contains(source.path.as_str()) && is_next(source));
            if length > MOST_CHAINED {
                break;
            }
            short.extend(next.iter().map(|source| source.path.as_str()));
            let above = next.iter().filter_map(|source| users.get(source.path.as_str())).flatten();
            let above: BTreeSet<&String> = above.collect();
            next = above.into_iter().filter_map(|path| self.sources.get(path)).collect();
        }
        for source in next {
            broken.insert(source.path.to_string());
            diags.push(too_long(source));
        }
    }
}

/// Adds to `broken` the templates that need a broken one, and those that need them.
pub(super) fn hold_back(users: &Users, broken: &mut BTreeSet<String>) {
    let mut waiting: Vec<String> = broken.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        for user in users.get(&path).into_iter().flatten() {
            if broken.insert(user.clone()) {
                waiting.push(user.clone());
            }
        }
    }
}

fn too_long(source: &TemplateSource) -> Diagnostic {
    let outline = &source.outline;
    let named = outline.extends.iter().chain(&outline.includes).map(|(_, range)| Span::from(range.clone())).next();
    let message =
        format!("more than {MOST_CHAINED} templates extend or include one another in a chain that begins here");
    Diagnostic::at(Code::TemplateSyntax, &source.path, named.unwrap_or_default(), message)
        .help("put what the last of them say into one template")
}
