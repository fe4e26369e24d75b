//! What a link leads to: [`Linked::resolve`], a function of the site, of the text the link stands in, and of the link.
//!
//! A link is to another host, an anchor of its own page (`#x`), a path rooted at the site (`/x/`), a path relative to its
//! file (`other.md#x`, `picture.svg`), or a wikilink. It means the same whether what it leads to is published or not: that
//! only says whether it is a link. `validate` resolves every link once and reports what is broken; `render` resolves it again
//! where it writes it, and writes a broken one as text.

use super::{
    Address, Entity, Linked, Unpublished, Url, address,
    external::{self, Unreachable},
    names::NameTarget,
};
use crate::{
    config::RawHtml,
    content::ContentItem,
    kind::Kind,
    markdown::{Link, LinkTarget, WikiTarget, is_wikilink},
    place::SourcePath,
    scheme::is_safe,
    text::nfc,
};

/// The text a link stands in.
#[derive(Clone, Copy, Debug)]
pub struct LinkOrigin<'a> {
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
        /// The definition of the glossary that it is.
        definition: Option<usize>,
    },
    /// An anchor of the page itself, as it is spelt, without `#`.
    Anchor(String),
    /// Another host, a mail address and the like, as written but for what an address can't hold.
    External(String),
    /// Something that isn't published, by its number in `unpublished` of the site.
    Unpublished(usize),
    /// An address that only unpublished things would fill: a list, a cheat sheet, a feed.
    Pending(Url),
}

/// So many of the things that a name fits are named.
const FEW: usize = 9;

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// There is no address in it.
    Empty,
    /// No page or file is at this path, which is one of the site's (`/…`) or of the source folder (`content/…`).
    Nothing(String),
    /// A question file has no page.
    QuestionFile,
    /// No question has the id that is named behind a question file.
    Question(String),
    /// The page is there, the heading isn't.
    Anchor(Url, String),
    /// No wikilink's name.
    Name(String),
    /// The name of `count` things: how some of them are spelt.
    Ambiguous { count: usize, some: Vec<String> },
    /// A scheme that runs code.
    Script,
    /// A scheme that content which isn't trusted may not lead to.
    Refused(String),
    /// An address with a scheme that readers can't follow.
    Unreachable(Unreachable),
}

impl Linked {
    /// What `link`, which stands in `origin`, leads to; `None` where it is broken.
    pub fn resolve(&self, origin: LinkOrigin, link: &Link) -> Option<Target> {
        self.lead(origin, &link.target).ok()
    }

    /// The same for a bare target.
    pub(crate) fn resolve_target(&self, origin: LinkOrigin, target: &LinkTarget) -> Option<Target> {
        self.lead(origin, target).ok()
    }

    /// The `href` of the address `written`, which stands in `origin`; `None` where it is broken or unpublished.
    pub(crate) fn resolve_url(&self, origin: LinkOrigin, written: &str) -> Option<String> {
        match self.lead_url(origin, written).ok()? {
            Target::Local { href, .. } => Some(href),
            Target::Anchor(id) => Some(format!("#{id}")),
            Target::External(url) => Some(url),
            Target::Unpublished(_) | Target::Pending(_) => None,
        }
    }

    pub(super) fn lead(&self, origin: LinkOrigin, target: &LinkTarget) -> Result<Target, Broken> {
        match target {
            LinkTarget::Wiki(wiki) => self.lead_wiki(wiki),
            LinkTarget::Url(url) => self.lead_url(origin, url),
        }
    }

