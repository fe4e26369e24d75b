//! The phrases of a site, and the first of them in a text.
//!
//! Text is compared folded: in lower case where that has the same length, with a space for each white space, so that a
//! phrase is found over the end of a line and its bytes are those of the text. Phrases are escaped as text is. What the
//! automaton finds is then looked at as it stands there: whether it is whole words, and in the right case.

use super::TermTarget;
use crate::{
    content::{Case, Phrase},
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{Stretch, escaped, joins_after, joins_before},
    place::{Place, SourcePath},
    site::Linked,
};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// Up to so many bytes of phrases, some seven hundred terms, the automaton with a table is faster; a larger one leaves the
/// processor's caches.
const FAST: usize = 8 * 1024;

/// All phrases.
#[derive(Debug, Default)]
pub(in crate::site) struct Phrases {
    automaton: Option<AhoCorasick>,
    /// What each pattern of the automaton may be: spellings that differ by case alone.
    patterns: Vec<Vec<TermSpelling>>,
    /// The length of the longest one.
    longest: usize,
}

/// A phrase as it is looked for.
#[derive(Debug)]
pub(super) struct TermSpelling {
    pub(super) phrase: Phrase,
    /// The file that declares it.
    pub(super) file: SourcePath,
    pub(super) target: TermTarget,
    /// It as text is written in HTML.
    html: String,
    /// The bytes of that whose case matters.
    exact: Vec<Range<usize>>,
}

/// A phrase before it is known whether it is the only one of its spelling.
struct Declared {
    spelling: TermSpelling,
    is_auto: bool,
    of_glossary: bool,
}

impl Phrases {
    /// The phrases of `site`; two that can't be told apart are told, and the first stays.
    pub(in crate::site) fn of(site: &Linked, diags: &mut Diagnostics) -> Self {
        let mut known: HashMap<Vec<u8>, Vec<Declared>> = HashMap::new();
        let mut patterns: Vec<Vec<u8>> = Vec::new();
        for declared in all(site) {
            let mut pattern = Vec::new();
            fold(&declared.spelling.html, &mut pattern);
            let others = known.entry(pattern.clone()).or_insert_with(|| {
                patterns.push(pattern);
                Vec::with_capacity(1)
            });
            match others.iter().find(|other| declared.clashes(other)) {
                Some(other) => diags.push(declared.clash(other)),
                None => others.push(declared),
            }
        }
        let mut of = |pattern: &Vec<u8>| -> Vec<TermSpelling> {
            let all = known.remove(pattern).into_iter().flatten();
            all.filter(|declared| declared.is_auto).map(|declared| declared.spelling).collect()
        };
        let pairs = patterns.into_iter().map(|pattern| (of(&pattern), pattern));
        let (spellings, patterns): (Vec<_>, Vec<_>) = pairs.filter(|(spellings, _)| !spellings.is_empty()).unzip();
        Self {
            longest: patterns.iter().map(Vec::len).max().unwrap_or(0),
            automaton: automaton(&patterns),
            patterns: spellings,
        }
    }

    /// Whether there are none.
    pub(in crate::site) fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// The first phrase in `html`, the text of `stretch`, that leads to something `is_wanted`; of those that begin at the same
    /// place the longest. `folded` is room to work in.
    pub(super) fn first(
        &self,
        html: &str,
        stretch: &Stretch,
        folded: &mut Vec<u8>,
        mut is_wanted: impl FnMut(TermTarget) -> bool,
    ) -> Option<(Range<usize>, &TermSpelling)> {
        let automaton = self.automaton.as_ref()?;
        folded.clear();
        fold(html, folded);
        let mut best: Option<(Range<usize>, &TermSpelling)> = None;
        for found in automaton.find_overlapping_iter(folded.as_slice()) {
            let range = found.range();
            if let Some((best, _)) = &best {
                if range.end > best.start + self.longest {
                    break; // whatever ends here or later begins later
                }
                if (range.start, best.end) > (best.start, range.end) {
                    continue;
                }
            }
            if !is_whole(html, &range, stretch) {
                continue;
            }
            let spellings = &self.patterns[found.pattern().as_usize()];
            let spelling = spellings.iter().find(|spelling| spelling.is_spelled(&html[range.clone()]));
            if let Some(spelling) = spelling.filter(|spelling| is_wanted(spelling.target)) {
                best = Some((range, spelling));
            }
        }
        best
    }
}

/// Every phrase of the site, in the order of the files.
fn all(site: &Linked) -> Vec<Declared> {
    let mut all = Vec::new();
    for (at, topic) in site.topics.iter().enumerate() {
        let Some(meta) = topic.meta() else { continue };
        let phrase = |phrase| Declared::new(phrase, &meta.file, TermTarget::Topic(at), true);
        all.extend(topic.phrases().map(phrase));
    }
    if let Some(glossary) = &site.glossary {
        for (at, definition) in glossary.definitions.iter().enumerate() {
            let (file, target) = (&glossary.meta.file, TermTarget::Definition(at));
            all.extend(definition.spellings().map(|phrase| Declared::new(phrase, file, target, definition.is_auto)));
        }
    }
    all.sort_by(|a, b| {
        (&a.spelling.file, a.spelling.phrase.words.span).cmp(&(&b.spelling.file, b.spelling.phrase.words.span))
    });
    all
}

