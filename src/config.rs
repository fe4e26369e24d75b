//! `site.toml` as typed values.
//!
//! [`Config::load`] parses the text, holds it against [`keys::SITE`], and checks what a type can't say (a URL, a
//! time zone, a pattern of addresses). It always returns a configuration one can go on with: what is broken is
//! reported, and has its default. `values` has the tables of `site.toml` as structs, `checks` the checks of words
//! that have to be known, `base_url` and `permalinks` the two small grammars.
//!
//! What is named here and declared elsewhere (authors, a theme's folder, files in the menu) is checked by the
//! stages that know it; it keeps its place.

mod base_url;
mod checks;
mod editor;
pub mod keys;
mod permalinks;
mod publish;
#[cfg(test)]
mod tests;
mod values;

pub use base_url::BaseUrl;
#[cfg(test)]
pub(crate) use checks::taken;
pub use editor::Editor;
pub use permalinks::{Pattern, Permalinks};
pub use publish::{Form, Host, Publish};
pub use values::{
    Check, Defaults, External, Feed, Images, Markdown, MenuEntry, Organization, RawHtml, Search, SearchEngine,
    SectionNames, Strings, StructuredData, Taxonomy, Topics,
};

use crate::{
    diag::{Code, Diagnostics, Severity},
    place::{SourcePath, Span, Spanned, Text},
    tree::{
        self,
        keys::{Fields, TableOwner},
    },
};
use checks::Checks;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// The configuration of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// Where the site will be.
    pub base: BaseUrl,
    /// Where that is written; `None` where it isn't, or not as a URL.
    pub base_at: Option<Span>,
    /// What the site is for.
    pub description: Option<String>,
    /// The tag of its language.
    pub language: String,
    /// The name of its theme.
    pub theme: Spanned<String>,
    /// Where a date without time begins.
    pub timezone: TimeZone,
    /// The levels, the easiest first; at least one.
    pub levels: Vec<String>,
    /// How many entries a page of a list holds; `None` for all.
    pub paginate: Option<usize>,
    /// The line on copyright.
    pub copyright: Option<String>,
    /// The licence of the content.
    pub license: Option<String>,
    /// The icon, a path from the root of the site.
    pub favicon: Option<Spanned<String>>,
    /// How the sections that are lifted out of articles are called.
    pub sections: SectionNames,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// The feeds.
    pub feed: Feed,
    /// The search.
    pub search: Search,
    /// Whether questions can be practised.
    pub practice: bool,
    /// Whether related articles and questions are found by what the texts say.
    pub related: bool,
    /// Whether terms in texts become links.
    pub autolinks: bool,
    /// Smaller versions of images, and social cards.
    pub images: Images,
    /// How the preview's list of mistakes opens files.
    pub editor: Editor,
    /// What search engines are told.
    pub structured_data: StructuredData,
    /// The host that the site is published on.
    pub publish: Publish,
    /// The patterns of addresses.
    pub permalinks: Permalinks,
    /// Whether slugs are transliterated.
    pub ascii_slugs: bool,
    /// What holds for content that doesn't say otherwise.
    pub defaults: Defaults,
    /// How topics behave.
    pub topics: Topics,
    /// What `gen check` measures by.
    pub check: Check,
    /// The levels of rules that aren't at their own; `None` is off.
    pub rules: BTreeMap<Code, Option<Severity>>,
    /// The site's wording of the theme's words.
    pub strings: Strings,
    /// Sources to add to the Content-Security-Policy, by directive.
    pub csp: BTreeMap<String, Vec<String>>,
    /// Further ways to sort content.
    pub taxonomies: Vec<Taxonomy>,
    /// The menu.
    pub menu: Vec<MenuEntry>,
    /// Free keys, a JSON object.
    pub extra: serde_json::Value,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Untitled".to_owned(),
            base: BaseUrl::default(),
            base_at: None,
            description: None,
            language: "en".to_owned(),
            theme: Spanned::new("prep".to_owned(), Span::default()),
            timezone: TimeZone::UTC,
            levels: ["junior", "mid", "senior"].map(str::to_owned).to_vec(),
            paginate: Some(50),
            copyright: None,
            license: None,
            favicon: None,
            sections: SectionNames::default(),
            markdown: Markdown::default(),
            feed: Feed::default(),
            search: Search::default(),
            practice: true,
            related: true,
            autolinks: true,
            images: Images::default(),
            editor: Editor::default(),
            structured_data: StructuredData::default(),
            publish: Publish::default(),
            permalinks: Permalinks::default(),
            ascii_slugs: false,
            defaults: Defaults::default(),
            topics: Topics::default(),
            check: Check::default(),
            rules: BTreeMap::new(),
            strings: Strings::default(),
            csp: BTreeMap::new(),
            taxonomies: Vec::new(),
            menu: Vec::new(),
            extra: serde_json::Value::Object(serde_json::Map::new()),
        }
    }
}

