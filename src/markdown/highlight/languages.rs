//! The names of languages, as authors write them behind a fence.

/// The language in a fence's info string: its first word, up to what other programs put behind (`rust,ignore`,
/// `js{1,3}`, `python:main.py`).
pub(crate) fn language(info: &str) -> &str {
    let word = info.split_whitespace().next().unwrap_or("");
    word.split([',', '{', ':', ';']).next().unwrap_or("")
}

/// Names that mean no language: what comes out of a program, or what another one draws.
const PLAIN: &[&str] = &[
    "ascii",
    "asciiart",
    "console",
    "ebnf",
    "bnf",
    "chart",
    "ditaa",
    "http",
    "log",
    "mermaid",
    "none",
    "nohighlight",
    "output",
    "plain",
    "plaintext",
    "plantuml",
    "prompt",
    "pseudo",
    "pseudocode",
    "shell-session",
    "shellsession",
    "sh-session",
    "stderr",
    "stdout",
    "terminal",
    "text",
    "tree",
    "txt",
];

/// Languages that exist and that no grammar here is for.
const NO_GRAMMAR: &[&str] = &[
    "abap",
    "bicep",
    "brainfuck",
    "cobol",
    "cue",
    "cypher",
    "dax",
    "flux",
    "gherkin",
    "haxe",
    "kql",
    "liquid",
    "logql",
    "mdx",
    "nomad",
    "nushell",
    "pkl",
    "powershell",
    "prisma",
    "prolog",
    "promql",
    "ps1",
    "pwsh",
    "raku",
    "reason",
    "rescript",
    "scheme",
    "smalltalk",
    "sparql",
    "squirrel",
    "starlark",
    "turtle",
    "vb",
    "vbnet",
    "wasm",
    "wat",
    "arm",
    "apex",
    "hack",
    "handlebars",
    "pug",
    "postcss",
    "bash-session",
    "pycon",
    "irb",
    "redis",
    "mongodb",
    "dtd",
    "excel",
    "foxpro",
    "lua-repl",
    "move",
    "cairo",
    "gleam",
    "roc",
    "mojo",
    "carbon",
    "objectpascal",
    "jsonl",
    "ndjson",
    "csp",
];

/// Names that no grammar has, and the grammar's name or extension.
const ALIASES: &[(&str, &str)] = &[
    ("apache", "apache conf"),
    ("apacheconf", "apache conf"),
    ("batch", "batch file"),
    ("containerfile", "dockerfile"),
    ("cron", "crontab"),
    ("csharp", "c#"),
    ("delphi", "pascal"),
    ("docker", "dockerfile"),
    ("fsharp", "f#"),
    ("golang", "go"),
    ("graphviz", "graphviz (dot)"),
    ("helm", "yaml"),
    ("html5", "html"),
    ("ansible", "yaml"),
    ("compose", "yaml"),
    ("docker-compose", "yaml"),
    ("kubernetes", "yaml"),
    ("k8s", "yaml"),
    ("conf", "ini"),
    ("config", "ini"),
    ("inventory", "ini"),
    ("systemd", "ini"),
    ("service", "ini"),
    ("jsx", "js"),
    ("mjs", "js"),
    ("cjs", "js"),
    ("node", "js"),
    ("nodejs", "js"),
    ("json5", "js"),
    ("jsonc", "json"),
    ("ksh", "bourne again shell (bash)"),
    ("mariadb", "sql"),
    ("mysql", "sql"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("obj-c", "objective-c"),
    ("plsql", "sql"),
    ("pgsql", "sql"),
    ("plpgsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("sqlite", "sql"),
    ("tsql", "sql"),
    ("mssql", "sql"),
    ("hiveql", "sql"),
    ("bigquery", "sql"),
    ("proto3", "protocol buffer"),
    ("python2", "python"),
    ("python3", "python"),
    ("regex", "regular expression"),
    ("regexp", "regular expression"),
    ("shell", "bourne again shell (bash)"),
    ("shellscript", "bourne again shell (bash)"),
    ("vimscript", "viml"),
    ("wsdl", "xml"),
];

/// Whether a name means text that is left alone.
pub(super) fn is_plain(name: &str) -> bool {
    PLAIN.contains(&name)
}

/// Whether a language exists though it can't be highlighted.
pub(super) fn has_no_grammar(name: &str) -> bool {
    NO_GRAMMAR.contains(&name)
}

/// The grammar's name for another name.
pub(super) fn alias(name: &str) -> Option<&'static str> {
    ALIASES.iter().find(|(alias, _)| *alias == name).map(|&(_, grammar)| grammar)
}

/// All names in these tables.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let aliases = ALIASES.iter().map(|&(alias, _)| alias);
    aliases.chain(PLAIN.iter().copied()).chain(NO_GRAMMAR.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn every_alias_has_its_grammar() {
        for (alias, grammar) in ALIASES {
            assert!(matches!(find(alias), LanguageSupport::Grammar(_)), "`{alias}` should be `{grammar}`");
        }
        for plain in PLAIN.iter().chain(NO_GRAMMAR) {
            assert_ne!(find(plain), LanguageSupport::Unknown, "{plain}");
        }
    }

    #[test]
    fn the_language_is_the_first_word() {
        for (info, expected) in [
            ("rust", "rust"),
            ("rust,ignore", "rust"),
            ("js {1,3}", "js"),
            ("js{1}", "js"),
            ("c++", "c++"),
            ("", ""),
            (" x ", "x"),
            ("python:main.py", "python"),
        ] {
            assert_eq!(language(info), expected, "{info}");
        }
    }

    #[test]
    fn unknown_languages_have_a_nearest_one() {
        assert_eq!(find("pyhton"), LanguageSupport::Unknown);
        assert_eq!(nearest("pyhton"), Some("python"));
        assert_eq!(nearest("qqqqqqqqqqqq"), None);
    }
}
