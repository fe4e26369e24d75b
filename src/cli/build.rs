//! `gen build`: what was typed becomes what is wanted; what came of it is printed.

use super::{
    args::{Build, MessageFormat},
    count, progress, say, shown,
};
use crate::{
    diag::{Diagnostics, Error, Severity, print},
    pipeline::{self, AsOf, BuildOptions, BuildReport},
    place::SourcePath,
    source::Sources,
    theme,
};
use jiff::{Timestamp, civil};
use std::{
    io::{IsTerminal as _, Write as _},
    path::{Component, Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Instant,
};

/// Builds the site at `root`.
pub(super) fn run(root: &Path, build: &Build) -> Result<ExitCode, Error> {
    let start = Instant::now();
    let as_of = as_of(build.as_of.as_deref())?;
    let mut sources = Sources::open(root)?;
    let out = build.out.clone().unwrap_or_else(|| root.join("public"));
    refuse_sources(root, &out)?;
    let is_human = build.message_format == MessageFormat::Human;
    let (progress, line) = progress::watch(is_human && !build.quiet, build.timings);
    let options = BuildOptions {
        base_url: build.base_url.clone(),
        drafts: build.drafts,
        future: build.future,
        is_strict: build.strict,
        adopt: build.adopt,
        as_of,
        noindex: build.noindex,
        progress: progress.clone(),
    };
    let report = pipeline::build(&mut sources, &options, &out);
    drop(line);
    let report = report?;
    let printed = print_diagnostics(&report.diags, &sources, build.message_format, build.all);
    // given back beside the rest, as the site is
    rayon::spawn(move || drop(sources));
    if is_human {
        summarize(&report, build, &out, start);
    }
    if build.timings {
        progress::print_timings(&progress);
    }
    printed?;
    Ok(if report.published.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints `diags`, for people or for programs.
pub(super) fn print_diagnostics(
    diags: &Diagnostics,
    sources: &Sources,
    format: MessageFormat,
    all: bool,
) -> Result<(), Error> {
    match format {
        MessageFormat::Json => {
            return super::print(&print::json(diags, &|path| excerpt_text(sources, path)));
        }
        MessageFormat::Human => print_human(diags, sources, all),
    }
    Ok(())
}

/// Prints `diags` for people: to a file or a program all of them, on a terminal the first of each kind, unless `all` are wanted.
pub(super) fn print_human(diags: &Diagnostics, sources: &Sources, all: bool) {
    let is_terminal = std::io::stderr().is_terminal();
    let print = if is_terminal && !all { print::few } else { print::human };
    let printed = print(diags, &|path| excerpt_text(sources, path), is_terminal);
    let _ = anstream::stderr().write_all(printed.as_bytes());
}

/// The text of a file of the site or of the theme that is built in, for showing a place in it.
pub(super) fn excerpt_text(sources: &Sources, path: &SourcePath) -> Option<Arc<str>> {
    sources.excerpt_text(path).or_else(|| theme::embedded_text(path))
}

/// Refuses an output folder among the sources, which the next build would read as content, one in which gen keeps what is its own,
/// and one that holds the site.
fn refuse_sources(root: &Path, out: &Path) -> Result<(), Error> {
    let (root, out) = (resolved(root), resolved(out));
    let is_source = |folder: &&str| out.starts_with(root.join(folder));
    let among = ["content", "static", "templates", "themes"].into_iter().find(is_source);
    let what = match among {
        Some(folder) => format!("lies in `{folder}`, which is the site's source"),
        None if out.starts_with(root.join(".gen")) => "lies in `.gen`, where gen keeps what is its own".to_owned(),
        None if out == root => "is the folder of the site itself".to_owned(),
        None if root.starts_with(&out) => "has the site itself in it".to_owned(),
        None => return Ok(()),
    };
    let message = format!("the output folder `{}` {what}", out.display());
    Err(Error::new(message).help("build into another folder with `--out`"))
}

/// `path` without `..` and symbolic links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.components().fold(PathBuf::new(), |mut resolved, part| {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            part => resolved.push(part),
        }
        resolved.canonicalize().unwrap_or(resolved)
    })
}

fn summarize(report: &BuildReport, build: &Build, out: &Path, start: Instant) {
    let summary = print::summary(&report.diags);
    let Some(published) = &report.published else {
        let strict = if report.diags.has_errors() { "" } else { " (`--strict`)" };
        return say(&format!("nothing published: {summary}{strict}"));
    };
    for path in &published.kept {
        say(&format!("kept `{}`: it was changed since gen wrote it", shown(&out.join(path))));
    }
    for path in &published.unread {
        say(&format!(
            "nobody may look into `{}`: what gen wrote there, and now is gone, stays",
            shown(&out.join(path))
        ));
    }
    if build.quiet {
        return;
    }
    match report.stubs {
        0 => {}
        1 => say("1 question has no answer, and so no page: `gen check` names it"),
        stubs => say(&format!("{stubs} questions have no answer, and so no page: `gen check` names them")),
    }
    let mut parts = vec![format!("{} written", published.written)];
    if published.unchanged > 0 {
        parts.push(format!("{} unchanged", published.unchanged));
    }
    if published.removed > 0 {
        parts.push(format!("{} removed", published.removed));
    }
    if report.drawn > 0 {
        let pictures = if report.drawn == 1 { "picture" } else { "pictures" };
        parts.push(format!("{} {pictures} made", report.drawn));
    }
    let found = if report.diags.iter().any(|diag| diag.severity != Severity::Note) {
        format!("; {summary}")
    } else {
        String::new()
    };
    let seconds = start.elapsed().as_secs_f64();
    say(&format!(
        "{} in `{}`, {}: {} in {seconds:.2} s{found}",
        count(report.pages, "page"),
        shown(out),
        count(published.written + published.unchanged, "file"),
        parts.join(", "),
    ));
}

/// The build date: what was typed, else `SOURCE_DATE_EPOCH`, else today.
pub(super) fn as_of(typed: Option<&str>) -> Result<AsOf, Error> {
    if let Some(typed) = typed {
        let date = typed.parse::<civil::Date>().map(AsOf::Day);
        let moment = || typed.parse::<Timestamp>().map(AsOf::Moment);
        return date.or_else(|_| moment()).map_err(|_| {
            Error::new(format!("`{typed}` isn't a date"))
                .help("write it as `2026-05-31`, or with a time as `2026-05-31T18:00:00Z`")
        });
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(epoch) => {
            let seconds = epoch.trim().parse::<i64>().ok();
            seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).map(AsOf::Moment).ok_or_else(|| {
                Error::new(format!("SOURCE_DATE_EPOCH is `{epoch}`, which isn't a number of seconds"))
                    .help("set it to seconds since 1970, or remove it from the environment")
            })
        }
        Err(_) => Ok(AsOf::Today(Timestamp::now())),
    }
}
