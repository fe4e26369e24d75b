//! What is published when: drafts, dates, stubs; and what is published without being listed.

use crate::{
    markup::output,
    outputs::full,
    support::{Run, Site},
};

/// A site with one article for each reason not to publish it, and one that links to them all.
const SITE: &str = "
== site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
timezone = \"Pacific/Auckland\"
== content/articles/all.md ==
# All

[[draft]], [[later]], [[gone]], [[stub]], [[dated]].
== content/articles/draft.md ==
+++
title = \"Draft\"
draft = true
+++
== content/articles/later.md ==
+++
title = \"Later\"
publish = 2026-07-01
+++
== content/articles/gone.md ==
+++
title = \"Gone\"
expires = 2026-05-01
+++
== content/articles/dated.md ==
+++
title = \"Dated\"
date = 2030-01-01
+++
== content/questions/q.toml ==
[[question]]
id = \"stub\"
question = \"Stub?\"
";

/// Which of them are published, and that the others are told.
fn published(site: &Site, run: &Run) -> String {
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let told = run.messages();
    let html = site.output("articles/all/index.html");
    let is_published = |name: &&str| {
        let is_there = site.root().join(format!("public/articles/{name}/index.html")).exists();
        assert_eq!(is_there, html.contains(&format!("href=\"/articles/{name}/\"")), "{name}");
        assert_eq!(is_there, !told.contains(&format!("«{name}» warning unpublished-target")), "{name}: {told}");
        is_there
    };
    assert!(told.contains("«stub» warning unpublished-target") && html.contains(" Stub?, "), "{told}");
    ["draft", "later", "gone", "dated"].into_iter().filter(is_published).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_unpublished_is_left_out_and_told() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "dated"),
        (&["--strict"], "dated"),
        (&["--drafts"], "draft dated"),
        (&["--future"], "later dated"),
        (&["--drafts", "--future"], "draft later dated"),
        (&["--as-of", "2026-04-30"], "gone dated"),
        (&["--as-of", "2026-05-01"], "dated"),
        (&["--as-of", "2026-06-30"], "dated"),
        (&["--as-of", "2026-07-01"], "later dated"),
        // it is July in New Zealand twelve hours before it is in Greenwich
        (&["--as-of", "2026-06-30T11:59:59Z"], "dated"),
        (&["--as-of", "2026-06-30T12:00:00Z"], "later dated"),
        (&["--as-of", "2026-04-30", "--future", "--drafts"], "draft later gone dated"),
    ];
    let site = Site::new(SITE);
    for (arguments, expected) in cases {
        assert_eq!(published(&site, &site.build(arguments)), *expected, "{arguments:?}");
    }
}

#[test]
fn the_build_date_comes_from_the_environment_where_none_is_typed() {
    let site = Site::new(SITE);
    for (epoch, arguments, expected) in [
        ("1782820799", &[][..], "dated"),
        ("1782820800", &[], "later dated"),
        ("1782820800", &["--as-of", "2026-06-30"], "dated"),
    ] {
        let arguments = [&["build", "--message-format", "json"], arguments].concat();
        let run = site.run_with(&arguments, &[("SOURCE_DATE_EPOCH", epoch)]);
        assert_eq!(published(&site, &run), expected, "{epoch}");
    }
    let run = site.run_with(&["build"], &[("SOURCE_DATE_EPOCH", "yesterday")]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("SOURCE_DATE_EPOCH is `yesterday`"), "{}", run.stderr);
    assert_eq!(site.build(&["--as-of", "31.12.2026"]).status, Some(2));
}

