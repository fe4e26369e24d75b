//! Lines of code that stand out: those their author marks, and those that a diff adds or takes away.
//!
//! A line that stands out is an element of its own, with the line's end in it: `mark`, `ins` or `del`, which mean that without a
//! style too. Tokens may go over several lines, as comments do; a span is closed at the border of such a line and opened behind it.

use crate::markdown::escape;

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Line {
    /// Its author marks it.
    Marked,
    /// It is new.
    Inserted,
    /// It is gone.
    Deleted,
}

impl Line {
    fn element(self) -> &'static str {
        match self {
            Self::Marked => "mark",
            Self::Inserted => "ins",
            Self::Deleted => "del",
        }
    }
}

/// Whether code in `language` is a list of changes.
pub(in crate::markdown) fn is_diff(language: &str) -> bool {
    ["diff", "patch"].iter().any(|name| language.eq_ignore_ascii_case(name))
}

/// Writes `code`, a diff, with what isn't a line of a file in spans, and says in `lines` what each line is.
pub(in crate::markdown) fn write_diff(code: &str, lines: &mut [Option<Line>], out: &mut String) {
    let mut rest = code.split_inclusive('\n').zip(lines).peekable();
    let mut in_head = false;
    while let Some((text, line)) = rest.next() {
        // `--- ` begins a head only where `+++ ` follows: it may be a deleted line that begins with `-- `
        let is_old = text.starts_with("--- ") && rest.peek().is_some_and(|(next, _)| next.starts_with("+++ "));
        let is_head = is_old || in_head || ["@@", "diff ", "index "].iter().any(|start| text.starts_with(start));
        in_head = is_old;
        let content = text.trim_end_matches(['\n', '\r']);
        if is_head {
            out.push_str("<span class=\"c\">");
            escape::text(content, out);
            out.push_str("</span>");
            out.push_str(&text[content.len()..]);
            continue;
        }
        *line = match text.as_bytes().first() {
            Some(b'+') => Some(Line::Inserted),
            Some(b'-') => Some(Line::Deleted),
            _ => None,
        };
        escape::text(text, out);
    }
}

/// Writes `html`, code with its tokens in spans, with each of its `lines` that stands out in its element.
pub(in crate::markdown) fn wrap_lines(html: &str, lines: &[Option<Line>], out: &mut String) {
    let mut token = "";
    for (at, text) in html.split_inclusive('\n').enumerate() {
        let line = lines.get(at).copied().flatten();
        let Some(line) = line else {
            token = open_after(text, token);
            out.push_str(text);
            let next = lines.get(at + 1).copied().flatten();
            if next.is_some() && !token.is_empty() {
                // the line's end stays where it is; nothing stands between it and the next line
                out.truncate(out.len() - 1);
                out.push_str("</span>\n");
            }
            continue;
        };
        let content = text.strip_suffix('\n').unwrap_or(text);
        out.push_str(&format!("<{}>{token}", line.element()));
        out.push_str(content);
        token = open_after(text, token);
        out.push_str(if token.is_empty() { "" } else { "</span>" });
        out.push_str(&format!("{}</{}>", &text[content.len()..], line.element()));
        let next = lines.get(at + 1).copied().flatten();
        out.push_str(if next.is_none() { token } else { "" });
    }
}

/// The start tag of the span that is open behind `html`, where that of `token` was open before it.
fn open_after<'h>(html: &'h str, token: &'h str) -> &'h str {
    match html.rfind('<') {
        None => token,
        Some(tag) if html[tag..].starts_with("</") => "",
        Some(tag) => html[tag..].find('>').map_or("", |end| &html[tag..=tag + end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(html: &str, lines: &[Option<Line>]) -> String {
        let mut out = String::new();
        wrap_lines(html, lines, &mut out);
        out
    }

    #[test]
    fn a_line_is_an_element_with_its_end() {
        let mark = Some(Line::Marked);
        for (html, lines, expected) in [
            ("a\nb\n", &[mark, None][..], "<mark>a\n</mark>b\n"),
            ("a\nb", &[None, mark], "a\n<mark>b</mark>"),
            ("a\n\nb\n", &[None, mark, None], "a\n<mark>\n</mark>b\n"),
            (
                "<span class=\"k\">a</span>\nb\n",
                &[mark, mark],
                "<mark><span class=\"k\">a</span>\n</mark><mark>b\n</mark>",
            ),
            (
                "<span class=\"c\">a\nb\nc</span>\n",
                &[None, mark, None],
                "<span class=\"c\">a</span>\n<mark><span class=\"c\">b</span>\n</mark><span class=\"c\">c</span>\n",
            ),
            (
                "<span class=\"c\">a\nb\nc</span> d\n",
                &[mark, mark, mark],
                "<mark><span class=\"c\">a</span>\n</mark><mark><span class=\"c\">b</span>\n</mark><mark><span class=\"c\">c</span> d\n</mark>",
            ),
            ("<span class=\"c\">a\nb\nc</span>\n", &[None, None, None], "<span class=\"c\">a\nb\nc</span>\n"),
        ] {
            assert_eq!(wrapped(html, lines), expected);
        }
    }

    #[test]
    fn a_diff_says_what_each_line_is() {
        let code = "--- a.sql\n+++ b.sql\n@@ -1 +1 @@\n same\n--- a comment <\n+-- another\n";
        let mut lines = vec![None; 6];
        let mut html = String::new();
        write_diff(code, &mut lines, &mut html);
        assert_eq!(lines, [None, None, None, None, Some(Line::Deleted), Some(Line::Inserted)]);
        assert_eq!(
            wrapped(&html, &lines),
            "<span class=\"c\">--- a.sql</span>\n<span class=\"c\">+++ b.sql</span>\n<span class=\"c\">@@ -1 +1 @@</span>\n \
             same\n<del>--- a comment &lt;\n</del><ins>+-- another\n</ins>"
        );
    }
}
