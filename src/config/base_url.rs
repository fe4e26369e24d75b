//! Where the site will be: an origin, and the path below it, both as a URL spells them: a host in ASCII (`ö.example` is
//! `xn--nda.example`), a path with its other signs percent-encoded. Feeds and sitemaps take no other.

use percent_encoding::percent_decode_str;
use url::Url;

/// The site's base URL in its two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://example.org`, without a slash at its end.
    pub origin: String,
    /// `/`, or `/blog/`: with a slash on both ends.
    pub path: String,
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self { origin: "https://example.org".to_owned(), path: "/".to_owned() }
    }
}

impl BaseUrl {
    /// Reads `https://example.org/blog`; what is wrong with it otherwise, in a few words.
    pub fn parse(url: &str) -> Result<Self, String> {
        let lower = url.to_ascii_lowercase();
        let Some(scheme) = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)) else {
            return Err("it has to begin with `https://` or `http://`".to_owned());
        };
        let rest = &url[scheme.len()..];
        if let Some(wrong) = rest.chars().find(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}'".contains(*c)) {
            return Err(format!("it can't hold `{}`", wrong.escape_debug()));
        }
        if rest.contains(['?', '#']) {
            return Err("it can't have a query or a fragment".to_owned());
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if host.contains('@') {
            return Err("it can't hold a user's name".to_owned());
        }
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, Some(port)),
            _ => (host, None),
        };
        let numeric = |port: &str| port.parse::<u16>().is_ok();
        if name.is_empty() || !port.is_none_or(numeric) || name.split('.').any(str::is_empty) {
            return Err("it has no valid host".to_owned());
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| [".", ".."].contains(part)) {
            return Err("its path can't hold `.` or `..`".to_owned());
        }
        let path = if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
        let Ok(spelled) = Url::parse(&format!("{scheme}{name}{path}")) else {
            return Err("it has no valid host".to_owned());
        };
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let host = spelled.host_str().unwrap_or_default();
        Ok(Self { origin: format!("{scheme}{host}{port}"), path: spelled.path().to_owned() })
    }

    /// The path without percent-encoding.
    pub fn decoded_path(&self) -> String {
        percent_decode_str(&self.path).decode_utf8_lossy().into_owned()
    }

    /// The link to `rooted`, a path from the root of the site: `/x/` becomes `/blog/x/`.
    pub fn link(&self, rooted: &str) -> String {
        format!("{}{}", self.path, rooted.strip_prefix('/').unwrap_or(rooted))
    }

    /// The URL of `rooted`, a path from the root of the site: `/x/` becomes `https://example.org/blog/x/`.
    pub fn absolute(&self, rooted: &str) -> String {
        format!("{}{}", self.origin, self.link(rooted))
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn base_urls_have_an_origin_and_a_path() {
        for (url, expected) in [
            ("https://x.org", Ok("https://x.org /")),
            ("HTTPS://X.org/", Ok("https://x.org /")),
            ("https://x.org/blog", Ok("https://x.org /blog/")),
            ("http://localhost:1111//a/b/", Ok("http://localhost:1111 /a/b/")),
            ("http://[::1]:80/", Ok("http://[::1]:80 /")),
            ("https://Bücher.example/ö/a%20b", Ok("https://xn--bcher-kva.example /%C3%B6/a%20b/")),
            ("https://x.org/50%", Ok("https://x.org /50%/")),
            ("https://a\u{ad}.org/", Ok("https://a.org /")),
            ("https://xn--/", Err("it has no valid host")),
            ("x.org", Err("it has to begin with `https://` or `http://`")),
            ("ftp://x.org", Err("it has to begin with `https://` or `http://`")),
            ("https://", Err("it has no valid host")),
            ("https://x.org:port/", Err("it has no valid host")),
            ("https://x..org/", Err("it has no valid host")),
            ("https://me@x.org/", Err("it can't hold a user's name")),
            ("https://x.org/?a", Err("it can't have a query or a fragment")),
            ("https://x.org/a b", Err("it can't hold ` `")),
            ("https://x.org/../b", Err("its path can't hold `.` or `..`")),
        ] {
            let found = BaseUrl::parse(url).map(|base| format!("{} {}", base.origin, base.path));
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{url}");
        }
    }

    #[test]
    fn addresses_stand_below_the_path() {
        let base = BaseUrl::parse("https://x.org/blog").expect("a base URL");
        assert_eq!((base.link("/a/"), base.absolute("/a/")), ("/blog/a/".into(), "https://x.org/blog/a/".into()));
        assert_eq!(BaseUrl::default().absolute("/"), "https://example.org/");
    }
}
