//! Where things live: slugs, permalinks, aliases, base paths, files as they are.

use crate::{
    markup::{between, broken, output, paths},
    support::{Site, check, check_refused},
};

/// Builds `site`, and compares the pages of the output that begin with one of `folders` with `expected`.
fn check_pages(site: &str, folders: &[&str], expected: &str) -> Site {
    let site = check(site, "");
    let tree = output(&site);
    let shown = |path: &&str| path.ends_with(".html") && folders.iter().any(|folder| path.starts_with(folder));
    let all = paths(&tree);
    let pages: Vec<&str> = all.lines().filter(shown).collect();
    assert_eq!(pages.join("\n"), expected.trim());
    assert_eq!(broken(&tree, "https://prep.example", "/"), [""; 0]);
    site
}

#[test]
fn names_of_files_become_slugs() {
    let site = "
== content/articles/C++ and C#.md ==
# 1
== content/articles/What's a B-tree_.md ==
# 2
== content/articles/deep/folder/Größe & Maß.md ==
# 3
== content/articles/数据库 索引.md ==
# 4
== content/articles/own.md ==
+++
title = \"5\"
slug = \"Of-My.Own\"
+++
== content/articles/2026-01-02 day.md ==
# 6
== content/topics/C#.md ==
# C sharp
";
    let expected = "
articles/2026-01-02-day/index.html
articles/Of-My.Own/index.html
articles/cplusplus-and-csharp/index.html
articles/größe-maß/index.html
articles/index.html
articles/what-s-a-b-tree/index.html
articles/数据库-索引/index.html
topics/csharp/index.html
topics/index.html
";
    check_pages(site, &["articles", "topics"], expected);
    let ascii = "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[slugs]\nascii = true\n";
    let site = format!("{ascii}{site}");
    let expected = "
articles/2026-01-02-day/index.html
articles/Of-My.Own/index.html
articles/cplusplus-and-csharp/index.html
articles/grosse-mass/index.html
articles/index.html
articles/shu-ju-ku-suo-yin/index.html
articles/what-s-a-b-tree/index.html
topics/csharp/index.html
topics/index.html
";
    check_pages(&site, &["articles", "topics"], expected);
}

