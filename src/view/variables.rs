//! The documented list of variables: every map that a template can meet, with every key it has.
//!
//! [`GROUPS`] is what the manual's page of templates is made from, and what a test holds against the maps that are really
//! there. A group is one map: `site`, `page` (what all pages have, then what each kind has besides), the parts these hold,
//! and what a directive sees. `site`, `pages`, `parts`, `lists` and
//! `directives` have the rows.
//!
//! What is absent: `strings`, whose names are the theme's, and keys of the author's own (`extra`, `args`).

mod directives;
mod lists;
mod pages;
mod parts;
mod site;

/// A variable. What is neither a map nor a list of maps is a string, a number, a truth value, or a list of those.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it is: its type, what it holds, and when it is `none`.
    pub about: &'static str,
    /// The name of the group whose variables its map has, or each map of its list.
    pub group: Option<&'static str>,
    /// Whether it is a map whose keys nobody but the author or the theme knows.
    pub is_free: bool,
}

/// The variables of one map.
#[derive(Debug)]
pub struct Group {
    /// What has them.
    pub name: &'static str,
    /// Where one meets it, in a sentence.
    pub about: &'static str,
    /// The variables.
    pub variables: &'static [Variable],
}

/// All of them: `site`, `page` and its kinds, what they hold, and what directives see.
pub const GROUPS: &[Group] = &[
    site::SITE,
    site::MENU_ENTRY,
    site::COUNTS,
    site::URLS,
    site::SEARCH,
    site::FEEDS,
    site::STYLE,
    site::FAVICON,
    pages::FRAGMENT,
    pages::ROW,
    pages::PAGE,
    pages::HOME,
    pages::PLAIN,
    pages::ARTICLE,
    pages::ARTICLES,
    pages::QUESTION,
    pages::QUESTIONS,
    pages::TOPIC,
    pages::TOPICS,
    pages::CHEAT_SHEET,
    pages::PRACTICE,
    pages::AUTHOR,
    pages::AUTHORS,
    pages::TERM,
    pages::TERMS,
    pages::GLOSSARY,
    pages::REDIRECT,
    pages::NOT_FOUND,
    pages::SEARCH,
    parts::ARTICLE_SUMMARY,
    parts::QUESTION_SUMMARY,
    parts::TOPIC_SUMMARY,
    parts::TOPIC_COUNTS,
    parts::TOPIC_LINK,
    parts::TOPIC_PAGE_COUNTS,
    parts::AUTHOR_SUMMARY,
    parts::TERM_SUMMARY,
    parts::TAXONOMY,
    parts::TAXONOMY_WITH_TERMS,
    parts::TERMS_OF,
    parts::IMAGE,
    parts::IMAGE_SOURCE,
    parts::SOCIAL,
    parts::BREADCRUMB,
    parts::LINK,
    parts::NAMED_LINK,
    parts::LINK_WITH_KIND,
    parts::PAGE_LINK,
    parts::FEED_LINK,
    parts::TOC_ENTRY,
    parts::FAQ_ENTRY,
    parts::CITED,
    parts::FAQ_ROW,
    parts::CHOICE,
    parts::FOLLOW_UP,
    lists::PAGINATION,
    lists::PAGINATION_PAGE,
    lists::TOPIC_GROUP,
    lists::LEVEL_GROUP,
    lists::PRACTICE_LINK,
    lists::LEVEL_LINK,
    lists::TOPIC_ROW,
    lists::LEVEL_COUNT,
    lists::LETTER,
    lists::DEFINITION,
    directives::DIRECTIVE,
    directives::DIRECTIVE_PAGE,
    directives::QUESTIONS,
    directives::QUIZ,
    directives::FIGURE,
    directives::VIDEO,
    directives::DETAILS,
    directives::TOC,
    directives::EMBEDDED_QUESTION,
];

/// A variable that is no map.
const fn plain(name: &'static str, about: &'static str) -> Variable {
    Variable { name, about, group: None, is_free: false }
}

/// A variable whose maps hold the variables of `group`.
const fn of(name: &'static str, group: &'static str, about: &'static str) -> Variable {
    Variable { name, about, group: Some(group), is_free: false }
}

/// A variable with keys that aren't ours.
const fn free(name: &'static str, about: &'static str) -> Variable {
    Variable { name, about, group: None, is_free: true }
}
