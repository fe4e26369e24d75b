//! Every key that content may have, kind by kind: the tables that parsing, "did you mean", the schema and the
//! manual are made from.
//!
//! What several kinds share is written once below. The site's taxonomies are keys of articles and questions too;
//! they are not here, since `site.toml` names them. `site.toml` itself has its table in `config::keys`.

use crate::tree::keys::{Key, ValueKind};

/// Any whole number.
const NUMBER: ValueKind = ValueKind::Integer { min: i64::MIN, max: i64::MAX };

/// Free keys with free values.
const EXTRA: Key =
    Key::new("extra", ValueKind::Map(&ValueKind::Free), "Keys of your own, for templates: `page.extra.key`.");

const TITLE: Key = Key::new("title", ValueKind::Text, "The title, in plain text.");
const DESCRIPTION: Key =
    Key::new("description", ValueKind::Text, "A sentence in plain text, for search engines, link previews and lists.");
const DATE: Key = Key::new("date", ValueKind::Date, "When it was written, with or without a time.");
const UPDATED: Key = Key::new("updated", ValueKind::Date, "When it was last changed in substance.");
const PUBLISH: Key = Key::new("publish", ValueKind::Date, "It is not published before this date.");
const EXPIRES: Key = Key::new("expires", ValueKind::Date, "It is no longer published from this date on.");
const REVIEW_BY: Key = Key::new("review_by", ValueKind::Date, "From this date on, `gen check` asks to review it.");
const AUTHORS: Key = Key::new("authors", ValueKind::Texts, "Who wrote it: names of files in `authors`.")
    .default("`authors` of `[defaults]` in `site.toml`");
const TOPICS: Key =
    Key::new("topics", ValueKind::Texts, "Its topics, the primary one first: names of files in `topics`.");
const LEVEL: Key = Key::new("level", ValueKind::Text, "How advanced it is: one of the `levels` of `site.toml`.")
    .default("`level` of `[defaults]` in `site.toml`");
const IMAGE_TABLE: Key = Key::new("image", ValueKind::Table(IMAGE), "Its picture, on the page and in link previews.");
const RELATED: Key = Key::new("related", ValueKind::Texts, "Articles to name as related, before those that gen finds.");
const NEVER_RELATED: Key =
    Key::new("never_related", ValueKind::Texts, "Articles that gen must not name as related to this one.");
const SOURCES: Key = Key::new(
    "sources",
    ValueKind::TextsOrTables(SOURCE),
    "Where it comes from: URLs, or tables with `title` and `url`.",
);
const NAMES: Key = Key::new("names", ValueKind::Texts, "Further names that wikilinks may use for it.");
const ALIASES: Key =
    Key::new("aliases", ValueKind::Texts, "Its old addresses; each becomes a redirect to the new one.");
const SLUG: Key = Key::new("slug", ValueKind::Text, "Its part of the address.").default("made from the file's name");
const WEIGHT: Key = Key::new("weight", NUMBER, "Its place in lists: what weighs less comes first.").default("0");
const LANGUAGE: Key = Key::new("language", ValueKind::Language, "The tag of its language, such as `en` or `pt-BR`.")
    .default("`language` of `site.toml`");
const CANONICAL: Key =
    Key::new("canonical", ValueKind::Url, "The URL of the original, if it was published elsewhere first.");
const NOINDEX: Key =
    Key::new("noindex", ValueKind::Flag, "Asks search engines to leave it out, and leaves it out of the sitemap.")
        .default("false");
const UNLISTED: Key = Key::new(
    "unlisted",
    ValueKind::Flag,
    "Publishes it without naming it in any list, feed or the search, and asks search engines to leave it out.",
)
.default("false");
const TEMPLATE: Key =
    Key::new("template", ValueKind::Text, "The template to use, such as `long.html`.").default("that of its kind");
const AUTOLINKS: Key =
    Key::new("autolinks", ValueKind::Flag, "Whether terms in its text become links.").default("true");
const CASE: Key =
    Key::new("case", ValueKind::OneOf(&["exact", "any"]), "Whether texts have to spell it in this very case.")
        .default("only words that are more than capitalised, such as `REST`");
const DRAFT: Key =
    Key::new("draft", ValueKind::Flag, "Leaves it unpublished, except with `--drafts`.").default("false");

