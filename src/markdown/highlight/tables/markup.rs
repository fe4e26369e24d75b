//! Markup, and what makes it.

use crate::markdown::highlight::grammar::{
    CODE, Capitals, Class, Form, Hole, K, Language, N, NONE, Rule, V, block, quote,
};

pub(super) const LANGUAGES: &[Language] = &[
    Language { names: &["html", "html5", "shtml", "htm", "xhtml"], form: Form::Html, ..NONE },
    Language {
        names: &[
            "xml",
            "svg",
            "opml",
            "rng",
            "tld",
            "xsd",
            "xsl",
            "xslt",
            "wsdl",
            "rss",
            "atom",
            "plist",
            "pom",
            "xaml",
            "csproj",
            "axml",
            "mathml",
            "dtd",
            "nant",
            "nant build file",
            "rdf",
            "fxml",
            "config.xml",
            "jelly",
        ],
        form: Form::Xml,
        ..NONE
    },
    Language {
        names: &[
            "vue",
            "svelte",
            "astro",
            "handlebars",
            "hbs",
            "mustache",
            "jinja",
            "jinja2",
            "j2",
            "html.erb",
            "html.eex",
            "html.leex",
            "html.j2",
            "html.twig",
            "svlt",
            "twig",
            "liquid",
            "django",
            "tera",
            "nunjucks",
            "erb",
            "ejs",
            "rhtml",
            "html+erb",
            "jsp",
            "java server page (jsp)",
            "razor",
            "cshtml",
            "blade",
            "html (rails)",
            "html (erb)",
            "ng-html",
            "angular-html",
        ],
        form: Form::Template,
        ..NONE
    },
    Language {
        names: &["jinja code"],
        rules: &[quote("\"").rule(), quote("'").rule()],
        words: &[
            (
                K,
                "
                and as assign autoescape block by call comment continue else elsif elif empty endblock endcall endcase
                endfilter endfor endif endmacro endraw endset endunless endwith extends filter for from if ignore
                import in include is load macro missing not or parent raw recursive render set trans unless url when
                with",
            ),
            (N, "true false none True False None nil"),
        ],
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["markdown", "md", "markdn", "mdown", "mdx", "mkd", "commonmark", "gfm", "multimarkdown"],
        form: Form::Markdown,
        ..NONE
    },
    Language {
        names: &["latex", "tex", "sty", "cls", "ltx", "bibtex", "bib", "katex"],
        rules: &[
            Rule::Name("\\", Class::Keyword),
            Rule::Hole(Hole::Name("\\", "%$&#_{}\\")),
            Rule::Line("%"),
            quote("$$").lines().rule(),
            quote("$").lines().rule(),
            Rule::Name("@", Class::Keyword),
        ],
        keys: Some(('=', Class::Attribute)),
        ..NONE
    },
    Language {
        names: &[
            "asciidoc",
            "adoc",
            "rst",
            "restructuredtext",
            "org",
            "orgmode",
            "org mode",
            "textile",
            "mediawiki",
            "wiki",
        ],
        rules: &[
            Rule::Start("= ", Class::Tag),
            Rule::Start("== ", Class::Tag),
            Rule::Start("=== ", Class::Tag),
            Rule::Start("* ", Class::Tag),
            Rule::Start("#+", Class::Comment),
            Rule::Start("// ", Class::Comment),
            Rule::Start(".. ", Class::Keyword),
            quote("``").raw().rule(),
            quote("`").raw().rule(),
        ],
        ..NONE
    },
    Language {
        names: &["haml", "slim", "pug", "jade"],
        rules: &[
            Rule::Line("//"),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Name("%", Class::Tag),
            Rule::Name(".", Class::Attribute),
            Rule::Name("#", Class::Attribute),
        ],
        words: &[(K, "if else each in unless case when block extends include mixin"), (V, "this")],
        ..NONE
    },
    Language {
        names: &["groff", "troff", "man", "roff"],
        rules: &[Rule::Directive("."), block(".\\\"", "\n")],
        ..NONE
    },
];
