//! Snippets of every language with the classes of their tokens, and texts nobody would write.
//!
//! `tests/data/highlight/NAME.txt` has code in the language of that name with each token as `k⟦fn⟧`: the input is the same
//! without the marks. `UPDATE_HIGHLIGHT=1` writes what comes out, to be looked at; a new language begins with its bare code.

use super::*;
use proptest::prelude::*;
use std::{env, fs, path::Path};

/// The tokens of `code` as HTML.
fn html(language: &str, code: &str) -> String {
    let LanguageSupport::Grammar(grammar) = find(language) else { panic!("there is a table for `{language}`") };
    let mut html = String::new();
    write(grammar, code, &mut html);
    html
}

/// HTML of code with its tokens as `k⟦fn⟧`.
fn marked(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some((before, span)) = rest.split_once("<span class=\"") {
        let (class, after) = span.split_once("\">").expect("a start tag ends");
        out.push_str(&format!("{}{class}⟦", before.replace("</span>", "⟧")));
        rest = after;
    }
    out.push_str(&rest.replace("</span>", "⟧"));
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Code without the marks.
fn unmarked(marked: &str) -> String {
    let mut out = String::new();
    for piece in marked.split_inclusive('⟦') {
        match piece.strip_suffix('⟦') {
            Some(before) => out.push_str(&before[..before.len() - 1]),
            None => out.push_str(piece),
        }
    }
    out.replace('⟧', "")
}

fn snippets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/highlight");
    let files = fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("it can be read").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    let name = |file: &Path| file.file_stem().expect("it has a name").to_string_lossy().replace('_', " ");
    files.iter().map(|file| (name(file), fs::read_to_string(file).expect("it is text"))).collect()
}

