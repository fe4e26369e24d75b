//! What nobody would write: nesting without end, very long lines, thousands of mistakes. Each is built, or told, in
//! the time of a test: what takes its square or worse would not end.

use crate::support::{Run, Site, TODAY};
use std::{fs, process::Command};

/// Builds `site`, which must be published, or refused with errors that have a place.
fn build(site: &Site) -> Run {
    let run = site.build(&[]);
    let is_placed = |object: &serde_json::Value| object["severity"] != "error" || object["line"].is_u64();
    assert!(matches!(run.status, Some(0 | 1)), "status {:?}\n{}", run.status, run.stderr);
    assert!(run.objects().iter().all(is_placed), "{}", run.messages());
    run
}

/// A site of one article with `body`.
fn article(body: &str) -> Site {
    let site = Site::new("");
    site.put("content/articles/a.md", format!("# A\n\n{body}\n").as_bytes());
    site
}

#[test]
fn nesting_without_end() {
    const DEPTH: usize = 10_000;
    for (open, close) in [
        (">", ""),
        ("> ", ""),
        ("[", ""),
        ("[", "]"),
        ("[", "](x)"),
        ("![", "](x.png)"),
        ("(", ")"),
        ("*", "*"),
        ("**a ", " b**"),
        ("_a", ""),
        ("`", ""),
        ("- ", ""),
        ("1. ", ""),
        ("<div>", "</div>"),
        ("<b>", ""),
        ("</b>", ""),
        ("<!--", ""),
        ("[^", "]"),
        ("[[", "]]"),
        ("{", "}"),
        ("<a href=\"", "\">"),
        ("\\(", ""),
        ("~~", "~~"),
        ("&amp;", ""),
        ("|", ""),
    ] {
        build(&article(&(open.repeat(DEPTH) + "x" + &close.repeat(DEPTH))));
    }
}

#[test]
fn lists_within_lists() {
    let lines: String = (0..2_000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    build(&article(&lines));
}

#[test]
fn very_long_lines() {
    for word in ["word ", "a[0][1] ", "`code` ", "$x$ ", "](x.md ", "{{ x }} ", "| a ", "<b>x</b> ", "日本"] {
        assert_eq!(build(&article(&word.repeat((256 << 10) / word.len()))).status, Some(0), "{word}");
    }
    let run = build(&article(&"\0".repeat(1 << 20)));
    assert_eq!((run.status, run.objects().len()), (Some(1), 1));
    for word in ["[x](y.md) ", "[[x]] ", "<a href=y.md>x</a> ", "[x][y] ", "[^x] "] {
        let run = build(&article(&word.repeat((64 << 10) / word.len())));
        assert_eq!(run.objects().len(), (64 << 10) / word.len(), "{word}");
    }
}

#[test]
fn a_long_line_of_mistakes_is_printed_for_people() {
    let body = "word ".repeat((2 << 20) / 5) + &"[x](y.md) ".repeat(1_000);
    let site = article(&body);
    let run = site.run(&["build", "--as-of", TODAY]);
    assert_eq!(run.status, Some(1));
    assert!(
        run.stderr.contains("content/articles/a.md:3:2097155\n") && run.stderr.len() < 1 << 20,
        "{}",
        run.stderr.len()
    );
}

#[test]
fn zero_bytes_anywhere() {
    let site = Site::new(
        "== content/articles/a.md (bytes) ==\n# A\\0\\n\\nText\\0 [a\\0](b\\0.md).\n\
         == content/questions/q.toml (bytes) ==\n[[question]]\\nid = \"a\\0\"\\nquestion = \"b\"\n\
         == content/articles/y.md (bytes) ==\n---\\ntitle: a\\0b\\n---\\nText.\n\
         == templates/page.html (bytes) ==\n\\0{{ page.title }}\n",
    );
    assert_eq!(build(&site).status, Some(1));
}

#[test]
fn front_matter_nested_without_end() {
    for (open, close) in [("[", "]"), ("{ a = ", " }"), ("[", ""), ("a.", ""), ("\"\"\"", ""), ("[[", "]]")] {
        let value = open.repeat(10_000) + "1" + &close.repeat(10_000);
        let site = Site::new("");
        site.put("content/articles/a.md", format!("+++\ntitle = \"A\"\nextra.x = {value}\n+++\nText.\n").as_bytes());
        site.put("content/questions/q.toml", format!("{value} = 1\n").as_bytes());
        build(&site);
    }
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("&a ", ""), ("!a ", ""), ("|\n", "")] {
        let value = open.repeat(10_000) + "1" + &close.repeat(10_000);
        let site = Site::new("");
        site.put("content/articles/a.md", format!("---\ntitle: A\nextra:\n  x: {value}\n---\nText.\n").as_bytes());
        build(&site);
    }
}

