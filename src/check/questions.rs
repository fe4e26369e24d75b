//! Questions: those without an answer, and those that are asked twice.
//!
//! Two questions are the same if they have the same words, and nearly so if they share most of their pairs of
//! neighbouring words: their Jaccard index is at least [`ALIKE`]. Pairs are compared by a prefix filter (Chaudhuri, Ganti,
//! Kaushik, "A Primitive Operator for Similarity Joins", ICDE 2006): two sets that are alike share one of the rarest few
//! of each, so that only those go into the index. The work follows the number of questions, and not its square.
//!
//! An article's own FAQ entries are compared too: with questions, since one that is there can be cited, and with other
//! entries if they have the same words.

use super::{Rule, Subject, fault::SourceForm};
use crate::{
    content::{FaqEntry, Meta},
    diag::{Code, Diagnostic, Diagnostics},
    place::Place,
    site::{Entity, Url},
};
use foldhash::{HashMap, HashMapExt};
use std::collections::{BTreeMap, BTreeSet};

/// From this share of common pairs on, in percent of all, two questions are alike.
const ALIKE: usize = 70;
/// So few words make no two questions alike unless they are the same.
const WORDS: usize = 5;
/// So many questions are compared with one at most.
const CANDIDATES: usize = 200;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[unanswered, similar];

/// Reports the questions that have no answer yet, and those whose choices nothing explains.
fn unanswered(subject: &Subject, diags: &mut Diagnostics) {
    let site = subject.site;
    for other in site.unpublished.iter().filter(|other| other.is_stub()) {
        let meta = other.meta();
        let message = format!("the question `{}` has no answer yet, so it has no page", meta.name);
        let help = "write its `answer` or its `choices`; until then nothing shows it";
        diags.push(Diagnostic::at(Code::Stub, &meta.file, meta.at, message).help(help));
    }
    for (at, question) in site.questions.iter().enumerate() {
        let explains = !question.answer.is_empty() || question.choices.iter().any(|choice| choice.why.is_some());
        if !explains {
            let meta = &question.meta;
            let message = format!("the question `{}` says which choice is right, but not why", meta.name);
            let help = "give it an `answer`, or the choices a `why`";
            let diagnostic = Diagnostic::at(Code::UnansweredQuestion, &meta.file, meta.at, message).help(help);
            diags.push(diagnostic.address(site.url(Entity::question(at)).as_str()));
        }
    }
}

/// A question, wherever it is asked.
struct AskedQuestion<'a> {
    meta: &'a Meta,
    url: &'a Url,
    /// Its words, as they are compared.
    words: Vec<String>,
    /// The text of an article's own FAQ entry.
    own: Option<String>,
}

impl AskedQuestion<'_> {
    fn place(&self, subject: &Subject) -> Place {
        let found = self.own.as_ref().and_then(|text| subject.places.within(self.meta, &SourceForm::plain(text)));
        found.unwrap_or_else(|| Place::new(&self.meta.file, self.meta.at))
    }

    fn name(&self) -> String {
        match &self.own {
            Some(text) => format!("`{text}` of the FAQ of `{}`", self.meta.title),
            None => format!("`{}`", self.meta.name),
        }
    }
}

/// Reports the questions that are asked twice, each with the place of the one it repeats.
fn similar(subject: &Subject, diags: &mut Diagnostics) {
    let asked = all(subject);
    let mut same: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, question) in asked.iter().enumerate().filter(|(_, question)| !question.words.is_empty()) {
        same.entry(&question.words).or_default().push(at);
    }
    for group in same.values().filter(|group| group.len() > 1) {
        diags.push(repeated(subject, &asked, group));
    }
    let mut firsts: Vec<usize> = same.values().map(|group| group[0]).collect();
    firsts.sort_unstable();
    let compared: Vec<ComparedQuestion> =
        firsts.iter().map(|&at| ComparedQuestion::of(&asked[at].words, asked[at].own.is_some())).collect();
    for (first, second, percent) in alike(&compared).0 {
        let (first, second) = (firsts[first], firsts[second]);
        let (first, second) = (&asked[first], &asked[second]);
        let message = format!("{} asks nearly the same as {} ({percent}% of their words)", second.name(), first.name());
        let diagnostic =
            Diagnostic { place: Some(second.place(subject)), ..Diagnostic::new(Code::SimilarQuestions, message) };
        diags.push(
            diagnostic
                .related(first.place(subject), "the other is here")
                .help(advice(second, first))
                .address(second.url.as_str()),
        );
    }
}

/// All questions, then the own entries of articles' FAQs.
fn all<'a>(subject: &Subject<'a>) -> Vec<AskedQuestion<'a>> {
    let site = subject.site;
    let questions = site.questions.iter().enumerate().map(|(at, question)| AskedQuestion {
        meta: &question.meta,
        url: site.url(Entity::question(at)),
        words: words(&question.meta.title),
        own: None,
    });
    let entries = site.articles.iter().enumerate().flat_map(|(at, article)| {
        article.faq.iter().filter_map(move |entry| match entry {
            FaqEntry::Own { question, .. } => {
                let text = question.text();
                let url = site.url(Entity::article(at));
                Some(AskedQuestion { meta: &article.meta, url, words: words(&text), own: Some(text) })
            }
            FaqEntry::Cited(_) => None,
        })
    });
    questions.chain(entries).collect()
}

