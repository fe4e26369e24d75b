//! The files that are published as they are: each looked into as far as is needed.
//!
//! That it can be read is known when it is opened. Of an image, the header is read; one that is fit for smaller versions is
//! read as a whole, since these are called by its digest. What is known of a file stays while it is the same.

use super::memo::{Measured, Memo};
use crate::{
    diag::Diagnostics,
    picture::{self, Fitness, Picture},
    place::SourcePath,
    site::Asset,
    source::{SourceFile, Sources, svg_size},
};
use rayon::prelude::*;

/// So many bytes of an image hold its width and height.
const IMAGE_HEAD: u64 = 256 * 1024;

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
    let head = sources.head(&file.path, if is_image { IMAGE_HEAD } else { 0 });
    let nothing = Measured {
        version: file.version,
        size: None,
        fitness: Fitness::Left,
        picture: None,
        is_wanted,
        fault: head.as_ref().err().map(|fault| (**fault).clone()),
    };
    let Ok(head) = head else { return nothing };
    if !is_image || ending == "svg" {
        return Measured { size: if is_image { svg_size(&head) } else { None }, ..nothing };
    }
    let length = sources.length(&file.path);
    let fitness = if is_wanted { Picture::fitness(&head, length) } else { Fitness::Left };
    let whole = match fitness {
        Fitness::Fit if length > head.len() as u64 => sources.head(&file.path, u64::MAX).ok(),
        Fitness::Fit => Some(head.clone()),
        _ => None,
    };
    let picture = whole.and_then(|bytes| Picture::of(&bytes));
    Measured { size: picture::size(&head), fitness, picture, ..nothing }
}

fn ending(path: &SourcePath) -> String {
    path.file_name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}
