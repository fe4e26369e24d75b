//! What a disk may have in store for a build: folders of others, files that can't be touched, links in circles, pipes that would
//! never end, and somebody who empties the output meanwhile.

use crate::{
    markup::{output, paths},
    support::{Published, Run, Site, set_mode},
};
use std::{
    fs,
    os::unix::fs::{MetadataExt as _, chown},
    process::Command,
};

const SITE: &str = "
== content/index.md ==
# Home
== content/articles/a.md ==
# A

Alpha.
== content/articles/b.md ==
# B

Beta.
";

fn built() -> Site {
    let site = Site::new(SITE);
    site.build(&[]).expect(0, "");
    site
}

fn edit(site: &Site) {
    site.add("== content/articles/a.md ==\n# A\n\nAlpha, anew.\n== content/articles/b.md ==\n# B\n\nBeta, anew.\n");
}

/// That `run` failed with these words, and left the output of `site` as it was.
fn failed(site: &Site, run: &Run, words: &[&str], before: &Published) {
    assert_eq!(run.status, Some(2), "{}{}", run.stdout, run.stderr);
    words.iter().for_each(|word| assert!(run.stderr.contains(word), "no `{word}` in {}", run.stderr));
    assert_eq!(*before, Published::of(site), "{}", run.stderr);
}

/// Gives all in `site` to who builds as anybody.
fn give_away(site: &Site) {
    for entry in walkdir::WalkDir::new(site.root()).min_depth(1) {
        let entry = entry.expect("it can be listed");
        if fs::metadata(site.root()).expect("it is there").uid() == 0 {
            chown(entry.path(), Some(65534), Some(65534)).expect("root may");
        }
    }
}

#[test]
fn a_folder_of_somebody_else_keeps_all_of_a_build_from_being_published() {
    for folder in ["public/articles/b", "public/articles", "public"] {
        let site = built();
        edit(&site);
        give_away(&site);
        let foreign = site.root().join(folder);
        set_mode(&foreign, 0o555);
        let before = Published::of(&site);
        let run = site.build_as_anybody();
        failed(&site, &run, &[folder, "Permission denied", "help: "], &before);
        let is_told = run.stderr.contains("/public` is as it was") || folder == "public";
        assert!(is_told && run.stderr.contains("see that you may write to it"), "{}", run.stderr);
        set_mode(&foreign, 0o755);
        assert_eq!(site.build_as_anybody().status, Some(0));
        assert!(site.output("articles/a/index.html").contains("anew"));
        assert!(site.output("articles/b/index.html").contains("anew"));
    }
}

#[test]
fn a_file_that_nobody_may_replace_keeps_all_of_a_build_from_being_published() {
    let site = built();
    edit(&site);
    let page = site.root().join("public/articles/b/index.html");
    let change =
        |how: &str| Command::new("chattr").arg(how).arg(&page).output().is_ok_and(|done| done.status.success());
    // only root may, and not on every disk
    if !change("+i") {
        return;
    }
    let before = Published::of(&site);
    let run = site.build(&[]);
    change("-i");
    failed(&site, &run, &["cannot write `", "articles/b/index.html`", "nothing was published, and `"], &before);
    assert!(!site.root().join("public/.gen-staging").exists());
    site.build(&[]).expect(0, "");
    assert!(site.output("articles/a/index.html").contains("anew"));
}

#[test]
fn a_link_to_the_output_is_no_source_before_it_is_one_and_after() {
    for (link, target) in [
        ("static/old", "../public"),
        ("static/deep/old", "../../public"),
        ("static", "public"),
        ("content/old", "../public"),
        ("templates", "public/templates"),
        ("themes/own", "../public"),
        ("static/builds", "../builds"),
    ] {
        let out = if link == "static/builds" { "builds/public" } else { "public" };
        let theme = if link == "themes/own" { "theme = \"own\"\n" } else { "" };
        let site = Site::new(&format!(
            "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n{theme}\
             == content/index.md ==\n# Home\n== {link} (link) ==\n{target}\n== {out}/templates (folder) ==\n"
        ));
        let run = site.build(&["--adopt", "--out", out]);
        let told = format!(
            "{link} error leaves-site: this symbolic link leads to an output of gen, which would be published within itself\n"
        );
        assert_eq!(run.status, Some(1), "{link}: {}{}", run.stdout, run.stderr);
        assert!(run.messages().contains(&told), "{link}: {}", run.messages());
        fs::remove_file(site.root().join(link)).expect("it is there");
        if link == "themes/own" {
            site.add("== themes/own/strings.toml ==\n");
        }
        site.build(&["--adopt", "--out", out]).expect(0, "");
        let _ = fs::remove_dir_all(site.root().join("themes"));
        site.add("== themes (folder) ==\n");
        std::os::unix::fs::symlink(target, site.root().join(link)).expect("nothing is there");
        // `gen check` knows no output folder, but it knows an output that a link leads to
        let check = (link != "static/builds").then(|| site.run(&["check", "--message-format", "json"]));
        for run in check.into_iter().chain([site.build(&["--out", out])]) {
            assert_eq!(run.status, Some(1), "{link}: {}{}", run.stdout, run.stderr);
            assert!(run.messages().contains(&told), "{link}: {}", run.messages());
        }
    }
}

#[test]
fn a_link_to_what_gen_keeps_is_no_source() {
    let site = built();
    site.add("== static/kept (link) ==\n../.gen/cache\n");
    site.build(&[]).expect(
        1,
        "static/kept error leaves-site: this symbolic link leads to `.gen`, where gen keeps what is its own
  help: remove the link",
    );
}

