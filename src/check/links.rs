//! What the link graph shows: what no text links to, what leads nowhere further, and links that take a detour.
//!
//! An article or a page is an orphan if no body of another page links to it. A question isn't one while it has a topic,
//! whose page shows it as a row; a page isn't while the menu or the list of its folder names it.

use super::{Rule, Subject};
use crate::{
    content::Meta,
    diag::{Code, Diagnostic, Diagnostics},
    kind::Kind,
    site::{Entity, ReferenceKind, Site, Url},
};
use std::collections::BTreeSet;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[orphans, dead_ends, detours];

/// Reports the orphans.
fn orphans(subject: &Subject, diags: &mut Diagnostics) {
    for (entity, meta, url) in orphans_of(subject) {
        let (what, name) = (entity.kind.row().noun, &meta.name);
        let message = format!("no text links to the {what} `{}`", meta.title);
        let help = match entity.kind {
            Kind::Question => format!("give it a topic, cite it in an article, or link to it: `[[{name}]]`"),
            _ => format!("link to it where a reader would want it: `[[{what}:{name}]]`"),
        };
        diags.push(Diagnostic::at(Code::Orphan, &meta.file, meta.at, message).help(help).address(url.as_str()));
    }
}

/// The orphans, in the order of the entities.
pub(crate) fn orphans_of<'a>(subject: &Subject<'a>) -> Vec<(Entity, &'a Meta, &'a Url)> {
    let site = subject.site;
    let (linked, in_menu) = (subject.graph.backlinks(), subject.graph.in_menu());
    let folders: BTreeSet<&str> = site.pages.iter().map(|page| page.meta.name.as_str()).collect();
    let is_listed = |entity: Entity, meta: &Meta| match entity.kind {
        Kind::Question => site.primary_topic(meta).is_some(),
        Kind::Page => meta.name.rsplit_once('/').is_some_and(|(folder, _)| folders.contains(folder)),
        Kind::Article => false,
        _ => true,
    };
    entities(site)
        .filter(|(entity, meta, _)| !meta.unlisted && !is_listed(*entity, meta))
        .filter(|(_, _, url)| !linked.contains_key(url) && !in_menu.contains(url))
        .collect()
}

fn entities(site: &Site) -> impl Iterator<Item = (Entity, &Meta, &Url)> {
    site.entities_with_meta().map(|(entity, meta)| (entity, meta, site.url(entity)))
}

/// Reports the dead ends: articles and pages with no link out of their text.
fn dead_ends(subject: &Subject, diags: &mut Diagnostics) {
    for (_, meta, url) in dead_ends_of(subject) {
        let message = format!("the text of `{}` links to nothing", meta.title);
        let help = "link to what a reader may want next";
        diags.push(Diagnostic::at(Code::DeadEnd, &meta.file, meta.at, message).help(help).address(url.as_str()));
    }
}

/// The dead ends, in the order of the entities.
pub(crate) fn dead_ends_of<'a>(subject: &Subject<'a>) -> Vec<(Entity, &'a Meta, &'a Url)> {
    let leading_on = subject.graph.leading_on();
    entities(subject.site)
        .filter(|(entity, _, url)| matches!(entity.kind, Kind::Article | Kind::Page) && !leading_on.contains(url))
        .collect()
}

/// Reports the links that lead to an old address, or lack their slash.
fn detours(subject: &Subject, diags: &mut Diagnostics) {
    for edge in subject.graph.edges() {
        let Some(mended) = edge.mended(subject.site) else { continue };
        let written = edge.written.as_deref().unwrap_or_default();
        let (code, message) = if mended.is_moved {
            (Code::MovedLink, format!("`{written}` is an old address"))
        } else {
            (Code::MissingSlash, format!("`{written}` leads there only by a detour"))
        };
        // `gen check --fix` doesn't change `site.toml`
        let by_itself = if edge.kind == ReferenceKind::Menu { "" } else { "; `gen check --fix` does so" };
        let help = format!("write `{}`{by_itself}", mended.address);
        let diagnostic = Diagnostic { place: Some(edge.place.clone()), ..Diagnostic::new(code, message) };
        diags.push(diagnostic.help(help).address(edge.from.as_str()));
    }
}
