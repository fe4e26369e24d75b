//! The nearest known name: "did you mean".
//!
//! Nearness is the Damerau-Levenshtein distance (insertions, deletions, substitutions and swaps of neighbours, none within a
//! swap), counted without case, and near enough is up to a third of the length; of a path, of the length of its last part,
//! since the folders that two paths share make their ends no nearer. A site knows tens of thousands of names and may have
//! hundreds of broken links, so names are put by their length once ([`Known`]), a distance is counted in the bits of a
//! number (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003), and no further than
//! it can matter.

use foldhash::{HashMap, HashMapExt};
use std::{collections::BTreeMap, sync::Mutex};

/// Longer names are counted the slow way.
const BITS: usize = 128;

/// The candidate nearest to `name`, if one is near enough; the first of several equally near ones.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within(&Name::new(name, third(name)), candidates)
}

/// The candidate nearest to the path or address `path`.
pub fn nearest_path<'a>(path: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within(&Name::new(path, third_of_stem(path)), candidates)
}

fn third(text: &str) -> usize {
    (text.chars().count() / 3).max(1)
}

fn third_of_stem(path: &str) -> usize {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    third(last.rsplit_once('.').map_or(last, |(stem, _)| stem))
}

/// The candidate nearest to `name`, if it is no further than its limit.
fn within<'a>(name: &Name, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let limit = best.map_or(name.limit, |(least, _)| least.saturating_sub(1));
        if let Some(distance) = name.distance(&lowered(candidate), limit)
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Many names, to find the nearest of again and again.
#[derive(Debug, Default)]
pub struct Known {
    names: Vec<String>,
    /// Whether they are paths or addresses.
    are_paths: bool,
    /// In lower case by their length, each with its number.
    by_length: BTreeMap<usize, Vec<(usize, Vec<char>)>>,
    found: Mutex<HashMap<String, Option<usize>>>,
}

impl Known {
    /// These names.
    pub fn new(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut known = Self { names: names.into_iter().map(Into::into).collect(), ..Self::default() };
        for (at, name) in known.names.iter().enumerate() {
            let name = lowered(name);
            known.by_length.entry(name.len()).or_default().push((at, name));
        }
        known
    }

    /// These paths or addresses.
    pub(crate) fn paths(paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { are_paths: true, ..Self::new(paths) }
    }

    /// Whether they are `names`.
    pub(crate) fn are(&self, names: &[&str]) -> bool {
        self.names == names
    }

    /// The one nearest to `name`, if one is near enough; the first of several equally near ones.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let found = || self.found.lock().expect("no thread panics while it holds what was found");
        let known = found().get(name).copied();
        let at = known.unwrap_or_else(|| {
            let at = self.find(&self.name(name), None);
            found().insert(name.to_owned(), at);
            at
        });
        at.map(|at| self.names[at].as_str())
    }

    /// The same, but not `other`.
    pub(crate) fn nearest_other(&self, name: &str, other: &str) -> Option<&str> {
        let nearest = self.nearest(name)?;
        let another = || self.find(&self.name(name), Some(other)).map(|at| self.names[at].as_str());
        if nearest == other { another() } else { Some(nearest) }
    }

    fn name(&self, name: &str) -> Name {
        Name::new(name, if self.are_paths { third_of_stem(name) } else { third(name) })
    }

    fn find(&self, name: &Name, not: Option<&str>) -> Option<usize> {
        let length = name.chars.len();
        let mut best: Option<(usize, usize)> = None;
        // those of the same length first: what is near makes the rest a short matter
        for difference in 0..=name.limit {
            if best.is_some_and(|(least, _)| least < difference) {
                break;
            }
            let shorter = length.checked_sub(difference).filter(|_| difference > 0);
            for length in [Some(length + difference), shorter].into_iter().flatten() {
                for (at, candidate) in self.by_length.get(&length).into_iter().flatten() {
                    let limit = best.map_or(name.limit, |(least, _)| least);
                    if let Some(distance) = name.distance(candidate, limit)
                        && best.is_none_or(|best| (distance, *at) < best)
                        && not != Some(self.names[*at].as_str())
                    {
                        best = Some((distance, *at));
                    }
                }
            }
        }
        best.map(|(_, at)| at)
    }
}

/// A name whose nearest is looked for.
struct Name {
    chars: Vec<char>,
    /// Where each character stands, as bits; those of ASCII by their number.
    ascii: [u128; 128],
    others: HashMap<char, u128>,
    /// What is further away isn't near.
    limit: usize,
}

impl Name {
    fn new(name: &str, limit: usize) -> Self {
        let chars = lowered(name);
        let (mut ascii, mut others) = ([0; 128], HashMap::new());
        for (at, char) in chars.iter().take(BITS).enumerate() {
            *ascii.get_mut(*char as usize).unwrap_or_else(|| others.entry(*char).or_default()) |= 1 << at;
        }
        Self { chars, ascii, others, limit }
    }

    /// How far `other` is, if it is no further than `limit`.
    fn distance(&self, other: &[char], limit: usize) -> Option<usize> {
        let length = self.chars.len();
        if length.abs_diff(other.len()) > limit {
            return None;
        }
        if length == 0 || length > BITS {
            let text = |chars: &[char]| chars.iter().collect::<String>();
            return Some(strsim::osa_distance(&text(&self.chars), &text(other))).filter(|distance| *distance <= limit);
        }
        let last = 1_u128 << (length - 1);
        let (mut positive, mut negative, mut diagonal, mut before) = (u128::MAX, 0_u128, 0_u128, 0_u128);
        let mut distance = length;
        for (at, char) in other.iter().enumerate() {
            let same = self.places(*char);
            let swapped = ((!diagonal & same) << 1) & before;
            diagonal = ((same & positive).wrapping_add(positive) ^ positive) | same | negative | swapped;
            let (up, down) = (negative | !(diagonal | positive), diagonal & positive);
            distance = distance + usize::from(up & last != 0) - usize::from(down & last != 0);
            // each character that is left takes one away at most
            if distance > limit + (other.len() - at - 1) {
                return None;
            }
            let up = (up << 1) | 1;
            positive = (down << 1) | !(diagonal | up);
            negative = up & diagonal;
            before = same;
        }
        Some(distance)
    }

    fn places(&self, char: char) -> u128 {
        self.ascii.get(char as usize).copied().unwrap_or_else(|| self.others.get(&char).copied().unwrap_or(0))
    }
}

fn lowered(name: &str) -> Vec<char> {
    name.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Known, Name, lowered, nearest, nearest_path};
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
            assert_eq!(Known::new(known).nearest(name), expected, "{name}");
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
            assert_eq!(Known::paths(known).nearest(path), near, "{path}");
        }
    }

    #[test]
    fn of_several_the_first_is_taken_and_found_again() {
        let known = Known::new(["abcx", "abdc", "abcy", "abc"]);
        for name in ["abcd", "abcd", "abcz"] {
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
            prop_assert_eq!(Name::new(&a, 1).distance(&lowered(&b), limit), expected);
        }

        #[test]
        fn an_index_finds_what_a_list_does(names in proptest::collection::vec("[ab/]{0,8}", 0..20), name in "[abc/]{1,9}") {
            let list = || names.iter().map(String::as_str);
            let (known, paths) = (Known::new(names.clone()), Known::paths(names.clone()));
            prop_assert_eq!(known.nearest(&name), nearest(&name, list()));
            prop_assert_eq!(paths.nearest(&name), nearest_path(&name, list()));
        }
    }
}
