//! The first part of a build: configuration and content, read and parsed.
//!
//! Only here and in `theme` do `source`, which reads, and the stages that parse meet: each gets texts and gives values.
//! Content files are parsed in parallel, and their mistakes reported in the order of their paths. What is the same as in an
//! earlier build comes from the [`Memo`]; a file that can't be parsed any more keeps the values of its last good version.

use super::{
    BuildOptions, SHARE,
    assets::assets,
    is_syntax,
    memo::{Memo, ParseState, Parsed},
};
use crate::{
    config::Config,
    content::{self, FileContent, FileRole, Settings},
    diag::{Code, Diagnostic, Diagnostics, Error},
    place::{SourcePath, Text},
    progress::{Progress, Stage},
    site::Asset,
    site::Incomplete,
    source::{SITE_TOML, SourceFile, Sources},
};
use rayon::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// What the files of content say.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) items: Vec<FileContent>,
    pub(super) assets: Vec<Asset>,
    /// The question files, also those without a question.
    pub(super) question_files: Vec<SourcePath>,
    pub(super) incomplete: Incomplete,
    /// The files whose values are from an older version.
    pub(super) stale: BTreeSet<SourcePath>,
    /// The files of which no version could be parsed.
    pub(super) unparsed: BTreeSet<SourcePath>,
    /// How many files were parsed, since they were not known as they are.
    pub(super) parsed: usize,
}

/// The configuration; what is wrong with it is reported, and it is the last one without errors then. Without one, what is
/// wrong has its default.
pub(super) fn read_config(
    sources: &Sources,
    memo: &mut Memo,
    options: &BuildOptions,
    diags: &mut Diagnostics,
) -> Result<Arc<Config>, Error> {
    let file = SourcePath::new(SITE_TOML);
    let text = sources.text(&file, diags).unwrap_or_else(|| Text::verbatim("", 0));
    let mut found = Diagnostics::new();
    let mut config = Config::load(&text, &file, &mut found);
    if !diags.has_errors() {
        diags.extend(found);
    }
    if diags.has_errors()
        && let Some(config) = &memo.config
    {
        return Ok(config.clone());
    }
    config.publish.noindex |= options.noindex;
    if let Some(url) = &options.base_url {
        config.with_base_url(url).map_err(|reason| {
            Error::new(format!("`{url}` can't be the base URL: {reason}"))
                .help("write it as `https://example.org/blog/`")
        })?;
    }
    let config = Arc::new(config);
    if !diags.has_errors() {
        memo.config = Some(config.clone());
    }
    Ok(config)
}

/// Reports taxonomies whose addresses would be among the files of a folder.
pub(super) fn report_taken_folders(sources: &Sources, config: &Config, diags: &mut Diagnostics) {
    for name in config.taxonomies.iter().map(|taxonomy| &taxonomy.name) {
        let folders = ["content", "static"].map(|folder| format!("{folder}/{}", name.value));
        if let Some(folder) = folders.iter().find(|folder| sources.below(folder).next().is_some()) {
            let message = format!("a taxonomy can't be called `{}`: `{folder}/` is a folder of the site", name.value);
            let diagnostic = Diagnostic::at(Code::WrongValue, &SourcePath::new(SITE_TOML), name.span, message);
            diags.push(diagnostic.help("choose another name, or rename the folder"));
        }
    }
}

