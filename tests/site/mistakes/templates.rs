//! Templates that can't be parsed, name what isn't there, or fail on a page.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "templates that can't be parsed",
        r##"
== content/articles/a.md ==
# A
Text.
== templates/article.html ==
<p>
{{ page.title }
</p>
== templates/page.html ==
{% if page.title %}
<p>
== templates/home.html ==
{% extends "themes/prep/templates/home.html" %}
{% block bdoy %}{% endblock %}
== templates/topic.html ==
{{ page.title | shuot }}
{{ page.title | zzzzzz }}
{{ zzzzzz(x=1) }}
{% if page.title is zzzzzz %}{% endif %}
== templates/author.html ==
{% extends "author.html" %}
== templates/question.html ==
{% extends "bsae.html" %}
== templates/term.html ==
{% include "nothing.html" %}
{{ <nothing /> }}
"##,
        r##"
templates/article.html:2:15 «}» error template-syntax: found `}` but expected `}}`
  help: the manual's page on templates has the form of every tag and filter
templates/author.html:1:13 «author.html» error template-syntax: `templates/author.html` extends itself
  help: to extend the template that this one overrides, write `{% extends "themes/prep/templates/author.html" %}`
templates/home.html:2:10 «bdoy» error template-syntax: block `bdoy` is not defined in any parent template
  help: name a block of the template that this one extends
templates/page.html:1:4 «if» error template-syntax: this `if` is never closed
  help: write `{% endif %}` where it ends
templates/question.html:1:13 «bsae.html» error template-syntax: there is no template `bsae.html`
  help: did you mean `base.html`?
templates/term.html:1:13 «nothing.html» error template-syntax: there is no template `nothing.html`
  help: write it as `templates/nothing.html`, or name one that is there
templates/term.html:2:5 «nothing» error template-syntax: unknown component `nothing`
  help: define it with `{% component … %}` in a template
templates/topic.html:1:17 «shuot» error template-syntax: unknown filter `shuot`
  help: the manual lists all filters
templates/topic.html:2:17 «zzzzzz» error template-syntax: unknown filter `zzzzzz`
  help: the manual lists all filters
templates/topic.html:3:4 «zzzzzz» error template-syntax: unknown function `zzzzzz`
  help: the functions are `range`, `super` and `throw`
templates/topic.html:4:21 «zzzzzz» error template-syntax: unknown test `zzzzzz`
  help: the manual lists all tests
