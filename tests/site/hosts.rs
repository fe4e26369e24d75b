//! What is written for hosts: redirects and headers in each form, what any host needs, and what is refused. Whether the hosts
//! read them as meant is tried with their own programs in `tests/hosts`.

use crate::{
    markup::output,
    support::{Site, check_refused},
};
use std::fs;

/// Two articles with old addresses of many kinds.
const MOVED: &str = r#"
== content/articles/new.md ==
+++
title = "New"
aliases = ["/old/", "/old.html", "/café/", "/a b/", "/?p=123", "/x/?id=7&lang=en"]
+++
Text.
== content/articles/other.md ==
+++
title = "Other"
aliases = ["/?p=123&lang=de"]
+++
Text.
"#;

fn site(base: &str, publish: &str, files: &str) -> Site {
    let config = format!("title = \"Prep\"\nbase_url = \"https://prep.example{base}\"\n\n[publish]\n{publish}\n");
    let site = Site::new(files);
    site.put("site.toml", config.as_bytes());
    site
}

#[test]
fn netlify_gets_redirects_with_queries_and_headers() {
    let site = site("/", "redirects = \"netlify\"\nheaders = \"netlify\"", MOVED);
    site.build(&["--strict"]).expect(0, "");
    assert_eq!(
        site.output("_redirects"),
        "# Written by gen from `aliases`.\n\
         / p=123 lang=de /articles/other/ 301!\n\
         / p=123 /articles/new/ 301!\n\
         /x/ id=7 lang=en /articles/new/ 301!\n\
         /a%20b/ /articles/new/ 301!\n\
         /caf%C3%A9/ /articles/new/ 301!\n\
         /old.html /articles/new/ 301!\n\
         /old/ /articles/new/ 301!\n"
    );
    let headers = site.output("_headers");
    assert!(headers.starts_with("# Written by gen.\n/*\n  Content-Security-Policy: default-src 'none'; "), "{headers}");
    assert!(
        headers.ends_with(
            "; frame-ancestors 'self'\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
             X-Content-Type-Options: nosniff\n/gen-assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        ),
        "{headers}"
    );
    // a page leads on all the same, on any host
    assert!(site.output("old/index.html").contains("href=\"/articles/new/\""));
}

#[test]
fn apache_and_vercel_get_theirs_below_a_base_path() {
    let site = site("/blog/", "redirects = \"apache\"", MOVED);
    site.build(&["--strict"]).expect(0, "");
    assert_eq!(
        site.output(".htaccess"),
        "# Written by gen.\nErrorDocument 404 /blog/404.html\n<IfModule mod_rewrite.c>\nRewriteEngine On\n\
         RewriteCond %{QUERY_STRING} \"^(?=(?:.*&)?p=123(?:&|$))(?=(?:.*&)?lang=de(?:&|$))\"\n\
         RewriteRule \"^$\" \"/blog/articles/other/\" [R=301,L,NE,QSD]\n\
         RewriteCond %{QUERY_STRING} \"(?:^|&)p=123(?:&|$)\"\n\
         RewriteRule \"^$\" \"/blog/articles/new/\" [R=301,L,NE,QSD]\n\
         RewriteRule \"^a\\x20b/$\" \"/blog/articles/new/\" [R=301,L,NE]\n\
         RewriteRule \"^café/$\" \"/blog/articles/new/\" [R=301,L,NE]\n\
         RewriteRule \"^old\\x2Ehtml$\" \"/blog/articles/new/\" [R=301,L,NE]\n\
         RewriteRule \"^old/$\" \"/blog/articles/new/\" [R=301,L,NE]\n\
         RewriteCond %{QUERY_STRING} \"^(?=(?:.*&)?id=7(?:&|$))(?=(?:.*&)?lang=en(?:&|$))\"\n\
         RewriteRule \"^x/$\" \"/blog/articles/new/\" [R=301,L,NE,QSD]\n\
         </IfModule>\n"
    );
    let config = fs::read_to_string(site.root().join("site.toml")).expect("it is there").replace("apache", "vercel");
    site.put("site.toml", config.as_bytes());
    site.build(&["--strict"]).expect(0, "");
    assert!(!output(&site).contains_key(".htaccess"), "what no host asks for goes");
    let vercel: serde_json::Value = serde_json::from_str(&site.output("vercel.json")).expect("it is JSON");
    assert_eq!(vercel["trailingSlash"], true);
    assert!(vercel.get("headers").is_none(), "{vercel}");
    let rules: Vec<String> = vercel["redirects"].as_array().expect("a list").iter().map(ToString::to_string).collect();
    assert_eq!(
        rules[..3],
        [
            r#"{"source":"/blog/","has":[{"type":"query","key":"p","value":"123"},{"type":"query","key":"lang","value":"de"}],"destination":"/blog/articles/other/","statusCode":301}"#,
            r#"{"source":"/blog/","has":[{"type":"query","key":"p","value":"123"}],"destination":"/blog/articles/new/","statusCode":301}"#,
            r#"{"source":"/blog/a%20b/","destination":"/blog/articles/new/","statusCode":301}"#,
        ]
    );
}