/// Reads and parses every file of `content/` that isn't known as it is, and takes the measure of images.
pub(super) fn load(
    sources: &Sources,
    config: &Config,
    progress: &Progress,
    memo: &mut Memo,
    diags: &mut Diagnostics,
) -> Loaded {
    let settings = Settings::of(config);
    let files: Vec<&SourceFile> = sources.below("content").collect();
    let files: Vec<(&SourceFile, FileRole)> =
        files.into_par_iter().filter_map(|file| Some((file, FileRole::of(&file.path)?))).collect();
    let is_asset = |role: &FileRole| matches!(role, FileRole::Asset);
    let parsing = progress.begin(Stage::Parse, files.iter().filter(|(_, role)| !is_asset(role)).count());
    let parsed: Vec<(Arc<Parsed>, bool)> = files
        .par_iter()
        .with_max_len(SHARE)
        .filter(|(_, role)| !is_asset(role))
        .map(|(file, role)| match memo.recall(file, &settings) {
            Some(known) => (known.clone(), false),
            None => read(sources, file, role, memo, &settings),
        })
        .inspect(|_| parsing.one())
        .collect();
    let mut loaded = Loaded::default();
    let content = files.iter().filter(|(_, role)| !is_asset(role)).map(|(file, role)| (&file.path, role));
    for ((path, role), (parsed, is_new)) in content.clone().zip(&parsed) {
        if holds_questions(role) {
            loaded.question_files.push(path.clone());
            loaded.incomplete.questions |= parsed.state != ParseState::Whole;
        }
        loaded.incomplete.glossary |= matches!(role, FileRole::Glossary) && parsed.diags.has_errors();
        loaded.items.extend(parsed.item.clone());
        diags.extend(parsed.diags.clone());
        match parsed.state {
            ParseState::Whole => false,
            ParseState::Stale => loaded.stale.insert(path.clone()),
            ParseState::Never => loaded.unparsed.insert(path.clone()),
        };
        loaded.parsed += usize::from(*is_new);
    }
    memo.files = content.map(|(path, _)| path.clone()).zip(parsed.into_iter().map(|(parsed, _)| parsed)).collect();
    memo.settings = Some(settings);
    let of_content = files.iter().filter(|(_, role)| matches!(role, FileRole::Asset)).map(|(file, _)| *file);
    let files = of_content.chain(sources.below("static")).collect();
    loaded.assets = assets(sources, files, config.images.enabled, memo, diags);
    loaded
}

/// What is in a file that isn't known as it is, and whether it had to be parsed: not if only its date changed.
fn read(
    sources: &Sources,
    file: &SourceFile,
    role: &FileRole,
    memo: &Memo,
    settings: &Settings,
) -> (Arc<Parsed>, bool) {
    let mut diags = Diagnostics::new();
    let text = sources.text(&file.path, &mut diags);
    // a digest is needed from the second reading on, or where the memo is to keep them
    let digest = text
        .as_ref()
        .filter(|_| file.version > 0 || memo.keeps_digests)
        .map(|text| blake3::hash(text.as_str().as_bytes()));
    if let Some(last) = memo.last(&file.path, settings)
        && digest.is_some()
        && last.digest == digest
    {
        return (Arc::new(Parsed { version: file.version, ..Parsed::clone(last) }), false);
    }
    // a file that isn't text keeps its address: it is parsed as if it were empty, without what would be said of that
    let mut item = match &text {
        Some(text) => content::parse(role, &file.path, text, settings, &mut diags),
        None => content::parse(role, &file.path, &Text::verbatim("", 0), settings, &mut Diagnostics::new()),
    };
    let mut state = ParseState::Whole;
    if is_broken(role, item.as_ref(), &diags) {
        state = ParseState::Never;
        if let Some(good) = memo.last_good(&file.path) {
            (item, state) = (Some(good.clone()), ParseState::Stale);
        }
    }
    (Arc::new(Parsed { version: file.version, digest, item, diags, state }), true)
}

fn holds_questions(role: &FileRole) -> bool {
    matches!(role, FileRole::Questions { .. })
}

/// Whether a file with these mistakes could not be parsed.
fn is_broken(role: &FileRole, item: Option<&FileContent>, diags: &Diagnostics) -> bool {
    if holds_questions(role) { may_lack_questions(item, diags) } else { diags.iter().any(|diag| is_syntax(diag.code)) }
}

/// Whether a question file with these mistakes may hold more questions than could be read.
fn may_lack_questions(item: Option<&FileContent>, diags: &Diagnostics) -> bool {
    let is_empty = !matches!(item, Some(FileContent::Questions(questions)) if !questions.is_empty());
    let loses =
        |code| is_syntax(code) || matches!(code, Code::BadId | Code::MissingKey | Code::WrongType | Code::WrongValue);
    diags.has_errors() && (is_empty || diags.iter().any(|diag| loses(diag.code)))
}
