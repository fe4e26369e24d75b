//! Texts filled: the slots of a [`Body`] get what they need for one target.
//!
//! A [`Filler`] knows the target: which page it is for, whose text it is, whether ids get a prefix (an embedded answer),
//! whether addresses are absolute (a feed). Broken links and what isn't published come out as text: the mistake is told
//! elsewhere.

use super::{Making, Record, Views, safe};
use crate::{
    content::Meta,
    markdown::{Body, Fill, Link, LinkTarget, Word},
    site::{Origin, Target, Url},
    theme::Theme,
};
use std::{cell::RefCell, fmt::Write as _};
use tera::Value;

/// For what texts are filled.
#[derive(Clone, Copy)]
pub(super) struct Filler<'a> {
    /// The shared values.
    pub(super) views: &'a Views<'a>,
    /// The page that is being made.
    pub(super) making: &'a Making<'a>,
    /// Whose text it is.
    pub(super) origin: Origin<'a>,
    /// What stands before every id.
    pub(super) prefix: &'a str,
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
    /// The links whose start tags are written and whose end tags aren't.
    open: RefCell<Vec<usize>>,
}

impl<'a> Filler<'a> {
    /// The HTML of `body`.
    pub(super) fn html(&self, body: &'a Body) -> String {
        let mut html = String::new();
        body.fill(&Filling { filler: *self, body, open: RefCell::default() }, &mut html);
        html
    }

    /// `body` as templates get it: `{ html, text }`.
    pub(super) fn markdown(&self, body: &'a Body) -> Value {
        Record::new().set("html", safe(&self.html(body))).set("text", body.text()).value()
    }

    /// An address of the site as this target spells it.
    pub(super) fn spell(&self, href: &str) -> String {
        if self.is_absolute { format!("{}{href}", self.views.site.config.base.origin) } else { href.to_owned() }
    }

    /// `body` without links, for what templates put into links and summaries.
    pub(super) fn label(&self, body: &'a Body) -> Value {
        Self { has_links: false, ..*self }.markdown(body)
    }

    fn target(&self, link: &Link) -> Option<Target> {
        self.views.site.resolve(self.origin, link)
    }

