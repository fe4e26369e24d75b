//! The rules of the house that no lint knows.
//!
//! The source is read as text: each file of `src/` without its comments and strings, and without its tests where a rule
//! is about the program only.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A file of `src/`.
struct Source {
    /// Its path from `src/`.
    path: String,
    /// Its text.
    text: String,
    /// The same, with blanks in place of comments and of what stands in quotes.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be listed") {
            let path: PathBuf = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                let path = path.strip_prefix(&root).expect("it lies there").to_string_lossy().into_owned();
                sources.push(Source { path, code: code(&text), text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 100, "almost nothing was read");
    sources
}

/// `text` with blanks in place of comments and of what stands in quotes; lines stay.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let length = skipped(rest, code.chars().next_back());
        if length == 0 {
            code.push(char);
            rest = &rest[char.len_utf8()..];
        } else {
            code.extend(rest[..length].chars().map(|char| if char == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        }
    }
    code
}

/// How much of `text` a comment or a literal at its beginning takes, which stands behind `before`.
fn skipped(text: &str, before: Option<char>) -> usize {
    let to = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    let in_word = before.is_some_and(|before| before.is_alphanumeric() || before == '_');
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return to("*/", 2);
    }
    let raw = text.strip_prefix('b').unwrap_or(text);
    if let Some(marks) = raw.strip_prefix('r').filter(|_| !in_word) {
        let hashes = marks.len() - marks.trim_start_matches('#').len();
        if marks[hashes..].starts_with('"') {
            return to(&format!("\"{}", "#".repeat(hashes)), text.len() - marks.len() + hashes + 1);
        }
    }
    if let Some(quoted) = text.strip_prefix('"') {
        let mut is_escaped = false;
        let end = quoted.char_indices().find(|&(_, char)| {
            let ends = char == '"' && !is_escaped;
            is_escaped = char == '\\' && !is_escaped;
            ends
        });
        return end.map_or(text.len(), |(at, _)| at + 2);
    }
    // a character, and not a lifetime
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with('\\') => 3 + rest[2..].find('\'').unwrap_or(0) + 1,
        Some(rest) => rest
            .chars()
            .next()
            .filter(|char| rest[char.len_utf8()..].starts_with('\''))
            .map_or(0, |char| char.len_utf8() + 2),
        None => 0,
    }
}

/// The code before the tests, and nothing of files that are tests.
fn program(source: &Source) -> &str {
    if source.path.ends_with("tests.rs") || source.path.contains("tests/") {
        return "";
    }
    let end =
        source.code.find("#[cfg(test)]\nmod tests {").or_else(|| source.code.find("#[cfg(test)]\npub(crate) mod"));
    &source.code[..end.unwrap_or(source.code.len())]
}

/// The modules at the top, in the order of `lib.rs`.
fn house() -> Vec<String> {
    let lib = sources().into_iter().find(|source| source.path == "lib.rs").expect("a library has one");
    let module = |line: &str| {
        let name = line.trim().trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')?;
        Some(name.to_owned())
    };
    lib.code.lines().filter_map(module).collect()
}

/// The modules at the top that `code` names: `crate::x`, also within `use crate::{…}`.
fn used(code: &str) -> Vec<String> {
    named(code, "crate::")
}

