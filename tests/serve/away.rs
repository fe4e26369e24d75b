//! The site's folder and its parts that go and come back, with an event or without: after any doubt all is watched, then
//! listed.

use crate::{bytes::copy, preview::Preview};
use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

/// A site in a folder that lies in a folder, so that both can be moved.
const SITE: &str = "
== above/site/site.toml ==
title = \"Prep\"
base_url = \"https://prep.example/\"
theme = \"own\"
== above/site/content/articles/a.md ==
# A
First.
== above/site/templates/page.html ==
page {{ page.title }}
== above/site/content/p.md ==
# P
== above/site/themes/own/templates/article.html ==
first {{ page.title }}|{{ page.lead }}
== above/site/static/x.txt ==
first
";

fn start(flags: &[&str]) -> Preview {
    let preview = Preview::start_with(SITE, &[&["--root", "above/site"], flags].concat(), &[]);
    preview.until_text("/articles/a/", "First.");
    preview
}

fn site(preview: &Preview) -> PathBuf {
    preview.site.root().join("above/site")
}

/// Where the folder `folder` of the site lies.
fn place_of(preview: &Preview, folder: &str) -> PathBuf {
    // a slash at the end would go through a link
    if folder.is_empty() { site(preview) } else { site(preview).join(folder) }
}

/// Writes all that is in the site, and waits until it is served: everything is watched.
fn save_all(preview: &Preview, word: &str) {
    preview.write(&format!(
        "
== above/site/content/articles/a.md ==
# A
{word}.
== above/site/templates/page.html ==
{word} {{{{ page.title }}}}
== above/site/themes/own/templates/article.html ==
theme {word} {{{{ page.title }}}}|{{{{ page.lead }}}}
== above/site/static/x.txt ==
{word}
"
    ));
    preview.until_text("/articles/a/", &format!("{word}."));
    preview.until_text("/articles/a/", &format!("theme {word} A"));
    preview.until_text("/p/", &format!("{word} P"));
    preview.until_text("/x.txt", word);
    let config = format!("title = \"{word}\"\nbase_url = \"https://prep.example/\"\ntheme = \"own\"\n");
    fs::write(site(preview).join("site.toml"), config).expect("it is there");
    preview.until_text("/", word);
}

/// The site's folders, and what is served of each.
const FOLDERS: [(&str, &str); 6] = [
    ("", "/articles/a/"),
    ("content", "/articles/a/"),
    ("content/articles", "/articles/a/"),
    ("templates", "/articles/a/"),
    ("themes/own", "/articles/a/"),
    ("static", "/x.txt"),
];

#[test]
fn a_site_that_is_away_is_waited_for_without_work() {
    let preview = start(&[]);
    preview.rename("above/site", "away");
    preview.until_status("/articles/a/", 404);
    preview.until_said("error[unreadable-file]: cannot read this: the site's folder isn't there");
    #[cfg(target_os = "linux")]
    preview.until_idle();
    preview.rename("away", "above/site");
    preview.until_text("/articles/a/", "First.");
    save_all(&preview, "later");
    #[cfg(target_os = "linux")]
    preview.until_idle();
}

#[test]
fn a_folder_that_goes_and_comes_back_is_followed() {
    for flags in [&[][..], &["--poll"]] {
        let preview = start(flags);
        for (at, (folder, path)) in FOLDERS.into_iter().enumerate() {
            let (place, away) = (place_of(&preview, folder), preview.site.root().join("away"));
            fs::rename(&place, &away).expect("it is there");
            if !folder.starts_with(['t']) {
                preview.until_status(path, 404);
            }
            // what is saved while it is away is seen when it is back
            if folder.is_empty() {
                fs::write(away.join("content/articles/a.md"), "# A\nSaved away.\n").expect("it is there");
            }
            fs::rename(&away, &place).expect("nothing is there");
            preview.until_text(path, if folder.is_empty() { "Saved away." } else { "" });
            save_all(&preview, &format!("word{at}"));
        }
    }
}

