//! Mistakes of whole files, of their notation, and of their keys.

use super::{Example, Site, example};

const FIRST: &str = "content/articles/first.md";
const SHOWS_CHART: &[u8] = b"+++\ntitle = \"First\"\n+++\nText.\n\n![How writes slow down](chart.png)\n";

pub(super) const EXAMPLES: &[Example] = &[
    example(
        "bad-date",
        "Dates are written `2026-05-12`, with a time `2026-05-12T18:00:00` or `2026-05-12 18:00`, and with an offset if it isn't the site's: `2026-05-12T18:00:00+02:00`.",
        &[(FIRST, b"+++\ntitle = \"First\"\ndate = \"12 May 2026\"\n+++\nText.\n")],
    ),
    example(
        "bad-id",
        "The id is a question's address and its name in links, so it has to be plain: lower-case letters and digits, joined by hyphens.",
        &[(
            "content/questions/caching.toml",
            b"[[question]]\nid = \"Cache Stampede\"\nquestion = \"What is a cache stampede?\"\nanswer = \"Many misses at once.\"\n",
        )],
    ),
    example(
        "bad-slug",
        "An address never leaves the site, and a slug is one part of it. The same code tells a permalink that can't be filled, because a file has no date for `{year}`, for example.",
        &[(FIRST, b"+++\ntitle = \"First\"\nslug = \"notes/first\"\n+++\nText.\n")],
    ),
    example(
        "duplicate-id",
        "Ids of questions are unique on the whole site, those of terms in the glossary. The message shows both places.",
        &[(
            "content/questions/indexes.toml",
            b"[[question]]\nid = \"index-cost\"\nquestion = \"What does it cost?\"\nanswer = \"Space.\"\n",
        )],
    ),
    example(
        "duplicate-name",
        "`NAME.md` and `NAME/index.md` are two spellings of one name. Keep one.",
        &[
            (FIRST, b"+++\ntitle = \"First\"\n+++\nText.\n"),
            ("content/articles/first/index.md", b"+++\ntitle = \"First\"\n+++\nText.\n"),
        ],
    ),
    example(
        "front-matter",
        "Every content file begins with its front matter: TOML between two lines of `+++`, or YAML between two lines of `---`.",
        &[(FIRST, b"+++\ntitle = \"First\"\n\nText.\n")],
    ),
    example(
        "invalid-utf8",
        "Texts are UTF-8, without control characters but tabs and the ends of lines, which no page may hold. The place is that of \
         the first byte or character that can't be there. Colours of a terminal are taken out of code, and are told everywhere else.",
        &[(FIRST, b"+++\ntitle = \"Caf\xe9\"\n+++\nText.\n")],
    ),
    Example {
        special: Some(link_out),
        ..example(
            "leaves-site",
            "A symbolic link may lead to another file of the site, but not out of it: what is published is what lies in the site's folder. Nor to an output of gen, which would then be published within itself, or to `.gen`.",
            &[],
        )
    },
    example(
        "missing-key",
        "Which keys have to be there is said under [Front matter](front-matter.md) and [Configuration](configuration.md).",
        &[("site.toml", b"title = \"Prep notes\"\n")],
    ),
    example(
        "no-right-choice",
        "At least one of the choices of a question is marked with `correct = true`; several may be.",
        &[(
            "content/questions/caching.toml",
            b"[[question]]\nid = \"ttl\"\nquestion = \"What does a TTL limit?\"\nchoices = [{ text = \"Size\" }, { text = \"Age\" }]\n",
        )],
    ),
    example(
        "stray-text",
        "In a question file in Markdown, all that stands before the first `##` is shown nowhere.",
        &[(
            "content/questions/caching.md",
            b"+++\nlevel = \"mid\"\n+++\nSome words on caches.\n\n## What is a TTL? {#ttl}\n\nAn age limit.\n",
        )],
    ),
    example(
        "toml-syntax",
        "All mistakes of a file are told at once. A frequent one is a string with backslashes in double quotes: use `'…'` or `'''…'''`.",
        &[(FIRST, b"+++\ntitle = \"First\ntopics = [\"caching\"]\n+++\nText.\n")],
    ),
    Example {
        special: Some(huge),
        ..example(
            "too-large",
            "Texts may have 16 MB. What is larger is a download, and no text: put it elsewhere, or into `static/`.",
            &[],
        )
    },
    example(
        "unknown-key",
        "The help names the nearest key, and for a key of another generator the one that does the same here. Keys of your own go under `[extra]`.",
        &[(FIRST, b"+++\ntitle = \"First\"\ndesciption = \"The first article.\"\n+++\nText.\n")],
    ),
    example(
        "unread-file",
        "`gen` reads Markdown (`.md`, `.markdown`) and, for questions and the glossary, TOML. Any other file of `content/` is published as it is, which is right for what an article links to, and rarely for a text with front matter or one that nothing links to.",
        &[("content/articles/first.mdx", b"---\ntitle: First\n---\nText.\n")],
    ),
    example(
        "extra-key",
        "What stands under `[extra]` is for templates of your own, and does nothing else. In TOML a header takes in all keys below it.",
        &[(FIRST, b"+++\ntitle = \"First\"\n\n[extra]\nlevel = \"mid\"\n+++\nText.\n")],
    ),
    Example {
        special: Some(socket),
        ..example(
            "unreadable-file",
            "The file is there, but it can't be read: permissions forbid it, or it is neither a file nor a folder.",
            &[],
        )
    },
    example(
        "wrong-type",
        "The help shows the key with a value as it should be written.",
        &[(FIRST, b"+++\ntitle = \"First\"\ntopics = \"caching\"\n+++\nText.\n")],
    ),
    example(
        "wrong-value",
        "The value is of the right type, but not one that the key can take.",
        &[("site.toml", b"title = \"Prep notes\"\nbase_url = \"example.org\"\n")],
    ),
    Example {
        special: Some(|site| site.write("content/articles/chart.png", &crate::site::chart()[..6_000])),
        ..example(
            "broken-image",
            "The file was cut off, is empty, a pointer of Git LFS that was never fetched, or a page of HTML that was saved under the name of an image. Told wherever it is shown, and for the images that `site.toml` names.",
            &[(FIRST, SHOWS_CHART)],
        )
    },
    Example {
        special: Some(|site| {
            site.write("content/articles/chart.png", &crate::site::chart());
            site.write(".gen", b"a file where a folder should be");
        }),
        ..example(
            "cache-unwritable",
            "The build is as good as any, but the next one makes the same pictures again. The disk is full, or the folder belongs to somebody else.",
            &[(FIRST, SHOWS_CHART)],
        )
    },
    example(
        "card-letters",
        "The page is told to other sites without a card; they show the home page's image, if it has one. The font that comes with gen has Latin, Greek and Cyrillic letters.",
        &[
            ("site.toml", b"title = \"Prep notes\"\nbase_url = \"https://example.org/\"\n\n[images]\ncards = true\n"),
            (FIRST, "+++\ntitle = \"索引\"\n+++\nText.\n".as_bytes()),
        ],
    ),
    Example {
        special: Some(|site| site.write("content/articles/chart.png", include_bytes!("../../data/vast.png"))),
        ..example(
            "huge-image",
            "It is published as it is. More than 60 million pixels take more memory than a build should, and a file of a few kilobytes can claim that many.",
            &[(FIRST, SHOWS_CHART)],
        )
    },
    example(
        "yaml-syntax",
        "YAML is read for people who come from other generators. A colon within a value needs quotes round it.",
        &[(FIRST, b"---\ntitle: [First\ntopics: caching\n---\nText.\n")],
    ),
];

fn link_out(site: &Site) {
    let outside = site.out().with_file_name("outside.md");
    std::fs::write(&outside, "outside").expect("the file can be written");
    let link = site.root().join("content/articles/first.md");
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside, link).expect("the link can be made");
    #[cfg(windows)]
    std::os::windows::fs::symlink_file(outside, link).expect("the link can be made");
}

fn huge(site: &Site) {
    let text = "A long line of text.\n".repeat((17 << 20) / 21 + 1);
    site.write("content/articles/first.md", text.as_bytes());
}

/// A file that nobody can read as one, not even the superuser.
fn socket(site: &Site) {
    #[cfg(unix)]
    std::os::unix::net::UnixListener::bind(site.root().join("content/first.md")).expect("the socket can be made");
    #[cfg(not(unix))]
    let _ = site;
}
