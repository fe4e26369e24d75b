//! Which record has which term, and how much that term says of it.
//!
//! 1. Runs of records are read in parallel ([`Part::read`]): each record's terms with their *impacts*, and its line as the
//!    search shows it.
//! 2. [`Postings::of`] puts the parts together: the terms in order, each with its records in order.
//!
//! An impact is the part of BM25F that depends on one record alone, `w / (K1 + w)` with `w` the sum of a term's weights over the
//! fields (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004), in fifteen steps. A
//! field's length is held against a length that is usual for it and not against the site's mean, so that a record's impacts are
//! a function of the record. How rare a term is comes in when one searches.

use super::{
    bytes,
    texts::{self, FIELDS, Field, Texts},
    words::{ByWord, Words},
};
use crate::site::{RECORDS_IN_A_FILE, Records, Site};
use rayon::prelude::*;
use std::ops::Range;

/// So many files of records are read together.
const FILES_IN_A_PART: usize = 150;
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

/// What was read of a run of records.
#[derive(Debug)]
struct Part {
    terms: Vec<Box<str>>,
    /// The number of a term in `terms`, and a record with the impact: see [`posting`].
    postings: Vec<(u32, u32)>,
    /// The files of records.
    files: Vec<Vec<u8>>,
    /// The levels of the records.
    levels: Vec<Option<usize>>,
}

/// A record with an impact, so that they go up with the record.
fn posting(record: usize, impact: u32) -> u32 {
    bytes::count(record) << 4 | impact
}

/// What is read of one record at a time; it is used again for the next.
#[derive(Debug, Default)]
struct Reading {
    words: Words,
    postings: Vec<(u32, u32)>,
    /// The terms of the record, and of one field.
    terms: Vec<u32>,
    field: Vec<u32>,
    /// The weights of all terms in this record; 0 of those it doesn't have.
    weights: Vec<f32>,
}

impl Reading {
    fn record(&mut self, number: usize, record: &Texts) {
        for field in FIELDS {
            self.field.clear();
            if field == Field::Title {
                self.words.read(&record.title, record.is_english, &mut self.field);
            }
            for (_, text) in record.texts.iter().filter(|(of, _)| *of == field) {
                self.words.read(text, record.is_english, &mut self.field);
            }
            self.weigh(field);
        }
        for term in self.terms.drain(..) {
            let weight = std::mem::take(&mut self.weights[term as usize]);
            let impact = (weight / (K1 + weight) * HIGHEST).round().max(1.0);
            self.postings.push((term, posting(number, impact as u32)));
        }
    }

    /// Adds what the terms of a field weigh.
    fn weigh(&mut self, field: Field) {
        self.weights.resize(self.words.terms.len(), 0.0);
        let (weight, usual, b) = field.weight();
        let each = weight / (1.0 - b + b * (self.field.len() as f32 / usual));
        for &term in &self.field {
            let sum = &mut self.weights[term as usize];
            if *sum == 0.0 {
                self.terms.push(term);
            }
            *sum += each;
        }
    }
}

impl Part {
    fn read(site: &Site, records: &Records, range: Range<usize>) -> Self {
        let mut reading = Reading::default();
        let (mut files, mut levels) = (Vec::new(), Vec::with_capacity(range.len()));
        let numbers: Vec<usize> = range.collect();
        for numbers in numbers.chunks(RECORDS_IN_A_FILE) {
            let (mut file, mut url) = (Vec::new(), String::new());
            for &number in numbers {
                let record = texts::read(site, records.all()[number]);
                reading.record(number, &record);
                levels.push(record.level);
                record.show(&url, &mut file);
                url = record.url;
            }
            files.push(file);
        }
        Self { terms: reading.words.terms, postings: reading.postings, files, levels }
    }
}

/// The terms of all records, and what is shown of them.
#[derive(Debug)]
pub(super) struct Postings {
    /// The terms, in the order of their UTF-16 as JavaScript compares strings.
    terms: Vec<Box<str>>,
    /// Where the postings of each term end.
    ends: Vec<usize>,
    postings: Vec<u32>,
    /// The files of records.
    pub(super) files: Vec<Vec<u8>>,
    /// The levels of the records.
    pub(super) levels: Vec<Option<usize>>,
}

impl Postings {
    /// Those of `records`.
    pub(super) fn of(site: &Site, records: &Records) -> Self {
        let (count, step) = (records.all().len(), FILES_IN_A_PART * RECORDS_IN_A_FILE);
        let starts: Vec<usize> = (0..count).step_by(step).collect();
        let read = |&start: &usize| Part::read(site, records, start..(start + step).min(count));
        let mut parts: Vec<Part> = starts.par_iter().map(read).collect();
        let (terms, numbers) = merge(&parts);
        let mut ends = vec![0; terms.len()];
        for (part, numbers) in parts.iter().zip(&numbers) {
            part.postings.iter().for_each(|(term, _)| ends[numbers[*term as usize] as usize] += 1);
        }
        let mut start = 0;
        for end in &mut ends {
            // where the next posting of the term goes; at last, where its postings end
            start += std::mem::replace(end, start);
        }
        let mut postings = vec![0; start];
        for (part, numbers) in parts.iter_mut().zip(&numbers) {
            for (term, posting) in std::mem::take(&mut part.postings) {
                let end = &mut ends[numbers[term as usize] as usize];
                postings[*end] = posting;
                *end += 1;
            }
        }
        let levels = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.levels)).collect();
        let files = parts.into_iter().flat_map(|part| part.files).collect();
        Self { terms, ends, postings, files, levels }
    }

    /// The terms in order, each with its postings.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[u32])> {
        (0..self.terms.len()).map(|at| {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            (&*self.terms[at], &self.postings[start..self.ends[at]])
        })
    }
}

/// The terms of all `parts` in order, and of each part's terms the numbers among them.
fn merge(parts: &[Part]) -> (Vec<Box<str>>, Vec<Vec<u32>>) {
    let mut known: ByWord<&str, u32> = ByWord::default();
    let mut terms: Vec<&str> = Vec::new();
    let mut numbers: Vec<Vec<u32>> = Vec::new();
    for part in parts {
        let mut of_part = Vec::with_capacity(part.terms.len());
        for term in &part.terms {
            let next = bytes::count(terms.len());
            let number = *known.entry(term).or_insert(next);
            if number == next {
                terms.push(term);
            }
            of_part.push(number);
        }
        numbers.push(of_part);
    }
    let mut order: Vec<u32> = (0..bytes::count(terms.len())).collect();
    order.sort_unstable_by(|&a, &b| terms[a as usize].encode_utf16().cmp(terms[b as usize].encode_utf16()));
    let mut places = vec![0; order.len()];
    order.iter().zip(0..).for_each(|(&number, place)| places[number as usize] = place);
    numbers.iter_mut().flatten().for_each(|number| *number = places[*number as usize]);
    (order.iter().map(|&number| terms[number as usize].into()).collect(), numbers)
}

/// The bytes of the postings of a term: of the records it says most of, differences with impacts.
pub(super) fn encode(postings: &[u32], out: &mut Vec<u8>) {
    let lowest = lowest_kept(postings);
    let above = postings.iter().filter(|posting| **posting & 0xf > lowest).count();
    let (mut last, mut of_lowest) = (0, KEPT - above);
    for &posting in postings {
        let (record, impact) = (posting >> 4, posting & 0xf);
        if impact < lowest || impact == lowest && of_lowest == 0 {
            continue;
        }
        of_lowest -= usize::from(impact == lowest);
        bytes::number((record - last) << 4 | impact, out);
        last = record;
    }
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
