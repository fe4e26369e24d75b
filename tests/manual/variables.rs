//! Every map that a template meets has the variables that `view::groups` documents, and no others.
//!
//! The templates of a small site, which has a page of every kind and something in every list, print all they see as JSON. Each map is
//! then held against its group, with all that it holds; what an about says of the type, and of `none`, is held to as well. What a directive
//! sees besides `args`, `site` and `page` can only be asked for by name: there, too much is not found.

use crate::site::{self, Site};
use serde_json::{Map, Value};
use sitegen::{
    place::SourcePath,
    theme::embedded_text,
    view::{Group, Variable, groups},
};
use std::{cell::RefCell, collections::BTreeSet, fs};

/// What a printed directive stands between, in the HTML of the page it is on.
const MARK: &str = "@@@";
/// The maps whose keys nobody but the author or the theme knows.
const FREE: [&str; 3] = ["args", "extra", "scripts"];

#[test]
fn what_templates_see_is_what_is_documented() {
    let site = Site::with(FILES.iter().map(|(path, text)| (*path, text.as_bytes())));
    printing_templates().iter().for_each(|(path, text)| site.write(path, text.as_bytes()));
    site.write("content/chart.png", &site::chart());
    let report = site.build();
    assert!(report.published.is_some(), "{}", site::told(&report.diags));
    let check = Check::default();
    for page in site::pages(&site.out()) {
        let text = fs::read_to_string(&page).expect("a page is text");
        let seen: Map<String, Value> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        check.page(&seen, &page.display().to_string());
    }
    let all: BTreeSet<&str> = groups().map(|group| group.name).collect();
    let missed: Vec<_> = all.difference(&check.met.borrow()).copied().collect();
    assert_eq!(missed, [""; 0], "documented, but nowhere to be met");
}

#[test]
fn every_variable_is_named_once_and_described_in_a_sentence() {
    for (at, group) in groups().enumerate() {
        assert!(!groups().take(at).any(|earlier| earlier.name == group.name), "`{}` stands twice", group.name);
        assert!(group.about.ends_with('.'), "`{}` is not described", group.name);
        for (at, Variable { name, about, .. }) in group.variables.iter().enumerate() {
            assert!(!group.variables[..at].iter().any(|earlier| earlier.name == *name), "`{name}` stands twice");
            assert!(about.ends_with('.') && about.len() > 10, "`{}.{name}` is not described", group.name);
        }
    }
}