/// `image`
pub const IMAGE: &[Key] = &[
    Key::new("src", ValueKind::Text, "The file, relative to this one, or a path from the root of the site.").required(),
    Key::new("alt", ValueKind::Text, "What it shows, for those who don't see it; empty if it only decorates."),
    Key::new("caption", ValueKind::Markdown, "What stands below it."),
];

/// A table in `sources`.
pub const SOURCE: &[Key] = &[
    Key::new("title", ValueKind::Text, "The title of the source.").default("its URL"),
    Key::new("url", ValueKind::Text, "Where it can be read.").required(),
];

/// A table in `faq`.
pub const FAQ: &[Key] = &[
    Key::new("question", ValueKind::Inline, "The question itself.").required(),
    Key::new("answer", ValueKind::Markdown, "The answer itself.").required(),
];

/// A table in `choices`.
pub const CHOICE: &[Key] = &[
    Key::new("text", ValueKind::Markdown, "What can be chosen.").required(),
    Key::new("correct", ValueKind::Flag, "Whether it is right.").default("false"),
    Key::new("why", ValueKind::Markdown, "Why it is right or wrong; shown after the answer."),
];

/// An article.
pub const ARTICLE: &[Key] = &[
    TITLE.default("the first heading `# …`"),
    DESCRIPTION,
    DATE,
    UPDATED,
    PUBLISH,
    EXPIRES,
    REVIEW_BY,
    AUTHORS,
    TOPICS,
    LEVEL,
    IMAGE_TABLE,
    Key::new("takeaways", ValueKind::Inlines, "The key takeaways; or write a section `## Key takeaways`."),
    Key::new(
        "faq",
        ValueKind::TextsOrTables(FAQ),
        "Questions and answers: ids of questions, or tables; or write a section `## FAQ`.",
    ),
    RELATED,
    NEVER_RELATED,
    SOURCES,
    NAMES,
    ALIASES,
    SLUG,
    WEIGHT,
    LANGUAGE,
    CANONICAL,
    NOINDEX,
    UNLISTED,
    TEMPLATE,
    AUTOLINKS,
    DRAFT,
    EXTRA,
];

/// A plain page, the home page, or the introduction of a list.
pub const PAGE: &[Key] = &[
    TITLE.default("the first heading `# …`"),
    DESCRIPTION,
    DATE,
    UPDATED,
    PUBLISH,
    EXPIRES,
    REVIEW_BY,
    AUTHORS,
    IMAGE_TABLE,
    SOURCES,
    NAMES,
    ALIASES,
    SLUG,
    WEIGHT,
    LANGUAGE,
    CANONICAL,
    NOINDEX,
    UNLISTED,
    TEMPLATE,
    AUTOLINKS,
    DRAFT,
    EXTRA,
];

/// A topic.
pub const TOPIC: &[Key] = &[
    TITLE.default("the first heading `# …`"),
    DESCRIPTION,
    Key::new("parent", ValueKind::Text, "The topic it belongs to: the name of a file in `topics`."),
    Key::new(
        "terms",
        ValueKind::TextsOrTables(PHRASE),
        "Phrases that texts link to it by themselves, or tables with `term` and `case`.",
    ),
    WEIGHT,
    NAMES,
    ALIASES,
    SLUG,
    IMAGE_TABLE,
    LANGUAGE,
    TEMPLATE,
    NOINDEX,
    AUTOLINKS,
    EXTRA,
];

/// An author.
pub const AUTHOR: &[Key] = &[
    Key::new("title", ValueKind::Text, "The name as it is shown.").default("the first heading `# …`"),
    Key::new("description", ValueKind::Text, "A sentence about them, in plain text."),
    Key::new("kind", ValueKind::OneOf(&["person", "organization"]), "What they are, for structured data.")
        .default("person"),
    Key::new("url", ValueKind::Url, "Their own site."),
    Key::new("same_as", ValueKind::Urls, "URLs of their profiles elsewhere."),
    IMAGE_TABLE,
    NAMES,
    ALIASES,
    SLUG,
    WEIGHT,
    TEMPLATE,
    EXTRA,
];

