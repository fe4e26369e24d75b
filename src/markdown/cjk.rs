//! Emphasis and line breaks beside Chinese and Japanese, which CommonMark's rules were not made for.
//!
//! - `**重点：**正文` is no emphasis to CommonMark, for a sign that follows punctuation closes only before white space or other
//!   punctuation, and these scripts have no spaces. A character of theirs counts like a space here
//!   (<https://talk.commonmark.org/t/emphasis-and-east-asian-text/2491>).
//! - A line that ends in one of them goes on in the next without a space between.
//!
//! 1. [`joined`] takes out the breaks between such lines.
//! 2. [`emphasized`] looks at the signs that the parser has left as text, pairs those of one container by CommonMark's stack,
//!    and puts the events of emphasis in their place. At least one sign of a pair stands beside such a character.
//!
//! Left out: three signs together, and signs within words of other scripts. To be removed with the release of pulldown-cmark
//! that has these rules itself (0.13.6 has not).

use super::{
    events::{self, Step},
    marks::Mark,
};
use crate::text::{is_cjk, is_hangul};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// `steps` of `source` with such emphasis and without such breaks; what lies in `marks` is none.
pub(super) fn adapt<'t>(source: &'t str, steps: Vec<Step<'t>>, marks: &[Mark]) -> Vec<Step<'t>> {
    match !source.is_ascii() && source.chars().any(is_wide) {
        true => emphasized(source, joined(steps), marks),
        false => steps,
    }
}

/// Whether it is a character of Chinese or Japanese, of Korean, or of their punctuation.
fn is_wide(char: char) -> bool {
    !char.is_ascii() && (is_cjk(char) || is_hangul(char) || is_wide_punctuation(char))
}

fn is_wide_punctuation(char: char) -> bool {
    matches!(char, '\u{3001}'..='\u{303f}' | '\u{30fb}' | '\u{ff01}'..='\u{ff60}' | '\u{fe30}'..='\u{fe4f}')
}

fn is_punctuation(char: char) -> bool {
    char.is_ascii_punctuation()
        || is_wide_punctuation(char)
        || (!char.is_ascii() && !char.is_alphanumeric() && !char.is_whitespace())
}

/// Without the breaks between lines of which one ends and the next begins with a character of Chinese or Japanese.
fn joined(steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    let joins = |char: Option<char>| char.is_some_and(|char| is_cjk(char) || is_wide_punctuation(char));
    let is_dropped = |at: usize| {
        let before = steps[..at].iter().rev().find_map(|step| beside(step, |text| text.chars().next_back()));
        let after = steps[at + 1..].iter().find_map(|step| beside(step, |text| text.chars().next()));
        joins(before.flatten()) && joins(after.flatten())
    };
    let is_kept = |at: usize| !matches!(steps[at].event, Event::SoftBreak) || !is_dropped(at);
    let kept: Vec<bool> = (0..steps.len()).map(is_kept).collect();
    steps.into_iter().zip(kept).filter_map(|(step, is_kept)| is_kept.then_some(step)).collect()
}

/// The character of `step` that stands beside a break, as `of` takes it from a text; `None` if the step shows none.
fn beside(step: &Step<'_>, of: impl Fn(&str) -> Option<char>) -> Option<Option<char>> {
    match &step.event {
        Event::Text(text) | Event::Code(text) => Some(of(text)),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => None,
        _ => Some(None),
    }
}

/// Signs of emphasis that stand together.
struct Signs {
    /// Their bytes.
    range: Range<usize>,
    /// What they are signs of.
    kind: Kind,
    /// Whether they may be the first of a pair, and the second.
    opens: bool,
    closes: bool,
    /// Whether they stand beside a wide character.
    is_beside: bool,
    /// The container they are in.
    container: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Emphasis,
    Strong,
    Strikethrough,
}

