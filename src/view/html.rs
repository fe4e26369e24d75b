//! Texts filled: the slots of a [`Body`] get what they need for one target.
//!
//! A [`Filler`] knows the target: which page it is for, whose text it is, whether ids get a prefix (an embedded answer),
//! whether addresses are absolute (a feed). Broken links and what isn't published come out as text: the mistake is told
//! elsewhere.

mod directive;

pub(super) use directive::GROUPS;

use super::{PageContext, Views, safe};
use crate::{
    content::Meta,
    markdown::{Body, Fill, Heading, Link, LinkTarget, WikiTarget, Word, escape_attribute},
    site::{AutoLink, Entity, LinkOrigin, Target, Url},
};
use std::{borrow::Cow, cell::RefCell, fmt::Write as _};
use tera::Value;

/// For what texts are filled.
#[derive(Clone, Copy)]
pub(super) struct Filler<'a> {
    /// The shared values.
    pub(super) views: &'a Views<'a>,
    /// The page that is being made.
    pub(super) making: &'a PageContext<'a>,
    /// Whose text it is.
    pub(super) origin: LinkOrigin<'a>,
    /// What stands before every id.
    pub(super) prefix: &'a str,
    /// Whether the text is part of another: an answer in an article.
    pub(super) is_embedded: bool,
    /// Whether addresses are absolute.
    pub(super) is_absolute: bool,
    /// Whether links are links: not in what templates put into links themselves.
    pub(super) has_links: bool,
}

/// One text being filled.
pub(super) struct Filling<'a> {
    /// For what.
    pub(super) filler: Filler<'a>,
    /// The text.
    pub(super) body: &'a Body,
    /// The links that it makes by itself.
    autos: &'a [AutoLink<'a>],
    /// The links whose start tags are written and whose end tags aren't.
    open: RefCell<Vec<usize>>,
}

impl<'a> Filler<'a> {
    /// The HTML of `body`.
    pub(super) fn html(&self, body: &Body) -> String {
        let mut html = String::new();
        body.fill(&Filling { filler: *self, body, autos: &[], open: RefCell::default() }, &mut html);
        html
    }

    /// The HTML of `body`, the text of `entity` on its own page, with the auto-links in it.
    pub(super) fn linked(&self, entity: Entity, body: &Body) -> String {
        let autos = self.views.site.auto_links(entity);
        let places: Vec<_> = autos.iter().map(|auto| auto.html.clone()).collect();
        let mut html = String::new();
        body.fill_linked(&Filling { filler: *self, body, autos: &autos, open: RefCell::default() }, &places, &mut html);
        html
    }

    /// `body` as templates get it.
    pub(super) fn markdown(&self, body: &Body) -> Value {
        body.fixed().map_or_else(|| safe(&self.html(body)), safe)
    }

    /// An address of the site as this target spells it.
    pub(super) fn spell(&self, href: &str) -> String {
        if self.is_absolute { format!("{}{href}", self.views.site.config.base.origin) } else { href.to_owned() }
    }

    /// `body` without links, for what templates put into links and summaries.
    pub(super) fn label(&self, body: &Body) -> Value {
        Self { has_links: false, ..*self }.markdown(body)
    }

    /// The headings of `bodies`, for a table of contents: with titles where they name something.
    pub(super) fn headings<'b>(&self, bodies: impl IntoIterator<Item = &'b Body>) -> Vec<Cow<'b, Heading>> {
        let title = |target: &WikiTarget| {
            let target = LinkTarget::Wiki(Box::new(target.clone()));
            let found = self.views.site.resolve_target(self.origin, &target)?;
            self.name(&found).map(str::to_owned)
        };
        let named = |heading: &'b Heading| match heading.names.is_empty() {
            true => Cow::Borrowed(heading),
            false => Cow::Owned(heading.named(title)),
        };
        bodies.into_iter().flat_map(|body| &body.headings).map(named).collect()
    }

    /// What a link to `target` is called where it has no text of its own.
    fn name(&self, target: &Target) -> Option<&'a str> {
        let site = self.views.site;
        match target {
            Target::Local { entity: Some(entity), .. } => Some(site.title(*entity)),
            Target::Unpublished(at) => Some(&site.unpublished[*at].meta().title),
            _ => None,
        }
    }

    fn target(&self, link: &Link) -> Option<Target> {
        self.views.site.resolve(self.origin, link)
    }

    /// Where `target` leads, and how that is spelled here; `None` where it leads nowhere.
    pub(super) fn lead(&self, target: &LinkTarget) -> Option<(Target, String)> {
        let target = self.views.site.resolve_target(self.origin, target)?;
        let href = self.href(&target)?;
        Some((target, href))
    }

    /// The `href` or `src` that `target` is here.
    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Local { href, .. } => Some(self.spell(href)),
            Target::Anchor(id) => Some(format!("{}{id}", self.before_fragment())),
            Target::External(url) => Some(url.clone()),
            Target::Unpublished(_) | Target::Pending(_) => None,
        }
    }

    /// What stands before an id of the text in an address: in a feed, the text's own page, since a reader's program may
    /// show several entries at once, or none of the ids.
    fn before_fragment(&self) -> String {
        if self.is_absolute || (self.prefix.is_empty() && self.is_elsewhere()) {
            let page = self.origin.url.href(&self.views.site.config.base.path);
            return format!("{}#", self.spell(&page));
        }
        format!("#{}", self.prefix)
    }

    /// Whether the text is shown on another page than its own.
    fn is_elsewhere(&self) -> bool {
        self.origin.url != self.making.url
    }
}

