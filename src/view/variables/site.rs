//! The rows of `site` and of the maps that only it has.

use super::{Group, free, of, plain};

pub(super) const SITE: Group = Group {
    name: "site",
    about: "The site as a whole, the same on every page.",
    variables: &[
        plain("title", "String: `title` of `site.toml`."),
        plain("description", "String: `description` of `site.toml`; empty without one."),
        plain("base_url", "String: the absolute address of the home page, with `/` at its end."),
        plain("home", "String: the address of the home page as links spell it: `/`, or the path of `base_url`."),
        plain("language", "String: the tag of the site's language, such as `en`."),
        plain("copyright", "String: `copyright` of `site.toml`; `none` without one."),
        plain("license", "String: `license` of `site.toml`; `none` without one."),
        of(
            "menu",
            "menu entry",
            "List: the entries of `[[menu]]`, in order; what leads to something unpublished is left out.",
        ),
        plain("levels", "List of strings: the levels, the easiest first."),
        of("topics", "topic summary", "List: the topics without a parent, in their order; each has its children."),
        of("taxonomies", "taxonomy with terms", "List: the taxonomies of `site.toml` that have terms."),
        of("articles", "article summary", "List: the first 20 articles in the site's order, without unlisted ones."),
        of(
            "most_linked",
            "article summary",
            "List: the articles that most texts link to, at most 5; empty where none does.",
        ),
        of("authors", "author summary", "List: all authors, in their order."),
        of("counts", "site counts", "Map: how much there is of each kind."),
        of("urls", "site addresses", "Map: the addresses of the lists."),
        of("search", "search", "Map: how the site is searched; `none` where `[search]` switches it off."),
        of("feeds", "site feeds", "Map: the addresses of the site's feeds."),
        of(
            "styles",
            "style sheet",
            "List: the style sheets of the theme, in the order of their paths, without `feed.css`, which the Atom feeds name, and without `search.css` where there is no search.",
        ),
        free(
            "scripts",
            "Map: the scripts of the theme by their names, the paths below `static/` without `.js`; each has `url` and `integrity`, as a style sheet.",
        ),
        of("favicon", "icon", "Map: the site's icon, or the theme's; `none` where neither has one."),
        free("extra", "Map: what `[extra]` of `site.toml` says; empty without it."),
        plain("generator", "String: the name and version of gen."),
        plain("year", "Number: the year of the newest `date` or `updated` of an article; `none` without any."),
    ],
};

pub(super) const MENU_ENTRY: Group = Group {
    name: "menu entry",
    about: "An item of `site.menu`.",
    variables: &[
        plain("name", "String: what the entry says."),
        plain("url", "String: where it leads, ready for `href`; `none` for one that only opens its `children`."),
        plain("rel", "String: the `rel` of a link that leads to another site; else `none`."),
        of("children", "menu entry", "List: the entries below it, which have none themselves; empty without any."),
    ],
};

pub(super) const COUNTS: Group = Group {
    name: "site counts",
    about: "The map `site.counts`; only what is published counts.",
    variables: &[
        plain("articles", "Number: the articles, without unlisted ones."),
        plain("questions", "Number: the questions."),
        plain("topics", "Number: the topics."),
        plain("authors", "Number: the authors."),
    ],
};

pub(super) const URLS: Group = Group {
    name: "site addresses",
    about: "The map `site.urls`, for links that every page has.",
    variables: &[
        plain("articles", "String: the list of articles; `none` where the site has none."),
        plain("questions", "String: the question index; `none` where the site has none."),
        plain("topics", "String: the topic index; `none` where the site has none."),
        plain("authors", "String: the list of authors; `none` where the site has none."),
        plain("search", "String: the search page; `none` where the site has none."),
        plain("practice", "String: the practice page; `none` where the site has none."),
        plain("glossary", "String: the glossary; `none` where the site has none."),
    ],
};

pub(super) const SEARCH: Group = Group {
    name: "search",
    about: "The map `site.search`.",
    variables: &[
        plain("engine", "String: `gen`, or `pagefind`, as `[search]` says."),
        plain("index", "String: the address of the folder in which the engine finds its index."),
    ],
};

pub(super) const FEEDS: Group = Group {
    name: "site feeds",
    about: "The map `site.feeds`.",
    variables: &[
        plain("atom", "String: the address of the Atom feed; `none` where it is switched off."),
        plain("json", "String: the address of the JSON feed; `none` where it is switched off."),
    ],
};

pub(super) const STYLE: Group = Group {
    name: "style sheet",
    about: "An item of `site.styles`.",
    variables: &[
        plain("url", "String: its address, which changes when its bytes do."),
        plain("integrity", "String: the digest of its bytes, for the attribute `integrity`."),
        plain(
            "kind",
            "String: the kind of the pages it is for, as `practice` for `kinds/practice.css`; `none` where all pages load it.",
        ),
    ],
};

pub(super) const FAVICON: Group = Group {
    name: "icon",
    about: "The map `site.favicon`.",
    variables: &[
        plain("url", "String: its address."),
        plain("type", "String: its media type, for SVG and PNG; `none` for others."),
    ],
};
