//! A directive, rendered where it stands.
//!
//! Its template sees `args`, `site`, `strings`, a short `page`, and what the built-in ones need from Rust: the questions
//! that `questions` and `quiz` pick, the image of a `figure`, the file of a `video`, the Markdown of `details`, the
//! headings of a `toc`. A failing template is a failure of the page.

use super::{Filler, Record, list};
use crate::{
    diag::Related,
    kind::Kind,
    markdown::{Body, Directive, toc},
    place::Place,
    site::{Address, Entity},
    theme::Arg,
};
use tera::Value;

/// Renders `directive`, which stands in `body`.
pub(super) fn render(filler: &Filler, body: &Body, directive: &Directive, out: &mut String) {
    let views = filler.views;
    let Some(spec) = views.theme.directive(&directive.name) else { return };
    let fits = |arg: &Arg| match directive.args.get(&arg.name) {
        Some(node) => arg.takes.fits(&node.value),
        None => arg.default.is_some(),
    };
    if !spec.args.iter().all(fits) {
        // it is told where the directive stands; its template would only fail
        return;
    }
    let mut args = args(directive, spec);
    let is_pick = matches!(directive.name.as_str(), "questions" | "quiz");
    let is_nested = is_pick && filler.is_embedded;
    if is_nested {
        args = answerless(args);
    }
    let template = if is_nested { "questions" } else { &directive.name };
    let page = Record::new()
        .set("url", filler.making.url.href(&views.site.config.base.path))
        .set("title", filler.making.title.as_str())
        .set("language", filler.making.language.as_str())
        .set("kind", filler.making.kind);
    let mut context = views.frame(filler.making, page);
    context.insert_value("heading", u32::from(directive.heading).into());
    context.insert_value("in_feed", filler.is_absolute.into());
    let values = built_in(filler, body, directive, &args);
    if directive.name == "figure" && values.iter().any(|(_, image)| image.is_none()) {
        return; // a picture that isn't there is told as a link
    }
    for (name, value) in values {
        context.insert_value(name, value);
    }
    context.insert_value("args", args);
    match views.theme.render_part(&format!("directives/{template}.html"), &context) {
        Ok(html) => out.push_str(&html),
        Err(mut failure) => {
            // a header that can't be read is told, and what it doesn't declare isn't there
            failure.told |= !spec.complete;
            let place = Place::new(filler.origin.file, directive.span);
            failure.related.push(Related { place, message: "in this directive".to_owned() });
            filler.making.failures.borrow_mut().push(failure);
        }
    }
}

/// `args` for a list of links: a question in the answer of another is only named there, since answers that hold one
/// another would never end.
fn answerless(args: Value) -> Value {
    let mut args = args.into_map().unwrap_or_default();
    args.insert("answers".into(), false.into());
    Value::from(args)
}

/// The arguments: what is written over the defaults.
fn args(directive: &Directive, spec: &crate::theme::DirectiveSpec) -> Value {
    let mut args = tera::Map::default();
    for arg in &spec.args {
        let written = directive.args.get(&arg.name).map(|node| Value::from_serializable(&node.value.to_json()));
        let value = written.or_else(|| arg.default.clone()).unwrap_or_else(Value::none);
        args.insert(arg.name.clone().into(), value);
    }
    Value::from(args)
}

/// What the built-in directives get besides.
fn built_in(filler: &Filler, body: &Body, directive: &Directive, args: &Value) -> Vec<(&'static str, Value)> {
    let text = |name: &'static str| arg(args, name).and_then(Value::as_str);
    let markdown = |name: &str| {
        let found = directive.markdown.iter().find(|(key, _)| key == name).map(|(_, body)| body);
        found.map_or_else(Value::none, |body| filler.markdown(body))
    };
    let image = |name: &'static str, alt: &str, caption: Value| match text(name) {
        Some(src) => filler.views.image(filler, src, alt, caption),
        None => Value::none(),
    };
    match directive.name.as_str() {
        "questions" | "quiz" => vec![("questions", questions(filler, args, directive.name == "quiz"))],
        "figure" => vec![("image", image("src", text("alt").unwrap_or_default(), markdown("caption")))],
        "video" => {
            let target = image("src", "", Value::none());
            let url = target.get_from_path("url").cloned().unwrap_or_else(Value::none);
            let is_external = text("src").is_some_and(|src| src.contains("://") || src.starts_with("//"));
            let title = Value::from(text("title").unwrap_or_default());
            vec![
                ("src", url),
                ("external", is_external.into()),
                ("poster", image("poster", "", Value::none())),
                ("title", title),
            ]
        }
        "details" => vec![("summary", Value::from(text("summary").unwrap_or_default())), ("text", markdown("text"))],
        "toc" => vec![("toc", contents(filler, body))],
        // every directive of a site's own has both, so that its template may ask for what isn't given
        _ => ["text", "caption"].map(|name| (name, markdown(name))).into(),
    }
}

