//! `sitemap.xml` and `robots.txt`: what crawlers read first.
//!
//! [`files`] puts all addresses into one `sitemap.xml`, or, where they are more than the protocol allows a file
//! (50,000, <https://www.sitemaps.org/protocol.html>), into `sitemap-1.xml`, `sitemap-2.xml` and so on, with `sitemap.xml` as
//! their index. [`robots`] names the sitemap.
//!
//! Left out: `priority` and `changefreq`, which search engines say they ignore, and `lastmod` in the index.

use super::xml::Xml;
use crate::site::{Address, Site, URLS_IN_A_SITEMAP, Url};

/// The namespace of the protocol.
const NAMESPACE: &[(&str, &str)] = &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];

/// One address.
struct SitemapEntry {
    /// The address, absolute.
    url: String,
    /// When the page last changed, as a W3C date: `2026-05-12`, or with time and offset.
    lastmod: Option<String>,
}

/// The files of the sitemap of `site`, `sitemap.xml` first.
pub(super) fn files(site: &Site) -> Vec<Vec<u8>> {
    let entry = |(url, address): (&Url, &Address)| {
        let moment = site.meta_at(address).and_then(|meta| meta.updated.or(meta.date));
        SitemapEntry { url: site.absolute(url), lastmod: moment.map(|moment| moment.iso()) }
    };
    let entries: Vec<_> = site.sitemap_entries().map(entry).collect();
    files_of(&entries, &site.absolute(&Url::new("/")), URLS_IN_A_SITEMAP)
}

/// None where there is nothing to list: an empty sitemap is not valid.
fn files_of(entries: &[SitemapEntry], base: &str, limit: usize) -> Vec<Vec<u8>> {
    let parts: Vec<Vec<u8>> = entries.chunks(limit).map(urlset).collect();
    let index = (parts.len() > 1).then(|| index(parts.len(), base));
    index.into_iter().chain(parts).collect()
}

fn urlset(entries: &[SitemapEntry]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", NAMESPACE);
    for entry in entries {
        xml.open("url", &[]);
        xml.text("loc", &entry.url);
        if let Some(lastmod) = &entry.lastmod {
            xml.text("lastmod", lastmod);
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

fn index(count: usize, base: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("sitemapindex", NAMESPACE);
    for number in 1..=count {
        xml.open("sitemap", &[]);
        xml.text("loc", &format!("{base}sitemap-{number}.xml"));
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.finish()
}

/// `robots.txt`: all robots may read all. Crawlers read the file only at the root of a host; under a base path it is a part for
/// the file there.
pub(super) fn robots(site: &Site) -> String {
    let sitemap = Url::new("/sitemap.xml");
    let has_sitemap = matches!(site.addresses.get(&sitemap), Some(Address::Sitemap(_)));
    let sitemap = if has_sitemap { format!("\nSitemap: {}\n", site.absolute(&sitemap)) } else { String::new() };
    format!("User-agent: *\nDisallow:\n{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::{SitemapEntry, files_of};
    use crate::render::xml::tests::read_back;

    const BASE: &str = "https://example.org/blog/";

    fn entries(count: usize) -> Vec<SitemapEntry> {
        let url = |n| format!("{BASE}a/{n}/?x&y=<'>");
        (0..count).map(|n| SitemapEntry { url: url(n), lastmod: (n == 0).then(|| "2026-05-12".to_owned()) }).collect()
    }

    #[test]
    fn few_addresses_are_one_file() {
        let files = files_of(&entries(2), BASE, 2);
        assert_eq!(files.len(), 1);
        read_back(&files[0]);
        assert_eq!(
            std::str::from_utf8(&files[0]),
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
        for (count, expected) in [(0, 0), (1, 1), (3, 3), (4, 3), (5, 4)] {
            assert_eq!(files_of(&entries(count), BASE, 2).len(), expected, "{count}");
        }
        let files = files_of(&entries(3), BASE, 2);
        let locations: Vec<_> = read_back(&files[0]).into_iter().map(|(_, text)| text).collect();
        assert_eq!(locations, ["https://example.org/blog/sitemap-1.xml", "https://example.org/blog/sitemap-2.xml"]);
        let listed: usize = files[1..].iter().map(|bytes| read_back(bytes).len()).sum();
        assert_eq!(listed, 4, "three addresses and one date");
    }
}
