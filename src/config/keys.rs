//! Every key of `site.toml`, with what it does and what holds without it: the one place that says so.

use super::publish;
use crate::tree::keys::{Key, ValueKind};

const TITLE: Key = Key::new("title", ValueKind::Text, "The name of the site.").required();
const BASE_URL: Key = Key::new(
    "base_url",
    ValueKind::Text,
    "Where the site will be: `https://example.org/`, or with a path, `https://example.org/blog/`.",
)
.required();

/// `site.toml`
pub const SITE: &[Key] = &[
    TITLE,
    BASE_URL,
    Key::new("description", ValueKind::Text, "What the site is for, in one sentence of plain text."),
    Key::new("language", ValueKind::Language, "The tag of the language it is written in, such as `en` or `pt-BR`.")
        .default("\"en\""),
    Key::new("theme", ValueKind::Text, "The theme: a folder in `themes`, or `prep`, which gen brings along.")
        .default("\"prep\""),
    Key::new(
        "timezone",
        ValueKind::Text,
        "The time zone in which a date without time begins, such as `Europe/Berlin`.",
    )
    .default("\"UTC\""),
    Key::new("levels", ValueKind::Texts, "The levels of questions and articles, the easiest first.")
        .default("[\"junior\", \"mid\", \"senior\"]"),
    Key::new(
        "paginate",
        ValueKind::Integer { min: 0, max: 10_000 },
        "How many entries a page of a list holds; 0 for all.",
    )
    .default("50"),
    Key::new("copyright", ValueKind::Text, "The line on copyright in the footer."),
    Key::new("license", ValueKind::Text, "The licence of the content: its name or its URL."),
    Key::new("favicon", ValueKind::Text, "The site's icon: a path from the root of the site, such as `/favicon.svg`."),
    Key::new(
        "sections",
        ValueKind::Languages(&ValueKind::Table(SECTIONS)),
        "How the sections that are lifted out of an article are called; by language in `[sections.de]`.",
    ),
    Key::new("markdown", ValueKind::Table(MARKDOWN), "How Markdown is read."),
    Key::new("feed", ValueKind::Table(FEED), "The feeds, in Atom and JSON."),
    Key::new("search", ValueKind::Table(SEARCH), "The search of the site."),
    Key::new("practice", ValueKind::Table(PRACTICE), "The practice cards."),
    Key::new("related", ValueKind::Table(RELATED), "The articles and questions that each one is related to."),
    Key::new("autolinks", ValueKind::Table(AUTOLINKS), "The links that terms in texts become."),
    Key::new("images", ValueKind::Table(IMAGES), "Smaller versions of images, and social cards."),
    Key::new("serve", ValueKind::Table(SERVE), "The preview."),
    Key::new("structured_data", ValueKind::Table(STRUCTURED_DATA), "What search engines are told by JSON-LD."),
    Key::new("publish", ValueKind::Table(PUBLISH), "What is written for the host that the site is published on."),
    Key::new(
        "permalinks",
        ValueKind::Map(&ValueKind::Text),
        "Patterns of addresses, by kind or taxonomy, such as `articles = \"/blog/{slug}/\"`.",
    ),
    Key::new("slugs", ValueKind::Table(SLUGS), "How names of files become parts of addresses."),
    Key::new("defaults", ValueKind::Table(DEFAULTS), "What holds for content that doesn't say otherwise."),
    Key::new("topics", ValueKind::Table(TOPICS), "How topics behave."),
    Key::new("check", ValueKind::Table(CHECK), "What `gen check` measures by."),
    Key::new(
        "rules",
        ValueKind::Map(&ValueKind::OneOf(&["off", "note", "warning", "error"])),
        "The level of a rule, by its code, such as `late-title = \"off\"`.",
    ),
    Key::new(
        "strings",
        ValueKind::Languages(&ValueKind::Map(&ValueKind::Text)),
        "Words of the theme in your own wording; by language in `[strings.de]`.",
    ),
    Key::new("security", ValueKind::Table(SECURITY), "What pages may load."),
    Key::new("taxonomies", ValueKind::Tables(TAXONOMY), "Further ways to sort content, each with a key of its name."),
    Key::new("menu", ValueKind::Tables(MENU), "The entries of the menu, in order."),
    Key::new("extra", ValueKind::Map(&ValueKind::Free), "Keys of your own, for templates: `site.extra.key`."),
];

