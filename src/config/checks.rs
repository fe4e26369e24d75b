//! What a type can't say of `site.toml`: words that have to be known, names that must not clash.

use super::{BaseUrl, Defaults, Editor, MenuEntry, Permalinks, Taxonomy, permalinks, values::spanned};
use crate::{
    diag::{CODES, Code, Diagnostic, Diagnostics, Severity, nearest, one_of, quoted},
    place::{SourcePath, Span, Spanned, Text},
    scheme::is_safe,
    tree::{Entry, Value, keys::Fields},
};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::collections::BTreeMap;

/// Names that no taxonomy can have, and what each is: keys of content, kinds, folders and fixed addresses.
const TAKEN: &[(&str, &[&str])] = &[
    (
        "a key of content",
        &[
            "aliases",
            "answer",
            "author",
            "autolinks",
            "canonical",
            "choices",
            "date",
            "description",
            "draft",
            "expires",
            "extra",
            "faq",
            "follow-ups",
            "follow_ups",
            "id",
            "image",
            "kind",
            "language",
            "level",
            "mistakes",
            "name",
            "names",
            "never-related",
            "never_related",
            "noindex",
            "parent",
            "publish",
            "question",
            "related",
            "review-by",
            "review_by",
            "same_as",
            "slug",
            "sources",
            "takeaway",
            "takeaways",
            "template",
            "terms",
            "title",
            "toc",
            "unlisted",
            "updated",
            "url",
            "weight",
        ],
    ),
    ("a kind of content", &["articles", "authors", "pages", "questions", "topics"]),
    ("an address that gen uses itself", &["404", "cheatsheet", "glossary", "page", "practice", "search"]),
    ("a folder of the site", &["content", "public", "static", "templates", "themes"]),
];

/// The fetch and document directives of a Content-Security-Policy (CSP level 3, section 6).
const DIRECTIVES: &[&str] = &[
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
];

/// Keywords of a Content-Security-Policy, which stand in single quotes.
const KEYWORDS: &[&str] =
    &["none", "self", "strict-dynamic", "unsafe-eval", "unsafe-hashes", "unsafe-inline", "wasm-unsafe-eval"];

/// What `name` is, if no taxonomy can have it.
pub(crate) fn taken(name: &str) -> Option<&'static str> {
    TAKEN.iter().find(|(_, names)| names.contains(&name)).map(|(what, _)| *what)
}

/// Where what is wrong goes.
pub(super) struct Checks<'a> {
    pub(super) file: &'a SourcePath,
    pub(super) diags: &'a mut Diagnostics,
}

