//! What lies over what: the site's files, the chosen theme's, the embedded one's.

use super::*;

#[test]
fn the_embedded_theme_has_no_mistakes() {
    let theme = fine(&[]);
    assert!(theme.has("article.html") && theme.has("themes/prep/templates/article.html"));
    assert!(!theme.has("nonsense.html"));
    assert!(theme.directives().any(|name| name == "quiz"));
    let mut diags = Diagnostics::new();
    let theme = Theme::load(ThemeFiles::default(), "prep", &mut diags);
    assert!(diags.is_empty());
    assert_eq!((theme.about().name.as_str(), theme.about().license.as_str()), ("prep", "MIT OR Apache-2.0"));
    assert!(theme.statics().iter().any(|file| file.path == "style.css" && file.digests.fingerprint.len() == 12));
    assert!(theme.text(&SourcePath::new("themes/prep/templates/article.html")).is_some());
}

#[test]
fn a_name_is_looked_up_in_order() {
    type Case = (&'static [(&'static str, &'static str)], &'static str, &'static str);
    let cases: &[Case] = &[
        (&[("templates/x.html", "site"), ("themes/mine/templates/x.html", "theme")], "x.html", "site"),
        (&[("themes/mine/templates/x.html", "theme"), ("themes/prep/templates/x.html", "prep")], "x.html", "theme"),
        (&[("themes/prep/templates/x.html", "prep")], "x.html", "prep"),
        (&[("templates/x.html", "site")], "templates/x.html", "site"),
        (&[("themes/prep/templates/article.html", "taken over")], "article.html", "taken over"),
        (&[("templates/x.html", "{% include 'y.html' %}"), ("templates/y.html", "y")], "x.html", "y"),
        // What overrides a template may extend it, and its includes are looked up anew.
        (
            &[
                (
                    "templates/x.html",
                    "{% extends 'themes/mine/templates/x.html' %}{% block b %}<{{ super() }}>{% endblock %}",
                ),
                ("themes/mine/templates/x.html", "{% block b %}{% include 'y.html' %}{% endblock %}"),
                ("themes/mine/templates/y.html", "theme"),
                ("templates/y.html", "site"),
            ],
            "x.html",
            "<site>",
        ),
        (
            &[
                ("templates/x.html", "{{ <Card title='t' /> }}"),
                ("templates/c.html", "{% component Card(title) %}site {{ title }}{% endcomponent %}"),
                ("themes/mine/templates/c.html", "{% component Card(title) %}theme {{ title }}{% endcomponent %}"),
            ],
            "x.html",
            "site t",
        ),
        (&[("templates/x.html", "{{ page.title }}{{ page.none }}")], "x.html", "A &amp; B"),
        (&[("templates/x.txt", "{{ page.title }}")], "x.txt", "A & B"),
        (&[("templates/x.html", "{# {{ nonsense }} #}{% raw %}{{ x }}{% endraw %}")], "x.html", "{{ x }}"),
    ];
    for (templates, name, expected) in cases {
        assert_eq!(render(&fine(templates), name).as_deref(), Ok(*expected), "{templates:?}");
    }
}

#[test]
fn a_theme_s_template_can_be_extended_by_its_path() {
    let extends = "{% extends \"themes/prep/templates/article.html\" %}{% block main %}mine{% endblock %}";
    let theme = fine(&[("templates/article.html", extends)]);
    assert_eq!(render(&theme, "article.html").as_deref(), Ok("<mine>"));

    // The embedded one has that path too.
    let extends = Arc::from("{% extends \"themes/prep/templates/article.html\" %}");
    let templates = vec![(SourcePath::new("templates/article.html"), extends)];
    let mut diags = Diagnostics::new();
    let theme = Theme::load(ThemeFiles { templates, ..ThemeFiles::default() }, "prep", &mut diags);
    assert!(diags.is_empty() && theme.text(&SourcePath::new("templates/article.html")).is_some());
}

#[test]
fn words_by_language() {
    let mut files = ThemeFiles::default();
    let toml = "[en]\nread = 'Read'\nanswer = 'Reply'\n[fr]\nread = 'Lire'\n[pt]\nread = 'Ler'\n\
        [pt-BR]\nanswer = 'Resposta'\n";
    files.strings.push((SourcePath::new("themes/mine/strings.toml"), Arc::from(toml)));
    let prep = "[en]\nanswer = \"Answer\"\n[de]\nanswer = \"Antwort\"\n";
    files.strings.push((SourcePath::new("themes/prep/strings.toml"), Arc::from(prep)));
    files.strings.push((SourcePath::new("themes/other/strings.toml"), Arc::from("[en]\nread = \"other\"")));
    let word = |language: Option<&str>, name: &str, text: &str| SiteString {
        language: language.map(str::to_owned),
        name: name.to_owned(),
        text: text.to_owned(),
    };
    files.site_strings = vec![
        word(Some("en"), "read", "Read it"),
        word(Some("en"), "own", "own"),
        word(None, "everywhere", "e"),
        word(Some("fr"), "everywhere", "f"),
        word(Some("it"), "read", "Leggi"),
    ];
    let mut diags = Diagnostics::new();
    let theme = Theme::load(files, "mine", &mut diags);
    assert!(diags.is_empty());
    let cases: &[(&str, [&str; 4])] = &[
        // read, answer, own, everywhere
        ("en", ["Read it", "Reply", "own", "e"]),
        ("en-GB", ["Read it", "Reply", "own", "e"]),
        ("fr", ["Lire", "Reply", "own", "f"]),
        ("FR-ca", ["Lire", "Reply", "own", "f"]),
        ("pt", ["Ler", "Reply", "own", "e"]),
        ("pt-BR", ["Ler", "Resposta", "own", "e"]),
        ("de", ["Read it", "Antwort", "own", "e"]),
        ("it", ["Leggi", "Reply", "own", "e"]),
        ("ja", ["Read it", "Reply", "own", "e"]),
        ("", ["Read it", "Reply", "own", "e"]),
    ];
    for (language, expected) in cases {
        let words = theme.strings(language);
        let found =
            ["read", "answer", "own", "everywhere"].map(|name| words.get_from_path(name).and_then(Value::as_str));
        assert_eq!(found, expected.map(Some), "{language}");
    }
    assert!(theme.string_names().any(|name| name == "everywhere"));
}

#[test]
fn statics_lie_over_one_another() {
    let given = |path: &str| GivenStatic {
        path: SourcePath::new(path),
        file: path.into(),
        digests: Digests::of(path, path.as_bytes()),
    };
    let names = [
        "themes/mine/static/a/b.css",
        "themes/prep/static/p.css",
        "themes/mine/static/p.css",
        "themes/other/static/o.css",
    ];
    let files = ThemeFiles { statics: names.map(given).to_vec(), ..ThemeFiles::default() };
    let theme = Theme::load(files, "mine", &mut Diagnostics::new());
    let found: Vec<(&str, &StaticContent)> = theme.statics().iter().map(|file| (&*file.path, &file.content)).collect();
    assert!(found.is_sorted_by_key(|(path, _)| *path));
    let content = |path: &str| found.iter().find(|(found, _)| *found == path).map(|(_, content)| (*content).clone());
    assert_eq!(content("a/b.css"), Some(StaticContent::File(names[0].into())));
    assert_eq!(content("p.css"), Some(StaticContent::File(names[2].into())));
    assert_eq!(content("o.css"), None);
    assert!(matches!(content("style.css"), Some(StaticContent::Embedded(_))));
    let fingerprint =
        theme.statics().iter().find(|file| file.path == "p.css").map(|file| file.digests.fingerprint.as_str());
    assert_eq!(fingerprint, Some(&blake3::hash(names[2].as_bytes()).to_hex()[..12]));
}

#[test]
fn what_is_wrong_in_the_words_and_in_the_theme_file() {
    let toml = "lone = \"x\"\n[en]\nn = 5\nfine = \"y\"\n[de\nbroken = \"z\"\n";
    let mut files = ThemeFiles::default();
    files.strings.push((SourcePath::new("themes/mine/strings.toml"), Arc::from(toml)));
    files.about.push((SourcePath::new("themes/mine/theme.toml"), Arc::from("nmae = \"Mine\"\nlicense = 5\n")));
    let mut diags = Diagnostics::new();
    let theme = Theme::load(files, "mine", &mut diags);
    let row = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.clone().expect("a place");
        (place.file.file_name().to_owned(), place.span.start, diagnostic.message.clone(), diagnostic.help.is_some())
    };
    let found: Vec<_> = diags.iter().map(row).collect();
    let has = |file: &str, start: usize, message: &str| {
        assert!(
            found.iter().any(|row| row.0 == file && row.1 as usize == start && row.2 == message && row.3),
            "{message}: {found:?}"
        );
    };
    has("strings.toml", 0, "`lone` stands outside of a language, and is a string");
    has("strings.toml", toml.find('5').expect("it is there"), "`n` takes a string, not a whole number");
    has("strings.toml", toml.find("[de").expect("it is there"), "this header is not closed");
    has("theme.toml", 0, "`nmae` is not a key of a theme");
    assert_eq!(theme.strings("en").get_from_path("fine").and_then(Value::as_str), Some("y"));
    assert_eq!(theme.about().name, "mine");
}
