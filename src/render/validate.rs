//! What a theme and a policy have to say about the texts, before any page is rendered: templates that aren't there,
//! directives that don't exist or get the wrong arguments (`directives`), and what the policy blocks.

mod directives;

use super::policy::{Needs, Policy, Use};
use crate::{
    content::{ContentItem as _, Meta},
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{Body, Directive, Link, LinkKind, LinkTarget, RawUse, RawUseKind},
    place::{SourcePath, Span},
    site::{Entity, Site},
    theme::Theme,
    tree::Value,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is called an inline style, of which a text that comes from elsewhere may have thousands.
const STYLE: &str = "this inline style";

/// Reports directives that don't exist or get the wrong arguments, templates that aren't there, and what the policy blocks.
pub fn check(site: &Site, theme: &Theme, diags: &mut Diagnostics) {
    let mut found = Diagnostics::new();
    each(site, theme, &mut found);
    diags.extend(gathered(found));
}

/// `diags` with one message for all the inline styles of a file, at the first of them.
fn gathered(diags: Diagnostics) -> Diagnostics {
    let is_style = |diag: &Diagnostic| diag.code == Code::BlockedByPolicy && diag.message.contains(STYLE);
    let file = |diag: &Diagnostic| diag.place.as_ref().map(|place| place.file.clone());
    let mut counts: BTreeMap<SourcePath, usize> = BTreeMap::new();
    diags.iter().filter(|diag| is_style(diag)).filter_map(file).for_each(|file| *counts.entry(file).or_default() += 1);
    let mut gathered = Diagnostics::new();
    for mut diag in diags {
        if let Some(count) = file(&diag).filter(|_| is_style(&diag)).and_then(|file| counts.get_mut(&file)) {
            match std::mem::take(count) {
                0 => continue,
                1 => {}
                many => diag.message = format!("{}, {many} times in this file", diag.message),
            }
        }
        gathered.push(diag);
    }
    gathered
}

fn each(site: &Site, theme: &Theme, diags: &mut Diagnostics) {
    let check = Validator { theme, policy: Policy::new(Needs::of(theme), &site.config.csp), site };
    let entities: Vec<_> = site.entities_with_meta().collect();
    let of_entity = |(entity, meta): &(Entity, &Meta)| {
        let mut diags = Diagnostics::new();
        check.template(meta, &mut diags);
        if entity.kind.row().begins_with_image {
            check.lead_image(meta, &mut diags);
        }
        site.bodies(*entity).into_iter().for_each(|body| check.body(&meta.file, body, &mut diags));
        diags
    };
    entities.par_iter().map(of_entity).collect::<Vec<_>>().into_iter().for_each(|found| diags.extend(found));
    for (meta, bodies) in site.finished_texts() {
        check.template(meta, diags);
        bodies.into_iter().for_each(|body| check.body(&meta.file, body, diags));
    }
    for (_, page) in site.introductions.all() {
        check.template(&page.meta, diags);
        page.bodies().into_iter().for_each(|body| check.body(&page.meta.file, body, diags));
    }
    if let Some(glossary) = &site.glossary {
        check.template(&glossary.meta, diags);
        glossary.bodies().for_each(|body| check.body(&glossary.meta.file, body, diags));
    }
}

struct Validator<'a> {
    theme: &'a Theme,
    policy: Policy,
    site: &'a Site,
}

