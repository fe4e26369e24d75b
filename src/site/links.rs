//! What a link leads to: [`Site::resolve`], a function of the site, of the text the link stands in, and of the link.
//!
//! A link is to another host, an anchor of its own page (`#x`), a path rooted at the site (`/x/`), a path relative to its
//! file (`other.md#x`, `picture.svg`), or a wikilink. `check` resolves every link once and tells what is broken; `render`
//! resolves it again where it writes it, and writes a broken one as text.

use super::{Address, Entity, Site, Url, address, names::Named};
use crate::{
    content::{FAQ_ID, FaqEntry, TAKEAWAYS_ID},
    markdown::{Link, LinkTarget, WikiTarget},
    place::SourcePath,
};

/// The text a link stands in.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Its file.
    pub file: &'a SourcePath,
    /// The page whose anchors `#x` means.
    pub url: &'a Url,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or file of the site, as a page spells its address.
    Local {
        /// The address, with query and fragment.
        href: String,
        /// Without them.
        url: Url,
        /// The thing whose page it is.
        entity: Option<Entity>,
    },
    /// An anchor of the page itself, as it is spelt, without `#`.
    Anchor(String),
    /// Another host, a mail address and the like, as written.
    External(String),
    /// Something that isn't published, by its number in [`Site::unpublished`].
    Unpublished(usize),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// There is no address in it.
    Empty,
    /// No page or file is at this path, which is one of the site's (`/…`) or of the source folder (`content/…`).
    Nothing(String),
    /// A question file has no page.
    QuestionFile,
    /// The page is there, the heading isn't.
    Anchor(Url, String),
    /// No wikilink's name.
    Name(String),
    /// The name of several things: how each is spelt.
    Ambiguous(Vec<String>),
    /// A scheme that runs code.
    Script,
}

impl Site {
    /// What `link`, which stands in `origin`, leads to; `None` where it is broken.
    pub fn resolve(&self, origin: Origin, link: &Link) -> Option<Target> {
        self.lead(origin, &link.target).ok()
    }

    /// The same for a bare target.
    pub(crate) fn resolve_target(&self, origin: Origin, target: &LinkTarget) -> Option<Target> {
        self.lead(origin, target).ok()
    }

    /// The `href` of the address `written`, which stands in `origin`; `None` where it is broken or unpublished.
    pub(crate) fn resolve_url(&self, origin: Origin, written: &str) -> Option<String> {
        match self.lead_url(origin, written).ok()? {
            Target::Local { href, .. } => Some(href),
            Target::Anchor(id) => Some(format!("#{id}")),
            Target::External(url) => Some(url),
            Target::Unpublished(_) => None,
        }
    }

    pub(super) fn lead(&self, origin: Origin, target: &LinkTarget) -> Result<Target, Broken> {
        match target {
            LinkTarget::Wiki(wiki) => self.lead_wiki(wiki),
            LinkTarget::Url(url) => self.lead_url(origin, url),
        }
    }

    /// What the address `written`, which stands in `origin`, leads to.
    pub(super) fn lead_url(&self, origin: Origin, written: &str) -> Result<Target, Broken> {
        let written = written.trim();
        if written.is_empty() {
            return Err(Broken::Empty);
        }
        if let Some(scheme) = scheme(written) {
            return match scheme.to_ascii_lowercase().as_str() {
                "javascript" | "vbscript" => Err(Broken::Script),
                _ => Ok(Target::External(written.to_owned())),
            };
        }
        if written.starts_with("//") {
            return Ok(Target::External(written.to_owned()));
        }
        let (rest, fragment) = split(written, '#');
        let (path, query) = split(rest, '?');
        let path = address::decode(path);
        let fragment = fragment.map(address::decode);
        if path.is_empty() {
            return self.own_anchor(origin, query, fragment);
        }
        if path.starts_with('/') {
            let url = self.rooted(&path).ok_or_else(|| Broken::Nothing(path.clone()))?;
            return self.local(url, None, query, fragment);
        }
        self.relative(origin, &path, query, fragment)
    }

