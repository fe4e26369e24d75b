//! Closing paragraphs: the last paragraph of a section, when most of its words stand in the section already.
//!
//! A section is what stands between two second-level headings; the lead before the first is none. Words of less than
//! four letters say nothing and aren't counted.

use std::collections::BTreeSet;

/// A paragraph that closes a section and repeats it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Closing {
    /// How it begins.
    pub(super) text: String,
    /// The share of its words that stand in the section already, in percent.
    pub(super) percent: usize,
}

/// So many letters a word has at least.
const LETTERS: usize = 4;
/// So many different words a closing paragraph has at least: a shorter one is a last remark and no summary.
const WORDS: usize = 10;
/// So many words stand in the section before it at least.
const BEFORE: usize = 30;
/// From this share of known words on, in percent, a paragraph repeats.
const PERCENT: usize = 80;
/// So many bytes of a paragraph are kept, to find it again.
const KEPT: usize = 200;

/// The sections of a page, while it is read.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// The words of the section so far.
    words: Vec<String>,
    in_section: bool,
    /// How many lists, quotes and tables are open: their paragraphs close nothing.
    inner: usize,
    /// The paragraph that is open: the number of its first word, and how it begins.
    open: Option<(usize, String)>,
    /// The last paragraph: the numbers of its words.
    last: Option<(std::ops::Range<usize>, String)>,
    found: Vec<Closing>,
}

impl Sections {
    pub(super) fn start(&mut self, tag: &[u8]) {
        match tag {
            b"h1" | b"section" | b"footer" | b"aside" | b"nav" => self.close(false),
            b"h2" => self.close(true),
            b"p" if self.in_section && self.inner == 0 => self.open = Some((self.words.len(), String::new())),
            b"ul" | b"ol" | b"dl" | b"blockquote" | b"table" | b"details" | b"figure" => self.inner += 1,
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: &[u8]) {
        match tag {
            b"p" => {
                if let Some((from, text)) = self.open.take() {
                    self.last = Some((from..self.words.len(), text));
                }
            }
            b"ul" | b"ol" | b"dl" | b"blockquote" | b"table" | b"details" | b"figure" => {
                self.inner = self.inner.saturating_sub(1);
            }
            b"article" | b"main" | b"section" => self.close(false),
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        if !self.in_section {
            return;
        }
        if let Some((_, begun)) = self.open.as_mut().filter(|(_, begun)| begun.len() < KEPT) {
            begun.push_str(&String::from_utf8_lossy(text));
        }
        self.words.extend(words(&String::from_utf8_lossy(text)));
    }

    pub(super) fn finish(mut self) -> Vec<Closing> {
        self.close(false);
        self.found
    }

    /// Ends the section; another begins if `begins`.
    fn close(&mut self, begins: bool) {
        // what stands behind the paragraph makes it no closing one
        if let Some((range, text)) = self.last.take().filter(|(range, _)| range.end == self.words.len()) {
            let percent = share(&self.words[..range.start], &self.words[range]);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.found.extend(percent.filter(|percent| *percent >= PERCENT).map(|percent| Closing { text, percent }));
        }
        self.words.clear();
        self.open = None;
        self.in_section = begins;
    }
}

/// The share of the different words of `paragraph` that stand in `before`, in percent, where both are long enough.
fn share(before: &[String], paragraph: &[String]) -> Option<usize> {
    let words: BTreeSet<&String> = paragraph.iter().collect();
    if words.len() < WORDS || before.len() < BEFORE {
        return None;
    }
    let known: BTreeSet<&String> = before.iter().collect();
    Some(words.intersection(&known).count() * 100 / words.len())
}

/// The words of `text`, in lower case. Every character beyond ASCII is taken as a letter: all of them are in words, but for some
/// punctuation.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    words.filter(|word| word.len() >= LETTERS).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closings(parts: &[(&str, &str)]) -> Vec<usize> {
        let mut sections = Sections::default();
        for (tag, text) in parts {
            sections.start(tag.as_bytes());
            sections.text(text.as_bytes());
            sections.end(tag.as_bytes());
        }
        sections.finish().into_iter().map(|closing| closing.percent).collect()
    }

    /// A text of forty different words.
    const TEXT: &str = "alpha bravo charlie delta echoes foxtrot golfing hotel india juliett kilometre limerick mikado november \
        oscar papaya quebec romeo sierra tango uniform victor whiskey xylophone yankee zulus anchor bridge castle dragon \
        eagle forest garden harbour island jungle kettle lantern meadow needle";

    #[test]
    fn a_paragraph_that_repeats_its_section_is_found() {
        let same = "Alpha bravo charlie, delta echoes foxtrot golfing hotel india juliett new.";
        let other =
            "Nothing here stands above, whatever those words before it may have said about quite different things.";
        for (parts, expected) in [
            (&[("h2", "Title"), ("p", TEXT), ("p", same)][..], &[100][..]),
            (&[("h2", "Title"), ("p", TEXT), ("p", other)], &[]),
            (&[("h2", "Title"), ("p", TEXT), ("p", same), ("pre", "code after it")], &[]),
            (&[("p", TEXT), ("p", same)], &[]),
            (&[("h2", "Title"), ("p", TEXT), ("h2", "Next"), ("p", same)], &[]),
            (&[("h2", "Title"), ("p", TEXT), ("p", same), ("h2", "Next"), ("p", TEXT), ("p", same)], &[100, 100]),
        ] {
            assert_eq!(closings(parts), expected, "{parts:?}");
        }
    }
}
