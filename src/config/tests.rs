//! `site.toml` in, values and messages out.

use super::*;
use proptest::prelude::*;

fn loaded(source: &str) -> (Config, Diagnostics) {
    let mut diags = Diagnostics::new();
    let config = Config::load(&Text::verbatim(source, 0), &SourcePath::new("site.toml"), &mut diags);
    (config, diags)
}

/// Each diagnostic of `title`, `base_url` and `source`, as `code "what it points at" message = help`.
fn told(source: &str) -> Vec<String> {
    let source = format!("title = 'T'\nbase_url = 'https://x.org'\n{source}");
    let (_, diags) = loaded(&source);
    let line = |diagnostic: &crate::diag::Diagnostic| {
        let at = diagnostic.place.as_ref().map_or("nowhere", |place| &source[place.span.range()]);
        let help = diagnostic.help.as_deref().unwrap_or("none");
        format!("{} {at:?} {} = {help}", diagnostic.code.name(), diagnostic.message)
    };
    diags.iter().map(line).collect()
}

const CASES: &[(&str, &[&str])] = &[
    (
        "language = 'english'",
        &["wrong-value \"english\" `english` is not the tag of a language = write a tag such as `en`, `de` or `pt-BR`"],
    ),
    (
        "timezone = 'Europe/Berlni'",
        &["wrong-value \"Europe/Berlni\" there is no time zone `Europe/Berlni` = did you mean `Europe/Berlin`?"],
    ),
    (
        "timezone = 'x'",
        &["wrong-value \"x\" there is no time zone `x` = write a name of the IANA database, such as `Europe/Berlin`"],
    ),
    (
        "levels = []",
        &[
            "wrong-value \"[]\" there are no levels = name at least one level, or remove the key for `junior`, `mid` and `senior`",
        ],
    ),
    (
        "levels = ['a', 'a', ' ']",
        &[
            "wrong-value \"a\" the level `a` is given twice = remove one of the two",
            "wrong-value \" \" a level without a name = remove it",
        ],
    ),
    (
        "levels = ['a']\n[defaults]\nlevel = 'b'",
        &["unknown-level \"b\" there is no level `b` = did you mean `a`? the levels are `a`"],
    ),
    (
        "[defaults]\nlevel = 'juniro'",
        &[
            "unknown-level \"juniro\" there is no level `juniro` = did you mean `junior`? the levels are `junior`, `mid`, `senior`",
        ],
    ),
    ("paginate = -1", &["wrong-value \"-1\" `paginate` can't be -1 = write a number that is between 0 and 10000"]),
    (
        "[permalinks]\narticle = '/x/{slug}/'",
        &["unknown-key \"article\" `article` is neither a kind of content nor a taxonomy = did you mean `articles`?"],
    ),
    (
        "[permalinks]\narticles = '/x/{slgu}/'",
        &[
            "wrong-value \"{slgu}\" addresses of articles have no `{slgu}` = did you mean `{slug}`? an address of articles may hold `{slug}`, `{year}`, `{month}`, `{topic}`, `{path}`",
        ],
    ),
    (
        "[permalinks]\narticles = '/x/'",
        &[
            "wrong-value \"/x/\" every entry would have the same address = put `{slug}` into it, as in `/articles/{slug}/`",
        ],
    ),
    (
        "[permalinks]\narticles = 'x/{slug}'",
        &[
            "wrong-value \"x\" an address has to begin with `/` = put a `/` before it",
            "wrong-value \"}\" an address has to end with `/` = put a `/` behind it",
        ],
    ),
    (
        "[permalinks]\nquestions = '/{year}/{slug}/'",
        &[
            "wrong-value \"{year}\" addresses of questions have no `{year}` = an address of questions may hold `{slug}`, `{topic}`",
        ],
    ),
    (
        "[permalinks]\nquestions = '/{slug/'",
        &["wrong-value \"{\" this brace is not closed = write a placeholder as `{slug}`"],
    ),
    (
        "[permalinks]\npages = '//a b/../{path}/'",
        &[
            "wrong-value \"//\" an address can't have an empty part = remove one `/`",
            "wrong-value \" \" an address can't hold ` ` = remove it",
            "wrong-value \"..\" an address can't leave its folder = remove this part",
        ],
    ),
    (
        "[permalinks]\npages = '/.gen-staging/{path}/'",
        &[
            "wrong-value \".gen-\" names that begin with `.gen-` are those of gen's own files in the output = choose another name",
        ],
    ),
    ("[permalinks]\nroles = '/r/{slug}/'\n[[taxonomies]]\nname = 'roles'\ntitle = 'R'", &[]),
    (
        "[permalinks]\nxyzzy = 1",
        &["wrong-type \"1\" `xyzzy` takes a string, not a whole number = write `xyzzy = \"1\"`"],
    ),
    (
        "[permalinks]\nxyzzy = ''",
        &[
            "unknown-key \"xyzzy\" `xyzzy` is neither a kind of content nor a taxonomy = the kinds are `articles`, `questions`, `topics`, `authors`, `pages`",
        ],
    ),
    (
        "[permalinks]\nauthors = ''",
        &["wrong-value \"\" every entry would have the same address = put `{slug}` into it, as in `/authors/{slug}/`"],
    ),
    (
        "[rules]\nbroken-lnik = 'off'",
        &["unknown-key \"broken-lnik\" there is no rule `broken-lnik` = did you mean `broken-link`?"],
    ),
    (
        "[rules]\nwhatever = 'off'",
        &[
            "unknown-key \"whatever\" there is no rule `whatever` = a rule is named by the code in brackets of its message, such as `late-title`",
        ],
    ),
    (
        "[rules]\nlate-title = 'of'",
        &[
            "wrong-value \"of\" `late-title` can't be `of` = did you mean `off`? it is one of `off`, `note`, `warning`, `error`",
        ],
    ),
    (
        "[security]\ncsp = { img-scr = ['x'] }",
        &["unknown-key \"img-scr\" there is no directive `img-scr` = did you mean `img-src`?"],
    ),
    (
        "[[taxonomies]]\nname = 'My Roles'\ntitle = 'x'",
        &[
            "wrong-value \"My Roles\" `My Roles` can't be a key and a folder = write lower-case letters and digits, joined by `-` or `_`, such as `roles`",
        ],
    ),
    (
        "[[taxonomies]]\nname = 'roles'\ntitle = 'x'\n[[taxonomies]]\nname = 'roles'\ntitle = 'y'",
        &["wrong-value \"roles\" the taxonomy `roles` is given twice = remove one of the two"],
    ),
    (
        "[[taxonomies]]\nname = 'search'\ntitle = 'x'",
        &[
            "wrong-value \"search\" a taxonomy can't be called `search`: that is an address that gen uses itself = choose another name",
        ],
    ),
    (
        "[[taxonomies]]\nname = 'static'\ntitle = 'x'",
        &[
            "wrong-value \"static\" a taxonomy can't be called `static`: that is a folder of the site = choose another name",
        ],
    ),
    (
        "[[menu]]\nname = 'x'\nurl = 'javascript:alert(1)'",
        &[
            "wrong-value \"javascript:alert(1)\" the menu can't lead to `javascript:alert(1)` = write a file such as `articles/index.md`, a path such as `/search/`, or a URL",
        ],
    ),
    ("[[menu]]\nname = 'x'", &["missing-key \"[[menu]]\" an entry of `menu` needs the key `url` = add `url = \"…\"`"]),
    (
        "[[menu]]\nname = 'x'\nchildren = [{ name = 'y' }]",
        &["missing-key \"{ name = 'y' }\" an entry of `children` needs the key `url` = add `url = \"…\"`"],
    ),
    (
        "[menu]\nname = 'x'",
        &[
            "wrong-type \"[menu]\" `menu` takes a list of tables, not a table = write its header with two brackets, `[[menu]]`, or a list of tables, `menu = [{ … }]`",
        ],
    ),
    (
        "baseURL = 'x'",
        &["unknown-key \"baseURL\" `baseURL` is not a key of `site.toml` = it is called `base_url` here"],
    ),
    (
        "paginate_by = 3",
        &["unknown-key \"paginate_by\" `paginate_by` is not a key of `site.toml` = it is called `paginate` here"],
    ),
    ("params = 3", &["unknown-key \"params\" `params` is not a key of `site.toml` = it is called `extra` here"]),
    (
        "[feed]\nlimit = 0\ncontent = 'all'",
        &[
            "wrong-value \"0\" `limit` can't be 0 = write a number that is between 1 and 1000",
            "wrong-value \"all\" `content` can't be `all` = it is one of `full`, `summary`",
        ],
    ),
    (
        "[sections]\ntakeaway = ['x']\n[sections.de]\nfaq = 'x'\n[sections.deutsch]\nfaq = ['x']",
        &[
            "unknown-key \"takeaway\" `takeaway` is not a key of `sections` = did you mean `takeaways`?",
            "wrong-type \"'x'\" `faq` takes a list of strings, not a string = write `faq = [\"x\"]`",
            "unknown-key \"deutsch\" `deutsch` is not the tag of a language = write a tag such as `de` or `pt-BR`",
        ],
    ),
    (
        "[markdown]\nhtml = 'sanitise'\nmaht = true",
        &[
            "wrong-value \"sanitise\" `html` can't be `sanitise` = did you mean `sanitize`? it is one of `keep`, `sanitize`",
            "unknown-key \"maht\" `maht` is not a key of `markdown` = did you mean `math`?",
        ],
    ),
    (
        "[structured_data.organization]\nurl = 'https://x.org'",
        &["missing-key \"[structured_data.organization]\" `organization` needs the key `name` = add `name = \"…\"`"],
    ),
    (
        "[search]\nenabeld = true\nmenu = 1",
        &[
            "unknown-key \"enabeld\" `enabeld` is not a key of `search` = did you mean `enabled`?",
            "unknown-key \"menu\" `menu` is a key of `site.toml`, but stands in the table `search` above it = move it up, before the first header: a header takes in all keys below it",
        ],
    ),
];

