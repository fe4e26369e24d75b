//! The arguments of directives.

use super::*;

fn directive(header: &str) -> (Theme, Diagnostics) {
    load(&[("templates/directives/d.html", &format!("{header}\nx"))])
}

fn args(theme: &Theme) -> Vec<String> {
    let spec = theme.directive("d").expect("it is there");
    let shown = |arg: &Arg| match &arg.default {
        Some(default) => format!("{}={}", arg.name, serde_json::to_string(default).expect("a value")),
        None => arg.name.clone(),
    };
    spec.args.iter().map(shown).collect()
}

#[test]
fn arguments_and_their_defaults() {
    let cases: &[(&str, &[&str])] = &[
        ("{# args: #}", &[]),
        ("{#- args:a-#}", &["a"]),
        (
            " \n{# args: a, b_2 = 5 ,c=none, d = \"x, y\", e = 'z' #}",
            &["a", "b_2=5", "c=null", "d=\"x, y\"", "e=\"z\""],
        ),
        ("{# args: a = [], b = [1, \"x]\", [true]], c = -1.5 #}", &["a=[]", "b=[1,\"x]\",[true]]", "c=-1.5"]),
        ("{# args: a = false,\n b = \"é\" #}{# more #}", &["a=false", "b=\"é\""]),
    ];
    for (header, expected) in cases {
        let (theme, diags) = directive(header);
        assert!(diags.is_empty(), "{header}: {diags:?}");
        assert_eq!(args(&theme), *expected, "{header}");
        let spec = theme.directive("d").expect("it is there");
        assert!(spec.complete && spec.arg("nonsense").is_none());
        assert_eq!(render(&theme, &spec.template).map(|page| page.trim().to_owned()).as_deref(), Ok("x"));
    }
}

#[test]
fn headers_that_cannot_be_read() {
    const NAME: &str = "write a name in lower case, with digits and `_`, and a comma between two arguments";
    const DEFAULT: &str = "write `none`, `true`, `false`, a number, a string in quotes, or a list of those";
    const FORM: &str = "begin the template with its arguments: `{# args: topic, limit = 5, level = none #}`, \
        or `{# args: #}` if it takes nothing";
    const SILENT: &str = "the directive `d` doesn't say what it takes";
    // the header, the place, the message, the help, and the arguments that could be read
    type Case = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);
    let cases: &[Case] = &[
        ("<p>", "1:1 `<p>`", SILENT, FORM, &[]),
        ("{# a comment #}", "1:1 `{# a comment #}`", SILENT, FORM, &[]),
        ("<p>{# args: a #}", "1:1 `<p>{# args: a #}`", SILENT, FORM, &[]),
        ("{# args: a, b b, c #}", "1:13 `b b`", "`b b` is no name of an argument", NAME, &["a", "c"]),
        ("{# args: Topic #}", "1:10 `Topic`", "`Topic` is no name of an argument", NAME, &[]),
        ("{# args: a,, c #}", "1:12 ``", "an argument's name is missing here", NAME, &["a", "c"]),
        ("{# args: = 5 #}", "1:10 `= 5`", "an argument's name is missing here", NAME, &[]),
        ("{# args: a, a = 1 #}", "1:13 `a = 1`", "the argument `a` stands here twice", "remove one of the two", &["a"]),
        ("{# args: a = five #}", "1:14 `five`", "`five` is no default", DEFAULT, &[]),
        ("{# args: a = \"x #}", "1:14 `\"x`", "`\"x` is no default", DEFAULT, &[]),
        ("{# args: a = [1, x] #}", "1:14 `[1, x]`", "`[1, x]` is no default", DEFAULT, &[]),
        ("{# args: é = 1, a = #}", "1:10 `é`", "`é` is no name of an argument", NAME, &[]),
    ];
    for (header, at, message, help, kept) in cases {
        let (theme, diags) = directive(header);
        let first = [format!("templates/directives/d.html:{at}"), (*message).to_owned(), (*help).to_owned()];
        assert_eq!(shown(&theme, &diags).first(), Some(&first), "{header}");
        assert_eq!(args(&theme), *kept, "{header}");
        assert!(!theme.directive("d").expect("it is there").complete);
    }
    let (theme, diags) = directive("{# args: a = #}");
    assert_eq!(shown(&theme, &diags)[0][1], "a default is missing after the `=`");
}

#[test]
fn the_one_that_is_used_counts() {
    let theme = fine(&[
        ("templates/directives/quiz.html", "{# args: mine #}"),
        ("templates/directives/inner/part.html", "no directive"),
        ("templates/directives/readme.txt", "none either"),
    ]);
    let quiz = theme.directive("quiz").expect("it is there");
    assert_eq!((quiz.args.len(), quiz.place.file.as_str()), (1, "templates/directives/quiz.html"));
    assert_eq!(quiz.place.span.range(), 0..16);
    assert_eq!(theme.directives().filter(|name| name.contains(['/', '.']) || *name == "readme").count(), 0);
}
