"""The peers' configuration and templates: what makes Hugo and Zola publish the pages that gen's own theme publishes."""

PAGE_SIZE = 20

STYLE = "body { font: 1.1rem/1.6 system-ui; margin: auto; max-width: 66ch }\n"

HUGO_CONFIG = f"""baseURL = "https://prep.example.com/"
title = "Prep corpus"

[params]
related = false

[taxonomies]
topic = "topics"

[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html", "rss"]

[services.rss]
limit = {PAGE_SIZE}

[pagination]
pagerSize = {PAGE_SIZE}
disableAliases = true

[markup.highlight]
codeFences = HIGHLIGHT
noClasses = false

[markup.goldmark.renderHooks.link]
useEmbedded = "always"

[related]
includeNewer = true
threshold = 10
[[related.indices]]
name = "topics"
weight = 100
"""

HUGO = {
    "baseof.html": """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}"><meta property="og:description" content="{{ .Description }}">
<meta property="og:url" content="{{ .Permalink }}"><meta property="og:site_name" content="{{ site.Title }}">
<link rel="stylesheet" href="/style.css"><link rel="alternate" type="application/rss+xml" href="/index.xml">
{{ block "data" . }}{{ end }}
</head>
<body>
<header><a href="/">{{ site.Title }}</a> <nav><a href="/articles/">Articles</a> <a href="/topics/">Topics</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>© {{ site.Title }}</footer>
</body>
</html>
""",
    "single.html": """{{ define "data" }}{{ $list := slice }}{{ range .Params.faq }}
{{ $list = $list | append (dict "@type" "Question" "name" .question "acceptedAnswer" (dict "@type" "Answer" "text" (.answer | $.RenderString))) }}{{ end }}
{{ $article := dict "@type" "Article" "headline" .Title "url" .Permalink "datePublished" (.Date.Format "2006-01-02") }}
<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@graph" (slice $article (dict "@type" "FAQPage" "mainEntity" $list)) | jsonify | safeJS }}</script>
{{ end }}
{{ define "main" }}<article>
<nav aria-label="Breadcrumb"><a href="/">Home</a> {{ with .GetTerms "topics" }}{{ with index . 0 }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}{{ end }}</nav>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>, {{ .ReadingTime }} min</p>
{{ with .Params.takeaways }}<section><h2>Key takeaways</h2><ul>{{ range . }}<li>{{ . | $.RenderString }}</li>{{ end }}</ul></section>{{ end }}
<nav aria-label="On this page">{{ .TableOfContents }}</nav>
{{ .Content }}
{{ with .Params.faq }}<section><h2>FAQ</h2>{{ range . }}<h3 id="{{ .question | anchorize }}">{{ .question }}</h3>{{ .answer | $.RenderString (dict "display" "block") }}{{ end }}</section>{{ end }}
<ul>{{ range .GetTerms "topics" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
{{ if site.Params.related }}<section><h2>Related</h2><ul>{{ range first 5 (site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></section>{{ end }}
<nav aria-label="Neighbours">{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }} {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}
""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time><p>{{ .Description }}</p></li>{{ end }}</ul>
{{ with .Paginator }}<nav aria-label="Pages">{{ with .Prev }}<a href="{{ .URL }}">Newer</a>{{ end }} {{ .PageNumber }} of {{ .TotalPages }} {{ with .Next }}<a href="{{ .URL }}">Older</a>{{ end }}</nav>{{ end }}{{ end }}
""",
    "taxonomy.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.LinkTitle }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}
""",
    "home.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range first 10 (where site.RegularPages "Section" "articles") }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Description }}</p></li>{{ end }}</ul>{{ end }}
""",
}

ZOLA_CONFIG = f"""base_url = "https://prep.example.com"
title = "Prep corpus"
generate_feeds = true
feed_filenames = ["atom.xml"]
feed_limit = {PAGE_SIZE}
build_search_index = false
taxonomies = [{{ name = "topics", paginate_by = {PAGE_SIZE}, feed = true }}]
"""

ZOLA_HIGHLIGHTING = """
[markdown.highlighting]
theme = "github-light"
style = "class"
"""

_ZOLA_PAGES = """<nav aria-label="Pages">{% if paginator.previous %}<a href="{{ paginator.previous | safe }}">Newer</a>{% endif %} \
{{ paginator.current_index }} of {{ paginator.number_pagers }} {% if paginator.next %}<a href="{{ paginator.next | safe }}">Older</a>{% endif %}</nav>"""
_ZOLA_LIST = """<ul>{% for page in paginator.pages %}<li><a href="{{ page.permalink | safe }}">{{ page.title }}</a> \
<time>{{ page.date }}</time><p>{{ page.description }}</p></li>{% endfor %}</ul>
""" + _ZOLA_PAGES

