//! The build, step by step: what [`build`] does with the stages above it.
//!
//! 1. [`assemble`]: `site.toml`, all files listed, each content file read and parsed, in parallel; then the site and the
//!    theme. If `site.toml` is broken, what depends on it would only be noise: then it, syntax errors and templates are all
//!    that is told.
//! 2. [`build`]: every address rendered, in parallel, each output handed to the publisher as it is made. With an error
//!    anywhere, pages are still rendered, so that all mistakes of templates are told too, but nothing is published.

mod failed;
mod load;

use crate::{
    diag::{Code, Diagnostic, Diagnostics, Error, Severity},
    publish::{Content, OutputPath, Publisher, Report},
    render::{self, Output, Renderer},
    site::{self, BuildOptions, Site, Url},
    source::Sources,
    theme::{StaticContent, Theme},
};
use failed::Failed;
use jiff::{Timestamp, civil, tz::TimeZone};
use load::{load, read_config, read_theme};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path, sync::Mutex};

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
