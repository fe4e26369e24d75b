//! Functional languages, and Lisps.

use crate::markdown::highlight::grammar::{
    BRACE, CODE, Capitals, Class, F, FN, Hole, K, Language, N, NONE, Rule, T, TY, V, Word, block, nested, quote, tagged,
};

const HASH: &[Hole] = &[Hole::Code("#{", BRACE)];

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &[
            "haskell",
            "hs",
            "lhs",
            "purescript",
            "purs",
            "elm",
            "idris",
            "idr",
            "agda",
            "lean",
            "literate haskell",
        ],
        rules: &[
            nested("{-", "-}"),
            nested("/-", "-/"),
            Rule::Line("--"),
            quote("\"\"\"").lines().rule(),
            quote("\"").lines().rule(),
            Rule::Char(None),
            quote("`").raw().class(Class::Function).rule(),
            Rule::Label(" ::", Class::Function),
        ],
        words: &[
            (
                K,
                "
                as case class data default deriving do effect else exposing family forall foreign hiding if import in
                infix infixl infixr instance interface let module newtype of port qualified rec record structure
                inductive theorem example by then type using variable where",
            ),
            (FN, "def"),
            (T, "IO"),
            (N, "True False otherwise"),
        ],
        inner: "'",
        calls: &[],
        members: false,
        operators: "=+-*/<>!&|^%~?:\\$@",
        ..CODE
    },
    Language {
        names: &["ocaml", "re", "mll", "mly", "ml", "mli", "reason", "reasonml", "rescript", "sml", "standard ml"],
        rules: &[
            nested("(*", "*)"),
            Rule::Line("//"),
            tagged("{", "a", "|", "|", "}"),
            quote("\"").lines().rule(),
            quote("`").raw().lines().rule(),
            Rule::Char(Some(Class::Type)),
            Rule::Name("~", Class::Variable),
            Rule::Brackets { open: "[@", pair: (b'[', b']'), class: Class::Attribute, starts: false },
        ],
        words: &[
            (
                K,
                "
                abstype as assert asr begin constraint datatype do done downto else end eqtype exception external fn
                for fun function functor handle if in include inherit initializer land lazy local lor lsl lsr lxor
                match method mod mutable new nonfix nonrec object of op open or private raise rec sharing sig struct
                structure switch then to try val virtual when while with",
            ),
            (Word::Binds, "let and"),
            (TY, "class module type signature"),
            (T, "array bool bytes char exn float int int32 int64 list option result string unit"),
            (N, "true false None Some Ok Error"),
        ],
        inner: "'",
        calls: &[],
        operators: "=+-*/<>!&|^%?:@",
        ..CODE
    },
    Language {
        names: &["f#", "fsharp", "fs", "fsx", "fsi"],
        rules: &[
            nested("(*", "*)"),
            Rule::Line("//"),
            quote("\"\"\"").lines().raw().rule(),
            quote("\"").opened("$\"").lines().holes(&[Hole::Code("{", BRACE)]).rule(),
            quote("\"").opened("@\"").doubles().lines().rule(),
            quote("\"").lines().rule(),
            Rule::Char(Some(Class::Type)),
            Rule::Brackets { open: "[<", pair: (b'[', b']'), class: Class::Attribute, starts: false },
            Rule::Directive("#"),
        ],
        words: &[
            (
                K,
                "
                abstract as assert async base begin class default delegate do done downcast downto elif else end
                exception extern finally fixed for fun function global if in inherit inline interface internal lazy
                match mutable namespace new not of open or override private public rec return select sig static struct
                task then to try upcast use val void when while with yield do! return! use! yield! let! match!",
            ),
            (Word::Binds, "let and"),
            (FN, "member"),
            (TY, "module type"),
            (T, "bool byte char decimal float int int64 list obj option seq string unit"),
            (N, "true false null None Some Ok Error"),
        ],
        inner: "'!",
        capitals: Capitals::TypeOrCall,
        operators: "=+-*/<>&|^%?:@",
        ..CODE
    },
    Language {
        names: &["elixir", "ex", "exs", "heex", "eex"],
        rules: &[
            Rule::Line("#"),
            quote("\"\"\"").lines().holes(HASH).rule(),
            quote("'''").lines().holes(HASH).rule(),
            quote("\"\"\"").opened("~H\"\"\"").lines().holes(HASH).rule(),
            quote("\"\"\"").opened("~S\"\"\"").lines().raw().rule(),
            quote("\"").lines().holes(HASH).rule(),
            quote("'").lines().holes(HASH).rule(),
            Rule::Delimited { words: "~r ~s ~w ~c ~D ~T ~N ~U ~p ~S ~R ~W ~C ~H", parts: 1, holes: HASH },
            quote("\"").opened(":\"").rule(),
            Rule::Name(":", Class::String),
            Rule::Name("@", Class::Attribute),
            Rule::Hole(Hole::Name("&", "123456789")),
        ],
        words: &[
            (
                K,
                "
                after alias and case catch cond do else end fn for if import in not or quote raise receive require
                rescue reraise super throw try unless unquote use when with within",
            ),
            (FN, "def defp defmacro defmacrop defguard defdelegate defcallback"),
            (TY, "defmodule defprotocol defimpl defexception"),
            (K, "defstruct defoverridable"),
            (N, "true false nil __MODULE__"),
        ],
        inner: "?!",
        keys: Some((':', Class::String)),
        ..CODE
    },
    Language {
        names: &["erlang", "erl", "hrl", "escript"],
        rules: &[
            Rule::Line("%"),
            quote("\"").lines().rule(),
            quote("'").rule(),
            Rule::Directive("-"),
            Rule::Name("?", Class::Variable),
            Rule::Name("#", Class::Type),
        ],
        words: &[
            (
                K,
                "
                after and andalso band begin bnot bor bsl bsr bxor case catch cond div else end fun if let maybe not
                of or orelse receive rem try when xor",
            ),
            (N, "true false undefined ok error"),
        ],
        capitals: Capitals::Nothing,
        operators: "=+-*/<>!|",
        ..CODE
    },
    Language {
        names: &["gleam", "roc", "grain"],
        rules: &[Rule::Line("//"), quote("\"").lines().rule(), Rule::Name("@", Class::Attribute)],
        words: &[
            (
                K,
                "
                as assert auto case const delegate derive echo else if import implement let macro opaque panic pub
                test todo use when is",
            ),
            (FN, "fn"),
            (TY, "type"),
            (N, "True False Nil"),
        ],
        ..CODE
    },
    Language {
        names: &[
            "clojure",
            "clj",
            "cljs",
            "cljc",
            "edn",
            "lisp",
            "common-lisp",
            "commonlisp",
            "cl",
            "elisp",
            "emacs-lisp",
            "el",
            "scheme",
            "ss",
            "scm",
            "racket",
            "rkt",
            "hy",
            "fennel",
            "janet",
        ],
        rules: &[
            block("#|", "|#"),
            Rule::Line(";"),
            quote("\"").lines().rule(),
            quote("\"").opened("#\"").lines().rule(),
            Rule::Name(":", Class::String),
            Rule::Name("#'", Class::Function),
            Rule::Name("&", Class::Variable),
        ],
        words: &[
            (
                FN,
                "
                def defn defn- defmacro defun defvar defparameter defmulti defmethod defonce defgeneric defconstant
                define define-syntax define-macro deftest",
            ),
            (TY, "ns defprotocol defrecord deftype defstruct defclass defpackage in-package"),
            (
                K,
                "
                and as-> begin binding case catch cond cond-> condp do doseq dotimes dorun doall else finally fn for
                go go-loop if if-let if-not import lambda let let* letfn letrec loop loop* map-indexed new not or
                progn quote recur reify require return set! setf setq some-> some->> syntax-rules throw try unless
                unwind-protect use when when-let when-not while with-open -> ->>",
            ),
            (N, "true false nil t"),
        ],
        letters: "-+*/<>=!?&%",
        inner: ".':#$",
        heads: Some((Class::Function, "(")),
        ..NONE
    },
    Language {
        names: &["prolog", "swipl", "datalog", "logql", "rego"],
        rules: &[
            Rule::Line("%"),
            Rule::Line("#"),
            block("/*", "*/"),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").raw().lines().rule(),
        ],
        words: &[
            (
                K,
                "
                is mod rem not dynamic module use_module import package default else some every in if contains as with",
            ),
            (N, "true false fail null"),
        ],
        ..CODE
    },
    Language {
        names: &["wolfram", "mathematica", "nb"],
        rules: &[nested("(*", "*)"), quote("\"").lines().rule()],
        words: &[
            (K, "Module Block With If Which Switch While For Do Table Map Function"),
            (N, "True False Null Pi E I Infinity"),
        ],
        inner: "$",
        ..CODE
    },
    Language {
        names: &["nix"],
        rules: &[
            Rule::Line("#"),
            block("/*", "*/"),
            quote("''").lines().raw().holes(&[Hole::Code("${", BRACE)]).rule(),
            quote("\"").lines().holes(&[Hole::Code("${", BRACE)]).rule(),
        ],
        words: &[
            (K, "assert else if in inherit let or rec then with"),
            (F, "import builtins map toString fetchurl fetchTarball throw"),
            (N, "true false null"),
        ],
        inner: "-'",
        keys: Some(('=', Class::Attribute)),
        ..CODE
    },
    Language {
        names: &["smalltalk", "st", "squeak"],
        rules: &[
            quote("\"").raw().lines().class(Class::Comment).rule(),
            quote("'").doubles().lines().rule(),
            Rule::Name("#", Class::String),
        ],
        words: &[(V, "self super thisContext"), (N, "true false nil")],
        keys: Some((':', Class::Function)),
        ..CODE
    },
];