/// A template for each kind of page and each built-in directive, which prints what it sees.
fn printing_templates() -> Vec<(String, String)> {
    let kinds = groups().filter_map(|group| group.name.strip_prefix("page: "));
    let pages = kinds.map(|kind| {
        let text = r#"{ "page": {{ page | json }}, "site": {{ site | json }}, "fragment": {{ fragments.printed }} }"#;
        (format!("templates/{kind}.html"), text.to_owned())
    });
    let fragment = ("templates/fragments/printed.html".to_owned(), "{{ page | json }}".to_owned());
    let row = ("templates/rows/article.html".to_owned(), "{{ page | json }}".to_owned());
    let directives = groups().filter_map(|group| Some((group, group.name.strip_prefix("directive: ")?)));
    let directives = directives.filter(|(_, name)| *name != "page").map(|(group, name)| {
        let path = format!("templates/directives/{name}.html");
        let theirs = embedded_text(&SourcePath::new(format!("themes/prep/{path}"))).expect("the theme has this directive");
        let arguments = theirs.lines().next().expect("a directive says what it takes");
        let own: Vec<String> =
            group.variables.iter().map(|variable| format!(r#""{0}": {{{{ {0} | json }}}}"#, variable.name)).collect();
        let text = format!(
            r#"{arguments}{MARK} {{ "name": "{name}", "directive": {{ "args": {{{{ args | json }}}}, "site": {{{{ site | json }}}}, "page": {{{{ page | json }}}}, "heading": {{{{ heading }}}}, "in_feed": {{{{ in_feed | json }}}} }}, "own": {{ {} }} }} {MARK}"#,
            own.join(", ")
        );
        (path, text)
    });
    pages.chain(directives).chain([fragment, row]).collect()
}

/// The groups that were met.
#[derive(Default)]
struct Check {
    met: RefCell<BTreeSet<&'static str>>,
}

impl Check {
    /// What the template of a page saw.
    fn page(&self, seen: &Map<String, Value>, at: &str) {
        self.value(&seen["site"], group("site"), &format!("{at}: site"));
        self.value(&seen["fragment"], group("fragment: page"), &format!("{at}: fragment"));
        let row = seen["site"]["articles"][0]["row"].as_str().expect("there is an article, and it has a row");
        let row: Value = serde_json::from_str(row).unwrap_or_else(|error| panic!("{at}: {error}: {row}"));
        self.value(&row, group("row: page"), &format!("{at}: row"));
        let page = seen["page"].as_object().expect("`page` is a map");
        let kind = format!("page: {}", page["kind"].as_str().expect("a page has a kind"));
        self.maps(page, &[group("page"), group(&kind)], &format!("{at}: page"));
        let texts = ["lead", "body", "intro"].into_iter().filter_map(|name| page.get(name)?.as_str());
        for printed in texts.flat_map(|text| text.split(MARK).skip(1).step_by(2)) {
            let seen: Value = serde_json::from_str(printed).unwrap_or_else(|error| panic!("{at}: {error}: {printed}"));
            let name = format!("directive: {}", seen["name"].as_str().expect("the name is printed"));
            self.value(&seen["directive"], group("directive"), &format!("{at}: {name}"));
            self.value(&seen["own"], group(&name), &format!("{at}: {name}"));
        }
    }

    fn value(&self, value: &Value, group: &'static Group, at: &str) {
        self.maps(value.as_object().unwrap_or_else(|| panic!("{at} is no map: {value}")), &[group], at);
    }

    /// `map` has the variables of `groups` and no others.
    fn maps(&self, map: &Map<String, Value>, groups: &[&'static Group], at: &str) {
        self.met.borrow_mut().extend(groups.iter().map(|group| group.name));
        let documented: BTreeSet<&str> = groups.iter().flat_map(|group| group.variables).map(|row| row.name).collect();
        let there: BTreeSet<&str> = map.keys().map(String::as_str).collect();
        assert_eq!(there, documented, "{at}: what is there, and what is documented");
        for variable in groups.iter().flat_map(|group| group.variables) {
            self.variable(&map[variable.name], variable, &format!("{at}.{}", variable.name));
        }
    }

    fn variable(&self, value: &Value, variable: &Variable, at: &str) {
        let is_of_type = match value {
            Value::Null => variable.about.contains("`none`"),
            Value::String(_) => variable.about.starts_with("String: ") || variable.about.starts_with("HTML: "),
            Value::Number(_) => variable.about.starts_with("Number: "),
            Value::Bool(_) => variable.about.starts_with("Truth value: "),
            Value::Array(items) if items.iter().all(Value::is_string) && variable.group.is_none() => {
                variable.about.starts_with("List of strings: ") || variable.about.starts_with("List of HTML: ")
            }
            Value::Array(_) => variable.about.starts_with("List: "),
            Value::Object(_) => variable.about.starts_with("Map: "),
        };
        assert!(is_of_type, "{at} is `{value}`, but documented as “{}”", variable.about);
        let Some(name) = variable.group else {
            let is_map =
                value.is_object() || value.as_array().is_some_and(|items| items.iter().any(|item| !item.is_string()));
            return assert!(!is_map || FREE.contains(&variable.name), "{at} holds maps that aren't documented");
        };
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(item, group(name), &format!("{at}[]"))),
            Value::Null => {}
            map => self.value(map, group(name), at),
        }
    }
}

fn group(name: &str) -> &'static Group {
    groups().find(|group| group.name == name).unwrap_or_else(|| panic!("`{name}` is not documented"))
}

