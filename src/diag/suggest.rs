//! The nearest known name: "did you mean".
//!
//! Nearness is the Damerau-Levenshtein distance (insertions, deletions, substitutions and swaps of neighbours),
//! counted without case, and near enough is up to a third of the length.

/// The candidate nearest to `name`, if one is near enough; the first of several equally near ones.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let limit = (name.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) > limit * 4 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&name, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_is_a_third_of_the_length() {
        let known = ["databases", "data-structures", "caching"];
        assert_eq!(nearest("databsaes", known), Some("databases"));
        assert_eq!(nearest("Caching", known), Some("caching"));
        assert_eq!(nearest("networking", known), None);
        assert_eq!(nearest("x", ["y"]), Some("y"));
    }
}
