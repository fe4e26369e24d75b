//! The pictures that a site has planned, made or taken from what was kept.
//!
//! 1. [`PictureMaker::each`] gives all of them to a publisher: what is kept is read, the rest is made in parallel, each image
//!    decoded once, and kept. What an image's bytes can't be read for is reported where the image is shown.
//! 2. [`PictureMaker::variant`] and [`PictureMaker::card`] make one, when a preview is asked for it: the same bytes.
//! 3. [`PictureMaker::verify`] only sees whether the images can be read.
//! 4. [`PictureMaker::close`] drops what builds don't use any more, and says if nothing could be kept.
//!
//! A picture is kept under the name it is published by, which is the digest of all it is made from. What can't be kept is
//! made again the next time: no failure of the cache is one of the build.

use crate::{
    cache::Cache,
    diag::{Code, Diagnostic, Diagnostics, Error},
    picture::{self, Picture, Pixels, Unreadable, Variant},
    progress::{Progress, Stage, Work},
    site::{Address, Asset, Entity, Site, Url},
    source::Sources,
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Where pictures are kept in the cache.
const FOLDER: &str = "images";
/// From so many images on, each is made by one thread; fewer are shared between all.
const MANY: usize = 8;

/// What makes pictures.
#[derive(Debug)]
pub(crate) struct PictureMaker {
    cache: Cache,
    /// What was asked for, by its name in the cache.
    used: Mutex<BTreeSet<String>>,
    /// Why something couldn't be kept.
    trouble: Mutex<Option<io::Error>>,
    made: AtomicUsize,
}

/// An image whose smaller versions aren't all kept, with those that are missing.
type Missing<'a> = (&'a Url, &'a Asset, Vec<(Variant, &'a Url)>);

impl PictureMaker {
    /// One that keeps what it makes in `cache`.
    pub(crate) fn new(cache: Cache) -> Self {
        Self { cache, used: Mutex::default(), trouble: Mutex::default(), made: AtomicUsize::new(0) }
    }

    /// How many pictures were made so far.
    pub(crate) fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// Gives every picture of `site` to `with`. Where an image can't be read, its own bytes stand for its smaller versions:
    /// browsers go by what is in a file.
    ///
    /// # Errors
    /// Those of `with`.
    pub(crate) fn each(
        &self,
        site: &Site,
        sources: &Sources,
        progress: &Progress,
        with: impl Fn(&Url, Vec<u8>) -> Result<(), Error> + Sync,
    ) -> Result<Diagnostics, Error> {
        let cards: Vec<(&Url, Entity)> = cards(site).collect();
        let images: Vec<Missing> = images(site);
        let count = cards.len() + images.iter().map(|(.., variants)| variants.len()).sum::<usize>();
        let drawing = progress.begin(Stage::Pictures, count);
        let with = |url: &Url, bytes: Vec<u8>| {
            drawing.one();
            with(url, bytes)
        };
        let card = |(url, entity): &(&Url, Entity)| {
            let name = || url.to_string();
            let card = progress.time(Work::Picture, name, || self.card(site, *entity));
            with(url, card.unwrap_or_default())
        };
        cards.par_iter().try_for_each(card)?;
        let missing: Vec<Result<Option<Missing>, Error>> =
            images.into_par_iter().map(|image| self.known(image, &with)).collect();
        let missing = missing.into_iter().filter_map(Result::transpose).collect::<Result<Vec<Missing>, Error>>()?;
        let made: Vec<Result<Option<Diagnostic>, Error>> = if missing.len() < MANY {
            missing.iter().map(|image| self.make(site, sources, image, true, progress, &with)).collect()
        } else {
            missing.par_iter().map(|image| self.make(site, sources, image, false, progress, &with)).collect()
        };
        let mut diags = Diagnostics::new();
        for made in made {
            made?.into_iter().for_each(|diag| diags.push(diag));
        }
        site.add_pages(&mut diags, |_| false);
        Ok(diags)
    }

