//! Data, configuration, queries.

use crate::markdown::highlight::grammar::{
    BRACE, BRACKET, CODE, Capitals, Class, F, FN, Form, Hole, K, Language, N, NONE, Rule, T, TY, Word, block, quote,
};

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &[
            "json",
            "jsonc",
            "tfstate",
            "sublime-settings",
            "sublime-keymap",
            "json5",
            "jsonl",
            "ndjson",
            "geojson",
            "webmanifest",
            "hjson",
            "json-ld",
            "jsonld",
            "ipynb",
        ],
        rules: &[Rule::Line("//"), block("/*", "*/"), quote("\"").rule(), quote("'").rule()],
        words: &[(N, "true false null NaN Infinity")],
        keys: Some((':', Class::Attribute)),
        ..NONE
    },
    Language {
        names: &[
            "yaml",
            "yml",
            "helm",
            "ansible",
            "compose",
            "docker-compose",
            "kubernetes",
            "k8s",
            "k8s-yaml",
            "openapi",
            "swagger",
            "github-actions",
            "gitlab-ci",
            "cloudformation",
            "sls",
        ],
        form: Form::Yaml,
        words: &[(N, "true false null yes no on off True False Null ~")],
        keys: Some((':', Class::Attribute)),
        ..NONE
    },
    Language {
        names: &["toml", "cargo.lock", "poetry.lock", "uv.lock", "pdm.lock", "pipfile", "cargo.toml", "pyproject"],
        rules: &[
            Rule::Line("#"),
            quote("\"\"\"").lines().rule(),
            quote("'''").lines().raw().rule(),
            quote("\"").rule(),
            quote("'").raw().rule(),
            Rule::Brackets { open: "[", pair: BRACKET, class: Class::Tag, starts: true },
            Rule::Brackets { open: "[[", pair: BRACKET, class: Class::Tag, starts: true },
        ],
        words: &[(N, "true false inf nan")],
        inner: ".-:",
        keys: Some(('=', Class::Attribute)),
        ..NONE
    },
    Language {
        names: &[
            "ini",
            "conf",
            "gitattributes",
            "hgrc",
            "inf",
            "url",
            "config",
            "cfg",
            "inventory",
            "systemd",
            "service",
            "unit",
            "editorconfig",
            "gitconfig",
            "desktop",
            "properties",
            "java-properties",
            "dotenv",
            "env",
            ".env",
            "git config",
            "npmrc",
            "my.cnf",
            "toml-like",
            "reg",
            "dosini",
        ],
        rules: &[
            Rule::LineApart("#"),
            Rule::LineApart(";"),
            Rule::Start("!", Class::Comment),
            quote("\"").holes(&[Hole::Whole("${", BRACE)]).rule(),
            Rule::Brackets { open: "[", pair: BRACKET, class: Class::Tag, starts: true },
            Rule::Hole(Hole::Whole("${", BRACE)),
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[(N, "true false yes no on off null")],
        folds: true,
        inner: ".-/\\@'",
        keys: Some(('=', Class::Attribute)),
        ..NONE
    },
    Language {
        names: &[
            "sql",
            "mysql",
            "mariadb",
            "postgres",
            "postgresql",
            "pgsql",
            "plpgsql",
            "plsql",
            "psql",
            "sqlite",
            "sqlite3",
            "tsql",
            "t-sql",
            "mssql",
            "hiveql",
            "bigquery",
            "oracle",
            "snowflake",
            "redshift",
            "clickhouse",
            "spark-sql",
            "duckdb",
            "hql",
            "ddl",
            "dml",
            "cql",
            "soql",
            "cassandra",
            "presto",
            "trino",
        ],
        rules: &[
            Rule::Line("--"),
            nested_comment(),
            quote("'").doubles().lines().rule(),
            quote("\"").doubles().class(Class::Variable).rule(),
            quote("`").raw().class(Class::Variable).rule(),
            Rule::Name("@", Class::Variable),
            Rule::Name("@@", Class::Variable),
            Rule::Name(":", Class::Variable),
            Rule::Hole(Hole::Name("$", "0123456789")),
            Rule::LineApart("# "),
        ],
        words: &[
            (
                K,
                "
                abort action add after all alter always analyze and any apply as asc attach auto_increment
                autoincrement before begin between by call cascade case cast change charset check close cluster
                collate column columns comment commit concurrently conflict connect constraint continue copy create
                cross cube current cursor cycle database databases deallocate declare default deferrable deferred
                delete delimiter desc describe distinct do drop each else elseif elsif end engine enum escape except
                exclude execute exists exit explain extension extract fetch filter first following for foreign format
                from full function generated go grant group grouping groups having if ignore ilike in include
                increment index inherits initially inner inout insert instead intersect into is isolation join key
                keys language last lateral leading left level like limit local lock loop match materialized merge
                minus minvalue maxvalue mode modify natural new next no not nothing notify nowait nulls of off offset
                old on only open option or order others out outer over overlaps partition partitioned percent pivot
                plan policy preceding prepare primary print privileges procedure qualify query raise range read
                recursive references refresh regexp reindex release rename repeatable replace reset restrict return
                returning returns revoke right rlike role rollback rollup row rows savepoint schema select separator
                sequence serializable session set show similar skip some start stored strict table tables tablespace
                tablesample temp temporary then ties to top trailing transaction trigger truncate type unbounded
                uncommitted union unique unlogged unnest unpivot update upsert use user using vacuum values view
                virtual when where while window with within without work write committed",
            ),
            (
                T,
                "
                array bigint bigserial binary bit blob bool boolean bytea char character cidr clob date datetime
                datetime2 decimal double float float8 inet int int2 int4 int8 integer interval json jsonb longtext
                mediumint money nchar number numeric nvarchar precision real serial smallint smallserial string struct
                text time timestamp timestamptz tinyint tsvector uniqueidentifier unsigned uuid varbinary varchar
                varchar2 varying xml year zone",
            ),
            (N, "true false null unknown"),
        ],
        folds: true,
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["promql", "prometheus", "metricsql"],
        rules: &[
            Rule::Line("#"),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").raw().rule(),
            Rule::Hole(Hole::Whole("${", BRACE)),
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[
            (K, "and atan2 bool by group_left group_right ignoring offset on or unless without start end"),
            (F, "avg bottomk count count_values max min quantile stddev stdvar sum topk group"),
            (N, "Inf NaN"),
        ],
        inner: ":",
        keys: Some(('=', Class::Attribute)),
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &[
            "cypher",
            "neo4j",
            "gremlin",
            "sparql",
            "turtle",
            "ttl",
            "kql",
            "kusto",
            "flux",
            "dax",
            "influxql",
            "mongodb",
            "redis",
            "esql",
            "aql",
            "surrealql",
            "edgeql",
        ],
        rules: &[
            Rule::Line("//"),
            Rule::LineApart("#"),
            block("/*", "*/"),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").raw().class(Class::Variable).rule(),
            Rule::Hole(Hole::Name("$", "")),
            Rule::Name("?", Class::Variable),
            Rule::Name("@", Class::Keyword),
        ],
        words: &[
            (
                K,
                "
                all and as asc ask ascending by call case construct contains count create delete desc descending
                describe detach distinct else end ends exists extend filter foreach from graph group having if in
                insert into is join kind let limit match merge multi not of on only optional or order prefix project
                relate remove return select set skip starts summarize take then top union unwind update use using
                values when where with xor yield a",
            ),
            (N, "true false null"),
        ],
        folds: true,
        capitals: Capitals::TypeOrCall,
        ..CODE
    },
    Language {
        names: &["diff", "patch"],
        rules: &[
            Rule::Start("+++ ", Class::Comment),
            Rule::Start("--- ", Class::Comment),
            Rule::Start("@@", Class::Comment),
            Rule::Start("diff ", Class::Comment),
            Rule::Start("index ", Class::Comment),
            Rule::Start("+", Class::Inserted),
            Rule::Start("-", Class::Deleted),
            Rule::Start("!", Class::Keyword),
        ],
        ..NONE
    },
    Language { names: &["http", "https", "rest", "curl-http"], form: Form::Http, ..NONE },
    Language {
        names: &["prisma", "dbml"],
        rules: &[
            Rule::Line("//"),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").raw().rule(),
            Rule::Name("@@", Class::Attribute),
            Rule::Name("@", Class::Attribute),
        ],
        words: &[(TY, "model enum datasource generator type table"), (K, "ref indexes note"), (N, "true false null")],
        ..CODE
    },
    Language {
        names: &["cue", "jsonnet", "libjsonnet", "libsonnet", "dhall", "pkl", "kdl"],
        rules: &[
            Rule::Line("//"),
            Rule::Line("#"),
            block("/*", "*/"),
            Rule::Line("--"),
            quote("\"\"\"").lines().rule(),
            quote("\"").rule(),
            quote("'").rule(),
        ],
        words: &[
            (
                K,
                "
                amends assert else error extends fixed for function hidden if import in let local module new open out
                package self super tailstrict then typealias class",
            ),
            (T, "bool bytes float int number string"),
            (N, "true false null"),
        ],
        keys: Some((':', Class::Attribute)),
        ..CODE
    },
    Language {
        names: &["gherkin", "cucumber", "feature", "robot", "robotframework"],
        rules: &[
            Rule::LineApart("#"),
            quote("\"").rule(),
            Rule::Name("@", Class::Attribute),
            Rule::Hole(Hole::Whole("${", BRACE)),
        ],
        words: &[
            (Word::Is(Class::Tag), "Feature Scenario Background Examples Rule Outline Template"),
            (K, "Given When Then And But"),
        ],
        ..NONE
    },
    Language {
        names: &["regex", "regexp", "regular expression"],
        rules: &[
            Rule::Brackets { open: "[", pair: BRACKET, class: Class::String, starts: false },
            Rule::Name("\\", Class::Number),
        ],
        operators: "*+?|^$",
        ..NONE
    },
    Language {
        names: &["dot", "graphviz", "graphviz (dot)", "gv"],
        rules: &[Rule::Line("//"), block("/*", "*/"), Rule::Line("#"), quote("\"").lines().rule()],
        words: &[(K, "digraph edge graph node strict subgraph")],
        keys: Some(('=', Class::Attribute)),
        operators: "->",
        ..NONE
    },
    Language { names: &["csv", "tsv"], rules: &[quote("\"").doubles().rule()], ..NONE },
    Language {
        names: &[
            "gitignore",
            "dockerignore",
            "fstab",
            "crypttab",
            "passwd",
            "group",
            "resolv.conf",
            "mailmap",
            "mtab",
            "sources.list",
            "authorized_keys",
            "known_hosts",
            "hosts",
            "requirements.txt",
            "requirements",
            "codeowners",
            "robots.txt",
            "git ignore",
        ],
        rules: &[Rule::LineApart("#"), Rule::Start("!", Class::Keyword)],
        letters: "-./:@+,~*",
        ..NONE
    },
    Language {
        names: &["move", "cairo", "sway"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").rule(),
            Rule::Brackets { open: "#[", pair: BRACKET, class: Class::Attribute, starts: false },
        ],
        words: &[
            (
                K,
                "
                abort acquires as break const continue copy else entry for friend has if impl import in let loop match
                move mut phantom pub public return script spec use while",
            ),
            (FN, "fun fn"),
            (TY, "module struct enum trait mod"),
            (T, "address bool felt252 signer u8 u16 u32 u64 u128 u256 vector"),
            (N, "true false"),
        ],
        calls: &["(", "!(", "![", "!{", "! {"],
        ..CODE
    },
];

const fn nested_comment() -> Rule {
    block("/*", "*/")
}
