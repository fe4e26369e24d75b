//! The link graph: every reference that the sources of a site make between its addresses, each with its place.
//!
//! [`LinkGraph::of`] walks the texts as `validate` does, and keeps what a build has no use for: how one thing names another and
//! where; auto-links are among them, since a reader comes upon them like any other. What templates and lists make of it stands in no source; `check` at the top of the house reads that from the
//! rendered pages. From the graph come the orphans (no link from the body of another page), the dead ends (no link out
//! of a body), and the references that lead to an old address or miss a slash.

use super::{
    Address, LinkOrigin, Site, Url, address,
    reference::{Destination, FoundReference, ReferenceKind},
    validate,
};
use crate::{
    config::MenuEntry,
    place::{Place, SourcePath},
    source::SITE_TOML,
};
use std::collections::{BTreeMap, BTreeSet};

/// A reference between two addresses.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The page it stands on; the home page for the menu.
    pub from: Url,
    /// Where it leads.
    pub to: Destination,
    /// The address as it was written, if it was one.
    pub written: Option<Box<str>>,
    /// How it names its target.
    pub kind: ReferenceKind,
    /// Where it stands.
    pub place: Place,
}

/// All references of a site.
#[derive(Debug, Default)]
pub struct LinkGraph {
    edges: Vec<Edge>,
}

impl LinkGraph {
    /// The references of `site`, in the order of the entities and of their texts; those of `site.toml` at the end.
    pub fn of(site: &Site) -> Self {
        let mut edges = Vec::new();
        for (from, file, found) in validate::walk(site) {
            edges.extend(found.into_iter().map(|found| Edge {
                from: from.clone(),
                to: found.to,
                written: found.written,
                kind: found.kind,
                place: Place::new(file, found.span),
            }));
        }
        edges.extend(menu(site));
        Self { edges }
    }

    /// The references.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// For each page that the body of another page links to: how many do.
    pub fn backlinks(&self) -> BTreeMap<&Url, usize> {
        let mut from: BTreeMap<&Url, BTreeSet<&Url>> = BTreeMap::new();
        for (edge, to) in self.between().filter(|(edge, _)| edge.kind.is_in_body()) {
            from.entry(to).or_default().insert(&edge.from);
        }
        from.into_iter().map(|(to, from)| (to, from.len())).collect()
    }

    /// The pages whose body links to another page or to another host.
    pub fn leading_on(&self) -> BTreeSet<&Url> {
        let leads_on = |edge: &&Edge| match &edge.to {
            Destination::Page(to) => edge.kind.is_in_body() && *to != edge.from,
            Destination::Elsewhere(_) => matches!(edge.kind, ReferenceKind::Markdown | ReferenceKind::Html),
            Destination::Nowhere => false,
        };
        self.edges.iter().filter(leads_on).map(|edge| &edge.from).collect()
    }

    /// The pages that the menu names.
    pub fn in_menu(&self) -> BTreeSet<&Url> {
        self.between().filter(|(edge, _)| edge.kind == ReferenceKind::Menu).map(|(_, to)| to).collect()
    }

    /// The references to other pages of the site.
    fn between(&self) -> impl Iterator<Item = (&Edge, &Url)> {
        self.edges.iter().filter_map(|edge| match &edge.to {
            Destination::Page(to) if *to != edge.from || edge.kind == ReferenceKind::Menu => Some((edge, to)),
            _ => None,
        })
    }
}

impl Edge {
    /// The address that would be right in place of the one that was written, which leads there only by way of a redirect
    /// or of a missing slash; with the query and the fragment that were written.
    pub fn mended(&self, site: &Site) -> Option<Correction> {
        let (Destination::Page(to), Some(written)) = (&self.to, self.written.as_deref()) else { return None };
        let path_end = written.find(['?', '#']).unwrap_or(written.len());
        let (path, rest) = written.split_at(path_end);
        if !path.starts_with('/') {
            return None;
        }
        if let Some(Address::Redirect(target)) = site.addresses.get(to) {
            return Some(Correction { address: format!("{}{rest}", target.href("/")), is_moved: true });
        }
        let is_exact = address::decode(path) == to.as_str();
        (!is_exact).then(|| Correction { address: format!("{}{rest}", to.href("/")), is_moved: false })
    }
}

/// How a reference is written right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The address.
    pub address: String,
    /// Whether what was written is an old address, and not only one without its slash.
    pub is_moved: bool,
}

fn menu(site: &Site) -> impl Iterator<Item = Edge> + '_ {
    let (file, home) = (SourcePath::new("content/index.md"), Url::new("/"));
    site.config.menu.iter().flat_map(MenuEntry::urls).map(move |url| {
        let lead = site.lead_url(LinkOrigin { file: &file, url: &home }, &url.value);
        let found = FoundReference::link(&lead, Some(&url.value), &home, url.span, ReferenceKind::Menu);
        let place = Place::new(&SourcePath::new(SITE_TOML), found.span);
        Edge { from: home.clone(), to: found.to, written: found.written, kind: found.kind, place }
    })
}