#[test]
fn a_folder_that_is_there_again_before_it_was_missed_is_followed() {
    let preview = start(&[]);
    for (at, (folder, _)) in FOLDERS.into_iter().enumerate() {
        let (place, away) = (place_of(&preview, folder), preview.site.root().join("away"));
        for _ in 0..30 {
            fs::rename(&place, &away).expect("it is there");
            fs::rename(&away, &place).expect("nothing is there");
        }
        // another in its place, of the same files
        fs::rename(&place, &away).expect("it is there");
        copy(&away, &place);
        fs::remove_dir_all(&away).expect("it is there");
        save_all(&preview, &format!("word{at}"));
    }
}

#[test]
fn a_folder_above_may_be_renamed() {
    let preview = start(&[]);
    preview.rename("above", "elsewhere");
    preview.until_status("/articles/a/", 404);
    preview.rename("elsewhere", "above");
    preview.until_text("/articles/a/", "First.");
    save_all(&preview, "later");
    // another in its place
    preview.rename("above", "elsewhere");
    copy(&preview.site.root().join("elsewhere"), &preview.site.root().join("above"));
    save_all(&preview, "last");
}

#[test]
fn a_folder_that_a_link_takes_the_place_of_is_followed() {
    for flags in [&[][..], &["--poll"]] {
        let preview = start(flags);
        for (at, (folder, _)) in FOLDERS.into_iter().enumerate().rev() {
            let place = place_of(&preview, folder);
            let real = match folder {
                "" => preview.site.root().join("real"),
                _ => site(&preview).join(format!("real{at}/x/y/z")),
            };
            fs::create_dir_all(real.parent().expect("it has one")).expect("there is room");
            fs::rename(&place, &real).expect("it is there");
            symlink(&real, &place).expect("nothing is there");
            // what the other links lead to by their whole path goes with the site
            if folder.is_empty() {
                relink(&preview, &real);
            }
            save_all(&preview, &format!("link{at}"));
        }
    }
}

/// Lets the links to folders of the site lead to where these lie, now that the site lies at `real`.
fn relink(preview: &Preview, real: &Path) {
    let site = site(preview);
    for (folder, _) in FOLDERS {
        let link = real.join(folder);
        let Ok(target) = fs::read_link(&link) else { continue };
        let Ok(below) = target.strip_prefix(&site) else { continue };
        fs::remove_file(&link).expect("it is there");
        symlink(real.join(below), link).expect("nothing is there");
    }
}

#[test]
fn a_folder_in_the_place_of_what_a_link_leads_to_is_followed() {
    let preview = start(&[]);
    fs::create_dir_all(site(&preview).join("v1/deep")).expect("there is room");
    preview.rename("above/site/content", "above/site/v1/deep/content");
    symlink("v1/deep/content", site(&preview).join("content")).expect("nothing is there");
    save_all(&preview, "linked");
    preview.rename("above/site/v1", "above/site/v0");
    copy(&site(&preview).join("v0"), &site(&preview).join("v1"));
    save_all(&preview, "copied");
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_mounted_in_the_place_of_a_folder_is_seen() {
    let preview = start(&[]);
    let root = preview.site.root();
    let disk = root.join("disk");
    let run = |program: &str, arguments: &[&Path]| {
        Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
    };
    for (at, (folder, path)) in FOLDERS.into_iter().enumerate().filter(|(_, (folder, _))| !folder.starts_with('t')) {
        let place = place_of(&preview, folder);
        copy(&place, &disk);
        if !run("mount", &[Path::new("--bind"), &disk, &place]) {
            // only root may
            return;
        }
        save_all(&preview, &format!("mounted{at}"));
        assert!(run("umount", &[Path::new("--lazy"), &place]));
        save_all(&preview, &format!("unmounted{at}"));
        fs::remove_dir_all(&disk).expect("it is there");
        preview.until_status(path, 200);
    }
}