#[test]
fn tokens_of_every_language_have_their_classes() {
    for (name, expected) in snippets() {
        let language = name.split(' ').next().expect("there is a word");
        let found = marked(&html(language, &unmarked(&expected)));
        if env::var_os("UPDATE_HIGHLIGHT").is_some() {
            let file = format!("tests/data/highlight/{}.txt", name.replace(' ', "_"));
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(file), &found).expect("it can be written");
        } else {
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn a_name_is_that_of_one_language() {
    let mut names: Vec<_> =
        tables::languages().flat_map(|language| language.names).copied().chain(languages::plain()).collect();
    assert!(names.iter().all(|name| *name == name.to_lowercase()));
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn the_manual_lists_all_languages() {
    let manual = include_str!("../../../docs/content/markdown.md");
    for name in tables::languages().map(|language| language.names[0]).filter(|name| !name.contains(' ')) {
        assert!(manual.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn words_of_a_table_are_words() {
    for language in tables::languages() {
        let table = table::Table::new(language);
        for (_, words) in language.words {
            for word in words.split_ascii_whitespace() {
                assert!(table.word(word).is_some(), "{:?}: `{word}`", language.names);
            }
        }
    }
}

#[test]
fn names_of_old_still_mean_a_language() {
    for name in OLD.split_ascii_whitespace() {
        assert_ne!(find(name), LanguageSupport::Unknown, "{name}");
        assert_ne!(find(&name.to_uppercase()), LanguageSupport::Unknown, "{name}");
    }
}

#[test]
fn unknown_languages_have_a_nearest_one() {
    assert_eq!(find("pyhton"), LanguageSupport::Unknown);
    assert_eq!(nearest("pyhton"), Some("python"));
    assert_eq!(nearest("jvaa"), Some("java"));
    assert_eq!(nearest("qqqqqqqqqqqq"), None);
}

#[test]
fn a_short_line_keeps_its_colours() {
    assert_eq!(marked(&html("bash", "echo \"$f\"")), "f⟦echo⟧ s⟦\"⟧v⟦$f⟧s⟦\"⟧");
    assert_eq!(marked(&html("js", "a=1;b=2")), "ao⟦=⟧n⟦1⟧;bo⟦=⟧n⟦2⟧");
}

#[test]
fn tokens_lose_their_classes_and_other_spans_stay() {
    for (html, expected) in [
        ("a <span class=\"k\">if</span> b<span class=\"s\">\"&lt;\"</span>", "a if b\"&lt;\""),
        ("<span class=\"note\">a</span><span class=\"k\">b", "<span class=\"note\">a</span><span class=\"k\">b"),
        (
            "<span class=\"k\"><b>a</b></span><span class=\"é\">a</span>",
            "<span class=\"k\"><b>a</b></span><span class=\"é\">a</span>",
        ),
        ("<span class=\"", "<span class=\""),
    ] {
        assert_eq!(without_classes(html), expected);
    }
}

/// What begins, ends or escapes something in some language.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\"", "'", "`", "\"\"\"", "'''", "\\", "\n", "\r\n", " ", "  ", "\t", "{", "}", "(", ")", "[", "]", "<", ">", "</", "/>",
    "/", "//", "/*", "*/", "#", "#{", "${", "$(", "$", "$x", "{{", "}}", "{%", "%}", "{-", "-}", "(*", "*)", "--", "--[==[",
    "]==]", "<<EOF", "\nEOF\n", "<<~'X'", "<!--", "-->", "<script>", "</script>", "<style>", "</style>", "<?php", "?>", "<%",
    "```js\n", "\n```\n", "~~~", "---\n", "@a", "@", ":", "::", "=", "=>", "->", ";", ",", ".", "..", "0x1F", "1.5e-3", "1'000",
    "a", "if", "class", "fn", "let", "b'", "r#\"", "\"#", "R\"x(", ")x\"", "f\"", "q{", "%w[", "~r/", "s/a/b/", "$ ", "> ", ">>> ",
    "a: |\n  b\n", "- ", "é", "🎉", "缓", "\u{0}", "<T>(", "!(", "&amp;", "&", "url(", "\n\n", "HTTP/1.1 200\n", "GET / HTTP/1.1\n",
    "\n=begin", "#[", "[[", "]]", "\n[", "+", "-", "RUN ", "\\\n",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn text_is_never_changed(code in texts()) {
        for language in tables::languages() {
            let html = html(language.names[0], &code);
            // the marks of `marked` are in none of these texts
            let text = unmarked(&marked(&html.replace('&', "&amp;"))).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            prop_assert_eq!(&text, &code, "{:?}", language.names);
            prop_assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
            prop_assert!(html.len() <= 27 * code.len());
        }
    }
}

/// How many bytes are looked at to read `code`.
fn steps(language: &'static grammar::Language, code: &str) -> usize {
    let mut out = String::new();
    let mut lexer = Lexer::new(code, &mut out);
    lexer.run(tables::find(language.names[0]).expect("it has a table"));
    lexer.steps.get()
}

/// How many bytes are looked at for one, at most. Three hundred times the same, read anew for each, would take more.
const MOST: usize = 100;

#[test]
fn time_grows_as_the_text_does() {
    for language in tables::languages() {
        for first in PIECES {
            for second in ["", "a", "\n"] {
                let unit = format!("{first}{second}");
                let code = unit.repeat(300);
                let steps = steps(language, &code);
                assert!(
                    steps < MOST * code.len(),
                    "{:?}: {unit:?} takes {} a byte",
                    language.names,
                    steps / code.len()
                );
            }
        }
    }
}

/// What authors could write before there were tables.
const OLD: &str = "
.env abap actionscript ada adb adoc ads ansible apache apacheconf apex appfile applescript arm ascii asciiart asciidoc
ash asm asp authorized_keys awk bash bash-session bat batch bazel berksfile bib bibtex bicep bigquery bnf brainfuck
brewfile bzl c c# c++ cabal cairo capfile carbon cargo.lock cc cfg cfml chart cjs cl clj cljc cljs clojure cls cmake
cmd cobol coffee coffeescript comp compose conf config config.ru console containerfile cpp cr cron crontab crypttab
crystal cs csharp cson csp css csv csx cts cue cxx cypher d dart dax ddl delphi desktop di diff ditaa dml docker
docker-compose dockerfile dot dotenv dpr dtd ebnf ebuild edn el elixir elm email env erb erl erlang escript ex excel
exs f# f03 f08 f77 f90 f95 fastfile fish flux foxpro frag fs fsharp fsi fstab fsx gd gemfile gemspec geom gherkin
gitattributes gitconfig gitignore gleam glsl gnumakefile gnuplot go go.mod go.sum go.work golang gomod gosum gql
gradle graphql graphqls graphviz groff groovy group gs guardfile gv gvimrc gvy gyp h h++ hack haml handlebars haskell
haxe hcl helm hgrc hh hiveql hpp hrl hs htaccess htm html html.eex html.erb html.j2 html.leex html.twig html5 http hxx
idr idris inf ini inventory ipynb irb irbrc j2 java javadoc javascript jbuilder jenkinsfile jinja jinja2 jl jq js json
json5 jsonc jsonl jsonnet jsp jsx julia k8s known_hosts kotlin kql ksh kt kts kubernetes latex lean less lhs
libjsonnet libsonnet liquid lisp livescript ll llvm log logql ltx lua lua-repl m mailmap mak make makefile man manpage
mariadb markdn markdown matlab md mdown mdx mediawiki mermaid mjs mk ml mli mll mly mm mojo mongodb move mssql mtab
mts multimarkdown mysql nasm ndjson nginx nginx.conf nim nimble nims ninja nix node nodejs nohighlight nomad none nsis
nushell obj-c objc objective-c objective-c++ objectivec objectpascal ocaml ocamllex ocamlyacc odin opml org orgmode
output pas pascal passwd patch pbtxt pdm.lock perl pgsql php php3 php4 php5 php7 phpt phtml pipfile pkgbuild pkl pl
plain plaintext plantuml plpgsql plsql pm podfile podspec poetry.lock postcss postgres postgresql powershell pp prisma
prolog prompt promql properties proto proto3 protobuf prototxt ps1 pseudo pseudocode pug puppet purescript purs pwsh
pxd pxi py py3 pycon pyi python python2 python3 pyw pyx qml r rabl racket rails rake rakefile raku rb rd re reason
redis reg regex regexp rego requirements.txt rescript resolv.conf rest restructuredtext rhtml rkt rng robot roc rpy rs
rss rst ruby rust sass sbt sc scala scheme scm sconstruct scss service sh sh-session shell shell-session shellscript
shellsession shtml slim smalltalk sml snakefile sol solidity sources.list sparql sql sqlite squirrel ss ssh_config
sshd_config starlark stderr stdout strace sty styl stylus sublime-keymap sublime-settings sv svelte svg svh svlt swift
syslog systemd systemverilog tcl terminal terraform tesc tese tex text textile textproto tf tfstate tfvars thor tld
todo.txt toml tree troff ts tsql tsv tsx turtle twig txt typ typescript typescriptreact typst url uv.lock v
vagrantfile varlink vb vbnet verilog vert vhd vhdl vim viml vimrc vimscript vs vue vy vyper wasm wat wgsl wiki wscript
wsdl xaml xhtml xml xsd xslt yaml yasm yml zig zon zsh
";