    /// What the address `written`, which stands in `origin`, leads to.
    pub(super) fn lead_url(&self, origin: LinkOrigin, written: &str) -> Result<Target, Broken> {
        let written = written.trim();
        if written.is_empty() {
            return Err(Broken::Empty);
        }
        if let Some(scheme) = scheme(written) {
            return match scheme.to_ascii_lowercase().as_str() {
                "javascript" | "vbscript" => Err(Broken::Script),
                _ => match external::fault(written, scheme) {
                    Some(fault) => Err(Broken::Unreachable(fault)),
                    None if self.config.markdown.html == RawHtml::Sanitize && !is_safe(written) => {
                        Err(Broken::Refused(scheme.to_owned()))
                    }
                    None => Ok(Target::External(external::encoded(written))),
                },
            };
        }
        if written.starts_with("//") {
            return Ok(Target::External(external::encoded(written)));
        }
        let (rest, fragment) = split(written, b'#');
        let (path, query) = split(rest, b'?');
        let path = address::decode(path);
        let path = nfc(&path);
        let fragment = fragment.map(|fragment| nfc(&address::decode(fragment)).into_owned());
        if path.is_empty() {
            return self.own_anchor(origin, query, fragment);
        }
        if path.starts_with('/') {
            return self.rooted(&path, query, fragment);
        }
        self.relative(origin, &path, query, fragment)
    }

    fn own_anchor(&self, origin: LinkOrigin, query: Option<&str>, fragment: Option<String>) -> Result<Target, Broken> {
        match fragment {
            Some(fragment) if self.has_own_anchor(origin, &fragment) => {
                Ok(Target::Anchor(address::encode_fragment(&fragment)))
            }
            Some(fragment) => Err(Broken::Anchor(origin.url.clone(), fragment)),
            None => self.local(origin.url.clone(), None, query, None),
        }
    }

    /// The page or file at `path`; the slash at its end may be missing. A folder of files may have a page of its own, as
    /// hosts of files know it.
    fn rooted(&self, path: &str, query: Option<&str>, fragment: Option<String>) -> Result<Target, Broken> {
        let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        let folder = folder.map_or_else(|| Url::new(format!("{path}/")), Url::new);
        let index = Url::new(format!("{}/index.html", path.trim_end_matches('/')));
        let urls = [Url::new(path), folder, index];
        if let Some(url) = urls.iter().find(|url| self.addresses.get(url).is_some()) {
            return self.local(url.clone(), None, query, fragment);
        }
        match urls.iter().find(|url| self.unpublished_at(url).is_some() || self.is_pending(url)) {
            Some(url) => self.not_there(url, fragment),
            None => Err(Broken::Nothing(path.to_owned())),
        }
    }

    /// What would be at `url`, where only something unpublished would be.
    fn not_there(&self, url: &Url, fragment: Option<String>) -> Result<Target, Broken> {
        match self.unpublished_at(url) {
            Some(at) => self.not_published(at, fragment),
            None => Ok(Target::Pending(url.clone())),
        }
    }

    /// Something unpublished. What its author has finished has the headings it will have, or had.
    fn not_published(&self, at: usize, fragment: Option<String>) -> Result<Target, Broken> {
        let other = &self.unpublished[at];
        if let Some(fragment) = fragment.filter(|_| other.is_finished()) {
            let ids = other.anchors();
            if !is_made_by_others(&fragment) && spelling_of(&fragment, |id| ids.contains(&id)).is_none() {
                return Err(Broken::Anchor(self.unpublished_url(at).clone(), fragment));
            }
        }
        Ok(Target::Unpublished(at))
    }

    fn relative(
        &self,
        origin: LinkOrigin,
        path: &str,
        query: Option<&str>,
        fragment: Option<String>,
    ) -> Result<Target, Broken> {
        let joined = join(&nfc(origin.file.folder()), path).ok_or_else(|| Broken::Nothing(path.to_owned()))?;
        let file = joined.trim_end_matches('/');
        match self.names.file(file).or_else(|| self.names.file(&format!("{file}/index.md"))) {
            Some(NameTarget::QuestionFile) => self.question_of_file(query, fragment),
            Some(named) => self.named(named, query, fragment),
            None => {
                if let Some((_, below)) = joined.split_once('/') {
                    let url = Url::new(format!("/{below}"));
                    if self.assets.get(&url).is_some_and(|asset| nfc(asset.path.as_str()) == file) {
                        return self.local(url, None, query, fragment);
                    }
                    let is_in_bundle = |at: &usize| self.unpublished[*at].is_bundle_of(file);
                    if let Some(at) = self.unpublished_at(&url).filter(is_in_bundle) {
                        return Ok(Target::Unpublished(at));
                    }
                }
                match self.names.list(file).filter(|list| self.is_pending(list)) {
                    Some(list) => Ok(Target::Pending(list.clone())),
                    None => Err(Broken::Nothing(joined)),
                }
            }
        }
    }

