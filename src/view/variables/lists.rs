//! The rows of what the pages of lists hold: where one is in a list, and how its entries are grouped.

use super::{Group, of, plain};

pub(super) const PAGINATION: Group = Group {
    name: "pagination",
    about: "Where a page stands in a list of articles.",
    variables: &[
        plain("current", "Number: the number of this page, from 1."),
        plain("total", "Number: how many pages there are."),
        plain("count", "Number: how many articles they list together."),
        plain("previous", "String: the address of the page before; `none` on the first."),
        plain("next", "String: the address of the page after; `none` on the last."),
        plain("first", "String: the address of the first page."),
        plain("last", "String: the address of the last page."),
        of("pages", "page number", "List: the first page, the last, and the two on either side of this one."),
    ],
};

pub(super) const PAGINATION_PAGE: Group = Group {
    name: "page number",
    about: "A page that a pagination names.",
    variables: &[
        plain("n", "Number: its number."),
        plain("url", "String: its address as links spell it."),
        plain("current", "Truth value: whether it is this page."),
    ],
};

pub(super) const TOPIC_GROUP: Group = Group {
    name: "group of a topic",
    about: "The questions of one primary topic.",
    variables: &[
        of("topic", "topic link", "Map: the topic; `none` for the questions without one."),
        plain("count", "Number: how many questions there are."),
        of("levels", "group of a level", "List: the questions by level."),
    ],
};

pub(super) const LEVEL_GROUP: Group = Group {
    name: "group of a level",
    about: "The questions of one level; those without a level come last.",
    variables: &[
        plain("level", "String: the level; `none` for the questions without one."),
        plain("count", "Number: how many questions there are."),
        of("questions", "question summary", "List: the questions."),
    ],
};

pub(super) const PRACTICE_LINK: Group = Group {
    name: "practice link",
    about: "A topic that can be practised.",
    variables: &[
        plain("title", "String: the title of the topic."),
        plain("url", "String: the address of its practice page."),
        plain("count", "Number: how many questions it has."),
    ],
};

pub(super) const LEVEL_LINK: Group = Group {
    name: "level link",
    about: "A level of the site in a list of questions.",
    variables: &[
        plain("name", "String: the level."),
        plain("count", "Number: how many questions of the list have it."),
        plain("url", "String: its page, where levels have pages of their own; else `none`."),
    ],
};

pub(super) const TOPIC_ROW: Group = Group {
    name: "row of a topic",
    about: "A topic in the question index.",
    variables: &[
        plain("id", "String: its id, the name of its file."),
        plain("title", "String: its title."),
        plain("url", "String: its address as links spell it."),
        plain("count", "Number: its questions, with those of the topics below it."),
        of("counts", "count of a level", "List: the same for each level of the site."),
    ],
};

pub(super) const LEVEL_COUNT: Group = Group {
    name: "count of a level",
    about: "How many questions of a topic have a level.",
    variables: &[plain("level", "String: the level."), plain("count", "Number: how many questions have it.")],
};

pub(super) const LETTER: Group = Group {
    name: "letter of the glossary",
    about: "A letter with the terms that begin with it.",
    variables: &[
        plain("letter", "String: the letter in upper case, without accents; `0–9` for digits."),
        plain("id", "String: an id for its section, which no term has."),
        of("terms", "definition", "List: the terms, in order."),
    ],
};

pub(super) const DEFINITION: Group = Group {
    name: "definition",
    about: "A term of the glossary.",
    variables: &[
        plain("id", "String: the id its entry must have, which links to it name."),
        plain("term", "String: the term."),
        plain("url", "String: the address of its entry."),
        plain("also", "List of strings: its further spellings."),
        plain("definition", "HTML: what it means."),
        of("topics", "topic link", "List: its topics."),
        of("see", "link", "List: where to read more, without what isn't published."),
    ],
};
