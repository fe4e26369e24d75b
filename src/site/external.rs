//! An address with a scheme, as it is published, or why it leads nowhere for readers.

use crate::diag::nearest;

/// Why an address with a scheme leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreachable {
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

/// Where `gen serve` shows the site while it is written.
const PREVIEW: [&str; 4] = ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "0.0.0.0:1111"];

/// What is wrong with `url`, whose scheme is `scheme`.
pub(super) fn fault(url: &str, scheme: &str) -> Option<Unreachable> {
    let rest = &url[scheme.len() + 1..];
    let lower = scheme.to_ascii_lowercase();
    let told = |message, help| Some(Unreachable { message, help });
    match lower.as_str() {
        "file" => told(format!("`{url}` is a file of your computer, which readers don't have"), FILE.into()),
        drive if drive.len() == 1 && rest.starts_with(['\\', '/']) => {
            told(format!("`{url}` is a file of your computer, which readers don't have"), FILE.into())
        }
        "http" | "https" => match rest.strip_prefix("//").filter(|rest| !rest.starts_with('/')) {
            None => {
                let help = format!("write `{lower}://{}`", rest.trim_start_matches('/'));
                told(format!("`{url}` isn't an address: `//` follows `{lower}:`"), help)
            }
            Some(rest) => {
                let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
                let help = "link to the file of that page, as in `other.md`, or write its path from the first `/` on";
                let message = || format!("`{host}` is your own preview, which readers don't have");
                if PREVIEW.contains(&host) { told(message(), help.into()) } else { None }
            }
        },
        _ => match nearest(&lower, ["http", "https"]).filter(|_| rest.starts_with('/')) {
            Some(near) => {
                let help = format!("did you mean `{near}://{}`?", rest.trim_start_matches('/'));
                told(format!("browsers know no `{scheme}:`"), help)
            }
            None => None,
        },
    }
}

const FILE: &str = "put the file beside the text, and write its path relative to this file";

/// `url` with what an address can't hold percent-encoded.
pub(super) fn encoded(url: &str) -> String {
    let is_unfit = |char: char| char.is_ascii_control() || " \"<>\\^`{|}".contains(char);
    let mut encoded = String::with_capacity(url.len());
    for char in url.chars() {
        match is_unfit(char) {
            true => encoded.push_str(&format!("%{:02X}", u32::from(char))),
            false => encoded.push(char),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_cannot_reach_is_told() {
        const FILES: &str = "put the file beside the text, and write its path relative to this file";
        for (url, message, help) in [
            (r"C:\Users\me\a.png", r"`C:\Users\me\a.png` is a file of your computer, which readers don't have", FILES),
            ("c:/a.png", "`c:/a.png` is a file of your computer, which readers don't have", FILES),
            ("file:///a/b.md", "`file:///a/b.md` is a file of your computer, which readers don't have", FILES),
            ("htp://x.example/a", "browsers know no `htp:`", "did you mean `http://x.example/a`?"),
            ("htpps://x.example", "browsers know no `htpps:`", "did you mean `https://x.example`?"),
            ("http:/x.example", "`http:/x.example` isn't an address: `//` follows `http:`", "write `http://x.example`"),
            ("HTTPS:x", "`HTTPS:x` isn't an address: `//` follows `https:`", "write `https://x`"),
            ("https:///x", "`https:///x` isn't an address: `//` follows `https:`", "write `https://x`"),
            (
                "http://localhost:1111/articles/a/",
                "`localhost:1111` is your own preview, which readers don't have",
                "link to the file of that page, as in `other.md`, or write its path from the first `/` on",
            ),
        ] {
            let scheme = url.split(':').next().unwrap_or_default();
            let expected = Unreachable { message: message.into(), help: help.into() };
            assert_eq!(fault(url, scheme), Some(expected), "{url}");
        }
        for url in [
            "https://x.example/",
            "http://x",
            "mailto:a@b.example",
            "tel:+49",
            "ftp://x",
            "data:image/png;base64,AA==",
            "http://localhost:8080/",
            "ssh://x",
            "git://x",
            "vscode://file/a",
            "x:y",
            "irc://x",
            "xmpp:a@b",
        ] {
            assert_eq!(fault(url, url.split(':').next().unwrap_or_default()), None, "{url}");
        }
    }

    #[test]
    fn what_an_address_cannot_hold_is_encoded() {
        for (url, expected) in [
            ("https://x.example/a b", "https://x.example/a%20b"),
            ("https://x.example/a%20b?c=%7B&d", "https://x.example/a%20b?c=%7B&d"),
            ("https://x.example/{a}|\"<b>\"\t", "https://x.example/%7Ba%7D%7C%22%3Cb%3E%22%09"),
            ("https://x.example/Größe", "https://x.example/Größe"),
            ("https://[::1]/", "https://[::1]/"),
        ] {
            assert_eq!(encoded(url), expected, "{url}");
        }
    }
}
