//! Texts as vectors: which terms an article or a question has, and how often.
//!
//! The fields of a text count differently: a word of the title says more of what a text is about than one of its body.
//! So each is counted as often as its field weighs, before anything else is made of the counts (the simple form of BM25F,
//! Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004).
//!
//! [`Vectors`] keeps what was made of a text as long as the text is the same, so that in a preview a save counts the words
//! of one file; a build that is a site's only one begins with none and keeps none.

use super::{
    StopFlag,
    features::language,
    lexicon::{Dictionary, Lexicon, Vector},
};
use crate::{
    content::{Article, FaqEntry, FollowUp, Question},
    markdown::Body,
    site::Site,
    text::each_word,
};
use foldhash::HashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// So many texts share a lexicon at least, which is of the more use the more they are.
const TOGETHER: usize = 64;

/// How often a word counts in the title of an article, and in the words of a question.
const TITLE: u32 = 4;
/// In a takeaway.
const TAKEAWAY: u32 = 2;
/// In a heading, and in a question of an article's own FAQ.
const HEADING: u32 = 2;
/// In running text.
const TEXT: u32 = 1;

/// The vectors of texts, with the texts they were made of.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    articles: VectorCache<Article>,
    questions: VectorCache<Question>,
    dictionary: Dictionary,
}

/// Texts by their [`identity`], each with its vector.
type VectorCache<T> = HashMap<usize, (Arc<T>, Arc<Vector>)>;

/// The vectors of some texts, in their order.
pub(super) type TextVectors = Vec<Arc<Vector>>;

/// What vectors are made of.
trait CountWords {
    /// Counts the words of all fields.
    fn count(&self, lexicon: &mut Lexicon<'_>);
}

impl CountWords for Article {
    fn count(&self, lexicon: &mut Lexicon<'_>) {
        each_word(&self.meta.title, &mut |word| lexicon.count(word, TITLE));
        self.takeaways.iter().for_each(|takeaway| count(takeaway, TAKEAWAY, lexicon));
        for body in [&self.lead, &self.body] {
            count(body, TEXT, lexicon);
            // they are in the text, and were counted once
            for heading in &body.headings {
                each_word(&heading.text, &mut |word| lexicon.count(word, HEADING - TEXT));
            }
        }
        for entry in &self.faq {
            if let FaqEntry::Own { question, answer, .. } = entry {
                count(question, HEADING, lexicon);
                count(answer, TEXT, lexicon);
            }
        }
    }
}

impl CountWords for Question {
    fn count(&self, lexicon: &mut Lexicon<'_>) {
        count(&self.question, TITLE, lexicon);
        self.takeaway.iter().for_each(|takeaway| count(takeaway, TAKEAWAY, lexicon));
        count(&self.answer, TEXT, lexicon);
        self.mistakes.iter().for_each(|mistake| count(mistake, TEXT, lexicon));
        for choice in &self.choices {
            count(&choice.text, TEXT, lexicon);
            choice.why.iter().for_each(|why| count(why, TEXT, lexicon));
        }
        for next in &self.follow_ups {
            if let FollowUp::Words(words) = next {
                count(words, TEXT, lexicon);
            }
        }
    }
}

fn count(body: &Body, weight: u32, lexicon: &mut Lexicon<'_>) {
    body.each_word(&mut |word| lexicon.count(word, weight));
}

impl Vectors {
    /// The vectors of `articles`, in their order; those of other articles are forgotten. `None` if it was to `stop`.
    pub(super) fn of_articles(
        &mut self,
        articles: &[Arc<Article>],
        site: &Site,
        stop: &StopFlag,
    ) -> Option<TextVectors> {
        update(&mut self.articles, &self.dictionary, articles, &|article| language(site, &article.meta), stop)
    }

    /// The same of `questions`.
    pub(super) fn of_questions(
        &mut self,
        questions: &[Arc<Question>],
        site: &Site,
        stop: &StopFlag,
    ) -> Option<TextVectors> {
        update(&mut self.questions, &self.dictionary, questions, &|question| language(site, &question.meta), stop)
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.dictionary.lock().expect("no thread panics while it holds the dictionary").len()
    }
}

fn update<T: CountWords + Send + Sync>(
    known: &mut VectorCache<T>,
    dictionary: &Dictionary,
    texts: &[Arc<T>],
    language: &(dyn Fn(&T) -> String + Sync),
    stop: &StopFlag,
) -> Option<TextVectors> {
    let read = |texts: &[Arc<T>]| {
        let mut lexicons: HashMap<String, Lexicon<'_>> = HashMap::default();
        let vector = |text: &Arc<T>| match known.get(&identity(text)) {
            Some((_, vector)) => Some(vector.clone()),
            None if stop.is_set() => None,
            None => {
                let language = language(text);
                let new = || Lexicon::new(&language, dictionary);
                let lexicon = lexicons.entry(language.clone()).or_insert_with(new);
                text.count(lexicon);
                Some(Arc::new(lexicon.finish()))
            }
        };
        texts.iter().map(vector).collect::<Vec<_>>()
    };
    let together = texts.len().div_ceil(rayon::current_num_threads() * 4).max(TOGETHER);
    let vectors: Vec<Option<Arc<Vector>>> = texts.par_chunks(together).flat_map_iter(read).collect();
    // what was made before it stopped is of use to the next search
    let pairs = texts.iter().zip(&vectors).filter_map(|(text, vector)| Some((text.clone(), vector.clone()?)));
    *known = pairs.map(|(text, vector)| (identity(&text), (text, vector))).collect();
    vectors.into_iter().collect()
}

/// What tells a text from every other: as long as it is kept, nothing else has its place in memory.
fn identity<T>(text: &Arc<T>) -> usize {
    Arc::as_ptr(text).addr()
}