impl Fill for Filling<'_> {
    fn id_prefix(&self) -> &str {
        self.filler.prefix
    }

    fn before_fragment(&self, out: &mut String) {
        if self.filler.is_absolute || self.filler.is_elsewhere() {
            return escape_attribute(&self.filler.before_fragment(), out);
        }
        out.push('#');
        out.push_str(self.filler.prefix);
    }

    fn open(&self, link: usize, out: &mut String) {
        let number = link;
        let link = &self.body.links[link];
        let found = self.filler.lead(&link.target).filter(|_| self.filler.has_links);
        let Some((target, href)) = found else { return };
        self.open.borrow_mut().push(number);
        out.push_str("<a");
        attribute("href", &href, out);
        link.title.iter().for_each(|title| attribute("title", title, out));
        if matches!(&target, Target::External(url) if is_web(url)) {
            let rel = &self.filler.views.site.config.markdown.external_rel;
            if !rel.is_empty() {
                let _ = write!(out, " rel=\"{rel}\"");
            }
        }
        out.push('>');
    }

    fn close(&self, link: usize, out: &mut String) {
        let mut open = self.open.borrow_mut();
        if open.last() == Some(&link) {
            open.pop();
            out.push_str("</a>");
        }
    }

    fn text(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        let target = self.filler.target(link);
        if let (Some(Target::Local { definition: Some(at), .. }), LinkTarget::Wiki(wiki)) = (&target, &link.target) {
            return escape_attribute(self.filler.views.spelling(*at, &wiki.name), out);
        }
        match (target.as_ref().and_then(|target| self.filler.name(target)), &link.target) {
            (Some(name), _) => escape_attribute(name, out),
            (_, LinkTarget::Wiki(wiki)) => escape_attribute(&wiki.name, out),
            (_, LinkTarget::Url(url)) => escape_attribute(url, out),
        }
    }

    fn image(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        let alt = link.alt.as_deref().unwrap_or_default();
        let Some((target, src)) = self.filler.lead(&link.target) else { return escape_attribute(alt, out) };
        let sources = self.filler.image_sources(&target);
        if !sources.is_empty() {
            out.push_str("<picture>");
        }
        for (media_type, srcset) in &sources {
            let _ = write!(out, "<source type=\"{media_type}\" srcset=\"{srcset}\"");
            attribute("sizes", self.filler.views.image_sizes(), out);
            out.push('>');
        }
        out.push_str("<img");
        attribute("src", &src, out);
        attribute("alt", alt, out);
        link.title.iter().for_each(|title| attribute("title", title, out));
        if let Some((width, height)) = self.filler.views.size(&target) {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
        if !sources.is_empty() {
            out.push_str("</picture>");
        }
    }

    fn url(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        match self.filler.lead(&link.target) {
            Some((_, href)) => escape_attribute(&href, out),
            None => {
                if let LinkTarget::Url(url) = &link.target {
                    escape_attribute(url, out);
                }
            }
        }
    }

    fn directive(&self, directive: usize, out: &mut String) {
        directive::render(&self.filler, self.body, &self.body.directives[directive], out);
    }

    fn open_auto(&self, auto: usize, out: &mut String) {
        let href = self.filler.views.site.term_href(self.autos[auto].target);
        out.push_str("<a");
        attribute("href", &href, out);
        out.push_str(" class=\"term\">");
    }

    fn word(&self, word: Word, out: &mut String) {
        let (name, number) = match word {
            Word::Footnotes => ("footnotes", None),
            Word::Footnote(n) => ("footnote_n", Some(n)),
            Word::BackToReference(n) => ("back_to_reference_n", Some(n)),
            Word::Done => ("task_done", None),
            Word::ToDo => ("task_to_do", None),
            Word::Note => ("alert_note", None),
            Word::Tip => ("alert_tip", None),
            Word::Important => ("alert_important", None),
            Word::Warning => ("alert_warning", None),
            Word::Caution => ("alert_caution", None),
        };
        let text = self.filler.views.word(&self.filler.making.language, name);
        match number {
            Some(number) => escape_attribute(&text.replace("{n}", &number.to_string()), out),
            None => escape_attribute(text, out),
        }
    }
}

impl<'a> Views<'a> {
    /// What fills the texts of `meta`'s file on the page that is being made.
    pub(super) fn filler<'b>(&'b self, making: &'b PageContext<'b>, meta: &'b Meta) -> Filler<'b> {
        self.filler_at(making, meta, making.url, "", false)
    }

    /// The same for a text whose own page is `url`, with a prefix for its ids, for a page or for a feed.
    pub(super) fn filler_at<'b>(
        &'b self,
        making: &'b PageContext<'b>,
        meta: &'b Meta,
        url: &'b Url,
        prefix: &'b str,
        is_absolute: bool,
    ) -> Filler<'b> {
        let origin = LinkOrigin { file: &meta.file, url };
        Filler { views: self, making, origin, prefix, is_embedded: !prefix.is_empty(), is_absolute, has_links: true }
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, " {name}=\"");
    escape_attribute(value, out);
    out.push('"');
}

fn is_web(url: &str) -> bool {
    url.starts_with("https:") || url.starts_with("http:") || url.starts_with("//")
}
