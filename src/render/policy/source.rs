//! The sources of a directive: what they allow.
//!
//! A source is a keyword (`'self'`), a hash or a nonce, a scheme (`https:`), or a host with or without scheme, port
//! and path (`https://*.example.org:8443/x`). The rules are those of CSP 3, section 6.7.2, less what only a browser
//! knows: the page's own address, redirects, the text of inline code.

/// Whether `source` can stand in a policy: no character in it ends the source or the directive.
pub(super) fn is_sound(source: &str) -> bool {
    !source.is_empty() && source.bytes().all(|b| b.is_ascii_graphic() && b != b';' && b != b',')
}

/// Whether an inline element may be run. A hash or a nonce may be that of the element, and switches
/// `'unsafe-inline'` off.
pub(super) fn allow_inline(sources: &[String]) -> bool {
    has_hash_or_nonce(sources) || has(sources, "'unsafe-inline'")
}

/// Whether an inline attribute may take effect. A hash counts for attributes only beside `'unsafe-hashes'`.
pub(super) fn allow_attributes(sources: &[String]) -> bool {
    if has_hash_or_nonce(sources) { has(sources, "'unsafe-hashes'") } else { has(sources, "'unsafe-inline'") }
}

fn has(sources: &[String], keyword: &str) -> bool {
    sources.iter().any(|source| source.eq_ignore_ascii_case(keyword))
}

fn has_hash_or_nonce(sources: &[String]) -> bool {
    let starts = ["'nonce-", "'sha256-", "'sha384-", "'sha512-"];
    let matches =
        |source: &String, start: &str| source.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    sources.iter().any(|source| starts.iter().any(|start| matches(source, start)))
}

/// Whether something may be loaded from `url`, an absolute URL or an origin of somewhere else.
pub(super) fn allow_url(sources: &[String], url: &str) -> bool {
    let url = SourceUrl::parse(url);
    sources.iter().any(|source| allows(source, &url))
}

/// The parts of a URL that sources speak of, in lower case; an absent one is empty.
struct SourceUrl {
    scheme: String,
    host: String,
    port: String,
}

impl SourceUrl {
    fn parse(url: &str) -> Self {
        let url = url.trim().to_ascii_lowercase();
        let (scheme, rest) = match url.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) && (rest.starts_with("//") || !rest.starts_with(is_digit)) => {
                (scheme, rest)
            }
            _ => ("", &*url),
        };
        let authority = rest.strip_prefix("//").unwrap_or(if scheme.is_empty() { rest } else { "" });
        let authority = authority.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        let authority = authority.rsplit('@').next().unwrap_or_default();
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if port == "*" || port.bytes().all(|b| b.is_ascii_digit()) => (host, port),
            _ => (authority, ""),
        };
        Self { scheme: scheme.to_owned(), host: host.to_owned(), port: port.to_owned() }
    }

    /// The port, or the one its scheme means.
    fn port(&self) -> &str {
        match (&*self.port, &*self.scheme) {
            ("", "http" | "ws") => "80",
            ("", "https" | "wss" | "") => "443",
            (port, _) => port,
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '*'
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

fn allows(source: &str, url: &SourceUrl) -> bool {
    // without a scheme of its own a URL has the page's, which is one of the network's
    let is_network = matches!(&*url.scheme, "" | "http" | "https" | "ws" | "wss");
    if source == "*" {
        return is_network;
    }
    if source.starts_with('\'') {
        return false;
    }
    let source = SourceUrl::parse(source);
    if source.host.is_empty() {
        return !source.scheme.is_empty() && scheme_fits(&source.scheme, &url.scheme);
    }
    let scheme = if source.scheme.is_empty() { is_network } else { scheme_fits(&source.scheme, &url.scheme) };
    scheme && host_fits(&source.host, &url.host) && port_fits(&source, url)
}

/// A scheme allows itself and its secure form.
fn scheme_fits(source: &str, url: &str) -> bool {
    let upgrades = [("http", "https"), ("ws", "wss"), ("ws", "http"), ("ws", "https"), ("wss", "https")];
    source == url || url.is_empty() && matches!(source, "http" | "https") || upgrades.contains(&(source, url))
}

/// `*.example.org` allows every host below `example.org`, not itself.
fn host_fits(source: &str, url: &str) -> bool {
    match source.strip_prefix('*') {
        Some("") => true,
        Some(suffix) => suffix.starts_with('.') && url.len() > suffix.len() && url.ends_with(suffix),
        None => source == url,
    }
}

/// Without a port a source means that of the scheme, either of them when a URL is upgraded.
fn port_fits(source: &SourceUrl, url: &SourceUrl) -> bool {
    match &*source.port {
        "*" => true,
        "" => url.port.is_empty() || matches!(url.port(), "80" | "443"),
        port => port == url.port() || port == "80" && url.port() == "443",
    }
}
