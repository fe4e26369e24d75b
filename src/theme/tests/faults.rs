//! What is told of templates that can't be loaded, and of those that fail.

use super::*;
use crate::theme::templates::Library;
use proptest::prelude::*;

const MANUAL: &str = "the manual's page on templates has the form of every tag and filter";

/// One template `templates/x.html`; its mistake's place, message and help.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "é {{ 1 + }}",
        "1:10 `}}`",
        "found `}}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`",
        MANUAL,
    ),
    (
        "{% if page %}\n{% for x in page.list %}{% endfor %}",
        "1:4 `if`",
        "this `if` is never closed",
        "write `{% endif %}` where it ends",
    ),
    (
        "{% block x %}a{% endfor %}",
        "1:18 `endfor`",
        "this `endfor` can't end the `block` that is open here",
        "write `{% endblock %}` in its place",
    ),
    (
        "{% for a in b %}\n{% if a %}{%- endfor %}{% endif %}",
        "2:15 `endfor`",
        "this `endfor` can't end the `if` that is open here",
        "write `{% endif %}` before it",
    ),
    (
        "{% filter upper %}{% endcomponent %}",
        "1:22 `endcomponent`",
        "this `endcomponent` can't end the `filter` that is open here",
        "write `{% endfilter %}` in its place",
    ),
    (
        "a{% endif %}",
        "1:5 `endif`",
        "this `endif` ends nothing: no `if` is open here",
        "remove it, or write `{% if … %}` before it",
    ),
    (
        "{% endraw %}",
        "1:4 `endraw`",
        "this `endraw` ends nothing: no `raw` is open here",
        "remove it, or write `{% raw %}` before it",
    ),
    (
        "{% if a %}{% else %}{% elif b %}{% endif %}",
        "1:24 `elif`",
        "`elif` goes on with nothing here",
        "it stands between `{% if … %}` and `{% endif %}`, an `elif` before the `else`",
    ),
    ("a {{ page", "1:6 `page`", "unexpected end of input", "write the `}}` or `%}` of the last tag"),
    ("{# never", "1:1 `{#`", "closing comment tag `#}` not found", "write `#}` where the comment ends"),
    ("a\n\t{{ page | titel }}", "2:12 `titel`", "unknown filter `titel`", "the manual lists all filters"),
    ("{{ page | nonsense }}", "1:11 `nonsense`", "unknown filter `nonsense`", "the manual lists all filters"),
    ("{{ page | wher(attribute='a') }}", "1:11 `wher`", "unknown filter `wher`", "the manual lists all filters"),
    ("{% if page is defned %}{% endif %}", "1:15 `defned`", "unknown test `defned`", "the manual lists all tests"),
    ("{{ rang(end=3) }}", "1:4 `rang`", "unknown function `rang`", "the functions are `range`, `super` and `throw`"),
    (
        "{{ <Nonsense /> }}",
        "1:5 `Nonsense`",
        "unknown component `Nonsense`",
        "define it with `{% component … %}` in a template",
    ),
    (
        "{% include 'artcle.html' %}",
        "1:13 `artcle.html`",
        "there is no template `artcle.html`",
        "did you mean `article.html`?",
    ),
    (
        "{% include 'nonsense' %}",
        "1:13 `nonsense`",
        "there is no template `nonsense`",
        "write it as `templates/nonsense`, or name one that is there",
    ),
    (
        "{% extends 'zzzzzz.htm' %}",
        "1:13 `zzzzzz.htm`",
        "there is no template `zzzzzz.htm`",
        "write it as `templates/zzzzzz.htm`, or name one that is there",
    ),
    (
        "{% extends 'article.html' %}{% block mian %}{% endblock %}",
        "1:38 `mian`",
        "block `mian` is not defined in any parent template",
        "did you mean `main`?",
    ),
    (
        "{% extends 'x.html' %}",
        "1:13 `x.html`",
        "`templates/x.html` extends itself",
        "name another template, or remove the `extends`",
    ),
    (
        "{% include 'x.html' %}",
        "1:13 `x.html`",
        "`templates/x.html` includes itself: `templates/x.html` → `templates/x.html`",
        "remove one of these `include`s, or write what repeats as a component",
    ),
    (
        "{{ page }}{{ __tera_context }}",
        "1:14 `__tera_context`",
        "`__tera_context` is not available: its order changes from build to build",
        "print the one variable you look for, as `{{ page | json }}`",
    ),
    (
        "{% extends 'article.html' %}\ntext",
        "2:1 `text`",
        "this content would be ignored: only `extends`, `block` and `component` are allowed at the top level \
         of a child template",
        "move it into a `{% block … %}` of the template that this one extends",
    ),
];

