//! What is related: as a theme sees it, and what authors have to say to it.

use crate::{
    markup::output,
    support::{Run, Site, check},
};

/// Templates that show nothing but what is related.
const TEMPLATES: &str = "
== templates/article.html ==
{% for other in page.related %}{{ other.url }} {% endfor %}
== templates/question.html ==
{% for other in page.related %}{{ other.id }} {% endfor %}
";

/// An article.
fn article(name: &str, front: &str, text: &str) -> String {
    format!("== content/articles/{name}.md ==\n+++\ntitle = \"{name}\"\n{front}\n+++\n{text}\n")
}

/// A question.
fn question(id: &str, keys: &str, text: &str) -> String {
    format!("[[question]]\nid = \"{id}\"\n{keys}\nquestion = \"{id}\"\nanswer = \"{text}\"\n")
}

/// As many articles about other things, so that a word that a few share says something.
fn others(count: usize) -> String {
    let words = [
        "amber", "basalt", "cedar", "dune", "ember", "fjord", "glacier", "harbour", "iris", "juniper", "kelp", "lagoon",
    ];
    words[..count].iter().map(|word| article(word, "", &format!("This is a text of words in it: {word}."))).collect()
}

fn related(site: &Site, path: &str) -> String {
    site.output(&format!("{path}/index.html")).trim().to_owned()
}

const THREADS: &str = "Threads share memory that a mutex guards.";

#[test]
fn authors_have_the_first_word() {
    let site = check(
        &[
            TEMPLATES,
            &article("a", "related = [\"tea\", \"hidden\", \"c\"]\nnever_related = [\"d\"]", THREADS),
            &article("b", "", THREADS),
            &article("c", "", THREADS),
            &article("d", "", THREADS),
            &article("hidden", "unlisted = true", THREADS),
            &article(
                "tea",
                "related = [\"amber\", \"basalt\", \"cedar\", \"dune\", \"ember\", \"fjord\"]",
                "Boil water.",
            ),
            &others(10),
        ]
        .concat(),
        "",
    );
    // what is unlisted is named by its author's word only
    assert_eq!(related(&site, "articles/a"), "/articles/tea/ /articles/hidden/ /articles/c/ /articles/b/");
    assert_eq!(related(&site, "articles/d"), "/articles/a/ /articles/b/ /articles/c/");
    // more than are shown of what gen finds
    assert_eq!(related(&site, "articles/tea").split(' ').count(), 6);
}

#[test]
fn without_finding_authors_have_the_only_word() {
    let site = check(
        &[
            "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[related]\nenabled = false\n",
            TEMPLATES,
            &article("a", "related = [\"c\"]", THREADS),
            &article("b", "", THREADS),
            &article("c", "", THREADS),
            "== content/questions/q.toml ==\n",
            &question("x", "related = [\"y\"]", THREADS),
            &question("y", "", THREADS),
        ]
        .concat(),
        "",
    );
    assert_eq!(related(&site, "articles/a"), "/articles/c/");
    assert_eq!(related(&site, "articles/b"), "");
    assert_eq!(related(&site, "questions/x"), "y");
    assert_eq!(related(&site, "questions/y"), "");
}

#[test]
fn what_a_page_links_to_is_not_offered_again() {
    let linking = "[b](b.md) [[c]] <a href=\"/articles/d/\">d</a>";
    let site = check(
        &[
            TEMPLATES,
            &article("a", "", &format!("{THREADS} {linking}")),
            &["b", "c", "d", "e"].map(|name| article(name, "", THREADS)).concat(),
            &others(10),
        ]
        .concat(),
        "",
    );
    assert_eq!(related(&site, "articles/a"), "/articles/e/");
    assert!(related(&site, "articles/b").contains("/articles/a/"));
}

#[test]
fn questions_are_related_too() {
    let pairs = (0..12).map(|at| question(&format!("other-{at}"), "", &format!("This is a word in it: w{at}x{at}.")));
    let site = check(
        &[
            TEMPLATES.to_owned(),
            "== content/questions/q.toml ==\n".to_owned(),
            question(
                "first",
                "related = [\"other-3\"]\nnever_related = [\"never\"]",
                &format!("{THREADS} [x](/questions/linked/)"),
            ),
            question("second", "follow_ups = [\"first\"]", THREADS),
            question("never", "", THREADS),
            question("linked", "", THREADS),
            pairs.collect(),
        ]
        .concat(),
        "",
    );
    assert_eq!(related(&site, "questions/first"), "other-3 second");
    // the last has nothing to do with it, and has to be offered somewhere
    assert_eq!(related(&site, "questions/second"), "linked never other-9");
    assert_eq!(related(&site, "questions/never"), "first linked second");
}