#[test]
fn nothing_names_what_is_unpublished_or_unlisted() {
    let site = full();
    site.build(&[]);
    for (path, bytes) in output(&site) {
        let text = String::from_utf8_lossy(&bytes);
        for (name, own) in [("hidden", true), ("draft", false), ("later", false), ("gone", false), ("no-answer", false)]
        {
            let is_named = text.contains(&format!("/{name}/"));
            let is_own = own && path == format!("blog/2026/{name}/index.html");
            assert_eq!(is_named, is_own, "{path} and {name}");
        }
    }
    let sitemap = site.output("sitemap.xml");
    assert!(!sitemap.contains("quiet") && site.output("blog/2025/quiet/index.html").contains("content=\"noindex\""));
    assert!(site.output("feed.json").contains("/quiet/"), "`noindex` leaves it in lists");
}

#[test]
fn a_stub_counts_nowhere() {
    let site = Site::new(
        "== content/topics/t.md ==\n# T\n== content/questions/q.toml ==\ntopics = [\"t\"]\n[[question]]\nid = \"a\"\nquestion = \
         \"A?\"\nanswer = \"A.\"\n[[question]]\nid = \"b\"\nquestion = \"B?\"\nfollow_ups = [\"a\"]\n[[question]]\nid = \"c\"\n\
         question = \"C?\"\nanswer = \"\"\n",
    );
    site.build(&[]).expect(0, "");
    assert!(site.output("topics/t/index.html").contains("1 question<"), "{}", site.output("topics/t/index.html"));
    assert!(!site.output("questions/a/index.html").contains("B?"));
    assert!(!site.root().join("public/questions/b").exists());
}

#[test]
fn the_files_of_a_bundle_are_published_with_it() {
    let site = Site::new(
        r##"
== content/articles/draft/index.md ==
+++
title = "Draft"
draft = true
+++
![own](own.svg)
== content/articles/draft/own.svg ==
<svg/>
== content/articles/draft/deep/er.svg ==
<svg/>
== content/articles/draft/with/there.md ==
# There

![its](its.svg)
== content/articles/draft/with/its.svg ==
<svg/>
== content/articles/later/index.md ==
+++
title = "Later"
publish = 2027-01-01
+++
![own](own.svg) ![none](none.svg)
== content/articles/later/own.svg ==
<svg/>
== content/guide/index.md ==
+++
title = "Guide"
draft = true
+++
== content/guide/there.md ==
# There too
== content/guide/x.svg ==
<svg/>
== content/articles/index.md ==
+++
title = "Articles"
draft = true
+++
== content/articles/x.svg ==
<svg/>
== content/articles/a.md ==
# A

![1](draft/own.svg) ![2](/articles/draft/deep/er.svg) [3](draft/none.svg) ![4](x.svg) ![5](../guide/x.svg) ![6](later/own.svg)
"##,
    );
    let told = r##"
content/articles/a.md:3:6 «draft/own.svg» warning unpublished-target: the article `Draft` is a draft, so this isn't shown
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:3:26 «/articles/draft/deep/er.svg» warning unpublished-target: the article `Draft` is a draft, so this isn't shown
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/a.md:3:59 «draft/none.svg» error broken-link: there is no file `content/articles/draft/none.svg`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:3:113 «later/own.svg» warning unpublished-target: the article `Later` is scheduled for later, so this isn't shown
  help: nothing to do if it will be published; else remove the link
  page: /articles/a/
content/articles/later/index.md:5:25 «none.svg» error missing-file: there is no file `content/articles/later/none.svg`
  help: put the file beside the text, or into `static/`
"##;
    site.build(&[]).expect(1, told);
    site.add("== content/articles/draft/none.svg ==\n<svg/>\n== content/articles/later/none.svg ==\n<svg/>\n");
    site.build(&[]);
    let images = |site: &Site| -> Vec<String> {
        output(site).into_keys().filter(|path| path.ends_with(".svg") && !path.starts_with("gen-assets")).collect()
    };
    let always = ["articles/draft/with/its.svg", "articles/x.svg", "guide/x.svg"];
    assert_eq!(images(&site), always);
    assert!(site.output("articles/a/index.html").contains(">1 2 3 <img src=\"/articles/x.svg\""));
    site.build(&["--drafts", "--future", "--strict"]).expect(0, "");
    assert_eq!(images(&site).len(), always.len() + 5);
}
