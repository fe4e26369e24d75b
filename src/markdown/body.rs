//! A [`Body`]: finished HTML with slots, from which pages, embedded answers and feeds are made.
//!
//! Everything that doesn't depend on where a body is shown is one string; a slot is a place in it where something
//! is put that does: the address of a link, a prefix for ids, an image, a directive, a word of the page's
//! language. [`Body::fill`] copies the string and asks a [`Fill`] for each slot. What a body links to, which ids
//! it has and where auto-links may go stands beside the string, so nobody has to parse HTML again.
//!
//! Left out: whether a link leads anywhere. That is known only when all content is together.

use super::{
    escape,
    prose::{Piece, Stretch},
    reading::WordCount,
    wiki::WikiTarget,
};
use crate::{diag::Diagnostics, html, place::Span, tree::Table};
use std::{
    borrow::Cow,
    ops::{Deref, Range},
};

/// The HTML of one text, or of one part of it, with slots. It derefs to its [`BodyData`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    pub(super) html: Box<str>,
    /// The slots by their byte in `html`, in order.
    pub(super) slots: Box<[(u32, Slot)]>,
    /// How much there is to read, code blocks aside.
    pub words: WordCount,
    /// Not if there are none: a large site has many short texts.
    parts: Option<Box<BodyData>>,
}

/// What stands beside the HTML of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyData {
    /// Links, images and the addresses in raw HTML, in the order of their slots.
    pub links: Vec<Link>,
    /// The directives, in the order of their slots.
    pub directives: Vec<Directive>,
    /// The headings in the body, at any depth, in order.
    pub headings: Vec<Heading>,
    /// All ids in the body without their prefix: of headings, footnotes, raw HTML and directives' texts.
    pub ids: Vec<String>,
    /// The id of the heading that stands before the body but isn't in it; see [`BodySpec`](super::BodySpec).
    pub heading_id: Option<String>,
    /// The text that auto-links may use: that of paragraphs and list items, outside links, code, headings, tables, quotes and
    /// notes. Inline texts have none.
    pub prose: Vec<Piece>,
    /// What in raw HTML a Content-Security-Policy may block.
    pub raw_uses: Vec<RawUse>,
}

impl BodyData {
    /// Those of a text that is nothing but words.
    pub(super) const NONE: Self = Self {
        links: Vec::new(),
        directives: Vec::new(),
        headings: Vec::new(),
        ids: Vec::new(),
        heading_id: None,
        prose: Vec::new(),
        raw_uses: Vec::new(),
    };
}

impl Deref for Body {
    type Target = BodyData;

    fn deref(&self) -> &BodyData {
        static NONE: BodyData = BodyData::NONE;
        self.parts.as_deref().unwrap_or(&NONE)
    }
}

/// So many bytes most slots need: an id's prefix none, a link's start tag some more.
const ROOM_OF_SLOT: usize = 24;

/// What is put into a body when it is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slot {
    /// The prefix of all ids.
    IdPrefix,
    /// What stands before the id of a footnote in an address.
    Fragment,
    /// The start tag of a link.
    Open(u32),
    /// The end tag of a link.
    Close(u32),
    /// The text of a wikilink without one.
    Text(u32),
    /// An image.
    Image(u32),
    /// The value of an attribute of raw HTML.
    Url(u32),
    /// A directive.
    Directive(u32),
    /// A word of the page's language.
    Word(Word),
}

impl Slot {
    /// The number of the link it is about.
    pub(super) fn link_mut(&mut self) -> Option<&mut u32> {
        match self {
            Self::Open(link) | Self::Close(link) | Self::Text(link) | Self::Image(link) | Self::Url(link) => Some(link),
            Self::IdPrefix | Self::Fragment | Self::Directive(_) | Self::Word(_) => None,
        }
    }
}

/// How slots are filled for a target: a page, an embedded answer, a feed. Numbers are indexes into
/// [`BodyData::links`] and [`BodyData::directives`]; what is written goes into HTML as it is.
pub trait Fill {
    /// What is put before every id of the body.
    fn id_prefix(&self) -> &str;
    /// What stands before an id of the body in an address, escaped for an attribute in double quotes: `#` and the prefix,
    /// or the address of the page on which it can be found.
    fn before_fragment(&self, out: &mut String);
    /// The start tag of a link, `<a href=…>`, or nothing.
    fn open(&self, link: usize, out: &mut String);
    /// The end tag that belongs to what [`open`](Self::open) wrote.
    fn close(&self, link: usize, out: &mut String);
    /// The text of a wikilink that was written without one.
    fn text(&self, link: usize, out: &mut String);
    /// A whole image; its description and title are in the [`Link`].
    fn image(&self, link: usize, out: &mut String);
    /// The value of an `href`, `src`, … of raw HTML, escaped for an attribute in double quotes.
    fn url(&self, link: usize, out: &mut String);
    /// What a directive renders to.
    fn directive(&self, directive: usize, out: &mut String);
    /// A word of the page's language, escaped for text and for an attribute in double quotes.
    fn word(&self, word: Word, out: &mut String);
    /// The start tag of an auto-link, by its number in what [`Body::fill_linked`] got.
    fn open_auto(&self, _auto: usize, _out: &mut String) {}
}