#[test]
fn topics_and_terms_that_no_file_declares_have_slugs_and_titles() {
    let site = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
[topics]
strict = false
[[taxonomies]]
name = \"roles\"
title = \"Roles\"
== content/articles/a.md ==
+++
title = \"A\"
topics = [\"C++\", \".NET\", \"message-queues\"]
roles = [\"C++ developer\", \"SRE\"]
+++
== content/articles/b.md ==
+++
title = \"B\"
roles = [\"sre\"]
+++
";
    let expected = "
roles/cplusplus-developer/index.html
roles/index.html
roles/sre/index.html
topics/cplusplus/index.html
topics/dotnet/index.html
topics/index.html
topics/message-queues/index.html
";
    let site = check_pages(site, &["topics", "roles"], expected);
    assert_eq!(between(&site.output("topics/message-queues/index.html"), "<h1>", "</h1>"), "Message queues");
    assert_eq!(between(&site.output("topics/cplusplus/index.html"), "<h1>", "</h1>"), "C++");
    assert_eq!(site.output("roles/sre/index.html").matches("<li class=\"entry\">").count(), 2);
}

#[test]
fn two_spellings_with_one_slug_are_one_topic() {
    let site = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
[topics]
strict = false
== content/topics/data-bases.md ==
# Databases
== content/articles/a.md ==
+++
title = \"A\"
topics = [\"New Topic\", \"new-topic\", \"data bases\"]
+++
[[new topic]], [[topic:new-topic]]

```{questions}
topic = \"NEW TOPIC\"
```
== content/articles/b.md ==
+++
title = \"B\"
topics = [\"new_topic\"]
+++
== content/questions/q.toml ==
topics = [\"new topic\"]
[[question]]
id = \"q\"
question = \"Q?\"
answer = \"A.\"
";
    let expected = "
topics/data-bases/index.html
topics/index.html
topics/new-topic/index.html
topics/new-topic/practice/index.html
";
    let site = check_pages(site, &["topics"], expected);
    let topic = site.output("topics/new-topic/index.html");
    assert_eq!(between(&topic, "<h1>", "</h1>"), "New Topic");
    assert_eq!(topic.matches("<li class=\"entry\">").count(), 2, "{topic}");
    assert!(site.output("topics/data-bases/index.html").contains("/articles/a/"));
    let article = site.output("articles/a/index.html");
    assert!(article.contains(">New Topic</a>, <a href=\"/topics/new-topic/\">"), "{article}");
    assert!(article.contains("/questions/q/"), "{article}");
}

#[test]
fn permalinks_say_where_each_kind_lives() {
    let site = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
paginate = 1
[permalinks]
articles = \"/blog/{year}/{month}/{topic}/{slug}/\"
questions = \"/ask/{topic}/q-{slug}/\"
topics = \"/learn/{path}/\"
authors = \"/by/{slug}/\"
pages = \"/p/{path}/\"
roles = \"/for/{slug}/jobs/\"
[[taxonomies]]
name = \"roles\"
title = \"Roles\"
== content/about.md ==
# About

[A](articles/x/a.md), [[q]], [topic](topics/db/index.md), [author](authors/ada.md), [lists](articles/index.md).
== content/deep/page.md ==
# Deep
== content/articles/index.md ==
# Blog
== content/articles/x/a.md ==
+++
title = \"A\"
date = 2026-05-06T23:30:00-05:00
topics = [\"db/sql\"]
authors = [\"ada\"]
roles = [\"SRE\"]
aliases = [\"/articles/a/\"]
+++
== content/articles/b.md ==
+++
title = \"B\"
date = 2025-12-31
topics = [\"db\"]
+++
== content/questions/q.toml ==
topics = [\"db/sql\"]
[[question]]
id = \"q\"
question = \"Q?\"
answer = \"A.\"
takeaway = \"T.\"
aliases = [\"old-q\"]
== content/topics/db/index.md ==
# Databases
== content/topics/db/sql.md ==
+++
title = \"SQL\"
parent = \"db\"
slug = \"query\"
+++
== content/authors/ada.md ==
# Ada
";
    let expected = "
404.html
articles/a/index.html
ask/index.html
ask/old-q/q-old-q/index.html
ask/query/q-q/index.html
blog/2025/12/db/b/index.html
blog/2026/05/query/a/index.html
blog/index.html
blog/page/2/index.html
by/ada/index.html
by/index.html
for/index.html
for/sre/jobs/index.html
index.html
learn/db/cheatsheet/index.html
learn/db/index.html
learn/db/page/2/index.html
learn/db/practice/index.html
learn/db/query/cheatsheet/index.html
learn/db/query/index.html
learn/db/query/practice/index.html
learn/index.html
p/about/index.html
p/deep/page/index.html
practice/index.html
search/index.html
";
    check_pages(site, &[""], expected);
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let site = "
== content/articles/new.md ==
+++
title = \"New\"
aliases = [\"/old/\", \"/older.html\", \"/a b/ü\"]
+++
== content/questions/q.toml ==
[[question]]
id = \"new-id\"
question = \"Q?\"
answer = \"A.\"
aliases = [\"old-id\"]
";
    let site = Site::new(site);
    site.build(&["--base-url", "https://o.example/base/"]).expect(0, "");
    for (path, target) in [
        ("old/index.html", "articles/new/"),
        ("older.html", "articles/new/"),
        ("a b/ü/index.html", "articles/new/"),
        ("questions/old-id/index.html", "questions/new-id/"),
    ] {
        let html = site.output(path);
        assert_eq!(between(&html, "content=\"0; url=", "\""), format!("/base/{target}"), "{path}");
        assert_eq!(between(&html, "<link rel=\"canonical\" href=\"", "\""), format!("https://o.example/base/{target}"));
        assert!(!html.contains("noindex"), "{path}: search engines would drop the target, too");
    }
    let sitemap = site.output("sitemap.xml");
    assert!(sitemap.contains("/base/articles/new/") && !sitemap.contains("old"), "{sitemap}");
}

#[test]
fn the_base_path_stands_in_links_and_not_in_files() {
    let site = Site::new(
        "
== content/about.md ==
# About

[Home](/), [style](/files/a%20b.txt), ![i](i.svg), [itself](/about/#there), <a href=\"/about/\">raw</a>.

## There
== content/i.svg ==
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 3\"/>
== static/files/a b.txt ==
text
",
    );
    for (url, base) in
        [("https://o.example/", "/"), ("https://o.example/b/c/", "/b/c/"), ("https://o.example/b", "/b/")]
    {
        let run = site.build(&["--base-url", url]);
        run.expect(0, "");
        let tree = output(&site);
        assert_eq!(broken(&tree, "https://o.example", base), [""; 0], "{url}");
        let html = site.output("about/index.html");
        let links = format!(
            "<a href=\"{base}\">Home</a>, <a href=\"{base}files/a%20b.txt\">style</a>, <img src=\"{base}i.svg\" alt=\"i\" \
             width=\"2\" height=\"3\" loading=\"lazy\" decoding=\"async\">, <a href=\"{base}about/#there\">itself</a>, \
             <a href=\"{base}about/\">raw</a>."
        );
        assert!(html.contains(&links), "{url}: {}", between(&html, "<main", "</main>"));
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"https://o.example{base}about/\">")), "{url}");
        assert!(site.output("robots.txt").contains(&format!("https://o.example{base}sitemap.xml")));
    }
}

#[test]
fn a_base_url_is_spelt_as_urls_are() {
    let site = Site::new("== content/articles/ü.md ==\n+++\ntitle = \"U\"\ndate = 2026-01-01\n+++\n[home](/)\n");
    site.build(&["--base-url", "https://Bücher.example/ö/"]).expect(0, "");
    let url = "https://xn--bcher-kva.example/%C3%B6/articles/%C3%BC/";
    for path in ["sitemap.xml", "atom.xml", "feed.json", "articles/ü/index.html"] {
        let text = site.output(path);
        assert!(text.contains(url) && !text.contains("Bücher") && !text.contains('ö'), "{path}: {text}");
    }
    assert!(site.output("articles/ü/index.html").contains("<a href=\"/%C3%B6/\">home</a>"));
}

#[test]
fn images_tell_their_size() {
    let site = Site::new(
        "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
[security]
csp = { img-src = [\"https://far.example\"] }
== content/articles/a/index.md ==
+++
title = \"A\"
image = { src = \"lead.svg\", alt = \"L\" }
+++
![png](a.png) ![gif](/pics/b.gif) ![svg](c.svg) ![none](d.svg) ![far](https://far.example/e.png)
== content/articles/a/lead.svg ==
<?xml version=\"1.0\"?>
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40px\" height=\"30px\"/>
== content/articles/a/c.svg ==
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0,0 64 32.5\"/>
== content/articles/a/d.svg ==
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\"/>
== content/articles/a/a.png (bytes) ==
\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\x0dIHDR\\0\\0\\x01\\x02\\0\\0\\0\\x05\\x08\\x06\\0\\0\\0IEND
== static/pics/b.gif (bytes) ==
GIF89a\\x07\\0\\x03\\0\\0\\0\\0
",
    );
    site.build(&[]).expect(0, "");
    let html = site.output("articles/a/index.html");
    for (src, size) in [
        ("/articles/a/lead.svg", " width=\"40\" height=\"30\""),
        ("/articles/a/a.png", " width=\"258\" height=\"5\""),
        ("/pics/b.gif", " width=\"7\" height=\"3\""),
        ("/articles/a/d.svg", ""),
        ("https://far.example/e.png", ""),
    ] {
        let tag = between(&html, &format!("<img src=\"{src}\""), ">");
        let found = tag.find(" width=").map_or("", |at| tag[at..].split(" loading").next().unwrap_or_default());
        assert_eq!(found, size, "{src}");
    }
    let tag = between(&html, "<img src=\"/articles/a/c.svg\"", ">");
    assert!(tag.contains(" width=\"64\" height=\"3"), "{tag}");
    assert_eq!(
        site.output("articles/a/c.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0,0 64 32.5\"/>\n"
    );
}

#[test]
fn a_page_among_the_files_is_at_its_folder() {
    let site = "
== static/demo/index.html ==
<!doctype html><title>Demo</title>
== content/articles/a.md ==
# A
[one](/demo/), [two](/demo), [three](/demo/index.html), [four](/demo/#part), [five](../../static/demo/index.html).
";
    let page = check(site, "").output("articles/a/index.html");
    for (name, href) in [("one", ""), ("two", ""), ("three", ""), ("four", "#part"), ("five", "")]
        .map(|(name, end)| (name, format!("/demo/index.html{end}")))
    {
        assert!(page.contains(&format!("<a href=\"{href}\">{name}</a>")), "{name}: {page}");
    }
}

#[test]
fn a_file_of_static_wins_over_what_machines_read_and_not_over_a_page() {
    let told = [
        "static/atom.xml:1:1 «» note shadowed-output: this file takes the place of the Atom feed at `/atom.xml`",
        "static/robots.txt:1:1 «» note shadowed-output: this file takes the place of `robots.txt` at `/robots.txt`",
    ];
    let site = Site::new(
        "== static/robots.txt ==\nUser-agent: *\nDisallow: /\n== static/atom.xml ==\n<feed/>\n\
         == content/articles/a.md ==\n+++\ntitle = \"A\"\ndate = 2026-01-01\n+++\nText.\n",
    );
    let run = site.build(&["--strict"]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    assert_eq!(notes(&run.messages()), told);
    assert_eq!(site.output("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert_eq!(site.output("atom.xml"), "<feed/>\n");
    let site = "== content/about.md ==\n# About\n== static/about/index.html ==\n<p>\n";
    let told = Site::new(site).build(&[]).messages();
    assert!(told.contains("error address-clash") && told.contains("content/about.md"), "{told}");
    check_refused(site, &[], &told);
}

/// The messages without their help.
fn notes(told: &str) -> Vec<&str> {
    told.trim().lines().filter(|line| !line.starts_with("  ")).collect()
}

#[test]
fn what_is_no_content_is_copied_and_editors_leavings_are_not() {
    let site = Site::new(
        "
== content/articles/a/index.md ==
# A
== content/articles/a/data.csv ==
1,2
== content/articles/a/.hidden ==
x
== content/articles/a/notes~ ==
x
== content/articles/#a# ==
x
== content/articles/b.md.swp ==
x
== content/articles/c.tmp ==
x
== static/deep/er/f.bin (bytes) ==
\\0\\xff
== static/.well-known/security.txt ==
Contact: x
== static/.nojekyll ==
== static/deep/.htaccess ==
Deny
== static/.git/config ==
x
== static/deep/.DS_Store ==
x
== static/deep/f~ ==
x
== static/.f.swp ==
x
",
    );
    site.build(&[]).expect(0, "");
    let tree = output(&site);
    let files: Vec<&str> = tree
        .keys()
        .map(String::as_str)
        .filter(|path| !path.ends_with(".html") && !path.starts_with("gen-assets"))
        .collect();
    let expected = [
        ".nojekyll",
        ".well-known/security.txt",
        "articles/a/data.csv",
        "deep/.htaccess",
        "deep/er/f.bin",
        "robots.txt",
        "sitemap.xml",
    ];
    assert_eq!(files, expected);
    assert_eq!(tree["deep/er/f.bin"], b"\0\xff");
}
