//! `.htaccess`, for Apache 2.4: <https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html>.
//!
//! It works with `AllowOverride FileInfo`, wherever the folder stands. A server without one of the modules does without that
//! part. A pattern is compared with the decoded path below the folder, and quotes in it are a trap: all but letters, digits and
//! a few signs is written `\xNN`. In a target `%2` would be something found by a condition, so each `%` has a backslash.

use super::{ASSETS, EXCEPT, FOR_EVER, FOR_MINUTES, Redirects, WRITTEN, exactly, is_plain, query};
use std::fmt::Write as _;

/// The text of `.htaccess`.
pub(super) fn text(redirects: &Redirects, policy: &str) -> String {
    let publish = &redirects.site.config.publish;
    let (has_redirects, has_headers) = publish.has(crate::config::Form::Htaccess);
    let mut text = format!("{WRITTEN}.\nErrorDocument 404 {}404.html\n", redirects.folder("/"));
    if has_redirects {
        rewrites(redirects, &mut text);
    }
    if has_headers {
        let _ = writeln!(text, "<IfModule mod_headers.c>\nHeader set Cache-Control \"{FOR_MINUTES}\"");
        let assets = redirects.folder(ASSETS);
        let _ = writeln!(
            text,
            "Header set Cache-Control \"{FOR_EVER}\" \"expr=%{{REQUEST_URI}} =~ m#^{assets}(?!{EXCEPT})#\""
        );
        for (name, value) in super::headers(redirects.site, policy) {
            let _ = writeln!(text, "Header always set {name} \"{}\"", value.replace('"', "\\\""));
        }
        text.push_str("</IfModule>\n");
    }
    text
}

fn rewrites(redirects: &Redirects, text: &mut String) {
    text.push_str("<IfModule mod_rewrite.c>\nRewriteEngine On\n");
    let target = |url| redirects.target(url).replace('%', "\\%");
    for (url, old) in &redirects.rules {
        let pattern = exactly(url.as_str().trim_start_matches('/'), |c| is_plain(c) && c != '%');
        for (parameters, to) in &old.queries {
            let _ = writeln!(text, "RewriteCond %{{QUERY_STRING}} \"{}\"", query(parameters));
            let _ = writeln!(text, "RewriteRule \"^{pattern}$\" \"{}\" [R=301,L,NE,QSD]", target(to));
        }
        if let Some(to) = old.target {
            let _ = writeln!(text, "RewriteRule \"^{pattern}$\" \"{}\" [R=301,L,NE]", target(to));
        }
    }
    text.push_str("</IfModule>\n");
}