impl Validator<'_> {
    fn template(&self, meta: &Meta, diags: &mut Diagnostics) {
        if let Some(template) = &meta.template
            && !self.theme.has(&template.value)
        {
            let message = format!("there is no template `{}`", template.value);
            let help =
                format!("write `templates/{}`, or name one of the theme's, such as `article.html`", template.value);
            diags.push(Diagnostic::at(Code::WrongValue, &meta.file, template.span, message).help(help));
        }
    }

    fn body(&self, file: &SourcePath, body: &Body, diags: &mut Diagnostics) {
        for directive in &body.directives {
            self.directive(file, directive, diags);
            self.shown(file, directive, diags);
            directive.markdown.iter().for_each(|(_, body)| self.body(file, body, diags));
        }
        body.raw_uses.iter().for_each(|raw| self.raw(file, raw, diags));
        body.links.iter().for_each(|link| self.embedded(file, link, diags));
    }

    fn raw(&self, file: &SourcePath, raw: &RawUse, diags: &mut Diagnostics) {
        let origin = raw.origin.as_deref().unwrap_or_default();
        let (what, wish) = match raw.kind {
            RawUseKind::InlineScript => (Use::InlineScript, "this script"),
            RawUseKind::InlineStyle => (Use::InlineStyle, STYLE),
            RawUseKind::StyleAttribute => (Use::StyleAttribute, STYLE),
            RawUseKind::EventHandler => (Use::EventHandler, "this event handler"),
            RawUseKind::Image => (Use::External { directive: "img-src", origin }, "this image"),
            RawUseKind::Media => (Use::External { directive: "media-src", origin }, "this media file"),
            RawUseKind::Frame => (Use::External { directive: "frame-src", origin }, "this frame"),
            RawUseKind::Script => (Use::External { directive: "script-src", origin }, "this script"),
            RawUseKind::Stylesheet => (Use::External { directive: "style-src", origin }, "this style sheet"),
            RawUseKind::Form => (Use::External { directive: "form-action", origin }, "this form"),
        };
        self.report_blocked(file, raw.span, what, wish, origin, diags);
    }

    /// The lead image, which pages show; those of other kinds are only for the previews of other sites.
    fn lead_image(&self, meta: &Meta, diags: &mut Diagnostics) {
        let Some(image) = &meta.image else { return };
        self.image(&meta.file, image.src.span, &image.src.value, diags);
        image.caption.iter().for_each(|caption| self.body(&meta.file, caption, diags));
    }

    /// The picture of a built-in directive; a video of another host is only linked to.
    fn shown(&self, file: &SourcePath, directive: &Directive, diags: &mut Diagnostics) {
        let name = match directive.name.as_str() {
            "figure" => "src",
            "video" => "poster",
            _ => return,
        };
        if let Some(Value::String(src)) = directive.args.get(name).map(|node| &node.value) {
            self.image(file, src.whole(), src.as_str(), diags);
        }
    }

    /// A Markdown image.
    fn embedded(&self, file: &SourcePath, link: &Link, diags: &mut Diagnostics) {
        if let (LinkKind::Image, LinkTarget::Url(url)) = (&link.kind, &link.target) {
            self.image(file, link.span, url, diags);
        }
    }

    /// An image at `url`, if that is another host's.
    fn image(&self, file: &SourcePath, span: Span, url: &str, diags: &mut Diagnostics) {
        let is_elsewhere = ["http:", "https:", "//", "data:"].iter().any(|start| url.starts_with(start));
        if is_elsewhere {
            self.report_blocked(
                file,
                span,
                Use::External { directive: "img-src", origin: url },
                "this image",
                url,
                diags,
            );
        }
    }

    fn report_blocked(
        &self,
        file: &SourcePath,
        span: Span,
        what: Use,
        wish: &str,
        origin: &str,
        diags: &mut Diagnostics,
    ) {
        if !origin.is_empty() && origin.starts_with(&self.site.config.base.origin) {
            return;
        }
        let Some(directive) = self.policy.blocked(what) else { return };
        let message = format!("the page's Content-Security-Policy blocks {wish} (`{directive}`)");
        let help = match origin {
            "" => "move it into a file of the site, or allow it under `[security] csp`".to_owned(),
            _ => format!("put a copy into the site, or allow its host under `[security] csp`: `{directive} = [\"…\"]`"),
        };
        diags.push(Diagnostic::at(Code::BlockedByPolicy, file, span, message).help(help));
    }
}
