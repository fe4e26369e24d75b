//! All templates together: parsed, looked up by name, rendered.
//!
//! A template's name is its path below the site's root. One that is asked for by a shorter name is looked up in
//! `templates/`, in the theme's and in the embedded theme's folder, in this order.
//!
//! 1. Each template is parsed by itself, so that none hides another's mistakes. What is nested too deeply for the stack isn't
//!    parsed at all, and a chain of templates that is too long (`needs`) is refused.
//! 2. Those that can be parsed are put together. What Tera then finds wrong (`faults`) is reported, the templates
//!    it stands in are left out, and the rest is tried again.
//! 3. A template that extends or includes one that was left out, or uses a component of it, is held back too, without a
//!    message: it must not fall back to the theme's version of that one. Rendering it fails, and the failure says that
//!    it was reported.

mod failure;
pub(in crate::theme) mod faults;
mod needs;

pub use failure::TemplateFailure;

use super::{
    embedded, filters,
    syntax::{MOST_OPEN, SpannedName, TemplateOutline},
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics, RelatedPlace, nearest},
    place::{Place, SourcePath, Span},
    text::unfit,
};
use foldhash::HashMap;
use needs::hold_back;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};
use tera::{Context, Tera};

/// A template as its author wrote it.
#[derive(Debug)]
pub(super) struct TemplateSource {
    pub(super) path: SourcePath,
    pub(super) text: Arc<str>,
    pub(super) outline: TemplateOutline,
    /// Whether it is part of the binary, so that no author can mend it.
    pub(super) is_embedded: bool,
}

/// The templates of a theme.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    library: Library,
    /// The paths of those that can't be rendered, because of a mistake in them or in one they need.
    broken: BTreeSet<String>,
}

/// The sources of all templates, and how they are looked up.
#[derive(Debug)]
pub(super) struct Library {
    /// The folders that a name is looked up in, in order, each with its slash.
    pub(super) folders: Vec<String>,
    /// The templates by their paths.
    pub(super) sources: BTreeMap<String, TemplateSource>,
    /// The paths of those that have a shorter name.
    paths: HashMap<String, String>,
    /// The paths of those that define a component, by its name.
    components: HashMap<String, Vec<String>>,
}

impl Templates {
    /// The templates `given`, over those of the embedded theme, for the theme `theme`.
    pub(super) fn load(given: Vec<(SourcePath, Arc<str>)>, theme: &str, diags: &mut Diagnostics) -> Self {
        let library = Library::new(given, theme);
        let mut broken: BTreeSet<String> = library
            .sources
            .values()
            .filter(|source| !check(source, diags))
            .map(|source| source.path.to_string())
            .collect();
        let users = library.users();
        library.check_chains(&users, &mut broken, diags);
        loop {
            hold_back(&users, &mut broken);
            let mut tera = library.empty_tera();
            let whole = library.sources.values().filter(|source| !broken.contains(source.path.as_str()));
            let Err(error) = tera.add_raw_templates(whole.map(|source| (source.path.as_str(), &*source.text))) else {
                return Self { tera, library, broken };
            };
            let before = broken.len();
            broken.extend(faults::report(&error, &library, diags));
            if broken.len() == before {
                // Tera says something that names no template: nothing can be rendered, but nothing is lost either.
                diags.push(Diagnostic::new(Code::TemplateSyntax, super::messages::tidy(&error.to_string())));
                broken.extend(library.sources.keys().cloned());
                return Self { tera: library.empty_tera(), library, broken };
            }
        }
    }

    /// Appends what `template` makes of `context` to `out`; nothing if it fails.
    pub(super) fn render(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), TemplateFailure> {
        let Some(path) = self.resolve(template) else {
            let near = nearest(template, self.library.short_names());
            let help =
                near.map_or_else(|| format!("write `templates/{template}`"), |near| format!("did you mean `{near}`?"));
            return Err(TemplateFailure::new(format!("there is no template `{template}`"), help));
        };
        if self.broken.contains(path) {
            let help = "mend the template's own mistakes first, or those of one it needs".to_owned();
            let message = format!("`{path}` can't be rendered");
            return Err(TemplateFailure { is_reported: true, ..TemplateFailure::new(message, help) });
        }
        let length = out.len();
        self.tera.render_to(path, context, &mut *out).map_err(|error| {
            out.truncate(length);
            TemplateFailure::of(&error, path, self)
        })
    }

    /// The path of the template named `name`.
    pub(super) fn resolve(&self, name: &str) -> Option<&str> {
        self.library.resolve(name).map(|source| source.path.as_str())
    }

    /// The text of the template at `path`.
    pub(super) fn text(&self, path: &str) -> Option<Arc<str>> {
        self.library.sources.get(path).map(|source| source.text.clone())
    }

    /// The sources of all templates.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// The bytes `range` of the template at `path`.
    pub(super) fn place(&self, path: &str, range: Range<usize>) -> Option<Place> {
        self.library.sources.get(path).map(|source| Place::new(&source.path, range))
    }