ZOLA = {
    "base.html": """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{{ config.title }}{% endblock %} · {{ config.title }}</title>
<meta name="description" content="{% block description %}{% endblock %}">
<link rel="canonical" href="{{ current_url | default(value="/") | safe }}">
<meta property="og:title" content="{{ config.title }}"><meta property="og:url" content="{{ current_url | default(value="/") | safe }}">
<meta property="og:site_name" content="{{ config.title }}">
<link rel="stylesheet" href="/style.css"><link rel="alternate" type="application/atom+xml" href="/atom.xml">
{% block data %}{% endblock %}
</head>
<body>
<header><a href="/">{{ config.title }}</a> <nav><a href="/articles/">Articles</a> <a href="/topics/">Topics</a></nav></header>
<main>{% block main %}{% endblock %}</main>
<footer>© {{ config.title }}</footer>
</body>
</html>
""",
    "page.html": """{% extends "base.html" %}
{% block title %}{{ page.title }}{% endblock %}{% block description %}{{ page.description }}{% endblock %}
{% block data %}<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","headline":{{ page.title | json_encode | safe }},"url":{{ page.permalink | json_encode | safe }},"datePublished":"{{ page.date }}"},{"@type":"FAQPage","mainEntity":[{% for entry in page.extra.faq | default(value=[]) %}{"@type":"Question","name":{{ entry.question | json_encode | safe }},"acceptedAnswer":{"@type":"Answer","text":{{ entry.answer | markdown(inline=true) | json_encode | safe }}}}{% if not loop.last %},{% endif %}{% endfor %}]}]}</script>{% endblock %}
{% block main %}<article>
<nav aria-label="Breadcrumb"><a href="/">Home</a> {% for name in page.taxonomies.topics | default(value=[]) | slice(end=1) %}<a href="{{ get_taxonomy_url(kind="topics", name=name) | safe }}">{{ name }}</a>{% endfor %}</nav>
<h1>{{ page.title }}</h1>
<p><time datetime="{{ page.date }}">{{ page.date | date(format="%-d %B %Y") }}</time>, {{ page.reading_time }} min</p>
{% if page.extra.takeaways %}<section><h2>Key takeaways</h2><ul>{% for takeaway in page.extra.takeaways %}<li>{{ takeaway | markdown(inline=true) | safe }}</li>{% endfor %}</ul></section>{% endif %}
<nav aria-label="On this page"><ul>{% for h in page.toc %}<li><a href="{{ h.permalink | safe }}">{{ h.title }}</a>{% if h.children %}<ul>{% for c in h.children %}<li><a href="{{ c.permalink | safe }}">{{ c.title }}</a></li>{% endfor %}</ul>{% endif %}</li>{% endfor %}</ul></nav>
{{ page.content | safe }}
{% if page.extra.faq %}<section><h2>FAQ</h2>{% for entry in page.extra.faq %}<h3 id="{{ entry.question | slugify }}">{{ entry.question }}</h3>{{ entry.answer | markdown | safe }}{% endfor %}</section>{% endif %}
<ul>{% for name in page.taxonomies.topics | default(value=[]) %}<li><a href="{{ get_taxonomy_url(kind="topics", name=name) | safe }}">{{ name }}</a></li>{% endfor %}</ul>
<nav aria-label="Neighbours">{% if page.lower %}<a href="{{ page.lower.permalink | safe }}">{{ page.lower.title }}</a>{% endif %} {% if page.higher %}<a href="{{ page.higher.permalink | safe }}">{{ page.higher.title }}</a>{% endif %}</nav>
</article>{% endblock %}
""",
    "section.html": """{% extends "base.html" %}
{% block title %}{{ section.title }}{% endblock %}
{% block main %}<h1>{{ section.title }}</h1>
""" + _ZOLA_LIST + "{% endblock %}\n",
    "index.html": """{% extends "base.html" %}
{% block main %}<h1>{{ section.title }}</h1>{{ section.content | safe }}{% set articles = get_section(path="articles/_index.md") %}
<ul>{% for page in articles.pages | slice(end=10) %}<li><a href="{{ page.permalink | safe }}">{{ page.title }}</a><p>{{ page.description }}</p></li>{% endfor %}</ul>{% endblock %}
""",
    "topics/single.html": """{% extends "base.html" %}
{% block title %}{{ term.name }}{% endblock %}
{% block main %}<h1>{{ term.name }}</h1>
""" + _ZOLA_LIST + "{% endblock %}\n",
    "topics/list.html": """{% extends "base.html" %}
{% block title %}Topics{% endblock %}
{% block main %}<h1>Topics</h1>
<ul>{% for term in terms %}<li><a href="{{ term.permalink | safe }}">{{ term.name }}</a> {{ term.page_count }}</li>{% endfor %}</ul>{% endblock %}
""",
}
