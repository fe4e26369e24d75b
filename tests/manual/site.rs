//! A site in a temporary folder, and its build.

use sitegen::{
    AsOf, BuildOptions, BuildReport,
    cache::Cache,
    check::{self, CheckOptions},
    diag::Diagnostics,
    progress::Progress,
    source::Sources,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The time that answers of other sites are kept at, in seconds since 1970.
pub(crate) const NOW: u64 = 1_780_000_000;

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

    /// What a check tells, with the answers of other sites that are kept if `is_external`.
    pub(crate) fn check(&self, is_external: bool) -> Diagnostics {
        let external = is_external.then(|| (Cache::of(&self.root()), NOW));
        let options = CheckOptions { build: wanted(false), external, fix: false };
        let mut sources = Sources::open(&self.root()).expect("the site has a `site.toml`");
        check::check(&mut sources, &options).expect("nothing is written").diags
    }
}

/// What is wanted of a build on a fixed day.
fn wanted(is_strict: bool) -> BuildOptions {
    let as_of = AsOf::Day(jiff::civil::date(2026, 6, 1));
    BuildOptions {
        base_url: None,
        drafts: false,
        future: false,
        is_strict,
        adopt: false,
        as_of,
        noindex: false,
        progress: Progress::default(),
    }
}

/// Builds the site at `root` on a fixed day.
pub(crate) fn build(root: &Path, out: &Path, is_strict: bool) -> BuildReport {
    let mut sources = Sources::open(root).expect("the site has a `site.toml`");
    sitegen::build(&mut sources, &wanted(is_strict), out).expect("the output folder can be written")
}

/// What is wrong, a line each, for the message of a failing test.
pub(crate) fn told(diags: &Diagnostics) -> String {
    let lines = diags.iter().map(|diag| format!("{}: {} {:?}\n", diag.code.name(), diag.message, diag.place));
    lines.collect()
}

/// The HTML files below `folder`, in the order of their paths.
pub(crate) fn pages(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("the output can be read").into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect()
}

/// An image large enough for smaller versions.
pub(crate) fn chart() -> Vec<u8> {
    let shade = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) as u8;
    let image = image::RgbImage::from_fn(480, 60, |x, y| image::Rgb([shade(x, y), 90, shade(y, x)]));
    let mut bytes = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("memory can be written");
    bytes
}