/// A question.
pub const QUESTION: &[Key] = &[
    Key::new("id", ValueKind::Text, "Its name for good: lower-case words joined by hyphens; also its address.")
        .required(),
    Key::new("question", ValueKind::Inline, "The question itself.").required(),
    Key::new("answer", ValueKind::Markdown, "The answer; without it and `choices` the question is not published yet."),
    Key::new("takeaway", ValueKind::Inline, "One sentence for the cheat sheet."),
    Key::new("mistakes", ValueKind::Markdowns, "What candidates often get wrong."),
    Key::new("follow_ups", ValueKind::Inlines, "What may be asked next: ids of questions, or questions in words."),
    Key::new("choices", ValueKind::Tables(CHOICE), "The choices of a multiple-choice question."),
    SOURCES,
    TOPICS,
    LEVEL,
    AUTHORS,
    Key::new("related", ValueKind::Texts, "Questions to name as related, before those that gen finds: their ids."),
    Key::new("never_related", ValueKind::Texts, "Questions that gen must not name as related to this one: their ids."),
    Key::new("aliases", ValueKind::Texts, "Its old ids; each becomes a redirect to the new one."),
    UPDATED,
    REVIEW_BY,
    PUBLISH,
    EXPIRES,
    WEIGHT,
    LANGUAGE,
    AUTOLINKS,
    DRAFT,
    EXTRA,
];

/// A file of questions: the questions, and what holds for those that don't say otherwise.
pub const QUESTION_FILE: &[Key] = &[
    Key::new("title", ValueKind::Text, "A name for the file; shown nowhere."),
    Key::new("description", ValueKind::Text, "A note about the file; shown nowhere."),
    TOPICS,
    LEVEL,
    AUTHORS,
    SOURCES,
    UPDATED,
    REVIEW_BY,
    PUBLISH,
    EXPIRES,
    LANGUAGE,
    AUTOLINKS,
    DRAFT,
    Key::new("question", ValueKind::Entries(QUESTION), "A question, each below its own header `[[question]]`."),
];

/// The glossary, `content/glossary.toml`.
pub const GLOSSARY: &[Key] = &[
    TITLE.default("the theme's word for it"),
    DESCRIPTION,
    Key::new("intro", ValueKind::Markdown, "What stands above the terms."),
    UPDATED,
    NOINDEX,
    TEMPLATE,
    EXTRA,
    Key::new("term", ValueKind::Tables(DEFINITION), "A term, each below its own header `[[term]]`."),
];

/// A term of the glossary.
pub const DEFINITION: &[Key] = &[
    Key::new("term", ValueKind::Text, "The term itself, as it stands within a sentence.").required(),
    Key::new("id", ValueKind::Text, "Its anchor on the page of the glossary.").default("made from the term"),
    Key::new("definition", ValueKind::Markdown, "What it means.").required(),
    Key::new("also", ValueKind::Texts, "Further spellings: abbreviations, plurals, other names."),
    CASE,
    Key::new("autolink", ValueKind::Flag, "Whether texts link to it by themselves, in any of its spellings.")
        .default("true"),
    Key::new("topics", ValueKind::Texts, "The topics it belongs to: names of files in `topics`."),
    Key::new("see", ValueKind::Texts, "Where to read more: names as in wikilinks, or paths."),
];

/// A table in the `terms` of a topic.
pub const PHRASE: &[Key] = &[Key::new("term", ValueKind::Text, "The phrase itself.").required(), CASE];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_named_once_and_described_in_a_sentence() {
        let kinds = [ARTICLE, PAGE, TOPIC, AUTHOR, QUESTION, QUESTION_FILE, GLOSSARY];
        for keys in kinds.into_iter().chain([DEFINITION, PHRASE, IMAGE, SOURCE, FAQ, CHOICE]) {
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].iter().any(|earlier| earlier.name == key.name), "`{}` stands twice", key.name);
                assert!(key.about.ends_with('.') && key.about.len() > 10, "`{}` is not described", key.name);
            }
        }
    }

    #[test]
    fn no_taxonomy_can_take_the_name_of_a_key() {
        for key in [ARTICLE, PAGE, TOPIC, AUTHOR, QUESTION, QUESTION_FILE].into_iter().flatten() {
            assert!(crate::config::taken(key.name).is_some(), "a taxonomy could be called `{}`", key.name);
        }
    }

    #[test]
    fn what_a_file_of_questions_says_for_all_can_be_said_of_each() {
        for key in QUESTION_FILE.iter().filter(|key| !["title", "description", "question"].contains(&key.name)) {
            assert!(QUESTION.contains(key), "`{}` is no key of a question", key.name);
        }
    }
}