/// What `code` names directly behind `root`, also within braces.
fn named(code: &str, root: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(root) {
        let rest = &code[at + root.len()..];
        match rest.strip_prefix('{') {
            None => names.push(word(rest)),
            Some(list) => {
                let mut depth = 0_usize;
                let mut is_first = true;
                for (at, char) in list.char_indices() {
                    match char {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => is_first = true,
                        char if is_first && !char.is_whitespace() => {
                            names.push(word(&list[at..]));
                            is_first = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let house = house();
    assert!(house.len() > 10 && house.first().is_some_and(|first| first == "place"), "{house:?}");
    let mut wrong = Vec::new();
    for source in sources() {
        let own = source.path.split(['/', '.']).next().unwrap_or_default();
        let Some(own) = house.iter().position(|module| module == own) else { continue };
        for name in used(program(&source)) {
            if house.iter().position(|module| *module == name).is_some_and(|other| other > own) {
                wrong.push(format!("{} uses `{name}`, which stands below it in lib.rs", source.path));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// For each file beside others, those of its folder that it names, itself or by a file below it; what the folder's own file
/// hands on counts as named.
fn siblings() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources();
    let of_module = |path: &str| sources.iter().find(|source| source.path == format!("{path}.rs"));
    let mut named_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in &sources {
        let module = source.path.trim_end_matches(".rs");
        let parts: Vec<&str> = module.split('/').collect();
        for depth in 1..parts.len() {
            let (folder, own) = (parts[..depth].join("/"), parts[..=depth].join("/"));
            let handed_on = of_module(&folder).map_or("", program);
            let mut names = named(program(source), &format!("crate::{}::", folder.replace('/', "::")));
            names.extend(named(program(source), &"super::".repeat(parts.len() - depth)));
            for name in names {
                let exports = |child: &str| {
                    let uses = handed_on.split(';').filter_map(|item| item.split_once(&format!("use {child}::")));
                    uses.flat_map(|(_, names)| names.split(|char: char| !char.is_alphanumeric()))
                        .any(|word| word == name)
                };
                let children = sources
                    .iter()
                    .filter_map(|other| other.path.strip_suffix(".rs")?.strip_prefix(&format!("{folder}/")));
                let mut children = children.filter(|child| !child.contains('/'));
                if let Some(child) = children.find(|child| **child == *name || exports(child)) {
                    named_by.entry(own.clone()).or_default().insert(format!("{folder}/{child}"));
                }
            }
        }
    }
    named_by
}

/// All files that `from` names, and those that they name, and so on.
fn reached<'a>(named_by: &'a BTreeMap<String, BTreeSet<String>>, from: &'a String) -> BTreeSet<&'a String> {
    let (mut reached, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(file) = waiting.pop() {
        let others = named_by.get(file).into_iter().flatten().filter(|other| *other != file);
        waiting.extend(others.filter(|other| reached.insert(*other)));
    }
    reached
}

#[test]
fn files_of_a_folder_lean_on_one_another_one_way() {
    let named_by = siblings();
    assert!(named_by.len() > 50, "almost nothing was found");
    let in_circles: Vec<&String> = named_by.keys().filter(|file| reached(&named_by, file).contains(file)).collect();
    assert!(in_circles.is_empty(), "these stand in circles: {in_circles:?}");
}

#[test]
fn every_file_says_what_it_is_and_is_not_long() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if !source.text.starts_with("//! ") {
            wrong.push(format!("{} doesn't begin with `//!`", source.path));
        }
        if lines > 500 {
            wrong.push(format!("{} has {lines} lines", source.path));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_function_is_long() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, lines) in functions(&source.code) {
            if lines > 60 {
                wrong.push(format!("{}: `{name}` has {lines} lines", source.path));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The functions in `code`, which is formatted, with their lengths in lines.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some((before, after)) = line.split_once("fn ") else { continue };
        let is_item =
            before.split_whitespace().all(|part| matches!(part, "pub" | "const" | "async") || part.starts_with("pub("));
        let closing = format!("{}}}", " ".repeat(indent));
        if is_item && !line.trim_end().ends_with(['}', ';']) {
            let end = lines[at..].iter().position(|line| *line == closing).unwrap_or(0);
            functions.push((word(after), end + 1));
        }
    }
    functions
}

#[test]
fn the_program_has_no_unwrap() {
    let has_unwrap = |source: &Source| program(source).contains(".unwrap()");
    let wrong: Vec<String> = sources().into_iter().filter(has_unwrap).map(|source| source.path).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn only_the_command_line_prints() {
    let prints = |source: &Source| {
        let code = program(source);
        ["println!", "eprintln!", "print!(", "dbg!", "std::process::exit"].iter().any(|word| code.contains(word))
    };
    let is_elsewhere = |source: &Source| !source.path.starts_with("cli") && source.path != "main.rs";
    let wrong: Vec<String> =
        sources().into_iter().filter(is_elsewhere).filter(prints).map(|source| source.path).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_rules_see_what_they_look_for() {
    let text = "use crate::{a::B, c, d::{e, f}};\n// crate::g\nlet s = \"crate::h \\\" }\"; let c = '\"'; crate::i::j();\nfn long<'a>(x: &'a str) {\n  r#\"\n\"crate::k\n\"#;\n}\n";
    let code = code(text);
    assert_eq!(used(&code), ["a", "c", "d", "i"]);
    assert_eq!(functions(&code), [("long".to_owned(), 5)]);
    let tested =
        Source { path: "x.rs".into(), text: String::new(), code: "a\n#[cfg(test)]\nmod tests {\n.unwrap()".into() };
    assert_eq!(program(&tested), "a\n");
}
