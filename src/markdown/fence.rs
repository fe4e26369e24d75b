//! What stands behind a code fence: the language, the lines that stand out, the name of the file.
//!
//! `rust {2,4-5} name="src/lib.rs"`: the first word is the language, up to what other programs put behind it; then, in any
//! order, lines in braces and a name in quotes. Braces may follow the language without a space. Whatever else stands there
//! does nothing here and is reported, with what it is called here where that is known.
//!
//! [`unclosed`] finds a fence without its closing one, which CommonMark lets go on to the end.

use super::{events::Step, highlight};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::ops::{Range, RangeInclusive};

/// The name of the directive that an info string is: a name in braces, and nothing else.
pub(super) fn directive(info: &str) -> Option<&str> {
    let name = info.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut bytes = name.bytes();
    let first = bytes.next()?.is_ascii_lowercase();
    let rest = bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (first && rest).then_some(name)
}

/// A fence that nothing closes.
#[derive(Debug, PartialEq)]
pub(super) struct Unclosed {
    /// The bytes of its line.
    pub(super) range: Range<usize>,
    /// What to do.
    pub(super) help: String,
}

/// What is wrong with the fence that `steps` begin with, if nothing closes it.
pub(super) fn unclosed(source: &str, steps: &[Step<'_>]) -> Option<Unclosed> {
    let first = steps.first()?;
    let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = &first.event else { return None };
    let block = first.range.clone();
    let written = &source[block.clone()];
    let sign = written.trim_start().chars().next()?;
    let start = block.start + written.find(sign)?;
    let count = source[start..block.end].chars().take_while(|char| *char == sign).count();
    let line = source[start..block.end].find('\n').map_or(block.end, |length| start + length);
    let is_code = |step: &&Step<'_>| matches!(step.event, Event::Text(_));
    let code_end = steps[1..].iter().take_while(is_code).last().map_or(line, |step| step.range.end.max(line));
    let last = source.get(code_end..block.end).unwrap_or_default().trim_end();
    let closing = last.len() - last.trim_end_matches(sign).len();
    if closing >= count {
        return None;
    }
    let signs = if sign == '~' { "tildes" } else { "backticks" };
    let help = format!("close it with a line of {count} {signs}, indented as the first is");
    Some(Unclosed { range: start..start + source[start..line].trim_end().len(), help })
}

/// A fence's info string, read.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Fence<'i> {
    /// The language; empty where none is given.
    pub(super) language: &'i str,
    /// The lines that stand out, from 1, within the code.
    pub(super) lines: Vec<RangeInclusive<usize>>,
    /// The name of the file that the code is from.
    pub(super) name: Option<&'i str>,
    /// What can't be understood.
    pub(super) faults: Vec<InfoFault>,
}

/// Something in an info string that can't be understood.
#[derive(Debug, PartialEq)]
pub(super) struct InfoFault {
    /// Its bytes in the info string.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

/// Reads the info string of code that has `count` lines.
pub(super) fn read(info: &str, count: usize) -> Fence<'_> {
    let mut fence = Fence { language: highlight::language(info), ..Fence::default() };
    let first = info.len() - info.trim_start().len();
    let word_end = info[first..].find(char::is_whitespace).map_or(info.len(), |length| first + length);
    let mut at = info[first..word_end].find('{').map_or(word_end, |length| first + length);
    while let Some(start) = info[at..].find(|char: char| !char.is_whitespace()).map(|blank| at + blank) {
        at = end_of_item(info, start);
        match &info[start..at] {
            item if item.starts_with('{') => fence.braces(item, start, count),
            item => fence.word(&info[start..], item, start),
        }
    }
    fence
}

/// Where the item that begins at `start` ends: braces and quotes may hold blanks.
fn end_of_item(info: &str, start: usize) -> usize {
    let rest = &info[start..];
    let blank = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let end = match rest.find("=\"").filter(|&quote| quote < blank) {
        _ if rest.starts_with('{') => rest.find('}').map(|close| close + 1),
        Some(quote) => rest[quote + 2..].find('"').map(|length| quote + 2 + length + 1),
        None => Some(blank),
    };
    start + end.unwrap_or(rest.len())
}

impl<'i> Fence<'i> {
    fn braces(&mut self, item: &str, start: usize, count: usize) {
        let inner = item.trim_start_matches('{').trim_end_matches('}');
        let lines: Option<Vec<_>> = inner.split(',').map(|part| lines(part.trim())).collect();
        let Some(lines) = lines.filter(|_| item.ends_with('}')) else {
            let help = match self.language.is_empty() && inner.starts_with(|char: char| !char.is_ascii_digit()) {
                true => "write the language without braces; lines go in braces, such as `{2,4-5}`",
                false => "write numbers and ranges of lines in braces, such as `{2,4-5}`",
            };
            return self.fault(start..start + item.len(), format!("`{item}` isn't a list of lines"), help.into());
        };
        for lines in lines {
            if *lines.end() > count {
                let message = format!("there is no line {} in this code", lines.end());
                let help = match count {
                    0 => "take the lines away; the code is empty".to_owned(),
                    1 => "take the lines away, or name the only line: `{1}`".to_owned(),
                    count => format!("name lines from 1 to {count}"),
                };
                self.fault(start..start + item.len(), message, help);
            } else {
                self.lines.push(lines);
            }
        }
    }

