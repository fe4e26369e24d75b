//! The nearest known name: "did you mean".
//!
//! Nearness is the Damerau-Levenshtein distance (insertions, deletions, substitutions and swaps of neighbours, none within a
//! swap), counted without case, and near enough is up to a third of the length; of a path, of the length of its last part,
//! since the folders that two paths share make their ends no nearer. A site knows tens of thousands of names and may have
//! thousands of broken links: [`KnownNames`] looks only at names of about that length, and a distance is counted only of those whose
//! letters say that they may be near.

/// The candidate nearest to `name`, if one is near enough; the first of several equally near ones.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within(name, third(name), candidates)
}

/// The candidate nearest to the path or address `path`.
pub fn nearest_path<'a>(path: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within(path, third_of_stem(path), candidates)
}

/// What to write in place of `name`: the nearest of `names`, which are all there are, and `list`, which lists them.
pub fn one_of<'a>(name: &str, names: impl IntoIterator<Item = &'a str>, list: &str) -> String {
    nearest(name, names).map_or_else(|| list.to_owned(), |near| format!("did you mean `{near}`? {list}"))
}

/// `names`, each in backticks.
pub fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn third(text: &str) -> usize {
    (text.chars().count() / 3).max(1)
}

fn third_of_stem(path: &str) -> usize {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    third(last.rsplit_once('.').map_or(last, |(stem, _)| stem))
}

/// The candidate nearest to `name`, if it is no further than `limit`.
fn within<'a>(name: &str, limit: usize, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = Folded::new(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let limit = best.map_or(limit, |(least, _)| least.saturating_sub(1));
        if let Some(distance) = name.distance(&Folded::new(candidate), limit)
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Many names, to find the nearest of again and again.
#[derive(Debug, Default)]
pub struct KnownNames {
    names: Vec<String>,
    folded: Vec<Folded>,
    /// The length of each name, the letters it has, and its number: the shortest first.
    by_length: Vec<(usize, u32, usize)>,
    /// Whether they are paths or addresses.
    are_paths: bool,
}

impl KnownNames {
    /// These names.
    pub fn new(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        let folded: Vec<Folded> = names.iter().map(|name| Folded::new(name)).collect();
        let row = |(at, name): (usize, &Folded)| (name.length, name.has_letters(), at);
        let mut by_length: Vec<_> = folded.iter().enumerate().map(row).collect();
        by_length.sort_unstable();
        Self { names, folded, by_length, are_paths: false }
    }

    /// These paths or addresses.
    pub(crate) fn paths(paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { are_paths: true, ..Self::new(paths) }
    }

    /// The names, in their order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The one nearest to `name`, if one is near enough; the first of several equally near ones.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        self.find(name, None)
    }

    /// The same, but not `other`.
    pub(crate) fn nearest_other(&self, name: &str, other: &str) -> Option<&str> {
        self.find(name, Some(other))
    }

    fn find(&self, name: &str, not: Option<&str>) -> Option<&str> {
        let limit = if self.are_paths { third_of_stem(name) } else { third(name) };
        let name = Folded::new(name);
        let letters = name.has_letters();
        let from = self.by_length.partition_point(|(length, ..)| *length + limit < name.length);
        let mut best: Option<(usize, usize)> = None;
        for &(length, others, at) in &self.by_length[from..] {
            let limit = best.map_or(limit, |(least, _)| least);
            if length > name.length + limit {
                break;
            }
            // a substitution takes one letter away and brings another
            if (letters ^ others).count_ones() as usize > 2 * limit || not == Some(&*self.names[at]) {
                continue;
            }
            let found = name.distance(&self.folded[at], limit).map(|distance| (distance, at));
            best = [best, found].into_iter().flatten().min();
        }
        best.map(|(_, at)| &*self.names[at])
    }
}

/// A name in lower case, and what bounds its distance from others.
#[derive(Debug)]
struct Folded {
    name: String,
    length: usize,
    /// How often each letter stands in it; several letters share a number.
    letters: [u8; 32],
}