    /// The question that a link to a question file names behind the `#`, by its id or an old one.
    fn question_of_file(&self, query: Option<&str>, fragment: Option<String>) -> Result<Target, Broken> {
        let Some(id) = fragment.filter(|id| !id.is_empty()) else { return Err(Broken::QuestionFile) };
        if let Some(at) = self.names.question(&id) {
            return self.local(self.url(Entity::question(at)).clone(), Some(Entity::question(at)), query, None);
        }
        if let [(_, NameTarget::Unpublished(at))] = self.names.find(self, Some("question"), &id).as_slice() {
            return Ok(Target::Unpublished(*at));
        }
        let old = self.simple_url(Kind::Question, &id, &id);
        match (self.addresses.get(&old), self.unpublished_at(&old)) {
            (Some(Address::Redirect(url)), _) => self.local(url.clone(), None, query, None),
            (_, Some(at)) => Ok(Target::Unpublished(at)),
            _ => Err(Broken::Question(id)),
        }
    }

    fn named(&self, named: &NameTarget, query: Option<&str>, fragment: Option<String>) -> Result<Target, Broken> {
        match named {
            NameTarget::Entity(entity) => self.local(self.url(*entity).clone(), Some(*entity), query, fragment),
            NameTarget::Definition(at) => {
                let id = fragment.unwrap_or_else(|| self.definition_id(*at).to_owned());
                self.local(self.glossary_url(), None, query, Some(id))
            }
            NameTarget::List(url) => self.local(url.clone(), None, query, fragment),
            NameTarget::Unpublished(at) => self.not_published(*at, fragment),
            NameTarget::Pending { url, .. } => Ok(Target::Pending(url.clone())),
            NameTarget::QuestionFile => Err(Broken::QuestionFile),
        }
    }

    fn lead_wiki(&self, wiki: &WikiTarget) -> Result<Target, Broken> {
        let found = self.names.find(self, wiki.kind.as_deref(), &wiki.name);
        match found.as_slice() {
            [] => Err(Broken::Name(wiki.kind.iter().map(|kind| format!("{kind}:")).collect::<String>() + &wiki.name)),
            [(_, named)] => self.named(named, None, wiki.heading.clone()),
            several => Err(Broken::Ambiguous {
                count: several.len(),
                some: several.iter().take(FEW).map(|(kind, named)| self.spelling(kind, named)).collect(),
            }),
        }
    }

    /// A wikilink to `name`, with its kind where that is needed to tell it from others, or for it to be one.
    pub(super) fn spelled(&self, name: &str) -> Option<String> {
        let bare = format!("[[{name}]]");
        let spelled = match self.names.find(self, None, name).as_slice() {
            [_] if is_wikilink(&bare) => bare,
            [(kind, named), ..] => self.spelling(kind, named),
            [] => bare,
        };
        Some(spelled).filter(|spelled| is_wikilink(spelled))
    }

    /// How a wikilink names one of several things: its kind and its name or id.
    fn spelling(&self, kind: &str, named: &NameTarget) -> String {
        let name = match named {
            NameTarget::Entity(entity) => self.name(*entity),
            NameTarget::Definition(at) => self.definition_id(*at),
            NameTarget::Unpublished(at) => &self.unpublished[*at].meta().name,
            NameTarget::Pending { name, .. } => name,
            NameTarget::List(url) => url.as_str(),
            NameTarget::QuestionFile => "",
        };
        format!("[[{kind}:{name}]]")
    }