#[test]
fn every_mistake_has_its_place_and_help() {
    for &(source, expected) in CASES {
        assert_eq!(told(source), expected, "{source}");
    }
}

#[test]
fn what_has_to_be_there_is_told_at_the_start() {
    let (config, diags) = loaded("# nothing\n");
    let messages: Vec<&str> = diags.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages, ["`site.toml` needs the key `title`", "`site.toml` needs the key `base_url`"]);
    assert_eq!(config, Config::default());
}

const WHOLE: &str = r#"
title = "Prep"
base_url = "https://x.org/blog"
description = "d"
language = "de"
theme = "own"
timezone = "Europe/Berlin"
levels = ["easy", "hard"]
paginate = 0
[sections]
takeaways = ["In short"]
[sections.de]
faq = ["Häufige Fragen"]
[markdown]
highlight = false
math = true
html = "sanitize"
languages = ["promql"]
[feed]
limit = 5
content = "summary"
[search]
enabled = false
[related]
enabled = false
[structured_data]
faq_page = true
organization = { name = "Us", logo = "/logo.svg" }
[permalinks]
articles = "/{year}/{slug}/"
[slugs]
ascii = true
[defaults]
authors = ["editors"]
level = "hard"
[topics]
strict = false
[rules]
late-title = "off"
text-link = "error"
[strings]
next = "Next"
[strings.de]
next = "Weiter"
[security]
csp = { img-src = ["https://img.example"] }
[[taxonomies]]
name = "roles"
title = "Roles"
[[menu]]
name = "Questions"
url = "questions/index.md"
[extra]
since = 2026-01-01
"#;