impl Config {
    /// Reads `site.toml`; what is wrong with it goes to `diags`, and has its default here.
    pub fn load(text: &Text, file: &SourcePath, diags: &mut Diagnostics) -> Self {
        let table = tree::toml::parse(text, file, diags);
        let owner =
            TableOwner { what: "`site.toml`", keys: keys::SITE, more: &[], at: text.span(0..0), file, elsewhere: None };
        let checked = tree::keys::check(table, &owner, diags);
        let mut checks = Checks { file, diags };
        Self::read(&checked.fields(), &mut checks)
    }

    /// Puts the site elsewhere; what is wrong with `url` otherwise, in a few words.
    pub fn with_base_url(&mut self, url: &str) -> Result<(), String> {
        self.base = BaseUrl::parse(url)?;
        Ok(())
    }

    fn read(fields: &Fields, checks: &mut Checks) -> Self {
        let normal = Self::default();
        let text = |name: &str| fields.text(name).map(|text| text.as_str().to_owned());
        let spanned = |name: &str| fields.text(name).map(values::spanned);
        let enabled = |name: &str| fields.table(name).and_then(|table| table.flag("enabled")).unwrap_or(true);
        let levels = checks.levels(fields).unwrap_or(normal.levels);
        let taxonomies = checks.taxonomies(fields);
        let structured_data = fields.table("structured_data");
        let base = checks.base_url(fields);
        Self {
            title: text("title").unwrap_or(normal.title),
            base_at: base.is_some().then(|| fields.text("base_url").map(Text::whole)).flatten(),
            base: base.unwrap_or(normal.base),
            description: text("description"),
            language: fields.text("language").map_or(normal.language, |tag| tag.as_str().to_owned()),
            theme: spanned("theme").unwrap_or(normal.theme),
            timezone: checks.timezone(fields).unwrap_or(normal.timezone),
            paginate: fields
                .integer("paginate")
                .map_or(normal.paginate, |number| usize::try_from(number).ok().filter(|number| *number > 0)),
            copyright: text("copyright"),
            license: text("license"),
            favicon: spanned("favicon"),
            sections: SectionNames::read(fields.table("sections")),
            markdown: fields.table("markdown").map_or_else(Markdown::default, Markdown::read),
            feed: fields.table("feed").map_or_else(Feed::default, Feed::read),
            search: fields.table("search").map_or_else(Search::default, Search::read),
            practice: enabled("practice"),
            related: enabled("related"),
            autolinks: enabled("autolinks"),
            images: fields.table("images").map_or_else(Images::default, Images::read),
            editor: checks.editor(fields),
            structured_data: structured_data.map_or_else(StructuredData::default, StructuredData::read),
            publish: fields.table("publish").map_or_else(Publish::default, Publish::read),
            permalinks: checks.permalinks(fields, &taxonomies),
            ascii_slugs: fields.table("slugs").and_then(|slugs| slugs.flag("ascii")).unwrap_or(false),
            defaults: checks.defaults(fields, &levels),
            topics: fields.table("topics").map_or_else(Topics::default, Topics::read),
            check: fields.table("check").map_or_else(Check::default, Check::read),
            rules: checks.rules(fields),
            strings: Strings::read(fields.table("strings")),
            csp: checks.csp(fields),
            menu: checks.menu(fields),
            extra: fields.table("extra").map_or(normal.extra, |extra| extra.as_table().to_json()),
            taxonomies,
            levels,
        }
    }
}
