//! A site in a temporary folder, and its build.

use sitegen::{AsOf, BuildReport, Wanted, source::Sources};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A site that is removed when it is dropped.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// A site with these files: paths below its root, and their bytes.
    pub(crate) fn with<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("there is room for a folder") };
        files.into_iter().for_each(|(path, bytes)| site.write(path, bytes));
        site
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(file, bytes).expect("the file can be written");
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    pub(crate) fn build(&self) -> BuildReport {
        build(&self.root(), &self.out(), false)
    }
}

/// Builds the site at `root` on a fixed day.
pub(crate) fn build(root: &Path, out: &Path, is_strict: bool) -> BuildReport {
    let as_of = AsOf::Day(jiff::civil::date(2026, 6, 1));
    let wanted = Wanted { base_url: None, drafts: false, future: false, is_strict, adopt: false, as_of };
    let mut sources = Sources::open(root).expect("the site has a `site.toml`");
    sitegen::build(&mut sources, &wanted, out).expect("the output folder can be written")
}

/// What is wrong, a line each, for the message of a failing test.
pub(crate) fn told(report: &BuildReport) -> String {
    let lines = report.diags.iter().map(|diag| format!("{}: {} {:?}\n", diag.code.name(), diag.message, diag.place));
    lines.collect()
}

/// The HTML files below `folder`, in the order of their paths.
pub(crate) fn pages(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("the output can be read").into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect()
}
