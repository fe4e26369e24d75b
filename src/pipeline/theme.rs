//! The theme of a site: its files read and made a [`Theme`], unless none of them changed.

use super::memo::{KnownTheme, ThemeKey};
use crate::{
    config::Config,
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, SourcePath},
    source::{SITE_TOML, SourceFile, Sources},
    theme::{Digests, GivenStatic, SiteString, Theme, ThemeFiles},
};
use std::sync::Arc;

/// The theme, from the site's templates, the theme's folder and the theme in the binary; the `last` one, if it is made
/// from the same.
pub(super) fn read_theme(
    sources: &Sources,
    config: &Config,
    last: &mut Option<KnownTheme>,
    diags: &mut Diagnostics,
) -> Arc<Theme> {
    let name = config.theme.value.as_str();
    let folder = format!("themes/{name}");
    let files: Vec<SourceFile> = sources.below("templates").chain(sources.below(&folder)).cloned().collect();
    let key = ThemeKey { name: name.to_owned(), span: config.theme.span, words: site_words(config), files };
    if let Some(last) = last
        && last.key == key
    {
        diags.extend(last.diags.clone());
        return last.theme.clone();
    }
    let mut found = Diagnostics::new();
    let theme = Arc::new(load(sources, &key, &folder, &mut found));
    diags.extend(found.clone());
    *last = Some(KnownTheme { key, theme: theme.clone(), diags: found });
    theme
}

fn load(sources: &Sources, key: &ThemeKey, folder: &str, diags: &mut Diagnostics) -> Theme {
    let (name, of_theme) = (key.name.as_str(), format!("{folder}/"));
    if name != "prep" && !key.files.iter().any(|file| file.path.as_str().starts_with(&of_theme)) {
        let message = format!("there is no theme `{name}`");
        let place = Place { file: SourcePath::new(SITE_TOML), span: key.span };
        let help = "put it into a folder of that name below `themes/`, or use `prep`, which comes with gen";
        diags.push(Diagnostic { place: Some(place), ..Diagnostic::new(Code::WrongValue, message) }.help(help));
    }
    let mut files = ThemeFiles { site_strings: key.words.clone(), ..ThemeFiles::default() };
    for file in &key.files {
        let path = &file.path;
        let below = path.as_str().strip_prefix(&of_theme);
        let is_template = below.is_none_or(|below| below.starts_with("templates/"));
        if is_template && path.as_str().ends_with(".html") {
            files.templates.extend(text(sources, path, diags));
        } else if below == Some("strings.toml") {
            files.strings.extend(text(sources, path, diags));
        } else if below == Some("theme.toml") {
            files.about.extend(text(sources, path, diags));
        } else if below.is_some_and(|below| below.starts_with("static/")) {
            let bytes = sources.head(path, u64::MAX).unwrap_or_else(|unreadable| {
                diags.push(*unreadable);
                Vec::new()
            });
            let digests = Digests::of(path.as_str(), &bytes);
            files.statics.push(GivenStatic { path: path.clone(), file: sources.absolute(path), digests });
        }
    }
    Theme::load(files, name, diags)
}

fn text(sources: &Sources, path: &SourcePath, diags: &mut Diagnostics) -> Option<(SourcePath, Arc<str>)> {
    let text = sources.text(path, diags)?;
    Some((path.clone(), Arc::from(text.as_str())))
}

/// The words of `[strings]`, as the theme takes them.
fn site_words(config: &Config) -> Vec<SiteString> {
    let word = |language: Option<&String>, (name, text): (&String, &String)| SiteString {
        language: language.cloned(),
        name: name.clone(),
        text: text.clone(),
    };
    let everywhere = config.strings.everywhere.iter().map(|entry| word(None, entry));
    let languages = config.strings.languages.iter();
    let by_language =
        languages.flat_map(|(language, words)| words.iter().map(move |entry| word(Some(language), entry)));
    everywhere.chain(by_language).collect()
}