/// A word that the HTML of a body needs and the page's language gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// The heading of the footnotes, seen by screen readers only.
    Footnotes,
    /// "Footnote 2": the label of a reference to that note.
    Footnote(u32),
    /// "Back to reference 2": the label of a link from a note to the place that refers to it; the number counts
    /// the references of that one note, from 1.
    BackToReference(u32),
    /// The label of a ticked box of a task list.
    Done,
    /// The label of an empty box of a task list.
    ToDo,
    /// The title of a `> [!NOTE]`.
    Note,
    /// The title of a `> [!TIP]`.
    Tip,
    /// The title of a `> [!IMPORTANT]`.
    Important,
    /// The title of a `> [!WARNING]`.
    Warning,
    /// The title of a `> [!CAUTION]`.
    Caution,
}

/// A link, an image, or an address in raw HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The destination as it is written, in the file; that of a reference link is in its definition.
    pub span: Span,
    /// What it is.
    pub kind: LinkKind,
    /// Where it leads.
    pub target: LinkTarget,
    /// The title, decoded.
    pub title: Option<Box<str>>,
    /// The description of an image, as plain text.
    pub alt: Option<Box<str>>,
    /// Whether the author gave it a text; only a wikilink may have none.
    pub has_text: bool,
    /// The number of the paragraph it stands in, by which [`Piece`]s count too.
    pub paragraph: u32,
}

/// What kind of link a [`Link`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A link around text.
    Text,
    /// A Markdown image.
    Image,
    /// The value of an attribute of raw HTML, both names in lower case.
    Raw {
        /// The element, as `img`.
        tag: Box<str>,
        /// The attribute, as `srcset`.
        attribute: Box<str>,
    },
}

impl LinkKind {
    /// Whether the page shows or runs what it points at, rather than leading to it.
    pub fn embeds(&self) -> bool {
        match self {
            Self::Text => false,
            Self::Image => true,
            Self::Raw { tag, attribute } => match &**attribute {
                "src" | "srcset" | "poster" | "data" => true,
                "href" => matches!(&**tag, "link" | "image" | "use"),
                _ => false,
            },
        }
    }
}

/// Where a link leads, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address, with escapes and entities decoded as CommonMark does; not percent-encoded.
    Url(String),
    /// A `[[wikilink]]`.
    Wiki(Box<WikiTarget>),
}

/// A heading in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its level in the HTML, 2 to 6.
    pub level: u8,
    /// Its id, without a prefix.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its inline HTML without links, ids and footnote references, for lists of headings.
    pub html: String,
    /// The wikilinks in it that were written without a text, in order: what they lead to is called otherwise than they.
    pub names: Box<[HeadingName]>,
}

/// A wikilink without a text, in a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingName {
    /// What it leads to.
    pub target: WikiTarget,
    /// Where its name stands in the heading's text, in bytes.
    pub text: Range<usize>,
    /// Where it stands in the heading's HTML.
    pub html: Range<usize>,
}

impl Heading {
    /// The heading with `title` of each link in the place of its name: the title of what it leads to, plain.
    pub fn named(&self, title: impl Fn(&WikiTarget) -> Option<String>) -> Self {
        let mut named = self.clone();
        // from the end, so that places stay
        for name in self.names.iter().rev() {
            let Some(title) = title(&name.target) else { continue };
            let mut escaped = String::with_capacity(title.len());
            escape::text(&title, &mut escaped);
            named.html.replace_range(name.html.clone(), &escaped);
            named.text.replace_range(name.text.clone(), &title);
        }
        named.names = Box::default();
        named
    }
}