impl Kind {
    fn events(self) -> (Event<'static>, Event<'static>) {
        match self {
            Self::Emphasis => (Event::Start(Tag::Emphasis), Event::End(TagEnd::Emphasis)),
            Self::Strong => (Event::Start(Tag::Strong), Event::End(TagEnd::Strong)),
            Self::Strikethrough => (Event::Start(Tag::Strikethrough), Event::End(TagEnd::Strikethrough)),
        }
    }
}

fn emphasized<'t>(source: &'t str, steps: Vec<Step<'t>>, marks: &[Mark]) -> Vec<Step<'t>> {
    let steps = events::merged(source, steps);
    let mut replaced = pairs(signs(source, &steps, marks));
    if replaced.is_empty() {
        return steps;
    }
    replaced.sort_by_key(|(range, _)| range.start);
    let mut replaced = replaced.into_iter().peekable();
    let mut emphasized = Vec::with_capacity(steps.len() + replaced.len());
    for step in steps {
        if replaced.peek().is_none_or(|(range, _)| !is_in(&step, range)) {
            emphasized.push(step);
            continue;
        }
        let text = |range: Range<usize>| Step { event: Event::Text(source[range.clone()].into()), range };
        let mut from = step.range.start;
        while let Some((range, event)) = replaced.next_if(|(range, _)| is_in(&step, range)) {
            emphasized.extend((from < range.start).then(|| text(from..range.start)));
            from = range.end;
            emphasized.push(Step { event, range });
        }
        emphasized.extend((from < step.range.end).then(|| text(from..step.range.end)));
    }
    emphasized
}

fn is_in(step: &Step<'_>, range: &Range<usize>) -> bool {
    matches!(step.event, Event::Text(_)) && step.range.start <= range.start && range.end <= step.range.end
}

