//! The rows of what `site` and `page` hold: summaries, links, groups of lists.

use super::{Group, of, plain};

pub(super) const ARTICLE_SUMMARY: Group = Group {
    name: "article summary",
    about: "What lists know of an article.",
    variables: &[
        plain("title", "String: its title, plain."),
        plain("url", "String: its address as links spell it."),
        plain("description", "String: its description, or the beginning of its lead."),
        plain("date", "String: `date` in ISO 8601; `none` without one."),
        plain("updated", "String: `updated` in ISO 8601; `none` without one."),
        plain("minutes", "Number: how long it takes to read."),
        plain("level", "String: its level; `none` without one."),
        of("topics", "topic link", "List: its topics, the primary one first."),
        of("image", "image", "Map: its image, without the caption; `none` without one."),
        of("authors", "author summary", "List: its authors, or those of `[defaults]`."),
        plain("language", "String: the tag of the language it is written in."),
        plain(
            "row",
            "HTML: what `rows/article.html` makes of it for pages in the language of this one; of `site`, in the site's.",
        ),
    ],
};

pub(super) const QUESTION_SUMMARY: Group = Group {
    name: "question summary",
    about: "What lists know of a question.",
    variables: &[
        plain("id", "String: its id."),
        plain("question", "HTML: its words, without links."),
        plain("text", "String: its words, plain."),
        plain("url", "String: its address as links spell it."),
        plain("level", "String: its level; `none` without one."),
        of("topics", "topic link", "List: its topics, the primary one first."),
        plain("takeaway", "HTML: its takeaway; `none` without one."),
        plain("multiple_choice", "Truth value: whether it has choices."),
        plain("old_ids", "List of strings: the ids it had before, its `aliases`."),
        plain("language", "String: the tag of the language it is written in."),
    ],
};

pub(super) const TOPIC_SUMMARY: Group = Group {
    name: "topic summary",
    about: "What lists know of a topic.",
    variables: &[
        plain("id", "String: its id, the name of its file."),
        plain("title", "String: its title."),
        plain("url", "String: its address as links spell it."),
        plain("description", "String: its description; empty without one."),
        of("counts", "topic counts", "Map: how much it has."),
        of(
            "children",
            "topic summary",
            "List: the topics directly below it, each with its own children, 16 levels deep at most.",
        ),
    ],
};

pub(super) const TOPIC_COUNTS: Group = Group {
    name: "topic counts",
    about: "How much a topic in a list has, together with the topics below it.",
    variables: &[plain("articles", "Number: the articles."), plain("questions", "Number: the questions.")],
};

pub(super) const TOPIC_PAGE_COUNTS: Group = Group {
    name: "topic page counts",
    about: "How much the topic of a page has.",
    variables: &[
        plain("articles_own", "Number: the articles that name the topic."),
        plain("articles", "Number: those, and the ones of the topics below it."),
        plain("questions_own", "Number: the questions that name the topic."),
        plain("questions", "Number: those, and the ones of the topics below it."),
    ],
};

pub(super) const TOPIC_LINK: Group = Group {
    name: "topic link",
    about: "A topic that something else names.",
    variables: &[
        plain("id", "String: its id, the name of its file."),
        plain("title", "String: its title."),
        plain("url", "String: its address as links spell it."),
    ],
};

pub(super) const AUTHOR_SUMMARY: Group = Group {
    name: "author summary",
    about: "What lists and bylines know of an author.",
    variables: &[
        plain("id", "String: the name of the author's file."),
        plain("name", "String: the author's name."),
        plain("url", "String: the address of the author's page as links spell it."),
        plain("description", "String: the author's description; empty without one."),
    ],
};

pub(super) const TERM_SUMMARY: Group = Group {
    name: "term summary",
    about: "What lists know of a term of a taxonomy.",
    variables: &[
        plain("name", "String: the term, as it was written first."),
        plain("url", "String: its address as links spell it."),
        plain("count", "Number: its articles and questions together."),
    ],
};

pub(super) const TAXONOMY: Group = Group {
    name: "taxonomy",
    about: "A taxonomy, on the pages of it and of its terms.",
    variables: &[
        plain("name", "String: its name, which is its key in front matter."),
        plain("title", "String: its title."),
        plain("url", "String: the address of the list of its terms."),
    ],
};

pub(super) const TAXONOMY_WITH_TERMS: Group = Group {
    name: "taxonomy with terms",
    about: "An item of `site.taxonomies`.",
    variables: &[
        plain("name", "String: its name, which is its key in front matter."),
        plain("title", "String: its title."),
        plain("url", "String: the address of the list of its terms."),
        of("terms", "term summary", "List: its terms, in the order of their addresses."),
    ],
};

pub(super) const TERMS_OF: Group = Group {
    name: "terms of a taxonomy",
    about: "The terms that an article or a question has in one taxonomy.",
    variables: &[
        plain("taxonomy", "String: the name of the taxonomy."),
        plain("title", "String: its title."),
        of("terms", "named link", "List: the terms."),
    ],
};