fn automaton(patterns: &[Vec<u8>]) -> Option<AhoCorasick> {
    let bytes: usize = patterns.iter().map(Vec::len).sum();
    let kind = if bytes <= FAST { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
    let built = AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(kind)).build(patterns);
    // it only fails for more than two thousand million states
    built.ok().filter(|_| !patterns.is_empty())
}

impl Declared {
    fn new(phrase: &Phrase, file: &SourcePath, target: TermTarget, is_auto: bool) -> Self {
        let html = escaped(&phrase.words.value);
        let exact = exact(&html, phrase.case);
        let of_glossary = matches!(target, TermTarget::Definition(_));
        Self {
            spelling: TermSpelling { phrase: phrase.clone(), file: file.clone(), target, html, exact },
            is_auto,
            of_glossary,
        }
    }

    /// Whether a text could mean either of two phrases that are the same but for case.
    fn clashes(&self, other: &Self) -> bool {
        let is_exact = |spelling: &TermSpelling, at: usize| spelling.exact.iter().any(|range| range.contains(&at));
        let (one, two) = (&self.spelling, &other.spelling);
        let bytes = one.html.bytes().zip(two.html.bytes()).enumerate();
        let are_apart = bytes.into_iter().any(|(at, (a, b))| a != b && is_exact(one, at) && is_exact(two, at));
        let may_meet = (self.is_auto && other.is_auto) || (self.of_glossary && other.of_glossary);
        may_meet && !are_apart
    }

    fn clash(&self, first: &Self) -> Diagnostic {
        let words = &self.spelling.phrase.words;
        let other = &first.spelling.phrase.words;
        let place = Place::new(&first.spelling.file, other.span);
        let (message, help) = if self.spelling.target == first.spelling.target {
            let help = if words.value == other.value {
                "remove one of them"
            } else {
                "remove one of them; they differ only by case"
            };
            (format!("the term `{}` is given twice", words.value), help)
        } else {
            let help =
                "keep it in one place; a term of the glossary is there without links to it with `autolink = false`";
            (format!("the term `{}` would lead to two places", words.value), help)
        };
        Diagnostic::at(Code::DuplicateTerm, &self.spelling.file, words.span, message)
            .related(place, "it is given here first")
            .help(help)
    }
}

impl TermSpelling {
    /// Whether `html`, which is the phrase but for case, has the right one.
    fn is_spelled(&self, html: &str) -> bool {
        self.exact.iter().all(|range| self.html.as_bytes()[range.clone()] == html.as_bytes()[range.clone()])
    }
}

/// Appends `text` as it is compared: as long as it was.
fn fold(text: &str, folded: &mut Vec<u8>) {
    let blank = |byte: u8| if matches!(byte, b'\n' | b'\t') { b' ' } else { byte.to_ascii_lowercase() };
    if text.is_ascii() {
        return folded.extend(text.bytes().map(blank));
    }
    for char in text.chars() {
        let mut lower = char.to_lowercase();
        let folds = |lower: &char| lower.len_utf8() == char.len_utf8();
        let char = match (lower.next().filter(folds), lower.next()) {
            _ if char.is_ascii() => char::from(blank(char as u8)),
            (Some(lower), None) => lower,
            _ => char,
        };
        folded.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// The bytes of `html`, a phrase, whose case matters: those of words that are more than capitalised, or of all.
fn exact(html: &str, case: Case) -> Vec<Range<usize>> {
    let all = std::iter::once(0..html.len());
    match case {
        Case::Any => Vec::new(),
        Case::Exact => all.collect(),
        Case::ByWord => words(html).filter(|word| is_more_than_capitalized(&html[word.clone()])).collect(),
    }
}

/// The runs of letters and digits in `text`.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(|char: char| !char.is_alphanumeric()).map(move |word| {
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        start..at
    })
}

/// Whether a word holds a capital letter that isn't only its first: `REST`, `gRPC`, or that is its only letter.
fn is_more_than_capitalized(word: &str) -> bool {
    let mut letters = word.chars().filter(|char| char.is_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(first), None) => first.is_uppercase(),
        (_, second) => second.into_iter().chain(letters).any(char::is_uppercase),
    }
}

/// Whether bytes `range` of `html`, the text of `stretch`, are whole words.
fn is_whole(html: &str, range: &Range<usize>, stretch: &Stretch) -> bool {
    let is_joined_before = match html[..range.start].chars().next_back() {
        // what follows is the name of an entity
        Some('&') => true,
        Some(char) => joins_before(char),
        None => stretch.is_joined_before,
    };
    let rest = &html[range.end..];
    let is_joined_after = if rest.is_empty() { stretch.is_joined_after } else { joins_after(rest) };
    !is_joined_before && !is_joined_after
}
