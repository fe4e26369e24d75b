//! Values that hold no others: strings, numbers, dates, `true` and `false`.
//!
//! The crate decodes; what it can't decode is told once for each value, by what it looks like: a string without
//! quotes, a date that isn't one, a number.

use super::{faults::Faults, strings};
use crate::tree::{Node, Value, dates, origin::Origin};
use std::{borrow::Cow, ops::Range};
use toml_parser::{
    ParseError, Source,
    decoder::{Encoding, ScalarKind},
    parser::Event,
};

/// A value as the events tell it.
pub(super) struct Scalar<'e> {
    pub(super) event: &'e Event,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// The key it belongs to.
    pub(super) key: &'e str,
    /// Whether the rest of its line belongs to it, if it is a string without quotes.
    pub(super) alone: bool,
}

/// Reads a value; nothing if it can't be read, which is then in `faults`.
pub(super) fn read(scalar: &Scalar, source: Source, origin: &Origin, faults: &mut Faults) -> Option<Node> {
    let raw = source.get(scalar.event)?;
    if scalar.event.encoding() == Some(Encoding::BasicString) && is_plain(raw.as_str()) {
        // as most are: there is nothing to decode, and nothing that can be wrong in it
        if faults.ends_early(scalar) {
            return None;
        }
        let text = strings::text(origin, scalar.range.clone(), Encoding::BasicString);
        return Some(Node { value: Value::String(text), span: origin.span(scalar.range.clone()) });
    }
    let mut decoded = Cow::Borrowed("");
    let mut errors: Vec<ParseError> = Vec::new();
    let kind = raw.decode_scalar(&mut decoded, &mut errors);
    if let (Some(error), Some(_)) = (errors.first(), scalar.event.encoding()) {
        faults.string(error, scalar);
        return None;
    }
    if scalar.event.encoding().is_some() && faults.ends_early(scalar) {
        return None;
    }
    let written = raw.as_str();
    if !errors.is_empty() {
        unreadable(written, errors, scalar, faults);
        return None;
    }
    let value = match kind {
        ScalarKind::String => {
            let encoding = scalar.event.encoding().unwrap_or(Encoding::LiteralString);
            Value::String(strings::text(origin, scalar.range.clone(), encoding))
        }
        ScalarKind::Boolean(flag) => Value::Bool(flag),
        ScalarKind::Integer(radix) => match i64::from_str_radix(&decoded, radix.value()) {
            Ok(number) => Value::Integer(number),
            Err(_) => {
                faults.number(written, "a number has at most 18 digits", scalar);
                return None;
            }
        },
        ScalarKind::Float => match decoded.parse::<f64>() {
            Ok(number) if number.is_finite() || written.contains("inf") || written.contains("nan") => {
                Value::Float(number)
            }
            _ => {
                faults.number(written, "too large a number", scalar);
                return None;
            }
        },
        ScalarKind::DateTime => match dates::parse(written) {
            Ok(date) => Value::Date(date),
            Err(why) => {
                faults.date(written, &why, scalar);
                return None;
            }
        },
    };
    Some(Node { value, span: origin.span(scalar.range.clone()) })
}

/// Whether `written` is a string that stands between its quotes as it is: without escapes, and without what has to be one.
fn is_plain(written: &str) -> bool {
    let [b'"', inner @ .., b'"'] = written.as_bytes() else { return false };
    // whole texts, and no search that ends early: many bytes at a time
    inner.iter().fold(true, |plain, byte| plain & (*byte >= b' ') & !matches!(byte, b'"' | b'\\' | 0x7f))
}

/// Says what is wrong with a value without quotes, by what it looks like.
fn unreadable(written: &str, errors: Vec<ParseError>, scalar: &Scalar, faults: &mut Faults) {
    let numeric = written.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    if written.is_empty() {
        faults.no_value(scalar);
    } else if dates::looks_like_one(written) {
        let why = match dates::parse(written) {
            Err(why) => why,
            Ok(date) => dates::NoDate { reason: "not a date".into(), meant: Some(date.to_string()) },
        };
        faults.date(written, &why, scalar);
    } else if numeric && !written.contains(|c: char| c.is_whitespace() || c.is_alphabetic()) {
        let description = errors.first().map_or("not a number", ParseError::description);
        faults.number(written, description, scalar);
    } else if let Some(flag) = flag(written) {
        faults.flag(written, flag, scalar);
    } else {
        faults.unquoted(scalar);
    }
}

/// What other notations write for `true` and `false`.
fn flag(written: &str) -> Option<bool> {
    match written.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
