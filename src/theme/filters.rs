//! The filters that templates have beside Tera's own, in one table; each row's example is run by a test.
//!
//! Tera's own stay as they are, but for `group_by`, whose groups come in no order: ours are a list. Filters see
//! their value, their arguments and the [words] of the page's language, never the site. `dates`, `lists` and `wording`
//! hold what the rows do.

mod dates;
mod lists;
mod wording;

use tera::{State, Tera, TeraResult, Value};

/// A filter, as the manual shows it.
#[derive(Debug)]
pub struct FilterInfo {
    /// Its name.
    pub name: &'static str,
    /// Its arguments, as one writes them; what is optional has its default.
    pub arguments: &'static str,
    /// What it makes of its value, in a sentence.
    pub about: &'static str,
    /// An expression that uses it.
    pub example: &'static str,
    /// What that prints.
    pub prints: &'static str,
    register: fn(&mut Tera, &'static str),
}

/// Every filter of ours, in the order of the names.
pub const FILTERS: &[FilterInfo] = &[
    FilterInfo {
        name: "date",
        arguments: "format = strings.date_format, months = strings.months",
        about: "writes a date (an ISO string, or a map with `year`, `month`, `day`) in the form of `strftime`; \
                `months` are the twelve names that `%B` stands for, with commas between; a component that doesn't \
                declare `@strings` has neither, and writes `2026-05-12`",
        example: "\"2026-05-12\" | date(format=\"%-d %B %Y\")",
        prints: "12 May 2026",
        register: |tera, name| tera.register_filter(name, dates::date),
    },
    FilterInfo {
        name: "fill",
        arguments: "NAME = VALUE, …",
        about: "puts each value in the place of `{NAME}` in a string",
        example: "\"Page {n} of {all}\" | fill(n=2, all=7)",
        prints: "Page 2 of 7",
        register: |tera, name| tera.register_filter(name, wording::fill),
    },
    FilterInfo {
        name: "group_by",
        arguments: "attribute",
        about: "makes a list of `{ key, items }`, in the order in which the keys first come; \
                items without the attribute are left out",
        example: "[{'l': 'b', 'n': 1}, {'l': 'a', 'n': 2}, {'l': 'b', 'n': 3}] | group_by(attribute='l') | json",
        prints: r#"[{"key":"b","items":[{"l":"b","n":1},{"l":"b","n":3}]},{"key":"a","items":[{"l":"a","n":2}]}]"#,
        register: |tera, name| tera.register_filter(name, lists::group_by),
    },
    FilterInfo {
        name: "json",
        arguments: "",
        about: "writes any value as JSON that is safe inside a `script` element",
        example: "[\"</script>\", none, 1] | json",
        prints: r#"["\u003c/script\u003e",null,1]"#,
        register: |tera, name| tera.register_filter(name, wording::json),
    },
    FilterInfo {
        name: "limit",
        arguments: "n",
        about: "keeps the first `n` items of a list; all of them where `n` is none",
        example: "[1, 2, 3] | limit(n=2)",
        prints: "[1, 2]",
        register: |tera, name| tera.register_filter(name, lists::limit),
    },
    FilterInfo {
        name: "plain",
        arguments: "",
        about: "takes the markup away from HTML, for attributes and titles: its words are left; \
                a string that isn't HTML stays as it is",
        example: "\"<p>Locks <em>&amp;</em> latches</p>\" | safe | plain | json",
        prints: r#""Locks \u0026 latches""#,
        register: |tera, name| tera.register_filter(name, wording::plain),
    },
    FilterInfo {
        name: "plural",
        arguments: "of = none, one = none, other = none",
        about: "takes the string `one` for the number 1, else `other`, and puts the number in the place of `{n}`; \
                with `of=\"minutes\"` these are `strings.minutes_one` and `strings.minutes_other`",
        example: "3 | plural(one=\"{n} question\", other=\"{n} questions\")",
        prints: "3 questions",
        register: |tera, name| tera.register_filter(name, wording::plural),
    },
    FilterInfo {
        name: "slugify",
        arguments: "",
        about: "makes a slug of a string, as addresses have them",
        example: "\"C++ & C# in .NET\" | slugify",
        prints: "cplusplus-csharp-in-net",
        register: |tera, name| tera.register_filter(name, wording::slugify),
    },
    FilterInfo {
        name: "sort_by",
        arguments: "attribute, reverse = false",
        about: "orders a list by an attribute; equal items keep their order, items without the attribute come last",
        example: "[{\"n\": 2}, {\"n\": 1}] | sort_by(attribute=\"n\") | json",
        prints: r#"[{"n":1},{"n":2}]"#,
        register: |tera, name| tera.register_filter(name, lists::sort_by),
    },
    FilterInfo {
        name: "where",
        arguments: "attribute, value",
        about: "keeps the items of a list whose attribute is `value`; \
                without a `value`, those whose attribute is true or not empty",
        example: "[{\"l\": \"a\"}, {\"l\": \"b\"}] | where(attribute=\"l\", value=\"b\") | json",
        prints: r#"[{"l":"b"}]"#,
        register: |tera, name| tera.register_filter(name, lists::r#where),
    },
];

/// The words of the page's language, where the template that runs sees `strings`.
fn words(state: &State) -> TeraResult<Option<Value>> {
    state.get("strings")
}

/// A Tera with all filters and no templates.
pub(super) fn tera() -> Tera {
    let mut tera = Tera::default();
    for filter in FILTERS {
        (filter.register)(&mut tera, filter.name);
    }
    tera
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::Context;

    #[test]
    fn every_example_prints_what_it_says() {
        assert!(FILTERS.is_sorted_by_key(|filter| filter.name));
        for FilterInfo { name, example, prints, .. } in FILTERS {
            let printed = tera().render_str(&format!("{{{{ {example} }}}}"), &Context::new(), true);
            assert_eq!(printed.expect(name), *prints, "{name}");
        }
    }
}
