//! What only `gen check` tells.

use super::{Example, Site, example};
use std::fs;

const FIRST: &str = "content/articles/first.md";

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        special: Some(|site| kept(site, "https://example.net/gone", r#"{"gone":{"why":"answers 404"}}"#)),
        ..example(
            "broken-external-link",
            "Told with `--external` only. What doesn't answer in time, isn't there (404, 410), or fails (500) is told; the answer is kept for an hour.",
            &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [the notes](https://example.net/gone).\n")],
        )
    },
    example(
        "dead-end",
        "Off unless `[rules]` gives it a level. A text that links to nothing leaves its reader to the lists around it.",
        &[
            ("site.toml", b"title = \"Prep notes\"\nbase_url = \"https://example.org/\"\n[rules]\ndead-end = \"warning\"\n"),
            (FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n"),
        ],
    ),
    example(
        "empty-topic",
        "Its page would be a heading and no more. Entries of the topics below it count, too.",
        &[("content/topics/networking.md", b"+++\ntitle = \"Networking\"\n+++\n")],
    ),
    example(
        "heavy-page",
        "The HTML alone, without pictures and style sheets. The limit is `page_kb` under [`[check]`](configuration.md#check).",
        &[
            ("site.toml", b"title = \"Prep notes\"\nbase_url = \"https://example.org/\"\n[check]\npage_kb = 1\n"),
            (FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n"),
        ],
    ),
    example(
        "long-description",
        "Search engines cut descriptions at about 160 characters. The limit is `description_length` under [`[check]`](configuration.md#check).",
        &[(
            FIRST,
            b"+++\ntitle = \"First\"\ndescription = \"What a cache is, what it costs to keep, when it lies, how one finds out that it does, what to do about it then, and which questions about it come up in interviews.\"\n+++\nText.\n",
        )],
    ),
    example(
        "long-title",
        "Search engines cut titles at about 60 to 70 characters, and the name of the site stands behind yours. The limit is `title_length` under [`[check]`](configuration.md#check). The words of a question aren't measured.",
        &[(FIRST, b"+++\ntitle = \"Everything that one could be asked about caches in an interview for a backend role\"\n+++\nText.\n")],
    ),
    example(
        "missing-alt",
        "What the picture shows, for those who don't see it. A picture that only decorates says so: `alt = \"\"` in the front matter or a directive, an `<img>` with `alt=\"\"` in a text.",
        &[
            (FIRST, b"+++\ntitle = \"First\"\n+++\n![](layers.svg)\n"),
            ("content/articles/layers.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ],
    ),
    example(
        "missing-author",
        "Readers and search engines want to know who answers for a text. `[defaults] authors` in `site.toml` names one for all articles; `authors = []` says that an article has none.",
        &[],
    ),
    example(
        "missing-date",
        "Feeds have articles by their date, and one without a date stands in none. Lists put it behind all others.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n")],
    ),
    example(
        "missing-description",
        "Without one, the beginning of the text stands in search results. Articles, pages, topics and the introductions of lists need one; a template that leaves it out of the head is told, too.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n")],
    ),
    example(
        "missing-slash",
        "The address of a page ends with a slash. Without it, the reader is sent on to the right one, which costs time. `--fix` adds it.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [caching](/articles/caching-strategies).\n")],
    ),
    example(
        "missing-title",
        "Only a template of the site's own can leave it out.",
        &[("templates/topic.html", b"<!doctype html><html lang=\"en\"><body><h1>{{ page.title }}</h1></body></html>\n")],
    ),
    Example {
        special: Some(|site| {
            kept(site, "http://example.net/notes", r#"{"fine":{"moved":"https://example.net/notes/"}}"#);
        }),
        ..example(
            "moved-external-link",
            "Told with `--external` only: the other site says that the new address is for good (301 or 308).",
            &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [the notes](http://example.net/notes).\n")],
        )
    },
    example(
        "moved-link",
        "The link leads to an alias, which sends the reader on. `--fix` writes the new address.",
        &[
            (FIRST, b"+++\ntitle = \"First\"\n+++\nSee [caching](/old/).\n"),
            ("content/articles/second.md", b"+++\ntitle = \"Second\"\naliases = [\"/old/\"]\n+++\nText.\n"),
        ],
    ),
    example(
        "orphan",
        "Lists and menus show it, but no text leads a reader there. Links, citations, follow-ups and `related` count, from other pages than its own. A question with a topic is no orphan, since the topic shows it; neither is a page that the menu names or that stands in a folder with an `index.md`, nor what is `unlisted`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n")],
    ),
    example(
        "past-year",
        "A reader takes it for out of date, and is right. The year is held against the build date.",
        &[(FIRST, b"+++\ntitle = \"Caching questions of 2024\"\n+++\nText.\n")],
    ),
    example(
        "repeated-closing",
        "The last paragraph of a section says again what the section said: at least four of five of its words stand there already. Words of less than four letters don't count, nor do paragraphs of fewer than ten others.",
        &[(
            FIRST,
            b"+++\ntitle = \"First\"\n+++\n## Cost\n\nAn index makes reading cheap and writing dear: every insert, update and delete touches each index of the table, and each index takes memory that the cache of pages could have used for rows. So an index has to earn its place, and the planner's statistics show whether it does. Drop those that nobody reads.\n\nSo every insert, update and delete touches each index, takes memory of the cache, and an index has to earn its place.\n",
        )],
    ),
    example(
        "repeated-id",
        "Links lead to the first of the two, and browsers and screen readers may mix them up.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n<b id=\"cost\">One</b> and <b id=\"cost\">two</b>.\n")],
    ),
    example(
        "review-due",
        "The date is held against the build date, at its beginning.",
        &[(FIRST, b"+++\ntitle = \"First\"\nreview_by = 2026-05-01\n+++\nText.\n")],
    ),
    example(
        "similar-questions",
        "The same words, or nearly: 70% of the pairs of neighbouring words of both are common to them. The own entries of an article's FAQ are compared with questions, which they could cite instead.",
        &[(
            "content/questions/indexes.toml",
            b"[[question]]\nid = \"cost-of-an-index\"\nquestion = \"What does an *index* cost?\"\nanswer = \"Space.\"\n",
        )],
    ),
    example(
        "similar-terms",
        "Two spellings of one term share nothing: each has a page of its own, or hides the other's name. What differs in case and hyphens only, `--fix` writes as it is written most often; a plural is yours to decide.",
        &[
            (
                "site.toml",
                b"title = \"Prep notes\"\nbase_url = \"https://example.org/\"\n[[taxonomies]]\nname = \"roles\"\n",
            ),
            (FIRST, b"+++\ntitle = \"First\"\nroles = [\"data-engineer\", \"sre\"]\n+++\nText.\n"),
            ("content/articles/second.md", b"+++\ntitle = \"Second\"\nroles = [\"SRE\", \"data-engineer\"]\n+++\nText.\n"),
        ],
    ),
    example(
        "skipped-heading",
        "Readers of screen readers move by headings, and a gap looks like a part that is missing.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n\n## Cost\n\n#### Memory\n\nText.\n")],
    ),
    example(
        "structured-data",
        "What the page tells search engines, as it was rendered, is held against the table of `gen`: no `QAPage`, which is for answers that readers submit; no `Quiz` of mixed kinds; and what a type requires is there. `gen` writes it right by itself, so this tells of a template of the site's own.",
        &[(
            "templates/topic.html",
            b"<!doctype html><html lang=\"en\"><head><title>{{ page.title }}</title>\n<script type=\"application/ld+json\">{\"@type\": \"QAPage\"}</script></head></html>\n",
        )],
    ),
    example(
        "stub",
        "A question with neither `answer` nor `choices` has no page and stands in no list. It is kept here until somebody answers it.",
        &[("content/questions/later.toml", b"[[question]]\nid = \"page-split\"\nquestion = \"What is a page split?\"\n")],
    ),
    example(
        "unanswered-question",
        "Its choices say which is right, and nothing says why.",
        &[(
            "content/questions/choices.toml",
            b"[[question]]\nid = \"range-index\"\nquestion = \"Which index suits a range?\"\nchoices = [{ text = \"Hash\" }, { text = \"Tree\", correct = true }]\n",
        )],
    ),
    Example {
        special: Some(|site| kept(site, "https://example.net/private", r#"{"unjudged":{"why":"answers 403"}}"#)),
        ..example(
            "unjudged-external-link",
            "Told with `--external` only: the other site refuses programs (401, 403, 451) or is too busy for them (429, 503), which says nothing about the link.",
            &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [the notes](https://example.net/private).\n")],
        )
    },
    example(
        "unused-image",
        "No page shows it or links to it, and no style sheet, script or draft names it.",
        &[("static/chart.png", b"\x89PNG\r\n\x1a\n")],
    ),
    example(
        "unused-template",
        "It has the name of no kind of page, no page names it, and no template that is used extends, includes or calls it.",
        &[("templates/long.html", b"{% extends \"article.html\" %}\n")],
    ),
];

/// Keeps an answer as `gen check --external` does, so that nobody is asked.
fn kept(site: &Site, url: &str, answer: &str) {
    let folder = site.root().join(".gen/cache");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let text = format!("{{\"version\":1,\"kept\":{{\"{url}\":{{\"at\":{},\"answer\":{answer}}}}}}}", crate::site::NOW);
    fs::write(folder.join("external.json"), text).expect("the file can be written");
}
