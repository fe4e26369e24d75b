//! A site's own templates, themes, words and directives, over those that `gen` brings along.

use crate::{
    markup::between,
    support::{Site, check},
};

const CONTENT: &str = "
== content/articles/a.md ==
+++
title = \"Alpha\"
description = \"About alpha.\"
extra = { mood = \"calm\" }
+++
Lead.

## Part

Body.
== content/questions/q.toml ==
[[question]]
id = \"q\"
question = \"Q?\"
answer = \"A.\"
";

#[test]
fn a_template_extends_the_one_it_overrides() {
    let site = check(
        &format!(
            "{CONTENT}
== templates/article.html ==
{{% extends \"themes/prep/templates/article.html\" %}}
{{% block body %}}<p>before</p>{{{{ super() }}}}<p>{{{{ page.extra.mood }}}}</p>{{% endblock body %}}
"
        ),
        "",
    );
    let html = site.output("articles/a/index.html");
    let body = between(&html, "<div class=\"lead prose\">", "</article>");
    let order = ["Lead.", "<p>before</p>", "<h2 id=\"part\">Part</h2>", "<p>Body.</p>", "<p>calm</p>"];
    let places: Vec<_> =
        order.iter().map(|words| body.find(words).unwrap_or_else(|| panic!("no {words} in {body}"))).collect();
    assert!(places.is_sorted(), "{body}");
    assert!(html.contains("<header class=\"site-header\">"), "the rest is the theme's");
}

#[test]
fn a_part_a_component_and_a_frame_can_be_overridden() {
    let site = check(
        &format!(
            "{CONTENT}
== templates/fragments/site_footer.html ==
<footer>mine: {{{{ site.title }}}}</footer>
== templates/components/page_header.html ==
{{% component page_header(title, intro = none) -%}}<h1>all {{{{ title }}}}</h1>{{%- endcomponent page_header %}}
== templates/long.html ==
long: {{{{ page.title | upper }}}}, {{{{ page.kind }}}}
== content/articles/b.md ==
+++
title = \"<Beta>\"
template = \"long.html\"
+++
"
        ),
        "",
    );
    let page = site.output("questions/index.html");
    assert!(page.contains("<footer>mine: Prep</footer>") && page.contains("<h1>all Questions</h1>"), "{page}");
    assert_eq!(site.output("articles/b/index.html").trim(), "long: &lt;BETA&gt;, article");
}

#[test]
fn a_theme_stands_between_the_site_and_prep() {
    let site = Site::new(&format!(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/b/\"
theme = \"ink\"
[strings]
home = \"Start\"
[strings.de]
by_hand = \"von Hand\"
== themes/ink/theme.toml ==
name = \"ink\"
== themes/ink/strings.toml ==
[en]
home = \"Ink home\"
by_hand = \"by hand\"
articles = \"Essays\"
== themes/ink/templates/article.html ==
ink: {{{{ page.title }}}} {{{{ strings.by_hand }}}} {{{{ strings.home }}}} {{{{ strings.articles }}}} {{{{ strings.sources }}}}
== themes/ink/templates/question.html ==
ink question
== templates/question.html ==
the site's question, {{{{ site.favicon.url or \"no icon\" }}}}
== themes/ink/static/style.css ==
body {{ color: black }}
== themes/ink/static/ink.js ==
// ink
== content/articles/de.md ==
+++
title = \"Deutsch\"
language = \"de\"
+++
{CONTENT}"
    ));
    site.build(&["--strict"]).expect(0, "");
    assert_eq!(site.output("articles/a/index.html").trim(), "ink: Alpha by hand Start Essays Sources");
    assert_eq!(site.output("articles/de/index.html").trim(), "ink: Deutsch von Hand Start Artikel Quellen");
    assert!(site.output("questions/q/index.html").starts_with("the site's question, "));
    assert_eq!(site.output("gen-assets/style.css"), "body { color: black }\n");
    assert_eq!(site.output("gen-assets/ink.js"), "// ink\n");
    let home = site.output("index.html");
    assert!(home.contains("<link rel=\"stylesheet\" href=\"/b/gen-assets/style.css"), "{home}");
}

#[test]
fn a_theme_with_scripts_may_run_them_and_names_their_digests() {
    let site = Site::new(&format!(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/b/\"
theme = \"ink\"
== themes/ink/static/style.css ==
p {{ margin: 0 }}
== themes/ink/static/run.js ==
console.log(1)
== themes/ink/templates/question.html ==
{{{{ <script name=\"run\" /> }}}} {{% for style in site.styles %}}{{{{ style.integrity }}}} {{% endfor %}} {{{{ page.csp }}}}
{CONTENT}"
    ));
    site.build(&["--strict"]).expect(0, "");
    let page = site.output("questions/q/index.html");
    // by `openssl dgst -sha384 -binary FILE | base64`
    let script = "integrity=\"sha384-M203vLCvZdI2DAFEpVs3YNPxNFNtwrWrHY9XrXkEzOjLmndNNAWAdMk0uRYc2i2r\"></script>";
    assert!(page.contains("<script type=\"module\" src=\"/b/gen-assets/run.js?v=") && page.contains(script), "{page}");
    assert!(page.contains("sha384-c/hgqobriCMdy0qoCgVvCB7zqs1HHT0BVWeIJVvDWO2+lhv4YBZ6Ccs/lWRdRIpl"), "{page}");
    assert!(page.contains("script-src &#39;self&#39;") && page.contains("connect-src &#39;self&#39;"), "{page}");
}

#[test]
fn a_directive_of_ones_own() {
    let site = check(
        "
== templates/directives/card.html ==
{# args: name, size = 2, tags = [], text = none #}
<div class=\"card-{{ args.size }}\">{{ args.name }}{% for tag in args.tags %} #{{ tag }}{% endfor %} {% if text %}{{ text }}{% endif %} {{ page.kind }} {{ site.title }}</div>
== content/about.md ==
# About

```{card}
name = \"<A>\"
tags = [\"x\", \"y\"]
text = '''*Markdown*, [home](/).'''
```

- in a list:

  ```{card}
  name = \"B\"
  size = 3
  ```
",
        "",
    );
    let html = site.output("about/index.html");
    let card =
        "<div class=\"card-2\">&lt;A&gt; #x #y <p><em>Markdown</em>, <a href=\"/\">home</a>.</p>\n page Prep</div>";
    assert!(html.contains(card), "{}", between(&html, "<main", "</main>"));
    assert!(html.contains("<div class=\"card-3\">B  page Prep</div>"), "{}", between(&html, "<main", "</main>"));
}

#[test]
fn a_theme_that_is_not_there_is_told() {
    let site = Site::new("== site.toml ==\ntitle = \"P\"\nbase_url = \"https://p.example/\"\ntheme = \"inc\"\n");
    let told = "
site.toml:3:10 «inc» error wrong-value: there is no theme `inc`
  help: put it into a folder of that name below `themes/`, or use `prep`, which comes with gen
";
    let run = site.build(&[]);
    assert_eq!(run.status, Some(1));
    assert!(run.messages().starts_with(told.trim_start().split('«').next().expect("a place")), "{}", run.messages());
    assert!(run.messages().contains("there is no theme `inc`"), "{}", run.messages());
}

#[test]
fn fragments_are_the_same_on_all_pages_of_a_kind() {
    let site = check(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/b/\"
[[menu]]
name = \"Topics\"
url = \"/topics/\"
[[menu]]
name = \"About\"
url = \"/about/\"
== content/about.md ==
# About
== content/topics/t.md ==
# T
== content/articles/a.md ==
+++
title = \"A\"
topics = [\"t\"]
+++
== content/articles/b.md ==
+++
title = \"B\"
language = \"de\"
+++
== templates/fragments/site_header.html ==
<header>{{ page.kind }} {{ page.language }} {{ page.dir }} {{ page.url or \"elsewhere\" }}</header>
== templates/fragments/calm.html ==
calm {{ site.title }}
== templates/article.html ==
{% extends \"themes/prep/templates/article.html\" %}
{% block after %}<i>{{ fragments.calm }}</i>{% endblock after %}
",
        "",
    );
    for (page, header) in [
        ("index.html", "home en ltr /b/"),
        ("about/index.html", "page en ltr /b/about/"),
        ("topics/index.html", "topics en ltr /b/topics/"),
        ("topics/t/index.html", "topic en ltr elsewhere"),
        ("articles/a/index.html", "article en ltr elsewhere"),
        ("articles/b/index.html", "article de ltr elsewhere"),
    ] {
        let html = site.output(page);
        assert_eq!(between(&html, "<header>", "</header>"), header, "{page}");
        assert_eq!(html.contains("<i>calm Prep</i>"), header.starts_with("article"), "{page}");
    }
}

#[test]
fn rows_of_articles_are_in_the_language_of_their_list() {
    let site = check(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
== content/topics/t.md ==
# T
== content/topics/u.md ==
+++
title = \"U\"
language = \"he\"
+++
== content/articles/a.md ==
+++
title = \"A\"
topics = [\"t\", \"u\"]
+++
Text.
== content/articles/b.md ==
+++
title = \"B\"
language = \"de\"
topics = [\"u\"]
related = [\"a\"]
+++
Text.
== templates/rows/article.html ==
«{{ article.title }} {{ article.language }} {{ page.language }} {{ page.dir }} {{ strings.negation }}»
== templates/article.html ==
{% for other in page.related %}{{ other.row }}{% endfor %}
{% for one in site.articles %}{{ one.row }}{% endfor %}
== themes/prep/strings.toml ==
[en]
negation = \"none\"
[de]
negation = \"keiner\"
",
        "",
    );
    let rows = |page: &str| -> Vec<String> {
        let html = site.output(page);
        html.split('«').skip(1).filter_map(|rest| Some(rest.split_once('»')?.0.to_owned())).collect()
    };
    assert_eq!(rows("index.html"), ["A en en ltr none", "B de en ltr none"]);
    assert_eq!(rows("topics/t/index.html"), ["A en en ltr none"]);
    assert_eq!(rows("topics/u/index.html"), ["A en he rtl none", "B de he rtl none"]);
    assert_eq!(rows("articles/b/index.html"), ["A en de ltr keiner", "A en en ltr none", "B de en ltr none"]);
}

#[test]
fn the_menu_marks_the_page_it_leads_to() {
    let site = check(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example\"
[[menu]]
name = \"About\"
url = \"/about/\"
== content/about.md ==
# About
== content/more.md ==
# More
",
        "",
    );
    let marked = "<a href=\"/about/\" aria-current=\"page\">About</a>";
    for (page, is_marked) in [("about/index.html", true), ("more/index.html", false), ("index.html", false)] {
        assert_eq!(site.output(page).contains(marked), is_marked, "{page}");
    }
}
