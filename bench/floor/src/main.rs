//! The least a generator must do: read every Markdown file below a folder, convert it, write it as `NAME/index.html`. No front matter, no
//! templates, no links, no lists. What another program takes beyond this is its own work.
//!
//! `floor CONTENT OUT`

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io, process, thread};

use pulldown_cmark::{Options, Parser, html};

fn main() {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, out] = arguments.as_slice() else {
        eprintln!("usage: floor CONTENT OUT");
        process::exit(2);
    };
    if let Err(error) = run(content, out) {
        eprintln!("floor: {error}");
        process::exit(1);
    }
}

/// Shares the files among all cores: each takes the next one until none is left.
fn run(content: &Path, out: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    list(content, &mut files)?;
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            convert(file, content, out)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("a worker does not panic"))
    })
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn convert(file: &Path, content: &Path, out: &Path) -> io::Result<()> {
    let text = fs::read_to_string(file)?;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut page = String::with_capacity(text.len() * 2);
    html::push_html(&mut page, Parser::new_ext(without_front_matter(&text), options));
    let name = file.strip_prefix(content).expect("the file was found below the folder").with_extension("");
    let folder = out.join(name);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), page)
}

fn without_front_matter(text: &str) -> &str {
    text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).map_or(text, |(_, body)| body)
}
