//! The build, step by step: what [`build`] does with the stages above it.
//!
//! 1. [`assemble`]: `site.toml`, all files listed, each content file read and parsed, in parallel; then the site and the
//!    theme. If `site.toml` is broken, what depends on it would only be noise: then it, syntax errors and templates are all
//!    that is told.
//! 2. [`build`]: every address rendered, in parallel, each output handed to the publisher as it is made. With an error
//!    anywhere, pages are still rendered, so that all mistakes of templates are told too, but nothing is published.

use crate::{
    config::{self, Config},
    content::{self, Item, Role},
    diag::{Code, Diagnostic, Diagnostics, Error, Severity},
    markdown,
    place::{Place, SourcePath, Text},
    publish::{Content, OutputPath, Publisher, Report},
    render::{self, Output, Renderer},
    site::{self, Asset, BuildOptions, Site, Url},
    source::{SITE_TOML, SourceFile, Sources},
    theme::{GivenStatic, SiteWord, StaticContent, TemplateFailure, Theme, ThemeFiles},
};
use jiff::{Timestamp, civil, tz::TimeZone};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
};

/// So many bytes of an image hold its width and height.
const IMAGE_HEAD: u64 = 256 * 1024;

/// What was loaded: everything that `site.toml` and the content files say.
#[derive(Debug)]
pub struct Built {
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Theme,
    /// All that is wrong so far.
    pub diags: Diagnostics,
}

/// What a build did.
#[derive(Debug)]
pub struct BuildReport {
    /// All that is wrong, in order.
    pub diags: Diagnostics,
    /// What was written; `None` where errors kept anything from being published.
    pub published: Option<Report>,
    /// How many pages there are.
    pub pages: usize,
}

/// What is wanted of a build, besides what is in the site.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Another base URL than that of `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether what is scheduled is published.
    pub future: bool,
    /// Whether a warning keeps everything from being published.
    pub is_strict: bool,
    /// Whether a folder with files of others is used all the same.
    pub adopt: bool,
    /// The build date.
    pub as_of: AsOf,
}

/// The build date, which publishing and expiry go by.
#[derive(Clone, Copy, Debug)]
pub enum AsOf {
    /// The beginning of this day in the site's time zone.
    Day(civil::Date),
    /// This moment.
    Moment(Timestamp),
    /// The beginning of the day that it is at this moment, in the site's time zone.
    Today(Timestamp),
}

