//! What an argument of a directive takes: a row of the table of the built-in directives, or what its default is like.
//!
//! `view` and the built-in templates rely on the table, whoever's template renders the directive; `text` and `caption` of
//! any directive are Markdown, and so strings. [`ArgType::fits`] is asked wherever a directive is rendered, [`ArgType::diagnose`]
//! once, where the mistakes of all texts are reported.

use crate::{
    diag::{Code, Diagnostic},
    place::SourcePath,
    tree::{
        Entry, Node, Value,
        keys::{ValueKind, assigned},
    },
};

/// What an argument takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArgType {
    /// Anything.
    Any,
    /// A string.
    Text,
    /// A string that isn't empty.
    Filled,
    /// A list of strings.
    Texts,
    /// A string, or a list of strings.
    TextOrTexts,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole {
        /// The least it may be.
        min: i64,
        /// The most it may be.
        max: i64,
    },
    /// A number.
    Number,
    /// A list.
    List,
}

const PICKS: &[&str] = &["questions", "quiz"];
const ANY_WHOLE: ArgType = ArgType::Whole { min: i64::MIN, max: i64::MAX };

/// The arguments of the built-in directives whose defaults don't say all: directives, argument, what it takes.
const BUILT_IN: &[(&[&str], &str, ArgType)] = &[
    (PICKS, "ids", ArgType::Texts),
    (PICKS, "topic", ArgType::TextOrTexts),
    (PICKS, "level", ArgType::TextOrTexts),
    (PICKS, "role", ArgType::TextOrTexts),
    (PICKS, "limit", ArgType::Whole { min: 1, max: i64::MAX }),
    (&["figure", "video"], "src", ArgType::Filled),
    (&["figure"], "alt", ArgType::Text),
    (&["video"], "title", ArgType::Filled),
    (&["video"], "poster", ArgType::Filled),
    (&["details"], "summary", ArgType::Filled),
    (&["details"], "text", ArgType::Filled),
    (&["toc"], "depth", ArgType::Whole { min: 2, max: 4 }),
];

impl ArgType {
    /// What the argument `name` of `directive` takes, which is `default` where it isn't given.
    pub(super) fn of(directive: &str, name: &str, default: Option<&tera::Value>) -> Self {
        let built_in = BUILT_IN.iter().find(|(names, arg, _)| *arg == name && names.contains(&directive));
        match (built_in, default.filter(|default| !default.is_none())) {
            (Some((.., takes)), _) => *takes,
            (None, Some(default)) => Self::like(default),
            (None, None) if matches!(name, "text" | "caption") => Self::Text,
            (None, None) => Self::Any,
        }
    }

    /// What may stand in the place of `default`.
    fn like(default: &tera::Value) -> Self {
        let is_text = |value: &tera::Value| value.as_str().is_some();
        if is_text(default) {
            Self::Text
        } else if let Some(items) = default.as_array() {
            if !items.is_empty() && items.iter().all(is_text) { Self::Texts } else { Self::List }
        } else if default.as_bool().is_some() {
            Self::Flag
        } else if default.as_i64().is_some() {
            ANY_WHOLE
        } else {
            Self::Number
        }
    }

    /// Whether `value` is what it takes.
    pub(crate) fn fits(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Any, _)
            | (Self::Text | Self::TextOrTexts, Value::String(_))
            | (Self::Flag, Value::Bool(_))
            | (Self::Number, Value::Integer(_) | Value::Float(_))
            | (Self::List, Value::Array(_)) => true,
            (Self::Filled, Value::String(text)) => !text.as_str().trim().is_empty(),
            (Self::Texts | Self::TextOrTexts, Value::Array(items)) => items.iter().all(is_string),
            (Self::Whole { min, max }, Value::Integer(number)) => (min..=max).contains(number),
            _ => false,
        }
    }

    /// What is wrong with `entry`, an argument that stands in `file` and doesn't fit.
    pub(crate) fn diagnose(self, entry: &Entry, file: &SourcePath) -> Vec<Diagnostic> {
        let (name, node) = (&entry.name, &entry.node);
        let wrong = |node: &Node, message: String, help: String| {
            Diagnostic::at(Code::WrongType, file, node.span, message).help(help)
        };
        let value = match (self, &node.value) {
            (Self::Texts | Self::TextOrTexts, Value::Array(items)) => {
                let odd = items.iter().filter(|item| !is_string(item));
                let message =
                    |item: &Node| format!("the items of `{name}` are each a string, not {}", item.value.type_name());
                let help = |item: &Node| {
                    let example = assigned("", &ValueKind::Text, item);
                    format!("write `{}`", example.trim_start_matches([' ', '=']))
                };
                return odd.map(|item| wrong(item, message(item), help(item))).collect();
            }
            (Self::Filled, Value::String(_)) => (format!("`{name}` is empty"), "put a text there".to_owned()),
            (Self::Whole { min, max }, Value::Integer(number)) => {
                let range =
                    if max == i64::MAX { format!("at least {min}") } else { format!("between {min} and {max}") };
                (format!("`{name}` can't be {number}"), format!("write a number that is {range}"))
            }
            (_, value) => {
                let (expected, kind) = self.form();
                let message = format!("`{name}` takes {expected}, not {}", value.type_name());
                return vec![wrong(node, message, format!("write `{}`", assigned(name, &kind, node)))];
            }
        };
        vec![Diagnostic::at(Code::WrongValue, file, node.span, value.0).help(value.1)]
    }

    /// What it takes, in words, and the kind of key whose examples are right for it.
    fn form(self) -> (&'static str, ValueKind) {
        match self {
            Self::Any => ("a value", ValueKind::Free),
            Self::Text | Self::Filled => ("a string", ValueKind::Text),
            Self::Texts => ("a list of strings", ValueKind::Texts),
            Self::TextOrTexts => ("a string or a list of strings", ValueKind::Text),
            Self::Flag => ("true or false", ValueKind::Flag),
            Self::Whole { min, max } => ("a whole number", ValueKind::Integer { min, max }),
            Self::Number => ("a number", ValueKind::Integer { min: i64::MIN, max: i64::MAX }),
            Self::List => ("a list", ValueKind::Texts),
        }
    }
}

fn is_string(node: &Node) -> bool {
    matches!(node.value, Value::String(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_says_what_an_argument_takes() {
        let text = || tera::Value::from("a");
        for (name, default, takes) in [
            ("a", None, ArgType::Any),
            ("a", Some(tera::Value::none()), ArgType::Any),
            ("text", None, ArgType::Text),
            ("caption", Some(tera::Value::none()), ArgType::Text),
            ("text", Some(tera::Value::from(1)), ANY_WHOLE),
            ("a", Some(text()), ArgType::Text),
            ("a", Some(tera::Value::from(true)), ArgType::Flag),
            ("a", Some(tera::Value::from(-5)), ANY_WHOLE),
            ("a", Some(tera::Value::from(0.5)), ArgType::Number),
            ("a", Some(tera::Value::from(Vec::<tera::Value>::new())), ArgType::List),
            ("a", Some(tera::Value::from(vec![text()])), ArgType::Texts),
            ("a", Some(tera::Value::from(vec![text(), tera::Value::from(1)])), ArgType::List),
        ] {
            assert_eq!(ArgType::of("own", name, default.as_ref()), takes, "{name} {default:?}");
        }
        assert_eq!(ArgType::of("quiz", "ids", Some(&tera::Value::from(Vec::<tera::Value>::new()))), ArgType::Texts);
    }
}
