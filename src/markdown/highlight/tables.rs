//! The languages, by family. A new one is a table in one of these files and a snippet in `tests/highlight`.

mod curly;
mod data;
mod functional;
mod markup;
mod scripts;
mod shells;
mod systems;
mod web;

use super::{grammar::Language, table::Table};
use std::sync::OnceLock;

const FAMILIES: [&[Language]; 8] = [
    curly::LANGUAGES,
    web::LANGUAGES,
    systems::LANGUAGES,
    scripts::LANGUAGES,
    functional::LANGUAGES,
    shells::LANGUAGES,
    data::LANGUAGES,
    markup::LANGUAGES,
];

const COUNT: usize = {
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].len();
        family += 1;
    }
    count
};

/// All languages, in an order that stays.
pub(super) fn languages() -> impl Iterator<Item = &'static Language> {
    FAMILIES.into_iter().flatten()
}

/// The number of the language that is called so, in lower case.
pub(super) fn number(name: &str) -> Option<usize> {
    languages().position(|language| language.names.contains(&name))
}

/// The language of that number, which its first use makes ready.
pub(super) fn table(number: usize) -> Option<&'static Table> {
    static TABLES: [OnceLock<Table>; COUNT] = [const { OnceLock::new() }; COUNT];
    let language = languages().nth(number)?;
    Some(TABLES[number].get_or_init(|| Table::new(language)))
}

/// The language that is called so, in lower case.
pub(super) fn find(name: &str) -> Option<&'static Table> {
    table(number(name)?)
}
