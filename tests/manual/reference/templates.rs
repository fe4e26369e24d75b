//! The page of templates: the variables, group by group, the filters, the directives and the theme's words.

use super::{anchor, cell};
use sitegen::{
    diag::Diagnostics,
    place::SourcePath,
    theme::{FILTERS, Theme, ThemeFiles, embedded_text},
    view::{Group, groups},
};

pub(super) fn page() -> String {
    let groups: String = groups().map(group).collect();
    let filters: String = FILTERS
        .iter()
        .map(|filter| {
            let call = if filter.arguments.is_empty() {
                filter.name.to_owned()
            } else {
                format!("{}({})", filter.name, filter.arguments)
            };
            format!(
                "### {} {{#filter-{0}}}\n\n`{call}` {}.\n\n```text\n{{{{ {} }}}}\n{}\n```\n\n",
                filter.name, filter.about, filter.example, filter.prints
            )
        })
        .collect();
    format!("## Variables\n\n{groups}## Filters\n\n{filters}{}{}", directives(), words())
}

fn group(group: &Group) -> String {
    let mut text = format!("### {} {{#{}}}\n\n{}\n\n", group.name, id(group.name), group.about);
    if group.variables.is_empty() {
        return text;
    }
    text.push_str("| variable | what it is |\n|---|---|\n");
    for variable in group.variables {
        let of = variable.group.map(|of| format!(" Of: [{of}](#{}).", id(of))).unwrap_or_default();
        text.push_str(&format!("| `{}` | {} |\n", variable.name, cell(&format!("{}{of}", variable.about))));
    }
    text.push('\n');
    text
}

/// The id of a group's section; other sections and headings never have one that begins like it.
fn id(group: &str) -> String {
    format!("of-{}", anchor(group))
}

fn theme() -> Theme {
    Theme::load(ThemeFiles::default(), "prep", &mut Diagnostics::new())
}

/// The built-in directives, with the line that says what each takes.
fn directives() -> String {
    let theme = theme();
    let mut text = "## Built-in directives\n\n| directive | arguments |\n|---|---|\n".to_owned();
    for name in theme.directives() {
        let file = SourcePath::new(format!("themes/prep/templates/directives/{name}.html"));
        let template = embedded_text(&file).expect("the theme's directives have templates");
        let line = template.lines().next().unwrap_or_default();
        let arguments = line.trim_start_matches("{# args:").trim_end_matches("#}").trim();
        text.push_str(&format!("| [`{name}`](../links-and-directives.md#{name}) | `{}` |\n", cell(arguments)));
    }
    text.push('\n');
    text
}

/// The theme's words, in English.
fn words() -> String {
    let theme = theme();
    let mut text = "## Words of the theme {#strings}\n\nA word that a page's language doesn't have is English. Only dates are not: where neither `date_format` nor \
                    `months` is there in that language, they are written in digits.\n\n| `strings.` | in English |\n|---|---|\n"
        .to_owned();
    for name in theme.string_names() {
        let word = theme.strings("en").get_from_path(name).and_then(|word| word.as_str()).unwrap_or_default();
        text.push_str(&format!("| `{name}` | {} |\n", cell(&code(word))));
    }
    text
}

/// A word as code, whose braces and signs are then only signs.
fn code(word: &str) -> String {
    if word.contains('`') { format!("`` {word} ``") } else { format!("`{word}`") }
}
