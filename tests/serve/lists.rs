//! Related lists: they follow a save by themselves, and delay nothing.

use crate::{
    bytes,
    preview::{Preview, wait},
};

/// Articles of which none has anything to do with another.
const SITE: &str = "
== content/articles/one.md ==
# One
Threads share memory; a mutex guards what threads share.
== content/articles/two.md ==
# Two
Boil fresh water for leaves.
== content/articles/three.md ==
# Three
Nothing else.
== content/questions/q.toml ==
[[question]]
id = \"why\"
question = \"Why does a mutex guard memory?\"
answer = \"Threads.\"
";

const NOW_OF_THREADS: &str =
    "== content/articles/three.md ==\n# Three\nA mutex guards memory that threads share with threads.\n";

/// Waits until the page at `path` names the page at `other`, without asking for it: as an open page would hear.
fn until_heard(preview: &Preview, path: &str, other: &str, save: impl FnOnce()) {
    let events = preview.listen(path, &preview.version(path));
    events.next("mistakes");
    save();
    wait(&format!("{path} to name {other}"), || {
        let version = events.next("page")["version"].clone();
        let page = preview.get(path).text();
        if page.contains(other) && version == preview.version(path) { Ok(()) } else { Err(page) }
    });
}

#[test]
fn an_open_page_hears_of_its_new_list() {
    let preview = Preview::start(SITE);
    // nothing of the page that is open changes but its list
    until_heard(&preview, "/articles/one/", "href=\"/articles/three/\"", || preview.write(NOW_OF_THREADS));
    preview.site.build(&[]).expect(0, "");
    bytes::compare(&preview, "");
}

#[test]
fn questions_have_lists_too() {
    let preview = Preview::start(SITE);
    let new = "== content/questions/new.toml ==\n[[question]]\nid = \"new\"\nquestion = \"What memory does a mutex guard?\"\n\
               answer = \"That of threads.\"\n";
    until_heard(&preview, "/questions/why/", "href=\"/questions/new/\"", || preview.write(new));
    preview.site.build(&[]).expect(0, "");
    bytes::compare(&preview, "");
}

#[test]
fn what_an_author_names_is_shown_at_once() {
    let preview = Preview::start(SITE);
    preview.write("== content/articles/two.md ==\n+++\ntitle = \"Two\"\nrelated = [\"three\"]\n+++\nBoil it.\n");
    let page = preview.until_text("/articles/two/", "Boil it.").text();
    assert!(page.contains("href=\"/articles/three/\""), "{page}");
}

#[test]
fn a_mistake_of_a_template_stays_when_lists_follow() {
    let preview = Preview::start(&format!("{SITE}== templates/question.html ==\n{{{{ page.nope }}}}\n"));
    preview.until_status("/questions/why/", 500);
    let events = preview.listen("/articles/one/", &preview.version("/articles/one/"));
    wait("the mistake to be told", || match events.next("mistakes") {
        data if data["errors"] == 1 => Ok(()),
        data => Err(data.to_string()),
    });
    // the lists of this save come with a snapshot of their own, in which nothing was rendered yet
    preview.write(NOW_OF_THREADS);
    preview.until_text("/articles/one/", "href=\"/articles/three/\"");
    preview.until_status("/questions/why/", 500);
    preview.write("== content/articles/two.md ==\n# Two\n[x](nowhere.md)\n");
    let kinds = events.kinds_until(|data| data["errors"] == 2);
    assert!(kinds.contains(&"page".to_owned()), "{kinds:?}");
}