impl Checks<'_> {
    fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.diags.push(Diagnostic::at(code, self.file, span, message).help(help));
    }

    pub(super) fn base_url(&mut self, fields: &Fields) -> Option<BaseUrl> {
        let text = fields.text("base_url")?;
        match BaseUrl::parse(text.as_str()) {
            Ok(base) => Some(base),
            Err(why) => {
                let message = format!("`{}` can't be the base URL: {why}", text.as_str());
                let help = "write where the site will be, as in `base_url = \"https://example.org/\"`";
                self.report(Code::WrongValue, text.whole(), message, help.to_owned());
                None
            }
        }
    }

    pub(super) fn editor(&mut self, fields: &Fields) -> Editor {
        let Some(text) = fields.table("serve").and_then(|serve| serve.text("editor")) else { return Editor::default() };
        Editor::parse(text.as_str()).unwrap_or_else(|help| {
            let help = one_of(text.as_str(), Editor::names(), &help);
            let message = format!("`{}` is neither an editor nor a URL that opens one", text.as_str());
            self.report(Code::WrongValue, text.whole(), message, help);
            Editor::default()
        })
    }

    pub(super) fn timezone(&mut self, fields: &Fields) -> Option<TimeZone> {
        let text = fields.text("timezone")?;
        // the bundled one: the same names and rules on every machine
        let known = TimeZoneDatabase::bundled();
        if let Ok(zone) = known.get(text.as_str()) {
            return Some(zone);
        }
        let names: Vec<_> = known.available().collect();
        let help = match nearest(text.as_str(), names.iter().map(|name| name.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a name of the IANA database, such as `Europe/Berlin`".to_owned(),
        };
        self.report(Code::WrongValue, text.whole(), format!("there is no time zone `{}`", text.as_str()), help);
        None
    }

    pub(super) fn levels(&mut self, fields: &Fields) -> Option<Vec<String>> {
        let mut levels: Vec<String> = Vec::new();
        for text in fields.texts("levels")? {
            if text.as_str().trim().is_empty() {
                self.report(
                    Code::WrongValue,
                    text.whole(),
                    "a level without a name".to_owned(),
                    "remove it".to_owned(),
                );
            } else if levels.iter().any(|level| level == text.as_str()) {
                let message = format!("the level `{}` is given twice", text.as_str());
                self.report(Code::WrongValue, text.whole(), message, "remove one of the two".to_owned());
            } else {
                levels.push(text.as_str().to_owned());
            }
        }
        if let (true, Some(node)) = (levels.is_empty(), fields.node("levels")) {
            let help = "name at least one level, or remove the key for `junior`, `mid` and `senior`";
            self.report(Code::WrongValue, node.span, "there are no levels".to_owned(), help.to_owned());
            return None;
        }
        Some(levels)
    }

    pub(super) fn defaults(&mut self, fields: &Fields, levels: &[String]) -> Defaults {
        let Some(fields) = fields.table("defaults") else { return Defaults::default() };
        let authors = fields.texts("authors").unwrap_or_default().into_iter().map(spanned).collect();
        let mut level = fields.text("level");
        if let Some(text) = level.filter(|text| !levels.iter().any(|level| level == text.as_str())) {
            let names = || levels.iter().map(String::as_str);
            let help = one_of(text.as_str(), names(), &format!("the levels are {}", quoted(names())));
            self.report(Code::UnknownLevel, text.whole(), format!("there is no level `{}`", text.as_str()), help);
            level = None;
        }
        Defaults { authors, level: level.map(|level| level.as_str().to_owned()) }
    }

    pub(super) fn permalinks(&mut self, fields: &Fields, taxonomies: &[Taxonomy]) -> Permalinks {
        let mut permalinks = Permalinks::with(taxonomies.iter().map(|taxonomy| taxonomy.name.value.as_str()));
        let Some(fields) = fields.table("permalinks") else { return permalinks };
        for Entry { name, key, node } in &fields.as_table().entries {
            let Value::String(text) = &node.value else { continue };
            let Some((slot, known)) = permalinks.slot(name) else {
                let help = match nearest(name, permalinks.names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the kinds are {}", quoted(permalinks.names())),
                };
                let message = format!("`{name}` is neither a kind of content nor a taxonomy");
                self.report(Code::UnknownKey, *key, message, help);
                continue;
            };
            if let Some(pattern) = permalinks::parse(text, name, known, self.file, self.diags) {
                *slot = pattern;
            }
        }
        permalinks
    }

    pub(super) fn rules(&mut self, fields: &Fields) -> BTreeMap<Code, Option<Severity>> {
        let mut rules = BTreeMap::new();
        let Some(fields) = fields.table("rules") else { return rules };
        for Entry { name, key, node } in &fields.as_table().entries {
            let Value::String(level) = &node.value else { continue };
            let severity = match level.as_str() {
                "error" => Some(Severity::Error),
                "warning" => Some(Severity::Warning),
                "note" => Some(Severity::Note),
                _ => None,
            };
            match Code::from_name(name) {
                Some(code) if code.is_fixed() && severity.is_none_or(|level| level > code.info().severity) => {
                    let message = format!("`{name}` can't be lowered: what has such a mistake is left out of the site");
                    self.report(Code::WrongValue, node.span, message, "remove the line".to_owned());
                }
                Some(code) => {
                    rules.insert(code, severity);
                }
                None => {
                    let near = nearest(name, CODES.iter().map(|info| info.name));
                    let help = near.map_or_else(
                        || "a rule is named by the code in brackets of its message, such as `late-title`".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    self.report(Code::UnknownKey, *key, format!("there is no rule `{name}`"), help);
                }
            }
        }
        rules
    }

    pub(super) fn csp(&mut self, fields: &Fields) -> BTreeMap<String, Vec<String>> {
        let mut policy = BTreeMap::new();
        let Some(fields) = fields.table("security").and_then(|security| security.table("csp")) else { return policy };
        for Entry { name, key, .. } in &fields.as_table().entries {
            if !DIRECTIVES.contains(&&**name) {
                let help = match nearest(name, DIRECTIVES.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the directives are {}", DIRECTIVES.join(", ")),
                };
                self.report(Code::UnknownKey, *key, format!("there is no directive `{name}`"), help);
                continue;
            }
            let sources = fields.texts(name).unwrap_or_default();
            let sources = sources.into_iter().filter_map(|source| self.source(source)).collect();
            policy.insert(name.to_string(), sources);
        }
        policy
    }

    /// A source of the policy, unless it would break the policy apart.
    fn source(&mut self, text: &Text) -> Option<String> {
        let source = text.as_str();
        let message = format!("`{source}` is not a source");
        if KEYWORDS.contains(&source) {
            self.report(
                Code::WrongValue,
                text.whole(),
                message,
                format!("a keyword stands in quotes: `\"'{source}'\"`"),
            );
            return None;
        }
        let apart = |c: char| c.is_whitespace() || c.is_control() || ";,\"<>".contains(c) || !c.is_ascii();
        if source.is_empty() || source.contains(apart) {
            let help = "write one origin a string, such as `\"https://img.example\"`";
            self.report(Code::WrongValue, text.whole(), message, help.to_owned());
            return None;
        }
        Some(source.to_owned())
    }

    pub(super) fn taxonomies(&mut self, fields: &Fields) -> Vec<Taxonomy> {
        let mut taxonomies: Vec<Taxonomy> = Vec::new();
        for table in fields.tables("taxonomies").unwrap_or_default() {
            let Some(name) = table.text("name").and_then(|name| self.taxonomy(name, &taxonomies)) else { continue };
            let title = table.text("title").map_or_else(|| capitalised(&name.value), |title| title.as_str().to_owned());
            let description = table.text("description").map(|description| description.as_str().to_owned());
            taxonomies.push(Taxonomy { name, title, description });
        }
        taxonomies
    }

    /// The name of a taxonomy, if it can have it.
    fn taxonomy(&mut self, text: &Text, known: &[Taxonomy]) -> Option<Spanned<String>> {
        let name = text.as_str();
        let (message, help) = if !is_slug(name) {
            let help = "write lower-case letters and digits, joined by `-` or `_`, such as `roles`";
            (format!("`{name}` can't be a key and a folder"), help.to_owned())
        } else if let Some(what) = taken(name) {
            (format!("a taxonomy can't be called `{name}`: that is {what}"), "choose another name".to_owned())
        } else if let Some(first) = known.iter().find(|taxonomy| taxonomy.name.value == name) {
            let diagnostic = Diagnostic::at(
                Code::WrongValue,
                self.file,
                text.whole(),
                format!("the taxonomy `{name}` is given twice"),
            );
            let first = crate::place::Place { file: self.file.clone(), span: first.name.span };
            self.diags.push(diagnostic.related(first, "first given here").help("remove one of the two"));
            return None;
        } else {
            return Some(spanned(text));
        };
        self.report(Code::WrongValue, text.whole(), message, help);
        None
    }

    pub(super) fn menu(&mut self, fields: &Fields) -> Vec<MenuEntry> {
        let tables = fields.tables("menu").unwrap_or_default();
        tables.into_iter().filter_map(|table| self.menu_entry(table)).collect()
    }

    /// An entry of the menu, unless nothing of it leads anywhere.
    fn menu_entry(&mut self, table: Fields) -> Option<MenuEntry> {
        let name = table.text("name")?;
        let below = table.tables("children");
        let url = match table.text("url") {
            Some(url) => Some(self.menu_url(url)?),
            // a key that can't be read is reported already
            None if below.is_none()
                && !table.as_table().broken.iter().any(|key| ["url", "children"].contains(&&**key)) =>
            {
                let message = "an entry of `menu` needs the key `url`".to_owned();
                self.report(Code::MissingKey, table.at(), message, "add `url = \"…\"`".to_owned());
                return None;
            }
            None => None,
        };
        let below = below.unwrap_or_default();
        let children: Vec<MenuEntry> = below.into_iter().filter_map(|child| self.menu_child(child)).collect();
        let leads = url.is_some() || !children.is_empty();
        leads.then(|| MenuEntry { name: name.as_str().to_owned(), url, children })
    }

    fn menu_child(&mut self, table: Fields) -> Option<MenuEntry> {
        let url = self.menu_url(table.text("url")?)?;
        Some(MenuEntry { name: table.text("name")?.as_str().to_owned(), url: Some(url), children: Vec::new() })
    }

    fn menu_url(&mut self, url: &Text) -> Option<Spanned<String>> {
        let target = url.as_str();
        if !is_safe(target) || target.trim() != target {
            let help = "write a file such as `articles/index.md`, a path such as `/search/`, or a URL";
            let message = format!("the menu can't lead to `{target}`");
            self.report(Code::WrongValue, url.whole(), message, help.to_owned());
            return None;
        }
        Some(spanned(url))
    }
}

/// Whether `name` is lower-case words joined by `-` or `_`.
fn is_slug(name: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.split(['-', '_']).all(word)
}

/// `roles` as a title: `Roles`.
fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
