//! Images as templates get them: their addresses, words and sizes, their smaller versions, and what other sites show.
//!
//! A feed has none of the smaller versions: the programs that show it know the plain image only.

use super::{PageContext, Record, Views, html::Filler};
use crate::{
    card,
    content::Meta,
    markdown::LinkTarget,
    picture::Format,
    site::{Address, Target, Url},
};
use tera::Value;

/// How wide images are shown where the theme doesn't say.
const ANY_WIDTH: &str = "100vw";

impl Filler<'_> {
    /// The smaller versions of the image that `target` is: a media type and the value of `srcset` for each format.
    pub(super) fn image_sources(&self, target: &Target) -> Vec<(&'static str, String)> {
        let Target::Local { url, .. } = target else { return Vec::new() };
        let variants = self.views.site.pictures.variants(url);
        let spelled = |format: Format| {
            let own = variants.iter().filter(|(variant, _)| variant.format == format);
            let base = &self.views.site.config.base.path;
            own.map(|(variant, url)| format!("{} {}w", url.href(base), variant.width)).collect::<Vec<_>>().join(", ")
        };
        let formats = Format::ALL.into_iter().filter(|_| !self.is_absolute);
        let sources = formats.map(|format| (format.media_type(), spelled(format)));
        sources.filter(|(_, srcset)| !srcset.is_empty()).collect()
    }
}

impl Views<'_> {
    /// How wide images of texts are shown, as the theme says it.
    pub(super) fn image_sizes(&self) -> &str {
        let own = &self.theme.about().image_sizes;
        if own.is_empty() { ANY_WIDTH } else { own }
    }

    /// Width and height of the image that `target` is.
    pub(super) fn size(&self, target: &Target) -> Option<(u32, u32)> {
        match target {
            Target::Local { url, .. } => self.site.assets.get(url)?.size,
            _ => None,
        }
    }

    /// An image as templates get it; `none` where it is broken.
    pub(super) fn image(&self, filler: &Filler, src: &str, alt: &str, caption: Value) -> Value {
        let found = filler.lead(&LinkTarget::Url(src.to_owned()));
        Value::from(found.map(|(target, url)| self.make_image(filler, &target, url, alt, caption)))
    }

    /// The image of an article where lists show it, without its caption.
    pub(super) fn image_in_lists(&self, meta: &Meta) -> Value {
        let Some(image) = &meta.image else { return Value::none() };
        self.quietly(meta, |making| self.image(&self.filler(making, meta), &image.src.value, &image.alt, Value::none()))
    }

    /// The image of the page's front matter.
    pub(super) fn lead_image(&self, making: &PageContext, address: &Address) -> Value {
        let Some(meta) = self.site.meta_at(address) else { return Value::none() };
        let Some(image) = &meta.image else { return Value::none() };
        let filler = self.filler(making, meta);
        let caption = Value::from(image.caption.as_ref().map(|caption| filler.markdown(caption)));
        self.image(&filler, &image.src.value, &image.alt, caption)
    }

    /// What other sites show beside a link to the page: its own image, else its card, else the home page's image.
    pub(super) fn social(&self, making: &PageContext, address: &Address) -> Option<Record> {
        let site = self.site;
        let own = site.meta_at(address).and_then(|meta| self.social_image(meta, making.url));
        let of_home = || self.social_image(&site.introductions.of(None)?.meta, &Url::new("/"));
        own.or_else(|| self.social_card(address, &making.title)).or_else(of_home)
    }

    fn social_image(&self, meta: &Meta, url: &Url) -> Option<Record> {
        let target = self.site.social_image(meta, url)?;
        let alt = meta.image.as_ref().map_or("", |image| &image.alt);
        if let Target::Local { url, .. } = &target
            && let Some((variant, made)) = self.site.pictures.for_link(url)
        {
            let height = self.site.assets.get(url)?.picture.as_ref()?.height_at(variant.width);
            return Some(self.shown_elsewhere(self.site.absolute(made), alt, Some((variant.width, height))));
        }
        Some(self.shown_elsewhere(self.absolute(&target), alt, self.size(&target)))
    }

    fn social_card(&self, address: &Address, title: &str) -> Option<Record> {
        let absolute = self.card_address(address)?;
        Some(self.shown_elsewhere(absolute, title, Some((card::WIDTH, card::HEIGHT))))
    }

    /// The absolute address of the card of the page at `address`.
    pub(crate) fn card_address(&self, address: &Address) -> Option<String> {
        let Address::Thing(entity, _) = address else { return None };
        Some(self.site.absolute(&self.site.pictures.card(*entity)?.1))
    }

    pub(super) fn absolute(&self, target: &Target) -> String {
        match target {
            Target::Local { url, .. } => self.site.absolute(url),
            Target::External(url) => url.clone(),
            _ => String::new(),
        }
    }
}
