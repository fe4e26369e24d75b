//! Mistakes of Markdown, of sections, links and directives.

use super::{Example, example};

const FIRST: &str = "content/articles/first.md";

pub(super) const EXAMPLES: &[Example] = &[
    example(
        "ambiguous-link",
        "Two things have the name. The help shows how to write each of them.",
        &[
            (FIRST, b"+++\ntitle = \"First\"\n+++\nSee [[caching]].\n"),
            ("content/articles/caching.md", b"+++\ntitle = \"Caching\"\n+++\nText.\n"),
        ],
    ),
    example(
        "bad-math",
        "Formulas are TeX. With `[markdown] math = true` a `$` can begin one; where it is only a sign, write `\\$`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n```math\n\\frac{1}{n\n```\n")],
    ),
    example(
        "blocked-by-policy",
        "Pages carry a strict Content-Security-Policy, so that browsers talk to nobody but your site. Put a copy of the file into the site, move scripts and styles into files of `static/`, or allow a source with [`[security] csp`](configuration.md#security).",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n![A chart](https://img.example.net/chart.png)\n")],
    ),
    example(
        "unusual-scheme",
        "Addresses of the web, of mail, telephones, chats and a few more can be followed anywhere; `data:`, `blob:` or that of an editor can't, or may run code. With `html = \"sanitize\"` such an address is no link at all.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nOpen [the example](vscode://file/home/me/example.rs).\n")],
    ),
    example(
        "broken-anchor",
        "The page is there, but it has no heading with this id. Ids follow the words of a heading; give one that others link to an id of its own: `## Write-through {#write-through}`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [there](caching-strategies.md#write-trough).\n")],
    ),
    example(
        "broken-link",
        "Links are relative to the file they stand in, or begin with `/` and are addresses of the site. Upper and lower case matter. The same code tells an entry of the menu that leads nowhere.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [caching](cachng-strategies.md) first.\n")],
    ),
    example(
        "date-order",
        "`updated` is not before `date`, and `expires` not before `publish`. Where one of the two has no time, days are compared.",
        &[(FIRST, b"+++\ntitle = \"First\"\ndate = 2026-05-12\nupdated = 2025-05-13\n+++\nText.\n")],
    ),
    example(
        "directive-arguments",
        "Which arguments a directive takes is said under [Directives](../links-and-directives.md#directives), for one of your own in the first line of its template.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n```{questions}\nids = [\"index-cost\"]\nlimits = 3\n```\n")],
    ),
    example(
        "duplicate-anchor",
        "Two headings ask for one id, or a piece of raw HTML has the id of something above it. Links lead to the first.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n## Reading {#path}\n\nText.\n\n## Writing {#path}\n\nText.\n")],
    ),
    example(
        "empty-answer",
        "An entry of an FAQ has an answer, or it cites a question by its id.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n\n## FAQ\n\n### Is a cache always faster?\n\n### Is it worth it?\n\nOften.\n")],
    ),
    example(
        "faq-shape",
        "A section with one of the names of an FAQ becomes one only if `###` headings follow directly, and if it is the first. Any other stays in the text as it is. See [FAQ](../content-model.md#faq).",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n\n## FAQ\n\nWrite to us.\n")],
    ),
    example(
        "foreign-syntax",
        "Shortcodes, admonitions, components and the like of other tools stay text. The help says what the thing is called here. One message tells a kind, with how often it comes in the text; to show it on purpose, put it into code, or set the rule to `off`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n{{< youtube d1fK2mB0xYc >}}\n")],
    ),
    example(
        "given-twice",
        "Takeaways and an FAQ are given in the front matter or as a section, not in both ways. In a question file in Markdown, `question`, `id` and `answer` are given by the text, so the block below a heading can't have them.",
        &[(FIRST, b"+++\ntitle = \"First\"\ntakeaways = [\"Measure first.\"]\n+++\nText.\n\n## Key takeaways\n\n- Cache last.\n")],
    ),
    example(
        "late-title",
        "The title of a page is its only first-level heading. It becomes a second-level one; write it as `##`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n\n# Another title\n\nText.\n")],
    ),
    example(
        "missing-file",
        "An image's address is relative to the file, or begins with `/` for a file of `static/`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n![The layers](layers.svg)\n")],
    ),
    example(
        "table-shape",
        "The second line of a table is its delimiter row, with as many cells as the first; without it the lines stay a paragraph. What a row has more than the first is left out. A bar that is text is written `\\|`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n| Cache | Latency |\n| L1 | 1 ns |\n")],
    ),
    example(
        "takeaways-shape",
        "A section with one of the names of takeaways becomes them only if its body is paragraphs and lists alone, and if it is the first. Any other stays in the text as it is. See [Takeaways](../content-model.md#takeaways).",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n\n## TL;DR\n\nMeasure first.\n\n## Key takeaways\n\n- Measure last.\n")],
    ),
    example(
        "text-link",
        "Something that looks like a link to a Markdown file, or like an image, isn't one, usually because of a space. Put the destination into angle brackets: `[text](<my file.md>)`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [caching](caching strategies.md) first.\n")],
    ),
    example(
        "stray-html",
        "Within one text, a missing end tag is put in and a stray one left out, so that the page stays whole; see [raw HTML](../markdown.md#raw-html). Often the tag is meant as text, as in `Vec<String>`: put it into code, or write `Vec\\<String>`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nA Vec<String> keeps its order.\n")],
    ),
    example(
        "unclosed-fence",
        "A code block goes on to a line of as many signs as it begins with, or to the end of the text. In a question file in Markdown it takes the questions that follow with it.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n````python\nprint(1)\n```\n\nAfter the code.\n")],
    ),
    example(
        "unclosed-html",
        "Lead, takeaways, FAQ and answers are shown in different places, so an element of raw HTML has to end in the part it begins in, unless it is around the whole rest of the text. A comment or a tag without its end would hide all that follows.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n<div class=\"wide\">\n\nThe lead.\n\n## A section\n\n</div>\n\nText.\n")],
    ),
    example(
        "undefined-reference",
        "`[text][label]` needs a line `[label]: address`. If the brackets are meant as text, put them into code or write a backslash before the first.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\nSee [the manual][manual] for more.\n")],
    ),
    example(
        "fence-info",
        "Behind the language of a code block stand the lines to mark and the name of the file, as in `rust {2,4-5} name=\"src/lib.rs\"`. Anything else does nothing. A post from another tool may have more there; set the rule to `off` to leave it.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n```python {2} title=\"main.py\"\nimport sys\nprint(sys.argv)\n```\n")],
    ),
    example(
        "unknown-directive",
        "Neither gen nor the theme has a directive of that name. To show the block instead of running it, put it into a longer fence.",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n```{question}\nids = [\"index-cost\"]\n```\n")],
    ),
    example(
        "unknown-language",
        "The code is shown without colours. Write the language's usual name, `text` for none, or add a name of your own to `languages` under [`[markdown]`](configuration.md#markdown).",
        &[(FIRST, b"+++\ntitle = \"First\"\n+++\n```pyton\nprint(1)\n```\n")],
    ),
];
