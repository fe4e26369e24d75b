//! The pictures that are made: smaller versions of the images that texts show, and social cards.
//!
//! Both have addresses below `/gen-assets/`, called by the digest of all they are made from, so that one may keep them for ever.
//! They are planned here from what is known without making any; the bytes are made when they are published or asked for.
//!
//! - An image is *shown* by `![]()`, by the argument of a built-in directive, or by `image` in front matter. What is only
//!   linked to, or named in raw HTML, stays as it is.
//! - What other sites show beside a link to a page is its image, at most 1200 pixels wide.
//! - An article or question has a card, where `[images] cards` asks for them, unless its own `image` can be shown by other
//!   sites. What the font has no letters for has none; that is reported once.

use super::{Address, Entity, LinkOrigin, Linked, Target, Url, is_right_to_left};
use crate::{
    card::{Card, Font},
    content::Meta,
    diag::{Code, Diagnostic, Diagnostics},
    kind::FILED,
    markdown::LinkTarget,
    picture::{Fitness, Variant},
    place::Place,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The pictures of a site.
#[derive(Debug, Default)]
pub struct Pictures {
    /// The smaller versions of each image that a text shows, by format, the smallest first.
    variants: BTreeMap<Url, Vec<(Variant, Url)>>,
    /// What other sites show of an image, where that isn't the image itself.
    for_links: BTreeMap<Url, (Variant, Url)>,
    /// Where each image is shown first.
    places: BTreeMap<Url, Place>,
    /// The cards.
    cards: BTreeMap<Entity, (Card, Url)>,
    /// The font of the cards.
    font: Option<Arc<Font>>,
}

impl Pictures {
    /// The pictures of `site`, whose texts show the images `shown`, each at some place; cards are written in `font`.
    pub(super) fn plan(
        site: &Linked,
        shown: Vec<(Url, Place)>,
        font: Option<Arc<Font>>,
        diags: &mut Diagnostics,
    ) -> Self {
        let mut places = BTreeMap::new();
        for (url, place) in shown {
            places.entry(url).or_insert(place);
        }
        let is_wanted = site.config.images.enabled;
        Self {
            variants: if is_wanted { variants(site, &places, diags) } else { BTreeMap::new() },
            for_links: if is_wanted { for_links(site) } else { BTreeMap::new() },
            cards: cards(site, font.as_deref(), diags),
            places,
            font,
        }
    }

    /// The addresses of all that is made.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (Url, Address)> {
        let of_pages = self.variants.iter().flat_map(|(from, variants)| variants.iter().map(move |made| (from, made)));
        let variants = of_pages.chain(&self.for_links);
        let variants = variants.map(|(from, (variant, url))| (url.clone(), Address::Variant(from.clone(), *variant)));
        // two questions may have the same card
        variants.chain(self.cards.iter().map(|(entity, (_, url))| (url.clone(), Address::Card(*entity))))
    }

    /// The smaller versions of the image at `url`.
    pub(crate) fn variants(&self, url: &Url) -> &[(Variant, Url)] {
        self.variants.get(url).map_or(&[], Vec::as_slice)
    }

    /// What other sites show of the image at `url`, where that isn't the image itself.
    pub(crate) fn for_link(&self, url: &Url) -> Option<&(Variant, Url)> {
        self.for_links.get(url)
    }

    /// Where the image at `url` is shown first.
    pub(crate) fn place(&self, url: &Url) -> Option<&Place> {
        self.places.get(url)
    }

    /// The card of `entity`, with its address.
    pub(crate) fn card(&self, entity: Entity) -> Option<&(Card, Url)> {
        self.cards.get(&entity)
    }

    /// The font of the cards, if there are any.
    pub(crate) fn font(&self) -> Option<&Font> {
        self.font.as_deref()
    }
}

fn variants(
    site: &Linked,
    places: &BTreeMap<Url, Place>,
    diags: &mut Diagnostics,
) -> BTreeMap<Url, Vec<(Variant, Url)>> {
    let config = &site.config.images;
    let mut all = BTreeMap::new();
    for (url, place) in places {
        let Some(asset) = site.assets.get(url) else { continue };
        if let Fitness::Huge(millions) = asset.fitness {
            diags.push(huge(&asset.path.to_string(), millions, place));
        }
        let Some(picture) = &asset.picture else { continue };
        let planned = picture.variants(&config.widths, &config.formats, config.quality);
        let named = |variant| (variant, Url::new(format!("/gen-assets/images/{}", picture.file_name(variant))));
        if !planned.is_empty() {
            all.insert(url.clone(), planned.into_iter().map(named).collect());
        }
    }
    all
}

