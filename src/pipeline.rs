//! The build, step by step: what [`build`] does with the stages above it.
//!
//! 1. [`assemble`]: `site.toml`, all files listed, each content file read and parsed, in parallel, and the theme beside
//!    them; then the site. What a [`Memo`] knows from an earlier build is taken from there: a rebuild is a build. If
//!    `site.toml` is broken, what depends on it would only be noise: then it, syntax errors and templates are all that
//!    is reported.
//! 2. [`build`]: every address rendered ([`render_each`]), in parallel, each output handed to the publisher as it is made.
//!    Then the pictures, made or taken from what is kept ([`PictureMaker`]).
//!    With an error anywhere, pages are still rendered, so that all mistakes of templates are reported too, but nothing is
//!    published.

mod assets;
mod failed;
mod font;
mod load;
mod memo;
mod pictures;
#[cfg(test)]
mod tests;
mod theme;

pub(crate) use failed::Failures;
pub use memo::Memo;
pub(crate) use pictures::PictureMaker;

use crate::{
    cache::Cache,
    config::Config,
    content,
    diag::{Code, Diagnostic, Diagnostics, Error},
    place::{Place, SourcePath},
    progress::{Progress, Stage},
    publish::{OutputContent, OutputPath, PublishReport, Publisher},
    render::{self, Common, Output, Renderer},
    site::{self, Address, Incomplete, PublishingOptions, RelatedPages, Site, StopFlag, Url, Vectors},
    source::{SITE_TOML, Sources},
    theme::{StaticContent, Theme},
};
use jiff::{Timestamp, civil, tz::TimeZone};
use load::{Loaded, load, read_config, report_taken_folders};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, Mutex},
};
use theme::read_theme;

/// How many files or addresses one thread takes at most: with longer shares, one thread would have a long one left when
/// the others are done.
const SHARE: usize = 32;

/// What was loaded: everything that `site.toml` and the content files say.
#[derive(Debug)]
pub struct Built {
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// All that is wrong so far.
    pub diags: Diagnostics,
    /// The content files that no version could be parsed of, by the addresses of their pages.
    pub unparsed: BTreeMap<Url, SourcePath>,
    /// How many content files were parsed; the others were known.
    pub parsed: usize,
    /// Whether `site.toml` is broken, so that most of what could be said would only be noise.
    pub is_guessed: bool,
    /// Who is told how the work goes on.
    pub progress: Progress,
}

/// What a build did.
#[derive(Debug)]
pub struct BuildReport {
    /// All that is wrong, in order.
    pub diags: Diagnostics,
    /// What was written; `None` where errors kept anything from being published.
    pub published: Option<PublishReport>,
    /// How many pages there are.
    pub pages: usize,
    /// How many questions have no answer yet, and so no page.
    pub stubs: usize,
    /// How many pictures were made, and not taken from what earlier builds kept.
    pub drawn: usize,
}

/// What is wanted of a build, besides what is in the site.
#[derive(Clone, Debug)]
pub struct BuildOptions {
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
    /// Whether search engines are asked to leave out every page, whatever `site.toml` says.
    pub noindex: bool,
    /// Who is told how the work goes.
    pub progress: Progress,
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
    pub(crate) fn moment(self, zone: &TimeZone) -> Timestamp {
        let day = match self {
            Self::Moment(moment) => return moment,
            Self::Day(day) => day,
            Self::Today(now) => now.to_zoned_datetime(zone.clone()).date(),
        };
        content::timestamp(day.at(0, 0, 0, 0), zone)
    }
}

/// Builds the site of `sources` into the folder `out`.
///
/// # Errors
/// What the environment refuses: a folder that isn't ours, a full disk.
pub fn build(sources: &mut Sources, options: &BuildOptions, out: &Path) -> Result<BuildReport, Error> {
    let cache = Cache::of(sources.root());
    let publisher = Publisher::open(out, options.adopt, &cache)?;
    sources.keep_out(out);
    let mut memo = Memo::default();
    let mut built = assemble(sources, &mut memo, options)?;
    // to give back the memory of a large site takes longer than anyone should wait
    rayon::spawn(move || drop(memo));
    let mut diags = std::mem::take(&mut built.diags);
    let rules = &built.site.config.rules;
    placeholder(&built.site.config, options).into_iter().for_each(|diag| diags.push(diag));
    let publisher = Some(publisher).filter(|_| diags.is_clean(rules, options.is_strict));
    diags.extend(render_each(&built, |url, _, output| match &publisher {
        Some(publisher) => stage(publisher, sources, url, output),
        None => Ok(()),
    })?);
    let picture_maker = PictureMaker::new(cache);
    let publisher = publisher.filter(|_| diags.is_clean(rules, options.is_strict));
    diags.extend(draw(&picture_maker, &built, sources, publisher.as_ref())?);
    let drawn = picture_maker.made();
    if let Some(publisher) = &publisher {
        picture_maker.close().into_iter().for_each(|note| diags.push(note));
        edited(&publisher.edited()).into_iter().for_each(|note| diags.push(note));
    }
    let published = match publisher.filter(|_| diags.is_clean(rules, options.is_strict)) {
        Some(mut publisher) => {
            if let Some((ending, text)) = render::beside(&built.site, &built.theme) {
                publisher.beside(ending, render::WRITTEN, text)?;
            }
            let publishing = options.progress.begin(Stage::Publish, 0);
            let report = publisher.finish()?;
            publishing.many(report.written);
            Some(report)
        }
        None => None,
    };
    diags.finish(rules);
    let pages = built.site.addresses.iter().filter(|(url, _)| url.as_str().ends_with('/')).count();
    let stubs = built.site.unpublished.iter().filter(|other| other.is_stub()).count();
    rayon::spawn(move || drop((built.site, built.theme)));
    Ok(BuildReport { diags, published, pages, stubs, drawn })
}

