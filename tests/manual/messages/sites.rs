//! Mistakes that only show when all content is together: names, addresses, templates.

use super::{Example, example};
use crate::site::Site;

const FIRST: &str = "content/articles/first.md";

pub(super) const EXAMPLES: &[Example] = &[
    example(
        "address-clash",
        "Addresses that differ only in upper and lower case clash too, since not every host tells them apart. A file of `static/` that lies where a page would be is told here as well.",
        &[
            (FIRST, b"+++\ntitle = \"First\"\nslug = \"caching\"\n+++\nText.\n"),
            ("content/articles/second.md", b"+++\ntitle = \"Second\"\nslug = \"caching\"\n+++\nText.\n"),
        ],
    ),
    example(
        "alias-base-path",
        "An alias is a path from the site's root. Where `base_url` has a path, an old address that was copied from a browser begins with it, and would be looked for below it once more.",
        &[
            ("site.toml", b"title = \"Prep notes\"\nbase_url = \"https://prep.example/blog/\"\n"),
            (FIRST, b"+++\ntitle = \"First\"\naliases = [\"/blog/old/\"]\n+++\nText.\n"),
        ],
    ),
    example(
        "placeholder",
        "`gen init` writes an address for examples into `site.toml`. Published with it, every canonical address, feed and sitemap would lead there. `gen serve` doesn't mind.",
        &[("site.toml", b"title = \"Prep notes\"\nbase_url = \"https://example.org/\"\n")],
    ),
    Example {
        special: Some(many_aliases),
        ..example(
            "too-many-redirects",
            "What a host doesn't take is left to the pages that lead on, which stand at the old addresses anyway. Written for Netlify, the file may also be read by Cloudflare Pages and GitLab Pages, so their limits are told, too.",
            &[(
                "site.toml",
                b"title = \"Prep notes\"\nbase_url = \"https://prep.example/\"\n\n[publish]\nredirects = \"gitlab\"\n",
            )],
        )
    },
    example(
        "duplicate-term",
        "A term of the glossary, one of its spellings under `also`, or one in the `terms` of a topic would lead to two places. Spellings that differ only by case are one, unless [case matters](../glossary.md#upper-and-lower-case) in both.",
        &[
            ("content/topics/caching.md", b"+++\ntitle = \"Caching\"\nterms = [\"cache\"]\n+++\n"),
            ("content/glossary.toml", b"[[term]]\nterm = \"cache\"\ndefinition = \"A copy that is nearer.\"\n"),
        ],
    ),
    Example {
        special: Some(many_topics),
        ..example(
            "deep-topic",
            "Every page shows the way to its topic. A topic may lie below 63 others, which is more than any reader follows.",
            &[],
        )
    },
    Example {
        special: Some(edited_page),
        ..example(
            "edited-output",
            "Somebody, or another program, has changed a file in the output, and gen is about to write it. The change is lost: what is in the output is made of the content and the templates each time. `edited-output = \"error\"` under `[rules]` keeps such a build from publishing.",
            &[],
        )
    },
    example(
        "parent-cycle",
        "Following `parent` from a topic leads back to it.",
        &[
            ("content/topics/caching.md", b"+++\ntitle = \"Caching\"\nparent = \"memory\"\n+++\n"),
            ("content/topics/memory.md", b"+++\ntitle = \"Memory\"\nparent = \"caching\"\n+++\n"),
        ],
    ),
    example(
        "shadowed-output",
        "That is how one replaces `robots.txt`, a feed or a file of the theme. The note only says that it is so.",
        &[("static/robots.txt", b"User-agent: *\n")],
    ),
    example(
        "template-error",
        "The template was read, but failed on a page. It is told once, with one page and the number of others. An undefined variable is an error, too: [Templates](templates.md) lists those that are always there.",
        &[("templates/topic.html", b"<h1>{{ page.titel }}</h1>\n")],
    ),
    example(
        "template-syntax",
        "The template can't be read. What needs it is held back without a further message.",
        &[("templates/topic.html", b"<h1>{{ page.title }</h1>\n")],
    ),
    example(
        "unknown-article",
        "`related` and `never_related` name articles by their file: the path below `content/articles/`, without `.md`.",
        &[(FIRST, b"+++\ntitle = \"First\"\nrelated = [\"caching-strategy\"]\n+++\nText.\n")],
    ),
    example(
        "unknown-author",
        "Authors are named by their files in `content/authors/`.",
        &[(FIRST, b"+++\ntitle = \"First\"\nauthors = [\"editor\"]\n+++\nText.\n")],
    ),
    example(
        "unknown-level",
        "The levels are those of `levels` in `site.toml`.",
        &[(FIRST, b"+++\ntitle = \"First\"\nlevel = \"middle\"\n+++\nText.\n")],
    ),
    example(
        "unknown-question",
        "Questions are cited by their ids. In `follow_ups`, what is shaped like an id has to be one: end a question in words with a question mark.",
        &[(FIRST, b"+++\ntitle = \"First\"\nfaq = [\"index-costs\"]\n+++\nText.\n")],
    ),
    example(
        "unknown-term",
        "Terms need no declaration, but the argument `role` of the directives [`questions` and `quiz`](../links-and-directives.md#questions) picks by one that something has.",
        &[
            (
                "site.toml",
                b"title = \"Prep notes\"\nbase_url = \"https://example.org/\"\n[[taxonomies]]\nname = \"roles\"\n",
            ),
            (
                "content/questions/roles.toml",
                b"roles = [\"backend\"]\n[[question]]\nid = \"a\"\nquestion = \"A?\"\nanswer = \"A.\"\n",
            ),
            (FIRST, b"+++\ntitle = \"First\"\n+++\n```{questions}\nrole = \"backnd\"\n```\n"),
        ],
    ),
    example(
        "unknown-topic",
        "A topic is declared by a file in `content/topics/` and named by the file's name. With `[topics] strict = false` it needs no file.",
        &[(FIRST, b"+++\ntitle = \"First\"\ntopics = [\"cacheing\"]\n+++\nText.\n")],
    ),
    example(
        "unpublished-target",
        "The target is a draft, scheduled, expired, or a question without an answer. The text stays, without a link. `--strict` lets it pass, since passing time must not break a build that nobody touched.",
        &[
            (FIRST, b"+++\ntitle = \"First\"\n+++\nSee [eviction](eviction.md).\n"),
            ("content/articles/eviction.md", b"+++\ntitle = \"Eviction\"\npublish = 2026-09-01\n+++\nText.\n"),
        ],
    ),
];

/// A chain of topics that is longer than it may be.
fn many_topics(site: &Site) {
    site.write("content/topics/t1.md", b"+++\ntitle = \"Topic 1\"\n+++\n");
    for number in 2..=65 {
        let text = format!("+++\ntitle = \"Topic {number}\"\nparent = \"t{}\"\n+++\n", number - 1);
        site.write(&format!("content/topics/t{number}.md"), text.as_bytes());
    }
}

/// A page of the output that somebody changed.
fn edited_page(site: &Site) {
    site.build();
    site.write("../out/articles/caching-strategies/index.html", b"edited");
}

/// An article with more old addresses than a host takes.
fn many_aliases(site: &Site) {
    let aliases: Vec<String> = (0..1_001).map(|number| format!("\"/old/{number}/\"")).collect();
    let text = format!("+++\ntitle = \"First\"\naliases = [{}]\n+++\nText.\n", aliases.join(", "));
    site.write(FIRST, text.as_bytes());
}
