//! Tera's messages in the form of ours: lower case, no full stop, no names of Rust types, and what to do next.

use crate::diag::nearest;

/// What to do where nothing better can be said.
const MANUAL: &str = "the manual's page on templates has the form of every tag and filter";

/// A message and what to do next.
#[derive(Debug, PartialEq)]
pub(super) struct Reworded {
    pub(super) message: String,
    pub(super) help: String,
}

/// `message` of Tera's in our form.
pub(super) fn reword(message: &str) -> Reworded {
    for (verb, list) in [("variable", ". Available variables: "), ("field", ". Available fields: ")] {
        if let Some((what, names)) = message.split_once(list) {
            return undefined(what, verb, names);
        }
    }
    if let Some((kind @ ("block" | "component"), rest)) = message.split_once(" was named `")
        && let Some((name, _)) = rest.split_once('`')
    {
        return Reworded { message: tidy(message), help: format!("write `{{% end{kind} {name} %}}`") };
    }
    let help = HELPS.iter().find(|(start, _)| message.starts_with(start)).map_or(MANUAL, |(_, help)| help);
    Reworded { message: tidy(message), help: help.to_owned() }
}

/// How Tera writes what messages name, and how we do.
const NAMES: &[(&str, &str)] = &[
    ("expected }}", "expected `}}`"),
    ("expected %}", "expected `%}`"),
    ("`&str`", "`string`"),
    ("`&[Value]`", "`array`"),
    ("`map/struct`", "`map`"),
    ("`i64`", "`integer`"),
    ("`u64`", "`integer`"),
    ("`usize`", "`integer`"),
    ("`f64`", "`float`"),
];

/// How messages of Tera's begin, and what to do then.
const HELPS: &[(&str, &str)] = &[
    ("This content would be ignored", "move it into a `{% block … %}` of the template that this one extends"),
    ("Unexpected end of input", "write the `}}` or `%}` of the last tag"),
    ("Invalid type for the value", "give it what it takes, or write `or …` with what is to stand for a missing one"),
    ("Missing keyword argument", "write it between the parentheses, as `n = 5`"),
    ("Unclosed component", "write its closing tag, or ` />` at the end of the tag itself"),
    ("Closing comment tag", "write `#}` where the comment ends"),
    ("unexpected end of raw block", "write `{% endraw %}` where the block ends"),
    ("String opened with", "write the closing quote"),
    ("`extends` needs to be", "move it to the very beginning; only comments may stand above it"),
    ("Variable `", UNDEFINED),
    ("Field `", UNDEFINED),
    ("Tried to render a variable", UNDEFINED),
    ("Iteration not possible on", "loop over a list, or write `or []` behind what may be none"),
    ("Math operations", "use a number, or write `or 0` behind what may be none"),
    ("`+` requires", "use numbers, or join strings with `~`"),
    ("Maximum render recursion", "let the component stop calling itself"),
];

const UNDEFINED: &str =
    "the manual's page on templates lists every variable; what may be missing is none there, not undefined";

fn undefined(what: &str, verb: &str, names: &str) -> Reworded {
    let missing = what.split('`').nth(1).unwrap_or_default();
    let names: Vec<&str> = names.split(", ").filter(|name| !name.starts_with("__")).collect();
    let help = match nearest(missing, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() || names.len() > 40 => UNDEFINED.to_owned(),
        None => format!("the {verb}s that are there: `{}`", names.join("`, `")),
    };
    Reworded { message: tidy(what), help }
}

/// A message in lower case, without a full stop, with names in backticks, none of them a type of Rust.
pub(super) fn tidy(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let quoted = message.matches('\'').count() == 2 && !message.contains('`');
    let message = if quoted { message.replace('\'', "`") } else { message.to_owned() };
    let message = NAMES.iter().fold(message, |message, (theirs, ours)| message.replace(theirs, ours));
    let mut chars = message.chars();
    match (chars.next(), chars.as_str()) {
        // `HTML …` stays.
        (Some(first), rest) if !rest.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_helps() {
        let cases: &[(&str, &str, &str)] = &[
            (
                "Variable `pgae` is not defined. Available variables: page, site",
                "variable `pgae` is not defined",
                "did you mean `page`?",
            ),
            (
                "Field `x` is not defined. Available fields: url, title",
                "field `x` is not defined",
                "the fields that are there: `url`, `title`",
            ),
            (
                "block was named `main` in the opening tag, found `body` as name in the end tag",
                "block was named `main` in the opening tag, found `body` as name in the end tag",
                "write `{% endblock main %}`",
            ),
            ("Variable `a` is not defined.", "variable `a` is not defined", UNDEFINED),
            (
                "Invalid type for the value, expected `&str` but got `map/struct`",
                "invalid type for the value, expected `string` but got `map`",
                HELPS[2].1,
            ),
            ("Missing keyword argument `n`", "missing keyword argument `n`", HELPS[3].1),
            (
                "Iteration not possible on type `i64`",
                "iteration not possible on type `integer`",
                "loop over a list, or write `or []` behind what may be none",
            ),
            ("Unclosed component 'card'", "unclosed component `card`", HELPS[4].1),
            ("Found `}}` but expected one of: integer.", "found `}}` but expected one of: integer", MANUAL),
            ("HTML is odd", "HTML is odd", MANUAL),
            ("", "", MANUAL),
        ];
        for (tera, message, help) in cases {
            assert_eq!(reword(tera), Reworded { message: (*message).to_owned(), help: (*help).to_owned() });
        }
    }
}
