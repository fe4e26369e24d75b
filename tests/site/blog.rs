//! The sample blog and the manual of this repository: built without one warning, every link leads somewhere, and the blog
//! has what a sample has to show.

use crate::markup::{Tree, between, broken, parse, tree};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The output of the site in `folder` of this repository, which has to build without a warning.
fn built(folder: &str) -> Tree {
    let target = tempfile::TempDir::new().expect("there is room for a folder");
    let out = target.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
    let run = command
        .args(["build", "--strict", "--quiet", "--message-format", "json", "--root"])
        .arg(root().join(folder))
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the program was built for this test");
    assert!(run.status.success() && run.stdout.is_empty(), "{}", String::from_utf8_lossy(&run.stdout));
    tree(&out)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of the files below `folder` of the blog's content, by path.
fn sources(folder: &str) -> Vec<(String, String)> {
    let folder = root().join("content").join(folder);
    let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_text = |path: &Path| path.extension().is_some_and(|ending| ending == "md" || ending == "toml");
    let texts = files.map(walkdir::DirEntry::into_path).filter(|path| is_text(path));
    let text = |path: PathBuf| {
        let name = path.strip_prefix(&folder).expect("a walk stays below its folder").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("content is UTF-8"))
    };
    texts.map(text).filter(|(name, _)| name != "index.md").collect()
}

/// What stands behind the front matter.
fn body(text: &str) -> &str {
    text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).map_or(text, |(_, body)| body)
}

fn html<'t>(tree: &'t Tree, path: &str) -> std::borrow::Cow<'t, str> {
    String::from_utf8_lossy(tree.get(path).unwrap_or_else(|| panic!("there is no {path}")))
}

#[test]
fn every_link_of_the_blog_leads_somewhere() {
    assert_eq!(broken(&built("."), "https://prep-desk.example", "/"), [""; 0]);
}

#[test]
fn every_link_of_the_manual_leads_somewhere() {
    assert_eq!(broken(&built("docs"), "https://example.org", "/gen/"), [""; 0]);
}

#[test]
fn the_blog_is_large_enough_to_show_everything() {
    let articles = sources("articles");
    let long = articles.iter().filter(|(_, text)| body(text).split_whitespace().count() >= 700).count();
    assert!(long >= 12, "{long} articles of 700 words");
    let questions = sources("questions");
    assert!(questions.len() >= 8);
    let in_toml = |text: &str| text.matches("[[question]]\n").count();
    let in_markdown = |text: &str| text.lines().filter(|line| line.starts_with("## ") && line.ends_with('}')).count();
    let count = |ending: &str, count: &dyn Fn(&str) -> usize| -> usize {
        questions.iter().filter(|(name, _)| name.ends_with(ending)).map(|(_, text)| count(text)).sum()
    };
    let (structured, written) = (count(".toml", &in_toml), count(".md", &in_markdown));
    assert!(structured + written >= 120 && structured >= 20 && written >= 20, "{structured} and {written} questions");
    let choices = questions.iter().filter(|(_, text)| text.contains("\nchoices = [")).count();
    assert!(choices >= 3, "multiple choice in {choices} files");
    let topics = sources("topics");
    let below = topics.iter().filter(|(_, text)| text.contains("\nparent = ")).count();
    assert!(topics.len() >= 14 && below > 3 && topics.len() > below, "{} topics, {below} below others", topics.len());
    assert!(sources("authors").iter().any(|(_, text)| text.contains("kind = \"organization\"")));
}