    fn local(
        &self,
        url: Url,
        entity: Option<Entity>,
        query: Option<&str>,
        fragment: Option<String>,
    ) -> Result<Target, Broken> {
        let anchor = match fragment {
            Some(fragment) => match spelling_of(&fragment, |id| self.has_anchor(&url, id)) {
                Some(id) => Some(id),
                None => return Err(Broken::Anchor(url, fragment)),
            },
            None => None,
        };
        let definition = anchor.as_deref().and_then(|id| self.definition_at(&url, id));
        let mut href = url.href(&self.config.base.path);
        if let Some(query) = query {
            href.push('?');
            href.push_str(query);
        }
        if let Some(id) = anchor {
            href.push('#');
            href.push_str(&address::encode_fragment(&id));
        }
        let entity = entity.or_else(|| match self.addresses.get(&url) {
            Some(Address::Thing(entity, _)) => Some(*entity),
            _ => None,
        });
        Ok(Target::Local { href, url, entity, definition })
    }

    /// The definition of the glossary that `url` with the anchor `id` leads to.
    fn definition_at(&self, url: &Url, id: &str) -> Option<usize> {
        let is_glossary = self.addresses.get(url) == Some(&Address::Glossary);
        let glossary = self.glossary.as_ref().filter(|_| is_glossary)?;
        glossary.definitions.iter().position(|definition| definition.id == id)
    }

    /// The anchors of the page at `url`, in order; `None` for what has no text of its own.
    pub(super) fn anchor_ids(&self, url: &Url) -> Option<Vec<&str>> {
        let mut ids = self.anchors(url)?;
        ids.sort_unstable();
        Some(ids)
    }

    fn anchors(&self, url: &Url) -> Option<Vec<&str>> {
        match self.addresses.get(url) {
            None => self.unpublished_at(url).map(|at| self.unpublished[at].anchors()),
            Some(Address::Glossary) => self.glossary.as_ref().map(|glossary| glossary.anchors()),
            Some(Address::Thing(entity, 1)) => {
                Some(self.written(*entity).map(ContentItem::anchors).unwrap_or_default())
            }
            Some(_) => {
                let page = self.introductions.all().zip(&self.introduction_urls).find(|(_, own)| *own == url);
                page.map(|((_, page), _)| page.anchors())
            }
        }
    }

    /// Whether the page at `url` has the anchor `id`. What files have isn't known, and is taken as right.
    fn has_anchor(&self, url: &Url, id: &str) -> bool {
        is_made_by_others(id)
            || match self.anchors(url) {
                Some(ids) => ids.contains(&id),
                None => matches!(self.addresses.get(url), Some(Address::Asset(_))),
            }
    }

    /// Whether the page of `origin` has the anchor `id`. If it isn't published, another may be at its address now.
    fn has_own_anchor(&self, origin: LinkOrigin, id: &str) -> bool {
        let own = self.unpublished_at(origin.url).map(|at| &self.unpublished[at]);
        let has_own = |other: &Unpublished| other.meta().file == *origin.file && other.anchors().contains(&id);
        self.has_anchor(origin.url, id) || own.is_some_and(has_own)
    }
}

/// Whether the anchor `id` isn't the text's: the page's top, a text fragment, or one that a template makes; those begin
/// with `x-`, and whether they are there can't be known before the page is.
fn is_made_by_others(id: &str) -> bool {
    id.is_empty() || id == "top" || id.starts_with(":~:") || id.starts_with("x-")
}

/// The anchor that `fragment` is among those that `has` knows: itself, or the words of a heading, as a wikilink may name
/// it by.
fn spelling_of(fragment: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    if has(fragment) {
        return Some(fragment.to_owned());
    }
    Some(crate::markdown::Ids::new().slug(fragment)).filter(|slug| has(slug))
}

fn split(text: &str, at: u8) -> (&str, Option<&str>) {
    match memchr::memchr(at, text.as_bytes()) {
        Some(found) => (&text[..found], Some(&text[found + 1..])),
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
    let mut joined = String::with_capacity(folder.len() + 1 + path.len());
    joined.push_str(folder);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            part => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    Some(joined)
}

/// `path` as a text in `folder` writes it.
pub(crate) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_from_the_folder_of_the_text() {
        assert_eq!(relative("content/articles", "content/articles/a.md"), "a.md");
        assert_eq!(relative("content/articles/x", "content/topics/a.md"), "../../topics/a.md");
    }

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