/// A site with a page of every kind, and with something in every list.
const FILES: &[(&str, &str)] = &[
    (
        "site.toml",
        r#"title = "Small"
base_url = "https://example.org/small/"
description = "A site that has everything once."
copyright = "The editors"
license = "CC BY 4.0"
paginate = 1
[defaults]
authors = ["ada"]
[topics]
list_faq = true
[[taxonomies]]
name = "roles"
title = "Roles"
[[menu]]
name = "Topics"
url = "/topics/"
[images]
cards = true
widths = [480]
formats = ["webp"]
[extra]
colour = { name = "blue" }
"#,
    ),
    ("content/index.md", "+++\ntitle = \"Home\"\n+++\nHello.\n"),
    (
        "content/glossary.toml",
        "[[term]]\nterm = \"disc\"\nalso = [\"discs\"]\ndefinition = \"A *plate*.\"\ntopics = [\"storage\"]\nsee = [\"first\"]\n",
    ),
    (
        "content/notes/index.md",
        r#"+++
title = "Notes"
date = 2026-01-02
updated = 2026-01-03T10:00:00Z
authors = ["ada"]
sources = ["https://example.net/"]
image = { src = "../chart.png", alt = "A square", caption = "*Square*" }
[extra]
a = 1
+++
Lead.

## One

### Below

```{toc}
```

```{questions}
topic = "storage"
```

```{quiz}
ids = ["chosen"]
```

```{figure}
src = "../picture.svg"
caption = "A *square*"
```

```{video}
src = "../film.mp4"
title = "A film"
poster = "../picture.svg"
```

```{video}
src = "https://example.net/film"
title = "A film elsewhere"
```

```{details}
summary = "More"
text = "Some `more`."
```
"#,
    ),
    ("content/notes/below.md", "+++\ntitle = \"Below\"\n+++\nText.\n"),
    ("content/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"></svg>\n"),
    ("content/film.mp4", "no film"),
    (
        "content/authors/ada.md",
        "+++\ntitle = \"Ada\"\nurl = \"https://example.net/\"\nsame_as = [\"https://example.net/a\"]\n+++\nWrites.\n",
    ),
    ("content/topics/storage.md", "+++\ntitle = \"Storage\"\nterms = [\"disk\"]\n+++\nAbout it.\n"),
    ("content/topics/indexes.md", "+++\ntitle = \"Indexes\"\nparent = \"storage\"\n+++\nSee [[first]].\n"),
    (
        "content/articles/first.md",
        r#"+++
title = "First"
date = 2026-01-01
review_by = 2027-01-01
topics = ["indexes"]
level = "mid"
roles = ["Developer"]
aliases = ["/old/"]
takeaways = ["Keep `this`."]
faq = ["cost", "chosen", { question = "Own?", answer = "Own." }]
sources = [{ title = "Source", url = "https://example.net/" }]
image = { src = "../picture.svg", alt = "A square", caption = "*Square*" }
related = ["second"]
+++
Lead with [[cost]].

## Heading

### Below

Text.
"#,
    ),
    (
        "content/articles/second.md",
        "+++\ntitle = \"Second\"\nupdated = 2026-01-02\ntopics = [\"indexes\"]\n+++\nSee [[first]].\n",
    ),
    ("content/articles/third.md", "+++\ntitle = \"Third\"\ntopics = [\"indexes\"]\nauthors = []\n+++\nText.\n"),
    (
        "content/questions/storage.toml",
        r#"[[question]]
id = "cost"
question = "What does it `cost`?"
answer = "See [[first]]."
takeaway = "It costs."
mistakes = ["To forget."]
follow_ups = ["chosen", "In words?"]
related = ["chosen"]
aliases = ["price"]
sources = ["https://example.net/"]
topics = ["storage"]
level = "mid"
roles = ["Developer"]
authors = ["ada"]

[[question]]
id = "chosen"
question = "Which?"
choices = [{ text = "This", correct = true, why = "So." }, { text = "That" }]
topics = ["indexes"]
level = "senior"

[[question]]
id = "alone"
question = "Alone?"
answer = "As [[cost]]."
"#,
    ),
];
