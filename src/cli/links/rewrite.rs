//! A file's text with its auto-links written as ordinary ones.
//!
//! 1. A link is put around the words at their place, if they stand there as the page shows them: not with an entity or an
//!    escape in them.
//! 2. The new text is read as the old one was, and both are laid side by side: every text of the file has to say the same,
//!    with the links where they were made ([`SlotTexts`]), and no new mistake may be reported. If it doesn't, the links are put in
//!    one by one, and those that change anything else are left out (a `!` before one makes an image of it).
//!
//! Nothing is written here.

use crate::{
    content::ContentItem,
    content::{self, FileContent, FileRole, Settings},
    diag::Diagnostics,
    kind::Kind,
    markdown::{Body, Fill, LinkTarget, Word},
    place::{SourcePath, Span, Text},
    site::{Entity, LinkOrigin, Site, Target, TermTarget, relative},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::{fmt::Write as _, ops::Range, sync::Arc};

/// What the destination of a Markdown link in any string of TOML has to escape, and what a link would take for more than a
/// path.
const DESTINATION: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`')
    .add(b'|');

/// A link to write.
#[derive(Clone, Debug)]
pub(super) struct LinkEdit {
    /// Whose text it is in.
    pub(super) entity: Entity,
    /// The bytes of that text's HTML that it is around.
    pub(super) html: Range<usize>,
    /// Where these were written.
    pub(super) place: Span,
    /// Its destination, as the file writes it.
    pub(super) destination: String,
    /// Where that has to lead.
    pub(super) target: TermTarget,
}

/// A text and what became of it.
#[derive(Debug)]
pub(super) struct Rewrite {
    /// The text as it was.
    pub(super) before: Arc<str>,
    /// The text with its links.
    pub(super) after: String,
    /// Whether each link was written, or why not.
    pub(super) done: Vec<Result<(), &'static str>>,
}

impl Rewrite {
    /// Whether any link could be written.
    pub(super) fn is_changed(&self) -> bool {
        *self.before != *self.after
    }
}

const CHANGED: &str = "the file was changed after it was read";
const ESCAPED: &str = "the words are written with an escape or an entity there";
const UNSAFE: &str = "a link there would change something else";
const ELSEWHERE: &str = "a link there would lead elsewhere";

/// How `file` writes a link to `target`.
pub(super) fn destination(site: &Site, file: &SourcePath, target: TermTarget) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, DESTINATION).to_string();
    match target {
        TermTarget::Topic(at) => match site.topics[at].meta() {
            Some(meta) => encoded(&relative(file.folder(), meta.file.as_str())),
            None => encoded(site.url(Entity::topic(at)).as_str()),
        },
        TermTarget::Definition(at) => {
            format!("{}#{}", encoded(site.glossary_url().as_str()), encoded(site.definition_id(at)))
        }
    }
}

/// The digest by which a text is known, be it with a byte order mark or without.
pub(super) fn digest(text: &str) -> blake3::Hash {
    blake3::hash(text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes())
}

/// The text `before` of `file` with those of `edits` that can be written; `is_as_read` if it is still what the site was put
/// together from. `edits` are in the order of their places.
pub(super) fn rewrite(
    site: &Site,
    settings: &Settings,
    file: &SourcePath,
    before: Arc<str>,
    edits: &[LinkEdit],
    is_as_read: bool,
) -> Rewrite {
    let of_file = FileReader { site, settings, file };
    let read = of_file.read(&before).filter(|_| is_as_read);
    let Some(read) = read else {
        return Rewrite { after: before.to_string(), before, done: vec![Err(CHANGED); edits.len()] };
    };
    let mut done: Vec<Result<(), &'static str>> = edits.iter().map(|edit| of_file.fits(&before, &read, edit)).collect();
    let fitting = |done: &[Result<(), &'static str>]| -> Vec<LinkEdit> {
        edits.iter().zip(done).filter(|(_, done)| done.is_ok()).map(|(edit, _)| edit.clone()).collect()
    };
    if !of_file.is_same(&read, &before, &fitting(&done)) {
        let candidates = std::mem::replace(&mut done, vec![Err(UNSAFE); edits.len()]);
        for (at, candidate) in candidates.into_iter().enumerate() {
            done[at] = candidate;
            if candidate.is_ok() && !of_file.is_same(&read, &before, &fitting(&done)) {
                done[at] = Err(UNSAFE);
            }
        }
    }
    Rewrite { after: written(&before, &fitting(&done)), before, done }
}

/// `before` with all of `edits`.
fn written(before: &str, edits: &[LinkEdit]) -> String {
    let mut after = String::with_capacity(before.len() + edits.len() * 32);
    let mut from = 0;
    for edit in edits {
        let place = edit.place.range();
        after.push_str(&before[from..place.start]);
        let _ = write!(after, "[{}]({})", &before[place.clone()], edit.destination);
        from = place.end;
    }
    after.push_str(&before[from..]);
    after
}

/// The file that is rewritten.
struct FileReader<'a> {
    site: &'a Site,
    settings: &'a Settings,
    file: &'a SourcePath,
}

/// What a text says.
struct ParsedFile {
    item: FileContent,
    mistakes: usize,
}

impl FileReader<'_> {
    fn read(&self, text: &str) -> Option<ParsedFile> {
        let mut diags = Diagnostics::new();
        let role = FileRole::of(self.file)?;
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Text::verbatim(rest, '\u{feff}'.len_utf8()),
            None => Text::verbatim(text, 0),
        };
        let item = content::parse(&role, self.file, &text, self.settings, &mut diags)?;
        Some(ParsedFile { item, mistakes: diags.iter().count() })
    }

    /// Whether the words of `edit` stand in `before` as the page shows them, and its destination leads where it has to.
    fn fits(&self, before: &str, read: &ParsedFile, edit: &LinkEdit) -> Result<(), &'static str> {
        let body = read.bodies().into_iter().find(|(owner, _)| *owner == self.owner(edit.entity));
        let shown = body.map(|(_, body)| body.stretch_text(edit.html.clone())).unwrap_or_default();
        let there = before.get(edit.place.range()).unwrap_or_default();
        if !there.split_whitespace().eq(shown.split_whitespace()) {
            return Err(ESCAPED);
        }
        let origin = LinkOrigin { file: self.file, url: self.site.url(edit.entity) };
        let leads_to = match self.site.resolve_target(origin, &LinkTarget::Url(edit.destination.clone())) {
            Some(Target::Local { definition: Some(at), .. }) => Some(TermTarget::Definition(at)),
            Some(Target::Local { entity: Some(Entity { kind: Kind::Topic, at }), .. }) => Some(TermTarget::Topic(at)),
            _ => None,
        };
        if leads_to == Some(edit.target) { Ok(()) } else { Err(ELSEWHERE) }
    }

    /// Whether the text with `edits` says what `read`, the one without, says where they are links.
    fn is_same(&self, read: &ParsedFile, before: &str, edits: &[LinkEdit]) -> bool {
        let Some(after) = self.read(&written(before, edits)) else { return false };
        let (old, new) = (read.bodies(), after.bodies());
        let is_same = |((owner, old), (same, new)): (&(TextOwner, &Body), &(TextOwner, &Body))| {
            let within: Vec<&LinkEdit> = edits.iter().filter(|edit| self.owner(edit.entity) == *owner).collect();
            owner == same && shown(old, &within) == shown(new, &[])
        };
        after.mistakes == read.mistakes && old.len() == new.len() && old.iter().zip(&new).all(is_same)
    }

    /// Which text of the file has the auto-links of `entity`.
    fn owner(&self, entity: Entity) -> TextOwner {
        match entity.kind {
            Kind::Question => TextOwner::Answer(self.site.questions[entity.at].meta.name.clone()),
            _ => TextOwner::Body,
        }
    }
}

/// Whose text a body of a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TextOwner {
    /// The body of the file's page.
    Body,
    /// The answer of the question with this id.
    Answer(String),
    /// Another, by its place among those of the file.
    Other(usize),
}

impl ParsedFile {
    /// All texts of the file, in a fixed order.
    fn bodies<'a>(&'a self) -> Vec<(TextOwner, &'a Body)> {
        let mut bodies = Vec::new();
        let mut add = |written: &'a dyn ContentItem, owner: TextOwner| {
            let linked = written.auto_linked().map(std::ptr::from_ref);
            bodies.extend(written.bodies().into_iter().map(|body| match linked == Some(std::ptr::from_ref(body)) {
                true => (owner.clone(), body),
                false => (TextOwner::Other(0), body),
            }));
        };
        match &self.item {
            FileContent::Thing(thing) => add(thing.as_item(), TextOwner::Body),
            FileContent::Questions(questions) => {
                questions.iter().for_each(|one| add(&**one, TextOwner::Answer(one.meta.name.clone())));
            }
            FileContent::Glossary(glossary) => bodies.extend(glossary.bodies().map(|body| (TextOwner::Other(0), body))),
        }
        for (at, (owner, _)) in bodies.iter_mut().enumerate() {
            if matches!(owner, TextOwner::Other(_)) {
                *owner = TextOwner::Other(at);
            }
        }
        bodies
    }
}

/// All that `body` says, with `edits` as links.
fn shown(body: &Body, edits: &[&LinkEdit]) -> String {
    let places: Vec<Range<usize>> = edits.iter().map(|edit| edit.html.clone()).collect();
    let mut out = String::new();
    body.fill_linked(&SlotTexts { body, edits }, &places, &mut out);
    out
}

/// Fills slots with what they hold.
struct SlotTexts<'a> {
    body: &'a Body,
    edits: &'a [&'a LinkEdit],
}

impl SlotTexts<'_> {
    fn link(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        let _ = write!(out, "<{:?} {:?} {:?} {:?}>", link.kind, link.target, link.title, link.alt);
    }
}

impl Fill for SlotTexts<'_> {
    fn id_prefix(&self) -> &str {
        ""
    }

    fn before_fragment(&self, out: &mut String) {
        out.push('#');
    }

    fn open(&self, link: usize, out: &mut String) {
        let link = &self.body.links[link];
        match (&link.target, &link.title) {
            (LinkTarget::Url(url), None) => {
                let _ = write!(out, "<a {url:?}>");
            }
            (target, title) => {
                let _ = write!(out, "<a {target:?} {title:?}>");
            }
        }
    }

    fn close(&self, _: usize, out: &mut String) {
        out.push_str("</a>");
    }

    fn text(&self, link: usize, out: &mut String) {
        self.link(link, out);
    }

    fn image(&self, link: usize, out: &mut String) {
        self.link(link, out);
    }

    fn url(&self, link: usize, out: &mut String) {
        self.link(link, out);
    }

    fn directive(&self, directive: usize, out: &mut String) {
        let directive = &self.body.directives[directive];
        let _ = write!(out, "<{} {}>", directive.name, directive.args.to_json());
        for (name, body) in &directive.markdown {
            let _ = write!(out, "<{name}>{}", shown(body, &[]));
        }
    }

    fn word(&self, word: Word, out: &mut String) {
        let _ = write!(out, "<{word:?}>");
    }

    fn open_auto(&self, auto: usize, out: &mut String) {
        let _ = write!(out, "<a {:?}>", self.edits[auto].destination);
    }
}
