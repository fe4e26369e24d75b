//! Languages with classes and braces.

use crate::markdown::highlight::grammar::{
    BRACE, BRACKET, CODE, Capitals, Class, FN, Hole, K, Language, N, PAREN, Rule, T, TY, V, block, nested, quote,
    tagged,
};

const DOLLAR: &[Hole] = &[Hole::Code("${", BRACE), Hole::Name("$", "")];
const ANNOTATION: Rule = Rule::Name("@", Class::Attribute);

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &["java", "jsh", "apex"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"\"\"").lines().rule(),
            quote("\"").rule(),
            quote("'").rule(),
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                abstract assert break case catch continue default do else exports extends final finally for goto if
                implements import instanceof module native non-sealed open opens package permits private protected
                provides public requires return sealed static strictfp super switch synchronized this throw throws
                transient transitive try uses var volatile when while with yield const",
            ),
            (TY, "new class enum interface record @interface"),
            (T, "boolean byte char double float int long short void"),
            (N, "true false null"),
        ],
        ..CODE
    },
    Language {
        names: &["kotlin", "kt", "kts"],
        rules: &[
            Rule::Line("//"),
            nested("/*", "*/"),
            quote("\"\"\"").lines().raw().holes(DOLLAR).rule(),
            quote("\"").holes(DOLLAR).rule(),
            quote("'").rule(),
            quote("`").raw().class(Class::Function).rule(),
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                abstract actual annotation as break by catch companion const constructor continue crossinline data
                delegate do dynamic else expect external field final finally for get if import in infix init inline
                inner internal is lateinit noinline open operator out override package private protected public
                reified return sealed set suspend tailrec throw try typeof val var vararg when where while",
            ),
            (FN, "fun"),
            (TY, "class enum interface object typealias"),
            (V, "this super it"),
            (N, "true false null"),
        ],
        calls: &["(", " {"],
        ..CODE
    },
    Language {
        names: &["scala", "sc", "sbt", "scala3"],
        rules: &[
            Rule::Line("//"),
            nested("/*", "*/"),
            Rule::Prefixed {
                words: "s f raw sql md",
                quotes: &[quote("\"\"\"").lines().holes(DOLLAR), quote("\"").holes(DOLLAR)],
            },
            quote("\"\"\"").lines().raw().rule(),
            quote("\"").rule(),
            quote("`").raw().class(Class::Variable).rule(),
            Rule::Char(Some(Class::String)),
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                abstract as case catch derives do else end export extends extension final finally for forSome given if
                implicit import infix inline lazy macro match opaque open override package private protected return
                sealed super then throw transparent try using val var while with yield",
            ),
            (FN, "def"),
            (TY, "new class enum object trait type"),
            (V, "this super"),
            (N, "true false null"),
        ],
        ..CODE
    },
    Language {
        names: &["groovy", "gradle", "gvy", "jenkinsfile", "spock"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            Rule::Line("#!"),
            quote("\"\"\"").lines().holes(DOLLAR).rule(),
            quote("'''").lines().rule(),
            quote("\"").holes(DOLLAR).rule(),
            quote("'").rule(),
            Rule::Regex,
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                abstract as assert break case catch continue const default do else extends final finally for goto if
                implements import in instanceof native package private protected public return static strictfp super
                switch synchronized this throw throws transient try var volatile while def",
            ),
            (TY, "new class enum interface trait record"),
            (T, "boolean byte char double float int long short void"),
            (V, "it"),
            (N, "true false null"),
        ],
        calls: &["(", " {", " '", " \""],
        ..CODE
    },
    Language {
        names: &["c#", "csharp", "cs", "csx", "dotnet"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            tagged("$\"\"", "\"", "", "\"\"", ""),
            tagged("\"\"", "\"", "\n", "\"\"", ""),
            quote("\"").doubles().lines().opened("@\"").rule(),
            quote("\"").doubles().lines().opened("$@\"").holes(&[Hole::Code("{", BRACE)]).rule(),
            quote("\"").opened("$\"").holes(&[Hole::Code("{", BRACE)]).rule(),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Brackets { open: "[", pair: BRACKET, class: Class::Attribute, starts: true },
            Rule::Directive("#"),
        ],
        words: &[
            (
                K,
                "
                abstract add and as ascending async await base break by case catch checked const continue default
                delegate descending do else equals event explicit extern file finally fixed for foreach from get
                global goto group if implicit in init internal into is join let lock managed nameof not on operator or
                orderby out override params partial private protected public readonly ref remove required return
                scoped sealed select set sizeof stackalloc static switch this throw try typeof unchecked unmanaged
                unsafe using value virtual volatile when where while with yield",
            ),
            (TY, "new class enum interface namespace record struct"),
            (
                T,
                "
                bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong
                ushort var void",
            ),
            (N, "true false null"),
        ],
        capitals: Capitals::TypeOrCall,
        ..CODE
    },
    Language {
        names: &["swift", "swiftui"],
        rules: &[
            Rule::Line("//"),
            nested("/*", "*/"),
            tagged("#", "#", "\"\"\"", "\"\"\"#", ""),
            tagged("#", "#", "\"", "\"#", ""),
            quote("\"\"\"").lines().holes(&[Hole::Code("\\(", PAREN)]).rule(),
            quote("\"").holes(&[Hole::Code("\\(", PAREN)]).rule(),
            quote("`").raw().class(Class::Variable).rule(),
            Rule::Name("#", Class::Keyword),
            Rule::Hole(Hole::Name("$", "0123456789")),
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                actor any as associatedtype async await borrowing break case catch consuming continue convenience
                default defer deinit didSet do dynamic else fallthrough fileprivate final for get guard if import in
                indirect infix init inout internal is isolated lazy let mutating nonisolated nonmutating open operator
                optional override package postfix precedencegroup prefix private protocol public repeat required
                rethrows return set some static subscript switch throw throws try unowned var weak where while willSet
                yield",
            ),
            (FN, "func macro"),
            (TY, "actor class enum extension protocol struct typealias"),
            (V, "self super Self"),
            (N, "true false nil"),
        ],
        labels: true,
        ..CODE
    },
    Language {
        names: &["dart", "flutter"],
        rules: &[
            Rule::Line("//"),
            nested("/*", "*/"),
            Rule::Prefixed {
                words: "r",
                quotes: &[
                    quote("\"\"\"").lines().raw(),
                    quote("'''").lines().raw(),
                    quote("\"").raw(),
                    quote("'").raw(),
                ],
            },
            quote("\"\"\"").lines().holes(DOLLAR).rule(),
            quote("'''").lines().holes(DOLLAR).rule(),
            quote("\"").holes(DOLLAR).rule(),
            quote("'").holes(DOLLAR).rule(),
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                abstract as assert async await base break case catch const continue covariant default deferred do
                dynamic else export extends external factory final finally for get hide if implements import in
                interface is late library of on operator part required rethrow return sealed set show static switch
                sync throw try var when while with yield",
            ),
            (TY, "new class enum extension mixin typedef"),
            (T, "bool double int num void Never"),
            (V, "this super"),
            (N, "true false null"),
        ],
        labels: true,
        ..CODE
    },
    Language {
        names: &["solidity", "sol"],
        rules: &[Rule::Line("//"), block("/*", "*/"), quote("\"").rule(), quote("'").rule()],
        words: &[
            (
                K,
                "
                abstract anonymous as assembly break calldata case catch constant constructor continue default delete
                do else emit external fallback final for from if immutable import indexed internal is let memory new
                override payable pragma private public pure receive return returns revert storage switch try unchecked
                using view virtual while",
            ),
            (FN, "event function modifier error"),
            (TY, "contract enum interface library struct type"),
            (
                T,
                "
                address bool byte bytes bytes1 bytes4 bytes20 bytes32 fixed int int8 int16 int32 int64 int128 int256
                mapping string ufixed uint uint8 uint16 uint32 uint64 uint96 uint128 uint160 uint256 var",
            ),
            (V, "this super msg tx block"),
            (N, "true false wei gwei ether seconds minutes hours days weeks"),
        ],
        ..CODE
    },
    Language {
        names: &["actionscript", "as3", "haxe", "hx"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").rule(),
            quote("'").holes(DOLLAR).rule(),
            Rule::Regex,
            ANNOTATION,
        ],
        words: &[
            (
                K,
                "
                abstract as break case cast catch const continue default delete do dynamic else extends extern final
                finally for get if implements import in inline instanceof internal is macro namespace native new
                override package private protected public return set static super switch throw try typeof untyped use
                using var while with",
            ),
            (FN, "function"),
            (TY, "class enum interface typedef"),
            (V, "this"),
            (N, "true false null undefined NaN"),
        ],
        ..CODE
    },
];
