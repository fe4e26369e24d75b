//! The addresses of what isn't published: nothing lives there, but links may lead there.
//!
//! 1. Each thing gets the address it would have, and its old ones.
//! 2. What is scheduled is held against all that may be there on its day, so that a clash is reported now and not on a day
//!    when nobody touches the site. What has expired by then makes room: a new text may follow an old one.
//! 3. What can't be an address is reported for all that is only a matter of time. Drafts and stubs may still be wrong.

use super::{Address, Addresses, Contents, Plan, Url, aliases, place, plan, without_address};
use crate::{
    diag::Diagnostics,
    kind::Kind,
    place::{Place, Span},
    site::{
        Introductions, Planned,
        clash::{self, AddressOwner, clash, unfit},
        unpublished::{PendingAddresses, Reason, Unpublished, is_introduction},
    },
};
use foldhash::{HashMap, HashMapExt};
use jiff::Timestamp;

/// An address that something will have, and for how long.
struct Claim {
    owner: AddressOwner,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
}

impl Plan<'_> {
    /// Gives what isn't published its addresses; `files` are those of its files.
    pub(super) fn unpublished(&mut self, files: Vec<(Url, usize)>) {
        let all = std::mem::take(&mut self.site.contents.published.unpublished);
        let (mut pending, mut claims) = (PendingAddresses::default(), HashMap::new());
        for (at, other) in all.iter().enumerate() {
            let url = self.would_be_at(other);
            pending.owners.entry(url.clone()).or_insert(at);
            if !is_introduction(&other.meta().file) {
                let what = format!("the {} `{}`", other.kind().row().noun, other.meta().title);
                let place = Some(place(other.meta()));
                self.claim(
                    other,
                    AddressOwner { url: url.clone(), kind: clash::OwnerKind::Made, what, place },
                    &mut claims,
                );
            }
            pending.urls.push(url);
        }
        for (at, other) in all.iter().enumerate() {
            for (url, span, written) in self.old_urls(other) {
                pending.owners.entry(url.clone()).or_insert(at);
                let place = Some(Place { file: other.meta().file.clone(), span });
                let what = format!("the alias `{written}`");
                self.claim(other, AddressOwner { url, kind: clash::OwnerKind::Alias, what, place }, &mut claims);
            }
        }
        for (url, at) in files {
            pending.owners.entry(url).or_insert(at);
        }
        self.site.pending = pending;
        self.site.contents.published.unpublished = all;
    }

    fn would_be_at(&mut self, other: &Unpublished) -> Url {
        let meta = other.meta();
        if let Some(list) = Introductions::list(&meta.name).filter(|_| other.kind() == Kind::Page) {
            return self.site.introduction_url(list);
        }
        let (url, lack) = self.site.expand(other.kind(), meta);
        if let Some(lack) = lack.filter(|_| other.is_finished()) {
            self.diags.push(without_address(other.kind(), meta, lack));
        }
        url
    }

    fn old_urls<'a>(&mut self, other: &'a Unpublished) -> Vec<(Url, Span, &'a str)> {
        let mut urls = Vec::new();
        for alias in &other.meta().aliases {
            match aliases::read(&self.site, other.meta(), alias, other.kind()) {
                // only a host answers for a query, and hosts get no rules for what isn't published
                Ok(aliases::OldAddress::Query(..)) => {}
                Ok(aliases::OldAddress::Path(url)) => urls.push((url, alias.span, alias.value.as_str())),
                Err(diagnostic) if other.is_finished() => self.diags.push(*diagnostic),
                Err(_) => {}
            }
        }
        urls
    }

    /// Reports what is at the address of `owner`, which is that of `other` or an old one of it, when it will be published.
    fn claim(&mut self, other: &Unpublished, owner: AddressOwner, claims: &mut HashMap<String, Vec<Claim>>) {
        if other.reason != Reason::Scheduled || owner.url.is_made_up() {
            return;
        }
        if let Some(diagnostic) = unfit(&owner) {
            return self.diags.push(diagnostic);
        }
        let publication = &other.meta().publication;
        let [from, until] = [publication.publish, publication.expires].map(|moment| moment.map(|at| at.timestamp));
        let stays = |until: Option<Timestamp>| until.is_none() || until > from;
        let claims = claims.entry(owner.key()).or_default();
        let now = self.site.addresses.owner(&owner.url).filter(|there| stays(until_when(&self.site, &there.url)));
        let mut later = claims.iter().filter(|claim| stays(claim.until) && (until.is_none() || until > claim.from));
        if let Some(there) = now.or_else(|| later.next().map(|claim| &claim.owner)) {
            self.diags.push(clash(&owner, there));
        }
        claims.push(Claim { owner, from, until });
    }
}

/// When what lives at `url` expires.
fn until_when(site: &Planned, url: &Url) -> Option<Timestamp> {
    let address = match site.addresses.get(url)? {
        Address::Redirect(target) => site.addresses.get(target)?,
        address => address,
    };
    match address {
        Address::Thing(entity, _) => site.meta_of(*entity)?.publication.expires.map(|moment| moment.timestamp),
        _ => None,
    }
}

impl Planned {
    /// Whether `url` would be there if everything were published.
    pub(in crate::site) fn is_pending(&self, url: &Url) -> bool {
        !self.unpublished.is_empty() && self.pending.all.get_or_init(|| all_addresses(self)).get(url).is_some()
    }
}

/// The addresses of `site` as if everything were published.
fn all_addresses(site: &Planned) -> Addresses {
    let mut all = site.contents.published.clone();
    std::mem::take(&mut all.unpublished).into_iter().for_each(|other| all.publish(other.thing));
    all.sort(&site.config);
    let assets = site.assets.values().cloned().collect();
    // what is wrong is reported for the site itself; two drafts may well have one address
    let mut diags = Diagnostics::new();
    let contents = Contents::of(site.config.clone(), all, &mut diags);
    plan(contents, assets, &[], &mut diags).addresses
}
