//! Names behind a fence, and those of languages that have no table.

/// The language in a fence's info string: its first word, up to what other programs put behind (`rust,ignore`,
/// `js{1,3}`, `python:main.py`).
pub(crate) fn language(info: &str) -> &str {
    let word = info.split_whitespace().next().unwrap_or("");
    word.split([',', '{', ':', ';']).next().unwrap_or("")
}

/// Names that mean no language (what comes out of a program, what another one draws), and languages that exist, for which
/// there is no table.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "ascii", "asciiart", "bnf", "chart", "ditaa", "ebnf", "log", "mermaid", "none", "nohighlight", "output", "plain",
    "plaintext", "plantuml", "pseudo", "pseudocode", "stderr", "stdout", "text", "tree", "txt",
    "brainfuck", "carbon", "csp", "excel", "foxpro", "hack", "squirrel",
    "cabal", "cfml", "email", "javadoc", "latex log", "livescript", "manpage", "nsis", "ocamllex", "ocamlyacc",
    "gnuplot", "rd", "strace", "syslog", "todo.txt",
];

/// Whether a name means text that is left alone.
pub(super) fn is_plain(name: &str) -> bool {
    PLAIN.contains(&name)
}

/// All these names.
pub(super) fn plain() -> impl Iterator<Item = &'static str> {
    PLAIN.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
