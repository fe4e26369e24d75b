//! Tables and keys in, values and messages out.

use super::*;
use crate::tree::{Syntax, toml, yaml};

const IMAGE: &[Key] = &[
    Key::new("src", ValueKind::Text, "A file.").required(),
    Key::new("alt", ValueKind::Text, "Words.").required(),
    Key::new("caption", ValueKind::Markdown, "More words."),
];

const FAQ: &[Key] = &[
    Key::new("question", ValueKind::Inline, "What.").required(),
    Key::new("answer", ValueKind::Markdown, "That.").required(),
];

const KEYS: &[Key] = &[
    Key::new("title", ValueKind::Text, "A title.").required(),
    Key::new("topics", ValueKind::Texts, "Topics."),
    Key::new("draft", ValueKind::Flag, "A draft."),
    Key::new("updated", ValueKind::Date, "When."),
    Key::new("weight", ValueKind::Integer { min: 0, max: i64::MAX }, "How heavy."),
    Key::new("html", ValueKind::OneOf(&["keep", "sanitize"]), "What to do."),
    Key::new("image", ValueKind::Table(IMAGE), "A picture."),
    Key::new("faq", ValueKind::TextsOrTables(FAQ), "Questions."),
    Key::new("choices", ValueKind::Tables(FAQ), "Choices."),
    Key::new("rules", ValueKind::Map(&ValueKind::OneOf(&["off", "error"])), "Rules."),
    Key::new("strings", ValueKind::Languages(&ValueKind::Map(&ValueKind::Text)), "Words."),
    Key::new("extra", ValueKind::Map(&ValueKind::Free), "More."),
];

fn checked(source: &str, syntax: Syntax) -> (ValidTable, Diagnostics) {
    let mut diags = Diagnostics::new();
    let file = SourcePath::new("a.md");
    let text = Text::verbatim(source, 0);
    let table = match syntax {
        Syntax::Toml => toml::parse(&text, &file, &mut diags),
        Syntax::Yaml => yaml::parse(&text, &file, &mut diags),
    };
    let owner = TableOwner {
        what: "an article",
        keys: KEYS,
        more: &["roles"],
        at: Span::new(0, 3),
        file: &file,
        elsewhere: None,
    };
    (check(table, &owner, &mut diags), diags)
}

/// Each diagnostic as `code "what it points at" message = help`.
fn told(source: &str, syntax: Syntax) -> Vec<String> {
    let (_, diags) = checked(source, syntax);
    let line = |diagnostic: &crate::diag::Diagnostic| {
        let at = diagnostic.place.as_ref().map_or("nowhere", |place| &source[place.span.range()]);
        let help = diagnostic.help.as_deref().unwrap_or("none");
        format!("{} {at:?} {} = {help}", diagnostic.code.name(), diagnostic.message)
    };
    diags.iter().map(line).collect()
}