    fn own_anchor(&self, origin: Origin, query: Option<&str>, fragment: Option<String>) -> Result<Target, Broken> {
        match fragment {
            Some(fragment) if self.has_anchor(origin.url, &fragment) => {
                Ok(Target::Anchor(address::encode_fragment(&fragment)))
            }
            Some(fragment) => Err(Broken::Anchor(origin.url.clone(), fragment)),
            None => self.local(origin.url.clone(), None, query, None),
        }
    }

    /// The address of the page or file at `path`; the slash at its end may be missing.
    fn rooted(&self, path: &str) -> Option<Url> {
        let url = Url::new(path);
        if self.addresses.get(&url).is_some() {
            return Some(url);
        }
        let folder = Url::new(format!("{path}/"));
        let folder = path.strip_suffix("index.html").filter(|_| path.ends_with("/index.html")).map_or(folder, Url::new);
        self.addresses.get(&folder).is_some().then_some(folder)
    }

    fn relative(
        &self,
        origin: Origin,
        path: &str,
        query: Option<&str>,
        fragment: Option<String>,
    ) -> Result<Target, Broken> {
        let joined = join(origin.file.folder(), path).ok_or_else(|| Broken::Nothing(path.to_owned()))?;
        let file = SourcePath::new(joined.trim_end_matches('/'));
        let index = SourcePath::new(format!("{}/index.md", file.as_str()));
        match self.names.file(&file).or_else(|| self.names.file(&index)) {
            Some(Named::QuestionFile) => match fragment.as_deref().and_then(|id| self.names.question(id)) {
                Some(at) => self.local(self.url(Entity::Question(at)).clone(), Some(Entity::Question(at)), query, None),
                None => Err(Broken::QuestionFile),
            },
            Some(named) => self.named(named, query, fragment),
            None => {
                let asset = joined.split_once('/').map(|(_, below)| Url::new(format!("/{below}")));
                match asset.filter(|url| self.assets.get(url).is_some_and(|asset| asset.path == file)) {
                    Some(url) => self.local(url, None, query, fragment),
                    None => Err(Broken::Nothing(joined)),
                }
            }
        }
    }

    fn named(&self, named: &Named, query: Option<&str>, fragment: Option<String>) -> Result<Target, Broken> {
        match named {
            Named::Entity(entity) => self.local(self.url(*entity).clone(), Some(*entity), query, fragment),
            Named::List(url) => self.local(url.clone(), None, query, fragment),
            Named::Unpublished(at) => Ok(Target::Unpublished(*at)),
            Named::QuestionFile => Err(Broken::QuestionFile),
        }
    }

    fn lead_wiki(&self, wiki: &WikiTarget) -> Result<Target, Broken> {
        let found = self.names.find(wiki.kind.as_deref(), &wiki.name);
        match found.as_slice() {
            [] => Err(Broken::Name(wiki.kind.iter().map(|kind| format!("{kind}:")).collect::<String>() + &wiki.name)),
            [(_, named)] => self.named(named, None, wiki.heading.clone()),
            several => Err(Broken::Ambiguous(several.iter().map(|(kind, named)| self.spelling(kind, named)).collect())),
        }
    }

    /// A wikilink to `name`, with its kind where that is needed to tell it from others.
    pub(super) fn spelled(&self, name: &str) -> String {
        match self.names.find(None, name).as_slice() {
            [(kind, named), _, ..] => self.spelling(kind, named),
            _ => format!("[[{name}]]"),
        }
    }

    /// How a wikilink names one of several things: its kind and its name or id.
    fn spelling(&self, kind: &str, named: &Named) -> String {
        let name = match named {
            Named::Entity(entity) => self.name(*entity),
            Named::Unpublished(at) => &self.unpublished[*at].name,
            Named::List(url) => url.as_str(),
            Named::QuestionFile => "",
        };
        format!("[[{kind}:{name}]]")
    }

    fn name(&self, entity: Entity) -> &str {
        match entity {
            Entity::Article(at) => &self.articles[at].meta.name,
            Entity::Question(at) => &self.questions[at].meta.name,
            Entity::Topic(at) => &self.topics[at].id,
            Entity::Author(at) => &self.authors[at].meta.name,
            Entity::Page(at) => &self.pages[at].meta.name,
            Entity::Term(taxonomy, at) => &self.taxonomies[taxonomy].terms[at].slug,
        }
    }

