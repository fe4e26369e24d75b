//! `_redirects` and `_headers`, which Netlify, Cloudflare Pages and GitLab Pages read, each a little differently: see
//! <https://docs.netlify.com/routing/redirects/>, <https://developers.cloudflare.com/pages/configuration/redirects/> and
//! <https://docs.gitlab.com/user/project/pages/redirects/>.
//!
//! Netlify wants `301!` where a file is at the old address; Cloudflare compares with the path as it was sent, GitLab with the
//! decoded one, and takes 64 KB. A path that one of them would read as a pattern has no rule.

use super::{ASSETS, FOR_EVER, Redirects, WRITTEN};
use crate::{config::Host, site::Url};
use percent_encoding::percent_decode_str;
use std::fmt::Write as _;

/// GitLab refuses a larger file.
const MOST_BYTES: usize = 64 * 1024;
/// So many bytes of it are for the first line.
const HEAD_BYTES: usize = 64;
/// GitLab refuses a path of more parts.
const MOST_PARTS: usize = 25;

/// The text of `_redirects`.
pub(super) fn redirects(redirects: &Redirects) -> String {
    let host = redirects.site.config.publish.redirects.as_ref().map_or(Host::Netlify, |host| host.value);
    let mut text = format!("{WRITTEN} from `aliases`.\n");
    for (_, line) in rules(redirects, host) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// The old paths that `host` has a rule for.
pub(super) fn old_paths<'a>(redirects: &Redirects<'a>, host: Host) -> impl Iterator<Item = &'a Url> {
    rules(redirects, host).into_iter().map(|(url, _)| url)
}

/// As many redirects as `host` takes, those with a query first.
fn rules<'a>(redirects: &Redirects<'a>, host: Host) -> Vec<(&'a Url, String)> {
    let status = if host == Host::Netlify { "301!" } else { "301" };
    let mut rules = Vec::new();
    for (url, old) in redirects.rules.iter().filter(|_| host == Host::Netlify) {
        for (parameters, target) in &old.queries {
            // Netlify compares them decoded
            let query = parameters.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ");
            let query = percent_decode_str(&query).decode_utf8_lossy();
            rules.push((*url, format!("{} {query} {} {status}", redirects.sent(url), redirects.target(target))));
        }
    }
    for (url, target) in redirects.rules.iter().filter_map(|(url, old)| Some((*url, old.target?))) {
        let rule = |source: String| (url, format!("{source} {} {status}", redirects.target(target)));
        rules.extend(source(redirects, host, url).map(rule));
    }
    rules.truncate(host.most_redirects().unwrap_or(usize::MAX));
    if host == Host::Gitlab {
        let mut left = MOST_BYTES - HEAD_BYTES;
        let fits = |(_, rule): &(&Url, String)| {
            left = left.saturating_sub(rule.len() + 1);
            left > 0
        };
        rules = rules.into_iter().take_while(fits).collect();
    }
    rules
}

/// How `host` spells the old address `url`, if it can.
fn source(redirects: &Redirects, host: Host, url: &Url) -> Option<String> {
    let path = redirects.decoded(url);
    let begins = |part: &str, with: char| part.starts_with(with);
    let is_pattern = path.contains('*')
        || match host {
            Host::Netlify => path.split('/').any(|part| begins(part, ':')) || path.starts_with("/.netlify"),
            _ => path.contains(':'),
        };
    if is_pattern {
        return None;
    }
    match host {
        Host::Gitlab => {
            // it compares the source, parsed as a URL, with a decoded path: what has to be escaped never matches
            let is_word = !path.contains(['%', '?', '#']) && !path.contains(char::is_whitespace);
            let is_word = is_word && path.split('/').count() <= MOST_PARTS;
            is_word.then_some(path)
        }
        _ => Some(redirects.sent(url)),
    }
}

/// The text of `_headers`. What pages are kept for is the host's own rule, by which they are asked for each time.
pub(super) fn headers(redirects: &Redirects, policy: &str) -> String {
    let mut text = format!("{WRITTEN}.\n{}*\n", redirects.folder("/"));
    for (name, value) in super::headers(redirects.site, policy) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(text, "{}*\n  Cache-Control: {FOR_EVER}\n", redirects.folder(ASSETS));
    text
}
