//! TeX math as MathML, which browsers show without any script.
//!
//! pulldown-latex does the work. Three things about its output are mended: operators `<` and `&` that it leaves
//! unescaped, inline styles, which a strict Content-Security-Policy blocks, and the missing TeX, which goes into
//! `alttext` for those who copy a formula or hear it read. What it can't read is an error with its own words.

use super::escape;
use crate::html::{self, Tag, Token, TokenKind};
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, event::Event, mathml::push_mathml};
use std::{
    ops::Range,
    panic::{self, AssertUnwindSafe},
};

/// Longer formulas, and such with more braces within each other, are refused: the parser calls itself for them.
const LONGEST: usize = 10_000;
const DEEPEST: usize = 50;

/// The MathML of `tex`; or why it can't be read, in a few words.
pub(super) fn mathml(tex: &str, display: bool) -> Result<String, String> {
    if tex.len() > LONGEST {
        return Err("it is too long".into());
    }
    if depth(tex) > DEEPEST {
        return Err("its braces are nested too deeply".into());
    }
    let raw = convert(tex, display).or_else(|reason| match display && tex.contains("\\\\") {
        // Other programs break lines in a display formula without an environment for it.
        true => convert(&format!("\\begin{{gathered}}{tex}\\end{{gathered}}"), display).map_err(|_| reason),
        false => Err(reason),
    })?;
    Ok(mend(&raw, tex))
}

fn convert(tex: &str, display: bool) -> Result<String, String> {
    // The parser meets a few broken macros with a panic of its own.
    let result = panic::catch_unwind(AssertUnwindSafe(|| parse(tex, display)));
    result.unwrap_or_else(|_| Err("the parser of formulas failed on it".into()))
}

fn parse(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(tex, &storage) {
        events.push(event.map_err(|error| reason(&error.to_string()))?);
        if events.len() > LONGEST {
            return Err("its macros make it too long".into());
        }
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    let events = events.into_iter().map(Ok::<Event<'_>, std::fmt::Error>);
    push_mathml(&mut mathml, events, config).map_err(|error| error.to_string())?;
    Ok(mathml)
}

/// How deep braces and environments are nested.
fn depth(tex: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, byte) in tex.bytes().enumerate() {
        let command = |name: &str| byte == b'\\' && tex[at + 1..].starts_with(name);
        if byte == b'{' || command("begin") || command("left") {
            depth += 1;
            deepest = deepest.max(depth);
        } else if byte == b'}' || command("end") || command("right") {
            depth = depth.saturating_sub(1);
        }
    }
    deepest
}

/// The parser's message without its drawing of the place.
fn reason(message: &str) -> String {
    let line = message.lines().next().unwrap_or(message);
    line.trim_start_matches("parsing error: ").replace("unkown", "unknown").replace("{{}}", "{}").trim().to_owned()
}

/// `mathml` with its operators escaped, its styles as attributes of MathML, and its TeX.
fn mend(mathml: &str, tex: &str) -> String {
    let mut mended = String::with_capacity(mathml.len() + tex.len() + 16);
    for Token { range, kind } in html::tokens(mathml) {
        match kind {
            TokenKind::Text(text) => escape::text(&text, &mut mended),
            TokenKind::Start(tag) => mend_tag(&tag, range, mathml, tex, &mut mended),
            _ => mended.push_str(&mathml[range]),
        }
    }
    // a space that doesn't break is seen by those who read the source, too
    mended.replace('\u{a0}', "&nbsp;")
}

fn mend_tag(tag: &Tag<'_>, range: Range<usize>, mathml: &str, tex: &str, mended: &mut String) {
    if tag.name == "math" {
        mended.push_str(mathml[range].trim_end_matches('>'));
        mended.push_str(" alttext=\"");
        escape::attribute(&tex.split_whitespace().collect::<Vec<_>>().join(" "), mended);
        return mended.push_str("\">");
    }
    let style = tag.attributes.iter().find(|attribute| attribute.name == "style");
    let Some(style) = style else { return mended.push_str(&mathml[range]) };
    mended.push_str(mathml[range.start..style.range.start].trim_end());
    for property in style.value.split(';') {
        let Some((name, value)) = property.split_once(':') else { continue };
        let attribute = match name.trim() {
            "color" => "mathcolor",
            "background-color" => "mathbackground",
            _ => continue,
        };
        if let Some(color) = hex(value) {
            mended.push_str(&format!(" {attribute}=\"{color}\""));
        }
    }
    mended.push_str(&mathml[style.range.end..range.end]);
}

/// `rgb(1 2 3)` as `#010203`.
fn hex(value: &str) -> Option<String> {
    let numbers = value.trim().strip_prefix("rgb(")?.strip_suffix(')')?;
    let mut numbers = numbers.split(' ').map(str::parse::<u8>);
    let mut number = || numbers.next()?.ok();
    Some(format!("#{:02x}{:02x}{:02x}", number()?, number()?, number()?))
}

#[cfg(test)]
mod tests {
    use super::mathml;

    #[test]
    fn a_formula_becomes_mathml_with_its_tex() {
        for (tex, part) in [
            ("O(n \\log n)", "<math display=\"inline\" alttext=\"O(n \\log n)\">"),
            ("a < b", "<mo>&lt;</mo>"),
            ("a > b", "<mo>&gt;</mo>"),
            ("a \\& b", "&amp;"),
            ("\"", "alttext=\"&quot;\""),
            ("\\color{red} x", " mathcolor=\"#ff0000\""),
            ("\\text{a < b & c}", "a &lt; b &amp; c"),
        ] {
            let html = mathml(tex, false).unwrap_or_else(|reason| panic!("{tex}: {reason}"));
            assert!(html.contains(part), "{tex} gives {html}");
            assert!(!html.contains("style="), "{tex} gives {html}");
        }
        assert!(mathml("x", true).is_ok_and(|html| html.starts_with("<math display=\"block\"")));
    }

    #[test]
    fn what_cant_be_read_has_a_reason() {
        for (tex, reason) in [
            ("\\frac{1", "unbalanced group found, expected it to be closed with `}`"),
            ("\\nosuch", "unknown primitive command found"),
            ("a_b_c", "trying to add a subscript twice to the same element"),
        ] {
            assert_eq!(mathml(tex, false), Err(reason.to_owned()), "{tex}");
        }
        for tex in ["{".repeat(5000), "x".repeat(20_000), "\\left(".repeat(1000)] {
            assert!(mathml(&tex, false).is_err(), "{}", &tex[..10]);
        }
    }
}
