//! A question at the end of a question file that is there.
//!
//! The bytes of the file stay as they are; the question is written behind them, in the file's own form (TOML or
//! Markdown) and with its line ends. Before that, the text as it would become is read: if the question would not
//! come out as one, because the file is broken or ends within a code block, nothing is written.

use super::{NewOptions, text};
use crate::diag::{Error, nearest};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::{
    fs,
    io::Write,
    path::{Component, Path, PathBuf},
};

/// Adds the question `id` to the question file `file` of the site at `root`, and returns the file's path.
pub(super) fn append(
    root: &Path,
    file: &str,
    id: &str,
    title: &str,
    options: &NewOptions<'_>,
) -> Result<PathBuf, Error> {
    let path = find(root, file)?;
    let before = fs::read_to_string(&path).map_err(|reason| Error::io("read", &path, &reason))?;
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    let ids = if is_toml { ids_of_toml(&before, &path)? } else { ids_of_markdown(&before) };
    if ids.iter().any(|other| other == id) {
        return Err(taken(&path, id));
    }
    let block = if is_toml { text::question(id, title, options) } else { text::question_section(id, title, options) };
    let added = fitted(&before, &block);
    let after = format!("{before}{added}");
    let found = if is_toml { ids_of_toml(&after, &path).unwrap_or_default() } else { ids_of_markdown(&after) };
    if found.last().is_none_or(|last| last != id) {
        return Err(Error::new(format!("no question can be added to the end of `{}`", path.display())).help(
            if is_toml {
                "nothing was changed; write its questions as `[[question]]` tables"
            } else {
                "nothing was changed; close the code block or the comment at the end of the file"
            },
        ));
    }
    let mut file =
        fs::OpenOptions::new().append(true).open(&path).map_err(|reason| Error::io("open", &path, &reason))?;
    file.write_all(added.as_bytes()).map_err(|reason| Error::io("write", &path, &reason))?;
    Ok(path)
}

/// The question file that `file` names: `databases`, `databases.toml` or `content/questions/databases.toml`.
fn find(root: &Path, file: &str) -> Result<PathBuf, Error> {
    let folder = root.join("content").join("questions");
    let path = Path::new(file);
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_below || file.is_empty() {
        return Err(Error::new(format!("`{file}` is no question file of this site"))
            .help("name a file of `content/questions`, as `--file databases`"));
    }
    let name: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let name = name.strip_prefix("content/questions").unwrap_or(&name);
    let is_whole = name.extension().is_some_and(|extension| extension == "toml" || extension == "md");
    let candidates = if is_whole { vec![name.to_owned()] } else { vec![ended(name, "toml"), ended(name, "md")] };
    if let Some(path) = candidates.iter().map(|name| folder.join(name)).find(|path| path.is_file()) {
        return Ok(path);
    }
    let present = question_files(&folder);
    let name = name.to_string_lossy();
    let help = match nearest(&name, present.iter().flat_map(|file| [file.as_str(), stem(file)])) {
        Some(near) => format!("did you mean `--file {near}`?"),
        None => "leave `--file` out to begin a new file".to_owned(),
    };
    Err(Error::new(format!("there is no question file `{name}` in `{}`", folder.display())).help(help))
}

fn ended(name: &Path, extension: &str) -> PathBuf {
    let mut name = name.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The names to choose a suggestion from, in order; a folder that can't be read has none to offer.
fn question_files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".toml") || name.ends_with(".md"));
    names.sort();
    names
}

/// `block` as it has to stand behind `before`: on a line of its own, after an empty one, with the file's line ends.
fn fitted(before: &str, block: &str) -> String {
    let newline = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = match before.trim_start_matches('\u{feff}') {
        "" => 0,
        text if text.ends_with("\n\n") || text.ends_with("\n\r\n") => 0,
        text if text.ends_with('\n') => 1,
        _ => 2,
    };
    newline.repeat(gap) + &block.replace('\n', newline)
}

/// The ids in the question file `text`, which lies at `path`; none where it can't be read.
pub(super) fn ids(text: &str, path: &Path) -> Vec<String> {
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    if is_toml { ids_of_toml(text, path).unwrap_or_default() } else { ids_of_markdown(text) }
}

/// The ids of a structured question file in order, each after its aliases.
fn ids_of_toml(text: &str, path: &Path) -> Result<Vec<String>, Error> {
    let table: toml::Table = text.trim_start_matches('\u{feff}').parse().map_err(|error: toml::de::Error| {
        Error::new(format!("`{}` can't be read as TOML: {}", path.display(), error.message()))
            .help("nothing was changed; mend it first, `gen check` shows the place")
    })?;
    let mut ids = Vec::new();
    for question in table.get("question").and_then(toml::Value::as_array).into_iter().flatten() {
        let aliases = question.get("aliases").and_then(toml::Value::as_array).into_iter().flatten();
        ids.extend(aliases.chain(question.get("id")).filter_map(toml::Value::as_str).map(str::to_owned));
    }
    Ok(ids)
}

/// The ids of a Markdown question file in order: those of its second-level headings.
fn ids_of_markdown(text: &str) -> Vec<String> {
    let body = &text[body_start(text)..];
    let mut ids = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(body, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) if depth == 0 => {
                ids.extend(id_of_heading(&body[range]));
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    ids
}

/// The id in the `{#id}` that ends a heading.
fn id_of_heading(heading: &str) -> Option<String> {
    let attributes = heading.trim_end().strip_suffix('}')?;
    let (_, attributes) = attributes.rsplit_once('{')?;
    attributes.split_whitespace().find_map(|attribute| attribute.strip_prefix('#')).map(str::to_owned)
}

/// The byte behind the front matter, which is not Markdown and may hold what looks like a code block.
fn body_start(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let mut at = 0;
    let fence = match lines.next() {
        Some(first) => {
            at += first.len();
            first.trim_start_matches('\u{feff}').trim_end()
        }
        None => return 0,
    };
    if fence != "+++" && fence != "---" {
        return 0;
    }
    for line in lines {
        at += line.len();
        if line.trim_end() == fence {
            return at;
        }
    }
    0
}

/// The file at `path` has a question `id` already.
pub(super) fn taken(path: &Path, id: &str) -> Error {
    Error::new(format!("`{}` has a question `{id}` already", path.display()))
        .help("nothing was changed; word the new question differently, or edit the one that is there")
}