"##,
    ),
    Case::refused(
        "a fragment that knows no more than its pages have in common",
        r##"
== content/articles/a.md ==
# A
Text.
== content/articles/b.md ==
# B
Text.
== templates/fragments/site_footer.html ==
<footer>{{ page.title }}</footer>
== templates/home.html ==
{{ fragments.sidebar }}
"##,
        r##"
templates/fragments/site_footer.html:1:17 «title» error template-error: field `title` is not defined (on `/` and 5 other pages)
  help: the fields that are there: `csp`, `dir`, `kind`, `language`, `url`
  page: /
templates/home.html:1:14 «sidebar» error template-error: field `sidebar` is not defined (on `/`)
  help: the fields that are there: `feeds`, `head`, `next_label`, `previous_label`, `site_footer`, `site_header`, `text_scripts`
  page: /
"##,
    ),
    Case::refused(
        "a row that knows no more than the article and the list's language",
        r##"
== content/articles/a.md ==
# A
Text.
== content/articles/b.md ==
# B
Text.
== templates/rows/article.html ==
<p>{{ article.row }}</p>
== templates/home.html ==
{% for article in page.articles %}{{ article.title }}{% endfor %}
== templates/articles.html ==
{{ site.articles | length }}
"##,
        r##"
templates/rows/article.html:1:15 «row» error template-error: field `row` is not defined (on `/` and 3 other pages)
  help: the fields that are there: `authors`, `date`, `description`, `image`, `language`, `level`, `minutes`, `title`, `topics`, `updated`, `url`
  page: /
"##,
    ),
    Case::refused(
        "a fragment that can't be parsed",
        r##"
== content/articles/a.md ==
# A
Text.
== templates/fragments/site_footer.html ==
<footer>{{ site.title </footer>
"##,
        r##"
templates/fragments/site_footer.html:1:23 «</» error template-syntax: found `</` but expected `}}`
  help: the manual's page on templates has the form of every tag and filter
"##,
    ),
    Case::refused(
        "a variable that isn't there, on every page of a kind",
        r##"
== content/articles/a.md ==
# A
Text.
== content/articles/b.md ==
# B
Text.
== content/articles/c.md ==
# C
Text with [a broken link](nothing.md).
== content/about.md ==
# About
== templates/article.html ==
<h1>{{ page.title }}</h1>
<p>{{ page.titel }}</p>
== templates/page.html ==
{{ nothing.at.all }}
{{ page.title | truncate(length="x") }}
== content/authors/ana.md ==
# Ana
== templates/authors.html ==
{% if false %}{{ never.looked.at }}{% endif %}
{{ page.nothing }}
"##,
        r##"
content/articles/c.md:2:27 «nothing.md» error broken-link: there is no file `content/articles/nothing.md`
  help: write the path of a file, relative to this one
  page: /articles/c/
templates/article.html:2:12 «titel» error template-error: field `titel` is not defined (on `/articles/a/` and 2 other pages)
  help: did you mean `title`?
  page: /articles/a/
templates/authors.html:2:9 «nothing» error template-error: field `nothing` is not defined (on `/authors/`)
  help: the fields that are there: `authors`, `breadcrumbs`, `canonical`, `csp`, `description`, `dir`, `extra`, `feeds`, `head_title`, `image`, `intro`, `json_ld`, `kind`, `language`, `noindex`, `og_type`, `social`, `title`, `updated`, `url`
  page: /authors/
templates/page.html:1:4 «nothing» error template-error: variable `nothing` is not defined (on `/about/`)
  help: the variables that are there: `fragments`, `page`, `site`, `strings`
  page: /about/
"##,
    ),
    Case::refused(
        "what fails below the page's own template",
        r##"
== content/articles/a.md ==
# A

```{note}
text = "x"
```
== content/articles/b.md ==
# B

Text.
== templates/article.html ==
{% extends "frame.html" %}
{% block main %}{% include "part.html" %}{% endblock %}
== templates/frame.html ==
<main>{% block main %}{% endblock %}</main>
== templates/part.html ==
{{ page.title }}
{{ page.missing }}
== templates/directives/note.html ==
{# args: text #}
{{ args.txet }}
== templates/directives/bad.html ==
{# arguments: x #}
== templates/directives/worse.html ==
{# args: x =, 7 #}
"##,
        r##"
templates/directives/bad.html:1:1 «{# arguments: x #}» error template-syntax: the directive `bad` doesn't say what it takes
  help: begin the template with its arguments: `{# args: topic, limit = 5, level = none #}`, or `{# args: #}` if it takes nothing
templates/directives/note.html:2:9 «txet» error template-error: field `txet` is not defined (on `/articles/a/`)
  help: did you mean `text`?
  page: /articles/a/
  content/articles/a.md:3:4 «{note}» in this directive
templates/directives/worse.html:1:12 «=» error template-syntax: a default is missing after the `=`
  help: write `none`, `true`, `false`, a number, a string in quotes, or a list of those
templates/directives/worse.html:1:15 «7» error template-syntax: `7` is no name of an argument
  help: write a name in lower case, with digits and `_`, and a comma between two arguments
templates/part.html:2:9 «missing» error template-error: field `missing` is not defined (on `/articles/a/` and one other page)
  help: the fields that are there: `authors`, `backlinks`, `body`, `breadcrumbs`, `canonical`, `csp`, `date`, `description`, `dir`, `extra`, `faq`, `feeds`, `head_title`, `image`, `json_ld`, `kind`, `language`, `lead`, `level`, `minutes`, `next`, `noindex`, `og_type`, `previous`, `primary`, `questions`, `related`, `review_by`, `social`, `sources`, `takeaways`, `terms`, `title`, `toc`, `topics`, `updated`, `url`, `words`
  page: /articles/a/
  templates/article.html:2:28 «"part.html"» called from here
"##,
    ),
    Case::refused(
        "two templates that extend each other",
        r##"
== content/articles/a.md ==
# A
Text.
== templates/article.html ==
{% extends "two.html" %}
== templates/two.html ==
{% extends "article.html" %}
== templates/page.html ==
{% include "page.html" %}
"##,
        r##"
templates/article.html:1:13 «two.html» error template-syntax: `templates/article.html` extends itself
  help: to extend the template that this one overrides, write `{% extends "themes/prep/templates/article.html" %}`
templates/page.html:1:13 «page.html» error template-syntax: `templates/page.html` includes itself: `templates/page.html` → `templates/page.html`
  help: remove one of these `include`s, or write what repeats as a component
"##,
    ),
    Case::refused(
        "a theme's own files",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
theme = "own"
[strings]
no_such_word = "x"
on_this_page = 5
== content/articles/a.md ==
# A
Text.
== themes/own/theme.toml ==
name = 5
nmae = "x"
== themes/own/strings.toml ==
[en]
on_this_page = ["x"]
topics = "open
== themes/own/templates/article.html ==
{{ page.titel }}
"##,
        r##"
site.toml:6:16 «5» error wrong-type: `on_this_page` takes a string, not a whole number
  help: write `on_this_page = "5"`
themes/own/strings.toml:2:16 «["x"]» error wrong-type: `on_this_page` takes a string, not a list
  help: write `on_this_page = "…"`
themes/own/strings.toml:3:10 «"open» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
themes/own/templates/article.html:1:9 «titel» error template-error: field `titel` is not defined (on `/articles/a/`)
  help: did you mean `title`?
  page: /articles/a/
themes/own/theme.toml:1:8 «5» error wrong-type: `name` takes a string, not a whole number
  help: write `name = "5"`
themes/own/theme.toml:2:1 «nmae» error unknown-key: `nmae` is not a key of a theme
  help: did you mean `name`?
"##,
    ),
];

#[test]
fn mistakes_of_templates() {
    check_all(CASES);
}