    /// The `extends` that lead from the template at `from` up to the one at `to`, the last first.
    pub(super) fn way_up(&self, from: &str, to: &str) -> Vec<RelatedPlace> {
        let (mut way, mut at) = (Vec::new(), from);
        while at != to && way.len() < self.library.sources.len() {
            let Some((source, (name, range))) = self.library.extends(at) else { return Vec::new() };
            way.push(RelatedPlace {
                place: Place::new(&source.path, range.clone()),
                message: "extended here".to_owned(),
            });
            let Some(parent) = self.resolve(name) else { return Vec::new() };
            at = parent;
        }
        way.reverse();
        way
    }
}

impl Library {
    pub(super) fn new(given: Vec<(SourcePath, Arc<str>)>, theme: &str) -> Self {
        let mut folders = vec!["templates/".to_owned()];
        for folder in [format!("themes/{theme}/templates/"), format!("{}templates/", embedded::FOLDER)] {
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        let own: BTreeSet<SourcePath> = given.iter().map(|(path, _)| path.clone()).collect();
        let source = |(path, text): (SourcePath, Arc<str>)| {
            let (outline, is_embedded) = (TemplateOutline::of(&text), !own.contains(&path));
            (path.to_string(), TemplateSource { path, text, outline, is_embedded })
        };
        let sources: BTreeMap<String, TemplateSource> =
            embedded::under("templates/", given).into_iter().map(source).collect();
        let mut paths = HashMap::default();
        for folder in folders.iter().rev() {
            let named = |path: &String| Some((path.strip_prefix(folder.as_str())?.to_owned(), path.clone()));
            paths.extend(sources.keys().filter_map(named));
        }
        let mut components: HashMap<String, Vec<String>> = HashMap::default();
        for source in sources.values() {
            for (name, _) in &source.outline.components {
                components.entry(name.clone()).or_default().push(source.path.to_string());
            }
        }
        Self { folders, sources, paths, components }
    }

    pub(super) fn empty_tera(&self) -> Tera {
        let mut tera = filters::tera();
        // Tera tries each folder for every template that is included, on every page: empty ones are left out
        let is_used = |folder: &&String| self.sources.keys().any(|path| path.starts_with(folder.as_str()));
        let used: Vec<_> = self.folders.iter().filter(is_used).cloned().collect();
        tera.set_fallback_prefixes(used).expect("there are no templates yet");
        tera
    }

    /// The template named `name`: that at this path, else in the first folder that has one.
    pub(super) fn resolve(&self, name: &str) -> Option<&TemplateSource> {
        self.sources.get(name).or_else(|| self.sources.get(self.paths.get(name)?))
    }

    /// The template at `path`, and what it extends.
    pub(super) fn extends(&self, path: &str) -> Option<(&TemplateSource, &SpannedName)> {
        let source = self.sources.get(path)?;
        Some((source, source.outline.extends.as_ref()?))
    }

    /// The names by which templates are asked for: their paths without the folder.
    pub(super) fn short_names(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().filter_map(|path| self.folders.iter().find_map(|folder| path.strip_prefix(folder.as_str())))
    }

    /// The templates of the folder `fragments/`, ordered by name.
    pub(super) fn fragments(&self) -> Vec<String> {
        let is_fragment = |name: &&str| name.starts_with("fragments/") && name.ends_with(".html");
        let found: BTreeSet<&str> = self.short_names().filter(is_fragment).collect();
        found.into_iter().map(str::to_owned).collect()
    }
}

/// Parses `source` by itself and tells what is wrong with it; whether nothing is.
fn check(source: &TemplateSource, diags: &mut Diagnostics) -> bool {
    for range in &source.outline.contexts {
        let help = "print the one variable you look for, as `{{ page | json }}`";
        let message = "`__tera_context` is not available: its order changes from build to build";
        diags.push(Diagnostic::at(Code::TemplateSyntax, &source.path, range.clone(), message).help(help));
    }
    if let Some(range) = source.outline.too_deep.clone() {
        let message = format!("too much is nested here: {MOST_OPEN} tags may be open, each `elif` counted");
        let help = "look the value up in a list with `for`, or put a part into a template of its own and `include` it";
        diags.push(Diagnostic::at(Code::TemplateSyntax, &source.path, range, message).help(help));
        return false;
    }
    if let Some((at, char)) = unfit(&source.text) {
        diags.push(Diagnostic::unfit(&source.path, at..at + char.len_utf8(), char));
    }
    let parsed = Tera::default().add_raw_template(source.path.as_str(), &source.text);
    let fault = parsed.err().and_then(|error| faults::syntax(&error, source));
    let fine = fault.is_none() && source.outline.contexts.is_empty();
    fault.into_iter().for_each(|fault| diags.push(fault));
    fine
}

/// The first line of `text`.
pub(super) fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().map_or(0, str::len))
}