#[test]
fn the_blog_has_every_kind_of_page() {
    let tree = built(".");
    for path in [
        "index.html",
        "about/index.html",
        "articles/index.html",
        "questions/index.html",
        "topics/index.html",
        "authors/index.html",
        "roles/index.html",
        "404.html",
    ] {
        assert_eq!(html(&tree, path).matches("<h1").count(), 1, "{path}");
    }
    let questions = html(&tree, "questions/index.html");
    for level in ["junior", "mid", "senior"] {
        let count = between(&questions, &format!("<li>{level} <span class=\"count\">"), "<");
        assert!(count.parse::<usize>().is_ok_and(|count| count > 10), "{level}: {count}");
    }
    let published = tree.keys().filter(|path| path.starts_with("questions/")).count() - 1;
    assert!(published >= 120, "{published} questions are published");
    let roles = tree.keys().filter(|path| path.starts_with("roles/") && path.matches('/').count() == 2).count();
    assert!(roles >= 3, "{roles} roles");
    let author = html(&tree, "authors/editors/index.html");
    assert!(
        author.contains("\"@type\":\"Organization\",\"@id\":\"https://prep-desk.example/authors/editors/#author\"")
    );
}

/// The sections of the guide with their subsections.
const GUIDE: [(&str, &[&str]); 6] = [
    (
        "General IT questions",
        &["Languages and frameworks", "Databases and version control", "Cloud, microservices and security"],
    ),
    ("Technical questions", &[]),
    ("Software engineering", &[]),
    ("Web development", &[]),
    ("Networking", &["Fundamentals", "Routing and security", "Monitoring and scale"]),
    ("System administration", &[]),
];

#[test]
fn the_guide_follows_its_outline() {
    let tree = built(".");
    let page = html(&tree, "articles/backend-developer-interview-guide/index.html");
    let main = between(&page, "<main", "</main>");
    let order = [
        "<h1>",
        "class=\"lead-image\"",
        "<figcaption>",
        "class=\"lead prose\"",
        "id=\"key-takeaways\"",
        "On this page",
        "id=\"general-it-questions\"",
        "id=\"faq\"",
        "Related articles",
    ];
    let places: Vec<usize> =
        order.iter().map(|part| main.find(part).unwrap_or_else(|| panic!("the guide has no {part}"))).collect();
    assert!(places.is_sorted(), "{order:?} stand at {places:?}");
    let image = between(main, "class=\"lead-image\"", "</figure>");
    assert!(
        image.contains(" width=\"") && image.contains(" height=\"") && between(image, " alt=\"", "\"").len() > 20,
        "{image}"
    );
    assert_eq!(between(main, "id=\"key-takeaways\"", "</section>").matches("<li>").count(), 5);
    assert_eq!(between(main, "id=\"faq\"", "</section>").matches("<h3 id=").count(), 5);
    assert!(main.contains("<a href=\"/articles/ansible-interview-questions/\">"));
    let text = between(main, "<div class=\"prose\"><h2", "<section class=\"faq");
    let sections: Vec<&str> = text.split("<h2").collect();
    assert_eq!(sections.len(), GUIDE.len());
    for (section, (title, subsections)) in sections.iter().zip(GUIDE) {
        assert_eq!(between(section, ">", "</h2>"), title);
        // those of a question in it begin with `x-`
        let own = section.split("<h3").skip(1).filter(|part| !part.starts_with(" id=\"x-"));
        let found: Vec<&str> = own.map(|part| between(part, ">", "</h3>")).collect();
        assert_eq!(found, subsections, "{title}");
        let last = section.rsplit("<p>").next().unwrap_or_default();
        assert!(
            last.starts_with("<strong>In short:</strong>") && parse(last).1.split_whitespace().count() < 40,
            "{title}: {last}"
        );
    }
}

#[test]
fn every_question_is_reached_from_a_topic() {
    let tree = built(".");
    let listed: BTreeSet<String> = tree
        .keys()
        .filter(|path| path.starts_with("topics/") && path.ends_with(".html"))
        .flat_map(|path| parse(&html(&tree, path)).0)
        .filter_map(|tag| tag.attribute("href").map(str::to_owned))
        .collect();
    let is_question = |path: &&String| path.starts_with("questions/") && path.matches('/').count() == 2;
    let lost: Vec<&String> = tree
        .keys()
        .filter(is_question)
        .filter(|path| !html(&tree, path).contains("http-equiv=\"refresh\""))
        .filter(|path| !listed.contains(&format!("/{}", path.trim_end_matches("index.html"))))
        .collect();
    assert_eq!(lost, Vec::<&String>::new());
}