#[test]
fn nginx_gets_a_file_beside_the_output_and_never_over_anothers() {
    let site = site("/", "redirects = \"nginx\"\nheaders = \"nginx\"", MOVED);
    site.put("public.nginx.conf", b"# mine\n");
    let run = site.build(&[]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("public.nginx.conf` is in the way"), "{}", run.stderr);
    assert_eq!(fs::read(site.root().join("public.nginx.conf")).expect("it is there"), b"# mine\n");
    assert!(!site.root().join("public").exists(), "nothing was published");

    fs::remove_file(site.root().join("public.nginx.conf")).expect("it is there");
    site.build(&["--strict"]).expect(0, "");
    let text = fs::read_to_string(site.root().join("public.nginx.conf")).expect("it was written");
    for line in [
        "error_page 404 /404.html;\n",
        "location = \"/café/\" { return 301 \"/articles/new/$is_args$args\"; }\n",
        "location = \"/\" {\n    if ($args ~ \"^(?=(?:.*&)?p=123(?:&|$))(?=(?:.*&)?lang=de(?:&|$))\") { return 301 \"/articles/other/\"; }\n    \
         if ($args ~ \"(?:^|&)p=123(?:&|$)\") { return 301 \"/articles/new/\"; }\n    try_files \"/index.html\" =404;\n}\n",
        " return 404;\n}\n",
        "add_header X-Content-Type-Options ",
    ] {
        assert!(text.contains(line), "no {line} in\n{text}");
    }
    assert!(!output(&site).keys().any(|path| path.contains("nginx")), "it isn't uploaded");
    site.build(&["--strict"]).expect(0, "");
}

#[test]
fn on_gitlab_a_redirect_stands_in_the_place_of_a_page() {
    let moved = "== content/articles/new.md ==\n+++\ntitle = \"New\"\naliases = [\"/café/\", \"/a b/\", \"/xx:y/\"]\n+++\nText.\n";
    let site = site("/", "redirects = \"gitlab\"", moved);
    site.build(&["--strict"]).expect(0, "");
    assert_eq!(site.output("_redirects"), "# Written by gen from `aliases`.\n/café/ /articles/new/ 301\n");
    let pages = output(&site);
    assert!(!pages.contains_key("café/index.html"), "GitLab would show it and not redirect");
    assert!(pages.contains_key("a b/index.html") && pages.contains_key("xx:y/index.html"), "no rule can say these");
}

#[test]
fn what_a_site_brings_itself_wins() {
    let site = site("/", "redirects = \"netlify\"", MOVED);
    site.put("static/_redirects", b"/mine / 302\n");
    let run = site.build(&[]);
    assert!(run.messages().contains("note shadowed-output"), "{}", run.messages());
    assert_eq!(site.output("_redirects"), "/mine / 302\n");
}

#[test]
fn what_is_uploaded_names_nothing_that_the_site_does_not() {
    let site = Site::new("== content/secret-plan.md ==\n+++\ntitle = \"Secret\"\nunlisted = true\n+++\nText.\n");
    site.build(&["--strict"]).expect(0, "");
    let manifest = site.output(".gen-manifest");
    assert!(manifest.starts_with("gen-manifest 3 ") && !manifest.contains("secret"), "{manifest}");
    assert!(!site.root().join("public/.gen-lock").exists() && !site.root().join("public/.gen-staging").exists());
    assert_eq!(site.output(".nojekyll"), "");
    let underscored: Vec<String> = output(&site).into_keys().filter(|path| path.starts_with('_')).collect();
    assert_eq!(underscored, [""; 0]);
}

