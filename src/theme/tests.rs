//! Themes made of a few files: what is rendered, and what is told of every mistake, with its exact place and help.

mod faults;
mod headers;
mod layers;

use super::*;
use crate::{
    diag::{Diagnostic, RelatedPlace},
    place::Place,
};
use serde_json::json;

/// A small article template in place of the embedded theme's, which is free to change.
const ARTICLE: (&str, &str) = ("themes/prep/templates/article.html", "<{% block main %}{% endblock %}>");

fn files(templates: &[(&str, &str)]) -> ThemeFiles {
    let template = |(path, text): &(&str, &str)| (SourcePath::new(*path), Arc::from(*text));
    let article = [ARTICLE].into_iter().filter(|(path, _)| templates.iter().all(|(other, _)| other != path));
    let templates = templates.iter().copied().chain(article);
    ThemeFiles { templates: templates.map(|file| template(&file)).collect(), ..ThemeFiles::default() }
}

fn load(templates: &[(&str, &str)]) -> (Theme, Diagnostics) {
    let mut diags = Diagnostics::new();
    let theme = Theme::load(files(templates), "mine", &mut diags);
    (theme, diags)
}

/// A theme without mistakes.
fn fine(templates: &[(&str, &str)]) -> Theme {
    let (theme, diags) = load(templates);
    assert!(diags.is_empty(), "{:?}", shown(&theme, &diags));
    theme
}

fn context() -> Context {
    let mut context = Context::new();
    let page = json!({"title": "A & B", "language": "en", "body": "<p>", "none": null, "list": [], "n": 3});
    context.insert("page", &page);
    context
}

fn render(theme: &Theme, template: &str) -> Result<String, TemplateFailure> {
    let mut out = b"before ".to_vec();
    let rendered = theme.render(template, &context(), &mut out);
    let text = String::from_utf8(out).expect("templates are text");
    match rendered {
        Ok(()) => Ok(text.strip_prefix("before ").expect("nothing is lost").to_owned()),
        Err(failure) => {
            assert_eq!(text, "before ", "nothing is left of what failed");
            Err(failure)
        }
    }
}

/// A place as `file:line:column` and the bytes there.
fn place(theme: &Theme, place: Option<&Place>) -> String {
    let Some(place) = place else { return "nowhere".to_owned() };
    let text = theme.text(&place.file).expect("a template's text");
    let before = &text[..place.span.start as usize];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{line}:{column} `{}`", place.file, &text[place.span.range()])
}

fn related(theme: &Theme, related: &[RelatedPlace]) -> Vec<String> {
    related.iter().map(|related| format!("{} {}", related.message, place(theme, Some(&related.place)))).collect()
}

/// Each diagnostic as its place, its message, and its help.
fn shown(theme: &Theme, diags: &Diagnostics) -> Vec<[String; 3]> {
    let show = |diagnostic: &Diagnostic| {
        [
            place(theme, diagnostic.place.as_ref()),
            diagnostic.message.clone(),
            diagnostic.help.clone().unwrap_or_default(),
        ]
    };
    diags.iter().map(show).collect()
}