    /// The `href` or `src` that `target` is here.
    pub(super) fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Local { href, .. } => Some(self.spell(href)),
            Target::Anchor(id) if !self.prefix.is_empty() => Some(format!("#{}{id}", self.prefix)),
            Target::Anchor(id) if self.is_absolute || self.is_elsewhere() => {
                let page = self.origin.url.href(&self.views.site.config.base.path);
                Some(format!("{}#{id}", self.spell(&page)))
            }
            Target::Anchor(id) => Some(format!("#{id}")),
            Target::External(url) => Some(url.clone()),
            Target::Unpublished(_) => None,
        }
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

    fn open(&self, link: usize, out: &mut String) {
        let number = link;
        let link = &self.body.links[link];
        let Some(target) = self.filler.target(link).filter(|_| self.filler.has_links) else { return };
        let Some(href) = self.filler.href(&target) else { return };
        self.open.borrow_mut().push(number);
        out.push_str("<a href=\"");
        escape_into(&href, out);
        out.push('"');
        if let Some(title) = &link.title {
            out.push_str(" title=\"");
            escape_into(title, out);
            out.push('"');
        }
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
        let site = self.filler.views.site;
        match (self.filler.target(link), &link.target) {
            (Some(Target::Local { entity: Some(entity), .. }), _) => escape_into(site.title(entity), out),
            (Some(Target::Unpublished(at)), _) => escape_into(&site.unpublished[at].title, out),
            (_, LinkTarget::Wiki(wiki)) => escape_into(&wiki.name, out),
            (_, LinkTarget::Url(url)) => escape_into(url, out),
        }
    }

    fn image(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        let alt = link.alt.as_deref().unwrap_or_default();
        let Some(target) = self.filler.target(link) else { return escape_into(alt, out) };
        let Some(src) = self.filler.href(&target) else { return escape_into(alt, out) };
        out.push_str("<img src=\"");
        escape_into(&src, out);
        out.push_str("\" alt=\"");
        escape_into(alt, out);
        out.push('"');
        if let Some(title) = &link.title {
            out.push_str(" title=\"");
            escape_into(title, out);
            out.push('"');
        }
        if let Some((width, height)) = self.filler.views.size(&target) {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    fn url(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        match self.filler.target(link).and_then(|target| self.filler.href(&target)) {
            Some(href) => escape_into(&href, out),
            None => {
                if let LinkTarget::Url(url) = &link.target {
                    escape_into(url, out);
                }
            }
        }
    }

    fn directive(&self, directive: usize, out: &mut String) {
        super::directive::render(&self.filler, self.body, &self.body.directives[directive], out);
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
        let text = self::word(self.filler.views.theme, &self.filler.making.language, name);
        match number {
            Some(number) => escape_into(&text.replace("{n}", &number.to_string()), out),
            None => escape_into(text, out),
        }
    }
}

impl<'a> Views<'a> {
    /// What fills the texts of `meta`'s file on the page that is being made.
    pub(super) fn filler<'b>(&'b self, making: &'b Making<'b>, meta: &'b Meta) -> Filler<'b> {
        self.filler_at(making, meta, making.url, "", false)
    }

    /// The same for a text whose own page is `url`, with a prefix for its ids, for a page or for a feed.
    pub(super) fn filler_at<'b>(
        &'b self,
        making: &'b Making<'b>,
        meta: &'b Meta,
        url: &'b Url,
        prefix: &'b str,
        is_absolute: bool,
    ) -> Filler<'b> {
        Filler { views: self, making, origin: Origin { file: &meta.file, url }, prefix, is_absolute, has_links: true }
    }

    /// `body`, a text of `meta`'s file, as templates get it.
    pub(super) fn markdown<'b>(&'b self, making: &'b Making<'b>, meta: &'b Meta, body: &'b Body) -> Value {
        self.filler(making, meta).markdown(body)
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
        let link = Link {
            span: crate::place::Span::default(),
            kind: crate::markdown::LinkKind::Image,
            target: LinkTarget::Url(src.to_owned()),
            title: None,
            alt: None,
            has_text: true,
        };
        let Some(target) = filler.target(&link) else { return Value::none() };
        let Some(url) = filler.href(&target) else { return Value::none() };
        let absolute = match &target {
            Target::Local { url, .. } => self.site.absolute(url),
            _ => url.clone(),
        };
        let size = self.size(&target);
        Record::new()
            .set("url", url)
            .set("absolute", absolute)
            .set("alt", alt.to_owned())
            .set("caption", caption)
            .set("width", size.map(|(width, _)| width))
            .set("height", size.map(|(_, height)| height))
            .value()
    }
}

/// The theme's word called `name`; its name where the theme has none.
pub(super) fn word<'s>(theme: &'s Theme, language: &str, name: &'s str) -> &'s str {
    theme.strings(language).get_from_path(name).and_then(Value::as_str).unwrap_or(name)
}

fn is_web(url: &str) -> bool {
    url.starts_with("https:") || url.starts_with("http:") || url.starts_with("//")
}

/// Appends `text`, escaped for text and for an attribute in double quotes.
pub(super) fn escape_into(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

impl Views<'_> {
    /// The whole article as a feed has it: lead, takeaways and body, with absolute addresses.
    pub(crate) fn feed_content(&self, at: usize) -> String {
        let article = &self.site.articles[at];
        let url = self.site.url(crate::site::Entity::Article(at));
        let language = article.meta.language(&self.site.config.language);
        let making = Making::new(url, "article", article.meta.title.clone(), language);
        let filler = self.filler_at(&making, &article.meta, url, "", true);
        let mut html = filler.html(&article.lead);
        if !article.takeaways.is_empty() {
            html.push_str("<h2>");
            escape_into(self.word(&making.language, "takeaways"), &mut html);
            html.push_str("</h2>\n<ul>\n");
            for takeaway in &article.takeaways {
                html.push_str("<li>");
                html.push_str(&filler.html(takeaway));
                html.push_str("</li>\n");
            }
            html.push_str("</ul>\n");
        }
        html.push_str(&filler.html(&article.body));
        html
    }

    /// The absolute address of the lead image of `meta`, whose page is `url`.
    pub(crate) fn absolute_image(&self, meta: &Meta, url: &Url) -> Option<String> {
        let image = meta.image.as_ref()?;
        let origin = Origin { file: &meta.file, url };
        match self.site.resolve_target(origin, &LinkTarget::Url(image.src.value.clone()))? {
            Target::Local { url, .. } => Some(self.site.absolute(&url)),
            Target::External(url) => Some(url),
            _ => None,
        }
    }
}