#[test]
fn an_alias_of_yaml_that_multiplies_is_told() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        text += &format!("a{level}: &a{level} [{}]\n", below.trim_end_matches(", "));
    }
    let site = Site::new("");
    site.put(
        "content/articles/a.md",
        format!("---\ntitle: A\nextra:\n  {}---\nText.\n", text.replace('\n', "\n  ")).as_bytes(),
    );
    assert_eq!(build(&site).status, Some(1));
}

#[test]
fn templates_nested_without_end() {
    for (open, close) in [("(", ")"), ("[", "]"), ("not ", ""), ("{{ ", ""), ("-", "")] {
        let site = article("Text.");
        let value = open.repeat(5_000) + "1" + &close.repeat(5_000);
        site.put("templates/article.html", format!("{{{{ {value} }}}}").as_bytes());
        build(&site);
    }
    for (open, close) in [("{% if true %}", "{% endif %}"), ("{% block a %}", "{% endblock %}"), ("{% raw %}", "")] {
        let site = article("Text.");
        site.put("templates/article.html", (open.repeat(5_000) + "x" + &close.repeat(5_000)).as_bytes());
        build(&site);
    }
    let site = article("Text.");
    site.put("templates/article.html", b"{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}");
    assert_eq!(build(&site).status, Some(1));
}

#[test]
fn topics_in_a_long_circle() {
    let site = Site::new("");
    for at in 0..15 {
        let text = format!("+++\ntitle = \"T{at}\"\nparent = \"t{}\"\n+++\n", (at + 1) % 15);
        site.put(&format!("content/topics/t{at}.md"), text.as_bytes());
    }
    build(&site).expect(
        1,
        r##"
content/topics/t0.md:3:11 «t1» error parent-cycle: this topic is its own ancestor: `t0` under `t1` under `t2` … under `t0`
  help: remove the `parent` of one of them
  page: /topics/t0/
"##,
    );
}

/// What is told of a topic below too many others.
pub(super) const DEEP_TOPIC: &str = r##"
content/topics/t65.md:3:11 «t64» error deep-topic: this topic lies below 64 others, and 63 are the most
  help: give it, or one above it, a `parent` nearer to the top
  page: /topics/t65/
"##;

#[test]
fn a_long_chain_of_topics_is_told_once() {
    let site = Site::new("");
    site.put("content/topics/t1.md", b"+++\ntitle = \"T1\"\n+++\n");
    for at in 2..400 {
        let text = format!("+++\ntitle = \"T{at}\"\nparent = \"t{}\"\n+++\n", at - 1);
        site.put(&format!("content/topics/t{at}.md"), text.as_bytes());
    }
    build(&site).expect(1, DEEP_TOPIC);
    for at in 65..400 {
        fs::remove_file(site.root().join(format!("content/topics/t{at}.md"))).expect("it was written");
    }
    build(&site).expect(0, "");
}

