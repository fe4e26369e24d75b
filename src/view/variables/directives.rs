//! The rows of what the template of a directive sees.

use super::{Group, free, of, plain};

pub(super) const DIRECTIVE: Group = Group {
    name: "directive",
    about: "What the template of every directive sees, with `strings`; `text` and `caption` are also there as variables, as HTML, where the block gives them.",
    variables: &[
        free("args", "Map: every argument that its first line names, as the block gives it, or its default."),
        of("site", "site", "Map: the site."),
        of("page", "directive: page", "Map: the page on which it is shown."),
        plain("heading", "Number: the level for headings in it, one below the heading it stands under."),
        plain("in_feed", "Truth value: whether it is for a feed, where nothing can be chosen or pressed."),
    ],
};

pub(super) const DIRECTIVE_PAGE: Group = Group {
    name: "directive: page",
    about: "What a directive knows of the page on which it is shown.",
    variables: &[
        plain("url", "String: its address as links spell it."),
        plain("title", "String: its title, plain."),
        plain("language", "String: the tag of its language."),
        plain("kind", "String: the kind of the page."),
    ],
};

pub(super) const QUESTIONS: Group = Group {
    name: "directive: questions",
    about: "What `directives/questions.html` sees besides.",
    variables: &[of("questions", "embedded question", "List: the questions that its arguments pick.")],
};

pub(super) const QUIZ: Group = Group {
    name: "directive: quiz",
    about: "What `directives/quiz.html` sees besides.",
    variables: &[of(
        "questions",
        "embedded question",
        "List: the questions that its arguments pick; unless `ids` names them, only those with choices.",
    )],
};

pub(super) const FIGURE: Group = Group {
    name: "directive: figure",
    about: "What `directives/figure.html` sees besides.",
    variables: &[of("image", "image", "Map: the image with its words; `none` where the file isn't there.")],
};

pub(super) const VIDEO: Group = Group {
    name: "directive: video",
    about: "What `directives/video.html` sees besides.",
    variables: &[
        plain("src", "String: the address of the video; `none` where the file isn't there."),
        plain("external", "Truth value: whether it is on another host."),
        of("poster", "image", "Map: its picture; `none` without one."),
        plain("title", "String: its title."),
    ],
};

pub(super) const DETAILS: Group = Group {
    name: "directive: details",
    about: "What `directives/details.html` sees besides.",
    variables: &[plain("summary", "String: the line one sees."), plain("text", "HTML: what is folded.")],
};

pub(super) const TOC: Group = Group {
    name: "directive: toc",
    about: "What `directives/toc.html` sees besides.",
    variables: &[of(
        "toc",
        "heading",
        "List: the headings of the article or page it stands on; elsewhere, of its own text.",
    )],
};

pub(super) const EMBEDDED_QUESTION: Group = Group {
    name: "embedded question",
    about: "A question within another page; every id in its texts has a prefix.",
    variables: &[
        plain("id", "String: its id."),
        plain("question", "HTML: its words, without links."),
        plain("text", "String: its words, plain."),
        plain("url", "String: its address as links spell it; absolute in a feed."),
        plain("level", "String: its level; `none` without one."),
        of("topics", "topic link", "List: its topics, the primary one first."),
        plain("takeaway", "HTML: its takeaway; `none` without one."),
        plain("multiple_choice", "Truth value: whether it has choices."),
        plain("old_ids", "List of strings: the ids it had before, its `aliases`."),
        plain("language", "String: the tag of the language it is written in."),
        plain("answer", "HTML: its answer; `none` for a multiple-choice question without one."),
        of("choices", "choice", "List: the choices of a multiple-choice question; else empty."),
        plain("mistakes", "List of HTML: the common mistakes."),
        plain("prefix", "String: what stands before the ids in its texts."),
    ],
};
