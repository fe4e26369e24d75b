//! Sites of a few words, and what is related in them; and how the work grows.

use super::*;
use crate::{
    config::Config,
    content::{self, FileContent, FileRole, Settings},
    diag::Diagnostics,
    place::{SourcePath, Text},
    site::{PublishingOptions, SiteInput, assemble},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const SITE_TOML: &str = "title = \"Prep\"\nbase_url = \"https://prep.example/\"\ntaxonomies = [{ name = \"roles\" }]\n\
                         [topics]\nstrict = false\n";

fn config() -> Config {
    Config::load(&Text::verbatim(SITE_TOML, 0), &SourcePath::new("site.toml"), &mut Diagnostics::new())
}

/// A file with its path below `content/` and its text, parsed.
fn parsed((path, text): &(String, String)) -> FileContent {
    let path = SourcePath::new(format!("content/{path}"));
    let role = FileRole::of(&path).expect("it is content");
    let text = Text::verbatim(text.as_str(), 0);
    content::parse(&role, &path, &text, &Settings::of(&config()), &mut Diagnostics::new()).expect("it can be parsed")
}

/// The site of `files`, each with its path below `content/` and its text.
fn site(files: &[(String, String)]) -> Site {
    site_of(files.iter().map(parsed).collect())
}

fn site_of(items: Vec<FileContent>) -> Site {
    let given = SiteInput {
        config: Arc::new(config()),
        items,
        assets: Vec::new(),
        theme_files: Vec::new(),
        options: PublishingOptions { drafts: false, future: false, as_of: jiff::Timestamp::UNIX_EPOCH },
        question_files: Vec::new(),
        incomplete: Default::default(),
        card_font: None,
    };
    assemble(given, &mut Diagnostics::new())
}

/// An article with front matter.
fn article(name: &str, front: &str, text: &str) -> (String, String) {
    (format!("articles/{name}.md"), format!("+++\ntitle = \"{name}\"\n{front}\n+++\n{text}\n"))
}

/// A file with one question.
fn question(id: &str, question: &str, answer: &str) -> (String, String) {
    let text = format!("[[question]]\nid = \"{id}\"\nquestion = \"{question}\"\nanswer = \"{answer}\"\n");
    (format!("questions/{id}.toml"), text)
}

/// The related articles of each article, and the related questions of each question, by name; less what [`among_others`]
/// adds, which is named here and there so as to be named at all.
fn lists(site: &Site, related: &RelatedPages) -> BTreeMap<String, Vec<String>> {
    let article = |at: usize| site.articles[at].meta.name.clone();
    let question = |at: usize| site.questions[at].meta.name.clone();
    let told = |names: Vec<String>| names.into_iter().filter(|name| !name.ends_with("-other")).collect::<Vec<_>>();
    let articles = (0..site.articles.len())
        .map(|at| (article(at), told(related.articles(site, at).into_iter().map(article).collect())));
    let questions = (0..site.questions.len())
        .map(|at| (question(at), told(related.questions(site, at).into_iter().map(question).collect())));
    articles.chain(questions).collect()
}

fn found(site: &Site) -> RelatedPages {
    RelatedPages::find(site, &mut Vectors::default(), &StopFlag::default()).expect("nobody stops it")
}

/// `files` among others that have nothing to do with them but the words that all texts use. One of these stands behind each
/// article, to name it if nothing else does.
fn among_others(files: &[(String, String)]) -> Vec<(String, String)> {
    let other = |(at, name): (usize, String)| {
        let language = if name.starts_with("de") { "language = \"de\"" } else { "" };
        article(&format!("{name}-other"), language, &format!("This is a text of words in it: own{at}x."))
    };
    let names = files.iter().filter_map(|(path, _)| path.strip_prefix("articles/")?.strip_suffix(".md"));
    let names: Vec<String> = names.map(str::to_owned).chain((0..10).map(|at| format!("z{at}"))).collect();
    files.iter().cloned().chain(names.into_iter().enumerate().map(other)).collect()
}

/// The list of one article of `files`.
fn of(name: &str, files: &[(String, String)]) -> Vec<String> {
    let site = site(&among_others(files));
    lists(&site, &found(&site)).remove(name).unwrap_or_else(|| panic!("there is no {name}"))
}

#[test]
fn what_says_the_same_is_related() {
    let files = [
        article("hash", "", "Hash tables keep buckets of entries. A bucket is a list of entries."),
        article("map", "", "A map's entry lies in its bucket; hashing finds the bucket."),
        article("tea", "", "Boil fresh water for leaves, then pour it into cups."),
        article("soup", "", "Boiling fresh water makes soup of leaves."),
    ];
    assert_eq!(of("hash", &files), ["map"]);
    assert_eq!(of("tea", &files), ["soup"]);
}

#[test]
fn code_is_no_text() {
    let code =
        |word: &str| format!("Words of {word}.\n\n```text\nmutex channel semaphore\nmutex channel semaphore\n```");
    let files = [article("a", "", &code("one")), article("b", "", &code("two")), article("c", "", "A third thing.")];
    assert_eq!(of("a", &files), [""; 0]);
}

#[test]
fn shared_topics_and_terms_bring_nearer() {
    let text = "Caches keep copies of answers that slow stores gave, so that readers wait less.";
    let with = |name: &str, front: &str| article(name, front, text);
    let files = [
        with("own", "topics = [\"t\"]\nroles = [\"dev\"]"),
        with("nothing", ""),
        with("term", "roles = [\"dev\"]"),
        with("topic", "topics = [\"t\"]"),
        with("both", "topics = [\"t\"]\nroles = [\"dev\"]"),
    ];
    assert_eq!(of("own", &files), ["both", "topic", "term", "nothing"]);
}

#[test]
fn topics_complete_what_texts_leave_open() {
    let files = [
        article("one", "topics = [\"t\"]", "Threads share memory."),
        article("two", "topics = [\"t\"]", "Boil fresh water."),
        article("three", "topics = [\"u\"]", "Nothing else matters."),
    ];
    assert_eq!(of("one", &files), ["two"]);
    assert_eq!(of("three", &files), [""; 0]);
}

#[test]
fn a_language_relates_to_itself_only() {
    let files = [
        article("en", "topics = [\"t\"]", "Datenbank Index Transaktion Sperre"),
        article("gb", "topics = [\"t\"]\nlanguage = \"en-GB\"", "Boil fresh water."),
        article("de", "topics = [\"t\"]\nlanguage = \"de\"", "Datenbank Index Transaktion Sperre"),
    ];
    assert_eq!(of("en", &files), ["gb"]);
    assert_eq!(of("de", &files), [""; 0]);
}

#[test]
fn chinese_is_compared_by_pairs_of_characters() {
    let zh = |name: &str, text: &str| article(name, "language = \"zh\"", text);
    let files = [
        zh("cache", "缓存穿透是什么？数据库缓存的常见问题。"),
        zh("redis", "使用缓存时要小心缓存穿透。"),
        zh("tea", "喝茶对身体很好。"),
    ];
    assert_eq!(of("cache", &files), ["redis"]);
    assert_eq!(of("tea", &files), [""; 0]);
}

#[test]
fn an_edit_counts_the_words_of_one_file() {
    let texts = ["Threads share memory.", "Memory of threads.", "Boil water.", "Water for tea."];
    let mut items: Vec<FileContent> =
        (0..).zip(texts).map(|(at, text)| parsed(&article(&format!("a{at}"), "", text))).collect();
    items.push(parsed(&question("one", "What boils?", "Water.")));
    items.push(parsed(&question("two", "Who shares memory?", "Threads.")));
    let mut vectors = Vectors::default();
    let mut all = |items: &[FileContent]| {
        let site = site_of(items.to_vec());
        let of_articles = vectors.of_articles(&site.articles, &site, &StopFlag::default()).expect("nobody stops it");
        let of_questions = vectors.of_questions(&site.questions, &site, &StopFlag::default()).expect("nobody stops it");
        [of_articles, of_questions].concat()
    };
    let mut before = all(&items);
    let is_known = |before: &[Arc<lexicon::Vector>], now: &Arc<lexicon::Vector>| {
        before.iter().any(|known| Arc::ptr_eq(known, now))
    };
    let mut counted = |items: &[FileContent]| {
        let now = all(items);
        let new = now.iter().filter(|vector| !is_known(&before, vector)).count();
        before.extend(now);
        new
    };
    assert_eq!(counted(&items), 0);
    items[2] = parsed(&article("a2", "", "Boil water in a kettle."));
    assert_eq!(counted(&items), 1);
    items[4] = parsed(&question("one", "What boils?", "Water does."));
    assert_eq!(counted(&items), 1);
    // what comes, goes or moves counts nothing again
    items.remove(0);
    items.reverse();
    assert_eq!(counted(&items), 0);
}

#[test]
fn a_search_that_is_stopped_ends_without_a_result() {
    let site = site(&[article("a", "", "Threads share memory."), article("b", "", "Memory of threads.")]);
    let stop = StopFlag::default();
    stop.set();
    assert!(Vectors::default().of_articles(&site.articles, &site, &stop).is_none());
    assert!(RelatedPages::find(&site, &mut Vectors::default(), &stop).is_none());
}

#[test]
fn of_equally_near_ones_the_first_by_id_comes_first() {
    // the newest comes first in the site
    let dated = |name, day: u32| article(name, &format!("date = 1970-01-0{day}"), "Threads share memory.");
    let files = [("d", 5), ("b", 4), ("own", 3), ("a", 2), ("c", 1)].map(|(name, day)| dated(name, day));
    assert_eq!(of("own", &files)[..4], ["a", "b", "c", "d"]);
}

#[test]
fn what_is_near_nothing_is_offered_somewhere() {
    let files = [
        article("alone", "", "Glass, sand and fire."),
        article("hash", "", "Hash tables keep buckets of entries."),
        article("map", "", "A map's entry lies in its bucket, which hashing finds."),
    ];
    let site = site(&files);
    assert_eq!(lists(&site, &found(&site))["hash"], ["map", "alone"]);
}

#[test]
fn what_is_remembered_serves_until_new_lists_are_found() {
    let text = "Threads share memory.";
    let mut files = among_others(&[
        article("a", "topics = [\"t\"]", text),
        article("b", "", text),
        article("c", "", text),
        article("d", "topics = [\"t\"]", "Boil fresh water."),
    ]);
    let before = site(&files);
    let known = found(&before).remember(&before);
    assert_eq!(lists(&before, &RelatedPages::remembered(&known)), lists(&before, &found(&before)));
    // `a` comes to name one and to refuse another, `b` is gone, and `e` is new
    files[0] = article("a", "topics = [\"t\"]\nrelated = [\"e\"]\nnever_related = [\"c\"]", text);
    files.remove(1);
    files.push(article("e", "topics = [\"t\"]", text));
    let now = site(&files);
    let lists = lists(&now, &RelatedPages::remembered(&known));
    assert_eq!(lists["a"], ["e", "d"]);
    assert_eq!(lists["c"], ["a"]);
    assert_eq!(lists["e"], ["a", "d"]);
}

/// Some words for each of some articles, and the front matter of each.
fn random_site() -> impl Strategy<Value = Vec<(String, String)>> {
    let words = proptest::sample::select(vec![
        "cache", "thread", "index", "lock", "queue", "table", "token", "packet", "commit", "branch", "probe", "shard",
    ]);
    let front = proptest::sample::select(vec![
        "",
        "topics = [\"t\"]",
        "topics = [\"t\", \"u\"]\nroles = [\"dev\"]",
        "unlisted = true",
        "language = \"de\"",
        "related = [\"n0\"]",
        "never_related = [\"n1\", \"n2\"]",
    ]);
    let text = proptest::collection::vec(words, 1..8);
    proptest::collection::vec((front, text), 1..20).prop_map(|articles| {
        let numbered = articles.into_iter().enumerate();
        numbered.map(|(at, (front, words))| article(&format!("n{at}"), front, &words.join(" "))).collect()
    })
}

proptest! {
    #[test]
    fn lists_are_the_same_for_any_order_of_files_and_any_number_of_threads(
        (files, shuffled) in random_site().prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle())),
        threads in 1..4_usize,
    ) {
        let one = site(&files);
        let expected = lists(&one, &found(&one));
        let other = site(&shuffled);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("there is room for threads");
        prop_assert_eq!(expected, lists(&other, &pool.install(|| found(&other))));
    }

    #[test]
    fn lists_keep_to_the_rules(files in random_site()) {
        let site = site(&files);
        let lists = lists(&site, &found(&site));
        for article in &site.articles {
            let list = &lists[&article.meta.name];
            let own: Vec<&str> = article.related.iter().map(|name| name.value.as_str()).collect();
            let own: Vec<&str> = own.into_iter().filter(|name| *name != article.meta.name).collect();
            prop_assert!(list.iter().zip(&own).all(|(listed, own)| listed == own), "{list:?}");
            prop_assert!(list.len() <= SHOWN && !list.contains(&article.meta.name), "{list:?}");
            for other in list {
                let found = &site.articles[site.article(other).expect("it is there")].meta;
                let fits = !found.unlisted && found.language == article.meta.language;
                prop_assert!(own.contains(&other.as_str()) || fits, "{list:?}");
                prop_assert!(!article.never_related.iter().any(|never| never.value == *other), "{list:?}");
                prop_assert_eq!(list.iter().filter(|same| *same == other).count(), 1);
            }
        }
        let has_wishes = site.articles.iter().any(|article| !article.related.is_empty() || !article.never_related.is_empty());
        for article in site.articles.iter().filter(|article| !article.meta.unlisted && !has_wishes) {
            let name = &article.meta.name;
            let mut others = site.articles.iter().filter(|other| other.meta.name != *name);
            let has_company = others.any(|other| other.meta.language == article.meta.language);
            prop_assert!(!has_company || lists.values().any(|list| list.contains(name)), "{name}: {lists:?}");
        }
    }
}