#[test]
fn branches_and_chains_of_templates_have_a_bound() {
    let branches = |count: usize| format!("{{% if a %}}{}{{% endif %}}", "{% elif b %}x".repeat(count));
    let site = Site::new("");
    site.put("templates/unused.html", branches(127).as_bytes());
    site.put("templates/page.html", branches(5_000).as_bytes());
    for at in 0..400 {
        site.put(&format!("templates/i{at}.html"), format!("{{% include \"i{}.html\" %}}", at + 1).as_bytes());
        site.put(&format!("templates/e{at}.html"), format!("{{% extends \"e{}.html\" %}}", at + 1).as_bytes());
    }
    site.put("templates/i400.html", b"x");
    site.put("templates/e400.html", b"x");
    site.put("templates/article.html", b"{% include \"i0.html\" %}");
    build(&site).expect(
        1,
        r##"
templates/e368.html:1:13 «e369.html» error template-syntax: more than 32 templates extend or include one another in a chain that begins here
  help: put what the last of them say into one template
templates/i368.html:1:13 «i369.html» error template-syntax: more than 32 templates extend or include one another in a chain that begins here
  help: put what the last of them say into one template
templates/page.html:1:1665 «elif» error template-syntax: too much is nested here: 128 tags may be open, each `elif` counted
  help: look the value up in a list with `for`, or put a part into a template of its own and `include` it
"##,
    );
}

#[test]
fn lists_in_a_message_end_after_a_few() {
    let site = Site::new("");
    for at in 0..300 {
        site.put(&format!("content/articles/a{at}.md"), b"# Same\n\n[[Same]]\n");
    }
    let run = build(&site);
    assert_eq!(run.objects().len(), 300);
    assert!(run.objects().iter().all(|object| object.to_string().len() < 1_000), "{}", run.stdout);
    let first = "this wikilink fits 300 things\n  help: write one of `[[article:a0]]`, `[[article:a1]]`, `[[article:a10]]`, \
                 `[[article:a100]]`, `[[article:a101]]`, `[[article:a102]]`, `[[article:a103]]`, `[[article:a104]]`, …\n";
    assert!(run.messages().contains(first), "{}", run.messages());
}

#[test]
fn what_is_left_out_for_want_of_room_is_told_once() {
    build(&article(&format!("{}x{}", "<div>".repeat(10_000), "</div>".repeat(10_000)))).expect(
        1,
        r##"
content/articles/a.md:3:1001 «<div>» error unclosed-html: too many elements are open here: this one and more are left out
  help: close those before it
  page: /articles/a/
"##,
    );
}

#[test]
fn a_terminal_shows_the_first_of_each_kind_and_how_many_there_are() {
    let links: String = (0..50).map(|at| format!("[x](none-{at}.md)\n\n")).collect();
    let site = article(&(links + &"[[none]]\n\n".repeat(3)));
    let on_terminal = |arguments: &str| {
        let command = format!("{} build --as-of {TODAY} {arguments}", env!("CARGO_BIN_EXE_gen"));
        let run = Command::new("script").args(["-qec", &command, "/dev/null"]).current_dir(site.root()).output();
        let run = run.expect("`script` is part of every Debian");
        assert_eq!(run.status.code(), Some(1));
        String::from_utf8(run.stdout).expect("what gen says is UTF-8")
    };
    let count = |text: &str| text.matches("broken-link").count();
    let (few, all) = (on_terminal(""), on_terminal("--all"));
    assert_eq!((count(&few), count(&all)), (21, 53), "{few}");
    assert!(few.contains("… and 33 more of `broken-link`: `gen build --all` prints all"), "{few}");
    // to a file or a program go all
    assert_eq!(count(&site.run(&["build", "--as-of", TODAY]).stderr), 53);
}

#[test]
fn thousands_of_mistakes_are_all_told() {
    let site = Site::new("");
    for file in 0..20 {
        let links: String =
            (0..100).map(|link| format!("- [x](no-such-{file}-{link}.md) [[none {file} {link}]]\n")).collect();
        site.put(&format!("content/articles/a{file}.md"), format!("# A{file}\n\n{links}").as_bytes());
    }
    let run = build(&site);
    assert_eq!((run.status, run.objects().len()), (Some(1), 4_000));
}

#[test]
fn a_mistake_in_a_template_of_a_thousand_pages_is_told_once() {
    let site = Site::new("== templates/article.html ==\n<p>\n{{ page.titel }}\n");
    for at in 0..1_000 {
        site.put(&format!("content/articles/a{at}.md"), b"# A\n\nText.\n");
    }
    build(&site).expect(
        1,
        r##"
templates/article.html:2:9 «titel» error template-error: field `titel` is not defined (on `/articles/a0/` and 999 other pages)
  help: did you mean `title`?
  page: /articles/a0/
"##,
    );
}
