//! `vercel.json`: <https://vercel.com/docs/project-configuration>. It lies at the top of what is deployed, the output.
//!
//! A source is a pattern of path-to-regexp, in which a backslash makes a sign stand for itself; the value of a query is a
//! regular expression. `trailingSlash` leads to the addresses with a slash, as other hosts do by themselves.

use super::{ASSETS, EXCEPT, FOR_EVER, Redirects};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

/// The text of `vercel.json`.
pub(super) fn text(redirects: &Redirects, policy: &str) -> String {
    let (has_redirects, has_headers) = redirects.site.config.publish.has(crate::config::Form::VercelJson);
    let mut file = json!({ "$schema": "https://openapi.vercel.sh/vercel.json", "trailingSlash": true });
    if has_redirects {
        file["redirects"] = all(redirects);
    }
    if has_headers {
        let every = super::headers(redirects.site, policy);
        let every: Vec<Value> = every.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
        file["headers"] = json!([
            { "source": format!("{}(.*)", escaped(&redirects.folder("/"))), "headers": every },
            {
                "source": format!("{}((?!{EXCEPT}).*)", escaped(&redirects.folder(ASSETS))),
                "headers": [{ "key": "Cache-Control", "value": FOR_EVER }],
            },
        ]);
    }
    format!("{file:#}\n")
}

/// As many redirects as Vercel takes.
fn all(redirects: &Redirects) -> Value {
    let mut rules = Vec::new();
    for (url, old) in &redirects.rules {
        let source = escaped(&redirects.sent(url));
        for (parameters, to) in &old.queries {
            let has = |(key, value): &(&str, &str)| {
                let value = percent_decode_str(value).decode_utf8_lossy();
                json!({ "type": "query", "key": key, "value": regex(&value) })
            };
            let has: Vec<Value> = parameters.iter().map(has).collect();
            rules.push(json!({ "source": source, "has": has, "destination": redirects.target(to), "statusCode": 301 }));
        }
        if let Some(to) = old.target {
            rules.push(json!({ "source": source, "destination": redirects.target(to), "statusCode": 301 }));
        }
    }
    rules.truncate(crate::config::Host::Vercel.most_redirects().unwrap_or(usize::MAX));
    Value::Array(rules)
}

/// `path` as a pattern that matches just it.
fn escaped(path: &str) -> String {
    let one = |c: char| if "(){}:*+?\\".contains(c) { format!("\\{c}") } else { c.to_string() };
    path.chars().map(one).collect()
}

/// `text` as a regular expression that matches just it.
fn regex(text: &str) -> String {
    let one = |c: char| if ".*+?^${}()|[]\\/".contains(c) { format!("\\{c}") } else { c.to_string() };
    text.chars().map(one).collect()
}