#[test]
fn what_a_question_shows_in_its_answer_is_not_offered_again() {
    let citing = "Threads share memory.\n\n```{questions}\nids = [\"b\"]\n```\n";
    let pairs = (0..12).map(|at| question(&format!("other-{at:02}"), "", &format!("This is a word: w{at}x{at}.")));
    let site = check(
        &[
            TEMPLATES.to_owned(),
            "== content/questions/q.toml ==\n".to_owned(),
            format!("[[question]]\nid = \"a\"\nquestion = \"a\"\nanswer = \"\"\"\n{citing}\"\"\"\n"),
            question("b", "", "Threads share memory."),
            question("c", "", "Threads share memory."),
            pairs.collect(),
        ]
        .concat(),
        "",
    );
    assert_eq!(related(&site, "questions/a"), "c");
    assert_eq!(related(&site, "questions/b"), "a c");
}

#[test]
fn a_hub_is_not_named_by_all_and_every_page_by_some() {
    // all articles say what the hub says, and little else; the lonely one is a little like the others
    let near = |at: usize| article(&format!("n{at:02}"), "", "Threads share memory that mutexes guard.");
    let site = check(
        &[
            TEMPLATES.to_owned(),
            (0..30).map(near).collect(),
            article(
                "lonely",
                "weight = 9",
                "Of threads, and of tea: boil fresh water, pour it over the leaves, wait, drink.",
            ),
            others(12),
            (0..30)
                .map(|at| article(&format!("plain{at}"), "", &format!("This is a text of words in it: u{at}v{at}.")))
                .collect(),
        ]
        .concat(),
        "",
    );
    let lists: Vec<String> = (0..30).map(|at| related(&site, &format!("articles/n{at:02}"))).collect();
    for at in 0..30 {
        let named = lists.iter().filter(|list| list.contains(&format!("/n{at:02}/"))).count();
        assert!((1..=15).contains(&named), "n{at:02} is named {named} times: {lists:#?}");
    }
    assert!(lists.iter().any(|list| list.contains("/articles/lonely/")), "{lists:#?}");
}

/// The lists of articles that are nothing but these texts, by name; each text comes with its front matter.
fn lists_of(texts: &[(String, &str)]) -> Vec<Vec<String>> {
    let name = |at: usize| format!("n{at:02}");
    let site = Site::new(TEMPLATES);
    for (at, (text, front)) in texts.iter().enumerate() {
        site.add(&article(&name(at), front, text));
    }
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let lists = (0..texts.len()).map(|at| related(&site, &format!("articles/{}", name(at))));
    lists
        .map(|list| list.split_whitespace().map(|url| url["/articles/".len()..url.len() - 1].to_owned()).collect())
        .collect()
}

#[test]
fn texts_of_any_kind_have_lists() {
    let word = |at: usize| format!("w{at:x}x");
    let chinese = |at: u32| (0..400).filter_map(|n| char::from_u32(0x4e00 + (at * 7 + n * n) % 2_000)).collect();
    let mut texts: Vec<(String, &str)> = vec![
        ("enormous".repeat(100_000), ""),
        ("\u{44f}".repeat(300_000), ""),
        ((0..100_000).map(word).collect::<Vec<_>>().join(" "), ""),
        (String::new(), ""),
        ("++ ## C+ C++ C# 1 22 &amp; <b>b</b>".to_owned(), ""),
    ];
    texts.extend((0..40).map(|_| ("All of these say the very same.".to_owned(), "")));
    texts.extend((0..8).map(|at| (chinese(at), "language = \"zh\"")));
    let lists = lists_of(&texts);
    let is_chinese = |name: &str| name[1..].parse::<usize>().expect("it is a number") >= texts.len() - 8;
    for (at, list) in lists.iter().enumerate() {
        let name = format!("n{at:02}");
        let named = lists.iter().filter(|list| list.contains(&name)).count();
        assert!((1..=15).contains(&named), "{name} is named {named} times: {lists:#?}");
        assert!(list.len() <= 5 && !list.contains(&name), "{name}: {list:?}");
        assert!(list.iter().all(|other| is_chinese(other) == is_chinese(&name)), "{name}: {list:?}");
    }
}

#[test]
fn every_page_of_a_site_whose_texts_have_nothing_in_common_is_offered() {
    let lists = lists_of(&(0..60).map(|at| (format!("Only own{at}x."), "")).collect::<Vec<_>>());
    for at in 0..60 {
        let name = format!("n{at:02}");
        assert!(lists.iter().any(|list| list.contains(&name)), "{name} is offered nowhere: {lists:#?}");
    }
}

#[test]
fn the_order_of_files_and_the_number_of_threads_are_nothing_to_it() {
    let files: Vec<String> = (0..40)
        .map(|at| {
            let words = ["cache", "thread", "index", "lock", "queue", "table", "token"];
            let text: Vec<&str> = (0..9).map(|n| words[(at * n + n * n) % words.len()]).collect();
            article(&format!("n{at}"), "", &text.join(" "))
        })
        .collect();
    let built = |files: Vec<&String>, threads: &str| {
        let site = Site::new(TEMPLATES);
        files.into_iter().for_each(|file| site.add(file));
        let run: Run = site.run_with(&["build", "--quiet"], &[("RAYON_NUM_THREADS", threads)]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        output(&site)
    };
    let one = built(files.iter().collect(), "1");
    assert!(one == built(files.iter().rev().collect(), "5"));
}