    fn local(
        &self,
        url: Url,
        entity: Option<Entity>,
        query: Option<&str>,
        fragment: Option<String>,
    ) -> Result<Target, Broken> {
        if let Some(fragment) = &fragment
            && !self.has_anchor(&url, &slugged(fragment))
            && !self.has_anchor(&url, fragment)
        {
            return Err(Broken::Anchor(url, fragment.clone()));
        }
        let mut href = url.href(&self.config.base.path);
        if let Some(query) = query {
            href.push('?');
            href.push_str(query);
        }
        if let Some(fragment) = fragment {
            let id = if self.has_anchor(&url, &fragment) { fragment } else { slugged(&fragment) };
            href.push('#');
            href.push_str(&address::encode_fragment(&id));
        }
        let entity = entity.or_else(|| match self.addresses.get(&url) {
            Some(Address::Article(at)) => Some(Entity::Article(*at)),
            Some(Address::Question(at)) => Some(Entity::Question(*at)),
            Some(Address::Topic(at, _)) => Some(Entity::Topic(*at)),
            Some(Address::Author(at, _)) => Some(Entity::Author(*at)),
            Some(Address::Page(at)) => Some(Entity::Page(*at)),
            Some(Address::Term(taxonomy, at, _)) => Some(Entity::Term(*taxonomy, *at)),
            _ => None,
        });
        Ok(Target::Local { href, url, entity })
    }

    /// The anchors of the page at `url`, in order; `None` for what has no text of its own.
    pub(super) fn anchor_ids(&self, url: &Url) -> Option<Vec<&str>> {
        let mut ids = Vec::new();
        let bodies = match self.addresses.get(url)? {
            Address::Article(at) => {
                let article = &self.articles[*at];
                ids.extend((!article.takeaways.is_empty()).then_some(TAKEAWAYS_ID));
                ids.extend((!article.faq.is_empty()).then_some(FAQ_ID));
                ids.extend(article.faq.iter().filter_map(|entry| match entry {
                    FaqEntry::Own { id, .. } => Some(id.as_str()),
                    FaqEntry::Cited(_) => None,
                }));
                self.bodies(Entity::Article(*at))
            }
            Address::Question(at) => self.bodies(Entity::Question(*at)),
            Address::Topic(at, 1) => self.bodies(Entity::Topic(*at)),
            Address::Author(at, 1) => self.bodies(Entity::Author(*at)),
            Address::Page(at) => self.bodies(Entity::Page(*at)),
            _ => {
                let page = self.introductions.all().zip(&self.introduction_urls).find(|(_, own)| *own == url);
                page.map(|((_, page), _)| vec![&page.lead, &page.body])?
            }
        };
        ids.extend(bodies.into_iter().flat_map(|body| &body.ids).map(String::as_str));
        ids.sort_unstable();
        Some(ids)
    }

    /// Whether the page at `url` has the anchor `id`. What files have isn't known, and is taken as right; so are text
    /// fragments, and the anchors that templates make, which begin with `x-`.
    fn has_anchor(&self, url: &Url, id: &str) -> bool {
        if id.is_empty() || id == "top" || id.starts_with(":~:") || id.starts_with("x-") {
            return true;
        }
        match self.anchor_ids(url) {
            Some(ids) => ids.contains(&id),
            None => matches!(self.addresses.get(url), Some(Address::Asset(_))),
        }
    }
}

/// A wikilink may name a heading by its words.
fn slugged(heading: &str) -> String {
    crate::markdown::Ids::new().slug(heading)
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// The scheme of an absolute URL.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// `path`, relative to `folder`, as a path below the root; `None` where it leaves it.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_joined() {
        for (folder, path, joined) in [
            ("content/articles", "other.md", Some("content/articles/other.md")),
            ("content/articles", "../topics/./a.md", Some("content/topics/a.md")),
            ("content", "../static/x.png", Some("static/x.png")),
            ("content", "../../x", None),
        ] {
            assert_eq!(join(folder, path).as_deref(), joined, "{path}");
        }
    }

    #[test]
    fn a_scheme_is_told_from_a_path() {
        assert_eq!(scheme("mailto:a@b.c"), Some("mailto"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("x.md"), None);
    }
}