fn arg<'v>(args: &'v Value, name: &'v str) -> Option<&'v Value> {
    args.get_from_path(name).filter(|value| !value.is_none())
}

/// The questions that the arguments pick: those of `ids` in their order, else all of a topic, level and role.
fn questions(filler: &Filler, args: &Value, choices_only: bool) -> Value {
    let site = filler.views.site;
    let strings = |name: &'static str| -> Vec<String> {
        match arg(args, name) {
            Some(value) => match value.as_array() {
                Some(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                None => value.as_str().map(str::to_owned).into_iter().collect(),
            },
            None => Vec::new(),
        }
    };
    let ids = strings("ids");
    let mut picked: Vec<usize> = if ids.is_empty() {
        let topics: Vec<usize> = strings("topic").iter().filter_map(|topic| site.topic(topic)).collect();
        let (levels, roles) = (strings("level"), strings("role"));
        let is_picked = |at: &usize| {
            let question = &site.questions[*at];
            let level = site.level_of(&question.meta).map(|level| &site.config.levels[level]);
            let in_topic = topics.is_empty() || topics.iter().any(|&topic| site.topics[topic].questions.contains(at));
            let slug = |name: &str| crate::content::slug::slugify(name, site.config.ascii_slugs);
            let terms = || question.meta.terms.values().flatten();
            let of_role = |role: &String| terms().any(|term| slug(&term.value) == slug(role));
            in_topic
                && (levels.is_empty() || level.is_some_and(|level| levels.contains(level)))
                && (roles.is_empty() || roles.iter().any(of_role))
                && (!choices_only || !question.choices.is_empty())
        };
        (0..site.questions.len()).filter(is_picked).collect()
    } else {
        ids.iter().filter_map(|id| site.question(id)).collect()
    };
    if let Some(limit) = arg(args, "limit").and_then(Value::as_u64) {
        picked.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    let is_nested = filler.is_embedded;
    let question = |at: usize| if is_nested { named(filler, at).into() } else { embedded(filler, at) };
    list(picked.into_iter().map(question))
}

/// The summary of a question, its address spelled for the target.
fn named(filler: &Filler, at: usize) -> tera::Map {
    let mut record = filler.views.question_summary(at).into_map().unwrap_or_default();
    record.insert("url".into(), filler.spell(&filler.views.site.href(Entity::question(at))).into());
    record
}

/// A question as it is shown within another page: ids with its own prefix.
fn embedded(filler: &Filler, at: usize) -> Value {
    let site = filler.views.site;
    let question = &site.questions[at];
    let prefix = format!("{}{}", filler.prefix, filler.making.id_prefix(&question.meta.name));
    let url = site.url(Entity::question(at));
    let own = filler.views.filler_at(filler.making, &question.meta, url, &prefix, filler.is_absolute);
    let mut record = named(filler, at);
    let mut set = |key: &'static str, value: Value| {
        record.insert(key.into(), value);
    };
    set("answer", super::faq::answer(&own, question));
    set("choices", super::faq::choices(&own, question));
    set("mistakes", list(question.mistakes.iter().map(|mistake| own.markdown(mistake))));
    set("prefix", prefix.clone().into());
    Value::from(record)
}

/// The headings of the page the directive stands on; of its own text where that is shown elsewhere. A feed has none: its
/// ids are for the page.
fn contents(filler: &Filler, body: &Body) -> Value {
    if filler.is_absolute {
        return list([]);
    }
    let site = filler.views.site;
    let mut headings = match site.addresses.get(filler.origin.url) {
        Some(Address::Thing(Entity { kind: Kind::Article, at }, _)) => {
            filler.headings([&site.articles[*at].lead, &site.articles[*at].body])
        }
        Some(Address::Thing(Entity { kind: Kind::Page, at }, _)) => {
            filler.headings([&site.pages[*at].lead, &site.pages[*at].body])
        }
        _ => filler.headings([body]),
    };
    if !filler.prefix.is_empty() {
        headings.iter_mut().for_each(|heading| heading.to_mut().id.insert_str(0, filler.prefix));
    }
    super::pages::toc_value(&toc(headings))
}
