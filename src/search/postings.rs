//! Which record has which term, and how much that term says of it.
//!
//! [`Postings::of`] reads the records file by file, in parallel: each record's terms with their *impacts*, and its line as the
//! search shows it. A term's records stay in order.
//!
//! An impact is the part of BM25F that depends on one record alone, `w / (K1 + w)` with `w` the sum of a term's weights over the
//! fields (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004), in fifteen steps. A
//! field's length is held against a length that is usual for it and not against the site's mean, so that a record's impacts are
//! a function of the record. How rare a term is comes in when one searches.

use super::{
    bytes,
    texts::{self, FIELDS, Field, RecordTexts},
    words,
};
use crate::site::{RECORDS_IN_A_FILE, SearchRecord, SearchRecords, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How much a first mention counts against further ones.
const K1: f32 = 2.0;
/// The highest impact.
const HIGHEST: f32 = 15.0;
/// A term that is in more records keeps only those of which it says most.
pub(super) const KEPT: usize = 2048;

impl Field {
    /// How much a term in this field weighs, how many terms are usual in it, and how far being longer takes weight away.
    fn weight(self) -> (f32, f32, f32) {
        match self {
            Self::Title => (6.0, 6.0, 0.6),
            Self::Headings => (2.5, 16.0, 0.5),
            Self::Takeaways => (2.0, 20.0, 0.5),
            Self::Labels => (1.5, 4.0, 0.3),
            Self::Text => (1.0, 24.0, 0.4),
        }
    }
}

/// A record with an impact, so that they go up with the record.
fn posting(record: usize, impact: f32) -> u32 {
    bytes::count(record) << 4 | impact as u32
}

/// The terms of a record with their impacts.
fn impacts(record: &RecordTexts<'_>) -> BTreeMap<String, f32> {
    let mut weights: BTreeMap<String, f32> = BTreeMap::new();
    for field in FIELDS {
        let title = (field == Field::Title).then_some(&record.title);
        let others = record.texts.iter().filter(|(of, _)| *of == field).map(|(_, text)| text);
        let texts = title.into_iter().chain(others);
        let terms: Vec<String> = texts.flat_map(|text| words::terms(text, record.is_english)).collect();
        let (weight, usual, b) = field.weight();
        let each = weight / (1.0 - b + b * (terms.len() as f32 / usual));
        terms.into_iter().for_each(|term| *weights.entry(term).or_default() += each);
    }
    weights.values_mut().for_each(|weight| *weight = (*weight / (K1 + *weight) * HIGHEST).round().max(1.0));
    weights
}

/// The terms of records, and what is shown of them.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// The terms with their postings.
    terms: BTreeMap<String, Vec<u32>>,
    /// The files of records.
    pub(super) files: Vec<Vec<u8>>,
    /// The levels of the records.
    pub(super) levels: Vec<Option<usize>>,
}

impl Postings {
    /// Those of `records`.
    pub(super) fn of(site: &Site, records: &SearchRecords) -> Self {
        let files = records.all().par_chunks(RECORDS_IN_A_FILE).enumerate();
        files
            .fold(Self::default, |before, (at, records)| before.and_file(site, records, at * RECORDS_IN_A_FILE))
            .reduce(Self::default, Self::and)
    }

    /// These and those of one file more, whose first record has the number `first`.
    fn and_file(mut self, site: &Site, records: &[SearchRecord], first: usize) -> Self {
        let (mut lines, mut url) = (Vec::new(), String::new());
        for (number, record) in (first..).zip(records) {
            let record = texts::read(site, *record);
            for (term, impact) in impacts(&record) {
                self.terms.entry(term).or_default().push(posting(number, impact));
            }
            self.levels.push(record.level);
            record.show(&url, &mut lines);
            url = record.url;
        }
        self.files.push(lines);
        self
    }

    /// These and those of the records behind them.
    fn and(mut self, next: Self) -> Self {
        self.files.extend(next.files);
        self.levels.extend(next.levels);
        for (term, postings) in next.terms {
            self.terms.entry(term).or_default().extend(postings);
        }
        self
    }

    /// The terms with their postings, in the order of their UTF-16 as JavaScript compares strings.
    pub(super) fn terms(&self) -> Vec<(&str, &[u32])> {
        let mut terms: Vec<_> = self.terms.iter().map(|(term, postings)| (&**term, &**postings)).collect();
        terms.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        terms
    }
}

/// The bytes of the postings of a term: of the records it says most of, differences with impacts.
pub(super) fn encode(postings: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    let lowest = lowest_kept(postings);
    let above = postings.iter().filter(|posting| **posting & 0xf > lowest).count();
    let (mut last, mut of_lowest) = (0, KEPT - above);
    for &posting in postings {
        let (record, impact) = (posting >> 4, posting & 0xf);
        if impact < lowest || impact == lowest && of_lowest == 0 {
            continue;
        }
        of_lowest -= usize::from(impact == lowest);
        bytes::number((record - last) << 4 | impact, &mut out);
        last = record;
    }
    out
}

/// The lowest impact of those that are kept.
fn lowest_kept(postings: &[u32]) -> u32 {
    let mut counts = [0; 16];
    postings.iter().for_each(|posting| counts[(posting & 0xf) as usize] += 1);
    let mut kept = 0;
    (0..16)
        .rev()
        .find(|&impact| {
            kept += counts[impact as usize];
            kept >= KEPT
        })
        .unwrap_or(0)
}
