//! What in a tag of raw HTML a strict Content-Security-Policy blocks.
//!
//! A page gets a policy that allows its own files and nothing else, so what an author's HTML loses to it is worth a
//! warning. Whether an origin is the site's own, or one that `[security] csp` allows, is for the caller to know.

use super::body::RawUseKind;
use crate::html::{Attribute, Tag};
use std::ops::Range;

/// Tells `found` of each use in `tag`, which stands at `range`: what it is, the origin it comes from, and its bytes.
pub(super) fn uses(
    tag: &Tag<'_>,
    range: &Range<usize>,
    mut found: impl FnMut(RawUseKind, Option<String>, Range<usize>),
) {
    let has = |name: &str| tag.attributes.iter().any(|attribute| attribute.name == name);
    match &*tag.name {
        "script" if !has("src") && runs(tag) => found(RawUseKind::InlineScript, None, range.clone()),
        "style" => found(RawUseKind::InlineStyle, None, range.clone()),
        _ => {}
    }
    for attribute in &tag.attributes {
        match &*attribute.name {
            "style" => found(RawUseKind::StyleAttribute, None, attribute.range.clone()),
            name if name.starts_with("on") && name.len() > 2 => {
                found(RawUseKind::EventHandler, None, attribute.range.clone());
            }
            _ => {
                if let (Some(kind), Some(place)) = (loads(tag, attribute), attribute.place.clone())
                    && let Some(origin) = origin(attribute.value.trim())
                {
                    found(kind, Some(origin), place);
                }
            }
        }
    }
}

/// Whether a script is code rather than data.
fn runs(tag: &Tag<'_>) -> bool {
    let kind = tag.value("type").trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.contains("javascript") || kind.contains("ecmascript")
}

/// What the address in an attribute is loaded as.
fn loads(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Option<RawUseKind> {
    Some(match (&*tag.name, &*attribute.name) {
        ("script", "src") => RawUseKind::Script,
        ("img" | "input", "src") | ("img" | "source", "srcset") | ("video", "poster") => RawUseKind::Image,
        ("image" | "use", "href" | "xlink:href") => RawUseKind::Image,
        ("video" | "audio" | "source" | "track", "src") => RawUseKind::Media,
        ("iframe" | "frame" | "embed", "src") | ("object", "data") => RawUseKind::Frame,
        ("link", "href") if tag.value("rel").to_ascii_lowercase().contains("stylesheet") => RawUseKind::Stylesheet,
        ("form", "action") | ("button" | "input", "formaction") => RawUseKind::Form,
        _ => return None,
    })
}

/// The origin of an address that isn't below the page's own: `https://host`, `//host`, or only a scheme, `data:`.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if !scheme.is_empty() && !scheme.contains(['/', '?', '#']) => (format!("{scheme}:"), rest),
        _ => (String::new(), url),
    };
    let host = rest.strip_prefix("//").map(|host| host.split(['/', '?', '#', ' ', '\\']).next().unwrap_or(host));
    match host {
        Some(host) => Some(format!("{scheme}//{host}").to_ascii_lowercase()),
        None if scheme.is_empty() => None,
        None => Some(scheme.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{TokenKind, tokens};

    fn found(html: &str) -> Vec<(RawUseKind, Option<String>, &str)> {
        let token = tokens(html).next().expect("there is a tag");
        let TokenKind::Start(tag) = token.kind else { panic!("{html} is a tag") };
        let mut all = Vec::new();
        uses(&tag, &token.range, |kind, origin, range| all.push((kind, origin, &html[range])));
        all
    }

    #[test]
    fn what_a_policy_blocks_is_found_with_its_origin() {
        use RawUseKind::*;
        for (html, kind, origin, place) in [
            ("<script>", InlineScript, None, "<script>"),
            ("<script src='https://X.org/a.js'>", Script, Some("https://x.org"), "https://X.org/a.js"),
            ("<style>", InlineStyle, None, "<style>"),
            ("<p style='color: red'>", StyleAttribute, None, "style='color: red'"),
            ("<b onclick=a()>", EventHandler, None, "onclick=a()"),
            ("<img src=//cdn.org/a?b>", Image, Some("//cdn.org"), "//cdn.org/a?b"),
            ("<img src='data:image/png;base64,AA'>", Image, Some("data:"), "data:image/png;base64,AA"),
            ("<iframe src=\"https://v.org\">", Frame, Some("https://v.org"), "https://v.org"),
            ("<video src=http://v.org/a>", Media, Some("http://v.org"), "http://v.org/a"),
            ("<link rel=Stylesheet href=https://s.org/a>", Stylesheet, Some("https://s.org"), "https://s.org/a"),
            ("<form action='https://f.org/'>", Form, Some("https://f.org"), "https://f.org/"),
        ] {
            assert_eq!(found(html), [(kind, origin.map(str::to_owned), place)], "{html}");
        }
        for html in [
            "<img src=a.png>",
            "<a href=https://x.org>",
            "<script type='application/ld+json'>",
            "<script src=/a.js>",
            "<link rel=icon href=https://s.org/a>",
            "<p on=x>",
            "<img src='/a:b'>",
        ] {
            assert_eq!(found(html), [], "{html}");
        }
    }
}
