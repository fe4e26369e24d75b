//! A light stemmer for English: endings that don't change what a word is about.
//!
//! 1. A plural's `s` goes, by the S-stemmer of Harman ("How effective is suffixing?", 1991): `ies` becomes `y`, and an `s`
//!    behind `s` or `u` stays.
//! 2. `ing` and `ed` go where a stem with a vowel is left, and what they doubled is single again, as in step 1b of Porter
//!    ("An algorithm for suffix stripping", 1980).
//! 3. A last `e` goes, and a last `y` behind a consonant becomes `i`, so that `cache`, `caches`, `cached` and `caching` are
//!    one, and `retry`, `retries` and `retried`.
//!
//! A step leaves at least three letters, or it isn't taken. Left out: everything that makes another word of one, such as
//! `-ation` and `-ment`: a search that finds too much is worse than one that finds the word that was typed.

use std::borrow::Cow;

/// The stem of `word`, which is in lower case; what isn't plain Latin letters, or has fewer than three, is its own.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}i"));
    }
    let stem = without_ending(without_plural(word));
    let bare = stem.strip_suffix('e').filter(|bare| bare.len() >= 3).unwrap_or(stem);
    match bare.strip_suffix('y') {
        Some(before) if before.len() >= 2 && !before.ends_with(is_vowel) => Cow::Owned(format!("{before}i")),
        _ => Cow::Borrowed(bare),
    }
}

fn is_vowel(char: char) -> bool {
    matches!(char, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn without_plural(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() >= 3 && !stem.ends_with(['s', 'u'])).unwrap_or(word)
}

fn without_ending(word: &str) -> &str {
    let ending = ["ing", "ed"].into_iter().find(|ending| word.ends_with(ending));
    let stem = ending.map_or(word, |ending| &word[..word.len() - ending.len()]);
    if ending.is_none() || stem.len() < 3 || word.ends_with("eed") || !stem.contains(|c| is_vowel(c) || c == 'y') {
        return word;
    }
    let last = &stem[stem.len() - 1..];
    let is_doubled = stem[..stem.len() - 1].ends_with(last) && !last.starts_with(is_vowel) && !"lsz".contains(last);
    if is_doubled { &stem[..stem.len() - 1] } else { stem }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn words_that_mean_one_thing_have_one_stem() {
        for (words, expected) in [
            ("cache caches cached caching", "cach"),
            ("retry retries retried retrying", "retri"),
            ("query queries querying", "queri"),
            ("index indexes indexed indexing", "index"),
            ("class classes", "class"),
            ("plan plans planned planning", "plan"),
            ("install installs installed installing", "install"),
            ("process processes processing", "process"),
            ("key keys", "key"),
            ("virus viruses", "virus"),
            ("pass passed", "pass"),
            ("type types typed typing", "typ"),
            ("try tries tried trying", "tri"),
            ("tie ties", "tie"),
        ] {
            words.split(' ').for_each(|word| assert_eq!(stem(word), expected, "{word}"));
        }
    }

    #[test]
    fn what_is_no_ending_stays() {
        for word in ["string", "need", "ring", "use", "used", "bus", "key", "is", "c++", "http2", "größe"] {
            assert_eq!(stem(word), word);
        }
    }
}