/// The signs in the texts of `steps`, in order.
fn signs(source: &str, steps: &[Step<'_>], marks: &[Mark]) -> Vec<Signs> {
    let mut signs = Vec::new();
    let (mut containers, mut next) = (vec![0], 1);
    let mut code = false;
    for step in steps {
        match &step.event {
            Event::Start(tag) => {
                code |= matches!(tag, Tag::CodeBlock(_));
                containers.push(next);
                next += 1;
            }
            Event::End(tag) => {
                code &= !matches!(tag, TagEnd::CodeBlock);
                containers.pop();
            }
            Event::Text(_) if !code && events::is_written(source, step) => {
                let container = containers.last().copied().unwrap_or(0);
                let all = source[step.range.clone()].match_indices(['*', '~']);
                let mut end = 0;
                for (at, _) in all {
                    let start = step.range.start + at;
                    if start >= end {
                        let (range, sign) = run(source, start, step.range.end);
                        end = range.end;
                        signs.extend(sign.filter(|_| is_free(marks, &range)).map(|sign| Signs { container, ..sign }));
                    }
                }
            }
            _ => {}
        }
    }
    signs
}

fn is_free(marks: &[Mark], range: &Range<usize>) -> bool {
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    marks.get(first).is_none_or(|mark| mark.range.start >= range.end)
}

/// The run of one sign from `start` on, and what it can be.
fn run(source: &str, start: usize, end: usize) -> (Range<usize>, Option<Signs>) {
    let sign = source.as_bytes()[start];
    let length = source.as_bytes()[start..end].iter().take_while(|byte| **byte == sign).count();
    let range = start..start + length;
    let kind = match (sign, length) {
        (b'*', 1) => Kind::Emphasis,
        (b'*', 2) => Kind::Strong,
        (b'~', 2) => Kind::Strikethrough,
        _ => return (range, None),
    };
    let slashes = source[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
    let [before, after] = [source[..start].chars().next_back(), source[range.end..].chars().next()];
    let is_space = |char: Option<char>| char.is_none_or(char::is_whitespace);
    let is_open_side =
        |char: Option<char>| is_space(char) || char.is_some_and(|char| is_punctuation(char) || is_wide(char));
    let flanks = |own: Option<char>, other: Option<char>| {
        !is_space(own) && (!own.is_some_and(is_punctuation) || is_open_side(other))
    };
    let (opens, closes) = (flanks(after, before), flanks(before, after));
    let is_beside = [before, after].into_iter().flatten().any(is_wide);
    let signs = Signs { range: range.clone(), kind, opens, closes, is_beside, container: 0 };
    (range, Some(signs).filter(|_| slashes % 2 == 0))
}

/// The pairs among `signs`, each sign with the event that takes its place.
fn pairs(mut signs: Vec<Signs>) -> Vec<(Range<usize>, Event<'static>)> {
    let mut pairs = Vec::new();
    signs.sort_by_key(|sign| sign.container);
    for signs in signs.chunk_by(|one, next| one.container == next.container) {
        // of each kind, the nearest that is open
        let mut open: Vec<&Signs> = Vec::new();
        for sign in signs {
            let partner = open.iter().rposition(|first| first.kind == sign.kind);
            match partner.filter(|at| sign.closes && (open[*at].is_beside || sign.is_beside)) {
                Some(at) => {
                    let (start, end) = sign.kind.events();
                    pairs.extend([(open[at].range.clone(), start), (sign.range.clone(), end)]);
                    open.truncate(at);
                }
                None if sign.opens => {
                    open.retain(|first| first.kind != sign.kind);
                    open.push(sign);
                }
                None => {}
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::{
        diag::Diagnostics,
        markdown::{Ids, Options, block},
        place::{SourcePath, Text},
    };

    fn html(markdown: &str) -> String {
        let text = Text::verbatim(markdown, 0);
        let options = Options { math: true, ..Options::default() };
        let body = block(&text, &SourcePath::new("a.md"), &options, &mut Ids::new(), &mut Diagnostics::new());
        body.fixed().map_or_else(String::new, |html| html.trim_end().to_owned())
    }

    #[test]
    fn emphasis_beside_punctuation_of_these_scripts_is_emphasis() {
        for (markdown, expected) in [
            ("**重点：**正文", "<p><strong>重点：</strong>正文</p>"),
            ("**テスト。**テスト", "<p><strong>テスト。</strong>テスト</p>"),
            ("~~删除。~~文字", "<p><del>删除。</del>文字</p>"),
            ("これは*強調（注）*です", "<p>これは<em>強調（注）</em>です</p>"),
            ("**API（接口）**的", "<p><strong>API（接口）</strong>的</p>"),
            ("使用**`code`**命令", "<p>使用<strong><code>code</code></strong>命令</p>"),
            ("**한국어(괄호)**는", "<p><strong>한국어(괄호)</strong>는</p>"),
            (
                "- **一：**二\n- **三：**四",
                "<ul>\n<li><strong>一：</strong>二</li>\n<li><strong>三：</strong>四</li>\n</ul>",
            ),
            ("**一、*二。*三：**四", "<p><strong>一、<em>二。</em>三：</strong>四</p>"),
        ] {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn signs_that_mean_themselves_stay() {
        for (markdown, expected) in [
            ("重点 ** 正文 **。", "<p>重点 ** 正文 **。</p>"),
            ("\\*\\*重点：\\*\\*正文", "<p>**重点：**正文</p>"),
            ("`**重点：**正文`", "<p><code>**重点：**正文</code></p>"),
            ("a**b.**c 重", "<p>a**b.**c 重</p>"),
            ("3 * 4 = 十二 * 一", "<p>3 * 4 = 十二 * 一</p>"),
        ] {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn lines_of_these_scripts_are_joined() {
        for (markdown, expected) in [
            ("第一行\n第二行", "<p>第一行第二行</p>"),
            ("ひらがな、\nカタカナ", "<p>ひらがな、カタカナ</p>"),
            ("**重点**\n正文", "<p><strong>重点</strong>正文</p>"),
            ("中文\nEnglish", "<p>中文\nEnglish</p>"),
            ("한국어\n문장", "<p>한국어\n문장</p>"),
        ] {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn many_signs_take_no_longer_than_their_number() {
        for text in ["**重：", "*重", "重** ", "~~重。~~"] {
            html(&text.repeat(50_000));
        }
    }
}
