//! `gen report`: the editor's view, as text or as a page, to stdout or into a file.

use super::{
    args::{Report, ReportFormat},
    build, print, progress, say, shown,
};
use crate::{
    diag::{Error, Severity},
    pipeline::BuildOptions,
    report,
    source::Sources,
};
use std::{fs, path::Path, process::ExitCode};

/// Reports on the site at `root`.
pub(super) fn run(root: &Path, asked: &Report) -> Result<ExitCode, Error> {
    let (progress, line) = progress::watch(true, false);
    let options = BuildOptions {
        base_url: None,
        drafts: asked.drafts,
        future: asked.future,
        is_strict: false,
        adopt: false,
        as_of: build::as_of(asked.as_of.as_deref())?,
        noindex: false,
        progress,
    };
    let mut sources = Sources::open(root)?;
    let reported = report::report(&mut sources, &options);
    drop(line);
    let (report, diags) = reported?;
    let text = match asked.format {
        ReportFormat::Text => report.text(),
        ReportFormat::Html => report.html(),
    };
    match &asked.out {
        Some(file) => {
            fs::write(file, text).map_err(|reason| Error::io("write", file, &reason))?;
            say(&format!("wrote {}", shown(file)));
        }
        None => print(&text)?,
    }
    let errors = diags.count(Severity::Error);
    if errors > 0 {
        say(&format!("the site has {errors} errors, so parts of it may be missing here; `gen check` shows them"));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