#[test]
fn everything_comes_out_typed() {
    let (config, diags) = loaded(WHOLE);
    assert!(diags.is_empty(), "{diags:?}");
    assert_eq!((config.title.as_str(), config.base.absolute("/a/")), ("Prep", "https://x.org/blog/a/".to_owned()));
    assert_eq!(
        (config.paginate, config.search.enabled, config.practice, config.related, config.ascii_slugs),
        (None, false, true, false, true)
    );
    assert_eq!(config.timezone.iana_name(), Some("Europe/Berlin"));
    assert_eq!(
        (config.levels, config.defaults.level),
        (vec!["easy".to_owned(), "hard".into()], Some("hard".to_owned()))
    );
    assert_eq!((config.feed.limit, config.feed.full, config.feed.topics), (5, false, true));
    assert_eq!(
        (config.markdown.html, config.markdown.highlight, config.markdown.math),
        (RawHtml::Sanitize, false, true)
    );
    assert_eq!(
        config.structured_data.organization.and_then(|us| us.logo).map(|logo| logo.value),
        Some("/logo.svg".into())
    );
    assert_eq!((config.permalinks.of("articles").list(), config.permalinks.of("roles").list()), ("/", "/roles/"));
    assert_eq!(config.rules, BTreeMap::from([(Code::LateTitle, None), (Code::TextLink, Some(Severity::Error))]));
    assert_eq!((&*config.strings.everywhere["next"], &*config.strings.languages["de"]["next"]), ("Next", "Weiter"));
    assert_eq!(config.csp["img-src"], ["https://img.example"]);
    let menu = &config.menu[0].url;
    let menu = menu.as_ref().expect("it leads somewhere");
    assert_eq!((menu.value.as_str(), &WHOLE[menu.span.range()]), ("questions/index.md", "questions/index.md"));
    assert_eq!(config.extra["since"], "2026-01-01");
    assert_eq!(config.taxonomies[0].name.value, "roles");
}

