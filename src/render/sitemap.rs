//! `sitemap.xml` and `robots.txt`: what crawlers read first.
//!
//! [`files`] puts all addresses into one `sitemap.xml`, or, where that would break a limit of the protocol
//! (50,000 addresses or 50 MB a file, <https://www.sitemaps.org/protocol.html>), into `sitemap-1.xml`,
//! `sitemap-2.xml` and so on, with `sitemap.xml` as their index. [`robots`] names the sitemap and what to leave alone.
//!
//! Left out: `priority` and `changefreq`, which search engines say they ignore, and `lastmod` in the index.

use super::xml::Xml;

/// How many bytes a sitemap may have, uncompressed.
const MAX_BYTES: usize = 50 * 1024 * 1024;

/// The namespace of the protocol.
const NAMESPACE: &[(&str, &str)] = &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];

/// One address.
pub(crate) struct Entry {
    /// The address, absolute.
    pub(crate) url: String,
    /// When the page last changed, as a W3C date: `2026-05-12`, or with time and offset.
    pub(crate) lastmod: Option<String>,
}

/// The sitemap of `entries` as file names and their bytes, at most `limit` addresses a file; `base` is the absolute
/// URL of the site, with a slash at its end. None where there is nothing to list: an empty sitemap is not valid.
pub(crate) fn files(entries: &[Entry], base: &str, limit: usize) -> Vec<(String, Vec<u8>)> {
    files_up_to(entries, base, limit, MAX_BYTES)
}

fn files_up_to(entries: &[Entry], base: &str, limit: usize, max_bytes: usize) -> Vec<(String, Vec<u8>)> {
    let chunks = chunks(entries, limit.max(1), max_bytes);
    if let [] | [_] = chunks[..] {
        return chunks.into_iter().map(|chunk| ("sitemap.xml".to_owned(), urlset(chunk))).collect();
    }
    let names: Vec<String> = (1..=chunks.len()).map(|n| format!("sitemap-{n}.xml")).collect();
    let mut files = vec![("sitemap.xml".to_owned(), index(&names, base))];
    files.extend(names.into_iter().zip(chunks.into_iter().map(urlset)));
    files
}

/// The entries cut into runs, each of which fits one file.
fn chunks(entries: &[Entry], limit: usize, max_bytes: usize) -> Vec<&[Entry]> {
    let (mut chunks, mut start, mut bytes) = (Vec::new(), 0, HEAD_BYTES);
    for (at, entry) in entries.iter().enumerate() {
        let more = bytes_of(entry);
        if at > start && (at - start >= limit || bytes + more > max_bytes) {
            chunks.push(&entries[start..at]);
            (start, bytes) = (at, HEAD_BYTES);
        }
        bytes += more;
    }
    if start < entries.len() {
        chunks.push(&entries[start..]);
    }
    chunks
}

/// More than the declaration and the outer element take.
const HEAD_BYTES: usize = 256;

/// More than the entry takes: every character escaped at its longest, and the tags with their indentation.
fn bytes_of(entry: &Entry) -> usize {
    let escaped = |text: &str| text.bytes().map(|b| if b"<>&\"'\r\n\t".contains(&b) { 6 } else { 1 }).sum::<usize>();
    128 + escaped(&entry.url) + entry.lastmod.as_deref().map_or(0, escaped)
}