impl Folded {
    fn new(name: &str) -> Self {
        let name = name.to_lowercase();
        let mut letters = [0_u8; 32];
        for char in name.chars() {
            let count = &mut letters[char as usize % 32];
            *count = count.saturating_add(1);
        }
        Self { length: name.chars().count(), name, letters }
    }

    /// Which letters stand in it at all, a bit each.
    fn has_letters(&self) -> u32 {
        let bit = |(at, count): (usize, &u8)| u32::from(*count > 0) << at;
        self.letters.iter().enumerate().map(bit).sum()
    }

    /// How far `other` is, if it is no further than `limit`.
    fn distance(&self, other: &Self, limit: usize) -> Option<usize> {
        // an insertion or deletion changes one count, a substitution two
        let pairs = self.letters.iter().zip(&other.letters);
        let letters: usize = pairs.map(|(one, other)| usize::from(one.abs_diff(*other))).sum();
        if self.length.abs_diff(other.length) > limit || letters > 2 * limit {
            return None;
        }
        Some(strsim::osa_distance(&self.name, &other.name)).filter(|distance| *distance <= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, KnownNames, nearest, nearest_path};
    use proptest::prelude::*;

    #[test]
    fn near_is_a_third_of_the_length() {
        let known = ["databases", "data-structures", "caching"];
        for (name, expected) in [
            ("databsaes", Some("databases")),
            ("Caching", Some("caching")),
            ("CACHNIG", Some("caching")),
            ("networking", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), expected, "{name}");
            assert_eq!(KnownNames::new(known).nearest(name), expected, "{name}");
        }
        assert_eq!(nearest("x", ["y"]), Some("y"));
    }

    #[test]
    fn of_a_path_the_last_part_counts() {
        let known = ["../articles/e.md", "../articles/caching.md", "/articles/e/", "/articles/caching/"];
        for (path, near) in [
            ("../articles/none.md", None),
            ("../articles/cachin.md", Some("../articles/caching.md")),
            ("../artciles/caching.md", Some("../articles/caching.md")),
            ("../articles/f.md", Some("../articles/e.md")),
            ("/articles/none/", None),
            ("/articles/cahcing/", Some("/articles/caching/")),
            ("/articles/caching", Some("/articles/caching/")),
        ] {
            assert_eq!(nearest_path(path, known), near, "{path}");
            assert_eq!(KnownNames::paths(known).nearest(path), near, "{path}");
        }
    }

    #[test]
    fn of_several_the_first_is_taken() {
        let known = KnownNames::new(["abcx", "abdc", "abcy", "abc"]);
        for name in ["abcd", "abcz"] {
            assert_eq!(known.nearest(name), nearest(name, ["abcx", "abdc", "abcy", "abc"]), "{name}");
        }
        assert_eq!(
            [known.nearest_other("abcd", "abcx"), known.nearest_other("abcd", "abc")],
            [Some("abdc"), Some("abcx")]
        );
    }

    proptest! {
        #[test]
        fn a_distance_is_what_it_is_by_the_book(a in "[ab\u{e9}c]{0,140}", b in "[ab\u{e9}c]{0,140}", limit in 0_usize..60) {
            let expected = Some(strsim::osa_distance(&a, &b)).filter(|distance| *distance <= limit);
            prop_assert_eq!(Folded::new(&a).distance(&Folded::new(&b), limit), expected);
        }

        #[test]
        fn an_index_finds_what_a_list_does(names in proptest::collection::vec("[ab/]{0,8}", 0..20), name in "[abc/]{1,9}") {
            let list = || names.iter().map(String::as_str);
            let (known, paths) = (KnownNames::new(names.clone()), KnownNames::paths(names.clone()));
            prop_assert_eq!(known.nearest(&name), nearest(&name, list()));
            prop_assert_eq!(paths.nearest(&name), nearest_path(&name, list()));
        }
    }
}
