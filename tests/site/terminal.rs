//! What commands print of what authors wrote: nothing that a terminal would obey, no line that an author made up, and no result
//! that is lost in silence.

use crate::support::{Site, TODAY};
use std::{
    fs::File,
    process::{Command, Stdio},
};

/// Every character that moves the cursor, breaks the line or turns its direction, but the one that no name may hold.
fn sly() -> String {
    let controls = ('\u{1}'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
    let turns = ('\u{2028}'..='\u{202e}').chain('\u{2066}'..='\u{2069}').chain(['\u{61c}', '\u{200e}', '\u{200f}']);
    controls.chain(turns).collect()
}

/// What of `text` a terminal would obey.
fn obeyed(text: &str) -> Vec<char> {
    text.chars().filter(|char| *char != '\n' && sly().contains(*char)).collect()
}

/// A site in which everything that has a name has a bad one; its texts hold the characters, too, unless it `is_fine`.
fn site(is_fine: bool) -> Site {
    let sly = sly();
    let turns: String = sly.chars().filter(|char| !char.is_control()).collect();
    let name = format!("{sly}\nforged: a");
    let words = if is_fine { format!("x {turns}") } else { format!("x {sly}") };
    // YAML reads escapes, so that a title holds all of them
    let title: String = words.chars().map(|char| format!("\\U{:08X}", u32::from(char))).collect();
    let site = Site::new("== content/index.md ==\n# Home\n");
    let article = format!(
        "---\ntitle: \"{title}\"\n---\nText with a Term and [x](/fine/{words}).\n\n## H\n\nA Term.\n\n![](/x.svg)\n"
    );
    let article = if is_fine { article.replace("[x](/fine/", "(").replace("![](/x.svg)", "") } else { article };
    site.put(&format!("content/articles/{name}.md"), article.as_bytes());
    site.put("content/topics/t.md", format!("---\ntitle: \"{title}\"\nterms: [Term]\n---\nText.\n").as_bytes());
    if !is_fine {
        site.put(&format!("static/{name}.svg"), b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        site.put(&format!("templates/{name}.html"), format!("{{{{ {words}").as_bytes());
        site.put(&format!("content/questions/{name}.toml"), b"[[question]]\nid = 'a'\nquestion = 'A?'\n");
    }
    site
}

#[test]
fn nothing_that_was_written_moves_the_cursor_or_makes_a_line() {
    let sly = sly();
    let name = format!("{sly}\nforged: b");
    for is_fine in [true, false] {
        let site = site(is_fine);
        for arguments in [
            &["build"][..],
            &["build", "--timings"],
            &["check"],
            &["check", "--fix"],
            &["report"],
            &["links"],
            &["links", "--write"],
            &["new", "article", &name],
            &["new", "article", "A", "--topic", &name],
            &["new", "article", "A", "--level", &name],
            &["new", "question", "A", "--file", &name],
            &["build", "--as-of", &name],
            &["build", "--root", &name],
            &["build", "--out", &name],
            &["report", "--out", &name],
            &["man", "--out", &name],
            &["init", &name],
            &["init", &name],
        ] {
            let run = site.run_with(arguments, &[("SOURCE_DATE_EPOCH", "1780000000")]);
            // a diff is a text for programs
            let stdout = if arguments.contains(&"--write") { "" } else { &*run.stdout };
            let told = format!("{stdout}{}", run.stderr);
            assert!(!told.is_empty() || arguments[0] == "man", "{arguments:?} says nothing");
            assert!(obeyed(&told).is_empty(), "{arguments:?} {:?} {told}", obeyed(&told));
            assert!(told.lines().all(|line| !line.starts_with("forged")), "{arguments:?} {told}");
        }
    }
}

#[test]
fn json_is_one_object_a_line_whatever_names_there_are() {
    for arguments in [["build"], ["check"], ["links"]] {
        let run = site(false).run(&[&arguments[..], &["--message-format", "json", "--as-of", TODAY]].concat());
        assert!(!run.objects().is_empty() && run.stderr.is_empty(), "{}", run.stderr);
    }
}

const RESULTS: [&[&str]; 11] = [
    &["build", "--message-format", "json"],
    &["check", "--message-format", "json"],
    &["check", "--message-format", "sarif"],
    &["report"],
    &["report", "--format", "html"],
    &["links"],
    &["links", "--diff"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["--version"],
];

#[test]
fn a_result_that_can_not_be_written_is_no_success() {
    let site = site(true);
    site.put("content/b.md", b"# B\n\n[x](nothing.md)\n");
    site.put("site.toml", b"title = \"S\"\nbase_url = \"https://prep.example/\"\n[rules]\nbroken-link = \"warning\"\n");
    for arguments in RESULTS {
        let run = |stdout: Stdio| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
            command.args(arguments).current_dir(site.root()).stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
            command.spawn().expect("the program was built for this test")
        };
        let full = File::options().write(true).open("/dev/full").expect("Linux has one");
        let full = run(full.into()).wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&full.stderr);
        assert_eq!(full.status.code(), Some(2), "{arguments:?} {told}");
        assert!(told.contains("error: cannot write to standard output: "), "{arguments:?} {told}");
        // its reader is gone before there is anything to read
        let mut closed = run(Stdio::piped());
        drop(closed.stdout.take());
        let closed = closed.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&closed.stderr);
        assert_eq!(closed.status.code(), Some(0), "{arguments:?} {told}");
        assert!(!told.contains("standard output"), "{arguments:?} {told}");
    }
}
