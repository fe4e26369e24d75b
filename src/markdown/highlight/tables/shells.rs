//! Shells, and what is written like them: images, builds, servers.

use crate::markdown::highlight::grammar::{
    BRACE, CODE, Capitals, Class, F, Form, Hole, K, Language, N, NONE, PAREN, Rule, T, V, Word, block, quote,
};

const SHELL: &[Hole] = &[Hole::Code("$(", PAREN), Hole::Whole("${", BRACE), Hole::Name("$", "@?#$!*-0123456789")];
const POWER: &[Hole] = &[Hole::Code("$(", PAREN), Hole::Whole("${", BRACE), Hole::Name("$", "_?$^")];
const SHELL_RULES: [Rule; 9] = shell(SHELL, SHELL[0], SHELL[1], SHELL[2]);
const RECIPE_RULES: [Rule; 9] = shell(MAKE, MAKE[0], MAKE[1], MAKE[2]);
const SHELL_LANGUAGE: Language = Language {
    words: &[
        (Word::Leads(Class::Keyword), "if then else elif do while until time coproc begin not and or"),
        (Word::Leads(Class::Function), "sudo exec env nohup xargs command builtin doas"),
        (K, "fi done esac case break continue return end switch"),
        (Word::Names(Class::Variable), "for select export local readonly declare typeset unset"),
        (Word::Names(Class::Function), "function"),
        (Word::Within, "in"),
    ],
    letters: "-./:@+,~%",
    heads: Some((Class::Function, "\n;|&({`!)")),
    operators: "|&<>!",
    ..NONE
};
const MAKE: &[Hole] = &[Hole::Whole("$(", PAREN), Hole::Whole("${", BRACE), Hole::Name("$", "@<^*?$%+")];

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &[
            "bash",
            "sh",
            "shell",
            "zsh",
            "ksh",
            "dash",
            "shellscript",
            "bourne again shell (bash)",
            "ash",
            "bashrc",
            "ebuild",
            "pkgbuild",
            "envrc",
            "zshrc",
            "profile",
            "fish",
            "csh",
            "tcsh",
            "nushell",
            "nu",
            "posix",
            "cli",
            "bats",
        ],
        rules: &SHELL_RULES,
        ..SHELL_LANGUAGE
    },
    Language { names: &["make recipe"], rules: &RECIPE_RULES, ..SHELL_LANGUAGE },
    Language {
        names: &["powershell", "ps1", "pwsh", "psm1", "ps", "posh"],
        rules: &[
            block("<#", "#>"),
            Rule::LineApart("#"),
            quote("\"@").opened("@\"").lines().holes(POWER).raw().rule(),
            quote("'@").opened("@'").lines().raw().rule(),
            quote("\"").lines().escape(b'`').holes(POWER).rule(),
            quote("'").doubles().lines().rule(),
            Rule::Hole(POWER[0]),
            Rule::Hole(POWER[1]),
            Rule::Hole(POWER[2]),
        ],
        words: &[
            (
                K,
                "
                break catch class continue data do dynamicparam else elseif enum exit filter finally for foreach from
                hidden if return static switch throw trap try until using while",
            ),
            (
                Word::Within,
                "
                begin end param process in -and -as -band -bor -contains -eq -f -ge -gt -in -is -isnot -join -le -like
                -lt -match -ne -not -notcontains -notin -notlike -notmatch -or -replace -split -xor -ceq -cne",
            ),
            (Word::Names(Class::Function), "function"),
            (T, "string int bool array hashtable datetime pscustomobject psobject xml void object long double"),
            (N, "true false null"),
        ],
        folds: true,
        letters: "-",
        heads: Some((Class::Function, "\n;|({=&!})")),
        keys: Some(('=', Class::Attribute)),
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["batch", "bat", "cmd", "batch file", "dos"],
        rules: &[
            Rule::Start("::", Class::Comment),
            Rule::Start("REM", Class::Comment),
            Rule::Start("rem", Class::Comment),
            Rule::Start(":", Class::Function),
            quote("%").raw().class(Class::Variable).rule(),
            quote("\"").raw().rule(),
        ],
        words: &[(
            K,
            "
                call cls defined do echo else endlocal equ errorlevel exist exit for geq goto gtr if in leq lss neq
                not off on pause set setlocal shift start title",
        )],
        folds: true,
        capitals: Capitals::Nothing,
        operators: "|&<>=@",
        ..CODE
    },
    Language {
        names: &[
            "console",
            "shell-session",
            "shellsession",
            "sh-session",
            "bash-session",
            "terminal",
            "prompt",
            "zsh-session",
        ],
        form: Form::Prompts("bash"),
        ..NONE
    },
    Language { names: &["pycon", "python-repl", "ipython"], form: Form::Prompts("python"), ..NONE },
    Language { names: &["irb", "rails-console"], form: Form::Prompts("ruby"), ..NONE },
    Language { names: &["iex"], form: Form::Prompts("elixir"), ..NONE },
    Language {
        names: &["docker", "dockerfile", "containerfile"],
        form: Form::Dockerfile,
        rules: &[
            quote("\"").lines().holes(SHELL).rule(),
            quote("'").raw().rule(),
            Rule::Hole(SHELL[1]),
            Rule::Hole(SHELL[2]),
            Rule::HereDoc { open: "<<", marks: "-", bare: true, holes: SHELL },
            Rule::LineApart("#"),
        ],
        words: &[(
            Word::Within,
            "
                add arg as cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell
                stopsignal user volume workdir",
        )],
        folds: true,
        letters: "-./:@+,~",
        keys: Some(('=', Class::Attribute)),
        ..NONE
    },
    Language {
        names: &["make", "makefile", "mk", "mak", "gnumakefile", "just", "justfile", "ninja"],
        form: Form::Makefile,
        rules: &[
            Rule::LineApart("#"),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Hole(MAKE[0]),
            Rule::Hole(MAKE[1]),
            Rule::Hole(MAKE[2]),
        ],
        words: &[(
            K,
            "
                ifeq ifneq ifdef ifndef else endif include -include sinclude define endef export unexport override
                vpath undefine",
        )],
        letters: "-./",
        operators: "=:?+|",
        ..NONE
    },
    Language {
        names: &["cmake", "cmakelists"],
        rules: &[
            block("#[[", "]]"),
            Rule::Line("#"),
            quote("\"").lines().holes(&[Hole::Whole("${", BRACE)]).rule(),
            Rule::Hole(Hole::Whole("${", BRACE)),
        ],
        words: &[
            (
                K,
                "
                if elseif else endif foreach endforeach while endwhile function endfunction macro endmacro return
                break continue include",
            ),
            (N, "on off true false"),
        ],
        folds: true,
        capitals: Capitals::Nothing,
        operators: "",
        ..CODE
    },
    Language {
        names: &["nginx", "nginxconf", "nginx.conf", "caddyfile", "caddy", "haproxy"],
        rules: &[
            Rule::LineApart("#"),
            quote("\"").lines().holes(&[Hole::Name("$", "")]).rule(),
            quote("'").lines().holes(&[Hole::Name("$", "")]).rule(),
            Rule::Hole(Hole::Whole("${", BRACE)),
            Rule::Hole(Hole::Name("$", "0123456789")),
            Rule::Brackets { open: "{$", pair: BRACE, class: Class::Variable, starts: false },
        ],
        words: &[(N, "on off")],
        letters: "-./:@+~*\\",
        heads: Some((Class::Keyword, "{};")),
        ..NONE
    },
    Language {
        names: &["apache", "apacheconf", "ssh_config", "sshd_config", "apache conf", "htaccess"],
        rules: &[
            Rule::LineApart("#"),
            quote("\"").rule(),
            Rule::Hole(Hole::Whole("%{", BRACE)),
            Rule::Hole(Hole::Name("$", "0123456789")),
            Rule::Hole(Hole::Name("%", "0123456789")),
        ],
        words: &[
            (N, "on off"),
            (
                Word::Is(Class::Tag),
                "VirtualHost Directory Location Files IfModule FilesMatch LocationMatch Proxy Limit",
            ),
        ],
        letters: "-./:@+~*\\^",
        heads: Some((Class::Keyword, "\n")),
        ..NONE
    },
    Language {
        names: &["cron", "crontab"],
        rules: &[
            Rule::LineApart("#"),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Hole(Hole::Name("$", "")),
            Rule::Name("@", Class::Keyword),
        ],
        letters: "-./:@+,~",
        keys: Some(('=', Class::Variable)),
        ..NONE
    },
    Language {
        names: &["hcl", "terraform", "tf", "tfvars", "opentofu", "nomad", "packer", "bicep"],
        rules: &[
            Rule::Line("#"),
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").holes(&[Hole::Code("${", BRACE), Hole::Code("%{", BRACE)]).rule(),
            quote("'").rule(),
            Rule::HereDoc { open: "<<", marks: "-", bare: true, holes: &[Hole::Code("${", BRACE)] },
        ],
        words: &[
            (
                K,
                "
                data dynamic for if in import job locals module moved output provider resource terraform variable
                target param existing task group",
            ),
            (T, "any bool list map number object set string tuple"),
            (V, "var local each self count path"),
            (N, "true false null"),
        ],
        inner: "-",
        keys: Some(('=', Class::Attribute)),
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["puppet", "pp"],
        rules: &[
            Rule::Line("#"),
            quote("\"").lines().holes(&[Hole::Whole("${", BRACE)]).rule(),
            quote("'").lines().rule(),
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[
            (K, "and case class default define else elsif if in include inherits node or require unless"),
            (F, "notify template"),
            (N, "true false undef present absent running"),
        ],
        ..CODE
    },
];

const fn shell(holes: &'static [Hole], first: Hole, second: Hole, third: Hole) -> [Rule; 9] {
    [
        Rule::LineApart("#"),
        quote("'").opened("$'").lines().rule(),
        quote("\"").lines().holes(holes).rule(),
        quote("'").raw().lines().rule(),
        quote("`").lines().class(Class::Variable).rule(),
        Rule::HereDoc { open: "<<", marks: "- ", bare: true, holes },
        Rule::Hole(first),
        Rule::Hole(second),
        Rule::Hole(third),
    ]
}