    /// Gives those smaller versions of `image` to `with` that are kept; the others, where there are any.
    fn known<'a>(
        &self,
        image: Missing<'a>,
        with: &(impl Fn(&Url, Vec<u8>) -> Result<(), Error> + Sync),
    ) -> Result<Option<Missing<'a>>, Error> {
        let (from, asset, variants) = image;
        let mut missing = Vec::new();
        for (variant, url) in variants {
            match self.kept(name(url)) {
                Some(bytes) => with(url, bytes)?,
                None => missing.push((variant, url)),
            }
        }
        Ok((!missing.is_empty()).then_some((from, asset, missing)))
    }

    /// Makes the smaller versions of one image, shared between all threads if it `is_shared`.
    fn make(
        &self,
        site: &Site,
        sources: &Sources,
        (from, asset, variants): &Missing,
        is_shared: bool,
        progress: &Progress,
        with: &(impl Fn(&Url, Vec<u8>) -> Result<(), Error> + Sync),
    ) -> Result<Option<Diagnostic>, Error> {
        let widths: BTreeSet<u32> = variants.iter().map(|(variant, _)| variant.by_way_of).collect();
        let shrunk = progress.time(Work::Picture, || format!("{from}: read"), || shrunk(sources, asset, &widths));
        let one = |(variant, url): &(Variant, &Url)| -> Result<(), Error> {
            match &shrunk {
                Ok((picture, pixels)) => {
                    let encode = || self.encode(picture, &pixels[&variant.by_way_of], *variant, name(url));
                    let name = || format!("{from}: {} px, {}", variant.width, variant.format.name());
                    with(url, progress.time(Work::Picture, name, encode))
                }
                Err(_) => with(url, sources.head(&asset.path, u64::MAX).unwrap_or_default()),
            }
        };
        if is_shared {
            variants.par_iter().try_for_each(one)?;
        } else {
            variants.iter().try_for_each(one)?;
        }
        Ok(shrunk.err().map(|reason| broken(site, from, asset, &reason)))
    }

    /// A smaller version of the image at `from`.
    ///
    /// # Errors
    /// Why the image can't be read.
    pub(crate) fn variant(
        &self,
        site: &Site,
        sources: &Sources,
        from: &Url,
        variant: Variant,
    ) -> Result<Vec<u8>, Unreadable> {
        let gone = || Unreadable("it is gone".to_owned());
        let asset = site.assets.get(from).ok_or_else(gone)?;
        let name = asset.picture.as_ref().ok_or_else(gone)?.file_name(variant);
        if let Some(bytes) = self.kept(&name) {
            return Ok(bytes);
        }
        let (picture, pixels) = shrunk(sources, asset, &BTreeSet::from([variant.by_way_of]))?;
        Ok(self.encode(picture, &pixels[&variant.by_way_of], variant, &name))
    }

    /// The card of `entity`, if it has one.
    pub(crate) fn card(&self, site: &Site, entity: Entity) -> Option<Vec<u8>> {
        let (card, url) = site.pictures.card(entity)?;
        let font = site.pictures.font()?;
        Some(self.kept(name(url)).unwrap_or_else(|| {
            let bytes = card.draw(font);
            self.keep(name(url), &bytes);
            bytes
        }))
    }

    /// What is wrong with the images that have smaller versions. What could be read once isn't read again.
    pub(crate) fn verify(&self, site: &Site, sources: &Sources) -> Diagnostics {
        let check = |(from, asset, _): &Missing| {
            let mark = asset.picture.as_ref().map(Picture::mark)?;
            if self.cache.bytes(FOLDER, &mark).is_some() {
                return None;
            }
            match pixels_of(sources, asset) {
                Ok(_) => {
                    // what can't be kept is read again the next time
                    let _ = self.cache.keep_bytes(FOLDER, &mark, b"");
                    None
                }
                Err(reason) => Some(broken(site, from, asset, &reason)),
            }
        };
        let broken: Vec<Option<Diagnostic>> = images(site).par_iter().map(check).collect();
        let mut diags = Diagnostics::new();
        broken.into_iter().flatten().for_each(|diag| diags.push(diag));
        site.add_pages(&mut diags, |_| false);
        diags
    }

    /// Drops what builds don't use any more; what is reported if something couldn't be kept.
    pub(crate) fn close(self) -> Option<Diagnostic> {
        let used = self.used.into_inner().expect("no thread panics while it holds the names");
        let trouble = self.trouble.into_inner().expect("no thread panics while it holds the reason");
        // what isn't dropped now is the next time
        let _ = self.cache.sweep(FOLDER, &used);
        let message = format!("pictures can't be kept in `.gen/cache`: {}", trouble?);
        let help = "make room, or give yourself the right to write there; until then each build makes them again";
        Some(Diagnostic::new(Code::CacheUnwritable, message).help(help))
    }

    fn encode(&self, picture: &Picture, pixels: &Pixels, variant: Variant, name: &str) -> Vec<u8> {
        let bytes = picture::encode(picture, pixels, variant);
        self.keep(name, &bytes);
        bytes
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.used.lock().expect("no thread panics while it holds the names").insert(name.to_owned());
        self.cache.bytes(FOLDER, name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.made.fetch_add(1, Ordering::Relaxed);
        let mut trouble = self.trouble.lock().expect("no thread panics while it holds the reason");
        // on a full disk, one try is enough
        if trouble.is_none() {
            drop(trouble);
            let kept = self.cache.keep_bytes(FOLDER, name, bytes);
            trouble = self.trouble.lock().expect("no thread panics while it holds the reason");
            *trouble = trouble.take().or(kept.err());
        }
    }
}

