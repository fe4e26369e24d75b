//! Scripting languages.

use crate::markdown::highlight::grammar::{
    BRACE, CODE, Capitals, Class, F, FN, Hole, K, Language, N, PAREN, Rule, T, TY, V, block, quote, tagged,
};

const RUBY: &[Hole] = &[Hole::Code("#{", BRACE)];
const PYTHON: &[Hole] = &[Hole::Code("{", BRACE)];
const PERL: &[Hole] =
    &[Hole::Whole("${", BRACE), Hole::Whole("@{", BRACE), Hole::Name("$", "_@!$&0123456789"), Hole::Name("@", "_")];

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &[
            "python",
            "py",
            "python2",
            "python3",
            "py3",
            "pyi",
            "pyw",
            "pyx",
            "pxd",
            "pxi",
            "rpy",
            "snakefile",
            "sconstruct",
            "wscript",
            "vy",
            "py2",
            "gyp",
            "starlark",
            "bzl",
            "bazel",
            "mojo",
            "vyper",
            "sage",
        ],
        rules: &[
            Rule::Line("#"),
            Rule::Prefixed {
                words: "f rf fr t",
                quotes: &[
                    quote("\"\"\"").lines().holes(PYTHON),
                    quote("'''").lines().holes(PYTHON),
                    quote("\"").holes(PYTHON),
                    quote("'").holes(PYTHON),
                ],
            },
            Rule::Prefixed {
                words: "r b u rb br",
                quotes: &[quote("\"\"\"").doc(), quote("'''").doc(), quote("\""), quote("'")],
            },
            quote("\"\"\"").doc().rule(),
            quote("'''").doc().rule(),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Name("@", Class::Attribute),
        ],
        words: &[
            (
                K,
                "
                and as assert async await break case continue del elif else except finally for from global if import
                in is lambda match nonlocal not or pass raise return try while with yield",
            ),
            (FN, "def"),
            (TY, "class"),
            (T, "int float str bool bytes list dict set tuple object complex frozenset bytearray"),
            (V, "self cls"),
            (N, "True False None Ellipsis NotImplemented"),
        ],
        ..CODE
    },
    Language {
        names: &[
            "ruby",
            "rb",
            "rake",
            "gemfile",
            "gemspec",
            "guardfile",
            "rakefile",
            "brewfile",
            "podspec",
            "config.ru",
            "jbuilder",
            "rabl",
            "berksfile",
            "capfile",
            "appfile",
            "thor",
            "irbrc",
            "rails",
            "ruby on rails",
            "crystal",
            "cr",
            "podfile",
            "vagrantfile",
            "fastfile",
        ],
        rules: &[
            block("\n=begin", "\n=end"),
            Rule::Line("#"),
            quote("\"").lines().holes(RUBY).rule(),
            quote("'").lines().rule(),
            quote("`").lines().holes(RUBY).rule(),
            Rule::Delimited { words: "%w %i %W %I %q %Q %r %x", parts: 1, holes: RUBY },
            Rule::HereDoc { open: "<<", marks: "-~", bare: false, holes: RUBY },
            Rule::Regex,
            quote("\"").opened(":\"").rule(),
            Rule::Name(":", Class::String),
            Rule::Name("@@", Class::Variable),
            Rule::Hole(Hole::Name("@", "")),
            Rule::Hole(Hole::Name("$", "!@&~0123456789")),
        ],
        words: &[
            (
                K,
                "
                BEGIN END alias and begin break case defined? do else elsif end ensure for if in next not or redo
                rescue retry return super then undef unless until when while yield loop abstract macro",
            ),
            (FN, "def"),
            (TY, "class module struct enum"),
            (
                F,
                "
                attr_accessor attr_reader attr_writer include extend private protected public puts print p raise
                require require_relative lambda proc",
            ),
            (V, "self"),
            (N, "true false nil __FILE__ __LINE__"),
        ],
        inner: "?!",
        keys: Some((':', Class::String)),
        ..CODE
    },
    Language {
        names: &["perl", "pl", "pm", "perl5", "raku", "perl6"],
        rules: &[
            block("\n=pod", "\n=cut"),
            block("\n=head", "\n=cut"),
            Rule::LineApart("#"),
            quote("\"").lines().holes(PERL).rule(),
            quote("'").lines().rule(),
            quote("`").lines().holes(PERL).rule(),
            Rule::Delimited { words: "qw qr qx qq q m", parts: 1, holes: PERL },
            Rule::Delimited { words: "s tr y", parts: 2, holes: PERL },
            Rule::HereDoc { open: "<<", marks: "~", bare: false, holes: PERL },
            Rule::Hole(Hole::Name("$", "_@!$&0,;/\\123456789")),
            Rule::Hole(Hole::Name("$#", "{$")),
            Rule::Hole(Hole::Name("@", "_")),
            Rule::Hole(Hole::Name("%", "+")),
            Rule::Hole(Hole::Name("&", "")),
            Rule::Regex,
        ],
        words: &[
            (
                K,
                "
                and cmp continue do die else elsif eq eval for foreach ge goto gt has if is last le local lt my ne
                next no not or our redo require return state ucfirst unless until use when while x xor given default
                multi method",
            ),
            (FN, "sub"),
            (TY, "package class role"),
            (
                F,
                "
                bless chomp chop chr close defined delete each exists grep join keys lc length map open ord pop print
                printf push ref reverse say scalar shift sort splice split sprintf substr uc unshift values wantarray
                warn",
            ),
            (N, "undef __PACKAGE__ __FILE__ __LINE__ __END__ __DATA__"),
        ],
        ..CODE
    },
    Language {
        names: &["lua", "luau", "moonscript", "lua-repl"],
        rules: &[
            Rule::Tagged { open: "--[", tag: "=", then: "[", close: "]", end: "]", class: Class::Comment },
            Rule::Line("--"),
            tagged("[", "=", "[", "]", "]"),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Line("#!"),
        ],
        words: &[
            (
                K,
                "
                and break do else elseif end for goto if in local not or repeat return then until while continue
                export type",
            ),
            (FN, "function"),
            (V, "self"),
            (N, "true false nil"),
        ],
        capitals: Capitals::TypeOrCall,
        ..CODE
    },
    Language {
        names: &["r", "rlang", "splus", "rscript"],
        rules: &[
            Rule::Line("#"),
            Rule::Tagged { open: "r\"", tag: "-", then: "(", close: ")", end: "\"", class: Class::String },
            quote("\"").lines().rule(),
            quote("'").lines().rule(),
            quote("`").raw().class(Class::Variable).rule(),
            quote("%").raw().class(Class::Operator).rule(),
        ],
        words: &[
            (K, "break else for function if in next repeat return while"),
            (F, "library require source"),
            (N, "TRUE FALSE NULL NA Inf NaN NA_integer_ NA_real_ NA_character_ T F"),
        ],
        inner: ".",
        capitals: Capitals::Nothing,
        operators: "=+-*/<>!&|^%~?$@",
        ..CODE
    },
    Language {
        names: &["julia", "jl"],
        rules: &[
            nested_julia(),
            Rule::Line("#"),
            quote("\"\"\"").lines().holes(&[Hole::Code("$(", PAREN), Hole::Name("$", "")]).rule(),
            quote("\"").lines().holes(&[Hole::Code("$(", PAREN), Hole::Name("$", "")]).rule(),
            quote("`").lines().rule(),
            Rule::Char(None),
            Rule::Name("@", Class::Function),
        ],
        words: &[
            (
                K,
                "
                abstract baremodule begin break catch const continue do else elseif end export finally for global if
                import in isa let local mutable primitive quote return try using where while",
            ),
            (FN, "function macro"),
            (TY, "module struct type"),
            (N, "true false nothing missing Inf NaN pi im"),
        ],
        inner: "!",
        ..CODE
    },
    Language {
        names: &["matlab", "octave"],
        rules: &[
            block("%{", "%}"),
            Rule::Line("%"),
            Rule::Line("..."),
            quote("\"").doubles().rule(),
            Rule::LineApart("#"),
            Rule::QuoteApart(quote("'").doubles()),
        ],
        words: &[
            (
                K,
                "
                break case catch classdef continue else elseif end endfor endfunction endif endwhile enumeration
                events for function global if methods otherwise parfor persistent properties return spmd switch try
                until while do",
            ),
            (N, "true false pi Inf NaN eps"),
        ],
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["tcl", "expect"],
        rules: &[
            Rule::LineApart("#"),
            quote("\"").lines().holes(&[Hole::Whole("${", BRACE), Hole::Name("$", "")]).rule(),
            Rule::Hole(Hole::Whole("${", BRACE)),
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[
            (FN, "proc"),
            (
                K,
                "
                after array break catch continue else elseif error eval expr for foreach global if in namespace
                package return set switch then try uplevel upvar variable while unset source incr lappend",
            ),
            (N, "true false"),
        ],
        ..CODE
    },
    Language {
        names: &["awk", "gawk", "jq"],
        rules: &[
            Rule::Line("#"),
            quote("\"").rule(),
            Rule::Regex,
            Rule::Hole(Hole::Name("$", "0123456789")),
            Rule::Name(".", Class::Attribute),
        ],
        words: &[
            (
                K,
                "
                BEGIN END break continue delete do else exit for getline if in next nextfile print printf return while
                and as catch def elif empty end foreach import include label not or reduce then try",
            ),
            (FN, "function func"),
            (V, "NR NF FS OFS RS ORS FNR FILENAME ENVIRON"),
            (N, "true false null"),
        ],
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["vim", "viml", "gvimrc", "vimscript", "vimrc"],
        rules: &[
            Rule::Start("\"", Class::Comment),
            Rule::LineApart("\" "),
            quote("\"").rule(),
            quote("'").doubles().rule(),
        ],
        words: &[
            (FN, "function function!"),
            (
                K,
                "
                abort autocmd augroup call catch colorscheme command command! const echo echom echomsg else elseif end
                endfor endfunction endif endtry endwhile exe execute filetype finally for highlight if imap in
                inoremap let map nmap nnoremap noremap normal return set setlocal silent source syntax throw try unlet
                unmap vmap vnoremap while",
            ),
            (N, "v:true v:false v:null"),
        ],
        inner: ":!#",
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["vb", "vbnet", "vba", "visual basic", "basic", "vbscript", "asp"],
        rules: &[Rule::Line("'"), Rule::LineApart("REM "), quote("\"").doubles().rule()],
        words: &[
            (
                K,
                "
                addressof alias and andalso as async await byref byval call case catch const continue declare default
                delegate dim do each else elseif end enum erase error event exit finally for friend get global goto
                handles if implements imports in inherits is isnot let lib like loop me mod module mustinherit mybase
                mystring namespace new next not of on option optional or orelse overridable overrides paramarray
                partial private property protected public raiseevent readonly redim resume return select set shared
                static step stop structure sub then throw to try typeof until using wend when while with withevents
                writeonly xor yield",
            ),
            (FN, "function"),
            (TY, "class interface"),
            (T, "boolean byte char date decimal double integer long object short single string variant"),
            (N, "true false nothing null"),
        ],
        folds: true,
        ..CODE
    },
    Language {
        names: &["applescript"],
        rules: &[Rule::Line("--"), block("(*", "*)"), quote("\"").rule()],
        words: &[
            (
                K,
                "
                activate and as considering contains else end equal error every exit from get given global if ignoring
                in is it local my not of on or repeat return returning run script set tell then through to try until
                use using where whose with without",
            ),
            (N, "true false missing value null"),
        ],
        folds: true,
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["abap", "cobol", "cob"],
        rules: &[
            Rule::Start("*", Class::Comment),
            Rule::Line("\""),
            Rule::Line("*>"),
            quote("'").doubles().rule(),
            quote("|").rule(),
        ],
        words: &[(
            K,
            "
                accept add append at begin by call case class clear close compute constants continue copy create data
                define delete display divide division do else end endcase endclass enddo endform endif endloop
                endmethod endselect endtry endwhile environment evaluate exit export field-symbols file form from
                function giving go identification if implementation import in inner insert into is join key let loop
                method methods modify move multiply new no not object of open or perform pic picture private procedure
                program protected public raise read report return returning run section select set stop string sum
                table tables then through times to try type types until unless update using value values varying when
                where while with working-storage write",
        )],
        folds: true,
        inner: "-",
        capitals: Capitals::Nothing,
        ..CODE
    },
];

const fn nested_julia() -> Rule {
    Rule::Block { open: "#=", close: "=#", nests: true, class: Class::Comment }
}