#[test]
fn a_page_that_leads_on_is_for_search_engines_too() {
    let site = site(
        "/blog/",
        "",
        MOVED.replace("\"/?p=123\", \"/x/?id=7&lang=en\"", "").replace("/?p=123&lang=de", "/o/").as_str(),
    );
    site.build(&["--strict"]).expect(0, "");
    let page = site.output("old/index.html");
    assert!(!page.contains("noindex"), "{page}");
    for part in [
        "<link rel=\"canonical\" href=\"https://prep.example/blog/articles/new/\">",
        "<meta http-equiv=\"refresh\" content=\"0; url=/blog/articles/new/\">",
        "data-to=\"/blog/articles/new/\"",
        "<a href=\"/blog/articles/new/\">https://prep.example/blog/articles/new/</a>",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!site.output("sitemap.xml").contains("/old/"));
}

#[test]
fn a_preview_asks_to_be_left_out() {
    let site = site(
        "/",
        "headers = \"netlify\"",
        MOVED.replace("\"/?p=123\", \"/x/?id=7&lang=en\"", "").replace("/?p=123&lang=de", "/o/").as_str(),
    );
    site.build(&["--noindex"]).expect(0, "");
    for page in ["index.html", "articles/new/index.html", "old/index.html"] {
        assert!(site.output(page).contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    }
    assert!(site.output("_headers").contains("\n  X-Robots-Tag: noindex\n"));
}

pub(crate) const TOLD: [&str; 5] = [QUERY, REPEATED, MANY, TWICE, EXAMPLE];

const QUERY: &str = r#"
content/articles/new.md:3:54 «/?p=123» error bad-slug: `/?p=123` can't be an alias: no file can be at an address with a query, only a host can answer it
  help: name the host, with `redirects` under `[publish]`: `"netlify"`, `"nginx"`, `"apache"`, `"vercel"`
  page: /articles/new/
content/articles/new.md:3:65 «/x/?id=7&lang=en» error bad-slug: `/x/?id=7&lang=en` can't be an alias: no file can be at an address with a query, only a host can answer it
  help: name the host, with `redirects` under `[publish]`: `"netlify"`, `"nginx"`, `"apache"`, `"vercel"`
  page: /articles/new/
content/articles/other.md:3:13 «/?p=123&lang=de» error bad-slug: `/?p=123&lang=de` can't be an alias: no file can be at an address with a query, only a host can answer it
  help: name the host, with `redirects` under `[publish]`: `"netlify"`, `"nginx"`, `"apache"`, `"vercel"`
  page: /articles/other/
"#;

const REPEATED: &str = r#"
content/articles/a.md:3:13 «/blog/old/» warning alias-base-path: the alias `/blog/old/` lands at `/blog/blog/old/`
  help: write `/old/`: an alias is a path from the site's root, which is at `/blog/` already
  page: /articles/a/
"#;

const MANY: &str = r#"
site.toml:5:14 «gitlab» warning too-many-redirects: there are 1001 redirects, and GitLab Pages takes 1000
  help: the others are left to pages that lead on; remove the aliases that nobody follows any more
"#;

const TWICE: &str = r#"
content/articles/b.md:3:13 «/?p=1» error address-clash: the alias `/?p=1` is one of `/articles/a/` and of `/articles/b/`
  help: remove one of the two
  page: /articles/b/
  content/articles/a.md:3:13 «/?p=1» first given here
"#;

const EXAMPLE: &str = r#"
site.toml:2:13 «https://example.org/» warning placeholder: `https://example.org/` is an address for examples
  help: write where the site will be: canonical addresses, feeds and the sitemap begin with it
"#;

#[test]
fn what_a_host_cannot_do_is_told() {
    let told = |base: &str, publish: &str, files: &str| {
        let site = site(base, publish, files);
        format!("\n{}", site.build(&[]).messages())
    };
    assert_eq!(told("/", "", MOVED), QUERY);
    let cloudflare = told("/", "redirects = \"cloudflare\"", MOVED);
    assert!(cloudflare.contains("Cloudflare Pages doesn't tell addresses apart by their query"), "{cloudflare}");
    let repeated = "== content/articles/a.md ==\n+++\ntitle = \"A\"\naliases = [\"/blog/old/\"]\n+++\nText.\n";
    assert_eq!(told("/blog/", "", repeated), REPEATED);
    assert_eq!(told("/", "", repeated), "\n", "without a base path it is a path like any other");
    let aliases: Vec<String> = (0..1_001).map(|number| format!("\"/old/{number}/\"")).collect();
    let many =
        format!("== content/articles/a.md ==\n+++\ntitle = \"A\"\naliases = [{}]\n+++\nText.\n", aliases.join(", "));
    assert_eq!(told("/", "redirects = \"gitlab\"", &many), MANY);
    assert_eq!(told("/", "redirects = \"cloudflare\"", &many), "\n");
    assert!(told("/", "redirects = \"netlify\"", &many).contains("warning too-many-redirects"));
    let twice = "== content/articles/a.md ==\n+++\ntitle = \"A\"\naliases = [\"/?p=1\"]\n+++\nText.\n\
                 == content/articles/b.md ==\n+++\ntitle = \"B\"\naliases = [\"/?p=1\"]\n+++\nText.\n";
    assert_eq!(told("/", "redirects = \"nginx\"", twice), TWICE);
    let unknown = told("/", "redirects = \"netlfy\"\nheaders = \"gitlab\"", MOVED);
    assert!(unknown.contains("did you mean") && unknown.contains("gitlab"), "{unknown}");
}

#[test]
fn an_address_for_examples_is_told_by_a_build_alone() {
    for (url, is_told) in [
        ("https://example.org/", true),
        ("https://www.example.com/blog/", true),
        ("https://prep.example/", false),
        ("https://example.org.uk/", false),
    ] {
        let site = Site::new("");
        site.put("site.toml", format!("title = \"Prep\"\nbase_url = \"{url}\"\n").as_bytes());
        let messages = site.build(&[]).messages();
        assert_eq!(messages.contains("warning placeholder"), is_told, "{url}: {messages}");
        assert!(!url.starts_with("https://example.org/") || format!("\n{messages}") == EXAMPLE, "{messages}");
        assert_eq!(site.build(&["--base-url", "https://prep.example/"]).messages(), "", "{url}");
        let checked = site.run(&["check", "--message-format", "json"]);
        assert!(!checked.stdout.contains("placeholder"), "{url}: {}", checked.stdout);
    }
}

#[test]
fn a_menu_may_have_children_and_leads_to_other_sites() {
    let entries = |count: usize| -> String {
        (0..count).map(|at| format!("[[menu]]\nname = \"E{at}\"\nurl = \"/articles/\"\n")).collect()
    };
    let config = format!(
        "title = \"Prep\"\nbase_url = \"https://prep.example/\"\n[[menu]]\nname = \"Learn\"\n\
         children = [{{ name = \"Articles\", url = \"/articles/\" }}, {{ name = \"Source\", url = \"https://code.example/\" }}]\n{}",
        entries(6)
    );
    let site = Site::new("== content/articles/a.md ==\n# A\n\nText.\n");
    site.put("site.toml", config.as_bytes());
    site.build(&["--strict"]).expect(0, "");
    let page = site.output("articles/index.html");
    let menu =
        page.split_once("<nav class=\"site-menu\"").and_then(|(_, rest)| rest.split_once("</nav>")).expect("a menu").0;
    let squeezed: String = menu.split('\n').collect();
    for part in [
        "<details class=\"submenu\"><summary>Learn</summary><ul><li><a href=\"/articles/\" aria-current=\"page\">Articles</a></li>",
        "<li><a href=\"https://code.example/\" rel=\"external\">Source</a></li></ul></details>",
        "<summary>More</summary><ul><li><a href=\"/articles/\" aria-current=\"page\">E4</a></li>",
    ] {
        assert!(squeezed.contains(part), "no {part} in {squeezed}");
    }
    check_refused(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[[menu]]\nname = \"Nothing\"\n",
        &[],
        "site.toml:3:1 «[[menu]]» error missing-key: an entry of `menu` needs the key `url`\n  \
         help: add `url = \"…\"`\n",
    );
    check_refused(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[[menu]]\nname = \"Deep\"\n\
         children = [{ name = \"Gone\", url = \"/gone/\" }]\n",
        &[],
        "site.toml:5:37 «/gone/» error broken-link: the menu's `/gone/` leads nowhere\n  \
         help: write an address of the site such as `/articles/`, or a file below `content/`\n",
    );
}