    fn word(&mut self, from: &'i str, item: &str, start: usize) {
        let range = start..start + item.len();
        let (key, value) = item.split_once('=').unwrap_or((item, ""));
        if key != "name" {
            return self.fault(range, format!("a code block takes no `{key}`"), instead_of(key));
        }
        let is_quoted = value.len() > 2 && value.starts_with('"') && value.ends_with('"');
        if !is_quoted {
            let bare = value.trim_matches(['"', '\'']);
            let bare = if bare.is_empty() { "src/lib.rs" } else { bare };
            return self.fault(range, "a name stands in quotes".into(), format!("write `name=\"{bare}\"`"));
        }
        if self.name.is_some() {
            return self.fault(range, "`name` is given twice".into(), "keep one of the two".into());
        }
        self.name = Some(&from["name=\"".len()..item.len() - 1]);
    }

    fn fault(&mut self, range: Range<usize>, message: String, help: String) {
        self.faults.push(InfoFault { range, message, help });
    }
}

/// `4` or `4-5`.
fn lines(part: &str) -> Option<RangeInclusive<usize>> {
    let number = |text: &str| text.trim().parse().ok().filter(|&number| number > 0);
    let (first, last) = part.split_once('-').unwrap_or((part, part));
    let range = number(first)?..=number(last)?;
    (!range.is_empty()).then_some(range)
}

/// What to write in place of `key`, which other programs may take.
fn instead_of(key: &str) -> String {
    match key {
        "title" | "file" | "filename" | "fileName" | "caption" => {
            "gen calls it `name`: `name=\"src/lib.rs\"`".to_owned()
        }
        "hl_lines" | "hl" | "highlight" | "mark" | "emphasize-lines" => {
            "write the lines in braces, such as `{2,4-5}`".to_owned()
        }
        "linenos" | "linenums" | "lineNumbers" | "showLineNumbers" | "numberLines" => {
            "take it away; gen doesn't number lines".to_owned()
        }
        _ => match crate::diag::nearest(key, ["name"]) {
            Some(name) => format!("did you mean `{name}=\"…\"`?"),
            None => "take it away; a fence takes lines and a name: `{2,4-5} name=\"src/lib.rs\"`".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_has_a_language_lines_and_a_name() {
        for (info, language, lines, name) in [
            ("", "", &[][..], None),
            ("rust", "rust", &[], None),
            ("rust,ignore", "rust", &[], None),
            (" rust  {2,4-5}  name=\"src/lib.rs\" ", "rust", &[2..=2, 4..=5], Some("src/lib.rs")),
            ("rust name=\"a b.rs\" { 1 , 3 - 4 }", "rust", &[1..=1, 3..=4], Some("a b.rs")),
            ("js{1,3}", "js", &[1..=1, 3..=3], None),
            ("{2}", "", &[2..=2], None),
            ("python:main.py {5}", "python", &[5..=5], None),
            ("{1}{3}", "", &[1..=1, 3..=3], None),
        ] {
            let expected = Fence { language, lines: lines.to_vec(), name, faults: Vec::new() };
            assert_eq!(read(info, 5), expected, "{info}");
        }
    }

    const LIST: &str = "write numbers and ranges of lines in braces, such as `{2,4-5}`";

    #[test]
    fn what_a_fence_does_not_take_is_told() {
        for (info, written, message, help) in [
            ("a {}", "{}", "`{}` isn't a list of lines", LIST),
            ("a {0}", "{0}", "`{0}` isn't a list of lines", LIST),
            ("a {3-2}", "{3-2}", "`{3-2}` isn't a list of lines", LIST),
            ("a {2", "{2", "`{2` isn't a list of lines", LIST),
            (
                "{.python}",
                "{.python}",
                "`{.python}` isn't a list of lines",
                "write the language without braces; lines go in braces, such as `{2,4-5}`",
            ),
            ("a {1,6-7}", "{1,6-7}", "there is no line 7 in this code", "name lines from 1 to 5"),
            ("a name=b.rs", "name=b.rs", "a name stands in quotes", "write `name=\"b.rs\"`"),
            ("a name='b.rs'", "name='b.rs'", "a name stands in quotes", "write `name=\"b.rs\"`"),
            ("a name=\"b", "name=\"b", "a name stands in quotes", "write `name=\"b\"`"),
            ("a name=\"\"", "name=\"\"", "a name stands in quotes", "write `name=\"src/lib.rs\"`"),
            ("a name=\"b\" name=\"c\"", "name=\"c\"", "`name` is given twice", "keep one of the two"),
            ("a nmae=\"b c\"", "nmae=\"b c\"", "a code block takes no `nmae`", "did you mean `name=\"…\"`?"),
            (
                "a title=\"b\"",
                "title=\"b\"",
                "a code block takes no `title`",
                "gen calls it `name`: `name=\"src/lib.rs\"`",
            ),
            ("a linenos", "linenos", "a code block takes no `linenos`", "take it away; gen doesn't number lines"),
            (
                "a hl_lines=\"1 2\"",
                "hl_lines=\"1 2\"",
                "a code block takes no `hl_lines`",
                "write the lines in braces, such as `{2,4-5}`",
            ),
            (
                "a é",
                "é",
                "a code block takes no `é`",
                "take it away; a fence takes lines and a name: `{2,4-5} name=\"src/lib.rs\"`",
            ),
        ] {
            let faults = read(info, 5).faults;
            assert_eq!(faults.len(), 1, "{info}: {faults:?}");
            assert_eq!(
                (&info[faults[0].range.clone()], &*faults[0].message, &*faults[0].help),
                (written, message, help)
            );
        }
        assert_eq!(read("a {1}", 0).faults[0].help, "take the lines away; the code is empty");
        assert_eq!(read("a {2}", 1).faults[0].help, "take the lines away, or name the only line: `{1}`");
    }
}
