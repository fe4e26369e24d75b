//! Words in templates: placeholders, the words of HTML, plurals, slugs, and JSON for scripts.

use crate::diag::nearest;
use tera::{Error, Kwargs, State, TeraResult, Value};

/// The filter `fill`. Where one of the values is safe HTML the result is, and what isn't safe is escaped in it.
pub(super) fn fill(text: &Value, args: Kwargs, state: &State) -> TeraResult<Value> {
    let pattern = text.as_str().ok_or_else(|| Error::message("only a string can be filled"))?;
    let values: Vec<(&str, &Value)> = args.iter().filter_map(|(key, value)| Some((key.as_str()?, value))).collect();
    let safe = text.is_safe() || values.iter().any(|(_, value)| value.is_string() && value.is_safe());
    let write = |value: &Value| if safe { state.escape_if_needed(value) } else { Ok(value.to_string()) };
    let mut filled = String::with_capacity(pattern.len() + 16);
    let plain = |part: &str, filled: &mut String| -> TeraResult<()> {
        filled.push_str(&if text.is_safe() { part.to_owned() } else { write(&Value::from(part))? });
        Ok(())
    };
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        plain(before, &mut filled)?;
        let hole = after.split_once('}').and_then(|(name, after)| {
            let value = values.iter().find(|(key, _)| *key == name)?.1;
            Some((value, after))
        });
        match hole {
            Some((value, after)) if !value.is_undefined() => {
                filled.push_str(&write(value)?);
                rest = after;
            }
            Some(_) => return Err(Error::message("a value to fill in is undefined")),
            // A brace that isn't a placeholder of ours stays.
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    plain(rest, &mut filled)?;
    Ok(if safe { Value::safe_string(&filled) } else { Value::from(filled) })
}

/// The filter `plain`: what isn't HTML is plain already.
pub(super) fn plain(text: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let written = text.as_str().ok_or_else(|| Error::message(format!("only HTML has words, not `{}`", text.name())))?;
    Ok(if text.is_safe() { crate::markdown::plain_text(written, usize::MAX) } else { written.to_owned() })
}

/// The filter `plural`: of the two forms it is given, or of those that the page's language has for the word `of`.
pub(super) fn plural(number: &Value, args: Kwargs, state: &State) -> TeraResult<String> {
    let shown = number
        .as_number()
        .ok_or_else(|| Error::message(format!("only a number has a plural, not `{}`", number.name())))?;
    let which = if *number == Value::from(1) { "one" } else { "other" };
    let put_in = |form: &str| form.replace("{n}", &shown.to_string());
    let Some(of) = args.get::<&str>("of")? else {
        let (one, other) = (args.must_get::<&str>("one")?, args.must_get::<&str>("other")?);
        return Ok(put_in(if which == "one" { one } else { other }));
    };
    let words = super::words(state)?.ok_or_else(|| {
        Error::message(
            "the words of the page's language aren't in sight: a component says `@strings` among its arguments",
        )
    })?;
    let name = [of, "_", which].concat();
    let form = words.get_from_path(&name).and_then(Value::as_str);
    form.map(put_in).ok_or_else(|| {
        let known = words.as_map().into_iter().flat_map(|words| words.keys().filter_map(|name| name.as_str()));
        let meant = nearest(&name, known).map(|near| format!("; did you mean `{near}`?"));
        Error::message(format!("`strings` has no `{name}`{}", meant.unwrap_or_default()))
    })
}

/// The filter `slugify`: the rule by which names become parts of addresses.
pub(super) fn slugify(text: &str, _: Kwargs, _: &State) -> String {
    crate::content::slug::slugify(text, false)
}

/// The filter `json`, whose result is safe HTML: no character of it can end a `script` element.
pub(super) fn json(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let text = serde_json::to_string(value).map_err(|reason| Error::message(reason.to_string()))?;
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // The last two end a line in JavaScript, and not in JSON.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", c as u32)),
            c => safe.push(c),
        }
    }
    Ok(Value::safe_string(&safe))
}

#[cfg(test)]
mod tests {
    use tera::Context;

    #[test]
    fn words_and_what_is_wrong_with_them() {
        let cases: &[(&str, &str)] = &[
            ("'{n} of {m}' | fill(n=1)", "1 of {m}"),
            ("'{ {n} {' | fill(n='{n}')", "{ {n} {"),
            ("'a < {n}' | fill(n='<b>')", "a &lt; &lt;b&gt;"),
            ("'a < {n}' | fill(n='<b>' | safe)", "a &lt; <b>"),
            ("'<i>{n}{m}</i>' | safe | fill(n='<b>', m=none)", "<i>&lt;b&gt;</i>"),
            ("'<p>a &lt; <b>b</b></p>' | safe | plain", "a &lt; b"),
            ("'a < <b>' | plain", "a &lt; &lt;b&gt;"),
            ("5 | fill(n=1)", "only a string can be filled"),
            ("'{n}' | fill(n=missing)", "a value to fill in is undefined"),
            ("1 | plural(one='{n} day', other='{n} days')", "1 day"),
            ("0 | plural(one='{n} day', other='{n} days')", "0 days"),
            ("1.0 | plural(one='one', other='many')", "one"),
            ("2 | plural(one='one')", "Missing keyword argument `other`"),
            ("2 | plural(of='days')", "a component says `@strings` among its arguments"),
            ("'2' | plural(one='a', other='b')", "only a number has a plural, not `string`"),
            ("'  .NET Core  ' | slugify", "dotnet-core"),
            ("'Größe & Maß' | slugify", "größe-maß"),
            ("'日本語 テスト!' | slugify", "日本語-テスト"),
            ("'--a--b--' | slugify", "a-b"),
            ("'…' | slugify", ""),
            ("{'b': '<!--', 'a': [true, none, 1.5, '&']} | json", r#"{"b":"\u003c!--","a":[true,null,1.5,"\u0026"]}"#),
        ];
        for (expression, expected) in cases {
            let template = format!("{{{{ {expression} }}}}");
            match super::super::tera().render_str(&template, &Context::new(), true) {
                Ok(printed) => assert_eq!(printed, *expected, "{expression}"),
                Err(error) => assert!(error.to_string().contains(expected), "{expression}: {error}"),
            }
        }
    }

    #[test]
    fn a_plural_is_one_of_the_language_s() {
        let mut words = Context::new();
        words.insert("strings", &serde_json::json!({ "days_one": "{n} Tag", "days_other": "{n} Tage" }));
        for (expression, expected) in [
            ("1 | plural(of='days')", "1 Tag"),
            ("0 | plural(of='days')", "0 Tage"),
            ("1 | plural(of='days', one='a')", "1 Tag"),
            ("2 | plural(of='dais')", "`strings` has no `dais_other`; did you mean `days_other`?"),
            ("2 | plural(of='nights')", "`strings` has no `nights_other`"),
        ] {
            match super::super::tera().render_str(&format!("{{{{ {expression} }}}}"), &words, true) {
                Ok(printed) => assert_eq!(printed, expected, "{expression}"),
                Err(error) => assert!(error.to_string().contains(expected), "{expression}: {error}"),
            }
        }
    }
}