#[test]
fn each_mistake_at_its_place() {
    for (template, at, message, help) in MISTAKES {
        let (theme, diags) = load(&[("templates/x.html", template)]);
        let expected = [format!("templates/x.html:{at}"), (*message).to_owned(), (*help).to_owned()];
        assert_eq!(shown(&theme, &diags), [expected], "{template}");
        assert!(theme.has("x.html"));
        assert!(render(&theme, "x.html").is_err_and(|failure| failure.is_reported));
        assert!(render(&theme, "article.html").is_ok(), "the others go on: {template}");
    }
}

#[test]
fn all_mistakes_and_nothing_that_follows_from_them() {
    let (theme, diags) = load(&[
        ("templates/a.html", "{{ 1 | one }}{{ two() }}"),
        ("templates/bottom.html", "{% block b %}{% endblock %}{{"),
        ("templates/child.html", "{% extends 'bottom.html' %}{% block b %}{% endblock %}"),
        ("templates/grandchild.html", "{% extends 'child.html' %}{% block c %}{% endblock %}"),
        ("templates/includes.html", "{% include 'bottom.html' %}"),
        ("templates/uses.html", "{{ <Card /> }}"),
        ("templates/card.html", "{% component Card() %}{% endcomponent %}{{ 1 | thre }}"),
        ("templates/article.html", "{% endif %}"),
        ("templates/fine.html", "fine"),
        ("templates/loop-a.html", "{% extends 'loop-b.html' %}"),
        ("templates/loop-b.html", "{% extends 'loop-a.html' %}"),
    ]);
    let mut found: Vec<String> = shown(&theme, &diags).into_iter().map(|[place, ..]| place).collect();
    found.sort();
    let places: Vec<&str> = found.iter().map(|place| place.split(' ').next().unwrap_or_default()).collect();
    let expected =
        ["a.html:1:17", "a.html:1:8", "article.html:1:4", "bottom.html:1:28", "card.html:1:48", "loop-a.html:1:13"];
    assert_eq!(places, expected.map(|place| format!("templates/{place}")));
    for name in ["a", "bottom", "child", "grandchild", "includes", "uses", "card", "article", "loop-a", "loop-b"] {
        let failure = render(&theme, &format!("{name}.html")).expect_err(name);
        assert!(failure.is_reported, "{name}: {failure:?}");
    }
    assert_eq!(render(&theme, "fine.html").as_deref(), Ok("fine"));
}

#[test]
fn a_template_that_extends_what_it_overrides() {
    let (theme, diags) = load(&[("templates/article.html", "{% extends \"article.html\" %}")]);
    let expected = [
        "templates/article.html:1:13 `article.html`".to_owned(),
        "`templates/article.html` extends itself".to_owned(),
        "to extend the template that this one overrides, write `{% extends \"themes/prep/templates/article.html\" %}`"
            .to_owned(),
    ];
    assert_eq!(shown(&theme, &diags), [expected]);
    assert!(
        render(&theme, "article.html").is_err_and(|failure| failure.is_reported),
        "the theme's doesn't take its place"
    );
}

