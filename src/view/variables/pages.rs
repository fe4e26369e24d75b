//! The rows of `page`: those of every page, then those that each kind has besides.

use super::{Group, free, of, plain};

pub(super) const FRAGMENT: Group = Group {
    name: "fragment: page",
    about: "What a fragment knows of the pages that show it.",
    variables: &[
        plain("kind", "String: their kind."),
        plain("language", "String: the tag of their language."),
        plain("dir", "String: `ltr` or `rtl`, the direction of their language."),
        plain(
            "url",
            "String: the address of the page where the menu, or a variable of `site.urls`, leads to it, or it is the home page; else `none`.",
        ),
        plain("csp", "String: their Content-Security-Policy."),
    ],
};

pub(super) const ROW: Group = Group {
    name: "row: page",
    about: "What a row knows of the pages whose lists it stands in.",
    variables: &[
        plain("language", "String: the tag of their language."),
        plain("dir", "String: `ltr` or `rtl`, the direction of their language."),
    ],
};

pub(super) const PAGE: Group = Group {
    name: "page",
    about: "The page that is made: these variables are there on every page, whatever its kind.",
    variables: &[
        plain(
            "kind",
            "String: the kind of the page, such as `article`: the name after the colon in the headings below.",
        ),
        plain("url", "String: its address as links spell it, with the path of `base_url`."),
        plain("canonical", "String: the absolute address that search engines shall keep; of a redirect, its target's."),
        plain("title", "String: its title, plain; of a list without an `index.md`, the theme's word."),
        plain("head_title", "String: the title for the `title` element, with the site's title behind it."),
        plain(
            "description",
            "String: its description, or the beginning of its text; empty on a redirect and on `404.html`.",
        ),
        plain("language", "String: the tag of its language."),
        plain("dir", "String: the direction of its language, `ltr` or `rtl`."),
        of(
            "breadcrumbs",
            "breadcrumb",
            "List: the way from the home page; the last item is the page itself, without address.",
        ),
        plain("json_ld", "String: its structured data, ready for a `script` element; empty where it has none."),
        plain("csp", "String: its Content-Security-Policy."),
        plain("og_type", "String: its Open Graph type: `article`, `profile` or `website`."),
        of("image", "image", "Map: the `image` of its front matter; `none` without one."),
        of("social", "social image", "Map: its image, its card, or the home page's image; `none` without any."),
        plain("noindex", "Truth value: whether search engines are asked to leave it out."),
        of(
            "feeds",
            "feed",
            "List: the feeds of its topic, on the pages of one; empty elsewhere. Those of the site are `site.feeds`.",
        ),
        plain(
            "updated",
            "String: `updated` of its front matter in ISO 8601, with the time where one is written; else `none`.",
        ),
        free("extra", "Map: what `[extra]` of its front matter says; empty without it."),
    ],
};

pub(super) const HOME: Group = Group {
    name: "page: home",
    about: "The home page; its template is `home.html`.",
    variables: &[
        plain("body", "HTML: the text of `content/index.md`; empty without one."),
        of("articles", "article summary", "List: the first 10 articles in the site's order."),
        of("questions", "question summary", "List: the first 5 questions in the site's order."),
    ],
};

pub(super) const PLAIN: Group = Group {
    name: "page: page",
    about: "A plain page; its template is `page.html`.",
    variables: &[
        plain("lead", "HTML: what comes before the first `##`, or the first block."),
        plain("body", "HTML: the rest of the text."),
        of("toc", "heading", "List: the headings of the text from the second level on, as a tree."),
        plain("minutes", "Number: how long it takes to read."),
        plain("words", "Number: how many words it has."),
        plain("date", "String: `date` in ISO 8601; `none` without one."),
        of("authors", "author summary", "List: the authors that the page itself names."),
        of("sources", "link", "List: its `sources`; a source without a title has its URL as one."),
        of("pages", "page link", "List: the pages directly below it, for the `index.md` of a folder; else empty."),
    ],
};

