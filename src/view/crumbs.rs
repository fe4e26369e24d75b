//! The way from the home page to a page, and the titles and descriptions of pages.

use super::Views;
use crate::{
    content::Meta,
    kind::Kind,
    markdown::Body,
    site::{Address, Entity, Url},
};

/// A step of the way.
#[derive(Clone, Debug)]
pub(crate) struct Crumb {
    /// Its name.
    pub(crate) name: String,
    /// Its address; the page itself has none.
    pub(crate) url: Option<Url>,
}

/// What a page says of itself in more than one place: in its head, in its structured data, above its text.
#[derive(Debug)]
pub(crate) struct Basics<'a> {
    /// The language it is in.
    pub(crate) language: &'a str,
    pub(crate) title: String,
    pub(crate) description: String,
    /// The way to it.
    pub(crate) crumbs: Vec<Crumb>,
}

impl<'a> Views<'a> {
    /// What the page at `url` says of itself.
    pub(crate) fn basics(&self, url: &Url, address: &Address) -> Basics<'a> {
        let site = &self.site.config.language;
        let language = self.site.meta_at(address).map_or(site.as_str(), |meta| meta.language(site));
        Basics {
            language,
            title: self.title(address, language),
            description: self.description(address, language),
            crumbs: self.crumbs(url, address, language),
        }
    }
}