impl AsOf {
    fn moment(self, zone: &TimeZone) -> Timestamp {
        let day = match self {
            Self::Moment(moment) => return moment,
            Self::Day(day) => day,
            Self::Today(now) => now.to_zoned_datetime(zone.clone()).date(),
        };
        day.to_zoned_datetime(zone.clone()).map(|midnight| midnight.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// What the configuration and the files of content say.
#[derive(Debug)]
struct Loaded {
    config: Config,
    items: Vec<Item>,
    assets: Vec<Asset>,
    questions_are_incomplete: bool,
}

/// Builds the site of `sources` into the folder `out`.
///
/// # Errors
/// What the environment refuses: a folder that isn't ours, a full disk.
pub fn build(sources: &mut Sources, wanted: &Wanted, out: &Path) -> Result<BuildReport, Error> {
    let publisher = Publisher::open(out, wanted.adopt)?;
    let mut built = assemble(sources, wanted)?;
    let rules = built.site.config.rules.clone();
    built.diags.finish(&rules);
    let publisher = if is_clean(&built.diags, wanted.is_strict) { Some(publisher) } else { None };
    let told = render_all(&built, sources, publisher.as_ref())?;
    let mut diags = built.diags;
    diags.extend(told);
    diags.finish(&rules);
    let published = match publisher {
        Some(publisher) if is_clean(&diags, wanted.is_strict) => Some(publisher.finish()?),
        _ => None,
    };
    let pages = built.site.addresses.iter().filter(|(url, _)| url.as_str().ends_with('/')).count();
    // to give back the memory of a large site takes longer than anyone should wait
    rayon::spawn(move || drop((built.site, built.theme)));
    Ok(BuildReport { diags, published, pages })
}

/// Whether nothing keeps a site from being published. What time alone brings about (`unpublished-target`) never does.
fn is_clean(diags: &Diagnostics, is_strict: bool) -> bool {
    let stops = |diag: &Diagnostic| match diag.severity {
        Severity::Error => true,
        Severity::Warning => is_strict && diag.code != Code::UnpublishedTarget,
        Severity::Note => false,
    };
    !diags.iter().any(stops)
}

/// The site and its theme, with all that is wrong before a page is rendered.
///
/// # Errors
/// If `base_url` isn't one.
pub fn assemble(sources: &mut Sources, wanted: &Wanted) -> Result<Built, Error> {
    let mut diags = Diagnostics::new();
    let config = read_config(sources, wanted.base_url.as_deref(), &mut diags)?;
    let as_of = wanted.as_of.moment(&config.timezone);
    let options = BuildOptions { drafts: wanted.drafts, future: wanted.future, as_of };
    let config_is_broken = diags.has_errors();
    sources.list(&config.theme.value, &mut diags);
    let theme = read_theme(sources, &config, &mut diags);
    let mut told = Diagnostics::new();
    let loaded = load(sources, config, &mut told);
    let theme_files = theme.statics().iter().map(|file| file.path.clone()).collect();
    let given = site::Given {
        config: loaded.config,
        items: loaded.items,
        assets: loaded.assets,
        theme_files,
        options,
        questions_are_incomplete: loaded.questions_are_incomplete,
    };
    let site = site::assemble(given, &mut told);
    render::check(&site, &theme, &mut told);
    if config_is_broken {
        told.retain(|diag| is_syntax(diag.code));
    }
    diags.extend(told);
    Ok(Built { site, theme, diags })
}

/// Whether a mistake is one whatever `site.toml` says.
fn is_syntax(code: Code) -> bool {
    matches!(
        code,
        Code::TomlSyntax
            | Code::YamlSyntax
            | Code::FrontMatter
            | Code::InvalidUtf8
            | Code::UnreadableFile
            | Code::LeavesSite
            | Code::TooLarge
            | Code::TemplateSyntax
    )
}

fn read_config(sources: &Sources, base_url: Option<&str>, diags: &mut Diagnostics) -> Result<Config, Error> {
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
fn load(sources: &Sources, config: Config, diags: &mut Diagnostics) -> Loaded {
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
fn read_theme(sources: &Sources, config: &Config, diags: &mut Diagnostics) -> Theme {
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

/// Renders every address and hands the outputs to `publisher`, if there is one.
fn render_all(built: &Built, sources: &Sources, publisher: Option<&Publisher>) -> Result<Diagnostics, Error> {
    let renderer = Renderer::new(&built.site, &built.theme);
    let failures: Mutex<BTreeMap<String, Failed>> = Mutex::default();
    let addresses: Vec<_> = built.site.addresses.iter().collect();
    addresses.par_iter().try_for_each(|(url, address)| -> Result<(), Error> {
        match renderer.render(url, address) {
            Err(failed) => {
                let mut all = failures.lock().expect("no thread panics while it holds the list");
                failed.into_iter().for_each(|failure| Failed::add(&mut all, failure, url));
                Ok(())
            }
            Ok(output) => match publisher {
                Some(publisher) => stage(publisher, sources, url, output),
                None => Ok(()),
            },
        }
    })?;
    let failures = failures.into_inner().expect("no thread panicked");
    let mut diags = Diagnostics::new();
    failures.into_values().for_each(|failed| diags.push(failed.diagnostic()));
    Ok(diags)
}

fn stage(publisher: &Publisher, sources: &Sources, url: &Url, output: Output) -> Result<(), Error> {
    let path = url.output();
    let path = OutputPath::new(&path).ok_or_else(|| {
        Error::new(format!("`{path}` can't be a file of the output")).help("rename what is published there")
    })?;
    let content = match output {
        Output::Bytes(bytes) => Content::Bytes(bytes),
        Output::Asset(file) => Content::File(sources.absolute(&file)),
        Output::Theme(StaticContent::Embedded(bytes)) => Content::Bytes(bytes.to_vec()),
        Output::Theme(StaticContent::File(file)) => Content::File(file),
    };
    publisher.stage(&path, content)
}

/// One mistake of a template, with the pages it hits.
struct Failed {
    failure: TemplateFailure,
    page: Url,
    others: usize,
}

impl Failed {
    fn add(all: &mut BTreeMap<String, Self>, failure: TemplateFailure, page: &Url) {
        if failure.told {
            return;
        }
        let place = failure.place.as_ref().map(|place| format!("{}:{:09}", place.file, place.span.start));
        let key = format!("{} {}", place.unwrap_or_default(), failure.message);
        match all.get_mut(&key) {
            None => {
                all.insert(key, Self { failure, page: page.clone(), others: 0 });
            }
            Some(known) => {
                known.others += 1;
                if *page < known.page {
                    known.page = page.clone();
                    known.failure = failure;
                }
            }
        }
    }

    fn diagnostic(self) -> Diagnostic {
        let pages = match self.others {
            0 => format!("on `{}`", self.page),
            1 => format!("on `{}` and one other page", self.page),
            others => format!("on `{}` and {others} other pages", self.page),
        };
        let message = format!("{} ({pages})", self.failure.message);
        Diagnostic { message, ..self.failure.diagnostic(self.page.as_str()) }
    }
}
