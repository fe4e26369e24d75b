//! The search index of a site: what a script fetches, a few small files at a time, to search thousands of pages.
//!
//! [`SearchIndex::of`] is the entry point:
//!
//! 1. `texts` says what is read of a record (`site` numbers them) and what is shown of it; `words` makes terms of the texts,
//!    `stem` takes their endings off; `postings` puts together which record has which term, and how much it says.
//! 2. The terms are cut into files of about the same size, in order, so that the terms that begin alike lie together. The
//!    manifest says with which letters each file begins.
//! 3. The records are cut into files of `RECORDS_IN_A_FILE`; the terms alone, without records, into a few files for misspelt
//!    words; what a filter lets through is a list for each topic and level.
//!
//! Every file begins with the version of the index, eight hexadecimal digits and a line feed, so that files of two versions are
//! never mixed. `bytes` has the numbers in them; `themes/prep/static/search-engine.js` reads them. Bytes are raw and small on their
//! own, since many hosts don't compress what they don't know.
//!
//! Left out: the whole text. `[search] engine = "pagefind"` is for those who want it.

mod bytes;
mod postings;
mod stem;
mod texts;
mod words;

use crate::kind::Kind;
use crate::site::{Entity, IndexFile, RECORDS_IN_A_FILE, SearchRecord, SearchRecords, Site};
use postings::{KEPT, Postings};
use serde_json::{Value, json};
use std::ops::Range;

/// So many terms the files for misspelt words have together; in a larger site, those of the fewest records are left out.
const LEXICON: usize = 32_768;

/// The index of a site.
#[derive(Debug)]
pub struct SearchIndex {
    version: String,
    manifest: Value,
    terms: Vec<Vec<u8>>,
    lexicons: Vec<Vec<u8>>,
    records: Vec<Vec<u8>>,
    topics: Vec<Vec<u8>>,
    levels: Vec<Vec<u8>>,
}

impl SearchIndex {
    /// The index of `site`.
    pub fn of(site: &Site) -> Self {
        let records = SearchRecords::of(site);
        let mut postings = Postings::of(site, &records);
        let of_terms = postings.terms();
        let (terms, beginnings) = files_of_terms(&of_terms, records.files_of_terms());
        let (lexicons, near) = lexicons(&of_terms, records.lexicons());
        let mut index = Self {
            version: String::new(),
            manifest: manifest(site, &records, &beginnings, &near),
            terms,
            lexicons,
            records: std::mem::take(&mut postings.files),
            topics: topics(site, &records),
            levels: levels(site, &postings.levels),
        };
        index.version = index.digest();
        index
    }

    /// The bytes of a file of the index; none where there is no such file. `words` are the theme's, by language.
    pub fn file(&self, file: IndexFile, words: impl FnOnce() -> Value) -> Vec<u8> {
        let (files, at) = match file {
            IndexFile::Manifest => {
                let mut manifest = json!({ "version": self.version });
                for (name, value) in self.manifest.as_object().into_iter().flatten() {
                    manifest[name] = value.clone();
                }
                manifest["words"] = words();
                return manifest.to_string().into_bytes();
            }
            IndexFile::Terms(at) => (&self.terms, at),
            IndexFile::Lexicon(at) => (&self.lexicons, at),
            IndexFile::Records(at) => (&self.records, at),
            IndexFile::Topic(at) => (&self.topics, at),
            IndexFile::Level(at) => (&self.levels, at),
        };
        let bytes = files.get(at).map_or(&[][..], Vec::as_slice);
        [self.version.as_bytes(), b"\n", bytes].concat()
    }

    /// What tells this index from others.
    fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.manifest.to_string().as_bytes());
        for files in [&self.terms, &self.lexicons, &self.records, &self.topics, &self.levels] {
            for file in files {
                hasher.update(&(file.len() as u64).to_le_bytes());
                hasher.update(file);
            }
        }
        hasher.finalize().to_hex()[..8].to_owned()
    }
}