pub(super) const ARTICLE: Group = Group {
    name: "page: article",
    about: "An article; its template is `article.html`.",
    variables: &[
        plain("lead", "HTML: what comes before the first `##`, or the first block."),
        plain("body", "HTML: the rest of the text, without the sections of takeaways and FAQ."),
        plain("takeaways", "List of HTML: the takeaways; empty without any."),
        of(
            "faq",
            "FAQ entry",
            "List: the questions and answers; empty without any, and without cited questions that aren't published.",
        ),
        of("toc", "heading", "List: the headings of lead and body from the second level on, as a tree."),
        of("sources", "link", "List: its `sources`; a source without a title has its URL as one."),
        of("authors", "author summary", "List: its authors, or those of `[defaults]`."),
        plain("date", "String: `date` in ISO 8601; `none` without one."),
        plain("review_by", "String: `review_by` in ISO 8601; `none` without one."),
        plain("minutes", "Number: how long it takes to read."),
        plain("words", "Number: how many words it has."),
        of("topics", "topic link", "List: its topics, the primary one first."),
        of("primary", "topic link", "Map: its primary topic; `none` without topics."),
        plain("level", "String: its level; `none` without one."),
        of("terms", "terms of a taxonomy", "List: its terms, for each taxonomy whose key it has."),
        of(
            "related",
            "article summary",
            "List: the articles it names as related, then those nearest to it by what they say.",
        ),
        of("questions", "question summary", "List: the questions that its FAQ cites."),
        of("backlinks", "link with kind", "List: everything whose text links here."),
        of(
            "previous",
            "link with kind",
            "Map: the article before it among those of its primary topic; `none` for the first.",
        ),
        of(
            "next",
            "link with kind",
            "Map: the article after it among those of its primary topic; `none` for the last.",
        ),
    ],
};

pub(super) const ARTICLES: Group = Group {
    name: "page: articles",
    about: "A page of the list of articles; its template is `articles.html`.",
    variables: &[
        of("articles", "article summary", "List: the articles of this page of the list."),
        of("pagination", "pagination", "Map: where this page stands in the list."),
        plain("intro", "HTML: the text of `content/articles/index.md` on the first page; else empty."),
    ],
};

pub(super) const QUESTION: Group = Group {
    name: "page: question",
    about: "A question; its template is `question.html`.",
    variables: &[
        plain("id", "String: its id."),
        plain("question", "HTML: its words, without links."),
        plain("answer", "HTML: its answer; `none` for a multiple-choice question without one."),
        of("choices", "choice", "List: the choices of a multiple-choice question; else empty."),
        plain("takeaway", "HTML: its takeaway; `none` without one."),
        plain("mistakes", "List of HTML: the common mistakes."),
        of("follow_ups", "follow-up", "List: what may be asked next, without questions that aren't published."),
        of("sources", "link", "List: its `sources`; a source without a title has its URL as one."),
        plain("level", "String: its level; `none` without one."),
        plain("level_index", "Number: the place of its level in `site.levels`, from 0; `none` without a level."),
        of("topics", "topic link", "List: its topics, the primary one first."),
        of("terms", "terms of a taxonomy", "List: its terms, for each taxonomy whose key it has."),
        of("authors", "author summary", "List: its authors, or those of `[defaults]`."),
        of(
            "related",
            "question summary",
            "List: the questions it names as related, then those nearest to it by what they say.",
        ),
        of("cited_by", "article summary", "List: the articles that cite it, in an FAQ or by a directive."),
        of("backlinks", "link with kind", "List: everything whose text links here."),
        of(
            "previous",
            "link with kind",
            "Map: the question before it among those of its primary topic; `none` for the first.",
        ),
        of(
            "next",
            "link with kind",
            "Map: the question after it among those of its primary topic; `none` for the last.",
        ),
    ],
};

pub(super) const QUESTIONS: Group = Group {
    name: "page: questions",
    about: "The question index, or one level of it where there are more than 2,000 questions; its template is `questions.html`.",
    variables: &[
        plain(
            "intro",
            "HTML: the text of `content/questions/index.md`; empty without one, and on the page of a level.",
        ),
        of("groups", "group of a topic", "List: the questions by primary topic, those without a topic last."),
        plain("level", "String: the level whose page it is; `none` where all questions stand on one page."),
        of("levels", "level link", "List: each level of the site with its number of questions."),
        of("topics", "row of a topic", "List: each topic that has questions, with their numbers."),
        plain("total", "Number: how many questions the site has."),
    ],
};

pub(super) const TOPIC: Group = Group {
    name: "page: topic",
    about: "A topic: its first page, a further page of its articles, or a level of its questions where there are more than 2,000; its template is `topic.html`.",
    variables: &[
        of(
            "articles",
            "article summary",
            "List: the articles of the topic and of those below it, as many as a page holds.",
        ),
        of("pagination", "pagination", "Map: where this page stands in the list of articles."),
        plain("body", "HTML: the topic's introduction on its first page; else empty."),
        plain("id", "String: the topic's id."),
        of("children", "topic summary", "List: the topics directly below it."),
        of("parent", "topic link", "Map: the topic above it; `none` for one at the top."),
        of("groups", "group of a level", "List: its questions by level; empty on further pages of its articles."),
        of(
            "levels",
            "level link",
            "List: each level with the page it has, where levels have pages of their own; else empty.",
        ),
        plain("level", "String: the level whose page it is; `none` on the others."),
        of("counts", "topic page counts", "Map: how much the topic has."),
        plain(
            "cheatsheet",
            "String: the address of its cheat sheet; `none` where none of its questions has a takeaway.",
        ),
        plain("practice", "String: the address of its practice page; `none` where there is none."),
        of(
            "faq_rows",
            "FAQ row",
            "List: the own FAQ entries of its articles, with `[topics] list_faq = true`; else empty.",
        ),
        plain("terms", "List of strings: the phrases of its `terms`."),
    ],
};