const SECTIONS: &[Key] = &[
    Key::new("takeaways", ValueKind::Texts, "Headings of the section of takeaways.")
        .default("[\"Key takeaways\", \"Takeaways\", \"TL;DR\"]"),
    Key::new("faq", ValueKind::Texts, "Headings of the section of questions and answers.")
        .default("[\"FAQ\", \"FAQs\", \"Frequently asked questions\"]"),
];

const MARKDOWN: &[Key] = &[
    Key::new("highlight", ValueKind::Flag, "Whether code is highlighted.").default("true"),
    Key::new("math", ValueKind::Flag, "Whether `$…$` is a formula.").default("false"),
    Key::new("definition_lists", ValueKind::Flag, "Whether `: ` below a line defines it.").default("false"),
    Key::new("linkify", ValueKind::Flag, "Whether `https://…` and `www.…` in a text are links by themselves.")
        .default("true"),
    Key::new("html", ValueKind::OneOf(&["keep", "sanitize"]), "What happens to raw HTML.").default("\"keep\""),
    Key::new("languages", ValueKind::Texts, "Further languages of code that need not be highlighted.").default("[]"),
    Key::new("external_rel", ValueKind::Text, "The `rel` of links that lead to other sites.").default("\"external\""),
];

const FEED: &[Key] = &[
    Key::new("enabled", ValueKind::Flag, "Whether there are feeds.").default("true"),
    Key::new("limit", ValueKind::Integer { min: 1, max: 1_000 }, "How many entries a feed holds.").default("20"),
    Key::new(
        "content",
        ValueKind::OneOf(&["full", "summary"]),
        "What an entry of a feed holds: the whole article with its FAQ, or its description.",
    )
    .default("\"full\""),
    Key::new("topics", ValueKind::Flag, "Whether each topic has feeds of its own.").default("true"),
];

const SEARCH: &[Key] = &[
    Key::new("enabled", ValueKind::Flag, "Whether there is a search page with its index.").default("true"),
    Key::new(
        "engine",
        ValueKind::OneOf(&["gen", "pagefind"]),
        "What searches: gen's own index of questions, titles, headings, takeaways and first words, or Pagefind, whose program you run over the output.",
    )
    .default("\"gen\""),
];

const PRACTICE: &[Key] =
    &[Key::new("enabled", ValueKind::Flag, "Whether questions can be practised as cards.").default("true")];

const RELATED: &[Key] = &[Key::new(
    "enabled",
    ValueKind::Flag,
    "Whether gen finds them by what the texts say. Without, only those are shown that a page names as `related`.",
)
.default("true")];

const AUTOLINKS: &[Key] =
    &[Key::new("enabled", ValueKind::Flag, "Whether terms of topics and of the glossary become links.")
        .default("true")];

const IMAGES: &[Key] = &[
    Key::new("enabled", ValueKind::Flag, "Whether images that texts show get smaller versions.").default("true"),
    Key::new("widths", ValueKind::Integers { min: 64, max: 4096 }, "The widths of those versions, in pixels.")
        .default("[720, 1080, 1440]"),
    Key::new("formats", ValueKind::SomeOf(&["webp"]), "The formats of those versions; there is one so far.")
        .default("[\"webp\"]"),
    Key::new("webp_quality", ValueKind::Integer { min: 1, max: 100 }, "How fine versions in WebP are.").default("80"),
    Key::new("cards", ValueKind::Flag, "Whether each article and question has a social card.").default("false"),
    Key::new(
        "card_font",
        ValueKind::Text,
        "The font of the cards: a TrueType or OpenType file, by its path in the site's folder, such as `fonts/own.ttf`.",
    )
    .default("Roboto Medium"),
];

const SERVE: &[Key] = &[Key::new(
    "editor",
    ValueKind::Text,
    "What opens a file from the preview's list of mistakes: `cursor`, `emacs`, `idea`, `sublime`, `textmate`, `vscode`, `vscodium`, `windsurf`, `zed`, `none`, or a URL with `{path}`, `{line}` and `{column}`.",
)
.default("\"vscode\"")];

const STRUCTURED_DATA: &[Key] = &[
    Key::new("enabled", ValueKind::Flag, "Whether pages hold JSON-LD.").default("true"),
    Key::new("faq_page", ValueKind::Flag, "Whether articles with questions are marked as `FAQPage`.").default("false"),
    Key::new("organization", ValueKind::Table(ORGANIZATION), "Who publishes the site."),
];