/// A piece of raw HTML that a strict Content-Security-Policy blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawUse {
    /// What it is.
    pub kind: RawUseKind,
    /// For what is loaded from elsewhere: from which origin, as `https://example.org`.
    pub origin: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a [`RawUse`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RawUseKind {
    /// A `<script>` with its code in the page.
    InlineScript,
    /// A `<style>` element.
    InlineStyle,
    /// A `style` attribute.
    StyleAttribute,
    /// An attribute like `onclick`.
    EventHandler,
    /// An image from another origin.
    Image,
    /// A video, audio or track from another origin.
    Media,
    /// A frame, object or embedded page from another origin.
    Frame,
    /// A script from another origin.
    Script,
    /// A style sheet from another origin.
    Stylesheet,
    /// A form that is sent to another origin.
    Form,
}

impl Body {
    pub(super) fn new(html: Box<str>, slots: Box<[(u32, Slot)]>, words: WordCount, parts: BodyData) -> Self {
        let parts = (parts != BodyData::NONE).then(|| Box::new(parts));
        Self { html, slots, words, parts }
    }

    /// The same for a place that has no auto-links.
    pub fn without_prose(self) -> Self {
        let Self { html, slots, words, parts } = self;
        let parts = parts.map_or(BodyData::NONE, |parts| BodyData { prose: Vec::new(), ..*parts });
        Self::new(html, slots, words, parts)
    }

    /// The HTML, if it has no slot and so is the same wherever it is shown.
    pub fn fixed(&self) -> Option<&str> {
        self.slots.is_empty().then_some(&self.html)
    }

    /// Writes the HTML to `out`, with each slot filled by `with`.
    pub fn fill(&self, with: &impl Fill, out: &mut String) {
        self.fill_linked(with, &[], out);
    }

    /// The same with auto-links around `autos`: bytes of stretches, in order.
    pub fn fill_linked(&self, with: &impl Fill, autos: &[Range<usize>], out: &mut String) {
        out.reserve(self.html.len() + self.slots.len() * ROOM_OF_SLOT);
        let (mut from, mut next) = (0, 0);
        for &(at, slot) in &self.slots {
            next = self.text_with(with, from..at as usize, autos, next, out);
            from = at as usize;
            match slot {
                Slot::IdPrefix => out.push_str(with.id_prefix()),
                Slot::Fragment => with.before_fragment(out),
                Slot::Open(link) => with.open(link as usize, out),
                Slot::Close(link) => with.close(link as usize, out),
                Slot::Text(link) => with.text(link as usize, out),
                Slot::Image(link) => with.image(link as usize, out),
                Slot::Url(link) => with.url(link as usize, out),
                Slot::Directive(directive) => with.directive(directive as usize, out),
                Slot::Word(word) => with.word(word, out),
            }
        }
        self.text_with(with, from..self.html.len(), autos, next, out);
    }

    /// Writes bytes `html`, with the auto-links in them from number `next` on; the number of the next one.
    fn text_with(
        &self,
        with: &impl Fill,
        html: Range<usize>,
        autos: &[Range<usize>],
        mut next: usize,
        out: &mut String,
    ) -> usize {
        let mut from = html.start;
        while let Some(auto) = autos.get(next).filter(|auto| auto.end <= html.end) {
            out.push_str(&self.html[from..auto.start]);
            with.open_auto(next, out);
            out.push_str(&self.html[auto.clone()]);
            out.push_str("</a>");
            from = auto.end;
            next += 1;
        }
        out.push_str(&self.html[from..html.end]);
        next
    }

    /// Whether it is words in a line, as [`inline`](super::inline) makes them, and no blocks.
    pub fn is_inline(&self) -> bool {
        // every block ends its line
        !self.html.ends_with('\n')
    }

    /// Whether there is nothing to show: comments are for those who read the source.
    pub fn is_empty(&self) -> bool {
        let mut rest = self.html.trim_start();
        while let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
        }
        self.slots.is_empty() && rest.is_empty()
    }

    /// The text that auto-links may use, in order.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> {
        self.prose.chunk_by(|_, next| next.continues).filter_map(|pieces| {
            let (first, last) = (pieces.first()?, pieces.last()?);
            Some(Stretch {
                html: first.start as usize..last.end as usize,
                paragraph: first.paragraph,
                is_joined_before: first.is_joined_before,
                is_joined_after: last.is_joined_after,
            })
        })
    }

    /// Where bytes `html` of a stretch stand in the file. That is exact for what was written as it is shown; of an entity or
    /// an escape only its first byte counts.
    pub fn source(&self, html: Range<usize>) -> Span {
        let text = self.html.get(html.clone()).unwrap_or_default();
        let char = text.chars().next_back().map_or(0, char::len_utf8);
        // every `&` of a text begins an entity
        let entity = text.strip_suffix(';').and_then(|rest| rest.rfind('&')).map(|at| &text[at..]);
        let entity = entity.filter(|entity| entity.find(';') == Some(entity.len() - 1));
        let (shown, written) = entity.map_or((char, char), |entity| (entity.len(), html::decode(entity).len()));
        Span::new(self.byte(html.start), self.byte(html.end - shown) + written)
    }

    /// The byte of the file from which byte `at` of the HTML was written.
    fn byte(&self, at: usize) -> usize {
        let piece = self.prose.partition_point(|piece| piece.start as usize <= at).saturating_sub(1);
        let Some(piece) = self.prose.get(piece) else { return 0 };
        let before = self.html.get(piece.start as usize..at).unwrap_or_default();
        piece.source as usize + html::decode(before).len()
    }

    /// Bytes `html` of a stretch: escaped text.
    pub fn stretch(&self, html: Range<usize>) -> &str {
        &self.html[html]
    }

    /// The text that bytes `html` of a stretch are.
    pub fn stretch_text(&self, html: Range<usize>) -> Cow<'_, str> {
        html::decode(self.stretch(html))
    }
}

/// A fence ```` ```{name} ````, whose place in the HTML a template fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// The name in braces: `[a-z][a-z0-9-]*`.
    pub name: String,
    /// What stands between the fences.
    pub written: Box<str>,
    /// The same as TOML.
    pub args: Table,
    /// What is wrong with it, for who knows that there is such a directive: anything else between fences is no TOML.
    pub faults: Diagnostics,
    /// The fence's info string, in the file.
    pub span: Span,
    /// The level that a heading in it has: one below the heading it stands under.
    pub heading: u8,
    /// Arguments that are Markdown, by name: `text` as blocks, `caption` as inline text.
    pub markdown: Vec<(String, Body)>,
}