impl Views<'_> {
    /// The way to the page at `url`: the home page, what lies between, the page itself.
    fn crumbs(&self, url: &Url, address: &Address, language: &str) -> Vec<Crumb> {
        let site = self.site;
        let step = |name: &str, url: &Url| Crumb { name: name.to_owned(), url: Some(url.clone()) };
        let list = |kind: Kind| {
            let name = match kind {
                Kind::Term(taxonomy) => &site.taxonomies[taxonomy].title,
                _ => self.word(language, kind.row().folder),
            };
            vec![step(name, &site.list_url(kind))]
        };
        let topic = |&at: &usize| step(&site.topics[at].title, site.url(Entity::topic(at)));
        let between = match address {
            Address::Home => return vec![Crumb { name: self.word(language, "home").to_owned(), url: None }],
            Address::Thing(entity @ Entity { kind: kind @ (Kind::Article | Kind::Question), .. }, _) => {
                match site.meta_of(*entity).map(|meta| self.topic_path(meta)).unwrap_or_default() {
                    path if path.is_empty() => list(*kind),
                    path => path.iter().map(topic).collect(),
                }
            }
            Address::Thing(Entity { kind: Kind::Topic, at }, _)
            | Address::Level(Some(at), _)
            | Address::CheatSheet(at)
            | Address::Practice(Some(at)) => {
                let path = self.ancestors(*at);
                let is_other = |at: &&usize| site.url(Entity::topic(**at)) != url;
                list(Kind::Topic).into_iter().chain(path.iter().filter(is_other).map(topic)).collect()
            }
            Address::Thing(page @ Entity { kind: Kind::Page, .. }, _) => {
                self.folders(*page).map(|folder| step(site.title(folder), site.url(folder))).collect()
            }
            Address::Thing(entity, number) => {
                let itself = step(site.title(*entity), site.url(*entity));
                list(entity.kind).into_iter().chain((*number > 1).then_some(itself)).collect()
            }
            Address::List(Kind::Article, number) if *number > 1 => {
                vec![step(&self.title(address, language), &site.list_url(Kind::Article))]
            }
            Address::Level(None, _) => list(Kind::Question),
            _ => Vec::new(),
        };
        let name = match super::page_number(address) {
            1 => self.title(address, language),
            number => self.page_n(number, language),
        };
        let home = step(self.word(language, "home"), &Url::new("/"));
        [home].into_iter().chain(between).chain([Crumb { name, url: None }]).collect()
    }

    /// The pages of the folders a page lies in.
    fn folders(&self, page: Entity) -> impl Iterator<Item = Entity> {
        let name = self.site.name(page);
        let folder = |at: usize| self.site.entities(Kind::Page).find(|other| self.site.name(*other) == &name[..at]);
        name.match_indices('/').filter_map(move |(at, _)| folder(at))
    }

    /// The primary topic of something with its ancestors, the highest first.
    pub(super) fn topic_path(&self, meta: &Meta) -> Vec<usize> {
        self.site.primary_topic(meta).map(|topic| self.ancestors(topic)).unwrap_or_default()
    }

    fn ancestors(&self, topic: usize) -> Vec<usize> {
        let mut path: Vec<usize> = self.site.topic_and_above(topic).collect();
        path.reverse();
        path
    }

    /// The title of the page at `address`.
    pub(super) fn title(&self, address: &Address, language: &str) -> String {
        let site = self.site;
        let word = |name: &'static str| self.word(language, name).to_owned();
        let own = site.meta_at(address).map(|meta| &meta.title).filter(|title| !title.is_empty());
        let of_list = |name: &'static str| own.map_or_else(|| word(name), String::clone);
        match address {
            Address::Home => of_list("home"),
            Address::Thing(entity, _) => site.title(*entity).to_owned(),
            Address::List(Kind::Term(taxonomy), _) => site.taxonomies[*taxonomy].title.clone(),
            Address::List(kind, _) => of_list(kind.row().folder),
            Address::Level(None, level) => format!("{}: {}", of_list("questions"), site.config.levels[*level]),
            Address::Level(Some(at), level) => format!("{}: {}", site.topics[*at].title, site.config.levels[*level]),
            Address::CheatSheet(at) => format!("{}: {}", site.topics[*at].title, word("cheatsheet")),
            Address::Practice(Some(at)) => format!("{}: {}", site.topics[*at].title, word("practice")),
            Address::Practice(None) => word("practice"),
            Address::Glossary => of_list("glossary"),
            Address::Redirect(_) => word("moved"),
            Address::Search => word("search"),
            _ => word("not_found"),
        }
    }

    /// The description of the page at `address`: its own, or the beginning of what it says.
    pub(crate) fn description(&self, address: &Address, language: &str) -> String {
        let site = self.site;
        let own = site.meta_at(address).map(|meta| meta.description.as_str()).filter(|own| !own.is_empty());
        if let Some(own) = own {
            return own.to_owned();
        }
        let of = |title: &str| {
            if title.is_empty() { site.config.title.clone() } else { format!("{title} · {}", site.config.title) }
        };
        let or = |text: String| if text.is_empty() { of(&self.title(address, language)) } else { text };
        match address {
            Address::Home => site.config.description.clone().unwrap_or_default(),
            Address::Thing(Entity { kind: Kind::Article, at }, _) => {
                excerpt(&beginning(&site.articles[*at].lead, &site.articles[*at].body))
            }
            Address::Thing(Entity { kind: Kind::Question, at }, _) => {
                let question = &site.questions[*at];
                let takeaway = question.takeaway.as_ref().map(Body::text);
                or(excerpt(&takeaway.unwrap_or_else(|| question.answer.text())))
            }
            Address::Thing(Entity { kind: Kind::Page, at }, _) => {
                or(excerpt(&beginning(&site.pages[*at].lead, &site.pages[*at].body)))
            }
            Address::Thing(Entity { kind: Kind::Topic, at }, _) => {
                let lead = site.topics[*at].introduction().next().map(Body::text).unwrap_or_default();
                if lead.is_empty() { of(&site.topics[*at].title) } else { excerpt(&lead) }
            }
            Address::Redirect(_) | Address::NotFound => String::new(),
            _ => of(&self.title(address, language)),
        }
    }
}

/// The text of the lead; of the body where that has none.
fn beginning(lead: &Body, body: &Body) -> String {
    Some(lead.text()).filter(|text| !text.is_empty()).unwrap_or_else(|| body.text())
}

/// The beginning of `text`, at most 160 characters long, ending with a word.
pub(super) fn excerpt(text: &str) -> String {
    const LIMIT: usize = 160;
    let Some((end, _)) = text.char_indices().nth(LIMIT) else { return text.to_owned() };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' ', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_ends_with_a_word() {
        assert_eq!(excerpt("short"), "short");
        let long = "word ".repeat(50);
        let cut = excerpt(&long);
        assert!(cut.ends_with("word…") && cut.chars().count() <= 161, "{cut}");
        assert_eq!(excerpt(&"ß".repeat(200)).chars().count(), 161);
    }
}
