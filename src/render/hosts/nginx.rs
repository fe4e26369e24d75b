//! A part of nginx's configuration, to be included in a `server` block: <https://nginx.org/en/docs/>.
//!
//! The root of the block is the folder that the base path counts from: the output itself at `/`, the folder above `blog` at
//! `/blog/`. Headers stand in the block and not in a location, since a location with a header of its own would have no other;
//! how long a file may be kept is a variable for that reason. All that leads on from a path stands in one location, since a
//! second one for it is refused.

use super::{ASSETS, EXCEPT, FOR_EVER, FOR_MINUTES, RedirectRules, Redirects, WRITTEN, exactly, is_plain, query};
use crate::{
    config::Form,
    site::{Address, Url},
};
use std::fmt::Write as _;

/// The text of the file.
pub(super) fn text(redirects: &Redirects, policy: &str) -> String {
    let (has_redirects, has_headers) = redirects.site.config.publish.has(Form::Nginx);
    let root = redirects.folder("/");
    let mut text = format!(
        "{WRITTEN}. Include it in the server block of the site; the root of the block is the folder\n\
         # that the path `{root}` counts from, and the block has no `absolute_redirect` of its own.\n\
         error_page 404 {root}404.html;\nabsolute_redirect off;\n"
    );
    if has_headers {
        header_lines(redirects, policy, &mut text);
    }
    for (url, old) in redirects.rules.iter().filter(|_| has_redirects) {
        location(redirects, url, old, &mut text);
    }
    text
}

/// The headers. One without a value isn't sent: what isn't below the base path is somebody else's.
fn header_lines(redirects: &Redirects, policy: &str, text: &mut String) {
    let except = regex(EXCEPT);
    let (root, assets) = (regex(&redirects.decoded(&Url::new("/"))), regex(&redirects.decoded(&Url::new(ASSETS))));
    let mut lines = vec![("cache".to_owned(), "Cache-Control", FOR_MINUTES.to_owned(), "")];
    for (at, (name, value)) in super::headers(redirects.site, policy).into_iter().enumerate() {
        lines.push((format!("header_{at}"), name, value.replace('"', "\\\""), " always"));
    }
    for (variable, ..) in &lines {
        let _ = writeln!(text, "set $gen_{variable} \"\";");
    }
    let _ = writeln!(text, "if ($uri ~ \"^{root}\") {{");
    for (variable, _, value, _) in &lines {
        let _ = writeln!(text, "    set $gen_{variable} \"{value}\";");
    }
    let _ = writeln!(text, "}}\nif ($uri ~ \"^{assets}(?!{except})\") {{\n    set $gen_cache \"{FOR_EVER}\";\n}}");
    for (variable, name, _, always) in &lines {
        let _ = writeln!(text, "add_header {name} $gen_{variable}{always};");
    }
}

fn regex(path: &str) -> String {
    exactly(path, |c| is_plain(c) && c != '%')
}

fn location(redirects: &Redirects, url: &Url, old: &RedirectRules, text: &mut String) {
    let path = redirects.decoded(url).replace('\\', "\\\\").replace('"', "\\\"");
    let _ = write!(text, "location = \"{path}\" {{");
    for (parameters, to) in &old.queries {
        let _ =
            write!(text, "\n    if ($args ~ \"{}\") {{ return 301 \"{}\"; }}", query(parameters), redirects.target(to));
    }
    if !old.queries.is_empty() {
        text.push_str("\n   ");
    }
    match old.target {
        Some(to) => {
            let _ = write!(text, " return 301 \"{}$is_args$args\";", redirects.target(to));
        }
        None => match redirects.site.addresses.get(url) {
            None | Some(Address::Redirect(_)) => text.push_str(" return 404;"),
            Some(_) => {
                let file = redirects.decoded(&Url::new(format!("/{}", url.output())));
                let _ = write!(text, " try_files \"{}\" =404;", file.replace('\\', "\\\\").replace('"', "\\\""));
            }
        },
    }
    text.push_str(if old.queries.is_empty() { " }\n" } else { "\n}\n" });
}
