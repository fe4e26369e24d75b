//! The first part of a build: configuration, content and theme, read and parsed.
//!
//! Only here do `source`, which reads, and the stages that parse meet: each gets texts and gives values. Content files are
//! parsed in parallel, and their mistakes told in the order of their paths.

use super::is_syntax;
use crate::{
    config::{self, Config},
    content::{self, Item, Role},
    diag::{Code, Diagnostic, Diagnostics, Error},
    markdown,
    place::{Place, SourcePath, Text},
    site::Asset,
    source::{SITE_TOML, SourceFile, Sources},
    theme::{GivenStatic, SiteWord, Theme, ThemeFiles},
};
use rayon::prelude::*;
use std::sync::Arc;

/// So many bytes of an image hold its width and height.
const IMAGE_HEAD: u64 = 256 * 1024;

/// What the configuration and the files of content say.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) config: Config,
    pub(super) items: Vec<Item>,
    pub(super) assets: Vec<Asset>,
    pub(super) questions_are_incomplete: bool,
}

/// The configuration; what is wrong with it is told, and has its default.
pub(super) fn read_config(sources: &Sources, base_url: Option<&str>, diags: &mut Diagnostics) -> Result<Config, Error> {
    let file = SourcePath::new(SITE_TOML);
    let text = sources.text(&file, diags).unwrap_or_else(|| Text::verbatim("", 0));
    let mut told = Diagnostics::new();
    let mut config = Config::load(&text, &file, &mut told);
    if !diags.has_errors() {
        diags.extend(told);
    }
    if let Some(url) = base_url {
        config.with_base_url(url).map_err(|reason| {
            Error::new(format!("`{url}` can't be the base URL: {reason}"))
                .help("write it as `https://example.org/blog/`")
        })?;
    }
    Ok(config)
}

/// How texts are read, as `[markdown]` says.
fn markdown_options(config: &Config) -> markdown::Options {
    let own = &config.markdown;
    markdown::Options {
        extensions: true,
        highlight: own.highlight,
        math: own.math,
        definition_lists: own.definition_lists,
        html: match own.html {
            config::RawHtml::Keep => markdown::RawHtml::Keep,
            config::RawHtml::Sanitize => markdown::RawHtml::Sanitize,
        },
        languages: own.languages.clone(),
    }
}

/// The words of `[strings]`, as the theme takes them.
fn site_words(config: &Config) -> Vec<SiteWord> {
    let word = |language: Option<&String>, (name, text): (&String, &String)| SiteWord {
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

/// Reads and parses every file of `content/`, and takes the measure of images.
pub(super) fn load(sources: &Sources, config: Config, diags: &mut Diagnostics) -> Loaded {
    let markdown = markdown_options(&config);
    let files: Vec<(&SourceFile, Role)> =
        sources.below("content").filter_map(|file| Some((file, Role::of(&file.path)?))).collect();
    let parsed: Vec<(Option<Item>, Diagnostics)> = files
        .par_iter()
        .map(|(file, role)| match role {
            Role::Asset | Role::Glossary => (None, Diagnostics::new()),
            _ => parse(sources, &file.path, role, &config, &markdown),
        })
        .collect();
    let mut items = Vec::with_capacity(parsed.len());
    let mut questions_are_incomplete = false;
    for ((_, role), (item, told)) in files.iter().zip(parsed) {
        let is_question_file = matches!(role, Role::QuestionToml { .. } | Role::QuestionMarkdown { .. });
        questions_are_incomplete |= is_question_file && may_lack_questions(item.as_ref(), &told);
        items.extend(item);
        diags.extend(told);
    }
    let of_content = files.iter().filter(|(_, role)| matches!(role, Role::Asset)).map(|(file, _)| *file);
    let assets: Vec<&SourceFile> = of_content.chain(sources.below("static")).collect();
    let assets = assets
        .par_iter()
        .map(|file| Asset { path: file.path.clone(), size: image_size(sources, &file.path) })
        .collect();
    Loaded { config, items, assets, questions_are_incomplete }
}

/// Whether a question file with these mistakes may hold more questions than could be read.
fn may_lack_questions(item: Option<&Item>, told: &Diagnostics) -> bool {
    let is_empty = !matches!(item, Some(Item::Questions(questions)) if !questions.is_empty());
    let loses =
        |code| is_syntax(code) || matches!(code, Code::BadId | Code::MissingKey | Code::WrongType | Code::WrongValue);
    told.has_errors() && (is_empty || told.iter().any(|diag| loses(diag.code)))
}

/// One file's values and mistakes. A file that isn't text keeps its address: it is parsed as if it were empty, and what
/// would be said about that isn't.
fn parse(
    sources: &Sources,
    path: &SourcePath,
    role: &Role,
    config: &Config,
    markdown: &markdown::Options,
) -> (Option<Item>, Diagnostics) {
    let mut told = Diagnostics::new();
    match sources.text(path, &mut told) {
        Some(text) => {
            let item = content::parse(role, path, &text, config, markdown, &mut told);
            (item, told)
        }
        None => {
            let empty = Text::verbatim("", 0);
            (content::parse(role, path, &empty, config, markdown, &mut Diagnostics::new()), told)
        }
    }
}

fn image_size(sources: &Sources, path: &SourcePath) -> Option<(u32, u32)> {
    let ending = path.file_name().rsplit_once('.')?.1.to_ascii_lowercase();
    if !matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg") {
        return None;
    }
    let head = sources.head(path, IMAGE_HEAD)?;
    if ending == "svg" {
        return crate::source::svg_size(&head);
    }
    let size = imagesize::blob_size(&head).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// The theme, from the site's templates, the theme's folder and the theme in the binary.
pub(super) fn read_theme(sources: &Sources, config: &Config, diags: &mut Diagnostics) -> Theme {
    let name = config.theme.value.as_str();
    let folder = format!("themes/{name}");
    let mut files = ThemeFiles { site_words: site_words(config), ..ThemeFiles::default() };
    let has_folder = sources.below(&folder).next().is_some();
    if name != "prep" && !has_folder {
        let message = format!("there is no theme `{name}`");
        let place = Place { file: SourcePath::new(SITE_TOML), span: config.theme.span };
        let help = "put it into a folder of that name below `themes/`, or use `prep`, which comes with gen";
        diags.push(Diagnostic { place: Some(place), ..Diagnostic::new(Code::WrongValue, message) }.help(help));
    }
    let templates = format!("{folder}/templates");
    for file in sources.below("templates").chain(sources.below(&templates)) {
        if file.path.as_str().ends_with(".html")
            && let Some(text) = sources.text(&file.path, diags)
        {
            files.templates.push((file.path.clone(), Arc::from(text.as_str())));
        }
    }
    for (list, file) in [(&mut files.strings, "strings.toml"), (&mut files.about, "theme.toml")] {
        let path = SourcePath::new(format!("{folder}/{file}"));
        if sources.below(&folder).any(|known| known.path == path)
            && let Some(text) = sources.text(&path, diags)
        {
            list.push((path, Arc::from(text.as_str())));
        }
    }
    let statics = format!("{folder}/static");
    files.statics = sources
        .below(&statics)
        .filter_map(|file| {
            let digest = blake3::hash(&sources.head(&file.path, u64::MAX)?);
            Some(GivenStatic { path: file.path.clone(), file: sources.absolute(&file.path), digest })
        })
        .collect();
    Theme::load(files, name, diags)
}
