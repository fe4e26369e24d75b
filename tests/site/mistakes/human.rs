//! Messages as people see them: a dozen mistakes, each as the whole of what is printed.

use crate::support::{Site, TODAY};

/// What `gen build` prints about `site`.
fn printed(site: &str) -> String {
    let site = Site::new(site);
    let run = site.run(&["build", "--as-of", TODAY]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    run.stderr
}

macro_rules! snapshots {
    ($($name:ident: $site:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(printed($site));
        }
    )*};
}

snapshots! {
    broken_link: "== content/articles/a.md ==\n# A\n\nSee [the other article](otehr.md#part) for more.\n== content/articles/other.md ==\n# Other\n\n## Part\n";
    unknown_key: "== content/articles/a.md ==\n+++\ntitle = \"A\"\ntags = [\"sql\"]\n+++\nText.\n";
    wrong_type: "== content/articles/a.md ==\n---\ntitle: A\ntopics: sql\n---\nText.\n";
    bad_date: "== content/articles/a.md ==\n+++\ntitle = \"A\"\ndate = 2026-02-30\n+++\nText.\n";
    front_matter_not_closed: "== content/articles/a.md ==\n+++\ntitle = \"A\"\n\nText.\n";
    duplicate_id: "== content/questions/a.toml ==\n[[question]]\nid = \"same\"\nquestion = \"One?\"\nanswer = \"So.\"\n== content/questions/b.md ==\n## Two? {#same}\n\nSo.\n";
    address_clash: "== content/articles/a.md ==\n+++\ntitle = \"A\"\nslug = \"same\"\n+++\nText.\n== content/articles/b.md ==\n+++\ntitle = \"B\"\nslug = \"same\"\n+++\nText.\n";
    given_twice: "== content/articles/a.md ==\n+++\ntitle = \"A\"\ntakeaways = [\"One.\"]\n+++\nLead.\n\n## Key takeaways\n\n- Two.\n";
    ambiguous_wikilink: "== content/articles/caching.md ==\n# Caching\n\nSee [[caching]].\n== content/topics/caching.md ==\n# Caching\n";
    directive_argument: "== content/articles/a.md ==\n# A\n\n- In a list:\n\n  ```{questions}\n  topc = \"sql\"\n  limit = \"many\"\n  ```\n";
    template_error: "== content/articles/a.md ==\n# A\n\nText.\n== content/articles/b.md ==\n# B\n\nText.\n== templates/article.html ==\n{% include \"part.html\" %}\n== templates/part.html ==\n<h1>{{ page.titel }}</h1>\n";
    template_syntax: "== content/articles/a.md ==\n# A\n\nText.\n== templates/article.html ==\n{% if page.title %}\n<h1>{{ page.title }</h1>\n";
    configuration: "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"prep.example\"\nlangauge = \"en\"\n[rules]\ntoml-syntax = \"off\"\n";
    not_utf8: "== content/articles/a.md (bytes) ==\n# A\\n\\nCaf\\xe9 noir.\n";
    link_out_of_the_site: "== content/articles/hosts.md (link) ==\n/etc/hosts\n== content/articles/gone.md (link) ==\nnowhere.md\n";
    no_right_choice: "== content/questions/a.toml ==\n[[question]]\nid = \"which\"\nquestion = \"Which?\"\nchoices = [\n  { text = \"A\" },\n  { text = \"B\" },\n]\n";
}