/// Texts of thirty words each, out of a vocabulary of a thousand.
fn texts(count: u32) -> Vec<Arc<lexicon::Vector>> {
    let vector = |at: u32| {
        let numbers: BTreeMap<u32, u32> = (0..30).map(|n| ((at * 7919 + n * n * 104_729) % 1_000, 1 + n % 3)).collect();
        let terms: Box<[_]> = numbers.into_iter().map(|(number, count)| lexicon::TermCount { number, count }).collect();
        Arc::new(lexicon::Vector { length: terms.iter().map(|term| term.count).sum(), terms })
    };
    (0..count).map(vector).collect()
}

#[test]
fn the_work_grows_with_the_number_of_texts_and_not_with_its_square() {
    let compared = |count: u32| {
        let index = index::TermIndex::of(&texts(count), 1_000, &StopFlag::default()).expect("nobody stops it");
        (0..count).map(|text| index.candidates(text, &mut vec![0.0; index.terms()]).len()).sum::<usize>()
    };
    let (few, many) = (compared(1_000), compared(10_000));
    let most = index::CANDIDATES;
    assert!(few > most * 1_000 / 2, "only {few} comparisons of 1,000 texts");
    assert!(many <= most * 10_000, "{many} comparisons of 10,000 texts");
    assert!(many <= 11 * few, "{few} comparisons of 1,000 texts, {many} of 10,000");
}