#[test]
fn a_parent_without_the_blocks_of_embedded_templates() {
    // Both templates of the binary that are changed here extend a template of the author's.
    let article = "{% extends 'frame.html' %}{% block main %}{% endblock %}";
    let given = [("templates/frame.html", "frame\n"), ("themes/prep/templates/article.html", article)];
    let (theme, diags) = load(&given);
    assert_eq!(shown(&theme, &diags)[0][0], "themes/prep/templates/article.html:1:36 `main`", "it can be mended there");

    let mut library = Library::new(files(&given).templates, "mine");
    library
        .sources
        .values_mut()
        .filter(|source| source.path.folder() != "templates")
        .for_each(|source| source.is_embedded = true);
    let mut tera = library.empty_tera();
    let error = tera.add_raw_templates(given).expect_err("there is no such block");
    let mut diags = Diagnostics::new();
    for _ in 0..2 {
        let culprits = crate::theme::templates::faults::report(&error, &library, &mut diags);
        assert_eq!(culprits.into_iter().collect::<Vec<_>>(), ["themes/prep/templates/article.html"]);
    }
    let expected = [
        "templates/frame.html:1:1 `frame`".to_owned(),
        "`templates/frame.html` has no block `main`, which templates of the theme fill".to_owned(),
        "write `{% block main %}{% endblock %}` where it is to stand".to_owned(),
    ];
    assert_eq!(shown(&theme, &diags), [expected]);
}

#[test]
fn components_defined_twice() {
    let component = "{% component Card() %}{% endcomponent %}";
    let (theme, diags) = load(&[("templates/a.html", component), ("templates/b.html", &format!("x{component}"))]);
    let all: Vec<_> = diags.iter().collect();
    assert_eq!(shown(&theme, &diags)[0][0], "templates/b.html:1:15 `Card`");
    assert_eq!(
        shown(&theme, &diags)[0][1..],
        ["the component `Card` is defined twice", "rename one of the two, or remove it"]
    );
    assert_eq!(related(&theme, &all[0].related), ["first defined here templates/a.html:1:14 `Card`"]);
    assert_eq!(all.len(), 1);
}

#[test]
fn two_mistakes_of_one_tag_are_one_with_a_second_place() {
    let (theme, diags) = load(&[("templates/x.html", "{{ page | date(format='a', format='b') }}")]);
    let first = diags.iter().next().expect("one");
    assert_eq!(place(&theme, first.place.as_ref()), "templates/x.html:1:28 `format`");
    assert_eq!(related(&theme, &first.related), ["first defined here templates/x.html:1:16 `format`"]);
}

const LISTED: &str =
    "the manual's page on templates lists every variable; what may be missing is none there, not undefined";

/// One template; where it fails, in which words, and the help.
const FAILURES: &[(&str, &str, &str, &str)] = &[
    ("é\n {{ pgae.title }}", "2:5 `pgae`", "variable `pgae` is not defined", "did you mean `page`?"),
    ("{{ page.titel }}", "1:9 `titel`", "field `titel` is not defined", "did you mean `title`?"),
    ("{{ elephant }}", "1:4 `elephant`", "variable `elephant` is not defined", "the variables that are there: `page`"),
    ("{{ page.list[0] }}", "1:4 `page.list[0]`", "tried to render a variable that is undefined", LISTED),
    (
        "{{ page.none | upper }}",
        "1:4 `page.none`",
        "invalid type for the value, expected `string` but got `none`",
        "give it what it takes, or write `or …` with what is to stand for a missing one",
    ),
    (
        "{{ page.list | where }}",
        "1:16 `where`",
        "missing keyword argument `attribute`",
        "write it between the parentheses, as `n = 5`",
    ),
    (
        "{% for x in page.n %}{% endfor %}",
        "1:13 `page.n`",
        "iteration not possible on type `integer`",
        "loop over a list, or write `or []` behind what may be none",
    ),
    (
        "{{ page.none - 1 }}",
        "1:4 `page.none`",
        "math operations can only be done on numbers, found `none`",
        "use a number, or write `or 0` behind what may be none",
    ),
    (
        "{{ page.title + 1 }}",
        "1:4 `page.title + 1`",
        "`+` requires both operands to be numbers, found `string` and `integer`",
        "use numbers, or join strings with `~`",
    ),
    (
        "{{ 'soon' | date }}",
        "1:13 `date`",
        "`soon` is no date: one is written `2026-05-12` or `2026-05-12T08:30:00+02:00`",
        MANUAL,
    ),
    ("{{ throw(message='No.') }}", "1:4 `throw(message='No.')`", "no", MANUAL),
];

