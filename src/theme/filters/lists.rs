//! Lists in templates: picking, ordering and grouping items by an attribute, which may be a path: `page.title`.
//!
//! The first part of the path has to be a key of every item, as every documented key is always there: so a misspelt
//! attribute is an error, and `extra.featured` may be missing.

use crate::diag::nearest;
use tera::{Error, Kwargs, State, TeraResult, Value};

/// The filter `where`.
pub(super) fn r#where(items: &[Value], args: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let attribute = args.must_get::<&str>("attribute")?;
    let wanted = args.get::<&Value>("value")?;
    let mut kept = Vec::new();
    for item in items {
        let found = find(item, attribute)?;
        let fits = match wanted {
            Some(wanted) => found.map_or(wanted.is_none(), |found| found == wanted),
            None => found.is_some_and(Value::is_truthy),
        };
        if fits {
            kept.push(item.clone());
        }
    }
    Ok(kept)
}

/// The filter `limit`.
pub(super) fn limit(items: &[Value], args: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let all = args.get::<&Value>("n")?.is_some_and(Value::is_none);
    let n = if all { items.len() } else { args.must_get::<usize>("n")? };
    Ok(items.iter().take(n).cloned().collect())
}

/// The filter `sort_by`.
pub(super) fn sort_by(items: &[Value], args: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let attribute = args.must_get::<&str>("attribute")?;
    let reverse = args.get::<bool>("reverse")?.unwrap_or(false);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for item in items {
        match find(item, attribute)? {
            Some(key) => with.push((key, item)),
            None => without.push(item),
        }
    }
    if let Some([(a, _), (b, _)]) = with.windows(2).find(|two| two[0].0.partial_cmp(two[1].0).is_none()) {
        let message =
            format!("`{attribute}` can't be ordered: it is `{}` in one item, `{}` in another", a.name(), b.name());
        return Err(Error::message(message));
    }
    // Not reversed as a whole: equal items keep their order.
    with.sort_by(|(a, _), (b, _)| if reverse { b.cmp(a) } else { a.cmp(b) });
    Ok(with.into_iter().map(|(_, item)| item).chain(without).cloned().collect())
}

/// The filter `group_by`.
pub(super) fn group_by(items: &[Value], args: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let attribute = args.must_get::<&str>("attribute")?;
    let mut groups: Vec<(&Value, Vec<Value>)> = Vec::new();
    for item in items {
        let Some(key) = find(item, attribute)? else { continue };
        // Groups are levels, topics, years: few enough to look through.
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, members)) => members.push(item.clone()),
            None => groups.push((key, vec![item.clone()])),
        }
    }
    let group = |(key, items): (&Value, Vec<Value>)| {
        let mut group = tera::Map::new();
        group.insert("key".into(), key.clone());
        group.insert("items".into(), items.into());
        Value::from(group)
    };
    Ok(groups.into_iter().map(group).collect())
}

/// The attribute of an item, unless it is missing or none.
fn find<'v>(item: &'v Value, attribute: &'v str) -> TeraResult<Option<&'v Value>> {
    let first = attribute.split('.').next().unwrap_or_default();
    if let Some(map) = item.as_map()
        && item.get_from_path(first).is_none()
    {
        let near = nearest(first, map.keys().filter_map(|key| key.as_str()));
        let meant = near.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
        return Err(Error::message(format!("an item has no `{first}`{meant}")));
    }
    if item.as_map().is_none() && item.as_array().is_none() {
        return Err(Error::message(format!("an item is `{}`, which has no attributes", item.name())));
    }
    Ok(item.get_from_path(attribute).filter(|found| !found.is_none() && !found.is_undefined()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tera::Context;

    #[test]
    fn lists_and_what_is_wrong_with_them() {
        let data = json!([
            {"n": 2, "t": "x", "extra": {"f": true}},
            {"n": 1, "t": "y", "extra": {}},
            {"n": 2, "t": "z", "extra": {"f": false}},
            {"n": null, "t": "w", "extra": {}},
        ]);
        let shown = "| json | safe";
        let names = "%}{{ i.t }}{% endfor %}";
        let groups = "{% for g in l | group_by(attribute='n') %}{% for i in g.items ";
        let cases: &[(String, &str)] = &[
            (format!("{{% for i in l | where(attribute='n', value=2) {names}"), "xz"),
            (format!("{{% for i in l | where(attribute='n', value=none) {names}"), "w"),
            (format!("{{% for i in l | where(attribute='extra.f', value=true) {names}"), "x"),
            (format!("{{% for i in l | where(attribute='extra.f', value=false) {names}"), "z"),
            (format!("{{% for i in l | where(attribute='n') {names}"), "xyz"),
            (format!("{{% for i in l | sort_by(attribute='n') {names}"), "yxzw"),
            (format!("{{% for i in l | sort_by(attribute='n', reverse=true) {names}"), "xzyw"),
            (format!("{{% for i in l | limit(n=2) {names}"), "xy"),
            (format!("{{% for i in l | limit(n=none) {names}"), "xyzw"),
            (format!("{{% for i in l | limit(n=99) {names}"), "xyzw"),
            (format!("{groups}{names}{{{{ g.key }}}},{{% endfor %}}"), "xz2,y1,"),
            (format!("{{{{ [] | group_by(attribute='n') {shown} }}}}"), "[]"),
            (format!("{{{{ [] | sort_by(attribute='n') {shown} }}}}"), "[]"),
            ("{{ l | where(attribute='m', value=2) }}".to_owned(), "an item has no `m`: did you mean `n`?"),
            ("{{ l | where(attribute='extraa.f') }}".to_owned(), "an item has no `extraa`: did you mean `extra`?"),
            ("{{ l | group_by(attribute='none') }}".to_owned(), "an item has no `none`\n"),
            ("{{ l | limit }}".to_owned(), "Missing keyword argument `n`"),
            ("{{ [1] | sort_by(attribute='n') }}".to_owned(), "an item is `i64`, which has no attributes"),
            (
                "{{ [{'n': 1}, {'n': 'a'}] | sort_by(attribute='n') }}".to_owned(),
                "`n` can't be ordered: it is `i64` in one item, `string` in another",
            ),
        ];
        let mut context = Context::new();
        context.insert("l", &data);
        for (template, expected) in cases {
            let printed = super::super::tera().render_str(template, &context, true);
            match printed {
                Ok(printed) => assert_eq!(printed, *expected, "{template}"),
                Err(error) => assert!(error.to_string().contains(expected), "{template}: {error}"),
            }
        }
    }
}
