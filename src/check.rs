//! What `gen check` says about a site: all that a build tells, and what only the whole of it shows.
//!
//! 1. `survey` does what a build does and writes nothing: it assembles the site, renders every page in parallel, and
//!    reads the HTML of each once (`html`, `pages`); with the link graph of the sources that makes a `Subject`.
//! 2. [`check`] holds the subject to the rules, each family in a file of its own with a list of its `RULES`: what the pages show
//!    (`rendered`; `fault` has its words, `structured` and `sections` look closer), what the graph shows (`links`), what things say
//!    of themselves (`metadata`, `questions`, `terms`), and what nothing uses (`unused`). `places` finds where in the sources it stands.
//!
//! `external` asks other sites, where that is wanted; `fix` says which edits would mend what can be mended safely.
//!
//! A rule is a row of `diag::codes`; `[rules]` sets its level. What is reported has a place wherever one can be found, an
//! address, and a help, and what many pages have is reported once. If `site.toml` is broken only what a build says is said.

mod external;
mod fault;
mod fix;
mod html;
mod links;
mod pages;
mod places;
mod questions;
mod rendered;
mod sections;
mod structured;
mod terms;
mod unused;
mod metadata;

use crate::{
    cache::Cache,
    content::{ContentItem as _, Meta},
    diag::{Diagnostics, Error},
    edit::Changes,
    markdown::Body,
    pipeline::{self, BuildOptions, Built, Memo, PictureMaker},
    site::{Entity, LinkGraph, Site, Url},
    source::Sources,
};
use jiff::{Timestamp, civil};
use pages::Pages;
use places::Places;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What a check found.
#[derive(Debug)]
pub struct CheckReport {
    /// All that is wrong, in order.
    pub diags: Diagnostics,
    /// How many pages there are.
    pub pages: usize,
    /// Whether nothing keeps the site from being published, strictly where that was wanted.
    pub is_clean: bool,
    /// What would mend it; nothing where that wasn't wanted.
    pub changes: Changes,
}

/// What is wanted of a check, besides what is in the site.
#[derive(Debug)]
pub struct CheckOptions {
    /// What would be wanted of a build.
    pub build: BuildOptions,
    /// Whether other sites are asked: where answers are kept, and the time in seconds since 1970.
    pub external: Option<(Cache, u64)>,
    /// Whether changes are planned that would mend what can be mended.
    pub fix: bool,
}

/// Checks the site of `sources`.
///
/// # Errors
/// What the environment refuses.
pub fn check(sources: &mut Sources, options: &CheckOptions) -> Result<CheckReport, Error> {
    let mut memo = if options.fix { Memo::with_digests() } else { Memo::default() };
    let mut built = pipeline::assemble(sources, &mut memo, &options.build)?;
    let rules = built.site.config.rules.clone();
    let mut diags = std::mem::take(&mut built.diags);
    let (mut pages, mut edits) = (0, Vec::new());
    if !built.is_guessed {
        let subject = survey(&built, sources, &options.build, &mut diags)?;
        pages = subject.pages.count();
        diags.extend(hold_to_rules(&subject));
        diags.extend(PictureMaker::new(Cache::of(sources.root())).verify(subject.site, sources));
        if let Some((cache, now)) = &options.external {
            external::report(&subject, cache, *now, &mut diags)?;
        }
        if options.fix {
            edits = fix::edits(&subject, &diags);
        }
    }
    diags.finish(&rules);
    let is_clean = diags.is_clean(&rules, options.build.is_strict);
    let changes = Changes::plan(sources, edits, |file| memo.digest(file))?;
    // to give back the memory of a large site takes longer than anyone should wait
    rayon::spawn(move || drop((built, memo)));
    Ok(CheckReport { diags, pages, is_clean, changes })
}

/// A site as it was read, rendered and linked: what rules look at.
pub(crate) struct Subject<'a> {
    built: &'a Built,
    site: &'a Site,
    graph: LinkGraph,
    pages: Pages<'a>,
    places: Places<'a>,
    as_of: Timestamp,
    today: civil::Date,
}

/// The survey of `built`; what the templates did wrong is reported.
///
/// # Errors
/// What the environment refuses.
pub(crate) fn survey<'a>(
    built: &'a Built,
    sources: &'a Sources,
    options: &BuildOptions,
    diags: &mut Diagnostics,
) -> Result<Subject<'a>, Error> {
    let site = &built.site;
    let zone = &site.config.timezone;
    let as_of = options.as_of.moment(zone);
    let today = as_of.to_zoned_datetime(zone.clone()).date();
    let (graph, pages, places) = (LinkGraph::of(site), Pages::of(built, diags)?, Places::new(built, sources));
    Ok(Subject { built, site, graph, pages, places, as_of, today })
}

impl<'a> Subject<'a> {
    pub(crate) fn site(&self) -> &'a Site {
        self.site
    }

    pub(crate) fn pages(&self) -> &Pages<'a> {
        &self.pages
    }

    /// The moment that dates are held against.
    pub(crate) fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The day it is then, where the site is.
    pub(crate) fn today(&self) -> civil::Date {
        self.today
    }

    /// For each page that the body of another page links to: how many do.
    pub(crate) fn backlinks(&self) -> BTreeMap<&Url, usize> {
        self.graph.backlinks()
    }

    /// What no text of another page links to, in the order of the entities.
    pub(crate) fn orphans(&self) -> Vec<(Entity, &'a Meta, &'a Url)> {
        links::orphans_of(self)
    }

    /// The articles and pages whose texts link to nothing, in the order of the entities.
    pub(crate) fn dead_ends(&self) -> Vec<(Entity, &'a Meta, &'a Url)> {
        links::dead_ends_of(self)
    }

    /// The texts of everything that has a page, and those that introduce lists: what they are of, its address, and its bodies.
    fn texts(&self) -> impl Iterator<Item = (&'a Meta, Url, Vec<&'a Body>)> {
        let site = self.site;
        let of_entities =
            site.entities_with_meta().map(|(entity, meta)| (meta, site.url(entity).clone(), site.bodies(entity)));
        let of_lists = site.introductions.all();
        let of_lists = of_lists.map(|(list, page)| (&page.meta, site.introduction_url(list), page.bodies()));
        of_entities.chain(of_lists)
    }
}

/// Shows `see` the text `body`, and those within its directives.
fn each_within<'a>(body: &'a Body, see: &mut dyn FnMut(&'a Body)) {
    see(body);
    body.directives.iter().flat_map(|directive| &directive.markdown).for_each(|(_, body)| each_within(body, see));
}

/// A rule of the whole site.
type Rule = fn(&Subject, &mut Diagnostics);

/// The rules of every family.
const RULES: [&[Rule]; 6] =
    [rendered::RULES, links::RULES, questions::RULES, terms::RULES, metadata::RULES, unused::RULES];

/// What all rules say.
fn hold_to_rules(subject: &Subject) -> Diagnostics {
    let by_rule: Vec<Diagnostics> = RULES
        .concat()
        .par_iter()
        .map(|rule| {
            let mut diags = Diagnostics::new();
            rule(subject, &mut diags);
            diags
        })
        .collect();
    by_rule.into_iter().collect()
}