pub(super) const TOPICS: Group = Group {
    name: "page: topics",
    about: "The topic index; its template is `topics.html`.",
    variables: &[
        plain("intro", "HTML: the text of `content/topics/index.md`; empty without one."),
        of("topics", "topic summary", "List: the topics without a parent, in their order; each has its children."),
    ],
};

pub(super) const CHEAT_SHEET: Group = Group {
    name: "page: cheatsheet",
    about: "A topic's cheat sheet; its template is `cheatsheet.html`.",
    variables: &[
        of("topic", "topic link", "Map: the topic."),
        of("groups", "group of a level", "List: its questions that have a takeaway, by level."),
    ],
};

pub(super) const PRACTICE: Group = Group {
    name: "page: practice",
    about: "The practice page of the site or of a topic; its template is `practice.html`. Its cards are fetched from the questions' own pages.",
    variables: &[
        of("topic", "topic link", "Map: the topic; `none` on the practice page of the whole site."),
        of("topics", "practice link", "List: the topics directly below that have a practice page of their own."),
        of("groups", "group of a level", "List: the questions by level; empty where they are too many for one page."),
        plain("count", "Number: how many questions there are."),
    ],
};

pub(super) const AUTHOR: Group = Group {
    name: "page: author",
    about: "An author, or a further page of the author's articles; its template is `author.html`.",
    variables: &[
        of("articles", "article summary", "List: the author's articles, as many as a page holds."),
        of("pagination", "pagination", "Map: where this page stands in the list of articles."),
        plain("body", "HTML: the text about the author on the first page; else empty."),
        plain("name", "String: the author's name."),
        plain("url_external", "String: the author's own site; `none` without one."),
        plain("same_as", "List of strings: the URLs of the author's profiles."),
        of("questions", "question summary", "List: the questions that name the author, on the first page; else empty."),
    ],
};

pub(super) const AUTHORS: Group = Group {
    name: "page: authors",
    about: "The list of authors; its template is `authors.html`.",
    variables: &[
        plain("intro", "HTML: the text of `content/authors/index.md`; empty without one."),
        of("authors", "author summary", "List: all authors, in their order."),
    ],
};

pub(super) const TERM: Group = Group {
    name: "page: term",
    about: "A term of a taxonomy, or a further page of its articles; its template is `term.html`.",
    variables: &[
        of("articles", "article summary", "List: the articles with the term, as many as a page holds."),
        of("pagination", "pagination", "Map: where this page stands in the list of articles."),
        plain("name", "String: the term, as it was written first."),
        of("taxonomy", "taxonomy", "Map: the taxonomy it belongs to."),
        of("questions", "question summary", "List: the questions with the term, on the first page; else empty."),
    ],
};

pub(super) const TERMS: Group = Group {
    name: "page: terms",
    about: "The list of a taxonomy's terms; its template is `terms.html`.",
    variables: &[
        of("taxonomy", "taxonomy", "Map: the taxonomy."),
        of("terms", "term summary", "List: its terms, in the order of their addresses."),
    ],
};

pub(super) const GLOSSARY: Group = Group {
    name: "page: glossary",
    about: "The glossary; its template is `glossary.html`.",
    variables: &[
        plain("intro", "HTML: the text of `intro`; empty without one."),
        of("groups", "letter of the glossary", "List: the terms by first letter, in the order of an alphabet."),
        plain("total", "Number: how many terms there are."),
    ],
};

pub(super) const REDIRECT: Group = Group {
    name: "page: redirect",
    about: "The page at an old address, which leads on; its template is `redirect.html`.",
    variables: &[
        plain("target", "String: the new address as links spell it."),
        plain("target_absolute", "String: the new address with its host."),
    ],
};

pub(super) const SEARCH: Group = Group {
    name: "page: search",
    about: "The search page; its template is `search.html`, and it has no variables of its own.",
    variables: &[],
};

pub(super) const NOT_FOUND: Group = Group {
    name: "page: 404",
    about: "The page for addresses that aren't there; its template is `404.html`, and it has no variables of its own.",
    variables: &[],
};