const PUBLISH: &[Key] = &[
    Key::new(
        "redirects",
        ValueKind::OneOf(publish::REDIRECTS),
        "The host that `aliases` become real redirects for, beside the pages that lead on anywhere.",
    ),
    Key::new(
        "headers",
        ValueKind::OneOf(publish::HEADERS),
        "The host that is told how long files may be kept, and what browsers may do with pages.",
    ),
    Key::new(
        "noindex",
        ValueKind::Flag,
        "Whether search engines are asked to leave out every page; `--noindex` does the same for one build.",
    )
    .default("false"),
];

const ORGANIZATION: &[Key] = &[
    Key::new("name", ValueKind::Text, "The name of the publisher.").required(),
    Key::new("url", ValueKind::Url, "The publisher's own site."),
    Key::new("logo", ValueKind::Text, "The logo: a path from the root of the site, or a URL."),
];

const SLUGS: &[Key] =
    &[Key::new("ascii", ValueKind::Flag, "Whether letters of other scripts are written in Latin ones.")
        .default("false")];

const DEFAULTS: &[Key] = &[
    Key::new("authors", ValueKind::Texts, "The authors of what names none: names of files in `authors`."),
    Key::new("level", ValueKind::Text, "The level of what names none: one of `levels`."),
];

const TOPICS: &[Key] = &[
    Key::new("strict", ValueKind::Flag, "Whether a topic that no file declares is an error.").default("true"),
    Key::new("list_faq", ValueKind::Flag, "Whether entries of an article's FAQ are rows of its topics.")
        .default("false"),
];

const CHECK: &[Key] = &[
    Key::new(
        "title_length",
        ValueKind::Integer { min: 10, max: 1_000 },
        "How many characters the title of an article, a page or a topic may have.",
    )
    .default("70"),
    Key::new(
        "description_length",
        ValueKind::Integer { min: 10, max: 10_000 },
        "How many characters a description may have.",
    )
    .default("160"),
    Key::new(
        "page_kb",
        ValueKind::Integer { min: 1, max: 1_000_000 },
        "How many kilobytes (of 1,000 bytes) the HTML of a page may have.",
    )
    .default("500"),
    Key::new("external", ValueKind::Table(EXTERNAL), "How links to other sites are checked, with `--external`."),
];

const EXTERNAL: &[Key] = &[
    Key::new(
        "ignore",
        ValueKind::Texts,
        "Beginnings of URLs that are not asked for, such as `https://example.org/login`.",
    ),
    Key::new("timeout", ValueKind::Integer { min: 1, max: 300 }, "How many seconds an answer may take.").default("10"),
    Key::new(
        "keep_days",
        ValueKind::Integer { min: 0, max: 365 },
        "For how many days an answer is kept in `.gen/cache`.",
    )
    .default("7"),
];

const SECURITY: &[Key] = &[Key::new(
    "csp",
    ValueKind::Map(&ValueKind::Texts),
    "Sources to add to the Content-Security-Policy, by directive: `img-src = [\"https://img.example\"]`.",
)];

const TAXONOMY: &[Key] = &[
    Key::new("name", ValueKind::Text, "The key in front matter, and the folder of its pages.").required(),
    Key::new("title", ValueKind::Text, "The title of its list.").default("the name, capitalised"),
    Key::new("description", ValueKind::Text, "What it sorts by, in one sentence of plain text."),
];

const MENU: &[Key] = &[
    Key::new("name", ValueKind::Text, "What the entry says.").required(),
    MENU_URL,
    Key::new(
        "children",
        ValueKind::Tables(MENU_CHILD),
        "The entries below this one, in order: the entry opens and shows them, after its own `url` if it has one.",
    ),
];

const MENU_CHILD: &[Key] = &[Key::new("name", ValueKind::Text, "What the entry says.").required(), MENU_URL.required()];

const MENU_URL: Key = Key::new(
    "url",
    ValueKind::Text,
    "Where it leads: a file such as `articles/index.md`, a path, or a URL of another site.",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_named_once_and_described_in_a_sentence() {
        fn check(keys: &[Key]) {
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].iter().any(|earlier| earlier.name == key.name), "`{}` stands twice", key.name);
                assert!(key.about.ends_with('.') && key.about.len() > 10, "`{}` is not described", key.name);
                match key.kind {
                    ValueKind::Table(keys)
                    | ValueKind::Tables(keys)
                    | ValueKind::Languages(&ValueKind::Table(keys)) => check(keys),
                    _ => {}
                }
            }
        }
        check(SITE);
    }
}