/// What is said of questions with the same words.
fn repeated(subject: &Subject, asked: &[AskedQuestion], group: &[usize]) -> Diagnostic {
    /// So many places are shown.
    const SHOWN: usize = 5;
    let (first, second) = (&asked[group[0]], &asked[group[1]]);
    let message = match group.len() {
        2 => format!("{} asks the same as {}", second.name(), first.name()),
        count => format!("{} asks the same as {} and {} more", second.name(), first.name(), count - 2),
    };
    let mut diagnostic =
        Diagnostic { place: Some(second.place(subject)), ..Diagnostic::new(Code::SimilarQuestions, message) };
    diagnostic = diagnostic.related(first.place(subject), "the first is here");
    for &other in group[2..].iter().take(SHOWN) {
        diagnostic = diagnostic.related(asked[other].place(subject), "another one is here");
    }
    diagnostic.help(advice(second, first)).address(second.url.as_str())
}

fn advice(second: &AskedQuestion, first: &AskedQuestion) -> String {
    match (&second.own, &first.own) {
        (Some(_), None) => {
            format!("cite the question instead: a heading `### [[{0}]]`, or `faq = [\"{0}\"]`", first.meta.name)
        }
        (Some(_), Some(_)) => "write it once, in a question file, and cite it in both articles".to_owned(),
        _ => "keep one of them, with the other's id under `aliases`; or word them so that one sees the difference"
            .to_owned(),
    }
}

/// The words of a question without case and punctuation; the signs of `C++` and `C#` are part of theirs.
fn words(text: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#');
    text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// A question as it is compared with others.
struct ComparedQuestion<'a> {
    /// Its pairs of neighbouring words, in order, each once; none of a question that is too short.
    pairs: Vec<(&'a str, &'a str)>,
    /// Whether it is an article's own: two articles may well have FAQs that are alike.
    is_own: bool,
}

impl<'a> ComparedQuestion<'a> {
    fn of(words: &'a [String], is_own: bool) -> Self {
        let pairs: BTreeSet<(&str, &str)> = words.windows(2).map(|pair| (&*pair[0], &*pair[1])).collect();
        Self { pairs: if words.len() < WORDS { Vec::new() } else { pairs.into_iter().collect() }, is_own }
    }

    /// How many pairs there are in which a question that is alike has at least one; the rarest are taken.
    fn prefix(&self) -> usize {
        if self.pairs.is_empty() { 0 } else { self.pairs.len() - (self.pairs.len() * ALIKE).div_ceil(100) + 1 }
    }
}

/// Which of `all` are alike: the earlier, the later, and how much in percent; and how many were compared.
fn alike(all: &[ComparedQuestion]) -> (Vec<(usize, usize, usize)>, usize) {
    let mut frequency: HashMap<(&str, &str), usize> = HashMap::new();
    all.iter().flat_map(|own| &own.pairs).for_each(|pair| *frequency.entry(*pair).or_default() += 1);
    let mut index: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let (mut found, mut compared) = (Vec::new(), 0);
    for (at, own) in all.iter().enumerate() {
        let mut rare = own.pairs.clone();
        rare.sort_by_key(|pair| (frequency[pair], *pair));
        rare.truncate(own.prefix());
        let mut others: Vec<usize> = rare.iter().filter_map(|pair| index.get(pair)).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| !(own.is_own && all[other].is_own));
        for other in others.into_iter().take(CANDIDATES) {
            compared += 1;
            let percent = jaccard(&own.pairs, &all[other].pairs);
            if percent >= ALIKE {
                found.push((other, at, percent));
            }
        }
        rare.into_iter().for_each(|pair| index.entry(pair).or_default().push(at));
    }
    (found, compared)
}

/// The share of what two ordered sets have in common, in percent of all they have.
fn jaccard<T: Ord>(a: &[T], b: &[T]) -> usize {
    let common = a.iter().filter(|item| b.binary_search(item).is_ok()).count();
    common * 100 / (a.len() + b.len() - common).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_punctuation() {
        assert_eq!(words("What's *new* in C++, not C#?"), ["what", "s", "new", "in", "c++", "not", "c#"]);
        assert_eq!(words("?!"), [""; 0]);
    }

    /// `count` questions of words that are drawn in a fixed order from few.
    fn drawn(count: usize) -> Vec<Vec<String>> {
        let mut seed = 1_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        (0..count)
            .map(|_| {
                let (length, topic) = (6 + next(6), next(400));
                (0..length)
                    .map(|at| if at < 2 { format!("what{at}") } else { format!("w{}", topic * 7 + next(6)) })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn those_that_are_alike_are_found_without_comparing_all() {
        let counts = [1_000, 2_000].map(|count| {
            let words = drawn(count);
            let all: Vec<ComparedQuestion> = words.iter().map(|words| ComparedQuestion::of(words, false)).collect();
            let (found, compared) = alike(&all);
            let mut by_hand = Vec::new();
            for (at, own) in all.iter().enumerate() {
                for (other, earlier) in all[..at].iter().enumerate() {
                    let percent = jaccard(&own.pairs, &earlier.pairs);
                    by_hand.extend((percent >= ALIKE).then_some((other, at, percent)));
                }
            }
            assert_eq!(found, by_hand);
            assert!(!found.is_empty(), "nothing is alike, so nothing is shown");
            compared
        });
        assert!(counts[1] < 2_000 * 40, "{counts:?} were compared, which grows with the square");
    }

    #[test]
    fn the_jaccard_index_is_common_over_all() {
        assert_eq!(jaccard(&[1, 2, 3], &[2, 3, 4]), 50);
        assert_eq!(jaccard::<u8>(&[], &[]), 0);
        assert_eq!(jaccard(&[1], &[1]), 100);
    }
}