#[test]
fn each_failure_at_its_place() {
    for (template, at, message, help) in FAILURES {
        let theme = fine(&[("templates/x.html", template)]);
        let failure = render(&theme, "x.html").expect_err(template);
        let found = (place(&theme, failure.place.as_ref()), failure.message.as_str(), failure.help.as_deref());
        assert_eq!(found, (format!("templates/x.html:{at}"), *message, Some(*help)), "{template}");
        assert!(!failure.is_reported && failure.related.is_empty());
        let diagnostic = failure.diagnostic("/x/");
        assert_eq!((diagnostic.code.name(), diagnostic.address.as_deref()), ("template-error", Some("/x/")));
        assert_eq!((diagnostic.place, diagnostic.help), (failure.place, failure.help));
    }
}

#[test]
fn the_way_to_a_failure() {
    let theme = fine(&[
        ("templates/page.html", "{% extends 'mid.html' %}{% block b %}b{% endblock %}"),
        ("templates/mid.html", "{% extends 'bottom.html' %}"),
        ("templates/bottom.html", "{% block b %}{% endblock %}{% include 'part.html' %}"),
        ("templates/part.html", "{{ <Card title={page.title} /> }}"),
        ("templates/card.html", "{% component Card(title) %}{{ page.title }}{% endcomponent %}"),
    ]);
    let failure = render(&theme, "page.html").expect_err("a component doesn't see the page");
    assert_eq!(place(&theme, failure.place.as_ref()), "templates/card.html:1:31 `page`");
    let expected = [
        "called from here templates/part.html:1:4 `<Card title={page.title} />`",
        "called from here templates/bottom.html:1:39 `'part.html'`",
        "extended here templates/mid.html:1:13 `bottom.html`",
        "extended here templates/page.html:1:13 `mid.html`",
    ];
    assert_eq!(related(&theme, &failure.related), expected);
}

#[test]
fn a_template_that_is_not_there() {
    let theme = fine(&[]);
    let failure = render(&theme, "artikle.html").expect_err("it isn't there");
    assert_eq!((failure.message.as_str(), failure.place.clone()), ("there is no template `artikle.html`", None));
    assert_eq!(failure.help.as_deref(), Some("did you mean `article.html`?"));
    let failure = render(&theme, "nonsense").expect_err("it isn't there");
    assert_eq!(failure.help.as_deref(), Some("write `templates/nonsense`"));
}

#[test]
fn many_threads_render_at_once() {
    use rayon::prelude::*;
    let theme = fine(&[("templates/x.html", "{{ page.title }}")]);
    assert!((0..200).into_par_iter().all(|_| render(&theme, "x.html").as_deref() == Ok("A &amp; B")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in templates, loading and rendering come to an end without a panic, and every place can be shown.
    #[test]
    fn any_templates(parts in prop::collection::vec(prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14), 2)) {
        let (a, b) = (parts[0].concat(), parts[1].concat());
        let (theme, diags) = load(&[("templates/a.html", &a), ("templates/directives/b.html", &b)]);
        shown(&theme, &diags);
        for name in ["a.html", "directives/b.html"] {
            if let Err(failure) = render(&theme, name) {
                place(&theme, failure.place.as_ref());
                related(&theme, &failure.related);
                prop_assert!(failure.help.is_some());
                prop_assert!(!failure.is_reported || !diags.is_empty());
            }
        }
    }
}

const PIECES: [&str; 44] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "-",
    " ",
    "\n",
    "\r\n",
    "é",
    "\u{1F980}",
    "\"",
    "'",
    "`",
    "\\",
    "args:",
    ",",
    "=",
    "[",
    "]",
    "raw",
    "endraw",
    "extends",
    "include",
    "block",
    "endblock",
    "component",
    "endcomponent",
    "if",
    "endif",
    "for",
    "x",
    "in",
    "endfor",
    "page",
    ".title",
    "|",
    "'a.html'",
    "\"directives/b.html\"",
    "({",
    ")",
    "<",
    "/>",
];
