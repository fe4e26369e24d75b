//! `gen check`: what was typed becomes what is wanted; what is wrong is printed, and how much of each kind.

use super::{
    args::{Check, CheckFormat},
    build, progress, say, shown,
};
use crate::{
    cache::Cache,
    check::{self, CheckOptions, CheckReport},
    diag::{Code, Diagnostics, Error, Severity, print},
    pipeline::BuildOptions,
    place::SourcePath,
    source::Sources,
    text::visible,
};
use std::{
    collections::BTreeMap,
    path::Path,
    process::ExitCode,
    time::{Instant, SystemTime},
};

/// Checks the site at `root`.
pub(super) fn run(root: &Path, asked: &Check) -> Result<ExitCode, Error> {
    let start = Instant::now();
    let is_human = asked.message_format == CheckFormat::Human;
    let (progress, line) = progress::watch(is_human && !asked.quiet, false);
    let build = BuildOptions {
        base_url: None,
        drafts: asked.drafts,
        future: asked.future,
        is_strict: asked.strict,
        adopt: false,
        as_of: build::as_of(asked.as_of.as_deref())?,
        noindex: false,
        progress,
    };
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let external = asked.external.then(|| (Cache::of(root), now));
    let mut options = CheckOptions { build, external, fix: asked.fix };
    let mut sources = Sources::open(root)?;
    let checked = check::check(&mut sources, &options);
    drop(line);
    let mut checked = checked?;
    if !checked.changes.is_empty() {
        checked.changes.write()?;
        let diff = checked.changes.diff();
        // where messages go to stdout, nothing else does
        match asked.message_format {
            CheckFormat::Human => super::print(&diff)?,
            _ => say(diff.trim_end()),
        }
        checked.changes.files().for_each(|file| say(&format!("mended {}", visible(file.as_str()))));
        // what is reported is what is left
        options.fix = false;
        sources = Sources::open(root)?;
        checked = check::check(&mut sources, &options)?;
    }
    let text = |path: &SourcePath| build::excerpt_text(&sources, path);
    match asked.message_format {
        CheckFormat::Human => {
            build::print_human(&checked.diags, &sources, asked.all);
            if !asked.quiet {
                summarize(&checked, start);
            }
        }
        CheckFormat::Json => {
            super::print(&print::json(&checked.diags, &text))?;
        }
        CheckFormat::Sarif => {
            super::print(&print::sarif(&checked.diags, &text, &shown(root)))?;
        }
    }
    Ok(if checked.is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How often each rule was broken, and how much there is in all.
fn summarize(checked: &CheckReport, start: Instant) {
    let counts = by_rule(&checked.diags);
    let width = counts.keys().map(|(_, code)| code.name().len()).max().unwrap_or(0);
    for ((severity, code), count) in &counts {
        say(&format!("{:<width$}  {:<7}  {count:>5}", code.name(), severity.name()));
    }
    if !counts.is_empty() {
        say("");
    }
    let (pages, seconds) = (checked.pages, start.elapsed().as_secs_f64());
    say(&format!("{pages} pages checked in {seconds:.2} s: {}", print::summary(&checked.diags)));
}

/// How often each rule was broken, the worst first.
fn by_rule(diags: &Diagnostics) -> BTreeMap<(Severity, Code), usize> {
    let mut counts = BTreeMap::new();
    diags.iter().for_each(|diag| *counts.entry((diag.severity, diag.code)).or_default() += 1);
    counts
}
