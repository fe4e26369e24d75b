//! All addresses of a site, and that no two things live at one.
//!
//! The table is filled in a fixed order, pages first: a second owner of an address, or of one that `clash` can't tell from
//! it, is reported with both places.

use super::{
    Address, HostFile, Url,
    clash::{self, AddressOwner},
};
use crate::{diag::Diagnostics, place::Place};
use foldhash::{HashMap, HashMapExt};
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// All addresses.
#[derive(Debug, Default)]
pub struct Addresses {
    /// In the order of the addresses once they are [closed](Self::close).
    table: Table,
    owners: HashMap<String, AddressOwner>,
}

type Table = IndexMap<Url, Address, foldhash::fast::RandomState>;

impl Addresses {
    /// What lives at `url`.
    pub fn get(&self, url: &Url) -> Option<&Address> {
        self.table.get(url)
    }

    /// What lives at `url`, with the address as it is kept.
    pub fn entry(&self, url: &Url) -> Option<(&Url, &Address)> {
        self.table.get_key_value(url)
    }

    /// All of them, in the order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Url, &Address)> {
        self.table.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// What has the address `url`, or one too much like it.
    pub(super) fn owner(&self, url: &Url) -> Option<&AddressOwner> {
        self.owners.get(&clash::key(url))
    }

    /// Gives `url` to `address`, which is called `what` and written at `place`.
    pub(super) fn add(
        &mut self,
        url: Url,
        address: Address,
        what: impl Into<String>,
        place: Option<Place>,
        diags: &mut Diagnostics,
    ) {
        let new = AddressOwner { url: url.clone(), kind: clash::OwnerKind::of(&address), what: what.into(), place };
        if new.url.is_made_up() {
            self.table.insert(url, address);
            return;
        }
        if let Some(diagnostic) = clash::unfit(&new) {
            diags.push(diagnostic);
            self.table.entry(url).or_insert(address);
            return;
        }
        let key = new.key();
        if let Some(owner) = self.owners.get(&key) {
            let is_machine_output = self.table.get(&owner.url).is_some_and(Address::is_machine_output);
            if new.kind == clash::OwnerKind::File && new.is_static() && is_machine_output && owner.url == url {
                // a `.nojekyll` of the site's own is the same file
                if !matches!(self.table.get(&url), Some(Address::HostFile(HostFile::NoJekyll))) {
                    diags.push(clash::shadowed(&new, owner));
                }
                self.table.insert(url, address);
            } else {
                diags.push(clash::clash(&new, owner));
            }
            return;
        }
        self.owners.insert(key, new);
        self.table.insert(url, address);
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.table.reserve(more);
        self.owners.reserve(more);
    }

    /// Adds `made`: addresses which are the digests of what lies there. Where the site has put a file itself, that stays.
    pub(super) fn add_made(&mut self, made: impl Iterator<Item = (Url, Address)>) {
        let before = self.len();
        made.for_each(|(url, address)| {
            self.table.entry(url).or_insert(address);
        });
        if self.len() > before {
            self.table.sort_unstable_keys();
        }
    }

    /// Puts them into their order, tells files that would stand where others need a folder, each with the first of them, and
    /// forgets who owns which address: but for what is made, nothing is added any more.
    pub(super) fn close(&mut self, diags: &mut Diagnostics) {
        self.table.sort_unstable_keys();
        let mut blocked: BTreeMap<&Url, (&AddressOwner, &AddressOwner)> = BTreeMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "of several, the first by its address is told")]
        for (key, inner) in &self.owners {
            for file in clash::folders_above(key).filter_map(|folder| self.owners.get(folder)) {
                let first = blocked.entry(&file.url).or_insert((file, inner));
                if inner.url < first.1.url {
                    first.1 = inner;
                }
            }
        }
        blocked.into_values().for_each(|(file, inner)| diags.push(clash::blocked(file, inner)));
        self.owners = HashMap::new();
    }
}