fn urlset(entries: &[Entry]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", NAMESPACE);
    for entry in entries {
        xml.open("url", &[]);
        xml.text("loc", &[], &entry.url);
        if let Some(lastmod) = &entry.lastmod {
            xml.text("lastmod", &[], lastmod);
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

fn index(names: &[String], base: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("sitemapindex", NAMESPACE);
    for name in names {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &format!("{base}{name}"));
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.finish()
}

/// `robots.txt`: all robots may read all but the addresses that begin with one of `disallow` (rooted at the site,
/// as `/search/`); `base` is the absolute URL of the site, `sitemap` that of its sitemap.
///
/// Crawlers read the file only at the root of a host; under a base path it is a part for the file there.
pub(crate) fn robots(base: &str, sitemap: Option<&str>, disallow: &[&str]) -> String {
    let mut robots = "User-agent: *\n".to_owned();
    if disallow.is_empty() {
        robots.push_str("Disallow:\n");
    }
    for path in disallow {
        robots.push_str(&format!("Disallow: {}{}\n", path_of(base), one_line(path.trim_start_matches('/'))));
    }
    if let Some(sitemap) = sitemap {
        robots.push_str(&format!("\nSitemap: {}\n", one_line(sitemap)));
    }
    robots
}

/// The path of an absolute URL, with a slash at both ends.
fn path_of(base: &str) -> String {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{}/", one_line(path)) }
}

/// A line end would begin another rule.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, files, files_up_to, robots};
    use crate::render::xml::tests::read_back;

    const BASE: &str = "https://example.org/blog/";

    fn entries(count: usize) -> Vec<Entry> {
        let url = |n| format!("{BASE}a/{n}/?x&y=<'>");
        (0..count).map(|n| Entry { url: url(n), lastmod: (n == 0).then(|| "2026-05-12".to_owned()) }).collect()
    }

    fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
        files.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn few_addresses_are_one_file() {
        let files = files(&entries(2), BASE, 2);
        assert_eq!(names(&files), ["sitemap.xml"]);
        read_back(&files[0].1);
        assert_eq!(
            std::str::from_utf8(&files[0].1),
            Ok(r#"<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url>
    <loc>https://example.org/blog/a/0/?x&amp;y=&lt;'&gt;</loc>
    <lastmod>2026-05-12</lastmod>
  </url>
  <url>
    <loc>https://example.org/blog/a/1/?x&amp;y=&lt;'&gt;</loc>
  </url>
</urlset>
"#)
        );
    }

    #[test]
    fn many_addresses_get_an_index() {
        for (count, limit, expected) in [
            (0, 2, vec![]),
            (1, 0, vec!["sitemap.xml"]),
            (3, 2, vec!["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]),
            (4, 2, vec!["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]),
            (5, 2, vec!["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]),
        ] {
            assert_eq!(names(&files(&entries(count), BASE, limit)), expected, "{count} by {limit}");
        }
        let files = files(&entries(3), BASE, 2);
        let locations: Vec<_> = read_back(&files[0].1).into_iter().map(|(_, text)| text).collect();
        assert_eq!(locations, ["https://example.org/blog/sitemap-1.xml", "https://example.org/blog/sitemap-2.xml"]);
        let listed: usize = files[1..].iter().map(|(_, bytes)| read_back(bytes).len()).sum();
        assert_eq!(listed, 4, "three addresses and one date");
    }

    #[test]
    fn no_file_is_larger_than_it_may_be() {
        let entries = entries(100);
        let files = files_up_to(&entries, BASE, 1000, 4096);
        assert!(files.len() > 2);
        assert!(files.iter().all(|(_, bytes)| bytes.len() <= 4096));
        let listed: usize = files[1..].iter().map(|(_, bytes)| read_back(bytes).len()).sum();
        assert_eq!(listed, 101);
    }

    #[test]
    fn robots_names_the_sitemap_and_what_to_leave_alone() {
        for (base, sitemap, disallow, expected) in [
            ("https://x.org/", None, vec![], "User-agent: *\nDisallow:\n"),
            (
                "https://x.org/",
                Some("https://x.org/sitemap.xml"),
                vec!["/search/", "drafts/"],
                "User-agent: *\nDisallow: /search/\nDisallow: /drafts/\n\nSitemap: https://x.org/sitemap.xml\n",
            ),
            ("https://x.org/a/b/", None, vec!["/search/"], "User-agent: *\nDisallow: /a/b/search/\n"),
            ("https://x.org", None, vec!["/s/\nAllow: /x"], "User-agent: *\nDisallow: /s/Allow: /x\n"),
        ] {
            assert_eq!(robots(base, sitemap, &disallow), expected);
        }
    }
}