/// The name that examples use for a site: whoever publishes under it has forgotten to write the real one.
const EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];

/// What is reported if `site.toml` still says that the site is at an address of examples.
fn placeholder(config: &Config, options: &BuildOptions) -> Option<Diagnostic> {
    let at = config.base_at?;
    let host = config.base.origin.split("://").nth(1)?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    if options.base_url.is_some() || !EXAMPLES.contains(&host) {
        return None;
    }
    let message = format!("`{}` is an address for examples", config.base.absolute("/"));
    let help = "write where the site will be: canonical addresses, feeds and the sitemap begin with it";
    let place = Place { file: SourcePath::new(SITE_TOML), span: at };
    Some(Diagnostic { place: Some(place), ..Diagnostic::new(Code::Placeholder, message) }.help(help))
}

/// So many edited files are named.
const NAMED: usize = 5;

/// What is told of the files of the output at `paths`, which somebody has changed and the build will replace.
fn edited(paths: &[String]) -> Option<Diagnostic> {
    let shown = |path: &String| format!("`{path}`");
    let message = match paths {
        [] => return None,
        [path] => format!("{} of the output was changed since gen wrote it, and is written anew", shown(path)),
        paths => {
            let named: Vec<String> = paths.iter().take(NAMED).map(shown).collect();
            let more = paths.len() - named.len();
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let (count, named) = (paths.len(), named.join(", "));
            format!(
                "{count} files of the output were changed since gen wrote them, and are written anew: {named}{more}"
            )
        }
    };
    let help =
        "change what it is made from, in `content/`, `templates/` or `static/`: the output is made of that each time";
    Some(Diagnostic::new(Code::EditedOutput, message).help(help))
}

/// Publishes the pictures of `built`; without a publisher, only sees whether the images can be read.
fn draw(
    picture_maker: &PictureMaker,
    built: &Built,
    sources: &Sources,
    publisher: Option<&Publisher>,
) -> Result<Diagnostics, Error> {
    match publisher {
        Some(publisher) => {
            let stage = |url: &Url, bytes| publisher.stage(&output_path(url)?, OutputContent::Bytes(bytes));
            picture_maker.each(&built.site, sources, &built.progress, stage)
        }
        None if built.is_guessed => Ok(Diagnostics::new()),
        None => Ok(picture_maker.verify(&built.site, sources)),
    }
}

/// The site and its theme, with all that is wrong before a page is rendered. What `memo` knows from an earlier build of
/// the same site isn't made anew.
///
/// # Errors
/// If `base_url` isn't one.
pub fn assemble(sources: &mut Sources, memo: &mut Memo, options: &BuildOptions) -> Result<Built, Error> {
    assembled(sources, memo, options, |_, _| None)
}

/// The same for a preview: all that is wrong is reported, and what no version could be parsed of isn't in the site. It has no
/// page, and nothing lists it.
///
/// # Errors
/// If `base_url` isn't one.
pub(crate) fn assemble_readable(
    sources: &mut Sources,
    memo: &mut Memo,
    options: &BuildOptions,
) -> Result<Built, Error> {
    assembled(sources, memo, options, site::SiteInput::readable)
}

