//! The files that are published as they are: each looked into as far as is needed.
//!
//! That it can be read is known when it is opened. An image is read as a whole: whether it is one is seen at its end too, and
//! its smaller versions are called by its digest. What is known of a file stays while it is the same.

use super::memo::{Measured, Memo};
use crate::{
    content::Unread,
    diag::Diagnostics,
    picture::{self, Fitness, Picture},
    place::SourcePath,
    site::Asset,
    source::{SourceFile, Sources, svg_size},
};
use rayon::prelude::*;

/// So many bytes of a text show whether it begins with front matter.
const TEXT_HEAD: u64 = 1024;

/// What is known of `files`; one that can't be read keeps its address. Smaller versions of images may be wanted.
pub(super) fn assets(
    sources: &Sources,
    files: Vec<&SourceFile>,
    is_wanted: bool,
    memo: &mut Memo,
    diags: &mut Diagnostics,
) -> Vec<Asset> {
    let measured = |file: &&SourceFile| match memo.assets.get(&file.path) {
        Some(known) if known.version == file.version && known.is_wanted == is_wanted => known.clone(),
        _ => measure(sources, file, is_wanted),
    };
    let measured: Vec<Measured> = files.par_iter().map(measured).collect();
    measured.iter().filter_map(|one| one.fault.clone()).for_each(|fault| diags.push(fault));
    let asset = |(file, one): (&&SourceFile, &Measured)| Asset {
        path: file.path.clone(),
        size: one.size,
        fault: one.broken,
        unread: one.unread,
        fitness: one.fitness.clone(),
        picture: one.picture.clone(),
    };
    let assets = files.iter().zip(&measured).map(asset).collect();
    memo.assets = files.into_iter().map(|file| file.path.clone()).zip(measured).collect();
    assets
}

fn measure(sources: &Sources, file: &SourceFile, is_wanted: bool) -> Measured {
    let ending = ending(&file.path);
    let is_image = matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg");
    let limit = if is_image { u64::MAX } else { TEXT_HEAD };
    let bytes = sources.head(&file.path, limit);
    let nothing = Measured {
        version: file.version,
        size: None,
        broken: None,
        unread: None,
        fitness: Fitness::Left,
        picture: None,
        is_wanted,
        fault: bytes.as_ref().err().map(|fault| (**fault).clone()),
    };
    let Ok(bytes) = bytes else { return nothing };
    if !is_image {
        return Measured { unread: Unread::of(&file.path, &bytes), ..nothing };
    }
    let broken = picture::fault(&bytes, &ending);
    if broken.is_some() || ending == "svg" {
        return Measured { size: if ending == "svg" { svg_size(&bytes) } else { None }, broken, ..nothing };
    }
    let fitness = if is_wanted { Picture::fitness(&bytes, bytes.len() as u64) } else { Fitness::Left };
    let picture = if fitness == Fitness::Fit { Picture::of(&bytes) } else { None };
    Measured { size: picture::size(&bytes), fitness, picture, ..nothing }
}

fn ending(path: &SourcePath) -> String {
    path.file_name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}
