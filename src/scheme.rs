//! The schemes of addresses that content may lead to: one list for texts, front matter, the menu and raw HTML.
//!
//! What isn't on the list is reported, and with `html = "sanitize"` taken away. Left out: whether an address can be reached.

/// What browsers, mail programs and telephones open without running anything of the page's.
pub(crate) const SAFE: [&str; 19] = [
    "ftp", "geo", "git", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix", "news", "sftp", "sip", "sms",
    "ssh", "tel", "urn", "webcal", "xmpp",
];

/// Whether content that isn't trusted may link to `url`: within the site, or by one of [`SAFE`]. Browsers ignore control
/// characters and spaces in a scheme, so these are left out first.
pub(crate) fn is_safe(url: &str) -> bool {
    let scheme: String = url.chars().filter(|char| *char > ' ').take_while(|char| !"/?#".contains(*char)).collect();
    scheme.split_once(':').is_none_or(|(scheme, _)| SAFE.iter().any(|safe| safe.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_a_few_schemes_are_safe() {
        for url in ["a.md", "/a:b", "#a:b", "?a:b", "https://x.org", "MAILTO:a@b", "//x.org", "ssh://a", ""] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "javascript:a",
            " JaVaScript:a",
            "java\nscript:a",
            "\u{1}javascript:a",
            "data:text/html,a",
            "vbscript:a",
            "blob:a",
            "vscode://a",
            ":a",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