/// What other sites show of the images of front matter.
fn for_links(site: &Linked) -> BTreeMap<Url, (Variant, Url)> {
    let home = site.introductions.all().map(|(_, page)| (&page.meta, Url::new("/")));
    let metas = site.entities_with_meta().map(|(entity, meta)| (meta, site.url(entity).clone())).chain(home);
    let images = metas.filter_map(|(meta, url)| match site.social_image(meta, &url)? {
        Target::Local { url, .. } => Some(url),
        _ => None,
    });
    let variant = |image: Url| {
        let picture = site.assets.get(&image)?.picture.as_ref()?;
        let variant = picture.for_link()?;
        let url = Url::new(format!("/gen-assets/images/{}", picture.file_name(variant)));
        Some((image, (variant, url)))
    };
    images.filter_map(variant).collect()
}

fn huge(path: &str, millions: u64, place: &Place) -> Diagnostic {
    let message = format!("the image `{path}` has {millions} million pixels, too many for smaller versions");
    let help = "save it with fewer pixels: readers load all of them";
    Diagnostic { place: Some(place.clone()), ..Diagnostic::new(Code::HugeImage, message) }.help(help)
}

/// The cards of the articles and questions.
fn cards(site: &Linked, font: Option<&Font>, diags: &mut Diagnostics) -> BTreeMap<Entity, (Card, Url)> {
    let mut cards = BTreeMap::new();
    let Some(font) = font.filter(|_| site.config.images.cards) else { return cards };
    let mut lacking: Vec<(char, &Meta)> = Vec::new();
    let kinds = FILED.into_iter().filter(|kind| kind.row().has_card);
    for entity in kinds.flat_map(|kind| site.entities(kind)) {
        let Some(meta) = site.meta_of(entity) else { continue };
        if site.social_image(meta, site.url(entity)).is_some() {
            continue;
        }
        let card = card(site, meta);
        match card.lacks(font) {
            Some(char) => lacking.push((char, meta)),
            None => {
                let url = Url::new(format!("/gen-assets/cards/{}", card.file_name(font)));
                cards.insert(entity, (card, url));
            }
        }
    }
    without_letters(&lacking).into_iter().for_each(|note| diags.push(note));
    cards
}

fn card(site: &Linked, meta: &Meta) -> Card {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Card {
        title: one_line(&meta.title),
        topic: site.primary_topic(meta).map(|at| one_line(&site.topics[at].title)),
        site: one_line(&site.config.title),
        is_rtl: is_right_to_left(meta.language(&site.config.language)),
    }
}

/// What is reported of the titles that have no card, since the font lacks a letter.
fn without_letters(lacking: &[(char, &Meta)]) -> Option<Diagnostic> {
    let (char, first) = lacking.first()?;
    let others = match lacking.len() {
        1 => String::new(),
        2 => ", nor has one other page".to_owned(),
        count => format!(", nor have {} other pages", count - 1),
    };
    let letters: BTreeSet<char> = lacking.iter().map(|(char, _)| *char).collect();
    let message = format!("`{}` has no social card: its font has no letter `{char}`{others}", first.title);
    let what = if letters.len() == 1 { "that letter" } else { "such letters" };
    let help = format!("name a font with {what} in `card_font` under `[images]`, or give the page an `image`");
    Some(Diagnostic::at(Code::CardLetters, &first.file, first.at, message).help(help))
}

impl Linked {
    /// The address of the image of `meta`, whose page is `url`, if other sites can show it beside a link: they show no
    /// vector images.
    pub(crate) fn social_image(&self, meta: &Meta, url: &Url) -> Option<Target> {
        let image = meta.image.as_ref()?;
        let target =
            self.resolve_target(LinkOrigin { file: &meta.file, url }, &LinkTarget::Url(image.src.value.clone()))?;
        let path = match &target {
            Target::Local { url, .. } => url.as_str(),
            Target::External(url) => url.split(['?', '#']).next().unwrap_or_default(),
            _ => return None,
        };
        let is_vector = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"));
        (!is_vector).then_some(target)
    }
}