/// The images of `site` with the smaller versions that are published.
fn images(site: &Site) -> Vec<Missing<'_>> {
    let mut images: BTreeMap<&Url, Vec<(Variant, &Url)>> = BTreeMap::new();
    for (url, address) in site.addresses.iter() {
        if let Address::Variant(from, variant) = address {
            images.entry(from).or_default().push((*variant, url));
        }
    }
    images.into_iter().filter_map(|(from, variants)| Some((from, site.assets.get(from)?, variants))).collect()
}

/// The cards that are published.
fn cards(site: &Site) -> impl Iterator<Item = (&Url, Entity)> {
    site.addresses.iter().filter_map(|(url, address)| match address {
        Address::Card(entity) => Some((url, *entity)),
        _ => None,
    })
}

/// The pixels of an image that is still as it was when its header was read.
fn pixels_of(sources: &Sources, asset: &Asset) -> Result<Pixels, Unreadable> {
    let bytes = sources.head(&asset.path, u64::MAX).map_err(|diag| Unreadable(diag.message))?;
    let pixels = picture::decode(&bytes)?;
    if Picture::of(&bytes) == asset.picture {
        Ok(pixels)
    } else {
        Err(Unreadable("it was changed meanwhile".to_owned()))
    }
}

/// What is known of an image, and its pixels at each of `widths`.
fn shrunk<'a>(
    sources: &Sources,
    asset: &'a Asset,
    widths: &BTreeSet<u32>,
) -> Result<(&'a Picture, BTreeMap<u32, Pixels>), Unreadable> {
    let pixels = pixels_of(sources, asset)?;
    let picture = asset.picture.as_ref().ok_or_else(|| Unreadable("it was changed meanwhile".to_owned()))?;
    Ok((picture, widths.iter().map(|&width| (width, picture::shrink(picture, &pixels, width))).collect()))
}

fn broken(site: &Site, from: &Url, asset: &Asset, reason: &Unreadable) -> Diagnostic {
    let message = format!("the image `{}` can't be read: {reason}", asset.path);
    let help = "open it in an image editor and save it again, or take a copy that is whole";
    let place = site.pictures.place(from).cloned();
    Diagnostic { place, ..Diagnostic::new(Code::BrokenImage, message) }.help(help)
}

/// The name under which what lies at `url` is kept.
fn name(url: &Url) -> &str {
    url.as_str().rsplit('/').next().unwrap_or_default()
}