const CASES: &[(&str, Syntax, &[&str])] = &[
    (
        "titel = 'x'\n",
        Syntax::Toml,
        &["unknown-key \"titel\" `titel` is not a key of an article = did you mean `title`?"],
    ),
    (
        "title = 't'\ntags = ['x']",
        Syntax::Toml,
        &[
            "unknown-key \"tags\" `tags` is not a key of an article = it is called `topics` here; what isn't a topic is a taxonomy of its own: `[[taxonomies]]` with `name = \"tags\"` in `site.toml`",
        ],
    ),
    (
        "title = 't'\ntopics = 'caching'",
        Syntax::Toml,
        &["wrong-type \"'caching'\" `topics` takes a list of strings, not a string = write `topics = [\"caching\"]`"],
    ),
    (
        "title = 't'\ntopics = 'a, b'",
        Syntax::Toml,
        &["wrong-type \"'a, b'\" `topics` takes a list of strings, not a string = write `topics = [\"a\", \"b\"]`"],
    ),
    (
        "title = 't'\ntopics = ['a', 3]",
        Syntax::Toml,
        &["wrong-type \"3\" the items of `topics` are each a string, not a whole number = write `\"3\"`"],
    ),
    (
        "title = 't'\nroles = 'x'",
        Syntax::Toml,
        &["wrong-type \"'x'\" `roles` takes a list of strings, not a string = write `roles = [\"x\"]`"],
    ),
    (
        "title = 404",
        Syntax::Toml,
        &["wrong-type \"404\" `title` takes a string, not a whole number = write `title = \"404\"`"],
    ),
    ("title = ' '", Syntax::Toml, &["wrong-value \"' '\" `title` is empty = put a text there"]),
    ("title = hello", Syntax::Toml, &["toml-syntax \"hello\" a string needs quotes = write `title = \"hello\"`"]),
    (
        "title = '''x",
        Syntax::Toml,
        &["toml-syntax \"'''\" this string is not closed = put `'''` on a line of their own where it ends"],
    ),
    (
        "title = 't'\ndraft = 'yes'",
        Syntax::Toml,
        &["wrong-type \"'yes'\" `draft` takes true or false, not a string = write `draft = true`"],
    ),
    (
        "title = 't'\ndraft = 0",
        Syntax::Toml,
        &["wrong-type \"0\" `draft` takes true or false, not a whole number = write `draft = false`"],
    ),
    (
        "title = 't'\nupdated = '12.05.2026'",
        Syntax::Toml,
        &["bad-date \"'12.05.2026'\" `12.05.2026` is not a date = write `updated = 2026-05-12`"],
    ),
    (
        "title = 't'\nupdated = 'soon'",
        Syntax::Toml,
        &["bad-date \"'soon'\" `soon` is not a date = write year, month and day, as in `updated = 2026-05-12`"],
    ),
    (
        "title = 't'\nupdated = 2026",
        Syntax::Toml,
        &["wrong-type \"2026\" `updated` takes a date, not a whole number = write `updated = 2026-05-12`"],
    ),
    ("title = 't'\nupdated = '2026-05-12'", Syntax::Toml, &[]),
    (
        "title = 't'\nweight = -1",
        Syntax::Toml,
        &["wrong-value \"-1\" `weight` can't be -1 = write a number that is at least 0"],
    ),
    (
        "title = 't'\nweight = '5'",
        Syntax::Toml,
        &["wrong-type \"'5'\" `weight` takes a whole number, not a string = write `weight = 5`"],
    ),
    (
        "title = 't'\nweight = 1.5",
        Syntax::Toml,
        &["wrong-type \"1.5\" `weight` takes a whole number, not a number with a fraction = write `weight = 10`"],
    ),
    (
        "title = 't'\nhtml = 'sanitise'",
        Syntax::Toml,
        &[
            "wrong-value \"sanitise\" `html` can't be `sanitise` = did you mean `sanitize`? it is one of `keep`, `sanitize`",
        ],
    ),
    (
        "title = 't'\nhtml = 'x'",
        Syntax::Toml,
        &["wrong-value \"x\" `html` can't be `x` = it is one of `keep`, `sanitize`"],
    ),
    (
        "title = 't'\nimage = 'x.svg'",
        Syntax::Toml,
        &[
            "wrong-type \"'x.svg'\" `image` takes a table, not a string = write `image = { src = \"x.svg\", alt = \"…\" }`",
        ],
    ),
    (
        "title = 't'\nimage = { src = 'x' }",
        Syntax::Toml,
        &["missing-key \"{ src = 'x' }\" `image` needs the key `alt` = add `alt = \"…\"`"],
    ),
    (
        "title = 't'\n[[image]]\nsrc = 'x'",
        Syntax::Toml,
        &[
            "wrong-type \"[[image]]\" `image` takes a table, not a list = write its header with one bracket, `[image]`, or one table, `image = { … }`",
        ],
    ),
    (
        "title = 't'\n[faq]\nquestion = 'x'",
        Syntax::Toml,
        &[
            "wrong-type \"[faq]\" `faq` takes a list of strings or tables, not a table = write its header with two brackets, `[[faq]]`, or a list of tables, `faq = [{ … }]`",
        ],
    ),
    (
        "title = 't'\n[[faq]]\nquestion = 'x'\nanswer = 'y'\ntopics = ['z']\ntitel = 'x'",
        Syntax::Toml,
        &[
            "unknown-key \"topics\" `topics` is a key of an article, but stands in the table `faq` above it = move it up, before the first header: a header takes in all keys below it",
            "unknown-key \"titel\" `titel` is not a key of an entry of `faq` = its keys are `question`, `answer`",
        ],
    ),
    (
        "title = 't'\nimage.src = 'x'\nimage.alt = ''\nimage.topics = 1",
        Syntax::Toml,
        &[
            "wrong-value \"''\" `alt` is empty = put a text there",
            "unknown-key \"topics\" `topics` is not a key of `image` = its keys are `src`, `alt`, `caption`",
        ],
    ),
    (
        "title = 't'\nfaq = ['id', 3, { question = 'q' }]",
        Syntax::Toml,
        &[
            "wrong-type \"3\" the items of `faq` are each a string or a table, not a whole number = write `\"3\"`",
            "missing-key \"{ question = 'q' }\" an entry of `faq` needs the key `answer` = add `answer = \"…\"`",
        ],
    ),
    (
        "title = 't'\nchoices = ['x']",
        Syntax::Toml,
        &[
            "wrong-type \"'x'\" the items of `choices` are each a table, not a string = write `{ question = \"x\", answer = \"…\" }`",
        ],
    ),
    (
        "title = 't'\nfaq = 'id'",
        Syntax::Toml,
        &["wrong-type \"'id'\" `faq` takes a list of strings or tables, not a string = write `faq = [\"id\"]`"],
    ),
    (
        "title = 't'\n[rules]\nbroken-link = 'of'\nx = 3",
        Syntax::Toml,
        &[
            "wrong-value \"of\" `broken-link` can't be `of` = did you mean `off`? it is one of `off`, `error`",
            "wrong-type \"3\" `x` takes a string, not a whole number = write `x = \"off\"`",
        ],
    ),
    (
        "title = 't'\n[strings]\na = 'x'\nb = 1\n[strings.de]\na = 'y'\nc = 2\n",
        Syntax::Toml,
        &[
            "wrong-type \"1\" `b` takes a string, not a whole number = write `b = \"1\"`",
            "wrong-type \"2\" `c` takes a string, not a whole number = write `c = \"2\"`",
        ],
    ),
    (
        "title = 't'\nextra = 3",
        Syntax::Toml,
        &["wrong-type \"3\" `extra` takes a table, not a whole number = write `extra = { … }`"],
    ),
    ("title = 't'\n[extra]\na = { b = [1] }", Syntax::Toml, &[]),
    (
        "topics: caching\ntitle: 404\ndraft: yes\nimage: x.svg\nupdated: soon\nfaq:\n  question: x\n",
        Syntax::Yaml,
        &[
            "wrong-type \"caching\" `topics` takes a list of strings, not a string = write `topics: [\"caching\"]`",
            "wrong-type \"404\" `title` takes a string, not a whole number = write `title: \"404\"`",
            "wrong-type \"yes\" `draft` takes true or false, not a string = write `draft: true`",
            "wrong-type \"x.svg\" `image` takes a table, not a string = write `image: { src: \"x.svg\", alt: \"…\" }`",
            "bad-date \"soon\" `soon` is not a date = write year, month and day, as in `updated: 2026-05-12`",
            "wrong-type \"question: x\" `faq` takes a list of strings or tables, not a table = write `faq: [{ question: \"…\", answer: \"…\" }]`",
        ],
    ),
    (
        "title: x\nlastmod: 2026-05-12\ntags: [a]\ndraft:\n",
        Syntax::Yaml,
        &[
            "unknown-key \"lastmod\" `lastmod` is not a key of an article = it is called `updated` here",
            "unknown-key \"tags\" `tags` is not a key of an article = it is called `topics` here; what isn't a topic is a taxonomy of its own: `[[taxonomies]]` with `name = \"tags\"` in `site.toml`",
        ],
    ),
    (
        "layout: post\n",
        Syntax::Yaml,
        &[
            "unknown-key \"layout\" `layout` is not a key of an article = keys of your own go into the table `extra`",
            "missing-key \"lay\" an article needs the key `title` = add `title: \"…\"`",
        ],
    ),
];

