//! The preview is the truth: every address of the blog has the bytes that a build writes, less the tag of the script.

use crate::{
    preview::{Preview, wait},
    support::Site,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_address_of_the_blog_has_the_bytes_of_a_build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::new("");
    copy(&root.join("content"), &site.root().join("content"));
    let config = fs::read_to_string(root.join("site.toml")).expect("the blog has one");
    // social cards are made of words as anywhere (`pictures` compares them), and to draw all takes most of a minute
    assert!(config.contains("\ncards = true\n"));
    site.put("site.toml", config.replace("\ncards = true\n", "\ncards = false\n").as_bytes());
    let run = site.build(&[]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let preview = Preview::of(site, &[], &[]);
    assert!(compare(&preview, "") > 300);
}

/// Waits until the server gives the files of the last build below the path `base`, as far as related lists follow; how many
/// files these are.
pub(crate) fn compare(preview: &Preview, base: &str) -> usize {
    let public = preview.site.root().join("public");
    let files = files(&public);
    for file in &files {
        let path = url_path(&public, file);
        let built = fs::read(file).expect("it was built");
        let asked = format!("{base}{path}");
        wait(&format!("{path} to be what a build writes"), || same(&path, &preview.get(&asked), &built));
    }
    files.len()
}

/// Whether `answer`, to a request for `path`, is what a build has `built`.
pub(crate) fn same(path: &str, answer: &crate::preview::Answer, built: &[u8]) -> Result<(), String> {
    let (body, tags) = answer.without_tag();
    let is_redirect = built.windows(19).any(|part| part == b"http-equiv=\"refresh");
    let status = if is_redirect {
        301
    } else if path == "/404.html" {
        404
    } else {
        200
    };
    let expected_tags = usize::from(!is_redirect && (path.ends_with('/') || path == "/404.html"));
    if answer.status != status {
        return Err(format!("its status is {} and not {status}", answer.status));
    }
    if tags != expected_tags {
        return Err(format!("it has {tags} tags of the script and not {expected_tags}"));
    }
    if body != built {
        return Err(format!("served:\n{}\nbuilt:\n{}", String::from_utf8_lossy(&body), String::from_utf8_lossy(built)));
    }
    Ok(())
}

/// All files of an output folder that a reader can ask for.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The path by which a browser asks for `file` of the output `public`.
pub(crate) fn url_path(public: &Path, file: &Path) -> String {
    let below = file.strip_prefix(public).expect("it lies there").to_string_lossy().replace(' ', "%20");
    let path = format!("/{below}");
    path.strip_suffix("index.html").unwrap_or(&path).to_owned()
}

/// Copies a folder with all in it; a link stays one.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("there is room");
    for entry in fs::read_dir(from).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if let Ok(to) = fs::read_link(&path) {
            std::os::unix::fs::symlink(to, target).expect("nothing is there");
        } else if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("there is room");
        }
    }
}
