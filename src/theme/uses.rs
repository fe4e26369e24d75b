//! What uses what among the templates: which ones a page is made of, and which nothing needs.
//!
//! A template needs what it extends and includes, and those that define the components it calls; a page needs all
//! fragments and rows. What it is made of is read from the outlines, so that a branch that is never taken counts too.

use super::{
    ARTICLE_ROW, Theme, embedded,
    templates::{Library, TemplateSource},
};
use crate::place::{Place, SourcePath};
use std::{collections::BTreeSet, ops::Range};

impl Theme {
    /// The file of the template named `template`.
    pub(crate) fn file(&self, template: &str) -> Option<&SourcePath> {
        self.templates.library().resolve(template).map(|source| &source.path)
    }

    /// The site's own templates, those of `templates/`, that neither a kind of page nor one of `named` needs.
    pub(crate) fn unused<'a>(&'a self, named: impl IntoIterator<Item = &'a str>) -> Vec<&'a SourcePath> {
        let library = self.templates.library();
        let used = library.needed(named.into_iter().chain(library.pages()).chain(self.shared_templates()));
        let own = library.sources.values().filter(|source| source.path.as_str().starts_with("templates/"));
        own.filter(|source| !used.contains(source.path.as_str())).map(|source| &source.path).collect()
    }

    /// What `within` finds first in the template named `template`, in one that it needs, in a directive's, a
    /// fragment or a row; those of the site come before those that are part of the program, which no author can mend.
    pub(crate) fn find(&self, template: &str, within: &dyn Fn(&str) -> Option<Range<usize>>) -> Option<Place> {
        let library = self.templates.library();
        let directives = self.directives.values().map(|directive| directive.template.as_str());
        let needed = library.needed(directives.chain(self.shared_templates()).chain([template]));
        let mut sources: Vec<&TemplateSource> =
            library.sources.values().filter(|source| needed.contains(source.path.as_str())).collect();
        sources.sort_by_key(|source| source.is_embedded);
        sources.into_iter().find_map(|source| Some(Place::new(&source.path, within(&source.text)?)))
    }

    /// The templates of what several pages show.
    fn shared_templates(&self) -> impl Iterator<Item = &str> {
        self.fragments.iter().map(String::as_str).chain([ARTICLE_ROW])
    }
}

impl Library {
    /// The names of the embedded theme's templates that make whole pages: those that lie in no folder.
    fn pages(&self) -> impl Iterator<Item = &str> {
        let folder = format!("{}templates/", embedded::FOLDER);
        self.sources.keys().filter_map(move |path| path.strip_prefix(&folder)).filter(|name| !name.contains('/'))
    }

    /// The paths of the templates that `roots` need, with their own.
    fn needed<'a>(&self, roots: impl IntoIterator<Item = &'a str>) -> BTreeSet<&str> {
        let mut needed = BTreeSet::new();
        let mut waiting: Vec<&TemplateSource> = roots.into_iter().filter_map(|root| self.resolve(root)).collect();
        while let Some(source) = waiting.pop() {
            if !needed.insert(source.path.as_str()) {
                continue;
            }
            waiting.extend(self.needs(source));
        }
        needed
    }
}