#[test]
fn no_build_waits_for_a_pipe() {
    let nginx =
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[publish]\nredirects = \"nginx\"\n";
    // where the pipe is, and what is said if it isn't just replaced
    let cases = [
        ("public/.gen-lock", Some("cannot open `")),
        ("public/.gen-manifest", Some("cannot read `")),
        ("public/.gen-staging", None),
        ("public/articles/a/index.html", None),
        ("public.nginx.conf", Some("cannot read `")),
        ("public.nginx.conf.gen-staging", None),
        (".gen/cache/published", None),
        (".gen/cache/published.json", None),
        (".gen/cache/.gitignore", None),
        (".gen/cache/images.json", None),
        (".gen/cache", None),
        (".gen", None),
        ("site.toml", Some("isn't a file")),
    ];
    for (pipe, refused) in cases {
        let site = Site::new(&format!("{nginx}{SITE}"));
        site.build(&[]).expect(0, "");
        edit(&site);
        site.add("== site.toml ==\ntitle = \"Prep, anew\"\nbase_url = \"https://prep.example/\"\n[publish]\nheaders = \"nginx\"\n");
        let at = site.root().join(pipe);
        let _ = fs::remove_dir_all(&at).or_else(|_| fs::remove_file(&at));
        site.add(&format!("== {pipe} (pipe) ==\n"));
        let run = site.build(&[]);
        match refused {
            None => assert_eq!(run.status, Some(0), "{pipe}: {}{}", run.stdout, run.stderr),
            Some(words) => {
                assert_eq!(run.status, Some(2), "{pipe}: {}{}", run.stdout, run.stderr);
                assert!(run.stderr.contains(words) && run.stderr.contains("help: "), "{pipe}: {}", run.stderr);
            }
        }
    }
}

#[test]
fn what_is_left_of_an_output_that_was_emptied_meanwhile_is_still_ours() {
    let whole = |site: &Site| {
        site.build(&[]).expect(0, "");
        let clean = Site::new(SITE);
        edit(&clean);
        clean.build(&[]).expect(0, "");
        assert_eq!(paths(&output(site)), paths(&output(&clean)));
        assert!(output(site) == output(&clean));
    };
    let site = built();
    fs::remove_file(site.root().join("public/.gen-manifest")).expect("it is there");
    fs::remove_dir_all(site.root().join("public/articles/a")).expect("it is there");
    edit(&site);
    whole(&site);
    // a power cut
    site.put("public/.gen-manifest", b"");
    whole(&site);
    // something of somebody else's is there
    fs::remove_file(site.root().join("public/.gen-manifest")).expect("it is there");
    site.put("public/theirs", b"theirs");
    let before = Published::of(&site);
    failed(&site, &site.build(&[]), &["is not empty, and gen has not written it"], &before);
    // or something that was ours
    fs::remove_file(site.root().join("public/theirs")).expect("it is there");
    site.put("public/index.html", b"theirs");
    let before = Published::of(&site);
    failed(&site, &site.build(&[]), &["is not empty, and gen has not written it"], &before);
}

#[test]
fn a_folder_that_nobody_may_look_into_is_told_while_old_files_may_be_in_it() {
    let site = built();
    fs::remove_file(site.root().join("content/articles/b.md")).expect("it is there");
    give_away(&site);
    let folder = site.root().join("public/articles/b");
    if fs::metadata(site.root()).expect("it is there").uid() == 0 {
        chown(&folder, Some(0), Some(0)).expect("root may");
    }
    set_mode(&folder, 0o000);
    let run = site.build_as_anybody();
    set_mode(&folder, 0o755);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(folder.join("index.html").exists());
    site.build(&[]).expect(0, "");
    assert!(!folder.exists(), "it was forgotten");
}

#[test]
fn a_path_too_long_as_a_whole_is_told_where_it_is_written() {
    let part = |letter: &str, length: usize| letter.repeat(length);
    // with its `index.html`, 900 bytes
    let fits = format!("/{}/{}/{}/{}/", part("a", 250), part("b", 250), part("c", 250), part("d", 136));
    let long = format!("/{}/{}/{}/{}/", part("a", 250), part("b", 250), part("c", 250), part("d", 137));
    let site = Site::new(&format!(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[permalinks]\nquestions = \"{fits}{{slug}}/\"\n\
         == content/articles/a.md ==\n+++\ntitle = \"A\"\naliases = [\"{}\", \"{long}\"]\n+++\nText.\n\
         == content/questions/q.toml ==\n[[question]]\nid = \"one\"\nquestion = \"One?\"\nanswer = \"Yes.\"\n",
        fits.replace('a', "e")
    ));
    let run = site.build(&[]);
    let told = run.messages();
    let reason = "as a file it is longer than 900 bytes, and with the folder of the output not every system takes it";
    let lines: Vec<&str> = told.lines().filter(|line| !line.starts_with("  page: ")).collect();
    let [alias, alias_help, question, question_help] = lines.as_slice() else { panic!("{told}") };
    assert!(
        alias.starts_with("content/articles/a.md:3:908 «") && alias.contains(" error bad-slug: the alias `/aaa"),
        "{alias}"
    );
    assert!(alias.ends_with(reason) && question.ends_with(reason), "{alias}\n{question}");
    assert!(question.starts_with("content/questions/q.toml:") && question.contains("can't be at `/aaa"), "{question}");
    assert_eq!(*alias_help, "  help: write a shorter alias, or remove it");
    assert_eq!(
        *question_help,
        "  help: give it a shorter `slug` or permalink, or put it into fewer or shorter folders"
    );
}