pub(super) const IMAGE: Group = Group {
    name: "image",
    about: "An image with its words.",
    variables: &[
        plain("url", "String: its address, ready for `src`."),
        plain("absolute", "String: its address with the host."),
        plain("alt", "String: what it shows; empty where it only decorates."),
        plain("caption", "HTML: its caption; `none` without one."),
        plain("width", "Number: its width in pixels; `none` where it isn't known."),
        plain("height", "Number: its height in pixels; `none` where it isn't known."),
        of("sources", "image source", "List: its smaller versions, the better format first; empty where it has none."),
        plain("sizes", "String: how wide it is shown, ready for `sizes`; the theme says it."),
    ],
};

pub(super) const IMAGE_SOURCE: Group = Group {
    name: "image source",
    about: "The smaller versions of an image in one format.",
    variables: &[
        plain("type", "String: the media type, such as `image/webp`."),
        plain("srcset", "String: their addresses and widths, ready for `srcset`."),
    ],
};

pub(super) const SOCIAL: Group = Group {
    name: "social image",
    about: "What other sites show beside a link to the page.",
    variables: &[
        plain("absolute", "String: its address with the host."),
        plain("alt", "String: what it shows."),
        plain("width", "Number: its width in pixels; `none` where it isn't known."),
        plain("height", "Number: its height in pixels; `none` where it isn't known."),
    ],
};

pub(super) const LINK: Group = Group {
    name: "link",
    about: "A link with a title: a source, or something more to read.",
    variables: &[plain("title", "String: the title."), plain("url", "String: the address, ready for `href`.")],
};

pub(super) const NAMED_LINK: Group = Group {
    name: "named link",
    about: "A term of an article or a question.",
    variables: &[
        plain("name", "String: the term, as it was written first."),
        plain("url", "String: its address as links spell it."),
    ],
};

pub(super) const BREADCRUMB: Group = Group {
    name: "breadcrumb",
    about: "A step on the way from the home page.",
    variables: &[
        plain("name", "String: its name."),
        plain("url", "String: its address as links spell it; `none` for the page itself."),
    ],
};

pub(super) const LINK_WITH_KIND: Group = Group {
    name: "link with kind",
    about: "Something whose text links to the page, or the page before or after.",
    variables: &[
        plain("title", "String: its title."),
        plain("url", "String: its address as links spell it."),
        plain("kind", "String: `article`, `question`, `topic`, `author` or `page`."),
        plain("language", "String: the tag of the language it is written in."),
    ],
};

pub(super) const PAGE_LINK: Group = Group {
    name: "page link",
    about: "A page below the `index.md` of its folder.",
    variables: &[
        plain("title", "String: its title."),
        plain("url", "String: its address as links spell it."),
        plain("description", "String: its description; empty without one."),
    ],
};

pub(super) const FEED_LINK: Group = Group {
    name: "feed",
    about: "A feed that the head of a page names.",
    variables: &[
        plain("url", "String: its address as links spell it."),
        plain("type", "String: its media type."),
        plain("title", "String: its title."),
    ],
};

pub(super) const TOC_ENTRY: Group = Group {
    name: "heading",
    about: "A heading of a table of contents.",
    variables: &[
        plain("level", "Number: its level, 2 to 4."),
        plain("id", "String: its id, for a link to `#id`."),
        plain("html", "HTML: its words, without links."),
        of("children", "heading", "List: the headings below it, up to the next of its level."),
    ],
};

pub(super) const FAQ_ENTRY: Group = Group {
    name: "FAQ entry",
    about: "A question of an article's FAQ: its own, or a cited one.",
    variables: &[
        plain("id", "String: its anchor on the page."),
        plain("question", "HTML: the question, without links."),
        plain("answer", "HTML: the answer; `none` for a cited multiple-choice question without one."),
        of("cited", "cited question", "Map: what a question of a question file has besides; `none` for an own entry."),
    ],
};

pub(super) const CITED: Group = Group {
    name: "cited question",
    about: "The question that an entry of an FAQ cites.",
    variables: &[
        plain("url", "String: its page."),
        plain("level", "String: its level; `none` without one."),
        of("choices", "choice", "List: its choices, if it is multiple choice; else empty."),
    ],
};

pub(super) const FAQ_ROW: Group = Group {
    name: "FAQ row",
    about: "An article's own FAQ entry in the list of a topic.",
    variables: &[
        plain("question", "HTML: the question, without links."),
        plain("url", "String: the address of the article, with the anchor of the entry."),
    ],
};

pub(super) const CHOICE: Group = Group {
    name: "choice",
    about: "A choice of a multiple-choice question.",
    variables: &[
        plain("text", "HTML: what can be chosen."),
        plain("inline", "Truth value: whether its text is words in a line, which a label may hold, and no blocks."),
        plain("correct", "Truth value: whether it is right."),
        plain("why", "HTML: why it is right or wrong; `none` where that isn't written."),
        plain("letter", "String: its letter, `A` for the first."),
        plain("id", "String: an id for its element."),
    ],
};

pub(super) const FOLLOW_UP: Group = Group {
    name: "follow-up",
    about: "What may be asked after a question.",
    variables: &[plain("text", "HTML: the question."), plain("url", "String: its page; `none` for one in words.")],
};