/// What has to be known before anything is looked up.
fn manifest(site: &Site, records: &SearchRecords, terms: &str, near: &str) -> Value {
    let topic = |(at, topic): (usize, &crate::site::TopicNode)| json!([topic.id, topic.title, site.topic_depth(at)]);
    json!({
        "language": site.config.language,
        "records": records.all().len(),
        "starts": records.starts,
        "step": RECORDS_IN_A_FILE,
        "kept": KEPT,
        "terms": terms,
        "near": near,
        "levels": site.config.levels,
        "topics": site.topics.iter().enumerate().map(topic).collect::<Vec<_>>(),
    })
}

/// The terms with their postings in `count` files, and with what each file begins, between blanks.
fn files_of_terms(terms: &[(&str, &[u32])], count: usize) -> (Vec<Vec<u8>>, String) {
    let encoded: Vec<Vec<u8>> = terms.iter().map(|(_, postings)| postings::encode(postings)).collect();
    let all = counted(terms);
    // a term takes its own bytes in the table, too
    let sizes: Vec<usize> =
        all.iter().zip(&encoded).map(|((term, _), of_term)| of_term.len() + term.len() / 2 + 3).collect();
    let runs = even_runs(&sizes, count);
    let file = |run: &Range<usize>| {
        let table = bytes::terms(all[run.clone()].iter().copied());
        [table, encoded[run.clone()].concat()].concat()
    };
    (runs.iter().map(file).collect(), beginnings(&all, &runs))
}

/// The terms, each with the number of records it is in.
fn counted<'t>(terms: &[(&'t str, &[u32])]) -> Vec<(&'t str, u32)> {
    terms.iter().map(|(term, records)| (*term, bytes::count(records.len()))).collect()
}

/// The terms that a misspelt word may mean in `count` files, and with what each file begins.
fn lexicons(terms: &[(&str, &[u32])], count: usize) -> (Vec<Vec<u8>>, String) {
    let is_word = |term: &str| term.chars().nth(2).is_some() && !term.starts_with(|char: char| char.is_numeric());
    let mut words = counted(terms);
    words.retain(|(term, _)| is_word(term));
    let mut at_least = 1;
    while words.len() > LEXICON {
        at_least += 1;
        words.retain(|(_, records)| *records >= at_least);
    }
    let sizes: Vec<usize> = words.iter().map(|(term, _)| term.len() / 2 + 3).collect();
    let runs = even_runs(&sizes, count);
    let files = runs.iter().map(|run| bytes::terms(words[run.clone()].iter().copied())).collect();
    (files, beginnings(&words, &runs))
}

/// `sizes` in `count` runs of about the same sum; some may be empty.
fn even_runs(sizes: &[usize], count: usize) -> Vec<Range<usize>> {
    let all: usize = sizes.iter().sum();
    let (mut runs, mut from, mut at, mut sum) = (Vec::with_capacity(count), 0, 0, 0);
    for run in 1..=count {
        while at < sizes.len() && (run == count || sum + sizes[at] / 2 < all * run / count) {
            sum += sizes[at];
            at += 1;
        }
        runs.push(from..at);
        from = at;
    }
    runs
}

/// The shortest beginning by which the first term of each run comes behind the last one of the run before; between blanks.
fn beginnings(terms: &[(&str, u32)], runs: &[Range<usize>]) -> String {
    let beginning = |run: &Range<usize>| match (run.start.checked_sub(1), terms.get(run.start)) {
        (Some(before), Some((term, _))) => {
            let shared = terms[before].0.chars().zip(term.chars()).take_while(|(a, b)| a == b).count();
            term.char_indices().nth(shared + 1).map_or(*term, |(end, _)| &term[..end])
        }
        // no term stands before the first run; where no term is left, nothing is looked for
        (None, _) => "",
        (_, None) => "\u{10ffff}",
    };
    runs.iter().map(beginning).collect::<Vec<_>>().join(" ")
}

