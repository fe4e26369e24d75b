//! What other generators call our keys, for people who move.
//!
//! Read from the front matter and configuration that Hugo, Jekyll, Zola, Eleventy, Docusaurus and Pelican
//! document. A name may stand for several of our keys; the first that the table at hand takes is meant.

use crate::tree::{Syntax, Value};

/// `(their name, ours)`, compared without case, `-` and `_`.
const FOREIGN: &[(&str, &str)] = &[
    ("abstract", "description"),
    ("author", "authors"),
    ("baseurl", "base_url"),
    ("categories", "topics"),
    ("category", "topics"),
    ("cover", "image"),
    ("coverimage", "image"),
    ("created", "date"),
    ("difficulty", "level"),
    ("excerpt", "description"),
    ("expirydate", "expires"),
    ("expiresat", "expires"),
    ("faqs", "faq"),
    ("featuredimage", "image"),
    ("images", "image"),
    ("keytakeaways", "takeaways"),
    ("keywords", "topics"),
    ("lang", "language"),
    ("languagecode", "language"),
    ("defaultcontentlanguage", "language"),
    ("defaultlanguage", "language"),
    ("lastmod", "updated"),
    ("lastmodified", "updated"),
    ("lastupdate", "updated"),
    ("layout", "template"),
    ("locale", "language"),
    ("modified", "updated"),
    ("name", "title"),
    ("order", "weight"),
    ("paginateby", "paginate"),
    ("pagersize", "paginate"),
    ("pagination", "paginate"),
    ("params", "extra"),
    ("permalink", "slug"),
    ("postdate", "date"),
    ("pubdate", "date"),
    ("publishdate", "publish"),
    ("published", "publish"),
    ("redirectfrom", "aliases"),
    ("redirects", "aliases"),
    ("references", "sources"),
    ("robots", "noindex"),
    ("siteurl", "base_url"),
    ("sidebarposition", "weight"),
    ("summary", "description"),
    ("tag", "topics"),
    ("tags", "topics"),
    ("taxonomies", "topics"),
    ("thumbnail", "image"),
    ("tldr", "takeaways"),
    ("unpublishdate", "expires"),
    ("updatedat", "updated"),
    ("url", "slug"),
    ("url", "base_url"),
    ("root", "base_url"),
    ("synonyms", "terms"),
    ("a", "answer"),
    ("q", "question"),
];

/// Keys of ours that take only a part of what theirs does, and what to do then.
const PARTS: &[(&str, &str)] = &[(
    "slug",
    "`slug` is the last part of an address, `[permalinks]` in `site.toml` has the rest, and `aliases` takes old addresses",
)];

/// The key of ours that another generator's `name` with `value` stands for, if `known` has it, and what to do.
pub(super) fn advice(
    name: &str,
    value: &Value,
    syntax: Syntax,
    known: impl Fn(&str) -> bool,
) -> Option<(&'static str, String)> {
    let ours = ours(name, &known)?;
    if let ("publish", Value::Bool(is_published)) = (ours, value)
        && known("draft")
    {
        let draft = if syntax == Syntax::Toml { "draft = true" } else { "draft: true" };
        let help = if *is_published {
            format!("leave it out: all is published but what says `{draft}`")
        } else {
            format!("write `{draft}`")
        };
        return Some(("draft", help));
    }
    let is_one_of_several = ["tags", "categories", "keywords"].contains(&name.to_ascii_lowercase().as_str());
    if ours == "topics" && is_one_of_several {
        let help = "it is called `topics` here; what isn't a topic is a taxonomy of its own";
        return Some((ours, format!("{help}: `[[taxonomies]]` with `name = \"{name}\"` in `site.toml`")));
    }
    let part = PARTS.iter().find(|(key, _)| *key == ours).map(|(_, help)| (*help).to_owned());
    Some((ours, part.unwrap_or_else(|| format!("it is called `{ours}` here"))))
}

/// What we call the key that another generator names `name`, if `known` has it.
fn ours(name: &str, known: impl Fn(&str) -> bool) -> Option<&'static str> {
    let name: String = name.chars().filter(|c| !"-_".contains(*c)).flat_map(char::to_lowercase).collect();
    FOREIGN.iter().find(|(theirs, ours)| *theirs == name && known(ours)).map(|(_, ours)| *ours)
}

#[cfg(test)]
mod tests {
    use super::{FOREIGN, ours};

    #[test]
    fn names_are_compared_without_case_and_joints() {
        let known = |name: &str| ["updated", "image", "base_url", "topics"].contains(&name);
        for (name, expected) in [
            ("lastmod", Some("updated")),
            ("featured_image", Some("image")),
            ("baseURL", Some("base_url")),
            ("url", Some("base_url")),
            ("layout", None),
            ("nonsense", None),
        ] {
            assert_eq!(ours(name, known), expected, "{name}");
        }
        assert!(FOREIGN.iter().all(|(theirs, _)| ours(theirs, |_| true).is_some()), "a row that nothing can match");
    }
}
