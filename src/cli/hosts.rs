//! `gen init --host`: what a host needs to build and publish a site, from `hosts/`.
//!
//! A file that is there already is never written over: then nothing is written at all. The files name the repository that
//! the program is built from, as long as it isn't published by itself.

use super::{args::Host, create};
use crate::diag::Error;
use std::path::{Path, PathBuf};

/// What stands in the files for the address of this program's repository.
const REPOSITORY: &str = "{{repository}}";
/// Where the program comes from, as `Cargo.toml` says.
const OWN: &str = env!("CARGO_PKG_REPOSITORY");
/// What stands there until `Cargo.toml` says it.
const UNKNOWN: &str = "https://github.com/OWNER/gen";

impl Host {
    /// The path of its file in the site, and the text.
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Github => (".github/workflows/publish.yml", include_str!("hosts/github/publish.yml")),
            Self::Gitlab => (".gitlab-ci.yml", include_str!("hosts/gitlab/gitlab-ci.yml")),
            Self::Netlify => ("netlify.toml", include_str!("hosts/netlify/netlify.toml")),
            Self::Cloudflare => (".github/workflows/publish.yml", include_str!("hosts/cloudflare/publish.yml")),
        }
    }
}

/// Where the file for `host` goes in the folder `dir`, if nothing is there yet.
pub(super) fn free(dir: &Path, host: Host) -> Result<PathBuf, Error> {
    let path = dir.join(host.file().0);
    // a link that leads nowhere is in the way too
    if path.symlink_metadata().is_ok() {
        return Err(Error::new(format!("`{}` is there already", path.display()))
            .help("nothing was written; move it away, or take from the manual what it lacks"));
    }
    Ok(path)
}

/// Writes the file for `host` into the folder `dir`; its path.
pub(super) fn write(dir: &Path, host: Host) -> Result<PathBuf, Error> {
    let path = free(dir, host)?;
    let repository = if OWN.is_empty() { UNKNOWN } else { OWN };
    create::create(&path, &host.file().1.replacen(REPOSITORY, repository, 1))?;
    Ok(path)
}