/// The site and its theme. What is wrong is reported of the whole site, so that a file with a mistake breaks no link to it;
/// `part` says what is to be shown instead, if it isn't the whole.
fn assembled(
    sources: &mut Sources,
    memo: &mut Memo,
    options: &BuildOptions,
    part: impl FnOnce(&site::SiteInput, &BTreeSet<SourcePath>) -> Option<site::SiteInput>,
) -> Result<Built, Error> {
    let mut diags = Diagnostics::new();
    let progress = &options.progress;
    let config = read_config(sources, memo, options, &mut diags)?;
    let as_of = options.as_of.moment(&config.timezone);
    let publishing = PublishingOptions { drafts: options.drafts, future: options.future, as_of };
    let is_guessed = diags.has_errors() && memo.config.is_none();
    list(sources, &config, progress, &mut diags);
    let sources = &*sources;
    let (theme, loaded, mut found) = read(sources, &config, progress, memo, &mut diags);
    let card_font = font::read(sources, &config, memo, &mut diags);
    if !diags.has_errors() {
        report_taken_folders(sources, &config, &mut found);
    }
    let theme_files = theme.statics().iter().map(|file| file.path.clone()).collect();
    let input = site::SiteInput {
        config,
        items: loaded.items,
        assets: loaded.assets,
        theme_files,
        options: publishing,
        question_files: loaded.question_files,
        incomplete: Incomplete {
            paths: sources.unknown().cloned().collect(),
            unparsed: loaded.unparsed.clone(),
            ..loaded.incomplete
        },
        card_font,
    };
    let together = progress.begin(Stage::Site, 0);
    let mut of_site = Diagnostics::new();
    let part = part(&input, &loaded.unparsed);
    let site = site::assemble(input, &mut of_site);
    render::check(&site, &theme, &mut of_site);
    let unparsed = site.addresses_of(&loaded.unparsed);
    let site = part.map_or(site, |part| site::assemble(part, &mut Diagnostics::new()));
    // what is said about an older version of a file would stand at the wrong places of the newest
    of_site.retain(|diag| diag.place.as_ref().is_none_or(|place| !loaded.stale.contains(&place.file)));
    found.extend(of_site);
    site.add_pages(&mut found, |file| loaded.stale.contains(file));
    if is_guessed {
        found.retain(|diag| is_syntax(diag.code));
    }
    diags.extend(found);
    together.many(site.addresses.len());
    Ok(Built { site, theme, diags, unparsed, parsed: loaded.parsed, is_guessed, progress: progress.clone() })
}

fn list(sources: &mut Sources, config: &Config, progress: &Progress, diags: &mut Diagnostics) {
    let listing = progress.begin(Stage::List, 0);
    sources.list(&config.theme.value, diags);
    listing.many(sources.count());
}

/// The theme, whose mistakes go to `diags`, and beside it the content, with its own.
fn read(
    sources: &Sources,
    config: &Config,
    progress: &Progress,
    memo: &mut Memo,
    diags: &mut Diagnostics,
) -> (Arc<Theme>, Loaded, Diagnostics) {
    let (mut known, mut of_content) = (memo.theme.take(), Diagnostics::new());
    let (theme, loaded) = rayon::join(
        || read_theme(sources, config, &mut known, diags),
        || load(sources, config, progress, memo, &mut of_content),
    );
    memo.theme = known;
    (theme, loaded, of_content)
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

/// Renders every address, in parallel, and gives each output to `with`; what the templates did wrong is reported.
///
/// # Errors
/// Those of `with`.
pub(crate) fn render_each(
    built: &Built,
    with: impl Fn(&Url, &Address, Output) -> Result<(), Error> + Sync,
) -> Result<Diagnostics, Error> {
    let related = RelatedPages::find(&built.site, &mut Vectors::default(), &StopFlag::default());
    let common = Common::of(&built.site, &built.theme, related.expect("nobody stops it"));
    let renderer = Renderer::new(&built.site, &built.theme, &common).watched(&built.progress);
    let failures: Mutex<Failures> = Mutex::default();
    let rendering = built.progress.begin(Stage::Render, built.site.addresses.len());
    let is_of_index = |address: &Address| matches!(address, Address::SearchFile(_));
    let (of_index, others): (Vec<_>, Vec<_>) =
        built.site.addresses.iter().partition(|(_, address)| is_of_index(address));
    let render = |(url, address): &(&Url, &Address)| -> Result<(), Error> {
        rendering.one();
        match renderer.render(url, address) {
            Err(failed) => {
                let mut all = failures.lock().expect("no thread panics while it holds the list");
                all.tried(url, failed);
                Ok(())
            }
            Ok(output) => with(url, address, output),
        }
    };
    // the index is made beside the pages that don't need it: a thread that waits for its parts must not take up one that does
    let ((), done) = rayon::join(|| renderer.prepare(), || others.par_iter().with_max_len(SHARE).try_for_each(render));
    done?;
    of_index.par_iter().try_for_each(render)?;
    // what is not needed any more is given back while other work goes on
    rayon::spawn(move || drop(common));
    let failures = failures.into_inner().expect("no thread panicked");
    let mut diags = Diagnostics::new();
    failures.diagnostics().for_each(|diag| diags.push(diag));
    Ok(diags)
}

fn stage(publisher: &Publisher, sources: &Sources, url: &Url, output: Output) -> Result<(), Error> {
    let path = output_path(url)?;
    let content = match output {
        Output::Picture | Output::LeftToHost => return Ok(()),
        Output::Bytes(bytes) => OutputContent::Bytes(bytes),
        Output::Asset(file) => OutputContent::File(sources.absolute(&file)),
        Output::Theme(StaticContent::Embedded(bytes)) => OutputContent::Bytes(bytes.to_vec()),
        Output::Theme(StaticContent::File(file)) => OutputContent::File(file),
    };
    publisher.stage(&path, content)
}

fn output_path(url: &Url) -> Result<OutputPath, Error> {
    let path = url.output();
    OutputPath::new(&path).ok_or_else(|| {
        Error::new(format!("`{path}` can't be a file of the output")).help("rename what is published there")
    })
}