/// The records of each topic, with those of the topics below it.
fn topics(site: &Site, records: &SearchRecords) -> Vec<Vec<u8>> {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); site.topics.len()];
    for (record, number) in records.all().iter().zip(0..) {
        let of_meta = |entity| site.meta_of(entity).map_or(&[][..], |meta| &meta.topics);
        let named = match *record {
            SearchRecord::Faq(article, _) => of_meta(Entity::article(article)),
            SearchRecord::Entity(entity) => of_meta(entity),
            SearchRecord::Definition(at) => site.glossary.as_ref().map_or(&[][..], |it| &it.definitions[at].topics),
        };
        let own = site.topics_named(named).into_iter();
        let itself = match *record {
            SearchRecord::Entity(Entity { kind: Kind::Topic, at }) => Some(at),
            _ => None,
        };
        for topic in own.chain(itself) {
            for topic in site.topic_and_above(topic) {
                if lists[topic].last() != Some(&number) {
                    lists[topic].push(number);
                }
            }
        }
    }
    lists.into_iter().map(bytes::ascending).collect()
}

/// The records of each level.
fn levels(site: &Site, levels: &[Option<usize>]) -> Vec<Vec<u8>> {
    let of = |level: usize| levels.iter().zip(0..).filter(move |(of, _)| **of == Some(level)).map(|(_, number)| number);
    (0..site.config.levels.len()).map(|level| bytes::ascending(of(level))).collect()
}

impl texts::RecordTexts<'_> {
    /// Appends the record's line: title, address, first line, level, topics and a language of its own, between tabs. The address is how many bytes it
    /// shares with `before`, that of the record before it in the file, and the rest; an anchor that is its title's ([`anchor`]) is a `=`.
    fn show(&self, before: &str, out: &mut Vec<u8>) {
        let own = self.url.split_once('#').filter(|(_, id)| anchor(&self.title).is_some_and(|anchor| anchor == *id));
        let (url, sign) = own.map_or((&*self.url, ""), |(page, _)| (&self.url[..=page.len()], "="));
        let shared = before.bytes().zip(url.bytes()).take_while(|(a, b)| a == b).count();
        let level = self.level.map(|level| level.to_string()).unwrap_or_default();
        let topics: Vec<String> = self.topics.iter().map(usize::to_string).collect();
        let line = [
            plain(&self.title),
            shared.to_string(),
            format!("{}{sign}", &url[shared..]),
            plain(&self.line),
            level,
            topics.join(" "),
            self.language.unwrap_or_default().to_owned(),
        ];
        out.extend(line.join("\t").as_bytes());
        out.push(b'\n');
    }
}

/// The anchor of a question with this title, as most have it; none where that takes more than ASCII. It is as much of the rule of
/// `markdown::Ids` as `search-engine.js` repeats, which gets any other anchor whole.
fn anchor(title: &str) -> Option<String> {
    let letter = |byte: u8| match byte {
        b' ' => Some('-'),
        b'-' | b'_' => Some(char::from(byte)),
        _ => byte.is_ascii_alphanumeric().then(|| char::from(byte.to_ascii_lowercase())),
    };
    title.is_ascii().then(|| title.bytes().filter_map(letter).collect())
}

/// `text` with a blank for each character that would end a line or a column.
fn plain(text: &str) -> String {
    text.replace(|char: char| char.is_ascii_control(), " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_shown_as_the_vectors_have_them() {
        let vectors: Value =
            serde_json::from_str(include_str!("../tests/data/search.json")).expect("the vectors are JSON");
        let records = vectors["records"].as_array().expect("there are records");
        assert!(records.len() > 5);
        let text = |record: &Value, at: usize| record[at].as_str().expect("a record is texts").to_owned();
        let mut before = String::new();
        for record in records {
            let shown =
                texts::RecordTexts { title: text(record, 0).into(), url: text(record, 1), ..Default::default() };
            let mut line = Vec::new();
            shown.show(&before, &mut line);
            assert_eq!(String::from_utf8_lossy(&line), format!("{}\n", text(record, 2)));
            before = shown.url;
        }
    }
}
