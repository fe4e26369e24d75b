//! Pages in several languages: their dates, and their titles in the lists of others.

use crate::{
    markup::{between, parse},
    support::{Site, check},
};

const SITE: &str = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
[strings.de]
date_format = \"%-d. %B %Y\"
[strings.pt]
months = \"janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro\"
[strings.nl]
date_format = \"%d-%m-%Y\"
== content/topics/t.md ==
# T
== content/articles/en.md ==
+++
title = \"English\"
topics = [\"t\"]
date = 2026-03-02
+++
[b](de.md)
== content/articles/de.md ==
+++
title = \"Deutsch\"
description = \"Auf Deutsch.\"
language = \"de\"
topics = [\"t\"]
date = 2026-03-02
+++
[a](en.md)
== content/articles/fr.md ==
+++
title = \"Français\"
language = \"fr\"
date = 2026-03-02
+++
== content/articles/pt.md ==
+++
title = \"Português\"
language = \"pt-BR\"
date = 2026-03-02
+++
== content/articles/nl.md ==
+++
title = \"Nederlands\"
language = \"nl\"
date = 2026-03-02
+++
== content/questions/q.toml ==
topics = [\"t\"]
[[question]]
id = \"q-en\"
question = \"Why?\"
answer = \"So.\"
[[question]]
id = \"q-de\"
language = \"de\"
question = \"Warum?\"
answer = \"Darum.\"
";

#[test]
fn a_date_has_the_words_of_its_page_or_digits() {
    let site = check(SITE, "");
    for (language, date) in [
        ("en", "2 March 2026"),
        ("de", "2. März 2026"),
        ("fr", "2026-03-02"),
        ("pt", "2 março 2026"),
        ("nl", "02-03-2026"),
    ] {
        let html = site.output(&format!("articles/{language}/index.html"));
        assert_eq!(between(&html, "<time datetime=\"2026-03-02\">", "</time>"), date, "{language}");
    }
}

/// The links in `html` that say which language their words are in: the last part of their address, and the language.
fn foreign(site: &Site, page: &str) -> Vec<(String, String)> {
    let tags = parse(between(&site.output(page), "<main", "</main>")).0;
    let link = |tag: &crate::markup::Tag| {
        let href = tag.attribute("href")?.trim_end_matches('/').rsplit('/').next()?.to_owned();
        Some((href, tag.attribute("lang")?.to_owned()))
    };
    tags.iter().filter(|tag| tag.name == "a").filter_map(link).collect()
}

#[test]
fn a_title_in_another_language_says_so() {
    let site = check(SITE, "");
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(link, language)| ((*link).to_owned(), (*language).to_owned())).collect()
    };
    assert_eq!(foreign(&site, "topics/t/index.html"), pairs(&[("q-de", "de"), ("de", "de")]));
    let all = pairs(&[("de", "de"), ("fr", "fr"), ("nl", "nl"), ("pt", "pt-BR")]);
    assert_eq!(foreign(&site, "articles/index.html"), all);
    let of = |page: &str| foreign(&site, page).into_iter().find(|(link, _)| link == "en" || link == "de");
    assert_eq!(of("articles/en/index.html"), Some(("de".into(), "de".into())), "what links here");
    assert_eq!(of("articles/de/index.html"), Some(("en".into(), "en".into())));
    assert!(site.output("articles/index.html").contains("<p lang=\"de\">Auf Deutsch.</p>"));
}