#[test]
fn every_mistake_has_its_place_and_help() {
    for &(source, syntax, expected) in CASES {
        assert_eq!(told(source, syntax), expected, "{source}");
    }
}

#[test]
fn what_is_right_comes_out_typed() {
    let source = "title = 't'\ntopics = ['a']\nroles = []\ndraft = true\nupdated = '2026-05-12'\nweight = 3\nwrong = 1\n\
                  faq = ['id', { question = 'q', answer = 'a' }, 7]\nimage = { src = 'x', alt = 'y' }\nhtml = 'no'\n";
    let (checked, _) = checked(source, Syntax::Toml);
    let fields = checked.fields();
    assert_eq!(fields.text("title").map(Text::as_str), Some("t"));
    assert_eq!(fields.texts("topics").map(|texts| texts.len()), Some(1));
    assert_eq!((fields.texts("roles"), fields.texts("aliases")), (Some(Vec::new()), None));
    assert_eq!((fields.flag("draft"), fields.integer("weight")), (Some(true), Some(3)));
    assert_eq!(fields.date("updated").map(|date| date.to_string()), Some("2026-05-12".into()));
    assert_eq!(fields.items("faq").map(|items| items.len()), Some(2));
    assert_eq!(fields.tables("faq").and_then(|faq| faq[0].text("answer").map(Text::as_str)), Some("a"));
    let image = fields.table("image").expect("the image is a table");
    assert_eq!(
        (image.text("src").map(Text::as_str), &source[image.at().range()]),
        (Some("x"), "{ src = 'x', alt = 'y' }")
    );
    assert_eq!((fields.has("html"), fields.given("html"), fields.given("choices")), (false, true, false));
    assert_eq!(fields.key_span("draft").map(|span| &source[span.range()]), Some("draft"));
    assert!(!fields.has("wrong"));
}

#[test]
fn entries_take_the_taxonomies_too() {
    const FILE: &[Key] = &[Key::new("question", ValueKind::Entries(FAQ), "Questions.")];
    let source = "[[question]]\nquestion = 'q'\nanswer = 'a'\nroles = ['x']\n[[question]]\nquestion = 'q'\nanswer = 'a'\nrole = 1\n";
    let (file, mut diags) = (SourcePath::new("a.toml"), Diagnostics::new());
    let table = toml::parse(&Text::verbatim(source, 0), &file, &mut diags);
    let owner =
        TableOwner { what: "a file", keys: FILE, more: &["roles"], at: Span::default(), file: &file, elsewhere: None };
    let checked = check(table, &owner, &mut diags);
    let questions = checked.fields().tables("question").expect("the questions are a list");
    assert_eq!(questions[0].texts("roles").map(|roles| roles.len()), Some(1));
    let helps: Vec<_> = diags.iter().filter_map(|diagnostic| diagnostic.help.as_deref()).collect();
    assert_eq!(helps, ["did you mean `roles`?"]);
}