#[test]
fn sections_are_called_by_language() {
    let (config, _) = loaded(WHOLE);
    let plain = Config::default().sections;
    for (sections, language, heading, expected) in [
        (&plain, "en", "key TAKEAWAYS ", (true, false)),
        (&plain, "de", "FAQ", (false, true)),
        (&config.sections, "en", "In short", (true, false)),
        (&config.sections, "en", "Takeaways", (false, false)),
        (&config.sections, "en", "FAQs", (false, true)),
        (&config.sections, "de-AT", "häufige fragen", (false, true)),
        (&config.sections, "de", "FAQ", (false, false)),
    ] {
        let found = (sections.is_takeaways(language, heading), sections.is_faq(language, heading));
        assert_eq!(found, expected, "{language}: {heading}");
    }
}

#[test]
fn the_base_url_can_be_replaced() {
    let mut config = Config::default();
    assert_eq!(config.with_base_url("http://localhost:1111"), Ok(()));
    assert_eq!(config.base.absolute("/a/"), "http://localhost:1111/a/");
    assert!(config.with_base_url("localhost").is_err());
    assert_eq!(config.base.absolute("/a/"), "http://localhost:1111/a/");
}

proptest! {
    #[test]
    fn nothing_panics_on_edits(at in 0..1000_usize, cut in 0..30_usize, put in "[\\[\\]{}=:.,'\"/a1é \n]{0,4}") {
        let border = |at: usize| (0..=at.min(WHOLE.len())).rev().find(|&at| WHOLE.is_char_boundary(at)).unwrap_or(0);
        let source = format!("{}{put}{}", &WHOLE[..border(at)], &WHOLE[border(at + cut)..]);
        for diagnostic in loaded(&source).1.iter() {
            let place = diagnostic.place.as_ref().expect("every mistake in a file has a place");
            prop_assert!(source.get(place.span.range()).is_some() && diagnostic.help.is_some(), "{}", diagnostic.message);
        }
    }
}
