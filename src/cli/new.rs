//! `gen new`: a file to begin an article, a question, a topic or an author with.
//!
//! 1. The folder has to be a site: it holds a `site.toml`.
//! 2. The title becomes the file's name by the rule of slugs, and a question's id by the same rule in ASCII.
//! 3. `existing` refuses what the next build would: an id that another question has, a level or topic that the site hasn't.
//! 4. `text` writes the front matter: what is known stands in it, and the other keys as comments with a hint.
//! 5. The file is created, or with `--file` the question is added to the end of a question file by `append`.
//!
//! A file that is there is never written over, whether it is `NAME.md` or `NAME/index.md`.

mod append;
mod existing;
mod text;

use super::create;
use crate::{content::slug::slugify, diag::Error, kind::Kind};
use existing::ExistingSite;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What else is known of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NewOptions<'a> {
    /// The topic it belongs to; of a topic the one above it.
    pub(crate) topic: Option<&'a str>,
    /// Its level, one of those of `site.toml`.
    pub(crate) level: Option<&'a str>,
    /// Whether an article gets a folder, for images beside it.
    pub(crate) bundle: bool,
    /// The question file to add a question to: its name, or its path from the root.
    pub(crate) file: Option<&'a str>,
}

/// The longest name of a file that all systems take, less what its folder and ending need.
const MAX_NAME: usize = 200;

/// Begins a new `kind` named `title` in the site at `root`, with `date` as its date, and returns the file that holds
/// it.
///
/// Fails, and writes nothing, if `root` is no site, if no name can be made of the title, if an option doesn't fit the
/// kind or the site, or if the name is taken.
pub(crate) fn new(
    root: &Path,
    kind: Kind,
    title: &str,
    options: &NewOptions<'_>,
    date: Date,
) -> Result<PathBuf, Error> {
    if !root.join("site.toml").is_file() {
        return Err(Error::new(format!("there is no `site.toml` in `{}`", root.display()))
            .help("start a site with `gen init`, or name the folder of yours with `--root`"));
    }
    check_options(kind, options)?;
    let title = one_line(title);
    let known = ExistingSite::read(root);
    let name = name_of(kind, &title, known.ascii)?;
    known.check(kind, &name, options)?;
    if let Some(file) = options.file {
        return append::append(root, file, &name, &title, options);
    }
    let folder = root.join("content").join(kind.row().folder);
    let path = free_path(&folder, kind, &name, options.bundle)?;
    let text = match kind {
        Kind::Article => text::article(&title, options, date),
        Kind::Question => text::question_file(&name, &title, options),
        Kind::Topic => text::topic(&title, options),
        _ => text::author(&title),
    };
    create::create(&path, &text)?;
    Ok(path)
}

/// An option that means nothing for the kind would be forgotten in silence.
fn check_options(kind: Kind, options: &NewOptions<'_>) -> Result<(), Error> {
    use Kind::{Article, Question, Topic};
    let taken = [
        ("--topic", options.topic.is_some(), &[Article, Question, Topic][..]),
        ("--level", options.level.is_some(), &[Article, Question]),
        ("--bundle", options.bundle, &[Article]),
        ("--file", options.file.is_some(), &[Question]),
    ];
    match taken.iter().find(|(_, is_given, kinds)| *is_given && !kinds.contains(&kind)) {
        Some((option, ..)) => {
            Err(Error::new(format!("{} takes no `{option}`", kind.row().one)).help(format!("leave `{option}` out")))
        }
        None => Ok(()),
    }
}

/// The title on one line, without characters that can't be seen or typed.
fn one_line(title: &str) -> String {
    let seen = |word: &str| word.chars().filter(|c| !c.is_control()).collect::<String>();
    let words: Vec<String> = title.split_whitespace().map(seen).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The file name without its ending, which is also a question's id.
fn name_of(kind: Kind, title: &str, ascii: bool) -> Result<String, Error> {
    if title.is_empty() {
        return Err(Error::new(format!("{} needs a title", kind.row().one))
            .help("give it in quotes, as `gen new article \"How indexes work\"`"));
    }
    let name = slugify(title, ascii || kind == Kind::Question);
    let refuse = |reason: &str, help: &str| Err(Error::new(format!("the title `{title}` {reason}")).help(help));
    if name.is_empty() {
        return refuse(
            "has no letter or digit to make a name of",
            "give another title; the one you want can be set in the file",
        );
    }
    if name.len() > MAX_NAME {
        return refuse("is too long for a file name", "give a shorter title; the whole one can be set in the file");
    }
    if name == "index" {
        return refuse(
            "makes the name `index`, which is that of the list itself",
            "give another title; the one you want can be set in the file",
        );
    }
    Ok(name)
}

/// The path of the new file, if nothing has its name yet.
fn free_path(folder: &Path, kind: Kind, name: &str, bundle: bool) -> Result<PathBuf, Error> {
    let page = folder.join(format!("{name}.md"));
    let index = folder.join(name).join("index.md");
    let toml = folder.join(format!("{name}.toml"));
    let (path, others) = match kind {
        Kind::Question => (toml, vec![page]),
        _ if bundle => (index, vec![page]),
        _ => (page, vec![index]),
    };
    // a link that leads nowhere is in the way too
    let is_taken = |path: &PathBuf| path.symlink_metadata().is_ok();
    match others.into_iter().find(is_taken) {
        Some(taken) => Err(create::exists(&taken)),
        None if is_taken(&path) => Err(create::exists(&path)),
        None => Ok(path),
    }
}

#[cfg(test)]
mod tests;
