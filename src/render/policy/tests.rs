//! Whole policies, and what they block.

use super::{Needs, Policy, Use};
use std::collections::BTreeMap;

fn policy(needs: Needs, additions: &[(&str, &[&str])]) -> Policy {
    let sources = |sources: &[&str]| sources.iter().map(|&source| source.to_owned()).collect();
    let additions: BTreeMap<String, Vec<String>> =
        additions.iter().map(|(name, list)| ((*name).to_owned(), sources(list))).collect();
    Policy::new(needs, &additions)
}

const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; \
                      base-uri 'none'; form-action 'none'";

#[test]
fn a_page_may_do_what_it_needs() {
    let scripts = Needs { scripts: true, pagefind: false };
    assert_eq!(policy(Needs::default(), &[]).to_string(), STRICT);
    assert_eq!(
        policy(scripts, &[]).to_string(),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    );
    let pagefind = Needs { scripts: true, pagefind: true };
    assert_eq!(
        policy(pagefind, &[]).to_string(),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         media-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    );
}

#[test]
fn a_site_adds_sources() {
    let scripts = Needs { scripts: true, pagefind: false };
    for (needs, additions, expected) in [
        (
            Needs::default(),
            vec![("img-src", &["https://img.example", "data:", "'self'", "https://img.example"][..])],
            STRICT.replace("img-src 'self'", "img-src 'self' https://img.example data:"),
        ),
        (
            Needs::default(),
            vec![("frame-src", &["https://video.example"])],
            STRICT.replace("; base", "; frame-src https://video.example; base"),
        ),
        (
            Needs::default(),
            vec![("form-action", &["https://forms.example"])],
            STRICT.replace("form-action 'none'", "form-action https://forms.example"),
        ),
        (
            Needs::default(),
            vec![("default-src", &["https://a.example"])],
            STRICT.replace("default-src 'none'", "default-src https://a.example"),
        ),
        (Needs::default(), vec![("img-src", &["'none'"])], STRICT.to_owned()),
        (Needs::default(), vec![("connect-src", &["'none'"])], STRICT.replace("; base", "; connect-src 'none'; base")),
        // what holds in the place of a new directive comes along
        (
            scripts,
            vec![("script-src-elem", &["https://a.example"])],
            STRICT
                .replace("; style", "; script-src 'self'; script-src-elem 'self' https://a.example; style")
                .replace("; base", "; connect-src 'self'; base"),
        ),
        // what has no effect or would break the policy
        (
            Needs::default(),
            vec![
                ("frame-ancestors", &["'self'"]),
                ("report-uri", &["https://a.example"]),
                ("sandbox", &["allow-forms"]),
                ("no-such-src", &["*"]),
                ("img-src", &["a;script-src", "*,b", "ü.example", "", "\n"]),
            ],
            STRICT.to_owned(),
        ),
        (
            Needs::default(),
            vec![("img-src", &["https://a.example https://b.example"])],
            STRICT.replace("img-src 'self'", "img-src 'self' https://a.example https://b.example"),
        ),
        (Needs::default(), vec![("upgrade-insecure-requests", &[])], STRICT.to_owned()),
    ] {
        assert_eq!(policy(needs, &additions).to_string(), expected, "{additions:?}");
    }
}

#[test]
fn what_is_blocked_is_told_with_its_directive() {
    let image = |origin| Use::External { directive: "img-src", origin };
    let frame = Use::External { directive: "frame-src", origin: "https://video.example" };
    for (additions, what, expected) in [
        (vec![], Use::InlineScript, Some("script-src")),
        (vec![], Use::EventHandler, Some("script-src")),
        (vec![], Use::InlineStyle, Some("style-src")),
        (vec![], Use::StyleAttribute, Some("style-src")),
        (vec![], image("https://img.example"), Some("img-src")),
        (vec![], frame, Some("frame-src")),
        (vec![("default-src", &["https://video.example"][..])], frame, None),
        (vec![("child-src", &["https://other.example"])], frame, Some("child-src")),
        (vec![("frame-src", &["https://video.example"])], frame, None),
        (vec![("script-src", &["'unsafe-inline'"])], Use::InlineScript, None),
        (vec![("script-src", &["'unsafe-inline'"])], Use::EventHandler, None),
        (vec![("script-src", &["'sha256-x'"])], Use::InlineScript, None),
        (vec![("script-src", &["'sha256-x'", "'unsafe-inline'"])], Use::EventHandler, Some("script-src")),
        (vec![("script-src-elem", &["'unsafe-inline'"])], Use::EventHandler, Some("script-src")),
        (vec![("style-src-attr", &["'unsafe-inline'"])], Use::StyleAttribute, None),
        (vec![("style-src-attr", &["'unsafe-inline'"])], Use::InlineStyle, Some("style-src")),
        (vec![("style-src-attr", &["'sha256-x'"])], Use::StyleAttribute, Some("style-src-attr")),
        (vec![], Use::External { directive: "no-such-src", origin: "https://a.example" }, None),
    ] {
        assert_eq!(policy(Needs::default(), &additions).blocked(what), expected, "{additions:?} {what:?}");
    }
}

#[test]
fn sources_match_origins() {
    for (source, origin, is_allowed) in [
        ("*", "https://a.example", true),
        ("*", "//a.example/x.png", true),
        ("*", "data:image/png;base64,AAAA", false),
        ("data:", "data:image/png;base64,AAAA", true),
        ("data:", "https://a.example", false),
        ("https:", "https://a.example", true),
        ("https:", "http://a.example", false),
        ("http:", "https://a.example", true),
        ("https://a.example", "https://a.example", true),
        ("https://a.example", "HTTPS://user@A.example/x.png?y#z", true),
        ("https://a.example", "//a.example/x.png", true),
        ("https://a.example", "http://a.example", false),
        ("http://a.example", "https://a.example", true),
        ("https://a.example/images/", "https://a.example", true),
        ("https://a.example", "https://b.a.example", false),
        ("https://*.a.example", "https://b.a.example", true),
        ("https://*.a.example", "https://a.example", false),
        ("https://*.a.example", "https://evil-a.example", false),
        ("a.example", "https://a.example", true),
        ("a.example", "data:a.example", false),
        ("a.example:8443", "https://a.example:8443", true),
        ("a.example:*", "https://a.example:8443", true),
        ("a.example", "https://a.example:8443", false),
        ("a.example:8443", "https://a.example", false),
        ("'self'", "https://a.example", false),
        ("https://a.example", "", false),
        ("https://a.example", ":", false),
        ("*", "javascript:alert(1)", false),
    ] {
        let policy = policy(Needs::default(), &[("img-src", &[source])]);
        let blocked = policy.blocked(Use::External { directive: "img-src", origin });
        assert_eq!(blocked.is_none(), is_allowed, "{source} {origin}");
    }
}

proptest::proptest! {
    #[test]
    fn no_source_adds_a_directive(source in ".*", origin in ".*") {
        let policy = policy(Needs::default(), &[("img-src", &[&source])]);
        assert_eq!(policy.to_string().split(';').count(), STRICT.split(';').count());
        let blocked = policy.blocked(Use::External { directive: "img-src", origin: &origin });
        assert!(blocked.is_none_or(|name| name == "img-src"));
    }
}
