//! The theme: templates, filters and words. Tera is set up only here.
//!
//! [`Theme::load`] is the entry point. It lays three sources over one another, file by file: the site's own
//! `templates/`, the files of the chosen theme `themes/NAME/`, and the `prep` theme that is part of the binary.
//!
//! 1. `embedded` gives the prep theme's files; a site's own `themes/prep/` takes the place of each file it has.
//! 2. `templates` parses every template, tells all mistakes, and leaves out what has one; what needs such a template is
//!    held back without a second message.
//! 3. `directives` reads the arguments from the first line of `directives/NAME.html`; what lies in `fragments/` is found.
//! 4. `uses` says which templates a page is made of.
//! 5. `strings` reads the theme's words by language, and the site's own over them; `about` what a theme says of itself.
//!
//! [`Theme::render`] then runs one template over one context, on as many threads as there are. What is absent: no
//! template function knows the site, values come in the context; nothing here reads a file.

mod about;
mod directives;
mod embedded;
mod filters;
mod messages;
mod report;
mod statics;
mod syntax;
mod templates;
mod uses;
mod strings;
#[cfg(test)]
mod tests;

pub use about::{About, THEME};
pub use directives::{Arg, DirectiveSpec};
pub use filters::{FILTERS, FilterInfo};
pub use statics::{Digests, GivenStatic, StaticContent, StaticFile};
pub use strings::SiteString;
pub use templates::TemplateFailure;

use crate::{diag::Diagnostics, place::SourcePath};
use std::{collections::BTreeMap, sync::Arc};
use strings::Translations;
use templates::Templates;
use tera::{Context, Value};

/// The files a theme is made of, as `source` has read them. All paths are relative to the site's root, and are the
/// names that templates use for one another.
#[derive(Clone, Debug, Default)]
pub struct ThemeFiles {
    /// The templates: `templates/page.html`, `themes/NAME/templates/page.html`.
    pub templates: Vec<(SourcePath, Arc<str>)>,
    /// The words: `themes/NAME/strings.toml`.
    pub strings: Vec<(SourcePath, Arc<str>)>,
    /// What the themes say of themselves: `themes/NAME/theme.toml`.
    pub about: Vec<(SourcePath, Arc<str>)>,
    /// The files that are published as they are: `themes/NAME/static/style.css`.
    pub statics: Vec<GivenStatic>,
    /// The words of `[strings]` in `site.toml`.
    pub site_strings: Vec<SiteString>,
}

/// The text of the file of the embedded prep theme at `path`, a path as in a site, for showing a place in it.
pub fn embedded_text(path: &SourcePath) -> Option<Arc<str>> {
    embedded::texts("").find(|(known, _)| known == path).map(|(_, text)| text)
}

/// The font of the social cards that the embedded theme brings along.
pub(crate) fn card_font() -> &'static [u8] {
    let path = SourcePath::new(format!("{}cards/Roboto-Medium.ttf", embedded::FOLDER));
    let found = embedded::files("cards/").find(|(known, _)| *known == path);
    found.map(|(_, bytes)| bytes).expect("the font is part of the binary")
}

/// The template of what lists show of an article below its title.
pub(crate) const ARTICLE_ROW: &str = "rows/article.html";

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    directives: BTreeMap<String, DirectiveSpec>,
    fragments: Vec<String>,
    strings: Translations,
    statics: Vec<StaticFile>,
    about: About,
}

impl Theme {
    /// The theme named `name`, made of `files` and the embedded prep theme. What has a mistake is reported in `diags`, and
    /// left out; the rest can be used.
    pub fn load(files: ThemeFiles, name: &str, diags: &mut Diagnostics) -> Self {
        let templates = Templates::load(files.templates, name, diags);
        Self {
            directives: directives::read(templates.library(), diags),
            fragments: templates.library().fragments(),
            strings: Translations::read(&files.strings, &files.site_strings, name, diags),
            statics: statics::collect(files.statics, name),
            about: About::read(&files.about, name, diags),
            templates,
        }
    }

    /// Appends what `template` (as `article.html`) makes of `context` to `out`; nothing if it fails.
    pub fn render(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), TemplateFailure> {
        self.templates.render(template, context, out)
    }

    /// What `template` makes of `context`, to be put into a page.
    pub(crate) fn render_part(&self, template: &str, context: &Context) -> Result<String, TemplateFailure> {
        let mut html = Vec::new();
        self.render(template, context, &mut html)?;
        // templates are UTF-8, and so is all they print
        Ok(String::from_utf8(html).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Whether there is a template of that name, be it broken or not.
    pub fn has(&self, template: &str) -> bool {
        self.templates.resolve(template).is_some()
    }

    /// The text of the template at `path`, for showing a place in it; those of the embedded theme have one too.
    pub fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.templates.text(path.as_str())
    }

    /// What the directive `name` takes.
    pub fn directive(&self, name: &str) -> Option<&DirectiveSpec> {
        self.directives.get(name)
    }

    /// The names of all directives, in order.
    pub fn directives(&self) -> impl Iterator<Item = &str> {
        self.directives.keys().map(String::as_str)
    }

    /// The templates whose output many pages show, ordered by name: `fragments/site_header.html`.
    pub(crate) fn fragments(&self) -> &[String] {
        &self.fragments
    }

    /// The words for a page in `language`, as a map: those of `pt-BR` over those of `pt` over those of `en`.
    pub fn strings(&self, language: &str) -> &Value {
        self.strings.of(language)
    }

    /// The names of all words, in order.
    pub fn string_names(&self) -> impl Iterator<Item = &str> {
        self.strings.names()
    }

    /// The files to publish as they are, ordered by path.
    pub fn statics(&self) -> &[StaticFile] {
        &self.statics
    }

    /// What the theme says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }
}
