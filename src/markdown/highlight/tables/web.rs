//! JavaScript and what is near it, PHP, style sheets.

use crate::markdown::highlight::grammar::{
    BRACE, BRACKET, CODE, Capitals, Class, FN, Form, Hole, K, Language, N, NONE, Rule, T, TY, V, Word, block, quote,
};

const DOLLAR: &[Hole] = &[Hole::Code("${", BRACE)];
const SCRIPT: (Word, &str) = (
    K,
    "
                as async await break case catch const continue debugger default delete do else export extends finally
                for from get if import in instanceof let of return set static switch throw try typeof using var void
                while with yield",
);
const FUNCTION: (Word, &str) = (FN, "function");
const VALUES: (Word, &str) = (N, "true false null undefined NaN Infinity");
const NEW: (Word, &str) = (TY, "class new");
const OWN: (Word, &str) = (V, "this super arguments globalThis");
const TYPED: (Word, &str) = (
    K,
    "
                abstract accessor asserts declare implements infer is keyof override out private protected public
                readonly satisfies unique",
);
const TYPES: (Word, &str) = (T, "any bigint boolean never number object string symbol unknown");
const NAMED: (Word, &str) = (TY, "enum interface namespace type module");
const SCRIPT_RULES: [Rule; 8] = [
    Rule::Line("//"),
    block("/*", "*/"),
    Rule::Line("#!"),
    quote("`").lines().holes(DOLLAR).rule(),
    quote("\"").rule(),
    quote("'").rule(),
    Rule::Regex,
    Rule::Name("@", Class::Attribute),
];
const JSX_RULES: [Rule; 9] = {
    let [line, block, shebang, template, double, single, regex, decorator] = SCRIPT_RULES;
    [line, block, shebang, template, double, single, regex, decorator, Rule::Jsx]
};
const SCRIPT_LANGUAGE: Language = Language { letters: "$", labels: true, ..CODE };
const PHP_HOLES: &[Hole] = &[Hole::Code("{$", BRACE), Hole::Whole("${", BRACE), Hole::Name("$", "")];
const AT_RULES: (Word, &str) = (
    Word::Within,
    "
                and not only or from through if in to important default global charset import media supports keyframes
                font-face page layer container property namespace use forward mixin include function return extend
                else each for while error warn debug at-root content starting-style scope counter-style apply tailwind
                theme utility variant plugin config -webkit-keyframes",
);

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &["javascript", "js", "jsx", "mjs", "cjs", "node", "nodejs", "react", "es6"],
        rules: &JSX_RULES,
        words: &[SCRIPT, FUNCTION, VALUES, NEW, OWN],
        ..SCRIPT_LANGUAGE
    },
    Language {
        names: &["typescript", "ts", "mts", "cts", "deno", "angular"],
        rules: &SCRIPT_RULES,
        words: &[SCRIPT, FUNCTION, VALUES, NEW, OWN, TYPED, TYPES, NAMED],
        ..SCRIPT_LANGUAGE
    },
    Language {
        names: &["tsx", "typescriptreact"],
        rules: &JSX_RULES,
        words: &[SCRIPT, FUNCTION, VALUES, NEW, OWN, TYPED, TYPES, NAMED],
        ..SCRIPT_LANGUAGE
    },
    Language {
        names: &["coffeescript", "coffee", "cson"],
        rules: &[
            block("###", "###"),
            Rule::Line("#"),
            quote("\"").lines().holes(&[Hole::Code("#{", BRACE)]).rule(),
            quote("'").lines().rule(),
            Rule::Regex,
            Rule::Name("@", Class::Variable),
        ],
        words: &[
            (
                K,
                "
                and by do else extends finally for if in instanceof is isnt loop new not of or return super switch
                then throw try typeof unless until when while yield async await catch class own",
            ),
            VALUES,
            (V, "this"),
        ],
        ..CODE
    },
    Language {
        names: &["php", "php3", "php4", "php5", "phpt", "php7", "php8", "phtml", "laravel"],
        form: Form::Php,
        rules: &[
            Rule::Brackets { open: "#[", pair: BRACKET, class: Class::Attribute, starts: false },
            Rule::Line("//"),
            Rule::Line("#"),
            block("/*", "*/"),
            quote("\"").lines().holes(PHP_HOLES).rule(),
            quote("'").lines().rule(),
            quote("`").lines().holes(PHP_HOLES).rule(),
            Rule::HereDoc { open: "<<<", marks: " ", bare: true, holes: PHP_HOLES },
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[
            (
                K,
                "
                abstract and array as break callable case catch clone const continue declare default die do echo else
                elseif empty enddeclare endfor endforeach endif endswitch endwhile exit extends final finally fn for
                foreach global goto if implements include include_once instanceof insteadof isset list match namespace
                or parent print private protected public readonly require require_once return self static switch throw
                try unset use var while xor yield",
            ),
            FUNCTION,
            (TY, "class enum interface new trait"),
            (T, "bool float int iterable mixed never object string void"),
            (N, "true false null TRUE FALSE NULL"),
        ],
        capitals: Capitals::TypeOrCall,
        ..CODE
    },
    Language { names: &["css"], form: Form::Css, words: &[AT_RULES], ..NONE },
    Language {
        names: &["scss", "sass", "less", "stylus", "styl", "postcss"],
        form: Form::Scss,
        words: &[AT_RULES],
        ..NONE
    },
    Language {
        names: &["graphql", "graphqls", "gql"],
        rules: &[
            quote("\"\"\"").lines().class(Class::Comment).rule(),
            quote("\"").rule(),
            Rule::Line("#"),
            Rule::Name("@", Class::Attribute),
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[
            (K, "on implements extend schema directive repeatable"),
            (FN, "query mutation subscription fragment"),
            (TY, "type input interface union enum scalar"),
            (T, "ID"),
            (N, "true false null"),
        ],
        labels: true,
        operators: "=|!&",
        ..CODE
    },
    Language {
        names: &["qml"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").lines().holes(DOLLAR).rule(),
        ],
        words: &[
            SCRIPT,
            FUNCTION,
            VALUES,
            NEW,
            OWN,
            (K, "property signal readonly alias required"),
            (T, "int bool real string url color var"),
        ],
        keys: Some((':', Class::Attribute)),
        ..CODE
    },
];
